//! Line ends inside a sentence: text that was cut at a column, or where links stood in lines of their own.
//!
//! In: a text. Out: the line ends that part no sentence. A line is broken where its last word needs what comes behind it
//! («في», «محافظة») or where a long line ends in a comma; beside such a break, line ends without a closing mark are taken
//! for breaks as well. Blank lines, bullets and closing marks always part.
//!
//! **Invariants:** offsets of line feeds in text order; linear in the text. It joins nothing itself and weighs no grammar.
//!
//! Example: «وقع الهجوم في محافظة ↵ تعز أمس.» ("the attack was in the governorate of ↵ Taiz yesterday") is one sentence.

use crate::normal::{Tier, fold};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Letters that a line must have for its comma to say that it goes on: shorter ones are entries of lists.
const COMMA_LINE: usize = 30;
/// Lines that may be joined beside one sure break in four.
const LONGEST_RUN: usize = 16;
/// So much of a line's end is looked at for its last word, in bytes.
const TAIL: usize = 64;

/// Byte offsets of the line feeds that stand inside a sentence.
///
/// ```
/// # use isnad_arabic::wrap::soft_breaks;
/// let text = "وقع الهجوم في محافظة\nتعز أمس.\nوقتل جندي.";
/// assert_eq!(soft_breaks(text), [text.find('\n').unwrap()]);
/// ```
#[must_use]
pub fn soft_breaks(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    // Line ends without a closing mark that follow each other, and which of them are sure.
    let mut run: Vec<(usize, bool)> = Vec::new();
    let line = |from: usize| text.get(from..line_end(text, from)).unwrap_or("");
    let mut at = 0;
    let mut this = line(at);
    while at + this.len() < text.len() {
        let end = at + this.len();
        let next = line(end + 1);
        if goes_on(this, next) {
            run.push((end, is_broken(this)));
        } else {
            close(&mut run, &mut out);
        }
        (at, this) = (end + 1, next);
    }
    close(&mut run, &mut out);
    out
}

/// Where the line ends that begins at byte `from`: lines are long, so many bytes are looked at together.
fn line_end(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let (blocks, _) = rest.as_chunks::<64>();
    let without = |block: &[u8; 64]| !block.iter().fold(false, |found, b| found | (*b == b'\n'));
    let passed = 64 * blocks.iter().take_while(|block| without(block)).count();
    let left = rest.get(passed..).unwrap_or_default();
    from + passed + left.iter().position(|b| *b == b'\n').unwrap_or(left.len())
}

fn close(run: &mut Vec<(usize, bool)>, out: &mut Vec<usize>) {
    let sure = run.iter().filter(|(_, sure)| *sure).count();
    let all = run.len() <= LONGEST_RUN && sure * 4 >= run.len() && sure > 0;
    out.extend(run.drain(..).filter(|(_, sure)| all || *sure).map(|(end, _)| end));
}

fn trim(line: &str) -> &str {
    line.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
    })
}

/// Whether nothing parts two lines: neither is blank, the first has no closing mark, the second opens no entry.
fn goes_on(line: &str, next: &str) -> bool {
    let (line, next) = (trim(line), trim(next));
    let letter = |c: char| c.is_alphanumeric() && c != '_';
    let comma = |c: char| matches!(c, '،' | ',');
    let ends_open = line.chars().next_back().is_some_and(|c| letter(c) || comma(c));
    let mut first = next.chars();
    let opens = first.next().is_some_and(|c| {
        let quote = matches!(c, '«' | '"' | '“' | '(');
        // «1- », «2. »: an entry of a list.
        let entry = c.is_ascii_digit()
            && first
                .by_ref()
                .take(3)
                .any(|d| matches!(d, '-' | '.' | ')' | '–' | ':' | '/'));
        (letter(c) || quote) && !entry
    });
    ends_open && opens
}

/// Whether a line ends where no sentence does.
fn is_broken(line: &str) -> bool {
    let line = trim(line);
    if line.ends_with(['،', ',']) {
        return line.chars().filter(|c| c.is_alphabetic()).nth(COMMA_LINE - 1).is_some();
    }
    let mut from = line.len().saturating_sub(TAIL);
    while !line.is_char_boundary(from) {
        from += 1;
    }
    let tail = line.get(from..).unwrap_or("");
    // A word alone is a label.
    let mut words = tail.split_whitespace().rev();
    words.next().is_some_and(needs_more) && words.next().is_some()
}

/// Whether a word stands in `data/arabic/unended.tsv`, by itself or behind proclitics.
fn needs_more(word: &str) -> bool {
    static UNENDED: OnceLock<BTreeSet<String>> = OnceLock::new();
    let unended = UNENDED.get_or_init(|| {
        include_str!("../../../data/arabic/unended.tsv")
            .lines()
            .skip(1)
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split('\t').next().map(|w| fold(w, Tier::Orthographic)))
            .collect()
    });
    let word = fold(word, Tier::Orthographic);
    let mut rest = word.as_str();
    if unended.contains(rest) {
        return true;
    }
    [['و', 'ف'], ['ب', 'ل']].into_iter().any(|letters| {
        rest.strip_prefix(letters).is_some_and(|tail| {
            rest = tail;
            unended.contains(tail)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_broken_inside_a_sentence_are_told() {
        for (text, soft) in [
            // Cut at a column.
            ("انفجرت عبوة في سوق بلدة\nالنخيل صباح أمس.", 1),
            ("قتل جنديان من الجيش\nاليمني، الأحد، إثر\nهجوم على حاجز.", 2),
            (
                "قال مسؤول محلي أمس إن عبوة انفجرت في السوق،\nوأضاف أنها كانت موضوعة فيه.",
                1,
            ),
            // Headlines, entries, closed sentences.
            ("مقتل جنديين في هجوم\nقتل جنديان في هجوم على حاجز.", 0),
            ("وقع الهجوم أمس في\n\nالمدينة", 0),
            ("شارك في اللقاء من\n- فلان", 0),
            ("صنعاء،\nعدن،\nتعز", 0),
            ("من\nنحن", 0),
            ("وصل الوفد.\nثم غادر.", 0),
        ] {
            assert_eq!(soft_breaks(text).len(), soft, "{text}");
        }
    }

    #[test]
    fn breaks_are_line_feeds() {
        let text = "وصل إلى\r\nتعز من\nعدن";
        let found = soft_breaks(text);
        assert!(found.iter().all(|&at| text.as_bytes()[at] == b'\n'));
        assert_eq!(found.len(), 2);
    }
}
