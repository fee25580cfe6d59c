//! All chains of sources of an event in one drawing: where accounts meet, they are one box.
//!
//! In: claims with their publishers. Out: SVG, from the event outward in reading direction. Invariant: every box leads to
//! what it stands for; the same chains are said in words beside it. Deliberately joins only what bears the same name.
//! Example: five outlets after one «مسؤول» (official) are five boxes with arrows from one.

use super::Cx;
use crate::html::{Html, html, put, short};
use crate::request::encode;
use isnad_record::ClaimRecord;
use isnad_store::ReportLine;
use std::collections::{BTreeMap, BTreeSet};

/// A box of the drawing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Key {
    kind: String,
    name: String,
}

struct Node {
    column: usize,
    href: String,
    claims: BTreeSet<usize>,
}

const WIDE: f64 = 190.0;
const GAP: f64 = 60.0;
const HIGH: f64 = 46.0;

/// Draws the chains of some claims; nothing where no chain has more than one link.
///
/// `first` claims stand on the pages before.
pub fn chains(cx: &Cx<'_>, claims: &[(ClaimRecord, Option<ReportLine>)], first: usize) -> Html {
    let mut nodes: BTreeMap<Key, Node> = BTreeMap::new();
    let mut arrows: BTreeSet<(Key, Key)> = BTreeSet::new();
    let mut longest = 0;
    for (i, (c, report)) in claims.iter().enumerate() {
        let outlet = report.as_ref().and_then(|r| r.outlet.as_deref());
        let mut before: Option<Key> = None;
        for (depth, s) in c.sources.iter().take(8).enumerate() {
            let last = s.kind == "outlet";
            let name = match (&s.entity, &s.text) {
                (Some(e), _) => cx.name(e).to_owned(),
                (None, Some(t)) => t.clone(),
                (None, None) => outlet.map(|o| cx.name(o).to_owned()).unwrap_or_default(),
            };
            let href = match (last, report) {
                (true, Some(r)) => format!("/reports/{}#{}", encode(&r.id), encode(&c.id)),
                _ => format!("#c-{}", c.id),
            };
            let key = Key {
                kind: s.kind.clone(),
                name: short(&name, 80),
            };
            // Who stands at several depths stands at the deepest.
            let node = nodes.entry(key.clone()).or_insert(Node {
                column: depth,
                href,
                claims: BTreeSet::new(),
            });
            node.column = node.column.max(depth);
            node.claims.insert(first + i + 1);
            longest = longest.max(depth);
            if let Some(from) = before.replace(key.clone())
                && from != key
            {
                arrows.insert((from, key));
            }
        }
    }
    if longest == 0 || nodes.len() > 60 {
        return Html::default();
    }
    // Outlets stand in the last column, whatever the length of their chains.
    for (key, n) in &mut nodes {
        if key.kind == "outlet" {
            n.column = longest;
        }
    }
    let mut rows = vec![0_usize; longest + 1];
    let mut at: BTreeMap<&Key, (usize, usize)> = BTreeMap::new();
    for (key, n) in &nodes {
        at.insert(key, (n.column, rows[n.column]));
        rows[n.column] += 1;
    }
    let most = rows.iter().copied().max().unwrap_or(1);
    let (width, height) = (
        (longest + 1) as f64 * (WIDE + GAP) - GAP + 4.0,
        most as f64 * (HIGH + 14.0) + 4.0,
    );
    let rtl = cx.lang == crate::lang::Lang::Ar;
    let place = |key: &Key| -> (f64, f64) {
        let (column, row) = at.get(key).copied().unwrap_or_default();
        let x = 2.0 + column as f64 * (WIDE + GAP);
        let free = (most - rows[column]) as f64 * (HIGH + 14.0) / 2.0;
        let x = if rtl { width - x - WIDE } else { x };
        (x, 2.0 + free + row as f64 * (HIGH + 14.0))
    };
    let mut o = html!(
        "<svg class=\"chains\" role=\"group\" aria-label=\"{}\" viewBox=\"0 0 {} {}\" width=\"{}\"><defs><marker id=\"onward\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path class=\"head\" d=\"M0 0 8 4 0 8z\"/></marker></defs>",
        cx.lang.t("Chains of sources, from the event outward"),
        width,
        height,
        width
    );
    for (from, to) in &arrows {
        let ((x1, y1), (x2, y2)) = (place(from), place(to));
        let (start, end) = if rtl { (x1, x2 + WIDE) } else { (x1 + WIDE, x2) };
        let bend = if rtl { -GAP * 0.7 } else { GAP * 0.7 };
        put!(
            o,
            "<path class=\"onward\" d=\"M{} {}C{} {} {} {} {} {}\" marker-end=\"url(#onward)\"/>",
            start,
            y1 + HIGH / 2.0,
            start + bend,
            y1 + HIGH / 2.0,
            end - bend,
            y2 + HIGH / 2.0,
            end,
            y2 + HIGH / 2.0
        );
    }
    for (key, n) in &nodes {
        let (x, y) = place(key);
        let list: Vec<String> = n.claims.iter().map(usize::to_string).collect();
        let kind = cx.lang.word(&key.kind);
        put!(
            o,
            "<a href=\"{}\"><title>{} {} ({})</title><rect class=\"box k-{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"5\"/>\
             <text class=\"tick\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{} · {}</text><text class=\"who\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text></a>",
            n.href,
            kind,
            key.name,
            list.join(", "),
            key.kind,
            x,
            y,
            WIDE,
            HIGH,
            x + WIDE / 2.0,
            y + 17.0,
            kind,
            short(&list.join(" "), 18),
            x + WIDE / 2.0,
            y + 36.0,
            short(if key.name.is_empty() { "—" } else { &key.name }, 26)
        );
    }
    put!(o, "</svg>");
    o
}
