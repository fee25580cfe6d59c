//! What is still missed: counts by type and by slot, in `docs/misses.md` between two marks.
//!
//! In: reports with gold, the program. Out: the tables of the page. Invariants: what stands outside the marks is written
//! by hand and stays; counts only, no words of a report. Deliberately sets no bound: that is what the gate is for.
//! Example: a gold claim of «نزوح» (displacement) where the program sees an escape counts as found under another type.

use crate::eval::gold::{self, Judged};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

const PAGE: &str = "docs/misses.md";
const BEGIN: &str = "<!-- counts: written by `make misses` -->";
const END: &str = "<!-- end of counts -->";

/// Counts of a claim type: in gold, found, found under another type, not found, made without gold.
type Row = [usize; 5];

#[derive(Default)]
struct Counts {
    types: BTreeMap<String, Row>,
    confused: BTreeMap<(String, String), usize>,
    /// Right, other, missing, added.
    slots: BTreeMap<&'static str, [usize; 4]>,
    reports: usize,
}

/// Counts and writes.
#[must_use]
pub fn run(root: &Path, program: &Path) -> ExitCode {
    match count(root, program) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(e) => {
            eprintln!("misses: {e}");
            ExitCode::FAILURE
        }
    }
}

fn count(root: &Path, program: &Path) -> Result<String, String> {
    let mut counts = Counts::default();
    let bench = root.join("../shared/bench");
    for set in ["seeds", "reports"] {
        let (folder, out) = (bench.join(set), root.join("out/misses").join(set));
        if !folder.is_dir() {
            println!("misses: {} is not there and not counted", folder.display());
            continue;
        }
        let mut command = Command::new(program);
        command.arg("run").arg(&folder).arg("--out").arg(&out);
        let done = command.args(["--quiet", "--no-gazetteer"]).status();
        if !done.is_ok_and(|s| matches!(s.code(), Some(0 | 1))) {
            return Err(format!("{}: the program failed", folder.display()));
        }
        for judged in gold::compared(&folder, &out)? {
            counts.add(&judged);
        }
    }
    let path = root.join(PAGE);
    let page = fs::read_to_string(&path).map_err(|e| format!("{PAGE}: {e}"))?;
    let (before, rest) = page.split_once(BEGIN).ok_or(format!("{PAGE}: expected {BEGIN}"))?;
    let (_, after) = rest.split_once(END).ok_or(format!("{PAGE}: expected {END}"))?;
    let tables = counts.tables();
    fs::write(&path, format!("{before}{BEGIN}\n\n{tables}\n{END}{after}")).map_err(|e| format!("{PAGE}: {e}"))?;
    Ok(format!("misses: wrote {PAGE}\n{tables}"))
}

fn kind(v: &Value) -> String {
    v["type"].as_str().unwrap_or("").to_owned()
}

impl Counts {
    fn add(&mut self, j: &Judged) {
        self.reports += 1;
        for (g, gold) in j.gold.iter().enumerate() {
            let row = self.types.entry(kind(gold)).or_default();
            row[0] += 1;
            if j.typed.iter().any(|(x, _)| *x == g) {
                row[1] += 1;
            } else if let Some((_, c)) = j.untyped.iter().find(|(x, _)| *x == g) {
                row[2] += 1;
                *self.confused.entry((kind(gold), kind(&j.made[*c]))).or_default() += 1;
            } else {
                row[3] += 1;
            }
        }
        for (c, made) in j.made.iter().enumerate() {
            let known = j.typed.iter().chain(&j.untyped).any(|(_, x)| *x == c);
            self.types.entry(kind(made)).or_default()[4] += usize::from(!known);
        }
        for (g, c) in &j.typed {
            for (slot, verdict) in gold::slots(&j.gold[*g], &j.made[*c]) {
                if let Some(verdict) = verdict {
                    self.slots.entry(slot).or_default()[verdict as usize] += 1;
                }
            }
        }
    }

    fn tables(&self) -> String {
        let mut out = String::new();
        let sum = |i: usize| self.types.values().map(|r| r[i]).sum::<usize>();
        let _ = writeln!(
            out,
            "{} reports, {} gold claims: {} found, {} found under another type, {} not found; {} claims without gold.\n",
            self.reports,
            sum(0),
            sum(1),
            sum(2),
            sum(3),
            sum(4)
        );
        let _ = writeln!(
            out,
            "| type | gold | found | other type | not found | without gold |\n|---|---|---|---|---|---|"
        );
        let mut rows: Vec<_> = self.types.iter().filter(|(_, r)| r[2] + r[3] + r[4] > 0).collect();
        rows.sort_by_key(|(name, r)| (std::cmp::Reverse(r[2] + r[3] + r[4]), (*name).clone()));
        for (name, [gold, found, other, not, extra]) in rows {
            let _ = writeln!(out, "| {name} | {gold} | {found} | {other} | {not} | {extra} |");
        }
        let _ = writeln!(
            out,
            "\nTypes taken for others:\n\n| gold | seen as | claims |\n|---|---|---|"
        );
        let mut rows: Vec<_> = self.confused.iter().collect();
        rows.sort_by_key(|(names, n)| (std::cmp::Reverse(**n), (*names).clone()));
        for ((gold, seen), n) in rows {
            let _ = writeln!(out, "| {gold} | {seen} | {n} |");
        }
        let _ = writeln!(
            out,
            "\nParts of claims found with their type:\n\n| part | right | other | missing | added |\n|---|---|---|---|---|"
        );
        for (slot, [right, other, missing, added]) in &self.slots {
            let _ = writeln!(out, "| {slot} | {right} | {other} | {missing} | {added} |");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn claims_and_parts_are_counted_by_what_became_of_them() {
        let judged = Judged {
            report: "r".to_owned(),
            gold: vec![
                json!({"type": "shelling", "modality": "actual", "agent": [], "patient": [], "place": {"text": "القرية"}}),
                json!({"type": "escape"}),
                json!({"type": "arrest"}),
            ],
            made: vec![
                json!({"type": "shelling", "modality": "actual", "agent": [{"text": "الجيش"}], "patient": []}),
                json!({"type": "displacement"}),
                json!({"type": "protest"}),
            ],
            typed: vec![(0, 0)],
            untyped: vec![(0, 0), (1, 1)],
        };
        let mut counts = Counts::default();
        counts.add(&judged);
        assert_eq!(counts.types["shelling"], [1, 1, 0, 0, 0]);
        assert_eq!(counts.types["escape"], [1, 0, 1, 0, 0]);
        assert_eq!(counts.types["arrest"], [1, 0, 0, 1, 0]);
        assert_eq!(counts.types["protest"], [0, 0, 0, 0, 1]);
        assert_eq!(counts.slots["agent"], [0, 0, 0, 1]);
        assert_eq!(counts.slots["place"], [0, 0, 1, 0]);
        let tables = counts.tables();
        assert!(tables.contains("| escape | displacement | 1 |"));
        assert!(
            tables.contains("3 gold claims: 1 found, 1 found under another type, 1 not found; 1 claims without gold")
        );
    }

    #[test]
    fn the_page_has_its_marks() {
        let page = fs::read_to_string(crate::root().join(PAGE)).unwrap();
        let (_, rest) = page.split_once(BEGIN).unwrap();
        assert!(rest.contains(END));
    }
}
