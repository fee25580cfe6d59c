//! Years, and parts of years and months.
//!
//! Items and a position in, a [`Point`] out, or two: «أواخر الشهر الماضي» (awākhir al-shahr al-māḍī, "late last month"),
//! quarters, halves, seasons, weeks counted in their year.
//!
//! **Invariant:** a part needs the whole it belongs to; «نهاية» (nihāya, "end") alone is no date.

use isnad_model::Calendar;

use super::parse::{Read, Reader};
use super::point::{Point, Turn};
use super::relative::{Meaning, Unit};
use crate::number::ordinal;
use crate::number::word::{Class, THE};

impl Reader<'_> {
    /// Years and parts of years and months: «مطلع 2016», «أواخر الشهر الماضي», «الربع الأول من 2019», «صيف 2015», «عام 2014».
    pub(crate) fn part_of(&self, at: usize) -> Read<Point> {
        let item = self.items.get(at).filter(|i| i.known())?;
        let part = item
            .small(Class::Start)
            .or(item.small(Class::Middle))
            .or(item.small(Class::Finish));
        if let Some(part) = part.filter(|_| !item.has(THE)) {
            let mut point = Point {
                part: Some(part),
                ..Point::default()
            };
            if let Some(next) = self.month_tail(at + 1, &mut point, false) {
                return Some((point, next));
            }
            let mut point = Point {
                part: Some(part),
                ..Point::default()
            };
            let k = at + 1;
            if self.the(k, Class::UYear)
                && self.unit_offset(k).is_none()
                && self.year_number(k + 1, Calendar::Gregorian).is_none()
            {
                point.year_offset = Some(0);
                return Some((point, k + 1));
            }
            return self.year_tail(k, &mut point).map(|next| (point, next));
        }
        if let Some(season) = item.small(Class::Season) {
            return self.season(at, season);
        }
        let of = item.small(Class::Quarter).or(item.small(Class::Half));
        if let Some(of) = of.filter(|_| item.has(THE)) {
            let of = if self.is(at, Class::Half) { 2 } else { of };
            let (n, k) =
                ordinal(self.items, at + 1).filter(|(n, _)| *n <= f64::from(of) && self.items[at + 1].has(THE))?;
            let mut point = Point {
                share: Some((n as i8, of)),
                ..Point::default()
            };
            if let Some(next) = self.year_tail(k, &mut point) {
                return Some((point, next));
            }
            let mut point = Point {
                share: Some((n as i8, of)),
                ..Point::default()
            };
            if of == 2 && self.is_bare(k, Class::From) {
                return self.month_tail(k, &mut point, false).map(|next| (point, next));
            }
            return None;
        }
        if item.is(Class::UWeek) && item.has(THE) {
            let n = ordinal(self.items, at + 1)
                .map(|(n, k)| (n as i8, k))
                .or_else(|| self.the(at + 1, Class::Last).then_some((-1, at + 2)));
            let (n, k) = n?;
            let mut point = Point {
                week: Some(n),
                ..Point::default()
            };
            return self
                .year_tail(k, &mut point)
                .filter(|_| point.year.is_some())
                .map(|next| (point, next));
        }
        if item.is(Class::UYear) {
            let mut point = Point::default();
            return self.year_tail(at, &mut point).map(|next| (point, next));
        }
        None
    }

    /// «التسعينيات», «ثمانينيات القرن الماضي»: of the last century. «رجل في الخمسينيات» tells an age, so that alone only the
    /// later ones are read.
    pub(crate) fn decade(&self, at: usize) -> Read<Meaning> {
        /// The first that is read without its century.
        const ALONE: i8 = 7;
        let tens = self.small(at, Class::Decade)?;
        let k = at + 1 + usize::from(self.is_bare(at + 1, Class::From));
        let of = self.the(k, Class::Century) && self.turn(k + 1).is_some_and(|(t, _)| t == Turn::Past);
        let alone = self.the(at, Class::Decade) && tens >= ALONE && k == at + 1;
        if !of && !alone {
            return None;
        }
        let year = |y: i16| Point {
            year: Some(y),
            ..Point::default()
        };
        let first = 1900 + 10 * i16::from(tens);
        Some((
            Meaning::Between(year(first), year(first + 9)),
            if of { k + 2 } else { k },
        ))
    }

    fn season(&self, at: usize, season: i8) -> Read<Point> {
        let mut point = Point {
            season: Some(season),
            ..Point::default()
        };
        if self.items[at].has(THE) {
            let (turn, next) = self.turn(at + 1)?;
            point.turn = Some(turn);
            return Some((point, next));
        }
        let next = self.year_tail(at + 1, &mut point)?;
        if season == 4
            && matches!(self.mark(next), '-' | '–' | '/')
            && let Some(((_, end), after)) = self.year_number(next + 1, Calendar::Gregorian)
        {
            point.winter_end = Some(end);
            return Some((point, after));
        }
        Some((point, next))
    }

    /// «العام 2023 وتحديدا منذ حزيران»: the month that a year is narrowed to.
    pub(crate) fn specified(&self, point: Point, next: usize) -> (Point, usize) {
        let bare = point.month.is_none() && point.day.is_none() && point.season.is_none();
        if point.year.is_none() || !bare {
            return (point, next);
        }
        let mut k = next + usize::from(self.mark(next) == '،');
        if !self.is(k, Class::Namely) {
            return (point, next);
        }
        k += 1;
        k += usize::from(self.is(k, Class::Since) || self.is(k, Class::In) || self.is(k, Class::During));
        match self.month_alone(k).or_else(|| self.day_month(k)) {
            Some((month, after)) if month.year.is_none() && month.turn.is_none() => {
                let year = point.year;
                (Point { year, ..month }, after)
            }
            _ => (point, next),
        }
    }

    /// «مثل هذا اليوم من العام الماضي».
    pub(crate) fn same_day(&self, at: usize) -> Read<Meaning> {
        if !self.is(at, Class::Like) || !self.is(at + 1, Class::This) {
            return None;
        }
        let month = self.is(at + 2, Class::UMonth);
        if !month && !self.is(at + 2, Class::TheDay) {
            return None;
        }
        let k = at + 3 + usize::from(self.is(at + 3, Class::From));
        // «في مثل هذا اليوم من عام 2016»: which day of it the report's own tells.
        let mut point = Point::default();
        if let Some(next) = self.year_tail(k, &mut point).filter(|_| point.year.is_some()) {
            return Some((Meaning::Point(point), next));
        }
        let unit = self.single_unit(k).filter(|u| matches!(u, Unit::Month | Unit::Year))?;
        let (offset, next) = self.unit_offset(k)?;
        if month {
            return Some((
                Meaning::Away {
                    unit: Unit::Month,
                    count: offset * 12,
                    days: 0,
                    exact: false,
                },
                next,
            ));
        }
        Some((Meaning::Same { unit, offset }, next))
    }
}
