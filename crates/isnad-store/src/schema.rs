//! The tables and their versions.
//!
//! In: an open database. Out: the same at the present version. Invariant: a migration is never changed once released;
//! each runs in one transaction. Deliberately holds SQL alone.
//! Example: `search` holds «اسماء» folded, so that "أسماء" (names) in quotation marks is found however it is spelled.

use crate::error::{StoreError, sql};
use rusqlite::Connection;

/// The version that this program writes.
pub const VERSION: i64 = MIGRATIONS.len() as i64;

/// `isnd` as SQLite's application id.
pub const APPLICATION: i64 = 0x6973_6e64;

/// One step for each version, the first from an empty file.
const MIGRATIONS: &[&str] = &[
    r"
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

-- Originals. Nothing here is ever changed or rebuilt.
CREATE TABLE captures (
    sha256 TEXT PRIMARY KEY,
    bytes BLOB NOT NULL,
    path TEXT,
    sidecar TEXT,
    given TEXT,
    way TEXT NOT NULL,
    acquired TEXT NOT NULL
);

-- Derived: may be rebuilt from captures at any time.
CREATE TABLE reports (
    id TEXT PRIMARY KEY,
    capture TEXT NOT NULL REFERENCES captures (sha256),
    path TEXT, url TEXT, outlet TEXT, published TEXT, trust TEXT, title TEXT, copy_of TEXT,
    added TEXT NOT NULL,
    record TEXT NOT NULL,
    shingles BLOB NOT NULL,
    quotations BLOB NOT NULL,
    title_hash INTEGER
) WITHOUT ROWID;
CREATE INDEX reports_capture ON reports (capture);
CREATE TABLE claims (
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES reports (id),
    start INTEGER NOT NULL,
    type TEXT NOT NULL, modality TEXT NOT NULL,
    day_from TEXT, day_to TEXT, place TEXT, source_kind TEXT,
    confidence REAL NOT NULL,
    record TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX claims_report ON claims (report, start);
CREATE TABLE events (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL, day_from TEXT, day_to TEXT, place TEXT, lat REAL, lon REAL,
    killed INTEGER, injured INTEGER, corroboration TEXT NOT NULL, origins INTEGER NOT NULL, reports INTEGER NOT NULL,
    contradictions INTEGER NOT NULL,
    record TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX events_day ON events (day_from, id);
CREATE TABLE event_claims (
    event TEXT NOT NULL, claim TEXT NOT NULL, PRIMARY KEY (event, claim)
) WITHOUT ROWID;
CREATE INDEX event_claims_claim ON event_claims (claim);
CREATE TABLE event_places (event TEXT NOT NULL, place TEXT NOT NULL, PRIMARY KEY (place, event)) WITHOUT ROWID;
CREATE TABLE relations (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, since TEXT, until TEXT,
    record TEXT NOT NULL
) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5 (report UNINDEXED, title, body, tokenize = 'unicode61 remove_diacritics 0');

-- What people decided. No rebuild touches these.
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL, field TEXT, value TEXT, note TEXT,
    withdrawn TEXT
);
CREATE INDEX decisions_target ON decisions (target);
CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, target TEXT NOT NULL, before TEXT, after TEXT
);
CREATE TABLE log (id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL);
",
    r"
-- Derived: who takes from whom.
CREATE TABLE citations (
    source TEXT NOT NULL, target TEXT NOT NULL, reports TEXT NOT NULL, PRIMARY KEY (source, target)
) WITHOUT ROWID;
",
    r"
-- When people looked: the present visit, and how the one before ended. No rebuild touches it.
CREATE TABLE visits (who TEXT PRIMARY KEY, at TEXT NOT NULL, before TEXT) WITHOUT ROWID;
-- What linking changed of events that stood before. No rebuild touches it.
CREATE TABLE changes (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL, event TEXT NOT NULL, what TEXT NOT NULL, field TEXT NOT NULL, before TEXT, after TEXT
);
CREATE INDEX changes_at ON changes (at);
-- How the events stood when the case was linked last, by claim: what changes are found against, after a rebuild too.
CREATE TABLE linked (claim TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
-- Derived: words of a report that may be the name of a private person.
CREATE TABLE persons (report TEXT PRIMARY KEY, names TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX claims_doubt ON claims (confidence, id);
CREATE INDEX reports_added ON reports (added);
",
    r"
-- Derived: words by the dictionary, with a number for each report; filled by `indexing`.
DROP TABLE search;
CREATE TABLE indexed (n INTEGER PRIMARY KEY, report TEXT NOT NULL UNIQUE);
CREATE VIRTUAL TABLE search USING fts5 (
    title, words, head, body, rest, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);
-- Derived: how reports name entities, of what kind sources are, what places and publishers are called.
CREATE TABLE names (entity TEXT NOT NULL, words TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (entity, words)) WITHOUT ROWID;
CREATE TABLE source_kinds (name TEXT PRIMARY KEY, kind TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE titles (id TEXT PRIMARY KEY, name TEXT NOT NULL, english TEXT) WITHOUT ROWID;
-- Derived: the events in columns, so that filters and counts need no record.
CREATE TABLE catalog (part TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE INDEX claims_source ON claims (source_kind);
CREATE INDEX reports_outlet ON reports (outlet);
INSERT OR REPLACE INTO meta VALUES ('index to be filled', 1);
",
    r"
-- Derived: who is a source of which claim, by entity or folded words.
CREATE TABLE speakers (name TEXT NOT NULL, claim TEXT NOT NULL, PRIMARY KEY (name, claim)) WITHOUT ROWID;
INSERT OR REPLACE INTO meta VALUES ('index to be filled', 1);
",
    r"
-- Reports in the order of their days, the latest first.
CREATE INDEX reports_day ON reports (coalesce(published, ''), id, outlet);
",
];

/// Brings a database to the present version.
///
/// # Errors
/// When a step is refused; the database is then as before that step.
pub fn migrate(db: &mut Connection, from: i64) -> Result<(), StoreError> {
    for (i, step) in MIGRATIONS.iter().enumerate().skip(usize::try_from(from).unwrap_or(0)) {
        let tx = db
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
            .map_err(sql("beginning a migration"))?;
        // Another process may have come first.
        let at: i64 = tx
            .query_row("PRAGMA user_version", [], |r| r.get(0))
            .map_err(sql("reading the version"))?;
        if at > i as i64 {
            continue;
        }
        tx.execute_batch(step).map_err(sql("migrating the case"))?;
        tx.pragma_update(None, "application_id", APPLICATION)
            .map_err(sql("marking the case"))?;
        tx.pragma_update(None, "user_version", i as i64 + 1)
            .map_err(sql("marking the version"))?;
        tx.commit().map_err(sql("ending a migration"))?;
    }
    fill(db)
}

/// Fills an index that a migration left empty; interrupted, it is filled the next time.
fn fill(db: &mut Connection) -> Result<(), StoreError> {
    let wanted = |db: &Connection| {
        db.query_row(
            "SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'index to be filled')",
            [],
            |r| r.get::<_, bool>(0),
        )
        .map_err(sql("reading the version"))
    };
    if !wanted(db)? {
        return Ok(());
    }
    let tx = db
        .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
        .map_err(sql("beginning a migration"))?;
    if wanted(&tx)? {
        crate::indexing::forget(&tx)?;
        crate::indexing::again(&tx)?;
        crate::catalog::Catalog::build(&tx)?.keep(&tx)?;
        tx.execute("DELETE FROM meta WHERE key = 'index to be filled'", [])
            .map_err(sql("marking the index"))?;
    }
    tx.commit().map_err(sql("ending a migration"))
}
