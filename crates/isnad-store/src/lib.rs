//! The case file: originals, what was derived from them, what people decided.
//!
//! In: bytes as read with their digests, published records. Out: the same again, in order of id; full-text search;
//! findings of a check of every byte, span and link.
//!
//! **Invariants:** originals are kept byte for byte under their digest; everything derived can be rebuilt from them;
//! human decisions and their history stand in tables of their own, which no rebuild touches; a report comes in with
//! all of its parts or not at all; a case of an older version is migrated, one of a newer version is refused.
//!
//! It deliberately derives nothing itself: reading, analysing and linking are the caller's.
//!
//! Example: a search for «احمد» finds «أحمد» (Ahmad), because the index holds folded words.
#![deny(missing_docs)]

mod act;
mod agreement;
mod case;
mod catalog;
mod catalog_columns;
mod catalog_select;
mod change;
mod citation;
mod counted;
mod decision;
mod decision_rows;
mod derived;
mod error;
mod fold;
mod indexing;
mod ingest;
mod lexeme;
mod naming;
mod persons;
mod query;
mod query_marks;
mod query_redact;
mod queue;
mod reading;
mod review;
mod schema;
mod search;
mod subject;
mod veil;
mod verify;

pub use act::{Act, DecisionKind, by_hand_id};
pub use agreement::{Agreement, Dispute, Pair, Reading, SlotAgreement};
pub use case::{Case, LogEntry};
pub use catalog::{Catalog, ReportFilter};
pub use change::{Change, Visit};
pub use counted::counted;
pub use decision::{By, Decision, HistoryEntry, ImportedDecisions, corrected};
pub use derived::{Counts, Links};
pub use error::StoreError;
pub use fold::fold;
pub use fold::folded;
pub use ingest::{Capture, Entry};
pub use naming::in_name;
pub use query::{EventFilter, EventKey, Facet, ReportLine};
pub use query_marks::marks;
pub use queue::{QueueKey, Waiting, Work};
pub use reading::Gloss;
pub use review::{Hand, Review, Verdict};
pub use search::{Found, Hit, Match, better, too_long};
pub use subject::Subject;
pub use verify::{Finding, Verified};
