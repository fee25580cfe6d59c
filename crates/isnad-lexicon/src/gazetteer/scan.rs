//! Words of a text as place matching sees them: folded, with what lies before each, and their readings with proclitics.
//!
//! In: text and tokens; out: [`Scan`], one entry a word. One pass; what a word is, wherever it stands, is remembered.
//!
//! «وبحلب» (wa-bi-Halab, "and in Aleppo") reads as itself, without wa-, and without wa-bi-.

use super::find::Candidate;
use super::layer::Layer;
use super::words::Role;
use super::{Gazetteer, key};
use crate::recent::{Column, Numbered, Numbers};
use isnad_arabic::token::{Token, TokenKind};
use std::cell::RefCell;
use std::hint::black_box;

/// What lies between a word and the one before it.
pub(super) mod gap {
    pub const SPACE: u8 = 1;
    /// An underscore, a hash, a hyphen with no spaces.
    pub const TIGHT: u8 = 2;
    pub const QUOTE: u8 = 4;
    pub const COMMA: u8 = 8;
    /// A line end or the end of a sentence.
    pub const BREAK: u8 = 16;
}

/// What a word is to place names: the same wherever it stands.
#[derive(Debug, Default)]
pub(super) struct Known {
    fold: Box<str>,
    /// Its readings, the plain one first; none of an empty word.
    readings: Box<[Reading]>,
    /// The country that it is the adjective of.
    nisba: Option<&'static str>,
    /// Hashes of its stems, a bit of these for each.
    marks: u32,
    /// Folded letters, up to 255.
    letters: u8,
    /// In no reading it begins a name or stands before one.
    dull: bool,
    /// In some reading it stands before a name: a type word, nearness, a direction.
    leads: bool,
    /// It ends as an adverb does («جوياً»): names of places take no tanwin.
    tanwin: bool,
}

/// The bit of a stem's hash in [`Known::marks`].
pub(super) const fn mark(hash: u32) -> u32 {
    1 << (hash >> 27)
}

impl Known {
    fn of(gazetteer: &Gazetteer, word: &str, arabic: bool) -> Self {
        let mut fold = String::new();
        key::fold_into(word, &mut fold);
        let mut found: Vec<Reading> = Vec::new();
        readings(&fold, arabic, |stem, article, conjunction, preposition| {
            let hash = Layer::hash(stem);
            let alone = gazetteer.alone(stem, hash, article);
            let (begins, seconds) = gazetteer.begins(stem, hash);
            found.push(Reading {
                from: (fold.len() - stem.len()) as u32,
                hash,
                number: gazetteer.layers.first().and_then(|l| l.find_word(stem, hash)),
                role: gazetteer.words.role(stem),
                begins,
                seconds,
                prominent: alone.iter().any(|c| gazetteer.is_prominent(c)),
                alone: alone.into(),
                article,
                conjunction,
                preposition,
            });
        });
        let leads = found.iter().any(|r| r.role.leads());
        let opens = |r: &Reading| r.begins || r.role.head || r.role.compound;
        Self {
            dull: !leads && !found.iter().any(opens),
            leads,
            nisba: found.first().and_then(|r| gazetteer.words.nisba(r.stem(&fold))),
            marks: found.iter().fold(0, |all, r| all | mark(r.hash)),
            letters: fold.chars().count().min(usize::from(u8::MAX)) as u8,
            tanwin: word.contains('\u{64b}'),
            readings: found.into(),
            fold: fold.into(),
        }
    }
}

/// What words are to place names, by their numbers.
pub(super) type Remembered = Column<Known>;

thread_local! {
    static COLUMN: RefCell<Remembered> = const { RefCell::new(Column::new()) };
}

/// A reading of a word: what is left when proclitics and article are taken off.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// Where the stem begins in the folded word.
    from: u32,
    /// The stem's hash in the files.
    pub hash: u32,
    /// The stem's number in the first file.
    pub number: Option<u32>,
    /// What the stem may be beside a name.
    pub role: Role,
    /// Places whose name the stem is, where no more words of the name follow.
    pub alone: Box<[Candidate]>,
    /// One of them is known well enough to be meant without a cue.
    pub prominent: bool,
    /// Some name begins with the stem.
    pub begins: bool,
    /// Hashes of the words that stand second in a name which the stem begins, a bit of these for each.
    pub seconds: u32,
    pub article: bool,
    /// wa- or fa-.
    pub conjunction: bool,
    /// bi-, li- or ka-, as its letter, or 0.
    pub preposition: char,
}

impl Reading {
    /// Of the folded word, what was not taken off.
    pub fn stem<'a>(&self, fold: &'a str) -> &'a str {
        fold.get(self.from as usize..).unwrap_or("")
    }

    /// Whether li- is written as one with the article («للضفة»).
    pub fn contracted(&self) -> bool {
        self.article && self.preposition == 'ل'
    }

    /// Whether nothing stands before the stem but the article.
    pub fn is_plain(&self) -> bool {
        !self.conjunction && self.preposition == '\0'
    }
}

/// The words of a text. What lies before one is told when it is asked for: of most words nothing is asked.
pub(super) struct Scan<'c> {
    text: &'c str,
    tokens: &'c [Token],
    words: &'c [Numbered],
    /// What each word is.
    known: Vec<&'c Known>,
    /// Words of which some reading begins a name or stands before one.
    pub lively: Vec<usize>,
}

/// Scans a text and gives what `with` makes of it.
pub(super) fn scan<T>(
    gazetteer: &Gazetteer,
    text: &str,
    tokens: &[Token],
    numbers: &Numbers,
    with: impl FnOnce(&Scan<'_>) -> T,
) -> T {
    // What `with` asks may scan a text of its own: that one remembers nothing.
    let mut column = COLUMN.take();
    let others = if column.under(numbers, gazetteer.stamp).knows_all() {
        Vec::new()
    } else {
        learn(gazetteer, text, tokens, numbers, &mut column)
    };
    // Touched all at once as the column itself is.
    let rare = numbers
        .rare()
        .iter()
        .filter_map(|n| column.get(*n).filter(|k| !k.dull)?.readings.first());
    black_box(rare.fold(0, |all, r| all ^ r.hash));
    let mut scan = Scan {
        text,
        tokens,
        words: numbers.words(),
        known: Vec::with_capacity(numbers.words().len()),
        lively: Vec::with_capacity(numbers.words().len() / 2),
    };
    let mut others = others.iter();
    let nothing = Known::default();
    for (at, word) in numbers.words().iter().enumerate() {
        let remembered = word.number().map(|n| column.get(n));
        let known = remembered.unwrap_or_else(|| others.next()).unwrap_or(&nothing);
        scan.known.push(known);
        if !known.dull {
            scan.lively.push(at);
        }
    }
    let out = with(&scan);
    COLUMN.set(column);
    out
}

/// Remembers what the words of a text are, and gives what those are that have no number.
fn learn(
    gazetteer: &Gazetteer,
    text: &str,
    tokens: &[Token],
    numbers: &Numbers,
    column: &mut Remembered,
) -> Vec<Known> {
    let mut others = Vec::new();
    for word in numbers.words() {
        let find = || {
            let token = tokens.get(word.token());
            // A token's kind lies in its letters, so that this is the same wherever they stand.
            let letters = token.is_some_and(|t| t.kind == TokenKind::Word);
            Known::of(gazetteer, token.map_or("", |t| t.span.slice(text)), letters)
        };
        match word.number() {
            Some(n) if column.get(n).is_some() => {}
            Some(n) => column.put(n, find()),
            None => others.push(find()),
        }
    }
    others
}

/// What a token that is no word says of the word behind it; `last` is what the word before it is.
fn lies_before(text: &str, token: &Token, last: Option<&Known>) -> u8 {
    match token.kind {
        TokenKind::Word | TokenKind::Latin | TokenKind::Number => 0,
        TokenKind::Newline => gap::BREAK,
        TokenKind::Space => gap::SPACE,
        TokenKind::Symbol => gap::COMMA,
        TokenKind::Punct => match token.span.slice(text).chars().next() {
            Some('#' | '_' | '-' | '\u{0640}') => gap::TIGHT,
            Some('"' | '\'' | '«' | '»' | '“' | '”' | '‘' | '’' | '(' | ')' | '[' | ']' | '„' | '‹' | '›') => {
                gap::QUOTE
            }
            Some('،' | ',' | '/' | '–' | '—' | '|') => gap::COMMA,
            // «قرى: كذا، وكذا»: behind a type word that several names follow.
            Some(':') if last.is_some_and(|k| k.readings.iter().any(|r| r.role.many)) => gap::SPACE,
            _ => gap::BREAK,
        },
    }
}

/// What a word that is none may be beside a name.
static NO_ROLE: Role = Role::NONE;

impl<'c> Scan<'c> {
    fn known(&self, word: usize) -> Option<&'c Known> {
        self.known.get(word).copied()
    }

    /// The token of a word.
    pub fn token(&self, word: usize) -> Option<&'c Token> {
        self.tokens.get(self.words.get(word)?.token())
    }

    /// Whether there is such a word and it is of Arabic letters.
    pub fn is_letters(&self, word: usize) -> bool {
        self.token(word).is_some_and(|t| t.kind == TokenKind::Word)
    }

    /// What lies before a word.
    #[inline]
    pub fn gap(&self, word: usize) -> Option<u8> {
        let at = self.words.get(word)?.token();
        let before = self.words.get(word.wrapping_sub(1)).map(|w| w.token());
        // Nearly always a blank.
        let blank = || self.tokens.get(at - 1).is_some_and(|t| t.kind == TokenKind::Space);
        if before.is_some_and(|b| b + 2 == at) && blank() {
            return Some(gap::SPACE);
        }
        Some(self.marks_before(word, before, at))
    }

    /// What the tokens before that of a word say of it, from the word before it on.
    #[inline(never)]
    fn marks_before(&self, word: usize, before: Option<usize>, at: usize) -> u8 {
        let last = before.and_then(|_| self.known(word - 1));
        let between = self.tokens.get(before.map_or(0, |b| b + 1)..at).unwrap_or(&[]);
        let first = if before.is_none() { gap::BREAK } else { 0 };
        between
            .iter()
            .fold(first, |all, t| all | lies_before(self.text, t, last))
    }

    /// Whether what lies before a word has one of the bits of [`gap`]; not where there is no such word.
    pub fn has_gap(&self, word: usize, bits: u8) -> bool {
        self.gap(word).is_some_and(|gap| gap & bits != 0)
    }

    /// The first word that ends behind a byte.
    pub fn word_at(&self, byte: u32) -> usize {
        let end = |w: &Numbered| self.tokens.get(w.token()).map_or(0, |t| t.span.end);
        self.words.partition_point(|w| end(w) <= byte)
    }

    /// Words of which a stem may have one of the hashes whose [`mark`]s are given.
    pub fn marked(&self, marks: u32) -> impl Iterator<Item = usize> {
        let all = self.known.iter().enumerate();
        all.filter(move |(_, k)| k.marks & marks != 0).map(|(at, _)| at)
    }

    /// Whether a word stands before a name in some reading: a type word, nearness, a direction.
    pub fn leads(&self, word: usize) -> bool {
        self.known(word).is_some_and(|k| k.leads)
    }

    /// Whether a word ends as an adverb does.
    pub fn has_tanwin(&self, word: usize) -> bool {
        self.known(word).is_some_and(|k| k.tanwin)
    }

    pub fn fold(&self, word: usize) -> &'c str {
        self.known(word).map_or("", |k| &k.fold)
    }

    fn plain(&self, word: usize) -> Option<&'c Reading> {
        self.known(word)?.readings.first()
    }

    /// What the word may be beside a name, without its article.
    pub fn role(&self, word: usize) -> &'c Role {
        self.plain(word).map_or(&NO_ROLE, |r| &r.role)
    }

    /// Folded letters of a word, up to 255.
    pub fn letters(&self, word: usize) -> u8 {
        self.known(word).map_or(0, |k| k.letters)
    }

    /// The country that a word without its article is the adjective of.
    pub fn nisba(&self, word: usize) -> Option<&'static str> {
        self.known(word)?.nisba
    }

    /// The reading of a word with nothing but its article taken off.
    pub fn whole(&self, word: usize) -> Option<&'c Reading> {
        self.plain(word)
    }

    /// Whether the word has its article.
    pub fn has_article(&self, word: usize) -> bool {
        self.plain(word).is_some_and(|r| r.article)
    }

    /// Whether the word follows the one before it within one name.
    pub fn continues(&self, word: usize) -> bool {
        matches!(self.gap(word), Some(gap::SPACE | gap::TIGHT))
    }

    /// Whether the word follows a type word: a quotation mark or a hash may come first.
    pub fn follows(&self, word: usize) -> bool {
        self.gap(word).is_some_and(|gap| gap & (gap::BREAK | gap::COMMA) == 0)
    }

    /// All readings of a word, the plain one first.
    pub fn readings(&self, word: usize) -> &'c [Reading] {
        self.known(word).map_or(&[], |k| &k.readings)
    }
}

/// Gives all readings of a folded word, the plain one first, as stem, article, conjunction, preposition; only of Arabic
/// letters something can come off.
fn readings(folded: &str, letters: bool, mut found: impl FnMut(&str, bool, bool, char)) {
    if folded.is_empty() {
        return;
    }
    let (stem, article) = bare(folded);
    found(stem, article, false, '\0');
    if article || !letters {
        return;
    }
    let mut rest = folded;
    let mut conjunction = false;
    for _ in 0..2 {
        let Some(first) = rest.chars().next() else { return };
        let tail = rest.get(first.len_utf8()..).unwrap_or("");
        match first {
            'و' | 'ف' if !conjunction && tail.len() >= 4 => {
                conjunction = true;
                let (stem, article) = bare(tail);
                found(stem, article, conjunction, '\0');
                rest = tail;
                if article {
                    return;
                }
            }
            'ب' | 'ل' | 'ك' if tail.len() >= 4 => {
                let (stem, article) = bare(tail);
                found(stem, article, conjunction, first);
                if let Some(after) = tail.strip_prefix('ل').filter(|a| first == 'ل' && a.len() >= 4) {
                    found(after, true, conjunction, first);
                }
                return;
            }
            _ => return,
        }
    }
}

fn bare(folded: &str) -> (&str, bool) {
    key::without_article(folded).map_or((folded, false), |s| (s, true))
}
