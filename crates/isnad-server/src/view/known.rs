//! What is known of a case as a whole, kept until the case changes.
//!
//! In: a case. Out: names of entities, who cites whom, the events in columns. Invariant: the same case gives the same names.
//! Deliberately reads no record: nothing here grows with the length of the texts.
//! Example: the entity of «الجيش الوطني» (the National Army) is shown by the name that the reports use most.

use crate::lang::Lang;
use isnad_store::{Case, Catalog, EventFilter, Facet, StoreError};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// What is known of a case as a whole.
#[derive(Debug, Default)]
pub struct Known {
    /// Entity or place to the words most used for it.
    pub names: BTreeMap<String, String>,
    /// English names of places, by id and by Arabic name.
    pub english: BTreeMap<String, String>,
    /// Who cites whom: names, with the reports that show it.
    pub citations: BTreeMap<(String, String), BTreeSet<String>>,
    /// Kind of a name in `citations`.
    pub kinds: BTreeMap<String, String>,
    /// Values of fields of all events, by field.
    pub facets: BTreeMap<&'static str, Vec<Facet>>,
    /// Innermost sources by kind: claims.
    pub innermost: BTreeMap<String, u64>,
    /// The events in columns.
    pub catalog: Catalog,
}

/// Keeps the last edition, as everybody and as those read it who may not see names.
#[derive(Debug, Default)]
pub struct Shelf([Mutex<Held>; 2]);

/// An edition with what is known of it.
type Held = Option<(String, Arc<Known>)>;

impl Shelf {
    /// What is known of a case, computed again when it changed.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn of(&self, case: &Case) -> Result<Arc<Known>, StoreError> {
        let edition = case.edition()?;
        let [open, veiled] = &self.0;
        let slot = if case.is_veiled() { veiled } else { open };
        let mut held = slot.lock().unwrap_or_else(PoisonError::into_inner);
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
        let mut known = Self::default();
        let mut spellings: BTreeMap<String, Vec<(u64, String)>> = BTreeMap::new();
        for (id, text, n) in case.names()? {
            spellings.entry(id).or_default().push((n, text));
        }
        for (id, texts) in spellings {
            // The most frequent; of equals the shortest, then the least.
            let best = texts
                .into_iter()
                .max_by(|(n, a), (m, b)| n.cmp(m).then(b.len().cmp(&a.len())).then_with(|| b.cmp(a)));
            if let Some((_, text)) = best {
                known.names.insert(id, text);
            }
        }
        for f in case.innermost()? {
            known.innermost.insert(f.value, f.count);
        }
        known.citations = case
            .citations()?
            .into_iter()
            .map(|c| ((c.from, c.to), c.reports.into_iter().collect()))
            .collect();
        let cited: BTreeSet<&String> = known.citations.keys().flat_map(|(a, b)| [a, b]).collect();
        known.kinds = case
            .source_kinds()?
            .into_iter()
            .filter(|(name, _)| cited.contains(name))
            .collect();
        for (id, name, english) in case.titles()? {
            if let Some(english) = english {
                known.english.insert(name.clone(), english.clone());
                known.english.insert(id.clone(), english);
            }
            known.names.insert(id, name);
        }
        for outlet in case.outlets()? {
            known.kinds.insert(outlet.value, "outlet".to_owned());
        }
        known.catalog = case.catalog()?;
        let all = known.catalog.select(&EventFilter::default());
        for (field, most) in [
            ("type", 60),
            ("corroboration", 10),
            ("outlet", 60),
            ("source", 40),
            ("place", 12),
            ("month", 1200),
        ] {
            known.facets.insert(field, known.catalog.facet(field, &all, most));
        }
        Ok(known)
    }

    /// Values of a field of all events, the most frequent first.
    pub fn facet(&self, field: &str) -> &[Facet] {
        self.facets.get(field).map_or(&[], Vec::as_slice)
    }

    /// The name of an entity, place or publisher in a language, or the id itself.
    pub fn name<'a>(&'a self, lang: Lang, id: &'a str) -> &'a str {
        let english = self.english.get(id).filter(|_| lang == Lang::En);
        english.or_else(|| self.names.get(id)).map_or(id, String::as_str)
    }
}
