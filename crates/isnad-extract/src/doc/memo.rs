//! Words that were read before.
//!
//! In: a word and the lexicon. Out: what reading it gave the last time on this thread, so that running text pays for each
//! word about once. Invariants: what is remembered depends on the word's letters and the lexicon alone, never on where it
//! stood; another lexicon starts afresh; its size has a bound. Deliberately a memory of each thread: no locks.
//! Example: «مدينة» (city) is read once and copied hundreds of times.

use super::Word;
use isnad_lexicon::Lexicon;
use isnad_lexicon::entity::RoleMatch;
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// Most words that are remembered; then all are forgotten.
const MOST: usize = 24_000;

/// Longest word, in bytes, that is remembered.
const LONGEST: usize = 64;

#[derive(Default)]
struct Memo {
    stamp: u64,
    words: FxHashMap<Box<str>, Word>,
    roles: FxHashMap<Box<str>, Option<RoleMatch>>,
}

impl Memo {
    /// The memory for a lexicon.
    fn of(&mut self, lexicon: &Lexicon) -> &mut Self {
        if self.stamp != lexicon.stamp() || self.words.len() > MOST || self.roles.len() > MOST {
            self.words.clear();
            self.roles.clear();
            self.stamp = lexicon.stamp();
        }
        self
    }
}

thread_local! {
    static MEMO: RefCell<Memo> = RefCell::default();
}

/// A word as it was read before, or as `read` reads it.
pub(super) fn word(slice: &str, lexicon: &Lexicon, read: impl FnOnce() -> Word) -> Word {
    if slice.len() > LONGEST {
        return read();
    }
    let known = MEMO.with_borrow_mut(|m| m.of(lexicon).words.get(slice).cloned());
    known.unwrap_or_else(|| {
        let word = read();
        MEMO.with_borrow_mut(|m| m.of(lexicon).words.insert(slice.into(), word.clone()));
        word
    })
}

/// The plainest reading of a word as a noun of people.
pub(crate) fn role(slice: &str, lexicon: &Lexicon) -> Option<RoleMatch> {
    let look = || lexicon.roles.lookup(slice).into_iter().next();
    if slice.len() > LONGEST {
        return look();
    }
    let known = MEMO.with_borrow_mut(|m| m.of(lexicon).roles.get(slice).copied());
    known.unwrap_or_else(|| {
        let found = look();
        MEMO.with_borrow_mut(|m| m.of(lexicon).roles.insert(slice.into(), found));
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_time_is_as_the_first_and_another_lexicon_starts_afresh() {
        let one = Lexicon::builtin();
        let text = "قال مصدر طبي إن سبعة مدنيين قتلوا في المدينة، وقال المصدر إن مقاتليه انسحبوا";
        let report = crate::sentence(text);
        let first = crate::analyse(&report, &one);
        assert_eq!(crate::analyse(&report, &one), first);
        let two = Lexicon::builtin();
        assert_ne!(one.stamp(), two.stamp());
        assert_eq!(crate::analyse(&report, &two), first);
        assert_eq!(role("المدنيين", &two), two.roles.first("المدنيين").map(|(_, m)| m));
    }
}
