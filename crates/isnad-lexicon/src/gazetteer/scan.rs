//! Words of a text as place matching sees them: folded, with what lies before each, and their readings with proclitics.
//!
//! In: text and tokens; out: [`Scan`], one entry a word. One pass; what a word is, wherever it stands, is remembered.
//!
//! «وبحلب» (wa-bi-Halab, "and in Aleppo") reads as itself, without wa-, and without wa-bi-.

use super::layer::Layer;
use super::words::Role;
use super::{Gazetteer, key};
use crate::recent::{Column, Numbers};
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

#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub start: u32,
    pub end: u32,
    /// Where what it is to place names is remembered, or stands among the others.
    known: u32,
    dull: bool,
    /// What lies before.
    pub gap: u8,
    pub latin: bool,
    pub number: bool,
}

/// What a word is to place names: the same wherever it stands.
#[derive(Debug, Default)]
pub(super) struct Known {
    fold: Box<str>,
    /// Its readings, the plain one first; none of an empty word.
    readings: Box<[Stem]>,
    /// In no reading it begins a name or stands before one.
    dull: bool,
    /// It was read as Arabic letters.
    letters: bool,
}

impl Known {
    fn of(gazetteer: &Gazetteer, word: &str, letters: bool) -> Self {
        let mut fold = String::new();
        key::fold_into(word, &mut fold);
        let mut found = Vec::new();
        readings(&fold, letters, |stem, article, conjunction, preposition| {
            found.push(Stem {
                from: (fold.len() - stem.len()) as u32,
                hash: Layer::hash(stem),
                number: gazetteer
                    .layers
                    .first()
                    .and_then(|l| l.find_word(stem, Layer::hash(stem))),
                role: gazetteer.words.role(stem),
                begins: gazetteer.begins(stem),
                article,
                conjunction,
                preposition,
            });
        });
        let dull = found.iter().all(|r| {
            let role = r.role;
            let leads = role.type_word != 0 || role.near || role.direction != 0 || role.head || role.compound;
            !leads && !r.begins
        });
        Self {
            readings: found.into(),
            dull,
            letters,
            fold: fold.into(),
        }
    }
}

/// A reading as it is remembered: its stem is the end of the folded word.
#[derive(Clone, Copy, Debug)]
struct Stem {
    from: u32,
    hash: u32,
    number: Option<u32>,
    role: Role,
    begins: bool,
    article: bool,
    conjunction: bool,
    preposition: char,
}

impl Stem {
    fn reading<'a>(&self, fold: &'a str) -> Reading<'a> {
        Reading {
            fold,
            from: self.from,
            hash: self.hash,
            number: self.number,
            role: self.role,
            begins: self.begins,
            article: self.article,
            conjunction: self.conjunction,
            preposition: self.preposition,
        }
    }
}

/// What words are to place names, by their numbers.
pub(super) type Remembered = Column<Known>;

thread_local! {
    static COLUMN: RefCell<Remembered> = const { RefCell::new(Column::new()) };
}

/// Begins the numbers of words that are not remembered.
const OTHERS: u32 = 1 << 31;

/// A reading of a word: what is left when proclitics and article are taken off.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'a> {
    /// The folded word, whose letters are only looked at where the stem itself is asked for.
    fold: &'a str,
    /// Where the stem begins in it.
    from: u32,
    /// The stem's hash in the files.
    pub hash: u32,
    /// The stem's number in the first file.
    pub number: Option<u32>,
    /// What the stem may be beside a name.
    pub role: Role,
    /// Some name begins with the stem.
    pub begins: bool,
    pub article: bool,
    /// wa- or fa-.
    pub conjunction: bool,
    /// bi-, li- or ka-, as its letter, or 0.
    pub preposition: char,
}

impl<'a> Reading<'a> {
    /// The word without what was taken off.
    pub fn stem(&self) -> &'a str {
        self.fold.get(self.from as usize..).unwrap_or("")
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

pub(super) struct Scan<'c> {
    pub words: Vec<Word>,
    column: &'c mut Remembered,
    others: Vec<Known>,
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
    column.under(numbers, gazetteer.stamp);
    // Touched all at once as the column itself is.
    let rare = numbers
        .rare()
        .iter()
        .filter_map(|n| column.get(*n).filter(|k| !k.dull)?.readings.first());
    black_box(rare.fold(0, |all, r| all ^ r.hash));
    let mut scan = Scan {
        words: Vec::with_capacity(tokens.len() / 2 + 1),
        column: &mut column,
        others: Vec::new(),
    };
    scan.read(gazetteer, text, tokens, numbers);
    let out = with(&scan);
    COLUMN.set(column);
    out
}

impl Scan<'_> {
    fn read(&mut self, gazetteer: &Gazetteer, text: &str, tokens: &[Token], numbers: &Numbers) {
        let mut before = gap::BREAK;
        for (at, token) in tokens.iter().enumerate() {
            let slice = || token.span.slice(text);
            match token.kind {
                TokenKind::Word | TokenKind::Latin | TokenKind::Number => {
                    let (latin, number) = (token.kind == TokenKind::Latin, token.kind == TokenKind::Number);
                    let letters = !latin && !number;
                    let (known, dull) = self.place(numbers.of(at), letters, || Known::of(gazetteer, slice(), letters));
                    self.words.push(Word {
                        start: token.span.start,
                        end: token.span.end,
                        known,
                        dull,
                        gap: before,
                        latin,
                        number,
                    });
                    before = 0;
                }
                TokenKind::Newline => before |= gap::BREAK,
                TokenKind::Space => before |= gap::SPACE,
                TokenKind::Symbol => before |= gap::COMMA,
                TokenKind::Punct => {
                    before |= match slice().chars().next() {
                        Some('#' | '_' | '-' | '\u{0640}') => gap::TIGHT,
                        Some(
                            '"' | '\'' | '«' | '»' | '“' | '”' | '‘' | '’' | '(' | ')' | '[' | ']' | '„' | '‹' | '›',
                        ) => gap::QUOTE,
                        Some('،' | ',' | '/' | '–' | '—' | '|') => gap::COMMA,
                        // «قرى: كذا، وكذا»
                        Some(':') if self.lists() => gap::SPACE,
                        _ => gap::BREAK,
                    };
                }
            }
        }
    }

    /// Whether the last word read is a type word that several names follow («وقرى»).
    fn lists(&self) -> bool {
        let mut readings = Vec::new();
        let Some(last) = self.words.len().checked_sub(1) else {
            return false;
        };
        self.readings(last, &mut readings);
        readings.iter().any(|r| r.role.many)
    }

    /// Where a word is known, and whether it is dull.
    fn place(&mut self, number: Option<u32>, letters: bool, find: impl FnOnce() -> Known) -> (u32, bool) {
        match (number, number.and_then(|n| self.column.get(n))) {
            (Some(n), Some(known)) if known.letters == letters => (n, known.dull),
            (Some(n), None) => {
                let known = find();
                let dull = known.dull;
                self.column.put(n, known);
                (n, dull)
            }
            _ => {
                let known = find();
                let dull = known.dull;
                self.others.push(known);
                (OTHERS + self.others.len() as u32 - 1, dull)
            }
        }
    }

    fn known(&self, word: usize) -> Option<&Known> {
        let at = self.words.get(word)?.known;
        match at.checked_sub(OTHERS) {
            Some(other) => self.others.get(other as usize),
            None => self.column.get(at),
        }
    }

    pub fn fold(&self, word: usize) -> &str {
        self.known(word).map_or("", |k| &k.fold)
    }

    fn plain(&self, word: usize) -> Option<&Stem> {
        self.known(word)?.readings.first()
    }

    /// What the word may be beside a name, without its article.
    pub fn role(&self, word: usize) -> Role {
        self.plain(word).map_or_else(Role::default, |r| r.role)
    }

    /// Whether no reading of the word begins a name or stands before one.
    pub fn is_dull(&self, word: usize) -> bool {
        self.words.get(word).is_some_and(|w| w.dull)
    }

    /// The word without its article, and whether it had one.
    pub fn stem(&self, word: usize) -> (&str, bool) {
        let Some(known) = self.known(word) else {
            return ("", false);
        };
        let plain = known.readings.first();
        let stem = plain.and_then(|r| known.fold.get(r.from as usize..));
        (stem.unwrap_or(""), plain.is_some_and(|r| r.article))
    }

    /// The reading of a word with nothing but its article taken off.
    pub fn whole(&self, word: usize) -> Option<Reading<'_>> {
        let known = self.known(word)?;
        known.readings.first().map(|r| r.reading(&known.fold))
    }

    /// Whether the word has its article.
    pub fn has_article(&self, word: usize) -> bool {
        self.plain(word).is_some_and(|r| r.article)
    }

    /// Whether the word follows the one before it within one name.
    pub fn continues(&self, word: usize) -> bool {
        self.words
            .get(word)
            .is_some_and(|w| matches!(w.gap, gap::SPACE | gap::TIGHT))
    }

    /// Whether the word follows a type word: a quotation mark or a hash may come first.
    pub fn follows(&self, word: usize) -> bool {
        self.words
            .get(word)
            .is_some_and(|w| w.gap & (gap::BREAK | gap::COMMA) == 0)
    }

    /// Whether a stem of some reading of a word has one of the hashes.
    pub fn has_stem(&self, word: usize, hashes: &[u32]) -> bool {
        self.known(word)
            .is_some_and(|k| k.readings.iter().any(|r| hashes.contains(&r.hash)))
    }

    /// All readings of a word, the plain one first.
    pub fn readings<'a>(&'a self, word: usize, out: &mut Vec<Reading<'a>>) {
        out.clear();
        let Some(known) = self.known(word) else { return };
        out.extend(known.readings.iter().map(|r| r.reading(&known.fold)));
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
