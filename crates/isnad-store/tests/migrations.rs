//! Cases that earlier versions wrote open, with all that people decided; those of later versions are refused.
#![allow(clippy::unwrap_used)]

use isnad_store::{Case, EventFilter, Verdict};
use rusqlite::Connection;
use std::path::{Path, PathBuf};

fn fixtures() -> Vec<(i64, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut out: Vec<(i64, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|f| f.unwrap().path())
        .map(|f| {
            let name = f.file_stem().unwrap().to_str().unwrap();
            let version = name.strip_prefix("case-").unwrap().parse().unwrap();
            (version, std::fs::read_to_string(&f).unwrap())
        })
        .collect();
    out.sort();
    out
}

fn written(dir: &Path, version: i64, sql: &str) -> PathBuf {
    let path = dir.join(format!("{version}.isnad"));
    Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    path
}

fn version(path: &Path) -> i64 {
    let db = Connection::open(path).unwrap();
    db.query_row("PRAGMA user_version", [], |r| r.get(0)).unwrap()
}

/// Tables with their columns and the indices, by name.
fn shape(path: &Path) -> Vec<(String, String)> {
    let db = Connection::open(path).unwrap();
    let mut query = db
        .prepare("SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY name")
        .unwrap();
    let rows = query.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn a_case_of_every_version_opens_with_all_that_people_decided() {
    let dir = tempfile::tempdir().unwrap();
    let new = dir.path().join("new.isnad");
    Case::create(&new).unwrap().close().unwrap();
    let present = version(&new);
    let fixtures = fixtures();
    assert_eq!(
        fixtures.iter().map(|f| f.0).collect::<Vec<_>>(),
        (1..=present).collect::<Vec<_>>(),
        "a fixture for each version"
    );
    for (old, sql) in fixtures {
        let path = written(dir.path(), old, &sql);
        assert_eq!(version(&path), old);
        let mut case = Case::open(&path).unwrap();
        assert_eq!(version(&path), present, "version {old} is migrated");
        assert_eq!(shape(&path), shape(&new), "version {old} has the tables of a new case");
        let counts = case.counts().unwrap();
        assert_eq!(
            (counts.captures, counts.reports, counts.claims, counts.events),
            (2, 2, 2, 2)
        );
        assert_eq!(case.search("ادلب", 5).unwrap().len(), 1);
        let kinds: Vec<_> = case.decisions().unwrap().iter().map(|d| d.kind.as_str()).collect();
        assert_eq!(kinds, ["accept", "correct", "reject"]);
        assert_eq!(case.history().unwrap().len(), 4);
        let arrest = case
            .events_page(
                &EventFilter {
                    kind: Some("arrest".into()),
                    ..EventFilter::default()
                },
                None,
                5,
            )
            .unwrap();
        let claim = &arrest[0].claims[0];
        let review = case.review().unwrap();
        assert_eq!(review.verdict(claim), Some(Verdict::Accepted));
        assert_eq!(review.corrections(claim).unwrap()["type"], "abduction");
        let verified = case.verify().unwrap();
        assert!(verified.findings.is_empty(), "{:?}", verified.findings);
        // What came later works on it.
        assert_eq!(case.queue(&case.work().unwrap(), "omar", None, 9).unwrap().len(), 1);
        assert_eq!(
            case.visit("omar", "2026-02-01T00:00:00Z", "2026-01-31T00:00:00Z")
                .unwrap()
                .before,
            None
        );
        case.forget_derived().unwrap();
        assert_eq!(case.decisions().unwrap().len(), 3, "decisions outlive what was derived");
        assert_eq!(case.counts().unwrap().captures, 2);
    }
}

#[test]
fn a_case_of_a_later_version_and_a_foreign_file_are_refused_unchanged() {
    let dir = tempfile::tempdir().unwrap();
    let (old, sql) = fixtures().pop().unwrap();
    let path = written(dir.path(), old, &sql);
    Connection::open(&path)
        .unwrap()
        .execute_batch("PRAGMA user_version = 99;")
        .unwrap();
    let e = Case::open(&path).err().unwrap().to_string();
    assert!(e.contains("saw version 99"), "{e}");
    assert_eq!(version(&path), 99);
    let other = dir.path().join("other.db");
    Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE t (x);")
        .unwrap();
    assert!(Case::open(&other).err().unwrap().is_corrupt());
    let text = dir.path().join("text");
    std::fs::write(
        &text,
        "no database at all, but long enough to be looked at as one".repeat(20),
    )
    .unwrap();
    assert!(Case::open(&text).err().unwrap().is_corrupt());
}
