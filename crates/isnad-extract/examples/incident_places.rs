//! For how many incidents some place mention of the cited pages resolves near the archive's point.
//!
//! `incident_places GOLD.json PAGES.jsonl [--misses] [--surplus] [TABLE…]`: gold maps an incident to `lat`, `lon` and the
//! ids of its `sources`; pages are reports. Without tables the built-in gazetteer is used alone.

use isnad_arabic::token::tokenize;
use isnad_extract::place::{Scope, places};
use isnad_lexicon::gazetteer::{Gazetteer, import, key};
use isnad_model::Span;
use serde_json::Value;
use std::collections::BTreeMap;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (flags, paths): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let [gold, pages, tables @ ..] = paths.as_slice() else {
        return Err("expected GOLD.json PAGES.jsonl".into());
    };
    let mut files = Vec::new();
    for path in tables {
        files.push((path.clone(), std::fs::read_to_string(path)?));
    }
    let imported = if files.is_empty() { None } else { Some(import(&files)?) };
    let bytes: Vec<&[u8]> = imported.iter().map(|i| i.bytes.as_slice()).collect();
    let gazetteer = Gazetteer::load(&bytes)?;
    let gold: BTreeMap<String, Value> = serde_json::from_str(&std::fs::read_to_string(gold)?)?;
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for line in std::fs::read_to_string(pages)?.lines() {
        let page: Value = serde_json::from_str(line)?;
        let title = page["title"].as_str().unwrap_or("");
        texts.insert(
            page["id"].as_str().unwrap_or("").to_owned(),
            format!("{title}\n{}", page["text"].as_str().unwrap_or("")),
        );
    }
    let (mut seen, mut right, mut settled, mut mentions, mut flagged) = (0, 0, 0, 0, 0);
    for (id, incident) in &gold {
        let (Some(lat), Some(lon)) = (incident["lat"].as_f64(), incident["lon"].as_f64()) else {
            continue;
        };
        seen += 1;
        let (mut hit, mut sure) = (false, false);
        let mut found: Vec<String> = Vec::new();
        for source in incident["sources"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
        {
            let Some(text) = texts.get(source) else { continue };
            let sentences = lines(text);
            let scope = Scope {
                country: None,
                sentences: &sentences,
                bare: false,
            };
            for r in places(&gazetteer, text, &tokenize(text), &scope) {
                mentions += 1;
                flagged += usize::from(r.place.ambiguous);
                let near = r.place.point.is_some_and(|p| key::km(p, (lat, lon)) <= 10.0);
                hit |= near;
                sure |= near && !r.place.ambiguous && !r.inherited;
                found.push(format!(
                    "{}={}",
                    r.place.text,
                    r.place.name_en.as_deref().unwrap_or("?")
                ));
            }
        }
        right += usize::from(hit);
        settled += usize::from(sure);
        if !hit && flags.iter().any(|f| f == "--misses") {
            println!(
                "{id} {} -> {}",
                incident["location_full"].as_str().unwrap_or("").replace('\n', " "),
                found.join(" | ")
            );
        }
    }
    let tokens: Vec<_> = texts.values().map(|t| (t.as_str(), tokenize(t))).collect();
    let begin = std::time::Instant::now();
    let found: usize = tokens.iter().map(|(t, k)| gazetteer.find(t, k).len()).sum();
    let bytes: usize = tokens.iter().map(|(t, _)| t.len()).sum();
    let rate = bytes as f64 / begin.elapsed().as_secs_f64() / 1e6;
    println!("find: {found} mentions in {bytes} bytes, {rate:.0} MB/s");
    println!(
        "incidents with a point: {seen}; some mention within 10 km: {right}; unambiguous and named: {settled}; mentions {mentions}, ambiguous {flagged}"
    );
    Ok(())
}

fn lines(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    for (i, c) in text.char_indices() {
        if matches!(c, '\n' | '.' | '؟' | '!') {
            out.push(Span::from_range(start..i + c.len_utf8()));
            start = i + c.len_utf8();
        }
    }
    out.push(Span::from_range(start..text.len()));
    out
}
