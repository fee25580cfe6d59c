//! The data files: what is wrong with them, and their layout.
//!
//! In: `data/`. Out: findings, a line each, sorted; with [`format`], files rewritten in the one layout. Invariant: the
//! judgement of frames, cues, things and entities is the program's own, the same that a user's entries get; layout never
//! touches what a line says. Deliberately knows no column by name: what a table means is tested where it is read.
//! Example: «قصـف» (shelling) with a tatweel is a finding.

use isnad_lexicon::entity::{Entities, EntityFile, lint as entity_lint};
use isnad_lexicon::frame::lint::lint as frame_lint;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Folders of entities below `data/`, and the files there that hold something else.
const ENTITIES: &[&str] = &["actors", "figures", "outlets"];
const NO_ENTITIES: &[&str] = &["kinds.toml", "roles.toml", "spellings.toml", "shapes.toml"];

/// Everything that is wrong with the data of a repository.
#[must_use]
pub fn findings(root: &Path) -> Vec<String> {
    let data = root.join("data");
    let mut out = Vec::new();
    for path in tables(&data) {
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) => {
                out.push(format!("{name}: {e}"));
                continue;
            }
        };
        characters(&name, &text, &mut out);
        if name.ends_with(".tsv") {
            rows(&name, &text, &mut out);
        } else {
            match text.parse::<toml::Table>() {
                Ok(table) => repeated(&name, &toml::Value::Table(table), &mut out),
                Err(e) => out.push(format!("{name}: {}", e.message())),
            }
        }
    }
    out.extend(frame_lint(&isnad_lexicon::builtin_frames()));
    out.extend(entities(&data));
    out.sort();
    out
}

/// Files whose layout is not the one layout; with `write`, they are rewritten.
#[must_use]
pub fn format(root: &Path, write: bool) -> Vec<String> {
    let mut out = Vec::new();
    for path in tables(&root.join("data")) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let right = laid_out(&text, path.extension().is_some_and(|x| x == "tsv"));
        if right == text {
            continue;
        }
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        if !write {
            out.push(format!("{name}: layout; run `cargo run -p xtask -- data fmt`"));
        } else if let Err(e) = fs::write(&path, right) {
            out.push(format!("{name}: {e}"));
        }
    }
    out
}

/// The one layout: line feeds, no blanks at line ends (tabs stay: they are empty cells) nor around cells, no blank lines
/// doubled or at the end, one line feed last.
fn laid_out(text: &str, table: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = true;
    for line in text.trim_start_matches('\u{feff}').lines() {
        let line: String = if table && !line.starts_with('#') {
            line.split('\t')
                .map(|c| c.trim_matches([' ', '\r', '\u{a0}']))
                .collect::<Vec<_>>()
                .join("\t")
        } else {
            line.trim_end().to_owned()
        };
        if line.is_empty() && blank {
            continue;
        }
        blank = line.is_empty();
        out.push_str(&line);
        out.push('\n');
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

fn tables(dir: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    // Folders of data have no folders below them that matter more than one deep.
    let folders = entries(dir).into_iter().filter(|p| p.is_dir());
    for path in std::iter::once(dir.to_owned()).chain(folders) {
        out.extend(
            entries(&path)
                .into_iter()
                .filter(|p| p.extension().is_some_and(|x| x == "tsv" || x == "toml")),
        );
    }
    out.sort();
    out
}

fn entries(dir: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(dir).into_iter().flatten();
    all.filter_map(|e| e.ok().map(|e| e.path())).collect()
}

/// Letters and digits that look like others, or are not seen at all.
fn characters(name: &str, text: &str, out: &mut Vec<String>) {
    for (n, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            continue;
        }
        let mut say = |what: &str| out.push(format!("{name}:{}: {what}", n + 1));
        let mut after = line.chars();
        while let Some(c) = after.next() {
            match c {
                // At the end of a word it shows the letter's joined form: «هـ» stands for the Hijri year.
                '\u{640}'
                    if after
                        .clone()
                        .next()
                        .is_some_and(|n| ('\u{620}'..='\u{655}').contains(&n)) =>
                {
                    say("tatweel");
                }
                '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => {
                    say(&format!("presentation form U+{:04X}", c as u32));
                }
                '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                    say(&format!("hidden character U+{:04X}", c as u32));
                }
                _ => {}
            }
        }
        // The escape of a line break is no letter of the word behind it.
        for word in line.replace("\\n", " ").split(|c: char| !c.is_alphanumeric()) {
            let arabic = word.chars().any(|c| ('\u{620}'..='\u{64a}').contains(&c));
            // A proclitic before a Latin name is plain Arabic writing.
            let rest = word.trim_start_matches(['\u{648}', '\u{641}', '\u{628}', '\u{644}', '\u{643}']);
            let latin =
                word.chars().any(|c| c.is_ascii_alphabetic()) && !rest.chars().all(|c| c.is_ascii_alphanumeric());
            if arabic && latin {
                say(&format!("Latin and Arabic letters in one word: {word}"));
            }
            let digits = |a: char, b: char| word.chars().any(|c| (a..=b).contains(&c));
            if digits('0', '9') && (digits('\u{660}', '\u{669}') || digits('\u{6f0}', '\u{6f9}')) {
                say(&format!("digits of two scripts in one number: {word}"));
            }
        }
    }
}

/// Rows of a table: as many cells as its header (a last column with a question mark may be left away), none twice, one
/// alias a place between bars.
fn rows(name: &str, text: &str, out: &mut Vec<String>) {
    let mut columns = None;
    let mut seen = BTreeMap::new();
    for (n, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let cells = line.split('\t').count();
        let (expected, optional) = *columns.get_or_insert((cells, line.ends_with('?')));
        if cells != expected && !(optional && cells + 1 == expected) {
            out.push(format!("{name}:{}: expected {expected} cells and saw {cells}", n + 1));
        }
        if let Some(first) = seen.insert(line, n + 1) {
            out.push(format!("{name}:{}: the row of line {first} again", n + 1));
        }
        if line
            .split('\t')
            .any(|c| c.starts_with('|') || c.ends_with('|') || c.contains("||"))
        {
            out.push(format!("{name}:{}: an empty place between bars", n + 1));
        }
    }
}

/// Words that stand twice in one list of words.
fn repeated(at: &str, value: &toml::Value, out: &mut Vec<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                repeated(&format!("{at}: {key}"), value, out);
            }
        }
        toml::Value::Array(list) => {
            let mut seen = BTreeSet::new();
            for value in list {
                match value.as_str() {
                    Some(word) if !seen.insert(word) => out.push(format!("{at}: «{word}» twice in one list")),
                    Some(_) => {}
                    None => repeated(at, value, out),
                }
            }
        }
        _ => {}
    }
}

fn entities(data: &Path) -> Vec<String> {
    let mut out = Vec::new();
    let mut all = Vec::new();
    for folder in ENTITIES {
        let mut files = entries(&data.join(folder));
        files.sort();
        for path in files {
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if !file.ends_with(".toml") || NO_ENTITIES.contains(&file.as_str()) {
                continue;
            }
            let name = format!("data/{folder}/{file}");
            let text = fs::read_to_string(&path).unwrap_or_default();
            match toml::from_str::<EntityFile>(&text) {
                Ok(list) => all.extend(list.entity.into_iter().map(|e| (name.clone(), e))),
                Err(e) => out.push(format!("{name}: {}", e.message())),
            }
        }
    }
    let known = Entities::builtin();
    out.extend(entity_lint(&all, &known).iter().map(ToString::to_string));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_found_and_plain_rows_are_not() {
        let fault = |text: &str| {
            let mut out = Vec::new();
            characters("t", text, &mut out);
            rows("t", text, &mut out);
            out.len()
        };
        for bad in [
            "a\tb\nقص\u{640}ف\tx",
            "a\tb\nقصف",
            "a\tb\nقصف\tx\nقصف\tx",
            "a\tb\nقصfف\tx",
            "a\tb\nقصف\tx|",
            "a\tb\n\u{fe8e}\tx",
            "a\tb\nقصف\u{200f}\tx",
            "a\tb\n1\u{662}\tx",
        ] {
            assert_eq!(fault(bad), 1, "{bad:?}");
        }
        assert_eq!(fault("# قصـف\na\tb\nقصف\tx|y\nضرب\t"), 0);
    }

    #[test]
    fn a_word_twice_in_a_list_is_found_wherever_the_list_stands() {
        let found = |text: &str| {
            let mut out = Vec::new();
            repeated("t", &toml::Value::Table(text.parse().expect("TOML")), &mut out);
            out
        };
        let bad = "[[a]]\nforms = [\"قصف\", \"ضرب\", \"قصف\"]\n[b]\nforms = [\"قصف\"]";
        assert_eq!(found(bad), ["t: a: forms: «قصف» twice in one list"]);
        assert!(found("[[a]]\nforms = [\"قصف\"]\n[[a]]\nforms = [\"قصف\"]").is_empty());
    }

    #[test]
    fn layout_is_stable_and_keeps_what_lines_say() {
        let text = "\u{feff}a\t b \r\n\n\n# x  \nc\t\n\n\n";
        let once = laid_out(text, true);
        assert_eq!(once, "a\tb\n\n# x\nc\t\n");
        assert_eq!(laid_out(&once, true), once);
    }

    #[test]
    fn the_data_has_no_findings() {
        let root = crate::root();
        let mut all = findings(&root);
        all.extend(format(&root, false));
        assert!(all.is_empty(), "{}", all.join("\n"));
    }
}
