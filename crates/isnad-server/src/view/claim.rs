//! A claim on a page of its own: its words, its reading, its chain, what built it.
//!
//! In: an id. Out: a page. Invariant: the id is made of content, so the address stays. Deliberately short: the report's page
//! shows the words around. Example: «أسر ثلاثة» (three were captured) with its trigger marked.

use super::{Cx, View, parts, reports};
use crate::html::{Html, html, ltr, put, short, words};
use crate::request::{Failure, encode};
use crate::users::Role;
use serde_json::json;

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let (c, fields) = cx
        .corrected(cx.id)?
        .ok_or_else(|| Failure::NotFound(short(cx.id, 80)))?;
    let event = cx.case.event_of(&c.id)?;
    let report = cx.case.report_line(&c.report)?;
    let outlet = report.as_ref().and_then(|r| r.outlet.as_deref());
    let mut o = html!(
        "<p>{} {}</p><blockquote>{}</blockquote>{}{}{}",
        parts::held(cx, &c),
        parts::confidence(cx, c.confidence),
        words(&c.quote.text),
        match l {
            crate::lang::Lang::En => html!("<p class=\"english\">{}</p>", words(&c.english)),
            crate::lang::Lang::Ar => Html::default(),
        },
        parts::slots(cx, &c, &fields),
        parts::chain(cx, &c, outlet)
    );
    if let Some(r) = &report {
        put!(
            o,
            "<p>{} · <a href=\"/reports/{}#{}\">{}</a></p>",
            reports::link(cx, r),
            encode(&r.id),
            c.id,
            l.t("in the text")
        );
    }
    if let Some(e) = &event {
        put!(
            o,
            "<p>{} <a href=\"/events/{}\">{}</a></p>",
            l.t("Event:"),
            encode(&e.id),
            words(&parts::headline(cx, e))
        );
    }
    put!(
        o,
        "{}{}",
        parts::verdicts(cx, &c.id)?,
        if cx.may(Role::Reviewer) {
            html!(
                "<p><a href=\"/review?target={}\">{}</a></p>",
                encode(&c.id),
                l.t("judge")
            )
        } else {
            html!("")
        }
    );
    put!(
        o,
        "<h2>{}</h2><p dir=\"ltr\" lang=\"en\" class=\"rules\">{}</p>",
        l.t("What built it"),
        c.rules.join(", ")
    );
    if let Some(r) = cx.case.report(&c.report)? {
        put!(o, "<h2>{}</h2>{}", l.t("To cite"), super::cite::claim(cx, &c, &r));
    }
    put!(o, "<p class=\"soft\">{}</p>", ltr(&c.id));
    Ok(View {
        title: format!("{} · {}", l.word(&c.r#type), short(&c.trigger.text, 60)),
        json: json!({"schema": "isnad.page/1", "page": "claim", "claim": c, "corrected": fields, "event": event.map(|e| e.id), "decisions": cx.decisions_on(cx.id)?}),
        body: o,
    })
}
