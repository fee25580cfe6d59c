//! Reports as a list.
//!
//! In: an outlet, a cursor. Out: fifty reports. Invariant: the latest first, and those of one day
//! by id, so that paging misses none. Deliberately no text.
//! Example: a report without a headline is shown by its path or address: «تقرير.txt» (a report's name).

use super::{Cx, View, parts};
use crate::html::{Html, html, ltr, put, short, words};
use crate::request::{Failure, encode};
use isnad_store::{EventKey, ReportLine};
use serde_json::json;

const PAGE: usize = 50;

/// What a report is called.
pub fn name(r: &ReportLine) -> String {
    let name = [&r.title, &r.path, &r.url]
        .into_iter()
        .flatten()
        .find(|n| !n.trim().is_empty());
    short(name.unwrap_or(&r.id), 160)
}

/// A report in a line: name, outlet, day, claims.
pub fn link(cx: &Cx<'_>, r: &ReportLine) -> Html {
    let l = cx.lang;
    let mut o = html!("<a href=\"/reports/{}\">{}</a>", encode(&r.id), words(&name(r)));
    if let Some(outlet) = &r.outlet {
        put!(
            o,
            " <small class=\"soft\">{}</small>",
            words(&short(cx.name(outlet), 60))
        );
    }
    if let Some(p) = &r.published {
        put!(o, " {}", ltr(p));
        if r.trust.as_deref() == Some("republication") {
            put!(o, " <span class=\"badge doubt\">{}</span>", l.t("republication"));
        }
    }
    if r.copy_of.is_some() {
        put!(o, " <span class=\"badge soft\">{}</span>", l.t("copy"));
    }
    o
}

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let key = |text: String| {
        let (day, id) = text.split_once(' ')?;
        let (day, id) = (day.to_owned(), id.to_owned());
        Some(EventKey { day, id })
    };
    let after = cx.request.after()?.and_then(key);
    let mut list = cx
        .case
        .reports_page(cx.request.get("outlet"), after.as_ref(), PAGE + 1)?;
    let more = list.len() > PAGE;
    list.truncate(PAGE);
    let last = list.last().filter(|_| more);
    let next = last.map(|r| format!("{} {}", r.published.as_deref().unwrap_or(""), r.id));
    let mut o = html!(
        "<form class=\"filters\"><label>{}<select name=\"outlet\"><option value=\"\">{}</option>",
        l.t("outlet"),
        l.t("all")
    );
    let outlets = cx.case.outlets()?;
    let total = match cx.request.get("outlet") {
        Some(o) => outlets.iter().find(|f| f.value == o).map_or(0, |f| f.count),
        None => cx.known.counts.reports,
    };
    for f in outlets.iter().take(200) {
        let on = Html(
            if cx.request.get("outlet") == Some(&f.value) {
                " selected"
            } else {
                ""
            }
            .to_owned(),
        );
        put!(
            o,
            "<option value=\"{}\"{}>{} ({})</option>",
            f.value,
            on,
            short(cx.name(&f.value), 60),
            f.count
        );
    }
    put!(
        o,
        "</select></label><button>{}</button></form><p>{} {}</p><ul class=\"list\">",
        l.t("Filter"),
        l.t("reports:"),
        ltr(&total.to_string())
    );
    for r in &list {
        put!(
            o,
            "<li>{} <small class=\"soft\">{} {}</small></li>",
            link(cx, r),
            l.t("Claims:"),
            ltr(&r.claims.to_string())
        );
    }
    put!(o, "</ul>{}", parts::next(cx, next.as_deref()));
    Ok(View {
        title: l.t("Reports").to_owned(),
        body: o,
        json: json!({"schema": "isnad.page/1", "page": "reports", "total": total, "next": next.as_deref().map(crate::request::cursor), "items": list}),
    })
}
