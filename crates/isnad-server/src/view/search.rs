//! Reports that hold what was looked for.
//!
//! In: words, phrases in quotation marks. Out: reports with the words marked. Invariant: what is typed is never a query
//! language. Deliberately shows words as published. Example: «ادلب» marks «وإدلب» (and Idlib).

use super::{Cx, View, reports};
use crate::html::{Html, html, put, short};
use crate::request::{Failure, encode};
use isnad_store::marks;
use serde_json::json;
use std::collections::BTreeMap;

const MOST: usize = 100;

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
    let hits = cx.case.search(&query, MOST)?;
    let mut found = Vec::new();
    let mut outlets: BTreeMap<String, u64> = BTreeMap::new();
    for h in hits {
        if let Some(r) = cx.case.report_line(&h.report)? {
            *outlets.entry(r.outlet.clone().unwrap_or_default()).or_default() += 1;
            found.push((h, r));
        }
    }
    if let Some(outlet) = cx.request.get("outlet") {
        found.retain(|(_, r)| r.outlet.as_deref() == Some(outlet));
    }
    let mut o = html!(
        "<form class=\"filters\" action=\"/search\"><label>{}<input type=\"search\" name=\"q\" dir=\"auto\" value=\"{}\" size=\"40\"></label><button>{}</button></form>",
        l.t("words; a phrase in quotation marks"),
        query,
        l.t("Search")
    );
    if !query.is_empty() {
        put!(o, "<p>{} <b class=\"n\">{}</b>", l.t("Reports found:"), found.len());
        for (name, n) in outlets.iter().filter(|(name, _)| !name.is_empty()) {
            put!(
                o,
                " · <a href=\"{}\">{} ({})</a>",
                cx.request.with(&[("outlet", name)]),
                short(cx.name(name), 40),
                *n
            );
        }
        put!(o, "</p>");
        if found.is_empty() {
            put!(o, "<p class=\"none\">{}</p>", l.t("Nothing found. Spelling of hamza, ta marbuta and attached particles does not matter; every word must be there."));
        }
    }
    put!(o, "<ol class=\"hits\">");
    for (h, r) in &found {
        put!(
            o,
            "<li><p>{} <a class=\"ref\" href=\"/reports/{}?q={}\">{}</a></p><p>{}</p></li>",
            reports::link(cx, r),
            encode(&r.id),
            encode(&query),
            l.t("with the words marked"),
            marked(&query, &h.snippet)
        );
    }
    put!(o, "</ol>");
    let items: Vec<_> = found
        .iter()
        .map(|(h, r)| json!({"report": r, "span": h.span, "snippet": h.snippet}))
        .collect();
    Ok(View {
        title: if query.is_empty() {
            l.t("Search").to_owned()
        } else {
            format!("{}: {query}", l.t("Search"))
        },
        body: o,
        json: json!({"schema": "isnad.page/1", "page": "search", "query": query, "outlets": outlets, "items": items}),
    })
}
