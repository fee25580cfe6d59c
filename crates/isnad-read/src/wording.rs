//! The words of a line with the signs around them.
//!
//! In: a line of a text. Out: its words, folded, with the sign before and behind each. Invariant: ranges are bytes of the
//! whole text, in order. Deliberately judges nothing: what a sign means is said by who looks for names.
//! Example: of «قال لموقع "الوادي"» (told the site "al-Wadi") the last word has a quotation mark on either side.

use crate::fold::fold;
use isnad_arabic::in_word;
use std::ops::Range;

/// A word of a line with the signs around it.
pub(crate) struct Word {
    pub(crate) folded: String,
    pub(crate) range: Range<usize>,
    /// Sign before it, spaces aside; `'\n'` at a line's beginning.
    pub(crate) before: char,
    /// Sign right behind it or behind the space after it.
    pub(crate) after: char,
}

pub(crate) fn quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '«' | '»' | '‘' | '’' | '\'')
}

pub(crate) fn words(text: &str, range: Range<usize>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let line = text.get(range.clone()).unwrap_or("");
    let mut sign = '\n';
    let mut start = None;
    let mut push = |start: usize, end: usize, sign: char| {
        out.push(Word {
            folded: fold(line.get(start..end).unwrap_or(""), 60),
            range: range.start + start..range.start + end,
            before: sign,
            after: ' ',
        });
    };
    let mut signs: Vec<(usize, char)> = Vec::new();
    for (i, c) in line.char_indices() {
        let inner = c == '_' || in_word(c);
        if inner {
            start.get_or_insert(i);
            continue;
        }
        if let Some(s) = start.take() {
            push(s, i, sign);
            sign = ' ';
        }
        if !c.is_whitespace() && !matches!(c, '\u{200B}'..='\u{200F}' | '#') {
            sign = c;
            signs.push((range.start + i, c));
        }
    }
    if let Some(s) = start {
        push(s, line.len(), sign);
    }
    // Each word's sign behind is the first sign between it and the next word.
    let mut s = 0;
    for i in 0..out.len() {
        let end = out[i].range.end;
        let next = out.get(i + 1).map_or(usize::MAX, |w| w.range.start);
        while signs.get(s).is_some_and(|(at, _)| *at < end) {
            s += 1;
        }
        out[i].after = signs
            .get(s)
            .filter(|(at, _)| *at < next)
            .map_or(if next == usize::MAX { '\n' } else { ' ' }, |(_, c)| *c);
    }
    out
}
