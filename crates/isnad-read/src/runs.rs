//! Runs of prose: stretches of lines that read as one text.
//!
//! In: the lines of a text. Out: its runs, and which of them are the article. Invariant: linear in the lines.
//! Deliberately judges only prose: headlines, captions and credits around a run are for `article` to judge.
//! Example: sentences behind «اقرأ أيضا» (read also) form a run of their own.

use crate::fold::stem;
use crate::line::{End, Line};
use crate::phrase::Kind;
use std::collections::{HashMap, HashSet};

/// What kind of stretch a line stands in: after a label and before the next prose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Zone {
    /// The text itself.
    Plain,
    /// Behind a label of other stories.
    Related,
    /// Behind a label of comments.
    Comments,
}

/// A stretch of lines of prose.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// First line of prose.
    pub first: usize,
    /// Last line of prose or of a list behind it.
    pub last: usize,
    weight: usize,
    sentences: usize,
    zone: Zone,
}

/// So many lines that are no prose may stand between two lines of one run.
const GAP: usize = 4;
/// Least share of known words that a sentence behind a headline needs to belong to the text before.
const COHESION: f64 = 0.1;

/// The zone of every line.
pub fn zones(lines: &[Line]) -> Vec<Zone> {
    let mut zone = Zone::Plain;
    lines
        .iter()
        .map(|line| {
            if line.markup.heading == Some(1) && line.words >= 3 {
                zone = Zone::Plain;
            }
            if line.kinds.has(Kind::Comments) {
                zone = Zone::Comments;
            } else if line.kinds.has(Kind::Related) && zone != Zone::Comments {
                zone = Zone::Related;
            } else if line.prose() >= 60 && zone == Zone::Related {
                // Prose behind a label is judged by its run; what follows it is no longer the label's.
                zone = Zone::Plain;
                return Zone::Related;
            }
            zone
        })
        .collect()
}

/// The runs of prose.
pub fn runs(lines: &[Line], zones: &[Zone], counts: &HashMap<&str, usize>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut gap, mut broken, mut listing, mut headed) = (0, true, false, false);
    let mut vocabulary: HashSet<&str> = HashSet::new();
    for (i, line) in lines.iter().enumerate() {
        let prose = line.prose();
        if prose > 0 {
            // What stands twice on a page is an embedded post or a teaser.
            let twice = counts.get(line.folded.as_str()).is_some_and(|n| *n > 1);
            let weight = prose.min(700) / if twice { 3 } else { 1 };
            // Behind a headline, a sentence of other words is another story's teaser.
            if headed && !broken && !line.opening && vocabulary.len() >= 12 {
                broken = cohesion(&line.folded, &vocabulary) < COHESION;
            }
            headed = false;
            if broken {
                vocabulary.clear();
            }
            if vocabulary.len() < 300 {
                vocabulary.extend(long_words(&line.folded));
            }
            match runs.last_mut().filter(|_| !broken) {
                Some(run) => {
                    run.last = i;
                    run.weight += weight;
                    run.sentences += 1;
                }
                None => runs.push(Run {
                    first: i,
                    last: i,
                    weight,
                    sentences: 1,
                    zone: zones[i],
                }),
            }
            (gap, broken) = (0, false);
            listing = line.end == End::Colon;
            continue;
        }
        if broken {
            continue;
        }
        let item = (line.bullet && line.arabic && line.words <= 40) || (listing && line.words <= 12);
        if item && !line.chrome() && (listing || line.close || lines.get(i.wrapping_sub(1)).is_some_and(|l| l.bullet)) {
            // A list belongs to the sentence before it.
            if let Some(run) = runs.last_mut() {
                run.last = i;
            }
            (gap, listing) = (0, true);
            continue;
        }
        listing = false;
        headed |= !line.chrome() && line.words >= 4;
        if line.kinds.opens_chrome() || line.kinds.has(Kind::Legal) {
            broken = true;
        } else if !line.short() || line.chrome() {
            gap += 1;
        } else {
            // A subheading weighs half: two may follow each other.
            gap += usize::from(lines.get(i.wrapping_sub(1)).is_some_and(|l| l.prose() == 0));
        }
        broken |= gap > GAP;
    }
    runs
}

/// Words of at least four letters, stems of which tell what a sentence is about.
fn long_words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(' ').map(stem).filter(|w| w.chars().nth(3).is_some())
}

/// The share of a sentence's long words that the run has used.
fn cohesion(folded: &str, vocabulary: &HashSet<&str>) -> f64 {
    let (mut all, mut shared) = (0u32, 0u32);
    for word in long_words(folded) {
        all += 1;
        shared += u32::from(vocabulary.contains(word));
    }
    if all == 0 {
        1.0
    } else {
        f64::from(shared) / f64::from(all)
    }
}

/// The run that is the article; `anchor` are the lines of a headline known beforehand.
pub fn main_run(lines: &[Line], runs: &[Run], anchor: &[usize]) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (i, run) in runs.iter().enumerate() {
        let tenths = match run.zone {
            Zone::Plain => 10,
            Zone::Related => 7,
            Zone::Comments => 3,
        };
        // Right behind the known headline is where the article begins.
        let behind = anchor.iter().any(|a| *a <= run.first && run.first - a <= 14);
        let weight = run.weight * tenths / 10 * if behind { 6 } else { 1 };
        // Stretches where headlines and sentences take turns are lists of teasers.
        let weight = weight * (run.sentences * 2).min(run.last - run.first + 1) / (run.last - run.first + 1);
        // Lone sentences among headlines are teasers more often than articles.
        let weight = if run.first == run.last && lines[run.first].end == End::Cut {
            weight / 3
        } else {
            weight
        };
        // A later run must be clearly heavier: other stories follow the story.
        if best.is_none_or(|(_, b)| weight * 10 > b * if b >= 250 { 14 } else { 11 }) {
            best = Some((i, weight));
        }
    }
    best.map(|(i, _)| i)
}

/// Whether something between two runs keeps them apart for good.
fn parted(lines: &[Line], zones: &[Zone], from: usize, to: usize) -> bool {
    (from..to).any(|i| zones[i] == Zone::Comments || lines[i].kinds.has(Kind::Legal))
        || to - from > 45
        || (from..to)
            .filter(|&i| !lines[i].chrome() && lines[i].words >= 4 && lines[i].end != End::Final)
            .count()
            > 7
}

/// Runs that go on with the main run's text, before and behind it.
pub fn attach(lines: &[Line], zones: &[Zone], runs: &[Run], main: usize) -> (usize, usize) {
    let (mut first, mut last) = (main, main);
    // In a page whose article is found by its markup, prose there is its own.
    let paged = lines.iter().any(|l| l.markup.outside);
    while let Some(next) = runs.get(last + 1) {
        let close = paged && next.first - runs[last].last <= 14;
        let goes_on = (lines[next.first].opening || close) && lines[next.first].end != End::Cut;
        if !goes_on || parted(lines, zones, runs[last].last + 1, next.first) {
            break;
        }
        last += 1;
    }
    while first > 0 {
        let before = runs[first - 1];
        // Teasers stand alone; two sentences and more before the text are its beginning.
        let text = paged || (before.sentences >= 2 && akin(lines, before, runs[first]));
        let goes_on =
            (text || lines[runs[first].first].opening) && before.weight >= 60 && lines[before.last].end != End::Cut;
        if !goes_on || parted(lines, zones, before.last + 1, runs[first].first) {
            break;
        }
        first -= 1;
    }
    (first, last)
}

/// Whether two runs share so many words that they tell one story.
fn akin(lines: &[Line], a: Run, b: Run) -> bool {
    let prose = |run: Run| {
        (run.first..=run.last)
            .filter(|&i| lines[i].prose() > 0)
            .map(|i| lines[i].folded.as_str())
    };
    let vocabulary: HashSet<&str> = prose(b).flat_map(long_words).take(300).collect();
    let (mut all, mut shared) = (0.0, 0.0);
    for line in prose(a).take(12) {
        all += 1.0;
        shared += cohesion(line, &vocabulary);
    }
    shared >= all * 0.14
}
