//! To whom something was said, and who passes a statement on.
//!
//! In: the words behind a speaker. Out: the medium behind «ل», or where the report's own outlet stands there. Invariant:
//! all media together («وسائل الإعلام») are none. Deliberately takes no outlet but an agency for one that passes on a
//! statement which it received: another tells of itself. Through whom somebody speaks («عبر قناة كذا») passes it on.
//!
//! Example: «قال طبيب لوكالة كذا إن …» (a doctor told such an agency that …) gives doctor ← agency.

use super::*;

/// To whom something was said.
#[derive(Default)]
pub(super) struct Told {
    /// The medium.
    pub medium: Option<Speaker>,
    /// Where the report's own outlet is named.
    pub outlet: Option<Span>,
    /// Where what is said begins.
    pub object: Option<usize>,
}

impl Reader<'_, '_> {
    /// To whom it was said («لموقع كذا»), and where behind that the object begins.
    pub(super) fn told(&self, after: usize, stop: usize, cue: Span, marked: bool) -> Told {
        let doc = self.doc;
        let mut out = Told::default();
        let mut i = after;
        while i < stop {
            // «أبلغ مصدر وكالة كذا»
            let quoted = || {
                let known = || self.layers.entity_at(i).is_some_and(|e| self.layers.entities[e].outlet);
                doc.words[i].gap & gap::OPEN_QUOTE != 0 && (known() || self.names_own(&(i..i + 1)))
            };
            let own = i == after && i > 1 && self.own_at(i - 2, i, stop);
            let direct = i == after && i > 0 && (doc.is(i, doc.frames().class_bit("media_noun")) || quoted() || own);
            // «في حديث مع صحيفة كذا»
            let talk = i > after + 1 && doc.is(i - 1, doc.frames().class_bit("with")) && doc.is(i - 2, SETTING);
            let through = i > after && self.passed_through(i);
            if (self.begins_with_li(i) || direct || talk || through)
                && let Some((mut words, e)) = self.media_at(i, stop)
            {
                if own && e.is_none() && i + 1 < stop && self.names_own(&(i..i + 2)) {
                    words.end = words.end.max(i + 2);
                }
                let met = e.is_none().then(|| self.retold_medium(&words)).flatten();
                // «للموقع» of no site named before is the one that tells it.
                let bare = words.len() == 1 && doc.words[i].definite();
                let reporter = doc.is(words.start, doc.frames().class_bit("reporter_noun"));
                // «لوسائل الإعلام»: to all of them, and so to none.
                let mass = doc.frames().class_bit("media_mass");
                let all = e.is_none() && words.clone().all(|w| doc.is(w, mass));
                if all {
                } else if let Some(m) = met {
                    out.medium = Some(m);
                } else if reporter {
                    out.medium = self.classify(&words).filter(|m| m.kind == SourceKind::Reporter);
                } else if bare && e.is_none() {
                    out.outlet = Some(doc.span(&words));
                } else if e.is_some_and(|e| self.is_own(e)) || self.names_own(&words) {
                    out.outlet = Some(self.trimmed(&words));
                } else if let Some(e) = e {
                    out.medium = Some(self.entity_speaker(e));
                } else {
                    out.medium = self
                        .classify(&words)
                        .filter(|m| matches!(m.kind, SourceKind::Media | SourceKind::Agency | SourceKind::Reporter));
                }
                if let Some(m) = &mut out.medium {
                    m.cue = Some(cue);
                }
                i = words.end.max(i + 1);
                // «أكدت مصادر لمراسلنا وصول جرحى»: right behind it begins what was said.
                let begins = |i: usize| {
                    let w = &doc.words[i];
                    !w.definite() && w.pro == 0 && w.gap & gap::HARD == 0 && self.is_happening(i)
                };
                if i < stop && (marked && self.object_at(i) || !marked && begins(i)) {
                    out.object = Some(i);
                    break;
                }
                continue;
            }
            if !marked && self.object_at(i) {
                out.object = Some(i);
                break;
            }
            if out.medium.is_none()
                && out.outlet.is_none()
                && let Some(m) = self.receiver(i, stop)
            {
                out.medium = Some(Speaker { cue: Some(cue), ..m });
            }
            i += 1;
        }
        out
    }

    /// «وفي تصريح لوكالة كذا، قال …»: to whom, before the verb.
    pub(super) fn told_ahead(&self, told: &mut Told, ahead: Range<usize>, cue: Span) {
        const FAR: usize = 12;
        if told.medium.is_some() || told.outlet.is_some() || ahead.len() > FAR {
            return;
        }
        let opening = ahead.start..ahead.end.min(ahead.start + 3);
        let talk = SETTING | self.doc.frames().class_bit("document_noun");
        let talk = opening.skip(1).find(|&i| self.doc.is(i, talk));
        if let Some(talk) = talk
            && self.doc.is(talk - 1, self.layers.bits.preposition)
        {
            let before = self.told(talk - 1, ahead.end, cue, true);
            (told.medium, told.outlet) = (before.medium, before.outlet);
        }
    }

    pub(super) fn is_own(&self, e: usize) -> bool {
        let m = &self.layers.entities[e];
        Some(&m.id) == self.own
    }

    /// Whether the words name the report's own outlet.
    pub(super) fn names_own(&self, words: &Range<usize>) -> bool {
        let by_id = words
            .clone()
            .any(|w| self.layers.entity_at(w).is_some_and(|e| self.is_own(e)));
        if by_id {
            return true;
        }
        // «وكالتنا», «موقعنا»
        let ours = |i: usize| {
            self.doc.words[i].pronoun.is_some()
                && self.doc.word(i).ends_with("نا")
                && self.doc.is(i, self.doc.frames().class_bit("media_noun"))
        };
        if self.own_name.is_empty() {
            return words.clone().any(ours);
        }
        if words.clone().any(ours) {
            return true;
        }
        let text = self.doc.span(words).slice(self.doc.text);
        crate::lookup::shares_words(text, &self.own_name)
    }

    /// «أفاد مصدر أمني نهر نيوز بأن …»: whether the report's own outlet stands behind a speaker's words without «ل».
    pub(super) fn own_at(&self, start: usize, i: usize, stop: usize) -> bool {
        let doc = self.doc;
        let w = &doc.words[i];
        if self.own_name.is_empty() || i < start + 2 || w.pro & !pro::AL != 0 || !self.closed_before(start, i) {
            return false;
        }
        let marked = w.gap & gap::OPEN_QUOTE != 0;
        let held = self.layers.bits.preposition | doc.frames().class_bit("identity");
        !doc.is(i - 1, held)
            && self.names_own(&(i..i + 1))
            && (marked || i + 1 < stop && self.names_own(&(i..i + 2)) && doc.words[i + 1].gap & gap::HARD == 0)
    }

    /// «عبر وكالة كذا», «في بيان نشرته قناة كذا»: whether the medium at a word is the one through which somebody speaks, and no
    /// page of his own.
    fn passed_through(&self, i: usize) -> bool {
        let doc = self.doc;
        let frames = doc.frames();
        let own = doc.words[i].pronoun.is_some() || doc.is(i, frames.class_bit("own_page"));
        let published = |v: usize| {
            // «نشرته» has the letters of "its bulletin".
            doc.words[v].pos & pos::VERB != 0
                && doc.words[v].pronoun.is_some()
                && doc.is(v, frames.class_bit("publish_verb") | frames.class_bit("quoting_verb"))
                && (v.saturating_sub(3)..v).any(|d| doc.is(d, frames.class_bit("document_noun")))
        };
        // «في مقال له بصحيفة كذا», «في مقال في صحيفة كذا»
        let within = |i: usize| {
            let first = if doc.words[i].has(pro::BI) { i } else { i - 1 };
            (first == i || doc.is(first, frames.class_bit("locative")))
                && doc.is(i, frames.class_bit("media_noun"))
                && doc.words.get(i + 1).is_some_and(|w| w.gap & gap::HARD == 0)
                && !doc.is(i + 1, frames.class_bit("network_word"))
                && (first.saturating_sub(3)..first).any(|d| doc.is(d, frames.class_bit("document_noun")))
        };
        i > 0 && !own && (doc.is(i - 1, frames.class_bit("through")) || published(i - 1) || within(i))
    }

    /// «قال مصدر، في تصريح نقلته قناة كذا، إن …»: the verb between tells by whom his word came, and introduces nobody.
    pub(super) fn without_publishing(&self, cues: &mut Vec<Found>) {
        let doc = self.doc;
        let f = doc.frames();
        let (publishes, document) = (
            f.class_bit("publish_verb") | f.class_bit("quoting_verb"),
            f.class_bit("document_noun") | SETTING,
        );
        let spoken: Vec<usize> = cues
            .iter()
            .filter(|c| matches!(c.class, CueClass::Speech | CueClass::Denial | CueClass::Resume))
            .map(|c| c.words.start)
            .collect();
        cues.retain(|c| {
            let verb = c.words.start;
            let w = &doc.words[verb];
            let by_it =
                w.pos & pos::VERB != 0 && w.pronoun.is_some() && w.gap & gap::HARD == 0 && doc.is(verb, publishes);
            let first = verb.saturating_sub(3);
            let of = || {
                (first..verb)
                    .rev()
                    .find(|&d| doc.is(d, document) && !doc.words[d].definite())
            };
            let inside = |d: usize| {
                spoken
                    .iter()
                    .any(|&v| v < d && d - v <= 14 && !(v..d).any(|i| doc.is(i, self.layers.bits.complementizer)))
            };
            !(by_it && of().is_some_and(inside))
        });
    }

    /// «في بيان تلقت وكالة كذا نسخة منه»: an agency that passes a statement on; another outlet there tells of itself.
    fn receiver(&self, i: usize, stop: usize) -> Option<Speaker> {
        let doc = self.doc;
        if i == 0
            || !doc.is(i, doc.frames().class_bit("receiving_verb"))
            || !doc.words[i].is_verb()
            || !doc.is(i - 1, doc.frames().class_bit("document_noun"))
        {
            return None;
        }
        let e = (i + 1..stop.min(i + 4)).find_map(|j| self.layers.entity_at(j))?;
        let m = &self.layers.entities[e];
        (m.outlet && m.source == SourceKind::Agency && !self.is_own(e)).then(|| self.entity_speaker(e))
    }

    /// The medium that stands at `i` behind «ل», or where the report's own outlet stands there.
    pub(super) fn told_to(&self, i: usize, stop: usize, cue: Span) -> (Option<Speaker>, Option<Span>) {
        // «شهود تحدثوا لإذاعة كذا», «شهود نقلت عنهم الوكالة»
        let doc = self.doc;
        let mut i = i;
        let spoke = |i: usize| {
            let verb = doc.is(i, doc.frames().class_bit("spoke_verb"));
            verb && doc
                .words
                .get(i)
                .is_some_and(|w| w.is_verb() && w.gap & (gap::STOP | gap::LINE) == 0)
        };
        let verb = i + usize::from(i < stop && doc.is(i, self.layers.bits.relative));
        if verb < stop && spoke(verb) {
            i = verb + 1;
            while i < stop && i < verb + 4 && !self.to_medium(i, stop) && !self.names_medium(i) {
                let w = &doc.words[i];
                let outlet = self.layers.entity_at(i).is_some_and(|e| self.layers.entities[e].outlet);
                if outlet || w.gap & gap::HARD != 0 {
                    break;
                }
                i += 1;
            }
            if i < stop
                && doc.words[i].gap & gap::HARD == 0
                && let Some(e) = self.layers.entity_at(i)
                && self.layers.entities[e].outlet
                && !self.to_medium(i, stop)
            {
                return if self.is_own(e) {
                    (None, Some(doc.span(&self.layers.entities[e].words)))
                } else {
                    let mut m = self.entity_speaker(e);
                    m.cue = Some(cue);
                    (Some(m), None)
                };
            }
        }
        let direct =
            i < stop && self.doc.is(i, self.doc.frames().class_bit("media_noun")) && self.media_at(i, stop).is_some();
        if i >= stop || !(direct || self.to_medium(i, stop)) {
            return (None, None);
        }
        let mut told = self.told(i, self.media_at(i, stop).map_or(i + 1, |(w, _)| w.end), cue, false);
        if let Some(m) = &mut told.medium {
            m.cue = Some(cue);
        }
        (told.medium, told.outlet)
    }

    /// «في تصريح أدلى به فلان لوكالة كذا»: who gave it, to whom, or where the report's own outlet stands there.
    pub(super) fn gave(&self, range: &Range<usize>) -> Option<(Speaker, Option<Speaker>, Option<Span>)> {
        let doc = self.doc;
        if !doc.begins("refers_back", range.start, doc.words.len()) {
            return None;
        }
        let gave = doc.frames().class_bit("giving_verb");
        let verb = range
            .clone()
            .take(12)
            .find(|&i| doc.is(i, gave) && doc.words[i].is_verb())?;
        let next = verb + 1;
        let back = next < range.end && doc.words[next].pronoun.is_some() && doc.word(next).starts_with('ب');
        if !back {
            return None;
        }
        let subject = self.subject_right(next + 1, range.end);
        let mut sp = self.classify(&subject.words?)?;
        let cue = doc.span(&(verb..next + 1));
        sp.cue = Some(cue);
        let (medium, own) = self.told_to(subject.after, range.end, cue);
        Some((sp, medium, own))
    }

    /// Whether a word begins with «ل», and is no noun of its own that does («لجان»).
    pub(super) fn begins_with_li(&self, i: usize) -> bool {
        let doc = self.doc;
        let noun = || {
            let f = doc.frames();
            doc.is(i, f.class_bit("civil_noun") | f.class_bit("organisation_noun"))
        };
        doc.words[i].has(pro::LI) || doc.begins_with(i, "ل") && !noun()
    }

    /// «لـ» as a word of its own.
    fn is_bare_li(&self, i: usize) -> bool {
        const STRETCH: &str = "\u{0640}";
        // Most words begin with another letter.
        let may = self.doc.begins_with(i, "ل") || self.doc.begins_with(i, STRETCH);
        may && self
            .doc
            .word(i)
            .split(STRETCH)
            .filter(|part| !part.is_empty())
            .eq(["ل"])
    }

    /// Whether «ل» and a name in marks stand at `i`: «لـ"الموقع الفلاني"», though no list has the outlet.
    pub(super) fn to_marked(&self, i: usize, stop: usize) -> bool {
        let doc = self.doc;
        i + 1 < stop
            && doc.words[i + 1].gap & gap::OPEN_QUOTE != 0
            && self.is_bare_li(i)
            && !doc.is(i - 1, doc.frames().class_bit("identity"))
    }

    /// «الناطق رامي السعدي للمنارة إن»: behind a name and right before «أن» stands to whom he said it, though no list has it.
    pub(super) fn to_unknown(&self, start: usize, at: usize) -> bool {
        let doc = self.doc;
        let w = &doc.words[at];
        let name = |i: usize| doc.words[i].pos & (pos::NAME | pos::UNKNOWN) != 0;
        let told = |n: &crate::doc::Word| n.classes.meets(self.layers.bits.complementizer) || n.gap & gap::COLON != 0;
        w.has(pro::LI)
            && w.gap & gap::HARD == 0
            && at >= start + 2
            // «الاتحاد العام التونسي للشغل» is one name.
            && (crate::doc::is_one_person(doc, start) || name(start) && !doc.words[start].definite())
            && name(at - 1)
            && name(at - 2)
            && !doc.words[at - 2].definite()
            && doc.words.get(at + 1).is_some_and(told)
            && self.layers.place_at(at).is_none()
    }

    /// Whether «ل» and a medium stand at `i`: «لوكالة …», «لـ"الأناضول"».
    pub(super) fn to_medium(&self, i: usize, stop: usize) -> bool {
        let w = &self.doc.words[i];
        // «لشفق نيوز»: «ل» before a name that no list of words has.
        let joined = || {
            let outlet = self.layers.entity_at(i).is_some_and(|e| {
                let m = &self.layers.entities[e];
                m.outlet && m.words.start == i
            });
            outlet && i > 0 && self.begins_with_li(i) && !self.doc.is(i - 1, self.doc.frames().class_bit("media_noun"))
        };
        (w.has(pro::LI) || self.is_bare_li(i) || joined()) && self.media_at(i, stop).is_some()
    }

    /// «المجتمع الدولي», «الأطراف», «المواطنين»: whom one calls upon.
    pub(super) fn addressee(&self, words: &Range<usize>) -> bool {
        let doc = self.doc;
        let first = &doc.words[words.start];
        // Subjects end in «ون».
        let accusative = first.definite() && first.human && first.plural && doc.word(words.start).ends_with("ين");
        doc.is(words.start, doc.frames().class_bit("addressee_noun")) || accusative
    }
}
