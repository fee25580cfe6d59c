//! Import of publishers' tables into the compact format.
//!
//! In: the text of one or more files (tables with a header, GeoNames country dumps with or without alternate names,
//! OCHA P-code tables as CSV, GeoJSON points); out: the bytes of one gazetteer file, and each line that could not be used.
//! Files given together are merged: records of one place become one. It opens no file and writes none.
//!
//! A GeoNames dump has «الشدادة» (ash-Shaddada) only among its alternate names: give both files.

use super::compile::compile;
use super::key;
use super::row::{BadRow, Division, PlaceRow, read_table};
use super::{Gazetteer, Kind, PlaceWords};
use std::collections::BTreeMap;

/// What a file was read as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Tab-separated with a header.
    Table,
    /// Comma- or semicolon-separated with a header (OCHA P-codes).
    Csv,
    /// A GeoNames country dump.
    GeoNames,
    /// GeoNames alternate names.
    AlternateNames,
    /// GeoJSON with point features.
    GeoJson,
}

impl Format {
    /// The word shown to users.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::GeoNames => "geonames",
            Self::AlternateNames => "geonames alternate names",
            Self::GeoJson => "geojson",
        }
    }
}

/// Why nothing could be imported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// No file had a usable row.
    #[error("expected at least one place, saw none in {files} files")]
    Empty {
        /// How many files there were.
        files: usize,
    },
}

/// The outcome of an import.
#[derive(Debug)]
pub struct Imported {
    /// The gazetteer file.
    pub bytes: Vec<u8>,
    /// Rows read, before merging.
    pub rows: usize,
    /// Places after merging.
    pub places: usize,
    /// What each file was read as.
    pub formats: Vec<(String, Format)>,
    /// Lines that were skipped, with the name of their file.
    pub bad: Vec<(String, BadRow)>,
}

/// Compiles files, given as name and text, into one gazetteer file.
///
/// # Errors
/// When no file has a usable row.
pub fn import(files: &[(String, String)]) -> Result<Imported, ImportError> {
    let (mut rows, mut bad, mut formats) = (Vec::new(), Vec::new(), Vec::new());
    let mut alternates: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, text) in files {
        let format = detect(text);
        formats.push((name.clone(), format));
        if format == Format::AlternateNames {
            for line in text.lines() {
                let fields: Vec<&str> = line.split('\t').collect();
                if let (Some(id), Some(lang), Some(name)) = (fields.get(1), fields.get(2), fields.get(3))
                    && matches!(*lang, "ar" | "arz" | "apc" | "en" | "")
                {
                    alternates.entry(id).or_default().push(name);
                }
            }
        } else {
            let (found, skipped) = read_rows(name, text, format);
            rows.extend(found);
            bad.extend(skipped.into_iter().map(|b| (name.clone(), b)));
        }
    }
    for row in &mut rows {
        if let Some(names) = row.id.strip_prefix("gn:").and_then(|id| alternates.get(id)) {
            row.alt.extend(names.iter().map(|n| key::display(n)));
        }
        name_in_arabic(row);
    }
    if rows.is_empty() {
        return Err(ImportError::Empty { files: files.len() });
    }
    find_countries(&mut rows);
    let count = rows.len();
    let words = PlaceWords::builtin();
    let division = |w: &str| {
        let t = words.role(w).type_word.checked_sub(1).and_then(|t| words.type_word(t));
        t.is_some_and(|t| {
            matches!(
                t.id.as_str(),
                "village" | "town" | "city" | "subdistrict" | "district" | "governorate"
            )
        })
    };
    let bytes = compile(rows, &division);
    let places = super::layer::Layer::read(&bytes).map_or(0, |l| l.records.len());
    Ok(Imported {
        bytes,
        rows: count,
        places,
        formats,
        bad,
    })
}

/// Reads the rows of one file.
#[must_use]
pub fn read_rows(name: &str, text: &str, format: Format) -> (Vec<PlaceRow>, Vec<BadRow>) {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = stem.split('.').next().unwrap_or(stem).to_ascii_lowercase();
    match format {
        Format::GeoJson => geojson(text, &stem),
        Format::GeoNames => geonames(text),
        Format::AlternateNames => (Vec::new(), Vec::new()),
        Format::Table => read_table(text, '\t', &stem, &stem),
        Format::Csv => {
            let head = text.lines().next().unwrap_or("");
            let delimiter = if head.matches(';').count() > head.matches(',').count() {
                ';'
            } else {
                ','
            };
            read_table(text, delimiter, &stem, &stem)
        }
    }
}

/// Tells the format by the content.
fn detect(text: &str) -> Format {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('{') {
        return Format::GeoJson;
    }
    let fields: Vec<&str> = text.lines().next().unwrap_or("").split('\t').collect();
    let number = |i: usize| fields.get(i).is_some_and(|f| f.parse::<f64>().is_ok());
    if fields.len() >= 15 && number(0) && number(4) && number(5) {
        Format::GeoNames
    } else if fields.len() >= 4 && number(0) && number(1) && !number(3) {
        Format::AlternateNames
    } else if fields.len() > 1 {
        Format::Table
    } else {
        Format::Csv
    }
}

fn geonames(text: &str) -> (Vec<PlaceRow>, Vec<BadRow>) {
    let (mut rows, mut bad) = (Vec::new(), Vec::new());
    for (i, line) in text.lines().enumerate() {
        let f: Vec<&str> = line.split('\t').collect();
        if line.trim().is_empty() {
            continue;
        }
        let get = |i: usize| f.get(i).copied().unwrap_or("").trim();
        let (Ok(lat), Ok(lon)) = (get(4).parse::<f64>(), get(5).parse::<f64>()) else {
            bad.push(BadRow {
                line: i + 1,
                message: format!("expected degrees, saw '{}' and '{}'", get(4), get(5)),
            });
            continue;
        };
        if !(lat.abs() <= 90.0 && lon.abs() <= 180.0) || get(1).is_empty() {
            bad.push(BadRow {
                line: i + 1,
                message: "expected a name and a point on earth".to_owned(),
            });
            continue;
        }
        // Places people speak of: settlements, divisions, land and water; no single wells or fields.
        let kind = Kind::from_word(get(7)).or(matches!(get(6), "P").then_some(Kind::Locality));
        let Some(kind) = kind else { continue };
        rows.push(PlaceRow {
            name_en: key::display(get(1)),
            alt: get(3).split(',').map(key::display).filter(|s| !s.is_empty()).collect(),
            lat,
            lon,
            kind: Some(kind),
            country: get(8).to_ascii_uppercase(),
            population: get(14).parse::<u32>().unwrap_or(0),
            id: format!("gn:{}", get(0)),
            source: "geonames".to_owned(),
            ..PlaceRow::default()
        });
    }
    (rows, bad)
}

fn geojson(text: &str, stem: &str) -> (Vec<PlaceRow>, Vec<BadRow>) {
    let (mut rows, mut bad) = (Vec::new(), Vec::new());
    let value: serde_json::Value = match serde_json::from_str(text) {
        Ok(v) => v,
        Err(e) => {
            return (
                rows,
                vec![BadRow {
                    line: e.line(),
                    message: format!("expected JSON, saw {e}"),
                }],
            );
        }
    };
    let one = std::slice::from_ref(&value);
    let features = value
        .get("features")
        .and_then(|f| f.as_array())
        .map_or(one, Vec::as_slice);
    for (i, feature) in features.iter().enumerate() {
        let number = |n: usize| {
            feature
                .pointer(&format!("/geometry/coordinates/{n}"))
                .and_then(serde_json::Value::as_f64)
        };
        let property = |names: &[&str]| {
            let all = feature.get("properties")?.as_object()?;
            names
                .iter()
                .find_map(|n| all.iter().find(|(k, _)| k.eq_ignore_ascii_case(n)))
                .map(|(_, v)| match v {
                    serde_json::Value::String(s) => key::display(s),
                    serde_json::Value::Null => String::new(),
                    other => other.to_string(),
                })
        };
        let text = |names: &[&str]| property(names).unwrap_or_default();
        let (Some(lon), Some(lat)) = (number(0), number(1)) else {
            bad.push(BadRow {
                line: i + 1,
                message: "expected a point feature (the number is the feature's)".to_owned(),
            });
            continue;
        };
        let name = text(&["name"]);
        let mut row = PlaceRow {
            name_ar: text(&["name_ar", "name:ar", "ar_name", "adm4_ar", "adm3_ar"]),
            name_en: text(&["name_en", "name:en", "int_name", "adm4_en", "adm3_en"]),
            alt: text(&["alt_names", "alt_name"])
                .split(['|', ';'])
                .map(key::display)
                .filter(|s| !s.is_empty())
                .collect(),
            lat,
            lon,
            admin: [1, 2, 3].map(|n| Division {
                en: text(&[&format!("admin{n}"), &format!("adm{n}_en")]),
                ar: text(&[&format!("admin{n}_ar"), &format!("adm{n}_ar")]),
            }),
            kind: Kind::from_word(&text(&["kind", "place", "placetype", "type"])),
            country: text(&["country", "iso"]).to_ascii_uppercase(),
            population: text(&["population"]).parse().unwrap_or(0),
            id: text(&["source_id", "id", "pcode", "@id"]),
            source: stem.to_owned(),
        };
        if row.name_ar.is_empty() && key::is_arabic(&name) {
            row.name_ar = name;
        } else if row.name_en.is_empty() {
            row.name_en = name;
        }
        if !(lat.abs() <= 90.0 && lon.abs() <= 180.0) || row.name_ar.is_empty() && row.name_en.is_empty() {
            bad.push(BadRow {
                line: i + 1,
                message: "expected a name and a point on earth (the number is the feature's)".to_owned(),
            });
            continue;
        }
        if !row.id.is_empty() && !row.id.contains(':') {
            row.id = format!("{stem}:{}", row.id);
        }
        if row.country.len() != 2 {
            row.country = String::new();
        }
        rows.push(row);
    }
    (rows, bad)
}

/// A row without an Arabic name takes the first Arabic one of its alternates.
fn name_in_arabic(row: &mut PlaceRow) {
    if row.name_ar.is_empty()
        && let Some(i) = row.alt.iter().position(|a| key::is_arabic(a))
    {
        row.name_ar = row.alt.remove(i);
    }
}

/// Rows that state no country take that of the nearest built-in place.
fn find_countries(rows: &mut [PlaceRow]) {
    type Cell<'a> = Vec<(f64, f64, &'a str)>;
    if rows.iter().all(|r| !r.country.is_empty()) {
        return;
    }
    let known = Gazetteer::builtin();
    let mut grid: BTreeMap<(i32, i32), Cell<'_>> = BTreeMap::new();
    let cell = |p: (f64, f64)| (p.0.floor() as i32, p.1.floor() as i32);
    for p in known.places().filter(|p| !p.kind.is_division()) {
        grid.entry(cell(p.point))
            .or_default()
            .push((p.point.0, p.point.1, p.country));
    }
    for row in rows.iter_mut().filter(|r| r.country.is_empty()) {
        let at = (row.lat, row.lon);
        let (i, j) = cell(at);
        let near = (-1..=1)
            .flat_map(|di| (-1..=1).map(move |dj| (i + di, j + dj)))
            .filter_map(|c| grid.get(&c))
            .flatten();
        let best = near.min_by(|a, b| key::km(at, (a.0, a.1)).total_cmp(&key::km(at, (b.0, b.1))));
        if let Some(b) = best {
            row.country = b.2.to_owned();
        }
    }
}
