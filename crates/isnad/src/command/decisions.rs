//! `isnad decisions`: what people decided in a case, out and in.
//!
//! In: a case, perhaps a file of decisions. Out: JSON Lines on standard output, or the case with the decisions taken over
//! and its events linked again. Invariant: a line that is no decision is said and the others are taken. Deliberately
//! decides nothing: that is done in the web view. Example: two reviewers of «قصف» (shelling) exchange their readings.

use crate::batch::now;
use crate::linking::relink;
use crate::options::BatchOptions;
use crate::rooms::Rooms;
use crate::say::{self, CliError, Status};
use crate::summary;
use isnad_store::{Case, LogEntry};
use std::fs;
use std::io::Write;
use std::path::Path;

/// Runs the command.
pub fn run(path: &Path, import: Option<&Path>, options: &BatchOptions) -> Result<Status, CliError> {
    let mut case = Case::open(path)?;
    let mut stdout = std::io::BufWriter::new(std::io::stdout().lock());
    let Some(file) = import else {
        let n = case.export_decisions(&mut stdout)??;
        stdout.flush()?;
        return Ok(Status::of(0, n as u64));
    };
    let lines = fs::read_to_string(file).map_err(CliError::file(file))?;
    let done = case.import_decisions(&lines)?;
    for (line, why) in &done.refused {
        say::failure(&format!("{}:{line}: {why}", file.display()));
    }
    let rooms = Rooms::load(options)?;
    let remarks = relink(&mut case, &rooms)?;
    case.log(&LogEntry {
        at: now(),
        who: "isnad".to_owned(),
        what: "import of decisions".to_owned(),
        detail: format!("{} new, {} known", done.new, done.known),
    })?;
    if !options.quiet {
        writeln!(stdout, "{} new decisions, {} known", done.new, done.known)?;
        stdout.flush()?;
        summary::remarks(&remarks)?;
    }
    case.close()?;
    Ok(Status::of(done.refused.len(), (done.new + done.known) as u64))
}
