//! «عدد كبير من …»: numbers and quantifiers that count what stands behind «من».
//!
//! In: the words behind a number or quantifier. Out: the phrase with what it counts. A number without «من» is not read here.
//!
//! Example: «أعداد كبيرة من السكان» (aʿdād kabīra min as-sukkān, "large numbers of the inhabitants") is a phrase of people.

use super::{Layers, Np, Prep, Sem, noun_phrase};
use crate::bound::of_them;
use crate::doc::{Doc, gap, pos, pro};

/// Where «من» stands behind «أعداد كبيرة», «عدد ليس بالقليل»: what is said of a number is passed over.
pub(crate) fn described_number(doc: &Doc<'_>, layers: &Layers, at: usize, end: usize) -> usize {
    let plain = |w: usize, pro: u8| {
        let word = &doc.words[w];
        word.gap & gap::HARD == 0 && word.pro & !pro == 0 && word.pos & pos::ADJ != 0
    };
    let negated = at + 1 < end
        && doc.is(at, layers.bits.negation)
        && doc.words[at].gap & gap::HARD == 0
        && plain(at + 1, pro::BI | pro::AL);
    let of = if negated {
        at + 2
    } else {
        at + usize::from(at < end && plain(at, 0))
    };
    if of < end && layers.is_min(doc, of) { of } else { at }
}

/// Takes «من عناصر التنظيم» onto a number or quantifier; gives where the phrase ends.
pub(super) fn partitive(doc: &Doc<'_>, layers: &Layers, np: &mut Np, at: usize, end: usize) -> usize {
    let Some(w) = doc.words.get(at) else { return at };
    if let Some(stop) = of_them(doc, layers, at, end) {
        np.pronoun = true;
        if np.sem == Sem::Other {
            np.sem = Sem::Number;
        }
        return stop;
    }
    if at + 1 >= end || !layers.is_min(doc, at) || w.gap & gap::HARD != 0 || w.has(pro::CONJ) {
        return at;
    }
    // «ثلاثة منهم، منوها إلى …»: the pronoun is all that the preposition governs.
    if w.pronoun.is_some() && doc.words[at + 1].gap & gap::HARD != 0 {
        return at;
    }
    // «أفراد من نفس العائلة»
    let same =
        at + 2 < end && doc.is(at + 1, doc.frames().class_bit("same_word")) && doc.words[at + 1].pronoun.is_none();
    let Some(inner) = noun_phrase(doc, layers, at + 1 + usize::from(same), end) else {
        return at;
    };
    if !matches!(
        inner.sem,
        Sem::People | Sem::Person | Sem::Actor | Sem::Target | Sem::Means | Sem::Other
    ) || inner.prep != Prep::None
    {
        return at;
    }
    np.head = inner.head;
    np.sem = match inner.sem {
        Sem::Actor => Sem::People,
        Sem::Other if np.sem == Sem::Number => Sem::Number, // «5 من عائلة واحدة»
        sem => sem,
    };
    np.entity = inner.entity;
    np.noun = inner.noun;
    np.pronoun = inner.pronoun;
    if np.count.is_none() {
        np.count = inner.count;
    }
    inner.words.end
}

/// «سكان ثلاث قرى», «أهالي 5 بلدات»: behind people without their article of how many places; where the phrase ends.
pub(crate) fn of_places(doc: &Doc<'_>, layers: &Layers, np: &Np, j: usize, end: usize) -> Option<usize> {
    let (w, last) = (&doc.words[j], &doc.words[j - 1]);
    let open = np.sem == Sem::People
        && np.words.end == np.head + 1
        && np.count.is_none()
        && !(last.definite() || last.tanwin || last.pronoun.is_some())
        && !crate::bound::is_absolute(doc, j - 1);
    if !open || w.gap & gap::HARD != 0 || w.pro != 0 || w.definite() {
        return None;
    }
    doc.quantity_at[j]?;
    let inner = noun_phrase(doc, layers, j, end)?;
    (doc.is(inner.head, doc.frames().class_bit("place_noun")) && inner.words.len() == 2).then_some(inner.words.end)
}
