//! Dates as intervals of days.
//!
//! Text, its tokens and the day it was published in, [`Timex`] values out, in order of the text and without overlap.
//! Gregorian months in all Arab namings, Hijri by Umm al-Qura, weekdays, ranges, seasons and parts, and all that
//! hangs on the anchor: «أمس الأول» (ams al-awwal, "the day before yesterday") of 17 May 2014 is 15 May.
//!
//! **Invariants:** spans lie on character boundaries and leave prepositions out; time is linear; words are in
//! `data/arabic/dates.tsv`; without an anchor a relative expression is found and has no days.
//! Deliberately not here: lengths of time («لمدة شهرين», "for two months"), holidays, hours.

mod calendar;
mod numeric;
mod parse;
mod parts;
mod point;
mod range;
mod relative;
mod starts;

use isnad_model::{Calendar, Span, Timex};
use jiff::civil::Date;

use crate::number::Items;
use crate::number::word::{AND, Class, Item, PREP, THE};
use crate::token::{Token, TokenKind, tokenize};
use parse::{Read, Reader};
use point::Point;
use relative::Meaning;
use starts::{CALENDAR, STARTS};

/// Finds the dates of a text, seen from `anchor`.
///
/// ```
/// use jiff::civil::date;
///
/// // "the meeting was on 26 Āb / August"
/// let found = isnad_arabic::date::read("عقد الاجتماع في 26 آب/أغسطس", Some(date(2019, 9, 3)));
/// assert_eq!(found[0].from, Some(date(2019, 8, 26)));
/// assert_eq!(found[0].month_day, Some((8, 26)));
/// ```
#[must_use]
pub fn read(text: &str, anchor: Option<Date>) -> Vec<Timex> {
    detect(text, &tokenize(text), anchor)
}

/// Finds the dates of a text that has been cut into tokens.
///
/// An expression that neither the text nor the anchor settles has no `from` and `to` and is `relative`.
///
/// ```
/// use isnad_arabic::{date, token::tokenize};
/// use isnad_model::Calendar;
/// use jiff::civil;
///
/// // "from yesterday until 5 Ramaḍān 1440"
/// let text = "وصل أمس، وبدأ العمل في 5 رمضان 1440";
/// let tokens = tokenize(text);
/// let found = date::detect(text, &tokens, Some(civil::date(2019, 6, 1)));
/// assert_eq!((found[0].from, found[0].relative), (Some(civil::date(2019, 5, 31)), true));
/// assert_eq!((found[1].from, found[1].calendar), (Some(civil::date(2019, 5, 10)), Calendar::Hijri));
/// // nothing is guessed without an anchor
/// assert_eq!(date::detect(text, &tokens, None)[0].from, None);
/// ```
#[must_use]
pub fn detect(text: &str, tokens: &[Token], anchor: Option<Date>) -> Vec<Timex> {
    detect_in(text, &Items::read(text, tokens), anchor)
}

/// Finds the dates of a text whose words have been looked up.
#[must_use]
pub fn detect_in(text: &str, items: &Items, anchor: Option<Date>) -> Vec<Timex> {
    let reader = Reader {
        text,
        items: &items.list,
    };
    let mut found = Vec::new();
    let mut from = 0;
    for at in items.starts(STARTS) {
        if at >= from
            && let Some((start, meaning, next)) = reader.timex(at)
        {
            found.extend(finish(reader.items, start, next, &meaning, anchor));
            from = next;
        }
    }
    found
}

fn finish(items: &[Item], start: usize, next: usize, meaning: &Meaning, anchor: Option<Date>) -> Option<Timex> {
    let (first, last) = (items.get(start)?, items.get(next.checked_sub(1)?)?);
    let days = meaning.days(anchor);
    let (absolute, calendar, month_day) = match meaning {
        Meaning::Point(p) => (p.is_absolute(), p.calendar, p.month_day()),
        Meaning::Between(a, b) => (a.is_absolute() && b.is_absolute(), b.calendar, None),
        _ => (false, Calendar::Gregorian, None),
    };
    if absolute && days.is_none() {
        return None;
    }
    let (weekday, offset) = meaning.spelled();
    let own_month = match meaning {
        Meaning::Point(p) => p.own_month(),
        _ => None,
    };
    Some(Timex {
        span: Span::new(first.stem(), last.end.max(first.stem())),
        from: days.map(|d| d.0),
        to: days.map(|d| d.1),
        precision: days.map_or_else(|| meaning.nominal_precision(), point::precision),
        relative: !absolute,
        calendar,
        month_day,
        weekday,
        offset,
        own_month,
    })
}

impl Reader<'_> {
    /// The expression at `at`: where its span begins, what it means, where it ends.
    fn timex(&self, at: usize) -> Option<(usize, Meaning, usize)> {
        if let Some((meaning, next)) = self.range(at) {
            let bare = self.is(at, Class::From) || self.is(at, Class::Between) || self.is(at, Class::What);
            // A clause may begin with the preposition; a count after it is none of ours.
            if !bare || !self.items.get(next).is_some_and(|i| i.kind == TokenKind::Number) {
                return Some((at, meaning, next));
            }
        }
        if self.is(at, Class::From) || self.is(at, Class::Between) || self.is(at, Class::What) {
            return None;
        }
        // «منتصف الليلة الماضية», «أواخر ليل السبت الأحد»
        let part = [Class::Start, Class::Middle, Class::Finish];
        let inside = at + usize::from(part.iter().any(|c| self.is(at, *c)) && self.is(at + 1, Class::DayPart));
        if let Some((meaning, next)) = self.night(inside).or_else(|| self.last_night(inside)) {
            return Some((at, meaning, next));
        }
        // «نهاية الأسبوع الماضي»
        if part.iter().any(|c| self.is(at, *c))
            && self.the(at + 1, Class::UWeek)
            && let Some((meaning, next)) = self.relative(at + 1)
        {
            return Some((at, meaning, next));
        }
        // «مطلع التسعينيات»
        let inside = at + usize::from(part.iter().any(|c| self.is(at, *c)) && self.is(at + 1, Class::Decade));
        if let Some((meaning, next)) = self.decade(inside) {
            return Some((at, meaning, next));
        }
        // «الساعات الـ48 الماضية»
        if self.the(at, Class::UHours)
            && let Some((meaning, next)) = self.rolling(at)
        {
            return Some((at, meaning, next));
        }
        let k = self.lead(at);
        let cued = k > at
            || (at > 0
                && (self.is(at - 1, Class::In) || self.is(at - 1, Class::DateWord) || self.is(at - 1, Class::Since)));
        // «الأسبوع الأخير من عام 2015» is counted in its year, «الأسبوع الأخير» from the anchor.
        let counted_week = self.the(k, Class::UWeek).then(|| self.part_of(k)).flatten();
        if counted_week.is_none()
            && let Some((meaning, next)) = self.relative(k)
        {
            return Some((at, meaning, next));
        }
        if !self.begins(k, CALENDAR) || self.is_name(at, k) {
            return None;
        }
        if let Some((meaning, next)) = self.day_range(k) {
            return Some((at, meaning, next));
        }
        if let Some((point, next)) = self.point(at, k, cued) {
            if let Some((meaning, after)) = self.continued(point, next) {
                return Some((at, meaning, after));
            }
            let (point, next) = self.paired(point, next);
            let (point, next) = self.specified(point, next);
            return Some((at, Meaning::Point(point), next));
        }
        None
    }

    /// Skips «يوم», «فجر», «ساعات الفجر الأولى من», so that they join the span.
    fn lead(&self, at: usize) -> usize {
        let mut k = at;
        for _ in 0..6 {
            let part = self.is(k, Class::DayPart) || self.is(k, Class::Hours);
            let day = self.is(k, Class::UDay) && !self.items[k].has(THE);
            let filler = k > at && (self.is_bare(k, Class::From) || self.is_bare(k, Class::In));
            // «منتصف ليل»
            let mid = self.is(k, Class::Middle) && self.is(k + 1, Class::DayPart);
            let early =
                k > at && self.the(k, Class::Ordinal) && self.is_bare(k + 1, Class::From) && self.is(at, Class::Hours);
            if part || day || filler || mid || early {
                k += 1;
            } else {
                break;
            }
        }
        if k < self.items.len() { k } else { at }
    }

    /// A date of the calendar behind the words that lead to it.
    fn point(&self, at: usize, k: usize, cued: bool) -> Read<Point> {
        let led_by_day = (at..k).any(|i| self.is(i, Class::UDay));
        if let Some(read) = self.calendar_point(k, cued) {
            return Some(read);
        }
        // «يوم 27»
        if led_by_day {
            let (day, next) = self.day_number(k)?;
            let counted = self
                .items
                .get(next)
                .is_some_and(|i| i.kind == TokenKind::Word && !i.known());
            let ordinal_word = self.is_ordinal(k);
            return (self.digits(k).is_some() && !counted || ordinal_word && self.items[k].has(THE) && !counted)
                .then_some((
                    Point {
                        day: Some(day),
                        ..Point::default()
                    },
                    next,
                ));
        }
        let year = self.bare_year(k).filter(|_| self.digits(k).is_some())?;
        let led = at > 0
            && [
                Class::In,
                Class::Since,
                Class::Until,
                Class::During,
                Class::From,
                Class::To,
            ]
            .iter()
            .any(|c| self.is(at - 1, *c));
        // A full stop at the end of a line is one.
        let goes_on = |k: usize| self.glued(k) && self.items.get(k).is_some_and(|i| i.kind != TokenKind::Newline);
        let percent = matches!(self.mark(year.1), '%' | '٪' | '.' | ',') && goes_on(year.1 + 1);
        let counted = self.is(year.1, Class::Scale) || self.is(year.1, Class::ScaleConstruct);
        let enclosed = at > 0 && self.mark(at - 1) == '(' && self.mark(year.1) == ')';
        let range = self.continued(year.0, year.1).is_some() && self.glued(year.1);
        ((led || enclosed || range) && !percent && !counted).then_some(year)
    }

    /// «ثورة 25 يناير», «سوق الجمعة»: the date is part of a name.
    fn is_name(&self, at: usize, k: usize) -> bool {
        let before = at > 0 && self.items[at - 1].kind == TokenKind::Word && self.is(at - 1, Class::NameHead);
        before && at == k && !self.items[at].has(AND) && !self.items[at].has(PREP)
    }

    /// «15 شعبان 1441هـ الموافق 8 أبريل 2020م»: one day in two calendars; the Gregorian one is taken.
    fn paired(&self, point: Point, next: usize) -> (Point, usize) {
        let open = matches!(self.mark(next), '(' | '/' | '،');
        let mut k = next + usize::from(open);
        if self.is(k, Class::Matching) {
            k += 1;
            if self.is_bare(k, Class::UDay) {
                k += 1;
            }
        } else if !open || point.calendar != Calendar::Hijri {
            return (point, next);
        }
        let second = self.numeric(k, true).or_else(|| self.day_month(k));
        match second {
            Some((other, after)) if other.day.is_some() && point.day.is_some() => {
                let close = usize::from(self.mark(next) == '(' && self.mark(after) == ')');
                let taken = if other.calendar == Calendar::Gregorian {
                    other
                } else {
                    point
                };
                (taken, after + close)
            }
            _ => (point, next),
        }
    }
}
