//! A model's claims beside the built-in ones.
//!
//! In: an analysis and a reading. Out: the analysis with the claims that it did not have, and counts. Invariant: built-in
//! claims stay as they are, in their order; a model's claim of the same event and words only counts as agreement.
//! Deliberately does not weigh the two against each other: where they differ in type, both stand and name their reader.
//! Example: both read «قصف» (shelling): one claim stays, the built-in one.

use crate::Reading;
use isnad_model::{Analysis, Claim, Diagnostic, Span};

/// What joining did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Joined {
    /// Claims that the built-in analysis did not have.
    pub added: usize,
    /// Claims that it had.
    pub agreed: usize,
}

fn alike(a: &Claim, b: &Claim) -> bool {
    let shared = |x: Span, y: Span| u64::from(x.end.min(y.end).saturating_sub(x.start.max(y.start)));
    let quotes = a.also.iter().chain([&a.quote]).any(|q| {
        let both = shared(q.span, b.quote.span);
        both * 2 >= u64::from(q.span.len()) + u64::from(b.quote.span.len()) - both
    });
    a.kind == b.kind && (a.trigger.span.overlaps(b.trigger.span) || (quotes && a.modality == b.modality))
}

/// Adds what a model read.
pub fn join(analysis: &mut Analysis, reading: Reading) -> Joined {
    let mut joined = Joined::default();
    let thrown: usize = reading.calls.iter().map(|c| c.thrown).sum();
    let parts: usize = reading.calls.iter().map(|c| c.parts_thrown).sum();
    let asked = !reading.calls.is_empty();
    for claim in reading.claims {
        if analysis.claims.iter().any(|c| alike(c, &claim)) {
            joined.agreed += 1;
        } else {
            joined.added += 1;
            analysis.claims.push(claim);
        }
    }
    analysis.diagnostics.extend(reading.diagnostics);
    if asked {
        analysis.diagnostics.push(Diagnostic::info(
            "ISN-M001",
            format!(
                "a model read this report: {} claims more, {} as the built-in analysis has them, {thrown} claims and \
                 {parts} parts thrown away",
                joined.added, joined.agreed
            ),
        ));
    }
    joined
}
