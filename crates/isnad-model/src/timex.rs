//! Dates as intervals with a precision.

use crate::Span;
use jiff::civil::Date;

/// The calendar that an expression was written in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Calendar {
    /// Gregorian, whatever the month names.
    #[default]
    Gregorian,
    /// Hijri, read by Umm al-Qura.
    Hijri,
}

impl Calendar {
    /// The word used in records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gregorian => "gregorian",
            Self::Hijri => "hijri",
        }
    }
}

/// A temporal expression and what it resolves to. Both ends are inclusive days.
///
/// «أمس» (ams, "yesterday") with no anchor stays relative: `from` and `to` are `None`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Timex {
    /// The expression in the text.
    pub span: Span,
    /// First day, or `None` where the text and anchor do not settle it.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// UCDP `date_prec`: 1 day, 2 two to six days, 3 week, 4 month, 5 up to a year or more.
    pub precision: u8,
    /// Whether it needs an anchor («أمس», «26 آب» without a year).
    pub relative: bool,
    /// The calendar it was written in.
    pub calendar: Calendar,
    /// Month and day where they are spelled, whether or not the year is known.
    pub month_day: Option<(i8, i8)>,
    /// Day of the week where one is spelled, 1 Monday to 7 Sunday.
    pub weekday: Option<i8>,
    /// Days from the report's own day where the words say so: «أمس» (ams, "yesterday") is -1, whether or not that day is
    /// known.
    pub offset: Option<i16>,
    /// Month that the words say is the report's own («16 أيلول الجاري»), whether or not the year is known.
    pub own_month: Option<i8>,
}
