//! Two before a verb in the dual.
//!
//! In: words of which those before have their likeliest part of speech. Out: whether two people stand before a word, so
//! that the alef at its end is that of a dual verb and none of an accusative, and whether a dual governs it. It knows no verbs.
//!
//! Example: «جنديين سوريين قتلا» (jundiyyayn sūriyyayn qutilā, "two Syrian soldiers were killed").

use super::*;

/// Whether two stand before a word, with what describes them.
pub(super) fn of_two(doc: &Doc<'_>, i: usize) -> bool {
    let before = i.checked_sub(1).map(|j| &doc.words[j]);
    let right_before = before.is_some_and(|b| {
        b.dual
            || b.noun_form.dual
            || of_number(doc, i - 1)
            || b.pronoun.is_some() && b.has(pro::CONJ)
            || of_two_nation(doc, i - 1)
            || may_be_two(doc, i - 1)
    });
    right_before || two_before(doc, i)
}

/// «عنصرين من الحزب قتلا»: two with what describes them, no verb between.
fn two_before(doc: &Doc<'_>, i: usize) -> bool {
    let closed = |b: &Word| b.definite() || b.pos & pos::NAME != 0 || b.span.slice(doc.text).starts_with("ال");
    if !i.checked_sub(1).is_some_and(|b| closed(&doc.words[b])) {
        return false;
    }
    for j in (i.saturating_sub(6)..i).rev() {
        let b = &doc.words[j];
        if b.is_verb() {
            return false;
        }
        if j + 1 < i && (of_number(doc, j) || b.dual || b.noun_form.dual) {
            return true;
        }
        if b.gap & gap::HARD != 0 {
            return false;
        }
    }
    false
}

/// «جنديين سوريين قتلا»: behind two of them whence they are.
fn of_two_nation(doc: &Doc<'_>, i: usize) -> bool {
    let (Some(w), Some(b)) = (doc.words.get(i), i.checked_sub(1).and_then(|b| doc.words.get(b))) else {
        return false;
    };
    let adjective = w.pos & pos::ADJ != 0 && !w.definite() && w.pro == 0 && w.gap & gap::HARD == 0;
    adjective && (b.dual || b.noun_form.dual) && !b.is_verb()
}

/// «اثنان قتلا»: a number that a dual verb may agree with; behind «14» stands what is counted.
fn of_number(doc: &Doc<'_>, i: usize) -> bool {
    doc.quantity_at[i]
        .and_then(|q| doc.quantities.get(q as usize))
        .is_some_and(|q| q.dual || q.value == 2.0)
}

/// «أن مدنيين قتلا»: letters of a sound plural that are a dual too, behind «أن» and before what may be a dual verb.
fn may_be_two(doc: &Doc<'_>, i: usize) -> bool {
    let (Some(w), Some(before)) = (doc.words.get(i), i.checked_sub(1)) else {
        return false;
    };
    let opens = doc.is(before, doc.frames().class_bit("complementizer")) && doc.words[before].pronoun.is_none();
    let plain = w.noun_form.plural && w.pro == 0 && w.pronoun.is_none() && w.gap & gap::HARD == 0;
    opens && plain && doc.word(i).ends_with("ين") && !w.is_verb()
}

/// «مدنيين قتلا»: before a verb in the dual they are two.
pub(super) fn agree(doc: &mut Doc<'_>, verb: usize) {
    let w = &doc.words[verb];
    if !(w.is_verb() && w.verb_form.dual && !w.verb_form.plural && verb > 0 && may_be_two(doc, verb - 1)) {
        return;
    }
    let two = &mut doc.words[verb - 1];
    two.noun_form.plural = false;
    two.noun_form.dual = true;
    two.plural = false;
    two.dual = true;
}

/// «ضابطي شرطة», «عنصري أمن»: letters of a nisba that before a genitive are two people.
pub(super) fn construct(doc: &mut Doc<'_>, listed: &[usize]) {
    for &i in listed {
        let (w, Some(next)) = (&doc.words[i], doc.words.get(i + 1)) else {
            continue;
        };
        let two = w.few & few::TWO != 0;
        if !two || w.plural || w.dual || w.is_verb() || w.definite() || w.pronoun.is_some() {
            continue;
        }
        let genitive = next.gap & (gap::HARD | gap::OPEN | gap::OPEN_QUOTE) == 0
            && next.pro & !pro::AL == 0
            && next.pronoun.is_none()
            && next.pos & (pos::NOUN | pos::MASDAR) != 0
            && !next.is_verb()
            && !(next.tanwin || next.nisba);
        if genitive && doc.word(i).ends_with('ي') {
            let w = &mut doc.words[i];
            (w.dual, w.nisba, w.best) = (true, false, pos::NOUN);
            (w.noun_form.dual, w.noun_form.plural) = (true, false);
        }
    }
}

/// «بين باديتي تدمر وكذا»: whether a dual without its nun right before the word governs it, which then is no verb.
pub(super) fn governs(doc: &Doc<'_>, i: usize) -> bool {
    let w = &doc.words[i];
    let dual = |b: &Word| b.dual && b.best & pos::NOMINAL != 0 && !b.definite();
    i > 0
        && w.pro == 0
        && w.gap & (gap::HARD | gap::OPEN) == 0
        && dual(&doc.words[i - 1])
        && doc.word(i - 1).ends_with('ي')
}
