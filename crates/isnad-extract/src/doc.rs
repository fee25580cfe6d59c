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

use isnad_arabic::morph::{Analysis, Analyzer, Kind, Number, Pronoun};
use isnad_arabic::normal::{Tier, fold_into};
use isnad_arabic::token::{Token, TokenKind};
use isnad_lexicon::Lexicon;
use isnad_lexicon::frame::{Frames, ReadingSet};
use isnad_lexicon::keys::KeyId;
use isnad_model::{Quantity, Span, Timex};
use std::ops::Range;

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
    /// Found through the morphology, not by letters alone.
    pub sure: bool,
}

/// A word of the article.
#[derive(Clone, Debug)]
pub struct Word {
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
    /// Lexicon numbers.
    pub keys: Vec<KeyRef>,
    /// Grammar classes, as bits of [`Frames::class_bit`].
    pub classes: u64,
    /// Attached pronoun of the likeliest reading.
    pub pronoun: Option<Pronoun>,
    /// Plural (sound or broken), not a dual.
    pub plural: bool,
    /// Dual.
    pub dual: bool,
    /// Ends in the alef of an indefinite accusative.
    pub tanwin: bool,
    /// Depth of quotation marks.
    pub quoted: bool,
    /// Inside brackets.
    pub bracketed: bool,
}

impl Word {
    /// Whether the word has a proclitic.
    #[must_use]
    pub const fn has(&self, bits: u8) -> bool {
        self.pro & bits != 0
    }

    /// Whether the word is likeliest a finite verb.
    #[must_use]
    pub const fn is_verb(&self) -> bool {
        self.best & pos::VERB != 0
    }

    /// Whether the word is definite by its article.
    #[must_use]
    pub const fn definite(&self) -> bool {
        self.has(pro::AL)
    }

    /// The reading under which the word is a lexicon word, if it is.
    #[must_use]
    pub fn key(&self, key: KeyId) -> Option<KeyRef> {
        self.keys.iter().copied().find(|k| k.key == key)
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
}

/// An article with everything that is known of its words.
pub struct Doc<'a> {
    /// The report's text.
    pub text: &'a str,
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// All tokens of the text.
    pub tokens: Vec<Token>,
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
    #[must_use]
    pub fn word(&self, i: usize) -> &'a str {
        self.words.get(i).map_or("", |w| w.span.slice(self.text))
    }

    /// Whether a word belongs to a grammar class as a verb (or, with `false`, as anything else).
    #[must_use]
    pub fn is_as(&self, i: usize, class: u64, verb: bool) -> bool {
        let verbal = ReadingSet::VERB | ReadingSet::PASSIVE;
        self.words.get(i).is_some_and(|w| {
            w.keys.iter().any(|k| {
                let as_verb = k.readings & verbal != 0;
                let as_noun = k.readings & !verbal != 0;
                self.frames().classes_of(k.key) & class != 0 && if verb { as_verb } else { as_noun }
            })
        })
    }

    /// Whether a word belongs to a grammar class.
    #[must_use]
    pub fn is(&self, i: usize, class: u64) -> bool {
        self.words.get(i).is_some_and(|w| w.classes & class != 0)
    }

    /// The sentence that holds a word.
    #[must_use]
    pub fn sent_of(&self, word: usize) -> usize {
        self.sents.partition_point(|s| s.words.end <= word)
    }

    /// The first word at or behind a byte offset.
    #[must_use]
    pub fn word_at(&self, offset: u32) -> usize {
        self.words.partition_point(|w| w.span.end <= offset)
    }

    /// The words that a span covers.
    #[must_use]
    pub fn words_in(&self, span: Span) -> Range<usize> {
        let a = self.word_at(span.start);
        let b = self.words.partition_point(|w| w.span.start < span.end);
        a..b.max(a)
    }
}

/// Reads the article of a text: `parts` are its spans in order, the headline first where it stands apart.
#[must_use]
pub fn read<'a>(
    text: &'a str,
    tokens: Vec<Token>,
    parts: &[(Span, bool)],
    times: Vec<Timex>,
    quantities: Vec<Quantity>,
    lexicon: &'a Lexicon,
) -> Doc<'a> {
    let mut words = Vec::new();
    let mut sents = Vec::new();
    let mut scratch = Scratch::default();
    for &(part, title) in parts {
        read_part(
            text,
            &tokens,
            part,
            title,
            lexicon,
            &mut scratch,
            &mut words,
            &mut sents,
        );
    }
    let mut doc = Doc {
        text,
        lexicon,
        tokens,
        quantity_at: vec![None; words.len()],
        time_at: vec![None; words.len()],
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
        if range.is_empty() || doc.time_at[range.clone()].iter().any(Option::is_some) {
            continue;
        }
        let ix = u32::try_from(doc.quantities.len()).unwrap_or(u32::MAX);
        if doc.quantity_at[range.start].is_none() {
            doc.quantity_at[range.start] = Some(ix);
            doc.quantities.push(q);
        }
    }
    settle(&mut doc);
    doc
}

impl Doc<'_> {
    /// Whether a span lies outside the words (in chrome).
    fn word_span_differs(&self, range: &Range<usize>, span: Span) -> bool {
        !self.span(range).overlaps(span)
    }
}

#[derive(Default)]
struct Scratch {
    folded: String,
    readings: Vec<Analysis>,
}

/// What punctuation between words says.
fn punct(c: char, quotes_open: bool) -> u16 {
    match c {
        '،' | ',' => gap::COMMA,
        '؛' | ';' => gap::SEMI,
        ':' => gap::COLON,
        '«' | '“' | '”' | '"' | '„' | '‟' | '″' | 'ʼ' | 'ʻ' | '\'' | '‘' | '’' | '»' => match c {
            '«' | '„' => gap::OPEN_QUOTE,
            '»' => gap::CLOSE_QUOTE,
            _ if quotes_open => gap::CLOSE_QUOTE,
            _ => gap::OPEN_QUOTE,
        },
        '(' | '[' | '{' => gap::OPEN,
        ')' | ']' | '}' => gap::CLOSE,
        '–' | '—' | '-' | '−' | '•' | '*' | '|' | '/' => gap::DASH,
        '.' | '!' | '؟' | '?' | '…' => gap::STOP,
        '#' | '_' => gap::TAG,
        _ => 0,
    }
}

#[allow(clippy::too_many_arguments)]
fn read_part<'a>(
    text: &'a str,
    tokens: &[Token],
    part: Span,
    title: bool,
    lexicon: &'a Lexicon,
    scratch: &mut Scratch,
    words: &mut Vec<Word>,
    sents: &mut Vec<Sent>,
) {
    let first = tokens.partition_point(|t| t.span.end <= part.start);
    let last = tokens.partition_point(|t| t.span.start < part.end);
    let inside = &tokens[first..last.max(first)];
    let mut gap_bits = gap::LINE;
    let (mut quoted, mut bracketed) = (false, 0u8);
    let sentences = isnad_arabic::sentence::sentences(text, inside);
    let mut line = sents.last().map_or(0, |s| s.line + 1);
    let sent_token_ranges = sentences.iter().map(|s| s.tokens.clone());
    for range in sent_token_ranges {
        let start = words.len();
        let mut broke = false;
        for (offset, token) in inside[range.clone()].iter().enumerate() {
            let slice = token.span.slice(text);
            match token.kind {
                TokenKind::Word | TokenKind::Number | TokenKind::Latin => {
                    let token_ix = first + range.start + offset;
                    let mut w = read_word(slice, token, token_ix, lexicon, scratch);
                    w.gap = gap_bits;
                    w.quoted = quoted;
                    w.bracketed = bracketed > 0;
                    gap_bits = 0;
                    words.push(w);
                }
                TokenKind::Newline => {
                    gap_bits |= gap::LINE;
                    quoted = false;
                    bracketed = 0;
                    broke = true;
                }
                TokenKind::Space => {}
                TokenKind::Punct | TokenKind::Symbol => {
                    for c in slice.chars() {
                        let bit = punct(c, quoted);
                        match bit {
                            gap::OPEN_QUOTE => quoted = true,
                            gap::CLOSE_QUOTE => quoted = false,
                            gap::OPEN => bracketed = bracketed.saturating_add(1),
                            gap::CLOSE => bracketed = bracketed.saturating_sub(1),
                            _ => {}
                        }
                        gap_bits |= bit;
                    }
                }
            }
        }
        if words.len() > start {
            let span = Span::new(words[start].span.start, words[words.len() - 1].span.end);
            sents.push(Sent {
                words: start..words.len(),
                span,
                line,
                title,
            });
        }
        if broke {
            line += 1;
        }
    }
}

/// Readings that news prose hardly ever means where another is to be had: I, you, commands, bare jussives.
fn odd(a: &Analysis) -> bool {
    let f = a.features;
    let person = matches!(
        f.person,
        Some(isnad_arabic::morph::Person::First | isnad_arabic::morph::Person::Second)
    );
    f.is_finite() && (person || f.kind == Kind::Imperative || f.mood == isnad_arabic::morph::Mood::Jussive)
}

fn reading_bits(a: &Analysis) -> u8 {
    let f = a.features;
    match f.kind {
        Kind::Perfect | Kind::Imperfect | Kind::Imperative => {
            let passive = f.voice == isnad_arabic::morph::Voice::Passive;
            let mut bits = if passive { ReadingSet::PASSIVE } else { ReadingSet::VERB };
            if f.maybe_passive {
                bits |= ReadingSet::PASSIVE;
            }
            bits
        }
        Kind::Masdar => ReadingSet::MASDAR,
        Kind::ActiveParticiple => ReadingSet::ACTIVE_PARTICIPLE,
        Kind::PassiveParticiple => ReadingSet::PASSIVE_PARTICIPLE,
        Kind::Noun | Kind::Adjective | Kind::Name => ReadingSet::NOUN,
        Kind::Particle => ReadingSet::SURFACE,
    }
}

fn pos_bits(a: &Analysis) -> u16 {
    let f = a.features;
    match f.kind {
        Kind::Perfect => {
            let passive = f.maybe_passive || f.voice == isnad_arabic::morph::Voice::Passive;
            pos::PERFECT | if passive { pos::PASSIVE } else { 0 }
        }
        Kind::Imperfect | Kind::Imperative => {
            let passive = f.maybe_passive || f.voice == isnad_arabic::morph::Voice::Passive;
            pos::IMPERFECT | if passive { pos::PASSIVE } else { 0 }
        }
        Kind::Masdar => pos::MASDAR,
        Kind::ActiveParticiple => pos::ACTIVE,
        Kind::PassiveParticiple => pos::PASSIVE_P,
        Kind::Noun => pos::NOUN,
        Kind::Adjective => pos::ADJ,
        Kind::Particle => pos::PARTICLE,
        Kind::Name => pos::NAME,
    }
}

fn proclitic_bits(a: &Analysis) -> u8 {
    let p = a.proclitics;
    let mut bits = 0;
    if p.waw() || p.fa() {
        bits |= pro::CONJ;
    }
    if p.ba() {
        bits |= pro::BI;
    }
    if p.lam() {
        bits |= pro::LI;
    }
    if p.kaf() {
        bits |= pro::KA;
    }
    if p.sin() {
        bits |= pro::SA;
    }
    if a.features.definite {
        bits |= pro::AL;
    }
    bits
}

fn add_key(keys: &mut Vec<KeyRef>, key: KeyId, readings: u8, sure: bool) {
    if let Some(k) = keys.iter_mut().find(|k| k.key == key) {
        k.readings |= readings;
        k.sure |= sure;
    } else {
        keys.push(KeyRef { key, readings, sure });
    }
}

fn read_word(slice: &str, token: &Token, token_ix: usize, lexicon: &Lexicon, scratch: &mut Scratch) -> Word {
    let analyzer: &Analyzer = lexicon.analyzer();
    let frames = &lexicon.frames;
    scratch.folded.clear();
    fold_into(slice, Tier::Orthographic, &mut scratch.folded);
    scratch.readings.clear();
    let mut w = Word {
        span: token.span,
        token: token_ix,
        gap: 0,
        pro: 0,
        pos: 0,
        best: 0,
        keys: Vec::new(),
        classes: 0,
        pronoun: None,
        plural: false,
        dual: false,
        tanwin: false,
        quoted: false,
        bracketed: false,
    };
    if token.kind == TokenKind::Number {
        w.pos = pos::DIGITS;
        w.best = pos::DIGITS;
        return w;
    }
    if token.kind == TokenKind::Word {
        analyzer.analyze(slice, &mut scratch.readings);
    }
    w.tanwin = slice.ends_with('ً') || slice.ends_with("اً") || slice.ends_with("ًا");
    if let Some(key) = frames.keys.surface(&scratch.folded) {
        add_key(&mut w.keys, key, ReadingSet::SURFACE, true);
    }
    let plain = scratch.readings.iter().any(|a| !odd(a));
    if plain {
        scratch.readings.retain(|a| !odd(a));
    }
    for a in &scratch.readings {
        w.pos |= pos_bits(a);
        if let Some(key) = frames.keys.lexeme(a.lexeme) {
            add_key(&mut w.keys, key, reading_bits(a), true);
        }
    }
    if let Some(a) = scratch.readings.first() {
        w.pro = proclitic_bits(a);
        w.pronoun = a.enclitic;
        w.plural = a.features.number == Some(Number::Plural);
        w.dual = a.features.number == Some(Number::Dual) && a.features.is_nominal();
        if a.features.case == isnad_arabic::morph::Case::Accusative {
            w.tanwin = true;
        }
    }
    surface_keys(&mut w, frames, &scratch.folded);
    if scratch.readings.is_empty() {
        w.pos = pos::UNKNOWN | nisba_shape(&scratch.folded, w.pro);
    }
    for k in &w.keys {
        w.classes |= frames.classes_of(k.key);
    }
    w
}

/// An unknown word with the ending of a nisba is likely an adjective («الإدلبية»).
fn nisba_shape(folded: &str, pro: u8) -> u16 {
    let long = folded.chars().count() >= if pro & pro::AL != 0 { 6 } else { 5 };
    let ends = ["ة", "ي", "يين", "يون", "يات", "يا"]
        .iter()
        .any(|e| folded.ends_with(e));
    if long && ends { pos::ADJ } else { 0 }
}

/// Lexicon words found by letters alone: proclitics, article and plain endings taken off.
fn surface_keys(w: &mut Word, frames: &Frames, folded: &str) {
    const ENDINGS: [&str; 8] = ["", "ة", "ات", "ين", "ون", "ان", "ا", "ي"];
    let unknown = w.pos == 0;
    let mut guess = w.pro;
    let mut bases: Vec<(&str, u8)> = vec![(folded, 0)];
    let mut at = 0;
    while at < bases.len() && bases.len() < 12 {
        let (base, bits) = bases[at];
        at += 1;
        let mut step = |rest: &'_ str, bit: u8| {
            if rest.chars().count() >= 2 {
                // The slice borrows from `folded`, so it can be kept.
                if let Some(tail) = folded.get(folded.len() - rest.len()..) {
                    bases.push((tail, bits | bit));
                }
            }
        };
        if bits == 0 {
            for c in ['و', 'ف'] {
                if let Some(rest) = base.strip_prefix(c) {
                    step(rest, pro::CONJ);
                }
            }
        }
        if bits & (pro::BI | pro::LI | pro::KA | pro::AL) == 0 {
            if let Some(rest) = base.strip_prefix("لل") {
                step(rest, pro::LI | pro::AL);
            }
            for (c, bit) in [('ب', pro::BI), ('ل', pro::LI), ('ك', pro::KA)] {
                if let Some(rest) = base.strip_prefix(c) {
                    step(rest, bit);
                }
            }
        }
        if bits & pro::AL == 0
            && let Some(rest) = base.strip_prefix("ال")
        {
            step(rest, pro::AL);
        }
    }
    for (base, bits) in bases {
        for ending in ENDINGS {
            let Some(stem) = base.strip_suffix(ending) else {
                continue;
            };
            if stem.chars().count() < 2 {
                continue;
            }
            let Some(key) = frames.keys.surface(stem) else { continue };
            if bits == 0 && ending.is_empty() {
                continue;
            }
            // A known word is only read by letters where no article or ending is guessed away wrongly.
            if !unknown && bits & (pro::BI | pro::LI | pro::KA) != 0 && w.pro & bits != bits {
                continue;
            }
            if unknown || ending.is_empty() || ending == "ة" || ending == "ي" || ending == "ا" {
                let readings = ReadingSet::NOUN | if ending.is_empty() { ReadingSet::SURFACE } else { 0 };
                add_key(&mut w.keys, key, readings, false);
                if unknown && guess == 0 {
                    guess = bits;
                }
            }
        }
    }
    if unknown {
        if guess == 0 && folded.starts_with("ال") {
            guess = pro::AL;
        } else if guess == 0 && folded.starts_with("وال") {
            guess = pro::AL | pro::CONJ;
        } else if guess == 0 && folded.starts_with("بال") && folded.chars().count() > 5 {
            guess = pro::AL | pro::BI;
        } else if guess == 0 && folded.starts_with("لل") && folded.chars().count() > 4 {
            guess = pro::AL | pro::LI;
        }
        w.pro = guess;
    }
}

/// Chooses the likeliest part of speech of every word by its neighbours.
fn settle(doc: &mut Doc<'_>) {
    let frames = doc.frames();
    let prep = frames.class_bit("preposition");
    let comp = frames.class_bit("complementizer") | frames.class_bit("relative") | frames.class_bit("verb_opener");
    for i in 0..doc.words.len() {
        let before = i.checked_sub(1).map(|j| &doc.words[j]);
        let w = &doc.words[i];
        if w.best != 0 {
            continue;
        }
        let opens =
            before.is_none() || w.gap & (gap::LINE | gap::STOP | gap::COLON | gap::COMMA | gap::SEMI | gap::DASH) != 0;
        let after_prep = before.is_some_and(|b| b.classes & prep != 0 && b.best & pos::VERB == 0);
        let after_comp = before.is_some_and(|b| b.classes & comp != 0);
        let noun_marks = w.has(pro::AL | pro::BI | pro::KA) || w.tanwin || after_prep;
        let verbal = w.pos & pos::VERB;
        let nominal = w.pos & pos::NOMINAL;
        let next_comp = doc
            .words
            .get(i + 1)
            .is_some_and(|n| n.classes & frames.class_bit("complementizer") != 0);
        let before_verb = doc
            .words
            .get(i + 1)
            .is_some_and(|n| n.pos & pos::VERB != 0 && n.pos & pos::NOMINAL == 0 || n.pos & pos::PERFECT != 0);
        let best = if w.classes & frames.class_bit("other") != 0 && w.pos & pos::NOMINAL != 0 {
            pos::ADJ
        } else if w.pos & pos::PARTICLE != 0
            && verbal != 0
            && before_verb
            && w.classes & frames.class_bit("verb_opener") != 0
        {
            pos::PARTICLE
        } else if w.pos & pos::PARTICLE != 0 && w.classes & prep != 0 && !next_comp {
            pos::PARTICLE
        } else if w.pos & pos::PARTICLE != 0 && (verbal | nominal) & !pos::NOUN == 0 {
            pos::PARTICLE
        } else if verbal == 0 && nominal != 0 {
            nominal_of(nominal, w, before)
        } else if verbal != 0 && nominal == 0 {
            verbal & verbal.wrapping_neg()
        } else if verbal != 0 {
            let imperfect_only = verbal == pos::IMPERFECT;
            let take_verb = if noun_marks {
                false
            } else if opens || after_comp || w.has(pro::SA) || w.has(pro::CONJ) || imperfect_only {
                true
            } else {
                before.is_some_and(|b| b.definite() || b.pronoun.is_some() || b.best & pos::NAME != 0)
            };
            if take_verb {
                verbal & verbal.wrapping_neg()
            } else {
                nominal_of(nominal, w, before)
            }
        } else if w.pos & pos::PARTICLE != 0 {
            pos::PARTICLE
        } else {
            pos::UNKNOWN
        };
        doc.words[i].best = best;
    }
}

/// Of several nominal readings the adjective where the word agrees with a noun right before it.
fn nominal_of(bits: u16, w: &Word, before: Option<&Word>) -> u16 {
    let follows = before.is_some_and(|b| {
        b.best & (pos::NOUN | pos::MASDAR | pos::UNKNOWN | pos::ADJ | pos::ACTIVE | pos::PASSIVE_P) != 0
            && (b.definite() == w.definite() || (b.pronoun.is_some() && w.definite()))
    });
    let free = w.pro & (pro::CONJ | pro::BI | pro::LI | pro::KA) == 0 && w.gap & gap::HARD == 0;
    if bits & pos::ADJ != 0 && follows && free {
        pos::ADJ
    } else {
        lowest_nominal(bits)
    }
}

fn lowest_nominal(bits: u16) -> u16 {
    for b in [
        pos::NOUN,
        pos::MASDAR,
        pos::ADJ,
        pos::PASSIVE_P,
        pos::ACTIVE,
        pos::NAME,
        pos::UNKNOWN,
    ] {
        if bits & b != 0 {
            return b;
        }
    }
    pos::UNKNOWN
}
