//! The rooms that a command calls, with what they have in common: lexicon and gazetteers.
//!
//! In: batch options. Out: one value that reads, analyses and links. Invariant: loading is done once a process; what took
//! part can be named by digest. Deliberately the only file that names the functions of the pipeline.
//! Example: «أعلنت قوات» (forces announced) is read, analysed and linked by three calls.

use crate::names::unusable;
use crate::options::{BatchOptions, ModelOptions};
use crate::say::{self, CliError};
use isnad_assist::{ModelReader, Reader};
use isnad_lexicon::Lexicon;
use isnad_lexicon::entity::EntityIx;
use isnad_model::{Analysis, Diagnostic, EntityId, Linked, Report, ReportFacts};
use isnad_read::OutletDirectory;
use isnad_record::redact::Redactor;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Everything that the pipeline needs beside a report.
pub struct Rooms {
    /// Words, names, frames, places.
    pub lexicon: Lexicon,
    /// What is wrong with the user's entries; said already.
    pub faults: usize,
    /// A model that reads beside the built-in analysis.
    reader: Option<Box<dyn Reader>>,
    provenance: Value,
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// The digest of a file, read piece by piece: the program is many times larger than what it needs.
fn digest_of(path: PathBuf) -> std::io::Result<String> {
    let mut file = fs::File::open(path)?;
    let mut digest = Sha256::new();
    let mut piece = vec![0; 1 << 16];
    loop {
        let n = file.read(&mut piece)?;
        if n == 0 {
            return Ok(digest.finalize().iter().map(|b| format!("{b:02x}")).collect());
        }
        digest.update(&piece[..n]);
    }
}

impl Rooms {
    /// Loads lexicon and gazetteers.
    pub fn load(options: &BatchOptions) -> Result<Self, CliError> {
        let names = &options.names;
        let (files, layers) = names.layers()?;
        let slices: Vec<&[u8]> = layers.iter().map(Vec::as_slice).collect();
        let (lexicon, lints) = Lexicon::load(names.lexicon.as_deref(), &slices).map_err(|e| unusable(&files, &e))?;
        for lint in &lints {
            say::failure(&lint);
        }
        let mut imported: Vec<String> = layers.iter().map(|l| hex(l)).collect();
        imported.sort();
        let provenance = json!({
            "program": {"name": "isnad", "version": env!("CARGO_PKG_VERSION")},
            "lexicon": {
                "builtin": env!("CARGO_PKG_VERSION"),
                "user": names.lexicon.as_deref().map(folder_digest),
            },
            "gazetteer": {
                "builtin": env!("CARGO_PKG_VERSION"),
                "places": lexicon.gazetteer.len(),
                "imported": imported,
            },
        });
        Ok(Self {
            lexicon,
            faults: lints.len(),
            reader: None,
            provenance,
        })
    }

    /// Lets a model read too, where one is asked for.
    pub fn with_model(mut self, options: &ModelOptions) -> Result<Self, CliError> {
        let Some(url) = &options.model else {
            return Ok(self);
        };
        let reader = ModelReader::new(isnad_assist::Options {
            remote: options.model_remote,
            // A key in the arguments would be seen by everybody on the machine.
            key: std::env::var("ISNAD_MODEL_KEY").ok().filter(|k| !k.is_empty()),
            timeout: Duration::from_secs(u64::from(options.model_timeout.max(1))),
            ..isnad_assist::Options::local(url, &options.model_name)
        })
        .map_err(|e| CliError::Usage(format!("--model {e}")))?;
        self.provenance["model"] = json!({"name": options.model_name, "endpoint": url});
        self.reader = Some(Box::new(reader));
        Ok(self)
    }

    /// Lets the model, where there is one, read a report that was analysed; gives the calls that were made.
    pub fn assist(&self, report: &Report, analysis: &mut Analysis, redactor: &Redactor) -> Vec<isnad_assist::Call> {
        let Some(reader) = &self.reader else {
            return Vec::new();
        };
        let reading = reader.read(isnad_assist::Given {
            report,
            analysis,
            redactor,
        });
        let calls = reading.calls.clone();
        isnad_assist::join(analysis, reading);
        calls
    }

    /// Whether a model reads too.
    pub fn has_model(&self) -> bool {
        self.reader.is_some()
    }

    /// Analyses one report.
    pub fn analyse(&self, report: &Report) -> Analysis {
        isnad_extract::analyse(report, &self.lexicon)
    }

    /// Owner or feeding agency of an outlet.
    pub fn owner(&self, outlet: &EntityId) -> Option<EntityId> {
        let ix = self.lexicon.entities.by_id(outlet.as_str())?;
        let owner = self.lexicon.entities.get(ix)?.owner.as_deref()?;
        Some(EntityId::new(owner))
    }

    /// Links reports; what people joined and kept apart stays so. Gives what is to be said of it too.
    pub fn link(&self, material: &[(ReportFacts, Analysis)], hand: &isnad_store::Hand) -> (Linked, Vec<Diagnostic>) {
        let options = isnad_link::LinkOptions {
            merges: hand.merges.clone(),
            splits: hand.splits.clone(),
        };
        isnad_link::link(material, &options)
    }

    /// Versions and digests of what took part.
    ///
    /// The built-in data is part of the program, whose digest covers it. Reading the program takes longer than loading
    /// all that it knows, so only who asks waits for it.
    pub fn provenance(&self) -> Value {
        let program = std::env::current_exe().and_then(digest_of).unwrap_or_default();
        let mut out = self.provenance.clone();
        out["program"]["sha256"] = program.into();
        out
    }

    fn outlet(&self, ix: EntityIx) -> Option<(EntityId, String)> {
        let entity = self.lexicon.entities.get(ix)?;
        let name = entity.names.first().unwrap_or(&entity.en).clone();
        Some((self.lexicon.entities.id(ix)?, name))
    }
}

/// Publications by the lexicon.
impl OutletDirectory for Rooms {
    fn by_domain(&self, host: &str) -> Option<(EntityId, String)> {
        self.outlet(self.lexicon.entities.by_domain(host)?)
    }

    fn by_name(&self, name: &str) -> Option<(EntityId, String)> {
        self.outlet(self.lexicon.entities.outlet_by_name(name)?)
    }
}

/// The digest of a user's entries: names and bytes of its files, sorted.
fn folder_digest(folder: &Path) -> String {
    let (mut files, _) = isnad_lexicon::user::read(folder);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let mut digest = Sha256::new();
    for f in files {
        digest.update(f.name.as_bytes());
        digest.update([0]);
        digest.update(f.text.as_bytes());
        digest.update([0]);
    }
    digest.finalize().iter().map(|b| format!("{b:02x}")).collect()
}
