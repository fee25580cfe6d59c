//! Redacting a case on its way out.
//!
//! In: a case. Out: a redactor that knows its private persons. Invariant: pseudonyms are those of the pages, because the
//! key and the folding are the case's. Deliberately casts a wider net than the analysis: whoever bears a name like one.
//! Example: «أم خالد» (Umm Khalid, a private person) is the same pseudonym in every export of a case.

use crate::persons::Persons;
use crate::say::CliError;
use isnad_lexicon::Lexicon;
use isnad_lexicon::entity::Entities;
use isnad_lexicon::gazetteer::Gazetteer;
use isnad_record::redact::Redactor;
use isnad_record::{ClaimRecord, ReportRecord};
use isnad_store::{Case, StoreError};
use rayon::prelude::*;
use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;

/// Reports whose names are looked for together.
const TOGETHER: usize = 256;

/// Reads reports for names that were not read for them yet, and keeps what is found.
pub fn learn(case: &Case) -> Result<(), StoreError> {
    let mut reports = case.without_persons(TOGETHER)?;
    if reports.is_empty() {
        return Ok(());
    }
    let entities = Entities::builtin();
    let persons = Persons::new(&entities, Gazetteer::builtin());
    while !reports.is_empty() {
        let found: Vec<(String, Vec<String>)> = reports
            .into_par_iter()
            .map(|(id, text)| {
                let mut names: Vec<String> = persons.find(&text).into_iter().map(str::to_owned).collect();
                names.sort();
                names.dedup();
                (id, names)
            })
            .collect();
        case.keep_persons(&found)?;
        reports = case.without_persons(TOGETHER)?;
    }
    Ok(())
}

/// A redactor for one report before it is in a case: knows whoever the analysis and the wider net find in it. Its key is
/// of this process alone, so that who gets the text cannot try names against pseudonyms.
pub fn of_report(report: &ReportRecord, claims: &[ClaimRecord], lexicon: &Lexicon) -> Redactor {
    static KEY: OnceLock<[u8; 32]> = OnceLock::new();
    let key = KEY.get_or_init(|| {
        let mut key = [0; 32];
        for part in key.chunks_mut(8) {
            // The keys of hash maps are random in each process.
            part.copy_from_slice(&RandomState::new().hash_one(std::process::id()).to_le_bytes());
        }
        key
    });
    let mut redactor = Redactor::new(*key, isnad_store::fold).telling(isnad_store::in_name);
    redactor.learn_report(report);
    claims.iter().for_each(|c| redactor.learn_claim(c));
    let persons = Persons::new(&lexicon.entities, &lexicon.gazetteer);
    persons
        .find(&report.text)
        .into_iter()
        .for_each(|name| redactor.learn(name));
    redactor
}

/// A redactor that knows every private person of a case: those of the analysis, and whoever bears a name like one.
pub fn redactor(case: &Case) -> Result<Redactor, CliError> {
    learn(case)?;
    Ok(case.redactor()?)
}
