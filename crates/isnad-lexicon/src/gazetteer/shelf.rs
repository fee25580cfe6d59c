//! The folder of imported gazetteers: what `isnad gazetteer import`, `list` and `remove` work on.
//!
//! In: a folder and compiled bytes; out: files `NAME.isnadgz` and their names. Writing is by rename, so that a
//! broken import leaves nothing behind. It compiles nothing and never touches other files of the folder.
//!
//! After importing a table of Deir ez-Zor the shelf lists it, and «الشعفة» (ash-Shafa) is found without any option.

use super::layer::{FormatError, Layer};
use std::path::{Path, PathBuf};

/// Ending of compiled files.
pub const ENDING: &str = "isnadgz";

/// A folder of compiled gazetteers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shelf {
    folder: PathBuf,
}

/// One imported gazetteer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shelved {
    /// Name, without ending.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// How many places it has; the error where it cannot be read.
    pub places: Result<usize, String>,
    /// Size in bytes.
    pub size: u64,
}

/// What went wrong on the shelf.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ShelfError {
    /// A file or folder cannot be read or written.
    #[error("{path}: {source}")]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// No gazetteer has the name.
    #[error("expected the name of an imported gazetteer, saw '{0}'")]
    Unknown(String),
    /// The name cannot be that of a file.
    #[error("expected a name of letters, digits, '-', '_' and '.', saw '{0}'")]
    Name(String),
    /// The bytes are no gazetteer.
    #[error(transparent)]
    Format(#[from] FormatError),
}

impl Shelf {
    /// The shelf in this folder, which need not exist yet.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The user's shelf: `$ISNAD_DATA/gazetteers`, else below `$XDG_DATA_HOME` or `~/.local/share`.
    #[must_use]
    pub fn of_user() -> Option<Self> {
        let from = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
        let data = from("ISNAD_DATA")
            .or_else(|| from("XDG_DATA_HOME").map(|d| d.join("isnad")))
            .or_else(|| from("HOME").map(|h| h.join(".local/share/isnad")))?;
        Some(Self::at(data.join("gazetteers")))
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is imported, sorted by name; a folder that does not exist is an empty shelf.
    ///
    /// # Errors
    /// When the folder exists and cannot be read.
    pub fn list(&self) -> Result<Vec<Shelved>, ShelfError> {
        let entries = match std::fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(self.io(&self.folder, e)),
        };
        let mut out = Vec::new();
        for entry in entries {
            let path = entry.map_err(|e| self.io(&self.folder, e))?.path();
            let (Some(name), true) = (
                path.file_stem().and_then(|s| s.to_str()).map(str::to_owned),
                path.extension().is_some_and(|e| e == ENDING),
            ) else {
                continue;
            };
            let read = std::fs::read(&path).map_err(|e| e.to_string());
            let size = read.as_ref().map_or(0, |b| b.len() as u64);
            let places = read.and_then(|b| Layer::read(&b).map(|l| l.records.len()).map_err(|e| e.to_string()));
            out.push(Shelved {
                name,
                path,
                places,
                size,
            });
        }
        out.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(out)
    }

    /// Puts a compiled gazetteer on the shelf, in place of one of the same name.
    ///
    /// # Errors
    /// When the bytes are no gazetteer, the name is no file name, or the file cannot be written.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, ShelfError> {
        let path = self.path(name)?;
        std::fs::create_dir_all(&self.folder).map_err(|e| self.io(&self.folder, e))?;
        write_file(&path, bytes)?;
        Ok(path)
    }

    /// Takes a gazetteer off the shelf.
    ///
    /// # Errors
    /// When there is none of the name, or the file cannot be removed.
    pub fn remove(&self, name: &str) -> Result<(), ShelfError> {
        let path = self.path(name)?;
        match std::fs::remove_file(&path) {
            Ok(()) => Ok(()),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Err(ShelfError::Unknown(name.to_owned())),
            Err(e) => Err(self.io(&path, e)),
        }
    }

    fn path(&self, name: &str) -> Result<PathBuf, ShelfError> {
        let good = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if name.is_empty() || name.starts_with('.') || !name.chars().all(good) {
            return Err(ShelfError::Name(name.to_owned()));
        }
        Ok(self.folder.join(format!("{name}.{ENDING}")))
    }

    fn io(&self, path: &Path, source: std::io::Error) -> ShelfError {
        ShelfError::Io {
            path: path.to_owned(),
            source,
        }
    }
}

/// Writes a compiled gazetteer to a file, whole or not at all.
///
/// # Errors
/// When the bytes are no gazetteer or the file cannot be written.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), ShelfError> {
    Layer::read(bytes)?;
    let io = |source| ShelfError::Io {
        path: path.to_owned(),
        source,
    };
    let mut partial = path.as_os_str().to_owned();
    partial.push(".part");
    std::fs::write(&partial, bytes).map_err(io)?;
    std::fs::rename(&partial, path).map_err(io)
}
