//! The filtered events in time.
//!
//! In: filters. Out: a drawing in which a day is a point and a span a bar, and the same as a list. Invariant: how exact a
//! date is can be seen. Deliberately no guess of a day within a span. Example: «صيف 2016» (summer 2016) is a bar.

use super::{Cx, View, draw, filters, parts};
use crate::html::{Html, html, put, words};
use crate::request::{Failure, encode};
use isnad_record::EventRecord;
use jiff::civil::Date;
use serde_json::json;

const MOST: usize = 400;
const LANES: usize = 40;

fn day(text: Option<&str>) -> Option<i64> {
    let d: Date = text?.parse().ok()?;
    let since = d.since(Date::constant(1970, 1, 1)).ok()?;
    Some(i64::from(since.get_days()))
}

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let filter = filters::filter(cx)?;
    let catalog = &cx.known.catalog;
    let selected = catalog.select(&filter);
    let total = selected.len() as u64;
    let events = cx
        .case
        .events_by_id(selected.iter().take(MOST).map(|e| catalog.id(*e)))?;
    let months = catalog.facet("month", &selected, 1200);
    let mut spans: Vec<(i64, i64, &EventRecord)> = events
        .iter()
        .filter_map(|e| {
            let (a, b) = (day(e.from.as_deref()), day(e.to.as_deref()));
            let from = a.or(b)?;
            Some((from, b.unwrap_or(from).max(from), e))
        })
        .collect();
    spans.sort_by(|a, b| (a.0, a.1, &a.2.id).cmp(&(b.0, b.1, &b.2.id)));
    let mut o = html!(
        "{}{}<p class=\"soft\">{}</p>{}",
        filters::form(cx, "/timeline", false),
        draw::months(cx, "/timeline", &months),
        l.t("A dot is a day; a bar is a span within which it happened. Choose a month above, or draw over several; draw over the dots to choose days."),
        lanes(cx, &spans)
    );
    if total > MOST as u64 {
        put!(
            o,
            "<p class=\"doubt\">{} {}</p>",
            l.t("Only the latest are drawn; of all there are"),
            total
        );
    }
    put!(
        o,
        "<details open><summary>{}</summary><ol class=\"list dated\">",
        l.t("The timeline in words")
    );
    for (_, _, e) in spans.iter().rev() {
        put!(
            o,
            "<li>{} <a href=\"/events/{}\">{}</a> {}</li>",
            parts::days(e.from.as_deref(), e.to.as_deref()),
            encode(&e.id),
            words(&parts::headline(cx, e)),
            parts::corroboration(cx, &e.corroboration)
        );
    }
    put!(o, "</ol></details>");
    let undated: Vec<_> = events.iter().filter(|e| e.from.is_none() && e.to.is_none()).collect();
    if !undated.is_empty() {
        put!(
            o,
            "<details><summary>{} ({})</summary><ul class=\"list\">",
            l.t("Without a date"),
            undated.len()
        );
        for e in &undated {
            put!(
                o,
                "<li><a href=\"/events/{}\">{}</a></li>",
                encode(&e.id),
                words(&parts::headline(cx, e))
            );
        }
        put!(o, "</ul></details>");
    }
    let items: Vec<_> = spans
        .iter()
        .map(|(_, _, e)| json!({"id": e.id, "type": e.r#type, "from": e.from, "to": e.to, "corroboration": e.corroboration}))
        .collect();
    Ok(View {
        title: l.t("Timeline").to_owned(),
        body: o,
        json: json!({"schema": "isnad.page/1", "page": "timeline", "total": total, "months": months, "items": items}),
    })
}

fn lanes(cx: &Cx<'_>, spans: &[(i64, i64, &EventRecord)]) -> Html {
    let (Some(first), Some(last)) = (spans.iter().map(|s| s.0).min(), spans.iter().map(|s| s.1).max()) else {
        return html!("<p class=\"none\">{}</p>", cx.lang.t("Nothing fits these filters."));
    };
    // Room for half a dot at either end.
    let edge = 1 + (last - first) / 120;
    let (first, last) = (first - edge, last + 1 + edge);
    let scale = 1000.0 / (last - first).max(1) as f64;
    let rtl = cx.lang == crate::lang::Lang::Ar;
    let x = |d: i64| {
        let x = (d - first) as f64 * scale;
        if rtl { 1000.0 - x } else { x }
    };
    // Each span goes to the first lane that is free; what finds none is only in the list.
    let mut ends = [f64::MIN; LANES];
    let mut drawn = Html::default();
    let mut used = 0;
    for (a, b, e) in spans {
        let (start, end) = ((a - first) as f64 * scale, (b + 1 - first) as f64 * scale);
        let Some(lane) = ends.iter().position(|free| *free + 2.0 < start) else {
            continue;
        };
        ends[lane] = end.max(start + 13.0);
        used = used.max(lane + 1);
        let y = 12.0 + lane as f64 * 13.0;
        put!(drawn, "<a href=\"/events/{}\">", encode(&e.id));
        if a == b {
            put!(
                drawn,
                "<circle class=\"day {}\" cx=\"{}\" cy=\"{}\" r=\"4.5\">",
                e.corroboration,
                x(*a) + if rtl { -4.5 } else { 4.5 },
                y
            );
            title(cx, &mut drawn, e);
            put!(drawn, "</circle>");
        } else {
            put!(
                drawn,
                "<rect class=\"span {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"6\" rx=\"1.5\">",
                e.corroboration,
                if rtl { x(*b + 1) } else { x(*a) },
                y - 3.0,
                (end - start).max(12.0)
            );
            title(cx, &mut drawn, e);
            put!(drawn, "</rect>");
        }
        put!(drawn, "</a>");
    }
    let height = 30.0 + used as f64 * 13.0;
    let mut o = html!(
        "<div class=\"draw\" tabindex=\"0\"><svg class=\"lanes\" role=\"group\" aria-label=\"{}\" viewBox=\"0 0 1000 {}\" data-brush=\"/timeline\" data-unit=\"day\" data-first=\"{}\" data-count=\"{}\" data-rtl=\"{}\">",
        cx.lang.t("Timeline"),
        height + 6.0,
        first,
        last - first,
        if rtl { "1" } else { "" }
    );
    let epoch = Date::constant(1970, 1, 1);
    let date = |d: i64| {
        epoch
            .checked_add(jiff::Span::new().try_days(d).unwrap_or_default())
            .unwrap_or(epoch)
    };
    let step = (last - first) as f64 / 6.0;
    for i in 0..=6 {
        let d = first + (i as f64 * step) as i64;
        let at = x(d);
        let (near, far) = if rtl { ("end", "start") } else { ("start", "end") };
        let anchor = if i == 0 {
            near
        } else if i == 6 {
            far
        } else {
            "middle"
        };
        put!(
            o,
            "<line class=\"grid\" x1=\"{}\" x2=\"{}\" y1=\"0\" y2=\"{}\"/><text class=\"tick\" direction=\"ltr\" x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>",
            at,
            at,
            height - 14.0,
            at,
            height,
            anchor,
            date(d).to_string()
        );
    }
    put!(o, "{}</svg></div>", drawn);
    o
}

fn title(cx: &Cx<'_>, o: &mut Html, e: &EventRecord) {
    put!(
        *o,
        "<title>{} {}{} … {}{}</title>",
        parts::headline(cx, e),
        // A title holds no elements: the days are isolated by characters.
        Html("&#x2066;".to_owned()),
        e.from.as_deref().unwrap_or("?"),
        e.to.as_deref().unwrap_or("?"),
        Html("&#x2069;".to_owned())
    );
}
