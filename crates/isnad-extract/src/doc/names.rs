//! Names of persons behind a rank, an office or a word for one person.
//!
//! In: a document whose words have their likeliest part of speech. Out: the same, where words that are written like
//! nouns, adjectives, verbs or particles are read as names, because a definite noun governs no indefinite one.
//!
//! It finds no names without such a noun before them and joins nothing: phrases do that. Besides it tells single persons
//! joined to others («جندي ومدني», «رجل وزوجته») and their tribe from what is written alike.
//!
//! Example: «العقيد سند صالح» (al-ʿaqīd Sanad Ṣāliḥ, "Colonel Sanad Salih"), where «سند» is also a bond.

use super::*;

/// So many words a name has at most.
const LONGEST: usize = 6;

/// Reads what stands behind «العقيد», «الشاب», «المواطن» as a name.
pub(super) fn read_names(doc: &mut Doc<'_>, listed: &[usize]) {
    let prep = doc.frames().class_bit("preposition");
    for &i in listed {
        if doc.words[i].few & few::BEFORE_NAME == 0 {
            continue;
        }
        let named = is_one_person(doc, i) && begins(doc, i + 1, prep) || says(doc, i) && speaks(doc, i + 1, prep);
        if !named {
            if let Some(second) = two_named(doc, i) {
                doc.words[i + 1].best = pos::NAME;
                doc.words[second].best = pos::NAME;
            }
            continue;
        }
        let end = (i + 1 + LONGEST).min(doc.words.len());
        doc.words[i + 1].best = pos::NAME;
        doc.words[i + 1].pronoun = None;
        for j in i + 2..end {
            if !goes_on(doc, j) {
                break;
            }
            doc.words[j].best = pos::NAME;
        }
    }
}

/// «طائرة من دون طيار»: what flies without a pilot is negated by nobody.
pub(super) fn read_unmanned(doc: &mut Doc<'_>, listed: &[usize]) {
    let (not, pilot) = (doc.frames().class_bit("negation"), doc.frames().class_bit("pilot_noun"));
    for i in listed.iter().filter_map(|next| next.checked_sub(1)) {
        let next = &doc.words[i + 1];
        if next.few & few::PILOT == 0 {
            continue;
        }
        if doc.words[i].classes.meets(not) && next.classes.meets(pilot) && next.gap & gap::HARD == 0 {
            doc.words[i].classes = Classes::NONE;
            doc.words[i].best = pos::ADJ;
            doc.words[i + 1].best = pos::ADJ;
        }
    }
}

/// «شبكة "سي إن إن"»: what reads like «إن» inside a name opens no clause.
///
/// `named` are the words of known names; besides them names in marks behind a noun of media are told here.
pub(crate) fn read_inside(doc: &mut Doc<'_>, named: impl Iterator<Item = Range<usize>>) {
    let (particle, media) = (
        doc.frames().class_bit("complementizer"),
        doc.frames().class_bit("media_noun"),
    );
    let plain = |doc: &mut Doc<'_>, words: Range<usize>| {
        for w in &mut doc.words[words] {
            if w.classes.meets(particle) {
                w.classes = Classes::NONE;
                w.best = pos::NAME;
            }
        }
    };
    for words in named {
        plain(doc, words.start + 1..words.end);
    }
    let opens = |i: &usize| {
        let next = |n: &Word| n.gap & gap::OPEN_QUOTE != 0 && n.gap & gap::HARD == 0;
        doc.words.get(i + 1).is_some_and(next)
    };
    let before: Vec<usize> = doc.listed(few::MEDIA).filter(opens).collect();
    for i in before.iter().map(|b| b + 1) {
        if !doc.words[i - 1].classes.meets(media) {
            continue;
        }
        let last = doc.words.len().min(i + LONGEST + 1);
        if let Some(end) = (i + 1..last).find(|&j| doc.words[j].gap & gap::CLOSE_QUOTE != 0) {
            plain(doc, i..end);
        }
    }
}

/// «الخارجية السورية», «الداخلية»: with its article a word is no preposition.
pub(super) fn read_definite(doc: &mut Doc<'_>, listed: &[usize]) {
    let prep = doc.frames().class_bit("preposition");
    for &i in listed {
        let w = &mut doc.words[i];
        if w.few & few::DEFINITE != 0 && w.best & pos::PARTICLE == 0 && w.classes.meets(prep) {
            w.classes = w.classes.without(prep);
        }
    }
}

/// «الشاب», «العقيد», «العقيد الركن», «المواطن»: one person, with the article.
pub(crate) fn is_one_person(doc: &Doc<'_>, i: usize) -> bool {
    let w = &doc.words[i];
    let more = || w.definite() && w.gap & gap::HARD == 0 && w.classes.meets(doc.frames().class_bit("rank_more"));
    is_one(w) || i > 0 && more() && is_one(&doc.words[i - 1])
}

/// «الشاب», «المواطن»: one person by a word with the article, which is no rank behind another.
fn is_one(w: &Word) -> bool {
    w.few & few::ONE_PERSON != 0 && !w.is_verb() && !w.plural && !w.dual && w.pronoun.is_none()
}

/// «القيادي في حزب كذا حسن مراد», «القائد في حركة كذا سالم الدحدوح»: the name of who holds the office before, though it is
/// also written like a verb.
pub(super) fn holder(doc: &Doc<'_>, i: usize, prep: Classes) -> bool {
    let w = &doc.words[i];
    let plain = w.pos & pos::VERB == pos::PERFECT && w.pos & pos::NAME != 0 && w.pro == 0 && w.pronoun.is_none();
    let next = |n: &Word| {
        let name = n.pos & (pos::NAME | pos::UNKNOWN) != 0;
        n.gap & gap::HARD == 0 && name && n.pro & !pro::AL == 0 && (n.pro == 0 || n.definite())
    };
    plain && w.gap & gap::HARD == 0 && doc.words.get(i + 1).is_some_and(next) && titled(doc, i, prep)
}

/// «القيادي في حزب كذا …»: whether behind somebody by his office and what he belongs to his name may follow at a word.
fn titled(doc: &Doc<'_>, i: usize, prep: Classes) -> bool {
    /// So many words back the office is looked for.
    const BACK: usize = 6;
    let mut governed = false;
    for j in (i.saturating_sub(BACK)..i).rev() {
        let w = &doc.words[j];
        if w.is_verb() || doc.time_at[j].is_some() || w.has(pro::CONJ) || doc.words[j + 1].gap & gap::HARD != 0 {
            return false;
        }
        governed |= w.has(pro::LI) || w.best & pos::PARTICLE != 0 && w.classes.meets(prep);
        if governed && is_one_person(doc, j) {
            return true;
        }
    }
    false
}

/// «المدنيان سالم الحداد وكريم النجار», «الطفلين سالم (11 سنة) وكريم»: behind two with the article the name of the second,
/// where both may be names.
fn two_named(doc: &Doc<'_>, i: usize) -> Option<usize> {
    /// So many words the first name has, with how old he is.
    const FIRST: usize = 6;
    let w = &doc.words[i];
    let pair = (w.noun_form.dual || w.noun_form.plural)
        && w.definite()
        && !w.is_verb()
        && w.pronoun.is_none()
        && w.letters().role.is_some()
        && doc.word(i).ends_with('ن')
        // «المسلحون سالم …»: three at least.
        && !doc.word(i).ends_with("ون");
    let name = |w: &Word, pro: u8| w.pro == pro && w.pos & pos::NAME != 0 && w.pronoun.is_none();
    let first = doc
        .words
        .get(i + 1)
        .filter(|f| pair && f.gap & (gap::HARD | gap::OPEN) == 0)?;
    if !name(first, 0) {
        return None;
    }
    let soft = |w: &Word| w.gap & (gap::STOP | gap::LINE | gap::SEMI | gap::COLON) == 0 && w.best & pos::VERB == 0;
    (i + 2..doc.words.len().min(i + 2 + FIRST))
        .take_while(|&j| soft(&doc.words[j]) || doc.words[j].has(pro::CONJ))
        .find(|&j| doc.words[j].has(pro::CONJ))
        .filter(|&j| name(&doc.words[j], pro::CONJ) && doc.words[j].gap & (gap::STOP | gap::LINE) == 0)
}

/// A verb of saying without an object of its own.
fn says(doc: &Doc<'_>, i: usize) -> bool {
    let w = &doc.words[i];
    w.is_verb() && w.letters().reports && w.pronoun.is_none()
}

/// «قال انطوني ميلر "…"», «أكد علي عباس المدير»: behind a verb of saying the first half of a name that is also
/// written like a verb with its object, or like a preposition, and what follows closes the name.
fn speaks(doc: &Doc<'_>, j: usize, prep: isnad_lexicon::frame::Classes) -> bool {
    let (Some(w), Some(next)) = (doc.words.get(j), doc.words.get(j + 1)) else {
        return false;
    };
    let plain = w.gap & (gap::HARD | gap::OPEN) == 0 && w.pro == 0 && doc.quantity_at[j].is_none();
    let verb = w.is_verb() && w.pos & pos::NOMINAL == 0 && w.keys.is_empty();
    let preposition = w.classes.meets(prep) && w.pos & pos::NAME != 0;
    if !plain || !(verb || preposition) || !bare(doc, j + 1) || next.pos & pos::NAME == 0 && next.pos != pos::UNKNOWN {
        return false;
    }
    doc.words.get(j + 2).is_none_or(|x| {
        let role = || x.letters().role.is_some() && x.pro & (pro::BI | pro::LI | pro::KA) == 0;
        x.gap & (gap::HARD | gap::OPEN | gap::OPEN_QUOTE) != 0
            || x.classes.meets(doc.frames().class_bit("complementizer"))
            || bare(doc, j + 2) && (x.pos & pos::NAME != 0 || x.pos == pos::UNKNOWN)
            || role()
    })
}

/// Whether a word can be the first of a name there.
fn begins(doc: &Doc<'_>, j: usize, prep: isnad_lexicon::frame::Classes) -> bool {
    if !bare(doc, j) {
        return false;
    }
    let w = &doc.words[j];
    let next = bare(doc, j + 1).then(|| &doc.words[j + 1]);
    let named = |w: &Word| w.pos & pos::NAME != 0 || w.pos == pos::UNKNOWN;
    if w.pos & pos::NAME != 0 {
        // «القيادي علي …»: written like a preposition.
        let kunya = doc.frames().class_bit("kunya");
        return !w.classes.meets(prep) || next.is_some_and(|n| n.pos & pos::NAME != 0 || n.classes.meets(kunya));
    }
    // «العقيد سند صالح»: a verb that the lexicon of events and sources does not know is none behind a person.
    let verb = w.is_verb() && w.pos & pos::NOUN != 0 && w.keys.is_empty();
    let plain = verb || w.best & (pos::NOUN | pos::ADJ | pos::ACTIVE | pos::MASDAR) != 0;
    plain && !w.classes.meets(prep) && !w.plural && !w.dual && next.is_some_and(named)
}

/// Whether a word goes on with the name before it.
fn goes_on(doc: &Doc<'_>, j: usize) -> bool {
    if !bare(doc, j) {
        return false;
    }
    let w = &doc.words[j];
    // «رضا علي حسين», «سالم علي، وهو …»: written like a preposition, before a name or where the words end.
    let like_preposition = || {
        let closed = doc
            .words
            .get(j + 1)
            .is_none_or(|n| n.gap & (gap::HARD | gap::OPEN) != 0 || n.has(pro::CONJ));
        doc.word(j).ends_with('ي') && (closed || bare(doc, j + 1) && doc.words[j + 1].pos & pos::NAME != 0)
    };
    w.pos & pos::NAME != 0 && (w.best & pos::PARTICLE == 0 || like_preposition())
        || w.pos == pos::UNKNOWN
        || w.best & pos::ADJ != 0 && w.pos & pos::VERB == 0 && !w.nisba && w.feminine != Some(true)
}

/// An indefinite singular with nothing on it, joined to the word before.
fn bare(doc: &Doc<'_>, j: usize) -> bool {
    doc.words.get(j).is_some_and(|w| {
        w.gap & (gap::HARD | gap::OPEN) == 0
            && w.pro == 0
            && !w.definite()
            && w.pronoun.is_none()
            && !w.tanwin
            && !w.plural
            && !w.dual
            && doc.time_at[j].is_none()
            && doc.quantity_at[j].is_none()
    })
}

/// «جندي ومدني»: a word for one person joined to another, never «and he extended me».
pub(super) fn joined_person(doc: &Doc<'_>, i: usize) -> bool {
    let w = &doc.words[i];
    let before = i.checked_sub(1).map(|b| &doc.words[b]);
    w.has(pro::CONJ)
        && w.gap & gap::HARD == 0
        && w.letters().role.is_some_and(|m| !m.possessed)
        && !w.verb_form.plural
        && before.is_some_and(|b| !b.definite() && !b.is_verb() && b.letters().role.is_some_and(|m| !m.definite))
}

/// «المدرس نادر وشخص آخر»: before «آخر» a word for one person, never "and he diagnosed".
pub(super) fn person_besides(doc: &Doc<'_>, i: usize, other: Classes) -> bool {
    let w = &doc.words[i];
    w.pro & !pro::CONJ == 0
        && w.pronoun.is_none()
        && w.letters().role.is_some_and(|m| !m.possessed && !m.definite)
        && !w.verb_form.plural
        && doc
            .words
            .get(i + 1)
            .is_some_and(|n| n.gap & gap::HARD == 0 && n.pro == 0 && n.pos & pos::ADJ != 0 && n.classes.meets(other))
}

/// «رجل وزوجته»: somebody's kin joined to him, never a verb with an object.
pub(super) fn kin(doc: &Doc<'_>, i: usize) -> bool {
    let w = &doc.words[i];
    // «قتل رجل زوجته»: behind a verb and its subject the object.
    let object = || {
        let b = &doc.words[i - 1];
        w.pro == 0 && i > 1 && b.human && b.pro == 0 && b.best & pos::NOUN != 0 && doc.words[i - 2].is_verb()
    };
    w.gap & gap::HARD == 0
        && i > 0
        && (w.has(pro::CONJ) || object())
        && !doc.words[i - 1].is_verb()
        && w.letters().role.is_some_and(|m| m.possessed)
        && super::settle::role(doc, i).is_some_and(|r| {
            use isnad_lexicon::entity::RoleKind as K;
            // «مواطنا وأسرته»
            r.kind == K::Relation || r.kind == K::Group && r.status.as_deref() == Some("civilian")
        })
}

/// «شيخ قبلي»: behind an indefinite noun for a person a nisba, no preposition with the pronoun of him who speaks.
pub(super) fn of_tribe(w: &Word, before: Option<&Word>) -> bool {
    w.pos & pos::PARTICLE != 0
        && w.pos & pos::ADJ != 0
        && w.pro == 0
        && w.gap & gap::HARD == 0
        && before.is_some_and(|b| b.human && b.best & pos::NOMINAL != 0 && !b.definite())
}

/// «البغدادي»: a name with its article, which the dictionary of names has whole.
pub(super) fn named_definite(doc: &Doc<'_>, i: usize) -> bool {
    let mut letters = doc.word(i).chars();
    // «حزب الله قصف»: of what is no verbal noun the first letters are the article.
    let noun = doc.words[i].pos & pos::NOUN != 0 && doc.words[i].pos & pos::MASDAR == 0;
    let name = doc.words[i].pos & pos::NAME != 0 || noun;
    name && letters.next() == Some('ا') && letters.next() == Some('ل')
}
