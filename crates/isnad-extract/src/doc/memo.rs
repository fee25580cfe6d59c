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
use isnad_lexicon::recent::{Column, Numbers};
use isnad_lexicon::setting::SettingWords;
use std::cell::RefCell;
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
    /// Some expression that evokes an event begins with it.
    pub(crate) opens: bool,
    /// Marks of its lexicon numbers ([`isnad_lexicon::frame::key_mark`]).
    pub(crate) marks: u64,
    /// Lexicon numbers.
    pub(super) keys: Box<[KeyRef]>,
}

impl Letters {
    /// Looks a word up.
    pub(super) fn of(word: &str, keys: Box<[KeyRef]>, lexicon: &Lexicon) -> Self {
        let mut scratch = String::new();
        let role = lexicon.roles.lookup(word).into_iter().next();
        let triggers = &lexicon.frames.trigger_table;
        Self {
            hash: isnad_lexicon::setting::word_hash(word, &mut scratch),
            setting: SettingWords::builtin().bits(word, &mut scratch),
            role,
            opens: keys.iter().any(|k| !triggers.starting(k.key).is_empty()),
            marks: keys
                .iter()
                .fold(0, |all, k| all | isnad_lexicon::frame::key_mark(k.key)),
            keys,
            stands_for: crate::lookup::stands_for(word, lexicon),
            noun: role.and_then(|found| plain_noun(&found, lexicon)).map(Rc::new),
        }
    }
}

thread_local! {
    static COLUMN: RefCell<Column<(TokenKind, Word)>> = const { RefCell::new(Column::new()) };
}

/// A word as it was read before under this number, or as `read` reads it.
pub(super) fn word(
    number: Option<u32>,
    numbers: &Numbers,
    kind: TokenKind,
    lexicon: &Lexicon,
    read: impl FnOnce() -> Word,
) -> Word {
    let Some(number) = number else { return read() };
    let known = COLUMN.with_borrow_mut(|c| {
        let (k, word) = c.under(numbers, lexicon.stamp()).get(number)?;
        (*k == kind).then(|| word.clone())
    });
    known.unwrap_or_else(|| {
        let word = read();
        COLUMN.with_borrow_mut(|c| c.under(numbers, lexicon.stamp()).put(number, (kind, word.clone())));
        word
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
        let letters = Letters::of("المدنيين", Box::default(), &two);
        assert_eq!(letters.role, two.roles.first("المدنيين").map(|(_, m)| m));
        assert!(letters.noun.is_some_and(|n| n.many));
    }
}
