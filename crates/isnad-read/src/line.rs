//! The lines of a text and what each of them is by itself.
//!
//! In: the text of a report. Out: its non-blank lines with their measures. Invariant: a line's range lies on
//! character boundaries and holds no line feed but those that
//! cut a sentence; folding is cut off after [`FOLDED`] characters, so that a line
//! of 200 MB costs one pass over its bytes. Deliberately judges no line by its neighbours (see `article`).

use crate::credit::{self, Shape};
use crate::fold::fold;
use crate::phrase::{Kind, Kinds, TABLES};
use crate::stamp::{self, StampLine};
use std::ops::Range;

/// So many characters of a line are folded.
const FOLDED: usize = 360;

/// How a line ends, closing quotes and brackets aside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// A full stop.
    Final,
    /// A question or exclamation mark: headlines have them too.
    Asked,
    /// Three dots: cut off.
    Cut,
    /// A colon.
    Colon,
    /// A comma or semicolon.
    Comma,
    /// Anything else.
    Open,
}

/// What the page around a line says, where there is a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Markup {
    /// Stands in a menu, footer, box of other stories, comment.
    pub chrome: bool,
    /// Outside the part of the page that holds the article.
    pub outside: bool,
    /// Nearly all of it is links.
    pub linked: bool,
    /// A heading: 1 to 6.
    pub heading: Option<u8>,
    /// A caption of a picture.
    pub caption: bool,
}

/// One non-blank line.
#[derive(Clone, Debug)]
pub struct Line {
    /// Bytes of the text, white space trimmed.
    pub range: Range<usize>,
    /// Characters.
    pub chars: usize,
    /// Words, of the folded part.
    pub words: usize,
    /// Folded beginning.
    pub folded: String,
    /// What phrases make of it.
    pub kinds: Kinds,
    /// How it ends.
    pub end: End,
    /// As a date stamp.
    pub stamp: StampLine,
    /// As a credit.
    pub credit: Shape,
    /// Begins like a sentence that goes on.
    pub opening: bool,
    /// Begins with a bullet or a number and a dash.
    pub bullet: bool,
    /// Names the account behind a quoted post: «— فريق (@team) May 1, 2022».
    pub account: bool,
    /// Has letters of the Arabic script for at least a third of its letters.
    pub arabic: bool,
    /// A line feed alone parts it from the line before, no blank line.
    pub close: bool,
    /// What the page says.
    pub markup: Markup,
}

impl Line {
    /// The line's text.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range.clone()).unwrap_or("")
    }

    /// Page chrome by its own words, stamp or markup.
    #[must_use]
    pub fn chrome(&self) -> bool {
        self.kinds.chrome() || self.stamp.only || self.markup.chrome
    }

    /// Short enough to be a label, a name, a subheading.
    #[must_use]
    pub const fn short(&self) -> bool {
        self.words <= 6 && self.chars <= 60
    }

    /// Weight as running prose: its characters, or 0.
    #[must_use]
    pub fn prose(&self) -> usize {
        if self.chrome() || self.markup.outside || self.markup.linked || self.markup.heading.is_some() || !self.arabic {
            return 0;
        }
        if self.credit == Shape::Signed {
            return 0;
        }
        let is_prose = match self.end {
            End::Final => (self.words >= 5 && self.chars >= 25) || (self.words >= 3 && self.opening),
            End::Asked => (self.opening && self.words >= 5) || self.chars >= 80,
            End::Cut => self.opening && self.words >= 5,
            End::Colon | End::Comma => (self.opening && self.words >= 3) || self.chars >= 70,
            End::Open => (self.opening && self.words >= 5) || self.chars >= 150,
        };
        if is_prose { self.chars } else { 0 }
    }
}

fn end_of(text: &str) -> End {
    let closing = |c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '”' | '“' | '»' | '«' | '\'' | '’' | '‘' | ')' | ']' | '}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '*' | '_')
    };
    let rest = text.trim_end_matches(closing);
    if rest.ends_with('…') || rest.ends_with("...") {
        return End::Cut;
    }
    match rest.chars().next_back() {
        Some('.' | '۔') => End::Final,
        Some('؟' | '?' | '!') => End::Asked,
        Some(':') => End::Colon,
        Some('،' | ',' | '؛' | ';') => End::Comma,
        _ => End::Open,
    }
}

fn opens(folded: &str) -> bool {
    // «ودفعت», «ويواصل»: a verb behind the conjunction. Plurals in «ات» are nouns.
    let first = folded.split(' ').next().unwrap_or("");
    let letters = first.chars().count();
    let mut ending = first.chars().rev();
    let feminine = ending.next() == Some('ت') && ending.next() != Some('ا');
    let after = first.strip_prefix('و');
    if after.is_some_and(|r| (letters >= 5 && feminine) || (letters >= 6 && r.starts_with('ي'))) {
        return true;
    }
    let mut ends = folded.match_indices(' ').map(|(i, _)| i);
    for _ in 0..3 {
        let Some(end) = ends.next() else {
            return TABLES.openings.contains(folded);
        };
        if folded.get(..end).is_some_and(|head| TABLES.openings.contains(head)) {
            return true;
        }
    }
    false
}

/// Headlines in a row with wide gaps or bars between them.
fn is_ticker(text: &str) -> bool {
    // Sentences with full stops are a text, however it is spaced.
    let cut = text.matches("... ").take(40).count();
    if text.matches(". ").take(40).count() >= cut + 3 {
        return false;
    }
    let bars = text.matches(['|', '•']).take(4).count();
    if bars >= 4 || text.matches("... ").take(5).count() >= 5 {
        return true;
    }
    let (mut gaps, mut spaces) = (0, 0);
    for c in text.chars() {
        if c == ' ' || c == '\u{A0}' || c == '\t' {
            spaces += 1;
            gaps += usize::from(spaces == 3);
            if gaps >= 3 {
                return true;
            }
        } else {
            spaces = 0;
        }
    }
    false
}

/// «12:40 headline»: an entry of a news bar.
fn begins_with_time(text: &str) -> bool {
    let mut chars = text.trim_start_matches(['-', '•', '*', ' ', '\u{200F}']).chars();
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    if !digit(chars.next()) {
        return false;
    }
    let rest = chars.as_str();
    let rest = rest.strip_prefix(char::is_numeric).unwrap_or(rest);
    let mut rest = rest.chars();
    rest.next() == Some(':') && digit(rest.next()) && digit(rest.next())
}

/// «… في ريف المدينة (سانا)»: ends with whose picture it is.
fn credited_photo(text: &str, words: usize) -> bool {
    if words > 32 || !text.ends_with(')') {
        return false;
    }
    let Some(open) = text.rfind('(') else { return false };
    let inner = fold(text.get(open..).unwrap_or(""), 80);
    let sources = &TABLES.outlets;
    open > 0
        && inner
            .split(['/', '-'])
            .any(|p| sources.agency.contains(p.trim()) || sources.photo.contains(p.trim()))
        || sources.photo.contains(inner.as_str())
        || sources.agency.contains(inner.as_str())
}

fn is_bullet(text: &str) -> bool {
    let mut chars = text
        .chars()
        .filter(|c| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'));
    match chars.next() {
        Some('-' | '–' | '—' | '•' | '·' | '*' | '▪' | '●' | '◾' | '►' | '○' | '■' | '➢' | '✔' | 'ـ') => {
            true
        }
        Some(c) if c.is_numeric() => {
            let next = chars.find(|c| !c.is_numeric());
            matches!(next, Some('-' | ')' | '.' | '–' | '/')) && text.chars().take(14).any(char::is_alphabetic)
        }
        _ => false,
    }
}

/// Looks at one line whose trimmed text stands at `range`.
#[must_use]
pub fn look(text: &str, range: Range<usize>, close: bool, markup: Markup) -> Line {
    let line = text.get(range.clone()).unwrap_or("");
    let folded = fold(line, FOLDED);
    let words = folded.split(' ').filter(|w| !w.is_empty()).count();
    // Continuation bytes are no characters of their own.
    let chars = line.bytes().filter(|b| b & 0xC0 != 0x80).count();
    let (mut letters, mut arabic) = (0usize, 0usize);
    for c in folded.chars() {
        if c != '0' && c != ' ' {
            letters += 1;
            arabic += usize::from(matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}'));
        }
    }
    let mut kinds = if chars <= FOLDED {
        TABLES.chrome.kinds(&folded)
    } else {
        Kinds::default()
    };
    if line.starts_with('©') && chars <= FOLDED {
        // With a year it is the site's notice, without one the credit of a photo.
        let year = line.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() == 4);
        kinds.insert(if year { Kind::Legal } else { Kind::Share });
    }
    if is_ticker(line) || (begins_with_time(line) && end_of(line) != End::Final) {
        kinds.insert(Kind::Promo);
    }
    if credited_photo(line, words) {
        kinds.insert(Kind::Caption);
    }
    if words == 0 {
        // Signs alone: rules, arrows.
        kinds.insert(Kind::Count);
    }
    Line {
        chars,
        words,
        kinds,
        end: end_of(line),
        stamp: stamp::read(line),
        credit: credit::shape(line, words),
        opening: opens(&folded),
        bullet: is_bullet(line),
        account: isnad_arabic::names_account(line),
        arabic: arabic * 3 >= letters,
        folded,
        range,
        close,
        markup,
    }
}

/// The non-blank lines of a text; what was cut inside a sentence is one line.
#[must_use]
pub fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut blank = true;
    // What was cut inside a sentence is one line.
    let mut soft = isnad_arabic::wrap::soft_breaks(text).into_iter().peekable();
    let (mut from, mut at) = (0, 0);
    for raw in text.split('\n') {
        let end = at + raw.len();
        at = end + 1;
        if soft.next_if_eq(&end).is_some() {
            continue;
        }
        let range = trimmed(text.get(from..end).unwrap_or(""), from);
        from = at;
        if range.is_empty() {
            blank = true;
            continue;
        }
        out.push(look(text, range, !blank, Markup::default()));
        blank = false;
    }
    out
}

/// Judges what only all lines together tell: texts of another script, and paragraphs wrapped at a column.
pub fn settle(text: &str, lines: &mut [Line]) {
    let arabic: usize = lines.iter().filter(|l| l.arabic).map(|l| l.chars).sum();
    let all: usize = lines.iter().map(|l| l.chars).sum();
    if arabic * 4 < all {
        for line in lines.iter_mut() {
            line.arabic = true;
        }
    }
    let widest = lines.iter().map(|l| l.chars).max().unwrap_or(0);
    let inner: Vec<usize> = lines.windows(2).filter(|w| w[1].close).map(|w| w[0].chars).collect();
    let full = inner.iter().filter(|n| **n * 4 >= widest * 3).count();
    let wrapped = (40..=130).contains(&widest) && inner.len() >= 5 && full * 10 >= inner.len() * 7;
    if !wrapped || text.is_empty() {
        return;
    }
    let mut i = 0;
    while i < lines.len() {
        let mut end = i + 1;
        while end < lines.len() && lines[end].close && lines[end - 1].chars * 4 >= widest * 3 {
            end += 1;
        }
        if end - i >= 2 {
            let chars = lines[i..end].iter().map(|l| l.chars).sum();
            let words = lines[i..end].iter().map(|l| l.words).sum();
            let (last, opening) = (lines[end - 1].end, lines[i].opening);
            for line in &mut lines[i..end] {
                (line.chars, line.words, line.end, line.opening) = (chars, words, last, opening);
            }
        }
        i = end;
    }
}

fn trimmed(raw: &str, at: usize) -> Range<usize> {
    let space =
        |c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}');
    let left = raw.trim_start_matches(space);
    let start = at + raw.len() - left.len();
    start..start + left.trim_end_matches(space).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lie_where_they_stand() {
        let text = "  أول سطر\r\n\n\u{200F}ثان\n";
        let lines = lines(text);
        assert_eq!(
            lines.iter().map(|l| l.text(text)).collect::<Vec<_>>(),
            ["أول سطر", "ثان"]
        );
        assert!(!lines[0].close && !lines[1].close);
    }

    #[test]
    fn ends_are_told_apart() {
        for (line, end) in [
            ("انتهت المعركة.", End::Final),
            ("قال: «انتهت المعركة.»", End::Final),
            ("وشهدت المنطقة توترا...", End::Cut),
            ("وهذه أسماؤهم:", End::Colon),
            ("مقتل ثلاثة في قصف", End::Open),
        ] {
            assert_eq!(end_of(line), end, "{line}");
        }
    }

    #[test]
    fn prose_is_told_from_headlines() {
        for (line, prose) in [
            ("وقال شاهد إن الطريق أغلق صباحا", true),
            ("أغلق مسلحون الطريق بين البلدتين صباح اليوم.", true),
            ("مسلحون يغلقون الطريق بين البلدتين", false),
            ("مقالات ذات صلة", false),
            ("اشتركوا في نشرتنا البريدية لتصلكم آخر الأخبار.", false),
            ("الثلاثاء 4 أيار 2021", false),
            (
                "12:40 . افتتاح معرض للكتاب في العاصمة بحضور عدد كبير من الزوار والمهتمين وأصحاب دور النشر العربية والأجنبية في يومه الأول وسط إقبال كبير",
                false,
            ),
            (
                "افتتاح معرض للكتاب في العاصمة    وفد أممي يزور المخيم    منتخب الناشئين يبدأ معسكره    انخفاض سعر الدولار أمام العملات الأجنبية في السوق",
                false,
            ),
        ] {
            assert_eq!(
                look(line, 0..line.len(), false, Markup::default()).prose() > 0,
                prose,
                "{line}"
            );
        }
    }
}
