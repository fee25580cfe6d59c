//! Words around places and times, read from `data/places/setting.toml`: whether a claim may take them as its own.
//!
//! In: the data file; out: for a word as written, bits of [`bit`]; and expressions of time that hold no date.
//! It knows no grammar: how the words combine is the business of whoever asks.
//!
//! «أهالي» (ahālī, "people of") before a town says whose people they are, not where something happened.

use isnad_arabic::normal::{Tier, fold, fold_into};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a word may be beside a place or a time.
pub mod bit {
    /// Belongs to a place without being there.
    pub const OWNER: u32 = 1;
    /// Begins the name of an outlet or body.
    pub const OUTLET: u32 = 1 << 1;
    /// A battle or campaign that bears a place's name.
    pub const BATTLE: u32 = 1 << 2;
    /// A place without a name of its own.
    pub const LOCAL: u32 = 1 << 3;
    /// Of these, one that alone is what is hit rather than where.
    pub const HOME: u32 = 1 << 4;
    /// A road, which runs between places.
    pub const ROAD: u32 = 1 << 5;
    /// Says in what the place before it lies.
    pub const INSIDE: u32 = 1 << 6;
    /// To.
    pub const GOAL: u32 = 1 << 7;
    /// From.
    pub const ORIGIN: u32 = 1 << 8;
    /// Between.
    pub const BETWEEN: u32 = 1 << 9;
    /// Opens a sentence of what was before the news.
    pub const BACKGROUND: u32 = 1 << 10;
    /// Says when by itself.
    pub const ADVERB: u32 = 1 << 11;
    /// A unit of time.
    pub const UNIT: u32 = 1 << 12;
    /// Two units of time.
    pub const PAIR: u32 = 1 << 13;
    /// Stands before a length of time.
    pub const LASTING: u32 = 1 << 14;
    /// «نحو», «أكثر من».
    pub const ABOUT: u32 = 1 << 15;
    /// Stands before the event whose time is meant.
    pub const DURING: u32 = 1 << 16;
    /// A word of clock times.
    pub const CLOCK: u32 = 1 << 17;
    /// The first word of an expression of time.
    pub const PHRASE: u32 = 1 << 18;
    /// Opens an expression for an hour of the day.
    pub const HOUR: u32 = 1 << 19;
    /// Holds an office over a place: «والي», «مدير».
    pub const OFFICE: u32 = 1 << 20;
    /// Of the places without a name, one that is only hit.
    pub const OBJECT: u32 = 1 << 21;
    /// A division of a country.
    pub const DIVISION: u32 = 1 << 22;
    /// By, in front of.
    pub const BY: u32 = 1 << 23;
    /// «أعنف»: more than any.
    pub const SUPERLATIVE: u32 = 1 << 24;
    /// Where one is brought or flees to and what is no [`LOCAL`]: «المشرحة», «جهة مجهولة».
    pub const WHITHER: u32 = 1 << 25;
    /// A unit of distance.
    pub const DISTANCE: u32 = 1 << 26;
    /// The country that the report speaks of: «البلاد».
    pub const COUNTRY: u32 = 1 << 27;
    /// Years of somebody's age.
    pub const YEARS: u32 = 1 << 28;
    /// Age: «يبلغ من العمر».
    pub const AGE: u32 = 1 << 29;
    /// What somebody has left of his ground: «آخر جيب له في كذا».
    pub const POCKET: u32 = 1 << 30;
    /// Parts of a wider place: «مناطق متفرقة من …».
    pub const PART: u32 = 1 << 31;
    /// The data's names of the bits.
    pub(super) const NAMES: [(&str, u32); 31] = [
        ("pocket", POCKET),
        ("years", YEARS),
        ("age", AGE),
        ("distance", DISTANCE),
        ("country", COUNTRY),
        ("whither", WHITHER),
        ("superlative", SUPERLATIVE),
        ("division", DIVISION),
        ("by", BY),
        ("object", OBJECT),
        ("office", OFFICE),
        ("hour", HOUR),
        ("owner", OWNER),
        ("outlet", OUTLET),
        ("battle", BATTLE),
        ("local", LOCAL),
        ("part", PART),
        ("home", HOME),
        ("road", ROAD),
        ("inside", INSIDE),
        ("goal", GOAL),
        ("origin", ORIGIN),
        ("between", BETWEEN),
        ("background", BACKGROUND),
        ("adverb", ADVERB),
        ("unit", UNIT),
        ("pair", PAIR),
        ("lasting", LASTING),
        ("about", ABOUT),
        ("during", DURING),
        ("clock", CLOCK),
    ];
}

/// The words, folded.
#[derive(Debug, Default)]
pub struct SettingWords {
    bits: FxHashMap<Box<str>, u32>,
    /// Words that are an expression by themselves, by their hashes: bare and behind «و» or «ف».
    alone: FxHashSet<u64>,
    /// Longer expressions by the hashes of their first two words: what stands behind these, the longest first.
    opened: FxHashMap<(u64, u64), Vec<Rest>>,
}

/// The words of an expression behind its second: of each the three hashes that it may have.
type Rest = Vec<[u64; 3]>;

#[derive(Deserialize)]
struct File {
    word: BTreeMap<String, Vec<String>>,
    time: BTreeMap<String, Vec<String>>,
}

const DATA: &str = include_str!("../../../data/places/setting.toml");
/// Words of dates; those of the classes [`YEAR_UNITS`] are years as well.
const DATES: &str = include_str!("../../../data/arabic/dates.tsv");
const YEAR_UNITS: [&str; 2] = ["u_year", "u_years"];

impl SettingWords {
    /// The built-in words.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static WORDS: OnceLock<SettingWords> = OnceLock::new();
        WORDS.get_or_init(|| {
            let mut words = Self::read(DATA).unwrap_or_default();
            words.add_years(DATES);
            words
        })
    }

    /// Takes the units of years from a table of dates.
    fn add_years(&mut self, dates: &str) {
        for line in dates.lines().filter(|l| !l.starts_with('#')) {
            let mut cells = line.split('\t');
            if let (Some(form), Some(class)) = (cells.next(), cells.next())
                && YEAR_UNITS.contains(&class)
            {
                *self.bits.entry(fold(form, Tier::Search).into()).or_default() |= bit::YEARS;
            }
        }
    }

    /// The words that have all of the bits, folded, in no order.
    pub(crate) fn of(&self, bits: u32) -> impl Iterator<Item = &str> {
        self.bits
            .iter()
            .filter(move |(_, b)| **b & bits == bits)
            .map(|(w, _)| &**w)
    }

    /// Reads the data file; the message says what is wrong with it.
    ///
    /// # Errors
    /// When the TOML does not parse or names an unknown class.
    pub fn read(data: &str) -> Result<Self, String> {
        let file: File = toml::from_str(data).map_err(|e| e.to_string())?;
        let mut out = Self::default();
        let mut phrases: Vec<Vec<String>> = Vec::new();
        for (class, forms) in file.word.iter().chain(&file.time) {
            if class == "phrase" {
                for form in forms {
                    let words: Vec<String> = form.split_whitespace().map(|w| fold(w, Tier::Search)).collect();
                    if let Some(first) = words.first() {
                        *out.bits.entry(first.as_str().into()).or_default() |= bit::PHRASE;
                        phrases.push(words);
                    }
                }
                continue;
            }
            let Some((_, b)) = bit::NAMES.iter().find(|(n, _)| n == class) else {
                return Err(format!("expected a class of words, saw '{class}'"));
            };
            for form in forms.iter().flat_map(|f| f.split_whitespace()) {
                *out.bits.entry(fold(form, Tier::Search).into()).or_default() |= b;
            }
        }
        // The longest expression first.
        phrases.sort_by_key(|p| std::cmp::Reverse(p.len()));
        for phrase in phrases {
            let hashes = |w: &String| [hash(w), hash(&format!("و{w}")), hash(&format!("ف{w}"))];
            let phrase: Vec<[u64; 3]> = phrase.iter().map(hashes).collect();
            match phrase.as_slice() {
                [] => {}
                [only] => out.alone.extend(only),
                [first, second, rest @ ..] => {
                    for pair in first.iter().flat_map(|a| second.iter().map(move |b| (*a, *b))) {
                        out.opened.entry(pair).or_default().push(rest.to_vec());
                    }
                }
            }
        }
        Ok(out)
    }

    /// What a word as written may be, by itself or behind its proclitics.
    #[must_use]
    pub fn bits(&self, word: &str, scratch: &mut String) -> u32 {
        fold_into(word, Tier::Search, scratch);
        let get = |w: &str| self.bits.get(w).copied();
        let mut rest = scratch.as_str();
        if let Some(b) = get(rest) {
            return b;
        }
        for letters in [&['و', 'ف'][..], &['ب', 'ل', 'ك'][..]] {
            if let Some(tail) = rest.strip_prefix(letters).filter(|t| t.len() >= 4) {
                rest = tail;
                if let Some(b) = get(rest) {
                    return b;
                }
            }
        }
        let bare = rest.strip_prefix("ال").or_else(|| rest.strip_prefix('ل'));
        bare.filter(|t| t.len() >= 4).and_then(get).unwrap_or(0)
    }

    /// Whether a word opens an expression for an hour of the day: «وقت الظهيرة», «ليلا».
    #[must_use]
    pub fn is_hour(&self, word: &str) -> bool {
        let mut scratch = String::new();
        self.bits(word, &mut scratch) & bit::HOUR != 0
    }

    /// Words of the expression of time that begins the list of words, given by their [`word_hash`]; 0 if none does.
    #[must_use]
    pub fn phrase(&self, word: impl Fn(usize) -> Option<u64>) -> usize {
        let Some(first) = word(0) else { return 0 };
        let longer = word(1).and_then(|second| self.opened.get(&(first, second)));
        let stands = |rest: &Rest| {
            let mut rest = rest.iter().zip(2..);
            rest.all(|(wanted, at)| word(at).is_some_and(|h| wanted.contains(&h)))
        };
        match longer.and_then(|may| may.iter().find(|rest| stands(rest))) {
            Some(rest) => 2 + rest.len(),
            None => usize::from(self.alone.contains(&first)),
        }
    }
}

/// FNV-1a of a folded word.
fn hash(folded: &str) -> u64 {
    let step = |h: u64, b: u8| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3);
    folded.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

/// The hash of a word as written, folded for search: what [`SettingWords::phrase`] compares; `scratch` is overwritten.
#[must_use]
pub fn word_hash(word: &str, scratch: &mut String) -> u64 {
    scratch.clear();
    fold_into(word, Tier::Search, scratch);
    hash(scratch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_behind_proclitics_and_article() {
        let words = SettingWords::builtin();
        let mut scratch = String::new();
        for (word, want) in [
            ("أهالي", bit::OWNER),
            ("وأهالي", bit::OWNER),
            ("السوق", bit::LOCAL),
            ("بالسوق", bit::LOCAL),
            ("للطريق", bit::ROAD),
            ("شهرين", bit::PAIR),
            ("سنة", bit::YEARS),
        ] {
            assert_ne!(words.bits(word, &mut scratch) & want, 0, "{word}");
        }
        assert_eq!(words.bits("مدافع", &mut scratch), 0);
    }

    #[test]
    fn expressions_of_time_are_found_whole() {
        let words = SettingWords::builtin();
        let text: Vec<&str> = "وبين الحين والآخر يقصف".split(' ').collect();
        let at = |i: usize| text.get(i).map(|w| word_hash(w, &mut String::new()));
        assert_eq!(words.phrase(at), 3);
        assert_eq!(words.phrase(|i| at(i + 1)), 0);
    }
}
