//! An event: its claims side by side, where they come from, where they disagree, why they were linked.
//!
//! In: an id. Out: a page. Invariant: every value stands beside the words it was read from. Deliberately no verdict.
//! Example: «سبعة قتلى» (seven dead) and «تسعة قتلى» (nine dead) stand in one row, each under its report.

use super::chart::chart;
use super::draw::Point;
use super::{Cx, View, parts, reports};
use crate::html::{Html, html, ltr, put, short, words};
use crate::request::{Failure, encode};
use crate::users::Role;
use isnad_record::{ClaimRecord, EventRecord};
use isnad_store::ReportLine;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// No more claims than this stand side by side.
const BESIDE: usize = 24;
/// An origin leads to no more claims than this.
const REFERRED: usize = 200;

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let found = match cx.case.event(cx.id)? {
        Some(e) => Some(e),
        // An event that was joined or parted since is shown where its first claim is told now.
        None => cx.case.event_now(cx.id)?.map_or(Ok(None), |id| cx.case.event(&id))?,
    };
    let e = found.ok_or_else(|| Failure::NotFound(short(cx.id, 80)))?;
    let mut claims = Vec::new();
    let mut hand = BTreeMap::new();
    let parts_total = e.claims.len().div_ceil(BESIDE).max(1);
    let part = cx
        .request
        .get("part")
        .and_then(|p| p.parse::<usize>().ok())
        .unwrap_or(1);
    let part = part.clamp(1, parts_total);
    let first = (part - 1) * BESIDE;
    for id in e.claims.iter().skip(first).take(BESIDE) {
        if let Some((c, fields)) = cx.corrected(id)? {
            let report = cx.case.report_line(&c.report)?;
            if !fields.is_empty() {
                hand.insert(c.id.clone(), fields);
            }
            claims.push((c, report));
        }
    }
    let mut o = Html::default();
    if e.id != cx.id {
        put!(
            o,
            "<p class=\"doubt\">{} <a href=\"/events/{}\">{}</a></p>",
            l.t("The address is of an event that was joined or parted since; this is where it is told now:"),
            encode(&e.id),
            ltr(&e.id)
        );
    }
    put!(
        o,
        "<p class=\"lead\">{} {}",
        parts::corroboration(cx, &e.corroboration),
        parts::days(e.from.as_deref(), e.to.as_deref())
    );
    put!(
        o,
        " · {} · {} {}</p>",
        parts::place(cx, e.place.as_ref()),
        l.t("independent origins:"),
        ltr(&e.independent_origins.to_string())
    );
    put!(
        o,
        "<dl class=\"slots wide\"><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd></dl>",
        l.t("who"),
        parts::participants(cx, &e.agent),
        l.t("to whom"),
        parts::participants(cx, &e.patient),
        l.t("killed"),
        parts::toll(cx, e.killed.as_ref()),
        l.t("injured"),
        parts::toll(cx, e.injured.as_ref())
    );
    put!(o, "{}", parts::verdicts(cx, &e.id)?);
    if !e.contradictions.is_empty() {
        put!(
            o,
            "<section class=\"disagree\"><h2>{}</h2>{}</section>",
            l.t("Where accounts disagree"),
            contradictions(cx, &e)
        );
    }
    put!(
        o,
        "<section><h2>{}</h2>{}{}</section>",
        l.t("Claims side by side"),
        beside(cx, &e, &claims, &hand, first),
        pager(cx, part, parts_total, e.claims.len())
    );
    put!(
        o,
        "<section><h2>{}</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">{}</div>",
        l.t("Who says so"),
        l.t("Chain of sources"),
        super::chains::chains(cx, &claims, first)
    );
    put!(
        o,
        "<details{}><summary>{}</summary>",
        Html(if claims.len() > 4 { "" } else { " open" }.to_owned()),
        l.t("The chains in words")
    );
    for (c, r) in &claims {
        let outlet = r.as_ref().and_then(|r| r.outlet.as_deref());
        put!(
            o,
            "<div class=\"said\"><blockquote>{}</blockquote>{}</div>",
            words(&short(&c.quote.text, 400)),
            parts::chain(cx, c, outlet)
        );
    }
    put!(
        o,
        "</details></section><section><h2>{}</h2><ul class=\"list\">",
        l.t("Where the accounts come from")
    );
    for origin in &e.origins {
        put!(
            o,
            "<li><span class=\"kind\">{}</span> {} ",
            l.word(&origin.kind),
            words(cx.name(origin.name.as_deref().unwrap_or("—")))
        );
        for id in origin.claims.iter().take(REFERRED) {
            put!(o, "{} ", reference(cx, &e, part, id));
        }
        put!(o, "</li>");
    }
    put!(o, "</ul></section>");
    if let Some(p) = &e.place
        && let Some((lat, lon)) = p.lat.zip(p.lon)
    {
        let point = Point {
            lat,
            lon,
            precision: p.precision.unwrap_or(1),
            count: 1,
            name: parts::place_name(cx, p),
            href: format!("/events?place={}", encode(p.id.as_deref().unwrap_or(&p.text))),
            area: super::area::outline(p),
        };
        put!(
            o,
            "<section><h2>{}</h2><div class=\"small\">{}</div></section>",
            l.t("Where"),
            chart(cx, &[point])
        );
    }
    if !e.why.is_empty() {
        put!(
            o,
            "<section><h2>{}</h2><ul class=\"list\">",
            l.t("Why these claims are one event")
        );
        for w in e.why.iter().take(100) {
            put!(
                o,
                "<li>{} = {} {} {}</li>",
                reference(cx, &e, part, &w.a),
                reference(cx, &e, part, &w.b),
                ltr(&format!("{:.2}", w.score)),
                w.because.iter().map(|b| l.say(b)).collect::<Vec<_>>().join(l.comma())
            );
        }
        put!(o, "</ul></section>");
    }
    if cx.may(Role::Reviewer) {
        put!(o, "{}{}", super::review::unlinked(cx)?, judge(cx, &e, &claims, first)?);
    }
    let mut told = Vec::new();
    for id in e.reports.iter().take(BESIDE) {
        told.extend(cx.case.report(id)?);
    }
    put!(
        o,
        "<section><h2>{}</h2>{}</section>",
        l.t("To cite"),
        super::cite::event(cx, &e, &told)
    );
    let claims_json: Vec<&ClaimRecord> = claims.iter().map(|(c, _)| c).collect();
    let decisions = cx.decisions_on(&e.id)?;
    Ok(View {
        title: parts::headline(cx, &e),
        json: json!({"schema": "isnad.page/1", "page": "event", "event": e, "claims": claims_json, "corrected": hand, "part": part, "parts": parts_total, "decisions": decisions}),
        body: o,
    })
}

/// The number of a claim, leading to where it stands: on this page, or in another part of the event's claims.
fn reference(cx: &Cx<'_>, e: &EventRecord, part: usize, id: &str) -> Html {
    let Some(at) = e.claims.iter().position(|c| c == id) else {
        return html!("<a class=\"ref\" href=\"/claims/{}\">…</a>", encode(id));
    };
    let there = at / BESIDE + 1;
    let page = match there == part {
        true => String::new(),
        false => cx.request.with(&[("part", &there.to_string())]),
    };
    html!("<a class=\"ref\" href=\"{}#c-{}\">{}</a>", page, id, at + 1)
}

/// Links to the other parts of many claims.
fn pager(cx: &Cx<'_>, part: usize, parts: usize, total: usize) -> Html {
    let l = cx.lang;
    if parts < 2 {
        return Html::default();
    }
    let mut o = html!("<nav class=\"pager\" aria-label=\"{}\">", l.t("Claims side by side"));
    for n in 1..=parts.min(200) {
        let range = format!("{}–{}", (n - 1) * BESIDE + 1, (n * BESIDE).min(total));
        if n == part {
            put!(o, "<b aria-current=\"page\">{}</b> ", ltr(&range));
        } else {
            put!(
                o,
                "<a href=\"{}\">{}</a> ",
                cx.request.with(&[("part", &n.to_string())]),
                ltr(&range)
            );
        }
    }
    put!(o, "</nav>");
    o
}

fn contradictions(cx: &Cx<'_>, e: &EventRecord) -> Html {
    let l = cx.lang;
    let mut o = html!(
        "<table><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>",
        l.t("field"),
        l.t("value"),
        l.t("who says so")
    );
    for c in &e.contradictions {
        for (i, v) in c.values.iter().enumerate() {
            put!(o, "<tr>");
            if i == 0 {
                put!(
                    o,
                    "<th scope=\"rowgroup\" rowspan=\"{}\">{}</th>",
                    c.values.len(),
                    l.word(&c.field)
                );
            }
            let names: Vec<String> = v
                .origins
                .iter()
                .filter_map(|id| e.origins.iter().find(|o| o.id == *id))
                .map(|o| match &o.name {
                    Some(n) => cx.name(n).to_owned(),
                    None => l.word(&o.kind),
                })
                .collect();
            put!(
                o,
                "<td>{}</td><td>{} <small class=\"n\">({})</small></td></tr>",
                parts::value(cx, &v.value),
                words(&names.join(" · ")),
                v.claims.len()
            );
        }
    }
    put!(o, "</tbody></table>");
    o
}

type Cell<'a> = Box<dyn Fn(&ClaimRecord) -> Html + 'a>;

fn beside(
    cx: &Cx<'_>,
    e: &EventRecord,
    claims: &[(ClaimRecord, Option<ReportLine>)],
    hand: &BTreeMap<String, BTreeSet<String>>,
    first: usize,
) -> Html {
    let l = cx.lang;
    let mut o = html!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table class=\"beside\"><thead><tr><td></td>",
        l.t("Claims side by side")
    );
    for (i, (c, r)) in claims.iter().enumerate() {
        put!(
            o,
            "<th scope=\"col\" id=\"c-{}\"><span class=\"num\">{}</span> ",
            c.id,
            first + i + 1
        );
        match r {
            Some(r) => put!(o, "{}", reports::link(cx, r)),
            None => put!(o, "{}", ltr(&c.report)),
        }
        put!(
            o,
            "<br><a href=\"/reports/{}#{}\">{}</a></th>",
            encode(&c.report),
            c.id,
            l.t("in the text")
        );
    }
    put!(o, "</tr></thead><tbody>");
    let rows: Vec<(&str, &str, Cell<'_>)> = vec![
        ("", l.t("words"), Box::new(|c| words(&short(&c.quote.text, 300)))),
        ("type", l.t("type"), Box::new(|c| parts::held(cx, c))),
        (
            "date",
            l.t("when"),
            Box::new(|c| match &c.time {
                Some(t) => html!(
                    "{} {}",
                    words(&short(&t.text, 60)),
                    parts::days(t.from.as_deref(), t.to.as_deref())
                ),
                None => parts::days(None, None),
            }),
        ),
        ("place", l.t("where"), Box::new(|c| parts::place(cx, c.place.as_ref()))),
        ("agent", l.t("who"), Box::new(|c| parts::participants(cx, &c.agent))),
        (
            "patient",
            l.t("to whom"),
            Box::new(|c| parts::participants(cx, &c.patient)),
        ),
        ("killed", l.t("killed"), Box::new(|c| parts::count(c.killed.as_ref()))),
        (
            "injured",
            l.t("injured"),
            Box::new(|c| parts::count(c.injured.as_ref())),
        ),
        (
            "means",
            l.t("with what"),
            Box::new(|c| {
                c.means
                    .as_ref()
                    .map_or_else(|| parts::days(None, None), |t| words(&t.text))
            }),
        ),
        (
            "target",
            l.t("what was hit"),
            Box::new(|c| {
                c.target
                    .as_ref()
                    .map_or_else(|| parts::days(None, None), |t| words(&t.text))
            }),
        ),
        ("", l.t("confidence"), Box::new(|c| parts::confidence(cx, c.confidence))),
    ];
    for (field, name, cell) in &rows {
        let disputed = e
            .contradictions
            .iter()
            .any(|c| c.field == *field || (c.field == "happened" && *field == "type"));
        let class = Html(if disputed { " class=\"against-row\"" } else { "" }.to_owned());
        put!(o, "<tr{}><th scope=\"row\">{}</th>", class, name);
        for (c, _) in claims {
            let sign = hand.get(&c.id).map(|fields| {
                // The record says `time` where accounts disagree on a `date`; how it is held stands beside the type.
                let keys: &[&str] = match *field {
                    "type" => &["type", "modality", "stance"],
                    "date" => &["time"],
                    "" => &[],
                    _ => std::slice::from_ref(field),
                };
                let key = keys.iter().find(|k| fields.contains(**k)).copied();
                parts::by_hand(cx, fields, key.unwrap_or(""))
            });
            put!(o, "<td>{}{}</td>", cell(c), sign.unwrap_or_default());
        }
        put!(o, "</tr>");
    }
    put!(o, "<tr><th scope=\"row\">{}</th>", l.t("review"));
    for (c, _) in claims {
        let verdict = parts::verdicts(cx, &c.id).unwrap_or_default();
        put!(
            o,
            "<td>{}{}</td>",
            verdict,
            if cx.may(Role::Reviewer) {
                html!("<a href=\"/review?target={}\">{}</a>", encode(&c.id), l.t("judge"))
            } else {
                Html::default()
            }
        );
    }
    put!(o, "</tr></tbody></table></div>");
    o
}

/// Forms that join this event with another or take claims out of it.
fn judge(
    cx: &Cx<'_>,
    e: &EventRecord,
    claims: &[(ClaimRecord, Option<ReportLine>)],
    first: usize,
) -> Result<Html, Failure> {
    let l = cx.lang;
    let mut o = html!(
        "<section class=\"do\"><h2>{}</h2><p class=\"soft\">{}</p><form class=\"filters\" method=\"post\" action=\"/review/decide\">{}\
         <input type=\"hidden\" name=\"target\" value=\"{}\"><input type=\"hidden\" name=\"back\" value=\"/events/{}\">\
         <button name=\"kind\" value=\"comment\" hidden></button><label>{}<input name=\"note\" dir=\"auto\"></label><button name=\"kind\" value=\"accept\">{}</button><button name=\"kind\" value=\"comment\">{}</button>",
        l.t("Judge this event"),
        l.t("Joining and parting take effect when the case is linked again (isnad rebuild, isnad add)."),
        cx.token(),
        e.id,
        encode(&e.id),
        l.t("note"),
        l.t("accept"),
        l.t("comment")
    );
    put!(
        o,
        "<label>{}<select name=\"near\"><option value=\"\">—</option>",
        l.t("an event of these days")
    );
    for other in near(cx, e)? {
        put!(
            o,
            "<option value=\"{}\">{} {}</option>",
            other.id,
            other.from.as_deref().unwrap_or(""),
            short(&parts::headline(cx, &other), 80)
        );
    }
    put!(
        o,
        "</select></label><label>{}<input name=\"value\" dir=\"ltr\"></label><button name=\"kind\" value=\"merge\">{}</button>",
        l.t("or the id of another event"),
        l.t("join with it")
    );
    if claims.len() > 1 {
        put!(
            o,
            "<fieldset><legend>{}</legend>",
            l.t("claims that tell another event")
        );
        for (i, (c, _)) in claims.iter().enumerate() {
            put!(
                o,
                "<label class=\"check\"><input type=\"checkbox\" name=\"claim\" value=\"{}\"> {}</label>",
                c.id,
                first + i + 1
            );
        }
        put!(
            o,
            "</fieldset><button name=\"kind\" value=\"split\">{}</button>",
            l.t("take out")
        );
    }
    put!(o, "</form></section>");
    Ok(o)
}

/// Events that may be this one: of its days, the first of them.
fn near(cx: &Cx<'_>, e: &EventRecord) -> Result<Vec<EventRecord>, Failure> {
    let filter = isnad_store::EventFilter {
        from: e.from.clone().or_else(|| e.to.clone()),
        to: e.to.clone().or_else(|| e.from.clone()),
        ..isnad_store::EventFilter::default()
    };
    if filter.from.is_none() {
        return Ok(Vec::new());
    }
    let catalog = &cx.known.catalog;
    let days = catalog.select(&filter);
    let mut list = cx.case.events_by_id(days.iter().take(25).map(|e| catalog.id(*e)))?;
    list.retain(|other| other.id != e.id);
    Ok(list)
}
