//! How far people agree who judged the same claims, and the claims on which they do not.
//!
//! In: the standing decisions. Out: a page of percent agreement and Cohen's kappa for verdicts and each slot, each with its
//! n; disagreements with a form that settles them. Invariant: a claim stands here only when both have judged it.
//! Deliberately figures of pairs, never a ranking of people. Example: of ten claims of «قتل» (killed) nine are read alike.

use super::{Cx, View, parts};
use crate::html::{Html, html, ltr, put, short, words};
use crate::request::{Failure, encode};
use crate::users::Role;
use isnad_store::{Dispute, SlotAgreement};
use serde_json::json;

/// Disagreements on one page.
const MOST: usize = 100;

fn table(cx: &Cx<'_>, title: &Html, rows: &[SlotAgreement]) -> Html {
    let l = cx.lang;
    let mut o = html!(
        "<div class=\"scroll\"><table class=\"figures\"><caption>{}</caption><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>",
        title,
        l.t("what"),
        l.t("the same"),
        l.t("Cohen's kappa"),
        "n"
    );
    for s in rows {
        let share = if s.n == 0 {
            0.0
        } else {
            s.same as f64 * 100.0 / s.n as f64
        };
        put!(
            o,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>",
            l.word(&s.slot),
            ltr(&format!("{share:.0} %")),
            s.kappa
                .map_or(html!("<span class=\"none\">—</span>"), |k| ltr(&format!("{k:.2}"))),
            ltr(&s.n.to_string())
        );
    }
    put!(o, "</tbody></table></div>");
    o
}

fn dispute(cx: &Cx<'_>, d: &Dispute) -> Result<Html, Failure> {
    let l = cx.lang;
    let Some(c) = cx.case.claim(&d.claim)? else {
        return Ok(Html::default());
    };
    let differ: Vec<String> = d.differ.iter().map(|f| l.word(f)).collect();
    let mut o = html!(
        "<li class=\"card\"><p>{} <span class=\"against\">{}</span> <a href=\"/review?target={}\">{}</a></p><blockquote>{}</blockquote><form method=\"post\" action=\"/review/decide\">{}\
         <input type=\"hidden\" name=\"kind\" value=\"settle\"><input type=\"hidden\" name=\"target\" value=\"{}\"><input type=\"hidden\" name=\"back\" value=\"/agreement\"><ul class=\"list\">",
        parts::held(cx, &c),
        differ.join(" · "),
        encode(&c.id),
        l.t("judge"),
        words(&short(&c.quote.text, 400)),
        cx.token(),
        c.id
    );
    for r in &d.readings {
        put!(o, "<li>{}: <b>{}</b>", words(&r.who), l.word(&r.verdict));
        for (slot, value) in &r.corrected {
            put!(o, " · {} = {}", l.word(slot), words(&short(&l.word(value), 120)));
        }
        if d.settled.as_ref() == Some(&r.who) {
            put!(o, " <span class=\"badge corroborated\">{}</span>", l.t("settled"));
        } else {
            put!(
                o,
                " <button name=\"value\" value=\"{}\">{}</button>",
                r.who,
                l.t("this reading holds")
            );
        }
        put!(o, "</li>");
    }
    put!(
        o,
        "</ul><label>{} <input name=\"note\" dir=\"auto\" autocomplete=\"off\"></label></form></li>",
        l.t("why")
    );
    Ok(o)
}

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let a = cx.case.agreement()?;
    let share = cx.case.second_share()?;
    let mut o = html!(
        "<p>{} {} · {} {}</p>",
        l.t("Claims that two people or more judged:"),
        ltr(&a.claims.to_string()),
        l.t("Of a hundred claims, judged by two:"),
        ltr(&share.to_string())
    );
    if cx.may(Role::Admin) {
        put!(
            o,
            "<form class=\"filters\" method=\"post\" action=\"/review/share\">{}<label>{}<input type=\"number\" name=\"share\" min=\"0\" max=\"100\" value=\"{}\"></label><button>{}</button></form>",
            cx.token(),
            l.t("of a hundred claims, to be judged by two"),
            share,
            l.t("Set")
        );
    }
    if a.claims == 0 {
        put!(o, "<p class=\"none\">{}</p>", l.t("No claim has two readings yet."));
    } else {
        put!(
            o,
            "<div class=\"columns\">{}",
            table(cx, &html!("{}", l.t("All pairs")), &a.all)
        );
        for p in a.pairs.iter().take(20) {
            put!(
                o,
                "{}",
                table(cx, &html!("{} · {}", words(&p.one), words(&p.other)), &p.slots)
            );
        }
        put!(
            o,
            "</div><p class=\"soft\">{}</p><h2>{}</h2>",
            l.t("Kappa is 1 where all are the same and 0 where no more are than by chance; it is not given where chance alone would always agree. Slots are compared where both accept."),
            l.t("Where readings differ")
        );
        put!(o, "<ol class=\"queue\">");
        for d in a.disputes.iter().take(MOST) {
            put!(o, "{}", dispute(cx, d)?);
        }
        put!(o, "</ol>");
        if a.disputes.is_empty() {
            put!(o, "<p class=\"none\">{}</p>", l.t("Nowhere."));
        }
    }
    Ok(View {
        title: l.t("Agreement").to_owned(),
        json: json!({"schema": "isnad.page/1", "page": "agreement", "share": share, "agreement": a}),
        body: o,
    })
}
