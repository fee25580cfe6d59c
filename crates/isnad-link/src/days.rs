//! The days of reports that state none, from what they share with dated ones.
//!
//! In: the table and the families of copied texts; out: the same table, in which a report without a day has the one that
//! its claims point to. «قتل ثلاثة في البلدة اليوم السبت» (qutila thalatha fi l-balda al-yawm as-sabt, "three were killed in
//! the town today, Saturday") beside a dated report of three dead in that town on a Saturday is of that day.
//! Every claim votes for the days of claims of other reports that fit it but for the day; a report takes a day that gets
//! enough votes and leaves every other far behind. A day so found is lent to claims like a day of publication, and dates
//! no event that a claim dates. What a report says itself is never changed.

use crate::blocks;
use crate::score;
use crate::table::{Item, Table, weekday_of};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Least sum of votes for a day.
const ENOUGH: f32 = 0.27;
/// Score without a day from which on a claim votes.
const LEAST: f32 = 0.40;
/// What a vote for a day of publication counts.
const BORROWED: f32 = 0.7;
/// Another day may have at most this share of the votes.
const RIVAL: f32 = 0.6;
/// A day that is found may date further reports.
const ROUNDS: usize = 2;

/// A claim's vote: row of the report, day of its news, claim, weight.
type Vote = (u32, i32, u32, f32);

/// Gives reports without a day the day that their claims share with dated ones.
pub(crate) fn settle(table: &mut Table<'_>, groups: &[Option<u32>]) {
    for _ in 0..ROUNDS {
        let undated: Vec<bool> = table.rows.iter().map(|r| r.undated).collect();
        if !undated.contains(&true) {
            return;
        }
        let days = found(table, &undated, groups);
        if days.is_empty() {
            return;
        }
        table.lend(&days);
    }
}

/// The day of the news that a vote points to: «أمس» of a dated event is told the day after it.
fn news_day(item: &Item<'_>, day: i32) -> i32 {
    let offset = item.claim.time.as_ref().and_then(|(_, t)| t.offset);
    day - offset.map_or(0, i32::from)
}

fn found(table: &Table<'_>, undated: &[bool], groups: &[Option<u32>]) -> Vec<(u32, i32)> {
    let is_undated = |i: &Item<'_>| undated.get(i.report as usize).copied().unwrap_or(false);
    let group = |row: u32| groups.get(row as usize).copied().flatten();
    let vote = |a: u32, b: u32| -> Option<Vote> {
        let (x, y) = (table.items.get(a as usize)?, table.items.get(b as usize)?);
        let (open, dated, at) = match (is_undated(x), is_undated(y)) {
            (true, false) => (x, y, a),
            (false, true) => (y, x, b),
            _ => return None,
        };
        if open.days.is_some() {
            return None;
        }
        // Of the days up to a publication only the day of the week can choose.
        let (from, to) = dated.days.filter(|(a, b)| b - a <= 2)?;
        let day = (from..=to)
            .rev()
            .find(|d| open.weekday.is_none_or(|w| w == weekday_of(*d)))?;
        let sure = match (dated.borrowed, open.weekday) {
            (false, _) => 1.0,
            (true, Some(_)) => BORROWED,
            (true, None) => return None,
        };
        // «في 12 شباط الماضي» is background, «السبت 12 شباط» may be the news.
        if open
            .claim
            .time
            .as_ref()
            .is_some_and(|(_, t)| t.month_day.is_some() && t.weekday.is_none() && t.offset.is_none())
        {
            return None;
        }
        let copied = group(x.report).is_some() && group(x.report) == group(y.report);
        let weight = score::without_day(open, dated, copied)? - LEAST;
        (weight > 0.0).then(|| (open.report, news_day(open, day), at, weight * sure))
    };
    let mut votes: Vec<Vote> = blocks::met(table, groups, 2..4, &vote);
    votes.par_sort_unstable_by(|x, y| (x.0, x.1, x.2).cmp(&(y.0, y.1, y.2)).then(y.3.total_cmp(&x.3)));
    // A claim votes once for a day, however many reports of that day it fits.
    votes.dedup_by_key(|v| (v.0, v.1, v.2));
    votes
        .chunk_by(|x, y| x.0 == y.0)
        .filter_map(|of_row| {
            let mut sums: FxHashMap<i32, f32> = FxHashMap::default();
            for v in of_row {
                *sums.entry(v.1).or_default() += v.3;
            }
            let mut sums: Vec<(i32, f32)> = sums.into_iter().collect();
            sums.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
            let (day, sum) = *sums.first()?;
            let rival = sums.iter().find(|s| (s.0 - day).abs() > 1).map_or(0.0, |s| s.1);
            (sum >= ENOUGH && rival <= sum * RIVAL).then_some((of_row.first()?.0, day))
        })
        .collect()
}
