//! What a date expression says, and which days that is.
//!
//! A [`Point`] (the fields that were spelled) and an anchor in, days out.
//! «10 يناير الماضي» (ʿashara yanāyir al-māḍī, "10 January last") is day 10, month 1, turn past.
//!
//! **Invariants:** a point that needs an anchor has no days without one; past is preferred to future;
//! an impossible date (31 February) has no days. Nothing here reads text.

use isnad_model::Calendar;
use jiff::civil::Date;

use super::calendar::{self, Days};

/// Which way «الماضي», «الجاري», «المقبل» turn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Turn {
    Past,
    Now,
    Next,
}

impl Turn {
    pub(crate) const fn offset(self) -> i32 {
        match self {
            Self::Past => -1,
            Self::Now => 0,
            Self::Next => 1,
        }
    }
}

/// The fields of a date that were spelled.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub(crate) struct Point {
    pub(crate) calendar: Calendar,
    pub(crate) year: Option<i16>,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
    /// 1 Monday to 7 Sunday.
    pub(crate) weekday: Option<i8>,
    /// 1 beginning, 2 middle, 3 end, of the month or year.
    pub(crate) part: Option<i8>,
    /// The n-th weekday (or, without one, day) of the month; -1 is the last.
    pub(crate) nth: Option<i8>,
    /// 1 spring to 4 winter.
    pub(crate) season: Option<i8>,
    /// The second year of a winter («شتاء 2013-2014»).
    pub(crate) winter_end: Option<i16>,
    /// n-th of so many equal parts of a year or month.
    pub(crate) share: Option<(i8, i8)>,
    /// n-th ISO week of the year; -1 is the last.
    pub(crate) week: Option<i8>,
    /// Days, weeks, months or years away from the anchor's.
    pub(crate) day_offset: Option<i32>,
    /// Days from the anchor's, said beside a spelled date («اليوم 7 آذار»), which is trusted.
    pub(crate) beside: Option<i32>,
    pub(crate) week_offset: Option<i32>,
    pub(crate) month_offset: Option<i32>,
    pub(crate) year_offset: Option<i32>,
    /// «الماضي» and its like on the greatest unit spelled.
    pub(crate) turn: Option<Turn>,
}

impl Point {
    /// Whether no anchor is needed.
    pub(crate) fn is_absolute(&self) -> bool {
        self.year.is_some() && self.day_offset.is_none()
    }

    /// Month and day as spelled, Gregorian only.
    pub(crate) fn month_day(&self) -> Option<(i8, i8)> {
        match (self.calendar, self.month, self.day) {
            (Calendar::Gregorian, Some(m), Some(d)) => Some((m, d)),
            _ => None,
        }
    }

    /// The month that is said to be the anchor's («أيلول الجاري»), Gregorian only.
    pub(crate) fn own_month(&self) -> Option<i8> {
        self.month
            .filter(|_| self.turn == Some(Turn::Now) && self.year.is_none() && self.calendar == Calendar::Gregorian)
    }

    /// UCDP precision where the days are not known.
    pub(crate) fn nominal_precision(&self) -> u8 {
        if self.day.is_some() || self.weekday.is_some() || self.day_offset.is_some() || self.nth.is_some() {
            1
        } else if self.week.is_some() || self.week_offset.is_some() {
            3
        } else if self.month.is_some() || self.month_offset.is_some() {
            4
        } else {
            5
        }
    }

    /// The days that are meant, seen from the anchor.
    pub(crate) fn days(&self, anchor: Option<Date>) -> Option<Days> {
        if let Some(offset) = self.day_offset {
            let day = calendar::plus_days(anchor?, offset)?;
            return Some((day, day));
        }
        if let Some(offset) = self.week_offset {
            let week = calendar::week(anchor?, offset)?;
            return match self.weekday {
                Some(w) => calendar::nth_weekday(week, 1, w).map(|d| (d, d)),
                None => Some(week),
            };
        }
        if self.month.is_some() || self.month_offset.is_some() {
            return self.in_month(anchor);
        }
        if self.season.is_some() {
            return self.season_days(anchor);
        }
        if let Some(day) = self.day {
            return self.day_without_month(day, anchor?);
        }
        if let Some(w) = self.weekday {
            return Self::weekday_days(w, self.turn, anchor?);
        }
        self.in_year(anchor)
    }

    fn known_year(&self, anchor: Option<Date>) -> Option<i16> {
        match (self.year, self.year_offset) {
            (Some(y), _) => Some(y),
            (None, Some(by)) => {
                let (y, _) = calendar::year_month(self.calendar, anchor?)?;
                i16::try_from(i32::from(y) + by).ok()
            }
            _ => None,
        }
    }

    fn in_month(&self, anchor: Option<Date>) -> Option<Days> {
        if let Some(by) = self.month_offset {
            let (y, m) = calendar::year_month(self.calendar, anchor?)?;
            let (y, m) = calendar::shift_month(y, m, by)?;
            return self.within(y, m);
        }
        let month = self.month?;
        if let Some(year) = self.known_year(anchor) {
            return self.within(year, month);
        }
        let anchor = anchor?;
        let (y, m) = calendar::year_month(self.calendar, anchor)?;
        match self.turn {
            Some(Turn::Past) => return self.within(if month < m { y } else { y - 1 }, month),
            Some(Turn::Next) => return self.within(if month > m { y } else { y + 1 }, month),
            Some(Turn::Now) => return self.within(y, month),
            None => {}
        }
        if let Some(w) = self.weekday.filter(|_| self.day.is_some()) {
            let fits = (-7..=1)
                .filter_map(|by| self.within(y.checked_add(by)?, month))
                .filter(|d| calendar::weekday(d.0) == w)
                .min_by_key(|d| distance(d.0, anchor));
            if fits.is_some_and(|d| distance(d.0, anchor) < 400) {
                return fits;
            }
        }
        (0..=8)
            .filter_map(|back| self.within(y.checked_sub(back)?, month))
            .find(|d| d.0 <= anchor)
    }

    /// The days within a settled month.
    fn within(&self, year: i16, month: i8) -> Option<Days> {
        if let Some(day) = self.day {
            return calendar::day(self.calendar, year, month, day).map(|d| (d, d));
        }
        let (first, last) = calendar::month(self.calendar, year, month)?;
        let days = |a: i8, b: i8| {
            let from = calendar::plus_days(first, i32::from(a) - 1)?;
            Some((
                from,
                if b == 0 {
                    last
                } else {
                    calendar::plus_days(first, i32::from(b) - 1)?
                },
            ))
        };
        match (self.nth, self.weekday, self.part, self.share) {
            (Some(n), Some(w), _, _) => calendar::nth_weekday((first, last), n, w).map(|d| (d, d)),
            (Some(_), None, _, _) => Some((last, last)),
            (None, _, Some(1), _) => days(1, 10),
            (None, _, Some(2), _) => days(11, 20),
            (None, _, Some(_), _) => days(21, 0),
            (None, _, None, Some((1, 2))) => days(1, 15),
            (None, _, None, Some((2, 2))) => days(16, 0),
            _ => Some((first, last)),
        }
    }

    fn in_year(&self, anchor: Option<Date>) -> Option<Days> {
        let year = match self.known_year(anchor) {
            Some(y) => y,
            None => {
                // «الربع الأول» alone: the latest that has begun.
                let (n, of) = self.share?;
                let anchor = anchor?;
                let begins = (n - 1) * (12 / of) + 1;
                if begins <= anchor.month() {
                    anchor.year()
                } else {
                    anchor.year() - 1
                }
            }
        };
        if let Some(n) = self.week {
            return calendar::week_of_year(year, n);
        }
        let months = |a: i8, b: i8| {
            Some((
                calendar::month(self.calendar, year, a)?.0,
                calendar::month(self.calendar, year, b)?.1,
            ))
        };
        match (self.part, self.share) {
            (Some(p), _) => months(p * 4 - 3, p * 4),
            (None, Some((n, of))) if of > 0 && n <= of => months((n - 1) * (12 / of) + 1, n * (12 / of)),
            (None, Some(_)) => None,
            (None, None) => calendar::year(self.calendar, year),
        }
    }

    fn season_in(season: i8, year: i16, winter_end: Option<i16>) -> Option<Days> {
        let g = Calendar::Gregorian;
        if season == 4 {
            let end = winter_end.unwrap_or(year + 1);
            return Some((calendar::month(g, year, 12)?.0, calendar::month(g, end, 2)?.1));
        }
        let first = season * 3;
        Some((
            calendar::month(g, year, first)?.0,
            calendar::month(g, year, first + 2)?.1,
        ))
    }

    fn season_days(&self, anchor: Option<Date>) -> Option<Days> {
        let season = self.season?;
        if let Some(year) = self.known_year(anchor) {
            return Self::season_in(season, year, self.winter_end);
        }
        let anchor = anchor?;
        let y = anchor.year();
        let years = [y + 1, y, y - 1, y - 2];
        let mut all = years.iter().filter_map(|y| Self::season_in(season, *y, None));
        match self.turn {
            Some(Turn::Next) => all.rfind(|d| d.0 > anchor),
            Some(Turn::Past) => all.find(|d| d.1 < anchor),
            _ => all.find(|d| d.0 <= anchor),
        }
    }

    fn day_without_month(&self, day: i8, anchor: Date) -> Option<Days> {
        let at = |by: i32| {
            let (y, m) = calendar::year_month(self.calendar, anchor)?;
            let (y, m) = calendar::shift_month(y, m, by)?;
            calendar::day(self.calendar, y, m, day)
        };
        if let Some(w) = self.weekday {
            let near = (-12..=2)
                .filter_map(at)
                .filter(|d| calendar::weekday(*d) == w)
                .min_by_key(|d| distance(*d, anchor));
            if let Some(d) = near {
                return Some((d, d));
            }
        }
        (-2..=0).rev().filter_map(at).find(|d| *d <= anchor).map(|d| (d, d))
    }

    fn weekday_days(weekday: i8, turn: Option<Turn>, anchor: Date) -> Option<Days> {
        let latest = calendar::latest_weekday(anchor, weekday)?;
        let day = match turn {
            Some(Turn::Past) if latest == anchor => calendar::plus_days(latest, -7)?,
            Some(Turn::Next) => calendar::plus_days(latest, 7)?,
            _ => latest,
        };
        Some((day, day))
    }
}

fn distance(a: Date, b: Date) -> i32 {
    a.since(b).map_or(i32::MAX, |span| span.get_days().abs())
}

/// UCDP precision of a run of days.
pub(crate) fn precision(days: Days) -> u8 {
    match days.1.since(days.0).map_or(0, |span| span.get_days()) {
        i32::MIN..=0 => 1,
        1..=5 => 2,
        6 => 3,
        7..=30 => 4,
        _ => 5,
    }
}
