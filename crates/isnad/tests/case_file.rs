//! A case outlives a kill at any moment, and two processes at once.

#![allow(clippy::unwrap_used)]

use isnad_store::{Act, Case};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const TOWNS: [&str; 8] = ["إدلب", "الباب", "منبج", "الرقة", "درعا", "حمص", "تدمر", "جرابلس"];

fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

/// Invented reports, one a day; `from` tells two files apart.
fn reports(path: &Path, from: usize, n: usize) {
    let lines: String = (from..from + n)
        .map(|i| {
            let (town, day) = (TOWNS[i % TOWNS.len()], 1 + i % 27);
            let text = format!(
                "قصف رقم {i}\n\nقصفت طائرات حربية سوقا شعبيا في مدينة {town} في {day} أيار 2020، ما أسفر عن مقتل {} مدنيين، وفق ناشطين.\n",
                3 + i % 7
            );
            json!({"id": i.to_string(), "url": format!("https://a{i}.example/"), "published": "2020-06-01", "text": text}).to_string() + "\n"
        })
        .collect();
    fs::write(path, lines).unwrap();
}

fn add(case: &Path, input: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_isnad"))
        .arg("add")
        .args([case, input])
        .args(["--quiet", "--no-gazetteer"])
        .env("ISNAD_DATA", Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-data"))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn done(child: Child) {
    let out = child.wait_with_output().unwrap();
    let code = out.status.code().unwrap();
    assert!([0, 1].contains(&code), "{}", String::from_utf8_lossy(&out.stderr));
}

/// Everything derived, in order; times of the machine left out.
fn derived(path: &Path) -> Vec<String> {
    let case = Case::open(path).unwrap();
    let mut out = Vec::new();
    type E = isnad_store::StoreError;
    case.each_report::<E>(|r| {
        out.push(serde_json::to_string(&r).unwrap());
        Ok(())
    })
    .unwrap();
    case.each_claim::<E>(|r| {
        out.push(serde_json::to_string(&r).unwrap());
        Ok(())
    })
    .unwrap();
    case.each_event::<E>(|r| {
        out.push(serde_json::to_string(&r).unwrap());
        Ok(())
    })
    .unwrap();
    let verified = case.verify().unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    out
}

#[test]
fn an_addition_that_is_killed_is_taken_up_by_the_next() {
    let dir = folder("killed");
    let input = dir.join("in.jsonl");
    reports(&input, 0, 200);
    let whole = dir.join("whole.isnad");
    done(add(&whole, &input));
    let killed = dir.join("killed.isnad");
    for wait in [40, 150, 400, 900, 1600] {
        let mut child = add(&killed, &input);
        std::thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().unwrap();
        if killed.exists() {
            // Whatever the moment, what is there is whole.
            let found = Case::open(&killed).unwrap().verify().unwrap().findings;
            assert!(found.is_empty(), "after {wait} ms: {found:?}");
        }
    }
    done(add(&killed, &input));
    assert!(derived(&killed) == derived(&whole), "as if nobody had killed it");
}

#[test]
fn two_additions_and_a_reviewer_at_once_lose_nothing() {
    let dir = folder("two");
    let (a, b) = (dir.join("a.jsonl"), dir.join("b.jsonl"));
    reports(&a, 0, 80);
    reports(&b, 80, 80);
    let first = dir.join("first.jsonl");
    reports(&first, 160, 8);
    let (one, both) = (dir.join("one.isnad"), dir.join("both.isnad"));
    for input in [&first, &a, &b] {
        done(add(&one, input));
    }
    done(add(&both, &first));
    let children = [add(&both, &a), add(&both, &b)];
    let mut case = Case::open(&both).unwrap();
    let mut targets = Vec::new();
    case.each_claim::<isnad_store::StoreError>(|c| {
        targets.push(c.id);
        Ok(())
    })
    .unwrap();
    for target in &targets {
        let act = Act::Accept { target: target.clone() };
        case.decide("2026-01-02T03:04:05Z", "huda", &act, None).unwrap();
        std::thread::sleep(Duration::from_millis(20));
    }
    drop(case);
    children.into_iter().for_each(done);
    assert!(derived(&both) == derived(&one), "as one after the other");
    assert_eq!(Case::open(&both).unwrap().decisions().unwrap().len(), targets.len());
}
