//! Where the words of a search stand in a text.
//!
//! In: a query, a text. Out: byte ranges in order. Invariant: on character boundaries, none overlaps another; finds what
//! the index finds. Deliberately marks each word whole, with what is written in one with it.
//! Example: «ادلب» marks «وإدلب» (and Idlib); «انشق» (he split off) marks «المنشقين»; a phrase marks its words together.

use crate::fold::{fold, words};
use crate::lexeme::{fronted, keys};
use crate::search::{Term, terms};
use std::collections::BTreeSet;

/// Byte ranges of the words that a query finds in a text, at most `limit`.
#[must_use]
pub fn marks(query: &str, text: &str, limit: usize) -> Vec<(usize, usize)> {
    let mut exact: BTreeSet<String> = BTreeSet::new();
    let mut wanted: BTreeSet<String> = BTreeSet::new();
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
    let mut out = Vec::new();
    if exact.is_empty() && wanted.is_empty() && phrases.is_empty() {
        return out;
    }
    // The longest phrase decides how far back a word can begin one.
    let longest = phrases.iter().map(|(_, rest)| rest.len() + 1).max().unwrap_or(0);
    let mut last: std::collections::VecDeque<(usize, usize, String)> = std::collections::VecDeque::new();
    for (at, w) in words(text) {
        let end = at + w.len();
        let folded = fold(w);
        if folded.is_empty() {
            continue;
        }
        if exact.contains(&folded) || (!wanted.is_empty() && !keys(w).is_disjoint(&wanted)) {
            out.push((at, end));
        }
        if longest > 0 {
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
                    out.extend(window.map(|w| (w.0, w.1)));
                }
            }
        }
        if out.len() >= limit {
            break;
        }
    }
    out.sort_unstable();
    out.dedup();
    out.truncate(limit);
    out
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
