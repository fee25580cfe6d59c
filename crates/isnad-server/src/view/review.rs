//! The queue of claims to be judged: those assigned to the visitor first, then the least sure.
//!
//! In: a cursor, or one claim. Out: a page. Invariant: works without scripts; with them, by keys alone; of a claim that two
//! people judge, the second is not shown what the first decided. Deliberately writes nothing: `review_acts` does.
//! Example: «قيل إن» (it was said that) waits high up.

use super::{Cx, View, parts, passage, reports};
use crate::html::{Html, html, ltr, put, words};
use crate::request::{Failure, encode};
use crate::users::Role;
use isnad_record::ClaimRecord;
use isnad_store::{QueueKey, Waiting};
use serde_json::json;
use std::collections::BTreeSet;

const PAGE: usize = 20;

fn key(cursor: &str) -> Option<QueueKey> {
    let mut parts = cursor.splitn(3, '|');
    Some(QueueKey {
        assigned: parts.next()? == "1",
        confidence: parts.next()?.parse().ok()?,
        id: parts.next()?.to_owned(),
    })
}

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let after = cx.request.after()?.as_deref().and_then(key);
    let work = cx.work()?;
    let (items, next) = match cx.request.get("target") {
        Some(id) => {
            let one = cx.case.claim(id)?.map(|claim| Waiting {
                assigned: work.assigned(id).contains(&cx.who()),
                twice: work.wanted(id) > 1,
                claim,
            });
            (one.into_iter().collect(), None)
        }
        None => {
            let mut list = cx.case.queue(work, cx.who(), after.as_ref(), PAGE + 1)?;
            let more = list.len() > PAGE;
            list.truncate(PAGE);
            let last = list.last().filter(|_| more).map(Waiting::key);
            let next = last.map(|k| format!("{}|{}|{}", u8::from(k.assigned), k.confidence, k.id));
            (list, next)
        }
    };
    let mut o = head(cx)?;
    put!(
        o,
        "<ol class=\"queue\" data-accept=\"{}\" data-reject=\"{}\" data-undone=\"{}\" data-pick=\"{}\">",
        l.t("accepted"),
        l.t("rejected"),
        l.t("taken back"),
        l.t("Arrows choose words, Shift widens, a number takes them into a slot, Escape ends.")
    );
    let back = format!("/review{}", cx.request.with(&[]));
    for w in &items {
        put!(o, "{}", card(cx, w, &back)?);
    }
    put!(o, "</ol>{}", people(cx));
    if items.is_empty() {
        put!(o, "<p class=\"none\">{}</p>", l.t("Nothing is waiting."));
    }
    put!(o, "{}", parts::next(cx, next.as_deref()));
    if cx.may(Role::Admin) {
        put!(o, "{}", hand_out(cx));
    }
    let claims: Vec<&ClaimRecord> = items.iter().map(|w| &w.claim).collect();
    let about: Vec<_> = items
        .iter()
        .map(|w| json!({"claim": w.claim.id, "assigned": w.assigned, "twice": w.twice}))
        .collect();
    Ok(View {
        title: l.t("Review").to_owned(),
        body: o,
        json: json!({"schema": "isnad.page/1", "page": "review", "next": next.as_deref().map(crate::request::cursor), "items": claims, "about": about}),
    })
}

/// Keys, undo, what waits to be linked.
fn head(cx: &Cx<'_>) -> Result<Html, Failure> {
    let l = cx.lang;
    let mut o = html!("<p class=\"keys\">");
    for (k, what) in [
        ("j", l.t("next")),
        ("k", l.t("previous")),
        ("a", l.t("accept")),
        ("r", l.t("reject")),
        ("c", l.t("comment")),
        ("e", l.t("correct")),
        ("w", l.t("choose words")),
        ("n", l.t("add a claim")),
        ("u", l.t("undo")),
        ("o", l.t("open the report")),
    ] {
        put!(o, "<span class=\"key\"><kbd>{}</kbd> {}</span> ", k, what);
    }
    put!(
        o,
        "</p><p>{} {} / {}</p><form class=\"filters\" method=\"post\" action=\"/review/undo\">{}<button id=\"undo\">{}</button> <a href=\"/agreement\">{}</a> · <a href=\"/decisions.jsonl\">{}</a> · <a href=\"/log\">{}</a></form>",
        l.t("Claims judged:"),
        ltr(&cx.work()?.judged().to_string()),
        ltr(&cx.known.counts.claims.to_string()),
        cx.token(),
        l.t("Undo the last decision"),
        l.t("Agreement"),
        l.t("Decisions as JSON Lines"),
        l.t("Log")
    );
    put!(o, "{}", unlinked(cx)?);
    Ok(o)
}

/// What an admin does with the queue: handing claims out, taking decisions of others in.
fn hand_out(cx: &Cx<'_>) -> Html {
    let l = cx.lang;
    html!(
        "<details><summary>{}</summary><form method=\"post\" action=\"/review/assign\" class=\"filters\">{}<label>{}<input name=\"to\" list=\"people\" dir=\"auto\" autocomplete=\"off\" required></label><label>{}<input name=\"n\" type=\"number\" min=\"1\" max=\"500\" value=\"20\"></label><button>{}</button></form>\
         <form method=\"post\" action=\"/review/import\" class=\"filters\">{}<label>{}<textarea name=\"lines\" rows=\"4\" cols=\"60\" dir=\"ltr\"></textarea></label><button>{}</button></form></details>",
        l.t("Hand claims out, import decisions"),
        cx.token(),
        l.t("to"),
        l.t("claims, the least sure first"),
        l.t("assign"),
        cx.token(),
        l.t("JSON Lines of another copy of this case"),
        l.t("Import")
    )
}

/// How many decisions wait to take effect on events, and a button that links.
pub fn unlinked(cx: &Cx<'_>) -> Result<Html, Failure> {
    let l = cx.lang;
    let n = cx.case.unlinked()?;
    if n == 0 || !cx.may(Role::Reviewer) {
        return Ok(Html::default());
    }
    let mut o = html!(
        "<form class=\"note\" method=\"post\" action=\"/review/link\">{}<input type=\"hidden\" name=\"back\" value=\"{}\">{} {} ",
        cx.token(),
        // An event may be another once the case is linked again.
        if cx.request.path == "/review" {
            "/review"
        } else {
            "/events"
        },
        l.t("Decisions that events do not show yet:"),
        ltr(&n.to_string())
    );
    if cx.shelf.relink.is_some() {
        put!(o, "<button>{}</button>", l.t("Link the case again"));
    }
    put!(o, "</form>");
    Ok(o)
}

fn card(cx: &Cx<'_>, w: &Waiting, back: &str) -> Result<Html, Failure> {
    let l = cx.lang;
    let given = &w.claim;
    let (c, fields) = cx
        .corrected(&given.id)?
        .unwrap_or_else(|| (given.clone(), BTreeSet::new()));
    let c = &c;
    let line = cx.case.report_line(&c.report)?;
    let outlet = line.as_ref().and_then(|r| r.outlet.as_deref());
    let mut o = html!(
        "<li class=\"card\" id=\"q-{}\" tabindex=\"-1\" data-target=\"{}\"><p>{} {} ",
        c.id,
        c.id,
        parts::held(cx, c),
        parts::confidence(cx, c.confidence)
    );
    if w.assigned {
        put!(o, "<span class=\"badge\">{}</span> ", l.t("assigned to you"));
    }
    if w.twice {
        put!(o, "<span class=\"badge soft\">{}</span> ", l.t("judged by two"));
    }
    put!(
        o,
        "<a class=\"open\" href=\"/reports/{}#{}\">{}</a> · <a class=\"add\" href=\"/reports/{}/add?at={}\">{}</a></p>",
        encode(&c.report),
        c.id,
        l.t("in the text"),
        encode(&c.report),
        c.trigger.span[0],
        l.t("add a claim")
    );
    match cx.case.report(&c.report)? {
        Some(r) => put!(o, "{}", passage::passage(&r, c.trigger.span[0] as usize, 1, Some(c))),
        None => put!(o, "<blockquote>{}</blockquote>", words(&c.quote.text)),
    }
    if l == crate::lang::Lang::En {
        put!(o, "<p class=\"english\">{}</p>", words(&c.english));
    }
    put!(o, "{}{}", parts::slots(cx, c, &fields), parts::chain(cx, c, outlet));
    if let Some(r) = &line {
        put!(o, "<p>{}</p>", reports::link(cx, r));
    }
    let hidden = html!(
        "{}<input type=\"hidden\" name=\"target\" value=\"{}\"><input type=\"hidden\" name=\"back\" value=\"{}#q-{}\">",
        cx.token(),
        c.id,
        back,
        c.id
    );
    // What Enter sends is a comment, never a verdict.
    put!(
        o,
        "{}<form method=\"post\" action=\"/review/decide\">{}<button name=\"kind\" value=\"comment\" hidden></button><label>{} <input name=\"note\" dir=\"auto\" autocomplete=\"off\"></label> \
         <button name=\"kind\" value=\"accept\">{}</button> <button name=\"kind\" value=\"reject\">{}</button> <button name=\"kind\" value=\"comment\">{}</button></form> \
         <form method=\"post\" action=\"/review/decide\">{}<label>{} <input name=\"value\" list=\"people\" dir=\"auto\" autocomplete=\"off\" required></label> <button name=\"kind\" value=\"assign\">{}</button></form>",
        parts::verdicts(cx, &c.id)?,
        hidden,
        l.t("note"),
        l.t("accept"),
        l.t("reject"),
        l.t("comment"),
        hidden,
        l.t("to"),
        l.t("assign")
    );
    put!(
        o,
        "<details class=\"correct\"><summary>{}</summary><form method=\"post\" action=\"/review/decide\">{}<p class=\"soft\">{}</p>{}<button name=\"kind\" value=\"correct\">{}</button></form></details></li>",
        l.t("correct"),
        hidden,
        l.t("Select words above and press the number of a slot; several participants with | between. What is empty is none."),
        passage::inputs(cx, Some(c), &[]),
        l.t("Keep corrections")
    );
    Ok(o)
}

/// Names that work can be assigned to.
pub fn people(cx: &Cx<'_>) -> Html {
    let mut o = html!("<datalist id=\"people\">");
    for (name, _) in cx.request.people.iter().filter(|p| p.1 >= Role::Reviewer) {
        put!(o, "<option value=\"{}\"></option>", name);
    }
    put!(o, "</datalist>");
    o
}
