//! Several people in one case: queues, two readings, agreement, settling, news, names kept from readers.
#![allow(clippy::unwrap_used, clippy::cloned_ref_to_slice_refs)]

use isnad_store::{Act, Case, Links, Verdict};
use serde_json::json;
use std::sync::Arc;

const AT: &str = "2026-03-01T00:00:00Z";

fn case() -> (tempfile::TempDir, Case, String, String) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("c.isnad");
    let sql = include_str!("fixtures/case-2.sql");
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch(&format!("{sql} DELETE FROM decisions; DELETE FROM history;"))
        .unwrap();
    let case = Case::open(&path).unwrap();
    let (mut arrest, mut strike) = (String::new(), String::new());
    case.each_claim::<isnad_store::StoreError>(|c| {
        match c.r#type.as_str() {
            "arrest" => arrest = c.id,
            _ => strike = c.id,
        }
        Ok(())
    })
    .unwrap();
    (dir, case, arrest, strike)
}

fn accept(case: &mut Case, who: &str, target: &str) {
    let act = Act::Accept {
        target: target.to_owned(),
    };
    case.decide(AT, who, &act, None).unwrap();
}

fn queue(case: &Case, who: &str) -> Vec<String> {
    let work = case.work().unwrap();
    let whole: Vec<String> = case
        .queue(&work, who, None, 99)
        .unwrap()
        .into_iter()
        .map(|w| w.claim.id)
        .collect();
    let mut paged = Vec::new();
    let mut after = None;
    while let Some(w) = case.queue(&work, who, after.as_ref(), 1).unwrap().into_iter().next() {
        after = Some(w.key());
        paged.push(w.claim.id);
    }
    assert_eq!(whole, paged, "page by page it is the same queue");
    whole
}

#[test]
fn a_claim_waits_for_as_many_people_as_shall_judge_it() {
    let (_dir, mut case, arrest, strike) = case();
    assert_eq!(queue(&case, "huda").len(), 2);
    accept(&mut case, "huda", &arrest);
    assert_eq!(queue(&case, "huda"), [strike.clone()]);
    assert_eq!(queue(&case, "omar"), [strike.clone()], "one reading is enough");
    assert!(!case.work().unwrap().blind("omar", &arrest));
    case.set_second_share(100).unwrap();
    assert_eq!(queue(&case, "omar").len(), 2, "now two shall read each");
    let work = case.work().unwrap();
    assert!(work.blind("omar", &arrest), "omar may not see what huda decided");
    assert!(!work.blind("huda", &arrest));
    accept(&mut case, "omar", &arrest);
    assert!(!case.work().unwrap().blind("omar", &arrest));
    assert_eq!(queue(&case, "sami"), [strike.clone()], "two readings are enough");
    // What is assigned comes first, and to those it is assigned to.
    let assign = Act::Assign {
        claim: strike.clone(),
        to: "sami".to_owned(),
    };
    let id = case.decide(AT, "omar", &assign, None).unwrap();
    case.set_second_share(0).unwrap();
    assert_eq!(queue(&case, "sami")[0], strike);
    assert!(queue(&case, "huda").is_empty());
    case.undo(AT, "omar", id).unwrap();
    assert_eq!(queue(&case, "huda"), [strike]);
}

#[test]
fn readings_are_compared_and_one_is_settled_on() {
    let (_dir, mut case, arrest, strike) = case();
    for who in ["huda", "omar"] {
        accept(&mut case, who, &arrest);
        accept(&mut case, who, &strike);
    }
    let correct = |case: &mut Case, who: &str, n: u64| {
        let act = Act::Correct {
            claim: strike.clone(),
            field: "killed".to_owned(),
            value: json!({"low": n, "high": n, "approx": false}),
        };
        case.decide(AT, who, &act, None).unwrap();
    };
    correct(&mut case, "huda", 7);
    correct(&mut case, "omar", 8);
    let a = case.agreement().unwrap();
    let slot = |name: &str| a.all.iter().find(|s| s.slot == name).unwrap().clone();
    assert_eq!((a.claims, slot("verdict").n, slot("verdict").same), (2, 2, 2));
    assert_eq!((slot("killed").n, slot("killed").same), (2, 1));
    assert_eq!(
        (slot("type").n, slot("type").same, slot("type").kappa),
        (2, 2, Some(1.0))
    );
    assert_eq!(a.pairs.len(), 1);
    assert_eq!(a.disputes.len(), 1);
    assert_eq!(
        (a.disputes[0].claim.as_str(), &a.disputes[0].differ[..]),
        (strike.as_str(), &["killed".to_owned()][..])
    );
    let killed = |case: &Case| case.review().unwrap().corrections(&strike).unwrap()["killed"]["low"].clone();
    assert_eq!(killed(&case), 8, "until it is settled the later holds");
    let settle = Act::Settle {
        claim: strike.clone(),
        reading: "huda".to_owned(),
    };
    let id = case
        .decide(AT, "sami", &settle, Some("the statement says seven"))
        .unwrap();
    assert_eq!(killed(&case), 7);
    assert_eq!(case.agreement().unwrap().disputes[0].settled.as_deref(), Some("huda"));
    assert_eq!(
        case.agreement().unwrap().all,
        a.all,
        "settling does not change how far they agreed"
    );
    case.undo(AT, "sami", id).unwrap();
    assert_eq!(killed(&case), 8);
    // Another verdict is another thing.
    let reject = Act::Reject { target: arrest.clone() };
    case.decide(AT, "lina", &reject, None).unwrap();
    let a = case.agreement().unwrap();
    assert_eq!(a.pairs.len(), 3);
    assert!(a.disputes.iter().any(|d| d.claim == arrest && d.differ == ["verdict"]));
    assert_eq!(case.review().unwrap().verdict(&arrest), Some(Verdict::Rejected));
    let last = case.history().unwrap().pop().unwrap();
    assert!(
        last.before.unwrap().contains("omar"),
        "the history says what stood before"
    );
}

#[test]
fn changes_are_remembered_over_a_rebuild_and_visits_begin_anew() {
    let (_dir, mut case, _, strike) = case();
    let mut links = Links {
        at: "2026-03-01T00:00:00Z".to_owned(),
        ..Links::default()
    };
    case.each_event::<isnad_store::StoreError>(|e| {
        links.events.push(e);
        Ok(())
    })
    .unwrap();
    case.relink(&links).unwrap();
    assert!(
        case.changes_since("", 9).unwrap().is_empty(),
        "what is linked first is no change"
    );
    let event = links.events.iter_mut().find(|e| e.claims.contains(&strike)).unwrap();
    let toll = event.killed.as_mut().unwrap();
    (toll.best, toll.high) = (9, Some(9));
    event
        .contradictions
        .push(serde_json::from_value(json!({"field": "killed", "values": []})).unwrap());
    links.at = "2026-03-02T00:00:00Z".to_owned();
    case.relink(&links).unwrap();
    case.forget_derived().unwrap();
    case.relink(&links).unwrap();
    let changes: Vec<_> = case.changes_since("2026-03-02T00:00:00Z", 9).unwrap();
    let said: Vec<_> = changes
        .iter()
        .map(|c| (c.what.as_str(), c.before.as_deref(), c.after.as_deref()))
        .collect();
    assert_eq!(
        said,
        [("contradiction", None, None), ("toll", Some("6"), Some("9 (6-9)"))]
    );
    // An address outlives the event that it named, and is no news.
    let event = links.events.iter_mut().find(|e| e.claims.contains(&strike)).unwrap();
    let old = std::mem::replace(&mut event.id, "e-joined".to_owned());
    links.at = "2026-03-03T00:00:00Z".to_owned();
    case.forget_derived().unwrap();
    case.relink(&links).unwrap();
    assert_eq!(case.event_now(&old).unwrap().as_deref(), Some("e-joined"));
    assert_eq!(case.event_now("e-never").unwrap(), None);
    assert!(case.changes_since("2026-03-02T00:00:01Z", 9).unwrap().is_empty());
    let visit = |at: &str, idle: &str| case.visit("huda", at, idle).unwrap().before;
    assert_eq!(visit("2026-03-01T10:00:00Z", "2026-03-01T09:30:00Z"), None);
    assert_eq!(
        visit("2026-03-01T10:10:00Z", "2026-03-01T09:40:00Z"),
        None,
        "the same visit"
    );
    let last = Some("2026-03-01T10:10:00Z".to_owned());
    assert_eq!(visit("2026-03-02T08:00:00Z", "2026-03-02T07:30:00Z"), last);
    assert_eq!(visit("2026-03-02T08:05:00Z", "2026-03-02T07:35:00Z"), last);
}

#[test]
fn under_a_veil_no_name_leaves_the_case() {
    let (_dir, mut case, _, _) = case();
    let name = "أم عامر السهلي";
    let reports = case.without_persons(99).unwrap();
    assert_eq!(reports.len(), 2);
    // Whatever the caller takes for a name: here words that stand in both text and headline.
    let found: Vec<_> = reports
        .iter()
        .map(|(id, _)| (id.clone(), vec!["سوقا شعبيا".to_owned(), name.to_owned()]))
        .collect();
    case.keep_persons(&found).unwrap();
    assert!(case.without_persons(99).unwrap().is_empty());
    case.decide(
        AT,
        "huda",
        &Act::Comment { target: "x".into() },
        Some(&format!("سألت {name}")),
    )
    .unwrap();
    let redactor = Arc::new(case.redactor().unwrap());
    let all = |case: &Case| {
        let mut out = String::new();
        type E = isnad_store::StoreError;
        case.each_report::<E>(|r| {
            out += &serde_json::to_string(&r).unwrap();
            Ok(())
        })
        .unwrap();
        case.each_claim::<E>(|r| {
            out += &serde_json::to_string(&r).unwrap();
            Ok(())
        })
        .unwrap();
        case.each_event::<E>(|r| {
            out += &serde_json::to_string(&r).unwrap();
            Ok(())
        })
        .unwrap();
        for c in case.queue(&case.work().unwrap(), "huda", None, 99).unwrap() {
            let text = case.report(&c.claim.report).unwrap().unwrap().text;
            let span = c.claim.quote.span.map(|n| n as usize);
            assert_eq!(
                &text[span[0]..span[1]],
                c.claim.quote.text,
                "spans name the redacted text"
            );
            out += &c.claim.quote.text;
        }
        for h in case.search("ادلب", 9).unwrap() {
            out += &h.snippet;
        }
        out += &serde_json::to_string(&case.history().unwrap()).unwrap();
        out += &serde_json::to_string(&case.decisions().unwrap()).unwrap();
        out
    };
    let leaks = |text: &str| text.contains("سوقا شعبيا") || text.contains("عامر");
    assert!(leaks(&all(&case)));
    case.veil(Some(redactor));
    let seen = all(&case);
    assert!(!leaks(&seen) && seen.contains("[P-"));
    let sha = rusqlite::Connection::open(case.path()).unwrap();
    let sha: String = sha.query_row("SELECT sha256 FROM captures", [], |r| r.get(0)).unwrap();
    assert!(case.capture(&sha).unwrap().is_none(), "originals stay");
    case.veil(None);
    assert!(leaks(&all(&case)));
    assert!(case.capture(&sha).unwrap().is_some());
}
