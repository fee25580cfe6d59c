//! A place field on its own: «قرية مسكة فوقاني», «الشعفة, دير الزور», without sentence or report.
//!
//! In: the words of the field, perhaps a country; out: the places that they may mean, best first, and whether they stay
//! open. Every part of the field that names a wider place is context for the first. A name that is nearly but not quite
//! spelled as in a gazetteer, and one that only inherits the point of what it lies in, is never called settled.
//!
//! «الطيبة» (at-Tayba) alone is ambiguous: many villages have the name, and all are given.

use super::{Resolved, Scope, record, resolve};
use isnad_arabic::token::Token;
use isnad_lexicon::gazetteer::{Candidate, Gazetteer, Kind, PlaceMention, PlaceRef, Relation, key};
use isnad_model::Span;

/// Places that a field may mean.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Probe {
    /// Best first; homonyms and near misses included.
    pub places: Vec<Resolved>,
    /// Far places fit, or the spelling or the point is a guess.
    pub ambiguous: bool,
}

/// Places given at most.
const MOST: usize = 12;

/// Resolves a place field.
#[must_use]
pub fn probe(gazetteer: &Gazetteer, input: &str, tokens: &[Token], country: Option<&str>) -> Probe {
    let mut mentions = gazetteer.find(input, tokens);
    mentions.retain(|m| !m.anaphor || mention_is_name(m));
    let head = head_segment(input);
    // A first part that no mention covers is a name of its own, known to nobody or spelled otherwise.
    let covered = mentions
        .iter()
        .any(|m| m.span.start < head.end && m.relation == Relation::In && is_main(input, head, m));
    if !covered {
        let name = bare_name(gazetteer, input, head, tokens);
        let inner: Vec<usize> = (0..mentions.len())
            .filter(|i| name.overlaps(mentions[*i].span))
            .collect();
        let keep_inner = inner
            .iter()
            .any(|i| mentions[*i].relation != Relation::In || mentions[*i].type_word.is_some());
        if !keep_inner && !name.is_empty() {
            for i in inner.into_iter().rev() {
                mentions.remove(i);
            }
            mentions.insert(0, whole(gazetteer, input, name));
        }
    }
    link(&mut mentions);
    in_country(gazetteer, &mut mentions, country);
    let scope = Scope {
        country,
        sentences: &[],
        bare: true,
    };
    let resolved = resolve(gazetteer, input, &mentions, &scope);
    let Some(target) = target(&mentions, &resolved) else {
        return Probe::default();
    };
    let Some(first) = resolved.get(target).and_then(Clone::clone) else {
        return Probe::default();
    };
    answer(gazetteer, input, &mentions[target], first, country, mentions.len() > 1)
}

fn mention_is_name(m: &PlaceMention) -> bool {
    !m.candidates.is_empty()
}

/// The part before the first comma, dash with spaces, or line end that has Arabic letters.
fn head_segment(input: &str) -> Span {
    let mut start = 0;
    for (i, c) in input.char_indices().chain(std::iter::once((input.len(), ','))) {
        if matches!(c, ',' | '،' | '\n' | ';' | '/' | '|') {
            let part = input.get(start..i).unwrap_or("");
            if part.chars().any(|c| matches!(c, '\u{0620}'..='\u{06ff}')) {
                return Span::from_range(start..i);
            }
            start = i + c.len_utf8();
        }
    }
    Span::from_range(0..input.len())
}

/// Whether a mention is most of the first part.
fn is_main(input: &str, head: Span, m: &PlaceMention) -> bool {
    let letters = |s: Span| s.slice(input).chars().filter(|c| c.is_alphabetic()).count();
    m.span.start >= head.start && letters(m.span) * 2 > letters(Span::new(head.start, head.end.max(m.span.end)))
}

/// The first part without type words before it and without punctuation around it.
fn bare_name(gazetteer: &Gazetteer, input: &str, head: Span, tokens: &[Token]) -> Span {
    use isnad_arabic::token::TokenKind;
    let words: Vec<Span> = tokens
        .iter()
        .filter(|t| t.kind == TokenKind::Word && head.contains(t.span))
        .map(|t| t.span)
        .collect();
    let is_type = |s: &Span| {
        let folded = key::name_words(s.slice(input)).0.concat();
        gazetteer.words().is_type_word(&folded)
    };
    let skip = if words.len() > 1 {
        words.iter().take_while(|s| is_type(s)).count().min(words.len() - 1)
    } else {
        0
    };
    match (words.get(skip), words.last()) {
        (Some(a), Some(b)) => a.cover(*b),
        _ => Span::default(),
    }
}

fn whole(gazetteer: &Gazetteer, input: &str, name: Span) -> PlaceMention {
    PlaceMention {
        span: name,
        name,
        type_word: None,
        relation: Relation::In,
        direction: String::new(),
        candidates: gazetteer.lookup(name.slice(input)),
        sure: true,
        everyday: 0,
        nisba: None,
        anaphor: false,
        lies_in: None,
    }
}

/// In a place field each part lies in the next wider one.
fn link(mentions: &mut [PlaceMention]) {
    for i in 1..mentions.len() {
        mentions[i].sure = true;
        if mentions[i - 1].lies_in.is_none() {
            mentions[i - 1].lies_in = Some(i);
        }
    }
}

/// Drops places of other countries, where the country is given.
fn in_country(gazetteer: &Gazetteer, mentions: &mut [PlaceMention], country: Option<&str>) {
    let Some(country) = country else { return };
    for m in mentions {
        m.candidates.retain(|c| {
            gazetteer
                .place(c.place)
                .is_some_and(|p| p.country == country || p.country == "  ")
        });
    }
}

/// The most specific mention: the first that is no division and has a point, else the first.
fn target(mentions: &[PlaceMention], resolved: &[Option<Resolved>]) -> Option<usize> {
    let division = |i: usize| {
        resolved[i]
            .as_ref()
            .is_some_and(|r| r.kind.is_some_and(Kind::is_division))
    };
    (0..mentions.len())
        .find(|i| resolved[*i].is_some() && !division(*i))
        .or_else(|| (0..mentions.len()).find(|i| resolved[*i].is_some()))
}

fn answer(
    gazetteer: &Gazetteer,
    input: &str,
    mention: &PlaceMention,
    first: Resolved,
    country: Option<&str>,
    context: bool,
) -> Probe {
    let mut out = Probe {
        ambiguous: first.place.ambiguous || first.fuzzy,
        places: Vec::new(),
    };
    let of_country = |p: PlaceRef| {
        gazetteer
            .place(p)
            .is_some_and(|p| country.is_none_or(|c| p.country == c || p.country == "  "))
    };
    let others = first.others.clone();
    let settled = first.known.is_some();
    if settled {
        out.places.push(first);
        out.places.extend(
            others
                .into_iter()
                .filter_map(|p| as_resolved(gazetteer, input, mention, p, false)),
        );
    } else {
        // Nobody knows the name: near misses anywhere, then what it lies in; all of it is a guess.
        let near = gazetteer.lookup_near(mention.name.slice(input), if context { 0.6 } else { 1.0 });
        let hits: Vec<Candidate> = near
            .iter()
            .map(|n| n.candidate)
            .filter(|c| of_country(c.place))
            .collect();
        if !context {
            out.places.extend(
                hits.into_iter()
                    .filter_map(|c| as_resolved(gazetteer, input, mention, c.place, true)),
            );
        }
        if first.inherited {
            out.places.push(first);
        }
        out.ambiguous = !out.places.is_empty();
    }
    let mut points: Vec<(f64, f64)> = Vec::new();
    out.places.retain(|r| {
        let Some(p) = r.place.point else { return false };
        let new = points.iter().all(|q| key::km(*q, p) > 5.0);
        points.push(p);
        new
    });
    out.places.truncate(MOST);
    out
}

fn as_resolved(
    gazetteer: &Gazetteer,
    input: &str,
    mention: &PlaceMention,
    place: PlaceRef,
    fuzzy: bool,
) -> Option<Resolved> {
    let spot = gazetteer.spot(place)?;
    Some(Resolved {
        place: record(gazetteer, input, mention, spot),
        known: Some(spot.place),
        kind: Some(spot.kind),
        inherited: false,
        fuzzy,
        others: Vec::new(),
    })
}
