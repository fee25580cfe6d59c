//! The evaluation gate: scores of the release build against floors that only go up.
//!
//! In: the bench beside the checkout and the gold of `samples/`. Out: one table; failure where a score is below its floor
//! in `eval/floors.toml`; `--raise` writes scores that are higher. Invariant: a floor is never lowered here; what is not
//! there to be measured is said. Deliberately runs the program as a user does.
//! Example: `seeds.claims.f1` falls when a change loses «انشقاقات» (defections).

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

/// Scores by `set.metric`.
type Scores = BTreeMap<String, f64>;

/// Metrics that are gated, as paths into the scorer's answer.
const CLAIMS: &[&str] = &[
    "claims.f1",
    "core_claims.f1",
    "untyped.f1",
    "complete.f1",
    "body.f1",
    "title",
    "published",
    "byline",
    "outlet",
    "slot_mean",
];

/// Shares of errors: lower is better, so they are shown and not gated.
const SHOWN: &[&str] = &["spurious_casualties", "noisy", "bad_spans"];

/// Measures, prints, compares.
#[must_use]
pub fn run(root: &Path, raise: bool) -> ExitCode {
    let program = root.join("target/release/isnad");
    if !program.is_file() {
        eprintln!(
            "eval: expected {}; run `cargo build --release -p isnad`",
            program.display()
        );
        return ExitCode::FAILURE;
    }
    let out = root.join("target/eval");
    let bench = root.join("../shared/bench");
    let mut scores = Scores::new();
    if bench.is_dir() {
        for set in ["seeds", "reports"] {
            claims(
                &program,
                &bench.join("score_claims.py"),
                set,
                &bench.join(set),
                &out.join(set),
                &mut scores,
            );
        }
        incidents(&program, &bench, &out.join("incidents"), &mut scores);
        pages(&program, &bench, &out.join("pages"), &mut scores);
        for (kind, file, probe) in [
            ("number", "numbers", "number"),
            ("date", "dates", "date"),
            ("segment", "segments", "segment"),
            ("place", "places", "place"),
            ("assault", "sentences_assault", "sentence"),
            ("protest", "sentences_protest", "sentence"),
        ] {
            probes(&program, &bench, kind, file, probe, &mut scores);
        }
    } else {
        println!("eval: ../shared is not there; only samples/ are measured");
    }
    let scorer = if bench.is_dir() {
        bench.join("score_claims.py")
    } else {
        root.join("eval/score_claims.py")
    };
    if root.join("samples").is_dir() && scorer.is_file() {
        claims(
            &program,
            &scorer,
            "samples",
            &root.join("samples"),
            &out.join("samples"),
            &mut scores,
        );
    } else {
        println!("eval: samples/ are not measured: no gold or no scorer here");
    }
    compare(&root.join("eval/floors.toml"), &scores, raise)
}

fn isnad(program: &Path, input: &Path, out: &Path) -> bool {
    let status = Command::new(program)
        .arg("run")
        .arg(input)
        .arg("--out")
        .arg(out)
        .args(["--quiet", "--no-gazetteer"])
        .status();
    // Nothing found is an answer here; a failed input is said by the program itself.
    status.is_ok_and(|s| s.code().is_some())
}

fn python(script: &Path, arguments: &[&Path]) -> Option<Value> {
    let done = Command::new("python3")
        .arg(script)
        .args(arguments)
        .arg("--json")
        .stderr(Stdio::inherit())
        .output()
        .ok()?;
    serde_json::from_slice(&done.stdout).ok()
}

fn keep(scores: &mut Scores, set: &str, name: &str, value: &Value) {
    if let Some(x) = value.as_f64() {
        scores.insert(format!("{set}.{name}"), x);
    }
}

fn claims(program: &Path, scorer: &Path, set: &str, gold: &Path, out: &Path, scores: &mut Scores) {
    if !isnad(program, gold, out) {
        return;
    }
    let Some(answer) = python(scorer, &[gold, out]) else {
        println!("eval: {set} could not be scored");
        return;
    };
    for name in CLAIMS.iter().chain(SHOWN) {
        let value = name.split('.').fold(&answer, |v, key| &v[key]);
        keep(scores, set, name, value);
    }
    for (slot, value) in answer["slots"].as_object().into_iter().flatten() {
        keep(scores, set, &format!("slot_{slot}"), &value["accuracy"]);
    }
}

/// Every number of an answer, by the path of its keys.
fn numbers(scores: &mut Scores, set: &str, value: &Value) {
    match value {
        Value::Object(map) => map.iter().for_each(|(k, v)| numbers(scores, &format!("{set}.{k}"), v)),
        Value::Number(n) => {
            scores.extend(n.as_f64().map(|x| (set.to_owned(), x)));
        }
        _ => {}
    }
}

fn incidents(program: &Path, bench: &Path, out: &Path, scores: &mut Scores) {
    if isnad(program, &bench.join("incidents/dev.jsonl"), out)
        && let Some(answer) = python(
            &bench.join("score_incidents.py"),
            &[&bench.join("incidents/dev.gold.json"), out],
        )
    {
        numbers(scores, "incidents", &answer);
    }
}

fn pages(program: &Path, bench: &Path, out: &Path, scores: &mut Scores) {
    if !isnad(program, &bench.join("pages"), out) {
        return;
    }
    let done = Command::new("python3")
        .arg(bench.join("score_pages.py"))
        .arg(bench.join("pages"))
        .arg(out)
        .output();
    said(scores, "pages", done.map(|d| d.stdout).unwrap_or_default());
}

fn probes(program: &Path, bench: &Path, kind: &str, file: &str, probe: &str, scores: &mut Scores) {
    let cases = bench.join(format!("probe/{file}.jsonl"));
    let done = Command::new("python3")
        .arg(bench.join("score_probe.py"))
        .arg(kind)
        .arg(cases)
        .arg("--")
        .arg(program)
        .args(["probe", probe])
        .stderr(Stdio::null())
        .output();
    said(scores, "probe", done.map(|d| d.stdout).unwrap_or_default());
}

/// Reads a scorer's line in words: every decimal number with the word before it.
fn said(scores: &mut Scores, set: &str, line: Vec<u8>) {
    let line = String::from_utf8_lossy(&line).into_owned();
    let mut words: Vec<&str> = Vec::new();
    let first = line.split_whitespace().next().unwrap_or("").to_owned();
    for word in line.split_whitespace() {
        let number = word.trim_matches([',', ';', '=']);
        if number.contains('.')
            && let Ok(x) = number.parse::<f64>()
        {
            let name: Vec<_> = words
                .iter()
                .filter(|w| w.chars().all(char::is_alphabetic))
                .copied()
                .collect();
            let name = name[name.len().saturating_sub(2)..].join("_");
            scores.insert(format!("{set}.{first}.{name}"), x);
            words.clear();
        } else {
            words.push(number);
        }
    }
}

/// Whether less is better.
fn error_share(name: &str) -> bool {
    [
        "wrong", "spurious", "noisy", "bad", "chrome", "kept", "alarms", "tp", "fp", "fn",
    ]
    .iter()
    .any(|w| name.contains(w))
}

fn compare(path: &Path, scores: &Scores, raise: bool) -> ExitCode {
    let text = fs::read_to_string(path).unwrap_or_default();
    let table: toml::Table = match text.parse() {
        Ok(table) => table,
        Err(e) => {
            eprintln!("{}: {e}", path.display());
            return ExitCode::FAILURE;
        }
    };
    let mut floors: Scores = table
        .iter()
        .filter_map(|(k, v)| Some((k.clone(), v.as_float()?)))
        .collect();
    let mut below = 0;
    println!("{:<44} {:>8} {:>8}", "score", "is", "floor");
    for (name, x) in scores {
        let floor = floors.get(name).copied();
        let low = floor.is_some_and(|f| *x < f - 1e-9);
        below += usize::from(low);
        let shown = floor.map_or_else(String::new, |f| format!("{f:.3}"));
        println!("{name:<44} {x:>8.3} {shown:>8}{}", if low { "  BELOW" } else { "" });
        if raise && !error_share(name) && floor.is_none_or(|f| *x > f) {
            floors.insert(name.clone(), *x);
        }
    }
    for name in floors.keys().filter(|n| !scores.contains_key(*n)) {
        println!("{name:<44} not measured here");
    }
    if raise {
        use std::io::Write;
        let mut out = String::from(
            "# Least scores that the gate accepts, by set and metric. They only ever go up: `make eval RAISE=1`.\n",
        );
        for (name, x) in &floors {
            out.push_str(&format!("\"{name}\" = {x:?}\n"));
        }
        if let Err(e) = File::create(path).and_then(|mut f| f.write_all(out.as_bytes())) {
            eprintln!("{}: {e}", path.display());
            return ExitCode::FAILURE;
        }
    }
    println!("eval: {} scores, {below} below their floor", scores.len());
    if below == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
