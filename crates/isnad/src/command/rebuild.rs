//! `isnad rebuild`: all derived data again from the originals.
//!
//! In: a case. Out: the same case with reports, claims, events and relations derived anew. Invariant: originals, decisions,
//! history and log stay as they are. Deliberately works on the case itself; nothing is lost when it is killed, because the
//! next rebuild starts from the originals again. Example: a new entry for «مسيّرة» (drone) takes effect on old reports.

use crate::batch;
use crate::gloss::gloss;
use crate::linking::relink;
use crate::options::{BatchOptions, ModelOptions};
use crate::rooms::Rooms;
use crate::say::{CliError, Status};
use crate::summary;
use isnad_store::{Case, LogEntry};
use std::io::Write;
use std::path::Path;

/// Runs the command.
pub fn run(path: &Path, options: &BatchOptions, model: &ModelOptions) -> Result<Status, CliError> {
    let rooms = Rooms::load(options)?.with_model(model)?;
    let mut case = Case::open(path)?;
    case.lend_gloss(gloss(&options.names));
    let failures = batch::derive_again(&mut case, &rooms, options)?;
    let remarks = relink(&mut case, &rooms)?;
    case.log(&LogEntry {
        at: batch::now(),
        who: "isnad".to_owned(),
        what: "rebuild".to_owned(),
        detail: rooms.provenance().to_string(),
    })?;
    let counts = case.counts()?;
    if !options.quiet {
        summary::remarks(&remarks)?;
        writeln!(std::io::stdout().lock(), "{}", summary::counts(&counts))?;
    }
    case.close()?;
    Ok(Status::of(failures, counts.claims))
}
