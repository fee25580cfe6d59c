//! Who were among the dead, hurt, missing and held, as rows of a form.
//!
//! In: a claim's casualties; fields that come again for every row. Out: rows; the casualties that the fields say.
//! Invariant: a row sent back as it was is the entry that it was, with its names and side; a row without an outcome is
//! none. Deliberately no sum: killed and injured have fields of their own, and parts are not added to the whole.
//! Example: «بينهم طفلان» (two children among them): 2, killed, children, civilians.

use super::correct::{Slots, count, find};
use super::{Cx, passage};
use crate::html::{Html, html, put};
use isnad_record::{CasualtyRecord, CountRecord};
use serde_json::{Value, json};

/// Rows beside those that are there.
const SPARE: usize = 1;
/// More rows than this are not shown, and none of them is lost.
const MOST: usize = 16;
/// What became of people, as records say it.
const OUTCOMES: [&str; 4] = ["killed", "injured", "missing", "detained"];
/// Who they were, as records say it.
const STATUSES: [&str; 3] = ["unknown", "civilian", "combatant"];
/// Groups that are offered; any other word stays what it is.
const GROUPS: [&str; 5] = ["women", "children", "men", "medics", "journalists"];

/// What a row is made of.
pub const FIELDS: [&str; 6] = [
    "toll_was",
    "toll_outcome",
    "toll_number",
    "toll_number_at",
    "toll_group",
    "toll_status",
];

/// The number of an entry as people type it.
fn number(k: &CasualtyRecord) -> String {
    passage::count(Some(&CountRecord {
        low: k.low,
        high: k.high,
        approx: k.approx,
    }))
}

/// The rows of a claim's casualties.
pub fn inputs(cx: &Cx<'_>, held: &[CasualtyRecord]) -> Html {
    let l = cx.lang;
    let mut o = html!(
        "<fieldset class=\"rows tolls\"><legend>{} <kbd>=</kbd></legend><ol>",
        l.t("among them")
    );
    let rows = held.iter().map(Some).take(MOST);
    for (i, k) in rows.chain(std::iter::repeat_n(None, SPARE)).enumerate() {
        let choice = |o: &mut Html, name: &str, label: &str, none: Option<&str>, words: &[&str], held: &str| {
            let other = Some(held).filter(|h| !h.is_empty() && !words.contains(h));
            let words: Vec<&str> = words.iter().copied().chain(other).collect();
            passage::choice(cx, o, (name, label), none, &words, held);
        };
        put!(
            o,
            "<li><input type=\"hidden\" name=\"toll_was\" value=\"{}\"><label>{}<input name=\"toll_number\" dir=\"auto\" autocomplete=\"off\" data-slot=\"=\" value=\"{}\" placeholder=\"7 · 7-9 · 7+\"></label><input type=\"hidden\" name=\"toll_number_at\">",
            k.map_or_else(String::new, |_| i.to_string()),
            l.t("how many"),
            k.map(number).unwrap_or_default()
        );
        let of = |f: fn(&CasualtyRecord) -> &str| k.map_or("", f);
        choice(
            &mut o,
            "toll_outcome",
            l.t("outcome"),
            Some(l.t("no entry")),
            &OUTCOMES,
            of(|k| &k.outcome),
        );
        choice(
            &mut o,
            "toll_group",
            l.t("group"),
            Some("—"),
            &GROUPS,
            of(|k| k.group.as_deref().unwrap_or("")),
        );
        choice(&mut o, "toll_status", l.t("status"), None, &STATUSES, of(|k| &k.status));
        put!(o, "</li>");
    }
    put!(o, "</ol></fieldset>");
    o
}

impl Slots<'_> {
    /// The casualties that the rows of the form say, where they say others; an error where they can be none.
    pub(super) fn tolls_sent(&self) -> Option<Result<Value, ()>> {
        let [was, outcome, numbers, at, group, status] = self.columns(FIELDS);
        if outcome.is_empty() {
            return None;
        }
        let get = |list: &[&'_ str], i: usize| list.get(i).copied().unwrap_or("").to_owned();
        let held = &self.claim.casualties;
        let mut out: Vec<Value> = Vec::new();
        for i in 0..outcome.len().min(64) {
            let (outcome, number) = (get(&outcome, i), get(&numbers, i));
            let old = get(&was, i).parse::<usize>().ok().and_then(|i| held.get(i));
            // A number without an outcome says nothing of anybody.
            if outcome.is_empty() {
                if old.is_none() && !number.is_empty() {
                    return Some(Err(()));
                }
                continue;
            }
            let status = Some(get(&status, i))
                .filter(|s| !s.is_empty())
                .unwrap_or_else(|| "unknown".to_owned());
            if !OUTCOMES.contains(&outcome.as_str()) || !STATUSES.contains(&status.as_str()) {
                return Some(Err(()));
            }
            let Some(entry) = self.entry(old, &number, get(&at, i).parse().ok()) else {
                return Some(Err(()));
            };
            let group = Some(get(&group, i)).filter(|g| !g.is_empty() && g.len() <= 40);
            out.push(json!(CasualtyRecord {
                // Of people of no kind the entry is the toll itself.
                part: entry.part || (old.is_none() && (group.is_some() || status != "unknown")),
                outcome,
                status,
                group,
                ..entry
            }));
        }
        out.extend(held.iter().skip(MOST).map(|k| json!(k)));
        let same = held.iter().map(|k| json!(k)).eq(out.iter().cloned());
        (!same).then_some(Ok(Value::Array(out)))
    }

    /// An entry with another number; the old one where it says the same.
    fn entry(&self, old: Option<&CasualtyRecord>, typed: &str, at: Option<usize>) -> Option<CasualtyRecord> {
        if let Some(old) = old.filter(|k| number(k) == typed) {
            return Some(old.clone());
        }
        let c: CountRecord = serde_json::from_value(count(typed)?).ok()?;
        let near = self.claim.trigger.span[0] as usize;
        // Words that state the number say where it stands; digits may stand in other words.
        let stands = find(&self.report.text, typed, near, at);
        let mut entry = old.cloned().unwrap_or_else(|| CasualtyRecord {
            outcome: String::new(),
            low: 0,
            high: None,
            approx: false,
            status: String::new(),
            group: None,
            side: None,
            names: Vec::new(),
            span: self.claim.trigger.span,
            part: false,
        });
        (entry.low, entry.high, entry.approx) = (c.low, c.high, c.approx);
        if let Some(span) = stands.filter(|_| typed.chars().any(char::is_alphabetic)) {
            entry.span = span;
        }
        Some(entry)
    }
}
