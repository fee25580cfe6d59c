//! Lines under pictures.
//!
//! In: the sentences of an article with the names in them. Out: which of them stand under a picture, and which stand
//! between the headline and the dateline, where they say in few words what the text tells.
//! A picture shows what the text tells, or something like it of another day: what is written under it is no news.
//! Deliberately judges by the line alone, so that the same words in running text stay what they are.
//!
//! Example: «غارات على أطراف البلدة - أرشيف» (ghārāt ʿalā aṭrāf al-balda - arshīf, "raids on the outskirts of the
//! town - archive").

use crate::doc::{Doc, gap};
use crate::layers::Layers;
use isnad_model::SourceKind;

/// So many words a line under a picture has at most.
const LONGEST: usize = 32;
/// So many words whose picture it is takes at most.
const CREDIT: usize = 6;
/// A line of so many words is a paragraph of the text.
const PARAGRAPH: usize = 12;
/// A text where more lines than this name somebody at their end does so by habit.
const HABIT: usize = 3;

/// Marks captions, and as headlines the lines above the dateline.
pub(crate) fn mark(doc: &mut Doc<'_>, layers: &Layers) {
    let alone: Vec<bool> = (0..doc.sents.len()).map(|s| alone(doc, s)).collect();
    let prose = |s: &usize| doc.sents[*s].words.len() >= PARAGRAPH && !doc.sents[*s].title;
    let kinds: Vec<Option<bool>> = (0..doc.sents.len())
        .map(|s| credited(doc, layers, s).filter(|_| alone[s] && !doc.sents[s].title))
        .collect();
    let habit = kinds.iter().filter(|k| **k == Some(false)).count() > HABIT;
    let paragraphs = (0..doc.sents.len())
        .filter(prose)
        .filter(|&s| kinds[s].is_none())
        .count();
    for (sent, kind) in doc.sents.iter_mut().zip(&kinds) {
        sent.caption = kind.is_some_and(|told| (told || !habit) && paragraphs > 0);
    }
    // «قصف سابق على البلدة», then «حلب – وكالة كذا»: between headline and dateline.
    let Some(title) = doc.sents.iter().position(|s| s.title) else {
        return;
    };
    let first = title + 1;
    for s in first..(first + 2).min(doc.sents.len()) {
        if dateline(doc, layers, s) {
            for above in &mut doc.sents[first..s] {
                above.title |= above.words.len() <= LONGEST;
            }
            return;
        }
    }
}

/// Whether a sentence has its line for itself and no full stop.
fn alone(doc: &Doc<'_>, s: usize) -> bool {
    let sent = &doc.sents[s];
    let other = |o: Option<usize>| o.and_then(|o| doc.sents.get(o)).is_none_or(|o| o.line != sent.line);
    // A line is looked through only where the sentence ends it: else each sentence of a paragraph would read the rest of it.
    other(s.checked_sub(1)) && other(Some(s + 1)) && !behind(doc, s).contains(['.', '؟', ':', '…'])
}

/// What stands behind the last word of a sentence on its line.
fn behind<'a>(doc: &Doc<'a>, s: usize) -> &'a str {
    let rest = doc.text.get(doc.sents[s].span.end as usize..).unwrap_or("");
    rest.split('\n').next().unwrap_or("")
}

/// Whose picture it is, at the end of the line: told by a word for pictures (`true`), or by a name alone.
fn credited(doc: &Doc<'_>, layers: &Layers, s: usize) -> Option<bool> {
    let words = &doc.sents[s].words;
    if words.len() > LONGEST || words.len() < 4 {
        return None;
    }
    let last = words.end - 1;
    let lo = words.end.saturating_sub(CREDIT).max(words.start + 3);
    let rest = doc.text.get(doc.sents[s].span.end as usize..).unwrap_or("");
    let bracket = rest
        .trim_start_matches(|c: char| c != '\n' && c.is_whitespace())
        .starts_with(')');
    let opens = |i: usize| {
        let mark = if bracket { gap::OPEN } else { gap::DASH };
        doc.words[i].gap & mark != 0
    };
    // «قصف على السوق - 18 آب 2022 (الدفاع المدني)»: what tells its own day is of use where the text tells none.
    if bracket && words.clone().any(|i| doc.time_at[i].is_some()) {
        return None;
    }
    let from = (lo..=last).find(|&i| opens(i))?;
    let word = doc.frames().class_bit("photo_credit");
    let told = (from..=last).any(|i| doc.is(i, word));
    let outlet = |i: usize| {
        let Some(e) = layers.entity_at(i).map(|e| &layers.entities[e]) else {
            return false;
        };
        e.outlet
            || matches!(
                e.source,
                SourceKind::Media | SourceKind::Agency | SourceKind::Organisation
            )
    };
    let latin = |i: usize| doc.word(i).chars().all(|c| c.is_ascii_alphabetic());
    let named = (from..=last).any(outlet) || (from..=last).all(|i| latin(i) || doc.is(i, word));
    (told || named).then_some(told)
}

/// «حلب – وكالة كذا», «دمشق - شام»: where the report was written and by whom.
fn dateline(doc: &Doc<'_>, layers: &Layers, s: usize) -> bool {
    let words = &doc.sents[s].words;
    let dash = |i: usize| doc.words[i].gap & gap::DASH != 0;
    words.len() <= CREDIT
        && words.clone().skip(1).any(dash)
        && words.clone().any(|i| layers.place_at(i).is_some())
        && words
            .clone()
            .any(|i| layers.entity_at(i).is_some_and(|e| layers.entities[e].outlet))
}
