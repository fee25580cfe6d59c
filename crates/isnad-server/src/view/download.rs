//! The filtered events as files.
//!
//! In: the filters of the page. Out: CSV, JSON Lines, GeoJSON. Invariant: private persons leave as pseudonyms. Deliberately whole: no
//! cursor. Example: «أم خالد» (Umm Khalid, a private person) leaves as `[P-…]`.

use super::{Cx, filters};
use crate::request::{Failure, Reply};
use isnad_record::{EventRecord, geo, table};

const MOST: usize = 100_000;

fn events(cx: &Cx<'_>, located: bool) -> Result<Vec<EventRecord>, Failure> {
    let mut filter = filters::filter(cx)?;
    filter.located = located;
    let redactor = cx.shelf.redactor(cx.case)?;
    let selected = cx.known.catalog.select(&filter);
    let ids = selected.iter().take(MOST).map(|e| cx.known.catalog.id(*e));
    let mut events = cx.case.events_by_id(ids)?;
    for e in &mut events {
        redactor.event(e, &|_, _| None);
    }
    Ok(events)
}

fn file(content_type: &'static str, name: &str, body: Vec<u8>) -> Reply {
    let mut r = Reply::of(200, content_type, body);
    r.headers
        .push(("content-disposition", format!("attachment; filename=\"{name}\"")));
    r
}

/// A table of the filtered events.
pub fn csv(cx: &Cx<'_>) -> Result<Reply, Failure> {
    let events = events(cx, false)?;
    let mut body = Vec::new();
    let made = table::Table::events(&mut body, false).and_then(|mut out| {
        for e in &events {
            out.event(e)?;
        }
        out.finish()
    });
    made.map_err(|_| Failure::Broken)?;
    Ok(file("text/csv; charset=utf-8", "events.csv", body))
}

/// The records of the filtered events.
pub fn jsonl(cx: &Cx<'_>) -> Result<Reply, Failure> {
    let mut body = Vec::new();
    for e in &events(cx, false)? {
        serde_json::to_writer(&mut body, e).map_err(|_| Failure::Broken)?;
        body.push(b'\n');
    }
    Ok(file("application/x-ndjson; charset=utf-8", "events.jsonl", body))
}

/// A map of the filtered events.
pub fn geojson(cx: &Cx<'_>) -> Result<Reply, Failure> {
    let events = events(cx, true)?;
    let mut body = Vec::new();
    let made = geo::Collection::start(&mut body).and_then(|mut out| {
        for e in &events {
            out.event(e)?;
        }
        out.finish()
    });
    made.map_err(|_| Failure::Broken)?;
    Ok(file("application/geo+json", "events.geojson", body))
}
