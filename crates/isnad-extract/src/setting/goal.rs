//! Whither somebody is brought or flees, where that is a place without a name; whither he only turns, whence he is taken.
//!
//! In: a draft of help or flight. Out: the phrase behind its «إلى», as a place without a point. A place with a name
//! behind «إلى» is read with all others; here only what no gazetteer can have is found.
//!
//! In «نقلت الجثة إلى الطب العدلي» (nuqilat al-juththa ilā ṭ-ṭibb al-ʿadlī, "the body was brought to the morgue") the
//! place is the morgue, though the sentence before names the street of the attack.

use super::Scene;
use super::site::Stand;
use crate::assemble::Built;
use crate::doc::{Doc, Word, gap};
use isnad_lexicon::setting::bit;
use isnad_model::{ClaimType, Place};

/// Words of a clause in which its «إلى» is looked for.
const FAR: usize = 16;
/// Words that such a place may have.
const LONGEST: usize = 4;

impl Scene<'_, '_> {
    /// The place without a name to which a claim of help or flight leads; `own` is the site that its clause names.
    pub(super) fn goal(&self, b: &Built, own: Option<usize>) -> Option<Place> {
        let doc = self.doc;
        let flight = match b.draft.kind {
            ClaimType::Aid => false,
            ClaimType::Escape => true,
            _ => return None,
        };
        // «فر من البلدة إلى جهة مجهولة»: an escape is where it begins.
        let named = own.map(|s| self.sites[s].stand);
        if flight && named.is_some() || named == Some(Stand::Toward) {
            return None;
        }
        let sent = &doc.sents.get(b.sent)?.words;
        let end = sent.end.min(b.trigger.start + FAR);
        let mut to = None;
        for w in b.trigger.start + 1..end {
            let word = &doc.words[w];
            // Another verb tells something else.
            if word.gap & (gap::HARD & !gap::COMMA) != 0 || w >= b.trigger.end && word.is_verb() {
                return None;
            }
            if self.has(w, bit::GOAL) && word.pronoun.is_none() {
                to = Some(w + 1);
                break;
            }
        }
        let head = to.filter(|&h| h < sent.end)?;
        // «هرعت سيارات الإسعاف لنقل المصابين إلى المشفى»: whither the other one leads.
        let between = |&j: &usize| (b.trigger.end..head).contains(&self.built[j].trigger.start);
        let mut others = self.near(b.sent, b.trigger.start).iter();
        if others.any(|j| between(j) && self.built[*j].draft.kind == b.draft.kind) {
            return None;
        }
        let word = &doc.words[head];
        // «إلى أحد المستشفيات»
        let one = self.layers.is_quantifier(doc, head) && head + 1 < sent.end;
        let noun = head + usize::from(one);
        let free = |w: usize| self.layers.place_at(w).is_none() && self.layers.entity_at(w).is_none();
        if !self.has(noun, bit::WHITHER | bit::LOCAL)
            || word.gap & gap::HARD != 0
            || doc.words[noun].is_verb()
            || !free(noun)
            || self.in_source(noun)
        {
            return None;
        }
        let np = crate::phrase::noun_phrase(doc, self.layers, head, sent.end)?;
        let until = np.words.end.clamp(noun + 1, head + LONGEST);
        // A place with a name inside the phrase makes it a site, which is read elsewhere.
        if !(head..until).all(free) {
            return None;
        }
        // «إلى مكان»: alone it says nothing.
        if until == noun + 1 && !doc.words[noun].definite() && !one {
            return None;
        }
        let words = head..until;
        let span = self.span(&words, doc.span(&words).end);
        Some(Place::named(span.slice(doc.text), span))
    }

    /// «أسعفت الفرق المصابين إلى المشفى», «قاموا بنقل الجرحى إلى المشفى»: those who help do it where the hurt lie; of «نقل
    /// المصابون إلى المشفى», «جرى نقلهم إليه» only whither is told. A hospital «في مدينة كذا» is a place of its own.
    pub(super) fn is_rescue(&self, b: &Built, goal: &Place, own: Option<usize>) -> bool {
        let (doc, head) = (self.doc, b.trigger.start);
        let (done, care) = (
            doc.frames().class_bit("passive_verb"),
            doc.frames().class_bit("care_goal"),
        );
        let at = doc.words_in(goal.span);
        let brought = || (head.saturating_sub(2)..head).any(|w| doc.is(w, done) && doc.words[w].is_verb());
        b.draft.kind == ClaimType::Aid
            && at.clone().take(2).any(|w| doc.is(w, care))
            && own.is_none_or(|s| self.sites[s].words.start < at.start)
            && (b.draft.agents.iter().any(|n| n.sem != crate::phrase::Sem::Means)
                || doc.words.get(head).is_some_and(|w| !w.is_verb()) && !brought())
    }

    /// «نحو كذا وكذا»: whether somebody only turns to a site, or to the first of those it is joined to.
    pub(super) fn headed(&self, mut s: usize) -> bool {
        while self.sites[s].joined && s > 0 && self.sites[s - 1].sent == self.sites[s].sent {
            s -= 1;
        }
        let before = self.sites[s].text.start.checked_sub(1);
        before.is_some_and(|w| self.doc.is(w, self.doc.frames().class_bit("headed")))
    }

    /// Whether somebody taken is led away to a place: «اعتقل ثلاثة واقتيدوا إلى كذا».
    pub(super) fn led_away(&self, b: &Built, at: usize) -> bool {
        let taken = matches!(b.draft.kind, ClaimType::Arrest | ClaimType::Abduction);
        let leading = self.doc.frames().class_bit("lead_off");
        taken && (b.trigger.end..at).any(|w| self.doc.is(w, leading) && self.doc.words[w].is_verb())
    }

    /// Whether a word stands where a force is said to stand: «المتمركزة في كذا».
    pub(super) fn stationed(&self, sent: usize, at: usize) -> bool {
        let mut stations = self.stations.iter();
        stations.any(|&(s, t)| s == sent && (t + 1..=t + 2).contains(&at))
    }

    /// «القوات المتمركزة في الفوج 45 بريف كذا»: the post without a name where a force is said to stand.
    pub(super) fn post(&self, b: &Built) -> Option<Place> {
        let (doc, head) = (self.doc, b.trigger.end + 1);
        let sent = &doc.sents.get(b.sent)?.words;
        let soft = |w: usize| doc.words[w].gap & gap::HARD == 0;
        if !is_station(doc, b) || head + 1 >= sent.end || !soft(head - 1) || !soft(head) || !soft(head + 1) {
            return None;
        }
        let post = doc.is(head, doc.frames().class_bit("post_noun"));
        let number = doc.words[head + 1].best & crate::doc::pos::DIGITS != 0;
        if !(doc.is(head - 1, self.layers.bits.locative) && post && number && doc.words[head].definite()) {
            return None;
        }
        let words = head..head + 2;
        let span = self.span(&words, doc.span(&words).end);
        Some(Place::named(span.slice(doc.text), span))
    }

    /// «وفي حلب، قصفت المدفعية قرية كذا»: the place told of behind the one that the sentence opens with.
    pub(super) fn past_topic(&self, i: usize, b: &Built, s: usize, hi: usize) -> usize {
        let (topic, head) = (&self.sites[s], b.trigger.start);
        let floor = self.doc.sents.get(b.sent).map_or(head, |s| s.words.start);
        if topic.stand != Stand::At || topic.text.start > floor + 1 || topic.text.start >= head || self.rank(s) >= 6 {
            return s;
        }
        let taken = matches!(b.draft.kind, ClaimType::Arrest | ClaimType::Abduction);
        let place = |s: usize| &self.layers.places[s].place;
        let wide = place(s).within.split_last().map_or(&[][..], |(_, w)| w);
        let inside = |q: usize| {
            let p = place(q);
            let same = |id| wide.contains(id) || place(s).id.as_ref() == Some(id);
            p.id.is_none() || p.id.iter().chain(&p.within).any(same)
        };
        let narrow = |q: &usize| {
            let site = &self.sites[*q];
            site.words.start >= b.trigger.end
                // «وفي محافظة كذا، اعتقلت سبعة من بلدات كذا»: whence they are taken.
                && (matches!(site.stand, Stand::At | Stand::Bare) || taken && site.stand == Stand::From)
                && !(site.loose || site.outer)
                && site.lies.is_none()
                && self.rank(*q) <= 3
                // «مساجد القرية»: the one that the sentence opens with.
                && !self.points_back(place(*q))
                && inside(*q)
                && self.in_clause(b, site.words.start)
        };
        let found = (s + 1..hi.max(s + 1)).filter(narrow);
        let scored = found.filter_map(|q| self.fits(i, b, q).map(|score| (score, q)));
        scored
            .max_by_key(|&(score, q)| (score, usize::MAX - q))
            .map_or(s, |(_, q)| q)
    }

    /// «على طريق كذا – كذا قرب قرية كذا»: the village says where on the road.
    pub(super) fn past_road(&self, s: usize, hi: usize) -> usize {
        let site = &self.sites[s];
        // No street and no crossing, which are narrow enough.
        let on_road = |s: usize| {
            let at = self.sites[s].text.start;
            let long = self.has(at, bit::OBJECT) || !self.has(at, bit::LOCAL);
            self.has(at, bit::ROAD) && long && !self.doc.words[at].is_verb()
        };
        // «طريق حلب – الباب»: its other end.
        let end = |s: usize| {
            let other = s
                .checked_sub(1)
                .filter(|&q| self.sites[q].words.end == site.words.start && on_road(q));
            other.is_some_and(|q| self.sites[q].sent == site.sent)
        };
        // «طريق بزاعة قرب المدينة»: where the road is, which is narrower.
        let both = self
            .sites
            .get(s + 1)
            .is_some_and(|o| o.words.start == site.words.end && on_road(s));
        if !both && !end(s) {
            return s;
        }
        let by = |q: &usize| {
            let other = &self.sites[*q];
            let at = other.text.start;
            let soft = (site.words.end..=at).all(|w| self.doc.words[w].gap & (gap::STOP | gap::LINE | gap::SEMI) == 0);
            let free = (site.words.end..at).all(|w| !self.doc.words[w].is_verb() && !self.layers.event_of[w]);
            let near = self.has(at, bit::BY) || at > 0 && self.has(at - 1, bit::BY);
            other.sent == site.sent && at < site.words.end + 8 && near && soft && free && self.rank(*q) <= 2
        };
        (s + 1..hi.max(s + 1)).find(by).unwrap_or(s)
    }

    /// «نزحت الأسر نحو كذا»: whither people turn, where nothing says whence.
    pub(super) fn turned_to(&self, b: &Built) -> Option<Place> {
        if !matches!(b.draft.kind, ClaimType::Displacement | ClaimType::Escape) {
            return None;
        }
        let head = b.trigger.end;
        let lo = self
            .sites
            .partition_point(|s| s.sent < b.sent || s.sent == b.sent && s.words.start < head);
        let here = self.sites.get(lo..)?.iter().take_while(|s| s.sent == b.sent);
        let at = here
            .take(2)
            .position(|s| s.stand == Stand::Toward && b.draft.words.contains(&s.words.start))?;
        let s = lo + at;
        let near = self.sites[s].words.start < head + FAR && self.headed(s);
        near.then(|| self.place_of(s))
    }

    /// «نزح سكان قرية كذا», «تظاهر أهالي البلدة كذا»: where people live is where they are met, if nothing else says where;
    /// but «شاب من أهالي بلدة كذا» only comes of it.
    pub(super) fn residents(&self, i: usize, b: &Built) -> Option<usize> {
        // «أهالي المنطقة»: which one the news around it says.
        self.living(i, b)
            .filter(|&s| !self.points_back(&self.layers.places[s].place))
    }

    /// The same, also of «أهالي المدينة».
    pub(super) fn living(&self, i: usize, b: &Built) -> Option<usize> {
        use ClaimType as T;
        let (doc, head) = (self.doc, b.trigger.start);
        let met = super::is_deed(b.draft.kind)
            || matches!(
                b.draft.kind,
                T::Threat | T::Mediation | T::Negotiation | T::Trade | T::Recruitment
            );
        if !met {
            return None;
        }
        let people = doc.frames().class_bit("residents");
        let part = |w: usize| {
            let parts = b.draft.agents.iter().chain(&b.draft.patients);
            parts.into_iter().any(|p| p.words.contains(&w))
        };
        self.sites_near(b.sent, head).find(|&s| {
            let site = &self.sites[s];
            let Some(w) = site.text.start.checked_sub(1).filter(|&w| doc.is(w, people)) else {
                return false;
            };
            let of = w > 0 && self.layers.is_min(doc, w - 1) && doc.words[w].gap & gap::HARD == 0;
            let counted = of && w > 1 && (doc.quantity_at[w - 2].is_some() || self.layers.is_quantifier(doc, w - 2));
            site.stand == Stand::Owner
                && (!of || counted)
                && part(w)
                && !self.in_source(w)
                && (w < head || self.reaches(i, b, w))
        })
    }

    /// «اعتقلت شابا من حي كذا في بلدة كذا»: whence somebody is taken, where the place behind it only says where that lies.
    pub(super) fn taken_from(&self, b: &Built, s: usize) -> usize {
        let taken = matches!(b.draft.kind, ClaimType::Arrest | ClaimType::Abduction);
        let Some(q) = s.checked_sub(1).filter(|_| taken) else {
            return s;
        };
        let (inner, outer) = (&self.sites[q], &self.sites[s]);
        let close = inner.sent == outer.sent
            && outer.stand == Stand::At
            && outer.text.start.saturating_sub(inner.words.end) <= 1
            && self.doc.words[outer.text.start].gap & gap::HARD == 0;
        let named = self.has(inner.words.start, bit::LOCAL | bit::DIVISION);
        let from = inner.stand == Stand::From && inner.text.start > b.trigger.start;
        // «أربعة من الفارين من سجن كذا»: whence they fled before.
        let fled = inner.text.start >= 2 && {
            let w = inner.text.start - 2;
            self.layers.event_of[w] || self.doc.is(w, self.doc.frames().class_bit("fled_noun"))
        };
        if close && named && from && !fled && self.rank(q) <= self.rank(s) {
            q
        } else {
            s
        }
    }
}

/// «المتمركزة في كذا»: whether a draft tells where a force stands.
pub(super) fn is_station(doc: &Doc<'_>, b: &Built) -> bool {
    let word = doc.words.get(b.trigger.start);
    let definite = |w: &Word| w.definite() && !w.is_verb();
    b.draft.kind == ClaimType::Control && b.trigger.len() == 1 && word.is_some_and(definite)
}
