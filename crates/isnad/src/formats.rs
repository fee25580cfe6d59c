//! Exports in the formats of other projects, written from a case.
//!
//! In: a case, what narrows and changes the export, names, codes. Out: one file. Invariant: words are redacted before a
//! format sees them; what a format cannot hold is counted. Deliberately goes event by event.
//! Example: events of «قصف» (shelling) as rows of ACLED.

use crate::names::Names;
use crate::output::{Shape, Whole, Written};
use crate::redaction;
use crate::say::CliError;
use isnad_record::export::{Brief, Context, Item, Left, Sheet, Tally, acled, csl, ftm, ged, plover};
use isnad_record::redact::Redactor;
use isnad_record::{ClaimRecord, EventRecord};
use isnad_store::{Case, Review};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

/// A case on its way out: redacted, with the decisions of people, reports without their texts.
pub struct Outgoing<'a> {
    case: &'a Case,
    shape: &'a Shape,
    redactor: Option<Redactor>,
    review: Review,
    reports: BTreeMap<String, Brief>,
}

impl<'a> Outgoing<'a> {
    /// Reads what every format needs.
    pub fn new(case: &'a Case, shape: &'a Shape) -> Result<Self, CliError> {
        let redactor = shape.redact.then(|| redaction::redactor(case)).transpose()?;
        let mut reports = BTreeMap::new();
        case.each_report::<CliError>(|r| {
            let mut brief = Brief::from(r);
            if let Some(redactor) = &redactor {
                redactor.brief(&mut brief);
            }
            reports.insert(brief.id.clone(), brief);
            Ok(())
        })?;
        Ok(Self {
            review: case.review()?,
            case,
            shape,
            redactor,
            reports,
        })
    }

    /// A report.
    pub fn report(&self, id: &str) -> Option<&Brief> {
        self.reports.get(id)
    }

    /// A claim as it may leave: corrected, redacted; nothing when it was rejected.
    pub fn claim(&self, id: &str) -> Result<Option<ClaimRecord>, CliError> {
        let claim = self.case.claim(id)?.and_then(|c| self.review.apply(c));
        Ok(claim.map(|c| self.fit(c)))
    }

    /// A claim redacted.
    pub fn fit(&self, mut c: ClaimRecord) -> ClaimRecord {
        if let Some(redactor) = &self.redactor {
            redactor.claim_words(&mut c);
        }
        c
    }

    /// What replaces private persons.
    pub fn redactor(&self) -> Option<&Redactor> {
        self.redactor.as_ref()
    }

    /// The decisions of people.
    pub fn review(&self) -> &Review {
        &self.review
    }

    /// Every event that belongs, with its claims and reports.
    pub fn each(&self, mut sink: impl FnMut(&Item<'_>) -> Result<(), CliError>) -> Result<(), CliError> {
        self.case.each_event(|mut e: EventRecord| {
            if !self.shape.filter.event(&e) {
                return Ok(());
            }
            let mut claims = Vec::new();
            for id in &e.claims {
                claims.extend(self.claim(id)?);
            }
            if let Some(redactor) = &self.redactor {
                redactor.event(&mut e, &|_, _| None);
            }
            let reports: Vec<&Brief> = e.reports.iter().filter_map(|id| self.report(id)).collect();
            sink(&Item {
                event: &e,
                claims: &claims,
                reports: &reports,
            })
        })
    }

    /// Ids of reports of the claims that belong.
    fn reports_told(&self) -> Result<BTreeSet<String>, CliError> {
        if self.shape.filter.is_empty() {
            return Ok(self.reports.keys().cloned().collect());
        }
        let mut out = BTreeSet::new();
        self.case.each_claim::<CliError>(|c| {
            if self.shape.filter.claim(&c) {
                out.insert(c.report);
            }
            Ok(())
        })?;
        Ok(out)
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn broken(path: &Path) -> impl Fn(csv::Error) -> CliError {
    let path = path.to_owned();
    move |e| CliError::File(path.clone(), io::Error::other(e))
}

type Row = fn(&Item<'_>, &Context<'_>) -> Result<Vec<String>, Left>;

/// Writes a sheet of rows.
fn sheet(
    out: &Outgoing<'_>,
    cx: &Context<'_>,
    path: &Path,
    columns: &[&str],
    row: Row,
) -> Result<(Written, Tally), CliError> {
    let mut file = Whole::begin(path)?;
    let mut tally = Tally::default();
    let mut sheet = Sheet::start(&mut file, columns, &cx.more(columns)).map_err(broken(path))?;
    out.each(|item| {
        let row = row(item, cx);
        tally.count(&row);
        row.map_or(Ok(()), |row| sheet.row(&row).map_err(broken(path)))
    })?;
    sheet.finish().map_err(broken(path))?;
    Ok((vec![(name(path), file.finish()?)], tally))
}

/// Writes ACLED's columns.
pub fn acled(out: &Outgoing<'_>, cx: &Context<'_>, path: &Path) -> Result<(Written, Tally), CliError> {
    sheet(out, cx, path, &acled::COLUMNS, acled::row)
}

/// Writes GED's columns.
pub fn ged(out: &Outgoing<'_>, cx: &Context<'_>, path: &Path) -> Result<(Written, Tally), CliError> {
    sheet(out, cx, path, &ged::COLUMNS, ged::row)
}

/// Writes PLOVER's JSON Lines.
pub fn plover(out: &Outgoing<'_>, cx: &Context<'_>, path: &Path) -> Result<(Written, Tally), CliError> {
    let mut file = Whole::begin(path)?;
    let mut tally = Tally::default();
    let spans = out.redactor.is_none();
    out.each(|item| {
        let record = plover::record(item, cx, spans);
        tally.count(&record);
        record.map_or(Ok(()), |r| writeln!(file, "{r}").map_err(CliError::file(path)))
    })?;
    Ok((vec![(name(path), file.finish()?)], tally))
}

/// Writes FollowTheMoney entities.
pub fn ftm(out: &Outgoing<'_>, names: &Names, path: &Path) -> Result<(Written, Tally), CliError> {
    let mut file = Whole::begin(path)?;
    let mut tally = Tally::default();
    let mut maker = ftm::Maker::default();
    let cx = Context {
        names,
        codebook: isnad_record::export::Codebook::default(),
    };
    for id in &out.reports_told()? {
        if let Some(r) = out.report(id) {
            writeln!(file, "{}", maker.article(r)).map_err(CliError::file(path))?;
        }
    }
    out.each(|item| {
        tally.count(&Ok::<_, Left>(()));
        for entity in maker.event(item, &cx) {
            writeln!(file, "{entity}").map_err(CliError::file(path))?;
        }
        Ok(())
    })?;
    out.case.each_relation::<CliError>(|mut r| {
        let mut reports = BTreeSet::new();
        let mut told = out.shape.filter.is_empty();
        for id in &r.claims {
            if let Some(c) = out.case.claim(id)? {
                told |= out.shape.filter.claim(&c);
                reports.insert(c.report);
            }
        }
        if !out.shape.filter.relation(&r, told) {
            return Ok(());
        }
        if let Some(redactor) = &out.redactor {
            redactor.relation(&mut r);
        }
        for entity in maker.relation(&r, &reports, &cx) {
            writeln!(file, "{entity}").map_err(CliError::file(path))?;
        }
        Ok(())
    })?;
    Ok((vec![(name(path), file.finish()?)], tally))
}

/// Writes citations of reports.
pub fn csl(out: &Outgoing<'_>, path: &Path) -> Result<(Written, Tally), CliError> {
    let mut file = Whole::begin(path)?;
    let mut tally = Tally::default();
    let mut between = "[\n";
    for id in &out.reports_told()? {
        if let Some(r) = out.report(id) {
            write!(file, "{between}{}", csl::item(r)).map_err(CliError::file(path))?;
            between = ",\n";
            tally.count(&Ok::<_, Left>(()));
        }
    }
    let end = if tally.written == 0 { "[]\n" } else { "\n]\n" };
    file.write_all(end.as_bytes()).map_err(CliError::file(path))?;
    Ok((vec![(name(path), file.finish()?)], tally))
}
