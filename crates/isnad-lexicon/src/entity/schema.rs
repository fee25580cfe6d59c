//! The shapes of `data/actors`, `data/figures` and `data/outlets`, shared by the build script and the crate.
//!
//! A TOML file of `[[entity]]` tables comes in, plain values go out; nothing is checked here beyond the shape
//! (see the lint). «الجيش الحر» (al-jaysh al-hurr, "Free Army") is one string of one entry's `names`.

use serde::{Deserialize, Serialize};

/// Whether an entity acts, is a person of public life, or publishes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// A state, group, organisation.
    #[default]
    Actor,
    /// A person of public life.
    Figure,
    /// A paper, site, broadcaster, agency.
    Outlet,
}

/// A name that was borne for a time only.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedName {
    /// The Arabic name.
    pub name: String,
    /// First day, month or year (`2016-07`).
    #[serde(default)]
    pub since: Option<String>,
    /// Last day, month or year.
    #[serde(default)]
    pub until: Option<String>,
}

/// A dated tie to another entity.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tie {
    /// Id of the other entity.
    pub id: String,
    /// First day, month or year.
    #[serde(default)]
    pub since: Option<String>,
    /// Last day, month or year.
    #[serde(default)]
    pub until: Option<String>,
}

/// An office that a person held.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// English title («President of Tunisia»).
    pub en: String,
    /// Id of the body, where the data has it.
    #[serde(default)]
    pub of: Option<String>,
    /// First day, month or year.
    #[serde(default)]
    pub since: Option<String>,
    /// Last day, month or year.
    #[serde(default)]
    pub until: Option<String>,
}

/// One actor, public figure or outlet.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Entity {
    /// Nisbas of a state or group, masculine singular («روسي»); the feminine, the accusative and the article are understood.
    pub adjectives: Vec<String>,
    /// Actor, figure or outlet.
    pub class: Class,
    /// ISO 3166 alpha-2 code of the country it belongs to.
    pub country: Option<String>,
    /// Names that are common words too: they need a type word before them, quotation marks around them, or
    /// (of an actor) another name of the same entity in the text.
    pub cued: Vec<String>,
    /// Names borne for a time only.
    pub dated: Vec<DatedName>,
    /// Internet domains, without `www.`.
    pub domains: Vec<String>,
    /// English name, never a hostile one.
    pub en: String,
    /// Other English or Latin names.
    pub en_also: Vec<String>,
    /// Ids of outlets or agencies that it passes on.
    pub feeds: Vec<String>,
    /// Bare definite nouns («التنظيم») that may refer to it when it is salient; written without the article.
    pub heads: Vec<String>,
    /// Names that its enemies use.
    pub hostile: Vec<String>,
    /// Slug.
    pub id: String,
    /// One of `kinds.toml`.
    pub kind: String,
    /// Names that the like bodies of other countries bear too («الجيش»): they count where the report speaks of its
    /// country, or of one of `near`.
    pub local: Vec<String>,
    /// Arabic names in full orthography, the usual one first.
    pub names: Vec<String>,
    /// Countries in whose news its `local` names mean it as well, ISO 3166.
    pub near: Vec<String>,
    /// Type words after which a cued name counts, beside those of the kind.
    pub needs: Vec<String>,
    /// Offices held, of a person.
    pub offices: Vec<Office>,
    /// Id of the owner, of an outlet.
    pub owner: Option<String>,
    /// What it is or was part of.
    pub parents: Vec<Tie>,
    /// Rank among entities of the same name; the higher is taken where the text does not decide.
    pub prior: u8,
    /// English noun for its people («fighters»).
    pub role: Option<String>,
    /// Names that count only beside a full name of the same entity in the text («المرصد»).
    pub short: Vec<String>,
    /// First day, month or year of its existence.
    pub since: Option<String>,
    /// What it became.
    pub successors: Vec<Tie>,
    /// Credit tags of an agency («أ ف ب»).
    pub tags: Vec<String>,
    /// Last day, month or year of its existence.
    pub until: Option<String>,
    /// Wikidata item, where certain.
    pub wikidata: Option<String>,
}

/// A file of entities.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntityFile {
    /// The entries.
    #[serde(default)]
    pub entity: Vec<Entity>,
}

/// A kind of entity.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Kind {
    /// It fights: its people are combatants.
    pub armed: bool,
    /// The class whose entities may have it.
    pub class: Class,
    /// English noun.
    pub en: String,
    /// Slug.
    pub id: String,
    /// It is a state or serves one: what it says is said by officials, also where it fights.
    pub of_state: bool,
    /// English noun for its people, where the entity has none of its own.
    pub role: Option<String>,
    /// What kind of source it is when it speaks (a word of `SourceKind`).
    pub source: String,
    /// Type words that stand before its names («صحيفة»), without the article.
    pub words: Vec<String>,
}

/// A word with the other ways to write it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spelling {
    /// Other spellings, taken for the same word inside names.
    pub also: Vec<String>,
    /// The word.
    pub word: String,
}

/// What a host or a word in a name tells of an outlet that no list has.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// Kind of `kinds.toml`.
    pub kind: String,
    /// A host with its subdomains (`t.me`), `.gov` for a label, or a word (Arabic or Latin).
    pub of: Vec<String>,
}

/// What a role noun is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RoleKind {
    /// A person («مقاتل»).
    #[default]
    Person,
    /// An office («وزير»): a named person who bears it is an official.
    Office,
    /// A military or police rank («عقيد»).
    Rank,
    /// A relation («شقيق»).
    Relation,
    /// A word for an unnamed source («مصدر»).
    Source,
    /// A head of group names («كتيبة»).
    Group,
    /// A title of courtesy or religion before a name («الشيخ»).
    Title,
}

/// How the plural is made.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Plural {
    /// By other vowels: `plurals` lists it.
    #[default]
    Broken,
    /// «ون / ين», and «ات» for women.
    Sound,
    /// «ات».
    Feminine,
    /// The word is itself plural or a mass («سكان»).
    Collective,
}

/// A noun for people or groups.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Role {
    /// English noun, singular.
    pub en: String,
    /// English noun, plural.
    pub en_plural: String,
    /// The noun has a feminine in «ة» with its own plural in «ات».
    pub feminine: bool,
    /// `women`, `children`, `medics`, `journalists`, `elderly` …
    pub group: Option<String>,
    /// What the noun is.
    pub kind: RoleKind,
    /// Singular, without the article.
    pub lemma: String,
    /// How the plural is made.
    pub plural: Plural,
    /// Broken plurals.
    pub plurals: Vec<String>,
    /// What kind of source such a person is when quoted without a name (a word of `SourceKind`).
    pub source: Option<String>,
    /// `civilian`, `combatant` or `unknown`.
    pub status: Option<String>,
}

/// Everything of the three folders.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct EntityData {
    /// Entities in the order of files.
    pub entities: Vec<Entity>,
    /// Shapes of hosts.
    pub hosts: Vec<Shape>,
    /// Kinds.
    pub kinds: Vec<Kind>,
    /// English words that no name may hold.
    pub plain_english: Vec<String>,
    /// Role nouns.
    pub roles: Vec<Role>,
    /// Spellings.
    pub spellings: Vec<Spelling>,
    /// Shapes of names.
    pub words: Vec<Shape>,
}
