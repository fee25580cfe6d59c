//! Phrases between two commas that tell when or in what an event happened, with another event in them.
//!
//! In: the head of an event noun. Out: the first word behind the comma that ends such a phrase around it. A phrase is
//! one only where a preposition opens it behind a comma and no verb stands in it.
//!
//! Example: in «اعتقلت الشرطة، في إطار حملة أمنية، ستة مطلوبين» (iʿtaqalat ash-shurṭa, fī iṭār ḥamla amniyya, sitta maṭlūbīn,
//! "the police arrested, in a security campaign, six wanted men") the campaign stands aside, and the six are arrested.

use super::*;

/// So many words stand before and behind the event noun at most.
const BEFORE: usize = 4;
const BEHIND: usize = 9;

impl Filler<'_, '_> {
    /// «غارة قتل فيها شاب، وأخرى على البلدة»: behind a man a second deed, where it went, and no woman.
    pub(super) fn another_deed(&self, first: usize, j: usize) -> bool {
        let doc = self.doc;
        let alone = |n: &Np| {
            n.words.len() == 1 && doc.is(n.head, self.layers.bits.other) && doc.words[n.head].feminine == Some(true)
        };
        let man = |n: &Np| doc.words[n.head].feminine != Some(true);
        let whither = |n: &Np| matches!(n.prep, Prep::Word(p) if doc.is(p, doc.frames().class_bit("toward")));
        self.np(j).is_some_and(alone) && self.np(first).is_some_and(man) && self.np(j + 1).is_some_and(whither)
    }

    /// The word behind the closing comma of the phrase around the event noun at `head`.
    pub(super) fn behind_aside(&self, head: usize) -> Option<usize> {
        let doc = self.doc;
        let part = |w: usize| doc.words[w].gap & (gap::HARD & !gap::COMMA) != 0 || doc.words[w].is_verb();
        let mut open = head;
        while doc.words[open].gap & gap::COMMA == 0 {
            if part(open) || head - open == BEFORE || open == 0 {
                return None;
            }
            open -= 1;
        }
        let first = &doc.words[open];
        let governs = doc.is(open, self.layers.bits.preposition | self.layers.bits.sequel)
            || first.pro & (pro::BI | pro::LI) != 0
            || first.best & pos::PARTICLE != 0;
        if first.has(pro::CONJ) || !governs || first.gap & (gap::HARD & !gap::COMMA) != 0 {
            return None;
        }
        let stop = doc.words.len().min(head + 1 + BEHIND);
        for w in head + 1..stop {
            if doc.words[w].gap & gap::COMMA != 0 {
                let joined = doc.words[w].has(pro::CONJ) || doc.words[w].is_verb();
                return (!joined && doc.words[w].gap & (gap::HARD & !gap::COMMA) == 0).then_some(w);
            }
            if part(w) {
                return None;
            }
        }
        None
    }
}
