//! Words of reports that may be names of private persons: a wider net than the analysis casts.
//!
//! In: a function that finds them in a text, given by the caller. Out: rows, one a report. Invariant: a report is read
//! for names once, and again after a rebuild. Deliberately finds nothing itself: the caller has the words.
//! Example: «صالح مرعي» (Salih Mar'i) is kept for the report that names him, whether or not a claim does.

use crate::case::Case;
use crate::error::{StoreError, sql};
use rusqlite::params;

impl Case {
    /// Reports that were not read for names yet: id and text, at most `limit`.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn without_persons(&self, limit: usize) -> Result<Vec<(String, String)>, StoreError> {
        let doing = sql("looking for reports to read for names");
        let mut query = self
            .db
            .prepare(
                "SELECT id, record ->> '$.text' FROM reports
                 WHERE NOT EXISTS (SELECT 1 FROM persons p WHERE p.report = reports.id) ORDER BY id LIMIT ?1",
            )
            .map_err(&doing)?;
        let rows = query
            .query_map([limit as i64], |r| Ok((r.get(0)?, r.get(1)?)))
            .map_err(&doing)?;
        rows.collect::<Result<_, _>>().map_err(&doing)
    }

    /// Keeps the names found in reports.
    ///
    /// # Errors
    /// When the database refuses; then none is kept.
    pub fn keep_persons(&self, found: &[(String, Vec<String>)]) -> Result<(), StoreError> {
        let doing = sql("keeping names");
        let tx = self.db.unchecked_transaction().map_err(&doing)?;
        for (report, names) in found {
            let names = serde_json::to_string(names).unwrap_or_default();
            tx.execute(
                "INSERT OR REPLACE INTO persons SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM reports WHERE id = ?1)",
                params![report, names],
            )
            .map_err(&doing)?;
        }
        tx.commit().map_err(&doing)
    }

    /// Every name that was found, by report.
    pub(crate) fn each_person(&self, mut sink: impl FnMut(&str)) -> Result<(), StoreError> {
        let doing = sql("reading names");
        let mut query = self
            .db
            .prepare("SELECT names FROM persons ORDER BY report")
            .map_err(&doing)?;
        let mut rows = query.query([]).map_err(&doing)?;
        while let Some(r) = rows.next().map_err(&doing)? {
            let json: String = r.get(0).map_err(&doing)?;
            let names: Vec<String> = serde_json::from_str(&json).unwrap_or_default();
            names.iter().for_each(|n| sink(n));
        }
        Ok(())
    }
}
