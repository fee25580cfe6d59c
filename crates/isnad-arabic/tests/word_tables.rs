//! The word tables of `data/arabic` keep their shape: columns complete, spelled in plain letters.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::Path;

const POS: [&str; 15] = [
    "prep", "conj", "sub", "neg", "pron", "dem", "rel", "interrog", "part", "adv", "quant", "num", "det", "noun", "aux",
];
const NAME_KINDS: [&str; 4] = ["given_m", "given_f", "surname", "kunya_head"];

/// The rows of a table without its comments and header, by line number.
fn rows(name: &str) -> Vec<(usize, Vec<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../data/arabic")
        .join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    lines
        .skip(1)
        .map(|(i, line)| (i + 1, line.split('\t').map(String::from).collect()))
        .collect()
}

fn is_form(cell: &str) -> bool {
    // Letters, and tanwin of kasra as the sign of a defective word.
    let letters = cell.strip_suffix('\u{64d}').unwrap_or(cell);
    !letters.is_empty()
        && letters
            .chars()
            .all(|c| matches!(c, '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}' | '\u{651}'))
}

fn check(name: &str, columns: RangeInclusive<usize>, fault: impl Fn(&[String]) -> Option<String>) -> usize {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    let rows = rows(name);
    for (line, row) in &rows {
        let found = if !columns.contains(&row.len()) {
            Some(format!("expected {columns:?} columns, saw {}", row.len()))
        } else if !is_form(&row[0]) {
            Some(format!("'{}' is not spelled in plain letters", row[0]))
        } else if !seen.insert(row.clone()) {
            Some("stands twice".to_owned())
        } else if row.iter().any(|cell| cell.trim() != cell) {
            Some("blank at the edge of a cell".to_owned())
        } else {
            fault(row)
        };
        faults.extend(found.map(|why| format!("{name}:{line}: {why}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    rows.len()
}

/// Why a cell of plurals is wrong, if it is.
fn plural_fault(cell: &str) -> Option<String> {
    let wrong = cell
        .split('|')
        .find(|p| !matches!(*p, "-at" | "-un" | "-") && !is_form(p))?;
    Some(format!("plural '{wrong}' is neither a form nor -at, -un, -"))
}

#[test]
fn nouns() {
    let count = check("nouns.tsv", 5..=5, |row| {
        if !matches!(row[1].as_str(), "m" | "f") {
            return Some(format!("gender '{}'", row[1]));
        }
        if row[3].is_empty() || row[4].is_empty() {
            return Some("no gloss or no tag".to_owned());
        }
        plural_fault(&row[2])
    });
    assert!(count >= 2_500, "{count}");
}

#[test]
fn adjectives() {
    let count = check("adjectives.tsv", 5..=5, |row| {
        if !(row[1].is_empty() || row[1] == "-" || is_form(&row[1])) {
            return Some(format!("feminine '{}'", row[1]));
        }
        if row[3].is_empty() {
            return Some("no gloss".to_owned());
        }
        if row[2].is_empty() { None } else { plural_fault(&row[2]) }
    });
    assert!(count >= 1_200, "{count}");
}

#[test]
fn particles() {
    let count = check("particles.tsv", 4..=5, |row| {
        let known = POS.contains(&row[1].as_str()) && matches!(row[2].as_str(), "y" | "n") && !row[3].is_empty();
        (!known).then(|| format!("'{}' '{}' '{}'", row[1], row[2], row[3]))
    });
    assert!(count >= 500, "{count}");
}

#[test]
fn names() {
    let count = check("names.tsv", 2..=2, |row| {
        (!NAME_KINDS.contains(&row[1].as_str())).then(|| format!("kind '{}'", row[1]))
    });
    assert!(count >= 600, "{count}");
}

#[test]
fn breaks() {
    let count = check("breaks.tsv", 3..=3, |row| {
        (!matches!(row[1].as_str(), "title" | "continues") || row[2].is_empty()).then(|| format!("kind '{}'", row[1]))
    });
    assert!(count >= 20, "{count}");
}

#[test]
fn abbreviations() {
    let count = check("abbreviations.tsv", 2..=2, |row| {
        row[1].is_empty().then(|| "no gloss".to_owned())
    });
    assert!(count >= 20, "{count}");
}
