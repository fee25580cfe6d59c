//! Words that were read before.
//!
//! In: a word and the lexicon. Out: what reading it gave the last time on this thread, so that running text pays for each
//! word about once. Invariants: what is remembered depends on the word's letters and the lexicon alone, never on where it
//! stood; another lexicon starts afresh; its size has a bound. Deliberately a memory of each thread: no locks.
//! Example: «مدينة» (city) is read once and copied hundreds of times.

use super::Word;
use crate::fingerprint;
use crate::layers::Noun;
use crate::lookup::plain_noun;
use isnad_arabic::token::TokenKind;
use isnad_lexicon::Lexicon;
use isnad_lexicon::entity::{EntityIx, RoleMatch};
use isnad_lexicon::recent::Recent;
use isnad_lexicon::setting::SettingWords;
use std::cell::RefCell;
use std::rc::Rc;

/// Most words of each generation.
const MOST: usize = 16_000;

/// What the letters of a word alone tell, wherever it stands.
#[derive(Debug)]
pub(crate) struct Letters {
    /// For the fingerprint.
    pub(crate) hash: u64,
    /// Bits of [`isnad_lexicon::setting::bit`].
    pub(crate) setting: u32,
    /// The plainest reading as a noun of people.
    pub(crate) role: Option<RoleMatch>,
    /// That noun.
    pub(crate) noun: Option<Rc<Noun>>,
    /// With its article alone it may stand for these («التنظيم»).
    pub(crate) stands_for: Box<[EntityIx]>,
}

impl Letters {
    /// Looks a word up.
    pub(super) fn of(word: &str, lexicon: &Lexicon) -> Self {
        let mut scratch = String::new();
        let role = lexicon.roles.lookup(word).into_iter().next();
        Self {
            hash: fingerprint::word(word, &mut scratch),
            setting: SettingWords::builtin().bits(word, &mut scratch),
            role,
            stands_for: crate::lookup::stands_for(word, lexicon),
            noun: role.and_then(|found| plain_noun(&found, lexicon)).map(Rc::new),
        }
    }
}

thread_local! {
    static MEMO: RefCell<Recent<(TokenKind, Word)>> = RefCell::new(Recent::new(MOST));
}

/// A word as it was read before, or as `read` reads it.
pub(super) fn word(slice: &str, kind: TokenKind, lexicon: &Lexicon, read: impl FnOnce() -> Word) -> Word {
    let known = MEMO.with_borrow_mut(|m| m.under(lexicon.stamp()).get(slice));
    match known {
        Some((k, word)) if k == kind => word,
        _ => {
            let word = read();
            MEMO.with_borrow_mut(|m| m.keep(slice, (kind, word.clone())));
            word
        }
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
        let letters = Letters::of("المدنيين", &two);
        assert_eq!(letters.role, two.roles.first("المدنيين").map(|(_, m)| m));
        assert!(letters.noun.is_some_and(|n| n.many));
    }
}
