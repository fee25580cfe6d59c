//! The citation graph of a case: who takes from whom, and the reports that show it.
//!
//! In: the edges that linking found. Out: the same, sorted. Invariant: replaced as a whole with each linking, like
//! events. Deliberately keeps rings: «أ» citing «ب» and «ب» citing «أ» (a citing b, b citing a) are two edges.

use crate::case::Case;
use crate::error::{StoreError, sql};
use isnad_record::CitationRecord;
use rusqlite::{Transaction, params};

fn citation(r: &rusqlite::Row<'_>) -> rusqlite::Result<CitationRecord> {
    let reports: String = r.get(2)?;
    Ok(CitationRecord {
        schema: "isnad.citation/1".to_owned(),
        from: r.get(0)?,
        to: r.get(1)?,
        reports: serde_json::from_str(&reports).unwrap_or_default(),
    })
}

/// Replaces the edges.
pub(crate) fn replace(tx: &Transaction<'_>, citations: &[CitationRecord]) -> Result<(), StoreError> {
    let doing = sql("writing the citation graph");
    tx.execute_batch("DELETE FROM citations;").map_err(&doing)?;
    for c in citations {
        let reports = serde_json::to_string(&c.reports).unwrap_or_default();
        tx.prepare_cached("INSERT OR REPLACE INTO citations VALUES (?1, ?2, ?3)")
            .and_then(|mut q| q.execute(params![c.from, c.to, reports]))
            .map_err(&doing)?;
    }
    Ok(())
}

impl Case {
    /// The edges of the citation graph, by who cites and who is cited.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn citations(&self) -> Result<Vec<CitationRecord>, StoreError> {
        let doing = sql("reading the citation graph");
        let mut query = self
            .db
            .prepare("SELECT source, target, reports FROM citations ORDER BY source, target")
            .map_err(&doing)?;
        let rows = query.query_map([], citation).map_err(&doing)?;
        rows.map(|r| self.seen(r.map_err(&doing)?)).collect()
    }
}
