//! Exports in the formats of other projects: ACLED, UCDP GED, PLOVER, FollowTheMoney, CSL-JSON, Parquet.
//!
//! In: events with their claims and reports, redacted already where that is wanted; names by a [`Directory`]; codes by a
//! [`Codebook`]. Out: rows and objects. `docs/exports.md` says field by field what goes where and what is lost.
//!
//! **Invariants:** the columns of a format are exactly that project's, in its order; what is not known is empty, never a
//! guess; the same records give the same bytes. It deliberately neither reads a case nor decides what is redacted.
//!
//! Example: «مقتل ستة مدنيين» (six civilians killed) is 6 `fatalities` for ACLED and 6 `deaths_civilians` for UCDP.

pub mod acled;
mod codebook;
#[cfg(feature = "parquet")]
pub mod columnar;
mod country;
pub mod csl;
pub mod dossier;

pub mod ftm;
pub mod ged;
pub mod plover;
mod side;

pub use codebook::{Codebook, Facts};
pub use country::{Country, country};
pub use side::Side;

use crate::shape::*;
use std::collections::BTreeMap;
use std::io::Write;

/// What is known of an entity beside its id.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EntityNote {
    /// English name.
    pub name: String,
    /// Arabic name.
    pub name_ar: String,
    /// `armed-group`, `army`, `person` … as in the lexicon.
    pub kind: String,
    /// A person of public life.
    pub person: bool,
    /// ISO code of two letters.
    pub country: Option<String>,
    /// Wikidata item.
    pub wikidata: Option<String>,
}

/// What is known of a place beside its id.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PlaceNote {
    /// English name, else the Arabic one.
    pub name: String,
    /// Arabic name.
    pub name_ar: String,
    /// `country`, `governorate`, `district`, `subdistrict`, `town` … as in the gazetteer.
    pub kind: String,
    /// ISO code of two letters.
    pub country: String,
}

/// Names of entities and places.
pub trait Directory {
    /// An entity.
    fn entity(&self, id: &str) -> Option<EntityNote>;
    /// A place.
    fn place(&self, id: &str) -> Option<PlaceNote>;
}

/// What an export says of a report: all but its text.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Brief {
    /// Id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Path below the input root.
    pub path: Option<String>,
    /// Lexicon id of the outlet.
    pub outlet_id: Option<String>,
    /// Name of the outlet.
    pub outlet: Option<String>,
    /// Credited names.
    pub byline: Vec<String>,
    /// ISO date.
    pub published: Option<String>,
    /// Why the date may be believed.
    pub trust: Option<String>,
    /// When the bytes were acquired.
    pub retrieved: Option<String>,
    /// Digest of the bytes.
    pub sha256: String,
    /// Language.
    pub lang: String,
}

impl From<ReportRecord> for Brief {
    fn from(r: ReportRecord) -> Self {
        let (outlet_id, outlet) = match r.outlet {
            Some(o) => (o.id, Some(o.name.unwrap_or(o.text))),
            None => (None, None),
        };
        let (published, trust) = match r.published {
            Some(p) => (Some(p.value), Some(p.trust)),
            None => (None, None),
        };
        Self {
            id: r.id,
            title: r.title,
            url: r.url,
            path: r.path,
            outlet_id,
            outlet,
            byline: r.byline,
            published,
            trust,
            retrieved: r.retrieved,
            sha256: r.sha256,
            lang: r.lang,
        }
    }
}

impl Brief {
    /// The publisher, else the host or path.
    #[must_use]
    pub fn publisher(&self) -> String {
        let host = || {
            let url = self.url.as_deref()?;
            let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
            Some(rest.split(['/', '?', '#']).next().unwrap_or(rest).to_owned())
        };
        self.outlet
            .clone()
            .or_else(host)
            .or_else(|| self.path.clone())
            .unwrap_or_else(|| self.id.clone())
    }

    /// When it was last seen to be so: retrieval, else publication; seconds since 1970.
    fn seen(&self) -> Option<i64> {
        let day = |d: &String| {
            let date: jiff::civil::Date = d.get(..10)?.parse().ok()?;
            let zoned = date.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
            Some(zoned.timestamp().as_second())
        };
        let at = |t: &String| t.parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_second);
        let retrieved = self.retrieved.as_ref().and_then(|t| at(t).or_else(|| day(t)));
        retrieved.or_else(|| self.published.as_ref().and_then(day))
    }
}

/// An event with all that an export may say of it.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// The event.
    pub event: &'a EventRecord,
    /// Its claims, by id.
    pub claims: &'a [ClaimRecord],
    /// Its reports.
    pub reports: &'a [&'a Brief],
}

/// Why an event is not in an export.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Left {
    /// No account says that it happened.
    NotActual,
    /// The format has no category for it.
    NoCategory,
    /// No account gives a day, month or year.
    NoDay,
    /// No account gives a place.
    NoPlace,
    /// The format holds deadly events only.
    NoDeath,
}

impl Left {
    /// In words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotActual => "only planned or denied",
            Self::NoCategory => "of a type that the format does not have",
            Self::NoDay => "without a date",
            Self::NoPlace => "without a place",
            Self::NoDeath => "without a death",
        }
    }
}

/// How many events were written and how many were left out, and why.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Written.
    pub written: u64,
    /// Left out.
    pub left: BTreeMap<Left, u64>,
}

impl Tally {
    /// Counts one event.
    pub fn count<T>(&mut self, outcome: &Result<T, Left>) {
        match outcome {
            Ok(_) => self.written += 1,
            Err(why) => *self.left.entry(*why).or_default() += 1,
        }
    }
}

/// What every format needs beside the event.
pub struct Context<'a> {
    /// Names.
    pub names: &'a dyn Directory,
    /// Codes.
    pub codebook: Codebook,
}

/// A sheet being written: fixed columns, then those of a user's codebook.
pub struct Sheet<W: Write> {
    out: ::csv::Writer<W>,
}

impl<W: Write> Sheet<W> {
    /// Begins a sheet.
    ///
    /// # Errors
    /// When the header cannot be written.
    pub fn start(out: W, columns: &[&str], more: &[String]) -> Result<Self, ::csv::Error> {
        let mut out = ::csv::Writer::from_writer(out);
        out.write_record(columns.iter().copied().chain(more.iter().map(String::as_str)))?;
        Ok(Self { out })
    }

    /// Writes a row; what a spreadsheet would run as a formula is quoted as text.
    ///
    /// # Errors
    /// When the row cannot be written.
    pub fn row(&mut self, row: &[String]) -> Result<(), ::csv::Error> {
        self.out.write_record(row.iter().map(|c| {
            // A number may begin with its sign.
            match c.parse::<f64>() {
                Ok(_) => c.clone(),
                Err(_) => crate::table::cell(c),
            }
        }))
    }

    /// Ends the sheet.
    ///
    /// # Errors
    /// When what is left cannot be written.
    pub fn finish(mut self) -> Result<(), ::csv::Error> {
        self.out.flush()?;
        Ok(())
    }
}

impl Context<'_> {
    /// Columns of the user's codebook that a format does not have, sorted.
    #[must_use]
    pub fn more(&self, columns: &[&str]) -> Vec<String> {
        let own = self.codebook.own().iter();
        own.filter(|c| !columns.contains(&c.as_str())).cloned().collect()
    }

    /// What rules may ask of an event.
    fn facts<'b>(&self, item: &Item<'b>, sides: &[Side; 2]) -> Facts<'b> {
        let class = |t: &'b Option<ThingRecord>| t.as_ref().map_or("", |t| t.class.as_str());
        Facts {
            kind: &item.event.r#type,
            modality: modality(item),
            means: class(&item.event.means),
            target: class(&item.event.target),
            agent: sides[0].as_str(),
            patient: sides[1].as_str(),
        }
    }

    /// A row of named cells in the order of columns, with the user's codes over them.
    fn lay<'b>(
        &self,
        columns: &[&str],
        mut cells: BTreeMap<&'b str, String>,
        codes: &BTreeMap<&'b str, &str>,
    ) -> Vec<String> {
        let more = self.more(columns);
        for column in self.codebook.own() {
            if let Some((column, code)) = codes.get_key_value(column.as_str()) {
                cells.insert(column, (*code).to_owned());
            }
        }
        let all = columns.iter().copied().chain(more.iter().map(String::as_str));
        all.map(|c| cells.get(c).cloned().unwrap_or_default()).collect()
    }

    /// Divisions of a place: ISO code, then names of governorate, district, subdistrict.
    fn divisions(&self, place: &PlaceRecord) -> Divisions {
        let mut out = Divisions::default();
        for id in place.id.iter().chain(&place.within) {
            let Some(note) = self.names.place(id) else { continue };
            if out.iso2.is_empty() {
                out.iso2.clone_from(&note.country);
            }
            let slot = match note.kind.as_str() {
                "governorate" => 0,
                "district" => 1,
                "subdistrict" => 2,
                _ => continue,
            };
            if out.names[slot].is_empty() {
                out.names[slot] = note.name;
            }
        }
        out.iso2 = out.iso2.trim().to_owned();
        out
    }

    /// English name of a participant: the entity's, else the role, else the words.
    fn name(&self, p: &ParticipantRecord) -> String {
        let known = p.entity.as_deref().and_then(|id| self.names.entity(id));
        known
            .map(|n| n.name)
            .filter(|n| !n.is_empty())
            .unwrap_or_else(|| p.text.clone())
    }
}

#[derive(Default)]
struct Divisions {
    iso2: String,
    names: [String; 3],
}

/// `actual` when any account says that it happened, else what the first says.
fn modality<'a>(item: &Item<'a>) -> &'a str {
    let mut all = item.claims.iter().map(|c| c.modality.as_str());
    let first = all.next().unwrap_or("actual");
    if first == "actual" || all.any(|m| m == "actual") {
        "actual"
    } else {
        first
    }
}

/// Days from the first to the last, both counted.
fn days(from: &str, to: &str) -> Option<i64> {
    let from: jiff::civil::Date = from.parse().ok()?;
    let to: jiff::civil::Date = to.parse().ok()?;
    let span = to.since((jiff::Unit::Day, from)).ok()?;
    Some(i64::from(span.get_days()) + 1)
}

/// Distinct texts in order, joined.
fn distinct<'a>(parts: impl Iterator<Item = &'a str>, between: &str) -> String {
    let mut seen = Vec::new();
    for p in parts.filter(|p| !p.is_empty()) {
        if !seen.contains(&p) {
            seen.push(p);
        }
    }
    seen.join(between)
}

#[cfg(test)]
pub(crate) mod sample;
