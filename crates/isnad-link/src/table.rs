//! The claims of all reports as one table, in an order that the input cannot change.
//!
//! In: reports and their analyses in any order; out: rows sorted by report id and, inside a report, by place in
//! the text and claim id, with what comparison needs made small (days as numbers, names as hashes).
//! A report given twice is taken once. Nothing is judged here.

use crate::brief::Brief;
use crate::family::{self, Family};
use crate::hash;
use crate::hints::{self, Hints};
use crate::likeness::{self, Words};
use crate::serial::{self, Window};
use isnad_model::{Analysis, Claim, Count, Place, ReportFacts, Trust};
use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The date of a day number; `None` outside the calendar.
pub(crate) fn date_of(day: i32) -> Option<Date> {
    Date::constant(1970, 1, 1)
        .checked_add(jiff::Span::new().try_days(day).ok()?)
        .ok()
}

/// Days since 1 January 1970.
pub(crate) fn day_number(date: Date) -> i32 {
    // Days from civil, after Howard Hinnant: exact for every date of the calendar.
    let (y, m, d) = (i32::from(date.year()), i32::from(date.month()), i32::from(date.day()));
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * (if m > 2 { m - 3 } else { m + 9 }) + 2) / 5 + d - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    era * 146_097 + doe - 719_468
}

/// Month and day of a day number.
pub(crate) fn month_and_day(day: i32) -> (i8, i8) {
    // The inverse of `day_number`, after the same source.
    let z = day + 719_468;
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let d = doy - (153 * mp + 2) / 5 + 1;
    let m = if mp < 10 { mp + 3 } else { mp - 9 };
    (i8::try_from(m).unwrap_or(1), i8::try_from(d).unwrap_or(1))
}

/// A place as comparison needs it.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    /// Hash of the gazetteer id.
    pub(crate) id: Option<u64>,
    /// Hashes of the ids of each gazetteer that knows it («wof:1 gn:2»), sorted.
    pub(crate) ids: Box<[u64]>,
    /// Hash of the name: the gazetteer's, else the words.
    pub(crate) name: u64,
    /// Latitude and longitude.
    pub(crate) point: Option<(f32, f32)>,
    /// UCDP `where_prec`; 9 unknown.
    pub(crate) precision: u8,
    /// Hashes of what it lies in, upward.
    pub(crate) within: Box<[u64]>,
    /// Whether the point is fit to measure distances from.
    pub(crate) exact: bool,
}

impl Spot {
    fn of(place: &Place) -> Self {
        let point = place
            .point
            .filter(|(lat, lon)| lat.is_finite() && lon.is_finite())
            .map(|(lat, lon)| (lat as f32, lon as f32));
        let precision = place
            .precision
            .unwrap_or(if place.id.is_some() && point.is_some() { 1 } else { 9 });
        Self {
            id: place.id.as_ref().map(|id| hash::words(id.as_str())),
            ids: sorted(
                place
                    .id
                    .iter()
                    .flat_map(|id| id.as_str().split_whitespace())
                    .map(hash::words)
                    .collect(),
            ),
            name: hash::words(place.name.as_deref().unwrap_or(&place.text)),
            point,
            precision,
            within: place
                .within
                .iter()
                .flat_map(|id| id.as_str().split_whitespace())
                .map(hash::words)
                .collect(),
            exact: precision <= 2 && point.is_some() && !place.ambiguous,
        }
    }
}

/// A claim as comparison needs it.
#[derive(Debug)]
pub(crate) struct Item<'a> {
    /// The claim itself.
    pub(crate) claim: &'a Claim,
    /// What is asked of it most often.
    pub(crate) brief: Brief,
    /// Its row among the reports.
    pub(crate) report: u32,
    /// Family of its type.
    pub(crate) family: Family,
    /// First and last day, both inclusive.
    pub(crate) days: Option<(i32, i32)>,
    /// The days come from the report, not from the claim.
    pub(crate) borrowed: bool,
    /// Month and day, whether or not the year is known.
    pub(crate) month_day: Option<(i8, i8)>,
    /// Day of the week, 0 Monday to 6 Sunday, where the claim or its report tells it.
    pub(crate) weekday: Option<i32>,
    /// Where.
    pub(crate) spot: Option<Spot>,
    /// Entities that do it, sorted.
    pub(crate) agents: Box<[u64]>,
    /// Entities it is done to, sorted.
    pub(crate) patients: Box<[u64]>,
    /// Words of participants and names of victims, sorted.
    pub(crate) names: Box<[u64]>,
    /// The chain of sources as one number.
    pub(crate) chain: u64,
    /// Stretches of days on which claims of this family are dated at this place; `u16::MAX` before they are counted.
    pub(crate) stretches: u16,
    /// Between which days it lies where no day is known.
    pub(crate) window: Window,
    /// The words of its clause.
    pub(crate) words: Words,
}

impl Item<'_> {
    /// Whether the claim itself tells the day, give or take two.
    pub(crate) fn dated(&self) -> bool {
        !self.borrowed && self.days.is_some_and(|(a, b)| b - a <= 2)
    }

    /// Takes the day of its report, which was found by comparison, where it says none itself.
    fn borrow(&mut self, news: i32) {
        if self.days.is_some() || self.brief.total || family::is_state(self.brief.kind) {
            return;
        }
        let timex = self.claim.time.as_ref().map(|(_, t)| t);
        let day = match (timex.and_then(|t| t.offset), self.month_day, self.weekday) {
            (Some(offset), ..) => Some(news + i32::from(offset)),
            // The latest such day; what lies further back than a year says so.
            (None, Some(md), _) => (news - 365..=news + 1).rev().find(|d| month_and_day(*d) == md),
            (None, None, Some(w)) => Some(news - (weekday_of(news) - w).rem_euclid(7)),
            (None, None, None) => None,
        };
        self.days = match (day, timex) {
            (Some(day), _) => Some((day, day)),
            (None, None) => Some((news - 2, news)),
            // «قبل أشهر» is some other time.
            (None, Some(_)) => None,
        };
        self.borrowed = self.days.is_some();
    }

    /// Between which days it lies, if its report lies in a window: news is of the week before it, «آب الماضي» of the
    /// year before.
    fn within_news(&self, window: Window) -> Window {
        let back = match self.claim.time.as_ref().map(|(_, t)| t) {
            _ if self.brief.total || family::is_state(self.brief.kind) => return Window::default(),
            None => 3,
            Some(t) if t.offset.is_some() || t.weekday.is_some() => 8,
            Some(t) if t.month_day.is_some() => 366,
            Some(_) => return Window::default(),
        };
        // The last day told in full bounds the report, not what it looks back on.
        Window {
            from: window.from.map(|d| d - back),
            to: window.to,
        }
    }

    /// Deaths and injuries where they are stated.
    pub(crate) fn toll(&self) -> (Option<Count>, Option<Count>) {
        (self.brief.killed, self.brief.injured)
    }
}

/// A report as comparison needs it.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    /// What is known beside the claims.
    pub(crate) facts: &'a ReportFacts,
    /// What analysis said.
    pub(crate) analysis: &'a Analysis,
    /// Its items.
    pub(crate) items: Range<u32>,
    /// Day of publication, where it may be believed, else the day that the article tells of itself.
    pub(crate) published: Option<i32>,
    /// Neither the report nor a claim that tells its own day says which day it is of.
    pub(crate) undated: bool,
    /// Day of its news, where publication, its claims or comparison tell it.
    pub(crate) news: Option<i32>,
    /// What else bounds that day.
    pub(crate) hints: Hints,
    /// The sequence of pages that its address numbers it in, and its number.
    pub(crate) serial: Option<(u64, u64)>,
}

/// All reports and all their claims.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    /// Sorted by report id.
    pub(crate) rows: Vec<Row<'a>>,
    /// Sorted by report, place in the text, id.
    pub(crate) items: Vec<Item<'a>>,
}

impl<'a> Table<'a> {
    /// Lays out the reports.
    pub(crate) fn new(inputs: &'a [(ReportFacts, Analysis)]) -> Self {
        // Laid out in the order of the input, where what is read next lies next in memory, then put in the order of ids.
        let mut made: Vec<(Row<'a>, Vec<Item<'a>>)> = inputs.par_iter().map(|(f, a)| row(f, a)).collect();
        let order = order(inputs);
        let mut rows = Vec::with_capacity(order.len());
        let mut items = Vec::with_capacity(made.iter().map(|m| m.1.len()).sum());
        for at in order {
            let Some((row, told)) = made.get_mut(at as usize) else {
                continue;
            };
            let start = u32::try_from(items.len()).unwrap_or(u32::MAX);
            let number = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            items.extend(
                std::mem::take(told)
                    .into_iter()
                    .map(|item| Item { report: number, ..item }),
            );
            let end = u32::try_from(items.len()).unwrap_or(u32::MAX);
            rows.push(Row {
                items: start..end,
                hints: std::mem::take(&mut row.hints),
                ..*row
            });
        }
        drop(made);
        count_stretches(&mut items);
        likeness::weigh(&mut items);
        Self { rows, items }
    }

    /// Lends days to reports that have none.
    pub(crate) fn lend(&mut self, days: &[(u32, i32)]) {
        for (row, day) in days {
            let range = self.of_row(*row);
            if let Some(row) = self.rows.get_mut(*row as usize) {
                row.undated = false;
                row.news = Some(*day);
            }
            for i in range {
                if let Some(item) = self.items.get_mut(i as usize) {
                    item.borrow(*day);
                }
            }
        }
        count_stretches(&mut self.items);
    }

    /// Tells claims without a day between which days they lie: those of their report, and the week before.
    pub(crate) fn bound(&mut self, windows: &[Window]) {
        for (row, numbers) in self.rows.iter().zip(windows) {
            let window = row.hints.within(*numbers);
            for i in row.items.clone() {
                if let Some(item) = self.items.get_mut(i as usize) {
                    item.window = match item.days {
                        Some((from, to)) => Window {
                            from: Some(from),
                            to: Some(to),
                        },
                        None => item.within_news(window),
                    };
                }
            }
        }
    }

    /// The items of a row.
    pub(crate) fn of_row(&self, row: u32) -> Range<u32> {
        self.rows.get(row as usize).map_or(0..0, |r| r.items.clone())
    }
}

/// The places of the reports in the input, sorted by id, each id once. Ties of id are the same report given twice; the
/// richer analysis stays, whatever the order.
fn order(inputs: &[(ReportFacts, Analysis)]) -> Vec<u32> {
    // Most ids differ in their first letters, which are compared without looking them up.
    let first = |id: &str| {
        let mut letters = [0_u8; 16];
        letters.iter_mut().zip(id.bytes()).for_each(|(slot, b)| *slot = b);
        u128::from_be_bytes(letters)
    };
    let mut order: Vec<(u128, u32)> = inputs
        .iter()
        .enumerate()
        .map(|(n, input)| (first(input.0.id.as_str()), u32::try_from(n).unwrap_or(u32::MAX)))
        .collect();
    let whole = |n: u32| {
        let input = inputs.get(n as usize);
        input.map(|(f, a)| (&f.id, &f.url, &f.retrieved, std::cmp::Reverse(a.claims.len())))
    };
    order.par_sort_unstable_by(|a, b| {
        a.0.cmp(&b.0)
            .then_with(|| whole(a.1).cmp(&whole(b.1)))
            .then(a.1.cmp(&b.1))
    });
    order.dedup_by(|later, kept| later.0 == kept.0 && whole(later.1).map(|w| w.0) == whole(kept.1).map(|w| w.0));
    order.into_iter().map(|o| o.1).collect()
}

/// A report and its items, not yet numbered.
fn row<'a>(facts: &'a ReportFacts, analysis: &'a Analysis) -> (Row<'a>, Vec<Item<'a>>) {
    let published = analysis
        .published
        .or(facts.published)
        .filter(|p| p.trust != Trust::Republication)
        .map(|p| p.date)
        .or(analysis.news_day)
        .map(day_number);
    let mut claims: Vec<&Claim> = analysis.claims.iter().collect();
    claims.sort_by(|a, b| (a.trigger.span, &a.id).cmp(&(b.trigger.span, &b.id)));
    claims.dedup_by(|later, kept| later.id == kept.id);
    let borrowed = Borrowed {
        days: borrowed_days(&claims, published),
        month_day: borrowed_month_day(&claims),
        weekday: news_weekday(&claims),
    };
    let row = Row {
        facts,
        analysis,
        items: 0..0,
        published,
        undated: published.is_none() && !claims.is_empty() && tell_news_day(&claims).is_empty(),
        news: published.or_else(|| hints::told_news(&claims)),
        hints: Hints::new(facts, &claims),
        serial: facts.url.as_deref().and_then(serial::of_address),
    };
    (row, claims.into_iter().map(|claim| item(claim, 0, borrowed)).collect())
}

/// Counts for every place on how many stretches of days something is dated there: where it is one, a claim without a
/// day can hardly mean another; where a town is shelled every week, it can mean any.
fn count_stretches(items: &mut [Item<'_>]) {
    let mut dated: Vec<(Family, u64, i32)> = Vec::new();
    for item in items.iter().filter(|i| !i.brief.total) {
        if let (Some(spot), Some((from, to))) = (&item.spot, item.days)
            && to - from <= 2
        {
            dated.extend(
                spot.ids
                    .iter()
                    .copied()
                    .chain([spot.name])
                    .map(|place| (item.family, place, to)),
            );
        }
    }
    dated.sort_unstable();
    let mut stretches: FxHashMap<(Family, u64), u16> = FxHashMap::default();
    for place in dated.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let gaps = place
            .windows(2)
            .filter(|w| matches!(w, [a, b] if b.2 - a.2 > 3))
            .count();
        if let Some(first) = place.first() {
            stretches.insert((first.0, first.1), u16::try_from(gaps + 1).unwrap_or(u16::MAX));
        }
    }
    for item in items {
        if let Some(spot) = &item.spot {
            let of = |place: u64| stretches.get(&(item.family, place)).copied().unwrap_or(0);
            item.stretches = spot.ids.iter().copied().chain([spot.name]).map(of).max().unwrap_or(0);
        }
    }
}

/// The claims of a report that say by their own time which day it is of: «اليوم» resolved. A full date with its day of the
/// week is background where the report says «اليوم» of another day that it does not settle.
fn tell_news_day<'c>(claims: &[&'c Claim]) -> Vec<&'c Claim> {
    let open = claims
        .iter()
        .filter_map(|c| c.time.as_ref())
        .any(|(_, t)| t.offset.is_some() && t.from.is_none());
    let tells = |c: &&&Claim| {
        c.time
            .as_ref()
            .is_some_and(|(_, t)| t.from.is_some() && (t.offset.is_some() || t.weekday.is_some() && !open))
    };
    claims.iter().filter(tells).copied().collect()
}

/// The days of a claim's own time expression.
pub(crate) fn own_days(claim: &Claim) -> Option<(i32, i32)> {
    let (_, timex) = claim.time.as_ref()?;
    // «منذ آذار 2020» says when something began, not when this happened; «منذ صباح اليوم» says both.
    let begun = timex.to.is_none() || timex.to == timex.from && timex.precision >= 4;
    if timex.from.is_some() && begun && timex.offset.is_none() {
        return None;
    }
    let from = timex.from.or(timex.to).map(day_number)?;
    let to = timex.to.or(timex.from).map(day_number)?;
    Some((from.min(to), from.max(to)))
}

/// Days that claims of a report without a time of their own may be taken for: about its publication, or the one day
/// that all its other claims tell.
fn borrowed_days(claims: &[&Claim], published: Option<i32>) -> Option<(i32, i32)> {
    if let Some(day) = published {
        return Some((day - 2, day));
    }
    let mut span: Option<(i32, i32)> = None;
    // «هدنة 5 آذار 2020» is background: only what names its weekday or its distance is the day of the news.
    for claim in tell_news_day(claims).into_iter().filter(|c| !c.total) {
        if let Some((from, to)) = own_days(claim).filter(|(a, b)| b - a <= 2) {
            span = Some(span.map_or((from, to), |(a, b)| (a.min(from), b.max(to))));
        }
    }
    span.filter(|(a, b)| b - a <= 3)
}

/// What a report lends to claims without a time.
#[derive(Clone, Copy)]
struct Borrowed {
    days: Option<(i32, i32)>,
    /// With the day of the week, where it is told too.
    month_day: Option<((i8, i8), Option<i8>)>,
    /// Day of the week of the report's own day.
    weekday: Option<i32>,
}

/// The day of the week of a report's own day, 0 Monday to 6 Sunday: «أمس الجمعة» is told on a Saturday. None where its
/// claims disagree.
fn news_weekday(claims: &[&Claim]) -> Option<i32> {
    let mut told = hints::told_weekdays(claims).peekable();
    let first = *told.peek()?;
    told.all(|w| w == first).then_some(first)
}

/// Day of the week of a day number, 0 Monday to 6 Sunday.
pub(crate) fn weekday_of(day: i32) -> i32 {
    // 1 January 1970 was a Thursday.
    (day + 3).rem_euclid(7)
}

/// The one day of an unknown year that a report's claims tell. Where they say «اليوم», what they tell without it is
/// background: «يوم 20 حزيران».
fn borrowed_month_day(claims: &[&Claim]) -> Option<((i8, i8), Option<i8>)> {
    let told = || {
        claims
            .iter()
            .filter(|c| !c.total)
            .filter_map(|c| c.time.as_ref().map(|(_, t)| t))
            .filter(|t| t.from.is_none())
    };
    let near = told().any(|t| t.offset.is_some());
    let mut found = told()
        .filter(|t| !near || t.offset.is_some())
        .filter_map(|t| Some((t.month_day?, t.weekday)));
    let (first, mut weekday) = found.next()?;
    found
        .all(|(other, w)| {
            weekday = weekday.or(w);
            other == first
        })
        .then_some((first, weekday))
}

fn sorted(mut hashes: Vec<u64>) -> Box<[u64]> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes.into_boxed_slice()
}

fn item<'a>(claim: &'a Claim, report: u32, borrowed: Borrowed) -> Item<'a> {
    let own = own_days(claim);
    let month_day = claim.time.as_ref().and_then(|(_, t)| t.month_day);
    // «في 26 آب» of an unknown year is a time: the day of publication does not replace it.
    let timed = claim.time.is_some() && month_day.is_some();
    let state = family::is_state(claim.kind);
    let days = own.or(if timed || claim.total || state {
        None
    } else {
        borrowed.days
    });
    let weekday = claim.time.as_ref().and_then(|(_, t)| t.weekday);
    let month_day = month_day
        .or_else(|| own.filter(|(a, b)| a == b).map(|(a, _)| month_and_day(a)))
        .or_else(|| {
            let (month_day, of) = borrowed.month_day?;
            // «الأحد» is not the sixteenth that the report tells of without it.
            let fits = weekday.is_none() || weekday == of;
            (fits && days.is_none() && !claim.total && !state).then_some(month_day)
        });
    let told = claim.time.as_ref().and_then(|(_, t)| match (t.weekday, t.offset) {
        (Some(w), _) => Some(i32::from(w) - 1),
        (None, Some(offset)) => borrowed.weekday.map(|own| (own + i32::from(offset)).rem_euclid(7)),
        (None, None) => None,
    });
    let weekday = own.filter(|(a, b)| a == b).map(|(a, _)| weekday_of(a)).or(told);
    let entities = |list: &[isnad_model::Participant]| {
        sorted(
            list.iter()
                .filter_map(|p| p.entity.as_ref())
                .map(|e| hash::words(e.as_str()))
                .collect(),
        )
    };
    let mut names: Vec<u64> = claim
        .casualties
        .iter()
        .flat_map(|c| &c.names)
        .map(|n| hash::words(&n.text))
        .collect();
    names.extend(
        claim
            .agent
            .iter()
            .chain(&claim.patient)
            .filter(|p| p.private)
            .map(|p| hash::words(&p.quoted.text)),
    );
    let chain = claim.sources.iter().fold(7, |h, s| {
        let who = match (&s.entity, &s.quoted) {
            (Some(e), _) => hash::words(e.as_str()),
            (None, Some(q)) => hash::words(&q.text),
            (None, None) => 1,
        };
        // The outlet closes every chain of a report, named there or not.
        if s.kind == isnad_model::SourceKind::Outlet {
            h
        } else {
            hash::key(&[h, s.kind as u64, who])
        }
    });
    Item {
        claim,
        brief: Brief::of(claim),
        report,
        family: family::of(claim.kind),
        days,
        borrowed: own.is_none() && days.is_some(),
        month_day,
        weekday,
        spot: claim.place.as_ref().map(Spot::of),
        agents: entities(&claim.agent),
        patients: entities(&claim.patient),
        names: sorted(names),
        chain,
        stretches: u16::MAX,
        window: Window::default(),
        words: Words::of(&claim.quote.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_count_from_1970() {
        for (d, n) in [
            (date(1970, 1, 1), 0),
            (date(1969, 12, 31), -1),
            (date(2000, 3, 1), 11_017),
            (date(2022, 1, 20), 19_012),
        ] {
            assert_eq!(day_number(d), n, "{d}");
            assert_eq!(month_and_day(n), (d.month(), d.day()), "{d}");
        }
    }
}
