//! Citations to copy: of a report, a claim, an event; as footnote, BibTeX, CSL-JSON.
//!
//! In: records. Out: markup with texts to copy. Invariant: each names the id, which is made of the content and so stays,
//! and the digest of the report. Deliberately cites a claim or event through the reports that tell it.
//! Example: «قصف على السوق» (shelling of the market), outlet, day, address, digest.

use super::{Cx, parts};
use crate::html::{Html, html, ltr, put, short, words};
use crate::lang::Lang;
use isnad_record::export::{Brief, csl};
use isnad_record::{ClaimRecord, EventRecord, ReportRecord};
use serde_json::{Value, json};

/// What a footnote says of a report: in the reader's language, days and addresses isolated, so that none is turned around.
fn footnote(cx: &Cx<'_>, r: &Brief) -> Html {
    let mut o = html!("{}", words(&r.publisher()));
    if let Some(t) = &r.title {
        put!(o, "{}{}", cx.lang.comma(), quoted(cx, t));
    }
    for part in [r.published.as_ref(), r.url.as_ref().or(r.path.as_ref())]
        .into_iter()
        .flatten()
    {
        put!(o, "{}{}", cx.lang.comma(), ltr(part));
    }
    put!(o, "{}{} {}.", cx.lang.comma(), cx.lang.t("isnad report"), ltr(&r.id));
    o
}

/// Words between the quotation marks of the reader's language.
fn quoted(cx: &Cx<'_>, text: &str) -> Html {
    let text = words(&short(text, 300));
    match cx.lang {
        Lang::Ar => html!("«{}»", text),
        Lang::En => html!("“{}”", text),
    }
}

fn bibtex(r: &Brief, id: &str, note: &str) -> String {
    let brace = |t: &str| t.replace(['{', '}', '\\', '\n'], " ");
    let date = r.published.as_deref().unwrap_or("");
    let title = r.title.as_deref().unwrap_or(&r.id);
    format!(
        "@online{{{},\n  title = {{{}}},\n  organization = {{{}}},\n  date = {{{}}},\n  year = {{{}}},\n  url = {{{}}},\n  langid = {{arabic}},\n  note = {{{}}}\n}}",
        brace(id),
        brace(&short(title, 300)),
        brace(&r.publisher()),
        brace(date),
        brace(date.get(..4).unwrap_or("")),
        brace(r.url.as_deref().unwrap_or("")),
        brace(note)
    )
}

fn item(r: &Brief) -> Value {
    let mut brief = r.clone();
    brief.title = r.title.as_ref().map(|t| short(t, 300));
    csl::item(&brief)
}

fn forms(cx: &Cx<'_>, note: &Html, bib: &str, items: &[Value]) -> Html {
    let csl = serde_json::to_string_pretty(&json!(items)).unwrap_or_default();
    html!(
        "{}{}{}",
        parts::copyable(cx, cx.lang.t("Footnote"), "cite-note", note),
        parts::copyable(cx, "BibTeX", "cite-bib", &html!("{}", bib)),
        parts::copyable(cx, "CSL-JSON", "cite-csl", &html!("{}", csl))
    )
}

/// Citations of a report.
pub fn report(cx: &Cx<'_>, r: &ReportRecord) -> Html {
    let brief = brief(r);
    let note = format!("sha256 {}", r.sha256);
    forms(
        cx,
        &footnote(cx, &brief),
        &bibtex(&brief, &r.id, &note),
        &[item(&brief)],
    )
}

/// What a citation says of a report, without its text.
fn brief(r: &ReportRecord) -> Brief {
    let mut light = r.clone();
    light.text = String::new();
    light.mentions = Vec::new();
    Brief::from(light)
}

/// Citations of a claim.
pub fn claim(cx: &Cx<'_>, c: &ClaimRecord, r: &ReportRecord) -> Html {
    let brief = brief(r);
    let place = format!("isnad claim {}, bytes {}–{}", c.id, c.quote.span[0], c.quote.span[1]);
    let mut note = html!("{} {} ", quoted(cx, &c.quote.text), footnote(cx, &brief));
    put!(
        note,
        "{} {}{}{} {}.",
        cx.lang.t("isnad claim"),
        ltr(&c.id),
        cx.lang.comma(),
        cx.lang.t("bytes"),
        ltr(&format!("{}–{}", c.quote.span[0], c.quote.span[1]))
    );
    let mut csl = item(&brief);
    if let Some(map) = csl.as_object_mut() {
        map.insert("id".to_owned(), json!(c.id));
        map.insert(
            "annote".to_owned(),
            json!(format!("{place}: {}", short(&c.quote.text, 300))),
        );
    }
    let bib = bibtex(&brief, &c.id, &format!("{place}; sha256 {}", r.sha256));
    forms(cx, &note, &bib, &[csl])
}

/// Citations of an event, through the reports that tell it.
pub fn event(cx: &Cx<'_>, e: &EventRecord, reports: &[ReportRecord]) -> Html {
    let days: Vec<&str> = [&e.from, &e.to].into_iter().flatten().map(String::as_str).collect();
    let day = match days.as_slice() {
        [a, b] if a == b => (*a).to_owned(),
        list => list.join("/"),
    };
    let briefs: Vec<Brief> = reports.iter().map(brief).collect();
    let mut note = html!("{}", words(&parts::headline(cx, e)));
    if !day.is_empty() {
        put!(note, " ({})", ltr(&day));
    }
    put!(
        note,
        ". {} {}{}{}",
        cx.lang.t("isnad event"),
        ltr(&e.id),
        cx.lang.comma(),
        cx.lang.t("told by:")
    );
    let mut bib = String::new();
    for r in &briefs {
        put!(note, "\n{}", footnote(cx, r));
        bib.push_str(&bibtex(
            r,
            &r.id,
            &format!("tells isnad event {}; sha256 {}", e.id, r.sha256),
        ));
        bib.push('\n');
    }
    let items: Vec<Value> = briefs.iter().map(item).collect();
    forms(cx, &note, bib.trim_end(), &items)
}
