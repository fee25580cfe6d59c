//! The grammar of expressions that hang on the day of the report.
//!
//! Items and a position in, a [`Meaning`] and the position behind it out.
//! «قبل أسبوعين» (qabla usbūʿayn, "two weeks ago") is the ISO week of the day fourteen days back.
//!
//! **Invariants:** without an anchor nothing here has days; lengths of time («لمدة شهرين», "for two months") are
//! no dates, and what is said from another event («بعد يومين من الهجوم») stays without days.

use jiff::civil::Date;

use super::calendar::{self, Days};
use super::parse::{Read, Reader};
use super::point::{Point, Turn};
use super::starts::RELATIVE;
use crate::number::word::{AND, Class, PREP, THE};
use crate::number::{cardinal, ordinal};
use crate::token::TokenKind;

/// Hours of a day.
const DAY: i32 = 24;

/// A unit of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// What an expression means, before the anchor is known.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Meaning {
    /// A date of the calendar, or one that lies some units away.
    Point(Point),
    /// Two points, from the first day of one to the last of the other.
    Between(Point, Point),
    /// A day near the anchor that is also named («أمس الجمعة»): where they disagree the name is trusted.
    Named { offset: i32, weekday: i8 },
    /// The unit in which the day lies that is so many of the unit away; with `exact` that day itself.
    Away {
        unit: Unit,
        count: i32,
        days: i32,
        exact: bool,
    },
    /// The days before or after the anchor, so many units long.
    Rolling { unit: Unit, count: i32 },
    /// So many times 24 hours before or after the anchor, its own day with them.
    Hours { days: i32 },
    /// From the anchor, or the day behind it, to the end of its unit.
    Rest { unit: Unit, after: bool },
    /// «قبل أيام»: two to nine days back.
    DaysAgo,
    /// The anchor's day a year (month) away.
    Same { unit: Unit, offset: i32 },
    /// Found, and left without days.
    Open { precision: u8 },
}

impl Meaning {
    /// The day of the week that is spelled, and the days from the anchor that are, where one day is meant.
    pub(crate) fn spelled(&self) -> (Option<i8>, Option<i16>) {
        let (weekday, offset) = match *self {
            Self::Point(p) if p.nth.is_none() && p.week_offset.is_none() => (p.weekday, p.day_offset.or(p.beside)),
            Self::Named { offset, weekday } => (Some(weekday), Some(offset)),
            Self::Away {
                unit: Unit::Day,
                count,
                days,
                ..
            } => (None, count.checked_add(days)),
            _ => (None, None),
        };
        (weekday, offset.and_then(|o| i16::try_from(o).ok()))
    }

    /// The days that are meant.
    pub(crate) fn days(&self, anchor: Option<Date>) -> Option<Days> {
        match *self {
            Self::Point(p) => p.days(anchor),
            Self::Between(a, b) => between(a, b, anchor),
            Self::Away {
                unit,
                count,
                days,
                exact,
            } => {
                let anchor = anchor?;
                let day = match unit {
                    Unit::Day => calendar::plus_days(anchor, count)?,
                    Unit::Week => calendar::plus_days(anchor, count.checked_mul(7)?)?,
                    Unit::Month => calendar::plus_months(anchor, count)?,
                    Unit::Year => calendar::plus_months(anchor, count.checked_mul(12)?)?,
                };
                let day = calendar::plus_days(day, days)?;
                if exact { Some((day, day)) } else { unit_of(unit, day) }
            }
            Self::Rolling { unit, count } => {
                let anchor = anchor?;
                let far = match unit {
                    Unit::Day => calendar::plus_days(anchor, count)?,
                    Unit::Week => calendar::plus_days(anchor, count.checked_mul(7)?)?,
                    Unit::Month => calendar::plus_months(anchor, count)?,
                    Unit::Year => calendar::plus_months(anchor, count.checked_mul(12)?)?,
                };
                Some(if count < 0 {
                    (far, calendar::plus_days(anchor, -1)?)
                } else {
                    (calendar::plus_days(anchor, 1)?, far)
                })
            }
            Self::Hours { days } => {
                let anchor = anchor?;
                let far = calendar::plus_days(anchor, days)?;
                Some((far.min(anchor), far.max(anchor)))
            }
            Self::Rest { unit, after } => {
                let anchor = anchor?;
                let end = unit_of(unit, anchor)?.1;
                let start = if after { calendar::plus_days(anchor, 1)? } else { anchor };
                (start <= end).then_some((start, end))
            }
            Self::Named { offset, weekday } => {
                let day = calendar::plus_days(anchor?, offset)?;
                let day =
                    calendar::latest_weekday(if offset > 0 { calendar::plus_days(day, 6)? } else { day }, weekday)?;
                Some((day, day))
            }
            Self::DaysAgo => Some((calendar::plus_days(anchor?, -9)?, calendar::plus_days(anchor?, -2)?)),
            Self::Same { unit, offset } => {
                let months = if unit == Unit::Year { 12 } else { 1 };
                let day = calendar::plus_months(anchor?, offset.checked_mul(months)?)?;
                Some((day, day))
            }
            Self::Open { .. } => None,
        }
    }

    /// UCDP precision where the days are not known.
    pub(crate) fn nominal_precision(&self) -> u8 {
        let of = |unit: Unit| match unit {
            Unit::Day => 1,
            Unit::Week => 3,
            Unit::Month => 4,
            Unit::Year => 5,
        };
        match *self {
            Self::Point(p) => p.nominal_precision(),
            Self::Between(a, _) => {
                if a.day.is_some() || a.weekday.is_some() {
                    2
                } else {
                    5
                }
            }
            Self::Away { exact: true, .. } | Self::Same { .. } | Self::Named { .. } => 1,
            Self::Away { unit, .. } => of(unit),
            Self::Rolling { unit, count } => {
                if unit == Unit::Day && count.abs() < 7 {
                    2
                } else if unit == Unit::Year {
                    5
                } else {
                    4
                }
            }
            Self::Rest { unit, .. } => of(unit),
            Self::Hours { .. } => 2,
            Self::DaysAgo => 4,
            Self::Open { precision } => precision,
        }
    }
}

fn unit_of(unit: Unit, day: Date) -> Option<Days> {
    match unit {
        Unit::Day => Some((day, day)),
        Unit::Week => calendar::week(day, 0),
        Unit::Month => Some((day.first_of_month(), day.last_of_month())),
        Unit::Year => Some((day.first_of_year(), day.last_of_year())),
    }
}

fn between(a: Point, b: Point, anchor: Option<Date>) -> Option<Days> {
    let last = b.days(anchor)?;
    let first = a.days(anchor)?;
    if first.0 <= last.1 {
        return Some((first.0, last.1));
    }
    // «من 25 ديسمبر إلى 3 يناير»: the beginning is sought before the end.
    let mut earlier = a;
    match (a.year, b.year) {
        (None, _) if a.is_absolute() => return None,
        (Some(_), Some(y)) if a.year == b.year => earlier.year = Some(y - 1),
        (Some(_), _) => return None,
        _ => {}
    }
    let first = earlier.days(Some(last.0))?;
    (first.0 <= last.1).then_some((first.0, last.1))
}

impl Reader<'_> {
    /// Any expression that hangs on the anchor and begins at `at`.
    pub(crate) fn relative(&self, at: usize) -> Read<Meaning> {
        let counted = || {
            self.items
                .get(at + 1)
                .is_some_and(|i| i.known() || i.kind == TokenKind::Number)
        };
        if !self.begins(at, RELATIVE) || self.items[at].kind == TokenKind::Number && !counted() {
            return None;
        }
        self.near_day(at)
            .or_else(|| self.away(at))
            .or_else(|| self.rolling(at))
            .or_else(|| self.offset_unit(at))
            .or_else(|| self.rest(at))
            .or_else(|| self.same_day(at))
            .or_else(|| {
                self.is(at, Class::Recently)
                    .then_some((Meaning::Open { precision: 5 }, at + 1))
            })
    }

    /// Yesterday, today, tomorrow and the days beside them, with a weekday or date in apposition.
    fn near_day(&self, at: usize) -> Read<Meaning> {
        let item = self.items.get(at).filter(|i| i.known())?;
        let (offset, mut next) = if let Some(day) = item.small(Class::RelDay) {
            if day == -1 && self.the(at + 1, Class::Ordinal) && self.small(at + 1, Class::Ordinal) == Some(1) {
                (-2, at + 2)
            } else {
                (i32::from(day), at + 1)
            }
        } else if item.small(Class::Ordinal) == Some(1) && !item.has(THE) {
            let k = at + 1 + usize::from(self.is_bare(at + 1, Class::From));
            self.small(k, Class::RelDay).filter(|d| *d == -1).map(|_| (-2, k + 1))?
        } else if item.is(Class::After) {
            self.small(at + 1, Class::RelDay)
                .filter(|d| *d == 1)
                .map(|_| (2, at + 2))?
        } else if item.is(Class::Ago) {
            self.small(at + 1, Class::RelDay)
                .filter(|d| *d == -1)
                .map(|_| (-2, at + 2))?
        } else if item.is(Class::TheDay)
            && (!item.has(AND) || at == 0 || self.mark(at + 1) == '،' || self.mark(at) == '.')
        {
            let qualified = self.items.get(at + 1).is_some_and(|i| {
                i.has(THE)
                    && !i.is(Class::Weekday)
                    && (i.is(Class::Ordinal)
                        || i.is(Class::Past)
                        || i.is(Class::Next)
                        || i.is(Class::Last)
                        || i.is(Class::OneOf)
                        || i.is(Class::Unit))
            });
            if qualified || self.is_bare(at + 1, Class::OtherDay) {
                return None;
            }
            (0, at + 1)
        } else {
            return None;
        };
        let point = Point {
            day_offset: Some(offset),
            ..Point::default()
        };
        let mut meaning = Meaning::Point(point);
        let bridge = usize::from(matches!(self.mark(next), '،' | ',' | '('));
        if let Some((date, after)) = self
            .weekday(next + bridge)
            .filter(|(p, _)| p.nth.is_none() && p.week_offset.is_none() && p.turn.is_none())
        {
            next = after + usize::from(self.mark(next) == '(' && self.mark(after) == ')');
            if date.day.is_some() && date.month.is_some() {
                meaning = Meaning::Point(Point {
                    beside: Some(offset),
                    ..date
                });
            } else if let Some(weekday) = date.weekday {
                meaning = Meaning::Named { offset, weekday };
            }
            return Some((meaning, next));
        }
        let date = self.numeric(next + bridge, true).or_else(|| {
            self.day_month(next + bridge)
                .filter(|_| self.digits(next + bridge).is_some())
        });
        if let Some((date, after)) = date.filter(|(p, _)| p.day.is_some() && p.month.is_some()) {
            next = after + usize::from(bridge == 1 && self.mark(next) == '(' && self.mark(after) == ')');
            meaning = Meaning::Point(Point {
                beside: Some(offset),
                ..date
            });
        }
        Some((meaning, next))
    }

    /// «الليلة الماضية», «الليلة قبل الماضية».
    pub(crate) fn last_night(&self, at: usize) -> Read<Meaning> {
        let part = self.items.get(at).filter(|i| i.known() && i.has(THE))?;
        let (offset, next) = self.unit_offset(at).filter(|&(o, _)| o < 0)?;
        let point = Point {
            day_offset: Some(offset),
            ..Point::default()
        };
        part.is(Class::DayPart).then_some((Meaning::Point(point), next))
    }

    /// «الأسبوع الماضي», «هذا الشهر», «العام قبل الماضي», «اليوم السابق».
    fn offset_unit(&self, at: usize) -> Read<Meaning> {
        let this = self.is(at, Class::This);
        let k = at + usize::from(this);
        let unit = self.single_unit(k).filter(|_| self.items[k].has(THE))?;
        let (offset, next) = if this { (0, k + 1) } else { self.unit_offset(k)? };
        let mut point = Point::default();
        match unit {
            Unit::Day => return None,
            Unit::Week => {
                point.week_offset = Some(offset);
                if let Some((meaning, after)) = self.week_days(next, point) {
                    return Some((meaning, after));
                }
            }
            Unit::Month => point.month_offset = Some(offset),
            Unit::Year => point.year_offset = Some(offset),
        }
        Some((Meaning::Point(point), next))
    }

    /// «الأسبوع المقبل بين الأربعاء والجمعة».
    fn week_days(&self, at: usize, week: Point) -> Read<Meaning> {
        let first = self.small(at + 1, Class::Weekday)?;
        let k = if self.is_bare(at, Class::Between) {
            self.and(at + 2)?
        } else if self.is_bare(at, Class::From) && (self.is(at + 2, Class::To) || self.is(at + 2, Class::Until)) {
            at + 3
        } else {
            return None;
        };
        let last = self.small(k, Class::Weekday)?;
        let on = |day| Point {
            weekday: Some(day),
            ..week
        };
        Some((Meaning::Between(on(first), on(last)), k + 1))
    }

    pub(crate) fn single_unit(&self, at: usize) -> Option<Unit> {
        let item = self.items.get(at).filter(|i| i.known())?;
        [
            (Class::UDay, Unit::Day),
            (Class::UWeek, Unit::Week),
            (Class::UMonth, Unit::Month),
            (Class::UYear, Unit::Year),
        ]
        .into_iter()
        .find(|(c, _)| item.is(*c))
        .map(|(_, u)| u)
    }

    fn plural_unit(&self, at: usize) -> Option<Unit> {
        let item = self.items.get(at).filter(|i| i.known())?;
        [
            (Class::UDays, Unit::Day),
            (Class::UWeeks, Unit::Week),
            (Class::UMonths, Unit::Month),
            (Class::UYears, Unit::Year),
        ]
        .into_iter()
        .find(|(c, _)| item.is(*c))
        .map(|(_, u)| u)
    }

    fn dual_unit(&self, at: usize) -> Option<Unit> {
        let item = self.items.get(at).filter(|i| i.known())?;
        [
            (Class::UDualDay, Unit::Day),
            (Class::UDualWeek, Unit::Week),
            (Class::UDualMonth, Unit::Month),
            (Class::UDualYear, Unit::Year),
        ]
        .into_iter()
        .find(|(c, _)| item.is(*c))
        .map(|(_, u)| u)
    }

    /// A whole number up to 5000, in digits or words.
    fn count(&self, at: usize) -> Read<i32> {
        let c = cardinal(self.text, self.items, at)?;
        (c.value.fract() == 0.0 && (1.0..=5000.0).contains(&c.value)).then_some((c.value as i32, c.next))
    }

    /// «ثلاثة أيام», «أسبوعين», «عام»; `None` as count is a bare plural or «بضعة أيام».
    fn length(&self, at: usize) -> Read<(Unit, Option<i32>)> {
        let no_article = |k: usize| self.items.get(k).is_some_and(|i| !i.has(THE));
        if !no_article(at) {
            return None;
        }
        if let Some(unit) = self.dual_unit(at) {
            return Some(((unit, Some(2)), at + 1));
        }
        if let Some((n, k)) = self.count(at) {
            let unit = self
                .plural_unit(k)
                .or_else(|| self.single_unit(k))
                .filter(|_| no_article(k))?;
            return Some(((unit, Some(n)), k + 1));
        }
        let few = usize::from(self.is(at, Class::Few));
        if let Some(unit) = self.plural_unit(at + few).filter(|_| no_article(at + few)) {
            return Some((
                (unit, None),
                at + few + 1 + usize::from(self.is_bare(at + few + 1, Class::FewAdj)),
            ));
        }
        let unit = self.single_unit(at)?;
        // «قبل يوم الجمعة», «قبل شهر رمضان», «منذ عام 2011» go another way.
        let named = self.items.get(at + 1).is_some_and(|i| {
            i.kind == TokenKind::Number
                || i.is(Class::Month)
                || i.is(Class::Hijri)
                || i.is(Class::Weekday)
                || i.is(Class::RelDay)
                || i.is(Class::Kanun)
                || i.is(Class::Tishrin)
        });
        (!named).then_some(((unit, Some(1)), at + 1))
    }

    /// «قبل ثلاثة أيام», «منذ شهر», «بعد أسبوعين من الآن».
    fn away(&self, at: usize) -> Read<Meaning> {
        let since = self.is(at, Class::Since);
        let ago = self.is(at, Class::Ago) || since;
        if !ago && !self.is(at, Class::After) {
            return None;
        }
        let mut k = at + 1;
        let mut rough = false;
        for _ in 0..3 {
            if self.is(k, Class::About) {
                k += 1;
            } else if (self.is(k, Class::More) || self.is(k, Class::Less)) && self.is(k + 1, Class::From) {
                rough = true;
                k += 2;
            }
        }
        if self.is_bare(k, Class::UHours) || (self.count(k).is_some_and(|(_, n)| self.is(n, Class::UHours))) {
            let next = if self.is(k, Class::UHours) {
                k + 1
            } else {
                self.count(k)?.1 + 1
            };
            return (ago && !self.items[k].has(THE)).then_some((Meaning::Open { precision: 1 }, next));
        }
        let ((unit, count), mut next) = self.length(k)?;
        let mut days = 0;
        if let Some(more) = self.and(next)
            && let Some(((Unit::Day, Some(n)), after)) = self.length(more).filter(|_| unit != Unit::Day)
        {
            days = n;
            next = after;
        }
        let sign = if ago { -1 } else { 1 };
        let from_now = self.is_bare(next, Class::From) && self.the(next + 1, Class::Present);
        if from_now {
            next += 2;
        } else if !since && (self.is_bare(next, Class::From) || self.is_bare(next, Class::On)) {
            return Some((Meaning::Open { precision: 5 }, next));
        }
        let Some(count) = count else {
            let meaning = if unit == Unit::Day && ago {
                Meaning::DaysAgo
            } else {
                Meaning::Open { precision: 5 }
            };
            return Some((meaning, next));
        };
        if rough {
            return Some((Meaning::Open { precision: 5 }, next));
        }
        let exact = from_now || days > 0;
        Some((
            Meaning::Away {
                unit,
                count: sign * count,
                days: sign * days,
                exact,
            },
            next,
        ))
    }

    /// «الأسابيع الثلاثة الماضية», «اليومين الماضيين», «3 أيام القادمة», «آخر 3 سنوات», «الأيام الماضية».
    pub(crate) fn rolling(&self, at: usize) -> Read<Meaning> {
        if self.is(at, Class::Last) && !self.items[at].has(THE) {
            let ((unit, count), next) = self.length(at + 1).filter(|((_, c), _)| c.is_some_and(|c| c > 1))?;
            return Some((Meaning::Rolling { unit, count: -count? }, next));
        }
        let start = at + usize::from(self.is(at, Class::Clitic) && self.digits(at + 1).is_some());
        let (unit, mut count, mut next);
        if let Some(u) = self.dual_unit(start) {
            (unit, count, next) = (Some(u), Some(2), start + 1);
        } else if let Some(u) = self.plural_unit(start).filter(|_| self.items[start].has(THE)) {
            (unit, count, next) = (Some(u), None, start + 1);
            let k = next + usize::from(self.is(next, Class::Clitic) && self.digits(next + 1).is_some());
            if let Some((n, after)) = self.count(k) {
                (count, next) = (Some(n), after);
            }
        } else if self.is(start, Class::UHours) && self.items[start].has(THE) {
            (unit, count, next) = (None, None, start + 1);
            // «الساعات الـ48 الماضية»
            let k = next + usize::from(self.is(next, Class::Clitic) && self.digits(next + 1).is_some());
            if let Some((n, after)) = self.count(k) {
                (count, next) = (Some(n), after);
            }
        } else if let Some((n, k)) = self.count(start) {
            unit = self.plural_unit(k).or_else(|| self.single_unit(k));
            if unit.is_none() && !self.is(k, Class::UHours) {
                return None;
            }
            (count, next) = (Some(n), k + 1);
        } else {
            return None;
        }
        while self.is_bare(next, Class::FewAdj) {
            next += 1;
        }
        let (turn, after) = self.turn(next)?;
        next = after;
        while self.is_bare(next, Class::FewAdj) {
            next += 1;
        }
        let sign = match turn {
            Turn::Past => -1,
            Turn::Next => 1,
            Turn::Now => return None,
        };
        Some(match (unit, count) {
            (Some(unit), Some(n)) => (Meaning::Rolling { unit, count: sign * n }, next),
            (Some(Unit::Day), None) => (Meaning::Open { precision: 3 }, next),
            // «الساعات الـ24 الماضية»
            (None, Some(n)) if n % DAY == 0 => (Meaning::Hours { days: sign * n / DAY }, next),
            (None, _) => (Meaning::Open { precision: 1 }, next),
            _ => (Meaning::Open { precision: 5 }, next),
        })
    }

    /// «بقية الأسبوع», «في وقت لاحق من هذا الشهر».
    fn rest(&self, at: usize) -> Read<Meaning> {
        let (mut k, after) = if self.is(at, Class::Rest) && !self.items[at].has(THE) {
            (at + 1, false)
        } else if self.is(at, Class::Time) && self.is(at + 1, Class::Later) && self.is(at + 2, Class::From) {
            (at + 3, true)
        } else {
            return None;
        };
        k += usize::from(self.is_bare(k, Class::This));
        let unit = self
            .single_unit(k)
            .filter(|_| self.items[k].has(THE))
            .or_else(|| (after && self.is(k, Class::TheDay)).then_some(Unit::Day))?;
        let next = self.unit_offset(k).filter(|(o, _)| *o == 0).map_or(k + 1, |(_, n)| n);
        if unit == Unit::Day {
            return Some((
                Meaning::Point(Point {
                    day_offset: Some(0),
                    ..Point::default()
                }),
                next,
            ));
        }
        Some((Meaning::Rest { unit, after }, next))
    }

    /// A word order that a day number may have: the ordinal reading of [`ordinal`].
    pub(crate) fn is_ordinal(&self, at: usize) -> bool {
        ordinal(self.items, at).is_some() && !self.items[at].has(PREP)
    }
}
