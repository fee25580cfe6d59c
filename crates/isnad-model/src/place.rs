//! Places as claims name them.

use crate::{PlaceId, Span};

/// A named place and what the gazetteer knows of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    /// The words of the text, type word included («بلدة الباغوز»).
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// Gazetteer id, where it has one.
    pub id: Option<PlaceId>,
    /// Arabic name of the gazetteer.
    pub name: Option<String>,
    /// English name of the gazetteer.
    pub name_en: Option<String>,
    /// Latitude and longitude, WGS 84 degrees; inherited from what the place lies in where it has none itself.
    pub point: Option<(f64, f64)>,
    /// UCDP `where_prec`: 1 exact, 2 near, 3 district, 4 governorate, 5 linear or fuzzy, 6 country, 7 sea or air.
    pub precision: Option<u8>,
    /// What it lies in, from the nearest upward.
    pub within: Vec<PlaceId>,
    /// Several far places fit and the context does not decide.
    pub ambiguous: bool,
}

impl Place {
    /// A place of which nothing is known but its words.
    #[must_use]
    pub fn named(text: &str, span: Span) -> Self {
        Self {
            text: text.to_owned(),
            span,
            id: None,
            name: None,
            name_en: None,
            point: None,
            precision: None,
            within: Vec::new(),
            ambiguous: false,
        }
    }
}
