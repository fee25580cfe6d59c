//! Where the words of a search stand in a text.
//!
//! In: a query, a text. Out: byte ranges in order. Invariant: on character boundaries, none overlaps another; finds what
//! the index finds of single words. Deliberately marks words of a phrase one by one.
//! Example: «ادلب» marks «وإدلب» (and Idlib) whole.

use crate::fold::{fold, folded, words};
use crate::search::variants;
use std::collections::BTreeSet;

/// Byte ranges of the words that a query finds in a text, at most `limit`.
#[must_use]
pub fn marks(query: &str, text: &str, limit: usize) -> Vec<(usize, usize)> {
    let wanted: BTreeSet<String> = folded(query)
        .split(' ')
        .filter(|w| !w.is_empty())
        .flat_map(variants)
        .collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    words(text)
        .filter(|(_, w)| wanted.contains(&fold(w)))
        .map(|(at, w)| (at, at + w.len()))
        .take(limit)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_however_they_are_spelled() {
        let text = "قصف في ريف إدلب، وادلب المدينة";
        let found: Vec<&str> = marks("إدلب", text, 9).into_iter().map(|(a, b)| &text[a..b]).collect();
        assert_eq!(found, ["إدلب", "وادلب"]);
        assert!(marks("", text, 9).is_empty());
    }
}
