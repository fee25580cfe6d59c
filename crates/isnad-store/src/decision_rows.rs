//! Decisions and history as rows of the case file.
//!
//! In: values of `decision`. Out: the same as rows of SQLite, and back. It knows no rules: those are the acts' own.

use crate::act::DecisionKind;
use crate::decision::{Decision, HistoryEntry};
use crate::error::{StoreError, sql};
use rusqlite::{Row, Transaction, params};
use serde_json::{Value, json};

pub(crate) fn decision(r: &Row<'_>) -> rusqlite::Result<Option<Decision>> {
    let text = |i| r.get::<_, Option<String>>(i);
    let kind: String = r.get(3)?;
    let Some(kind) = DecisionKind::from_word(&kind) else {
        return Ok(None);
    };
    Ok(Some(Decision {
        schema: "isnad.decision/1".to_owned(),
        id: r.get(0)?,
        at: r.get(1)?,
        who: r.get(2)?,
        kind,
        target: r.get(4)?,
        field: text(5)?,
        value: text(6)?.and_then(|v| serde_json::from_str(&v).ok()),
        note: text(7)?,
        withdrawn: text(8)?.and_then(|v| serde_json::from_str(&v).ok()),
    }))
}

pub(crate) fn insert(tx: &Transaction<'_>, d: &Decision) -> Result<i64, StoreError> {
    let json = |v: &Value| v.to_string();
    tx.execute(
        "INSERT INTO decisions (at, who, kind, target, field, value, note, withdrawn)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            d.at,
            d.who,
            d.kind.as_str(),
            d.target,
            d.field,
            d.value.as_ref().map(json),
            d.note,
            d.withdrawn
                .as_ref()
                .map(|b| json!({"at": b.at, "who": b.who}).to_string()),
        ],
    )
    .map_err(sql("keeping a decision"))?;
    Ok(tx.last_insert_rowid())
}

pub(crate) fn remember(tx: &Transaction<'_>, h: &HistoryEntry) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO history (at, who, what, target, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![h.at, h.who, h.what, h.target, h.before, h.after],
    )
    .map_err(sql("writing the history"))?;
    Ok(())
}
