//! How sure a claim is: the calibrated share of claims like it that are right.
//!
//! In: a claim and how it was told. Out: signs, which are short words for what speaks for and against it, and from
//! them a number from 0 to 1. Each sign has a weight in `data/confidence/signs.tsv`; `make calibrate` fits the weights
//! on reports read by hand and writes `docs/calibration.md`. Invariants: a sign is of a claim's form, never of one
//! word; the same signs give the same number; never 0 and never 1. Deliberately knows nothing of other reports: that
//! two of them agree is said by the event.
//!
//! Example: «قتل ثلاثة» (qutila thalātha, "three were killed") has the signs of a verb and a toll and of no agent.

use crate::assemble::Built;
use crate::doc::Doc;
use crate::trigger::{Hit, Reading};
use isnad_model::{Claim, ClaimType, Modality, SourceKind, Span, Stance};
use std::borrow::Cow;
use std::sync::OnceLock;

static TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/confidence/signs.tsv"));

/// The row of every claim.
const BASE: &str = "base";

/// A sentence of more words than this is long.
const LONG: usize = 40;

/// A row of the table of signs.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Sign {
    /// Its word in records.
    pub id: &'static str,
    /// Added to the log odds of a claim that has it.
    pub weight: f64,
    /// What it says of the claim, in English.
    pub gloss: &'static str,
}

/// All signs with their weights; the row `base` is that of every claim.
#[must_use]
pub fn table() -> &'static [Sign] {
    static SIGNS: OnceLock<Vec<Sign>> = OnceLock::new();
    SIGNS.get_or_init(|| {
        let rows = TABLE.lines().filter(|l| !l.starts_with('#')).skip(1);
        rows.filter_map(|line| {
            let mut cells = line.split('\t');
            Some(Sign {
                id: cells.next()?,
                weight: cells.next()?.parse().ok()?,
                gloss: cells.next()?,
            })
        })
        .collect()
    })
}

/// What the words of a telling are, beside what the claim says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Telling {
    reading: Reading,
    sure: bool,
    rivals: bool,
    phrase: bool,
    title: bool,
    long: bool,
    crowded: bool,
    inherited: bool,
    passing: bool,
}

impl Telling {
    /// Looks at a draft and its neighbours.
    pub(crate) fn of(doc: &Doc<'_>, hits: &[Hit], built: &[Built], b: &Built, passing: bool) -> Self {
        let hit = &hits[b.draft.hit];
        let sent = &doc.sents[b.sent];
        // Drafts stand in the order of sentences: the neighbours are near.
        let of = built.partition_point(|x| x.sent < b.sent);
        let same = built[of..].iter().take_while(|x| x.sent == b.sent).take(3).count();
        Self {
            reading: hit.reading,
            sure: hit.sure,
            rivals: !hit.others.is_empty(),
            phrase: hit.size > 1,
            title: sent.title,
            long: sent.words.len() > LONG,
            crowded: same > 2,
            inherited: b.draft.inherited || b.draft.dropped,
            passing,
        }
    }
}

/// Acts of force, which reports tell in the plainest words.
fn violent(kind: ClaimType) -> bool {
    use ClaimType as T;
    matches!(
        kind,
        T::Clash
            | T::Airstrike
            | T::Shelling
            | T::Bombing
            | T::Shooting
            | T::Killing
            | T::Injury
            | T::Execution
            | T::AssassinationAttempt
            | T::Arrest
            | T::Abduction
    )
}

/// States and speech acts, which are told in words of many senses.
fn loose(kind: ClaimType) -> bool {
    use ClaimType as T;
    matches!(
        kind,
        T::Control
            | T::Dissent
            | T::Accusation
            | T::Aid
            | T::Trade
            | T::Damage
            | T::Appointment
            | T::Offensive
            | T::Loss
            | T::Disappearance
    )
}

/// The signs of a claim, in the order of the table, and the confidence that [`estimate`] gives it by them.
pub(crate) fn signs(c: &Claim, t: &Telling) -> (Vec<Cow<'static, str>>, f64) {
    let within = |s: Span| s.start >= c.quote.span.start && s.end <= c.quote.span.end;
    let asked = [
        ("passive", t.reading == Reading::Passive),
        ("masdar", t.reading == Reading::Masdar),
        ("noun", t.reading == Reading::Noun),
        (
            "participle",
            matches!(t.reading, Reading::Active | Reading::PassiveParticiple),
        ),
        ("phrase", t.phrase),
        ("by_letters", !t.sure),
        ("rivals", t.rivals),
        ("title", t.title),
        ("again", !c.also.is_empty()),
        ("long", t.long),
        ("crowded", t.crowded),
        ("inherited", t.inherited),
        ("passing", t.passing),
        ("violent", violent(c.kind)),
        ("loose", loose(c.kind)),
        ("agent_known", c.agent.iter().any(|p| p.entity.is_some())),
        ("no_agent", c.agent.is_empty()),
        ("no_patient", c.patient.is_empty()),
        ("nobody", c.agent.is_empty() && c.patient.is_empty()),
        ("toll", c.killed.is_some() || c.injured.is_some()),
        ("means", c.means.is_some()),
        ("place", c.place.as_ref().is_some_and(|p| within(p.span))),
        ("no_place", c.place.is_none()),
        ("time", c.time.as_ref().is_some_and(|(q, _)| within(q.span))),
        ("not_actual", c.modality != Modality::Actual),
        ("total", c.total),
        ("cited", c.sources.iter().any(|s| s.kind != SourceKind::Outlet)),
        ("doubted", matches!(c.stance, Stance::Alleged | Stance::Denied)),
    ];
    static ROWS: OnceLock<Rows> = OnceLock::new();
    let rows = ROWS.get_or_init(|| Rows::new(table().iter().map(|s| s.id), &asked));
    let mut out = Vec::with_capacity(12);
    let mut z = 0.0;
    for row in rows.held(&asked).filter_map(|row| table().get(row)) {
        z += row.weight;
        if row.id != BASE {
            out.push(Cow::Borrowed(row.id));
        }
    }
    (out, share(z))
}

/// Where what is asked of a claim stands in a table of weights, a bit for each row.
#[derive(Debug)]
pub(crate) struct Rows {
    base: u64,
    asked: Vec<u64>,
}

impl Rows {
    /// Finds the rows by their ids: once.
    pub(crate) fn new(ids: impl Iterator<Item = &'static str> + Clone, asked: &[(&'static str, bool)]) -> Self {
        let bit = |id: &str| ids.clone().position(|row| row == id).map_or(0, |row| 1 << row);
        Self {
            base: bit(BASE),
            asked: asked.iter().map(|(id, _)| bit(id)).collect(),
        }
    }

    /// The rows of what holds, with that of every claim, in the order of the table.
    pub(crate) fn held(&self, asked: &[(&'static str, bool)]) -> impl Iterator<Item = usize> + use<> {
        let rows = self.asked.iter().zip(asked);
        let mut left = rows.fold(self.base, |held, (row, (_, is))| if *is { held | row } else { held });
        std::iter::from_fn(move || {
            let row = (left != 0).then_some(left.trailing_zeros() as usize);
            left &= left.wrapping_sub(1);
            row
        })
    }
}

/// Estimates the confidence of a claim with these signs.
#[must_use]
pub fn estimate(signs: &[impl AsRef<str>]) -> f64 {
    let holds = |id: &str| id == BASE || signs.iter().any(|sign| sign.as_ref() == id);
    let rows = table().iter().filter(|s| holds(s.id));
    share(rows.map(|s| s.weight).sum())
}

/// The share of claims of these log odds that are right.
fn share(z: f64) -> f64 {
    let p = 1.0 / (1.0 + f64::exp(-z));
    ((p * 100.0).round() / 100.0).clamp(0.01, 0.99)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: &[&str] = &[];

    #[test]
    fn every_row_is_read_and_says_what_it_means() {
        let rows = TABLE.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).count();
        assert_eq!(table().len() + 1, rows);
        assert_eq!(table().iter().filter(|s| s.id == BASE).count(), 1);
        for s in table() {
            assert!(s.weight.is_finite() && s.gloss.len() > 5, "{}", s.id);
        }
    }

    #[test]
    fn the_number_is_that_of_the_weights() {
        let base = table().iter().find(|s| s.id == BASE).unwrap().weight;
        let plain = 1.0 / (1.0 + f64::exp(-base));
        assert!((estimate(NONE) - plain).abs() < 0.006);
        for s in table().iter().filter(|s| s.id != BASE) {
            let with = estimate(&[s.id]);
            assert!(
                if s.weight >= 0.0 {
                    with >= estimate(NONE)
                } else {
                    with <= estimate(NONE)
                },
                "{}",
                s.id
            );
            assert!((0.01..=0.99).contains(&with));
        }
        // A sign of another version counts nothing.
        assert!((estimate(&["from_elsewhere"]) - estimate(NONE)).abs() < 1e-9);
    }
}
