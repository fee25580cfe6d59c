//! Ranges and lists: from … to, between … and, two named days.
//!
//! Items and a position in, a [`Meaning`] of two points out.
//! «من 4 إلى 22 يناير» (min 4 ilā 22 yanāyir, "from 4 to 22 January"): what one end leaves out it takes from the other.
//!
//! **Invariant:** a range needs two ends that are dates once completed; counts («من 5 إلى 7 قتلى») are none.

use super::parse::{Read, Reader};
use super::point::Point;
use super::relative::Meaning;
use super::starts::CALENDAR;
use crate::number::word::Class;

impl Reader<'_> {
    /// A range that begins with its preposition («من», «بين», «ما بين») or list word («يومي», «أيام», «ليل»).
    pub(crate) fn range(&self, at: usize) -> Read<Meaning> {
        let between = at + usize::from(self.is(at, Class::What));
        if self.is(between, Class::Between) {
            return self.ends(between + 1, true);
        }
        if self.is(at, Class::From) {
            return self.ends(at + 1, false);
        }
        if self.is(at, Class::TwoDays)
            || self.is(at, Class::UDays)
            || self.is(at, Class::Nights)
            || self.is(at, Class::TheMonths)
            || self.is(at, Class::TheYears)
        {
            return self.list(at + 1);
        }
        None
    }

    /// One end of a range: a date, or the day or year alone.
    fn end(&self, at: usize) -> Read<Point> {
        if !self.begins(at, CALENDAR) {
            return None;
        }
        let at = at + usize::from(self.is_bare(at, Class::UDay) && self.calendar_point(at + 1, true).is_some());
        self.calendar_point(at, false)
            .or_else(|| self.bare_year(at))
            .or_else(|| {
                self.day_number(at).map(|(day, next)| {
                    (
                        Point {
                            day: Some(day),
                            ..Point::default()
                        },
                        next,
                    )
                })
            })
    }

    /// Two ends and the link between them.
    fn ends(&self, at: usize, between: bool) -> Read<Meaning> {
        let (a, k) = self.end(at)?;
        let second = if between && self.and(k).is_some() {
            self.and(k)?
        } else {
            self.link(k)?
        };
        let (b, next) = self.end(second)?;
        complete(a, b).map(|(a, b)| (Meaning::Between(a, b), next))
    }

    /// «إلى», «حتى», «وحتى», a dash.
    fn link(&self, at: usize) -> Option<usize> {
        if self.is(at, Class::To) || self.is(at, Class::Until) || matches!(self.mark(at), '-' | '–' | '—') {
            return Some(at + 1);
        }
        None
    }

    /// The rest of a range whose first end has been read: «13 تموز إلى 15», «2014-2018».
    pub(crate) fn continued(&self, first: Point, at: usize) -> Read<Meaning> {
        if first.turn.is_some() || first.day_offset.is_some() || first.month_offset.is_some() {
            return None;
        }
        let second = self.link(at)?;
        let (b, next) = self.end(second)?;
        let dashed = matches!(self.mark(at), '-' | '–' | '—');
        if dashed && (b.day.is_none() && b.year.is_none() && b.month.is_none() && b.weekday.is_none()) {
            return None;
        }
        complete(first, b).map(|(a, b)| (Meaning::Between(a, b), next))
    }

    /// «13 إلى 15 تموز»: a day number that only the second end makes a date.
    pub(crate) fn day_range(&self, at: usize) -> Read<Meaning> {
        let (day, k) = self.day_number(at)?;
        self.link(k)?;
        let (meaning, next) = self.continued(
            Point {
                day: Some(day),
                ..Point::default()
            },
            k,
        )?;
        matches!(meaning, Meaning::Between(_, b) if b.day.is_some() && b.weekday.is_none()).then_some((meaning, next))
    }

    /// «12 و13 فيفري 2020», «الثلاثاء والأربعاء الماضيين», «2012 و2013».
    fn list(&self, at: usize) -> Read<Meaning> {
        let (first, mut k) = self.list_entry(at)?;
        let mut last = None;
        for _ in 0..30 {
            let next = match self.and(k) {
                Some(next) => next,
                None if matches!(self.mark(k), '،' | ',') => self.and(k + 1).unwrap_or(k + 1),
                None => break,
            };
            let Some((point, after)) = self.list_entry(next) else {
                break;
            };
            last = Some(point);
            k = after;
        }
        let last = last?;
        let (a, mut b) = complete(first, last)?;
        let mut a = a;
        if let Some((turn, next)) = self.turn(k).filter(|_| b.turn.is_none()) {
            (a.turn, b.turn) = (Some(turn), Some(turn));
            k = next;
        }
        Some((Meaning::Between(a, b), k))
    }

    fn list_entry(&self, at: usize) -> Read<Point> {
        if let Some(w) = self.small(at, Class::Weekday) {
            return self.weekday(at).or(Some((
                Point {
                    weekday: Some(w),
                    ..Point::default()
                },
                at + 1,
            )));
        }
        self.day_month(at)
            .or_else(|| self.month_alone(at))
            .or_else(|| self.bare_year(at))
            .or_else(|| {
                self.day_number(at).map(|(day, next)| {
                    (
                        Point {
                            day: Some(day),
                            ..Point::default()
                        },
                        next,
                    )
                })
            })
    }

    /// «ليلة السبت - الأحد», «ليل الجمعة السبت»: two weekdays that follow each other.
    pub(crate) fn night(&self, at: usize) -> Read<Meaning> {
        if !self.is(at, Class::DayPart) {
            return None;
        }
        let first = self.small(at + 1, Class::Weekday)?;
        let k = at + 2 + usize::from(matches!(self.mark(at + 2), '-' | '–' | '/'));
        let k = self.and(k).unwrap_or(k);
        let second = self.small(k, Class::Weekday).filter(|s| (first % 7) + 1 == *s)?;
        let on = |w: i8| Point {
            weekday: Some(w),
            ..Point::default()
        };
        let mut last = on(second);
        let mut next = k + 1;
        if let Some((turn, after)) = self.turn(next) {
            last.turn = Some(turn);
            next = after;
        }
        Some((Meaning::Between(on(first), last), next))
    }
}

/// Gives each end what only the other one spells; `None` where no date comes of it.
fn complete(mut a: Point, mut b: Point) -> Option<(Point, Point)> {
    let unmonthed = |p: &Point| p.month.is_none() && p.month_offset.is_none() && p.week_offset.is_none();
    let day_only = |p: &Point| p.day.is_some() && unmonthed(p) && p.weekday.is_none() && p.year.is_none();
    if unmonthed(&a) && (a.day.is_some() || a.weekday.is_some()) && !unmonthed(&b) {
        a.month = b.month;
        a.month_offset = b.month_offset;
        a.calendar = b.calendar;
    } else if day_only(&b) && !unmonthed(&a) {
        b.month = a.month;
        b.month_offset = a.month_offset;
        b.calendar = a.calendar;
    }
    if a.year.is_none()
        && a.year_offset.is_none()
        && a.month_offset.is_none()
        && (a.month.is_some() || a.season.is_some())
    {
        a.year = b.year;
        a.year_offset = b.year_offset;
        a.turn = a.turn.or(b.turn);
    } else if b.year.is_none() && b.year_offset.is_none() && b.month.is_some() && b.turn.is_none() {
        b.year = a.year;
    }
    let dated = |p: &Point| !unmonthed(p) || p.year.is_some() || p.year_offset.is_some() || p.weekday.is_some();
    let alike = (a.day.is_some() || a.weekday.is_some()) == (b.day.is_some() || b.weekday.is_some());
    let years = a.year.zip(b.year).is_none_or(|(x, y)| x <= y);
    (dated(&a) && dated(&b) && alike && years).then_some((a, b))
}
