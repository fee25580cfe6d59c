//! Decisions made by people outlive every new analysis.

#![allow(clippy::unwrap_used)]

use isnad_record::EventRecord;
use isnad_store::{Act, Case, DecisionKind, Verdict};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const MARKET: &str = "قصف على السوق\n\nقصفت طائرات حربية سوقا شعبيا في مدينة إدلب في 5 أيار 2020، ما أسفر عن مقتل ستة مدنيين، وفق ناشطين.\n";
const ARREST: &str = "اعتقالات\n\nاعتقلت الشرطة ثلاثة أشخاص في بلدة الباب في 9 أيار 2020.\n";
const LATER: &str = "اشتباكات\n\nاندلعت اشتباكات عنيفة بين فصيلين في مدينة منبج في 1 آب 2021.\n";

fn isnad(arguments: &[&str], paths: &[&Path]) {
    let done = Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(arguments)
        .args(paths)
        .args(["--quiet", "--no-gazetteer"])
        .env("ISNAD_DATA", Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-data"))
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
}

/// A case of two sites that carry one text, and of an arrest.
fn case(name: &str) -> (PathBuf, PathBuf) {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(dir.join("in")).unwrap();
    let line = |id: &str, url: &str, text: &str| json!({"id": id, "url": url, "text": text}).to_string() + "\n";
    let lines = line("1", "https://a.example/1", MARKET)
        + &line("2", "https://b.example/2", MARKET)
        + &line("3", "https://c.example/3", ARREST);
    fs::write(dir.join("in/reports.jsonl"), lines).unwrap();
    fs::write(dir.join("later.txt"), LATER).unwrap();
    let path = dir.join("case.isnad");
    isnad(&["add"], &[&path, &dir.join("in")]);
    (dir, path)
}

fn events(path: &Path) -> Vec<EventRecord> {
    let mut out = Vec::new();
    Case::open(path)
        .unwrap()
        .each_event::<isnad_store::StoreError>(|e| {
            out.push(e);
            Ok(())
        })
        .unwrap();
    out
}

fn of_type(path: &Path, kind: &str) -> EventRecord {
    events(path).into_iter().find(|e| e.r#type == kind).unwrap()
}

const AT: &str = "2026-01-02T03:04:05Z";

#[test]
fn what_people_join_stays_joined_until_they_take_it_back() {
    let (dir, path) = case("joined");
    let (strike, arrest) = (of_type(&path, "airstrike"), of_type(&path, "arrest"));
    let (a, b) = (strike.claims[0].clone(), arrest.claims[0].clone());
    let mut open = Case::open(&path).unwrap();
    let id = open
        .merge_events(AT, "huda", &[&strike.id, &arrest.id], Some("one operation"))
        .unwrap();
    drop(open);
    let together = |path: &Path| {
        events(path)
            .iter()
            .any(|e| e.claims.contains(&a) && e.claims.contains(&b))
    };
    assert!(!together(&path), "events are as before until the case is linked again");
    isnad(&["rebuild"], &[&path]);
    assert!(together(&path));
    isnad(&["add"], &[&path, &dir.join("later.txt")]);
    assert!(together(&path));
    let mut open = Case::open(&path).unwrap();
    assert!(open.undo(AT, "omar", id).unwrap());
    assert!(!open.undo(AT, "omar", id).unwrap(), "taken back once");
    let history: Vec<_> = open.history().unwrap().into_iter().map(|h| (h.who, h.what)).collect();
    assert_eq!(
        history,
        [
            ("huda".to_owned(), "merge".to_owned()),
            ("omar".to_owned(), "undo merge".to_owned())
        ]
    );
    drop(open);
    isnad(&["rebuild"], &[&path]);
    assert!(!together(&path));
}

#[test]
fn what_people_split_stays_split() {
    let (dir, path) = case("split");
    let strike = of_type(&path, "airstrike");
    assert!(strike.reports.len() == 2, "copies tell one event: {strike:?}");
    let mut open = Case::open(&path).unwrap();
    let out = &strike.claims[..1];
    open.split_event(AT, "huda", &strike.id, &[&out[0]], None).unwrap();
    drop(open);
    for step in 0..2 {
        match step {
            0 => isnad(&["rebuild"], &[&path]),
            _ => isnad(&["add"], &[&path, &dir.join("later.txt")]),
        }
        let one = Case::open(&path).unwrap().event_of(&out[0]).unwrap().unwrap();
        assert!(
            strike.claims[1..].iter().all(|c| !one.claims.contains(c)),
            "step {step}: {one:?}"
        );
    }
}

#[test]
fn rejected_corrected_and_added_claims_reach_the_events() {
    let (_, path) = case("corrected");
    let arrest = of_type(&path, "arrest");
    let claim = arrest.claims[0].clone();
    let mut open = Case::open(&path).unwrap();
    let correct = |field: &str, value| Act::Correct {
        claim: claim.clone(),
        field: field.to_owned(),
        value,
    };
    open.decide(AT, "huda", &correct("type", json!("abduction")), None)
        .unwrap();
    for (field, value) in [
        ("type", json!("no such type")),
        ("id", json!("c1")),
        ("killed", json!("many")),
        ("colour", json!("red")),
    ] {
        assert!(
            open.decide(AT, "huda", &correct(field, value), None).is_err(),
            "{field}"
        );
    }
    // A claim by hand: the clause of another, told as a displacement.
    let mut added = open.claim(&claim).unwrap().unwrap();
    added.id = "c-by-hand".to_owned();
    added.r#type = "displacement".to_owned();
    open.decide(AT, "huda", &Act::Add { claim: Box::new(added) }, None)
        .unwrap();
    drop(open);
    isnad(&["rebuild"], &[&path]);
    assert_eq!(of_type(&path, "abduction").claims, std::slice::from_ref(&claim));
    assert_eq!(of_type(&path, "displacement").claims, ["c-by-hand"]);
    isnad(&["rebuild"], &[&path]);
    let mut open = Case::open(&path).unwrap();
    assert!(open.verify().unwrap().findings.is_empty(), "{:?}", open.verify());
    open.decide(AT, "omar", &Act::Reject { target: claim.clone() }, Some("a rumour"))
        .unwrap();
    assert_eq!(open.review().unwrap().verdict(&claim), Some(Verdict::Rejected));
    drop(open);
    isnad(&["rebuild"], &[&path]);
    assert!(events(&path).iter().all(|e| !e.claims.contains(&claim)));
}

#[test]
fn decisions_travel_as_json_lines() {
    let (_, path) = case("from");
    let (_, other) = case("to");
    let (strike, arrest) = (of_type(&path, "airstrike"), of_type(&path, "arrest"));
    let mut from = Case::open(&path).unwrap();
    let accept = Act::Accept {
        target: strike.id.clone(),
    };
    let first = from.decide(AT, "huda", &accept, None).unwrap();
    from.merge_events(AT, "omar", &[&strike.id, &arrest.id], None).unwrap();
    from.decide(AT, "omar", &Act::Comment { target: arrest.id }, Some("انظر البيان"))
        .unwrap();
    let mut lines = Vec::new();
    assert_eq!(from.export_decisions(&mut lines).unwrap().unwrap(), 3);
    let lines = String::from_utf8(lines).unwrap();
    let mut to = Case::open(&other).unwrap();
    let broken = format!("{lines}{{\"kind\": 1}}\n");
    let done = to.import_decisions(&broken).unwrap();
    assert_eq!((done.new, done.known, done.refused.len()), (3, 0, 1));
    assert_eq!(done.refused[0].0, 4);
    assert!(from.undo(AT, "huda", first).unwrap());
    let mut lines = Vec::new();
    from.export_decisions(&mut lines).unwrap().unwrap();
    let done = to.import_decisions(&String::from_utf8(lines).unwrap()).unwrap();
    assert_eq!((done.new, done.known), (0, 3));
    let kinds: Vec<_> = to
        .decisions()
        .unwrap()
        .iter()
        .map(|d| (d.kind, d.withdrawn.is_some()))
        .collect();
    assert_eq!(
        kinds,
        [
            (DecisionKind::Accept, true),
            (DecisionKind::Merge, false),
            (DecisionKind::Comment, false)
        ]
    );
    assert_eq!(to.review().unwrap().hand(), from.review().unwrap().hand());
    assert!(!to.review().unwrap().hand().merges.is_empty());
}
