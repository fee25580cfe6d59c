//! How alike the clauses of two claims are, rare words counting most.
//!
//! In: the quotes of all claims; out: for each claim its words that others share, and how much they weigh.
//! «استهدفت مسيّرة سيارة على طريق المعمل» (istahdafat musayyara sayyara ʿala tariq al-maʿmal, "a drone hit a car on the
//! factory road") is told in other words elsewhere, but the factory road is named in few clauses.
//! Words are compared as they are spelled, give or take hamza, vowel signs and the letters that are joined on in front;
//! this knows no dictionary. What is common to all reports of war weighs next to nothing.

use crate::hash::mix;
use crate::table::Item;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Words of a clause that are kept: the rarest.
const KEPT: usize = 24;

/// A word of a clause that another clause has too, and how rare it is.
type Word = (u32, f32);

/// The words of a clause.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// Sorted by word.
    shared: Box<[Word]>,
    /// What all words of the clause weigh, also those that nobody shares.
    mass: f32,
}

/// A letter without what changes from hand to hand; nothing for signs that are no letters.
const fn folded(c: char) -> Option<char> {
    Some(match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ئ' => 'ي',
        'ؤ' => 'و',
        'ة' => 'ه',
        '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200b}'..='\u{200f}' => return None,
        other => other,
    })
}

/// The hash of a word without the article and conjunctions in front; nothing for what has no three letters left.
fn word(text: &str) -> Option<u32> {
    let letters: Vec<char> = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .filter_map(folded)
        .take(24)
        .collect();
    let rest = |from: usize| letters.get(from..).filter(|r| r.len() >= 3);
    let stem = match letters.as_slice() {
        ['و' | 'ف' | 'ب' | 'ك', 'ا', 'ل', ..] => rest(3),
        ['ا', 'ل', ..] | ['ل', 'ل', ..] => rest(2),
        ['و', _, _, _, ..] => rest(1),
        _ => None,
    }
    .unwrap_or(&letters);
    let number = stem.iter().all(char::is_ascii_digit) && !stem.is_empty();
    if stem.len() < 3 && !number {
        return None;
    }
    let h = stem.iter().fold(0x9ae1_6a3b, |h, c| mix(h ^ u64::from(u32::from(*c))));
    Some((h >> 32) as u32)
}

fn words(text: &str) -> Vec<u32> {
    // A clause is no chapter: what comes after its first hundred words is another.
    let mut found: Vec<u32> = text.split_whitespace().take(100).filter_map(word).collect();
    found.sort_unstable();
    found.dedup();
    found
}

impl Words {
    /// The words of a clause, not yet weighed.
    pub(crate) fn of(clause: &str) -> Self {
        Self {
            shared: words(clause).into_iter().map(|w| (w, 0.0)).collect(),
            mass: 0.0,
        }
    }
}

/// Weighs the words of all items.
pub(crate) fn weigh(items: &mut [Item<'_>]) {
    let mut all: Vec<u32> = items
        .par_iter()
        .flat_map_iter(|item| item.words.shared.iter().map(|w| w.0))
        .collect();
    all.par_sort_unstable();
    let clauses = items.len() as f32;
    // Words of one clause alone are nowhere compared: what is not in here is as rare as can be.
    let weights: FxHashMap<u32, f32> = all
        .chunk_by(|x, y| x == y)
        .filter(|same| same.len() > 1)
        .filter_map(|same| Some((*same.first()?, (clauses / same.len() as f32).ln().max(0.0))))
        .collect();
    drop(all);
    let alone = clauses.ln().max(0.0);
    items.par_iter_mut().for_each(|item| {
        let weight = |w: &Word| weights.get(&w.0).copied();
        let clause = &item.words.shared;
        let mass = clause.iter().map(|w| weight(w).unwrap_or(alone).powi(2)).sum();
        let mut shared: Vec<Word> = clause.iter().filter_map(|w| Some((w.0, weight(w)?))).collect();
        shared.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        shared.truncate(KEPT);
        shared.sort_unstable_by_key(|w| w.0);
        item.words = Words {
            shared: shared.into_boxed_slice(),
            mass,
        };
    });
}

/// How alike two clauses are: 0 not at all, 1 the same words.
pub(crate) fn likeness(a: &Words, b: &Words) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(x), Some(y)) = (a.shared.get(i), b.shared.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Equal => {
                sum += x.1 * y.1;
                i += 1;
                j += 1;
            }
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    let mass = (a.mass * b.mass).sqrt();
    if mass > 0.0 { (sum / mass).clamp(0.0, 1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold() {
        for (a, b, same) in [
            ("القرية", "قرية", true),
            ("والقرية", "قريه،", true),
            ("للقرية", "قريـة", true),
            ("إصابة", "اصابه", true),
            ("قرية", "قرى", false),
            ("وردة", "وردة", true),
        ] {
            assert_eq!(word(a) == word(b), same, "{a} {b}");
        }
        assert_eq!(word("في"), None);
        assert!(word("17").is_some());
        assert_eq!(word("«»"), None);
    }
}
