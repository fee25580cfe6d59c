//! Compiles the words of `data/arabic` into one table of surface forms.

use std::path::{Path, PathBuf};
use std::{env, fs};

#[allow(dead_code)]
#[path = "src/morph/inflect/mod.rs"]
mod inflect;

use inflect::rows::Table;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let data = root.join("../../data/arabic");
    println!("cargo::rerun-if-changed=src/morph/inflect");
    words(&data)
}

/// Writes `words.bin`; a row that cannot be read fails the build and is named.
fn words(data: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let tables = [
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
    let mut texts = Vec::new();
    for (table, name) in tables {
        let path = data.join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        texts.push((table, fs::read_to_string(&path)?));
    }
    let refs: Vec<(Table, &str)> = texts.iter().map(|(t, s)| (*t, s.as_str())).collect();
    let (bytes, faults) = inflect::compile::compile(&refs);
    for fault in faults.iter().take(50) {
        println!(
            "cargo::warning={:?} line {}: {}",
            fault.table, fault.line, fault.message
        );
    }
    let out = PathBuf::from(env::var("OUT_DIR")?).join("words.bin");
    fs::write(out, bytes)?;
    Ok(())
}
