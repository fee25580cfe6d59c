//! Attached pronouns, read from `data/arabic/clitics.tsv`.

use super::inflect::features::{Gender, Number, Person};
use super::inflect::letters::{from_arabic, pack};
use super::inflect::rows::lines;

/// An attached pronoun: ـهم *-hum* "their, them".
///
/// ```
/// use isnad_arabic::morph::{Analyzer, Gender, Number, Person};
///
/// let mut readings = Vec::new();
/// Analyzer::builtin().analyze("بيتها", &mut readings); // baytuhā "her house"
/// let her = readings[0].enclitic.unwrap();
/// assert_eq!((her.person, her.gender, her.number), (Person::Third, Some(Gender::Feminine), Number::Singular));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Pronoun {
    /// Person.
    pub person: Person,
    /// Gender, where the letters tell it.
    pub gender: Option<Gender>,
    /// Number.
    pub number: Number,
}

/// A pronoun's letters and its hosts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ending {
    /// Letters, packed.
    pub key: u128,
    /// How many letters.
    pub len: usize,
    /// What it says.
    pub pronoun: Pronoun,
    /// Stands behind verbs.
    pub verbs: bool,
    /// Stands behind nouns.
    pub nouns: bool,
}

static CLITICS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/arabic/clitics.tsv"));

/// All attached pronouns, longest first.
pub(super) fn endings() -> Vec<Ending> {
    let mut all: Vec<Ending> = lines(CLITICS).filter_map(|(_, line)| ending(line)).collect();
    all.sort_by_key(|e| std::cmp::Reverse(e.len));
    all
}

fn ending(line: &str) -> Option<Ending> {
    let cells: Vec<&str> = line.split('\t').collect();
    let &[form, person, gender, number, host, ..] = cells.as_slice() else {
        return None;
    };
    let letters = from_arabic(form)?;
    Some(Ending {
        key: pack(&letters)?,
        len: letters.len(),
        pronoun: Pronoun {
            person: match person {
                "1" => Person::First,
                "2" => Person::Second,
                _ => Person::Third,
            },
            gender: match gender {
                "m" => Some(Gender::Masculine),
                "f" => Some(Gender::Feminine),
                _ => None,
            },
            number: match number {
                "s" => Number::Singular,
                "d" => Number::Dual,
                _ => Number::Plural,
            },
        },
        verbs: host != "noun",
        nouns: host != "verb",
    })
}
