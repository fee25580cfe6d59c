//! A redactor of a case, for whatever leaves it.
//!
//! In: a case. Out: a redactor that knows its private persons, keyed to it. Invariant: the key is made once a case, of its
//! first reports, and kept, so that pseudonyms stay when reports are added. Deliberately never written to an export.
//! Example: «أم خالد» (Umm Khalid, a private person) is the same pseudonym in every export of a case.

use crate::case::Case;
use crate::error::StoreError;
use crate::fold::fold;
use crate::naming::in_name;
use isnad_record::redact::Redactor;
use sha2::{Digest, Sha256};

impl Case {
    /// The key of a case's pseudonyms; made of its reports when it is first asked for.
    fn pseudonym_key(&self) -> Result<[u8; 32], StoreError> {
        if let Some(key) = self.meta("pseudonyms")?
            && let Ok(key) = <[u8; 32]>::try_from(key.as_slice())
        {
            return Ok(key);
        }
        let mut digest = Sha256::new_with_prefix(b"isnad pseudonyms/1");
        self.each_report::<StoreError>(|r| {
            digest.update(r.id.as_bytes());
            digest.update(r.text.as_bytes());
            Ok(())
        })?;
        let key: [u8; 32] = digest.finalize().into();
        self.set_meta("pseudonyms", &key)?;
        Ok(key)
    }

    /// A redactor that knows every private person of the case.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn redactor(&self) -> Result<Redactor, StoreError> {
        let mut redactor = Redactor::new(self.pseudonym_key()?, fold).telling(in_name);
        self.each_report::<StoreError>(|r| {
            redactor.learn_report(&r);
            Ok(())
        })?;
        self.each_claim::<StoreError>(|c| {
            redactor.learn_claim(&c);
            Ok(())
        })?;
        self.each_person(|name| redactor.learn(name))?;
        Ok(redactor)
    }
}
