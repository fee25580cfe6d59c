//! Spelling a number and reading it back.

use isnad_arabic::number::{Case, Gender, read, spell};

const FORMS: [(Gender, Case); 4] = [
    (Gender::Masculine, Case::Nominative),
    (Gender::Masculine, Case::Oblique),
    (Gender::Feminine, Case::Nominative),
    (Gender::Feminine, Case::Oblique),
];

fn check(n: u64) {
    for (gender, case) in FORMS {
        let words = spell(n, gender, case);
        let found = read(&words);
        assert_eq!(found.len(), 1, "{n}: {words}: {found:?}");
        assert_eq!(found[0].value, n as f64, "{words}");
        assert_eq!(
            (found[0].span.start, found[0].span.end as usize),
            (0, words.len()),
            "{words}"
        );
    }
}

#[test]
fn every_number_below_a_million_is_read_back() {
    (0..1_000_000).for_each(check);
}

proptest::proptest! {
    #[test]
    fn greater_numbers_are_read_back(n in 1_000_000_u64..1_000_000_000_000) {
        check(n);
    }

    #[test]
    fn round_greater_numbers_are_read_back(n in 1_u64..1000, power in 0_u32..4, m in 0_u64..1000) {
        check(n * 1000_u64.pow(power) + m);
    }
}
