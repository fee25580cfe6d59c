//! What is reported of a group, person or place, every sentence cited.
//!
//! In: a name or an id, a day. Out: sections of lines, each leading to the claims and reports that it rests on. Invariant:
//! the same parts as `isnad dossier` writes; no line without a citation. Deliberately weighs nothing: accounts that
//! disagree stand side by side. Example: «انشق قياديان عن الفصيل» (two commanders left the faction), with who says so.

use super::{Cx, View, parts};
use crate::html::{Html, html, ltr, put, short, words};
use crate::request::{Failure, encode};
use isnad_record::export::dossier::{Cite, Dossier, Line, Material, Section, Tells, build};
use isnad_record::export::{Brief, Directory, EntityNote, PlaceNote};
use isnad_store::{EventFilter, Subject};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// No more events than this stand in one dossier; the latest.
const MOST: usize = 400;

/// Names as the pages show them.
struct Named<'a>(&'a Cx<'a>);

impl Directory for Named<'_> {
    fn entity(&self, id: &str) -> Option<EntityNote> {
        let name = self.0.known.names.get(id)?;
        Some(EntityNote {
            name: self.0.name(id).to_owned(),
            name_ar: name.clone(),
            ..EntityNote::default()
        })
    }

    fn place(&self, id: &str) -> Option<PlaceNote> {
        let name = self.0.known.names.get(id)?;
        Some(PlaceNote {
            name: self.0.name(id).to_owned(),
            name_ar: name.clone(),
            ..PlaceNote::default()
        })
    }
}

/// The address of the dossier of an entity or place.
pub fn link(id: &str) -> String {
    format!("/dossier?of={}", encode(id))
}

fn ask(cx: &Cx<'_>, of: &str) -> Html {
    let l = cx.lang;
    html!(
        "<form class=\"filters\" action=\"/dossier\"><label>{}<input name=\"of\" value=\"{}\" dir=\"auto\"></label>\
         <label>{}{}</label><button>{}</button></form>",
        l.t("group, person or place"),
        of,
        l.t("state on the day"),
        super::day::input(cx, "at", cx.request.get("at").unwrap_or("")),
        l.t("Show")
    )
}

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let of = short(cx.request.get("of").unwrap_or(""), 200);
    let mut o = ask(cx, &of);
    if of.is_empty() {
        put!(o, "{}", choose(cx));
        return Ok(View {
            title: l.t("Dossier").to_owned(),
            body: o,
            json: json!({"schema": "isnad.page/1", "page": "dossier", "of": null}),
        });
    }
    let mut subject = cx.case.subject(by_name(cx, &of))?;
    if subject.entities.is_empty() && subject.places.is_empty() {
        // No report uses this name of somebody whom others name.
        subject.entities.extend(cx.shelf.aliases(&cx.known, &of));
        if subject.entities.is_empty() {
            subject.places.extend(cx.shelf.places(&cx.known, &of));
        }
    }
    let (m, total) = material(cx, &subject)?;
    let dossier = build(&m, &Named(cx));
    if m.told.is_empty() && m.said.is_empty() && m.relations.is_empty() {
        put!(o, "<p class=\"none\">{}</p>", l.t("Nothing is reported of it here."));
    } else {
        put!(o, "{}", summary(cx, &m, &subject, total));
        put!(o, "{}", contents(cx, &dossier));
        for (i, s) in dossier.sections.iter().enumerate() {
            put!(o, "{}", section(cx, &m, s, i));
        }
        put!(o, "{}", references(cx, &m));
    }
    let sections: Vec<_> = dossier
        .sections
        .iter()
        .map(|s| {
            let lines: Vec<_> = s
                .lines
                .iter()
                .map(|line| {
                    let cites: Vec<_> = line
                        .cites
                        .iter()
                        .map(|c| json!({"reference": c.reference, "span": c.span, "claim": c.claim}))
                        .collect();
                    json!({"text": line.text, "quote": line.quote, "cites": cites})
                })
                .collect();
            json!({"title": s.title, "level": s.level, "lines": lines, "table": s.table})
        })
        .collect();
    let reports: Vec<&String> = m.reports.keys().collect();
    Ok(View {
        title: format!("{}: {}", l.t("Dossier"), m.title),
        body: o,
        json: json!({"schema": "isnad.page/1", "page": "dossier", "of": of, "ids": m.ids, "at": m.at, "title": m.title,
            "summary": dossier.summary, "sections": sections, "references": reports}),
    })
}

/// The id of what has a name by the dictionary, where the case holds it; else what was asked.
fn by_name<'a>(cx: &'a Cx<'_>, of: &'a str) -> &'a str {
    let known = &cx.known;
    let english =
        |(id, name): &(&String, &String)| known.names.contains_key(*id) && name.eq_ignore_ascii_case(of.trim());
    let wanted = isnad_store::folded(of);
    // The dictionary's name, which reports need not use; what they use is found among their words.
    let arabic =
        |(id, name): &(&String, &String)| known.spelled.get(*id) != Some(*name) && isnad_store::folded(name) == wanted;
    let found = known
        .english
        .iter()
        .find(english)
        .or_else(|| known.names.iter().find(arabic));
    found.map_or(of, |(id, _)| id)
}

/// Entities and places that are named most, to begin with.
fn choose(cx: &Cx<'_>) -> Html {
    let all = cx.known.catalog.select(&EventFilter::default());
    let mut o = html!("<div class=\"columns\">");
    for (title, field) in [(cx.lang.t("Participants"), "actor"), (cx.lang.t("Places"), "within")] {
        put!(o, "<section><h2>{}</h2><ul class=\"bars\">", title);
        // An id says nothing to anybody.
        let named = |f: &isnad_store::Facet| cx.known.names.contains_key(&f.value);
        for f in cx
            .known
            .catalog
            .facet(field, &all, 60)
            .into_iter()
            .filter(named)
            .take(40)
        {
            put!(
                o,
                "<li><a href=\"{}\">{}</a> <span></span><b class=\"n\">{}</b></li>",
                link(&f.value),
                words(&short(cx.name(&f.value), 80)),
                f.count
            );
        }
        put!(o, "</ul></section>");
    }
    put!(o, "</div>");
    o
}

fn material(cx: &Cx<'_>, subject: &Subject) -> Result<(Material, usize), Failure> {
    let catalog = &cx.known.catalog;
    let mut found: BTreeSet<u32> = BTreeSet::new();
    let some = |v: &str| Some(v.to_owned());
    for e in subject
        .entities
        .iter()
        .map(String::as_str)
        .chain([subject.name.as_str()])
    {
        let filter = EventFilter {
            actor: some(e),
            ..EventFilter::default()
        };
        found.extend(catalog.select(&filter));
    }
    for p in &subject.places {
        let filter = EventFilter {
            place: some(p),
            ..EventFilter::default()
        };
        found.extend(catalog.select(&filter));
    }
    let total = found.len();
    let events = cx.case.events_by_id(found.iter().take(MOST).map(|e| catalog.id(*e)))?;
    let mut m = Material {
        at: super::filters::day(cx, "at", false)?,
        ids: subject.entities.iter().chain(&subject.places).cloned().collect(),
        ..Material::default()
    };
    let id = m.ids.first().map_or(subject.name.as_str(), String::as_str);
    m.title = cx.name(id).to_owned();
    let said = cx.case.claims_said_by(subject, 500)?;
    m.said = said.iter().map(|c| c.id.clone()).collect();
    m.relations = cx.case.ties_of(subject)?;
    let wanted: BTreeSet<&String> = events
        .iter()
        .flat_map(|e| &e.claims)
        .chain(m.relations.iter().flat_map(|r| &r.claims))
        .chain(&m.said)
        .collect();
    for c in cx.case.claims_by_id(wanted)? {
        if subject.told(&c) {
            m.told.insert(c.id.clone());
        }
        m.claims.insert(c.id.clone(), c);
    }
    m.said.retain(|c| m.claims.contains_key(c));
    m.events = events
        .into_iter()
        .filter(|e| e.claims.iter().any(|c| m.told.contains(c)))
        .collect();
    m.events.sort_by(|a, b| (&a.from, &a.id).cmp(&(&b.from, &b.id)));
    let reports: BTreeSet<&String> = m.claims.values().map(|c| &c.report).collect();
    for id in reports {
        if let Some(r) = cx.case.report(id)? {
            m.reports.insert(id.clone(), Brief::from(r));
        }
    }
    Ok((m, total))
}

fn summary(cx: &Cx<'_>, m: &Material, subject: &Subject, total: usize) -> Html {
    let l = cx.lang;
    let mut o = html!(
        "<p class=\"lead\">{} {} · {} {} · {} {}</p><p>",
        l.t("Claims:"),
        ltr(&m.told.len().to_string()),
        l.t("reports:"),
        ltr(&m.reports.len().to_string()),
        l.t("Events:"),
        ltr(&m.events.len().to_string())
    );
    let query = match (subject.entities.first(), subject.places.first()) {
        (Some(e), _) => format!("?actor={}", encode(e)),
        (None, Some(p)) => format!("?place={}", encode(p)),
        _ => format!("?actor={}", encode(&subject.name)),
    };
    for (path, name) in [
        ("/events", l.t("as a table")),
        ("/map", l.t("on the map")),
        ("/timeline", l.t("in time")),
    ] {
        put!(o, "<a href=\"{}{}\">{}</a> · ", path, query, name);
    }
    put!(
        o,
        "<a href=\"/search?q={}\">{}</a></p>",
        // Words that reports use, whatever the page calls it.
        encode(&format!(
            "\"{}\"",
            m.ids
                .first()
                .and_then(|id| cx.known.spelled.get(id))
                .unwrap_or(&m.title)
        )),
        l.t("reports that hold the name")
    );
    if total > MOST {
        put!(
            o,
            "<p class=\"doubt\">{} {} / {}</p>",
            l.t("Only the latest events are in:"),
            MOST,
            total
        );
    }
    o
}

fn heading(cx: &Cx<'_>, title: &str) -> String {
    match title.strip_prefix("State on ") {
        Some(day) => format!("{} {day}", cx.lang.t("State on")),
        None if cx.lang == crate::lang::Lang::Ar => {
            let lower = title.to_lowercase();
            let word = cx.lang.t(&lower);
            if word == lower {
                cx.lang.t(title).to_owned()
            } else {
                word.to_owned()
            }
        }
        None => title.to_owned(),
    }
}

fn contents(cx: &Cx<'_>, d: &Dossier) -> Html {
    let mut o = html!("<nav class=\"contents\" aria-label=\"{}\"><ul>", cx.lang.t("Contents"));
    for (i, s) in d.sections.iter().enumerate().filter(|(_, s)| s.level == 2) {
        put!(o, "<li><a href=\"#s{}\">{}</a></li>", i, heading(cx, &s.title));
    }
    put!(
        o,
        "<li><a href=\"#references\">{}</a></li></ul></nav>",
        cx.lang.t("References")
    );
    o
}

fn section(cx: &Cx<'_>, m: &Material, s: &Section, i: usize) -> Html {
    let name = heading(cx, &s.title);
    let mut o = if s.level == 2 {
        html!("<h2 id=\"s{}\">{}</h2>", i, name)
    } else {
        html!("<h3 id=\"s{}\">{}</h3>", i, name)
    };
    if let Some((head, rows)) = s.table.split_first() {
        put!(
            o,
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><thead><tr>",
            name
        );
        for h in head {
            put!(o, "<th scope=\"col\">{}</th>", cx.lang.t(h));
        }
        put!(o, "</tr></thead><tbody>");
        for row in rows {
            put!(o, "<tr>");
            for (k, cell) in row.iter().enumerate() {
                match k {
                    0 => put!(o, "<th scope=\"row\">{}</th>", words(&short(cell, 120))),
                    _ => put!(o, "<td>{}</td>", cell_of(cx, m, cell)),
                }
            }
            put!(o, "</tr>");
        }
        put!(o, "</tbody></table></div>");
    }
    if !s.lines.is_empty() {
        put!(o, "<ul class=\"list dossier\">");
        for line in &s.lines {
            put!(o, "<li>{}{}</li>", told(cx, m, line), cites(m, &line.cites));
        }
        put!(o, "</ul>");
    }
    o
}

/// A cell of a table: numbers of reports lead to them.
fn cell_of(cx: &Cx<'_>, m: &Material, cell: &str) -> Html {
    let numbers: Option<Vec<usize>> = cell
        .split(' ')
        .map(|n| n.strip_prefix('[')?.strip_suffix(']')?.parse().ok())
        .collect();
    match numbers {
        Some(list) => {
            let mut o = Html::default();
            for n in list.into_iter().take(60) {
                if let Some(id) = n.checked_sub(1).and_then(|n| m.reports.keys().nth(n)) {
                    put!(o, "<a class=\"ref\" href=\"/reports/{}\">{}</a> ", encode(id), n);
                }
            }
            o
        }
        None if cell.starts_with(|c: char| c.is_ascii_digit()) => ltr(cell),
        None => html!("{}", cx.lang.word(cell)),
    }
}

/// What a line tells, in the reader's language.
fn told(cx: &Cx<'_>, m: &Material, line: &Line) -> Html {
    let l = cx.lang;
    match &line.tells {
        Tells::Claim => {
            let claim = line.cites.first().and_then(|c| m.claims.get(&c.claim));
            let Some(c) = claim else { return words(&line.text) };
            let days = c.time.as_ref().map_or_else(
                || parts::days(None, None),
                |t| parts::days(t.from.as_deref(), t.to.as_deref()),
            );
            let quote = words(&short(&c.quote.text, 400));
            if l == crate::lang::Lang::En {
                html!(
                    "{} {} {} <q>{}</q> ",
                    days,
                    parts::held(cx, c),
                    words(&c.english),
                    quote
                )
            } else {
                html!("{} {} <q>{}</q> ", days, parts::held(cx, c), quote)
            }
        }
        Tells::Tie(id) => match m.relations.iter().find(|r| r.id == *id) {
            Some(r) => html!(
                "<a href=\"{}\">{}</a> <b>{}</b> <a href=\"{}\">{}</a> {} ",
                link(&r.from),
                words(&short(cx.name(&r.from), 120)),
                l.word(&r.kind),
                link(&r.to),
                words(&short(cx.name(&r.to), 120)),
                parts::days(r.since.as_deref(), r.until.as_deref())
            ),
            None => words(&line.text),
        },
        Tells::Dispute(event, field) => match m.events.iter().find(|e| e.id == *event) {
            Some(e) => {
                let mut o = html!(
                    "<a href=\"/events/{}\">{}</a> <span class=\"against\">{}: ",
                    encode(&e.id),
                    words(&parts::headline(cx, e)),
                    l.word(field)
                );
                let values = e
                    .contradictions
                    .iter()
                    .filter(|c| c.field == *field)
                    .flat_map(|c| &c.values);
                for (i, v) in values.enumerate() {
                    put!(
                        o,
                        "{}{}",
                        Html(if i > 0 { " / " } else { "" }.to_owned()),
                        parts::value(cx, &v.value)
                    );
                }
                put!(o, "</span> ");
                o
            }
            None => words(&line.text),
        },
    }
}

fn cites(m: &Material, list: &[Cite]) -> Html {
    let mut o = html!("<span class=\"cites\">");
    for c in list.iter().take(30) {
        let Some(claim) = m.claims.get(&c.claim) else { continue };
        put!(
            o,
            "<a class=\"ref\" href=\"/reports/{}#{}\">[{}]</a> ",
            encode(&claim.report),
            encode(&c.claim),
            c.reference
        );
    }
    put!(o, "</span>");
    o
}

fn references(cx: &Cx<'_>, m: &Material) -> Html {
    let mut o = html!(
        "<h2 id=\"references\">{}</h2><ol class=\"list\">",
        cx.lang.t("References")
    );
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for c in m.claims.values() {
        *counts.entry(&c.report).or_default() += 1;
    }
    for (id, r) in &m.reports {
        // A report without a headline goes by where it was published, or by its file.
        let title = r.title.as_deref().filter(|t| !t.trim().is_empty());
        let title = title.or(r.path.as_deref()).unwrap_or(id);
        put!(
            o,
            "<li><a href=\"/reports/{}\">{}</a> <span class=\"soft\">{}</span> {} <small class=\"soft\">{} {}</small></li>",
            encode(id),
            words(&short(title, 200)),
            words(&short(&r.publisher(), 80)),
            ltr(r.published.as_deref().unwrap_or("")),
            cx.lang.t("Claims:"),
            counts.get(id).copied().unwrap_or(0)
        );
    }
    put!(o, "</ol>");
    o
}
