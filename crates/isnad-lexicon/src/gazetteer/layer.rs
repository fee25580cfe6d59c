//! One gazetteer file in memory: reads and validates the binary format, answers by place and by words.
//!
//! In: the bytes that `compile` made; out: a [`Layer`], or what is wrong with the bytes.
//! After validation no access can fail: every offset, index and character boundary has been checked.
//!
//! The key of «دير الزور» (Deir ez-Zor) is the numbers of its two folded words.

use super::compile::{MAGIC, NONE, RECORD};
use super::key;
use super::kind::Kind;

/// Why bytes are no gazetteer.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormatError {
    /// The first bytes are of something else, or of another version.
    #[error("expected a gazetteer file of version 1, saw other bytes")]
    Magic,
    /// The file ends early.
    #[error("expected {0}, saw the end of the file")]
    Short(&'static str),
    /// A number points outside.
    #[error("expected {0} inside the file, saw one outside")]
    Range(&'static str),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    ar: (u32, u16),
    en: (u32, u16),
    id: (u32, u16),
    pub lat: f64,
    pub lon: f64,
    pub population: u32,
    pub parent: u32,
    pub kind: Kind,
    pub noted: bool,
    pub country: [u8; 2],
}

/// A gazetteer file in memory.
#[derive(Debug)]
pub(super) struct Layer {
    pool: String,
    pub records: Vec<Record>,
    word_text: String,
    word_start: Vec<u32>,
    slots: Vec<u32>,
    first: Vec<u32>,
    key_start: Vec<u32>,
    key_words: Vec<u32>,
    post_start: Vec<u32>,
    postings: Vec<u32>,
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn section(&mut self, what: &'static str) -> Result<&'a [u8], FormatError> {
        let (head, rest) = self.0.split_first_chunk::<4>().ok_or(FormatError::Short(what))?;
        let len = u32::from_le_bytes(*head) as usize;
        if rest.len() < len {
            return Err(FormatError::Short(what));
        }
        let (data, rest) = rest.split_at(len);
        self.0 = rest;
        Ok(data)
    }

    fn text(&mut self, what: &'static str) -> Result<String, FormatError> {
        String::from_utf8(self.section(what)?.to_vec()).map_err(|_| FormatError::Range(what))
    }

    fn numbers(&mut self, what: &'static str) -> Result<Vec<u32>, FormatError> {
        let data = self.section(what)?;
        Ok(data.as_chunks::<4>().0.iter().map(|c| u32::from_le_bytes(*c)).collect())
    }
}

/// The first of a range that has what all behind it have too.
fn first(range: std::ops::Range<u32>, has: impl Fn(u32) -> bool) -> u32 {
    let (mut lo, mut hi) = (range.start, range.end);
    while lo < hi {
        let mid = lo + (hi - lo) / 2;
        if has(mid) { hi = mid } else { lo = mid + 1 }
    }
    lo
}

fn rising(numbers: &[u32], last: usize, what: &'static str) -> Result<(), FormatError> {
    let ok = numbers.first() == Some(&0) && numbers.is_sorted() && numbers.last().is_some_and(|n| *n as usize == last);
    ok.then_some(()).ok_or(FormatError::Range(what))
}

impl Layer {
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        let rest = bytes.strip_prefix(MAGIC.as_slice()).ok_or(FormatError::Magic)?;
        let mut reader = Reader(rest);
        let pool = reader.text("names")?;
        let records = reader.section("places")?;
        let layer = Self {
            records: Self::records(records, &pool)?,
            pool,
            word_text: reader.text("words")?,
            word_start: reader.numbers("word offsets")?,
            slots: reader.numbers("word table")?,
            first: reader.numbers("first words")?,
            key_start: reader.numbers("key offsets")?,
            key_words: reader.numbers("keys")?,
            post_start: reader.numbers("posting offsets")?,
            postings: reader.numbers("postings")?,
        };
        layer.validate()?;
        Ok(layer)
    }

    fn records(bytes: &[u8], pool: &str) -> Result<Vec<Record>, FormatError> {
        let (chunks, rest) = bytes.as_chunks::<RECORD>();
        if !rest.is_empty() {
            return Err(FormatError::Short("a whole place"));
        }
        let u32_at = |c: &[u8; RECORD], i: usize| u32::from_le_bytes([c[i], c[i + 1], c[i + 2], c[i + 3]]);
        let u16_at = |c: &[u8; RECORD], i: usize| u16::from_le_bytes([c[i], c[i + 1]]);
        let mut out = Vec::with_capacity(chunks.len());
        for c in chunks {
            let record = Record {
                ar: (u32_at(c, 0), u16_at(c, 4)),
                en: (u32_at(c, 8), u16_at(c, 6)),
                id: (u32_at(c, 12), u16_at(c, 16)),
                lat: f64::from(u32_at(c, 20) as i32) / 1e6,
                lon: f64::from(u32_at(c, 24) as i32) / 1e6,
                population: u32_at(c, 28),
                parent: u32_at(c, 32),
                kind: Kind::from_number(c[36]).ok_or(FormatError::Range("a kind"))?,
                noted: c[37] & 1 != 0,
                country: [c[38], c[39]],
            };
            for (at, len) in [record.ar, record.en, record.id] {
                let at = at as usize;
                if pool.get(at..at + usize::from(len)).is_none() {
                    return Err(FormatError::Range("a name"));
                }
            }
            if record.parent != NONE && record.parent as usize >= chunks.len() || !record.country.is_ascii() {
                return Err(FormatError::Range("a division"));
            }
            out.push(record);
        }
        Ok(out)
    }

    fn validate(&self) -> Result<(), FormatError> {
        rising(&self.word_start, self.word_text.len(), "word offsets")?;
        let words = self.word_start.len() - 1;
        if self
            .word_start
            .iter()
            .any(|s| !self.word_text.is_char_boundary(*s as usize))
        {
            return Err(FormatError::Range("a word"));
        }
        if !self.slots.len().is_power_of_two()
            || self.slots.iter().any(|s| (s & 0x00ff_ffff) as usize > words)
            || self.slots.iter().all(|s| *s != 0)
        {
            return Err(FormatError::Range("the word table"));
        }
        rising(&self.key_start, self.key_words.len(), "key offsets")?;
        let keys = self.key_start.len() - 1;
        rising(&self.first, keys, "first words")?;
        if self.first.len() != words + 1 || self.key_words.iter().any(|w| *w as usize >= words) {
            return Err(FormatError::Range("a key"));
        }
        rising(&self.post_start, self.postings.len() / 2, "posting offsets")?;
        if self.post_start.len() != keys + 1 {
            return Err(FormatError::Range("postings"));
        }
        if self
            .postings
            .as_chunks::<2>()
            .0
            .iter()
            .any(|p| p[0] as usize >= self.records.len())
        {
            return Err(FormatError::Range("a posting"));
        }
        Ok(())
    }

    fn pooled(&self, (at, len): (u32, u16)) -> &str {
        let at = at as usize;
        self.pool.get(at..at + usize::from(len)).unwrap_or("")
    }

    pub fn name_ar(&self, r: &Record) -> &str {
        self.pooled(r.ar)
    }

    pub fn name_en(&self, r: &Record) -> &str {
        self.pooled(r.en)
    }

    pub fn id(&self, r: &Record) -> &str {
        self.pooled(r.id)
    }

    pub fn word(&self, number: u32) -> &str {
        let n = number as usize;
        match (self.word_start.get(n), self.word_start.get(n + 1)) {
            (Some(a), Some(b)) => self.word_text.get(*a as usize..*b as usize).unwrap_or(""),
            _ => "",
        }
    }

    /// The number of a folded word, by its bytes and hash.
    pub fn find_word(&self, word: &str, hash: u32) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return None;
            }
            let n = (slot & 0x00ff_ffff) - 1;
            if slot & 0xff00_0000 == hash & 0xff00_0000 && self.word(n) == word {
                return Some(n);
            }
            at = (at + 1) & mask;
        }
    }

    /// Keys that begin with the word.
    pub fn keys_of(&self, word: u32) -> std::ops::Range<u32> {
        let w = word as usize;
        match (self.first.get(w), self.first.get(w + 1)) {
            (Some(a), Some(b)) => *a..*b,
            _ => 0..0,
        }
    }

    pub fn key(&self, key: u32) -> &[u32] {
        let k = key as usize;
        match (self.key_start.get(k), self.key_start.get(k + 1)) {
            (Some(a), Some(b)) => self.key_words.get(*a as usize..*b as usize).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// Of sorted keys that agree in `depth` words, those whose next word is `word`.
    pub fn narrow(&self, keys: std::ops::Range<u32>, depth: usize, word: u32) -> std::ops::Range<u32> {
        let at = |k: u32| self.key(k).get(depth).map_or(0, |w| w + 1);
        let start = first(keys.clone(), |k| at(k) > word);
        // Most words follow in no name.
        if start == keys.end || at(start) != word + 1 {
            return start..start;
        }
        start..first(start..keys.end, |k| at(k) > word + 1)
    }

    /// Places of a key with their flags.
    pub fn postings(&self, key: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
        let k = key as usize;
        let range = match (self.post_start.get(k), self.post_start.get(k + 1)) {
            (Some(a), Some(b)) => *a as usize * 2..*b as usize * 2,
            _ => 0..0,
        };
        self.postings
            .get(range)
            .unwrap_or(&[])
            .as_chunks::<2>()
            .0
            .iter()
            .map(|p| (p[0], p[1]))
    }

    /// How many keys there are.
    pub fn key_count(&self) -> u32 {
        self.key_start.len() as u32 - 1
    }

    /// Hash of a folded word, as the file uses it.
    pub fn hash(word: &str) -> u32 {
        key::hash(word.as_bytes())
    }
}
