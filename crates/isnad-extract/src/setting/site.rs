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
    /// The next site lies in this one: «مديرية كذا بمنطقة كذا».
    pub outer: bool,
}

/// Words between the name of a place without a file and where it lies.
const LEAD: usize = 4;

impl Scene<'_, '_> {
    pub(super) fn read_sites(&self) -> Vec<Site> {
        let mut out: Vec<Site> = Vec::with_capacity(self.layers.places.len());
        for m in &self.layers.places {
            let sent = self.doc.sent_of(m.words.start);
            let mut site = self.site(m.words.clone(), sent, &m.place.span, out.last());
            let here = out.len();
            // «في مديرية كذا بمنطقة كذا»: the narrower lies in the wider, whatever stands first.
            if site.lies.is_some()
                && here > 0
                && self.rank(here - 1) >= 3
                && self.rank(here) < self.rank(here - 1)
                && !site.loose
                && !self.doc.words[site.words.start].definite()
                && !self.doc.is(site.words.start, self.layers.bits.locative)
                && self.doc.words[site.text.start].gap & gap::HARD == 0
                && !out.last().is_some_and(|b| self.wider(site.words.start, b))
                && !(self.rank(here - 1) == 3 && self.is_city(site.words.start))
                && let Some(before) = out.last_mut()
            {
                site.lies = None;
                site.stand = before.stand;
                before.outer = true;
            }
            // «المنطقة الجنوبية في كذا ومحيط كذا»: joined to what lies in the one before, not to where it lies.
            if site.joined {
                let mut q = here.checked_sub(1);
                for _ in 0..4 {
                    let Some(outer) = q.and_then(|q| out.get(q)) else { break };
                    site.stand = outer.stand;
                    let Some(inner) = outer.lies else { break };
                    q = Some(inner);
                }
            }
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

    fn clitics(&self, word: usize) -> String {
        let w = &self.doc.words[word];
        let mut out = String::new();
        if w.has(pro::BI) {
            out.push('ب');
        } else if w.has(pro::LI) {
            out.push('ل');
        }
        out
    }

    /// The first word of a place that no file has and that lies in the named one: «الحي العصري وسط كذا», «بوابة المعسكر
    /// في مدينة كذا», «جبهة الوادي بمحافظة كذا», «في دوفس بمحافظة كذا».
    fn lead(&self, first: usize, floor: usize, letters: &str) -> Option<usize> {
        let doc = self.doc;
        let soft = |w: usize| doc.words[w].gap & (gap::HARD | gap::OPEN | gap::OPEN_QUOTE) == 0;
        if !soft(first) || letters.starts_with(['و', 'ف']) || letters.starts_with('ل') {
            return None;
        }
        let end = if letters.starts_with('ب') || doc.is(first, self.layers.bits.direction | self.layers.bits.locative)
        {
            first
        } else {
            let link = first.checked_sub(1).filter(|&w| w > floor && soft(w))?;
            let within = doc.is(link, self.layers.bits.locative) && !doc.words[link].has(pro::CONJ);
            let on = || doc.is(link, self.layers.bits.preposition) && self.quoted_name(link, floor).is_some();
            (within || on()).then_some(link)?
        };
        // «مزار "كذا وكذا" على جبل كذا», «تلة "كذا" الواقعة في ناحية كذا»
        let lies = end > floor + 1 && self.has(end - 1, bit::INSIDE) && soft(end - 1);
        let close = if lies { end - 1 } else { end };
        if let Some(head) = self.quoted_name(close, floor) {
            return Some(head);
        }
        let named = |w: usize| self.layers.place_at(w).is_some() || self.layers.entity_at(w).is_some();
        for h in (end.saturating_sub(LEAD).max(floor)..end).rev() {
            let w = &doc.words[h];
            // «جامع "النور" في حي كذا»
            let quoted = h + 1 == end && w.gap & gap::OPEN_QUOTE != 0 && h > floor;
            if quoted && self.has(h - 1, bit::LOCAL) && !self.has(h - 1, bit::OBJECT | bit::OWNER) && soft(h - 1) {
                return (!doc.words[h - 1].is_verb()).then_some(h - 1);
            }
            // «آخر جيب له في كذا»
            let his = h + 1 == end && w.pronoun.is_some() && !w.is_verb() && doc.word(h).starts_with('ل');
            if his && h > floor && soft(h) {
                continue;
            }
            if self.has(h, bit::POCKET) && !w.is_verb() && !named(h) && !w.has(pro::CONJ) {
                let last = h > floor && soft(h) && doc.is(h - 1, self.layers.bits.other);
                return Some(h - usize::from(last));
            }
            if w.is_verb()
                || named(h)
                || w.best & crate::doc::pos::PARTICLE != 0
                || doc.time_at[h].is_some()
                || self.in_source(h)
                || self.layers.event_of[h]
                || w.gap & gap::OPEN_QUOTE != 0
                || h > floor && self.has(h - 1, bit::OUTLET | bit::BATTLE | bit::OWNER)
            {
                return None;
            }
            let local = self.has(h, bit::LOCAL) && !self.has(h, bit::OBJECT | bit::OWNER);
            // A head alone needs its article («السوق»); with a genitive or an adjective it has a name of its own.
            // «محطة وقود الوادي»
            let second = h + 2 < end
                && doc.words[h + 2].definite()
                && soft(h + 2)
                && doc.words[h + 1].pro == 0
                && doc.words[h + 1].best & (crate::doc::pos::NOUN | crate::doc::pos::MASDAR) != 0;
            let known = w.definite() || second || (h + 1 < end && doc.words[h + 1].definite());
            // «بالرصاص الحي في بلدة كذا»: an adjective of the arms.
            let live = h > floor
                && w.definite()
                && w.gap == 0
                && doc.words[h - 1].definite()
                && self
                    .layers
                    .thing_at(h - 1)
                    .is_some_and(|(t, _)| doc.frames().is_means(t));
            if live {
                return None;
            }
            if local && known && w.pronoun.is_none() && !w.tanwin {
                // «بوابة المعسكر»
                let gate = h > floor && self.has(h - 1, bit::LOCAL) && !self.has(h - 1, bit::OBJECT) && soft(h);
                let gate = gate && !doc.words[h - 1].definite() && !doc.words[h - 1].tanwin;
                return Some(if gate { h - 1 } else { h });
            }
            let strange = h + 1 == end && self.strange(h, floor);
            if strange {
                return Some(h);
            }
            if !soft(h) || w.pro & (pro::CONJ | pro::BI | pro::LI | pro::KA) != 0 {
                return None;
            }
        }
        None
    }

    /// The word for a place before a name in quotation marks that ends before a word: «مزار "كذا وكذا"».
    fn quoted_name(&self, end: usize, floor: usize) -> Option<usize> {
        let doc = self.doc;
        if end >= doc.words.len() || end < floor + 2 || doc.words[end].gap & gap::CLOSE_QUOTE == 0 {
            return None;
        }
        let open = (end.saturating_sub(LEAD).max(floor + 1)..end)
            .rev()
            .find(|&w| doc.words[w].gap & (gap::OPEN_QUOTE | gap::CLOSE_QUOTE) != 0)?;
        let head = open - 1;
        let w = &doc.words[head];
        let plain = !w.definite()
            && !w.tanwin
            && !w.is_verb()
            && w.pronoun.is_none()
            && w.best & crate::doc::pos::PARTICLE == 0;
        let name = doc.words[open].gap & gap::OPEN_QUOTE != 0
            && !doc.words[open..end].iter().any(crate::doc::Word::is_verb)
            && (open..end).all(|i| self.layers.place_at(i).is_none());
        (name && plain && self.has(head, bit::LOCAL) && !self.has(head, bit::OWNER)).then_some(head)
    }

    /// The first word of «مناطق متفرقة من كذا», «عدة أحياء من كذا»: parts of a place are there.
    fn parts_of(&self, min: usize, floor: usize) -> Option<usize> {
        let doc = self.doc;
        let h = (min.saturating_sub(2).max(floor)..min)
            .rev()
            .find(|&h| self.has(h, bit::PART))?;
        let w = &doc.words[h];
        let soft = (h + 1..=min).all(|i| doc.words[i].gap & gap::HARD == 0);
        let between = (h + 1..min).all(|i| doc.words[i].best & crate::doc::pos::ADJ != 0 && !doc.words[i].definite());
        let named = self.layers.place_at(h).is_some() || self.layers.entity_at(h).is_some();
        if !w.plural
            || w.definite()
            || w.is_verb()
            || w.has(pro::CONJ)
            || w.pronoun.is_some()
            || !soft
            || !between
            || named
        {
            return None;
        }
        let counted = h > floor && self.layers.is_quantifier(doc, h - 1) && w.gap & gap::HARD == 0;
        Some(h - usize::from(counted))
    }

    /// Whether a place is the second genitive of a word for a place: «محطة كهرباء كذا».
    fn is_construct(&self, first: usize, floor: usize) -> bool {
        use crate::doc::pos;
        let doc = self.doc;
        let soft = |w: usize| doc.words[w].gap & (gap::HARD | gap::OPEN | gap::OPEN_QUOTE | gap::CLOSE_QUOTE) == 0;
        let bare = |w: usize| {
            let x = &doc.words[w];
            !x.definite() && x.pronoun.is_none() && !x.tanwin && !x.is_verb()
        };
        if first < floor + 2 || !soft(first) || !soft(first - 1) {
            return false;
        }
        let (inner, head) = (first - 1, first - 2);
        bare(inner)
            && doc.words[inner].pro == 0
            && doc.words[inner].best & (pos::NOUN | pos::MASDAR) != 0
            && self.layers.entity_at(inner).is_none()
            && !self.layers.event_of[inner]
            && !self.has(inner, bit::OWNER | bit::OFFICE | bit::DIVISION)
            && bare(head)
            && self.has(head, bit::LOCAL)
            && !self.has(head, bit::OWNER)
            && self.layers.place_at(head).is_none()
            && self.layers.entity_at(head).is_none()
    }

    /// The first word of an unnamed place that a named one is joined to: «سوق المواشي», «السوق».
    fn list_head(&self, first: usize, floor: usize) -> Option<usize> {
        let doc = self.doc;
        for h in (first.saturating_sub(3).max(floor)..first).rev() {
            let w = &doc.words[h];
            let known = w.definite() || h + 1 < first && doc.words[h + 1].definite();
            if self.has(h, bit::LOCAL)
                && !self.has(h, bit::OBJECT | bit::OWNER)
                && known
                && !w.is_verb()
                && w.pronoun.is_none()
                && !w.has(pro::CONJ)
                && self.layers.place_at(h).is_none()
                && self.layers.entity_at(h).is_none()
            {
                return Some(h);
            }
            let goes_on = w.definite() && !w.is_verb() && w.gap & gap::HARD == 0 && self.layers.entity_at(h).is_none();
            if !goes_on || w.pro & (pro::CONJ | pro::BI | pro::LI | pro::KA) != 0 {
                return None;
            }
        }
        None
    }

    /// A word behind «في» that neither a dictionary nor a file knows: the name of a small place.
    pub(super) fn strange(&self, w: usize, floor: usize) -> bool {
        use crate::doc::pos;
        let doc = self.doc;
        let word = &doc.words[w];
        let before = w.checked_sub(1).filter(|&b| b >= floor);
        let inside =
            before.is_some_and(|b| doc.is(b, self.layers.bits.membership) && doc.words[b].best & pos::PARTICLE != 0);
        inside
            && (word.pos == pos::UNKNOWN
                || word.pos == pos::UNKNOWN | pos::ADJ && doc.word(w).ends_with('ة') && !doc.word(w).ends_with("ية"))
            && word.gap == 0
            && word.pro & !pro::AL == 0
            && word.pronoun.is_none()
            && !word.tanwin
            && doc.time_at[w].is_none()
            && doc.quantity_at[w].is_none()
            && self.layers.entity_at(w).is_none()
            && self.layers.thing_at(w).is_none()
            && self.layers.noun_of(doc, w).is_none()
            && !self.governs(w)
            && doc.word(w).chars().count() >= 4
            && doc.word(w).chars().all(|c| matches!(c, '\u{0620}'..='\u{064a}'))
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
            && !(doc.words[first - 1].plural && self.has(first - 1, bit::OBJECT))
            && !doc.words[first - 1].definite()
            && !doc.words[first - 1].tanwin
            && !doc.words[first - 1].is_verb()
        {
            text.start = first - 1;
            governor = self.clitics(first - 1);
        }
        // «محطة كهرباء كذا», «سوق خضار كذا»
        if text.start == first && letters.is_empty() && self.is_construct(first, floor) {
            text.start = first - 2;
            governor = self.clitics(first - 2);
        }
        let free = before
            .filter(|b| b.sent == sent)
            .map_or(floor, |b| b.words.end.max(floor));
        if text.start == first
            && let Some(lead) = self.lead(first, free, letters)
        {
            text.start = lead;
            governor = self.clitics(lead);
        }
        // «على سوق المواشي وحي كذا»: the list begins before the first name that a file or a type word tells.
        if text.start == first
            && letters == "و"
            && let Some(head) = self.list_head(first, free)
        {
            text.start = head;
            governor = self.clitics(head);
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
            outer: false,
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
        // A country lies in no town: «قصفت إسرائيل جنوب كذا».
        let country = |b: &Site| {
            let of = |w: usize| {
                self.layers
                    .place_at(w)
                    .and_then(|p| self.layers.places[p].place.precision)
            };
            of(b.words.start).is_some_and(|p| p >= 6) && of(site.words.start).is_some_and(|p| p < 6)
        };
        if let Some(b) = before
            && !conj
            && !country(b)
            && self.linked(b.words.end, at, &governor)
        {
            let moving = matches!(b.stand, Stand::From | Stand::Toward);
            // «موكب محافظ كذا في مديرية كذا»: where it was; «أهالي بلدة كذا في ريف كذا»: where their town lies.
            let apart = b.words.end < at
                && b.stand == Stand::Owner
                && !self.wider(site.words.start, b)
                && self.rank_of(&site.words) <= 3;
            if matches!(b.stand, Stand::Owner | Stand::Name) && !apart {
                site.stand = b.stand;
                return site;
            }
            // «مهجرين من كذا في قرية كذا»: where they are now.
            if !(apart || moving && b.words.end < at) {
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
        // «قرية كذا (على بعد 15 كم شرق كذا)»
        let far = between.len() <= 8
            && between.clone().any(|w| self.has(w, bit::DISTANCE))
            && (from..=to).all(|w| doc.words[w].gap & (gap::SEMI | gap::STOP | gap::LINE) == 0)
            && between.clone().all(|w| {
                let word = &doc.words[w];
                let number = doc.quantity_at[w].is_some() || word.best & crate::doc::pos::DIGITS != 0;
                let small = doc.is(w, self.layers.bits.preposition) || self.has(w, bit::ABOUT | bit::LASTING);
                number || small || self.has(w, bit::DISTANCE) || doc.is(w, self.layers.bits.direction)
            });
        if far {
            return true;
        }
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
            // «سيارة تابعة لمستشفى كذا»: whose it is, unless a place is said to lie there.
            let owned = doc.is(w, doc.frames().class_bit("owned"))
                && !(w > floor && (self.has(w - 1, bit::LOCAL) || self.layers.place_at(w - 1).is_some()));
            return if owned || near_owner(3) {
                Stand::Owner
            } else {
                Stand::Bare
            };
        }
        // «أمام» is written as «إمام» is, but for the hamza.
        let before = self.has(w, bit::BY) && !doc.word(w).starts_with('إ');
        if before {
            return Stand::At;
        }
        if self.has(w, bit::OWNER) && !doc.words[w].definite() {
            // «مقر شرطة كذا», «مبنى محافظة كذا»: the house stands there.
            let house = w > floor
                && self.has(w - 1, bit::LOCAL)
                && self.has(w - 1, bit::HOME)
                && !doc.words[w - 1].definite()
                && !doc.words[w - 1].is_verb()
                && doc.words[w].gap & gap::HARD == 0;
            if house {
                site.text.start = w - 1;
                return Stand::Bare;
            }
            return Stand::Owner;
        }
        // «بلدة كذا قرب الحدود مع البلد»: what the border is shared with is no place of the event.
        let near = |i: usize| i > floor + 1 && self.has(i - 1, bit::BY);
        if doc.is(w, doc.frames().class_bit("with")) && w > floor && self.has(w - 1, bit::ROAD) && near(w - 1) {
            return Stand::Name;
        }
        // «المتحالفة مع كذا»: a party.
        let state = || {
            self.layers
                .place_at(at)
                .is_some_and(|p| self.layers.places[p].place.precision >= Some(6))
        };
        let border = || w > floor && self.has(w - 1, bit::ROAD);
        if doc.is(w, doc.frames().class_bit("with")) && state() {
            // «على الحدود مع كذا»
            if !border() {
                return Stand::Name;
            }
            site.text.start = w - 1;
            return Stand::At;
        }
        if self.has(w, bit::OUTLET | bit::BATTLE) && !doc.words[w].definite() && !doc.words[w].tanwin {
            return Stand::Name;
        }
        if self.layers.is_min(doc, w)
            && let Some(head) = self.parts_of(w, floor)
        {
            let within = |i: usize| doc.is(i, self.layers.bits.locative | self.layers.bits.preposition);
            if doc.words[head].has(pro::BI) || head > floor && within(head - 1) && doc.words[head].gap & gap::HARD == 0
            {
                site.text.start = head;
                return Stand::At;
            }
        }
        if self.layers.is_min(doc, w) || self.has(w, bit::ORIGIN) && doc.is(w, self.layers.bits.preposition) {
            let by = w > floor && self.has(w - 1, bit::INSIDE) && !self.has(w - 1, bit::ORIGIN);
            // «انسحبت القوات من كذا»: known forces leave it; «قوات من كذا» come of it.
            let known = w > floor && doc.words[w - 1].definite() && self.layers.is_force_noun(doc, w - 1);
            let kin = w > floor && self.has(w - 1, bit::OWNER) && !known;
            return if by {
                Stand::At
            } else if kin {
                Stand::Owner
            } else {
                Stand::From
            };
        }
        if self.has(w, bit::GOAL) {
            // «وإلى درعا، قتل …»: at the head of a sentence and apart from it, where the report turns to.
            let turned = w == floor
                && doc
                    .words
                    .get(site.words.end)
                    .is_some_and(|n| n.gap & (gap::COMMA | gap::COLON | gap::DASH) != 0);
            return if turned { Stand::At } else { Stand::Toward };
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

    pub(super) fn layers_toward(&self, w: usize) -> bool {
        self.doc.is(w, self.doc.frames().class_bit("toward"))
    }
}
