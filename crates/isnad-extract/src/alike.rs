//! Whether two names are of the same words.
//!
//! In: two names as they stand in a text. Out: whether they share most of their words. Every claim of a report is held
//! against the others, so each thread remembers the words of a name, as numbers. Invariants: the answer depends on the
//! two names alone; what is remembered has a bound. Deliberately no morphology: «عناصر» and «عنصر» are two words.
//!
//! Example: «الجيش الوطني» and «للجيش الوطني» (al-jaysh al-waṭanī, "the National Army", and "to the National Army") are
//! alike.

use isnad_arabic::normal::{Tier, fold_into};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;

/// Most names that are remembered; then all are forgotten.
const MOST: usize = 8_000;

/// Longest name, in bytes, that is remembered.
const LONGEST: usize = 240;

#[derive(Default)]
struct Memo {
    /// A number for each word.
    numbers: FxHashMap<Box<str>, u32>,
    /// The words of each name.
    names: FxHashMap<Box<str>, Rc<[u32]>>,
    folded: String,
}

thread_local! {
    static MEMO: RefCell<Memo> = RefCell::default();
}

impl Memo {
    /// The words of two names. Numbers hold within one call: names and words are forgotten together.
    fn both(&mut self, a: &str, b: &str) -> (Rc<[u32]>, Rc<[u32]>) {
        if self.names.len() > MOST || self.numbers.len() > 4 * MOST {
            self.names.clear();
            self.numbers.clear();
        }
        (self.words(a), self.words(b))
    }

    fn words(&mut self, name: &str) -> Rc<[u32]> {
        if let Some(words) = self.names.get(name) {
            return Rc::clone(words);
        }
        self.folded.clear();
        fold_into(name, Tier::Search, &mut self.folded);
        let mut words = Vec::new();
        for word in self.folded.split(|c: char| !c.is_alphanumeric()).map(stem) {
            if word.chars().nth(1).is_none() {
                continue;
            }
            let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
            let number = self.numbers.get(word).copied().unwrap_or_else(|| {
                self.numbers.insert(word.into(), next);
                next
            });
            words.push(number);
        }
        let words: Rc<[u32]> = words.into();
        if name.len() <= LONGEST {
            self.names.insert(name.into(), Rc::clone(&words));
        }
        words
    }
}

/// A folded word without «ل» and the article.
fn stem(word: &str) -> &str {
    let word = word
        .strip_prefix("لل")
        .or_else(|| word.strip_prefix('ل'))
        .filter(|x| x.chars().nth(2).is_some())
        .unwrap_or(word);
    word.strip_prefix("ال").unwrap_or(word)
}

/// Whether two names share more than half of the shorter one's words, article and «ل» apart.
#[must_use]
pub fn shares_words(a: &str, b: &str) -> bool {
    MEMO.with_borrow_mut(|memo| {
        let (a, b) = memo.both(a, b);
        let least = a.len().min(b.len());
        least > 0 && 2 * a.iter().filter(|w| b.contains(w)).count() > least
    })
}

/// Whether every word of the shorter name stands in the longer one.
#[must_use]
pub fn covers(a: &str, b: &str) -> bool {
    MEMO.with_borrow_mut(|memo| {
        let (a, b) = memo.both(a, b);
        let least = a.len().min(b.len());
        least > 0 && a.iter().filter(|w| b.contains(w)).count() >= least
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_by_more_than_half_of_the_words_of_the_shorter() {
        let cases = [
            ("الجيش الوطني", "للجيش الوطني", true),
            ("الجيش الوطني", "الجيش السوري", false),
            ("قيادي في الحركة", "الحركة", true),
            ("", "الحركة", false),
            ("و", "و", false),
            ("لواء", "لواء النصر", true),
        ];
        for (a, b, wanted) in cases {
            assert_eq!(shares_words(a, b), wanted, "{a} / {b}");
            assert_eq!(shares_words(b, a), wanted, "{b} / {a}");
        }
    }

    #[test]
    fn a_name_covers_its_own_short_form() {
        assert!(covers("قناة النيل", "قناة النيل الإخبارية"));
        assert!(!covers("قناة النيل", "قناة الفرات"));
        assert!(!covers("", "قناة الفرات"));
    }

    #[test]
    fn what_was_forgotten_is_read_again_as_before() {
        for n in 0..MOST + 10 {
            assert!(shares_words(&format!("كتيبة رقم{n}"), "كتيبة"));
        }
        assert!(shares_words("كتيبة رقم1", "الكتيبة رقم1"));
    }
}
