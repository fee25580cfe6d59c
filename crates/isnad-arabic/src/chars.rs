//! Character classes: what a code point is to the tokenizer and the normal forms.
//!
//! Characters in, a [`Class`] out: for ASCII and the Arabic block by table, for the rest by range.
//! Crate-private; it knows nothing of words.
//! Example: «ة» (tāʾ marbūṭa) is [`Class::Letter`], «ـ» (tatweel) is [`Class::Tatweel`].

/// What a character is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Class {
    /// An Arabic letter, presentation forms included.
    Letter,
    /// An Arabic vowel mark or Quranic sign.
    Mark,
    /// The stretching stroke U+0640.
    Tatweel,
    /// A decimal digit of any script.
    Digit,
    /// A letter of another script.
    Latin,
    /// Punctuation.
    Punct,
    /// Currency, emoji, arrows, honorific ligatures.
    Symbol,
    /// Something that changes the symbol before it: variation selector, joiner after an emoji, skin tone.
    Modifier,
    /// White space inside a line.
    Space,
    /// Invisible: bidi controls, zero-width characters, soft hyphen.
    Ignorable,
    /// A line end.
    Newline,
}

/// Whether a line names the account behind a quoted post: «— فريق الرصد (@team) May 1, 2022» (*farīq ar-raṣd*, "the
/// monitoring team").
#[must_use]
pub fn names_account(line: &str) -> bool {
    line.trim_start().starts_with(['—', '–', '-']) && line.contains("(@")
}

/// Whether a character is of a word: a letter or digit of any script, a vowel mark, tatweel.
#[inline]
#[must_use]
pub fn in_word(c: char) -> bool {
    match c {
        '\u{620}'..='\u{65f}' => true,
        _ => c == '\u{670}' || c.is_alphanumeric(),
    }
}

/// The character that begins at byte `at`, if any.
#[inline]
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|rest| rest.chars().next())
}

/// The class and byte width of the character that begins at byte `at`.
#[inline]
pub(crate) fn class_at(text: &str, at: usize) -> Option<(Class, usize)> {
    let bytes = text.as_bytes();
    let lead = *bytes.get(at)?;
    if lead < 0x80 {
        return Some((ASCII[lead as usize], 1));
    }
    if let 0xD8..=0xDB = lead
        && let Some(trail) = bytes.get(at + 1)
    {
        return Some((ARABIC[arabic_index(lead, *trail)], 2));
    }
    let c = char_at(text, at)?;
    let class = match c {
        // A joiner belongs to the emoji before it, where it is followed by another emoji.
        '\u{200d}' if is_emoji_joiner(text, at) => Class::Modifier,
        _ => class(c),
    };
    Some((class, c.len_utf8()))
}

/// The end of the run of Arabic-block letters, marks and tatweel from byte `at` on.
#[inline]
pub(crate) fn arabic_run(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let plain = plain_pairs(*eight);
        at += 2 * plain;
        if plain < 4 {
            break;
        }
    }
    while let (Some(lead @ 0xD8..=0xDB), Some(trail)) = (bytes.get(at), bytes.get(at + 1)) {
        match ARABIC[arabic_index(*lead, *trail)] {
            Class::Letter | Class::Mark | Class::Tatweel => at += 2,
            _ => break,
        }
    }
    at
}

/// How many of four characters of two bytes, from the first on, are letters, marks or tatweel of U+0620..U+065F, as nearly
/// all of a word are: told at once.
#[inline]
pub(crate) const fn plain_pairs(eight: [u8; 8]) -> usize {
    const ONE: u64 = 0x0001_0001_0001_0001;
    let four = u64::from_le_bytes(eight);
    // The lead is D8 with a trail from A0 on, or D9 with one below: with this one bit of the trail D9 comes of both.
    let lead = (four ^ ((four >> 13) & ONE)) & (0xff * ONE);
    ((lead ^ (0xd9 * ONE)).trailing_zeros() / 16) as usize
}

/// Whether all of these bytes are characters of U+0620..U+065F.
pub(crate) fn is_plain_run(bytes: &[u8]) -> bool {
    let (pairs, rest) = bytes.as_chunks::<2>();
    rest.is_empty()
        && pairs
            .iter()
            .all(|[a, b]| matches!((a, b), (0xd8, 0xa0..) | (0xd9, ..0xa0)))
}

/// Whether a character of these first bytes surely belongs to no word of Arabic letters before it.
pub(crate) fn ends_word(first: [u8; 3]) -> bool {
    match first {
        [0..0x80, ..] | [0xc2, 0xab | 0xbb, _] => true,
        [lead @ 0xd8..=0xdb, trail, _] => matches!(
            ARABIC[arabic_index(lead, trail)],
            Class::Digit | Class::Punct | Class::Symbol
        ),
        _ => false,
    }
}

/// Whether two characters of U+0620..U+065F are letters: no tatweel, no vowel mark.
#[inline]
pub(crate) const fn both_letters(four: [u8; 4]) -> bool {
    const ONE: u32 = 0x0001_0001;
    let two = u32::from_le_bytes(four);
    // Behind D9, 80 is the tatweel and marks begin at 8B: the last five bits less one, or plus 21, leave five bits.
    let trail = (two >> 8) & (0x1f * ONE);
    ((trail + 21 * ONE) | !(trail + 31 * ONE)) & (two << 5) & (0x20 * ONE) == 0
}

/// Index into a table over U+0600..U+06FF of a two-byte sequence led by D8..DB.
#[inline]
pub(crate) const fn arabic_index(lead: u8, trail: u8) -> usize {
    (((lead & 0x03) as usize) << 6) | (trail & 0x3F) as usize
}

fn is_emoji_joiner(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|s| s.chars().next_back());
    let after = char_at(text, at + '\u{200d}'.len_utf8());
    let emoji = |c: Option<char>| {
        c.is_some_and(|c| matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}'))
    };
    emoji(before) && emoji(after)
}

static ASCII: [Class; 128] = {
    let mut table = [Class::Punct; 128];
    let mut i = 0u8;
    while i < 128 {
        table[i as usize] = match i {
            b'\n' | b'\r' | 0x0B | 0x0C => Class::Newline,
            0x00..=0x20 | 0x7F => Class::Space,
            b'0'..=b'9' => Class::Digit,
            b'a'..=b'z' | b'A'..=b'Z' => Class::Latin,
            b'$' | b'+' | b'<' | b'=' | b'>' | b'^' | b'`' | b'~' => Class::Symbol,
            _ => Class::Punct,
        };
        i += 1;
    }
    table
};

static ARABIC: [Class; 256] = {
    let mut table = [Class::Letter; 256];
    let mut i = 0usize;
    while i < 256 {
        table[i] = match i {
            0x40 => Class::Tatweel,
            0x10..=0x1A | 0x4B..=0x5F | 0x70 | 0xD6..=0xDC | 0xDF..=0xE8 | 0xEA..=0xED => Class::Mark,
            0x60..=0x69 | 0xF0..=0xF9 => Class::Digit,
            0x09 | 0x0A | 0x0C | 0x0D | 0x1B | 0x1D..=0x1F | 0x6A..=0x6D | 0xD4 => Class::Punct,
            0x00..=0x08 | 0x0B | 0x0E | 0x0F | 0xDD | 0xDE | 0xE9 | 0xFD | 0xFE => Class::Symbol,
            0x1C => Class::Ignorable,
            _ => Class::Letter,
        };
        i += 1;
    }
    table
};

/// The class of a character, wherever it stands.
pub(crate) fn class(c: char) -> Class {
    match c {
        '\0'..='\u{7f}' => ASCII[c as usize],
        '\u{600}'..='\u{6ff}' => ARABIC[c as usize - 0x600],
        '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Newline,
        _ if is_ignorable(c) => Class::Ignorable,
        '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{20e3}' => Class::Modifier,
        '\u{898}'..='\u{89f}' | '\u{8ca}'..='\u{8e1}' | '\u{8e3}'..='\u{8ff}' => Class::Mark,
        '\u{fe70}'..='\u{fe7f}' => Class::Mark,
        // Ligatures that stand for a whole phrase of honour, and the rial sign.
        '\u{fd40}'..='\u{fd4f}' | '\u{fdcf}' | '\u{fdfa}'..='\u{fdff}' => Class::Symbol,
        '\u{fd3e}' | '\u{fd3f}' => Class::Punct,
        '\u{fbb2}'..='\u{fbc2}' => Class::Mark,
        '\u{fc5e}'..='\u{fc63}' | '\u{fcf2}'..='\u{fcf4}' => Class::Mark,
        '\u{750}'..='\u{77f}' | '\u{870}'..='\u{8c9}' | '\u{fb50}'..='\u{fdff}' | '\u{fe80}'..='\u{fefc}' => {
            Class::Letter
        }
        _ if digit_value(c).is_some() => Class::Digit,
        _ if c.is_whitespace() => Class::Space,
        _ if c.is_control() => Class::Space,
        _ if c.is_alphabetic() => Class::Latin,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' => Class::Latin,
        _ if is_punctuation(c) => Class::Punct,
        _ => Class::Symbol,
    }
}

/// Whether the character is invisible and without meaning in Arabic text: bidi controls,
/// zero-width characters, the soft hyphen.
pub(crate) const fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// General punctuation outside ASCII and the Arabic block.
const fn is_punctuation(c: char) -> bool {
    matches!(c,
        '\u{a1}' | '\u{a7}' | '\u{ab}' | '\u{b6}' | '\u{b7}' | '\u{bb}' | '\u{bf}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{2e00}'..='\u{2e7f}'
        | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
        | '\u{fe10}'..='\u{fe19}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
}

/// First digits (zero) of the decimal digit runs that are met in text, besides ASCII.
const ZEROS: [u32; 18] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50, 0x0ED0,
    0x0F20, 0x1040, 0x17E0, 0xFF10,
];

/// The value of a decimal digit of any script.
pub(crate) fn digit_value(c: char) -> Option<u8> {
    let code = c as u32;
    let zero = match code {
        0x30..=0x39 => 0x30,
        // Mathematical digits: five styles of ten.
        0x1D7CE..=0x1D7FF => return u8::try_from((code - 0x1D7CE) % 10).ok(),
        _ => *ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code))?,
    };
    u8::try_from(code - zero).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_at_once_are_told_as_one_by_one() {
        let of = |c: char| {
            let mut two = [0; 2];
            c.encode_utf8(&mut two);
            two
        };
        for c in '\u{80}'..='\u{7ff}' {
            let plain = ('\u{620}'..='\u{65f}').contains(&c);
            let [a, b] = of(c);
            assert_eq!(
                plain_pairs([a, b, a, b, a, b, a, b]),
                if plain { 4 } else { 0 },
                "{c:?}"
            );
            assert_eq!(
                plain_pairs([0xd8, 0xa8, 0xd9, 0x8a, a, b, 0xd8, 0xa8]),
                if plain { 4 } else { 2 }
            );
            if plain {
                assert!(matches!(class(c), Class::Letter | Class::Mark | Class::Tatweel));
            }
            if plain {
                let letter = class(c) == Class::Letter;
                assert_eq!(both_letters([a, b, 0xd9, 0x8a]), letter, "{c:?}");
                assert_eq!(both_letters([0xd8, 0xa8, a, b]), letter, "{c:?}");
            }
        }
        let text = "بسم الله";
        assert_eq!((arabic_run(text, 0), arabic_run(text, 7)), (6, text.len()));
    }
}
