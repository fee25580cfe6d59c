//! Places that a claim takes over from the event that it hangs on.
//!
//! In: drafts with the places that their own words name. Out: for one without a place, that of the event of its sentence,
//! else of the news told before it. A claim takes none from what only dates it, nor from where the wounded were brought.
//!
//! In «قصفت المدفعية بلدة كذا. وأسفر القصف عن …» (qaṣafat al-midfaʿiyya baldat kadhā. wa-asfara l-qaṣf ʿan …, "artillery
//! shelled the town. The shelling caused …") the second sentence is of the town too.

use super::place::{MEMORY, lasting};
use super::site::Stand;
use super::{Scene, happens};
use crate::assemble::{Built, is_cause};
use crate::doc::{gap, pro};
use isnad_lexicon::gazetteer::key::km;
use isnad_lexicon::setting::bit;
use isnad_model::{ClaimType, Modality, Place};

/// How far the middle of wide land may lie from a place in it.
const WIDE_KM: f64 = 120.0;
/// Words between an event and the pronoun that says where.
const POINTED: usize = 6;
/// Words between the help that carries somebody and where to.
const CARRIED: usize = 10;
/// Claims looked back at for what is told beside one.
const BESIDE: usize = 4;
/// Words between a threat, refusal or truce and what it is about.
const CONTENT: usize = 16;

impl Scene<'_, '_> {
    /// Whether an event is told only to say when another was: «قبيل انتهاء المعركة».
    fn only_dates(&self, b: &Built) -> bool {
        let at = b.trigger.start;
        let lo = self.doc.sents.get(b.sent).map_or(at, |s| s.words.start);
        (at.saturating_sub(3).max(lo)..at).any(|w| self.has(w, bit::DURING))
    }

    /// Whether a place stands behind «إلى», also behind «إلى أحد».
    fn is_goal(&self, place: &Option<Place>) -> bool {
        let Some(place) = place else { return false };
        let at = self.doc.word_at(place.span.start);
        let near = at.saturating_sub(2)..at.min(self.doc.words.len());
        near.clone().any(|w| self.has(w, bit::GOAL))
            || near.end == at && at < self.doc.words.len() && self.doc.words[at].has(pro::LI)
    }

    /// Whether a place lies behind «إلى» in a claim of help: «نقلت المصاب إلى مشفى في مدينة كذا».
    fn is_carried(&self, o: &Built, place: &Option<Place>) -> bool {
        let Some(place) = place else { return false };
        let at = self.doc.word_at(place.span.start);
        (o.trigger.start..at.min(o.trigger.end + CARRIED)).any(|w| self.has(w, bit::GOAL))
    }

    /// Whether two claims may be of one place.
    pub(super) fn one_place(&self, places: &[Option<Place>], i: usize, j: usize) -> bool {
        let both = places[i].as_ref().zip(places[j].as_ref());
        both.is_none_or(|(p, q)| overlap(p, q))
    }

    /// «المنطقة», «المدينة»: one named before.
    pub(super) fn points_back(&self, place: &Place) -> bool {
        let words = self.doc.words_in(place.span);
        let kind = self.has(words.start, bit::LOCAL | bit::DIVISION)
            || self.doc.is(words.start, self.doc.frames().class_bit("settlement_noun"));
        words.len() == 1 && kind && self.doc.words[words.start].definite()
    }

    /// What a claim only speaks of is where that claim is: «هدد باقتحام البلدة», «اتفاق أنهى القتال في المدينة».
    fn of_content(&self, places: &[Option<Place>], i: usize) -> Option<Place> {
        let b = &self.built[i];
        let speaks = |o: &Built| match b.draft.kind {
            ClaimType::Threat => o.modality == Modality::Planned && is_ground(o.draft.kind),
            ClaimType::Dissent => o.modality != Modality::Actual && is_ground(o.draft.kind),
            ClaimType::Mediation | ClaimType::Ceasefire => is_cause(o.draft.kind),
            _ => false,
        };
        let at = b.trigger.start;
        let near = self.near(b.sent, at).iter().copied();
        let mut behind = near.filter(|&j| (at + 1..at + CONTENT).contains(&self.built[j].trigger.start));
        behind
            .find(|&j| places[j].is_some() && speaks(&self.built[j]))
            .filter(|&j| !self.parted(at, self.built[j].trigger.start))
            .and_then(|j| places[j].clone())
    }

    /// «منزله», «سطح داره»: somebody's own.
    fn is_his(&self, place: &Place) -> bool {
        let words = self.doc.words_in(place.span);
        let near = words.start..words.end.min(words.start + 2);
        let dwelling = self.doc.frames().class_bit("dwelling");
        near.into_iter()
            .any(|w| self.doc.words[w].pronoun.is_some() && self.doc.is(w, dwelling))
    }

    /// The place of the event that a claim hangs on; `rescue` is help of which only whither the hurt are brought is known.
    pub(super) fn taken_over(&self, places: &[Option<Place>], i: usize, rescue: bool) -> Option<Place> {
        let b = &self.built[i];
        if let Some(place) = self.of_content(places, i) {
            return Some(place);
        }
        if !self.is_told(b) && !lasting(b.draft.kind) {
            return None;
        }
        let at = b.trigger.start;
        // Whither the wounded were brought or somebody fled is no place of the attack.
        let brought = |j: usize| {
            let o = &self.built[j];
            let fled = o.draft.kind == ClaimType::Displacement && b.draft.kind != ClaimType::Aid;
            let aid = o.draft.kind == ClaimType::Aid;
            (fled || aid || o.draft.kind == ClaimType::Escape)
                && (b.draft.kind != o.draft.kind || rescue)
                && (self.is_goal(&places[j]) || aid && self.is_carried(o, &places[j]))
        };
        let giver = |j: usize| {
            let o = &self.built[j];
            // «شهدت المدينة تظاهرة. وأطلقت الشرطة …»: what was done to those who gathered, or after the town was taken.
            let gathered = matches!(o.draft.kind, ClaimType::Protest | ClaimType::Capture)
                && b.sent <= o.sent + 1
                && happens(b.draft.kind);
            let told = happens(o.draft.kind) || same_family(o, b) || gathered;
            // «أمام منزله»: the next one's home is another.
            let home = |p: &Place| o.sent != b.sent && self.is_his(p);
            let given = || !brought(j) && !self.only_dates(o);
            j != i && told && places[j].as_ref().is_some_and(|p| given() && !home(p))
        };
        // In its own sentence the nearest before it, then the nearest behind.
        let mut here: Vec<usize> = self
            .near(b.sent, at)
            .iter()
            .copied()
            .filter(|&j| {
                giver(j) || j != i && places[j].is_some() && on_ground(self.built[j].draft.kind) && !brought(j)
            })
            .filter(|&j| {
                // «قتل وأصيب عشرة في …»: joined verbs share what follows.
                let h = self.built[j].trigger.start;
                h < at + 4 || !self.parted(at, h)
            })
            .collect();
        here.sort_by_key(|&j| {
            let h = self.built[j].trigger.start;
            // «قصف بلدة كذا، فيما أصيب طفل في هجوم على قرية كذا»: the hurt are of what follows.
            let rank = match h > at {
                true if self.in_course(b, h) => 0,
                false if !self.turned(h, at) => 1,
                true => 2,
                false => 3,
            };
            (rank, h.abs_diff(at))
        });
        if let Some(&j) = here.first() {
            return places[j].clone();
        }
        // «… في المدينة، إذ استهدفت …»: what the sentence named before it.
        if happens(b.draft.kind)
            && let Some(s) = self.named_before(b)
        {
            return Some(self.place_of(s));
        }
        if self.is_before_news(b) {
            return None;
        }
        let again = self.again(i).and_then(|j| places[j].as_ref());
        if let Some(place) = again.filter(|p| !self.points_back(p)) {
            return Some(place.clone());
        }
        // Else the last told before it, across at most two sentences or within a report of one event.
        let before: Vec<usize> = (0..i).rev().take(MEMORY).filter(|&j| giver(j)).collect();
        let last = *before.first()?;
        let near = b.sent - self.built[last].sent <= 2;
        let first = *before.last()?;
        let one = before.iter().all(|&j| {
            let (p, q) = (places[j].as_ref(), places[first].as_ref());
            p.zip(q).is_some_and(|(p, q)| overlap(p, q))
        });
        if lasting(b.draft.kind) && !happens(b.draft.kind) {
            let same = self.built[last].draft.kind == b.draft.kind && near;
            return same.then(|| places[last].clone()).flatten();
        }
        if one {
            // One event: its narrowest telling.
            let narrow = before
                .iter()
                .copied()
                .min_by_key(|&j| (places[j].as_ref().map_or(3, breadth), j))?;
            return self.named(places, &before, narrow);
        }
        near.then(|| self.named(places, &before, last)).flatten()
    }

    /// «انسحبت القوات منها بعد ساعات»: the place that a pronoun behind a preposition goes back to.
    pub(super) fn pointed_at(&self, i: usize) -> Option<Place> {
        let (b, doc) = (&self.built[i], self.doc);
        if !lasting(b.draft.kind) {
            return None;
        }
        let (head, end) = (b.trigger.end, b.draft.words.end.min(b.trigger.end + POINTED));
        let soft = |w: usize| doc.words[w].gap & gap::HARD == 0 && !doc.words[w].is_verb();
        let back = (head..end).take_while(|&w| soft(w)).find(|&w| {
            doc.words[w].pronoun.is_some() && (doc.is(w, doc.frames().class_bit("from_it")) || self.has(w, bit::ORIGIN))
        })?;
        let (lo, hi) = (
            self.sites.partition_point(|s| s.sent + 1 < b.sent),
            self.sites.partition_point(|s| s.words.start < b.trigger.start),
        );
        let fits = |&s: &usize| self.sites[s].stand != Stand::Name && self.sites[s].lies.is_none();
        let s = (lo..hi.max(lo)).rev().find(fits).filter(|_| back > b.trigger.start)?;
        Some(self.place_of(s))
    }

    /// What is done on the ground right behind something told beside it is there: «هاجمت القوات معسكرا في قرية كذا. وأضاف أن
    /// الحركة انسحبت»; else where the people live who do it.
    pub(super) fn beside_it(&self, places: &[Option<Place>], i: usize) -> Option<Place> {
        use ClaimType as T;
        let b = &self.built[i];
        let moves = matches!(b.draft.kind, T::Loss | T::Escape | T::Displacement);
        if !(moves || matches!(b.draft.kind, T::Protest | T::Siege)) || b.modality == Modality::Planned {
            return None;
        }
        if let Some(s) = self.living(i, b) {
            return Some(self.place_of(s));
        }
        let verb = self
            .doc
            .words
            .get(b.trigger.start)
            .is_some_and(crate::doc::Word::is_verb);
        if !(moves && verb) || self.is_before_news(b) {
            return None;
        }
        let near = (i.saturating_sub(BESIDE)..i).rev();
        let mut near = near.take_while(|&j| b.sent - self.built[j].sent <= 1);
        let told = |&j: &usize| {
            let o = &self.built[j];
            places[j].is_some()
                && (happens(o.draft.kind) || lasting(o.draft.kind))
                && o.modality != Modality::Planned
                && !self.is_goal(&places[j])
        };
        near.find(told).and_then(|j| places[j].clone())
    }

    /// Whether the sentence turns to something else between two words: «فيما», a semicolon.
    fn turned(&self, from: usize, to: usize) -> bool {
        let doc = self.doc;
        (from + 1..=to).any(|w| {
            doc.words[w].gap & gap::SEMI != 0
                || doc.words[w].gap & gap::COMMA != 0 && doc.begins("meanwhile", w, doc.words.len())
        })
    }

    /// Whether a claim happened in the course of what a word behind it tells: «قتل خلال اقتحام المدينة», «إثر قصف كذا».
    fn in_course(&self, b: &Built, word: usize) -> bool {
        let doc = self.doc;
        let tie = self.layers.bits.sequel | self.layers.bits.causal;
        let between = b.trigger.end..word.max(b.trigger.end);
        between.clone().any(|w| doc.is(w, tie))
            && !between
                .clone()
                .any(|w| doc.words[w].is_verb() || doc.words[w].gap & gap::HARD != 0)
            && doc.words[word].gap & gap::HARD == 0
    }

    /// A place to hand on; of one that points back («في المنطقة») the one that it points to.
    fn named(&self, places: &[Option<Place>], before: &[usize], chosen: usize) -> Option<Place> {
        let place = places.get(chosen)?.as_ref()?;
        let named = || {
            let earlier = before
                .iter()
                .filter(|&&j| j < chosen)
                .filter_map(|&j| places[j].as_ref());
            earlier
                .filter(|p| !self.points_back(p) && p.precision <= place.precision.max(Some(3)))
                .find(|p| overlap(p, place))
        };
        let other = self.points_back(place).then(named).flatten();
        Some(other.unwrap_or(place).clone())
    }
}

/// What is done on the ground, so that a threat of it or a refusal is of that ground.
fn is_ground(kind: ClaimType) -> bool {
    is_cause(kind)
        || matches!(
            kind,
            ClaimType::Loss | ClaimType::Capture | ClaimType::Siege | ClaimType::Displacement | ClaimType::Damage
        )
}

/// States and deeds whose place holds for what their sentence tells beside them.
const fn on_ground(kind: ClaimType) -> bool {
    lasting(kind) || matches!(kind, ClaimType::Surrender | ClaimType::Defection)
}

fn same_family(a: &Built, b: &Built) -> bool {
    a.draft.kind == b.draft.kind || lasting(a.draft.kind) && lasting(b.draft.kind)
}

/// How wide a place is; a village that no file has is small, whatever its point is taken from.
fn breadth(place: &Place) -> u8 {
    let own = place.precision.unwrap_or(3);
    if place.id.is_none() && place.name.is_some() {
        own.min(2)
    } else {
        own
    }
}

/// Whether two places may be the same ground.
fn overlap(a: &Place, b: &Place) -> bool {
    match (&a.id, &b.id) {
        (Some(x), Some(y)) => x == y || a.within.contains(y) || b.within.contains(x) || reach_over(a, b),
        _ => a.point.is_none() || b.point.is_none() || a.point == b.point,
    }
}

/// Whether one of two places is wide land that the other may well lie in: «شمال غرب البلاد».
fn reach_over(a: &Place, b: &Place) -> bool {
    let wide = |p: &Place| p.precision.is_some_and(|x| x >= 4);
    let near = a.point.zip(b.point).is_some_and(|(p, q)| km(p, q) < WIDE_KM);
    (wide(a) || wide(b)) && near
}
