//! `isnad verify`: every stored byte against its digest, every span against its text, every link.
//!
//! In: a case. Out: what was checked; each finding a line on standard error. Invariant: changes nothing.
//! Deliberately repairs nothing. Example: a span that no longer holds «قصف» (shelling) is named with its claim.

use crate::say::{self, CliError, Status};
use isnad_record::counted;
use isnad_store::Case;
use std::io::Write;
use std::path::Path;

/// Runs the command.
pub fn run(path: &Path) -> Result<Status, CliError> {
    let case = Case::open(path)?;
    let v = case.verify()?;
    for f in &v.findings {
        say::failure(&format!("{}: {}: {}", path.display(), f.id, f.message));
    }
    writeln!(
        std::io::stdout().lock(),
        "{} ({}), {}, {} checked; {}",
        counted(v.captures, "original"),
        counted(v.bytes, "byte"),
        counted(v.spans, "span"),
        counted(v.links, "link"),
        counted(v.findings.len(), "finding")
    )?;
    Ok(Status::of(v.findings.len(), 1))
}
