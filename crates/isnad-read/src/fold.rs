//! Folding of short strings for looking up phrases of page chrome.
//!
//! In: any text. Out: folded words with single spaces between, every number as `0`.
//! Coarser than the search tier of `isnad-arabic` (signs become spaces, numbers lose their value), because
//! phrases of sites differ in just that: «(3) تعليقات» (3 comments) folds to `0 تعليقات`.
//! Deliberately keeps no way back to the text.

use unicode_normalization::char::decompose_compatible;

/// What a character becomes in folded text.
enum Folded {
    /// Kept, perhaps as another letter.
    Letter(char),
    /// Any digit.
    Digit,
    /// Vanishes without separating.
    Nothing,
    /// Separates words.
    Gap,
}

fn fold_char(c: char) -> Folded {
    match c {
        'ا'..='غ' | 'ف'..='ي' => match c {
            'ى' => Folded::Letter('ي'),
            'ة' => Folded::Letter('ه'),
            _ => Folded::Letter(c),
        },
        'أ' | 'إ' | 'آ' | 'ٱ' => Folded::Letter('ا'),
        'ؤ' => Folded::Letter('و'),
        'ئ' | 'ی' | 'ې' => Folded::Letter('ي'),
        'ک' => Folded::Letter('ك'),
        'ء' | '\u{640}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' => Folded::Nothing,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}' => {
            Folded::Nothing
        }
        '0'..='9' | '٠'..='٩' | '۰'..='۹' => Folded::Digit,
        'a'..='z' => Folded::Letter(c),
        'A'..='Z' => Folded::Letter(c.to_ascii_lowercase()),
        c if c.is_alphabetic() => Folded::Letter(c.to_lowercase().next().unwrap_or(c)),
        _ => Folded::Gap,
    }
}

/// Folds at most `limit` characters of `text`.
#[must_use]
pub fn fold(text: &str, limit: usize) -> String {
    let mut out = String::with_capacity(text.len().min(limit.saturating_mul(2)));
    let mut gap = false;
    let mut number = false;
    let mut push = |c: char| match fold_char(c) {
        Folded::Letter(c) => {
            if (gap || number) && !out.is_empty() {
                out.push(' ');
            }
            (gap, number) = (false, false);
            out.push(c);
        }
        Folded::Digit => {
            if number && !gap {
                return;
            }
            if !out.is_empty() {
                out.push(' ');
            }
            (gap, number) = (false, true);
            out.push('0');
        }
        Folded::Nothing => {}
        Folded::Gap => gap = true,
    };
    for c in text.chars().take(limit) {
        match c {
            // Presentation forms, one letter or a ligature each.
            '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => decompose_compatible(c, &mut push),
            _ => push(c),
        }
    }
    out
}

/// The word without its article and one-letter proclitics, for comparing the words of two sentences.
#[must_use]
pub fn stem(word: &str) -> &str {
    let long = |rest: &str| rest.chars().nth(2).is_some();
    let rest = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    let inner = rest.strip_prefix(['ب', 'ك']).unwrap_or(rest);
    let bare = inner
        .strip_prefix('ا')
        .and_then(|r| r.strip_prefix('ل'))
        .or_else(|| rest.strip_prefix('ل').and_then(|r| r.strip_prefix('ل')));
    if let Some(bare) = bare.filter(|b| long(b)) {
        return bare;
    }
    word.strip_prefix(['و', 'ب', 'ل', 'ف'])
        .filter(|r| long(r))
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_letters_signs_and_numbers() {
        for (text, folded) in [
            ("(٣) تعليقات", "0 تعليقات"),
            ("إقـرأ أيضاً:", "اقرا ايضا"),
            ("12/02/2022 - 15:04", "0 0 0 0 0"),
            ("24ساعة", "0 ساعه"),
            ("آخر تحديث", "اخر تحديث"),
            ("Cancel  Reply", "cancel reply"),
            ("— … —", ""),
            ("\u{FEE3}\u{FE8E}", "ما"),
        ] {
            assert_eq!(fold(text, 100), folded, "{text}");
        }
    }

    #[test]
    fn stops_at_the_limit() {
        assert_eq!(fold(&"ب".repeat(1000), 7).chars().count(), 7);
    }

    #[test]
    fn stems_keep_three_letters() {
        for (word, expected) in [("والقصف", "قصف"), ("لقصف", "قصف"), ("بلد", "بلد"), ("المدينه", "مدينه")]
        {
            assert_eq!(stem(word), expected);
        }
    }
}
