//! Parts of an event that a finite verb names: its subject and object, active or passive.

use super::*;
use crate::syntax::Side;

impl Filler<'_, '_> {
    /// Gives subject and object of the verb at piece `k` their parts.
    pub(super) fn verb(&mut self, k: usize, range: Range<usize>) {
        let doc = self.doc;
        let hits = self.hits;
        let hit = &hits[self.draft.hit];
        let entry = &doc.frames().triggers[self.draft.trigger];
        let word = &doc.words[hit.head];
        let (mut rights, event_subject) = self.objects_behind(k, &range, hit);
        if !event_subject && self.died_behind(k, &range, hit, &mut rights) {
            return;
        }
        if self.by_us(hit, &rights) {
            self.draft.object_pronoun = false;
            self.draft.dropped = entry.subject == Part::Agent;
            if let Some(&r) = rights.first() {
                self.give(r, entry.object);
            }
            self.launched(k);
            return;
        }
        if self.lives(k, hit) {
            return;
        }
        // «قتل فلان على يد شقيقه سالم»: behind whose hand it is stands no object.
        let by_hand = (k + 1..range.end).find(|&j| self.np(j).is_some_and(|n| self.agentive(n)));
        if let Some(h) = by_hand {
            rights.retain(|&r| r < h);
        }
        // «أصابت قذيفة مدرسة»: the subject is in the expression, and what stands right behind it was struck.
        if entry.subject == Part::None
            && entry.object == Part::Patient
            && entry.by_means
            && hit.size > 1
            // «أصابت قذيفة هاون منزلا»: the kind of the shell is nothing that it hit.
            && let Some(&r) = rights.iter().find(|&&r| self.np(r).is_some_and(|n| !self.fired(n)))
            && self.np(r).is_some_and(|n| n.words.start <= hit.words.end + 2)
        {
            self.give(r, Part::Patient);
            return;
        }
        // «سيارة استهدفها الطيران»: the pronoun takes up what stands before, and who did it stands behind.
        let taken_up = word.pronoun.is_some()
            && rights.first().is_some_and(|&r| {
                self.np(r)
                    .is_some_and(|n| n.is_agent_like() && n.words.start == hit.words.end)
            });
        let told_by_noun = !taken_up && self.event_before(k);
        if event_subject || (entry.by_means && told_by_noun) {
            // «استهدف القصف حيا»: what the event noun behind the verb leaves is the object.
            if let Some(&r) = rights.first() {
                self.give(r, entry.object);
            }
            return;
        }
        // «القصف أوقع 30 قتيلا»: the event brought it about, and the people behind the verb suffered it.
        if told_by_noun && entry.outcome.is_some() && entry.object == Part::Patient && hit.size > 1 {
            if let Some(&r) = rights.first() {
                self.give(r, Part::Patient);
            }
            return;
        }
        let fallen = self.brings_subject(hit, entry);
        let subject = self
            .settled_subject(k, &rights, hit, entry)
            .filter(|(_, side)| !fallen || *side == Side::Right);
        let may_be_passive = entry.readings.has(isnad_lexicon::frame::ReadingSet::PASSIVE)
            && (word.pos & pos::PASSIVE != 0 || hit.reading == Reading::Passive)
            && word.pronoun.is_none()
            && entry.subject == Part::Agent
            // «هدد القائد بالرد»: it takes no object; only its vowels make it passive.
            && (self.draft.kind != isnad_model::ClaimType::Threat
                || hit.reading == Reading::Passive
                || doc.word(hit.head).contains('\u{64f}'));
        if may_be_passive && (hit.reading == Reading::Passive || self.reads_passive(&rights, subject, hit, entry)) {
            self.draft.passive = true;
            let object = if entry.object == Part::Agent {
                Part::Patient
            } else {
                entry.object
            };
            match subject {
                Some((s, Side::Right | Side::Left)) => self.give(s, object),
                Some((s, Side::Carried)) if rights.is_empty() => {
                    let aid = self.draft.kind == isnad_model::ClaimType::Aid;
                    if !aid || self.np(s).is_some_and(Np::is_people) {
                        self.give(s, object);
                    }
                }
                _ => {
                    if let Some(&r) = rights.first() {
                        self.give(r, object);
                    }
                }
            }
            return;
        }
        let mut objects = rights.clone();
        // «اعتقلت القوات شرق المدينة ثلاثة»: nobody takes a place.
        if self.takes_people() {
            objects.retain(|&o| self.np(o).is_none_or(|n| n.sem != Sem::Place));
        }
        match subject {
            Some((s, Side::Right)) if !self.is_thing_acted_on(s, entry) => {
                objects.retain(|&o| o > s);
                let moved = entry.subject == Part::Patient
                    && entry.object != Part::None
                    && objects.first().and_then(|&o| self.np(o)).is_some_and(Np::is_people);
                self.give(s, if moved { Part::Agent } else { entry.subject });
                // «فلان أسرته القوات»: the pronoun repeats the phrase before.
                if word.pronoun.is_some()
                    && let Some(t) = self.topic(k, &range, s)
                {
                    self.give(t, entry.object);
                }
            }
            Some((s, Side::Left)) => {
                // «الفرق أجلت عائلات»: with an object the subject does it, whatever the verb is alone.
                let moved = entry.subject == Part::Patient
                    && entry.object != Part::None
                    && objects.first().and_then(|&o| self.np(o)).is_some_and(Np::is_people);
                self.give(s, if moved { Part::Agent } else { entry.subject });
            }
            Some((s, Side::Carried)) => {
                self.draft.dropped = entry.subject != Part::None;
                self.give(s, entry.subject);
            }
            _ => self.draft.dropped = !told_by_noun && !fallen && entry.subject != Part::None,
        }
        // «انقلب على أميره», «انقلبوا عليه»: the preposition of the expression governs what follows.
        let last = hit.words.end - 1;
        if hit.size > 1
            && doc.words[last].pronoun.is_some()
            && doc.is(last, self.layers.bits.preposition)
            && self.draft.prep_pronoun.is_none()
            && let Some((_, part)) = entry.preps.iter().find(|(key, _)| doc.words[last].key(*key).is_some())
        {
            self.draft.prep_pronoun = Some((last, *part));
        }
        let governed = hit.size > 1
            && doc.is(last, self.layers.bits.preposition)
            && entry.object == Part::None
            && self.items.list.get(k + 1).is_some()
            && self.items.ends[k] == hit.words.end;
        if governed
            && let Some((_, part)) = entry.preps.iter().find(|(key, _)| doc.words[last].key(*key).is_some())
            && let Some(o) = (k + 1 < range.end).then_some(k + 1).filter(|&o| {
                self.np(o)
                    .is_some_and(|n| n.words.start == hit.words.end && n.prep == Prep::None && n.sem != Sem::Time)
            })
        {
            self.give(o, *part);
            return;
        }
        // «نقلت الفرق المصابين»: people in the expression itself suffer it, whatever else its object is.
        let inside = objects
            .first()
            .and_then(|&o| self.np(o))
            .is_some_and(|n| hit.size > 1 && n.is_people() && hit.words.contains(&n.head));
        if inside && entry.object == Part::None {
            if let Some(&o) = objects.first() {
                self.give(o, Part::Patient);
            }
        } else if !self.draft.object_pronoun
            && entry.object != Part::None
            && let Some(&o) = objects.first()
            && subject.is_none_or(|(s, _)| s != o || self.is_thing_acted_on(s, entry))
            && (!self.sentences() || self.np(o).is_some_and(|n| n.is_agent_like() || n.is_people()))
        {
            self.give(o, entry.object);
        }
        // «قضت المحكمة بسجن ناشط»: whom the last word of the expression strikes.
        if self.draft.patients.is_empty() && hit.size > 1 && self.sentences() {
            self.tried_object(k, hit, entry.object);
            self.draft.patients.retain(|n| n.is_agent_like() || n.is_people());
        }
        if self.draft.patients.is_empty() && !self.draft.object_pronoun {
            self.said_of(k, &range);
        }
        self.launched(k);
    }

    /// «اتهمت في بيان جبهة كذا بـ…»: behind the statement, read as its genitive, stands the object.
    fn said_of(&mut self, k: usize, range: &Range<usize>) {
        use isnad_model::ClaimType as T;
        if !matches!(self.draft.kind, T::Accusation | T::Threat) {
            return;
        }
        let doc = self.doc;
        let setting = doc.frames().class_bit("speech_setting");
        let threat = self.draft.kind == T::Threat;
        let object = (k + 1..range.end).find_map(|j| {
            if threat && let Some(n) = self.threatened(j) {
                return Some(n);
            }
            let n = self.np(j)?;
            let said = matches!(n.prep, Prep::Word(_)) && n.words.len() > 1 && doc.is(n.head, setting);
            if !said || doc.words[n.head].definite() || doc.words[n.head].pronoun.is_some() {
                return None;
            }
            crate::phrase::noun_phrase(doc, self.layers, n.head + 1, n.words.end)
        });
        if let Some(n) = object.as_ref().filter(|n| n.sem == Sem::Place) {
            self.draft.places.extend(n.place);
        }
        let suffers = |n: &Np| {
            matches!(n.sem, Sem::Actor | Sem::Person | Sem::People)
                || threat && n.sem == Sem::Target && !self.is_area(n)
        };
        let object = object.filter(|n| suffers(n) && n.prep == Prep::None);
        self.draft.patients.extend(object);
    }

    /// «هدد بقصف القواعد», «توعد بملاحقة الفارين»: to whom that is threatened which «ب» governs.
    fn threatened(&self, j: usize) -> Option<Np> {
        let doc = self.doc;
        let (deed, end) = match &self.items.list[j] {
            Item::Event(h) if !self.hits[*h].reading.is_verb() => (self.hits[*h].head, self.items.ends[j]),
            Item::Np(n) if n.prep != Prep::None && n.head == n.words.start => (n.head, n.head + 1),
            _ => return None,
        };
        let w = &doc.words[deed];
        if !w.has(pro::BI) || w.pos & pos::MASDAR == 0 || w.definite() || w.pronoun.is_some() {
            return None;
        }
        let stop = self.items.np(j).map_or(end, |n| n.words.end).max(end);
        let limit = self
            .items
            .np(j + 1)
            .filter(|_| stop == end)
            .map_or(stop, |n| n.words.end);
        crate::phrase::noun_phrase(doc, self.layers, end, limit)
            .filter(|n| n.prep == Prep::None && doc.words[end].gap & gap::HARD == 0)
    }

    /// «… واتهم الفصيل بـ…»: a joined verb with one phrase behind it has the subject of the verb before, and the
    /// phrase for its object.
    fn settled_subject(
        &self,
        k: usize,
        rights: &[usize],
        hit: &Hit,
        entry: &isnad_lexicon::frame::Trigger,
    ) -> Option<(usize, Side)> {
        use isnad_model::ClaimType as T;
        let subject = self.items.subjects.get(k).copied().flatten();
        let Some((r, Side::Right)) = subject else {
            return subject;
        };
        let Some(spare) = self.items.spare.get(k).copied().flatten() else {
            return subject;
        };
        let directed = matches!(
            self.draft.kind,
            T::Accusation
                | T::Threat
                | T::Arrest
                | T::Abduction
                | T::Execution
                | T::Displacement
                | T::Demolition
                | T::Damage
                | T::Aid
        );
        let nominative = self.np(r).is_some_and(|n| {
            let w = self.doc.word(n.head);
            n.words.start == n.head && (w.ends_with("ون") || w.ends_with("ان")) && self.doc.words[n.head].human
        });
        // «وعينت أبا فلان»: the ending is that of an object.
        if self.np(r).is_some_and(|n| self.oblique(n)) && entry.object == Part::Patient {
            return Some((spare, Side::Carried));
        }
        // «وأسقطت طائرة»: the object may be a word of the expression.
        let inside = self
            .np(r)
            .is_some_and(|n| hit.words.contains(&n.head) && hit.words.end == n.head + 1);
        // «وأطلقت قذائف صاروخية على …»: what is launched does nothing.
        let launched = hit.size > 1
            && self.doc.is(hit.head, self.doc.frames().class_bit("launch_verb"))
            && self.np(r).is_some_and(|n| {
                let thing = self.layers.thing_at(n.head);
                hit.words.contains(&n.head) && thing.is_some_and(|(t, _)| self.doc.frames().is_means(t))
            });
        if launched {
            return Some((spare, Side::Carried));
        }
        let alone =
            rights == [r] && (hit.size == 1 || inside) && entry.object == Part::Patient && directed && !nominative;
        if alone && self.np(spare).is_some_and(Np::is_agent_like) {
            return Some((spare, Side::Carried));
        }
        subject
    }

    /// Whether the event is a court's sentence, which strikes nobody but people.
    fn sentences(&self) -> bool {
        use isnad_model::ClaimType as T;
        matches!(self.draft.kind, T::Punishment | T::Execution)
    }

    /// The phrase at a piece, or behind the dates that begin there.
    pub(super) fn past_time(&self, mut j: usize) -> Option<&Np> {
        while self.np(j).is_some_and(|n| n.sem == Sem::Time) {
            j += 1;
        }
        self.np(j)
    }

    /// «استهدفت بلدة …»: a place or thing behind a verb of attack is what it hits, whatever agrees.
    fn is_thing_acted_on(&self, s: usize, entry: &isnad_lexicon::frame::Trigger) -> bool {
        use isnad_model::ClaimType as T;
        // «استقبل المستشفى الجرحى», «قضت المحكمة بسجن …»: a house stands for those who work in it where only people suffer.
        let works = self.sentences() || matches!(self.draft.kind, T::Aid | T::Accusation | T::Appointment);
        // «اعتقل حاجز للجيش شابا»: who stands at it.
        let post = self.takes_people()
            && self.np(s).is_some_and(|n| {
                let thing = self
                    .layers
                    .thing_at(n.head)
                    .and_then(|(t, _)| self.doc.frames().things.get(t));
                thing.is_some_and(|t| t.class == "checkpoint")
            });
        // «هدمت الجرافات منزلا»: with an object behind it the machine does it.
        let machine = self.draft.kind == T::Demolition
            && self
                .past_time(s + 1)
                .is_some_and(|n| n.prep == Prep::None && !n.coordinated);
        let acted = entry.subject == Part::Agent && !(post || machine || self.strikes(s));
        acted
            && matches!(entry.object, Part::Patient | Part::Place)
            && self.np(s).is_some_and(|n| {
                (!works && matches!(n.sem, Sem::Place | Sem::Target)) || self.oblique(n) || self.is_body(n)
            })
    }

    /// «انتشلت جثامين الأطفال»: the dead are carried, they carry nobody.
    fn is_body(&self, np: &Np) -> bool {
        self.draft.kind == isnad_model::ClaimType::Aid && self.doc.is(np.head, self.doc.frames().class_bit("dead_noun"))
    }

    /// «قضت محكمة …»: a court passes sentence.
    pub(super) fn judges(&self, np: &Np) -> bool {
        let court = self.doc.frames().class_bit("sentencing");
        self.draft.kind == isnad_model::ClaimType::Punishment && self.doc.is(np.head, court)
    }

    /// «تفجير في السوق استهدف …», «الخلاف تطور إلى …»: whether an event noun before the verb is its subject.
    fn event_before(&self, k: usize) -> bool {
        let doc = self.doc;
        let verb = &doc.words[self.items.list[k].word(self.hits)];
        if verb.has(pro::CONJ) || verb.verb_form.plural || verb.verb_form.dual {
            return false;
        }
        let mut i = k;
        while i > 0 && k - i < 6 {
            let w = self.items.list[i].word(self.hits);
            if self.doc.words[w].gap & (gap::HARD & !gap::CLOSE) != 0 {
                return false;
            }
            i -= 1;
            match &self.items.list[i] {
                Item::Event(h) if self.told_as_thing(&self.hits[*h]) => {
                    let hit = &self.hits[*h];
                    // «القوات المتمركزة في التل قصفت»: a participle only describes who stands before it.
                    let head = &doc.words[hit.head];
                    let describes = head.pos & (pos::ACTIVE | pos::PASSIVE_P) != 0
                        && head.definite()
                        && i > 0
                        && self
                            .np(i - 1)
                            .is_some_and(|n| n.words.end == hit.head && n.is_agent_like());
                    if describes {
                        continue;
                    }
                    let agrees = |w: usize| {
                        let noun = &self.doc.words[w];
                        match verb.verb_form.feminine {
                            Some(true) => noun.plural || noun.feminine != Some(false),
                            Some(false) => !noun.plural && noun.feminine != Some(true),
                            None => true,
                        }
                    };
                    let fits = !hit.reading.is_verb() && agrees(hit.head) || hit.size > 1 && agrees(hit.words.end - 1);
                    if fits && self.items.people(i).is_none() {
                        return true;
                    }
                }
                Item::Np(n) => {
                    let genitive = i > 0 && self.items.ends[i - 1] == n.words.start && !self.is_verb(i - 1);
                    if n.prep == Prep::None && n.sem != Sem::Time && !genitive {
                        return false;
                    }
                }
                _ => return false,
            }
        }
        false
    }

    /// The phrase of people behind a clause which only describes the phrase before the verb at `v`: behind the comma that
    /// ends it, or behind its own object («يستقلون دراجة ضابطا»).
    pub(super) fn behind_description(&self, v: usize, end: usize) -> Option<usize> {
        let doc = self.doc;
        let Item::Verb(w) = self.items.list[v] else { return None };
        let described = self.np(v - 1).is_some_and(|n| {
            n.is_people() && n.words.end == w && !doc.words[n.words.clone()].iter().any(crate::doc::Word::definite)
        });
        let word = &doc.words[w];
        // «مسلحان كانا على متن دراجة»
        let copula = doc.is(w, self.layers.bits.auxiliary);
        let tells = word.pos & pos::IMPERFECT == 0 && !copula;
        if !described || word.has(pro::CONJ) || word.gap & gap::HARD != 0 || tells {
            return None;
        }
        let mut object = false;
        for j in (v + 1..end).take(7) {
            let Item::Np(n) = &self.items.list[j] else { return None };
            let comma = doc.words[n.words.start].gap & gap::COMMA != 0;
            let people = n.prep == Prep::None && !n.coordinated && (n.is_people() || n.sem == Sem::Person);
            if comma && n.sem != Sem::Time || object && people {
                return people.then_some(j);
            }
            object |= (n.prep == Prep::None || copula) && n.sem != Sem::Time;
        }
        None
    }

    /// «شن حملة أمنية واسعة»: of a deed in the feminine its adjective, which also means one of the security.
    pub(super) fn of_kind(&self, np: &Np) -> bool {
        let w = &self.doc.words[np.head];
        w.nisba && w.feminine == Some(true) && !(w.plural || w.dual || w.definite()) && np.entity.is_none()
    }

    /// «ألقت القوات القبض»: a definite word that no list has as a name.
    pub(super) fn no_person(&self, np: &Np) -> bool {
        let w = &self.doc.words[np.head];
        np.sem == Sem::Person && w.definite() && w.pos & pos::NAME == 0 && np.entity.is_none()
    }

    /// A verb whose letters tell nothing: passive where one phrase of people, or a thing, is all that it has.
    fn reads_passive(
        &self,
        rights: &[usize],
        subject: Option<(usize, Side)>,
        hit: &Hit,
        entry: &isnad_lexicon::frame::Trigger,
    ) -> bool {
        let sem = |i: usize| self.np(i).map(|n| n.sem);
        // «قتل عشرة حوثيين»: so many of a group, whom nobody stands beside.
        let some_of = |n: &Np| {
            let head = &self.doc.words[n.head];
            let force = self.layers.is_force_noun(self.doc, n.head);
            n.sem == Sem::Actor && n.count.is_some() && n.entity.is_some() && (head.human || !force) && !head.definite()
        };
        let people = |i: usize| self.np(i).is_some_and(|n| n.is_people() || some_of(n));
        let acting = |i: usize| {
            self.np(i)
                .is_some_and(|n| matches!(n.sem, Sem::Actor | Sem::Means) && !some_of(n))
        };
        let form = self.doc.words[hit.head].verb_form;
        // «أطلقوا النار»: the object is in the expression.
        let last = hit.words.end - 1;
        // «نقلوا إلى المستشفى»: what a preposition governs is no object.
        let governed = last > hit.head + 1
            && self.draft.kind == isnad_model::ClaimType::Aid
            && self.doc.words[last - 1].pronoun.is_none()
            && self.doc.is(last - 1, self.layers.bits.preposition);
        let held = hit.words.len() > 1
            && !governed
            // «حبس صحفي أربع سنوات»: for how long.
            && self.doc.words[last].letters().setting & isnad_lexicon::setting::bit::YEARS == 0
            && !self.doc.is(last, self.layers.bits.preposition)
            && self.doc.words[last].best & (pos::NOUN | pos::MASDAR | pos::UNKNOWN) != 0
            && self.doc.words[last].pro & (pro::BI | pro::LI) == 0;
        if self.appointed(subject, rights) {
            return true;
        }
        // «قصفت الطائرات المخيم فأصيب طفلان، نقلوا إلى المشفى»: with nobody to bring, whoever was brought.
        let brought = self.draft.kind == isnad_model::ClaimType::Aid && hit.size > 1 && rights.is_empty();
        // «قصف مركز صحي»: a house of people who strike nobody.
        let house = |s: usize| {
            let body = |n: &Np| n.entity.is_none() && self.doc.is(n.head, self.doc.frames().class_bit("struck_body"));
            self.np(s).is_some_and(body)
        };
        if entry.by_means && rights.len() == 1 && subject.is_some_and(|(s, _)| house(s)) {
            return true;
        }
        let acts = |s: usize| self.np(s).is_some_and(|n| matches!(n.sem, Sem::Actor | Sem::Means));
        if brought && governed && matches!(subject, Some((s, Side::Carried)) if acts(s)) {
            return true;
        }
        if held && subject.is_some_and(|(s, _)| self.np(s).is_some_and(Np::is_agent_like)) {
            return false;
        }
        if subject.is_some_and(|(s, _)| self.np(s).is_some_and(|n| self.judges(n))) {
            return false;
        }
        match (subject, rights) {
            // «قتل ستة من عناصر التنظيم»; «اعتقلت القوات شابا» has an object too.
            (Some((s, Side::Right)), [_]) => {
                if self.np(s).is_some_and(|n| self.oblique(n)) {
                    // An accusative is an object; nobody else is there to do it.
                    return true;
                }
                // «خطف لبناني في …»: one of a nation by its adjective, whom nobody stands beside.
                let one_of = self.np(s).is_some_and(|n| {
                    let national = crate::casualties::shared::national(self.layers, n);
                    national && !self.doc.words[n.head].definite() && entry.outcome.is_some() && hit.size == 1
                });
                one_of || people(s) || matches!(sem(s), Some(Sem::Target | Sem::Place))
            }
            (Some((_, Side::Right)), _) => false,
            (Some((s, Side::Left)), []) => {
                people(s) && (entry.outcome.is_some() || !self.np(s).is_some_and(|n| self.forces(n)))
            }
            (Some((s, Side::Left)), [r]) => {
                // «المدنيون في الحي قتل ثلاثة منهم»: the topic does not agree, and was not taken.
                !acting(s) && people(*r) && !people(s)
            }
            // «أغلقت القوات الطرق واعتقلت شابا»: the verb agrees with the force.
            (Some((s, Side::Carried)), [r]) => {
                people(*r) && !acting(s) && !form.plural && !self.np(s).is_some_and(|n| self.forces(n))
            }
            (Some((s, Side::Carried)), []) => people(s) && !acting(s),
            // «ثم اختطفوا ثلاثة»: in the plural the verb has its subject in itself.
            (None, [_]) if form.plural => false,
            (None, [r]) => people(*r) || matches!(sem(*r), Some(Sem::Target | Sem::Place)),
            // «أصيب فلان ونقل إلى المستشفى»: whoever was hurt.
            (None, []) => {
                self.draft.kind == isnad_model::ClaimType::Aid
                    && hit.size > 1
                    && self.doc.is(last - 1, self.layers.bits.preposition)
            }
            _ => false,
        }
    }

    /// «مدنيين اثنين», «مدنياً»: the ending of an object.
    fn oblique(&self, np: &Np) -> bool {
        if np.words.start != np.head {
            return false;
        }
        let kunya = self.doc.is(np.head, self.layers.bits.kunya) && self.doc.word(np.head).ends_with('ا');
        let two = |w: &crate::doc::Word| w.dual && crate::bound::is_oblique(self.doc.word(np.head), w);
        kunya || self.doc.words.get(np.head).is_some_and(|w| w.tanwin || two(w))
    }

    /// The phrase before the verb that its pronoun takes up.
    fn topic(&self, k: usize, range: &Range<usize>, subject: usize) -> Option<usize> {
        let pronoun = self.doc.words[self.hits[self.draft.hit].head].pronoun?;
        let fits = |i: usize| {
            i != subject
                && self.np(i).is_some_and(|n| {
                    n.sem != Sem::Time
                        && crate::agree::stands_for(
                            pronoun,
                            crate::agree::shape(
                                self.doc,
                                self.layers,
                                n,
                                self.np(i + 1).is_some_and(|m| m.coordinated),
                            ),
                        )
                })
        };
        // «في سيارة استهدفها الطيران»: the indefinite phrase right before, whatever governs it.
        let head = self.hits[self.draft.hit].head;
        let described = k.checked_sub(1).filter(|&i| {
            let known = |w: &crate::doc::Word| w.definite() || w.pronoun.is_some();
            self.np(i)
                .is_some_and(|n| n.words.end == head && !self.doc.words[n.words.clone()].iter().any(known))
                && self.doc.words[head].gap & gap::HARD == 0
                && !self.doc.words[head].has(pro::CONJ)
        });
        if described.is_some() {
            return described.filter(|&i| fits(i));
        }
        let inside = (range.start..k)
            .rev()
            .take(6)
            .find(|&i| fits(i) && self.np(i).is_some_and(|n| n.prep == Prep::None));
        let relative = range.start > 0
            && matches!(self.items.list[range.start - 1], Item::Particle(w) if self.doc.is(w, self.layers.bits.relative));
        inside.or_else(|| {
            relative
                .then(|| (0..range.start - 1).rev().take(4).find(|&i| fits(i)))
                .flatten()
        })
    }
}
