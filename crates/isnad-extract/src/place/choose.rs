//! Choosing: candidates are weighed against the present choice of their neighbours until nothing changes.
//!
//! In: [`Context`]; out: one [`Resolved`] a mention. At most four rounds, each linear in the mentions.
//! It never takes a far homonym where the text names the governorate that the place lies in.
//!
//! «قرية النعمانية» with «ريف حلب» beside it inherits Aleppo's point if the only known village of the name is in Iraq.

use super::context::{Choice, Context, WINDOW, together};
use super::{Resolved, precision, record};
use isnad_lexicon::gazetteer::{Kind, PlaceRef, Spot, key};
use isnad_model::Place;

/// Places nearer than this are one answer.
const ONE_KM: f64 = 25.0;
/// Difference of scores below which a name stays ambiguous.
const MARGIN: f64 = 0.55;
/// A city of so many is meant wherever it is named.
const METROPOLIS: u32 = 300_000;
/// Farther than this from everything else that a report names, a small place abroad is not meant.
const FAR: f64 = 250.0;
/// The same of a hamlet: of fewer people than this.
const FAR_HAMLET: f64 = 80.0;
const HAMLET: u32 = 20_000;
/// Difference of scores within which another place is named as fitting too.
const OTHER: f64 = 3.0;

pub(super) fn choose(context: &Context<'_>) -> Vec<Option<Resolved>> {
    let count = context.mentions.len();
    let mut best: Vec<Option<usize>> = (0..count)
        .map(|i| (!context.options(i).is_empty()).then_some(0))
        .collect();
    // Of all candidates, one mention's behind the other's.
    let mut scores: Vec<f64> = context.priors().collect();
    let mut neighbours = Vec::with_capacity(2 * WINDOW);
    // When a mention was weighed and when its choice changed last, in steps: what has no new neighbours weighs the same.
    let (mut weighed, mut changes) = (vec![0_usize; count], vec![1_usize; count]);
    let mut step = 1;
    for _ in 0..4 {
        let mut changed = false;
        for i in 0..count {
            // Of one candidate there is nothing to choose.
            let own = context.range(i);
            if own.len() < 2 || weighed[i] > 0 && window(i, count).all(|j| changes[j] <= weighed[i]) {
                continue;
            }
            step += 1;
            weighed[i] = step;
            weigh(context, &best, i, &mut neighbours, &mut scores[own.clone()]);
            let top = first_best(&scores[own]);
            if best[i] != top {
                changed = true;
                best[i] = top;
                changes[i] = step;
            }
        }
        if !changed {
            break;
        }
    }
    let mut out: Vec<Option<Resolved>> = Vec::with_capacity(count);
    for i in 0..count {
        let m = &context.mentions[i];
        let chosen = chosen_of(context, &best, i);
        let resolved = if m.anaphor {
            points_back(context, &out, i)
        } else {
            match chosen {
                Some(_) if !m.sure && !context.bare && !is_supported(context, &best, i) => None,
                Some(o) if contradicts(context, &best, i, o) || strays(context, &best, i, o) => {
                    unknown(context, &best, i).filter(|_| !is_misnamed(context, i, o))
                }
                // Some wide land, no name of its own.
                Some(o) if is_nobodys(context, i, o) => unknown(context, &best, i).map(|mut r| {
                    r.place.name = None;
                    r
                }),
                Some(o) => Some(known(context, i, o, &scores[context.range(i)])),
                None => unknown(context, &best, i),
            }
        };
        out.push(resolved);
    }
    out
}

fn first_best(scores: &[f64]) -> Option<usize> {
    let mut top: Option<(usize, f64)> = None;
    for (i, s) in scores.iter().enumerate() {
        if top.is_none_or(|(_, t)| *s > t + 1e-9) {
            top = Some((i, *s));
        }
    }
    top.map(|t| t.0)
}

fn window(i: usize, count: usize) -> impl Iterator<Item = usize> {
    window_of(i, count, WINDOW)
}

/// So many of so many mentions on either side of one.
fn window_of(i: usize, count: usize, reach: usize) -> impl Iterator<Item = usize> {
    (i.saturating_sub(reach)..(i + reach + 1).min(count)).filter(move |j| *j != i)
}

/// What is chosen for a mention at present.
fn chosen_of<'c, 'a>(context: &'c Context<'a>, best: &[Option<usize>], i: usize) -> Option<&'c Choice<'a>> {
    context.options(i).get(best.get(i).copied().flatten()?)
}

/// A mention near the one that is weighed.
struct Neighbour<'a> {
    /// How much it may say.
    weight: f64,
    /// It says where the one that is weighed lies.
    linked: bool,
    chosen: &'a Spot,
    /// The first neighbour of the same choice: what that says is said again.
    first: usize,
}

/// Weighs each candidate of a mention, given the present choice of the others.
fn weigh<'a>(
    context: &Context<'a>,
    best: &[Option<usize>],
    i: usize,
    neighbours: &mut Vec<Neighbour<'a>>,
    scores: &mut [f64],
) {
    neighbours.clear();
    for j in window(i, context.mentions.len()) {
        let Some(other) = chosen_of(context, best, j) else {
            continue;
        };
        // A doubtful neighbour says little; one of many homonyms less than one of few.
        let trust =
            if context.mentions[j].sure { 1.0 } else { 0.25 } / (context.options(j).len() as f64).sqrt().min(3.0);
        let linked = context.mentions[i].lies_in == Some(j);
        let same = |n: &Neighbour<'_>| n.chosen.place == other.place && n.linked == linked;
        neighbours.push(Neighbour {
            weight: context.weight(i, j) * if linked { trust.max(0.6) } else { trust },
            linked,
            chosen: other.spot,
            first: neighbours.iter().position(same).unwrap_or(neighbours.len()),
        });
    }
    for (o, weight) in context.options(i).iter().zip(scores) {
        let mut score = o.prior + 1.6 * context.country_weight(o.country);
        // Many neighbours must not drown a link: their sum grows slower than their number.
        let (mut plus, mut minus) = (0.0, 0.0);
        let mut fits = [0.0; 2 * WINDOW];
        for (k, n) in neighbours.iter().enumerate() {
            fits[k] = if n.first < k {
                fits[n.first]
            } else {
                together(o, n.chosen, n.linked)
            };
            let s = n.weight * fits[k];
            if n.linked {
                score += s;
            } else if s > 0.0 {
                plus += s;
            } else {
                minus += s;
            }
        }
        score += if plus > 2.0 { 2.0 + (plus - 2.0) * 0.4 } else { plus } + f64::max(minus, -1.0);
        *weight = score;
    }
}

/// Whether a sure place near by in the text bears out a doubtful one.
fn is_supported(context: &Context<'_>, best: &[Option<usize>], i: usize) -> bool {
    let m = &context.mentions[i];
    let Some(o) = chosen_of(context, best, i).filter(|o| o.fit >= 85) else {
        return false;
    };
    // What is linked to none is borne out by what stands next to it at most.
    let reach = match m.everyday {
        1.. if context.is_linked(i) => WINDOW,
        2.. => return false,
        1 => 1,
        _ => WINDOW,
    };
    let count = context.mentions.len();
    window_of(i, count, reach).any(|j| {
        let other = &context.mentions[j];
        let linked = || m.lies_in == Some(j) || other.lies_in == Some(i);
        let told = other.sure
            && match m.everyday {
                2.. => linked(),
                1 => linked() || i.abs_diff(j) == 1 && context.apart(i, j) == 0,
                _ => context.apart(i, j) <= 1,
            };
        told && chosen_of(context, best, j).is_some_and(|p| {
            p.kind != Kind::Country
                && p.place != o.place
                && (o.lies_in(p.place) || p.lies_in(o.place) || o.km(p) < 40.0)
        })
    })
}

/// Whether the text itself says that the place lies somewhere else.
fn contradicts(context: &Context<'_>, best: &[Option<usize>], i: usize, o: &Choice<'_>) -> bool {
    let m = &context.mentions[i];
    let Some(j) = m.lies_in else { return false };
    let Some(area) = chosen_of(context, best, j) else {
        return false;
    };
    if o.lies_in(area.place) || area.lies_in(o.place) || !context.mentions[j].sure {
        return false;
    }
    // Only a division says where something lies, and nothing well known is argued away.
    let quarter = is_quarter(o.kind);
    if o.kind <= Kind::Governorate || !quarter && (o.noted || !area.kind.is_division() && o.settled()) {
        return false;
    }
    let far = o.km(area);
    match area.kind {
        Kind::Country => false,
        Kind::Governorate => far > 60.0,
        _ => far > 40.0,
    }
}

/// Whether a small place lies far away in a country that nothing else in the report speaks of: a village of the same
/// sound stands for one that no file has.
fn strays(context: &Context<'_>, best: &[Option<usize>], i: usize, o: &Choice<'_>) -> bool {
    let quarter = is_quarter(o.kind);
    // «قرية الدور» is no town abroad that everybody knows.
    let village = || {
        let t = context.type_word(i);
        t.is_some_and(|t| t.kinds.first() == Some(&Kind::Village)) && o.kind < Kind::Village
    };
    if context.bare || o.kind <= Kind::Governorate || o.noted && !quarter && !village() || o.population >= METROPOLIS {
        return false;
    }
    let nisba = context.mentions[i].nisba.is_some_and(|c| *c.as_bytes() == o.country);
    if nisba || !context.is_foreign(o, if quarter { 1.0 } else { 2.0 }) {
        return false;
    }
    let far = if o.population < HAMLET { FAR_HAMLET } else { FAR };
    (0..context.mentions.len())
        .filter(|&j| j != i)
        .filter_map(|j| chosen_of(context, best, j))
        .filter(|p| p.kind != Kind::Country && p.country != o.country)
        .all(|p| o.km(p) > far)
}

/// Whether the word before the name is none of such a place and needs a name that is known: «اللواء شايع» is a man.
fn is_misnamed(context: &Context<'_>, i: usize, o: &Choice<'_>) -> bool {
    let t = context.type_word(i);
    t.is_some_and(|t| !t.open && !t.area && !t.kinds.contains(&o.kind))
}

/// What lies inside a city and shares its name with quarters of others: «حي السلام».
const fn is_quarter(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Neighbourhood | Kind::Square | Kind::Facility | Kind::Road | Kind::Bridge
    )
}

/// Whether a division is named by its direction or rank alone («المنطقة الجنوبية», «محافظة العاصمة») in a report that
/// speaks more of another country, or says whose it is: many countries have one.
fn is_nobodys(context: &Context<'_>, i: usize, o: &Choice<'_>) -> bool {
    let m = &context.mentions[i];
    let told = match m.nisba {
        Some(country) => *country.as_bytes() == o.country,
        // A state that only acts in the report lends no part of its own.
        None => context.speaks_of(i, o.country) && context.is_stage(o.country),
    };
    !(context.bare || o.kind == Kind::Country || told) && context.is_general(i)
}

fn known(context: &Context<'_>, i: usize, o: &Choice<'_>, scores: &[f64]) -> Resolved {
    let m = &context.mentions[i];
    let options = context.options(i);
    let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut ranked: Vec<usize> = (0..options.len())
        .filter(|k| scores[*k] >= top - OTHER && options[*k].place != o.place)
        .collect();
    ranked.sort_by(|a, b| {
        scores[*b]
            .total_cmp(&scores[*a])
            .then(options[*a].place.cmp(&options[*b].place))
    });
    let mut taken = if ranked.is_empty() { Vec::new() } else { vec![o.point] };
    let mut others: Vec<PlaceRef> = Vec::new();
    let mut ambiguous = false;
    for k in ranked {
        let other = &options[k];
        // What lies in the chosen place, or it in this, is no rival: a city and its governorate.
        let same_ground = other.lies_in(o.place) || o.lies_in(other.place) || o.km(other) < ONE_KM;
        if same_ground || taken.iter().any(|p| key::km(*p, other.point) < 10.0) {
            continue;
        }
        taken.push(other.point);
        // A country or governorate is not in doubt because a village bears its name.
        let outranked = o.kind <= Kind::Governorate && other.kind > Kind::Governorate
            || o.noted && !other.noted && other.prior < o.prior;
        ambiguous |= scores[k] > top - if outranked { 0.0 } else { MARGIN };
        others.push(other.place);
    }
    let mut place = record(context.gazetteer, context.text, m, o.spot);
    place.ambiguous = ambiguous;
    Resolved {
        place,
        known: Some(o.place),
        kind: Some(o.kind),
        inherited: false,
        fuzzy: false,
        others,
    }
}

/// A name that no gazetteer has: nearly so spelled near by, or the point of what it lies in.
fn unknown(context: &Context<'_>, best: &[Option<usize>], i: usize) -> Option<Resolved> {
    let m = &context.mentions[i];
    let area = container(context, best, i);
    if let Some(area) = area
        && let Some(near) = nearly_spelled(context, i, area)
    {
        return Some(near);
    }
    let mut place = Place::named(m.span.slice(context.text), m.span);
    place.name = Some(m.name.slice(context.text).to_owned());
    if let Some(area) = area {
        place.point = Some(area.point);
        place.precision = Some(match area.kind {
            Kind::Country | Kind::Governorate | Kind::Region => precision(area.kind, m.relation, false),
            Kind::District | Kind::Subdistrict => 3,
            _ => 2,
        });
        let ids = std::iter::once(&area.id).chain(&area.within);
        place.within = ids.cloned().collect();
    }
    Some(Resolved {
        place,
        known: None,
        kind: None,
        inherited: area.is_some(),
        fuzzy: false,
        others: Vec::new(),
    })
}

/// What a place that no gazetteer has lies in: what the text links it to, else the nearest place named before or after.
fn container<'c, 'a>(context: &'c Context<'a>, best: &[Option<usize>], i: usize) -> Option<&'c Choice<'a>> {
    let chosen = |j: usize| {
        let m = context.mentions.get(j)?;
        let o = chosen_of(context, best, j)?;
        // A state that only acts in the report holds no unknown village.
        let acts = o.kind == Kind::Country && !context.is_stage(o.country) || is_nobodys(context, j, o);
        ((m.sure || context.bare) && !acts).then_some(o)
    };
    let linked = context.mentions[i].lies_in.and_then(chosen);
    if linked.is_some() {
        return linked;
    }
    let count = context.mentions.len();
    // In its own sentence first, the wider area after it before what stands before it.
    let same: Vec<usize> = window(i, count).filter(|j| context.apart(i, *j) == 0).collect();
    let division = |j: &usize| chosen(*j).is_some_and(|o| o.kind.is_division() && o.kind != Kind::Country);
    let after = same.iter().copied().filter(|j| *j > i).find(division);
    let before = same
        .iter()
        .copied()
        .rev()
        .filter(|j| *j < i)
        .find(|j| chosen(*j).is_some_and(|o| o.kind != Kind::Country));
    let earlier = (i.saturating_sub(WINDOW)..i)
        .rev()
        .find(|j| chosen(*j).is_some_and(|o| o.kind != Kind::Country));
    let country = window(i, count).find(|j| chosen(*j).is_some());
    after.or(before).or(earlier).or(country).and_then(chosen)
}

fn nearly_spelled(context: &Context<'_>, i: usize, area: &Choice<'_>) -> Option<Resolved> {
    let m = &context.mentions[i];
    let reach = match area.kind {
        Kind::Country => return None,
        Kind::Governorate => 120.0,
        _ => 40.0,
    };
    let hits = context.gazetteer.lookup_near(m.name.slice(context.text), 0.7);
    let mut fitting = hits.iter().filter_map(|h| {
        let spot = context.gazetteer.spot(h.candidate.place)?;
        let near = key::km(spot.point, area.point) <= reach;
        (near && (area.kind != Kind::Governorate || spot.chain.contains(&area.place))).then_some(spot)
    });
    let spot = fitting.next()?;
    let rival = fitting.any(|other| key::km(spot.point, other.point) > 10.0);
    let mut found = record(context.gazetteer, context.text, m, spot);
    found.ambiguous = rival;
    Some(Resolved {
        place: found,
        known: Some(spot.place),
        kind: Some(spot.kind),
        inherited: false,
        fuzzy: true,
        others: Vec::new(),
    })
}

/// «المدينة», «المخيم»: the last place of that kind.
fn points_back(context: &Context<'_>, so_far: &[Option<Resolved>], i: usize) -> Option<Resolved> {
    let m = &context.mentions[i];
    let t = context.type_word(i)?;
    let from = so_far.len().saturating_sub(2 * WINDOW);
    let same_word = |j: usize| context.mentions[j].type_word == m.type_word && !context.mentions[j].anaphor;
    // «القرية» is no town that was named in between.
    let village = t.kinds.first() == Some(&Kind::Village);
    // … nor the city whose countryside was.
    let there = |j: usize| context.type_word(j).is_none_or(|t| t.id != "countryside");
    let fits = |j: usize| {
        so_far[j].as_ref().filter(|_| there(j)).is_some_and(|r| {
            r.kind
                .is_some_and(|k| t.kinds.contains(&k) && !(village && k < Kind::Village))
        })
    };
    let back = || (from..so_far.len()).rev().filter(|j| so_far[*j].is_some());
    let j = back().find(|j| same_word(*j) || !t.own && fits(*j))?;
    let mut r = so_far[j].clone()?;
    r.place.text = m.span.slice(context.text).to_owned();
    r.place.span = m.span;
    if let Some(kind) = r.kind {
        r.place.precision = Some(precision(kind, m.relation, !m.direction.is_empty()));
    }
    Some(r)
}
