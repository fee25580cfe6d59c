//! Names of entities and places for exports and dossiers.
//!
//! In: the lexicon and gazetteers that the user chose. Out: English names, kinds, countries by id; ids by name.
//! Invariant: built once a command. Deliberately loads neither frames nor morphology: nothing is analysed here.
//! Example: `isis` is «تنظيم الدولة» (the Islamic State group), an armed group.

use crate::command::gazetteer;
use crate::narrow::same;
use crate::say::{self, CliError};
use isnad_lexicon::entity::{Class, Entities};
use isnad_lexicon::gazetteer::Gazetteer;
use isnad_record::export::{Directory, EntityNote, PlaceNote};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// Which names to use.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct NameOptions {
    /// Folder of own lexicon entries, on top of the built-in ones
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
    /// Imported gazetteer file (repeatable)
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Vec<PathBuf>,
    /// Use the built-in gazetteer alone
    #[arg(long, conflicts_with = "gazetteer")]
    pub no_gazetteer: bool,
}

impl NameOptions {
    /// The imported gazetteers that take part and their bytes, in order of precedence.
    ///
    /// # Errors
    /// A file that cannot be read, and a folder of entries that is none.
    pub fn layers(&self) -> Result<(Vec<PathBuf>, Vec<Vec<u8>>), CliError> {
        if let Some(folder) = &self.lexicon
            && !folder.is_dir()
        {
            let folder = folder.display();
            return Err(CliError::Usage(format!(
                "{folder}: expected a folder of lexicon entries"
            )));
        }
        let files = if self.no_gazetteer {
            Vec::new()
        } else if self.gazetteer.is_empty() {
            gazetteer::installed()
        } else {
            self.gazetteer.clone()
        };
        let bytes = files.iter().map(|path| fs::read(path).map_err(CliError::file(path)));
        let bytes = bytes.collect::<Result<_, _>>()?;
        Ok((files, bytes))
    }

    /// The names of entities; what is wrong with the user's own is told to `say`.
    pub fn entities(&self, say: &mut dyn FnMut(&dyn std::fmt::Display)) -> Entities {
        let Some(folder) = &self.lexicon else {
            return Entities::builtin();
        };
        let (files, read) = isnad_lexicon::user::read(folder);
        let (entities, found) = isnad_lexicon::user::entities(&files);
        for lint in read.iter().chain(&found) {
            say(lint);
        }
        Entities::with_user(entities)
    }
}

/// The complaint of a gazetteer file that cannot be used.
pub fn unusable(files: &[PathBuf], error: &impl std::fmt::Display) -> CliError {
    let names: Vec<_> = files.iter().map(|f| f.display().to_string()).collect();
    CliError::Usage(format!("{}: {error}; import it again", names.join(", ")))
}

/// Names by id.
pub struct Names {
    entities: Entities,
    gazetteer: Gazetteer,
    places: BTreeMap<String, PlaceNote>,
}

impl Names {
    /// Loads names.
    pub fn load(options: &NameOptions) -> Result<Self, CliError> {
        let (files, layers) = options.layers()?;
        let slices: Vec<&[u8]> = layers.iter().map(Vec::as_slice).collect();
        let gazetteer = Gazetteer::load(&slices).map_err(|e| unusable(&files, &e))?;
        let entities = options.entities(&mut |lint| say::failure(lint));
        let places = gazetteer
            .places()
            .map(|p| {
                let name = if p.name_en.is_empty() { p.name_ar } else { p.name_en };
                let note = PlaceNote {
                    name: name.to_owned(),
                    name_ar: p.name_ar.to_owned(),
                    kind: p.kind.as_str().to_owned(),
                    country: p.country.trim().to_owned(),
                };
                (p.id.to_owned(), note)
            })
            .collect();
        Ok(Self {
            entities,
            gazetteer,
            places,
        })
    }

    /// Ids of places that bear a name, which may say what kind of place it is.
    pub fn places_named(&self, name: &str) -> Vec<String> {
        let found = self.gazetteer.named(name);
        let ids = found.into_iter().filter_map(|p| self.gazetteer.place(p));
        let mut out: Vec<String> = ids.map(|p| p.id.to_owned()).collect();
        out.sort();
        out.dedup();
        out
    }

    /// Whether words name a place, perhaps behind what kind of place it is.
    pub fn is_called(&self, words: &str, name: &str) -> bool {
        self.gazetteer.is_called(words, name)
    }

    /// Ids of entities that bear a name.
    pub fn entities_named(&self, name: &str) -> Vec<String> {
        let mut out: Vec<String> = self
            .entities
            .iter()
            .filter(|(_, e)| {
                let dated = e.dated.iter().map(|d| &d.name);
                let names = e
                    .names
                    .iter()
                    .chain(&e.en_also)
                    .chain(&e.cued)
                    .chain(&e.hostile)
                    .chain(dated);
                e.id == name || same(&e.en, name) || names.into_iter().any(|n| same(n, name))
            })
            .map(|(_, e)| e.id.clone())
            .collect();
        out.sort();
        out
    }
}

impl Directory for Names {
    fn entity(&self, id: &str) -> Option<EntityNote> {
        let e = self.entities.get(self.entities.by_id(id)?)?;
        Some(EntityNote {
            name: e.en.clone(),
            name_ar: e.names.first().cloned().unwrap_or_default(),
            kind: e.kind.clone(),
            person: e.class == Class::Figure,
            country: e.country.clone(),
            wikidata: e.wikidata.clone(),
        })
    }

    fn place(&self, id: &str) -> Option<PlaceNote> {
        self.places.get(id).cloned()
    }
}
