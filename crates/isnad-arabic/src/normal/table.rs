//! What each tier does with each character of the Arabic block.
//!
//! One table of 256 entries a tier, built at compile time: keep, drop, or the letter that replaces it.
//! Example: at the orthographic tier «گ» (gāf) is replaced by «ك» (kāf).

use super::Tier;
use crate::chars;

/// What to do with a character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Op {
    /// It stays.
    Keep,
    /// It stays and may combine with the letter before it.
    Combine,
    /// It goes, and its bytes count to the letter before it.
    DropMark,
    /// It goes, and its bytes count to nothing.
    Drop,
    /// The hamza above, which makes one letter with a carrier before it.
    Hamza,
    /// Another character stands for it; of the Arabic block, so equally wide.
    Map(char),
    /// An ASCII character stands for it.
    Ascii(char),
}

/// The table of a tier.
pub(super) const fn of(tier: Tier) -> &'static [Op; 256] {
    match tier {
        Tier::Unicode => &UNICODE,
        Tier::Orthographic => &ORTHOGRAPHIC,
        Tier::Search => &SEARCH,
    }
}

static UNICODE: [Op; 256] = build(Tier::Unicode);
static ORTHOGRAPHIC: [Op; 256] = build(Tier::Orthographic);
static SEARCH: [Op; 256] = build(Tier::Search);

const fn build(tier: Tier) -> [Op; 256] {
    let mut table = [Op::Keep; 256];
    let mut i = 0u32;
    while i < 256 {
        if let Some(c) = char::from_u32(0x600 + i) {
            table[i as usize] = match tier {
                Tier::Unicode => unicode(c),
                Tier::Orthographic => orthographic(c),
                Tier::Search => search(c),
            };
        }
        i += 1;
    }
    table
}

const fn unicode(c: char) -> Op {
    match c {
        'ـ' => Op::DropMark,
        '\u{61c}' => Op::Drop,
        _ if is_mark(c) => Op::Combine,
        _ => Op::Keep,
    }
}

const fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}

const fn orthographic(c: char) -> Op {
    Op::Map(match c {
        '\u{654}' => return Op::Hamza,
        'ـ' | '\u{6e5}' | '\u{6e6}' => return Op::DropMark,
        '\u{61c}' => return Op::Drop,
        _ if is_mark(c) => return Op::DropMark,
        '\u{660}'..='\u{669}' => return ascii_digit(c as u32 - 0x660),
        '\u{6f0}'..='\u{6f9}' => return ascii_digit(c as u32 - 0x6f0),
        '٫' => return Op::Ascii('.'),
        '٬' => return Op::Ascii(','),
        'أ' | 'إ' | 'آ' | 'ٱ' | 'ٲ' | 'ٳ' | 'ٵ' => 'ا',
        'ٴ' => 'ء',
        'ٶ' | 'ٷ' => 'ؤ',
        'ٸ' | 'ۓ' => 'ئ',
        'ی' | 'ؠ' | 'ؽ' | 'ؾ' | 'ؿ' | 'ۍ' | 'ێ' | 'ې' | 'ۑ' | 'ے' => 'ي',
        'ػ' | 'ؼ' | 'ک'..='ڴ' => 'ك',
        'ھ' | 'ۀ'..='ۂ' | 'ە' | 'ۿ' => 'ه',
        'ۃ' => 'ة',
        'ۄ'..='ۋ' | 'ۏ' => 'و',
        'ٮ' | 'ٻ' | 'پ' | 'ڀ' => 'ب',
        'ٹ' | 'ٺ' | 'ټ' | 'ٽ' | 'ٿ' => 'ت',
        'ځ' | 'ڂ' => 'ح',
        'څ' => 'خ',
        'ڃ' | 'ڄ' | 'چ' | 'ڇ' | 'ڿ' => 'ج',
        'ڈ'..='ڐ' | 'ۮ' => 'د',
        'ڑ'..='ڗ' | 'ۯ' => 'ر',
        'ژ' | 'ڙ' => 'ز',
        'ښ' | 'ڛ' => 'س',
        'ڜ' | 'ۺ' => 'ش',
        'ڝ' | 'ڞ' => 'ص',
        'ۻ' => 'ض',
        'ڟ' => 'ظ',
        'ڠ' | 'ۼ' => 'غ',
        'ڡ'..='ڦ' => 'ف',
        'ٯ' | 'ڧ' | 'ڨ' => 'ق',
        'ڵ'..='ڸ' => 'ل',
        'ڹ'..='ڽ' => 'ن',
        _ => return Op::Keep,
    })
}

const fn ascii_digit(value: u32) -> Op {
    match char::from_digit(value, 10) {
        Some(digit) => Op::Ascii(digit),
        None => Op::Keep,
    }
}

const fn search(c: char) -> Op {
    match orthographic(c) {
        Op::Hamza => Op::DropMark,
        Op::Keep => search_letter(c),
        Op::Map(to) => match search_letter(to) {
            Op::Keep => Op::Map(to),
            other => other,
        },
        other => other,
    }
}

const fn search_letter(c: char) -> Op {
    match c {
        'ى' | 'ئ' => Op::Map('ي'),
        'ة' => Op::Map('ه'),
        'ؤ' => Op::Map('و'),
        'ء' => Op::Drop,
        _ => Op::Keep,
    }
}

/// What a tier does with any character, presentation forms apart.
pub(super) fn op(c: char, tier: Tier) -> Op {
    match c {
        '\0'..='\u{7f}' => Op::Keep,
        '\u{600}'..='\u{6ff}' => of(tier)[c as usize - 0x600],
        // The presentation form of a hamza goes as the hamza itself does, so that marks meet across it.
        '\u{fe80}' if tier == Tier::Search => Op::Drop,
        _ if chars::is_ignorable(c) => Op::Drop,
        '\u{898}'..='\u{89f}' | '\u{8ca}'..='\u{8e1}' | '\u{8e3}'..='\u{8ff}' if tier != Tier::Unicode => Op::DropMark,
        _ if tier != Tier::Unicode => match chars::digit_value(c) {
            Some(value) => ascii_digit(u32::from(value)),
            None => Op::Keep,
        },
        _ => Op::Keep,
    }
}
