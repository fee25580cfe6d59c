//! «قتلى وجرحى بين المدنيين»: among whom the dead and hurt were.
//!
//! In: drafts whose patients are nouns of the dead or hurt alone. Out: the same with those among whom they were, who say
//! more; the toll stays as it is. Patients who are told in other words are not looked at.
//!
//! Example: «سقوط قتلى في صفوف المتظاهرين» (suqūṭ qatlā fī ṣufūf al-mutaẓāhirīn, "dead fell in the ranks of the
//! protesters") has protesters for its patients.

use crate::assemble::Built;
use crate::doc::{Doc, gap, pro};
use crate::layers::Layers;
use crate::phrase::{Np, Prep, noun_phrase};

/// Puts those among whom people died or were hurt in the place of bare words for the dead and hurt.
pub fn among(doc: &Doc<'_>, layers: &Layers, found: &mut [Built]) {
    for b in found.iter_mut().filter(|b| !b.gone) {
        let bare = |n: &&Np| is_bare(doc, n);
        let Some(last) = b.draft.patients.iter().filter(bare).map(|n| n.words.end).max() else {
            continue;
        };
        let end = doc.sents[b.sent].words.end;
        let Some(np) = behind(doc, layers, last, end) else {
            continue;
        };
        // «أدى إلى مقتل عنصرين وسقوط جرحى بين المدنيين»: the others stay.
        b.draft.patients.retain(|n| !is_bare(doc, n) && n.words != np.words);
        for part in b
            .casualties
            .iter_mut()
            .filter(|c| c.group.is_none() && c.side.is_none())
        {
            let noun = np.noun.as_ref();
            if part.status == isnad_model::Status::Unknown {
                part.status = noun.map_or(part.status, |n| n.status);
            }
            part.group = noun.and_then(|n| n.group.clone());
            part.side.clone_from(&np.entity);
        }
        b.draft.words.end = b.draft.words.end.max(np.words.end);
        b.draft.patients.push(np);
    }
}

/// «قتلى», «جرحى», without anything that says who they are.
fn is_bare(doc: &Doc<'_>, np: &Np) -> bool {
    let frames = doc.frames();
    let harm = frames.class_bit("dead_noun") | frames.class_bit("hurt_noun");
    let w = &doc.words[np.head];
    np.words == (np.head..np.head + 1)
        && np.entity.is_none()
        && np.prep == Prep::None
        && w.classes.meets(harm)
        && !w.definite()
        && w.pronoun.is_none()
}

/// The people behind «بين», «في صفوف», «من».
fn behind(doc: &Doc<'_>, layers: &Layers, at: usize, end: usize) -> Option<Np> {
    let frames = doc.frames();
    let word = |i: usize| doc.words.get(i).filter(|w| i < end && w.gap & gap::HARD == 0);
    let plain = |i: usize| word(i).is_some_and(|w| w.pro & (pro::CONJ | pro::BI | pro::LI) == 0);
    if !plain(at) {
        return None;
    }
    let ranks = frames.class_bit("ranks_noun");
    let from = if doc.is(at, frames.class_bit("between")) && doc.words[at].pronoun.is_none() {
        at + 1
    } else if plain(at + 1) && doc.is(at + 1, ranks) && doc.is(at, layers.bits.preposition) {
        at + 2
    } else if layers.is_min(doc, at) {
        at + 1
    } else {
        return None;
    };
    word(from)?;
    let np = noun_phrase(doc, layers, from, end)?;
    // «جرحى من الطرفين», «قتلى من الجانبين»: of both sides is of nobody.
    (np.is_people() && np.prep == Prep::None && np.noun.is_some() && !is_bare(doc, &np)).then_some(np)
}
