//! Who of those met before some words name, and where a name stands in an office's phrase.
//!
//! In: words of a speaker, those met before. Out: the speaker met before, or the place of the name. Invariant: only
//! what stands earlier in the report is looked at. Deliberately knows nothing of kinds of sources (see `speaker`).
//!
//! Example: «الحداد» of «العميد سامي الحداد» (Brigadier Sami al-Haddad) is the brigadier met before.

use super::*;
use std::cell::LazyCell;

/// So many words name a speaker who was named at length before.
const SHORT: usize = 4;

impl Speaker {
    /// Somebody whom these words do not name.
    pub(super) fn unnamed(doc: &Doc<'_>, words: &Range<usize>) -> Self {
        Self {
            span: doc.span(words),
            words: (words.start, words.end),
            kind: SourceKind::Anonymous,
            entity: None,
            cue: None,
            private: false,
        }
    }
}

impl Reader<'_, '_> {
    /// «محافظ نينوى غزوان حامد», «المتحدث باسم القوات ميلاد الزوي»: behind a phrase of an office that an article or a
    /// name has closed, a bare noun is neither its genitive nor its adjective: it is who he is. «الصحفي كمال الزوي»: behind
    /// any other definite noun for one person, a bare word that is a name too.
    pub(super) fn apposed(&self, words: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        let one = |i: usize| self.layers.noun_of(doc, i).filter(|n| !n.many && !n.two);
        let office = words.clone().take(2).find(|&i| one(i).is_some_and(|n| n.office));
        let titled = || Some(words.start).filter(|&i| doc.words[i].definite() && one(i).is_some());
        let head = office.or_else(titled)?;
        let not = self.layers.bits.preposition
            | self.layers.bits.direction
            | self.layers.bits.relative
            | self.layers.bits.quantifier
            | SETTING
            | doc.frames().class_bit("beside")
            | doc.frames().class_bit("identity")
            | doc.frames().class_bit("place_noun");
        let bare = |i: usize| {
            let w = &doc.words[i];
            w.pro == 0
                && (!w.is_verb() || w.pos & pos::NAME != 0)
                && !w.tanwin
                && w.best & (pos::DIGITS | pos::PARTICLE) == 0
                && (w.best & pos::ADJ == 0 && office.is_some() || w.pos & pos::NAME != 0)
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

    /// Who is named by pointing at others or at himself: «أحدهم», «المصادر ذاتها», «أنباء متقاطعة».
    pub(super) fn by_reference(&self, words: &Range<usize>) -> Option<Speaker> {
        let one = self.one_of_them(words).or_else(|| self.himself(words));
        one.or_else(|| self.going_round(words))
    }

    /// «المصادر ذاتها», «ذات المصدر»: the source who spoke before, whatever he was called then.
    fn himself(&self, words: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        let own = |i: usize| doc.is(i, self.layers.bits.reflexive | doc.frames().class_bit("same_word"));
        let head = match (words.len(), words.start) {
            (2, a) if own(a + 1) => a,
            (2, a) if own(a) => a + 1,
            _ => return None,
        };
        if !doc.words[head].definite() || !doc.is(head, doc.frames().class_bit("source_noun")) {
            return None;
        }
        let sp = self.met_before(head).or_else(|| self.last.first().cloned())?;
        Some(if self.shares_form(head, &sp) {
            self.shortly(sp)
        } else {
            Speaker {
                span: doc.span(words),
                ..sp
            }
        })
    }

    /// «أنباء متقاطعة», «المعلومات الواردة»: news that nobody is named for.
    fn going_round(&self, words: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        let next = words.start + 2;
        (next <= words.end && self.is_round(words.start)).then(|| Speaker::unnamed(doc, &(words.start..next)))
    }

    /// Whether «أنباء متقاطعة» stands at a word.
    pub(super) fn is_round(&self, at: usize) -> bool {
        let doc = self.doc;
        let f = doc.frames();
        doc.is(at, f.class_bit("told_news")) && at + 1 < doc.words.len() && doc.is(at + 1, f.class_bit("going_round"))
    }

    /// «أحدهم», «إحداهن»: one of those told of before, who is not named.
    fn one_of_them(&self, words: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        let w = &doc.words[words.start];
        (words.len() == 1 && w.pronoun.is_some() && self.layers.is_one(doc, words.start))
            .then(|| Speaker::unnamed(doc, words))
    }

    /// «المفرج عنه النقيب سالم الحداد»: who stands behind what was done to him, by his title.
    pub(super) fn behind_participle(&self, words: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        let participle = doc.words[words.start].pos & pos::PASSIVE_P != 0 && doc.words[words.start].definite();
        let title = (words.start + 1..words.end.min(words.start + 4)).find(|&i| {
            let rank = self.layers.noun_of(doc, i).is_some_and(|n| n.title || n.office);
            rank && doc.words[i].definite() && i + 1 < words.end
        });
        title
            .filter(|_| participle)
            .and_then(|i| self.classify(&(i..words.end)))
    }

    /// «رئيس لجنة الأسرى»: the words that say what he is himself, up to his office and what describes it.
    pub(super) fn own_part(&self, words: &Range<usize>) -> Range<usize> {
        let officer = words
            .clone()
            .find(|&i| self.layers.noun_of(self.doc, i).is_some_and(|n| n.office));
        words.start..officer.map_or(words.end, |o| words.end.min(o + 2))
    }

    /// «منشق عن التنظيم», «مقاتل سلم نفسه», «مقاتل عرف عن نفسه باسم علي»: a fighter who left his side, or goes by a name.
    pub(super) fn left_his_side(&self, words: &Range<usize>) -> bool {
        const BEHIND: usize = 9;
        let doc = self.doc;
        let f = doc.frames();
        if words.clone().any(|i| doc.is(i, f.class_bit("deserter"))) {
            return true;
        }
        let signs = f.class_bit("left_verb") | f.class_bit("alias_word");
        let end = doc
            .sents
            .get(doc.sent_of(words.start))
            .map_or(words.end, |s| s.words.end);
        (words.start + 1..end.min(words.end + BEHIND))
            .take_while(|&i| !doc.is(i, self.layers.bits.complementizer) && doc.words[i].gap & gap::COLON == 0)
            .any(|i| doc.is(i, signs))
    }

    /// A speaker met before that the same definite noun names.
    pub(super) fn met_before(&self, head: usize) -> Option<Speaker> {
        let doc = self.doc;
        let same = |i: usize| i != head && doc.words[head].same(&doc.words[i]);
        let counted =
            |i: usize| self.layers.is_one(doc, i) || self.layers.is_quantifier(doc, i) || doc.quantity_at[i].is_some();
        // «الشهود» of «أحد الشهود».
        let first =
            |m: &Speaker| same(m.words.0) || m.words.0 + 1 < m.words.1 && counted(m.words.0) && same(m.words.0 + 1);
        // «الشرطة» behind «ضابط في الشرطة» is another than he.
        let body = |m: &Speaker| {
            matches!(
                m.kind,
                SourceKind::Media
                    | SourceKind::Agency
                    | SourceKind::Organisation
                    | SourceKind::Party
                    | SourceKind::Outlet
            ) && (m.words.0..m.words.1).any(same)
        };
        self.lately()
            .find(|m| first(m))
            .or_else(|| self.lately().find(|m| body(m)))
            .cloned()
    }

    /// «الوزير الصومالي», «المسؤول الأمني»: one met before, by his office and what it is of.
    pub(super) fn met_officer(&self, words: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        let definite = |i: usize| doc.words[i].definite() && doc.words[i].pro & !(pro::AL | pro::CONJ) == 0;
        let short = (2..=3).contains(&words.len()) && words.clone().all(definite);
        let adjectives = || {
            words
                .clone()
                .skip(1)
                .all(|i| doc.words[i].nisba && self.layers.noun_of(doc, i).is_none())
        };
        let officer = |i: usize| self.layers.noun_of(doc, i).is_some_and(|n| n.speaker || n.office);
        if !short || !officer(words.start) || !adjectives() {
            return None;
        }
        // «الصومالي» of «وزارة الدفاع الصومالية».
        let form = |i: usize| {
            doc.word(i)
                .trim_end_matches('ة')
                .trim_start_matches(['و', 'ب', 'ل', 'ا'])
        };
        let holds = |m: &Speaker, i: usize| {
            (m.words.0..m.words.1).any(|j| j != i && (doc.words[i].same(&doc.words[j]) || form(i) == form(j)))
        };
        self.lately()
            .find(|m| {
                let leads = m.words.0 < doc.words.len() && doc.words[words.start].same(&doc.words[m.words.0]);
                m.words.0 != words.start && leads && words.clone().skip(1).all(|i| holds(m, i))
            })
            .cloned()
    }

    /// «قال علي …»: with a «ي» at its end and a name behind it the preposition is a name.
    pub(super) fn given_ali(&self, at: usize, stop: usize) -> bool {
        let doc = self.doc;
        let w = &doc.words[at];
        let next = at + 1;
        let plain = w.pro & !pro::CONJ == 0 && w.pronoun.is_none() && w.pos & pos::NAME != 0;
        let ali = plain && doc.is(at, self.layers.bits.preposition) && doc.word(at).ends_with('ي') && next < stop;
        if !ali {
            return false;
        }
        let n = &doc.words[next];
        let thing = n.pronoun.is_some()
            || n.is_verb()
            || n.classes
                .meets(SETTING | self.layers.bits.preposition | self.layers.bits.demonstrative)
            || n.best & (pos::DIGITS | pos::PARTICLE) != 0
            || n.gap & gap::HARD != 0
            || doc.time_at[next].is_some()
            || self.layers.noun_of(doc, next).is_some()
            || self.layers.event_of.get(next).copied().unwrap_or(false)
            || self.layers.place_at(next).is_some();
        let name = self.layers.is_name(doc, next) || n.pos & pos::NAME != 0 || n.nisba || n.best & pos::NOUN == 0;
        !thing && name
    }

    /// The speakers met last, the last first: a source so many speakers ago is named anew.
    ///
    /// Without a bound the time would grow as the square of the report.
    pub(super) fn lately(&self) -> impl Iterator<Item = &Speaker> {
        const SPEAKERS: usize = 128;
        self.met.iter().rev().take(SPEAKERS)
    }

    /// «البيان»: whose statement it is, of those who spoke before.
    pub(super) fn statement_of(&self, words: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        let spokesman = doc.frames().class_bit("spokesman_noun");
        let issues = |m: &&Speaker| {
            matches!(
                m.kind,
                SourceKind::Organisation | SourceKind::Party | SourceKind::Official
            ) || m.kind == SourceKind::Anonymous && doc.is(m.words.0, spokesman)
        };
        // «قالت الوزارة في بيان …»: of several, the one beside whom it was first spoken of.
        let first = |i: usize| doc.is(i, STATEMENT_INTRO) && !doc.words[i].definite();
        let beside = |m: &&Speaker| {
            let near = doc.sents.get(doc.sent_of(m.words.0)).map(|s| s.words.clone());
            near.is_some_and(|near| near.start < words.start && near.clone().any(first))
        };
        let all = || self.lately().filter(issues);
        all().find(beside).or_else(|| all().next()).cloned()
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
        let each = |m: &Speaker| {
            let mut words = words.clone();
            words.all(|i| (m.words.0..m.words.1).any(|j| doc.word(i) == doc.word(j)))
        };
        // «عبدالرحمن» and «عبد الرحمن» are one.
        let joined = LazyCell::new(|| {
            let name: String = words.clone().map(|i| doc.word(i)).collect();
            Some(name).filter(|name| name.chars().nth(5).is_some())
        });
        let mut name = String::new();
        let mut inside = |m: &Speaker| {
            joined.as_ref().is_some_and(|joined| {
                name.clear();
                name.extend((m.words.0..m.words.1).map(|i| doc.word(i)));
                name.contains(joined)
            })
        };
        self.lately()
            .find(|m| m.words.1 - m.words.0 > words.len() && (each(m) || inside(m)))
            .cloned()
    }

    /// An unnamed source met before, by the words that name it without what describes it further.
    pub(super) fn shortly(&self, mut sp: Speaker) -> Speaker {
        let doc = self.doc;
        let (start, end) = sp.words;
        if sp.kind != SourceKind::Anonymous || end.saturating_sub(start) <= SHORT {
            return sp;
        }
        let describes = |&i: &usize| doc.words[i].is_verb() || doc.is(i, self.layers.bits.relative);
        let stop = (start + 1..end).find(describes).unwrap_or(end);
        let cut = (start + 1..=stop.min(start + SHORT)).rev().find(|&i| {
            i == stop || doc.is(i, self.layers.bits.preposition) || doc.words[i].pro & (pro::BI | pro::LI) != 0
        });
        // «مصادر في الدفاع المدني السوري …»: «مصادر» alone would name nobody.
        if let Some(cut) = cut.filter(|&c| c > start + 1).or(Some(stop.min(start + SHORT))) {
            let whole = doc.span(&(start..cut));
            sp.span = Span::new(sp.span.start, whole.end.max(sp.span.start));
        }
        sp
    }

    /// One met with a long title, by the words about the name that now stands alone.
    pub(super) fn by_surname(&self, words: &Range<usize>, mut sp: Speaker) -> Speaker {
        let doc = self.doc;
        let (start, end) = sp.words;
        let name = words.end.checked_sub(1).map(|i| doc.word(i));
        let at = (start..end.min(doc.words.len()))
            .rev()
            .find(|&i| Some(doc.word(i)) == name);
        if let Some(at) = at.filter(|_| end.saturating_sub(start) > SHORT) {
            let from = (at + 1).saturating_sub(SHORT).max(start);
            sp.span = doc.span(&(from..(from + SHORT).min(end)));
        }
        sp
    }

    /// Whether the word stands in the speaker's words in the same number, with an article or without.
    pub(super) fn shares_form(&self, i: usize, sp: &Speaker) -> bool {
        let doc = self.doc;
        let bare = |i: usize| doc.word(i).trim_start_matches(['و', 'ب', 'ل', 'ا', 'أ']);
        let word = bare(i);
        (sp.words.0..sp.words.1.min(doc.words.len())).map(bare).any(|w| {
            w == word || w.chars().count() >= 3 && word.starts_with(w) || word.len() > 4 && w.starts_with(word)
        })
    }

    /// «أعلن القيادي انشقاقه», «أعلنت الكتائب مبايعتها كذا»: what one does by announcing it.
    pub(super) fn breaks_off(&self, verb: usize, content: usize, range: &Range<usize>) -> bool {
        let doc = self.doc;
        content < range.end
            && doc.words[verb].is_verb()
            && doc.is(verb, doc.frames().class_bit("performing_verb"))
            && doc.is(content, doc.frames().class_bit("break_noun"))
            && doc.words[content].pro & (pro::BI | pro::LI) == 0
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
        // «مسلحون يقدر عددهم بنحو …»: how many they are.
        let number = doc.words.get(from).is_some_and(|w| {
            w.pronoun.is_some() && w.gap & gap::HARD == 0 && doc.is(from, doc.frames().class_bit("number_noun"))
        });
        number || doc.words.iter().skip(from).take(2).any(age)
    }

    /// «مبادرة "معلمون من أجل الوادي"»: where the name ends that stands in marks right behind a noun of a body, whatever words
    /// it is made of.
    pub(super) fn marked_name(&self, i: usize, stop: usize) -> Option<usize> {
        const LONGEST: usize = 8;
        let doc = self.doc;
        let w = doc.words.get(i).filter(|_| i < stop)?;
        if w.gap & gap::OPEN_QUOTE == 0 || w.gap & gap::HARD != 0 {
            return None;
        }
        let before = i.checked_sub(1)?;
        let bare = !doc.words[before].definite() && doc.words[before].pronoun.is_none();
        let party = || self.layers.noun_of(doc, before).is_some_and(|n| n.force);
        let body = bare && (self.is_body(before) || doc.is(before, doc.frames().class_bit("named_body")) || party());
        if !body {
            return None;
        }
        (i + 1..=stop.min(i + LONGEST)).find(|&j| doc.words.get(j).is_none_or(|x| x.gap & gap::CLOSE_QUOTE != 0))
    }
}
