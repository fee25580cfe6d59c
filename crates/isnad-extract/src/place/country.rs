//! Parts of the country that a report speaks of, where it does not name it again.
//!
//! In: a report's words and the places found in it. Out: the same places, with «البلاد» (the country) where something is
//! told to be in it or in a direction of it. Invariant: only a report that names its country or places in it has such parts; in order of the text.
//! It deliberately gives them no point: a country or a quarter of one has none worth drawing.
//!
//! In «شمال شرق البلاد» (shamāl sharq al-bilād, "the north-east of the country") of a report on Libya the place is in
//! Libya.

use crate::doc::{Doc, gap, pro};
use isnad_lexicon::setting::bit;
use isnad_model::{Place, PlaceId, Span};
use std::collections::BTreeMap;

/// UCDP precision of a part of a country.
const PART: u8 = 5;
/// UCDP precision of a whole country.
const WHOLE: u8 = 6;

/// Adds the parts of the report's country to its places.
pub(super) fn parts(doc: &Doc<'_>, places: &mut Vec<Place>) {
    let frames = doc.frames();
    let direction = frames.class_bit("direction");
    let mut found: Vec<Place> = Vec::new();
    let mut of: Option<Option<PlaceId>> = None;
    for (i, word) in doc.words.iter().enumerate() {
        if !word.definite() || word.letters().setting & bit::COUNTRY == 0 {
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
        let whole = start == i;
        if whole {
            let Some(from) = named_alone(doc, i) else { continue };
            start = from;
        }
        let Some(country) = of.get_or_insert_with(|| spoken_of(places)).clone() else {
            return;
        };
        let first = &doc.words[start];
        let from = first.span.start + crate::bound::clitic_bytes(doc, start, first);
        let span = Span::new(from, word.span.end.max(from));
        // The sentence has named it already.
        let sent = doc.sent_of(i);
        let named = |p: &Place| p.id.as_ref() == Some(&country) && doc.sent_of(doc.word_at(p.span.start)) == sent;
        if whole && places.iter().any(|p| p.span.end <= span.start && named(p)) {
            continue;
        }
        // A village of the same letters is not meant.
        places.retain(|p| !p.span.overlaps(span));
        let mut place = Place::named(span.slice(doc.text), span);
        place.name = None;
        if whole {
            place.precision = Some(WHOLE);
            place.id = Some(country);
        } else {
            place.precision = Some(PART);
            place.within = vec![country];
        }
        found.push(place);
    }
    if !found.is_empty() {
        places.extend(found);
        places.sort_by_key(|p| p.span.start);
    }
}

/// Where the phrase of a country that stands alone begins, if something is told to be there: «في البلاد», «شهدت البلاد»,
/// «أنحاء البلاد»; but «رئيس البلاد» is a man.
fn named_alone(doc: &Doc<'_>, i: usize) -> Option<usize> {
    let word = &doc.words[i];
    if word.has(pro::BI) {
        return Some(i);
    }
    let before = i.checked_sub(1).filter(|_| word.gap & (gap::HARD | gap::OPEN) == 0)?;
    let frames = doc.frames();
    let head = &doc.words[before];
    if head.letters().setting & bit::PART != 0 && !head.definite() && !head.is_verb() {
        return Some(before);
    }
    let sees = head.is_verb() && doc.is(before, frames.class_bit("light_place"));
    let inside = doc.is(before, frames.class_bit("locative")) && head.letters().setting & bit::WHITHER == 0;
    (sees || inside).then_some(i)
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
