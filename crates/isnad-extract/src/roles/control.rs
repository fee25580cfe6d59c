//! Doers that stand with another verb: who announces, causes, claims or intends an event.
//!
//! In: an event noun that names no doer of its own and the verb that governs it. Out: the subject or object of that
//! verb as the doer. Takes nobody from a verb of mere saying, but a force or an authority that tells of its own deeds.
//!
//! Example: in «أعلنت الحركة مسؤوليتها عن تفجير السوق» (aʿlanat al-ḥaraka masʾūliyyatahā ʿan tafjīr as-sūq, "the
//! movement claimed responsibility for the bombing of the market") the movement did it.

use super::*;

/// Whether nothing governs a phrase but, at most, a clitic of `allowed`.
const fn bare(np: &Np, allowed: u8) -> bool {
    match np.prep {
        Prep::None => true,
        Prep::Clitic(clitics) => clitics & allowed != 0,
        Prep::Word(_) => false,
    }
}

impl Filler<'_, '_> {
    /// «أعلنت الشرطة اعتقال …», «اتهم الحزب الجيش بقصف …»: who does what another verb governs.
    pub(super) fn controlled(&mut self, k: usize, range: &Range<usize>) {
        let doc = self.doc;
        let hits = self.hits;
        let hit = &hits[self.draft.hit];
        let entry = &doc.frames().triggers[self.draft.trigger];
        self.caused(k, range);
        self.called(k, range);
        self.claimed(k, range);
        self.covered(k, range);
        self.intended(k, range);
        self.met(k, range);
        self.aimed_by_threat(k, range);
        if self.draft.lacks_doer()
            && let Some(a) = self.accused_before(k)
        {
            // «حكمت المحكمة على متهم بالإعدام»: his is the sentence.
            let sentenced = self.draft.kind == ClaimType::Execution && self.draft.patients.is_empty();
            self.give(a, if sentenced { Part::Patient } else { Part::Agent });
            return;
        }
        if !self.draft.lacks_doer()
            || (hit.reading != Reading::Masdar
                && doc.words[hit.head].pos & pos::MASDAR == 0
                && hit.size == 1
                && !doc.is_as(hit.head.saturating_sub(1), self.layers.bits.light_agent, false))
            || entry.result
            || (entry.subject != Part::Agent
                && !doc.is_as(hit.head.saturating_sub(1), self.layers.bits.light_agent, false))
        {
            return;
        }
        let frames = doc.frames();
        let (own, other) = (frames.class_bit("control_subject"), frames.class_bit("control_object"));
        let near = (range.start..k).rev().take(9);
        for v in near {
            let w = self.items.list[v].word(self.hits);
            let verbal = self.is_verb(v);
            if !verbal && !matches!(self.items.list[v], Item::Event(_)) {
                continue;
            }
            let bare_after = |from: usize, skip: Option<usize>| {
                (from..k).find(|&j| {
                    let apposed = skip.is_some_and(|s| self.apposed(s, j));
                    Some(j) != skip && !apposed && self.np(j).is_some_and(|n| n.prep == Prep::None && n.is_agent_like())
                })
            };
            if doc.is_as(w, other, verbal) && doc.words[hit.head].has(pro::BI) {
                let subject = self.subject_of(v);
                if let Some(o) = bare_after(v + 1, subject) {
                    self.give(o, Part::Agent);
                }
            } else if verbal && doc.words[hit.head].has(pro::BI) && self.threatens(v) {
                // «هدد الفصيل بقصف القاعدة»
                if let Some(s) = self
                    .subject_of(v)
                    .filter(|&s| self.np(s).is_some_and(Np::is_agent_like))
                {
                    self.give(s, Part::Agent);
                }
            } else if verbal && doc.is_as(w, own, true) && !doc.is(w, frames.class_bit("name_intro")) {
                let subject = self.subject_of(v);
                let armed = |n: &Np| {
                    n.entity.as_ref().is_some_and(|e| {
                        self.layers
                            .entities
                            .iter()
                            .any(|m| m.id == *e && !m.outlet && !m.person && (m.armed || m.force))
                    }) || (n.sem == Sem::Actor && self.forces(n))
                };
                // «أعلن تيار من الجماعة مبايعة فلان»: whom one is loyal to everybody tells of himself.
                let loyal = matches!(self.draft.kind, ClaimType::Pledge | ClaimType::Defection);
                // «أعلن المتحدث العسكري مقتل ثلاثة في هجوم»: who speaks for them did nothing.
                let speaks = |n: &Np| doc.is(n.words.start, frames.class_bit("spokesman_noun"));
                // «أعلن الجيش مقتل جنديين في هجوم»: what they died in is not governed by the announcing.
                let within = hit.head > 0 && doc.is(hit.head - 1, frames.class_bit("event_prep"));
                // «أعلن الجيش استشهاد مدنيين بقصف», «أعلن الجيش مقتل جندي بقصف»: nobody announces that he killed them.
                let (martyr, soldier) = (frames.class_bit("martyrdom"), frames.class_bit("rank_and_file"));
                let mourned = (v + 1..k).any(|j| {
                    let civil = |n: &Np| {
                        n.noun
                            .as_ref()
                            .is_some_and(|n| n.status == isnad_model::Status::Civilian)
                            || doc.is(n.head, soldier) && n.entity.is_none() && n.words.len() <= 2
                    };
                    doc.is(self.items.list[j].word(self.hits), martyr) || self.np(j).is_some_and(civil)
                });
                // «أكد الجيش وقوع غارات على المدينة»: what befell somebody is told, not done.
                let befell = hit.words.start > 0
                    && doc.is(hit.words.start - 1, frames.class_bit("vouch"))
                    && hit.words.start > w + 1;
                let armed = |n: &Np| armed(n) && !speaks(n) && !within && !mourned && !befell;
                let fits = |n: &Np| armed(n) || loyal && n.is_agent_like() && n.sem != Sem::Means && !self.tells(n);
                if let Some(s) = subject.filter(|&s| self.np(s).is_some_and(fits)) {
                    self.give(s, Part::Agent);
                }
            }
            if verbal {
                return;
            }
        }
    }

    /// «هددت الحركة بقصف موسكو»: what stands behind the deed that is threatened is to suffer it.
    fn aimed_by_threat(&mut self, k: usize, range: &Range<usize>) {
        let hit = &self.hits[self.draft.hit];
        let (end, by) = (hit.words.end, self.doc.words[hit.head].has(pro::BI));
        let whose = |n: &Np| n.words.start == end && n.prep == Prep::None;
        let [doer] = self.draft.agents.as_slice() else { return };
        if !by || !self.draft.patients.is_empty() || !whose(doer) {
            return;
        }
        let verb = (range.start..k).rev().take(9).find(|&v| self.is_verb(v));
        if verb.is_some_and(|v| self.threatens(v)) {
            self.draft.patients.append(&mut self.draft.agents);
        }
    }

    /// «سيطر الجيش على البلدة بعد معارك مع التنظيم»: whoever acts behind a fight with somebody fought it.
    fn met(&mut self, k: usize, range: &Range<usize>) {
        let doc = self.doc;
        let head = self.hits[self.draft.hit].head;
        let with = doc.frames().class_bit("with");
        let opposed = |n: &Np| matches!(n.prep, Prep::Word(p) if doc.is(p, with) || self.toward(p));
        let behind = head
            .checked_sub(1)
            .is_some_and(|i| doc.is(i, self.layers.bits.sequel | self.layers.bits.causal));
        if self.draft.kind != ClaimType::Clash
            || !behind
            || self.draft.agents.len() != 1
            || !self.draft.agents.iter().all(opposed)
        {
            return;
        }
        let subject = self.subject_before(k, range).filter(|&s| s < k);
        let other = self.draft.agents.first().and_then(|a| a.entity.clone());
        let fights = |n: &Np| {
            let group = n.sem == Sem::Actor
                || n.sem == Sem::People && self.forces(n) && n.count.is_none_or(|c| c.high.is_none());
            group && !self.tells(n) && (n.entity.is_none() || n.entity != other)
        };
        // «قتل عنصران في معارك مع التنظيم»: the dead of a fight are told as such.
        let verb = (range.start..k).rev().find(|&v| self.is_verb(v));
        let harmed = verb.is_some_and(
            |v| matches!(&self.items.list[v], Item::Event(h) if self.hits[*h].entry(doc).outcome.is_some()),
        );
        if let Some(s) = subject.filter(|&s| !harmed && self.np(s).is_some_and(fights)) {
            self.give(s, Part::Agent);
        }
    }

    /// «القبض على متهم بقتل مواطن»: the piece right before that names who is accused of it.
    pub(super) fn accused_before(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let head = self.hits[self.draft.hit].head;
        let accused = doc.frames().class_bit("control_object");
        let before = k.checked_sub(1)?;
        let named = self.np(before).is_some_and(|n| {
            n.words.end == head && n.is_people() && n.words.clone().any(|w| doc.is_as(w, accused, false))
        });
        (named && doc.words[head].has(pro::BI) && doc.words[head].gap & gap::HARD == 0).then_some(before)
    }

    /// Whether the piece is a verb of threat.
    pub(super) fn threatens(&self, v: usize) -> bool {
        matches!(&self.items.list[v], Item::Event(h) if self.hits[*h].reading.is_verb()
            && self.hits[*h].entry(self.doc).kind == ClaimType::Threat)
    }

    /// «تقدمت القوات تحت غطاء كثيف من القصف»: whoever acts under the cover of fire fires.
    fn covered(&mut self, k: usize, range: &Range<usize>) {
        let doc = self.doc;
        let head = self.hits[self.draft.hit].head;
        if !self.draft.lacks_doer() || !prepositions::is_attack(self.draft.kind) {
            return;
        }
        let cover = doc.frames().class_bit("cover_noun");
        let led = head.checked_sub(1).filter(|&i| self.layers.is_min(doc, i));
        let covers = led.is_some_and(|i| {
            let mut before = (0..i).rev().take(3);
            before
                .find(|&w| doc.words[w].pos & pos::ADJ == 0 || doc.is(w, cover))
                .is_some_and(|w| doc.is(w, cover))
        });
        if !covers {
            return;
        }
        let Some(v) = (range.start..k).rev().find(|&v| self.is_verb(v)) else {
            return;
        };
        let subject = self.subject_of(v);
        if let Some(s) = subject.filter(|&s| self.np(s).is_some_and(|n| n.sem == Sem::Actor || self.forces(n))) {
            self.give(s, Part::Agent);
        }
    }

    /// «صدت القوات هجوما للحركة», «أحبط الحرس هجمات»: who repels an attack is attacked.
    pub(super) fn repelled(&mut self, k: usize, range: &Range<usize>) {
        let doc = self.doc;
        let hit = &self.hits[self.draft.hit];
        // «محاولة تسلل» as well as «هجوم».
        let one = hit.size == 1 || doc.is(hit.head, self.layers.bits.planned_noun);
        let attack = prepositions::is_attack(self.draft.kind) && !hit.reading.is_verb() && one;
        if !attack || !self.draft.patients.is_empty() && !self.by_noun() {
            return;
        }
        let repels = doc.frames().class_bit("repel_verb");
        let Some(v) = (range.start..k).rev().take(6).find(|&v| self.is_verb(v)) else {
            return;
        };
        if !doc.is_as(self.items.list[v].word(self.hits), repels, true) && !self.by_noun() {
            return;
        }
        let subject = self.subject_of(v);
        let Some(s) =
            subject.filter(|&s| s < k && self.np(s).is_some_and(|n| n.is_agent_like() && n.sem != Sem::Means))
        else {
            return;
        };
        let start = self.np(s).map(|n| n.words.start);
        // «نجحت القوات في إحباط هجوم»: where nobody else is named the event is theirs.
        if self.by_noun() && self.draft.agents.iter().all(|a| Some(a.words.start) == start) {
            if self.draft.lacks_doer() {
                self.give(s, Part::Agent);
            }
            return;
        }
        self.draft.agents.retain(|a| Some(a.words.start) != start);
        if self.draft.patients.is_empty() {
            self.give(s, Part::Patient);
        }
    }

    /// «تمكنت القوات من صد هجوم»: whether the verbal noun of repelling stands right before the attack.
    pub(super) fn by_noun(&self) -> bool {
        let repels = self.doc.frames().class_bit("repel_verb");
        let before = self.hits[self.draft.hit].head.checked_sub(1);
        before.is_some_and(|w| self.doc.words[w].pos & pos::MASDAR != 0 && self.doc.is_as(w, repels, false))
    }

    /// «أجبرت الحركة السكان على النزوح», «دفع القصف بالآلاف إلى الفرار»: whom another brings to it.
    fn caused(&mut self, k: usize, range: &Range<usize>) {
        let doc = self.doc;
        let frames = doc.frames();
        let head = self.hits[self.draft.hit].head;
        let entry = &frames.triggers[self.draft.trigger];
        let part = match entry.of {
            Part::Agent | Part::Patient => entry.of,
            _ => return,
        };
        let word = &doc.words[head];
        let led = word.has(pro::LI) || head > 0 && doc.is(head - 1, frames.class_bit("toward"));
        let taken = match part {
            Part::Agent => !self.draft.agents.is_empty(),
            _ => !self.draft.patients.is_empty(),
        };
        if !led || taken || word.pos & pos::MASDAR == 0 || word.pronoun.is_some() {
            return;
        }
        let causes = frames.class_bit("control_object");
        let verb = (range.start..k).rev().take(6).find(|&v| self.is_verb(v));
        let Some(v) = verb.filter(|&v| doc.is_as(self.items.list[v].word(self.hits), causes, true)) else {
            return;
        };
        let subject = self.subject_of(v);
        let object = (v + 1..k).find(|&j| {
            Some(j) != subject
                && self
                    .np(j)
                    .is_some_and(|n| bare(n, pro::BI) && (n.is_agent_like() || n.sem == Sem::Number))
        });
        let Some(o) = object else { return };
        self.give(o, part);
        if part == Part::Patient
            && self.draft.agents.is_empty()
            && let Some(s) = subject.filter(|&s| s < k && self.np(s).is_some_and(Np::is_agent_like))
        {
            self.give(s, Part::Agent);
        }
    }

    /// «دعا المجلس الفصائل إلى الاندماج», «دعوته المدنيين لتسليم أنفسهم»: whoever is called upon is to do it.
    fn called(&mut self, k: usize, range: &Range<usize>) {
        let doc = self.doc;
        let head = self.hits[self.draft.hit].head;
        let entry = &doc.frames().triggers[self.draft.trigger];
        let word = &doc.words[head];
        let led = word.has(pro::LI | pro::BI | pro::CONJ) || head > 0 && doc.is(head - 1, self.layers.bits.preposition);
        let open = self.draft.lacks_doer() && entry.subject == Part::Agent;
        if !(open && led) || word.pos & pos::MASDAR == 0 {
            return;
        }
        let calls = doc.frames().class_bit("calling_verb");
        // In the verb, its participle or its verbal noun («داعيا», «دعوته»).
        let Some(v) = (range.start..k).rev().take(8).find(|&v| {
            let w = self.items.list[v].word(self.hits);
            // «مدني يدعى سالم»: how he is named.
            let names = doc.is(w, doc.frames().class_bit("name_intro"));
            doc.is(w, calls) && !names && doc.words[w].pos & (pos::VERB | pos::ACTIVE | pos::MASDAR) != 0
        }) else {
            return;
        };
        let subject = self.subject_of(v);
        let called = (v + 1..k).find(|&j| {
            Some(j) != subject
                && self
                    .np(j)
                    .is_some_and(|n| bare(n, pro::LI) && n.is_agent_like() && n.sem != Sem::Means && !n.coordinated)
        });
        if let Some(c) = called {
            self.give(c, Part::Agent);
        }
    }

    /// «أرسلت الحركة مقاتليها بعد طرد الأهالي», «حشدوا في محاولة لتنفيذ هجوم»: a deed told beside another has its doer.
    fn intended(&mut self, k: usize, range: &Range<usize>) {
        use isnad_model::ClaimType as T;
        let doc = self.doc;
        let frames = doc.frames();
        let hit = &self.hits[self.draft.hit];
        let entry = &frames.triggers[self.draft.trigger];
        let word = &doc.words[hit.head];
        let kinds = matches!(
            self.draft.kind,
            T::Offensive
                | T::Displacement
                | T::Capture
                | T::Siege
                | T::Demolition
                | T::Mediation
                | T::Arrest
                | T::Escape
        );
        if !kinds || !self.draft.lacks_doer() {
            return;
        }
        // The deed itself or the noun or verbal noun that carries it.
        let first = hit
            .head
            .checked_sub(1)
            .filter(|&i| doc.is_as(i, self.layers.bits.light_agent, false))
            .unwrap_or(hit.head);
        let lead = first.checked_sub(1);
        // «لتطويق …», «من أجل تطويق …», «بهدف تطويق …».
        let aim = frames.class_bit("purpose");
        let purpose = doc.words[first].has(pro::LI) || lead.is_some_and(|i| doc.is(i, aim));
        let sequel = lead.is_some_and(|i| doc.is(i, self.layers.bits.sequel));
        let verbal = (word.pos & pos::MASDAR != 0 || first != hit.head) && !word.definite();
        // «تخلص منهم بصلبهم، وإلقاء القبض على غيرهم»: joined to how another deed was done.
        let joined = word.has(pro::CONJ)
            && (range.start..k).rev().take_while(|&j| !self.is_verb(j)).any(|j| {
                let head = self.items.list[j].word(self.hits);
                matches!(self.items.list[j], Item::Event(_))
                    && doc.words[head].has(pro::BI)
                    && doc.words[head].pos & pos::MASDAR != 0
            });
        if !verbal
            || !(purpose || joined || sequel && self.draft.kind != T::Offensive)
            || (entry.subject != Part::Agent && self.draft.kind != T::Displacement)
        {
            return;
        }
        // «…، نتج عنه سقوط قذائف، بعد طرد الأهالي»: what an event brought about is told by the way.
        let brought = frames.class_bit("result_verb");
        let verb = (range.start..k)
            .rev()
            .find(|&v| self.is_verb(v) && !doc.is_as(self.items.list[v].word(self.hits), brought, true));
        let Some(v) = verb else { return };
        let w = self.items.list[v].word(self.hits);
        let other = frames.class_bit("control_object") | self.layers.bits.light_patient | self.layers.bits.light_place;
        if doc.is_as(w, other, true) {
            return;
        }
        let subject = self.subject_of(v);
        let doer = |n: &Np| matches!(n.sem, Sem::Actor | Sem::Person) || (n.sem == Sem::People && self.forces(n));
        // «تسارعت الاتصالات بين الفصيلين من أجل …»: where the subject is no party, those between whom it goes on.
        if purpose
            && subject.is_none_or(|s| self.np(s).is_some_and(|n| !n.is_agent_like()))
            && let Some(b) = (v + 1..k).find(|&j| {
                self.np(j).is_some_and(|n| {
                    doer(n) && matches!(n.prep, Prep::Word(p) if doc.is(p, frames.class_bit("between")))
                })
            })
        {
            self.give(b, Part::Agent);
            return;
        }
        if let Some(s) = subject.filter(|&s| self.np(s).is_some_and(|n| doer(n) && !self.tells(n))) {
            self.give(s, Part::Agent);
        }
    }

    /// «أعلنت الحركة مسؤوليتها عن تفجير …»: who takes it upon himself did it.
    fn claimed(&mut self, k: usize, range: &Range<usize>) {
        let doc = self.doc;
        let frames = doc.frames();
        let head = self.hits[self.draft.hit].head;
        let responsible = head >= 2
            && doc.is(head - 1, frames.class_bit("quoting_from"))
            && doc.is(head - 2, frames.class_bit("said_noun"))
            && doc.words[head - 2].pro & (pro::BI | pro::LI) == 0;
        if !responsible || !self.draft.lacks_doer() {
            return;
        }
        if let Some(s) = self.subject_before(k, range)
            && self.np(s).is_some_and(|n| n.is_agent_like() && !self.tells(n))
        {
            self.give(s, Part::Agent);
        }
    }

    /// «محاولات الحركة لاختراق …»: who tries stands inside the expression.
    pub(super) fn tried(&self, hit: &Hit, next: &Np) -> bool {
        let entry = &self.doc.frames().triggers[self.draft.trigger];
        let last = hit.words.end - 1;
        hit.size > 1
            && hit.words.len() > hit.size
            && next.words.end <= last
            && entry.subject == Part::Agent
            && self.doc.words[last].has(pro::LI | pro::BI)
            && self.doc.words[last].pos & pos::MASDAR != 0
            && next_can_act(Some(next))
    }

    /// The object of the last word of such an expression.
    pub(super) fn tried_object(&mut self, k: usize, hit: &Hit, part: Part) {
        // «قضت محكمة عسكرية بإعدام …»: what describes the court is no convict.
        let last = hit.words.end - 1;
        if self.doc.words[last].pro & !pro::CONJ == 0 && self.doc.is(last, self.doc.frames().class_bit("sentencing")) {
            return;
        }
        let end = (k + 1..self.items.list.len())
            .find(|&j| self.items.ends[j] >= hit.words.end)
            .map_or(hit.words.end, |j| self.items.ends[j]);
        if part != Part::Patient || self.doc.words.get(hit.words.end).is_none_or(|w| w.gap & gap::HARD != 0) {
            return;
        }
        if let Some(np) = crate::phrase::noun_phrase(self.doc, self.layers, hit.words.end, end)
            && np.prep == Prep::None
            && !matches!(np.sem, Sem::Time | Sem::Event)
        {
            match np.sem {
                Sem::Place => self.draft.places.extend(np.place),
                _ => self.draft.patients.push(np),
            }
        }
    }
}
