//! Files to reports: what a file is, and one result for each report in it.
//!
//! In: the bytes of one file with its path and sidecar. Out: reports and errors, in file order, to a sink.
//! Invariant: never panics, whatever the bytes; one bad line costs that line only; the work is linear in the
//! bytes. Deliberately opens nothing itself: files, folders and the network are the caller's.

use crate::jsonl;
use crate::outlet::OutletDirectory;
use crate::report::{self, Known};
use crate::{decode, html, line};
use isnad_model::{Diagnostic, Report};
use jiff::civil::Date;

/// One input file.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// Path below the input root, `/` between folders.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// What lies beside it in a `*.meta.json`.
    pub sidecar: Option<Sidecar>,
    /// Date that the user gives for reports that state none.
    pub given: Option<Date>,
}

/// A `*.meta.json` beside a file.
#[derive(Clone, PartialEq, Eq, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Sidecar {
    /// Address.
    pub url: Option<String>,
    /// Publication date.
    pub published: Option<String>,
    /// When the bytes were acquired.
    pub retrieved: Option<String>,
    /// A person's note; never read as data.
    pub note: Option<String>,
}

impl Sidecar {
    /// Reads a sidecar.
    ///
    /// # Errors
    /// When the bytes are no JSON object of the known fields.
    pub fn parse(path: &str, bytes: &[u8]) -> Result<Self, ReadError> {
        serde_json::from_slice(bytes).map_err(|source| ReadError::Sidecar {
            path: path.to_owned(),
            source,
        })
    }
}

/// Why something could not be read. Each names its input.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Nothing in it.
    #[error("{path}: expected a report and saw an empty file")]
    Empty {
        /// Input.
        path: String,
    },
    /// No text.
    #[error("{path}: expected text and saw binary data")]
    Binary {
        /// Input.
        path: String,
    },
    /// A line that is no JSON.
    #[error("{path}:{line}: expected a JSON object: {source}")]
    Json {
        /// Input.
        path: String,
        /// Line, from 1.
        line: usize,
        /// Cause.
        source: serde_json::Error,
    },
    /// A JSON value that holds no report.
    #[error("{path}:{line}: expected an object with \"text\" or \"html\" and saw {saw}")]
    NoText {
        /// Input.
        path: String,
        /// Line, from 1.
        line: usize,
        /// What was there.
        saw: &'static str,
    },
    /// A sidecar that cannot be read.
    #[error("{path}: expected a sidecar with url, published, retrieved, note: {source}")]
    Sidecar {
        /// Sidecar.
        path: String,
        /// Cause.
        source: serde_json::Error,
    },
    /// A kind of file that this build does not read.
    #[error("{path}: {what} files are not read yet")]
    Unsupported {
        /// Input.
        path: String,
        /// Kind of file.
        what: &'static str,
    },
    /// Longer than spans reach.
    #[error("{path}: longer than 4 GiB")]
    TooLong {
        /// Input.
        path: String,
    },
}

impl ReadError {
    /// Path of the input that could not be read.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Empty { path }
            | Self::Binary { path }
            | Self::Json { path, .. }
            | Self::NoText { path, .. }
            | Self::Sidecar { path, .. }
            | Self::Unsupported { path, .. }
            | Self::TooLong { path } => path,
        }
    }
}

/// What a file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Format {
    /// Plain text or Markdown.
    Text,
    /// A page.
    Html,
    /// JSON Lines of reports, or one JSON value of them.
    Json,
    /// A web archive, plain or compressed.
    Warc,
    /// RSS or Atom.
    Feed,
    /// No text at all.
    Binary,
}

/// Tells what the bytes are; the name decides only what the bytes leave open.
#[must_use]
pub fn sniff(path: &str, bytes: &[u8]) -> Format {
    let name = path.to_ascii_lowercase();
    if bytes.starts_with(b"WARC/") || (bytes.starts_with(b"\x1F\x8B") && name.ends_with(".warc.gz")) {
        return Format::Warc;
    }
    if decode::is_binary(bytes) {
        return Format::Binary;
    }
    let head = head(bytes);
    let start = head.trim_start().to_ascii_lowercase();
    if start.starts_with('{') || start.starts_with("[{") || (start.starts_with('[') && name.ends_with(".json")) {
        let first = start.lines().next().unwrap_or("");
        let keys = ["\"text\"", "\"html\"", "\"id\"", "\"url\"", "\"title\""];
        if keys.iter().any(|k| start.contains(k))
            || first.ends_with('}')
            || [".jsonl", ".ndjson", ".json"].iter().any(|e| name.ends_with(e))
        {
            return Format::Json;
        }
    }
    if name.ends_with(".jsonl") || name.ends_with(".ndjson") {
        return Format::Json;
    }
    if start.starts_with('<') || start.starts_with("\u{feff}<") {
        let feed = start.contains("<rss") || start.contains("<rdf:rdf") || start.contains("<feed");
        if feed && !start.contains("<html") {
            return Format::Feed;
        }
        let page = [
            "<!doctype html",
            "<html",
            "<head",
            "<body",
            "<div",
            "<p>",
            "<p ",
            "<article",
            "<meta",
            "<title",
            "<table",
            "<span",
            "<h1",
        ];
        if page.iter().any(|t| start.contains(t)) {
            return Format::Html;
        }
    }
    if [".html", ".htm", ".xhtml", ".mhtml"].iter().any(|e| name.ends_with(e)) && start.contains('<') {
        return Format::Html;
    }
    Format::Text
}

/// The first bytes as something to look for tags in.
fn head(bytes: &[u8]) -> String {
    let mut end = bytes.len().min(4096);
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        end &= !1;
        return decode::decode(&bytes[..end], None).text;
    }
    String::from_utf8_lossy(bytes[..end].strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes[..end])).into_owned()
}

/// Reads a file: each report of it, or why there is none, goes to the sink.
pub fn read(source: &Source<'_>, outlets: &dyn OutletDirectory, sink: &mut dyn FnMut(Result<Report, ReadError>)) {
    let path = || source.path.to_owned();
    if u32::try_from(source.bytes.len()).is_err() {
        return sink(Err(ReadError::TooLong { path: path() }));
    }
    if source.bytes.iter().all(u8::is_ascii_whitespace) {
        return sink(Err(ReadError::Empty { path: path() }));
    }
    match sniff(source.path, source.bytes) {
        Format::Binary => sink(Err(ReadError::Binary { path: path() })),
        Format::Warc => sink(Err(ReadError::Unsupported {
            path: path(),
            what: "WARC",
        })),
        Format::Feed => sink(Err(ReadError::Unsupported {
            path: path(),
            what: "feed",
        })),
        Format::Json => jsonl::read(source, outlets, sink),
        Format::Html => sink(Ok(page(source.bytes, known(source), outlets))),
        Format::Text => sink(Ok(text(source.bytes, known(source), outlets))),
    }
}

fn known(source: &Source<'_>) -> Known {
    let mut known = Known {
        path: Some(source.path.to_owned()),
        given: source.given,
        sha256: report::hex(source.bytes),
        ..Known::default()
    };
    if let Some(sidecar) = &source.sidecar {
        known.url.clone_from(&sidecar.url);
        known.retrieved.clone_from(&sidecar.retrieved);
        known.published = sidecar
            .published
            .as_deref()
            .and_then(|p| report::metadata_date(p, "published", &mut known.diagnostics));
    }
    known
}

/// Reads plain text.
fn text(bytes: &[u8], mut known: Known, outlets: &dyn OutletDirectory) -> Report {
    let decoded = decode::decode(bytes, None);
    known.encoding = decoded.encoding;
    known.diagnostics.extend(decoded.diagnostics);
    let lines = line::lines(&decoded.text);
    report::assemble(decoded.text, lines, known, outlets)
}

/// Reads a page.
fn page(bytes: &[u8], mut known: Known, outlets: &dyn OutletDirectory) -> Report {
    let declared = html::declared_encoding(bytes);
    let decoded = decode::decode(bytes, declared.as_deref());
    known.encoding = decoded.encoding;
    known.diagnostics.extend(decoded.diagnostics);
    page_text(&decoded.text, known, outlets)
}

/// Reads the text of a page.
#[must_use]
pub fn page_text(source: &str, mut known: Known, outlets: &dyn OutletDirectory) -> Report {
    let page = html::read(source);
    html::fill(&mut known, page.meta);
    if page.text.is_empty() {
        known
            .diagnostics
            .push(Diagnostic::warning("ISN-R004", "the page has no visible text"));
    }
    report::assemble(page.text, page.lines, known, outlets)
}
