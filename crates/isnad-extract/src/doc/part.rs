//! Tokens to words: which of them are words, and what punctuation stands between these.
//!
//! In: tokens of one part of a report. Out: words and sentences appended to lists. What a word is by its letters is told
//! elsewhere ([`super::read`]) and remembered.

use super::read::{known, read_afresh};
use super::*;
use isnad_arabic::unmask::{Unmasked, unmask};

/// What punctuation between words says.
pub(super) fn punct(c: char, quotes_open: bool) -> u16 {
    match c {
        '،' | ',' => gap::COMMA,
        '؛' | ';' => gap::SEMI,
        ':' => gap::COLON,
        '«' | '“' | '”' | '"' | '„' | '‟' | '″' | 'ʼ' | 'ʻ' | '\'' | '‘' | '’' | '»' => match c {
            '«' | '„' => gap::OPEN_QUOTE,
            '»' => gap::CLOSE_QUOTE,
            _ if quotes_open => gap::CLOSE_QUOTE,
            _ => gap::OPEN_QUOTE,
        },
        '(' | '[' | '{' => gap::OPEN,
        ')' | ']' | '}' => gap::CLOSE,
        '–' | '—' | '-' | '−' | '•' | '*' | '|' | '/' => gap::DASH,
        '.' | '!' | '؟' | '?' | '…' => gap::STOP,
        '#' | '_' => gap::TAG,
        _ => 0,
    }
}

/// Whether the full stop at `at` stands right behind a word of one or two letters, and the sentence goes on.
fn initial(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let short = |t: &Token| t.kind == TokenKind::Word && t.text(text).chars().count() <= 2;
    at.checked_sub(1).is_some_and(|b| short(&tokens[b]))
        && tokens[at + 1..end.max(at + 1)]
            .iter()
            .any(|t| t.kind == TokenKind::Word)
}

/// The letter that lengthens others, and «و», as bytes.
const TATWEEL: [u8; 2] = [0xd9, 0x80];
const WAW: [u8; 2] = [0xd9, 0x88];

/// A part of a report, and how far it is read.
struct Part<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    numbers: &'a Numbers,
    /// Its tokens, and how many stand before them in the report.
    tokens: &'a [Token],
    first: usize,
    /// Words hidden from filters («قصـ ـف»): they are read joined, under the span of the masked stretch.
    masked: Vec<Unmasked>,
    /// Where the last of these ends.
    covered: u32,
    /// What stands behind the last word: bits of [`gap`].
    gap: u16,
    quoted: bool,
    bracketed: u8,
    /// «قتل و جرح»: a «و» that stands apart belongs to the word behind it.
    apart: bool,
}

/// What reading is done with, and the words read.
struct Desk<'a> {
    scratch: &'a mut Scratch,
    remembered: &'a mut memo::Remembered,
    words: &'a mut Vec<Word>,
}

impl Part<'_> {
    /// Reads a token that is no space, of a sentence that ends before a token.
    fn token(&mut self, (at, token): (usize, &Token), end: usize, desk: &mut Desk<'_>) {
        if token.span.start < self.covered || !self.masked.is_empty() && self.hidden((at, token.span.start), desk) {
            return;
        }
        match token.kind {
            TokenKind::Word if self.is_mark((at, token.span), end) => {}
            TokenKind::Word | TokenKind::Number | TokenKind::Latin => {
                let (text, lexicon, at) = (self.text, self.lexicon, self.first + at);
                let scratch = &mut *desk.scratch;
                let afresh = || read_afresh(token.span.slice(text), token, lexicon, scratch);
                let number = self.numbers.of(at);
                desk.remembered.push(number, token.kind, afresh, desk.words);
                if let Some(w) = desk.words.last_mut() {
                    (w.span, w.token) = (token.span, at);
                    self.place(w);
                }
            }
            TokenKind::Newline => {
                self.gap |= gap::LINE;
                self.quoted = false;
                self.bracketed = 0;
            }
            TokenKind::Space => {}
            TokenKind::Punct | TokenKind::Symbol => self.punctuation((at, token), end),
        }
    }

    /// Notes on a word what stands before and around it.
    #[inline]
    fn place(&mut self, w: &mut Word) {
        if std::mem::take(&mut self.apart) {
            w.pro |= pro::CONJ | pro::APART;
        }
        w.gap = std::mem::take(&mut self.gap);
        w.quoted = self.quoted;
        w.bracketed = self.bracketed > 0;
    }

    /// Reads the hidden word that begins at a token, if one does.
    #[cold]
    fn hidden(&mut self, (at, start): (usize, u32), desk: &mut Desk<'_>) -> bool {
        let Ok(m) = self.masked.binary_search_by_key(&start, |m| m.span.start) else {
            return false;
        };
        let hidden = &self.masked[m];
        let joined = Token {
            span: hidden.span,
            kind: TokenKind::Word,
            whole: false,
        };
        let mut w = read_afresh(&hidden.joined, &joined, self.lexicon, desk.scratch);
        w.token = self.first + at;
        // Its numbers are those of the word that it hides, all else is as it is written.
        let keys = w.letters().keys.clone();
        let written = hidden.span.slice(self.text);
        w.keys = KeyRefs(Rc::new(Letters::of(written, keys, self.lexicon)));
        w.few = few::of(&w, written, self.lexicon);
        w.gap = std::mem::take(&mut self.gap);
        w.quoted = self.quoted;
        w.bracketed = self.bracketed > 0;
        self.covered = hidden.span.end;
        desk.words.push(w);
        true
    }

    /// Notes letters that are no word of their own: a lone tatweel, which is written as a dash, and «و» before a word.
    #[inline]
    fn is_mark(&mut self, (at, span): (usize, Span), end: usize) -> bool {
        let begin = self.text.as_bytes().get(span.start as usize..);
        let letter = begin.and_then(<[u8]>::first_chunk::<2>);
        if letter == Some(&TATWEEL) && span.slice(self.text).chars().all(|c| c == 'ـ') {
            self.gap |= gap::DASH;
            return true;
        }
        let waw = span.len() == 2 && letter == Some(&WAW) && self.joins(at, end);
        self.apart |= waw;
        waw
    }

    /// Whether a word or number of its sentence stands right behind a token.
    fn joins(&self, at: usize, end: usize) -> bool {
        match self.tokens.get(at + 1..end.min(at + 3)) {
            Some([number, ..]) if number.kind == TokenKind::Number => true,
            Some([space, word]) => {
                space.kind == TokenKind::Space && matches!(word.kind, TokenKind::Word | TokenKind::Number)
            }
            _ => false,
        }
    }

    fn punctuation(&mut self, (at, token): (usize, &Token), end: usize) {
        let marks = token.span.slice(self.text);
        // «د. جمال»: the stop of a title or an initial ends nothing.
        if token.kind == TokenKind::Punct && marks == "." && initial(self.text, self.tokens, at, end) {
            return;
        }
        for c in marks.chars() {
            let bit = punct(c, self.quoted);
            match bit {
                gap::OPEN_QUOTE => self.quoted = true,
                gap::CLOSE_QUOTE => self.quoted = false,
                gap::OPEN => self.bracketed = self.bracketed.saturating_add(1),
                gap::CLOSE => self.bracketed = self.bracketed.saturating_sub(1),
                _ => {}
            }
            self.gap |= bit;
        }
    }
}

#[allow(clippy::too_many_arguments)]
pub(super) fn read_part(
    text: &str,
    tokens: &[Token],
    numbers: &Numbers,
    span: Span,
    title: bool,
    lexicon: &Lexicon,
    scratch: &mut Scratch,
    remembered: &mut memo::Remembered,
    words: &mut Vec<Word>,
    sents: &mut Vec<Sent>,
) {
    let first = tokens.partition_point(|t| t.span.end <= span.start);
    let last = tokens.partition_point(|t| t.span.start < span.end);
    let inside = &tokens[first..last.max(first)];
    let mut part = Part {
        text,
        lexicon,
        numbers,
        tokens: inside,
        first,
        masked: unmask(text, inside, &|word| known(word, lexicon)),
        covered: 0,
        gap: gap::LINE,
        quoted: false,
        bracketed: 0,
        apart: false,
    };
    let mut line = sents.last().map_or(0, |s| s.line + 1);
    for sentence in isnad_arabic::sentence::sentences(text, inside) {
        let start = words.len();
        let mut broke = false;
        let mut desk = Desk {
            scratch: &mut *scratch,
            remembered: &mut *remembered,
            words: &mut *words,
        };
        let end = sentence.tokens.end;
        for (at, token) in inside[..end].iter().enumerate().skip(sentence.tokens.start) {
            broke |= token.kind == TokenKind::Newline && token.span.start >= part.covered;
            if token.kind != TokenKind::Space {
                part.token((at, token), end, &mut desk);
            }
        }
        let body = start + usize::from(is_stamp(text, &words[start..]));
        for part in [start..body, body..words.len()] {
            if part.is_empty() {
                continue;
            }
            sents.push(Sent {
                span: Span::new(words[part.start].span.start, words[part.end - 1].span.end),
                words: part,
                line,
                title,
                caption: false,
                period: false,
            });
        }
        if broke {
            line += 1;
        }
    }
}

/// «20:04 | مراسلنا: …»: whether the line of a running report begins with its hour and a stroke behind it: what follows is
/// read as if it stood there alone.
fn is_stamp(text: &str, words: &[Word]) -> bool {
    let [hour, next, ..] = words else { return false };
    if hour.pos & pos::DIGITS == 0 || next.gap & gap::DASH == 0 {
        return false;
    }
    let (h, m) = hour.span.slice(text).split_once(':').unwrap_or_default();
    let clock = |part: &str| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_numeric);
    clock(h) && clock(m)
}
