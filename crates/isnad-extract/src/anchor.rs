//! The day of a report that states none, from what its article says of its own day.
//!
//! In: a report, its words of numbers and dates, the dates found without a day to count from, headline and body. Out: the day that «أمس» (ams, "yesterday") is counted from, or none.
//! In this order: the one full date of the headline; a full date that the article calls today's or yesterday's; a day
//! and month called today's with a weekday that fits a year which the article or the address names; the day until which
//! the current year is counted, or the stamp of a quoted post or a picture, where the weekday that the article calls
//! today's fits.
//! A weekday alone, and a full date without any word of today, settle nothing: they may be background.

use isnad_arabic::date;
use isnad_arabic::number::Items;
use isnad_model::{Report, Span, Timex};
use jiff::civil::Date;
use std::ops::Range;

/// The day of a report that states none.
#[must_use]
pub fn anchor(report: &Report, items: &Items, found: &[Timex], parts: &[(Span, bool)]) -> Option<Date> {
    let told = |title: bool| {
        found
            .iter()
            .filter(move |t| parts.iter().any(|(p, is)| p.contains(t.span) && *is == title))
    };
    let all: Vec<&Timex> = told(true).chain(told(false)).collect();
    // What a quoted post calls today is the post's.
    let mut line = 0..0;
    let own = own_weekday(&all, |t| !in_post(&report.text, t, &mut line)).or_else(|| own_weekday(&all, |_| true));
    // The metadata may give the headline in other words than the text, or where the text has none.
    let title = report.title.as_ref().filter(|t| t.span.is_none());
    let titled = title.map_or_else(Vec::new, |t| date::read(&t.text, None));
    one(told(true).chain(&titled).filter_map(full))
        .or_else(|| one(told(false).filter_map(|t| back(full(t)?, t.offset?))))
        .or_else(|| with_year(&all, own, || years(report, items, parts)))
        .or_else(|| own_date(&all, own))
        .or_else(|| opening(&told(false).collect::<Vec<_>>(), parts))
        .or_else(|| counted_until(&report.text, &all, own))
        .or_else(|| stamped(&report.text, found, own))
}

/// The one value, or none of several.
fn one<T: Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut all: Vec<T> = values.collect();
    all.sort_unstable();
    all.dedup();
    match all.len() {
        1 => all.pop(),
        _ => None,
    }
}

fn full(t: &Timex) -> Option<Date> {
    t.from.filter(|_| t.precision == 1 && t.from == t.to)
}

fn back(day: Date, offset: i16) -> Option<Date> {
    day.checked_sub(jiff::Span::new().try_days(offset).ok()?).ok()
}

/// The weekday of the report's own day: «اليوم السبت» or «أمس الجمعة» say Saturday.
fn own_weekday(times: &[&Timex], mut counts: impl FnMut(&Timex) -> bool) -> Option<i8> {
    one(times.iter().filter_map(|t| {
        let days = i16::from(t.weekday?) - 1 - t.offset?;
        if !counts(t) {
            return None;
        }
        i8::try_from(days.rem_euclid(7)).ok().map(|d| d + 1)
    }))
}

/// Whether a time stands in a quoted post: the next line is «— name (@name) …». What is left of the `line` that was looked
/// for last is known: times of one line look for its end once.
fn in_post(text: &str, t: &Timex, line: &mut Range<usize>) -> bool {
    let at = t.span.end as usize;
    if !line.contains(&at) {
        let rest = text.get(at..).unwrap_or("");
        *line = at..at + rest.find('\n').unwrap_or(rest.len()) + 1;
    }
    // Most lines show by their first letter that they name nobody.
    let below = text.get(line.end..).unwrap_or("").trim_start();
    below.starts_with(['—', '–', '-']) && below.split('\n').next().is_some_and(isnad_arabic::names_account)
}

fn weekday(day: Date) -> i8 {
    day.weekday().to_monday_one_offset()
}

/// «أغار الطيران، يوم الأربعاء 14 أيار 2025، على …» in the opening of an article that has a «فجر اليوم» and no other day of the
/// calendar: that is its day.
fn opening(times: &[&Timex], parts: &[(Span, bool)]) -> Option<Date> {
    const OPENING: u32 = 400;
    let today = times
        .iter()
        .any(|t| t.relative && t.offset == Some(0) && t.weekday.is_none());
    let start = parts.iter().filter(|(_, title)| !title).map(|(p, _)| p.start).min()?;
    let days = times.iter().filter(|t| !t.relative && full(t).is_some());
    let named = |t: &&&Timex| t.span.start < start + OPENING && t.span.end - t.span.start > 24;
    let first = *times.iter().filter(|t| full(t).is_some()).find(named)?;
    one(days.filter_map(|t| full(t))).filter(|d| today && full(first) == Some(*d))
}

/// «أعلن المجلس عن حفل صباح الأحد 24-7-2022» in a text that calls its own day «اليوم الأحد»: where the last day of the
/// calendar is named with that weekday, and no other day is, it is the text's own.
fn own_date(times: &[&Timex], own: Option<i8>) -> Option<Date> {
    let own = own?;
    let days = || times.iter().filter(|t| !t.relative);
    let last = days().filter_map(|t| full(t)).max()?;
    let named = one(days().filter(|t| t.weekday.is_some()).filter_map(|t| full(t)))?;
    (named == last && weekday(last) == own).then_some(last)
}

/// «اليوم السبت 12 شباط» in a text that names the year 2022 somewhere: the weekday tells whether it is that year's.
fn with_year(times: &[&Timex], own: Option<i8>, years: impl Fn() -> Vec<i16>) -> Option<Date> {
    let said = times.iter().filter(|t| t.relative && t.from.is_none());
    let Some(own) = own else {
        // «أمس الأحد 20 تشرين الثاني» tells by itself in which year that day was a Sunday.
        let days = said.filter_map(|t| Some((t.month_day?, t.weekday?, t.offset?)));
        let days: Vec<_> = days.collect();
        if days.is_empty() {
            return None;
        }
        let of = |year: i16| {
            let day = |&((month, day), wanted, offset): &((i8, i8), i8, i16)| {
                let day = Date::new(year, month, day).ok().filter(|d| weekday(*d) == wanted)?;
                back(day, offset)
            };
            one(days.iter().filter_map(day))
        };
        return years().into_iter().rev().find_map(of);
    };
    let said: Vec<_> = said.filter_map(|t| Some((t.month_day?, t.offset?))).collect();
    if said.is_empty() {
        return None;
    }
    // «اليوم الثلاثاء 24» and «أول أمس الأحد 22» of one article are one day of publication.
    let of = |year: i16| {
        let day = |((month, day), offset): &((i8, i8), i16)| back(Date::new(year, *month, *day).ok()?, *offset);
        one(said.iter().filter_map(day)).filter(|d| weekday(*d) == own)
    };
    years().into_iter().rev().find_map(of)
}

/// «منذ بداية العام الحالي 2023 حتى 25 تشرين الثاني»: what is counted until a day is told on it or the day after, if
/// the weekday fits.
fn counted_until(text: &str, times: &[&Timex], own: Option<i8>) -> Option<Date> {
    let until = |t: &&&Timex| {
        let (month, day) = t.month_day.filter(|_| t.from.is_none())?;
        let start = t.span.start as usize;
        // The year stands a few words before, in the same sentence.
        let mut from = start.saturating_sub(48);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let before = text.get(from..start)?;
        let before = before.rsplit(['.', '\n', '،', '؛']).next().unwrap_or("");
        let mut words = before.split_whitespace().filter_map(year_of);
        let year = words.next().filter(|_| words.next().is_none())?;
        Date::new(year, month, day).ok()
    };
    let (last, today) = times
        .iter()
        .filter_map(|t| until(&t).map(|d| (d, t.offset == Some(0) && t.weekday.is_none())))
        .max()?;
    // «حتى تاريخ اليوم 25 شباط» says so itself.
    let Some(own) = own else {
        return today.then_some(last);
    };
    [Some(last), last.tomorrow().ok()]
        .into_iter()
        .flatten()
        .find(|d| weekday(*d) == own)
}

/// A word of four digits that looks like a year.
fn year_of(word: &str) -> Option<i16> {
    let digit = |c: char| match c {
        '\u{660}'..='\u{669}' => Some(c as i16 - 0x660),
        _ => c.to_digit(10).and_then(|d| i16::try_from(d).ok()),
    };
    let digits: Vec<i16> = word.chars().take(5).map_while(digit).collect();
    let year = digits.iter().take(4).fold(0, |n, d| n * 10 + d);
    (digits.len() == 4 && word.chars().count() == 4 && (1995..2100).contains(&year)).then_some(year)
}

/// Numbers of headline and article, and parts of the address, that look like years, sorted.
fn years(report: &Report, items: &Items, parts: &[(Span, bool)]) -> Vec<i16> {
    let told = items
        .digits()
        .filter(|t| parts.iter().any(|(p, _)| p.contains(*t)))
        .filter_map(|t| year_of(t.slice(&report.text)));
    let address = report.url.as_deref().unwrap_or("").split('/').filter_map(year_of);
    let mut all: Vec<i16> = told.chain(address).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The last day that stands behind a quoted post («name (@name) November 6, 2021») or under a picture («7 أيلول 2021
/// (الدفاع المدني)»): the news is of that day or the next, whichever the article's own weekday says.
///
/// A weekday that stands alone («قال شهود، الثلاثاء، إن …») is the article's own where no other is and a post is of that day.
fn stamped(text: &str, times: &[Timex], own: Option<i8>) -> Option<Date> {
    let stamp = |t: &&Timex| {
        let before = text.get(..t.span.start as usize).unwrap_or("").trim_end();
        let after = text.get(t.span.end as usize..).unwrap_or("").trim_start_matches(' ');
        before.ends_with(')') || after.starts_with('(')
    };
    let last = times.iter().filter(stamp).filter_map(full).max()?;
    let Some(own) = own else {
        let bare = times
            .iter()
            .filter(|t| t.offset.is_none() && t.from.is_none() && t.month_day.is_none());
        return one(bare.filter_map(|t| t.weekday))
            .filter(|w| weekday(last) == *w)
            .map(|_| last);
    };
    [Some(last), last.tomorrow().ok()]
        .into_iter()
        .flatten()
        .find(|d| weekday(*d) == own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_an_article() {
        for (url, text, expected) in [
            ("", "قتل مدني اليوم السبت 12 شباط 2022 في البلدة", Some((2022, 2, 12))),
            ("", "قتل مدني أمس الجمعة 11 شباط 2022 في البلدة", Some((2022, 2, 12))),
            // The weekday of 12 February is a Saturday in 2022; the text names the year elsewhere.
            (
                "",
                "قتل مدني اليوم السبت 12 شباط. وقتل عشرة منذ بداية عام 2022",
                Some((2022, 2, 12)),
            ),
            (
                "",
                "قتل مدني اليوم السبت 12 شباط. وقتل عشرة منذ بداية العام الحالي ٢٠٢٢ في البلدة",
                Some((2022, 2, 12)),
            ),
            ("", "قتل مدني اليوم الأحد 12 شباط. وقتل عشرة منذ بداية عام 2022", None),
            ("", "قتل مدني اليوم السبت 12 شباط", None),
            (
                "https://a.example/ar/2022/title",
                "قتل مدني اليوم السبت 12 شباط",
                Some((2022, 2, 12)),
            ),
            (
                "",
                "قتل مدني اليوم الأحد. وقتل عشرة منذ بداية العام الحالي 2023 حتى 25 تشرين الثاني",
                Some((2023, 11, 26)),
            ),
            (
                "",
                "قتل مدني اليوم الأربعاء. وقتل عشرة منذ بداية العام الحالي 2023 حتى 25 تشرين الثاني",
                None,
            ),
            (
                "",
                "قتل مدني في البلدة. وقتل عشرة منذ بداية العام الحالي 2023 وحتى تاريخ اليوم 25 تشرين الثاني",
                Some((2023, 11, 25)),
            ),
            // It tells by itself in which year it was a Sunday, though today has two weekdays.
            (
                "",
                "قتل مدني أمس الأحد 20 تشرين الثاني بلغم. وقال شاهد: اليوم السبت زرعت. وقتل عشرة في عام 2022",
                Some((2022, 11, 21)),
            ),
            (
                "",
                "قتل مدني أمس الأحد 20 تشرين الثاني بلغم. وقال شاهد: اليوم السبت زرعت. وقتل عشرة في عام 2021",
                None,
            ),
            // The one day of the calendar has the weekday of today, and says so.
            (
                "",
                "قتل مدني اليوم الأحد. وكان المجلس دعا إلى حفل صباح يوم الأحد 24-7-2022 في البلدة",
                Some((2022, 7, 24)),
            ),
            (
                "",
                "قتل مدني اليوم الأحد. وكان المجلس دعا إلى حفل صباح يوم السبت 23-7-2022",
                None,
            ),
            ("", "قتل مدني اليوم الأحد. وكان المجلس دعا إلى حفل في 24-7-2022", None),
            // Background.
            ("", "قتل مدني اليوم السبت. واتفق الطرفان في 5 آذار 2020 على هدنة", None),
            (
                "",
                "قتل مدني اليوم السبت\n— فريق (@team) February 12, 2022\nوقال شاهد إن القصف توقف",
                Some((2022, 2, 12)),
            ),
            (
                "",
                "قتل مدني أمس السبت\n— فريق (@team) February 12, 2022\nوقال شاهد إن القصف توقف",
                Some((2022, 2, 13)),
            ),
            (
                "",
                "قتل مدني اليوم الأربعاء\n— فريق (@team) February 12, 2022\nوقال شاهد إن القصف توقف",
                None,
            ),
            (
                "",
                "قتل مدني اليوم الأحد\nغارة على السوق أمس الجمعة\n— فريق (@team) February 12, 2022\nوقال شاهد إن القصف توقف\n— فريق (@team) February 13, 2022",
                Some((2022, 2, 13)),
            ),
            (
                "",
                "قال شهود، السبت، إن مدنيا قتل\n— فريق (@team) February 12, 2022",
                Some((2022, 2, 12)),
            ),
            (
                "",
                "قال شهود، الجمعة، إن مدنيا قتل\n— فريق (@team) February 12, 2022",
                None,
            ),
            // The opening's own day, where the article has a «today» too.
            (
                "",
                "أغار الطيران، يوم الأربعاء 14 أيار 2025، على سيارة. واعتقلت القوات منذ فجر اليوم 22 مدنيا",
                Some((2025, 5, 14)),
            ),
            (
                "",
                "أغار الطيران، يوم الأربعاء 14 أيار 2025، على سيارة بعد هدنة بدأت يوم الخميس 1 أيار 2025. واعتقل اليوم عشرة",
                None,
            ),
            ("", "أغار الطيران، يوم الأربعاء 14 أيار 2025، على سيارة", None),
            ("", "12345678901234567890/99999999999999 اليوم السبت 12 شباط", None),
            ("", "", None),
        ] {
            let mut report = crate::sentence(text);
            report.url = Some(url.to_owned());
            let tokens = isnad_arabic::token::tokenize(text);
            let parts = [(Span::from_range(0..text.len()), false)];
            let items = Items::read(text, &tokens);
            let dates = date::detect_in(text, &items, None);
            let found = anchor(&report, &items, &dates, &parts).map(|d| (d.year(), d.month(), d.day()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
