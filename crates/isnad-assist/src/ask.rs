//! What a model is asked: pieces of the article with pseudonyms, and the shape of the answer.
//!
//! In: a report, a redactor. Out: requests of chat completions. Invariants: only article and headline are sent, no menu,
//! no address, no byline, no file name; private persons are pseudonyms; a piece is never longer than [`LONGEST`] bytes
//! and ends where a line or sentence ends if it can. Deliberately one question for every report: what is asked does not
//! depend on what the built-in analysis found, so that the two readings stay apart.
//! Example: «قال أحمد الحسن» (Ahmad al-Hasan said) is sent as «قال [P-1a2b3c4d]».

use isnad_model::{ClaimType, Modality, Report, SourceKind, Span};
use isnad_record::redact::{Page, Redactor};
use serde_json::{Value, json};
use std::ops::Range;

/// Most bytes of text in one request: some two thousand words.
pub const LONGEST: usize = 16_000;

/// Most requests for one report.
pub const MOST: usize = 24;

/// The instruction, which people may read and judge.
const PROMPT: &str = include_str!("prompt.txt");

/// The article of a report as it may leave.
pub struct Sent {
    page: Page,
    /// Ranges of the page's text that go into one request each.
    pub pieces: Vec<Vec<Range<usize>>>,
    /// Whether something was left out because the report is too long.
    pub cut: bool,
}

impl Sent {
    /// Replaces names and cuts the article into pieces.
    #[must_use]
    pub fn of(report: &Report, redactor: &Redactor) -> Self {
        let page = redactor.page(&report.text);
        let mut spans: Vec<Span> = report.body.clone();
        if let Some(title) = report.title.as_ref().and_then(|t| t.span)
            && !spans.iter().any(|s| s.overlaps(title))
        {
            spans.push(title);
        }
        spans.sort();
        let mut pieces: Vec<Vec<Range<usize>>> = Vec::new();
        let mut held = 0;
        let mut cut = false;
        for span in spans {
            let [start, end] = page.there([span.start, span.end]).map(|x| x as usize);
            for part in parts(page.text(), start..end) {
                if pieces.is_empty() || held + part.len() > LONGEST {
                    if pieces.len() == MOST {
                        cut = true;
                        break;
                    }
                    pieces.push(Vec::new());
                    held = 0;
                }
                held += part.len() + 1;
                if let Some(last) = pieces.last_mut() {
                    last.push(part);
                }
            }
        }
        Self { page, pieces, cut }
    }

    /// The text with pseudonyms.
    #[must_use]
    pub fn text(&self) -> &str {
        self.page.text()
    }

    /// Names that were replaced in some ranges.
    #[must_use]
    pub fn replaced(&self, piece: &[Range<usize>]) -> usize {
        let edits = self.page.replaced();
        edits
            .iter()
            .filter(|e| piece.iter().any(|p| p.contains(&e.start)))
            .count()
    }

    /// Where a range of the sent text stands in the report, and whether a name stands in it.
    #[must_use]
    pub fn back(&self, range: Range<usize>) -> (Span, bool) {
        let private = self
            .page
            .replaced()
            .iter()
            .any(|e| e.start < range.end && range.start < e.end);
        let Span { start, end } = Span::from_range(range);
        let [start, end] = self.page.back([start, end]);
        (Span::new(start, end.max(start)), private)
    }
}

/// Cuts a range of text into parts that are not too long, without blanks at their ends.
fn parts(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let mut end = range.end.min(at + LONGEST);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let Some(slice) = text.get(at..end) else { break };
        if end < range.end {
            let ends = |found: Option<(usize, &str)>| found.map(|(i, s)| i + s.len()).filter(|i| *i > LONGEST / 4);
            let better = ends(slice.rmatch_indices('\n').next())
                .or_else(|| ends(slice.rmatch_indices(['.', '!', '\u{61f}', '\u{61b}']).next()))
                .or_else(|| ends(slice.rmatch_indices(' ').next()));
            end = better.map_or(end, |i| at + i);
        }
        let slice = text.get(at..end).unwrap_or("");
        let lead = slice.len() - slice.trim_start().len();
        let trimmed = slice.trim();
        if !trimmed.is_empty() {
            out.push(at + lead..at + lead + trimmed.len());
        }
        at = end;
    }
    out
}

fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|x| word(*x)).collect()
}

/// The shape that an answer must have.
#[must_use]
pub fn schema() -> Value {
    let object = |properties: Value| {
        let names: Vec<String> = properties
            .as_object()
            .into_iter()
            .flat_map(|o| o.keys().cloned())
            .collect();
        json!({"type": "object", "properties": properties, "required": names, "additionalProperties": false})
    };
    let nullable = |mut value: Value| {
        value["type"] = json!([value["type"], "null"]);
        value
    };
    let string = json!({"type": "string"});
    let list = json!({"type": "array", "items": string});
    let count = nullable(object(json!({
        "least": {"type": "integer", "minimum": 0},
        "most": {"type": ["integer", "null"], "minimum": 0},
        "words": string,
    })));
    let source = object(json!({
        "words": nullable(string.clone()),
        "kind": {"type": "string", "enum": words(SourceKind::ALL, SourceKind::as_str)},
    }));
    let claim = object(json!({
        "type": {"type": "string", "enum": words(ClaimType::ALL, ClaimType::as_str)},
        "modality": {"type": "string", "enum": words(Modality::ALL, Modality::as_str)},
        "quote": string, "trigger": string, "agent": list, "patient": list,
        "killed": count, "injured": count,
        "place": nullable(string.clone()), "time": nullable(string.clone()),
        "sources": {"type": "array", "items": source},
    }));
    object(json!({"claims": {"type": "array", "items": claim}}))
}

/// The request for one piece.
#[must_use]
pub fn request(model: &str, sent: &Sent, piece: &[Range<usize>]) -> Value {
    let text: Vec<&str> = piece.iter().filter_map(|r| sent.text().get(r.clone())).collect();
    json!({
        "model": model,
        "temperature": 0,
        "stream": false,
        "messages": [
            {"role": "system", "content": PROMPT},
            {"role": "user", "content": text.join("\n")},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "claims", "strict": true, "schema": schema()},
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_the_words_and_are_not_too_long() {
        for text in [
            "جملة أولى. جملة ثانية.\n".repeat(2000),
            "كلمة ".repeat(9000),
            "ا".repeat(30_000),
            String::new(),
        ] {
            let cut = parts(&text, 0..text.len());
            assert!(cut.iter().all(|r| r.len() <= LONGEST && text.get(r.clone()).is_some()));
            let bare = |s: &str| s.chars().filter(|c| !c.is_whitespace()).count();
            let kept: usize = cut.iter().map(|r| bare(&text[r.clone()])).sum();
            assert_eq!(kept, bare(&text));
        }
    }

    #[test]
    fn every_part_of_the_schema_is_required_and_closed() {
        fn check(v: &Value) {
            if let Some(properties) = v["properties"].as_object() {
                assert_eq!(v["required"].as_array().map(Vec::len), Some(properties.len()));
                assert_eq!(v["additionalProperties"], false);
            }
            match v {
                Value::Object(o) => o.values().for_each(check),
                Value::Array(a) => a.iter().for_each(check),
                _ => {}
            }
        }
        check(&schema());
    }
}
