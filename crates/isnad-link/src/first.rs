//! Which of two texts came first, and what the later one changed.
//!
//! In: two rows of the table; out: an order, and changes claim by claim: a toll raised, a name dropped.
//! Order is judged by the dates of publication that may be believed, then by who cites whom, then by length,
//! time of capture and id. «نقلا عن» (naqlan an, "quoting") says more than a clock, but a date says more than that.

use crate::table::{Item, Row, Table};
use isnad_model::{Change, Count, SourceKind};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Whether a report's chains name the other's outlet.
fn cites(table: &Table<'_>, from: &Row<'_>, to: &Row<'_>) -> bool {
    let Some(outlet) = &to.facts.outlet else { return false };
    from.facts.outlet.as_ref() != Some(outlet)
        && table
            .items
            .get(from.items.start as usize..from.items.end as usize)
            .unwrap_or_default()
            .iter()
            .flat_map(|i| &i.claim.sources)
            .any(|s| s.kind != SourceKind::Outlet && s.entity.as_ref() == Some(outlet))
}

/// Whether row `a` is likelier the first of the two.
pub(crate) fn before(table: &Table<'_>, a: u32, b: u32) -> bool {
    let (Some(x), Some(y)) = (table.rows.get(a as usize), table.rows.get(b as usize)) else {
        return a < b;
    };
    if let (Some(p), Some(q)) = (x.published, y.published)
        && p != q
    {
        return p < q;
    }
    match (cites(table, y, x), cites(table, x, y)) {
        (true, false) => return true,
        (false, true) => return false,
        _ => {}
    }
    let key = |r: &Row<'_>| {
        let length = r.analysis.fingerprint.shingles.len();
        (
            Reverse(length),
            r.facts.retrieved.clone().unwrap_or_else(|| "~".to_owned()),
            r.facts.id.clone(),
        )
    };
    key(x) < key(y)
}

fn count(c: Option<Count>) -> String {
    c.map_or_else(String::new, crate::accounts::figure)
}

fn likeness(a: &Item<'_>, b: &Item<'_>) -> u32 {
    if a.claim.kind != b.claim.kind || a.claim.modality != b.claim.modality {
        return 0;
    }
    let place = match (&a.spot, &b.spot) {
        (Some(p), Some(q)) => u32::from(p.name == q.name || p.id.is_some() && p.id == q.id) * 3,
        (None, None) => 1,
        _ => 0,
    };
    1 + place
        + u32::from(a.claim.trigger.text == b.claim.trigger.text) * 2
        + u32::from(a.agents == b.agents)
        + u32::from(a.claim.killed == b.claim.killed)
        + u32::from(a.claim.injured == b.claim.injured)
}

/// What the later text says otherwise than the earlier, sorted; claims are matched one to one, most alike first.
pub(crate) fn changes(table: &Table<'_>, earlier: u32, later: u32) -> Vec<Change> {
    let items = |row: u32| {
        let r = table.of_row(row);
        // Long lists are compared by their first claims.
        table
            .items
            .get(r.start as usize..r.end as usize)
            .unwrap_or_default()
            .iter()
            .take(100)
            .collect::<Vec<_>>()
    };
    let (old, new) = (items(earlier), items(later));
    let mut scored: Vec<(Reverse<u32>, usize, usize)> = Vec::new();
    for (i, a) in old.iter().enumerate() {
        for (j, b) in new.iter().enumerate() {
            let n = likeness(a, b);
            if n > 0 {
                scored.push((Reverse(n), i, j));
            }
        }
    }
    scored.sort_unstable();
    let (mut used_old, mut used_new) = (BTreeSet::new(), BTreeSet::new());
    let mut out = BTreeSet::new();
    let mut note = |field: &str, before: String, after: String| {
        if before != after {
            out.insert(Change {
                field: field.to_owned(),
                before,
                after,
            });
        }
    };
    for (_, i, j) in scored {
        if used_old.contains(&i) || used_new.contains(&j) {
            continue;
        }
        used_old.insert(i);
        used_new.insert(j);
        let (Some(a), Some(b)) = (old.get(i), new.get(j)) else {
            continue;
        };
        note("killed", count(a.claim.killed), count(b.claim.killed));
        note("injured", count(a.claim.injured), count(b.claim.injured));
        let place = |x: &Item<'_>| {
            x.claim
                .place
                .as_ref()
                .map_or_else(String::new, |p| p.name.clone().unwrap_or_else(|| p.text.clone()))
        };
        note("place", place(a), place(b));
        let agents = |x: &Item<'_>| {
            let set: BTreeSet<&str> = x
                .claim
                .agent
                .iter()
                .filter_map(|p| p.entity.as_ref())
                .map(|e| e.as_str())
                .collect();
            set.into_iter().collect::<Vec<_>>().join(", ")
        };
        note("agent", agents(a), agents(b));
        let names = |x: &Item<'_>| -> BTreeSet<String> {
            x.claim
                .casualties
                .iter()
                .flat_map(|c| &c.names)
                .map(|n| n.text.clone())
                .collect()
        };
        for name in names(a).difference(&names(b)) {
            note("name", name.clone(), String::new());
        }
        for name in names(b).difference(&names(a)) {
            note("name", String::new(), name.clone());
        }
    }
    for (i, a) in old.iter().enumerate().filter(|(i, _)| !used_old.contains(i)) {
        let _ = i;
        note("claim", a.claim.english.clone(), String::new());
    }
    for (_, b) in new.iter().enumerate().filter(|(j, _)| !used_new.contains(j)) {
        note("claim", String::new(), b.claim.english.clone());
    }
    out.into_iter().collect()
}
