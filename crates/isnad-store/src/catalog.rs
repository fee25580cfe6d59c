//! The events of a case in columns: filters, counts and pages without reading a record.
//!
//! In: a case. Out: numbers of events that a filter lets through, the latest first; counts of values; reports that tell
//! them. Invariant: derived with the links and replaced with them; answers what the records say. Deliberately holds no
//! text: what is shown is read from the records.
//! Example: all events in «إدلب» (Idlib) and the places in it, by month, need no event to be read.

use crate::case::Case;
use crate::catalog_columns::{Builder, Column};
use crate::error::{StoreError, sql};
use crate::fold::folded;
use crate::query::EventFilter;
use isnad_record::{EventRecord, PlaceRecord};
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Columns of events; a change of what they hold needs another `LAYOUT`.
const COLUMNS: [&str; 13] = [
    "id",
    "from",
    "to",
    "type",
    "corroboration",
    "at",
    "within",
    "actor",
    "name",
    "source",
    "outlet",
    "report",
    "flag",
];
const LAYOUT: &str = "1";

/// Fields by which reports are counted.
const COUNTED: [&str; 5] = ["type", "at", "actor", "source", "corroboration"];

const NOWHERE: u32 = u32::MAX;

/// A number of the index that is greater is no number that this program gave.
const NUMBERS: u32 = 100_000_000;

/// The events of a case in columns.
#[derive(Debug, Default)]
pub struct Catalog {
    pub(crate) columns: BTreeMap<&'static str, Column>,
    /// Report, its publisher, day and time of addition: a row a report, in the order of `indexed`.
    pub(crate) reports: [Column; 4],
    /// Rows of reports by number of the index; `NOWHERE` where there is none.
    by_number: Vec<u32>,
    /// Values of fields of the events that a report tells, by row of reports.
    pub(crate) told: BTreeMap<&'static str, Column>,
    /// Value of `report` by row of reports.
    pub(crate) value_of: Vec<Option<u32>>,
    pub(crate) places: Vec<Option<PlaceRecord>>,
}

/// What reports must have.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReportFilter {
    /// Publisher.
    pub outlet: Option<String>,
    /// The events that they tell.
    pub events: EventFilter,
}

fn column<'a>(columns: &'a BTreeMap<&'static str, Column>, name: &str) -> &'a Column {
    static EMPTY: std::sync::OnceLock<Column> = std::sync::OnceLock::new();
    columns.get(name).unwrap_or_else(|| EMPTY.get_or_init(Column::default))
}

impl Catalog {
    /// Reads the events and reports of a case.
    pub(crate) fn build(db: &Connection) -> Result<Self, StoreError> {
        let doing = sql("making the catalog");
        let mut sources: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut outlets: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut query = db
            .prepare(
                "SELECT x.event, c.source_kind, r.outlet FROM event_claims x JOIN claims c ON c.id = x.claim
                 JOIN reports r ON r.id = c.report",
            )
            .map_err(&doing)?;
        let mut rows = query.query([]).map_err(&doing)?;
        while let Some(r) = rows.next().map_err(&doing)? {
            let event: String = r.get(0).map_err(&doing)?;
            for (at, of) in [(1, &mut sources), (2, &mut outlets)] {
                if let Some(v) = r.get::<_, Option<String>>(at).map_err(&doing)? {
                    of.entry(event.clone()).or_default().insert(v);
                }
            }
        }
        let mut made: BTreeMap<&'static str, Builder> = COLUMNS.iter().map(|c| (*c, Builder::default())).collect();
        let mut query = db
            .prepare("SELECT id, record FROM events ORDER BY coalesce(day_from, '') DESC, id")
            .map_err(&doing)?;
        let mut rows = query.query([]).map_err(&doing)?;
        let none = BTreeSet::new();
        while let Some(r) = rows.next().map_err(&doing)? {
            let id: String = r.get(0).map_err(&doing)?;
            let json: String = r.get(1).map_err(&doing)?;
            let e: EventRecord =
                serde_json::from_str(&json).map_err(|source| StoreError::Record { id: id.clone(), source })?;
            let people = || e.agent.iter().chain(&e.patient);
            let at = e.place.as_ref().map(place_key);
            let mut put = |name: &'static str, values: &mut dyn Iterator<Item = &str>| {
                if let Some(b) = made.get_mut(name) {
                    b.row(values);
                }
            };
            put("id", &mut [e.id.as_str()].into_iter());
            put("from", &mut e.from.as_deref().into_iter());
            put("to", &mut e.to.as_deref().into_iter());
            put("type", &mut [e.r#type.as_str()].into_iter());
            put("corroboration", &mut [e.corroboration.as_str()].into_iter());
            put("at", &mut at.as_deref().into_iter());
            let within = e.place.iter().flat_map(|p| p.id.iter().chain(&p.within));
            put("within", &mut within.map(String::as_str));
            put("actor", &mut people().filter_map(|p| p.entity.as_deref()));
            put("name", &mut people().map(|p| p.text.as_str()));
            put(
                "source",
                &mut sources.get(&id).unwrap_or(&none).iter().map(String::as_str),
            );
            put(
                "outlet",
                &mut outlets.get(&id).unwrap_or(&none).iter().map(String::as_str),
            );
            put("report", &mut e.reports.iter().map(String::as_str));
            let located = e.place.as_ref().is_some_and(|p| p.lat.is_some() && p.lon.is_some());
            let flags = [("disputed", !e.contradictions.is_empty()), ("located", located)];
            put("flag", &mut flags.iter().filter(|f| f.1).map(|f| f.0));
        }
        let mut reports: [Builder; 4] = Default::default();
        let mut query = db
            .prepare("SELECT r.id, r.outlet, r.published, r.added FROM indexed i JOIN reports r ON r.id = i.report ORDER BY i.n")
            .map_err(&doing)?;
        let mut rows = query.query([]).map_err(&doing)?;
        while let Some(r) = rows.next().map_err(&doing)? {
            for (i, b) in reports.iter_mut().enumerate() {
                let v: Option<String> = r.get(i).map_err(&doing)?;
                b.row(v.as_deref());
            }
        }
        Ok(Self {
            columns: made.into_iter().map(|(k, b)| (k, b.finish())).collect(),
            reports: reports.map(Builder::finish),
            ..Self::default()
        })
    }

    /// Writes it into the case.
    pub(crate) fn keep(&self, db: &Connection) -> Result<(), StoreError> {
        let doing = sql("keeping the catalog");
        db.execute("DELETE FROM catalog", []).map_err(&doing)?;
        let put = |part: String, data: &[u8]| {
            db.prepare_cached("INSERT INTO catalog VALUES (?1, ?2)")
                .and_then(|mut q| q.execute((part, data)))
                .map_err(&doing)
        };
        put("layout".to_owned(), LAYOUT.as_bytes())?;
        for (name, c) in &self.columns {
            put((*name).to_owned(), &c.pack())?;
        }
        for (i, c) in self.reports.iter().enumerate() {
            put(format!("reports {i}"), &c.pack())?;
        }
        Ok(())
    }

    fn read(db: &Connection) -> Result<Option<Self>, StoreError> {
        let part = |name: &str| {
            db.query_row("SELECT data FROM catalog WHERE part = ?1", [name], |r| {
                r.get::<_, Vec<u8>>(0)
            })
            .optional()
            .map_err(sql("reading the catalog"))
        };
        let mut out = Self::default();
        if part("layout")?.as_deref() != Some(LAYOUT.as_bytes()) {
            return Ok(None);
        }
        for name in COLUMNS {
            let Some(c) = part(name)?.and_then(|b| Column::unpack(&b)) else {
                return Ok(None);
            };
            out.columns.insert(name, c);
        }
        for (i, to) in out.reports.iter_mut().enumerate() {
            let Some(c) = part(&format!("reports {i}"))?.and_then(|b| Column::unpack(&b)) else {
                return Ok(None);
            };
            *to = c;
        }
        Ok(Some(out))
    }

    /// Adds what is not kept: ways back from reports to events, places.
    fn ready(mut self, case: &Case) -> Result<Self, StoreError> {
        let db = &case.db;
        let doing = sql("reading the catalog");
        let report = column(&self.columns, "report");
        let values: HashMap<&str, u32> = (0..).zip(&report.values).map(|(n, v)| (v.as_str(), n)).collect();
        let ids = &self.reports[0];
        let rows: HashMap<&str, u32> = (0..ids.rows()).filter_map(|r| Some((ids.first(r)?, r))).collect();
        self.value_of = (0..ids.rows())
            .map(|r| ids.first(r).and_then(|id| values.get(id).copied()))
            .collect();
        let events = report.turned();
        for field in COUNTED {
            let c = column(&self.columns, field);
            let told = |v: &Option<u32>| {
                let events = v.map_or(&[][..], |v| events.of(v));
                events.iter().flat_map(|e| c.of(*e)).copied().collect()
            };
            self.told
                .insert(field, Column::of_numbers(self.value_of.iter().map(told)));
        }
        let mut query = db.prepare("SELECT n, report FROM indexed").map_err(&doing)?;
        let mut found = query.query([]).map_err(&doing)?;
        while let Some(r) = found.next().map_err(&doing)? {
            let n: u32 = r.get(0).map_err(&doing)?;
            let id = r.get_ref(1).map_err(&doing)?;
            let known = id.as_str().ok().and_then(|id| rows.get(id));
            if let Some(row) = known.filter(|_| n < NUMBERS) {
                let at = n as usize;
                if self.by_number.len() <= at {
                    self.by_number.resize(at + 1, NOWHERE);
                }
                self.by_number[at] = *row;
            }
        }
        let places = column(&self.columns, "at").values.iter();
        self.places = places.map(|key| place_of(key)).collect();
        self.veil(case);
        if let Some(names) = self.columns.get_mut("name") {
            names.values.iter_mut().for_each(|n| *n = folded(n));
        }
        Ok(self)
    }

    /// Under a veil no name of a private person is held, nor found by.
    fn veil(&mut self, case: &Case) {
        if !case.is_veiled() {
            return;
        }
        let seen = |v: &mut String| *v = case.veil_words(std::mem::take(v));
        let [_, outlets, ..] = &mut self.reports;
        outlets.values.iter_mut().for_each(seen);
        for name in ["outlet", "actor"] {
            if let Some(c) = self.columns.get_mut(name) {
                c.values.iter_mut().for_each(seen);
            }
        }
        if let Some(names) = self.columns.get_mut("name") {
            for n in &mut names.values {
                if case.veil_words(n.clone()) != *n {
                    n.clear();
                }
            }
        }
        for p in self.places.iter_mut().flatten() {
            seen(&mut p.text);
            p.name.iter_mut().for_each(seen);
        }
    }

    /// The row of a report by its number in the index.
    pub(crate) fn row(&self, n: u32) -> Option<u32> {
        self.by_number.get(n as usize).copied().filter(|r| *r != NOWHERE)
    }

    pub(crate) fn column(&self, name: &str) -> &Column {
        column(&self.columns, name)
    }

    /// How many events there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.column("id").rows() as usize
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The id of an event.
    #[must_use]
    pub fn id(&self, event: u32) -> &str {
        self.column("id").first(event).unwrap_or("")
    }

    /// First and last day of an event.
    #[must_use]
    pub fn days(&self, event: u32) -> (Option<&str>, Option<&str>) {
        (self.column("from").first(event), self.column("to").first(event))
    }

    /// The number of an event's place, for [`Catalog::place`].
    #[must_use]
    pub fn place_number(&self, event: u32) -> Option<u32> {
        self.column("at").of(event).first().copied()
    }

    /// A place by number.
    #[must_use]
    pub fn place(&self, n: u32) -> Option<&PlaceRecord> {
        self.places.get(n as usize)?.as_ref()
    }
}

/// A place as its column holds it: the parts that a map needs, as JSON.
fn place_key(p: &PlaceRecord) -> String {
    let mut p = p.clone();
    p.span = [0, 0];
    p.within.clear();
    if p.name.is_some() {
        p.text.clear();
    }
    serde_json::to_string(&p).unwrap_or_default()
}

fn place_of(key: &str) -> Option<PlaceRecord> {
    let mut p: PlaceRecord = serde_json::from_str(key).ok()?;
    if p.text.is_empty() {
        p.text = p.name.clone().unwrap_or_default();
    }
    Some(p)
}

impl Case {
    /// The events of the case in columns.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn catalog(&self) -> Result<Catalog, StoreError> {
        match Catalog::read(&self.db)? {
            Some(c) => c.ready(self),
            None => Catalog::build(&self.db)?.ready(self),
        }
    }

    /// Events by id, in the order asked; those that are gone are left out.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn events_by_id<'a>(&self, ids: impl IntoIterator<Item = &'a str>) -> Result<Vec<EventRecord>, StoreError> {
        let mut out = Vec::new();
        for id in ids {
            out.extend(self.event(id)?);
        }
        Ok(out)
    }
}
