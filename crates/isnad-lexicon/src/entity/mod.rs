//! Who: actors, public figures and outlets, and how texts name them.
//!
//! The compiled `data/actors`, `data/figures`, `data/outlets` (and a user's own entries) come in; lookups by id,
//! domain and name, the matcher [`Entities::find`], and the role nouns [`Roles`] come out.
//!
//! **Invariants:** nothing here fails on any text; the order of entities is that of the files, so results do not
//! depend on hashing; a hostile name never becomes an English one.
//! It does not decide whom «التنظيم» (at-tanzīm, "the organisation") means, nor find names that no list has:
//! that takes the whole report and belongs to the extractor.
//!
//! Example: in «قالت قسد» (qālat Qasad, "the SDF said") [`Entities::find`] gives entity `sdf` on «قسد».

mod data;
mod fold;
mod index;
mod lint;
mod matcher;
pub mod roles;
mod schema;
mod shape;

pub use lint::{Lint, lint};
pub use matcher::EntityMatch;
pub use roles::{Many, RoleMatch, Roles};
pub use schema::{Class, DatedName, Entity, EntityFile, Kind, Office, Plural, Role, RoleKind, Tie};

pub(crate) use data::builtin_data;

use crate::recent;
use index::Index;
use isnad_arabic::token::Token;
use isnad_model::{EntityId, SourceKind};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use schema::{EntityData, Shape};
use std::sync::Arc;

/// The place of an entity in [`Entities`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EntityIx(pub u32);

/// Every known actor, public figure and outlet.
#[derive(Clone, Debug)]
pub struct Entities {
    entities: Vec<Entity>,
    kinds: Vec<Kind>,
    kind_by_id: FxHashMap<String, usize>,
    by_id: FxHashMap<String, EntityIx>,
    by_domain: FxHashMap<String, EntityIx>,
    by_title: FxHashMap<String, EntityIx>,
    /// By the name without type words; `None` where several share it.
    by_core: FxHashMap<String, Option<EntityIx>>,
    heads: FxHashMap<String, Vec<EntityIx>>,
    index: Index,
    hosts: Vec<Shape>,
    words: FxHashMap<String, String>,
    plain_english: Vec<String>,
    /// What mentions take of each entity.
    faces: Vec<Face>,
    /// Tells these names from any others, for what is remembered of them.
    stamp: u64,
}

/// What every mention of an entity takes of it: shared, and its kind looked up once.
#[derive(Clone, Debug)]
pub struct Face {
    /// Its slug.
    pub id: EntityId,
    /// Its English name.
    pub english: Arc<str>,
    /// What kind of source it is when it speaks or is cited.
    pub source: Option<SourceKind>,
    kind: Option<usize>,
}

/// The entities and the nouns of people of `data/`, decoded once.
pub(crate) fn builtin() -> (Entities, Roles) {
    let mut data = builtin_data();
    let roles = Roles::new(std::mem::take(&mut data.roles));
    (Entities::new(data, Vec::new()), roles)
}

impl Entities {
    /// The entities of `data/`.
    #[must_use]
    pub fn builtin() -> Self {
        Self::new(builtin_data(), Vec::new())
    }

    /// The entities of `data/` with a user's: an entry with a known id adds to it, any other is new.
    #[must_use]
    pub fn with_user(user: Vec<Entity>) -> Self {
        Self::new(builtin_data(), user)
    }

    pub(crate) fn new(data: EntityData, user: Vec<Entity>) -> Self {
        let mut all = Self {
            kind_by_id: data.kinds.iter().enumerate().map(|(i, k)| (k.id.clone(), i)).collect(),
            entities: data.entities,
            kinds: data.kinds,
            by_id: FxHashMap::default(),
            by_domain: FxHashMap::default(),
            by_title: FxHashMap::default(),
            by_core: FxHashMap::default(),
            heads: FxHashMap::default(),
            index: Index::new(&data.spellings),
            hosts: data.hosts,
            words: shape::words(&data.words),
            plain_english: data.plain_english,
            faces: Vec::new(),
            stamp: crate::recent::stamp(),
        };
        for (i, e) in all.entities.iter().enumerate() {
            all.by_id.insert(e.id.clone(), EntityIx(i as u32));
        }
        for e in user {
            match all.by_id.get(&e.id).and_then(|ix| all.entities.get_mut(ix.0 as usize)) {
                Some(known) => extend(known, e),
                None => {
                    all.by_id.insert(e.id.clone(), EntityIx(all.entities.len() as u32));
                    all.entities.push(e);
                }
            }
        }
        all.compile();
        all
    }

    fn compile(&mut self) {
        for (i, e) in self.entities.iter().enumerate() {
            let ix = EntityIx(i as u32);
            let number = self.kind_by_id.get(&e.kind).copied();
            let kind = number.and_then(|k| self.kinds.get(k));
            self.faces.push(Face {
                id: EntityId::new(e.id.as_str()),
                english: e.en.as_str().into(),
                source: kind.and_then(|k| SourceKind::from_word(&k.source)),
                kind: number,
            });
            self.index.add(ix.0, e, kind);
            for d in &e.domains {
                self.by_domain.entry(d.to_ascii_lowercase()).or_insert(ix);
            }
            for h in &e.heads {
                self.heads.entry(index::head_key(h)).or_default().push(ix);
            }
            // A monitor or an agency of a party publishes too, whatever its class.
            if e.class == Class::Figure {
                continue;
            }
            let latin = std::iter::once(&e.en).chain(&e.en_also);
            let arabic = e.names.iter().chain(&e.cued).chain(&e.short).chain(&e.tags);
            let labels = e.domains.iter().map(|d| (shape::label(d), false));
            let names = latin.chain(arabic).map(|n| (n.as_str(), true)).chain(labels);
            for (name, whole) in names {
                let full = shape::full_key(name);
                let core = shape::title_key(name, &self.words);
                if whole && !full.is_empty() {
                    // Among entities of one name the publisher is meant.
                    let better = self.by_title.get(&full).is_none_or(|old| {
                        let was = self.entities.get(old.0 as usize).map(|e| e.class);
                        was != Some(Class::Outlet) && e.class == Class::Outlet
                    });
                    if better {
                        self.by_title.insert(full, ix);
                    }
                }
                if !core.is_empty() {
                    self.by_core
                        .entry(core)
                        .and_modify(|old| *old = old.filter(|o| *o == ix))
                        .or_insert(Some(ix));
                }
            }
        }
    }

    /// The names of known entities in a text, disjoint, in text order. Give the whole article.
    #[must_use]
    pub fn find(&self, text: &str, tokens: &[Token]) -> Vec<EntityMatch> {
        let mut found = matcher::find(self, text, tokens, &recent::number(text, tokens), None);
        found.retain(|m| !m.local);
        found
    }

    /// The same of a text whose words have been numbered and whose day may be known: names that the entity did not bear
    /// on that day are left out, and names that depend on the country are marked as `local`, with all that bear them.
    #[must_use]
    pub fn find_on(
        &self,
        text: &str,
        tokens: &[Token],
        numbers: &recent::Numbers,
        day: Option<Date>,
    ) -> Vec<EntityMatch> {
        matcher::find(self, text, tokens, numbers, day)
    }

    /// An entity by its place.
    #[must_use]
    pub fn get(&self, ix: EntityIx) -> Option<&Entity> {
        self.entities.get(ix.0 as usize)
    }

    /// Every entity, in the order of the files.
    pub fn iter(&self) -> impl Iterator<Item = (EntityIx, &Entity)> {
        self.entities.iter().enumerate().map(|(i, e)| (EntityIx(i as u32), e))
    }

    /// How many entities there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// An entity by its slug.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<EntityIx> {
        self.by_id.get(id).copied()
    }

    /// The id of an entity as records carry it.
    #[must_use]
    pub fn id(&self, ix: EntityIx) -> Option<EntityId> {
        self.face(ix).map(|f| f.id.clone())
    }

    /// What mentions of an entity take of it.
    #[must_use]
    pub fn face(&self, ix: EntityIx) -> Option<&Face> {
        self.faces.get(ix.0 as usize)
    }

    /// The kind of an entity.
    #[must_use]
    pub fn kind(&self, ix: EntityIx) -> Option<&Kind> {
        self.kinds.get(self.face(ix)?.kind?)
    }

    /// A kind by its slug.
    #[must_use]
    pub fn kind_by_id(&self, id: &str) -> Option<&Kind> {
        self.kind_by_id.get(id).and_then(|k| self.kinds.get(*k))
    }

    /// Whether a word of a text stands before names of a kind («السلطات» for `government`), its proclitics aside.
    #[must_use]
    pub fn is_type_word(&self, kind: &str, word: &str) -> bool {
        let folded = fold::key(word);
        let mut found = false;
        if let Some(kind) = self.kind_by_id(kind) {
            fold::readings(&folded, |_, stem| {
                found |= kind.words.iter().any(|w| fold::key(w) == stem)
            });
        }
        found
    }

    /// What kind of source the entity is when it speaks or is cited.
    #[must_use]
    pub fn source_kind(&self, ix: EntityIx) -> Option<SourceKind> {
        self.face(ix)?.source
    }

    /// Whether the entity is a state or serves one: an army, a security service.
    #[must_use]
    pub fn is_of_state(&self, id: &str) -> bool {
        let kind = self.by_id(id).and_then(|ix| self.kind(ix));
        kind.is_some_and(|k| k.of_state)
    }

    /// The English noun for an entity's people («fighters»).
    #[must_use]
    pub fn role(&self, ix: EntityIx) -> Option<&str> {
        self.get(ix)?.role.as_deref().or_else(|| self.kind(ix)?.role.as_deref())
    }

    /// The publisher at a host; the longest known suffix of labels counts (`arabic.example.org`, `example.org`).
    #[must_use]
    pub fn by_domain(&self, host: &str) -> Option<EntityIx> {
        let host = shape::host(host);
        let mut rest = host.as_str();
        loop {
            if let Some(ix) = self.by_domain.get(rest) {
                return Some(*ix);
            }
            rest = rest.split_once('.')?.1;
        }
    }

    /// The publisher of a name, Arabic or Latin, written in one of many ways («شبكة كذا الإخبارية», `Kaza News`).
    #[must_use]
    pub fn outlet_by_name(&self, name: &str) -> Option<EntityIx> {
        if name.contains('.')
            && let Some(ix) = self.by_domain(name)
        {
            return Some(ix);
        }
        let ruler = |ix: &EntityIx| {
            self.get(*ix)
                .is_some_and(|e| matches!(e.kind.as_str(), "state" | "government"))
        };
        if let Some(exact) = self.by_title.get(&shape::full_key(name)) {
            return (!ruler(exact)).then_some(*exact);
        }
        // «Syria Press» without its type word is a country: no publisher.
        let core = shape::title_key(name, &self.words);
        if self.by_title.get(&core).is_some_and(ruler) {
            return None;
        }
        self.by_core.get(&core).copied().flatten()
    }

    /// The entities that a bare definite noun may refer to when one of them is salient: «التنظيم», «القوات الحكومية»
    /// (give the noun with or without articles).
    #[must_use]
    pub fn head_candidates(&self, noun: &str) -> &[EntityIx] {
        self.heads.get(&index::head_key(noun)).map_or(&[], Vec::as_slice)
    }

    /// The kind of an outlet that no list has, by the shape of its name and host: a page of a social network, a
    /// government host, a name with «شبكة» (network) or «مرصد» (monitor).
    #[must_use]
    pub fn outlet_kind_by_shape(&self, name: &str, host: Option<&str>) -> Option<&Kind> {
        let id = shape::by_host(&self.hosts, host).or_else(|| shape::by_words(&self.words, name, host))?;
        self.kind_by_id(id)
    }

    /// Whether a name of this match was borne on that day; `true` for a name without dates.
    #[must_use]
    pub fn borne_on(&self, found: &EntityMatch, day: Date) -> bool {
        let Some(name) = found.dated.and_then(|i| self.get(found.entity)?.dated.get(i)) else {
            return true;
        };
        within(name.since.as_deref(), name.until.as_deref(), day)
    }

    /// Whether the entity existed on that day.
    #[must_use]
    pub fn existed_on(&self, ix: EntityIx, day: Date) -> bool {
        self.get(ix)
            .is_some_and(|e| within(e.since.as_deref(), e.until.as_deref(), day))
    }

    /// The offices that a figure held on that day.
    pub fn offices_on(&self, ix: EntityIx, day: Date) -> impl Iterator<Item = &Office> {
        let offices = self.get(ix).map_or(&[][..], |e| &e.offices);
        offices
            .iter()
            .filter(move |o| within(o.since.as_deref(), o.until.as_deref(), day))
    }

    /// The entity that `ix` had become by that day (itself, where it had not).
    #[must_use]
    pub fn successor_on(&self, ix: EntityIx, day: Date) -> EntityIx {
        let mut at = ix;
        // A chain of successors is short; a cycle in a user's data must end too.
        for _ in 0..8 {
            let next = self.get(at).and_then(|e| {
                let tie = e
                    .successors
                    .iter()
                    .find(|t| within(t.since.as_deref(), None, day) && t.since.is_some())?;
                self.by_id(&tie.id)
            });
            match next {
                Some(next) if next != at => at = next,
                _ => break,
            }
        }
        at
    }

    pub(crate) fn plain_english(&self) -> &[String] {
        &self.plain_english
    }
}

/// Adds what a user says of a known entity.
fn extend(known: &mut Entity, user: Entity) {
    known.adjectives.extend(user.adjectives);
    known.cued.extend(user.cued);
    known.dated.extend(user.dated);
    known.domains.extend(user.domains);
    known.en_also.extend(user.en_also);
    known.feeds.extend(user.feeds);
    known.heads.extend(user.heads);
    known.hostile.extend(user.hostile);
    known.local.extend(user.local);
    known.near.extend(user.near);
    known.names.extend(user.names);
    known.needs.extend(user.needs);
    known.offices.extend(user.offices);
    known.parents.extend(user.parents);
    known.short.extend(user.short);
    known.successors.extend(user.successors);
    known.tags.extend(user.tags);
    if !user.en.is_empty() {
        known.en = user.en;
    }
    if user.owner.is_some() {
        known.owner = user.owner;
    }
    if user.role.is_some() {
        known.role = user.role;
    }
}

/// Whether a day lies within two bounds of year, month or day precision; a missing bound is open.
fn within(since: Option<&str>, until: Option<&str>, day: Date) -> bool {
    since.and_then(|s| bound(s, false)).is_none_or(|s| s <= day)
        && until.and_then(|u| bound(u, true)).is_none_or(|u| day <= u)
}

/// The first or last day of `2016`, `2016-07` or `2016-07-28`.
fn bound(text: &str, last: bool) -> Option<Date> {
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let month: Option<i8> = parts.next().map(|m| m.parse().ok()).unwrap_or(None);
    let day: Option<i8> = parts.next().map(|d| d.parse().ok()).unwrap_or(None);
    match (month, day) {
        (Some(m), Some(d)) => Date::new(year, m, d).ok(),
        (Some(m), None) => Date::new(year, m, 1)
            .ok()
            .map(|d| if last { d.last_of_month() } else { d }),
        _ if last => Date::new(year, 12, 31).ok(),
        _ => Date::new(year, 1, 1).ok(),
    }
}
