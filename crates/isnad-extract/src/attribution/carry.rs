//! What carries a speaker on, and what ends him: another beside him, sentences between two of his own.
//!
//! In: the chains read so far. Out: whether another speaks beside the one before; the chains of silent sentences.
//! Invariant: only a silent sentence is given to somebody. Deliberately reads no words of saying.
//!
//! Example: in «قالت الوكالة إن …، فيما قال شهود إن …» (the agency said …, while witnesses said …) the witnesses
//! speak for themselves.

use super::*;

/// So many sentences may stand between two of one speaker.
const BETWEEN: usize = 4;

impl Reader<'_, '_> {
    /// «…، فيما قال شهود», «…، كما قال شهود»: another speaks beside the one before.
    pub(super) fn beside_him(&self, verb: usize) -> bool {
        let doc = self.doc;
        // «…، وذلك بعد أن أعلنت الحركة …»: the outlet tells what came before.
        let before = verb > 2
            && doc.is(verb - 1, self.layers.bits.complementizer)
            && doc.is(verb - 2, doc.frames().class_bit("beside"))
            && doc.is(verb - 3, self.layers.bits.demonstrative)
            && doc.words[verb - 3].gap & gap::COMMA != 0;
        // «…، قبل أن تعلن الوزارة أن …»: another, and later.
        let later = verb > 1
            && doc.is(verb - 1, self.layers.bits.complementizer)
            && doc.is(verb - 2, self.layers.bits.sequel | doc.frames().class_bit("beside"));
        before
            || later
            || verb > 0
                && (doc.begins("meanwhile", verb - 1, doc.words.len())
                    || doc.is(verb - 1, doc.frames().class_bit("besides")))
    }

    /// «…، متهما», «…، معترفا»: behind a comma a participle in the accusative says what else the speaker does.
    pub(super) fn goes_over(&self, i: usize) -> bool {
        let doc = self.doc;
        let w = &doc.words[i];
        let accusative = w.tanwin || doc.word(i).ends_with(['ا', 'ة']);
        w.gap & gap::COMMA != 0
            && !w.quoted
            && !w.definite()
            && w.pro == 0
            && accusative
            && w.pos & (pos::ACTIVE | pos::PASSIVE_P) != 0
            && self.layers.noun_of(doc, i).is_none_or(|n| !n.many)
    }

    /// Whether the verb at `i` belongs to a noun of people right before it («مسلحون يشتبه بأنهم …»).
    pub(super) fn describes(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        i > start
            && doc.is(i, self.layers.bits.belonging)
            && doc.words[i].gap & gap::HARD == 0
            && !doc.words[i].has(pro::CONJ)
            && !doc.words[i - 1].definite()
            && matches!(self.layers.sem_of(doc, i - 1), Sem::People | Sem::Target)
    }

    /// Behind a speaker who goes on: to whom he spoke before.
    pub(super) fn spoke_to(&self, chain: &mut Vec<Speaker>) {
        if let ([.., sp], Some((first, more))) = (&chain[..], self.last.split_first())
            && first.words == sp.words
        {
            let more: Vec<Speaker> = more
                .iter()
                .filter(|m| !chain.iter().any(|c| self.same_source(c, m)))
                .cloned()
                .collect();
            chain.extend(more);
        }
    }

    /// Sentences without a cue between two of one speaker are his.
    pub(super) fn bridge(&mut self, plans: &[Plan]) {
        let doc = self.doc;
        // So that what a sentence says is found without going through the report.
        self.out.sort_by_key(|st| doc.sent_of(st.from));
        for s in 1..plans.len() {
            if plans[s] != Plan::Silent {
                continue;
            }
            let Some(next) = (s + 1..plans.len().min(s + BETWEEN)).find(|&n| plans[n] != Plan::Silent) else {
                continue;
            };
            let again = match plans[next] {
                Plan::Resumed => next - s <= 2,
                _ => self.points_back(s, next),
            };
            if !again {
                continue;
            }
            // «وتأتي العملية بعد …», «وتسيطر الحركة على …»: the report tells what was before.
            let before = doc.sents[s].words.start;
            let background = isnad_lexicon::setting::bit::BACKGROUND;
            if doc.words[before].letters().setting & background != 0 && doc.words[before].is_verb() {
                continue;
            }
            let at = self.out.partition_point(|st| st.from < before);
            let (told, own) = self.out.split_at_mut(at);
            let chain = told.iter().rfind(|st| !st.chain.is_empty()).map(|st| st.chain.clone());
            let range = doc.sents[s].words.clone();
            if let Some(chain) = chain
                && let Some(st) = own.first_mut().filter(|st| range.contains(&st.from))
            {
                st.chain = chain;
                st.stance = Stance::Reported;
            }
        }
    }

    /// «ذكرت مصادر محلية أن … . وقتل رجلان … . وذكرت المصادر ذاتها أن …»: he who spoke last before a silent sentence is pointed
    /// at behind it. Who has a name is named again in analyses that had left him for a while.
    fn points_back(&self, s: usize, next: usize) -> bool {
        let doc = self.doc;
        let (from, to) = (doc.sents[s].words.start, &doc.sents[next].words);
        let begin = |word: usize| self.out.partition_point(|st| st.from < word);
        let before = self.out[..begin(from)].iter().rfind(|st| !st.chain.is_empty());
        let of_next = self.out[begin(to.start)..]
            .iter()
            .take_while(|st| to.contains(&st.from));
        let after = of_next.into_iter().find(|st| !st.chain.is_empty());
        before
            .zip(after)
            .is_some_and(|(a, b)| match (a.chain.first(), b.chain.first()) {
                (Some(x), Some(y)) => {
                    let unnamed = doc.is(y.words.0, doc.frames().class_bit("source_noun"));
                    unnamed && x.words == y.words && y.words.1 <= from && self.is_news(s)
                }
                _ => false,
            })
    }

    /// «وقتل رجلان في …», «وفي بلدة كذا، أطلقوا النار على …»: a sentence that tells one thing that happened.
    fn is_news(&self, s: usize) -> bool {
        let doc = self.doc;
        let words = doc.sents[s].words.clone();
        let verb = words.clone().find(|&i| doc.words[i].is_verb());
        verb.is_some_and(|i| doc.words[i].best & pos::PERFECT != 0)
    }

    /// «وصف ناشط المشهد بالمروع»: he says nothing that happened, and may go on to.
    pub(super) fn speaks(&mut self, c: &Found, limit: usize) {
        let doc = self.doc;
        let verb = c.words.start;
        // «ما أعلنته الحركة» tells whose word it is, and nobody speaks.
        let denies = c.class == CueClass::Denial;
        if !matches!(c.class, CueClass::Speech | CueClass::Denial)
            || doc.is(verb, doc.frames().class_bit("marked_speech"))
            || doc.words[verb].pronoun.is_some()
        {
            return;
        }
        let judges = doc.is(verb, doc.frames().class_bit("judging_verb"));
        let words = self.subject_right(c.words.end, limit).words;
        // «ندين إصرار السلطة»: what is judged is nobody.
        let words = words.filter(|w| !(judges && self.is_happening(w.start) || self.is_of_people(w.start)));
        let named = words.and_then(|w| {
            let np = noun_phrase(doc, self.layers, w.start, w.end)?;
            let end = np.words.end;
            self.classify(&(w.start..end))
        });
        if let Some(mut sp) = named
            && (matches!(
                sp.kind,
                SourceKind::Anonymous | SourceKind::Official | SourceKind::Named | SourceKind::Expert
            ) || (judges || denies) && matches!(sp.kind, SourceKind::Organisation | SourceKind::Party))
        {
            sp.cue = Some(doc.span(&c.words));
            self.remember(&[sp]);
        }
    }

    /// «تهدد حياة المدنيين»: what people have is nobody, though it is written like a name.
    fn is_of_people(&self, w: usize) -> bool {
        let doc = self.doc;
        let next = doc.words.get(w + 1).filter(|n| n.gap & gap::HARD == 0);
        !doc.words[w].definite()
            && doc.words[w].pos & pos::NOUN != 0
            && next.is_some_and(crate::doc::Word::definite)
            && self
                .layers
                .noun_of(doc, w + 1)
                .is_some_and(|n| n.many || doc.words[w + 1].plural)
            && self.layers.noun_of(doc, w).is_none()
            && self.layers.is_name(doc, w)
    }

    /// What stands behind every statement: the agency of the dateline, a statement being quoted in full.
    pub(super) fn base(&self) -> Vec<Speaker> {
        self.global.iter().cloned().collect()
    }

    pub(super) fn joined(&self, chain: &[Speaker], sp: &Speaker) -> bool {
        chain.iter().any(|c| c.words == sp.words)
    }

    pub(super) fn remember(&mut self, chain: &[Speaker]) {
        if chain.is_empty() {
            return;
        }
        let new = chain.iter().filter(|sp| self.met_words.insert(sp.words));
        self.met.extend(new.cloned());
        self.last.clear();
        self.last.extend_from_slice(chain);
    }

    /// Whether a sentence goes on with a quotation that an earlier one opened.
    pub(super) fn quoted_on(&self, range: &Range<usize>) -> bool {
        let first = self.doc.words.get(range.start);
        first.is_some_and(|w| w.quoted && w.gap & gap::OPEN_QUOTE == 0)
    }

    /// What words name that are no noun of people or bodies: whom a participle means, what is only heard.
    pub(super) fn behind_noun(&self, words: &Range<usize>) -> Option<Speaker> {
        self.behind_participle(words).or_else(|| self.heard(words))
    }

    /// «ذكرت تقارير أن», «تحدثت أنباء عن»: nobody is named, and the outlet does not say it either.
    fn heard(&self, words: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        let hearsay = doc.is(words.start, doc.frames().class_bit("hearsay_noun")) && doc.words[words.start].plural;
        hearsay.then(|| Speaker::unnamed(doc, words))
    }
}
