//! What reviewers do: decisions, undo, export and import, linking anew.
//!
//! In: forms. Out: rows of decisions with the visitor's name, and where to go next. Invariant: nothing derived is changed but
//! by linking; one person holds one verdict of a claim. Deliberately shows nothing. Example: «مرفوض» (rejected) with a note.

use super::Cx;
use super::correct::{Slots, expected};
use super::known::Shelf;
use crate::request::{Failure, Reply, Request, encode, now};
use crate::users::Role;
use isnad_store::{Act, Case, Decision, DecisionKind, LogEntry, StoreError};

const KINDS: &[&str] = &[
    "accept", "reject", "comment", "correct", "assign", "settle", "merge", "split",
];
const FIELDS: &[&str] = &[
    "type", "modality", "stance", "trigger", "quote", "agent", "patient", "killed", "injured", "place", "time",
    "means", "target", "sources",
];

struct Form(Vec<(String, String)>);

impl Form {
    fn every(&self, key: &str) -> Vec<String> {
        let of = self.0.iter().filter(|(n, v)| n == key && !v.trim().is_empty());
        of.map(|(_, v)| v.trim().chars().take(4000).collect()).collect()
    }

    fn get(&self, key: &str) -> Option<String> {
        self.every(key).into_iter().next()
    }
}

fn bad(what: &str) -> Failure {
    Failure::Bad(what.to_owned())
}

/// Keeps a decision.
pub fn decide(case: &mut Case, shelf: &Shelf, request: &Request) -> Result<Reply, Failure> {
    let form = Form(request.form());
    let (kind, target) = (
        form.get("kind").unwrap_or_default(),
        form.get("target").unwrap_or_default(),
    );
    let (note, value) = (form.get("note"), form.get("value"));
    let (at, who) = (now(), request.visitor.name.as_str());
    let act = match kind.as_str() {
        "accept" | "reject" => {
            let act = if kind == "accept" {
                Act::Accept { target: target.clone() }
            } else {
                Act::Reject { target: target.clone() }
            };
            let earlier = standing(case, &target, who)?;
            case.decide(&at, who, &act, note.as_deref()).map_err(refused)?;
            // One person holds one verdict of a claim: the earlier one is taken back.
            for id in earlier {
                case.undo(&at, who, id)?;
            }
            return Ok(Reply::see_other(&back(form.get("back"))));
        }
        "comment" => {
            let known = case.claim(&target)?.is_some() || case.event(&target)?.is_some();
            if note.is_none() || !known {
                return Err(bad("comment: expected a note on a claim or event of this case"));
            }
            Act::Comment { target }
        }
        "assign" => {
            let to = a_reviewer(request, value)?;
            Act::Assign { claim: target, to }
        }
        "settle" => {
            let reading = value.ok_or_else(|| bad("settle: expected the name of a person as value"))?;
            let judged = case.decisions_on(&target)?;
            if !judged.iter().any(|d| d.who == reading && d.withdrawn.is_none()) {
                return Err(bad("settle: expected somebody who judged this claim"));
            }
            Act::Settle { claim: target, reading }
        }
        "correct" => {
            for (field, value) in corrections(case, shelf, request, &form, &target)? {
                let act = Act::Correct {
                    claim: target.clone(),
                    field,
                    value,
                };
                case.decide(&at, who, &act, note.as_deref()).map_err(refused)?;
            }
            return Ok(Reply::see_other(&back(form.get("back"))));
        }
        "merge" => {
            let other = form.get("near").or(value);
            let other = other.ok_or_else(|| bad("merge: expected the id of another event as value"))?;
            case.merge_events(&at, who, &[&target, &other], note.as_deref())
                .map_err(refused)?;
            return Ok(Reply::see_other(&back(form.get("back"))));
        }
        "split" => {
            let claims = form.every("claim");
            let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
            case.split_event(&at, who, &target, &claims, note.as_deref())
                .map_err(refused)?;
            return Ok(Reply::see_other(&back(form.get("back"))));
        }
        _ => return Err(Failure::Bad(format!("kind: expected one of {}", KINDS.join(", ")))),
    };
    case.decide(&at, who, &act, note.as_deref()).map_err(refused)?;
    Ok(Reply::see_other(&back(form.get("back"))))
}

/// The name of somebody who may judge.
fn a_reviewer(request: &Request, name: Option<String>) -> Result<String, Failure> {
    let name = name.ok_or_else(|| bad("assign: expected the name of a person"))?;
    let known = &request.people;
    if !known.is_empty() && !known.iter().any(|(n, r)| *n == name && *r >= Role::Reviewer) {
        return Err(bad("assign: expected the name of a reviewer"));
    }
    Ok(name)
}

/// Asks a person to judge the least sure claims that wait for him and that nobody was asked to judge.
pub fn assign(case: &mut Case, _: &Shelf, request: &Request) -> Result<Reply, Failure> {
    let form = Form(request.form());
    let to = a_reviewer(request, form.get("to"))?;
    let n = form
        .get("n")
        .and_then(|n| n.parse().ok())
        .filter(|n| (1..=500).contains(n));
    let n: usize = n.ok_or_else(|| bad("n: expected a number from 1 to 500"))?;
    let work = case.work()?;
    let mut after = None;
    let mut left = n;
    // Page by page: what is assigned already is passed over.
    while left > 0 {
        let page = case.queue(&work, &to, after.as_ref(), 200)?;
        let Some(last) = page.last() else { break };
        after = Some(last.key());
        for w in page
            .into_iter()
            .filter(|w| work.assigned(&w.claim.id).is_empty())
            .take(left)
        {
            let act = Act::Assign {
                claim: w.claim.id,
                to: to.clone(),
            };
            case.decide(&now(), &request.visitor.name, &act, None)
                .map_err(refused)?;
            left -= 1;
        }
    }
    Ok(Reply::see_other("/review"))
}

/// The corrections of a form: of one field, or of every slot that says something else than before.
fn corrections(
    case: &Case,
    shelf: &Shelf,
    request: &Request,
    form: &Form,
    target: &str,
) -> Result<Vec<(String, serde_json::Value)>, Failure> {
    let (claim, _) = super::cx(case, shelf, request, "")?
        .corrected(target)?
        .ok_or_else(|| bad("target: expected a claim of this case"))?;
    let report = case
        .report(&claim.report)?
        .ok_or_else(|| bad("target: expected a claim whose report is in this case"))?;
    let slots = Slots {
        case,
        report: &report,
        claim: &claim,
        form: &form.0,
    };
    let wrong = |field: &str| Failure::Bad(format!("{field}: expected {}", expected(field)));
    if let Some(field) = form.get("field") {
        let (true, Some(value)) = (FIELDS.contains(&field.as_str()), form.get("value")) else {
            return Err(Failure::Bad(format!(
                "correct: expected a field ({}) and a value",
                FIELDS.join(", ")
            )));
        };
        let value = slots.value(&field, &value)?.ok_or_else(|| wrong(&field))?;
        return Ok(vec![(field, value)]);
    }
    let changed = slots.changed()?;
    if changed.is_empty() {
        return Err(bad("correct: expected a slot that says something else than before"));
    }
    changed
        .into_iter()
        .map(|(field, value)| Ok((field.to_owned(), value.ok_or_else(|| wrong(field))?)))
        .collect()
}

/// The verdicts of a person on a claim that stand.
fn standing(case: &Case, target: &str, who: &str) -> Result<Vec<i64>, Failure> {
    let all = case.decisions_on(target)?;
    let verdict = |d: &Decision| matches!(d.kind, DecisionKind::Accept | DecisionKind::Reject);
    Ok(all
        .iter()
        .filter(|d| d.withdrawn.is_none() && d.who == who && verdict(d))
        .map(|d| d.id)
        .collect())
}

/// What the store refuses of what was sent is the sender's to mend.
pub fn refused(e: StoreError) -> Failure {
    match e {
        StoreError::Refused { .. } => Failure::Bad(e.to_string()),
        e => Failure::Store(e),
    }
}

/// Only back to a page that shows what was judged.
pub fn back(to: Option<String>) -> String {
    let known = ["/review", "/events", "/agreement", "/reports/"];
    to.filter(|t| known.iter().any(|k| t.starts_with(k)) && t.chars().all(|c| c.is_ascii_graphic()))
        .unwrap_or_else(|| "/review".to_owned())
}

/// Takes the visitor's last decision back.
pub fn undo(case: &mut Case, _: &Shelf, request: &Request) -> Result<Reply, Failure> {
    let who = request.visitor.name.as_str();
    let all = case.decisions()?;
    let last = all.iter().rev().find(|d| d.withdrawn.is_none() && d.who == who);
    Ok(Reply::see_other(&match last {
        Some(d) => {
            case.undo(&now(), who, d.id)?;
            if d.kind == DecisionKind::Add {
                let review = case.review()?;
                case.place_added_claims(&review)?;
            }
            if case.claim(&d.target)?.is_some() {
                format!("/review?target={}", encode(&d.target))
            } else {
                "/review".to_owned()
            }
        }
        None => "/review".to_owned(),
    }))
}

/// Links the case anew, so that decisions take effect on events.
pub fn link(case: &mut Case, shelf: &Shelf, request: &Request) -> Result<Reply, Failure> {
    let relink = shelf.relink.as_ref();
    let relink = relink.ok_or_else(|| bad("expected a server that can link; `isnad rebuild` does it otherwise"))?;
    relink(case).map_err(Failure::Bad)?;
    case.log(&LogEntry {
        at: now(),
        who: request.visitor.name.clone(),
        what: "link".to_owned(),
        detail: "events were made anew, with all decisions".to_owned(),
    })?;
    Ok(Reply::see_other(&back(Form(request.form()).get("back"))))
}

/// Says of how many claims in a hundred two people judge each.
pub fn share(case: &mut Case, _: &Shelf, request: &Request) -> Result<Reply, Failure> {
    let share = Form(request.form())
        .get("share")
        .and_then(|s| s.parse().ok())
        .filter(|s| *s <= 100);
    let share: u64 = share.ok_or_else(|| bad("share: expected a number from 0 to 100"))?;
    case.set_second_share(share)?;
    case.log(&LogEntry {
        at: now(),
        who: request.visitor.name.clone(),
        what: "second readings".to_owned(),
        detail: format!("{share} of 100 claims"),
    })?;
    Ok(Reply::see_other("/agreement"))
}

/// Decisions as JSON Lines; without those that the visitor may not know yet.
pub fn export(cx: &Cx<'_>) -> Result<Reply, Failure> {
    let mut body = Vec::new();
    for d in cx.case.decisions()? {
        if d.who == cx.who() || cx.may_know(&d.target)? {
            serde_json::to_writer(&mut body, &d).map_err(|_| Failure::Broken)?;
            body.push(b'\n');
        }
    }
    Ok(Reply::of(200, "application/x-ndjson; charset=utf-8", body))
}

/// Takes decisions in: the body itself, or the field `lines` of a form.
pub fn import(case: &mut Case, _: &Shelf, request: &Request) -> Result<Reply, Failure> {
    let text = if request.content_type.starts_with("application/x-www-form-urlencoded") {
        let lines = request.form().into_iter().find(|(k, _)| k == "lines");
        lines.map(|(_, v)| v).unwrap_or_default()
    } else {
        String::from_utf8_lossy(&request.body).into_owned()
    };
    let done = case.import_decisions(&text)?;
    case.log(&LogEntry {
        at: now(),
        who: request.visitor.name.clone(),
        what: "import of decisions".to_owned(),
        detail: format!("{} new, {} known", done.new, done.known),
    })?;
    if let Some((line, why)) = done.refused.first() {
        return Err(Failure::Bad(format!(
            "line {line}: {why} ({} new, {} refused)",
            done.new,
            done.refused.len()
        )));
    }
    Ok(Reply::see_other("/log"))
}
