//! Ground that is only called somebody's: «مناطق سيطرة الحركة», «المناطق التي تسيطر عليها الفرقة».
//!
//! In: a draft whose clause names no other place. Out: the phrase up to who holds the ground, without a point: nobody
//! says where it lies. Invariant: what fire comes from is no place of it.
//!
//! In «صعد الجيش قصفه على مناطق سيطرة الحركة» (ṣaʿʿada l-jaysh qaṣfahu ʿalā manāṭiq sayṭarat al-ḥaraka, "the army stepped
//! up its shelling of the movement's areas") the place is the movement's areas.

use super::place::attacks;
use super::{Scene, happens};
use crate::assemble::Built;
use crate::doc::{gap, pro};
use isnad_lexicon::setting::bit;
use isnad_model::{ClaimType, Place};

/// Words from the word for the ground to what tells that it is held, and words of the whole phrase.
const REACH: (usize, usize) = (4, 8);

/// Words from the ground to the event that it is said to see.
const AHEAD: usize = 10;

impl Scene<'_, '_> {
    /// The ground that a claim is told of and that is only called somebody's.
    pub(super) fn held_ground(&self, i: usize) -> Option<Place> {
        let (b, doc) = (&self.built[i], self.doc);
        if !happens(b.draft.kind) {
            return None;
        }
        let sent = &doc.sents.get(b.sent)?.words;
        let clause = b.trigger.end.max(sent.start)..(b.draft.words.end.max(b.trigger.end + 1)).min(sent.end);
        // «تتعرض مناطق سيطرة الحركة لقصف»
        let ahead = (b.trigger.start.saturating_sub(AHEAD).max(sent.start)..b.trigger.start).rev();
        let mut ahead = ahead.take_while(|&w| doc.words[w + 1].gap & gap::HARD == 0);
        let befalls = self.layers.bits.light_place | doc.frames().class_bit("continuing_verb");
        let sees = |w: &usize| {
            w.checked_sub(1)
                .is_some_and(|v| doc.words[v].is_verb() && doc.is(v, befalls))
        };
        let held = |w: usize| self.is_ground(b, w, sent.start) && self.hold(w, sent.end).is_some();
        let behind = clause.clone().find(|&w| held(w) && self.reaches(i, b, w));
        let head = behind.or_else(|| ahead.find(|w| sees(w) && held(*w)))?;
        let hold = self.hold(head, sent.end)?;
        let np = crate::phrase::noun_phrase(doc, self.layers, hold, sent.end)?;
        let end = np
            .words
            .end
            .clamp(hold + 1, (head + REACH.1).max(hold + 1))
            .min(sent.end);
        let words = head..end;
        let span = self.span(&words, doc.span(&words).end);
        Some(Place::named(span.slice(doc.text), span))
    }

    /// Whether ground without a name stands at a word, and something is told to happen there.
    fn is_ground(&self, b: &Built, w: usize, floor: usize) -> bool {
        let doc = self.doc;
        let word = &doc.words[w];
        let soft = w > floor && word.gap & gap::HARD == 0;
        let whence = || soft && (doc.is_whence(w - 1) || self.layers.is_min(doc, w - 1));
        let inside = || soft && (doc.is(w - 1, self.layers.bits.preposition) || self.layers_toward(w - 1));
        word.plural
            && self.has(w, bit::PART)
            && !word.is_verb()
            && word.pronoun.is_none()
            && !word.has(pro::CONJ)
            && !whence()
            && (word.has(pro::BI | pro::LI) || inside() || attacks(b.draft.kind))
    }

    /// The first word of who holds the ground that begins at a word.
    fn hold(&self, head: usize, end: usize) -> Option<usize> {
        let doc = self.doc;
        let soft = |w: usize| doc.words[w].gap & gap::HARD == 0;
        let told = (head + 1..end.min(head + 1 + REACH.0))
            .take_while(|&w| soft(w) && self.layers.place_at(w).is_none())
            .find_map(|w| self.tells(ClaimType::Control, w, end))?;
        // «تسيطر عليها»
        let of =
            told < end && soft(told) && doc.words[told].pronoun.is_some() && doc.is(told, self.layers.bits.preposition);
        let holder = told + usize::from(of);
        let at_all = holder < end && soft(holder) && !doc.words[holder].is_verb();
        at_all.then_some(holder)
    }

    /// «سيطرة», «الخاضعة لسيطرة», «اتفاق خفض»: where words that tell of a kind of event end that begin at a word.
    pub(super) fn tells(&self, kind: ClaimType, w: usize, end: usize) -> Option<usize> {
        let (doc, frames) = (self.doc, self.doc.frames());
        let of = |words: &[isnad_lexicon::keys::KeyId]| {
            let whole = words.iter().enumerate();
            w + words.len() <= end && whole.into_iter().all(|(k, &key)| doc.words[w + k].key(key).is_some())
        };
        let keys = doc.words[w].keys.iter();
        let opened = keys.flat_map(|k| frames.trigger_table.starting(k.key));
        let fits = opened.filter(|e| frames.triggers[e.target].kind == kind && of(&e.words));
        fits.map(|e| w + e.words.len()).max()
    }
}
