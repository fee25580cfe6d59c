//! JSON Lines of reports.
//!
//! In: a file of JSON objects, one a line, or one JSON value of them. Out: one result a line. Invariant: a line
//! that is no JSON is one error with its number and the rest goes on; a field that cannot be read is a
//! diagnostic of its report. Deliberately ignores fields it does not know.

use crate::outlet::OutletDirectory;
use crate::report::{self, Known};
use crate::source::{ReadError, Source, page_text};
use crate::{decode, line};
use isnad_model::{Diagnostic, Report};
use serde_json::{Map, Value};

/// Reads the file.
pub fn read(source: &Source<'_>, outlets: &dyn OutletDirectory, sink: &mut dyn FnMut(Result<Report, ReadError>)) {
    let bytes = source.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(source.bytes);
    let utf8;
    let bytes = if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        utf8 = decode::decode(bytes, None).text;
        utf8.as_bytes()
    } else {
        bytes
    };
    // A value over several lines: the first line alone is no JSON, the whole is.
    let first = bytes
        .split(|b| *b == b'\n')
        .find(|l| !l.trim_ascii().is_empty())
        .unwrap_or(b"");
    if serde_json::from_slice::<Value>(first).is_err_and(|e| e.is_eof())
        && let Ok(value) = serde_json::from_slice::<Value>(bytes)
    {
        return whole(source, value, outlets, sink);
    }
    if let Ok(Value::Array(items)) = serde_json::from_slice::<Value>(first) {
        return whole(source, Value::Array(items), outlets, sink);
    }
    for (i, raw) in bytes.split(|b| *b == b'\n').enumerate() {
        if raw.trim_ascii().is_empty() {
            continue;
        }
        let (raw, damage) = match std::str::from_utf8(raw) {
            Ok(_) => (std::borrow::Cow::Borrowed(raw), false),
            Err(_) => (
                std::borrow::Cow::Owned(decode::decode(raw, None).text.into_bytes()),
                true,
            ),
        };
        match serde_json::from_slice::<Value>(&raw) {
            Ok(value) => one(source, i + 1, value, report::hex(&raw), damage, outlets, sink),
            Err(cause) => sink(Err(ReadError::Json {
                path: source.path.to_owned(),
                line: i + 1,
                source: cause,
            })),
        }
    }
}

fn whole(
    source: &Source<'_>,
    value: Value,
    outlets: &dyn OutletDirectory,
    sink: &mut dyn FnMut(Result<Report, ReadError>),
) {
    let items = match value {
        Value::Array(items) => items,
        other => vec![other],
    };
    for item in items {
        let digest = report::hex(item.to_string().as_bytes());
        one(source, 1, item, digest, false, outlets, sink);
    }
}

/// A field as text: strings, numbers, the parts of a list with commas between.
fn field(map: &Map<String, Value>, name: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    match map.get(name)? {
        Value::Null => None,
        Value::String(s) => (!s.trim().is_empty()).then(|| s.clone()),
        Value::Number(n) => Some(n.to_string()),
        Value::Array(items) => {
            let parts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            (!parts.is_empty()).then(|| parts.join("، "))
        }
        other => {
            let saw = if other.is_boolean() { "a boolean" } else { "an object" };
            diagnostics.push(Diagnostic::warning(
                "ISN-R005",
                format!("expected text in {name} and saw {saw}"),
            ));
            None
        }
    }
}

fn one(
    source: &Source<'_>,
    line: usize,
    value: Value,
    sha256: String,
    damaged: bool,
    outlets: &dyn OutletDirectory,
    sink: &mut dyn FnMut(Result<Report, ReadError>),
) {
    let no_text = |saw| ReadError::NoText {
        path: source.path.to_owned(),
        line,
        saw,
    };
    let Value::Object(mut map) = value else {
        return sink(Err(no_text("another JSON value")));
    };
    let mut diagnostics = Vec::new();
    if damaged {
        diagnostics.push(Diagnostic::warning(
            "ISN-R002",
            "the line is not valid UTF-8; it was read in the encoding that fits best",
        ));
    }
    let text = match map.remove("text") {
        Some(Value::String(s)) if !s.trim().is_empty() => Some(s),
        _ => None,
    };
    let html = match map.remove("html") {
        Some(Value::String(s)) if !s.trim().is_empty() => Some(s),
        _ => None,
    };
    let sidecar = source.sidecar.clone().unwrap_or_default();
    let published = field(&map, "published", &mut diagnostics).or(sidecar.published);
    let published = published.and_then(|p| report::metadata_date(&p, "published", &mut diagnostics));
    let known = Known {
        external_id: field(&map, "id", &mut diagnostics),
        path: Some(source.path.to_owned()),
        url: field(&map, "url", &mut diagnostics).or(sidecar.url),
        title: field(&map, "title", &mut diagnostics),
        authors: field(&map, "author", &mut diagnostics)
            .map(|a| {
                a.split(['،', ',', ';', '؛'])
                    .map(|n| n.trim().to_owned())
                    .filter(|n| !n.is_empty())
                    .collect()
            })
            .unwrap_or_default(),
        publisher: field(&map, "publisher", &mut diagnostics).map(|p| p.trim().to_owned()),
        published,
        retrieved: field(&map, "retrieved", &mut diagnostics).or(sidecar.retrieved),
        given: source.given,
        heading: None,
        instant: false,
        sha256,
        encoding: "utf-8".to_owned(),
        diagnostics,
    };
    match (text, html) {
        (Some(text), _) if u32::try_from(text.len()).is_ok() => {
            let lines = line::lines(&text);
            sink(Ok(report::assemble(text, lines, known, outlets)));
        }
        (None, Some(html)) => sink(Ok(page_text(&html, known, outlets))),
        (Some(_), _) => sink(Err(no_text("a text longer than 4 GiB"))),
        (None, None) => sink(Err(no_text("neither"))),
    }
}
