//! Numbers as words.
//!
//! A number, gender of the counted noun and case in, the words out:
//! 325 masculine nominative is «ثلاثمئة وخمسة وعشرون» (thalāthumiʾa wa-khamsa wa-ʿishrūn).
//!
//! **Invariant:** [`super::read`] gives the number back for every value below 10^15.
//! The words come from `data/arabic/spelling.tsv`; nothing is vowelled.

use std::sync::LazyLock;

/// The gender of what is counted.
///
/// ```
/// use isnad_arabic::number::{Case, Gender, spell};
///
/// assert_eq!(spell(3, Gender::Masculine, Case::Nominative), "ثلاثة"); // thalātha
/// assert_eq!(spell(3, Gender::Feminine, Case::Nominative), "ثلاث"); // thalāth
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gender {
    /// «ثلاثة رجال» (thalāthat rijāl, "three men").
    Masculine,
    /// «ثلاث نساء» (thalāth nisāʾ, "three women").
    Feminine,
}

/// The case that the number stands in; accusative and genitive look alike in unvowelled numbers.
///
/// ```
/// use isnad_arabic::number::{Case, Gender, spell};
///
/// assert_eq!(spell(20, Gender::Masculine, Case::Nominative), "عشرون"); // ʿishrūn
/// assert_eq!(spell(20, Gender::Masculine, Case::Oblique), "عشرين"); // ʿishrīn
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Case {
    /// «عشرون» (ʿishrūn).
    Nominative,
    /// «عشرين» (ʿishrīn).
    Oblique,
}

/// One row a number word: masculine and feminine, nominative and oblique.
static WORDS: LazyLock<Vec<(&str, [&str; 4])>> = LazyLock::new(|| {
    include_str!("../../../../data/arabic/spelling.tsv")
        .lines()
        .filter(|l| !l.starts_with('#') && !l.starts_with("key\t"))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((
                cells.next()?,
                [cells.next()?, cells.next()?, cells.next()?, cells.next()?],
            ))
        })
        .collect()
});

/// Spells a whole number in literary Arabic; from 10^15 on it gives the digits.
///
/// ```
/// use isnad_arabic::number::{Case, Gender, spell};
///
/// assert_eq!(spell(21, Gender::Feminine, Case::Oblique), "إحدى وعشرين");
/// assert_eq!(spell(2000, Gender::Masculine, Case::Nominative), "ألفان");
/// ```
#[must_use]
pub fn spell(n: u64, gender: Gender, case: Case) -> String {
    if n >= 1_000_000_000_000_000 {
        return n.to_string();
    }
    let mut out = String::new();
    let mut rest = n;
    for (power, name) in [
        (1_000_000_000_000, "t"),
        (1_000_000_000, "b"),
        (1_000_000, "m"),
        (1000, "k"),
    ] {
        let count = rest / power;
        rest %= power;
        match count {
            0 => {}
            1 => join(&mut out, word(name, Gender::Masculine, case)),
            2 => join(&mut out, word(&format!("{name}2"), Gender::Masculine, case)),
            _ => {
                below_thousand(&mut out, count, Gender::Masculine, case);
                out.push(' ');
                let form = if (3..=10).contains(&(count % 100)) {
                    "+"
                } else if count % 100 >= 11 {
                    "a"
                } else {
                    ""
                };
                out.push_str(word(&format!("{name}{form}"), Gender::Masculine, case));
            }
        }
    }
    if rest > 0 || n == 0 {
        below_thousand(&mut out, rest, gender, case);
    }
    out
}

fn word(key: &str, gender: Gender, case: Case) -> &'static str {
    let column = match (gender, case) {
        (Gender::Masculine, Case::Nominative) => 0,
        (Gender::Masculine, Case::Oblique) => 1,
        (Gender::Feminine, Case::Nominative) => 2,
        (Gender::Feminine, Case::Oblique) => 3,
    };
    WORDS
        .iter()
        .find(|(k, _)| *k == key)
        .map_or("", |(_, forms)| forms[column])
}

fn join(out: &mut String, part: &str) {
    if !out.is_empty() {
        out.push(' ');
        out.push('و');
    }
    out.push_str(part);
}

fn below_thousand(out: &mut String, n: u64, gender: Gender, case: Case) {
    if n >= 100 {
        join(out, word(&format!("{}", n / 100 * 100), gender, case));
    }
    let n2 = n % 100;
    match n2 {
        0 if n >= 100 => {}
        0..=10 => join(out, word(&n2.to_string(), gender, case)),
        11..=19 => {
            join(out, word(&format!("{}t", n2 - 10), gender, case));
            out.push(' ');
            out.push_str(word("10t", gender, case));
        }
        _ => {
            if !n2.is_multiple_of(10) {
                let unit = if n2 % 10 == 1 {
                    "1t".to_owned()
                } else {
                    (n2 % 10).to_string()
                };
                join(out, word(&unit, gender, case));
            }
            join(out, word(&(n2 / 10 * 10).to_string(), gender, case));
        }
    }
}
