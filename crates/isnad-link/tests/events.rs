//! Which claims become one event, and what the event says. All reports are invented.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its data fails")]
#![allow(missing_docs)]

mod build;

use build::*;
use isnad_link::{LinkOptions, link};
use isnad_model::ClaimType::*;
use isnad_model::{ClaimId, ClaimType, Corroboration, SourceKind, Toll};

#[test]
fn pairs_of_claims_from_two_reports() {
    let d = "2022-03-04";
    let base = || told(Airstrike).at("alpha").on(d);
    let cases: Vec<(&str, Told, Told, bool)> = vec![
        ("same place and day", base(), base(), true),
        ("a rising toll", base().killed(4), base().killed(7), true),
        ("ten times the toll", base().killed(1), base().killed(30), false),
        (
            "result and cause",
            base(),
            told(Killing).at("alpha").on(d).killed(5),
            true,
        ),
        (
            "shelling or strike, same toll",
            base().killed(5),
            told(Shelling).at("alpha").on(d).killed(5),
            true,
        ),
        (
            "a far place",
            base().killed(5),
            told(Airstrike).at("beta").on(d).killed(5),
            false,
        ),
        (
            "a place next to it",
            base().killed(5),
            told(Airstrike).at("alpha-edge").on(d).killed(5),
            true,
        ),
        (
            "the day after",
            base().killed(5),
            told(Airstrike).at("alpha").on("2022-03-05").killed(5),
            true,
        ),
        (
            "a week after",
            base().killed(5),
            told(Airstrike).at("alpha").on("2022-03-11").killed(5),
            false,
        ),
        (
            "no day, same toll",
            base().killed(5),
            told(Airstrike).at("alpha").killed(5),
            true,
        ),
        ("no day, no toll", base(), told(Airstrike).at("alpha"), false),
        ("planned", base(), base().planned(), false),
        ("denied", base(), base().denied(), true),
        ("an arrest", base(), told(Arrest).at("alpha").on(d), false),
        (
            "a named victim, no day",
            base().victim("x y"),
            told(Killing).at("alpha").victim("x y"),
            true,
        ),
        (
            "the same arrest",
            told(Arrest).at("alpha").on(d).by("g"),
            told(Arrest).at("alpha").on(d).by("g"),
            true,
        ),
        (
            "another force",
            told(Arrest).at("alpha").on(d).by("g"),
            told(Arrest).at("alpha").on(d).by("h"),
            false,
        ),
    ];
    for (name, a, b, one) in cases {
        let l = linked(&[
            report("a", "one", None, &[], vec![a]),
            report("b", "two", None, &[], vec![b]),
        ]);
        assert_eq!(l.events.len() == 1, one, "{name}: {:?}", shape(&l));
    }
}

#[test]
fn what_one_report_tells_apart_stays_apart() {
    let d = "2022-03-04";
    let cases: Vec<(&str, Told, Told, usize)> = vec![
        (
            "two shootings",
            told(Shooting).at("alpha").on(d),
            told(Shooting).at("alpha").on(d),
            2,
        ),
        (
            "two shootings, two tolls",
            told(Shooting).at("alpha").killed(2),
            told(Shooting).at("alpha").killed(3),
            2,
        ),
        (
            "the toll of a strike",
            told(Airstrike).at("alpha").on(d).killed(5),
            told(Killing).at("alpha").on(d).killed(5),
            1,
        ),
        (
            "another toll",
            told(Airstrike).at("alpha").on(d).killed(5),
            told(Killing).at("alpha").on(d).killed(2),
            2,
        ),
        (
            "headline and monitor",
            told(Airstrike).at("alpha").on(d).killed(5),
            told(Airstrike)
                .at("alpha")
                .on(d)
                .killed(5)
                .says(SourceKind::Organisation, "monitor"),
            1,
        ),
        (
            "the dead of a coup attempt",
            told(CoupAttempt).killed(2),
            told(Killing).killed(2),
            1,
        ),
    ];
    for (name, a, b, events) in cases {
        let l = linked(&[report("a", "one", Some(d), &[], vec![a, b])]);
        assert_eq!(l.events.len(), events, "{name}: {:?}", shape(&l));
    }
}

#[test]
fn a_toll_told_twice_counts_once() {
    let l = linked(&[report(
        "a",
        "one",
        None,
        &[],
        vec![
            told(CoupAttempt).killed(2),
            told(Killing).killed(2).says(SourceKind::Media, "paper"),
        ],
    )]);
    assert_eq!(l.events.len(), 1);
    assert_eq!(
        l.events[0].killed,
        Some(Toll {
            low: 2,
            best: 2,
            high: Some(2)
        })
    );
    assert_eq!(l.events[0].kind, ClaimType::CoupAttempt);
}

#[test]
fn two_tolls_stand_side_by_side() {
    let base = || told(Shelling).at("alpha").on("2022-03-04");
    let l = linked(&[
        report("a", "one", Some("2022-03-04"), &[], vec![base().killed(4)]),
        report("b", "two", Some("2022-03-05"), &[], vec![base().killed(6)]),
        report("c", "three", Some("2022-03-05"), &[], vec![base().killed(6)]),
        report("d", "four", Some("2022-03-05"), &[], vec![base().killed_over(3)]),
    ]);
    let e = event(&l, "a-0");
    assert_eq!(e.claims.len(), 4);
    assert_eq!(
        e.killed,
        Some(Toll {
            low: 3,
            best: 6,
            high: Some(6)
        })
    );
    let killed = e.contradictions.iter().find(|c| c.field == "killed").unwrap();
    let values: Vec<(&str, usize)> = killed
        .values
        .iter()
        .map(|v| (v.value.as_str(), v.origins.len()))
        .collect();
    assert_eq!(values, [("3+", 1), ("4", 1), ("6", 2)]);
    assert_eq!(
        e.corroboration,
        Corroboration::Corroborated,
        "numbers that rise do not dispute the event"
    );
}

#[test]
fn a_denial_is_an_account_and_contests() {
    let base = || told(Airstrike).at("alpha").on("2022-03-04").by("air-force");
    let l = linked(&[
        report("a", "one", None, &[], vec![base().killed(5)]),
        report(
            "b",
            "two",
            None,
            &[],
            vec![base().denied().killed(0).says(SourceKind::Party, "air-force")],
        ),
    ]);
    let e = event(&l, "a-0");
    assert_eq!(e.claims.len(), 2);
    assert_eq!(e.corroboration, Corroboration::Contested);
    assert_eq!(
        e.killed,
        Some(Toll {
            low: 5,
            best: 5,
            high: Some(5)
        }),
        "who denies counts no dead"
    );
    let happened = e.contradictions.iter().find(|c| c.field == "happened").unwrap();
    assert_eq!(
        happened.values.iter().map(|v| v.value.as_str()).collect::<Vec<_>>(),
        ["no", "yes"]
    );
}

#[test]
fn agent_and_type_are_contested() {
    let l = linked(&[
        report(
            "a",
            "one",
            None,
            &[],
            vec![told(Airstrike).at("alpha").on("2022-03-04").killed(5).by("x")],
        ),
        report(
            "b",
            "two",
            None,
            &[],
            vec![told(Shelling).at("alpha").on("2022-03-04").killed(5).by("y")],
        ),
    ]);
    let e = event(&l, "a-0");
    assert_eq!(e.corroboration, Corroboration::Contested);
    let fields: Vec<&str> = e.contradictions.iter().map(|c| c.field.as_str()).collect();
    assert_eq!(fields, ["agent", "type"]);
}

#[test]
fn links_say_why_and_ids_come_from_the_claims() {
    let base = || told(Airstrike).at("alpha").on("2022-03-04").killed(5);
    let l = linked(&[
        report("a", "one", None, &[], vec![base()]),
        report("b", "two", None, &[], vec![base()]),
    ]);
    let e = event(&l, "a-0");
    assert_eq!(e.why.len(), 1);
    assert_eq!(
        e.why[0].because,
        ["same place", "same day", "same number of dead: 5", "same type"]
    );
    assert!(e.id.as_str().starts_with('e') && e.id.as_str().len() == 17, "{}", e.id);
}

#[test]
fn the_date_is_the_narrowest_stated_else_the_days_up_to_publication() {
    let mut wide = told(Airstrike).at("alpha").on("2022-03-04").killed(9);
    if let Some((_, t)) = &mut wide.claim.time {
        t.from = Some(day("2022-03-01"));
        t.to = Some(day("2022-03-05"));
    }
    let l = linked(&[
        report("a", "one", Some("2022-03-06"), &[], vec![wide]),
        report(
            "b",
            "two",
            Some("2022-03-06"),
            &[],
            vec![told(Airstrike).at("alpha").on("2022-03-04").killed(9)],
        ),
        report("c", "six", Some("2022-03-05"), &[], vec![told(Airstrike).at("gamma")]),
    ]);
    let e = event(&l, "a-0");
    assert_eq!(
        (e.claims.len(), e.from, e.to),
        (2, Some(day("2022-03-04")), Some(day("2022-03-04")))
    );
    // Nothing states a day: the news of a report is of the days up to it.
    let c = event(&l, "c-0");
    assert_eq!((c.from, c.to), (Some(day("2022-03-03")), Some(day("2022-03-05"))));
}

#[test]
fn decisions_by_hand_hold_over_scores() {
    let id = |s: &str| ClaimId::new(format!("c-{s}"));
    let base = || told(Airstrike).at("alpha").on("2022-03-04").killed(5);
    let inputs = vec![
        report("a", "one", None, &[], vec![base()]),
        report("b", "two", None, &[], vec![base()]),
        report(
            "c",
            "three",
            None,
            &[],
            vec![told(Airstrike).at("gamma").on("2022-05-05").killed(1)],
        ),
    ];
    let options = LinkOptions {
        merges: vec![(id("c-0"), id("a-0"))],
        splits: vec![(id("b-0"), id("a-0")), (id("gone"), id("a-0"))],
    };
    let (l, diagnostics) = link(&inputs, &options);
    assert_eq!(shape(&l), [vec!["a-0", "c-0"], vec!["b-0"]]);
    assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), ["ISN-L002"]);
    assert_eq!(event(&l, "a-0").why[0].because[0], "joined by hand");
    let both = LinkOptions {
        merges: vec![(id("a-0"), id("b-0"))],
        splits: vec![(id("b-0"), id("a-0"))],
    };
    let (l, diagnostics) = link(&inputs, &both);
    assert_eq!(l.events.len(), 3);
    assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), ["ISN-L003"]);
}
