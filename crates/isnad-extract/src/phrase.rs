//! Noun phrases: who and what a clause speaks of.
//!
//! In: a [`Doc`] with its [`Layers`]. Out: for a word, the noun phrase that begins there: its words, its
//! head, what it names, how many. A shallow reader: number, head, genitives, adjectives, partitive «من»,
//! names in apposition; commas and prepositions end it.
//!
//! Example: «ستة من عناصر التنظيم» (sitta min ʿanāṣir at-tanẓīm, "six of the organisation's members") is
//! one phrase of people, six of them, belonging to the organisation.

mod alias;
pub(crate) mod described;
mod owner;
mod partitive;
mod tail;

pub(crate) use alias::past_age;
use partitive::partitive;
pub(crate) use partitive::{described_number, of_places};
use tail::tail;

use crate::bound::{
    at_least, bracket_end, counted_follows, counts_things, counts_time, described_group, describes_time, of_nation,
    parts_off, uncounted,
};
use crate::doc::{Doc, Word, gap, pos, pro};
use crate::layers::{Layers, Noun};
use isnad_model::{Count, EntityId};
use std::ops::Range;
use std::rc::Rc;

/// What a noun phrase names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sem {
    /// A state, army, group, organisation, outlet.
    Actor,
    /// A named person.
    Person,
    /// People by what they are («مدنيين», «عناصر»).
    People,
    /// A place.
    Place,
    /// A weapon or vehicle of attack.
    Means,
    /// An object that is hit.
    Target,
    /// A date.
    Time,
    /// An event.
    Event,
    /// A bare number.
    Number,
    /// Anything else.
    Other,
}

/// What governs a noun phrase.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Prep {
    /// Nothing: subject, object, genitive.
    None,
    /// A proclitic of the phrase's first word: bits of [`pro`].
    Clitic(u8),
    /// A word.
    Word(usize),
}

/// A noun phrase.
#[derive(Clone, Debug)]
pub struct Np {
    /// Its words, governing preposition excluded.
    pub words: Range<usize>,
    /// What governs it.
    pub prep: Prep,
    /// Its head.
    pub head: usize,
    /// What it names.
    pub sem: Sem,
    /// The entity that it names or belongs to.
    pub entity: Option<EntityId>,
    /// How many.
    pub count: Option<Count>,
    /// Index of the place mention that it is or begins with.
    pub place: Option<usize>,
    /// The noun of people, with English role and status.
    pub noun: Option<Rc<Noun>>,
    /// Joined by «و» to the phrase before.
    pub coordinated: bool,
    /// An attached pronoun stands on its head or genitive: it belongs to somebody named before.
    pub pronoun: bool,
}

impl Np {
    /// Whether the phrase can do or suffer something as people do.
    #[must_use]
    pub const fn is_agent_like(&self) -> bool {
        matches!(self.sem, Sem::Actor | Sem::Person | Sem::People | Sem::Means)
    }

    /// Whether the phrase names people who can be hurt.
    #[must_use]
    pub const fn is_people(&self) -> bool {
        matches!(self.sem, Sem::Person | Sem::People | Sem::Number)
    }
}

/// A word that can stand inside a noun phrase.
pub(crate) fn nominal(w: &Word) -> bool {
    !w.is_verb() && w.best & (pos::PARTICLE | pos::DIGITS) == 0
}

/// The noun phrase that begins at word `i`, if one does; `end` is the end of the sentence or clause.
#[must_use]
pub fn noun_phrase(doc: &Doc<'_>, layers: &Layers, i: usize, end: usize) -> Option<Np> {
    let first = doc.words.get(i)?;
    if i >= end || crate::extent::foreign(doc, layers, i) {
        return None;
    }
    let mut np = Np {
        words: i..i + 1,
        prep: Prep::of(first),
        head: i,
        sem: Sem::Other,
        entity: None,
        count: None,
        place: None,
        noun: None,
        coordinated: first.has(pro::CONJ),
        pronoun: false,
    };
    if let Some(t) = doc.time_at[i] {
        let mut stop = doc.end_from(i, doc.times[t as usize].span).clamp(i + 1, end);
        // «قبل أيام قليلة ماضية».
        while stop < end && describes_time(doc, layers, stop) {
            stop += 1;
        }
        np.words = i..stop;
        np.sem = Sem::Time;
        return Some(np);
    }
    // A number or a quantifier first, then what is counted.
    let mut at = i;
    if let Some(q) = doc.quantity_at[i] {
        let quantity = &doc.quantities[q as usize];
        // «وجرح ثالث», «وقتل الثالث»
        np.count = Some(if quantity.ordinal {
            Count::exact(1)
        } else {
            Count::from(quantity)
        });
        at = doc.end_from(i, quantity.span).clamp(i + 1, end);
        np.words.end = at;
        np.head = at - 1;
        np.sem = Sem::Number;
        // «60 عاما»: how old, not how many.
        if at < end && counts_time(doc, at) {
            np.words.end = at + 1;
            np.sem = Sem::Time;
            return Some(np);
        }
        if !counted_follows(doc, layers, at, end) {
            at = partitive(doc, layers, &mut np, at, end);
            np.words.end = at;
            return Some(np);
        }
        np.head = at;
    } else if (layers.is_quantifier(doc, i) || parts_off(doc, layers, i, end)) && i + 1 < end {
        let of = described_number(doc, layers, i + 1, end);
        at = partitive(doc, layers, &mut np, of, end);
        if at > of {
            np.words.end = at;
            if np.count.is_none() {
                // «كل من فلان وفلان»: each by his name.
                let each = np.sem == Sem::Person && !np.noun.as_ref().is_some_and(|n| n.many);
                np.count = Some(if each { Count::exact(1) } else { Count::at_least(2) });
            }
            return Some(np);
        }
        // «مجموعة «صقور الوادي»»: in quotation marks the name of the group.
        let named = doc.words[i + 1].gap & gap::OPEN_QUOTE != 0 && first.collective;
        let named = named || described_group(doc, layers, i);
        if !named
            && nominal(&doc.words[i + 1])
            && doc.words[i + 1].gap & gap::HARD == 0
            && doc.words[i + 1].pro & !pro::AL == 0
        {
            let one = layers.is_one(doc, i);
            if let Some(inner) = noun_phrase(doc, layers, i + 1, end)
                && inner.sem != Sem::Time
            {
                let prep = np.prep;
                np = Np {
                    words: i..inner.words.end,
                    prep,
                    coordinated: first.has(pro::CONJ),
                    ..inner
                };
                // «عدد آخر»: some more of them.
                let more = doc.is(np.head, layers.bits.other) && np.count == Some(Count::exact(1));
                // «عددا كبيرا»: the adjective of a number is no one person.
                let vague = np.words.len() == 2
                    && doc.is(i, doc.frames().class_bit("toll_head"))
                    && doc.words[i + 1].pos & pos::ADJ != 0
                    && !doc.words[i + 1].definite();
                if vague {
                    (np.sem, np.count) = (Sem::People, Some(Count::at_least(2)));
                }
                np.count = Some(if one {
                    Count::exact(1)
                } else {
                    np.count.filter(|_| !more).unwrap_or(Count::at_least(2))
                });
                // «تضرر عدد من الخيام واحتراق عدد آخر»
                return Some(np).filter(|_| !(more && counts_things(doc, layers, i)));
            }
        }
        at = i;
    }
    // «علي أحمد»: a name that reads as a preposition too.
    if at == i && !nominal(first) && !(layers.is_name(doc, i) && first.pos & pos::NAME != 0 && !first.is_verb()) {
        return None;
    }
    head_and_tail(doc, layers, &mut np, at, end);
    Some(np)
}

/// Reads the head at `at` and everything that hangs on it.
fn head_and_tail(doc: &Doc<'_>, layers: &Layers, np: &mut Np, at: usize, end: usize) {
    np.head = at;
    let w = &doc.words[at];
    np.pronoun |= w.pronoun.is_some();
    if let Some(e) = layers.entity_at(at) {
        let mention = &layers.entities[e];
        np.sem = if mention.person { Sem::Person } else { Sem::Actor };
        np.entity = Some(mention.id.clone());
        np.words.end = mention.words.end.clamp(at + 1, end);
        if np.sem == Sem::Person && np.count.is_none() {
            np.count = Some(Count::exact(1));
        }
        tail(doc, layers, np, end);
        return;
    }
    if let Some(p) = layers.place_at(at)
        && layers.places[p].words.start == at
    {
        np.sem = Sem::Place;
        np.place = Some(p);
        np.words.end = layers.places[p].words.end.clamp(at + 1, end);
        return;
    }
    np.words.end = at + 1;
    np.sem = layers.sem_of(doc, at);
    np.noun = layers.noun_of(doc, at).cloned();
    // «الجانبان»: the two parties.
    if np.sem == Sem::Other && w.dual && w.definite() && doc.is(at, doc.frames().class_bit("party_noun")) {
        np.sem = Sem::Actor;
    }
    // «سرية كذا» in quotes: the whole name.
    if np.sem == Sem::Actor
        && w.gap & gap::OPEN_QUOTE != 0
        && let Some(close) = bracket_end(doc, at, end)
        && close - at <= 6
        && !doc.words[at + 1..close].iter().any(Word::is_verb)
    {
        np.words.end = close;
    }
    if (w.dual || np.noun.as_ref().is_some_and(|n| n.two)) && np.count.is_none() {
        np.count = Some(Count::exact(2));
    }
    // «بعضهم», «جميعهم»; «أحدهم», «إحداهن» is one of them.
    if layers.is_quantifier(doc, at)
        && !layers.is_part_word(doc, at)
        && w.pronoun
            .is_some_and(|p| p.number != isnad_arabic::morph::Number::Singular)
    {
        let one = layers.is_one(doc, at);
        let dual = w.pronoun.is_some_and(|p| p.number == isnad_arabic::morph::Number::Dual);
        if one || !dual {
            np.sem = Sem::People;
            let many = if one { Count::exact(1) } else { Count::at_least(2) };
            np.count = Some(np.count.unwrap_or(many));
            return;
        }
    }
    if np.count.is_some() && (doc.is(at, layers.bits.other) || of_nation(doc, np, at)) {
        np.sem = Sem::People;
    }
    tail(doc, layers, np, end);
    at_least(doc, layers, np, end);
    if np.count.is_none() && matches!(np.sem, Sem::People) {
        np.count = Some(uncounted(doc, layers, np, end));
    }
}
