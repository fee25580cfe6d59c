//! Claims that a model reads beside the built-in analysis: an option, off unless it is asked for.
//!
//! In: a report, its analysis, a redactor that knows the report's private persons. Out: claims, a line for the log of
//! every call, diagnostics. One way: pieces of the article with pseudonyms ([`ask`]) → the wire ([`endpoint`]) → what of
//! the answer stands in the text ([`answer`]) → beside the built-in claims ([`join`]).
//!
//! **Invariants:** no name of a private person that the redactor knows is sent; a claim whose quote or event word does
//! not stand in the text is thrown away and counted; a built-in claim is never changed or removed; every claim names the
//! model that read it; no answer, however wrong, long or late, stops a batch. It speaks to this machine alone unless the
//! user says otherwise, follows no redirection and no proxy. Deliberately knows no vendor: an endpoint that speaks the
//! chat completions of OpenAI and takes a JSON schema is all that it needs.
//!
//! Example: of «قصفت طائرة مسيّرة سوق البلدة» (a drone bombed the town's market) a model may say that it is an airstrike
//! with the quote as it stands; if it quotes «قصف الطيران السوق», which stands nowhere, that claim is lost.

pub mod answer;
pub mod ask;
pub mod endpoint;
pub mod join;

pub use endpoint::{AssistError, ModelReader, Options};
pub use join::{Joined, join};

use isnad_model::{Analysis, Claim, Diagnostic, Report};
use isnad_record::redact::Redactor;
use serde::Serialize;

/// What a reader is given.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    /// The report.
    pub report: &'a Report,
    /// What the built-in analysis says of it.
    pub analysis: &'a Analysis,
    /// Knows the private persons of the report.
    pub redactor: &'a Redactor,
}

/// What came of reading one report.
#[derive(Debug, Default)]
pub struct Reading {
    /// Claims whose quotes stand in the text.
    pub claims: Vec<Claim>,
    /// Every call that was made.
    pub calls: Vec<Call>,
    /// What was doubtful.
    pub diagnostics: Vec<Diagnostic>,
}

/// Somebody who reads claims beside the built-in analysis.
pub trait Reader: Send + Sync {
    /// What the claims name as their reader.
    fn name(&self) -> &str;

    /// Reads a report. Never fails: what went wrong is a diagnostic and an outcome of a call.
    fn read(&self, given: Given<'_>) -> Reading;
}

/// How a call ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// An answer of the asked shape.
    Answered,
    /// No connection, or it broke off.
    Broken,
    /// Not done in time.
    TimedOut,
    /// A status that says no.
    Refused,
    /// More bytes than are taken.
    TooLong,
    /// No JSON.
    NotJson,
    /// JSON of another shape.
    WrongShape,
}

/// A call as the log keeps it: what was asked and what came of it, no words of the text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Call {
    /// Report that it was about.
    pub report: String,
    /// When it was made, ISO 8601.
    pub at: String,
    /// The model asked for.
    pub model: String,
    /// Where.
    pub endpoint: String,
    /// Hex SHA-256 of the request's bytes.
    pub request: String,
    /// Bytes sent.
    pub sent: usize,
    /// Bytes of the answer.
    pub received: usize,
    /// How it ended.
    pub outcome: Outcome,
    /// The status of HTTP, where there was one.
    pub status: Option<u16>,
    /// Which try of the same request, from 1.
    pub attempt: u32,
    /// How long it took.
    pub milliseconds: u64,
    /// Claims taken.
    pub claims: usize,
    /// Claims thrown away because they do not stand in the text or say nothing known.
    pub thrown: usize,
    /// Parts of taken claims thrown away for the same reason.
    pub parts_thrown: usize,
    /// Names of private persons replaced in what was sent.
    pub pseudonyms: usize,
}

impl Call {
    /// The call as one line of JSON.
    #[must_use]
    pub fn line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
