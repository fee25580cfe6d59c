//! The texts that are measured: one invented report, a megabyte of invented reports, real news where it lies beside.

use std::path::Path;

/// Two invented reports: one of words about events, one with the numbers and dates of ordinary news.
const REPORTS: [&str; 2] = [include_str!("events.txt"), include_str!("numbers.txt")];

/// Named texts: `report` (about 1 kB), `megabyte` (both reports over and over) and, where the folder
/// `../shared/bench/unlabelled` lies beside the checkout, `news` (its articles, full vocabulary).
pub fn texts(report: usize) -> Vec<(&'static str, String)> {
    let both = REPORTS.concat();
    let mut out = vec![
        ("report", REPORTS[report % REPORTS.len()].to_owned()),
        ("megabyte", both.repeat(1_000_000 / both.len() + 1)),
    ];
    out.extend(news().map(|text| ("news", text)));
    out
}

/// The articles of real news, one after the other.
fn news() -> Option<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/bench/unlabelled/politics_2022.jsonl");
    let lines = std::fs::read_to_string(file).ok()?;
    let mut out = String::new();
    for line in lines.lines() {
        let report: serde_json::Value = serde_json::from_str(line).ok()?;
        out.push_str(report["text"].as_str()?);
        out.push('\n');
    }
    Some(out)
}
