//! What words turned out to be the last times they were met.
//!
//! In: the words of a text. Out: a number for each ([`number`]) under which every reader keeps what it found out about the
//! word in a [`Column`], so that running text pays for a word about once, and looks it up by its letters once for all
//! readers; or, for a few words, [`Recent`]. Invariants: memory has a bound; what is remembered of one lexicon is never
//! given under another. Deliberately without locks: each thread has its own.
//!
//! Example: «مدينة» (madīna, "city") is looked up once and met hundreds of times.

use isnad_arabic::token::{Token, TokenKind};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};

/// Longest word, in bytes, that is remembered.
const LONGEST: usize = 64;

/// A number that nothing else in this process has.
pub(crate) fn stamp() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Most words that have a number at the beginning of a text; then all are numbered afresh.
const MOST: usize = 40_000;

/// Most words that have a number at all: further ones of one text have none.
const EVER: usize = 2 * MOST;

/// A word of at most 31 bytes, so that comparing it touches no other memory.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Short([u64; 4]);

impl Short {
    fn of(word: &str) -> Option<Self> {
        let mut bytes = [0_u8; 32];
        bytes
            .get_mut(..word.len())
            .filter(|b| b.len() < 32)?
            .copy_from_slice(word.as_bytes());
        bytes[31] = word.len() as u8;
        let (parts, _) = bytes.as_chunks::<8>();
        let part = |i: usize| parts.get(i).map_or(0, |p: &[u8; 8]| u64::from_le_bytes(*p));
        Some(Self([part(0), part(1), part(2), part(3)]))
    }
}

#[derive(Default)]
struct Vocabulary {
    generation: u64,
    numbers: FxHashMap<Short, u32>,
}

thread_local! {
    static VOCABULARY: RefCell<Vocabulary> = RefCell::default();
}

/// A number for each token of a text that is a word.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    generation: u64,
    list: Vec<u32>,
}

/// What has no number.
const NONE: u32 = u32::MAX;

impl Numbers {
    /// The number of the word at a token.
    #[inline]
    #[must_use]
    pub fn of(&self, token: usize) -> Option<u32> {
        self.list.get(token).copied().filter(|n| *n != NONE)
    }
}

/// Numbers the words of a text; equal words have equal numbers.
#[must_use]
pub fn number(text: &str, tokens: &[Token]) -> Numbers {
    VOCABULARY.with_borrow_mut(|v| {
        if v.numbers.len() > MOST || v.generation == 0 {
            v.numbers.clear();
            v.generation = stamp();
        }
        let mut list = Vec::with_capacity(tokens.len());
        for t in tokens {
            let word = matches!(t.kind, TokenKind::Word | TokenKind::Latin | TokenKind::Number);
            let short = Short::of(t.span.slice(text)).filter(|_| word);
            let next = v.numbers.len();
            list.push(match short {
                None => NONE,
                Some(short) if next >= EVER => v.numbers.get(&short).copied().unwrap_or(NONE),
                Some(short) => *v.numbers.entry(short).or_insert(next as u32),
            });
        }
        Numbers {
            generation: v.generation,
            list,
        }
    })
}

/// What one reader knows of numbered words.
#[derive(Debug)]
pub struct Column<V> {
    generation: u64,
    stamp: u64,
    list: Vec<Option<V>>,
}

impl<V> Column<V> {
    /// An empty column.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            generation: 0,
            stamp: 0,
            list: Vec::new(),
        }
    }

    /// The column for these numbers and the data with this stamp: of others everything is forgotten.
    #[inline]
    pub fn under(&mut self, numbers: &Numbers, stamp: u64) -> &mut Self {
        if self.generation != numbers.generation || self.stamp != stamp {
            self.list.clear();
            (self.generation, self.stamp) = (numbers.generation, stamp);
        }
        self
    }

    /// What is known of a word.
    #[inline]
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&V> {
        self.list.get(number as usize)?.as_ref()
    }

    /// Notes what is known of a word.
    pub fn put(&mut self, number: u32, known: V) {
        let at = number as usize;
        if self.list.len() <= at {
            self.list.resize_with(at + 1, || None);
        }
        self.list[at] = Some(known);
    }
}

impl<V> Default for Column<V> {
    fn default() -> Self {
        Self::new()
    }
}

/// Words of two generations with what is known of them: what is asked for again stays.
#[derive(Debug)]
pub struct Recent<V> {
    most: usize,
    young: FxHashMap<Box<str>, V>,
    old: FxHashMap<Box<str>, V>,
}

impl<V: Clone> Recent<V> {
    /// An empty memory of at most twice so many words.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self {
            most,
            young: FxHashMap::default(),
            old: FxHashMap::default(),
        }
    }

    fn get(&mut self, word: &str) -> Option<V> {
        if let Some(known) = self.young.get(word) {
            return Some(known.clone());
        }
        let (word, known) = self.old.remove_entry(word)?;
        self.put(word, known.clone());
        Some(known)
    }

    /// What is known of a word, or what `find` finds.
    pub fn get_or(&mut self, word: &str, find: impl FnOnce() -> V) -> V {
        self.get(word).unwrap_or_else(|| {
            let known = find();
            if word.len() <= LONGEST {
                self.put(word.into(), known.clone());
            }
            known
        })
    }

    fn put(&mut self, word: Box<str>, known: V) {
        if self.young.len() >= self.most {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(word, known);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use isnad_arabic::token::tokenize;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_has_a_bound() {
        let mut recent = Recent::new(10);
        recent.get_or("بيت", || 7);
        for n in 0..100 {
            recent.get_or(&format!("لفظ{n}"), || n);
            assert_eq!(recent.get("بيت"), Some(7));
            assert!(recent.young.len() + recent.old.len() <= 20);
        }
        assert_eq!(recent.get("لفظ1"), None);
    }

    #[test]
    fn equal_words_have_equal_numbers_and_overlong_ones_none() {
        let long = "ب".repeat(16);
        let text = format!("بيت كبير، بيت {long} ‹»");
        let tokens = tokenize(&text);
        let numbers = number(&text, &tokens);
        let of = |word: &str| {
            let all = tokens.iter().enumerate().filter(|(_, t)| t.span.slice(&text) == word);
            all.map(|(i, _)| numbers.of(i)).collect::<Vec<_>>()
        };
        let house = of("بيت");
        assert_eq!(house.len(), 2);
        assert!(house[0].is_some() && house[0] == house[1] && of("كبير")[0] != house[0]);
        assert_eq!(of(&long), [None]);
        assert_eq!(of("،"), [None]);
    }

    #[test]
    fn a_column_is_of_one_lexicon_and_one_numbering() {
        let text = "بيت";
        let numbers = number(text, &tokenize(text));
        let at = numbers.of(0).unwrap();
        let mut column = Column::new();
        column.under(&numbers, 1).put(at, "house");
        assert_eq!(column.under(&numbers, 1).get(at), Some(&"house"));
        assert_eq!(column.under(&numbers, 2).get(at), None);
        column.put(at, "house");
        // More words than are numbered at once.
        let many: String = (0..EVER + 10).map(|n| format!("ب{n} ")).collect();
        let tokens = tokenize(&many);
        let full = number(&many, &tokens);
        assert!(
            (0..tokens.len())
                .filter_map(|t| full.of(t))
                .all(|n| (n as usize) < EVER)
        );
        let afresh = number(text, &tokenize(text));
        assert_eq!(column.under(&afresh, 2).get(at), None);
    }
}
