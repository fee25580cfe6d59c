//! Every page and its twin, in both languages, on a small case that holds hostile words.
#![allow(clippy::unwrap_used)]

use isnad_model::Fingerprint;
use isnad_record::{EventRecord, RelationRecord, ReportRecord};
use isnad_server::{ROUTES, Reply, Request, Shelf, answer, pairs};
use isnad_store::{Capture, Case, Entry, Links};
use serde_json::{Value, json};

const TEXT: &str = "عنوان عن قصف البلدة\n\nقال شاهد عيان إن طائرات قصفت بلدة السهل أمس فقتل سبعة <script>alert(1)</script>.\nقائمة المواقع\n";

fn span(words: &str) -> [u32; 2] {
    let at = TEXT.find(words).unwrap();
    [at as u32, (at + words.len()) as u32]
}

fn quoted(words: &str) -> Value {
    json!({"text": words, "span": span(words)})
}

fn report(id: &str, title: &str) -> ReportRecord {
    let article = "قال شاهد عيان إن طائرات قصفت بلدة السهل أمس فقتل سبعة <script>alert(1)</script>.";
    serde_json::from_value(json!({
        "schema": "isnad.report/1", "id": id, "external_id": null, "path": "a.txt", "url": "https://example.org/a",
        "sha256": format!("{id}00"), "encoding": "utf-8", "lang": "ar", "text": TEXT, "title": title, "byline": ["كاتب"],
        "outlet": {"text": "موقع <b>", "name": "موقع <b>"}, "published": {"value": "2021-05-02", "trust": "stated"},
        "retrieved": null, "body": [span(article)], "copy_of": null, "version_of": null, "mentions": [],
        "diagnostics": [{"code": "ISN-R001", "severity": "warning", "message": "<i>doubtful"}],
    }))
    .unwrap()
}

fn claim(id: &str, report: &str, killed: u64) -> Value {
    json!({
        "schema": "isnad.claim/1", "id": id, "report": report, "type": "airstrike", "modality": "actual",
        "quote": quoted("طائرات قصفت بلدة السهل أمس"), "trigger": quoted("قصفت"), "also": [],
        "agent": [{"text": "طائرات", "span": span("طائرات"), "entity": "\"><script>x"}],
        "patient": [{"text": "بلدة السهل", "span": span("بلدة السهل"), "entity": null}],
        "killed": {"low": killed, "high": killed, "approx": false}, "injured": null, "casualties": [],
        "means": null, "target": null,
        "place": {"text": "بلدة السهل", "span": span("بلدة السهل"), "id": "x:1", "name": "السهل", "name_en": "Sahl", "lat": 35.5, "lon": 36.5, "precision": 1},
        "time": {"text": "أمس", "span": span("أمس"), "from": "2021-05-01", "to": "2021-05-01", "precision": 1, "relative": true, "calendar": "gregorian"},
        "sources": [{"text": "شاهد عيان", "span": span("شاهد عيان"), "kind": "eyewitness", "cue": quoted("قال")},
                    {"text": null, "span": null, "kind": "outlet"}],
        "stance": "asserted", "confidence": 0.4, "english": "Aircraft struck <b>Sahl.", "rules": ["frame:airstrike"],
    })
}

fn case() -> (tempfile::TempDir, Case) {
    let dir = tempfile::tempdir().unwrap();
    let mut case = Case::create(&dir.path().join("c.isnad")).unwrap();
    let long = format!("{}{}", "عنوان \u{202e}طويل ", "ا".repeat(300_000));
    for (id, title, claims) in [
        ("r1", "<script>alert('t')</script>", vec![claim("c1", "r1", 7)]),
        ("r2", long.as_str(), vec![claim("c2", "r2", 9)]),
    ] {
        let report = report(id, title);
        let capture = Capture::file(&report.sha256, TEXT.as_bytes(), "2024-01-01T00:00:00Z");
        let entry = Entry {
            capture: report.sha256.clone(),
            report,
            claims: claims.into_iter().map(|c| serde_json::from_value(c).unwrap()).collect(),
            fingerprint: Fingerprint::default(),
        };
        case.ingest(&[capture], &[entry], "2024-01-01T00:00:00Z").unwrap();
    }
    let c: Value = claim("c1", "r1", 7);
    let event: EventRecord = serde_json::from_value(json!({
        "schema": "isnad.event/1", "id": "e1", "type": "airstrike", "claims": ["c1", "c2"], "reports": ["r1", "r2"],
        "from": "2021-05-01", "to": "2021-05-01", "place": c["place"], "agent": c["agent"], "patient": c["patient"],
        "means": null, "target": null, "killed": {"low": 7, "best": 7, "high": 9}, "injured": null, "casualties": [],
        "origins": [{"id": "o1", "kind": "eyewitness", "name": "<b>x", "claims": ["c1", "c2"]}], "independent_origins": 1,
        "corroboration": "repeated",
        "contradictions": [{"field": "killed", "values": [{"value": "7", "claims": ["c1"], "origins": ["o1"]}, {"value": "9", "claims": ["c2"], "origins": ["o1"]}]}],
        "why": [{"a": "c1", "b": "c2", "score": 0.9, "because": ["same <day>"]}], "english": "Aircraft struck <b>Sahl.",
    }))
    .unwrap();
    let relation: RelationRecord = serde_json::from_value(json!({
        "schema": "isnad.relation/1", "id": "l1", "kind": "fights", "from": "\"><script>x", "to": "فصيل", "since": "2021-05-01", "until": null, "claims": ["c1"],
    }))
    .unwrap();
    case.relink(&Links {
        events: vec![event],
        relations: vec![relation],
        ..Links::default()
    })
    .unwrap();
    (dir, case)
}

fn get(case: &mut Case, path: &str, query: &str) -> Reply {
    let request = Request {
        path: path.to_owned(),
        query: pairs(query),
        ..Request::default()
    };
    answer(case, &Shelf::default(), &request)
}

fn post(case: &mut Case, path: &str, body: &str) -> Reply {
    let request = Request {
        post: true,
        path: path.to_owned(),
        content_type: "application/x-www-form-urlencoded".into(),
        body: body.as_bytes().to_vec(),
        ..Request::default()
    };
    answer(case, &Shelf::default(), &request)
}

fn body(r: &Reply) -> String {
    String::from_utf8(r.body.clone()).unwrap()
}

fn address(path: &str) -> String {
    let id = match path {
        p if p.starts_with("/events/") => "e1",
        p if p.starts_with("/claims/") => "c1",
        _ => "r1",
    };
    path.replace("{id}", id)
}

#[test]
fn every_page_and_its_twin_in_both_languages() {
    let (_dir, mut case) = case();
    for route in ROUTES.iter().filter(|r| !r.is_post()) {
        let path = address(route.path);
        for lang in ["ar", "en"] {
            let query = format!("lang={lang}&q=البلدة");
            let r = get(&mut case, &path, &query);
            assert_eq!(r.status, 200, "{path}: {}", body(&r));
            if !route.is_page() {
                continue;
            }
            let html = body(&r);
            let dir = if lang == "ar" { "rtl" } else { "ltr" };
            assert!(
                html.contains(&format!("<html lang=\"{lang}\" dir=\"{dir}\">")),
                "{path}"
            );
            assert!(!html.contains("<script>"), "{path}: words became markup");
            assert!(!html.contains("\u{202e}"), "{path}: a control turns text around");
            assert!(
                !html.contains("src=\"http") && !html.contains("href=\"http"),
                "{path}: asks another host"
            );
            assert!(
                !html.contains(" style=") && !html.contains(" onclick"),
                "{path}: inline code"
            );
            assert_eq!(html.matches("<h1>").count(), 1, "{path}");
            assert!(html.len() < 600_000, "{path}: {} bytes", html.len());
            let twin = if path == "/" {
                "/overview.json".to_owned()
            } else {
                format!("{path}.json")
            };
            let r = get(&mut case, &twin, &query);
            assert_eq!(
                (r.status, r.content_type),
                (200, "application/json; charset=utf-8"),
                "{twin}"
            );
            serde_json::from_slice::<Value>(&r.body).unwrap();
        }
    }
}

#[test]
fn hostile_ids_and_queries_are_answered_in_one_shape() {
    let (_dir, mut case) = case();
    let long = "ا".repeat(20_000);
    let ids = [
        "x",
        "'; DROP TABLE events",
        "../../etc/passwd",
        "<script>",
        "\u{202e}",
        "%",
        "\0",
        long.as_str(),
    ];
    for id in ids {
        for kind in ["events", "reports", "claims"] {
            let r = get(&mut case, &format!("/{kind}/{id}.json"), "");
            assert_eq!(r.status, 404, "{kind} {id:?}");
            let v: Value = serde_json::from_slice(&r.body).unwrap();
            assert_eq!(v["schema"], "isnad.error/1");
            assert_eq!(v["error"]["status"], 404);
            assert!(v["error"]["code"].is_string() && v["error"]["message"].is_string());
            let r = get(&mut case, &format!("/{kind}/{id}"), "lang=ar");
            assert_eq!(r.status, 404);
            assert!(!body(&r).contains("<script>"));
        }
        for key in [
            "type",
            "place",
            "from",
            "to",
            "actor",
            "corroboration",
            "outlet",
            "source",
            "added",
            "at",
            "q",
            "part",
            "since",
            "target",
        ] {
            for page in [
                "/events",
                "/map",
                "/timeline",
                "/network",
                "/search",
                "/reports/r1",
                "/review",
                "/",
            ] {
                let r = get(
                    &mut case,
                    page,
                    &format!("{key}={}", id.replace('%', "%25").replace('&', "%26")),
                );
                // What is no day is said to be none.
                let day = ["from", "to", "at", "since"].contains(&key);
                let fits = r.status == 200 || (day && r.status == 400);
                assert!(fits, "{page}?{key}={id:.40}: {:.300}", body(&r));
                assert!(!body(&r).contains("<script>"), "{page}?{key}={id:.40}");
            }
        }
    }
    for after in ["zz", "abc", "ff", "7c7c"] {
        let r = get(&mut case, "/events.json", &format!("after={after}"));
        assert!([200, 400].contains(&r.status), "{after}");
    }
}

#[test]
fn the_text_of_a_report_is_whole_and_its_claims_are_marked() {
    let (_dir, mut case) = case();
    let html = body(&get(&mut case, "/reports/r1", ""));
    assert!(html.contains(">قصفت</mark>"), "the trigger is marked");
    assert!(html.contains("&lt;script&gt;alert(1)"));
    assert!(html.contains("class=\"article\"") && html.contains("class=\"chrome\""));
    let shown: String = html.replace("<a id=\"c1\"></a>", "");
    let mut bare = String::new();
    let mut inside = false;
    for c in shown.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => bare.push(c),
            _ => {}
        }
    }
    for line in TEXT.lines().filter(|l| !l.is_empty()) {
        let line = line.replace('<', "&lt;").replace('>', "&gt;");
        assert!(bare.contains(&line), "{line}");
    }
}

#[test]
fn decisions_are_kept_taken_back_exported_and_imported() {
    let (_dir, mut first) = case();
    assert_eq!(post(&mut first, "/review/decide", "kind=accept&target=c1").status, 303);
    assert_eq!(
        post(&mut first, "/review/decide", "kind=reject&target=c1&note=%D9%84%D8%A7").status,
        303
    );
    let mut held = first.decisions_on("c1").unwrap();
    held.retain(|d| d.withdrawn.is_none());
    assert_eq!(
        held.iter().map(|d| d.kind.as_str()).collect::<Vec<_>>(),
        ["reject"],
        "the later verdict holds"
    );
    assert!(
        !body(&get(&mut first, "/review.json", "")).contains("\"c1\""),
        "a judged claim waits no longer"
    );
    assert_eq!(
        post(
            &mut first,
            "/review/decide",
            "kind=correct&target=c2&field=killed&value=8"
        )
        .status,
        303
    );
    assert_eq!(post(&mut first, "/review/undo", "").status, 303);
    assert!(first.decisions_on("c2").unwrap().iter().all(|d| d.withdrawn.is_some()));
    assert!(
        first.history().unwrap().len() >= 5,
        "every change stands in the history"
    );
    for bad in [
        "kind=accept&target=none",
        "kind=praise&target=c1",
        "kind=correct&target=c1&field=id&value=1",
        "kind=comment&target=c1",
        "",
    ] {
        let r = post(&mut first, "/review/decide", bad);
        assert_eq!(r.status, 400, "{bad}");
    }
    let lines = body(&get(&mut first, "/decisions.jsonl", ""));
    let (_other, mut second) = case();
    let request = Request {
        post: true,
        path: "/review/import".into(),
        content_type: "application/x-ndjson".into(),
        body: lines.clone().into_bytes(),
        ..Request::default()
    };
    for _ in 0..2 {
        assert_eq!(answer(&mut second, &Shelf::default(), &request).status, 303);
    }
    assert_eq!(
        body(&get(&mut second, "/decisions.jsonl", "")),
        lines,
        "twice imported is once held"
    );
}

#[test]
fn a_day_that_is_none_is_refused_and_a_year_is_all_its_days() {
    let (_dir, mut case) = case();
    for path in [
        "/events",
        "/events.json",
        "/events.csv",
        "/events.jsonl",
        "/events.geojson",
        "/map.json",
        "/timeline.json",
        "/search.json",
    ] {
        for query in ["from=soon", "to=2023-02-30", "from=2023-13"] {
            let r = get(&mut case, path, query);
            assert_eq!(r.status, 400, "{path}?{query}");
            if path != "/events" {
                let v: Value = serde_json::from_slice(&r.body).unwrap();
                assert_eq!(v["schema"], "isnad.error/1", "{path}?{query}");
            }
        }
    }
    for path in ["/network.json", "/dossier.json"] {
        assert_eq!(get(&mut case, path, "of=x&at=soon").status, 400, "{path}");
    }
    let total = |case: &mut Case, query: &str| -> u64 {
        let v: Value = serde_json::from_slice(&get(case, "/events.json", query).body).unwrap();
        v["total"].as_u64().unwrap()
    };
    let first: Value = serde_json::from_slice(&get(&mut case, "/events.json", "").body).unwrap();
    let day = first["items"][0]["from"].as_str().unwrap().to_owned();
    let (year, month) = (&day[..4], &day[..7]);
    let of_day = total(&mut case, &format!("from={day}&to={day}"));
    assert!(of_day > 0);
    for span in [year, month] {
        assert!(total(&mut case, &format!("from={span}&to={span}")) >= of_day, "{span}");
    }
}

#[test]
fn every_key_of_an_answer_is_described() {
    let (_dir, mut case) = case();
    let described: Value = serde_json::from_slice(&get(&mut case, "/api/openapi.json", "").body).unwrap();
    let mut names = std::collections::BTreeSet::new();
    for r in ROUTES.iter().filter(|r| r.is_page() && r.path != "/api") {
        let path = if r.path == "/" { "/overview" } else { r.path };
        let what = &described["paths"][format!("{path}.json")]["get"];
        assert!(names.insert(what["operationId"].as_str().unwrap().to_owned()), "{path}");
        let schema = &what["responses"]["200"]["content"]["application/json"]["schema"];
        let keys = schema["properties"].as_object().unwrap();
        let id = match r.path {
            "/events/{id}" => "e1",
            "/claims/{id}" => "c1",
            _ => "r1",
        };
        let twin = format!("{}.json", path.replace("{id}", id));
        let v: Value = serde_json::from_slice(&get(&mut case, &twin, "of=x&q=قصف").body).unwrap();
        assert_eq!(v["schema"], "isnad.page/1", "{path}");
        for (key, value) in v.as_object().unwrap() {
            let said = keys.get(key).unwrap_or_else(|| panic!("{path}: {key}"));
            let kind = match value {
                Value::Null => "null",
                Value::Bool(_) => "boolean",
                Value::Number(_) => "integer",
                Value::String(_) => "string",
                Value::Array(_) => "array",
                Value::Object(_) => "object",
            };
            let fits = match &said["type"] {
                Value::Array(kinds) => kinds.iter().any(|k| k == kind),
                Value::Null => said["const"] == *value || said["$ref"].is_string(),
                one => one == kind,
            };
            assert!(fits, "{path}: {key} is {kind}, described as {said}");
            let Some(name) = said["$ref"].as_str().or(said["items"]["$ref"].as_str()) else {
                continue;
            };
            let record = &described["components"]["schemas"][name.rsplit('/').next().unwrap()];
            let one = value.as_array().map_or(Some(value), |list| list.first());
            for key in record["required"].as_array().unwrap() {
                let there = one.is_none_or(|v| v.get(key.as_str().unwrap()).is_some());
                assert!(there, "{path}: {name} {key}");
            }
        }
        let spare = r.path == "/login";
        assert!(spare || keys.keys().all(|k| v.get(k).is_some()), "{path}: {v:.300}");
    }
}

#[test]
fn the_interface_describes_every_path() {
    let (_dir, mut case) = case();
    let v: Value = serde_json::from_slice(&get(&mut case, "/api/openapi.json", "").body).unwrap();
    assert_eq!(v["paths"].as_object().unwrap().len(), ROUTES.len());
    assert!(
        v["paths"]["/events.json"]["get"]["parameters"]
            .as_array()
            .unwrap()
            .len()
            > 5
    );
    for (path, methods) in v["paths"].as_object().unwrap() {
        for (method, what) in methods.as_object().unwrap() {
            assert!(what["responses"]["default"]["content"].is_object(), "{method} {path}");
            let described = match method.as_str() {
                "post" => &what["requestBody"]["content"],
                _ => &what["responses"]["200"]["content"],
            };
            assert!(described.is_object(), "{method} {path}");
        }
    }
}
