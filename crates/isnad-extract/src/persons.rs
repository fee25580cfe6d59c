//! Names of persons whom no list knows.
//!
//! In: a document, what its words name, who speaks. Out: runs of words that are somebody's name. Invariant: a run holds a
//! word that the tables of names list, stands on one side of every quotation mark, and names no medium or body.
//! Deliberately joins no rank or office to the name: whoever redacts must find the name wherever it stands.
//! Example: of «قال الطبيب سالم المقطري إن» (Dr Salim al-Maqtari said that) the run is «سالم المقطري».

use crate::attribution::Statements;
use crate::doc::{Doc, gap, pos, pro};
use crate::layers::Layers;
use isnad_model::SourceKind;
use std::ops::Range;

/// Whether a word is part of a private person's name, wherever it stands.
pub(crate) fn is_part(doc: &Doc<'_>, layers: &Layers, i: usize) -> bool {
    layers.is_name(doc, i) && layers.entity_at(i).is_none() && layers.noun_of(doc, i).is_none()
}

/// Runs of two words or more, in text order.
pub(crate) fn runs(doc: &Doc<'_>, layers: &Layers, statements: &Statements) -> Vec<Range<usize>> {
    // «صحيفة ذا نورثغيت هيرالد»: what tells the news is nobody.
    let mut bodies: Vec<(usize, usize)> = statements
        .all()
        .iter()
        .flat_map(|s| &s.chain)
        .filter(|s| {
            matches!(
                s.kind,
                SourceKind::Media | SourceKind::Agency | SourceKind::Organisation | SourceKind::Party
            )
        })
        .map(|s| s.words)
        .collect();
    bodies.sort_unstable();
    bodies.dedup();
    let mut out = Vec::new();
    let mut next = 0;
    let mut i = 0;
    while let Some(name) = layers.next_name(i) {
        i = name;
        if !is_part(doc, layers, i) {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        while end < doc.words.len()
            && is_part(doc, layers, end)
            && doc.words[end].gap & (gap::HARD | gap::OPEN_QUOTE | gap::CLOSE_QUOTE) == 0
            && !doc.words[end].has(pro::CONJ)
        {
            end += 1;
        }
        let listed = (i..end).any(|k| doc.words[k].pos & pos::NAME != 0);
        while bodies.get(next).is_some_and(|b| b.1 <= i) {
            next += 1;
        }
        let body = bodies.get(next).is_some_and(|b| b.0 <= i && end <= b.1);
        if end - i >= 2 && listed && !body {
            out.push(i..end);
        }
        i = end;
    }
    out
}
