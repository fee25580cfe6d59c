//! Answers JSON Lines on standard input: `probe number` or `probe date`.

use std::io::{BufRead, Write};

use serde_json::{Value, json};

fn main() -> std::io::Result<()> {
    let kind = std::env::args().nth(1).unwrap_or_default();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let case: Value = serde_json::from_str(&line?).unwrap_or(Value::Null);
        let input = case["input"].as_str().unwrap_or_default();
        let answer = match kind.as_str() {
            "date" => dates(input, case["reference"].as_str()),
            _ => numbers(input),
        };
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

fn numbers(input: &str) -> Value {
    let values: Vec<Value> = isnad_arabic::number::read(input)
        .iter()
        .map(|q| {
            json!({"value": q.value, "low": q.low, "high": q.high, "approx": q.approx, "ordinal": q.ordinal,
                "span": [q.span.start, q.span.end], "text": q.span.slice(input)})
        })
        .collect();
    json!({ "values": values })
}

fn dates(input: &str, reference: Option<&str>) -> Value {
    let anchor = reference.and_then(|r| r.parse().ok());
    let times: Vec<Value> = isnad_arabic::date::read(input, anchor)
        .iter()
        .filter(|t| t.from.is_some() || std::env::args().nth(2).is_some())
        .map(|t| {
            json!({"text": t.span.slice(input), "span": [t.span.start, t.span.end],
                "from": t.from.map(|d| d.to_string()), "to": t.to.map(|d| d.to_string()),
                "precision": t.precision, "relative": t.relative, "calendar": t.calendar.as_str()})
        })
        .collect();
    json!({ "times": times })
}
