//! A model beside the built-in analysis, as a user asks for it: off by default, on this machine, logged.

#![allow(clippy::unwrap_used, dead_code)]

#[path = "../../isnad-assist/tests/server/mod.rs"]
mod server;

use isnad_store::Case;
use serde_json::{Value, json};
use server::{Act, answer, serve};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const TEXT: &str = "قصف على القرية\n\nقتل ثلاثة مدنيين، بينهم سالم جابر العبيدي، في قصف مدفعي على سوق القرية في 5 أيار 2020، وفق ناشطين. \
                    ورحبت البلدية بافتتاح المدرسة الجديدة بعد أشهر من إغلاقها بسبب المعارك في المنطقة.\n";

fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(dir.join("in")).unwrap();
    fs::write(dir.join("in/a.txt"), TEXT).unwrap();
    dir
}

fn run(dir: &Path, out: &str, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_isnad"))
        .env("ISNAD_DATA", dir.join("no-data"))
        .env_remove("ISNAD_MODEL_KEY")
        .arg("run")
        .arg(dir.join("in"))
        .arg("--out")
        .arg(dir.join(out))
        .arg("--quiet")
        .args(options)
        .output()
        .unwrap()
}

fn claims(dir: &Path, out: &str) -> Vec<Value> {
    let text = fs::read_to_string(dir.join(out).join("claims.jsonl")).unwrap();
    text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

#[test]
fn a_model_adds_claims_that_name_it_and_every_call_is_logged() {
    let dir = folder("model-adds");
    let claim = |kind: &str, quote: &str, trigger: &str| {
        json!({"type": kind, "modality": "actual", "quote": quote, "trigger": trigger, "agent": [], "patient": [],
               "killed": null, "injured": null, "place": null, "time": null, "sources": []})
    };
    let said = json!({"claims": [
        claim("appointment", "ورحبت البلدية بافتتاح المدرسة الجديدة", "بافتتاح"),
        claim("airstrike", "قصف جوي على المدرسة", "قصف جوي"),
    ]});
    let server = serve(vec![answer(&said.to_string())]);
    assert_eq!(run(&dir, "without", &[]).status.code(), Some(0));
    assert!(server.asked.lock().unwrap().is_empty(), "nothing is asked by default");
    let done = run(&dir, "with", &["--model", &server.url, "--model-name", "tiny"]);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));

    let (before, after) = (claims(&dir, "without"), claims(&dir, "with"));
    let own: Vec<&Value> = after.iter().filter(|c| c["reader"] == "tiny").collect();
    assert_eq!(own.len(), 1);
    assert_eq!(own[0]["type"], "appointment");
    let rest: Vec<&Value> = after.iter().filter(|c| c["reader"].is_null()).collect();
    assert_eq!(
        rest,
        before.iter().collect::<Vec<_>>(),
        "built-in claims are as they were"
    );

    let asked = server.asked.lock().unwrap();
    assert_eq!(asked.len(), 1);
    for word in ["العبيدي", "a.txt"] {
        assert!(!asked[0].contains(word), "{word} was sent");
    }
    assert!(asked[0].contains("[P-"));

    let case = Case::open(&dir.join("with/case.isnad")).unwrap();
    let calls: Vec<_> = case
        .log_entries()
        .unwrap()
        .into_iter()
        .filter(|e| e.what == "model call")
        .collect();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].who, "model tiny");
    let detail: Value = serde_json::from_str(&calls[0].detail).unwrap();
    assert_eq!((&detail["claims"], &detail["thrown"]), (&json!(1), &json!(1)));
    assert_eq!(detail["outcome"], "answered");
    assert_eq!(detail["request"].as_str().map(str::len), Some(64));
    assert!(case.verify().unwrap().findings.is_empty());
    let made: Value = serde_json::from_str(&fs::read_to_string(dir.join("with/run.json")).unwrap()).unwrap();
    assert_eq!(made["made_by"]["model"]["name"], "tiny");
}

#[test]
fn another_machine_is_asked_only_when_that_is_said() {
    let dir = folder("model-remote");
    let done = run(&dir, "out", &["--model", "http://192.0.2.7:9/v1"]);
    assert_eq!(done.status.code(), Some(2));
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(said.contains("--model-remote"), "{said}");
    assert!(!dir.join("out/case.isnad").exists());
    // The options of a model mean nothing without one.
    assert_eq!(run(&dir, "out", &["--model-remote"]).status.code(), Some(2));
}

#[test]
fn a_model_that_is_not_there_costs_nothing_but_a_note() {
    let dir = folder("model-gone");
    let server = serve(vec![Act::BreakOff]);
    let done = run(&dir, "out", &["--model", &server.url, "--model-timeout", "5"]);
    assert_eq!(done.status.code(), Some(0));
    assert!(!claims(&dir, "out").is_empty());
    let reports = fs::read_to_string(dir.join("out/reports.jsonl")).unwrap();
    assert!(reports.contains("ISN-M002"));
    let case = Case::open(&dir.join("out/case.isnad")).unwrap();
    let tries = case
        .log_entries()
        .unwrap()
        .into_iter()
        .filter(|e| e.what == "model call")
        .count();
    assert_eq!(tries, 2);
}
