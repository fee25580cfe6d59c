//! Orthography: a vocalised word to its letters, with every hamza on its seat.
//!
//! In: a phonemic string: Buckwalter consonants with `'` for every hamza, short `a i u`, long `A I U`, `Y` for a
//! final *ā* written ى, `p` for ة, `~` for the silent alef after *ū* of the plural. A doubled consonant is
//! written twice with no vowel between. Out: Buckwalter letters, e.g. `yaqra'Una` gives `yqr&wn` يقرؤون
//! "they read".

fn is_short(b: u8) -> bool {
    matches!(b, b'a' | b'i' | b'u')
}

fn is_long(b: u8) -> bool {
    matches!(b, b'A' | b'I' | b'U' | b'Y')
}

/// Whether the byte is a vowel of the phonemic alphabet.
pub(super) fn is_vowel(b: u8) -> bool {
    is_short(b) || is_long(b)
}

/// Contracts what Arabic does not pronounce: *ʾaʾ* to *ʾā* at the start, *iw* to *ī* and *uy* to *ū* before a consonant.
fn contract(word: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(word.len());
    let mut i = 0;
    while i < word.len() {
        let b = word[i];
        let next = word.get(i + 1).copied();
        let after = word.get(i + 2).copied();
        if is_short(b) {
            let closed = after.is_none_or(|c| !is_vowel(c) && c != b'~');
            let doubled = after == next;
            if i == 1 && word[0] == b'\'' && next == Some(b'\'') && closed && !doubled {
                out.push(b.to_ascii_uppercase());
                i += 2;
                continue;
            }
            let weak = matches!((b, next), (b'i', Some(b'w')) | (b'u', Some(b'y')));
            if weak && closed && !doubled {
                out.push(b.to_ascii_uppercase());
                i += 2;
                continue;
            }
        }
        out.push(b);
        i += 1;
    }
    out
}

/// The seat of a hamza inside or at the end of a word.
fn seat(prev: u8, next: Option<u8>, last: bool) -> u8 {
    if last {
        return match prev {
            b'a' => b'>',
            b'u' => b'&',
            b'i' => b'}',
            _ => b'\'',
        };
    }
    let next = next.unwrap_or(b'-');
    match (prev, next) {
        (b'i' | b'I' | b'y', _) | (_, b'i' | b'I') => b'}',
        (b'A' | b'U' | b'w', b'a' | b'A' | b'Y') | (b'U' | b'w', _) => b'\'',
        (_, b'u' | b'U') | (b'u', _) => b'&',
        (b'A', _) => b'\'',
        (_, b'a' | b'A' | b'Y') | (b'a', _) => b'>',
        _ => b'\'',
    }
}

/// Spells a phonemic word in Buckwalter letters.
#[must_use]
pub fn spell(word: &[u8]) -> Vec<u8> {
    let word = contract(word);
    let mut out = Vec::with_capacity(word.len());
    let mut i = 0;
    while i < word.len() {
        let b = word[i];
        let prev = if i == 0 { None } else { Some(word[i - 1]) };
        match b {
            b'a' | b'i' | b'u' => {
                if i == 0 {
                    out.push(b'A');
                }
            }
            b'A' => out.push(b'A'),
            b'~' => out.push(b'A'),
            b'I' | b'U' => {
                if i == 0 {
                    out.push(b'A');
                }
                out.push(if b == b'I' { b'y' } else { b'w' });
            }
            b'Y' => out.push(if out.last() == Some(&b'y') { b'A' } else { b'Y' }),
            _ if prev == Some(b) => {}
            b'\'' => {
                let mut j = i + 1;
                while word.get(j) == Some(&b'\'') {
                    j += 1;
                }
                let next = word.get(j).copied();
                if i == 0 {
                    match next {
                        Some(b'A') => {
                            out.push(b'|');
                            i = j;
                        }
                        Some(b'i' | b'I') => out.push(b'<'),
                        _ => out.push(b'>'),
                    }
                } else {
                    let last = next.is_none() || (next.is_some_and(is_short) && j + 1 == word.len());
                    let seat = seat(prev.unwrap_or(b'-'), next, last);
                    if seat == b'>' && next == Some(b'A') {
                        out.push(b'|');
                        i = j;
                    } else {
                        out.push(seat);
                    }
                }
            }
            _ => out.push(b),
        }
        i += 1;
    }
    out
}

/// Other accepted spellings of a form: مسئول beside مسؤول, يقرأون beside يقرؤون.
#[must_use]
pub fn variants(word: &[u8]) -> Vec<Vec<u8>> {
    let mut out = Vec::new();
    for i in 1..word.len().saturating_sub(1) {
        if word[i] == b'&' && word[i + 1] == b'w' {
            for seat in [b'}', b'>', b'\''] {
                let mut other = word.to_vec();
                other[i] = seat;
                out.push(other);
            }
        }
    }
    out
}
