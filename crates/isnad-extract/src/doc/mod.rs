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

pub(crate) use memo::Letters;
use part::read_part;
use settle::settle;

use isnad_arabic::morph::{Analysis, Analyzer, Kind, Number, Pronoun};
use isnad_arabic::normal::{Tier, fold_into};
use isnad_arabic::token::{Token, TokenKind};
use isnad_lexicon::Lexicon;
use isnad_lexicon::frame::{Classes, Frames, Phrases, ReadingSet, key_mark};
use isnad_lexicon::keys::KeyId;
use isnad_lexicon::recent::Numbers;
use isnad_model::{Quantity, Span, Timex};
use std::ops::{Deref, DerefMut, Range};
use std::rc::Rc;

/// Bits of [`Word::pro`].
pub mod pro {
    /// «و» or «ف»: and.
    pub const CONJ: u8 = 1;
    /// «ب»: by, with, in.
    pub const BI: u8 = 2;
    /// «ل»: to, for.
    pub const LI: u8 = 4;
    /// «ك»: as.
    pub const KA: u8 = 8;
    /// «س»: will.
    pub const SA: u8 = 16;
    /// «ال»: the.
    pub const AL: u8 = 32;
    /// The «و» stands apart, as a word of its own before the word.
    pub const APART: u8 = 64;
}

/// Bits of [`Word::gap`]: what stands between a word and the one before.
pub mod gap {
    /// Comma.
    pub const COMMA: u16 = 1;
    /// Semicolon.
    pub const SEMI: u16 = 2;
    /// Colon.
    pub const COLON: u16 = 4;
    /// An opening quotation mark.
    pub const OPEN_QUOTE: u16 = 8;
    /// A closing quotation mark.
    pub const CLOSE_QUOTE: u16 = 16;
    /// An opening bracket.
    pub const OPEN: u16 = 32;
    /// A closing bracket.
    pub const CLOSE: u16 = 64;
    /// A dash.
    pub const DASH: u16 = 128;
    /// A full stop, question or exclamation mark.
    pub const STOP: u16 = 256;
    /// A line break.
    pub const LINE: u16 = 512;
    /// A hash, an underscore: inside a hashtag.
    pub const TAG: u16 = 1024;
    /// Anything that ends a noun phrase.
    pub const HARD: u16 = COMMA | SEMI | COLON | CLOSE | DASH | STOP | LINE;
}

/// Bits of [`Word::pos`].
pub mod pos {
    /// Finite perfect.
    pub const PERFECT: u16 = 1;
    /// Finite imperfect.
    pub const IMPERFECT: u16 = 2;
    /// Any finite verb.
    pub const VERB: u16 = 3;
    /// May be passive.
    pub const PASSIVE: u16 = 4;
    /// Noun.
    pub const NOUN: u16 = 8;
    /// Adjective.
    pub const ADJ: u16 = 16;
    /// Verbal noun.
    pub const MASDAR: u16 = 32;
    /// Active participle.
    pub const ACTIVE: u16 = 64;
    /// Passive participle.
    pub const PASSIVE_P: u16 = 128;
    /// Particle.
    pub const PARTICLE: u16 = 256;
    /// Name.
    pub const NAME: u16 = 512;
    /// The morphology does not know it.
    pub const UNKNOWN: u16 = 1024;
    /// Digits.
    pub const DIGITS: u16 = 2048;
    /// Anything that can be inside a noun phrase.
    pub const NOMINAL: u16 = NOUN | ADJ | MASDAR | ACTIVE | PASSIVE_P | NAME | UNKNOWN;
}

/// A lexicon number that a word may be, and as which readings.
#[derive(Clone, Copy, Debug)]
pub struct KeyRef {
    /// The number.
    pub key: KeyId,
    /// Bits of [`ReadingSet`].
    pub readings: u8,
    /// Those of them that no better reading of the word outdoes: what may evoke an event.
    pub likely: u8,
    /// Found through the morphology, not by letters alone.
    pub sure: bool,
}

/// The lexicon numbers of a word: shared by all words of the same letters.
#[derive(Clone, Debug)]
pub struct KeyRefs(Rc<Letters>);

impl Deref for KeyRefs {
    type Target = [KeyRef];
    fn deref(&self) -> &[KeyRef] {
        &self.0.keys
    }
}

impl<'a> IntoIterator for &'a KeyRefs {
    type Item = &'a KeyRef;
    type IntoIter = std::slice::Iter<'a, KeyRef>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.keys.iter()
    }
}

/// Number and gender of a form.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Form {
    /// Feminine, where the form tells it.
    pub feminine: Option<bool>,
    /// Plural.
    pub plural: bool,
    /// Dual.
    pub dual: bool,
    /// Other nouns are written alike, of another number or gender.
    pub loose: bool,
}

/// A word of the article.
#[derive(Clone, Debug)]
pub struct Word {
    /// Lexicon numbers.
    pub keys: KeyRefs,
    /// All else that is known of it.
    traits: Traits,
}

impl Deref for Word {
    type Target = Traits;
    #[inline(always)]
    fn deref(&self) -> &Traits {
        &self.traits
    }
}

impl DerefMut for Word {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut Traits {
        &mut self.traits
    }
}

/// What is known of a word beside its numbers: bits side by side, copied at once. Its fields are those of the [`Word`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Traits {
    /// Its bytes.
    pub span: Span,
    /// Index of its token.
    pub token: usize,
    /// Punctuation before it: bits of [`gap`].
    pub gap: u16,
    /// Proclitics of the likeliest reading: bits of [`pro`].
    pub pro: u8,
    /// Parts of speech that it may be: bits of [`pos`].
    pub pos: u16,
    /// The likeliest part of speech in its context: one bit of [`pos`].
    pub best: u16,
    /// Grammar classes, as bits of [`Frames::class_bit`].
    pub classes: Classes,
    /// Attached pronoun of the likeliest reading.
    pub pronoun: Option<Pronoun>,
    /// Plural (sound or broken), not a dual.
    pub plural: bool,
    /// Dual.
    pub dual: bool,
    /// Feminine, where the likeliest reading tells it.
    pub feminine: Option<bool>,
    /// A noun of people («طبيب», «ركاب»), or a sound masculine plural, which only people have.
    pub human: bool,
    /// A noun of groups («قيادة», «لجنة»).
    pub collective: bool,
    /// Number and gender as a finite verb, where it may be one.
    pub verb_form: Form,
    /// Number and gender as a noun, where it may be one.
    pub noun_form: Form,
    /// Has the ending of a nisba («مدفعي»).
    pub nisba: bool,
    /// Ends in the alef of an indefinite accusative.
    pub tanwin: bool,
    /// Depth of quotation marks.
    pub quoted: bool,
    /// Inside brackets.
    pub bracketed: bool,
    /// What rules of few words may concern it: bits of [`few`].
    pub(crate) few: u16,
}

impl Word {
    /// What its letters alone tell.
    pub(crate) fn letters(&self) -> &Letters {
        &self.keys.0
    }

    /// Whether the word has a proclitic.
    #[must_use]
    pub const fn has(&self, bits: u8) -> bool {
        self.traits.pro & bits != 0
    }

    /// Whether the word is likeliest a finite verb.
    #[must_use]
    pub const fn is_verb(&self) -> bool {
        self.traits.best & pos::VERB != 0
    }

    /// Whether the word is definite by its article.
    #[must_use]
    pub const fn definite(&self) -> bool {
        self.has(pro::AL)
    }

    /// The reading under which the word is a lexicon word, if it is.
    #[must_use]
    #[inline]
    pub fn key(&self, key: KeyId) -> Option<KeyRef> {
        // Most words have not even the mark.
        if self.letters().marks & key_mark(key) == 0 {
            return None;
        }
        self.keys.iter().copied().find(|k| k.key == key)
    }

    /// Whether another word is a form of the same lexicon word, whatever is attached («للصحيفة», «الصحيفة»: the paper).
    #[must_use]
    pub fn same(&self, other: &Word) -> bool {
        self.keys.iter().any(|k| k.sure && other.key(k.key).is_some())
    }
}

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
