//! The two languages of the pages.
//!
//! In: an English word or phrase of the interface. Out: the same in the reader's language. Invariant: what is not
//! translated is shown in English; direction follows the language. Deliberately holds no Arabic: `data/web/words.tsv` does.
//! Example: `Events` is «الأحداث» (the events).

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A language of the pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lang {
    /// Arabic, right to left.
    Ar,
    /// English.
    En,
}

pub const TABLE: &str = include_str!("../../../data/web/words.tsv");

fn table() -> &'static BTreeMap<&'static str, &'static str> {
    static WORDS: OnceLock<BTreeMap<&str, &str>> = OnceLock::new();
    WORDS.get_or_init(|| {
        TABLE
            .lines()
            .filter(|l| !l.starts_with('#'))
            .filter_map(|l| l.split_once('\t'))
            .collect()
    })
}

impl Lang {
    /// Reads a language tag.
    pub fn of(tag: &str) -> Option<Self> {
        match tag.split('-').next() {
            Some("ar") => Some(Self::Ar),
            Some("en") => Some(Self::En),
            _ => None,
        }
    }

    /// Its tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::En => "en",
        }
    }

    /// Its direction.
    pub fn dir(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            Self::En => "ltr",
        }
    }

    /// What stands between the items of a list.
    pub fn comma(self) -> &'static str {
        match self {
            Self::Ar => "، ",
            Self::En => ", ",
        }
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Ar => Self::En,
            Self::En => Self::Ar,
        }
    }

    /// A phrase of the interface.
    pub fn t(self, english: &str) -> &str {
        match self {
            Self::En => english,
            Self::Ar => table().get(english).copied().unwrap_or(english),
        }
    }

    /// A sentence that holds numbers, which stand as # in the table.
    pub fn say(self, english: &str) -> String {
        let mut key = String::with_capacity(english.len());
        let mut numbers = Vec::new();
        let mut rest = english;
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            let (before, here) = rest.split_at(at);
            let end = here.find(|c: char| !c.is_ascii_digit()).unwrap_or(here.len());
            let (number, after) = here.split_at(end);
            key.push_str(before);
            key.push('#');
            numbers.push(number);
            rest = after;
        }
        key.push_str(rest);
        let said = self.t(&key);
        if said == key {
            return english.to_owned();
        }
        numbers.iter().fold(said.to_owned(), |text, n| text.replacen('#', n, 1))
    }

    /// A word of the records (`coup_attempt`) as people read it.
    pub fn word(self, word: &str) -> String {
        let english = word.replace('_', " ");
        self.t(&english).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_of_the_pages_is_translated() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut folders = vec![root];
        let mut missing = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let source = std::fs::read_to_string(&path).unwrap();
                let source: String = source.split_whitespace().collect::<Vec<_>>().join(" ");
                for part in source.split("t(\"").skip(1) {
                    let phrase = part.split('"').next().unwrap();
                    if phrase.is_empty() || !phrase.starts_with(char::is_alphabetic) {
                        continue;
                    }
                    let ours = source.contains(&format!(".t(\"{phrase}\")"));
                    if ours && !table().contains_key(phrase) {
                        missing.push(phrase.to_owned());
                    }
                }
            }
        }
        missing.sort();
        missing.dedup();
        assert!(missing.is_empty(), "without Arabic: {missing:#?}");
    }

    #[test]
    fn sentences_keep_their_numbers() {
        for (english, numbers) in [
            ("same number of dead: 12", vec!["12"]),
            ("places 7 km apart", vec!["7"]),
            ("one of them is of one of 3 days, the other fits", vec!["3"]),
            ("same day", vec![]),
        ] {
            let arabic = Lang::Ar.say(english);
            assert!(
                !arabic.contains("day") && !arabic.contains("same") && !arabic.contains('#'),
                "{arabic}"
            );
            assert!(numbers.iter().all(|n| arabic.contains(n)), "{arabic}");
            assert_eq!(Lang::En.say(english), english);
        }
        assert_eq!(
            Lang::Ar.say("a sentence of 5 nobody knows"),
            "a sentence of 5 nobody knows"
        );
    }

    #[test]
    fn words_of_the_records_are_translated() {
        for words in [
            isnad_model::ClaimType::ALL
                .iter()
                .map(|w| w.as_str())
                .collect::<Vec<_>>(),
            isnad_model::Modality::ALL.iter().map(|w| w.as_str()).collect(),
            isnad_model::Stance::ALL.iter().map(|w| w.as_str()).collect(),
            isnad_model::SourceKind::ALL.iter().map(|w| w.as_str()).collect(),
            isnad_model::Corroboration::ALL.iter().map(|w| w.as_str()).collect(),
            isnad_model::RelationKind::ALL.iter().map(|w| w.as_str()).collect(),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .chunks(1)
        {
            let english = words[0].replace('_', " ");
            assert!(table().contains_key(english.as_str()), "{english}");
        }
    }
}
