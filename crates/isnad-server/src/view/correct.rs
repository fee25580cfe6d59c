//! What a reviewer types as a correction, as the record has it.
//!
//! In: a claim, its report's text, a slot, what was typed or selected. Out: the slot's value. Invariant: words get the span
//! where they stand in the report, the one nearest to the claim. Deliberately guesses nothing that is not written.
//! Example: of «بلدة السهل» (the town of al-Sahl), selected, the place becomes these words with their span.

use isnad_record::{ClaimRecord, SpanRecord};
use serde_json::{Value, json};

/// What a slot takes, for the message when it was something else.
pub fn expected(field: &str) -> &'static str {
    match field {
        "killed" | "injured" => "a number (7), a range (7-9), at least (7+) or none (-)",
        "time" => "a day (2021-05-01) or two with a slash between",
        "type" | "modality" | "stance" => "a word of the records",
        _ => "words that stand in the report, or none (-)",
    }
}

/// Where words stand, nearest to the claim.
fn find(claim: &ClaimRecord, text: &str, words: &str) -> Option<SpanRecord> {
    let at = claim.trigger.span[0] as usize;
    let (start, _) = text
        .match_indices(words)
        .take(10_000)
        .min_by_key(|(i, _)| i.abs_diff(at))?;
    Some([u32::try_from(start).ok()?, u32::try_from(start + words.len()).ok()?])
}

fn count(typed: &str) -> Option<Value> {
    let number = |t: &str| t.trim().parse::<u64>().ok();
    if let Some(low) = typed.strip_suffix('+') {
        return Some(json!({"low": number(low)?, "high": null, "approx": false}));
    }
    let (low, high) = typed.split_once(['-', '\u{2013}']).unwrap_or((typed, typed));
    let (low, high) = (number(low)?, number(high)?);
    (low <= high).then(|| json!({"low": low, "high": high, "approx": false}))
}

fn time(claim: &ClaimRecord, typed: &str) -> Option<Value> {
    let (from, to) = typed.split_once('/').unwrap_or((typed, typed));
    let (from, to): (jiff::civil::Date, jiff::civil::Date) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
    let (text, span) = match &claim.time {
        Some(t) => (&t.text, t.span),
        None => (&claim.trigger.text, claim.trigger.span),
    };
    let precision = if from == to { 1 } else { 2 };
    (from <= to).then(|| {
        json!({"text": text, "span": span, "from": from.to_string(), "to": to.to_string(),
            "precision": precision, "relative": false, "calendar": "gregorian"})
    })
}

/// The value of a slot, if what was typed can be one.
pub fn value(claim: &ClaimRecord, text: &str, field: &str, typed: &str) -> Option<Value> {
    let none = typed == "-";
    match field {
        "type" | "modality" | "stance" => Some(json!(typed.to_lowercase().replace(' ', "_"))),
        "agent" | "patient" if none => Some(json!([])),
        _ if none => Some(Value::Null),
        "killed" | "injured" => count(typed),
        "time" => time(claim, typed),
        "agent" | "patient" => Some(json!([{"text": typed, "span": find(claim, text, typed)?, "entity": null}])),
        "place" => Some(json!({"text": typed, "span": find(claim, text, typed)?})),
        "means" | "target" => {
            let old = if field == "means" { &claim.means } else { &claim.target };
            let class = old.as_ref().map_or("other", |t| t.class.as_str());
            Some(json!({"text": typed, "span": find(claim, text, typed)?, "class": class}))
        }
        _ => None,
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
        for bad in ["", "9-7", "many", "+", "1-2-3"] {
            assert_eq!(count(bad), None, "{bad}");
        }
    }
}
