//! What dates begin with: sets of word classes by which nearly all words are passed over.
//!
//! Constants alone. Each set holds all classes that a word may have for the grammar of its name to read anything from it
//! on; digits are asked for beside it. «من» (min, "from") is in [`STARTS`] and in none of the others.

use crate::number::word::{Class, mask};
use crate::number::{CARDINALS, ORDINALS};

/// What any expression begins with, besides digits.
pub(super) const STARTS: u128 = mask(&[
    Class::Month,
    Class::MonthWeak,
    Class::Kanun,
    Class::Tishrin,
    Class::Hijri,
    Class::Rabi,
    Class::Jumada,
    Class::Dhu,
    Class::Weekday,
    Class::TheDay,
    Class::RelDay,
    Class::DayPart,
    Class::Hours,
    Class::TwoDays,
    Class::Nights,
    Class::TheMonths,
    Class::TheYears,
    Class::UDay,
    Class::UDays,
    Class::UDualDay,
    Class::UWeek,
    Class::UWeeks,
    Class::UDualWeek,
    Class::UMonth,
    Class::UMonths,
    Class::UDualMonth,
    Class::UYear,
    Class::UYears,
    Class::UDualYear,
    Class::UHours,
    Class::This,
    Class::Start,
    Class::Middle,
    Class::Finish,
    Class::FirstDay,
    Class::Last,
    Class::Season,
    Class::Quarter,
    Class::Half,
    Class::Since,
    Class::Ago,
    Class::After,
    Class::From,
    Class::Between,
    Class::What,
    Class::Ordinal,
    Class::OrdinalPart,
    Class::Unit,
    Class::OneOf,
    Class::TwoConstruct,
    Class::UnitAcc,
    Class::Ten,
    Class::Tens,
    Class::Teen,
    Class::Rest,
    Class::Time,
    Class::Like,
    Class::Recently,
    Class::Clitic,
    Class::Decade,
]);

/// What a date of the calendar in words begins with.
pub(super) const CALENDAR: u128 = MONTHS
    | CARDINALS
    | ORDINALS
    | mask(&[
        Class::Weekday,
        Class::UDay,
        Class::TheDay,
        Class::Last,
        Class::FirstDay,
        Class::Start,
        Class::Middle,
        Class::Finish,
        Class::Season,
        Class::Quarter,
        Class::Half,
        Class::UWeek,
        Class::UYear,
        Class::UMonth,
    ]);

/// What the name of a month begins with.
pub(super) const MONTHS: u128 = mask(&[
    Class::Month,
    Class::MonthWeak,
    Class::Kanun,
    Class::Tishrin,
    Class::Rabi,
    Class::Jumada,
    Class::Dhu,
    Class::Hijri,
]);

/// What an expression that hangs on the anchor begins with, besides digits.
pub(super) const RELATIVE: u128 = CARDINALS
    | ORDINALS
    | mask(&[
        Class::RelDay,
        Class::TheDay,
        Class::Since,
        Class::Ago,
        Class::After,
        Class::Last,
        Class::Clitic,
        Class::This,
        Class::UDay,
        Class::UDays,
        Class::UDualDay,
        Class::UWeek,
        Class::UWeeks,
        Class::UDualWeek,
        Class::UMonth,
        Class::UMonths,
        Class::UDualMonth,
        Class::UYear,
        Class::UYears,
        Class::UDualYear,
        Class::UHours,
        Class::Rest,
        Class::Time,
        Class::Like,
        Class::Recently,
    ]);
