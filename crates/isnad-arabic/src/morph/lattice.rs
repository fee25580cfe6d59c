//! The lattice of clitics around a stored form.
//!
//! In: a word. Out: every way to take proclitics and an attached pronoun off it that leaves a stored form which may
//! stand there, with a cost. Nothing is allocated; a word has at most a dozen proclitic paths and four endings.

use super::inflect::compile::RARE;
use super::inflect::features::{Case, Features, Gender, Kind, Mood, Number, Person, Voice};
use super::inflect::letters::{Alef, MAX_LETTERS, alef, code, is_mark, transliterate};
use super::inflect::sink::{ART, ASKED, BARE, DERIVED, NI, PLACE, PREP, PRON};
use super::pronoun::Ending;
use super::tables::Entry;
use super::{Analysis, Analyzer, LexemeId, Proclitics};

const ALEF: u8 = code(b'A');
const WAW: u8 = code(b'w');
const FA: u8 = code(b'f');
const SIN: u8 = code(b's');
const BA: u8 = code(b'b');
const KAF: u8 = code(b'k');
const LAM: u8 = code(b'l');
const HA: u8 = code(b'h');
const TA_MARBUTA: u8 = code(b'p');
const YA: u8 = code(b'y');
const ALEF_MAQSURA: u8 = code(b'Y');

/// Longest word, in bytes, that is looked at.
const MAX_BYTES: usize = 400;
/// Most readings of one word.
const MAX_READINGS: usize = 64;
/// A best reading this dear makes room for informal ones.
const DEAR: u8 = 4;

/// A word decoded: letter codes, how alefs are written, and where each letter begins.
pub(super) struct Letters {
    codes: [u8; MAX_LETTERS],
    alefs: [u8; MAX_LETTERS],
    starts: [u16; MAX_LETTERS + 1],
    len: usize,
    key: u128,
}

impl Letters {
    /// Decodes a word; `None` where it is too long or holds anything but Arabic letters and marks.
    pub fn decode(word: &str) -> Option<Self> {
        if word.len() > MAX_BYTES {
            return None;
        }
        let mut l = Self {
            codes: [0; MAX_LETTERS],
            alefs: [0; MAX_LETTERS],
            starts: [0; MAX_LETTERS + 1],
            len: 0,
            key: 0,
        };
        for (at, c) in word.char_indices() {
            let Some(b) = transliterate(c) else {
                if is_mark(c) {
                    continue;
                }
                return None;
            };
            if l.len == MAX_LETTERS {
                return None;
            }
            let i = l.len;
            l.codes[i] = code(b);
            l.alefs[i] = alef(b).map_or(4, |a| a as u8);
            l.starts[i] = at as u16;
            l.key |= u128::from(l.codes[i]) << (6 * i);
            l.len += 1;
        }
        if l.len == 0 {
            return None;
        }
        l.starts[0] = 0;
        l.starts[l.len] = word.len() as u16;
        Some(l)
    }

    /// How many letters.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Byte at which a letter begins; of the letter past the last, the word's length.
    pub fn start(&self, letter: usize) -> u16 {
        self.starts[letter.min(self.len)]
    }

    /// The code at a place, 0 past the end.
    pub fn at(&self, letter: usize) -> u8 {
        if letter < self.len { self.codes[letter] } else { 0 }
    }

    /// Whether the letter is an alef written with hamza or madda.
    pub fn hamza(&self, letter: usize) -> bool {
        letter < self.len && (1..4).contains(&self.alefs[letter])
    }

    /// The letters of a range, packed; nothing where the range is empty.
    pub fn between(&self, from: usize, to: usize) -> u128 {
        if from < to && to <= self.len {
            self.part(from, to)
        } else {
            0
        }
    }

    fn part(&self, from: usize, to: usize) -> u128 {
        (self.key >> (6 * from)) & ((1u128 << (6 * (to - from))) - 1)
    }

    /// What it costs that the alefs are not written as the form has them.
    fn alef_cost(&self, from: usize, to: usize, form: u8) -> u8 {
        let mut cost = 0;
        let mut form = form;
        let written = self.alefs[from..to].iter().filter(|&&a| a < 4).take(4);
        for &a in written {
            let wanted = form & 3;
            form >>= 2;
            if a != wanted {
                cost += match (a, wanted) {
                    (0, w) if w == Alef::Madda as u8 => 3,
                    (0, _) => 2,
                    _ => 9,
                };
            }
        }
        cost
    }

    fn with_last(&self, code: u8) -> Self {
        let i = self.len - 1;
        let mut other = Self {
            codes: self.codes,
            alefs: self.alefs,
            starts: self.starts,
            len: self.len,
            key: self.part(0, i) | u128::from(code) << (6 * i),
        };
        other.codes[i] = code;
        other.alefs[i] = 4;
        other
    }
}

/// One way to read the letters before the stem.
#[derive(Clone, Copy)]
struct Path {
    /// First letter of the stored form.
    form: usize,
    /// First letter of the stem, article included.
    stem: usize,
    clitics: Proclitics,
    article: bool,
}

struct Paths {
    list: [Path; 24],
    len: usize,
}

impl Paths {
    fn push(&mut self, path: Path) {
        if let Some(slot) = self.list.get_mut(self.len) {
            *slot = path;
            self.len += 1;
        }
    }
}

/// All ways to read what may stand before a stem.
fn paths(l: &Letters) -> Paths {
    let none = Path {
        form: 0,
        stem: 0,
        clitics: Proclitics::default(),
        article: false,
    };
    let mut all = Paths {
        list: [none; 24],
        len: 0,
    };
    from(l, 0, Proclitics::default(), &mut all);
    let conjunction = |at: usize| match l.at(at) {
        WAW => Some(Proclitics::WAW),
        FA => Some(Proclitics::FA),
        _ => None,
    };
    if l.at(0) == ALEF && l.alefs[0] == Alef::HamzaAbove as u8 && l.len > 2 {
        let question = Proclitics::default().with(Proclitics::QUESTION);
        all.push(Path {
            form: 1,
            stem: 1,
            clitics: question,
            article: false,
        });
        if let Some(bit) = conjunction(1) {
            all.push(Path {
                form: 2,
                stem: 2,
                clitics: question.with(bit),
                article: false,
            });
        }
    }
    if let Some(bit) = conjunction(0)
        && l.len > 1
    {
        from(l, 1, Proclitics::default().with(bit), &mut all);
    }
    all
}

/// Paths from a letter on, after a conjunction or none.
fn from(l: &Letters, i: usize, clitics: Proclitics, all: &mut Paths) {
    let rest = l.len - i;
    all.push(Path {
        form: i,
        stem: i,
        clitics,
        article: false,
    });
    let here = l.at(i);
    if here == ALEF && l.at(i + 1) == LAM && rest > 2 && l.alefs[i] == 0 {
        all.push(Path {
            form: i + 2,
            stem: i,
            clitics,
            article: true,
        });
    }
    if rest < 2 {
        return;
    }
    let preposition = match here {
        BA => Some(Proclitics::BA),
        KAF => Some(Proclitics::KAF),
        LAM => Some(Proclitics::LAM),
        _ => None,
    };
    if let Some(bit) = preposition {
        let with = clitics.with(bit);
        all.push(Path {
            form: i + 1,
            stem: i + 1,
            clitics: with,
            article: false,
        });
        if here == LAM {
            if l.at(i + 1) == LAM && rest > 2 {
                // للسلطة has lost its alef; للجنة has lost a lam besides.
                all.push(Path {
                    form: i + 2,
                    stem: i + 1,
                    clitics: with,
                    article: true,
                });
                all.push(Path {
                    form: i + 1,
                    stem: i + 1,
                    clitics: with,
                    article: true,
                });
            }
        } else if l.at(i + 1) == ALEF && l.at(i + 2) == LAM && rest > 3 {
            all.push(Path {
                form: i + 3,
                stem: i + 1,
                clitics: with,
                article: true,
            });
        }
    }
    if here == SIN {
        all.push(Path {
            form: i + 1,
            stem: i + 1,
            clitics: clitics.with(Proclitics::SIN),
            article: false,
        });
    }
}

/// Whether the proclitics may stand before the form, and what that costs.
fn before(path: Path, f: &Features, place: u8) -> Option<u8> {
    let c = path.clitics;
    let mut cost = 0u8;
    if path.article && place & ART == 0 {
        return None;
    }
    if c.waw() || c.fa() {
        cost += 2;
    }
    if c.sin() {
        if f.kind != Kind::Imperfect || matches!(f.mood, Mood::NotIndicative | Mood::Jussive) {
            return None;
        }
        cost += 2;
    }
    if c.question() {
        let asked = match f.kind {
            Kind::Particle => place & ASKED != 0,
            Kind::Perfect | Kind::Imperfect => f.person == Some(Person::Third),
            _ => false,
        };
        if !asked {
            return None;
        }
        cost += 7;
    }
    if c.preposition() {
        cost += 3;
        let verb = c.lam() && f.is_finite();
        match f.kind {
            Kind::Imperfect if verb => {
                if f.mood == Mood::Indicative {
                    return None;
                }
                cost = cost.saturating_sub(1);
            }
            Kind::Perfect if verb => cost += 6,
            _ if place & PREP == 0 => return None,
            _ => {}
        }
        if c.kaf() {
            cost += 1;
        }
    }
    Some(cost)
}

/// How unusual a form is in itself and behind these proclitics.
fn own_cost(path: Path, f: &Features, place: u8, pronoun: bool) -> u8 {
    let mut cost = match f.kind {
        Kind::Particle if path.article => 4,
        Kind::Particle => 0,
        Kind::Name if place & PLACE != 0 => 3,
        Kind::Name | Kind::ActiveParticiple | Kind::PassiveParticiple => 4,
        Kind::Imperative => 6,
        _ => 3,
    };
    // Of a noun and a verb written alike, the verb mostly begins a sentence, behind its conjunction.
    let conjunction = path.clitics.waw() || path.clitics.fa();
    if f.kind == Kind::Perfect {
        cost += u8::from(!conjunction);
    } else if conjunction && f.is_nominal() && !path.article {
        cost += 1;
    }
    if f.is_finite() && f.kind != Kind::Imperative {
        cost += match f.person {
            Some(Person::Second) => 3,
            Some(Person::First) => 1,
            _ => 0,
        };
        if f.number == Some(Number::Dual) {
            cost += 1;
        }
        if f.number == Some(Number::Plural) && f.gender == Some(Gender::Feminine) {
            cost += 3;
        }
    }
    cost += match f.mood {
        Mood::Any | Mood::Indicative | Mood::NotJussive => 0,
        Mood::NotIndicative => 1,
        Mood::Jussive => 2,
    };
    if f.voice == Voice::Passive && f.is_finite() {
        cost += 1;
    }
    if f.is_nominal() {
        if f.number == Some(Number::Dual) {
            cost += 2;
        }
        if f.construct && !pronoun {
            cost += 2;
        }
        if f.case == Case::Accusative {
            cost += 1;
        }
    }
    if place & RARE != 0 {
        cost += 6;
    }
    if place & DERIVED != 0 {
        cost += 2;
    }
    cost
}

struct Found<'a> {
    analyzer: &'a Analyzer,
    letters: &'a Letters,
    out: &'a mut Vec<Analysis>,
    informal: bool,
}

impl Found<'_> {
    fn try_form(&mut self, path: Path, end: usize, ending: Option<&Ending>) {
        if path.form >= end {
            return;
        }
        let key = self.letters.part(path.form, end);
        let analyzer = self.analyzer;
        for (tables, first) in [
            (Some(&analyzer.base), 0),
            (analyzer.more.as_ref(), analyzer.base.lexemes().len() as u32),
        ] {
            let Some(tables) = tables else { continue };
            for entry in tables.lookup(key) {
                if let Some(features) = tables.features(entry) {
                    self.consider(path, end, ending, entry, features, first);
                }
            }
        }
    }

    fn consider(&mut self, path: Path, end: usize, ending: Option<&Ending>, entry: Entry, f: Features, first: u32) {
        let needed = if ending.is_some() { PRON } else { BARE };
        // A form that stands alone only without its pronoun is still fit for a preposition when it is a particle.
        if entry.place & needed == 0 {
            return;
        }
        let Some(mut cost) = before(path, &f, entry.place) else {
            return;
        };
        if let Some(e) = ending {
            let verb = f.is_finite();
            if path.article || (verb && !e.verbs) || (f.is_nominal() && !e.nouns) {
                return;
            }
            if f.kind == Kind::Name || (f.kind == Kind::Particle && !e.nouns && entry.place & NI == 0) {
                return;
            }
            cost += 3;
            if !verb && !e.verbs {
                cost += 2;
            }
        }
        cost += own_cost(path, &f, entry.place, ending.is_some());
        cost += self.letters.alef_cost(path.form, end, entry.alefs);
        // A name that begins with the article is hardly anything else.
        let whole = end - path.form > 4 && self.letters.at(path.form) == ALEF && self.letters.at(path.form + 1) == LAM;
        if f.kind == Kind::Name && whole && !path.article {
            cost = cost.saturating_sub(2);
        }
        if self.informal {
            cost += 5;
        }
        if self.out.len() >= MAX_READINGS {
            return;
        }
        self.out.push(Analysis {
            lexeme: LexemeId(entry.lexeme + first),
            features: Features {
                definite: path.article,
                ..f
            },
            proclitics: path.clitics,
            stem: (self.letters.start(path.stem), self.letters.start(end)),
            enclitic: ending.map(|e| e.pronoun),
            cost,
            informal: self.informal,
        });
    }

    fn all(&mut self) {
        let paths = paths(self.letters);
        let n = self.letters.len();
        let paths = &paths.list[..paths.len];
        for &path in paths {
            self.try_form(path, n, None);
        }
        let analyzer = self.analyzer;
        for ending in &analyzer.pronouns {
            if ending.len >= n || self.letters.part(n - ending.len, n) != ending.key {
                continue;
            }
            for &path in paths {
                if !path.article {
                    self.try_form(path, n - ending.len, Some(ending));
                }
            }
        }
    }
}

/// Puts all readings of a word into `out`, best first.
pub(super) fn analyze(analyzer: &Analyzer, word: &str, out: &mut Vec<Analysis>) {
    let Some(letters) = Letters::decode(word) else { return };
    Found {
        analyzer,
        letters: &letters,
        out,
        informal: false,
    }
    .all();
    let best = out.iter().map(|a| a.cost).min().unwrap_or(u8::MAX);
    if best >= DEAR {
        let other = match letters.at(letters.len() - 1) {
            HA => Some(TA_MARBUTA),
            YA => Some(ALEF_MAQSURA),
            ALEF_MAQSURA => Some(YA),
            _ => None,
        };
        if let Some(code) = other
            && letters.len() > 2
        {
            let letters = letters.with_last(code);
            Found {
                analyzer,
                letters: &letters,
                out,
                informal: true,
            }
            .all();
        }
    }
    out.sort_by_key(|a| (a.cost, a.features.kind, a.features.broken));
}
