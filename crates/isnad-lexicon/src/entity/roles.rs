//! Nouns for people and groups: fighters, medics, ministers, ranks, relations, unnamed sources.
//!
//! The table `data/actors/roles.toml` comes in; lookups of surface words come out, with what the noun is and
//! whether it speaks of one, two or many.
//! Forms are generated: feminine, dual, sound and listed plurals, construct state, attached pronouns, proclitics.
//! «ومقاتليه» (wa-muqātilī-hi, "and his fighters") is role `مقاتل`, many.
//! It does not parse noun phrases and does not count.

use super::fold::{key, readings};
use super::schema::{Plural, Role, RoleKind};
use rustc_hash::FxHashMap;

/// How many a form speaks of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Many {
    /// One.
    One,
    /// Two.
    Two,
    /// Three or more, or a mass.
    Many,
}

/// A surface word read as a role noun.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RoleMatch {
    /// Index into [`Roles::get`].
    pub role: usize,
    /// One, two or many.
    pub number: Many,
    /// The feminine form («مقاتلة»).
    pub feminine: bool,
    /// The word has the article.
    pub definite: bool,
    /// The word has a pronoun attached («عناصره»): whose, the context tells.
    pub possessed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Form {
    role: u16,
    number: Many,
    feminine: bool,
    /// A construct form: it stands before a noun or pronoun only.
    bound: bool,
}

/// The role nouns of the data.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    roles: Vec<Role>,
    forms: FxHashMap<String, Vec<Form>>,
}

impl Roles {
    /// The nouns of `data/actors/roles.toml`.
    #[must_use]
    pub fn builtin() -> Self {
        Self::new(super::builtin_data().roles)
    }

    pub(crate) fn new(roles: Vec<Role>) -> Self {
        let mut all = Self {
            roles,
            forms: FxHashMap::default(),
        };
        for i in 0..all.roles.len() {
            all.inflect(i);
        }
        all
    }

    /// A noun by its index.
    #[must_use]
    pub fn get(&self, role: usize) -> Option<&Role> {
        self.roles.get(role)
    }

    /// Every noun, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Role> {
        self.roles.iter()
    }

    /// The readings of a surface word, the plainest first; empty where it is no role noun.
    #[must_use]
    pub fn lookup(&self, word: &str) -> Vec<RoleMatch> {
        let folded = key(word);
        let mut out: Vec<RoleMatch> = Vec::new();
        readings(&folded, |definite, stem| {
            self.collect(stem, definite, false, &mut out);
            if !definite {
                pronouns(stem, |bare| self.collect(bare, false, true, &mut out));
            }
        });
        out
    }

    /// The first reading of a surface word.
    #[must_use]
    pub fn first(&self, word: &str) -> Option<(&Role, RoleMatch)> {
        let m = self.lookup(word).into_iter().next()?;
        Some((self.get(m.role)?, m))
    }

    fn collect(&self, stem: &str, definite: bool, possessed: bool, out: &mut Vec<RoleMatch>) {
        for form in self.forms.get(stem).map_or(&[][..], Vec::as_slice) {
            if form.bound && definite {
                continue;
            }
            let m = RoleMatch {
                role: form.role as usize,
                number: form.number,
                feminine: form.feminine,
                definite,
                possessed,
            };
            if !out.contains(&m) {
                out.push(m);
            }
        }
    }

    fn inflect(&mut self, at: usize) {
        let Some(role) = self.roles.get(at).cloned() else {
            return;
        };
        let lemma = key(&role.lemma);
        let one = if role.plural == Plural::Collective {
            Many::Many
        } else {
            Many::One
        };
        self.put(at, &lemma, one, false, false);
        // «ا» of the accusative: «مقاتلا».
        if !lemma.ends_with(['ه', 'ا']) {
            self.put(at, &format!("{lemma}ا"), one, false, false);
        }
        // «مسلحين» is far more often many than two: the sound plural is put before the dual.
        if role.plural == Plural::Sound {
            self.put(at, &format!("{lemma}ين"), Many::Many, false, false);
            self.put(at, &format!("{lemma}ون"), Many::Many, false, false);
            self.put(at, &format!("{lemma}و"), Many::Many, false, true);
            self.put(at, &format!("{lemma}ي"), Many::Many, false, true);
        }
        if one == Many::One {
            self.dual(at, &lemma, false);
        }
        if role.plural == Plural::Feminine {
            let stem = lemma.strip_suffix('ه').unwrap_or(&lemma).to_owned();
            self.put(at, &format!("{stem}ات"), Many::Many, lemma.ends_with('ه'), false);
        }
        for p in &role.plurals {
            let p = key(p);
            self.put(at, &p, Many::Many, false, false);
            if !p.ends_with(['ه', 'ا', 'ن']) {
                self.put(at, &format!("{p}ا"), Many::Many, false, false);
            }
        }
        if role.feminine && !lemma.ends_with('ه') {
            let f = format!("{lemma}ه");
            self.put(at, &f, Many::One, true, false);
            self.dual(at, &f, true);
            self.put(at, &format!("{lemma}ات"), Many::Many, true, false);
        }
    }

    fn dual(&mut self, at: usize, lemma: &str, feminine: bool) {
        let stem = match lemma.strip_suffix('ه') {
            Some(s) => format!("{s}ت"),
            None => lemma.to_owned(),
        };
        for (ending, bound) in [("ان", false), ("ين", false), ("ا", true), ("ي", true)] {
            self.put(at, &format!("{stem}{ending}"), Many::Two, feminine, bound);
        }
    }

    fn put(&mut self, at: usize, form: &str, number: Many, feminine: bool, bound: bool) {
        let Ok(role) = u16::try_from(at) else { return };
        let new = Form {
            role,
            number,
            feminine,
            bound,
        };
        // Keys of surface words pass the same fold (the sound plural's «ون»).
        let forms = self.forms.entry(key(form)).or_default();
        let same = |f: &Form| f.role == role && f.number == number && f.feminine == feminine;
        if !forms.iter().any(same) {
            forms.push(new);
        }
    }
}

/// The word without an attached pronoun, in each way that it may be read.
fn pronouns(stem: &str, mut each: impl FnMut(&str)) {
    const ENDINGS: [&[char]; 9] = [
        &['ه', 'م', 'ا'],
        &['ك', 'م', 'ا'],
        &['ه', 'ا'],
        &['ه', 'م'],
        &['ه', 'ن'],
        &['ن', 'ا'],
        &['ك', 'م'],
        &['ه'],
        &['ي'],
    ];
    for ending in ENDINGS {
        let rest = ending.iter().rev().try_fold(stem, |rest, c| rest.strip_suffix(*c));
        if let Some(rest) = rest
            && rest.chars().nth(1).is_some()
        {
            each(rest);
            // «زوجته» is «زوجة» with a pronoun.
            if let Some(feminine) = rest.strip_suffix('ت') {
                each(&format!("{feminine}ه"));
            }
        }
    }
}

impl Role {
    /// Whether a named person who bears it speaks as an official.
    #[must_use]
    pub fn is_official(&self) -> bool {
        matches!(self.kind, RoleKind::Office | RoleKind::Rank)
    }
}
