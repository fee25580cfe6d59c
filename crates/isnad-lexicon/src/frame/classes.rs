//! Grammar classes of words as a set of 320 bits, a bit each.
//!
//! In: the name of a class of `data/grammar`. Out: its bit; sets of bits, joined with `|` and asked with
//! [`Classes::meets`].
//!
//! **Invariant:** the bit of a constant name is known to the compiler, so a test for a class is one look at one byte of
//! a word. A class too many stops the build. What words a class has is not known here.
//!
//! Example: «في» (fī, "in") is of the classes `preposition`, `locative` and more: one set holds them all.

use super::schema::class_number;
use std::ops::{BitOr, BitOrAssign};

/// Grammar classes of a word, a bit each: [`Classes::named`] gives the bit of a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Classes([u64; 5]);

impl Classes {
    /// No class.
    pub const NONE: Self = Self([0; 5]);

    /// The bit of a class of single words in the built-in data; [`Classes::NONE`] for any other name.
    #[inline(always)]
    #[must_use]
    pub const fn named(name: &str) -> Self {
        let mut out = [0; 5];
        if let Some(bit) = bit_of(class_number(name)) {
            out[(bit >> 6) as usize] = 1 << (bit & 63);
        }
        Self(out)
    }

    /// Whether the sets share a class.
    #[inline(always)]
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        let (a, b) = (self.0, other.0);
        (a[0] & b[0]) | (a[1] & b[1]) | (a[2] & b[2]) | (a[3] & b[3]) | (a[4] & b[4]) != 0
    }

    /// The set less the classes of another.
    #[inline(always)]
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        let (a, b) = (self.0, other.0);
        Self([a[0] & !b[0], a[1] & !b[1], a[2] & !b[2], a[3] & !b[3], a[4] & !b[4]])
    }

    /// Whether no class is in the set.
    #[inline(always)]
    #[must_use]
    pub const fn is_empty(self) -> bool {
        !self.meets(self)
    }
}

#[inline(always)]
const fn bit_of(number: u64) -> Option<u16> {
    include!(concat!(env!("OUT_DIR"), "/class_bits.rs"))
}

/// The place of a class of the built-in data among all of them, by the number of its name.
#[inline(always)]
pub(super) const fn place_of(number: u64) -> Option<u16> {
    include!(concat!(env!("OUT_DIR"), "/class_places.rs"))
}

impl BitOr for Classes {
    type Output = Self;

    #[inline(always)]
    fn bitor(self, other: Self) -> Self {
        let (a, b) = (self.0, other.0);
        Self([a[0] | b[0], a[1] | b[1], a[2] | b[2], a[3] | b[3], a[4] | b[4]])
    }
}

impl BitOrAssign for Classes {
    #[inline(always)]
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

#[cfg(test)]
mod tests {
    use super::Classes;

    #[test]
    fn every_class_of_single_words_has_a_bit_of_its_own() {
        let data = crate::builtin_frames();
        let names = data
            .grammar
            .iter()
            .filter(|(n, forms)| crate::frame::schema::has_bit(n, forms));
        let mut seen = Classes::NONE;
        for (name, _) in names {
            let bit = Classes::named(name);
            assert!(!bit.is_empty(), "{name} has no bit");
            assert!(!seen.meets(bit), "{name} shares its bit");
            seen |= bit;
        }
        assert_eq!(Classes::named("agentive"), Classes::NONE, "an expression takes no bit");
        assert_eq!(Classes::named("no such class"), Classes::NONE);
    }
}
