//! The evaluation gate: scores of the program against bounds that only become stricter.
//!
//! In: the gold of `samples/`, and the bench beside the checkout where there is one. Out: one table; failure where a score
//! is out of the bounds of `eval/floors.toml`. Invariant: what is not there to be measured is said. Deliberately runs the
//! program as a user does, in `out/eval`, with no gazetteer of the user's.
//! Example: `seeds` `claims.f1` falls when a change loses «انشقاقات» (defections).

pub mod floors;
pub mod gold;

use floors::{Bounds, Measured, Side};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// Scores of claims that must be high, as paths into the scorer's answer.
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
    "slots.source.accuracy",
    "slots.source_kind.accuracy",
    "slots.chain.accuracy",
    "slots.modality.accuracy",
];

/// Shares of errors among claims.
const ERRORS: &[&str] = &["spurious_casualties", "noisy", "bad_spans"];

/// Slots with few cases: a claim more moves them by much, so they are shown.
const SLOTS: &[&str] = &["agent", "patient", "killed", "injured", "place", "time", "time_value"];

const KINDS: &[(&str, &str, &str)] = &[
    ("number", "numbers", "number"),
    ("date", "dates", "date"),
    ("segment", "segments", "segment"),
    ("place", "places", "place"),
    ("assault", "sentences_assault", "sentence"),
    ("protest", "sentences_protest", "sentence"),
];

/// One run of the gate.
struct Gate {
    program: PathBuf,
    out: PathBuf,
    /// Imported gazetteer of the bench.
    gazetteer: Option<PathBuf>,
    measured: BTreeMap<String, Measured>,
    faults: usize,
}

/// Measures, prints, compares; with `raise`, writes stricter bounds.
#[must_use]
pub fn run(root: &Path, program: &Path, raise: bool) -> ExitCode {
    if !program.is_file() {
        eprintln!("eval: expected the program at {}; build it first", program.display());
        return ExitCode::FAILURE;
    }
    let path = root.join("eval/floors.toml");
    let mut bounds = match Bounds::parse(&fs::read_to_string(&path).unwrap_or_default()) {
        Ok(bounds) => bounds,
        Err(e) => {
            eprintln!("{}: {e}", path.display());
            return ExitCode::FAILURE;
        }
    };
    let mut gate = Gate {
        program: program.to_owned(),
        out: root.join("out/eval"),
        gazetteer: None,
        measured: BTreeMap::new(),
        faults: 0,
    };
    gate.samples(&root.join("samples"));
    let shared = root.join("../shared");
    if shared.join("bench").is_dir() {
        gate.bench(&shared);
    } else {
        println!("eval: ../shared is not there: the bench is not measured");
    }
    let bad = bounds.judge(&gate.measured) + gate.faults;
    for name in bounds.sets().filter(|n| !gate.measured.contains_key(*n)) {
        println!("{name}: has bounds and is not measured here");
    }
    if raise {
        bounds.raise(&gate.measured);
        if let Err(e) = fs::write(&path, bounds.print()) {
            eprintln!("{}: {e}", path.display());
            return ExitCode::FAILURE;
        }
        println!("eval: wrote {}", path.display());
    }
    let scores: usize = gate.measured.values().map(|m| m.scores.len()).sum();
    println!(
        "eval: {scores} scores of {} sets, {bad} out of bounds",
        gate.measured.len()
    );
    // What raising has just pinned is judged at the next run.
    if bad == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

impl Gate {
    fn fault(&mut self, message: &str) {
        println!("eval: {message}  BAD");
        self.faults += 1;
    }

    /// Runs the program over inputs; status 1, nothing found, is an answer.
    fn isnad(&mut self, set: &str, input: &[PathBuf], gazetteer: Option<&Path>) -> Option<PathBuf> {
        let out = self.out.join(set);
        let mut command = Command::new(&self.program);
        command.arg("run").args(input).arg("--out").arg(&out).arg("--quiet");
        match gazetteer {
            Some(file) => command.arg("--gazetteer").arg(file),
            None => command.arg("--no-gazetteer"),
        };
        let status = command.status();
        if status.is_ok_and(|s| matches!(s.code(), Some(0 | 1))) {
            return Some(out);
        }
        self.fault(&format!("{set}: the program failed"));
        None
    }

    fn set(&mut self, set: &str, texts: &[PathBuf], own: bool) -> &mut Measured {
        let m = self.measured.entry(set.to_owned()).or_default();
        m.own = own;
        m.digest = digest(texts);
        m
    }

    fn keep(&mut self, set: &str, side: Side, metric: &str, value: Option<f64>) {
        if let (Some(x), Some(m)) = (value, self.measured.get_mut(set)) {
            m.scores.insert(metric.to_owned(), (side, x));
        }
    }

    fn samples(&mut self, folder: &Path) {
        if !folder.is_dir() {
            println!("eval: samples/ is not there");
            return;
        }
        let Some(out) = self.isnad("samples", &[folder.to_owned()], None) else {
            return;
        };
        match gold::score(folder, &out) {
            Ok(answer) => {
                self.set("samples", &files(folder), true);
                self.claims("samples", &answer);
            }
            Err(e) => self.fault(&format!("samples: {e}")),
        }
    }

    fn bench(&mut self, shared: &Path) {
        let bench = shared.join("bench");
        self.import(&shared.join("gazetteer"));
        for set in ["seeds", "reports"] {
            let folder = bench.join(set);
            let Some(out) = self.isnad(set, std::slice::from_ref(&folder), None) else {
                continue;
            };
            let Some(answer) = self.scorer(&bench.join("score_claims.py"), &[&folder, &out]) else {
                continue;
            };
            self.set(set, &files(&folder), false);
            self.claims(set, &answer);
        }
        let folder = bench.join("incidents");
        let gazetteer = self.gazetteer.clone();
        if let Some(out) = self.isnad("incidents", &[folder.join("dev.jsonl")], gazetteer.as_deref())
            && let Some(answer) = self.scorer(
                &bench.join("score_incidents.py"),
                &[&folder.join("dev.gold.json"), &out],
            )
        {
            self.set("incidents", &files(&folder), false);
            let high = [
                "reproduced",
                "date",
                "place",
                "deaths",
                "injuries",
                "pair_recall",
                "pair_precision",
            ];
            self.all("incidents", Side::Floor, &high, &answer);
            self.all("incidents", Side::Shown, &["events_per_report"], &answer);
        }
        let folder = bench.join("pages");
        let mut pages = files(&folder);
        pages.retain(|p| p.extension().is_some_and(|x| x == "html"));
        if let Some(out) = self.isnad("pages", &pages, None)
            && let Some(answer) = self.scorer(&bench.join("score_pages.py"), &[&folder, &out])
        {
            self.set("pages", &files(&folder), false);
            self.all("pages", Side::Floor, &["must", "title", "published", "byline"], &answer);
            self.all("pages", Side::Ceiling, &["must_not_kept"], &answer);
        }
        for (kind, file, probe) in KINDS {
            self.probe(&bench, kind, file, probe, None);
        }
        if let Some(file) = self.gazetteer.clone() {
            self.probe(&bench, "place", "places", "place", Some(&file));
        }
    }

    /// Makes one gazetteer of the tables beside the bench.
    fn import(&mut self, folder: &Path) {
        let mut tables = files(folder);
        tables.retain(|p| p.extension().is_some_and(|x| x == "tsv"));
        if tables.is_empty() {
            return;
        }
        let made = self.out.join("bench.gaz");
        let done = fs::create_dir_all(&self.out).and_then(|()| {
            Command::new(&self.program)
                .args(["gazetteer", "import"])
                .args(&tables)
                .arg("--out")
                .arg(&made)
                .stdout(Stdio::null())
                .status()
        });
        if done.is_ok_and(|s| s.success()) {
            self.gazetteer = Some(made);
        } else {
            self.fault("the tables of places could not be imported");
        }
    }

    fn scorer(&mut self, script: &Path, arguments: &[&Path]) -> Option<Value> {
        let done = Command::new("python3")
            .arg(script)
            .args(arguments)
            .arg("--json")
            .stderr(Stdio::inherit())
            .output();
        let answer = done.ok().and_then(|d| serde_json::from_slice(&d.stdout).ok());
        if answer.is_none() {
            self.fault(&format!("{} gave no answer", script.display()));
        }
        answer
    }

    fn all(&mut self, set: &str, side: Side, metrics: &[&str], answer: &Value) {
        for metric in metrics {
            let value = metric.split('.').fold(answer, |v, key| &v[key]).as_f64();
            let name = metric.trim_end_matches(".accuracy");
            self.keep(set, side, name, value);
        }
    }

    fn claims(&mut self, set: &str, answer: &Value) {
        self.all(set, Side::Floor, CLAIMS, answer);
        self.all(set, Side::Ceiling, ERRORS, answer);
        let slots: Vec<_> = SLOTS.iter().map(|s| format!("slots.{s}.accuracy")).collect();
        let slots: Vec<_> = slots.iter().map(String::as_str).collect();
        self.all(set, Side::Shown, &slots, answer);
    }

    fn probe(&mut self, bench: &Path, kind: &str, file: &str, probe: &str, gazetteer: Option<&Path>) {
        let cases = bench.join(format!("probe/{file}.jsonl"));
        let set = if gazetteer.is_some() {
            format!("probe-{kind}-with-tables")
        } else {
            format!("probe-{kind}")
        };
        let mut command = Command::new("python3");
        command
            .arg(bench.join("score_probe.py"))
            .arg(kind)
            .arg(&cases)
            .arg("--");
        command.arg(&self.program).args(["probe", probe]);
        match gazetteer {
            Some(file) => command.arg("--gazetteer").arg(file),
            None => command.arg("--no-gazetteer"),
        };
        let done = command.stderr(Stdio::inherit()).output();
        let said = done
            .map(|d| String::from_utf8_lossy(&d.stdout).into_owned())
            .unwrap_or_default();
        let found = probe_scores(kind, &said);
        if found.is_empty() {
            self.fault(&format!("{set}: expected scores and saw {:?}", said.trim()));
            return;
        }
        self.set(&set, std::slice::from_ref(&cases), false);
        for (side, metric, x) in found {
            self.keep(&set, side, metric, Some(x));
        }
    }
}

/// Reads what a scorer of probes says in words.
fn probe_scores(kind: &str, said: &str) -> Vec<(Side, &'static str, f64)> {
    // The number after some words, a share where it is written as one.
    let after = |words: &str| -> Option<f64> {
        let rest = said.split_once(words)?.1.trim_start_matches([' ', '=']);
        let end = rest
            .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '/'))
            .unwrap_or(rest.len());
        match rest.get(..end)?.split_once('/') {
            Some((a, b)) => Some(a.parse::<f64>().ok()? / b.parse::<f64>().ok()?.max(1.0)),
            None => rest.get(..end)?.parse().ok(),
        }
    };
    let wanted: &[(Side, &'static str, &str)] = match kind {
        "assault" | "protest" => &[
            (Side::Floor, "f1", "F1"),
            (Side::Shown, "p", " P"),
            (Side::Shown, "r", " R"),
            (Side::Ceiling, "false_alarms", "difficult sentences"),
        ],
        "place" => &[
            (Side::Floor, "first_of_reachable", "name: first"),
            (Side::Floor, "among_three_of_reachable", "among three"),
            (Side::Floor, "first", ": first"),
            (Side::Ceiling, "silently_wrong", "silently wrong"),
        ],
        "segment" => &[(Side::Floor, "right", "right")],
        _ => &[
            (Side::Floor, "right", "right"),
            (Side::Ceiling, "silently_wrong", "silently wrong"),
        ],
    };
    wanted
        .iter()
        .filter_map(|(side, metric, words)| {
            // "of all N: first" holds N, so the last ": first" is meant.
            let x = if *metric == "first" {
                let at = said.rfind(words)?;
                said.get(at + words.len()..)?
                    .trim_start()
                    .split([',', ' '])
                    .next()?
                    .parse()
                    .ok()
            } else {
                after(words)
            };
            Some((*side, *metric, x?))
        })
        .collect()
}

/// Files below a folder, sorted; hidden ones and READMEs aside.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.is_file())
        .filter(|p| {
            let name = p.file_name().unwrap_or_default().to_string_lossy();
            !name.starts_with('.') && !name.starts_with("README")
        })
        .collect();
    out.sort();
    out
}

/// A digest of files by name and content.
fn digest(files: &[PathBuf]) -> String {
    let mut all = Sha256::new();
    for path in files {
        all.update(path.file_name().unwrap_or_default().as_encoded_bytes());
        all.update(Sha256::digest(fs::read(path).unwrap_or_default()));
    }
    all.finalize().iter().take(12).map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_read_from_words() {
        let numbers = probe_scores("number", "number right 90/120 = 0.750  silently wrong 6/120\n");
        assert_eq!(
            numbers,
            [(Side::Floor, "right", 0.75), (Side::Ceiling, "silently_wrong", 0.05)]
        );
        let places = probe_scores(
            "place",
            "place of 100 that the gazetteers name: first 0.800 among three 0.900; of all 200: first 0.400, silently wrong 0.100",
        );
        assert_eq!(places.iter().map(|p| p.2).collect::<Vec<_>>(), [0.8, 0.9, 0.4, 0.1]);
        let assault = probe_scores(
            "assault",
            "assault P 0.500 R 0.250 F1 0.333 false alarms on difficult sentences 5/50",
        );
        assert_eq!(assault.iter().map(|p| p.2).collect::<Vec<_>>(), [0.333, 0.5, 0.25, 0.1]);
        assert!(probe_scores("date", "3 answers to 4 cases").is_empty());
    }

    #[test]
    fn the_bounds_of_the_repository_can_be_read() {
        let text = fs::read_to_string(crate::root().join("eval/floors.toml")).unwrap();
        let bounds = Bounds::parse(&text).unwrap();
        assert!(bounds.sets().any(|s| s == "samples"), "samples have bounds");
    }
}
