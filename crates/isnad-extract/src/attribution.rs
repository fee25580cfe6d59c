//! Who says so: the chain of sources over every word of an article.
//!
//! In: a [`Doc`] with its [`Layers`], the report's own outlet. Out: [`Statements`]: for a word, the speakers
//! from the one closest to the event outward, the publishing outlet left out.
//! A speaker is introduced by a verb of saying or a preposition of source, lasts over verbs that resume
//! him, over sentences between two of his own, and ends where another speaks or the outlet goes on.
//!
//! Example: «ونقلت الصحيفة عن مقاتل قوله إن …» (wa-naqalat aṣ-ṣaḥīfa ʿan muqātil qawlahu inna, "the paper
//! quoted a fighter as saying that …") gives the chain fighter ← paper.

use crate::doc::{Doc, gap, pos, pro};
use crate::layers::Layers;
use crate::phrase::{Sem, noun_phrase};
use isnad_lexicon::frame::{CueClass, ReadingSet};
use isnad_model::{EntityId, SourceKind, Span, Stance};
use std::ops::Range;

/// A speaker as a link of a chain.
#[derive(Clone, PartialEq, Debug)]
pub struct Speaker {
    /// The words that name him.
    pub span: Span,
    /// The same as words.
    pub words: (usize, usize),
    /// What kind of source.
    pub kind: SourceKind,
    /// Who, where known.
    pub entity: Option<EntityId>,
    /// The cue.
    pub cue: Option<Span>,
    /// A named person who is no public figure.
    pub private: bool,
}

/// The chain that holds from a word on.
#[derive(Clone, Debug)]
pub struct Statement {
    /// First word of the content.
    pub from: usize,
    /// Speakers, closest to the event first; the outlet is not among them.
    pub chain: Vec<Speaker>,
    /// Where the outlet names itself beside the speaker.
    pub outlet: Option<Span>,
    /// How the outermost speaker holds the content.
    pub stance: Stance,
    /// The content is denied.
    pub denied: bool,
    /// The cue's rule, for explanations.
    pub rule: Option<String>,
}

/// The chains over a whole article.
#[derive(Debug, Default)]
pub struct Statements {
    list: Vec<Statement>,
}

impl Statements {
    /// The statement that a word belongs to.
    #[must_use]
    pub fn at(&self, word: usize) -> Option<&Statement> {
        let i = self.list.partition_point(|s| s.from <= word);
        i.checked_sub(1).map(|i| &self.list[i])
    }

    /// All statements, in text order.
    #[must_use]
    pub fn all(&self) -> &[Statement] {
        &self.list
    }
}

/// A cue in the text.
#[derive(Clone, Debug)]
struct Found {
    class: CueClass,
    words: Range<usize>,
    rule: String,
}

struct Reader<'x, 'd> {
    doc: &'x Doc<'d>,
    layers: &'x Layers,
    own: Option<&'x EntityId>,
    own_name: String,
    /// Speakers met so far, for «المصدر» and family names.
    met: Vec<Speaker>,
    last: Vec<Speaker>,
    /// Agency of the dateline or the closing credit: behind every sentence.
    global: Option<Speaker>,
    out: Vec<Statement>,
    setting: u64,
    weak: u64,
    statement_intro: u64,
}

/// Reads the chains of an article.
#[must_use]
pub fn attribute(doc: &Doc<'_>, layers: &Layers, own: Option<&EntityId>, own_name: &str) -> Statements {
    let f = doc.frames();
    let mut r = Reader {
        doc,
        layers,
        own,
        own_name: own_name.to_owned(),
        met: Vec::new(),
        last: Vec::new(),
        global: None,
        out: Vec::new(),
        setting: f.class_bit("speech_setting"),
        weak: f.class_bit("weak_speech"),
        statement_intro: f.class_bit("statement_intro"),
    };
    r.find_global();
    let mut plans = Vec::with_capacity(doc.sents.len());
    for s in 0..doc.sents.len() {
        plans.push(r.sentence(s));
    }
    r.bridge(&plans);
    r.out.sort_by_key(|s| s.from);
    Statements { list: r.out }
}

/// What a sentence says of its own speaker.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Plan {
    /// It names or resumes a speaker.
    Named,
    /// It resumes the last speaker.
    Resumed,
    /// It has no cue.
    Silent,
}

impl Reader<'_, '_> {
    fn cues(&self, range: &Range<usize>) -> Vec<Found> {
        let doc = self.doc;
        let frames = doc.frames();
        let mut out: Vec<Found> = Vec::new();
        let mut i = range.start;
        while i < range.end {
            let w = &doc.words[i];
            let mut best: Option<Found> = None;
            for k in &w.keys {
                for e in frames.cue_table.starting(k.key) {
                    let cue = &frames.cues[e.target];
                    let verb = w.is_verb();
                    let fits = if verb {
                        k.readings & cue.readings.0 & (ReadingSet::VERB | ReadingSet::PASSIVE) != 0
                    } else {
                        k.readings
                            & cue.readings.0
                            & (ReadingSet::ACTIVE_PARTICIPLE | ReadingSet::MASDAR | ReadingSet::SURFACE)
                            != 0
                    } || (cue.readings.has(ReadingSet::SURFACE) && k.readings & ReadingSet::SURFACE != 0);
                    if !fits {
                        continue;
                    }
                    let mut at = i;
                    let mut ok = true;
                    for &key in &e.words[1..] {
                        let name = frames.keys.name(key);
                        let next = at + 1;
                        match (name, doc.words.get(next)) {
                            ("ل", Some(x)) if x.has(pro::LI) => {}
                            (_, Some(x)) if next < range.end && x.key(key).is_some() => at = next,
                            _ => ok = false,
                        }
                        if !ok {
                            break;
                        }
                    }
                    if ok
                        && best
                            .as_ref()
                            .is_none_or(|b| b.words.end <= at + 1 - usize::from(b.words.end == at + 1))
                    {
                        best = Some(Found {
                            class: cue.class,
                            words: i..at + 1,
                            rule: cue.rule.to_string(),
                        });
                    }
                }
            }
            if let Some(b) = best {
                i = b.words.end;
                out.push(b);
            } else {
                i += 1;
            }
        }
        out
    }

    /// The agency of the dateline («(أ ف ب) –») or a closing credit of another medium.
    fn find_global(&mut self) {
        let doc = self.doc;
        let body: Vec<usize> = (0..doc.sents.len()).filter(|&s| !doc.sents[s].title).collect();
        if let Some(&s) = body.first() {
            let range = doc.sents[s].words.clone();
            for i in range.start..range.end.min(range.start + 10) {
                let Some(e) = self.layers.entity_at(i) else { continue };
                let m = &self.layers.entities[e];
                let media = matches!(m.source, SourceKind::Agency | SourceKind::Media);
                let bracketed = doc.words[i].bracketed;
                let dash = doc.words.get(m.words.end).is_some_and(|w| w.gap & gap::DASH != 0);
                if media && m.outlet && bracketed && dash && (m.source == SourceKind::Agency || Some(&m.id) != self.own)
                {
                    self.global = Some(self.entity_speaker(e));
                    return;
                }
            }
        }
        if let Some(&s) = body.last() {
            let range = doc.sents[s].words.clone();
            let credit = self
                .cues(&range)
                .into_iter()
                .find(|c| c.class == CueClass::Credit && c.words.start == range.start);
            if credit.is_some() && range.len() <= 8 {
                for i in range {
                    if let Some(e) = self.layers.entity_at(i)
                        && self.layers.entities[e].outlet
                        && Some(&self.layers.entities[e].id) != self.own
                    {
                        self.global = Some(self.entity_speaker(e));
                        return;
                    }
                }
            }
        }
    }

    fn entity_speaker(&self, e: usize) -> Speaker {
        let m = &self.layers.entities[e];
        let mut start = m.words.start;
        // «وكالة», «صحيفة» before the name belong to it.
        if start > 0
            && self.doc.is(start - 1, self.doc.frames().class_bit("media_noun"))
            && self.doc.words[start].gap & gap::HARD == 0
        {
            start -= 1;
        }
        let words = start..m.words.end;
        Speaker {
            span: self.doc.span(&words),
            words: (words.start, words.end),
            kind: m.source,
            entity: Some(m.id.clone()),
            cue: None,
            private: false,
        }
    }

    fn is_own(&self, e: usize) -> bool {
        let m = &self.layers.entities[e];
        Some(&m.id) == self.own
    }

    /// Whether the words name the report's own outlet.
    fn names_own(&self, words: &Range<usize>) -> bool {
        let by_id = words
            .clone()
            .any(|w| self.layers.entity_at(w).is_some_and(|e| self.is_own(e)));
        if by_id {
            return true;
        }
        if self.own_name.is_empty() {
            return false;
        }
        let text = self.doc.span(words).slice(self.doc.text);
        crate::lookup::shares_words(text, &self.own_name)
    }

    fn sentence(&mut self, s: usize) -> Plan {
        let doc = self.doc;
        let range = doc.sents[s].words.clone();
        let mut cues = self.cues(&range);
        cues.retain(|c| c.class != CueClass::Credit);
        let base = self.base();
        let mut plan = Plan::Silent;
        let mut opening: Vec<Speaker> = Vec::new();
        let mut inner: Vec<Speaker> = Vec::new();
        let mut opening_outlet = None;
        let mut opening_rule = None;
        let intro = range.clone().any(|i| doc.is(i, self.statement_intro)) && range.len() <= 12;
        // Prepositions of source hold for the whole sentence.
        for c in &cues {
            match c.class {
                CueClass::According | CueClass::Quoting => {
                    if let Some((sp, _)) = self.speaker_after(c, &range)
                        && !self.joined(&opening, &sp)
                    {
                        if self.names_own(&(sp.words.0..sp.words.1)) && sp.kind != SourceKind::Reporter {
                            opening_outlet = Some(sp.span);
                        } else if c.class == CueClass::Quoting && c.words.start > range.start {
                            inner.push(sp);
                        } else {
                            opening.push(sp);
                        }
                        opening_rule = Some(c.rule.clone());
                        plan = Plan::Named;
                    }
                }
                CueClass::SelfRef if plan == Plan::Silent => {
                    opening.clone_from(&self.last);
                    opening_rule = Some(c.rule.clone());
                    plan = Plan::Resumed;
                }
                _ => {}
            }
        }
        if !cues
            .iter()
            .any(|c| matches!(c.class, CueClass::Speech | CueClass::Resume))
        {
            opening.append(&mut inner);
        }
        let mut current = Statement {
            from: range.start,
            chain: with_global(&opening, &base),
            outlet: opening_outlet,
            stance: if opening.is_empty() {
                Stance::Asserted
            } else {
                Stance::Reported
            },
            denied: false,
            rule: opening_rule,
        };
        if plan == Plan::Silent
            && doc
                .words
                .get(range.start)
                .is_some_and(|w| w.quoted && w.gap & gap::OPEN_QUOTE == 0)
        {
            current.chain.clone_from(&self.last);
            plan = Plan::Resumed;
        }
        self.out.push(current);
        for c in &cues {
            let Some((chain, content, outlet, stance, resumed)) = self.spoken(c, &range, &opening) else {
                continue;
            };
            plan = if resumed && plan == Plan::Silent {
                Plan::Resumed
            } else {
                Plan::Named
            };
            // «وذكر نقلا عن مصادر»: those quoted stand before the one who quotes.
            let quoted: Vec<Speaker> = inner
                .iter()
                .filter(|q| q.words.0 < content && !chain.iter().any(|s| s.words == q.words))
                .cloned()
                .collect();
            let whole: Vec<Speaker> = quoted.into_iter().chain(chain.iter().cloned()).collect();
            self.out.push(Statement {
                from: content,
                chain: with_global(&whole, &base),
                outlet,
                stance,
                denied: c.class == CueClass::Denial,
                rule: Some(c.rule.clone()),
            });
            self.remember(&chain);
        }
        if !opening.is_empty() && plan == Plan::Named {
            self.remember(&opening);
            // «جاء ذلك بحسب …»: the sentences before are his.
            let back = doc.frames().class("refers_back").iter().any(|e| {
                e.iter()
                    .enumerate()
                    .all(|(d, &k)| doc.words.get(range.start + d).is_some_and(|w| w.key(k).is_some()))
            });
            if back {
                let from = doc.sents[s.saturating_sub(3)].words.start;
                let titles: Vec<Range<usize>> = doc.sents.iter().filter(|x| x.title).map(|x| x.words.clone()).collect();
                let chain = with_global(&opening, &base);
                for st in self
                    .out
                    .iter_mut()
                    .filter(|st| st.from >= from && st.from < range.start && st.chain.is_empty())
                {
                    if !titles.iter().any(|t| t.contains(&st.from)) {
                        st.chain.clone_from(&chain);
                        st.stance = Stance::Reported;
                    }
                }
            }
        }
        if intro && !self.last.is_empty() {
            self.global = self.last.last().cloned();
        }
        plan
    }

    /// What stands behind every statement: the agency of the dateline, a statement being quoted in full.
    fn base(&self) -> Vec<Speaker> {
        self.global.iter().cloned().collect()
    }

    fn joined(&self, chain: &[Speaker], sp: &Speaker) -> bool {
        chain.iter().any(|c| c.words == sp.words)
    }

    fn remember(&mut self, chain: &[Speaker]) {
        if chain.is_empty() {
            return;
        }
        for sp in chain {
            if !self.met.iter().any(|m| m.words == sp.words) {
                self.met.push(sp.clone());
            }
        }
        self.last = chain.to_vec();
    }

    /// The chain that a verb of saying introduces, and where its content begins.
    #[allow(clippy::type_complexity)]
    fn spoken(
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
    fn nominal_content(&self, at: usize, range: &Range<usize>) -> bool {
        at <= range.end
    }

    fn plausible(&self, sp: &Speaker) -> bool {
        !matches!(sp.kind, SourceKind::Unstated)
    }

    /// Where the content begins: behind «أن», a colon, an opening quotation mark.
    fn content(&self, from: usize, range: &Range<usize>) -> Option<(usize, bool)> {
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
    fn subject_right(&self, from: usize, stop: usize) -> (Option<Range<usize>>, usize) {
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
    fn about(&self) -> u64 {
        self.doc.frames().class_bit("about")
    }

    /// A comma inside «قاسم رماح، عضو المركز،»: an apposition of a name.
    fn continues_name(&self, at: usize) -> bool {
        let doc = self.doc;
        let stop = (at + 12).min(doc.words.len());
        let np = noun_phrase(doc, self.layers, at, stop);
        np.is_some_and(|n| {
            matches!(n.sem, Sem::Person | Sem::People | Sem::Actor) && n.prep == crate::phrase::Prep::None
        })
    }

    /// «المرصد … أفاد»: the subject before the verb, at the start of the sentence.
    fn subject_left(&self, verb: usize, range: &Range<usize>) -> Option<Range<usize>> {
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
    fn media_at(&self, i: usize, stop: usize) -> Option<(Range<usize>, Option<usize>)> {
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

    fn trimmed(&self, words: &Range<usize>) -> Span {
        noun_phrase(self.doc, self.layers, words.start, words.end).map_or_else(
            || self.doc.span(words),
            |np| {
                let inner = np.span(self.doc);
                Span::new(inner.start, self.doc.span(words).end.max(inner.start))
            },
        )
    }

    /// «نقلت الوكالة عن مصدر قوله»: the person quoted.
    fn quoted_from(&self, c: &Found, range: &Range<usize>, stop: usize) -> Option<Speaker> {
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

    /// The speaker behind a preposition of source.
    fn speaker_after(&self, c: &Found, range: &Range<usize>) -> Option<(Speaker, usize)> {
        let doc = self.doc;
        let mut at = c.words.end;
        // «حسب ما أفاد المرصد»: a verb may stand between.
        let mut hops = 0;
        while at < range.end && hops < 3 {
            let w = &doc.words[at];
            if w.is_verb() || doc.is(at, doc.frames().class_bit("what")) {
                at += 1;
                hops += 1;
            } else {
                break;
            }
        }
        let start = at;
        let first = doc.words.get(at)?;
        if at >= range.end || first.gap & (gap::STOP | gap::COMMA) != 0 {
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
            if w.is_verb()
                || doc.is(
                    end,
                    self.layers.bits.complementizer | self.layers.bits.relative | self.about() | self.setting,
                )
                || doc.time_at[end].is_some()
            {
                break;
            }
            if w.has(pro::LI) && self.media_at(end, range.end).is_some() {
                break;
            }
            end += 1;
        }
        let mut sp = self.classify(&(start..end))?;
        sp.cue = Some(doc.span(&c.words));
        Some((sp, end))
    }

    /// What kind of source the words name; `None` where they name none.
    fn classify(&self, words: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        if words.is_empty() {
            return None;
        }
        let np = noun_phrase(doc, self.layers, words.start, words.end)?;
        let mut span = doc.span(words);
        let inner = np.span(doc);
        span = Span::new(inner.start.min(span.end), span.end);
        let make = |kind: SourceKind, entity: Option<EntityId>, private: bool| Speaker {
            span,
            words: (words.start, words.end),
            kind,
            entity,
            cue: None,
            private,
        };
        // «مراسلنا»: the correspondent met before.
        if np.words.len() == 1
            && doc.words[np.head].pronoun.is_some()
            && np.noun.as_ref().is_some_and(|n| n.source == Some(SourceKind::Reporter))
            && let Some(sp) = self.met.iter().find(|m| m.kind == SourceKind::Reporter)
        {
            return Some(sp.clone());
        }
        // «المصدر», «الصحيفة»: somebody met before.
        if np.words.len() == 1
            && np.words.end == words.end
            && doc.words[np.head].definite()
            && let Some(sp) = self.met_before(np.head)
        {
            return Some(sp);
        }
        let first_noun = words.clone().find_map(|i| self.layers.noun_of(doc, i).map(|n| (i, n)));
        let head_noun = np.noun.clone().or_else(|| {
            first_noun
                .as_ref()
                .filter(|(i, _)| *i <= np.words.end)
                .map(|(_, n)| n.clone())
        });
        let named = words.clone().any(|i| {
            self.layers.is_name(doc, i) && self.layers.noun_of(doc, i).is_none() && self.layers.entity_at(i).is_none()
        });
        let office = words
            .clone()
            .any(|i| self.layers.noun_of(doc, i).is_some_and(|n| n.office));
        let defector = words.clone().any(|i| doc.is(i, doc.frames().class_bit("own_side")));
        let media_noun = doc.is(np.words.start, doc.frames().class_bit("media_noun"));
        if np.sem == Sem::Person || named && np.sem != Sem::Actor {
            if let Some(sp) = self.same_name(words) {
                return Some(sp);
            }
            let figure = np.sem == Sem::Person
                && np.entity.is_some()
                && words
                    .clone()
                    .any(|i| self.layers.entity_at(i).is_some_and(|e| self.layers.entities[e].person));
            if let Some(n) = &head_noun
                && n.speaker
                && n.source == Some(SourceKind::Reporter)
            {
                return Some(make(SourceKind::Reporter, np.entity.clone(), true));
            }
            let kind = if defector {
                SourceKind::Participant
            } else if let Some(k) = head_noun
                .as_ref()
                .and_then(|n| n.source)
                .filter(|k| matches!(k, SourceKind::Expert | SourceKind::Eyewitness))
            {
                k
            } else if office || figure {
                SourceKind::Official
            } else {
                SourceKind::Named
            };
            return Some(make(kind, np.entity.clone(), !figure));
        }
        if let Some(n) = &head_noun
            && np.sem != Sem::Actor
        {
            // An unnamed official is an unnamed source.
            let kind = match n.source {
                Some(SourceKind::Official | SourceKind::Named | SourceKind::Participant) | None => {
                    SourceKind::Anonymous
                }
                Some(_) if defector => SourceKind::Anonymous,
                Some(k) => k,
            };
            return Some(make(kind, np.entity.clone(), false));
        }
        if let Some(e) = words.clone().take(6).find_map(|i| self.layers.entity_at(i)) {
            let m = &self.layers.entities[e];
            let kind = if media_noun && !matches!(m.source, SourceKind::Agency | SourceKind::Media) {
                SourceKind::Media
            } else {
                m.source
            };
            return Some(make(kind, Some(m.id.clone()), false));
        }
        if media_noun {
            return Some(make(SourceKind::Media, None, false));
        }
        if doc.is(np.head, doc.frames().class_bit("organisation_noun"))
            || doc.is(np.words.start, doc.frames().class_bit("organisation_noun"))
        {
            return Some(make(SourceKind::Organisation, None, false));
        }
        if np.sem == Sem::Actor {
            return Some(make(SourceKind::Party, np.entity.clone(), false));
        }
        if doc.is(np.words.start, doc.frames().class_bit("document_noun")) {
            // «المقابلات التي أجريت مع …»: those who were asked.
            let with = doc.frames().class_bit("with");
            if let Some(at) = words.clone().find(|&i| doc.is(i, with))
                && at + 1 < words.end
                && let Some(sp) = self.classify(&(at + 1..words.end))
            {
                return Some(sp);
            }
            // «وفقا للتقرير»: the medium that published it.
            return self
                .met
                .iter()
                .rev()
                .find(|m| {
                    matches!(
                        m.kind,
                        SourceKind::Media | SourceKind::Agency | SourceKind::Organisation | SourceKind::Party
                    )
                })
                .cloned();
        }
        None
    }

    /// A speaker met before that the same definite noun names.
    fn met_before(&self, head: usize) -> Option<Speaker> {
        let doc = self.doc;
        self.met
            .iter()
            .rev()
            .find(|m| {
                (m.words.0..m.words.1).any(|i| {
                    doc.words[head]
                        .keys
                        .iter()
                        .any(|k| k.sure && doc.words[i].key(k.key).is_some())
                        && i != head
                })
            })
            .cloned()
    }

    /// A speaker met before whose name these words repeat.
    fn same_name(&self, words: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        if words.len() > 3 {
            return None;
        }
        self.met
            .iter()
            .rev()
            .find(|m| {
                m.words.1 - m.words.0 > words.len()
                    && words
                        .clone()
                        .all(|i| (m.words.0..m.words.1).any(|j| doc.word(i) == doc.word(j)))
            })
            .cloned()
    }

    /// Sentences without a cue between two of one speaker are his.
    fn bridge(&mut self, plans: &[Plan]) {
        let doc = self.doc;
        for s in 1..plans.len() {
            if plans[s] != Plan::Silent {
                continue;
            }
            let Some(next) = (s + 1..plans.len()).find(|&n| plans[n] != Plan::Silent) else {
                continue;
            };
            if plans[next] != Plan::Resumed || next - s > 2 {
                continue;
            }
            let before = doc.sents[s].words.start;
            let chain = self
                .out
                .iter()
                .rfind(|st| st.from < before && !st.chain.is_empty())
                .map(|st| st.chain.clone());
            let range = doc.sents[s].words.clone();
            if let Some(chain) = chain
                && let Some(st) = self.out.iter_mut().find(|st| range.contains(&st.from))
            {
                st.chain = chain;
                st.stance = Stance::Reported;
            }
        }
    }
}

/// The chain with what stands behind everything.
fn with_global(chain: &[Speaker], base: &[Speaker]) -> Vec<Speaker> {
    let mut out = chain.to_vec();
    for b in base {
        if !out
            .iter()
            .any(|c| c.words == b.words || (c.entity.is_some() && c.entity == b.entity))
        {
            out.push(b.clone());
        }
    }
    out
}

/// Whether a word can open a sentence of a new subject; kept for the explanation of chains.
#[must_use]
pub fn is_verb_first(doc: &Doc<'_>, sentence: &Range<usize>) -> bool {
    doc.words.get(sentence.start).is_some_and(|w| w.best & pos::VERB != 0)
}
