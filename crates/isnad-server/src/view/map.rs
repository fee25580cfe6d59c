//! The filtered events on a map.
//!
//! In: filters. Out: a drawing and the same as a table. Invariant: how exact a place is can be seen and read.
//! Deliberately no tiles: borders come with the program. Example: three events in «منبج» (Manbij) are one larger point.

use super::draw::{Point, map};
use super::{Cx, View, filters, parts};
use crate::html::{html, put, words};
use crate::request::{Failure, encode};
use isnad_record::PlaceRecord;
use serde_json::json;
use std::collections::BTreeMap;

/// No more events without coordinates than this are listed.
const LISTED: usize = 100;

fn coordinates(p: &PlaceRecord) -> Option<(f64, f64)> {
    p.lat.zip(p.lon).filter(|(a, b)| a.abs() <= 90.0 && b.abs() <= 180.0)
}

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let catalog = &cx.known.catalog;
    let selected = catalog.select(&filters::filter(cx));
    let total = selected.len();
    let mut located = 0_u64;
    let mut counts: BTreeMap<u32, u64> = BTreeMap::new();
    let mut unplaced = Vec::new();
    for e in &selected {
        let at = catalog
            .place_number(*e)
            .filter(|n| catalog.place(*n).and_then(coordinates).is_some());
        match at {
            Some(n) => {
                located += 1;
                *counts.entry(n).or_default() += 1;
            }
            None => unplaced.push(*e),
        }
    }
    let mut groups: BTreeMap<(i64, i64, u8), Point> = BTreeMap::new();
    for (n, count) in counts {
        let Some(p) = catalog.place(n) else { continue };
        let Some((lat, lon)) = coordinates(p) else { continue };
        let precision = p.precision.unwrap_or(1);
        let key = ((lat * 1000.0) as i64, (lon * 1000.0) as i64, precision);
        groups
            .entry(key)
            .or_insert_with(|| Point {
                lat,
                lon,
                precision,
                count: 0,
                name: parts::place_name(cx, p),
                href: format!(
                    "/events{}",
                    cx.request.with(&[("place", p.id.as_deref().unwrap_or(&p.text))])
                ),
            })
            .count += count;
    }
    let mut points: Vec<Point> = groups.into_values().collect();
    let mut o = html!("{}{}", filters::form(cx, "/map", false), map(cx, &points));
    put!(
        o,
        "<p>{} <b class=\"n\">{}</b> / <b class=\"n\">{}</b></p><table><caption>{}</caption><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>",
        l.t("Events with coordinates, of all:"),
        located,
        total,
        l.t("The map in words"),
        l.t("place"),
        l.t("precision"),
        l.t("Events")
    );
    points.sort_by_key(|p| std::cmp::Reverse(p.count));
    for p in points.iter().take(300) {
        put!(
            o,
            "<tr><th scope=\"row\"><a href=\"{}\">{}</a></th><td>{}</td><td class=\"n\">{}</td></tr>",
            p.href,
            p.name,
            parts::precision(cx, p.precision),
            p.count
        );
    }
    put!(o, "</tbody></table>");
    if !unplaced.is_empty() {
        put!(
            o,
            "<details><summary>{} ({})</summary><ul class=\"list\">",
            l.t("Without coordinates"),
            unplaced.len()
        );
        for e in &cx
            .case
            .events_by_id(unplaced.iter().take(LISTED).map(|e| catalog.id(*e)))?
        {
            put!(
                o,
                "<li><a href=\"/events/{}\">{}</a></li>",
                encode(&e.id),
                words(&parts::headline(cx, e))
            );
        }
        put!(o, "</ul></details>");
    }
    let items: Vec<_> = points
        .iter()
        .map(|p| json!({"lat": p.lat, "lon": p.lon, "precision": p.precision, "events": p.count, "href": p.href}))
        .collect();
    Ok(View {
        title: l.t("Map").to_owned(),
        body: o,
        json: json!({"schema": "isnad.page/1", "page": "map", "total": total, "located": located, "items": items}),
    })
}
