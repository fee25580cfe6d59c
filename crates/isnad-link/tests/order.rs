//! The result depends on the set of reports alone: shuffled, one by one, twice.
#![allow(missing_docs)]

mod build;

use build::*;
use isnad_link::{LinkOptions, link};
use isnad_model::{Analysis, ClaimType, ReportFacts, SourceKind};
use proptest::prelude::*;

/// Kind, place, day, toll, whether an agency is cited.
type Words = (u8, u8, u8, u8, bool);
/// Outlet, text, claims.
type Invented = (u8, u8, Vec<Words>);

fn any_report() -> impl Strategy<Value = Invented> {
    (
        0..5_u8,
        0..4_u8,
        prop::collection::vec((0..6_u8, 0..4_u8, 0..4_u8, 0..4_u8, any::<bool>()), 1..5),
    )
}

fn build(n: usize, (outlet, words, claims): &Invented) -> (ReportFacts, Analysis) {
    let kinds = [
        ClaimType::Airstrike,
        ClaimType::Shelling,
        ClaimType::Killing,
        ClaimType::Clash,
        ClaimType::Capture,
        ClaimType::Arrest,
    ];
    let claims = claims
        .iter()
        .map(|(kind, place, day, toll, cites)| {
            let mut t = told(kinds[*kind as usize]).by(["g", "h"][*toll as usize % 2]);
            if *place < 3 {
                t = t.at(["alpha", "alpha-edge", "beta"][*place as usize]);
            }
            if *day < 3 {
                t = t.on(&format!("2022-03-0{}", day + 1));
            }
            if *toll < 3 {
                t = t.killed(u64::from(*toll) * 3);
            }
            if *cites { t.says(SourceKind::Agency, "wire") } else { t }
        })
        .collect();
    let outlet = ["one", "two", "wire", "four", "five"][*outlet as usize];
    let words = if *words == 0 {
        vec![]
    } else {
        text(u64::from(*words), 60)
    };
    // Pages of one outlet are numbered in order, and most state no day.
    let page = report(
        &format!("r{n}"),
        outlet,
        n.is_multiple_of(3).then_some("2022-03-03"),
        &words,
        claims,
    );
    if n.is_multiple_of(2) {
        numbered(page, 10_000 + u32::try_from(n).unwrap_or(0))
    } else {
        page
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn order_does_not_matter(
        reports in prop::collection::vec(any_report(), 1..12),
        seed in any::<u64>(),
    ) {
        let inputs: Vec<_> = reports.iter().enumerate().map(|(n, r)| build(n, r)).collect();
        let all = link(&inputs, &LinkOptions::default());
        let mut shuffled = inputs.clone();
        let mut state = seed;
        for i in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(i, (state >> 33) as usize % (i + 1));
        }
        // A report that is given twice is one report.
        shuffled.push(inputs[0].clone());
        prop_assert_eq!(&link(&shuffled, &LinkOptions::default()), &all);
        // One by one: what was linked before is given again with the new report.
        let mut growing = Vec::new();
        let mut last = None;
        for input in shuffled {
            growing.push(input);
            last = Some(link(&growing, &LinkOptions::default()));
        }
        prop_assert_eq!(last.as_ref(), Some(&all));
        // Every claim is in exactly one event, and in exactly one of its origins.
        let mut claims: Vec<_> = all.0.events.iter().flat_map(|e| e.claims.clone()).collect();
        claims.sort();
        let mut want: Vec<_> = inputs.iter().flat_map(|i| i.1.claims.iter().map(|c| c.id.clone())).collect();
        want.sort();
        prop_assert_eq!(&claims, &want);
        let mut told: Vec<_> = all.0.events.iter().flat_map(|e| &e.origins).flat_map(|o| o.claims.clone()).collect();
        told.sort();
        prop_assert_eq!(&told, &want);
    }
}

#[test]
fn a_page_of_thousands_of_claims_costs_no_square() {
    let d = "2022-03-04";
    let claims = (0..3_000)
        .map(|n| told(ClaimType::Shelling).at("alpha").on(d).killed(n % 7))
        .collect();
    let long = report("a", "one", Some(d), &text(1, 20_000), claims);
    let short = report(
        "b",
        "two",
        Some(d),
        &[],
        vec![told(ClaimType::Shelling).at("alpha").on(d).killed(3)],
    );
    let (l, _) = link(&[long, short], &LinkOptions::default());
    assert_eq!(l.events.iter().map(|e| e.claims.len()).sum::<usize>(), 3_001);
    assert!(event(&l, "b-0").claims.len() > 1);
}
