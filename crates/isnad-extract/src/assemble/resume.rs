//! The verb that goes on with an event whose noun stands far before it.
//!
//! In: the words of the noun and the verb. Out: whether the noun is the verb's subject. Deliberately says so only where
//! the verb agrees with it and has no subject of its own.
//!
//! Example: in «عملية نفذتها القوات في كذا، استهدفت منزلا» (ʿamaliyya naffadhathā l-quwwāt fī kadhā, istahdafat manzilan, "an
//! operation that the forces carried out there, hitting a house") the operation hit the house.

use super::*;

/// «هجوم نفذته القوات واستهدف …», «قصف مصدره كذا استهدف …»: a light verb or a noun with the event's pronoun stands between,
/// and the next verb agrees with it.
pub(super) fn carried_on(doc: &Doc<'_>, noun: &Range<usize>, verb: usize, near: bool) -> bool {
    let class = |name| doc.frames().class_bit(name);
    let (light, turns) = (class("happening_verb"), class("boundary"));
    let feminine = |i: usize| doc.words[i].feminine == Some(true) || doc.words[i].plural;
    let head = noun.start;
    let form = doc.words[verb].verb_form;
    let agrees = !form.plural && !form.dual && form.feminine.is_none_or(|f| f == feminine(head));
    let relative = (noun.end..verb).take(3).any(|i| {
        let w = &doc.words[i];
        near && w.is_verb() && w.pronoun.is_some() && doc.is(i, light)
    });
    let whence = || (noun.end..verb).take(3).any(|i| doc.is_whence(i)) && !doc.words[verb].has(pro::CONJ);
    let whole = doc.words[head + 1..=verb]
        .iter()
        .all(|w| w.gap & (gap::STOP | gap::LINE | gap::SEMI) == 0);
    agrees && whole && (relative || whence() && !doc.is(verb - 1, turns))
}

/// «عملية نفذتها القوات في كذا، استهدفت …», «قصف للفرقة، المدعومة من كذا، استهدف …»: a verb behind a comma that agrees with the
/// event before it, joined by nothing and without a subject of its own.
pub(super) fn resumed(doc: &Doc<'_>, noun: &Range<usize>, verb: usize, b: &Built) -> bool {
    let (head, word) = (noun.start, &doc.words[verb]);
    let form = word.verb_form;
    let feminine = doc.words[head].feminine == Some(true) || doc.words[head].plural;
    let agrees = !form.plural && !form.dual && form.feminine == Some(feminine);
    // «استهدف تجمعا»: an object, whatever it was taken for.
    let object = |n: &Np| doc.words[n.head].tanwin || doc.word(n.head).ends_with('ا');
    agrees
        && word.gap & gap::COMMA != 0
        && word.pro == 0
        && word.best & pos::PERFECT != 0
        && !doc.words[head].definite()
        && b.draft.agents.iter().all(|n| n.words.start < verb || object(n))
        && doc.words[head + 1..verb]
            .iter()
            .all(|w| w.gap & (gap::STOP | gap::LINE | gap::SEMI) == 0)
}
