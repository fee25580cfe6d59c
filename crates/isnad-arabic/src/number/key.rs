//! Words of numbers and dates as keys: folded for search and packed into one number.
//!
//! In: a word as it is written. Out: its [`Key`], or its first letters alone ([`head`]), by which most words are refused.
//! Invariants: a word of more than 24 letters has no key; equal foldings have equal keys. What the word means is in the
//! table of [`super::word`].
//!
//! «أيار» (ayyār, "May") and «ايار» have one key.

use unicode_normalization::UnicodeNormalization;

/// A key of at most twelve letters in one word of the machine; longer ones are in no table.
#[inline]
pub(super) const fn short(key: u128) -> Option<u64> {
    if key >> 60 == 0 { Some(key as u64) } else { None }
}

/// Where the bit of a key's first four letters stands.
#[inline]
pub(super) const fn beginning(key: u64) -> (usize, u64) {
    let mixed = (key as u32 & 0xf_ffff).wrapping_mul(0x9e37_79b1) >> 16;
    ((mixed >> 6) as usize, 1 << (mixed & 63))
}

/// The first eight letters of a word; `None` where only the full key can tell.
#[inline]
pub(super) fn head(word: &[u8]) -> Option<u64> {
    let (mut letters, mut shift) = (0, 0);
    let mut rest = word;
    while let [lead @ 0xd8..=0xdb, trail, tail @ ..] = rest {
        let code = LETTERS[usize::from(lead & 3) << 6 | usize::from(trail & 63)];
        // A character of no key: no key begins like this.
        if code == 255 {
            return Some(u64::MAX);
        }
        if code != 0 {
            letters |= u64::from(code) << shift;
            shift += 5;
            if shift == 40 {
                return Some(letters);
            }
        }
        rest = tail;
    }
    rest.is_empty().then_some(letters)
}

pub(super) const ALIF: u128 = 1;
pub(super) const BA: u128 = 2;
pub(super) const FA: u128 = 20;
pub(super) const KAF: u128 = 22;
pub(super) const LAM: u128 = 23;
pub(super) const WAW: u128 = 27;

/// A word folded for search and packed, five bits a letter, first letter lowest.
pub(super) struct Key {
    pub(super) letters: u128,
    /// Byte offsets of the second and third letter, for cutting proclitics off.
    starts: [u8; 2],
    /// Of Latin letters.
    pub(super) latin: bool,
}

impl Key {
    pub(super) fn of(word: &str) -> Option<Self> {
        if word.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Self::latin(word);
        }
        let mut key = Self {
            letters: 0,
            starts: [0; 2],
            latin: false,
        };
        let mut shift = 0;
        for (at, c) in word.char_indices() {
            match letter(c) {
                Some(code) => key.push(at, code, &mut shift)?,
                None if matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}') => {
                    for part in std::iter::once(c).nfkd().filter(|part| *part != ' ') {
                        key.push(at, letter(part)?, &mut shift)?;
                    }
                }
                None => return None,
            }
        }
        Some(key)
    }

    /// The key of a word in Latin letters, capitals or not: English month names stand around many Arabic pages.
    fn latin(word: &str) -> Option<Self> {
        let mut letters = 0;
        for (place, c) in word.bytes().enumerate() {
            if place >= 12 || !c.is_ascii_alphabetic() {
                return None;
            }
            letters |= u128::from(c & 31) << (5 * place);
        }
        Some(Self {
            letters,
            starts: [0; 2],
            latin: true,
        })
    }

    /// Appends the letter that begins at byte `at`; `None` when the word grows too long.
    #[inline]
    fn push(&mut self, at: usize, code: u8, shift: &mut u32) -> Option<()> {
        if code == 0 {
            return Some(());
        }
        if *shift == 5 || *shift == 10 {
            self.starts[*shift as usize / 5 - 1] = u8::try_from(at).unwrap_or(0);
        }
        if *shift >= 120 {
            return None;
        }
        self.letters |= u128::from(code) << *shift;
        *shift += 5;
        Some(())
    }

    pub(super) fn offset(&self, letters: usize) -> u8 {
        if letters == 0 {
            0
        } else {
            self.starts.get(letters - 1).copied().unwrap_or(0)
        }
    }
}

/// The number of a letter after search folding; 0 is dropped, `None` belongs to no word of ours.
#[inline]
fn letter(c: char) -> Option<u8> {
    let at = (c as usize).wrapping_sub(0x600);
    match LETTERS.get(at) {
        Some(&255) => None,
        Some(&code) => Some(code),
        None if matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}') => Some(0),
        None => None,
    }
}

static LETTERS: [u8; 256] = letters();

const fn letters() -> [u8; 256] {
    let mut table = [255; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = match char::from_u32(0x600 + at as u32) {
            Some(c) => code(c),
            None => 255,
        };
        at += 1;
    }
    table
}

const fn code(c: char) -> u8 {
    match c {
        'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' => 1,
        'ب' => 2,
        'ت' => 3,
        'ث' => 4,
        'ج' => 5,
        'ح' => 6,
        'خ' => 7,
        'د' => 8,
        'ذ' => 9,
        'ر' => 10,
        'ز' => 11,
        'س' => 12,
        'ش' => 13,
        'ص' => 14,
        'ض' => 15,
        'ط' => 16,
        'ظ' => 17,
        'ع' => 18,
        'غ' => 19,
        'ف' => 20,
        'ق' => 21,
        'ك' | 'ک' => 22,
        'ل' => 23,
        'م' => 24,
        'ن' => 25,
        'ه' | 'ة' | 'ہ' | 'ە' | 'ۀ' | 'ھ' => 26,
        'و' | 'ؤ' => 27,
        'ي' | 'ى' | 'ئ' | 'ی' => 28,
        'ء' | 'ـ' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' => 0,
        _ => 255,
    }
}
