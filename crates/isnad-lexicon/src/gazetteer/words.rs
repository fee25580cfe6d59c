//! Words that go with place names, read from `data/places/types.toml` and `common.tsv`.
//!
//! In: the data files; out: for a folded word, what it may be beside a name: type word, nearness,
//! direction, first or last word of a compound name, a word that is no name, a word that is also a common one.
//! It knows no grammar: how the words combine is `find`'s.
//!
//! «ريف» (countryside) is a type word that means land around what follows.

use super::key;
use super::kind::Kind;
use crate::setting::{SettingWords, bit};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A kind of type word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypeWord {
    /// English word (`village`).
    pub id: String,
    /// Other English words that say it (`province`).
    pub english: Vec<String>,
    /// Kinds of place that such a name fits.
    pub kinds: Vec<Kind>,
    /// A name that no gazetteer has is believed after it.
    pub open: bool,
    /// It means land around or inside the named place.
    pub area: bool,
    /// With the article and alone it points back.
    pub anaphor: bool,
    /// It points back to a place named behind the same word only: «القضاء» is the judiciary as well.
    pub own: bool,
    /// It is one behind «في» or bi- only: «محلية» is «local» as well.
    pub governed: bool,
    /// An everyday word behind it is a name, where a division is named behind that: «بلدة نبع في قضاء كذا».
    pub settled: bool,
}

/// What a folded word may be beside a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Role {
    /// One more than the index of its type.
    pub type_word: u8,
    /// The type word stands before several names.
    pub many: bool,
    pub near: bool,
    pub bridge: bool,
    /// `n`, `s`, `e`, `w`, `c`, or 0.
    pub direction: u8,
    pub locative: bool,
    /// Of these, the ones that say that something is inside a place («في»).
    pub inside: bool,
    pub head: bool,
    pub tail: bool,
    pub stop: bool,
    /// Behind a name it says that the place lies somewhere («الواقعة»).
    pub lies: bool,
    /// A unit of distance («كم»).
    pub distance: bool,
    /// First word of a kunya («أبو»).
    pub kunya: bool,
    /// First word of compound names only: what follows it is no name of its own («أبي صيدا»).
    pub compound: bool,
    /// First word of the names of clans and their villages, which keeps its article («البو جاسم»).
    pub clan: bool,
    /// 0 no common word, 1 needs some cue, 2 needs a type word or a near place, 3 stands for its state as well and needs
    /// a type word or «في».
    pub common: u8,
}

impl Role {
    /// Nothing.
    pub(super) const NONE: Self = Self {
        type_word: 0,
        many: false,
        near: false,
        bridge: false,
        direction: 0,
        locative: false,
        inside: false,
        head: false,
        tail: false,
        stop: false,
        lies: false,
        distance: false,
        kunya: false,
        compound: false,
        clan: false,
        common: 0,
    };

    /// Whether it stands before names: a type word, nearness, a direction.
    pub(super) const fn leads(&self) -> bool {
        self.type_word != 0 || self.near || self.direction != 0
    }
}

impl Default for Role {
    fn default() -> Self {
        Self::NONE
    }
}

/// The words that go with place names.
#[derive(Debug, Default)]
pub struct PlaceWords {
    pub(super) types: Vec<TypeWord>,
    roles: FxHashMap<Box<str>, Role>,
    nisbas: FxHashMap<Box<str>, &'static str>,
}

#[derive(Deserialize)]
struct File {
    #[serde(rename = "type")]
    types: Vec<TypeEntry>,
    near: Near,
    direction: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    nisba: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct TypeEntry {
    id: String,
    kinds: Vec<String>,
    #[serde(default)]
    one: Vec<String>,
    #[serde(default)]
    many: Vec<String>,
    #[serde(default)]
    english: Vec<String>,
    #[serde(default)]
    open: bool,
    #[serde(default)]
    area: bool,
    #[serde(default)]
    anaphor: bool,
    #[serde(default)]
    own: bool,
    #[serde(default)]
    governed: bool,
    #[serde(default)]
    settled: bool,
}

#[derive(Deserialize)]
struct Near {
    forms: Vec<String>,
    bridge: Vec<String>,
}

/// Countries whose adjectives the data may name.
const ISO: [&str; 44] = [
    "SY", "IQ", "LB", "PS", "IL", "JO", "YE", "LY", "SD", "EG", "SA", "TN", "DZ", "MA", "MR", "SO", "TR", "IR", "AE",
    "KW", "QA", "BH", "OM", "SS", "AF", "PK", "NE", "NG", "TD", "ET", "KE", "ER", "UG", "UA", "DE", "CH", "AT", "BE",
    "IN", "AZ", "AM", "BF", "CM", "SN",
];

const TYPES: &str = include_str!("../../../../data/places/types.toml");
const COMMON: &str = include_str!("../../../../data/places/common.tsv");

impl PlaceWords {
    /// The built-in words.
    pub fn builtin() -> &'static Self {
        static WORDS: OnceLock<PlaceWords> = OnceLock::new();
        WORDS.get_or_init(|| {
            let mut words = Self::read(TYPES, COMMON).unwrap_or_default();
            for form in SettingWords::builtin().of(bit::DISTANCE) {
                words.add(form, |r| r.distance = true);
            }
            words
        })
    }

    /// Reads the two data files; the message says what is wrong with them.
    ///
    /// # Errors
    /// When the TOML does not parse, or names a kind that does not exist.
    pub fn read(types: &str, common: &str) -> Result<Self, String> {
        let file: File = toml::from_str(types).map_err(|e| e.to_string())?;
        let mut out = Self::default();
        for entry in file.types {
            let kinds = entry
                .kinds
                .iter()
                .map(|k| {
                    Kind::from_word(k)
                        .or((k == "river").then_some(Kind::Water))
                        .ok_or(format!("expected a kind, saw '{k}'"))
                })
                .collect::<Result<_, _>>()?;
            out.types.push(TypeWord {
                id: entry.id,
                english: entry.english,
                kinds,
                open: entry.open,
                area: entry.area,
                anaphor: entry.anaphor,
                own: entry.own,
                governed: entry.governed,
                settled: entry.settled,
            });
            let number = u8::try_from(out.types.len()).map_err(|e| e.to_string())?;
            for form in entry.one {
                out.add(&form, |r| r.type_word = number);
            }
            for form in entry.many {
                out.add(&form, |r| (r.type_word, r.many) = (number, true));
            }
        }
        for form in &file.near.forms {
            out.add(form, |r| r.near = true);
        }
        for form in &file.near.bridge {
            out.add(form, |r| r.bridge = true);
        }
        for (direction, forms) in &file.direction {
            let letter = direction.bytes().next().unwrap_or(0);
            for form in forms {
                out.add(form, |r| r.direction = letter);
            }
        }
        for (class, forms) in &file.words {
            for form in forms {
                match class.as_str() {
                    "locative" => out.add(form, |r| r.locative = true),
                    "inside" => out.add(form, |r| (r.inside, r.locative) = (true, true)),
                    "head" => out.add(form, |r| r.head = true),
                    "kunya" => out.add(form, |r| r.kunya = true),
                    "compound" => out.add(form, |r| (r.compound, r.head) = (true, true)),
                    "clan" => out.add(form, |r| (r.clan, r.compound, r.head) = (true, true, true)),
                    "tail" => out.add(form, |r| r.tail = true),
                    "stop" => out.add(form, |r| r.stop = true),
                    "lies" => out.add(form, |r| r.lies = true),
                    other => return Err(format!("expected a class of words, saw '{other}'")),
                }
            }
        }
        for (code, masculine) in &file.nisba {
            let Some(code) = ISO.iter().find(|c| *c == code) else {
                return Err(format!("expected a country code, saw '{code}'"));
            };
            let mut folded = String::new();
            key::fold_into(masculine, &mut folded);
            // The feminine adds ta marbuta, folded to ha.
            out.nisbas.insert(format!("{folded}\u{647}").into(), code);
            out.nisbas.insert(folded.into(), code);
        }
        for line in common.lines().skip(1).filter(|l| !l.starts_with('#')) {
            let mut fields = line.split('\t');
            if let (Some(word), Some(Ok(level))) = (fields.next(), fields.next().map(str::parse::<u8>)) {
                out.add(word, |r| r.common = r.common.max(level));
            }
        }
        Ok(out)
    }

    fn add(&mut self, form: &str, set: impl Fn(&mut Role)) {
        for word in form.split_whitespace() {
            let mut folded = String::new();
            key::fold_into(word, &mut folded);
            let stem = key::without_article(&folded).unwrap_or(&folded);
            set(self.roles.entry(stem.into()).or_default());
        }
    }

    /// What a folded word without its article may be.
    pub(super) fn role(&self, stem: &str) -> Role {
        self.roles.get(stem).copied().unwrap_or_default()
    }

    /// The country that a folded adjective without its article belongs to.
    pub(super) fn nisba(&self, stem: &str) -> Option<&'static str> {
        self.nisbas.get(stem).copied()
    }

    /// Whether a folded word is a type word.
    #[must_use]
    pub fn is_type_word(&self, stem: &str) -> bool {
        self.role(stem).type_word != 0
    }

    /// Whether a folded word is a type word or a direction, with or without its article: what no name is made of.
    #[must_use]
    pub fn is_general(&self, word: &str) -> bool {
        let general = |stem: &str| {
            let role = self.role(stem);
            role.type_word != 0 || role.direction != 0
        };
        general(word) || word.strip_prefix("ال").is_some_and(general)
    }

    /// Whether a name is made of such words alone («المنطقة الجنوبية»).
    #[must_use]
    pub fn is_general_name(&self, name: &str) -> bool {
        let (mut word, mut any) = (String::new(), false);
        for part in key::parts(name) {
            word.clear();
            key::fold_into(part, &mut word);
            if word.is_empty() {
                continue;
            }
            if !self.is_general(key::without_article(&word).unwrap_or(&word)) {
                return false;
            }
            any = true;
        }
        any
    }

    /// The type that an English word says.
    #[must_use]
    pub fn english(&self, word: &str) -> Option<&TypeWord> {
        let is = |known: &String| known.eq_ignore_ascii_case(word);
        self.types.iter().find(|t| is(&t.id) || t.english.iter().any(is))
    }

    /// The type with this number, as mentions carry it.
    #[must_use]
    pub fn type_word(&self, index: u8) -> Option<&TypeWord> {
        self.types.get(usize::from(index))
    }
}
