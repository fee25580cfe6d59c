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

/// One outlet's pages 1000 to 3000, published from January to March 2022.
fn pages() -> Vec<(ReportFacts, Analysis)> {
    ["2022-01-10", "2022-02-10", "2022-03-10"]
        .iter()
        .enumerate()
        .map(|(n, date)| {
            let claims = vec![told(Protest).at("delta").on(date)];
            let n = u32::try_from(n).unwrap();
            let page = report(
                &format!("p{n}"),
                "one",
                Some(date),
                &text(u64::from(n) + 50, 80),
                claims,
            );
            numbered(page, 10_000 + n * 1000)
        })
        .collect()
}

fn strike(id: &str, outlet: &str, date: &str) -> (ReportFacts, Analysis) {
    let claims = vec![told(Airstrike).at("alpha").on(date).injured(2).by("air")];
    report(
        id,
        outlet,
        Some(date),
        &text(id.bytes().map(u64::from).sum(), 80),
        claims,
    )
}

fn reports_of_strike(found: &[Event], date: &str) -> Vec<String> {
    let event = found.iter().find(|e| e.kind == Airstrike && e.from == Some(day(date)));
    event.map_or(vec![], |e| e.reports.iter().map(|r| r.to_string()).collect())
}

#[test]
fn the_number_of_a_page_tells_which_of_two_days_it_can_be() {
    // Two strikes with the same toll at one place; the page states no day, and its number lies between those of
    // January and February, or between those of February and March.
    for (number, date) in [(10_400, "2022-01-20"), (11_500, "2022-02-24")] {
        let mut set = pages();
        set.push(strike("s0", "two", "2022-01-20"));
        set.push(strike("s1", "three", "2022-02-24"));
        let open = told(Airstrike).at("alpha").said(None, Some(0)).injured(2).by("air");
        set.push(numbered(report("u", "one", None, &text(9, 80), vec![open]), number));
        let found = events(&set);
        assert!(reports_of_strike(&found, date).contains(&"u".to_owned()), "{number}");
        let strikes: Vec<_> = found.iter().filter(|e| e.kind == Airstrike).collect();
        assert_eq!(strikes.len(), 2, "{number}");
    }
}

#[test]
fn a_page_is_of_no_day_that_its_number_excludes() {
    for (number, one) in [(11_900, false), (10_400, true)] {
        let mut set = pages();
        set.push(strike("s0", "two", "2022-01-20"));
        let open = told(Airstrike).at("alpha").said(None, Some(0)).injured(2).by("air");
        set.push(numbered(report("u", "one", None, &text(9, 80), vec![open]), number));
        let strikes = events(&set).into_iter().filter(|e| e.kind == Airstrike).count();
        assert_eq!(strikes, if one { 1 } else { 2 }, "{number}");
    }
}

#[test]
fn day_and_month_are_a_day_where_the_number_tells_the_year() {
    let mut set = pages();
    // Nobody else tells of it: 24 February 2022 was a Thursday.
    let open = told(Airstrike)
        .at("alpha")
        .dated_without_year((2, 24), Some(4), 0)
        .injured(2);
    let alone = told(Shooting).at("gamma").said(None, Some(0));
    set.push(numbered(
        report("u", "one", None, &text(9, 80), vec![open, alone]),
        11_500,
    ));
    let found = events(&set);
    let event = found.iter().find(|e| e.kind == Shooting).unwrap();
    assert_eq!(
        (event.from, event.to),
        (Some(day("2022-02-24")), Some(day("2022-02-24")))
    );
}

#[test]
fn numbers_that_do_not_rise_with_the_days_tell_nothing() {
    let mut set = pages();
    for (page, number) in set.iter_mut().zip([10_900, 10_800, 10_700]) {
        *page = numbered(page.clone(), number);
    }
    set.push(strike("s0", "two", "2022-01-20"));
    set.push(strike("s1", "three", "2022-02-24"));
    let open = told(Airstrike).at("alpha").said(None, Some(0)).injured(2).by("air");
    set.push(numbered(report("u", "one", None, &text(9, 80), vec![open]), 10_750));
    let found = events(&set);
    for date in ["2022-01-20", "2022-02-24"] {
        assert!(!reports_of_strike(&found, date).contains(&"u".to_owned()), "{date}");
    }
}

#[test]
fn rare_words_in_common_choose_between_two_days() {
    let tell = |words: &str| told(Airstrike).at("alpha").injured(2).by("air").clause(words);
    let dated = |id: &str, outlet: &str, date: &str, words: &str| {
        let mut claim = tell(words).on(date);
        claim.claim.quote.text = words.to_owned();
        report(
            id,
            outlet,
            Some(date),
            &text(id.bytes().map(u64::from).sum(), 80),
            vec![claim],
        )
    };
    let brickworks = "استهدفت طائرة معمل القرميد على طريق المطحنة القديمة";
    let mut set = vec![
        dated("s0", "two", "2022-01-20", brickworks),
        dated(
            "s1",
            "three",
            "2022-02-24",
            "قصفت طائرة حربية أطراف البلدة دون وقوع أضرار",
        ),
    ];
    for n in 0..30_u32 {
        let common = told(Protest)
            .at("delta")
            .clause("تجمع الأهالي في أطراف البلدة بعد وقوع أضرار طائرة قصفت");
        set.push(report(
            &format!("n{n}"),
            "four",
            None,
            &text(u64::from(n) + 200, 80),
            vec![common],
        ));
    }
    let again = tell("طائرة تستهدف معمل القرميد على طريق المطحنة القديمة").said(None, Some(0));
    set.push(report("u", "five", None, &text(9, 80), vec![again]));
    let found = events(&set);
    assert_eq!(reports_of_strike(&found, "2022-01-20"), ["s0", "u"]);
}

#[test]
fn news_stands_first_and_background_after_it() {
    // Two dated strikes; the report leads with the one and ends with the other, a week before.
    let strikes = |first: &str, second: &str| {
        vec![
            told(Airstrike).at("alpha").on(first).killed(5).by("air"),
            told(Airstrike).at("beta").on(second).killed(4).by("air"),
        ]
    };
    let dated = report(
        "r0",
        "one",
        Some("2022-03-12"),
        &text(1, 80),
        strikes("2022-03-11", "2022-03-04"),
    );
    let open = vec![
        told(Airstrike).at("alpha").killed(5).by("air"),
        told(Protest).at("gamma"),
        told(Airstrike).at("beta").killed(4).by("air"),
    ];
    let found = events(&[dated, report("u", "two", None, &text(2, 80), open)]);
    let protest = found.iter().find(|e| e.kind == Protest).unwrap();
    assert_eq!(protest.to, Some(day("2022-03-11")));
}

#[test]
fn a_day_of_the_background_is_lent_to_no_news() {
    // «اليوم» and, further on, «20 حزيران»: the shooting is of today, whichever day that is.
    let open = vec![
        told(Airstrike).at("alpha").said(Some(5), Some(0)).killed(5).by("air"),
        told(Shooting).at("beta").dated_without_year((2, 20), None, 0),
    ];
    let mut open = open;
    if let Some((_, timex)) = &mut open[1].claim.time {
        timex.offset = None;
    }
    let found = events(&[dated(), report("u", "two", None, &text(2, 80), open)]);
    let strike = found.iter().find(|e| e.kind == Airstrike).unwrap();
    assert_eq!(strike.reports.len(), 2);
}

#[test]
fn the_month_that_an_address_files_a_page_under_bounds_it() {
    for (month, one) in [("2022/03", true), ("2022/05", false)] {
        let open = told(Airstrike).at("alpha").said(Some(5), Some(0)).killed(5).by("air");
        let mut page = report("u", "two", None, &text(2, 80), vec![open]);
        page.0.url = Some(format!("https://two.example/ar/{month}/strike/"));
        let strikes = events(&[dated(), page]).iter().filter(|e| e.kind == Airstrike).count();
        assert_eq!(strikes, if one { 1 } else { 2 }, "{month}");
    }
}

#[test]
fn what_lasted_for_months_is_no_event_that_others_tell() {
    let period = |id: &str, outlet: &str| {
        let mut claim = told(Offensive).at("alpha").on("2019-01-01").by("army");
        if let Some((_, timex)) = &mut claim.claim.time {
            timex.to = Some(day("2019-12-31"));
            timex.precision = 5;
        }
        report(
            id,
            outlet,
            Some("2022-03-04"),
            &text(id.bytes().map(u64::from).sum(), 80),
            vec![claim],
        )
    };
    assert_eq!(events(&[period("a", "one"), period("b", "two")]).len(), 2);
}

#[test]
fn a_day_and_month_are_not_of_another_season() {
    // Same weekday, same village, same toll, no year: 30 May is no Friday in March.
    let open = || told(Airstrike).at("alpha").killed(5).by("air");
    let may = report(
        "u",
        "two",
        None,
        &text(2, 80),
        vec![open().dated_without_year((5, 30), Some(5), 0)],
    );
    let march = report(
        "v",
        "three",
        None,
        &text(3, 80),
        vec![open().dated_without_year((3, 4), Some(5), 0)],
    );
    let found = events(&[dated(), may, march]);
    let strikes: Vec<usize> = found
        .iter()
        .filter(|e| e.kind == Airstrike)
        .map(|e| e.reports.len())
        .collect();
    assert_eq!(strikes.iter().copied().max(), Some(2));
    assert_eq!(strikes.len(), 2);
}

#[test]
fn many_weak_hints_make_no_day() {
    // Five villages shelled, of which nobody tells more: any week of the war. One number that both tell is a mark.
    for (dead, known) in [(None, false), (Some(4), true)] {
        let strikes = |on: Option<&str>| {
            let mut claims: Vec<Told> = ["alpha", "beta", "gamma", "delta", "epsilon"]
                .iter()
                .map(|place| {
                    let claim = told(Shelling).at(place).by("guns").to("rebels");
                    on.map_or_else(|| told(Shelling).at(place).by("guns").to("rebels"), |d| claim.on(d))
                })
                .collect();
            if let Some(n) = dead {
                claims[0].claim.killed = Some(isnad_model::Count::exact(n));
            }
            claims
        };
        let mut open = strikes(None);
        open.push(told(Protest).at("zeta"));
        let dated = report(
            "r0",
            "one",
            Some("2022-03-04"),
            &text(1, 80),
            strikes(Some("2022-03-04")),
        );
        let found = events(&[dated, report("u", "two", None, &text(2, 80), open)]);
        let protest = found.iter().find(|e| e.kind == Protest).unwrap();
        assert_eq!(protest.to, known.then(|| day("2022-03-04")), "{dead:?}");
    }
}

#[test]
fn a_town_of_many_strikes_tells_a_day_by_its_number_only() {
    // Alpha was struck on three other Fridays; the one dead of beta says which Friday is meant.
    let mut set = vec![dated()];
    for (n, on) in ["2022-01-07", "2022-01-21", "2022-02-11"].iter().enumerate() {
        let strike = told(Airstrike).at("alpha").on(on).injured(1).by("air");
        let strike = vec![strike, told(Damage).at("alpha").on(on).by("air")];
        set.push(report(
            &format!("s{n}"),
            "one",
            Some(on),
            &text(n as u64 + 20, 80),
            strike,
        ));
    }
    let open = vec![
        told(Airstrike).at("alpha").said(Some(5), Some(0)).killed(2).by("air"),
        told(Damage).at("alpha").said(Some(5), Some(0)).by("air"),
        told(Shelling).at("beta").said(Some(5), Some(0)).injured(3).by("guns"),
        told(Protest).at("gamma"),
    ];
    set.push(report("u", "two", None, &text(2, 80), open));
    let found = events(&set);
    let protest = found.iter().find(|e| e.kind == Protest).unwrap();
    assert_eq!(protest.to, Some(day("2022-03-04")));
}

#[test]
fn the_day_that_an_article_tells_of_itself_is_that_of_its_claims() {
    let list = || {
        let claims = vec![told(Shelling).at("beta").injured(3).by("guns")];
        report("u", "two", None, &text(2, 80), claims)
    };
    for (news, one) in [("2022-03-04", true), ("2022-04-20", false)] {
        let mut page = list();
        page.1.news_day = Some(day(news));
        let found = events(&[dated(), page]);
        let shelling: Vec<&Event> = found.iter().filter(|e| e.kind == Shelling).collect();
        assert_eq!(shelling.len(), if one { 1 } else { 2 }, "{news}");
        assert!(shelling.iter().all(|e| e.to.is_some()));
    }
}

#[test]
fn a_total_that_runs_on_is_one_while_its_number_is() {
    // «منذ مطلع العام» under the news of two days, in the same words.
    for (dead, one) in [
        ((Some(9), Some(9)), true),
        ((Some(9), Some(11)), false),
        ((None, None), false),
    ] {
        let page = |id: &str, n: Option<u64>| {
            let mut claim = told(Killing).at("alpha").by("air");
            claim.claim.killed = n.map(isnad_model::Count::exact);
            claim.claim.total = true;
            report(id, "one", None, &text(7, 80), vec![claim])
        };
        let found = events(&[page("a", dead.0), page("b", dead.1)]);
        assert_eq!(found.len(), if one { 1 } else { 2 }, "{dead:?}");
    }
}

#[test]
fn day_month_and_day_of_the_week_are_a_day_in_the_years_of_the_others() {
    // 24 February was a Thursday in 2022, and before in 2016.
    let open = |weekday| {
        let open = told(Airstrike)
            .at("alpha")
            .dated_without_year((2, 24), weekday, 0)
            .injured(2);
        let alone = told(Shooting).at("gamma").said(None, Some(0));
        report("u", "four", None, &text(9, 80), vec![open, alone])
    };
    for (others, weekday, date) in [
        (5, Some(4), Some("2022-02-24")),
        // No year of theirs has such a Monday; without a day of the week it may be any year; few reports make no era.
        (5, Some(1), None),
        (5, None, None),
        (2, Some(4), None),
    ] {
        let mut set = pages();
        set.push(strike("q0", "two", "2021-12-01"));
        set.push(strike("q1", "three", "2022-04-01"));
        set.truncate(others);
        set.push(open(weekday));
        let found = events(&set);
        let event = found.iter().find(|e| e.kind == Shooting).unwrap();
        assert_eq!(event.from, date.map(day), "{others} others, weekday {weekday:?}");
    }
}

#[test]
fn the_month_that_a_report_calls_its_own_chooses_among_weeks() {
    // «3 آذار الجاري» and a Friday: the fourth of March, not one of the Fridays of February or April.
    for (own, one) in [(Some(3), true), (Some(4), false), (None, false)] {
        let others = ["2022-02-11", "2022-04-15"].map(|on| {
            let strike = told(Airstrike).at("alpha").on(on).killed(5).by("air");
            report(
                on,
                "three",
                Some(on),
                &text(on.bytes().map(u64::from).sum(), 80),
                vec![strike],
            )
        });
        let mut background = told(Arrest).at("gamma").said(None, None);
        if let Some((_, timex)) = &mut background.claim.time {
            timex.month_day = Some((own.unwrap_or(3), 3));
            timex.own_month = own;
        }
        let strike = told(Airstrike).at("alpha").said(Some(5), None).killed(5).by("air");
        let page = report(
            "u",
            "two",
            None,
            &text(2, 80),
            vec![strike, background, told(Protest).at("beta")],
        );
        let mut set = vec![dated(), page];
        set.extend(others);
        let found = events(&set);
        let strike = found
            .iter()
            .find(|e| e.kind == Airstrike && e.from == Some(day("2022-03-04")))
            .unwrap();
        assert_eq!(strike.reports.len(), if one { 2 } else { 1 }, "{own:?}");
    }
}

#[test]
fn a_month_and_two_dead_are_no_event() {
    for (dead, one) in [(2, false), (7, true)] {
        let mut month = told(Airstrike).at("alpha").on("2022-03-01").killed(dead).by("air");
        if let Some((_, timex)) = &mut month.claim.time {
            timex.to = Some(day("2022-03-31"));
            timex.precision = 4;
        }
        let strike = told(Airstrike).at("alpha").on("2022-03-04").killed(dead).by("air");
        let found = events(&[
            report("a", "one", Some("2022-03-04"), &text(1, 80), vec![strike]),
            report("b", "two", Some("2022-05-04"), &text(2, 80), vec![month]),
        ]);
        assert_eq!(found.len(), if one { 1 } else { 2 }, "{dead}");
    }
}
