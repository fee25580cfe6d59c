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
