//! `isnad probe date`. Example: «أمس» (yesterday) with a reference date is the day before it.

use super::Request;
use crate::rooms::Rooms;
use serde_json::{Value, json};

/// The dates of a text.
pub fn probe(_: &Rooms, request: &Request) -> Value {
    let times: Vec<Value> = isnad_arabic::date::read(&request.input, request.reference)
        .iter()
        // What stays unsettled («مؤخرا», recently) is no answer to when.
        .filter(|t| t.from.is_some())
        .map(|t| {
            json!({
                "text": t.span.slice(&request.input),
                "span": [t.span.start, t.span.end],
                "from": t.from.map(|d| d.to_string()),
                "to": t.to.map(|d| d.to_string()),
                "precision": t.precision,
                "calendar": t.calendar.as_str(),
                "relative": t.relative,
            })
        })
        .collect();
    json!({ "times": times })
}
