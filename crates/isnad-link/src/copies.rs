//! Text reuse: which report's words come from another's, and which are two captures of one address.
//!
//! In: the table with the fingerprints of the reports; out: copy edges, versions, and a number for each family of
//! copied texts. MinHash signatures in bands propose, sampled shingles propose passages, exact containment decides.
//! Captures of one address are versions, not copies. A page that lists many incidents
//! («حصاد اليوم», hasad al-yawm, "the day's harvest") shares events with the reports it takes from and is no copy of them.

use crate::first;
use crate::hash::mix;
use crate::table::Table;
use isnad_model::{Copy, CopyKind, Modality, Version};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Bands of the signature and rows of a band: at a likeness of 0.6 nine in ten pairs are proposed.
const BANDS: usize = 16;
const ROWS: usize = 4;
/// One shingle in so many is an entry of the passage index.
const SAMPLED: u64 = 16;
/// Shingles in more reports than this are formulas, not passages.
const FORMULA: usize = 64;
/// Reports of one band that each further one is compared with.
const BUCKET: usize = 6;
/// Share of a copy's shingles that stand in the first: near.
const NEAR: f64 = 0.6;
/// Share that makes a partial copy without a long passage.
const PARTIAL: f64 = 0.3;
/// Shingles in a row that make a passage: sixteen words.
const PASSAGE: usize = 12;
/// Incidents that make a list of a page.
const LIST: usize = 4;

/// What is known of text reuse.
#[derive(Debug, Default)]
pub(crate) struct Reuse {
    /// Copy edges, sorted by report.
    pub(crate) copies: Vec<Copy>,
    /// Versions, sorted by report.
    pub(crate) versions: Vec<Version>,
    /// Rows of copy and first, for every copy edge.
    pub(crate) edges: Vec<(u32, u32)>,
    /// Number of the family of texts of each row: copies and versions of one another.
    pub(crate) groups: Vec<Option<u32>>,
    /// Rows whose text repeats a later or an earlier one of the same address.
    pub(crate) same_address: Vec<(u32, u32)>,
    /// The first capture of the address of a row, where there are several.
    first_capture: FxHashMap<u32, u32>,
}

impl Reuse {
    /// The row that stands for the page of a row: captures of one address are one page.
    pub(crate) fn page(&self, row: u32) -> u32 {
        self.first_capture.get(&row).copied().unwrap_or(row)
    }
}

/// Parameters that say how a visitor came, by how their names begin.
const TRACKERS: [&str; 7] = ["utm_", "fbclid", "gclid", "igshid", "ocid", "twclid", "yclid"];

/// What of an address names the page: no scheme, no tracker; other parameters name the page on many sites.
fn address(url: &str) -> String {
    let url = url.split('#').next().unwrap_or(url);
    let url = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))
        .unwrap_or(url);
    let url = url.strip_prefix("www.").unwrap_or(url);
    let (page, query) = url.split_once('?').unwrap_or((url, ""));
    let kept: Vec<&str> = query
        .split('&')
        .filter(|p| !p.is_empty() && !TRACKERS.iter().any(|t| p.starts_with(t)))
        .collect();
    let page = page.trim_end_matches('/');
    if kept.is_empty() {
        page.to_owned()
    } else {
        format!("{page}?{}", kept.join("&"))
    }
}

fn set(shingles: &[u64]) -> Vec<u64> {
    let mut set = shingles.to_vec();
    set.sort_unstable();
    set.dedup();
    set
}

fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Equal => (n, i, j) = (n + 1, i + 1, j + 1),
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    n
}

/// Longest run of shingles of `text` that all stand in the sorted `set`.
fn passage(text: &[u64], set: &[u64]) -> usize {
    let (mut best, mut run) = (0, 0);
    for shingle in text {
        run = if set.binary_search(shingle).is_ok() { run + 1 } else { 0 };
        best = best.max(run);
    }
    best
}

fn signature(shingles: &[u64]) -> [u64; BANDS] {
    let mut least = [u64::MAX; BANDS * ROWS];
    for &shingle in shingles {
        for (n, slot) in least.iter_mut().enumerate() {
            // A different mixing for every row of the signature.
            let h = mix(shingle ^ (n as u64).wrapping_mul(0xd6e8_feb8_6659_fd93));
            *slot = (*slot).min(h);
        }
    }
    let mut bands = [0; BANDS];
    for (band, rows) in bands.iter_mut().zip(least.chunks(ROWS)) {
        *band = crate::hash::key(rows);
    }
    bands
}

/// Pairs of rows that may share text.
fn candidates(table: &Table<'_>) -> Vec<(u32, u32)> {
    let rows = &table.rows;
    let texts = |row: u32| {
        rows.get(row as usize)
            .map_or(&[][..], |r| &r.analysis.fingerprint.shingles)
    };
    let all = 0..u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let mut out = Vec::new();
    let bands: Vec<(u32, [u64; BANDS])> = all
        .clone()
        .into_par_iter()
        .filter(|r| texts(*r).len() >= 4)
        .map(|r| (r, signature(texts(r))))
        .collect();
    for band in 0..BANDS {
        let mut keyed: Vec<(u64, u32)> = bands.iter().filter_map(|(r, s)| Some((*s.get(band)?, *r))).collect();
        keyed.par_sort_unstable();
        for bucket in keyed.chunk_by(|a, b| a.0 == b.0) {
            for (n, (_, b)) in bucket.iter().enumerate() {
                // The first few and the neighbour before: enough to tie a bucket of any size together.
                let near = bucket.get(n.saturating_sub(2)..n).unwrap_or_default();
                for (_, a) in bucket.iter().take(BUCKET.min(n)).chain(near) {
                    out.push((*a, *b));
                }
            }
        }
        out.sort_unstable();
        out.dedup();
    }
    drop(bands);
    let mut sampled: Vec<(u64, u32)> = all
        .into_par_iter()
        .flat_map_iter(|r| {
            let mut s: Vec<(u64, u32)> = texts(r)
                .iter()
                .filter(|s| mix(**s).is_multiple_of(SAMPLED))
                .map(|s| (*s, r))
                .collect();
            s.sort_unstable();
            s.dedup();
            s
        })
        .collect();
    sampled.par_sort_unstable();
    let mut shared: Vec<(u32, u32)> = Vec::new();
    for posting in sampled
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|p| p.len() > 1 && p.len() <= FORMULA)
    {
        for (n, (_, b)) in posting.iter().enumerate() {
            let near = posting.get(n.saturating_sub(2)..n).unwrap_or_default();
            shared.extend(posting.iter().take(BUCKET.min(n)).chain(near).map(|(_, a)| (*a, *b)));
        }
    }
    shared.par_sort_unstable();
    out.append(&mut shared);
    out.par_sort_unstable();
    out.dedup();
    out
}

/// Whether a report lists many incidents: claims of violence at several places or days.
fn is_list(table: &Table<'_>, row: u32) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    for i in table.of_row(row) {
        let Some(item) = table.items.get(i as usize) else {
            continue;
        };
        if item.claim.modality == Modality::Actual
            && item.family == crate::family::Family::Violence
            // «السوق» and other places without a name of their own are parts of one scene.
            && let Some(spot) = item.spot.as_ref().and_then(|s| s.id)
        {
            seen.insert((spot, item.days));
        }
    }
    seen.len() >= LIST
}

/// The verdict on two rows: kind and the overlap of either in the other.
fn verdict(table: &Table<'_>, a: u32, b: u32) -> Option<(CopyKind, f64, f64)> {
    let (x, y) = (table.rows.get(a as usize)?, table.rows.get(b as usize)?);
    let (tx, ty) = (&x.analysis.fingerprint.shingles, &y.analysis.fingerprint.shingles);
    let (sx, sy) = (set(tx), set(ty));
    if sx.is_empty() || sy.is_empty() {
        return None;
    }
    let both = common(&sx, &sy);
    let (in_y, in_x) = (both as f64 / sx.len() as f64, both as f64 / sy.len() as f64);
    let kind = if sx == sy {
        CopyKind::Identical
    } else if in_y.min(in_x) >= NEAR || in_y.max(in_x) >= 0.85 && in_y.min(in_x) >= 0.4 {
        CopyKind::Near
    } else if in_y.max(in_x) >= PARTIAL && both >= 8 || passage(tx, &sy) >= PASSAGE {
        // Words that an outlet puts under every text are no passage.
        if x.facts.outlet.is_some() && x.facts.outlet == y.facts.outlet && in_y.max(in_x) < PARTIAL {
            return None;
        }
        // The report that a page with many incidents took a part of, or the page that took it.
        if in_y.min(in_x) < 0.4 && (is_list(table, a) && in_y < 0.4 || is_list(table, b) && in_x < 0.4) {
            return None;
        }
        CopyKind::Partial
    } else {
        return None;
    };
    Some((kind, in_y, in_x))
}

/// Finds versions and copies.
pub(crate) fn reuse(table: &Table<'_>) -> Reuse {
    let count = table.rows.len();
    let mut out = Reuse {
        groups: vec![None; count],
        ..Reuse::default()
    };
    let mut parent: Vec<u32> = (0..u32::try_from(count).unwrap_or(u32::MAX)).collect();
    versions(table, &mut out);
    for &(a, b) in &out.same_address {
        join(&mut parent, a, b);
    }
    let found: Vec<(u32, u32, CopyKind, f64, f64)> = candidates(table)
        .into_par_iter()
        .filter(|(a, b)| out.page(*a) != out.page(*b))
        .filter_map(|(a, b)| verdict(table, a, b).map(|(kind, in_b, in_a)| (a, b, kind, in_b, in_a)))
        .collect();
    // Every copy points at the one it shares most with among those that came before it.
    let mut best: FxHashMap<u32, (u32, CopyKind, f64)> = FxHashMap::default();
    for (a, b, kind, in_b, in_a) in found {
        let (copy, of, overlap) = if first::before(table, a, b) {
            (b, a, in_a)
        } else {
            (a, b, in_b)
        };
        if kind != CopyKind::Partial || overlap >= PARTIAL {
            join(&mut parent, a, b);
        }
        let better = best.get(&copy).is_none_or(|(old, k, o)| {
            kind < *k || kind == *k && (overlap > *o || overlap >= *o && first::before(table, of, *old))
        });
        if better {
            best.insert(copy, (of, kind, overlap));
        }
    }
    break_cycles(&mut best);
    let mut edges: Vec<(u32, (u32, CopyKind, f64))> = best.into_iter().collect();
    edges.sort_unstable_by_key(|e| e.0);
    for (copy, (of, kind, overlap)) in edges {
        let (Some(c), Some(f)) = (table.rows.get(copy as usize), table.rows.get(of as usize)) else {
            continue;
        };
        out.edges.push((copy, of));
        out.copies.push(Copy {
            report: c.facts.id.clone(),
            of: f.facts.id.clone(),
            overlap: (overlap * 1000.0).round() / 1000.0,
            kind,
            changes: first::changes(table, of, copy),
        });
    }
    let mut sizes: FxHashMap<u32, u32> = FxHashMap::default();
    for row in 0..u32::try_from(count).unwrap_or(u32::MAX) {
        *sizes.entry(root(&mut parent, row)).or_default() += 1;
    }
    for row in 0..u32::try_from(count).unwrap_or(u32::MAX) {
        let group = root(&mut parent, row);
        if sizes.get(&group).is_some_and(|n| *n > 1)
            && let Some(slot) = out.groups.get_mut(row as usize)
        {
            *slot = Some(group);
        }
    }
    out
}

fn versions(table: &Table<'_>, out: &mut Reuse) {
    let mut by_url: Vec<(String, u32)> = Vec::new();
    for (row, r) in table.rows.iter().enumerate() {
        if let Some(url) = r.facts.url.as_deref().map(address).filter(|u| !u.is_empty()) {
            by_url.push((url, u32::try_from(row).unwrap_or(u32::MAX)));
        }
    }
    by_url.sort_unstable();
    for captures in by_url.chunk_by(|a, b| a.0 == b.0).filter(|c| c.len() > 1) {
        let mut rows: Vec<u32> = captures.iter().map(|c| c.1).collect();
        let when = |r: &u32| {
            let row = table.rows.get(*r as usize);
            row.map(|r| (&r.facts.retrieved, r.published, &r.facts.id))
        };
        rows.sort_by(|a, b| when(a).cmp(&when(b)));
        for pair in rows.windows(2) {
            let [earlier, later] = pair else { continue };
            let (Some(e), Some(l)) = (table.rows.get(*earlier as usize), table.rows.get(*later as usize)) else {
                continue;
            };
            out.same_address.push((*earlier, *later));
            let first = out.page(*earlier);
            out.first_capture.extend([(*earlier, first), (*later, first)]);
            out.versions.push(Version {
                report: l.facts.id.clone(),
                of: e.facts.id.clone(),
                changes: first::changes(table, *earlier, *later),
            });
        }
    }
    out.versions.sort();
}

fn root(parent: &mut [u32], x: u32) -> u32 {
    let mut at = x;
    while let Some(&p) = parent.get(at as usize) {
        if p == at {
            break;
        }
        let up = parent.get(p as usize).copied().unwrap_or(p);
        if let Some(slot) = parent.get_mut(at as usize) {
            *slot = up;
        }
        at = p;
    }
    at
}

/// Joins two trees; the lesser root stays, so that numbers do not depend on the order of joining.
fn join(parent: &mut [u32], a: u32, b: u32) {
    let (x, y) = (root(parent, a), root(parent, b));
    if let Some(slot) = parent.get_mut(x.max(y) as usize) {
        *slot = x.min(y);
    }
}

/// Drops the edge of the least row of every cycle. «Before» looks at two reports at a time, so three can run in a ring.
fn break_cycles(best: &mut FxHashMap<u32, (u32, CopyKind, f64)>) {
    let mut starts: Vec<u32> = best.keys().copied().collect();
    starts.sort_unstable();
    let mut done: FxHashMap<u32, u32> = FxHashMap::default();
    for start in starts {
        let mut at = start;
        loop {
            match done.get(&at) {
                Some(s) if *s == start => {
                    let mut least = at;
                    let mut walk = at;
                    while let Some((next, ..)) = best.get(&walk) {
                        walk = *next;
                        least = least.min(walk);
                        if walk == at {
                            break;
                        }
                    }
                    best.remove(&least);
                    break;
                }
                Some(_) => break,
                None => {
                    done.insert(at, start);
                    match best.get(&at) {
                        Some((next, ..)) => at = *next,
                        None => break,
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lose_what_does_not_name_the_page() {
        for (url, want) in [
            ("https://www.example.org/a/1/?fbclid=x", "example.org/a/1"),
            ("http://example.org/a/1#top", "example.org/a/1"),
            ("https://example.org/news.php?id=7", "example.org/news.php?id=7"),
            (
                "https://example.org/news.php?utm_source=x&id=7&gclid=y",
                "example.org/news.php?id=7",
            ),
        ] {
            assert_eq!(address(url), want);
        }
    }

    #[test]
    fn a_ring_of_copies_loses_one_edge() {
        let mut best: FxHashMap<u32, (u32, CopyKind, f64)> = FxHashMap::default();
        for (a, b) in [(1, 2), (2, 3), (3, 1), (4, 1)] {
            best.insert(a, (b, CopyKind::Near, 0.9));
        }
        break_cycles(&mut best);
        let mut left: Vec<u32> = best.keys().copied().collect();
        left.sort_unstable();
        assert_eq!(left, [2, 3, 4]);
    }
}
