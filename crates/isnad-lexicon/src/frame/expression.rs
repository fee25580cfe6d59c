//! Expressions of one word or several, and the marks by which most are told to be absent.
//!
//! In: lexicon words in order. Out: the expressions that begin with a word; of a stretch of words, those that it may hold.
//! **Invariant:** a mark only tells what is absent: what may stand there is looked at word by word. What an expression
//! means is not known here.
//!
//! Example: «شن غارة» (shanna ghāra, "launched a raid") is looked at only where some word behind «شن» bears the mark of «غارة».

use super::ReadingSet;
use crate::keys::KeyId;

/// An expression that evokes a trigger.
#[derive(Clone, Debug)]
pub struct Expression {
    /// The words in order; the first is the head.
    pub words: Vec<KeyId>,
    /// Most words between two of them.
    pub gap: u8,
    /// Index of the trigger, cue or thing.
    pub target: usize,
    /// Of a trigger: which readings of the first word count.
    pub readings: ReadingSet,
    /// Where the second word stands or is a word of its own: a mark that some word behind the first must have
    /// ([`key_mark`]), else all marks.
    pub second: u64,
}

impl Expression {
    /// Whether its second word stands nowhere among the words behind the first, which in order have these marks.
    #[inline]
    #[must_use]
    pub fn is_unmet(&self, behind: &[u64]) -> bool {
        is_absent(self.second, self.gap, behind)
    }
}

/// Whether none of the marks stands within so many words.
#[inline]
fn is_absent(second: u64, gap: u8, behind: &[u64]) -> bool {
    let near = behind.get(..=usize::from(gap)).unwrap_or(behind);
    second != u64::MAX && near.iter().all(|m| m & second == 0)
}

/// One bit for a lexicon word, shared by a few: what a stretch of words cannot hold is told by the union of its marks.
#[inline]
#[must_use]
pub const fn key_mark(key: KeyId) -> u64 {
    1 << (key.wrapping_mul(0x9e37_79b9) >> 26)
}

/// Expressions of one class, with the marks by which most are told to be absent.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    /// Each with the mark of its first word.
    list: Vec<(u64, Box<[KeyId]>)>,
    /// The marks of all first and of all last words.
    first: u64,
    last: u64,
}

impl Phrases {
    pub(super) fn of(lists: impl IntoIterator<Item = Vec<KeyId>>) -> Self {
        let mut out = Self::default();
        for words in lists {
            let mark = |word: Option<&KeyId>| word.map_or(0, |k| key_mark(*k));
            let first = mark(words.first());
            out.first |= first;
            out.last |= mark(words.last());
            out.list.push((first, words.into()));
        }
        out
    }

    /// Those that may begin among words of these marks.
    #[inline]
    pub fn among(&self, marks: u64) -> impl Iterator<Item = &[KeyId]> {
        let list = if self.first & marks == 0 { &[][..] } else { &self.list };
        list.iter()
            .filter(move |(m, _)| m & marks != 0)
            .map(|(_, words)| &**words)
    }

    /// Whether none of them ends in a word of these marks.
    #[inline]
    #[must_use]
    pub const fn none_ends(&self, marks: u64) -> bool {
        self.last & marks == 0
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// Expressions indexed by their first word.
#[derive(Clone, Debug, Default)]
pub struct ExpressionTable {
    /// All expressions: those that begin with one word together, longest first.
    pub(super) all: Vec<Expression>,
    /// What begins with each word.
    heads: Vec<Head>,
}

/// The expressions that begin with one word.
#[derive(Clone, Copy, Debug, Default)]
struct Head {
    /// Where in the list of all they begin and end.
    from: u32,
    to: u32,
    /// Which readings of the word they want.
    readings: ReadingSet,
    /// The marks of their second words; all marks where one of them asks for none.
    second: u64,
    /// The most words that may stand between two of theirs.
    gap: u8,
}

impl ExpressionTable {
    pub(super) fn push(&mut self, words: Vec<KeyId>, gap: u8, target: usize) {
        if !words.is_empty() {
            let second = words.get(1).map_or(u64::MAX, |&k| key_mark(k));
            self.all.push(Expression {
                words,
                gap,
                target,
                readings: ReadingSet(u8::MAX),
                second,
            });
        }
    }

    pub(super) fn finish(&mut self) {
        let head = |e: &Expression| e.words.first().map_or(0, |&k| k as usize);
        self.all.sort_by_key(|e| (head(e), std::cmp::Reverse(e.words.len())));
        let words = self.all.last().map_or(0, |e| head(e) + 1);
        self.heads = vec![Head::default(); words];
        for (i, e) in self.all.iter().enumerate() {
            let here = &mut self.heads[head(e)];
            here.readings.0 |= e.readings.0;
            here.second |= e.second;
            here.gap = here.gap.max(e.gap);
            if here.from == here.to {
                here.from = i as u32;
            }
            here.to = i as u32 + 1;
        }
    }

    /// Whether no expression that begins with a word can stand where it has these readings and the words behind it, in
    /// order, have these marks.
    #[inline]
    #[must_use]
    pub fn cannot_stand(&self, head: KeyId, readings: u8, behind: &[u64]) -> bool {
        self.heads
            .get(head as usize)
            .is_none_or(|h| !h.readings.has(readings) || is_absent(h.second, h.gap, behind))
    }

    /// The expressions that begin with a word, longest first.
    #[inline]
    #[must_use]
    pub fn starting(&self, head: KeyId) -> &[Expression] {
        let own = self
            .heads
            .get(head as usize)
            .and_then(|h| self.all.get(h.from as usize..h.to as usize));
        own.unwrap_or(&[])
    }
}
