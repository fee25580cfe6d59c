//! Verbs of saying: who is their subject, where what is said begins, to whom it was said.

use super::subject::Subject;
use super::*;

/// What a verb of saying introduces.
#[derive(Clone, Debug)]
pub(super) struct Spoken {
    /// Speakers, closest to the event first.
    pub chain: Vec<Speaker>,
    /// First word of what is said.
    pub content: usize,
    /// Where the report's own outlet is named beside the speaker.
    pub outlet: Option<Span>,
    /// How the speaker holds it.
    pub stance: Stance,
    /// The speaker is one met before.
    pub resumed: bool,
    /// It was said to the report's own outlet, or by it.
    pub own: bool,
    /// The speaker is named beside this verb.
    pub explicit: bool,
    /// The first speaker is one whom the next quotes.
    pub quoted: bool,
    /// What is said stands as a noun, without «أن».
    pub nominal: bool,
}

impl Spoken {
    fn by(chain: Vec<Speaker>, content: usize, stance: Stance, resumed: bool) -> Self {
        Self {
            chain,
            content,
            outlet: None,
            stance,
            resumed,
            own: false,
            explicit: false,
            quoted: false,
            nominal: false,
        }
    }
}

impl Reader<'_, '_> {
    /// The chain that a verb of saying introduces, and where its content begins.
    pub(super) fn spoken(&self, c: &Found, limit: usize, range: &Range<usize>, opening: &[Speaker]) -> Option<Spoken> {
        let doc = self.doc;
        let stance = match c.class {
            CueClass::Doubt => Stance::Alleged,
            CueClass::Denial => Stance::Denied,
            CueClass::Hearsay => Stance::Alleged,
            _ => Stance::Reported,
        };
        match c.class {
            // «ولم يوضح البيان عدد القتلى»: what was not said is nobody's word.
            CueClass::Speech if self.unsaid(c.words.start, range.start) => return None,
            CueClass::Speech | CueClass::Resume => {}
            // «…، زاعما أن …» goes on like «…، مضيفا أن …».
            CueClass::Doubt if !self.goes_over(c.words.start) => {}
            CueClass::Denial if doc.words[c.words.start].is_verb() => {}
            // «…، مضيفا أن …», «…، نافيا أن …»
            CueClass::Participle | CueClass::Denial | CueClass::Doubt => {
                // «مذكرة تفاهم» is no participle: one stands behind a comma or in the accusative.
                let w = &doc.words[c.words.start];
                if w.gap & gap::COMMA == 0 && !w.tanwin && !w.has(pro::CONJ) {
                    return None;
                }
                // The subject of the sentence goes on.
                let marker = self.content(c.words.end, &(range.start..limit.min(range.end)));
                let next = c.words.end;
                let object = (next < range.end && (self.object_at(next) || self.is_happening(next))).then_some(next);
                let content = match (marker, object) {
                    (Some((m, _)), Some(o)) => m.min(o),
                    (Some((m, _)), None) => m,
                    (None, o) => o?,
                };
                let chain = self
                    .out
                    .iter()
                    .rev()
                    .find(|s| s.from >= range.start && s.from < c.words.start && !s.chain.is_empty());
                if let Some(sp) = self.actor_before(c.words.start, range) {
                    return Some(Spoken::by(vec![sp], content, stance, false));
                }
                let chain = match chain {
                    Some(s) => s.chain.clone(),
                    None => self
                        .subject_of(c.words.start, range)
                        .map_or_else(|| self.last.clone(), |sp| vec![sp]),
                };
                return (!chain.is_empty()).then_some(Spoken::by(chain, content, stance, true));
            }
            CueClass::Own => {
                let content = (c.words.end).min(range.end.saturating_sub(1));
                // «يذكر أن …، حسب الوزارة»
                let chain: Vec<Speaker> = opening.iter().filter(|sp| sp.words.0 > content).cloned().collect();
                // «…، يذكر أن …»: behind a comma it turns to the report's own word as at the head of a sentence.
                let turns = doc.words[c.words.start].gap & gap::COMMA != 0
                    && doc.words[c.words.start].is_verb()
                    && doc.is(c.words.end.max(1) - 1, self.layers.bits.complementizer);
                return (turns || c.words.start <= range.start + 2).then_some(Spoken {
                    own: true,
                    ..Spoken::by(chain, content, Stance::Asserted, false)
                });
            }
            CueClass::Hearsay => {
                // «طائرة يعتقد أنها …» describes a thing.
                let described = c.words.start > range.start
                    && doc.words.get(c.words.end).is_some_and(|w| w.pronoun.is_some())
                    && doc.words[c.words.start].gap & (gap::HARD & !gap::COMMA) == 0
                    && !doc.words[c.words.start].has(pro::CONJ);
                if described {
                    return None;
                }
                let (content, _) = self.content(c.words.end, range)?;
                let words = (c.words.start, c.words.end);
                let sp = Speaker {
                    span: doc.span(&c.words),
                    words,
                    kind: SourceKind::Unstated,
                    entity: None,
                    cue: Some(doc.span(&c.words)),
                    private: false,
                };
                return Some(Spoken::by(vec![sp], content, stance, false));
            }
            _ => return None,
        }
        let cue_span = doc.span(&c.words);
        let verb = c.words.start;
        // What another verb of saying introduces is not this one's.
        let reach = range.start..limit.min(range.end);
        let marker = self.content(c.words.end, &reach);
        let stop = marker.map_or(reach.end, |(m, _)| m);
        // «ما أعلنته الحركة», «أكده شهود»: what was said stands before.
        if doc.words[verb].pronoun.is_some() && marker.is_none() {
            return None;
        }
        let accuses = doc.is(verb, doc.frames().class_bit("accuse_verb"));
        // «القادة أعلنوا البيعة»: behind the ending of many no subject stands.
        let many = doc.words[verb].is_verb() && doc.word(verb).ends_with("وا");
        // «طالبت الحركة الجيش بالانسحاب», «هدد القائد بقصف المطار»: what he demands is his word.
        // «وفق شبكة كذا، هدد القائد بقصف …»: all of it is hers.
        let threatens = doc.is(verb, doc.frames().class_bit("threat_verb"));
        if threatens && !self.heads(verb) || self.ransoms(verb, stop) {
            return None;
        }
        let presses = !many && marker.is_none() && opening.is_empty();
        let urged = (presses && threatens || self.calls(verb))
            .then(|| self.urger(verb, c.words.end, stop, range))
            .flatten();
        let urges = urged.is_some();
        if threatens && !urges && marker.is_none() {
            return None;
        }
        let subject = if let Some(urged) = urged {
            urged
        } else if many {
            let next = (c.words.end..stop).find(|&i| doc.time_at[i].is_none()).unwrap_or(stop);
            let object =
                next < stop && (self.object_at(next) || self.is_happening(next) && !doc.words[next].definite());
            // «أعلنوا البيعة»: what they do by speaking.
            if marker.is_none() && doc.words.get(next).is_some_and(|w| w.definite()) {
                return None;
            }
            Subject::dropped(next, object)
        } else if accuses {
            self.accuser(c.words.end, stop)
        } else {
            self.subject_right(c.words.end, stop)
        };
        let mut subject = subject;
        // «علمت الوكالة من مصادر …»: those it learned it from are no part of its name.
        if doc.is(verb, doc.frames().class_bit("learning_verb"))
            && let Some(w) = &mut subject.words
            && let Some(cut) = (w.start + 1..w.end).find(|&i| doc.is(i, doc.frames().class_bit("out_of")))
        {
            w.end = cut;
        }
        let after = subject.after;
        // «رغم إعلان القوات استعادة البلدة»
        let named_act = self.names_act(c);
        let weak = c.class == CueClass::Speech && doc.is(verb, WEAK) && !urges;
        let marked = doc.is(verb, doc.frames().class_bit("marked_speech"));
        let issues = doc.is(verb, doc.frames().class_bit("issue_verb"));
        if issues
            && !range
                .clone()
                .any(|i| i > verb && doc.is(i, doc.frames().class_bit("document_noun")))
        {
            return None;
        }
        let judges = doc.is(verb, doc.frames().class_bit("judging_verb"));
        // «ودعا المجتمع الدولي إلى …»: he is called upon, and the one before goes on.
        let addressed = doc.is(verb, doc.frames().class_bit("calling_verb"))
            && (doc.words[verb].has(pro::CONJ) || verb == range.start)
            && !self.last.is_empty()
            && subject.words.as_ref().is_some_and(|w| self.addressee(w));
        let mut speaker = subject
            .words
            .clone()
            .filter(|w| !addressed && (!judges || !self.is_happening(w.start)))
            .and_then(|w| {
                // «لقطات نشرها المركز»: who published them.
                (w.start + 1..w.end.min(w.start + 8))
                    .find_map(|i| self.publisher(w.start, i, stop))
                    .map(|(sp, _)| sp)
                    .or_else(|| self.classify(&w))
            });
        // «تتبنى فكر التنظيم»: who claims nothing.
        let claims = doc.is(verb, doc.frames().class_bit("claim_verb"));
        if claims && marker.is_none() {
            let by = subject
                .words
                .as_ref()
                .and_then(|w| noun_phrase(doc, self.layers, w.start, w.end));
            if by.is_some_and(|np| np.sem == Sem::Other && !doc.words[np.head].definite()) {
                return None;
            }
        }
        let mut resumed = false;
        let mut subject_at = subject.words.as_ref().map_or(verb, |w| w.start);
        if speaker.is_none()
            && !named_act
            && !addressed
            && let Some(w) = self.subject_left(verb, range)
        {
            subject_at = w.start;
            speaker = self.classify(&w);
        }
        if speaker.is_none() && weak && !addressed || urges && speaker.is_none() {
            return None;
        }
        if named_act
            && !speaker.as_ref().is_some_and(|sp| {
                matches!(
                    sp.kind,
                    SourceKind::Party | SourceKind::Official | SourceKind::Organisation
                ) || marker.is_some() && doc.is(verb, doc.frames().class_bit("saying_noun"))
            })
        {
            return None;
        }
        // «تبنى التنظيم هجمات …»: what he claims is his word.
        let claimed = doc
            .is(verb, doc.frames().class_bit("claim_verb"))
            .then(|| {
                (c.words.end + 1..stop)
                    .take(12)
                    .find(|&i| self.layers.event_of.get(i).copied().unwrap_or(false))
            })
            .flatten();
        // «أعلن الحزب في بيان، قصف “…”»: a quotation inside what is said opens nothing.
        let clear = marker.is_some_and(|(m, quote)| !quote || doc.words[m].gap & gap::COLON != 0);
        let mut told = self.told(after, stop, cue_span, clear);
        self.told_ahead(&mut told, range.start..c.words.start, cue_span);
        // «كشفت صحيفة كذا، في تقرير لمراسلها، عن …»: he wrote it, and passes nothing on.
        if told.medium.as_ref().is_some_and(|m| {
            m.kind == SourceKind::Reporter && (m.words.0..m.words.1).any(|i| doc.words[i].pronoun.is_some())
        }) && speaker
            .as_ref()
            .is_some_and(|sp| matches!(sp.kind, SourceKind::Media | SourceKind::Agency))
        {
            told.medium = None;
        }
        let object = if subject.object { Some(after) } else { told.object };
        // «وعلمت «صدى النهر» من مصدر مسؤول أن …»: the outlet of itself.
        let learns = doc.is(verb, doc.frames().class_bit("learning_verb"));
        let medium = speaker.as_ref().is_some_and(|sp| {
            let medium = matches!(sp.kind, SourceKind::Media | SourceKind::Agency);
            medium || learns && self.names_own(&(sp.words.0..sp.words.1))
        });
        let quoted = self.quoted_from(c, &reach, stop, medium);
        let from = doc.frames().class_bit("quoting_from");
        if marked && !clear && quoted.is_none() && !(subject.object && doc.is(after, from)) {
            return None;
        }
        // «ورصد مراسلنا آثار القصف»: what he saw is his.
        let saw = speaker.as_ref().is_some_and(|sp| sp.kind == SourceKind::Reporter) && subject.words.is_some();
        let empty = marker.is_none() && object.is_none() && !saw && !addressed && claimed.is_none();
        let by = object.is_some_and(|o| doc.words[o].has(pro::BI));
        // «رد المقاتلون بإطلاق النار»: with deeds, not with words.
        let answers = by && marker.is_none() && doc.is(verb, doc.frames().class_bit("answer_verb"));
        if answers
            || empty && (weak || accuses || speaker.is_none())
            || weak && marker.is_none() && by && !subject.object
        {
            return None;
        }
        // «ووثقت فرقنا» inside a quotation is he who is quoted.
        if let Some(w) = &subject.words
            && doc.words[w.start].quoted
            && doc.words[w.start].pronoun.is_some()
            && doc.word(w.start).ends_with("نا")
        {
            return None;
        }
        // «واصل قصفه»: verbs of going on speak only where words follow.
        if c.class == CueClass::Resume && (marker.is_none() || self.own_deeds(c.words.end)) {
            return None;
        }
        let mut outlet = told.outlet;
        let mut chain: Vec<Speaker> = Vec::new();
        // «نقلت … عن فلان قوله».
        let quotes = quoted.is_some();
        chain.extend(quoted);
        let content = match (marker, object) {
            (Some((m, _)), Some(o)) if !quotes => m.min(o),
            (Some((m, _)), _) => claimed.map_or(m, |c| c.min(m)),
            (None, _) if claimed.is_some() => claimed.unwrap_or(after),
            (None, _) if saw && weak => c.words.end,
            (None, Some(o)) if !quotes => o,
            _ => after,
        };
        match speaker {
            Some(mut sp) => {
                // «كتب فلان على حسابه أن …»
                // «كتب المتحدث في حسابه: "…"»
                let writes = marker.is_some_and(|(_, quote)| !quote || clear) && sp.private;
                let body = matches!(
                    sp.kind,
                    SourceKind::Organisation
                        | SourceKind::Media
                        | SourceKind::Agency
                        | SourceKind::Reporter
                        | SourceKind::Outlet
                        | SourceKind::Anonymous
                );
                // «سجلت مديرية الصحة 20 وفاة»
                let counts = sp.kind == SourceKind::Official && doc.is(verb, doc.frames().class_bit("counting_verb"));
                let reports = writes || body || counts;
                if weak && !reports && (claimed.is_none() || sp.kind != SourceKind::Party) {
                    return None;
                }
                if sp.kind == SourceKind::Unstated && marker.is_none() {
                    return None;
                }
                if self.names_own(&(sp.words.0..sp.words.1))
                    && !matches!(
                        sp.kind,
                        SourceKind::Reporter
                            | SourceKind::Anonymous
                            | SourceKind::Official
                            | SourceKind::Named
                            | SourceKind::Expert
                            | SourceKind::Participant
                    )
                {
                    return Some(Spoken {
                        chain,
                        content: content.min(range.end),
                        outlet: Some(sp.span),
                        stance,
                        resumed: false,
                        own: true,
                        explicit: true,
                        quoted: quotes,
                        nominal: marker.is_none(),
                    });
                }
                if marker.is_none() && self.breaks_off(verb, content, range) {
                    // «أعلنت الكتائب انشقاقها»: they do it by saying so, and it is the report that tells of it.
                    if !(sp.private && matches!(sp.kind, SourceKind::Official | SourceKind::Named)) {
                        return None;
                    }
                    // «أعلن القيادي فلان انشقاقه»: he speaks of his own side.
                    sp.kind = SourceKind::Participant;
                }
                if sp.cue.is_none() {
                    sp.cue = Some(cue_span);
                }
                // «وأضاف البشاري» goes on to whom he spoke before.
                let behind = match self.last.split_first() {
                    Some((first, more))
                        if (first.words == sp.words || self.goes_on(&sp, first))
                            && told.medium.is_none()
                            && outlet.is_none() =>
                    {
                        more
                    }
                    _ => &[],
                };
                chain.push(sp);
                chain.extend(behind.iter().cloned());
            }
            // «حمّل رئيس المجلس الحكومة المسؤولية، وأكد أن …»
            None if let Some(sp) = self.actor_before(verb, range) => chain.push(sp),
            // «وطالبت اللجنة …، وقالت إن …», «نفذت القوات عملية، قالت إنها …»: who did what the sentence began with.
            None if let Some(sp) = self.doer_before(verb, range) => {
                chain.push(Speaker {
                    cue: Some(cue_span),
                    ..sp
                });
            }
            // «وفي بيان للجماعة، قالت إن …»
            None if let Some(sp) = self.statement_before(verb, range) => {
                chain.push(Speaker {
                    cue: Some(cue_span),
                    ..sp
                });
            }
            None => {
                // Without «و» or «كما» a verb of saying without a subject is somebody else's.
                let joined = doc.words[verb].has(pro::CONJ)
                    || c.class == CueClass::Resume
                    || verb > range.start && doc.is(verb - 1, self.layers.bits.boundary | self.layers.bits.auxiliary)
                    || verb == range.start;
                if self.last.is_empty() || !joined {
                    return None;
                }
                resumed = true;
                for sp in &self.last {
                    let mut sp = sp.clone();
                    sp.cue = Some(cue_span);
                    if !chain.iter().any(|c| c.words == sp.words) {
                        chain.push(sp);
                    }
                }
            }
        }
        if let Some(m) = told.medium
            && !chain.iter().any(|c| self.same_source(c, &m))
        {
            chain.push(m);
        }
        // «ووفق مصدر عسكري، …، فيما أكد طبيب أن …»: he who was named first says the first alone.
        let anew = !resumed
            && subject_at >= range.start
            && verb > range.start
            && (doc.words[verb].has(pro::CONJ) || self.beside_him(verb));
        let passed =
            |sp: &Speaker| anew && sp.words.1 <= verb && !matches!(sp.kind, SourceKind::Media | SourceKind::Agency);
        let media = |sp: &Speaker| matches!(sp.kind, SourceKind::Media | SourceKind::Agency);
        let paper = chain.len() == 1 && chain.iter().all(media);
        for sp in opening {
            // «وقالت وكالة كذا …، بحسب المصدر»: herself.
            let herself = paper
                && sp.words.1 - sp.words.0 == 1
                && sp.kind == SourceKind::Anonymous
                && doc.words[sp.words.0].definite()
                && doc.is(sp.words.0, doc.frames().class_bit("source_noun"));
            if herself || passed(sp) || chain.iter().any(|c| self.same_source(c, sp)) {
                continue;
            }
            // «نشرت صحيفة كذا أن …، وفقا لمصادر»: those she has it from.
            if paper && chain.len() == 1 && sp.words.0 > verb && !media(sp) {
                chain.insert(0, sp.clone());
            } else {
                chain.push(sp.clone());
            }
        }
        let last = range.end.saturating_sub(1);
        Some(Spoken {
            explicit: !resumed && subject_at >= range.start,
            chain,
            content: content.min(last).max(c.words.end.min(last)),
            own: outlet.is_some(),
            outlet: outlet.take(),
            stance,
            resumed,
            quoted: quotes,
            // «أشار إلى أن …» holds a sentence, «أشار إلى مقتل …» a noun.
            nominal: object.is_some_and(|o| o == content && marker.is_none_or(|(m, _)| m > o + 2)) && !quotes,
        })
    }

    /// «المصدر الذي طلب عدم ذكر اسمه»: the source who spoke before, by another phrase.
    pub(super) fn goes_on(&self, sp: &Speaker, before: &Speaker) -> bool {
        let doc = self.doc;
        let source = doc.frames().class_bit("source_noun");
        sp.kind == before.kind
            && doc.words.get(sp.words.0).is_some_and(crate::doc::Word::definite)
            && doc.is(sp.words.0, source)
            && doc.is(before.words.0, source)
    }

    /// The subject of the sentence before a participle of saying: «وصف الطبيب الوضع …، مشيرا إلى …».
    pub(super) fn subject_of(&self, participle: usize, range: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        let first = range.start;
        let words = if doc.words.get(first)?.is_verb() {
            self.subject_right(first + 1, participle).words?
        } else {
            noun_phrase(doc, self.layers, first, participle)?.words
        };
        // Its own words, not those that follow.
        let np = noun_phrase(doc, self.layers, words.start, words.end)?;
        if np.prep != crate::phrase::Prep::None || np.words.start != words.start {
            return None;
        }
        let holder = np.noun.as_ref().is_some_and(|n| n.speaker || n.office);
        let end = if holder {
            self.closes(&words).max(np.words.end)
        } else {
            np.words.end
        };
        let mut sp = self.classify(&(words.start..end))?;
        sp.cue = Some(doc.span(&(participle..participle + 1)));
        Some(sp)
    }

    /// «عن خلافات», «بمقتل رجلين», «مقتل رجلين» behind a comma or a day.
    pub(super) fn object_at(&self, i: usize) -> bool {
        let doc = self.doc;
        let w = &doc.words[i];
        let set_off = w.gap & gap::COMMA != 0 || i > 0 && doc.time_at[i - 1].is_some();
        // «نقلا عن مصادر» names whom it has it from.
        let quoting = i > 0
            && doc.is(i - 1, doc.frames().class_bit("beside"))
            && doc.is(i, doc.frames().class_bit("quoting_from"));
        let about = doc.is(i, self.about()) && !quoting && i + 1 < doc.words.len() && !doc.is(i + 1, SETTING);
        about && !self.of_identity(i, doc.words.len())
            || (w.has(pro::BI)
                || set_off
                    && !w.definite()
                    && w.pro & (pro::LI | pro::CONJ) == 0
                    && !doc.is(i, doc.frames().class_bit("beside")))
                && (self.is_happening(i) || w.gap & gap::COMMA != 0 && self.maybe_masdar(i))
    }

    /// Where the content begins: behind «أن», a colon, an opening quotation mark.
    pub(super) fn content(&self, from: usize, range: &Range<usize>) -> Option<(usize, bool)> {
        let doc = self.doc;
        let mut depth_quote = false;
        for i in from..range.end {
            let w = &doc.words[i];
            if i > from && w.gap & gap::COLON != 0 {
                return Some((i, true));
            }
            if doc.is(i, self.layers.bits.complementizer) && !w.has(pro::CONJ) {
                return (i + 1 < range.end).then_some((i + 1, false));
            }
            // «المتحدث باسم "القوات الخاصة"»: a name in marks.
            let of_name = i > from && doc.is(i - 1, doc.frames().class_bit("identity"));
            if w.gap & gap::OPEN_QUOTE != 0 && !of_name && self.layers.entity_at(i).is_none() {
                let close = (i + 1..range.end)
                    .find(|&j| doc.words[j].gap & gap::CLOSE_QUOTE != 0)
                    .unwrap_or(range.end);
                // «شهود من أحياء "كذا وكذا" لإذاعة كذا، إن …»: the marks belong to who speaks.
                let goes_on = (close..range.end.min(close + 6))
                    .take_while(|&j| doc.words[j].gap & (gap::STOP | gap::COLON | gap::SEMI) == 0)
                    .any(|j| doc.is(j, self.layers.bits.complementizer) && !doc.words[j].has(pro::CONJ));
                let names =
                    goes_on && w.gap & gap::COLON == 0 && !doc.words[i..close].iter().any(crate::doc::Word::is_verb);
                if close - i >= 4 && !names {
                    return Some((i, true));
                }
                depth_quote = true;
            }
            let _ = depth_quote;
            if i > from && w.gap & gap::STOP != 0 && !w.quoted {
                return None;
            }
            if i > from + 30 {
                return None;
            }
        }
        None
    }

    /// «عن», «إلى», «ب» behind a verb of saying: what it is about.
    pub(super) fn about(&self) -> isnad_lexicon::frame::Classes {
        self.doc.frames().class_bit("about")
    }
}
