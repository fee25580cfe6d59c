//! Reading a case as its pages need it: filtered, paged, counted.
//!
//! In: filters as a person sets them. Out: records and short lines, in a fixed order. Invariant: what a person types is
//! bound, never part of a query. Deliberately gives one page at a time: a case may hold 100,000 rows.
//! Example: the events of «ريف حلب» (the Aleppo countryside) between two days, the latest first.

use crate::case::Case;
use crate::error::{StoreError, sql};
use crate::veil::Veiled;
use isnad_record::{ClaimRecord, EventRecord, PlaceRecord, RelationRecord};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

/// What events must have; `None` asks for nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EventFilter {
    /// Type.
    pub kind: Option<String>,
    /// Id of a place, with all that lies in it, or words of its name.
    pub place: Option<String>,
    /// Not over before this day.
    pub from: Option<String>,
    /// Not begun after this day.
    pub to: Option<String>,
    /// Entity id, or words of a participant.
    pub actor: Option<String>,
    /// How well attested.
    pub corroboration: Option<String>,
    /// A report of this outlet tells it.
    pub outlet: Option<String>,
    /// Kind of the innermost source of a claim.
    pub source: Option<String>,
    /// Accounts disagree.
    pub disputed: bool,
    /// With coordinates.
    pub located: bool,
    /// A report that tells it was added at or after this time.
    pub added: Option<String>,
}

/// A place in the order of events or reports: what the next page starts after.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventKey {
    /// First day, empty where there is none.
    pub day: String,
    /// Id.
    pub id: String,
}

/// A report in a list.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct ReportLine {
    /// Id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Publisher.
    pub outlet: Option<String>,
    /// Publication date.
    pub published: Option<String>,
    /// Why the date may be believed.
    pub trust: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Path below the input root.
    pub path: Option<String>,
    /// What it was taken from.
    pub copy_of: Option<String>,
    /// When it came in.
    pub added: String,
    /// How many claims it makes.
    pub claims: u64,
}

/// A value with how often it occurs.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Facet {
    /// Value to filter by.
    pub value: String,
    /// Events or reports that have it.
    pub count: u64,
}

impl EventFilter {
    fn sql(&self) -> (String, Vec<Value>) {
        let mut out = String::from("1");
        let mut bound: Vec<Value> = Vec::new();
        let mut add = |clause: &str, value: &Option<String>, times: usize| {
            if let Some(v) = value {
                out.push_str(" AND ");
                out.push_str(clause);
                bound.extend((0..times).map(|_| Value::Text(v.clone())));
            }
        };
        add("e.type = ?", &self.kind, 1);
        add("e.corroboration = ?", &self.corroboration, 1);
        add("coalesce(e.day_to, e.day_from) >= ?", &self.from, 1);
        add("coalesce(e.day_from, e.day_to) <= ?", &self.to, 1);
        add(
            "(e.id IN (SELECT event FROM event_places WHERE place = ?) OR instr(lower(coalesce(e.place, '')), lower(?)))",
            &self.place,
            2,
        );
        add(
            "EXISTS (SELECT 1 FROM (SELECT value FROM json_each(e.record, '$.agent')
               UNION ALL SELECT value FROM json_each(e.record, '$.patient')) p
             WHERE p.value ->> 'entity' = ? OR instr(p.value ->> 'text', ?))",
            &self.actor,
            2,
        );
        add(
            "e.id IN (SELECT x.event FROM event_claims x JOIN claims c ON c.id = x.claim
               JOIN reports r ON r.id = c.report WHERE r.outlet = ?)",
            &self.outlet,
            1,
        );
        add(
            "e.id IN (SELECT x.event FROM event_claims x JOIN claims c ON c.id = x.claim WHERE c.source_kind = ?)",
            &self.source,
            1,
        );
        add(
            "e.id IN (SELECT x.event FROM event_claims x JOIN claims c ON c.id = x.claim
               JOIN reports r ON r.id = c.report WHERE r.added >= ?)",
            &self.added,
            1,
        );
        if self.disputed {
            out.push_str(" AND e.contradictions > 0");
        }
        if self.located {
            out.push_str(" AND e.lat IS NOT NULL");
        }
        (out, bound)
    }
}

fn report_line(case: &Case, r: &Row<'_>) -> rusqlite::Result<ReportLine> {
    let words = |i| Ok::<_, rusqlite::Error>(r.get::<_, Option<String>>(i)?.map(|t| case.veil_words(t)));
    Ok(ReportLine {
        id: r.get(0)?,
        title: words(1)?,
        outlet: words(2)?,
        published: r.get(3)?,
        trust: r.get(4)?,
        url: r.get::<_, Option<String>>(5)?.map(|u| case.veil_address(u)),
        path: words(6)?,
        copy_of: r.get(7)?,
        added: r.get(8)?,
        claims: r.get::<_, i64>(9)?.cast_unsigned(),
    })
}

const REPORT_LINE: &str =
    "SELECT r.id, substr(r.title, 1, 300), r.outlet, r.published, r.trust, r.url, r.path, r.copy_of, r.added,
    (SELECT count(*) FROM claims c WHERE c.report = r.id) FROM reports r";

impl Case {
    fn rows<T>(
        &self,
        doing: &'static str,
        query: &str,
        bound: Vec<Value>,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        self.db
            .prepare_cached(query)
            .and_then(|mut q| q.query_map(params_from_iter(bound), read)?.collect())
            .map_err(sql(doing))
    }

    pub(crate) fn records<T: Veiled>(&self, query: &str, bound: Vec<Value>) -> Result<Vec<T>, StoreError> {
        let rows = self.rows("reading records", query, bound, |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?))
        })?;
        rows.into_iter()
            .map(|(id, json)| {
                self.seen(serde_json::from_str(&json).map_err(|source| StoreError::Record { id, source })?)
            })
            .collect()
    }

    /// Events that a filter lets through, the latest first, those without a day last; from after a key.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn events_page(
        &self,
        filter: &EventFilter,
        after: Option<&EventKey>,
        limit: usize,
    ) -> Result<Vec<EventRecord>, StoreError> {
        let (mut clause, mut bound) = filter.sql();
        if let Some(k) = after {
            clause.push_str(" AND (coalesce(e.day_from, '') < ? OR (coalesce(e.day_from, '') = ? AND e.id > ?))");
            bound.extend([k.day.clone(), k.day.clone(), k.id.clone()].map(Value::Text));
        }
        bound.push(Value::Integer(limit as i64));
        self.records(
            &format!(
                "SELECT e.id, e.record FROM events e WHERE {clause}
                 ORDER BY coalesce(e.day_from, '') DESC, e.id LIMIT ?"
            ),
            bound,
        )
    }

    /// How many events a filter lets through.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn count_events(&self, filter: &EventFilter) -> Result<u64, StoreError> {
        let (clause, bound) = filter.sql();
        let query = format!("SELECT count(*) FROM events e WHERE {clause}");
        let n = self.rows("counting events", &query, bound, |r| r.get::<_, i64>(0))?;
        Ok(n.first().copied().unwrap_or(0).cast_unsigned())
    }

    /// Values of a field of the filtered events, the most frequent first: `type`, `corroboration`, `place`, `month`,
    /// `outlet`, `actor`.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn event_facet(&self, field: &str, filter: &EventFilter, limit: usize) -> Result<Vec<Facet>, StoreError> {
        let (clause, mut bound) = filter.sql();
        let (value, join) = match field {
            "corroboration" => ("e.corroboration", ""),
            "place" => ("e.place", ""),
            "month" => ("substr(e.day_from, 1, 7)", ""),
            "outlet" => (
                "r.outlet",
                " JOIN event_claims x ON x.event = e.id JOIN claims c ON c.id = x.claim JOIN reports r ON r.id = c.report",
            ),
            "actor" => (
                "p.value ->> 'entity'",
                ", json_each(json_array(e.record -> '$.agent', e.record -> '$.patient')) l, json_each(l.value) p",
            ),
            _ => ("e.type", ""),
        };
        bound.push(Value::Integer(limit as i64));
        let query = format!(
            "SELECT v, count(DISTINCT id) n FROM (SELECT {value} v, e.id id FROM events e{join} WHERE {clause})
             WHERE v IS NOT NULL GROUP BY v ORDER BY n DESC, v LIMIT ?"
        );
        self.rows("counting values", &query, bound, |r| {
            Ok(Facet {
                value: self.veil_words(r.get(0)?),
                count: r.get::<_, i64>(1)?.cast_unsigned(),
            })
        })
    }

    /// Reports of one outlet, or all, the latest first, those without a day last; from after a day and id.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn reports_page(
        &self,
        outlet: Option<&str>,
        after: Option<&EventKey>,
        limit: usize,
    ) -> Result<Vec<ReportLine>, StoreError> {
        // Ids first, from the index alone: a line counts its claims.
        let mut clause = String::from("1");
        let mut bound = Vec::new();
        if let Some(k) = after {
            clause.push_str(" AND (coalesce(published, ''), id) < (?, ?)");
            bound.extend([k.day.clone(), k.id.clone()].map(Value::Text));
        }
        if let Some(o) = outlet {
            clause.push_str(" AND +outlet = ?");
            bound.push(Value::Text(o.to_owned()));
        }
        bound.push(Value::Integer(limit as i64));
        let query = format!(
            "{REPORT_LINE} WHERE r.id IN (SELECT id FROM reports INDEXED BY reports_day WHERE {clause}
               ORDER BY coalesce(published, '') DESC, id DESC LIMIT ?)
             ORDER BY coalesce(r.published, '') DESC, r.id DESC"
        );
        self.rows("listing reports", &query, bound, |r| report_line(self, r))
    }

    /// The line of one report.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn report_line(&self, id: &str) -> Result<Option<ReportLine>, StoreError> {
        let query = format!("{REPORT_LINE} WHERE r.id = ?");
        let rows = self.rows("reading a report", &query, vec![Value::Text(id.to_owned())], |r| {
            report_line(self, r)
        })?;
        Ok(rows.into_iter().next())
    }

    /// Reports added at or after a time, the latest first.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn reports_since(&self, time: &str, limit: usize) -> Result<Vec<ReportLine>, StoreError> {
        // Ids first, from the index alone: a line counts its claims.
        let query = format!(
            "{REPORT_LINE} WHERE r.id IN (SELECT id FROM reports WHERE added >= ? ORDER BY added DESC, id LIMIT ?)
             ORDER BY r.added DESC, r.id"
        );
        let bound = vec![Value::Text(time.to_owned()), Value::Integer(limit as i64)];
        self.rows("listing new reports", &query, bound, |r| report_line(self, r))
    }

    /// When reports came in: each time with how many, the latest first.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn additions(&self, limit: usize) -> Result<Vec<Facet>, StoreError> {
        let query = "SELECT added, count(*) FROM reports GROUP BY added ORDER BY added DESC LIMIT ?";
        self.rows("listing additions", query, vec![Value::Integer(limit as i64)], |r| {
            Ok(Facet {
                value: self.veil_words(r.get(0)?),
                count: r.get::<_, i64>(1)?.cast_unsigned(),
            })
        })
    }

    /// Publishers with how many reports each has, the most frequent first.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn outlets(&self) -> Result<Vec<Facet>, StoreError> {
        let query =
            "SELECT outlet, count(*) n FROM reports WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY n DESC, outlet";
        self.rows("listing outlets", query, Vec::new(), |r| {
            Ok(Facet {
                value: self.veil_words(r.get(0)?),
                count: r.get::<_, i64>(1)?.cast_unsigned(),
            })
        })
    }

    /// Claims with the least confidence that nobody has judged, after a confidence and id.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn doubtful_claims(&self, after: Option<(f64, &str)>, limit: usize) -> Result<Vec<ClaimRecord>, StoreError> {
        let (confidence, id) = after.unwrap_or((-1.0, ""));
        self.records(
            "SELECT c.id, c.record FROM claims c WHERE (c.confidence, c.id) > (?, ?) AND NOT EXISTS
               (SELECT 1 FROM decisions d WHERE d.target = c.id AND d.kind IN ('accept', 'reject') AND d.withdrawn IS NULL)
             ORDER BY c.confidence, c.id LIMIT ?",
            vec![
                Value::Real(confidence),
                Value::Text(id.to_owned()),
                Value::Integer(limit as i64),
            ],
        )
    }

    /// How many claims stand in each tenth of confidence, from the least.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn confidence_tenths(&self) -> Result<[u64; 10], StoreError> {
        let mut out = [0; 10];
        let query = "SELECT min(9, max(0, CAST(confidence * 10 AS INTEGER))), count(*) FROM claims GROUP BY 1";
        for (tenth, n) in self.rows("counting claims", query, Vec::new(), |r| {
            Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?))
        })? {
            if let Some(slot) = usize::try_from(tenth).ok().and_then(|t| out.get_mut(t)) {
                *slot = n.cast_unsigned();
            }
        }
        Ok(out)
    }

    /// Relations that hold at a day (those without days always), by id.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn relations_at(&self, day: Option<&str>, limit: usize) -> Result<Vec<RelationRecord>, StoreError> {
        let day = day.map_or(Value::Null, |d| Value::Text(d.to_owned()));
        self.records(
            "SELECT id, record FROM relations WHERE ?1 IS NULL OR (coalesce(since, '') <= ?1 AND coalesce(until, '9999') >= ?1)
             ORDER BY id LIMIT ?2",
            vec![day, Value::Integer(limit as i64)],
        )
    }

    /// Words by which reports name entities: id, words, how often.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn names(&self) -> Result<Vec<(String, String, u64)>, StoreError> {
        let query = "SELECT entity, words, n FROM names ORDER BY entity, words";
        self.rows("reading names", query, Vec::new(), |r| {
            let words = self.veil_words(r.get(1)?);
            Ok((r.get(0)?, words, r.get::<_, i64>(2)?.cast_unsigned()))
        })
    }

    /// What places and publishers are called: id, name, English name.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn titles(&self) -> Result<Vec<(String, String, Option<String>)>, StoreError> {
        let query = "SELECT id, name, english FROM titles ORDER BY id";
        self.rows("reading names of places", query, Vec::new(), |r| {
            Ok((r.get(0)?, self.veil_words(r.get(1)?), r.get(2)?))
        })
    }

    /// Of what kind sources are, by name or entity.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn source_kinds(&self) -> Result<Vec<(String, String)>, StoreError> {
        let query = "SELECT name, kind FROM source_kinds ORDER BY name";
        self.rows("reading kinds of sources", query, Vec::new(), |r| {
            Ok((self.veil_words(r.get(0)?), r.get(1)?))
        })
    }

    /// Claims by the kind of the source closest to the event.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn innermost(&self) -> Result<Vec<Facet>, StoreError> {
        let query = "SELECT source_kind, count(*) FROM claims WHERE source_kind IS NOT NULL GROUP BY 1 ORDER BY 1";
        self.rows("counting sources", query, Vec::new(), |r| {
            Ok(Facet {
                value: r.get(0)?,
                count: r.get::<_, i64>(1)?.cast_unsigned(),
            })
        })
    }

    /// A place that claims of the case know by some words, the surest of them.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn place_by_words(&self, words: &str) -> Result<Option<PlaceRecord>, StoreError> {
        let query = "SELECT record -> '$.place' FROM claims WHERE place IS NOT NULL AND record ->> '$.place.text' = ?
             ORDER BY coalesce(record ->> '$.place.ambiguous', 0), confidence DESC, id LIMIT 1";
        let rows = self.rows("looking for a place", query, vec![Value::Text(words.to_owned())], |r| {
            r.get::<_, String>(0)
        })?;
        Ok(rows.first().and_then(|json| serde_json::from_str(json).ok()))
    }

    /// A value that changes whenever derived rows may have: what a cache may be keyed by.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn edition(&self) -> Result<String, StoreError> {
        let query = "SELECT coalesce((SELECT value FROM meta WHERE key = 'edition'), 0)";
        let n = self.rows("reading the edition", query, Vec::new(), |r| r.get::<_, i64>(0))?;
        Ok(n.first().copied().unwrap_or(0).to_string())
    }
}
