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
    /// Whether its second word stands nowhere among the words behind the first, which have these marks.
    #[inline]
    #[must_use]
    pub fn is_unmet(&self, behind: &Behind) -> bool {
        behind.lacks(self.second, self.gap)
    }
}

/// The marks of the words behind one, joined: of the first, of the first two, and so on, at last of [`Behind::FAR`].
#[derive(Clone, Copy, Debug)]
pub struct Behind([u64; 8]);

impl Behind {
    /// So many words are joined at most.
    const FAR: usize = 16;

    /// Joins the marks of the words behind one, in order.
    #[inline]
    #[must_use]
    pub fn of(marks: &[u64]) -> Self {
        let mut out = [0; 8];
        let (near, far) = marks.split_at(marks.len().min(out.len()));
        let mut all = 0;
        for (at, joined) in out.iter_mut().enumerate() {
            all |= near.get(at).copied().unwrap_or(0);
            *joined = all;
        }
        if let Some(last) = out.last_mut() {
            *last = far.iter().take(Self::FAR - near.len()).fold(all, |all, m| all | m);
        }
        Self(out)
    }

    /// Whether none of the marks stands within so many words; where that is not told, `false`.
    #[inline]
    fn lacks(&self, second: u64, gap: u8) -> bool {
        let gap = usize::from(gap);
        second != u64::MAX && gap < Self::FAR && self.0[gap.min(self.0.len() - 1)] & second == 0
    }
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

    /// Whether none of them begins with a word of these marks.
    #[inline]
    #[must_use]
    pub const fn none_begins(&self, marks: u64) -> bool {
        self.first & marks == 0
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

    /// Those of the expressions that begin with a word that may stand where it has these readings and the words behind it
    /// have these marks, longest first.
    #[inline]
    pub fn standing(&self, head: KeyId, readings: u8, behind: &Behind) -> impl Iterator<Item = &Expression> {
        let head = self.heads.get(head as usize);
        let may = head.filter(|h| h.readings.has(readings) && !behind.lacks(h.second, h.gap));
        let own = may.and_then(|h| self.all.get(h.from as usize..h.to as usize));
        let own = own.unwrap_or(&[]).iter();
        own.filter(move |e| e.readings.has(readings) && !e.is_unmet(behind))
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
