//! Claims as people corrected them, with their English line written anew.
//!
//! In: a claim and the decisions that count; a function that writes lines, lent by the caller. Out: the claim, and which
//! of its fields were corrected. Invariant: corrections are made to what the analysis gave, before a veil is laid on it,
//! so that spans and pseudonyms fit; a line that somebody wrote himself stays. Deliberately knows no names.
//! Example: «قصف» (shelling) corrected to an air strike is told as an air strike in English too.

use crate::case::Case;
use crate::decision::{Decision, corrected};
use crate::error::{StoreError, sql};
use isnad_record::ClaimRecord;
use rusqlite::OptionalExtension;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// Writes the English line of a claim; the id of its outlet stands beside it, where it is known.
pub type Gloss = dyn Fn(&ClaimRecord, Option<&str>) -> Option<String> + Send + Sync;

/// A writer of lines, perhaps.
#[derive(Clone, Default)]
pub(crate) struct Lent(pub Option<Arc<Gloss>>);

impl PartialEq for Lent {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for Lent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Lent" } else { "None" })
    }
}

impl Lent {
    /// The claim with another line, if a writer gives one.
    pub fn write(&self, mut c: ClaimRecord, outlet: Option<&str>) -> ClaimRecord {
        if let Some(line) = self.0.as_ref().and_then(|write| write(&c, outlet)) {
            c.english = line;
        }
        c
    }
}

impl Case {
    /// Takes a writer of English lines, for claims that people correct.
    pub fn lend_gloss(&mut self, gloss: Arc<Gloss>) {
        self.gloss = Lent(Some(gloss));
    }

    /// The publisher of a report, by id where it has one.
    pub(crate) fn outlet_of(&self, report: &str) -> Result<Option<String>, StoreError> {
        let found = self
            .db
            .query_row("SELECT outlet FROM reports WHERE id = ?1", [report], |r| r.get(0));
        let found: Option<Option<String>> = found.optional().map_err(sql("reading a publisher"))?;
        Ok(found.flatten())
    }

    /// The report of a claim and its publisher, where it has one.
    pub(crate) fn outlet_of_claim(&self, id: &str) -> Result<Option<(String, String)>, StoreError> {
        let query = "SELECT r.id, r.outlet FROM claims c JOIN reports r ON r.id = c.report
                     WHERE c.id = ?1 AND r.outlet IS NOT NULL";
        let found = self.db.query_row(query, [id], |r| Ok((r.get(0)?, r.get(1)?)));
        found.optional().map_err(sql("reading a publisher"))
    }

    /// A claim with its English line written anew, where a writer was lent.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn glossed(&self, c: ClaimRecord) -> Result<ClaimRecord, StoreError> {
        let outlet = self.outlet_of(&c.report)?;
        Ok(self.gloss.write(c, outlet.as_deref()))
    }

    /// A claim with those of its standing corrections that `known` lets through, and which fields they change; `earlier`
    /// are the ids that it had when it was decided on.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn claim_corrected(
        &self,
        id: &str,
        earlier: &[String],
        known: &dyn Fn(&Decision) -> bool,
    ) -> Result<Option<(ClaimRecord, BTreeSet<String>)>, StoreError> {
        let Some(given) = self.raw_claim(id)? else {
            return Ok(None);
        };
        let mut all = self.of_targets(id, earlier)?;
        all.retain(|d| d.withdrawn.is_none() && known(d));
        // Where somebody settled whose reading holds, nobody else's counts.
        let settled = all.iter().rev().find_map(Decision::reading);
        let mut fields = BTreeSet::new();
        let mut claim = given;
        for d in all.iter().filter(|d| settled.is_none_or(|who| who == d.who)) {
            if let Some((field, set)) = d.set()
                && let Some(next) = corrected(&claim, field, set)
            {
                claim = next;
                fields.insert(field.to_owned());
            }
        }
        if !fields.is_empty() && !fields.contains("english") {
            claim = self.glossed(claim)?;
        }
        Ok(Some((self.seen(claim)?, fields)))
    }
}
