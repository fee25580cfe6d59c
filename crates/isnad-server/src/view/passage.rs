//! Words of a report around a place in it, to be selected from; and the form of a claim's slots.
//!
//! In: a report, a byte offset, a claim. Out: paragraphs that say where they begin, inputs that say what the slots hold.
//! Invariant: the words shown are those of the report, in order; what an input holds unchanged changes nothing.
//! Deliberately the same for a correction and for a claim by hand.
//! Example: of «قتل سبعة في السهل» (seven were killed in al-Sahl), «السهل» is selected into `place`.

use super::Cx;
use super::report::{Mark, block, blocks, collect};
use crate::html::{Html, html, put};
use isnad_record::{ClaimRecord, CountRecord, ParticipantRecord, ReportRecord, vocabulary};

/// Bytes of a paragraph that are shown before and behind a place.
const AROUND: usize = 2_000;

/// A character boundary at or before an offset.
fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Paragraphs around a place, `beside` of them on either side, with the words of a claim marked.
pub fn passage(r: &ReportRecord, at: usize, beside: usize, claim: Option<&ClaimRecord>) -> Html {
    let text = &r.text;
    let from = floor(text, at.saturating_sub(AROUND * (beside + 1)));
    let to = floor(text, at.saturating_add(AROUND * (beside + 1)));
    // The window may begin within a line: what is left of that line is shown.
    let all = blocks(text, from, to);
    let here = all.iter().position(|(_, b)| *b >= at).unwrap_or(0);
    let claims: Vec<ClaimRecord> = claim.into_iter().cloned().collect();
    let marks = collect(&claims);
    let mut o = html!("<div class=\"passage\" lang=\"{}\">", r.lang);
    for (a, b) in all.iter().skip(here.saturating_sub(beside)).take(2 * beside + 1) {
        let over: Vec<&Mark> = marks
            .iter()
            .filter(|m| (m.span[0] as usize) < *b && (m.span[1] as usize) > *a)
            .collect();
        put!(
            o,
            "<p dir=\"{}\" data-from=\"{}\">{}</p>",
            super::report::direction(text, *a, *b, &r.lang),
            *a,
            bare(block(text, (*a, *b), &over, &claims, None))
        );
    }
    put!(o, "</div>");
    o
}

/// Without the anchors that the page of the report has: one passage a claim would repeat them.
fn bare(h: Html) -> Html {
    let mut out = String::with_capacity(h.0.len());
    let mut rest = h.0.as_str();
    while let Some((before, behind)) = rest.split_once("<a id=\"") {
        out.push_str(before);
        rest = behind.split_once("</a>").map_or("", |(_, r)| r);
    }
    out.push_str(rest);
    Html(out)
}

/// A count as people type it.
pub fn count(c: Option<&CountRecord>) -> String {
    c.map_or_else(String::new, |c| {
        let about = if c.approx { "~" } else { "" };
        match c.high {
            Some(h) if h == c.low => format!("{about}{h}"),
            Some(h) => format!("{about}{}-{h}", c.low),
            None => format!("{about}{}+", c.low),
        }
    })
}

/// Participants as people type them.
pub fn people(list: &[ParticipantRecord]) -> String {
    list.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join(" | ")
}

/// Classes of what is attacked with and what is hit, as the words of the program have them.
pub fn classes(field: &str) -> Vec<&'static str> {
    let table = match field {
        "means" => include_str!("../../../../data/things/means.toml"),
        _ => include_str!("../../../../data/things/targets.toml"),
    };
    let class = |line: &'static str| line.strip_prefix("class = \"")?.split('"').next();
    let mut out: Vec<&str> = table.lines().filter_map(class).chain(["other"]).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// What the inputs of a claim hold, by name.
pub fn typed(c: &ClaimRecord) -> Vec<(&'static str, String)> {
    let day = |d: Option<&String>| d.cloned().unwrap_or_default();
    let time = c.time.as_ref();
    vec![
        ("type", c.r#type.clone()),
        ("modality", c.modality.clone()),
        ("stance", c.stance.clone()),
        ("trigger", c.trigger.text.clone()),
        ("quote", c.quote.text.clone()),
        ("agent", people(&c.agent)),
        ("patient", people(&c.patient)),
        ("place", c.place.as_ref().map(|p| p.text.clone()).unwrap_or_default()),
        ("time", time.map(|t| t.text.clone()).unwrap_or_default()),
        ("from", day(time.and_then(|t| t.from.as_ref()))),
        ("to", day(time.and_then(|t| t.to.as_ref()))),
        ("killed", count(c.killed.as_ref())),
        ("injured", count(c.injured.as_ref())),
        ("means", c.means.as_ref().map(|t| t.text.clone()).unwrap_or_default()),
        (
            "target_words",
            c.target.as_ref().map(|t| t.text.clone()).unwrap_or_default(),
        ),
        (
            "means_class",
            c.means.as_ref().map(|t| t.class.clone()).unwrap_or_default(),
        ),
        (
            "target_class",
            c.target.as_ref().map(|t| t.class.clone()).unwrap_or_default(),
        ),
    ]
}

/// Slots that hold words of the report, with the key that takes a selection into them.
pub const WORDS: [(&str, &str, &str); 8] = [
    ("agent", "1", "who"),
    ("patient", "2", "to whom"),
    ("place", "3", "where"),
    ("time", "4", "when"),
    ("means", "6", "with what"),
    ("target_words", "7", "what was hit"),
    ("trigger", "8", "event word"),
    ("quote", "9", "quote"),
];

/// A choice among some words, with what stands for none of them where it may be none.
pub(super) fn choice(
    cx: &Cx<'_>,
    o: &mut Html,
    (name, label): (&str, &str),
    none: Option<&str>,
    words: &[&str],
    held: &str,
) {
    put!(*o, "<label>{}<select name=\"{}\">", label, name);
    if let Some(none) = none {
        put!(*o, "<option value=\"\">{}</option>", none);
    }
    for w in words {
        let on = Html(if *w == held { " selected" } else { "" }.to_owned());
        put!(*o, "<option value=\"{}\"{}>{}</option>", *w, on, cx.lang.word(w));
    }
    put!(*o, "</select></label>");
}

/// The inputs of a claim's slots.
pub fn inputs(cx: &Cx<'_>, claim: Option<&ClaimRecord>, given: &[(&str, String)]) -> Html {
    let l = cx.lang;
    let mut held = claim.map(typed).unwrap_or_default();
    held.extend(given.iter().map(|(k, v)| match *k {
        "trigger" => ("trigger", v.clone()),
        _ => ("trigger_at", v.clone()),
    }));
    let get = |name: &str| held.iter().find(|(k, _)| *k == name).map_or("", |(_, v)| v.as_str());
    let mut o = html!("<div class=\"inputs\">");
    for (name, label, words, usual) in [
        ("type", l.t("type"), vocabulary::claim_types(), ""),
        ("modality", l.t("modality"), vocabulary::modalities(), "actual"),
        ("stance", l.t("stance"), vocabulary::stances(), "asserted"),
    ] {
        let held = Some(get(name)).filter(|v| !v.is_empty()).unwrap_or(usual);
        choice(cx, &mut o, (name, label), None, &words, held);
    }
    for (name, key, label) in WORDS {
        let need = Html(if name == "trigger" { " required" } else { "" }.to_owned());
        put!(
            o,
            "<label>{} <kbd>{}</kbd><input name=\"{}\" dir=\"auto\" autocomplete=\"off\" data-slot=\"{}\" value=\"{}\"{}></label>\
             <input type=\"hidden\" name=\"{}_at\" value=\"{}\">",
            l.t(label),
            key,
            name,
            key,
            get(name),
            need,
            name,
            if name == "trigger" { get("trigger_at") } else { "" }
        );
        if let "means" | "target_words" = name {
            let (field, label) = match name {
                "means" => ("means", l.t("kind of means")),
                _ => ("target", l.t("kind of target")),
            };
            let key = format!("{field}_class");
            choice(cx, &mut o, (&key, label), Some("—"), &classes(field), get(&key));
        }
        if name == "time" {
            for (name, label) in [("from", l.t("from day")), ("to", l.t("to day"))] {
                put!(o, "<label>{}{}</label>", label, super::day::input(cx, name, get(name)));
            }
        }
    }
    for (name, key, label) in [("killed", "0", l.t("killed")), ("injured", "-", l.t("injured"))] {
        put!(
            o,
            "<label>{} <kbd>{}</kbd><input name=\"{}\" dir=\"auto\" autocomplete=\"off\" data-slot=\"{}\" value=\"{}\" placeholder=\"7 · 7-9 · 7+\"></label>",
            label,
            key,
            name,
            key,
            get(name)
        );
    }
    put!(
        o,
        "</div>{}{}",
        super::tolls::inputs(cx, claim.map_or(&[], |c| c.casualties.as_slice())),
        super::links::inputs(cx, claim.map_or(&[], |c| c.sources.as_slice()))
    );
    o
}
