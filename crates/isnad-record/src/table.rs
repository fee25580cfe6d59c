//! Tables for people who work in spreadsheets: one row a claim, one row an event.
//!
//! In: records, already redacted where that is wanted. Out: CSV in UTF-8, with a row of HXL tags after the header when
//! asked. Invariant: a cell that a spreadsheet would run as a formula is quoted as text. Deliberately flat: what does
//! not fit a cell stays in the JSON Lines.
//! Example: «مقتل أكثر من 25» (more than 25 killed) is 26 in `killed_low` and empty in `killed_high`.

use crate::shape::*;
use std::io::Write;

const CLAIM_COLUMNS: &[(&str, &str)] = &[
    ("id", "#meta+id+claim"),
    ("report", "#meta+id+report"),
    ("path", "#meta+path"),
    ("url", "#meta+url"),
    ("outlet", "#meta+source+outlet"),
    ("published", "#date+reported"),
    ("type", "#event+type"),
    ("modality", "#event+modality"),
    ("from", "#date+occurred+start"),
    ("to", "#date+occurred+end"),
    ("date_precision", "#date+precision"),
    ("time_text", "#date+text"),
    ("place", "#loc+name"),
    ("place_en", "#loc+name+i_en"),
    ("place_id", "#loc+code"),
    ("lat", "#geo+lat"),
    ("lon", "#geo+lon"),
    ("where_precision", "#geo+precision"),
    ("agent", "#group+agent"),
    ("agent_entity", "#group+code+agent"),
    ("patient", "#group+patient"),
    ("patient_entity", "#group+code+patient"),
    ("killed_low", "#affected+killed+min"),
    ("killed_high", "#affected+killed+max"),
    ("injured_low", "#affected+injured+min"),
    ("injured_high", "#affected+injured+max"),
    ("means", "#event+means"),
    ("target", "#event+target"),
    ("source", "#meta+source"),
    ("source_kind", "#meta+source+type"),
    ("chain", "#meta+source+chain"),
    ("stance", "#meta+stance"),
    ("confidence", "#meta+confidence"),
    ("quote", "#meta+quote"),
    ("english", "#description+i_en"),
];

const EVENT_COLUMNS: &[(&str, &str)] = &[
    ("id", "#meta+id+event"),
    ("type", "#event+type"),
    ("from", "#date+occurred+start"),
    ("to", "#date+occurred+end"),
    ("place", "#loc+name"),
    ("place_en", "#loc+name+i_en"),
    ("place_id", "#loc+code"),
    ("lat", "#geo+lat"),
    ("lon", "#geo+lon"),
    ("where_precision", "#geo+precision"),
    ("agent", "#group+agent"),
    ("agent_entity", "#group+code+agent"),
    ("patient", "#group+patient"),
    ("patient_entity", "#group+code+patient"),
    ("killed_low", "#affected+killed+min"),
    ("killed_best", "#affected+killed"),
    ("killed_high", "#affected+killed+max"),
    ("injured_low", "#affected+injured+min"),
    ("injured_best", "#affected+injured"),
    ("injured_high", "#affected+injured+max"),
    ("means", "#event+means"),
    ("target", "#event+target"),
    ("corroboration", "#meta+corroboration"),
    ("independent_origins", "#meta+source+num"),
    ("origins", "#meta+source"),
    ("reports", "#meta+report+num"),
    ("claims", "#meta+claim+num"),
    ("contradictions", "#meta+contradiction"),
    ("english", "#description+i_en"),
];

/// Text that no spreadsheet runs: a leading `=`, `+`, `-`, `@`, tab or carriage return is quoted.
pub(crate) fn cell(text: &str) -> String {
    let mut out = text.replace(['\n', '\r'], " ");
    if out.starts_with(['=', '+', '-', '@', '\t']) {
        out.insert(0, '\'');
    }
    out
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}

fn people(list: &[ParticipantRecord]) -> [String; 2] {
    [
        joined(list.iter().map(|p| p.text.as_str())),
        joined(list.iter().filter_map(|p| p.entity.as_deref())),
    ]
}

fn place(p: Option<&PlaceRecord>) -> [String; 6] {
    let Some(p) = p else { return Default::default() };
    let number = |x: Option<f64>| x.map(|x| x.to_string()).unwrap_or_default();
    [
        p.name.clone().unwrap_or_else(|| p.text.clone()),
        p.name_en.clone().unwrap_or_default(),
        p.id.clone().unwrap_or_default(),
        number(p.lat),
        number(p.lon),
        p.precision.map(|n| n.to_string()).unwrap_or_default(),
    ]
}

fn count(c: Option<&CountRecord>) -> [String; 2] {
    c.map_or_else(Default::default, |c| {
        [c.low.to_string(), c.high.map(|h| h.to_string()).unwrap_or_default()]
    })
}

fn toll(t: Option<&TollRecord>) -> [String; 3] {
    t.map_or_else(Default::default, |t| {
        [
            t.low.to_string(),
            t.best.to_string(),
            t.high.map(|h| h.to_string()).unwrap_or_default(),
        ]
    })
}

fn class(t: Option<&ThingRecord>) -> String {
    t.map(|t| t.class.clone()).unwrap_or_default()
}

/// A table being written.
pub struct Table<W: Write> {
    out: ::csv::Writer<W>,
}

impl<W: Write> Table<W> {
    fn start(out: W, columns: &[(&str, &str)], hxl: bool) -> Result<Self, ::csv::Error> {
        let mut out = ::csv::Writer::from_writer(out);
        out.write_record(columns.iter().map(|c| c.0))?;
        if hxl {
            out.write_record(columns.iter().map(|c| c.1))?;
        }
        Ok(Self { out })
    }

    /// A table of claims.
    ///
    /// # Errors
    /// When the header cannot be written.
    pub fn claims(out: W, hxl: bool) -> Result<Self, ::csv::Error> {
        Self::start(out, CLAIM_COLUMNS, hxl)
    }

    /// A table of events.
    ///
    /// # Errors
    /// When the header cannot be written.
    pub fn events(out: W, hxl: bool) -> Result<Self, ::csv::Error> {
        Self::start(out, EVENT_COLUMNS, hxl)
    }

    fn row(&mut self, row: &[String]) -> Result<(), ::csv::Error> {
        self.out.write_record(row.iter().map(|c| cell(c)))
    }

    /// Writes one claim; `report` is the report that states it.
    ///
    /// # Errors
    /// When the row cannot be written.
    pub fn claim(&mut self, c: &ClaimRecord, report: &ReportRecord) -> Result<(), ::csv::Error> {
        let time = c.time.as_ref();
        let first = c.sources.first();
        let outlet = report.outlet.as_ref();
        let mut row = vec![
            c.id.clone(),
            c.report.clone(),
            report.path.clone().unwrap_or_default(),
            report.url.clone().unwrap_or_default(),
            outlet
                .map(|o| o.name.clone().unwrap_or_else(|| o.text.clone()))
                .unwrap_or_default(),
            report.published.as_ref().map(|p| p.value.clone()).unwrap_or_default(),
            c.r#type.clone(),
            c.modality.clone(),
            time.and_then(|t| t.from.clone()).unwrap_or_default(),
            time.and_then(|t| t.to.clone()).unwrap_or_default(),
            time.map(|t| t.precision.to_string()).unwrap_or_default(),
            time.map(|t| t.text.clone()).unwrap_or_default(),
        ];
        row.extend(place(c.place.as_ref()));
        row.extend(people(&c.agent));
        row.extend(people(&c.patient));
        row.extend(count(c.killed.as_ref()));
        row.extend(count(c.injured.as_ref()));
        row.extend([
            class(c.means.as_ref()),
            class(c.target.as_ref()),
            first.and_then(|s| s.text.clone()).unwrap_or_default(),
            first.map(|s| s.kind.clone()).unwrap_or_default(),
            c.sources
                .iter()
                .map(|s| s.kind.as_str())
                .collect::<Vec<_>>()
                .join(" < "),
            c.stance.clone(),
            c.confidence.to_string(),
            c.quote.text.clone(),
            c.english.clone(),
        ]);
        self.row(&row)
    }

    /// Writes one event.
    ///
    /// # Errors
    /// When the row cannot be written.
    pub fn event(&mut self, e: &EventRecord) -> Result<(), ::csv::Error> {
        let mut row = vec![
            e.id.clone(),
            e.r#type.clone(),
            e.from.clone().unwrap_or_default(),
            e.to.clone().unwrap_or_default(),
        ];
        row.extend(place(e.place.as_ref()));
        row.extend(people(&e.agent));
        row.extend(people(&e.patient));
        row.extend(toll(e.killed.as_ref()));
        row.extend(toll(e.injured.as_ref()));
        row.extend([
            class(e.means.as_ref()),
            class(e.target.as_ref()),
            e.corroboration.clone(),
            e.independent_origins.to_string(),
            joined(e.origins.iter().map(|o| o.name.as_deref().unwrap_or(&o.kind))),
            e.reports.len().to_string(),
            e.claims.len().to_string(),
            joined(e.contradictions.iter().map(|c| c.field.as_str())),
            e.english.clone(),
        ]);
        self.row(&row)
    }

    /// Ends the table.
    ///
    /// # Errors
    /// When what is left cannot be written.
    pub fn finish(mut self) -> Result<(), ::csv::Error> {
        self.out.flush()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_never_formulas() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("@x\ny"), "'@x y");
        assert_eq!(cell("قتل 3"), "قتل 3");
    }

    #[test]
    fn every_claim_column_has_a_tag_and_tags_differ() {
        for columns in [CLAIM_COLUMNS, EVENT_COLUMNS] {
            let mut tags: Vec<_> = columns.iter().map(|c| c.1).collect();
            tags.sort_unstable();
            tags.dedup();
            assert_eq!(tags.len(), columns.len());
            assert!(tags.iter().all(|t| t.starts_with('#')));
        }
    }
}
