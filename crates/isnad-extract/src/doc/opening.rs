//! Words with the letters of a verb and of a noun: what stands around them tells which they are at the head of a clause.
//!
//! In: a document whose earlier words are settled. Out: whether a word is the noun, or the verb. Deliberately decides
//! nothing: [`super::settle`] asks in its order.
//!
//! Example: «قصف قوات الجيش المدينة يخلف قتلى» (qaṣf quwwāt al-jaysh, "the army's shelling of the city leaves dead") begins
//! with a noun, «قصف الجيش المدينة» (qaṣafa l-jaysh, "the army shelled the city") with a verb.

use super::*;

/// «قصف مدفعي …», «وقصفا صاروخيا»: a verbal noun and the adjective that says by what.
pub(super) fn described(doc: &Doc<'_>, i: usize) -> bool {
    let w = &doc.words[i];
    let accusative = |i: usize| doc.word(i).ends_with('ا');
    w.pos & pos::MASDAR != 0
        && w.pro & !pro::CONJ == 0
        && doc.words.get(i + 1).is_some_and(|n| {
            n.gap & gap::HARD == 0
                && n.pos & pos::ADJ != 0
                && n.nisba
                && n.pro == 0
                && (!n.tanwin || accusative(i) && accusative(i + 1))
                && !(n.human || n.noun_form.dual)
                && super::settle::role(doc, i + 1).is_none()
        })
}

/// «خلف القصف قتلى»: a verb of result before the deed that had it, no preposition.
pub(super) fn left_behind(doc: &Doc<'_>, i: usize) -> bool {
    doc.words[i].classes.meets(doc.frames().class_bit("result_verb"))
        && doc
            .words
            .get(i + 1)
            .is_some_and(|n| n.gap & gap::HARD == 0 && n.definite() && n.pos & pos::MASDAR != 0)
}

/// «بجروح نقل على إثرها»: a verb before what came of the thing told right before it, no verbal noun.
pub(super) fn upon_it(doc: &Doc<'_>, i: usize) -> bool {
    let frames = doc.frames();
    let w = &doc.words[i];
    let soft = |j: usize| doc.words.get(j).filter(|n| n.gap & gap::HARD == 0 && n.pro == 0);
    w.pro & !pro::CONJ == 0
        && w.pronoun.is_none()
        && soft(i + 1).is_some_and(|n| n.pronoun.is_none() && n.classes.meets(frames.class_bit("governing_upon")))
        && soft(i + 2).is_some_and(|n| n.pronoun.is_some() && n.classes.meets(frames.class_bit("causal")))
}

/// «شاب قتل …», «شاب يتم ضربه»: one person before a verb begins the clause as its subject.
pub(super) fn leads(doc: &Doc<'_>, i: usize) -> bool {
    let w = &doc.words[i];
    w.pos & pos::NOMINAL != 0
        && w.pro == 0
        && w.letters().role.is_some_and(|m| !m.possessed && !m.definite)
        && doc.words.get(i + 1).is_some_and(|n| {
            let verb = n.pos & pos::PERFECT != 0 || n.pos & pos::VERB != 0 && n.pos & pos::NOMINAL == 0;
            n.gap & gap::HARD == 0 && n.pro == 0 && verb
        })
}

/// «شاب قتل …», «شيخ قبلي قتل …»: the verb behind one person who begins the clause.
pub(super) fn led(doc: &Doc<'_>, i: usize) -> bool {
    let Some(b) = i.checked_sub(1) else { return false };
    let begins = |b: usize| {
        let gap = doc.words[b].gap;
        b == 0 || gap & (gap::LINE | gap::STOP | gap::COLON | gap::COMMA | gap::SEMI | gap::DASH) != 0
    };
    let before = &doc.words[b];
    if before.best & pos::NOMINAL == 0 || doc.words[i].gap & gap::HARD != 0 {
        return false;
    }
    let described = || {
        let soft =
            before.gap & gap::HARD == 0 && before.pro == 0 && before.best == pos::ADJ && before.pronoun.is_none();
        let one = |m: &isnad_lexicon::entity::RoleMatch| !m.possessed && !m.definite;
        soft && b.checked_sub(1).is_some_and(|p| {
            let person = &doc.words[p];
            begins(p)
                && person.pro == 0
                && person.best & pos::NOMINAL != 0
                && person.letters().role.is_some_and(|m| one(&m))
        })
    };
    begins(b) && leads(doc, b) || described()
}

/// Whether right before a word stand a finite verb and its definite subject, of one word or with its adjective; before a
/// verbal noun also a name, or of two words («كثفت طائرات الجيش قصف …»).
pub(super) fn has_verb(doc: &Doc<'_>, i: usize, opens_another: isnad_lexicon::frame::Classes) -> bool {
    let soft = |j: usize| doc.words[j].gap & gap::HARD == 0 && doc.words[j].pro & !pro::AL == 0;
    let deed = doc.words[i].pos & pos::MASDAR != 0;
    let kinds = pos::NOUN | pos::ADJ | pos::UNKNOWN | if deed { pos::NAME } else { 0 };
    let subject = |j: usize| doc.words[j].best & kinds != 0 && doc.words[j].definite() && soft(j);
    let verb = |j: usize| {
        let w = &doc.words[j];
        // «شخص يدعى فلانا قتل …»: what somebody is called does nothing.
        let called = w.classes.meets(doc.frames().class_bit("name_intro"));
        let finite = w.best == pos::PERFECT || deed && w.best == pos::IMPERFECT && !called;
        finite && w.pronoun.is_none() && !w.classes.meets(opens_another)
    };
    let name = |j: usize| deed && doc.words[j].best & pos::NAME != 0 && soft(j) && verb(j - 1);
    match i {
        0 | 1 => false,
        _ if !subject(i - 1) => name(i - 1),
        _ if verb(i - 2) => true,
        2 => false,
        _ => {
            // The last word of the subject without its adjective.
            let last = i - 1 - usize::from(doc.words[i - 1].best == pos::ADJ && subject(i - 2));
            let governs = |j: usize| {
                let w = &doc.words[j];
                w.best & (pos::NOUN | pos::UNKNOWN | pos::NAME) != 0
                    && w.pro == 0
                    && w.gap & gap::HARD == 0
                    && w.pronoun.is_none()
                    && !w.tanwin
            };
            last + 1 < i && verb(last - 1) || deed && last > 1 && governs(last - 1) && verb(last - 2)
        }
    }
}

/// «كثفت القوات قصفها»: behind a verb and its definite subject a deed with its owner's pronoun, no second verb.
pub(super) fn carried_deed(doc: &Doc<'_>, i: usize, opens_another: isnad_lexicon::frame::Classes) -> bool {
    let w = &doc.words[i];
    if w.pos & (pos::MASDAR | pos::NOUN) == 0 || w.pro != 0 || w.gap & gap::HARD != 0 {
        return false;
    }
    let frames = doc.frames();
    let apart = frames.class_bit("complementizer") | frames.class_bit("relative") | frames.class_bit("boundary");
    let known = |j: usize| doc.words[j].definite() || doc.words[j].pronoun.is_some() || doc.time_at[j].is_some();
    if i < 2 || !known(i - 1) {
        return false;
    }
    for j in (i.saturating_sub(7)..i).rev() {
        let b = &doc.words[j];
        if b.is_verb() {
            return b.pronoun.is_none() && !b.classes.meets(opens_another) && j + 1 < i;
        }
        if b.gap & gap::HARD != 0 || b.pro & (pro::CONJ | pro::BI | pro::LI) != 0 || b.classes.meets(apart) {
            return false;
        }
    }
    false
}

/// Whether a finite verb follows the phrase that begins at a word, with nothing but nouns between.
pub(super) fn heads_clause(doc: &Doc<'_>, i: usize) -> bool {
    for j in i + 1..doc.words.len().min(i + 5) {
        let w = &doc.words[j];
        if w.gap & (gap::HARD | gap::OPEN | gap::OPEN_QUOTE) != 0 || w.pro & (pro::CONJ | pro::BI | pro::LI) != 0 {
            return false;
        }
        // «خلف القصف ظهر اليوم قتلى»: a date is no verb.
        if w.pos & pos::PARTICLE != 0 || doc.time_at[j].is_some() {
            return false;
        }
        if w.pos & pos::VERB != 0 && w.pos & pos::NOMINAL == 0 {
            // «قصف استهدف …»: two verbs do not stand side by side, a verbal noun and its verb do.
            let beside = j == i + 1 && doc.words[i].pos & pos::MASDAR != 0;
            return (beside || j > i + 1 && doc.words[j - 1].definite())
                && w.pos & pos::PERFECT != 0
                && w.pronoun.is_none();
        }
    }
    false
}

/// «قصف للجيش على البلدة», «قصف قوات الجيش مدينة كذا»: a verbal noun by what it governs, as its verb would be feminine or
/// take a bare object; «قصف الجيش البلدة يخلف قتلى»: or as the verb of the clause comes later.
pub(super) fn headline(doc: &Doc<'_>, i: usize) -> bool {
    /// So many words behind it the verb of the clause is looked for.
    const REACH: usize = 12;
    let frames = doc.frames();
    let w = &doc.words[i];
    if w.pos & pos::MASDAR == 0 || w.pronoun.is_some() || w.pro & !pro::CONJ != 0 {
        return false;
    }
    let Some(next) = doc.words.get(i + 1).filter(|n| n.gap & (gap::HARD | gap::OPEN) == 0) else {
        return false;
    };
    let strikes = w.classes.meets(frames.class_bit("bare_strike"));
    if strikes && (next.has(pro::LI) || next.classes.meets(frames.class_bit("toward")) && next.pronoun.is_none()) {
        return true;
    }
    let force = frames.class_bit("force");
    if w.pro == 0 && next.pro & !pro::AL == 0 && next.noun_form.feminine == Some(true) && next.classes.meets(force) {
        return true;
    }
    let result = frames.class_bit("result_verb");
    for j in i + 2..doc.words.len().min(i + REACH) {
        let n = &doc.words[j];
        if n.gap & gap::HARD != 0 || n.has(pro::CONJ) || n.classes.meets(frames.class_bit("relative")) {
            return false;
        }
        if n.classes.meets(result) && n.pos & pos::IMPERFECT != 0 && n.pos & (pos::NOMINAL | pos::PARTICLE) == 0 {
            return true;
        }
    }
    false
}
