//! Linking a case anew.
//!
//! In: a case with reports and claims. Out: the same with copies, events and relations. Invariant: the outcome depends on
//! the reports alone. Deliberately always links everything: one new report can join two events.
//! Example: a new report on «اشتباكات» (clashes) may be the second account of an event that stands already.

use crate::batch::now;
use crate::rooms::Rooms;
use crate::say::CliError;
use isnad_model::{Claim, Diagnostic, Linked};
use isnad_record::{ChangeRecord, CitationRecord, CopyRecord, event_record, relation_record};
use isnad_store::{Case, Links, Review};
use std::collections::{BTreeMap, BTreeSet};

/// Links all reports of a case and keeps the outcome in it; once more where another process changed the case meanwhile.
/// Gives what is to be said of it: rings of citation, decisions that cannot be followed.
pub fn relink(case: &mut Case, rooms: &Rooms) -> Result<Vec<Diagnostic>, CliError> {
    loop {
        let placed = case.review()?;
        case.place_added_claims(&placed)?;
        let basis = case.basis()?;
        let review = case.review()?;
        if review.added() == placed.added()
            && let Some(remarks) = link_on(case, rooms, &review, &basis)?
        {
            name_places(case, rooms)?;
            return Ok(remarks);
        }
    }
}

/// Keeps what the places are called that events lie in: reports name a village, seldom its district, and the case may
/// be served where its gazetteer is not.
fn name_places(case: &mut Case, rooms: &Rooms) -> Result<(), CliError> {
    let unnamed: BTreeSet<String> = case.unnamed_places()?.into_iter().collect();
    if unnamed.is_empty() {
        return Ok(());
    }
    let known = rooms.lexicon.gazetteer.places().filter(|p| unnamed.contains(p.id));
    let named = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
    let mut names: Vec<_> = known
        .filter_map(|p| {
            Some((
                p.id.to_owned(),
                named(p.name_ar).or_else(|| named(p.name_en))?,
                named(p.name_en),
            ))
        })
        .collect();
    names.sort();
    Ok(case.name_places(&names)?)
}

/// Links what stands now; gives nothing if it no longer stood when that was done.
fn link_on(case: &mut Case, rooms: &Rooms, review: &Review, basis: &str) -> Result<Option<Vec<Diagnostic>>, CliError> {
    let mut material = case.material(review)?;
    for (facts, _) in &mut material {
        facts.outlet_owner = facts.outlet.as_ref().and_then(|o| rooms.owner(o));
    }
    let (linked, remarks) = rooms.link(&material, review.hand());
    let lines: BTreeMap<&str, &Claim> = material
        .iter()
        .flat_map(|(_, a)| &a.claims)
        .map(|c| (c.id.as_str(), c))
        .collect();
    let links = Links {
        at: now(),
        ..records(&linked, &lines)
    };
    Ok(case.relink_on(&links, basis)?.then_some(remarks))
}

fn changes(list: &[isnad_model::Change]) -> Vec<ChangeRecord> {
    list.iter()
        .map(|c| ChangeRecord {
            field: c.field.clone(),
            before: c.before.clone(),
            after: c.after.clone(),
        })
        .collect()
}

/// How well a claim's line serves as that of its event: it should say what the event says.
fn fitness(event: &isnad_model::Event, claim: &Claim) -> f64 {
    let says = |toll: Option<isnad_model::Toll>, count: Option<isnad_model::Count>| match (toll, count) {
        (Some(t), Some(c)) if c.low == t.best => 1.0,
        (Some(_), Some(_)) => -0.5,
        (None, _) | (_, None) => 0.0,
    };
    let named = |p: &isnad_model::Place| p.id.clone().ok_or_else(|| p.text.clone());
    let place = match (&event.place, &claim.place) {
        (Some(p), Some(q)) if named(p) == named(q) => 0.8,
        (Some(_), _) => 0.0,
        (None, _) => 0.4,
    };
    let kind = if event.kind == claim.kind { 1.0 } else { 0.0 };
    let actual = if claim.modality == isnad_model::Modality::Denied {
        -1.0
    } else {
        0.0
    };
    claim.confidence
        + kind
        + place
        + actual
        + says(event.killed, claim.killed)
        + 0.5 * says(event.injured, claim.injured)
}

fn records(linked: &Linked, lines: &BTreeMap<&str, &Claim>) -> Links {
    let copies = linked
        .copies
        .iter()
        .map(|c| {
            let record = CopyRecord {
                report: c.of.to_string(),
                overlap: (c.overlap * 1000.0).round() / 1000.0,
                kind: c.kind.to_string(),
                changes: changes(&c.changes),
            };
            (c.report.to_string(), record)
        })
        .collect();
    let versions = linked
        .versions
        .iter()
        .map(|v| (v.report.to_string(), v.of.to_string(), changes(&v.changes)))
        .collect();
    let english = |e: &isnad_model::Event| {
        let told = e.claims.iter().filter_map(|c| lines.get(c.as_str()));
        let told = told.map(|c| (fitness(e, c), c.english.as_str()));
        // Of equals the first by id, so that the order of claims does not matter.
        told.fold(None::<(f64, &str)>, |best, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map_or("", |l| l.1)
    };
    let mut events: Vec<_> = linked.events.iter().map(|e| event_record(e, english(e))).collect();
    events.sort_by(|a, b| a.id.cmp(&b.id));
    let mut relations: Vec<_> = linked.relations.iter().map(relation_record).collect();
    relations.sort_by(|a, b| a.id.cmp(&b.id));
    let citations = linked
        .citations
        .iter()
        .map(|c| CitationRecord {
            schema: "isnad.citation/1".to_owned(),
            from: c.from.clone(),
            to: c.to.clone(),
            reports: c.reports.iter().map(ToString::to_string).collect(),
        })
        .collect();
    Links {
        citations,
        copies,
        versions,
        events,
        relations,
        at: String::new(),
    }
}
