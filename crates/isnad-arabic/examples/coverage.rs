//! How many word tokens get an analysis: `coverage FILE.jsonl... [--top N]` prints the share and the most frequent
//! words without one, with their counts. Only words of Arabic letters count.

use std::collections::BTreeMap;

use isnad_arabic::morph::{Analyzer, Memo};

fn main() -> std::io::Result<()> {
    let analyzer = Analyzer::builtin();
    let mut memo = Memo::new();
    let mut missing: BTreeMap<String, usize> = BTreeMap::new();
    let (mut all, mut known, mut informal) = (0usize, 0usize, 0usize);
    let mut top = 100;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        if arg == "--top" {
            top = args.next().and_then(|n| n.parse().ok()).unwrap_or(top);
            continue;
        }
        for line in std::fs::read_to_string(&arg)?.lines() {
            let value: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
            let text = value["text"]
                .as_str()
                .or(value["body"].as_str())
                .or(value["html"].as_str())
                .unwrap_or("");
            for word in text.split(|c: char| {
                !('\u{0610}'..='\u{06D3}').contains(&c) || matches!(c, '،' | '؛' | '؟' | '٪' | '٫' | '٬' | '٠'..='٩')
            }) {
                if word.chars().filter(|c| c.is_alphabetic()).count() < 2 {
                    continue;
                }
                all += 1;
                match analyzer.analyze_with(&mut memo, word).first() {
                    None => *missing.entry(word.to_owned()).or_default() += 1,
                    Some(a) => {
                        known += 1;
                        informal += usize::from(a.informal);
                    }
                }
            }
        }
    }
    let mut order: Vec<(&String, &usize)> = missing.iter().collect();
    order.sort_by_key(|&(w, n)| (std::cmp::Reverse(*n), w));
    for (word, n) in order.iter().take(top) {
        println!("{n}\t{word}");
    }
    println!(
        "{known} of {all} words analysed = {:.4}, {informal} of them as informal spelling",
        known as f64 / all.max(1) as f64
    );
    Ok(())
}
