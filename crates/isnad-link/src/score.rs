//! Whether two claims tell one event: a score with reasons, or a reason why they cannot.
//!
//! In: two items of the table; out: a verdict, symmetric in the two. Place and day carry most of it, then the toll,
//! the type, who did it to whom, named victims. What one report tells apart is never put together:
//! «قصف … ثم قصف آخر» (qasf … thumma qasf akhar, "a shelling … then another").
//! A verdict is about two claims; clusters are made elsewhere.

mod place;
mod time;

use crate::family::{self, Family, Fit};
use crate::likeness::likeness;
use crate::reason::{Counted, Reason};
use crate::table::Item;
use isnad_model::{ClaimType, Count, Modality};
pub(crate) use place::kilometres;
use place::{Where, place};
use time::{When, breadth, time, weekdays};

/// Least score of a link.
pub(crate) const THRESHOLD: f32 = 0.52;

/// Kilometres from which on two places are two, where nobody tells the day.
const TWO_PLACES: f32 = 2.0;
/// Likeness of two clauses from which on it speaks for one event, and what it counts.
const ALIKE: f32 = 0.2;
const WORDS: f32 = 0.25;
/// Likeness of two clauses that name one day of the week from which on it is one day.
const WEEKLY: f32 = 0.3;

/// The evidence for and against, kept only when somebody asks why.
#[derive(Default)]
struct Sheet {
    score: f32,
    /// A score below this is of no use to who asks.
    floor: f32,
    reasons: Option<Vec<(f32, Reason)>>,
}

impl Sheet {
    fn add(&mut self, weight: f32, reason: Reason) {
        self.score += weight;
        if let Some(reasons) = &mut self.reasons {
            reasons.push((weight, reason));
        }
    }
}

/// The score of two claims, or `None` where they must not be one event. `copied`: their reports share their text.
pub(crate) fn score(a: &Item<'_>, b: &Item<'_>, copied: bool) -> Option<f32> {
    let mut sheet = Sheet::default();
    judge(a, b, copied, &mut sheet).then(|| sheet.score.clamp(0.0, 1.0))
}

/// The score of two claims, where it makes a link.
pub(crate) fn link(a: &Item<'_>, b: &Item<'_>, copied: bool) -> Option<f32> {
    let mut sheet = Sheet {
        floor: THRESHOLD,
        ..Sheet::default()
    };
    let judged = judge(a, b, copied, &mut sheet);
    (judged && sheet.score >= THRESHOLD).then(|| sheet.score.clamp(0.0, 1.0))
}

/// The score of two claims as if nothing were known of the day but its day of the week.
pub(crate) fn without_day(a: &Item<'_>, b: &Item<'_>, copied: bool) -> Option<f32> {
    let mut sheet = Sheet::default();
    let fit = family::fit(a.brief.kind, b.brief.kind);
    let planned = |i: &Item<'_>| i.brief.modality == Modality::Planned;
    if fit == Fit::None || planned(a) || planned(b) || a.brief.total || b.brief.total {
        return None;
    }
    if place(a, b, &mut sheet)? == Where::Beside
        || !weekdays(a, b, &mut sheet)
        || a.month_day.is_some() && b.month_day.is_some() && a.month_day != b.month_day
    {
        return None;
    }
    if a.month_day.is_some() && a.month_day == b.month_day {
        sheet.add(0.25, Reason::SameMonthDay);
    }
    toll(a, b, &mut sheet);
    kinds(fit, &mut sheet);
    people(a, b, &mut sheet);
    if copied {
        sheet.add(0.30, Reason::CopiedText);
    }
    Some(sheet.score)
}

/// The reasons of a link, strongest first. `version`: their reports are captures of one address.
pub(crate) fn explain(a: &Item<'_>, b: &Item<'_>, copied: bool, version: bool) -> Vec<String> {
    let mut sheet = Sheet {
        reasons: Some(Vec::new()),
        ..Sheet::default()
    };
    judge(a, b, copied, &mut sheet);
    let mut reasons = sheet.reasons.unwrap_or_default();
    reasons.sort_by(|x, y| y.0.total_cmp(&x.0));
    let told = |reason| match reason {
        Reason::CopiedText if version => Reason::LaterVersion,
        other => other,
    };
    reasons.into_iter().map(|(_, reason)| told(reason).words()).collect()
}

fn judge(a: &Item<'_>, b: &Item<'_>, copied: bool, sheet: &mut Sheet) -> bool {
    let fit = family::fit(a.brief.kind, b.brief.kind);
    let planned = |i: &Item<'_>| i.brief.modality == Modality::Planned;
    if fit == Fit::None || planned(a) != planned(b) || a.brief.total != b.brief.total {
        return false;
    }
    let same_report = a.report == b.report;
    let (Some(place), Some(time)) = (place(a, b, sheet), time(a, b, sheet)) else {
        return false;
    };
    let toll = toll(a, b, sheet);
    if same_report && !within_report(a, b, fit, place, time, toll, sheet) {
        return false;
    }
    kinds(fit, sheet);
    people(a, b, sheet);
    if copied && !same_report {
        sheet.add(0.30, Reason::CopiedText);
    }
    // The comparison of words costs most and decides little.
    if time != When::Unknown && sheet.score + (1.0 - ALIKE) * WORDS < sheet.floor {
        return false;
    }
    let alike = if same_report { 0.0 } else { likeness(&a.words, &b.words) };
    if alike > ALIKE {
        sheet.add((alike - ALIKE) * WORDS, Reason::AlikeWords);
    }
    // Place and party without a day are no event: a village is shelled every month.
    if time == When::Unknown && !copied && !same_report && !shares(&a.names, &b.names) {
        let fine = |i: &Item<'_>| i.spot.as_ref().is_some_and(|s| s.exact || s.precision == 9);
        // Two villages are shelled on two days: nothing says that somebody took the one for the other.
        let villages = place == Where::Beside && apart(a, b) > TWO_PLACES;
        let doubtful = villages
            || place == Where::Open
            || toll == Tolls::Differ
            || a.brief.silent() && b.brief.silent()
            || !fine(a)
            || !fine(b);
        let lone = if doubtful || a.weekday.is_none() || a.weekday != b.weekday {
            u16::MAX
        } else {
            a.stretches.max(b.stretches)
        };
        match lone {
            0 | 1 => sheet.add(0.15, Reason::OnlyDay),
            2 => sheet.add(0.05, Reason::OnlyDay),
            _ => {}
        }
        let same_weekday = a.weekday.is_some() && a.weekday == b.weekday;
        let breadth = breadth(a, b);
        match breadth {
            ..=10 => sheet.add(0.18, Reason::Window(breadth)),
            11..=45 => sheet.add(0.12, Reason::Window(breadth)),
            46..=150 => sheet.add(0.06, Reason::Window(breadth)),
            _ => {}
        }
        let telling = same_weekday || toll == Tolls::Same || a.stretches.max(b.stretches) <= 2;
        let bounded = !doubtful && telling && (breadth <= 45 || breadth <= 150 && same_weekday);
        let stated = |i: &Item<'_>| i.brief.killed.is_some_and(|c| c.low >= 3);
        // Five dead in a governorate, on a day that nobody tells, are many strikes' dead.
        let vague = !(same_weekday && breadth <= 150 || fine(a) && fine(b)) && shared_toll(a, b) < 6
            || (period(a) || period(b)) && !same_numbers(a, b);
        let marked = toll == Tolls::Same
            && (same_weekday && !villages || place != Where::Beside && shared_toll(a, b) >= 3)
            || toll == Tolls::Open && stated(a) && stated(b) && !villages;
        // One day of the week in seven, and told in words that few others use: one of the days is enough.
        let weekly =
            same_weekday && !villages && place != Where::Open && alike >= WEEKLY && a.stretches.max(b.stretches) <= 2;
        let worded = alike >= 0.6 && toll != Tolls::Differ || alike >= 0.4 && toll == Tolls::Same || weekly;
        if vague || !marked && !bounded && !worded && lone > 1 {
            return undecided(sheet);
        }
    }
    // «كثّف هجماته في 2019»: what lasted a month is no event that others tell too, unless they count the same dead, and
    // more of them than every other strike has.
    let lasted = |i: &Item<'_>| i.days.is_some_and(|(from, to)| to - from >= 20);
    if (lasted(a) || lasted(b)) && !same_report && (toll != Tolls::Same || shared_toll(a, b) < 3) {
        return undecided(sheet);
    }
    // A total over a period is an account of many events: it is one with the same total, told in the same text. «منذ مطلع
    // العام» runs on: what an outlet writes under its news every day is one total only while the number is.
    let running = a.days.is_none() && !same_report && toll != Tolls::Same;
    !a.brief.total || (copied || same_report) && a.days == b.days && !running
}

fn kinds(fit: Fit, sheet: &mut Sheet) {
    match fit {
        Fit::Same => sheet.add(0.10, Reason::SameType),
        Fit::Close => sheet.add(0.06, Reason::CloseType),
        Fit::Loose | Fit::None => sheet.add(-0.05, Reason::LooseType),
    }
}

/// Kilometres between the places of two claims.
fn apart(a: &Item<'_>, b: &Item<'_>) -> f32 {
    let point = |i: &Item<'_>| i.spot.as_ref().and_then(|s| s.point);
    point(a).zip(point(b)).map_or(0.0, |(x, y)| kilometres(x, y))
}

/// Whether a claim tells a month or more without saying which: «منذ حزيران».
fn period(item: &Item<'_>) -> bool {
    item.days.is_none() && item.brief.long
}

/// Whether two claims count the same dead and the same injured, ten or more of them: no two strikes do.
fn same_numbers(a: &Item<'_>, b: &Item<'_>) -> bool {
    let ((ak, ai), (bk, bi)) = (a.toll(), b.toll());
    let same =
        |x: Option<Count>, y: Option<Count>| x.and_then(exact).is_some_and(|n| n > 0 && y.and_then(exact) == Some(n));
    same(ak, bk) && same(ai, bi) && shared_toll(a, b) >= 10
}

/// Not enough for a link, nothing against a cluster that others make.
fn undecided(sheet: &mut Sheet) -> bool {
    sheet.score = sheet.score.min(THRESHOLD - 0.10);
    true
}

/// How two tolls compare.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Tolls {
    /// Both state the same number, more than none.
    Same,
    /// Nothing against it.
    Open,
    /// They differ.
    Differ,
}

fn exact(c: Count) -> Option<u64> {
    (c.high == Some(c.low)).then_some(c.low)
}

fn toll(a: &Item<'_>, b: &Item<'_>, sheet: &mut Sheet) -> Tolls {
    // Who denies an event counts nobody.
    if a.brief.modality != b.brief.modality {
        return Tolls::Open;
    }
    let ((ak, ai), (bk, bi)) = (a.toll(), b.toll());
    let mut verdict = Tolls::Open;
    for (x, y, whom, weight) in [(ak, bk, Counted::Dead, 1.0_f32), (ai, bi, Counted::Injured, 0.7)] {
        let (Some(x), Some(y)) = (x, y) else { continue };
        match (exact(x), exact(y)) {
            (Some(m), Some(n)) if m == n => {
                if m > 0 {
                    // Twelve dead are a better mark than one.
                    let mark = match m {
                        1 => 0.12,
                        2 | 3 => 0.17,
                        _ => 0.22,
                    };
                    sheet.add(mark * weight, Reason::SameToll(whom, m));
                    if verdict == Tolls::Open {
                        verdict = Tolls::Same;
                    }
                } else {
                    sheet.add(0.04, Reason::CompatibleToll(whom));
                }
            }
            _ if x.compatible(y) => {
                let mark = if x.low.min(y.low) >= 3 { 0.12 } else { 0.05 };
                sheet.add(mark * weight, Reason::CompatibleToll(whom));
            }
            _ => {
                let (low, high) = (x.low.min(y.low) as f32, x.low.max(y.low) as f32);
                let ratio = (high + 1.0) / (low + 1.0);
                // A toll rises through a day; ten times as many is another event.
                let cost = match ratio {
                    ..1.7 => 0.04,
                    ..3.0 => 0.12,
                    ..6.0 => 0.22,
                    _ => 0.35,
                };
                sheet.add(-cost * weight, Reason::DifferentToll(whom));
                verdict = Tolls::Differ;
            }
        }
    }
    verdict
}

/// Dead and injured of whom two claims state the same number: two injured are in every other report, nine dead in few.
pub(crate) fn shared_toll(a: &Item<'_>, b: &Item<'_>) -> u64 {
    let same = |x: Option<Count>, y: Option<Count>| match (x.and_then(exact), y.and_then(exact)) {
        (Some(m), Some(n)) if m == n => m,
        _ => 0,
    };
    let ((ak, ai), (bk, bi)) = (a.toll(), b.toll());
    same(ak, bk).saturating_add(same(ai, bi))
}

/// Whether two sorted lists have an entry in common.
pub(crate) fn shares(a: &[u64], b: &[u64]) -> bool {
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    false
}

fn people(a: &Item<'_>, b: &Item<'_>, sheet: &mut Sheet) {
    let heavy = a.family != Family::Violence;
    if !a.agents.is_empty() && !b.agents.is_empty() {
        // A clash names its sides in either order.
        if shares(&a.agents, &b.agents) {
            sheet.add(if heavy { 0.14 } else { 0.10 }, Reason::SameAgent);
        } else if !(shares(&a.agents, &b.patients) || shares(&a.patients, &b.agents)) {
            sheet.add(if heavy { -0.25 } else { -0.08 }, Reason::OtherAgent);
        }
    }
    if shares(&a.patients, &b.patients) {
        sheet.add(if heavy { 0.12 } else { 0.05 }, Reason::SamePatient);
    }
    if shares(&a.names, &b.names) {
        sheet.add(0.35, Reason::SameNames);
    }
    if a.brief.means > 0 && a.brief.means == b.brief.means {
        sheet.add(0.03, Reason::SameMeans);
    }
    if a.brief.target > 0 && a.brief.target == b.brief.target {
        sheet.add(0.06, Reason::SameTarget);
    }
}

/// Whether two claims of one report may be one event. What a report tells apart stays apart: two claims of one type
/// under one chain of sources, unless place, day and toll are all the same.
fn within_report(
    a: &Item<'_>,
    b: &Item<'_>,
    fit: Fit,
    place: Where,
    time: When,
    toll: Tolls,
    sheet: &mut Sheet,
) -> bool {
    let one_chain = a.chain == b.chain;
    // Two sources of one report may count the dead of one event differently; one source tells two events.
    if toll == Tolls::Differ && (one_chain || place != Where::Same || time == When::Unknown) {
        return false;
    }
    // Shots after an explosion in which nobody was hurt are not the explosion.
    let unhurt = |i: &Item<'_>| i.brief.killed == Some(Count::exact(0)) && i.brief.injured == Some(Count::exact(0));
    if fit == Fit::Loose && unhurt(a) != unhurt(b) {
        return false;
    }
    let alike = fit == Fit::Same || (fit == Fit::Loose && a.family == b.family);
    let cause_and_result = family::is_result(a.brief.kind) != family::is_result(b.brief.kind)
        || (fit != Fit::Same && family::is_result(a.brief.kind) && family::is_result(b.brief.kind));
    if one_chain && alike {
        // Told twice in the same words by the same source: only the same marks make it one.
        if place == Where::Near && time == When::Same && a.brief.silent() != b.brief.silent() {
            // «عملية في البلدة» and then «العملية أسفرت عن مقتل ثلاثة في حي كذا»: the lead and where it was.
            sheet.add(-0.15, Reason::SameReport);
            return true;
        }
        if place != Where::Same {
            return false;
        }
        match (toll, a.brief.silent(), b.brief.silent()) {
            (Tolls::Same, ..) => sheet.add(0.10, Reason::SameReport),
            // «قصف على البلدة» and then «القصف أدى إلى مقتل ثلاثة»: the lead and what it leads to.
            (_, true, false) | (_, false, true) => sheet.add(-0.05, Reason::SameReport),
            _ => sheet.add(-0.25, Reason::SameReport),
        }
        return true;
    }
    if a.brief.kind == ClaimType::CoupAttempt || b.brief.kind == ClaimType::CoupAttempt {
        // Who dies in an attempt to topple a leader dies in that attempt, when the numbers are the same.
        sheet.add(0.45, Reason::SameReport);
        return toll == Tolls::Same;
    }
    // What one report places in two villages is two events.
    if place == Where::Beside && !a.claim.quote.span.overlaps(b.claim.quote.span) {
        return false;
    }
    if cause_and_result || fit == Fit::Close {
        let (p, q) = (a.claim.quote.span, b.claim.quote.span);
        let gap = p.start.max(q.start).saturating_sub(p.end.min(q.end));
        if p.overlaps(q) {
            sheet.add(0.30, Reason::OneClause);
        } else if gap < 400 || place == Where::Same {
            sheet.add(0.15, Reason::SameReport);
        }
        // «قتل ثلاثة» after two strikes belongs to one of them, but to which is not for linking to guess.
        return toll == Tolls::Same || place != Where::Open || p.overlaps(q);
    }
    if toll == Tolls::Same || place == Where::Same && time == When::Same {
        sheet.add(0.20, Reason::SameReport);
    }
    true
}
