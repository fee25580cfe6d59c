//! The day of publication in an address.
//!
//! In: an address. Out: the one day that its path names, or none. Invariant: a year and a month alone name no day, and two
//! days name none. Deliberately looks at the path only: a query may hold the day of a visit.
//! Example: `/2022/01/20/…` over «اليوم» (today) anchors that word.

use jiff::civil::{Date, date};

/// The day that the path of an address names.
#[must_use]
pub fn day(url: &str) -> Option<Date> {
    let rest = url.split_once("://").map_or(url, |(_, r)| r);
    let path = rest.split(['?', '#']).next()?.split_once('/')?.1;
    // Addresses are short; a long one is none that a person's site made.
    let parts: Vec<&str> = path.split('/').take(40).collect();
    let apart = parts
        .windows(3)
        .filter_map(|w| valid(digits(w[0], 4, 4)?, digits(w[1], 1, 2)?, digits(w[2], 1, 2)?));
    let joined = parts.iter().filter_map(|p| leading(p));
    let mut all: Vec<Date> = apart.chain(joined).collect();
    all.sort_unstable();
    all.dedup();
    match all.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// A day at the head of a part: `20220120`, `2022-01-20-title`, `2022_1_20`.
fn leading(part: &str) -> Option<Date> {
    let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
    let (head, tail) = part.split_at_checked(end)?;
    if head.len() == 8 && !tail.starts_with(char::is_alphanumeric) {
        return valid(
            head.get(..4)?.parse().ok()?,
            head.get(4..6)?.parse().ok()?,
            head.get(6..)?.parse().ok()?,
        );
    }
    let sign = tail.chars().next().filter(|c| matches!(c, '-' | '_' | '.'))?;
    let mut pieces = part.splitn(4, sign);
    let (year, month) = (digits(pieces.next()?, 4, 4)?, digits(pieces.next()?, 1, 2)?);
    let day = pieces.next()?;
    // «2022-1-20.html»: the file's kind may follow at once.
    let end = day.find(|c: char| !c.is_ascii_digit()).unwrap_or(day.len());
    let (day, after) = day.split_at_checked(end)?;
    if after.starts_with(char::is_alphanumeric) {
        return None;
    }
    valid(year, month, digits(day, 1, 2)?)
}

fn digits(part: &str, least: usize, most: usize) -> Option<i16> {
    let fits = (least..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    part.parse().ok().filter(|_| fits)
}

/// A day of the years in which pages were published.
fn valid(year: i16, month: i16, day: i16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day)
        .ok()
        .filter(|d| *d >= date(1995, 1, 1) && *d < date(2100, 1, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_addresses() {
        for (url, expected) in [
            ("https://a.example/2022/01/20/title", Some((2022, 1, 20))),
            ("https://a.example/ar/2023/8/26/title-of-three", Some((2023, 8, 26))),
            ("https://a.example/news/20231007/story", Some((2023, 10, 7))),
            ("https://a.example/2021-09-26-title", Some((2021, 9, 26))),
            ("https://a.example/n/2021_9_26.html", Some((2021, 9, 26))),
            ("a.example/2022/01/20", Some((2022, 1, 20))),
            ("https://a.example/2022/01/20/2022-01-20-title", Some((2022, 1, 20))),
            ("https://a.example/2022/01/20/2021-05-01-title", None),
            ("https://a.example/2022/01/title", None),
            ("https://a.example/2022/01/2033/title", None),
            ("https://a.example/2022/13/20/title", None),
            ("https://a.example/2022/02/30/title", None),
            ("https://a.example/id/20231007123", None),
            ("https://a.example/id/90231007", None),
            ("https://a.example/1450/01/20/title", None),
            ("https://a.example/title?day=2022-01-20", None),
            ("https://a.example/title#2022/01/20", None),
            ("https://a.example/what-happened-2021-09-26", None),
            ("https://a.example", None),
            ("", None),
            ("https://a.example/2022-٠١-20", None),
            ("https://a.example/٢٠٢٢/01/20", None),
        ] {
            let found = day(url).map(|d| (d.year(), d.month(), d.day()));
            assert_eq!(found, expected, "{url}");
        }
    }
}
