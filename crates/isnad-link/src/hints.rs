//! What a report lets know of its day without telling it.
//!
//! In: the claims of a report and when it was captured; out: bounds, days of the week, months and days.
//! «أمس السبت 6 آب» (ams as-sabt 6 ab, "yesterday, Saturday 6 August") of an unknown year leaves a day in every few years.
//! A digest quotes words of several days; the report is of one of them. Nothing is chosen here.

use crate::serial::{self, Window};
use crate::table::{day_number, month_and_day, weekday_of};
use isnad_model::{Claim, Modality, ReportFacts};
use jiff::civil::Date;

/// What bounds the day of a report.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Hints {
    /// Between the last day that it tells in full and the day on which it was captured.
    pub(crate) window: Window,
    /// Days of the week that its claims call today's, 0 Monday to 6 Sunday: one bit each.
    weekdays: u8,
    /// Months and days of the day so many days from it.
    month_days: Box<[((i8, i8), i32)]>,
    /// Its month, and the last day of it that it tells: «16 أيلول الجاري».
    own_month: Option<(i8, i8)>,
}

impl Hints {
    /// Gathers what the claims of a report let know.
    pub(crate) fn new(facts: &ReportFacts, claims: &[&Claim]) -> Self {
        let captured = facts.retrieved.as_deref().and_then(day_of);
        Self {
            window: Window {
                from: last_full_day(claims, captured),
                to: captured,
            }
            .and(facts.url.as_deref().map(serial::month_of_address).unwrap_or_default()),
            weekdays: told_weekdays(claims).fold(0, |bits, w| bits | 1 << w),
            month_days: month_days(claims),
            own_month: own_month(claims),
        }
    }

    /// The same bounds and others; a month that the report calls its own is that one of the days that are left.
    pub(crate) fn within(&self, other: Window) -> Window {
        let window = self.window.and(other);
        let (Some((month, _)), Some(from), Some(to)) = (self.own_month, window.from, window.to) else {
            return window;
        };
        if to - from > 330 {
            return window;
        }
        let mut days = (from..=to).filter(|d| self.in_month(*d));
        let first = days.next();
        let last = days.next_back().or(first);
        match (first, last) {
            // What was told on the last day of a month may be printed on the first of the next.
            (Some(from), Some(last)) => Window {
                from: Some(from),
                to: Some(to.min(last + i32::from(month_and_day(last + 1).0 != month))),
            },
            _ => window,
        }
    }

    /// Whether a day is of the month that the report calls its own, no earlier than what it tells of it.
    fn in_month(&self, day: i32) -> bool {
        self.own_month.is_none_or(|(month, least)| {
            let (m, d) = month_and_day(day);
            m == month && d >= least
        })
    }

    /// Whether the report can be of a day.
    pub(crate) fn allow(&self, day: i32) -> bool {
        let md = |((month, date), offset): &((i8, i8), i32)| month_and_day(day + offset) == (*month, *date);
        self.window.holds(day)
            && (self.in_month(day) || self.in_month(day - 1))
            && (self.weekdays == 0 || self.weekdays >> weekday_of(day) & 1 == 1)
            && (self.month_days.is_empty() || self.month_days.iter().any(md))
    }

    /// The one day that the report can be of, where it tells day and month: in `era`, the days that the other reports are
    /// of, where it tells the day of the week too.
    pub(crate) fn sole(&self, era: Window) -> Option<i32> {
        let window = if self.weekdays == 0 {
            self.window
        } else {
            self.window.and(era)
        };
        let (from, to) = (window.from?, window.to?);
        if self.month_days.is_empty() || to - from > 40_000 {
            return None;
        }
        let all = |day: i32| {
            self.month_days
                .iter()
                .all(|(md, offset)| month_and_day(day + offset) == *md)
        };
        let mut days = (from..=to).filter(|d| self.allow(*d) && all(*d));
        days.next().filter(|_| days.next().is_none())
    }

    /// How many days it can be of; a year counts as one where day and month are told.
    pub(crate) fn breadth(&self) -> f32 {
        let days = match (self.window.from, self.window.to) {
            (Some(from), Some(to)) => (to - from + 1).max(1) as f32,
            _ => f32::INFINITY,
        };
        if self.month_days.is_empty() {
            days
        } else {
            days.min(10_000.0) / 365.0
        }
    }
}

/// Months and days that claims tell with a distance from the report's own day.
fn month_days(claims: &[&Claim]) -> Box<[((i8, i8), i32)]> {
    let told = claims
        .iter()
        .filter_map(|c| c.time.as_ref())
        .filter_map(|(_, t)| Some((t.month_day?, i32::from(t.offset?))));
    let mut told: Vec<_> = told.collect();
    told.sort_unstable();
    told.dedup();
    told.into_boxed_slice()
}

/// The month that claims call the report's own, with the last day of it that they tell; none where they disagree.
fn own_month(claims: &[&Claim]) -> Option<(i8, i8)> {
    let told = || {
        claims
            .iter()
            .filter(|c| c.modality != Modality::Planned)
            .filter_map(|c| c.time.as_ref())
            .filter_map(|(_, t)| Some((t.own_month?, t.month_day.map_or(1, |md| md.1))))
    };
    let (month, _) = told().next()?;
    told()
        .all(|(m, _)| m == month)
        .then(|| Some((month, told().map(|(_, d)| d).max()?)))
        .flatten()
}

/// Days of the week of the report's own day, 0 Monday to 6 Sunday, as its claims tell them: «أمس الجمعة» is told on a
/// Saturday.
pub(crate) fn told_weekdays(claims: &[&Claim]) -> impl Iterator<Item = i32> {
    claims.iter().filter_map(|c| c.time.as_ref()).filter_map(|(_, t)| {
        let own = i32::from(t.weekday?) - 1 - i32::from(t.offset?);
        Some(own.rem_euclid(7))
    })
}

/// The last day that a report tells in full as past: it is of no earlier day.
fn last_full_day(claims: &[&Claim], captured: Option<i32>) -> Option<i32> {
    claims
        .iter()
        .filter(|c| c.modality != Modality::Planned)
        .filter_map(|c| c.time.as_ref())
        .filter_map(|(_, t)| t.from.map(day_number))
        .filter(|day| captured.is_none_or(|last| *day <= last))
        .max()
}

/// The day of the news that a report's claims tell in full: «أمس السبت» resolved is the day before it.
pub(crate) fn told_news(claims: &[&Claim]) -> Option<i32> {
    claims
        .iter()
        .filter_map(|c| c.time.as_ref())
        .filter(|(_, t)| t.from == t.to)
        .find_map(|(_, t)| Some(day_number(t.from?) - i32::from(t.offset?)))
}

/// The day that an ISO 8601 time begins with.
fn day_of(time: &str) -> Option<i32> {
    time.get(..10)?.parse::<Date>().ok().map(day_number)
}
