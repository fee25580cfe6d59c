//! Folding at each tier: no panic, idempotent, the way back inside the text.
#![no_main]

use isnad_arabic::normal::{Tier, normalize};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for tier in [Tier::Unicode, Tier::Orthographic, Tier::Search] {
        let normal = normalize(text, tier);
        assert_eq!(normalize(&normal.text, tier).text, normal.text);
        let ends = normal.text.char_indices().map(|(i, _)| i).chain([normal.text.len()]);
        for offset in ends {
            assert!(text.is_char_boundary(normal.to_original(offset as u32) as usize));
        }
    }
});
