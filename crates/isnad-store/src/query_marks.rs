//! Where the words of a search stand in a text.
//!
//! In: a query, a text. Out: byte ranges in order. Invariant: on character boundaries, none overlaps another; finds what
//! the index finds. Deliberately marks each word whole, with what is written in one with it.
//! Example: «ادلب» marks «وإدلب» (and Idlib); «انشق» (he split off) marks «المنشقين»; a phrase marks its words together.

use crate::fold::{fold, words};
use crate::lexeme::{Key, fronted, keys_into};
use crate::search::{Term, terms};
use std::collections::{BTreeSet, VecDeque};

/// Byte ranges of the words that a query finds in a text, at most `limit`.
#[must_use]
pub fn marks(query: &str, text: &str, limit: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    each(query, text, |a, b| {
        out.push((a, b));
        out.len() < limit
    });
    out.sort_unstable();
    out.dedup();
    out.truncate(limit);
    out
}

/// Gives the words that a query finds in a text until told to stop; words of a phrase when the phrase ends.
pub(crate) fn each(query: &str, text: &str, mut found: impl FnMut(usize, usize) -> bool) {
    let mut exact: BTreeSet<String> = BTreeSet::new();
    let mut wanted: Vec<Key> = Vec::new();
    let mut phrases: Vec<(BTreeSet<String>, Vec<String>)> = Vec::new();
    for t in terms(query) {
        match t {
            Term::Word(w, keys) => {
                if keys.is_empty() {
                    exact.insert(w);
                }
                wanted.extend(keys);
            }
            Term::Phrase(list) => {
                let first = fronted(&list[0]).into_iter().collect();
                phrases.push((first, list.into_iter().skip(1).collect()));
            }
        }
    }
    wanted.sort_unstable();
    if exact.is_empty() && wanted.is_empty() && phrases.is_empty() {
        return;
    }
    let letters = !exact.is_empty() || !phrases.is_empty();
    // The longest phrase decides how far back a word can begin one.
    let longest = phrases.iter().map(|(_, rest)| rest.len() + 1).max().unwrap_or(0);
    let mut last: VecDeque<(usize, usize, String)> = VecDeque::new();
    let mut keys = Vec::new();
    for (at, w) in words(text) {
        let end = at + w.len();
        if !wanted.is_empty() {
            keys_into(w, &mut keys);
            if keys.iter().any(|k| wanted.binary_search(k).is_ok()) && !found(at, end) {
                return;
            }
        }
        if !letters {
            continue;
        }
        let folded = fold(w);
        if folded.is_empty() {
            continue;
        }
        if exact.contains(&folded) && !found(at, end) {
            return;
        }
        if last.len() == longest {
            last.pop_front();
        }
        last.push_back((at, end, folded));
        for (first, rest) in &phrases {
            let n = rest.len() + 1;
            if last.len() < n {
                continue;
            }
            let window = last.range(last.len() - n..);
            let fits = window.clone().next().is_some_and(|w| first.contains(&w.2))
                && window.clone().skip(1).map(|w| &w.2).eq(rest);
            if fits {
                for w in window {
                    if !found(w.0, w.1) {
                        return;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_however_they_are_spelled_and_inflected() {
        let text = "قصف في ريف إدلب، وادلب المدينة، وعشرات المنشقين في ريف دير الزور ودير حافر";
        for (query, found) in [
            ("إدلب", vec!["إدلب", "وادلب"]),
            ("انشق", vec!["المنشقين"]),
            ("\"دير الزور\"", vec!["دير", "الزور"]),
            ("\"الزور دير\"", vec![]),
            ("\"مدينة\"", vec![]),
            ("في", vec!["في", "في"]),
            ("", vec![]),
        ] {
            let seen: Vec<&str> = marks(query, text, 9).into_iter().map(|(a, b)| &text[a..b]).collect();
            assert_eq!(seen, found, "{query}");
        }
        assert_eq!(marks("في", text, 1).len(), 1);
    }
}
