//! Which pairs of claims are worth a look: blocks of claims that share a key.
//!
//! In: the table; out: scored pairs above the threshold, sorted best first, ties by row.
//! Keys join family, area (place, what it lies in, a cell of a grid) and day; names, tolls and copied texts join the
//! rest. A block with more than [`ALL_PAIRS`] claims is sorted by toll and day and each claim meets only its
//! neighbours, so that a town with five thousand reports in a week costs no more than five thousand villages.

use crate::family::{self, Family};
use crate::hash::{key, mix};
use crate::score;
use crate::table::{Item, Spot, Table};
use isnad_model::Count;
use rayon::prelude::*;
use std::ops::Range;

/// Greatest block of which every pair is looked at.
const ALL_PAIRS: usize = 40;
/// Neighbours that a claim of a greater block meets.
const NEIGHBOURS: usize = 12;
/// Days that claims are looked for one by one.
const SHORT: i32 = 4;
/// Stretches of days of a place up to which a claim without a day meets all that is told of it.
const SETTLED: u16 = 12;
/// Dead from which on a number marks an event in a whole governorate.
const MARKED: u64 = 4;
/// Claims of one report that are compared with all others of it.
const REPORT_PAIRS: u32 = 150;

/// Two claims that may be one event.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Pair {
    pub(crate) score: f32,
    pub(crate) a: u32,
    pub(crate) b: u32,
}

fn exact_toll(item: &Item<'_>) -> Option<(u64, u64)> {
    let low = |c: Option<Count>| c.map_or(0, |c| c.low);
    let (k, i) = (low(item.brief.killed), low(item.brief.injured));
    (k + i > 0).then_some((k, i))
}

/// Cells of 0.2 degrees that a point lies in, on two grids of which one is shifted by half a cell.
fn cells((lat, lon): (f32, f32)) -> [u64; 2] {
    [0.0_f32, 0.1].map(|shift| {
        let number = |degrees: f32| ((degrees + shift) / 0.2).floor() as i64 as u64;
        key(&[u64::from(shift > 0.0), number(lat), number(lon)])
    })
}

/// Bits of a dated key that hold its day and what kind of key it is, so that a block knows both.
const DAY_BITS: u32 = 12;
const KIND_BITS: u32 = 2;
/// Kinds of dated keys: the name of a place, its id or that of the next area, a wide area with the toll.
const NAME: u64 = 0;
const AREA: u64 = 1;
const COUNTED: u64 = 2;

/// A key of something on a day.
fn on(kind: u64, parts: &[u64], day: i32) -> u64 {
    key(parts) << (DAY_BITS + KIND_BITS) | kind << DAY_BITS | low_bits(day)
}

fn low_bits(day: i32) -> u64 {
    i64::from(day).cast_unsigned() & ((1 << DAY_BITS) - 1)
}

/// Whether two items that meet in a block of the dated passes meet in another one too that is looked at before: on an
/// earlier day, by the id of their place or the area around it. What shares five keys is not judged five times.
fn met_before(a: &Item<'_>, b: &Item<'_>, pass: u8, key: u64) -> bool {
    let (Some(p), Some(q), Some((x, _)), Some((y, _))) = (&a.spot, &b.spot, a.days, b.days) else {
        return false;
    };
    if low_bits(x.max(y)) != key & ((1 << DAY_BITS) - 1) {
        return true;
    }
    let ids = || score::shares(&p.ids, &q.ids);
    let area = || !p.within.is_empty() && p.within.first() == q.within.first();
    match (pass, key >> DAY_BITS & ((1 << KIND_BITS) - 1)) {
        (0, NAME) => ids(),
        (0, COUNTED) => ids() || area(),
        (0, _) => false,
        (_, grid) => {
            let cell = |s: &Spot| s.point.map(|p| cells(p)[0]);
            ids() || p.name == q.name || area() || grid > 0 && cell(p) == cell(q)
        }
    }
}

/// Emits the keys of one pass for one item.
fn keys(item: &Item<'_>, pass: u8, group: Option<u32>, emit: &mut impl FnMut(u64)) {
    let family = item.family as u64;
    let toll = exact_toll(item);
    let short = item.days.filter(|(a, b)| b - a <= SHORT);
    match pass {
        // Place and day.
        0 => {
            let (Some(spot), Some((from, to))) = (&item.spot, short) else {
                return;
            };
            for day in from..=to + 1 {
                emit(on(NAME, &[0, family, spot.name], day));
                for id in &spot.ids {
                    emit(on(AREA, &[1, family, *id], day));
                }
                for (level, id) in spot.within.iter().enumerate() {
                    // Only fine areas without a number; wide ones are blocks of half a country.
                    if level == 0 {
                        emit(on(AREA, &[1, family, *id], day));
                    }
                    if let Some((k, i)) = toll {
                        emit(on(COUNTED, &[2, family, *id, k, i], day));
                    }
                }
                if let (Some(id), Some((k, i))) = (spot.id, toll) {
                    emit(on(COUNTED, &[2, family, id, k, i], day));
                }
            }
        }
        // Cell and day: two grids of 0.2 degrees, one shifted by half a cell.
        1 => {
            let (Some(spot), Some((from, to))) = (&item.spot, short) else {
                return;
            };
            let Some(point) = spot.point.filter(|_| spot.exact) else {
                return;
            };
            for (grid, cell) in (0..).zip(cells(point)) {
                for day in from..=to + 1 {
                    emit(on(grid, &[3, family, cell], day));
                }
            }
        }
        // Place and toll, place and parties, whatever the day.
        2 => {
            if let Some(spot) = &item.spot {
                // «غارة غربي إدلب» may be the strike on a village there, if it killed as many.
                if let Some((k, _)) = toll.filter(|t| t.0 >= MARKED) {
                    for id in &spot.within {
                        emit(key(&[4, family, *id, k]));
                    }
                }
                // Of fewer dead, those of one day of the week.
                if let (Some((k, _)), Some(weekday)) = (toll.filter(|t| (2..MARKED).contains(&t.0)), item.weekday) {
                    for id in spot.within.iter().chain(&spot.ids) {
                        emit(key(&[13, family, *id, k, weekday as u64]));
                    }
                }
                if let (Some(point), Some((k, _))) = (spot.point.filter(|_| spot.exact), toll) {
                    for cell in cells(point) {
                        emit(key(&[12, family, cell, k]));
                    }
                }
                let fine = spot.precision <= 3 || spot.precision == 9;
                for place in spot.ids.iter().copied().chain([spot.name]) {
                    if let Some((k, i)) = toll {
                        emit(key(&[4, family, place, k]));
                        emit(key(&[10, family, place, i]));
                    }
                    if fine {
                        for agent in &item.agents {
                            emit(key(&[5, item.brief.kind as u64, place, *agent]));
                        }
                    }
                    if fine && item.stretches <= SETTLED {
                        emit(key(&[11, family, place]));
                    }
                    if let Some((m, d)) = item.month_day {
                        emit(key(&[6, family, place, m as u64, d as u64]));
                    }
                }
            }
        }
        // Copied texts; names of victims; the same parties on the same day where no place is named.
        _ => {
            for name in &item.names {
                emit(key(&[7, family, *name]));
            }
            if let Some(group) = group {
                emit(key(&[8, family, u64::from(group)]));
            }
            if item.family != Family::Violence || item.spot.is_none() {
                for agent in &item.agents {
                    for patient in &item.patients {
                        if let Some((from, to)) = short {
                            for day in from..=to + 1 {
                                emit(key(&[9, item.brief.kind as u64, *agent, *patient, day as u64]));
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The pairs of all blocks whose score reaches the threshold, each once, best first, ties by row.
///
/// `groups` numbers the families of copied texts, one entry a report.
pub(crate) fn pairs(table: &Table<'_>, groups: &[Option<u32>]) -> Vec<Pair> {
    let items = &table.items;
    let group = |i: u32| {
        items
            .get(i as usize)
            .and_then(|it| groups.get(it.report as usize).copied().flatten())
    };
    let mut found: Vec<Pair> = (0..table.rows.len())
        .into_par_iter()
        .flat_map_iter(|row| {
            let range = table.of_row(u32::try_from(row).unwrap_or(u32::MAX));
            let mut out = Vec::new();
            for a in range.clone() {
                for b in a + 1..range.end.min(a.saturating_add(REPORT_PAIRS)) {
                    out.extend(judged(table, &group, a, b));
                }
            }
            out
        })
        .collect();
    let judge = |a: u32, b: u32| judged(table, &group, a, b);
    for pass in 0..4 {
        // Two claims that both know their days have met on them.
        let open = |i: &Item<'_>| pass != 2 || i.days.is_none_or(|(from, to)| to - from > SHORT);
        let mut fresh = met(table, groups, pass..pass + 1, &open, &judge);
        fresh.par_sort_unstable_by_key(|p| (p.a, p.b));
        fresh.dedup_by_key(|p| (p.a, p.b));
        found.append(&mut fresh);
    }
    found.par_sort_unstable_by_key(|p| (p.a, p.b));
    found.dedup_by_key(|p| (p.a, p.b));
    found.par_sort_unstable_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    found
}

/// What `judge` says of the pairs that meet in the blocks of some passes; pairs that share several keys come again.
/// Only blocks with an item that is `wanted` are looked at.
pub(crate) fn met<T: Send>(
    table: &Table<'_>,
    groups: &[Option<u32>],
    passes: Range<u8>,
    wanted: &(impl Fn(&Item<'_>) -> bool + Sync),
    judge: &(impl Fn(u32, u32) -> Option<T> + Sync),
) -> Vec<T> {
    let items = &table.items;
    let group = |item: &Item<'_>| groups.get(item.report as usize).copied().flatten();
    // Small enough to stay at hand while blocks lead all over the table.
    let asks: Vec<bool> = items.par_iter().map(wanted).collect();
    let few = asks.contains(&false);
    let marks: Vec<Mark> = items.par_iter().map(Mark::of).collect();
    passes
        .flat_map(|pass| {
            let keyed = |some: &(dyn Fn(&Item<'_>) -> bool + Sync), among: &dyn Asked| {
                let mut out: Vec<(u64, u32)> = (0..items.len())
                    .into_par_iter()
                    .flat_map_iter(|i| {
                        let at = u32::try_from(i).unwrap_or(u32::MAX);
                        let mut out = Vec::new();
                        if let Some(item) = items.get(i).filter(|item| some(item)) {
                            keys(item, pass, group(item), &mut |k| {
                                if among.asked(k) {
                                    out.push((k, at));
                                }
                            });
                        }
                        out
                    })
                    .collect();
                out.par_sort_unstable();
                out.dedup();
                out
            };
            // Where few are wanted, the keys of all others need not be sorted.
            let keyed = if few {
                let asked = Keys::new(keyed(wanted, &Everything));
                keyed(&|_| true, &asked)
            } else {
                keyed(wanted, &Everything)
            };
            let blocks: Vec<&[(u64, u32)]> = keyed.chunk_by(|x, y| x.0 == y.0).filter(|b| b.len() > 1).collect();
            blocks
                .par_iter()
                .flat_map_iter(|block| in_block(table, (&asks, &marks), judge, pass, block))
                .collect::<Vec<T>>()
        })
        .collect()
}

/// What the claims of a great block are sorted by: dead, injured, first day, how specific the type is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mark(u32, u32, i32, u8);

impl Mark {
    fn of(item: &Item<'_>) -> Self {
        let (k, i) = exact_toll(item).unwrap_or_default();
        let small = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        let day = item.days.map_or(i32::MIN, |d| d.0);
        Self(small(k), small(i), day, family::specificity(item.brief.kind))
    }
}

/// Which keys are asked for.
trait Asked: Sync {
    fn asked(&self, key: u64) -> bool;
}

struct Everything;

impl Asked for Everything {
    fn asked(&self, _: u64) -> bool {
        true
    }
}

/// Keys, and a rough table of them that most others are not in.
struct Keys {
    sorted: Vec<u64>,
    rough: Vec<u64>,
}

/// Bits of the rough table: two megabytes.
const ROUGH: u64 = 1 << 24;

impl Keys {
    fn new(keyed: Vec<(u64, u32)>) -> Self {
        let mut sorted: Vec<u64> = keyed.into_iter().map(|k| k.0).collect();
        sorted.dedup();
        let mut rough = vec![0_u64; (ROUGH / 64) as usize];
        for key in &sorted {
            let (slot, bit) = Self::bit(*key);
            if let Some(word) = rough.get_mut(slot) {
                *word |= bit;
            }
        }
        Self { sorted, rough }
    }

    fn bit(key: u64) -> (usize, u64) {
        let at = mix(key) % ROUGH;
        ((at / 64) as usize, 1 << (at % 64))
    }
}

impl Asked for Keys {
    fn asked(&self, key: u64) -> bool {
        let (slot, bit) = Self::bit(key);
        self.rough.get(slot).is_some_and(|word| word & bit > 0) && self.sorted.binary_search(&key).is_ok()
    }
}

fn judged(table: &Table<'_>, group: &impl Fn(u32) -> Option<u32>, a: u32, b: u32) -> Option<Pair> {
    let (x, y) = (table.items.get(a as usize)?, table.items.get(b as usize)?);
    let copied = group(a).is_some() && group(a) == group(b);
    Some(Pair {
        score: score::link(x, y, copied)?,
        a: a.min(b),
        b: a.max(b),
    })
}

fn in_block<T>(
    table: &Table<'_>,
    (asks, marks): (&[bool], &[Mark]),
    judge: &impl Fn(u32, u32) -> Option<T>,
    pass: u8,
    block: &[(u64, u32)],
) -> Vec<T> {
    let mut out = Vec::new();
    let asks = |n: u32| asks.get(n as usize).is_some_and(|a| *a);
    if block.len() <= ALL_PAIRS {
        for (n, (key, a)) in block.iter().enumerate() {
            let asking = asks(*a);
            for (_, b) in block.iter().skip(n + 1).filter(|b| asking || asks(b.1)) {
                let again = || {
                    let pair = table.items.get(*a as usize).zip(table.items.get(*b as usize));
                    pair.is_some_and(|(x, y)| met_before(x, y, pass, *key))
                };
                if pass > 1 || !again() {
                    out.extend(judge(*a, *b));
                }
            }
        }
        return out;
    }
    let mut sorted: Vec<(Mark, u32)> = block
        .iter()
        .filter_map(|(_, i)| Some((*marks.get(*i as usize)?, *i)))
        .collect();
    sorted.sort_unstable();
    for (n, a) in sorted.iter().enumerate() {
        let asking = asks(a.1);
        for b in sorted.iter().skip(n + 1).take(NEIGHBOURS) {
            if asking || asks(b.1) {
                out.extend(judge(a.1, b.1));
            }
        }
    }
    out
}
