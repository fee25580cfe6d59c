//! How each named place stands in its sentence: where something happened, whither, whence, or whose.
//!
//! In: place mentions and the words before them. Out: one [`Site`] a mention, with the phrase that names it («سوق بلدة …»)
//! and the mention before it that it only locates («بلدة … بريف …»).
//!
//! In «أهالي بلدة كذا» (ahālī baldat kadhā, "the people of the town") the town is whose people they are.

use super::Scene;
use crate::doc::{gap, pro};
use isnad_lexicon::setting::bit;
use std::ops::Range;

/// How a place stands to what is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stand {
    /// There.
    At,
    /// Governed by nothing: object, subject, genitive.
    Bare,
    /// To it.
    Toward,
    /// From it.
    From,
    /// Between it and the next.
    Between,
    /// Somebody's or something's place: «أهالي», «شرطة», «محافظ».
    Owner,
    /// Part of the name of a body, battle or agreement.
    Name,
}

/// A place in its sentence.
#[derive(Clone, Debug)]
pub(super) struct Site {
    /// The mention's words.
    pub words: Range<usize>,
    /// Words of the phrase around it.
    pub text: Range<usize>,
    pub sent: usize,
    pub stand: Stand,
    /// The earlier site that lies in this one.
    pub lies: Option<usize>,
    /// Joined to the site before by wa- or a comma in a list.
    pub joined: bool,
    /// It begins with a direction: «شمال حلب».
    pub loose: bool,
    /// A road between this site and the next.
    pub road: bool,
}

impl Scene<'_, '_> {
    pub(super) fn read_sites(&self) -> Vec<Site> {
        let mut out: Vec<Site> = Vec::with_capacity(self.layers.places.len());
        for m in &self.layers.places {
            let sent = self.doc.sent_of(m.words.start);
            let site = self.site(m.words.clone(), sent, &m.place.span, out.last());
            let here = out.len();
            let mut site = site;
            if let Some(q) = site.lies {
                site.lies = here.checked_sub(1 + q);
            }
            out.push(site);
        }
        out
    }

    /// The letters before the name inside its first word: wa-, bi-, li-.
    fn proclitics(&self, words: &Range<usize>, span: &isnad_model::Span) -> &str {
        let start = self.doc.words[words.start].span.start;
        self.doc
            .text
            .get(start as usize..span.start.max(start) as usize)
            .unwrap_or("")
    }

    fn site(&self, words: Range<usize>, sent: usize, span: &isnad_model::Span, before: Option<&Site>) -> Site {
        let doc = self.doc;
        let first = words.start;
        let floor = doc.sents.get(sent).map_or(first, |s| s.words.start);
        let letters = self.proclitics(&words, span);
        let conj = letters.starts_with(['و', 'ف']) || doc.words[first].has(pro::CONJ) && letters.is_empty();
        let mut text = words.clone();
        // «سوق بلدة كذا»: a place without a name of its own in construct with the named one.
        let mut governor = letters.to_owned();
        if letters.is_empty()
            && first > floor
            && doc.words[first].gap & (gap::HARD | gap::OPEN) == 0
            && self.has(first - 1, bit::LOCAL)
            && !doc.words[first - 1].definite()
            && !doc.words[first - 1].tanwin
            && !doc.words[first - 1].is_verb()
        {
            text.start = first - 1;
            let w = &doc.words[first - 1];
            governor.clear();
            if w.has(pro::BI) {
                governor.push('ب');
            } else if w.has(pro::LI) {
                governor.push('ل');
            }
        }
        let before = before.filter(|b| b.sent == sent && b.words.end <= text.start);
        let mut site = Site {
            loose: doc.is(first, self.layers.bits.direction),
            words,
            text,
            sent,
            stand: Stand::Bare,
            lies: None,
            joined: false,
            road: false,
        };
        let at = site.text.start;
        let hard = doc.words[at].gap & (gap::HARD | gap::OPEN) != 0;
        let adjacent = before.filter(|b| b.words.end == at);
        if let Some(b) = adjacent.filter(|_| conj || doc.words[at].gap & gap::COMMA != 0) {
            // «حلب وإدلب», «حلب، إدلب»; but «بلدة كذا، غربي إدلب» says where the town lies.
            let says_where = !conj && (site.loose || self.wider(site.words.start, b));
            if says_where {
                site.lies = Some(0);
            } else {
                site.joined = true;
            }
            site.stand = b.stand;
            return site;
        }
        if let Some(b) = before
            && !conj
            && self.linked(b.words.end, at, &governor)
        {
            let moving = matches!(b.stand, Stand::From | Stand::Toward);
            if matches!(b.stand, Stand::Owner | Stand::Name) {
                site.stand = b.stand;
                return site;
            }
            // «مهجرين من كذا في قرية كذا»: where they are now.
            if !(moving && b.words.end < at) {
                site.lies = Some(0);
                site.stand = Stand::At;
                return site;
            }
        }
        site.stand = self.stand(at, floor, hard, &governor, &mut site);
        site
    }

    /// Whether a mention is wider than an earlier site.
    fn wider(&self, word: usize, before: &Site) -> bool {
        let of = |w: usize| {
            let p = self.layers.place_at(w)?;
            Some(&self.layers.places[p].place)
        };
        let (Some(here), Some(there)) = (of(word), of(before.words.start)) else {
            return false;
        };
        here.id.as_ref().is_some_and(|id| there.within.contains(id))
    }

    /// Whether the words between two places say that the first lies in the second.
    fn linked(&self, from: usize, to: usize, governor: &str) -> bool {
        let doc = self.doc;
        let between = from..to;
        if between.len() > 3
            || (from..=to).any(|w| doc.words[w].gap & (gap::SEMI | gap::STOP | gap::LINE | gap::COLON) != 0)
        {
            return false;
        }
        let bi = governor.ends_with('ب');
        if between.is_empty() {
            return bi || governor.is_empty();
        }
        between.clone().all(|w| {
            let within = self.has(w, bit::INSIDE) || doc.is(w, self.layers.bits.locative);
            within && !self.has(w, bit::GOAL | bit::BETWEEN) && !doc.words[w].has(pro::CONJ)
        })
    }

    fn stand(&self, at: usize, floor: usize, hard: bool, governor: &str, site: &mut Site) -> Stand {
        let doc = self.doc;
        if governor.ends_with('ب') {
            return Stand::At;
        }
        if at <= floor || hard {
            return Stand::Bare;
        }
        let w = at - 1;
        let near_owner = |back: usize| {
            (at.saturating_sub(back).max(floor)..at)
                .rev()
                .take_while(|&i| i + 1 == at || doc.words[i + 1].gap & gap::HARD == 0)
                .any(|i| self.has(i, bit::OFFICE))
        };
        if governor.ends_with('ل') {
            return if near_owner(3) { Stand::Owner } else { Stand::Bare };
        }
        if self.has(w, bit::OWNER) && !doc.words[w].definite() {
            return Stand::Owner;
        }
        if self.has(w, bit::OUTLET | bit::BATTLE) && !doc.words[w].definite() && !doc.words[w].tanwin {
            return Stand::Name;
        }
        if self.layers.is_min(doc, w) || self.has(w, bit::ORIGIN) && doc.is(w, self.layers.bits.preposition) {
            let by = w > floor && self.has(w - 1, bit::INSIDE) && !self.has(w - 1, bit::ORIGIN);
            let kin = w > floor && self.has(w - 1, bit::OWNER);
            return if by {
                Stand::At
            } else if kin {
                Stand::Owner
            } else {
                Stand::From
            };
        }
        if self.has(w, bit::GOAL) {
            return Stand::Toward;
        }
        if self.has(w, bit::BETWEEN) {
            let road = (w.saturating_sub(3).max(floor)..w)
                .rev()
                .find(|&i| self.has(i, bit::ROAD) && !doc.words[i].is_verb());
            if let Some(r) = road {
                site.text.start = r;
                site.road = true;
            }
            return Stand::Between;
        }
        // «تشهد المدينة قصفا»
        if doc.is(w, self.layers.bits.light_place) && doc.words[w].is_verb() {
            return Stand::At;
        }
        if doc.is(w, self.layers.bits.locative | self.layers.bits.preposition) || self.layers_toward(w) {
            return Stand::At;
        }
        Stand::Bare
    }

    fn layers_toward(&self, w: usize) -> bool {
        self.doc.is(w, self.doc.frames().class_bit("toward"))
    }
}
