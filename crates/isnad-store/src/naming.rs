//! What a word can be in a person's name, by the dictionary.
//!
//! In: a word. Out: a name, an everyday word, both, or neither. Invariant: a word in no table may be a name.
//! Deliberately looks at one word alone: what stands beside it is the redactor's business.
//! Example: «زهرة» is a woman's name and a flower; «من» (from) is in no name.

use isnad_arabic::morph::{Analyzer, Kind, plainest};
use isnad_record::redact::InName;

/// What a word can be in a name.
#[must_use]
pub fn in_name(word: &str) -> InName {
    if word.chars().any(char::is_numeric) {
        return InName::Never;
    }
    let analyzer = Analyzer::builtin();
    let mut readings = Vec::new();
    analyzer.analyze(word, &mut readings);
    if readings.is_empty() {
        return InName::Unknown;
    }
    let name = readings.iter().any(|a| a.features.kind == Kind::Name);
    let particle = plainest(&readings).iter().any(|a| a.features.kind == Kind::Particle);
    // «لمحلية», «بمحافظة»: what stands behind a preposition goes on with no name.
    let governed = plainest(&readings).iter().all(|a| a.proclitics.preposition());
    let nisba = word.ends_with('ي') && word.chars().count() >= 4;
    match () {
        () if name && readings.iter().all(|a| a.features.kind == Kind::Name) => InName::Name,
        () if name => InName::Either,
        () if particle || governed || readings.iter().all(|a| a.features.is_finite()) => InName::Never,
        () if nisba => InName::Nisba,
        () => InName::Everyday,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_everyday_words_are_told_apart() {
        for (word, want) in [
            ("المقطري", InName::Unknown),
            ("العسكري", InName::Nisba),
            ("لمحلية", InName::Never),
            ("عثمان", InName::Name),
            ("زهرة", InName::Either),
            ("السائق", InName::Everyday),
            ("من", InName::Never),
            ("يستهدفون", InName::Never),
            ("25", InName::Never),
            ("أربعة", InName::Never),
        ] {
            assert_eq!(in_name(word), want, "{word}");
        }
    }
}
