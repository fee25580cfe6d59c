//! Parts of an event that the verb behind its noun names: «غارات شنتها …», «اشتباكات جرت مع …», «اعتقالات طالت …».
//!
//! In: an event noun and the pieces behind it. Out: who did it, whom it reached, where it went on. Deliberately looks no
//! further than the next clause.
//!
//! Example: «غارات شنتها طائرات التحالف على صعدة» (ghārāt shannathā ṭāʾirāt at-taḥāluf, "raids that coalition aircraft flew on
//! Saada") has its doer behind the verb.

use super::*;

impl Filler<'_, '_> {
    /// Whether the piece is a verb by which an event reaches those who suffer it, without a conjunction.
    fn reaches_whom(&self, j: usize) -> bool {
        let w = self.items.list[j].word(self.hits);
        let frames = self.doc.frames();
        let quarrel = self.draft.kind == ClaimType::Dissent;
        let reach = if quarrel {
            frames.class_bit("afflict_verb")
        } else {
            frames.class_bit("reach_verb")
        };
        self.is_verb(j)
            && self.doc.is_as(w, reach, true)
            && !self.doc.words[w].has(pro::CONJ)
            && self.doc.words[w].gap & (gap::HARD & !gap::CLOSE) == 0
    }

    /// «ما زالت مستمرة»: whether at a word stands the verb that with the next says that something goes on.
    fn goes_on(&self, w: usize) -> bool {
        let doc = self.doc;
        doc.is_as(w, self.layers.bits.auxiliary, true) && doc.is_as(w + 1, doc.frames().class_bit("lasting"), false)
    }

    /// «غارات شنتها طائرات التحالف على …»: the verb behind an event noun says who and where.
    pub(super) fn relative_verb(&mut self, k: usize) {
        let layers = self.layers;
        let bits = &layers.bits;
        let mut j = k + 1;
        // Adjectives, a place, a relative pronoun may stand between.
        let stop = (k + 5).min(self.items.list.len());
        while j < stop {
            match &self.items.list[j] {
                Item::Particle(w) if self.doc.is(*w, bits.relative) => {}
                Item::Np(n) if n.prep != Prep::None || n.sem == Sem::Time => {}
                // «حملات دهم واعتقال طالت …»: words of the expression itself, and what is joined to them.
                Item::Np(n) if n.words.end <= self.hits[self.draft.hit].words.end => {}
                Item::Event(_) if self.items.ends[j] <= self.hits[self.draft.hit].words.end => {}
                // «قصف متكرر، ترد عليه …»: behind a comma another clause, unless the verb takes the noun up again.
                Item::Verb(w)
                    if self.doc.words[*w].gap & (gap::COMMA | gap::SEMI) != 0
                        && self.doc.words[*w].pronoun.is_none() =>
                {
                    return;
                }
                // «اعتقالات طالت العشرات»: whom it reached.
                // «خلافات تضرب الجماعة»: who is struck by a quarrel quarrels.
                Item::Verb(_) | Item::Event(_) if self.reaches_whom(j) => {
                    let quarrel = self.draft.kind == ClaimType::Dissent;
                    let object = (j + 1..self.items.list.len()).take(2).find(|&i| {
                        self.np(i).is_some_and(|n| {
                            n.sem != Sem::Time
                                && match n.prep {
                                    Prep::None => true,
                                    // «تعصف بالجماعة»
                                    Prep::Clitic(bits) => quarrel && bits & pro::BI != 0,
                                    Prep::Word(_) => false,
                                }
                        })
                    });
                    let open = if quarrel {
                        &self.draft.agents
                    } else {
                        &self.draft.patients
                    };
                    if let Some(o) = object
                        && open.is_empty()
                    {
                        self.give(o, if quarrel { Part::Agent } else { Part::Patient });
                    }
                    return;
                }
                // «هجمات نسبت إلى التنظيم».
                Item::Verb(w)
                    if self.doc.is_as(*w, self.doc.frames().class_bit("ascribing_verb"), true)
                        && !self.doc.words[*w].has(pro::CONJ) =>
                {
                    let whom = (j + 1..self.items.list.len()).take(2).find(|&i| {
                        self.np(i).is_some_and(|n| {
                            matches!(n.prep, Prep::Word(_)) && matches!(n.sem, Sem::Actor | Sem::Person | Sem::People)
                        })
                    });
                    if let Some(i) = whom
                        && self.draft.agents.is_empty()
                    {
                        self.give(i, Part::Agent);
                    }
                    return;
                }
                // «مظاهرة خرج فيها الأهالي».
                Item::Verb(w)
                    if self.doc.is(*w, self.doc.frames().class_bit("partake_verb"))
                        && !self.doc.words[*w].has(pro::CONJ) =>
                {
                    let resumed = (j + 1 < stop)
                        && matches!(self.items.list.get(j + 1), Some(Item::Particle(p)) if crate::reference::pronoun_at(self.doc, *p).is_some());
                    let subject = if resumed { j + 2 } else { j + 1 };
                    if (resumed || self.doc.words[*w].pronoun.is_some())
                        && self.draft.agents.is_empty()
                        && self
                            .np(subject)
                            .is_some_and(|n| n.prep == Prep::None && (n.is_agent_like() || n.sem == Sem::Number))
                    {
                        self.give(subject, Part::Agent);
                    }
                    return;
                }
                Item::Verb(w) if self.doc.is(*w, bits.light_agent) && !self.doc.words[*w].has(pro::CONJ) => {
                    let subject = (j + 1..self.items.list.len())
                        .take(2)
                        .find(|&i| self.np(i).is_some_and(|n| n.prep == Prep::None && n.sem != Sem::Time));
                    if let Some(s) = subject
                        && self.draft.agents.is_empty()
                        && self.np(s).is_some_and(|n| n.is_agent_like() || n.sem == Sem::Other)
                    {
                        self.give(s, Part::Agent);
                    } else if subject.is_none()
                        && self.doc.words[*w].pronoun.is_some()
                        && self.draft.agents.is_empty()
                        && self.draft.light_verb.is_none()
                    {
                        // «الهجمات التي تشنها على المدنيين»: whoever was told of before.
                        self.draft.dropped = true;
                        self.draft.light_verb = Some(*w);
                    }
                    let end = clause(self.doc, self.layers, self.hits, self.items, j).end;
                    self.draft.words.end = self.draft.words.end.max(self.items.ends[end - 1]);
                    let range = j..end;
                    self.prepositions(j, &range);
                    return;
                }
                // «ما زالت», «لا تزال»: before its verb.
                Item::Particle(w) if self.goes_on(*w + 1) => {}
                // «اشتباكات جرت أمس مع قوات كذا», «الاشتباكات ما زالت مستمرة بين …»: behind the verb of happening or going
                // on the event's own prepositions.
                Item::Verb(w)
                    if (self.doc.is(*w, bits.light_passive) || self.goes_on(*w))
                        && !self.doc.words[*w].has(pro::CONJ) =>
                {
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

    /// «قتل قيادي في عملية نفذتها قوات كذا»: whoever carries out that in which somebody is harmed does it.
    pub(super) fn in_operation(&mut self, k: usize) {
        const NEAR: usize = 8;
        let doc = self.doc;
        if !self.takes_people() || !self.draft.agents.is_empty() {
            return;
        }
        let operation = doc.frames().class_bit("operation_noun");
        let end = (k + NEAR).min(self.items.list.len());
        for j in k + 1..end {
            match &self.items.list[j] {
                Item::Verb(w) => {
                    let word = &doc.words[*w];
                    let carries_out = doc.is_as(*w, self.layers.bits.light_agent, true)
                        && word.pronoun.is_some()
                        && word.pro == 0
                        && word.gap & gap::HARD == 0;
                    let of_it = self.np(j - 1).is_some_and(|n| {
                        n.prep != Prep::None && doc.is(n.head, operation) && !doc.words[n.head].definite()
                    });
                    let doer = self
                        .np(j + 1)
                        .is_some_and(|n| n.prep == Prep::None && n.is_agent_like());
                    if carries_out && of_it && doer && j + 1 < self.items.list.len() {
                        self.give(j + 1, Part::Agent);
                    }
                    return;
                }
                Item::Event(_) => return,
                _ => {}
            }
        }
    }
}
