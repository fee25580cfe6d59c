//! Reports coming in: the original with what was derived from it, all or nothing.
//!
//! In: captures with their report, claims and fingerprint. Out: rows. Invariant: an original that is there is never
//! written again; a report that is there is left alone. Deliberately links nothing.
//! Example: the same «بيان» (statement) given twice is one capture and one report.

use crate::case::Case;
use crate::error::{StoreError, sql};
use isnad_model::Fingerprint;
use isnad_record::{ClaimRecord, ReportRecord, line};
use rusqlite::{OptionalExtension, Transaction, params};

/// Bytes as acquired.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Capture {
    /// Hex digest of the bytes.
    pub sha256: String,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Path below the input root.
    pub path: Option<String>,
    /// The sidecar beside it, as JSON.
    pub sidecar: Option<String>,
    /// Date that the user gave for reports that state none.
    pub given: Option<String>,
    /// How it came: `file`, `standard input`.
    pub way: String,
    /// When it was added, ISO 8601.
    pub acquired: String,
}

impl Capture {
    /// Bytes of a file, without anything beside them.
    #[must_use]
    pub fn file(sha256: &str, bytes: &[u8], acquired: &str) -> Self {
        Self {
            sha256: sha256.to_owned(),
            bytes: bytes.to_vec(),
            way: "file".to_owned(),
            acquired: acquired.to_owned(),
            ..Self::default()
        }
    }
}

/// A report with everything derived from it alone.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Digest of its capture.
    pub capture: String,
    /// Its record.
    pub report: ReportRecord,
    /// Its claims.
    pub claims: Vec<ClaimRecord>,
    /// For linking.
    pub fingerprint: Fingerprint,
}

pub(crate) fn pack(hashes: &[u64]) -> Vec<u8> {
    hashes.iter().flat_map(|h| h.to_le_bytes()).collect()
}

pub(crate) fn unpack(bytes: &[u8]) -> Vec<u64> {
    bytes
        .chunks_exact(8)
        .map(|c| u64::from_le_bytes(c.try_into().unwrap_or_default()))
        .collect()
}

impl Case {
    /// Whether the case holds a report.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn has_report(&self, id: &str) -> Result<bool, StoreError> {
        self.db
            .query_row("SELECT 1 FROM reports WHERE id = ?1", [id], |_| Ok(()))
            .optional()
            .map(|found| found.is_some())
            .map_err(sql("looking for a report"))
    }

    /// Takes captures and their reports in, in one transaction; gives the ids of those that are new.
    ///
    /// # Errors
    /// When the database refuses; then nothing of the batch is in.
    pub fn ingest(&mut self, captures: &[Capture], entries: &[Entry], now: &str) -> Result<Vec<String>, StoreError> {
        let tx = self
            .db
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
            .map_err(sql("beginning to add reports"))?;
        for c in captures {
            tx.execute(
                "INSERT INTO captures VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
                params![c.sha256, c.bytes, c.path, c.sidecar, c.given, c.way, c.acquired],
            )
            .map_err(sql("keeping an original"))?;
        }
        let mut new = Vec::new();
        for e in entries {
            if insert(&tx, e, now)? {
                new.push(e.report.id.clone());
            }
        }
        if !new.is_empty() {
            crate::indexing::touch(&tx)?;
        }
        tx.commit().map_err(sql("ending to add reports"))?;
        Ok(new)
    }
}

fn insert(tx: &Transaction<'_>, e: &Entry, now: &str) -> Result<bool, StoreError> {
    let r = &e.report;
    let record = |source| StoreError::Record {
        id: r.id.clone(),
        source,
    };
    let outlet = r.outlet.as_ref();
    let done = tx
        .prepare_cached(
            "INSERT INTO reports VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, NULL,
               coalesce((SELECT acquired FROM captures WHERE sha256 = ?2), ?9), ?10, ?11, ?12, ?13)
             ON CONFLICT DO NOTHING",
        )
        .and_then(|mut q| {
            q.execute(params![
                r.id,
                e.capture,
                r.path,
                r.url,
                outlet.map(|o| o.id.as_ref().or(o.name.as_ref()).unwrap_or(&o.text)),
                r.published.as_ref().map(|p| &p.value),
                r.published.as_ref().map(|p| &p.trust),
                r.title,
                now,
                line(r).unwrap_or_default(),
                pack(&e.fingerprint.shingles),
                pack(&e.fingerprint.quotations),
                e.fingerprint.title.map(u64::cast_signed),
            ])
        })
        .map_err(sql("keeping a report"))?;
    if done == 0 {
        return Ok(false);
    }
    crate::indexing::index(tx, r, &e.claims)?;
    for c in &e.claims {
        let json = line(c).map_err(record)?;
        let time = c.time.as_ref();
        tx.prepare_cached(
            "INSERT INTO claims VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT DO NOTHING",
        )
        .and_then(|mut q| {
            q.execute(params![
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
            ])
        })
        .map_err(sql("keeping a claim"))?;
    }
    Ok(true)
}
