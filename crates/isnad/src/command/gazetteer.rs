//! `isnad gazetteer`: tables of places made ready, listed, removed.
//!
//! In: tables, GeoNames dumps, P-code tables, GeoJSON. Out: a gazetteer file; without `--out` one that every command uses.
//! Invariant: a file is replaced whole or not at all. Deliberately downloads nothing.
//! Example: a table with «الباغوز» (al-Baghuz) makes that village known to all later runs.

use crate::output::Whole;
use crate::say::{self, CliError, Status};
use isnad_lexicon::gazetteer;
use isnad_record::counted;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The folder of gazetteers that are used by default.
fn folder() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    set("ISNAD_DATA")
        .or_else(|| set("XDG_DATA_HOME").map(|d| d.join("isnad")))
        .or_else(|| set("HOME").map(|d| d.join(".local/share/isnad")))
        .map(|d| d.join("gazetteer"))
}

/// The gazetteers that are used by default, sorted by name.
pub fn installed() -> Vec<PathBuf> {
    let Some(entries) = folder().and_then(|f| fs::read_dir(f).ok()) else {
        return Vec::new();
    };
    let mut out: Vec<PathBuf> = entries
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|x| x == "gaz"))
        .collect();
    out.sort();
    out
}

fn known_folder() -> Result<PathBuf, CliError> {
    folder().ok_or_else(|| CliError::Usage("gazetteer: expected HOME or ISNAD_DATA to be set".to_owned()))
}

/// Makes a gazetteer file of tables.
pub fn import(files: &[PathBuf], out: Option<&Path>) -> Result<Status, CliError> {
    let mut failures = 0;
    let mut texts = Vec::new();
    for path in files {
        match fs::read(path)
            .map_err(|e| e.to_string())
            .and_then(|b| String::from_utf8(b).map_err(|e| e.to_string()))
        {
            Ok(text) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                texts.push((name, text));
            }
            Err(e) => {
                failures += 1;
                say::failure(&format!("{}: {e}", path.display()));
            }
        }
    }
    let imported = gazetteer::import(&texts).map_err(|e| CliError::Usage(format!("gazetteer import: {e}")))?;
    let path = match out {
        Some(path) => path.to_owned(),
        None => {
            let folder = known_folder()?;
            fs::create_dir_all(&folder).map_err(CliError::file(&folder))?;
            let stem = files.first().and_then(|f| f.file_stem()).unwrap_or_default().to_owned();
            folder.join(stem).with_extension("gaz")
        }
    };
    let mut file = Whole::begin(&path)?;
    file.write_all(&imported.bytes).map_err(CliError::file(&path))?;
    file.finish()?;
    let mut stdout = std::io::stdout().lock();
    for (name, format) in &imported.formats {
        writeln!(stdout, "{name}: read as {}", format.as_str())?;
    }
    // A few say what is wrong; thousands say nothing more.
    for (name, bad) in imported.bad.iter().take(20) {
        say::failure(&format!("{name}:{}: row left out: {}", bad.line, bad.message));
    }
    writeln!(
        stdout,
        "{} of {}, {} left out; wrote {}",
        counted(imported.places, "place"),
        counted(imported.rows, "row"),
        counted(imported.bad.len(), "row"),
        path.display()
    )?;
    Ok(Status::of(failures, imported.places as u64))
}

/// Lists the gazetteers that are used by default.
pub fn list() -> Result<Status, CliError> {
    let mut stdout = std::io::stdout().lock();
    let builtin = gazetteer::Gazetteer::builtin().len();
    writeln!(stdout, "built in: {}", counted(builtin, "place"))?;
    for path in installed() {
        let bytes = fs::read(&path).map_err(CliError::file(&path))?;
        match gazetteer::Gazetteer::load(&[&bytes]) {
            Ok(g) => {
                let added = counted(g.len().saturating_sub(builtin), "place");
                writeln!(stdout, "{}: {added}", path.display())?;
            }
            Err(e) => writeln!(stdout, "{}: {e}; import it again", path.display())?,
        }
    }
    Ok(Status::Done)
}

/// Removes a gazetteer that is used by default, by its name.
pub fn remove(name: &str) -> Result<Status, CliError> {
    let wanted = |p: &PathBuf| p.file_stem().is_some_and(|s| s == name) || p.file_name().is_some_and(|s| s == name);
    let Some(path) = installed().into_iter().find(wanted) else {
        return Err(CliError::Usage(format!(
            "gazetteer remove: expected the name of an installed gazetteer and saw {name}"
        )));
    };
    fs::remove_file(&path).map_err(CliError::file(&path))?;
    writeln!(std::io::stdout().lock(), "removed {}", path.display())?;
    Ok(Status::Done)
}
