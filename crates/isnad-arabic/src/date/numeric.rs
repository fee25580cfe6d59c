//! Dates in digits.
//!
//! Number tokens in, a [`Point`] out: day first (5/6/2019, 3-11-2018, 22.09.2020), year first as written
//! (2018-11-03), month and year (3/2015), day and month (22/04); «12/3/1440» is Hijri by its year.
//!
//! **Invariant:** telephone numbers, fractions, scores and versions are no dates: a date has three parts, or two
//! with the shape of one.

use isnad_model::Calendar;

use super::parse::{Read, Reader};
use super::point::Point;
use crate::number::whole;
use crate::number::word::Class;
use crate::token::TokenKind;

impl Reader<'_> {
    /// Dates in digits: 5/6/2019, 2018-11-03, 22.09.2020, 3/2015, 22/04.
    pub(crate) fn numeric(&self, at: usize, cued: bool) -> Read<Point> {
        self.items.get(at).filter(|i| i.kind == TokenKind::Number)?;
        let slice = self.slice(at);
        let mut parts = [0_u64; 3];
        let (mut count, mut next) = (0, at + 1);
        let mut dotted = false;
        let mut long_last = slice.chars().count() > 3;
        if let Some(n) = whole(slice) {
            parts[0] = n;
            count = 1;
            // «9 / 11 / 2025»: with blanks only where a year of four digits tells what it is.
            let mut apart = false;
            while count < 3 && matches!(self.mark(next), '-' | '–' | '/') {
                let Some(n) = self.digits(next + 1) else { break };
                apart |= !(self.glued(next + 1) && self.glued(next));
                parts[count] = n;
                count += 1;
                long_last = self.slice(next + 1).chars().count() > 1;
                next += 2;
            }
            if count < 3 || apart && parts[0].max(parts[2]) < 1900 {
                return None;
            }
        } else {
            for part in slice.split(['/', '.', '٫']) {
                if count == 3 {
                    return None;
                }
                parts[count] = whole(part)?;
                long_last = part.chars().count() > 1;
                count += 1;
            }
            dotted = !slice.contains('/');
        }
        let mut point = match count {
            3 => self.three_parts(parts, dotted, long_last)?,
            2 if !dotted => self.two_parts(parts, slice, cued)?,
            _ => return None,
        };
        if self.is(next, Class::HijriEra) {
            point.calendar = Calendar::Hijri;
            next += 1;
        } else if self.is(next, Class::Era) {
            next += 1;
        }
        Some((point, next))
    }

    fn three_parts(&self, [a, b, c]: [u64; 3], dotted: bool, long_last: bool) -> Option<Point> {
        let (mut day, mut month, mut year) = if a >= 1000 { (c, b, a) } else { (a, b, c) };
        if month > 12 && day <= 12 {
            (day, month) = (month, day);
        }
        if year < 100 {
            if dotted || !long_last {
                return None;
            }
            year += if year < 50 { 2000 } else { 1900 };
        }
        if !(1..=31).contains(&day)
            || !(1..=12).contains(&month)
            || !(1300..=2100).contains(&year)
            || (1501..1800).contains(&year)
        {
            return None;
        }
        let calendar = if year <= 1500 {
            Calendar::Hijri
        } else {
            Calendar::Gregorian
        };
        Some(Point {
            calendar,
            year: Some(year as i16),
            month: Some(month as i8),
            day: Some(day as i8),
            ..Point::default()
        })
    }

    fn two_parts(&self, [a, b, _]: [u64; 3], slice: &str, cued: bool) -> Option<Point> {
        if (1..=12).contains(&a) && (1900..=2100).contains(&b) {
            return Some(Point {
                month: Some(a as i8),
                year: Some(b as i16),
                ..Point::default()
            });
        }
        let (day, month) = if (1..=12).contains(&b) { (a, b) } else { (b, a) };
        let plain = (1..=31).contains(&day) && (1..=12).contains(&month);
        let idiom = (a, b) == (24, 7) || (a, b) == (7, 24);
        let shaped = slice.chars().count() >= 4 && !idiom;
        (plain && (cued || shaped)).then(|| Point {
            month: Some(month as i8),
            day: Some(day as i8),
            ..Point::default()
        })
    }
}
