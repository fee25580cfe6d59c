//! Settlements whose name is an ordinary word: «قرية ضمان», «بلدة عاجل».
//!
//! In: the word for a settlement, without an article. Out: where the name behind it ends. Invariant: what may describe
//! the settlement («قرية نائية», «بلدة تضم نازحين») is no name.
//!
//! In «قصفت المدفعية قرية ضمان فجرا» (qaṣafat al-midfaʿiyya qaryat Ḍamān fajran, "artillery shelled the village of Daman at
//! dawn") the village bears the word for a guarantee.

use super::Scene;
use crate::doc::{gap, pos, pro};
use isnad_lexicon::setting::bit;

impl Scene<'_, '_> {
    /// Where the name of a settlement ends that is an ordinary word and that nothing goes on with.
    pub(super) fn settled(&self, w: usize, end: usize) -> Option<usize> {
        let doc = self.doc;
        let head = &doc.words[w];
        let settlement =
            doc.is(w, doc.frames().class_bit("settlement_noun")) && !(head.definite() || head.plural || head.dual);
        if !settlement || w + 1 >= end || self.layers.entity_at(w + 1).is_some() {
            return None;
        }
        let free = |i: usize| self.layers.noun_of(doc, i).is_none() && !self.layers.event_of[i];
        let hers = doc.word(w).ends_with('ة');
        if !free(w + 1) || !self.is_plain_name(w + 1, hers) {
            return None;
        }
        if self.closes_name(w + 2, end) {
            return Some(w + 2);
        }
        // «قرية آلة قوس»
        let two =
            hers && w + 2 < end && free(w + 2) && self.is_plain_name(w + 2, false) && self.closes_name(w + 3, end);
        two.then_some(w + 3)
    }

    /// Whether a word may be a name and describes no settlement; `hers` where only a feminine adjective would.
    fn is_plain_name(&self, i: usize, hers: bool) -> bool {
        let doc = self.doc;
        let n = &doc.words[i];
        let letters = doc.word(i);
        let noun = n.best & (pos::NOUN | pos::MASDAR | pos::ACTIVE | pos::UNKNOWN) != 0 && n.best & pos::ADJ == 0;
        // «في بلدة صفيا»: no town is spoken of as two men, nor as us («قرية نامر»).
        let noun = noun || n.best & pos::PERFECT != 0 && letters.ends_with('ا');
        let noun = noun || n.best & pos::IMPERFECT != 0 && letters.starts_with('ن');
        // «قرية عاجل»: it does not agree.
        let noun = noun || hers && n.best & pos::ADJ != 0 && !n.is_verb() && n.feminine == Some(false);
        noun && n.pro == 0 && n.gap == 0 && !n.plural && !n.definite() && !n.tanwin && n.pronoun.is_none()
    }

    /// Whether nothing goes on with a name that ends before a word.
    fn closes_name(&self, i: usize, end: usize) -> bool {
        let doc = self.doc;
        i >= end
            || doc.words[i].gap & gap::HARD != 0
            || doc.time_at[i].is_some()
            || self.has(i, bit::ADVERB | bit::HOUR)
            || doc.is(i, self.layers.bits.preposition | self.layers.bits.direction)
            || doc.words[i].pro & (pro::BI | pro::CONJ) != 0
    }
}
