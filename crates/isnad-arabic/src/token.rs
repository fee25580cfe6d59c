//! Tokens: a lossless cover of the text, cut by what the characters are.
//!
//! Text in, a `Vec` of tokens out, in order, each beginning where the last one ended.
//! The cut is made by character class alone: no word is looked up, no clitic is split off
//! («وبحلول» is one token), and nothing is dropped or rewritten.
//!
//! **Invariants:** the tokens' spans cover the text without gap or overlap; every span lies on
//! character boundaries; a [`TokenKind::Word`] holds at least one Arabic letter; time is linear and
//! the only allocation is the vector.
//!
//! ```
//! use isnad_arabic::token::{TokenKind, tokenize};
//!
//! // "3,500 people left"
//! let text = "غادر 3,500 شخص.";
//! let words: Vec<&str> = tokenize(text).iter().map(|t| t.text(text)).collect();
//! assert_eq!(words, ["غادر", " ", "3,500", " ", "شخص", "."]);
//! assert_eq!(tokenize(text)[2].kind, TokenKind::Number);
//! ```

use isnad_model::Span;

use crate::chars::{self, Class};

/// What a token is made of.
///
/// ```
/// use isnad_arabic::token::{TokenKind, tokenize};
///
/// // "#Rahba: 12 F16", a hashtag, digits and a Latin word
/// let text = "#الرحبة: 12 F16";
/// let kinds: Vec<TokenKind> = tokenize(text).iter().filter(|t| !t.is_blank()).map(|t| t.kind).collect();
/// use TokenKind::{Latin, Number, Punct, Word};
/// assert_eq!(kinds, [Punct, Word, Punct, Number, Latin]);
/// ```
// The order lets what is asked together stand together: words, marks, what parts sentences, blanks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TokenKind {
    /// Arabic letters with their marks, tatweel and zero-width characters between letters.
    Word,
    /// Digits of any script, with single separators between digits: `3,500`, `2.5`, `12/02/2022`, `10:30`.
    ///
    /// A hyphen is no inner separator: `2022-02-12` is five tokens.
    Number,
    /// Letters of any other script, with the digits that follow them (`F16`).
    Latin,
    /// A currency sign, an emoji with its modifiers, an honorific ligature, tatweel that joins no letter.
    Symbol,
    /// One punctuation character; `#` and `_` too.
    Punct,
    /// A run of line ends.
    Newline,
    /// White space inside a line, and invisible controls outside words.
    Space,
}

/// A stretch of text of one kind.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Surely a word that begins with two letters, does not end in a tatweel and has nothing invisible in it. Of any
    /// other token nothing is said.
    pub whole: bool,
}

impl Token {
    /// The characters of the token.
    ///
    /// ```
    /// # use isnad_arabic::token::tokenize;
    /// let text = "قلم."; // qalam, "a pen."
    /// assert_eq!(tokenize(text)[0].text(text), "قلم");
    /// ```
    #[inline]
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span.slice(text)
    }

    /// Whether the token is white space or a line end.
    ///
    /// ```
    /// # use isnad_arabic::token::tokenize;
    /// let blank: Vec<bool> = tokenize("بيت كبير").iter().map(|t| t.is_blank()).collect(); // bayt kabīr, "a big house"
    /// assert_eq!(blank, [false, true, false]);
    /// ```
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        matches!(self.kind, TokenKind::Space | TokenKind::Newline)
    }
}

/// Cuts a text into tokens that together give it back.
///
/// ```
/// use isnad_arabic::token::tokenize;
///
/// // wa-bi-ḥulūl 2015 "and with the coming of 2015": clitics stay on their word
/// let text = "وبحلول 2015";
/// let tokens = tokenize(text);
/// assert_eq!((tokens[2].span.start, tokens[2].span.end), (13, 17));
/// assert_eq!(tokens.iter().map(|t| t.text(text)).collect::<String>(), text);
/// ```
#[must_use]
pub fn tokenize(text: &str) -> Vec<Token> {
    // Behind 4 GiB nothing has a place in a span.
    let text = text.get(..text.floor_char_boundary(u32::MAX as usize)).unwrap_or("");
    // Arabic news has a token (word or space) about every five bytes, some more.
    let mut tokens = Vec::with_capacity(text.len() / 5 + text.len() / 50 + 4);
    let bytes = text.as_bytes();
    let mut rest = bytes;
    let mut start = 0_u32;
    loop {
        let token = |start, end, kind, whole| Token {
            span: Span::new(start, end),
            kind,
            whole,
        };
        if let Some((len, blank)) = rest.first_chunk().and_then(usual_word) {
            let end = start + len as u32;
            let word = token(start, end, TokenKind::Word, true);
            if blank {
                start = end + 1;
                tokens.extend_from_slice(&[word, token(end, start, TokenKind::Space, false)]);
                rest = rest.get(len + 1..).unwrap_or_default();
            } else {
                start = end;
                tokens.push(word);
                rest = rest.get(len..).unwrap_or_default();
            }
            continue;
        }
        let at = bytes.len() - rest.len();
        let Some((class, width)) = chars::class_at(text, at) else {
            break;
        };
        let (end, kind) = from_first(text, at, class, width);
        let whole = kind == TokenKind::Word && bytes.get(at..end).is_some_and(is_whole);
        let span = Span::from_range(at..end);
        tokens.push(Token { span, kind, whole });
        start = span.end;
        rest = bytes.get(end..).unwrap_or_default();
    }
    tokens
}

/// What is looked at to read a word with what stands behind it.
type Ahead = [u8; 32];

/// The bytes of a word, where it is like nearly all words of a text: two to eight characters of U+0620..U+065F, letters
/// first, no tatweel last; and whether one blank stands between it and another word.
#[inline]
fn usual_word(ahead: &Ahead) -> Option<(usize, bool)> {
    let [first, second, ..] = ahead.as_chunks().0 else {
        return None;
    };
    let mut len = 2 * chars::plain_pairs(*first);
    if len == 8 {
        len += 2 * chars::plain_pairs(*second);
    }
    let behind = [ahead[len], ahead[len + 1], ahead[len + 2]];
    let blank = matches!(behind, [b' ', 0xd8..=0xdb, trail] if trail != 0x9c);
    let whole = len > 2 && has_plain_ends(ahead.get(..len)?);
    (whole && (blank || chars::ends_word(behind))).then_some((len, blank))
}

/// Whether a word is a run of U+0620..U+065F that begins with two letters and does not end in a tatweel.
fn is_whole(word: &[u8]) -> bool {
    chars::is_plain_run(word) && has_plain_ends(word)
}

/// Whether a run of U+0620..U+065F begins with two letters and does not end in a tatweel.
#[inline]
fn has_plain_ends(run: &[u8]) -> bool {
    run.first_chunk().is_some_and(|first| chars::both_letters(*first)) && run.last_chunk() != Some(&[0xd9, 0x80])
}

/// The end and kind of the token that begins at `start` with a character of this class and width.
#[inline(never)]
fn from_first(text: &str, start: usize, class: Class, width: usize) -> (usize, TokenKind) {
    match class {
        Class::Letter => word(text, start, start + width),
        Class::Mark | Class::Tatweel => stray_marks(text, start, start + width),
        Class::Digit => (number(text, start + width), TokenKind::Number),
        Class::Latin => (run(text, start + width, is_latin), TokenKind::Latin),
        Class::Punct => (start + width, TokenKind::Punct),
        Class::Symbol | Class::Modifier => (symbol(text, start + width), TokenKind::Symbol),
        Class::Space | Class::Ignorable => (spaces(text, start + width), TokenKind::Space),
        Class::Newline => (run(text, start + width, is_newline), TokenKind::Newline),
    }
}

/// The end of the run of characters that `belongs` accepts.
#[inline]
fn run(text: &str, mut at: usize, belongs: fn(Class) -> bool) -> usize {
    while let Some((class, width)) = chars::class_at(text, at) {
        if !belongs(class) {
            break;
        }
        at += width;
    }
    at
}

/// The end of a run of blanks; nearly all are one blank before a letter.
#[inline]
fn spaces(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at..at + 2) {
        Some([0xd8..=0xdb, trail]) if *trail != 0x9c => at,
        _ => run(text, at, is_space),
    }
}

fn is_latin(class: Class) -> bool {
    matches!(class, Class::Latin | Class::Digit)
}

fn is_space(class: Class) -> bool {
    matches!(class, Class::Space | Class::Ignorable)
}

fn is_newline(class: Class) -> bool {
    class == Class::Newline
}

/// The end of a word whose first letter has been read.
///
/// Invisible characters belong to the word only where more of the word follows them.
#[inline]
fn word(text: &str, start: usize, after_first: usize) -> (usize, TokenKind) {
    debug_assert!(start < after_first);
    let mut end = after_first;
    loop {
        end = chars::arabic_run(text, end);
        // Nearly all words end in a blank.
        if text.as_bytes().get(end).is_some_and(u8::is_ascii) {
            return (end, TokenKind::Word);
        }
        let mut at = end;
        let mut seen_ignorable = false;
        loop {
            match chars::class_at(text, at) {
                Some((Class::Ignorable, width)) => {
                    at += width;
                    seen_ignorable = true;
                }
                Some((Class::Letter | Class::Mark | Class::Tatweel, width)) => {
                    end = at + width;
                    break;
                }
                _ => return (end, TokenKind::Word),
            }
        }
        // Without this the loop would still end, as `end` has grown; it states why.
        debug_assert!(end > at || !seen_ignorable);
    }
}

/// Marks and tatweel at the start of a token: a word if a letter follows («ـسد»), else a symbol («ـــ»).
fn stray_marks(text: &str, start: usize, after_first: usize) -> (usize, TokenKind) {
    let end = run(text, after_first, |c| matches!(c, Class::Mark | Class::Tatweel));
    match chars::class_at(text, end) {
        Some((Class::Letter, width)) => word(text, start, end + width),
        _ => (end, TokenKind::Symbol),
    }
}

/// The end of a symbol whose first character has been read: modifiers, and emoji tied on by joiners.
fn symbol(text: &str, mut end: usize) -> usize {
    while let Some((Class::Modifier, width)) = chars::class_at(text, end) {
        let joins = chars::char_at(text, end) == Some('\u{200d}');
        end += width;
        if joins && let Some((_, width)) = chars::class_at(text, end) {
            end += width;
        }
    }
    end
}

/// The end of a number whose first digit has been read.
fn number(text: &str, mut end: usize) -> usize {
    loop {
        end = run(text, end, |c| c == Class::Digit);
        let Some(separator) = chars::char_at(text, end).filter(|c| is_separator(*c)) else {
            return end;
        };
        let after = end + separator.len_utf8();
        match chars::class_at(text, after) {
            Some((Class::Digit, width)) => end = after + width,
            _ => return end,
        }
    }
}

/// Characters that stand between the digits of one number, date or time.
const fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '/' | ':' | '،' | '٫' | '٬')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> String {
        let tokens = tokenize(text);
        let glued: String = tokens.iter().map(|t| t.text(text)).collect();
        assert_eq!(glued, text);
        let letter = |t: &Token| match t.kind {
            TokenKind::Word => "W",
            TokenKind::Number => "N",
            TokenKind::Latin => "L",
            TokenKind::Punct => "P",
            TokenKind::Symbol => "S",
            TokenKind::Space => "_",
            TokenKind::Newline => "/",
        };
        let shape: Vec<String> = tokens
            .iter()
            .map(|t| format!("{}{}", letter(t), t.text(text).chars().count()))
            .collect();
        shape.join(" ")
    }

    #[test]
    fn kinds_and_lengths() {
        let cases = [
            ("", ""),
            ("وصل القطار", "W3 _1 W6"),
            ("قَرَأَ", "W6"),
            ("كتـــاب", "W7"),
            ("3,500 و 2.5 و12/02/2022", "N5 _1 W1 _1 N3 _1 W1 N10"),
            ("١٬٢٣٤٫٥ ۱۲٪", "N7 _1 N2 P1"),
            ("الساعة 10:30، غدا", "W6 _1 N5 P1 _1 W3"),
            ("2022-02-12", "N4 P1 N2 P1 N2"),
            ("في 7. ثم", "W2 _1 N1 P1 _1 W2"),
            ("#وادي_النخل", "P1 W4 P1 W5"),
            ("مقاتلة F16 وMQ-9", "W6 _1 L3 _1 W1 L2 P1 N1"),
            ("سطر\r\n\n  آخر\n", "W3 /3 _2 W3 /1"),
            ("قل\u{200f} نعم", "W2 _2 W3"),
            ("قـ\u{200c}ـلم", "W6"),
            ("ـلم ـــ", "W3 _1 S3"),
            ("🔴 خبر 👩\u{200d}🚀", "S1 _1 W3 _1 S3"),
            ("«نعم»؟!", "P1 W3 P1 P1 P1"),
            ("ﷲ ﻣﺤﻤﺪ ﷺ", "W1 _1 W4 _1 S1"),
            ("\u{64b}", "S1"),
            ("100$ €5", "N3 S1 _1 S1 N1"),
        ];
        for (text, expected) in cases {
            assert_eq!(shape(text), expected, "{text:?}");
        }
    }

    #[test]
    fn long_runs_are_linear() {
        for text in [
            "\u{200b}".repeat(300_000),
            "ـ".repeat(300_000),
            "1.".repeat(200_000),
            "ا\u{200b}".repeat(200_000),
        ] {
            let tokens = tokenize(&text);
            assert_eq!(tokens.iter().map(|t| t.span.len() as usize).sum::<usize>(), text.len());
        }
    }
}
