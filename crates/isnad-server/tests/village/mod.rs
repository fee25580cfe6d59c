//! A case of one report that names private persons, and who asks for its pages.
#![allow(dead_code, clippy::unwrap_used)]

use isnad_model::Fingerprint;
use isnad_record::EventRecord;
use isnad_server::{Reply, Request, Role, Shelf, Visitor, answer, pairs};
use isnad_store::{Act, Capture, Case, Entry, Links, StoreError};
use serde_json::{Value, json};

pub const TEXT: &str = "مقتل سبعة في السهل\n\nقال سليم الصفدي لموقع الوادي إن طائرات قصفت بلدة السهل أمس فقتل سبعة بينهم خالد العكيري. وأحرق مسلحون البيادر قرب البلدة ليلا.\n";
/// Private persons: of the analysis, and of the wider net alone.
pub const NAMES: [&str; 3] = ["سليم الصفدي", "خالد العكيري", "رامي الجردي"];

pub fn span(words: &str) -> [u32; 2] {
    let at = TEXT.find(words).unwrap();
    [at as u32, (at + words.len()) as u32]
}

pub fn quoted(words: &str) -> Value {
    json!({"text": words, "span": span(words)})
}

pub fn learn(case: &Case) -> Result<(), StoreError> {
    let found: Vec<_> = case
        .without_persons(99)?
        .into_iter()
        .map(|(id, _)| (id, vec![NAMES[2].to_owned()]))
        .collect();
    case.keep_persons(&found)
}

pub fn shelf() -> Shelf {
    Shelf::new(Some(learn), None)
}

pub fn case() -> (tempfile::TempDir, Case) {
    let dir = tempfile::tempdir().unwrap();
    let mut case = Case::create(&dir.path().join("c.isnad")).unwrap();
    let claim = json!({
        "schema": "isnad.claim/1", "id": "c1", "report": "r1", "type": "airstrike", "modality": "actual",
        "quote": quoted("إن طائرات قصفت بلدة السهل أمس فقتل سبعة بينهم خالد العكيري"), "trigger": quoted("قصفت"), "also": [],
        "agent": [{"text": "طائرات", "span": span("طائرات"), "entity": null}],
        "patient": [{"text": "خالد العكيري", "span": span("خالد العكيري"), "entity": null, "private": true}],
        "killed": {"low": 7, "high": 7, "approx": false}, "injured": null,
        "casualties": [{"outcome": "killed", "low": 7, "high": 7, "status": "unknown", "names": [quoted("خالد العكيري")], "span": span("سبعة بينهم")}],
        "means": null, "target": null,
        "place": {"text": "بلدة السهل", "span": span("بلدة السهل"), "id": "x:1", "name": "السهل", "name_en": "Sahl", "lat": 35.5, "lon": 36.5, "precision": 1},
        "time": {"text": "أمس", "span": span("أمس"), "from": "2021-05-01", "to": "2021-05-01", "precision": 1, "relative": true, "calendar": "gregorian"},
        "sources": [{"text": "سليم الصفدي", "span": span("سليم الصفدي"), "kind": "named", "cue": quoted("قال"), "private": true},
                    {"text": null, "span": null, "kind": "outlet"}],
        "stance": "asserted", "confidence": 0.4, "english": "سليم الصفدي said that aircraft struck Sahl.", "rules": ["frame:airstrike"],
    });
    let report = serde_json::from_value(json!({
        "schema": "isnad.report/1", "id": "r1", "external_id": "سليم الصفدي", "path": "رامي الجردي.txt",
        "url": "https://a.example/%D8%B3%D9%84%D9%8A%D9%85-%D8%A7%D9%84%D8%B5%D9%81%D8%AF%D9%8A", "sha256": "00", "encoding": "utf-8", "lang": "ar",
        "text": TEXT, "title": "مقتل سبعة في السهل", "byline": ["رامي الجردي"], "outlet": {"text": "موقع الوادي"},
        "published": {"value": "2021-05-02", "trust": "stated"}, "retrieved": null, "body": [span(TEXT.trim_end())],
        "copy_of": null, "version_of": null,
        "mentions": [{"text": "سليم الصفدي", "span": span("سليم الصفدي"), "kind": "private_person", "entity": "p:سليم الصفدي"}],
        "diagnostics": [{"code": "ISN-R001", "severity": "warning", "message": "رامي الجردي wrote this"}],
    }))
    .unwrap();
    let capture = Capture::file("00", TEXT.as_bytes(), "2024-01-01T00:00:00Z");
    let entry = Entry {
        capture: "00".into(),
        report,
        claims: vec![serde_json::from_value(claim.clone()).unwrap()],
        fingerprint: Fingerprint::default(),
    };
    case.ingest(&[capture], &[entry], "2024-01-01T00:00:00Z").unwrap();
    let event: EventRecord = serde_json::from_value(json!({
        "schema": "isnad.event/1", "id": "e1", "type": "airstrike", "claims": ["c1"], "reports": ["r1"],
        "from": "2021-05-01", "to": "2021-05-01", "place": claim["place"], "agent": claim["agent"], "patient": claim["patient"],
        "means": null, "target": null, "killed": {"low": 7, "best": 7, "high": 7}, "injured": null, "casualties": claim["casualties"],
        "origins": [{"id": "o1", "kind": "named", "name": "سليم الصفدي", "claims": ["c1"]}], "independent_origins": 1,
        "corroboration": "single", "contradictions": [{"field": "source", "values": [{"value": "خالد العكيري", "claims": ["c1"], "origins": ["o1"]}]}],
        "why": [{"a": "c1", "b": "c1", "score": 0.9, "because": ["both name خالد العكيري"]}], "english": "سليم الصفدي said so.",
    }))
    .unwrap();
    let relation = serde_json::from_value(json!({
        "schema": "isnad.relation/1", "id": "l1", "kind": "leads", "from": "خالد العكيري", "to": "فصيل", "since": null, "until": null, "claims": ["c1"],
    }))
    .unwrap();
    let citation = serde_json::from_value(
        json!({"schema": "isnad.citation/1", "from": "موقع الوادي", "to": "سليم الصفدي", "reports": ["r1"]}),
    )
    .unwrap();
    let links = Links {
        events: vec![event],
        relations: vec![relation],
        citations: vec![citation],
        ..Links::default()
    };
    case.relink(&links).unwrap();
    let note = Act::Comment { target: "c1".into() };
    case.decide("2026-01-01T00:00:00Z", "huda", &note, Some("سألت رامي الجردي"))
        .unwrap();
    (dir, case)
}

pub fn as_role(name: &str, role: Role) -> Request {
    Request {
        visitor: Visitor {
            name: name.into(),
            role,
            token: "t".into(),
            local: false,
        },
        ..Request::default()
    }
}

pub fn get(case: &mut Case, role: Role, path: &str, query: &str) -> Reply {
    let request = Request {
        path: path.into(),
        query: pairs(query),
        ..as_role("sami", role)
    };
    answer(case, &shelf(), &request)
}

pub fn post(case: &mut Case, name: &str, role: Role, path: &str, body: &str) -> Reply {
    let request = Request {
        post: true,
        path: path.into(),
        content_type: "application/x-www-form-urlencoded".into(),
        body: body.as_bytes().to_vec(),
        ..as_role(name, role)
    };
    answer(case, &shelf(), &request)
}

pub fn body(r: &Reply) -> String {
    String::from_utf8_lossy(&r.body).into_owned()
}

pub fn address(path: &str) -> String {
    let id = match path {
        p if p.starts_with("/events/") => "e1",
        p if p.starts_with("/claims/") => "c1",
        _ => "r1",
    };
    path.replace("{id}", id)
}

/// Whether a name stands in bytes, as it is or as an address holds it, whole or cut up by markup.
pub fn named(bytes: &[u8]) -> Option<&'static str> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut bare = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => bare.push(c),
            _ => {}
        }
    }
    let encoded = |name: &str| {
        name.bytes()
            .map(|b| {
                if b == b' ' {
                    "%20".to_owned()
                } else {
                    format!("%{b:02X}")
                }
            })
            .collect::<String>()
    };
    // The family name alone would tell as much.
    NAMES.into_iter().find(|n| {
        let last = n.split(' ').next_back().unwrap();
        [text.as_str(), bare.as_str()]
            .iter()
            .any(|t| t.contains(n) || t.contains(last) || t.contains(&encoded(last)))
    })
}

pub fn form(fields: &[(&str, &str)]) -> String {
    let encode = |t: &str| t.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
    fields
        .iter()
        .map(|(k, v)| format!("{k}={}", encode(v)))
        .collect::<Vec<_>>()
        .join("&")
}
