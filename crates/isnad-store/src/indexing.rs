//! What is found again of a report: its words, and how it names people, places and sources.
//!
//! In: a report with its claims, inside a transaction. Out: rows of the index. Invariant: derived, and replaced with the
//! report; the number of a report in the index is its row of `indexed`. Deliberately keeps no text.
//! Example: a report that calls the entity of «الجيش الوطني» (the National Army) so five times adds five to that name.

use crate::case::Case;
use crate::error::{StoreError, sql};
use crate::fold::folded;
use crate::search::Indexed;
use isnad_record::{ClaimRecord, ReportRecord};
use rusqlite::{Connection, params};

/// A name that is longer says nothing as a name.
const LONG: usize = 300;

/// Indexes a report.
pub(crate) fn index(db: &Connection, r: &ReportRecord, claims: &[ClaimRecord]) -> Result<(), StoreError> {
    let doing = sql("indexing a report");
    db.prepare_cached("INSERT INTO indexed (report) VALUES (?1)")
        .and_then(|mut q| q.execute([&r.id]))
        .map_err(&doing)?;
    let n = db.last_insert_rowid();
    let i = Indexed::of(r.title.as_deref().unwrap_or(""), &r.text, &r.body);
    db.prepare_cached("INSERT INTO search (rowid, title, words, head, body, rest) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
        .and_then(|mut q| q.execute(params![n, i.title, i.words, i.head, i.body, i.rest]))
        .map_err(&doing)?;
    for m in &r.mentions {
        if let Some(entity) = m.entity.as_ref().filter(|e| e.len() <= LONG && m.text.len() <= LONG) {
            db.prepare_cached("INSERT INTO names VALUES (?1, ?2, 1) ON CONFLICT DO UPDATE SET n = n + 1")
                .and_then(|mut q| q.execute((entity, &m.text)))
                .map_err(&doing)?;
        }
    }
    for c in claims {
        for s in &c.sources {
            if let Some(name) = s.entity.as_ref().or(s.text.as_ref()).filter(|n| n.len() <= LONG) {
                db.prepare_cached("INSERT OR IGNORE INTO source_kinds VALUES (?1, ?2)")
                    .and_then(|mut q| q.execute((name, &s.kind)))
                    .map_err(&doing)?;
            }
            for name in [s.entity.clone(), s.text.as_deref().map(folded)].into_iter().flatten() {
                if !name.is_empty() && name.len() <= LONG {
                    db.prepare_cached("INSERT OR IGNORE INTO speakers VALUES (?1, ?2)")
                        .and_then(|mut q| q.execute((name, &c.id)))
                        .map_err(&doing)?;
                }
            }
        }
        if let Some(p) = &c.place
            && let Some(id) = &p.id
            && let Some(name) = &p.name
        {
            title(db, id, name, p.name_en.as_ref())?;
        }
    }
    if let Some(o) = &r.outlet
        && let Some(name) = &o.name
    {
        title(db, o.id.as_ref().unwrap_or(name), name, None)?;
    }
    Ok(())
}

fn title(db: &Connection, id: &str, name: &str, english: Option<&String>) -> Result<(), StoreError> {
    if id.len() > LONG || name.len() > LONG {
        return Ok(());
    }
    db.prepare_cached("INSERT OR IGNORE INTO titles VALUES (?1, ?2, ?3)")
        .and_then(|mut q| q.execute((id, name, english)))
        .map(|_| ())
        .map_err(sql("keeping a name"))
}

impl Case {
    /// Ids of what the places of events lie in, for which no report has a name; sorted.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn unnamed_places(&self) -> Result<Vec<String>, StoreError> {
        self.db
            .prepare(
                "SELECT DISTINCT place FROM event_places WHERE place NOT IN (SELECT id FROM titles) ORDER BY place",
            )
            .and_then(|mut q| q.query_map([], |r| r.get(0))?.collect())
            .map_err(sql("looking for places without a name"))
    }

    /// Keeps what places are called: id, name, English name.
    ///
    /// # Errors
    /// When the database refuses; then none is kept.
    pub fn name_places(&mut self, names: &[(String, String, Option<String>)]) -> Result<(), StoreError> {
        if names.is_empty() {
            return Ok(());
        }
        let doing = sql("keeping names of places");
        let tx = self.writing().map_err(&doing)?;
        for (id, name, english) in names {
            title(&tx, id, name, english.as_ref())?;
        }
        touch(&tx)?;
        tx.commit().map_err(&doing)
    }
}

/// Forgets the index.
pub(crate) fn forget(db: &Connection) -> Result<(), StoreError> {
    db.execute_batch(
        "INSERT INTO search (search) VALUES ('delete-all');
         DELETE FROM indexed; DELETE FROM names; DELETE FROM source_kinds; DELETE FROM titles; DELETE FROM speakers;
         DELETE FROM catalog;",
    )
    .map_err(sql("forgetting the index"))
}

/// Says that derived rows changed: what is kept of them elsewhere is old.
pub(crate) fn touch(db: &Connection) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO meta VALUES ('edition', 1) ON CONFLICT DO UPDATE SET value = value + 1")
        .and_then(|mut q| q.execute([]))
        .map(|_| ())
        .map_err(sql("counting a change"))
}

/// Indexes every report again, after a migration that changed the index.
pub(crate) fn again(db: &Connection) -> Result<(), StoreError> {
    let doing = sql("indexing again");
    let record = |id: &str, source| StoreError::Record {
        id: id.to_owned(),
        source,
    };
    let mut reports = db
        .prepare("SELECT id, record FROM reports ORDER BY id")
        .map_err(&doing)?;
    let mut claims = db
        .prepare("SELECT record FROM claims WHERE report = ?1 ORDER BY start, id")
        .map_err(&doing)?;
    let mut rows = reports.query([]).map_err(&doing)?;
    while let Some(row) = rows.next().map_err(&doing)? {
        let id: String = row.get(0).map_err(&doing)?;
        let json: String = row.get(1).map_err(&doing)?;
        let report: ReportRecord = serde_json::from_str(&json).map_err(|e| record(&id, e))?;
        let list: Vec<String> = claims
            .query_map([&id], |r| r.get(0))
            .and_then(Iterator::collect)
            .map_err(&doing)?;
        let list: Result<Vec<ClaimRecord>, _> = list.iter().map(|c| serde_json::from_str(c)).collect();
        index(db, &report, &list.map_err(|e| record(&id, e))?)?;
    }
    Ok(())
}
