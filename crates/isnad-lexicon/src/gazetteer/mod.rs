//! Gazetteers: places with names, points and divisions; finding their names in text.
//!
//! In: gazetteer files (the built-in one, and files that `import` made) and tokenised text; out:
//! [`PlaceMention`]s with all places that the words fit. Which of them is meant is decided in
//! `isnad-extract`, where the context is known.
//!
//! **Invariants:** a [`Gazetteer`] never fails after loading; matching is one pass; the order of
//! files and rows does not change what is found. It deliberately decides nothing between homonyms.
//!
//! «بلدة الباغوز» (baldat al-Baghuz, the town of Baghuz) is one mention with the type word `town`.

mod again;
mod compile;
mod find;
mod fuzzy;
mod import;
pub mod key;
mod kind;
mod layer;
mod named;
mod names;
mod prefix;
mod row;
mod scan;
mod spot;
mod words;

pub use find::{Candidate, PlaceMention, Relation};
pub use fuzzy::NearMiss;
pub use import::{Format, ImportError, Imported, import, read_rows};
pub use kind::Kind;
pub use layer::FormatError;
pub use row::{BadRow, Division, PlaceRow};
pub use spot::Spot;
pub use words::{PlaceWords, TypeWord};

use layer::{Layer, Record};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A place of a loaded gazetteer: valid for that [`Gazetteer`] only.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PlaceRef(pub(crate) u32);

/// What a gazetteer knows of a place.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct PlaceInfo<'a> {
    /// Id with the prefix of its source (`gn:163345`, `hm:ghouta`).
    pub id: &'a str,
    /// Arabic name, empty where there is none.
    pub name_ar: &'a str,
    /// English or Latin name, empty where there is none.
    pub name_en: &'a str,
    /// Degrees north and east.
    pub point: (f64, f64),
    /// What it is.
    pub kind: Kind,
    /// ISO 3166 code, two spaces where unknown.
    pub country: &'a str,
    /// Inhabitants, 0 where unknown.
    pub population: u32,
    /// Chosen by hand as a place that news name.
    pub noted: bool,
}

/// Places of one or more gazetteer files.
#[derive(Debug)]
pub struct Gazetteer {
    layers: Vec<Layer>,
    /// Index of each layer's first place.
    bases: Vec<u32>,
    /// Divisions of later files that an earlier file has too.
    alias: FxHashMap<u32, u32>,
    words: &'static PlaceWords,
    fuzzy: OnceLock<fuzzy::FuzzyIndex>,
    spots: spot::Spots,
    /// Tells these files from any others, for what is remembered of them.
    stamp: u64,
}

static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));

impl Gazetteer {
    /// The built-in gazetteer, loaded once.
    pub fn builtin() -> &'static Self {
        static LOADED: OnceLock<Gazetteer> = OnceLock::new();
        LOADED.get_or_init(|| Self::load(&[]).unwrap_or_else(|_| Self::empty()))
    }

    fn empty() -> Self {
        Self {
            layers: Vec::new(),
            bases: Vec::new(),
            alias: FxHashMap::default(),
            words: PlaceWords::builtin(),
            fuzzy: OnceLock::new(),
            spots: spot::Spots::default(),
            stamp: crate::recent::stamp(),
        }
    }

    /// The built-in gazetteer with imported files on top.
    ///
    /// # Errors
    /// When the bytes of a file are no gazetteer of this version.
    pub fn load(files: &[&[u8]]) -> Result<Self, FormatError> {
        let mut out = Self::empty();
        for bytes in std::iter::once(&BUILTIN).chain(files) {
            let layer = Layer::read(bytes)?;
            let base = out
                .bases
                .last()
                .zip(out.layers.last())
                .map_or(0, |(b, l)| b + l.records.len() as u32);
            out.bases.push(base);
            out.layers.push(layer);
        }
        out.join_divisions();
        out.spots = Self::no_spots(out.len());
        Ok(out)
    }

    /// Maps countries and first-level divisions of later files to those of the built-in one.
    fn join_divisions(&mut self) {
        let top = |r: &Record| matches!(r.kind, Kind::Country | Kind::Governorate);
        let Some(first) = self.layers.first() else { return };
        let mut known: FxHashMap<(Kind, [u8; 2], String), u32> = FxHashMap::default();
        for (i, r) in first.records.iter().enumerate().filter(|(_, r)| top(r)) {
            for name in [first.name_ar(r), first.name_en(r)] {
                known
                    .entry((r.kind, r.country, Self::division_key(name)))
                    .or_insert(i as u32);
            }
        }
        let mut alias = FxHashMap::default();
        for (layer, base) in self.layers.iter().zip(&self.bases).skip(1) {
            for (i, r) in layer.records.iter().enumerate().filter(|(_, r)| top(r)) {
                let hit = [layer.name_ar(r), layer.name_en(r)]
                    .iter()
                    .filter(|n| !n.is_empty())
                    .find_map(|n| known.get(&(r.kind, r.country, Self::division_key(n))));
                let hit = hit.copied().or_else(|| {
                    // Spelled otherwise: the nearest of the built-in ones that its own keys name.
                    let (words, _) = key::name_words(layer.name_ar(r));
                    self.exact_words(&words).into_iter().map(|c| c.place.0).find(|p| {
                        self.record(*p).is_some_and(|k| {
                            top(k) && k.kind == r.kind && k.country == r.country && *p < first.records.len() as u32
                        })
                    })
                });
                if let Some(to) = hit {
                    alias.insert(base + i as u32, to);
                }
            }
        }
        self.alias = alias;
    }

    fn division_key(name: &str) -> String {
        key::name_words(name).0.concat()
    }

    fn layer_of(&self, place: u32) -> Option<(&Layer, u32)> {
        let n = self.bases.partition_point(|b| *b <= place).checked_sub(1)?;
        Some((self.layers.get(n)?, *self.bases.get(n)?))
    }

    fn record(&self, place: u32) -> Option<&Record> {
        let (layer, base) = self.layer_of(place)?;
        layer.records.get((place - base) as usize)
    }

    /// How many places there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.layers.iter().map(|l| l.records.len()).sum()
    }

    /// Whether there is no place at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is known of a place.
    #[must_use]
    pub fn place(&self, place: PlaceRef) -> Option<PlaceInfo<'_>> {
        let place = self.canonical(place).0;
        let (layer, base) = self.layer_of(place)?;
        let r = layer.records.get((place - base) as usize)?;
        Some(PlaceInfo {
            id: layer.id(r),
            name_ar: layer.name_ar(r),
            name_en: layer.name_en(r),
            point: (r.lat, r.lon),
            kind: r.kind,
            country: std::str::from_utf8(&r.country).unwrap_or("  "),
            population: r.population,
            noted: r.noted,
        })
    }

    /// The same division in the built-in gazetteer, where both have it.
    #[must_use]
    pub fn canonical(&self, place: PlaceRef) -> PlaceRef {
        if self.alias.is_empty() {
            return place;
        }
        self.alias.get(&place.0).map_or(place, |p| PlaceRef(*p))
    }

    /// What a place lies in, from the nearest division upward.
    #[must_use]
    pub fn within(&self, place: PlaceRef) -> Vec<PlaceRef> {
        let mut out = Vec::new();
        let mut at = self.canonical(place).0;
        // A chain is at most country, governorate, district, subdistrict; more is a cycle in a file.
        for _ in 0..6 {
            let Some((layer, base)) = self.layer_of(at) else { break };
            let Some(r) = layer.records.get((at - base) as usize) else {
                break;
            };
            let up = if r.parent == compile::NONE {
                self.country_of(r).filter(|c| *c != at)
            } else {
                Some(base + r.parent)
            };
            let Some(up) = up else { break };
            let up = self.canonical(PlaceRef(up));
            if up.0 == at || out.contains(&up) {
                break;
            }
            out.push(up);
            at = up.0;
        }
        out
    }

    fn country_of(&self, r: &Record) -> Option<u32> {
        if r.kind == Kind::Country || r.country == *b"  " {
            return None;
        }
        self.country(std::str::from_utf8(&r.country).ok()?).map(|p| p.0)
    }

    /// The country with this ISO code.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<PlaceRef> {
        let layer = self.layers.first()?;
        let n = layer
            .records
            .iter()
            .position(|r| r.kind == Kind::Country && r.country == code.as_bytes())?;
        Some(PlaceRef(n as u32))
    }

    /// Every place, file by file.
    pub fn places(&self) -> impl Iterator<Item = PlaceInfo<'_>> + '_ {
        self.bases
            .iter()
            .zip(&self.layers)
            .flat_map(move |(base, l)| (0..l.records.len() as u32).filter_map(move |i| self.place(PlaceRef(base + i))))
    }

    /// The words that go with place names.
    #[must_use]
    pub fn words(&self) -> &'static PlaceWords {
        self.words
    }

    /// Places whose name is exactly these words, up to folding and the article, best fit first.
    #[must_use]
    pub fn lookup(&self, name: &str) -> Vec<Candidate> {
        let (words, articles) = key::name_words(name);
        let mut found = self.exact_words(&words);
        for c in &mut found {
            c.fit = find::fit(c.flags, articles, words.len());
        }
        find::best_first(&mut found);
        found
    }

    /// Places of a key, over all files; `fit` is not yet set.
    fn exact_words(&self, words: &[String]) -> Vec<Candidate> {
        let mut out = Vec::new();
        for (layer, base) in self.layers.iter().zip(&self.bases) {
            let coded: Option<Vec<u32>> = words.iter().map(|w| layer.find_word(w, Layer::hash(w))).collect();
            let Some(coded) = coded else { continue };
            let Some((&first, rest)) = coded.split_first() else {
                continue;
            };
            let mut keys = layer.keys_of(first);
            for (i, w) in rest.iter().enumerate() {
                keys = layer.narrow(keys, i + 1, *w);
            }
            if keys.start < keys.end && layer.key(keys.start).len() == coded.len() {
                out.extend(layer.postings(keys.start).map(|(p, flags)| Candidate {
                    place: PlaceRef(base + p),
                    fit: 0,
                    flags,
                }));
            }
        }
        out
    }
}

impl Default for Gazetteer {
    fn default() -> Self {
        Self::load(&[]).unwrap_or_else(|_| Self::empty())
    }
}
