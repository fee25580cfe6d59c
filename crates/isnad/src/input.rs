//! From arguments to the units that are read at a time.
//!
//! In: files, folders, `-`. Out: inputs in sorted order, then units of bytes: a file, or a run of lines of a JSON Lines
//! file. Invariant: memory is bounded whatever the size of a file; each input that cannot be read is one failure.
//! Deliberately skips inside a folder: `*.gold.json`, `*.meta.json`, `README*`, hidden files, the output folder.
//! Example: a folder of «تقارير» (reports) is walked in byte order of the names.

use isnad_read::{ReadError, Sidecar};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// A longer text or page is no report.
pub const LONGEST: u64 = 16 << 20;

/// Lines of a JSON Lines file that are read together, in bytes.
const TOGETHER: usize = 256 << 10;

/// One input file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Input {
    /// Path below the input root, `/` between folders.
    pub path: String,
    /// The file; `None` is standard input.
    pub file: Option<PathBuf>,
}

/// Bytes that are read together.
#[derive(Clone, Debug, Default)]
pub struct Unit {
    /// Path below the input root.
    pub path: String,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Lines of the file before these.
    pub lines_before: usize,
    /// The sidecar, as JSON, and as read.
    pub sidecar: Option<(String, Sidecar)>,
    /// `file` or `standard input`.
    pub way: &'static str,
}

/// What is wrong with an input.
pub type Failure = String;

/// Finds the inputs; the failures name those that are not there.
pub fn find(arguments: &[PathBuf], out: Option<&Path>) -> (Vec<Input>, Vec<Failure>) {
    let mut inputs = Vec::new();
    let mut failures = Vec::new();
    let out = out.and_then(|o| o.canonicalize().ok());
    for argument in arguments {
        if argument.as_os_str() == "-" {
            inputs.push(Input {
                path: "stdin".to_owned(),
                file: None,
            });
            continue;
        }
        match fs::metadata(argument) {
            Ok(m) if m.is_dir() => walk(argument, argument, out.as_deref(), &mut inputs, &mut failures),
            Ok(_) => inputs.push(Input {
                path: argument
                    .file_name()
                    .map(|n| n.to_string_lossy().into_owned())
                    .unwrap_or_default(),
                file: Some(argument.clone()),
            }),
            Err(e) => failures.push(format!("{}: {e}", argument.display())),
        }
    }
    inputs.sort();
    inputs.dedup();
    (inputs, failures)
}

fn walk(root: &Path, dir: &Path, out: Option<&Path>, inputs: &mut Vec<Input>, failures: &mut Vec<Failure>) {
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(e) => {
                failures.push(format!("{}: {e}", folder.display()));
                continue;
            }
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(e) => {
                    failures.push(format!("{}: {e}", folder.display()));
                    continue;
                }
            };
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            if name.starts_with('.') {
                continue;
            }
            // Links to folders are not followed: they may lead back.
            let folder = entry.file_type().is_ok_and(|t| t.is_dir());
            if folder {
                if out.is_none_or(|o| path.canonicalize().ok().as_deref() != Some(o)) {
                    folders.push(path);
                }
            } else if !name.ends_with(".gold.json") && !name.ends_with(".meta.json") && !name.starts_with("README") {
                let below = path.strip_prefix(root).unwrap_or(&path);
                let parts: Vec<_> = below.components().map(|c| c.as_os_str().to_string_lossy()).collect();
                inputs.push(Input {
                    path: parts.join("/"),
                    file: Some(path),
                });
            }
        }
    }
}

/// Reads an input unit by unit. The sink says whether to go on.
pub fn read(input: &Input, sink: &mut dyn FnMut(Result<Unit, Failure>)) {
    let named = |e: &dyn std::fmt::Display| format!("{}: {e}", input.path);
    let mut unit = Unit {
        path: input.path.clone(),
        way: if input.file.is_some() { "file" } else { "standard input" },
        ..Unit::default()
    };
    let reader: Box<dyn Read> = match &input.file {
        None => Box::new(io::stdin()),
        Some(file) => match File::open(file) {
            Ok(f) => Box::new(f),
            Err(e) => return sink(Err(named(&e))),
        },
    };
    if let Some(file) = &input.file {
        match sidecar(file, &input.path) {
            Ok(s) => unit.sidecar = s,
            // The report is read all the same.
            Err(e) => sink(Err(e.to_string())),
        }
    }
    let mut reader = BufReader::with_capacity(64 << 10, reader);
    let start = match reader.fill_buf() {
        Ok(start) => start,
        Err(e) => return sink(Err(named(&e))),
    };
    // JSON Lines whose first line is whole are read a run of lines at a time.
    let lines = start
        .split(|b| *b == b'\n')
        .find(|l| !l.trim_ascii().is_empty())
        .is_some_and(|l| {
            let l = l.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(l).trim_ascii();
            l.starts_with(b"{")
                && (l.len() + 1 >= start.len() || serde_json::from_slice::<serde::de::IgnoredAny>(l).is_ok())
        });
    if lines {
        read_lines(reader, unit, &named, sink)
    } else {
        read_whole(reader, unit, &named, sink)
    }
}

fn read_whole(
    reader: impl Read,
    mut unit: Unit,
    named: &dyn Fn(&dyn std::fmt::Display) -> Failure,
    sink: &mut dyn FnMut(Result<Unit, Failure>),
) {
    let mut bytes = Vec::new();
    if let Err(e) = reader.take(LONGEST + 1).read_to_end(&mut bytes) {
        return sink(Err(named(&e)));
    }
    if bytes.len() as u64 > LONGEST {
        return sink(Err(named(&too_long())));
    }
    unit.bytes = bytes;
    sink(Ok(unit));
}

fn too_long() -> String {
    format!(
        "expected a report of at most {} MiB and saw a longer one",
        LONGEST >> 20
    )
}

fn read_lines(
    mut reader: impl BufRead,
    unit: Unit,
    named: &dyn Fn(&dyn std::fmt::Display) -> Failure,
    sink: &mut dyn FnMut(Result<Unit, Failure>),
) {
    let mut next = unit.clone();
    let mut line_number = 0;
    loop {
        let before = next.bytes.len();
        let n = match (&mut reader).take(LONGEST + 1).read_until(b'\n', &mut next.bytes) {
            Ok(n) => n,
            Err(e) => {
                sink(Err(named(&e)));
                break;
            }
        };
        if n == 0 {
            break;
        }
        line_number += 1;
        if n as u64 > LONGEST {
            next.bytes.truncate(before);
            sink(Err(format!("{}:{line_number}: {}", unit.path, too_long())));
            // The rest of the line goes unread; the lines after it keep their numbers.
            if !next.bytes.is_empty() {
                sink(Ok(std::mem::replace(&mut next, unit.clone())));
            }
            next.bytes = Vec::new();
            next.lines_before = line_number;
            if skip_line(&mut reader).is_err() {
                break;
            }
            continue;
        }
        if next.bytes.len() >= TOGETHER {
            let mut fresh = unit.clone();
            fresh.lines_before = line_number;
            sink(Ok(std::mem::replace(&mut next, fresh)));
        }
    }
    if !next.bytes.trim_ascii().is_empty() {
        sink(Ok(next));
    }
}

fn skip_line(reader: &mut impl BufRead) -> io::Result<()> {
    loop {
        let (done, used) = {
            let buffer = reader.fill_buf()?;
            match buffer.iter().position(|b| *b == b'\n') {
                Some(i) => (true, i + 1),
                None => (buffer.is_empty(), buffer.len()),
            }
        };
        reader.consume(used);
        if done {
            return Ok(());
        }
    }
}

/// The sidecar of a file: `name.meta.json` for `name.txt`, or `name.txt.meta.json`.
fn sidecar(file: &Path, path: &str) -> Result<Option<(String, Sidecar)>, ReadError> {
    let mut whole = file.as_os_str().to_owned();
    whole.push(".meta.json");
    for candidate in [file.with_extension("meta.json"), PathBuf::from(whole)] {
        if let Ok(bytes) = fs::read(&candidate) {
            let name = candidate.file_name().map(|n| n.to_string_lossy().into_owned());
            let named =
                path.rsplit_once('/').map_or(String::new(), |(d, _)| format!("{d}/")) + &name.unwrap_or_default();
            let read = Sidecar::parse(&named, &bytes)?;
            return Ok(Some((String::from_utf8_lossy(&bytes).into_owned(), read)));
        }
    }
    Ok(None)
}
