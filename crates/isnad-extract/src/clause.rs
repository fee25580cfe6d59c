//! Sentences cut into phrases, and the clause around an event word.
//!
//! In: a sentence of a [`Doc`], its hits. Out: [`Item`]s in order (noun phrases, verbs, events, particles)
//! and, for an item, the range of items that belongs to the same clause.
//!
//! Example: in «قال المصدر إن التنظيم اعتقل شابين» (qāla l-maṣdar inna t-tanẓīm iʿtaqala shābbayn, "the
//! source said that the organisation arrested two young men") the clause of «اعتقل» begins behind «إن».

use crate::bound::{apart_clitic, before_name};
use crate::doc::{Doc, gap, pro};
use crate::layers::Layers;
use crate::phrase::{Np, Prep, Sem, noun_phrase};
use crate::syntax::{Subjects, subjects};
use crate::trigger::{Hit, hits_in};
use isnad_lexicon::frame::Part;
use std::ops::Range;

/// A piece of a sentence.
#[derive(Clone, Debug)]
pub enum Item {
    /// A noun phrase.
    Np(Np),
    /// A finite verb that is no event.
    Verb(usize),
    /// An event word: index of its hit.
    Event(usize),
    /// Anything else.
    Particle(usize),
}

impl Item {
    /// The first word of the item.
    #[must_use]
    pub fn word(&self, hits: &[Hit]) -> usize {
        match self {
            Self::Np(np) => np.words.start,
            Self::Verb(w) | Self::Particle(w) => *w,
            Self::Event(h) => hits[*h].head,
        }
    }
}

/// A sentence in pieces.
#[derive(Clone, Debug, Default)]
pub struct Items {
    /// The pieces in order.
    pub list: Vec<Item>,
    /// Per piece: the word behind its last.
    pub ends: Vec<usize>,
    /// Of the pieces that are event words for people («المنشقون»), in order: the people as a phrase.
    people: Vec<(usize, Np)>,
    /// Per piece that is a finite verb: its subject and where that stands.
    pub subjects: Subjects,
    /// Per verb with a phrase behind it that may be its object: the subject that it would then have.
    pub spare: Vec<Option<usize>>,
}

impl Items {
    /// The phrase at a piece; of an event word for people, the people.
    #[must_use]
    pub fn np(&self, k: usize) -> Option<&Np> {
        match self.list.get(k)? {
            Item::Np(np) => Some(np),
            Item::Event(_) => self.people(k),
            _ => None,
        }
    }

    /// The people whom an event word at a piece names.
    #[must_use]
    pub fn people(&self, k: usize) -> Option<&Np> {
        let at = self.people.binary_search_by_key(&k, |(at, _)| *at).ok()?;
        self.people.get(at).map(|(_, np)| np)
    }
}

/// «المنشقون عن التنظيم»: participles and nouns that tell of an event and name people.
fn event_people(doc: &Doc<'_>, layers: &Layers, hit: &Hit, end: usize) -> Option<Np> {
    use crate::trigger::Reading;
    let names_people = matches!(
        hit.reading,
        Reading::Active | Reading::PassiveParticiple | Reading::Noun
    );
    // «العدوان» is no two enemies.
    let assault = hit.reading == Reading::Noun && hit.entry(doc).kind == isnad_model::ClaimType::Offensive;
    if !names_people || assault || hit.size > 1 || !doc.words[hit.head].human {
        return None;
    }
    let mut np = noun_phrase(doc, layers, hit.head, end)?;
    np.sem = if np.sem == Sem::Person && np.words.len() > 1 {
        Sem::Person
    } else {
        Sem::People
    };
    Some(np)
}

/// «الأسير خالد صالح»: where the name ends that is read with what he suffers.
fn named_end(doc: &Doc<'_>, layers: &Layers, hit: &Hit, limit: usize) -> Option<usize> {
    let head = &doc.words[hit.head];
    let one = hit.size == 1
        && hit.reading != crate::trigger::Reading::Masdar
        && crate::doc::is_one_person(doc, hit.head)
        && head.definite()
        && before_name(doc, layers, hit.head);
    let name = || noun_phrase(doc, layers, hit.head + 1, limit).filter(|n| n.sem == Sem::Person);
    one.then(name).flatten().map(|n| n.words.end)
}

/// Cuts a sentence into pieces.
#[must_use]
pub fn items(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], sentence: &Range<usize>) -> Items {
    let likely = sentence.len() * 3 / 4 + 2;
    let mut out = Items {
        list: Vec::with_capacity(likely),
        ends: Vec::with_capacity(likely),
        ..Items::default()
    };
    let mut i = sentence.start;
    let mut prep: Option<usize> = None;
    let mut conj = false;
    let mut clitic = 0;
    let mut next = hits.partition_point(|h| h.head < sentence.start);
    let head_of = |h: usize| hits.get(h).map_or(usize::MAX, |h| h.head);
    let mut next_head = head_of(next);
    let company = doc.frames().class_bit("company");
    while i < sentence.end {
        let w = &doc.words[i];
        // Hits stand in the order of their heads.
        while next_head < i {
            next += 1;
            next_head = head_of(next);
        }
        if next_head == i {
            let h = next;
            let mut counted: Option<Np> = None;
            // «ثلاثة من الجرحى»: a number or quantifier of people whom an event word names is read with it.
            if let Some(Item::Np(prev)) = out.list.last()
                && prev.words.end + 1 == i
                && layers.is_min(doc, i - 1)
                && (prev.sem == Sem::Number || layers.is_quantifier(doc, prev.words.start))
                && doc.words[i].gap & gap::HARD == 0
                && event_people(doc, layers, &hits[h], i + 1).is_some()
            {
                counted = Some(prev.clone());
                out.list.pop();
                out.ends.pop();
            }
            out.list.push(Item::Event(h));
            let end = if hits[h].words.len() == hits[h].size {
                hits[h].words.end
            } else {
                i + 1
            };
            let entry = hits[h].entry(doc);
            let last = hits[h].words.end - 1;
            // «هدم منزلين»: what suffers the event is a phrase of its own.
            let apart = match layers.sem_of(doc, last) {
                Sem::People | Sem::Target => true,
                // «تدمير دبابة للجيش»: what is driven is hit as well as what hits.
                Sem::Means => doc.is(last, doc.frames().class_bit("struck_vehicle")),
                // «تقدم قوات سوريا الديمقراطية»: the name goes on behind the expression.
                Sem::Actor => {
                    hits[h].reading.is_verb()
                        || layers.entity_at(last).is_some_and(|e| {
                            layers.entities[e].words.start == last && layers.entities[e].words.len() > 1
                        })
                }
                _ => false,
            };
            let mut end = if hits[h].size > 1 && entry.outcome.is_none() && apart && end == last + 1 {
                last.max(i + 1)
            } else {
                end.max(i + 1)
            };
            // «مقتل قيادي»: behind a death or a defection a word for people is the person.
            // «استهداف قيادي»: so it is behind a verbal noun that says only that somebody is attacked.
            let aimed = entry.by_means
                && entry.default_type == isnad_model::ClaimType::Offensive
                && hits[h].reading == crate::trigger::Reading::Masdar
                && layers.entity_at(end).is_none();
            let whose =
                entry.outcome.is_some() || aimed || (entry.of == Part::Agent && !crate::assemble::is_cause(entry.kind));
            // «عدد كبير من القتلى»: what is said of a number that begins an expression is read with it.
            if layers.is_quantifier(doc, i) {
                end = end.max(crate::phrase::described_number(doc, layers, i + 1, sentence.end));
            }
            // Adjectives of an event noun are read with it.
            if !hits[h].reading.is_verb() {
                while end < sentence.end
                    && (is_adjective(doc, layers, end) || (end == i + 1 && !whose && describes(doc, layers, i, end)))
                    && !(whose && end == i + 1 && layers.noun_of(doc, end).is_some())
                    && !(end <= i + hits[h].size && is_thing_behind(doc, layers, i, end))
                    && doc.words[end].gap & gap::HARD == 0
                {
                    end += 1;
                }
                // «قصف مدفعي وصاروخي».
                while end < sentence.end && end > i + 1 && joined_adjective(doc, layers, end) {
                    end += 1;
                }
            }
            let limit = hits.get(h + 1).map_or(sentence.end, |n| n.head.min(sentence.end));
            end = end.max(named_end(doc, layers, &hits[h], limit).unwrap_or(end));
            if let Some(mut np) = event_people(doc, layers, &hits[h], end) {
                if let Some(first) = counted {
                    np.words.start = first.words.start;
                    np.prep = first.prep;
                    np.coordinated = first.coordinated;
                    np.count = first.count.or(Some(isnad_model::Count::at_least(2)));
                }
                out.people.push((out.ends.len(), np));
            }
            out.ends.push(end);
            i = end;
            prep = None;
            continue;
        }
        // «عشرات المقاتلين، سواء الأجانب أو المحليون»: kinds of those named before are no phrases of their own.
        if doc.is(i, doc.frames().class_bit("whether")) {
            let past = (i + 1..sentence.end).find(|&j| {
                let x = &doc.words[j];
                x.gap & gap::HARD != 0
                    || x.is_verb()
                    || x.pro & (pro::BI | pro::LI) != 0
                    || doc.is(j, layers.bits.preposition)
                    || !hits_in(hits, j..j + 1).is_empty()
            });
            out.list.push(Item::Particle(i));
            i = past.unwrap_or(sentence.end);
            out.ends.push(i);
            prep = None;
            continue;
        }
        // «نقلوا على الفور إلى المشفى», «قتل جنود إلى جانب سائق»: two words that say how, or govern together.
        if doc.is(i, layers.bits.preposition) && w.pronoun.is_none() {
            let second = doc.words.get(i + 1).filter(|n| n.gap & gap::HARD == 0);
            let how = second.is_some_and(|n| n.definite()) && doc.begins("adverb_pair", i, sentence.end);
            let plain = second.is_some_and(|n| n.pro == 0 && n.pronoun.is_none());
            let beside = !how && plain && doc.begins("beside_pair", i, sentence.end);
            if how {
                out.list.push(Item::Particle(i));
                out.ends.push(i + 2);
            }
            if how || beside {
                prep = beside.then_some(i + 1);
                i += 2;
                continue;
            }
        }
        if doc.time_at[i].is_none()
            && doc.is(i, layers.bits.preposition | company)
            && !w.is_verb()
            && doc.quantity_at[i].is_none()
            // «استهدف الجيش قارب صيد», «قتل إمام مسجد»: a boat, an imam, that share letters with a preposition.
            && !(w.pos & crate::doc::pos::ACTIVE != 0 && layers.thing_at(i).is_some())
            && !(w.best & crate::doc::pos::PARTICLE == 0 && layers.noun_of(doc, i).is_some())
        {
            // «قرب بلدة», «من قبل»: a preposition, unless it is the genitive of a place mention.
            if layers
                .place_at(i)
                .is_none_or(|p| layers.places[p].words.start == i && layers.places[p].words.len() == 1)
            {
                // «فيها», «جراءه»: what it governs is its own pronoun.
                if w.pronoun.is_some() {
                    out.list.push(Item::Particle(i));
                    out.ends.push(i + 1);
                    prep = None;
                } else {
                    prep = Some(i);
                }
                i += 1;
                continue;
            }
        }
        // «شن هجماتهم», «تعرض القرية لحملة»: the verbal noun of a light verb is read as its verb.
        let bits = &layers.bits;
        let light = w.best & crate::doc::pos::MASDAR != 0
            && !w.definite()
            && w.pronoun.is_none()
            && doc.is_as(i, bits.light_agent | bits.light_patient, false)
            && w.keys.iter().any(|k| {
                k.readings & isnad_lexicon::frame::ReadingSet::MASDAR != 0
                    && doc
                        .frames()
                        .classes_of(k.key)
                        .meets(bits.light_agent | bits.light_patient)
            });
        if (w.is_verb() || light) && doc.time_at[i].is_none() {
            out.list.push(Item::Verb(i));
            out.ends.push(i + 1);
            prep = None;
            i += 1;
            continue;
        }
        // «كذا» و«كذا»: a conjunction that quotation marks part from its word.
        if w.span.len() == 2
            && doc.word(i) == "\u{648}"
            && i + 1 < sentence.end
            && matches!(out.list.last(), Some(Item::Np(_)))
        {
            if let Some(end) = out.ends.last_mut() {
                *end = i + 1;
            }
            conj = true;
            i += 1;
            continue;
        }
        // «لـ«الفصيل»»: a governing letter that quotation marks part from its word.
        if let Some(bits) = apart_clitic(doc, i, sentence.end) {
            clitic = bits;
            i += 1;
            continue;
        }
        // «استولت مجددا على منزلين»: how or when, nobody.
        if adverbial(doc, i) {
            out.list.push(Item::Particle(i));
            out.ends.push(i + 1);
            prep = None;
            i += 1;
            continue;
        }
        // «بلدة كذا الواقعة بين …»: a word that says where the place before it lies is no phrase.
        if w.definite()
            && w.letters().setting & isnad_lexicon::setting::bit::INSIDE != 0
            && w.gap & gap::HARD == 0
            && matches!(out.list.last(), Some(Item::Np(n)) if n.sem == Sem::Place && n.words.end == i)
        {
            out.list.push(Item::Particle(i));
            out.ends.push(i + 1);
            prep = None;
            i += 1;
            continue;
        }
        let limit = next_head.min(sentence.end);
        let limit = inside_expression(doc, layers, hits, next, i).map_or(limit, |stop| limit.min(stop));
        let conj = std::mem::take(&mut conj);
        let clitic = std::mem::take(&mut clitic);
        if let Some(mut np) = noun_phrase(doc, layers, i, limit) {
            if clitic != 0 {
                prep = None;
                np.prep = Prep::Clitic(clitic);
            } else if let Some(Item::Np(kind)) = out.list.last()
                && kind.words.end == i
                && kind.head + 1 == i
                && doc.is(kind.head, doc.frames().class_bit("model_noun"))
            {
                // «طائرة من طراز "كذا" قصفت»: the model does nothing by itself.
                np.prep = kind.prep;
            } else if let Some(p) = prep.take()
                && doc.words[i].gap & (gap::COMMA | gap::STOP | gap::SEMI | gap::COLON) == 0
            {
                np.prep = Prep::Word(p);
            } else if (np.coordinated || conj)
                && np.prep == Prep::None
                && let Some(Item::Np(last)) = out.list.last()
                && out.ends.last() == Some(&np.words.start)
            {
                // «في حلب وإدلب»: what is joined is governed by the same.
                np.prep = last.prep;
            }
            np.coordinated |= conj || listed_name(doc, layers, &out, &np);
            // «قتل ضابط قرب البلدة»: a preposition inside the name of a place governs it.
            if np.sem == Sem::Place && np.prep == Prep::None && np.words.len() > 1 && doc.is(i, layers.bits.preposition)
            {
                np.prep = Prep::Word(i);
            }
            i = np.words.end.max(i + 1);
            out.ends.push(i);
            out.list.push(Item::Np(np));
            continue;
        }
        prep = None;
        out.list.push(Item::Particle(i));
        out.ends.push(i + 1);
        i += 1;
    }
    (out.subjects, out.spare) = subjects(doc, layers, hits, &out);
    out
}

/// «كل من: خالد السالم، محمد الحسين»: behind the word for each, names that only commas part are joined.
fn listed_name(doc: &Doc<'_>, layers: &Layers, out: &Items, np: &Np) -> bool {
    const LONGEST: usize = 12;
    let comma = doc.words[np.words.start].gap & gap::COMMA != 0;
    if !comma || np.sem != Sem::Person || np.prep != Prep::None {
        return false;
    }
    let mut next = np.words.start;
    for item in out.list.iter().rev().take(LONGEST) {
        match item {
            Item::Np(n) if n.sem == Sem::Person && n.words.end == next => {
                next = n.words.start;
                if layers.is_quantifier(doc, next) && layers.is_min(doc, next + 1) {
                    return true;
                }
            }
            _ => return false,
        }
    }
    false
}

/// An adverb in the indefinite accusative.
fn adverbial(doc: &Doc<'_>, i: usize) -> bool {
    let w = &doc.words[i];
    let plain = w.pro == 0 && !w.is_verb() && w.pronoun.is_none() && doc.is(i, doc.frames().class_bit("adverbial"));
    plain && (w.tanwin || doc.word(i).ends_with('ا')) && doc.time_at[i].is_none()
}

/// «أطلق شاب النار»: who stands between the words of an expression has no genitive in its last; where he ends.
fn inside_expression(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], next: usize, i: usize) -> Option<usize> {
    let hit = hits.get(next.checked_sub(1)?)?;
    let last = hit.words.end - 1;
    if last < i {
        return None;
    }
    // «حاول مجهولون اغتيال رئيس المجلس»: nor has the deed itself.
    let deed = i == last
        && hit.size > 1
        && hit.words.len() > hit.size
        && hit.reading.is_verb()
        && doc.words[i].pos & crate::doc::pos::MASDAR != 0
        && doc.words[i].pro == 0
        && doc.words[i].pronoun.is_none()
        // «بايع الفصيل تنظيم كذا»: a name is no deed.
        && layers.entity_at(i).is_none();
    if deed {
        return Some(i + 1);
    }
    let between = hit.size == 2 && hit.words.start < i && i < last && hit.reading.is_verb();
    let somebody = layers.noun_of(doc, i).is_some_and(|n| !n.force && !n.office) || layers.thing_at(i).is_some();
    let fits = between && somebody && doc.words[last].definite() && !doc.words[i].definite();
    fits.then_some(last)
}

fn is_adjective(doc: &Doc<'_>, layers: &Layers, i: usize) -> bool {
    let w = &doc.words[i];
    let state = layers.entity_at(i).is_some_and(|e| layers.entities[e].adjective);
    let kind = w.best & crate::doc::pos::ADJ != 0 || state;
    // «برصاص مجهولين»: an event is no people, and what only people are does not describe it.
    // «طرد أهلها»: whose people they are is no adjective.
    let theirs = || {
        w.pronoun.is_some()
            && layers
                .noun_of(doc, i)
                .is_some_and(|n| n.status == isnad_model::Status::Civilian)
    };
    // «اشتباكات عنيفة جنوبي المدينة»: a direction opens the place behind it.
    let opens_place =
        || doc.is(i, layers.bits.direction) && layers.place_at(i).is_some_and(|p| layers.places[p].words.start == i);
    kind && (state || !w.human)
        && !theirs()
        && !opens_place()
        && w.pro & (pro::CONJ | pro::BI | pro::LI | pro::KA) == 0
        && doc.time_at[i].is_none()
        && doc.quantity_at[i].is_none()
        && !layers.is_quantifier(doc, i)
        && (state || layers.entity_at(i).is_none())
}

/// «تدمير آلية», «بعبوة ناسفة سيارة»: a thing that shares its letters with an adjective, of another gender than the event
/// before it, or behind the whole expression.
fn is_thing_behind(doc: &Doc<'_>, layers: &Layers, event: usize, i: usize) -> bool {
    let (e, w) = (&doc.words[event], &doc.words[i]);
    let thing = layers.sem_of(doc, i) == Sem::Target || doc.is(i, doc.frames().class_bit("struck_vehicle"));
    let masculine = !e.is_verb() && e.feminine != Some(true) && !e.plural;
    thing && !w.definite() && w.feminine == Some(true) && (masculine || i > event + 1)
}

/// «مدفعي وصاروخي»: an adjective joined to an adjective of the same kind.
fn joined_adjective(doc: &Doc<'_>, layers: &Layers, i: usize) -> bool {
    let (before, w) = (&doc.words[i - 1], &doc.words[i]);
    let alike = before.nisba && w.nisba && before.definite() == w.definite();
    alike
        && w.has(pro::CONJ)
        && w.pro & (pro::BI | pro::LI | pro::KA) == 0
        && w.pos & crate::doc::pos::ADJ != 0
        && w.gap & gap::HARD == 0
        && layers.entity_at(i).is_none_or(|e| layers.entities[e].adjective)
        && doc.quantity_at[i].is_none()
}

/// «هجوم مسلح», «عمل إرهابي»: behind an indefinite attack an indefinite singular that is also a word for a person.
fn describes(doc: &Doc<'_>, layers: &Layers, event: usize, i: usize) -> bool {
    use crate::doc::pos;
    let (e, w) = (&doc.words[event], &doc.words[i]);
    let single = !(w.plural || w.dual || w.definite() || w.pronoun.is_some());
    let adjective = w.pos & pos::ADJ != 0;
    let alone = doc.words.get(i + 1).is_none_or(|n| {
        n.gap & gap::HARD != 0
            || n.is_verb()
            || n.pro & (pro::BI | pro::LI | pro::KA | pro::CONJ) != 0
            || n.best & pos::PARTICLE != 0
            || doc.is(i + 1, layers.bits.preposition)
            || doc.time_at[i + 1].is_some()
    });
    single
        && adjective
        && alone
        && w.human
        && !e.definite()
        && e.tanwin == w.tanwin
        && e.best & (pos::MASDAR | pos::NOUN) != 0
        && w.pro & (pro::CONJ | pro::BI | pro::LI | pro::KA) == 0
        && doc.quantity_at[i].is_none()
        && layers.entity_at(i).is_none()
}

/// Whether a word opens another clause.
#[must_use]
pub fn opens_clause(doc: &Doc<'_>, layers: &Layers, w: usize) -> bool {
    doc.is(
        w,
        layers.bits.complementizer | layers.bits.relative | layers.bits.boundary,
    )
}

/// The pieces of the clause around piece `k`.
#[must_use]
pub fn clause(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], items: &Items, k: usize) -> Range<usize> {
    let is_verb = |i: usize| match &items.list[i] {
        Item::Verb(_) => true,
        Item::Event(h) => hits[*h].reading.is_verb(),
        _ => false,
    };
    let mut a = k;
    while a > 0 {
        let w = items.list[a].word(hits);
        if doc.words[w].gap & (gap::STOP | gap::COLON | gap::LINE) != 0
            || (doc.words[w].gap & gap::SEMI != 0 && is_verb(a))
        {
            break;
        }
        let before = items.list[a - 1].word(hits);
        if matches!(items.list[a - 1], Item::Particle(_)) && opens_clause(doc, layers, before) {
            break;
        }
        // A coordinated verb begins a clause of its own.
        if is_verb(a) && doc.words[w].has(pro::CONJ) {
            break;
        }
        a -= 1;
    }
    let mut b = k + 1;
    while b < items.list.len() {
        let w = items.list[b].word(hits);
        if doc.words[w].gap & (gap::STOP | gap::LINE) != 0 || (doc.words[w].gap & gap::SEMI != 0 && is_verb(b)) {
            break;
        }
        if matches!(items.list[b], Item::Particle(_)) && opens_clause(doc, layers, w) {
            break;
        }
        if is_verb(b) && doc.words[w].has(pro::CONJ) {
            break;
        }
        b += 1;
    }
    a..b
}

/// Whether a phrase is governed by nothing.
#[must_use]
pub fn bare(np: &Np) -> bool {
    np.prep == Prep::None && !matches!(np.sem, Sem::Time)
}
