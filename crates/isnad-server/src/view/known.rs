//! What is known of a case as a whole, kept until the case changes.
//!
//! In: a case. Out: names of entities, who cites whom, the events in columns. Invariant: the same case gives the same names.
//! Deliberately reads no record: nothing here grows with the length of the texts.
//! Example: the entity of «الجيش الوطني» (the National Army) is shown by the name that the reports use most.

use crate::lang::Lang;
use isnad_record::redact::Redactor;
use isnad_store::{Case, Catalog, Counts, EventFilter, Facet, Gloss, StoreError};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// What is known of a case as a whole.
#[derive(Debug, Default)]
pub struct Known {
    /// Entity or place to its Arabic name: that of the dictionary, else the words most used for it.
    pub names: BTreeMap<String, String>,
    /// Entity or place to the words that reports use most for it.
    pub spelled: BTreeMap<String, String>,
    /// English names of entities by id, of places by id and by Arabic name.
    pub english: BTreeMap<String, String>,
    /// Folded name, in either language, to the entities and places that bear it.
    pub ids: BTreeMap<String, Vec<String>>,
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
    /// How much the case holds.
    pub counts: Counts,
    /// Ids of claims to those under which they were decided on before.
    pub earlier: BTreeMap<String, Vec<String>>,
    /// Claims in each tenth of confidence, from the least.
    pub tenths: [u64; 10],
}

/// Looks for names in reports that were not read for them yet, and keeps what it finds in the case.
pub type Learn = fn(&Case) -> Result<(), StoreError>;

/// What a dictionary calls an entity or a place.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Called {
    /// Arabic name, perhaps empty.
    pub arabic: String,
    /// English name, perhaps empty.
    pub english: String,
}

/// The names of an entity or place by its id, where the words of the program know it.
pub type Name = dyn Fn(&str) -> Option<Called> + Send + Sync;

/// The ids of entities or places that bear a name, by every alias that the words of the program know.
pub type Find = dyn Fn(&str) -> Vec<String> + Send + Sync;

/// Links a case anew.
pub type Relink = dyn Fn(&mut Case) -> Result<(), String> + Send + Sync;

/// What is kept between requests: the last edition of what is known, plain and redacted, and who can do what the
/// server may not import.
#[derive(Default)]
pub struct Shelf {
    plain: Mutex<Option<(String, Arc<Known>)>>,
    veiled: Mutex<Option<(String, Arc<Known>)>>,
    redactor: Mutex<Option<(String, Arc<Redactor>)>>,
    learn: Option<Learn>,
    /// Says names, where the caller can.
    pub name: Option<Box<Name>>,
    /// Finds entities by name, where the caller can.
    pub find: Option<Box<Find>>,
    /// Finds places by name, where the caller can.
    pub find_place: Option<Box<Find>>,
    /// Writes English lines, where the caller can.
    pub gloss: Option<Arc<Gloss>>,
    /// Links the case, where the caller can.
    pub relink: Option<Box<Relink>>,
}

impl Shelf {
    /// A shelf whose redactors know what `learn` finds.
    #[must_use]
    pub fn new(learn: Option<Learn>, relink: Option<Box<Relink>>) -> Self {
        Self {
            learn,
            relink,
            ..Self::default()
        }
    }

    /// Opens a case, to which the writer of English lines is lent.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(&self, path: &Path) -> Result<Case, StoreError> {
        let mut case = Case::open(path)?;
        if let Some(gloss) = &self.gloss {
            case.lend_gloss(Arc::clone(gloss));
        }
        Ok(case)
    }

    /// Entities of a case that bear a name by some alias.
    pub fn aliases(&self, known: &Known, name: &str) -> Vec<String> {
        Self::held(known, self.find.as_deref(), name)
    }

    /// Places of a case that bear a name, which may say what kind of place it is.
    pub fn places(&self, known: &Known, name: &str) -> Vec<String> {
        Self::held(known, self.find_place.as_deref(), name)
    }

    fn held(known: &Known, find: Option<&Find>, name: &str) -> Vec<String> {
        let all = find.map_or_else(Vec::new, |find| find(name));
        all.into_iter().filter(|id| known.names.contains_key(id)).collect()
    }

    /// What is known of a case, computed again when it changed.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn of(&self, case: &Case) -> Result<Arc<Known>, StoreError> {
        let slot = if case.is_veiled() { &self.veiled } else { &self.plain };
        kept(slot, &case.edition()?, || Known::read(case, self.name.as_deref()))
    }

    /// A redactor that knows the private persons of a case; of a veiled case the one that was made before the veil.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn redactor(&self, case: &Case) -> Result<Arc<Redactor>, StoreError> {
        if case.is_veiled() {
            let held = self.redactor.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((_, redactor)) = held.as_ref() {
                return Ok(Arc::clone(redactor));
            }
        }
        kept(&self.redactor, &case.edition()?, || {
            if let Some(learn) = self.learn {
                learn(case)?;
            }
            case.redactor()
        })
    }
}

/// What is kept of an edition, made again for another.
fn kept<T>(
    slot: &Mutex<Option<(String, Arc<T>)>>,
    edition: &str,
    make: impl FnOnce() -> Result<T, StoreError>,
) -> Result<Arc<T>, StoreError> {
    let mut held = slot.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((of, value)) = held.as_ref()
        && of == edition
    {
        return Ok(Arc::clone(value));
    }
    let value = Arc::new(make()?);
    *held = Some((edition.to_owned(), Arc::clone(&value)));
    Ok(value)
}

impl Known {
    fn read(case: &Case, name: Option<&Name>) -> Result<Self, StoreError> {
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
        known.spelled = known.names.clone();
        for outlet in case.outlets()? {
            known.kinds.insert(outlet.value, "outlet".to_owned());
        }
        known.catalog = case.catalog()?;
        known.counts = case.counts()?;
        known.tenths = case.confidence_tenths()?;
        known.earlier = case.earlier_ids()?;
        let all = known.catalog.select(&EventFilter::default());
        if let Some(name) = name {
            // What places lie in is named by no report.
            let around = known
                .catalog
                .facet("within", &all, usize::MAX)
                .into_iter()
                .map(|f| f.value);
            let ids: BTreeSet<String> = known.names.keys().cloned().chain(around).collect();
            for id in ids {
                known.call(id, name);
            }
        }
        known.index();
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

    /// Which ids each name means.
    fn index(&mut self) {
        let said = self.names.iter().chain(&self.spelled).chain(&self.english);
        // Where only the Arabic words have an English name, they are what it means.
        for (id, name) in said {
            let ids = self.ids.entry(isnad_store::folded(name)).or_default();
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
        self.ids.remove("");
    }

    /// Calls an entity or place as the dictionary does. Reports write «وإيران» (and Iran) and «القطري» (the Qatari); a
    /// page that lists who is who writes the name.
    fn call(&mut self, id: String, name: &Name) {
        let Some(called) = name(&id) else { return };
        if !called.english.is_empty() {
            self.english.entry(id.clone()).or_insert(called.english);
        }
        if !called.arabic.is_empty() {
            self.names.insert(id, called.arabic);
        }
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
