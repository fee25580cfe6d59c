//! The compiled form of all names: a trie over folded words.
//!
//! Entities go in, an [`Index`] comes out that the matcher walks one word at a time.
//! The first word of a name is keyed without its article, so that «للتحالف» (lit-tahāluf, "for the
//! coalition") finds «التحالف»; the other words keep theirs.
//! Spelling variants share a word number, so they cost nothing while matching.

use super::fold::{key, split_article};
use super::schema::{Entity, Kind, Spelling};
use isnad_arabic::token::{TokenKind, tokenize};
use rustc_hash::FxHashMap;

/// What the end of a name says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct End {
    /// Index of the entity.
    pub entity: u32,
    /// The name begins with the article.
    pub article: bool,
    /// How the name counts.
    pub way: Way,
    /// Its enemies' name.
    pub hostile: bool,
    /// Index into the entity's `dated`, plus one.
    pub dated: u8,
    /// The name has one word.
    pub single: bool,
}

/// When a name counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Way {
    /// Always.
    Plain,
    /// After a type word, in quotation marks, or beside another name of the entity.
    Cued,
    /// Beside another name of the entity.
    Short,
    /// A nisba: with or without the article.
    Nisba,
    /// Where the report speaks of its country.
    Local,
}

/// Names by their words.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    words: FxHashMap<Box<str>, u32>,
    edges: FxHashMap<(u32, u32), u32>,
    ends: Vec<Vec<End>>,
    /// Numbers of the type words of each entity, sorted.
    pub cues: Vec<Vec<u32>>,
}

impl Index {
    pub fn new(spellings: &[Spelling]) -> Self {
        let mut index = Self {
            ends: vec![Vec::new()],
            ..Self::default()
        };
        for s in spellings {
            let id = index.intern(split_article(&key(&s.word)).1);
            for also in &s.also {
                let also = key(also);
                index.words.entry(split_article(&also).1.into()).or_insert(id);
            }
        }
        index
    }

    fn intern(&mut self, word: &str) -> u32 {
        if let Some(id) = self.words.get(word) {
            return *id;
        }
        let id = self.words.len() as u32;
        self.words.insert(word.into(), id);
        id
    }

    /// The number of a folded stem, where some name has it.
    pub fn word(&self, stem: &str) -> Option<u32> {
        self.words.get(stem).copied()
    }

    /// The node after the first word of a name.
    pub fn first(&self, word: u32) -> Option<u32> {
        self.edges.get(&(0, word * 2)).copied()
    }

    /// The node after a further word, by its number, article told apart.
    pub fn next(&self, node: u32, word: u32, article: bool) -> Option<u32> {
        self.edges.get(&(node, word * 2 + u32::from(article))).copied()
    }

    /// The names that end at a node.
    pub fn ends(&self, node: u32) -> &[End] {
        self.ends.get(node as usize).map_or(&[], Vec::as_slice)
    }

    /// Adds all names of an entity.
    pub fn add(&mut self, at: u32, e: &Entity, kind: Option<&Kind>) {
        let end = End {
            entity: at,
            article: false,
            way: Way::Plain,
            hostile: false,
            dated: 0,
            single: false,
        };
        for n in e.names.iter().chain(&e.tags) {
            self.name(n, end);
        }
        for n in &e.hostile {
            self.name(n, End { hostile: true, ..end });
        }
        for (i, n) in e.dated.iter().enumerate() {
            self.name(
                &n.name,
                End {
                    dated: u8::try_from(i + 1).unwrap_or(u8::MAX),
                    ..end
                },
            );
        }
        for n in &e.cued {
            self.name(n, End { way: Way::Cued, ..end });
        }
        for n in &e.short {
            self.name(n, End { way: Way::Short, ..end });
        }
        for n in &e.local {
            self.name(n, End { way: Way::Local, ..end });
        }
        for n in &e.adjectives {
            self.name(n, End { way: Way::Nisba, ..end });
            // «قصفا روسيا»: the accusative of a report's objects ends in alef.
            for ending in ["ه", "ا"] {
                self.name(&format!("{}{ending}", key(n)), End { way: Way::Nisba, ..end });
            }
        }
        let mut cues: Vec<u32> = Vec::new();
        for w in e.needs.iter().chain(kind.map_or(&[][..], |k| &k.words)) {
            cues.push(self.intern(split_article(&key(w)).1));
        }
        cues.sort_unstable();
        cues.dedup();
        let at = at as usize;
        if self.cues.len() <= at {
            self.cues.resize(at + 1, Vec::new());
        }
        if let Some(slot) = self.cues.get_mut(at) {
            *slot = cues;
        }
    }

    fn name(&mut self, name: &str, mut end: End) {
        let words = name_words(name);
        let mut node = 0;
        for (i, word) in words.iter().enumerate() {
            let (article, stem) = split_article(word);
            let id = self.intern(stem);
            let edge = if i == 0 {
                end.article = article;
                id * 2
            } else {
                id * 2 + u32::from(article)
            };
            let fresh = self.ends.len() as u32;
            node = *self.edges.entry((node, edge)).or_insert(fresh);
            if node == fresh {
                self.ends.push(Vec::new());
            }
        }
        end.single = words.len() == 1;
        if let Some(ends) = self.ends.get_mut(node as usize)
            && node != 0
            && !ends
                .iter()
                .any(|e| e.entity == end.entity && e.way == end.way && e.article == end.article)
        {
            ends.push(end);
        }
    }
}

/// The folded words of a name.
pub(super) fn name_words(name: &str) -> Vec<String> {
    tokenize(name)
        .iter()
        .filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number | TokenKind::Latin))
        .map(|t| key(t.span.slice(name)))
        .collect()
}

/// The key of a head noun (with its adjective): folded words without articles.
pub(super) fn head_key(head: &str) -> String {
    let words = name_words(head);
    words.iter().map(|w| split_article(w).1).collect::<Vec<_>>().join(" ")
}
