//! What holds of tokens, sentences, normal forms and unmasking whatever the text.

use isnad_arabic::normal::{Tier, fold_into, normalize};
use isnad_arabic::sentence::sentences;
use isnad_arabic::token::{TokenKind, tokenize};
use isnad_arabic::unmask::unmask;
use isnad_model::Span;
use proptest::prelude::*;

const TIERS: [Tier; 3] = [Tier::Unicode, Tier::Orthographic, Tier::Search];

/// Text of the characters that matter here, with anything else among them.
fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        6 => "[ابتةأإآؤئءىيهكلمنوقد]{1,6}",
        2 => "[\u{64b}-\u{655}\u{670}ـ]{1,3}",
        2 => "[ \n.,:؛؟!«»\"“”#_/•…*-]{1,2}",
        1 => "[0-9٠-٩۰-۹]{1,4}",
        1 => "[\u{200b}-\u{200f}\u{202a}-\u{202e}\u{61c}\u{ad}\u{feff}]",
        1 => "[یکگپچژڤەھہۀۓے\u{6d6}-\u{6ed}]{1,2}",
        1 => "[\u{fb50}-\u{fdff}\u{fe70}-\u{feff}]",
        1 => "[a-z\u{300}-\u{30f}é😀🔴\u{1161}\u{1100}]{1,3}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn tokens_and_sentences_cover_the_text(text in text()) {
        let tokens = tokenize(&text);
        let mut at = 0;
        for token in &tokens {
            prop_assert_eq!(token.span.start, at);
            prop_assert!(!token.span.is_empty());
            prop_assert!(token.span.get(&text).is_some());
            at = token.span.end;
        }
        prop_assert_eq!(at as usize, text.len());
        let cut = sentences(&text, &tokens);
        let (mut byte, mut index) = (0, 0);
        for sentence in &cut {
            prop_assert_eq!((sentence.span.start, sentence.tokens.start), (byte, index));
            prop_assert!(sentence.span.get(&text).is_some());
            let blank = tokens[sentence.tokens.clone()].iter().all(|t| t.is_blank());
            prop_assert!(!blank || cut.len() == 1);
            (byte, index) = (sentence.span.end, sentence.tokens.end);
        }
        prop_assert_eq!((byte as usize, index), (text.len(), tokens.len()));
    }

    #[test]
    fn folding_is_idempotent_and_tiers_nest(text in text()) {
        for tier in TIERS {
            let once = normalize(&text, tier).text;
            prop_assert_eq!(&normalize(&once, tier).text, &once, "{:?}", tier);
            let mut word = String::new();
            fold_into(&text, tier, &mut word);
            prop_assert_eq!(&word, &once);
            for lower in TIERS.into_iter().filter(|lower| *lower < tier) {
                let below = normalize(&text, lower).text;
                prop_assert_eq!(&normalize(&below, tier).text, &once, "{:?} of {:?}", tier, lower);
            }
        }
    }

    #[test]
    fn words_stay_words_when_folded(text in text()) {
        let mut word = String::new();
        for token in tokenize(&text).iter().filter(|t| t.kind == TokenKind::Word) {
            fold_into(token.text(&text), Tier::Orthographic, &mut word);
            prop_assert!(!word.is_empty());
        }
    }

    #[test]
    fn the_way_back_is_monotone_and_on_boundaries(text in text()) {
        for tier in TIERS {
            let normal = normalize(&text, tier);
            let ends = normal.text.char_indices().map(|(i, _)| i).chain([normal.text.len()]);
            let mut last = 0;
            for offset in ends {
                let back = normal.to_original(offset as u32);
                prop_assert!(back >= last && text.is_char_boundary(back as usize));
                prop_assert!(normal.to_normal(back) <= offset as u32);
                last = back;
            }
            let mut last = 0;
            for (offset, _) in text.char_indices() {
                let forth = normal.to_normal(offset as u32);
                prop_assert!(forth >= last && normal.text.is_char_boundary(forth as usize));
                last = forth;
            }
            for (i, c) in normal.text.char_indices() {
                let span = Span::from_range(i..i + c.len_utf8());
                let back = normal.original_span(span);
                prop_assert!(back.get(&text).is_some());
                prop_assert!(normal.normal_span(back).contains(span), "{:?} {:?} {:?}", tier, span, back);
            }
        }
    }

    #[test]
    fn unmasked_stretches_are_apart(text in text(), letters in 2usize..5) {
        let tokens = tokenize(&text);
        let found = unmask(&text, &tokens, &|word| word.chars().count() > letters);
        let mut last = 0;
        for unmasked in found {
            prop_assert!(unmasked.span.start >= last && unmasked.span.get(&text).is_some());
            prop_assert!(unmasked.joined.chars().count() > letters);
            last = unmasked.span.end;
        }
    }
}
