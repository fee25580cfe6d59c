//! Roles; names kept from readers; decisions with names; claims by hand.
#![allow(clippy::unwrap_used)]

use isnad_model::Fingerprint;
use isnad_record::EventRecord;
use isnad_server::{ROUTES, Reply, Request, Role, Shelf, Visitor, answer, pairs};
use isnad_store::{Act, Capture, Case, Entry, Links, StoreError};
use serde_json::{Value, json};

const TEXT: &str = "مقتل سبعة في السهل\n\nقال سليم الصفدي لموقع الوادي إن طائرات قصفت بلدة السهل أمس فقتل سبعة بينهم خالد العكيري. وأحرق مسلحون البيادر قرب البلدة ليلا.\n";
/// Private persons: of the analysis, and of the wider net alone.
const NAMES: [&str; 3] = ["سليم الصفدي", "خالد العكيري", "رامي الجردي"];

fn span(words: &str) -> [u32; 2] {
    let at = TEXT.find(words).unwrap();
    [at as u32, (at + words.len()) as u32]
}

fn quoted(words: &str) -> Value {
    json!({"text": words, "span": span(words)})
}

fn learn(case: &Case) -> Result<(), StoreError> {
    let found: Vec<_> = case
        .without_persons(99)?
        .into_iter()
        .map(|(id, _)| (id, vec![NAMES[2].to_owned()]))
        .collect();
    case.keep_persons(&found)
}

fn shelf() -> Shelf {
    Shelf::new(Some(learn), None)
}

fn case() -> (tempfile::TempDir, Case) {
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
    let capture = Capture {
        sha256: "00".into(),
        bytes: TEXT.as_bytes().to_vec(),
        path: None,
        sidecar: None,
        given: None,
        way: "file".into(),
        acquired: "2024-01-01T00:00:00Z".into(),
    };
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

fn as_role(name: &str, role: Role) -> Request {
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

fn get(case: &mut Case, role: Role, path: &str, query: &str) -> Reply {
    let request = Request {
        path: path.into(),
        query: pairs(query),
        ..as_role("sami", role)
    };
    answer(case, &shelf(), &request)
}

fn post(case: &mut Case, name: &str, role: Role, path: &str, body: &str) -> Reply {
    let request = Request {
        post: true,
        path: path.into(),
        content_type: "application/x-www-form-urlencoded".into(),
        body: body.as_bytes().to_vec(),
        ..as_role(name, role)
    };
    answer(case, &shelf(), &request)
}

fn body(r: &Reply) -> String {
    String::from_utf8_lossy(&r.body).into_owned()
}

fn address(path: &str) -> String {
    let id = match path {
        p if p.starts_with("/events/") => "e1",
        p if p.starts_with("/claims/") => "c1",
        _ => "r1",
    };
    path.replace("{id}", id)
}

/// Whether a name stands in bytes, as it is or as an address holds it, whole or cut up by markup.
fn named(bytes: &[u8]) -> Option<&'static str> {
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

#[test]
fn no_byte_that_a_reader_gets_names_a_private_person() {
    let (_dir, mut case) = case();
    let (mut pages, mut whole) = (0, 0);
    for route in ROUTES.iter().filter(|r| !r.is_post()) {
        let path = address(route.path);
        let twin = if path == "/" {
            "/overview.json".to_owned()
        } else {
            format!("{path}.json")
        };
        for path in [path, twin] {
            for query in [
                "lang=ar",
                "lang=en&q=البلدة",
                "q=الصفدي",
                "place=السهل&actor=العكيري&target=c1",
            ] {
                let r = get(&mut case, Role::Reader, &path, query);
                assert!([200, 403, 404].contains(&r.status), "{path}: {}", r.status);
                // What a reader types is his own.
                if !query.contains("الصفدي") && !query.contains("العكيري") {
                    assert_eq!(named(&r.body), None, "{path}?{query}");
                    assert!(!body(&r).contains("سألت"), "{path}: notes are between reviewers");
                    pages += usize::from(r.status == 200);
                }
                let all = get(&mut case, Role::Reviewer, &path, query);
                whole += usize::from(named(&all.body).is_some());
            }
        }
    }
    assert!(
        pages > 40 && whole > 20,
        "{pages} pages, {whole} of them with names for reviewers"
    );
    let text = body(&get(&mut case, Role::Reader, "/reports/r1", ""));
    assert!(text.contains("[P-"), "a pseudonym stands in the place of the name");
    for path in [
        "/reports/r1/original",
        "/decisions.jsonl",
        "/log",
        "/review",
        "/agreement",
        "/users",
        "/reports/r1/add",
    ] {
        assert_eq!(get(&mut case, Role::Reader, path, "").status, 403, "{path}");
    }
    // Files of events carry pseudonyms for everybody.
    for path in ["/events.csv", "/events.geojson"] {
        let r = get(&mut case, Role::Admin, path, "");
        assert_eq!((r.status, named(&r.body)), (200, None), "{path}");
    }
    assert!(!case.is_veiled());
}

#[test]
fn a_reader_does_not_learn_where_a_name_stands() {
    let (_dir, mut case) = case();
    for name in NAMES {
        for q in [name, name.split(' ').next_back().unwrap()] {
            let r = get(&mut case, Role::Reader, "/search.json", &format!("q={q}"));
            let found = body(&r);
            assert!(!found.contains("\"r1\""), "{q}: {found}");
        }
        let r = get(&mut case, Role::Reader, "/events.json", &format!("actor={name}"));
        assert!(!body(&r).contains("\"e1\""), "{name}");
    }
    assert!(body(&get(&mut case, Role::Reader, "/search.json", "q=البلدة")).contains("\"r1\""));
    assert!(body(&get(&mut case, Role::Reviewer, "/search.json", "q=الصفدي")).contains("\"r1\""));
}

#[test]
fn each_role_may_do_what_is_its_own() {
    let (_dir, mut case) = case();
    for role in [Role::Nobody, Role::Reader] {
        for route in ROUTES.iter().filter(|r| r.is_post()) {
            let r = post(&mut case, "eve", role, route.path, "kind=accept&target=c1&share=50");
            assert!([403, 400].contains(&r.status), "{} {role:?}: {}", route.path, r.status);
        }
    }
    assert_eq!(case.decisions().unwrap().len(), 1, "nothing was changed");
    assert_eq!(case.second_share().unwrap(), 0);
    assert_eq!(
        post(&mut case, "huda", Role::Reviewer, "/review/share", "share=50").status,
        403
    );
    assert_eq!(get(&mut case, Role::Reviewer, "/users", "").status, 403);
    assert_eq!(
        post(&mut case, "root", Role::Admin, "/review/share", "share=50").status,
        303
    );
    assert_eq!(get(&mut case, Role::Admin, "/users", "").status, 200);
    for route in ROUTES
        .iter()
        .filter(|r| !r.is_post() && !r.path.starts_with("/assets") && r.path != "/favicon.ico")
    {
        let r = get(&mut case, Role::Nobody, &address(route.path), "");
        assert_eq!(r.status == 200, route.path == "/login", "{}", route.path);
        assert_eq!(named(&r.body), None);
    }
}

#[test]
fn decisions_carry_names_and_a_second_reader_is_blind() {
    let (_dir, mut case) = case();
    case.set_second_share(100).unwrap();
    let r = post(
        &mut case,
        "huda",
        Role::Reviewer,
        "/review/decide",
        "kind=accept&target=c1&note=seen+and+signed",
    );
    assert_eq!(r.status, 303, "{}", body(&r));
    assert_eq!(case.decisions().unwrap().last().unwrap().who, "huda");
    for path in [
        "/review",
        "/review.json",
        "/claims/c1",
        "/claims/c1.json",
        "/log",
        "/log.json",
        "/reports/r1",
        "/events/e1",
        "/decisions.jsonl",
        "/agreement",
    ] {
        let seen = body(&get(&mut case, Role::Reviewer, path, ""));
        assert!(!seen.contains("seen and signed"), "{path} tells sami what huda decided");
    }
    assert!(body(&get(&mut case, Role::Reviewer, "/review.json", "")).contains("\"twice\":true"));
    assert_eq!(
        post(
            &mut case,
            "sami",
            Role::Reviewer,
            "/review/decide",
            "kind=reject&target=c1"
        )
        .status,
        303
    );
    assert!(body(&get(&mut case, Role::Reviewer, "/claims/c1", "")).contains("seen and signed"));
    let v: Value = serde_json::from_slice(&get(&mut case, Role::Reviewer, "/agreement.json", "").body).unwrap();
    assert_eq!(v["agreement"]["disputes"][0]["differ"][0], "verdict");
    assert_eq!(
        post(
            &mut case,
            "root",
            Role::Admin,
            "/review/decide",
            "kind=settle&target=c1&value=nobody"
        )
        .status,
        400
    );
    assert_eq!(
        post(
            &mut case,
            "root",
            Role::Admin,
            "/review/decide",
            "kind=settle&target=c1&value=huda&back=/agreement"
        )
        .status,
        303
    );
    assert_eq!(
        case.review().unwrap().verdict("c1"),
        Some(isnad_store::Verdict::Accepted)
    );
    // Undo takes one's own back, nobody else's.
    assert_eq!(post(&mut case, "sami", Role::Reviewer, "/review/undo", "").status, 303);
    let standing = case.standing().unwrap();
    assert!(standing.iter().any(|d| d.who == "root") && standing.iter().all(|d| d.who != "sami"));
}

#[test]
fn claims_are_handed_out_by_admins_to_people_who_may_judge() {
    let (_dir, mut case) = case();
    let hand = |case: &mut Case, role: Role, to: &str| {
        let request = Request {
            post: true,
            path: "/review/assign".into(),
            content_type: "application/x-www-form-urlencoded".into(),
            body: form(&[("to", to), ("n", "5")]).into_bytes(),
            people: vec![("huda".into(), Role::Reviewer), ("sami".into(), Role::Reader)],
            ..as_role("root", role)
        };
        answer(case, &shelf(), &request).status
    };
    assert_eq!(hand(&mut case, Role::Reviewer, "huda"), 403);
    assert_eq!(hand(&mut case, Role::Admin, "sami"), 400, "a reader cannot judge");
    assert_eq!(hand(&mut case, Role::Admin, "huda"), 303);
    assert_eq!(hand(&mut case, Role::Admin, "huda"), 303);
    let kinds: Vec<_> = case.decisions().unwrap().iter().map(|d| d.kind.as_str()).collect();
    assert_eq!(kinds, ["comment", "assign"], "once each");
    assert_eq!(case.work().unwrap().assigned("c1"), ["huda"]);
    assert!(body(&get(&mut case, Role::Admin, "/claims/c1", "lang=en")).contains("huda"));
    let mine = body(&get(&mut case, Role::Reviewer, "/review.json", ""));
    assert!(!mine.contains("\"c1\""), "it waits for huda, not for sami");
}

fn form(fields: &[(&str, &str)]) -> String {
    let encode = |t: &str| t.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
    fields
        .iter()
        .map(|(k, v)| format!("{k}={}", encode(v)))
        .collect::<Vec<_>>()
        .join("&")
}

#[test]
fn every_slot_can_be_corrected_from_words_of_the_report() {
    let (_dir, mut case) = case();
    let at = TEXT.find("البلدة ليلا").unwrap().to_string();
    let sent = form(&[
        ("kind", "correct"),
        ("target", "c1"),
        ("type", "shelling"),
        ("modality", "denied"),
        ("stance", "alleged"),
        ("agent", "مسلحون"),
        ("patient", "خالد العكيري | سبعة"),
        ("place", "البلدة"),
        ("place_at", &at),
        ("time", "ليلا"),
        ("from", "2021-05-02"),
        ("to", "2021-05-03"),
        ("killed", "7+"),
        ("injured", "2-3"),
        ("means", "طائرات"),
        ("target_words", "البيادر"),
        ("source_kind", "eyewitness"),
        ("source", "مسلحون"),
    ]);
    let r = post(&mut case, "huda", Role::Reviewer, "/review/decide", &sent);
    assert_eq!(r.status, 303, "{}", body(&r));
    let c = case
        .review()
        .unwrap()
        .apply(case.claim("c1").unwrap().unwrap())
        .unwrap();
    assert_eq!(
        (c.r#type.as_str(), c.modality.as_str(), c.stance.as_str()),
        ("shelling", "denied", "alleged")
    );
    assert_eq!(c.agent[0].text, "مسلحون");
    assert_eq!(
        (c.patient.len(), c.patient[0].private),
        (2, true),
        "who was there stays as he was"
    );
    let place = c.place.unwrap();
    assert_eq!(
        (place.text.as_str(), place.span[0].to_string()),
        ("البلدة", at),
        "where it was selected"
    );
    let time = c.time.unwrap();
    assert_eq!(
        (
            time.from.as_deref(),
            time.to.as_deref(),
            time.text.as_str(),
            time.precision
        ),
        (Some("2021-05-02"), Some("2021-05-03"), "ليلا", 2)
    );
    assert_eq!((c.killed.unwrap().high, c.injured.unwrap().high), (None, Some(3)));
    assert_eq!(
        (c.means.unwrap().text.as_str(), c.target.unwrap().text.as_str()),
        ("طائرات", "البيادر")
    );
    assert_eq!(
        (c.sources[0].kind.as_str(), c.sources[1].kind.as_str()),
        ("eyewitness", "outlet")
    );
    assert_eq!(case.decisions().unwrap().len(), 13, "one decision a slot");
    // Sent again, nothing is different; what is no word of the report is refused whole.
    assert_eq!(
        post(&mut case, "huda", Role::Reviewer, "/review/decide", &sent).status,
        400
    );
    let bad = form(&[
        ("kind", "correct"),
        ("target", "c1"),
        ("agent", "كلمات ليست هنا"),
        ("killed", "9"),
    ]);
    assert_eq!(
        post(&mut case, "huda", Role::Reviewer, "/review/decide", &bad).status,
        400
    );
    assert_eq!(case.decisions().unwrap().len(), 13);
}

#[test]
fn a_claim_is_added_by_hand_and_taken_back() {
    let (_dir, mut case) = case();
    let page = body(&get(&mut case, Role::Reviewer, "/reports/r1/add", "lang=en&at=0"));
    assert!(page.contains("data-from=") && page.contains("name=\"trigger\""));
    let sent = form(&[
        ("report", "r1"),
        ("type", "displacement"),
        ("trigger", "أحرق"),
        ("agent", "مسلحون"),
        ("place", "بلدة السهل"),
        ("from", "2021-05-01"),
        ("source_kind", "named"),
        ("source", "سليم الصفدي"),
        ("note", "no frame knows it"),
    ]);
    for broken in [
        form(&[("report", "r1"), ("type", "displacement"), ("trigger", "غير موجود")]),
        form(&[("report", "r9"), ("trigger", "أحرق")]),
        form(&[("report", "r1"), ("type", "no_such"), ("trigger", "أحرق")]),
    ] {
        assert_eq!(
            post(&mut case, "huda", Role::Reviewer, "/claims/add", &broken).status,
            400
        );
    }
    let r = post(&mut case, "huda", Role::Reviewer, "/claims/add", &sent);
    assert_eq!(r.status, 303, "{}", body(&r));
    let claims = case.claims_of("r1").unwrap();
    let c = claims.iter().find(|c| c.rules == ["by-hand"]).unwrap();
    assert_eq!(c.quote.text, "وأحرق مسلحون البيادر قرب البلدة ليلا");
    assert_eq!(
        c.place.as_ref().unwrap().id.as_deref(),
        Some("x:1"),
        "the case knows the place by these words"
    );
    assert_eq!(c.english, "Displacement in Sahl on 2021-05-01 (added by hand).");
    assert!(body(&get(&mut case, Role::Reviewer, "/reports/r1", "")).contains(&c.id));
    assert_eq!(
        post(&mut case, "huda", Role::Reviewer, "/claims/add", &sent).status,
        400,
        "once"
    );
    assert_eq!(case.unlinked().unwrap(), 1, "events do not show it yet");
    assert_eq!(post(&mut case, "huda", Role::Reviewer, "/review/undo", "").status, 303);
    assert_eq!(case.claims_of("r1").unwrap().len(), 1);
    assert!(
        case.verify()
            .unwrap()
            .findings
            .iter()
            .all(|f| !f.message.contains("span"))
    );
}
