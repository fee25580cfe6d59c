//! From claims to what can be said to have happened, and how well it is attested.
//!
//! In: what is known of each report and its analysis, in any order, and decisions made by hand; out: copies and
//! versions, events with origins, tolls and contradictions, relations, the citation graph.
//! Five sites that carry «وكالة» (wikala, an agency) are one origin; two tolls stand side by side; a denial is an account.
//!
//! **Invariants:** the result depends on the set of reports alone, not on their order nor on the number of threads;
//! linking sees values, never text, lexicon, clock or disk; it cannot fail.
//! It does not keep state: adding reports means linking again, and decisions by hand are given again each time.
//!
//! ```
//! let (linked, diagnostics) = isnad_link::link(&[], &isnad_link::LinkOptions::default());
//! assert!(linked.events.is_empty() && diagnostics.is_empty());
//! ```

mod accounts;
mod blocks;
mod brief;
mod citations;
mod cluster;
mod copies;
mod days;
mod events;
mod family;
mod first;
mod hash;
mod hints;
mod likeness;
mod origins;
mod reason;
mod relations;
mod score;
mod serial;
mod table;

use cluster::Hand;
use isnad_model::{Analysis, ClaimId, Diagnostic, Event, Linked, ReportFacts};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use table::Table;

/// Decisions made by hand: they outlive every new analysis, because claim ids do.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LinkOptions {
    /// Pairs of claims that tell one event, whatever the scores say.
    pub merges: Vec<(ClaimId, ClaimId)>,
    /// Pairs of claims that tell two events. To take a claim out of an event, pair it with every other claim of it.
    pub splits: Vec<(ClaimId, ClaimId)>,
}

/// Links the claims of all reports.
#[must_use]
pub fn link(inputs: &[(ReportFacts, Analysis)], options: &LinkOptions) -> (Linked, Vec<Diagnostic>) {
    let mut table = Table::new(inputs);
    let reuse = copies::reuse(&table);
    days::settle(&mut table, &reuse.groups);
    let (hand, mut diagnostics) = hand(&table, options);
    let (citations, rings) = citations::graph(&table, &reuse);
    diagnostics.extend(rings);
    let pairs = blocks::pairs(&table, &reuse.groups);
    let group = |r: u32| reuse.groups.get(r as usize).copied().flatten();
    let copied = |a: u32, b: u32| group(a).is_some() && group(a) == group(b);
    let clusters = cluster::clusters(&table, &pairs, &hand, &copied);
    drop(pairs);
    let ground = origins::Ground::new(&table, &reuse);
    let mut events: Vec<Event> = clusters
        .par_iter()
        .filter_map(|c| events::event(&table, &ground, &reuse, c))
        .collect();
    events.par_sort_unstable_by(|a, b| a.id.cmp(&b.id));
    let relations = relations::relations(&table);
    diagnostics.sort();
    let linked = Linked {
        copies: reuse.copies,
        versions: reuse.versions,
        events,
        relations,
        citations,
    };
    (linked, diagnostics)
}

/// Turns decisions by hand into rows; what names no claim of the input, or contradicts itself, is said.
fn hand(table: &Table<'_>, options: &LinkOptions) -> (Hand, Vec<Diagnostic>) {
    let mut out = Hand::default();
    let mut diagnostics = Vec::new();
    if options.merges.is_empty() && options.splits.is_empty() {
        return (out, diagnostics);
    }
    let mut rows: FxHashMap<&ClaimId, u32> = FxHashMap::default();
    for (n, item) in table.items.iter().enumerate() {
        rows.entry(&item.claim.id)
            .or_insert(u32::try_from(n).unwrap_or(u32::MAX));
    }
    let mut resolve = |pair: &(ClaimId, ClaimId)| match (rows.get(&pair.0), rows.get(&pair.1)) {
        (Some(a), Some(b)) => Some(((*a).min(*b), (*a).max(*b))),
        _ => {
            let message = format!(
                "a decision by hand names a claim that is not there: {}, {}",
                pair.0, pair.1
            );
            diagnostics.push(Diagnostic::info("ISN-L002", message));
            None
        }
    };
    let mut splits: Vec<(u32, u32)> = options.splits.iter().filter_map(&mut resolve).collect();
    splits.sort_unstable();
    splits.dedup();
    let mut merges: Vec<(u32, u32)> = options.merges.iter().filter_map(&mut resolve).collect();
    merges.sort_unstable();
    merges.dedup();
    for (a, b) in &splits {
        out.splits.entry(*a).or_default().push(*b);
        out.splits.entry(*b).or_default().push(*a);
    }
    for pair in merges {
        if splits.binary_search(&pair).is_ok() {
            let id = |n: u32| table.items.get(n as usize).map_or("", |i| i.claim.id.as_str());
            let message = format!(
                "{} and {} are both joined and split by hand; they stay split",
                id(pair.0),
                id(pair.1)
            );
            diagnostics.push(Diagnostic::warning("ISN-L003", message));
        } else {
            out.merges.push(pair);
        }
    }
    (out, diagnostics)
}
