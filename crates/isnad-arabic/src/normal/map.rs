//! A folded text with the way back: byte offsets of the original and of the folded text.
//!
//! Only stretches whose length changes are kept; between two of them offsets differ by a constant.
//! Example: in «قـلم» folded to «قلم» (*qalam*, pen) byte 2 of the fold is byte 4 of the original.

use isnad_model::Span;

/// A stretch of the original that was replaced by one of another length, or of other boundaries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Edit {
    /// Where it stood in the original.
    pub(super) original: Span,
    /// What stands for it in the folded text; empty where it was dropped.
    pub(super) normal: Span,
}

/// A folded text and the map between its bytes and those of the original.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Normal {
    /// The folded text.
    pub text: String,
    original_len: u32,
    edits: Vec<Edit>,
}

impl Normal {
    pub(super) fn new(text: String, original_len: usize, edits: Vec<Edit>) -> Self {
        Self {
            text,
            original_len: u32::try_from(original_len).unwrap_or(u32::MAX),
            edits,
        }
    }

    /// The original offset at which the character at this offset of the folded text begins.
    ///
    /// Inside the expansion of a ligature it is the ligature's beginning; behind the end, the original's length.
    ///
    /// ```
    /// # use isnad_arabic::normal::{Tier, normalize};
    /// let normal = normalize("قـلم", Tier::Unicode); // qalam "pen", stretched
    /// assert_eq!((normal.text.as_str(), normal.to_original(2)), ("قلم", 4));
    /// ```
    #[must_use]
    pub fn to_original(&self, offset: u32) -> u32 {
        if offset > self.normal_len() {
            return self.original_len;
        }
        begin(&self.edits, offset, |e| (e.normal, e.original))
    }

    /// The offset in the folded text of what begins at this offset of the original.
    ///
    /// A mark or tatweel that was dropped maps to its letter, an invisible character to what follows it.
    ///
    /// ```
    /// # use isnad_arabic::normal::{Tier, normalize};
    /// let normal = normalize("قـلم", Tier::Unicode); // qalam "pen", stretched
    /// assert_eq!((normal.to_normal(2), normal.to_normal(4)), (0, 2));
    /// ```
    #[must_use]
    pub fn to_normal(&self, offset: u32) -> u32 {
        if offset > self.original_len {
            return self.normal_len();
        }
        begin(&self.edits, offset, |e| (e.original, e.normal))
    }

    /// The original stretch that yielded a stretch of the folded text.
    ///
    /// Marks and tatweel belong to the letter they follow; invisible characters around the stretch are left out.
    ///
    /// ```
    /// # use isnad_arabic::normal::{Tier, normalize};
    /// let normal = normalize("قـلم", Tier::Unicode); // qalam "pen", stretched
    /// assert_eq!(normal.original_span(isnad_model::Span::new(0, 2)), isnad_model::Span::new(0, 4));
    /// ```
    #[must_use]
    pub fn original_span(&self, span: Span) -> Span {
        let start = self.to_original(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        let end = end(&self.edits, span.end.min(self.normal_len()), |e| (e.normal, e.original));
        Span::new(start, end.max(start))
    }

    /// The stretch of the folded text that stands for a stretch of the original.
    ///
    /// ```
    /// # use isnad_arabic::normal::{Tier, normalize};
    /// let normal = normalize("قـلم", Tier::Unicode); // qalam "pen", stretched
    /// assert_eq!(normal.normal_span(isnad_model::Span::new(0, 6)), isnad_model::Span::new(0, 4));
    /// ```
    #[must_use]
    pub fn normal_span(&self, span: Span) -> Span {
        let start = self.to_normal(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        let end = end(&self.edits, span.end.min(self.original_len), |e| (e.original, e.normal));
        Span::new(start, end.max(start))
    }

    fn normal_len(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }
}

/// Maps where something begins: past what has no counterpart, back to the start of what is cut.
fn begin(edits: &[Edit], offset: u32, sides: fn(&Edit) -> (Span, Span)) -> u32 {
    let after = edits.partition_point(|e| sides(e).0.start <= offset);
    let Some((from, to)) = after.checked_sub(1).and_then(|i| edits.get(i)).map(sides) else {
        return offset;
    };
    if offset >= from.end {
        to.end + (offset - from.end)
    } else {
        to.start
    }
}

/// Maps where something ends: before what has no counterpart, on to the end of what is cut.
fn end(edits: &[Edit], offset: u32, sides: fn(&Edit) -> (Span, Span)) -> u32 {
    let first = edits.partition_point(|e| sides(e).0.end < offset);
    let Some((from, to)) = edits.get(first).map(sides) else {
        return match edits.last().map(sides) {
            Some((from, to)) => to.end + (offset - from.end),
            None => offset,
        };
    };
    if offset > from.start {
        to.end
    } else {
        // The gap between two edits is the same on both sides.
        to.start - (from.start - offset).min(to.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normal::{Tier, normalize};

    #[test]
    fn spans_lead_back_to_the_letters_with_their_marks() {
        let cases = [
            // original, word of the fold, what it was
            ("في كَتَـبَ، ثم", "كتب", "كَتَـبَ"),
            ("في \u{200f}كتب\u{200f} ثم", "كتب", "كتب"),
            ("قال ﷲ أكبر", "الله", "ﷲ"),
            ("قال ﷲ أكبر", "له", "ﷲ"),
            ("عام ٢٠١٥ هنا", "2015", "٢٠١٥"),
            ("عام ٢٠١٥ هنا", "01", "٠١"),
            ("أحمد", "احمد", "أحمد"),
        ];
        for (original, word, was) in cases {
            let normal = normalize(original, Tier::Orthographic);
            let at = normal
                .text
                .find(word)
                .unwrap_or_else(|| panic!("{word} not in {}", normal.text));
            let span = Span::from_range(at..at + word.len());
            let back = normal.original_span(span);
            assert_eq!(back.slice(original), was, "{original}");
            assert!(normal.normal_span(back).contains(span));
        }
    }

    #[test]
    fn empty_and_beyond() {
        let normal = normalize("قـ", Tier::Orthographic);
        assert_eq!(normal.text, "ق");
        assert_eq!(normal.to_original(2), 4);
        assert_eq!(normal.to_normal(4), 2);
        assert_eq!(normal.to_normal(99), 2);
        assert_eq!(normal.original_span(Span::new(0, 0)), Span::new(0, 0));
        assert_eq!(normal.original_span(Span::new(0, 99)), Span::new(0, 4));
    }
}
