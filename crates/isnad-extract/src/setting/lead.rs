//! The phrase around a named place: the market, mosque or headquarters that lies in it and that no file has.
//!
//! In: the words before a place mention. Out: the first word of the phrase that it closes, if there is one. Invariant:
//! the phrase stays in its sentence and reaches into no name of a body or person.
//!
//! In «أمام مبنى السلطة المحلية في مدينة كذا» (amām mabnā s-sulṭa l-maḥalliyya fī madīnat kadhā, "in front of the local
//! authority's building in the city") the place is the building.

use super::Scene;
use crate::doc::{gap, pro};
use isnad_lexicon::setting::bit;

/// Words between the name of a place without a file and where it lies.
const LEAD: usize = 4;

impl Scene<'_, '_> {
    /// The first word of a place that no file has and that lies in the named one: «الحي العصري وسط كذا», «بوابة المعسكر
    /// في مدينة كذا», «جبهة الوادي بمحافظة كذا», «في دوفس بمحافظة كذا».
    pub(super) fn lead(&self, first: usize, floor: usize, letters: &str) -> Option<usize> {
        let doc = self.doc;
        let soft = |w: usize| doc.words[w].gap & (gap::HARD | gap::OPEN | gap::OPEN_QUOTE) == 0;
        // «محطة مياه الزر، شرقي كذا»
        let breathes = |w: usize| doc.is(w, self.layers.bits.direction) && doc.words[w].gap & gap::HARD == gap::COMMA;
        if !(soft(first) || breathes(first)) || letters.starts_with(['و', 'ف']) || letters.starts_with('ل') {
            return None;
        }
        let link = first.checked_sub(1).filter(|&w| w > floor && soft(w));
        let within = |w: &usize| doc.is(*w, self.layers.bits.locative) && !doc.words[*w].has(pro::CONJ);
        let end = if letters.starts_with('ب') {
            first
        } else if let Some(link) = link.filter(within) {
            // «في ريف كذا»
            link
        } else if doc.is(first, self.layers.bits.direction | self.layers.bits.locative) {
            first
        } else {
            let on = |&w: &usize| doc.is(w, self.layers.bits.preposition) && self.quoted_name(w, floor).is_some();
            link.filter(on)?
        };
        // «مزار "كذا وكذا" على جبل كذا», «تلة "كذا" الواقعة في ناحية كذا»
        let lies = end > floor + 1 && self.has(end - 1, bit::INSIDE) && soft(end - 1);
        let close = if lies { end - 1 } else { end };
        // «مواقع "كذا" في محيط كذا»: by a town whatever is held lies in.
        let by = end < first && doc.is(first, self.layers.bits.locative);
        let quoted = || self.quoted_name(close, floor).filter(|_| !by);
        if let Some(head) = quoted().or_else(|| self.building(close, floor)) {
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
                || self.is_of_body(h)
            {
                return None;
            }
            // «مخيم للنازحين في ريف كذا»: nearer than so wide a land.
            let of = |w: usize| self.has(w, bit::LOCAL) && !self.has(w, bit::OBJECT | bit::OWNER) && soft(w + 1);
            let for_them = h + 1 == end && w.has(pro::LI) && h > floor && self.rank_of(&(first..first + 1)) >= 4;
            if for_them && of(h - 1) && !doc.words[h - 1].definite() {
                let around = h > floor + 1 && of(h - 2) && !doc.words[h - 2].definite();
                return Some(h - 1 - usize::from(around));
            }
            let local = self.has(h, bit::LOCAL) && !self.has(h, bit::OBJECT | bit::OWNER);
            // «سوق أبو حمامة»
            let kunya = || h + 3 == end && doc.is(h + 1, doc.frames().class_bit("kunya")) && soft(h + 1) && soft(h + 2);
            // A head alone needs its article («السوق»); with a genitive or an adjective it has a name of its own.
            // «محطة وقود الوادي»
            let second = || {
                h + 2 < end
                    && doc.words[h + 2].definite()
                    && soft(h + 2)
                    && doc.words[h + 1].pro == 0
                    && doc.words[h + 1].best & (crate::doc::pos::NOUN | crate::doc::pos::MASDAR) != 0
            };
            // «مربع 9»
            let numbered = || h + 2 == end && doc.words[h + 1].best & crate::doc::pos::DIGITS != 0;
            // «مدرسة خالد بن الوليد»: called after a man.
            // «حقل تيم», «حاجز منكت الحطب»: by a word that is in no dictionary.
            let called = |w: usize| self.layers.is_name(doc, w) || self.is_strange_word(w);
            let named = || h + 1 < end && (called(h + 1) && soft(h + 1) || doc.words[h + 1].definite());
            let known = || w.definite() || second() || kunya() || numbered() || named();
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
            if local && known() && w.pronoun.is_none() && !w.tanwin {
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

    /// The first word of a building that ends before a word and that something is by: «أمام مقر وزارة الدفاع في …».
    fn building(&self, end: usize, floor: usize) -> Option<usize> {
        let doc = self.doc;
        // «نقطة كذا قرب البلدة»: by it, not in it.
        if end < doc.words.len() && self.has(end, bit::BY) {
            return None;
        }
        let from = end.saturating_sub(LEAD + 1).max(floor + 1);
        let head = (from..end.saturating_sub(1)).rev().find(|&h| self.is_by(h))?;
        let soft = |w: usize| doc.words[w].gap & gap::HARD == 0;
        let plain = |w: usize| soft(w) && !doc.words[w].is_verb() && self.layers.place_at(w).is_none();
        let known = (head + 1..end).any(|w| doc.words[w].definite());
        ((head + 1..end).all(plain) && known).then_some(head)
    }

    /// Whether a word for a place without a name of its own stands behind «أمام», «داخل».
    pub(super) fn is_by(&self, h: usize) -> bool {
        let doc = self.doc;
        let w = &doc.words[h];
        let by = h.checked_sub(1).is_some_and(|b| {
            (self.has(b, bit::BY) || self.has(b, bit::INSIDE) && doc.is(b, self.layers.bits.locative))
                && !doc.word(b).starts_with('إ')
                && !doc.words[b].is_verb()
        });
        by && self.has(h, bit::LOCAL)
            && !w.definite()
            && !w.is_verb()
            && !w.tanwin
            && w.pro == 0
            && w.pronoun.is_none()
            && w.gap & gap::HARD == 0
            && self.layers.place_at(h).is_none()
            && self.layers.entity_at(h).is_none()
    }

    /// The word for a place before a name in quotation marks that ends before a word: «مزار "كذا وكذا"».
    pub(super) fn quoted_name(&self, end: usize, floor: usize) -> Option<usize> {
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
    pub(super) fn parts_of(&self, min: usize, floor: usize) -> Option<usize> {
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
    pub(super) fn is_construct(&self, first: usize, floor: usize) -> bool {
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

    /// The first word of an unnamed place that a named one is joined to: «سوق المواشي», «السوق», «الطريق الدولي M4».
    pub(super) fn list_head(&self, first: usize, floor: usize) -> Option<usize> {
        let doc = self.doc;
        let described = |h: usize| h + 1 < first && doc.words[h + 1].definite();
        let road = |h: usize| self.has(h, bit::ROAD) && doc.words[h].definite() && described(h);
        // «إم 4»
        let sign = |h: usize| {
            let digits = doc.words[h].best & crate::doc::pos::DIGITS != 0;
            digits || doc.word(h).is_ascii() || h + 1 < first && doc.word(h).chars().count() <= 2
        };
        for h in (first.saturating_sub(4).max(floor)..first).rev() {
            let w = &doc.words[h];
            let known = w.definite() || described(h);
            if self.has(h, bit::LOCAL)
                && (road(h) || !self.has(h, bit::OBJECT | bit::OWNER))
                && known
                && !w.is_verb()
                && w.pronoun.is_none()
                && !w.has(pro::CONJ)
                && self.layers.place_at(h).is_none()
                && self.layers.entity_at(h).is_none()
            {
                return Some(h);
            }
            let goes_on = (w.definite() || sign(h))
                && !w.is_verb()
                && w.gap & gap::HARD == 0
                && self.layers.entity_at(h).is_none();
            if !goes_on || w.pro & (pro::CONJ | pro::BI | pro::LI | pro::KA) != 0 {
                return None;
            }
        }
        None
    }

    /// A word without an article that no dictionary has.
    pub(super) fn is_strange_word(&self, w: usize) -> bool {
        let word = &self.doc.words[w];
        word.pos == crate::doc::pos::UNKNOWN
            && word.pro == 0
            && word.pronoun.is_none()
            && !word.tanwin
            && self.layers.entity_at(w).is_none()
            && self.doc.word(w).chars().all(|c| matches!(c, '\u{0620}'..='\u{064a}'))
    }

    /// A word behind «في» that neither a dictionary nor a file knows: the name of a small place.
    pub(super) fn strange(&self, w: usize, floor: usize) -> bool {
        use crate::doc::pos;
        let doc = self.doc;
        let word = &doc.words[w];
        let before = w.checked_sub(1).filter(|&b| b >= floor);
        let inside =
            || before.is_some_and(|b| doc.is(b, self.layers.bits.membership) && doc.words[b].best & pos::PARTICLE != 0);
        word.pos & pos::UNKNOWN != 0
            && inside()
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
}
