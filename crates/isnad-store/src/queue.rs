//! The queue of claims that a person shall judge.
//!
//! In: a person, where to go on. Out: claims, those assigned to him first, then the least sure. Invariant: a claim that
//! two people shall read comes to a second one, who does not learn what the first decided; nobody judges a claim twice.
//! Deliberately picks the claims for two readings by their ids, so that everybody picks the same.
//! Example: one in five claims of «قصف» (shelling) is read twice when the share is 20.

use crate::act::DecisionKind;
use crate::case::Case;
use crate::decision::Decision;
use crate::error::{StoreError, sql};
use isnad_record::ClaimRecord;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// A claim that waits for a person.
#[derive(Clone, PartialEq, Debug)]
pub struct Waiting {
    /// The claim.
    pub claim: ClaimRecord,
    /// Somebody asked this person to judge it.
    pub assigned: bool,
    /// Two people shall judge it, each without knowing what the other decided.
    pub twice: bool,
}

/// A place in the queue: what the next page starts after.
#[derive(Clone, PartialEq, Debug)]
pub struct QueueKey {
    /// Whether the claim was assigned.
    pub assigned: bool,
    /// Its confidence.
    pub confidence: f64,
    /// Its id.
    pub id: String,
}

/// Who judged what and who is asked to: what the queue goes by.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Work {
    verdicts: BTreeMap<String, BTreeSet<String>>,
    assigned: BTreeMap<String, BTreeSet<String>>,
    settled: BTreeSet<String>,
    share: u64,
}

/// A number below 100 of a claim, the same everywhere.
fn lot(claim: &str) -> u64 {
    let digest = Sha256::digest(claim.as_bytes());
    digest.iter().take(4).fold(0, |n, b| (n << 8) | u64::from(*b)) % 100
}

impl Work {
    /// Takes decisions that stand, with their present targets.
    pub(crate) fn of(decisions: &[Decision], share: u64) -> Self {
        let mut out = Self {
            share,
            ..Self::default()
        };
        for d in decisions {
            let of = match d.kind {
                DecisionKind::Accept | DecisionKind::Reject => &mut out.verdicts,
                DecisionKind::Assign => {
                    if let Some(to) = d.value.as_ref().and_then(|v| v.get("to")).and_then(|t| t.as_str()) {
                        out.assigned.entry(d.target.clone()).or_default().insert(to.to_owned());
                    }
                    continue;
                }
                DecisionKind::Settle => {
                    out.settled.insert(d.target.clone());
                    continue;
                }
                _ => continue,
            };
            of.entry(d.target.clone()).or_default().insert(d.who.clone());
        }
        out
    }

    /// Who was asked to judge a claim.
    #[must_use]
    pub fn assigned(&self, claim: &str) -> Vec<&str> {
        self.assigned
            .get(claim)
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect()
    }

    /// How many claims somebody judged.
    #[must_use]
    pub fn judged(&self) -> usize {
        self.verdicts.len()
    }

    /// How many people shall judge a claim.
    #[must_use]
    pub fn wanted(&self, claim: &str) -> usize {
        let assigned = self.assigned.get(claim).map_or(0, BTreeSet::len);
        let drawn = if lot(claim) < self.share { 2 } else { 1 };
        assigned.max(drawn)
    }

    /// Whether a person shall judge a claim.
    #[must_use]
    pub fn waits_for(&self, who: &str, claim: &str) -> bool {
        let none = BTreeSet::new();
        let judged = self.verdicts.get(claim).unwrap_or(&none);
        if judged.contains(who) || self.settled.contains(claim) {
            return false;
        }
        match self.assigned.get(claim) {
            Some(to) if to.contains(who) => true,
            Some(to) if to.len() >= self.wanted(claim) => false,
            _ => judged.len() < self.wanted(claim),
        }
    }

    /// Whether a person may not see yet what others decided on a claim: two judge it, and he has not.
    #[must_use]
    pub fn blind(&self, who: &str, claim: &str) -> bool {
        self.wanted(claim) > 1 && self.waits_for(who, claim)
    }

    fn mine(&self, who: &str) -> impl Iterator<Item = &str> {
        self.assigned
            .iter()
            .filter(move |(c, to)| to.contains(who) && self.waits_for(who, c))
            .map(|(c, _)| c.as_str())
    }
}

impl Case {
    /// Of how many claims in a hundred two people shall judge each.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn second_share(&self) -> Result<u64, StoreError> {
        let kept = self.meta("second_share")?;
        let text = kept.and_then(|b| String::from_utf8(b).ok());
        Ok(text.and_then(|t| t.parse().ok()).unwrap_or(0).min(100))
    }

    /// Says of how many claims in a hundred two people shall judge each.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn set_second_share(&self, share: u64) -> Result<(), StoreError> {
        self.set_meta("second_share", share.min(100).to_string().as_bytes())
    }

    /// Who judged what and who is asked to.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn work(&self) -> Result<Work, StoreError> {
        Ok(Work::of(&self.standing()?, self.second_share()?))
    }

    /// Claims that wait for a person, after a place in his queue.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn queue(
        &self,
        work: &Work,
        who: &str,
        after: Option<&QueueKey>,
        limit: usize,
    ) -> Result<Vec<Waiting>, StoreError> {
        let doing = sql("reading the queue");
        let mut picked: Vec<(QueueKey, bool)> = Vec::new();
        if after.is_none_or(|k| k.assigned) {
            let mut mine = Vec::new();
            for id in work.mine(who) {
                if let Some(c) = self.raw_claim(id)? {
                    mine.push((c.confidence, id.to_owned()));
                }
            }
            mine.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
            let past = |c: f64, id: &str| after.is_some_and(|k| (c, id) <= (k.confidence, k.id.as_str()));
            for (confidence, id) in mine.into_iter().filter(|(c, id)| !past(*c, id)) {
                let key = QueueKey {
                    assigned: true,
                    confidence,
                    id,
                };
                picked.push((key, true));
            }
        }
        let (confidence, id) = match after {
            Some(k) if !k.assigned => (k.confidence, k.id.as_str()),
            _ => (-1.0, ""),
        };
        let mut query = self
            .db
            .prepare_cached(
                "SELECT id, confidence FROM claims WHERE (confidence, id) > (?1, ?2) ORDER BY confidence, id",
            )
            .map_err(&doing)?;
        let mut rows = query.query((confidence, id)).map_err(&doing)?;
        while picked.len() < limit
            && let Some(r) = rows.next().map_err(&doing)?
        {
            let id: String = r.get(0).map_err(&doing)?;
            let mine = work.assigned.get(&id).is_some_and(|to| to.contains(who));
            if !mine && work.waits_for(who, &id) {
                let key = QueueKey {
                    assigned: false,
                    confidence: r.get(1).map_err(&doing)?,
                    id,
                };
                picked.push((key, false));
            }
        }
        picked.truncate(limit);
        let mut out = Vec::new();
        for (key, assigned) in picked {
            if let Some(claim) = self.claim(&key.id)? {
                out.push(Waiting {
                    twice: work.wanted(&key.id) > 1,
                    claim,
                    assigned,
                });
            }
        }
        Ok(out)
    }
}

impl Waiting {
    /// Its place in the queue.
    #[must_use]
    pub fn key(&self) -> QueueKey {
        QueueKey {
            assigned: self.assigned,
            confidence: self.claim.confidence,
            id: self.claim.id.clone(),
        }
    }
}
