//! The filtered events on a map.
//!
//! In: filters. Out: a drawing and the same as a table. Invariant: how exact a place is can be seen and read.
//! Deliberately lists every place beside the map, for keys and readers of screens. Example: three events in «منبج» (Manbij) are one larger point.

use super::chart::chart;
use super::draw::Point;
use super::{Cx, View, area, filters, parts};
use crate::html::{html, put, words};
use crate::request::{Failure, encode};
use isnad_record::PlaceRecord;
use serde_json::json;
use std::collections::BTreeMap;

/// No more places than this are drawn.
const DRAWN: usize = 1500;

/// No more events without coordinates than this are listed.
const LISTED: usize = 100;

fn coordinates(p: &PlaceRecord) -> Option<(f64, f64)> {
    p.lat.zip(p.lon).filter(|(a, b)| a.abs() <= 90.0 && b.abs() <= 180.0)
}

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let catalog = &cx.known.catalog;
    let selected = catalog.select(&filters::filter(cx)?);
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
    let mut groups: BTreeMap<(i64, i64, u8, String), Point> = BTreeMap::new();
    for (n, count) in counts {
        let Some(p) = catalog.place(n) else { continue };
        let Some((lat, lon)) = coordinates(p) else { continue };
        let precision = p.precision.unwrap_or(1);
        // Places of which only the governorate is known share its coordinates, and are told apart by their names.
        let named = if precision > 2 {
            p.id.as_deref().unwrap_or(&p.text)
        } else {
            ""
        };
        let key = (
            (lat * 1000.0) as i64,
            (lon * 1000.0) as i64,
            precision,
            named.to_owned(),
        );
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
                area: area::outline(p),
            })
            .count += count;
    }
    let mut points: Vec<Point> = groups.into_values().collect();
    points.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.href.cmp(&b.href)));
    let hidden = points.len().saturating_sub(DRAWN);
    points.truncate(DRAWN);
    let mut o = html!(
        "{}<p>{} <b class=\"n\">{}</b> / <b class=\"n\">{}</b> · <a href=\"/events{}\">{}</a> · <a href=\"/events.geojson{}\">GeoJSON</a></p>",
        filters::form(cx, "/map", false),
        l.t("Events with coordinates, of all:"),
        located,
        total,
        cx.request.with(&[]),
        l.t("as a table"),
        cx.request.with(&[])
    );
    if hidden > 0 {
        put!(
            o,
            "<p class=\"doubt\">{} {}</p>",
            l.t("Places with the fewest events that are not drawn:"),
            hidden
        );
    }
    put!(
        o,
        "<div class=\"mapped\"><div>{}<button type=\"button\" data-whole hidden>{}</button></div>\
         <div class=\"scroll places\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><caption>{}</caption><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th><td></td></tr></thead><tbody>",
        chart(cx, &points),
        l.t("the whole map"),
        l.t("The map in words"),
        l.t("The map in words"),
        l.t("place"),
        l.t("precision"),
        l.t("Events")
    );
    for (i, p) in points.iter().enumerate() {
        put!(
            o,
            "<tr><th scope=\"row\"><a href=\"{}\">{}</a></th><td>{}</td><td class=\"n\">{}</td><td><button type=\"button\" data-place=\"{}\" aria-label=\"{}: {}\" hidden>◎</button></td></tr>",
            p.href,
            p.name,
            parts::precision(cx, p.precision),
            p.count,
            i,
            l.t("show on the map"),
            super::draw::plain(&p.name)
        );
    }
    put!(o, "</tbody></table></div></div>");
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
        .map(|p| {
            json!({"name": super::draw::plain(&p.name), "lat": p.lat, "lon": p.lon, "precision": p.precision, "events": p.count, "href": p.href,
            "outlined": p.area.is_some()})
        })
        .collect();
    Ok(View {
        title: l.t("Map").to_owned(),
        body: o,
        json: json!({"schema": "isnad.page/1", "page": "map", "total": total, "located": located, "items": items}),
    })
}
