//! Verbs of saying: who is their subject, where what is said begins, to whom it was said.

use super::*;

impl Reader<'_, '_> {
    /// The chain that a verb of saying introduces, and where its content begins.
    #[allow(clippy::type_complexity)]
    pub(super) fn spoken(
        &self,
        c: &Found,
        range: &Range<usize>,
        opening: &[Speaker],
    ) -> Option<(Vec<Speaker>, usize, Option<Span>, Stance, bool)> {
        let doc = self.doc;
        let stance = match c.class {
            CueClass::Doubt => Stance::Alleged,
            CueClass::Denial => Stance::Denied,
            CueClass::Hearsay => Stance::Alleged,
            _ => Stance::Reported,
        };
        match c.class {
            CueClass::Speech | CueClass::Resume | CueClass::Doubt | CueClass::Denial => {}
            CueClass::Participle => {
                // The subject of the sentence goes on.
                let (content, _) = self.content(c.words.end, range)?;
                let chain = self
                    .out
                    .iter()
                    .rev()
                    .find(|s| s.from >= range.start && s.from < c.words.start && !s.chain.is_empty());
                let chain = chain.map_or_else(|| self.last.clone(), |s| s.chain.clone());
                return (!chain.is_empty()).then_some((chain, content, None, stance, true));
            }
            CueClass::Own => {
                let content = (c.words.end).min(range.end.saturating_sub(1));
                return (c.words.start <= range.start + 2).then_some((
                    Vec::new(),
                    content,
                    None,
                    Stance::Asserted,
                    false,
                ));
            }
            CueClass::Hearsay => {
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
                return Some((vec![sp], content, None, stance, false));
            }
            _ => return None,
        }
        let cue_span = doc.span(&c.words);
        let verb = c.words.start;
        let marker = self.content(c.words.end, range);
        let stop = marker.map_or(range.end, |(m, _)| m);
        let (subject, after) = self.subject_right(c.words.end, stop.min(range.end));
        let mut outlet = None;
        let mut medium: Option<Speaker> = None;
        // «لموقع كذا»: to whom it was said.
        let mut i = after;
        while i < stop {
            if (doc.words[i].has(pro::LI) || doc.word(i).starts_with('ل'))
                && let Some((words, e)) = self.media_at(i, stop)
            {
                if e.is_some_and(|e| self.is_own(e)) || self.names_own(&words) {
                    outlet = Some(self.trimmed(&words));
                } else if let Some(e) = e {
                    let mut sp = self.entity_speaker(e);
                    sp.cue = Some(cue_span);
                    medium = Some(sp);
                }
            }
            i += 1;
        }
        let weak = c.class == CueClass::Speech && doc.is(verb, self.weak);
        let issues = doc.is(verb, doc.frames().class_bit("issue_verb"));
        if issues
            && !range
                .clone()
                .any(|i| i > verb && doc.is(i, doc.frames().class_bit("document_noun")))
        {
            return None;
        }
        let mut speaker = subject.and_then(|w| self.classify(&w));
        let mut resumed = false;
        if speaker.is_none()
            && let Some(w) = self.subject_left(verb, range)
        {
            speaker = self.classify(&w);
        }
        if speaker.is_none() && weak {
            return None;
        }
        if marker.is_none()
            && (weak || speaker.is_none() || c.class == CueClass::Resume)
            && !self.nominal_content(stop, range)
        {
            return None;
        }
        let mut chain: Vec<Speaker> = Vec::new();
        // «نقلت … عن فلان قوله».
        if let Some(inner) = self.quoted_from(c, range, stop) {
            chain.push(inner);
        }
        match speaker {
            Some(mut sp) => {
                if weak
                    && !matches!(
                        sp.kind,
                        SourceKind::Organisation
                            | SourceKind::Media
                            | SourceKind::Agency
                            | SourceKind::Reporter
                            | SourceKind::Outlet
                            | SourceKind::Anonymous
                    )
                {
                    return None;
                }
                if !self.plausible(&sp) && marker.is_none() {
                    return None;
                }
                if self.names_own(&(sp.words.0..sp.words.1))
                    && !matches!(
                        sp.kind,
                        SourceKind::Reporter | SourceKind::Anonymous | SourceKind::Official | SourceKind::Named
                    )
                {
                    outlet = Some(sp.span);
                    let content = marker.map_or(after, |(m, _)| m);
                    return Some((chain, content.min(range.end), outlet, stance, false));
                }
                if sp.cue.is_none() {
                    sp.cue = Some(cue_span);
                }
                chain.push(sp);
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
        if let Some(m) = medium
            && !chain.iter().any(|c| c.entity.is_some() && c.entity == m.entity)
        {
            chain.push(m);
        }
        for sp in opening {
            if !chain
                .iter()
                .any(|c| c.words == sp.words || (c.entity.is_some() && c.entity == sp.entity))
            {
                chain.push(sp.clone());
            }
        }
        let content = marker
            .map_or(after, |(m, _)| m)
            .min(range.end.saturating_sub(1))
            .max(c.words.end.min(range.end.saturating_sub(1)));
        Some((chain, content, outlet, stance, resumed))
    }

    /// Whether something that can be said follows without «أن».
    pub(super) fn nominal_content(&self, at: usize, range: &Range<usize>) -> bool {
        at <= range.end
    }

    pub(super) fn plausible(&self, sp: &Speaker) -> bool {
        !matches!(sp.kind, SourceKind::Unstated)
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
            if w.gap & gap::OPEN_QUOTE != 0 && self.layers.entity_at(i).is_none() {
                let close = (i + 1..range.end)
                    .find(|&j| doc.words[j].gap & gap::CLOSE_QUOTE != 0)
                    .unwrap_or(range.end);
                if close - i >= 4 {
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

    /// The words of the subject behind a verb of saying, and where they end.
    pub(super) fn subject_right(&self, from: usize, stop: usize) -> (Option<Range<usize>>, usize) {
        let doc = self.doc;
        let mut at = from;
        while at < stop && doc.time_at[at].is_some() {
            at += 1;
        }
        let start = at;
        let Some(first) = doc.words.get(at) else {
            return (None, from);
        };
        if at < stop && doc.word(at).starts_with('ل') && self.media_at(at, stop).is_some() {
            return (None, at);
        }
        if at >= stop
            || first.pro & (pro::BI | pro::LI | pro::KA) != 0
            || first.is_verb()
            || first.gap & (gap::COMMA | gap::STOP | gap::COLON) != 0
        {
            return (None, at);
        }
        if doc.is(at, self.layers.bits.preposition) || doc.is(at, self.layers.bits.complementizer | self.setting) {
            return (None, at);
        }
        while at < stop {
            let w = &doc.words[at];
            if at > start {
                let said_to = w.has(pro::LI) && self.media_at(at, stop).is_some();
                let setting = doc.is(at, self.setting)
                    || doc.words.get(at + 1).is_some_and(|n| {
                        n.classes & self.setting != 0 && doc.is(at, self.layers.bits.preposition) && at + 1 < stop
                    });
                let about = doc.is(at, self.about());
                if said_to
                    || setting
                    || about
                    || doc.time_at[at].is_some()
                    || w.gap & (gap::COLON | gap::STOP | gap::SEMI | gap::DASH) != 0
                {
                    break;
                }
                let apposition = doc.is(at, doc.frames().class_bit("apposition"));
                if w.gap & gap::COMMA != 0
                    && !apposition
                    && (w.is_verb() || !self.continues_name(at) || w.has(pro::CONJ))
                {
                    break;
                }
                if doc.is(at, self.layers.bits.complementizer) {
                    break;
                }
            }
            at += 1;
        }
        ((at > start).then_some(start..at), at)
    }

    /// «عن», «إلى», «ب» behind a verb of saying: what it is about.
    pub(super) fn about(&self) -> isnad_lexicon::frame::Classes {
        self.doc.frames().class_bit("about")
    }

    /// A comma inside «قاسم رماح، عضو المركز،»: an apposition of a name.
    pub(super) fn continues_name(&self, at: usize) -> bool {
        let doc = self.doc;
        let stop = (at + 12).min(doc.words.len());
        let np = noun_phrase(doc, self.layers, at, stop);
        np.is_some_and(|n| {
            matches!(n.sem, Sem::Person | Sem::People | Sem::Actor) && n.prep == crate::phrase::Prep::None
        })
    }

    /// «المرصد … أفاد»: the subject before the verb, at the start of the sentence.
    pub(super) fn subject_left(&self, verb: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let doc = self.doc;
        if doc.words[verb].has(pro::CONJ) {
            return None;
        }
        let mut start = range.start;
        while start < verb
            && (doc.is(start, self.layers.bits.preposition | self.layers.bits.boundary) || doc.time_at[start].is_some())
        {
            start += 1;
        }
        if self
            .cues(&(start..start + 1))
            .iter()
            .any(|c| matches!(c.class, CueClass::According | CueClass::Quoting))
        {
            return None;
        }
        let np = noun_phrase(doc, self.layers, start, verb)?;
        let source = matches!(np.sem, Sem::Actor | Sem::Person | Sem::People);
        let gap_to_verb = (np.words.end..verb)
            .filter(|&i| !doc.is(i, self.layers.bits.auxiliary))
            .count();
        (source && np.prep == crate::phrase::Prep::None && gap_to_verb <= 2).then_some(np.words)
    }

    /// A medium named at a word, with the noun before its name.
    pub(super) fn media_at(&self, i: usize, stop: usize) -> Option<(Range<usize>, Option<usize>)> {
        for j in i..(i + 3).min(stop) {
            if let Some(e) = self.layers.entity_at(j)
                && self.layers.entities[e].outlet
            {
                return Some((i..self.layers.entities[e].words.end.min(stop).max(j + 1), Some(e)));
            }
        }
        let media_noun = self.doc.is(i, self.doc.frames().class_bit("media_noun"));
        if media_noun || self.names_own(&(i..(i + 2).min(stop))) {
            let np = noun_phrase(self.doc, self.layers, i, stop)?;
            return Some((np.words, None));
        }
        None
    }

    pub(super) fn trimmed(&self, words: &Range<usize>) -> Span {
        noun_phrase(self.doc, self.layers, words.start, words.end).map_or_else(
            || self.doc.span(words),
            |np| {
                let inner = np.span(self.doc);
                Span::new(inner.start, self.doc.span(words).end.max(inner.start))
            },
        )
    }

    /// «نقلت الوكالة عن مصدر قوله»: the person quoted.
    pub(super) fn quoted_from(&self, c: &Found, range: &Range<usize>, stop: usize) -> Option<Speaker> {
        let doc = self.doc;
        let naql = doc.frames().class_bit("quoting_verb");
        if !doc.is(c.words.start, naql) {
            return None;
        }
        let an = doc.frames().class_bit("quoting_from");
        let at = (c.words.end..stop.min(range.end)).find(|&i| doc.is(i, an))?;
        let (words, _) = self.subject_right(at + 1, stop);
        let mut sp = self.classify(&words?)?;
        sp.cue = Some(doc.span(&c.words));
        Some(sp)
    }
}
