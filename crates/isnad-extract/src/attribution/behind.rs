//! The speaker behind a preposition of source.
//!
//! In: «بحسب», «وفق», «نقلا عن» in a sentence. Out: who stands behind it, and where his words end. Invariant: both lie
//! inside the sentence. Deliberately knows nothing of kinds of sources (see `speaker`).
//!
//! Example: «وفق ما ذكرت، أمس، صحيفة كذا» (as such a paper said yesterday) is the paper's word.

use super::*;

impl Reader<'_, '_> {
    /// The speaker behind a preposition of source.
    pub(super) fn speaker_after(&self, c: &Found, range: &Range<usize>) -> Option<(Speaker, usize)> {
        let doc = self.doc;
        let mut at = c.words.end;
        // «عن مصدر»: the noun is the speaker's.
        let document = doc.frames().class_bit("document_noun");
        if at > c.words.start + 1 && doc.is(at - 1, doc.frames().class_bit("source_noun") | document) {
            at -= 1;
        }
        // «حسب ما أفاد المرصد», «بحسب ما أفادت به الجمعية»: a verb may stand between.
        let mut hops = 0;
        while at < range.end && hops < 4 {
            let w = &doc.words[at];
            let back = hops > 0
                && w.pronoun.is_some()
                && (w.has(pro::BI | pro::LI)
                    || w.best & pos::PARTICLE != 0
                    || doc.is(at, self.layers.bits.preposition))
                && self.layers.noun_of(doc, at).is_none();
            if w.is_verb() && !self.timed(at) || doc.is(at, doc.frames().class_bit("what")) || back {
                at += 1;
                hops += 1;
            } else {
                break;
            }
        }
        // «وفق ما ذكرت، أمس، صحيفة …»: a day between two commas.
        let set_off = hops > 0 && at < range.end && doc.words[at].gap & gap::COMMA != 0 && self.timed(at);
        if set_off && let Some(next) = (at + 1..range.end.min(at + 6)).find(|&i| !self.timed(i)) {
            let w = &doc.words[next];
            if w.gap & gap::COMMA != 0 && w.gap & gap::STOP == 0 && !w.is_verb() && !w.has(pro::CONJ) {
                return self.speaker_from(c, next, range, true);
            }
        }
        // «وفق ما أكده لوكالة كذا مدير المستشفى»: to whom stands before who.
        if hops > 0
            && at < range.end
            && self.to_medium(at, range.end)
            && let Some((medium, _)) = self.media_at(at, range.end)
            && medium.end < range.end
            && !doc.words[medium.end].is_verb()
            && doc.words[medium.end].gap & gap::STOP == 0
            && let Some((sp, _)) = self.speaker_from(c, medium.end, range, true)
        {
            return Some((sp, at));
        }
        self.speaker_from(c, at, range, false)
    }

    /// «وفق ما نقلت وكالة كذا عن طبيب»: whom the medium behind the preposition quotes.
    pub(super) fn passed_on(&self, c: &Found, by: &Speaker, end: usize, range: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        let quotes = (c.words.start..by.words.0).any(|i| doc.is(i, doc.frames().class_bit("quoting_verb")));
        let from = end < range.end && doc.is(end, doc.frames().class_bit("quoting_from"));
        let whom = (quotes && from).then(|| self.speaker_from(c, end + 1, range, false))?;
        whom.map(|(sp, _)| sp)
    }

    /// «رويترز: مقتل …», «مصدر أمني: اعتقال …»: who is named before a colon at the head of a sentence.
    pub(super) fn heading(&self, range: &Range<usize>) -> Option<Speaker> {
        const LONGEST: usize = 7;
        let doc = self.doc;
        // «عاجل | مصدر أمني: …»
        let flash = doc.is(range.start, doc.frames().class_bit("flash_word"));
        let start =
            range.start + usize::from(flash && range.len() > 2 && doc.words[range.start + 1].gap & gap::DASH != 0);
        let colon = (start + 1..range.end.min(start + LONGEST)).find(|&i| doc.words[i].gap & gap::HARD != 0)?;
        let words = start..colon;
        let range = start..range.end;
        let first = &doc.words[range.start];
        let source = doc.frames().class_bit("source_noun") | doc.frames().class_bit("document_noun");
        let bare = words.len() == 1 && first.definite() && doc.is(range.start, source);
        // «محافظة حلب: …»: a list by places.
        let place =
            self.layers.place_at(range.start).is_some() || doc.is(range.start, doc.frames().class_bit("place_noun"));
        if doc.words[colon].gap & gap::COLON == 0
            || bare
            || place
            || first.pro & (pro::BI | pro::LI | pro::KA) != 0
            || words
                .clone()
                .any(|i| doc.words[i].is_verb() && doc.words[i].pos & pos::NAME == 0 || self.timed(i))
        {
            return None;
        }
        let np = noun_phrase(doc, self.layers, words.start, words.end)?;
        let sp = self.classify(&words)?;
        let body = matches!(
            sp.kind,
            SourceKind::Organisation | SourceKind::Official | SourceKind::Media | SourceKind::Agency
        );
        // «الضحايا: …» names nobody who speaks.
        // «مصادر في المستشفى: …», «مراسلنا من البلدة: …», «المتحدث على صفحته: …»: where he is, and nothing else.
        let where_ =
            |i: usize| doc.is(i, self.layers.bits.preposition) && i + 1 < words.end || doc.words[i].has(pro::BI);
        let placed = np.words.start == words.start && np.words.end < words.end && where_(np.words.end);
        let speaker = (np.words == words || placed) && np.noun.as_ref().is_some_and(|n| n.speaker);
        let whole = speaker || body || sp.entity.is_some() || sp.private;
        let speaks = !matches!(sp.kind, SourceKind::Unstated | SourceKind::Outlet);
        (whole && speaks && np.prep == crate::phrase::Prep::None).then_some(sp)
    }

    /// «كما أكدت مصادر أن …»: whether, with what was said behind it, the word at `i` introduces another speaker.
    pub(super) fn also_says(&self, i: usize, from: usize, stop: usize) -> bool {
        let doc = self.doc;
        // «كما أعلن متحدث الهلال نزوح …», «كما أعلن "استشهاد …"»: or with what happened.
        let quote = || doc.words.get(from).is_some_and(|w| w.gap & gap::OPEN_QUOTE != 0) && self.is_happening(from);
        let told = || from < stop && (self.subject_right(from, stop).object || quote());
        doc.is(i, doc.frames().class_bit("likewise"))
            && ((from..stop.min(from + 12))
                .take_while(|&j| j == from || doc.words[j].gap & gap::HARD == 0)
                .any(|j| doc.is(j, self.layers.bits.complementizer))
                || told())
    }

    /// «"…"، يقول ناشط», «…، أكد المرصد»: who is named behind a comma and a verb of saying that ends the sentence.
    pub(super) fn trailing(&self, cues: &[Found], range: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        let c = cues.last().filter(|c| c.class == CueClass::Speech)?;
        let verb = c.words.start;
        let w = &doc.words[verb];
        let weak = doc.is(verb, WEAK | doc.frames().class_bit("marked_speech"));
        if verb < range.start + 3
            || weak
            || !w.is_verb()
            || w.pro != 0
            || w.pronoun.is_some()
            || w.gap & gap::COMMA == 0
            || self.content(c.words.end, range).is_some()
        {
            return None;
        }
        let subject = self.subject_right(c.words.end, range.end);
        let words = subject
            .words
            .filter(|_| !subject.object && subject.after == range.end)?;
        let np = noun_phrase(doc, self.layers, words.start, words.end)?;
        let mut sp = self.classify(&words)?;
        sp.cue = Some(doc.span(&c.words));
        (np.words.end == range.end || sp.private || sp.entity.is_some()).then_some(sp)
    }

    /// The speaker whose words begin at `at`, behind a preposition of source.
    fn speaker_from(&self, c: &Found, at: usize, range: &Range<usize>, after_comma: bool) -> Option<(Speaker, usize)> {
        let doc = self.doc;
        let mut at = at;
        // «وفق هذه المصادر»
        if at + 1 < range.end
            && doc.is(at, self.layers.bits.demonstrative)
            && doc.words[at + 1].definite()
            && doc.words[at + 1].pro == pro::AL
        {
            at += 1;
        }
        // «بحسب أرقام المفوضية»: whose figures they are.
        let figures = doc.is(at, doc.frames().class_bit("figures_noun")) && at + 1 < range.end;
        if figures
            && !doc.words[at].definite()
            && doc.words[at].pronoun.is_none()
            && (doc.words[at + 1].definite() || self.layers.entity_at(at + 1).is_some() || self.is_body(at + 1))
            && doc.words[at + 1].gap & gap::HARD == 0
        {
            at += 1;
        }
        // «وفق آخر حصيلة أعلنتها الوزارة»
        let told = doc.frames().class_bit("told_thing") | doc.frames().class_bit("document_noun");
        if at + 1 < range.end && doc.is(at, doc.frames().class_bit("latest")) && doc.is(at + 1, told) {
            at += 1;
        }
        // «وفق حصيلة لوزارة الصحة»
        let figures = doc.is(at, doc.frames().class_bit("told_thing"));
        if figures && at + 1 < range.end && doc.words[at + 1].has(pro::LI) && self.owns(at + 1) {
            at += 1;
        }
        let start = at;
        let first = doc.words.get(at)?;
        // «حسب ولائه»: a measure, nobody's word.
        let measure = first.pronoun.is_some() && self.layers.noun_of(doc, at).is_none() && first.pos & pos::MASDAR != 0;
        // «وفق المادة 4», «وفق أحكام القرار 12»: by law; «وفق القناة 12» by a medium.
        let (law, media) = (
            doc.frames().class_bit("numbered_thing"),
            doc.frames().class_bit("media_noun"),
        );
        let by_law = |i: usize| doc.is(i, law) && !doc.is(i, media) && doc.words[i].definite();
        if (at..range.end.min(at + 2)).any(by_law) {
            return None;
        }
        let cut = if after_comma { gap::STOP } else { gap::STOP | gap::COMMA };
        if at >= range.end || first.gap & cut != 0 || measure {
            return None;
        }
        let mut end = at + 1;
        while end < range.end {
            let w = &doc.words[end];
            if w.gap & (gap::COMMA | gap::STOP | gap::SEMI | gap::COLON | gap::CLOSE | gap::LINE) != 0 {
                // «وسائل إعلام، وناشطون»: joint speakers.
                let joint = w.gap & gap::COMMA != 0
                    && w.has(pro::CONJ)
                    && !w.is_verb()
                    && self.layers.noun_of(doc, end).is_some_and(|n| n.speaker);
                if !joint {
                    break;
                }
            }
            // «دراسة صادرة عن مركز …»: whose document it is.
            let issued = doc.is(end, doc.frames().class_bit("quoting_from"))
                && doc.is(start, doc.frames().class_bit("document_noun"));
            if issued {
                end += 1;
                continue;
            }
            // «تقرير نشرته صحيفة كذا»: who published it is told by the verb.
            if end <= start + 3 && self.publisher(start, end, range.end).is_some() {
                break;
            }
            // «رئيس المجلس القروي ناصر العساف»: "he helped", but for the office before.
            let name = w.pos & pos::NAME != 0
                && w.pro == 0
                && doc.words[end - 1].definite()
                && self.layers.noun_of(doc, start).is_some_and(|n| n.office);
            // «وكالة سونا»: what no list has behind the noun of a medium is its name.
            let name = name
                || end == start + 1
                    && w.pro == 0
                    && w.keys.is_empty()
                    && !doc.words[start].definite()
                    && doc.is(start, doc.frames().class_bit("media_noun"));
            if w.is_verb() && !name
                || doc.is(
                    end,
                    self.layers.bits.complementizer | self.layers.bits.relative | self.about() | SETTING,
                )
                || self.timed(end)
            {
                break;
            }
            // «تقرير لصحيفة كذا»: whose it is.
            let whose = doc.is(start, doc.frames().class_bit("document_noun")) && end <= start + 2;
            if self.to_medium(end, range.end) && !whose
                || end > start
                    && (self.second(start, end)
                        || self.opens_object(start, end)
                        || w.pro == pro::BI && self.is_happening(end))
            {
                break;
            }
            end += 1;
        }
        let sp = self.classify(&(start..end));
        // «حصيلة أعلنتها الوزارة», «لقطات نشرها المركز»: who published it.
        let (mut sp, end) = match sp {
            Some(sp) if !doc.is(start, doc.frames().class_bit("document_noun")) => (sp, end),
            sp => self.publisher(start, end, range.end).or(sp.map(|sp| (sp, end)))?,
        };
        sp.cue = Some(doc.span(&c.words));
        Some((sp, end))
    }

    /// «لوزارة الصحة», «لمنظمة كذا»: a body whose figures they are, by its first word.
    fn owns(&self, i: usize) -> bool {
        let f = self.doc.frames();
        let body = f.class_bit("state_noun") | f.class_bit("organisation_noun") | f.class_bit("association_noun");
        self.doc.words[i].gap & gap::HARD == 0 && self.doc.is(i, body | f.class_bit("civil_noun"))
    }

    /// «حصيلة أعلنتها الوزارة», «لقطات نشرها المركز»: who published the document that the words from `start` to `end` name.
    pub(super) fn publisher(&self, start: usize, end: usize, stop: usize) -> Option<(Speaker, usize)> {
        let doc = self.doc;
        let document = doc.frames().class_bit("document_noun") | doc.frames().class_bit("told_thing");
        let w = doc.words.get(end).filter(|_| end < stop)?;
        let relative = doc.is(end, self.layers.bits.relative);
        let verb = end + usize::from(relative);
        let published = doc
            .words
            .get(verb)
            .is_some_and(|v| v.pos & pos::VERB != 0 && v.pronoun.is_some())
            && doc.is(verb, doc.frames().class_bit("publish_verb"));
        if !doc.is(start, document) || !published || w.gap & gap::HARD != 0 {
            return None;
        }
        let words = self.subject_right(verb + 1, stop).words?;
        let sp = self.classify(&words)?;
        Some((sp, words.end))
    }
}
