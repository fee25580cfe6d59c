//! Shares of issue 4 measured on the bench beside the checkout; skipped where there is none.
//! Prints the misses; the floors are asserted.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its data fails")]

use isnad_arabic::token::tokenize;
use isnad_lexicon::entity::Entities;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn bench() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = here.ancestors().map(|p| p.join("../shared/bench")).find(|p| p.is_dir());
    if found.is_none() {
        eprintln!("skipped: no ../shared/bench beside the checkout");
    }
    found
}

#[test]
fn publishers_and_domains_are_known_or_classified() {
    let Some(bench) = bench() else { return };
    let entities = Entities::builtin();
    let text = std::fs::read_to_string(bench.join("incidents/dev.jsonl")).unwrap();
    let mut publishers: BTreeSet<(String, String)> = BTreeSet::new();
    let mut hosts: BTreeSet<String> = BTreeSet::new();
    for line in text.lines() {
        let v: Value = serde_json::from_str(line).unwrap();
        let url = v["url"].as_str().unwrap_or("");
        let host = url
            .split("://")
            .nth(1)
            .unwrap_or(url)
            .split('/')
            .next()
            .unwrap_or("")
            .to_owned();
        publishers.insert((v["publisher"].as_str().unwrap_or("").to_owned(), host.clone()));
        hosts.insert(host);
    }
    let names: BTreeSet<&String> = publishers.iter().map(|(p, _)| p).collect();
    // By the name alone, without help of the host.
    let lost_names: Vec<&&String> = names
        .iter()
        .filter(|p| entities.outlet_by_name(p).is_none() && entities.outlet_kind_by_shape(p, None).is_none())
        .collect();
    let unknown_names: Vec<&&String> = names.iter().filter(|p| entities.outlet_by_name(p).is_none()).collect();
    let lost_hosts: Vec<&String> = hosts
        .iter()
        .filter(|h| entities.by_domain(h).is_none() && entities.outlet_kind_by_shape("", Some(h)).is_none())
        .collect();
    let unknown_hosts: Vec<&String> = hosts.iter().filter(|h| entities.by_domain(h).is_none()).collect();
    eprintln!(
        "names {} unknown {unknown_names:?} unclassified {lost_names:?}",
        names.len()
    );
    eprintln!(
        "hosts {} unknown {unknown_hosts:?} unclassified {lost_hosts:?}",
        hosts.len()
    );
    assert!(lost_names.len() * 10 <= names.len());
    assert!(lost_hosts.len() * 10 <= hosts.len());
}

#[test]
fn gold_participants_that_name_their_entity_resolve() {
    let Some(bench) = bench() else { return };
    let entities = Entities::builtin();
    let (mut all, mut right) = (0, 0);
    let mut lost = Vec::new();
    for folder in ["seeds", "reports"] {
        let mut files: Vec<PathBuf> = std::fs::read_dir(bench.join(folder))
            .unwrap()
            .map(|e| e.unwrap().path())
            .collect();
        files.retain(|p| p.to_string_lossy().ends_with(".gold.json"));
        files.sort();
        for path in files {
            let gold: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let text =
                std::fs::read_to_string(path.to_string_lossy().replace(".gold.json", ".txt")).unwrap_or_default();
            let tokens = tokenize(&text);
            let found = entities.find(&text, &tokens);
            let claims = gold["claims"].as_array().cloned().unwrap_or_default();
            let mut seen = BTreeSet::new();
            for p in claims
                .iter()
                .flat_map(|c| ["agent", "patient"].map(|k| c[k].clone()))
                .filter_map(|a| a.as_array().cloned())
                .flatten()
            {
                let (Some(words), Some(id)) = (p["text"].as_str(), p["entity"].as_str()) else {
                    continue;
                };
                if !seen.insert((words.to_owned(), id.to_owned())) {
                    continue;
                }
                let Some(at) = text.find(words) else { continue };
                let range = at as u32..(at + words.len()) as u32;
                let inside: Vec<_> = found
                    .iter()
                    .filter(|m| m.span.start < range.end && m.span.end > range.start)
                    .collect();
                let bare = tokenize(words).iter().any(|t| {
                    entities
                        .head_candidates(t.span.slice(words))
                        .iter()
                        .any(|ix| entities.get(*ix).is_some_and(|e| e.id == id))
                });
                all += 1;
                if bare
                    || inside
                        .iter()
                        .any(|m| entities.get(m.entity).is_some_and(|e| e.id == id))
                {
                    right += 1;
                } else {
                    let ids: Vec<&str> = inside
                        .iter()
                        .filter_map(|m| entities.get(m.entity))
                        .map(|e| e.id.as_str())
                        .collect();
                    lost.push(format!("{id}: {words}: {ids:?}"));
                }
            }
        }
    }
    eprintln!(
        "participants {right} of {all} by name or bare head; the rest need reference:\n{}",
        lost.join("\n")
    );
    assert!(right * 100 >= all * 55);
}

#[test]
fn loading_is_quick() {
    let start = std::time::Instant::now();
    let entities = Entities::builtin();
    eprintln!("{} entities in {:?}", entities.len(), start.elapsed());
    assert!(entities.len() > 1000);
}
