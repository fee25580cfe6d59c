//! Full-text search over folded words.
//!
//! In: a query as a person types it. Out: reports with the place of the hit and a snippet, best first. Invariant: what a
//! person types is never run as a query language. Deliberately shows words as published, never folded.
//! Example: «ادلب» finds «إدلب» (Idlib); words in quotation marks are a phrase.

use crate::case::Case;
use crate::error::{StoreError, sql};
use crate::fold::{fold, folded, words};
use isnad_record::SpanRecord;

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

/// The query as FTS5 reads it: every word or phrase must be there; a word may have proclitics in front.
fn expression(query: &str) -> String {
    let mut out = Vec::new();
    for (i, part) in query.split(['"', '«', '»', '“', '”']).enumerate() {
        let folded = folded(part);
        if folded.is_empty() {
            continue;
        }
        if i % 2 == 1 {
            out.push(format!("\"{folded}\""));
            continue;
        }
        for w in folded.split(' ') {
            out.push(format!(
                "({})",
                variants(w)
                    .iter()
                    .map(|v| format!("\"{v}\""))
                    .collect::<Vec<_>>()
                    .join(" OR ")
            ));
        }
    }
    out.join(" AND ")
}

/// A folded word with the proclitics that may stand in front of it.
pub(crate) fn variants(word: &str) -> Vec<String> {
    let mut out = vec![word.to_owned()];
    if word.is_ascii() {
        return out;
    }
    let bare = word.strip_prefix("ال").filter(|w| w.chars().count() > 1);
    let stem = bare.unwrap_or(word);
    for front in ["و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل"] {
        out.push(format!("{front}{word}"));
    }
    if bare.is_none() {
        for front in ["", "و", "ب", "ف", "ك", "وب"] {
            out.push(format!("{front}ال{stem}"));
        }
    }
    for front in ["", "و"] {
        out.push(format!("{front}لل{stem}"));
    }
    out
}

impl Case {
    /// Reports that hold every word of the query, best first.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn search(&self, query: &str, limit: usize) -> Result<Vec<Hit>, StoreError> {
        let expression = expression(query);
        if expression.is_empty() {
            return Ok(Vec::new());
        }
        let doing = sql("searching");
        let mut statement = self
            .db
            .prepare("SELECT report FROM search WHERE search MATCH ?1 ORDER BY bm25(search, 0, 4, 1), report LIMIT ?2")
            .map_err(&doing)?;
        let ids: Vec<String> = statement
            .query_map((&expression, limit as i64), |r| r.get(0))
            .and_then(Iterator::collect)
            .map_err(&doing)?;
        let wanted: Vec<String> = folded(query).split(' ').flat_map(variants).collect();
        let mut out = Vec::new();
        for id in ids {
            let Some(report) = self.report(&id)? else { continue };
            let at = words(&report.text)
                .find(|(_, w)| wanted.contains(&fold(w)))
                .map_or((0, 0), |(at, w)| (at, at + w.len()));
            out.push(Hit {
                span: [at.0 as u32, at.1 as u32],
                snippet: snippet(&report.text, at.0),
                report: id,
                title: report.title,
            });
        }
        Ok(out)
    }
}

/// About a line of text around a byte offset.
fn snippet(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or("");
    let start = before.char_indices().rev().nth(60).map_or(0, |(i, _)| i);
    let start = if start == 0 {
        0
    } else {
        start + text[start..].find(char::is_whitespace).unwrap_or(0)
    };
    let rest = text.get(start..).unwrap_or("");
    let end = rest.char_indices().nth(160).map_or(rest.len(), |(i, _)| i);
    rest[..end].split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_never_a_query_language() {
        for query in ["NEAR(", "a OR", "\"", "* AND -", "title:x", "'; DROP TABLE reports"] {
            let e = expression(query);
            assert!(!e.contains('*') && !e.contains(':') && !e.contains(';'), "{e}");
        }
        assert_eq!(expression("\"دير الزور\""), "\"دير الزور\"");
        assert!(expression("إدلب").contains("\"وادلب\""));
    }
}
