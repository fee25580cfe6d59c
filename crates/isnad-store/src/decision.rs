//! What people decided: kept apart from all that is derived, with who and when, never lost by a rebuild.
//!
//! In: acts with their time and author. Out: decisions in the order they were made, a history, JSON Lines.
//! **Invariants:** a decision is never deleted, only withdrawn; each act writes one line of history in the same
//! transaction; a decision keeps where its claims stand in their reports, so that it finds them again when an
//! analysis by a later lexicon gives a claim another id. It deliberately has no clock: the time is passed in.
//! Example: a reviewer joins two events on «قصف السوق» (shelling of the market); `isnad rebuild` keeps them joined.

use crate::act::{Act, DecisionKind};
use crate::case::Case;
use crate::decision_rows::{decision, insert, remember};
use crate::error::{StoreError, sql};
use isnad_record::{ClaimRecord, SpanRecord};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::Write;

/// When and by whom something was done.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct By {
    /// ISO 8601.
    pub at: String,
    /// Who.
    pub who: String,
}

/// A decision as the case keeps it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Decision {
    /// `isnad.decision/1`.
    pub schema: String,
    /// Number within the case; another case gives another.
    #[serde(default, skip_serializing)]
    pub id: i64,
    /// When, ISO 8601.
    pub at: String,
    /// Who.
    pub who: String,
    /// What kind.
    pub kind: DecisionKind,
    /// Claim or event; of a merge or split the first claim.
    pub target: String,
    /// Key of the claim record, of a correction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// `set`, `claims`, `one`, `other`, `claim`, `to` or `reading` by kind, and `anchors`: where the claims stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When and by whom it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<By>,
}

impl Decision {
    /// Of a correction the field and what it should say.
    pub(crate) fn set(&self) -> Option<(&str, &Value)> {
        let set = self.value.as_ref()?.get("set")?;
        (self.kind == DecisionKind::Correct).then_some((self.field.as_deref()?, set))
    }

    /// Of a settlement whose reading holds.
    pub(crate) fn reading(&self) -> Option<&str> {
        let reading = self.value.as_ref()?.get("reading")?.as_str()?;
        (self.kind == DecisionKind::Settle).then_some(reading)
    }
}

/// A line of the history.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// When, ISO 8601.
    pub at: String,
    /// Who.
    pub who: String,
    /// `accept`, `merge` …, `undo merge`, `import merge`.
    pub what: String,
    /// Claim or event.
    pub target: String,
    /// What stood before, JSON.
    pub before: Option<String>,
    /// What stands now, JSON.
    pub after: Option<String>,
}

/// What came of reading decisions of another case.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ImportedDecisions {
    /// Decisions that are new here.
    pub new: usize,
    /// Decisions that were here.
    pub known: usize,
    /// Line, and what was expected there.
    pub refused: Vec<(usize, String)>,
}

/// Where a claim stands, to find it when its id has changed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Anchor {
    pub report: String,
    pub r#type: String,
    pub span: SpanRecord,
}

impl Anchor {
    fn of(c: &ClaimRecord) -> Self {
        Self {
            report: c.report.clone(),
            r#type: c.r#type.clone(),
            span: c.trigger.span,
        }
    }
}

const COLUMNS: &str = "id, at, who, kind, target, field, value, note, withdrawn";

/// Keys of a claim that no correction may touch.
const FIXED: [&str; 3] = ["schema", "id", "report"];

impl Case {
    fn anchors<'a>(&self, claims: impl IntoIterator<Item = &'a String>) -> Result<Value, StoreError> {
        let mut out = Map::new();
        for id in claims {
            if let Some(c) = self.raw_claim(id)? {
                out.insert(id.clone(), json!(Anchor::of(&c)));
            }
        }
        Ok(Value::Object(out))
    }

    fn known(&self, claims: &[String]) -> Result<(), StoreError> {
        for id in claims {
            if self.claim(id)?.is_none() {
                return Err(StoreError::refused(id, "expected a claim of the case"));
            }
        }
        Ok(())
    }

    /// Keeps what a person decided, with a line of history; gives its number.
    ///
    /// Events are as before until the case is linked again.
    ///
    /// # Errors
    /// When what the act concerns is not there, a correction gives no claim, or the database refuses.
    pub fn decide(&mut self, at: &str, who: &str, act: &Act, note: Option<&str>) -> Result<i64, StoreError> {
        let mut field = None;
        let mut before = None;
        let (kind, target, value) = match act {
            Act::Accept { target } | Act::Reject { target } => {
                let reject = matches!(act, Act::Reject { .. });
                let found = self.claim(target)?.is_some() || (!reject && self.event(target)?.is_some());
                if !found {
                    return Err(StoreError::refused(target, "expected a claim or event of the case"));
                }
                let kind = if reject {
                    DecisionKind::Reject
                } else {
                    DecisionKind::Accept
                };
                before = self.last_verdict(target)?;
                (kind, target.clone(), json!({"anchors": self.anchors([target])?}))
            }
            Act::Correct {
                claim,
                field: key,
                value,
            } => {
                let Some(record) = self.claim(claim)? else {
                    return Err(StoreError::refused(claim, "expected a claim of the case"));
                };
                // What stood for this person: not what another holds of a claim that two judge blind.
                let others = self.decisions_on(claim)?.iter().any(|d| d.who != who);
                let blind = others && self.work()?.blind(who, claim);
                let stood = self.claim_corrected(claim, &[], &|d| !blind || d.who == who)?;
                before = serde_json::to_value(stood.map(|(c, _)| c))
                    .ok()
                    .and_then(|r| r.get(key).cloned());
                if corrected(&record, key, value).is_none() {
                    return Err(StoreError::refused(
                        claim,
                        "expected a field of a claim and a value that fits it",
                    ));
                }
                field = Some(key.clone());
                let value = json!({"set": value, "anchors": self.anchors([claim])?});
                (DecisionKind::Correct, claim.clone(), value)
            }
            Act::Merge { claims } => {
                self.known(claims)?;
                let (Some(first), true) = (claims.first(), claims.len() > 1) else {
                    return Err(StoreError::refused("merge", "expected two claims or more"));
                };
                let value = json!({"claims": claims, "anchors": self.anchors(claims)?});
                (DecisionKind::Merge, first.clone(), value)
            }
            Act::Split { one, other } => {
                self.known(one)?;
                self.known(other)?;
                let (Some(first), false) = (one.first(), other.is_empty()) else {
                    return Err(StoreError::refused("split", "expected a claim on either side"));
                };
                if one.iter().any(|c| other.contains(c)) {
                    return Err(StoreError::refused("split", "expected each claim on one side only"));
                }
                let anchors = self.anchors(one.iter().chain(other))?;
                let value = json!({"one": one, "other": other, "anchors": anchors});
                (DecisionKind::Split, first.clone(), value)
            }
            Act::Add { claim } => {
                self.fits(claim)?;
                (DecisionKind::Add, claim.id.clone(), json!({"claim": claim}))
            }
            Act::Comment { target } => (DecisionKind::Comment, target.clone(), Value::Null),
            Act::Assign { claim, to } => {
                self.known(std::slice::from_ref(claim))?;
                let value = json!({"to": to, "anchors": self.anchors([claim])?});
                (DecisionKind::Assign, claim.clone(), value)
            }
            Act::Settle { claim, reading } => {
                self.known(std::slice::from_ref(claim))?;
                let value = json!({"reading": reading, "anchors": self.anchors([claim])?});
                (DecisionKind::Settle, claim.clone(), value)
            }
        };
        let d = Decision {
            schema: "isnad.decision/1".to_owned(),
            id: 0,
            at: at.to_owned(),
            who: who.to_owned(),
            kind,
            target,
            field,
            value: (!value.is_null()).then_some(value),
            note: note.map(str::to_owned),
            withdrawn: None,
        };
        self.keep(&d, kind.as_str().to_owned(), before)
    }

    /// The verdict on a claim or event that stands, as the history tells it.
    fn last_verdict(&self, target: &str) -> Result<Option<Value>, StoreError> {
        let all = self.decisions_on(target)?;
        let verdict =
            |d: &&Decision| d.withdrawn.is_none() && matches!(d.kind, DecisionKind::Accept | DecisionKind::Reject);
        let last = all.iter().rev().find(verdict);
        Ok(last.map(|d| json!({"verdict": d.kind.as_str(), "who": d.who})))
    }

    /// Whether a claim made by hand can stand in its report.
    fn fits(&self, c: &ClaimRecord) -> Result<(), StoreError> {
        let Some(report) = self.report(&c.report)? else {
            return Err(StoreError::refused(&c.report, "expected a report of the case"));
        };
        let slice = |q: &isnad_record::QuotedRecord| {
            report.text.get(q.span[0] as usize..q.span[1] as usize) == Some(q.text.as_str())
        };
        if !slice(&c.quote) || !slice(&c.trigger) || c.sources.is_empty() || isnad_record::claim_of(c).is_none() {
            return Err(StoreError::refused(
                &c.id,
                "expected a claim whose words stand in its report and that names a source",
            ));
        }
        Ok(())
    }

    fn keep(&mut self, d: &Decision, what: String, before: Option<Value>) -> Result<i64, StoreError> {
        let doing = sql("keeping a decision");
        let tx = self.writing().map_err(&doing)?;
        let id = insert(&tx, d)?;
        remember(
            &tx,
            &HistoryEntry {
                at: d.at.clone(),
                who: d.who.clone(),
                what,
                target: d.target.clone(),
                before: before.map(|b| b.to_string()),
                after: stands(d).map(|v| v.to_string()),
            },
        )?;
        tx.commit().map_err(&doing)?;
        Ok(id)
    }

    /// Joins events: all claims of all of them tell one.
    ///
    /// # Errors
    /// When an event is not there or the database refuses.
    pub fn merge_events(
        &mut self,
        at: &str,
        who: &str,
        events: &[&str],
        note: Option<&str>,
    ) -> Result<i64, StoreError> {
        let mut claims = Vec::new();
        for id in events {
            let event = self.event(id)?;
            let event = event.ok_or_else(|| StoreError::refused(id, "expected an event of the case"))?;
            claims.extend(event.claims);
        }
        claims.sort();
        claims.dedup();
        self.decide(at, who, &Act::Merge { claims }, note)
    }

    /// Takes claims out of an event: they and the rest tell two.
    ///
    /// # Errors
    /// When the event or a claim of it is not there, nothing would be left, or the database refuses.
    pub fn split_event(
        &mut self,
        at: &str,
        who: &str,
        event: &str,
        claims: &[&str],
        note: Option<&str>,
    ) -> Result<i64, StoreError> {
        let found = self.event(event)?;
        let found = found.ok_or_else(|| StoreError::refused(event, "expected an event of the case"))?;
        let (one, other): (Vec<_>, Vec<_>) = found.claims.into_iter().partition(|c| claims.contains(&c.as_str()));
        self.decide(at, who, &Act::Split { one, other }, note)
    }

    /// Takes a decision back; gives whether it stood until now.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn undo(&mut self, at: &str, who: &str, id: i64) -> Result<bool, StoreError> {
        let doing = sql("taking a decision back");
        let tx = self.writing().map_err(&doing)?;
        let found: Option<(String, String, Option<String>)> = tx
            .query_row(
                "SELECT kind, target, value FROM decisions WHERE id = ?1 AND withdrawn IS NULL",
                [id],
                |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
            )
            .optional()
            .map_err(&doing)?;
        let Some((kind, target, value)) = found else {
            return Ok(false);
        };
        tx.execute(
            "UPDATE decisions SET withdrawn = ?2 WHERE id = ?1",
            params![id, json!({"at": at, "who": who}).to_string()],
        )
        .map_err(&doing)?;
        remember(
            &tx,
            &HistoryEntry {
                at: at.to_owned(),
                who: who.to_owned(),
                what: format!("undo {kind}"),
                target,
                before: value,
                after: None,
            },
        )?;
        tx.commit().map_err(&doing)?;
        Ok(true)
    }

    pub(crate) fn all_decisions(&self, filter: &str, parameters: &[&str]) -> Result<Vec<Decision>, StoreError> {
        let doing = sql("reading decisions");
        let mut query = self
            .db
            .prepare(&format!("SELECT {COLUMNS} FROM decisions {filter} ORDER BY id"))
            .map_err(&doing)?;
        let rows = query
            .query_map(rusqlite::params_from_iter(parameters), decision)
            .map_err(&doing)?;
        rows.filter_map(Result::transpose)
            .collect::<Result<_, _>>()
            .map_err(&doing)
    }

    /// Every decision, withdrawn ones too, in the order they were made.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        let mut all = self.all_decisions("", &[])?;
        all.iter_mut().for_each(|d| self.veil_decision(d));
        Ok(all)
    }

    /// Every decision on one claim or event.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn decisions_on(&self, target: &str) -> Result<Vec<Decision>, StoreError> {
        self.decisions_on_any(target, &[])
    }

    /// Every decision on one claim or event, under any id that it had.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn decisions_on_any(&self, target: &str, earlier: &[String]) -> Result<Vec<Decision>, StoreError> {
        let mut all = self.of_targets(target, earlier)?;
        all.iter_mut().for_each(|d| self.veil_decision(d));
        Ok(all)
    }

    /// Decisions on something by each of its ids, in the order they were made.
    pub(crate) fn of_targets(&self, target: &str, earlier: &[String]) -> Result<Vec<Decision>, StoreError> {
        let mut all = self.all_decisions("WHERE target = ?1", &[target])?;
        for id in earlier {
            all.extend(self.all_decisions("WHERE target = ?1", &[id.as_str()])?);
        }
        all.sort_by_key(|d| d.id);
        Ok(all)
    }

    /// Who did what and when, oldest first.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn history(&self) -> Result<Vec<HistoryEntry>, StoreError> {
        let doing = sql("reading the history");
        let mut query = self
            .db
            .prepare("SELECT at, who, what, target, before, after FROM history ORDER BY id")
            .map_err(&doing)?;
        let rows = query
            .query_map([], |r| {
                let words = |i| Ok::<_, rusqlite::Error>(r.get::<_, Option<String>>(i)?.map(|t| self.veil_words(t)));
                Ok(HistoryEntry {
                    at: r.get(0)?,
                    who: r.get(1)?,
                    what: r.get(2)?,
                    target: r.get(3)?,
                    before: words(4)?,
                    after: words(5)?,
                })
            })
            .map_err(&doing)?;
        rows.collect::<Result<_, _>>().map_err(&doing)
    }

    /// Writes every decision as a line of JSON; gives how many.
    ///
    /// # Errors
    /// When the database refuses; a line that cannot be written is given back inside.
    pub fn export_decisions(&self, out: &mut impl Write) -> Result<std::io::Result<usize>, StoreError> {
        let all = self.decisions()?;
        let mut write = || {
            for d in &all {
                serde_json::to_writer(&mut *out, d)?;
                out.write_all(b"\n")?;
            }
            Ok(all.len())
        };
        Ok(write())
    }

    /// Takes decisions of another case or of a copy of this one: those that are not here, and withdrawals.
    ///
    /// # Errors
    /// When the database refuses; then none is taken.
    pub fn import_decisions(&mut self, lines: &str) -> Result<ImportedDecisions, StoreError> {
        let mut out = ImportedDecisions::default();
        let same = |d: &Decision| {
            (
                d.at.clone(),
                d.who.clone(),
                d.kind,
                d.target.clone(),
                d.field.clone(),
                d.note.clone(),
            )
        };
        let mut here: BTreeMap<_, Vec<Decision>> = BTreeMap::new();
        for d in self.decisions()? {
            here.entry(same(&d)).or_default().push(d);
        }
        let doing = sql("taking decisions in");
        let tx = self.writing().map_err(&doing)?;
        for (n, line) in lines.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
            let mut d: Decision = match serde_json::from_str(line) {
                Ok(d) => d,
                Err(e) => {
                    out.refused.push((n + 1, format!("expected a decision: {e}")));
                    continue;
                }
            };
            let key = same(&d);
            if let Some(old) = here.get(&key).and_then(|l| l.iter().find(|o| o.value == d.value)) {
                out.known += 1;
                if let (None, Some(by)) = (&old.withdrawn, &d.withdrawn) {
                    tx.execute(
                        "UPDATE decisions SET withdrawn = ?2 WHERE id = ?1",
                        params![old.id, json!(by).to_string()],
                    )
                    .map_err(&doing)?;
                }
                continue;
            }
            d.id = insert(&tx, &d)?;
            remember(
                &tx,
                &HistoryEntry {
                    at: d.at.clone(),
                    who: d.who.clone(),
                    what: format!("import {}", d.kind.as_str()),
                    target: d.target.clone(),
                    before: None,
                    after: d.value.as_ref().map(Value::to_string),
                },
            )?;
            here.entry(key).or_default().push(d);
            out.new += 1;
        }
        if out.new > 0 {
            // What was decided elsewhere may stand under ids that claims had there.
            crate::indexing::touch(&tx)?;
        }
        tx.commit().map_err(&doing)?;
        Ok(out)
    }
}

/// What stands since a decision, as the history tells it: without where its claims stand.
fn stands(d: &Decision) -> Option<Value> {
    let mut out = match &d.value {
        Some(Value::Object(value)) => value.clone(),
        _ => Map::new(),
    };
    out.remove("anchors");
    if let Some(field) = &d.field {
        out.insert("field".to_owned(), json!(field));
    }
    if matches!(d.kind, DecisionKind::Accept | DecisionKind::Reject) {
        out.insert("verdict".to_owned(), json!(d.kind.as_str()));
    }
    if let Some(note) = &d.note {
        out.insert("note".to_owned(), json!(note));
    }
    (!out.is_empty()).then_some(Value::Object(out))
}

/// A claim with one field changed; nothing where the field or value does not fit.
#[must_use]
pub fn corrected(c: &ClaimRecord, field: &str, value: &Value) -> Option<ClaimRecord> {
    let Ok(Value::Object(mut record)) = serde_json::to_value(c) else {
        return None;
    };
    let known = record.contains_key(field) || field == "total";
    if FIXED.contains(&field) || !known {
        return None;
    }
    record.insert(field.to_owned(), value.clone());
    let c: ClaimRecord = serde_json::from_value(Value::Object(record)).ok()?;
    isnad_record::claim_of(&c).is_some().then_some(c)
}
