//! Tokens, sentences and unmasking: no panic, a cover of the text.
#![no_main]

use isnad_arabic::sentence::sentences;
use isnad_arabic::token::tokenize;
use isnad_arabic::unmask::unmask;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let tokens = tokenize(text);
    let glued: String = tokens.iter().map(|t| t.text(text)).collect();
    assert_eq!(glued, text);
    let cut = sentences(text, &tokens);
    let glued: String = cut.iter().map(|s| s.span.slice(text)).collect();
    assert_eq!(glued, text);
    for unmasked in unmask(text, &tokens, &|word| word.len() % 3 != 0) {
        assert!(unmasked.span.get(text).is_some());
    }
});
