//! To which entity somebody belongs who is named by what he is.
//!
//! In: the phrase of a participant, the report's layers, who speaks. Out: the entity that is meant: of a possessive the
//! group named last («عناصره»), of a first person the speaker («قواتنا»), of members without a group the group that the
//! report is of («العناصر»), of one who leads a known body the public figure who does («زعيم التنظيم»).
//!
//! **Invariant:** relatives, houses, bystanders never take the entity of those whose they are.
//! It does not find who acts: it is asked about phrases that others chose.
//!
//! Example: in «نشرت الحركة مقاتليها» (nasharat al-ḥaraka muqātilīhā, "the movement deployed its fighters") they are the
//! movement's.

use crate::attribution::{Statement, Statements};
use crate::doc::{Doc, Word};
use crate::layers::{EntityMention, Layers};
use crate::phrase::{Np, Sem};
use isnad_arabic::morph::{Number, Person};
use isnad_lexicon::entity::{Class, Entity};
use isnad_model::{EntityId, Status};
use std::collections::BTreeMap;

/// The entity of a participant.
pub(crate) fn entity(doc: &Doc<'_>, layers: &Layers, np: &Np, statement: Option<&Statement>) -> Option<EntityId> {
    let plain = np.entity.clone().or_else(|| {
        if !np.pronoun {
            return of_whom(doc, layers, np).or_else(|| the_members(doc, layers, np));
        }
        if !can_belong(doc, layers, np) {
            return None;
        }
        if is_ours(doc, np) {
            return statement.and_then(|s| speaker(doc, s));
        }
        // «عناصره»: the group named last before.
        group_before(layers, np.words.start, 0).map(|e| e.id.clone())
    });
    let whole = plain?;
    // «عناصره» of a public figure are those of the body that he leads.
    let whole = if np.pronoun && can_belong(doc, layers, np) {
        led_by(doc, &whole).unwrap_or(whole)
    } else {
        whole
    };
    Some(leader(doc, layers, np, &whole).unwrap_or(whole))
}

/// The body of which a public figure holds an office.
fn led_by(doc: &Doc<'_>, id: &EntityId) -> Option<EntityId> {
    let entities = &doc.lexicon.entities;
    let e = entities.get(entities.by_id(id.as_str())?)?;
    let of = || e.offices.iter().rev().find_map(|o| o.of.as_deref()).map(EntityId::new);
    (e.class == Class::Figure).then(of).flatten()
}

/// Whether a possessive makes the phrase part of the group: fighters, forces, leaders; no relatives, no bystanders.
pub(crate) fn can_belong(doc: &Doc<'_>, layers: &Layers, np: &Np) -> bool {
    let held = np.words.clone().find(|w| doc.words[*w].pronoun.is_some());
    let of_group = is_of_group(doc, layers, held.unwrap_or(np.head));
    match np.sem {
        Sem::Actor | Sem::Means => of_group || held == Some(np.head),
        Sem::People => of_group,
        _ => false,
    }
}

/// A noun of those who make up a group.
fn is_of_group(doc: &Doc<'_>, layers: &Layers, w: usize) -> bool {
    let f = doc.frames();
    doc.is(w, f.class_bit("group_member") | f.class_bit("leader_noun"))
        || layers.is_force_noun(doc, w)
        || layers
            .noun_of(doc, w)
            .is_some_and(|n| n.status == Status::Combatant && !n.relation)
}

/// «عناصره», «قواتنا» wherever they stand: the words and whose they are.
pub(crate) fn possessed<'a>(
    doc: &'a Doc<'_>,
    layers: &'a Layers,
    statements: &'a Statements,
) -> impl Iterator<Item = (usize, EntityId)> + 'a {
    let held = |(w, word): (usize, &Word)| Some((w, word.pronoun?)).filter(|_| !word.is_verb());
    let all = doc.words.iter().enumerate().filter_map(held);
    all.filter(|(w, _)| layers.entity_at(*w).is_none() && is_of_group(doc, layers, *w))
        .filter_map(move |(w, p)| {
            let sent = doc.sent_of(w);
            let from = doc.sents.get(sent.saturating_sub(1))?.words.start;
            let whose = if p.person == Person::First {
                let ours = p.number != Number::Singular;
                ours.then(|| statements.at(w)).flatten().and_then(|s| speaker(doc, s))
            } else {
                group_before(layers, w, from).map(|e| e.id.clone())
            };
            Some((w, whose?))
        })
}

/// «قواتنا», «مقاتلينا».
fn is_ours(doc: &Doc<'_>, np: &Np) -> bool {
    let held = np.words.clone().find_map(|w| doc.words[w].pronoun);
    held.is_some_and(|p| p.person == Person::First && p.number != Number::Singular)
}

/// The body that speaks: a press office speaks for whose it is.
fn speaker(doc: &Doc<'_>, statement: &Statement) -> Option<EntityId> {
    let entities = &doc.lexicon.entities;
    let body = |id: &EntityId| {
        let e = entities.get(entities.by_id(id.as_str())?)?;
        match e.class {
            Class::Actor => Some(id.clone()),
            Class::Outlet if e.kind == "press-office" => e.owner.as_deref().map(EntityId::new),
            // A figure speaks for the body that he is of.
            Class::Figure => e.offices.iter().rev().find_map(|o| o.of.as_deref()).map(EntityId::new),
            Class::Outlet => None,
        }
    };
    statement.chain.iter().filter_map(|s| s.entity.as_ref()).find_map(body)
}

/// The armed group named last before a word, not before another.
fn group_before(layers: &Layers, word: usize, from: usize) -> Option<&EntityMention> {
    let named = layers.named_before(word);
    named[named.partition_point(|e| e.words.start < from)..]
        .iter()
        .rfind(|e| e.words.end <= word && e.group && !e.adjective && !e.person)
}

/// How many names before and behind a word tell whom it means: more than any report of the bench has.
///
/// Without a bound the time would grow as the square of the report.
const NAMES: usize = 512;

/// «ستة عناصر آخرين», «القياديان»: members of a group that is not named beside them, in a report that is of one group.
fn of_whom(doc: &Doc<'_>, layers: &Layers, np: &Np) -> Option<EntityId> {
    /// So often the group must have been named before, and twice as often as any other.
    const NAMED: usize = 3;
    if !is_member_alone(doc, layers, np) {
        return None;
    }
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let before = layers.entities.partition_point(|e| e.words.end <= np.words.start);
    let from = before.saturating_sub(NAMES);
    for (i, e) in layers.entities.iter().enumerate().take(before).skip(from) {
        if e.group && e.armed && !e.adjective && !e.person && !e.outlet {
            let c = counts.entry(e.id.as_str()).or_insert((0, i));
            c.0 += 1;
        }
    }
    let mut all: Vec<(usize, usize)> = counts.into_values().collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    let &(most, at) = all.first()?;
    let second = all.get(1).map_or(0, |c| c.0);
    (most >= NAMED && most >= 2 * second)
        .then(|| layers.entities.get(at).map(|e| e.id.clone()))
        .flatten()
}

/// A noun of members with no group beside it.
fn is_member_alone(doc: &Doc<'_>, layers: &Layers, np: &Np) -> bool {
    let member = np.sem == Sem::People && doc.is(np.head, doc.frames().class_bit("group_member"));
    let bound = np
        .words
        .clone()
        .any(|w| w != np.head && (layers.entity_at(w).is_some() || layers.noun_of(doc, w).is_some_and(|n| n.force)));
    member && !bound
}

/// «العناصر المتبقون»: with the article, those of the armed group named last in this sentence or the one before.
fn the_members(doc: &Doc<'_>, layers: &Layers, np: &Np) -> Option<EntityId> {
    if !is_member_alone(doc, layers, np) || !doc.words[np.head].definite() || !doc.words[np.head].plural {
        return None;
    }
    let sent = doc.sent_of(np.words.start);
    let from = doc.sents.get(sent.saturating_sub(1))?.words.start;
    group_before(layers, np.words.start, from)
        .filter(|e| e.armed)
        .map(|e| e.id.clone())
}

/// «زعيم التنظيم», «الرئيس الروسي»: the public figure who leads the body, where the report names one who does.
fn leader(doc: &Doc<'_>, layers: &Layers, np: &Np, body: &EntityId) -> Option<EntityId> {
    let leads = doc.is(np.head, doc.frames().class_bit("leader_noun"))
        && np.sem == Sem::People
        && !doc.words[np.head].plural
        && !doc.words[np.head].dual
        && np.count.is_none_or(|c| c.low == 1 && c.high == Some(1));
    if !leads {
        return None;
    }
    // The body stands right behind the noun («رئيس النظام»), or it is the pronoun's.
    let beside = layers
        .entity_at(np.head + 1)
        .is_some_and(|e| layers.entities[e].id == *body);
    if !beside && doc.words[np.head].pronoun.is_none() {
        return None;
    }
    let entities = &doc.lexicon.entities;
    let of = |e: &Entity| {
        e.offices
            .iter()
            .any(|o| o.of.as_deref() == Some(body.as_str()) && TITLES.iter().any(|t| o.en.starts_with(t)))
    };
    let known = |id: &EntityId| -> Option<&Entity> { entities.get(entities.by_id(id.as_str())?) };
    let fits = |m: &&EntityMention| m.person && known(&m.id).is_some_and(of);
    let at = layers.named_before(np.words.start).len();
    let all = layers
        .entities
        .get(at.saturating_sub(NAMES)..layers.entities.len().min(at + NAMES))?;
    let before = layers.named_before(np.words.start).iter().rev().take(NAMES).find(fits);
    let named = before.or_else(|| all.iter().find(fits))?;
    // Where the report names several who led it, who is meant is open.
    let one = all.iter().filter(fits).all(|m| m.id == named.id);
    one.then(|| named.id.clone())
}

/// What an office is called in English that leads a body.
const TITLES: [&str; 8] = [
    "Leader",
    "President",
    "Commander",
    "King",
    "Emir",
    "Supreme Leader",
    "Head of",
    "Caliph",
];

#[cfg(test)]
mod tests {
    use crate::{analyse, sentence};
    use isnad_lexicon::Lexicon;

    /// Entities of all participants of a text.
    fn of(text: &str) -> Vec<(String, Option<String>)> {
        let analysis = analyse(&sentence(text), &Lexicon::builtin());
        let parts = analysis.claims.iter().flat_map(|c| c.agent.iter().chain(&c.patient));
        parts
            .map(|p| (p.quoted.text.clone(), p.entity.as_ref().map(|e| e.as_str().to_owned())))
            .collect()
    }

    #[test]
    fn who_is_named_by_what_he_is() {
        for (text, words, entity) in [
            ("قالت قسد إن قواتنا قصفت البلدة بالمدفعية", "قواتنا", Some("sdf")),
            ("هاجم الحوثيون البلدة، وقتل الجيش شقيقهم", "شقيقهم", None),
            ("اجتمع قادة حماس في بيروت. وقصفت طائرة منازلهم", "منازلهم", None),
            (
                "يقود بوتين بلاده. واغتال مجهولون الرئيس الروسي في موسكو",
                "الرئيس الروسي",
                Some("vladimir-putin"),
            ),
        ] {
            let all = of(text);
            let found = all.iter().find(|(t, _)| t.contains(words));
            if let Some((_, got)) = found {
                assert_eq!(got.as_deref(), entity, "{text}: {all:?}");
            } else {
                assert_eq!(entity, None, "{text}: {all:?}");
            }
        }
    }
}
