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
use isnad_lexicon::entity::RoleMatch;
use isnad_lexicon::setting::SettingWords;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;

/// Most words of a generation; then those of the one before are forgotten.
const MOST: usize = 16_000;

/// Longest word, in bytes, that is remembered.
const LONGEST: usize = 64;

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
            noun: role.and_then(|found| plain_noun(&found, lexicon)).map(Rc::new),
        }
    }
}

/// Words of two generations: what is asked for stays.
#[derive(Default)]
struct Memo {
    stamp: u64,
    young: FxHashMap<Box<str>, (TokenKind, Word)>,
    old: FxHashMap<Box<str>, (TokenKind, Word)>,
}

impl Memo {
    fn word(&mut self, slice: &str, kind: TokenKind, lexicon: &Lexicon) -> Option<Word> {
        if self.stamp != lexicon.stamp() {
            self.young.clear();
            self.old.clear();
            self.stamp = lexicon.stamp();
        }
        if let Some((k, word)) = self.young.get(slice) {
            return (*k == kind).then(|| word.clone());
        }
        let (slice, (k, word)) = self.old.remove_entry(slice)?;
        let known = (k == kind).then(|| word.clone());
        self.keep(slice, k, word);
        known
    }

    fn keep(&mut self, slice: Box<str>, kind: TokenKind, word: Word) {
        if self.young.len() >= MOST {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(slice, (kind, word));
    }
}

thread_local! {
    static MEMO: RefCell<Memo> = RefCell::default();
}

/// A word as it was read before, or as `read` reads it.
pub(super) fn word(slice: &str, kind: TokenKind, lexicon: &Lexicon, read: impl FnOnce() -> Word) -> Word {
    if slice.len() > LONGEST {
        return read();
    }
    let known = MEMO.with_borrow_mut(|m| m.word(slice, kind, lexicon));
    known.unwrap_or_else(|| {
        let word = read();
        MEMO.with_borrow_mut(|m| m.keep(slice.into(), kind, word.clone()));
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
        let letters = Letters::of("المدنيين", &two);
        assert_eq!(letters.role, two.roles.first("المدنيين").map(|(_, m)| m));
        assert!(letters.noun.is_some_and(|n| n.many));
    }

    #[test]
    fn what_is_asked_for_stays_and_the_rest_has_a_bound() {
        let lexicon = Lexicon::builtin();
        let often = "قتل مدني";
        let first = crate::analyse(&crate::sentence(often), &lexicon);
        for part in 0..5 {
            let many: String = (0..MOST / 2).map(|n| format!("لفظ{part}ظ{n} ")).collect();
            let _ = crate::analyse(&crate::sentence(&many), &lexicon);
            assert_eq!(crate::analyse(&crate::sentence(often), &lexicon), first);
        }
        MEMO.with_borrow(|m| {
            assert!(m.young.len() <= MOST && m.old.len() <= MOST);
            assert!(m.young.contains_key("مدني"));
        });
    }
}
