//! Origins: where the accounts of an event enter the public.
//!
//! In: the claims of one event, text reuse and ownership; out: origins, each with the claims that go back to it.
//! A monitor or a party that speaks is an origin; so is a medium or agency that tells first; an outlet is one when its
//! chain names nobody who is public. Ten sites after one agency are one origin, and so are a foreign paper
//! («صنداي تايمز»), the broadcaster that retold it and the site that retold the broadcaster.
//! Doubt folds: two accounts that may hang together count once.

use crate::copies::Reuse;
use crate::hash;
use crate::table::{Item, Table};
use isnad_model::{EntityId, Origin, OriginId, Source, SourceKind};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// What makes two accounts one origin; the order is that of who speaks for the origin.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Key {
    /// A monitor, relief body, armed or political group.
    Speaker(String),
    /// A medium, agency or outlet.
    Medium(String),
    /// A named person on a day.
    Statement(String, i32),
    /// A report of no known outlet.
    Report(u32),
}

/// Who a link of a chain is.
pub(crate) fn name(source: &Source) -> Option<String> {
    match (&source.entity, &source.quoted) {
        (Some(e), _) => Some(e.as_str().to_owned()),
        (None, Some(q)) => Some(q.text.split_whitespace().collect::<Vec<_>>().join(" ")),
        (None, None) => None,
    }
}

/// Everything about origins that holds for all events at once.
#[derive(Debug, Default)]
pub(crate) struct Ground {
    /// Owner or feeding agency by outlet.
    owner: BTreeMap<EntityId, EntityId>,
    /// The first of the family of texts, by row; only for copies.
    first: FxHashMap<u32, u32>,
}

impl Ground {
    /// Gathers ownership and copy edges.
    pub(crate) fn new(table: &Table<'_>, reuse: &Reuse) -> Self {
        let mut owner = BTreeMap::new();
        for row in &table.rows {
            if let (Some(outlet), Some(of)) = (&row.facts.outlet, &row.facts.outlet_owner) {
                owner.entry(outlet.clone()).or_insert_with(|| of.clone());
            }
        }
        let up: FxHashMap<u32, u32> = reuse.edges.iter().copied().collect();
        let mut first = FxHashMap::default();
        for &(copy, of) in &reuse.edges {
            let mut at = of;
            // Edges hold no cycle; the bound keeps a mistake from becoming a hang.
            for _ in 0..64 {
                match up.get(&at) {
                    Some(next) => at = *next,
                    None => break,
                }
            }
            first.insert(copy, at);
        }
        Self { owner, first }
    }

    /// The first of the texts that a row was copied from, else the row itself.
    pub(crate) fn first_of(&self, row: u32) -> u32 {
        self.first.get(&row).copied().unwrap_or(row)
    }

    /// The outlet of a row, the first of its copies standing for it.
    fn outlet(&self, table: &Table<'_>, row: u32) -> Key {
        let row = self.first_of(row);
        let outlet = table.rows.get(row as usize).and_then(|r| r.facts.outlet.as_ref());
        outlet.map_or(Key::Report(row), |o| Key::Medium(o.as_str().to_owned()))
    }

    /// The keys of a claim: the first names its origin, the others fold it with further ones.
    fn keys(&self, table: &Table<'_>, item: &Item<'_>) -> Vec<Key> {
        let chain = &item.claim.sources;
        let day = table
            .rows
            .get(item.report as usize)
            .and_then(|r| r.published)
            .or(item.days.map(|d| d.1))
            .unwrap_or_default();
        let media: Vec<Key> = chain
            .iter()
            .filter(|s| matches!(s.kind, SourceKind::Media | SourceKind::Agency))
            .filter_map(name)
            .map(Key::Medium)
            .collect();
        let mut keys = Vec::new();
        for source in chain {
            let Some(who) = name(source) else { continue };
            match source.kind {
                SourceKind::Organisation | SourceKind::Party => {
                    // A statement of a body is its own origin, whoever carries it.
                    return vec![Key::Speaker(who)];
                }
                SourceKind::Official | SourceKind::Named | SourceKind::Expert => keys.push(Key::Statement(who, day)),
                _ => {}
            }
        }
        // The innermost medium told first; those further out retold it.
        let mut out = media;
        out.append(&mut keys);
        if out.is_empty() {
            out.push(self.outlet(table, item.report));
        }
        if let Some(Key::Medium(m)) = out.first()
            && let Some(owner) = self.owner.get(&EntityId::new(m.clone()))
        {
            out.push(Key::Medium(owner.as_str().to_owned()));
        }
        out
    }
}

/// The origins of some claims, sorted by id, and for each claim the number of its origin.
pub(crate) fn origins(table: &Table<'_>, ground: &Ground, reuse: &Reuse, members: &[u32]) -> (Vec<Origin>, Vec<usize>) {
    let items: Vec<&Item<'_>> = members.iter().filter_map(|m| table.items.get(*m as usize)).collect();
    let mut keys: Vec<Vec<Key>> = items.iter().map(|i| ground.keys(table, i)).collect();
    retellings(table, &items, &mut keys);
    // Key to the first claim that has it; claims that share a key are one.
    let mut parent: Vec<usize> = (0..items.len()).collect();
    let mut seen: BTreeMap<&Key, usize> = BTreeMap::new();
    for (n, list) in keys.iter().enumerate() {
        for key in list {
            let other = *seen.entry(key).or_insert(n);
            join(&mut parent, n, other);
        }
    }
    quotations(table, &items, &mut parent);
    texts(reuse, &items, &keys, &mut parent);
    let mut classes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for n in 0..items.len() {
        classes.entry(root(&mut parent, n)).or_default().push(n);
    }
    let mut out: Vec<(Origin, Vec<usize>)> = Vec::new();
    for class in classes.into_values() {
        let mut votes: BTreeMap<&Key, usize> = BTreeMap::new();
        for n in &class {
            if let Some(key) = keys.get(*n).and_then(|k| k.first()) {
                *votes.entry(key).or_default() += 1;
            }
        }
        let Some((key, _)) = votes.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0))) else {
            continue;
        };
        let kind = kind_of(key, &class, &items);
        let (tag, name) = match key {
            Key::Speaker(s) => ("speaker", Some(s.clone())),
            Key::Medium(s) => ("medium", Some(s.clone())),
            Key::Statement(s, _) => ("statement", Some(s.clone())),
            Key::Report(_) => ("report", None),
        };
        let what = match key {
            Key::Speaker(s) | Key::Medium(s) => s.clone(),
            Key::Statement(s, day) => format!("{s} {day}"),
            Key::Report(row) => table
                .rows
                .get(*row as usize)
                .map_or_else(String::new, |r| r.facts.id.to_string()),
        };
        let mut claims: Vec<_> = class
            .iter()
            .filter_map(|n| items.get(*n))
            .map(|i| i.claim.id.clone())
            .collect();
        claims.sort();
        out.push((
            Origin {
                id: OriginId::new(hash::digest('o', [tag, what.as_str()])),
                kind,
                name,
                claims,
            },
            class,
        ));
    }
    out.sort_by(|a, b| (&a.0.id, &a.0.claims).cmp(&(&b.0.id, &b.0.claims)));
    let mut of = vec![0; items.len()];
    for (number, (_, class)) in out.iter().enumerate() {
        for n in class {
            if let Some(slot) = of.get_mut(*n) {
                *slot = number;
            }
        }
    }
    (out.into_iter().map(|o| o.0).collect(), of)
}

fn kind_of(key: &Key, class: &[usize], items: &[&Item<'_>]) -> String {
    let named = |want: &str| {
        class
            .iter()
            .filter_map(|n| items.get(*n))
            .flat_map(|i| &i.claim.sources)
            .filter(|s| s.kind != SourceKind::Outlet)
            .find(|s| name(s).as_deref() == Some(want))
            .map(|s| s.kind)
    };
    match key {
        Key::Speaker(s) | Key::Medium(s) | Key::Statement(s, _) => {
            named(s).unwrap_or(SourceKind::Outlet).as_str().to_owned()
        }
        Key::Report(_) => "report".to_owned(),
    }
}

/// A medium that others cite, and that itself only retells another origin, stands for that origin.
fn retellings(table: &Table<'_>, items: &[&Item<'_>], keys: &mut [Vec<Key>]) {
    let mut own: BTreeMap<Key, BTreeSet<Key>> = BTreeMap::new();
    for (item, list) in items.iter().zip(keys.iter()) {
        let outlet = table
            .rows
            .get(item.report as usize)
            .and_then(|r| r.facts.outlet.as_ref());
        if let (Some(o), Some(first)) = (outlet, list.first()) {
            own.entry(Key::Medium(o.as_str().to_owned()))
                .or_default()
                .insert(first.clone());
        }
    }
    for list in keys.iter_mut() {
        let mut more = Vec::new();
        for key in list.iter() {
            if let Some(roots) = own.get(key)
                && roots.len() == 1
                && !roots.contains(key)
            {
                more.extend(roots.iter().cloned());
            }
        }
        // What is retold names the origin, not who retells it.
        more.append(list);
        *list = more;
    }
}

/// The same words in quotation marks come from the same mouth.
fn quotations(table: &Table<'_>, items: &[&Item<'_>], parent: &mut [usize]) {
    let mut seen: FxHashMap<u64, usize> = FxHashMap::default();
    for (n, item) in items.iter().enumerate() {
        let speaks = item.claim.sources.first().is_some_and(|s| {
            !matches!(
                s.kind,
                SourceKind::Outlet | SourceKind::Unstated | SourceKind::Organisation | SourceKind::Party
            )
        });
        if !speaks {
            continue;
        }
        let Some(row) = table.rows.get(item.report as usize) else {
            continue;
        };
        for quotation in &row.analysis.fingerprint.quotations {
            let other = *seen.entry(*quotation).or_insert(n);
            if items.get(other).is_some_and(|o| o.report != item.report) {
                join(parent, n, other);
            }
        }
    }
}

/// Copies of one text are one account where neither names a body that speaks.
fn texts(reuse: &Reuse, items: &[&Item<'_>], keys: &[Vec<Key>], parent: &mut [usize]) {
    let mut seen: FxHashMap<u32, usize> = FxHashMap::default();
    for (n, item) in items.iter().enumerate() {
        let Some(group) = reuse.groups.get(item.report as usize).copied().flatten() else {
            continue;
        };
        if matches!(keys.get(n).and_then(|k| k.first()), Some(Key::Speaker(_))) {
            continue;
        }
        let other = *seen.entry(group).or_insert(n);
        join(parent, n, other);
    }
}

fn root(parent: &mut [usize], x: usize) -> usize {
    let mut at = x;
    while let Some(&p) = parent.get(at) {
        if p == at {
            break;
        }
        at = p;
    }
    if let Some(slot) = parent.get_mut(x) {
        *slot = at;
    }
    at
}

fn join(parent: &mut [usize], a: usize, b: usize) {
    let (x, y) = (root(parent, a), root(parent, b));
    if let Some(slot) = parent.get_mut(x.max(y)) {
        *slot = x.min(y);
    }
}
