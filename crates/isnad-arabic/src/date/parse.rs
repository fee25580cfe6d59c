//! The grammar of calendar dates: days, months, years, parts of them, numeric dates.
//!
//! Items and a position in, a [`Point`] and the position behind it out.
//! «الثلاثاء 16 أفريل الجاري» (al-thulāthāʾ 16 avrīl al-jārī, "Tuesday, 16 April of this year") is one point.
//!
//! **Invariants:** every rule looks at a bounded number of items; what the fields mean is left to [`Point`].

use isnad_model::Calendar;

use super::point::{Point, Turn};
use super::starts::{CALENDAR, MONTHS};
use crate::number::word::{AND, Class, GLUED, Item, PREP, THE};
use crate::number::{cardinal, joined, ordinal, whole};
use crate::token::TokenKind;

/// A text with its items.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'t> {
    pub(crate) text: &'t str,
    pub(crate) items: &'t [Item],
}

/// Something read and the position behind it.
pub(crate) type Read<T> = Option<(T, usize)>;

impl Reader<'_> {
    pub(crate) fn is(&self, at: usize, class: Class) -> bool {
        self.items.get(at).is_some_and(|i| i.is(class))
    }

    /// Whether there are digits or a word of these senses.
    #[inline]
    pub(crate) fn begins(&self, at: usize, senses: u128) -> bool {
        let item = self.items.get(at);
        item.is_some_and(|i| i.kind == TokenKind::Number || i.is_any(senses))
    }

    /// Whether the word has this sense and no "and" before it.
    pub(crate) fn is_bare(&self, at: usize, class: Class) -> bool {
        self.items.get(at).is_some_and(|i| i.is(class) && !i.has(AND))
    }

    pub(crate) fn the(&self, at: usize, class: Class) -> bool {
        self.items.get(at).is_some_and(|i| i.is(class) && i.has(THE))
    }

    pub(crate) fn small(&self, at: usize, class: Class) -> Option<i8> {
        self.items.get(at)?.small(class)
    }

    pub(crate) fn mark(&self, at: usize) -> char {
        self.items.get(at).map_or('\0', |i| i.mark)
    }

    pub(crate) fn slice(&self, at: usize) -> &str {
        self.items
            .get(at)
            .and_then(|i| self.text.get(i.start as usize..i.end as usize))
            .unwrap_or("")
    }

    /// Whether nothing stands between this item and the one before.
    pub(crate) fn glued(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|i| i.has(GLUED))
    }

    /// A plain whole number in digits.
    pub(crate) fn digits(&self, at: usize) -> Option<u64> {
        self.items.get(at).filter(|i| i.kind == TokenKind::Number)?;
        whole(self.slice(at))
    }

    /// «الماضي», «الجاري», «المقبل».
    pub(crate) fn turn(&self, at: usize) -> Read<Turn> {
        let item = self
            .items
            .get(at)
            .filter(|i| i.has(THE) && !i.has(AND) && !i.has(PREP))?;
        if item.is(Class::Past) || item.is(Class::PastVague) {
            Some((Turn::Past, at + 1))
        } else if item.is(Class::Now) {
            Some((Turn::Now, at + 1))
        } else if item.is(Class::Next) {
            Some((Turn::Next, at + 1))
        } else {
            None
        }
    }

    /// A day of the month in digits or words.
    pub(crate) fn day_number(&self, at: usize) -> Read<i8> {
        if let Some(n) = self.digits(at) {
            return (1..=31).contains(&n).then_some((n as i8, at + 1));
        }
        let (n, next) =
            ordinal(self.items, at).or_else(|| cardinal(self.text, self.items, at).map(|c| (c.value, c.next)))?;
        (n.fract() == 0.0 && (1.0..=31.0).contains(&n)).then_some((n as i8, next))
    }

    /// A month's name, in one naming or two («آب/أغسطس», «يونيو (حزيران)»).
    pub(crate) fn month_name(&self, at: usize) -> Read<(Calendar, i8)> {
        let (first, mut next) = self.single_month(at)?;
        let open = self.mark(next);
        if matches!(open, '/' | '(' | '-' | '|' | '\\' | '–')
            && let Some((second, after)) = self.single_month(next + 1)
            && (second == first || open == '/' && is_slip(first, second))
        {
            next = after + usize::from(open == '(' && self.mark(after) == ')');
        }
        Some((first, next))
    }

    fn single_month(&self, at: usize) -> Read<(Calendar, i8)> {
        let item = self.items.get(at).filter(|i| i.is_any(MONTHS))?;
        let second = |k: usize| {
            ordinal(self.items, k)
                .filter(|_| self.items[k].has(THE) && !self.items[k].has(AND))
                .map(|o| o.0 as i8)
        };
        let g = |m: i8, n: usize| Some(((Calendar::Gregorian, m), at + n));
        let h = |m: i8, n: usize| Some(((Calendar::Hijri, m), at + n));
        if let Some(m) = item.small(Class::Month) {
            return g(m, 1);
        }
        if let Some(m) = item.small(Class::MonthWeak) {
            // «أب» is a father.
            let father = m == 8 && self.slice(at).contains('أ') && !self.slice(at).contains('ت');
            // «باب» is a door.
            let written = self.slice(at).trim_start_matches('و');
            let door = m == 8 && written.starts_with('ب') && !written.contains('آ');
            // «إب» is a city of Yemen.
            let city = m == 8 && self.slice(at).contains('إ');
            return if father || door || city { None } else { g(m, 1) };
        }
        if item.is(Class::Kanun) {
            return match second(at + 1)? {
                1 => g(12, 2),
                2 => g(1, 2),
                _ => None,
            };
        }
        if item.is(Class::Tishrin) {
            return match second(at + 1)? {
                1 => g(10, 2),
                2 => g(11, 2),
                _ => None,
            };
        }
        if item.is(Class::Rabi) || item.is(Class::Jumada) {
            let base = if item.is(Class::Rabi) { 3 } else { 5 };
            let which = second(at + 1).or_else(|| self.the(at + 1, Class::Latter).then_some(2))?;
            return if which <= 2 { h(base + which - 1, 2) } else { None };
        }
        if item.is(Class::Dhu) {
            return self
                .small(at + 1, Class::Qada)
                .filter(|_| self.items[at + 1].has(THE))
                .and_then(|m| h(m, 2));
        }
        item.small(Class::Hijri).and_then(|m| h(m, 1))
    }

    /// A year in digits or words, with the sign of its era.
    pub(crate) fn year_number(&self, at: usize, calendar: Calendar) -> Read<(Calendar, i16)> {
        let (n, mut next, in_digits) = match self.digits(at) {
            Some(n) => (n, at + 1, true),
            None => {
                let c = cardinal(self.text, self.items, at).filter(|c| c.value.fract() == 0.0 && c.value < 3000.0)?;
                (c.value as u64, c.next, false)
            }
        };
        let hijri_sign = self.is(next, Class::HijriEra);
        let sign = hijri_sign || (self.is(next, Class::Era) && in_digits);
        if sign {
            next += 1;
        }
        let year = i16::try_from(n).ok()?;
        let hijri = (1300..=1500).contains(&year) && (hijri_sign || calendar == Calendar::Hijri);
        if hijri {
            return Some(((Calendar::Hijri, year), next));
        }
        ((1900..=2100).contains(&year) && !hijri_sign).then_some(((Calendar::Gregorian, year), next))
    }

    /// The year behind a month, season or part: «من عام 2014», «2014», «العام الماضي», «السنة القادمة».
    pub(crate) fn year_tail(&self, at: usize, point: &mut Point) -> Option<usize> {
        let mut k = at;
        if matches!(self.mark(k), ',' | '،' | '.' | '-' | '/') && (self.digits(k + 1).is_some_and(|y| y > 1000)) {
            k += 1;
        }
        if self.is_bare(k, Class::From) || self.is_bare(k, Class::In) {
            k += 1;
        }
        let from = k;
        if self.is_bare(k, Class::This) && self.the(k + 1, Class::UYear) {
            point.year_offset = Some(0);
            return Some(k + 2);
        }
        let named = self.is_bare(k, Class::UYear);
        if named {
            if let Some((offset, next)) = self.unit_offset(k) {
                // «العام الحالي 2022»; «العام الماضي 2000 قتيل» counts the dead.
                if self.digits(next).is_some_and(|n| n % 100 != 0)
                    && let Some(((calendar, year), after)) = self.year_number(next, point.calendar)
                    && calendar == point.calendar
                {
                    point.year = Some(year);
                    return Some(after);
                }
                point.year_offset = Some(offset);
                return Some(next);
            }
            k += 1;
        }
        let words = self.digits(k).is_none();
        let spelled = self.is(k, Class::ScaleDual) || self.is(k, Class::Scale);
        if words && !named && !spelled && from == at {
            return None;
        }
        let ((calendar, year), next) = self.year_number(k, point.calendar)?;
        if calendar != point.calendar && (point.month.is_some() || point.season.is_some()) {
            return None;
        }
        point.calendar = calendar;
        point.year = Some(year);
        Some(next)
    }

    /// «العام الماضي» -1, «الأسبوع بعد القادم» +2, «الشهر الجاري» 0; the unit stands at `at`.
    pub(crate) fn unit_offset(&self, at: usize) -> Read<i32> {
        if !self.items.get(at)?.has(THE) {
            return None;
        }
        if self.is_bare(at + 1, Class::After) || self.is_bare(at + 1, Class::Ago) {
            let (turn, next) = self.turn(at + 2)?;
            return Some((turn.offset() * 2, next));
        }
        if self.is_bare(at + 1, Class::This) {
            return Some((0, at + 2));
        }
        self.turn(at + 1).map(|(turn, next)| (turn.offset(), next))
    }

    /// The month of a day or part: a name, «شهر 10», «الشهر الثامن», «هذا الشهر», «الجاري»; with its year.
    pub(crate) fn month_tail(&self, at: usize, point: &mut Point, after_day: bool) -> Option<usize> {
        let mut k = at;
        if after_day && matches!(self.mark(k), '.' | '/' | '-' | '،' | ',') && self.month_name(k + 1).is_some() {
            k += 1;
        }
        if self.is_bare(k, Class::From) || self.is_bare(k, Class::In) {
            k += 1;
        }
        if self.is_bare(k, Class::This) && self.the(k + 1, Class::UMonth) {
            point.month_offset = Some(0);
            return Some(k + 2);
        }
        if self.is_bare(k, Class::UMonth) {
            if let Some((offset, next)) = self.unit_offset(k) {
                point.month_offset = Some(offset);
                return Some(next);
            }
            let month = k + 1;
            if self.month_name(month).is_none() {
                let (n, next) = self.day_number(month).filter(|(n, _)| *n <= 12)?;
                point.month = Some(n);
                return Some(self.finish_month(next, point));
            }
            k = month;
        } else if after_day && self.the(k, Class::Now) {
            point.month_offset = Some(0);
            return Some(k + 1);
        }
        let ((calendar, month), next) = self.month_name(k)?;
        point.calendar = calendar;
        point.month = Some(month);
        Some(self.finish_month(next, point))
    }

    /// Year or turn behind a month.
    fn finish_month(&self, at: usize, point: &mut Point) -> usize {
        if let Some((turn, next)) = self.turn(at) {
            point.turn = Some(turn);
            return next;
        }
        let next = self.year_tail(at, point).unwrap_or(at);
        if next == at && point.calendar == Calendar::Hijri && self.is(at, Class::HijriEra) {
            return at + 1;
        }
        next
    }

    /// A month by itself, with shape enough that it is no name or verb.
    pub(crate) fn month_alone(&self, at: usize) -> Read<Point> {
        let mut point = Point::default();
        let named = self.is(at, Class::UMonth);
        if named && self.month_name(at + 1).is_none() && self.unit_offset(at).is_none() && self.items[at].has(THE) {
            // «الشهر الثامن» is said of pregnancies and sieges too.
            return None;
        }
        if named && self.month_name(at + 1).is_none() && self.digits(at + 1).is_none() && self.unit_offset(at).is_none()
        {
            return None;
        }
        if !named && self.month_name(at).is_none() {
            return None;
        }
        let next = self.month_tail(at, &mut point, false)?;
        let settled = point.year.is_some() || point.turn.is_some() || point.year_offset.is_some() || named;
        let item = &self.items[at];
        let paired = matches!(self.mark(at + 1), '/' | '(') && next > at + 2;
        let weak = item.is(Class::MonthWeak) || item.is(Class::Hijri) || point.calendar == Calendar::Hijri;
        let led = at > 0
            && (self.is(at - 1, Class::In)
                || self.is(at - 1, Class::Since)
                || self.is(at - 1, Class::During)
                || self.is(at - 1, Class::Until));
        let ramadan = item.small(Class::Hijri) == Some(9) && led;
        let led_weak = led && item.is(Class::MonthWeak) && item.small(Class::MonthWeak) != Some(5);
        (settled || paired || !weak || ramadan || led_weak).then_some((point, next))
    }

    /// Day and month, weekday before it or not: «الاثنين 18 شباط», «الثالث من نيسان 2012», «فاتح غشت».
    pub(crate) fn day_month(&self, at: usize) -> Read<Point> {
        let mut point = Point::default();
        if let Some(d) = self.small(at, Class::FirstDay) {
            point.day = Some(d);
            return self.month_tail(at + 1, &mut point, true).map(|next| (point, next));
        }
        let (day, next) = self.day_number(at)?;
        // «أول شباط» is a day, «أول أسبوع» is not.
        point.day = Some(day);
        let next = self.month_tail(next, &mut point, true)?;
        Some((point, next))
    }

    /// A weekday with what settles its date.
    pub(crate) fn weekday(&self, at: usize) -> Read<Point> {
        let weekday = self.small(at, Class::Weekday)?;
        let item = &self.items[at];
        // «أحد عشر» is eleven, «اثنين وعشرين» twenty-two.
        let tens = joined(self.items, at + 1).is_some_and(|k| self.is(k, Class::Tens));
        if tens || self.is_bare(at + 1, Class::Ten) {
            return None;
        }
        let mut point = Point {
            weekday: Some(weekday),
            ..Point::default()
        };
        // «الثلاثاء الأخير من شهر مارس»
        let nth = ordinal(self.items, at + 1)
            .map(|(n, k)| (n as i8, k))
            .or_else(|| self.the(at + 1, Class::Last).then_some((-1, at + 2)));
        if let Some((n, k)) = nth.filter(|(n, _)| *n <= 5 && item.has(THE)) {
            let mut of = Point { nth: Some(n), ..point };
            let linked = self.is(k, Class::From) || self.is(k, Class::In);
            if let Some(next) = self.month_tail(k, &mut of, false).filter(|_| linked) {
                // «الثلاثاء الثالث من نيسان» could be the third day; only an agreeing weekday tells, and news counts days.
                return Some((of, next));
            }
        }
        let mut k = at + 1;
        for _ in 0..3 {
            let filler = matches!(self.mark(k), '،' | ',' | '(' | '-')
                || self.is(k, Class::Matching)
                || self.is(k, Class::DateWord)
                || self.is_bare(k, Class::In)
                || (self.is_bare(k, Class::UDay) && !self.the(k, Class::UDay));
            if !filler {
                break;
            }
            k += 1;
        }
        let full = self
            .numeric(k, true)
            .or_else(|| self.day_month(k))
            .or_else(|| self.month_day(k));
        if let Some((date, next)) = full.filter(|(p, _)| p.day.is_some()) {
            let close = usize::from(self.mark(k - 1) == '(' && self.mark(next) == ')');
            return Some((
                Point {
                    weekday: Some(weekday),
                    ..date
                },
                next + close,
            ));
        }
        if !item.has(THE) {
            if self.is(at + 1, Class::UWeek) {
                let (offset, next) = self.unit_offset(at + 1)?;
                return Some((
                    Point {
                        week_offset: Some(offset),
                        ..point
                    },
                    next,
                ));
            }
            return None;
        }
        if let Some((turn, next)) = self.turn(at + 1) {
            point.turn = Some(turn);
            return Some((point, next));
        }
        let k = at + 1 + usize::from(self.is_bare(at + 1, Class::From));
        if k > at + 1 {
            if self.is_bare(k, Class::This) && self.the(k + 1, Class::UWeek) {
                return Some((
                    Point {
                        week_offset: Some(0),
                        ..point
                    },
                    k + 2,
                ));
            }
            if let Some((offset, next)) = self.unit_offset(k).filter(|_| self.is(k, Class::UWeek)) {
                return Some((
                    Point {
                        week_offset: Some(offset),
                        ..point
                    },
                    next,
                ));
            }
        }
        // «الجمعة 15», «السبت السادس عشر»: a day number, if no counted noun follows.
        if let Some((day, next)) = self.day_number(at + 1) {
            let ends = self
                .items
                .get(next)
                .is_none_or(|i| i.kind != TokenKind::Word || i.is(Class::Until) || i.is(Class::To) || i.has(AND));
            if ends && (self.digits(at + 1).is_some() || day > 5) && !matches!(self.mark(next), '%' | '/' | ':') {
                return Some((
                    Point {
                        day: Some(day),
                        ..point
                    },
                    next,
                ));
            }
        }
        Some((point, at + 1))
    }

    /// «يناير الثاني والعشرين، 2018».
    pub(crate) fn month_day(&self, at: usize) -> Read<Point> {
        let ((calendar, month), k) = self.month_name(at)?;
        let (day, next) = self.day_number(k)?;
        let mut point = Point {
            calendar,
            month: Some(month),
            day: Some(day),
            ..Point::default()
        };
        let next = self.year_tail(next, &mut point).unwrap_or(next);
        Some((point, next))
    }

    /// «ثالث ثلاثاء من أيلول», «آخر يوم بشهر عشرة», «اليوم الأخير من شهر آذار», «اليوم الثالث من أكتوبر».
    pub(crate) fn nth_of_month(&self, at: usize) -> Read<Point> {
        let day_first = self.is(at, Class::UDay) && self.items[at].has(THE) || self.is(at, Class::TheDay);
        let order = |k: usize| {
            ordinal(self.items, k)
                .map(|(n, k)| (n as i8, k))
                .or_else(|| self.is(k, Class::Last).then_some((-1, k + 1)))
        };
        let (n, mut k) = order(if day_first { at + 1 } else { at })?;
        let mut point = Point::default();
        let mut of_day = day_first;
        if !day_first {
            if self.is_bare(k, Class::UDay) {
                of_day = true;
                k += 1;
            }
            if let Some(w) = self.small(k, Class::Weekday) {
                point.weekday = Some(w);
                of_day = false;
                k += 1;
            } else if !of_day {
                return None;
            }
        }
        if of_day && n > 0 {
            point.day = Some(n);
        } else {
            point.nth = Some(n);
        }
        let next = self.month_tail(k, &mut point, true)?;
        Some((point, next))
    }

    /// Any calendar date at `at`; `cued` when a word before it («في», «يوم») says that a date comes.
    #[inline]
    pub(crate) fn calendar_point(&self, at: usize, cued: bool) -> Read<Point> {
        if !self.begins(at, CALENDAR) {
            return None;
        }
        self.point_of_calendar(at, cued)
    }

    fn point_of_calendar(&self, at: usize, cued: bool) -> Read<Point> {
        self.numeric(at, cued)
            .or_else(|| self.weekday(at))
            .or_else(|| self.nth_of_month(at))
            .or_else(|| self.day_month(at))
            .or_else(|| self.part_of(at))
            .or_else(|| {
                self.month_day(at)
                    .filter(|(point, next)| point.year.is_some() || self.ends_day(*next))
            })
            .or_else(|| self.month_alone(at))
    }

    /// Whether no counted noun stands behind a day number, so that «يوليو 13» is a day and «في يوليو 13 قتيلا» is not.
    fn ends_day(&self, at: usize) -> bool {
        self.items.get(at).is_none_or(|i| {
            i.has(AND)
                || i.is(Class::To)
                || i.is(Class::Until)
                || (i.kind != TokenKind::Word && !matches!(i.mark, '%' | '٪' | '/' | ':'))
        })
    }

    /// A year that stands alone.
    pub(crate) fn bare_year(&self, at: usize) -> Read<Point> {
        let ((calendar, year), next) = self.year_number(at, Calendar::Gregorian)?;
        Some((
            Point {
                calendar,
                year: Some(year),
                ..Point::default()
            },
            next,
        ))
    }

    /// Where the second half of «… و2015» begins.
    pub(crate) fn and(&self, at: usize) -> Option<usize> {
        joined(self.items, at)
    }
}

/// «نوفمبر/تشرين الأول»: the second naming of a month is off by one; the first is trusted.
fn is_slip(first: (Calendar, i8), second: (Calendar, i8)) -> bool {
    first.0 == second.0 && matches!((first.1 - second.1).abs(), 1 | 11)
}
