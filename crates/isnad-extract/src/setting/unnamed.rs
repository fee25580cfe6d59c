//! Places without a name of their own: the market, the mosque, the ministry's headquarters.
//!
//! In: a draft whose clause names no fitter place. Out: the phrase of the place, with the point of the news around it.
//! Invariant: what is only hit («منازل المدنيين») is no place of a hit.
//!
//! In «انفجرت عبوة عند الحاجز» (infajarat ʿubuwwa ʿinda l-ḥājiz, "a bomb went off at the checkpoint") it is the checkpoint.

use super::place::{MEMORY, attacks};
use super::site::Stand;
use super::{Scene, happens};
use crate::assemble::Built;
use crate::doc::{gap, pos, pro};
use isnad_lexicon::setting::bit;
use isnad_model::{ClaimType, Place};
use std::ops::Range;

/// Words that a place without a name may have.
const LONGEST: usize = 5;

impl Scene<'_, '_> {
    /// «على السوق», «عند الحاجز»: a place without a name, where the clause has no other.
    pub(super) fn unnamed(&self, i: usize, context: Option<&Place>) -> Option<Place> {
        let b = &self.built[i];
        let doc = self.doc;
        let sent = &doc.sents.get(b.sent)?.words;
        let clause = b.trigger.end.max(sent.start)..b.draft.words.end.min(sent.end);
        let dwelling = doc.frames().class_bit("dwelling");
        // «أضرار في المنازل»: what is damaged is not where.
        let hurt = |w: usize| {
            b.draft.kind == ClaimType::Damage && b.draft.patients.iter().any(|p| p.head == w || p.words.start == w)
        };
        let unnamed = |w: &usize, object: bool| {
            (self.has(*w, bit::OBJECT) || doc.words[*w].pronoun.is_some()) == object
                && !hurt(*w)
                && self.is_unnamed(b, *w, sent)
                && self.reaches(i, b, *w)
        };
        let unknown = |w: &usize| doc.words[*w].pos & pos::UNKNOWN != 0;
        let strange =
            |w: &usize| unknown(w) && self.strange(*w, sent.start) && !self.in_source(*w) && self.reaches(i, b, *w);
        // Most words of a clause name no kind of place.
        let kinds = || {
            clause
                .clone()
                .filter(|&w| self.has(w, bit::LOCAL) || doc.is(w, dwelling))
        };
        let head = kinds().find(|w| unnamed(w, false));
        let head = head.or_else(|| clause.clone().find(strange));
        // «المنزل المقابل لجامع كذا، تم تفجيره»: what stands before the event, where no other one stands between.
        let before = |w: &usize| {
            let alone = |&j: &usize| !(w + 1..b.trigger.start).contains(&self.built[j].trigger.start);
            let by = w.checked_sub(1).is_some_and(|p| self.has(p, bit::BY | bit::GOAL));
            by && self.is_unnamed(b, *w, sent)
                && !doc.words[*w].has(pro::BI)
                && !self.in_source(*w)
                && self.near(b.sent, b.trigger.start).iter().all(alone)
        };
        let ahead = b.draft.words.start.max(sent.start)..b.trigger.start.min(sent.end);
        let head = head
            .or_else(|| kinds().find(|w| unnamed(w, true)))
            .or_else(|| ahead.clone().rev().find(before))
            // «تعرضت محطة كذا لقصف»
            .or_else(|| {
                let mut hit = b.draft.patients.iter().map(|p| p.head);
                hit.find(|w| attacks(b.draft.kind) && ahead.contains(w) && self.is_unnamed(b, *w, sent))
            })?;
        let np = crate::phrase::noun_phrase(doc, self.layers, head, clause.end.max(head + 1))?;
        let end = np.words.end.min(head + LONGEST);
        // «في بلدة صفيا»: the name may be written like a verb.
        let least = self.settled(head, sent.end).filter(|_| end == head + 1);
        let words = head..least.unwrap_or(end.max(head + 1));
        let word = &doc.words[head];
        let bare = words.len() == 1 && !(word.definite() || word.plural || word.dual) && word.pronoun.is_none();
        // «قرب محطة للوقود»; a word alone names nothing.
        let for_it = doc
            .words
            .get(head + 1)
            .is_some_and(|n| n.has(pro::LI) && n.gap & gap::HARD == 0);
        if bare && !(for_it && head + 1 < sent.end) {
            return None;
        }
        let words = if bare { head..head + 2 } else { words };
        let span = self.span(&words, doc.span(&words).end);
        let mut place = Place::named(span.slice(doc.text), span);
        if let Some(c) = context {
            place.point = c.point;
            place.precision = c.precision.map(|p| p.max(2));
            place.within = c.id.iter().cloned().chain(c.within.iter().cloned()).collect();
            place.ambiguous = c.ambiguous;
        }
        Some(place)
    }

    /// «احتشدوا في المدينة كذا أمام مقر الوزارة»: the building that something is by, behind the town that it stands in.
    pub(super) fn building_of(&self, i: usize, s: usize) -> Option<Place> {
        let (b, doc, site) = (&self.built[i], self.doc, &self.sites[s]);
        let wide = (1..=4).contains(&self.rank(s)) && site.text.start == site.words.start;
        if !wide || !matches!(site.stand, Stand::At) || site.text.start < b.trigger.start {
            return None;
        }
        let end = b.draft.words.end;
        let head = (site.words.end + 1..end).find(|&h| {
            let known = doc
                .words
                .get(h + 1)
                .is_some_and(|n| n.definite() && n.gap & gap::HARD == 0);
            self.is_by(h) && known && h + 1 < end && !self.has(h, bit::ROAD)
        })?;
        let np = crate::phrase::noun_phrase(doc, self.layers, head, end)?;
        let words = head..np.words.end.clamp(head + 1, head + LONGEST);
        let free = words.clone().all(|w| self.layers.place_at(w).is_none());
        if !free || !self.reaches(i, b, head) || self.parted(site.words.end - 1, head) {
            return None;
        }
        let span = self.span(&words, doc.span(&words).end);
        let mut place = self.place_of(s);
        place.text = span.slice(doc.text).to_owned();
        place.span = span;
        Some(place)
    }

    /// «مواقع الجيش», «نقاط القوات»: what somebody holds, no ground with a name.
    pub(super) fn is_somebodys(&self, place: &Place) -> bool {
        let words = self.doc.words_in(place.span);
        let first = self.doc.words.get(words.start);
        place.id.is_none()
            && words.len() > 1
            && self.has(words.start, bit::OBJECT)
            && self.has(words.start, bit::HOME)
            && first.is_some_and(|w| w.plural && !w.definite())
            && (words.start + 1..words.end)
                .any(|w| self.layers.entity_at(w).is_some() || self.layers.is_force_noun(self.doc, w))
            && words.clone().all(|w| self.layers.place_at(w).is_none())
    }

    /// Whether a place without a name of its own begins at a word of a claim's clause.
    fn is_unnamed(&self, b: &Built, w: usize, sent: &Range<usize>) -> bool {
        let (doc, floor, end) = (self.doc, sent.start, sent.end);
        let word = &doc.words[w];
        // «حكمت عليه بالسجن»: the penalty, not where.
        let penalty = || {
            matches!(b.draft.kind, ClaimType::Punishment | ClaimType::Execution)
                && word.has(pro::BI)
                && doc.is(w, doc.frames().class_bit("penalty_noun"))
        };
        // «القوات بقيادة فلان»
        let led = || word.has(pro::BI) && self.has(w, bit::OWNER);
        // «أمام منزله», «سطح داره»
        let dwelling = doc.frames().class_bit("dwelling");
        let his_home = |w: usize| {
            let word = &doc.words[w];
            doc.is(w, dwelling) && word.pronoun.is_some() && !word.plural && !word.is_verb() && happens(b.draft.kind)
        };
        if !(self.has(w, bit::LOCAL) || his_home(w))
            || penalty()
            || led()
            || w + 1 < end && self.is_of_body(w + 1)
            || word.is_verb()
            || word.tanwin
            || word.pronoun.is_some() && !his_home(w)
            || self.layers.place_at(w).is_some()
            || self.layers.entity_at(w).is_some()
            || self.in_source(w)
            || self.led_away(b, w)
        {
            return false;
        }
        let soft = |w: usize| doc.words[w].gap & gap::HARD == 0;
        let before = w.checked_sub(1).filter(|&p| p >= floor && soft(w));
        // «في عدة محافظات»
        let counted = before.filter(|&p| self.layers.is_quantifier(doc, p) && word.plural && soft(p));
        let before = counted.map_or(before, |p| p.checked_sub(1).filter(|&q| q >= floor));
        let inside =
            word.has(pro::BI) || before.is_some_and(|p| doc.is(p, self.layers.bits.locative) || self.has(p, bit::BY));
        // «عدد من منازل المدنيين»: what is counted is what was hit.
        let of = |p: usize| {
            let some = p > floor && (self.layers.is_quantifier(doc, p - 1) || doc.quantity_at[p - 1].is_some());
            self.layers.is_min(doc, p) && !(some && self.has(w, bit::OBJECT))
        };
        let governed = inside || before.is_some_and(|p| self.layers_at(p) || of(p));
        let named = doc.words.get(w + 1).is_some_and(|n| {
            let article = doc.word(w + 1).starts_with("ال");
            let name = n.definite() || article || self.layers.is_name(doc, w + 1) || self.is_strange_word(w + 1);
            // «المستشفى الميداني»
            let described = word.definite() && n.definite() && n.best & crate::doc::pos::ADJ != 0;
            w + 1 < end && soft(w + 1) && (name || his_home(w + 1)) && (!word.definite() || described) && !n.is_verb()
        });
        // «مناطق قوات كذا»: somebody's ground.
        let somebodys = word.plural
            && !word.definite()
            && !self.has(w, bit::HOME)
            && w + 1 < end
            && soft(w + 1)
            && self
                .layers
                .entity_at(w + 1)
                .is_some_and(|e| self.layers.entities[e].words.start == w + 1);
        let settled = self.settled(w, end).is_some();
        let named = named || somebodys || settled;
        let home = self.has(w, bit::HOME);
        // «سيطرت على المدينة»
        let held = matches!(b.draft.kind, ClaimType::Control | ClaimType::Capture | ClaimType::Siege)
            && word.definite()
            && before.is_some_and(|p| self.layers_toward(p));
        if held {
            return true;
        }
        if governed
            && (named
                || his_home(w)
                || counted.is_some()
                || word.definite() && (inside || word.plural || word.dual || !home))
        {
            return true;
        }
        // «قصفت عددا من الأحياء السكنية», «استهدفت أرض كذا»: ground that is hit is where it is hit.
        let ground = !self.has(w, bit::OBJECT);
        // «بلدة كذا: قصف يستهدف الأحياء السكنية»: those are in the town that stands elsewhere.
        let homes = |p: &crate::phrase::Np| p.words.start == p.head && crate::phrase::described::lived_in(doc, p);
        let hit = || {
            let here = |p: &&crate::phrase::Np| p.head == w || p.words.start == w;
            b.draft.patients.iter().filter(here).any(|p| !homes(p))
        };
        // «قصفت المدفعية قرية ضمان»
        let town = settled && w > b.trigger.start && word.pro == 0;
        attacks(b.draft.kind) && (town || (ground && (named || word.definite()) || somebodys) && hit())
    }

    /// «في منطقة البطن»: where somebody is hurt.
    pub(super) fn is_of_body(&self, w: usize) -> bool {
        self.doc.is(w, self.doc.frames().class_bit("body_part"))
    }

    fn layers_at(&self, w: usize) -> bool {
        self.doc.is(w, self.doc.frames().class_bit("toward")) || self.has(w, bit::GOAL)
    }

    /// The place that the report speaks of at a claim: the nearest before it, else the nearest of its sentence.
    pub(super) fn context<'p>(&self, places: &'p [Option<Place>], i: usize) -> Option<&'p Place> {
        let b = &self.built[i];
        let here = self.near(b.sent, b.trigger.start).iter().map(|&j| &places[j]);
        places[..i]
            .iter()
            .rev()
            .take(MEMORY)
            .chain(here)
            .flatten()
            .find(|p| p.point.is_some())
    }
}
