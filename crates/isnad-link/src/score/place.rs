//! How the places of two claims compare.
//!
//! In: two items; out: what is to be made of it, or none where they are two places. «غربي إدلب» (gharbi Idlib, the west of
//! Idlib) and a village there may be one. Days and tolls are not looked at.

use super::{Sheet, shares};
use crate::reason::Reason;
use crate::table::{Item, Spot};

/// How two places compare.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Where {
    /// The same village, town, quarter.
    Same,
    /// One lies in the other.
    Near,
    /// Two places so near that accounts may mean either.
    Beside,
    /// Nothing against it.
    Open,
}

/// Kilometres between two points.
pub(crate) fn kilometres(a: (f32, f32), b: (f32, f32)) -> f32 {
    let rad = std::f32::consts::PI / 180.0;
    let (dlat, dlon) = ((b.0 - a.0) * rad, (b.1 - a.1) * rad);
    let h = (dlat / 2.0).sin().powi(2) + (a.0 * rad).cos() * (b.0 * rad).cos() * (dlon / 2.0).sin().powi(2);
    12_742.0 * h.clamp(0.0, 1.0).sqrt().asin()
}

fn holds(outer: &Spot, inner: &Spot) -> bool {
    outer.ids.iter().any(|id| inner.within.contains(id))
}

pub(super) fn place(a: &Item<'_>, b: &Item<'_>, sheet: &mut Sheet) -> Option<Where> {
    let (Some(p), Some(q)) = (&a.spot, &b.spot) else {
        return Some(Where::Open);
    };
    let near = |limit: f32| p.point.zip(q.point).is_none_or(|(x, y)| kilometres(x, y) <= limit);
    // A place that no gazetteer has stands at the middle of what it lies in: its point says nothing against its name.
    let lent = |s: &Spot| s.id.is_none() && s.precision >= 4;
    let apart = match (p.id.is_some() && q.id.is_some(), lent(p) || lent(q)) {
        (true, _) => 5.0,
        (false, true) => 200.0,
        (false, false) => 50.0,
    };
    // One name within a few kilometres is one place that two gazetteers know.
    if shares(&p.ids, &q.ids) || p.name == q.name && near(apart) {
        let precision = match (lent(p), lent(q)) {
            (true, false) => q.precision,
            (false, true) => p.precision,
            _ => p.precision.max(q.precision),
        };
        return Some(match precision {
            2 => {
                sheet.add(0.30, Reason::SamePlace);
                Where::Same
            }
            0..=1 | 9 => {
                sheet.add(0.35, Reason::SamePlace);
                Where::Same
            }
            3 => {
                sheet.add(0.22, Reason::SamePlace);
                Where::Near
            }
            4 | 5 => {
                sheet.add(0.12, Reason::SameArea);
                Where::Open
            }
            _ => Where::Open,
        });
    }
    let inside = if holds(p, q) {
        Some(p)
    } else if holds(q, p) {
        Some(q)
    } else {
        None
    };
    if let Some(outer) = inside {
        return Some(match outer.precision {
            0..=3 => {
                sheet.add(0.25, Reason::Contains);
                Where::Near
            }
            4 | 5 => {
                sheet.add(0.16, Reason::Contains);
                Where::Open
            }
            _ => Where::Open,
        });
    }
    match (p.point, q.point) {
        (Some(x), Some(y)) => {
            let km = kilometres(x, y);
            let limit = match (p.exact, q.exact, p.precision.max(q.precision)) {
                (true, true, _) => 20.0,
                (_, _, ..=3) => 50.0,
                (_, _, 4) => 120.0,
                _ => f32::INFINITY,
            };
            if km > limit {
                return None;
            }
            if !(p.exact && q.exact) {
                if p.within.iter().take(1).any(|w| q.within.first() == Some(w)) {
                    sheet.add(0.05, Reason::SameArea);
                }
                return Some(Where::Open);
            }
            let (weight, verdict) = match km {
                ..2.0 => (0.33, Where::Beside),
                ..5.0 => (0.20, Where::Beside),
                ..10.0 => (0.10, Where::Beside),
                _ => (0.0, Where::Open),
            };
            sheet.add(weight, Reason::Kilometres(km));
            Some(verdict)
        }
        // Two villages with gazetteer ids and no point between them are two places.
        _ if p.id.is_some() && q.id.is_some() && p.precision <= 2 && q.precision <= 2 => None,
        // Two fine places of which one is unknown to the gazetteer: the name says they differ.
        _ => {
            if p.precision >= 9 || q.precision >= 9 {
                sheet.add(-0.10, Reason::SameArea);
            }
            Some(Where::Open)
        }
    }
}
