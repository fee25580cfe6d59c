//! Filters in the address, the same on search, table, map and timeline, and counts that lead to them.
//!
//! In: a query. Out: what events must have, a form, lists of values with counts. Invariant: the address alone says what is
//! shown; every count leads to what it counts. Deliberately no state elsewhere.
//! Example: `?place=حلب` keeps events in «حلب» (Aleppo) and in all that lies in it.

use super::Cx;
use crate::html::{Html, html, put, short, words};
use crate::request::Failure;
use isnad_store::{EventFilter, Facet};
use std::collections::BTreeMap;

/// Values of the query that filter, with what they are called.
pub const FIELDS: &[(&str, &str)] = &[
    ("type", "type"),
    ("place", "place"),
    ("from", "from day"),
    ("to", "to day"),
    ("actor", "participant"),
    ("source", "closest source"),
    ("corroboration", "attestation"),
    ("outlet", "outlet"),
    ("disputed", "accounts disagree"),
    ("added", "added since"),
];

/// What the query asks of events.
///
/// # Errors
/// When a day is none: nothing found would look like an answer.
pub fn filter(cx: &Cx<'_>) -> Result<EventFilter, Failure> {
    let get = |k: &str| cx.request.get(k).map(str::to_owned);
    Ok(EventFilter {
        kind: get("type"),
        place: cx.request.get("place").map(|v| meant(cx, v, by_place)),
        from: day(cx, "from", false)?,
        to: day(cx, "to", true)?,
        actor: cx.request.get("actor").map(|v| meant(cx, v, by_actor)),
        corroboration: get("corroboration"),
        outlet: get("outlet"),
        source: get("source"),
        disputed: get("disputed").is_some(),
        located: false,
        added: get("added"),
    })
}

fn by_place(value: &str) -> EventFilter {
    EventFilter {
        place: Some(value.to_owned()),
        ..EventFilter::default()
    }
}

fn by_actor(value: &str) -> EventFilter {
    EventFilter {
        actor: Some(value.to_owned()),
        ..EventFilter::default()
    }
}

/// Words, or the id that bears them as its name where it reaches further: reports of «قسد» need not say «Turkey» or even
/// «تركيا» (Turkey) where its army is meant.
fn meant(cx: &Cx<'_>, words: &str, by: fn(&str) -> EventFilter) -> String {
    let reach = |v: &str| cx.known.catalog.select(&by(v)).len();
    let named = cx.known.ids.get(&isnad_store::folded(words));
    let mut aliases = cx.shelf.aliases(&cx.known, words);
    aliases.extend(cx.shelf.places(&cx.known, words));
    let ids = named.into_iter().flatten().chain(&aliases);
    let best = ids
        .map(|id| (reach(id), id))
        .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(a.1)));
    best.filter(|(n, _)| *n > reach(words))
        .map_or_else(|| words.to_owned(), |(_, id)| id.clone())
}

/// A day of the query: a year or a month means its first day, or its last.
///
/// # Errors
/// When it is none.
pub fn day(cx: &Cx<'_>, name: &str, last: bool) -> Result<Option<String>, Failure> {
    let Some(text) = cx.request.get(name).map(str::trim).filter(|t| !t.is_empty()) else {
        return Ok(None);
    };
    let day = super::day::day(text, last).ok_or_else(|| {
        Failure::Bad(format!(
            "{name}: expected a day such as 2023-05-31 and saw {}",
            short(text, 40)
        ))
    })?;
    Ok(Some(day.to_string()))
}

/// A value of a field as people read it.
fn shown(cx: &Cx<'_>, field: &str, value: &str) -> String {
    match field {
        "outlet" | "actor" | "place" => cx.name(value).to_owned(),
        "disputed" => cx.lang.t("accounts disagree").to_owned(),
        _ => cx.lang.word(value),
    }
}

/// The form of filters; `words` asks for words too.
pub fn form(cx: &Cx<'_>, path: &str, words: bool) -> Html {
    let l = cx.lang;
    let get = |k: &str| cx.request.get(k).unwrap_or("");
    let mut o = html!(
        "<form class=\"filters\" action=\"{}\" aria-label=\"{}\">",
        path,
        l.t("Filters")
    );
    if words {
        put!(
            o,
            "<label class=\"wide\">{}<input type=\"search\" name=\"q\" dir=\"auto\" value=\"{}\"></label>",
            l.t("words; a phrase in quotation marks"),
            short(get("q"), 400)
        );
    }
    for (name, label) in FIELDS {
        let label = l.t(label);
        match *name {
            "type" | "corroboration" | "outlet" | "source" => {
                put!(
                    o,
                    "<label>{}<select name=\"{}\"><option value=\"\">{}</option>",
                    label,
                    name,
                    l.t("all")
                );
                for f in cx.known.facet(name) {
                    let on = Html(if get(name) == f.value { " selected" } else { "" }.to_owned());
                    put!(
                        o,
                        "<option value=\"{}\"{}>{} ({})</option>",
                        f.value,
                        on,
                        short(&shown(cx, name, &f.value), 60),
                        f.count
                    );
                }
                put!(o, "</select></label>");
            }
            "from" | "to" => put!(o, "<label>{}{}</label>", label, super::day::input(cx, name, get(name))),
            "disputed" => {
                let on = Html(if get("disputed").is_empty() { "" } else { " checked" }.to_owned());
                put!(
                    o,
                    "<label class=\"check\"><input type=\"checkbox\" name=\"disputed\" value=\"1\"{}> {}</label>",
                    on,
                    label
                );
            }
            "added" => {}
            _ => put!(
                o,
                "<label>{}<input name=\"{}\" value=\"{}\" dir=\"auto\"></label>",
                label,
                name,
                get(name)
            ),
        }
    }
    put!(
        o,
        "<button>{}</button> <a href=\"{}\">{}</a></form>{}",
        if words { l.t("Search") } else { l.t("Filter") },
        path,
        l.t("Clear"),
        chosen(cx, path)
    );
    o
}

/// What is filtered by now, each to be taken away.
fn chosen(cx: &Cx<'_>, path: &str) -> Html {
    let mut o = Html::default();
    for (name, label) in FIELDS {
        let Some(v) = cx.request.get(name) else { continue };
        let value = shown(cx, name, v);
        put!(
            o,
            "<li><a href=\"{}{}\" aria-label=\"{}: {}: {}\"><span class=\"soft\">{}</span> {} <span aria-hidden=\"true\">×</span></a></li>",
            path,
            cx.request.with(&[(name, "")]),
            cx.lang.t("take away the filter"),
            cx.lang.t(label),
            short(&value, 80),
            cx.lang.t(label),
            words(&short(&value, 60))
        );
    }
    if o == Html::default() {
        return o;
    }
    html!(
        "<ul class=\"chosen\" aria-label=\"{}\">{}</ul>",
        cx.lang.t("Filtered by"),
        o
    )
}

/// Values with counts, each leading to the same page narrowed by it.
pub fn facets(cx: &Cx<'_>, path: &str, lists: &BTreeMap<&'static str, Vec<Facet>>) -> Html {
    let mut o = html!("<aside class=\"facets\" aria-label=\"{}\">", cx.lang.t("Narrow"));
    for (name, label) in FIELDS {
        let Some(list) = lists.get(name).filter(|l| !l.is_empty()) else {
            continue;
        };
        let label = cx.lang.t(label);
        put!(o, "<details open><summary>{}</summary><ul>", label);
        for f in list {
            let on = cx.request.get(name) == Some(f.value.as_str());
            let to = cx.request.with(&[(name, if on { "" } else { &f.value })]);
            let current = Html(if on { " aria-current=\"true\"" } else { "" }.to_owned());
            put!(
                o,
                "<li><a href=\"{}{}\"{}>{}</a> <span class=\"n\">{}</span></li>",
                path,
                to,
                current,
                words(&short(&shown(cx, name, &f.value), 48)),
                f.count
            );
        }
        put!(o, "</ul></details>");
    }
    put!(o, "</aside>");
    o
}
