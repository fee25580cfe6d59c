//! The queue of claims to be judged, the least sure first.
//!
//! In: a cursor, or one claim; decisions. Out: a page; rows of decisions. Invariant: works without scripts; with them, by keys
//! alone; nothing derived is changed. Deliberately one local reviewer. Example: «قيل إن» (it was said that) waits high up.

use super::{Cx, View, parts, reports};
use crate::html::{html, put, words};
use crate::request::{Failure, Reply, Request, encode};
use isnad_store::{Act, Case, Decision, DecisionKind, StoreError};
use serde_json::json;

const PAGE: usize = 20;
const KINDS: &[&str] = &["accept", "reject", "comment", "correct", "merge", "split"];
const FIELDS: &[&str] = &[
    "type", "modality", "stance", "agent", "patient", "killed", "injured", "place", "time", "means", "target",
];

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let one = cx.request.get("target");
    let after = cx.request.after()?;
    let after = after
        .as_deref()
        .and_then(|k| k.split_once('|'))
        .and_then(|(c, id)| Some((c.parse::<f64>().ok()?, id)));
    let (claims, next) = match one {
        Some(id) => (cx.case.claim(id)?.into_iter().collect::<Vec<_>>(), None),
        None => {
            let mut list = cx.case.doubtful_claims(after, PAGE + 1)?;
            let more = list.len() > PAGE;
            list.truncate(PAGE);
            let next = list
                .last()
                .filter(|_| more)
                .map(|c| format!("{}|{}", c.confidence, c.id));
            (list, next)
        }
    };
    let mut o = html!(
        "<p class=\"keys\"><kbd>j</kbd> {} <kbd>k</kbd> {} <kbd>a</kbd> {} <kbd>r</kbd> {} <kbd>c</kbd> {} <kbd>u</kbd> {} <kbd>o</kbd> {}</p>",
        l.t("next"),
        l.t("previous"),
        l.t("accept"),
        l.t("reject"),
        l.t("comment"),
        l.t("undo"),
        l.t("open the report")
    );
    put!(
        o,
        "<form class=\"filters\" method=\"post\" action=\"/review/undo\"><button id=\"undo\">{}</button> <a href=\"/decisions.jsonl\">{}</a> · <a href=\"/log\">{}</a></form><ol class=\"queue\" data-accept=\"{}\" data-reject=\"{}\" data-undone=\"{}\">",
        l.t("Undo the last decision"),
        l.t("Decisions as JSON Lines"),
        l.t("Log"),
        l.t("accepted"),
        l.t("rejected"),
        l.t("taken back")
    );
    let back = format!("/review{}", cx.request.with(&[]));
    for c in &claims {
        let report = cx.case.report_line(&c.report)?;
        let outlet = report.as_ref().and_then(|r| r.outlet.as_deref());
        put!(
            o,
            "<li class=\"card\" id=\"q-{}\" tabindex=\"-1\" data-target=\"{}\"><p>{} {} <a class=\"open\" href=\"/reports/{}#{}\">{}</a></p><blockquote>{}</blockquote>",
            c.id,
            c.id,
            parts::held(cx, c),
            parts::confidence(cx, c.confidence),
            encode(&c.report),
            c.id,
            l.t("in the text"),
            words(&c.quote.text)
        );
        if l == crate::lang::Lang::En {
            put!(o, "<p class=\"english\">{}</p>", words(&c.english));
        }
        put!(o, "{}{}", parts::slots(cx, c), parts::chain(cx, c, outlet));
        if let Some(r) = &report {
            put!(o, "<p>{}</p>", reports::link(cx, r));
        }
        put!(
            o,
            "{}<form method=\"post\" action=\"/review/decide\"><input type=\"hidden\" name=\"target\" value=\"{}\"><input type=\"hidden\" name=\"back\" value=\"{}\">\
             <label>{} <input name=\"note\" dir=\"auto\" autocomplete=\"off\"></label> <button name=\"kind\" value=\"accept\">{}</button> <button name=\"kind\" value=\"reject\">{}</button> <button name=\"kind\" value=\"comment\">{}</button>\
             <details><summary>{}</summary><label>{} <select name=\"field\">",
            parts::verdicts(cx, &c.id)?,
            c.id,
            back,
            l.t("note"),
            l.t("accept"),
            l.t("reject"),
            l.t("comment"),
            l.t("correct"),
            l.t("slot")
        );
        for f in FIELDS {
            put!(o, "<option value=\"{}\">{}</option>", f, l.word(f));
        }
        put!(
            o,
            "</select></label> <label>{} <input name=\"value\" dir=\"auto\" autocomplete=\"off\"></label> <button name=\"kind\" value=\"correct\">{}</button></details></form></li>",
            l.t("should be (select words above to take them)"),
            l.t("correct")
        );
    }
    put!(o, "</ol>");
    if claims.is_empty() {
        put!(o, "<p class=\"none\">{}</p>", l.t("Nothing is waiting."));
    }
    put!(
        o,
        "{}<details><summary>{}</summary><form method=\"post\" action=\"/review/import\" class=\"filters\"><label>{}<textarea name=\"lines\" rows=\"4\" cols=\"60\" dir=\"ltr\"></textarea></label><button>{}</button></form></details>",
        parts::next(cx, next.as_deref()),
        l.t("Import decisions"),
        l.t("JSON Lines of another copy of this case"),
        l.t("Import")
    );
    Ok(View {
        title: l.t("Review").to_owned(),
        body: o,
        json: json!({"schema": "isnad.page/1", "page": "review", "next": next.as_deref().map(crate::request::cursor), "items": claims}),
    })
}

fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Who reviews: the user of this machine.
fn reviewer() -> String {
    ["USER", "USERNAME"]
        .iter()
        .find_map(|k| std::env::var(k).ok())
        .filter(|n| !n.trim().is_empty())
        .unwrap_or_else(|| "local".to_owned())
}

/// Keeps a decision.
pub fn decide(case: &mut Case, request: &Request) -> Result<Reply, Failure> {
    let form = request.form();
    let every = |k: &str| {
        form.iter()
            .filter(|(n, v)| n == k && !v.trim().is_empty())
            .map(|(_, v)| v.trim().chars().take(4000).collect::<String>())
            .collect::<Vec<_>>()
    };
    let get = |k: &str| every(k).into_iter().next();
    let (kind, target) = (get("kind").unwrap_or_default(), get("target").unwrap_or_default());
    let (note, value) = (get("note"), get("value"));
    let (at, who) = (now(), reviewer());
    let bad = |what: &str| Failure::Bad(what.to_owned());
    match kind.as_str() {
        "accept" | "reject" => {
            let act = if kind == "accept" {
                Act::Accept { target: target.clone() }
            } else {
                Act::Reject { target: target.clone() }
            };
            let earlier = standing(case, &target, &who)?;
            case.decide(&at, &who, &act, note.as_deref()).map_err(refused)?;
            // One person holds one verdict of a claim: the earlier one is taken back.
            for id in earlier {
                case.undo(&at, &who, id)?;
            }
        }
        "comment" => {
            let known = case.claim(&target)?.is_some() || case.event(&target)?.is_some();
            if note.is_none() || !known {
                return Err(bad("comment: expected a note on a claim or event of this case"));
            }
            case.decide(&at, &who, &Act::Comment { target }, note.as_deref())
                .map_err(refused)?;
        }
        "correct" => {
            let field = get("field").filter(|f| FIELDS.contains(&f.as_str()));
            let (Some(field), Some(value)) = (field, value) else {
                return Err(Failure::Bad(format!(
                    "correct: expected a field ({}) and a value",
                    FIELDS.join(", ")
                )));
            };
            let claim = case
                .claim(&target)?
                .ok_or_else(|| bad("target: expected a claim of this case"))?;
            let text = case.report(&claim.report)?.map(|r| r.text).unwrap_or_default();
            let value = super::correct::value(&claim, &text, &field, &value)
                .ok_or_else(|| Failure::Bad(format!("{field}: expected {}", super::correct::expected(&field))))?;
            let act = Act::Correct {
                claim: target,
                field,
                value,
            };
            case.decide(&at, &who, &act, note.as_deref()).map_err(refused)?;
        }
        "merge" => {
            let other = value.ok_or_else(|| bad("merge: expected the id of another event as value"))?;
            case.merge_events(&at, &who, &[&target, &other], note.as_deref())
                .map_err(refused)?;
        }
        "split" => {
            let claims = every("claim");
            let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
            case.split_event(&at, &who, &target, &claims, note.as_deref())
                .map_err(refused)?;
        }
        _ => return Err(Failure::Bad(format!("kind: expected one of {}", KINDS.join(", ")))),
    }
    Ok(Reply::see_other(&back(get("back"))))
}

/// The verdicts of a person on a claim that stand.
fn standing(case: &Case, target: &str, who: &str) -> Result<Vec<i64>, Failure> {
    let all = case.decisions_on(target)?;
    let verdict = |d: &Decision| matches!(d.kind, DecisionKind::Accept | DecisionKind::Reject);
    Ok(all
        .iter()
        .filter(|d| d.withdrawn.is_none() && d.who == who && verdict(d))
        .map(|d| d.id)
        .collect())
}

/// What the store refuses of what was sent is the sender's to mend.
fn refused(e: StoreError) -> Failure {
    match e {
        StoreError::Refused { .. } => Failure::Bad(e.to_string()),
        e => Failure::Store(e),
    }
}

/// Only back to a page of the queue.
fn back(to: Option<String>) -> String {
    to.filter(|t| (t.starts_with("/review") || t.starts_with("/events/")) && t.chars().all(|c| c.is_ascii_graphic()))
        .unwrap_or_else(|| "/review".to_owned())
}

/// Takes the last decision back.
pub fn undo(case: &mut Case, _: &Request) -> Result<Reply, Failure> {
    let who = reviewer();
    let all = case.decisions()?;
    let last = all.iter().rev().find(|d| d.withdrawn.is_none() && d.who == who);
    Ok(Reply::see_other(&match last {
        Some(d) => {
            case.undo(&now(), &who, d.id)?;
            if case.claim(&d.target)?.is_some() {
                format!("/review?target={}", encode(&d.target))
            } else {
                "/review".to_owned()
            }
        }
        None => "/review".to_owned(),
    }))
}

/// Decisions as JSON Lines.
pub fn export(cx: &Cx<'_>) -> Result<Reply, Failure> {
    let mut body = Vec::new();
    cx.case.export_decisions(&mut body)?.map_err(|_| Failure::Broken)?;
    Ok(Reply::of(200, "application/x-ndjson; charset=utf-8", body))
}

/// Takes decisions in: the body itself, or the field `lines` of a form.
pub fn import(case: &mut Case, request: &Request) -> Result<Reply, Failure> {
    let text = if request.content_type.starts_with("application/x-www-form-urlencoded") {
        let lines = request.form().into_iter().find(|(k, _)| k == "lines");
        lines.map(|(_, v)| v).unwrap_or_default()
    } else {
        String::from_utf8_lossy(&request.body).into_owned()
    };
    let done = case.import_decisions(&text)?;
    if let Some((line, why)) = done.refused.first() {
        return Err(Failure::Bad(format!(
            "line {line}: {why} ({} new, {} refused)",
            done.new,
            done.refused.len()
        )));
    }
    Ok(Reply::see_other("/log"))
}
