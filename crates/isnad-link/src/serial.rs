//! The numbers that outlets give their pages, as a clock.
//!
//! In: the table; out: for each report between which days its number says that it was published.
//! Publishing systems number what they publish in order, so of `…/archives/510895` (7 September) and `…/archives/524391`
//! (6 November) a page `…/archives/515000` lies in between, whatever it says of itself: «اليوم» (al-yawm, "today") of a
//! saved page gets a month, though not a day. Numbers are compared inside one sequence of one site only, and a sequence
//! whose dated pages do not rise with it tells nothing. Nothing is dated here: this only bounds.

use crate::hash;
use crate::table::{Table, day_number};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// Days that a page may lie before one of a lesser number: written before it was published.
const SLACK: i32 = 2;
/// Of the gap between two dated pages, the share that an even flow of pages may be wrong by.
const UNEVEN: f32 = 0.35;
/// Pages of a sequence that rise, of all that are dated.
const ORDERED: f32 = 0.75;

/// First and last day that a report can be of, as far as they are known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Window {
    pub(crate) from: Option<i32>,
    pub(crate) to: Option<i32>,
}

impl Window {
    /// Both bounds hold.
    pub(crate) fn and(self, other: Self) -> Self {
        let pick = |a: Option<i32>, b: Option<i32>, f: fn(i32, i32) -> i32| match (a, b) {
            (Some(x), Some(y)) => Some(f(x, y)),
            (x, y) => x.or(y),
        };
        Self {
            from: pick(self.from, other.from, i32::max),
            to: pick(self.to, other.to, i32::min),
        }
    }

    /// Whether the day lies inside.
    pub(crate) fn holds(self, day: i32) -> bool {
        self.from.is_none_or(|d| d <= day) && self.to.is_none_or(|d| day <= d)
    }
}

/// The sequence that an address belongs to and its number in it: the last number of four to nine digits of the path, or
/// what `p=` or `id=` says. Dates in paths are no numbers of pages.
pub(crate) fn of_address(url: &str) -> Option<(u64, u64)> {
    let url = url.split('#').next().unwrap_or(url);
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (host, rest) = url.split_once('/')?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut named = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .filter(|(name, _)| matches!(*name, "p" | "id"));
    if let Some(number) = named.find_map(|(_, value)| value.parse().ok()) {
        return Some((hash::words(&format!("{host} ?")), number));
    }
    let segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    let (at, number) = segments
        .iter()
        .enumerate()
        .rev()
        .find_map(|(at, segment)| Some((at, number_in(segment)?)))?;
    // «articles/77906» and «breakingnews/38242» of one site are two sequences; a title before the number is none.
    let before = at
        .checked_sub(1)
        .and_then(|n| segments.get(n))
        .filter(|s| s.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
        .map_or("", |s| *s);
    Some((hash::words(&format!("{host} {before}")), number))
}

/// The last run of four to nine digits of a segment that is no year, no date and no escape.
fn number_in(segment: &str) -> Option<u64> {
    let mut found = None;
    let bytes = segment.as_bytes();
    let mut i = 0;
    while let Some(b) = bytes.get(i) {
        if *b == b'%' {
            i += 3;
            continue;
        }
        if !b.is_ascii_digit() {
            i += 1;
            continue;
        }
        let start = i;
        while bytes.get(i).is_some_and(u8::is_ascii_digit) {
            i += 1;
        }
        let run = segment.get(start..i).unwrap_or("");
        let year = run.len() == 4 && (run.starts_with("19") || run.starts_with("20"));
        let date = run.len() == 8 && (run.starts_with("20") || run.get(4..6) == Some("20"));
        if (4..=9).contains(&run.len()) && !year && !date {
            found = run.parse().ok();
        }
    }
    found
}

/// The month that an address files its page under: `…/2022/01/…`.
pub(crate) fn month_of_address(url: &str) -> Window {
    let number = |s: &str, digits: usize| s.parse::<i16>().ok().filter(|_| s.len() == digits);
    let segments: Vec<&str> = url.split(['?', '#']).next().unwrap_or(url).split('/').collect();
    let first = segments.windows(2).find_map(|pair| {
        let [year, month] = pair else { return None };
        let year = number(year, 4).filter(|y| (1990..=2100).contains(y))?;
        Date::new(year, i8::try_from(number(month, 2)?).ok()?, 1).ok()
    });
    first.map_or_else(Window::default, |first| Window {
        // A page may be filed the morning after, and what it tells may be of the night before.
        from: Some(day_number(first) - 1),
        to: Some(day_number(first.last_of_month()) + 1),
    })
}

/// What the numbers say of the days of all rows; rows of no sequence have open windows.
pub(crate) fn windows(table: &Table<'_>) -> Vec<Window> {
    let mut of: FxHashMap<u64, Vec<(u64, Option<i32>, usize)>> = FxHashMap::default();
    for (n, row) in table.rows.iter().enumerate() {
        if let Some((sequence, number)) = row.serial {
            of.entry(sequence).or_default().push((number, row.news, n));
        }
    }
    let mut out = vec![Window::default(); table.rows.len()];
    for pages in of.into_values() {
        if pages.len() < 2 || pages.iter().all(|p| p.1.is_some()) {
            continue;
        }
        let mut dated: Vec<(u64, i32)> = pages.iter().filter_map(|p| Some((p.0, p.1?))).collect();
        dated.sort_unstable();
        let rising = rising(&dated);
        if (rising.len() as f32) < dated.len() as f32 * ORDERED {
            continue;
        }
        let told = told(table, &pages);
        for (number, _, n) in pages.iter().filter(|p| p.1.is_none()) {
            if let Some(slot) = out.get_mut(*n) {
                let at = told.partition_point(|t| t.0 < *number);
                let from = at.checked_sub(1).and_then(|k| told.get(k)).and_then(|t| t.1);
                *slot = between(&rising, *number).and(Window { from, to: None });
            }
        }
    }
    out
}

/// For every page of a sequence the last day that it and those before it tell in full as past: a page that comes later is
/// of no earlier day. Two pages must tell it, because one may have mistaken a year.
fn told(table: &Table<'_>, pages: &[(u64, Option<i32>, usize)]) -> Vec<(u64, Option<i32>)> {
    let from = |n: usize| table.rows.get(n).and_then(|r| r.hints.window.from);
    let mut told: Vec<(u64, Option<i32>)> = pages.iter().map(|p| (p.0, from(p.2))).collect();
    told.sort_unstable();
    let (mut first, mut second) = (None, None);
    for (_, day) in &mut told {
        if *day > first {
            (first, second) = (*day, first);
        } else if *day > second {
            second = *day;
        }
        *day = second;
    }
    told
}

/// The longest part of the dated pages whose days do not fall as numbers rise.
fn rising(dated: &[(u64, i32)]) -> Vec<(u64, i32)> {
    // Last index of the best run of each length, and who stands before whom.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(dated.len());
    let day = |i: usize| dated.get(i).map_or(i32::MAX, |d| d.1);
    for i in 0..dated.len() {
        let at = tails.partition_point(|t| day(*t) <= day(i) + SLACK);
        before.push(at.checked_sub(1).and_then(|k| tails.get(k).copied()));
        match tails.get_mut(at) {
            Some(slot) => *slot = i,
            None => tails.push(i),
        }
    }
    let mut out = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied();
    while let Some(i) = at {
        out.extend(dated.get(i).copied());
        at = before.get(i).copied().flatten();
    }
    out.reverse();
    out
}

/// The window of a number among dated ones: between its neighbours, and not far from where an even flow would put it.
fn between(rising: &[(u64, i32)], number: u64) -> Window {
    let at = rising.partition_point(|p| p.0 < number);
    let left = at.checked_sub(1).and_then(|k| rising.get(k)).copied();
    let right = rising.get(at).copied();
    let outer = Window {
        from: left.map(|p| p.1 - SLACK),
        to: right.map(|p| p.1 + SLACK),
    };
    let even = match (left, right, rising.first(), rising.last()) {
        (Some(l), Some(r), ..) if r.0 > l.0 => {
            let gap = (r.1 - l.1).max(0) as f32;
            let guess = l.1 as f32 + gap * (number - l.0) as f32 / (r.0 - l.0) as f32;
            about(guess, 4.0 + gap * UNEVEN)
        }
        // Beyond the dated pages the flow of all of them goes on, more or less.
        (Some(l), None, Some(first), Some(last)) if rising.len() >= 3 && last.0 > first.0 && last.1 > first.1 => {
            let days = (number - l.0) as f32 * (last.1 - first.1) as f32 / (last.0 - first.0) as f32;
            about(l.1 as f32 + days, 10.0 + 2.0 * days)
        }
        (None, Some(r), Some(first), Some(last)) if rising.len() >= 3 && last.0 > first.0 && last.1 > first.1 => {
            let days = (r.0 - number) as f32 * (last.1 - first.1) as f32 / (last.0 - first.0) as f32;
            about(r.1 as f32 - days, 10.0 + 2.0 * days)
        }
        _ => Window::default(),
    };
    outer.and(even)
}

fn about(day: f32, give: f32) -> Window {
    Window {
        from: Some((day - give).floor() as i32),
        to: Some((day + give).ceil() as i32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_numbers() {
        for (url, number) in [
            ("https://www.example.org/archives/510895", Some(510_895)),
            (
                "https://example.org/%D9%82%D8%AA%D9%84/582910/?fbclid=Iw4567",
                Some(582_910),
            ),
            ("https://example.org/ar/?p=161518", Some(161_518)),
            ("https://example.org/ar/news.php?id=209248", Some(209_248)),
            ("https://example.org/p408082/", Some(408_082)),
            ("https://example.org/news/qsf-ly-ryf-99825", Some(99_825)),
            ("https://example.org/ar/haber/qsf-h66266.htm", Some(66_266)),
            ("https://example.org/ar/news/2021/09/26/3330", Some(3330)),
            ("https://example.org/20231007/title", None),
            ("https://example.org/2022/01/20/title-5/", None),
            ("https://example.org/title", None),
            ("example.org", None),
        ] {
            assert_eq!(of_address(url).map(|a| a.1), number, "{url}");
        }
        let sequence = |url| of_address(url).map(|a| a.0);
        assert_ne!(
            sequence("https://example.org/ar/articles/77906/t"),
            sequence("https://example.org/ar/breakingnews/38242/t")
        );
        assert_eq!(
            sequence("https://www.example.org/a-b/582910/"),
            sequence("http://example.org/c-d/699213/")
        );
    }

    #[test]
    fn addresses_tell_months() {
        let window = |url| month_of_address(url);
        let january = window("http://example.org/ar/2022/01/title/");
        assert_eq!(january.to.zip(january.from).map(|(to, from)| to - from), Some(32));
        for url in [
            "http://example.org/2022/13/",
            "http://example.org/2022-01/",
            "http://example.org/1022/01/x",
            "",
        ] {
            assert_eq!(window(url), Window::default(), "{url}");
        }
    }

    #[test]
    fn numbers_lie_between_their_neighbours() {
        let dated = [(100, 0), (200, 50), (300, 100)];
        assert_eq!(
            between(&dated, 250),
            Window {
                from: Some(53),
                to: Some(97)
            }
        );
        assert_eq!(between(&dated, 400).from, Some(98));
        assert_eq!(between(&dated, 50).to, Some(2));
        assert_eq!(
            between(&dated[..1], 150),
            Window {
                from: Some(-2),
                to: None
            }
        );
    }

    #[test]
    fn what_does_not_rise_is_left_out() {
        assert_eq!(rising(&[(1, 10), (2, 500), (3, 20), (4, 19), (5, 40)]).len(), 4);
        assert_eq!(rising(&[]), vec![]);
    }
}
