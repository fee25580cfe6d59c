//! What the words of an article name: entities, places, people, things.
//!
//! In: a [`Doc`]. Out: [`Layers`]: per word the entity or place mention that covers it, the noun of people
//! or the thing that it is, and the grammar classes under short names.
//!
//! **Invariant:** mentions of one kind do not overlap; an entity whose name holds a place's name wins over
//! the place («قوات سوريا الديمقراطية» is no mention of Syria).

use crate::doc::{Doc, Word, gap, pos, pro};
use crate::phrase::Sem;
use isnad_lexicon::frame::{Classes, ReadingSet, key_mark};
use isnad_lexicon::keys::KeyId;
use isnad_model::{ClaimType, EntityId, Place, SourceKind, Status};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::ops::{Deref, Range};
use std::rc::Rc;
use std::sync::Arc;

/// An entity named in the article.
#[derive(Clone, Debug)]
pub struct EntityMention {
    /// Its words.
    pub words: Range<usize>,
    /// Which.
    pub id: EntityId,
    /// English name.
    pub english: Arc<str>,
    /// A person of public life.
    pub person: bool,
    /// A paper, agency, broadcaster, site.
    pub outlet: bool,
    /// The nisba of a state («روسية»).
    pub adjective: bool,
    /// It fights.
    pub armed: bool,
    /// A state, a government, an authority: it acts by its forces.
    pub force: bool,
    /// What kind of source it is when it speaks.
    pub source: SourceKind,
    /// It is a group or organisation (no state, no outlet).
    pub group: bool,
}

/// A place named in the article.
#[derive(Clone, Debug)]
pub struct PlaceMention {
    /// Its words, type word included.
    pub words: Range<usize>,
    /// What it is.
    pub place: Place,
}

/// A noun of people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Noun {
    /// English, singular.
    pub english: String,
    /// English, plural.
    pub plural: String,
    /// Civilians or combatants.
    pub status: Status,
    /// women, children …
    pub group: Option<String>,
    /// What kind of source such a person is when quoted.
    pub source: Option<SourceKind>,
    /// An office or rank: a named person who bears it is an official.
    pub office: bool,
    /// A title of courtesy.
    pub title: bool,
    /// A relation («شقيق»).
    pub relation: bool,
    /// A word for an unnamed source.
    pub speaker: bool,
    /// A head of group names («كتيبة»).
    pub force: bool,
    /// Three or more, or a mass.
    pub many: bool,
    /// Two.
    pub two: bool,
    /// A pronoun is attached.
    pub possessed: bool,
}

/// Grammar classes as bits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bits {
    /// Prepositions.
    pub preposition: Classes,
    /// «أن» and its kin.
    pub complementizer: Classes,
    /// Relative pronouns.
    pub relative: Classes,
    /// Words that open another clause.
    pub boundary: Classes,
    /// Negators.
    pub negation: Classes,
    /// «جراء», «إثر».
    pub causal: Classes,
    /// «عقب», «بعد».
    pub sequel: Classes,
    /// Conditional particles.
    pub conditional: Classes,
    /// Nouns that make a plan of what follows.
    pub planned_noun: Classes,
    /// Verbs that do.
    pub planned_verb: Classes,
    /// Verbs that deny what follows.
    pub denied_verb: Classes,
    /// Quantifiers.
    pub quantifier: Classes,
    /// «بينهم».
    pub part_whole: Classes,
    /// «أسفر», «أدى».
    pub result_verb: Classes,
    /// Demonstratives.
    pub demonstrative: Classes,
    /// Words that introduce a name.
    pub name_intro: Classes,
    /// Parts of names.
    pub kunya: Classes,
    /// Prepositions and nouns of place.
    pub locative: Classes,
    /// Directions.
    pub direction: Classes,
    /// «شن», «نفذ»: the subject does the event.
    pub light_agent: Classes,
    /// «تعرض»: the subject suffers the event.
    pub light_patient: Classes,
    /// «شهد»: the subject is where the event is.
    pub light_place: Classes,
    /// «تم», «جرى»: the event that follows happened.
    pub light_passive: Classes,
    /// Nouns of forces («قوات», «طيران»).
    pub force: Classes,
    /// Nouns that lend their name to what follows («عملية», «حملة»).
    pub light_head: Classes,
    /// «أحد», «إحدى».
    pub one: Classes,
    /// «نا» speakers: our forces. Unused words are zero.
    pub first_person: Classes,
    /// «آخر», «آخرون».
    pub other: Classes,
    /// «في», «ضمن»: between people and their group.
    pub membership: Classes,
    /// What binds people to their group («تابع», «يشتبه بانتمائهم»).
    pub belonging: Classes,
    /// «منذ».
    pub since: Classes,
    /// «الأقل»: of «على الأقل».
    pub least: Classes,
    /// «كان» and its kin.
    pub auxiliary: Classes,
    /// «فيما بينهم», «داخلي».
    pub internal: Classes,
    /// Groups of trade, sport and kin, which do not fight.
    pub idle_group: Classes,
    /// «نفس», «ذات» with a pronoun.
    pub reflexive: Classes,
}

/// The grammar classes under short names, known to the compiler.
static BITS: Bits = Bits {
    preposition: Classes::named("preposition"),
    complementizer: Classes::named("complementizer"),
    relative: Classes::named("relative"),
    boundary: Classes::named("boundary"),
    negation: Classes::named("negation"),
    causal: Classes::named("causal"),
    sequel: Classes::named("sequel"),
    conditional: Classes::named("conditional"),
    planned_noun: Classes::named("planned_noun"),
    planned_verb: Classes::named("planned_verb"),
    denied_verb: Classes::named("denied_verb"),
    quantifier: Classes::named("quantifier"),
    part_whole: Classes::named("part_whole"),
    result_verb: Classes::named("result_verb"),
    demonstrative: Classes::named("demonstrative"),
    name_intro: Classes::named("name_intro"),
    kunya: Classes::named("kunya"),
    locative: Classes::named("locative"),
    direction: Classes::named("direction"),
    light_agent: Classes::named("light_agent"),
    light_patient: Classes::named("light_patient"),
    light_place: Classes::named("light_place"),
    light_passive: Classes::named("light_passive"),
    force: Classes::named("force"),
    light_head: Classes::named("light_head"),
    one: Classes::named("one"),
    first_person: Classes::named("first_person"),
    other: Classes::named("other"),
    internal: Classes::named("internal"),
    reflexive: Classes::named("reflexive"),
    idle_group: Classes::named("idle_group"),
    membership: Classes::named("membership"),
    belonging: Classes::named("belonging"),
    auxiliary: Classes::named("auxiliary"),
    least: Classes::named("least"),
    since: Classes::named("since"),
};

/// Stands where [`Bits`] are asked for: they are the same in every article.
#[derive(Clone, Copy, Debug, Default)]
pub struct Grammar;

impl Deref for Grammar {
    type Target = Bits;

    #[inline(always)]
    fn deref(&self) -> &Bits {
        &BITS
    }
}

/// What a word names: indices plus one, 0 for nothing.
#[derive(Clone, Copy, Debug, Default)]
struct Named {
    entity: u32,
    place: u32,
    noun: u32,
    thing: u32,
    /// Words of the thing's expression.
    thing_words: u8,
    /// It can be part of a person's name.
    name: bool,
}

/// Everything that the words of an article name.
#[derive(Debug, Default)]
pub struct Layers {
    /// Entities in text order.
    pub entities: Vec<EntityMention>,
    /// Places in text order.
    pub places: Vec<PlaceMention>,
    /// Nouns of people in text order.
    pub nouns: Vec<Rc<Noun>>,
    first_of: FxHashMap<EntityId, u32>,
    named: Vec<Named>,
    /// Grammar classes.
    pub bits: Grammar,
    /// «من», and its mark.
    min: KeyId,
    min_mark: u64,
    /// Per word: an event trigger's head.
    pub event_of: Vec<bool>,
}

/// «طائرة حربية»: an indefinite adjective of the noun before it, though a small place has its letters.
fn describes(doc: &Doc<'_>, words: &Range<usize>) -> bool {
    use isnad_lexicon::setting::bit;
    let (i, w) = (words.start, &doc.words[words.start]);
    let Some(last) = i.checked_sub(1).map(|b| &doc.words[b]) else {
        return false;
    };
    let adjective = words.len() == 1 && w.nisba && w.pro == 0 && !w.definite() && w.gap & gap::HARD == 0;
    let noun = last.best & pos::NOUN != 0 && !last.definite() && last.pronoun.is_none() && !last.tanwin;
    adjective
        && noun
        && !last.plural
        && w.feminine == Some(true)
        && last.feminine == Some(true)
        && last.letters().setting & (bit::LOCAL | bit::OWNER | bit::DIVISION) == 0
}

/// The longest expression of a thing that begins at a word: its index plus one, and its words.
fn thing(doc: &Doc<'_>, i: usize, w: &Word) -> (u32, u8) {
    let mut found = (0, 0);
    for k in &w.keys {
        for e in doc.frames().thing_table.starting(k.key) {
            let fits = e.words.iter().enumerate().skip(1).all(|(d, &key)| {
                doc.words
                    .get(i + d)
                    .is_some_and(|x| x.gap & gap::HARD == 0 && x.key(key).is_some())
            });
            let len = e.words.len() as u8;
            // «وكمال»: a name, not «as money».
            let name = w.pro & pro::KA != 0 && w.pos & pos::NAME != 0;
            if fits && !name && len > found.1 && k.readings & !(ReadingSet::VERB | ReadingSet::PASSIVE) != 0 {
                found = (e.target as u32 + 1, len);
            }
        }
    }
    found
}

/// Whether a word looks like part of a person's name, behind such a part or not.
#[inline]
fn looks_like_name(w: &Word, after_name: bool) -> bool {
    if w.is_verb() {
        return false;
    }
    let may = if w.definite() {
        // A surname; no attribute that the dictionary knows («الفصائل المسلحة»).
        let attribute = w.best & pos::UNKNOWN == 0 && (w.plural || w.feminine == Some(true));
        after_name && !attribute && w.pro & (pro::BI | pro::LI | pro::KA | pro::CONJ) == 0
    } else {
        w.best & (pos::NAME | pos::UNKNOWN) != 0 || w.pos & pos::NAME != 0
    };
    may || w.classes.meets(BITS.kunya)
}

impl Layers {
    /// Looks at every word of an article once.
    #[must_use]
    pub fn new(doc: &Doc<'_>, entities: Vec<EntityMention>, mut places: Vec<PlaceMention>) -> Self {
        let n = doc.words.len();
        let of = doc.frames().keys.surface("من").unwrap_or(KeyId::MAX);
        let mut out = Self {
            named: vec![Named::default(); n],
            first_of: FxHashMap::with_capacity_and_hasher(entities.len(), FxBuildHasher),
            event_of: vec![false; n],
            min: of,
            min_mark: key_mark(of),
            ..Self::default()
        };
        for (i, e) in entities.iter().enumerate() {
            if !out.first_of.contains_key(&e.id) {
                out.first_of.insert(e.id.clone(), i as u32);
            }
            for w in e.words.clone() {
                if let Some(word) = out.named.get_mut(w) {
                    word.entity = i as u32 + 1;
                }
            }
        }
        let mut kept = 0;
        places.retain(|p| {
            let inside_entity = p.words.clone().any(|w| {
                let entity = out.named.get(w).and_then(|w| (w.entity as usize).checked_sub(1));
                // «الجبهة الشامية»: of as many words the name that is known.
                entity.and_then(|e| entities.get(e)).is_some_and(|m| {
                    m.words.len() > p.words.len()
                        || m.armed && m.words == p.words && p.words.len() > 1
                        // «السلطات السعودية»: whose they are.
                        || m.adjective && m.words == p.words && doc.words[w].definite()
                })
            });
            if inside_entity || p.words.is_empty() || describes(doc, &p.words) {
                return false;
            }
            kept += 1;
            for w in p.words.clone() {
                if let Some(word) = out.named.get_mut(w) {
                    word.place = kept;
                }
            }
            true
        });
        out.places = places;
        out.entities = entities;
        out.look(doc);
        out
    }

    fn look(&mut self, doc: &Doc<'_>) {
        // Whether the word before can be part of a name.
        let mut after_name = false;
        for ((i, w), named) in doc.words.iter().enumerate().zip(&mut self.named) {
            if w.letters().things {
                (named.thing, named.thing_words) = thing(doc, i, w);
            }
            if !w.is_verb()
                && w.letters().noun.is_some()
                && let Some(noun) = crate::lookup::noun(doc, i)
            {
                self.nouns.push(noun);
                named.noun = self.nouns.len() as u32;
            }
            let other =
                || named.place > 0 || named.thing > 0 || doc.time_at[i].is_some() || doc.quantity_at[i].is_some();
            named.name = looks_like_name(w, after_name) && !other();
            after_name = named.name;
        }
    }

    /// The mentions of entities that begin before a word.
    #[must_use]
    pub fn named_before(&self, word: usize) -> &[EntityMention] {
        &self.entities[..self.entities.partition_point(|e| e.words.start < word)]
    }

    /// The first mention of an entity.
    #[must_use]
    pub fn entity(&self, id: &EntityId) -> Option<&EntityMention> {
        self.first_of.get(id).and_then(|&i| self.entities.get(i as usize))
    }

    /// The entity mention that covers a word.
    #[must_use]
    pub fn entity_at(&self, i: usize) -> Option<usize> {
        self.named.get(i).and_then(|w| (w.entity as usize).checked_sub(1))
    }

    /// Whether a word goes on with the name of the entity that began before it.
    #[must_use]
    pub fn goes_on(&self, i: usize) -> bool {
        i > 0 && self.entity_at(i).is_some_and(|e| self.entity_at(i - 1) == Some(e))
    }

    /// The place mention that covers a word.
    #[must_use]
    pub fn place_at(&self, i: usize) -> Option<usize> {
        self.named.get(i).and_then(|w| (w.place as usize).checked_sub(1))
    }

    /// The thing that begins at a word: its index and its words.
    #[must_use]
    pub fn thing_at(&self, i: usize) -> Option<(usize, usize)> {
        let word = self.named.get(i)?;
        (word.thing as usize)
            .checked_sub(1)
            .map(|t| (t, usize::from(word.thing_words)))
    }

    /// The noun of people at a word.
    #[must_use]
    #[inline]
    pub fn noun_of(&self, _doc: &Doc<'_>, i: usize) -> Option<&Rc<Noun>> {
        self.noun_at(i)
    }

    #[inline]
    fn noun_at(&self, i: usize) -> Option<&Rc<Noun>> {
        let n = (self.named.get(i)?.noun as usize).checked_sub(1)?;
        self.nouns.get(n)
    }

    /// Whether a word can be part of a person's name.
    #[must_use]
    pub fn is_name(&self, _doc: &Doc<'_>, i: usize) -> bool {
        self.named.get(i).is_some_and(|w| w.name)
    }

    /// The first word from one on that can be part of a person's name.
    #[must_use]
    pub fn next_name(&self, from: usize) -> Option<usize> {
        let behind = self.named.get(from..)?;
        behind.iter().position(|w| w.name).map(|n| from + n)
    }

    /// Whether the entity at a word rescues, counts or defends rights, and fights nobody.
    #[must_use]
    pub fn helps(&self, i: usize) -> bool {
        self.entity_at(i).is_some_and(|e| {
            let m = &self.entities[e];
            m.source == SourceKind::Organisation && !m.armed && !m.force
        })
    }

    /// What the noun at a word names, alone.
    #[must_use]
    pub fn sem_of(&self, doc: &Doc<'_>, i: usize) -> Sem {
        if doc.time_at.get(i).is_some_and(Option::is_some) {
            return Sem::Time;
        }
        if let Some(e) = self.entity_at(i) {
            return if self.entities[e].person {
                Sem::Person
            } else {
                Sem::Actor
            };
        }
        if self.event_of.get(i).copied().unwrap_or(false) {
            return Sem::Event;
        }
        if let Some(noun) = self.noun_at(i) {
            return if noun.force { Sem::Actor } else { Sem::People };
        }
        if doc.is(i, self.bits.force) {
            return Sem::Actor;
        }
        if let Some((t, _)) = self.thing_at(i) {
            return if doc.frames().is_means(t) {
                Sem::Means
            } else {
                Sem::Target
            };
        }
        if self.place_at(i).is_some() {
            return Sem::Place;
        }
        if self.is_name(doc, i) {
            return Sem::Person;
        }
        // What no list of roles has: the dictionary knows people and groups, and only people have a sound plural.
        let w = &doc.words[i];
        if w.is_verb() || w.best == pos::MASDAR {
            return Sem::Other;
        }
        // «لبنانيان»: without a noun before it two of a nation or a trade.
        let two_of = w.nisba
            && w.dual
            && doc.word(i).chars().rev().take(3).eq(['ن', 'ا', 'ي'])
            && !(i > 0 && (doc.words[i - 1].dual || doc.words[i - 1].noun_form.dual));
        // «حملة» is also the plural of «حامل», a bearer.
        if two_of || w.human && !doc.is(i, self.bits.light_head) {
            return Sem::People;
        }
        if w.collective && !doc.is(i, self.bits.idle_group | doc.frames().class_bit("media_noun")) {
            return Sem::Actor;
        }
        Sem::Other
    }

    /// The type that a means of attack gives to a generic attack word.
    #[must_use]
    pub fn implied_by(&self, doc: &Doc<'_>, i: usize) -> Option<ClaimType> {
        let (t, _) = self.thing_at(i)?;
        doc.frames().things.get(t)?.implies
    }

    /// «من» as a word of its own.
    #[inline]
    #[must_use]
    pub fn is_min(&self, doc: &Doc<'_>, i: usize) -> bool {
        let of = |w: &Word| w.key(self.min).is_some_and(|k| k.readings & ReadingSet::SURFACE != 0);
        // Most words have not even the mark.
        let marked = |w: &&Word| w.letters().marks & self.min_mark != 0;
        doc.words.get(i).filter(marked).is_some_and(of)
    }

    /// A quantifier («عدد», «بعض», «أحد»).
    #[must_use]
    pub fn is_quantifier(&self, doc: &Doc<'_>, i: usize) -> bool {
        doc.is(i, self.bits.quantifier)
    }

    /// «أحد», «إحدى».
    #[must_use]
    pub fn is_one(&self, doc: &Doc<'_>, i: usize) -> bool {
        doc.is(i, self.bits.one)
    }

    /// «بينهم», «منهم»; «أحدهم» where it is no person by itself.
    #[must_use]
    pub fn is_part_word(&self, doc: &Doc<'_>, i: usize) -> bool {
        doc.is(i, self.bits.part_whole) && (doc.words[i].best & pos::NOUN == 0 || !self.is_one(doc, i))
    }

    /// A noun of forces.
    #[must_use]
    pub fn is_force_noun(&self, doc: &Doc<'_>, i: usize) -> bool {
        doc.is(i, self.bits.force)
            || self.noun_at(i).is_some_and(|n| n.force)
            || self.thing_at(i).is_some_and(|(t, _)| doc.frames().is_means(t))
    }

    /// A noun that lends its name to what follows.
    #[must_use]
    pub fn is_light_head(&self, doc: &Doc<'_>, i: usize) -> bool {
        doc.is(i, self.bits.light_head)
    }
}
