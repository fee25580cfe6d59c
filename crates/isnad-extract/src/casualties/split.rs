//! «سقطوا بين قتيل وجريح»: one number for the dead and the hurt together.
//!
//! In: a noun of the dead or hurt. Out: the «بين» that governs it and its like, whose people stand before and of whom nobody
//! is said to be dead or hurt alone.
//!
//! Example: «سقط 30 عنصرا بين قتيل وجريح» (saqaṭa thalāthūn ʿunṣuran bayna qatīl wa-jarīḥ, "thirty members fell, dead or
//! wounded").

use crate::assemble::people_before;
use crate::doc::{Doc, gap, pro};
use crate::layers::Layers;
use crate::phrase::{Np, Sem, noun_phrase};
use std::ops::Range;

/// Whether among some words a number is told of both dead and hurt by [`between`].
pub(crate) fn stands_in(doc: &Doc<'_>, words: &Range<usize>) -> bool {
    let harm = doc.frames().class_bit("dead_noun") | doc.frames().class_bit("hurt_noun");
    doc.each(words)
        .any(|(w, i)| w.classes.meets(harm) && between(doc, i).is_some())
}

/// The word «بين» whose one side a noun of the dead or hurt is, if both sides are such nouns.
pub(crate) fn between(doc: &Doc<'_>, noun: usize) -> Option<usize> {
    let frames = doc.frames();
    let (dead, hurt) = (frames.class_bit("dead_noun"), frames.class_bit("hurt_noun"));
    if !doc.is(noun, dead | hurt) {
        return None;
    }
    let joined = |i: usize| {
        doc.words
            .get(i)
            .is_some_and(|w| w.has(pro::CONJ) && w.gap & gap::HARD == 0)
    };
    let mut first = noun;
    while first > 0 && joined(first) && doc.is(first - 1, dead | hurt) {
        first -= 1;
    }
    let mut last = noun;
    while joined(last + 1) && doc.is(last + 1, dead | hurt) {
        last += 1;
    }
    let both = (first..=last).any(|i| doc.is(i, dead)) && (first..=last).any(|i| doc.is(i, hurt));
    let governed = first > 0
        && doc.words[first].gap & gap::HARD == 0
        && !doc.words[first].definite()
        && doc.is(first - 1, frames.class_bit("between"))
        && doc.words[first - 1].pronoun.is_none();
    (both && governed).then(|| first - 1)
}

/// Of whom that is said: the phrase that ends before «بين» or the verb there, or the counted one nearest to it.
pub(crate) fn whose(doc: &Doc<'_>, layers: &Layers, between: usize, sent: &Range<usize>) -> Option<Np> {
    let verb = between > sent.start && doc.words[between - 1].is_verb();
    let end = between - usize::from(verb);
    let from = end.saturating_sub(10).max(sent.start);
    let people = |n: &Np| n.words.end == end && (n.is_people() || n.sem == Sem::Actor);
    let ends_here = (from..end).find_map(|i| noun_phrase(doc, layers, i, end).filter(people));
    ends_here.or_else(|| people_before(doc, layers, end, sent))
}
