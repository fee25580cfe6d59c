//! The values that pass between the rooms of isnad.
//!
//! Reports go in, [`Analysis`] comes out of reading one of them, [`Linked`] out of comparing many.
//! Types only: spans, ids, reports, claims, sources, events, origins, relations, diagnostics.
//!
//! **Invariant:** imports nothing but `std` and `jiff`; no behaviour beyond the values' own
//! invariants; no serialisation (the published shapes live in `isnad-record`).

mod analysis;
mod claim;
mod diagnostic;
mod event;
mod id;
mod place;
mod quantity;
mod report;
mod span;
mod timex;

pub use analysis::{Analysis, Fingerprint, Mention, MentionKind, ReportFacts};
pub use claim::{
    Casualty, Claim, ClaimType, Modality, Outcome, Participant, Source, SourceKind, Stance, Status, Thing,
};
pub use diagnostic::{Diagnostic, Severity};
pub use event::{
    Account, Change, Citation, Contradiction, Copy, CopyKind, Corroboration, Event, Link, Linked, Origin, Relation,
    RelationKind, Toll, Version,
};
pub use id::{ClaimId, EntityId, EventId, OriginId, PlaceId, RelationId, ReportId, RuleId};
pub use place::Place;
pub use quantity::{Count, Quantity};
pub use report::{MaybeQuoted, Outlet, Published, Quoted, Report, Trust};
pub use span::Span;
pub use timex::{Calendar, Timex};
