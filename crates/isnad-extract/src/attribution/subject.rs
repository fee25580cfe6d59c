//! Who speaks: the subject of a verb of saying, and where the thing said takes over without «أن».
//!
//! In: the words behind (or before) the verb. Out: the subject's words, and where its object begins.
//! Invariant: a subject lies inside the sentence. Deliberately knows nothing of kinds of sources (see `speaker`).
//!
//! Example: in «أكد مصدر طبي مقتل رجلين» (akkada maṣdar ṭibbī maqtal rajulayn, "a medical source confirmed the
//! killing of two men") the subject is «مصدر طبي», and «مقتل رجلين» is what he said.

use super::*;
use crate::phrase::Prep;

/// The subject of a verb of saying.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    /// Its words, where it is named.
    pub words: Option<Range<usize>>,
    /// The first word behind it.
    pub after: usize,
    /// What follows is the verb's object: a noun of an event, «عن» with a noun.
    pub object: bool,
}

impl Subject {
    /// A subject that is not named behind its verb.
    pub(super) const fn dropped(after: usize, object: bool) -> Self {
        Self {
            words: None,
            after,
            object,
        }
    }
}

impl Reader<'_, '_> {
    /// Whether a document is told not to say something.
    pub(super) fn unsaid(&self, verb: usize, floor: usize) -> bool {
        let doc = self.doc;
        verb > floor
            && doc.words[verb].is_verb()
            && doc.words[verb].gap & gap::HARD == 0
            && doc.is(verb - 1, doc.frames().class_bit("negation"))
            && doc.is(verb + 1, doc.frames().class_bit("document_noun"))
    }

    /// The words of the subject behind a verb of saying, and what stands behind them.
    pub(super) fn subject_right(&self, from: usize, stop: usize) -> Subject {
        let doc = self.doc;
        let none = Subject::dropped;
        let mut at = from;
        while at < stop && self.timed(at) {
            at += 1;
        }
        let start = at;
        let Some(first) = doc.words.get(at) else {
            return none(from, false);
        };
        if at < stop && self.begins_with_li(at) && self.media_at(at, stop).is_some() {
            return none(at, false);
        }
        if at >= stop
            || first.pro & (pro::BI | pro::LI | pro::KA) != 0
            || first.is_verb() && self.layers.entity_at(at).is_none()
            || first.gap & (gap::COMMA | gap::STOP | gap::COLON) != 0
        {
            return none(at, at < stop && first.has(pro::BI) && self.is_happening(at));
        }
        // «أوضح التقرير», «ذكر بيان للقيادة»: a document speaks.
        let document = doc.is(at, doc.frames().class_bit("document_noun"));
        let ali = self.given_ali(at, stop);
        // «هذا المصدر»
        if doc.is(at, self.layers.bits.demonstrative)
            && doc.words.get(at + 1).is_some_and(|n| n.definite() && n.pro == pro::AL)
            && at + 1 < stop
        {
            return self.subject_right(at + 1, stop);
        }
        if doc.is(at, self.layers.bits.preposition | self.layers.bits.complementizer) && !ali
            || doc.is(at, SETTING) && !document
        {
            return none(at, doc.is(at, self.about()));
        }
        let event =
            self.layers.event_of.get(at).copied().unwrap_or(false) || doc.is(at, doc.frames().class_bit("said_noun"));
        let possessed = first.pronoun.is_some() && self.is_happening(at);
        // «ذكرت "أخبار الساحل" أن»: a name in marks is no event.
        // «أعلنت الوزارة "تحييد" خمسة»: but one that stands there alone.
        let alone = doc.words.get(at + 1).is_some_and(|n| n.gap & gap::CLOSE_QUOTE != 0);
        let marked = first.gap & gap::OPEN_QUOTE != 0 && !alone || self.marked_name(at + 1, stop).is_some();
        // «قال منشق عن التنظيم إن»
        let deserter = doc.is(at, doc.frames().class_bit("deserter"));
        if (event || possessed)
            && !(marked || deserter || self.is_round(at))
            && !first.definite()
            && self.layers.entity_at(at).is_none()
        {
            return none(at, true);
        }
        let mut object = false;
        let mut described: Option<usize> = None;
        while at < stop {
            let w = &doc.words[at];
            // «رئيس البلدية الذي عقد مؤتمرا أن»: what is told of him is no part of who he is.
            if at > start
                && doc.is(at, self.layers.bits.relative)
                && !w.has(pro::CONJ)
                && !document
                && let Some(m) = self.told_behind(at, stop)
                && self.classify(&(start..at)).is_some()
            {
                described = Some(at);
                at = m;
                break;
            }
            if let Some(end) = self.marked_name(at, stop) {
                at = end;
                continue;
            }
            if at > start {
                // «غرفة عمليات "الفجر الجديد"»: what marks hold is one name.
                let marked = || {
                    let mut before = doc.words[start + 1..at].iter().rev().take(4);
                    before.find(|x| x.gap & (gap::OPEN_QUOTE | gap::CLOSE_QUOTE) != 0)
                };
                let inside = w.gap == 0
                    && doc.words[at + 1..stop.min(at + 4)]
                        .iter()
                        .any(|x| x.gap & gap::CLOSE_QUOTE != 0)
                    && marked().is_some_and(|x| x.gap & gap::OPEN_QUOTE != 0);
                if inside && !w.is_verb() {
                    at += 1;
                    continue;
                }
                // «تقرير لصحيفة كذا»: whose it is.
                // «المركز السوري للإعلام»: what it is for.
                let mass = || doc.is(at, doc.frames().class_bit("media_mass")) && w.definite();
                let body = || doc.is(start, doc.frames().class_bit("organisation_noun")) && first.definite();
                let whose = document && at <= start + 2 || at == start + 2 && body() && mass();
                let said_to = self.to_unknown(start, at)
                    || self.to_medium(at, stop) && !whose
                    || self.to_marked(at, stop)
                    || self.own_at(start, at, stop);
                // «تقرير حديث لوكالة كذا»: a recent one.
                let recent = document && at == start + 1 && !first.definite() && w.pro == 0;
                let setting = doc.is(at, SETTING) && !recent
                    || doc.words.get(at + 1).is_some_and(|n| {
                        let network = n.classes.meets(doc.frames().class_bit("network_word"))
                            && !doc.is(start, doc.frames().class_bit("media_noun"));
                        let written = doc.frames().class_bit("news_setting") | doc.frames().class_bit("document_noun");
                        (network || n.classes.meets(SETTING | written))
                            && doc.is(at, self.layers.bits.preposition)
                            && at + 1 < stop
                    });
                if said_to
                    || setting
                    || doc.is(at, doc.frames().class_bit("beside")) && !w.bracketed
                    || self.timed(at)
                    || w.gap & (gap::COLON | gap::STOP | gap::SEMI | gap::DASH) != 0
                {
                    break;
                }
                // «علي» behind a name is one.
                let given = self.layers.is_name(doc, at - 1) || doc.words[at - 1].pos & pos::NAME != 0;
                let name = given && doc.word(at).ends_with('ي');
                // «بيان صادر عن القيادة»: whose document it is.
                let issued = document
                    && at == start + 2
                    && doc.is(at, doc.frames().class_bit("quoting_from"))
                    && doc.words[at - 1].pos & pos::ACTIVE != 0;
                let left = doc.is(at - 1, doc.frames().class_bit("deserter")) && doc.words[at - 1].gap & gap::HARD == 0;
                // «المفرج عنه النقيب سالم»
                let done_to = w.pronoun.is_some() && doc.words[at - 1].pos & pos::PASSIVE_P != 0;
                let of_him = w.bracketed || name || issued || left || done_to;
                if doc.is(at, self.about()) && !self.of_identity(at, stop) && !of_him {
                    object = true;
                    break;
                }
                let apposition = doc.is(at, doc.frames().class_bit("apposition"));
                if w.gap & gap::COMMA != 0
                    && !apposition
                    && !self.set_off(at, stop)
                    && (w.is_verb() || w.has(pro::CONJ) || !self.continues_name(at))
                {
                    object = self.opens_object(start, at);
                    break;
                }
                if doc.is(at, self.layers.bits.complementizer) {
                    break;
                }
                // «نفت الهيئة ما تداولته صفحات»: what others said is the object.
                if doc.is(at, doc.frames().class_bit("what"))
                    && doc
                        .words
                        .get(at + 1)
                        .is_some_and(|n| n.is_verb() && n.pronoun.is_some())
                {
                    object = true;
                    break;
                }
                if self.opens_object(start, at) {
                    object = true;
                    break;
                }
                // «نشر ناشطون صورا», «طالب الخاطفون ذويه»: with its nun the plural governs nothing.
                let nun = at == start + 1 && crate::bound::is_absolute(doc, start);
                if nun
                    && w.best & pos::NOUN != 0
                    && (w.tanwin || doc.word(at).ends_with('ا') || w.pronoun.is_some())
                    && !self.layers.is_name(doc, at)
                {
                    object = true;
                    break;
                }
                // «دعا المرصد الحقوقي المجتمع الدولي إلى …»
                let called = w.pro == pro::AL && doc.is(at, doc.frames().class_bit("addressee_noun"));
                if called && self.closed_before(start, at) {
                    break;
                }
                // «تبنى التنظيم الهجوم»: what is claimed is no part of who claims it.
                let claims = from > 0 && doc.is(from - 1, doc.frames().class_bit("claim_verb"));
                if claims && w.pro == pro::AL && self.is_happening(at) && self.closed_before(start, at) {
                    break;
                }
                // «نفت الوزارة معلومات حول مقتل …»: what was told is the object.
                let told = doc.frames().class_bit("told_thing") | doc.frames().class_bit("rumour_noun");
                if doc.is(at, told)
                    && !w.definite()
                    && w.pro == 0
                    && at + 1 < stop
                    && doc.is(at + 1, self.about())
                    && self.closed_before(start, at)
                {
                    object = true;
                    break;
                }
                // «حذر المركز من تزايد القتل»
                if self.layers.is_min(doc, at) && at + 1 < stop && self.is_happening(at + 1) && !w.bracketed {
                    object = true;
                    break;
                }
                // «ولم يؤكد الناطق سالم الخوري الحصيلة»
                let thing = w.definite()
                    && w.pro == pro::AL
                    && self.layers.is_name(doc, at - 1)
                    && (doc.is(at, doc.frames().class_bit("said_noun"))
                        || self.layers.event_of.get(at).copied().unwrap_or(false));
                if thing {
                    object = true;
                    break;
                }
                if self.second(start, at) {
                    object = self.is_happening(at);
                    break;
                }
            }
            at += 1;
        }
        Subject {
            words: (at > start).then_some(start..described.unwrap_or(at)),
            after: at,
            object,
        }
    }

    /// The «أن» of the verb of saying behind a relative clause of its subject.
    fn told_behind(&self, relative: usize, stop: usize) -> Option<usize> {
        const CLAUSE: usize = 16;
        let doc = self.doc;
        let parts = gap::STOP | gap::LINE | gap::SEMI | gap::COLON;
        (relative + 1..stop.min(relative + CLAUSE))
            .take_while(|&i| doc.words[i].gap & parts == 0 && !doc.words[i].bracketed)
            .find(|&i| doc.is(i, self.layers.bits.complementizer) && !doc.words[i].has(pro::CONJ))
    }

    /// «وكالة الأنباء», «تنسيقية اللجان»: a noun of a medium or a body, whatever its genitive.
    pub(super) fn is_body(&self, i: usize) -> bool {
        let doc = self.doc;
        let f = doc.frames();
        let body = f.class_bit("media_noun")
            | f.class_bit("organisation_noun")
            | f.class_bit("association_noun")
            | f.class_bit("civil_noun")
            | f.class_bit("state_noun");
        doc.is(i, body) && !doc.words[i].is_verb() && doc.words[i].pro & (pro::BI | pro::LI | pro::KA) == 0
    }

    /// A noun of something that happens: an event word or a masdar.
    pub(super) fn is_happening(&self, i: usize) -> bool {
        let doc = self.doc;
        let w = &doc.words[i];
        // «سيطرته» reads as a verb too: behind a verb of saying it is none.
        let possessed = w.pos & pos::MASDAR != 0 && w.pronoun.is_some() && !w.has(pro::CONJ);
        if w.is_verb() && !possessed {
            return false;
        }
        let said = doc.is(i, doc.frames().class_bit("said_noun"));
        said || self.layers.event_of.get(i).copied().unwrap_or(false)
            || (w.pos & pos::MASDAR != 0
                && w.best & (pos::NAME | pos::ADJ | pos::PARTICLE) == 0
                && !self.layers.is_name(doc, i)
                && self.layers.noun_of(doc, i).is_none())
    }

    /// Reads as a verb and as its noun: «قصف», «تعرض».
    pub(super) fn maybe_masdar(&self, i: usize) -> bool {
        let w = &self.doc.words[i];
        w.is_verb() && w.pos & pos::MASDAR != 0 && !w.has(pro::SA) && w.pronoun.is_none()
    }

    /// Whether the phrase before a word is closed, so that a bare noun is no genitive of it.
    pub(super) fn closed_before(&self, start: usize, i: usize) -> bool {
        let doc = self.doc;
        let w = &doc.words[i];
        let last = &doc.words[i - 1];
        if w.gap & (gap::CLOSE | gap::CLOSE_QUOTE | gap::COMMA) != 0 {
            return true;
        }
        // A proclitic «ب» closes by itself.
        let by = w.has(pro::BI);
        by || last.definite()
            || last.pronoun.is_some()
            || last.best & pos::ADJ != 0
            || last.nisba
            || self
                .layers
                .entity_at(i - 1)
                .is_some_and(|e| self.layers.entities[e].words.end == i)
            || self.layers.place_at(i - 1).is_some()
            || self.layers.is_name(doc, i - 1)
            || (i == start + 1 && self.layers.noun_of(doc, i - 1).is_some_and(|n| n.speaker && !n.force))
            // «شهود عيان»
            || (i == start + 2
                && (self.layers.noun_of(doc, start)).is_some_and(|n| n.source == Some(SourceKind::Eyewitness)))
    }

    /// «أكد المصدر مقتل …», «أفاد المرصد بمقتل …», «أحصت الشبكة 15 غارة»: here the object begins.
    pub(super) fn opens_object(&self, start: usize, i: usize) -> bool {
        let doc = self.doc;
        let w = &doc.words[i];
        // «أكدت السلطات المحلية الإفراج عن …»: a verbal noun with the preposition of its verb, behind a closed phrase.
        let governs = doc.words.get(i + 1).is_some_and(|n| {
            n.gap & gap::HARD == 0
                && (doc.is(i + 1, self.about()) && n.best & pos::PARTICLE != 0 || n.has(pro::BI) && !n.is_verb())
        });
        if w.pro == pro::AL
            && w.pos & pos::MASDAR != 0
            && w.best & (pos::ADJ | pos::NAME) == 0
            && !w.plural
            && governs
            && i > start + 1
            && self.layers.entity_at(i).is_none()
            && self.layers.place_at(i).is_none()
            && self.closed_before(start, i)
        {
            return true;
        }
        if w.definite() || w.has(pro::LI | pro::KA | pro::CONJ) || w.bracketed || self.of_identity(i, doc.words.len()) {
            return false;
        }
        // «القناة الـ12»: a number with an article counts nothing.
        let ordinal = i > start && doc.word(i - 1).trim_end_matches('\u{0640}') == "ال";
        // «قائد اللواء 63»: the brigade's number.
        let numbered = i > start && doc.is(i - 1, doc.frames().class_bit("numbered_body"));
        if doc.quantity_at[i].is_some() && !(ordinal || numbered) && self.closed_before(start, i) {
            return true;
        }
        // «أكد مصدر طبي عدد القتلى»
        let toll = doc.frames().class_bit("dead_noun") | doc.frames().class_bit("hurt_noun");
        if doc.is(i, doc.frames().class_bit("toll_head"))
            && doc.is(i + 1, toll)
            && doc.words[i + 1].definite()
            && self.closed_before(start, i)
        {
            return true;
        }
        let governed = doc.is(i - 1, self.layers.bits.preposition) && !doc.words[i - 1].definite();
        // «أعلنت القوات تعرض قافلة …»: without «أن» no verb follows here.
        let masdar = self.maybe_masdar(i);
        // «نينوى غزوان حامد»: hardly ever "two raids".
        let event = self.layers.event_of.get(i).copied().unwrap_or(false);
        let two = w.noun_form.dual && !event;
        // «رئيس المجلس المحلي كمال الجابري»: "perfection", but for the surname behind it.
        let given = w.pos & pos::NAME != 0
            && !event
            && doc.words.get(i + 1).is_some_and(|n| {
                n.pro == pro::AL && n.gap & gap::HARD == 0 && (n.nisba || n.best & (pos::NAME | pos::UNKNOWN) != 0)
            });
        !governed
            && !two
            && !given
            && (self.is_happening(i) || masdar)
            && self.layers.entity_at(i).is_none()
            && self.layers.place_at(i).is_none()
            && self.closed_before(start, i)
    }

    /// «أصدرت الحكومة قانونا», «أبلغ مصدر طبي وكالة كذا», «حذرت الحركة إسرائيل من …»: behind a subject that is
    /// complete stands the one to whom something is said, or a thing.
    pub(super) fn second(&self, start: usize, i: usize) -> bool {
        let doc = self.doc;
        let w = &doc.words[i];
        // «مصادر طبية "الصحيفة الفلانية"»: the outlet in marks is whom it is said to.
        let outlet = self.layers.entity_at(i).is_some_and(|e| {
            let m = &self.layers.entities[e];
            m.outlet && m.words.start == i && i >= start + 2 && w.gap & gap::OPEN_QUOTE != 0
        });
        if outlet && doc.is(start, doc.frames().class_bit("source_noun")) {
            return true;
        }
        if w.definite()
            || w.pro & (pro::CONJ | pro::LI | pro::BI | pro::KA) != 0
            || w.bracketed
            || w.gap & gap::OPEN_QUOTE != 0
            || self.layers.is_name(doc, i)
            || i < start + 2
            // «الناطق باسم شبكة كذا»: she for whom he speaks.
            || doc.is(i - 1, doc.frames().class_bit("identity"))
        {
            return false;
        }
        if w.tanwin && !w.nisba && w.best & pos::ADJ == 0 {
            return true;
        }
        if !self.closed_before(start, i) || doc.words[i - 1].gap & gap::OPEN_QUOTE != 0 {
            return false;
        }
        let medium = self.names_medium(i) && self.layers.noun_of(doc, i - 1).is_none_or(|n| !n.office);
        let last = i - 1;
        let ended = self
            .layers
            .entity_at(last)
            .is_some_and(|e| self.layers.entities[e].words.end == i)
            || doc.words[last].has(pro::AL);
        let other = self.layers.entity_at(i).is_some_and(|e| {
            let m = &self.layers.entities[e];
            m.words.start == i && !m.person
        });
        medium || ended && other
    }

    /// A noun of one medium with its name: «وكالة كذا», not «وسائل إعلام».
    pub(super) fn names_medium(&self, i: usize) -> bool {
        let doc = self.doc;
        doc.is(i, doc.frames().class_bit("media_noun"))
            && !doc.is(i, doc.frames().class_bit("media_mass"))
            && doc.words[i].gap & gap::HARD == 0
            && self.media_at(i, doc.words.len()).is_some()
    }

    /// «يواصلون هجماتهم»: what they go on with is a deed of theirs, no word; in «وأضاف أنه» words follow.
    pub(super) fn own_deeds(&self, i: usize) -> bool {
        let doc = self.doc;
        let told = doc.frames().class_bit("saying_noun") | doc.frames().class_bit("document_noun");
        doc.words.get(i).is_some_and(|w| {
            w.pronoun.is_some()
                && w.gap & gap::HARD == 0
                && w.pro & (pro::BI | pro::LI | pro::CONJ) == 0
                && !w.is_verb()
                && !doc.is(i, told | self.layers.bits.complementizer)
                && self.layers.noun_of(doc, i).is_none()
        })
    }

    /// «عن اسمه», «عن هويته»: about the source, not about the news.
    pub(super) fn of_identity(&self, at: usize, stop: usize) -> bool {
        let identity = self.doc.frames().class_bit("identity");
        at + 1 < stop && self.doc.is(at + 1, identity)
    }

    /// «الناطق باسم الجهاز، أنور القماطي، إن»: what stands between two commas before «إن» is who he is.
    fn set_off(&self, at: usize, stop: usize) -> bool {
        let doc = self.doc;
        let plain = |i: usize| {
            doc.words[i].pro & (pro::LI | pro::BI | pro::CONJ) == 0
                && !doc.is(i, self.layers.bits.preposition | SETTING)
                && doc.time_at[i].is_none()
        };
        let next = (at + 1..(at + 6).min(doc.words.len())).find(|&i| doc.words[i].gap & gap::COMMA != 0);
        next.is_some_and(|end| {
            end > at + 1 && end <= stop && (at..end).all(plain) && doc.is(end, self.layers.bits.complementizer)
        })
    }

    /// A comma inside «قاسم رماح، عضو المركز،»: an apposition of a name.
    fn continues_name(&self, at: usize) -> bool {
        let doc = self.doc;
        let stop = (at + 12).min(doc.words.len());
        let np = noun_phrase(doc, self.layers, at, stop);
        np.is_some_and(|n| matches!(n.sem, Sem::Person | Sem::People | Sem::Actor) && n.prep == Prep::None)
    }

    /// «…، لكن الوزارة ذكرت أن», «…، فيما القوات تنفي»: a word behind a comma with which another clause begins.
    pub(super) fn turns(&self, i: usize) -> bool {
        let w = &self.doc.words[i];
        w.gap & gap::COMMA != 0 && self.doc.is(i, self.doc.frames().class_bit("turning"))
    }

    /// «المرصد … أفاد», «وكان المرصد، قد كشف»: the subject before the verb, at the start of the sentence or
    /// behind the «أن» of one who quotes.
    pub(super) fn subject_left(&self, verb: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let doc = self.doc;
        if doc.words[verb].has(pro::CONJ) {
            return None;
        }
        let begin = (range.start..verb)
            .rev()
            .take(14)
            .find(|&i| {
                let soft = || doc.words[i + 1..=verb].iter().all(|w| w.gap & gap::HARD == 0);
                doc.is(i, self.layers.bits.complementizer) || self.turns(i) && soft()
            })
            .map_or(range.start, |i| i + 1);
        let mut start = begin;
        while start < verb
            && (doc.is(
                start,
                self.layers.bits.preposition | self.layers.bits.boundary | self.layers.bits.auxiliary,
            ) || doc.time_at[start].is_some())
        {
            start += 1;
        }
        if start >= verb
            || self
                .cues(&(start..start + 1))
                .iter()
                .any(|c| matches!(c.class, CueClass::According | CueClass::Quoting))
        {
            return None;
        }
        let np = noun_phrase(doc, self.layers, start, verb)?;
        // «وكانت صحيفة "كذا" قد ذكرت …»: all that stands between the two.
        let was = begin <= range.start + 1
            && start > range.start
            && (doc.is(verb - 1, self.layers.bits.auxiliary) || doc.words[verb].gap & gap::COMMA != 0)
            && doc.is(start - 1, self.layers.bits.auxiliary)
            && verb - start <= 12;
        if was && np.prep == Prep::None {
            let last = verb - usize::from(doc.is(verb - 1, self.layers.bits.auxiliary));
            let end = (start + 1..last).find(|&i| doc.time_at[i].is_some()).unwrap_or(last);
            let plain = (start..end).all(|i| {
                let w = &doc.words[i];
                let noun = !w.is_verb() || w.quoted || w.pos & pos::NAME != 0 && w.pro == 0;
                noun && !doc.is(i, self.layers.bits.complementizer)
            });
            let office = np.noun.as_ref().is_some_and(|n| n.speaker || n.office);
            let source = matches!(np.sem, Sem::Actor | Sem::Person | Sem::People) || self.is_body(start) || office;
            if plain && source {
                return Some(start..end);
            }
        }
        let source = matches!(np.sem, Sem::Actor | Sem::Person | Sem::People) || self.is_body(np.words.start);
        let between = (np.words.end..verb)
            .filter(|&i| !doc.is(i, self.layers.bits.auxiliary) && doc.time_at[i].is_none())
            .count();
        // «المسؤول الذي يعمل في المستشفى، قال …»: the comma closes what describes him.
        let described = doc
            .words
            .get(np.words.end)
            .is_some_and(|_| doc.is(np.words.end, self.layers.bits.relative))
            && doc.words[verb].gap & gap::COMMA != 0
            && verb - np.words.end <= 14;
        // «الشيخ فلان، وهو أحد الوجهاء، قال …»
        let aside = doc.words.get(np.words.end).is_some_and(|w| {
            w.gap & gap::COMMA != 0 && w.has(pro::CONJ) && doc.is(np.words.end, doc.frames().class_bit("he"))
        });
        let described = described || aside && doc.words[verb].gap & gap::COMMA != 0 && verb - np.words.end <= 14;
        let source = source && np.prep == Prep::None;
        // «غير أن مصدرا مسؤولا في إدارة الأمن قال …»: with where he is.
        let within = np.words.end < verb
            && verb - np.words.end <= 7
            && doc.is(np.words.end, self.layers.bits.preposition)
            && np.noun.as_ref().is_some_and(|n| n.speaker)
            && doc.words[np.words.end..=verb].iter().all(|w| w.gap & gap::HARD == 0)
            && !(np.words.end..verb).any(|i| doc.words[i].is_verb() && self.layers.place_at(i).is_none());
        if source && within {
            return Some(np.words.start..verb);
        }
        // «مدير المستشفى الدكتور كمال الزوي أكد …»: his name up to the verb.
        let last = verb - usize::from(doc.is(verb - 1, self.layers.bits.auxiliary));
        if source && last > np.words.end && np.noun.is_some() && self.names_him(&(np.words.end..last)) {
            return Some(np.words.start..last);
        }
        (source && (between <= 2 || described)).then_some(np.words)
    }

    /// «الدكتور كمال الزوي» behind an office: a title, and words that are names, the last with an article perhaps.
    fn names_him(&self, words: &Range<usize>) -> bool {
        let doc = self.doc;
        let name = |i: usize| self.layers.is_name(doc, i) || doc.words[i].pos & pos::NAME != 0;
        words.len() <= 4
            && words.clone().any(name)
            && words.clone().all(|i| {
                let w = &doc.words[i];
                let rank = doc.is(i, doc.frames().class_bit("rank_noun"));
                let title = rank || self.layers.noun_of(doc, i).is_some_and(|n| n.title || n.office);
                let plain = w.pro & !pro::AL == 0 && w.gap & gap::HARD == 0 && doc.time_at[i].is_none();
                plain && (name(i) || title || w.definite() && i > words.start && name(i - 1))
            })
    }
}
