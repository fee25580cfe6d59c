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
        (killed && held || object())
            && named(np)
            && ranked
            && before.words.end == np.words.start
            && gap_before & gap::HARD == 0
    }

    /// The phrase at a piece with what is apposed to it, and the piece behind.
    pub(super) fn with_apposed(&self, i: usize) -> Option<(Np, usize)> {
        let mut np = self.np(i)?.clone();
        let mut j = i + 1;
        while self.np(j).is_some_and(|n| n.words.start == self.items.ends[j - 1]) && self.apposed(i, j) {
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
