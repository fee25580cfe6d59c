//! Events as a table, with filters in the address.
//!
//! In: filters and a cursor. Out: fifty events. Invariant: the address alone says what is shown. Deliberately one order:
//! the latest first. Example: `?type=airstrike` lists «غارة» (an airstrike) and its kin.

use super::{Cx, View, filters, parts};
use crate::html::{html, ltr, put, words};
use crate::request::{Failure, encode};
use isnad_store::EventKey;
use serde_json::json;

const PAGE: usize = 50;

/// By what the table is narrowed.
const FACETS: [&str; 6] = ["type", "place", "actor", "source", "corroboration", "outlet"];

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let filter = filters::filter(cx)?;
    let after = cx.request.after()?.map(|k| {
        let (day, id) = k.split_once('|').unwrap_or(("", &k));
        EventKey {
            day: day.to_owned(),
            id: id.to_owned(),
        }
    });
    let catalog = &cx.known.catalog;
    let selected = catalog.select(&filter);
    let total = selected.len();
    let rest = after.as_ref().map_or(&selected[..], |k| catalog.after(&selected, k));
    let more = rest.len() > PAGE;
    let events = cx.case.events_by_id(rest.iter().take(PAGE).map(|e| catalog.id(*e)))?;
    let facets = FACETS.iter().map(|f| (*f, catalog.facet(f, &selected, 8))).collect();
    let next = events
        .last()
        .filter(|_| more)
        .map(|e| format!("{}|{}", e.from.as_deref().unwrap_or(""), e.id));
    let query = cx.request.with(&[]);
    let mut o = html!(
        "{}<p>{} {} · <a href=\"/map{}\">{}</a> · <a href=\"/timeline{}\">{}</a> · <a href=\"/events.csv{}\">CSV</a> · <a href=\"/events.jsonl{}\">JSON Lines</a> · <a href=\"/events.geojson{}\">GeoJSON</a></p>\
         <details class=\"narrow\"><summary>{}</summary>{}</details><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table class=\"events\"><thead><tr>",
        filters::form(cx, "/events", false),
        l.t("Events:"),
        ltr(&total.to_string()),
        query,
        l.t("on the map"),
        query,
        l.t("in time"),
        query,
        query,
        query,
        l.t("Narrow"),
        filters::facets(cx, "/events", &facets),
        l.t("Events")
    );
    for name in [
        l.t("when"),
        l.t("type"),
        l.t("where"),
        l.t("who"),
        l.t("to whom"),
        l.t("killed"),
        l.t("injured"),
        l.t("attestation"),
        l.t("origins"),
        l.t("reports"),
    ] {
        put!(o, "<th scope=\"col\">{}</th>", name);
    }
    put!(o, "</tr></thead><tbody>");
    for e in &events {
        put!(
            o,
            "<tr><td>{}</td><th scope=\"row\"><a href=\"/events/{}\">{}</a>",
            parts::days(e.from.as_deref(), e.to.as_deref()),
            encode(&e.id),
            l.word(&e.r#type)
        );
        if !e.contradictions.is_empty() {
            put!(
                o,
                " <span class=\"badge against\" title=\"{}\">!</span>",
                l.t("accounts disagree")
            );
        }
        put!(
            o,
            "</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
            parts::place(cx, e.place.as_ref()),
            parts::participants(cx, &e.agent),
            parts::participants(cx, &e.patient),
            parts::toll(cx, e.killed.as_ref()),
            parts::toll(cx, e.injured.as_ref()),
            parts::corroboration(cx, &e.corroboration),
            e.independent_origins,
            e.reports.len()
        );
    }
    put!(o, "</tbody></table></div>");
    if events.is_empty() {
        put!(o, "<p class=\"none\">{}</p>", l.t("Nothing fits these filters."));
    }
    put!(o, "{}", parts::next(cx, next.as_deref()));
    if let Some(p) = cx.request.get("place") {
        put!(
            o,
            "<p class=\"soft\">{} {}</p>",
            l.t("A place is found with all that lies in it, by its id or by words of its name:"),
            words(p)
        );
    }
    Ok(View {
        title: l.t("Events").to_owned(),
        body: o,
        json: json!({"schema": "isnad.page/1", "page": "events", "total": total,
            "next": next.as_deref().map(crate::request::cursor), "facets": facets, "items": events}),
    })
}
