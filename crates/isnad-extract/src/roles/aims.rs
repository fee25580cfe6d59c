//! Whom an attack aims at, told behind it.
//!
//! In: an attack with its clause. Out: what a participle of aiming has as its object, and whom a campaign is out to catch.
//! A phrase of another event's own is left to it.
//!
//! Example: «شن الجيش هجوما على البلدة، مستهدفا منازل السكان» (shanna l-jaysh hujūman ʿalā l-balda mustahdifan manāzil
//! as-sukkān, "the army launched an attack on the town, targeting the residents' houses") is of the houses.

use super::*;

/// So many pieces behind the attack its participle may stand.
const REACH: usize = 8;

impl Filler<'_, '_> {
    /// «مستهدفا المدنيين», «لملاحقة خلايا التنظيم»: behind the attack of piece `k`.
    pub(super) fn aims(&mut self, k: usize) {
        if !prepositions::is_attack(self.draft.kind) {
            return;
        }
        let doc = self.doc;
        let (aiming, pursuit) = (doc.frames().class_bit("aiming"), doc.frames().class_bit("pursuit_noun"));
        let end = self.items.list.len().min(k + 1 + REACH);
        for j in k + 1..end {
            // What stands behind another attack is that one's.
            if let Item::Event(h) = &self.items.list[j] {
                let kind = doc.frames().triggers[self.hits[*h].trigger].kind;
                if crate::assemble::is_cause(kind) {
                    return;
                }
            }
            let Some(n) = self.np(j) else { continue };
            let head = &doc.words[n.head];
            if doc.is(n.head, aiming) && n.words.start == n.head && !head.definite() && head.pro == 0 {
                let said = (n.head, j + 1);
                self.draft.patients.retain(|p| p.head != said.0);
                let object = self.np(said.1).filter(|o| {
                    let led = matches!(o.prep, Prep::Clitic(bits) if bits & pro::BI != 0);
                    (o.prep == Prep::None || led) && o.words.start == self.items.ends[j] && o.sem != Sem::Time
                });
                if object.is_some() && !head.is_verb() {
                    self.give(said.1, Part::Patient);
                }
                return;
            }
            let sought = doc.is(n.head, pursuit)
                && self.draft.patients.is_empty()
                && matches!(n.prep, Prep::Clitic(bits) if bits & pro::LI != 0)
                && !head.definite();
            if sought {
                let inner = noun_phrase(doc, self.layers, n.head + 1, n.words.end);
                self.draft.patients.extend(inner.filter(|i| i.is_agent_like()));
                return;
            }
        }
    }
}
