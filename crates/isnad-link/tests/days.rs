//! Reports that state no day: what the day of the week tells, and what they share with dated ones. All are invented.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its data fails")]
#![allow(missing_docs)]

mod build;

use build::*;
use isnad_link::{LinkOptions, link};
use isnad_model::ClaimType::*;
use isnad_model::{Analysis, Event, ReportFacts};

fn events(reports: &[(ReportFacts, Analysis)]) -> Vec<Event> {
    link(reports, &LinkOptions::default()).0.events
}

/// 4 March 2022 was a Friday.
fn dated() -> (ReportFacts, Analysis) {
    let claims = vec![
        told(Airstrike).at("alpha").on("2022-03-04").killed(5).by("air"),
        told(Shelling).at("beta").on("2022-03-04").injured(3).by("guns"),
    ];
    report("r0", "one", Some("2022-03-04"), &text(1, 80), claims)
}

#[test]
fn the_day_of_the_week_tells_events_apart() {
    for (weekday, one) in [(5, true), (6, true), (2, false)] {
        let other = told(Airstrike)
            .at("alpha")
            .said(Some(weekday), None)
            .killed(5)
            .by("air");
        let found = events(&[dated(), report("r1", "two", None, &text(2, 80), vec![other])]);
        assert_eq!(found.len(), if one { 2 } else { 3 }, "weekday {weekday}");
    }
}

#[test]
fn a_report_takes_the_day_that_its_claims_share_with_a_dated_one() {
    // Told on the day after: «أمس». The third claim is told by this report alone, and has no toll that would mark it.
    let claims = || {
        vec![
            told(Airstrike).at("alpha").said(None, Some(-1)).killed(5).by("air"),
            told(Shelling).at("beta").said(None, Some(-1)).injured(3).by("guns"),
            told(Shooting).at("gamma").said(Some(6), Some(0)),
        ]
    };
    let found = events(&[dated(), report("r1", "two", None, &text(2, 80), claims())]);
    assert_eq!(found.len(), 3);
    let alone = found.iter().find(|e| e.kind == Shooting).unwrap();
    assert_eq!(
        (alone.from, alone.to),
        (Some(day("2022-03-05")), Some(day("2022-03-05")))
    );
    // A third report, dated, tells the shooting; the second is known to be of its day by now.
    let third = told(Shooting).at("gamma").on("2022-03-05");
    let third = report("r2", "three", Some("2022-03-05"), &text(3, 80), vec![third]);
    let found = events(&[dated(), report("r1", "two", None, &text(2, 80), claims()), third]);
    assert_eq!(found.iter().find(|e| e.kind == Shooting).unwrap().reports.len(), 2);
}

#[test]
fn two_days_that_fit_alike_settle_nothing() {
    let again = vec![
        told(Airstrike).at("alpha").on("2022-03-11").killed(5).by("air"),
        told(Shelling).at("beta").on("2022-03-11").injured(3).by("guns"),
    ];
    let again = report("r1", "two", Some("2022-03-11"), &text(2, 80), again);
    let open = vec![
        told(Airstrike).at("alpha").said(None, Some(0)).killed(5).by("air"),
        told(Shelling).at("beta").said(None, Some(0)).injured(3).by("guns"),
        told(Shooting).at("gamma"),
    ];
    let found = events(&[dated(), again, report("r2", "three", None, &text(3, 80), open)]);
    assert_eq!(found.iter().find(|e| e.kind == Shooting).unwrap().from, None);
}

#[test]
fn what_a_report_says_of_two_days_stays_apart_without_a_date() {
    for (offset, one) in [(0, true), (-3, false)] {
        let claims = vec![
            told(Airstrike).at("alpha").said(None, Some(0)).killed(5),
            told(Killing).at("alpha").said(None, Some(offset)).killed(5),
        ];
        let found = events(&[report("r1", "two", None, &text(2, 80), claims)]);
        assert_eq!(found.len(), if one { 1 } else { 2 }, "{offset} days");
    }
}
