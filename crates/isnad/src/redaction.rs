//! Redacting a case on its way out.
//!
//! In: a case. Out: a redactor that knows its private persons. Invariant: pseudonyms are those of the pages, because the
//! key and the folding are the case's. Deliberately casts a wider net than the analysis: whoever bears a name like one.
//! Example: «أم خالد» (Umm Khalid, a private person) is the same pseudonym in every export of a case.

use crate::persons::Persons;
use crate::say::CliError;
use isnad_lexicon::entity::Entities;
use isnad_lexicon::gazetteer::Gazetteer;
use isnad_record::redact::Redactor;
use isnad_store::Case;

/// A redactor that knows every private person of a case: those of the analysis, and whoever bears a name like one.
pub fn redactor(case: &Case) -> Result<Redactor, CliError> {
    let mut redactor = case.redactor()?;
    let entities = Entities::builtin();
    let persons = Persons::new(&entities, Gazetteer::builtin());
    case.each_report::<CliError>(|r| {
        for name in persons.find(&r.text) {
            redactor.learn(name);
        }
        Ok(())
    })?;
    Ok(redactor)
}
