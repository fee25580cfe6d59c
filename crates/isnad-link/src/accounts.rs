//! What the accounts of one event say, field by field: tolls, parts of tolls, and where accounts disagree.
//!
//! In: the claims of an event with the origin of each; out: tolls with low, best and high, merged parts, contradictions
//! with who says which. Nothing is averaged: «خمسة قتلى» (khamsat qatla, five dead) and «سبعة قتلى» (seven) stand side
//! by side. A value counts by its independent origins, not by how often it is repeated.

use crate::family;
use crate::score::kilometres;
use crate::table::{self, Item};
use isnad_model::{
    Account, Casualty, ClaimType, Contradiction, Count, Modality, Origin, Outcome, Stance, Status, Toll,
};
use std::collections::{BTreeMap, BTreeSet};

/// A claim of an event: its item, the number of its origin, when it was told: the day of publication, and of one day
/// the time of capture. A copy tells nothing later than the text that it was taken from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Voice<'t> {
    pub(crate) item: &'t Item<'t>,
    pub(crate) origin: usize,
    pub(crate) told: Option<(i32, &'t str)>,
}

impl Voice<'_> {
    /// Whether the claim says that the event did not happen.
    pub(crate) fn denies(&self) -> bool {
        self.item.claim.modality == Modality::Denied || self.item.claim.stance == Stance::Denied
    }
}

/// A value with who says so: origins, latest publication, claims as positions among the voices.
#[derive(Default, Debug)]
struct Support<'t> {
    origins: BTreeSet<usize>,
    latest: Option<(i32, &'t str)>,
    voices: Vec<usize>,
}

impl<'t> Support<'t> {
    fn add(&mut self, n: usize, voice: &Voice<'t>) {
        self.origins.insert(voice.origin);
        self.latest = self.latest.max(voice.told);
        self.voices.push(n);
    }
}

/// The value that most independent origins give; then the later report's; then the greatest in order.
pub(crate) fn most<'v, V: Ord>(voices: &[Voice<'v>], value: impl Fn(&Voice<'v>) -> Option<V>) -> Option<V> {
    let mut tally: BTreeMap<V, Support<'v>> = BTreeMap::new();
    for (n, voice) in voices.iter().enumerate() {
        if let Some(v) = value(voice) {
            tally.entry(v).or_default().add(n, voice);
        }
    }
    tally
        .into_iter()
        .max_by(|a, b| {
            (a.1.origins.len(), a.1.latest, a.1.voices.len(), &a.0).cmp(&(
                b.1.origins.len(),
                b.1.latest,
                b.1.voices.len(),
                &b.0,
            ))
        })
        .map(|(v, _)| v)
}

/// The number of each voice, but for those that only count a part: of numbers that one source of one report gives, the
/// greatest is the whole («سبعة قتلى», and «ثلاثة من الجرحى فارقوا الحياة»: seven dead, three of whom died later).
fn whole<'v>(voices: &[Voice<'v>], count: impl Fn(&Item<'v>) -> Option<Count>) -> Vec<Option<Count>> {
    let teller = |v: &Voice<'v>| {
        let claim = v.item.claim;
        let source = claim.sources.first();
        (claim.report.clone(), source.map(|s| (s.kind, s.entity.clone())))
    };
    let firm = |c: &Count| c.high == Some(c.low) && c.low > 0;
    let mut most = BTreeMap::new();
    for v in voices.iter().filter(|v| !v.denies()) {
        if let Some(c) = count(v.item).filter(firm) {
            let top = most.entry(teller(v)).or_insert(c.low);
            *top = c.low.max(*top);
        }
    }
    voices
        .iter()
        .map(|v| {
            count(v.item).filter(|c| !firm(c) || v.denies() || most.get(&teller(v)).is_none_or(|top| c.low == *top))
        })
        .collect()
}

/// A toll over all accounts that state one and do not deny the event.
pub(crate) fn toll(voices: &[Voice<'_>], count: impl Fn(&Item<'_>) -> Option<Count>) -> Option<Toll> {
    let stated: Vec<(Count, Voice<'_>)> = voices
        .iter()
        .zip(whole(voices, &count))
        .filter(|(v, _)| !v.denies())
        .filter_map(|(v, c)| c.map(|c| (c, *v)))
        .collect();
    let low = stated.iter().map(|(c, _)| c.low).min()?;
    let closed = stated.iter().filter_map(|(c, _)| c.high).max();
    let open = stated
        .iter()
        .filter(|(c, _)| c.high.is_none())
        .map(|(c, _)| c.low)
        .max();
    let high = match (closed, open) {
        (Some(h), Some(o)) if o > h => None,
        (Some(h), _) => Some(h),
        (None, _) => None,
    };
    // A number outweighs «عدد من»: vague counts are heard only where there is no other.
    let firm = |c: &Count| c.high == Some(c.low);
    let any_firm = stated.iter().any(|(c, _)| firm(c));
    let heard: Vec<Voice<'_>> = stated
        .iter()
        .filter(|(c, _)| !any_firm || firm(c))
        .map(|(_, v)| *v)
        .collect();
    let best = most(&heard, |v| count(v.item).map(|c| c.low))?;
    Some(Toll { low, best, high })
}

/// The parts of the toll, one for each outcome, status, group and side: the count that most origins give, all names.
pub(crate) fn casualties(voices: &[Voice<'_>]) -> Vec<Casualty> {
    type Part<'a> = (Outcome, Status, Option<&'a str>, Option<&'a str>);
    let mut parts: BTreeMap<Part<'_>, BTreeMap<Count, (Support<'_>, Casualty)>> = BTreeMap::new();
    for (n, voice) in voices.iter().enumerate().filter(|(_, v)| !v.denies()) {
        for part in &voice.item.claim.casualties {
            let key = (
                part.outcome,
                part.status,
                part.group.as_deref(),
                part.side.as_ref().map(isnad_model::EntityId::as_str),
            );
            parts
                .entry(key)
                .or_default()
                .entry(part.count)
                .or_insert_with(|| (Support::default(), part.clone()))
                .0
                .add(n, voice);
        }
    }
    let mut out = Vec::new();
    for ((outcome, status, group, side), counts) in parts {
        let best = counts.into_iter().max_by(|a, b| {
            let (x, y) = (&a.1.0, &b.1.0);
            (x.origins.len(), x.latest, a.0).cmp(&(y.origins.len(), y.latest, b.0))
        });
        let Some((_, (_, mut casualty))) = best else { continue };
        let mut seen = BTreeSet::new();
        casualty.names = voices
            .iter()
            .filter(|v| !v.denies())
            .flat_map(|v| &v.item.claim.casualties)
            .filter(|c| {
                (
                    c.outcome,
                    c.status,
                    c.group.as_deref(),
                    c.side.as_ref().map(isnad_model::EntityId::as_str),
                ) == (outcome, status, group, side)
            })
            .flat_map(|c| &c.names)
            .filter(|q| seen.insert(q.text.as_str()))
            .cloned()
            .collect();
        out.push(casualty);
    }
    out
}

/// Where accounts disagree, sorted by field.
pub(crate) fn contradictions(voices: &[Voice<'_>], origins: &[Origin]) -> Vec<Contradiction> {
    let mut out = Vec::new();
    let affirmed: Vec<usize> = (0..voices.len())
        .filter(|n| voices.get(*n).is_some_and(|v| !v.denies()))
        .collect();
    let all: Vec<usize> = (0..voices.len()).collect();
    let mut field = |name: &str,
                     over: &[usize],
                     value: &dyn Fn(&Voice<'_>) -> Option<String>,
                     clash: &dyn Fn(usize, usize) -> bool| {
        let mut values: BTreeMap<String, Support<'_>> = BTreeMap::new();
        for n in over {
            if let Some(voice) = voices.get(*n)
                && let Some(v) = value(voice)
            {
                values.entry(v).or_default().add(*n, voice);
            }
        }
        // Values rest on the first voice that gives them; a handful of values is all that is ever compared.
        let firsts: Vec<usize> = values
            .values()
            .filter_map(|s| s.voices.first().copied())
            .take(64)
            .collect();
        let disagree = firsts
            .iter()
            .enumerate()
            .any(|(i, a)| firsts.iter().skip(i + 1).any(|b| clash(*a, *b)));
        if disagree {
            let values = values
                .into_iter()
                .map(|(value, s)| account(value, &s, voices, origins))
                .collect();
            out.push(Contradiction {
                field: name.to_owned(),
                values,
            });
        }
    };
    let at = |n: usize| voices.get(n).map(|v| v.item);
    type Figure = fn(&Item<'_>) -> Option<Count>;
    let tolls: [(&str, Figure); 2] = [("injured", |i| i.claim.injured), ("killed", |i| i.claim.killed)];
    field(
        "agent",
        &affirmed,
        &|v| {
            let set: BTreeSet<&str> = v
                .item
                .claim
                .agent
                .iter()
                .filter_map(|p| p.entity.as_ref())
                .map(|e| e.as_str())
                .collect();
            (!set.is_empty()).then(|| set.into_iter().collect::<Vec<_>>().join(" + "))
        },
        &|a, b| {
            let (Some(a), Some(b)) = (at(a), at(b)) else {
                return false;
            };
            // The sides of a clash are told in either order; whoever is hit is no rival for having done it.
            let two_sided = |k| matches!(k, ClaimType::Clash | ClaimType::Negotiation | ClaimType::Ceasefire);
            !two_sided(a.claim.kind)
                && !two_sided(b.claim.kind)
                && !a.agents.iter().any(|x| b.agents.contains(x) || b.patients.contains(x))
        },
    );
    field("date", &affirmed, &|v| days(v.item), &|a, b| {
        let (Some(Some((a0, a1))), Some(Some((b0, b1)))) = (
            at(a).map(|i| table::own_days(i.claim)),
            at(b).map(|i| table::own_days(i.claim)),
        ) else {
            return false;
        };
        a0.max(b0) > a1.min(b1)
    });
    field(
        "happened",
        &all,
        &|v| Some(if v.denies() { "no" } else { "yes" }.to_owned()),
        &|a, b| voices.get(a).map(Voice::denies) != voices.get(b).map(Voice::denies),
    );
    for (name, count) in tolls {
        let whole = whole(voices, count);
        let affirmed: Vec<usize> = affirmed
            .iter()
            .copied()
            .filter(|n| whole.get(*n).is_some_and(Option::is_some))
            .collect();
        field(name, &affirmed, &|v| count(v.item).map(figure), &|a, b| match (
            at(a).and_then(count),
            at(b).and_then(count),
        ) {
            (Some(x), Some(y)) => !x.compatible(y),
            _ => false,
        });
    }
    field(
        "place",
        &affirmed,
        &|v| {
            let place = v.item.claim.place.as_ref()?;
            v.item.spot.as_ref().filter(|s| s.exact)?;
            Some(place.name.clone().unwrap_or_else(|| place.text.clone()))
        },
        &|a, b| match (at(a).and_then(|i| i.spot.as_ref()), at(b).and_then(|i| i.spot.as_ref())) {
            (Some(p), Some(q)) => {
                let inside =
                    p.id.is_some_and(|id| q.within.contains(&id)) || q.id.is_some_and(|id| p.within.contains(&id));
                !inside && p.point.zip(q.point).is_some_and(|(x, y)| kilometres(x, y) > 5.0)
            }
            _ => false,
        },
    );
    field(
        "type",
        &affirmed,
        &|v| {
            let kind = v.item.claim.kind;
            // "An attack" leaves open what kind of attack it was, and disputes no kind.
            (family::specificity(kind) > family::specificity(ClaimType::Offensive)).then(|| kind.as_str().to_owned())
        },
        &|a, b| match (at(a), at(b)) {
            (Some(a), Some(b)) => family::fit(a.claim.kind, b.claim.kind) == family::Fit::Loose,
            _ => false,
        },
    );
    out
}

fn account(value: String, support: &Support<'_>, voices: &[Voice<'_>], origins: &[Origin]) -> Account {
    let mut claims: Vec<_> = support
        .voices
        .iter()
        .filter_map(|n| voices.get(*n))
        .map(|v| v.item.claim.id.clone())
        .collect();
    claims.sort();
    let mut from: Vec<_> = support
        .origins
        .iter()
        .filter_map(|o| origins.get(*o))
        .map(|o| o.id.clone())
        .collect();
    from.sort();
    from.dedup();
    Account {
        value,
        claims,
        origins: from,
    }
}

fn days(item: &Item<'_>) -> Option<String> {
    let (_, t) = item.claim.time.as_ref()?;
    let (from, to) = (t.from.or(t.to)?, t.to.or(t.from)?);
    Some(if from == to {
        from.to_string()
    } else {
        format!("{from}/{to}")
    })
}

/// A count as a value: `5`, `26+`, `20–99`.
pub(crate) fn figure(c: Count) -> String {
    match c.high {
        Some(h) if h == c.low => c.low.to_string(),
        Some(h) => format!("{}–{h}", c.low),
        None => format!("{}+", c.low),
    }
}
