//! Reading a compiled block: surface form → entries, without copying it.
//!
//! In: the bytes that `inflect::compile` wrote. Out: [`Tables`], which looks up packed words in place; only the feature
//! bundles and the lexemes are decoded when it is opened.

use std::borrow::Cow;

use super::inflect::compile::{HEAD, MAGIC};
use super::inflect::features::Features;
use super::inflect::hash::{INDEX_BITS, hash, tag};
use super::inflect::letters::{alef_pattern, from_arabic, pack};
use super::{Lexeme, LexemeId, Pos};

/// One reading of a stored form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// Lexeme within its block.
    pub lexeme: u32,
    /// Index of the features.
    pub bundle: u16,
    /// How its alefs are written.
    pub alefs: u8,
    /// Where it may stand.
    pub place: u8,
}

/// A block opened for lookup.
#[derive(Debug)]
pub(super) struct Tables {
    bytes: Cow<'static, [u8]>,
    mask: usize,
    keys: usize,
    starts: usize,
    entries: usize,
    bundles: Vec<Features>,
    lexemes: Vec<Lexeme>,
    /// Lemma keys with their alef pattern, sorted, beside the ids they belong to.
    lemmas: Vec<(u128, u8)>,
    ids: Vec<LexemeId>,
}

fn word(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

impl Tables {
    /// Opens a block; its lexemes get ids from `first` on. A block that is damaged opens as an empty one.
    pub fn open(bytes: Cow<'static, [u8]>, first: u32) -> Self {
        let n = |i: usize| word(&bytes, 4 * i) as usize;
        let sound = n(0) == MAGIC as usize && n(1).is_power_of_two();
        let (slots, key_count, entry_count, bundle_count, text) = (n(1), n(2), n(3), n(4), n(5));
        let keys = HEAD + slots * 4;
        let starts = keys + key_count * 16;
        let entries = starts + (key_count + 1) * 4;
        let bundles_at = entries + entry_count * 8;
        let text_at = bundles_at + bundle_count * 8;
        if !sound || bytes.len() != text_at + text {
            return Self {
                bytes: Cow::Borrowed(&[]),
                mask: 0,
                keys: 0,
                starts: 0,
                entries: 0,
                bundles: Vec::new(),
                lexemes: Vec::new(),
                lemmas: Vec::new(),
                ids: Vec::new(),
            };
        }
        let bundles = bytes[bundles_at..text_at]
            .chunks_exact(8)
            .filter_map(|c| Features::unpack(c.try_into().ok()?))
            .collect();
        let lines = std::str::from_utf8(&bytes[text_at..]).unwrap_or("");
        let lexemes: Vec<Lexeme> = lines.lines().map(read_lexeme).collect();
        let mut order: Vec<(u128, u8, LexemeId)> = (first..)
            .zip(&lexemes)
            .filter_map(|(id, l)| {
                let letters = from_arabic(&l.lemma)?;
                Some((pack(&letters)?, alef_pattern(&letters), LexemeId(id)))
            })
            .collect();
        order.sort_unstable();
        let lemmas = order.iter().map(|&(k, a, _)| (k, a)).collect();
        let ids = order.iter().map(|&(_, _, id)| id).collect();
        Self {
            mask: slots - 1,
            keys,
            starts,
            entries,
            bundles,
            lexemes,
            lemmas,
            ids,
            bytes,
        }
    }

    /// The entries of a packed word.
    #[inline]
    pub fn lookup(&self, key: u128) -> impl Iterator<Item = Entry> + '_ {
        let (from, to) = self.range(key);
        let bytes = self
            .bytes
            .get(self.entries + from * 8..self.entries + to * 8)
            .unwrap_or(&[]);
        bytes.chunks_exact(8).map(|c| Entry {
            lexeme: u32::from_le_bytes([c[0], c[1], c[2], c[3]]),
            bundle: u16::from_le_bytes([c[4], c[5]]),
            alefs: c[6],
            place: c[7],
        })
    }

    #[inline]
    fn range(&self, key: u128) -> (usize, usize) {
        if self.bytes.is_empty() {
            return (0, 0);
        }
        let h = hash(key);
        let wanted = tag(h);
        let mut at = h as usize & self.mask;
        loop {
            let slot = word(&self.bytes, HEAD + at * 4);
            if slot == 0 {
                return (0, 0);
            }
            let index = (slot & ((1 << INDEX_BITS) - 1)) as usize - 1;
            if slot & !((1 << INDEX_BITS) - 1) == wanted && self.key(index) == key {
                let start = self.starts + index * 4;
                return (word(&self.bytes, start) as usize, word(&self.bytes, start + 4) as usize);
            }
            at = (at + 1) & self.mask;
        }
    }

    #[inline]
    fn key(&self, index: usize) -> u128 {
        let at = self.keys + index * 16;
        let bytes: Option<[u8; 16]> = self.bytes.get(at..at + 16).and_then(|b| b.try_into().ok());
        bytes.map_or(0, u128::from_le_bytes)
    }

    /// The features of an entry.
    #[inline]
    pub fn features(&self, entry: Entry) -> Option<Features> {
        self.bundles.get(usize::from(entry.bundle)).copied()
    }

    /// All lexemes of the block.
    pub fn lexemes(&self) -> &[Lexeme] {
        &self.lexemes
    }

    /// Ids of the lexemes with a lemma; spelling of alef decides where several share it.
    pub fn find(&self, lemma: &str) -> &[LexemeId] {
        let Some(letters) = from_arabic(lemma) else { return &[] };
        let Some(key) = pack(&letters) else { return &[] };
        let alefs = alef_pattern(&letters);
        let exact = self.span(|x| x.cmp(&(key, alefs)));
        if exact.is_empty() {
            self.span(|x| x.0.cmp(&key))
        } else {
            exact
        }
    }

    fn span(&self, order: impl Fn(&(u128, u8)) -> std::cmp::Ordering) -> &[LexemeId] {
        let from = self.lemmas.partition_point(|x| order(x).is_lt());
        let to = self.lemmas.partition_point(|x| order(x).is_le());
        &self.ids[from..to]
    }
}

fn read_lexeme(line: &str) -> Lexeme {
    let mut cells = line.split('\t');
    let mut next = || cells.next().unwrap_or("");
    let (lemma, root, pos, form, gloss, tags) = (next(), next(), next(), next(), next(), next());
    let pos = match pos {
        "verb" => Pos::Verb,
        "noun" => Pos::Noun,
        "adjective" => Pos::Adjective,
        "name" => Pos::Name,
        _ => Pos::Particle,
    };
    Lexeme {
        lemma: lemma.into(),
        root: root.into(),
        pos,
        form: form.into(),
        gloss: gloss.into(),
        tags: tags.into(),
    }
}
