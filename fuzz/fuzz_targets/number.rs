//! Numbers: no panic, spans inside the text, least not above greatest.
#![no_main]

use isnad_arabic::number;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for quantity in number::read(text) {
        assert!(quantity.span.get(text).is_some());
        assert!(quantity.high.is_none_or(|high| quantity.low <= high));
    }
});
