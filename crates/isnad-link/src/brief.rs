//! What comparison asks of a claim most often, small enough to lie beside the rest of its item.
//!
//! In: a claim; out: its type, modality, toll and the classes of its things as plain values. A claim with all its words
//! («ثلاثة قتلى», thalathat qatla, "three dead") lies elsewhere in memory, and a million of them are a long way to look.
//! Nothing is judged here.

use crate::hash;
use isnad_model::{Claim, ClaimType, Count, Modality, Thing};

/// A claim in short.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Brief {
    pub(crate) kind: ClaimType,
    pub(crate) modality: Modality,
    /// A total over a period.
    pub(crate) total: bool,
    /// It tells a month or more without saying which: «منذ حزيران», where no day is known of it.
    pub(crate) long: bool,
    /// Classes of means and target, 0 for none.
    pub(crate) means: u32,
    pub(crate) target: u32,
    pub(crate) killed: Option<Count>,
    pub(crate) injured: Option<Count>,
}

impl Brief {
    pub(crate) fn of(claim: &Claim) -> Self {
        let class = |thing: &Option<Thing>| {
            thing
                .as_ref()
                .map_or(0, |t| ((hash::words(&t.class) >> 32) as u32).max(1))
        };
        Self {
            kind: claim.kind,
            modality: claim.modality,
            total: claim.total,
            long: claim.time.as_ref().is_some_and(|(_, t)| {
                t.precision >= 4 && t.offset.is_none() && t.weekday.is_none() && t.month_day.is_none()
            }),
            means: class(&claim.means),
            target: class(&claim.target),
            killed: claim.killed,
            injured: claim.injured,
        }
    }

    /// Whether it states neither dead nor injured.
    pub(crate) const fn silent(&self) -> bool {
        self.killed.is_none() && self.injured.is_none()
    }
}
