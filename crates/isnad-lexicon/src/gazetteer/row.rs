//! Rows of place tables: one place as a publisher states it, and the reader of delimited tables.
//!
//! In: TSV or CSV with a header line; out: rows, and a message for each line that cannot be used.
//! Columns are found by name, so narrower tables work; unknown columns are ignored.
//!
//! A row of «الباغوز» (al-Baghuz) carries both names, a point and up to three divisions.
//!
//! **Invariant:** std and this folder only, because the build script compiles this file too.

use super::key;
use super::kind::Kind;

/// Source of rows made by hand: places known well enough to be named in news.
pub const HAND: &str = "hand";

/// A division that a place lies in, as its row names it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Division {
    /// English or Latin name.
    pub en: String,
    /// Arabic name.
    pub ar: String,
}

/// One place as a table states it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PlaceRow {
    /// Arabic name; empty where there is none.
    pub name_ar: String,
    /// English or Latin name.
    pub name_en: String,
    /// Other names, of any language.
    pub alt: Vec<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Divisions from the first level down.
    pub admin: [Division; 3],
    /// What it is.
    pub kind: Option<Kind>,
    /// ISO 3166 code, empty where unknown.
    pub country: String,
    /// Inhabitants, 0 where unknown.
    pub population: u32,
    /// Full id with the prefix of its source.
    pub id: String,
    /// Publisher.
    pub source: String,
}

/// A line that could not be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadRow {
    /// Line, from 1.
    pub line: usize,
    /// What was expected and what was seen.
    pub message: String,
}

/// Reads a table with a header; `prefix` is put before ids that carry none, `source` stands where a row states none.
pub fn read_table(text: &str, delimiter: char, prefix: &str, source: &str) -> (Vec<PlaceRow>, Vec<BadRow>) {
    let (mut rows, mut bad) = (Vec::new(), Vec::new());
    let mut records = Records {
        rest: text.trim_start_matches('\u{feff}'),
        delimiter,
        line: 0,
    };
    let Some((_, head)) = records.next() else {
        return (rows, bad);
    };
    let head: Vec<String> = head.iter().map(|h| h.trim().to_ascii_lowercase()).collect();
    let column = |names: &[&str]| names.iter().find_map(|n| head.iter().position(|h| h == n));
    let at = Columns {
        name_ar: column(&[
            "name_ar",
            "admin4name_ar",
            "locationnamear",
            "name_arabic",
            "featurear_ar",
            "adm4_ar",
            "adm3_ar",
            "adm2_ar",
            "adm1_ar",
        ]),
        name_en: column(&[
            "name_en",
            "admin4name_en",
            "locationnameen",
            "name_english",
            "name",
            "adm4_en",
            "adm3_en",
            "adm2_en",
            "adm1_en",
        ]),
        alt: column(&["alt_names", "alternatenames", "altnames"]),
        lat: column(&["lat", "latitude", "latitude_y", "y", "point_y"]),
        lon: column(&["lon", "longitude", "longitude_x", "x", "point_x", "lng"]),
        kind: column(&["kind", "placetype", "type", "feature_code", "locationtype"]),
        country: column(&["country", "iso", "country_code", "adm0_pcode", "admin0pcode"]),
        population: column(&["population", "pop"]),
        id: column(&[
            "source_id",
            "id",
            "pcode",
            "admin4pcode",
            "locationpcode",
            "adm4_pcode",
            "adm3_pcode",
            "adm2_pcode",
            "adm1_pcode",
        ]),
        source: column(&["source"]),
        admin: [1, 2, 3].map(|n| {
            let en = [
                format!("admin{n}"),
                format!("admin{n}name_en"),
                format!("adm{n}_en"),
                format!("admin{n}nameen"),
            ];
            let ar = [
                format!("admin{n}_ar"),
                format!("admin{n}name_ar"),
                format!("adm{n}_ar"),
                format!("admin{n}namear"),
            ];
            let find = |names: &[String]| names.iter().find_map(|n| head.iter().position(|h| h == n));
            (find(&en), find(&ar))
        }),
    };
    if at.lat.is_none() || at.lon.is_none() || (at.name_ar.is_none() && at.name_en.is_none()) {
        bad.push(BadRow {
            line: 1,
            message: "expected a header with lat, lon and name_ar or name_en".to_owned(),
        });
        return (rows, bad);
    }
    for (line, fields) in records {
        if fields.iter().all(|f| f.trim().is_empty()) || fields.first().is_some_and(|f| f.starts_with('#')) {
            continue;
        }
        match at.row(&fields, prefix, source) {
            Ok(row) => rows.push(row),
            Err(message) => bad.push(BadRow { line, message }),
        }
    }
    (rows, bad)
}

struct Columns {
    name_ar: Option<usize>,
    name_en: Option<usize>,
    alt: Option<usize>,
    lat: Option<usize>,
    lon: Option<usize>,
    kind: Option<usize>,
    country: Option<usize>,
    population: Option<usize>,
    id: Option<usize>,
    source: Option<usize>,
    admin: [(Option<usize>, Option<usize>); 3],
}

impl Columns {
    fn row(&self, fields: &[String], prefix: &str, source: &str) -> Result<PlaceRow, String> {
        let get = |i: Option<usize>| i.and_then(|i| fields.get(i)).map_or("", |s| s.trim());
        let degree = |what: &str, i: Option<usize>, most: f64| -> Result<f64, String> {
            let seen = get(i);
            match seen.parse::<f64>() {
                Ok(v) if v.is_finite() && v.abs() <= most => Ok(v),
                _ => Err(format!("expected {what} in degrees, saw '{seen}'")),
            }
        };
        let lat = degree("a latitude", self.lat, 90.0)?;
        let lon = degree("a longitude", self.lon, 180.0)?;
        let name_ar = key::display(get(self.name_ar));
        let name_en = key::display(get(self.name_en));
        let alt: Vec<String> = get(self.alt)
            .split('|')
            .map(key::display)
            .filter(|s| !s.is_empty())
            .collect();
        if name_ar.is_empty() && name_en.is_empty() {
            return Err("expected a name, saw none".to_owned());
        }
        let raw_id = get(self.id);
        let source = if get(self.source).is_empty() {
            source
        } else {
            get(self.source)
        };
        let id = if raw_id.contains(':') {
            raw_id.to_owned()
        } else {
            let first = raw_id.split_whitespace().next().unwrap_or("");
            if first.is_empty() {
                String::new()
            } else {
                format!("{prefix}:{first}")
            }
        };
        let country = match get(self.country) {
            c if c.len() == 2 && c.is_ascii() => c.to_ascii_uppercase(),
            _ => country_of(raw_id, source),
        };
        let division = |(en, ar): (Option<usize>, Option<usize>)| Division {
            en: key::display(get(en)),
            ar: key::display(get(ar)),
        };
        Ok(PlaceRow {
            name_ar,
            name_en,
            alt,
            lat,
            lon,
            admin: self.admin.map(division),
            // Who's On First calls first-level divisions regions; ours are areas with no border.
            kind: match get(self.kind) {
                "region" if source.starts_with("whosonfirst") => Some(Kind::Governorate),
                word => Kind::from_word(word),
            },
            country,
            population: get(self.population).parse::<f64>().map_or(0, |p| p.max(0.0) as u32),
            id,
            source: source.to_owned(),
        })
    }
}

/// The ISO code that a P-code (`SY010000`) or a name of a source (`whosonfirst-sy:meso`) carries.
fn country_of(id: &str, source: &str) -> String {
    for word in id.split(|c: char| !c.is_ascii_alphanumeric()) {
        let b = word.as_bytes();
        if b.len() >= 4 && b[..2].iter().all(u8::is_ascii_uppercase) && b[2..].iter().all(u8::is_ascii_digit) {
            return word[..2].to_owned();
        }
    }
    let lower = source.to_ascii_lowercase();
    for part in lower.split([':', '-', '_']).skip(1) {
        let code = match part {
            "syr" => "sy",
            "irq" => "iq",
            "lbn" => "lb",
            "pse" => "ps",
            "lby" => "ly",
            "yem" => "ye",
            "sdn" => "sd",
            "egy" => "eg",
            "jor" => "jo",
            "tur" => "tr",
            "isr" => "il",
            "irn" => "ir",
            "sau" => "sa",
            "tun" => "tn",
            p => p,
        };
        if code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase()) {
            return code.to_ascii_uppercase();
        }
    }
    String::new()
}

/// Records of a delimited text; quotes are honoured where the delimiter is no tab.
struct Records<'a> {
    rest: &'a str,
    delimiter: char,
    line: usize,
}

impl Iterator for Records<'_> {
    type Item = (usize, Vec<String>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        self.line += 1;
        let start = self.line;
        if self.delimiter == '\t' {
            let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
            self.rest = rest;
            return Some((
                start,
                line.trim_end_matches('\r').split('\t').map(str::to_owned).collect(),
            ));
        }
        let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
        let mut end = self.rest.len();
        let mut chars = self.rest.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            match c {
                '"' if quoted && chars.peek().is_some_and(|(_, n)| *n == '"') => {
                    field.push('"');
                    chars.next();
                }
                '"' if quoted || field.is_empty() => quoted = !quoted,
                '\n' if !quoted => {
                    end = i + 1;
                    break;
                }
                '\n' => {
                    self.line += 1;
                    field.push(' ');
                }
                '\r' => {}
                c if c == self.delimiter && !quoted => fields.push(std::mem::take(&mut field)),
                c => field.push(c),
            }
        }
        self.rest = self.rest.get(end..).unwrap_or("");
        fields.push(field);
        Some((start, fields))
    }
}
