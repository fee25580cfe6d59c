//! What is known of a case as a whole, kept until the case changes.
//!
//! In: every claim, once. Out: names of entities, who cites whom. Invariant: the same case gives the same names.
//! Deliberately small: nothing here grows with the length of the texts.
//! Example: the entity of «الجيش الوطني» (the National Army) is shown by the name that the reports use most.

use isnad_store::{Case, StoreError};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// What is known of a case as a whole.
#[derive(Debug, Default)]
pub struct Known {
    /// Entity to the words most used for it.
    pub names: BTreeMap<String, String>,
    /// Who cites whom: names, with the reports that show it.
    pub citations: BTreeMap<(String, String), BTreeSet<String>>,
    /// Kind of a name in `citations`.
    pub kinds: BTreeMap<String, String>,
    /// Innermost sources by kind: claims.
    pub innermost: BTreeMap<String, u64>,
}

/// Keeps the last edition.
#[derive(Debug, Default)]
pub struct Shelf(Mutex<Option<(String, Arc<Known>)>>);

impl Shelf {
    /// What is known of a case, computed again when it changed.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn of(&self, case: &Case) -> Result<Arc<Known>, StoreError> {
        let edition = case.edition()?;
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, known)) = held.as_ref()
            && *of == edition
        {
            return Ok(Arc::clone(known));
        }
        let known = Arc::new(Known::read(case)?);
        *held = Some((edition, Arc::clone(&known)));
        Ok(known)
    }
}

impl Known {
    fn read(case: &Case) -> Result<Self, StoreError> {
        let mut spellings: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
        let mut called: BTreeMap<String, String> = BTreeMap::new();
        let mut known = Self::default();
        let mut outlets: BTreeMap<String, Option<String>> = BTreeMap::new();
        let mut chains = Vec::new();
        case.each_claim::<StoreError>(|c| {
            for p in c.agent.iter().chain(&c.patient) {
                if let Some(e) = &p.entity {
                    *spellings
                        .entry(e.clone())
                        .or_default()
                        .entry(p.text.clone())
                        .or_default() += 1;
                }
            }
            if let Some(s) = c.sources.first() {
                *known.innermost.entry(s.kind.clone()).or_default() += 1;
            }
            for s in &c.sources {
                if let (Some(e), Some(t)) = (&s.entity, &s.text) {
                    *spellings.entry(e.clone()).or_default().entry(t.clone()).or_default() += 1;
                }
            }
            let chain: Vec<(String, Option<String>, String)> = c
                .sources
                .iter()
                .rev()
                .filter(|s| {
                    matches!(
                        s.kind.as_str(),
                        "media" | "agency" | "outlet" | "organisation" | "party"
                    )
                })
                .filter(|s| s.kind == "outlet" || s.text.is_some() || s.entity.is_some())
                .map(|s| (s.kind.clone(), s.entity.clone(), s.text.clone().unwrap_or_default()))
                .collect();
            chains.push((c.report, chain));
            Ok(())
        })?;
        for (entity, texts) in spellings {
            // The most frequent; of equals the shortest, then the least.
            let best = texts
                .into_iter()
                .max_by(|(a, n), (b, m)| n.cmp(m).then(b.len().cmp(&a.len())).then_with(|| b.cmp(a)));
            if let Some((text, _)) = best {
                called.insert(entity, text);
            }
        }
        known.names = called;
        for (report, chain) in chains {
            let mut before: Option<String> = None;
            for (kind, entity, text) in chain {
                let name = if kind == "outlet" {
                    match outlets.get(&report) {
                        Some(o) => o.clone(),
                        None => {
                            let o = case.report_line(&report)?.and_then(|r| r.outlet);
                            outlets.insert(report.clone(), o.clone());
                            o
                        }
                    }
                } else {
                    entity.or(Some(text))
                };
                let Some(name) = name.filter(|n| !n.is_empty()) else {
                    continue;
                };
                known.kinds.entry(name.clone()).or_insert(kind);
                if let Some(from) = before.filter(|b| *b != name) {
                    known
                        .citations
                        .entry((from, name.clone()))
                        .or_default()
                        .insert(report.clone());
                }
                before = Some(name);
            }
        }
        Ok(known)
    }

    /// The name of an entity, or the id itself.
    pub fn name<'a>(&'a self, entity: &'a str) -> &'a str {
        self.names.get(entity).map_or(entity, String::as_str)
    }
}
