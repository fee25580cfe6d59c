//! The first page: what the case holds, what is doubtful, what disagrees, what is new.
//!
//! In: the whole case, counted. Out: a page. Invariant: every number links to what it counts. Deliberately no ranking of
//! persons or groups. Example: an event whose accounts of «قتلى» (dead) differ stands under what disagrees.

use super::{Cx, View, parts};
use crate::html::{Html, html, ltr, put, short, words};
use crate::request::{Failure, encode};
use isnad_store::{EventFilter, Facet};
use serde_json::json;

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let n = cx.known.counts;
    let additions = cx.case.additions(10)?;
    let visit = last_visit(cx);
    let since = cx
        .request
        .get("since")
        .filter(|s| !s.is_empty())
        .map(|s| since_day(cx, s))
        .transpose()?
        .or_else(|| visit.clone())
        .or_else(|| additions.first().map(|a| a.value.clone()))
        .unwrap_or_default();
    let mut o = html!("<section class=\"tiles\" aria-label=\"{}\">", l.t("What is in it"));
    for (count, name, to) in [
        (n.reports, l.t("Reports"), "/reports"),
        (n.claims, l.t("Claims"), "/review"),
        (n.events, l.t("Events"), "/events"),
        (n.relations, l.t("Relations"), "/network"),
        (n.captures, l.t("Originals"), "/sources"),
    ] {
        put!(
            o,
            "<a class=\"tile\" href=\"{}\"><b class=\"n\">{}</b><span>{}</span></a>",
            to,
            count,
            name
        );
    }
    put!(o, "</section><div class=\"columns\">");

    let corroboration = cx.known.facet("corroboration");
    let types = cx.known.facet("type");
    let types = types.get(..12).unwrap_or(types);
    let places = cx.known.facet("place");
    let months = cx.known.facet("month");
    for (title, field, list) in [
        (l.t("How well attested"), "corroboration", corroboration),
        (l.t("What happened"), "type", types),
        (l.t("Where"), "place", places),
    ] {
        put!(o, "<section><h2>{}</h2>{}</section>", title, bars(cx, field, list));
    }
    put!(o, "</div>");
    if !months.is_empty() {
        put!(
            o,
            "<section><h2>{}</h2>{}</section>",
            l.t("When"),
            super::draw::months(cx, "/events", months)
        );
    }

    let catalog = &cx.known.catalog;
    let disputed = catalog.select(&EventFilter {
        disputed: true,
        ..EventFilter::default()
    });
    let disputed = cx.case.events_by_id(disputed.iter().take(12).map(|e| catalog.id(*e)))?;
    put!(o, "<section><h2>{}</h2>", l.t("Where accounts disagree"));
    if disputed.is_empty() {
        put!(o, "<p class=\"none\">{}</p>", l.t("Nowhere."));
    } else {
        put!(o, "<ul class=\"list\">");
        for e in &disputed {
            put!(
                o,
                "<li><a href=\"/events/{}\">{}</a> {} ",
                encode(&e.id),
                words(&parts::headline(cx, e)),
                parts::days(e.from.as_deref(), e.to.as_deref())
            );
            for c in &e.contradictions {
                put!(o, " · <span class=\"against\">{}: ", l.word(&c.field));
                for (i, v) in c.values.iter().enumerate() {
                    put!(
                        o,
                        "{}{}",
                        Html(if i > 0 { " / " } else { "" }.to_owned()),
                        parts::value(cx, &v.value)
                    );
                }
                put!(o, "</span> ");
            }
            put!(o, "</li>");
        }
        put!(
            o,
            "</ul><p><a href=\"/events?disputed=1\">{}</a></p>",
            l.t("All of them")
        );
    }
    put!(o, "</section>");

    let tenths = cx.known.tenths;
    let doubtful = cx.case.doubtful_claims(None, 6)?;
    put!(
        o,
        "<section><h2>{}</h2><p>{}</p><ol class=\"tenths\">",
        l.t("What is doubtful"),
        l.t("Claims by confidence, a bar for each tenth; the left-most of the numbers is the least sure.")
    );
    let most = tenths.iter().copied().max().unwrap_or(0).max(1);
    for (i, t) in tenths.iter().enumerate() {
        put!(
            o,
            "<li><meter min=\"0\" max=\"{}\" value=\"{}\" aria-label=\"{}\"></meter> <span class=\"n\">0.{}</span> <b class=\"n\">{}</b></li>",
            most,
            *t,
            format!("0.{i}"),
            i,
            *t
        );
    }
    put!(o, "</ol><ul class=\"list\">");
    for c in &doubtful {
        put!(
            o,
            "<li><a href=\"/claims/{}\">{}</a> {} {}</li>",
            encode(&c.id),
            l.word(&c.r#type),
            words(&short(&c.quote.text, 140)),
            parts::confidence(cx, c.confidence)
        );
    }
    put!(
        o,
        "</ul><p><a href=\"/review\">{}</a></p></section>",
        l.t("To the review queue")
    );

    let (news, told) = news(cx, &since, visit.as_deref(), &additions)?;
    put!(o, "{}", news);
    let json = json!({
        "schema": "isnad.page/1", "page": "overview",
        "counts": {"captures": n.captures, "reports": n.reports, "claims": n.claims, "events": n.events, "relations": n.relations},
        "corroboration": corroboration, "types": types, "places": places, "months": months,
        "disagree": disputed, "confidence_tenths": tenths, "doubtful": doubtful,
        "new": told,
    });
    Ok(View {
        title: l.t("Overview").to_owned(),
        body: o,
        json,
    })
}

/// A time of an addition or visit as it is, or a day.
fn since_day(cx: &Cx<'_>, given: &str) -> Result<String, Failure> {
    if given.parse::<jiff::Timestamp>().is_ok() {
        return Ok(given.to_owned());
    }
    Ok(super::filters::day(cx, "since", false)?.unwrap_or_default())
}

/// A time to the minute, which no direction around it turns.
fn minute(time: &str) -> Html {
    let day = time.get(..10).unwrap_or(time);
    let clock = time.get(11..16).unwrap_or("");
    html!(
        "{}{} {}{}",
        Html("&#x2066;".to_owned()),
        day,
        clock,
        Html("&#x2069;".to_owned())
    )
}

/// The end of the visitor's last visit, and a note that he is here.
fn last_visit(cx: &Cx<'_>) -> Option<String> {
    let now = jiff::Timestamp::now();
    let said = |t: jiff::Timestamp| t.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let idle = now - jiff::SignedDuration::from_mins(30);
    // Of a case that cannot be written to, or is busy, the page is shown all the same.
    cx.case.visit(cx.who(), &said(now), &said(idle)).ok()?.before
}

/// What is new since a time: reports, events, tolls, disagreements.
fn news(
    cx: &Cx<'_>,
    since: &str,
    visit: Option<&str>,
    additions: &[Facet],
) -> Result<(Html, serde_json::Value), Failure> {
    let l = cx.lang;
    let fresh = EventFilter {
        added: Some(since.to_owned()),
        ..EventFilter::default()
    };
    let reports = cx.case.reports_since(since, 12)?;
    let events = cx.known.catalog.select(&fresh).len();
    let disputed = EventFilter {
        disputed: true,
        ..fresh
    };
    let newly_disputed = cx.known.catalog.select(&disputed).len();
    let catalog = &cx.known.catalog;
    let first = catalog.new_since(since);
    let first = cx.case.events_by_id(first.iter().take(12).map(|e| catalog.id(*e)))?;
    let changes = cx.case.changes_since(since, 40)?;
    let mut o = html!(
        "<section id=\"new\"><h2>{}</h2><form class=\"filters\"><label>{}<select name=\"since\">",
        l.t("What is new"),
        l.t("since")
    );
    let mut option = |value: &str, label: Html| {
        let on = Html(if value == since { " selected" } else { "" }.to_owned());
        put!(o, "<option value=\"{}\"{}>{}</option>", value, on, label);
    };
    if let Some(v) = visit {
        option(v, html!("{} {}", l.t("your last visit"), minute(v)));
    }
    for a in additions.iter().filter(|a| Some(a.value.as_str()) != visit) {
        option(
            &a.value,
            html!("{} ({} {})", minute(&a.value), l.t("reports:"), a.count),
        );
    }
    put!(
        o,
        "</select></label><button>{}</button></form><form class=\"filters\"><label>{}{}</label><button>{}</button></form><p><a href=\"/events?added={}\">{} {}</a> · <a href=\"/events?added={}&amp;disputed=1\">{} {}</a></p><div class=\"columns\"><div><h3>{}</h3><ul class=\"list\">",
        l.t("Show"),
        l.t("or since the day"),
        super::day::input(cx, "since", if since.len() == 10 { since } else { "" }),
        l.t("Show"),
        encode(since),
        l.t("Events told by new reports:"),
        ltr(&events.to_string()),
        encode(since),
        l.t("of them with accounts that disagree:"),
        ltr(&newly_disputed.to_string()),
        l.t("New reports")
    );
    for r in &reports {
        put!(o, "<li>{}</li>", super::reports::link(cx, r));
    }
    let none = |empty: bool| {
        if empty {
            html!("<p class=\"none\">{}</p>", l.t("None."))
        } else {
            Html::default()
        }
    };
    put!(
        o,
        "</ul>{}</div><div><h3>{}</h3><ul class=\"list\">",
        none(reports.is_empty()),
        l.t("New events")
    );
    for e in &first {
        put!(
            o,
            "<li><a href=\"/events/{}\">{}</a> {}</li>",
            encode(&e.id),
            words(&parts::headline(cx, e)),
            parts::days(e.from.as_deref(), e.to.as_deref())
        );
    }
    put!(o, "</ul>{}</div>", none(first.is_empty()));
    for (what, title) in [
        ("toll", l.t("Changed tolls")),
        ("contradiction", l.t("New contradictions")),
    ] {
        put!(o, "<div><h3>{}</h3>", title);
        let mut any = false;
        for c in changes.iter().filter(|c| c.what == what) {
            if !any {
                put!(o, "<ul class=\"list\">");
                any = true;
            }
            put!(o, "<li>");
            match cx.case.event(&c.event)? {
                Some(e) => put!(
                    o,
                    "<a href=\"/events/{}\">{}</a>",
                    encode(&e.id),
                    words(&parts::headline(cx, &e))
                ),
                None => put!(o, "{}", ltr(&c.event)),
            }
            put!(o, " <span class=\"against\">{}", l.word(&c.field));
            if what == "toll" {
                let said = |v: &Option<String>| ltr(v.as_deref().unwrap_or("—"));
                put!(o, ": {} {} {}", said(&c.before), l.t("then"), said(&c.after));
            }
            put!(o, "</span></li>");
        }
        put!(
            o,
            "{}</div>",
            if any {
                html!("</ul>")
            } else {
                html!("<p class=\"none\">{}</p>", l.t("None."))
            }
        );
    }
    put!(o, "</div></section>");
    let told = json!({"since": since, "last_visit": visit, "reports": reports, "events": events, "disagree": newly_disputed,
        "new_events": first, "changes": changes});
    Ok((o, told))
}

fn bars(cx: &Cx<'_>, field: &str, list: &[Facet]) -> Html {
    let most = list.iter().map(|f| f.count).max().unwrap_or(1).max(1);
    let mut o = html!("<ul class=\"bars\">");
    for f in list {
        put!(
            o,
            "<li><a href=\"/events?{}={}\">{}</a> <meter min=\"0\" max=\"{}\" value=\"{}\" aria-hidden=\"true\"></meter> <b class=\"n\">{}</b></li>",
            field,
            encode(&f.value),
            words(&short(
                &if field == "place" {
                    cx.name(&f.value).to_owned()
                } else {
                    cx.lang.word(&f.value)
                },
                60
            )),
            most,
            f.count,
            f.count
        );
    }
    put!(o, "</ul>");
    o
}
