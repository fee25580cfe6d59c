//! `isnad seal`: a manifest that another machine can check.
//!
//! In: a case. Out: a JSON file of digests of every original and record, with versions; or, with `--check`, what differs.
//! Invariant: the manifest of a case depends on its content alone. Deliberately signs nothing: signing is for the tools
//! that an organisation trusts. Example: the digest of «تقرير.txt» (report.txt) is that of `sha256sum`.

use crate::output::Whole;
use crate::say::{self, CliError, Status};
use isnad_record::{counted, line};
use isnad_store::Case;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

fn manifest(case: &Case) -> Result<Value, CliError> {
    let mut originals = BTreeMap::new();
    case.each_capture::<CliError>(|c| {
        originals.insert(
            hex(&c.bytes),
            json!({"path": c.path, "bytes": c.bytes.len(), "way": c.way, "acquired": c.acquired}),
        );
        Ok(())
    })?;
    let mut records = BTreeMap::new();
    let mut keep = |id: &str, json: String| {
        records.insert(id.to_owned(), hex(json.as_bytes()));
        Ok::<_, CliError>(())
    };
    case.each_report(|r: isnad_record::ReportRecord| keep(&r.id, line(&r).unwrap_or_default()))?;
    case.each_claim(|r: isnad_record::ClaimRecord| keep(&r.id, line(&r).unwrap_or_default()))?;
    case.each_event(|r: isnad_record::EventRecord| keep(&r.id, line(&r).unwrap_or_default()))?;
    case.each_relation(|r: isnad_record::RelationRecord| keep(&r.id, line(&r).unwrap_or_default()))?;
    let run: Value = case
        .meta("run")?
        .and_then(|r| serde_json::from_slice(&r).ok())
        .unwrap_or(Value::Null);
    Ok(json!({
        "schema": "isnad.seal/1",
        "program": {"name": "isnad", "version": env!("CARGO_PKG_VERSION")},
        "run": run.get("made_by"),
        "originals": originals,
        "records": records,
    }))
}

/// Runs the command.
pub fn run(path: &Path, out: Option<&Path>, check: bool) -> Result<Status, CliError> {
    let out = out.map_or_else(|| path.with_extension("seal.json"), Path::to_owned);
    let case = Case::open(path)?;
    let now = manifest(&case)?;
    case.close()?;
    if !check {
        let mut file = Whole::begin(&out)?;
        writeln!(file, "{now:#}").map_err(CliError::file(&out))?;
        let digest = file.finish()?;
        writeln!(std::io::stdout().lock(), "{digest}  {}", out.display())?;
        return Ok(Status::Done);
    }
    let bytes = std::fs::read(&out).map_err(CliError::file(&out))?;
    let sealed: Value = serde_json::from_slice(&bytes)
        .map_err(|e| CliError::Usage(format!("{}: expected a manifest: {e}", out.display())))?;
    let mut wrong = 0;
    for part in ["originals", "records"] {
        let empty = serde_json::Map::new();
        let of = |v: &Value| v.get(part).and_then(Value::as_object).unwrap_or(&empty).clone();
        let (was, is) = (of(&sealed), of(&now));
        for key in was.keys().chain(is.keys().filter(|k| !was.contains_key(*k))) {
            let said = match (was.get(key), is.get(key)) {
                (Some(a), Some(b)) if a == b => continue,
                (Some(_), Some(_)) => "changed since the seal",
                (Some(_), None) => "missing since the seal",
                _ => "added since the seal",
            };
            wrong += 1;
            say::failure(&format!("{}: {part}: {key} {said}", path.display()));
        }
    }
    writeln!(
        std::io::stdout().lock(),
        "{} from {}",
        counted(wrong, "difference"),
        out.display()
    )?;
    Ok(Status::of(wrong, 1))
}
