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
use std::hint::black_box;
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

/// Words below this number are met so often that what is known of them is at hand.
const OFTEN: u32 = 1_024;

/// A bit for each of the words below [`OFTEN`].
#[derive(Clone, Copy, Debug, Default)]
struct Often([u64; OFTEN as usize / 64]);

impl Often {
    const NONE: Self = Self([0; OFTEN as usize / 64]);

    #[inline]
    fn set(&mut self, number: u32) {
        if let Some(bits) = self.0.get_mut(number as usize / 64) {
            *bits |= 1 << (number % 64);
        }
    }

    /// Whether all words of the other are among these.
    fn hold(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(own, other)| other & !own == 0)
    }
}

/// Most words that have a number at all: further ones of one text have none.
const EVER: usize = 2 * MOST;

/// A word of at most 31 bytes, so that comparing it touches no other memory: its first and its last bytes, which may
/// overlap. Words of one length are equal where these are.
type Short = [u64; 4];

/// The bytes of a word, and its hash with its length in the lowest byte; of one that is too long, [`OVERLONG`].
#[inline]
fn short(bytes: &[u8]) -> (Short, u32) {
    let eight = |at: usize| {
        let chunk = bytes.get(at..).and_then(<[u8]>::first_chunk);
        chunk.map_or(0, |p| u64::from_le_bytes(*p))
    };
    let four = |at: usize| {
        let chunk = bytes.get(at..).and_then(<[u8]>::first_chunk);
        chunk.map_or(0, |p| u64::from(u32::from_le_bytes(*p)))
    };
    let fold = |x: u64, y: u64| {
        let product = u128::from(x) * u128::from(y);
        product as u64 ^ (product >> 64) as u64
    };
    let len = bytes.len();
    let [a, b, c, d] = match len {
        8..16 => [eight(0), 0, 0, eight(len - 8)],
        4..8 => [four(0), 0, 0, four(len - 4)],
        16..32 => [eight(0), eight(8), eight(len - 16), eight(len - 8)],
        32.. => return ([0; 4], OVERLONG),
        _ => [bytes.iter().fold(0, |all, b| all << 8 | u64::from(*b)), 0, 0, 0],
    };
    let mut hash = fold(a ^ 0x9e37_79b9_7f4a_7c15, d ^ 0xa076_1d64_78bd_642f ^ len as u64);
    if len >= 16 {
        hash ^= fold(b ^ 0xe703_7ed1_a0b4_28db, c ^ 0x8ebc_6af0_9c88_c6e3);
    }
    ([a, b, c, d], hash as u32 & !0xff | len as u32)
}

/// A place of the table: a number plus one, or 0, below the hash of its word.
type Slot = u64;

/// All words that have a number, in the order of their numbers, and where each stands.
#[derive(Default)]
struct Vocabulary {
    generation: u64,
    words: Vec<Short>,
    /// By the upper bits of the hash; at least half of them are free.
    slots: Vec<Slot>,
    /// Those of the text that is being numbered.
    wanted: Vec<Wanted>,
}

/// A word of the text that is being numbered.
struct Wanted {
    short: Short,
    /// Of a word that is too long, [`OVERLONG`].
    hash: u32,
    /// Its token.
    at: u32,
    /// What stood first where the word may stand: asked for with all words, so that none waits for its own.
    slot: Slot,
}

/// No hash: its lowest byte is the length of no word that is numbered.
const OVERLONG: u32 = u32::MAX;

impl Vocabulary {
    /// Where a word of this hash stands first.
    #[inline]
    fn home(&self, hash: u32) -> usize {
        (hash >> 8) as usize & self.slots.len().wrapping_sub(1)
    }

    /// The number of a word, or the free place of one that has none.
    #[inline]
    fn find(&self, word: &Short, hash: u32) -> Result<u32, usize> {
        let mut at = self.home(hash);
        loop {
            let slot = self.slots.get(at).copied().unwrap_or(0);
            let Some(n) = (slot as u32).checked_sub(1) else {
                return Err(at);
            };
            if (slot >> 32) as u32 == hash && self.words.get(n as usize) == Some(word) {
                return Ok(n);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// The number of a word; one that is new has the next.
    #[inline]
    fn number(&mut self, word: &Short, hash: u32) -> u32 {
        match self.find(word, hash) {
            Ok(n) => n,
            Err(_) if self.words.len() >= EVER => NONE,
            Err(at) => self.add(*word, hash, at),
        }
    }

    #[cold]
    fn add(&mut self, word: Short, hash: u32, mut at: usize) -> u32 {
        if self.slots.len() <= 2 * self.words.len() + 2 {
            let size = (4 * self.words.len()).next_power_of_two().max(1 << 12);
            let taken: Vec<Slot> = self.slots.drain(..).filter(|s| *s != 0).collect();
            self.slots.resize(size, 0);
            let free = |slots: &[Slot], mut at: usize| {
                while slots.get(at).is_some_and(|s| *s != 0) {
                    at = (at + 1) & (size - 1);
                }
                at
            };
            for slot in taken {
                let place = free(&self.slots, self.home((slot >> 32) as u32));
                self.slots[place] = slot;
            }
            at = free(&self.slots, self.home(hash));
        }
        self.words.push(word);
        let number = self.words.len() as u32;
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = u64::from(hash) << 32 | u64::from(number);
        }
        number - 1
    }

    /// The number of a word of a text: nearly always that of the slot that was looked at with all words.
    #[inline]
    fn number_of(&mut self, wanted: &Wanted) -> u32 {
        let first = (wanted.slot as u32).wrapping_sub(1);
        if (wanted.slot >> 32) as u32 == wanted.hash && self.words.get(first as usize) == Some(&wanted.short) {
            return first;
        }
        match wanted.hash {
            OVERLONG => NONE,
            hash => self.number(&wanted.short, hash),
        }
    }

    /// Reads the words of a text, with what stands first where each may stand.
    fn want(&self, text: &str, tokens: &[Token], wanted: &mut Vec<Wanted>) {
        wanted.clear();
        wanted.reserve(tokens.len() / 2 + 1);
        for (at, token) in tokens.iter().enumerate() {
            if !matches!(token.kind, TokenKind::Word | TokenKind::Latin | TokenKind::Number) {
                continue;
            }
            let bytes = text.as_bytes().get(token.span.start as usize..token.span.end as usize);
            let (short, hash) = short(bytes.unwrap_or(&[]));
            let slot = self.slots.get(self.home(hash)).copied().unwrap_or(0);
            wanted.push(Wanted {
                short,
                hash,
                at: at as u32,
                slot,
            });
        }
        // Memory answers such questions all at once, and would answer them one after the other if each waited to be compared.
        let words = wanted
            .iter()
            .filter_map(|w| self.words.get((w.slot as u32).wrapping_sub(1) as usize));
        black_box(words.fold(0, |all, w| all ^ w[0]));
    }
}

thread_local! {
    static VOCABULARY: RefCell<Vocabulary> = RefCell::default();
}

/// A word of a text: its token and, if it has one, its number.
#[derive(Clone, Copy, Debug)]
pub struct Numbered {
    token: u32,
    number: u32,
}

impl Numbered {
    /// Its token.
    #[inline]
    #[must_use]
    pub const fn token(self) -> usize {
        self.token as usize
    }

    /// Its number.
    #[inline]
    #[must_use]
    pub fn number(self) -> Option<u32> {
        (self.number != NONE).then_some(self.number)
    }
}

/// A number for each token of a text that is a word.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    generation: u64,
    list: Vec<u32>,
    words: Vec<Numbered>,
    /// Those of the list that are not among the first: what is known of these is seldom asked for.
    rare: Vec<u32>,
    /// Those that are.
    often: Often,
    /// Some word has no number.
    lacking: bool,
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

    /// The words in the order of the text, overlong ones too.
    #[inline]
    #[must_use]
    pub fn words(&self) -> &[Numbered] {
        &self.words
    }

    /// The numbers of words that are seldom met, in the order of the text: what is known of them may be touched all at once
    /// before it is asked for one by one.
    #[must_use]
    pub fn rare(&self) -> &[u32] {
        &self.rare
    }
}

/// Numbers the words of a text; equal words have equal numbers.
#[must_use]
pub fn number(text: &str, tokens: &[Token]) -> Numbers {
    VOCABULARY.with_borrow_mut(|v| {
        if v.words.len() > MOST || v.generation == 0 {
            v.words.clear();
            v.slots.fill(0);
            v.generation = stamp();
        }
        let mut wanted = std::mem::take(&mut v.wanted);
        v.want(text, tokens, &mut wanted);
        let mut list = vec![NONE; tokens.len()];
        let mut rare = Vec::with_capacity(wanted.len());
        let mut words = Vec::with_capacity(wanted.len());
        let (mut often, mut lacking) = (Often::NONE, false);
        words.extend(wanted.iter().map(|word| {
            let number = v.number_of(word);
            list[word.at as usize] = number;
            match number {
                ..OFTEN => often.set(number),
                NONE => lacking = true,
                _ => rare.push(number),
            }
            Numbered { token: word.at, number }
        }));
        if wanted.capacity() <= MOST {
            v.wanted = wanted;
        }
        Numbers {
            generation: v.generation,
            list,
            words,
            rare,
            often,
            lacking,
        }
    })
}

/// What one reader knows of numbered words.
#[derive(Debug)]
pub struct Column<V> {
    generation: u64,
    stamp: u64,
    list: Vec<Option<V>>,
    /// Those of the first words that are known.
    often: Often,
    /// Every word of the numbers that it was last taken for is known.
    complete: bool,
}

impl<V> Column<V> {
    /// An empty column.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            generation: 0,
            stamp: 0,
            list: Vec::new(),
            often: Often::NONE,
            complete: false,
        }
    }

    /// The column for these numbers and the data with this stamp: of others everything is forgotten.
    #[inline]
    pub fn under(&mut self, numbers: &Numbers, stamp: u64) -> &mut Self {
        if self.generation != numbers.generation || self.stamp != stamp {
            self.list.clear();
            self.often = Often::NONE;
            (self.generation, self.stamp) = (numbers.generation, stamp);
        }
        // Touched all at once, what is known comes sooner than where each word waits for its own.
        let known = numbers
            .rare
            .iter()
            .filter(|n| matches!(self.list.get(**n as usize), Some(Some(_))));
        let rare = black_box(known.count()) == numbers.rare.len();
        self.complete = rare && !numbers.lacking && self.often.hold(&numbers.often);
        self
    }

    /// Whether every word of the numbers that it was taken for has a number and was known then.
    #[inline]
    #[must_use]
    pub const fn knows_all(&self) -> bool {
        self.complete
    }

    /// What is known of a word.
    #[inline]
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&V> {
        self.list.get(number as usize)?.as_ref()
    }

    /// What is known of a word, or what `find` finds.
    #[inline]
    pub fn get_or(&mut self, number: u32, find: impl FnOnce() -> V) -> &V
    where
        V: Default,
    {
        if self.get(number).is_none() {
            self.put(number, find());
        }
        // What was put is there: the other half is never taken.
        self.list[number as usize].get_or_insert_default()
    }

    /// Notes what is known of a word.
    #[inline(never)]
    pub fn put(&mut self, number: u32, known: V) {
        let at = number as usize;
        if self.list.len() <= at {
            self.list.resize_with(at + 1, || None);
        }
        self.list[at] = Some(known);
        self.often.set(number);
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
