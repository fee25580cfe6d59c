//! Files written whole or not at all.
//!
//! In: a case, a folder. Out: records and exports. Invariant: a file appears under its name only when it is complete; the
//! same case gives the same bytes. Deliberately writes record by record: no file is held in memory.
//! Example: `claims.csv` holds one row for «قتل مدنيان» (two civilians were killed).

use crate::narrow::Filter;
use crate::redaction;
use crate::say::CliError;
use isnad_record::redact::{Page, Redactor};
use isnad_record::{ClaimRecord, EventRecord, ReportRecord, SpanRecord, geo, line, table};
use isnad_store::Case;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// A file that gets its name when it is done.
pub struct Whole {
    file: BufWriter<File>,
    temporary: PathBuf,
    path: PathBuf,
    digest: Sha256,
}

impl Whole {
    /// Begins a file.
    pub fn begin(path: &Path) -> Result<Self, CliError> {
        let mut name = std::ffi::OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(".part");
        let temporary = path.with_file_name(name);
        // The name that the user knows.
        let file = File::create(&temporary).map_err(CliError::file(path))?;
        Ok(Self {
            file: BufWriter::with_capacity(256 << 10, file),
            temporary,
            path: path.to_owned(),
            digest: Sha256::new(),
        })
    }

    /// Gives the file its name, and its digest to the caller.
    pub fn finish(mut self) -> Result<String, CliError> {
        let done = self.file.flush().and_then(|()| fs::rename(&self.temporary, &self.path));
        done.map_err(CliError::file(&self.path))?;
        Ok(self
            .digest
            .finalize_reset()
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect())
    }

    fn record<T: serde::Serialize>(&mut self, record: &T) -> Result<(), CliError> {
        let path = self.path.clone();
        let json = line(record).map_err(|e| CliError::File(path.clone(), e.into()))?;
        writeln!(self, "{json}").map_err(CliError::file(path))
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.file.write(bytes)?;
        self.digest.update(&bytes[..n]);
        Ok(n)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// What narrows and changes an export.
#[derive(Clone, Default)]
pub struct Shape {
    /// Replaces private persons.
    pub redact: bool,
    /// A row of HXL tags.
    pub hxl: bool,
    /// What narrows it.
    pub filter: Filter,
}

/// Names of files with their digests.
pub type Written = Vec<(String, String)>;

/// Writes the four files of records.
pub fn jsonl(case: &Case, dir: &Path, shape: &Shape) -> Result<Written, CliError> {
    let redactor = shape.redact.then(|| redaction::redactor(case)).transpose()?;
    let mut written = Vec::new();
    let mut whole = |name: &str, fill: &mut dyn FnMut(&mut Whole) -> Result<(), CliError>| {
        let mut file = Whole::begin(&dir.join(name))?;
        fill(&mut file)?;
        written.push((name.to_owned(), file.finish()?));
        Ok::<_, CliError>(())
    };
    let review = case.review()?;
    let told = told(case, shape)?;
    let has = |told: &Option<BTreeSet<String>>, id: &String| told.as_ref().is_none_or(|t| t.contains(id));
    whole("reports.jsonl", &mut |file| {
        case.each_report(|mut r: ReportRecord| {
            if !has(&told[0], &r.id) {
                return Ok(());
            }
            if let Some(redactor) = &redactor {
                let page = redactor.page(&r.text);
                redactor.report(&page, &mut r);
            }
            file.record(&r)
        })
    })?;
    whole("claims.jsonl", &mut |file| {
        let mut at: Option<(String, Page)> = None;
        case.each_claim(|c: ClaimRecord| {
            let Some(mut c) = review.apply(c).filter(|c| shape.filter.claim(c)) else {
                return Ok(());
            };
            if let Some(redactor) = &redactor {
                if at.as_ref().is_none_or(|(id, _)| *id != c.report) {
                    let text = case.report(&c.report)?.map(|r| r.text).unwrap_or_default();
                    at = Some((c.report.clone(), redactor.page(&text)));
                }
                if let Some((_, page)) = &at {
                    redactor.claim(page, &mut c);
                }
            }
            file.record(&c)
        })
    })?;
    whole("events.jsonl", &mut |file| {
        case.each_event(|mut e: EventRecord| {
            if !shape.filter.event(&e) {
                return Ok(());
            }
            if let Some(redactor) = &redactor {
                redact_event(case, redactor, &mut e)?;
            }
            file.record(&e)
        })
    })?;
    whole("relations.jsonl", &mut |file| {
        case.each_relation(|mut r: isnad_record::RelationRecord| {
            if !shape.filter.relation(&r, r.claims.iter().any(|c| has(&told[1], c))) {
                return Ok(());
            }
            if let Some(redactor) = &redactor {
                redactor.relation(&mut r);
            }
            file.record(&r)
        })
    })?;
    whole("citations.jsonl", &mut |file| {
        for mut c in case.citations()? {
            if told[0].is_some() {
                c.reports.retain(|r| has(&told[0], r));
            }
            if let Some(redactor) = &redactor {
                c.from = redactor.text(&c.from);
                c.to = redactor.text(&c.to);
            }
            if !c.reports.is_empty() {
                file.record(&c)?;
            }
        }
        Ok(())
    })?;
    Ok(written)
}

/// Reports and claims that belong; nothing where all do.
fn told(case: &Case, shape: &Shape) -> Result<[Option<BTreeSet<String>>; 2], CliError> {
    if shape.filter.is_empty() {
        return Ok([None, None]);
    }
    let (mut reports, mut claims) = (BTreeSet::new(), BTreeSet::new());
    case.each_claim::<CliError>(|c| {
        if shape.filter.claim(&c) {
            reports.insert(c.report);
            claims.insert(c.id);
        }
        Ok(())
    })?;
    Ok([Some(reports), Some(claims)])
}

/// Redacts an event whose words stand in its reports.
fn redact_event(case: &Case, redactor: &Redactor, e: &mut EventRecord) -> Result<(), CliError> {
    let mut pages = Vec::new();
    for id in &e.reports {
        if let Some(r) = case.report(id)? {
            let page = Rc::new(redactor.page(&r.text));
            pages.push((r.text, page));
        }
    }
    redactor.event(e, &|words: &str, span: SpanRecord| {
        let holds = |text: &String| text.get(span[0] as usize..span[1] as usize) == Some(words);
        pages.iter().find(|(text, _)| holds(text)).map(|(_, page)| page.clone())
    });
    Ok(())
}

/// Writes `claims.csv` and `events.csv`.
pub fn csv(case: &Case, dir: &Path, shape: &Shape) -> Result<Written, CliError> {
    let redactor = shape.redact.then(|| redaction::redactor(case)).transpose()?;
    let mut written = Vec::new();
    let path = dir.join("claims.csv");
    let broken = |path: &Path| {
        let path = path.to_owned();
        move |e: csv::Error| CliError::File(path, io::Error::other(e))
    };
    let review = case.review()?;
    let mut file = Whole::begin(&path)?;
    let mut out = table::Table::claims(&mut file, shape.hxl).map_err(broken(&path))?;
    case.each_report(|mut r: ReportRecord| {
        let claims = case.claims_of(&r.id)?;
        let mut claims: Vec<_> = claims.into_iter().filter_map(|c| review.apply(c)).collect();
        if let Some(redactor) = &redactor {
            let page = redactor.page(&r.text);
            claims.iter_mut().for_each(|c| redactor.claim(&page, c));
            redactor.report(&page, &mut r);
        }
        for c in claims.iter().filter(|c| shape.filter.claim(c)) {
            out.claim(c, &r).map_err(broken(&path))?;
        }
        Ok::<_, CliError>(())
    })?;
    out.finish().map_err(broken(&path))?;
    written.push(("claims.csv".to_owned(), file.finish()?));
    let path = dir.join("events.csv");
    let mut file = Whole::begin(&path)?;
    let mut out = table::Table::events(&mut file, shape.hxl).map_err(broken(&path))?;
    each_shaped_event(case, redactor.as_ref(), shape, |e| out.event(e).map_err(broken(&path)))?;
    out.finish().map_err(broken(&path))?;
    written.push(("events.csv".to_owned(), file.finish()?));
    Ok(written)
}

/// Writes a collection of the located events.
pub fn geojson(case: &Case, path: &Path, shape: &Shape) -> Result<Written, CliError> {
    let redactor = shape.redact.then(|| redaction::redactor(case)).transpose()?;
    let mut file = Whole::begin(path)?;
    let mut out = geo::Collection::start(&mut file).map_err(CliError::file(path))?;
    each_shaped_event(case, redactor.as_ref(), shape, |e| {
        out.event(e).map_err(CliError::file(path))
    })?;
    out.finish().map_err(CliError::file(path))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(vec![(name, file.finish()?)])
}

fn each_shaped_event(
    case: &Case,
    redactor: Option<&Redactor>,
    shape: &Shape,
    mut sink: impl FnMut(&EventRecord) -> Result<(), CliError>,
) -> Result<(), CliError> {
    case.each_event(|mut e: EventRecord| {
        if !shape.filter.event(&e) {
            return Ok(());
        }
        if let Some(redactor) = redactor {
            redactor.event(&mut e, &|_, _| None);
        }
        sink(&e)
    })
}
