//! Clusters of claims: which of them tell one event.
//!
//! In: scored pairs, best first, and decisions made by hand; out: sorted lists of rows, one an event.
//! Pairs are taken from the best down; two clusters join when their members fit on average and none of them
//! forbids another, when their days stay together and their places too. The result depends on the set of claims alone,
//! never on the order in which they came.

use crate::blocks::Pair;
use crate::score::{self, THRESHOLD, kilometres};
use crate::table::Table;
use rustc_hash::{FxHashMap, FxHashSet};

/// Members of a cluster that are compared one by one when it is to join another.
const SAMPLE: usize = 8;
/// Mean scores may lie this much below the least score of a link.
const SLACK: f32 = 0.14;
/// Exact days of one event lie at most this far apart.
const MOST_DAYS: i32 = 2;
/// Exact places of one event lie in a box with at most this diagonal, in kilometres.
const MOST_KM: f32 = 30.0;

/// Decisions made by hand, as rows.
#[derive(Default, Debug)]
pub(crate) struct Hand {
    /// Pairs that are one event.
    pub(crate) merges: Vec<(u32, u32)>,
    /// Pairs that are not, both ways round.
    pub(crate) splits: FxHashMap<u32, Vec<u32>>,
}

/// An event in the making.
#[derive(Debug)]
pub(crate) struct Cluster {
    /// Rows, sorted.
    pub(crate) members: Vec<u32>,
    /// The pairs that joined it, in the order of joining.
    pub(crate) links: Vec<Joint>,
}

/// A pair that joined two clusters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Joint {
    /// The pair.
    pub(crate) pair: Pair,
    /// A person joined them, whatever the score says.
    pub(crate) by_hand: bool,
}

#[derive(Clone, Copy)]
struct Bounds {
    days: Option<(i32, i32)>,
    area: Option<(f32, f32, f32, f32)>,
}

impl Bounds {
    fn join(self, other: Self) -> Self {
        let days = match (self.days, other.days) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
            (a, b) => a.or(b),
        };
        let area = match (self.area, other.area) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.min(b.1), a.2.max(b.2), a.3.max(b.3))),
            (a, b) => a.or(b),
        };
        Self { days, area }
    }

    fn fits(self) -> bool {
        self.days.is_none_or(|(a, b)| b - a <= MOST_DAYS)
            && self
                .area
                .is_none_or(|(s, w, n, e)| kilometres((s, w), (n, e)) <= MOST_KM)
    }
}

struct Forest {
    parent: Vec<u32>,
    members: Vec<Vec<u32>>,
    bounds: Vec<Bounds>,
}

impl Forest {
    fn find(&mut self, x: u32) -> u32 {
        let mut root = x;
        while let Some(&p) = self.parent.get(root as usize) {
            if p == root {
                break;
            }
            root = p;
        }
        let mut at = x;
        while let Some(p) = self.parent.get_mut(at as usize) {
            if *p == root {
                break;
            }
            at = std::mem::replace(p, root);
        }
        root
    }

    fn members(&self, root: u32) -> &[u32] {
        self.members.get(root as usize).map_or(&[], Vec::as_slice)
    }

    fn bounds(&self, root: u32) -> Bounds {
        self.bounds
            .get(root as usize)
            .copied()
            .unwrap_or(Bounds { days: None, area: None })
    }

    /// Hangs the smaller tree under the greater.
    fn join(&mut self, a: u32, b: u32) {
        let (big, small) = if (self.members(a).len(), b) >= (self.members(b).len(), a) {
            (a, b)
        } else {
            (b, a)
        };
        let moved = self
            .members
            .get_mut(small as usize)
            .map(std::mem::take)
            .unwrap_or_default();
        let bounds = self.bounds(big).join(self.bounds(small));
        if let (Some(m), Some(p), Some(s)) = (
            self.members.get_mut(big as usize),
            self.parent.get_mut(small as usize),
            self.bounds.get_mut(big as usize),
        ) {
            m.extend(moved);
            *p = big;
            *s = bounds;
        }
    }
}

/// Puts claims together. `copied` says whether two reports share their text.
pub(crate) fn clusters(
    table: &Table<'_>,
    pairs: &[Pair],
    hand: &Hand,
    copied: &impl Fn(u32, u32) -> bool,
) -> Vec<Cluster> {
    let count = table.items.len();
    let mut forest = Forest {
        parent: (0..u32::try_from(count).unwrap_or(u32::MAX)).collect(),
        members: (0..u32::try_from(count).unwrap_or(u32::MAX)).map(|i| vec![i]).collect(),
        bounds: table
            .items
            .iter()
            .map(|item| Bounds {
                days: item.days.filter(|_| item.dated()),
                area: item
                    .spot
                    .as_ref()
                    .filter(|s| s.exact)
                    .and_then(|s| s.point)
                    .map(|(lat, lon)| (lat, lon, lat, lon)),
            })
            .collect(),
    };
    let mut links: Vec<Joint> = Vec::new();
    for &(a, b) in &hand.merges {
        let (x, y) = (forest.find(a), forest.find(b));
        if x != y {
            forest.join(x, y);
            let pair = Pair {
                score: 1.0,
                a: a.min(b),
                b: a.max(b),
            };
            links.push(Joint { pair, by_hand: true });
        }
    }
    let mut refused: FxHashSet<(u32, u32, usize)> = FxHashSet::default();
    for pair in pairs {
        let (x, y) = (forest.find(pair.a), forest.find(pair.b));
        if x == y || !forest.bounds(x).join(forest.bounds(y)).fits() {
            continue;
        }
        // Two clusters that were refused stay refused until one of them grows.
        let asked = (x.min(y), x.max(y), forest.members(x).len() + forest.members(y).len());
        if refused.contains(&asked) {
            continue;
        }
        if told_apart(table, &mut forest, x, y, hand, copied)
            || !fit(table, forest.members(x), forest.members(y), copied)
        {
            refused.insert(asked);
            continue;
        }
        forest.join(x, y);
        links.push(Joint {
            pair: *pair,
            by_hand: false,
        });
    }
    let mut of: FxHashMap<u32, Vec<Joint>> = FxHashMap::default();
    for link in links {
        of.entry(forest.find(link.pair.a)).or_default().push(link);
    }
    let mut out = Vec::new();
    for (root, members) in forest.members.iter_mut().enumerate() {
        if members.is_empty() {
            continue;
        }
        let mut members = std::mem::take(members);
        members.sort_unstable();
        let links = of.remove(&u32::try_from(root).unwrap_or(u32::MAX)).unwrap_or_default();
        out.push(Cluster { members, links });
    }
    out
}

/// Whether a claim of one cluster and a claim of the other stand in one report that tells them apart, or a person said
/// that they are two.
fn told_apart(
    table: &Table<'_>,
    forest: &mut Forest,
    x: u32,
    y: u32,
    hand: &Hand,
    copied: &impl Fn(u32, u32) -> bool,
) -> bool {
    let (small, big) = if forest.members(x).len() <= forest.members(y).len() {
        (x, y)
    } else {
        (y, x)
    };
    let members = forest.members(small).to_vec();
    for a in members {
        for b in hand.splits.get(&a).into_iter().flatten() {
            if forest.find(*b) == big {
                return true;
            }
        }
        let Some(item) = table.items.get(a as usize) else {
            continue;
        };
        let range = table.of_row(item.report);
        // Reports with thousands of claims are lists: what stands far off in one is compared by score alone.
        let near = range.start.max(a.saturating_sub(200))..range.end.min(a.saturating_add(200));
        for b in near {
            if b != a
                && forest.find(b) == big
                && let Some(other) = table.items.get(b as usize)
                && score::score(item, other, copied(item.report, other.report)).is_none()
            {
                return true;
            }
        }
    }
    false
}

/// At most [`SAMPLE`] members, evenly spread over the sorted list.
fn sample(members: &[u32]) -> Vec<u32> {
    let mut sorted = members.to_vec();
    if sorted.len() > 4 * SAMPLE {
        // A great cluster is sampled from its first rows: sorting all of it at every join would be quadratic.
        sorted.truncate(4 * SAMPLE);
    }
    sorted.sort_unstable();
    let step = sorted.len().div_ceil(SAMPLE).max(1);
    sorted.into_iter().step_by(step).collect()
}

/// Whether the members of two clusters fit on average, and none that is looked at forbids another.
fn fit(table: &Table<'_>, x: &[u32], y: &[u32], copied: &impl Fn(u32, u32) -> bool) -> bool {
    let (xs, ys) = (sample(x), sample(y));
    let (mut sum, mut n, mut forbidden) = (0.0_f32, 0_u32, 0_u32);
    for a in &xs {
        for b in &ys {
            let (Some(p), Some(q)) = (table.items.get(*a as usize), table.items.get(*b as usize)) else {
                continue;
            };
            n += 1;
            match score::score(p, q, copied(p.report, q.report)) {
                Some(s) => sum += s,
                None => forbidden += 1,
            }
        }
    }
    forbidden == 0 && n > 0 && sum / n as f32 >= THRESHOLD - SLACK
}
