//! The citation graph: which outlet takes from which medium.
//!
//! In: the chains of all claims and the copy edges; out: edges with the reports that show them, and a diagnostic
//! for every ring («أ نقلا عن ب، وب نقلا عن أ», a quoting b and b quoting a). Rings are kept and said, not undone.

use crate::copies::Reuse;
use crate::origins;
use crate::table::Table;
use isnad_model::{Citation, Diagnostic, ReportId, SourceKind};
use std::collections::{BTreeMap, BTreeSet};

fn public(kind: SourceKind) -> bool {
    matches!(
        kind,
        SourceKind::Media | SourceKind::Agency | SourceKind::Organisation | SourceKind::Party
    )
}

/// The edges, sorted, and the rings among them.
pub(crate) fn graph(table: &Table<'_>, reuse: &Reuse) -> (Vec<Citation>, Vec<Diagnostic>) {
    let mut edges: BTreeMap<(String, String), BTreeSet<&ReportId>> = BTreeMap::new();
    for row in &table.rows {
        let outlet = row.facts.outlet.as_ref().map(|o| o.as_str().to_owned());
        let items = table
            .items
            .get(row.items.start as usize..row.items.end as usize)
            .unwrap_or_default();
        for item in items {
            let mut outer = outlet.clone();
            for source in item.claim.sources.iter().rev().filter(|s| public(s.kind)) {
                let Some(who) = origins::name(source) else { continue };
                if let Some(from) = outer.filter(|f| *f != who) {
                    edges.entry((from, who.clone())).or_default().insert(&row.facts.id);
                }
                outer = Some(who);
            }
        }
    }
    for &(copy, of) in &reuse.edges {
        if let (Some(c), Some(f)) = (table.rows.get(copy as usize), table.rows.get(of as usize))
            && let (Some(from), Some(to)) = (&c.facts.outlet, &f.facts.outlet)
            && from != to
        {
            edges
                .entry((from.to_string(), to.to_string()))
                .or_default()
                .insert(&c.facts.id);
        }
    }
    let diagnostics = rings(&edges)
        .into_iter()
        .map(|ring| {
            Diagnostic::info(
                "ISN-L001",
                format!("outlets cite one another in a ring: {}", ring.join(", ")),
            )
        })
        .collect();
    let citations = edges
        .into_iter()
        .map(|((from, to), reports)| Citation {
            from,
            to,
            reports: reports.into_iter().cloned().collect(),
        })
        .collect();
    (citations, diagnostics)
}

/// Sets of names that all reach one another, each sorted: strongly connected components by Kosaraju's two walks,
/// with stacks of their own.
fn rings<T>(edges: &BTreeMap<(String, String), T>) -> Vec<Vec<String>> {
    let mut out: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut back: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in edges.keys() {
        out.entry(from).or_default().push(to);
        out.entry(to).or_default();
        back.entry(to).or_default().push(from);
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut finished: Vec<&str> = Vec::new();
    for start in out.keys() {
        let mut stack = vec![(*start, 0_usize)];
        while let Some((at, next)) = stack.pop() {
            if next == 0 && !seen.insert(at) {
                continue;
            }
            match out.get(at).and_then(|list| list.get(next)) {
                Some(to) => {
                    stack.push((at, next + 1));
                    if !seen.contains(to) {
                        stack.push((to, 0));
                    }
                }
                None => finished.push(at),
            }
        }
    }
    let mut placed: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    for start in finished.into_iter().rev() {
        let mut ring = Vec::new();
        let mut stack = vec![start];
        while let Some(at) = stack.pop() {
            if placed.insert(at) {
                ring.push(at.to_owned());
                stack.extend(back.get(at).into_iter().flatten());
            }
        }
        if ring.len() > 1 {
            ring.sort();
            found.push(ring);
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_are_found_and_lines_are_not() {
        let edges = |list: &[(&str, &str)]| {
            list.iter()
                .map(|(a, b)| (((*a).to_owned(), (*b).to_owned()), ()))
                .collect::<BTreeMap<_, _>>()
        };
        for (list, want) in [
            (&[("a", "b"), ("b", "c")][..], &[][..]),
            (&[("a", "b"), ("b", "a"), ("b", "c")], &[&["a", "b"][..]]),
            (
                &[("a", "b"), ("b", "c"), ("c", "a"), ("d", "e"), ("e", "d")],
                &[&["a", "b", "c"], &["d", "e"]],
            ),
        ] {
            assert_eq!(rings(&edges(list)), want, "{list:?}");
        }
    }
}
