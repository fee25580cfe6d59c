//! The invented reports of `samples/`: the gold fits the texts, and the program finds what the gold says.
//!
//! In: `samples/` and the floors in `eval/floors.toml`. The program runs as a user runs it.
//! Deliberately needs no other program; `make eval` scores the same in more detail.

#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

type Span = (usize, usize);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Text and gold of every sample that has gold.
fn gold() -> Vec<(String, String, Value)> {
    let mut names: Vec<_> = fs::read_dir(root().join("samples"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.to_string_lossy().ends_with(".gold.json"))
        .collect();
    names.sort();
    let read = |p: PathBuf| {
        let name = p.file_name().unwrap().to_string_lossy().replace(".gold.json", "");
        let text = fs::read_to_string(p.with_file_name(format!("{name}.txt"))).unwrap();
        let gold = serde_json::from_slice(&fs::read(p).unwrap()).unwrap();
        (name, text, gold)
    };
    names.into_iter().map(read).collect()
}

/// The folder of one run over all samples, made once.
fn records() -> &'static Path {
    static OUT: OnceLock<PathBuf> = OnceLock::new();
    OUT.get_or_init(|| {
        let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("samples-out-{}", std::process::id()));
        let _ = fs::remove_dir_all(&out);
        let done = Command::new(env!("CARGO_BIN_EXE_isnad"))
            .env("ISNAD_DATA", Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-data"))
            .arg("run")
            .arg(root().join("samples"))
            .arg("--out")
            .arg(&out)
            .args(["--quiet", "--no-gazetteer"])
            .output()
            .unwrap();
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        out
    })
}

fn lines(name: &str) -> Vec<Value> {
    let text = fs::read_to_string(records().join(name)).unwrap();
    text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

fn by_stem() -> BTreeMap<String, Value> {
    lines("reports.jsonl")
        .into_iter()
        .map(|r| (r["path"].as_str().unwrap().split('.').next().unwrap().to_owned(), r))
        .collect()
}

/// Every string of a gold value that must stand in the text.
fn quoted(gold: &Value) -> Vec<&str> {
    let mut out = vec![
        gold["title"].as_str(),
        gold["outlet"].as_str(),
        gold["published"]["quote"].as_str(),
    ];
    out.extend(gold["byline"].as_array().into_iter().flatten().map(Value::as_str));
    for claim in gold["claims"].as_array().unwrap() {
        out.extend([
            claim["quote"].as_str(),
            claim["trigger"].as_str(),
            claim["place"]["text"].as_str(),
            claim["time"]["quote"].as_str(),
        ]);
        for list in ["agent", "patient", "sources"] {
            out.extend(claim[list].as_array().unwrap().iter().map(|x| x["text"].as_str()));
        }
        out.extend(claim["also"].as_array().into_iter().flatten().map(Value::as_str));
    }
    out.into_iter().flatten().collect()
}

#[test]
fn gold_stands_in_its_text() {
    let all = gold();
    assert!(all.len() >= 15, "{} samples with gold", all.len());
    for (name, text, gold) in &all {
        for quote in quoted(gold) {
            assert!(text.contains(quote), "{name}: {quote:?} is not in the text");
        }
        for claim in gold["claims"].as_array().unwrap() {
            let (quote, trigger) = (claim["quote"].as_str().unwrap(), claim["trigger"].as_str().unwrap());
            assert!(quote.contains(trigger), "{name}: {trigger:?} is not in its quote");
        }
        let count = text.split('\n').count();
        for run in gold["body"].as_array().unwrap() {
            let (a, b) = (run[0].as_u64().unwrap(), run[1].as_u64().unwrap());
            assert!(a <= b && b < count as u64, "{name}: lines {a} to {b}");
        }
    }
}

#[test]
fn every_sample_says_that_it_is_invented() {
    for entry in fs::read_dir(root().join("samples")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("README") || name.ends_with(".json") {
            continue;
        }
        let sidecar = path.with_extension("meta.json");
        let meta: Value = serde_json::from_slice(&fs::read(&sidecar).unwrap()).unwrap();
        assert!(meta["note"].as_str().unwrap().starts_with("Invented"), "{name}");
    }
}

#[test]
fn every_sample_is_read() {
    assert_eq!(lines("reports.jsonl").len(), 20);
    let stems = by_stem();
    let mut right = 0;
    let mut titles = 0;
    for (name, text, gold) in gold() {
        let report = &stems[&name];
        assert_eq!(report["text"].as_str(), Some(text.as_str()), "{name}");
        if let Some(title) = gold["title"].as_str() {
            titles += 1;
            right += usize::from(report["title"].as_str() == Some(title));
        }
    }
    let share = right as f64 / f64::from(titles);
    assert!(share >= floor("samples.title") - 0.001, "{right} of {titles} headlines");
    assert_eq!(stems["15-windows-1256"]["encoding"], "windows-1256");
    assert_eq!(stems["13-page-with-menus"]["published"]["value"], "2021-06-09");
}

#[test]
fn article_and_chrome_are_told_apart() {
    let stems = by_stem();
    for (name, words) in [
        ("01-chain-local-site", "نشرتنا البريدية"),
        ("04-agency-copy-b", "ربنا يرحمهم"),
        ("07-toll-police", "جني الرمان"),
        ("13-page-with-menus", "متى تنتهي هذه الحرب"),
    ] {
        let report = &stems[name];
        let text = report["text"].as_str().unwrap();
        assert!(text.contains(words), "{name}: a line is marked, never dropped");
        let body = report["body"].as_array().unwrap();
        let article = body.iter().any(|s| {
            let (start, end) = (s[0].as_u64().unwrap() as usize, s[1].as_u64().unwrap() as usize);
            text[start..end].contains(words)
        });
        assert!(!article, "{name}: {words:?} is no article");
    }
}

#[test]
fn copies_are_told_from_retellings() {
    let reports = lines("reports.jsonl");
    let stem = |id: &Value| {
        let report = reports.iter().find(|r| r["id"] == *id).unwrap();
        report["path"].as_str().unwrap()[..2].to_owned()
    };
    let copies: BTreeSet<_> = reports
        .iter()
        .filter(|r| !r["copy_of"].is_null())
        .map(|r| {
            let mut pair = [stem(&r["id"]), stem(&r["copy_of"]["report"])];
            pair.sort();
            (r["copy_of"]["kind"].as_str().unwrap().to_owned(), pair.join(" "))
        })
        .collect();
    let near = copies.iter().filter(|(kind, _)| kind == "near").count();
    let partial: Vec<_> = copies.iter().filter(|(kind, _)| kind == "partial").collect();
    assert_eq!(near, 2, "{copies:?}");
    assert_eq!(partial.len(), 1, "{copies:?}");
    assert!(partial[0].1.ends_with("06"), "{copies:?}");
    assert_eq!(copies.len(), 3, "{copies:?}");
}

#[test]
fn copies_of_an_agency_are_one_origin() {
    let stems = by_stem();
    let copies: Vec<_> = ["03-agency-copy-a", "04-agency-copy-b", "05-agency-copy-c"]
        .map(|n| stems[n]["id"].clone())
        .to_vec();
    let events = lines("events.jsonl");
    let strike = events
        .iter()
        .find(|e| {
            e["type"] == "airstrike"
                && e["killed"].is_object()
                && copies.iter().all(|c| e["reports"].as_array().unwrap().contains(c))
        })
        .expect("one strike told by all three");
    assert_eq!(strike["killed"]["best"], 11);
    assert_eq!(strike["independent_origins"], 1);
    assert_eq!(strike["corroboration"], "repeated");
}

#[test]
fn two_tolls_stand_side_by_side_and_a_denial_is_an_account() {
    let stems = by_stem();
    let told = ["07-toll-police", "08-toll-medical", "09-denial"].map(|n| stems[n]["id"].clone());
    let events = lines("events.jsonl");
    let bombing = events
        .iter()
        .find(|e| e["type"] == "bombing" && told.iter().all(|r| e["reports"].as_array().unwrap().contains(r)))
        .expect("one bombing told by police, hospital and the group that denies it");
    assert_eq!(
        (&bombing["killed"]["low"], &bombing["killed"]["high"]),
        (&4.into(), &7.into())
    );
    assert_eq!(
        (&bombing["injured"]["low"], &bombing["injured"]["high"]),
        (&9.into(), &12.into())
    );
    let values = |field: &str| -> Vec<String> {
        let all = bombing["contradictions"].as_array().unwrap();
        let of = all.iter().find(|c| c["field"] == field);
        let values = of.map(|c| c["values"].as_array().unwrap().clone()).unwrap_or_default();
        values.iter().map(|v| v["value"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(values("killed"), ["4", "7"]);
    assert_eq!(values("happened"), ["no", "yes"]);
    assert_eq!(bombing["corroboration"], "contested");
}

#[test]
fn redacted_exports_name_no_private_person() {
    let names = fs::read_to_string(root().join("samples/README-private-names.txt")).unwrap();
    let texts: String = lines("reports.jsonl")
        .iter()
        .map(|r| r["text"].as_str().unwrap().to_owned())
        .collect();
    for name in names.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        assert!(texts.contains(name), "{name} stands in no sample");
        for file in ["claims.csv", "events.csv", "events.geojson"] {
            let text = fs::read_to_string(records().join(file)).unwrap();
            assert!(!text.contains(name), "{file} names {name}");
        }
    }
}

/// A floor that the evaluation keeps; nothing where it has none yet.
fn floor(name: &str) -> f64 {
    let (set, metric) = name.split_once('.').unwrap();
    let text = fs::read_to_string(root().join("eval/floors.toml")).unwrap();
    let from = text
        .split_once(&format!("\n[{set}.floor]\n"))
        .map_or("", |(_, rest)| rest);
    let pairs = from
        .lines()
        .take_while(|l| !l.starts_with('['))
        .filter_map(|l| l.split_once(" = "));
    let found = pairs.into_iter().find(|(k, _)| k.trim_matches('"') == metric);
    found.map_or(0.0, |(_, v)| v.parse().unwrap())
}

fn overlap(a: Span, b: Span) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

fn find(text: &str, quote: &str, from: usize) -> Span {
    let at = text[from..]
        .find(quote)
        .map_or_else(|| text.find(quote).unwrap(), |i| i + from);
    (at, at + quote.len())
}

fn said(value: &Value) -> Span {
    let end = |i: usize| value["span"][i].as_u64().unwrap_or(0) as usize;
    (end(0), end(1))
}

/// Pairs of gold and claims of one type with touching triggers, or quotes (one that is told again as well) that share
/// three tenths of their union.
fn found(text: &str, gold: &[Value], claims: &[&Value]) -> usize {
    let mut pairs = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        let quote = find(text, g["quote"].as_str().unwrap(), 0);
        let trigger = find(text, g["trigger"].as_str().unwrap(), quote.0);
        let also = g["also"].as_array().into_iter().flatten();
        let quotes: Vec<Span> = std::iter::once(quote)
            .chain(also.map(|q| find(text, q.as_str().unwrap(), 0)))
            .collect();
        for (j, c) in claims.iter().enumerate().filter(|(_, c)| c["type"] == g["type"]) {
            let (q, t) = (said(&c["quote"]), said(&c["trigger"]));
            let touch = overlap(trigger, t) > 0;
            for quote in &quotes {
                let shared = overlap(*quote, q);
                let union = (quote.1 - quote.0) + (q.1 - q.0) - shared;
                if touch || shared * 10 >= union * 3 {
                    pairs.push((!touch, union - shared, i, j));
                }
            }
        }
    }
    pairs.sort_unstable();
    let (mut left, mut right) = (BTreeSet::new(), BTreeSet::new());
    pairs
        .into_iter()
        .filter(|(_, _, i, j)| !left.contains(i) && !right.contains(j) && left.insert(*i) && right.insert(*j))
        .count()
}

#[test]
fn claims_of_the_samples_stay_above_their_floor() {
    let (stems, claims) = (by_stem(), lines("claims.jsonl"));
    let (mut right, mut wanted, mut made) = (0, 0, 0);
    for (name, text, gold) in gold() {
        let gold = gold["claims"].as_array().unwrap();
        let claims: Vec<_> = claims.iter().filter(|c| c["report"] == stems[&name]["id"]).collect();
        right += found(&text, gold, &claims);
        wanted += gold.len();
        made += claims.len();
    }
    let f1 = 2.0 * right as f64 / (wanted + made) as f64;
    let floor = floor("samples.claims.f1");
    assert!(
        f1 >= floor - 0.01,
        "claims of the samples: {f1:.3} below {floor:.3} ({right} of {wanted}, {made} made)"
    );
}
