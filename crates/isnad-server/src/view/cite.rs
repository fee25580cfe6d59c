//! Citations to copy: of a report, a claim, an event; as footnote, BibTeX, CSL-JSON.
//!
//! In: records. Out: markup with texts to copy. Invariant: each names the id, which is made of the content and so stays,
//! and the digest of the report. Deliberately cites a claim or event through the reports that tell it.
//! Example: «قصف على السوق» (shelling of the market), outlet, day, address, digest.

use super::{Cx, parts};
use crate::html::{Html, html, short};
use isnad_record::export::{Brief, csl};
use isnad_record::{ClaimRecord, EventRecord, ReportRecord};
use serde_json::{Value, json};

/// What a footnote says of a report.
pub fn footnote(r: &Brief) -> String {
    let mut parts = vec![r.publisher()];
    parts.extend(r.title.as_ref().map(|t| format!("“{}”", short(t, 300))));
    parts.extend(r.published.clone());
    parts.extend(r.url.clone().or_else(|| r.path.clone()));
    parts.push(format!("isnad report {}", r.id));
    format!("{}.", parts.join(", "))
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

fn forms(cx: &Cx<'_>, note: &str, bib: &str, items: &[Value]) -> Html {
    let csl = serde_json::to_string_pretty(&json!(items)).unwrap_or_default();
    html!(
        "{}{}{}",
        parts::copyable(cx, cx.lang.t("Footnote"), "cite-note", note),
        parts::copyable(cx, "BibTeX", "cite-bib", bib),
        parts::copyable(cx, "CSL-JSON", "cite-csl", &csl)
    )
}

/// Citations of a report.
pub fn report(cx: &Cx<'_>, r: &ReportRecord) -> Html {
    let brief = brief(r);
    let note = format!("sha256 {}", r.sha256);
    forms(cx, &footnote(&brief), &bibtex(&brief, &r.id, &note), &[item(&brief)])
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
    let note = format!("“{}” {} {place}.", short(&c.quote.text, 300), footnote(&brief));
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
    let mut note = format!("{} ({day}). isnad event {}, told by:", parts::headline(cx, e), e.id);
    let mut bib = String::new();
    for r in &briefs {
        note.push('\n');
        note.push_str(&footnote(r));
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
