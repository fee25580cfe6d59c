//! Reports that hold some words in any of their forms.
//!
//! In: words, phrases in quotation marks, filters, a cursor. Out: reports with the words marked, counts by which to narrow.
//! Invariant: what is typed is never a query language. Deliberately shows words as published.
//! Example: «انشق» (he split off) marks «المنشقين» (those who split off).

use super::{Cx, View, filters, parts, reports};
use crate::html::{Html, html, ltr, put, short};
use crate::request::{Failure, encode};
use isnad_store::{Match, ReportFilter, better, marks, too_long};
use serde_json::json;
use std::collections::BTreeMap;

const PAGE: usize = 20;

/// By what a search is narrowed.
const FACETS: [&str; 6] = ["type", "place", "actor", "source", "corroboration", "outlet"];

/// Text with the words of a query marked.
fn marked(query: &str, text: &str) -> Html {
    let mut o = html!("<bdi dir=\"auto\">");
    let mut at = 0;
    for (a, b) in marks(query, text, 100) {
        put!(
            o,
            "{}<mark class=\"hit\">{}</mark>",
            text.get(at..a).unwrap_or(""),
            text.get(a..b).unwrap_or("")
        );
        at = b;
    }
    put!(o, "{}</bdi>", text.get(at..).unwrap_or(""));
    o
}

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let query = short(cx.request.get("q").unwrap_or(""), 400);
    let matches = cx.case.matches(&query)?;
    let all = matches.all;
    let numbers: Vec<u32> = all.iter().map(|m| m.n).collect();
    let mut events = filters::filter(cx)?;
    // Of reports the publisher is their own.
    let outlet = events.outlet.take();
    let kept = cx.known.catalog.reports(&numbers, &ReportFilter { outlet, events });
    let mut found: Vec<Match> = kept.into_iter().filter_map(|i| all.get(i).copied()).collect();
    let numbers: Vec<u32> = found.iter().map(|m| m.n).collect();
    let facets = cx.known.catalog.report_facets(&numbers, &FACETS, 10);
    let first: usize = cx.request.after()?.and_then(|k| k.parse().ok()).unwrap_or(0);
    // Only what is shown needs an order.
    let shown = first.saturating_add(PAGE);
    if shown < found.len() {
        found.select_nth_unstable_by(shown, better);
        found[..shown].sort_unstable_by(better);
    } else {
        found.sort_unstable_by(better);
    }
    let next = (found.len() > shown).then(|| shown.to_string());
    let mut hits = Vec::new();
    for m in found.iter().skip(first).take(PAGE) {
        if let Some(h) = cx.case.hit(&query, m.n)?
            && let Some(r) = cx.case.report_line(&h.report)?
        {
            hits.push((h, r));
        }
    }
    let mut o = filters::form(cx, "/search", true);
    if query.is_empty() {
        put!(
            o,
            "<p class=\"soft\">{}</p>",
            l.t("A word is found in all its forms, with whatever is attached to it; words in quotation marks as they stand; root: before three letters finds all verbs of a root.")
        );
    } else {
        put!(o, "<p>{} {}</p>", l.t("Reports found:"), ltr(&found.len().to_string()));
        if too_long(&query) {
            put!(
                o,
                "<p class=\"doubt\">{}</p>",
                l.t("Only the first eight words or phrases are looked for.")
            );
        }
        if matches.cut {
            put!(
                o,
                "<p class=\"doubt\">{}</p>",
                l.t("A word of a private person's name is looked for in the hundred best reports only.")
            );
        }
        if found.is_empty() {
            put!(o, "<p class=\"none\">{}</p>", l.t("Nothing found. Spelling of hamza, ta marbuta and attached particles does not matter; every word must be there."));
        }
        put!(
            o,
            "<div class=\"beside-facets\">{}<div>",
            filters::facets(cx, "/search", &facets)
        );
        put!(o, "<ol class=\"hits\" start=\"{}\">", first + 1);
        for (h, r) in &hits {
            put!(
                o,
                "<li><p>{} <a class=\"ref\" href=\"/reports/{}?q={}#hit\">{}</a></p><p class=\"snippet\">{}</p></li>",
                reports::link(cx, r),
                encode(&r.id),
                encode(&query),
                l.t("with the words marked"),
                marked(&query, &h.snippet)
            );
        }
        put!(o, "</ol>{}</div></div>", parts::next(cx, next.as_deref()));
    }
    let items: Vec<_> = hits
        .iter()
        .map(|(h, r)| json!({"report": r, "span": h.span, "snippet": h.snippet}))
        .collect();
    let facets: BTreeMap<&str, _> = facets.into_iter().collect();
    Ok(View {
        title: if query.is_empty() {
            l.t("Search").to_owned()
        } else {
            format!("{}: {query}", l.t("Search"))
        },
        body: o,
        json: json!({"schema": "isnad.page/1", "page": "search", "query": query, "total": found.len(), "cut": matches.cut, "facets": facets,
            "next": next.as_deref().map(crate::request::cursor), "items": items}),
    })
}
