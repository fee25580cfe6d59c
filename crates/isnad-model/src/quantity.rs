//! Numbers with units of doubt: intervals and approximations.

use crate::Span;

/// A number read from text.
///
/// «أكثر من 25» (akthar min 25, "more than 25") has value 25, low 26, high `None`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Quantity {
    /// The words of the number, approximators included, counted noun excluded (except for a dual).
    pub span: Span,
    /// The number as spelled.
    pub value: f64,
    /// Least value meant.
    pub low: f64,
    /// Greatest value meant; `None` is open.
    pub high: Option<f64>,
    /// «نحو», «حوالي», «ما يقارب»: about.
    pub approx: bool,
    /// «الثالث»: a rank, not a count.
    pub ordinal: bool,
    /// The number is a dual noun («عنصرين»): the span is the noun itself.
    pub dual: bool,
}

/// A count of people: an interval, open above when `high` is `None`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Count {
    /// Least.
    pub low: u64,
    /// Greatest; `None` is open.
    pub high: Option<u64>,
    /// Said to be about.
    pub approx: bool,
}

impl Count {
    /// An exact count.
    #[must_use]
    pub const fn exact(n: u64) -> Self {
        Self {
            low: n,
            high: Some(n),
            approx: false,
        }
    }

    /// At least `n`.
    #[must_use]
    pub const fn at_least(n: u64) -> Self {
        Self {
            low: n,
            high: None,
            approx: false,
        }
    }

    /// Between `low` and `high`.
    #[must_use]
    pub const fn between(low: u64, high: u64) -> Self {
        Self {
            low,
            high: Some(high),
            approx: false,
        }
    }

    /// Whether some number fits both.
    #[must_use]
    pub fn compatible(self, other: Self) -> bool {
        self.high.is_none_or(|h| h >= other.low) && other.high.is_none_or(|h| h >= self.low)
    }
}

impl From<&Quantity> for Count {
    fn from(q: &Quantity) -> Self {
        // `as` saturates; counts of people are whole and not negative.
        Self {
            low: q.low.max(0.0) as u64,
            high: q.high.map(|h| h.max(0.0) as u64),
            approx: q.approx,
        }
    }
}
