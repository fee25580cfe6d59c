//! What speaks for each candidate of each mention: fitness of the words, and how mentions stand to each other.
//!
//! In: mentions; out: [`Context`] with scored candidates and the weight of every pair of near mentions.
//! It chooses nothing.
//!
//! In «سراقب بريف إدلب» (Saraqib in the countryside of Idlib) the pair is linked: the second says where the first lies.

use super::Scope;
use isnad_lexicon::gazetteer::{Gazetteer, Kind, PlaceMention, PlaceRef, Relation, key};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// Candidates kept of one mention; «الجديدة» alone has a hundred.
const MOST: usize = 48;
/// Mentions looked at on either side.
pub(super) const WINDOW: usize = 8;

pub(super) struct Choice {
    pub place: PlaceRef,
    pub point: (f64, f64),
    /// Its point on the unit sphere.
    pub unit: [f64; 3],
    pub kind: Kind,
    pub country: [u8; 2],
    pub chain: Vec<PlaceRef>,
    pub prior: f64,
    pub fit: u8,
    pub noted: bool,
    pub population: u32,
}

impl Choice {
    /// Whether it is known well enough to be meant anywhere.
    pub fn settled(&self) -> bool {
        self.noted || self.population >= 20_000
    }

    /// Kilometres to another.
    pub fn km(&self, other: &Self) -> f64 {
        key::km_of(self.unit, other.unit)
    }

    /// Whether it is or lies in `area`.
    pub fn lies_in(&self, area: PlaceRef) -> bool {
        self.place == area || self.chain.contains(&area)
    }
}

pub(super) struct Context<'a> {
    pub gazetteer: &'a Gazetteer,
    pub text: &'a str,
    pub mentions: &'a [PlaceMention],
    pub options: Vec<Vec<Choice>>,
    pub bare: bool,
    pub country: Option<[u8; 2]>,
    sentence: Vec<usize>,
    countries: BTreeMap<[u8; 2], f64>,
    votes: BTreeMap<[u8; 2], f64>,
    /// Per mention: the country that it votes for.
    voted: Vec<Option<[u8; 2]>>,
}

impl<'a> Context<'a> {
    pub fn new(gazetteer: &'a Gazetteer, text: &'a str, mentions: &'a [PlaceMention], scope: &Scope<'_>) -> Self {
        let options = mentions.iter().map(|m| options(gazetteer, m)).collect();
        let sentence = mentions
            .iter()
            .map(|m| scope.sentences.partition_point(|s| s.end <= m.span.start))
            .collect();
        let country = scope.country.and_then(|c| <[u8; 2]>::try_from(c.as_bytes()).ok());
        let mut out = Self {
            gazetteer,
            text,
            mentions,
            options,
            bare: scope.bare,
            country,
            sentence,
            countries: BTreeMap::new(),
            votes: BTreeMap::new(),
            voted: Vec::new(),
        };
        out.weigh_countries();
        out
    }

    /// Which countries the report speaks of, by mentions that fit one country only.
    fn weigh_countries(&mut self) {
        let mut votes: BTreeMap<[u8; 2], f64> = BTreeMap::new();
        self.voted = vec![None; self.mentions.len()];
        for (i, (m, options)) in self.mentions.iter().zip(&self.options).enumerate() {
            let best = options.iter().map(|o| o.prior).fold(f64::NEG_INFINITY, f64::max);
            let strong: Vec<&Choice> = options.iter().filter(|o| o.prior > best - 1.0).collect();
            let Some(first) = strong.first() else { continue };
            if m.sure && strong.iter().all(|o| o.country == first.country) {
                *votes.entry(first.country).or_default() += if first.kind == Kind::Country { 0.7 } else { 1.0 };
                self.voted[i] = Some(first.country);
            }
        }
        let total: f64 = votes.values().sum();
        self.countries = votes.iter().map(|(c, n)| (*c, n / (total + 1.0))).collect();
        self.votes = votes;
        if let Some(c) = self.country {
            *self.countries.entry(c).or_default() += 1.5;
        }
    }

    /// How much the report speaks of a country, 0 to 2.5.
    pub fn country_weight(&self, country: [u8; 2]) -> f64 {
        self.countries.get(&country).copied().unwrap_or(0.0)
    }

    /// Whether no other country is spoken of more.
    pub fn is_stage(&self, country: [u8; 2]) -> bool {
        let own = self.votes.get(&country).copied().unwrap_or(0.0);
        self.country == Some(country) || self.votes.values().all(|n| *n <= own)
    }

    /// Whether anything else in the report speaks of a country.
    pub fn speaks_of(&self, i: usize, country: [u8; 2]) -> bool {
        let own = f64::from(u8::from(self.voted.get(i).copied().flatten() == Some(country)));
        self.votes.get(&country).copied().unwrap_or(0.0) - own > 0.0 || self.country == Some(country)
    }

    /// Whether nothing else in the report than the place's own name speaks of its country while it plainly speaks of
    /// another: `least` times or more.
    pub fn is_foreign(&self, o: &Choice, least: f64) -> bool {
        let country = o.country;
        let own = self.voted.iter().zip(&self.options);
        let own = own.filter(|(v, options)| **v == Some(country) && options.iter().any(|p| p.place == o.place));
        let others = self.votes.get(&country).copied().unwrap_or(0.0) - own.count() as f64;
        let most = self
            .votes
            .iter()
            .filter(|(c, _)| **c != country)
            .map(|(_, n)| *n)
            .fold(0.0, f64::max);
        others <= 0.0 && most >= least && self.country != Some(country)
    }

    /// How much mention `j` may say of mention `i`.
    pub fn weight(&self, i: usize, j: usize) -> f64 {
        let link = |a: usize, b: usize| self.mentions.get(a).is_some_and(|m| m.lies_in == Some(b));
        if link(i, j) {
            return 3.0;
        }
        if link(j, i) {
            return 1.5;
        }
        let apart = self
            .sentence
            .get(i)
            .zip(self.sentence.get(j))
            .map_or(0, |(a, b)| a.abs_diff(*b));
        let steps = i.abs_diff(j) as f64;
        match apart {
            0 => 1.2 / steps.sqrt(),
            1 => 0.6 / steps.sqrt(),
            _ => 0.4 / steps,
        }
    }

    /// Sentences between two mentions.
    pub fn apart(&self, i: usize, j: usize) -> usize {
        self.sentence
            .get(i)
            .zip(self.sentence.get(j))
            .map_or(0, |(a, b)| a.abs_diff(*b))
    }
}

/// How well `one` and `other` stand together as places of one text.
pub(super) fn together(one: &Choice, other: &Choice, linked: bool) -> f64 {
    if one.place == other.place {
        return 0.8;
    }
    // Countries have no distance that says anything, and distances are dear.
    let settled = other.kind != Kind::Country && one.kind != Kind::Country;
    let bounded = linked && other.kind.is_division() && other.kind != Kind::Country;
    let far = if settled || bounded { one.km(other) } else { 0.0 };
    let mut score = 0.0;
    if one.lies_in(other.place) {
        score += match other.kind {
            Kind::Country => 0.5,
            Kind::Governorate => 1.4,
            _ => 2.0,
        };
    } else if other.lies_in(one.place) {
        score += if one.kind == Kind::Country { 0.3 } else { 0.7 };
    } else if bounded {
        // Borders of files differ a little: just outside is no contradiction.
        score -= if far < 40.0 { 0.3 } else { 1.5 };
    }
    if settled {
        // So far away it no longer counts beside the rest of the sum.
        if far < 5_000.0 {
            let fall = (-far / 100.0).exp();
            let near = if far < 1_000.0 { 1.2 * fall.powi(5) } else { 0.0 };
            score += near + 0.6 * fall;
        }
    }
    if one.country == other.country {
        score += 0.3;
    } else {
        score -= 0.3;
    }
    score
}

fn options(gazetteer: &Gazetteer, mention: &PlaceMention) -> Vec<Choice> {
    let mut out: Vec<Choice> = mention
        .candidates
        .iter()
        .filter_map(|c| {
            let place = gazetteer.canonical(c.place);
            let info = gazetteer.place(place)?;
            // «قرية المغرب العربي» is not Morocco.
            let settlement = mention.type_word.and_then(|t| gazetteer.words().type_word(t));
            if info.kind == Kind::Country && settlement.is_some_and(|t| !t.area && t.open && t.id != "district") {
                return None;
            }
            Some(Choice {
                place,
                point: info.point,
                unit: key::unit(info.point),
                kind: info.kind,
                country: info.country.as_bytes().try_into().unwrap_or(*b"  "),
                chain: Vec::new(),
                prior: prior(gazetteer, mention, info.kind, info.population, c.fit, info.noted),
                fit: c.fit,
                noted: info.noted,
                population: info.population,
            })
        })
        .collect();
    out.sort_by(|a, b| b.prior.total_cmp(&a.prior).then(a.place.cmp(&b.place)));
    if out.len() > 1 {
        let mut seen = FxHashSet::default();
        out.retain(|o| seen.insert(o.place));
        out.truncate(MOST);
    }
    if let Some(country) = mention.nisba {
        for o in out.iter_mut().filter(|o| o.country == *country.as_bytes()) {
            o.prior += 2.5;
        }
    }
    for o in &mut out {
        o.chain = gazetteer.within(o.place);
    }
    out
}

fn prior(gazetteer: &Gazetteer, mention: &PlaceMention, kind: Kind, population: u32, fit: u8, known: bool) -> f64 {
    let mut score = f64::from(fit) / 25.0 + f64::from(population + 1).log10() * 0.3;
    if known {
        score += 0.8;
    }
    score += match kind {
        Kind::Country => 2.0,
        Kind::Governorate => 1.4,
        Kind::City => 0.8,
        Kind::Town => 0.4,
        Kind::District | Kind::Subdistrict if mention.type_word.is_none() => -0.6,
        _ => 0.0,
    };
    if let Some(t) = mention.type_word.and_then(|t| gazetteer.words().type_word(t)) {
        let fits = t.kinds.contains(&kind);
        let place_of_rank = t.kinds.first() == Some(&kind);
        score += if place_of_rank {
            1.4
        } else if fits {
            1.0
        } else {
            -1.2
        };
        // A village is no governorate, a governorate no village.
        if !fits && !t.area && (kind <= Kind::Governorate) {
            score -= 2.0;
        }
    }
    // «ريف حلب», «شمال حلب»: of a city and its governorate the governorate is meant.
    let countryside = mention
        .type_word
        .and_then(|t| gazetteer.words().type_word(t))
        .is_some_and(|t| t.id == "countryside");
    if kind == Kind::Governorate
        && (countryside
            || mention.type_word.is_none() && !mention.direction.is_empty()
            || mention.relation == Relation::Around && mention.type_word.is_none())
    {
        score += 2.6;
    }
    score
}
