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

/// The marks of the words behind one, joined: of the first, of the first two, and so on, at the seventh place of all
/// [`Behind::FAR`], and all marks at the last.
#[derive(Clone, Copy, Debug)]
pub struct Behind([u64; Self::ANY as usize + 1]);

impl Behind {
    /// So many words are joined; behind the last of a text stand none, without marks.
    pub const FAR: usize = 16;
    /// The place of all marks: of what asks for no second word, or for one farther away.
    const ANY: u8 = 8;

    /// Joins the marks of the words behind one, in order.
    #[inline]
    #[must_use]
    pub fn of(marks: &[u64; Self::FAR]) -> Self {
        let mut out = [u64::MAX; Self::ANY as usize + 1];
        let mut all = 0;
        for (joined, mark) in out.iter_mut().take(Self::ANY.into()).zip(marks) {
            all |= mark;
            *joined = all;
        }
        out[usize::from(Self::ANY) - 1] = marks.iter().fold(0, |all, m| all | m);
        Self(out)
    }

    /// Where the marks of as many words stand as an expression may reach to its second word.
    const fn place(second: u64, gap: u8) -> u8 {
        match gap {
            _ if second == u64::MAX || gap as usize >= Self::FAR => Self::ANY,
            ..Self::ANY => gap,
            _ => Self::ANY - 1,
        }
    }
}

/// What is asked of a word and those behind it before an expression is looked at.
#[derive(Clone, Copy, Debug, Default)]
struct Asked {
    /// A mark of the second word that one of them must have.
    second: u64,
    /// Their place in [`Behind`].
    reach: u8,
    /// Which readings of the first word count.
    readings: ReadingSet,
}

impl Asked {
    /// Whether it may be met.
    #[inline]
    fn is_met(self, readings: u8, behind: &Behind) -> bool {
        let near = behind.0.get(usize::from(self.reach));
        self.readings.has(readings) && near.is_none_or(|m| m & self.second != 0)
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
    /// Each with the mark of its first word, in the order of their first words.
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
        out.list.sort_by_key(|(_, words)| words.first().copied());
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

    /// Those that begin with a word.
    #[inline]
    pub fn starting(&self, head: KeyId) -> impl Iterator<Item = &[KeyId]> {
        let may = self.first & key_mark(head) != 0;
        let list = if may { &*self.list } else { &[] };
        let from = list.partition_point(|(_, words)| words.first() < Some(&head));
        let behind = list.get(from..).unwrap_or(&[]).iter();
        behind
            .map(|(_, words)| &**words)
            .take_while(move |words| words.first() == Some(&head))
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
    #[inline]
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
    /// What each of them asks.
    asked: Vec<Asked>,
    /// What begins with each word.
    heads: Vec<Head>,
}

/// The expressions that begin with one word.
#[derive(Clone, Copy, Debug, Default)]
struct Head {
    /// Where in the list of all they begin and end.
    from: u32,
    to: u32,
    /// What one of them at least asks.
    asked: Asked,
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
            let asked = Asked {
                second: e.second,
                reach: Behind::place(e.second, e.gap),
                readings: e.readings,
            };
            self.asked.push(asked);
            let here = &mut self.heads[head(e)];
            here.asked.second |= asked.second;
            here.asked.reach = here.asked.reach.max(asked.reach);
            here.asked.readings.0 |= asked.readings.0;
            if here.from == here.to {
                here.from = i as u32;
            }
            here.to = i as u32 + 1;
        }
    }

    /// Whether an expression begins with a word of these readings.
    #[must_use]
    pub fn opens(&self, head: KeyId, readings: u8) -> bool {
        let head = self.heads.get(head as usize);
        head.is_some_and(|h| h.asked.readings.has(readings))
    }

    /// Those of the expressions that begin with a word that may stand where it has these readings and the words behind it
    /// have these marks, longest first; most often it is told at once that there are none.
    #[inline]
    #[must_use]
    pub fn standing(&self, head: KeyId, readings: u8, behind: &Behind) -> Option<impl Iterator<Item = &Expression>> {
        let head = self.heads.get(head as usize)?;
        if !head.asked.is_met(readings, behind) {
            return None;
        }
        let own = head.from as usize..head.to as usize;
        let asked = self.asked.get(own.clone())?.iter();
        let each = asked.zip(self.all.get(own)?);
        let met = each.filter(move |(a, _)| a.is_met(readings, behind));
        Some(met.map(|(_, e)| e))
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
