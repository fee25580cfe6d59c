//! Share of the words of real news text that get a reading, where such text lies beside the checkout.
//!
//! `ISNAD_MISSING=N` prints the N most frequent words without one.

use std::collections::BTreeMap;
use std::path::Path;

use isnad_arabic::morph::Analyzer;
use isnad_arabic::normal::{Tier, fold_into};
use isnad_arabic::token::{TokenKind, tokenize};

#[test]
fn most_words_of_the_news_have_a_reading() {
    let bench = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/bench");
    let files = ["unlabelled/politics_2022.jsonl", "incidents/dev.jsonl"];
    let texts: Vec<String> = files
        .iter()
        .filter_map(|f| std::fs::read_to_string(bench.join(f)).ok())
        .collect();
    if texts.is_empty() {
        eprintln!("skipped: no news text beside the checkout");
        return;
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut word = String::new();
    for line in texts.iter().flat_map(|t| t.lines()) {
        let Ok(report) = serde_json::from_str::<serde_json::Value>(line) else {
            continue;
        };
        let text = report["text"].as_str().unwrap_or("");
        for token in tokenize(text).iter().filter(|t| t.kind == TokenKind::Word) {
            fold_into(token.text(text), Tier::Unicode, &mut word);
            if let Some(count) = counts.get_mut(&word) {
                *count += 1;
            } else {
                counts.insert(word.clone(), 1);
            }
        }
    }
    let analyzer = Analyzer::builtin();
    let mut found = Vec::new();
    let (mut known, mut total) = (0, 0);
    let mut missing = Vec::new();
    for (word, count) in &counts {
        found.clear();
        analyzer.analyze(word, &mut found);
        total += count;
        if found.is_empty() {
            missing.push((count, word));
        } else {
            known += count;
        }
    }
    missing.sort_by(|a, b| b.cmp(a));
    let wanted = std::env::var("ISNAD_MISSING")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    for (count, word) in missing.iter().take(wanted) {
        println!("{count}\t{word}");
    }
    let share = known as f64 / total as f64;
    println!("{known} of {total} words have a reading: {share:.4}");
    assert!(share > 0.88, "{share:.4}");
}
