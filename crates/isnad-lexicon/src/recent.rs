//! What words turned out to be the last times they were met.
//!
//! In: a word and how to find out about it. Out: what that gave, remembered, so that running text pays for a word about
//! once. Two generations: what is asked for again stays, the rest goes when the young one is full. Invariants: memory has
//! a bound; what is remembered under one stamp is never given under another. Deliberately without locks: each thread has
//! its own.
//!
//! Example: «مدينة» (madīna, "city") is looked up once and met hundreds of times.

use rustc_hash::FxHashMap;
use std::sync::atomic::{AtomicU64, Ordering};

/// Longest word, in bytes, that is remembered.
const LONGEST: usize = 64;

/// A number that nothing else in this process has.
pub(crate) fn stamp() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Words of two generations with what is known of them.
#[derive(Debug)]
pub struct Recent<V> {
    stamp: u64,
    most: usize,
    young: FxHashMap<Box<str>, V>,
    old: FxHashMap<Box<str>, V>,
}

impl<V: Clone> Recent<V> {
    /// An empty memory of at most twice so many words.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self {
            stamp: 0,
            most,
            young: FxHashMap::default(),
            old: FxHashMap::default(),
        }
    }

    /// The memory for the data with this stamp: of other data everything is forgotten.
    pub fn under(&mut self, stamp: u64) -> &mut Self {
        if self.stamp != stamp {
            self.young.clear();
            self.old.clear();
            self.stamp = stamp;
        }
        self
    }

    /// What is known of a word.
    pub fn get(&mut self, word: &str) -> Option<V> {
        if let Some(known) = self.young.get(word) {
            return Some(known.clone());
        }
        let (word, known) = self.old.remove_entry(word)?;
        self.put(word, known.clone());
        Some(known)
    }

    /// Remembers a word, unless it is overlong.
    pub fn keep(&mut self, word: &str, known: V) {
        if word.len() <= LONGEST {
            self.put(word.into(), known);
        }
    }

    /// What is known of a word, or what `find` finds.
    pub fn get_or(&mut self, word: &str, find: impl FnOnce() -> V) -> V {
        self.get(word).unwrap_or_else(|| {
            let known = find();
            self.keep(word, known.clone());
            known
        })
    }

    fn put(&mut self, word: Box<str>, known: V) {
        if self.young.len() >= self.most {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(word, known);
    }

    /// How many words are remembered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.young.len() + self.old.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_has_a_bound() {
        let mut recent = Recent::new(10);
        recent.under(1).keep("بيت", 7);
        for n in 0..100 {
            recent.get_or(&format!("لفظ{n}"), || n);
            assert_eq!(recent.get("بيت"), Some(7));
            assert!(recent.len() <= 20);
        }
        assert_eq!(recent.get("لفظ1"), None);
        assert_eq!(recent.under(2).get("بيت"), None);
        recent.keep(&"ب".repeat(LONGEST), 1);
        assert!(recent.is_empty());
    }
}
