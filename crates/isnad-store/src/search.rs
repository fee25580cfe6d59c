//! Full-text search by dictionary word.
//!
//! In: a query as a person types it. Out: reports with the place of the hit and a snippet, best first. Invariant: what a
//! person types is never run as a query language. Deliberately shows words as published, never folded.
//! Example: «ادلب» finds «إدلب» (Idlib), «انشق» (he split off) finds «المنشقين»; words in quotation marks are a phrase.

use crate::case::Case;
use crate::error::{StoreError, sql};
use crate::fold::{fold, folded, words};
use crate::lexeme::{Key, asked, fronted, keys, keys_into, keys_of_root, written};
use isnad_record::SpanRecord;
use std::collections::BTreeSet;

/// No more words or phrases than this are looked for.
pub const TERMS: usize = 8;

/// No more reports than this are weighed word by word.
const WEIGHED: usize = 4000;

/// Parts of a query by whose rarity reports are weighed; of longer queries all parts are found, but none weighed.
const WEIGHTS: usize = 5;

/// Under a veil, no more reports than this are read to see whether a word of a name stands there for something else.
const READ: usize = 100;

/// What was found of a query.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Found {
    /// Reports.
    pub all: Vec<Match>,
    /// Whether there may be more: under a veil a word of a name is looked for in the best reports only.
    pub cut: bool,
}

/// A report that holds what was looked for.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    /// Report.
    pub report: String,
    /// Headline.
    pub title: Option<String>,
    /// First place of a word of the query.
    pub span: SpanRecord,
    /// The words around it, as published, on one line.
    pub snippet: String,
}

/// A report by its number in the index, with how well it fits: less is better.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Match {
    /// Number in the index.
    pub n: u32,
    /// How well.
    pub rank: f64,
}

/// Which of two reports comes first.
#[must_use]
pub fn better(a: &Match, b: &Match) -> std::cmp::Ordering {
    a.rank.total_cmp(&b.rank).then(a.n.cmp(&b.n))
}

/// A part of a query: all of them must be found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Term {
    /// A word in any form: folded, keys.
    Word(String, BTreeSet<Key>),
    /// Folded words that follow one another; particles may stand in front of the first.
    Phrase(Vec<String>),
}

/// The parts of a query.
pub(crate) fn terms(query: &str) -> Vec<Term> {
    let mut out = every_term(query);
    out.truncate(TERMS);
    out
}

fn every_term(query: &str) -> Vec<Term> {
    let mut out = Vec::new();
    for (i, part) in query.split(['"', '«', '»', '“', '”']).enumerate() {
        if i % 2 == 1 {
            let list: Vec<String> = words(part).map(|(_, w)| fold(w)).filter(|w| !w.is_empty()).collect();
            if !list.is_empty() {
                out.push(Term::Phrase(list));
            }
            continue;
        }
        for piece in part.split_whitespace() {
            if let Some(root) = piece.strip_prefix("root:") {
                let found = keys_of_root(root);
                if !found.is_empty() {
                    out.push(Term::Word(String::new(), found));
                    continue;
                }
            }
            for (_, w) in words(piece) {
                let f = fold(w);
                if !f.is_empty() {
                    out.push(Term::Word(f, asked(w)));
                }
            }
        }
    }
    out
}

/// The query as FTS5 reads it, keys and letters looked for in some columns; in all of them where none are named, which
/// is faster and finds the same: no letters of a text look like a key.
fn expression_in(query: &str, columns: &str, exact: &str) -> String {
    let quoted =
        |list: &mut dyn Iterator<Item = String>| list.map(|k| format!("\"{k}\"")).collect::<Vec<_>>().join(" OR ");
    let within = |columns: &str| match columns {
        "" => String::new(),
        c => format!("{{{c}}} : "),
    };
    let parts: Vec<String> = terms(query)
        .into_iter()
        .map(|t| match t {
            Term::Phrase(list) => {
                let rest = list.get(1..).unwrap_or(&[]).join(" ");
                let mut ways = fronted(&list[0])
                    .into_iter()
                    .map(|f| format!("{f} {rest}").trim().to_owned());
                format!("{}({})", within(exact), quoted(&mut ways))
            }
            Term::Word(word, keys) if keys.is_empty() => format!("{}\"{word}\"", within(exact)),
            Term::Word(_, keys) => {
                let mut keys = keys.into_iter().map(written);
                format!("{}({})", within(columns), quoted(&mut keys))
            }
        })
        .collect();
    parts.join(" AND ")
}

/// The query as FTS5 reads it.
pub(crate) fn expression(query: &str) -> String {
    expression_in(query, "", "")
}

/// Whether a query has more words and phrases than are looked for.
#[must_use]
pub fn too_long(query: &str) -> bool {
    every_term(query).len() > TERMS
}

impl Case {
    /// Every report that holds all parts of the query, in the order of their numbers. Of very many those
    /// come first whose headline holds it, then the latest, and of long queries the latest: to weigh every word of them
    /// all takes longer than a reader waits.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn matches(&self, query: &str) -> Result<Found, StoreError> {
        let expression = expression(query);
        if expression.is_empty() {
            return Ok(Found::default());
        }
        let numbers = |expression: &str| -> Result<Vec<u32>, StoreError> {
            self.db
                .prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1")
                .and_then(|mut q| q.query_map([expression], |r| r.get(0))?.collect())
                .map_err(sql("searching"))
        };
        let all = numbers(&expression)?;
        if all.len() > WEIGHED || terms(query).len() > WEIGHTS {
            // In order of their numbers, as the index gives them.
            let headlines = if all.len() > WEIGHED {
                numbers(&expression_in(query, "head", "title"))?
            } else {
                Vec::new()
            };
            let first = |n: u32| headlines.binary_search(&n).is_ok();
            let rank = |n: u32| -f64::from(n) - if first(n) { 1e12 } else { 0.0 };
            let found = all.into_iter().map(|n| Match { n, rank: rank(n) }).collect();
            return self.allowed(query, found);
        }
        let found: Vec<Match> = self
            .db
            .prepare_cached("SELECT rowid, bm25(search, 6, 1, 6, 2, 0.3) FROM search WHERE search MATCH ?1")
            .and_then(|mut q| {
                q.query_map([&expression], |r| {
                    Ok(Match {
                        n: r.get(0)?,
                        rank: r.get(1)?,
                    })
                })?
                .collect()
            })
            .map_err(sql("searching"))?;
        self.allowed(query, found)
    }

    /// What of the matches may be told under a veil.
    fn allowed(&self, query: &str, mut found: Vec<Match>) -> Result<Found, StoreError> {
        if !self.is_veiled() || !self.asks_for_a_name(&terms(query)) {
            return Ok(Found { all: found, cut: false });
        }
        // Under a veil a word of a name is found only where it stands for something else too.
        let cut = found.len() > READ;
        if cut {
            found.select_nth_unstable_by(READ, better);
            found.truncate(READ);
        }
        found.sort_unstable_by_key(|m| m.n);
        let mut seen = Vec::new();
        for m in found {
            let id = self.report_of(m.n)?;
            let Some(report) = id.map(|id| self.report(&id)).transpose()?.flatten() else {
                continue;
            };
            let text = format!("{}\n{}", report.title.as_deref().unwrap_or(""), report.text);
            let stands = |word: &str| !crate::query_marks::marks(word, &text, 1).is_empty();
            if query.split_whitespace().all(stands) {
                seen.push(m);
            }
        }
        Ok(Found { all: seen, cut })
    }

    /// Whether a query under a veil has a word, in any form, that is part of a private person's name.
    fn asks_for_a_name(&self, terms: &[Term]) -> bool {
        self.veiled_words(|names| {
            let of_names: BTreeSet<Key> = names.iter().flat_map(|n| keys(n)).collect();
            terms.iter().any(|t| match t {
                Term::Word(exact, keys) => names.contains(exact.as_str()) || !keys.is_disjoint(&of_names),
                Term::Phrase(list) => list.iter().any(|w| names.iter().any(|n| w.ends_with(n))),
            })
        })
    }

    /// Reports that hold every word of the query, best first.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn search(&self, query: &str, limit: usize) -> Result<Vec<Hit>, StoreError> {
        let mut found = self.matches(query)?.all;
        found.sort_by(better);
        let mut out = Vec::new();
        for m in found.into_iter().take(limit) {
            out.extend(self.hit(query, m.n)?);
        }
        Ok(out)
    }

    /// The report of a number.
    fn report_of(&self, n: u32) -> Result<Option<String>, StoreError> {
        self.db
            .prepare_cached("SELECT report FROM indexed WHERE n = ?1")
            .and_then(|mut q| q.query_map([n], |r| r.get(0))?.next().transpose())
            .map_err(sql("reading what was found"))
    }

    /// The hit of a query in the report of a number.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn hit(&self, query: &str, n: u32) -> Result<Option<Hit>, StoreError> {
        let Some(id) = self.report_of(n)? else { return Ok(None) };
        let Some(report) = self.report(&id)? else {
            return Ok(None);
        };
        let inside = |at: usize| report.body.iter().any(|s| (s[0] as usize) <= at && at < s[1] as usize);
        // A hit of the article before one of what stands around it.
        let (mut first, mut best) = (None, None);
        crate::query_marks::each(query, &report.text, |a, b| {
            first = first.or(Some((a, b)));
            if inside(a) {
                best = Some((a, b));
            }
            best.is_none()
        });
        let at = best.or(first).unwrap_or((0, 0));
        Ok(Some(Hit {
            span: [at.0 as u32, at.1 as u32],
            snippet: snippet(&report.text, at.0),
            report: id,
            title: report.title,
        }))
    }
}

/// About two lines of text around a byte offset.
fn snippet(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or("");
    let start = before.char_indices().rev().nth(90).map_or(0, |(i, _)| i);
    let start = if start == 0 {
        0
    } else {
        start + text[start..].find(char::is_whitespace).unwrap_or(0)
    };
    let rest = text.get(start..).unwrap_or("");
    let end = rest.char_indices().nth(240).map_or(rest.len(), |(i, _)| i);
    let end = match rest[..end].rfind(char::is_whitespace) {
        Some(blank) if end < rest.len() && blank > 0 => blank,
        _ => end,
    };
    let words = rest[..end].split_whitespace().collect::<Vec<_>>().join(" ");
    if end < rest.len() { words + " …" } else { words }
}

/// The words of a report as the index holds them.
pub(crate) struct Indexed {
    /// Folded words of the headline.
    pub title: String,
    /// Folded words of the text.
    pub words: String,
    /// Keys of the headline.
    pub head: String,
    /// Keys of the article.
    pub body: String,
    /// Keys of what stands around it.
    pub rest: String,
}

impl Indexed {
    /// Reads a report.
    pub(crate) fn of(title: &str, text: &str, article: &[SpanRecord]) -> Self {
        let mut out = Self {
            title: folded(title),
            words: folded(text),
            head: String::new(),
            body: String::new(),
            rest: String::new(),
        };
        let mut found = Vec::new();
        let mut spans = article.iter().peekable();
        for (at, w) in words(text) {
            while spans.next_if(|s| (s[1] as usize) <= at).is_some() {}
            let inside = spans.peek().is_some_and(|s| (s[0] as usize) <= at);
            let to = if inside { &mut out.body } else { &mut out.rest };
            push(to, w, &mut found);
        }
        for (_, w) in words(title) {
            push(&mut out.head, w, &mut found);
        }
        out
    }
}

fn push(to: &mut String, word: &str, found: &mut Vec<Key>) {
    keys_into(word, found);
    for k in found {
        to.push_str(&written(*k));
        to.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_never_a_query_language() {
        for query in [
            "NEAR(",
            "a OR",
            "\"",
            "* AND -",
            "title:x",
            "'; DROP TABLE reports",
            "root:",
            "root:*",
        ] {
            let e = expression(query);
            let bare: String = e.split('"').step_by(2).collect();
            assert!(!bare.contains(['*', ';', '\'', '-']), "{e}");
            assert_eq!(e.matches('"').count() % 2, 0);
        }
        assert!(expression("\"دير الزور\"").contains("\"ودير الزور\""));
        assert!(expression("انشق").starts_with("(\"x"));
        assert!(expression_in("انشق", "head", "title").starts_with("{head} : (\"x"));
        assert_eq!(expression("في"), "\"في\"");
        let long = "قصف ".repeat(TERMS + 1);
        assert!(too_long(&long) && !too_long("قصف \"ريف حلب\""));
        assert_eq!(expression(&long).matches(" AND ").count(), TERMS - 1);
    }
}
