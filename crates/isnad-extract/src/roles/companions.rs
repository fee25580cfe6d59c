//! Who suffered the same as somebody named before, though no «و» joins him right behind.
//!
//! In: the piece of a sufferer of an event and the piece behind all that is joined to him. Out: companions («مع ثلاثة من
//! مرافقيه», «ومعه سائقه») and others told with where they are from («شابا من كذا وآخر من كذا»).
//!
//! Example: «خطف مسلحون الطبيب ومعه سائقه» (khaṭafa musallaḥūn aṭ-ṭabīb wa-maʿahu sāʾiquhu, "gunmen abducted the doctor and
//! with him his driver") tells of two who were taken.

use super::*;

impl Filler<'_, '_> {
    /// «قتل القيادي مع ثلاثة من مرافقيه», «خطفوا الطبيب ومعه سائقه»: who was with him suffered the same.
    pub(super) fn companions(&mut self, from: usize) {
        let doc = self.doc;
        let (with, company) = (doc.frames().class_bit("with"), doc.frames().class_bit("company"));
        for j in from..self.items.list.len().min(from + 3) {
            if let Item::Particle(w) = self.items.list[j] {
                // «ومعه سائقه», «ومعهم 3 حراس»
                let word = &doc.words[w];
                let beside = word.has(pro::CONJ) && word.pronoun.is_some() && doc.is(w, with);
                let soft = word.gap & (gap::STOP | gap::LINE | gap::SEMI | gap::COLON) == 0;
                if beside
                    && soft
                    && self.takes_people()
                    && let Some(n) = self.np(j + 1)
                    && n.words.start == w + 1
                    && n.prep == Prep::None
                    && !n.coordinated
                    && n.is_people()
                    && (n.count.is_some() || n.sem == Sem::Person)
                {
                    let beside = Np {
                        coordinated: true,
                        ..n.clone()
                    };
                    self.draft.patients.push(beside);
                }
                return;
            }
            let Some(n) = self.np(j) else { return };
            if matches!(self.items.list[j], Item::Event(_)) || doc.words[n.words.start].gap & gap::HARD != 0 {
                return;
            }
            if let Prep::Word(p) = n.prep
                && doc.is(p, with | company)
            {
                // «برفقة حارس»: in somebody's company one suffers what he suffers; «مع» may also say whom one fights.
                let known = n.pronoun || doc.is(p, company) && doc.words[p].pronoun.is_none() && self.takes_people();
                if n.is_people() && n.count.is_some() && known {
                    let beside = Np {
                        coordinated: true,
                        ..n.clone()
                    };
                    self.draft.patients.push(beside);
                }
                return;
            }
        }
    }

    /// «اعتقلوا سالما من طفس وماهرا من نوى», «شابا في كذا وثلاثة في كذا»: behind where the first is from another with
    /// where he is from; the piece behind the last.
    pub(super) fn each_from(&mut self, i: usize, mut at: usize) -> usize {
        let doc = self.doc;
        if !self.takes_people() && doc.frames().triggers[self.draft.trigger].outcome.is_none() {
            return at;
        }
        if !self
            .np(i)
            .is_some_and(|n| n.is_people() && (n.count.is_some() || n.sem == Sem::Person))
        {
            return at;
        }
        let soft = |w: usize| doc.words[w].gap & (gap::STOP | gap::LINE | gap::SEMI | gap::COLON) == 0;
        let from = |j: usize| {
            let n = self.np(j).filter(|n| n.sem == Sem::Place && !n.coordinated)?;
            let Prep::Word(p) = n.prep else { return None };
            let in_order = n.words.start == p + 1 && self.items.ends[j - 1] == p && soft(p);
            in_order.then_some(p)
        };
        let mut more = Vec::new();
        while more.len() < 6
            && let Some(p) = from(at)
            && let Some(n) = self.np(at + 1)
            && n.coordinated
            && n.words.start == self.items.ends[at]
            && soft(n.words.start)
            && n.is_people()
            && (n.count.is_some() || n.sem == Sem::Person)
            && (n.prep == Prep::None || n.prep == Prep::Word(p))
            && let Some(q) = from(at + 2)
            && self.alike_prepositions(p, q)
        {
            more.push(Np {
                prep: Prep::None,
                ..n.clone()
            });
            at += 2;
        }
        self.draft.patients.extend(more);
        at
    }

    /// «أصيب رجل بجروح، وآخر بحالة اختناق»: behind how the first was hurt others with how they were; the piece behind
    /// the last.
    pub(super) fn each_hurt(&mut self, mut at: usize) -> usize {
        use isnad_model::{ClaimType, Count, Outcome};
        let doc = self.doc;
        if doc.frames().triggers[self.draft.trigger].outcome != Some(Outcome::Injured) {
            return at;
        }
        let how = |j: usize| match self.items.list.get(j) {
            Some(Item::Event(h)) => {
                let hit = &self.hits[*h];
                let harm = matches!(hit.entry(doc).kind, ClaimType::Shooting | ClaimType::Injury);
                harm && !hit.reading.is_verb() && doc.words[hit.head].has(pro::BI)
            }
            Some(Item::Np(n)) => matches!(n.prep, Prep::Clitic(p) if p & pro::BI != 0),
            _ => false,
        };
        let mut more = Vec::new();
        while more.len() < 6
            && how(at)
            && let Some(n) = self.np(at + 1)
            && n.coordinated
            // The «ب» before seems to govern him too.
            && (n.prep == Prep::None || self.np(at).is_some_and(|b| b.prep == n.prep))
            && n.words.start == self.items.ends[at]
            && doc.words[n.words.start].gap & (gap::STOP | gap::LINE | gap::SEMI | gap::COLON) == 0
            && how(at + 2)
        {
            let another = n.words.len() == 1 && doc.is(n.head, self.layers.bits.other);
            if !(another || n.is_people() && (n.count.is_some() || n.sem == Sem::Person)) {
                break;
            }
            more.push(Np {
                prep: Prep::None,
                sem: if another { Sem::People } else { n.sem },
                count: n.count.or(another.then_some(Count::exact(1))),
                ..n.clone()
            });
            at += 2;
        }
        self.draft.patients.extend(more);
        at
    }

    /// «من … ومن», «في … وفي»: whether two prepositions say the same of a place.
    fn alike_prepositions(&self, p: usize, q: usize) -> bool {
        let within = |w: usize| self.layers.is_min(self.doc, w) || self.doc.is(w, self.layers.bits.locative);
        within(p) && within(q)
    }

    /// «أدى إلى مقتله مع ولديه», «مقتله واثنين من مرافقيه»: behind the pronoun of who died or was hurt who was with him.
    pub(super) fn beside_pronoun(&mut self, k: usize) {
        let doc = self.doc;
        let hit = &self.hits[self.draft.hit];
        let entry = &doc.frames().triggers[self.draft.trigger];
        let harmed = entry.outcome.is_some() && hit.size == 1 && doc.words[hit.head].pos & pos::MASDAR != 0;
        if !harmed || !self.draft.genitive_pronoun || !self.draft.patients.is_empty() {
            return;
        }
        let mut j = k + 1;
        while let Some(n) = self.np(j)
            && n.coordinated
            && n.prep == Prep::None
            && n.is_people()
            && (n.count.is_some() || n.sem == Sem::Person)
            && doc.words[n.head].best & pos::MASDAR == 0
            && n.words.start == self.items.ends[j - 1]
            && doc.words[n.words.start].gap & (gap::STOP | gap::LINE | gap::SEMI | gap::COLON) == 0
        {
            let next = n.clone();
            self.draft.patients.push(next);
            j += 1;
        }
        self.companions(j);
    }

    /// «أودى بحياة تسعة جنود»: whose lives something took; whether the expression says so.
    pub(super) fn lives(&mut self, k: usize, hit: &Hit) -> bool {
        let doc = self.doc;
        let last = hit.words.end - 1;
        let taken =
            hit.size > 1 && doc.words[last].pro & pro::BI != 0 && doc.is(last, doc.frames().class_bit("life_noun"));
        if !taken || doc.words[last].pronoun.is_some() {
            return false;
        }
        let end = doc.sents[doc.sent_of(last)].words.end;
        let piece = (k + 1..self.items.list.len().min(k + 14))
            .find(|&j| self.np(j).is_some_and(|n| n.words.start == hit.words.end));
        if let Some(j) = piece {
            self.give(j, Part::Patient);
        } else if let Some(n) = noun_phrase(doc, self.layers, hit.words.end, end).filter(Np::is_people) {
            self.draft.patients.push(n);
        }
        !self.draft.patients.is_empty()
    }

    /// «نقل الجندي الجريح»: somebody with the word that says he is hurt, which is no phrase of its own.
    pub(super) fn harmed_one(&self, k: usize) -> Option<Np> {
        let doc = self.doc;
        let (a, b) = (self.np(k + 1)?, self.np(k + 2)?);
        let (first, second) = (&doc.words[a.head], &doc.words[b.head]);
        let harm = doc.frames().class_bit("hurt_noun") | doc.frames().class_bit("dead_noun");
        let single = |w: &crate::doc::Word| w.definite() && !(w.plural || w.dual) && w.pro & !pro::AL == 0;
        let one = matches!(a.sem, Sem::People | Sem::Person)
            && single(first)
            && single(second)
            && first.feminine == second.feminine
            && b.words.start == a.words.end
            && second.gap & gap::HARD == 0
            && doc.is(b.head, harm);
        one.then(|| Np {
            words: a.words.start..b.words.end.max(b.head + 1),
            ..a.clone()
        })
    }
}
