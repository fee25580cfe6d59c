//! Declension: nouns, adjectives, participles and masdars to every form, spelled.
//!
//! In: the letters of a lemma with its gender and plurals. Out: singular, dual, sound and broken plural, feminine,
//! the accusative with its alef, construct forms and the forms before a pronoun, through a sink.
//! Works on letters, not on vowels: the seat of a last hamza tells all that is needed.

use super::features::{Case, Features, Gender, Kind, Number};
use super::sink::{ART, BARE, DERIVED, PREP, PRON, Sink};

const FREE: u8 = BARE | PRON | ART | PREP;

/// How a noun makes its plural.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Plural {
    /// ات
    Feminine,
    /// ون / ين
    Masculine,
    /// A form of its own, in Buckwalter letters.
    Broken(Vec<u8>),
}

fn joins(b: u8) -> bool {
    !matches!(
        b,
        b'A' | b'>' | b'<' | b'|' | b'd' | b'*' | b'r' | b'z' | b'w' | b'&' | b'\'' | b'Y' | b'p'
    )
}

fn plus(base: &[u8], ending: &[u8]) -> Vec<u8> {
    [base, ending].concat()
}

/// Puts an ending that begins with a vowel letter behind a base, moving a last hamza to its seat.
fn extend(base: &[u8], ending: &[u8]) -> Vec<u8> {
    let Some((&last, rest)) = base.split_last() else {
        return ending.to_vec();
    };
    let before = rest.last().copied().unwrap_or(b'A');
    match (last, ending.first().copied()) {
        (b'\'', Some(b'A')) if joins(before) => [rest, b"}", ending].concat(),
        (b'\'', Some(b'w')) if before == b'A' => [rest, b"&", ending].concat(),
        (b'\'', Some(b'y')) if before == b'A' || joins(before) => [rest, b"}", ending].concat(),
        (b'>', Some(b'A')) => [rest, b"|", &ending[1..]].concat(),
        (b'>', Some(b'w')) => [rest, b"&", ending].concat(),
        (b'>', Some(b'y')) => [rest, b"}", ending].concat(),
        _ => plus(base, ending),
    }
}

/// Gives the singular-like forms of one stem: bare, accusative, before a pronoun.
pub fn one(letters: &[u8], features: Features, sink: &mut impl Sink) {
    let Some((&last, rest)) = letters.split_last() else {
        return;
    };
    match last {
        b'p' => {
            sink.give(letters, features, BARE | ART | PREP);
            sink.give(
                &plus(rest, b"t"),
                Features {
                    construct: true,
                    ..features
                },
                PRON | PREP,
            );
        }
        b'Y' => {
            sink.give(letters, features, BARE | ART | PREP);
            sink.give(
                &plus(rest, b"A"),
                Features {
                    construct: true,
                    ..features
                },
                PRON | PREP,
            );
        }
        b'\'' => {
            sink.give(letters, features, FREE);
            let before = rest.last().copied().unwrap_or(b'A');
            let bound = Features {
                construct: true,
                ..features
            };
            sink.give(&plus(rest, b"}"), bound, PRON | PREP);
            if before != b'y' {
                sink.give(&plus(rest, b"&"), bound, PRON);
            }
            if before != b'A' {
                accusative(&extend(letters, b"A"), features, sink);
            }
        }
        b'>' => {
            sink.give(letters, features, FREE);
            let bound = Features {
                construct: true,
                ..features
            };
            sink.give(&plus(rest, b"}"), bound, PRON | PREP);
            sink.give(&plus(rest, b"&"), bound, PRON);
        }
        b'A' => sink.give(letters, features, FREE),
        _ => {
            sink.give(letters, features, FREE);
            accusative(&plus(letters, b"A"), features, sink);
        }
    }
}

fn accusative(letters: &[u8], features: Features, sink: &mut impl Sink) {
    sink.give(
        letters,
        Features {
            case: Case::Accusative,
            ..features
        },
        BARE,
    );
}

/// The base that dual and sound plural endings are put on.
fn base(letters: &[u8], feminine: bool) -> Vec<u8> {
    match letters.split_last() {
        Some((b'p', rest)) if feminine => plus(rest, b"t"),
        Some((b'p', rest)) => rest.to_vec(),
        Some((b'Y', rest)) => plus(rest, b"y"),
        _ => letters.to_vec(),
    }
}

/// Gives the dual of a stem.
pub fn dual(letters: &[u8], features: Features, sink: &mut impl Sink) {
    let base = base(letters, true);
    let features = Features {
        number: Some(Number::Dual),
        ..features
    };
    let nominative = Features {
        case: Case::Nominative,
        ..features
    };
    let oblique = Features {
        case: Case::Oblique,
        ..features
    };
    sink.give(&extend(&base, b"An"), nominative, BARE | ART);
    sink.give(&extend(&base, b"yn"), oblique, BARE | ART | PREP);
    sink.give(
        &extend(&base, b"A"),
        Features {
            construct: true,
            ..nominative
        },
        BARE | PRON,
    );
    sink.give(
        &extend(&base, b"y"),
        Features {
            construct: true,
            ..oblique
        },
        BARE | PRON | PREP,
    );
}

/// Gives one plural of a noun.
pub fn plural(letters: &[u8], plural: &Plural, features: Features, sink: &mut impl Sink) {
    let features = Features {
        number: Some(Number::Plural),
        ..features
    };
    match plural {
        Plural::Broken(form) => {
            let features = Features {
                broken: true,
                ..features
            };
            match form.strip_suffix(b"~") {
                Some(base) => lacking(base, features, sink),
                None => one(form, features, sink),
            }
        }
        Plural::Feminine => {
            let base = base(letters, false);
            // اة becomes وات or يات by the word: such plurals are stated whole.
            if base.ends_with(b"A") && letters.ends_with(b"p") {
                let other = plus(base.get(..base.len() - 1).unwrap_or(&[]), b"yAt");
                sink.give(&other, features, FREE);
                return;
            }
            sink.give(&extend(&base, b"At"), features, FREE);
        }
        Plural::Masculine => masculine(letters, features, sink),
    }
}

/// ون, ين and their construct forms.
pub fn masculine(base: &[u8], features: Features, sink: &mut impl Sink) {
    let features = Features {
        number: Some(Number::Plural),
        ..features
    };
    let nominative = Features {
        case: Case::Nominative,
        ..features
    };
    let oblique = Features {
        case: Case::Oblique,
        ..features
    };
    let mut both = |ending: &[u8], f: Features, place: u8| {
        let word = extend(base, ending);
        sink.give(&word, f, place);
        // قارئون beside قارؤون.
        if let (Some(stem), Some(b'w')) = (word.strip_suffix(ending), ending.first())
            && let Some(rest) = stem.strip_suffix(b"}")
        {
            sink.give(&[rest, b"&", ending].concat(), f, place);
        }
    };
    both(b"wn", nominative, BARE | ART);
    both(b"yn", oblique, BARE | ART | PREP);
    both(
        b"w",
        Features {
            construct: true,
            ..nominative
        },
        BARE | PRON,
    );
    both(
        b"y",
        Features {
            construct: true,
            ..oblique
        },
        BARE | PRON | PREP,
    );
}

/// Gives all forms of a noun.
pub fn noun(letters: &[u8], features: Features, plurals: &[Plural], sink: &mut impl Sink) {
    if letters.ends_with(b"~") {
        let base = &letters[..letters.len() - 1];
        defective(base, features, sink);
        for p in plurals {
            match p {
                Plural::Masculine => masculine(base, features, sink),
                Plural::Feminine => plural(&plus(base, b"y"), p, features, sink),
                Plural::Broken(_) => plural(base, p, features, sink),
            }
        }
        return;
    }
    let singular = Features {
        number: Some(Number::Singular),
        ..features
    };
    one(letters, singular, sink);
    dual(letters, features, sink);
    // The hamza of a feminine ending gives way: حمراوان *ḥamrāwān* "two red ones".
    if let Some(base) = letters.strip_suffix(b"A'")
        && features.gender == Some(Gender::Feminine)
    {
        dual(&plus(base, b"Aw"), features, sink);
    }
    for p in plurals {
        plural(letters, p, features, sink);
    }
}

/// Singular and dual of a word like قاض, القاضي *qāḍin*: `base` without its ي.
fn defective(base: &[u8], features: Features, sink: &mut impl Sink) {
    lacking(
        base,
        Features {
            number: Some(Number::Singular),
            ..features
        },
        sink,
    );
    dual(&plus(base, b"y"), features, sink);
}

/// A stem that lacks its last ي where it is indefinite: قاض, أراض beside القاضي, الأراضي.
fn lacking(base: &[u8], features: Features, sink: &mut impl Sink) {
    let with_y = plus(base, b"y");
    sink.give(base, features, BARE | PREP);
    sink.give(&with_y, features, FREE);
    accusative(&plus(&with_y, b"A"), features, sink);
}

/// Gives masculine and feminine of a participle or a regular adjective.
///
/// A lemma that ends in `~` is defective (`qAD~`), one that ends in `Y` a passive participle like معطى.
pub fn both_genders(letters: &[u8], feminine: Option<&[u8]>, plurals: &[Plural], f: Features, sink: &mut impl Sink) {
    let m = Features {
        gender: Some(Gender::Masculine),
        ..f
    };
    noun(letters, m, &[], sink);
    let base = letters.strip_suffix(b"~").unwrap_or(letters);
    for p in plurals {
        match p {
            Plural::Masculine => masculine(base.strip_suffix(b"Y").unwrap_or(base), m, sink),
            _ => plural(base, p, m, sink),
        }
    }
    let w = Features {
        gender: Some(Gender::Feminine),
        ..f
    };
    let regular = match (letters.last(), letters.len()) {
        (Some(b'~'), _) => plus(base, b"yp"),
        (Some(b'Y'), n) => plus(&letters[..n - 1], b"Ap"),
        (Some(b'>'), _) => plus(letters, b"p"),
        (Some(b'\''), _) if base.len() > 1 && joins(base[base.len() - 2]) => plus(&base[..base.len() - 1], b"}p"),
        _ => plus(letters, b"p"),
    };
    match feminine {
        Some(b"-") => {}
        Some(own) => {
            noun(own, w, &[], sink);
            if own.ends_with(b"p") {
                plural(own, &Plural::Feminine, w, sink);
            }
        }
        None => {
            noun(&regular, w, &[], sink);
            plural(&regular, &Plural::Feminine, w, sink);
        }
    }
}

/// Gives the relational adjective in ي of a noun or masdar: سياسة gives سياسي, سياسية, سياسيون.
pub fn relational(letters: &[u8], sink: &mut impl Sink) {
    let base = letters.strip_suffix(b"p").unwrap_or(letters);
    // Words in ي, long vowels and defective ones make theirs by rules of their own; they are stated.
    if base.len() < 3 || matches!(base.last(), Some(b'y' | b'A' | b'Y' | b'w' | b'~' | b'\'' | b'>')) {
        return;
    }
    let mut derived = |w: &[u8], f: Features, place: u8| sink.give(w, f, place | DERIVED);
    let features = Features::new(Kind::Adjective);
    both_genders(&plus(base, b"y"), None, &[Plural::Masculine], features, &mut derived);
}
