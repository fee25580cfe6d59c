//! A case as a person sees it who may not read the names of private persons.
//!
//! In: a redactor of the case. Out: the same reading functions, whose records come redacted. **Invariant:** while a veil
//! lies on a case, every record and every line of words that leaves it is redacted; originals are not given at all.
//! Deliberately at the one place where rows become records, so that no page can forget it.
//! Example: «وقال أحمد الحسن» (and Ahmad al-Hasan said) is read as «وقال [P-1a2b3c4d]».

use crate::case::Case;
use crate::decision::Decision;
use crate::error::{StoreError, sql};
use isnad_record::redact::{Page, Redactor};
use isnad_record::{CitationRecord, ClaimRecord, EventRecord, RelationRecord, ReportRecord};
use rusqlite::OptionalExtension;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Pages of reports that are kept while a veil lies on a case.
const KEPT: usize = 64;

/// What lies on a case.
pub(crate) struct Veil {
    redactor: Arc<Redactor>,
    pages: RefCell<BTreeMap<String, Option<Arc<Page>>>>,
}

/// A record that can be shown redacted.
pub(crate) trait Veiled: DeserializeOwned {
    /// Redacts it.
    fn veil(&mut self, case: &Case, veil: &Veil) -> Result<(), StoreError>;
}

impl Veil {
    fn page(&self, case: &Case, report: &str) -> Result<Option<Arc<Page>>, StoreError> {
        if let Some(page) = self.pages.borrow().get(report) {
            return Ok(page.clone());
        }
        let text: Option<String> = case
            .db
            .query_row("SELECT record ->> '$.text' FROM reports WHERE id = ?1", [report], |r| {
                r.get(0)
            })
            .optional()
            .map_err(sql("reading a text"))?;
        let page = text.map(|t| Arc::new(self.redactor.page(&t)));
        let mut pages = self.pages.borrow_mut();
        if pages.len() >= KEPT {
            pages.clear();
        }
        pages.insert(report.to_owned(), page.clone());
        Ok(page)
    }

    /// Redacts every text of a value.
    fn value(&self, value: &mut Value) {
        match value {
            Value::String(s) => *s = self.redactor.text(s),
            Value::Array(list) => list.iter_mut().for_each(|v| self.value(v)),
            Value::Object(map) => map.values_mut().for_each(|v| self.value(v)),
            _ => {}
        }
    }
}

impl Veiled for ReportRecord {
    fn veil(&mut self, _: &Case, veil: &Veil) -> Result<(), StoreError> {
        let page = veil.redactor.page(&self.text);
        veil.redactor.report(&page, self);
        Ok(())
    }
}

impl Veiled for ClaimRecord {
    fn veil(&mut self, case: &Case, veil: &Veil) -> Result<(), StoreError> {
        match veil.page(case, &self.report)? {
            Some(page) => veil.redactor.claim(&page, self),
            None => veil.redactor.claim_words(self),
        }
        Ok(())
    }
}

impl Veiled for EventRecord {
    fn veil(&mut self, _: &Case, veil: &Veil) -> Result<(), StoreError> {
        veil.redactor.event(self, &|_, _| None);
        Ok(())
    }
}

impl Veiled for RelationRecord {
    fn veil(&mut self, _: &Case, veil: &Veil) -> Result<(), StoreError> {
        veil.redactor.relation(self);
        Ok(())
    }
}

impl Veiled for CitationRecord {
    fn veil(&mut self, _: &Case, veil: &Veil) -> Result<(), StoreError> {
        self.from = veil.redactor.text(&self.from);
        self.to = veil.redactor.text(&self.to);
        Ok(())
    }
}

impl Case {
    /// Lays a veil on the case, or takes it off: under it, private persons are read as pseudonyms.
    pub fn veil(&mut self, redactor: Option<Arc<Redactor>>) {
        self.veil = redactor.map(|redactor| Veil {
            redactor,
            pages: RefCell::default(),
        });
    }

    /// Whether a veil lies on the case.
    #[must_use]
    pub fn is_veiled(&self) -> bool {
        self.veil.is_some()
    }

    /// A record as it may be read.
    pub(crate) fn seen<T: Veiled>(&self, mut record: T) -> Result<T, StoreError> {
        if let Some(veil) = &self.veil {
            record.veil(self, veil)?;
        }
        Ok(record)
    }

    /// A claim as it may be read, without its report: its spans name nothing under a veil.
    pub(crate) fn seen_alone(&self, mut claim: ClaimRecord) -> ClaimRecord {
        if let Some(veil) = &self.veil {
            veil.redactor.claim_words(&mut claim);
        }
        claim
    }

    /// Words as they may be read.
    pub(crate) fn veil_words(&self, words: String) -> String {
        match &self.veil {
            Some(veil) => veil.redactor.text(&words),
            None => words,
        }
    }

    /// An address as it may be read.
    pub(crate) fn veil_address(&self, mut url: String) -> String {
        if let Some(veil) = &self.veil {
            veil.redactor.address(&mut url);
        }
        url
    }

    /// Asks something of the words of the names that a veil hides; no where none lies on the case.
    pub(crate) fn veiled_words(&self, ask: impl FnOnce(&std::collections::BTreeSet<&str>) -> bool) -> bool {
        self.veil.as_ref().is_some_and(|v| ask(&v.redactor.name_words()))
    }

    /// A decision as it may be read.
    pub(crate) fn veil_decision(&self, d: &mut Decision) {
        if let Some(veil) = &self.veil {
            d.value.iter_mut().for_each(|v| veil.value(v));
            d.note.iter_mut().for_each(|n| *n = veil.redactor.text(n));
        }
    }
}
