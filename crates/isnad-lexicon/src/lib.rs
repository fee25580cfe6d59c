//! The data language of `data/`: parse, lint, compile, match; gazetteers.
//!
//! In: the files of `data/` (compiled in) and a user's folder and gazetteers. Out: a [`Lexicon`] that the
//! analysis asks: which lexeme a word is, whom a name names, what evokes an event, who is quoted, where a
//! place lies.
//!
//! **Invariant:** imports the model and the Arabic layer only; no Arabic word list stands in Rust source;
//! equal data gives equal answers.
#![deny(missing_docs)]

pub mod entity;
pub mod frame;
pub mod gazetteer;

pub mod history;
pub mod keys;
pub mod recent;
pub mod setting;
pub mod user;

use isnad_arabic::morph::Analyzer;
use std::path::Path;

/// Everything that the analysis may look up.
pub struct Lexicon {
    analyzer: &'static Analyzer,
    stamp: u64,
    /// Actors, public figures, outlets.
    pub entities: entity::Entities,
    /// Nouns of people.
    pub roles: entity::Roles,
    /// Frames, cues, things, grammar words.
    pub frames: frame::Frames,
    /// Places.
    pub gazetteer: gazetteer::Gazetteer,
}

static FRAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/frames.bin"));

/// The built-in frame data, uncompiled.
#[must_use]
pub fn builtin_frames() -> frame::schema::FrameData {
    postcard::from_bytes(FRAMES).unwrap_or_default()
}

impl Lexicon {
    /// The built-in data alone.
    #[must_use]
    pub fn builtin() -> Self {
        // Names and words are read at the same time: a start is as long as the longer of the two.
        std::thread::scope(|scope| {
            let names = std::thread::Builder::new().spawn_scoped(scope, entity::builtin);
            let analyzer = Analyzer::builtin();
            let frames = frame::Frames::compile(builtin_frames(), analyzer);
            let gazetteer = gazetteer::Gazetteer::default();
            let (entities, roles) = names
                .ok()
                .and_then(|thread| thread.join().ok())
                .unwrap_or_else(entity::builtin);
            Self {
                analyzer,
                stamp: recent::stamp(),
                entities,
                roles,
                frames,
                gazetteer,
            }
        })
    }

    /// The built-in data with a user's folder and gazetteer files on top; what is wrong with the folder is
    /// said and the rest still counts.
    ///
    /// # Errors
    /// When the bytes of a gazetteer are none of this version.
    pub fn load(
        folder: Option<&Path>,
        gazetteers: &[&[u8]],
    ) -> Result<(Self, Vec<entity::Lint>), gazetteer::FormatError> {
        let mut out = Self::builtin();
        let mut lints = Vec::new();
        if let Some(folder) = folder {
            let (files, read) = user::read(folder);
            lints.extend(read);
            let (entities, found) = user::entities(&files);
            lints.extend(found);
            if !entities.is_empty() {
                out.entities = entity::Entities::with_user(entities);
            }
            let (frames, found) = user::frames(&files);
            lints.extend(found);
            if let Some(frames) = frames {
                out.frames = frame::Frames::compile(frames, out.analyzer);
            }
        }
        if !gazetteers.is_empty() {
            out.gazetteer = gazetteer::Gazetteer::load(gazetteers)?;
        }
        Ok((out, lints))
    }

    /// A number that no other lexicon of this process has: what was looked up in one says nothing of another.
    #[must_use]
    pub const fn stamp(&self) -> u64 {
        self.stamp
    }

    /// The morphology.
    #[must_use]
    pub const fn analyzer(&self) -> &Analyzer {
        self.analyzer
    }
}
