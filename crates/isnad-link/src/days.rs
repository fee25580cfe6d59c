//! The days of reports that state none, from what they share with dated ones.
//!
//! In: the table and the families of copied texts; out: the same table, in which a report without a day has the one that
//! its claims point to. «قتل ثلاثة في البلدة اليوم السبت» (qutila thalatha fi l-balda al-yawm as-sabt, "three were killed in
//! the town today, Saturday") beside a dated report of three dead in that town on a Saturday is of that day.
//! Every claim votes for the days of claims of other reports that fit it but for the day; a report takes a day that gets
//! enough votes and leaves every other far behind. A day so found is lent to claims like a day of publication, and dates
//! no event that a claim dates. What a report says itself is never changed.

use crate::blocks;
use crate::hints::Hints;
use crate::likeness;
use crate::score;
use crate::serial::{self, Window};
use crate::table::{Item, Table, weekday_of};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Least sum of votes for a day, where a report may be of any.
const ENOUGH: f32 = 0.27;
/// The same where hardly more than a week is left.
const ENOUGH_NEAR: f32 = 0.05;
/// Score without a day from which on a claim votes, where a report may be of any day.
const LEAST: f32 = 0.40;
/// The same where hardly more than a week is left.
const LEAST_NEAR: f32 = 0.30;
/// Days with so many times the votes are taken first, so that the numbers of pages bound the doubtful ones.
const SURE: f32 = 1.8;
/// Share of the votes asked for that one claim must bring alone.
const ALONE: f32 = 0.5;
/// What a vote for a day of publication counts.
const BORROWED: f32 = 0.7;
/// What the votes for the day before or after count.
const BESIDE: f32 = 0.5;
/// Another day may have at most this share of the votes.
const RIVAL: f32 = 0.67;
/// Likeness of two clauses from which on it speaks for one day, and what it counts.
const ALIKE: f32 = 0.15;
const WORDS: f32 = 0.5;
/// What a vote counts where much happened and only place and type fit.
const OFTEN: f32 = 0.4;
/// What the vote of the first claim of a report counts, and how much less that of the last.
const LEAD: f32 = 1.3;
const TAIL: f32 = 0.9;
/// A day that is found may date further reports.
const ROUNDS: usize = 8;
/// Dated reports that make an era, and what is added to it on either side.
const FEW: usize = 5;
const HALF_YEAR: i32 = 183;
/// Days that bound hardly anything.
const FAR: f32 = 730.0;
/// Days among which the fittest is taken on little evidence.
const NEAR: f32 = 7.0;

/// Where more than 45 days are open (this much doubt), many weak hints make no day: one claim must be a good witness,
/// by a mark or by so many votes alone.
const OPEN: f32 = 0.40;
const WITNESS: f32 = 0.18;
/// Dead and injured whose number marks a day.
const MARK: u64 = 3;
/// The same where of one of the two places no more than a governorate is known.
const MARKED: u64 = 4;
/// What a number counts that marks nothing.
const COMMON: f32 = 0.17;
/// Likeness of two clauses that marks a day.
const WORDED: f32 = 0.4;

/// A claim's vote.
#[derive(Clone, Copy)]
struct Vote {
    /// Row of the report.
    row: u32,
    /// Day of its news.
    day: i32,
    claim: u32,
    weight: f32,
    /// Whether it is a good witness by itself.
    marked: bool,
}

/// What is known of the day of one report before anybody votes.
struct Open {
    hints: Hints,
    /// 0 where hardly more than a week is left, 1 where it may be any day.
    doubt: f32,
}

impl Open {
    fn new(hints: Hints) -> Self {
        let doubt = ((hints.breadth() / NEAR).ln() / (FAR / NEAR).ln()).clamp(0.0, 1.0);
        Self { hints, doubt }
    }

    fn enough(&self) -> f32 {
        ENOUGH_NEAR + (ENOUGH - ENOUGH_NEAR) * self.doubt
    }

    fn least(&self) -> f32 {
        LEAST_NEAR + (LEAST - LEAST_NEAR) * self.doubt
    }
}

/// Gives reports without a day the day that their claims share with dated ones.
pub(crate) fn settle(table: &mut Table<'_>, groups: &[Option<u32>]) {
    lend(table, groups);
    let windows = serial::windows(table);
    table.bound(&windows);
}

fn lend(table: &mut Table<'_>, groups: &[Option<u32>]) {
    for _ in 0..ROUNDS {
        if !table.rows.iter().any(|r| r.undated) {
            return;
        }
        let windows = serial::windows(table);
        let open: Vec<Option<Open>> = table
            .rows
            .iter()
            .zip(windows)
            .map(|(row, window)| {
                let mut hints = row.hints.clone();
                hints.window = hints.within(window);
                row.undated.then(|| Open::new(hints))
            })
            .collect();
        let mut days = sole(&open, era(table));
        let votes = votes(table, &open, groups);
        days.extend(found(&votes, &open, SURE));
        if days.is_empty() {
            days = found(&votes, &open, 1.0);
        }
        days.sort_unstable();
        days.dedup_by_key(|d| d.0);
        if days.is_empty() {
            return;
        }
        table.lend(&days);
    }
}

/// Reports that can be of one day only: a day and month in a year that the numbers of pages tell, or the day of the week
/// in the years that the others are of.
fn sole(open: &[Option<Open>], era: Window) -> Vec<(u32, i32)> {
    open.iter()
        .enumerate()
        .filter_map(|(n, o)| Some((u32::try_from(n).ok()?, o.as_ref()?.hints.sole(era)?)))
        .collect()
}

/// The days that the dated reports are of, half a year more on either side; none where they are few.
fn era(table: &Table<'_>) -> Window {
    let days = || table.rows.iter().filter_map(|r| r.published);
    if days().count() < FEW {
        return Window::default();
    }
    Window {
        from: days().min().map(|d| d - HALF_YEAR),
        to: days().max().map(|d| d + HALF_YEAR),
    }
}

/// The day of the news that a vote points to: «أمس» of a dated event is told the day after it.
fn news_day(item: &Item<'_>, day: i32) -> i32 {
    let offset = item.claim.time.as_ref().and_then(|(_, t)| t.offset);
    day - offset.map_or(0, i32::from)
}

/// News stands first; what comes later may be what happened before.
fn lead(table: &Table<'_>, item: &Item<'_>) -> f32 {
    let last = table.of_row(item.report).end.checked_sub(1);
    let end = last.and_then(|n| table.items.get(n as usize));
    let end = end.map_or(0, |i| i.claim.trigger.span.start).max(1);
    LEAD - TAIL * item.claim.trigger.span.start as f32 / end as f32
}

/// What the claims of reports without a day say of it, by report and day.
fn votes(table: &Table<'_>, open: &[Option<Open>], groups: &[Option<u32>]) -> Vec<Vote> {
    let state = |row: u32| open.get(row as usize).and_then(Option::as_ref);
    let is_undated = |i: &Item<'_>| state(i.report).is_some();
    let group = |row: u32| groups.get(row as usize).copied().flatten();
    let vote = |a: u32, b: u32| -> Option<Vote> {
        let (x, y) = (table.items.get(a as usize)?, table.items.get(b as usize)?);
        let (lone, dated, at) = match (is_undated(x), is_undated(y)) {
            (true, false) => (x, y, a),
            (false, true) => (y, x, b),
            _ => return None,
        };
        if lone.days.is_some() {
            return None;
        }
        // Of the days up to a publication only the day of the week can choose.
        let (from, to) = dated.days.filter(|(a, b)| b - a <= 2)?;
        let day = (from..=to)
            .rev()
            .find(|d| lone.weekday.is_none_or(|w| w == weekday_of(*d)))?;
        let sure = match (dated.borrowed, lone.weekday) {
            (false, _) => 1.0,
            (true, Some(_)) => BORROWED,
            (true, None) if from == to => BORROWED,
            (true, None) => BORROWED * BORROWED,
        };
        // «في 12 شباط الماضي» is background, «السبت 12 شباط» may be the news.
        if lone
            .claim
            .time
            .as_ref()
            .is_some_and(|(_, t)| t.month_day.is_some() && t.weekday.is_none() && t.offset.is_none())
        {
            return None;
        }
        let copied = group(x.report).is_some() && group(x.report) == group(y.report);
        let state = state(lone.report)?;
        let day = news_day(lone, day);
        if !state.hints.allow(day) {
            return None;
        }
        let likeness = likeness::likeness(&lone.words, &dated.words);
        let alike = (likeness - ALIKE).max(0.0) * WORDS;
        let mut weight = score::without_day(lone, dated, copied)? + alike - state.least();
        // A town that is shelled every week says nothing of the day without a number that is the same; nor does a
        // strike of which no result is told, unless the day of the week is known.
        let shared = score::shared_toll(lone, dated);
        let fine = |i: &Item<'_>| i.spot.as_ref().is_some_and(|s| s.exact || s.precision == 9);
        // Three dead of a Sunday somewhere in a governorate are many Sundays' dead: their number says nothing.
        let vague = state.doubt >= OPEN && shared < MARKED && !(fine(lone) && fine(dated));
        if vague && shared > 0 {
            weight -= COMMON;
        }
        let often = dated.stretches > 2;
        let untold = lone.brief.silent() || dated.brief.silent();
        if shared == 0 && (often || untold && lone.weekday.is_none()) {
            weight *= OFTEN;
        }
        weight *= lead(table, lone) * sure;
        let marked = weight >= WITNESS
            || shared >= MARK
            || lone.weekday.is_some()
            || lone.month_day.is_some()
            || copied
            || likeness >= WORDED
            || score::shares(&lone.names, &dated.names);
        (weight > 0.0).then_some(Vote {
            row: lone.report,
            day,
            claim: at,
            weight,
            marked,
        })
    };
    let mut votes: Vec<Vote> = blocks::met(table, groups, 2..4, &|i| is_undated(i) && i.days.is_none(), &vote);
    votes.par_sort_unstable_by(|x, y| {
        let of = |v: &Vote| (v.row, v.day, v.claim);
        of(x)
            .cmp(&of(y))
            .then(y.weight.total_cmp(&x.weight))
            .then(y.marked.cmp(&x.marked))
    });
    // A claim votes once for a day, however many reports of that day it fits.
    votes.dedup_by(|later, kept| {
        let same = (later.row, later.day, later.claim) == (kept.row, kept.day, kept.claim);
        kept.marked |= same && later.marked;
        same
    });
    votes
}

/// The days that the votes give to reports, with so many times the votes that are enough.
fn found(votes: &[Vote], open: &[Option<Open>], share: f32) -> Vec<(u32, i32)> {
    votes
        .chunk_by(|x, y| x.row == y.row)
        .filter_map(|votes| {
            let row = votes.first()?.row;
            let state = open.get(row as usize)?.as_ref()?;
            elected(votes, state, share).map(|day| (row, day))
        })
        .collect()
}

/// The day that the votes of one report give it: enough of them, and no other with nearly as many.
fn elected(votes: &[Vote], open: &Open, share: f32) -> Option<i32> {
    let mut sums: FxHashMap<i32, f32> = FxHashMap::default();
    for v in votes {
        *sums.entry(v.day).or_default() += v.weight;
    }
    let mut sums: Vec<(i32, f32)> = sums.into_iter().collect();
    sums.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    let (day, sum) = *sums.first()?;
    let rival = sums.iter().find(|s| (s.0 - day).abs() > 1).map_or(0.0, |s| s.1);
    // News of one night is dated by either day.
    let beside = sums
        .iter()
        .filter(|s| (s.0 - day).abs() == 1)
        .map(|s| s.1)
        .fold(0.0, f32::max);
    let sum = sum + beside * BESIDE;
    // Ten claims that fit a little are no witness together.
    let best = votes
        .iter()
        .filter(|v| (v.day - day).abs() <= 1)
        .map(|v| v.weight)
        .fold(0.0, f32::max);
    if best < open.enough() * ALONE {
        return None;
    }
    let marked = || votes.iter().any(|v| v.marked && (v.day - day).abs() <= 1);
    (sum >= open.enough() * share && rival <= sum * RIVAL && (open.doubt < OPEN || marked())).then_some(day)
}
