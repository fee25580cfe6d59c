//! Relations: dated ties of persons, groups and places, with the claims behind them.
//!
//! In: the claims that say something happened; out: relations, each once, with the first and last day that the claims
//! state. «انشق قياديان عن التنظيم» (inshaqqa qiyadiyyan, two commanders broke with the organisation) yields
//! `defected_from`; whoever takes a place holds it until somebody's loss or another's capture.
//! What is planned or denied ties nobody.

use crate::hash;
use crate::table::{self, Table};
use isnad_model::{
    Claim, ClaimId, ClaimType, EntityId, MentionKind, Modality, Participant, Relation, RelationId, RelationKind,
    Source, SourceKind, Stance,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// English nouns of kin, as participants' roles give them.
const KIN: &[&str] = &[
    "brother",
    "sister",
    "son",
    "daughter",
    "father",
    "mother",
    "cousin",
    "wife",
    "husband",
    "uncle",
    "aunt",
    "nephew",
    "niece",
    "relative",
    "brother-in-law",
    "son-in-law",
    "father-in-law",
];

/// English nouns of a whole group, as participants' roles give them.
const WHOLE: &[&str] = &[
    "group",
    "organisation",
    "organization",
    "movement",
    "army",
    "state",
    "government",
    "coalition",
    "party",
    "forces",
    "regime",
    "faction",
    "militia",
    "militias",
];

#[derive(Default)]
struct Tie {
    since: Option<Date>,
    until: Option<Date>,
    claims: BTreeSet<ClaimId>,
}

type Ties = BTreeMap<(RelationKind, String, String), Tie>;

fn words(p: &Participant) -> String {
    p.quoted.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The known party that somebody is or belongs to. A person with a people and no role («جون البريطاني») is none.
fn party(p: &Participant) -> Option<&EntityId> {
    p.entity.as_ref().filter(|_| !p.private || p.role.is_some())
}

/// The party, or the words where there is none.
fn whom(p: &Participant) -> String {
    party(p).map_or_else(|| words(p), |e| e.as_str().to_owned())
}

/// What is known of entities over all reports.
#[derive(Default)]
struct Known<'a> {
    /// Persons, as the mentions of all reports say.
    persons: BTreeSet<&'a EntityId>,
    /// Publishers of the reports: they tell, and are no side.
    outlets: BTreeSet<&'a EntityId>,
}

impl Known<'_> {
    /// Whether somebody can join, leave or swear: not a publisher nor the medium that tells it, and not a quotation mark
    /// that was taken for a name.
    fn is_party(&self, p: &Participant, claim: &Claim) -> bool {
        let span = p.quoted.span;
        let tells = |s: &Source| {
            matches!(s.kind, SourceKind::Media | SourceKind::Agency | SourceKind::Outlet)
                && s.quoted.as_ref().is_some_and(|q| q.span.overlaps(span))
        };
        if claim.sources.iter().any(tells) {
            return false;
        }
        match &p.entity {
            Some(e) => !self.outlets.contains(e),
            None => p.quoted.text.chars().filter(|c| c.is_alphabetic()).count() >= 2,
        }
    }

    /// Whether it is a person, by the mentions of the reports or because analysis found a name.
    fn is_person(&self, p: &Participant) -> bool {
        p.private || p.entity.as_ref().is_some_and(|e| self.persons.contains(e))
    }

    /// Whom somebody leaves or dissents from: those of whom the claim knows who they are; else his own group, if that is
    /// known («انشق قياديان في التنظيم من أبناء القرية»: the village is not what they left); else whoever is named.
    fn left_by(&self, p: &Participant, claim: &Claim) -> Vec<String> {
        let named = || claim.patient.iter().filter(|q| self.is_party(q, claim));
        let known: Vec<String> = named().filter(|q| party(q).is_some()).map(whom).collect();
        match party(p) {
            _ if !known.is_empty() => known,
            Some(group) => vec![group.as_str().to_owned()],
            None => named().map(whom).collect(),
        }
    }
}

/// Whether the words name some people of a group («المقاتلون الأجانب», the foreign fighters) and not the group.
fn is_faction(p: &Participant, known: &Known<'_>) -> bool {
    let role = p.role.as_deref();
    let some = p.count.is_some() || role.is_some_and(|r| !WHOLE.contains(&r));
    some && party(p).is_some_and(|e| !known.persons.contains(e))
}

/// Who leaves, swears or dissents: a faction goes by its words, so that it is not taken for its whole group.
fn faction(p: &Participant, other: &str, known: &Known<'_>) -> String {
    let name = whom(p);
    if name == other || is_faction(p, known) {
        words(p)
    } else {
        name
    }
}

fn place_of(claim: &Claim) -> Option<String> {
    let place = claim.place.as_ref()?;
    Some(place.id.as_ref().map_or_else(
        || place.text.split_whitespace().collect::<Vec<_>>().join(" "),
        |id| id.as_str().to_owned(),
    ))
}

fn when(claim: &Claim) -> (Option<Date>, Option<Date>) {
    match claim.time.as_ref().filter(|_| table::own_days(claim).is_some()) {
        Some((_, t)) => (t.from.or(t.to), t.to.or(t.from)),
        None => (None, None),
    }
}

fn tie(ties: &mut Ties, kind: RelationKind, from: String, to: String, claim: &Claim) {
    if from.is_empty() || to.is_empty() || from == to {
        return;
    }
    let tie = ties.entry((kind, from, to)).or_default();
    tie.claims.insert(claim.id.clone());
    if let (Some(since), _) = when(claim) {
        tie.since = Some(tie.since.map_or(since, |s| s.min(since)));
    }
}

fn end(ties: &mut Ties, key: (RelationKind, String, String), claim: &Claim) {
    let (Some(day), _) = when(claim) else { return };
    if let Some(tie) = ties.get_mut(&key)
        && tie.since.is_none_or(|s| s <= day)
    {
        tie.until = Some(tie.until.map_or(day, |u| u.min(day)));
        tie.claims.insert(claim.id.clone());
    }
}

/// All relations, sorted by id.
pub(crate) fn relations(table: &Table<'_>) -> Vec<Relation> {
    let mut ties = Ties::new();
    let mentions = table.rows.iter().flat_map(|r| &r.analysis.mentions);
    let known = Known {
        persons: mentions
            .filter(|m| matches!(m.kind, MentionKind::PublicPerson | MentionKind::PrivatePerson))
            .filter_map(|m| m.entity.as_ref())
            .collect(),
        outlets: table.rows.iter().filter_map(|r| r.facts.outlet.as_ref()).collect(),
    };
    let claims = || {
        table
            .items
            .iter()
            .map(|i| i.claim)
            .filter(|c| c.modality == Modality::Actual && c.stance != Stance::Denied)
    };
    for claim in claims() {
        begin(&mut ties, claim, &known);
    }
    endings(&mut ties, claims(), &known);
    let mut out: Vec<Relation> = ties
        .into_iter()
        .map(|((kind, from, to), tie)| {
            let claims: Vec<ClaimId> = tie.claims.into_iter().collect();
            let first = claims.first().map_or("", ClaimId::as_str);
            let id = RelationId::new(hash::digest('l', [kind.as_str(), from.as_str(), to.as_str(), first]));
            Relation {
                id,
                kind,
                from,
                to,
                since: tie.since,
                until: tie.until,
                claims,
            }
        })
        .collect();
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

fn begin(ties: &mut Ties, claim: &Claim, known: &Known<'_>) {
    use ClaimType as T;
    use RelationKind as R;
    let parties = |list: &'_ [Participant]| {
        let parties = list.iter().filter(|p| known.is_party(p, claim));
        parties.cloned().collect::<Vec<_>>()
    };
    let (agents, patients) = (parties(&claim.agent), parties(&claim.patient));
    let leave = |ties: &mut Ties, kind: RelationKind| {
        for p in &agents {
            for to in known.left_by(p, claim) {
                tie(ties, kind, faction(p, &to, known), to, claim);
            }
        }
    };
    match claim.kind {
        T::Defection => leave(ties, R::DefectedFrom),
        T::Pledge => {
            for p in &agents {
                // «على السمع والطاعة» is what is sworn, not to whom.
                for q in patients.iter().filter(|q| is_somebody(q)) {
                    let to = whom(q);
                    tie(ties, R::PledgedTo, faction(p, &to, known), to, claim);
                }
            }
        }
        T::Recruitment => {
            for q in &patients {
                for p in &agents {
                    let to = whom(p);
                    tie(ties, R::MemberOf, faction(q, &to, known), to, claim);
                }
            }
        }
        T::Dissent => leave(ties, R::DissentsFrom),
        T::Appointment => {
            for p in &claim.agent {
                for q in &claim.patient {
                    // «تولى فلان قيادة الحركة» and «عيّنت الحركة فلانا»: the person leads the group.
                    let (head, group) = match (known.is_person(p), known.is_person(q)) {
                        (true, true) => continue,
                        (false, true) => (q, p),
                        (_, false) => (p, q),
                    };
                    let to = whom(group);
                    tie(ties, R::Leads, faction(head, &to, known), to, claim);
                }
                if let (true, Some(place)) = (claim.patient.is_empty(), place_of(claim)) {
                    tie(ties, R::Leads, whom(p), place, claim);
                }
            }
        }
        T::Clash | T::Offensive | T::Airstrike | T::Shelling | T::Bombing | T::Shooting | T::Siege => {
            fights(ties, claim);
        }
        T::Control | T::Capture => {
            if let Some(place) = place_of(claim) {
                for p in &claim.agent {
                    tie(ties, R::Holds, whom(p), place.clone(), claim);
                }
            }
        }
        _ => {}
    }
    if matches!(
        claim.kind,
        T::Offensive | T::Capture | T::Airstrike | T::Shelling | T::Arrest
    ) {
        let sides: BTreeSet<&str> = claim.agent.iter().filter_map(party).map(|e| e.as_str()).collect();
        for (a, b) in couples(&sides) {
            tie(ties, R::AlliedWith, a.to_owned(), b.to_owned(), claim);
        }
    }
    if matches!(claim.kind, T::Defection | T::Pledge | T::Dissent) {
        for p in agents.iter().filter(|p| is_faction(p, known)) {
            tie(ties, R::MemberOf, words(p), whom(p), claim);
        }
    }
    members(ties, claim);
}

fn couples<'a>(set: &BTreeSet<&'a str>) -> Vec<(&'a str, &'a str)> {
    let list: Vec<&str> = set.iter().copied().take(8).collect();
    let mut out = Vec::new();
    for (n, a) in list.iter().enumerate() {
        out.extend(list.iter().skip(n + 1).map(|b| (*a, *b)));
    }
    out
}

fn fights(ties: &mut Ties, claim: &Claim) {
    let ids = |list: &[Participant]| -> BTreeSet<String> {
        list.iter().filter_map(party).map(|e| e.as_str().to_owned()).collect()
    };
    let (agents, patients) = (ids(&claim.agent), ids(&claim.patient));
    let mut pairs = Vec::new();
    for a in &agents {
        pairs.extend(patients.iter().map(|b| (a.clone(), b.clone())));
    }
    if claim.kind == ClaimType::Clash && patients.is_empty() {
        let sides: BTreeSet<&str> = agents.iter().map(String::as_str).collect();
        pairs.extend(couples(&sides).into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())));
    }
    for (a, b) in pairs {
        // Fighting has no direction: one tie, ends sorted.
        let (a, b) = if a <= b { (a, b) } else { (b, a) };
        tie(ties, RelationKind::Fights, a, b, claim);
    }
}

/// Whether the words are of a person or party at all.
fn is_somebody(p: &Participant) -> bool {
    p.entity.is_some() || p.role.is_some() || p.private
}

/// A person who has a role in a group, and kin of whoever stands before them.
fn members(ties: &mut Ties, claim: &Claim) {
    for list in [&claim.agent, &claim.patient] {
        let mut before: Option<&Participant> = None;
        for p in list {
            let role = p.role.as_deref().unwrap_or("");
            let kin = role.split_whitespace().find_map(|w| KIN.iter().find(|k| **k == w));
            if let (Some(_), Some(of)) = (kin, before.filter(|b| is_somebody(b))) {
                tie(ties, RelationKind::KinOf, words(p), words(of), claim);
            } else if p.private
                && kin.is_none()
                && let Some(group) = party(p)
            {
                tie(ties, RelationKind::MemberOf, words(p), group.as_str().to_owned(), claim);
            }
            before = Some(p);
        }
    }
}

/// Losses and captures by others end a hold; a defection ends membership and a pledge.
fn endings<'a>(ties: &mut Ties, claims: impl Iterator<Item = &'a Claim>, known: &Known<'_>) {
    use RelationKind as R;
    let mut holders: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (kind, from, to) in ties.keys() {
        if *kind == R::Holds {
            holders.entry(to.clone()).or_default().insert(from.clone());
        }
    }
    for claim in claims {
        match claim.kind {
            ClaimType::Loss => {
                if let Some(place) = place_of(claim) {
                    for p in &claim.agent {
                        end(ties, (R::Holds, whom(p), place.clone()), claim);
                    }
                }
            }
            ClaimType::Capture => {
                let Some(place) = place_of(claim) else { continue };
                let takers: BTreeSet<String> = claim.agent.iter().map(whom).collect();
                if takers.is_empty() {
                    continue;
                }
                for holder in holders
                    .get(&place)
                    .into_iter()
                    .flatten()
                    .filter(|h| !takers.contains(*h))
                {
                    end(ties, (R::Holds, holder.clone(), place.clone()), claim);
                }
            }
            ClaimType::Defection => {
                for p in &claim.agent {
                    for to in known.left_by(p, claim) {
                        let from = faction(p, &to, known);
                        end(ties, (R::MemberOf, from.clone(), to.clone()), claim);
                        end(ties, (R::PledgedTo, from, to), claim);
                    }
                }
            }
            _ => {}
        }
    }
}
