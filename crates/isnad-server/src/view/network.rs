//! Relations between entities at a day.
//!
//! In: a day, or none for all. Out: a drawing and the same as a table. Invariant: every tie leads to the claims behind it.
//! Deliberately no judgement of who is important. Example: «انشق عن» (defected from) is a dated arrow.

use super::dossier;
use super::draw::{Node, Tie, network};
use super::{Cx, View, parts};
use crate::html::{Html, html, put, short, words};
use crate::request::{Failure, encode};
use isnad_record::RelationRecord;
use serde_json::json;
use std::collections::BTreeMap;

/// No more names than this are drawn.
const MOST: usize = 150;

/// No more ties than this are listed.
const ROWS: usize = 500;

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let at = super::filters::day(cx, "at", false)?;
    let at = at.as_deref();
    let relations = cx.case.relations_at(at, 2000)?;
    let every = cx.case.relations_at(None, 2000)?;
    let mut dates: Vec<&str> = every
        .iter()
        .flat_map(|r| [&r.since, &r.until])
        .flatten()
        .map(String::as_str)
        .collect();
    dates.sort_unstable();
    dates.dedup();
    let mut degree: BTreeMap<&str, usize> = BTreeMap::new();
    for r in &relations {
        *degree.entry(&r.from).or_default() += 1;
        *degree.entry(&r.to).or_default() += 1;
    }
    let mut order: Vec<(&str, usize)> = degree.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    order.truncate(MOST);
    let index: BTreeMap<&str, usize> = order.iter().enumerate().map(|(i, (n, _))| (*n, i)).collect();
    let nodes: Vec<Node> = order
        .iter()
        .map(|(n, _)| Node {
            name: cx.name(n).to_owned(),
            class: if cx.known.names.contains_key(*n) {
                "entity"
            } else {
                "words"
            }
            .to_owned(),
            href: dossier::link(n),
        })
        .collect();
    let ties: Vec<Tie> = relations
        .iter()
        .filter_map(|r| {
            Some(Tie {
                from: *index.get(r.from.as_str())?,
                to: *index.get(r.to.as_str())?,
                class: r.kind.clone(),
                title: format!("{} — {} — {}", cx.name(&r.from), l.word(&r.kind), cx.name(&r.to)),
                weight: r.claims.len(),
            })
        })
        .collect();
    let mut o = html!(
        "<form class=\"filters\" action=\"/network\"><label>{}{}</label>",
        l.t("holding on the day"),
        super::day::input(cx, "at", at.unwrap_or(""))
    );
    if let (Some(first), Some(last)) = (dates.first(), dates.last()) {
        put!(
            o,
            "<label class=\"slide\" hidden>{}<input type=\"range\" data-first=\"{}\" data-last=\"{}\"><output dir=\"ltr\"></output></label><script src=\"/assets/time.js\" defer></script>",
            l.t("slide through time"),
            first,
            last
        );
    }
    put!(
        o,
        "<button>{}</button> <a href=\"/network\">{}</a></form>",
        l.t("Show"),
        l.t("All days")
    );
    put!(o, "{}<p class=\"legend\">", network(l.t("Network"), &nodes, &ties));
    let mut kinds: Vec<&str> = relations.iter().map(|r| r.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for k in kinds {
        put!(o, "<span class=\"key {}\"></span> {} ", k, l.word(k));
    }
    put!(
        o,
        "</p><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><caption>{}</caption><thead><tr>",
        l.t("The network in words"),
        l.t("The network in words")
    );
    for name in [
        l.t("name"),
        l.t("tie"),
        l.t("tied to"),
        l.t("since"),
        l.t("until"),
        l.t("Claims"),
    ] {
        put!(o, "<th scope=\"col\">{}</th>", name);
    }
    put!(o, "</tr></thead><tbody>");
    // Dated ties first, the latest before the others; then by the number of claims.
    let mut rows: Vec<&RelationRecord> = relations.iter().collect();
    rows.sort_by(|a, b| (&b.since, b.claims.len(), &a.id).cmp(&(&a.since, a.claims.len(), &b.id)));
    for r in rows.iter().take(ROWS) {
        put!(
            o,
            "<tr><td>{}</td><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>",
            end(cx, &r.from),
            l.word(&r.kind),
            end(cx, &r.to),
            parts::days(r.since.as_deref(), r.since.as_deref()),
            parts::days(r.until.as_deref(), r.until.as_deref())
        );
        for (i, c) in r.claims.iter().take(8).enumerate() {
            put!(o, "<a class=\"ref\" href=\"/claims/{}\">{}</a> ", encode(c), i + 1);
        }
        put!(o, "</td></tr>");
    }
    put!(o, "</tbody></table></div>");
    if relations.len() > ROWS {
        put!(
            o,
            "<p class=\"doubt\">{} {}</p>",
            l.t("Only the first are listed; of all there are"),
            relations.len()
        );
    }
    if relations.is_empty() {
        put!(o, "<p class=\"none\">{}</p>", l.t("Nothing fits these filters."));
    }
    Ok(View {
        title: l.t("Network").to_owned(),
        body: o,
        json: json!({"schema": "isnad.page/1", "page": "network", "at": at, "items": relations}),
    })
}

fn end(cx: &Cx<'_>, who: &str) -> Html {
    html!(
        "<a href=\"{}\">{}</a>",
        dossier::link(who),
        words(&short(cx.name(who), 100))
    )
}
