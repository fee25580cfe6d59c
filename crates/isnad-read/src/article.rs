//! Article or chrome: which lines of a text are its article, and which of them is the headline.
//!
//! In: the lines of a text (see `line`), a title from metadata where there is one. Out: a [`Finding`]: every
//! line marked, the headline's line. Invariant: no line is dropped or changed, only marked; the work is linear
//! in the text. Deliberately knows no site and no tag: pages give their hints through `Markup`.
//!
//! Lines with the look of running prose form runs; a run ends at labels such as «مقالات ذات صلة» (related
//! articles) and at stretches of headlines. The heaviest run is the article, runs before and behind it that go
//! on with its sentences join it. What stands between headline and run, and credits behind it, is judged line
//! by line.

use crate::credit;
use crate::fold::stem;
use crate::line::{End, Line};
use crate::phrase::{Kind, TABLES};
use crate::runs::{Zone, attach, main_run, runs, zones};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// What was found out about a text's lines.
#[derive(Clone, Debug, Default)]
pub struct Finding {
    /// For each line, whether it is article.
    pub article: Vec<bool>,
    /// The line of the headline.
    pub title: Option<usize>,
    /// Bytes of the headline where they are not a whole line («المصدر: headline»).
    pub title_range: Option<Range<usize>>,
    /// Lines of the run: from the first to the last line of prose, inclusive.
    pub run: Option<(usize, usize)>,
    /// No line looks like prose: everything that is no chrome was taken.
    pub doubtful: bool,
}

/// So many lines above the run are looked at for the headline.
const ABOVE: usize = 80;
/// Words of the article's beginning that a headline is compared with.
const LEAD_WORDS: usize = 160;

/// Content words of a folded line.
fn content(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(' ').map(stem).filter(|w| w.chars().nth(2).is_some())
}

/// The share of a line's content words that the lead has too.
fn overlap(line: &str, lead: &HashSet<&str>) -> f64 {
    let words: Vec<&str> = content(line).collect();
    if words.is_empty() {
        return 0.0;
    }
    let shared = words.iter().filter(|w| lead.contains(*w)).count();
    shared as f64 / words.len() as f64
}

fn lead(lines: &[Line], first: usize, last: usize) -> HashSet<&str> {
    lines[first..=last]
        .iter()
        .filter(|l| l.prose() > 0)
        .flat_map(|l| content(&l.folded))
        .take(LEAD_WORDS)
        .collect()
}

/// Whether a line speaks of one day and gives its whole date.
#[must_use]
pub fn names_day(line: &Line) -> bool {
    let days = &TABLES.outlets.day;
    line.stamp.dates.len() == 1 && line.folded.split(' ').any(|w| days.contains(w))
}

/// Whether a line has the shape of a headline.
fn headline_shape(line: &Line) -> bool {
    (3..=32).contains(&line.words)
        && line.chars <= 240
        && !line.chrome()
        && !line.markup.linked
        && !line.markup.caption
        && line.end != End::Comma
        && !(credit::is_credit(line) && line.words <= 7)
        && !credit::is_signed(line)
        && !(line.opening && line.end == End::Final)
}

/// The headline's line: above the run, else right behind it.
fn headline(lines: &[Line], zones: &[Zone], first: usize, last: usize, counts: &HashMap<&str, usize>) -> Option<usize> {
    let words = lead(lines, first, last);
    let mut candidates: Vec<(usize, f64)> = Vec::new();
    for i in first.saturating_sub(ABOVE)..first {
        let line = &lines[i];
        if !headline_shape(line) || zones[i] != Zone::Plain || (line.prose() > 0 && line.end == End::Final) {
            continue;
        }
        // The headline of a bulletin names its day and little else that its items say.
        let bulletin = i == 0 && names_day(line) && !line.stamp.only;
        let shared = overlap(&line.folded, &words).max(if bulletin { 0.3 } else { 0.0 });
        if shared < 0.25 || line.kinds.has(Kind::Caption) {
            continue;
        }
        let repeated = counts.get(line.folded.as_str()).is_some_and(|n| *n > 1);
        let score = shared * 10.0
            + if repeated { 2.0 } else { 0.0 }
            + if i == 0 { 2.5 } else { 0.0 }
            + if line.markup.heading == Some(1) { 6.0 } else { 0.0 }
            - (first - i) as f64 * 0.08
            - if line.words < 4 { 2.0 } else { 0.0 };
        candidates.push((i, score));
    }
    let best = candidates.iter().map(|c| c.1).fold(f64::MIN, f64::max);
    // A section's label right over the headline is no list of others.
    if candidates.is_empty()
        && let Some(i) = (first.saturating_sub(3)..first).find(|&i| {
            let line = &lines[i];
            let labelled = i > 0 && lines[i - 1].kinds.opens_chrome() && lines[i - 1].words <= 4;
            let alone =
                (i + 1..first).all(|j| lines[j].chrome() || lines[j].words <= 4 || credit::is_credit(&lines[j]));
            labelled && alone && headline_shape(line) && line.words >= 4 && overlap(&line.folded, &words) >= 0.4
        })
    {
        return Some(i);
    }
    // Captions and decks below the headline share its words: the first good one is it.
    if let Some((i, _)) = candidates.iter().find(|c| c.1 >= best * 0.7) {
        return Some(*i);
    }
    // A headline that ends the first prose line's guess: long, no full stop, the first of all.
    if first == 0 || lines[..first].iter().all(Line::chrome) {
        let line = &lines[first];
        if first < last
            && line.end == End::Open
            && line.words <= 30
            && !line.opening
            && overlap(&line.folded, &rest_lead(lines, first, last)) >= 0.25
        {
            return Some(first);
        }
    }
    behind(lines, last, &words)
}

fn rest_lead(lines: &[Line], first: usize, last: usize) -> HashSet<&str> {
    if first < last {
        lead(lines, first + 1, last)
    } else {
        HashSet::new()
    }
}

/// A headline that stands only behind its article: alone, sharing its words, before counts or comments.
fn behind(lines: &[Line], last: usize, words: &HashSet<&str>) -> Option<usize> {
    for i in last + 1..lines.len().min(last + 4) {
        let line = &lines[i];
        if line.kinds.opens_chrome() {
            return None;
        }
        if !headline_shape(line) || line.words < 4 || credit::is_credit(line) {
            continue;
        }
        let alone = lines.get(i + 1).is_none_or(|next| next.chrome() || next.words < 3);
        return (alone && overlap(&line.folded, words) >= 0.5).then_some(i);
    }
    None
}

/// The lines that repeat a title known from metadata.
fn known_titles(lines: &[Line], known: &str) -> Vec<usize> {
    let fits = |l: &Line| l.words >= 3 && !l.stamp.only && !credit::is_credit(l) && known.contains(l.folded.as_str());
    let Some(longest) = lines.iter().filter(|l| fits(l)).map(|l| l.chars).max() else {
        return Vec::new();
    };
    if longest * 3 < known.chars().count().min(180) {
        return Vec::new();
    }
    (0..lines.len())
        .filter(|&i| lines[i].chars == longest && fits(&lines[i]))
        .collect()
}

/// Of the lines that are the headline, the one that stands over the run: the first of those near it, else the
/// last before it, else the first.
fn nearest_title(lines: &[Line], titles: &[usize], first: usize) -> Option<usize> {
    titles
        .iter()
        .find(|t| lines[**t].markup.heading == Some(1))
        .or_else(|| titles.iter().find(|t| **t <= first && first - **t <= 12))
        .or_else(|| titles.iter().rev().find(|t| **t <= first))
        .or_else(|| titles.first())
        .copied()
}

/// Marks the lines of a text.
#[must_use]
pub fn find(text: &str, lines: &[Line], heading: Option<&str>, known: Option<&str>) -> Finding {
    let zones = zones(lines);
    let mut found = Finding {
        article: vec![false; lines.len()],
        ..Finding::default()
    };
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for line in lines {
        *counts.entry(line.folded.as_str()).or_default() += 1;
    }
    let runs = runs(lines, &zones, &counts);
    // A main heading that shares words with the page's own title is the headline.
    let fits = |h: &&str| {
        known.is_none_or(|k| {
            let words: HashSet<&str> = content(k).collect();
            overlap(h, &words) >= 0.34
        })
    };
    let mut titles: Vec<usize> = heading
        .filter(fits)
        .map(|h| (0..lines.len()).filter(|&i| lines[i].folded == h).collect())
        .unwrap_or_default();
    if titles.is_empty() {
        titles = known.map(|k| known_titles(lines, k)).unwrap_or_default();
    }
    let main = main_run(lines, &runs, &titles).filter(|&m| {
        // A known headline far behind all prose: what stands before is the site's, the report is its headline.
        titles.is_empty() || titles.iter().any(|t| *t <= runs[m].last + 6)
    });
    let Some(main) = main else {
        without_prose(lines, &titles, &mut found);
        return found;
    };
    let (a, b) = attach(lines, &zones, &runs, main);
    let (mut first, last) = (runs[a].first, runs[b].last);
    // A title known from metadata that stands nowhere in the text: only a line that says the same is the headline.
    let same = |t: &usize| {
        known.is_none_or(|k| {
            let words: HashSet<&str> = content(k).collect();
            overlap(&lines[*t].folded, &words) >= 0.5
        })
    };
    let title =
        nearest_title(lines, &titles, first).or_else(|| headline(lines, &zones, first, last, &counts).filter(same));
    // A headline that looked like the first sentence.
    if title.is_some_and(|t| t >= first && t < last) {
        first = title.map_or(first, |t| (t + 1).min(last));
    }
    found.run = Some((first, last));
    found.title = title;
    inside(lines, &zones, first, last, title, &mut found.article);
    let top = above(lines, &zones, first, title, &mut found.article);
    below(lines, last, &mut found.article);
    if let Some(t) = title {
        found.article[t] = true;
    } else {
        found.title_range = credit::source_title(text, lines, last, |folded| {
            overlap(folded, &lead(lines, first, last)) >= 0.4
        });
    }
    if title.is_none() && post(lines) {
        for (i, line) in lines.iter().enumerate() {
            found.article[i] |= !line.chrome() && line.arabic && line.words > 0;
        }
    }
    unrepeat(lines, title, top, &mut found.article);
    found
}

/// Longest text, in lines, that may be a post.
const POST: usize = 16;

/// Whether the text is a post: few lines, no other stories beside it, hardly any full stop.
fn post(lines: &[Line]) -> bool {
    let stops = lines.iter().filter(|l| l.end == End::Final).count();
    lines.len() <= POST
        && stops * 3 <= lines.len()
        && !lines
            .iter()
            .any(|l| l.kinds.opens_chrome() || l.markup.outside || l.markup.linked || l.markup.heading.is_some())
}

/// Whether most lines of the run end without full stops: its author does not set them.
fn bare_style(lines: &[Line], first: usize, last: usize) -> bool {
    let prose: Vec<&Line> = lines[first..=last].iter().filter(|l| l.prose() > 0).collect();
    prose.iter().filter(|l| l.end == End::Final).count() * 2 < prose.len()
}

/// Judges the lines between the first and the last line of prose.
fn inside(lines: &[Line], zones: &[Zone], first: usize, last: usize, title: Option<usize>, article: &mut [bool]) {
    let bare = bare_style(lines, first, last);
    // Two and more lines of a headline's length, each before a paragraph, are the text's own subheadings; one is
    // the link to another story.
    let between = |i: usize| {
        let line = &lines[i];
        line.prose() == 0
            && !line.chrome()
            && !line.short()
            && line.words <= 10
            && line.end == End::Open
            && !line.folded.is_empty()
    };
    let subheadings = (first..last)
        .filter(|&i| between(i) && lines[i + 1].prose() > 0)
        .count()
        >= 2;
    let mut listing = false;
    let mut boxed = false;
    for i in first..=last {
        let line = &lines[i];
        if line.prose() > 0 {
            article[i] = true;
            listing = line.end == End::Colon;
            boxed = false;
            continue;
        }
        if line.kinds.opens_chrome() {
            boxed = true;
        }
        if line.chrome()
            || line.markup.linked
            || line.markup.outside
            || boxed
            || zones[i] == Zone::Comments
            || Some(i) == title
        {
            continue;
        }
        let listed = line.bullet || (listing && line.words <= 12) || matches!(line.end, End::Colon | End::Asked);
        // «— Name (@name) May 1, 2022» behind a post: whose it is.
        let account = line.account && i > first && article[i - 1];
        article[i] = if account {
            true
        } else if !line.arabic {
            false
        } else if listed
            || line.markup.heading.is_some()
            || line.kinds.has(Kind::Tweet)
            || line.kinds.has(Kind::Caption)
        {
            true
        } else if line.end == End::Cut {
            false
        } else if line.short() {
            true
        } else {
            // A line of a headline's length without a full stop: another story's, unless nobody here sets stops
            // or it is glued to the sentence before.
            bare || line.chars >= 100
                || (subheadings && between(i))
                || (line.close && lines.get(i.wrapping_sub(1)).is_some_and(|l| l.prose() > 0))
                || line.markup.caption
                || credit::is_credit(line)
        };
        listing &= listed;
    }
}

/// Judges the lines between the headline and the run. Returns the first line of the article.
fn above(lines: &[Line], zones: &[Zone], first: usize, title: Option<usize>, article: &mut [bool]) -> usize {
    let from = match title {
        Some(t) if t < first => t + 1,
        _ => first.saturating_sub(3),
    };
    let titled = title.is_some_and(|t| t < first);
    let open: Vec<usize> = (from..first)
        .filter(|&i| {
            let line = &lines[i];
            !line.chrome()
                && !line.markup.linked
                && line.arabic
                && zones[i] == Zone::Plain
                && !line.kinds.has(Kind::Desk)
                && line.words > 0
                && !credit::is_label(line)
        })
        .collect();
    // Many lines there are headlines of others: only credits, captions and sentences remain.
    let headlines = open
        .iter()
        .filter(|&&i| lines[i].words >= 5 && !lines[i].kinds.has(Kind::Caption) && !credit::is_credit(&lines[i]));
    let crowded = open.len() > 5 || headlines.count() > 3;
    for i in open {
        let line = &lines[i];
        article[i] = if titled && !crowded {
            true
        } else {
            credit::is_credit(line)
                || line.kinds.has(Kind::Caption)
                || (titled && line.markup.outside && line.end == End::Final && line.chars >= 60)
        };
    }
    // A dateline right above the text is its own, whatever stands between it and the headline.
    if first > 0 && credit::is_credit(&lines[first - 1]) && !lines[first - 1].chrome() {
        article[first - 1] = true;
    }
    title.filter(|t| *t < first).unwrap_or(from)
}

/// Finds credits behind the run.
fn below(lines: &[Line], last: usize, article: &mut [bool]) {
    let mut shared = false;
    for i in last + 1..lines.len().min(last + 26) {
        let line = &lines[i];
        if line.kinds.opens_chrome() || line.kinds.has(Kind::Legal) {
            return;
        }
        shared |= line.kinds.has(Kind::Share);
        if line.chrome() {
            continue;
        }
        let near = i <= last + 2 || shared;
        if credit::is_signed(line) || (near && credit::is_credit(line)) {
            article[i] = true;
        } else if line.words > 6 && !shared {
            // Headlines of other stories begin.
            return;
        }
    }
}

/// Unmarks lines that an earlier article line already says: a second headline, a second caption, an embedded
/// post twice.
fn unrepeat(lines: &[Line], title: Option<usize>, top: usize, article: &mut [bool]) {
    let mut seen: HashSet<&str> = HashSet::new();
    if let Some(t) = title {
        seen.insert(lines[t].folded.as_str());
    }
    for (i, line) in lines.iter().enumerate().skip(top.min(lines.len())) {
        if !article[i] || Some(i) == title {
            continue;
        }
        if line.words >= 3 && !seen.insert(line.folded.as_str()) {
            article[i] = false;
        }
    }
}

/// A text without running prose: a post, a headline alone, a list.
fn without_prose(lines: &[Line], titles: &[usize], found: &mut Finding) {
    found.doubtful = true;
    found.title = titles.first().copied();
    let start = found.title.unwrap_or(0);
    let mut seen: HashSet<&str> = HashSet::new();
    let mut taken = 0;
    for (i, line) in lines.iter().enumerate().skip(start) {
        if line.kinds.opens_chrome() && taken > 0 {
            break;
        }
        if !line.chrome() && !line.markup.linked && line.words >= 1 && seen.insert(line.folded.as_str()) && taken < 40 {
            found.article[i] = true;
            taken += 1;
        }
    }
    if let Some(t) = found.title {
        found.article[t] = true;
    } else {
        found.title = (0..lines.len())
            .find(|&i| found.article[i] && headline_shape(&lines[i]) && lines[i].end != End::Final && taken > 1);
    }
}
