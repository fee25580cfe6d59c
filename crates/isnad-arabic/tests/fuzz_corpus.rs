//! Runs every seed of the fuzz targets (`fuzz/corpus`) as a plain test.

use std::fs;
use std::path::Path;

use isnad_arabic::normal::{Tier, normalize};
use isnad_arabic::sentence::sentences;
use isnad_arabic::token::tokenize;
use isnad_arabic::unmask::unmask;
use isnad_arabic::{date, number};

/// The texts of one target's seeds, by file name.
fn seeds(target: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz/corpus")
        .join(target);
    let mut out: Vec<(String, String)> = fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let text = String::from_utf8_lossy(&fs::read(&path).ok()?).into_owned();
            Some((path.display().to_string(), text))
        })
        .collect();
    out.sort();
    assert!(out.len() >= 5, "{target} has its seeds");
    out
}

#[test]
fn normalise() {
    for (name, text) in seeds("normalise") {
        for tier in [Tier::Unicode, Tier::Orthographic, Tier::Search] {
            let normal = normalize(&text, tier);
            assert_eq!(normalize(&normal.text, tier).text, normal.text, "{name}");
            for (offset, _) in normal.text.char_indices() {
                assert!(
                    text.is_char_boundary(normal.to_original(offset as u32) as usize),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn tokenise() {
    for (name, text) in seeds("tokenise") {
        let tokens = tokenize(&text);
        let glued: String = sentences(&text, &tokens).iter().map(|s| s.span.slice(&text)).collect();
        assert_eq!(glued, text, "{name}");
        for unmasked in unmask(&text, &tokens, &|word| word.len() % 3 != 0) {
            assert!(unmasked.span.get(&text).is_some(), "{name}");
        }
    }
}

#[test]
fn numbers() {
    for (name, text) in seeds("number") {
        for quantity in number::read(&text) {
            assert!(quantity.span.get(&text).is_some(), "{name}");
            assert!(
                quantity.high.is_none_or(|high| quantity.low <= high),
                "{name}: {quantity:?}"
            );
        }
    }
}

#[test]
fn dates() {
    for (name, text) in seeds("date") {
        for timex in date::read(&text, None) {
            assert!(timex.span.get(&text).is_some(), "{name}");
        }
    }
}
