//! A claim that the analysis did not find, added by hand: select words, choose a type, fill what is told.
//!
//! In: a report and a place in it; a form. Out: a page; a claim that is a decision and survives every rebuild. Invariant:
//! every word of the claim stands in its report; it names a source, the outlet where nobody else is named.
//! Deliberately as sure as its maker: its confidence is whole.
//! Example: «وأحرقوا البيادر» (and they burned the threshing floors) becomes an arson that no frame knew.

use super::correct::{Slots, find};
use super::known::Shelf;
use super::review_acts::{back, refused};
use super::{Cx, View, passage, reports, review};
use crate::html::{html, put, short};
use crate::request::{Failure, Reply, Request, encode, now};
use isnad_record::{ClaimRecord, ReportRecord, SpanRecord};
use isnad_store::{Act, Case, by_hand_id, corrected};
use serde_json::{Value, json};

/// Bytes of a quote that nobody selected.
const QUOTE: usize = 600;

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let missing = || Failure::NotFound(short(cx.id, 80));
    let r = cx.case.report(cx.id)?.ok_or_else(missing)?;
    let line = cx.case.report_line(cx.id)?.ok_or_else(missing)?;
    let begin = r.body.first().map_or(0, |s| s[0] as usize);
    let at = cx
        .request
        .get("at")
        .and_then(|a| a.parse().ok())
        .unwrap_or(begin)
        .min(r.text.len());
    let given = match cx.request.get("words") {
        Some(words) => vec![("trigger", words.to_owned()), ("trigger_at", at.to_string())],
        None => Vec::new(),
    };
    let mut o = html!(
        "<p>{}</p><p class=\"soft\">{}</p><div class=\"queue adding\" data-pick=\"{}\"><div class=\"card\">{}",
        reports::link(cx, &line),
        l.t("Select the words that tell the event and press 8, then the words of each slot and its number. By keys alone: w, then arrows."),
        l.t("Arrows choose words, Shift widens, a number takes them into a slot, Escape ends."),
        passage::passage(&r, at, 3, None)
    );
    put!(o, "<nav class=\"pager\" aria-label=\"{}\">", l.t("Further"));
    for (name, to) in [
        (l.t("earlier words"), at.checked_sub(4000)),
        (l.t("later words"), at.checked_add(4000).filter(|t| *t < r.text.len())),
    ] {
        if let Some(to) = to {
            put!(
                o,
                "<a href=\"{}\">{}</a>",
                cx.request.with(&[("at", &to.to_string()), ("words", "")]),
                name
            );
        }
    }
    put!(
        o,
        "</nav><form method=\"post\" action=\"/claims/add\" class=\"correct\">{}<input type=\"hidden\" name=\"report\" value=\"{}\"><input type=\"hidden\" name=\"near\" value=\"{}\">{}\
         <label>{} <input name=\"note\" dir=\"auto\" autocomplete=\"off\"></label> <button>{}</button></form></div></div>{}",
        cx.token(),
        r.id,
        at,
        passage::inputs(cx, None, &given),
        l.t("note"),
        l.t("Add the claim"),
        review::people(cx)
    );
    Ok(View {
        title: l.t("Add a claim").to_owned(),
        json: json!({"schema": "isnad.page/1", "page": "add", "report": r.id, "at": at}),
        body: o,
    })
}

/// The line or sentence around a trigger, as a quote.
fn around(text: &str, trigger: SpanRecord) -> Option<SpanRecord> {
    let (a, b) = (trigger[0] as usize, trigger[1] as usize);
    let ends = ['\n', '.', '؟', '!', '?', '؛'];
    let before = text.get(..a)?;
    let behind = |i: usize| before.get(i..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
    let begin = before.rfind(ends).map_or(0, |i| i + behind(i));
    let start = (a.saturating_sub(QUOTE)..=a).find(|i| *i >= begin && text.is_char_boundary(*i))?;
    let end = text.get(b..)?.find(ends).map_or(text.len(), |i| b + i);
    let mut end = end.min(b.saturating_add(QUOTE));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let slice = text.get(start..end)?;
    let lead = slice.len() - slice.trim_start().len();
    let words = slice.trim();
    Some([
        u32::try_from(start + lead).ok()?,
        u32::try_from(start + lead + words.len()).ok()?,
    ])
}

/// One English line, where nobody lent a better writer.
fn english(c: &ClaimRecord) -> String {
    let mut out = c.r#type.replace('_', " ");
    if let Some(first) = out.get(..1).map(str::to_uppercase) {
        out.replace_range(..1, &first);
    }
    if let Some(name) = c.place.as_ref().and_then(|p| p.name_en.as_ref()) {
        out.push_str(&format!(" in {name}"));
    }
    if let Some(day) = c.time.as_ref().and_then(|t| t.from.as_ref()) {
        out.push_str(&format!(" on {day}"));
    }
    for (count, what) in [(&c.killed, "killed"), (&c.injured, "injured")] {
        if let Some(n) = count {
            out.push_str(&format!("; {} {what}", passage::count(Some(n))));
        }
    }
    out + " (added by hand)."
}

fn make(case: &Case, r: &ReportRecord, form: &[(String, String)]) -> Result<ClaimRecord, Failure> {
    let get = |k: &str| form.iter().find(|(n, _)| n == k).map_or("", |(_, v)| v.trim());
    let bad = |what: &str| Failure::Bad(what.to_owned());
    let near = get("near").parse().unwrap_or(0);
    let trigger = find(&r.text, get("trigger"), near, get("trigger_at").parse().ok())
        .ok_or_else(|| bad("trigger: expected words that stand in the report"))?;
    let quote = match get("quote") {
        "" => around(&r.text, trigger),
        words => find(&r.text, words, trigger[0] as usize, get("quote_at").parse().ok()),
    };
    let quote = quote.ok_or_else(|| bad("quote: expected words that stand in the report"))?;
    let slice = |s: SpanRecord| r.text.get(s[0] as usize..s[1] as usize).unwrap_or("");
    let kind = get("type");
    if !isnad_record::vocabulary::claim_types().contains(&kind) {
        return Err(bad("type: expected a type of the records"));
    }
    let bare: ClaimRecord = serde_json::from_value(json!({
        "schema": "isnad.claim/1", "id": by_hand_id(&r.id, kind, trigger), "report": r.id, "type": kind, "modality": "actual",
        "quote": {"text": slice(quote), "span": quote}, "trigger": {"text": slice(trigger), "span": trigger}, "also": [],
        "agent": [], "patient": [], "killed": null, "injured": null, "casualties": [], "means": null, "target": null,
        "place": null, "time": null, "sources": [{"text": null, "span": null, "kind": "outlet"}],
        "stance": "asserted", "confidence": 1.0, "english": "", "rules": ["by-hand"],
    }))
    .map_err(|_| Failure::Broken)?;
    let slots = Slots {
        case,
        report: r,
        claim: &bare,
        form,
    };
    let mut claim = bare.clone();
    // Its words were found above.
    let told = |f: &(&str, Option<Value>)| ["trigger", "quote"].contains(&f.0);
    for (field, value) in slots.changed()?.into_iter().filter(|f| !told(f)) {
        let wrong = || Failure::Bad(format!("{field}: expected {}", super::correct::expected(field)));
        claim = corrected(&claim, field, &value.ok_or_else(wrong)?).ok_or_else(wrong)?;
    }
    claim.english = english(&claim);
    Ok(case.glossed(claim)?)
}

/// Keeps a claim made by hand.
pub fn add(case: &mut Case, _: &Shelf, request: &Request) -> Result<Reply, Failure> {
    let form = request.form();
    let get = |k: &str| {
        form.iter()
            .find(|(n, _)| n == k)
            .map(|(_, v)| v.trim())
            .filter(|v| !v.is_empty())
    };
    let missing = || Failure::Bad("report: expected a report of this case".to_owned());
    let report = case.report(get("report").unwrap_or(""))?.ok_or_else(missing)?;
    let claim = make(case, &report, &form)?;
    if case.claim(&claim.id)?.is_some() {
        return Err(Failure::Bad(
            "trigger: expected words that tell an event which nobody added yet".to_owned(),
        ));
    }
    let to = format!("/reports/{}#r-{}", encode(&report.id), claim.id);
    let act = Act::Add { claim: Box::new(claim) };
    case.decide(&now(), &request.visitor.name, &act, get("note"))
        .map_err(refused)?;
    let review = case.review()?;
    case.place_added_claims(&review)?;
    Ok(Reply::see_other(&back(Some(to))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_the_sentence_around_the_words() {
        let text = "عنوان\nقالوا كذا. وأحرق مسلحون البيادر في السهل! ثم رحلوا";
        let at = text.find("أحرق").unwrap();
        let quote = around(text, [at as u32, (at + "أحرق".len()) as u32]).unwrap();
        assert_eq!(
            &text[quote[0] as usize..quote[1] as usize],
            "وأحرق مسلحون البيادر في السهل"
        );
        let long = "ا".repeat(5000);
        let quote = around(&long, [4000, 4002]).unwrap();
        assert!(quote[0] >= 3400 && quote[1] <= 4602);
        assert!(long.get(quote[0] as usize..quote[1] as usize).is_some());
    }
}
