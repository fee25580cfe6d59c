//! `isnad probe number`. Example: «أكثر من 25» (more than 25) has value 25, low 26 and no high.

use super::Request;
use crate::rooms::Rooms;
use serde_json::{Value, json};

/// The numbers of a text.
pub fn probe(_: &Rooms, request: &Request) -> Value {
    let number = |x: f64| {
        // Whole numbers are written without a fraction.
        if x.fract() == 0.0 && x.abs() < 9e15 {
            json!(x as i64)
        } else {
            json!(x)
        }
    };
    let values: Vec<Value> = isnad_arabic::number::read(&request.input)
        .iter()
        .map(|q| {
            json!({
                "value": number(q.value),
                "low": number(q.low),
                "high": q.high.map(number),
                "ordinal": q.ordinal,
                "approx": q.approx,
                "span": [q.span.start, q.span.end],
            })
        })
        .collect();
    json!({ "values": values })
}
