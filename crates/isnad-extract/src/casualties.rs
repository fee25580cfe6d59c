//! Who died, who was hurt: numbers with their people.
//!
//! In: the phrases that an event gave to the dead or hurt, and the words behind them. Out: a total, its
//! parts, and what the clause says of nobody being hurt. Parts («بينهم طفلان») are kept and never added to
//! the whole; «بين قتيل وجريح» with one number is neither.
//!
//! Example: «مقتل ثلاثة مدنيين بينهم طفلان» (maqtal thalātha madaniyyīn baynahum ṭiflān, "three civilians
//! killed, two children among them") is three dead, two of them children.

pub mod names;
pub(crate) mod none;
pub mod nouns;
pub mod ranks;
pub(crate) mod risen;
pub mod shared;
pub(crate) mod split;

use crate::doc::{Doc, gap};
use crate::layers::Layers;
use crate::phrase::{Np, Sem, noun_phrase};
use isnad_model::{Casualty, Count, Outcome, Quoted, Status};
use std::ops::Range;

/// The total of people in some phrases; `None` where they say nothing of a number of people.
#[must_use]
pub fn total(people: &[Np]) -> Option<Count> {
    let mut out: Option<Count> = None;
    // «الشقيقان فلان وفلان», «المدنيين فلان وفلان وفلان»: so many as their names.
    let named = |n: &&Np| n.sem == Sem::Person && n.coordinated && n.count.is_none_or(|c| c == Count::exact(1));
    let of_several = |n: &Np| n.sem == Sem::Person && n.words.len() > 1;
    let mut people = people;
    if let [several, rest @ ..] = people
        && of_several(several)
        && let Some(told) = several.count.filter(|c| c.low == 2)
    {
        let names = rest.iter().take_while(named).count();
        let own = if told.high == Some(2) { names.min(1) } else { names };
        if own > 0 {
            out = Some(Count::exact(1 + own as u64));
            people = &rest[own..];
        }
    }
    for np in people {
        if !matches!(np.sem, Sem::People | Sem::Person | Sem::Number | Sem::Actor) {
            continue;
        }
        let count = match (np.count, np.sem) {
            (Some(c), _) => c,
            (None, Sem::Person) => Count::exact(1),
            _ => continue,
        };
        out = add(out, Some(count));
    }
    out
}

/// Two tolls together; one that is unknown adds nobody.
pub(crate) fn add(a: Option<Count>, b: Option<Count>) -> Option<Count> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Count {
            low: a.low.saturating_add(b.low),
            high: a.high.zip(b.high).map(|(x, y)| x.saturating_add(y)),
            approx: a.approx || b.approx,
        }),
        (x, None) | (None, x) => x,
    }
}

/// The parts of a toll as records.
#[must_use]
pub fn parts(
    doc: &Doc<'_>,
    layers: &Layers,
    people: &[Np],
    outcome: Outcome,
    sentence: &Range<usize>,
) -> Vec<Casualty> {
    let mut out = Vec::new();
    for np in people {
        if !matches!(np.sem, Sem::People | Sem::Person | Sem::Number | Sem::Actor) {
            continue;
        }
        let Some(count) = np.count.or((np.sem == Sem::Person).then_some(Count::exact(1))) else {
            continue;
        };
        out.push(record(doc, np, count, outcome, false));
        for part in parts_behind(doc, layers, np.words.end, sentence.end) {
            if let Some(count) = part.count {
                out.push(record(doc, &part, count, outcome, true));
            }
        }
    }
    out
}

fn record(doc: &Doc<'_>, np: &Np, count: Count, outcome: Outcome, part: bool) -> Casualty {
    let span = np.span(doc);
    let names = if np.sem == Sem::Person {
        vec![Quoted::of(doc.text, span)]
    } else {
        Vec::new()
    };
    Casualty {
        outcome,
        count,
        status: np.noun.as_ref().map_or(Status::Unknown, |n| n.status),
        group: np.noun.as_ref().and_then(|n| n.group.clone()),
        side: np.entity.clone(),
        names,
        span,
        part,
    }
}

/// «بينهم طفلان وامرأة», «منهم أمراء»: the phrases behind a word of part and whole.
#[must_use]
pub fn parts_behind(doc: &Doc<'_>, layers: &Layers, from: usize, end: usize) -> Vec<Np> {
    let mut out = parts_before(doc, layers, from, end);
    if !out.is_empty() {
        return out;
    }
    let mut at = from;
    // «من بينهم», a comma and an adjective may stand before.
    let stop = (from + 4).min(end);
    let Some(word) = (at..stop).find(|&i| layers.is_part_word(doc, i)) else {
        return out;
    };
    if doc.words[from..=word]
        .iter()
        .any(|w| w.gap & (gap::STOP | gap::LINE | gap::SEMI) != 0)
    {
        return out;
    }
    at = word + 1;
    while at < end && out.len() < 6 {
        let Some(np) = noun_phrase(doc, layers, at, end) else {
            break;
        };
        if !(np.is_people() || np.sem == Sem::Actor) || np.prep != crate::phrase::Prep::None {
            break;
        }
        if !out.is_empty() && !np.coordinated {
            break;
        }
        at = np.words.end;
        out.push(np);
    }
    out
}

/// «تسعة، طفلان وامرأة بينهم،»: the phrases between the comma and a word of part and whole that stands behind them.
#[must_use]
pub(crate) fn parts_before(doc: &Doc<'_>, layers: &Layers, from: usize, end: usize) -> Vec<Np> {
    let mut out: Vec<Np> = Vec::new();
    let mut at = from;
    if from >= end || doc.words[from].gap & gap::COMMA == 0 {
        return out;
    }
    while at < end && out.len() < 4 {
        // «من بينهم»
        let word = at + usize::from(layers.is_min(doc, at) && doc.words[at].pronoun.is_none());
        if word < end && doc.words[word].pronoun.is_some() && layers.is_part_word(doc, word) {
            let closed = doc.words.get(word + 1).is_none_or(|w| w.gap & gap::HARD != 0);
            return if closed { out } else { Vec::new() };
        }
        let np = noun_phrase(doc, layers, at, end).filter(|n| {
            let soft = doc.words[at].gap & gap::HARD == 0 || at == from;
            n.is_people() && n.prep == crate::phrase::Prep::None && n.coordinated != out.is_empty() && soft
        });
        let Some(np) = np else { break };
        at = np.words.end;
        out.push(np);
    }
    Vec::new()
}

/// What a stretch of words says of casualties as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Said {
    /// Nobody was hurt.
    None,
    /// No information.
    Unknown,
}

/// Looks for «دون خسائر بشرية», «دون ورود معلومات».
#[must_use]
pub fn said(doc: &Doc<'_>, words: &Range<usize>) -> Option<Said> {
    let mut first: Option<usize> = None;
    for (word, i) in doc.each(words).filter(|(w, _)| w.letters().casualties) {
        for key in &word.keys {
            for e in doc.frames().casualty_table.starting(key.key) {
                if first.is_some_and(|n| n <= e.target) {
                    continue;
                }
                let mut at = i;
                let found = e.words[1..].iter().all(|&k| {
                    let next = (at + 1..(at + 3).min(words.end)).find(|&j| doc.words[j].key(k).is_some());
                    next.inspect(|&j| at = j).is_some()
                });
                if found {
                    first = Some(e.target);
                }
            }
        }
    }
    // In the order of `Frames::CASUALTIES`.
    [Said::Unknown, Said::None].get(first?).copied()
}
