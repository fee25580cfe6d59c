//! Parts of the country that a report speaks of, where it does not name it again.
//!
//! In: a report's words and the places found in it. Out: the same places, with those that are a direction of «البلاد»
//! (the country). Invariant: only a report that names its country or places in it has such parts; in order of the text.
//! It deliberately gives them no point: a quarter of a country has none worth drawing.
//!
//! In «شمال شرق البلاد» (shamāl sharq al-bilād, "the north-east of the country") of a report on Libya the place is in
//! Libya.

use crate::doc::{Doc, gap, pro};
use isnad_lexicon::setting::bit;
use isnad_model::{Place, PlaceId, Span};
use std::collections::BTreeMap;

/// UCDP precision of a part of a country.
const PART: u8 = 5;

/// Adds the parts of the report's country to its places.
pub(super) fn parts(doc: &Doc<'_>, places: &mut Vec<Place>) {
    let frames = doc.frames();
    let direction = frames.class_bit("direction");
    let mut found: Vec<Place> = Vec::new();
    let mut of: Option<Option<PlaceId>> = None;
    for (i, word) in doc.words.iter().enumerate() {
        if word.letters().setting & bit::COUNTRY == 0 || !word.definite() {
            continue;
        }
        let mut start = i;
        while start > 0 && i - start < 4 && doc.words[start].gap & (gap::HARD | gap::OPEN) == 0 {
            let before = &doc.words[start - 1];
            if !doc.is(start - 1, direction) || before.definite() {
                break;
            }
            start -= 1;
            if before.pro & (pro::BI | pro::LI) != 0 {
                break;
            }
        }
        if start == i {
            continue;
        }
        let Some(country) = of.get_or_insert_with(|| spoken_of(places)).clone() else {
            return;
        };
        let first = &doc.words[start];
        let from = first.span.start + crate::bound::clitic_bytes(doc, start, first);
        let span = Span::new(from, word.span.end.max(from));
        // A village of the same letters is not meant.
        places.retain(|p| !p.span.overlaps(span));
        let mut place = Place::named(span.slice(doc.text), span);
        place.name = None;
        place.precision = Some(PART);
        place.within = vec![country];
        found.push(place);
    }
    if !found.is_empty() {
        places.extend(found);
        places.sort_by_key(|p| p.span.start);
    }
}

/// The country that most places of the report lie in.
fn spoken_of(places: &[Place]) -> Option<PlaceId> {
    let mut votes: BTreeMap<&PlaceId, usize> = BTreeMap::new();
    for p in places {
        if let Some(id) = p.within.last().or(p.id.as_ref()) {
            *votes.entry(id).or_default() += 1;
        }
    }
    let most = votes.values().copied().max()?;
    votes.into_iter().find(|(_, n)| *n == most).map(|(id, _)| id.clone())
}
