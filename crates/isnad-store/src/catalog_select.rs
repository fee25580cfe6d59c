//! What filters let through of the events in columns, and what is counted of it.
//!
//! In: filters, numbers of events or reports. Out: numbers, counts. Invariant: the same answers as reading every record.
//! Deliberately goes over all events each time: a hundred thousand take a few thousandths of a second.
//! Example: of the reports that hold «هدنة» (truce), how many tell a clash in «إدلب» (Idlib).

use crate::catalog::{Catalog, ReportFilter};
use crate::catalog_columns::Column;
use crate::fold::folded;
use crate::query::{EventFilter, EventKey, Facet};
use isnad_record::PlaceRecord;
use std::collections::{BTreeMap, BTreeSet};

impl Catalog {
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
        if let Some(time) = &f.added {
            tests.push(vec![(self.column("report"), self.added_since(time))]);
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

    /// Whether each value of `report` was added at or after a time.
    fn added_since(&self, time: &str) -> Vec<bool> {
        let mut out = vec![false; self.column("report").values.len()];
        for row in 0..self.reports[0].rows() {
            if self.reports[3].first(row).is_some_and(|a| a >= time)
                && let Some(v) = self.value_of.get(row as usize).copied().flatten()
                && let Some(slot) = out.get_mut(v as usize)
            {
                *slot = true;
            }
        }
        out
    }

    /// Events that no report told before a time, the latest first.
    #[must_use]
    pub fn new_since(&self, time: &str) -> Vec<u32> {
        let (new, c) = (self.added_since(time), self.column("report"));
        let fresh = |e: &u32| {
            let told = c.of(*e);
            !told.is_empty() && told.iter().all(|v| new.get(*v as usize) == Some(&true))
        };
        (0..self.len() as u32).filter(fresh).collect()
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
                let row = self.row(numbers[*i]);
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
            let of = if *field == "place" { "at" } else { field };
            let (told, c) = match self.told.get(of) {
                Some(told) => (told, self.column(of)),
                None => (&self.reports[1], &self.reports[1]),
            };
            let mut counts = vec![0_u64; c.values.len()];
            for v in numbers.iter().filter_map(|n| self.row(*n)).flat_map(|row| told.of(row)) {
                if let Some(k) = counts.get_mut(*v as usize) {
                    *k += 1;
                }
            }
            out.insert(*field, self.named(field, c, &counts, limit));
        }
        out
    }
}
