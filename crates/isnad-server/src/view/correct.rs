//! What a reviewer types or selects, as the record has it.
//!
//! In: a claim, its report, a slot, what was typed or selected. Out: the slot's value. Invariant: words get the span where
//! they stand in the report: where they were selected, or else the one nearest to the claim; a participant or place that
//! the report or the case knows by these words keeps its id. Deliberately guesses nothing that is not written.
//! Example: of «بلدة السهل» (the town of al-Sahl), selected, the place becomes these words with their span.

use super::passage;
use isnad_record::{ClaimRecord, PlaceRecord, ReportRecord, SpanRecord};
use isnad_store::{Case, StoreError};
use serde_json::{Value, json};

/// What a correction is made from.
pub struct Slots<'a> {
    /// The case.
    pub case: &'a Case,
    /// The report.
    pub report: &'a ReportRecord,
    /// The claim, or the one that is being made.
    pub claim: &'a ClaimRecord,
    /// Fields of the form.
    pub form: &'a [(String, String)],
}

/// What a slot takes, for the message when it was something else.
pub fn expected(field: &str) -> &'static str {
    match field {
        "killed" | "injured" => "a number (7), a range (7-9), at least (7+), words that state a number, or none (-)",
        "time" => "a day (2021-05-01), two with a slash between, or words of the report",
        "type" | "modality" | "stance" => "a word of the records",
        "casualties" => "rows with an outcome and a number, or words that state one",
        "sources" => "links as kind: words, with | between, from the event outward; words that stand in the report",
        _ => "words that stand in the report, or none (-)",
    }
}

/// Where words stand: at an offset if they do, or else nearest to it.
pub fn find(text: &str, words: &str, near: usize, exact: Option<usize>) -> Option<SpanRecord> {
    let words = words.trim();
    if words.is_empty() {
        return None;
    }
    let stands = |at: &usize| text.get(*at..).is_some_and(|t| t.starts_with(words));
    let start = exact.filter(stands).or_else(|| {
        let all = text.match_indices(words).take(10_000);
        all.map(|(i, _)| i).min_by_key(|i| i.abs_diff(near))
    })?;
    Some([u32::try_from(start).ok()?, u32::try_from(start + words.len()).ok()?])
}

/// A number as people type it, or words that state one.
pub fn count(typed: &str) -> Option<Value> {
    // Words that were selected: «سبعة قتلى» (seven dead).
    if typed.chars().any(char::is_alphabetic) {
        let c = isnad_store::counted(typed)?;
        return Some(json!({"low": c.low, "high": c.high, "approx": c.approx}));
    }
    let number = |t: &str| t.trim().parse::<u64>().ok();
    let approx = typed.starts_with('~');
    let typed = typed.trim_start_matches('~');
    if let Some(low) = typed.strip_suffix('+') {
        return Some(json!({"low": number(low)?, "high": null, "approx": approx}));
    }
    let (low, high) = typed.split_once(['-', '\u{2013}']).unwrap_or((typed, typed));
    let (low, high) = (number(low)?, number(high)?);
    (low <= high).then(|| json!({"low": low, "high": high, "approx": approx}))
}

impl<'a> Slots<'a> {
    /// The columns of rows: what fields that come again for every row say, one list for each.
    pub(super) fn columns<const N: usize>(&self, fields: [&str; N]) -> [Vec<&'a str>; N] {
        fields.map(|field| {
            let of = self.form.iter().filter(|(k, _)| k == field);
            of.map(|(_, v)| v.trim()).collect()
        })
    }

    fn get(&self, key: &str) -> &str {
        self.form.iter().find(|(k, _)| k == key).map_or("", |(_, v)| v.trim())
    }

    /// Where words of a field stand.
    fn span(&self, field: &str, words: &str) -> Option<SpanRecord> {
        let exact = self.get(&format!("{field}_at")).parse().ok();
        find(&self.report.text, words, self.claim.trigger.span[0] as usize, exact)
    }

    /// Whom words name, where the report says so: a mention among them, or the same words elsewhere.
    pub(super) fn mention(&self, span: SpanRecord, words: &str) -> Option<&isnad_record::MentionRecord> {
        let mentions = &self.report.mentions;
        let within = |m: &&isnad_record::MentionRecord| m.span[0] < span[1] && span[0] < m.span[1];
        mentions
            .iter()
            .find(within)
            .or_else(|| mentions.iter().find(|m| m.text == words))
    }

    /// Participants: words with a bar between; those that were there stay as they were.
    fn people(&self, field: &str, typed: &str) -> Result<Option<Value>, StoreError> {
        let old = if field == "agent" {
            &self.claim.agent
        } else {
            &self.claim.patient
        };
        let mut out = Vec::new();
        for words in typed.split('|').map(str::trim).filter(|w| !w.is_empty()) {
            if let Some(p) = old.iter().find(|p| p.text == words) {
                out.push(json!(p));
                continue;
            }
            let Some(span) = self.span(field, words) else {
                return Ok(None);
            };
            // What the same words say of people elsewhere in the report: their role, number, entity.
            let told = self.case.claims_of(&self.report.id)?;
            let told = told.iter().flat_map(|c| c.agent.iter().chain(&c.patient));
            if let Some(p) = told.clone().find(|p| p.text == words) {
                out.push(json!(isnad_record::ParticipantRecord { span, ..p.clone() }));
                continue;
            }
            let named = self.mention(span, words);
            let private = named.is_some_and(|m| m.kind == "private_person");
            let entity = named.and_then(|m| m.entity.clone());
            let mut one = json!({"text": words, "span": span, "entity": entity, "private": private});
            // «سبعة مدنيين» (seven civilians) are seven.
            if let (Some(count), None) = (isnad_store::counted(words), named) {
                one["count"] = json!(count);
            }
            out.push(one);
        }
        Ok(Some(Value::Array(out)))
    }

    fn place(&self, words: &str) -> Result<Option<Value>, StoreError> {
        let Some(span) = self.span("place", words) else {
            return Ok(None);
        };
        let known = self.case.place_by_words(words)?;
        let place = match known {
            Some(p) => PlaceRecord {
                text: words.to_owned(),
                span,
                ..p
            },
            None => return Ok(Some(json!({"text": words, "span": span}))),
        };
        Ok(serde_json::to_value(place).ok())
    }

    fn time(&self, words: &str, from: &str, to: &str) -> Option<Value> {
        let to = if to.is_empty() { from } else { to };
        let from = if from.is_empty() { to } else { from };
        let day = |d: &str, last: bool| match d.trim() {
            "" => Some(None),
            d => super::day::day(d, last).map(Some),
        };
        let (from, to) = (day(from, false)?, day(to, true)?);
        if from > to {
            return None;
        }
        let old = self.claim.time.as_ref();
        let (text, span) = match (words.is_empty(), old) {
            (false, _) => (words.to_owned(), self.span("time", words)?),
            (true, Some(t)) => (t.text.clone(), t.span),
            (true, None) => (self.claim.trigger.text.clone(), self.claim.trigger.span),
        };
        let precision = match (from, to) {
            (Some(a), Some(b)) if a == b => 1,
            (Some(a), Some(b)) => match b.since(a).map(|d| d.get_days()).unwrap_or(99) {
                0..=3 => 2,
                4..=7 => 3,
                8..=31 => 4,
                _ => 5,
            },
            _ => 5,
        };
        Some(
            json!({"text": text, "span": span, "from": from.map(|d| d.to_string()), "to": to.map(|d| d.to_string()),
            "precision": precision, "relative": from.is_none(), "calendar": "gregorian"}),
        )
    }

    /// The value of a slot, if what was typed can be one.
    pub fn value(&self, field: &str, typed: &str) -> Result<Option<Value>, StoreError> {
        let none = typed.is_empty() || typed == "-";
        Ok(match field {
            "type" | "modality" | "stance" => Some(json!(typed.to_lowercase().replace(' ', "_"))),
            "sources" => self.chain_typed(typed),
            "agent" | "patient" if none => Some(json!([])),
            _ if none => Some(Value::Null),
            "killed" | "injured" => count(typed),
            "time" => match typed.split_once('/').unwrap_or((typed, typed)) {
                (from, to) if from.starts_with(|c: char| c.is_ascii_digit()) => self.time("", from, to),
                _ => self.time(typed, "", ""),
            },
            "trigger" | "quote" => self.span(field, typed).map(|span| json!({"text": typed, "span": span})),
            "agent" | "patient" => self.people(field, typed)?,
            "place" => self.place(typed)?,
            "means" | "target" => {
                let old = if field == "means" {
                    &self.claim.means
                } else {
                    &self.claim.target
                };
                let chosen = self.get(&format!("{field}_class"));
                if !chosen.is_empty() && !passage::classes(field).contains(&chosen) {
                    return Ok(None);
                }
                let class = match (chosen, old) {
                    ("", Some(t)) => t.class.as_str(),
                    ("", None) => "other",
                    (chosen, _) => chosen,
                };
                let key = if field == "means" { "means" } else { "target_words" };
                let span = match old {
                    Some(t) if t.text == typed && self.get(&format!("{key}_at")).is_empty() => Some(t.span),
                    _ => self.span(key, typed),
                };
                span.map(|span| json!({"text": typed, "span": span, "class": class}))
            }
            _ => None,
        })
    }

    /// Every slot of the form that says something else than the claim.
    pub fn changed(&self) -> Result<Vec<(&'static str, Option<Value>)>, StoreError> {
        let held = passage::typed(self.claim);
        let differs = |key: &str| {
            let sent = self.form.iter().find(|(k, _)| k == key);
            let was = held.iter().find(|(k, _)| *k == key).map_or("", |(_, v)| v.as_str());
            sent.is_some_and(|(_, v)| v.split_whitespace().ne(was.split_whitespace()))
        };
        let mut out = Vec::new();
        for field in [
            "type", "modality", "stance", "trigger", "quote", "agent", "patient", "place", "killed", "injured",
        ] {
            if differs(field) {
                out.push((field, self.value(field, self.get(field))?));
            }
        }
        for (field, key, class) in [
            ("means", "means", "means_class"),
            ("target", "target_words", "target_class"),
        ] {
            // A class of nothing is nothing.
            let classed = differs(class) && !self.get(class).is_empty() && !self.get(key).is_empty();
            if differs(key) || classed {
                out.push((field, self.value(field, self.get(key))?));
            }
        }
        if ["time", "from", "to"].into_iter().any(differs) {
            let (words, from, to) = (self.get("time"), self.get("from"), self.get("to"));
            let none = words.is_empty() && from.is_empty() && to.is_empty();
            out.push((
                "time",
                if none {
                    Some(Value::Null)
                } else {
                    self.time(words, from, to)
                },
            ));
        }
        if let Some(tolls) = self.tolls_sent() {
            out.push(("casualties", tolls.ok()));
        }
        if let Some(chain) = self.chain_sent() {
            out.push(("sources", chain.ok()));
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_people_type_them() {
        assert_eq!(count("7"), Some(json!({"low": 7, "high": 7, "approx": false})));
        assert_eq!(count("7-9"), Some(json!({"low": 7, "high": 9, "approx": false})));
        assert_eq!(count("7+"), Some(json!({"low": 7, "high": null, "approx": false})));
        assert_eq!(count("~300"), Some(json!({"low": 300, "high": 300, "approx": true})));
        assert_eq!(count("سبعة قتلى"), Some(json!({"low": 7, "high": 7, "approx": false})));
        for bad in ["", "9-7", "many", "+", "1-2-3", "قتلى"] {
            assert_eq!(count(bad), None, "{bad}");
        }
    }

    #[test]
    fn words_stand_where_they_were_selected() {
        let text = "قتل ثم قتل ثم قتل";
        let second = text.match_indices("قتل").nth(1).unwrap().0;
        let at = |near, exact| find(text, "قتل", near, exact).unwrap()[0] as usize;
        assert_eq!(at(0, Some(second)), second);
        assert_eq!(
            at(0, Some(second + 1)),
            0,
            "an offset where they do not stand says nothing"
        );
        assert_eq!(at(second + 2, None), second);
        assert_eq!(find(text, "جرح", 0, None), None);
        assert_eq!(find(text, " ", 0, None), None);
    }
}
