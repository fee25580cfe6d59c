//! Two phrases for one person, the second in apposition to the first.
//!
//! In: two phrases of a clause. Out: whether the second says who the first is. Deliberately leaves groups alone: «الحركة،
//! التنظيم …» is a list as often.
//!
//! Example: in «هدد قائد المحور، العميد علاء سالم، المهاجمين» (haddada qāʾid al-miḥwar, al-ʿamīd ʿAlāʾ Sālim,
//! al-muhājimīn, "the sector's commander, Brigadier Ala Salim, threatened the attackers") the name is no object.

use super::*;

impl Filler<'_, '_> {
    /// «رئيس البلدية، علاء سالم،», «العميد علاء سالم، قائد المحور،»: between commas who the one before is, and behind a
    /// death his rank and name.
    pub(super) fn apposed(&self, i: usize, j: usize) -> bool {
        let (Some(before), Some(np)) = (self.np(i), self.np(j)) else {
            return false;
        };
        let doc = self.doc;
        let single = |n: &Np| {
            let w = &doc.words[n.head];
            let one = n.count == Some(isnad_model::Count::exact(1));
            let several = w.plural || w.dual || n.noun.as_ref().is_some_and(|x| x.many || x.two);
            matches!(n.sem, Sem::Person | Sem::People)
                && (!several || self.layers.is_one(doc, n.words.start))
                && (one || n.count.is_none())
        };
        let described = |n: &Np| {
            self.layers
                .noun_of(doc, n.head)
                .is_some_and(|x| x.office || x.title || !x.force)
        };
        let named = |n: &Np| n.sem == Sem::Person;
        // «اغتال ضابط، مساء أمس، الشيخ علي»: behind what commas hold stands the object.
        let aside = (i + 1..j).any(|x| match &self.items.list[x] {
            Item::Np(n) => {
                let apart = n.sem == Sem::Time || doc.words[n.words.start].gap & gap::COMMA != 0;
                n.prep == Prep::None && !n.coordinated || apart || n.prep != Prep::None && governed_apart(doc, n)
            }
            _ => true,
        });
        let cases = doc.words[np.head].tanwin && !doc.words[before.head].tanwin;
        if aside || cases || j <= i || np.prep != Prep::None || np.coordinated || !single(np) || !single(before) {
            return false;
        }
        let gap_before = doc.words[np.words.start].gap;
        if gap_before & gap::COMMA != 0 {
            return named(np) && described(before) || named(before) && described(np);
        }
        // «قتل مدير الناحية المقدم حسين صالح بهجوم»
        let killed = doc.frames().triggers[self.draft.trigger].outcome.is_some();
        let ranked = doc.words[np.words.start].definite()
            && self
                .layers
                .noun_of(doc, np.words.start)
                .is_some_and(|n| n.title || n.office);
        let held = before.sem == Sem::People && before.noun.as_ref().is_some_and(|n| n.office);
        // «اتهم المتحدث باسم الوزارة الدكتور سالم علي التحالف بـ…»: with an object behind his name as well.
        let object = || {
            let third = self
                .np(j + 1)
                .filter(|n| n.prep == Prep::None && !n.coordinated && n.is_agent_like());
            let known = third.is_some_and(|n| doc.words[n.words.start].definite() || n.entity.is_some());
            known && self.draft.kind != isnad_model::ClaimType::Appointment && described(before)
        };
        if gap_before & gap::HARD != 0 {
            return false;
        }
        let adjacent = before.words.end == np.words.start;
        (killed && held || object()) && named(np) && ranked && adjacent
            || self.named_behind(i, j)
            || killed && adjacent && named(before) && self.is_his_office(np)
    }

    /// «القيادي في حركة كذا علاء سالم», «مدير الأمن في المدينة العميد علاء سالم»: behind an office and whose or where it is
    /// the name of who holds it.
    fn named_behind(&self, i: usize, j: usize) -> bool {
        let doc = self.doc;
        let (Some(before), Some(np)) = (self.np(i), self.np(j)) else {
            return false;
        };
        let office = before
            .noun
            .as_ref()
            .is_some_and(|n| n.office || n.title || !(n.force || n.many));
        let head = &doc.words[before.head];
        let known = head.definite() || before.words.clone().skip(1).any(|w| doc.words[w].definite());
        // «القيادي في حركة كذا»: the group is read with him.
        let group = |w: usize| {
            self.layers
                .entity_at(w)
                .is_some_and(|e| !self.layers.entities[e].person)
        };
        let whole = before.words.len() > 2 && before.sem != Sem::Person && before.words.clone().skip(2).any(group);
        // «متحدث باسم الجيش التعليق على …»: a name, or a rank before it.
        let first = np.words.start;
        let name = self.layers.is_name(doc, first) || doc.is(first, self.layers.bits.kunya);
        let name = name || self.layers.noun_of(doc, first).is_some_and(|n| n.title || n.office);
        let governed = |x: usize| {
            self.np(x).is_some_and(|n| {
                let start = match n.prep {
                    Prep::Word(p) if !doc.is(p, self.layers.bits.sequel | self.layers.bits.causal) => p,
                    Prep::Clitic(c) if c & pro::LI != 0 => n.words.start,
                    _ => return false,
                };
                start == self.items.ends[x - 1] && doc.words[start].gap & gap::HARD == 0 && n.sem != Sem::Time
            })
        };
        office
            && known
            && np.sem == Sem::Person
            && name
            && np.words.start == self.items.ends[j - 1]
            && (j == i + 1 && whole || j > i + 1 && j <= i + 3 && (i + 1..j).all(governed))
    }

    /// «العقيد علاء سالم آمر اللواء وثلاثة من جنوده»: what somebody is who was just named.
    fn is_his_office(&self, np: &Np) -> bool {
        let head = &self.doc.words[np.head];
        let office = np.noun.as_ref().is_some_and(|n| n.office);
        office && np.head == np.words.start && np.words.len() > 1 && !head.definite() && head.pronoun.is_none()
    }

    /// The phrase at a piece with what is apposed to it, and the piece behind.
    pub(super) fn with_apposed(&self, i: usize) -> Option<(Np, usize)> {
        let mut np = self.np(i)?.clone();
        let mut j = i + 1;
        loop {
            let behind = |j: usize| self.np(j).is_some_and(|n| n.words.start == self.items.ends[j - 1]);
            let governed = |j: usize| self.np(j).is_some_and(|n| n.prep != Prep::None);
            let skips = if j == i + 1 {
                (j..j + 2).take_while(|&x| governed(x)).count()
            } else {
                0
            };
            if !(behind(j + skips) && self.apposed(i, j + skips)) {
                break;
            }
            j += skips;
            let Some(next) = self.np(j) else { break };
            np.words.end = next.words.end;
            if next.sem == Sem::Person {
                np.sem = Sem::Person;
                np.entity = np.entity.or_else(|| next.entity.clone());
            }
            j += 1;
        }
        Some((np, j))
    }
}

/// Whether a comma stands before the preposition of a phrase.
fn governed_apart(doc: &Doc<'_>, np: &Np) -> bool {
    matches!(np.prep, Prep::Word(p) if doc.words[p].gap & gap::COMMA != 0)
}
