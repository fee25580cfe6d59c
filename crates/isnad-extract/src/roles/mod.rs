//! Who plays which part in an event.
//!
//! In: a sentence in pieces and a hit. Out: a [`Draft`]: agents, patients, place, time, means, target, and
//! the words of the clause. Roles come from position and preposition in a verb-first language; the frame
//! says what its subject, object, genitive and prepositions are, what a phrase names decides the rest.
//!
//! Example: «قصف قوات النظام بلدة» (qaṣf quwwāt an-niẓām balda, "the government forces' shelling of a
//! town"): the genitive names a force, so it is the agent; the bare phrase behind it is where.

mod prepositions;

use crate::clause::{Item, Items, clause};
use crate::doc::{Doc, gap, pos, pro};
use crate::layers::Layers;
use crate::phrase::{Np, Prep, Sem};
use crate::trigger::{Hit, Reading};
use isnad_lexicon::frame::Part;
use isnad_lexicon::keys::KeyId;
use isnad_model::ClaimType;
use std::ops::Range;

/// A claim before its casualties, time and sources are settled.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Index of the hit.
    pub hit: usize,
    /// Index of the trigger that won.
    pub trigger: usize,
    /// Claim type so far.
    pub kind: ClaimType,
    /// Index of the sentence.
    pub sent: usize,
    /// Who does it.
    pub agents: Vec<Np>,
    /// To whom.
    pub patients: Vec<Np>,
    /// Place mentions, best first.
    pub places: Vec<usize>,
    /// Things used.
    pub means: Option<(usize, Range<usize>)>,
    /// Words of the clause.
    pub words: Range<usize>,
    /// The verb is passive or the event is told without its doer.
    pub passive: bool,
    /// The subject was dropped: whoever did the verb before.
    pub dropped: bool,
    /// An object pronoun stands on the head.
    pub object_pronoun: bool,
    /// A subject or genitive pronoun stands on the head.
    pub genitive_pronoun: bool,
    /// The event noun is definite and says nothing of its own: it points back.
    pub anaphoric: bool,
    /// The subject of a verb like «تعرض» suffers the event.
    pub light: bool,
    /// The agents stand in another clause.
    pub inherited: bool,
}

struct Filler<'x, 'd> {
    doc: &'x Doc<'d>,
    layers: &'x Layers,
    hits: &'x [Hit],
    items: &'x Items,
    draft: Draft,
}

/// Fills the parts of the hit at piece `k`, for one of the triggers that want it.
#[must_use]
pub fn fill(
    doc: &Doc<'_>,
    layers: &Layers,
    hits: &[Hit],
    items: &Items,
    k: usize,
    sent: usize,
    trigger: usize,
) -> Draft {
    let Item::Event(h) = items.list[k] else {
        unreachable_draft(sent);
        return empty(0, trigger, ClaimType::Killing, sent, 0..0);
    };
    let hit = &hits[h];
    let entry = &doc.frames().triggers[trigger];
    let range = clause(doc, layers, hits, items, k);
    let first = items.list[range.start].word(hits);
    let last = items.ends[range.end - 1];
    let mut draft = empty(h, trigger, entry.kind, sent, first..last.max(hit.words.end));
    let head = &doc.words[hit.head];
    if hit.reading.is_verb() {
        draft.object_pronoun = head.pronoun.is_some();
    } else {
        draft.genitive_pronoun = head.pronoun.is_some();
    }
    let mut f = Filler {
        doc,
        layers,
        hits,
        items,
        draft,
    };
    if hit.reading.is_verb() {
        f.verb(k, range.clone())
    } else {
        f.noun(k, range.clone())
    }
    f.prepositions(k, &range);
    f.places(k, &range);
    f.draft
}

fn unreachable_draft(sent: usize) {
    debug_assert!(false, "no event at the piece asked for in sentence {sent}");
}

fn empty(hit: usize, trigger: usize, kind: ClaimType, sent: usize, words: Range<usize>) -> Draft {
    Draft {
        hit,
        trigger,
        kind,
        sent,
        agents: Vec::new(),
        patients: Vec::new(),
        places: Vec::new(),
        means: None,
        words,
        passive: false,
        dropped: false,
        object_pronoun: false,
        genitive_pronoun: false,
        anaphoric: false,
        light: false,
        inherited: false,
    }
}

impl Filler<'_, '_> {
    fn np(&self, i: usize) -> Option<&Np> {
        match self.items.list.get(i) {
            Some(Item::Np(np)) => Some(np),
            _ => None,
        }
    }

    fn is_verb(&self, i: usize) -> bool {
        match &self.items.list[i] {
            Item::Verb(_) => true,
            Item::Event(h) => self.hits[*h].reading.is_verb(),
            _ => false,
        }
    }

    /// Gives a phrase a part; places in the part of a patient are where it happened.
    fn give(&mut self, i: usize, part: Part) {
        let Some(np) = self.np(i).cloned() else { return };
        if np.sem == Sem::Time {
            return;
        }
        match part {
            Part::Agent => {
                if matches!(np.sem, Sem::Place | Sem::Event) {
                    if np.sem == Sem::Place && !self.draft.places.iter().any(|p| Some(*p) == np.place) {
                        self.draft.places.extend(np.place);
                    }
                    return;
                }
                self.draft.agents.push(np);
            }
            Part::Patient | Part::Auto => match np.sem {
                Sem::Place => self.draft.places.extend(np.place),
                Sem::Event => {}
                Sem::Target if self.is_area(&np) => {}
                _ => self.draft.patients.push(np),
            },
            Part::Place => {
                if np.sem == Sem::Actor && np.place.is_none() {
                    return;
                }
                self.draft.places.extend(np.place);
            }
            Part::None => {}
        }
        // What is joined to it plays the same part.
        let mut j = i + 1;
        while let Some(next) = self.np(j) {
            let adjacent = self.items.ends[j - 1] == next.words.start;
            let near = self.doc.words[next.words.start].gap & (gap::STOP | gap::LINE | gap::COLON) == 0;
            let like = self
                .np(i)
                .is_some_and(|a| a.sem == next.sem || (a.is_agent_like() && next.is_agent_like()));
            if !(next.coordinated && adjacent && near && like) {
                break;
            }
            let next = next.clone();
            match part {
                Part::Agent => self.draft.agents.push(next),
                Part::Patient | Part::Auto if next.sem != Sem::Place => self.draft.patients.push(next),
                _ => self.draft.places.extend(next.place),
            }
            j += 1;
        }
    }

    /// The phrase that is the subject before the verb at piece `k`: a topic, or the antecedent of a relative.
    fn left_subject(&self, k: usize, range: &Range<usize>) -> Option<usize> {
        let mut i = k;
        while i > range.start {
            i -= 1;
            if self.is_verb(i) {
                return None;
            }
            let topic = self
                .np(i)
                .is_some_and(|np| np.prep == Prep::None && np.sem != Sem::Time);
            if topic {
                // Of joined phrases the first.
                let mut first = i;
                while first > range.start
                    && self.np(first).is_some_and(|n| n.coordinated)
                    && self
                        .np(first - 1)
                        .is_some_and(|n| n.prep == Prep::None && self.np(i).is_some_and(|m| m.sem == n.sem))
                {
                    first -= 1;
                }
                return Some(first);
            }
        }
        // «الذي قتل …»: the phrase before the relative.
        if range.start > 0
            && let Item::Particle(w) = self.items.list[range.start - 1]
            && self.doc.is(w, self.layers.bits.relative)
        {
            let near = || (0..range.start - 1).rev().take(4);
            return near()
                .find(|&j| self.np(j).is_some_and(Np::is_agent_like))
                .or_else(|| near().find(|&j| self.np(j).is_some_and(|n| n.sem != Sem::Time)));
        }
        None
    }

    fn verb(&mut self, k: usize, range: Range<usize>) {
        let doc = self.doc;
        let hit = &self.hits[self.draft.hit];
        let entry = &doc.frames().triggers[self.draft.trigger];
        let word = &doc.words[hit.head];
        let mut rights: Vec<usize> = Vec::new();
        let mut event_subject = false;
        let mut part = false;
        for j in k + 1..range.end {
            match &self.items.list[j] {
                // «بينهم خمسة أطفال»: parts of the phrase before, no object.
                Item::Np(np) if part && (np.is_people() || np.coordinated) => {}
                Item::Np(np) => {
                    // «فتح الجنود النار»: a word of the expression plays no part.
                    let own = hit.size > 1
                        && hit.words.contains(&np.head)
                        && hit.words.end == np.head + 1
                        && matches!(np.sem, Sem::Other | Sem::Means | Sem::Event);
                    if own {
                        continue;
                    }
                    if np.prep == Prep::None && np.sem != Sem::Time && (!np.coordinated || rights.is_empty()) {
                        rights.push(j);
                    }
                }
                Item::Event(h) if !self.hits[*h].reading.is_verb() => {
                    let w = &doc.words[self.hits[*h].head];
                    if rights.is_empty() && w.pro & (pro::BI | pro::LI | pro::CONJ) == 0 && j == k + 1 {
                        event_subject = true;
                    }
                    if event_subject && j == k + 1 {
                        continue;
                    }
                    break;
                }
                Item::Event(_) | Item::Verb(_) => break,
                Item::Particle(w) if doc.is(*w, self.layers.bits.causal) => break,
                Item::Particle(w) => part = self.layers.is_part_word(doc, *w),
            }
        }
        let left = self.left_subject(k, &range);
        let plural_verb = word.plural || word.dual;
        let may_be_passive = entry.readings.has(isnad_lexicon::frame::ReadingSet::PASSIVE)
            && (word.pos & pos::PASSIVE != 0 || hit.reading == Reading::Passive)
            && word.pronoun.is_none();
        let people = |i: Option<&usize>| i.and_then(|&i| self.np(i)).is_some_and(Np::is_people);
        let actor = |i: Option<&usize>| {
            i.and_then(|&i| self.np(i))
                .is_some_and(|n| matches!(n.sem, Sem::Actor | Sem::Means))
        };
        if may_be_passive && entry.subject == Part::Agent {
            let first_people = people(rights.first());
            let object_after = rights.len() > 1 && !event_subject;
            let left_people = rights.is_empty() && people(left.as_ref());
            let left_actor = actor(left.as_ref()) && !rights.is_empty();
            let people_first =
                first_people && !object_after && !left_actor && left.is_none_or(|l| !people(Some(&l)) || !plural_verb);
            let thing_first = hit.reading == Reading::Passive
                || (rights.len() == 1
                    && !plural_verb
                    && left.is_none()
                    && rights
                        .first()
                        .and_then(|&i| self.np(i))
                        .is_some_and(|n| matches!(n.sem, Sem::Target | Sem::Place)));
            if hit.reading == Reading::Passive || people_first || left_people || thing_first {
                self.draft.passive = true;
                let object = if entry.object == Part::Agent {
                    Part::Patient
                } else {
                    entry.object
                };
                if let Some(&r) = rights.first() {
                    self.give(r, object)
                } else if let Some(l) = left {
                    self.give(l, object)
                }
                return;
            }
        }
        if event_subject {
            if let Some(&r) = rights.first() {
                self.give(r, entry.object);
            }
            return;
        }
        // «فلان أسرته القوات»: the pronoun repeats the phrase before, the doer follows.
        let resumed = self.draft.object_pronoun
            && rights
                .first()
                .is_some_and(|&r| self.np(r).is_some_and(Np::is_agent_like));
        let subject_first = !resumed
            && left.is_some_and(|l| {
                self.np(l).is_some_and(|n| n.sem != Sem::Place || rights.is_empty())
                    && (plural_verb || l + 1 == k || rights.is_empty() || !actor(rights.first()) || actor(Some(&l)))
            });
        if resumed && let Some(l) = left {
            self.give(l, entry.object);
        }
        let mut rights = rights.into_iter();
        if subject_first {
            if let Some(l) = left {
                self.give(l, entry.subject);
            }
        } else if plural_verb && !word.dual {
            self.draft.dropped = true;
        } else if let Some(r) = rights.next() {
            let np_sem = self.np(r).map(|n| n.sem);
            let thing = matches!(np_sem, Some(Sem::Place | Sem::Target | Sem::Other))
                && entry.subject == Part::Agent
                && matches!(entry.object, Part::Patient | Part::Place);
            if thing && np_sem != Some(Sem::Other) {
                self.draft.dropped = true;
                self.give(r, entry.object);
            } else {
                self.give(r, entry.subject);
            }
        } else {
            self.draft.dropped = true;
        }
        if !self.draft.object_pronoun
            && entry.object != Part::None
            && let Some(r) = rights.next()
        {
            self.give(r, entry.object);
        }
    }

    fn noun(&mut self, k: usize, range: Range<usize>) {
        let doc = self.doc;
        let hit = self.hits[self.draft.hit].clone();
        let entry = &doc.frames().triggers[self.draft.trigger];
        // Adjectives of states: «قصف روسي».
        for w in hit.head + 1..self.items.ends[k] {
            if let Some(e) = self.layers.entity_at(w) {
                let m = &self.layers.entities[e];
                if m.adjective {
                    let np = crate::phrase::noun_phrase(doc, self.layers, w, w + 1);
                    if let Some(mut np) = np {
                        np.sem = Sem::Actor;
                        np.entity = Some(m.id.clone());
                        np.count = None;
                        self.draft.agents.push(np);
                    }
                }
            }
        }
        let participle = matches!(hit.reading, Reading::Active | Reading::PassiveParticiple);
        let definite = doc.words[hit.head].definite();
        if participle {
            // «المنشقون عن»: the participle names the people themselves.
            let mut np = crate::phrase::noun_phrase(doc, self.layers, hit.head, hit.head + 1);
            if let Some(np) = np.as_mut() {
                np.sem = if np.sem == Sem::Event { Sem::People } else { np.sem };
            }
            let own = if hit.reading == Reading::Active {
                entry.subject
            } else {
                entry.object
            };
            // An adjective: «عناصره المتمردين».
            let described = k.checked_sub(1).filter(|&j| {
                self.np(j).is_some_and(|n| {
                    n.words.end == hit.head && matches!(n.sem, Sem::People | Sem::Person | Sem::Actor | Sem::Other)
                }) && doc.words[hit.head].pro & (pro::BI | pro::LI | pro::CONJ) == 0
            });
            if let Some(j) = described {
                self.give(j, own);
            } else if let Some(np) = np {
                match own {
                    Part::Agent => self.draft.agents.push(np),
                    Part::Patient => self.draft.patients.push(np),
                    _ => {}
                }
            }
        } else if let Some(next) = self.np(k + 1)
            && k + 1 < range.end
            && next.prep == Prep::None
            && !next.coordinated
            && next.words.start == self.items.ends[k]
            && doc.words[next.words.start].gap & (gap::HARD) == 0
            && next.sem != Sem::Time
            && !definite
            && !doc.words[hit.head].tanwin
            && !self.draft.genitive_pronoun
        {
            let sem = next.sem;
            let part = match entry.of {
                Part::Auto => match sem {
                    Sem::Actor | Sem::Means => Part::Agent,
                    Sem::People if self.forces(next) => Part::Agent,
                    _ => Part::Patient,
                },
                Part::Patient if entry.outcome.is_some() && sem == Sem::Actor && !self.forces(next) => Part::Patient,
                other => other,
            };
            self.give(k + 1, part);
            // «استهداف الطائرات حاجزا»: what follows the doer is the object.
            if part == Part::Agent {
                let mut j = k + 2;
                while j < range.end
                    && self
                        .np(j)
                        .is_some_and(|n| n.coordinated || (n.prep != Prep::None && n.sem != Sem::Event))
                {
                    j += 1;
                }
                if let Some(n) = self.np(j)
                    && j < range.end
                    && n.prep == Prep::None
                    && matches!(
                        n.sem,
                        Sem::Place | Sem::Target | Sem::People | Sem::Person | Sem::Other | Sem::Actor
                    )
                    && matches!(entry.object, Part::Patient | Part::Place | Part::Auto)
                    && doc.words[n.words.start].gap & (gap::STOP | gap::SEMI | gap::COLON) == 0
                    && n.sem != Sem::Other
                {
                    self.give(j, entry.object);
                }
            }
        }
        self.light_verb(k, &range);
        self.relative_verb(k);
    }

    /// Fighters, aircraft: people who do rather than suffer.
    fn forces(&self, np: &Np) -> bool {
        np.noun
            .as_ref()
            .is_some_and(|n| n.force || n.status == isnad_model::Status::Combatant)
            && np.count.is_none_or(|c| c.high.is_none())
    }

    /// «شنت الطائرات غارات», «تعرضت المدينة لقصف», «شهدت المنطقة اشتباكات».
    fn light_verb(&mut self, k: usize, range: &Range<usize>) {
        let bits = self.layers.bits;
        let Some(v) = (range.start..k).rev().find(|&i| self.is_verb(i)) else {
            return;
        };
        let w = self.items.list[v].word(self.hits);
        let Some(word) = self.doc.words.get(w) else { return };
        let verb = word.is_verb();
        let class = [bits.light_agent, bits.light_patient, bits.light_place]
            .into_iter()
            .filter(|&c| self.doc.is_as(w, c, verb))
            .fold(0, |a, b| a | b);
        let part = if class & bits.light_agent != 0 {
            Part::Agent
        } else if class & bits.light_patient != 0 {
            Part::Patient
        } else if class & bits.light_place != 0 {
            Part::Place
        } else {
            return;
        };
        self.draft.light = true;
        let between: Vec<usize> = (v + 1..k)
            .filter(|&i| self.np(i).is_some_and(|n| n.prep == Prep::None && n.sem != Sem::Time))
            .collect();
        let subject = between
            .first()
            .copied()
            .filter(|_| !word.plural)
            .or_else(|| self.left_subject(v, range));
        if let Some(s) = subject {
            if part == Part::Agent && self.draft.agents.is_empty() {
                if self.np(s).is_some_and(|n| n.is_agent_like() || n.sem == Sem::Other) {
                    self.give(s, Part::Agent);
                }
            } else if part != Part::Agent {
                self.give(
                    s,
                    if part == Part::Place {
                        Part::Place
                    } else {
                        Part::Patient
                    },
                );
            }
        } else if part == Part::Agent && self.draft.agents.is_empty() {
            self.draft.dropped = true;
        }
    }

    /// «غارات شنتها طائرات التحالف على …»: the verb behind an event noun says who and where.
    fn relative_verb(&mut self, k: usize) {
        let bits = self.layers.bits;
        let mut j = k + 1;
        // Adjectives, a place, a relative pronoun may stand between.
        let stop = (k + 5).min(self.items.list.len());
        while j < stop {
            match &self.items.list[j] {
                Item::Particle(w) if self.doc.is(*w, bits.relative) => {}
                Item::Np(n) if n.prep != Prep::None || n.sem == Sem::Time => {}
                Item::Verb(w) if self.doc.is(*w, bits.light_agent) && !self.doc.words[*w].has(pro::CONJ) => {
                    let subject = (j + 1..self.items.list.len())
                        .take(2)
                        .find(|&i| self.np(i).is_some_and(|n| n.prep == Prep::None && n.sem != Sem::Time));
                    if let Some(s) = subject
                        && self.draft.agents.is_empty()
                        && self.np(s).is_some_and(|n| n.is_agent_like() || n.sem == Sem::Other)
                    {
                        self.give(s, Part::Agent);
                    }
                    let end = clause(self.doc, self.layers, self.hits, self.items, j).end;
                    self.draft.words.end = self.draft.words.end.max(self.items.ends[end - 1]);
                    let range = j..end;
                    self.prepositions(j, &range);
                    return;
                }
                _ => return,
            }
            j += 1;
        }
    }
}
