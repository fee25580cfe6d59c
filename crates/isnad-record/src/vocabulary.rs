//! The words that closed fields of the records hold, for those who let people choose among them.
//!
//! In: nothing. Out: words in the order of the model. Invariant: every word is read back by `claim_of`.
//! Deliberately no glosses. Example: of «قصف» (shelling) the type is `shelling`.

use isnad_model as m;

/// Types of claims and events.
#[must_use]
pub fn claim_types() -> Vec<&'static str> {
    m::ClaimType::ALL.iter().map(|w| w.as_str()).collect()
}

/// Whether it happened.
#[must_use]
pub fn modalities() -> Vec<&'static str> {
    m::Modality::ALL.iter().map(|w| w.as_str()).collect()
}

/// How the outermost speaker holds it.
#[must_use]
pub fn stances() -> Vec<&'static str> {
    m::Stance::ALL.iter().map(|w| w.as_str()).collect()
}

/// Kinds of sources.
#[must_use]
pub fn source_kinds() -> Vec<&'static str> {
    m::SourceKind::ALL.iter().map(|w| w.as_str()).collect()
}
