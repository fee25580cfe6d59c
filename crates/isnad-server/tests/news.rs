//! What is new since a person's last visit, as the overview tells it.
#![allow(clippy::unwrap_used)]

use isnad_server::{Request, Role, Shelf, Visitor, answer, pairs};
use isnad_store::{Case, Links};
use serde_json::{Value, json};

fn overview(case: &mut Case, who: &str, query: &str, path: &str) -> String {
    let visitor = Visitor {
        name: who.into(),
        role: Role::Reviewer,
        token: String::new(),
        local: false,
    };
    let request = Request {
        path: path.into(),
        query: pairs(query),
        visitor,
        ..Request::default()
    };
    let r = answer(case, &Shelf::default(), &request);
    assert_eq!(r.status, 200);
    String::from_utf8(r.body).unwrap()
}

#[test]
fn each_person_is_told_what_is_new_to_him() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("c.isnad");
    let fixture = include_str!("../../isnad-store/tests/fixtures/case-3.sql");
    // Huda was here in the past, and never omar.
    let past = "DELETE FROM visits; INSERT INTO visits VALUES ('huda', '2026-01-02T03:08:05Z', NULL);";
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch(&format!("{fixture} {past}")).unwrap();
    drop(db);
    let mut case = Case::open(&path).unwrap();
    let mut links = Links {
        at: "2026-01-01T00:00:00Z".into(),
        ..Links::default()
    };
    case.each_event::<isnad_store::StoreError>(|e| {
        links.events.push(e);
        Ok(())
    })
    .unwrap();
    case.relink(&links).unwrap();
    // A second account raises the toll after her visit.
    let event = links.events.iter_mut().find(|e| e.killed.is_some()).unwrap();
    let id = event.id.clone();
    let toll = event.killed.as_mut().unwrap();
    (toll.best, toll.high) = (9, Some(9));
    event
        .contradictions
        .push(serde_json::from_value(json!({"field": "killed", "values": []})).unwrap());
    links.at = "2026-01-05T00:00:00Z".into();
    case.relink(&links).unwrap();

    let v: Value = serde_json::from_str(&overview(&mut case, "huda", "", "/overview.json")).unwrap();
    assert_eq!(v["new"]["since"], "2026-01-02T03:08:05Z");
    assert_eq!(v["new"]["last_visit"], "2026-01-02T03:08:05Z");
    let what: Vec<_> = v["new"]["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (c["what"].as_str().unwrap(), c["event"].as_str().unwrap()))
        .collect();
    assert_eq!(what, [("contradiction", id.as_str()), ("toll", id.as_str())]);
    // Her next page is of the same visit; the page says the same in words.
    let page = overview(&mut case, "huda", "lang=en", "/");
    assert!(page.contains("2026-01-02 03:08") && page.contains("9 (6-9)"));
    let v: Value = serde_json::from_str(&overview(&mut case, "omar", "", "/overview.json")).unwrap();
    assert_eq!(v["new"]["last_visit"], Value::Null);
    let v: Value = serde_json::from_str(&overview(
        &mut case,
        "huda",
        "since=2026-01-06T00:00:00Z",
        "/overview.json",
    ))
    .unwrap();
    assert_eq!(v["new"]["changes"], json!([]));
}
