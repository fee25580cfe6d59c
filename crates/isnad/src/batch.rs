//! Reading and analysing many inputs into a case.
//!
//! In: inputs, rooms, an open case. Out: rows in the case, failures, ids of what is new. Invariant: what comes out does
//! not depend on the number of threads; a report that makes the program panic is named and left out, and the rest goes
//! on; memory holds one batch of units at a time. Deliberately links nothing.
//! Example: a folder with one damaged «خبر» (news item) gives all others and one line about it.

use crate::input::{self, Failure, Unit};
use crate::options::BatchOptions;
use crate::redaction;
use crate::rooms::Rooms;
use crate::say::{self, CliError};
use indicatif::{ProgressBar, ProgressStyle};
use isnad_model::{Analysis, Fingerprint, Report};
use isnad_read::{Format, ReadError, Source};
use isnad_record::{claim_record, report_record};
use isnad_store::{Capture, Case, Entry, LogEntry};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Bytes of units that are analysed together.
const TOGETHER: usize = 8 << 20;

/// What came of a batch.
#[derive(Default, Debug)]
pub struct Outcome {
    /// Reports that the case did not hold before, sorted.
    pub new: Vec<String>,
    /// Reports read.
    pub read: u64,
    /// What failed, one line each.
    pub failures: Vec<Failure>,
}

impl Outcome {
    fn fail(&mut self, failure: Failure) {
        say::failure(&failure);
        self.failures.push(failure);
    }
}

/// What came of one unit.
#[derive(Default)]
struct Read {
    captures: Vec<Capture>,
    entries: Vec<Entry>,
    failures: Vec<Failure>,
    /// What a model was asked.
    calls: Vec<isnad_assist::Call>,
}

/// The time now, as records write it.
pub fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Reads inputs into a case.
pub fn take_in(
    case: &mut Case,
    arguments: &[std::path::PathBuf],
    out: Option<&std::path::Path>,
    rooms: &Rooms,
    options: &BatchOptions,
) -> Result<Outcome, CliError> {
    let mut outcome = Outcome::default();
    let (inputs, failures) = input::find(arguments, out);
    failures.into_iter().for_each(|f| outcome.fail(f));
    let bar = progress(inputs.len() as u64, options);
    let pool = pool(options)?;
    let mut units = Vec::new();
    let mut held = 0;
    // A panic is said in one line by us, not by the runtime.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let mut result = Ok(());
    for input in &inputs {
        input::read(input, &mut |unit| match unit {
            Ok(unit) => {
                held += unit.bytes.len() + 4096;
                units.push(unit);
                if held >= TOGETHER {
                    held = 0;
                    let units = std::mem::take(&mut units);
                    keep_first(
                        &mut result,
                        bar.suspend(|| flush(case, &pool, units, rooms, options, &mut outcome)),
                    );
                }
            }
            Err(failure) => bar.suspend(|| outcome.fail(failure)),
        });
        bar.inc(1);
    }
    keep_first(
        &mut result,
        bar.suspend(|| flush(case, &pool, units, rooms, options, &mut outcome)),
    );
    std::panic::set_hook(hook);
    bar.finish_and_clear();
    outcome.new.sort();
    result.map(|()| outcome)
}

fn keep_first(result: &mut Result<(), CliError>, next: Result<(), CliError>) {
    if result.is_ok() {
        *result = next;
    }
}

/// The threads that analyse.
pub fn pool(options: &BatchOptions) -> Result<rayon::ThreadPool, CliError> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(options.jobs.unwrap_or(0))
        .stack_size(16 << 20)
        .build()
        .map_err(|e| CliError::Usage(format!("--jobs: {e}")))
}

fn progress(n: u64, options: &BatchOptions) -> ProgressBar {
    if options.quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {msg}");
    ProgressBar::new(n).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn flush(
    case: &mut Case,
    pool: &rayon::ThreadPool,
    units: Vec<Unit>,
    rooms: &Rooms,
    options: &BatchOptions,
    outcome: &mut Outcome,
) -> Result<(), CliError> {
    let now = now();
    let reads: Vec<Read> = pool.install(|| {
        units
            .into_par_iter()
            .map(|u| {
                let path = u.path.clone();
                catch_unwind(AssertUnwindSafe(|| unit(u, rooms, options, &now)))
                    .unwrap_or_else(|cause| panicked(&path, cause.as_ref()))
            })
            .collect()
    });
    for read in reads {
        outcome.read += read.entries.len() as u64;
        read.failures.into_iter().for_each(|f| outcome.fail(f));
        log_calls(case, &read.calls)?;
        outcome.new.extend(case.ingest(&read.captures, &read.entries, &now)?);
    }
    Ok(())
}

fn panicked(path: &str, cause: &(dyn std::any::Any + Send)) -> Read {
    Read {
        failures: vec![format!("{path}: set aside: {}", words_of(cause))],
        ..Read::default()
    }
}

fn words_of(cause: &(dyn std::any::Any + Send)) -> String {
    cause
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| cause.downcast_ref::<&str>().map(|s| (*s).to_owned()))
        .unwrap_or_else(|| "the program panicked".to_owned())
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// Keeps what a model was asked and what came of it.
fn log_calls(case: &Case, calls: &[isnad_assist::Call]) -> Result<(), CliError> {
    for call in calls {
        case.log(&LogEntry {
            at: call.at.clone(),
            who: format!("model {}", call.model),
            what: "model call".to_owned(),
            detail: call.line(),
        })?;
    }
    Ok(())
}

/// Reads and analyses one unit.
fn unit(u: Unit, rooms: &Rooms, options: &BatchOptions, now: &str) -> Read {
    let source = Source {
        path: &u.path,
        bytes: &u.bytes,
        sidecar: u.sidecar.as_ref().map(|(_, s)| s.clone()),
        given: options.published,
    };
    let mut out = Read::default();
    let mut originals = Originals::of(&u);
    isnad_read::read(&source, rooms, &mut |report| match report {
        Ok(report) => {
            let mut analysis = catch_unwind(AssertUnwindSafe(|| rooms.analyse(&report))).unwrap_or_else(|cause| {
                let name = report.external_id.as_deref().unwrap_or("");
                let what = words_of(cause.as_ref());
                out.failures
                    .push(format!("{} {name}: analysis set aside: {what}", u.path));
                nothing(&report)
            });
            if rooms.has_model() {
                let claims: Vec<_> = analysis.claims.iter().map(claim_record).collect();
                let redactor = redaction::of_report(&report_record(&report, &analysis), &claims, &rooms.lexicon);
                out.calls.extend(rooms.assist(&report, &mut analysis, &redactor));
            }
            // Bytes that could not be decoded are kept as they are and said.
            let undecoded = report.diagnostics.iter().find(|d| d.code == "ISN-R002");
            out.failures
                .extend(undecoded.map(|d| format!("{}: {}", u.path, d.message)));
            let capture = originals.take(&report.sha256, options, now, &mut out.captures);
            out.entries.push(entry(&report, &analysis, capture));
        }
        Err(e) => out.failures.push(said(e, u.lines_before)),
    });
    out
}

/// The analysis of a report that could not be analysed: it is kept, and says so.
fn nothing(report: &Report) -> Analysis {
    Analysis {
        report: report.id.clone(),
        published: report.published,
        news_day: None,
        claims: Vec::new(),
        mentions: Vec::new(),
        fingerprint: Fingerprint::default(),
        diagnostics: vec![isnad_model::Diagnostic::warning(
            "ISN-A000",
            "the analysis of this report failed and was set aside",
        )],
    }
}

/// A report and its analysis as the case keeps them.
pub fn entry(report: &Report, analysis: &Analysis, capture: String) -> Entry {
    Entry {
        capture,
        report: report_record(report, analysis),
        claims: analysis.claims.iter().map(claim_record).collect(),
        fingerprint: analysis.fingerprint.clone(),
    }
}

/// An error in words, with the line number of the whole file.
fn said(e: ReadError, lines_before: usize) -> Failure {
    match e {
        ReadError::Json { path, line, source } => ReadError::Json {
            path,
            line: line + lines_before,
            source,
        },
        ReadError::NoText { path, line, saw } => ReadError::NoText {
            path,
            line: line + lines_before,
            saw,
        },
        e => e,
    }
    .to_string()
}

/// The bytes that each report of a unit was made of.
struct Originals<'u> {
    unit: &'u Unit,
    /// Lines of a JSON Lines file by digest.
    lines: BTreeMap<String, &'u [u8]>,
    whole: Option<String>,
}

impl<'u> Originals<'u> {
    fn of(unit: &'u Unit) -> Self {
        let mut lines = BTreeMap::new();
        if isnad_read::sniff(&unit.path, &unit.bytes) == Format::Json {
            let bytes = unit.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&unit.bytes);
            for line in bytes.split(|b| *b == b'\n') {
                lines.insert(hex(line), line);
            }
        }
        Self {
            unit,
            lines,
            whole: None,
        }
    }

    /// Keeps the original of a report and gives its digest: its line, or else the whole unit.
    fn take(&mut self, sha256: &str, options: &BatchOptions, now: &str, captures: &mut Vec<Capture>) -> String {
        let capture = |sha256: &str, bytes: &[u8]| Capture {
            sha256: sha256.to_owned(),
            bytes: bytes.to_vec(),
            path: Some(self.unit.path.clone()),
            sidecar: self.unit.sidecar.as_ref().map(|(text, _)| text.clone()),
            given: options.published.map(|d| d.to_string()),
            way: self.unit.way.to_owned(),
            acquired: now.to_owned(),
        };
        if let Some(line) = self.lines.get(sha256) {
            captures.push(capture(sha256, line));
            return sha256.to_owned();
        }
        if let Some(whole) = &self.whole {
            return whole.clone();
        }
        let whole = hex(&self.unit.bytes);
        captures.push(capture(&whole, &self.unit.bytes));
        self.whole = Some(whole.clone());
        whole
    }
}

/// Derives every report again from its original; gives the number of failures.
pub fn derive_again(case: &mut Case, rooms: &Rooms, options: &BatchOptions) -> Result<usize, CliError> {
    let mut digests = Vec::new();
    case.each_capture::<CliError>(|c| {
        digests.push(c.sha256);
        Ok(())
    })?;
    case.forget_derived()?;
    let pool = pool(options)?;
    let mut outcome = Outcome::default();
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    for some in digests.chunks(64) {
        let mut units = Vec::new();
        for digest in some {
            let Some(c) = case.capture(digest)? else { continue };
            let sidecar = c.sidecar.and_then(|text| {
                let read = isnad_read::Sidecar::parse("sidecar", text.as_bytes()).ok()?;
                Some((text, read))
            });
            let given = c.given.and_then(|d| d.parse().ok());
            let unit = Unit {
                path: c.path.unwrap_or_default(),
                bytes: c.bytes,
                lines_before: 0,
                sidecar,
                way: "case",
            };
            let options = BatchOptions {
                published: given,
                ..options.clone()
            };
            units.push((unit, options));
        }
        let now = now();
        let reads: Vec<Read> = pool.install(|| {
            units
                .into_par_iter()
                .map(|(u, options)| {
                    let path = u.path.clone();
                    catch_unwind(AssertUnwindSafe(|| unit(u, rooms, &options, &now)))
                        .unwrap_or_else(|cause| panicked(&path, cause.as_ref()))
                })
                .collect()
        });
        for read in reads {
            read.failures.into_iter().for_each(|f| outcome.fail(f));
            log_calls(case, &read.calls)?;
            case.ingest(&[], &read.entries, &now)?;
        }
    }
    std::panic::set_hook(hook);
    Ok(outcome.failures.len())
}
