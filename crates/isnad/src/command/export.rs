//! `isnad export`: what a case holds, in a format of others.
//!
//! In: a case and a wish. Out: files. Invariant: everything but `jsonl` is redacted unless `--full` is said, and that is
//! logged. Deliberately never changes the case otherwise. Example: «أحمد» (Ahmad, private) leaves as a pseudonym.

use crate::batch::now;
use crate::options::Format;
use crate::output::{self, Shape};
use crate::say::{CliError, Status};
use isnad_store::{Case, LogEntry};
use jiff::civil::Date;
use std::fs;
use std::path::Path;

/// What was asked beside the format.
pub struct Wish {
    /// Name private persons.
    pub full: bool,
    /// Redact jsonl too.
    pub redact: bool,
    /// HXL tags.
    pub hxl: bool,
    /// First day.
    pub since: Option<Date>,
}

/// Runs the command.
pub fn run(path: &Path, format: Format, out: &Path, wish: &Wish) -> Result<Status, CliError> {
    let case = Case::open(path)?;
    let shape = Shape {
        redact: if format == Format::Jsonl {
            wish.redact
        } else {
            !wish.full
        },
        hxl: wish.hxl,
        since: wish.since.map(|d| d.to_string()),
    };
    match format {
        Format::Jsonl | Format::Csv => fs::create_dir_all(out).map_err(CliError::file(out))?,
        Format::Geojson => {}
    }
    let written = match format {
        Format::Jsonl => output::jsonl(&case, out, &shape)?,
        Format::Csv => output::csv(&case, out, &shape)?,
        Format::Geojson => output::geojson(&case, out, &shape)?,
    };
    if !shape.redact {
        case.log(&LogEntry {
            at: now(),
            who: "isnad".to_owned(),
            what: "export with private persons named".to_owned(),
            detail: written
                .iter()
                .map(|(n, d)| format!("{n} {d}"))
                .collect::<Vec<_>>()
                .join(", "),
        })?;
    }
    let counts = case.counts()?;
    case.close()?;
    Ok(Status::of(0, counts.claims))
}
