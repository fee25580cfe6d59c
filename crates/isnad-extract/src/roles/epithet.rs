//! Words that describe the word before them and are nobody.
//!
//! In: a phrase that an event would take for a participant. Out: whether it is an adjective or participle of what stands before
//! it. A participle that names people by itself («المصابين») is none.
//!
//! Example: in «قصفوا قرية كذا المحاصرة» (qaṣafū qaryat kadhā l-muḥāṣara, "they shelled the besieged village of such a name")
//! the besieged one is the village.

use super::*;

impl Filler<'_, '_> {
    /// The phrases behind a verb at piece `k` that nothing governs, and whether an event is its subject: without the name of a
    /// hospital and an adjective behind what a preposition governs.
    pub(super) fn objects_behind(&self, k: usize, range: &Range<usize>, hit: &Hit) -> (Vec<usize>, bool) {
        let (mut rights, event_subject) = self.bare_behind(k, range, hit);
        rights.retain(|&r| !(self.np(r).is_some_and(|n| self.is_house_name(n)) || self.only_describes(r)));
        (rights, event_subject)
    }

    /// «مستشفى "كذا"»: whether a phrase in quotes is the name of a house of care right before it.
    fn is_house_name(&self, np: &Np) -> bool {
        let (doc, at) = (self.doc, np.words.start);
        let quoted = doc.words[at].gap & gap::OPEN_QUOTE != 0 && doc.words[at].gap & gap::HARD == 0;
        let house = doc.frames().class_bit("care_noun");
        quoted && at > 0 && doc.is(at - 1, house) && !doc.words[at - 1].definite()
    }

    /// «إلى مشفى كذا الوطني»: whether an adjective alone goes on with the phrase that a preposition governs right before it.
    fn only_describes(&self, j: usize) -> bool {
        let (Some(np), Some(before)) = (self.np(j), j.checked_sub(1).and_then(|i| self.np(i))) else {
            return false;
        };
        let word = &self.doc.words[np.head];
        np.words.len() == 1
            && (np.sem == Sem::Other || word.nisba && np.sem == Sem::People)
            && np.words.start == before.words.end
            && before.prep != Prep::None
            && before.sem != Sem::Time
            && word.definite()
            && (word.best == pos::ADJ || word.nisba)
            && word.pro & (pro::CONJ | pro::BI | pro::LI) == 0
            && word.gap & (gap::HARD | gap::OPEN | gap::OPEN_QUOTE) == 0
    }

    /// An adjective alone.
    pub(super) fn describes_only(&self, np: &Np) -> bool {
        let w = &self.doc.words[np.head];
        // «حملة أمنية موسعة»: behind the event it agrees with.
        let hit = &self.hits[self.draft.hit];
        let event = &self.doc.words[hit.head];
        let of_event = np.sem == Sem::Other
            && np.words.start == hit.words.end
            && np.head == np.words.start
            && np.count.is_none()
            && np.prep == Prep::None
            && !np.coordinated
            && !hit.reading.is_verb()
            && w.pos & (pos::ADJ | pos::PASSIVE_P | pos::ACTIVE) != 0
            && w.pos & pos::NAME == 0
            && w.feminine == event.feminine
            && !(w.definite() || event.definite() || w.human || w.plural)
            && w.gap & gap::HARD == 0;
        if of_event || self.epithet(np) {
            return true;
        }
        np.words.len() == 1
            && np.sem == Sem::Other
            && np.prep == Prep::None
            && w.nisba
            && w.best == pos::ADJ
            && !w.definite()
            && w.gap & gap::HARD == 0
            && np.entity.is_none()
    }

    /// «هجوما مسلحا», «الجماعة المسلحة», «إصابات أخرى»: a word that may name people but describes the word before it.
    fn epithet(&self, np: &Np) -> bool {
        let doc = self.doc;
        let w = &doc.words[np.head];
        let single = np.words.len() == 1
            && np.prep == Prep::None
            && !np.coordinated
            && np.entity.is_none()
            && w.gap & (gap::HARD | gap::OPEN) == 0
            && w.pos & (pos::ADJ | pos::PASSIVE_P | pos::ACTIVE) != 0
            && !(w.plural || w.dual)
            && np.head > 0;
        if !single {
            return false;
        }
        let last = &doc.words[np.head - 1];
        let noun = last.best & pos::NOMINAL != 0 && !last.is_verb();
        let unknown_to_act = !w.definite() && last.tanwin && w.tanwin;
        let of_group = w.definite() && w.feminine == Some(true) && self.layers.entity_at(np.head - 1).is_some();
        let other = doc.is(np.head, self.layers.bits.other) && w.feminine == Some(true);
        noun && (unknown_to_act || of_group || other)
    }

    /// «مقاطعة عفرين المحتلة», «غارات محملة بالقنابل», «أمس المصادف لكذا»: an adjective that its noun, its place or its day left
    /// over.
    pub(super) fn left_over(&self, np: &Np) -> bool {
        let doc = self.doc;
        // «القصف آنف الذكر»
        if doc.begins("said_before", np.words.start, np.words.end) {
            return true;
        }
        if self.of_fight(np) || self.of_shell(np) {
            return true;
        }
        let w = &doc.words[np.head];
        // «محافظة كذا السورية»: whose the place is.
        if crate::phrase::described::of_state(doc, np) && np.head > 0 && self.layers.place_at(np.head - 1).is_some() {
            return true;
        }
        // «تفقدت الأماكن المستهدفة»: what the last word of an expression leaves.
        let hit = &self.hits[self.draft.hit];
        if hit.size > 1 && np.head > 0 && hit.words.contains(&(np.head - 1)) {
            return false;
        }
        // «الـ 11»: an article alone, before a number in digits.
        let article = w.span.slice(doc.text).ends_with('\u{640}')
            && doc.quantity_at.get(np.head + 1).is_some_and(Option::is_some);
        let single = np.words.len() == 1
            && np.prep == Prep::None
            && !np.coordinated
            && np.entity.is_none()
            && np.count.is_none()
            && np.noun.is_none()
            && np.sem == Sem::Other
            && np.head > 0
            // «اليوم، المصادف لثالث أيام العيد»
            && (w.gap & gap::HARD == 0 || w.gap & gap::HARD == gap::COMMA && doc.time_at[np.head - 1].is_some())
            && w.gap & (gap::OPEN | gap::OPEN_QUOTE | gap::CLOSE) == 0
            && w.pronoun.is_none();
        if article || !single || w.pos & (pos::ADJ | pos::PASSIVE_P | pos::ACTIVE) == 0 || w.pos & pos::NAME != 0 {
            return article;
        }
        let last = &doc.words[np.head - 1];
        if last.is_verb()
            || last.best & (pos::PARTICLE | pos::DIGITS) != 0
            || doc.is(np.head - 1, self.layers.bits.preposition)
        {
            return false;
        }
        // «الأمس المصادف لأول أيام العيد»
        if doc.time_at[np.head - 1].is_some() {
            return w.definite();
        }
        let named = self.layers.place_at(np.head - 1).is_some();
        let known = last.definite() || last.pronoun.is_some() || named;
        if w.definite() != known || w.plural && w.human {
            return false;
        }
        // «القرية والبلدة الواقعتين»
        if w.dual {
            return named;
        }
        match w.feminine {
            Some(true) => named || last.feminine == Some(true) || last.plural,
            _ => named || last.feminine != Some(true) && !last.plural && !last.dual,
        }
    }

    /// «سقطت قذيفة هاون على منزل»: of what kind the shell is that the expression ends with.
    fn of_shell(&self, np: &Np) -> bool {
        let doc = self.doc;
        let hit = &self.hits[self.draft.hit];
        let w = &doc.words[np.words.start];
        np.words.start == hit.words.end
            && np.prep == Prep::None
            && w.gap & gap::HARD == 0
            && w.pro == 0
            && !w.definite()
            && (np.sem == Sem::Means || w.nisba)
            && self.layers.sem_of(doc, hit.words.end - 1) == Sem::Means
    }

    /// «قتال مسلح», «نزاع عشائري مسلح»: a fight is of two, never of one armed man.
    fn of_fight(&self, np: &Np) -> bool {
        let doc = self.doc;
        let hit = &self.hits[self.draft.hit];
        let start = np.words.start;
        let Some(before) = start.checked_sub(1).map(|i| &doc.words[i]) else {
            return false;
        };
        let w = &doc.words[start];
        self.draft.kind == ClaimType::Clash
            && (hit.words.start + 1..=hit.words.end).contains(&start)
            && np.words.len() <= 2
            && np.prep == Prep::None
            && doc.quantity_at[start].is_none()
            && !np.coordinated
            && doc.is(start, doc.frames().class_bit("epithet"))
            && !(w.definite() || before.definite() || w.plural || before.is_verb())
            && w.feminine == before.feminine
    }

    /// «سيارة للمواطنين», «منزلا لأحد المدنيين»: whose the thing is that is struck.
    pub(super) fn owns_struck(&self, np: &Np) -> bool {
        let whose = matches!(np.prep, Prep::Clitic(b) if b & pro::LI != 0);
        let start = np.words.start;
        let thing = |n: &Np| {
            n.words.end == start
                && self.doc.words[start].gap & gap::HARD == 0
                && !self.doc.words[n.words.clone()].iter().any(crate::doc::Word::definite)
                && (n.sem == Sem::Target || n.sem == Sem::Means || self.layers.thing_at(n.head).is_some())
        };
        whose && self.draft.patients.last().is_some_and(thing)
    }

    /// «أسعفت المصابين»: the hurt or dead where people are helped.
    pub(super) fn is_harmed(&self, np: &Np) -> bool {
        let frames = self.doc.frames();
        let first = np.words.start;
        // «ذوو القتلى» are others.
        let own =
            first == np.head || self.layers.is_quantifier(self.doc, first) || self.doc.quantity_at[first].is_some();
        own && self.draft.kind == isnad_model::ClaimType::Aid
            && self.doc.is(
                np.head,
                frames.class_bit("dead_noun") | frames.class_bit("wounded_noun"),
            )
    }

    /// «على أطراف البلدة»: a part of a place that has no name here.
    pub(super) fn is_edge(&self, np: &Np) -> bool {
        let frames = self.doc.frames();
        let next = np.words.start + 1;
        np.words.contains(&next)
            && np.entity.is_none()
            && self.doc.is(np.words.start, frames.class_bit("edge_noun"))
            && self.doc.is(next, frames.class_bit("place_noun"))
    }
}
