//! Things that are driven, and what explodes: struck as well as striking.
//!
//! In: a verbal noun of striking with its genitive, an expression of exploding. Out: whether the genitive is what was
//! struck, and whether a verb behind the expression tells what it struck.
//!
//! Example: in «استهداف دبابة للجيش بصاروخ» (istihdāf dabbāba lil-jaysh bi-ṣārūkh, "the targeting of an army tank with a
//! rocket") the tank is struck; in «استهداف دبابة للجيش منازل» it strikes houses.

use super::*;
use isnad_model::Count;

impl Filler<'_, '_> {
    /// «استهداف رتل للجيش بعبوة», «استهداف الشرطة بعبوة»: the genitive of a verbal noun of striking is what is driven, or a
    /// body of people, and no object stands behind.
    pub(super) fn is_struck(&self, k: usize, range: &Range<usize>) -> bool {
        let doc = self.doc;
        let hit = &self.hits[self.draft.hit];
        let entry = &doc.frames().triggers[self.draft.trigger];
        let aimed = entry.by_means && entry.default_type == ClaimType::Offensive && hit.reading == Reading::Masdar;
        // «هدد الفصيل باستهداف القوات», «رد الجيش باستهداف المسلحين»: who does it stands with the verb before.
        let led = doc.words[hit.head].has(pro::BI)
            && (range.start..k)
                .rev()
                .take(6)
                .find(|&v| self.is_verb(v))
                .is_some_and(|v| {
                    let w = self.items.list[v].word(self.hits);
                    let does = self.threatens(v) || doc.is_as(w, self.layers.bits.light_agent, true);
                    let subject = self.subject_of(v).filter(|&s| s < k);
                    does && subject.is_some_and(|s| self.np(s).is_some_and(Np::is_agent_like))
                });
        let body = |n: &Np| n.sem == Sem::Actor && self.layers.thing_at(n.words.start).is_none();
        let Some(vehicle) = self.np(k + 1).filter(|n| aimed && (led || body(n) || self.driven(n))) else {
            return false;
        };
        // «استهداف الاحتلال للصحافة», «استهداف الجنود لها», «استهداف القوات تجمعا»: whom a body strikes, whatever it is.
        let strikes = |j: usize| match &self.items.list[j] {
            Item::Np(n) => match n.prep {
                Prep::None => !n.coordinated && n.sem != Sem::Time && (n.sem != Sem::Other || doc.words[n.head].tanwin),
                Prep::Clitic(bits) => bits & pro::LI != 0,
                Prep::Word(_) => false,
            },
            Item::Particle(w) => doc.word(*w).starts_with('ل') && crate::reference::pronoun_at(doc, *w).is_some(),
            _ => false,
        };
        if !led && body(vehicle) && (k + 2..range.end.min(k + 7)).any(strikes) {
            return false;
        }
        let known = !self.is_any_vehicle(vehicle);
        let object = |n: &Np| {
            let close = doc.words[n.words.start].gap & (gap::HARD | gap::OPEN) == 0;
            // «استهداف رتل للجيش»: whose it is.
            let led = known && matches!(n.prep, Prep::Clitic(bits) if bits & pro::LI != 0);
            let hit = matches!(
                n.sem,
                Sem::People | Sem::Person | Sem::Target | Sem::Place | Sem::Actor | Sem::Number
            );
            close && hit && !n.coordinated && (n.prep == Prep::None || led)
        };
        let behind = (k + 2..range.end.min(k + 6)).map_while(|j| match &self.items.list[j] {
            Item::Np(n) => Some(n),
            _ => None,
        });
        !behind.into_iter().any(object)
    }

    /// «قذيفة هاون»: whether a phrase is only what is fired.
    pub(super) fn fired(&self, n: &Np) -> bool {
        n.words.len() == 1 && self.doc.is(n.head, self.doc.frames().class_bit("fired_arm"))
    }

    /// «سقط صاروخ أطلقه الفصيل على …», «انفجرت عبوة زرعها مجهول»: who sent or laid what struck.
    pub(super) fn launched(&mut self, k: usize) {
        let doc = self.doc;
        let idle = |a: &Np| matches!(a.sem, Sem::Means | Sem::Other | Sem::Target);
        if !prepositions::is_attack(self.draft.kind) || !self.draft.agents.iter().all(idle) {
            return;
        }
        let launches = doc.frames().class_bit("launch_verb");
        let stop = self.items.list.len().min(k + 7);
        let doer = (k.saturating_sub(5)..stop).find_map(|v| {
            let Item::Verb(w) = self.items.list[v] else { return None };
            let word = &doc.words[w];
            let taken_up = word.pronoun.is_some() && !word.has(pro::CONJ) && doc.is_as(w, launches, true);
            let between = v.min(k) + 1..=v.max(k);
            let near = between
                .into_iter()
                .all(|i| doc.words[self.items.list[i].word(self.hits)].gap & (gap::STOP | gap::LINE | gap::SEMI) == 0);
            if !taken_up || !near {
                return None;
            }
            let s = self.subject_of(v)?;
            (s > v && self.np(s).is_some_and(|n| n.is_agent_like() && n.sem != Sem::Means)).then_some(s)
        });
        if let Some(d) = doer {
            self.draft.agents.clear();
            self.draft.dropped = false;
            self.give(d, Part::Agent);
        }
    }

    /// «اعتقلت فلانا إضافة إلى عدد من القادة»: who suffered the same besides.
    pub(super) fn besides(&mut self, from: usize) {
        let doc = self.doc;
        let Some(&at) = from.checked_sub(1).and_then(|i| self.items.ends.get(i)) else {
            return;
        };
        let sent = &doc.sents[doc.sent_of(at.min(doc.words.len() - 1))].words;
        let soft = |w: usize| w < sent.end && doc.words[w].gap & (gap::HARD & !(gap::COMMA | gap::CLOSE)) == 0;
        let opens = |w: usize| soft(w) && doc.begins("besides", w, sent.end);
        let last = |n: &Np| n.is_people() && n.words.end == at;
        let named = self.draft.patients.last().is_some_and(last);
        // «سالم (11 سنة)، إضافة إلى»
        let at = crate::phrase::past_age(doc, at, sent.end);
        if !self.takes_people() || !opens(at) || !named {
            return;
        }
        let found = (from..self.items.list.len().min(from + 3)).find_map(|j| {
            let n = self.np(j)?;
            let near = n.words.start <= at + 3 && matches!(n.prep, Prep::Word(p) if p >= at);
            // «قتل 200 إضافة إلى عشرات الجرحى»: they were not.
            let hurt = doc.frames().class_bit("hurt_noun");
            let harmed = (n.words.clone()).any(|w| doc.is(w, hurt));
            (near && n.is_people() && (n.count.is_some() || n.sem == Sem::Person) && !harmed).then(|| n.clone())
        });
        if let Some(n) = found {
            self.draft.patients.push(Np { coordinated: true, ..n });
        }
    }

    /// Whether a second bare phrase stands behind the genitive: right behind it, or behind when and where a force took
    /// people («اعتقال القوات منذ بداية العام أكثر من 100 شخص»).
    pub(super) fn second_bare(&self, k: usize, range: &Range<usize>) -> bool {
        let doc = self.doc;
        let aside = |n: &Np| n.sem == Sem::Time || n.prep != Prep::None && n.sem != Sem::Event;
        let doer = self.takes_people() && self.np(k + 1).is_some_and(|n| n.sem == Sem::Actor && n.count.is_none());
        let mut j = k + 2;
        while doer && j < range.end.min(k + 8) && self.np(j).is_some_and(aside) {
            j += 1;
        }
        self.np(j).is_some_and(|n| {
            let close = n.words.start == self.items.ends[k + 1]
                && doc.words[n.words.start].gap & (gap::HARD & !gap::CLOSE | gap::OPEN) == 0;
            let some_of = n.is_people() || self.is_some_of(n);
            let apart = j > k + 2 && some_of && n.count.is_some();
            n.prep == Prep::None
                && !n.coordinated
                // «مقتل ستة معظمهم من النساء»: part of them.
                && !self.layers.is_part_word(doc, n.words.start)
                && j < range.end
                && (close || apart)
                && !self.apposed(k + 1, j)
                && matches!(
                    n.sem,
                    Sem::People | Sem::Person | Sem::Actor | Sem::Target | Sem::Number
                )
        })
    }

    /// «استهدفنا دبابة»: we did it, where nobody stands behind who could have done it to us («استهدفنا الجيش»).
    pub(super) fn by_us(&self, hit: &Hit, rights: &[usize]) -> bool {
        let doc = self.doc;
        let word = &doc.words[hit.head];
        let we = word.best == pos::PERFECT && crate::reference::is_ours(word) && doc.word(hit.head).ends_with("نا");
        let does = |n: &Np| {
            let head = &doc.words[n.head];
            let known = head.definite() || n.entity.is_some() || doc.words[n.words.end - 1].definite();
            known && n.count.is_none_or(|c| c.high.is_none()) && (n.is_agent_like() || n.sem == Sem::Other)
        };
        let told = rights.first().is_none_or(|&r| self.np(r).is_some_and(|n| !does(n)));
        we && told && hit.reading == Reading::Verb && hit.entry(doc).subject == Part::Agent
    }

    /// «من جهة»: what only parts two sides.
    pub(super) fn parts_sides(&self, np: &Np) -> bool {
        let of = matches!(np.prep, Prep::Word(p) if self.layers.is_min(self.doc, p));
        self.draft.kind == ClaimType::Clash
            && of
            && !self.doc.words[np.head].definite()
            && self.doc.is(np.words.start, self.doc.frames().class_bit("side_noun"))
    }

    /// Whether whoever is definite behind a verbal noun does it, as its object stands behind «ل»: «محاصرة القبائل للخاطفين».
    pub(super) fn led_object(&self, k: usize, hit: &Hit, range: &Range<usize>) -> bool {
        let doc = self.doc;
        let known = |n: &Np| {
            let w = &doc.words[n.words.end - 1];
            n.sem == Sem::Actor && !self.is_any_vehicle(n)
                || matches!(n.sem, Sem::People) && (w.definite() || n.entity.is_some())
        };
        // «مقتل المسؤول العسكري للتنظيم»: whose officer he is.
        let office = self
            .np(k + 1)
            .is_some_and(|n| n.sem == Sem::People && n.noun.as_ref().is_some_and(|x| x.office && !x.many));
        let object = |n: &Np| {
            matches!(n.prep, Prep::Clitic(bits) if bits & pro::LI != 0)
                && !n.coordinated
                && !(office && n.sem == Sem::Actor)
                && n.words.start == self.items.ends[k + 1]
                && doc.words[n.words.start].gap & gap::HARD == 0
                && matches!(
                    n.sem,
                    Sem::People | Sem::Person | Sem::Actor | Sem::Target | Sem::Number | Sem::Place
                )
        };
        matches!(hit.reading, Reading::Masdar | Reading::Noun)
            && doc.words[hit.head].pos & pos::MASDAR != 0
            && self.np(k + 1).is_some_and(known)
            && k + 2 < range.end
            && self.np(k + 2).is_some_and(object)
    }

    fn driven(&self, np: &Np) -> bool {
        np.words.start == np.head && self.doc.is(np.head, self.doc.frames().class_bit("struck_vehicle"))
    }

    /// «رتل», «دورية»: what is driven, none that is known.
    pub(super) fn is_any_vehicle(&self, np: &Np) -> bool {
        let known = |w: usize| self.doc.words[w].definite() || self.doc.words[w].pronoun.is_some();
        self.driven(np) && !np.words.clone().any(known)
    }

    /// «استهدفوا بعبوة ناسفة سيارة»: right behind what strikes stands what is struck.
    pub(super) fn strikes_next(&self, j: usize) -> bool {
        self.np(j + 1).is_some_and(|n| {
            let thing = n.sem == Sem::Target || self.driven(n);
            thing && n.prep == Prep::None && !n.coordinated && n.words.start == self.items.ends[j]
        })
    }

    /// «تعرض فلان للإصابة خلال الاشتباكات»: the light verb at `v` has another event, and this one tells when or why.
    pub(super) fn only_when(&self, v: usize, k: usize) -> bool {
        let head = self.hits[self.draft.hit].head;
        if crate::syntax::in_answer(self.doc, head) {
            return true;
        }
        let bits = &self.layers.bits;
        let frames = self.doc.frames();
        let when = bits.sequel | bits.causal | frames.class_bit("event_prep") | frames.class_bit("since");
        let governed = head.checked_sub(1).is_some_and(|b| self.doc.is(b, when)) || self.doc.is(head, when);
        let event = |i: usize| matches!(&self.items.list[i], Item::Event(h) if !self.hits[*h].reading.is_verb());
        // «لتلقي العلاج بعد قصف البلدة»: nor is what a verbal noun has for its own.
        let apart = bits.sequel | bits.causal;
        let verbal = !self.doc.words[self.items.list[v].word(self.hits)].is_verb();
        let behind = verbal && head.checked_sub(1).is_some_and(|b| self.doc.is(b, apart));
        // «شن هجمات منذ الإطاحة به»: where the verb has its event in its own words.
        let later = bits.sequel | frames.class_bit("since");
        let own = head
            .checked_sub(1)
            .is_some_and(|b| self.doc.is(b, later) && !self.doc.is(b, frames.class_bit("event_prep")))
            && matches!(&self.items.list[v], Item::Event(h) if self.hits[*h].size > 1);
        governed && (behind || own || (v + 1..k).any(event))
    }

    /// «قتل مدنيان هما فلان وفلان»: behind the pronoun their names.
    pub(super) fn names_behind(&self, w: usize) -> bool {
        self.doc.is(w, self.doc.frames().class_bit("he")) && self.doc.words[w].gap & gap::STOP == 0
    }

    /// Gives whoever stands behind what he died of the part of the dead, where nothing else is there to say.
    pub(super) fn died_behind(&mut self, k: usize, range: &Range<usize>, hit: &Hit, rights: &mut Vec<usize>) -> bool {
        let entry = hit.entry(self.doc);
        let object = entry.object != Part::None;
        // «راح ضحية هذه الغارات 38 عاملا»: behind whose victims they are.
        let victims = self
            .doc
            .is(hit.words.end - 1, self.doc.frames().class_bit("harmed_noun"));
        let subjectless = self.items.subjects.get(k).copied().flatten().is_none();
        if let [r] = rights.as_slice()
            && !object
            && hit.size > 1
            && victims
            && subjectless
            && self.np(*r).is_some_and(Np::is_people)
        {
            self.give(*r, entry.subject);
            return true;
        }
        let subject = match rights.as_slice() {
            [] => None,
            [s] if object && self.takes_people() && self.np(*s).is_some_and(|n| self.takes_somebody(n)) => Some(*s),
            _ => return false,
        };
        let found = self.past_cause(k, range, hit, subject);
        if !object && let Some(r) = found {
            self.give(r, entry.subject);
            return true;
        }
        rights.extend(found);
        false
    }

    /// «القوات», «مسلحون»: who can do the deed that stands before him.
    fn takes_somebody(&self, np: &Np) -> bool {
        let exact = np.count.is_some_and(|c| c.high.is_some());
        let men = np.sem == Sem::People && self.doc.word(np.head).ends_with("ون");
        let many = np.sem == Sem::People && self.doc.words[np.head].plural && self.forces(np);
        !exact && (np.sem == Sem::Actor || men || many)
    }

    /// «17 فلسطينيا»: so many of a nation or a trade.
    fn is_some_of(&self, np: &Np) -> bool {
        let w = &self.doc.words[np.head];
        !w.definite() && (np.sem == Sem::Actor || np.sem == Sem::Other && w.pos & pos::ADJ != 0)
    }

    /// The word behind the expression of an event.
    fn expression_end(&self, j: usize) -> usize {
        match &self.items.list[j] {
            Item::Event(h) => self.hits[*h].words.end,
            _ => 0,
        }
    }

    /// «قتل في القصف خمسة مدنيين», «أصيب برصاص القوات شابان», «اعتقلت القوات خلال حملة 17 شخصا»: whoever suffered stands
    /// behind what he suffered it in.
    fn past_cause(&self, k: usize, range: &Range<usize>, hit: &Hit, subject: Option<usize>) -> Option<usize> {
        let doc = self.doc;
        let word = &doc.words[hit.head];
        let left = matches!(
            self.items.subjects.get(k),
            Some(Some((_, crate::syntax::Side::Left | crate::syntax::Side::Right)))
        );
        let told = hit.words.len() == 1 && (hit.entry(doc).outcome.is_some() || self.takes_people());
        let plural = word.verb_form.plural || word.verb_form.dual;
        if !told || word.pronoun.is_some() || subject.is_none() && (left || plural) {
            return None;
        }
        let bits = &self.layers.bits;
        let when = bits.preposition | bits.sequel | bits.causal;
        let mut cause: Option<usize> = None;
        let mut described = false;
        for j in (k + 1..self.items.list.len()).take(13) {
            let first = self.items.list[j].word(self.hits);
            if doc.words[first].gap & (gap::STOP | gap::LINE | gap::SEMI | gap::COLON) != 0 {
                return None;
            }
            // «خلال الاشتباكات التي دارت هناك خمسة أشخاص»: behind what describes the cause they are told by their number.
            let opens = |w: usize| cause.is_some() && subject.is_none() && doc.is(w, bits.relative);
            described |= matches!(self.items.list[j], Item::Particle(w) if opens(w));
            if j >= range.end && !described {
                return None;
            }
            match &self.items.list[j] {
                Item::Verb(_) | Item::Event(_) if described && !doc.words[first].has(pro::CONJ) => {}
                Item::Particle(_) if described => {}
                Item::Event(h) if cause.is_some_and(|c| first < self.expression_end(c)) => {
                    cause = cause.max(Some(j)).filter(|_| !self.hits[*h].reading.is_verb())
                }
                Item::Event(h) if !self.hits[*h].reading.is_verb() && self.items.people(j).is_none() => {
                    let head = self.hits[*h].head;
                    // «بسبب تلك الهجمات»
                    let this = usize::from(head > 1 && doc.is(head - 1, bits.demonstrative));
                    let governed = doc.words[head].has(pro::BI)
                        || doc.is(head, when)
                        || head > this && doc.is(head - 1 - this, when);
                    if !(governed || cause.is_some() && doc.words[head].has(pro::CONJ)) {
                        return None;
                    }
                    cause = Some(j);
                }
                Item::Np(n) if n.sem == Sem::Time || n.prep != Prep::None || subject == Some(j) => {}
                Item::Np(n) if n.words.len() == 1 && doc.is(n.head, bits.demonstrative) => {}
                Item::Np(n) if doc.begins("said_before", n.words.start, n.words.end) => {}
                Item::Np(n) if described => {
                    let two = doc.words[n.head].dual && doc.word(n.head).ends_with("ان");
                    let counted = two || doc.quantity_at[first].is_some() && n.count.is_some_and(|c| c.high.is_some());
                    if counted && n.is_people() && !n.coordinated {
                        return Some(j);
                    }
                }
                Item::Np(n) => {
                    let cause = cause?;
                    // «عناصر من الحرس» are not known.
                    let own = |w: &usize| !self.layers.is_min(doc, *w);
                    let mut own = n.words.clone().take_while(own);
                    let known = own.any(|w| doc.words[w].definite() || doc.words[w].pronoun.is_some());
                    let some_of = n.count.is_some() && !known && self.is_some_of(n);
                    let people = (n.is_people() || some_of) && !n.coordinated;
                    // «في قصف الطيران», «في القصف الروسي»: whose it was, or what it was like.
                    let open = known || !doc.words[self.items.list[cause].word(self.hits)].definite();
                    let genitive =
                        open && n.words.start == self.items.ends[cause] && doc.words[first].gap & gap::HARD == 0;
                    let people = people && (!genitive || doc.quantity_at[first].is_some());
                    if people
                        && (n.count.is_some_and(|c| known || c != Count::exact(1))
                            || n.sem == Sem::Person && (known || n.words.len() > 1))
                    {
                        return Some(j);
                    }
                    if !genitive {
                        return (people && !known && n.sem == Sem::People).then_some(j);
                    }
                }
                Item::Particle(w) if doc.is(*w, bits.causal) && doc.words[*w].pronoun.is_none() => {}
                // «في الهجوم نفسه», «في هذه الغارات»
                Item::Particle(w) if doc.is(*w, bits.reflexive | bits.demonstrative) => {}
                _ => return None,
            }
        }
        None
    }

    /// «قصفت سفن حربية الميناء»: a vehicle of war with an object right behind it strikes.
    pub(super) fn strikes(&self, s: usize) -> bool {
        let Some(np) = self
            .np(s)
            .filter(|n| n.sem == Sem::Target && prepositions::is_attack(self.draft.kind))
        else {
            return false;
        };
        let thing = self
            .layers
            .thing_at(np.head)
            .and_then(|(t, _)| self.doc.frames().things.get(t));
        let armed = self.doc.words[np.words.clone()]
            .iter()
            .any(|w| w.nisba && w.pos & pos::ADJ != 0)
            || np.words.clone().any(|w| self.layers.entity_at(w).is_some());
        let object = self.past_time(s + 1).is_some_and(|n| {
            n.prep == Prep::None && !n.coordinated && !matches!(n.sem, Sem::Time | Sem::Event | Sem::Other)
        });
        // «استهدفت القاعدة الروسية في كذا مواقع الفصيل»: guns stand in a base.
        let base = self.doc.is(np.head, self.doc.frames().class_bit("base_noun"));
        let behind = |j: &usize| {
            self.np(*j)
                .is_some_and(|n| n.prep == Prep::None && !n.coordinated && n.sem == Sem::Target)
        };
        let led = || {
            (s + 1..self.items.list.len().min(s + 6))
                .take_while(|&j| self.np(j).is_some())
                .any(|j| behind(&j))
        };
        armed && (thing.is_some_and(|t| t.class == "vehicle") && object || base && led())
    }

    /// The phrase of the group that holds an area: «مناطق سيطرة الحركة», «مناطق تحت سيطرة الحركة».
    pub(super) fn holder(&self, i: usize, np: &Np) -> Option<usize> {
        let Some(Item::Event(h)) = self.items.list.get(i + 1) else {
            return None;
        };
        let hit = &self.hits[*h];
        let held = hit.entry(self.doc).kind == ClaimType::Control && !hit.reading.is_verb();
        let near = hit.words.start <= np.words.end + 1 && self.items.ends[i + 1] >= hit.words.end;
        let group = |n: &Np| n.prep == Prep::None && n.sem == Sem::Actor && n.words.start == self.items.ends[i + 1];
        (held && near && super::is_attack(self.draft.kind) && self.np(i + 2).is_some_and(group)).then_some(i + 2)
    }

    /// An event noun, or a verb of exploding with what explodes: «انفجرت عبوة ناسفة استهدفت دورية».
    pub(super) fn told_as_thing(&self, hit: &Hit) -> bool {
        !hit.reading.is_verb() || explodes(self.doc, hit)
    }
}

/// «انفجرت عبوة»: an expression of exploding whose subject is in it.
pub(crate) fn explodes(doc: &Doc<'_>, hit: &Hit) -> bool {
    let entry = hit.entry(doc);
    entry.kind == ClaimType::Bombing && hit.reading.is_verb() && hit.size > 1 && entry.subject == Part::None
}
