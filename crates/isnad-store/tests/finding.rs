//! Words are found in all their forms; the catalog answers what the records say.
#![allow(clippy::unwrap_used)]

use isnad_model::Fingerprint;
use isnad_record::{ClaimRecord, EventRecord};
use isnad_store::{Capture, Case, Entry, EventFilter, EventKey, Links, ReportFilter};
use serde_json::{Value, json};

const TEXTS: [&str; 5] = [
    "أعلن عشرات المنشقين عن كتائب السهل تأسيس فصيل جديد في ريف تل الورد",
    "قالت شبكة محلية إن طائرات قصفت بلدة تل الورد وقتلت سبعة مدنيين",
    "وبانشقاقهم خسرت الكتائب خط الدفاع عن المدينة",
    "وصلت قافلة إلى مدارس في البلدة، وقال السكان إن المدرسة أغلقت",
    "دير الحجر غير حجر الدير، ولا انشقاق فيه",
];

fn claim(i: usize) -> ClaimRecord {
    let text = TEXTS[i];
    let word = text.split(' ').next().unwrap();
    let quoted = json!({"text": word, "span": [0, word.len()]});
    serde_json::from_value(json!({
        "schema": "isnad.claim/1", "id": format!("c{i}"), "report": format!("r{i}"), "type": "airstrike", "modality": "actual",
        "quote": quoted, "trigger": quoted, "also": [], "agent": [], "patient": [], "killed": null, "injured": null,
        "casualties": [], "means": null, "target": null, "place": null, "time": null,
        "sources": [{"text": null, "span": null, "kind": if i.is_multiple_of(2) { "outlet" } else { "eyewitness" }}],
        "stance": "asserted", "confidence": 0.5, "english": "", "rules": [],
    }))
    .unwrap()
}

fn event(i: usize) -> EventRecord {
    let day = (i != 4).then(|| format!("2021-0{}-1{i}", 1 + i % 3));
    let until = day
        .as_ref()
        .map(|d| if i == 1 { "2021-12-01".to_owned() } else { d.clone() });
    let place = [
        json!({"text": "تل الورد", "span": [0, 1], "id": "p:1", "name": "تل الورد", "name_en": "Tell Ward", "lat": 35.0, "lon": 36.0, "precision": 1, "within": ["p:9"]}),
        json!({"text": "السهل", "span": [0, 1], "id": "p:9", "name": "السهل", "name_en": "Sahl", "lat": 35.5, "lon": 36.5, "precision": 4}),
        Value::Null,
    ][i % 3]
        .clone();
    serde_json::from_value(json!({
        "schema": "isnad.event/1", "id": format!("e{i}"), "type": if i.is_multiple_of(2) { "defection" } else { "airstrike" },
        "claims": [format!("c{i}")], "reports": [format!("r{i}")], "from": day, "to": until, "place": place,
        "agent": [{"text": "كتائب السّهل", "span": [0, 1], "entity": if i < 2 { json!("sahl") } else { Value::Null }}],
        "patient": [], "means": null, "target": null, "killed": null, "injured": null, "casualties": [], "origins": [],
        "independent_origins": 1, "corroboration": if i < 3 { "single" } else { "repeated" },
        "contradictions": if i == 2 { json!([{"field": "killed", "values": []}]) } else { json!([]) },
        "why": [], "english": "",
    }))
    .unwrap()
}

fn case(dir: &tempfile::TempDir) -> Case {
    let mut case = Case::create(&dir.path().join("c.isnad")).unwrap();
    for (i, text) in TEXTS.iter().enumerate() {
        let half = text.find(' ').unwrap();
        let report = serde_json::from_value(json!({
            "schema": "isnad.report/1", "id": format!("r{i}"), "external_id": null, "path": format!("{i}.txt"), "url": null,
            "sha256": format!("{i}"), "encoding": "utf-8", "lang": "ar", "text": text, "title": null, "byline": [],
            "outlet": if i < 2 { json!({"text": "شبكة أ"}) } else { json!({"text": "شبكة ب"}) }, "published": null, "retrieved": null,
            "body": [[if i == 2 { half } else { 0 }, text.len()]], "copy_of": null, "version_of": null, "mentions": [], "diagnostics": [],
        }))
        .unwrap();
        let capture = Capture::file(&i.to_string(), text.as_bytes(), "2024-01-01T00:00:00Z");
        let entry = Entry {
            capture: i.to_string(),
            report,
            claims: vec![claim(i)],
            fingerprint: Fingerprint::default(),
        };
        let added = format!("2024-01-0{}T00:00:00Z", 1 + i);
        case.ingest(&[capture], &[entry], &added).unwrap();
    }
    case.relink(&Links {
        events: (0..TEXTS.len()).map(event).collect(),
        ..Links::default()
    })
    .unwrap();
    case
}

#[test]
fn a_word_is_found_in_all_its_forms() {
    let dir = tempfile::tempdir().unwrap();
    let case = case(&dir);
    for (query, found) in [
        ("انشق", &["r0", "r2", "r4"][..]),
        ("المنشقين", &["r0", "r2", "r4"]),
        ("root:شقق", &["r0", "r2", "r4"]),
        ("\"انشقاق\"", &["r4"]),
        ("قصف", &["r1"]),
        ("مدرسه", &["r3"]),
        ("تل الورد", &["r0", "r1"]),
        ("\"دير الحجر\"", &["r4"]),
        ("\"الحجر دير\"", &[]),
        ("انشق تل", &["r0"]),
        ("لا شيء هنا", &[]),
    ] {
        let mut seen: Vec<String> = case.search(query, 9).unwrap().into_iter().map(|h| h.report).collect();
        seen.sort();
        assert_eq!(seen, found, "{query}");
    }
    let best = case.search("انشق", 9).unwrap();
    assert_eq!(best.last().unwrap().report, "r2", "a hit beside the article comes last");
    let first = best.iter().find(|h| h.report == "r0").unwrap();
    assert_eq!(&TEXTS[0][first.span[0] as usize..first.span[1] as usize], "المنشقين");
    assert!(first.snippet.contains("المنشقين"));
}

fn filters() -> Vec<EventFilter> {
    let some = |v: &str| Some(v.to_owned());
    let none = EventFilter::default;
    vec![
        none(),
        EventFilter {
            kind: some("airstrike"),
            ..none()
        },
        EventFilter {
            place: some("p:9"),
            ..none()
        },
        EventFilter {
            place: some("الورد"),
            ..none()
        },
        EventFilter {
            from: some("2021-02-11"),
            ..none()
        },
        EventFilter {
            to: some("2021-02-11"),
            ..none()
        },
        EventFilter {
            from: some("2021-02-01"),
            to: some("2021-03-01"),
            ..none()
        },
        EventFilter {
            actor: some("sahl"),
            ..none()
        },
        EventFilter {
            corroboration: some("repeated"),
            kind: some("airstrike"),
            ..none()
        },
        EventFilter {
            outlet: some("شبكة ب"),
            ..none()
        },
        EventFilter {
            source: some("eyewitness"),
            ..none()
        },
        EventFilter {
            disputed: true,
            ..none()
        },
        EventFilter {
            located: true,
            ..none()
        },
        EventFilter {
            added: some("2024-01-03"),
            ..none()
        },
        EventFilter {
            kind: some("none"),
            ..none()
        },
    ]
}

#[test]
fn the_catalog_lets_through_what_the_records_let_through() {
    let dir = tempfile::tempdir().unwrap();
    let case = case(&dir);
    let catalog = case.catalog().unwrap();
    let mut some = 0;
    for f in filters() {
        let records: Vec<String> = case
            .events_page(&f, None, 99)
            .unwrap()
            .into_iter()
            .map(|e| e.id)
            .collect();
        let selected = catalog.select(&f);
        let ids: Vec<&str> = selected.iter().map(|e| catalog.id(*e)).collect();
        assert_eq!(ids, records, "{f:?}");
        some += ids.len();
        for (i, e) in selected.iter().enumerate() {
            let key = EventKey {
                day: catalog.days(*e).0.unwrap_or("").to_owned(),
                id: catalog.id(*e).to_owned(),
            };
            assert_eq!(catalog.after(&selected, &key), &selected[i + 1..]);
        }
        for field in ["type", "corroboration", "place", "month", "actor", "outlet"] {
            assert_eq!(
                catalog.facet(field, &selected, 99),
                case.event_facet(field, &f, 99).unwrap(),
                "{field} {f:?}"
            );
        }
    }
    assert!(some > 20);
    for time in ["2024-01-01", "2024-01-04", "2025"] {
        let new: Vec<&str> = catalog.new_since(time).iter().map(|e| catalog.id(*e)).collect();
        let records = case.new_events(time, 99).unwrap();
        assert_eq!(new, records.iter().map(|e| &e.id).collect::<Vec<_>>(), "{time}");
    }
}

#[test]
fn the_catalog_knows_names_and_what_lies_in_a_place() {
    let dir = tempfile::tempdir().unwrap();
    let case = case(&dir);
    let catalog = case.catalog().unwrap();
    let ids =
        |f: EventFilter| -> Vec<String> { catalog.select(&f).iter().map(|e| catalog.id(*e).to_owned()).collect() };
    let place = |p: &str| EventFilter {
        place: Some(p.to_owned()),
        ..EventFilter::default()
    };
    assert_eq!(
        ids(place("السهل")),
        ["e1", "e3", "e0", "e4"],
        "the place and what lies in it"
    );
    assert_eq!(ids(place("sahl")), ids(place("السهل")));
    assert_eq!(ids(place("tell")), ids(place("تل الورد")));
    let actor = |a: &str| EventFilter {
        actor: Some(a.to_owned()),
        ..EventFilter::default()
    };
    assert_eq!(
        ids(actor("السهل")).len(),
        5,
        "words of a participant, however they are spelled"
    );
}

#[test]
fn a_search_is_narrowed_and_counted() {
    let dir = tempfile::tempdir().unwrap();
    let case = case(&dir);
    let catalog = case.catalog().unwrap();
    let numbers: Vec<u32> = case.matches("انشق").unwrap().all.iter().map(|m| m.n).collect();
    assert_eq!(numbers.len(), 3);
    let counts = catalog.report_facets(&numbers, &["type", "outlet", "source"], 9);
    let count = |field: &str, value: &str| counts[field].iter().find(|f| f.value == value).map(|f| f.count);
    assert_eq!(count("type", "defection"), Some(3));
    assert_eq!(count("type", "airstrike"), None);
    assert_eq!(
        (count("outlet", "شبكة أ"), count("outlet", "شبكة ب")),
        (Some(1), Some(2))
    );
    let narrowed = catalog.reports(
        &numbers,
        &ReportFilter {
            outlet: Some("شبكة ب".to_owned()),
            events: EventFilter {
                disputed: true,
                ..EventFilter::default()
            },
        },
    );
    assert_eq!(narrowed.len(), 1);
    assert_eq!(case.hit("انشق", numbers[narrowed[0]]).unwrap().unwrap().report, "r2");
}

#[test]
fn what_is_derived_again_is_found_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut case = case(&dir);
    let before = case.edition().unwrap();
    case.forget_derived().unwrap();
    assert_ne!(case.edition().unwrap(), before);
    assert!(case.search("انشق", 9).unwrap().is_empty());
    assert!(case.catalog().unwrap().is_empty());
}
