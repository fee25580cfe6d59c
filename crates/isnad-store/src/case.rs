//! A case: one SQLite file.
//!
//! In: a path. Out: an open case of the present version. Invariant: opening never changes an original or a decision.
//! Deliberately one connection; two processes share a case through SQLite's own locks.
//! Example: a case on «ريف دير الزور» (the Deir ez-Zor countryside) is one file that can be copied.

use crate::error::{StoreError, sql};
use crate::reading::Lent;
use crate::schema;
use crate::veil::Veil;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// An open case.
pub struct Case {
    pub(crate) db: Connection,
    path: PathBuf,
    pub(crate) veil: Option<Veil>,
    pub(crate) gloss: Lent,
}

/// A line of the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogEntry {
    /// When, ISO 8601.
    pub at: String,
    /// Who.
    pub who: String,
    /// What was done.
    pub what: String,
    /// With what.
    pub detail: String,
}

impl Case {
    /// Opens a case, or makes one where there is none.
    ///
    /// # Errors
    /// When the file cannot be opened, is no case or is of a later version.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        Self::at(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens a case that is there.
    ///
    /// # Errors
    /// When there is none, it cannot be opened, is no case or is of a later version.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing { path: path.to_owned() });
        }
        Self::at(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    fn at(path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let open = |source| StoreError::Open {
            path: path.to_owned(),
            source,
        };
        let mut db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(open)?;
        db.busy_timeout(Duration::from_secs(30)).map_err(open)?;
        let number = |name: &str| db.query_row(&format!("PRAGMA {name}"), [], |r| r.get::<_, i64>(0));
        let foreign = |e: rusqlite::Error| match e.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => StoreError::NotACase { path: path.to_owned() },
            _ => open(e),
        };
        let version = number("user_version").map_err(foreign)?;
        let application = number("application_id").map_err(foreign)?;
        let tables: i64 = db
            .query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))
            .map_err(foreign)?;
        if application != schema::APPLICATION && (version != 0 || tables != 0) {
            return Err(StoreError::NotACase { path: path.to_owned() });
        }
        if version > schema::VERSION {
            return Err(StoreError::Newer {
                path: path.to_owned(),
                version,
            });
        }
        db.pragma_update(None, "journal_mode", "WAL").map_err(open)?;
        db.pragma_update(None, "synchronous", "NORMAL").map_err(open)?;
        db.pragma_update(None, "foreign_keys", true).map_err(open)?;
        db.pragma_update(None, "cache_size", -32_000).map_err(open)?;
        schema::migrate(&mut db, version)?;
        Ok(Self {
            db,
            path: path.to_owned(),
            veil: None,
            gloss: Lent::default(),
        })
    }

    /// Begins to write at once, so that waiting for another process is the database's own.
    pub(crate) fn writing(&mut self) -> rusqlite::Result<rusqlite::Transaction<'_>> {
        self.db
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
    }

    /// Where the case lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A value that the case keeps under a name.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn meta(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.db
            .query_row("SELECT CAST(value AS BLOB) FROM meta WHERE key = ?1", [key], |r| {
                r.get(0)
            })
            .optional()
            .map_err(sql("reading what the case says of itself"))
    }

    /// Keeps a value under a name.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn set_meta(&self, key: &str, value: &[u8]) -> Result<(), StoreError> {
        self.db
            .execute(
                "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value",
                (key, value),
            )
            .map_err(sql("writing what the case says of itself"))?;
        Ok(())
    }

    /// Whether people decided anything in this case.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn has_decisions(&self) -> Result<bool, StoreError> {
        self.db
            .query_row("SELECT EXISTS (SELECT 1 FROM decisions)", [], |r| r.get(0))
            .map_err(sql("looking for decisions"))
    }

    /// Adds a line to the log.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn log(&self, entry: &LogEntry) -> Result<(), StoreError> {
        self.db
            .execute(
                "INSERT INTO log (at, who, what, detail) VALUES (?1, ?2, ?3, ?4)",
                (&entry.at, &entry.who, &entry.what, &entry.detail),
            )
            .map_err(sql("writing the log"))?;
        Ok(())
    }

    /// The log, oldest first.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn log_entries(&self) -> Result<Vec<LogEntry>, StoreError> {
        let doing = "reading the log";
        let mut query = self
            .db
            .prepare("SELECT at, who, what, detail FROM log ORDER BY id")
            .map_err(sql(doing))?;
        let rows = query
            .query_map([], |r| {
                Ok(LogEntry {
                    at: r.get(0)?,
                    who: r.get(1)?,
                    what: r.get(2)?,
                    detail: self.veil_words(r.get(3)?),
                })
            })
            .map_err(sql(doing))?;
        rows.collect::<Result<_, _>>().map_err(sql(doing))
    }

    /// Folds the write-ahead log into the file, so that the file alone is the case.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn close(self) -> Result<(), StoreError> {
        self.db
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .map_err(sql("closing the case"))
    }
}
