//! Words: a surface form to its readings, lexeme, features, clitics.
//!
//! In: one word as it stands in the text, with marks, tatweel or missing hamzas. Out: every [`Analysis`] that the
//! grammar allows, best first. Forms are generated at build time from the rows of `data/arabic` (`inflect`), not
//! guessed by stripping; proclitics (و ف أ س ل ب ك ال) and attached pronouns are a small lattice in front of the
//! table (`lattice`). Words that no lexeme yields get no analysis; [`segments`] still cuts them by their shape.
//!
//! وبانشقاقهم *wa-bi-nšiqāqihim* "and with their defection" is one reading: و + ب + masdar of انشق + هم.
//!
//! **Invariants:** nothing panics on any input; the order of readings depends on the word alone; one lexeme holds all
//! forms of a verb, its participles and masdars included. Context is not looked at: ambiguity is handed on.

#[doc(hidden)]
pub mod inflect;
mod lattice;
mod memo;
mod pronoun;
mod segment;
mod tables;

use std::borrow::Cow;
use std::sync::OnceLock;

pub use inflect::features::{Case, Features, Gender, Kind, Mood, Number, Person, Voice};
pub use inflect::rows::{Fault, Table};
pub use memo::Memo;
pub use pronoun::Pronoun;
pub use segment::segments;

use tables::Tables;

/// The compiled words of `data/arabic`.
static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));

/// Number of a lexeme within an [`Analyzer`].
///
/// ```
/// use isnad_arabic::morph::Analyzer;
///
/// let analyzer = Analyzer::builtin();
/// let id = analyzer.find("أعلن")[0]; // aʿlana "to announce"
/// assert_eq!(&*analyzer.lexeme(id).unwrap().lemma, "أعلن");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LexemeId(pub u32);

/// Part of speech of a lexeme.
///
/// ```
/// use isnad_arabic::morph::{Analyzer, Pos};
///
/// let analyzer = Analyzer::builtin();
/// let id = analyzer.find("انشق")[0]; // inšaqqa "to split off"
/// assert_eq!(analyzer.lexeme(id).unwrap().pos, Pos::Verb);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Pos {
    /// A verb with its participles and masdars.
    Verb,
    /// A noun.
    Noun,
    /// An adjective.
    Adjective,
    /// Particle, preposition, pronoun, adverb, numeral.
    Particle,
    /// A name.
    Name,
}

/// A dictionary word.
///
/// ```
/// use isnad_arabic::morph::Analyzer;
///
/// let analyzer = Analyzer::builtin();
/// let verb = analyzer.lexeme(analyzer.find("انشق")[0]).unwrap(); // inšaqqa "to split off"
/// assert_eq!((&*verb.root, &*verb.form), ("ش ق ق", "7"));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lexeme {
    /// Dictionary form: of a verb the perfect, انشق.
    pub lemma: Box<str>,
    /// Radicals separated by spaces; empty for all but verbs.
    pub root: Box<str>,
    /// Part of speech.
    pub pos: Pos,
    /// Of a verb its form (`1` to `10`, `q1`, `q2`, `q4`), of a particle or name its kind.
    pub form: Box<str>,
    /// English gloss.
    pub gloss: Box<str>,
    /// Tags, separated by spaces.
    pub tags: Box<str>,
}

impl Lexeme {
    /// Whether the lexeme bears a tag, as `speech`.
    ///
    /// ```
    /// use isnad_arabic::morph::Analyzer;
    ///
    /// let analyzer = Analyzer::builtin();
    /// let man = analyzer.lexeme(analyzer.find("رجل")[0]).unwrap(); // rajul "man"
    /// assert!(man.has_tag("person") && !man.has_tag("pers"));
    /// ```
    #[must_use]
    pub fn has_tag(&self, tag: &str) -> bool {
        self.tags.split(' ').any(|t| t == tag)
    }
}

/// The proclitics before a stem; the article is not among them (see [`Features::definite`]).
///
/// ```
/// use isnad_arabic::morph::Analyzer;
///
/// let mut readings = Vec::new();
/// Analyzer::builtin().analyze("وبانشقاقهم", &mut readings); // wa-bi-nšiqāqihim "and with their defection"
/// let before = readings[0].proclitics;
/// assert!(before.waw() && before.ba() && !before.lam());
/// assert_eq!(before.count(), 2);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Proclitics(u8);

impl Proclitics {
    const WAW: u8 = 1;
    const FA: u8 = 2;
    const QUESTION: u8 = 4;
    const SIN: u8 = 8;
    const BA: u8 = 16;
    const KAF: u8 = 32;
    const LAM: u8 = 64;

    const fn with(self, bit: u8) -> Self {
        Self(self.0 | bit)
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many proclitic letters there are.
    #[must_use]
    pub const fn count(self) -> usize {
        self.0.count_ones() as usize
    }

    /// و *wa-* "and".
    #[must_use]
    pub const fn waw(self) -> bool {
        self.0 & Self::WAW != 0
    }

    /// ف *fa-* "so, then".
    #[must_use]
    pub const fn fa(self) -> bool {
        self.0 & Self::FA != 0
    }

    /// أ *ʾa-*, the question particle.
    #[must_use]
    pub const fn question(self) -> bool {
        self.0 & Self::QUESTION != 0
    }

    /// س *sa-*, the future.
    #[must_use]
    pub const fn sin(self) -> bool {
        self.0 & Self::SIN != 0
    }

    /// Whether one of them is a preposition: ب, ك, ل.
    #[must_use]
    pub const fn preposition(self) -> bool {
        self.0 & (Self::BA | Self::KAF | Self::LAM) != 0
    }

    /// ب *bi-* "with, by, in".
    #[must_use]
    pub const fn ba(self) -> bool {
        self.0 & Self::BA != 0
    }

    /// ك *ka-* "as".
    #[must_use]
    pub const fn kaf(self) -> bool {
        self.0 & Self::KAF != 0
    }

    /// ل *li-* "to, for" or *la-* "verily".
    #[must_use]
    pub const fn lam(self) -> bool {
        self.0 & Self::LAM != 0
    }
}

/// One reading of a word.
///
/// ```
/// use isnad_arabic::morph::{Analyzer, Kind, Number};
///
/// let mut readings = Vec::new();
/// let word = "وبانشقاقهم"; // wa-bi-nšiqāqihim "and with their defection"
/// Analyzer::builtin().analyze(word, &mut readings);
/// let best = readings[0];
/// assert_eq!(best.features.kind, Kind::Masdar);
/// assert_eq!(&word[usize::from(best.stem.0)..usize::from(best.stem.1)], "انشقاق");
/// assert_eq!(best.enclitic.unwrap().number, Number::Plural);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Analysis {
    /// Which lexeme.
    pub lexeme: LexemeId,
    /// Which form of it.
    pub features: Features,
    /// Proclitics before the stem.
    pub proclitics: Proclitics,
    /// Byte range of the stem in the word, article included, clitics not.
    pub stem: (u16, u16),
    /// Attached pronoun.
    pub enclitic: Option<Pronoun>,
    /// How far the reading is from the plainest one; readings are sorted by it.
    pub cost: u8,
    /// The reading takes a last ه for ة or ى for ي (or the reverse), as informal spelling does.
    pub informal: bool,
}

/// Of the readings of a word, best first, those that are as plain as the first.
#[must_use]
pub fn plainest(readings: &[Analysis]) -> &[Analysis] {
    let least = readings.first().map(|a| a.cost);
    let n = readings.iter().take_while(|a| Some(a.cost) == least).count();
    readings.get(..n).unwrap_or_default()
}

/// Looks words up.
///
/// ```
/// use isnad_arabic::morph::Analyzer;
///
/// let mut readings = Vec::new();
/// // one spelling, several lexemes: ʿilm "knowledge", ʿalam "flag", ʿalima "he knew" …
/// Analyzer::builtin().analyze("علم", &mut readings);
/// let mut lexemes: Vec<_> = readings.iter().map(|r| r.lexeme).collect();
/// lexemes.sort();
/// lexemes.dedup();
/// assert!(lexemes.len() > 2);
/// ```
#[derive(Debug)]
pub struct Analyzer {
    base: Tables,
    more: Option<Tables>,
    pronouns: Vec<pronoun::Ending>,
}

impl Analyzer {
    /// The analyzer of the built-in words.
    ///
    /// ```
    /// use isnad_arabic::morph::{Analyzer, Kind};
    /// let analyzer = Analyzer::builtin();
    /// let mut readings = Vec::new();
    /// // وأعلنوا wa-aʿlanū "and they announced"
    /// analyzer.analyze("وأعلنوا", &mut readings);
    /// assert!(readings[0].proclitics.waw());
    /// assert_eq!(readings[0].features.kind, Kind::Perfect);
    /// assert_eq!(&*analyzer.lexeme(readings[0].lexeme).unwrap().lemma, "أعلن");
    /// ```
    #[must_use]
    pub fn builtin() -> &'static Self {
        static ANALYZER: OnceLock<Analyzer> = OnceLock::new();
        ANALYZER.get_or_init(|| Self {
            base: Tables::open(Cow::Borrowed(BUILTIN), 0),
            more: None,
            pronouns: pronoun::endings(),
        })
    }

    /// The built-in words and more, given as the text of tables in the format of `data/arabic`; rows that cannot be
    /// read are left out and told.
    ///
    /// ```
    /// use isnad_arabic::morph::{Analyzer, Number, Table};
    ///
    /// // qinṭāsa, an invented tool, with its broken plural qanāṭīs
    /// let (analyzer, faults) = Analyzer::extended(&[(Table::Nouns, "قنطاسة\tf\tقناطيس\ttool\t")]);
    /// assert!(faults.is_empty());
    /// let mut readings = Vec::new();
    /// analyzer.analyze("بالقناطيس", &mut readings); // bi-l-qanāṭīs "with the tools"
    /// assert_eq!(readings[0].features.number, Some(Number::Plural));
    /// ```
    #[must_use]
    pub fn extended(tables: &[(Table, &str)]) -> (Self, Vec<Fault>) {
        let (bytes, faults) = inflect::compile::compile(tables);
        let base = Tables::open(Cow::Borrowed(BUILTIN), 0);
        let first = u32::try_from(base.lexemes().len()).unwrap_or(u32::MAX);
        let more = Some(Tables::open(Cow::Owned(bytes), first));
        (
            Self {
                base,
                more,
                pronouns: pronoun::endings(),
            },
            faults,
        )
    }

    /// All readings of a word, best first; `out` is emptied before. Empty for unknown words.
    ///
    /// ```
    /// use isnad_arabic::morph::{Analyzer, Voice};
    ///
    /// let mut readings = Vec::new();
    /// Analyzer::builtin().analyze("سيعلنها", &mut readings); // sa-yuʿlinuhā "he will announce it"
    /// assert!(readings[0].proclitics.sin() && readings[0].enclitic.is_some());
    /// assert_eq!(readings[0].features.voice, Voice::Active);
    /// Analyzer::builtin().analyze("قطشبل", &mut readings); // no word
    /// assert!(readings.is_empty());
    /// ```
    pub fn analyze(&self, word: &str, out: &mut Vec<Analysis>) {
        out.clear();
        lattice::analyze(self, word, out);
    }

    /// The readings of a word through a memo, for running text.
    ///
    /// ```
    /// use isnad_arabic::morph::{Analyzer, Memo};
    ///
    /// let mut memo = Memo::new();
    /// let analyzer = Analyzer::builtin();
    /// for word in ["قال", "المدير", "قال"] { // qāla l-mudīr "the director said"
    ///     assert!(!analyzer.analyze_with(&mut memo, word).is_empty());
    /// }
    /// ```
    pub fn analyze_with<'m>(&self, memo: &'m mut Memo, word: &str) -> &'m [Analysis] {
        memo.get(self, word)
    }

    /// A lexeme; `None` for an id of another analyzer.
    ///
    /// ```
    /// use isnad_arabic::morph::{Analyzer, LexemeId};
    ///
    /// let analyzer = Analyzer::builtin();
    /// let mut readings = Vec::new();
    /// analyzer.analyze("انشقوا", &mut readings); // inšaqqū "they split off"
    /// assert_eq!(&*analyzer.lexeme(readings[0].lexeme).unwrap().lemma, "انشق");
    /// assert!(analyzer.lexeme(LexemeId(u32::MAX)).is_none());
    /// ```
    #[must_use]
    pub fn lexeme(&self, id: LexemeId) -> Option<&Lexeme> {
        let n = self.base.lexemes().len();
        let i = id.0 as usize;
        if i < n {
            self.base.lexemes().get(i)
        } else {
            self.more.as_ref()?.lexemes().get(i - n)
        }
    }

    /// The lexemes with a lemma, marks not looked at: علم is *ʿalima*, *ʿallama*, *ʿalam*, *ʿilm*. Where spelling of
    /// alef tells lemmas apart (أن, إن) it does. Words added at run time hide built-in ones of the same lemma.
    ///
    /// ```
    /// use isnad_arabic::morph::Analyzer;
    ///
    /// let analyzer = Analyzer::builtin();
    /// assert!(analyzer.find("علم").len() > 2); // ʿalima, ʿallama, ʿalam, ʿilm
    /// assert!(analyzer.find("قطشبل").is_empty());
    /// ```
    #[must_use]
    pub fn find(&self, lemma: &str) -> &[LexemeId] {
        match self.more.as_ref().map(|m| m.find(lemma)) {
            Some(ids) if !ids.is_empty() => ids,
            _ => self.base.find(lemma),
        }
    }

    /// How many lexemes there are.
    ///
    /// ```
    /// use isnad_arabic::morph::Analyzer;
    ///
    /// assert!(Analyzer::builtin().len() > 5000);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.base.lexemes().len() + self.more.as_ref().map_or(0, |m| m.lexemes().len())
    }

    /// Whether there is no lexeme at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All lexemes with their ids, in the order of the tables.
    ///
    /// ```
    /// use isnad_arabic::morph::{Analyzer, Pos};
    ///
    /// let verbs = Analyzer::builtin().lexemes().filter(|(_, l)| l.pos == Pos::Verb).count();
    /// assert!(verbs > 700);
    /// ```
    pub fn lexemes(&self) -> impl Iterator<Item = (LexemeId, &Lexeme)> {
        let more = self.more.as_ref().map_or(&[][..], |m| m.lexemes());
        (0..).map(LexemeId).zip(self.base.lexemes().iter().chain(more))
    }
}
