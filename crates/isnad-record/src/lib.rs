//! The published records and exports, versioned; redaction on the way out.
//!
//! In: values of `isnad-model`. Out: the shapes of `docs/records.md`, as JSON Lines, tables and GeoJSON.
//!
//! **Invariants:** nothing else leaves the process: files, the case and the web view carry these shapes only; the
//! shapes are separate from the model, so that the model may change and the published keys may not; encoding is
//! deterministic; a claim record can be read back into the claim that it was made of.
//!
//! It deliberately knows neither rules nor storage, and folds no Arabic itself: who redacts gives the folding.
//!
//! Example: a claim of «قتل عنصران» (two members were killed) carries `"killed": {"low": 2, "high": 2, "approx": false}`.
#![deny(missing_docs)]

mod back;
mod edit;
pub mod export;
mod from;
pub mod geo;
pub mod markup;
pub mod redact;
mod shape;
pub mod table;
pub mod vocabulary;

pub use back::{claim_of, facts_of, news_day_of};
pub use from::{claim_record, event_record, relation_record, report_record};
pub use shape::{
    AccountRecord, CasualtyRecord, ChangeRecord, CitationRecord, ClaimRecord, ContradictionRecord, CopyRecord,
    CountRecord, DiagnosticRecord, EventRecord, LinkRecord, MentionRecord, OriginRecord, OutletRecord,
    ParticipantRecord, PlaceRecord, PublishedRecord, QuotedRecord, RelationRecord, ReportRecord, SourceRecord,
    SpanRecord, ThingRecord, TimeRecord, TollRecord,
};

/// A number of things in English: «1 claim», «2 claims».
pub fn counted<N: From<u8> + PartialEq + std::fmt::Display>(n: N, what: &str) -> String {
    let s = if n == N::from(1) { "" } else { "s" };
    format!("{n} {what}{s}")
}

/// Writes a record as one line of JSON without its line feed.
///
/// # Errors
/// When a value cannot be encoded, which no record of this crate does.
pub fn line<T: serde::Serialize>(record: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string(record)
}
