//! What stands of the decisions: which claims are rejected, corrected, joined, kept apart or added by hand.
//!
//! In: a case. Out: a value that changes claims on their way to linking and to exports. Invariant: the later decision
//! wins; a withdrawn one has no effect; a decision on a claim that is no longer there waits for it. Deliberately leaves
//! the stored claims as the analysis gave them, so that both readings can be shown.
//! Example: a claim read as «قصف» (shelling) and corrected to an air strike is linked as an air strike.

use crate::act::DecisionKind;
use crate::case::Case;
use crate::decision::{Anchor, Decision, corrected};
use crate::error::{StoreError, sql};
use crate::reading::Lent;
use isnad_model::ClaimId;
use isnad_record::{ClaimRecord, line};
use rusqlite::params;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Pairs of claims that people joined or kept apart.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hand {
    /// They tell one event.
    pub merges: Vec<(ClaimId, ClaimId)>,
    /// They tell two.
    pub splits: Vec<(ClaimId, ClaimId)>,
}

/// What a person holds of a claim or event.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verdict {
    /// Right.
    Accepted,
    /// Wrong.
    Rejected,
}

/// The standing decisions of a case.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Review {
    verdicts: BTreeMap<String, Verdict>,
    corrections: BTreeMap<String, BTreeMap<String, Value>>,
    hand: Hand,
    added: Vec<ClaimRecord>,
    /// Publishers of reports with corrected claims.
    outlets: BTreeMap<String, String>,
    gloss: Lent,
}

type Pair = (String, String);

fn pair(a: &str, b: &str) -> Pair {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    (a.to_owned(), b.to_owned())
}

fn ids(pairs: BTreeSet<Pair>) -> Vec<(ClaimId, ClaimId)> {
    pairs
        .into_iter()
        .map(|(a, b)| (ClaimId::new(a), ClaimId::new(b)))
        .collect()
}

impl Review {
    /// What was held of a claim or event last.
    #[must_use]
    pub fn verdict(&self, id: &str) -> Option<Verdict> {
        self.verdicts.get(id).copied()
    }

    /// Fields of a claim that were corrected, with their values.
    #[must_use]
    pub fn corrections(&self, claim: &str) -> Option<&BTreeMap<String, Value>> {
        self.corrections.get(claim)
    }

    /// Pairs joined and kept apart.
    #[must_use]
    pub fn hand(&self) -> &Hand {
        &self.hand
    }

    /// Claims added by hand.
    #[must_use]
    pub fn added(&self) -> &[ClaimRecord] {
        &self.added
    }

    /// A claim with its corrections; nothing when it was rejected.
    #[must_use]
    pub fn apply(&self, claim: ClaimRecord) -> Option<ClaimRecord> {
        if self.verdict(&claim.id) == Some(Verdict::Rejected) {
            return None;
        }
        let Some(fields) = self.corrections.get(&claim.id) else {
            return Some(claim);
        };
        let c = fields
            .iter()
            .fold(claim, |c, (field, value)| corrected(&c, field, value).unwrap_or(c));
        // What the claim is in English follows its corrections, unless somebody wrote that himself.
        Some(match fields.contains_key("english") {
            true => c,
            false => {
                let outlet = self.outlets.get(&c.report);
                self.gloss.write(c, outlet.map(String::as_str))
            }
        })
    }
}

/// The claims that a list of a decision names, by their present ids.
fn named(value: Option<&Value>, key: &str, now: &dyn Fn(&str) -> String) -> Vec<String> {
    let list = value.and_then(|v| v.get(key)).and_then(Value::as_array);
    let mut out: Vec<String> = list
        .into_iter()
        .flatten()
        .filter_map(|id| id.as_str().map(now))
        .collect();
    out.sort();
    out.dedup();
    out
}

impl Case {
    /// The standing decisions.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn review(&self) -> Result<Review, StoreError> {
        let decisions = self.all_decisions("WHERE withdrawn IS NULL", &[])?;
        let moved = self.moved(&decisions)?;
        let now = |id: &str| moved.get(id).cloned().unwrap_or_else(|| id.to_owned());
        // Where a third person settled whose reading of a claim holds, nobody else's counts.
        let mut settled: BTreeMap<String, &str> = BTreeMap::new();
        for d in &decisions {
            if let Some(reading) = d.reading() {
                settled.insert(now(&d.target), reading);
            }
        }
        let holds = |d: &&Decision| {
            let reading = matches!(
                d.kind,
                DecisionKind::Accept | DecisionKind::Reject | DecisionKind::Correct
            );
            !reading || settled.get(&now(&d.target)).is_none_or(|who| *who == d.who)
        };
        let mut out = Review::default();
        let mut merges: BTreeSet<Pair> = BTreeSet::new();
        let mut splits: BTreeSet<Pair> = BTreeSet::new();
        for d in decisions.iter().filter(holds) {
            let value = d.value.as_ref();
            match d.kind {
                DecisionKind::Accept => {
                    out.verdicts.insert(now(&d.target), Verdict::Accepted);
                }
                DecisionKind::Reject => {
                    out.verdicts.insert(now(&d.target), Verdict::Rejected);
                }
                DecisionKind::Correct => {
                    if let Some((field, set)) = d.set() {
                        let fields = out.corrections.entry(now(&d.target)).or_default();
                        fields.insert(field.to_owned(), set.clone());
                    }
                }
                DecisionKind::Merge => {
                    let claims = named(value, "claims", &now);
                    splits.retain(|(a, b)| claims.binary_search(a).is_err() || claims.binary_search(b).is_err());
                    merges.extend(claims.windows(2).map(|w| pair(&w[0], &w[1])));
                }
                DecisionKind::Split => {
                    let (one, other) = (named(value, "one", &now), named(value, "other", &now));
                    for a in &one {
                        for b in &other {
                            let p = pair(a, b);
                            merges.remove(&p);
                            splits.insert(p);
                        }
                    }
                }
                DecisionKind::Add => {
                    let claim = value.and_then(|v| v.get("claim"));
                    out.added
                        .extend(claim.and_then(|c| serde_json::from_value(c.clone()).ok()));
                }
                DecisionKind::Comment | DecisionKind::Assign | DecisionKind::Settle => {}
            }
        }
        if self.gloss.0.is_some() {
            out.gloss = self.gloss.clone();
            for id in out.corrections.keys() {
                out.outlets.extend(self.outlet_of_claim(id)?);
            }
        }
        out.hand = Hand {
            merges: ids(merges),
            splits: ids(splits),
        };
        Ok(out)
    }

    /// The present ids of claims whose ids have changed since they were decided on.
    fn moved(&self, decisions: &[Decision]) -> Result<BTreeMap<String, String>, StoreError> {
        // Claims made by hand keep their ids, and come back only after this.
        let by_hand = decisions.iter().filter(|d| d.kind == DecisionKind::Add);
        let mut moved: BTreeMap<String, String> = by_hand.map(|d| (d.target.clone(), d.target.clone())).collect();
        for d in decisions {
            self.find_again(d, &mut moved)?;
        }
        Ok(moved)
    }

    /// Present ids of claims to the ids under which they were decided on, where a later analysis gave them others.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn earlier_ids(&self) -> Result<BTreeMap<String, Vec<String>>, StoreError> {
        let decisions = self.all_decisions("", &[])?;
        let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (old, now) in self.moved(&decisions)? {
            if old != now {
                out.entry(now).or_default().push(old);
            }
        }
        Ok(out)
    }

    /// The decisions that stand, in the order they were made, each with the present id of what it concerns.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn standing(&self) -> Result<Vec<Decision>, StoreError> {
        let mut all = self.all_decisions("WHERE withdrawn IS NULL", &[])?;
        let moved = self.moved(&all)?;
        for d in &mut all {
            if let Some(now) = moved.get(&d.target) {
                d.target.clone_from(now);
            }
            self.veil_decision(d);
        }
        Ok(all)
    }

    /// Looks where the claims of a decision are now, when a later analysis gave them other ids.
    fn find_again(&self, d: &Decision, moved: &mut BTreeMap<String, String>) -> Result<(), StoreError> {
        let anchors = d
            .value
            .as_ref()
            .and_then(|v| v.get("anchors"))
            .and_then(Value::as_object);
        for (id, anchor) in anchors.into_iter().flatten() {
            if moved.contains_key(id) {
                continue;
            }
            let Ok(anchor) = serde_json::from_value::<Anchor>(anchor.clone()) else {
                continue;
            };
            if self.has_claim(id)? {
                continue;
            }
            let claims = self.claims_of(&anchor.report)?;
            let near = claims
                .iter()
                .filter(|c| c.trigger.span[0] < anchor.span[1] && anchor.span[0] < c.trigger.span[1])
                .min_by_key(|c| (c.r#type != anchor.r#type, c.trigger.span != anchor.span, c.id.clone()));
            if let Some(c) = near {
                moved.insert(id.clone(), c.id.clone());
            }
        }
        Ok(())
    }

    /// Puts the claims added by hand beside the derived ones, and takes out those that were withdrawn.
    ///
    /// Called before linking: a rebuild forgets all claims, and decisions bring these back.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn place_added_claims(&mut self, review: &Review) -> Result<(), StoreError> {
        let all: BTreeSet<String> = self
            .all_decisions("WHERE kind = 'add'", &[])?
            .into_iter()
            .map(|d| d.target)
            .collect();
        let doing = sql("placing claims made by hand");
        let tx = self.writing().map_err(&doing)?;
        for id in &all {
            tx.execute("DELETE FROM claims WHERE id = ?1", [id]).map_err(&doing)?;
        }
        for c in &review.added {
            let json = line(c).map_err(|source| StoreError::Record {
                id: c.id.clone(),
                source,
            })?;
            let time = c.time.as_ref();
            // The report may be one that this case does not hold: the claim then waits for it.
            tx.execute(
                "INSERT OR REPLACE INTO claims
                 SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11
                 WHERE EXISTS (SELECT 1 FROM reports WHERE id = ?2)",
                params![
                    c.id,
                    c.report,
                    c.trigger.span[0],
                    c.r#type,
                    c.modality,
                    time.and_then(|t| t.from.as_ref()),
                    time.and_then(|t| t.to.as_ref()),
                    c.place.as_ref().and_then(|p| p.id.as_ref()),
                    c.sources.first().map(|s| &s.kind),
                    c.confidence,
                    json,
                ],
            )
            .map_err(&doing)?;
        }
        if !all.is_empty() {
            crate::indexing::touch(&tx)?;
        }
        tx.commit().map_err(&doing)
    }
}
