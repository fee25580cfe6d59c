//! Words that describe the noun before them, and what they make of it.
//!
//! In: a phrase read so far and the word behind it. Out: whether that word is an adjective of the phrase, though it may
//! also be a name or a thing.
//!
//! Example: in «الطيران الحربي» (aṭ-ṭayarān al-ḥarbī, "the air force") the second word is also a family's name.

use super::{Np, Prep, Sem};
use crate::doc::{Doc, Word, gap, pos, pro};
use crate::layers::Layers;
use isnad_model::Count;

/// Whether a word has the article, or is a name that begins like it.
pub(super) fn has_article(doc: &Doc<'_>, j: usize) -> bool {
    let w = &doc.words[j];
    w.definite() || (w.pos & pos::NAME != 0 && doc.word(j).starts_with('ا'))
}

/// Whether the word at `j`, right behind a phrase that may be definite, describes it.
pub(super) fn described(doc: &Doc<'_>, layers: &Layers, np: &Np, j: usize, definite: bool) -> bool {
    let (w, last) = (&doc.words[j], &doc.words[j - 1]);
    if !(w.definite() || np.sem == Sem::Actor) {
        return false;
    }
    // Behind a definite noun a definite word without a name of its own describes it.
    let described = w.definite()
        && definite
        && layers.sem_of(doc, j) == Sem::Other
        && (w.nisba || w.pos & (pos::ADJ | pos::ACTIVE | pos::PASSIVE_P | pos::UNKNOWN) != 0);
    // «المركز العربي»: of a body a nisba tells whose it is, though it is also a word for a man.
    let whose = np.sem == Sem::Actor
        && has_article(doc, j)
        && last.definite()
        && np.words.end == np.head + 1
        && w.nisba
        && !(w.plural || w.dual)
        && (w.feminine == Some(true)) == (last.feminine == Some(true))
        // «الطيران الحربي», though it is also a family's name.
        && match layers.noun_of(doc, j) {
            Some(n) => !n.office && !n.title && n.source.is_none(),
            None => w.best & pos::ADJ != 0 && np.noun.as_ref().is_some_and(|n| n.force),
        };
    // «بالأسلحة الرشاشة»: an arm that tells the kind of the arm before.
    let arm = w.definite()
        && last.definite()
        && np.sem == Sem::Means
        && np.words.end == np.head + 1
        && layers.sem_of(doc, j) == Sem::Means;
    described || whose || arm
}

/// «الجنود الأتراك»: a people by its name describes those before it.
pub(super) fn of_a_people(np: &Np, last: &Word, w: &Word) -> bool {
    matches!(np.sem, Sem::People | Sem::Actor)
        && last.human
        && last.plural
        && last.definite()
        && w.plural
        && w.definite()
        && w.human
        && w.pos & pos::ADJ != 0
}

/// «مقاتلون حوثيون», «مسلحين حوثيين»: behind several who are not known whose men they are, in the same case.
pub(super) fn of_its_men(doc: &Doc<'_>, np: &Np, j: usize) -> bool {
    let (w, last) = (&doc.words[j], &doc.words[j - 1]);
    let ending = |i: usize| doc.ends(i, "ون");
    let sound = |i: usize| ending(i) || doc.ends(i, "ين");
    let alike = || sound(j) && (!sound(j - 1) || ending(j) == ending(j - 1));
    np.sem == Sem::People
        && np.words.end == np.head + 1
        && last.plural
        && !last.definite()
        && last.pronoun.is_none()
        && w.pro == 0
        && w.plural
        && w.gap & gap::HARD == 0
        && alike()
}

/// «تشهد سوريا نزاعا تسبب بدمار» (*tashhad*, "sees"): the country that sees a thing does not do it.
pub(crate) fn sees(doc: &Doc<'_>, layers: &Layers, np: &Np) -> bool {
    np.words.len() == 1
        && np.head > 0
        && layers.place_at(np.head).is_some()
        && doc.is_as(np.head - 1, layers.bits.light_place, true)
}

/// «الأحياء السكنية», «مناطق مأهولة»: ground told by those who live there.
pub(crate) fn lived_in(doc: &Doc<'_>, np: &Np) -> bool {
    let lived_in = doc.frames().class_bit("lived_in");
    (np.words.start + 1..np.words.end.min(np.words.start + 3)).any(|w| doc.is(w, lived_in))
}

/// «محافظة كذا السورية»: a definite adjective of a state, in the phrase of which it is the head.
pub(crate) fn of_state(doc: &Doc<'_>, np: &Np) -> bool {
    let w = &doc.words[np.head];
    np.words.len() == 1 && w.nisba && w.definite() && w.pro & !pro::AL == 0 && w.gap & gap::HARD == 0
}

/// «قائد «الفصيل» العميد فلان»: a rank and a name behind who he is.
pub(crate) fn rank_and_name(doc: &Doc<'_>, layers: &Layers, np: &Np, j: usize, end: usize) -> bool {
    let w = &doc.words[j];
    w.gap & gap::CLOSE_QUOTE != 0
        && np.sem == Sem::People
        && np.noun.as_ref().is_some_and(|n| !n.force)
        && np.count.is_none_or(|c| c == Count::exact(1))
        && w.gap & (gap::HARD | gap::OPEN) == 0
        && w.pro & !pro::AL == 0
        && w.definite()
        && layers
            .noun_of(doc, j)
            .is_some_and(|n| n.office || n.title || n.source.is_some())
        && j + 1 < end
        && doc.words[j + 1].gap & gap::HARD == 0
        && layers.is_name(doc, j + 1)
}

/// «العقيد الركن سالم», «اللواء الطيار» (*al-ʿaqīd ar-rukn*, "the staff colonel"): what an officer is besides his rank.
pub(crate) fn rank_goes_on(doc: &Doc<'_>, layers: &Layers, np: &Np, j: usize) -> bool {
    let w = &doc.words[j];
    w.classes.meets(doc.frames().class_bit("rank_more"))
        && np.sem == Sem::People
        && np.words.end == np.head + 1
        && w.gap & gap::HARD == 0
        && w.pro & !pro::AL == 0
        && w.pronoun.is_none()
        && w.definite() == doc.words[np.head].definite()
        && layers.noun_of(doc, np.head).is_some_and(|n| n.office)
}

/// «جنود أجانب عاملا», «مسلحون مجهولون شابا»: one man in the accusative describes no plural of people.
pub(super) fn one_behind_several(doc: &Doc<'_>, np: &Np, j: usize) -> bool {
    let (w, last) = (&doc.words[j], &doc.words[j - 1]);
    // «مسلحون شرطيا»
    if doc.ends(j, "يا") && doc.ends(j - 1, "ون") {
        return true;
    }
    let several = |w: &Word| w.plural && w.human;
    let accusative = || w.tanwin || doc.ends(j, "ا") && w.best & pos::NAME == 0;
    np.sem == Sem::People
        && np.prep == Prep::None
        && w.pro == 0
        && !w.definite()
        && !(w.plural || w.dual)
        && w.feminine != Some(true)
        && several(&doc.words[np.head])
        && !(last.tanwin || last.definite())
        && accusative()
}

/// «المسلحون قاسم العلي»: behind several one name alone, with no other joined to it.
fn alone_named(doc: &Doc<'_>, layers: &Layers, j: usize) -> bool {
    let mut at = j;
    let soft = |w: &Word| w.gap & (gap::HARD & !(gap::COMMA | gap::CLOSE)) == 0;
    while let Some(w) = doc.words.get(at).filter(|w| soft(w)) {
        if at > j && (w.has(pro::CONJ) || w.gap & gap::COMMA != 0) {
            return !layers.is_name(doc, at);
        }
        // «الحداد», «النجار»: a trade with its article may be the name of a family behind a man's own.
        let family = at > j && w.pro == pro::AL && !(w.plural || w.dual) && w.best & (pos::NOUN | pos::ADJ) != 0;
        if !(layers.is_name(doc, at) || family) || w.pro & !pro::AL != 0 {
            return true;
        }
        // «سالم (11 سنة) وكريم»
        at = super::past_age(doc, at + 1, doc.words.len());
    }
    true
}

/// «الشبان محمد وعلي», «عبد الله»: whether the word behind people is the name of one of them, or the second half of it.
pub(super) fn by_name(doc: &Doc<'_>, layers: &Layers, np: &Np, j: usize, absolute: bool) -> bool {
    // The second half of a name has the article.
    let half = np.sem == Sem::Person && has_article(doc, j) && doc.is(j - 1, layers.bits.kunya);
    let apart = absolute && (!doc.words[j - 1].definite() || alone_named(doc, layers, j));
    let name = || layers.is_name(doc, j) && !doc.words[j].definite() && !apart;
    matches!(np.sem, Sem::People | Sem::Person) && (half || name())
}
