//! The records as Parquet tables, one file a table, behind the feature `parquet`.
//!
//! In: lines of JSON, one record each, redacted already where that is wanted. Out: a file with the columns of [`TABLES`].
//! What is one value is a typed column (days as days, counts as numbers); what is a list is JSON in a column of that
//! logical type, so that nothing of a record is lost but the spans of single words. An empty cell is a value not known.
//!
//! **Invariants:** every table has its columns in the order written here; the same records give the same bytes.
//! Example: «مقتل ستة» (maqtal sitta, the killing of six) is a row of `claims` with 6 in `killed_low` and `killed_high`.

use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::Value;
use std::io::{BufRead, Write};
use std::sync::Arc;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// UTF-8.
    Text,
    /// A day.
    Day,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// True or false.
    Truth,
    /// JSON as it stands in the record.
    Json,
}

/// A column: its name, where its value stands in the record (a JSON pointer), what it holds.
pub type Column = (&'static str, &'static str, Kind);

/// The tables: name of the records (`claims` of `claims.jsonl`) and columns.
pub const TABLES: [(&str, &[Column]); 5] = [
    (
        "reports",
        &[
            ("id", "/id", Kind::Text),
            ("external_id", "/external_id", Kind::Text),
            ("path", "/path", Kind::Text),
            ("url", "/url", Kind::Text),
            ("sha256", "/sha256", Kind::Text),
            ("encoding", "/encoding", Kind::Text),
            ("lang", "/lang", Kind::Text),
            ("title", "/title", Kind::Text),
            ("byline", "/byline", Kind::Json),
            ("outlet", "/outlet/text", Kind::Text),
            ("outlet_id", "/outlet/id", Kind::Text),
            ("published", "/published/value", Kind::Day),
            ("published_trust", "/published/trust", Kind::Text),
            ("news_day", "/news_day", Kind::Day),
            ("retrieved", "/retrieved", Kind::Text),
            ("copy_of", "/copy_of/report", Kind::Text),
            ("copy_overlap", "/copy_of/overlap", Kind::Number),
            ("copy_kind", "/copy_of/kind", Kind::Text),
            ("version_of", "/version_of", Kind::Text),
            ("body", "/body", Kind::Json),
            ("text", "/text", Kind::Text),
            ("mentions", "/mentions", Kind::Json),
            ("diagnostics", "/diagnostics", Kind::Json),
        ],
    ),
    (
        "claims",
        &[
            ("id", "/id", Kind::Text),
            ("report", "/report", Kind::Text),
            ("type", "/type", Kind::Text),
            ("modality", "/modality", Kind::Text),
            ("stance", "/stance", Kind::Text),
            ("total", "/total", Kind::Truth),
            ("quote", "/quote/text", Kind::Text),
            ("quote_start", "/quote/span/0", Kind::Whole),
            ("quote_end", "/quote/span/1", Kind::Whole),
            ("trigger", "/trigger/text", Kind::Text),
            ("agent", "/agent", Kind::Json),
            ("patient", "/patient", Kind::Json),
            ("killed_low", "/killed/low", Kind::Whole),
            ("killed_high", "/killed/high", Kind::Whole),
            ("injured_low", "/injured/low", Kind::Whole),
            ("injured_high", "/injured/high", Kind::Whole),
            ("casualties", "/casualties", Kind::Json),
            ("means", "/means/class", Kind::Text),
            ("target", "/target/class", Kind::Text),
            ("place", "/place/text", Kind::Text),
            ("place_id", "/place/id", Kind::Text),
            ("place_name", "/place/name", Kind::Text),
            ("place_name_en", "/place/name_en", Kind::Text),
            ("lat", "/place/lat", Kind::Number),
            ("lon", "/place/lon", Kind::Number),
            ("where_prec", "/place/precision", Kind::Whole),
            ("time", "/time/text", Kind::Text),
            ("from", "/time/from", Kind::Day),
            ("to", "/time/to", Kind::Day),
            ("date_prec", "/time/precision", Kind::Whole),
            ("sources", "/sources", Kind::Json),
            ("confidence", "/confidence", Kind::Number),
            ("english", "/english", Kind::Text),
            ("also", "/also", Kind::Json),
            ("rules", "/rules", Kind::Json),
        ],
    ),
    (
        "events",
        &[
            ("id", "/id", Kind::Text),
            ("type", "/type", Kind::Text),
            ("from", "/from", Kind::Day),
            ("to", "/to", Kind::Day),
            ("place", "/place/text", Kind::Text),
            ("place_id", "/place/id", Kind::Text),
            ("place_name", "/place/name", Kind::Text),
            ("place_name_en", "/place/name_en", Kind::Text),
            ("lat", "/place/lat", Kind::Number),
            ("lon", "/place/lon", Kind::Number),
            ("where_prec", "/place/precision", Kind::Whole),
            ("killed_low", "/killed/low", Kind::Whole),
            ("killed_best", "/killed/best", Kind::Whole),
            ("killed_high", "/killed/high", Kind::Whole),
            ("injured_low", "/injured/low", Kind::Whole),
            ("injured_best", "/injured/best", Kind::Whole),
            ("injured_high", "/injured/high", Kind::Whole),
            ("casualties", "/casualties", Kind::Json),
            ("agent", "/agent", Kind::Json),
            ("patient", "/patient", Kind::Json),
            ("means", "/means/class", Kind::Text),
            ("target", "/target/class", Kind::Text),
            ("origins", "/origins", Kind::Json),
            ("independent_origins", "/independent_origins", Kind::Whole),
            ("corroboration", "/corroboration", Kind::Text),
            ("contradictions", "/contradictions", Kind::Json),
            ("claims", "/claims", Kind::Json),
            ("reports", "/reports", Kind::Json),
            ("why", "/why", Kind::Json),
            ("english", "/english", Kind::Text),
        ],
    ),
    (
        "relations",
        &[
            ("id", "/id", Kind::Text),
            ("kind", "/kind", Kind::Text),
            ("from", "/from", Kind::Text),
            ("to", "/to", Kind::Text),
            ("since", "/since", Kind::Day),
            ("until", "/until", Kind::Day),
            ("claims", "/claims", Kind::Json),
        ],
    ),
    (
        "citations",
        &[
            ("from", "/from", Kind::Text),
            ("to", "/to", Kind::Text),
            ("reports", "/reports", Kind::Json),
        ],
    ),
];

/// Rows that are held in memory before they are written.
const GROUP: usize = 4096;

/// The schema of a table in the language of Parquet.
#[must_use]
pub fn schema(table: &str, columns: &[Column]) -> String {
    let mut out = format!("message {table} {{\n");
    for (name, _, kind) in columns {
        let (physical, logical) = match kind {
            Kind::Text => ("binary", " (STRING)"),
            Kind::Json => ("binary", " (JSON)"),
            Kind::Day => ("int32", " (DATE)"),
            Kind::Whole => ("int64", ""),
            Kind::Number => ("double", ""),
            Kind::Truth => ("boolean", ""),
        };
        out.push_str(&format!("  optional {physical} {name}{logical};\n"));
    }
    out.push_str("}\n");
    out
}

/// Writes the lines of one table; gives how many rows there are.
///
/// # Errors
/// A line that is no JSON, or a file that cannot be written.
pub fn write(table: &str, columns: &[Column], lines: impl BufRead, out: impl Write + Send) -> Result<usize> {
    let schema = Arc::new(parse_message_type(&schema(table, columns))?);
    // Uncompressed: every reader can read it, and no library of compression is needed.
    let properties = WriterProperties::builder()
        .set_compression(Compression::UNCOMPRESSED)
        .set_created_by("isnad".to_owned());
    let mut file = SerializedFileWriter::new(out, schema, Arc::new(properties.build()))?;
    let mut rows: Vec<Value> = Vec::new();
    let mut count = 0;
    for line in lines.lines() {
        let line = line.map_err(|e| ParquetError::External(e.into()))?;
        if line.trim().is_empty() {
            continue;
        }
        rows.push(serde_json::from_str(&line).map_err(|e| ParquetError::External(e.into()))?);
        count += 1;
        if rows.len() == GROUP {
            group(&mut file, columns, &rows)?;
            rows.clear();
        }
    }
    if !rows.is_empty() {
        group(&mut file, columns, &rows)?;
    }
    file.close()?;
    Ok(count)
}

fn group<W: Write + Send>(file: &mut SerializedFileWriter<W>, columns: &[Column], rows: &[Value]) -> Result<()> {
    let mut group = file.next_row_group()?;
    for (_, pointer, kind) in columns {
        let Some(mut writer) = group.next_column()? else { break };
        let cells = rows.iter().map(|r| r.pointer(pointer).filter(|v| !v.is_null()));
        match writer.untyped() {
            ColumnWriter::ByteArrayColumnWriter(w) => {
                let (levels, values) = split(cells, |v| match (kind, v) {
                    (Kind::Json, v) => Some(ByteArray::from(v.to_string().into_bytes())),
                    (_, v) => v.as_str().map(|s| ByteArray::from(s.as_bytes().to_vec())),
                });
                w.write_batch(&values, Some(&levels), None)?;
            }
            ColumnWriter::Int32ColumnWriter(w) => {
                let (levels, values) = split(cells, |v| day(v.as_str()?));
                w.write_batch(&values, Some(&levels), None)?;
            }
            ColumnWriter::Int64ColumnWriter(w) => {
                let (levels, values) = split(cells, Value::as_i64);
                w.write_batch(&values, Some(&levels), None)?;
            }
            ColumnWriter::DoubleColumnWriter(w) => {
                let (levels, values) = split(cells, Value::as_f64);
                w.write_batch(&values, Some(&levels), None)?;
            }
            ColumnWriter::BoolColumnWriter(w) => {
                let (levels, values) = split(cells, Value::as_bool);
                w.write_batch(&values, Some(&levels), None)?;
            }
            _ => {}
        }
        writer.close()?;
    }
    group.close()?;
    Ok(())
}

/// Which cells hold something, and what they hold.
fn split<'v, T>(
    cells: impl Iterator<Item = Option<&'v Value>>,
    read: impl Fn(&'v Value) -> Option<T>,
) -> (Vec<i16>, Vec<T>) {
    let mut levels = Vec::new();
    let mut values = Vec::new();
    for cell in cells {
        let value = cell.and_then(&read);
        levels.push(i16::from(value.is_some()));
        values.extend(value);
    }
    (levels, values)
}

/// Days since 1 January 1970.
fn day(text: &str) -> Option<i32> {
    let date: jiff::civil::Date = text.parse().ok()?;
    date.since(jiff::civil::date(1970, 1, 1)).ok().map(|s| s.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    fn columns(table: &str) -> &'static [Column] {
        TABLES.iter().find(|t| t.0 == table).map_or(&[], |t| t.1)
    }

    #[test]
    #[allow(clippy::unwrap_used, reason = "a test")]
    fn tables_have_their_columns_and_rows() {
        for (table, columns) in TABLES {
            let mut out = Vec::new();
            assert_eq!(
                write(table, columns, "{\"id\":\"x\"}\n".as_bytes(), &mut out).unwrap(),
                1
            );
            let reader = SerializedFileReader::new(bytes::Bytes::from(out)).unwrap();
            let schema = reader.metadata().file_metadata().schema_descr_ptr();
            let names: Vec<String> = schema.columns().iter().map(|c| c.name().to_owned()).collect();
            assert_eq!(
                names,
                columns.iter().map(|c| c.0.to_owned()).collect::<Vec<_>>(),
                "{table}"
            );
        }
        let claims = "{\"id\":\"a\",\"killed\":{\"low\":6,\"high\":null},\"time\":{\"from\":\"2020-05-05\"},\"total\":false,\
             \"confidence\":0.5,\"agent\":[{\"text\":\"طائرات\"}]}\n\n{\"id\":\"b\",\"killed\":null}\n";
        let mut out = Vec::new();
        assert_eq!(
            write("claims", columns("claims"), claims.as_bytes(), &mut out).unwrap(),
            2
        );
        let mut again = Vec::new();
        write("claims", columns("claims"), claims.as_bytes(), &mut again).unwrap();
        assert_eq!(out, again, "the same records give the same bytes");
        let reader = SerializedFileReader::new(bytes::Bytes::from(out)).unwrap();
        let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(|r| r.unwrap()).collect();
        let cell = |row: usize, name: &str| rows[row].get_column_iter().find(|c| c.0 == name).unwrap().1.clone();
        assert_eq!(cell(0, "killed_low"), Field::Long(6));
        assert_eq!(cell(0, "killed_high"), Field::Null);
        assert_eq!(cell(0, "from"), Field::Date(18_387));
        assert_eq!(cell(0, "total"), Field::Bool(false));
        assert_eq!(cell(1, "killed_low"), Field::Null);
        assert!(matches!(cell(0, "agent"), Field::Str(s) if s.contains("طائرات")));
    }

    #[test]
    #[allow(clippy::unwrap_used, reason = "a test")]
    fn no_records_are_a_table_without_rows() {
        let mut out = Vec::new();
        assert_eq!(
            write("relations", columns("relations"), "".as_bytes(), &mut out).unwrap(),
            0
        );
        assert!(SerializedFileReader::new(bytes::Bytes::from(out)).is_ok());
        assert!(write("relations", columns("relations"), "no json".as_bytes(), Vec::new()).is_err());
    }
}
