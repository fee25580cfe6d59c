//! The word tables are well-formed: every row inflects, none stands twice.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its data fails")]

use std::collections::BTreeMap;
use std::path::Path;

use isnad_arabic::morph::Analyzer;
use isnad_arabic::morph::inflect::rows::{Table, lines, read};

fn table(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../data/arabic")
        .join(name);
    std::fs::read_to_string(path).unwrap()
}

const TABLES: [(Table, &str); 9] = [
    (Table::Verbs, "verbs.tsv"),
    (Table::Nouns, "nouns.tsv"),
    (Table::Nouns, "nouns-general.tsv"),
    (Table::Adjectives, "adjectives.tsv"),
    (Table::Adjectives, "adjectives-general.tsv"),
    (Table::Particles, "particles.tsv"),
    (Table::Particles, "function-words.tsv"),
    (Table::Names, "names.tsv"),
    (Table::Names, "names-general.tsv"),
];

#[test]
fn every_row_inflects() {
    let mut faults = Vec::new();
    for (table_kind, name) in TABLES {
        let text = table(name);
        for (line, row) in lines(&text) {
            let mut forms = 0usize;
            let mut sink = |_: &[u8], _, _: u8| forms += 1;
            match read(table_kind, row, &mut sink) {
                Err(e) => faults.push(format!("{name}:{line}: {e}")),
                Ok(_) if forms == 0 => faults.push(format!("{name}:{line}: no form")),
                Ok(_) => {}
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn no_row_stands_twice() {
    let mut twice = Vec::new();
    for (kind, name) in TABLES {
        let text = table(name);
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (line, row) in lines(&text) {
            let cells: Vec<&str> = row.split('\t').collect();
            let key = match kind {
                Table::Verbs => cells[..4].join(" "),
                // Nouns of one spelling are told apart by their plurals («أمر»: أوامر, أمور).
                Table::Nouns => cells[..3.min(cells.len())].join(" "),
                _ => cells[..2.min(cells.len())].join(" "),
            };
            if let Some(first) = seen.insert(key.clone(), line) {
                twice.push(format!("{name}:{line}: '{key}' stands in line {first} too"));
            }
        }
    }
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}

#[test]
fn a_wrong_row_is_told() {
    // A masdar of another root, a form that the root does not give, a vowel class that does not exist.
    let rows = "قتل\tق ت ل\t1\ta-u\tضرب\tkill\t\nأعلن\tع ل م\t4\t\t\tannounce\t\nكتب\tك ت ب\t1\tx\t\twrite\t\n";
    let (_, faults) = Analyzer::extended(&[(Table::Verbs, rows)]);
    assert_eq!(faults.iter().map(|f| f.line).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(faults[0].message.contains("does not hold the root"));
}
