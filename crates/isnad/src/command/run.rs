//! `isnad run`: reports in, an evidence file out.
//!
//! In: inputs and a folder. Out: records, tables, a map, `run.json`, `case.isnad`. Invariant: a case with human decisions is
//! never replaced. Deliberately a new case each time; `isnad add` goes on with one.
//! Example: a folder of reports on «انشقاقات» (defections) becomes a table of events.

use crate::batch::{self, take_in};
use crate::linking::relink;
use crate::options::{BatchOptions, ModelOptions};
use crate::output::{self, Shape, Whole};
use crate::rooms::Rooms;
use crate::say::{CliError, Status};
use crate::summary;
use isnad_record::counted;
use isnad_store::{Case, LogEntry};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Runs the command.
pub fn run(input: &[PathBuf], out: &Path, options: &BatchOptions, model: &ModelOptions) -> Result<Status, CliError> {
    fs::create_dir_all(out).map_err(CliError::file(out))?;
    let path = out.join("case.isnad");
    if path.exists() {
        let old = Case::open(&path)?;
        if old.has_decisions()? {
            return Err(CliError::Usage(format!(
                "{}: expected no case with decisions made by people here; use `isnad add`, or another folder",
                path.display()
            )));
        }
    }
    let rooms = Rooms::load(options)?.with_model(model)?;
    let faults = rooms.faults;
    let temporary = out.join(".case.isnad.part");
    remove(&temporary);
    let mut case = Case::create(&temporary).map_err(|e| e.naming(&path))?;
    let outcome = take_in(&mut case, input, Some(out), &rooms, options)?;
    let remarks = relink(&mut case, &rooms)?;
    case.log(&LogEntry {
        at: batch::now(),
        who: "isnad".to_owned(),
        what: "run".to_owned(),
        detail: counted(outcome.new.len(), "report"),
    })?;
    let mut written = output::jsonl(&case, out, &Shape::default())?;
    let redacted = Shape {
        redact: true,
        ..Shape::default()
    };
    written.extend(output::csv(&case, out, &redacted)?);
    written.extend(output::geojson(&case, &out.join("events.geojson"), &redacted)?);
    let counts = case.counts()?;
    let mut digest = Sha256::new();
    case.each_report::<CliError>(|r| {
        digest.update(format!("{} {}\n", r.id, r.sha256));
        Ok(())
    })?;
    let inputs: String = digest.finalize().iter().map(|b| format!("{b:02x}")).collect();
    let files: BTreeMap<&str, &str> = written.iter().map(|(n, d)| (n.as_str(), d.as_str())).collect();
    let mut failures = outcome.failures.clone();
    failures.sort();
    let record = json!({
        "schema": "isnad.run/1",
        "made_by": rooms.provenance(),
        "options": {"published": options.published.map(|d| d.to_string())},
        "inputs": inputs,
        "counts": {"reports": counts.reports, "claims": counts.claims, "events": counts.events, "relations": counts.relations},
        "failures": failures,
        "files": files,
    });
    let mut file = Whole::begin(&out.join("run.json"))?;
    writeln!(file, "{record:#}").map_err(CliError::file(out.join("run.json")))?;
    file.finish()?;
    case.set_meta("run", record.to_string().as_bytes())?;
    if !options.quiet {
        summary::events(&case)?;
        summary::remarks(&remarks)?;
    }
    case.close()?;
    remove(&path);
    fs::rename(&temporary, &path).map_err(CliError::file(&path))?;
    if !options.quiet {
        let mut stdout = std::io::stdout().lock();
        writeln!(
            stdout,
            "{}; {} failed",
            summary::counts(&counts),
            counted(failures.len(), "input")
        )?;
        writeln!(
            stdout,
            "wrote {}: case.isnad, run.json, {}",
            out.display(),
            files.keys().copied().collect::<Vec<_>>().join(", ")
        )?;
    }
    Ok(Status::of(failures.len() + faults, counts.claims))
}

/// Removes a case with what SQLite keeps beside it.
fn remove(path: &Path) {
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        // That it is not there is what is wanted.
        let _ = fs::remove_file(PathBuf::from(name));
    }
}
