//! Days as people type them, and the field that they type them into.
//!
//! In: a year, month or day as `yyyy`, `yyyy-mm` or `yyyy-mm-dd`, in any digits. Out: a day. Invariant: a field shows the
//! Gregorian day as the records write it, in both languages, whatever the browser's own format is, and from left to
//! right. Deliberately reads no other order of parts: «01/02» means two days to two people.
//! Example: «٢٠٢١-٠٥» (May 2021) begins on 2021-05-01 and ends on 2021-05-31.

use super::Cx;
use crate::html::{Html, html};
use jiff::civil::Date;

/// The digits and separators of the records.
fn plain(text: &str) -> String {
    let one = |c: char| match c {
        '\u{660}'..='\u{669}' => char::from_digit(c as u32 - 0x660, 10),
        '\u{6f0}'..='\u{6f9}' => char::from_digit(c as u32 - 0x6f0, 10),
        '/' | '\u{2010}' | '\u{2011}' | '\u{2013}' => Some('-'),
        // Marks of direction come with what is copied.
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2066}'..='\u{2069}' | '\u{202a}'..='\u{202e}' => None,
        c => Some(c),
    };
    text.trim().chars().filter_map(one).collect()
}

/// The first or last day of a year, month or day.
pub fn day(text: &str, last: bool) -> Option<Date> {
    let text = plain(text);
    let number = |t: &str, most: usize| -> Option<i16> {
        let digits = !t.is_empty() && t.len() <= most && t.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| t.parse().ok()).flatten()
    };
    let mut parts = text.split('-');
    let year = parts.next().filter(|y| y.len() == 4).and_then(|y| number(y, 4))?;
    let mut part = || match parts.next() {
        None => Some(None),
        Some(t) => number(t, 2).and_then(|n| i8::try_from(n).ok()).map(Some),
    };
    let (month, day) = (part()?, part()?);
    if parts.next().is_some() {
        return None;
    }
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    Some(match (last, month, day) {
        (true, None, _) => first.last_of_year(),
        (true, Some(_), None) => first.last_of_month(),
        _ => first,
    })
}

/// The field of a day.
pub fn input(cx: &Cx<'_>, name: &str, value: &str) -> Html {
    html!(
        "<input name=\"{}\" value=\"{}\" class=\"iso\" dir=\"ltr\" inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"24\" placeholder=\"yyyy-mm-dd\" title=\"{}\">",
        name,
        value,
        cx.lang
            .t("A day, month or year of the Gregorian calendar: 2021-05-31, 2021-05 or 2021")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_one_order_and_any_digits() {
        let cases = [
            ("2021-05-31", "2021-05-31", "2021-05-31"),
            ("2021-05", "2021-05-01", "2021-05-31"),
            ("2021", "2021-01-01", "2021-12-31"),
            ("2021/5/3", "2021-05-03", "2021-05-03"),
            (" ٢٠٢٠-٠٢ ", "2020-02-01", "2020-02-29"),
            ("\u{200f}۲۰۲۰-۰۲-۰۱", "2020-02-01", "2020-02-01"),
        ];
        for (text, first, end) in cases {
            let read = [false, true].map(|last| day(text, last).map(|d| d.to_string()));
            assert_eq!(read, [Some(first.to_owned()), Some(end.to_owned())], "{text}");
        }
        for bad in [
            "",
            "05-31-2021",
            "31/05/2021",
            "2021-13",
            "2021-02-30",
            "20210531",
            "2021-05-31-1",
            "أمس",
            "2021-",
            "-2021",
        ] {
            assert_eq!(day(bad, false), None, "{bad}");
        }
    }
}
