//! Parts given by prepositions, and the places of a clause.

use super::*;
use crate::trigger::hits_in;

/// Kinds of events in which somebody strikes somebody.
pub(crate) const fn is_attack(kind: ClaimType) -> bool {
    matches!(
        kind,
        ClaimType::Airstrike
            | ClaimType::Shelling
            | ClaimType::Bombing
            | ClaimType::Shooting
            | ClaimType::Offensive
            | ClaimType::Killing
            | ClaimType::Injury
            | ClaimType::Execution
            | ClaimType::Damage
    )
}

/// Kinds of which people with a home are the doers.
const fn verb_of_people(kind: ClaimType) -> bool {
    use ClaimType as T;
    matches!(kind, T::Defection | T::Escape | T::Surrender | T::Pledge)
}

impl Filler<'_, '_> {
    /// Parts given by prepositions behind piece `k`.
    pub(super) fn prepositions(&mut self, k: usize, range: &Range<usize>) {
        let doc = self.doc;
        let hits = self.hits;
        let hit = &hits[self.draft.hit];
        let entry = &doc.frames().triggers[self.draft.trigger];
        let mut j = k + 1;
        let mut past = false;
        let charge = doc.frames().class_bit("charge");
        // «خلال عملية أمنية، على ستة»: what stands behind the comma is not the operation's.
        let own = if hit.reading.is_verb() {
            None
        } else {
            self.behind_aside(hit.head)
        };
        while j < range.end {
            if own.is_some_and(|w| self.items.list[j].word(self.hits) >= w) {
                break;
            }
            // «بتهمة الانتماء إلى التنظيم»: behind what somebody is charged with only a doer is named.
            past |= self.draft.kind == ClaimType::Arrest && doc.is(self.items.list[j].word(self.hits), charge);
            if self.is_verb(j) && j > k {
                // «سيارة يستقلانها … من قبل»: behind what describes the object only the doer is named.
                let w = &doc.words[self.items.list[j].word(self.hits)];
                let describes = matches!(self.items.list[j], Item::Verb(_))
                    && w.pronoun.is_some()
                    && !w.has(pro::CONJ)
                    && w.gap & gap::HARD == 0
                    && !hit.reading.is_verb();
                // «أطلق مسلحون يستقلون دراجة النار على …»: what describes the subject inside the expression.
                let inside = matches!(self.items.list[j], Item::Verb(w) if w < hit.words.end);
                if !describes && !inside {
                    break;
                }
                if inside {
                    j += 1;
                    continue;
                }
                past = true;
                j += 1;
                continue;
            }
            if let Item::Event(h) = &self.items.list[j] {
                // Another event: what follows is its own, except behind its bare name.
                let other = &self.hits[*h];
                // «ألقت القبض، بعد ساعات من الهجوم، على …»: an event by which a time is told is passed over.
                let foreign = other.head != hit.head
                    && !doc.frames().triggers[other.trigger].result
                    && doc.time_at[other.head].is_none();
                // «استهدافه بالرصاص من قبل …»: by what it was done.
                let by = doc.words[other.head].has(pro::BI) && !hit.reading.is_verb() && is_attack(self.draft.kind);
                // «ألقت القبض، خلال عملية أمنية، على ستة»
                if foreign && let Some(w) = self.behind_aside(other.head) {
                    while j < range.end && self.items.list[j].word(self.hits) < w {
                        j += 1;
                    }
                    continue;
                }
                if foreign && !entry.result && !by {
                    break;
                }
                past |= foreign && (entry.result || by);
                j += 1;
                continue;
            }
            // «انشقوا عنها», «قبض عليهم»: a pronoun behind a preposition of the frame.
            if let Item::Particle(w) = self.items.list[j]
                && doc.words[w].pronoun.is_some()
                && self.draft.prep_pronoun.is_none()
                && let Some((_, part)) = entry
                    .preps
                    .iter()
                    .find(|(key, _)| doc.words[w].key(*key).is_some() || self.holds(w, doc.frames().keys.name(*key)))
            {
                self.draft.prep_pronoun = Some((w, *part));
            }
            let Some(np) = self.np(j) else {
                j += 1;
                continue;
            };
            if np.coordinated && j > k + 1 && self.np(j - 1).is_some() {
                j += 1;
                continue;
            }
            // «مطالبين بحصر السلاح بيد الدولة»: nobody protests by another's hand.
            let by_hand = !matches!(self.draft.kind, ClaimType::Protest | ClaimType::Dissent);
            if by_hand && self.agentive(np) {
                self.draft
                    .agents
                    .retain(|a| a.sem == Sem::Actor && a.words.start > hit.head && a.words.len() > 1);
                // «على يد المسلحين»: whose hand it is.
                let hand = matches!(np.sem, Sem::Other) && np.words.len() > 1;
                let inner = hand
                    .then(|| crate::phrase::noun_phrase(doc, self.layers, np.words.start + 1, np.words.end))
                    .flatten();
                // «على يد شقيقه سالم»: his name is read with what he is.
                let inner = inner.map(|n| {
                    let name = self.np(j + 1).filter(|x| {
                        x.prep == Prep::None
                            && x.sem == Sem::Person
                            && !x.coordinated
                            && x.words.start == n.words.end
                            && doc.words[x.words.start].gap & gap::HARD == 0
                    });
                    name.map_or(n.clone(), |x| Np {
                        words: n.words.start..x.words.end,
                        ..x.clone()
                    })
                });
                match inner {
                    Some(inner) if !matches!(inner.sem, Sem::Place | Sem::Time | Sem::Event) => {
                        self.draft.agents.push(inner);
                    }
                    _ => self.give(j, Part::Agent),
                }
                self.draft.passive = false;
                j += 1;
                continue;
            }
            // «عين فلانا خلفا لفلان»: whom he follows is not who was made something.
            let successor = doc.frames().class_bit("successor");
            if np.words.start > 0 && doc.is(np.words.start - 1, successor) {
                j += 1;
                continue;
            }
            if let Some(owner) = self.jailed_by(j, np) {
                self.draft.agents.push(owner);
            }
            // Behind the event that caused it only its doer is named.
            if past {
                j += 1;
                continue;
            }
            // «انشق مع ثلاثين من رجاله»: they go together.
            if self.goes_along(np) && self.draft.prep_pronoun.is_none_or(|(_, part)| part != Part::Agent) {
                self.draft.agents.push(np.clone());
                j += 1;
                continue;
            }
            // «قصف مصدره مناطق سيطرة الحركة», «مصدره المناطق التي تسيطر عليها الحركة»: who holds the ground.
            // «القصف مصدره …» alone only points back to the shelling told of.
            let told =
                !doc.words[hit.head].definite() || (k + 1..j).any(|i| self.np(i).is_some_and(|n| n.place.is_some()));
            if let Some(holder) = self.fires_from(j, np).filter(|_| told) {
                self.draft.agents.clear();
                self.give(holder, Part::Agent);
                return;
            }
            // «استهدفت قذائف مصدرها الجيش مقرا»: who fired them.
            // «قصف على المدينة، مصدره الفصيل»
            let tells = hit.reading.is_verb() || told;
            if tells && np.sem == Sem::Actor && self.whence(np) && self.only_means() {
                self.draft.agents.clear();
                self.draft.dropped = false;
                self.give(j, Part::Agent);
                j += 1;
                continue;
            }
            // «قصف من مواقع الحركة», «قذائف مصدرها مناطق الجيش»: whose the ground is whence it comes.
            if let Some(owner) = self.fired_from(np) {
                if self.whence(np) && self.only_means() {
                    self.draft.agents.clear();
                }
                self.draft.agents.push(owner);
                j += 1;
                continue;
            }
            let part = self.part_of(entry.preps.as_slice(), np, hit);
            // «انشقاقات في صفوفها»: in whose ranks.
            if np.words.len() == 1
                && doc.words[np.head].pronoun.is_some()
                && self.draft.prep_pronoun.is_none()
                && doc.is(np.head, doc.frames().class_bit("ranks_noun"))
                && let Some(part) = part
            {
                self.draft.prep_pronoun = Some((np.head, part));
                j += 1;
                continue;
            }
            if np.sem == Sem::Means
                && matches!(np.prep, Prep::Clitic(b) if b & pro::BI != 0)
                && self.draft.means.is_none()
            {
                self.set_means(np);
            }
            match part {
                // «اشتبك المقاتلون مع الحركة»: both fight.
                Some(Part::Agent)
                    if self.draft.agents.is_empty()
                        || !hit.reading.is_verb()
                        || self.draft.kind == ClaimType::Clash =>
                {
                    self.give(j, Part::Agent)
                }
                Some(p @ (Part::Patient | Part::Auto)) => self.give(j, p),
                Some(Part::Place) => self.give(j, Part::Place),
                _ => {}
            }
            j += 1;
        }
    }

    /// «قذائف مصدرها مناطق الجيش»: whether a phrase is whence something comes.
    fn whence(&self, np: &Np) -> bool {
        np.words.start.checked_sub(1).is_some_and(|i| self.doc.is_whence(i))
    }

    /// Whether nothing but arms are known to strike.
    fn only_means(&self) -> bool {
        is_attack(self.draft.kind) && self.draft.agents.iter().all(|a| a.sem == Sem::Means)
    }

    /// The piece of the group that holds the ground from which an attack comes, told of by an event of its own.
    fn fires_from(&self, j: usize, np: &Np) -> Option<usize> {
        let doc = self.doc;
        if !self.whence(np) || !self.only_means() {
            return None;
        }
        self.holder(j, np).or_else(|| {
            let held = |i: usize| matches!(&self.items.list[i], Item::Event(h) if self.hits[*h].entry(doc).kind == ClaimType::Control);
            let v = (j + 1..self.items.list.len().min(j + 4)).find(|&i| held(i))?;
            let holder = if self.is_verb(v) { self.subject_of(v)? } else { v + 1 };
            self.np(holder).is_some_and(|n| n.sem == Sem::Actor).then_some(holder)
        })
    }

    /// Whose the positions are from which an attack comes.
    fn fired_from(&self, np: &Np) -> Option<Np> {
        let doc = self.doc;
        let from = match np.prep {
            Prep::Word(p) => self.layers.is_min(doc, p),
            Prep::None => self.whence(np),
            Prep::Clitic(_) => false,
        };
        let ground = matches!(np.sem, Sem::Target | Sem::Place | Sem::Other) && np.words.len() > 1;
        let open = self
            .draft
            .agents
            .iter()
            .all(|a| a.sem == Sem::Means || a.sem == Sem::Other);
        if !from || !ground || !open || !is_attack(self.draft.kind) {
            return None;
        }
        let w = np
            .words
            .clone()
            .skip(1)
            .find(|w| self.layers.entity_at(*w).is_some() || self.layers.is_force_noun(doc, *w))?;
        // «من شمال غربي سوريا»: a part of a country is nobody's ground.
        if doc.is(w - 1, self.layers.bits.direction) {
            return None;
        }
        let owner = crate::phrase::noun_phrase(doc, self.layers, w, np.words.end)?;
        (owner.sem == Sem::Actor).then_some(owner)
    }

    /// «الاعتداء على صحفيين»: the part that the preposition of the expression gives to the phrase right behind it.
    pub(super) fn said(&self, hit: &crate::trigger::Hit, next: usize) -> Option<Part> {
        let doc = self.doc;
        let last = hit.words.end - 1;
        if hit.size < 2 || next != last + 1 || !doc.is(last, self.layers.bits.preposition) {
            return None;
        }
        let preps = &doc.frames().triggers[self.draft.trigger].preps;
        let known = preps.iter().find(|(key, _)| doc.words[last].key(*key).is_some());
        known.map(|(_, part)| *part)
    }

    /// «توفي تحت التعذيب في سجون الحركة», «في سجن تابع للفصيل»: whose the prison is in which somebody dies.
    fn jailed_by(&self, j: usize, np: &Np) -> Option<Np> {
        let doc = self.doc;
        let inside = matches!(np.prep, Prep::Word(p) if doc.is(p, doc.frames().class_bit("locative")));
        let prison = doc.is(np.head, doc.frames().class_bit("prison_noun")) && !doc.words[np.head].definite();
        let open = self.draft.kind == ClaimType::Killing && self.draft.agents.is_empty();
        if !inside || !prison || !open {
            return None;
        }
        if np.words.len() == 1 {
            let owner = self.np(j + 1)?;
            let close = owner.words.start == np.words.end && doc.words[owner.words.start].gap & gap::HARD == 0;
            return (close && owner.sem == Sem::Actor && owner.prep == Prep::None).then(|| owner.clone());
        }
        let bound = doc.is(np.head + 1, self.layers.bits.belonging);
        let at = if bound {
            (np.head + 2..np.words.end).find(|&w| self.layers.sem_of(doc, w) == Sem::Actor)?
        } else {
            np.head + 1
        };
        let owner = crate::phrase::noun_phrase(doc, self.layers, at, np.words.end)?;
        (owner.sem == Sem::Actor && (bound || owner.prep == Prep::None)).then_some(owner)
    }

    /// People with whom somebody leaves, flees, surrenders or joins.
    fn goes_along(&self, np: &Np) -> bool {
        use isnad_model::ClaimType as T;
        matches!(self.draft.kind, T::Defection | T::Escape | T::Surrender | T::Pledge)
            && np.is_people()
            && np.sem != Sem::Number
            && matches!(np.prep, Prep::Word(p) if self.doc.is(p, self.doc.frames().class_bit("with")))
    }

    /// Whether a preposition with a pronoun is that of a frame: «به», «له» are written with a letter alone.
    fn holds(&self, w: usize, name: &str) -> bool {
        let mut letters = name.chars();
        let (Some(one), None) = (letters.next(), letters.next()) else {
            return false;
        };
        self.doc.word(w).trim_start_matches('و').starts_with(one)
    }

    /// «مناطق», «أطراف»: ground, no object.
    pub(super) fn is_area(&self, np: &Np) -> bool {
        let thing = self
            .layers
            .thing_at(np.head)
            .and_then(|(t, _)| self.doc.frames().things.get(t));
        thing.is_some_and(|t| t.class == "area")
    }

    pub(super) fn set_means(&mut self, np: &Np) {
        let found = np
            .words
            .clone()
            .find_map(|w| self.layers.thing_at(w).filter(|(t, _)| self.doc.frames().is_means(*t)));
        if let Some((t, _)) = found {
            self.draft.means = Some((t, np.words.clone()));
        }
    }

    /// «من قبل», «على يد».
    pub(super) fn agentive(&self, np: &Np) -> bool {
        let doc = self.doc;
        // Its last word stands before the phrase or is the first of it.
        let ends_at = |last: usize| {
            let phrases = doc.frames().class("agentive");
            let ends = doc
                .words
                .get(last)
                .is_some_and(|w| !phrases.none_ends(w.letters().marks));
            ends && phrases.among(u64::MAX).any(|words| {
                let from = (last + 1).checked_sub(words.len());
                from.is_some_and(|from| doc.stand_at(words, from))
            })
        };
        // «من جانب واحد»: on one side alone.
        let alone = np.words.len() <= 2 && self.layers.is_one(doc, np.words.end - 1);
        !alone && (np.words.start > 0 && ends_at(np.words.start - 1) || np.words.len() > 1 && ends_at(np.words.start))
    }

    pub(super) fn part_of(&self, preps: &[(KeyId, Part)], np: &Np, hit: &Hit) -> Option<Part> {
        let doc = self.doc;
        let named = |key: KeyId| doc.frames().keys.name(key);
        let verb = hit.reading.is_verb();
        match np.prep {
            Prep::None => None,
            Prep::Clitic(bits) => {
                let letter = if bits & pro::BI != 0 {
                    "ب"
                } else if bits & pro::LI != 0 {
                    "ل"
                } else {
                    "ك"
                };
                if let Some((_, part)) = preps.iter().find(|(k, _)| named(*k) == letter)
                    && np.sem != Sem::Place
                    && np.sem != Sem::Means
                {
                    return Some(*part);
                }
                if bits & pro::LI != 0 {
                    let force = matches!(np.sem, Sem::Actor | Sem::Means) || (np.sem == Sem::People && self.forces(np));
                    // «أهداف للتنظيم»: whose the target is.
                    let before = self.right_before(np);
                    let owner = before.is_some_and(|n| {
                        matches!(n.sem, Sem::Target | Sem::People | Sem::Actor)
                            || (n.sem == Sem::Other && n.prep != Prep::None)
                            || doc.is(n.head, doc.frames().class_bit("struck_vehicle"))
                    });
                    // «اغتيالات لقادتها»: a killing has its victims behind it.
                    let killed = doc.frames().triggers[self.draft.trigger].outcome.is_some() && np.is_people();
                    if !verb && force && !owner && !killed && self.draft.agents.is_empty() {
                        return Some(Part::Agent);
                    }
                    // «اعتداء لمستوطنين على …»: an attack that takes its victims behind another preposition.
                    let entry = &doc.frames().triggers[self.draft.trigger];
                    let of_doers = entry.of == Part::Agent && entry.outcome.is_none() && is_attack(self.draft.kind);
                    let close = np.words.start == hit.words.end || np.words.start == hit.head + 1;
                    if !verb && of_doers && close && np.sem == Sem::People && self.draft.agents.is_empty() {
                        return Some(Part::Agent);
                    }
                    // «استهدف معسكرا للجيش»: whose it is.
                    if force && is_attack(self.draft.kind) && before.is_some_and(|n| n.sem == Sem::Target) {
                        return None;
                    }
                    // «خلال رعيه للأغنام»: the object of what he was doing.
                    let doing = |n: &Np| {
                        let during = matches!(n.prep, Prep::Word(p) if doc.is(p, self.layers.bits.sequel));
                        during && doc.words[n.head].pronoun.is_some()
                    };
                    if before.is_some_and(doing) {
                        return None;
                    }
                    // «المدينة الخاضعة للحركة»: it belongs to the phrase before.
                    let attached = force && before.is_some_and(|n| !matches!(n.sem, Sem::Place | Sem::Target))
                        // «معسكر أبو شوك للنازحين»: whom the place is for.
                        || np.is_people() && before.is_some_and(|n| n.sem == Sem::Place && n.prep != Prep::None);
                    return match np.sem {
                        Sem::Place => Some(Part::Place),
                        _ if attached => None,
                        Sem::People | Sem::Person | Sem::Target | Sem::Actor => Some(Part::Patient),
                        _ => None,
                    };
                }
                if bits & pro::BI != 0 && np.sem == Sem::Place {
                    return Some(Part::Place);
                }
                None
            }
            Prep::Word(p) => {
                let word = &doc.words[p];
                let from = self.layers.is_min(doc, p);
                // «المليشيا المدعومة من …»: who stands behind a group does nothing here.
                if from && p > 0 && word.gap & gap::HARD == 0 && doc.is(p - 1, doc.frames().class_bit("backed")) {
                    return None;
                }
                // «إلى جانب الجيش»: beside, not against.
                if self.toward(p)
                    && np.words.start == np.head
                    && np.words.len() > 1
                    && !doc.words[np.head].dual
                    && !doc.words[np.head].definite()
                    && np.sem == Sem::Other
                    && doc.is(np.head, doc.frames().class_bit("party_noun"))
                {
                    return None;
                }
                // «من أبناء البلدة»: whence they come.
                if from
                    && (doc.is(np.words.start, doc.frames().class_bit("origin_noun")) || np.sem == Sem::Place)
                    && verb_of_people(self.draft.kind)
                {
                    return None;
                }
                // «استعادة البلدة من الحركة»: from whom it was taken.
                if from
                    && self.draft.kind == ClaimType::Capture
                    && (np.sem == Sem::Actor || np.sem == Sem::People && self.forces(np))
                {
                    return Some(Part::Patient);
                }
                // «عملية تفتيش بحثا عن مطلوبين»: for whom it is made.
                let sought =
                    || p > 0 && word.gap & gap::HARD == 0 && doc.is(p - 1, doc.frames().class_bit("search_noun"));
                let doers = || {
                    let head = &doc.words[np.head];
                    head.definite() && head.plural && head.pos & pos::ACTIVE != 0
                };
                if self.draft.kind == ClaimType::Offensive && !from && (np.is_people() || doers()) && sought() {
                    return Some(Part::Patient);
                }
                // «قصف متبادل بين طرفي الصراع».
                if is_attack(self.draft.kind)
                    && !verb
                    && np.sem == Sem::Actor
                    && doc.is(p, doc.frames().class_bit("between"))
                {
                    return Some(Part::Agent);
                }
                // «في صفوف الحركة»: the frame may know the two words together.
                if doc.is(np.words.start, doc.frames().class_bit("ranks_noun"))
                    && let Some((_, part)) = preps.iter().find(|(k, _)| {
                        named(*k)
                            .split_once(' ')
                            .is_some_and(|(first, _)| first == doc.word(p).trim_start_matches('و'))
                    })
                {
                    return Some(*part);
                }
                if let Some((_, part)) = preps.iter().find(|(k, _)| word.key(*k).is_some()) {
                    return Some(
                        if np.sem == Sem::Place && *part == Part::Patient && !self.is_site_struck(np) {
                            Part::Place
                        } else {
                            *part
                        },
                    );
                }
                let text = word.classes;
                let layers = self.layers;
                let bits = &layers.bits;
                if np.sem == Sem::Place {
                    return if text.meets(bits.locative) || self.toward(p) {
                        Some(Part::Place)
                    } else {
                        None
                    };
                }
                // «لقصف متكرر من قوات النظام»: whence an attack comes is who makes it.
                if !verb
                    && self.layers.is_min(doc, p)
                    && self.draft.agents.is_empty()
                    && is_attack(self.draft.kind)
                    && (np.sem == Sem::Actor
                        || np.sem == Sem::People
                            && (self.forces(np) || p == hit.words.end && !doc.words[np.head].definite()))
                {
                    return Some(Part::Agent);
                }
                if self.toward(p) && !self.doc.is(np.words.start, self.doc.frames().class_bit("causal_noun")) {
                    return Some(Part::Patient);
                }
                None
            }
        }
    }

    /// The phrase that ends where another begins, a governing letter that stands apart aside.
    fn right_before(&self, np: &Np) -> Option<&Np> {
        let start = np.words.start;
        let apart = self.doc.words.get(start).is_some_and(|w| w.gap & gap::OPEN_QUOTE != 0);
        (0..self.items.list.len())
            .filter_map(|j| self.np(j))
            .find(|n| n.words.end == start || (apart && n.words.end + 1 == start))
            .filter(|n| n.words.start < start)
    }

    /// «على», «ضد», «بحق», «نحو».
    pub(super) fn toward(&self, p: usize) -> bool {
        self.doc.is(p, self.doc.frames().class_bit("toward"))
    }

    /// Places of the clause: behind the event first, then before it.
    pub(super) fn places(&mut self, k: usize, range: &Range<usize>) {
        let mut found: Vec<usize> = Vec::new();
        let head = self.hits[self.draft.hit].head;
        let order = (k + 1..range.end).chain((range.start..k).rev());
        for j in order {
            let Some(np) = self.np(j) else { continue };
            let Some(p) = np.place else { continue };
            let origin = || matches!(np.prep, Prep::Word(p) if self.layers.is_min(self.doc, p)) || self.whence(np);
            if (np.sem == Sem::Place || j > k) && !origin() && self.reaches(head, np.words.start) {
                found.push(p);
            }
        }
        for p in found {
            if !self.draft.places.contains(&p) {
                self.draft.places.push(p);
            }
        }
        // «بلدة كذا، شمال إدلب»: the town before the land around it.
        let layers = self.layers;
        let bits = &layers.bits;
        self.draft.places.sort_by_key(|&p| {
            let place = &self.layers.places[p];
            self.doc.is(place.words.start, bits.direction)
        });
    }

    /// Whether no other event stands between.
    pub(super) fn reaches(&self, head: usize, word: usize) -> bool {
        let (a, b) = if head < word { (head, word) } else { (word, head) };
        !hits_in(self.hits, a + 1..b).iter().any(|h| {
            let t = &self.doc.frames().triggers[h.trigger];
            !t.result && t.outcome.is_none()
        })
    }
}
