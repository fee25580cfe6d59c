//! Words that were read before.
//!
//! In: a word and the lexicon. Out: what reading it gave the last time on this thread, so that running text pays for each
//! word about once. Invariants: what is remembered depends on the word's letters and the lexicon alone, never on where it
//! stood; another lexicon starts afresh; its size has a bound. Deliberately a memory of each thread: no locks.
//! Example: «مدينة» (city) is read once and copied hundreds of times.

use super::{KeyRef, Word};
use crate::layers::Noun;
use crate::lookup::plain_noun;
use isnad_arabic::token::TokenKind;
use isnad_lexicon::Lexicon;
use isnad_lexicon::entity::{EntityIx, RoleMatch};
use isnad_lexicon::frame::key_mark;
use isnad_lexicon::keys::KeyId;
use isnad_lexicon::recent::{Column, Numbers};
use isnad_lexicon::setting::SettingWords;
use std::cell::{OnceCell, RefCell};
use std::hint::black_box;
use std::rc::Rc;

/// What the letters of a word alone tell, wherever it stands.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    /// For the fingerprint and expressions of time: that of [`isnad_lexicon::setting::word_hash`].
    pub(crate) hash: u64,
    /// Bits of [`isnad_lexicon::setting::bit`].
    pub(crate) setting: u32,
    /// The plainest reading as a noun of people.
    pub(crate) role: Option<RoleMatch>,
    /// That noun.
    pub(crate) noun: Option<Rc<Noun>>,
    /// With its article alone it may stand for these («التنظيم»).
    pub(crate) stands_for: Box<[EntityIx]>,
    /// Some expression of what happens again and again begins with it.
    pub(crate) wont: bool,
    /// Some expression of what is said of casualties as a whole begins with it.
    pub(crate) casualties: bool,
    /// Some expression of a thing begins with it.
    pub(crate) things: bool,
    /// Some cue of reporting begins with it.
    pub(crate) reports: bool,
    /// A word for a government («سلطات»), where that was asked.
    rules: OnceCell<bool>,
    /// Marks of its lexicon numbers ([`isnad_lexicon::frame::key_mark`]).
    pub(crate) marks: u64,
    /// Those of the numbers with which an expression begins that blocks an event word.
    pub(crate) blocks: u64,
    /// Lexicon numbers.
    pub(super) keys: Box<[KeyRef]>,
}

impl Letters {
    /// Looks a word up.
    pub(super) fn of(word: &str, keys: Box<[KeyRef]>, lexicon: &Lexicon) -> Self {
        let mut scratch = String::new();
        let role = lexicon.roles.lookup(word).into_iter().next();
        let marks = |of: &dyn Fn(KeyId) -> bool| {
            let those = keys.iter().map(|k| k.key).filter(|k| of(*k));
            those.fold(0, |all, k| all | key_mark(k))
        };
        let cues = &lexicon.frames.cue_table;
        Self {
            hash: isnad_lexicon::setting::word_hash(word, &mut scratch),
            setting: SettingWords::builtin().bits(word, &mut scratch),
            role,
            rules: OnceCell::new(),
            wont: keys
                .iter()
                .any(|k| !lexicon.frames.habitual_table.starting(k.key).is_empty()),
            casualties: keys
                .iter()
                .any(|k| !lexicon.frames.casualty_table.starting(k.key).is_empty()),
            things: keys
                .iter()
                .any(|k| !lexicon.frames.thing_table.starting(k.key).is_empty()),
            reports: keys.iter().any(|k| !cues.starting(k.key).is_empty()),
            marks: marks(&|_| true),
            blocks: marks(&|k| lexicon.frames.blocks(k)),
            keys,
            stands_for: crate::lookup::stands_for(word, lexicon),
            noun: role.and_then(|found| plain_noun(&found, lexicon)).map(Rc::new),
        }
    }
}

impl Letters {
    /// Whether the word is one for a government («سلطات»): dear to tell, and asked of few words.
    pub(crate) fn rules(&self, word: &str, lexicon: &Lexicon) -> bool {
        *self
            .rules
            .get_or_init(|| lexicon.entities.is_type_word("government", word))
    }
}

thread_local! {
    static COLUMN: RefCell<Column<(TokenKind, Word)>> = const { RefCell::new(Column::new()) };
}

/// The words that were read before, for as long as one text is read.
pub(super) struct Remembered(Column<(TokenKind, Word)>);

impl Remembered {
    /// Takes them.
    pub(super) fn of(numbers: &Numbers, lexicon: &Lexicon) -> Self {
        let mut column = COLUMN.take();
        column.under(numbers, lexicon.stamp());
        // Touched all at once as the column itself is: the letters, then their numbers.
        let letters = || numbers.rare().iter().filter_map(|n| Some(column.get(*n)?.1.letters()));
        black_box(letters().fold(0, |all, l| all | l.marks));
        black_box(letters().filter_map(|l| l.keys.first()).fold(0, |all, k| all ^ k.key));
        Self(column)
    }

    /// A word as it was read before under this number, or as `read` reads it, at the end of a list.
    #[inline]
    pub(super) fn push(
        &mut self,
        number: Option<u32>,
        kind: TokenKind,
        read: impl FnOnce() -> Word,
        words: &mut Vec<Word>,
    ) {
        let known = number.and_then(|n| self.0.get(n)).filter(|(k, _)| *k == kind);
        if let Some((_, word)) = known {
            words.extend_from_slice(std::slice::from_ref(word));
            return;
        }
        let word = read();
        if let Some(number) = number {
            self.0.put(number, (kind, word.clone()));
        }
        words.push(word);
    }
}

impl Drop for Remembered {
    /// Gives them back.
    fn drop(&mut self) {
        COLUMN.set(std::mem::take(&mut self.0));
    }
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
        let letters = Letters::of("المدنيين", Box::default(), &two);
        assert_eq!(letters.role, two.roles.first("المدنيين").map(|(_, m)| m));
        assert!(letters.noun.is_some_and(|n| n.many));
    }
}
