//! Copies, versions, origins and the citation graph. All reports are invented.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its data fails")]
#![allow(missing_docs)]

mod build;

use build::*;
use isnad_link::{LinkOptions, link};
use isnad_model::ClaimType::*;
use isnad_model::SourceKind as S;
use isnad_model::{CopyKind, Corroboration, EntityId};

fn strike() -> Told {
    told(Airstrike).at("alpha").on("2022-03-04").killed(5)
}

#[test]
fn who_is_an_origin() {
    type ByOutlet<'a> = Vec<(&'a str, Told)>;
    let cases: Vec<(&str, ByOutlet<'_>, u32)> = vec![
        (
            "two outlets in their own voice",
            vec![("one", strike()), ("two", strike())],
            2,
        ),
        ("two texts of one outlet", vec![("one", strike()), ("one", strike())], 1),
        (
            "ten sites after one agency",
            vec![
                ("one", strike().says(S::Agency, "wire")),
                ("two", strike().says(S::Agency, "wire")),
                ("wire", strike()),
            ],
            1,
        ),
        (
            "one monitor through two agencies",
            vec![
                ("one", strike().says(S::Organisation, "monitor").says(S::Agency, "wire")),
                (
                    "two",
                    strike().says(S::Organisation, "monitor").says(S::Agency, "press"),
                ),
            ],
            1,
        ),
        (
            "one agency with a monitor and a party",
            vec![
                ("one", strike().says(S::Organisation, "monitor").says(S::Agency, "wire")),
                ("two", strike().says(S::Party, "faction").says(S::Agency, "wire")),
            ],
            2,
        ),
        (
            "one official on one day",
            vec![
                ("one", strike().says(S::Official, "minister").says(S::Agency, "wire")),
                ("two", strike().says(S::Official, "minister").says(S::Agency, "press")),
            ],
            1,
        ),
        (
            "paper, broadcaster, site, and the paper's other retellings",
            vec![
                (
                    "channel",
                    strike().says(S::Participant, "fighter").says(S::Media, "paper"),
                ),
                ("site", strike().says(S::Media, "channel")),
                ("blog", strike().says(S::Media, "paper")),
                ("other", strike().says(S::Media, "paper").says(S::Media, "channel")),
            ],
            1,
        ),
        (
            "anonymous voices of two outlets",
            vec![
                ("one", strike().says(S::Anonymous, "a source")),
                ("two", strike().says(S::Anonymous, "a source")),
            ],
            2,
        ),
    ];
    for (name, told, origins) in cases {
        let inputs: Vec<_> = told
            .into_iter()
            .enumerate()
            .map(|(n, (outlet, t))| {
                report(
                    &format!("r{n}"),
                    outlet,
                    Some("2022-03-05"),
                    &text(n as u64 + 1, 60),
                    vec![t],
                )
            })
            .collect();
        let l = linked(&inputs);
        assert_eq!(l.events.len(), 1, "{name}");
        assert_eq!(
            l.events[0].independent_origins, origins,
            "{name}: {:?}",
            l.events[0].origins
        );
        let told = l.events[0].origins.iter().map(|o| o.claims.len()).sum::<usize>();
        assert_eq!(told, inputs.len(), "{name}: every claim has one origin");
        let want = if origins > 1 {
            Corroboration::Corroborated
        } else {
            Corroboration::Repeated
        };
        assert_eq!(l.events[0].corroboration, want, "{name}");
    }
}

#[test]
fn ownership_and_quotations_fold() {
    let mut a = report("a", "one", None, &[], vec![strike()]);
    a.0.outlet_owner = Some(EntityId::new("holding"));
    let mut b = report("b", "two", None, &[], vec![strike()]);
    b.0.outlet_owner = Some(EntityId::new("holding"));
    assert_eq!(linked(&[a, b]).events[0].independent_origins, 1);
    let speaker = |id: &str, outlet: &str| {
        let mut r = report(id, outlet, None, &[], vec![strike().says(S::Anonymous, id)]);
        r.1.fingerprint.quotations = vec![77];
        r
    };
    assert_eq!(
        linked(&[speaker("a", "one"), speaker("b", "two")]).events[0].independent_origins,
        1
    );
}

#[test]
fn copies_fold_whatever_their_order() {
    let original = text(1, 100);
    let mut near = original[..90].to_vec();
    near.extend(text(9, 10));
    let mut partial = text(5, 150);
    partial.splice(50..50, original[20..60].iter().copied());
    let mut inputs = vec![
        report("z", "first", Some("2022-03-04"), &original, vec![strike()]),
        report("m", "second", Some("2022-03-05"), &near, vec![strike().killed(6)]),
        report("a", "third", Some("2022-03-06"), &original, vec![strike()]),
        report("p", "fourth", Some("2022-03-06"), &partial, vec![strike()]),
        report("u", "fifth", Some("2022-03-06"), &text(7, 100), vec![strike()]),
    ];
    for _ in 0..inputs.len() {
        inputs.rotate_left(1);
        let l = linked(&inputs);
        let edges: Vec<(&str, &str, CopyKind)> = l
            .copies
            .iter()
            .map(|c| (c.report.as_str(), c.of.as_str(), c.kind))
            .collect();
        assert_eq!(
            edges,
            [
                ("a", "z", CopyKind::Identical),
                ("m", "z", CopyKind::Near),
                ("p", "z", CopyKind::Partial)
            ]
        );
        let e = event(&l, "z-0");
        assert_eq!(e.claims.len(), 5);
        assert!(e.independent_origins <= 3, "{:?}", e.origins);
        let raised = l.copies.iter().find(|c| c.report.as_str() == "m").unwrap();
        assert_eq!(
            raised
                .changes
                .iter()
                .map(|c| (c.field.as_str(), c.before.as_str(), c.after.as_str()))
                .collect::<Vec<_>>(),
            [("killed", "5", "6")]
        );
    }
}

#[test]
fn without_dates_the_one_that_is_cited_came_first() {
    let words = text(1, 80);
    let l = linked(&[
        report("a", "site", None, &words, vec![strike().says(S::Media, "paper")]),
        report("b", "paper", None, &words, vec![strike()]),
    ]);
    assert_eq!((l.copies[0].report.as_str(), l.copies[0].of.as_str()), ("a", "b"));
}

#[test]
fn captures_of_one_address_are_versions() {
    let mut a = report("a", "one", None, &text(1, 80), vec![strike()]);
    let mut b = report("b", "one", None, &text(1, 80), vec![strike().killed(9)]);
    a.0.url = Some("https://www.one.example/1".into());
    a.0.retrieved = Some("2022-03-05T10:00:00Z".into());
    b.0.url = Some("http://one.example/1/".into());
    b.0.retrieved = Some("2022-03-04T10:00:00Z".into());
    let l = linked(&[a, b]);
    assert!(l.copies.is_empty());
    assert_eq!((l.versions[0].report.as_str(), l.versions[0].of.as_str()), ("a", "b"));
    assert_eq!(
        (
            l.versions[0].changes[0].before.as_str(),
            l.versions[0].changes[0].after.as_str()
        ),
        ("9", "5")
    );
}

#[test]
fn versions_of_one_page_are_one_telling() {
    let version = |id: &str, at: &str, address: &str, killed: u64| {
        let mut r = report(
            id,
            "one",
            Some("2022-03-04"),
            &text(1, 80),
            vec![strike().killed(killed)],
        );
        r.0.url = Some(address.into());
        r.0.retrieved = Some(at.into());
        r
    };
    let mut inputs = vec![
        version("a", "2022-03-04T10:00:00Z", "https://one.example/n.php?id=1", 3),
        version(
            "b",
            "2022-03-04T14:00:00Z",
            "https://one.example/n.php?id=1&utm_source=x",
            5,
        ),
        version("c", "2022-03-05T09:00:00Z", "http://www.one.example/n.php?id=1#top", 6),
    ];
    let l = linked(&inputs);
    let edges: Vec<_> = l
        .versions
        .iter()
        .map(|v| (v.report.as_str(), v.of.as_str(), v.changes.len()))
        .collect();
    assert_eq!(edges, [("b", "a", 1), ("c", "b", 1)]);
    let [event] = l.events.as_slice() else {
        panic!("{:?}", l.events)
    };
    assert_eq!(event.corroboration, Corroboration::Single);
    assert_eq!(event.killed.map(|k| (k.low, k.best, k.high)), Some((3, 6, Some(6))));
    let reasons: Vec<&str> = event.why.iter().flat_map(|w| &w.because).map(String::as_str).collect();
    assert!(
        reasons.contains(&"one text is a later version of the other"),
        "{reasons:?}"
    );
    assert!(reasons.contains(&"numbers of dead differ"), "{reasons:?}");
    // Another page of the same site tells again.
    inputs.push(version(
        "d",
        "2022-03-05T10:00:00Z",
        "https://one.example/n.php?id=2",
        6,
    ));
    let l = linked(&inputs);
    assert_eq!(l.events[0].corroboration, Corroboration::Repeated);
    assert_eq!(l.copies.len(), 1);
}

#[test]
fn a_page_that_lists_many_incidents_is_no_copy_and_shares_its_events() {
    let mut list = text(50, 60);
    list.extend_from_slice(&text(1, 40));
    list.extend(text(51, 60));
    let other = |place: &str, day: &str| told(Shelling).at(place).on(day).killed(1);
    let l = linked(&[
        report("a", "one", Some("2022-03-04"), &text(1, 40), vec![strike()]),
        report(
            "list",
            "two",
            Some("2022-03-05"),
            &list,
            vec![
                strike(),
                other("beta", "2022-03-04"),
                other("gamma", "2022-03-04"),
                other("beta", "2022-02-04"),
                other("gamma", "2022-02-04"),
            ],
        ),
    ]);
    assert!(l.copies.is_empty(), "{:?}", l.copies);
    assert_eq!(event(&l, "a-0").claims.len(), 2);
}

#[test]
fn rings_of_citation_are_kept_and_said() {
    let inputs = [
        report("a", "one", None, &[], vec![strike().says(S::Media, "two")]),
        report("b", "two", None, &[], vec![strike().says(S::Media, "one")]),
    ];
    let (l, diagnostics) = link(&inputs, &LinkOptions::default());
    let edges: Vec<(&str, &str)> = l.citations.iter().map(|c| (c.from.as_str(), c.to.as_str())).collect();
    assert_eq!(edges, [("one", "two"), ("two", "one")]);
    assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), ["ISN-L001"]);
    assert_eq!(l.events[0].independent_origins, 1);
}

#[test]
fn a_copy_of_the_first_version_does_not_outdate_the_second() {
    // Three dead at ten o'clock, four in the evening; a site copies the first text on the day after.
    let words = text(1, 80);
    let strike = |n: u64| vec![told(Airstrike).at("alpha").on("2022-03-04").killed(n).by("air")];
    let version = |id: &str, at: &str, n: u64| {
        let mut r = report(id, "one", Some("2022-03-04"), &words, strike(n));
        r.0.url = Some("https://one.example/strike".to_owned());
        r.0.retrieved = Some(at.to_owned());
        r
    };
    let linked = linked(&[
        version("v1", "2022-03-04T10:00:00Z", 3),
        version("v2", "2022-03-04T20:00:00Z", 4),
        report("copy", "two", Some("2022-03-05"), &words, strike(3)),
    ]);
    let toll = event(&linked, "v1-0").killed.unwrap();
    assert_eq!((toll.low, toll.best, toll.high), (3, 4, Some(4)));
}
