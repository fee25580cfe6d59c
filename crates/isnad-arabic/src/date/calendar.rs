//! Day arithmetic in both calendars.
//!
//! Years, months and days in, civil dates out; the Hijri calendar is Umm al-Qura.
//! 1 Ramadan 1440 is 6 May 2019. Nothing here reads text; a date out of range is `None`.

use icu_calendar::{
    Date as IcuDate,
    cal::{Hijri, Iso},
};
use jiff::{ToSpan, civil::Date};

use isnad_model::Calendar;

/// An inclusive run of days.
pub(crate) type Days = (Date, Date);

/// The Gregorian day of a day of the given calendar.
pub(crate) fn day(calendar: Calendar, year: i16, month: i8, day: i8) -> Option<Date> {
    match calendar {
        Calendar::Gregorian => Date::new(year, month, day).ok(),
        Calendar::Hijri => {
            let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
            let hijri =
                IcuDate::try_new_hijri_with_calendar(i32::from(year), month, day, Hijri::new_umm_al_qura()).ok()?;
            let iso = hijri.to_calendar(Iso);
            let year = i16::try_from(iso.year().extended_year()).ok()?;
            Date::new(
                year,
                i8::try_from(iso.month().ordinal).ok()?,
                i8::try_from(iso.day_of_month().0).ok()?,
            )
            .ok()
        }
    }
}

/// The first to the last day of a month.
pub(crate) fn month(calendar: Calendar, year: i16, month: i8) -> Option<Days> {
    let first = day(calendar, year, month, 1)?;
    let last = match calendar {
        Calendar::Gregorian => first.last_of_month(),
        Calendar::Hijri => day(calendar, year, month, 30).or_else(|| day(calendar, year, month, 29))?,
    };
    Some((first, last))
}

/// The first to the last day of a year.
pub(crate) fn year(calendar: Calendar, y: i16) -> Option<Days> {
    Some((month(calendar, y, 1)?.0, month(calendar, y, 12)?.1))
}

/// Year and month of a day in the given calendar.
pub(crate) fn year_month(calendar: Calendar, date: Date) -> Option<(i16, i8)> {
    match calendar {
        Calendar::Gregorian => Some((date.year(), date.month())),
        Calendar::Hijri => {
            let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
            let iso = IcuDate::try_new_iso(i32::from(date.year()), month, day).ok()?;
            let hijri = iso.to_calendar(Hijri::new_umm_al_qura());
            Some((
                i16::try_from(hijri.year().extended_year()).ok()?,
                i8::try_from(hijri.month().ordinal).ok()?,
            ))
        }
    }
}

/// Months counted on from a year and month.
pub(crate) fn shift_month(year: i16, month: i8, by: i32) -> Option<(i16, i8)> {
    let index = i32::from(year) * 12 + i32::from(month) - 1 + by;
    Some((
        i16::try_from(index.div_euclid(12)).ok()?,
        i8::try_from(index.rem_euclid(12) + 1).ok()?,
    ))
}

/// A day some days away.
pub(crate) fn plus_days(date: Date, by: i32) -> Option<Date> {
    date.checked_add(by.days()).ok()
}

/// A day some months away, at the end of the month where the day is missing.
pub(crate) fn plus_months(date: Date, by: i32) -> Option<Date> {
    date.checked_add(by.months()).ok()
}

/// The ISO week, Monday to Sunday, that lies `by` weeks from the week of `date`.
pub(crate) fn week(date: Date, by: i32) -> Option<Days> {
    let monday = plus_days(
        date,
        by.checked_mul(7)?
            .checked_sub(i32::from(date.weekday().to_monday_zero_offset()))?,
    )?;
    Some((monday, plus_days(monday, 6)?))
}

/// The ISO week of a year: 1 is the first, -1 the last.
pub(crate) fn week_of_year(year: i16, n: i8) -> Option<Days> {
    if n > 0 {
        week(Date::new(year, 1, 4).ok()?, i32::from(n) - 1)
    } else {
        week(Date::new(year, 12, 28).ok()?, i32::from(n) + 1)
    }
}

/// The weekday as 1 Monday to 7 Sunday.
pub(crate) fn weekday(date: Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

/// The latest day with this weekday on or before `date`.
pub(crate) fn latest_weekday(date: Date, day: i8) -> Option<Date> {
    plus_days(date, -i32::from((weekday(date) - day).rem_euclid(7)))
}

/// The n-th such weekday of a run of days; -1 is the last.
pub(crate) fn nth_weekday(days: Days, n: i8, day: i8) -> Option<Date> {
    let found = if n > 0 {
        let first = plus_days(days.0, i32::from((day - weekday(days.0)).rem_euclid(7)))?;
        plus_days(first, 7 * (i32::from(n) - 1))?
    } else {
        latest_weekday(days.1, day)?
    };
    (days.0 <= found && found <= days.1).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn hijri_months_have_29_or_30_days() {
        assert_eq!(day(Calendar::Hijri, 1440, 9, 1), Some(date(2019, 5, 6)));
        assert_eq!(
            month(Calendar::Hijri, 1439, 9),
            Some((date(2018, 5, 16), date(2018, 6, 14)))
        );
        assert_eq!(year_month(Calendar::Hijri, date(2019, 5, 6)), Some((1440, 9)));
        assert_eq!(day(Calendar::Hijri, 1440, 13, 1), None);
    }

    #[test]
    fn weeks() {
        assert_eq!(week_of_year(2015, 1), Some((date(2014, 12, 29), date(2015, 1, 4))));
        assert_eq!(week_of_year(2015, -1), Some((date(2015, 12, 28), date(2016, 1, 3))));
        assert_eq!(latest_weekday(date(2013, 2, 12), 5), Some(date(2013, 2, 8)));
        assert_eq!(
            nth_weekday((date(2014, 9, 1), date(2014, 9, 30)), 3, 2),
            Some(date(2014, 9, 16))
        );
    }
}
