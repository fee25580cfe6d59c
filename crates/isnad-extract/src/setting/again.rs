//! An event that a later sentence takes up by its bare noun: «وأسفر القصف عن …».
//!
//! In: drafts in text order. Out: the event told right before that the noun goes back to. Its place and its day are the
//! later claim's too, whatever the news of the report is. Invariant: only what a sentence with a date of its own told,
//! behind other news, is taken up so; the news lends its place and day anyway.
//!
//! In «وفي 11 أيار وقع انفجار في السوق. وقال طبيب إن الانفجار أدى إلى …» (wa-fī 11 ayyār waqaʿa nfijār fī s-sūq. wa-qāla
//! ṭabīb inna l-infijār addā ilā …, "on 11 May there was a blast at the market. A doctor said that the blast …") the dead
//! are of 11 May.

use super::{Scene, happens};
use crate::assemble::{Built, is_cause};
use crate::doc::gap;
use isnad_model::{ClaimType, Modality};

/// Words between the noun that takes up an event and the harm that it did.
const FAR: usize = 8;

impl Scene<'_, '_> {
    /// The draft that a claim's bare noun goes back to.
    pub(super) fn again(&self, i: usize) -> Option<usize> {
        let b = &self.built[i];
        if !happens(b.draft.kind) || b.modality != Modality::Actual || !self.takes_up(b) {
            return None;
        }
        let last = (0..i).rev().find(|&j| self.built[j].sent < b.sent)?;
        let sent = self.built[last].sent;
        if b.sent - sent > 2 {
            return None;
        }
        let told = (0..=last).rev().take_while(|&j| self.built[j].sent == sent);
        let j = told
            .filter(|&j| self.built[j].time.is_some() && of_one(self.built[j].draft.kind, b.draft.kind))
            .last()?;
        // The first thing told is the news.
        let first = self
            .built
            .iter()
            .take(j)
            .any(|o| o.sent < sent && happens(o.draft.kind));
        first.then_some(j)
    }

    /// «الانفجار», or harm that «أدى القصف إلى» it.
    fn takes_up(&self, b: &Built) -> bool {
        let (doc, head) = (self.doc, b.trigger.start);
        let floor = doc.sents.get(b.sent).map_or(head, |s| s.words.start);
        let bare = |w: usize| {
            let word = &doc.words[w];
            let next = doc
                .words
                .get(w + 1)
                .is_none_or(|n| n.gap & gap::HARD != 0 || !n.definite());
            word.definite() && !word.is_verb() && self.layers.event_of[w] && next
        };
        if is_cause(b.draft.kind) {
            return bare(head);
        }
        // «أدى القصف إلى مقتل …», «أسفر القصف عن …»
        let lo = head.saturating_sub(FAR).max(floor);
        let brings = doc.frames().class_bit("result_verb");
        let soft = |&w: &usize| doc.words[w + 1].gap & (gap::HARD & !gap::COMMA) == 0;
        matches!(b.draft.kind, ClaimType::Killing | ClaimType::Injury | ClaimType::Damage)
            && (lo..head).rev().take_while(soft).any(bare)
            && (lo..head).any(|w| doc.is_as(w, brings, true))
    }
}

/// Whether two kinds may be of one event.
fn of_one(told: ClaimType, again: ClaimType) -> bool {
    use ClaimType as T;
    let fire = |k| matches!(k, T::Airstrike | T::Shelling | T::Offensive | T::Bombing);
    is_cause(told) && (told == again || !is_cause(again) || fire(told) && fire(again))
}
