//! Normal forms: the same text with its accidents of spelling taken away, and a map back.
//!
//! Text in, [`Normal`] out: the folded text with an offset map in both directions; or, for one
//! word and without a map, [`fold_into`] a reused string.
//! Three tiers, each folding more than the one before ([`Tier`]).
//!
//! **Invariants:** folding is idempotent; a higher tier of a lower tier's result is the higher tier
//! of the text; the map is monotone and keeps to character boundaries; time is linear.
//! It deliberately does not look words up: Latin look-alikes and letters torn apart are left to
//! [`unmask`](crate::unmask), clitics to the morphology.
//!
//! ```
//! use isnad_arabic::normal::{Tier, fold_into, normalize};
//!
//! // "the greatest university", vocalised and stretched
//! let normal = normalize("أَكْبَرُ جـامعة", Tier::Orthographic);
//! assert_eq!(normal.text, "اكبر جامعة");
//!
//! // ʿalā "on" and ʿAlī the name stay apart until the search tier
//! let mut out = String::new();
//! fold_into("على", Tier::Orthographic, &mut out);
//! assert_eq!(out, "على");
//! fold_into("على", Tier::Search, &mut out);
//! assert_eq!(out, "علي");
//! ```

mod fold;
mod map;
mod table;

pub use map::Normal;

/// How much is folded.
///
/// ```
/// use isnad_arabic::normal::{Tier, normalize};
///
/// // mustašfā l-ḥayāt "hospital of life", with a vowel mark, tatweel and an Eastern digit
/// let text = "مُستشفى الحيـاة ٢";
/// assert_eq!(normalize(text, Tier::Unicode).text, "مُستشفى الحياة ٢");
/// assert_eq!(normalize(text, Tier::Orthographic).text, "مستشفى الحياة 2");
/// assert_eq!(normalize(text, Tier::Search).text, "مستشفي الحياه 2");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Tier {
    /// N0: NFC; presentation forms and ligatures spelled out; tatweel, bidi controls and zero-width characters dropped.
    Unicode,
    /// N1: N0, with vowel marks dropped, «أ إ آ ٱ» as «ا», Persian, Kurdish, Urdu and Maghrebi letters as their Arabic
    /// cousins («ک» as «ك», «گ» as «ك», «پ» as «ب»), all digits as ASCII.
    ///
    /// Keeps «ى» and «ي», «ة» and «ه», «ؤ», «ئ», «ء» apart.
    Orthographic,
    /// N2: N1, with «ى» and «ئ» as «ي», «ة» as «ه», «ؤ» as «و», and «ء» dropped. For search only.
    Search,
}

/// Folds a text and keeps the way back to its bytes.
///
/// ```
/// use isnad_arabic::normal::{Tier, normalize};
/// use isnad_model::Span;
///
/// let text = "في الأُفُـق"; // fī l-ufuq "on the horizon"
/// let normal = normalize(text, Tier::Orthographic);
/// assert_eq!(normal.text, "في الافق");
/// let word = Span::new(5, 15);
/// assert_eq!(word.slice(&normal.text), "الافق");
/// assert_eq!(normal.original_span(word).slice(text), "الأُفُـق");
/// ```
#[must_use]
pub fn normalize(text: &str, tier: Tier) -> Normal {
    let mut out = String::with_capacity(text.len());
    let mut edits = Vec::new();
    fold::fold(text, tier, &mut out, &mut edits);
    Normal::new(out, text.len(), edits)
}

/// Replaces the content of `out` by the folded form of a word (or of any text).
///
/// ```
/// use isnad_arabic::normal::{Tier, fold_into};
///
/// let mut out = String::new();
/// fold_into("إِلَى", Tier::Orthographic, &mut out); // ilā "to"
/// assert_eq!(out, "الى");
/// ```
pub fn fold_into(word: &str, tier: Tier, out: &mut String) {
    out.clear();
    fold::fold(word, tier, out, &mut fold::Unrecorded);
}

/// The folded form of a word, as a new text: for tables that are filled once; loops use [`fold_into`].
#[must_use]
pub fn fold(word: &str, tier: Tier) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, tier, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str, tier: Tier) -> String {
        let normal = normalize(text, tier);
        let mut word = String::from("left over");
        fold_into(text, tier, &mut word);
        assert_eq!(normal.text, word);
        word
    }

    #[test]
    fn tiers() {
        // text, N0, N1, N2
        let cases = [
            ("", "", "", ""),
            ("كَتَبَ", "كَتَبَ", "كتب", "كتب"),
            ("كتـــاب", "كتاب", "كتاب", "كتاب"),
            ("أإآٱا", "أإآٱا", "ااااا", "ااااا"),
            ("مدرسة", "مدرسة", "مدرسة", "مدرسه"),
            (
                "مستشفى شيء سؤال بئر",
                "مستشفى شيء سؤال بئر",
                "مستشفى شيء سؤال بئر",
                "مستشفي شي سوال بير",
            ),
            ("ﻣﺪﻳﻨﺔ", "مدينة", "مدينة", "مدينه"),
            ("ﷲ ﻻ ﻷ", "الله لا لأ", "الله لا لا", "الله لا لا"),
            ("ﷺ", "ﷺ", "ﷺ", "ﷺ"),
            ("\u{202b}نص\u{202c}\u{200f} آخر", "نص آخر", "نص اخر", "نص اخر"),
            ("قـ\u{200c}لم", "قلم", "قلم", "قلم"),
            ("یک کتاب ھنا", "یک کتاب ھنا", "يك كتاب هنا", "يك كتاب هنا"),
            ("گۆڤار پ چ ژ", "گۆڤار پ چ ژ", "كوفار ب ج ز", "كوفار ب ج ز"),
            ("١٢٣ ۴۵۶ ٣٫٥", "١٢٣ ۴۵۶ ٣٫٥", "123 456 3.5", "123 456 3.5"),
            ("و\u{654} ي\u{654} ا\u{655} ا\u{653}", "ؤ ئ إ آ", "ؤ ئ ا ا", "و ي ا ا"),
            ("و\u{640}\u{654}", "ؤ", "ؤ", "و"),
            ("cafe\u{301} №", "café №", "café №", "café №"),
            ("e\u{621}\u{301}", "e\u{621}\u{301}", "e\u{621}\u{301}", "é"),
            ("هٰذا الرحمٰن", "هٰذا الرحمٰن", "هذا الرحمن", "هذا الرحمن"),
            ("ﹷﻣ", "\u{64e}م", "م", "م"),
            ("“نعم”… – لا", "“نعم”… – لا", "“نعم”… – لا", "“نعم”… – لا"),
            ("\u{1100}\u{1161}\u{11a8}", "각", "각", "각"),
        ];
        for (text, n0, n1, n2) in cases {
            assert_eq!(folded(text, Tier::Unicode), n0, "N0 of {text:?}");
            assert_eq!(folded(text, Tier::Orthographic), n1, "N1 of {text:?}");
            assert_eq!(folded(text, Tier::Search), n2, "N2 of {text:?}");
        }
    }

    #[test]
    fn names_stay_apart_at_the_orthographic_tier() {
        for (a, b) in [("على", "علي"), ("فتاة", "فتاه"), ("ماء", "ما"), ("سؤال", "سوال")] {
            assert_ne!(folded(a, Tier::Orthographic), folded(b, Tier::Orthographic));
            assert_eq!(folded(a, Tier::Search), folded(b, Tier::Search));
        }
    }

    #[test]
    fn long_runs_are_linear() {
        for unit in [
            "\u{200b}",
            "ـ",
            "\u{64e}",
            "ا\u{200b}",
            "ﷲ\u{200d}",
            "\u{301}",
            "ء",
            "\u{1161}",
        ] {
            let text = unit.repeat(200_000);
            for tier in [Tier::Unicode, Tier::Orthographic, Tier::Search] {
                let normal = normalize(&text, tier);
                assert_eq!(normal.to_original(normal.text.len() as u32 + 1), text.len() as u32);
            }
        }
    }
}
