//! What narrows an export: days, types, places, actors.
//!
//! In: options. Out: whether a claim, an event, a tie belongs. Invariant: every filter that is given must fit; what has
//! no day fits no filter of days. Deliberately the same for every format.
//! Example: `--place إدلب` keeps «قصف في إدلب» (shelling in Idlib) and all that lies in it.

use crate::names::Names;
use isnad_record::{ClaimRecord, EventRecord, ParticipantRecord, PlaceRecord, RelationRecord};
use isnad_store::fold;
use jiff::civil::Date;

/// Options that narrow an export.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Narrow {
    /// Only events and claims on or after this day
    #[arg(long, value_name = "DATE", conflicts_with = "from")]
    pub since: Option<Date>,
    /// Only events and claims that end on or after this day
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Only events and claims that begin on or before this day
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
    /// Only this type of event (repeatable)
    #[arg(long = "type", value_name = "TYPE")]
    pub kind: Vec<String>,
    /// Only this place and all that lies in it: name or id
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// Only what this actor does or suffers: name or id
    #[arg(long, value_name = "ACTOR")]
    pub actor: Option<String>,
}

/// Filters, ready to ask.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    from: Option<String>,
    to: Option<String>,
    kinds: Vec<String>,
    /// The place as given, folded, and ids that bear the name.
    place: Option<(String, Vec<String>)>,
    actor: Option<(String, Vec<String>)>,
}

fn folded(text: &str) -> String {
    text.split_whitespace()
        .map(fold)
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

impl Filter {
    /// Looks names up.
    pub fn new(wish: &Narrow, names: Option<&Names>) -> Self {
        let ids = |name: &str, of: fn(&Names, &str) -> Vec<String>| names.map_or_else(Vec::new, |n| of(n, name));
        let named = |name: &Option<String>, of: fn(&Names, &str) -> Vec<String>| {
            name.as_ref().map(|n| {
                let mut found = ids(n, of);
                found.push(n.clone());
                (folded(n), found)
            })
        };
        Self {
            from: wish.from.or(wish.since).map(|d| d.to_string()),
            to: wish.to.map(|d| d.to_string()),
            kinds: wish.kind.clone(),
            place: named(&wish.place, Names::places_named),
            actor: named(&wish.actor, Names::entities_named),
        }
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.from.is_none()
            && self.to.is_none()
            && self.kinds.is_empty()
            && self.place.is_none()
            && self.actor.is_none()
    }

    fn days(&self, from: Option<&String>, to: Option<&String>) -> bool {
        let ends = to.or(from);
        let begins = from.or(to);
        self.from.as_ref().is_none_or(|f| ends.is_some_and(|d| d >= f))
            && self.to.as_ref().is_none_or(|t| begins.is_some_and(|d| d <= t))
    }

    fn kind(&self, kind: &str) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|k| k == kind)
    }

    fn place(&self, p: Option<&PlaceRecord>) -> bool {
        let Some((name, ids)) = &self.place else { return true };
        let Some(p) = p else { return false };
        p.id.iter().chain(&p.within).any(|id| ids.contains(id))
            || [Some(&p.text), p.name.as_ref(), p.name_en.as_ref()]
                .into_iter()
                .flatten()
                .any(|n| folded(n) == *name)
    }

    fn actor(&self, list: &[&[ParticipantRecord]]) -> bool {
        let Some((name, ids)) = &self.actor else { return true };
        list.iter().flat_map(|l| l.iter()).any(|p| {
            p.entity.as_ref().is_some_and(|e| ids.contains(e))
                || (!p.private && folded(&p.text).contains(name.as_str()))
        })
    }

    /// Whether a claim belongs.
    pub fn claim(&self, c: &ClaimRecord) -> bool {
        let time = c.time.as_ref();
        self.kind(&c.r#type)
            && self.days(time.and_then(|t| t.from.as_ref()), time.and_then(|t| t.to.as_ref()))
            && self.place(c.place.as_ref())
            && self.actor(&[&c.agent, &c.patient])
    }

    /// Whether an event belongs.
    pub fn event(&self, e: &EventRecord) -> bool {
        self.kind(&e.r#type)
            && self.days(e.from.as_ref(), e.to.as_ref())
            && self.place(e.place.as_ref())
            && self.actor(&[&e.agent, &e.patient])
    }

    /// Whether a tie belongs, given whether any of its claims does.
    pub fn relation(&self, r: &RelationRecord, told: bool) -> bool {
        let actor = self.actor.as_ref();
        told || actor.is_some_and(|(_, ids)| ids.contains(&r.from) || ids.contains(&r.to))
    }
}

/// Whether two names are one but for spelling.
pub fn same(a: &str, b: &str) -> bool {
    !a.is_empty() && folded(a) == folded(b)
}
