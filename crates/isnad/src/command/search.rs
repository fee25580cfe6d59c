//! `isnad search`: full-text search in a case.
//!
//! In: a case and words. Out: report, place of the hit, snippet, a line each, best first. Invariant: what is shown is as
//! published. Deliberately no query language. Example: «ادلب» finds «إدلب» (Idlib).

use crate::say::{CliError, Status};
use crate::summary::safe;
use isnad_store::Case;
use std::io::{IsTerminal, Write};
use std::path::Path;

/// Runs the command.
pub fn run(path: &Path, query: &str, limit: usize) -> Result<Status, CliError> {
    let case = Case::open(path)?;
    let hits = case.search(query, limit)?;
    let stdout = std::io::stdout();
    let terminal = stdout.is_terminal();
    let mut out = std::io::BufWriter::new(stdout.lock());
    for h in &hits {
        writeln!(
            out,
            "{}\t{}..{}\t{}",
            h.report,
            h.span[0],
            h.span[1],
            safe(&h.snippet, terminal)
        )?;
    }
    out.flush()?;
    Ok(Status::of(0, hits.len() as u64))
}
