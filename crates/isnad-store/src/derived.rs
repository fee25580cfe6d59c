//! What linking says, and records in order.
//!
//! In: linked values. Out: rows; records again, sorted by id. Invariant: events and relations are replaced as a whole in
//! one transaction. Deliberately streams: no more than one report's text is held at a time.
//! Example: the events of «حزيران 2017» (June 2017) are found by their days without reading any record.

use crate::case::Case;
use crate::error::{StoreError, sql};
use crate::ingest::{Capture, unpack};
use crate::veil::Veiled;
use isnad_model as m;
use isnad_record::{
    ChangeRecord, CitationRecord, ClaimRecord, CopyRecord, EventRecord, RelationRecord, ReportRecord, claim_of,
    facts_of, line, news_day_of,
};
use rusqlite::{OptionalExtension, params};
use serde::de::DeserializeOwned;

/// What linking says of a case, as records.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Links {
    /// Report and what it was taken from, sorted.
    pub copies: Vec<(String, CopyRecord)>,
    /// Report, the earlier of its address, what changed; sorted.
    pub versions: Vec<(String, String, Vec<ChangeRecord>)>,
    /// Events, sorted by id.
    pub events: Vec<EventRecord>,
    /// Relations, sorted by id.
    pub relations: Vec<RelationRecord>,
    /// The citation graph, sorted.
    pub citations: Vec<CitationRecord>,
    /// When, ISO 8601; where it is empty, what changed is not remembered.
    pub at: String,
}

/// How much a case holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Originals.
    pub captures: u64,
    /// Reports.
    pub reports: u64,
    /// Claims.
    pub claims: u64,
    /// Events.
    pub events: u64,
    /// Relations.
    pub relations: u64,
}

fn read<T: DeserializeOwned>(id: String, json: &str) -> Result<T, StoreError> {
    serde_json::from_str(json).map_err(|source| StoreError::Record { id, source })
}

fn capture(r: &rusqlite::Row<'_>) -> rusqlite::Result<Capture> {
    Ok(Capture {
        sha256: r.get(0)?,
        bytes: r.get(1)?,
        path: r.get(2)?,
        sidecar: r.get(3)?,
        given: r.get(4)?,
        way: r.get(5)?,
        acquired: r.get(6)?,
    })
}

impl Case {
    /// How much the case holds.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        self.db
            .query_row(
                "SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM reports), (SELECT count(*) FROM claims),
                        (SELECT count(*) FROM events), (SELECT count(*) FROM relations)",
                [],
                |r| {
                    let n = |i| r.get::<_, i64>(i).map(i64::cast_unsigned);
                    Ok(Counts {
                        captures: n(0)?,
                        reports: n(1)?,
                        claims: n(2)?,
                        events: n(3)?,
                        relations: n(4)?,
                    })
                },
            )
            .map_err(sql("counting"))
    }

    fn each<T: Veiled, E: From<StoreError>>(
        &self,
        query: &str,
        parameters: &[&str],
        mut sink: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        let doing = sql("reading records");
        let mut query = self.db.prepare(query).map_err(&doing)?;
        let mut rows = query.query(rusqlite::params_from_iter(parameters)).map_err(&doing)?;
        while let Some(row) = rows.next().map_err(&doing)? {
            let id: String = row.get(0).map_err(&doing)?;
            let json: String = row.get(1).map_err(&doing)?;
            sink(self.seen(read(id, &json)?)?)?;
        }
        Ok(())
    }

    /// Every report, by id.
    ///
    /// # Errors
    /// When the database or the sink refuses.
    pub fn each_report<E: From<StoreError>>(&self, sink: impl FnMut(ReportRecord) -> Result<(), E>) -> Result<(), E> {
        self.each("SELECT id, record FROM reports ORDER BY id", &[], sink)
    }

    /// Every claim, by id; under a veil without what its spans name.
    ///
    /// # Errors
    /// When the database or the sink refuses.
    pub fn each_claim<E: From<StoreError>>(&self, mut sink: impl FnMut(ClaimRecord) -> Result<(), E>) -> Result<(), E> {
        let doing = sql("reading records");
        let mut query = self
            .db
            .prepare("SELECT id, record FROM claims ORDER BY id")
            .map_err(&doing)?;
        let mut rows = query.query([]).map_err(&doing)?;
        while let Some(row) = rows.next().map_err(&doing)? {
            let id: String = row.get(0).map_err(&doing)?;
            let json: String = row.get(1).map_err(&doing)?;
            sink(self.seen_alone(read(id, &json)?))?;
        }
        Ok(())
    }

    /// Every event, by id.
    ///
    /// # Errors
    /// When the database or the sink refuses.
    pub fn each_event<E: From<StoreError>>(&self, sink: impl FnMut(EventRecord) -> Result<(), E>) -> Result<(), E> {
        self.each("SELECT id, record FROM events ORDER BY id", &[], sink)
    }

    /// Every relation, by id.
    ///
    /// # Errors
    /// When the database or the sink refuses.
    pub fn each_relation<E: From<StoreError>>(
        &self,
        sink: impl FnMut(RelationRecord) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each("SELECT id, record FROM relations ORDER BY id", &[], sink)
    }

    /// Every original, by digest.
    ///
    /// # Errors
    /// When the database or the sink refuses.
    pub fn each_capture<E: From<StoreError>>(&self, mut sink: impl FnMut(Capture) -> Result<(), E>) -> Result<(), E> {
        let doing = sql("reading originals");
        let mut query = self
            .db
            .prepare("SELECT sha256, bytes, path, sidecar, given, way, acquired FROM captures ORDER BY sha256")
            .map_err(&doing)?;
        let mut rows = query.query([]).map_err(&doing)?;
        while let Some(r) = rows.next().map_err(&doing)? {
            let capture = capture(r).map_err(&doing)?;
            sink(capture)?;
        }
        Ok(())
    }

    /// An original; none under a veil.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn capture(&self, sha256: &str) -> Result<Option<Capture>, StoreError> {
        if self.is_veiled() {
            return Ok(None);
        }
        self.db
            .query_row(
                "SELECT sha256, bytes, path, sidecar, given, way, acquired FROM captures WHERE sha256 = ?1",
                [sha256],
                capture,
            )
            .optional()
            .map_err(sql("reading an original"))
    }

    /// Claims of one report, in text order.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn claims_of(&self, report: &str) -> Result<Vec<ClaimRecord>, StoreError> {
        let mut out = Vec::new();
        let query = "SELECT id, record FROM claims WHERE report = ?1 ORDER BY start, id";
        self.each::<_, StoreError>(query, &[report], |c| {
            out.push(c);
            Ok(())
        })?;
        Ok(out)
    }

    fn one<T: Veiled>(&self, query: &str, id: &str) -> Result<Option<T>, StoreError> {
        let json: Option<String> = self
            .db
            .prepare_cached(query)
            .and_then(|mut q| q.query_row([id], |r| r.get(0)).optional())
            .map_err(sql("reading a record"))?;
        json.map(|j| self.seen(read(id.to_owned(), &j)?)).transpose()
    }

    /// A claim as it is, whatever lies on the case.
    pub(crate) fn raw_claim(&self, id: &str) -> Result<Option<ClaimRecord>, StoreError> {
        let json: Option<String> = self
            .db
            .query_row("SELECT record FROM claims WHERE id = ?1", [id], |r| r.get(0))
            .optional()
            .map_err(sql("reading a record"))?;
        json.map(|j| read(id.to_owned(), &j)).transpose()
    }

    pub(crate) fn has_claim(&self, id: &str) -> Result<bool, StoreError> {
        self.db
            .query_row("SELECT EXISTS (SELECT 1 FROM claims WHERE id = ?1)", [id], |r| r.get(0))
            .map_err(sql("looking for a claim"))
    }

    /// A report.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn report(&self, id: &str) -> Result<Option<ReportRecord>, StoreError> {
        self.one("SELECT record FROM reports WHERE id = ?1", id)
    }

    /// A claim.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn claim(&self, id: &str) -> Result<Option<ClaimRecord>, StoreError> {
        self.one("SELECT record FROM claims WHERE id = ?1", id)
    }

    /// An event.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn event(&self, id: &str) -> Result<Option<EventRecord>, StoreError> {
        self.one("SELECT record FROM events WHERE id = ?1", id)
    }

    /// The event that a claim belongs to.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn event_of(&self, claim: &str) -> Result<Option<EventRecord>, StoreError> {
        self.one(
            "SELECT e.record FROM events e JOIN event_claims c ON c.event = e.id WHERE c.claim = ?1",
            claim,
        )
    }

    /// What linking needs of every report, by id, as `review` leaves it.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn material(&self, review: &crate::Review) -> Result<Vec<(m::ReportFacts, m::Analysis)>, StoreError> {
        let doing = sql("reading what linking needs");
        let mut out = Vec::new();
        let mut query = self
            .db
            .prepare("SELECT id, record, shingles, quotations, title_hash FROM reports ORDER BY id")
            .map_err(&doing)?;
        let mut rows = query.query([]).map_err(&doing)?;
        while let Some(r) = rows.next().map_err(&doing)? {
            let id: String = r.get(0).map_err(&doing)?;
            let json: String = r.get(1).map_err(&doing)?;
            let report: ReportRecord = read(id.clone(), &json)?;
            let facts = facts_of(&report);
            let fingerprint = m::Fingerprint {
                shingles: unpack(&r.get::<_, Vec<u8>>(2).map_err(&doing)?),
                quotations: unpack(&r.get::<_, Vec<u8>>(3).map_err(&doing)?),
                title: r.get::<_, Option<i64>>(4).map_err(&doing)?.map(i64::cast_unsigned),
            };
            let analysis = m::Analysis {
                report: facts.id.clone(),
                published: facts.published,
                news_day: news_day_of(&report),
                claims: self
                    .claims_of(&id)?
                    .into_iter()
                    .filter_map(|c| review.apply(c))
                    .filter_map(|c| claim_of(&c))
                    .collect(),
                mentions: Vec::new(),
                fingerprint,
                diagnostics: Vec::new(),
            };
            out.push((facts, analysis));
        }
        Ok(out)
    }

    /// What linking goes by, as a word that changes with it: reports, claims, decisions.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn basis(&self) -> Result<String, StoreError> {
        basis(&self.db).map_err(sql("reading what linking goes by"))
    }

    /// How many acts of people came after the last linking.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn unlinked(&self) -> Result<u64, StoreError> {
        let at = self.meta("linked_history")?.and_then(|b| String::from_utf8(b).ok());
        let at: i64 = at.and_then(|t| t.parse().ok()).unwrap_or(0);
        self.db
            .query_row(
                "SELECT count(*) FROM history WHERE id > ?1 AND what NOT IN ('comment', 'assign', 'undo comment', 'undo assign')",
                [at],
                |r| r.get::<_, i64>(0),
            )
            .map(i64::cast_unsigned)
            .map_err(sql("counting decisions"))
    }

    /// Replaces all that linking said before.
    ///
    /// # Errors
    /// When the database refuses; then everything is as before.
    pub fn relink(&mut self, links: &Links) -> Result<(), StoreError> {
        let basis = self.basis()?;
        self.relink_on(links, &basis).map(|_| ())
    }

    /// Replaces all that linking said before, if what it went by is as it was; gives whether it was. Another process may
    /// have added reports meanwhile: the caller then links again.
    ///
    /// # Errors
    /// When the database refuses; then everything is as before.
    pub fn relink_on(&mut self, links: &Links, basis_then: &str) -> Result<bool, StoreError> {
        let doing = sql("writing what linking says");
        let tx = self
            .db
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
            .map_err(&doing)?;
        if basis(&tx).map_err(&doing)? != basis_then {
            return Ok(false);
        }
        tx.execute_batch(
            "DELETE FROM event_claims; DELETE FROM event_places; DELETE FROM events; DELETE FROM relations;",
        )
        .map_err(&doing)?;
        relink_reports(&tx, links)?;
        crate::citation::replace(&tx, &links.citations)?;
        if !links.at.is_empty() {
            crate::change::remember(&tx, &links.at, &links.events)?;
        }
        for e in &links.events {
            let json = line(e).map_err(|source| StoreError::Record {
                id: e.id.clone(),
                source,
            })?;
            let p = e.place.as_ref();
            tx.prepare_cached(
                "INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )
            .and_then(|mut q| {
                q.execute(params![
                    e.id,
                    e.r#type,
                    e.from,
                    e.to,
                    p.map(|p| p.name.as_ref().unwrap_or(&p.text)),
                    p.and_then(|p| p.lat),
                    p.and_then(|p| p.lon),
                    e.killed.as_ref().map(|t| t.best.cast_signed()),
                    e.injured.as_ref().map(|t| t.best.cast_signed()),
                    e.corroboration,
                    e.independent_origins,
                    e.reports.len() as i64,
                    e.contradictions.len() as i64,
                    json,
                ])
            })
            .map_err(&doing)?;
            for c in &e.claims {
                tx.prepare_cached("INSERT OR IGNORE INTO event_claims VALUES (?1, ?2)")
                    .and_then(|mut q| q.execute((&e.id, c)))
                    .map_err(&doing)?;
            }
            for place in p.iter().flat_map(|p| p.id.iter().chain(&p.within)) {
                tx.prepare_cached("INSERT OR IGNORE INTO event_places VALUES (?1, ?2)")
                    .and_then(|mut q| q.execute((&e.id, place)))
                    .map_err(&doing)?;
            }
        }
        for r in &links.relations {
            let json = line(r).map_err(|source| StoreError::Record {
                id: r.id.clone(),
                source,
            })?;
            tx.prepare_cached("INSERT INTO relations VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
                .and_then(|mut q| q.execute(params![r.id, r.kind, r.from, r.to, r.since, r.until, json]))
                .map_err(&doing)?;
        }
        crate::catalog::Catalog::build(&tx)?.keep(&tx)?;
        crate::indexing::touch(&tx)?;
        tx.execute(
            "INSERT INTO meta SELECT 'linked_history', CAST(CAST(coalesce(max(id), 0) AS TEXT) AS BLOB) FROM history WHERE true
             ON CONFLICT DO UPDATE SET value = excluded.value",
            [],
        )
        .map_err(&doing)?;
        tx.commit().map_err(&doing)?;
        Ok(true)
    }

    /// Forgets every derived row. Originals, decisions, history and log stay.
    ///
    /// # Errors
    /// When the database refuses; then everything is as before.
    pub fn forget_derived(&mut self) -> Result<(), StoreError> {
        let doing = sql("forgetting what was derived");
        let tx = self.writing().map_err(&doing)?;
        tx.execute_batch(
            "DELETE FROM event_claims; DELETE FROM event_places; DELETE FROM events; DELETE FROM relations;
             DELETE FROM citations; DELETE FROM claims; DELETE FROM persons; DELETE FROM reports;",
        )
        .map_err(&doing)?;
        crate::indexing::forget(&tx)?;
        crate::indexing::touch(&tx)?;
        tx.commit().map_err(&doing)
    }
}

fn basis(db: &rusqlite::Connection) -> rusqlite::Result<String> {
    db.query_row(
        "SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM claims), (SELECT coalesce(max(id), 0) FROM history)",
        [],
        |r| Ok(format!("{} {} {}", r.get::<_, i64>(0)?, r.get::<_, i64>(1)?, r.get::<_, i64>(2)?)),
    )
}

/// Writes copies and versions into the reports that they change.
fn relink_reports(tx: &rusqlite::Transaction<'_>, links: &Links) -> Result<(), StoreError> {
    let doing = sql("writing copies and versions");
    let mut changed: std::collections::BTreeSet<String> = tx
        .prepare("SELECT id FROM reports WHERE copy_of IS NOT NULL")
        .and_then(|mut q| q.query_map([], |r| r.get(0))?.collect())
        .map_err(&doing)?;
    let copies: std::collections::BTreeMap<_, _> = links.copies.iter().map(|(r, c)| (r, c)).collect();
    let versions: std::collections::BTreeMap<_, _> = links.versions.iter().map(|(r, v, c)| (r, (v, c))).collect();
    changed.extend(copies.keys().chain(versions.keys()).map(|id| (*id).clone()));
    for id in changed {
        let Some(json) = tx
            .query_row("SELECT record FROM reports WHERE id = ?1", [&id], |r| {
                r.get::<_, String>(0)
            })
            .optional()
            .map_err(&doing)?
        else {
            continue;
        };
        let mut record: ReportRecord = read(id.clone(), &json)?;
        record.copy_of = copies.get(&id).map(|c| (*c).clone());
        let version = versions.get(&id);
        record.version_of = version.map(|(v, _)| (*v).clone());
        record.version_changes = version.map(|(_, c)| (*c).clone()).unwrap_or_default();
        // The column marks every report that linking has written into, so that the next time undoes it.
        let mark = record
            .copy_of
            .as_ref()
            .map(|c| &c.report)
            .or(record.version_of.as_ref());
        let json = line(&record).map_err(|source| StoreError::Record { id: id.clone(), source })?;
        tx.execute(
            "UPDATE reports SET record = ?2, copy_of = ?3 WHERE id = ?1",
            params![id, json, mark],
        )
        .map_err(&doing)?;
    }
    Ok(())
}
