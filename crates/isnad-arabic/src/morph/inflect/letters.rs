//! Letters: Arabic characters to one-byte codes and back, and words packed into a `u128`.
//!
//! Inside the inflection engine a word is a byte string in Buckwalter's transliteration: كتاب *kitāb*
//! "book" is `ktAb`. A word of at most [`MAX_LETTERS`] letters packs into a `u128`, six bits a letter,
//! first letter lowest, so that taking clitics off is a shift and a mask.
//!
//! **Invariant:** [`code`] folds as tier N1 does: marks and tatweel give nothing, أ إ آ ٱ give ا, Persian and
//! Kurdish letters give their Arabic ones. Letters that Arabic has no counterpart for (پ چ ڤ گ) keep codes of
//! their own.

/// The longest word, in letters, that the tables hold.
pub const MAX_LETTERS: usize = 21;

/// Buckwalter bytes in code order; code = index + 1.
const CODES: &[u8; 37] = b"A'&}btpvjHxd*rzs$SDTZEgfqklmnhwyYPJVG";

/// How an alef is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Alef {
    /// ا without hamza.
    Bare = 0,
    /// أ
    HamzaAbove = 1,
    /// إ
    HamzaBelow = 2,
    /// آ
    Madda = 3,
}

/// The Buckwalter byte of an Arabic letter; `None` for marks and whatever is no letter.
#[must_use]
pub const fn transliterate(c: char) -> Option<u8> {
    Some(match c {
        'ا' | 'ٱ' => b'A',
        'أ' => b'>',
        'إ' => b'<',
        'آ' => b'|',
        'ء' => b'\'',
        'ؤ' => b'&',
        'ئ' => b'}',
        'ب' => b'b',
        'ت' => b't',
        'ة' => b'p',
        'ث' => b'v',
        'ج' => b'j',
        'ح' => b'H',
        'خ' => b'x',
        'د' => b'd',
        'ذ' => b'*',
        'ر' => b'r',
        'ز' => b'z',
        'س' => b's',
        'ش' => b'$',
        'ص' => b'S',
        'ض' => b'D',
        'ط' => b'T',
        'ظ' => b'Z',
        'ع' => b'E',
        'غ' => b'g',
        'ف' => b'f',
        'ق' => b'q',
        'ك' | 'ک' | 'ڪ' => b'k',
        'ل' => b'l',
        'م' => b'm',
        'ن' => b'n',
        'ه' | 'ہ' | 'ھ' | 'ە' => b'h',
        'و' | 'ۆ' => b'w',
        'ي' | 'ی' | 'ێ' => b'y',
        'ى' => b'Y',
        'پ' => b'P',
        'چ' => b'J',
        'ڤ' => b'V',
        'گ' => b'G',
        _ => return None,
    })
}

/// The Arabic letter of a Buckwalter byte.
#[must_use]
pub const fn arabic(b: u8) -> Option<char> {
    Some(match b {
        b'A' => 'ا',
        b'>' => 'أ',
        b'<' => 'إ',
        b'|' => 'آ',
        b'\'' => 'ء',
        b'&' => 'ؤ',
        b'}' => 'ئ',
        b'b' => 'ب',
        b't' => 'ت',
        b'p' => 'ة',
        b'v' => 'ث',
        b'j' => 'ج',
        b'H' => 'ح',
        b'x' => 'خ',
        b'd' => 'د',
        b'*' => 'ذ',
        b'r' => 'ر',
        b'z' => 'ز',
        b's' => 'س',
        b'$' => 'ش',
        b'S' => 'ص',
        b'D' => 'ض',
        b'T' => 'ط',
        b'Z' => 'ظ',
        b'E' => 'ع',
        b'g' => 'غ',
        b'f' => 'ف',
        b'q' => 'ق',
        b'k' => 'ك',
        b'l' => 'ل',
        b'm' => 'م',
        b'n' => 'ن',
        b'h' => 'ه',
        b'w' => 'و',
        b'y' => 'ي',
        b'Y' => 'ى',
        b'P' => 'پ',
        b'J' => 'چ',
        b'V' => 'ڤ',
        b'G' => 'گ',
        _ => return None,
    })
}

/// Whether the character is a mark that sits on a letter, or tatweel or an invisible character: passed over.
#[must_use]
pub const fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' | '\u{0610}'..='\u{061A}'
        | '\u{06D6}'..='\u{06ED}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Table from Buckwalter byte to code, 0 for none; all alefs share one code.
const CODE_OF: [u8; 128] = {
    let mut table = [0u8; 128];
    let mut i = 0;
    while i < CODES.len() {
        table[CODES[i] as usize] = i as u8 + 1;
        i += 1;
    }
    table[b'>' as usize] = 1;
    table[b'<' as usize] = 1;
    table[b'|' as usize] = 1;
    table
};

/// The six-bit code of a Buckwalter byte; 0 where it has none.
#[must_use]
pub const fn code(b: u8) -> u8 {
    if b < 128 { CODE_OF[b as usize] } else { 0 }
}

/// How the alef of a Buckwalter byte is written; `None` for other letters.
#[must_use]
pub const fn alef(b: u8) -> Option<Alef> {
    match b {
        b'A' => Some(Alef::Bare),
        b'>' => Some(Alef::HamzaAbove),
        b'<' => Some(Alef::HamzaBelow),
        b'|' => Some(Alef::Madda),
        _ => None,
    }
}

/// An Arabic word as Buckwalter bytes, marks dropped; `None` if it holds anything that is no Arabic letter.
#[must_use]
pub fn from_arabic(word: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(word.len() / 2);
    for c in word.chars() {
        if let Some(b) = transliterate(c) {
            out.push(b);
        } else if !is_mark(c) {
            return None;
        }
    }
    Some(out)
}

/// Buckwalter bytes as Arabic; bytes that are no letters are left out.
#[must_use]
pub fn to_arabic(word: &[u8]) -> String {
    word.iter().filter_map(|&b| arabic(b)).collect()
}

/// Packs a word; `None` where it is empty, longer than [`MAX_LETTERS`] or holds a byte without code.
#[must_use]
pub fn pack(word: &[u8]) -> Option<u128> {
    if word.is_empty() || word.len() > MAX_LETTERS {
        return None;
    }
    let mut key = 0u128;
    for (i, &b) in word.iter().enumerate() {
        let c = code(b);
        if c == 0 {
            return None;
        }
        key |= u128::from(c) << (6 * i);
    }
    Some(key)
}

/// How the first four alefs of a word are written, two bits each, first lowest.
#[must_use]
pub fn alef_pattern(word: &[u8]) -> u8 {
    let mut pattern = 0;
    for (i, a) in word.iter().filter_map(|&b| alef(b)).take(4).enumerate() {
        pattern |= (a as u8) << (2 * i);
    }
    pattern
}
