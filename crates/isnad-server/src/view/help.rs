//! How to read the pages, and how to ask for them by program.
//!
//! In: nothing. Out: pages. Invariant: what is explained is what is shown. Deliberately short.
//! Example: «رواية واحدة» (a single account) is explained beside the other kinds of attestation.

use super::{Cx, View, parts};
use crate::describe::openapi;
use crate::html::{html, put};
use crate::request::Failure;
use crate::route::ROUTES;
use serde_json::json;

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let mut o = html!("<dl class=\"help\">");
    for (name, text) in [
        (l.t("Report"), l.t("One published text, kept byte for byte with its digest. Article and surroundings are told apart by looks alone; nothing is dropped.")),
        (l.t("Claim"), l.t("What one chain of sources says happened. Its words are marked in the report.")),
        (l.t("Chain of sources"), l.t("From whoever stands closest to the event, through all who handed the account down, to the outlet.")),
        (l.t("Event"), l.t("Claims judged to tell one occurrence. The page of an event says why, claim by claim.")),
        (l.t("Origin"), l.t("Where an account enters the public. Ten sites that copy one agency are one origin.")),
        (l.t("Confidence"), l.t("Of claims at 0.8, about eight in ten should be right. The review queue begins with the least sure.")),
        (l.t("Dates and places"), l.t("Both have a precision. A day is a dot and a season a bar; a village is a point and a governorate a hatched area.")),
        (l.t("Decisions"), l.t("What reviewers decide is kept apart from what was derived and survives a rebuild. It can be exported and imported as JSON Lines.")),
        (l.t("Private persons"), l.t("Readers see private persons as pseudonyms, on every page. Reviewers see what was published. Files of events (CSV, GeoJSON) carry pseudonyms for everybody.")),
    ] {
        put!(o, "<dt>{}</dt><dd>{}</dd>", name, text);
    }
    put!(o, "</dl><h2>{}</h2><dl class=\"help\">", l.t("How well attested"));
    for (word, text) in [
        ("single", l.t("one report")),
        ("repeated", l.t("several reports, one origin")),
        ("corroborated", l.t("two or more independent origins")),
        ("contested", l.t("who did it, or what it was, is disputed")),
    ] {
        put!(o, "<dt>{}</dt><dd>{}</dd>", parts::corroboration(cx, word), text);
    }
    put!(
        o,
        "</dl><h2>{}</h2><p class=\"keys\"><kbd>/</kbd> {} · <kbd>j</kbd> <kbd>k</kbd> {} · <kbd>a</kbd> {} · <kbd>r</kbd> {} · <kbd>c</kbd> {} · <kbd>e</kbd> {} · <kbd>w</kbd> {} · <kbd>n</kbd> {} · <kbd>u</kbd> {} · <kbd>o</kbd> {}</p>",
        l.t("Keys"),
        l.t("search"),
        l.t("next and previous in the review queue"),
        l.t("accept"),
        l.t("reject"),
        l.t("comment"),
        l.t("correct"),
        l.t("choose words"),
        l.t("add a claim"),
        l.t("undo"),
        l.t("open the report")
    );
    Ok(View {
        title: l.t("Help").to_owned(),
        body: o,
        json: json!({"schema": "isnad.page/1", "page": "help", "api": "/api/openapi.json"}),
    })
}

/// The interface in words.
pub fn api(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let mut o = html!(
        "<p>{} <a href=\"/api/openapi.json\">OpenAPI</a></p><div dir=\"ltr\" lang=\"en\"><table><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>",
        l.t("Every page has a twin: the same address with .json after the path."),
        l.t("Path"),
        l.t("What"),
        l.t("Query")
    );
    for r in ROUTES {
        put!(
            o,
            "<tr><th scope=\"row\"><code>{}{}</code></th><td>{}</td><td><code>{}</code></td></tr>",
            if r.is_post() { "POST " } else { "" },
            r.path,
            r.summary,
            r.query.join(" ")
        );
    }
    put!(o, "</tbody></table></div>");
    Ok(View {
        title: l.t("Interface").to_owned(),
        body: o,
        json: openapi(),
    })
}
