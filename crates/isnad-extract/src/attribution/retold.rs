//! What stands behind a whole report: the agency of its dateline, the closing credit, the paper that it retells.
//!
//! In: an article. Out: the speakers that every chain ends with before the outlet, and the media that pass another
//! medium on. Invariant: the report's own outlet is never among them. Deliberately takes no body without a name
//! («وسائل إعلام») for a retold medium.
//!
//! Example: behind «نقلت قناة الوادي عن صحيفة ذا ريفر أن …» (the Valley channel quoted The River) each «وبحسب الصحيفة»
//! (according to the paper) is the paper's word, passed on by the channel.

use super::*;

/// So many sentences of a report's beginning may hold its dateline.
const HEAD: usize = 3;
/// So many sentences of a report's end may hold its signature.
const TAIL: usize = 10;

impl Reader<'_, '_> {
    /// The agency of the dateline («(أ ف ب) –») or a closing credit of another medium.
    pub(super) fn find_global(&mut self) {
        let doc = self.doc;
        let body: Vec<usize> = (0..doc.sents.len())
            .filter(|&s| !doc.sents[s].title && !doc.sents[s].caption)
            .collect();
        for &s in body.iter().take(HEAD) {
            let range = doc.sents[s].words.clone();
            // «كتب: أ ف ب»
            let byline = usize::from(doc.is(range.start, doc.frames().class_bit("byline_verb")));
            let credit = range.len() <= 10 && !range.clone().skip(byline).any(|i| doc.words[i].is_verb());
            // «مصدر الصورة رويترز»: who took the picture tells nothing.
            let picture = doc.frames().class_bit("picture_noun");
            if credit && range.clone().take(3).any(|i| doc.is(i, picture)) {
                continue;
            }
            for i in range.start..range.end.min(range.start + 10) {
                let bracketed = doc.words[i].bracketed;
                if let Some(e) = self.layers.entity_at(i) {
                    let m = &self.layers.entities[e];
                    let media = matches!(m.source, SourceKind::Agency | SourceKind::Media);
                    let dash = doc.words.get(m.words.end).is_some_and(|w| w.gap & gap::DASH != 0);
                    let own = Some(&m.id) == self.own;
                    if media && m.outlet && bracketed && (dash || credit) && (m.source == SourceKind::Agency || !own) {
                        self.global = Some(self.entity_speaker(e));
                        return;
                    }
                    // «نيروبي/رويترز: …»: between the town and the news.
                    if m.outlet
                        && m.source == SourceKind::Agency
                        && !own
                        && self.datelined(range.start, m.words.clone())
                    {
                        self.global = Some(self.entity_speaker(e));
                        return;
                    }
                    // «الوادي - رويترز»: an agency in a line of credits.
                    if m.outlet && m.source == SourceKind::Agency && credit && !own && i > range.start {
                        self.global = Some(self.entity_speaker(e));
                        return;
                    }
                }
                if (bracketed || credit) && doc.is(i, self.agency_noun()) {
                    let words = self.name_behind(i, range.end);
                    // «وكالة إخبارية عالمية» names none.
                    let named = words.len() >= 2 && {
                        let next = &doc.words[i + 1];
                        next.definite() || next.best & pos::ADJ == 0
                    };
                    if named
                        && !self.names_own(&words)
                        && let Some(sp) = self.classify(&words).filter(|sp| sp.kind == SourceKind::Agency)
                    {
                        self.global = Some(sp);
                        return;
                    }
                }
            }
        }
        // A line that is an agency's name and nothing else. At the end a site signs so too: only one that is named
        // before, or that serves others, is the source.
        let all = doc.sents.len();
        let tail = all.saturating_sub(2).max(HEAD);
        for s in (0..all.min(HEAD)).chain(tail..all) {
            if self.global.is_none()
                && let Some(e) = self.agency_alone(&doc.sents[s].words)
                && (s < HEAD && s + 1 < all || self.serves_others(e))
            {
                self.global = Some(self.entity_speaker(e));
            }
        }
        for &s in body.iter().rev().take(2) {
            if self.global.is_none() {
                self.closing_credit(doc.sents[s].words.clone());
            }
        }
        if self.global.is_none() {
            self.find_issuer(&body);
        }
    }

    /// «نواكشوط - د ب أ: …», «نيروبي/رويترز: …»: whether a name stands between a town at the head of a sentence and what it
    /// tells, parted from both.
    fn datelined(&self, start: usize, name: Range<usize>) -> bool {
        const TOWN: usize = 3;
        let doc = self.doc;
        let parted = |i: usize, by: u16| {
            doc.words
                .get(i)
                .is_some_and(|w| w.gap & by != 0 && w.gap & gap::LINE == 0)
        };
        name.start > start
            && name.start - start <= TOWN
            && (start..name.start).all(|i| self.layers.place_at(i).is_some())
            && parted(name.start, gap::DASH)
            && parted(name.end, gap::DASH | gap::COLON)
    }

    /// Whether the agency is one whose news others print, or is named elsewhere in the report.
    fn serves_others(&self, e: usize) -> bool {
        let m = &self.layers.entities[e];
        self.is_wire(e)
            || self
                .layers
                .entities
                .iter()
                .any(|x| x.id == m.id && x.words.end <= m.words.start)
    }

    /// Whether an agency serves papers of all countries, or is named by its letters («أ ف ب»).
    fn is_wire(&self, e: usize) -> bool {
        let (doc, m) = (self.doc, &self.layers.entities[e]);
        let wire = doc.frames().class_bit("wire");
        let letters = |i: usize| doc.word(i).chars().count() == 1;
        m.words.clone().any(|i| doc.is(i, wire) || letters(i))
    }

    /// The agency whose name is all that stands in a sentence, and is not the report's own.
    fn agency_alone(&self, range: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        if !(1..=5).contains(&range.len())
            || !doc
                .words
                .get(range.start)
                .is_some_and(|w| w.gap & gap::LINE != 0 || range.start == 0)
        {
            return None;
        }
        let e = range.clone().find_map(|i| self.layers.entity_at(i))?;
        let m = &self.layers.entities[e];
        let rest = |i: usize| m.words.contains(&i) || doc.is(i, self.agency_noun());
        (m.source == SourceKind::Agency && m.outlet && (!self.is_own(e) || self.is_wire(e)) && range.clone().all(rest))
            .then_some(e)
    }

    /// The body whose statement the whole report is: its headline names body and statement, its end is signed.
    fn find_issuer(&mut self, body: &[usize]) {
        let doc = self.doc;
        let f = doc.frames();
        let (spokesman, signs) = (f.class_bit("spokesman_noun"), f.class_bit("signature"));
        let signed = body.iter().rev().take(TAIL).any(|&s| {
            let range = doc.sents[s].words.clone();
            let short = range.len() <= 8 && !range.clone().any(|i| doc.words[i].is_verb());
            let speaks = |i: usize| {
                doc.is(i, spokesman) && (i + 1..range.end.min(i + 4)).any(|j| doc.is(j, f.class_bit("identity")))
            };
            short && (range.clone().any(speaks) || doc.is(range.start, signs))
        });
        let head = doc.sents.iter().find(|s| s.title).or_else(|| doc.sents.first());
        let Some(range) = head.filter(|s| signed || s.title).map(|s| s.words.clone()) else {
            return;
        };
        let statement = f.class_bit("statement_intro");
        let Some(noun) = range.clone().find(|&i| doc.is(i, statement)) else {
            return;
        };
        let issuer = range.clone().find_map(|i| self.layers.entity_at(i)).filter(|&e| {
            let m = &self.layers.entities[e];
            // «حركة كذا بلاغ عسكري», «بيان صادر عن حركة كذا»: whose it is stands beside it.
            let beside = m.words.end == noun || m.words.start > noun && m.words.start - noun <= 3;
            let quiet = beside && !range.clone().any(|i| doc.words[i].is_verb());
            !m.outlet && !m.person && !m.adjective && (signed || quiet)
        });
        if let Some(e) = issuer {
            self.global = Some(self.entity_speaker(e));
        }
    }

    /// «المصدر: وكالة …» in the last line.
    fn closing_credit(&mut self, range: Range<usize>) {
        let doc = self.doc;
        if range.len() > 8 {
            return;
        }
        let mut cues = self.cues(&range).into_iter();
        let Some(credit) = cues.find(|c| c.class == CueClass::Credit && c.words.start == range.start) else {
            return;
        };
        for i in range.clone() {
            if let Some(e) = self.layers.entity_at(i)
                && self.layers.entities[e].outlet
                && Some(&self.layers.entities[e].id) != self.own
            {
                self.global = Some(self.entity_speaker(e));
                return;
            }
        }
        let at = credit.words.end;
        if at < range.end && doc.is(at, doc.frames().class_bit("media_noun")) {
            let words = self.name_behind(at, range.end);
            if words.len() >= 2 && !self.names_own(&words) {
                self.global = self
                    .classify(&words)
                    .filter(|sp| matches!(sp.kind, SourceKind::Agency | SourceKind::Media));
            }
            return;
        }
        // «المصدر: السفير»: whatever stands behind the colon is a medium's name.
        let words = at..range.end;
        let mass = doc.frames().class_bit("media_mass") | self.agency_noun();
        let named = (1..=4).contains(&words.len())
            && doc.words[at].gap & gap::COLON != 0
            && !words.clone().any(|i| {
                let w = &doc.words[i];
                doc.is(i, mass | self.layers.bits.preposition) || w.is_verb() || w.best & pos::DIGITS != 0
            });
        if named && !self.names_own(&words) {
            self.global = Some(Speaker {
                span: doc.span(&words),
                words: (words.start, words.end),
                kind: SourceKind::Media,
                entity: None,
                cue: Some(doc.span(&credit.words)),
                private: false,
            });
        }
    }

    /// A noun of media with the name behind it, to the next sign.
    fn name_behind(&self, at: usize, stop: usize) -> Range<usize> {
        let doc = self.doc;
        let mut end = at + 1;
        while end < stop
            && end - at < 6
            && doc.words[end].gap & gap::HARD == 0
            && !doc.words[end].is_verb()
            && !doc.is(end, self.layers.bits.complementizer)
        {
            end += 1;
        }
        at..end
    }

    /// The nouns of agencies.
    pub(super) fn agency_noun(&self) -> Classes {
        self.doc.frames().class_bit("agency_noun")
    }

    /// Whether a speaker is a medium with a name.
    pub(super) fn named_medium(&self, sp: &Speaker) -> bool {
        let doc = self.doc;
        let mass = doc.frames().class_bit("media_mass");
        let plural = doc
            .words
            .get(sp.words.0)
            .is_some_and(|w| w.plural || w.classes.meets(mass));
        // «موقع تويتر»: where others post.
        let network = (sp.words.0..sp.words.1).any(|i| doc.is(i, doc.frames().class_bit("network_word")));
        matches!(sp.kind, SourceKind::Media | SourceKind::Agency)
            && !network
            && (self.is_outlet(sp) || !plural && sp.words.1 - sp.words.0 >= 2)
    }

    /// Whether a speaker is a known outlet: «وسائل إعلام سورية» belongs to a state and is none.
    fn is_outlet(&self, sp: &Speaker) -> bool {
        sp.entity
            .as_ref()
            .and_then(|id| self.layers.entity(id))
            .is_some_and(|m| m.outlet)
    }

    /// Takes the media of the lead for those that the report retells.
    pub(super) fn find_retold(&mut self, s: usize) {
        let range = self.doc.sents[s].words.clone();
        let chain: Option<Vec<Speaker>> = self
            .out
            .iter()
            .filter(|st| range.contains(&st.from) && st.outlet.is_none())
            // «…، وفق ما نشرت الصحيفة» behind the news is no retelling of a whole report; an agency's name there is.
            .filter(|st| {
                !st.chain
                    .iter()
                    .any(|sp| st.from == range.start && sp.words.0 > range.start + 4 && sp.kind == SourceKind::Media)
            })
            // «…، فيما ذكرت قناة كذا أن …», «…، كما كشف تقرير لصحيفة كذا …» tells the same of its own.
            .filter(|st| {
                let also = self.doc.frames().class_bit("likewise");
                !(range.start..st.from).rev().take(16).any(|i| {
                    self.doc.begins("meanwhile", i, self.doc.words.len()) || i > range.start && self.doc.is(i, also)
                })
            })
            .map(|st| {
                let media = |sp: &&Speaker| self.named_medium(sp);
                st.chain.iter().filter(media).cloned().collect::<Vec<_>>()
            })
            .filter(|media| !media.is_empty())
            .reduce(|a, b| if b.len() > a.len() { b } else { a });
        let Some(chain) = chain.or_else(|| self.presented(&range)).or_else(|| self.headed(&range)) else {
            return;
        };
        for (i, sp) in chain.iter().enumerate() {
            if i + 1 < chain.len() {
                self.followers.push((sp.clone(), chain[i + 1..].to_vec()));
            }
        }
        // What the headline says before is theirs too.
        let titles: Vec<Range<usize>> = self
            .doc
            .sents
            .iter()
            .filter(|x| x.title)
            .map(|x| x.words.clone())
            .collect();
        for st in &mut self.out {
            if st.chain.is_empty() && titles.iter().any(|t| t.contains(&st.from)) {
                st.chain.clone_from(&chain);
                st.stance = Stance::Reported;
            }
        }
        self.retold = chain;
    }

    /// «وفي حادث منفصل، أعلنت المديرية …», «ومنذ العام 2011، شنت …»: no more of what the medium told.
    pub(super) fn turn_elsewhere(&mut self, range: &Range<usize>, cues: &[Found]) {
        let speaks = |c: &Found| matches!(c.class, CueClass::Speech | CueClass::Denial | CueClass::According);
        if self.retold.is_empty() {
            return;
        }
        let agency = self.retold.iter().all(|sp| sp.kind == SourceKind::Agency);
        if self.doc.begins("elsewhere", range.start, range.end) && cues.iter().any(speaks) {
            self.retold.clear();
            self.followers.clear();
        } else if agency && cues.is_empty() && self.tells_of_years(range) {
            // What a paper's long read looks back on, the paper tells.
            self.retold.clear();
        }
    }

    /// «وخلال السنوات الماضية، شنت …», «وتشهد البلاد منذ العام 2011 …»: what an outlet adds by itself to the news that it
    /// retells.
    fn tells_of_years(&self, range: &Range<usize>) -> bool {
        const HEAD: usize = 4;
        let doc = self.doc;
        let background = isnad_lexicon::setting::bit::BACKGROUND;
        let first = range.start;
        let years = |i: usize| {
            let year = doc.time_at[i].is_some_and(|t| doc.times[t as usize].precision >= 5);
            year || doc.is(i, doc.frames().class_bit("long_unit"))
        };
        let opens = doc.is(first, self.layers.bits.preposition | self.layers.bits.since);
        if opens {
            return (first + 1..range.end.min(first + HEAD)).any(years);
        }
        let was = (first..range.end.min(first + 2)).any(|i| doc.words[i].letters().setting & background != 0);
        was && (first + 1..range.end)
            .any(|i| doc.is(i, self.layers.bits.since) && (i..range.end.min(i + HEAD)).any(years))
    }

    /// «بيان من مبادرة كذا بشأن …» above the statement's own words: who published it.
    pub(super) fn issuer(&self) -> Option<Speaker> {
        let doc = self.doc;
        let from = doc.frames().class_bit("quoting_from");
        doc.sents.iter().filter(|s| s.title).find_map(|s| {
            let first = s.words.start;
            if !doc.is(first, STATEMENT_INTRO) {
                return None;
            }
            let by =
                (first + 1..s.words.end.min(first + 4)).find(|&i| doc.is(i, from) || self.layers.is_min(doc, i))?;
            let end = (by + 2..s.words.end)
                .find(|&i| {
                    doc.words[i].gap & gap::HARD & !gap::CLOSE != 0 || doc.is(i, doc.frames().class_bit("about"))
                })
                .unwrap_or(s.words.end);
            self.classify(&(by + 1..end))
        })
    }

    /// «للصحيفة»: of the media that the report retells, the one that the noun means.
    pub(super) fn retold_medium(&self, words: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        let head = words.start;
        if words.len() != 1 || self.names_own(words) && self.retold.is_empty() {
            return None;
        }
        self.retold
            .iter()
            .chain(self.lately().filter(|m| self.named_medium(m)))
            .find(|m| (m.words.0..m.words.1).any(|i| doc.words[head].same(&doc.words[i])))
            .cloned()
    }

    /// Puts behind a chain those who pass its last medium on, and the medium that the whole report retells.
    pub(super) fn complete(&self, chain: &mut Vec<Speaker>, own: bool) {
        if let Some(last) = chain.last()
            && let Some((_, more)) = self.followers.iter().find(|(m, _)| self.same_source(m, last))
        {
            for sp in more {
                if !chain.iter().any(|c| self.same_source(c, sp)) {
                    chain.push(sp.clone());
                }
            }
            return;
        }
        let media = chain
            .iter()
            .any(|sp| matches!(sp.kind, SourceKind::Media | SourceKind::Agency | SourceKind::Reporter));
        if own || media || chain.is_empty() {
            return;
        }
        // «قالت مصادر لوكالة كذا إن …»: she was told that; what a body makes known by itself it says to all.
        let body = chain.last().is_some_and(|sp| {
            !sp.private
                && matches!(
                    sp.kind,
                    SourceKind::Party | SourceKind::Official | SourceKind::Organisation
                )
        });
        let told = |m: &Speaker| m.words.0 < self.doc.words.len() && self.begins_with_li(m.words.0);
        chain.extend(self.retold.iter().filter(|m| !(body && told(m))).cloned());
    }

    /// Whether two speakers are one.
    pub(super) fn same_source(&self, a: &Speaker, b: &Speaker) -> bool {
        if a.words == b.words {
            return true;
        }
        let media = |sp: &Speaker| matches!(sp.kind, SourceKind::Media | SourceKind::Agency);
        if let (Some(x), Some(y)) = (&a.entity, &b.entity)
            && (x != y || self.is_outlet(a) || !media(a) || !media(b))
        {
            return x == y;
        }
        if !media(a) || !media(b) {
            return false;
        }
        let doc = self.doc;
        let skip = doc.frames().class_bit("media_noun") | self.agency_noun() | doc.frames().class_bit("said_noun");
        let names = |sp: &Speaker| -> Vec<&str> {
            (sp.words.0..sp.words.1)
                .filter(|&i| !doc.is(i, skip))
                .map(|i| doc.word(i))
                .collect()
        };
        let (x, y) = (names(a), names(b));
        x.iter().any(|w| y.contains(w))
    }

    /// The chain with what stands behind everything.
    pub(super) fn with_global(&self, chain: &[Speaker], base: &[Speaker]) -> Vec<Speaker> {
        self.with_all(chain.to_vec(), base)
    }

    /// The same of a chain that nobody else needs.
    pub(super) fn with_all(&self, mut out: Vec<Speaker>, base: &[Speaker]) -> Vec<Speaker> {
        for b in base {
            if !out.iter().any(|c| self.same_source(c, b)) {
                out.push(b.clone());
            }
        }
        out
    }
}

impl Reader<'_, '_> {
    /// A medium named at a word, with the noun before its name.
    pub(super) fn media_at(&self, i: usize, stop: usize) -> Option<(Range<usize>, Option<usize>)> {
        for j in i..(i + 3).min(stop) {
            if let Some(e) = self.layers.entity_at(j)
                && self.layers.entities[e].outlet
            {
                return Some((i..self.layers.entities[e].words.end.min(stop).max(j + 1), Some(e)));
            }
        }
        let f = self.doc.frames();
        let media_noun = self.doc.is(i, f.class_bit("media_noun") | f.class_bit("reporter_noun"));
        if media_noun || self.names_own(&(i..(i + 2).min(stop))) {
            let mut words = noun_phrase(self.doc, self.layers, i, stop)?.words;
            // «مجلة "نهر" الفلانية»: the name in marks, and whose it is.
            if words.end == i + 1
                && i + 1 < stop
                && self.doc.words[i + 1].gap & gap::OPEN_QUOTE != 0
                && let Some(end) = crate::bound::bracket_end(self.doc, i + 1, stop).filter(|end| end - i <= 8)
            {
                words.end = self.whose_medium(end, stop);
            }
            // «وكالة … للأنباء»
            let news = |w: &crate::doc::Word| w.has(pro::LI) && w.classes.meets(f.class_bit("said_noun"));
            if words.end < stop && news(&self.doc.words[words.end]) {
                words.end += 1;
            }
            return Some((words, None));
        }
        None
    }

    /// «مجلة "نهر" الفلانية»: where a medium ends with the nisba of whose it is.
    pub(super) fn whose_medium(&self, end: usize, stop: usize) -> usize {
        let whose =
            |w: &crate::doc::Word| w.nisba && w.definite() && w.pro == pro::AL && w.gap & gap::HARD & !gap::CLOSE == 0;
        end + usize::from(end < stop && self.doc.words.get(end).is_some_and(whose))
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
    pub(super) fn quoted_from(&self, c: &Found, range: &Range<usize>, stop: usize, medium: bool) -> Option<Speaker> {
        let doc = self.doc;
        let naql = doc.frames().class_bit("quoting_verb");
        let an = doc.frames().class_bit("quoting_from");
        let learns = doc.is(c.words.start, doc.frames().class_bit("learning_verb"));
        let from = doc.frames().class_bit("out_of");
        let end = stop.min(range.end);
        let source = doc.frames().class_bit("source_noun");
        // «كشفت القناة عن مصدر أمني …»: with what it is, the source is no place.
        let one = |i: usize| {
            doc.is(i + 1, source)
                && !doc.words[i + 1].definite()
                && doc
                    .words
                    .get(i + 2)
                    .is_some_and(|w| (w.nisba || w.best & pos::ADJ != 0) && !w.definite())
        };
        let at = if learns {
            (c.words.end..end).find(|&i| doc.is(i, from) && doc.is(i + 1, source))?
        } else if doc.is(c.words.start, naql) {
            (c.words.end..end).find(|&i| doc.is(i, an))?
        } else if !medium {
            return None;
        } else {
            (c.words.end..end).take(8).find(|&i| doc.is(i, an) && one(i))?
        };
        // «نقلت عمن وصفتهم بـ"شهود"»
        let called = doc
            .words
            .get(at + 1)
            .is_some_and(|w| w.pos & pos::VERB != 0 && w.pronoun.is_some());
        let words = if called {
            let by = usize::from(at + 3 < stop && doc.word(at + 2).trim_end_matches('\u{0640}') == "ب");
            let np = noun_phrase(doc, self.layers, at + 2 + by, stop)?;
            np.words
        } else {
            self.subject_right(at + 1, stop).words?
        };
        let mut sp = self.classify(&words)?;
        sp.cue = Some(doc.span(&c.words));
        Some(sp)
    }
}
