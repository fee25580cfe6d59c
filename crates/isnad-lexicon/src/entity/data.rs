//! The built-in data as the build script left it.
//!
//! No input; the decoded tables out. A blob that does not decode gives empty tables: the build wrote it with
//! the same code, and a test demands that it decodes. «قسد» (Qasad, the SDF) is one of its rows.

use super::schema::EntityData;

static BLOB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/entities.bin"));

/// Decodes the tables.
pub(crate) fn builtin_data() -> EntityData {
    let data: Result<EntityData, _> = postcard::from_bytes(BLOB);
    debug_assert!(data.is_ok(), "the embedded entities decode");
    data.unwrap_or_default()
}
