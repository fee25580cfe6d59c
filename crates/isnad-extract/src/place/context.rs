//! What speaks for each candidate of each mention: fitness of the words, and how mentions stand to each other.
//!
//! In: mentions; out: [`Context`] with scored candidates and the weight of every pair of near mentions.
//! It chooses nothing.
//!
//! In «سراقب بريف إدلب» (Saraqib in the countryside of Idlib) the pair is linked: the second says where the first lies.

use super::Scope;
use isnad_lexicon::gazetteer::{Gazetteer, Kind, PlaceMention, PlaceRef, PlaceWords, Relation, Spot, TypeWord};
use isnad_lexicon::recent::Recent;
use rustc_hash::FxHashMap;
use std::cell::{OnceCell, RefCell};
use std::ops::{Deref, Range};

/// Candidates kept of one mention; «الجديدة» alone has a hundred.
const MOST: usize = 48;
/// Mentions looked at on either side.
pub(super) const WINDOW: usize = 8;

/// A place that a mention may mean.
#[derive(Clone, Copy)]
pub(super) struct Choice<'a> {
    pub spot: &'a Spot,
    pub prior: f64,
    pub fit: u8,
}

impl Deref for Choice<'_> {
    type Target = Spot;
    fn deref(&self) -> &Spot {
        self.spot
    }
}

impl Choice<'_> {
    /// Whether it is known well enough to be meant anywhere.
    pub fn settled(&self) -> bool {
        self.noted || self.population >= 20_000
    }
}

/// Sums by country, in the order of their codes.
#[derive(Default, Clone)]
struct Tally(Vec<([u8; 2], f64)>);

impl Tally {
    fn add(&mut self, country: [u8; 2], n: f64) {
        match self.0.binary_search_by_key(&country, |(c, _)| *c) {
            Ok(at) => self.0[at].1 += n,
            Err(at) => self.0.insert(at, (country, n)),
        }
    }

    fn of(&self, country: [u8; 2]) -> f64 {
        self.0.iter().find(|(c, _)| *c == country).map_or(0.0, |(_, n)| *n)
    }
}

pub(super) struct Context<'a> {
    pub gazetteer: &'a Gazetteer,
    pub text: &'a str,
    pub mentions: &'a [PlaceMention],
    pub bare: bool,
    pub country: Option<[u8; 2]>,
    /// The candidates of all mentions one behind the other, and those of each.
    choices: Vec<Choice<'a>>,
    of: Vec<Range<usize>>,
    sentence: Vec<usize>,
    countries: Tally,
    votes: Tally,
    /// Per mention: the country that it votes for.
    voted: Vec<Option<[u8; 2]>>,
    /// Of the mentions that vote for a country, how many may mean a place: worked out when it is first asked for.
    voters: OnceCell<FxHashMap<(PlaceRef, [u8; 2]), u32>>,
    /// Per mention: whether another is said to lie in it.
    holds: Vec<bool>,
    /// Per mention: whether its name is of words for divisions and directions alone.
    general: Vec<OnceCell<bool>>,
}

impl<'a> Context<'a> {
    pub fn new(gazetteer: &'a Gazetteer, text: &'a str, mentions: &'a [PlaceMention], scope: &Scope<'_>) -> Self {
        let mut choices = Vec::with_capacity(mentions.len() * 2);
        let of = mentions
            .iter()
            .map(|m| {
                let from = choices.len();
                add_choices(gazetteer, m, &mut choices);
                from..choices.len()
            })
            .collect();
        let sentence = mentions
            .iter()
            .map(|m| scope.sentences.partition_point(|s| s.end <= m.span.start))
            .collect();
        let country = scope.country.and_then(|c| <[u8; 2]>::try_from(c.as_bytes()).ok());
        let mut holds = vec![false; mentions.len()];
        for area in mentions.iter().filter_map(|m| m.lies_in) {
            if let Some(holds) = holds.get_mut(area) {
                *holds = true;
            }
        }
        let mut out = Self {
            gazetteer,
            text,
            mentions,
            bare: scope.bare,
            country,
            choices,
            of,
            sentence,
            countries: Tally::default(),
            votes: Tally::default(),
            voted: Vec::new(),
            voters: OnceCell::new(),
            holds,
            general: vec![OnceCell::new(); mentions.len()],
        };
        out.weigh_countries();
        out
    }

    /// The candidates of a mention.
    pub fn options(&self, i: usize) -> &[Choice<'a>] {
        self.choices.get(self.range(i)).unwrap_or(&[])
    }

    /// Which of all candidates are those of a mention.
    pub fn range(&self, i: usize) -> Range<usize> {
        self.of.get(i).cloned().unwrap_or_default()
    }

    /// What the candidates of all mentions weigh by themselves.
    pub fn priors(&self) -> impl Iterator<Item = f64> {
        self.choices.iter().map(|c| c.prior)
    }

    /// The type word of a mention.
    pub fn type_word(&self, i: usize) -> Option<&'a TypeWord> {
        type_word(self.gazetteer, self.mentions.get(i)?)
    }

    /// Whether a mention is said to lie in another, or another in it.
    pub fn is_linked(&self, i: usize) -> bool {
        self.holds.get(i) == Some(&true) || self.mentions.get(i).is_some_and(|m| m.lies_in.is_some())
    }

    /// Whether a mention's name is of words for divisions and directions alone.
    pub fn is_general(&self, i: usize) -> bool {
        let (Some(m), Some(known)) = (self.mentions.get(i), self.general.get(i)) else {
            return false;
        };
        *known.get_or_init(|| is_general(self.gazetteer.words(), m.name.slice(self.text)))
    }

    /// Which countries the report speaks of, by mentions that fit one country only.
    fn weigh_countries(&mut self) {
        let mut votes = Tally::default();
        self.voted = vec![None; self.mentions.len()];
        for (i, m) in self.mentions.iter().enumerate() {
            let options = self.options(i);
            let best = options.iter().map(|o| o.prior).fold(f64::NEG_INFINITY, f64::max);
            let mut strong = options.iter().filter(|o| o.prior > best - 1.0);
            let Some(first) = strong.next() else { continue };
            if m.sure && strong.all(|o| o.country == first.country) {
                votes.add(first.country, if first.kind == Kind::Country { 0.7 } else { 1.0 });
                self.voted[i] = Some(first.country);
            }
        }
        let total: f64 = votes.0.iter().map(|(_, n)| *n).sum();
        self.countries = Tally(votes.0.iter().map(|(c, n)| (*c, n / (total + 1.0))).collect());
        self.votes = votes;
        if let Some(c) = self.country {
            self.countries.add(c, 1.5);
        }
    }

    /// How much the report speaks of a country, 0 to 2.5.
    pub fn country_weight(&self, country: [u8; 2]) -> f64 {
        self.countries.of(country)
    }

    /// Whether no other country is spoken of more.
    pub fn is_stage(&self, country: [u8; 2]) -> bool {
        let own = self.votes.of(country);
        self.country == Some(country) || self.votes.0.iter().all(|(_, n)| *n <= own)
    }

    /// Whether anything else in the report speaks of a country.
    pub fn speaks_of(&self, i: usize, country: [u8; 2]) -> bool {
        let own = f64::from(u8::from(self.voted.get(i).copied().flatten() == Some(country)));
        self.votes.of(country) - own > 0.0 || self.country == Some(country)
    }

    /// Whether nothing else in the report than the place's own name speaks of its country while it plainly speaks of
    /// another: `least` times or more.
    pub fn is_foreign(&self, o: &Choice<'_>, least: f64) -> bool {
        let country = o.country;
        let others = self.votes.0.iter().filter(|(c, _)| *c != country);
        let most = others.map(|(_, n)| *n).fold(0.0, f64::max);
        if self.country == Some(country) || most < least {
            return false;
        }
        let votes = self.votes.of(country);
        let own = || self.voters().get(&(o.place, country)).copied().unwrap_or(0);
        votes <= 0.0 || votes - f64::from(own()) <= 0.0
    }

    /// How many of the mentions that vote for a country may mean a place.
    fn voters(&self) -> &FxHashMap<(PlaceRef, [u8; 2]), u32> {
        self.voters.get_or_init(|| {
            let mut out: FxHashMap<(PlaceRef, [u8; 2]), u32> = FxHashMap::default();
            for (voted, of) in self.voted.iter().zip(&self.of) {
                let (Some(country), options) = (voted, &self.choices[of.clone()]) else {
                    continue;
                };
                for (n, o) in options.iter().enumerate() {
                    if options[..n].iter().all(|p| p.place != o.place) {
                        *out.entry((o.place, *country)).or_default() += 1;
                    }
                }
            }
            out
        })
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
pub(super) fn together(one: &Spot, other: &Spot, linked: bool) -> f64 {
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

/// Whether a name is of words for divisions and directions alone; the last names asked for are remembered.
fn is_general(words: &'static PlaceWords, name: &str) -> bool {
    thread_local! {
        static RECENT: RefCell<Recent<bool>> = RefCell::new(Recent::new(2_000));
    }
    RECENT.with_borrow_mut(|recent| recent.get_or(name, || words.is_general_name(name)))
}

fn type_word(gazetteer: &Gazetteer, mention: &PlaceMention) -> Option<&'static TypeWord> {
    mention.type_word.and_then(|t| gazetteer.words().type_word(t))
}

/// Adds the candidates of a mention, the weightiest first.
fn add_choices<'a>(gazetteer: &'a Gazetteer, mention: &PlaceMention, all: &mut Vec<Choice<'a>>) {
    let from = all.len();
    let word = type_word(gazetteer, mention);
    // «قرية المغرب العربي» is not Morocco.
    let settlement = word.is_some_and(|t| !t.area && t.open && t.id != "district");
    let spots = mention
        .candidates
        .iter()
        .filter_map(|c| Some((gazetteer.spot(c.place)?, c.fit)));
    let fitting = spots.filter(|(spot, _)| spot.kind != Kind::Country || !settlement);
    all.extend(fitting.map(|(spot, fit)| Choice {
        spot,
        prior: prior(word, mention, spot, fit),
        fit,
    }));
    let own = all.get_mut(from..).unwrap_or_default();
    if own.len() > 1 {
        own.sort_by(|a, b| b.prior.total_cmp(&a.prior).then(a.place.cmp(&b.place)));
        let mut kept = 0;
        for k in 0..own.len() {
            if kept < MOST && own[..kept].iter().all(|o| o.place != own[k].place) {
                own.swap(kept, k);
                kept += 1;
            }
        }
        all.truncate(from + kept);
    }
    if let Some(country) = mention.nisba {
        for o in all.iter_mut().skip(from).filter(|o| o.country == *country.as_bytes()) {
            o.prior += 2.5;
        }
    }
}

fn prior(word: Option<&TypeWord>, mention: &PlaceMention, spot: &Spot, fit: u8) -> f64 {
    let kind = spot.kind;
    let mut score = f64::from(fit) / 25.0 + spot.size * 0.3;
    if spot.noted {
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
    if let Some(t) = word {
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
    if kind == Kind::Governorate
        && (word.is_some_and(|t| t.id == "countryside")
            || mention.type_word.is_none() && !mention.direction.is_empty()
            || mention.relation == Relation::Around && mention.type_word.is_none())
    {
        score += 2.6;
    }
    score
}
