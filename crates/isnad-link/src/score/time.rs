//! How the days of two claims compare.
//!
//! In: two items; out: what is to be made of it, or none where they are of two days. «أمس» (ams, yesterday) told twice in
//! one report is one day, whichever that is. Places and tolls are not looked at.

use super::Sheet;
use crate::reason::Reason;
use crate::serial::Window;
use crate::table::{Item, month_and_day, weekday_of};

/// How two times compare.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum When {
    /// The same day, as both claims say.
    Same,
    /// One of them has no day.
    Unknown,
    /// Nothing against it.
    Open,
}

pub(super) fn time(a: &Item<'_>, b: &Item<'_>, sheet: &mut Sheet) -> Option<When> {
    let unknown = a.days.is_none() || b.days.is_none();
    let same = a.month_day.is_some() && a.month_day == b.month_day;
    if unknown && !same && a.month_day.is_some() && b.month_day.is_some() {
        return None;
    }
    // «30 أيار» of an unknown year is not of a week in September.
    let excludes = |md: Option<(i8, i8)>, days: Option<(i32, i32)>| {
        md.zip(days)
            .is_some_and(|(md, (from, to))| to - from < 360 && !(from - 1..=to + 1).any(|d| month_and_day(d) == md))
    };
    if unknown && (excludes(a.month_day, b.days) || excludes(b.month_day, a.days)) {
        return None;
    }
    let (Some((a0, a1)), Some((b0, b1))) = (a.days, b.days) else {
        if same {
            sheet.add(0.25, Reason::SameMonthDay);
            return Some(When::Same);
        }
        if a.report == b.report && a.days.is_none() && b.days.is_none() {
            return same_news(a, b, sheet);
        }
        let apart = |x: Window, y: Window| x.from.zip(y.to).is_some_and(|(from, to)| from > to + 1);
        if a.report != b.report && (apart(a.window, b.window) || apart(b.window, a.window)) {
            return None;
        }
        return weekdays(a, b, sheet).then_some(When::Unknown);
    };
    let gap = a0.max(b0) - a1.min(b1);
    let weak = a.borrowed || b.borrowed;
    // The days up to a publication have room for doubt already.
    let wide = |i: &Item<'_>, from: i32, to: i32| i.borrowed && to > from;
    if gap > 1 || gap > 0 && (wide(a, a0, a1) || wide(b, b0, b1)) {
        return None;
    }
    let widest = (a1 - a0).max(b1 - b0);
    Some(if gap > 0 {
        sheet.add(if weak { 0.05 } else { 0.14 }, Reason::NextDay);
        When::Open
    } else if widest <= 2 {
        sheet.add(if weak { 0.24 } else { 0.30 }, Reason::SameDay);
        if weak { When::Open } else { When::Same }
    } else {
        sheet.add(if widest <= 10 { 0.15 } else { 0.06 }, Reason::TimesOverlap);
        When::Open
    })
}

/// Among how many days the one lies that is known less well.
pub(super) fn breadth(a: &Item<'_>, b: &Item<'_>) -> i32 {
    let of = |i: &Item<'_>| match (i.window.from, i.window.to) {
        (Some(from), Some(to)) => to - from + 1,
        _ => i32::MAX,
    };
    of(a).max(of(b))
}

/// Compares two claims of one report whose day is unknown: «اليوم» twice is one day, whichever that is.
fn same_news(a: &Item<'_>, b: &Item<'_>, sheet: &mut Sheet) -> Option<When> {
    let timex = |i: &Item<'_>| i.claim.time.as_ref().map(|(_, t)| *t);
    let (x, y) = (timex(a), timex(b));
    let gap = match (x.and_then(|t| t.offset), y.and_then(|t| t.offset)) {
        (Some(x), Some(y)) => Some(i32::from(x) - i32::from(y)),
        _ => a.weekday.zip(b.weekday).map(|(x, y)| (x - y + 3).rem_euclid(7) - 3),
    };
    match gap {
        Some(0) => {
            sheet.add(0.30, Reason::SameDay);
            Some(When::Same)
        }
        Some(1 | -1) => {
            sheet.add(0.14, Reason::NextDay);
            Some(When::Open)
        }
        Some(_) => None,
        // Neither says when, or only one does: the report's news.
        None if x.is_none() || y.is_none() => {
            sheet.add(0.24, Reason::SameDay);
            Some(When::Open)
        }
        None => Some(When::Unknown),
    }
}

/// Compares the days of the week of two claims of which one has no day; false where they are two days.
pub(super) fn weekdays(a: &Item<'_>, b: &Item<'_>, sheet: &mut Sheet) -> bool {
    match (a.weekday, b.weekday) {
        (Some(x), Some(y)) if x == y => sheet.add(0.12, Reason::SameWeekday),
        // A night belongs to two days.
        (Some(x), Some(y)) => return matches!((x - y).rem_euclid(7), 1 | 6),
        (Some(w), None) | (None, Some(w)) => {
            let days = a.days.or(b.days);
            return days.is_none_or(|(from, to)| (from - 1..=to + 1).any(|d| weekday_of(d) == w));
        }
        (None, None) => {}
    }
    true
}
