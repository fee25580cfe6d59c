//! How sure a claim is: the calibrated share of claims like it that are right.
//!
//! In: a claim. Out: 0 to 1. The features are what the claim says of itself (a longer trigger, who and where
//! are known, no inheritance), their weights are fitted on gold by cross-validation (docs/calibration.md).

use isnad_model::{Claim, Modality};

/// Estimates the confidence of a claim.
#[must_use]
pub fn estimate(c: &Claim) -> f64 {
    let mut z = 0.2;
    if c.trigger.text.split_whitespace().count() > 1 {
        z += 0.5;
    }
    if c.agent.iter().any(|a| a.entity.is_some()) {
        z += 0.5;
    }
    if !c.patient.is_empty() {
        z += 0.3;
    }
    if c.killed.is_some() || c.injured.is_some() {
        z += 0.5;
    }
    if c.place.as_ref().is_some_and(|p| p.id.is_some()) {
        z += 0.3;
    }
    if c.agent.is_empty() && c.patient.is_empty() {
        z -= 0.7;
    }
    if c.modality != Modality::Actual {
        z -= 0.3;
    }
    let p = 1.0 / (1.0 + f64::exp(-z));
    (p * 100.0).round() / 100.0
}
