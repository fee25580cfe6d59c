//! The grammar of cardinals, ordinals and fractions over [`Item`]s.
//!
//! Items and a position in, value and the position behind the number out.
//! «ثلاثمئة وخمسة وعشرون ألفا» (thalāthumiʾa wa-khamsa wa-ʿishrūn alfan) is 325,000.
//!
//! **Invariants:** a number is read in one pass to the right; parts must fall in size, so that «ثلاثة وخمسة»
//! ("three and five") stays two numbers. What is counted is not looked at.

use super::digits;
use super::word::{AND, Class, GLUED, Item, PREP, THE, mask};
use crate::token::TokenKind;

/// A number that was read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cardinal {
    /// What it amounts to.
    pub(crate) value: f64,
    /// The first item behind it.
    pub(crate) next: usize,
    /// Its last power («ألف», «مليون») if it ends in one.
    scale: Option<f64>,
}

/// Where the part behind an "and" begins: `at` itself when و is written on it, the next item when it stands alone.
pub(crate) fn joined(items: &[Item], at: usize) -> Option<usize> {
    let item = items.get(at)?;
    // Folded, «وأحد عشر» ("and eleven") begins like «واحد» ("one").
    let and_eleven = || {
        let next = items
            .get(at + 1)
            .filter(|i| i.is(Class::Ten) || (i.has(AND) && i.is(Class::Tens)));
        item.value(Class::Unit) == Some(1.0) && next.is_some()
    };
    if item.has(AND) || and_eleven() {
        Some(at)
    } else if item.value(Class::Clitic) == Some(1.0) && at + 1 < items.len() {
        Some(at + 1)
    } else {
        None
    }
}

/// Whether `at` holds this class with nothing written before it.
pub(crate) fn bare(items: &[Item], at: usize, class: Class) -> Option<f64> {
    items
        .get(at)
        .filter(|i| !i.has(AND) && !i.has(PREP))
        .and_then(|i| i.value(class))
}

/// The tens behind an "and".
fn and_tens(items: &[Item], at: usize) -> Option<(f64, usize)> {
    let k = joined(items, at)?;
    items[k].value(Class::Tens).map(|v| (v, k + 1))
}

#[derive(Clone, Copy, PartialEq)]
enum Level {
    Empty,
    Unit,
    Closed,
    Hundred,
    Digits,
}

struct State {
    total: f64,
    group: f64,
    level: Level,
    scale: f64,
    scaled: bool,
    next: usize,
    /// Where the group that is being read began.
    before: usize,
}

/// What a cardinal in words begins with.
pub(crate) const CARDINALS: u128 = mask(&[
    Class::Unit,
    Class::OneOf,
    Class::TwoConstruct,
    Class::UnitAcc,
    Class::Ten,
    Class::Teen,
    Class::Tens,
    Class::Hundred,
    Class::Hundreds,
    Class::HundredsHamza,
    Class::HundredsWeak,
    Class::Scale,
    Class::ScaleDual,
    Class::ScaleConstruct,
]);

/// Reads the cardinal that begins at item `at`, in digits, words or both («3 آلاف»).
#[inline]
pub(crate) fn cardinal(text: &str, items: &[Item], at: usize) -> Option<Cardinal> {
    let item = items.get(at)?;
    if item.kind != TokenKind::Number && !item.is_any(CARDINALS) {
        return None;
    }
    parts(text, items, at)
}

fn parts(text: &str, items: &[Item], at: usize) -> Option<Cardinal> {
    let mut s = State {
        total: 0.0,
        group: 0.0,
        level: Level::Empty,
        scale: f64::INFINITY,
        scaled: false,
        next: at,
        before: at,
    };
    // More parts than any number has; guards against odd input.
    for _ in 0..24 {
        let first = s.next == at;
        let (k, with_and) = if first {
            (s.next, true)
        } else if let Some(k) = joined(items, s.next) {
            (k, true)
        } else {
            (s.next, false)
        };
        let Some(item) = items.get(k) else { break };
        if !first && item.has(PREP) {
            break;
        }
        if !part(&mut s, text, items, k, first, with_and) {
            break;
        }
    }
    if s.next == at {
        return None;
    }
    Some(Cardinal {
        value: s.total + s.group,
        next: s.next,
        scale: s.scaled.then_some(s.scale),
    })
}

/// Takes in the part at `k`; `false` leaves the state as it was.
fn part(s: &mut State, text: &str, items: &[Item], k: usize, first: bool, with_and: bool) -> bool {
    let item = &items[k];
    let opens = s.level == Level::Empty && (first || with_and);
    let under_hundred = s.level == Level::Hundred && with_and;
    if item.kind == TokenKind::Number {
        return digits_part(s, text, items, k, first, with_and);
    }
    if !item.known() {
        return false;
    }
    if let Some(n) = unit(items, k) {
        let loose = s.level == Level::Hundred && and_tens(items, k + 1).is_some();
        if !(opens || under_hundred || loose) {
            return false;
        }
        if let Some(ten) = bare(items, k + 1, Class::Ten) {
            return s.add(n + ten, Level::Closed, k + 2);
        }
        if (3.0..=9.0).contains(&n) && opens && bare(items, k + 1, Class::Hundred).is_some() {
            return s.add(n * 100.0, Level::Hundred, k + 2);
        }
        return s.add(n, Level::Unit, k + 1);
    }
    for (class, level) in [(Class::Ten, Level::Closed), (Class::Teen, Level::Closed)] {
        if let Some(n) = item.value(class) {
            return (opens || under_hundred) && s.add(n, level, k + 1);
        }
    }
    if let Some(n) = item.value(Class::Tens) {
        let fits = opens || s.level == Level::Hundred || (s.level == Level::Unit && with_and && s.group % 10.0 > 0.0);
        return fits && s.add(n, Level::Closed, k + 1);
    }
    if let Some(n) = hundreds(text, items, k, first) {
        return opens && s.add(n, Level::Hundred, k + 1);
    }
    scale_part(s, text, items, k, first, with_and)
}

impl State {
    fn add(&mut self, n: f64, level: Level, next: usize) -> bool {
        // A part as large as the last power («ألف ومليون») begins another number.
        if self.group == 0.0 && n >= self.scale {
            return false;
        }
        if self.level == Level::Empty {
            self.before = self.next;
        }
        self.group += n;
        self.level = level;
        self.next = next;
        self.scaled = false;
        true
    }
}

fn digits_part(s: &mut State, text: &str, items: &[Item], k: usize, first: bool, with_and: bool) -> bool {
    let Some((value, next)) = digits_at(text, items, k) else {
        return false;
    };
    let fits = first || (with_and && s.level == Level::Empty && value < s.scale && value.fract() == 0.0);
    fits && s.add(value, Level::Digits, next)
}

/// A number in digits, groups parted by spaces included («1 234 567»).
fn digits_at(text: &str, items: &[Item], k: usize) -> Option<(f64, usize)> {
    let slice = |i: &Item| text.get(i.start as usize..i.end as usize).unwrap_or("");
    let mut value = digits::value(slice(&items[k]))?;
    let mut next = k + 1;
    let head = slice(&items[k]);
    if head.chars().count() <= 3 && value >= 1.0 && value.fract() == 0.0 {
        let group = |at: usize| {
            let item = items.get(at).filter(|i| i.kind == TokenKind::Number && !i.has(GLUED))?;
            let before = items[at - 1].end as usize;
            let one_space = text
                .get(before..item.start as usize)
                .is_some_and(|gap| gap.chars().count() == 1);
            let word = slice(item);
            (one_space && word.chars().count() == 3).then(|| digits::whole(word))?
        };
        let narrow = text
            .get(items[k].end as usize..)
            .is_some_and(|t| t.starts_with(['\u{a0}', '\u{202f}', '\u{2009}']));
        if group(k + 1).is_some() && (narrow || group(k + 2).is_some()) {
            // No more groups than any number has: a column of codes is not read to its end from each of them.
            for _ in 0..5 {
                let Some(g) = group(next) else { break };
                value = value * 1000.0 + g as f64;
                next += 1;
            }
        }
    }
    Some((value, next))
}

/// A word for one to nine, if what follows lets it be one.
fn unit(items: &[Item], k: usize) -> Option<f64> {
    let item = &items[k];
    let ten = bare(items, k + 1, Class::Ten).is_some();
    let tens = || and_tens(items, k + 1).is_some();
    if let Some(n) = item.value(Class::Unit) {
        // «الاثنين» is Monday unless a ten follows.
        let weekday = item.has(THE) && item.is(Class::Weekday);
        return (!weekday || ten || tens()).then_some(n);
    }
    if let Some(n) = item.value(Class::OneOf) {
        return (ten || tens()).then_some(n);
    }
    if let Some(n) = item.value(Class::TwoConstruct) {
        return ten.then_some(n);
    }
    item.value(Class::UnitAcc).filter(|_| tens())
}

fn hundreds(text: &str, items: &[Item], k: usize, first: bool) -> Option<f64> {
    let item = &items[k];
    if let Some(n) = item.value(Class::Hundreds).or_else(|| item.value(Class::Hundred)) {
        return Some(n);
    }
    if let Some(n) = item.value(Class::HundredsHamza) {
        return text
            .get(item.start as usize..item.end as usize)?
            .contains('ئ')
            .then_some(n);
    }
    // «متين» is "solid" unless a smaller number follows or it stands alone.
    let n = item.value(Class::HundredsWeak)?;
    let alone = first
        && items.get(k + 1).is_none_or(|i| i.kind != TokenKind::Word)
        && (k == 0 || items[k - 1].kind != TokenKind::Word);
    let followed = items.get(k + 1).is_some_and(|i| {
        [Class::Unit, Class::Tens, Class::Teen, Class::Ten]
            .iter()
            .any(|c| i.is(*c))
    });
    (alone || followed).then_some(n)
}

fn scale_part(s: &mut State, text: &str, items: &[Item], k: usize, first: bool, with_and: bool) -> bool {
    let item = &items[k];
    let plural = item.value(Class::ScalePlural);
    let construct = item.value(Class::ScaleConstruct);
    let single = item.value(Class::Scale);
    let times = single.or(plural).or(construct);
    if s.level != Level::Empty && (!with_and || first) {
        // «ثلاثة آلاف»: what was read so far counts this power.
        let Some(power) = times else { return false };
        if power >= s.scale {
            // «4 ملايين و10 ملايين»: the second group begins another number.
            s.group = 0.0;
            s.next = s.before;
            s.scaled = true;
            return false;
        }
        s.total += s.group * power;
        s.group = 0.0;
        return s.close(power, k);
    }
    if s.level != Level::Empty {
        // «ثلاثمئة وألف» is no number.
        let smaller = single
            .filter(|p| s.level == Level::Hundred && *p < 100.0)
            .or(item.value(Class::ScaleDual).filter(|p| *p < 100.0));
        let Some(power) = smaller else { return false };
        s.total += if item.is(Class::ScaleDual) { 2.0 * power } else { power };
        return s.close(power, k);
    }
    if !first && !with_and {
        // «ألف مليون»: a power counts a greater one.
        let Some(power) = times.filter(|p| *p > s.scale) else {
            return false;
        };
        s.total *= power;
        return s.close(power, k);
    }
    let tanwin = || {
        text.get(item.start as usize..item.end as usize)
            .is_some_and(|t| t.contains('\u{64b}'))
    };
    let (power, value) = if let Some(p) = single {
        (p, p)
    } else if let Some(p) = item.value(Class::ScaleDual) {
        (p, 2.0 * p)
    } else if let Some(p) = construct {
        (p, if tanwin() { p } else { 2.0 * p })
    } else {
        return false;
    };
    if power >= s.scale {
        return false;
    }
    s.total += value;
    s.close(power, k)
}

impl State {
    fn close(&mut self, power: f64, k: usize) -> bool {
        self.level = Level::Empty;
        self.scale = power;
        self.scaled = true;
        self.next = k + 1;
        true
    }
}

/// What an ordinal begins with.
pub(crate) const ORDINALS: u128 = mask(&[Class::Ordinal, Class::OrdinalPart]);

/// Reads an ordinal: «الثالث», «الخامسة والعشرون», «الحادي عشر».
pub(crate) fn ordinal(items: &[Item], at: usize) -> Option<(f64, usize)> {
    let item = items.get(at)?;
    if !item.is_any(ORDINALS) {
        return None;
    }
    let (n, needs_tail) = match (item.value(Class::Ordinal), item.value(Class::OrdinalPart)) {
        (Some(n), _) => (n, false),
        (None, Some(n)) => (n, true),
        (None, None) => return None,
    };
    if let Some(ten) = bare(items, at + 1, Class::Ten) {
        return (n < 10.0).then_some((n + ten, at + 2));
    }
    if let Some((tens, next)) = and_tens(items, at + 1).filter(|_| n < 10.0) {
        return Some((n + tens, next));
    }
    (!needs_tail).then_some((n, at + 1))
}

/// Reads a cardinal with the fractions around it: «ثلاثة أرباع», «مليون ونصف المليون», «نصف مليون», «ثلثي».
pub(crate) fn amount(text: &str, items: &[Item], at: usize) -> Option<Cardinal> {
    let item = items.get(at)?;
    if let Some(share) = fraction_noun(items, at) {
        return Some(Cardinal {
            value: share,
            next: at + 1,
            scale: None,
        });
    }
    let share = item
        .value(Class::Fraction)
        .map(|n| 1.0 / n)
        .or_else(|| item.value(Class::FractionDual).map(|n| 2.0 / n));
    if let Some(share) = share {
        return Some(times_scale(
            items,
            Cardinal {
                value: share,
                next: at + 1,
                scale: None,
            },
        ));
    }
    let mut read = cardinal(text, items, at)?;
    if let Some(parts) = bare(items, read.next, Class::Fractions) {
        read = Cardinal {
            value: read.value / parts,
            next: read.next + 1,
            scale: None,
        };
        return Some(times_scale(items, read));
    }
    if let Some(k) = joined(items, read.next)
        && let Some(n) = items[k].value(Class::Fraction).filter(|_| !items[k].has(THE))
    {
        read.value += read.scale.unwrap_or(1.0) / n;
        read.next = k + 1;
        let same = items
            .get(k + 1)
            .filter(|i| i.has(THE))
            .and_then(|i| i.value(Class::Scale));
        if same.is_some() && same == read.scale {
            read.next += 1;
        }
    }
    Some(point_or_ratio(text, items, read))
}

/// «خمس الساعة»: a unit read as a fraction, because a counted noun would not have the article.
fn fraction_noun(items: &[Item], at: usize) -> Option<f64> {
    let n = items[at].value(Class::FractionNoun).filter(|_| !items[at].has(THE))?;
    let next = items.get(at + 1)?;
    (next.has(THE) && !next.has(AND) && !next.has(PREP) && next.known() && next.is(Class::UHours)).then_some(1.0 / n)
}

/// «نصف مليون», «ثلاثة أرباع المليون».
fn times_scale(items: &[Item], read: Cardinal) -> Cardinal {
    match bare(items, read.next, Class::Scale) {
        Some(power) => Cardinal {
            value: read.value * power,
            next: read.next + 1,
            scale: None,
        },
        None => read,
    }
}

/// «واحد فاصلة خمسة» and «واحد على ثلاثة».
fn point_or_ratio(text: &str, items: &[Item], read: Cardinal) -> Cardinal {
    if bare(items, read.next, Class::Point).is_some()
        && let Some(tail) = cardinal(text, items, read.next + 1).filter(|t| t.value.fract() == 0.0 && t.value < 1e9)
    {
        let mut places = 1.0;
        while places <= tail.value {
            places *= 10.0;
        }
        return Cardinal {
            value: read.value + tail.value / f64::max(places, 10.0),
            next: tail.next,
            scale: None,
        };
    }
    let parts = bare(items, read.next, Class::Parts).is_some() && bare(items, read.next + 1, Class::From).is_some();
    if parts || (bare(items, read.next, Class::On).is_some() && !items[read.next].has(THE)) {
        let from = read.next + if parts { 2 } else { 1 };
        if let Some(below) = cardinal(text, items, from).filter(|b| b.value > 0.0) {
            return Cardinal {
                value: read.value / below.value,
                next: below.next,
                scale: None,
            };
        }
    }
    read
}
