//! `isnad probe`: one part of the program at a time, JSON Lines in and out.
//!
//! In: `{"input": text, "reference"?: ISO date, "country"?: ISO code}` a line. Out: one object a line, same order.
//! Invariant: as many lines out as objects in; a line that cannot be read gives `{"error": …}` and status 2.
//! Deliberately keeps no state between lines. Example: `number` of «عنصران» (two members) is 2.

mod date;
mod number;
mod place;
mod segment;
mod sentence;

use crate::options::BatchOptions;
use crate::rooms::Rooms;
use crate::say::{CliError, Status};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::io::{BufRead, Read, Write};

/// A line of input.
pub struct Request {
    /// Text.
    pub input: String,
    /// Reference date.
    pub reference: Option<Date>,
    /// Country to prefer.
    pub country: Option<String>,
}

type Kind = fn(&Rooms, &Request) -> Value;

/// Every kind: to add one is one line here and one file beside this.
const KINDS: &[(&str, Kind)] = &[
    ("number", number::probe),
    ("date", date::probe),
    ("place", place::probe),
    ("segment", segment::probe),
    ("sentence", sentence::probe),
];

/// A longer line is an error.
const LONGEST: u64 = 16 << 20;

/// Answers every line of standard input.
pub fn run(kind: &str, options: &BatchOptions) -> Result<Status, CliError> {
    let Some((_, probe)) = KINDS.iter().find(|(name, _)| *name == kind) else {
        let names: Vec<_> = KINDS.iter().map(|k| k.0).collect();
        return Err(CliError::Usage(format!(
            "probe: expected one of {} and saw {kind}",
            names.join(", ")
        )));
    };
    let rooms = Rooms::load(options)?;
    let mut status = Status::Done;
    let mut input = std::io::stdin().lock();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut line = Vec::new();
    loop {
        line.clear();
        let n = (&mut input)
            .take(LONGEST)
            .read_until(b'\n', &mut line)
            .map_err(CliError::file("standard input"))?;
        if n == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = match request(&line) {
            Ok(request) => probe(&rooms, &request),
            Err(e) => {
                status = Status::Failed;
                json!({ "error": e })
            }
        };
        serde_json::to_writer(&mut out, &answer).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
        // Who asks line by line waits for the answer.
        out.flush()?;
    }
    out.flush()?;
    Ok(status)
}

fn request(line: &[u8]) -> Result<Request, String> {
    let value: Value = serde_json::from_slice(line).map_err(|e| format!("expected a JSON object: {e}"))?;
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let input = text("input").ok_or("expected an object with \"input\"")?;
    let reference = text("reference")
        .map(|d| {
            d.parse::<Date>()
                .map_err(|e| format!("reference: expected an ISO date: {e}"))
        })
        .transpose()?;
    Ok(Request {
        input,
        reference,
        country: text("country"),
    })
}
