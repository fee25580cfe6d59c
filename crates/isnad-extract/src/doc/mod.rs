//! A report's article as words with everything that is known of each.
//!
//! In: a report and the lexicon. Out: [`Doc`]: words (no spaces, no punctuation), sentences over them,
//! and for each word its lexicon numbers, its likely part of speech, its clitics, and what stands
//! between it and the word before.
//!
//! **Invariant:** every word's span lies inside the report's body or headline; sentences are ranges of
//! words in text order. Nothing here knows what an event is.
//!
//! Example: in «وقُتل ستة مدنيين» (wa-qutila sitta madaniyyīn, "and six civilians were killed") the first
//! word is a verb with the proclitic «و», the second a number, the third a plural noun of people.

pub(crate) mod few;
pub(crate) mod memo;
pub(crate) mod names;
mod numbered;
pub(crate) use names::is_one_person;
mod opening;
mod part;
mod read;
mod settle;
mod two;
mod word;

pub(crate) use memo::Letters;
use part::read_part;
use settle::settle;
pub use word::{Form, KeyRef, KeyRefs, Traits, Word, gap, pos, pro};

use isnad_arabic::morph::{Analysis, Analyzer, Kind, Number};
use isnad_arabic::normal::{Tier, fold_into};
use isnad_arabic::token::{Token, TokenKind};
use isnad_lexicon::Lexicon;
use isnad_lexicon::frame::{Classes, Frames, Phrases, ReadingSet};
use isnad_lexicon::keys::KeyId;
use isnad_lexicon::recent::Numbers;
use isnad_model::{Quantity, Span, Timex};
use std::ops::Range;
use std::rc::Rc;

/// A sentence: a range of words.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Its words.
    pub words: Range<usize>,
    /// Its bytes.
    pub span: Span,
    /// Number of the line that it stands in.
    pub line: usize,
    /// It is the headline.
    pub title: bool,
    /// It stands under a picture.
    pub caption: bool,
    /// It counts over a period: «منذ بداية العام».
    pub period: bool,
}

/// An article with everything that is known of its words.
pub struct Doc<'a> {
    /// The report's text.
    pub text: &'a str,
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// All tokens of the text.
    pub tokens: Vec<Token>,
    /// Their numbers, under which words are remembered.
    pub numbers: &'a Numbers,
    /// Words of headline and body.
    pub words: Vec<Word>,
    /// Sentences of headline and body.
    pub sents: Vec<Sent>,
    /// Numbers, outside dates.
    pub quantities: Vec<Quantity>,
    /// Dates.
    pub times: Vec<Timex>,
    /// Per word: index of the quantity that begins there.
    pub quantity_at: Vec<Option<u32>>,
    /// Per word: index of the date that covers it.
    pub time_at: Vec<Option<u32>>,
    /// The day that «أمس» is counted from, where it is known.
    pub day: Option<jiff::civil::Date>,
    /// Per word: the sentence that holds it.
    sent_at: Vec<u32>,
    /// The words that rules of few words may concern: those with bits of [`few::LISTED`].
    listed: Vec<usize>,
}

impl<'a> Doc<'a> {
    /// The frames of the lexicon.
    #[must_use]
    pub fn frames(&self) -> &'a Frames {
        &self.lexicon.frames
    }

    /// The bytes from one word to another, both included.
    #[must_use]
    pub fn span(&self, words: &Range<usize>) -> Span {
        match (
            self.words.get(words.start),
            words.end.checked_sub(1).and_then(|i| self.words.get(i)),
        ) {
            (Some(a), Some(b)) => Span::new(a.span.start, b.span.end.max(a.span.start)),
            _ => Span::default(),
        }
    }

    /// The text of a word.
    #[inline]
    #[must_use]
    pub fn word(&self, i: usize) -> &'a str {
        self.words.get(i).map_or("", |w| w.span.slice(self.text))
    }

    /// Whether a word begins with a letter; its bytes are not cut out for that.
    #[inline]
    #[must_use]
    pub fn begins_with(&self, i: usize, letter: &str) -> bool {
        let start = self.words.get(i).map_or(usize::MAX, |w| w.span.start as usize);
        let text = self.text.as_bytes().get(start..);
        text.is_some_and(|text| text.starts_with(letter.as_bytes()))
    }

    /// Whether a word belongs to a grammar class as a verb (or, with `false`, as anything else).
    #[must_use]
    pub fn is_as(&self, i: usize, class: Classes, verb: bool) -> bool {
        let verbal = ReadingSet::VERB | ReadingSet::PASSIVE;
        self.words.get(i).is_some_and(|w| {
            // The classes of a word are those of its keys together.
            w.classes.meets(class)
                && w.keys.iter().any(|k| {
                    let as_verb = k.readings & verbal != 0;
                    let as_noun = k.readings & !verbal != 0;
                    self.frames().classes_of(k.key).meets(class) && if verb { as_verb } else { as_noun }
                })
        })
    }

    /// Whether a word belongs to a grammar class.
    #[inline(always)]
    #[must_use]
    pub fn is(&self, i: usize, class: Classes) -> bool {
        self.words.get(i).is_some_and(|w| w.classes.meets(class))
    }

    /// «قذائف مصدرها كذا» (*maṣdaruhā*, "whose source is"): whether behind a word stands whence something comes.
    #[must_use]
    pub fn is_whence(&self, i: usize) -> bool {
        self.is(i, self.frames().class_bit("whence_noun")) && self.words[i].pronoun.is_some()
    }

    /// Whether a sentence ends in a colon: a list follows.
    #[must_use]
    pub fn opens_list(&self, sentence: usize) -> bool {
        let end = self.sents.get(sentence).map_or(0, |s| s.span.end as usize);
        self.text
            .get(end..)
            .is_some_and(|rest| rest.trim_start_matches([' ', '\u{a0}']).starts_with(':'))
            || self
                .sents
                .get(sentence + 1)
                .and_then(|s| self.words.get(s.words.start))
                .is_some_and(|w| w.gap & gap::COLON != 0)
    }

    /// Whether a word ends in some letters.
    #[inline]
    #[must_use]
    pub(crate) fn ends(&self, i: usize, letters: &str) -> bool {
        self.bytes(i).ends_with(letters.as_bytes())
    }

    /// The bytes of a word.
    #[inline]
    #[must_use]
    pub(crate) fn bytes(&self, i: usize) -> &'a [u8] {
        let bytes = |w: &Word| self.text.as_bytes().get(w.span.start as usize..w.span.end as usize);
        self.words.get(i).and_then(bytes).unwrap_or(&[])
    }

    /// Whether the text runs on from word `a` to word `b` behind it: no full stop, semicolon or end of a line between.
    #[must_use]
    pub fn flows(&self, a: usize, b: usize) -> bool {
        let between = self.words.get(a + 1..=b).unwrap_or(&[]);
        between.iter().all(|w| w.gap & (gap::STOP | gap::SEMI | gap::LINE) == 0)
    }

    /// Whether an expression of a class of the grammar begins at a word and ends before `end`.
    #[must_use]
    #[inline(always)]
    pub fn begins(&self, class: &str, i: usize, end: usize) -> bool {
        let phrases = self.frames().class(class);
        let marks = self.words.get(i).map_or(0, |w| w.letters().marks);
        !phrases.none_begins(marks) && self.any_begins(phrases, marks, i, end)
    }

    fn any_begins(&self, phrases: &Phrases, marks: u64, i: usize, end: usize) -> bool {
        phrases
            .among(marks)
            .any(|keys| i + keys.len() <= end && self.stand_at(keys, i))
    }

    /// Whether words of the lexicon stand one behind the other from a word on.
    pub(crate) fn stand_at(&self, keys: &[KeyId], i: usize) -> bool {
        let mut each = keys.iter().enumerate();
        each.all(|(d, &k)| self.words.get(i + d).is_some_and(|w| w.key(k).is_some()))
    }

    /// The sentence that holds a word.
    #[inline]
    #[must_use]
    pub fn sent_of(&self, word: usize) -> usize {
        self.sent_at.get(word).map_or(self.sents.len(), |&s| s as usize)
    }

    /// The first word at or behind a byte offset.
    #[must_use]
    pub fn word_at(&self, offset: u32) -> usize {
        self.words.partition_point(|w| w.span.end <= offset)
    }

    /// Some words, each with its number.
    #[inline]
    pub(crate) fn each(&self, words: &Range<usize>) -> impl DoubleEndedIterator<Item = (&Word, usize)> {
        let some = self.words.get(words.clone()).unwrap_or(&[]);
        some.iter().zip(words.clone())
    }

    /// The word behind a span that covers word `i`.
    #[must_use]
    pub(crate) fn end_from(&self, i: usize, span: Span) -> usize {
        let behind = self.words.get(i..).unwrap_or(&[]);
        i + behind.iter().take_while(|w| w.span.start < span.end).count()
    }

    /// The words that a span covers.
    #[must_use]
    pub fn words_in(&self, span: Span) -> Range<usize> {
        self.words_at(self.word_at(span.start), span)
    }

    /// The words that a span covers, sought from the word `from` on, near which it is likely to begin.
    #[must_use]
    pub fn words_in_from(&self, from: usize, span: Span) -> Range<usize> {
        if self.words.get(from).is_none_or(|w| w.span.start > span.start) {
            return self.words_in(span);
        }
        let mut step = 1;
        let before = |i: usize| self.words.get(i).is_some_and(|w| w.span.end <= span.start);
        while before(from + step) {
            step *= 2;
        }
        let (low, high) = (from + step / 2, (from + step).min(self.words.len()));
        let rest = self.words.get(low..high).unwrap_or(&[]);
        self.words_at(low + rest.partition_point(|w| w.span.end <= span.start), span)
    }

    /// The words from one on that begin within a span.
    fn words_at(&self, first: usize, span: Span) -> Range<usize> {
        /// Most spans have fewer words.
        const FEW: usize = 8;
        let rest = self.words.get(first..).unwrap_or(&[]);
        let few = rest.iter().take(FEW).position(|w| w.span.start >= span.end);
        let count = few.unwrap_or_else(|| rest.partition_point(|w| w.span.start < span.end));
        first..first + count
    }
}

/// Reads the article of a text: `parts` are its spans in order, the headline first where it stands apart.
#[must_use]
pub fn read<'a>(
    text: &'a str,
    tokens: Vec<Token>,
    numbers: &'a Numbers,
    parts: &[(Span, bool)],
    times: Vec<Timex>,
    quantities: Vec<Quantity>,
    lexicon: &'a Lexicon,
) -> Doc<'a> {
    // Nearly every other token is a blank.
    let mut words = Vec::with_capacity(tokens.len() / 2 + 1);
    let mut sents = Vec::new();
    let mut scratch = Scratch::default();
    let mut remembered = memo::Remembered::of(numbers, lexicon);
    for &(part, title) in parts {
        read_part(
            text,
            &tokens,
            numbers,
            part,
            title,
            lexicon,
            &mut scratch,
            &mut remembered,
            &mut words,
            &mut sents,
        );
    }
    let mut sent_at = Vec::with_capacity(words.len());
    for (s, sent) in sents.iter().enumerate() {
        sent_at.resize(sent_at.len() + sent.words.len(), s as u32);
    }
    let mut doc = Doc {
        text,
        lexicon,
        tokens,
        numbers,
        quantity_at: vec![None; words.len()],
        time_at: vec![None; words.len()],
        day: None,
        listed: words
            .iter()
            .enumerate()
            .filter(|(_, w)| w.few & few::LISTED != 0)
            .map(|(i, _)| i)
            .collect(),
        sent_at,
        words,
        sents,
        quantities: Vec::new(),
        times: Vec::new(),
    };
    for t in times {
        let range = doc.words_in(t.span);
        if range.is_empty() || doc.word_span_differs(&range, t.span) {
            continue;
        }
        let ix = u32::try_from(doc.times.len()).unwrap_or(u32::MAX);
        doc.time_at[range].fill(Some(ix));
        doc.times.push(t);
    }
    for q in quantities {
        let range = doc.words_in(q.span);
        if range.is_empty() || doc.time_at[range.clone()].iter().any(Option::is_some) || doc.numbers_body(&range) {
            continue;
        }
        let ix = u32::try_from(doc.quantities.len()).unwrap_or(u32::MAX);
        if doc.quantity_at[range.start].is_none() {
            // «اثني عشر»: words of a number are no verbs.
            if range.len() > 1 {
                for w in &mut doc.words[range.clone()] {
                    if w.best == 0 && w.pos & pos::VERB != 0 {
                        w.best = pos::NOUN;
                    }
                }
            }
            doc.quantity_at[range.start] = Some(ix);
            doc.quantities.push(q);
        }
    }
    settle(&mut doc);
    let listed = std::mem::take(&mut doc.listed);
    two::construct(&mut doc, &listed);
    names::read_names(&mut doc, &listed);
    names::read_unmanned(&mut doc, &listed);
    names::read_definite(&mut doc, &listed);
    // «ستة عناصر آخرين»: a describing word, no number of its own.
    let other = doc.frames().class_bit("other");
    for &i in listed.iter().filter(|i| **i > 0) {
        let w = &doc.words[i];
        let before = &doc.words[i - 1];
        if w.few & few::OTHER != 0
            && w.classes.meets(other)
            && w.gap & gap::HARD == 0
            && w.pro & pro::CONJ == 0
            && before.best & pos::NOMINAL != 0
        {
            doc.quantity_at[i] = None;
        }
    }
    doc.listed = listed;
    doc.mark_periods();
    doc
}

impl Doc<'_> {
    /// The words that bear a bit of [`few::LISTED`].
    pub(crate) fn listed(&self, bit: u16) -> impl Iterator<Item = usize> + '_ {
        let those = move |i: &usize| self.words.get(*i).is_some_and(|w| w.few & bit != 0);
        self.listed.iter().copied().filter(those)
    }

    /// Marks the sentences that count over a period.
    fn mark_periods(&mut self) {
        let table = &self.frames().period_table;
        let relative = self.frames().class_bit("relative");
        // «المدينة التي يقاتلون فيها منذ العام الماضي»: there the period is that of a state, told by the way.
        let by_the_way = |i: usize, start: usize| {
            let verb = (i.saturating_sub(12).max(start)..i)
                .rev()
                .find(|&j| self.words[j].is_verb());
            verb.is_some_and(|v| {
                let lasting = self.words[v].best & pos::PERFECT == 0;
                lasting && v > start && self.is(v - 1, relative)
            })
        };
        let opens = |i: usize| {
            let mut opened = self.words[i].keys.iter().flat_map(|k| table.starting(k.key));
            opened.any(|e| {
                let words = self.words.get(i..i + e.words.len());
                words.is_some_and(|words| words.iter().zip(&e.words).all(|(w, &k)| w.key(k).is_some()))
            })
        };
        let told: Vec<usize> = self
            .listed(few::COUNTS)
            .map(|i| (i, self.sent_of(i)))
            .filter(|&(i, s)| opens(i) && !by_the_way(i, self.sents[s].words.start))
            .map(|(_, s)| s)
            .collect();
        for s in told {
            self.sents[s].period = true;
        }
    }

    /// Whether a span lies outside the words (in chrome).
    fn word_span_differs(&self, range: &Range<usize>, span: Span) -> bool {
        !self.span(range).overlaps(span)
    }
}

#[derive(Default)]
struct Scratch {
    blank: Rc<Letters>,
    folded: String,
    readings: Vec<Analysis>,
}
