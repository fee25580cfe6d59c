//! Unmasking: words torn apart or altered so that filters do not see them.
//!
//! Text, its tokens and a test for known words in; stretches with the word that they hide out.
//! «قـ ـلم», «ق.ل.م», «ق ل م», «قـ.ـلم», «قl م» hide «قلم» (*qalam*, pen): by tatweel at a gap,
//! by dots and other marks between letters, by single letters set apart, by invisible characters,
//! and by Latin letters or digits that look like Arabic ones or only stand in the way.
//!
//! **Invariants:** stretches are in order and apart; each begins and ends with a token; neighbouring
//! words are never joined without such a sign at each gap; time is linear, as a stretch has at most
//! 16 pieces. It does not decide what a word means, and knows words only through `known`.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use isnad_model::Span;

use crate::normal::{Tier, fold_into};
use crate::token::{Token, TokenKind};

/// A masked stretch and the word it hides.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Unmasked {
    /// The whole stretch, from its first letter to its last.
    pub span: Span,
    /// The word without what masked it, at the Unicode tier.
    pub joined: String,
}

/// The most pieces a masked word may have.
const MOST_PIECES: usize = 16;
/// The most readings of look-alikes that are tried for one stretch.
const MOST_READINGS: usize = 12;

/// How two pieces of a word are held apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Gap {
    /// By something that is never written between two words without a blank: tatweel at the gap, `*`, `•`.
    Sure,
    /// By a full stop, hyphen, slash or underscore, which may also stand between two words.
    Doubtful,
    /// By a blank alone, between single letters.
    Blank,
    /// By a foreign letter or digit; the token that holds it.
    Foreign(usize),
}

/// Finds the masked words of a text whose joined form `known` accepts.
///
/// ```
/// use isnad_arabic::{token::tokenize, unmask::unmask};
///
/// // ghādara l-madrasa "he left the school", the second word torn apart
/// let text = "غادر المـ.ـدرسة أمس";
/// let found = unmask(text, &tokenize(text), &|word| word == "المدرسة");
/// assert_eq!(found[0].joined, "المدرسة");
/// assert_eq!(found[0].span.slice(text), "المـ.ـدرسة");
/// ```
#[must_use]
pub fn unmask(text: &str, tokens: &[Token], known: &dyn Fn(&str) -> bool) -> Vec<Unmasked> {
    let mut out = Vec::new();
    let mut at = 0;
    loop {
        at = past_whole(tokens, at);
        let Some(token) = tokens.get(at) else { break };
        if token.whole && stands_alone(text, tokens, at + 1) {
            at += 1;
            continue;
        }
        if gap_after(text, tokens, at).is_none() {
            out.extend(hidden_inside(text, tokens, at, known));
            at += 1;
            continue;
        }
        let (found, next) = from_word(text, tokens, at, known);
        out.extend(found);
        at = next;
    }
    out
}

/// The first word from token `at` on that is not plainly one which stands alone and hides nothing, as nearly all do: a
/// whole one, with a blank between it and another. By itself, so that all it needs stays at hand.
#[inline(never)]
fn past_whole(tokens: &[Token], mut at: usize) -> usize {
    while let Some([left, blank, right, ..]) = tokens.get(at..) {
        if left.whole && blank.kind == TokenKind::Space && right.whole {
            at += 2;
        } else if left.kind != TokenKind::Word {
            at += 1;
        } else {
            return at;
        }
    }
    // The last tokens have too few behind them to tell.
    while tokens.get(at).is_some_and(|t| t.kind != TokenKind::Word) {
        at += 1;
    }
    at
}

/// Whether plainly no word of several letters goes on at token `next`, behind its first piece: a blank or a mark that
/// masks nothing stands there, and behind blanks no tatweel begins what may be the rest.
fn stands_alone(text: &str, tokens: &[Token], next: usize) -> bool {
    let Some(token) = tokens.get(next) else { return true };
    match token.kind {
        TokenKind::Newline => true,
        TokenKind::Space => !stretched(text, tokens, next + 1),
        TokenKind::Punct if parts_no_word(text, token) => true,
        TokenKind::Punct => tokens.get(next + 1).is_some_and(Token::is_blank) && !stretched(text, tokens, next + 2),
        _ => false,
    }
}

/// Whether what stands behind blanks may go on with a word of several letters: with a tatweel, or behind marks.
fn stretched(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| match token.kind {
        TokenKind::Word => !token.whole && token.text(text).starts_with('ـ'),
        TokenKind::Newline | TokenKind::Latin | TokenKind::Number => false,
        TokenKind::Punct => !parts_no_word(text, token),
        TokenKind::Symbol | TokenKind::Space => true,
    })
}

/// Whether a mark is none of those that may stand between the letters of a masked word.
fn parts_no_word(text: &str, mark: &Token) -> bool {
    const SIGNS: [&[u8]; 3] = [b".-/_'*|\\!@", "·".as_bytes(), "•".as_bytes()];
    let [ascii, dot, bullet] = SIGNS;
    match text.as_bytes().get(mark.span.range()) {
        Some([one]) => !ascii.contains(one),
        Some(mark) => mark != dot && mark != bullet,
        None => false,
    }
}

fn all_plain(pairs: &[[u8; 2]]) -> bool {
    let (eights, rest) = pairs.as_flattened().as_chunks();
    let plain = |eight: &[u8; 8]| crate::chars::plain_pairs(*eight) == 4 || eight.as_chunks().0.iter().all(is_plain);
    eights.iter().all(plain) && rest.as_chunks().0.iter().all(is_plain)
}

/// Whether two bytes are a character of the Arabic block other than the mark of direction.
const fn is_plain(pair: &[u8; 2]) -> bool {
    matches!(pair[0], 0xd8..=0xdb) && !matches!(*pair, [0xd8, 0x9c])
}

/// The longest masked word that begins at token `first`, and the token to go on with.
fn from_word(text: &str, tokens: &[Token], first: usize, known: &dyn Fn(&str) -> bool) -> (Option<Unmasked>, usize) {
    let mut pieces = vec![first];
    let mut gaps = Vec::new();
    let mut last = first;
    while pieces.len() < MOST_PIECES {
        let Some((gap, next)) = gap_after(text, tokens, last) else {
            break;
        };
        gaps.push(gap);
        pieces.push(next);
        last = next;
    }
    // Longest first would read the pieces again for each length: one pass keeps the longest that is known.
    let mut longest = None;
    let mut spelled = vec![String::new()];
    for count in 1..=pieces.len() {
        // A sure gap after a piece: the word goes on.
        let goes_on = gaps.get(count - 1) == Some(&Gap::Sure);
        let (Some(pieces), Some(gaps)) = (pieces.get(..count), gaps.get(..count - 1)) else {
            break;
        };
        spell_on(text, tokens, pieces, gaps, &mut spelled);
        if count > 1
            && !goes_on
            && is_sign(text, tokens, pieces, gaps, known)
            && let Some(joined) = spelled.iter().find(|word| known(word))
            && let (Some(a), Some(last)) = (tokens.get(first), pieces.last())
            && let Some(b) = tokens.get(*last)
        {
            longest = Some((
                Unmasked {
                    span: a.span.cover(b.span),
                    joined: joined.clone(),
                },
                last + 1,
            ));
        }
    }
    if let Some((found, next)) = longest {
        return (Some(found), next);
    }
    (hidden_inside(text, tokens, first, known), first + 1)
}

/// A single token with invisible characters between its letters.
fn hidden_inside(text: &str, tokens: &[Token], at: usize, known: &dyn Fn(&str) -> bool) -> Option<Unmasked> {
    let token = tokens.get(at)?;
    let word = token.text(text);
    // Letters of the Arabic block but the mark of direction are told by their bytes.
    let (pairs, rest) = word.as_bytes().as_chunks::<2>();
    let plain = rest.is_empty() && all_plain(pairs);
    if plain || !word.chars().any(crate::chars::is_ignorable) {
        return None;
    }
    let mut joined = String::new();
    fold_into(word, Tier::Unicode, &mut joined);
    known(&joined).then_some(Unmasked {
        span: token.span,
        joined,
    })
}

/// The gap between the word at `at` and the next piece, if what stands there can be a mask.
fn gap_after(text: &str, tokens: &[Token], at: usize) -> Option<(Gap, usize)> {
    let left = tokens.get(at)?.text(text);
    // Up to three tokens may hold two pieces apart: «ـ . ـ».
    let mut next = at + 1;
    let mut gap = None;
    while next <= at + 4 {
        let token = tokens.get(next)?;
        let mark = token.text(text);
        let this = match token.kind {
            TokenKind::Word => break,
            TokenKind::Newline => return None,
            TokenKind::Space if token.span.len() > 8 => return None,
            TokenKind::Space => Gap::Blank,
            TokenKind::Latin | TokenKind::Number if mark.chars().count() <= 2 => Gap::Foreign(next),
            TokenKind::Latin | TokenKind::Number => return None,
            TokenKind::Punct => match mark {
                "." | "-" | "/" | "_" | "'" | "·" => Gap::Doubtful,
                "*" | "•" | "|" | "\\" => Gap::Sure,
                "!" | "@" => Gap::Foreign(next),
                _ => return None,
            },
            TokenKind::Symbol if mark.chars().all(|c| c == 'ـ') || matches!(mark, "~" | "^" | "+") => Gap::Sure,
            TokenKind::Symbol if mark == "$" => Gap::Foreign(next),
            TokenKind::Symbol => return None,
        };
        gap = Some(match (gap, this) {
            (None, this) => this,
            // A foreign sign beside a blank or a stop is a word or a number of its own.
            (Some(Gap::Foreign(_)), _) | (Some(_), Gap::Foreign(_)) => return None,
            (Some(Gap::Blank), other) | (Some(other), Gap::Blank) => other,
            (Some(Gap::Sure), _) | (_, Gap::Sure) => Gap::Sure,
            (Some(Gap::Doubtful), Gap::Doubtful) => Gap::Doubtful,
        });
        next += 1;
    }
    let right = tokens.get(next).filter(|t| t.kind == TokenKind::Word)?.text(text);
    let blank = tokens.get(at + 1..next)?.iter().any(Token::is_blank);
    let stretched = (left.ends_with('ـ') && !stands_apart(left)) || right.starts_with('ـ');
    let gap = match gap? {
        Gap::Foreign(i) => Gap::Foreign(i),
        _ if stretched => Gap::Sure,
        Gap::Blank if is_letter(left) && is_letter(right) => Gap::Blank,
        Gap::Blank => return None,
        // «نعم . لا»: a mark between blanks stands between words.
        _ if blank && (letters(left) > 1 || letters(right) > 1) => return None,
        other => other,
    };
    Some((gap, next))
}

/// A proclitic or sign that is written with tatweel of its own: «لـ 30», «بـ», «الـ», «هـ».
fn stands_apart(word: &str) -> bool {
    let bare = word.trim_end_matches('ـ');
    let bare = bare.strip_prefix('و').filter(|rest| !rest.is_empty()).unwrap_or(bare);
    let mut chars = bare.chars();
    matches!(
        (chars.next(), chars.next(), chars.next(), chars.next()),
        (Some('ل' | 'ب' | 'ك' | 'ه' | 'و' | 'ف' | 'م'), None, ..)
            | (Some('ا' | 'ل'), Some('ل'), None, _)
            | (Some('ب' | 'ك' | 'ف'), Some('ا'), Some('ل'), None)
    )
}

/// Whether the word has one letter; told without reading to its end.
fn is_letter(word: &str) -> bool {
    let letter = |c: &char| crate::chars::class(*c) == crate::chars::Class::Letter;
    word.chars().filter(letter).take(2).count() == 1
}

fn letters(word: &str) -> usize {
    word.chars()
        .filter(|c| crate::chars::class(*c) == crate::chars::Class::Letter)
        .count()
}

/// Whether the pieces and gaps bear the sign of masking rather than of neighbouring words.
fn is_sign(text: &str, tokens: &[Token], pieces: &[usize], gaps: &[Gap], known: &dyn Fn(&str) -> bool) -> bool {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.text(text));
    let total: usize = pieces.iter().map(|i| letters(word(*i))).sum();
    let foreign = gaps.iter().filter(|g| matches!(g, Gap::Foreign(_))).count();
    if total + foreign < 3 {
        return false;
    }
    if gaps.contains(&Gap::Blank) && pieces.len() < 3 {
        return false;
    }
    if !gaps.contains(&Gap::Sure) && total == pieces.len() {
        // Single letters with one kind of mark between them; «ب.ك.ك» is an abbreviation.
        let mixed = gaps.contains(&Gap::Blank) && gaps.iter().any(|g| *g != Gap::Blank);
        if mixed || is_abbreviation(&pieces.iter().map(|i| word(*i)).collect::<String>()) {
            return false;
        }
    }
    let bare = |i: usize| word(i).trim_matches('ـ');
    gaps.iter().zip(pieces.windows(2)).all(|(gap, pair)| {
        let [left, right] = pair else { return false };
        let (short_left, short_right) = (letters(word(*left)) == 1, letters(word(*right)) == 1);
        match gap {
            Gap::Doubtful if pieces.len() == 2 && short_left => !is_title(word(*left)),
            Gap::Doubtful => short_left || short_right || !(known(bare(*left)) && known(bare(*right))),
            _ => true,
        }
    })
}

/// Whether letters set apart are an abbreviation of `data/arabic/abbreviations.tsv`.
fn is_abbreviation(letters: &str) -> bool {
    static KNOWN: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let rows = include_str!("../../../data/arabic/abbreviations.tsv").lines();
        rows.filter(|row| !row.starts_with('#'))
            .filter_map(|row| row.split('\t').next())
            .collect()
    });
    let mut folded = String::new();
    fold_into(letters, Tier::Orthographic, &mut folded);
    known.contains(folded.as_str())
}

/// Letters that stand with a full stop before a name: «د.», «أ.», «م.».
fn is_title(word: &str) -> bool {
    matches!(word, "د" | "أ" | "ا" | "م" | "ع" | "ش" | "س" | "ح" | "ن")
}

/// Adds the last gap and piece to the words that the pieces before may spell, most likely first.
fn spell_on(text: &str, tokens: &[Token], pieces: &[usize], gaps: &[Gap], spelled: &mut Vec<String>) {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.text(text));
    if let Some(Gap::Foreign(sign)) = gaps.last() {
        for c in word(*sign).chars() {
            let options = look_alikes(c);
            let seen = options
                .iter()
                .flat_map(|option| spelled.iter().map(move |reading| format!("{reading}{option}")));
            *spelled = seen.chain(spelled.iter().cloned()).take(MOST_READINGS).collect();
        }
    }
    let mut clean = String::new();
    fold_into(pieces.last().map_or("", |i| word(*i)), Tier::Unicode, &mut clean);
    spelled.iter_mut().for_each(|reading| reading.push_str(&clean));
}

/// Arabic letters that a Latin letter, digit or sign is written for.
fn look_alikes(c: char) -> &'static [char] {
    match c {
        '1' | '١' | '۱' | 'l' | 'I' | 'i' | '!' | '|' => &['ا', 'أ', 'ل'],
        'L' | 'j' | 'J' => &['ل'],
        '2' => &['أ', 'ء', 'ا'],
        '3' | 'E' => &['ع'],
        '4' => &['ع', 'ذ'],
        '5' => &['خ', 'ه'],
        '6' => &['ط'],
        '7' | '٧' | 'v' | 'V' => &['ح', 'ر'],
        '8' => &['ق', 'غ'],
        '9' => &['ص', 'ق', 'و'],
        '0' | 'o' | 'O' | '٥' | '۵' => &['ه', 'ة', 'و'],
        '@' | 'a' | 'A' => &['ا', 'أ'],
        '$' | 's' | 'S' | 'w' | 'W' => &['س', 'ش'],
        'g' | 'q' => &['و', 'ق'],
        'b' | 'B' => &['ب'],
        'd' | 'D' => &['د', 'ض'],
        'r' | 'R' => &['ر'],
        't' | 'T' => &['ت', 'ط'],
        'u' | 'U' | 'n' | 'N' => &['ن'],
        'm' | 'M' => &['م'],
        'f' | 'F' => &['ف'],
        'k' | 'K' => &['ك'],
        'h' | 'H' => &['ه', 'ح'],
        'y' | 'Y' => &['ي'],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokenize;

    fn known(word: &str) -> bool {
        [
            "مدرسة",
            "قلم",
            "قلمنا",
            "بالمدرسة",
            "حديقة",
            "كتاب",
            "من",
            "في",
            "أحمد",
            "محسن",
            "لكتاب",
            "جمل",
            "دار",
            "سلام",
        ]
        .contains(&word)
    }

    fn found(text: &str) -> Vec<(String, String)> {
        let tokens = tokenize(text);
        unmask(text, &tokens, &known)
            .into_iter()
            .map(|u| (u.span.slice(text).to_owned(), u.joined))
            .collect()
    }

    #[test]
    fn joins_what_was_torn_apart() {
        let cases = [
            ("في مدر.ـسة هنا", "مدر.ـسة", "مدرسة"),
            ("في مدرـ.ـسة", "مدرـ.ـسة", "مدرسة"),
            ("قـ ـلم جديد", "قـ ـلم", "قلم"),
            ("قـ ـلمنا جديد", "قـ ـلمنا", "قلمنا"),
            ("بالمـ ـدر ـسة", "بالمـ ـدر ـسة", "بالمدرسة"),
            ("ق.ل.م", "ق.ل.م", "قلم"),
            ("هذا ق ل م جديد", "ق ل م", "قلم"),
            ("ق*لم", "ق*لم", "قلم"),
            ("حدي-قة", "حدي-قة", "حديقة"),
            ("كتlب", "كتlب", "كتاب"),
            ("كت1ب", "كت1ب", "كتاب"),
            ("مدxرسة", "مدxرسة", "مدرسة"),
            ("كت\u{200b}اب", "كت\u{200b}اب", "كتاب"),
            ("قـ ـ ـلم", "قـ ـ ـلم", "قلم"),
        ];
        for (text, span, joined) in cases {
            assert_eq!(found(text), [(span.to_owned(), joined.to_owned())], "{text}");
        }
    }

    #[test]
    fn leaves_neighbours_alone() {
        for text in [
            "كتاب قلم",
            "من في",
            "أ.حمد",
            "م.حسن",
            "لـ كتاب",
            "كتاب.قلم",
            "دار - سلام",
            "دار ـ سلام",
            "ج م",
            "ق لم",
            "كت 1 ب",
            "كت\nـاب",
            "ب ك ك",
            "ب.ك.ك",
            "ق ل.م",
            "قلم",
            "مدرسـة",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn long_runs_are_linear() {
        for unit in ["ق.", "ق ", "ـق ", "قl", "ق1ا", "ق*"] {
            found(&unit.repeat(3_000));
        }
    }
}
