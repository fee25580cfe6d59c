//! Relations over time. All reports are invented.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its data fails")]
#![allow(missing_docs)]

mod build;

use build::*;
use isnad_model::ClaimType::*;
use isnad_model::RelationKind as R;
use isnad_model::SourceKind;

#[test]
fn claims_tie_entities() {
    type Ties<'a> = Vec<(R, &'a str, &'a str)>;
    let cases: Vec<(Told, Ties<'_>)> = vec![
        (
            told(Defection).by("commander").to("group"),
            vec![(R::DefectedFrom, "commander", "group")],
        ),
        (
            told(Defection).worded("two commanders", "group").to("group"),
            vec![(R::DefectedFrom, "two commanders", "group")],
        ),
        (
            told(Defection).worded("fighters", "group"),
            vec![(R::DefectedFrom, "fighters", "group")],
        ),
        (
            told(Pledge).worded("fighters", "group").to("rival"),
            vec![(R::PledgedTo, "group", "rival")],
        ),
        (told(Clash).by("rival").by("group"), vec![(R::Fights, "group", "rival")]),
        (told(Airstrike).by("air").to("group"), vec![(R::Fights, "air", "group")]),
        (
            told(Dissent).worded("foreign fighters", "group").to("leader"),
            vec![(R::DissentsFrom, "group", "leader")],
        ),
        (
            told(Pledge).some("foreign fighters", "group", "fighters").to("rival"),
            vec![
                (R::MemberOf, "foreign fighters", "group"),
                (R::PledgedTo, "foreign fighters", "rival"),
            ],
        ),
        (
            told(Appointment).by("leader").to("group"),
            vec![(R::Leads, "leader", "group")],
        ),
        (
            told(Appointment)
                .by("movement")
                .suffers(person("Abu Ammar", None, None)),
            vec![(R::Leads, "Abu Ammar", "movement")],
        ),
        // Who appoints whom does not say what he leads.
        (
            told(Appointment)
                .does(person("Salim", Some("commander"), Some("army")))
                .suffers(person("Abu Ammar", None, None)),
            vec![(R::MemberOf, "Salim", "army")],
        ),
        // «البريطاني» is no member of a state, the soldier is; what is sworn is not to whom.
        (told(Arrest).suffers(person("John", None, Some("land"))), vec![]),
        (
            told(Arrest).suffers(person("Karim", Some("soldier"), Some("army"))),
            vec![(R::MemberOf, "Karim", "army")],
        ),
        (told(Pledge).by("commander").against("obedience"), vec![]),
        // «منزل المواطن … وزوجته»: the wife is nobody's whom the claim names.
        (
            told(Injury)
                .against("the house")
                .suffers(person("Salma", Some("wife"), Some("army"))),
            vec![],
        ),
        (
            told(Injury)
                .suffers(person("Salih", None, None))
                .suffers(person("Salma", Some("wife"), None)),
            vec![(R::KinOf, "Salma", "Salih")],
        ),
        (
            told(Capture).by("group").at("alpha"),
            vec![(R::Holds, "group", "t:alpha")],
        ),
        (
            told(Capture).by("group").by("ally").at("alpha"),
            vec![
                (R::AlliedWith, "ally", "group"),
                (R::Holds, "ally", "t:alpha"),
                (R::Holds, "group", "t:alpha"),
            ],
        ),
        // The village that two commanders come from is not what they left.
        (
            told(Defection)
                .some("two commanders", "group", "commanders")
                .against("sons of the village"),
            vec![
                (R::MemberOf, "two commanders", "group"),
                (R::DefectedFrom, "two commanders", "group"),
            ],
        ),
        (
            told(Dissent)
                .some("local fighters", "group", "fighters")
                .against("two camps"),
            vec![
                (R::MemberOf, "local fighters", "group"),
                (R::DissentsFrom, "local fighters", "group"),
            ],
        ),
        (
            told(Dissent).by("commander").against("the leadership").to("leader"),
            vec![(R::DissentsFrom, "commander", "leader")],
        ),
        // «نقلت صحيفة … أن مقاتلين انشقوا»: the paper that tells it is not what they left.
        (
            told(Defection)
                .by("fighters")
                .against("the paper")
                .says(SourceKind::Media, "the paper"),
            vec![],
        ),
        // Who publishes is no side, and a quotation mark is nobody.
        (told(Defection).by("one").to("group"), vec![]),
        (told(Pledge).by("commander").against("ʼ"), vec![]),
        (told(Defection).by("commander").to("group").planned(), vec![]),
        (told(Defection).by("commander").to("group").denied(), vec![]),
    ];
    for (n, (t, want)) in cases.into_iter().enumerate() {
        let l = linked(&[report("a", "one", None, &[], vec![t])]);
        let mut got: Vec<(R, &str, &str)> = l
            .relations
            .iter()
            .map(|r| (r.kind, r.from.as_str(), r.to.as_str()))
            .collect();
        got.sort();
        assert_eq!(got, want, "case {n}");
    }
}

#[test]
fn a_hold_lasts_until_a_loss_or_another_capture() {
    let l = linked(&[
        report(
            "a",
            "one",
            None,
            &[],
            vec![told(Capture).by("group").at("alpha").on("2016-02-01")],
        ),
        report(
            "b",
            "two",
            None,
            &[],
            vec![told(Control).by("group").at("alpha").on("2016-01-01")],
        ),
        report(
            "c",
            "six",
            None,
            &[],
            vec![told(Capture).by("rival").at("alpha").on("2017-05-01")],
        ),
        report(
            "d",
            "six",
            None,
            &[],
            vec![told(Loss).by("group").at("alpha").on("2017-04-30")],
        ),
    ]);
    let hold = |who: &str| {
        l.relations
            .iter()
            .find(|r| r.kind == R::Holds && r.from == who)
            .unwrap()
    };
    assert_eq!(
        (hold("group").since, hold("group").until),
        (Some(day("2016-01-01")), Some(day("2017-04-30")))
    );
    assert_eq!(
        (hold("rival").since, hold("rival").until),
        (Some(day("2017-05-01")), None)
    );
    assert_eq!(hold("group").claims.len(), 4);
}
