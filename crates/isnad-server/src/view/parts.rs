//! Pieces that several pages share: days, places, tolls, chains of sources, claims.
//!
//! In: parts of records. Out: markup. Invariant: words of reports are isolated, numbers and days read from left to right.
//! Deliberately no whole page. Example: a chain shows «شاهد عيان» (an eyewitness) first and the outlet last.

use super::Cx;
use crate::html::{Html, html, ltr, put, short, words};
use crate::request::{Failure, cursor};
use isnad_record::{
    CasualtyRecord, ClaimRecord, CountRecord, EventRecord, ParticipantRecord, PlaceRecord, SourceRecord, ThingRecord,
    TollRecord,
};
use std::collections::BTreeSet;

/// A span of days; a question mark where none is known.
pub fn days(from: Option<&str>, to: Option<&str>) -> Html {
    match (from, to) {
        (Some(a), Some(b)) if a == b => ltr(a),
        (None, None) => html!("<span class=\"none\">—</span>"),
        // A line may end between the days, never within one.
        (a, b) => html!(
            "<bdi dir=\"ltr\" class=\"n\"><span class=\"d\">{}</span> … <span class=\"d\">{}</span></bdi>",
            a.unwrap_or("?"),
            b.unwrap_or("?")
        ),
    }
}

/// A toll over accounts.
pub fn toll(cx: &Cx<'_>, t: Option<&TollRecord>) -> Html {
    let Some(t) = t else {
        return html!("<span class=\"none\">—</span>");
    };
    if t.high == Some(t.low) {
        return ltr(&t.best.to_string());
    }
    let high = t.high.map_or_else(|| "…".to_owned(), |h| h.to_string());
    html!(
        "<bdi dir=\"ltr\" class=\"n\">{} <small title=\"{}\">({}–{})</small></bdi>",
        t.best,
        cx.lang.t("least and most that an account says"),
        t.low,
        high
    )
}

/// A count of people.
pub fn count(c: Option<&CountRecord>) -> Html {
    let Some(c) = c else {
        return html!("<span class=\"none\">—</span>");
    };
    let about = if c.approx { "~" } else { "" };
    ltr(&match c.high {
        Some(h) if h == c.low => format!("{about}{h}"),
        Some(h) => format!("{about}{}–{h}", c.low),
        None => format!("{about}≥ {}", c.low),
    })
}

/// Participants, with their entities as links to their events.
pub fn participants(cx: &Cx<'_>, list: &[ParticipantRecord]) -> Html {
    if list.is_empty() {
        return html!("<span class=\"none\">—</span>");
    }
    let mut o = Html::default();
    for (i, p) in list.iter().take(12).enumerate() {
        if i > 0 {
            put!(o, "<span class=\"sep\"> · </span>");
        }
        put!(o, "<span class=\"who\">");
        let text = words(&short(&p.text, 120));
        match &p.entity {
            None => put!(o, "{}", text),
            Some(e) => {
                let (to, title) = (
                    super::dossier::link(e),
                    cx.lang.t("what is reported of this participant"),
                );
                let name = cx.name(e);
                // Who is named as everywhere is named once.
                if isnad_store::folded(name) == isnad_store::folded(&p.text) {
                    put!(o, "<a class=\"at\" href=\"{}\" title=\"{}\">{}</a>", to, title, text);
                } else {
                    put!(
                        o,
                        "{} <a class=\"entity\" dir=\"auto\" href=\"{}\" title=\"{}\">{}</a>",
                        text,
                        to,
                        title,
                        short(name, 120)
                    );
                }
            }
        }
        put!(o, "</span>");
    }
    o
}

/// A place with its precision.
pub fn place(cx: &Cx<'_>, p: Option<&PlaceRecord>) -> Html {
    let Some(p) = p else {
        return html!("<span class=\"none\">—</span>");
    };
    let mut o = match &p.id {
        Some(id) => html!(
            "<a class=\"at\" href=\"{}\">{}</a>",
            super::dossier::link(id),
            place_name(cx, p)
        ),
        None => place_name(cx, p),
    };
    if let Some(n) = p.precision {
        put!(o, " <small class=\"soft\">{}</small>", precision(cx, n));
    }
    if p.ambiguous {
        put!(o, " <small class=\"doubt\">{}</small>", cx.lang.t("several places fit"));
    }
    o
}

/// The name of a place in the reader's language.
pub fn place_name(cx: &Cx<'_>, p: &PlaceRecord) -> Html {
    let name = match cx.lang {
        crate::lang::Lang::En => p.name_en.as_ref().or(p.name.as_ref()),
        crate::lang::Lang::Ar => p.name.as_ref(),
    };
    words(&short(name.unwrap_or(&p.text), 100))
}

/// What a UCDP place precision means.
pub fn precision<'a>(cx: &Cx<'a>, n: u8) -> &'a str {
    match n {
        1 => cx.lang.t("exact place"),
        2 => cx.lang.t("near the place"),
        3 => cx.lang.t("district"),
        4 => cx.lang.t("governorate"),
        5 => cx.lang.t("along a line or region"),
        6 => cx.lang.t("country only"),
        _ => cx.lang.t("beyond countries"),
    }
}

/// What a UCDP date precision means.
pub fn time_precision<'a>(cx: &Cx<'a>, n: u8) -> &'a str {
    match n {
        1 => cx.lang.t("exact day"),
        2 => cx.lang.t("within days"),
        3 => cx.lang.t("within a week"),
        4 => cx.lang.t("within a month"),
        _ => cx.lang.t("longer than a month"),
    }
}

/// How well an event is attested.
pub fn corroboration(cx: &Cx<'_>, word: &str) -> Html {
    html!("<span class=\"badge {}\">{}</span>", word, cx.lang.word(word))
}

fn link_of_chain(cx: &Cx<'_>, s: &SourceRecord, outlet: Option<&str>) -> Html {
    let mut o = html!("<span class=\"kind\">{}</span>", cx.lang.word(&s.kind));
    match (&s.text, &s.entity, outlet) {
        (Some(t), _, _) => put!(o, " {}", words(&short(t, 160))),
        (None, Some(e), _) => put!(o, " {}", words(cx.name(e))),
        (None, None, Some(n)) if s.kind == "outlet" => put!(o, " {}", words(cx.name(n))),
        _ => {}
    }
    if let Some(cue) = &s.cue {
        put!(o, " <q class=\"cue\">{}</q>", words(&short(&cue.text, 60)));
    }
    o
}

/// The chain of sources, drawn from the event outward.
pub fn chain(cx: &Cx<'_>, c: &ClaimRecord, outlet: Option<&str>) -> Html {
    let mut o = html!(
        "<ol class=\"chain\" aria-label=\"{}\">",
        cx.lang.t("Chain of sources, from the event outward")
    );
    for s in c.sources.iter().take(20) {
        put!(o, "<li class=\"k-{}\">{}</li>", s.kind, link_of_chain(cx, s, outlet));
    }
    put!(o, "</ol>");
    o
}

/// Confidence as a number and a bar.
pub fn confidence(cx: &Cx<'_>, value: f64) -> Html {
    html!(
        "<span class=\"sure\" title=\"{}\"><meter min=\"0\" max=\"1\" value=\"{}\" aria-label=\"{}\"></meter> {}</span>",
        cx.lang.t("share of claims like this one that are right"),
        value,
        cx.lang.t("confidence"),
        ltr(&format!("{value:.2}"))
    )
}

/// What reviewers said of a claim or an event, as far as it stands.
pub fn verdicts(cx: &Cx<'_>, target: &str) -> Result<Html, Failure> {
    let mut o = Html::default();
    for d in cx.decisions_on(target)?.iter().filter(|d| d.withdrawn.is_none()) {
        let kind = d.kind.as_str();
        put!(
            o,
            "<p class=\"verdict v-{}\"><b>{}</b> {} <small>{} · {}</small></p>",
            kind,
            cx.lang.word(kind),
            words(&decided(cx, d)),
            words(&d.who),
            ltr(&d.at)
        );
    }
    Ok(o)
}

/// What a decision says beside its kind, in a few words.
pub fn decided(cx: &Cx<'_>, d: &isnad_store::Decision) -> String {
    let of = |key: &str| {
        d.value
            .as_ref()
            .and_then(|v| v.get(key))
            .map(|v| super::log::plain(cx, v))
    };
    let field = d.field.as_deref().map(|f| cx.lang.word(f));
    let parts = [field, of("set"), of("to"), of("reading"), d.note.clone()];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    short(&parts.join(" · "), 300)
}

/// A sign that a person corrected something.
pub fn by_hand(cx: &Cx<'_>, fields: &BTreeSet<String>, field: &str) -> Html {
    if !fields.contains(field) {
        return Html::default();
    }
    let word = cx.lang.t("corrected");
    html!(
        " <span class=\"edited\" role=\"img\" title=\"{}\" aria-label=\"{}\">✎</span>",
        word,
        word
    )
}

/// Slots of a claim as a list of terms; those that a person corrected bear a sign.
pub fn slots(cx: &Cx<'_>, c: &ClaimRecord, fields: &BTreeSet<String>) -> Html {
    let l = cx.lang;
    let mut o = html!("<dl class=\"slots\">");
    let mut row = |field: &str, name: &str, value: Option<Html>| {
        let hand = by_hand(cx, fields, field);
        // A slot that was emptied by hand is shown empty.
        if let Some(value) = value.or_else(|| (!hand.0.is_empty()).then(|| html!("<span class=\"none\">—</span>"))) {
            put!(o, "<dt>{}{}</dt><dd>{}</dd>", name, hand, value);
        }
    };
    let people = |list: &[ParticipantRecord]| (!list.is_empty()).then(|| participants(cx, list));
    row("agent", l.t("who"), people(&c.agent));
    row("patient", l.t("to whom"), people(&c.patient));
    row("killed", l.t("killed"), c.killed.as_ref().map(|n| count(Some(n))));
    row("injured", l.t("injured"), c.injured.as_ref().map(|n| count(Some(n))));
    let among: Vec<&CasualtyRecord> = c.casualties.iter().filter(|k| said_of(k).is_some()).collect();
    row(
        "casualties",
        l.t("among them"),
        (!among.is_empty()).then(|| casualties(cx, &among)),
    );
    let thing = |t: &ThingRecord| html!("{} <small class=\"soft\">{}</small>", words(&t.text), l.word(&t.class));
    row("means", l.t("with what"), c.means.as_ref().map(thing));
    row("target", l.t("what was hit"), c.target.as_ref().map(thing));
    row("place", l.t("where"), c.place.as_ref().map(|p| place(cx, Some(p))));
    let time = c.time.as_ref().map(|t| {
        html!(
            "{} {} <small class=\"soft\">{}</small>",
            words(&short(&t.text, 80)),
            days(t.from.as_deref(), t.to.as_deref()),
            time_precision(cx, t.precision)
        )
    });
    row("time", l.t("when"), time);
    put!(o, "</dl>");
    o
}

/// What is known of people who came to harm beside their number: women, children, fighters.
fn said_of(k: &CasualtyRecord) -> Option<&str> {
    let status = Some(k.status.as_str()).filter(|s| *s != "unknown");
    // A group that only says again that they were killed or hurt tells nothing.
    let group = k
        .group
        .as_deref()
        .filter(|g| !["killed", "injured", "victims", "detainees"].contains(g));
    group.or(status)
}

/// The parts of a toll.
fn casualties(cx: &Cx<'_>, list: &[&CasualtyRecord]) -> Html {
    let mut o = Html::default();
    for (i, k) in list.iter().take(12).enumerate() {
        let between = if i > 0 { " · " } else { "" };
        let number = count(Some(&CountRecord {
            low: k.low,
            high: k.high,
            approx: false,
        }));
        put!(
            o,
            "{}{} {} <small class=\"soft\">{}</small>",
            Html(between.to_owned()),
            number,
            cx.lang.word(said_of(k).unwrap_or("")),
            cx.lang.word(&k.outcome)
        );
    }
    o
}

/// The kind of a claim with how it is held.
pub fn held(cx: &Cx<'_>, c: &ClaimRecord) -> Html {
    let mut o = html!("<b class=\"type\">{}</b>", cx.lang.word(&c.r#type));
    if c.modality != "actual" {
        put!(o, " <span class=\"badge doubt\">{}</span>", cx.lang.word(&c.modality));
    }
    if c.stance != "asserted" {
        put!(o, " <span class=\"badge soft\">{}</span>", cx.lang.word(&c.stance));
    }
    o
}

/// A line that tells what an event is, in the reader's language.
pub fn headline(cx: &Cx<'_>, e: &EventRecord) -> String {
    if cx.lang == crate::lang::Lang::En && !e.english.is_empty() {
        return short(&e.english, 200);
    }
    let mut parts = vec![cx.lang.word(&e.r#type)];
    if let Some(p) = &e.place {
        parts.push(p.name.as_ref().unwrap_or(&p.text).clone());
    }
    // What is hit can be the place itself: it is named once.
    let other = |text: &String| {
        !parts
            .iter()
            .any(|p| isnad_store::folded(p) == isnad_store::folded(text))
    };
    let participant = e.patient.iter().chain(&e.agent).map(|p| &p.text).find(|t| other(t));
    parts.extend(participant.cloned());
    for (name, toll) in [("killed", &e.killed), ("injured", &e.injured)] {
        if let Some(t) = toll.as_ref().filter(|t| t.best > 0) {
            parts.push(format!("{}: {}", cx.lang.word(name), t.best));
        }
    }
    short(&parts.join(" · "), 200)
}

/// A value on which accounts disagree: an entity by its name, a word of the records in the reader's language.
pub fn value(cx: &Cx<'_>, value: &str) -> Html {
    if value.contains(" + ") {
        let mut o = Html::default();
        for (i, one) in value.split(" + ").take(12).enumerate() {
            put!(
                o,
                "{}{}",
                Html(if i > 0 { " + " } else { "" }.to_owned()),
                self::value(cx, one)
            );
        }
        return o;
    }
    if cx.known.names.contains_key(value) {
        return html!(
            "<a class=\"at\" href=\"{}\">{}</a>",
            super::dossier::link(value),
            words(&short(cx.name(value), 80))
        );
    }
    words(&short(&cx.lang.word(value), 120))
}

/// The link to the next page.
pub fn next(cx: &Cx<'_>, key: Option<&str>) -> Html {
    let first = cx.request.get("after").is_some();
    let mut o = html!("<nav class=\"pager\" aria-label=\"{}\">", cx.lang.t("Further"));
    if first {
        put!(
            o,
            "<a href=\"{}\">{}</a> ",
            cx.request.with(&[]),
            cx.lang.t("First page")
        );
    }
    if let Some(key) = key {
        let to = cx.request.with(&[("after", &cursor(key))]);
        put!(o, "<a rel=\"next\" href=\"{}\">{}</a>", to, cx.lang.t("Next page"));
    }
    put!(o, "</nav>");
    o
}

/// A text to copy.
pub fn copyable(cx: &Cx<'_>, name: &str, id: &str, text: &Html) -> Html {
    html!(
        "<details class=\"cite\"><summary>{}</summary><pre id=\"{}\" dir=\"auto\" tabindex=\"0\">{}</pre>\
         <button type=\"button\" data-copy=\"{}\" hidden>{}</button></details>",
        name,
        id,
        *text,
        id,
        cx.lang.t("Copy")
    )
}
