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

/// Words of «مواقع قوات كذا» between whence something comes and where that lies.
const FIRED: usize = 5;

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

    /// «قرى», «مناطق»: several places, governing what follows.
    fn is_parts_word(&self, w: usize) -> bool {
        let word = &self.doc.words[w];
        self.has(w, bit::PART) && word.plural && !word.definite() && !word.is_verb() && word.pronoun.is_none()
    }

    fn clitics(&self, word: usize) -> &'static str {
        let w = &self.doc.words[word];
        if w.has(pro::BI) {
            "ب"
        } else if w.has(pro::LI) {
            "ل"
        } else {
            ""
        }
    }

    fn site(&self, words: Range<usize>, sent: usize, span: &isnad_model::Span, before: Option<&Site>) -> Site {
        let doc = self.doc;
        let first = words.start;
        let floor = doc.sents.get(sent).map_or(first, |s| s.words.start);
        let letters = self.proclitics(&words, span);
        let conj = letters.starts_with(['و', 'ف']) || doc.words[first].has(pro::CONJ) && letters.is_empty();
        let mut text = words.clone();
        // «سوق بلدة كذا»: a place without a name of its own in construct with the named one.
        let mut governor = letters;
        if letters.is_empty()
            && first > floor
            && doc.words[first].gap & (gap::HARD | gap::OPEN) == 0
            && self.has(first - 1, bit::LOCAL)
            && !(doc.words[first - 1].plural && self.has(first - 1, bit::OBJECT))
            // «التحالف بقيادة كذا»: who leads.
            && !(doc.words[first - 1].has(pro::BI) && self.has(first - 1, bit::OWNER))
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
        // «على قرى وبلدات ريف كذا»
        let twin = text.start > floor && text.start < first && doc.words[text.start].has(pro::CONJ);
        if twin && self.is_parts_word(text.start - 1) && doc.words[text.start].gap & gap::HARD == 0 {
            text.start -= 1;
            governor = self.clitics(text.start);
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
            // «المتمركزة في معسكر كذا قرية كذا»: what they attack.
            && !(b.words.end == at && governor.is_empty() && self.stationed(sent, b.text.start))
            // «قصفت المدفعية من قاعدة كذا قرية كذا»: what it strikes.
            && !(b.words.end == at && governor.is_empty() && self.base_before(b, site.text.start))
            && self.linked(b.words.end, at, governor)
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
        site.stand = self.stand(at, floor, hard, governor, &mut site);
        site
    }

    /// Whether a settlement stands behind the base whence something came.
    fn base_before(&self, before: &Site, at: usize) -> bool {
        let settled = |w: usize| self.doc.is(w, self.doc.frames().class_bit("settlement_noun"));
        let from = before.text.start;
        before.stand == Stand::From && self.has(from, bit::LOCAL) && !settled(from) && settled(at)
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
            // «بلدة كذا جنوب وشرق المدينة»
            let both =
                || w > from && doc.is(w, self.layers.bits.direction) && doc.is(w - 1, self.layers.bits.direction);
            // «بلدة كذا القريبة من كذا»
            let near = w > from && self.layers.is_min(doc, w) && self.has(w - 1, bit::INSIDE) && doc.words[w].pro == 0;
            near || within && !self.has(w, bit::GOAL | bit::BETWEEN) && (!doc.words[w].has(pro::CONJ) || both())
        })
    }

    fn stand(&self, at: usize, floor: usize, hard: bool, governor: &str, site: &mut Site) -> Stand {
        let doc = self.doc;
        if governor.ends_with('ب') {
            return Stand::At;
        }
        // «كذا نيوز»: an outlet.
        let tail = site.words.end;
        if doc.is(tail, doc.frames().class_bit("outlet_tail")) && doc.words[tail].gap & gap::HARD == 0 {
            return Stand::Name;
        }
        if at <= floor || hard {
            return Stand::Bare;
        }
        let w = at - 1;
        if governor == "و"
            && let Some(road) = self.road_to(at, floor)
        {
            site.text.start = road;
            return Stand::Between;
        }
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
        // «صهريج نفط قرب كذا»: by the place, not of it.
        if self.has(w, bit::OWNER) && !doc.words[w].definite() && !self.has(at, bit::BY) {
            // «مقر شرطة كذا», «مبنى محافظة كذا»: the house stands there; «مخيم أهالي كذا»: so the camp is called.
            let house = w > floor
                && self.has(w - 1, bit::LOCAL)
                && (self.has(w - 1, bit::HOME) || doc.is(w - 1, doc.frames().class_bit("settlement_noun")))
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
            // «باتجاه الحدود مع كذا»
            let toward = w > floor + 1 && self.has(w - 2, bit::GOAL) && doc.words[w - 1].gap & gap::HARD == 0;
            return if toward { Stand::Toward } else { Stand::At };
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
        // «المدعوم من قبل كذا»: who does it.
        let by = doc.is(w, doc.frames().class_bit("by_word")) && w > floor && self.layers.is_min(doc, w - 1);
        if by && doc.words[w].pro == 0 {
            return Stand::Name;
        }
        // «صواريخ من اتجاه كذا»
        let heading = doc.is(w, doc.frames().class_bit("heading_noun")) && w > floor && self.layers.is_min(doc, w - 1);
        if heading && doc.words[w].pro == 0 {
            return Stand::From;
        }
        // «في كل من كذا وكذا»
        if self.layers.is_min(doc, w)
            && w > floor + 1
            && doc.is(w - 1, doc.frames().class_bit("each_word"))
            && doc.words[w].gap & gap::HARD == 0
        {
            return self.stand(w - 1, floor, false, self.clitics(w - 1), site);
        }
        // «القصف مصدره بلدة كذا»
        if self.layers.is_min(doc, w)
            || doc.is_whence(w)
            || self.has(w, bit::ORIGIN) && doc.is(w, self.layers.bits.preposition)
        {
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
                .find(|&i| self.has(i, bit::ROAD) && !doc.words[i].is_verb())
                // «اتفاق التهدئة في المنطقة بين كذا وكذا»: two states have no ground between them but a border.
                .filter(|&i| !(self.rank_of(&site.words) >= 6 && self.has(i, bit::LOCAL)));
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
        // «توسطت فيها دولة كذا»: it governs its pronoun.
        if doc.words[w].pronoun.is_some() {
            return Stand::Bare;
        }
        if doc.is(w, self.layers.bits.locative | self.layers.bits.preposition) || self.layers_toward(w) {
            return if self.fired_from(w, floor) {
                Stand::Name
            } else {
                Stand::At
            };
        }
        Stand::Bare
    }

    /// «انطلاقا من مواقعها في كذا», «قذائف مصدرها مواقع الجيش في كذا»: whence something came.
    fn fired_from(&self, inside: usize, floor: usize) -> bool {
        let doc = self.doc;
        let whence = |h: usize| {
            let of = h - 1;
            let from = self.layers.is_min(doc, of) && of > floor && self.has(of - 1, bit::ORIGIN);
            from || doc.is_whence(of)
        };
        (inside.saturating_sub(FIRED).max(floor + 1)..inside)
            .rev()
            .take_while(|&h| doc.words[h + 1].gap & gap::HARD == 0 && !doc.words[h].is_verb())
            .any(|h| self.has(h, bit::LOCAL) && whence(h))
    }

    /// The first word of «الطريق الواصل بين كذا و…» before its second end, where no file has the first.
    fn road_to(&self, at: usize, floor: usize) -> Option<usize> {
        let doc = self.doc;
        let soft = |w: usize| doc.words[w].gap & gap::HARD == 0 && !doc.words[w].is_verb();
        let between = (at.saturating_sub(4).max(floor)..at)
            .rev()
            .take_while(|&w| soft(w + 1) && self.layers.place_at(w).is_none())
            .find(|&w| self.has(w, bit::BETWEEN))?;
        (between.saturating_sub(3).max(floor)..between)
            .rev()
            .take_while(|&w| soft(w + 1))
            .find(|&w| self.has(w, bit::ROAD) && !doc.words[w].is_verb())
    }

    pub(super) fn layers_toward(&self, w: usize) -> bool {
        self.doc.is(w, self.doc.frames().class_bit("toward"))
    }
}
