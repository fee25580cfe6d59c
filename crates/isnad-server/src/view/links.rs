//! The chain of sources as rows of a form: a link is changed, taken out, added or moved.
//!
//! In: a claim's chain; fields that come again for every row. Out: rows; the chain that the fields say. Invariant: a row
//! sent back as it was is the link that it was, with its entity and cue; the outlet stays last. Deliberately asks for no
//! script: a row without a kind is none, and rows stand in the order of their numbers.
//! Example: between «مصدر طبي» (a medical source) and the outlet a row of kind `agency` with «وكالة المرسى» is put.

use super::correct::Slots;
use super::{Cx, passage};
use crate::html::{Html, html, put};
use isnad_record::{SourceRecord, vocabulary};
use serde_json::{Value, json};

/// Rows beside those of the links that are there.
const SPARE: usize = 2;

/// A chain holds no more links than this.
const MOST: usize = 12;

/// What an outlet is called among the kinds of sources; it needs no row.
const OUTLET: &str = "outlet";

/// What a row is made of.
pub const FIELDS: [&str; 7] = [
    "link_was",
    "link_kind",
    "link_words",
    "link_words_at",
    "link_cue",
    "link_cue_at",
    "link_order",
];

/// The links of a chain that have a row: all but the outlet at its end.
fn inner(chain: &[SourceRecord]) -> &[SourceRecord] {
    match chain.split_last() {
        Some((last, rest)) if last.kind == OUTLET => rest,
        _ => chain,
    }
}

/// The rows of a chain.
pub fn inputs(cx: &Cx<'_>, chain: &[SourceRecord]) -> Html {
    let l = cx.lang;
    let rows = inner(chain);
    let mut o = html!(
        "<fieldset class=\"rows links\"><legend>{} <kbd>5</kbd></legend><p class=\"soft\">{}</p><ol>",
        l.t("Chain of sources, from the event outward"),
        l.t("The outlet stays last. A link without a kind is taken out; links stand in the order of their numbers. 5 takes a selection into the row used last.")
    );
    let held: Vec<Option<&SourceRecord>> = rows
        .iter()
        .map(Some)
        .chain(std::iter::repeat_n(None, SPARE))
        .take(MOST)
        .collect();
    for (i, link) in held.into_iter().enumerate() {
        let kind = link.map_or("", |s| s.kind.as_str());
        put!(
            o,
            "<li><input type=\"hidden\" name=\"link_was\" value=\"{}\">",
            link.map_or_else(String::new, |_| i.to_string())
        );
        let none = if link.is_some() { "no link" } else { "another link" };
        let mut kinds = vocabulary::source_kinds();
        kinds.retain(|w| *w != OUTLET || kind == OUTLET);
        let name = ("link_kind", l.t("kind of source"));
        passage::choice(cx, &mut o, name, Some(l.t(none)), &kinds, kind);
        let cue = link.and_then(|s| s.cue.as_ref()).map_or("", |q| q.text.as_str());
        let words = link.and_then(|s| s.text.as_deref()).unwrap_or("");
        for (name, label, value) in [
            ("link_words", l.t("source"), words),
            ("link_cue", l.t("reporting words"), cue),
        ] {
            put!(
                o,
                "<label>{}<input name=\"{}\" dir=\"auto\" autocomplete=\"off\" data-slot=\"5\" value=\"{}\"></label><input type=\"hidden\" name=\"{}_at\">",
                label,
                name,
                value,
                name
            );
        }
        put!(
            o,
            "<label>{}<input name=\"link_order\" class=\"order\" dir=\"ltr\" inputmode=\"decimal\" autocomplete=\"off\" value=\"{}\"></label></li>",
            l.t("order"),
            link.map_or_else(String::new, |_| (i + 1).to_string())
        );
    }
    put!(o, "</ol></fieldset>");
    o
}

/// A row as it was sent.
#[derive(Clone, Default)]
struct Row<'a> {
    was: Option<usize>,
    kind: &'a str,
    words: &'a str,
    words_at: Option<usize>,
    cue: &'a str,
    cue_at: Option<usize>,
    order: Option<f64>,
}

/// The rows of a form.
fn rows<'a>(slots: &Slots<'a>) -> Vec<Row<'a>> {
    let [was, kind, words, words_at, cue, cue_at, order] = slots.columns(FIELDS);
    let at = |list: &[&str], i: usize| list.get(i).and_then(|v| v.parse().ok());
    (0..kind.len().max(words.len()).min(64))
        .map(|i| Row {
            was: at(&was, i),
            kind: kind.get(i).copied().unwrap_or(""),
            words: words.get(i).copied().unwrap_or(""),
            words_at: at(&words_at, i),
            cue: cue.get(i).copied().unwrap_or(""),
            cue_at: at(&cue_at, i),
            order: order
                .get(i)
                .and_then(|v| v.parse().ok())
                .filter(|n: &f64| n.is_finite()),
        })
        .collect()
}

impl Slots<'_> {
    /// The chain that the rows of the form say, where they say another one; an error where it can be none.
    pub(super) fn chain_sent(&self) -> Option<Result<Value, ()>> {
        let mut rows = rows(self);
        // A new row with words and no kind is somebody who is named.
        for r in &mut rows {
            if r.kind.is_empty() && r.was.is_none() && !r.words.is_empty() {
                r.kind = "named";
            }
        }
        if rows.is_empty() {
            return None;
        }
        rows.retain(|r| !r.kind.is_empty());
        // Without a number a link is the outermost; a new one goes before an old one of the same number.
        rows.sort_by(|a, b| {
            let key = |r: &Row<'_>| (r.order.unwrap_or(f64::MAX), r.was.is_some());
            let ((m, new_m), (n, new_n)) = (key(a), key(b));
            m.total_cmp(&n).then(new_m.cmp(&new_n))
        });
        let held: Vec<Value> = self.claim.sources.iter().map(|s| json!(s)).collect();
        match self.chain_of(&rows) {
            None => Some(Err(())),
            Some(chain) => {
                let same = chain.as_array().is_some_and(|c| *c == held);
                (!same).then_some(Ok(chain))
            }
        }
    }

    /// A chain written in one line: `kind: words | kind: words`, from the event outward.
    pub(super) fn chain_typed(&self, typed: &str) -> Option<Value> {
        let inner = inner(&self.claim.sources);
        let mut rows = Vec::new();
        for part in typed.split('|').map(str::trim).filter(|p| !p.is_empty() && *p != "-") {
            let (kind, words) = part.split_once(':').unwrap_or(("named", part));
            let (kind, words) = (kind.trim(), words.trim());
            if kind == OUTLET && words.is_empty() {
                continue;
            }
            // Whoever was in the chain by these words is meant again.
            let was = inner.iter().position(|s| s.text.as_deref().unwrap_or("") == words);
            let cue = was.and_then(|i| inner.get(i)).and_then(|s| s.cue.as_ref());
            rows.push(Row {
                was,
                kind,
                words,
                cue: cue.map_or("", |q| q.text.as_str()),
                ..Row::default()
            });
        }
        self.chain_of(&rows)
    }

    fn chain_of(&self, rows: &[Row<'_>]) -> Option<Value> {
        let inner = inner(&self.claim.sources);
        if rows.len() > MOST {
            return None;
        }
        let kinds = vocabulary::source_kinds();
        let mut out = Vec::new();
        for r in rows {
            if !kinds.contains(&r.kind) {
                return None;
            }
            let old = r.was.and_then(|i| inner.get(i));
            let mut link = match old {
                Some(old) if old.text.as_deref().unwrap_or("") == r.words => old.clone(),
                _ => self.link(r)?,
            };
            link.kind = r.kind.to_owned();
            let cue = old.and_then(|s| s.cue.as_ref());
            if r.cue.is_empty() {
                link.cue = None;
            } else if cue.is_some_and(|q| q.text == r.cue) && r.cue_at.is_none() {
                link.cue = cue.cloned();
            } else {
                let near = link.span.map_or(self.claim.trigger.span[0], |s| s[0]);
                let span = super::correct::find(&self.report.text, r.cue, near as usize, r.cue_at)?;
                link.cue = Some(isnad_record::QuotedRecord {
                    text: r.cue.to_owned(),
                    span,
                });
            }
            out.push(json!(link));
        }
        match self.claim.sources.last() {
            Some(outlet) if outlet.kind == OUTLET => out.push(json!(outlet)),
            _ => out.push(json!({"text": null, "span": null, "kind": OUTLET})),
        }
        Some(Value::Array(out))
    }

    /// A link of other words; nothing where the report has no such words.
    fn link(&self, r: &Row<'_>) -> Option<SourceRecord> {
        let mut link = SourceRecord {
            text: None,
            span: None,
            kind: r.kind.to_owned(),
            entity: None,
            cue: None,
            private: false,
        };
        if !r.words.is_empty() {
            let near = self.claim.trigger.span[0] as usize;
            let span = super::correct::find(&self.report.text, r.words, near, r.words_at)?;
            let named = self.mention(span, r.words);
            link.entity = named.and_then(|m| m.entity.clone());
            link.private = named.is_some_and(|m| m.kind == "private_person");
            link.text = Some(r.words.to_owned());
            link.span = Some(span);
        }
        Some(link)
    }
}
