//! Development tasks: `cargo xtask tidy`, `cargo xtask data lint`, `cargo xtask data fmt [--check]`,
//! `cargo xtask eval [--raise] [--program FILE]`, `cargo xtask calibrate [--program FILE] [--also FOLDER]...`.
//!
//! In: the repository. Out: findings or scores, exit status. Invariant: changes no file but the bounds of the gate with
//! `--raise`, the layout of data with `data fmt`, and the weights of confidence with `calibrate`. Deliberately no part of the program.
//! Example: an Arabic word such as «قصف» (shelling) in Rust source outside tests is a finding of `tidy`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn said(task: &str, findings: &[String]) -> ExitCode {
    for f in findings {
        eprintln!("{f}");
    }
    println!("{task}: {} findings", findings.len());
    if findings.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The program to measure: the release build unless another is named.
fn program(root: &Path, options: &[&str]) -> PathBuf {
    options
        .iter()
        .position(|a| *a == "--program")
        .and_then(|at| options.get(at + 1))
        .map_or_else(|| root.join("target/release/isnad"), PathBuf::from)
}

/// Folders of further reports with gold.
fn also(options: &[&str]) -> Vec<PathBuf> {
    let named = options.windows(2).filter(|pair| pair[0] == "--also");
    named.map(|pair| PathBuf::from(pair[1])).collect()
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = xtask::root();
    match words.as_slice() {
        ["tidy"] => said("tidy", &xtask::tidy::findings(&root)),
        ["data", "lint"] => said("data lint", &xtask::data::findings(&root)),
        ["data", "fmt"] => said("data fmt", &xtask::data::format(&root, true)),
        ["data", "fmt", "--check"] => said("data fmt", &xtask::data::format(&root, false)),
        ["eval", options @ ..] => xtask::eval::run(&root, &program(&root, options), options.contains(&"--raise")),
        ["calibrate", options @ ..] => xtask::calibrate::run(&root, &program(&root, options), &also(options)),
        ["misses", options @ ..] => xtask::misses::run(&root, &program(&root, options)),
        _ => {
            eprintln!(
                "xtask: expected tidy, data lint, data fmt [--check], eval [--raise] [--program FILE], calibrate \
                 [--program FILE] [--also FOLDER]... or misses [--program FILE]"
            );
            ExitCode::from(2)
        }
    }
}
