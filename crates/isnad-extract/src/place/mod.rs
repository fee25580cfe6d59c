//! Which place a mention means: all mentions of a report are resolved together.
//!
//! In: the report's text, the mentions that [`Gazetteer::find`] made, and what is known of the report; out: one
//! [`Resolved`] a mention, or `None` where the words are no place after all. Containment, nearness, linking words
//! («بريف», «في») and the report's country decide between homonyms; where they do not, the place stays ambiguous.
//! A name that no gazetteer has takes the point of what it lies in.
//!
//! **Invariants:** one result a mention, in order; no far homonym is taken against a governorate that the text names;
//! time is linear in the number of mentions. It reads no sentence structure beyond spans.
//!
//! In «قصفت قرية الكفير بمنطقة جسر الشغور» ("they shelled the village of al-Kufayr in the area of Jisr al-Shughur")
//! the village is the one by Jisr al-Shughur, or, unknown, inherits its point.

mod choose;
mod context;
mod country;
pub mod probe;

use isnad_arabic::morph::{Analyzer, Pos};
use isnad_arabic::token::Token;
use isnad_lexicon::gazetteer::{Gazetteer, Kind, PlaceMention, PlaceRef, Relation, Spot};
use isnad_lexicon::recent::Recent;
use isnad_model::{Place, Span};
use std::cell::RefCell;

/// What is known of the report that the mentions stand in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope<'a> {
    /// ISO code of the country that the report is likely to speak of.
    pub country: Option<&'a str>,
    /// Sentences in text order; may be empty.
    pub sentences: &'a [Span],
    /// A list of names with no sentence around them (a place field): bare names are believed.
    pub bare: bool,
}

/// A mention with the place that it means.
#[derive(Clone, PartialEq, Debug)]
pub struct Resolved {
    /// The record.
    pub place: Place,
    /// The gazetteer's place, where it has one.
    pub known: Option<PlaceRef>,
    /// What it is, where known.
    pub kind: Option<Kind>,
    /// The point is that of what it lies in.
    pub inherited: bool,
    /// The spelling only nearly fits the gazetteer's.
    pub fuzzy: bool,
    /// Other places that fit nearly as well and lie far away, best first.
    pub others: Vec<PlaceRef>,
}

/// Finds and resolves the places of a text.
#[must_use]
pub fn places(gazetteer: &Gazetteer, text: &str, tokens: &[Token], scope: &Scope<'_>) -> Vec<Resolved> {
    let mentions = gazetteer.find_with(text, tokens, &is_everyday);
    resolve(gazetteer, text, &mentions, scope)
        .into_iter()
        .flatten()
        .collect()
}

/// Whether a word is an ordinary word of the language, so that a small place of the same letters needs a cue.
#[must_use]
pub fn is_everyday(word: &str) -> bool {
    thread_local! {
        static RECENT: RefCell<Recent<bool>> = RefCell::new(Recent::new(8_000));
    }
    let analyze = || {
        let analyzer = Analyzer::builtin();
        let mut readings = Vec::new();
        analyzer.analyze(word, &mut readings);
        readings
            .first()
            .and_then(|r| analyzer.lexeme(r.lexeme))
            .is_some_and(|l| l.pos != Pos::Name)
    };
    RECENT.with_borrow_mut(|recent| recent.get_or(word, analyze))
}

/// Resolves mentions in each other's context; `None` is a mention that is no place after all.
#[must_use]
pub fn resolve(
    gazetteer: &Gazetteer,
    text: &str,
    mentions: &[PlaceMention],
    scope: &Scope<'_>,
) -> Vec<Option<Resolved>> {
    let context = context::Context::new(gazetteer, text, mentions, scope);
    choose::choose(&context)
}

/// UCDP `where_prec` of an event at a mention of a place of this kind.
#[must_use]
pub fn precision(kind: Kind, relation: Relation, directed: bool) -> u8 {
    let own = kind.precision();
    match (own, relation, directed) {
        (1, Relation::Near | Relation::Around, _) | (1, _, true) => 2,
        (6, _, true) | (6, Relation::Around, _) => 5,
        _ => own,
    }
}

/// The record of a mention at a known place.
fn record(gazetteer: &Gazetteer, text: &str, mention: &PlaceMention, spot: &Spot) -> Place {
    let info = gazetteer.place(spot.place);
    let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    Place {
        text: mention.span.slice(text).to_owned(),
        span: mention.span,
        id: Some(spot.id.clone()),
        name: info.and_then(|i| some(i.name_ar)),
        name_en: info.and_then(|i| some(i.name_en)),
        point: Some(spot.point),
        precision: Some(precision(spot.kind, mention.relation, !mention.direction.is_empty())),
        within: spot.within.to_vec(),
        ambiguous: false,
    }
}

/// The places of a report's article, resolved in each other's context.
#[must_use]
pub fn of_report(doc: &crate::doc::Doc<'_>, lexicon: &isnad_lexicon::Lexicon) -> Vec<Place> {
    let sentences: Vec<Span> = doc.sents.iter().map(|s| s.span).collect();
    let scope = Scope {
        sentences: &sentences,
        ..Scope::default()
    };
    let gazetteer = &lexicon.gazetteer;
    let mentions = gazetteer.find_numbered(doc.text, &doc.tokens, doc.numbers, &is_everyday);
    let resolved = resolve(gazetteer, doc.text, &mentions, &scope);
    let mut out: Vec<Place> = Vec::with_capacity(resolved.len());
    out.extend(resolved.into_iter().flatten().map(|r| r.place));
    country::parts(doc, &mut out);
    out
}
