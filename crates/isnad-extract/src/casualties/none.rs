//! «لم يسفر عن وقوع إصابات»: that nobody was killed or hurt.
//!
//! In: the words behind an event. Out: the noun of the dead or hurt of whom it is said that there are none. What is only not
//! known («لم ترد أنباء عن إصابات») is none of these; a loss of things alone («خسائر مادية») neither.
//!
//! Example: «سقطت القذائف ولم تسفر عن خسائر بشرية» (saqaṭat al-qadhāʾif wa-lam tusfir ʿan khasāʾir bashariyya, "the shells
//! fell and caused no loss of life").

use crate::assemble::Built;
use crate::doc::{Doc, gap, pos, pro};
use crate::trigger::Hit;
use isnad_model::{ClaimType, Count, Modality};
use std::ops::Range;

/// So many words stand between the negation and what there was none of.
const REACH: usize = 8;

/// The word of the dead or hurt, or of loss, that a negated verb or noun of happening stands before.
pub(crate) fn none_told(doc: &Doc<'_>, words: &Range<usize>) -> Option<usize> {
    let not = doc.frames().class_bit("none_particle");
    let mut nots = doc
        .each(words)
        .filter(|(w, _)| w.classes.meets(not) && w.best & pos::VERB == 0);
    nots.find_map(|(_, i)| behind(doc, i, words.end))
}

/// «انفجرت عبوة دون أن يصاب أحد»: that nobody was hurt is told of the explosion, no event of its own.
pub(crate) fn drop_spared(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built]) {
    let zero = Some(Count::exact(0));
    let of_attack = found.iter().any(|b| !b.gone && b.injured == zero);
    let without = doc.frames().class_bit("without_particle");
    // «نجا من محاولة اغتيال دون أن يصاب»: two words for one attempt.
    let attempt = |b: &Built| !b.gone && b.draft.kind == ClaimType::AssassinationAttempt;
    let told = found.iter().any(|b| attempt(b) && !b.draft.patients.is_empty());
    for b in found.iter_mut().filter(|b| told && attempt(b)) {
        b.gone |= b.draft.patients.is_empty() && b.draft.agents.is_empty() && b.injured == zero;
    }
    for b in found.iter_mut().filter(|_| of_attack) {
        let hit = &hits[b.draft.hit];
        let negated = hit.reading.is_verb() && hit.head >= 2 && doc.is(hit.head - 2, without);
        b.gone |= negated && b.draft.kind == ClaimType::Injury && b.modality == Modality::Denied;
    }
}

fn behind(doc: &Doc<'_>, not: usize, end: usize) -> Option<usize> {
    let frames = doc.frames();
    let befalls = frames.class_bit("befall") | frames.class_bit("result_verb");
    let between = frames.class_bit("complementizer")
        | frames.class_bit("preposition")
        | frames.class_bit("demonstrative")
        | frames.class_bit("any")
        | frames.class_bit("verbal_an");
    let harm = frames.class_bit("dead_noun") | frames.class_bit("hurt_noun") | frames.class_bit("harmed_noun");
    let loss = frames.class_bit("loss_noun");
    let human = frames.class_bit("of_life");
    // «دون إصابات», but «لم تقع إصابات».
    let mut befallen = doc.is(not, frames.class_bit("without_particle"));
    for i in not + 1..end.min(not + 1 + REACH) {
        let w = &doc.words[i];
        if w.gap & (gap::HARD & !gap::CLOSE) != 0 || w.has(pro::CONJ) {
            return None;
        }
        if doc.is(i, befalls) {
            befallen = true;
        } else if doc.is(i, harm) && !w.definite() && w.pronoun.is_none() {
            return befallen.then_some(i);
        } else if doc.is(i, loss) {
            let whose = (i + 1..end.min(i + 3)).any(|j| doc.is(j, human));
            return (befallen && whose).then_some(i);
        } else if !(doc.is(i, between) || w.definite() && w.best & pos::NOMINAL != 0) {
            return None;
        }
    }
    None
}
