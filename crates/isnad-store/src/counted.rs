//! A count in words, as a reviewer selects it.
//!
//! In: words. Out: an interval. Invariant: words without a number give none; a rank is no count. Deliberately one number:
//! the first of the words. Example: «سبعة قتلى» (seven dead) is seven, «أكثر من عشرين» (more than twenty) 21 and up.

use isnad_arabic::number;
use isnad_record::CountRecord;

/// The count that words state.
#[must_use]
pub fn counted(words: &str) -> Option<CountRecord> {
    let first = number::read(words).into_iter().find(|q| !q.ordinal)?;
    let whole = |n: f64| (0.0..1e12).contains(&n).then_some(n.round() as u64);
    Some(CountRecord {
        low: whole(first.low)?,
        high: match first.high {
            Some(n) => Some(whole(n)?),
            None => None,
        },
        approx: first.approx,
    })
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn counts_are_read_from_words() {
        for (words, low, high) in [
            ("سبعة قتلى", 7, Some(7)),
            ("أكثر من عشرين جريحا", 21, None),
            ("١٢ مدنيا", 12, Some(12)),
        ] {
            let c = counted(words).unwrap_or_else(|| panic!("{words}"));
            assert_eq!((c.low, c.high), (low, high), "{words}");
        }
        for words in ["", "قتلى", "اليوم الثالث"] {
            assert!(counted(words).is_none(), "{words}");
        }
    }
}
