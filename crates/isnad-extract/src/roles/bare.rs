//! The bare phrases behind a verb: its subject and its objects stand there without a preposition.
//!
//! In: a verb among the pieces of its clause. Out: the pieces that may be its subject or object, in order. Deliberately
//! leaves open which is which.
//!
//! Example: in «اعتقلت القوات شابا بتهمة السرقة» (iʿtaqalat al-quwwāt shābban, "the forces arrested a youth on a charge of
//! theft") they are «القوات» and «شابا», not the theft.

use super::*;

impl Filler<'_, '_> {
    /// «فدية قدرها ألف دولار», «عملية بحثا عن مطلوبين», «هجمات عدة»: how much, how often and what for is nobody.
    pub(super) fn measures(&self, np: &Np) -> bool {
        let frames = self.doc.frames();
        let head = &self.doc.words[np.head];
        let alone = frames.class_bit("search_noun") | frames.class_bit("several");
        let sought = !head.definite() && np.words.len() == 1 && self.doc.is(np.head, alone);
        let said = frames.class_bit("measure_noun") | frames.class_bit("whence_noun");
        sought || head.pronoun.is_some() && self.doc.is(np.head, said)
    }

    /// «سبعة أشخاص، خمسة منهم …»: so many of the people right before.
    pub(super) fn some_of_them(&self, whole: usize, np: &Np) -> bool {
        let counted = |n: &Np| n.is_people() && n.count.is_some_and(|c| c.low > 1);
        let last = np.words.end - 1;
        np.words.len() > 1
            && !np.coordinated
            && self.doc.quantity_at[np.words.start].is_some()
            && crate::bound::of_them(self.doc, self.layers, last, np.words.end).is_some()
            && self
                .np(whole)
                .is_some_and(|n| counted(n) && n.words.end == np.words.start)
    }

    /// «قال فلان «سقط قتلى»», «خرجت مظاهرة في المدينة»: whether the last word of an expression is its verb's subject.
    pub(super) fn brings_subject(&self, hit: &Hit, entry: &isnad_lexicon::frame::Trigger) -> bool {
        let doc = self.doc;
        let f = doc.frames();
        let last = hit.words.end - 1;
        let w = &doc.words[last];
        let dead = f.class_bit("dead_noun") | f.class_bit("hurt_noun");
        let fallen = entry.outcome.is_some() && entry.subject == Part::Patient && doc.is(last, dead);
        let gathered = self.draft.kind == ClaimType::Protest
            && w.best & pos::NOUN != 0
            && !w.human
            && w.pro & !pro::AL == 0
            && w.pronoun.is_none()
            && !doc.is(last - 1, self.layers.bits.preposition)
            // «ورددوا شعارات», «ونظمت مسيرة»: those have another subject.
            && !doc.words[hit.head].verb_form.plural
            && doc.words[hit.head].pos & pos::PASSIVE == 0;
        hit.size > 1 && (fallen || gathered)
    }

    /// Bare phrases behind the verb, and whether an event noun is its subject.
    pub(super) fn bare_behind(&self, k: usize, range: &Range<usize>, hit: &Hit) -> (Vec<usize>, bool) {
        let doc = self.doc;
        let mut rights: Vec<usize> = Vec::new();
        let mut event_subject = false;
        let mut part = false;
        let mut described = false;
        let charge = doc.frames().class_bit("charge");
        let mut past = 0;
        for j in k + 1..range.end {
            if self.items.list[j].word(self.hits) < past {
                continue;
            }
            // «اعتقلوا شابا بتهمة السرقة»: what he is charged with is no object.
            if doc.is(self.items.list[j].word(self.hits), charge) {
                break;
            }
            match &self.items.list[j] {
                // «بينهم خمسة أطفال», «معظمهم من النساء»: parts of the phrase before, no object.
                Item::Np(np) if part && (np.is_people() || np.coordinated) => {}
                Item::Np(np) if described && np.words.end < hit.words.end => {}
                Item::Np(np) if self.layers.is_part_word(doc, np.words.start) => part = true,
                // «سبعة أشخاص، خمسة منهم أطفال»
                Item::Np(np) if rights.last().is_some_and(|&r| self.some_of_them(r, np)) => part = true,
                // «القصف آنف الذكر»
                Item::Np(np) if doc.begins("said_before", np.words.start, np.words.end) => {}
                // «قذائف مصدرها الجيش»
                Item::Np(np) if np.words.len() == 1 && self.doc.is_whence(np.head) => {}
                // «راح ضحية هذه الهجمات»
                Item::Np(np) if np.words.len() == 1 && doc.is(np.head, self.layers.bits.demonstrative) => {}
                Item::Np(np) => {
                    // «فتح الجنود النار»: a word of the expression plays no part.
                    let own = hit.size > 1
                        && hit.words.contains(&np.head)
                        && np.words.contains(&(hit.words.end - 1))
                        && (matches!(np.sem, Sem::Other | Sem::Means | Sem::Event)
                            || self.no_person(np)
                            || self.judges(np)
                            || (np.head + 1 < hit.words.end && !np.is_people())
                            || self.of_kind(np));
                    // «أطلقوا وابلا من الرصاص»: how much of it.
                    let amount = hit.size > 1
                        && np.sem == Sem::Other
                        && hit.words.contains(&np.words.end)
                        && self.layers.is_min(doc, np.words.end);
                    // «أضرم مجهولون النار في المنزل»: the fire suffers nothing.
                    let fire = hit.size > 1
                        && hit.words.contains(&np.head)
                        && doc.is(np.head, doc.frames().class_bit("fire_noun"));
                    // «توغلت القوة مسافة 300 متر»: how far.
                    let far = np.sem == Sem::Other && doc.is(np.head, doc.frames().class_bit("extent_noun"));
                    // «نقل إلى المستشفى»: the preposition of the expression governs it.
                    let governed = np.words.start > hit.head + 1
                        && hit.words.contains(&np.words.start)
                        && doc.is(np.words.start - 1, self.layers.bits.preposition)
                        && doc.words[np.words.start - 1].pronoun.is_none();
                    if own || amount || fire || far || governed {
                        continue;
                    }
                    // «انفجرت سيارة مفخخة»: what describes the last word of the expression.
                    let word = &doc.words[np.head];
                    let describes = hit.size > 1
                        && np.words.start == hit.words.end
                        && np.words.len() == 1
                        && matches!(np.sem, Sem::Other | Sem::Means)
                        && word.gap & gap::HARD == 0
                        && !word.definite()
                        && word.pos & (pos::PASSIVE_P | pos::ADJ) != 0
                        && (word.feminine == doc.words[hit.words.end - 1].feminine
                            || doc.words[hit.words.end - 1].plural);
                    if describes {
                        continue;
                    }
                    // «المركز الأوروبي (ECC)»: in brackets another name of what stands before.
                    // «قُتل (فلان)»: right behind the verb who it was.
                    let named = np.sem == Sem::Person && np.words.start == hit.words.end;
                    let aside = doc.words[np.words.start].gap & gap::OPEN != 0 && !named
                        || np.words.start.checked_sub(1).is_some_and(|i| {
                            // «قذائف مصدرها مواقع الجيش»: whence it comes is no object.
                            self.doc.is_whence(i)
                        });
                    // «أثناء أدائهم الصلاة»: the object of a verbal noun that a preposition governs.
                    let done = self.np(j - 1).is_some_and(|before| {
                        let deed = &doc.words[before.head];
                        before.prep != Prep::None
                            && before.words.end == np.words.start
                            && deed.best & pos::MASDAR != 0
                            && deed.pronoun.is_some()
                            && doc.words[np.words.start].gap & gap::HARD == 0
                    });
                    if done {
                        continue;
                    }
                    if np.prep == Prep::None
                        && np.sem != Sem::Time
                        && !np.coordinated
                        && !aside
                        && !crate::bound::manner(doc, np)
                        // «9 أشخاص، طفلان بينهم»
                        && (rights.is_empty()
                            || doc.words[np.words.start].gap & gap::COMMA == 0
                            || crate::casualties::parts_before(doc, self.layers, np.words.start, self.items.ends[range.end - 1])
                                .is_empty())
                        && !rights.last().is_some_and(|&r| self.apposed(r, j))
                    {
                        rights.push(j);
                    }
                }
                Item::Event(h) if !self.hits[*h].reading.is_verb() => {
                    let head = self.hits[*h].head;
                    let w = &doc.words[head];
                    // «راح ضحية الهجمات 51 شخصا»: whose victims they are.
                    let whose = hit.size > 1
                        && rights.is_empty()
                        && head <= hit.words.end + 1
                        && doc.is(hit.words.end - 1, doc.frames().class_bit("harmed_noun"));
                    if whose {
                        continue;
                    }
                    // «قتلوا في قصف»: behind a preposition it is no subject.
                    let governed = head > hit.head + 1 && doc.is(head - 1, self.layers.bits.preposition)
                        || doc.is(head - 1, self.layers.bits.causal);
                    if rights.is_empty() && !governed && w.pro & (pro::BI | pro::LI | pro::CONJ) == 0 && j == k + 1 {
                        event_subject = true;
                    }
                    if event_subject && j == k + 1 {
                        if self.items.people(j).is_some() {
                            event_subject = false;
                            rights.push(j);
                        }
                        continue;
                    }
                    // «اعتقلت الشرطة، في إطار حملة أمنية، ستة مطلوبين»
                    if let Some(w) = self.behind_aside(head) {
                        past = w;
                        continue;
                    }
                    if let Some(np) = self.items.people(j) {
                        // «نقل الأهالي الجرحى»: people named by what they suffered are an object too.
                        let aid = self.draft.kind == isnad_model::ClaimType::Aid;
                        if aid && rights.len() == 1 && np.prep == Prep::None && !np.coordinated && j == k + 2 {
                            rights.push(j);
                        }
                        continue;
                    }
                    // «قتلوا بالرصاص أحد المارة»: with what they did it.
                    let behind = w.definite() || self.strikes_next(j);
                    if w.has(pro::BI) && behind && j <= k + 2 && rights.len() + k + 1 == j {
                        continue;
                    }
                    break;
                }
                // «أطلق مسلحون يستقلون دراجة النار»: what describes the subject inside the expression.
                Item::Verb(w) if *w < hit.words.end => described = true,
                // «اغتال مسلحان يستقلان دراجة، ضابطا»: behind what describes the subject stands the object.
                Item::Verb(_) if rights == [k + 1] && j == k + 2 => {
                    rights.extend(self.behind_description(j, range.end));
                    break;
                }
                Item::Event(_) | Item::Verb(_) => break,
                // «الذي قتل جراءه مدني»: with a pronoun it points back to the cause.
                Item::Particle(w) if doc.is(*w, self.layers.bits.causal) && doc.words[*w].pronoun.is_none() => break,
                Item::Particle(w) => part = self.layers.is_part_word(doc, *w) || self.names_behind(*w),
            }
        }
        (rights, event_subject)
    }
}
