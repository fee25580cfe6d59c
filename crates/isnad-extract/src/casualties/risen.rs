//! Tolls that have risen to a number.
//!
//! In: the words around a noun or verb of the dead or hurt. Out: the number that they have come to; what died since is a part
//! of it. Invariant: a number is read only in the sentence of its word.
//!
//! Example: in «ارتفعت حصيلة القصف إلى ستة قتلى بعد وفاة جريحين» (the toll of the shelling rose to six dead after two of the
//! wounded died) six died, not eight.

use super::shared::outcome;
use crate::assemble::Built;
use crate::doc::{Doc, gap, pro};
use crate::trigger::Hit;
use isnad_model::{Count, Outcome};
use std::ops::Range;

/// «ارتفع عدد القتلى في القصف إلى تسعة», «يرتفع إلى أربعين عدد من قضوا»: the number that a toll rose to.
///
/// Gives the word of the number.
pub(super) fn risen(doc: &Doc<'_>, hits: &[Hit], b: &mut Built) -> Option<usize> {
    let what = outcome(doc, b)?;
    let hit = &hits[b.draft.hit];
    let sent = &doc.sents[b.sent].words;
    // «تعداد قتلى قوات الجيش»: a noun is known by what it governs.
    let governed = |i: usize| {
        doc.words
            .get(i)
            .is_some_and(|w| w.definite() && w.pro == pro::AL && w.gap & gap::HARD == 0)
    };
    // «عدد قتلى كذا», «عدد الضحايا»: of an expression the last word.
    let counted = hit.size > 1 && !hit.reading.is_verb();
    let head = if counted { hit.words.end - 1 } else { hit.head };
    let definite = doc.words[head].definite() || governed(head + 1) || governed(head + 2);
    let told = if hit.reading.is_verb() {
        // «المدنيين الذين قتلوا»
        let relative = doc.frames().class_bit("relative");
        (hit.head.saturating_sub(5).max(sent.start)..hit.head).any(|w| doc.is(w, relative))
    } else {
        definite
    };
    let (number, at) = told.then(|| reckoned(doc, head, hit.words.end, sent)).flatten()?;
    // «ترتفع حصيلة الشهداء إلى 211 منذ بدء الحرب»: of all the time, not of what is told.
    let since = doc.frames().class_bit("since");
    if counted && (at + 1..sent.end.min(at + 5)).any(|w| doc.is(w, since) && doc.flows(at, w)) {
        return None;
    }
    match what {
        Outcome::Killed => b.killed = Some(number),
        Outcome::Injured => b.injured = Some(number),
        _ => {}
    }
    Some(at)
}

/// «ارتفع عدد القتلى … إلى تسعة», «بلغ عدد القتلى تسعة»: the number that the dead or hurt of a word have come to.
///
/// With the word of the number.
pub(super) fn reckoned(doc: &Doc<'_>, head: usize, behind: usize, sent: &Range<usize>) -> Option<(Count, usize)> {
    let (counting, rising) = (doc.frames().class_bit("toll_head"), doc.frames().class_bit("toll_verb"));
    let (goal, reaching) = (doc.frames().class_bit("about"), doc.frames().class_bit("toll_reach"));
    let nouns = doc.frames().class_bit("dead_noun") | doc.frames().class_bit("hurt_noun");
    let floor = head.saturating_sub(5).max(sent.start);
    let soft = |a: usize, z: usize| {
        doc.words[a + 1..=z]
            .iter()
            .all(|w| w.gap & (gap::STOP | gap::LINE | gap::SEMI) == 0)
    };
    let count = (floor..head).rev().find(|&w| doc.is(w, counting))?;
    let low = count.saturating_sub(6).max(sent.start);
    if !soft(low, head) {
        return None;
    }
    let Some(rise) = (low..count).rev().find(|&w| doc.is(w, rising)) else {
        return risen_behind(doc, behind, sent);
    };
    let reaches = doc.is_as(rise, reaching, true);
    let high = (head + 16).min(sent.end);
    let mut numbers = (low..count)
        .chain(behind..high)
        .filter(|&w| doc.quantity_at[w].is_some());
    numbers.find_map(|w| {
        let q = &doc.quantities[doc.quantity_at[w]? as usize];
        let word = &doc.words[w];
        let to = word.has(pro::LI) || w > 0 && doc.is(w - 1, goal);
        // «بلغ عدد القتلى تسعة»; «بلغ عدد القتلى والجرحى …» counts both.
        let object = reaches && w > head && !(head + 1..w).any(|i| doc.is(i, nouns) || doc.words[i].is_verb());
        let apart = w > head && !soft(head, w);
        ((to || object) && !q.ordinal && !apart && doc.time_at[w].is_none()).then(|| (Count::from(q), w))
    })
}

/// «عدد القتلى الذين وصلوا إلى المستشفى بلغ 17», «حصيلة القتلى في الاشتباكات ارتفعت إلى تسعة»: the verb behind.
fn risen_behind(doc: &Doc<'_>, behind: usize, sent: &Range<usize>) -> Option<(Count, usize)> {
    let (rising, reaching) = (
        doc.frames().class_bit("toll_verb"),
        doc.frames().class_bit("toll_reach"),
    );
    let goal = doc.frames().class_bit("about");
    let end = (behind + 12).min(sent.end);
    let soft = |w: usize| doc.words[w].gap & (gap::STOP | gap::LINE | gap::SEMI) == 0;
    let verb = (behind..end)
        .take_while(|&w| soft(w))
        .filter(|&w| doc.words[w].is_verb() && doc.is(w, rising))
        .find(|&w| {
            let to = w + 1 < end && doc.is(w + 1, goal) && doc.quantity_at.get(w + 2).is_some_and(Option::is_some);
            to || doc.is_as(w, reaching, true) && doc.quantity_at.get(w + 1).is_some_and(Option::is_some)
        })?;
    let at = if doc.quantity_at[verb + 1].is_some() {
        verb + 1
    } else {
        verb + 2
    };
    let q = &doc.quantities[doc.quantity_at[at]? as usize];
    (at < sent.end && soft(at) && !q.ordinal && doc.time_at[at].is_none()).then(|| (Count::from(q), at))
}

/// «ارتفعت حصيلة القصف إلى ستة قتلى بعد وفاة جريحين»: the toll that rose counts those who died since.
pub(super) fn counted_already(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built], i: usize) {
    let b = &found[i];
    let hit = &hits[b.draft.hit];
    let head = hit.head;
    let sent = &doc.sents[b.sent].words;
    let frames = doc.frames();
    let behind = head > sent.start && doc.is(head - 1, frames.class_bit("sequel") | frames.class_bit("causal"));
    if !behind || hit.reading.is_verb() || b.gone || outcome(doc, b) != Some(Outcome::Killed) {
        return;
    }
    let (rising, counting, goal) = (
        frames.class_bit("toll_verb"),
        frames.class_bit("toll_head") | frames.class_bit("dead_noun"),
        frames.class_bit("about"),
    );
    let rose = (sent.start..head).find(|&w| doc.is(w, rising) && doc.words[w].is_verb());
    let to = |w: usize| doc.is(w, goal) && doc.quantity_at.get(w + 1).is_some_and(Option::is_some);
    if rose.is_some_and(|r| (r..head).any(to) && (sent.start..head).any(|w| doc.is(w, counting))) {
        found[i].gone = true;
    }
}

/// «أدى إلى مقتل ثلاثة، ليرتفع عدد القتلى إلى عشرة»: behind the dead or hurt of an event a number that all have come to
/// counts nobody besides them.
pub(crate) fn told_again(doc: &Doc<'_>, hits: &[Hit], result: &Built, cause: &Built) -> bool {
    let hit = &hits[result.draft.hit];
    let Some((told, own)) = both(doc, result, cause) else {
        return false;
    };
    let counted = hit.size > 1 && !hit.reading.is_verb();
    let head = if counted { hit.words.end - 1 } else { hit.head };
    own.low >= told.low && reckoned(doc, head, hit.words.end, &doc.sents[result.sent].words).is_some()
}

/// «اغتالوا فلانا بالرصاص ما أدى إلى مقتله»: nor is he counted twice whom a pronoun means.
pub(crate) fn meant(doc: &Doc<'_>, hits: &[Hit], result: &mut Built, cause: &Built) {
    let hit = &hits[result.draft.hit];
    let him = both(doc, result, cause).is_some() && !hit.reading.is_verb() && result.draft.genitive_pronoun;
    let beside = |p: &&crate::phrase::Np| p.words.start > hit.head;
    if !him || hit.size > 1 || !result.draft.patients.iter().filter(beside).all(|p| p.coordinated) {
        return;
    }
    let others: Vec<_> = result.draft.patients.iter().filter(beside).cloned().collect();
    let count = super::total(&others);
    match outcome(doc, result) {
        Some(Outcome::Killed) => result.killed = count,
        _ => result.injured = count,
    }
    result
        .casualties
        .retain(|c| others.iter().any(|p| p.span(doc).start == c.span.start));
}

/// What a cause and its result tell of the dead, or of the hurt.
fn both(doc: &Doc<'_>, result: &Built, cause: &Built) -> Option<(Count, Count)> {
    match outcome(doc, result)? {
        Outcome::Killed => cause.killed.zip(result.killed),
        Outcome::Injured => cause.injured.zip(result.injured),
        _ => None,
    }
}
