//! What was done in this case, by whom, when.
//!
//! In: history and log. Out: a page. Invariant: nothing here can be edited. Deliberately the last 500 lines.
//! Example: a comment «المصدر ضعيف» (the source is weak) stands with its time and author.

use super::{Cx, View};
use crate::html::{html, ltr, put, short, words};
use crate::request::{Failure, encode};
use serde_json::{Value, json};

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let mut history = cx.case.history()?;
    // What others decided on a claim that the visitor shall judge blind is not told before he has.
    let work = cx.work()?;
    history.retain(|h| h.who == cx.who() || !work.blind(cx.who(), &h.target));
    history.reverse();
    history.truncate(500);
    let mut log = cx.case.log_entries()?;
    log.reverse();
    log.truncate(500);
    let mut o = html!(
        "<h2>{}</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><thead><tr>",
        l.t("Decisions of reviewers"),
        l.t("Decisions of reviewers")
    );
    for name in [
        l.t("when"),
        l.t("person"),
        l.t("what"),
        l.t("about"),
        l.t("before"),
        l.t("after"),
    ] {
        put!(o, "<th scope=\"col\">{}</th>", name);
    }
    put!(o, "</tr></thead><tbody>");
    for h in &history {
        put!(
            o,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td><a href=\"/{}/{}\">{}</a></td><td class=\"code\">{}</td><td class=\"code\">{}</td></tr>",
            ltr(&h.at),
            words(&h.who),
            h.what.split(' ').map(|w| l.word(w)).collect::<Vec<_>>().join(" "),
            // The letter of an id says what it is.
            if h.target.starts_with('e') { "events" } else { "claims" },
            encode(&h.target),
            ltr(&short(&h.target, 40)),
            words(&brief(cx, h.before.as_deref())),
            words(&brief(cx, h.after.as_deref()))
        );
    }
    put!(o, "</tbody></table></div>");
    if history.is_empty() {
        put!(o, "<p class=\"none\">{}</p>", l.t("Nobody has decided anything."));
    }
    put!(o, "<h2>{}</h2><ul class=\"list\" dir=\"ltr\">", l.t("Log of the case"));
    for e in &log {
        put!(
            o,
            "<li>{} {} {} {}</li>",
            ltr(&e.at),
            words(&e.who),
            words(&e.what),
            words(&short(&e.detail, 300))
        );
    }
    put!(o, "</ul>");
    let entries: Vec<_> = log
        .iter()
        .map(|e| json!({"at": e.at, "who": e.who, "what": e.what, "detail": e.detail}))
        .collect();
    Ok(View {
        title: l.t("Log").to_owned(),
        body: o,
        json: json!({"schema": "isnad.page/1", "page": "log", "history": history, "log": entries}),
    })
}

/// What stood or stands, in words: the parts of its JSON that a person reads.
fn brief(cx: &Cx<'_>, value: Option<&str>) -> String {
    let value: Value = value.and_then(|v| serde_json::from_str(v).ok()).unwrap_or_default();
    let text = match &value {
        Value::Object(parts) => {
            let said = parts.iter().filter(|(k, v)| k.as_str() != "anchors" && !v.is_null());
            let said = said.map(|(k, v)| format!("{}: {}", cx.lang.word(k), plain(cx, v)));
            said.collect::<Vec<_>>().join(" · ")
        }
        v => plain(cx, v),
    };
    short(&text, 240)
}

/// A value without the marks of JSON, where it has words or numbers of its own.
pub fn plain(cx: &Cx<'_>, value: &Value) -> String {
    match value {
        Value::Null => "—".to_owned(),
        Value::String(s) => cx.lang.word(s),
        Value::Array(list) if list.is_empty() => "—".to_owned(),
        Value::Array(list) => list
            .iter()
            .map(|v| plain(cx, v))
            .collect::<Vec<_>>()
            .join(cx.lang.comma()),
        Value::Object(o) if o.contains_key("outcome") || o.contains_key("kind") => {
            // An entry of casualties, or a link of a chain: its number or words, and of what kind.
            let number = o.get("low").map(|_| {
                let count = ["low", "high"].map(|k| (k.to_owned(), o.get(k).cloned().unwrap_or(Value::Null)));
                plain(cx, &Value::Object(count.into_iter().collect()))
            });
            let of = |k: &str| o.get(k).and_then(Value::as_str).filter(|w| *w != "unknown");
            let kinds = ["outcome", "group", "status", "kind"].into_iter().filter_map(of);
            let kinds = kinds.map(|w| cx.lang.word(w));
            let words = of("text").map(str::to_owned);
            number
                .into_iter()
                .chain(kinds)
                .chain(words)
                .collect::<Vec<_>>()
                .join(" ")
        }
        Value::Object(o) => match (o.get("text"), o.get("low")) {
            (Some(Value::String(text)), _) => match o.get("from") {
                Some(Value::String(day)) => format!("{text} ({day})"),
                _ => text.clone(),
            },
            (_, Some(low)) if o.get("high") == Some(low) => low.to_string(),
            (_, Some(low)) => match o.get("high") {
                Some(high) if !high.is_null() => format!("{low}–{high}"),
                _ => format!("{low}+"),
            },
            _ => value.to_string(),
        },
        v => v.to_string(),
    }
}
