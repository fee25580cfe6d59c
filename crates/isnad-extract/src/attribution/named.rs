//! Who of those met before some words name, and where a name stands in an office's phrase.
//!
//! In: words of a speaker, those met before. Out: the speaker met before, or the place of the name. Invariant: only
//! what stands earlier in the report is looked at. Deliberately knows nothing of kinds of sources (see `speaker`).
//!
//! Example: «الحداد» of «العميد سامي الحداد» (Brigadier Sami al-Haddad) is the brigadier met before.

use super::*;

impl Reader<'_, '_> {
    /// «محافظ نينوى غزوان حامد», «المتحدث باسم القوات ميلاد الزوي»: behind a phrase of an office that an article or a
    /// name has closed, a bare noun is neither its genitive nor its adjective: it is who he is.
    pub(super) fn apposed(&self, words: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        let head = words.clone().take(2).find(|&i| {
            self.layers
                .noun_of(doc, i)
                .is_some_and(|n| n.office && !n.many && !n.two)
        })?;
        let not = self.layers.bits.preposition
            | self.layers.bits.direction
            | self.layers.bits.relative
            | self.layers.bits.quantifier
            | self.setting
            | doc.frames().class_bit("beside")
            | doc.frames().class_bit("identity")
            | doc.frames().class_bit("place_noun");
        let bare = |i: usize| {
            let w = &doc.words[i];
            w.pro == 0
                && !w.is_verb()
                && !w.tanwin
                && w.best & (pos::DIGITS | pos::PARTICLE | pos::ADJ) == 0
                && w.gap & (gap::HARD | gap::OPEN) == 0
                && w.pronoun.is_none()
                && !w.nisba
                && !w.classes.meets(not)
                && doc.time_at[i].is_none()
                && self.layers.noun_of(doc, i).is_none()
                && self.layers.entity_at(i).is_none_or(|e| self.layers.entities[e].person)
        };
        (head + 1..words.end).find(|&i| {
            let last = &doc.words[i - 1];
            let place = |i: usize| self.layers.place_at(i);
            let closed = last.definite() && last.best & pos::VERB == 0
                || self
                    .layers
                    .entity_at(i - 1)
                    .is_some_and(|e| self.layers.entities[e].words.end == i)
                || place(i - 1).is_some_and(|p| self.layers.places[p].words.end == i);
            let rest = (i + 1..words.end).all(|j| {
                let w = &doc.words[j];
                w.pro & !pro::AL == 0
                    && !w.is_verb()
                    && w.gap & (gap::HARD | gap::OPEN) == 0
                    && doc.time_at[j].is_none()
            });
            let same_place = place(i).is_some() && place(i) == place(i - 1);
            closed && bare(i) && rest && words.end - i <= 4 && !same_place
        })
    }

    /// «مستشفى …», «مدينة …»: the name at `i` is a house's or a place's.
    pub(super) fn of_house(&self, i: usize) -> bool {
        let doc = self.doc;
        self.layers.place_at(i).is_some()
            || i > 0
                && doc.is(
                    i - 1,
                    doc.frames().class_bit("place_noun") | doc.frames().class_bit("organisation_noun"),
                )
    }

    /// A speaker met before that the same definite noun names.
    pub(super) fn met_before(&self, head: usize) -> Option<Speaker> {
        let doc = self.doc;
        self.lately()
            .find(|m| (m.words.0..m.words.1).any(|i| i != head && doc.words[head].same(&doc.words[i])))
            .cloned()
    }

    /// The speakers met last, the last first: a source so many speakers ago is named anew.
    ///
    /// Without a bound the time would grow as the square of the report.
    pub(super) fn lately(&self) -> impl Iterator<Item = &Speaker> {
        const SPEAKERS: usize = 128;
        self.met.iter().rev().take(SPEAKERS)
    }

    /// A named speaker met before whose office these words repeat.
    pub(super) fn same_office(&self, words: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        let prep = self.layers.bits.preposition;
        let content: Vec<usize> = words.clone().filter(|&i| !doc.is(i, prep)).collect();
        if content.len() < 2 {
            return None;
        }
        self.lately()
            .find(|m| {
                m.kind == SourceKind::Official
                    && m.words.1 - m.words.0 > words.len()
                    && m.words.0 != words.start
                    && content
                        .iter()
                        .all(|&i| (m.words.0..m.words.1).any(|j| doc.word(i) == doc.word(j)))
            })
            .cloned()
    }

    /// A speaker met before whose name these words repeat.
    pub(super) fn same_name(&self, words: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        if words.len() > 3 {
            return None;
        }
        // «عبدالرحمن» and «عبد الرحمن» are one.
        let joined: String = words.clone().map(|i| doc.word(i)).collect();
        let long = joined.chars().count() >= 6;
        let mut name = String::new();
        self.lately()
            .find(|m| {
                if m.words.1 - m.words.0 <= words.len() {
                    return false;
                }
                let each = || {
                    words
                        .clone()
                        .all(|i| (m.words.0..m.words.1).any(|j| doc.word(i) == doc.word(j)))
                };
                let inside = |name: &mut String| {
                    name.clear();
                    name.extend((m.words.0..m.words.1).map(|j| doc.word(j)));
                    name.contains(joined.as_str())
                };
                each() || long && inside(&mut name)
            })
            .cloned()
    }

    /// An unnamed source met before, by the words that name it without what describes it further.
    pub(super) fn shortly(&self, mut sp: Speaker) -> Speaker {
        const WORDS: usize = 4;
        let doc = self.doc;
        let (start, end) = sp.words;
        if sp.kind != SourceKind::Anonymous || end.saturating_sub(start) <= WORDS {
            return sp;
        }
        let describes = |&i: &usize| doc.words[i].is_verb() || doc.is(i, self.layers.bits.relative);
        let stop = (start + 1..end).find(describes).unwrap_or(end);
        let cut = (start + 1..=stop.min(start + WORDS)).rev().find(|&i| {
            i == stop || doc.is(i, self.layers.bits.preposition) || doc.words[i].pro & (pro::BI | pro::LI) != 0
        });
        // «مصادر في الدفاع المدني السوري …»: «مصادر» alone would name nobody.
        if let Some(cut) = cut.filter(|&c| c > start + 1).or(Some(stop.min(start + WORDS))) {
            let whole = doc.span(&(start..cut));
            sp.span = Span::new(sp.span.start, whole.end.max(sp.span.start));
        }
        sp
    }

    /// «إعلان», «تأكيد»: a noun of saying, no verb («وبين المصدر، أن …» is one though it reads as a preposition too).
    pub(super) fn names_act(&self, c: &Found) -> bool {
        let w = &self.doc.words[c.words.start];
        c.class == CueClass::Speech && !w.is_verb() && w.pos & pos::MASDAR != 0 && w.best & pos::PARTICLE == 0
    }

    /// «يبلغ من العمر 60 عاما»: how old somebody is, no word of his.
    pub(super) fn aged(&self, from: usize) -> bool {
        let doc = self.doc;
        let age = |w: &crate::doc::Word| {
            w.definite() && w.letters().setting & isnad_lexicon::setting::bit::AGE != 0 && w.gap & gap::HARD == 0
        };
        doc.words.iter().skip(from).take(2).any(age)
    }
}
