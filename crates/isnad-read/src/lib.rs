//! Bytes to reports: encodings, text, pages, JSON Lines; what is article and what is chrome.
//!
//! In: a [`Source`], the bytes of one file with its path and sidecar. Out: one [`isnad_model::Report`] or one
//! [`ReadError`] for each report in it, given to a sink by [`read`].
//!
//! **Invariants:** never panics on any bytes; linear in the bytes; the text of a text file is its decoded bytes,
//! unchanged; every span of a report lies in its text on character boundaries; a line is marked as article or
//! chrome, never dropped; the same bytes give the same report.
//!
//! It deliberately opens no file and no connection, and never guesses silently: what was doubtful is a diagnostic.
//!
//! Example: of the text «انفجار في السوق ⏎ 0 تعليق» (explosion in the market ⏎ 0 comments) the first line is
//! article, the second chrome.
#![deny(missing_docs)]

mod address;
mod article;
mod credit;
mod decode;
mod fold;
mod html;
mod jsonl;
mod line;
mod masthead;
mod outlet;
mod own;
mod phrase;
mod report;
mod runs;
mod source;
mod stamp;
mod wording;

pub use outlet::{NoOutlets, OutletDirectory};
pub use report::host;
pub use source::{Format, ReadError, Sidecar, Source, read, sniff};
