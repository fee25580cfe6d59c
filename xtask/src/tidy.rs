//! Tidiness: the import table, no word lists in source, short files, no pending snapshots.
//!
//! In: the repository. Out: findings, a line each, sorted. Invariant: quick enough to be a test. Deliberately judges form
//! only. Example: the literal "\u{0642}\u{0635}\u{0641}" (shelling) belongs in `data/`.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Who may import whom: the table of the design.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("isnad-model", &[]),
    ("isnad-arabic", &["isnad-model"]),
    ("isnad-lexicon", &["isnad-model", "isnad-arabic"]),
    ("isnad-read", &["isnad-model", "isnad-arabic", "isnad-lexicon"]),
    ("isnad-extract", &["isnad-model", "isnad-arabic", "isnad-lexicon"]),
    ("isnad-assist", &["isnad-model", "isnad-arabic", "isnad-record"]),
    ("isnad-link", &["isnad-model"]),
    ("isnad-record", &["isnad-model"]),
    ("isnad-store", &["isnad-model", "isnad-arabic", "isnad-record"]),
    ("isnad-server", &["isnad-record", "isnad-store"]),
    (
        "isnad-cluster",
        &["isnad-read", "isnad-extract", "isnad-link", "isnad-record"],
    ),
    ("xtask", &["isnad-arabic", "isnad-lexicon"]),
];

/// The most lines of a source file.
const LINES: usize = 600;

/// Everything that is untidy.
#[must_use]
pub fn findings(root: &Path) -> Vec<String> {
    let mut out = imports(root);
    for file in sources(root) {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let name = file.strip_prefix(root).unwrap_or(&file).display().to_string();
        let lines = text.lines().count();
        if lines > LINES {
            out.push(format!("{name}: expected at most {LINES} lines and saw {lines}"));
        }
        // Invented records that several tests share live in a file of their own.
        let of_tests = name.contains("test") || name.ends_with("/sample.rs");
        let in_source = name.starts_with("crates/") && name.contains("/src/") && !of_tests;
        if in_source {
            out.extend(
                arabic(&text)
                    .into_iter()
                    .map(|n| format!("{name}:{n}: an Arabic word in source belongs in data/")),
            );
        }
    }
    out.extend(pending(root));
    out.extend(codes(root));
    out.sort();
    out
}

fn imports(root: &Path) -> Vec<String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let run = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root)
        .output();
    let metadata: Value = match run
        .map_err(|e| e.to_string())
        .and_then(|o| serde_json::from_slice(&o.stdout).map_err(|e| e.to_string()))
    {
        Ok(value) => value,
        Err(e) => return vec![format!("cargo metadata: {e}")],
    };
    let mut out = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or("");
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(n, _)| *n == name) else {
            continue;
        };
        for d in package["dependencies"].as_array().into_iter().flatten() {
            let to = d["name"].as_str().unwrap_or("");
            // Tests may look further.
            if d["kind"] != "dev" && to.starts_with("isnad") && !allowed.contains(&to) {
                out.push(format!("{name}: may not import {to}"));
            }
            if name == "isnad-model" && d["kind"] != "dev" && to != "jiff" {
                out.push(format!("{name}: may import jiff alone and imports {to}"));
            }
        }
    }
    out
}

/// Codes of diagnostics without a heading on their page, and headings without a code.
fn codes(root: &Path) -> Vec<String> {
    let page = fs::read_to_string(root.join("docs/diagnostics.md")).unwrap_or_default();
    let told: BTreeSet<&str> = page.lines().filter_map(|l| l.strip_prefix("## ")).collect();
    let mut used = BTreeSet::new();
    for file in sources(root) {
        let text = fs::read_to_string(&file).unwrap_or_default();
        let code = |piece: &str| piece.split('"').next().filter(|c| c.len() == 4).map(str::to_owned);
        // Tests invent codes, and this very file holds the beginning of one.
        if file.components().any(|c| c.as_os_str() == "src") && !file.ends_with("xtask/src/tidy.rs") {
            used.extend(
                text.split("\"ISN-")
                    .skip(1)
                    .filter_map(code)
                    .map(|c| format!("ISN-{c}")),
            );
        }
    }
    let untold = used.iter().filter(|c| !told.contains(c.as_str()));
    let unused = told.iter().filter(|c| !used.contains(**c));
    untold
        .map(|c| format!("docs/diagnostics.md: no heading for {c}"))
        .chain(unused.map(|c| format!("docs/diagnostics.md: {c} is a code of nothing")))
        .collect()
}

fn walk(dir: &Path, out: &mut Vec<PathBuf>) {
    for path in fs::read_dir(dir)
        .into_iter()
        .flatten()
        .filter_map(|e| e.ok().map(|e| e.path()))
    {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && name != "target" && name != "node_modules" && !name.starts_with('.') {
            walk(&path, out);
        } else if path.is_file() {
            out.push(path);
        }
    }
}

fn sources(root: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for dir in ["crates", "xtask"] {
        walk(&root.join(dir), &mut out);
    }
    out.retain(|p| p.extension().is_some_and(|x| x == "rs"));
    out.sort();
    out
}

fn pending(root: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for dir in ["crates", "tests", "xtask"] {
        walk(&root.join(dir), &mut files);
    }
    let pending = files.iter().filter(|p| p.to_string_lossy().ends_with(".snap.new"));
    pending
        .map(|p| format!("{}: a snapshot waits for review", p.display()))
        .collect()
}

/// Lines with three Arabic letters in a row outside comments and tests.
fn arabic(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut block = false;
    for (i, line) in text.lines().enumerate() {
        let code = line.trim_start();
        // Tests come last in a file, by convention.
        if code.starts_with("#[cfg(test)]") {
            break;
        }
        if code.starts_with("/*") {
            block = true;
        }
        if block {
            block = !code.contains("*/");
            continue;
        }
        let code = code.split("//").next().unwrap_or("");
        let mut run = 0;
        for c in code.chars() {
            run = if ('\u{621}'..='\u{64a}').contains(&c) {
                run + 1
            } else {
                0
            };
            if run == 3 {
                out.push(i + 1);
                break;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_words_in_source_are_found_and_examples_are_not() {
        let word = "\u{642}\u{635}\u{641}";
        assert_eq!(arabic(&format!("let x = \"{word}\";")), [1]);
        assert!(
            arabic(&format!(
                "/// {word}\n//! {word}\nlet x = 'a'; // {word}\n#[cfg(test)]\n\"{word}\""
            ))
            .is_empty()
        );
    }

    #[test]
    fn the_repository_is_tidy() {
        let findings = findings(&crate::root());
        assert!(findings.is_empty(), "{}", findings.join("\n"));
    }
}
