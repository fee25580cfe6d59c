//! Corrections of every slot and link; claims by hand; what is shown of them to whom.
#![allow(clippy::unwrap_used)]

mod village;

use isnad_server::Role;
use isnad_store::Case;
use serde_json::{Value, json};
use village::*;

fn thing(text: &str, class: &str) -> isnad_record::ThingRecord {
    serde_json::from_value(json!({"text": text, "span": span(text), "class": class})).unwrap()
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
        ("means_class", "aircraft"),
        ("target_words", "البيادر"),
        ("target_class", "farm"),
        ("toll_was", "0"),
        ("toll_number", "7"),
        ("toll_outcome", "killed"),
        ("toll_group", ""),
        ("toll_status", "civilian"),
        ("toll_was", ""),
        ("toll_number", "~2"),
        ("toll_outcome", "injured"),
        ("toll_group", "children"),
        ("toll_status", "civilian"),
        ("link_kind", "eyewitness"),
        ("link_words", "مسلحون"),
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
    assert_eq!(
        c.patient[1].count.as_ref().map(|n| n.low),
        Some(7),
        "words that state a number are so many"
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
        (c.means.unwrap(), c.target.unwrap()),
        (thing("طائرات", "aircraft"), thing("البيادر", "farm"))
    );
    assert_eq!(
        (c.sources[0].kind.as_str(), c.sources[1].kind.as_str()),
        ("eyewitness", "outlet")
    );
    let (killed, children) = (&c.casualties[0], &c.casualties[1]);
    assert_eq!(
        (killed.status.as_str(), killed.names.len(), killed.part),
        ("civilian", 1, false),
        "who was named stays named"
    );
    assert_eq!(
        (children.low, children.approx, children.group.as_deref(), children.part),
        (2, true, Some("children"), true)
    );
    assert_eq!(case.decisions().unwrap().len(), 14, "one decision a slot");
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
    assert_eq!(case.decisions().unwrap().len(), 14);
    for (field, value) in [
        ("means_class", "no such class"),
        ("toll_outcome", "no_such"),
        ("toll_number", "many"),
    ] {
        let mut fields = vec![("kind", "correct"), ("target", "c1"), (field, value)];
        match field {
            "means_class" => fields.push(("means", "مسلحون")),
            "toll_outcome" => fields.push(("toll_number", "3")),
            _ => fields.push(("toll_outcome", "killed")),
        }
        let r = post(&mut case, "huda", Role::Reviewer, "/review/decide", &form(&fields));
        assert_eq!(r.status, 400, "{field}");
    }
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
        ("link_kind", "named"),
        ("link_words", "سليم الصفدي"),
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

#[test]
fn any_link_of_a_chain_is_changed_added_moved_or_taken_out() {
    let kinds = |case: &Case| -> Vec<(String, Option<String>)> {
        let c = case.review().unwrap().apply(case.claim("c1").unwrap().unwrap());
        c.unwrap().sources.into_iter().map(|s| (s.kind, s.text)).collect()
    };
    let some = |kind: &str, words: &str| (kind.to_owned(), (!words.is_empty()).then(|| words.to_owned()));
    let row = |was: &str, kind: &str, words: &str, cue: &str, order: &str| {
        let pairs = [
            ("was", was),
            ("kind", kind),
            ("words", words),
            ("cue", cue),
            ("order", order),
        ];
        pairs.map(|(k, v)| (format!("link_{k}"), v.to_owned()))
    };
    let old = row("0", "named", "سليم الصفدي", "قال", "1");
    // What is sent, and the chain that it makes of the one in the case.
    type Rows = Vec<[(String, String); 5]>;
    type Chain = Vec<(String, Option<String>)>;
    let cases: Vec<(Rows, Option<Chain>)> = vec![
        (vec![old.clone(), row("", "", "", "", "")], None),
        (
            vec![old.clone(), row("", "participant", "مسلحون", "", "1")],
            Some(vec![
                some("participant", "مسلحون"),
                some("named", "سليم الصفدي"),
                some("outlet", ""),
            ]),
        ),
        (
            vec![old.clone(), row("", "media", "لموقع الوادي", "", "")],
            Some(vec![
                some("named", "سليم الصفدي"),
                some("media", "لموقع الوادي"),
                some("outlet", ""),
            ]),
        ),
        (
            vec![old.clone(), row("", "anonymous", "", "", "0.5")],
            Some(vec![
                some("anonymous", ""),
                some("named", "سليم الصفدي"),
                some("outlet", ""),
            ]),
        ),
        (
            vec![row("0", "official", "سليم الصفدي", "قال", "1")],
            Some(vec![some("official", "سليم الصفدي"), some("outlet", "")]),
        ),
        (
            vec![row("0", "", "سليم الصفدي", "قال", "1")],
            Some(vec![some("outlet", "")]),
        ),
    ];
    for (rows, wanted) in cases {
        let (_dir, mut case) = case();
        let before = kinds(&case);
        let mut fields = vec![("kind", "correct"), ("target", "c1")];
        fields.extend(rows.iter().flatten().map(|(k, v)| (k.as_str(), v.as_str())));
        let r = post(&mut case, "huda", Role::Reviewer, "/review/decide", &form(&fields));
        assert_eq!(r.status, if wanted.is_some() { 303 } else { 400 }, "{}", body(&r));
        assert_eq!(kinds(&case), wanted.clone().unwrap_or(before));
        let c = case
            .review()
            .unwrap()
            .apply(case.claim("c1").unwrap().unwrap())
            .unwrap();
        // A link that stays keeps its cue and whom it means.
        for s in c.sources.iter().filter(|s| s.text.as_deref() == Some("سليم الصفدي")) {
            assert_eq!(
                (s.cue.as_ref().map(|q| q.text.as_str()), s.private),
                (Some("قال"), true)
            );
        }
        for s in c.sources.iter().filter(|s| s.span.is_some()) {
            let [a, b] = s.span.unwrap().map(|i| i as usize);
            assert_eq!(Some(&TEXT[a..b]), s.text.as_deref(), "words stand where the span says");
        }
        if wanted.is_some() {
            let line = case.decisions().unwrap().pop().unwrap();
            assert_eq!(line.field.as_deref(), Some("sources"));
            // The page shows the corrected chain, and says that it was corrected.
            let page = get(&mut case, Role::Reviewer, "/claims/c1.json", "");
            let json: Value = serde_json::from_slice(&page.body).unwrap();
            assert_eq!(json["corrected"], json!(["sources"]));
            assert_eq!(json["claim"]["sources"].as_array().unwrap().len(), kinds(&case).len());
        }
    }
    for broken in [
        row("", "named", "كلمات ليست هنا", "", ""),
        row("", "no_such_kind", "مسلحون", "", ""),
        row("0", "named", "سليم الصفدي", "ليست هنا", "1"),
    ] {
        let (_dir, mut case) = case();
        let mut fields = vec![("kind", "correct"), ("target", "c1")];
        fields.extend(broken.iter().map(|(k, v)| (k.as_str(), v.as_str())));
        let r = post(&mut case, "huda", Role::Reviewer, "/review/decide", &form(&fields));
        assert_eq!(r.status, 400, "{broken:?}");
    }
    // A program writes the whole chain in one line.
    let (_dir, mut case) = case();
    let sent = form(&[
        ("kind", "correct"),
        ("target", "c1"),
        ("field", "sources"),
        ("value", "eyewitness: مسلحون | named: سليم الصفدي | outlet:"),
    ]);
    assert_eq!(
        post(&mut case, "huda", Role::Reviewer, "/review/decide", &sent).status,
        303
    );
    let wanted = vec![
        some("eyewitness", "مسلحون"),
        some("named", "سليم الصفدي"),
        some("outlet", ""),
    ];
    assert_eq!(kinds(&case), wanted);
}

#[test]
fn corrections_are_shown_everywhere_and_hide_from_readers_whom_they_name() {
    let (_dir, mut case) = case();
    let sent = form(&[
        ("kind", "correct"),
        ("target", "c1"),
        ("agent", "سليم الصفدي"),
        ("killed", "8"),
    ]);
    assert_eq!(
        post(&mut case, "huda", Role::Reviewer, "/review/decide", &sent).status,
        303
    );
    // Corrected again: the log says what stood just before, not what the analysis gave.
    let again = form(&[("kind", "correct"), ("target", "c1"), ("killed", "9")]);
    assert_eq!(
        post(&mut case, "huda", Role::Reviewer, "/review/decide", &again).status,
        303
    );
    let last = case.history().unwrap().pop().unwrap();
    assert!(last.before.unwrap().contains("\"low\":8") && last.after.unwrap().contains("\"low\":9"));
    for path in ["/claims/c1", "/events/e1", "/reports/r1", "/review"] {
        let page = body(&get(&mut case, Role::Reviewer, path, "lang=en"));
        assert!(page.contains("class=\"edited\""), "{path}");
    }
    for path in ["/claims/c1", "/events/e1", "/reports/r1", "/dossier"] {
        for twin in ["", ".json"] {
            let r = get(&mut case, Role::Reader, &format!("{path}{twin}"), "lang=ar&of=x:1");
            let page = body(&r);
            assert_eq!(r.status, 200);
            for name in NAMES {
                assert!(!page.contains(name), "{path}{twin}: {name}");
            }
        }
    }
    // Under a veil too a span names its words.
    let json: Value = serde_json::from_slice(&get(&mut case, Role::Reader, "/reports/r1.json", "").body).unwrap();
    let agent = &json["claims"][0]["agent"][0];
    let [a, b] = [0, 1].map(|i| agent["span"][i].as_u64().unwrap() as usize);
    let text = json["report"]["text"].as_str().unwrap();
    assert_eq!(text.get(a..b), agent["text"].as_str());
    assert_eq!(json["claims"][0]["killed"]["low"], 9);
}

#[test]
fn many_claims_of_an_event_come_in_parts() {
    let (_dir, mut case) = case();
    // Thirty claims by hand that tell one event.
    for n in 0..30 {
        let at = TEXT.char_indices().map(|(i, _)| i).nth(n + 30).unwrap();
        let word: String = TEXT[at..].chars().take(1).collect();
        if word.trim().is_empty() {
            continue;
        }
        let sent = form(&[
            ("report", "r1"),
            ("type", "airstrike"),
            ("trigger", &word),
            ("trigger_at", &at.to_string()),
        ]);
        let r = post(&mut case, "huda", Role::Reviewer, "/claims/add", &sent);
        assert_eq!(r.status, 303, "{}", body(&r));
    }
    let claims: Vec<String> = case.claims_of("r1").unwrap().into_iter().map(|c| c.id).collect();
    assert!(claims.len() > 24);
    let mut event = case.event("e1").unwrap().unwrap();
    event.origins[0].claims.clone_from(&claims);
    event.claims.clone_from(&claims);
    case.relink(&isnad_store::Links {
        events: vec![event],
        ..isnad_store::Links::default()
    })
    .unwrap();
    let mut seen = Vec::new();
    for part in ["1", "2"] {
        let page = get(&mut case, Role::Reviewer, "/events/e1.json", &format!("part={part}"));
        let v: Value = serde_json::from_slice(&page.body).unwrap();
        assert_eq!((v["part"].to_string().as_str(), v["parts"].as_u64()), (part, Some(2)));
        seen.extend(
            v["claims"]
                .as_array()
                .unwrap()
                .iter()
                .map(|c| c["id"].as_str().unwrap().to_owned()),
        );
        // Every claim is led to, wherever it stands.
        let page = body(&get(
            &mut case,
            Role::Reviewer,
            "/events/e1",
            &format!("part={part}&lang=en"),
        ));
        for id in &claims {
            assert!(page.contains(&format!("#c-{id}\"")), "{part}: {id}");
        }
    }
    assert_eq!(seen, claims, "each once, in order");
}

#[test]
fn what_was_decided_is_shown_after_a_rebuild_that_gave_the_claim_another_id() {
    let (_dir, mut case) = case();
    let sent = form(&[("kind", "correct"), ("target", "c1"), ("killed", "8")]);
    assert_eq!(
        post(&mut case, "huda", Role::Reviewer, "/review/decide", &sent).status,
        303
    );
    let report = case.report("r1").unwrap().unwrap();
    let mut claim = case.claim("c1").unwrap().unwrap();
    claim.id = "c9".to_owned();
    case.forget_derived().unwrap();
    let entry = isnad_store::Entry {
        capture: "00".into(),
        report,
        claims: vec![claim],
        fingerprint: isnad_model::Fingerprint::default(),
    };
    case.ingest(&[], &[entry], "2026-01-02T00:00:00Z").unwrap();
    let page = get(&mut case, Role::Reviewer, "/claims/c9.json", "");
    let v: Value = serde_json::from_slice(&page.body).unwrap();
    assert_eq!(
        (&v["claim"]["killed"]["low"], &v["corrected"]),
        (&json!(8), &json!(["killed"]))
    );
    let kinds: Vec<&str> = v["decisions"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|d| d["kind"].as_str())
        .collect();
    assert_eq!(kinds, ["comment", "correct"], "notes come along");
}
