//! Where generated forms go.

use super::features::Features;

/// The form stands alone.
pub const BARE: u8 = 1;
/// The form may take an attached pronoun.
pub const PRON: u8 = 2;
/// The form may take the article.
pub const ART: u8 = 4;
/// The form may stand after ب, ك, ل.
pub const PREP: u8 = 8;

/// Of a particle: it takes the pronoun ني as verbs do (إنني *ʾinnanī*).
pub const NI: u8 = 32;
/// Of a name: it names a place.
pub const PLACE: u8 = NI;
/// Of a particle: the question أ may stand before it (ألم *ʾa-lam*).
pub const ASKED: u8 = 64;
/// The form is a relational adjective in ي made from a noun or masdar: هجومي *huǧūmī* "offensive".
pub const DERIVED: u8 = 128;

/// Takes generated forms.
pub trait Sink {
    /// One form: its Buckwalter letters, what it is, and where it may stand ([`BARE`], [`PRON`], [`ART`], [`PREP`]).
    fn give(&mut self, letters: &[u8], features: Features, place: u8);
}

impl<F: FnMut(&[u8], Features, u8)> Sink for F {
    fn give(&mut self, letters: &[u8], features: Features, place: u8) {
        self(letters, features, place);
    }
}
