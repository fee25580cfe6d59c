//! An invented strike for the tests of the formats: «قصفت طائرات سوقا في إدلب» (aircraft hit a market in Idlib).

use super::*;

struct Names;

impl Directory for Names {
    fn entity(&self, id: &str) -> Option<EntityNote> {
        (id == "syrian-army").then(|| EntityNote {
            name: "Syrian Army".to_owned(),
            name_ar: "الجيش السوري".to_owned(),
            kind: "army".to_owned(),
            country: Some("SY".to_owned()),
            ..EntityNote::default()
        })
    }

    fn place(&self, id: &str) -> Option<PlaceNote> {
        let (name, kind) = match id {
            "gn:1" => ("Idlib city", "city"),
            "SY.12" => ("Idlib", "governorate"),
            "SY" => ("Syria", "country"),
            _ => return None,
        };
        Some(PlaceNote {
            name: name.to_owned(),
            name_ar: "إدلب".to_owned(),
            kind: kind.to_owned(),
            country: "SY".to_owned(),
        })
    }
}

pub(crate) fn brief() -> Brief {
    Brief {
        id: "r1".to_owned(),
        title: Some("قصف على السوق".to_owned()),
        url: Some("https://wadi.example/1".to_owned()),
        outlet: Some("Al-Wadi".to_owned()),
        published: Some("2020-05-06".to_owned()),
        trust: Some("stated".to_owned()),
        retrieved: Some("2020-05-06T00:00:00Z".to_owned()),
        sha256: "00ff".to_owned(),
        lang: "ar".to_owned(),
        ..Brief::default()
    }
}

fn records() -> (EventRecord, Vec<ClaimRecord>) {
    let person = serde_json::json!({"text": "طائرات", "span": [0, 12], "entity": "syrian-army", "role": "aircraft"});
    let victims = serde_json::json!({"text": "ستة مدنيين", "span": [13, 20], "entity": null, "role": "civilians"});
    let place = serde_json::json!({
        "text": "مدينة إدلب", "span": [20, 30], "id": "gn:1", "name": "إدلب", "name_en": "Idlib city",
        "lat": 35.93, "lon": 36.63, "precision": 1, "within": ["SY.12", "SY"],
    });
    let casualty =
        serde_json::json!({"outcome": "killed", "low": 6, "high": 6, "status": "civilian", "span": [13, 20]});
    let event = serde_json::json!({
        "schema": "isnad.event/1", "id": "e0123456789abcdef", "type": "airstrike", "claims": ["c1"], "reports": ["r1"],
        "from": "2020-05-05", "to": "2020-05-05", "place": place, "agent": [person], "patient": [victims],
        "means": null, "target": {"text": "سوقا", "span": [12, 16], "class": "market"},
        "killed": {"low": 6, "best": 6, "high": 8}, "injured": null, "casualties": [casualty],
        "origins": [{"id": "o1", "kind": "organisation", "name": "Idlib Observers", "claims": ["c1"]}],
        "independent_origins": 1, "corroboration": "single", "contradictions": [], "why": [],
        "english": "Idlib Observers said that six civilians were killed in an air strike.",
    });
    let claim = serde_json::json!({
        "schema": "isnad.claim/1", "id": "c1", "report": "r1", "type": "airstrike", "modality": "actual",
        "quote": {"text": "قصفت طائرات سوقا", "span": [0, 29]}, "trigger": {"text": "قصفت", "span": [0, 8]}, "also": [],
        "agent": [person], "patient": [victims], "killed": {"low": 6, "high": 6, "approx": false}, "injured": null,
        "casualties": [casualty], "means": null, "target": null, "place": place, "time": null,
        "sources": [{"text": null, "span": null, "kind": "outlet"}], "stance": "asserted", "confidence": 0.9,
        "english": "Aircraft hit a market.", "rules": [],
    });
    (
        serde_json::from_value(event).unwrap(),
        vec![serde_json::from_value(claim).unwrap()],
    )
}

fn run(
    codebook: Codebook,
    change: impl FnOnce(&mut EventRecord, &mut Vec<ClaimRecord>),
    test: impl FnOnce(&Item<'_>, &Context<'_>),
) {
    let (mut event, mut claims) = records();
    change(&mut event, &mut claims);
    let brief = brief();
    let item = Item {
        event: &event,
        claims: &claims,
        reports: &[&brief],
    };
    let cx = Context {
        names: &Names,
        codebook,
    };
    test(&item, &cx);
}

pub(crate) fn with(test: impl FnOnce(&Item<'_>, &Context<'_>)) {
    run(Codebook::acled(), |_, _| {}, test);
}

pub(crate) fn plover(test: impl FnOnce(&Item<'_>, &Context<'_>)) {
    run(Codebook::plover(), |_, _| {}, test);
}

pub(crate) fn changed(
    change: impl FnOnce(&mut EventRecord, &mut Vec<ClaimRecord>),
    test: impl FnOnce(&Item<'_>, &Context<'_>),
) {
    run(Codebook::acled(), change, test);
}

pub(crate) fn mapped(map: &str, test: impl FnOnce(&Item<'_>, &Context<'_>)) {
    run(Codebook::acled().with_user(map).unwrap(), |_, _| {}, test);
}
