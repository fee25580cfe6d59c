//! What is known of a case as a whole, kept until the case changes.
//!
//! In: every claim, once. Out: names of entities, who cites whom. Invariant: the same case gives the same names.
//! Deliberately small: nothing here grows with the length of the texts.
//! Example: the entity of «الجيش الوطني» (the National Army) is shown by the name that the reports use most.

use crate::lang::Lang;
use isnad_store::{Case, EventFilter, Facet, StoreError};
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
}

/// Keeps the last edition.
#[derive(Debug, Default)]
pub struct Shelf(Mutex<Option<(String, Arc<Known>)>>);

impl Shelf {
    /// What is known of a case, computed again when it changed.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn of(&self, case: &Case) -> Result<Arc<Known>, StoreError> {
        let edition = case.edition()?;
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
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
        case.each_claim::<StoreError>(|c| {
            if let Some(s) = c.sources.first() {
                *known.innermost.entry(s.kind.clone()).or_default() += 1;
            }
            for s in &c.sources {
                if let Some(name) = s.entity.as_ref().or(s.text.as_ref()) {
                    known.kinds.entry(name.clone()).or_insert_with(|| s.kind.clone());
                }
            }
            if let Some(p) = &c.place
                && let Some(id) = &p.id
            {
                if let Some(name) = &p.name {
                    known.names.insert(id.clone(), name.clone());
                    if let Some(english) = &p.name_en {
                        known.english.insert(name.clone(), english.clone());
                    }
                }
                if let Some(english) = &p.name_en {
                    known.english.insert(id.clone(), english.clone());
                }
            }
            Ok(())
        })?;
        known.names.extend(case.outlet_names()?);
        for outlet in case.outlets()? {
            known.kinds.insert(outlet.value, "outlet".to_owned());
        }
        for (field, most) in [
            ("type", 60),
            ("corroboration", 10),
            ("outlet", 60),
            ("place", 12),
            ("month", 400),
        ] {
            let values = case.event_facet(field, &EventFilter::default(), most)?;
            known.facets.insert(field, values);
        }
        known.citations = case
            .citations()?
            .into_iter()
            .map(|c| ((c.from, c.to), c.reports.into_iter().collect()))
            .collect();
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
