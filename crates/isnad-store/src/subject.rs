//! What a case holds of one group, person or place.
//!
//! In: a name or an id. Out: the entities and places meant, claims that they make, ties that they are ends of. Invariant:
//! names are compared folded. Deliberately decides nothing between homonyms: all that bear the name are meant.
//! Example: «كتائب السهل» (the Plain Brigades) is the entity that the reports call so.

use crate::case::Case;
use crate::error::StoreError;
use crate::fold::folded;
use isnad_record::{ClaimRecord, RelationRecord};
use rusqlite::types::Value;
use std::collections::BTreeSet;

/// Who or what is meant by a name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Subject {
    /// As asked.
    pub name: String,
    /// Ids of entities.
    pub entities: BTreeSet<String>,
    /// Ids of places.
    pub places: BTreeSet<String>,
}

impl Subject {
    /// Whether an entity or words mean it.
    #[must_use]
    pub fn is(&self, entity: Option<&str>, words: &str) -> bool {
        entity.is_some_and(|e| self.entities.contains(e)) || (!words.is_empty() && folded(words) == folded(&self.name))
    }

    /// Whether a claim names it as a participant or as its place, or a place within it.
    #[must_use]
    pub fn told(&self, c: &ClaimRecord) -> bool {
        let mut people = c.agent.iter().chain(&c.patient);
        people.any(|p| self.is(p.entity.as_deref(), &p.text))
            || c.casualties
                .iter()
                .any(|k| k.side.as_ref().is_some_and(|s| self.entities.contains(s)))
            || c.place
                .as_ref()
                .is_some_and(|p| p.id.iter().chain(&p.within).any(|id| self.places.contains(id)))
    }

    /// Whether it is an end of a tie.
    #[must_use]
    pub fn tied(&self, r: &RelationRecord) -> bool {
        [&r.from, &r.to]
            .into_iter()
            .any(|end| self.places.contains(end) || self.is(Some(end), end))
    }
}

impl Case {
    /// Who or what is meant by a name or an id.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn subject(&self, name: &str) -> Result<Subject, StoreError> {
        let wanted = folded(name);
        let mut out = Subject {
            name: name.to_owned(),
            ..Subject::default()
        };
        for (entity, words, _) in self.names()? {
            if entity == name || (!wanted.is_empty() && folded(&words) == wanted) {
                out.entities.insert(entity);
            }
        }
        for (id, title, english) in self.titles()? {
            let called = [Some(&title), english.as_ref()].into_iter().flatten();
            if id == name || (!wanted.is_empty() && called.clone().any(|t| folded(t) == wanted)) {
                // A place is mentioned by its id too: it is one thing.
                out.entities.remove(&id);
                out.places.insert(id);
            }
        }
        Ok(out)
    }

    /// Claims that it makes, by id.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn claims_said_by(&self, who: &Subject, limit: usize) -> Result<Vec<ClaimRecord>, StoreError> {
        let names: BTreeSet<String> = who.entities.iter().cloned().chain([folded(&who.name)]).collect();
        let marks = vec!["?"; names.len()].join(", ");
        let mut bound: Vec<Value> = names.into_iter().map(Value::Text).collect();
        bound.push(Value::Integer(limit as i64));
        let query = format!(
            "SELECT id, record FROM claims WHERE id IN (SELECT claim FROM speakers WHERE name IN ({marks})) ORDER BY id LIMIT ?"
        );
        self.records(&query, bound)
    }

    /// Ties that it is an end of, and where those went who left it.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn ties_of(&self, who: &Subject) -> Result<Vec<RelationRecord>, StoreError> {
        let all: Vec<RelationRecord> = self.records("SELECT id, record FROM relations ORDER BY id", Vec::new())?;
        let from: BTreeSet<String> = all.iter().filter(|r| who.tied(r)).map(|r| r.from.clone()).collect();
        let onward =
            |r: &RelationRecord| from.contains(&r.from) && ["pledged_to", "member_of"].contains(&r.kind.as_str());
        Ok(all.into_iter().filter(|r| who.tied(r) || onward(r)).collect())
    }

    /// Claims by id, with corrections, without those that were rejected.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn claims_by_id<'a>(&self, ids: impl IntoIterator<Item = &'a String>) -> Result<Vec<ClaimRecord>, StoreError> {
        let review = self.review()?;
        let mut out = Vec::new();
        for id in ids {
            // Corrected first: what a person wrote is redacted with the rest.
            let found = self.raw_claim(id)?.and_then(|c| review.apply(c));
            out.extend(found.map(|c| self.seen(c)).transpose()?);
        }
        Ok(out)
    }
}
