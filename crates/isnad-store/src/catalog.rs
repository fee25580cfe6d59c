//! The events of a case in columns: filters, counts and pages without reading a record.
//!
//! In: a case. Out: numbers of events that a filter lets through, the latest first; counts of values; reports that tell
//! them. Invariant: derived with the links and replaced with them; answers what the records say. Deliberately holds no
//! text: what is shown is read from the records.
//! Example: all events in «إدلب» (Idlib) and the places in it, by month, need no event to be read.

use crate::case::Case;
use crate::catalog_columns::{Builder, Column, Rows};
use crate::error::{StoreError, sql};
use crate::fold::folded;
use crate::query::{EventFilter, EventKey, Facet};
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

/// The events of a case in columns.
#[derive(Debug, Default)]
pub struct Catalog {
    columns: BTreeMap<&'static str, Column>,
    /// Report, its publisher, day and time of addition: a row a report, in the order of `indexed`.
    reports: [Column; 4],
    /// Rows of reports by number of the index.
    by_number: HashMap<u32, u32>,
    /// Events of a value of `report`.
    told: Rows,
    /// Value of `report` by row of reports.
    value_of: Vec<Option<u32>>,
    places: Vec<Option<PlaceRecord>>,
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
        self.told = report.turned();
        let values: HashMap<&str, u32> = (0..).zip(&report.values).map(|(n, v)| (v.as_str(), n)).collect();
        let ids = &self.reports[0];
        let rows: HashMap<&str, u32> = (0..ids.rows()).filter_map(|r| Some((ids.first(r)?, r))).collect();
        self.value_of = (0..ids.rows())
            .map(|r| ids.first(r).and_then(|id| values.get(id).copied()))
            .collect();
        let mut query = db.prepare("SELECT n, report FROM indexed").map_err(&doing)?;
        let mut found = query.query([]).map_err(&doing)?;
        while let Some(r) = found.next().map_err(&doing)? {
            let n: u32 = r.get(0).map_err(&doing)?;
            let id = r.get_ref(1).map_err(&doing)?;
            if let Some(row) = id.as_str().ok().and_then(|id| rows.get(id)) {
                self.by_number.insert(n, *row);
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

    fn column(&self, name: &str) -> &Column {
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

    /// Events that a filter lets through, the latest first, those without a day last.
    #[must_use]
    pub fn select(&self, f: &EventFilter) -> Vec<u32> {
        let mut tests: Vec<Vec<(&Column, Vec<bool>)>> = Vec::new();
        let exact = |field: &str, value: &str| {
            let c = self.column(field);
            (c, c.values.iter().map(|v| v == value).collect::<Vec<bool>>())
        };
        for (field, value) in [
            ("type", &f.kind),
            ("corroboration", &f.corroboration),
            ("outlet", &f.outlet),
            ("source", &f.source),
        ] {
            if let Some(v) = value {
                tests.push(vec![exact(field, v)]);
            }
        }
        for (on, flag) in [(f.disputed, "disputed"), (f.located, "located")] {
            if on {
                tests.push(vec![exact("flag", flag)]);
            }
        }
        if let Some(v) = &f.actor {
            let wanted = folded(v);
            let c = self.column("name");
            let like = |n: &String| !wanted.is_empty() && n.contains(&wanted);
            tests.push(vec![exact("actor", v), (c, c.values.iter().map(like).collect())]);
        }
        if let Some(v) = &f.place {
            let wanted = folded(v);
            let of = |p: &PlaceRecord| {
                [Some(&p.text), p.name.as_ref(), p.name_en.as_ref()]
                    .into_iter()
                    .flatten()
                    .map(|n| folded(n))
                    .collect::<Vec<_>>()
            };
            // Words name a place and all that lies in it; a part of a name names the places that bear it.
            let named: BTreeSet<&str> = self
                .places
                .iter()
                .flatten()
                .filter(|p| of(p).contains(&wanted))
                .filter_map(|p| p.id.as_deref())
                .collect();
            let within = self.column("within");
            let inside = |id: &String| id == v || named.contains(id.as_str());
            let like = |p: &Option<PlaceRecord>| {
                !wanted.is_empty() && p.as_ref().is_some_and(|p| of(p).iter().any(|n| n.contains(&wanted)))
            };
            tests.push(vec![
                (within, within.values.iter().map(inside).collect()),
                (self.column("at"), self.places.iter().map(like).collect()),
            ]);
        }
        let reports: Option<Vec<bool>> = f.added.as_ref().map(|time| {
            let mut out = vec![false; self.column("report").values.len()];
            for row in 0..self.reports[0].rows() {
                if self.reports[3].first(row).is_some_and(|a| a >= time.as_str())
                    && let Some(v) = self.value_of.get(row as usize).copied().flatten()
                    && let Some(slot) = out.get_mut(v as usize)
                {
                    *slot = true;
                }
            }
            out
        });
        if let Some(new) = reports {
            tests.push(vec![(self.column("report"), new)]);
        }
        let holds = |any: &Vec<(&Column, Vec<bool>)>, e: u32| {
            any.iter()
                .any(|(c, wanted)| c.of(e).iter().any(|n| wanted.get(*n as usize) == Some(&true)))
        };
        (0..self.len() as u32)
            .filter(|e| tests.iter().all(|t| holds(t, *e)))
            .filter(|e| {
                if f.from.is_none() && f.to.is_none() {
                    return true;
                }
                let (from, to) = self.days(*e);
                f.from.as_deref().is_none_or(|d| to.or(from).is_some_and(|x| x >= d))
                    && f.to.as_deref().is_none_or(|d| from.or(to).is_some_and(|x| x <= d))
            })
            .collect()
    }

    /// What of a selection comes after a key.
    #[must_use]
    pub fn after<'a>(&self, selected: &'a [u32], key: &EventKey) -> &'a [u32] {
        let first = selected.partition_point(|e| {
            let day = self.days(*e).0.unwrap_or("");
            day > key.day.as_str() || (day == key.day && self.id(*e) <= key.id.as_str())
        });
        selected.get(first..).unwrap_or(&[])
    }

    /// Values of a field of some events, the most frequent first; fields as in [`Case::event_facet`], and `source`,
    /// `within`.
    #[must_use]
    pub fn facet(&self, field: &str, events: &[u32], limit: usize) -> Vec<Facet> {
        if field == "month" {
            return self.months(events, limit);
        }
        let c = self.column(if field == "place" { "at" } else { field });
        let mut counts = vec![0_u64; c.values.len()];
        for n in events.iter().flat_map(|e| c.of(*e)) {
            if let Some(k) = counts.get_mut(*n as usize) {
                *k += 1;
            }
        }
        self.named(field, c, &counts, limit)
    }

    fn named(&self, field: &str, c: &Column, counts: &[u64], limit: usize) -> Vec<Facet> {
        let mut sums: BTreeMap<String, u64> = BTreeMap::new();
        for (n, k) in (0..).zip(counts).filter(|(_, k)| **k > 0) {
            let value = match (field, self.place(n)) {
                ("place", Some(p)) => p.name.clone().unwrap_or_else(|| p.text.clone()),
                _ => c.value(n).unwrap_or("").to_owned(),
            };
            *sums.entry(value).or_default() += k;
        }
        let mut out: Vec<Facet> = sums.into_iter().map(|(value, count)| Facet { value, count }).collect();
        out.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        out.truncate(limit);
        out
    }

    fn months(&self, events: &[u32], limit: usize) -> Vec<Facet> {
        let c = self.column("from");
        let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
        for e in events {
            if let Some(m) = c.first(*e).and_then(|d| d.get(..7)) {
                *sums.entry(m).or_default() += 1;
            }
        }
        let mut out: Vec<Facet> = sums
            .into_iter()
            .map(|(v, count)| Facet {
                value: v.to_owned(),
                count,
            })
            .collect();
        out.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        out.truncate(limit);
        out
    }

    /// The reports of some numbers of the index that a filter lets through, as places in the list given.
    #[must_use]
    pub fn reports(&self, numbers: &[u32], f: &ReportFilter) -> Vec<usize> {
        let told = (f.events != EventFilter::default()).then(|| self.telling(&self.select(&f.events)));
        (0..numbers.len())
            .filter(|i| {
                let row = self.by_number.get(&numbers[*i]).copied();
                let outlet = row.and_then(|r| self.reports[1].first(r));
                f.outlet.as_deref().is_none_or(|o| outlet == Some(o))
                    && told.as_ref().is_none_or(|t| {
                        let v = row.and_then(|r| self.value_of.get(r as usize).copied().flatten());
                        v.is_some_and(|v| t.get(v as usize) == Some(&true))
                    })
            })
            .collect()
    }

    /// Which values of `report` tell one of some events.
    fn telling(&self, events: &[u32]) -> Vec<bool> {
        let c = self.column("report");
        let mut out = vec![false; c.values.len()];
        for n in events.iter().flat_map(|e| c.of(*e)) {
            if let Some(slot) = out.get_mut(*n as usize) {
                *slot = true;
            }
        }
        out
    }

    /// Values of fields over the events that some reports tell, each counted once a report; `outlet` is the report's own.
    #[must_use]
    pub fn report_facets(
        &self,
        numbers: &[u32],
        fields: &[&'static str],
        limit: usize,
    ) -> BTreeMap<&'static str, Vec<Facet>> {
        let mut out = BTreeMap::new();
        for field in fields {
            let c = match *field {
                "outlet" => &self.reports[1],
                "place" => self.column("at"),
                f => self.column(f),
            };
            let mut counts = vec![0_u64; c.values.len()];
            let mut seen: Vec<u32> = Vec::new();
            for n in numbers {
                let Some(row) = self.by_number.get(n) else { continue };
                seen.clear();
                if *field == "outlet" {
                    seen.extend(c.of(*row));
                } else if let Some(v) = self.value_of.get(*row as usize).copied().flatten() {
                    seen.extend(self.told.of(v).iter().flat_map(|e| c.of(*e)));
                    seen.sort_unstable();
                    seen.dedup();
                }
                for v in &seen {
                    if let Some(k) = counts.get_mut(*v as usize) {
                        *k += 1;
                    }
                }
            }
            out.insert(*field, self.named(field, c, &counts, limit));
        }
        out
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
