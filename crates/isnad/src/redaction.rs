//! Redacting a case on its way out.
//!
//! In: a case. Out: a redactor that knows its private persons. Invariant: the same as the pages use. Deliberately nothing of
//! its own. Example: «أم خالد» (Umm Khalid, a private person) is the same pseudonym in every export of a case.

use crate::say::CliError;
use isnad_record::redact::Redactor;
use isnad_store::Case;

/// A redactor that knows every private person of a case.
pub fn redactor(case: &Case) -> Result<Redactor, CliError> {
    Ok(case.redactor()?)
}
