//! Numbers in words and digits, as intervals.
//!
//! Text and its tokens in, [`Quantity`] values out, in order of the text and without overlap.
//! Cardinals, ordinals and fractions, in all scripts of digits, literary and spoken; «ما لا يقل عن 10»
//! (mā lā yaqill ʿan 10, "no fewer than 10") is 10 and up, «العشرات» (al-ʿasharāt, "dozens") 20 to 99.
//!
//! **Invariants:** spans lie on character boundaries; time is linear; words are in `data/arabic/numbers.tsv`.
//! Deliberately not here: what is counted, dual nouns (see [`dual`]), adding parts to a whole, and whether a
//! number is a year: what lies inside a date of [`crate::date`] is for the caller to drop.

mod cardinal;
mod digits;
mod key;
mod spell;
pub(crate) mod word;

use isnad_model::{Quantity, Span};

use crate::token::{Token, TokenKind, tokenize};
pub(crate) use cardinal::{CARDINALS, ORDINALS, amount, bare, cardinal, joined, ordinal};
pub(crate) use digits::whole;
pub use spell::{Case, Gender, spell};
use word::{AND, Class, GLUED, Item, PREP, STARTS, THE, mask};
pub use word::{Items, Sense};

/// Finds the numbers of a text.
///
/// ```
/// // "more than 25 houses and three cars"
/// let found = isnad_arabic::number::read("أكثر من 25 منزلا وثلاث سيارات");
/// assert_eq!((found[0].value, found[0].low, found[0].high), (25.0, 26.0, None));
/// assert_eq!((found[1].value, found[1].high), (3.0, Some(3.0)));
/// ```
#[must_use]
pub fn read(text: &str) -> Vec<Quantity> {
    detect(text, &tokenize(text))
}

/// Finds the numbers of a text that has been cut into tokens.
///
/// ```
/// use isnad_arabic::{number, token::tokenize};
///
/// // "dozens of houses and no fewer than 1,200 trees"
/// let text = "عشرات البيوت وما لا يقل عن ١٬٢٠٠ شجرة";
/// let found = number::detect(text, &tokenize(text));
/// assert_eq!((found[0].low, found[0].high), (20.0, Some(99.0)));
/// assert_eq!((found[1].low, found[1].high), (1200.0, None));
/// assert_eq!(found[1].span.slice(text), "ما لا يقل عن ١٬٢٠٠");
/// ```
#[must_use]
pub fn detect(text: &str, tokens: &[Token]) -> Vec<Quantity> {
    detect_in(text, &Items::read(text, tokens))
}

/// Finds the numbers of a text whose words have been looked up.
#[must_use]
pub fn detect_in(text: &str, items: &Items) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut from = 0;
    for at in items.starts(STARTS) {
        if at >= from
            && let Some((q, next)) = quantity(text, &items.list, at)
        {
            found.push(q);
            from = next;
        }
    }
    found
}

/// The quantity of a dual noun at `span` («طفلان», ṭiflān, "two children"), which inflection, not this module, finds.
///
/// ```
/// use isnad_arabic::number::dual;
/// use isnad_model::Span;
///
/// let two = dual(Span::new(0, 10)); // ṭiflān, "two children"
/// assert_eq!((two.value, two.high, two.dual), (2.0, Some(2.0), true));
/// ```
#[must_use]
pub const fn dual(span: Span) -> Quantity {
    Quantity {
        span,
        value: 2.0,
        low: 2.0,
        high: Some(2.0),
        approx: false,
        ordinal: false,
        dual: true,
    }
}

/// Whether the number was written as a percentage («20 %», «عشرون بالمئة»): a share, not a count.
///
/// ```
/// use isnad_arabic::number::{is_percent, read};
///
/// let text = "عشرون بالمئة من 30 بيتا"; // "twenty per cent of 30 houses"
/// let found = read(text);
/// assert_eq!([is_percent(text, &found[0]), is_percent(text, &found[1])], [true, false]);
/// ```
#[must_use]
pub fn is_percent(text: &str, quantity: &Quantity) -> bool {
    let Some(slice) = quantity.span.get(text) else {
        return false;
    };
    if slice.ends_with(['%', '٪']) {
        return true;
    }
    let tokens = tokenize(slice);
    let items = word::items(slice, &tokens);
    let last = items.len().wrapping_sub(1);
    items.get(last).is_some_and(|i| {
        i.is(Class::PerCent) || (i.is(Class::Hundred) && i.has(THE) && last > 0 && items[last - 1].is(Class::In))
    })
}

/// How the words around a number bound it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    Exact,
    About,
    MoreThan,
    AtLeast,
    LessThan,
    AtMost,
}

/// An interval that was read, before the words around it are looked at.
#[derive(Clone, Copy)]
struct Core {
    value: f64,
    low: f64,
    high: Option<f64>,
    ordinal: bool,
    vague: bool,
    next: usize,
}

impl Core {
    const fn exact(value: f64, next: usize) -> Self {
        Self {
            value,
            low: value,
            high: Some(value),
            ordinal: false,
            vague: false,
            next,
        }
    }
}

fn quantity(text: &str, items: &[Item], at: usize) -> Option<(Quantity, usize)> {
    let mut bound = Bound::Exact;
    let mut k = at;
    // «أكثر من نحو 20»: the outer word decides.
    for _ in 0..2 {
        let Some((b, next)) = prefix(items, k) else { break };
        if bound == Bound::Exact {
            bound = b;
        }
        k = next;
    }
    let between =
        bare(items, k, Class::Between).is_some() || items.get(k).is_some_and(|i| i.is(Class::Between) && k == at);
    let from = !between && items.get(k).is_some_and(|i| i.is(Class::From) && k == at);
    if (between || from) && bound == Bound::Exact {
        return range(text, items, at, k + 1, between);
    }
    let start = k;
    let number = clitics(items, k);
    let mut core = core(text, items, number)?;
    let first = &items[if bound == Bound::Exact { start } else { at }];
    if bound == Bound::Exact
        && !core.vague
        && !core.ordinal
        && let Some(wide) = widen(text, items, number, core)
    {
        core = wide;
    }
    let mut from_byte = first.stem();
    if bound == Bound::Exact && start != number {
        from_byte = items[number].start;
    }
    if is_negative(text, items, number, core.next) {
        core = Core {
            value: -core.value,
            low: -core.value,
            high: Some(-core.value),
            ..core
        };
        from_byte = items[number - 1].start;
    }
    let mut next = core.next;
    let mut end = items[next - 1].end;
    if let Some(after) = percent(items, next) {
        next = after;
        end = items[next - 1].end;
    }
    if bound == Bound::Exact {
        (bound, next, end) = suffix(items, next, end);
    }
    let (low, high) = match bound {
        Bound::Exact | Bound::About => (core.low, core.high),
        Bound::MoreThan if core.value.fract() == 0.0 && !core.vague => (core.value + 1.0, None),
        Bound::MoreThan | Bound::AtLeast => (core.low, None),
        Bound::LessThan if core.value.fract() == 0.0 && !core.vague => (0.0, Some((core.value - 1.0).max(0.0))),
        Bound::LessThan | Bound::AtMost => (0.0, core.high),
    };
    let q = Quantity {
        span: Span::new(from_byte, end.max(from_byte)),
        value: core.value,
        low,
        high,
        approx: bound == Bound::About,
        ordinal: core.ordinal,
        dual: false,
    };
    Some((q, next))
}

/// What the words before a number that bound it begin with.
const BOUNDS: u128 = mask(&[
    Class::What,
    Class::More,
    Class::Less,
    Class::On,
    Class::Not,
    Class::FallShort,
    Class::Exceed,
    Class::Near,
    Class::About,
]);

/// The words before a number that bound it.
fn prefix(items: &[Item], at: usize) -> Option<(Bound, usize)> {
    let item = items.get(at)?;
    if !item.is_any(BOUNDS) {
        return None;
    }
    let is = |k: usize, class: Class| items.get(k).is_some_and(|i| i.is(class) && !i.has(AND));
    if item.is(Class::What) {
        return verbal(items, at + 1).or_else(|| is(at + 1, Class::Between).then_some((Bound::Exact, at + 1)));
    }
    if item.is(Class::More) && is(at + 1, Class::From) {
        return Some((Bound::MoreThan, at + 2));
    }
    if item.is(Class::Less) && is(at + 1, Class::From) {
        return Some((Bound::LessThan, at + 2));
    }
    // «تسعة حراس على الأقل وثلاثة سجناء»: what is joined by «و» is not bound by it.
    let joined = items
        .get(at + 2)
        .is_some_and(|i| i.has(AND) || i.value(Class::Clitic) == Some(1.0));
    if item.is(Class::On) && items.get(at + 1).is_some_and(|i| i.has(THE)) && !joined {
        if is(at + 1, Class::Least) {
            return Some((Bound::AtLeast, at + 2));
        }
        if is(at + 1, Class::Most) {
            return Some((Bound::AtMost, at + 2));
        }
    }
    verbal(items, at)
}

/// «لا يقل عن», «يزيد على», «يقرب من», «نحو».
fn verbal(items: &[Item], at: usize) -> Option<(Bound, usize)> {
    let is = |k: usize, class: Class| items.get(k).is_some_and(|i| i.is(class) && !i.has(AND));
    let item = items.get(at)?;
    let negated = item.is(Class::Not);
    let verb = at + usize::from(negated);
    let linked = (verb + 1..verb + 3).find(|k| is(*k, Class::Than) || is(*k, Class::On) || is(*k, Class::From));
    let is_verb = |class: Class| items.get(verb).is_some_and(|i| i.is(class));
    if is_verb(Class::FallShort) {
        return linked.map(|k| (if negated { Bound::AtLeast } else { Bound::LessThan }, k + 1));
    }
    if is_verb(Class::Exceed) {
        let next = if is(verb + 1, Class::Than) || is(verb + 1, Class::On) || is(verb + 1, Class::From) {
            verb + 2
        } else {
            verb + 1
        };
        return Some((if negated { Bound::AtMost } else { Bound::MoreThan }, next));
    }
    if negated {
        return None;
    }
    if item.is(Class::Near) && is(at + 1, Class::From) {
        return Some((Bound::About, at + 2));
    }
    item.is(Class::About).then_some((Bound::About, at + 1))
}

/// Skips an article or preposition that is written before digits («الـ50», «بـ 20»).
fn clitics(items: &[Item], at: usize) -> usize {
    let glued = items.get(at).is_some_and(|i| i.is(Class::Clitic))
        && items.get(at + 1).is_some_and(|i| i.kind == TokenKind::Number);
    at + usize::from(glued)
}

/// The number itself.
fn core(text: &str, items: &[Item], at: usize) -> Option<Core> {
    let item = items.get(at)?;
    if item.kind == TokenKind::Number {
        // «سو-24», «كوفيد-19»: a designation, not a count.
        let dashed = at >= 2 && item.has(GLUED) && items[at - 1].mark == '-' && items[at - 1].has(GLUED);
        if dashed && matches!(items[at - 2].kind, TokenKind::Latin | TokenKind::Word) {
            return None;
        }
        if at >= 1
            && item.has(GLUED)
            && matches!(items[at - 1].mark, '.' | '٫')
            && (at == 1 || !items[at - 1].has(GLUED))
        {
            let slice = text.get(item.start as usize..item.end as usize)?;
            let places = slice.chars().count().min(15) as i32;
            return whole(slice).map(|n| Core::exact(n as f64 / 10_f64.powi(places), at + 1));
        }
    }
    if let Some(vague) = vague(items, at) {
        return Some(vague);
    }
    if item.is(Class::Minus) {
        return amount(text, items, at + 1).map(|c| Core::exact(-c.value, c.next));
    }
    if let Some(read) = amount(text, items, at) {
        return Some(Core::exact(read.value, read.next));
    }
    // The second half of a month's name.
    let of_month = at > 0 && items[at - 1].is_any(MONTH_HEADS);
    if let Some((n, next)) = ordinal(items, at).filter(|_| !of_month) {
        return Some(Core {
            ordinal: true,
            ..Core::exact(n, next)
        });
    }
    one_of(items, at)
}

/// «أحد القادة»: one, unless Sunday, "nobody" or the end of a clause.
fn one_of(items: &[Item], at: usize) -> Option<Core> {
    let item = &items[at];
    if !item.is(Class::OneOf) || item.has(THE) {
        return None;
    }
    let before = at.checked_sub(1).map(|k| &items[k]);
    if before.is_some_and(|b| b.is(Class::Not) || b.is(Class::Any) || b.is(Class::UDay) || b.is(Class::What)) {
        return None;
    }
    let next = items.get(at + 1)?;
    (next.kind == TokenKind::Word && !next.has(AND) && !next.has(PREP)).then(|| Core::exact(1.0, at + 1))
}

/// «العشرات», «مئات الآلاف», «عدة آلاف», «بضعة», «عدد من», «آخرون».
fn vague(items: &[Item], at: usize) -> Option<Core> {
    let item = items.get(at)?;
    let open = |next: usize| Core {
        value: 2.0,
        low: 2.0,
        high: None,
        ordinal: false,
        vague: true,
        next,
    };
    let closed = |low: f64, high: f64, next: usize| Core {
        value: low,
        low,
        high: Some(high),
        ordinal: false,
        vague: true,
        next,
    };
    let power = |k: usize| bare(items, k, Class::ScalePlural).or_else(|| bare(items, k, Class::Vague).map(|v| v / 2.0));
    if item.is(Class::Few) && !item.has(THE) {
        return Some(match power(at + 1) {
            // «بضع عشرات», «عدة آلاف»: the power alone says the order.
            Some(p) => {
                let inner = vague(items, at + 1)?;
                closed(2.0 * p, inner.high.unwrap_or(2.0 * p), inner.next)
            }
            None => {
                let word = items.get(at + 1).is_some_and(|i| i.kind == TokenKind::Word);
                let adjective = at > 0 && items[at - 1].kind == TokenKind::Word;
                (word || adjective).then(|| closed(3.0, 9.0, at + 1))?
            }
        });
    }
    if let Some(low) = item.value(Class::Vague) {
        let high = if low < 100.0 { 99.0 } else { 999.0 };
        return Some(match bare(items, at + 1, Class::ScalePlural) {
            Some(p) => closed(low * p, (high + 1.0) * p - 1.0, at + 2),
            None => closed(low, high, at + 1),
        });
    }
    if let Some(p) = item.value(Class::ScalePlural) {
        return Some(match bare(items, at + 1, Class::ScalePlural).filter(|q| *q > p) {
            Some(q) => closed(2.0 * p * q, 10.0 * p * q - 1.0, at + 2),
            None => closed(2.0 * p, 10.0 * p - 1.0, at + 1),
        });
    }
    if item.is(Class::Number) && !item.has(THE) {
        let sized = at + 1 + usize::from(items.get(at + 1).is_some_and(|i| i.is(Class::Size)));
        return bare(items, sized, Class::From).map(|_| open(sized + 1));
    }
    if item.is(Class::Many) {
        return bare(items, at + 1, Class::From).map(|_| open(at + 2));
    }
    if item.is(Class::Others) && !item.has(THE) {
        let counted = at > 0 && (items[at - 1].kind == TokenKind::Number || items[at - 1].is_any(COUNTS));
        return (!counted).then(|| open(at + 1));
    }
    None
}

const MONTH_HEADS: u128 = mask(&[Class::Kanun, Class::Tishrin, Class::Rabi, Class::Jumada]);

const COUNTS: u128 = mask(&[
    Class::Unit,
    Class::Ten,
    Class::Teen,
    Class::Tens,
    Class::Hundred,
    Class::Hundreds,
    Class::Vague,
    Class::Few,
    Class::Scale,
    Class::ScalePlural,
]);

/// «10-15», «من 5 إلى 7», «5 أو 6»: the second number widens the first.
fn widen(text: &str, items: &[Item], at: usize, first: Core) -> Option<Core> {
    let link = items.get(first.next)?;
    let dash = matches!(link.mark, '-' | '–' | '—');
    let worded = !link.has(AND) && link.is(Class::Or);
    if !(dash || worded) {
        return None;
    }
    if dash && (items[at].kind != TokenKind::Number || first.next != at + 1) {
        return None;
    }
    let k = first.next + 1;
    if dash && items.get(k)?.kind != TokenKind::Number {
        return None;
    }
    let second = amount(text, items, k)?;
    // A third number makes it a date, a score list or a telephone number.
    if dash
        && items
            .get(second.next)
            .is_some_and(|i| matches!(i.mark, '-' | '–' | '/'))
    {
        return None;
    }
    if dash && at > 0 && items[at].has(GLUED) && matches!(items[at - 1].mark, '-' | '–' | '/') {
        return None;
    }
    let near = worded && second.value <= first.value * 2.0 + 2.0;
    (second.value > first.value && (dash || near)).then_some(Core {
        high: Some(second.value),
        next: second.next,
        ..first
    })
}

/// «بين 10 و15», «من 5 إلى 7».
fn range(text: &str, items: &[Item], at: usize, k: usize, between: bool) -> Option<(Quantity, usize)> {
    let a = amount(text, items, clitics(items, k))?;
    let link = items.get(a.next)?;
    let second = if between {
        if link.is(Class::To) {
            a.next + 1
        } else {
            joined(items, a.next)?
        }
    } else if link.is(Class::To) || link.is(Class::Until) {
        a.next + 1
    } else {
        return None;
    };
    let b = amount(text, items, clitics(items, second)).filter(|b| b.value > a.value)?;
    // «بين 10 و15 ألفا»: the power counts both.
    let a_value = if b.value >= 1000.0
        && a.value < 1000.0
        && b.value / 1000.0 > a.value
        && b.value % 1000.0 == 0.0
        && b.next > second + 1
    {
        let power = bare(items, b.next - 1, Class::Scale)
            .or_else(|| bare(items, b.next - 1, Class::ScalePlural))
            .or_else(|| bare(items, b.next - 1, Class::ScaleConstruct));
        Some(a.value * power.unwrap_or(1.0)).filter(|scaled| *scaled < b.value)
    } else {
        None
    };
    let a_value = a_value.unwrap_or(a.value);
    let span = Span::new(items[at].stem(), items[b.next - 1].end);
    Some((
        Quantity {
            span,
            value: a_value,
            low: a_value,
            high: Some(b.value),
            approx: false,
            ordinal: false,
            dual: false,
        },
        b.next,
    ))
}

/// A minus sign: only where no counted noun follows, as news sets counts between dashes («-20 شخصا-»).
fn is_negative(text: &str, items: &[Item], at: usize, next: usize) -> bool {
    if at == 0 || !items[at].has(GLUED) || !matches!(items[at - 1].mark, '-' | '−') {
        return false;
    }
    let free = at == 1 || !items[at - 1].has(GLUED);
    let _ = text;
    free && items
        .get(next)
        .is_none_or(|i| i.kind != TokenKind::Word && !matches!(i.mark, '-' | '−' | '/'))
}

fn percent(items: &[Item], at: usize) -> Option<usize> {
    let item = items.get(at)?;
    if matches!(item.mark, '%' | '٪') || item.is(Class::PerCent) || (item.is(Class::Hundred) && item.has(PREP | THE)) {
        return Some(at + 1);
    }
    let hundred = items.get(at + 1).is_some_and(|i| i.is(Class::Hundred) && i.has(THE));
    (item.is(Class::In) && hundred).then_some(at + 2)
}

/// Words behind a number that bound it: «على الأقل» up to four words later, «أو أكثر», «تقريبا».
fn suffix(items: &[Item], next: usize, end: u32) -> (Bound, usize, u32) {
    let nothing = (Bound::Exact, next, end);
    for k in next..(next + 5).min(items.len()) {
        let item = &items[k];
        if item.kind == TokenKind::Number || !matches!(item.kind, TokenKind::Word) || (k > next && item.is_any(COUNTS))
        {
            return nothing;
        }
        if !item.known() {
            continue;
        }
        let adjacent = k == next;
        let take = |bound, upto: usize| {
            if adjacent {
                (bound, upto, items[upto - 1].end)
            } else {
                (bound, next, end)
            }
        };
        let after = items.get(k + 1);
        if (item.is(Class::On) && after.is_some_and(|i| i.has(THE))) || item.is(Class::Limit) {
            let number_next = items
                .get(k + 2)
                .is_some_and(|i| (i.kind == TokenKind::Number || i.is_any(COUNTS)) && !i.has(AND));
            if after.is_some_and(|i| i.is(Class::Least)) && !number_next {
                return take(Bound::AtLeast, k + 2);
            }
            if after.is_some_and(|i| i.is(Class::Most)) && !number_next {
                return take(Bound::AtMost, k + 2);
            }
        }
        if item.is(Class::OrMore)
            || (item.is(Class::Or)
                && after.is_some_and(|i| i.is(Class::More))
                && items.get(k + 2).is_none_or(|i| !i.is(Class::From)))
        {
            return take(Bound::AtLeast, k + 1 + usize::from(!item.is(Class::OrMore)));
        }
    }
    nothing
}
