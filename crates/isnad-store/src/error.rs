//! Why a case could not be used. Each names the case or the record that it concerns.
//!
//! In: causes of SQLite and JSON. Out: one error. Invariant: no cause is flattened into text. Deliberately few kinds.
//! Example: a report of «بيان» (statement) whose row is damaged is named by its id.

use std::path::{Path, PathBuf};

/// Why a case could not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// It cannot be opened.
    #[error("{}: expected a case file: {source}", path.display())]
    Open {
        /// Case.
        path: PathBuf,
        /// Cause.
        source: rusqlite::Error,
    },
    /// There is none.
    #[error("{}: expected a case file and saw nothing", path.display())]
    Missing {
        /// Case.
        path: PathBuf,
    },
    /// A database of something else.
    #[error("{}: expected a case file and saw another kind of file", path.display())]
    NotACase {
        /// Case.
        path: PathBuf,
    },
    /// Written by a later isnad.
    #[error("{}: expected a case of version {} or older and saw version {version}", path.display(), crate::schema::VERSION)]
    Newer {
        /// Case.
        path: PathBuf,
        /// Its version.
        version: i64,
    },
    /// The database refused.
    #[error("while {doing}: {source}")]
    Sql {
        /// What was being done.
        doing: &'static str,
        /// Cause.
        source: rusqlite::Error,
    },
    /// A stored record is no record.
    #[error("{id}: expected a stored record: {source}")]
    Record {
        /// Record.
        id: String,
        /// Cause.
        source: serde_json::Error,
    },
    /// A decision that cannot be taken.
    #[error("{id}: {expected}")]
    Refused {
        /// What it concerns.
        id: String,
        /// What was expected.
        expected: &'static str,
    },
}

impl StoreError {
    pub(crate) fn refused(id: &str, expected: &'static str) -> Self {
        Self::Refused {
            id: id.to_owned(),
            expected,
        }
    }

    /// Names the case that the user knows where it could not be opened under a temporary name.
    #[must_use]
    pub fn naming(mut self, case: &Path) -> Self {
        if let Self::Open { path, .. } | Self::Missing { path } | Self::NotACase { path } | Self::Newer { path, .. } =
            &mut self
        {
            let known = std::mem::replace(path, case.to_owned());
            // SQLite repeats the path.
            if let Self::Open {
                source: rusqlite::Error::SqliteFailure(_, Some(said)),
                ..
            } = &mut self
            {
                *said = said.replace(&*known.to_string_lossy(), &case.to_string_lossy());
            }
        }
        self
    }

    /// Whether the file is damaged or foreign.
    #[must_use]
    pub fn is_corrupt(&self) -> bool {
        matches!(self, Self::NotACase { .. } | Self::Record { .. })
    }

    /// Whether another process holds the case and a later attempt may succeed.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let (Self::Open { source, .. } | Self::Sql { source, .. }) = self else {
            return false;
        };
        matches!(
            source.sqlite_error_code(),
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked)
        )
    }
}

/// Names what was being done when the database refused.
pub(crate) fn sql(doing: &'static str) -> impl Fn(rusqlite::Error) -> StoreError {
    move |source| StoreError::Sql { doing, source }
}
