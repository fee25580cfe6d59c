//! Folding of words for search and redaction.
//!
//! In: a word. Out: its search form. Invariant: idempotent. Deliberately folds too far for telling names apart.
//! Example: «إدلب» and «ادلب» (Idlib) meet.

use isnad_arabic::in_word;
use isnad_arabic::normal::{Tier, fold_into};

/// The search form of a word.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, Tier::Search, &mut out);
    // Letters of the Arabic block have no case.
    if out
        .chars()
        .all(|c| c.is_ascii() || ('\u{600}'..='\u{6ff}').contains(&c))
    {
        out.make_ascii_lowercase();
        out
    } else {
        out.to_lowercase()
    }
}

/// Byte ranges of the words of a text.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c| !in_word(c))
        .filter(|w| !w.is_empty())
        .map(move |w| (w.as_ptr() as usize - text.as_ptr() as usize, w))
}

/// A text as the index holds it: folded words with blanks between.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (_, w) in words(text) {
        let w = fold(w);
        if !w.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&w);
        }
    }
    out
}
