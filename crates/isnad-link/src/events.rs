//! Events: clusters of claims with what their accounts agree on and who says otherwise.
//!
//! In: clusters, the table, text reuse; out: events. The type is the most specific that most origins give, the date the
//! narrowest interval that the claims state, the place the one that most origins name among the finest.
//! Where no claim states a day, news is of the days up to its publication: the event gets those three days, a report
//! whose date is a republication lends none.

use crate::accounts::{self, Voice};
use crate::cluster::{Cluster, Joint};
use crate::copies::Reuse;
use crate::family;
use crate::hash;
use crate::origins::{self, Ground};
use crate::score;
use crate::table::{self, Table};
use isnad_model::{ClaimType, Corroboration, Event, EventId, Link, Participant, Place, Thing};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Participants that an event lists.
const MOST_PARTICIPANTS: usize = 24;

/// Builds the event of a cluster.
pub(crate) fn event(table: &Table<'_>, ground: &Ground, reuse: &Reuse, cluster: &Cluster) -> Option<Event> {
    let (origins, of) = origins::origins(table, ground, reuse, &cluster.members);
    let voices: Vec<Voice<'_>> = cluster
        .members
        .iter()
        .filter_map(|m| table.items.get(*m as usize))
        .zip(&of)
        .map(|(item, origin)| Voice {
            item,
            origin: *origin,
            told: told(table, ground, item.report),
        })
        .collect();
    let told: Vec<Voice<'_>> = if voices.iter().any(|v| !v.denies()) {
        voices.iter().copied().filter(|v| !v.denies()).collect()
    } else {
        voices.clone()
    };
    let kind = kind(&told)?;
    let mut claims: Vec<_> = voices.iter().map(|v| v.item.claim.id.clone()).collect();
    claims.sort();
    let mut reports: Vec<_> = voices.iter().map(|v| v.item.claim.report.clone()).collect();
    reports.sort();
    reports.dedup();
    // Captures of one page are one telling.
    let pages: BTreeSet<u32> = voices.iter().map(|v| reuse.page(v.item.report)).collect();
    let (from, to) = days(&told);
    let contradictions = accounts::contradictions(&voices, &origins);
    let independent = u32::try_from(origins.len()).unwrap_or(u32::MAX);
    let disputed = contradictions
        .iter()
        .any(|c| matches!(c.field.as_str(), "agent" | "type" | "happened"));
    let corroboration = if disputed {
        Corroboration::Contested
    } else if independent >= 2 {
        Corroboration::Corroborated
    } else if pages.len() >= 2 {
        Corroboration::Repeated
    } else {
        Corroboration::Single
    };
    let thing = |get: fn(&Voice<'_>) -> Option<Thing>| {
        let class = accounts::most(&told, |v| get(v).map(|t| t.class))?;
        told.iter().filter_map(get).find(|t| t.class == class)
    };
    Some(Event {
        id: EventId::new(hash::digest('e', claims.iter().map(isnad_model::ClaimId::as_str))),
        kind,
        from,
        to,
        place: place(&told),
        agent: participants(&told, |v| &v.item.claim.agent),
        patient: participants(&told, |v| &v.item.claim.patient),
        means: thing(|v| v.item.claim.means.clone()),
        target: thing(|v| v.item.claim.target.clone()),
        killed: accounts::toll(&voices, |i| i.claim.killed),
        injured: accounts::toll(&voices, |i| i.claim.injured),
        casualties: accounts::casualties(&voices),
        independent_origins: independent,
        origins,
        corroboration,
        contradictions,
        why: why(table, reuse, cluster),
        claims,
        reports,
    })
}

/// When a report told what it tells; of a copy, when the first text did.
fn told<'t>(table: &'t Table<'_>, ground: &Ground, row: u32) -> Option<(i32, &'t str)> {
    let row = table.rows.get(ground.first_of(row) as usize)?;
    Some((row.published?, row.facts.retrieved.as_deref().unwrap_or("")))
}

fn kind(voices: &[Voice<'_>]) -> Option<ClaimType> {
    // The finest class of types first; inside it, origins decide.
    let finest = voices.iter().map(|v| family::specificity(v.item.claim.kind)).max()?;
    accounts::most(voices, |v| {
        let kind = v.item.claim.kind;
        (family::specificity(kind) == finest).then_some(std::cmp::Reverse(kind))
    })
    .map(|r| r.0)
}

/// The days that reports lend to claims without a time: of several the earliest publication.
fn lent(voices: &[Voice<'_>]) -> (Option<Date>, Option<Date>) {
    let days = voices.iter().filter(|v| v.item.borrowed).filter_map(|v| v.item.days);
    days.min_by_key(|(a, b)| (b - a, *b))
        .map_or((None, None), |(a, b)| (table::date_of(a), table::date_of(b)))
}

/// The narrowest interval that the claims state; of several as narrow, the one of most origins.
fn days(voices: &[Voice<'_>]) -> (Option<Date>, Option<Date>) {
    let own = |v: &Voice<'_>| table::own_days(v.item.claim);
    let Some(narrowest) = voices.iter().filter_map(own).map(|(a, b)| b - a).min() else {
        return lent(voices);
    };
    let best = accounts::most(voices, |v| own(v).filter(|(a, b)| b - a == narrowest));
    voices
        .iter()
        .find(|v| own(v).is_some() && own(v) == best)
        .and_then(|v| v.item.claim.time.as_ref())
        .map_or((None, None), |(_, t)| (t.from.or(t.to), t.to.or(t.from)))
}

/// The place that most origins name among the finest; a place that lies in another speaks for that one too.
fn place<'v>(voices: &'v [Voice<'v>]) -> Option<Place> {
    type Key<'a> = (Option<&'a str>, &'a str);
    #[derive(Default)]
    struct Support<'a> {
        origins: BTreeSet<usize>,
        /// Origins that state a toll with it.
        counted: BTreeSet<usize>,
        first: Option<&'a Voice<'a>>,
    }
    let rank = |p: u8| match p {
        0..=2 => 0,
        other => other,
    };
    let finest = voices
        .iter()
        .filter_map(|v| v.item.spot.as_ref())
        .map(|s| rank(s.precision))
        .min()?;
    let fine = |v: &Voice<'_>| v.item.spot.as_ref().is_some_and(|s| rank(s.precision) == finest);
    // The place that stands with the number of dead is that of the event; ties by hash would mean nothing.
    let counted = |v: &Voice<'_>| v.item.claim.killed.is_some() || v.item.claim.injured.is_some();
    let mut tally: BTreeMap<Key<'_>, Support<'_>> = BTreeMap::new();
    for voice in voices.iter().filter(|v| fine(v)) {
        let Some(p) = &voice.item.claim.place else { continue };
        let name = p.name.as_deref().unwrap_or(&p.text);
        let support = tally.entry((p.id.as_ref().map(|i| i.as_str()), name)).or_default();
        support.origins.insert(voice.origin);
        if counted(voice) {
            support.counted.insert(voice.origin);
        }
        let better = support.first.is_none_or(|f| counted(voice) && !counted(f));
        if better {
            support.first = Some(voice);
        }
    }
    let point = |s: &Support<'_>| {
        s.first
            .is_some_and(|v| v.item.spot.as_ref().is_some_and(|s| s.point.is_some()))
    };
    tally
        .into_iter()
        .max_by(|(k, x), (l, y)| {
            (x.origins.len(), x.counted.len(), point(x), k).cmp(&(y.origins.len(), y.counted.len(), point(y), l))
        })
        .and_then(|(_, s)| s.first?.item.claim.place.clone())
}

/// Participants of all accounts, one for each entity or wording, those of most origins first.
fn participants<'v>(voices: &[Voice<'v>], list: impl Fn(&Voice<'v>) -> &'v [Participant]) -> Vec<Participant> {
    type Named<'a> = (Option<&'a str>, &'a str);
    let mut seen: BTreeMap<Named<'_>, (BTreeSet<usize>, &Participant)> = BTreeMap::new();
    for voice in voices {
        for p in list(voice) {
            // An entity is one participant however it is worded, but its fighters and its commander are two.
            let key = match &p.entity {
                Some(e) => (Some(e.as_str()), p.role.as_deref().unwrap_or("")),
                None => (None, p.quoted.text.as_str()),
            };
            seen.entry(key)
                .or_insert_with(|| (BTreeSet::new(), p))
                .0
                .insert(voice.origin);
        }
    }
    let mut found: Vec<_> = seen.into_iter().collect();
    found.sort_by(|a, b| (b.1.0.len(), a.0.0.is_none(), &a.0).cmp(&(a.1.0.len(), b.0.0.is_none(), &b.0)));
    found
        .into_iter()
        .take(MOST_PARTICIPANTS)
        .map(|(_, (_, p))| p.clone())
        .collect()
}

fn why(table: &Table<'_>, reuse: &Reuse, cluster: &Cluster) -> Vec<Link> {
    let mut links: Vec<Link> = cluster
        .links
        .iter()
        .filter_map(|Joint { pair, by_hand }| {
            let (a, b) = (table.items.get(pair.a as usize)?, table.items.get(pair.b as usize)?);
            let group = |r: u32| reuse.groups.get(r as usize).copied().flatten();
            let copied = group(a.report).is_some() && group(a.report) == group(b.report);
            let mut because = score::explain(a, b, copied, reuse.page(a.report) == reuse.page(b.report));
            if *by_hand {
                because.insert(0, "joined by hand".to_owned());
            }
            Some(Link {
                a: a.claim.id.clone(),
                b: b.claim.id.clone(),
                score: (f64::from(pair.score) * 1000.0).round() / 1000.0,
                because,
            })
        })
        .collect();
    links.sort_by(|x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
    links
}
