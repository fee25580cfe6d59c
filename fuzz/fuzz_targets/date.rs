//! Dates: no panic, spans inside the text.
#![no_main]

use isnad_arabic::date;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for timex in date::read(text, None) {
        assert!(timex.span.get(text).is_some());
    }
});
