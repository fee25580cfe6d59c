//! The texts that are measured: one invented report, a megabyte of invented reports, real news where it lies beside.

use std::path::Path;

/// Two invented reports: one of words about events, one with the numbers and dates of ordinary news.
const REPORTS: [&str; 2] = [include_str!("events.txt"), include_str!("numbers.txt")];

/// Named sets of texts: `report` (one of about 1 kB), `megabyte` (both reports over and over, as one text) and, where
/// the folder `../shared/bench/unlabelled` lies beside the checkout, `news` (its articles, one text each, which is how
/// a batch reads them).
pub fn texts(report: usize) -> Vec<(&'static str, Vec<String>)> {
    let both = REPORTS.concat();
    let mut out = vec![
        ("report", vec![REPORTS[report % REPORTS.len()].to_owned()]),
        ("megabyte", vec![both.repeat(1_000_000 / both.len() + 1)]),
    ];
    out.extend(news().map(|texts| ("news", texts)));
    out
}

/// The bytes of some texts.
pub fn bytes(texts: &[String]) -> u64 {
    texts.iter().map(|text| text.len() as u64).sum()
}

/// The articles of real news.
fn news() -> Option<Vec<String>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/bench/unlabelled/politics_2022.jsonl");
    let lines = std::fs::read_to_string(file).ok()?;
    let text = |line: &str| -> Option<String> {
        let report: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(report["text"].as_str()?.to_owned())
    };
    lines.lines().map(text).collect()
}
