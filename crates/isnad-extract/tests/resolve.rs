//! Whether participants that are known by name resolve to their entity, in the sentence or the report that names them.
//!
//! In: the gold of the bench, where it lies beside the checkout. Out: the share that resolves, printed with the rest.
//! Example: «عناصر التنظيم» (ʿanāṣir at-tanẓīm, "the organisation's members") is that organisation.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;
use isnad_model::{Analysis, Span};
use std::path::{Path, PathBuf};

/// Of the named participants so many of a hundred must resolve.
const LEAST: usize = 95;

fn bench() -> Option<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|a| a.join("shared/bench"))
        .find(|p| p.is_dir())
}

/// Whether the words between two bytes are, or hold, a mention of an entity, or take part in a claim as that entity.
fn resolves(analysis: &Analysis, span: Span, entity: &str) -> bool {
    let mention = analysis
        .mentions
        .iter()
        .any(|m| m.span.overlaps(span) && m.entity.as_ref().is_some_and(|e| e.as_str() == entity));
    let part = analysis
        .claims
        .iter()
        .flat_map(|c| c.agent.iter().chain(&c.patient))
        .any(|p| p.quoted.span.overlaps(span) && p.entity.as_ref().is_some_and(|e| e.as_str() == entity));
    mention || part
}

fn span_of(text: &str, part: &str, from: usize) -> Option<Span> {
    let start = text.get(from..)?.find(part)? + from;
    Some(Span::from_range(start..start + part.len()))
}

#[test]
fn named_participants_are_known() {
    let Some(bench) = bench() else {
        eprintln!("skipped: no bench beside the checkout");
        return;
    };
    let lexicon = Lexicon::builtin();
    let (mut all, mut here, mut there) = (0, 0, 0);
    let mut missed = Vec::new();
    for set in ["seeds", "reports"] {
        let Ok(folder) = std::fs::read_dir(bench.join(set)) else {
            continue;
        };
        let mut files: Vec<PathBuf> = folder.filter_map(|f| f.ok().map(|f| f.path())).collect();
        files.sort();
        for file in files.iter().filter(|f| f.to_string_lossy().ends_with(".gold.json")) {
            let gold: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
            let text = PathBuf::from(file.to_string_lossy().replace(".gold.json", ".txt"));
            let text = std::fs::read_to_string(text).unwrap();
            let whole = analyse(&sentence(&text), &lexicon);
            for claim in gold["claims"].as_array().unwrap() {
                let quote = claim["quote"].as_str().unwrap_or_default();
                let at = text.find(quote).unwrap_or(0);
                let alone = analyse(&sentence(quote), &lexicon);
                for role in ["agent", "patient"] {
                    for p in claim[role].as_array().unwrap() {
                        let (Some(name), Some(entity)) = (p["text"].as_str(), p["entity"].as_str()) else {
                            continue;
                        };
                        all += 1;
                        if span_of(quote, name, 0).is_some_and(|s| resolves(&alone, s, entity)) {
                            here += 1;
                            continue;
                        }
                        let span = span_of(&text, name, at).or_else(|| span_of(&text, name, 0));
                        if span.is_some_and(|s| resolves(&whole, s, entity)) {
                            there += 1;
                        } else {
                            missed.push(format!("{entity}: {name}"));
                        }
                    }
                }
            }
        }
    }
    missed.sort();
    println!("{here} of {all} in their sentence, {there} more in their report; not known: {missed:#?}");
    assert!((here + there) * 100 >= all * LEAST, "{here} and {there} of {all}");
}
