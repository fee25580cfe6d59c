//! What the five seed reports must say once they are linked, on the records that the program writes.
//!
//! The reports lie beside the checkout (`../shared/bench/seeds`) and are no part of it; without them the test says that
//! it skips.

#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

struct Records {
    reports: BTreeMap<String, Value>,
    claims: BTreeMap<String, Value>,
    events: Vec<Value>,
    relations: Vec<Value>,
}

fn records() -> Option<Records> {
    let repo = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seeds = repo
        .ancestors()
        .map(|a| a.join("../shared/bench/seeds"))
        .find(|p| p.is_dir());
    let Some(seeds) = seeds else {
        eprintln!("skipped: no seed reports beside the checkout");
        return None;
    };
    let out: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("seeds");
    let _ = fs::remove_dir_all(&out);
    let done = Command::new(env!("CARGO_BIN_EXE_isnad"))
        .arg("run")
        .arg(seeds)
        .arg("--out")
        .arg(&out)
        .args(["--quiet", "--no-gazetteer"])
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let lines = |name: &str| -> Vec<Value> {
        let text = fs::read_to_string(out.join(name)).unwrap();
        text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
    };
    let id = |v: Value, key: &str| (v[key].as_str().unwrap().to_owned(), v);
    Some(Records {
        reports: lines("reports.jsonl").into_iter().map(|r| id(r, "path")).collect(),
        claims: lines("claims.jsonl").into_iter().map(|c| id(c, "id")).collect(),
        events: lines("events.jsonl"),
        relations: lines("relations.jsonl"),
    })
}

impl Records {
    /// Events that a report tells.
    fn of(&self, path: &str) -> impl Iterator<Item = &Value> {
        let id = &self.reports[path]["id"];
        self.events
            .iter()
            .filter(move |e| e["reports"].as_array().unwrap().contains(id))
    }

    fn claims_of<'a>(&'a self, event: &'a Value) -> impl Iterator<Item = &'a Value> {
        let ids = event["claims"].as_array().unwrap().iter();
        ids.filter_map(|c| self.claims.get(c.as_str().unwrap()))
    }

    fn ties(&self, kind: &str, to: &str) -> usize {
        let fits = |r: &&Value| r["kind"] == kind && r["to"] == to;
        self.relations.iter().filter(fits).count()
    }
}

#[test]
fn the_seeds_once_linked() {
    let Some(r) = records() else { return };
    // A foreign paper that a broadcaster and a site retell is one origin, whoever carries its words.
    let mut retold = 0;
    for event in r.of("r003.txt") {
        let through_paper = r.claims_of(event).all(|c| {
            let kinds = c["sources"]
                .as_array()
                .unwrap()
                .iter()
                .map(|s| s["kind"].as_str().unwrap());
            kinds.filter(|k| *k == "media").count() > 0
        });
        if through_paper {
            assert_eq!(event["independent_origins"], 1, "{event}");
            retold += 1;
        }
    }
    assert!(retold >= 5, "{retold} events retold from the paper");
    // A site that was rebuilt stamps old news with a new date.
    assert_eq!(r.reports["r004.txt"]["published"]["trust"], "republication");
    for event in r.of("r004.txt") {
        for end in ["from", "to"] {
            assert!(!event[end].as_str().unwrap_or("").starts_with("2024"), "{event}");
        }
    }
    // Who turned against whom.
    assert!(r.ties("defected_from", "isis") >= 2);
    assert!(r.ties("dissents_from", "isis") >= 2);
    assert!(r.ties("pledged_to", "al-qaeda") >= 1);
    // Factions go by their words: foreigners, Iraqis, two commanders.
    for (kind, words, to) in [
        ("defected_from", "الأجانب", "baghdadi"),
        ("pledged_to", "الأجانب", "al-qaeda"),
        ("dissents_from", "العراقيين", "isis"),
        ("member_of", "العراقيين", "isis"),
        ("defected_from", "القياديان", "isis"),
    ] {
        let tied = |t: &&Value| t["kind"] == kind && t["to"] == to && t["from"].as_str().unwrap().contains(words);
        assert!(r.relations.iter().any(|t| tied(&t)), "{kind} {words} {to}");
    }
    // No publisher is a side.
    let outlets: Vec<&str> = r.reports.values().filter_map(|o| o["outlet"]["id"].as_str()).collect();
    assert!(
        r.relations
            .iter()
            .all(|t| !outlets.contains(&t["from"].as_str().unwrap()))
    );
    // The two shootings of one report, of two and of three dead, are two events.
    let shot = |dead: u64| {
        let fits = move |e: &&Value| {
            matches!(e["type"].as_str(), Some("clash" | "shooting")) && e["killed"]["best"].as_u64() == Some(dead)
        };
        let found: Vec<&str> = r
            .of("r000.txt")
            .filter(fits)
            .map(|e| e["id"].as_str().unwrap())
            .collect();
        assert_eq!(found.len(), 1, "{dead} dead");
        found[0].to_owned()
    };
    assert_ne!(shot(2), shot(3));
    // The dead of the attempt to topple the leader are told twice and counted once.
    let of_two = |e: &&Value| e["killed"]["best"] == 2;
    assert_eq!(r.of("r003.txt").filter(of_two).count(), 1);
    // A day and month without a year stay so.
    let strikes: Vec<&Value> = r
        .of("r004.txt")
        .filter(|e| r.claims_of(e).any(|c| c["time"]["md"] == "08-26"))
        .collect();
    assert!(!strikes.is_empty());
    assert!(strikes.iter().all(|e| e["from"].is_null()));
    assert!(strikes.iter().any(|e| e["killed"]["best"] == 6));
}
