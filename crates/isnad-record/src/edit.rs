//! Replacing passages of a text while every span still finds its words.
//!
//! In: a text, disjoint edits in order. Out: the new text, and spans moved with it. Invariant: a span that touches an
//! edit covers the whole replacement, so that no half of a name is left. Deliberately knows nothing of names.
//! Example: «أحمد الحسن» (a name) replaced by `[P-1a2b3c]` moves all that follows by the difference in bytes.

use crate::shape::SpanRecord;
use std::ops::Range;

/// One replacement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// First byte replaced.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What stands there instead.
    pub with: String,
}

/// The text with the edits made. Edits that do not fit the text are left out.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for e in edits {
        let Some(before) = text.get(at..e.start) else { continue };
        out.push_str(before);
        out.push_str(&e.with);
        at = e.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

/// Where a span of the old text stands in the new.
pub fn moved(span: SpanRecord, edits: &[Edit]) -> SpanRecord {
    let at = |offset: usize, end: bool| {
        let mut shift = 0i64;
        for e in edits {
            if e.end <= offset {
                shift += e.with.len() as i64 - (e.end - e.start) as i64;
            } else if e.start < offset || (!end && e.start == offset) {
                let start = e.start as i64 + shift;
                return if end { start + e.with.len() as i64 } else { start };
            } else {
                break;
            }
        }
        offset as i64 + shift
    };
    let clamp = |x: i64| u32::try_from(x.max(0)).unwrap_or(u32::MAX);
    let start = clamp(at(span[0] as usize, false));
    [start, clamp(at(span[1] as usize, true)).max(start)]
}

/// Where the replacements of edits stand in the new text.
pub fn replaced(edits: &[Edit]) -> Vec<Range<usize>> {
    let (mut out, mut grown, mut cut) = (Vec::new(), 0, 0);
    for e in edits {
        let start = (e.start + grown).saturating_sub(cut);
        out.push(start..start + e.with.len());
        grown += e.with.len();
        cut += e.end - e.start;
    }
    out
}

/// Where a span of the new text stands in the old.
pub fn back(span: SpanRecord, edits: &[Edit]) -> SpanRecord {
    let at = |offset: usize, end: bool| {
        let mut shift = 0i64;
        for (new, e) in replaced(edits).iter().zip(edits) {
            if new.end <= offset {
                shift += (e.end - e.start) as i64 - new.len() as i64;
            } else if new.start < offset || (!end && new.start == offset) {
                return if end { e.end as i64 } else { e.start as i64 };
            } else {
                break;
            }
        }
        offset as i64 + shift
    };
    let clamp = |x: i64| u32::try_from(x.max(0)).unwrap_or(u32::MAX);
    let start = clamp(at(span[0] as usize, false));
    [start, clamp(at(span[1] as usize, true)).max(start)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_find_their_words_after_edits() {
        let text = "aa NAME bb NAME cc";
        let edit = |start| Edit {
            start,
            end: start + 4,
            with: "[P]".to_owned(),
        };
        let edits = [edit(3), edit(11)];
        let new = apply(text, &edits);
        assert_eq!(new, "aa [P] bb [P] cc");
        assert_eq!(replaced(&edits), [3..6, 10..13]);
        assert_eq!(back([4, 5], &edits), [3, 7]);
        for (span, want) in [
            ([0, 2], "aa"),
            ([3, 7], "[P]"),
            ([4, 6], "[P]"),
            ([3, 10], "[P] bb"),
            ([8, 10], "bb"),
            ([8, 13], "bb [P]"),
            ([16, 18], "cc"),
            ([0, 18], "aa [P] bb [P] cc"),
        ] {
            let [a, b] = moved(span, &edits);
            assert_eq!(&new[a as usize..b as usize], want, "{span:?}");
            // Back again, but for the ends that lay inside a name.
            let [c, d] = back([a, b], &edits);
            assert!(c <= span[0] && d >= span[1], "{span:?}");
            assert_eq!(moved([c, d], &edits), [a, b]);
        }
    }
}
