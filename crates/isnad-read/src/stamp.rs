//! Date stamps of pages: lines that say when the report was published or changed.
//!
//! In: one line. Out: the dates in it and whether the line is nothing but a stamp. Only whole dates with a
//! year of 1900 to 2100 count, so a copyright year never does. Deliberately reads no relative dates and no
//! dates inside sentences: what a text says of its events belongs to the date layer of `isnad-arabic`.
//! Example: «آخر تحديث: 4 آب/أغسطس 2013» (last update: 4 August 2013).

use crate::fold::fold;
use crate::phrase::{Stamp, TABLES};
use jiff::civil::Date;
use std::ops::Range;

/// A date written out in a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// Bytes of the line.
    pub range: Range<usize>,
    /// The day.
    pub date: Date,
    /// A label of publication stands before it.
    pub posted: bool,
    /// A label of change stands before it.
    pub updated: bool,
}

/// What a line is as a stamp.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct StampLine {
    /// Nothing but a stamp: dates, times, weekdays, labels.
    pub only: bool,
    /// The whole dates in it.
    pub dates: Vec<Written>,
}

enum Token {
    Number {
        value: u32,
        digits: usize,
        range: Range<usize>,
    },
    Word {
        folded: String,
        start: usize,
    },
    Sign(char),
}

/// Lines longer than this are no stamps.
const LONGEST: usize = 400;

fn tokens(line: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut chars = line.char_indices().peekable();
    let digit = |c: char| match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        _ => None,
    };
    let mark = |c: char| matches!(c, '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}');
    while let Some((start, c)) = chars.next() {
        if let Some(first) = digit(c) {
            let (mut value, mut digits, mut end) = (first, 1, start + c.len_utf8());
            while let Some((at, d)) = chars.peek().and_then(|(i, c)| digit(*c).map(|d| (i + c.len_utf8(), d))) {
                value = value.saturating_mul(10).saturating_add(d);
                digits += 1;
                end = at;
                chars.next();
            }
            out.push(Token::Number {
                value,
                digits,
                range: start..end,
            });
        } else if c.is_alphabetic() {
            let mut end = start + c.len_utf8();
            while let Some((i, c)) = chars.peek().filter(|(_, c)| c.is_alphabetic() || mark(*c)) {
                end = i + c.len_utf8();
                chars.next();
            }
            let folded = fold(line.get(start..end).unwrap_or(""), 40);
            out.push(Token::Word { folded, start });
        } else if !c.is_whitespace() && !mark(c) && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}') {
            out.push(Token::Sign(c));
        }
    }
    out
}

fn start_of(token: &Token) -> usize {
    match token {
        Token::Number { range, .. } => range.start,
        Token::Word { start, .. } => *start,
        Token::Sign(_) => 0,
    }
}

/// Whether the word at a byte ends with ة.
fn ends_feminine(line: &str, start: usize) -> bool {
    let word = line
        .get(start..)
        .unwrap_or("")
        .chars()
        .take_while(|c| c.is_alphabetic());
    word.last() == Some('ة')
}

/// What the words from `i` on are as part of a stamp: the kind and how many tokens it takes.
fn stamp_at(tokens: &[Token], i: usize) -> Option<(Stamp, usize)> {
    let mut joined = String::new();
    let mut best = None;
    for (n, token) in tokens[i..].iter().take(3).enumerate() {
        let Token::Word { folded, .. } = token else { break };
        if n > 0 {
            joined.push(' ');
        }
        joined.push_str(folded);
        if let Some(stamp) = TABLES.stamps.get(&joined) {
            best = Some((*stamp, n + 1));
        }
    }
    best
}

fn month_at(tokens: &[Token], i: usize) -> Option<(i8, usize)> {
    match stamp_at(tokens, i)? {
        (Stamp::Month(m), n) => Some((m, n)),
        _ => None,
    }
}

/// A month, with a second naming of it behind a slash («آب/أغسطس»).
fn months_at(tokens: &[Token], i: usize) -> Option<(i8, usize)> {
    let (month, mut n) = month_at(tokens, i)?;
    if matches!(tokens.get(i + n), Some(Token::Sign('/' | '-' | '(' | '\\')))
        && let Some((again, more)) = month_at(tokens, i + n + 1)
        && again == month
    {
        n += 1 + more;
        if matches!(tokens.get(i + n), Some(Token::Sign(')'))) {
            n += 1;
        }
    }
    Some((month, n))
}

fn day_of(year: u32, month: u32, day: u32) -> Option<Date> {
    (1900..=2100).contains(&year).then_some(())?;
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

fn skip_commas(tokens: &[Token], mut i: usize) -> usize {
    while let Some(Token::Sign('،' | ',' | '.' | '/' | '-')) = tokens.get(i) {
        i += 1;
    }
    // «من عام», «سنة» between month and year.
    while let Some(Token::Word { .. }) = tokens.get(i) {
        match stamp_at(tokens, i) {
            Some((Stamp::Word, 1)) if matches!(tokens.get(i + 1), Some(Token::Number { .. })) => i += 1,
            _ => break,
        }
    }
    i
}

/// A whole date that begins at token `i`: the day, and the token behind it.
fn date_at(tokens: &[Token], i: usize) -> Option<(Date, usize)> {
    let number = |i: usize| match tokens.get(i) {
        Some(Token::Number { value, digits, .. }) => Some((*value, *digits)),
        _ => None,
    };
    if let Some((first, digits)) = number(i) {
        // 12/02/2022, 2022-02-12, 12.2.2022
        if let (Some(Token::Sign(a @ ('/' | '-' | '.' | '\\' | '–'))), Some(Token::Sign(b))) =
            (tokens.get(i + 1), tokens.get(i + 3))
            && a == b
            && let (Some((second, _)), Some((third, third_digits))) = (number(i + 2), number(i + 4))
        {
            let date = if digits == 4 {
                day_of(first, second, third)
            } else if third_digits == 4 {
                day_of(third, second, first).or_else(|| day_of(third, first, second))
            } else {
                None
            };
            if let Some(date) = date {
                return Some((date, i + 5));
            }
        }
        // 12 شباط/فبراير 2022, 12 من فبراير 2022
        let mut j = i + 1;
        if let Some((Stamp::Word, 1)) = stamp_at(tokens, j) {
            j += 1;
        } else if let Some(Token::Sign('-' | '/' | '،' | ',')) = tokens.get(j) {
            j += 1;
        }
        let (month, n) = months_at(tokens, j)?;
        let k = skip_commas(tokens, j + n);
        let (year, 4) = number(k)? else { return None };
        return Some((day_of(year, u32::try_from(month).ok()?, first)?, k + 1));
    }
    // فبراير 12, 2022
    let (month, n) = months_at(tokens, i)?;
    let (day, 1..=2) = number(i + n)? else { return None };
    let k = skip_commas(tokens, i + n + 1);
    let (year, 4) = number(k)? else { return None };
    Some((day_of(year, u32::try_from(month).ok()?, day)?, k + 1))
}

/// Reads a line as a date stamp.
#[must_use]
pub fn read(line: &str) -> StampLine {
    let mut out = StampLine::default();
    if line.len() > LONGEST || !line.chars().any(char::is_numeric) {
        return out;
    }
    let tokens = tokens(line);
    let (mut i, mut strange, mut numbers, mut named) = (0, 0, 0, 0);
    let (mut posted, mut updated) = (false, false);
    while i < tokens.len() {
        if let Some((date, next)) = date_at(&tokens, i) {
            let start = start_of(&tokens[i]);
            let end = tokens[i..next].iter().rev().find_map(|t| match t {
                Token::Number { range, .. } => Some(range.end),
                _ => None,
            });
            out.dates.push(Written {
                range: start..end.unwrap_or(start),
                date,
                posted: posted && !updated,
                updated,
            });
            numbers += 1;
            i = next;
            continue;
        }
        match &tokens[i] {
            Token::Word { .. } => match stamp_at(&tokens, i) {
                Some((stamp, n)) => {
                    match stamp {
                        // «نشرة» (bulletin) folds to «نشره» (published it).
                        Stamp::Posted if n == 1 && ends_feminine(line, start_of(&tokens[i])) => strange += 1,
                        Stamp::Posted => (posted, updated) = (true, false),
                        Stamp::Updated => updated = true,
                        Stamp::Weekday | Stamp::Month(_) | Stamp::Hijri(_) => named += 1,
                        Stamp::Word => {}
                    }
                    i += n;
                }
                None => {
                    strange += 1;
                    i += 1;
                }
            },
            Token::Number { digits, .. } => {
                numbers += usize::from(*digits <= 4);
                i += 1;
            }
            Token::Sign(_) => i += 1,
        }
    }
    let labelled = posted || updated;
    out.only = if out.dates.is_empty() {
        // «11:25 م», «9 حزيران»: a stamp without a whole date.
        strange == 0 && numbers > 0 && tokens.len() <= 12 && (named > 0 || tokens.len() > 2)
    } else {
        strange <= if labelled { 4 } else { 1 }
    };
    out
}

/// Reads a date out of a metadata value: ISO 8601 first, then any written date.
///
/// Several values in one string give the first.
#[must_use]
pub fn of_metadata(value: &str) -> Option<Date> {
    let value = value.trim();
    if let Some(iso) = value.get(..10)
        && let Ok(date) = iso.parse::<Date>()
        && (1900..=2100).contains(&date.year())
    {
        return Some(date);
    }
    if value.len() >= 8
        && let Some(digits) = value.get(..8).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))
        && !value.as_bytes().get(8).is_some_and(u8::is_ascii_digit)
    {
        let number = |r: Range<usize>| digits.get(r).and_then(|d| d.parse::<u32>().ok());
        if let Some(date) = number(0..4)
            .zip(number(4..6))
            .zip(number(6..8))
            .and_then(|((y, m), d)| day_of(y, m, d))
        {
            return Some(date);
        }
    }
    read(value).dates.first().map(|w| w.date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_stamps() {
        for (line, date) in [
            ("12/02/2022", "2022-02-12"),
            ("نشر في: 03/11/2021 - 15:04", "2021-11-03"),
            ("2021-11-03", "2021-11-03"),
            ("2019/02/08 - 10:12", "2019-02-08"),
            ("السبت, سبتمبر 16, 2017", "2017-09-16"),
            ("الأحد، 04 آب/اغسطس 2013، آخر تحديث 10:00 (GMT+0400)", "2013-08-04"),
            ("الاثنين, ٩ ديسمبر ٢٠١٩, ١١:١٠", "2019-12-09"),
            ("آخر تحديث: 20 كانون الثاني 2022", "2022-01-20"),
            ("5 من أيار 2020", "2020-05-05"),
            ("14 جويلية 2018", "2018-07-14"),
            ("March 28, 2024", "2024-03-28"),
            ("28 Mar 2024 10:15 GMT", "2024-03-28"),
            ("تاريخ النشر: 7 يوليو/تموز 2016", "2016-07-07"),
            ("7 فبراير (شباط) 2016", "2016-02-07"),
        ] {
            let stamp = read(line);
            assert!(stamp.only, "{line}");
            assert_eq!(
                stamp.dates.first().map(|w| w.date.to_string()).as_deref(),
                Some(date),
                "{line}"
            );
            let range = stamp.dates[0].range.clone();
            assert!(line.get(range).is_some_and(|s| !s.is_empty()), "{line}");
        }
    }

    #[test]
    fn tells_posted_from_updated() {
        let stamp = read("نشرت في: 12/02/2022 - 15:04آخر تحديث: 13/02/2022 - 15:02");
        assert_eq!(stamp.dates.len(), 2);
        assert!(stamp.dates[0].posted && stamp.dates[1].updated);
    }

    #[test]
    fn sentences_and_rights_are_no_stamps() {
        for line in [
            "قتل ثلاثة أشخاص في 3 آذار 2019 بانفجار في السوق الشعبي وسط المدينة",
            "© 2022 وكالة الخبر",
            "جميع الحقوق محفوظة 2015 - 2022",
            "حصيلة 3 قتلى في 25 حزيران 2022 بظروف مختلفة",
        ] {
            let stamp = read(line);
            assert!(!stamp.only, "{line}");
        }
        assert!(read("© 2022 وكالة الخبر").dates.is_empty());
    }

    #[test]
    fn times_alone_are_stamps_without_a_date() {
        for line in ["11:25 م", "اليوم 10:41", "9 حزيران", "الثلاثاء 10:30"] {
            let stamp = read(line);
            assert!(stamp.only && stamp.dates.is_empty(), "{line}");
        }
    }

    #[test]
    fn reads_metadata() {
        for (value, date) in [
            (
                "2024-12-20T05:32:15+00:00 2024-12-20T08:32:15+03:00",
                Some("2024-12-20"),
            ),
            ("20200317", Some("2020-03-17")),
            ("Tue, 17 Mar 2020 10:00:00 GMT", Some("2020-03-17")),
            ("17/03/2020", Some("2020-03-17")),
            ("2020", None),
            ("", None),
            ("2020-13-45", None),
        ] {
            assert_eq!(of_metadata(value).map(|d| d.to_string()).as_deref(), date, "{value}");
        }
    }
}
