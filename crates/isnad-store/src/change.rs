//! What is new: since a time, or since a person's last visit.
//!
//! In: what linking says, when it says so. Out: rows of changes that no rebuild touches; times of visits. Invariant: an
//! event is known again by its claims, so that a rebuild alone is no news. Deliberately remembers changes of events that
//! stood before; new reports and events are found by when their reports came in.
//! Example: a second report on «تفجير» (a bombing) raises the dead from 4 to 7: that is a changed toll.

use crate::case::Case;
use crate::error::{StoreError, sql};
use isnad_record::{EventRecord, TollRecord};
use rusqlite::{OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Something that linking changed of an event that stood before.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Change {
    /// When, ISO 8601.
    pub at: String,
    /// The event, by the id that it had then.
    pub event: String,
    /// `toll`, `contradiction`; `moved` is kept beside them for addresses alone.
    pub what: String,
    /// `killed`, `injured`; of a contradiction the field.
    pub field: String,
    /// Before.
    pub before: Option<String>,
    /// Since then.
    pub after: Option<String>,
}

/// When a person looked.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Visit {
    /// The end of the visit before this one.
    pub before: Option<String>,
}

/// How an event stood when the case was linked.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
struct State {
    /// The id that the event had.
    #[serde(default)]
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    killed: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    injured: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    disputed: Vec<String>,
}

fn said(t: Option<&TollRecord>) -> Option<String> {
    t.map(|t| match t.high {
        Some(high) if high == t.low => t.best.to_string(),
        Some(high) => format!("{} ({}-{high})", t.best, t.low),
        None => format!("{} ({}+)", t.best, t.low),
    })
}

impl State {
    fn of(e: &EventRecord) -> Self {
        let mut disputed: Vec<String> = e.contradictions.iter().map(|c| c.field.clone()).collect();
        disputed.sort();
        disputed.dedup();
        Self {
            id: e.id.clone(),
            killed: said(e.killed.as_ref()),
            injured: said(e.injured.as_ref()),
            disputed,
        }
    }
}

/// Writes down what is different from the last linking, and how things stand now.
pub(crate) fn remember(tx: &Transaction<'_>, at: &str, events: &[EventRecord]) -> Result<(), StoreError> {
    let doing = sql("writing what changed");
    let before: BTreeMap<String, String> = tx
        .prepare("SELECT claim, state FROM linked")
        .and_then(|mut q| q.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect())
        .map_err(&doing)?;
    let mut now: BTreeMap<&str, String> = BTreeMap::new();
    for e in events {
        let state = State::of(e);
        let json = serde_json::to_string(&state).unwrap_or_default();
        // An event that was joined from several is compared with the one that shares its first claim.
        let old = e.claims.iter().find_map(|c| before.get(c));
        if let Some(old) = old.filter(|o| **o != json)
            && let Ok(old) = serde_json::from_str::<State>(old)
        {
            let row = |what: &str, field: &str, was: Option<&String>, is: Option<&String>| {
                tx.prepare_cached(
                    "INSERT INTO changes (at, event, what, field, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )
                .and_then(|mut q| q.execute(params![at, e.id, what, field, was, is]))
                .map_err(&doing)
            };
            for (field, was, is) in [
                ("killed", &old.killed, &state.killed),
                ("injured", &old.injured, &state.injured),
            ] {
                if was != is {
                    row("toll", field, was.as_ref(), is.as_ref())?;
                }
            }
            for field in state.disputed.iter().filter(|f| !old.disputed.contains(f)) {
                row("contradiction", field, None, None)?;
            }
        }
        for c in &e.claims {
            now.insert(c, json.clone());
        }
    }
    // An address of an event that is gone leads to where its first claim is told now.
    let ids: BTreeSet<&str> = events.iter().map(|e| e.id.as_str()).collect();
    let mut moved: BTreeMap<String, &String> = BTreeMap::new();
    for (claim, state) in &before {
        if let Ok(old) = serde_json::from_str::<State>(state)
            && !old.id.is_empty()
            && !ids.contains(old.id.as_str())
        {
            moved.entry(old.id).or_insert(claim);
        }
    }
    for (id, claim) in moved {
        tx.prepare_cached("INSERT INTO changes (at, event, what, field, after) VALUES (?1, ?2, 'moved', '', ?3)")
            .and_then(|mut q| q.execute((at, id, claim)))
            .map_err(&doing)?;
    }
    // Only rows that differ are written: of a large case a new report changes few.
    for gone in before.keys().filter(|c| !now.contains_key(c.as_str())) {
        tx.prepare_cached("DELETE FROM linked WHERE claim = ?1")
            .and_then(|mut q| q.execute([gone]))
            .map_err(&doing)?;
    }
    for (claim, state) in now.iter().filter(|(c, s)| before.get(**c) != Some(*s)) {
        tx.prepare_cached("INSERT OR REPLACE INTO linked VALUES (?1, ?2)")
            .and_then(|mut q| q.execute((claim, state)))
            .map_err(&doing)?;
    }
    Ok(())
}

impl Case {
    /// What linking changed of events after a time, the latest first.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn changes_since(&self, time: &str, limit: usize) -> Result<Vec<Change>, StoreError> {
        let doing = sql("reading what changed");
        let mut query = self
            .db
            .prepare(
                "SELECT at, event, what, field, before, after FROM changes WHERE at >= ?1 AND what <> 'moved' ORDER BY id DESC LIMIT ?2",
            )
            .map_err(&doing)?;
        let rows = query
            .query_map(params![time, limit as i64], |r| {
                Ok(Change {
                    at: r.get(0)?,
                    event: r.get(1)?,
                    what: r.get(2)?,
                    field: r.get(3)?,
                    before: r.get(4)?,
                    after: r.get(5)?,
                })
            })
            .map_err(&doing)?;
        rows.collect::<Result<_, _>>().map_err(&doing)
    }

    /// The id of the event that tells now what one with an older id told.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn event_now(&self, id: &str) -> Result<Option<String>, StoreError> {
        self.db
            .query_row(
                "SELECT x.event FROM changes c JOIN event_claims x ON x.claim = c.after
                 WHERE c.what = 'moved' AND c.event = ?1 ORDER BY c.id DESC LIMIT 1",
                [id],
                |r| r.get(0),
            )
            .optional()
            .map_err(sql("looking for an event that moved"))
    }

    /// Events that only reports tell which came in at or after a time.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn new_events(&self, time: &str, limit: usize) -> Result<Vec<EventRecord>, StoreError> {
        self.records(
            "SELECT e.id, e.record FROM events e WHERE e.id IN
               (SELECT x.event FROM reports r JOIN claims c ON c.report = r.id JOIN event_claims x ON x.claim = c.id
                WHERE r.added >= ?1)
             AND NOT EXISTS (SELECT 1 FROM event_claims x JOIN claims c ON c.id = x.claim
               JOIN reports r ON r.id = c.report WHERE x.event = e.id AND r.added < ?1)
             ORDER BY coalesce(e.day_from, '') DESC, e.id LIMIT ?2",
            vec![
                rusqlite::types::Value::Text(time.to_owned()),
                rusqlite::types::Value::Integer(limit as i64),
            ],
        )
    }

    /// Says that a person looks at `at`; a visit is over when nothing was asked since `idle`.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn visit(&self, who: &str, at: &str, idle: &str) -> Result<Visit, StoreError> {
        let doing = sql("keeping a visit");
        let found: Option<(String, Option<String>)> = self
            .db
            .query_row("SELECT at, before FROM visits WHERE who = ?1", [who], |r| {
                Ok((r.get(0)?, r.get(1)?))
            })
            .optional()
            .map_err(&doing)?;
        let before = match found {
            Some((last, _)) if last.as_str() < idle => Some(last),
            Some((_, before)) => before,
            None => None,
        };
        self.db
            .execute(
                "INSERT INTO visits VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET at = excluded.at, before = excluded.before",
                params![who, at, before],
            )
            .map_err(&doing)?;
        Ok(Visit { before })
    }

    /// When each person looked last.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn visits(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let doing = sql("reading visits");
        self.db
            .prepare("SELECT who, at FROM visits")
            .and_then(|mut q| q.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect())
            .map_err(&doing)
    }
}
