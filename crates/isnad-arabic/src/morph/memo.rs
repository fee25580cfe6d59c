//! A bounded memory of words already analysed.
//!
//! Words of running text repeat: a reader that owns a [`Memo`] pays for each word about once. No locks, no
//! allocation for a word that is known; when full it forgets everything and starts again. Overlong words are
//! analysed afresh each time, so that its size has a bound.

use super::{Analysis, Analyzer};

const SLOTS: usize = 1 << 17;
const FULL_WORDS: usize = SLOTS / 4 * 3;

/// Longest word, in bytes, that is remembered.
const MAX_BYTES: usize = 128;

#[derive(Clone, Copy)]
struct Slot {
    hash: u64,
    word: u32,
    len: u16,
    count: u16,
    first: u32,
}

const EMPTY: Slot = Slot {
    hash: 0,
    word: 0,
    len: 0,
    count: 0,
    first: 0,
};

/// Words seen with their readings; belongs to one reader and one [`Analyzer`].
///
/// ```
/// use isnad_arabic::morph::{Analyzer, Memo};
///
/// let mut memo = Memo::new();
/// // waṣala "he arrived"
/// let first = Analyzer::builtin().analyze_with(&mut memo, "وصل").to_vec();
/// assert_eq!(Analyzer::builtin().analyze_with(&mut memo, "وصل"), first);
/// ```
pub struct Memo {
    slots: Vec<Slot>,
    words: Vec<u8>,
    readings: Vec<Analysis>,
    scratch: Vec<Analysis>,
    used: usize,
}

impl Default for Memo {
    fn default() -> Self {
        Self {
            slots: vec![EMPTY; SLOTS],
            words: Vec::new(),
            readings: Vec::new(),
            scratch: Vec::new(),
            used: 0,
        }
    }
}

impl std::fmt::Debug for Memo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Memo")
            .field("words", &self.used)
            .finish_non_exhaustive()
    }
}

fn hash(word: &[u8]) -> u64 {
    let mut h = word.len() as u64 ^ 0x51_7C_C1_B7_27_22_0A_95;
    let mut chunks = word.chunks_exact(8);
    for c in &mut chunks {
        let x = u64::from_le_bytes([c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]]);
        h = (h.rotate_left(5) ^ x).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    let mut last = [0u8; 8];
    let rest = chunks.remainder();
    last[..rest.len()].copy_from_slice(rest);
    h = (h.rotate_left(5) ^ u64::from_le_bytes(last)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    h ^ (h >> 31)
}

impl Memo {
    /// An empty memo.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn get(&mut self, analyzer: &Analyzer, word: &str) -> &[Analysis] {
        let bytes = word.as_bytes();
        // Not worth remembering; such words would let the memory grow without bound.
        if bytes.len() > MAX_BYTES {
            analyzer.analyze(word, &mut self.scratch);
            return &self.scratch;
        }
        let len = bytes.len() as u16;
        let h = hash(bytes) | 1;
        let mut at = (h >> 20) as usize & (SLOTS - 1);
        loop {
            let slot = self.slots[at];
            if slot.hash == 0 {
                break;
            }
            let from = slot.word as usize;
            if slot.hash == h && self.words.get(from..from + usize::from(slot.len)) == Some(bytes) {
                let first = slot.first as usize;
                return &self.readings[first..first + usize::from(slot.count)];
            }
            at = (at + 1) & (SLOTS - 1);
        }
        if self.used >= FULL_WORDS {
            self.slots.fill(EMPTY);
            self.words.clear();
            self.readings.clear();
            self.used = 0;
            at = (h >> 20) as usize & (SLOTS - 1);
        }
        analyzer.analyze(word, &mut self.scratch);
        let first = self.readings.len();
        self.slots[at] = Slot {
            hash: h,
            word: self.words.len() as u32,
            len,
            count: self.scratch.len() as u16,
            first: first as u32,
        };
        self.used += 1;
        self.words.extend_from_slice(bytes);
        self.readings.extend_from_slice(&self.scratch);
        &self.readings[first..]
    }
}
