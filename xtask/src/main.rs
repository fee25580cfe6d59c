//! Development tasks: `cargo xtask tidy`, `cargo xtask eval [--raise]`.
//!
//! In: the repository. Out: findings or scores, exit status. Invariant: changes no file but the floors, and those only with
//! `--raise`. Deliberately no part of the program.
//! Example: an Arabic word such as «قصف» (shelling) in Rust source outside tests is a finding of `tidy`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let root = xtask::root();
    match arguments.first().map(String::as_str) {
        Some("tidy") => {
            let findings = xtask::tidy::findings(&root);
            for f in &findings {
                eprintln!("{f}");
            }
            println!("tidy: {} findings", findings.len());
            if findings.is_empty() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Some("eval") => xtask::eval::run(&root, arguments.iter().any(|a| a == "--raise")),
        _ => {
            eprintln!("xtask: expected tidy or eval [--raise]");
            ExitCode::from(2)
        }
    }
}
