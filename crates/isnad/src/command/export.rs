//! `isnad export`: what a case holds, in a format of others.
//!
//! In: a case and a wish. Out: files. Invariant: everything but `jsonl` is redacted unless `--full` is said, and that is
//! logged. Deliberately never changes the case otherwise. Example: «أحمد» (Ahmad, private) leaves as a pseudonym.

use crate::batch::now;
use crate::formats::{self, Outgoing};
use crate::gloss::gloss;
use crate::names::{NameOptions, Names};
use crate::narrow::{Filter, Narrow};
use crate::options::Format;
use crate::output::{self, Shape, Written};
use crate::say::{CliError, Status};
use isnad_record::export::{Codebook, Context, Tally};
use isnad_store::{Case, LogEntry};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What was asked beside the format.
pub struct Wish {
    /// Name private persons.
    pub full: bool,
    /// Redact jsonl too.
    pub redact: bool,
    /// HXL tags.
    pub hxl: bool,
    /// Own codebook.
    pub map: Option<PathBuf>,
    /// What narrows it.
    pub narrow: Narrow,
    /// Names.
    pub names: NameOptions,
}

/// Runs the command.
pub fn run(path: &Path, format: Format, out: &Path, wish: &Wish) -> Result<Status, CliError> {
    if wish.map.is_some() && !matches!(format, Format::Acled | Format::Ged | Format::Plover) {
        return Err(CliError::Usage(
            "--map: expected the format acled, ged or plover".to_owned(),
        ));
    }
    for kind in &wish.narrow.kind {
        if isnad_model::ClaimType::from_word(kind).is_none() {
            return Err(CliError::Usage(format!(
                "--type: expected a type of event and saw {kind}"
            )));
        }
    }
    let mut case = Case::open(path)?;
    case.lend_gloss(gloss(&wish.names));
    let named = wish.narrow.place.is_some() || wish.narrow.actor.is_some();
    let coded = matches!(format, Format::Acled | Format::Ged | Format::Plover | Format::Ftm);
    let names = (named || coded).then(|| Names::load(&wish.names)).transpose()?;
    let shape = Shape {
        redact: if format == Format::Jsonl {
            wish.redact
        } else {
            !wish.full
        },
        hxl: wish.hxl,
        filter: Filter::new(&wish.narrow, names.as_ref()),
    };
    let (written, tally) = match (format, &names) {
        (Format::Jsonl, _) => {
            fs::create_dir_all(out).map_err(CliError::file(out))?;
            (output::jsonl(&case, out, &shape)?, None)
        }
        (Format::Csv, _) => {
            fs::create_dir_all(out).map_err(CliError::file(out))?;
            (output::csv(&case, out, &shape)?, None)
        }
        (Format::Geojson, _) => (output::geojson(&case, out, &shape)?, None),
        (Format::Parquet, _) => (parquet(&case, out, &shape)?, None),
        (Format::Csl, _) => told(formats::csl(&Outgoing::new(&case, &shape)?, out)?),
        (_, Some(names)) => told(by_names(&case, format, out, &shape, names, wish)?),
        (_, None) => return Err(CliError::Usage("expected names and saw none".to_owned())),
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
    match tally {
        Some(tally) => {
            say(&tally)?;
            Ok(Status::of(0, tally.written))
        }
        None => Ok(Status::of(0, counts.claims)),
    }
}

fn told((written, tally): (Written, Tally)) -> (Written, Option<Tally>) {
    (written, Some(tally))
}

fn by_names(
    case: &Case,
    format: Format,
    out: &Path,
    shape: &Shape,
    names: &Names,
    wish: &Wish,
) -> Result<(Written, Tally), CliError> {
    let outgoing = Outgoing::new(case, shape)?;
    let context = |codebook: Codebook| -> Result<Context<'_>, CliError> {
        let codebook = match &wish.map {
            Some(path) => {
                let text = fs::read_to_string(path).map_err(CliError::file(path))?;
                let with = codebook.with_user(&text);
                with.map_err(|e| CliError::Usage(format!("{}: expected a codebook: {e}", path.display())))?
            }
            None => codebook,
        };
        Ok(Context { names, codebook })
    };
    match format {
        Format::Acled => formats::acled(&outgoing, &context(Codebook::acled())?, out),
        // GED codes nothing by type; a user's codes become columns of their own.
        Format::Ged => formats::ged(&outgoing, &context(Codebook::default())?, out),
        Format::Plover => formats::plover(&outgoing, &context(Codebook::plover())?, out),
        _ => formats::ftm(&outgoing, names, out),
    }
}

/// Says what the format could not hold.
fn say(tally: &Tally) -> Result<(), CliError> {
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{} written", tally.written)?;
    for (why, n) in &tally.left {
        writeln!(stdout, "{n} left out: {}", why.as_str())?;
    }
    Ok(())
}

/// Tables for columnar tools: the records as they would leave as JSON Lines, one file a table.
#[cfg(feature = "parquet")]
fn parquet(case: &Case, out: &Path, shape: &Shape) -> Result<Written, CliError> {
    use isnad_record::export::columnar::{TABLES, write};
    use std::fs::File;
    use std::io::BufReader;
    fs::create_dir_all(out).map_err(CliError::file(out))?;
    let staging = out.join(".records");
    fs::create_dir_all(&staging).map_err(CliError::file(out))?;
    let tables = || -> Result<Written, CliError> {
        output::jsonl(case, &staging, shape)?;
        let mut written = Vec::new();
        for (table, columns) in TABLES {
            let from = staging.join(format!("{table}.jsonl"));
            let lines = BufReader::new(File::open(&from).map_err(CliError::file(&from))?);
            let path = out.join(format!("{table}.parquet"));
            let mut whole = output::Whole::begin(&path)?;
            write(table, columns, lines, &mut whole).map_err(|e| CliError::File(path, std::io::Error::other(e)))?;
            written.push((format!("{table}.parquet"), whole.finish()?));
        }
        Ok(written)
    };
    let written = tables();
    // What was staged is not redacted differently, but it is not what was asked for either.
    fs::remove_dir_all(&staging).map_err(CliError::file(&staging))?;
    written
}

/// Tables for columnar tools need a library that the everyday program does without.
#[cfg(not(feature = "parquet"))]
fn parquet(_: &Case, _: &Path, _: &Shape) -> Result<Written, CliError> {
    Err(CliError::Usage(
        "--format parquet: this program was built without it; build with `cargo build --release -p isnad --features \
         parquet`, or read --format jsonl or csv, which tools for Parquet read too"
            .to_owned(),
    ))
}
