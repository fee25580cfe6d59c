//! Parts of an event that a noun names: genitives, adjectives of states, light verbs, relative clauses.

use super::*;
use isnad_lexicon::frame::{Classes, ReadingSet};

impl Filler<'_, '_> {
    pub(super) fn noun(&mut self, k: usize, range: Range<usize>) {
        let doc = self.doc;
        let hits = self.hits;
        let hit = &hits[self.draft.hit];
        let entry = &doc.frames().triggers[self.draft.trigger];
        // Adjectives of states: «قصف روسي».
        for w in hit.head + 1..self.items.ends[k] {
            // «استهداف القواعد التركية»: what describes the object says nothing of the doer.
            let before = &doc.words[w - 1];
            if w > hit.head + 1 && w > hit.words.end && before.best & pos::NOUN != 0 && !before.nisba {
                break;
            }
            if let Some(e) = self.layers.entity_at(w) {
                let m = &self.layers.entities[e];
                if m.adjective {
                    // «استهداف مسيرة تركية لمنزل»: the craft that the adjective describes.
                    // «قصف مدفعي تركي»: what only says by what stays with the event.
                    let craft = w > hit.head + 1
                        && self.layers.sem_of(doc, w - 1) == Sem::Means
                        && !(before.nisba && before.pos & pos::ADJ != 0);
                    let np = crate::phrase::noun_phrase(doc, self.layers, w - usize::from(craft), w + 1);
                    if let Some(mut np) = np {
                        np.sem = Sem::Actor;
                        np.entity = Some(m.id.clone());
                        np.count = None;
                        self.draft.agents.push(np);
                    }
                }
            }
        }
        // «متهماً إياها»: a participle in the accusative is one however the frame reads it.
        let object = doc.frames().class_bit("object_pronoun");
        let accusative = doc.words[hit.head].tanwin
            || (crate::bound::is_oblique(doc.word(hit.head), &doc.words[hit.head])
                && !doc.words[hit.head].definite()
                && (doc.words[hit.head].gap & gap::COMMA != 0
                    || (hit.head + 1..doc.words.len().min(hit.head + 2)).any(|w| doc.is(w, object))));
        let adverbial = hit.reading == Reading::Noun
            && accusative
            && doc.words[hit.head].pos & pos::ACTIVE != 0
            && entry.subject == Part::Agent;
        if self.predicate(k, hit) {
            return;
        }
        let attribute = self.attribute(k, hit);
        // «قال فلان (منشق عن الحركة)»: in brackets, of who was named last.
        let aside = hit.size == 1
            && doc.words[hit.head].gap & gap::OPEN != 0
            && !doc.words[hit.head].definite()
            && doc.words[hit.head].pos & pos::ACTIVE != 0
            && entry.readings.has(ReadingSet::ACTIVE_PARTICIPLE);
        let participle =
            adverbial || attribute || aside || matches!(hit.reading, Reading::Active | Reading::PassiveParticiple);
        // «الخاضعة لسيطرة الجيش»: of an expression the last word has the genitive.
        let last = if hit.words.len() == hit.size {
            hit.words.end - 1
        } else {
            hit.head
        };
        // «الفرار من سجن المدينة»: what a preposition of the expression governs has the genitive to itself.
        let governed = last > hit.head + 1
            && !doc.is(last, self.layers.bits.preposition)
            && doc.is(last - 1, self.layers.bits.preposition)
            && self.draft.kind == ClaimType::Escape;
        let definite = governed || doc.words[hit.head].definite() && doc.words[last].definite();
        if participle {
            // «المنشقون عن»: the participle names the people themselves.
            let mut np = crate::phrase::noun_phrase(doc, self.layers, hit.head, hit.head + 1);
            if let Some(np) = np.as_mut() {
                np.sem = if np.sem == Sem::Event { Sem::People } else { np.sem };
            }
            let own = if attribute && doc.words[hit.head].pos & pos::PASSIVE_P != 0 {
                entry.object
            } else if adverbial || attribute || aside || hit.reading == Reading::Active {
                entry.subject
            } else {
                entry.object
            };
            // An adjective: «عناصره المتمردين».
            let described = k.checked_sub(1).filter(|&j| {
                self.np(j).is_some_and(|n| {
                    n.words.end == hit.head
                        && doc.words[hit.head].gap & gap::COMMA == 0
                        && (matches!(n.sem, Sem::People | Sem::Person | Sem::Actor)
                            || (n.sem == Sem::Other && !self.suffers_nothing(n)))
                }) && doc.words[hit.head].pro & (pro::BI | pro::LI | pro::CONJ) == 0
            });
            let hal = doc.words[hit.head].pos & pos::ACTIVE != 0 && accusative && described.is_none();
            let bracketed = || {
                (k.saturating_sub(6)..k).rev().find(|&j| {
                    self.np(j)
                        .is_some_and(|n| n.sem == Sem::Person || n.sem == Sem::People && !doc.words[n.head].plural)
                })
            };
            let described = described.or_else(|| aside.then(bracketed).flatten());
            if hal {
                // «قال … متهماً إياها بـ…»: how the subject of the sentence speaks or acts.
                self.draft.hal = true;
                let form = doc.words[hit.head].noun_form;
                let fits = |s: usize| {
                    self.np(s).is_some_and(|n| {
                        (n.is_agent_like() || !self.inert(n))
                            && crate::agree::leads(form, crate::agree::shape(doc, self.layers, n, false))
                    })
                };
                let subject = (k.saturating_sub(48)..k)
                    .filter_map(|v| self.subject_of(v))
                    .find(|&s| fits(s));
                // «متهماً إياها»: the pronoun may be read with the participle.
                let alone = doc.frames().class_bit("object_pronoun");
                if let Some(w) = (hit.head + 1..(hit.head + 3).min(doc.words.len())).find(|&w| doc.is(w, alone)) {
                    self.draft.prep_pronoun = Some((w, Part::Patient));
                }
                if let Some(s) = subject {
                    self.give(s, own);
                }
                let object = (k + 1..range.end)
                    .take(3)
                    .take_while(|&j| matches!(self.items.list[j], Item::Np(_)))
                    .find(|&j| self.np(j).is_some_and(|n| n.prep == Prep::None && n.sem != Sem::Time));
                if self.draft.prep_pronoun.is_none()
                    && let Some(o) = object
                {
                    self.give(o, entry.object);
                }
            } else if let Some(j) = described {
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
            // «الحرب بين …», «حربا بين …»: governed by the preposition of the expression.
            && (!definite && !doc.words[hit.head].tanwin || self.said(hit, next.words.start).is_some())
            // «هجومين منفصلين»: with its nun the dual has no genitive.
            && !(doc.words[hit.head].dual && crate::bound::is_absolute(doc, hit.head))
            && !self.draft.genitive_pronoun
        {
            let sem = next.sem;
            // «قتل هجوم مسلح أربعة شرطيين»: behind the verb of harm and its subject whom it hurt.
            let harm = hit
                .words
                .start
                .checked_sub(1)
                .and_then(|v| crate::trigger::hit_at(self.hits, v));
            let subject = doc.words[hit.words.start].pro & !pro::AL == 0;
            let hurt = harm
                .filter(|_| subject)
                .is_some_and(|h| h.reading.is_verb() && h.entry(doc).outcome.is_some() && next.is_people());
            let part = match entry.of {
                _ if hurt => Part::Patient,
                Part::Auto => match sem {
                    // «إسقاط طائرات»: what is damaged suffers.
                    _ if self.draft.kind == ClaimType::Damage && self.layers.thing_at(next.head).is_some() => {
                        Part::Patient
                    }
                    Sem::Actor | Sem::Means if self.is_struck(k, &range) => Part::Patient,
                    // «قصف مركز صحي»: a house of people who do not fight.
                    Sem::Actor if next.entity.is_none() && doc.is(next.head, doc.frames().class_bit("struck_body")) => {
                        Part::Patient
                    }
                    Sem::Actor | Sem::Means => Part::Agent,
                    Sem::People if self.forces(next) => Part::Agent,
                    _ => Part::Patient,
                },
                Part::Patient if entry.outcome.is_some() && sem == Sem::Actor && !self.forces(next) => Part::Patient,
                other => other,
            };
            // «اعتقال القوات أحد القادة»: of two bare phrases the first does it, the second suffers it.
            let whole = self.harmed_one(k);
            let two = whole.is_none()
                && self.second_bare(k, &range)
                && part == Part::Patient
                && next_can_act(self.np(k + 1))
                // «انتشال جثث الشهداء»: the dead do nothing.
                && !doc.is(next.head, doc.frames().class_bit("dead_noun"))
                && matches!(hit.reading, Reading::Masdar | Reading::Noun)
                && entry.object != Part::None
                && self.draft.kind != ClaimType::Appointment
                // «مبايعة فلان أميرا»: to what he is sworn.
                && !(self.draft.kind == ClaimType::Pledge && self.np(k + 2).is_some_and(|n| self.is_office(n)));
            // «محاصرة القبائل للخاطفين»: the object behind its preposition.
            let led = part == Part::Patient && entry.object == Part::Patient && self.led_object(k, hit, &range);
            let tried = self.tried(hit, next);
            // «إطلاق القوات النار»: with its object inside the expression the genitive is who does it.
            let inside = hit.size > 1
                && next.words.end < hit.words.end
                && entry.subject == Part::Agent
                && self.draft.kind != ClaimType::Appointment
                && doc.words[hit.head].pos & pos::MASDAR != 0
                && doc.words[hit.words.end - 1].pro & (pro::BI | pro::LI | pro::CONJ) == 0
                && (hit.words.end - 2..hit.words.end).all(|w| !doc.is(w, self.layers.bits.preposition))
                && next_can_act(Some(next));
            let part = if two || led || tried || inside {
                Part::Agent
            } else {
                part
            };
            let part = self.said(hit, next.words.start).unwrap_or(part);
            match whole.filter(|_| part == Part::Patient) {
                Some(np) => self.draft.patients.push(np),
                None => self.give(k + 1, part),
            }
            if tried {
                self.tried_object(k, hit, entry.object);
            }
            // «استهداف الطائرات حاجزا»: what follows the doer is the object.
            if part == Part::Agent {
                let mut j = k + 2;
                while j < range.end
                    && self.np(j).is_some_and(|n| {
                        n.coordinated || n.sem == Sem::Time || (n.prep != Prep::None && n.sem != Sem::Event)
                    })
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
                    && !self.apposed(k + 1, j)
                {
                    self.give(j, entry.object);
                }
            }
        }
        self.own_deed(k, &range);
        self.inner_object(hit, range.end);
        self.beside_pronoun(k);
        // «محاولتهم تسليم أنفسهم», «نيته الهجوم»: whose attempt it is.
        if self.draft.agents.is_empty()
            && self.draft.prep_pronoun.is_none()
            && entry.subject == Part::Agent
            && let Some(w) = hit.words.start.checked_sub(1)
            && doc.words[w].pronoun.is_some()
            && doc.is(w, self.layers.bits.planned_noun)
            && doc.words[hit.words.start].gap & gap::HARD == 0
        {
            self.draft.prep_pronoun = Some((w, Part::Agent));
        }
        self.light_verb(k, &range);
        self.relative_verb(k);
        self.launched(k);
        self.protest(k, &range);
    }

    /// «إسقاط طائرة أمريكية»: what the expression of a destruction has for its own word, with what describes it.
    fn inner_object(&mut self, hit: &Hit, pieces_end: usize) {
        let doc = self.doc;
        let entry = &doc.frames().triggers[self.draft.trigger];
        let inside = self.draft.kind == ClaimType::Damage
            && entry.of == Part::Patient
            && hit.size == 2
            && hit.words.len() == 2
            && self.draft.patients.is_empty()
            && doc.words[hit.head].pos & pos::MASDAR != 0
            && self.layers.thing_at(hit.head + 1).is_some();
        if !inside {
            return;
        }
        let end = self.items.ends[pieces_end - 1];
        if let Some(np) = crate::phrase::noun_phrase(doc, self.layers, hit.head + 1, end)
            && matches!(np.sem, Sem::Means | Sem::Actor | Sem::Target | Sem::Other)
        {
            self.draft.agents.retain(|a| !np.words.contains(&a.head));
            self.draft.patients.push(np);
        }
    }

    /// «أعلنت الحركة استهدافها حافلة», «أعلنوا مبايعتهم التنظيم»: with its object behind it the pronoun of a verbal noun is who does it.
    fn own_deed(&mut self, k: usize, range: &Range<usize>) {
        let doc = self.doc;
        let hit = &self.hits[self.draft.hit];
        let entry = &doc.frames().triggers[self.draft.trigger];
        let transitive = matches!(hit.reading, Reading::Masdar | Reading::Noun)
            && doc.words[hit.head].pos & pos::MASDAR != 0
            && doc.words[hit.head].pronoun.is_some()
            && entry.subject == Part::Agent
            && matches!(entry.object, Part::Patient | Part::Auto | Part::Place);
        let object = |n: &Np| {
            let w = &doc.words[n.words.start];
            let bare = n.prep == Prep::None && !n.coordinated && w.gap & gap::HARD == 0;
            // «قصفها الروسي», «استهدافهم المتكرر»: an adjective is no object.
            let adjective = w.definite() && w.nisba;
            let indefinite = w.tanwin && w.best & (pos::ADJ | pos::PARTICLE) == 0 && w.pro == 0;
            bare && match n.sem {
                Sem::Actor | Sem::People | Sem::Person | Sem::Target | Sem::Place | Sem::Number => !adjective,
                // «استهدافها دبابة», «تدميره أربع آليات»: what drives is struck as well.
                Sem::Means => doc.is(n.head, doc.frames().class_bit("struck_vehicle")) && !w.definite(),
                _ => indefinite,
            }
        };
        if !transitive
            || !self.draft.genitive_pronoun
            || !self.draft.patients.is_empty()
            || !self.draft.agents.is_empty()
        {
            return;
        }
        // «استهدافها بقذائف الهاون نقاطا», «استهدافهم فجر اليوم آلية»: with what and when may stand between.
        let aside = |n: &Np| {
            let by =
                matches!(n.prep, Prep::Clitic(bits) if bits & pro::BI != 0) && matches!(n.sem, Sem::Means | Sem::Other);
            (by || n.sem == Sem::Time) && doc.words[n.words.start].gap & gap::HARD == 0
        };
        let stop = range.end.min(k + 4);
        let next = (k + 1..stop).find(|&j| !self.np(j).is_some_and(aside));
        let adjacent = |n: &Np| n.words.start == hit.head + 1;
        if let Some(j) = next.filter(|&j| self.np(j).is_some_and(|n| object(n) && (j > k + 1 || adjacent(n)))) {
            self.give(j, entry.object);
            self.draft.own_deed = true;
        }
    }

    /// «انشقوا احتجاجا على غياب قائدهم»: a verbal noun that says why has the doer of its verb, and is against whoever
    /// the deed behind it is of.
    fn protest(&mut self, k: usize, range: &Range<usize>) {
        use isnad_model::ClaimType as T;
        let doc = self.doc;
        let hit = &self.hits[self.draft.hit];
        let word = &doc.words[hit.head];
        let why = matches!(self.draft.kind, T::Dissent | T::Protest)
            && word.pos & pos::MASDAR != 0
            && word.tanwin
            && word.pro & (pro::BI | pro::LI) == 0;
        if !why {
            return;
        }
        if self.draft.agents.is_empty()
            && let Some(s) = self.subject_before(k, range)
            && self.np(s).is_some_and(|n| n.is_agent_like() && !self.tells(n))
        {
            self.give(s, Part::Agent);
        }
        let deed = (k + 1..range.end.min(k + 4)).find(|&j| {
            matches!(&self.items.list[j], Item::Event(h) if !self.hits[*h].reading.is_verb())
                && doc.words[self.items.list[j].word(self.hits)].gap & gap::HARD == 0
        });
        if self.draft.patients.is_empty()
            && let Some(d) = deed
            && self.np(d + 1).is_some_and(|n| {
                n.prep == Prep::None && n.is_agent_like() && n.sem != Sem::Means && n.words.start == self.items.ends[d]
            })
        {
            self.give(d + 1, Part::Patient);
        }
    }

    /// «العوائل ما تزال محاصرة»: a participle that says what the subject of a copula is or suffers.
    fn predicate(&mut self, k: usize, hit: &Hit) -> bool {
        let doc = self.doc;
        let entry = &doc.frames().triggers[self.draft.trigger];
        let word = &doc.words[hit.head];
        let copula = k > 0
            && hit.size == 1
            && !word.definite()
            && word.pro & (pro::BI | pro::LI | pro::CONJ) == 0
            && word.pos & (pos::ACTIVE | pos::PASSIVE_P) != 0
            && entry
                .readings
                .has(ReadingSet::PASSIVE_PARTICIPLE | ReadingSet::ACTIVE_PARTICIPLE)
            && matches!(self.items.list[k - 1], Item::Verb(w) if doc.is(w, self.layers.bits.auxiliary));
        // An event noun is itself what was or went on.
        if !copula
            || self
                .np(k + 1)
                .is_some_and(|n| n.prep == Prep::None && n.words.start == self.items.ends[k])
        {
            return false;
        }
        let passive = word.pos & pos::PASSIVE_P != 0 && entry.readings.has(ReadingSet::PASSIVE_PARTICIPLE);
        let part = if passive { entry.object } else { entry.subject };
        let Some(s) = self.subject_of(k - 1) else {
            return false;
        };
        if !self.np(s).is_some_and(|n| n.is_agent_like() || n.sem == Sem::Number) {
            return false;
        }
        self.give(s, part);
        true
    }

    /// «عناصر الحركة المحاصرين»: a participle read as a noun that describes the people right before it.
    fn attribute(&self, k: usize, hit: &Hit) -> bool {
        let word = &self.doc.words[hit.head];
        let entry = &self.doc.frames().triggers[self.draft.trigger];
        let plain = |i: usize| self.doc.words[i].definite() || self.doc.words[i].pronoun.is_some();
        // «أهالي مهجرين من …»: the preposition may be read with it.
        let with_preposition =
            || hit.size == 2 && hit.words.len() == 2 && self.doc.is(hit.words.end - 1, self.layers.bits.preposition);
        hit.reading == Reading::Noun
            && (hit.size == 1 || with_preposition())
            && word.pos & (pos::ACTIVE | pos::PASSIVE_P) != 0
            && entry
                .readings
                .has(ReadingSet::PASSIVE_PARTICIPLE | ReadingSet::ACTIVE_PARTICIPLE)
            && word.pro & (pro::BI | pro::LI | pro::CONJ) == 0
            && k.checked_sub(1).and_then(|j| self.np(j)).is_some_and(|n| {
                n.words.end == hit.head
                    && matches!(n.sem, Sem::People | Sem::Person | Sem::Actor)
                    && if word.definite() {
                        n.words.clone().any(plain)
                    } else {
                        // «مجموعات منشقة», «أهال مهجرون»: the one as indefinite as the other.
                        let named = n.words.clone().any(|w| self.layers.entity_at(w).is_some());
                        let head = &self.doc.words[n.head];
                        let many = head.plural || head.collective || n.noun.as_ref().is_some_and(|n| n.many);
                        let agrees = word.feminine == Some(true) || word.plural == many;
                        n.sem != Sem::Person && !n.words.clone().any(plain) && !named && agrees
                    }
            })
    }

    /// Fighters, aircraft: people who do rather than suffer.
    pub(super) fn forces(&self, np: &Np) -> bool {
        np.noun
            .as_ref()
            .is_some_and(|n| n.force || n.status == isnad_model::Status::Combatant)
            && np.count.is_none_or(|c| c.high.is_none())
    }

    /// «شنت الطائرات غارات», «تعرضت المدينة لقصف», «شهدت المنطقة اشتباكات».
    fn light_verb(&mut self, k: usize, range: &Range<usize>) {
        let layers = self.layers;
        let bits = &layers.bits;
        // «تمكنت من تفكيك خلية تنتمي إلى …، وإلقاء القبض»: a verb that only says whose they are is passed over.
        let binds = self.doc.frames().class_bit("belonging");
        // «سارعت الفرق إلى مكان القصف»: where it was, not what they did.
        let deed = self.hits[self.draft.hit].head;
        let whose = deed > 0 && self.doc.is(deed - 1, self.doc.frames().class_bit("told_of"));
        let whose = whose && self.doc.words[deed].definite() && self.doc.words[deed].gap & gap::HARD == 0;
        if whose || self.by_noun() || self.accused_before(k).is_some() {
            return;
        }
        let tells = |i: usize| self.is_verb(i) && !self.doc.is_as(self.items.list[i].word(self.hits), binds, true);
        let Some(v) = (range.start..k).rev().find(|&i| tells(i)) else {
            return;
        };
        if self.only_when(v, k) {
            return;
        }
        let w = self.items.list[v].word(self.hits);
        let Some(word) = self.doc.words.get(w) else { return };
        let verb = word.is_verb();
        let class = [bits.light_agent, bits.light_patient, bits.light_place]
            .into_iter()
            .filter(|&c| self.doc.is_as(w, c, verb))
            .fold(Classes::NONE, |a, b| a | b);
        // «شاب يتم ضربه»: what is being done, not what somebody completes.
        if v + 1 == k && verb && self.doc.is_as(w, self.doc.frames().class_bit("passive_verb"), true) {
            self.draft.light = !self.doc.words[deed].definite();
            return;
        }
        // «خرج المئات في مظاهرة»: who goes out in it protests.
        let class = if self.draft.kind == ClaimType::Protest
            && self.doc.is_as(w, self.doc.frames().class_bit("partake_verb"), true)
        {
            bits.light_agent
        } else {
            class
        };
        // «عملت الفرق على إجلاء الجرحى»
        let efforts = self.doc.frames().class_bit("effort_verb");
        let head = self.hits[self.draft.hit].head;
        let effort = verb
            && head > w
            && self.toward(head - 1)
            && self.doc.is_as(w, efforts, true)
            && self.doc.words[head].pos & pos::MASDAR != 0;
        let anew = verb && self.doc.is_as(w, self.doc.frames().class_bit("again_verb"), true);
        let class = if effort || anew { bits.light_agent } else { class };
        // «أبدى خشيته من اختطاف …»: what somebody thinks of he does not do.
        let avows = verb && self.doc.is_as(w, self.doc.frames().class_bit("avowal_verb"), true);
        let befalls = self.draft.kind == ClaimType::Displacement;
        if avows && (befalls || prepositions::is_attack(self.draft.kind) || self.takes_people()) {
            return;
        }
        // «أفشلت القوات المحاولة»: those who met it did not make it.
        if class.meets(bits.light_agent) && self.doc.is_as(w, self.doc.frames().class_bit("repel_verb"), verb) {
            return;
        }
        // «تعرض» is also a form of «عرض»: where the event stands behind «ل» it is suffered.
        // «تعرض صحفي للضرب أثناء تغطيته احتجاجات»: nobody suffers a protest.
        let suffered = class.meets(bits.light_patient);
        if suffered && self.draft.kind == ClaimType::Protest {
            return;
        }
        let part = if suffered {
            Part::Patient
        } else if class.meets(bits.light_agent) {
            Part::Agent
        } else if class.meets(bits.light_place) {
            Part::Place
        } else {
            return;
        };
        self.draft.light = true;
        // A verbal noun («تعرض القرية لحملة») has its genitive for subject.
        let subject = if verb {
            self.items
                .subjects
                .get(v)
                .copied()
                .flatten()
                .map(|(s, _)| s)
                // «نفذت سلسلة من الغارات»: a series is what was done.
                .filter(|&s| {
                    s < k
                        && !(part == Part::Agent
                            && self
                                .np(s)
                                .is_some_and(|n| self.layers.is_light_head(self.doc, n.head) && !n.is_agent_like()))
                })
        } else {
            self.np(v + 1)
                .filter(|n| n.prep == Prep::None && v + 1 < k)
                .map(|_| v + 1)
        };
        if let Some(s) = subject {
            if part == Part::Agent && self.draft.agents.is_empty() {
                let partakes = self.draft.kind == ClaimType::Protest;
                let able = |n: &Np| n.is_agent_like() || n.sem == Sem::Other || partakes && n.sem == Sem::Number;
                if self.np(s).is_some_and(able) {
                    self.give(s, Part::Agent);
                }
            } else if self.draft.kind == ClaimType::Dissent
                || part == Part::Patient && self.draft.kind == ClaimType::Clash
            {
                // «تواجه الحركتان اقتتالا», «تشهد الحركة خلافات»: in fighting and quarrels whoever sees it takes part.
                if self.draft.agents.is_empty() {
                    self.give(s, Part::Agent);
                }
            } else if part == Part::Place
                && self.draft.kind == ClaimType::Defection
                && !self.doc.words[self.hits[self.draft.hit].head].has(pro::CONJ)
                && self.np(s).is_some_and(|n| n.sem == Sem::Actor)
            {
                // «تشهد الحركة انشقاقات»: they leave the movement.
                if self.draft.patients.is_empty() {
                    self.give(s, Part::Patient);
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
            // «بدأ القصف»: what began is the event itself.
            let itself = v + 1 == k && self.doc.words[self.hits[self.draft.hit].head].definite();
            self.draft.light_verb = (verb && !itself).then_some(w);
        }
    }
}
