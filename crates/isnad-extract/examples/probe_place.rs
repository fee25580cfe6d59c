//! Answers place fields on standard input with the built-in gazetteer and the files named as arguments.
//!
//! `probe_place [TABLE…] < cases.jsonl`: one JSON object a line in, one out, as `isnad probe place`.

use isnad_arabic::token::tokenize;
use isnad_extract::place::probe::probe;
use isnad_lexicon::gazetteer::{Gazetteer, import};
use serde_json::{Value, json};
use std::io::BufRead;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files = Vec::new();
    for path in std::env::args().skip(1) {
        files.push((path.clone(), std::fs::read_to_string(&path)?));
    }
    let imported = if files.is_empty() { None } else { Some(import(&files)?) };
    if let Some(i) = &imported {
        eprintln!(
            "{} rows, {} places, {} bytes, {} lines skipped",
            i.rows,
            i.places,
            i.bytes.len(),
            i.bad.len()
        );
        for (file, b) in i.bad.iter().take(5) {
            eprintln!("{file}:{}: {}", b.line, b.message);
        }
    }
    let bytes: Vec<&[u8]> = imported.iter().map(|i| i.bytes.as_slice()).collect();
    let begin = std::time::Instant::now();
    let gazetteer = Gazetteer::load(&bytes)?;
    eprintln!("{} places loaded in {:?}", gazetteer.len(), begin.elapsed());
    for line in std::io::stdin().lock().lines() {
        let case: Value = serde_json::from_str(&line?)?;
        let input = case["input"].as_str().unwrap_or("");
        let answer = probe(&gazetteer, input, &tokenize(input), case["country"].as_str());
        let places: Vec<Value> = answer
            .places
            .iter()
            .map(|r| {
                let p = &r.place;
                json!({"text": p.text, "span": [p.span.start, p.span.end], "id": p.id.as_ref().map(|i| i.as_str()),
                    "name": p.name, "lat": p.point.map(|x| x.0), "lon": p.point.map(|x| x.1), "precision": p.precision,
                    "fuzzy": r.fuzzy, "inherited": r.inherited})
            })
            .collect();
        println!("{}", json!({"places": places, "ambiguous": answer.ambiguous}));
    }
    Ok(())
}
