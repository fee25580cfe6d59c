//! Redacting a case on its way out.
//!
//! In: a case. Out: a redactor that knows its private persons, keyed to it. Invariant: the key is made once a case, of its
//! first reports, and kept, so that pseudonyms stay when reports are added. Deliberately never written to an export.
//! Example: «أم خالد» (Umm Khalid, a private person) is the same pseudonym in every export of a case.

use crate::say::CliError;
use isnad_record::redact::Redactor;
use isnad_store::{Case, fold};
use sha2::{Digest, Sha256};

/// The key of a case's pseudonyms; made of the digests of its reports when it is first asked for.
pub fn key(case: &Case) -> Result<[u8; 32], CliError> {
    if let Some(key) = case.meta("pseudonyms")?
        && let Ok(key) = <[u8; 32]>::try_from(key.as_slice())
    {
        return Ok(key);
    }
    let mut digest = Sha256::new_with_prefix(b"isnad pseudonyms/1");
    case.each_report::<CliError>(|r| {
        digest.update(r.id.as_bytes());
        digest.update(r.text.as_bytes());
        Ok(())
    })?;
    let key: [u8; 32] = digest.finalize().into();
    case.set_meta("pseudonyms", &key)?;
    Ok(key)
}

/// A redactor that knows every private person of a case.
pub fn redactor(case: &Case) -> Result<Redactor, CliError> {
    let mut redactor = Redactor::new(key(case)?, fold);
    case.each_report::<CliError>(|r| {
        redactor.learn_report(&r);
        Ok(())
    })?;
    case.each_claim::<CliError>(|c| {
        redactor.learn_claim(&c);
        Ok(())
    })?;
    Ok(redactor)
}
