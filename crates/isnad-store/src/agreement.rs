//! How far people who judged the same claims agree.
//!
//! In: the standing decisions. Out: percent agreement and Cohen's kappa of verdicts and of each slot with how many claims
//! they rest on; the claims on which readings differ. **Invariant:** a person's reading is his verdict and his own
//! corrections on what the analysis gave; slots are compared where both hold the claim for right. Kappa is not given
//! where chance alone would agree always. Deliberately judges no person: figures are of pairs.
//! Example: two people correct «عشرات» (dozens) to different counts: `killed` counts as a disagreement.

use crate::act::DecisionKind;
use crate::case::Case;
use crate::decision::{Decision, corrected};
use crate::error::StoreError;
use isnad_record::{ClaimRecord, CountRecord, ParticipantRecord};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What is compared, in the order of the page.
const SLOTS: [&str; 13] = [
    "type",
    "modality",
    "agent",
    "patient",
    "place",
    "time",
    "killed",
    "injured",
    "casualties",
    "means",
    "target",
    "sources",
    "stance",
];

/// What a person holds of a claim.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Reading {
    /// Who.
    pub who: String,
    /// `accept` or `reject`.
    pub verdict: String,
    /// What he corrected: slot to value, in words.
    pub corrected: BTreeMap<String, String>,
    /// Every slot in words that can be compared.
    #[serde(skip)]
    values: BTreeMap<&'static str, String>,
}

/// How far readings agree in one thing.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SlotAgreement {
    /// `verdict`, or a slot.
    pub slot: String,
    /// Pairs of readings compared.
    pub n: u64,
    /// Of them the same.
    pub same: u64,
    /// Cohen's kappa; nothing where chance alone agrees always.
    pub kappa: Option<f64>,
}

/// Two people and how far they agree.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Pair {
    /// The one.
    pub one: String,
    /// The other, later by name.
    pub other: String,
    /// Of verdicts and of each slot.
    pub slots: Vec<SlotAgreement>,
}

/// A claim that people read differently.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Dispute {
    /// Claim.
    pub claim: String,
    /// `verdict`, or the slots that differ.
    pub differ: Vec<String>,
    /// What each holds.
    pub readings: Vec<Reading>,
    /// Whose reading was settled on.
    pub settled: Option<String>,
}

/// Agreement in a case.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Agreement {
    /// Claims that two people or more judged.
    pub claims: u64,
    /// Over all pairs.
    pub all: Vec<SlotAgreement>,
    /// By pair of people.
    pub pairs: Vec<Pair>,
    /// Where they differ, open ones first.
    pub disputes: Vec<Dispute>,
}

/// Values of two people, claim by claim.
#[derive(Default)]
struct Table(Vec<(String, String)>);

impl Table {
    fn figures(&self, slot: &str) -> SlotAgreement {
        let n = self.0.len() as f64;
        let same = self.0.iter().filter(|(a, b)| a == b).count();
        let mut of: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
        for (a, b) in &self.0 {
            of.entry(a).or_default().0 += 1.0;
            of.entry(b).or_default().1 += 1.0;
        }
        let chance: f64 = of.values().map(|(a, b)| (a / n) * (b / n)).sum();
        let kappa = (!self.0.is_empty() && chance < 1.0 - 1e-9).then(|| (same as f64 / n - chance) / (1.0 - chance));
        SlotAgreement {
            slot: slot.to_owned(),
            n: self.0.len() as u64,
            same: same as u64,
            kappa: kappa.map(|k| (k * 1000.0).round() / 1000.0),
        }
    }
}

fn count(c: Option<&CountRecord>) -> String {
    c.map_or("-".to_owned(), |c| {
        let high = match c.high {
            Some(h) if h == c.low => String::new(),
            Some(h) => format!("-{h}"),
            None => "+".to_owned(),
        };
        format!("{}{high}{}", c.low, if c.approx { "~" } else { "" })
    })
}

fn people(list: &[ParticipantRecord]) -> String {
    let names: BTreeSet<&str> = list.iter().map(|p| p.entity.as_deref().unwrap_or(&p.text)).collect();
    names.into_iter().collect::<Vec<_>>().join(" · ")
}

/// The slots of a claim in words that can be compared.
fn values(c: &ClaimRecord) -> BTreeMap<&'static str, String> {
    let days = |d: &Option<String>| d.clone().unwrap_or_else(|| "?".to_owned());
    let place = c.place.as_ref().map(|p| p.id.as_ref().unwrap_or(&p.text).clone());
    let time = c.time.as_ref().map(|t| format!("{}/{}", days(&t.from), days(&t.to)));
    let link = |s: &isnad_record::SourceRecord| match &s.text {
        Some(t) => format!("{}: {t}", s.kind),
        None => s.kind.clone(),
    };
    // From the event outward, as the chain is drawn.
    let sources = c.sources.iter().map(link).collect::<Vec<_>>().join(" | ");
    let thing = |t: &Option<isnad_record::ThingRecord>| t.as_ref().map(|t| format!("{}: {}", t.class, t.text));
    let casualties = c.casualties.iter().map(|k| {
        let high = k.high.map_or_else(|| "+".to_owned(), |h| format!("-{h}"));
        let group = k.group.as_deref().unwrap_or("");
        format!("{}{high} {} {} {group}", k.low, k.outcome, k.status)
            .trim_end()
            .to_owned()
    });
    BTreeMap::from([
        ("type", c.r#type.clone()),
        ("modality", c.modality.clone()),
        ("agent", people(&c.agent)),
        ("patient", people(&c.patient)),
        ("place", place.unwrap_or_default()),
        ("time", time.unwrap_or_default()),
        ("killed", count(c.killed.as_ref())),
        ("injured", count(c.injured.as_ref())),
        ("casualties", casualties.collect::<Vec<_>>().join(" | ")),
        ("means", thing(&c.means).unwrap_or_default()),
        ("target", thing(&c.target).unwrap_or_default()),
        ("sources", sources),
        ("stance", c.stance.clone()),
    ])
}

/// What each person holds of a claim: his verdict and his corrections on what the analysis gave.
fn readings(claim: &ClaimRecord, decisions: &[&Decision]) -> Vec<Reading> {
    let mut verdicts: BTreeMap<&str, &str> = BTreeMap::new();
    let mut changes: BTreeMap<&str, BTreeMap<&str, &Value>> = BTreeMap::new();
    for d in decisions {
        match d.kind {
            DecisionKind::Accept | DecisionKind::Reject => {
                verdicts.insert(&d.who, d.kind.as_str());
            }
            DecisionKind::Correct => {
                if let Some((field, set)) = d.set() {
                    changes.entry(&d.who).or_default().insert(field, set);
                }
            }
            _ => {}
        }
    }
    let base = values(claim);
    verdicts
        .into_iter()
        .map(|(who, verdict)| {
            let mine = changes.remove(who).unwrap_or_default();
            let read = mine.iter().fold(claim.clone(), |c, (field, value)| {
                corrected(&c, field, value).unwrap_or(c)
            });
            let values = values(&read);
            let corrected = SLOTS
                .iter()
                .filter(|s| values.get(*s) != base.get(*s))
                .map(|s| ((*s).to_owned(), values.get(s).cloned().unwrap_or_default()))
                .collect();
            Reading {
                who: who.to_owned(),
                verdict: verdict.to_owned(),
                corrected,
                values,
            }
        })
        .collect()
}

/// In what two readings differ.
fn differences(a: &Reading, b: &Reading) -> Vec<&'static str> {
    if a.verdict != b.verdict {
        return vec!["verdict"];
    }
    if a.verdict == "reject" {
        return Vec::new();
    }
    SLOTS
        .into_iter()
        .filter(|s| a.values.get(s) != b.values.get(s))
        .collect()
}

type Tables = BTreeMap<&'static str, Table>;

fn enter(tables: &mut Tables, a: &Reading, b: &Reading) {
    let mut put = |slot, a: &str, b: &str| {
        tables.entry(slot).or_default().0.push((a.to_owned(), b.to_owned()));
    };
    put("verdict", &a.verdict, &b.verdict);
    if a.verdict == "accept" && b.verdict == "accept" {
        for slot in SLOTS {
            let of = |r: &Reading| r.values.get(slot).cloned().unwrap_or_default();
            put(slot, &of(a), &of(b));
        }
    }
}

fn figures(tables: &Tables) -> Vec<SlotAgreement> {
    std::iter::once("verdict")
        .chain(SLOTS)
        .filter_map(|s| Some(tables.get(s)?.figures(s)))
        .collect()
}

impl Case {
    /// How far people agree who judged the same claims.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn agreement(&self) -> Result<Agreement, StoreError> {
        let standing = self.standing()?;
        let mut by_claim: BTreeMap<&str, Vec<&Decision>> = BTreeMap::new();
        for d in &standing {
            by_claim.entry(&d.target).or_default().push(d);
        }
        let mut out = Agreement::default();
        let mut all = Tables::new();
        let mut pairs: BTreeMap<(String, String), Tables> = BTreeMap::new();
        for (id, decisions) in by_claim {
            let people: BTreeSet<&str> = decisions
                .iter()
                .filter(|d| matches!(d.kind, DecisionKind::Accept | DecisionKind::Reject))
                .map(|d| d.who.as_str())
                .collect();
            if people.len() < 2 {
                continue;
            }
            let Some(claim) = self.claim(id)? else { continue };
            let readings = readings(&claim, &decisions);
            out.claims += 1;
            let mut differ: Vec<String> = Vec::new();
            for (i, a) in readings.iter().enumerate() {
                for b in readings.iter().skip(i + 1) {
                    enter(&mut all, a, b);
                    enter(pairs.entry((a.who.clone(), b.who.clone())).or_default(), a, b);
                    for s in differences(a, b) {
                        if !differ.iter().any(|d| d == s) {
                            differ.push(s.to_owned());
                        }
                    }
                }
            }
            if differ.is_empty() {
                continue;
            }
            let reading = decisions.iter().rev().find_map(|d| d.reading());
            out.disputes.push(Dispute {
                claim: id.to_owned(),
                differ,
                readings,
                settled: reading.map(str::to_owned),
            });
        }
        out.disputes.sort_by_key(|d| (d.settled.is_some(), d.claim.clone()));
        out.all = figures(&all);
        out.pairs = pairs
            .into_iter()
            .map(|((one, other), tables)| Pair {
                one,
                other,
                slots: figures(&tables),
            })
            .collect();
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[(&str, &str, usize)]) -> SlotAgreement {
        let rows = rows.iter().flat_map(|(a, b, n)| {
            let row = ((*a).to_owned(), (*b).to_owned());
            std::iter::repeat_n(row, *n)
        });
        Table(rows.collect()).figures("verdict")
    }

    #[test]
    fn kappa_is_that_of_cohen() {
        // The textbook example: 20 both yes, 15 both no, 5 and 10 apart: observed 0.7, by chance 0.5.
        let f = table(&[("y", "y", 20), ("y", "n", 5), ("n", "y", 10), ("n", "n", 15)]);
        assert_eq!((f.n, f.same, f.kappa), (50, 35, Some(0.4)));
        assert_eq!(table(&[("y", "y", 9)]).kappa, None, "chance alone agrees");
        assert_eq!(table(&[("y", "n", 5), ("n", "y", 5)]).kappa, Some(-1.0));
        assert_eq!(table(&[("a", "a", 3), ("b", "b", 3)]).kappa, Some(1.0));
        assert_eq!(table(&[]).n, 0);
    }
}
