//! What later stages may compare of a text without seeing it.
//!
//! In: the words of an article. Out: hashes of its five-word runs and of its quotations, over folded words.
//! The hash is FNV-1a, so that fingerprints of different runs and machines agree.

use crate::doc::{Doc, gap};
use isnad_arabic::normal::{Tier, fold_into};
use isnad_model::Fingerprint;

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;
const RUN: usize = 5;

fn hash(mut h: u64, bytes: &[u8]) -> u64 {
    for &b in bytes {
        h = (h ^ u64::from(b)).wrapping_mul(PRIME);
    }
    h
}

/// The hash of a word, marks and spellings of one letter apart; `folded` is scratch.
pub(crate) fn word(word: &str, folded: &mut String) -> u64 {
    folded.clear();
    fold_into(word, Tier::Search, folded);
    hash(OFFSET, folded.as_bytes())
}

/// Makes the fingerprint of an article.
#[must_use]
pub fn fingerprint(doc: &Doc<'_>) -> Fingerprint {
    let words: Vec<u64> = doc.words.iter().map(|w| w.letters().hash).collect();
    let mut out = Fingerprint::default();
    let mut title: Option<u64> = None;
    for sent in &doc.sents {
        if sent.title {
            let h = words[sent.words.clone()]
                .iter()
                .fold(title.unwrap_or(OFFSET), |h, w| hash(h, &w.to_le_bytes()));
            title = Some(h);
        }
    }
    out.title = title;
    let first_body = doc.sents.iter().find(|s| !s.title).map_or(0, |s| s.words.start);
    for run in words.get(first_body..).unwrap_or_default().windows(RUN) {
        out.shingles
            .push(run.iter().fold(OFFSET, |h, w| hash(h, &w.to_le_bytes())));
    }
    let mut start: Option<usize> = None;
    for i in 0..doc.words.len() {
        let w = &doc.words[i];
        if w.gap & (gap::CLOSE_QUOTE | gap::LINE) != 0
            && let Some(s) = start.take()
            && i - s >= 4
        {
            out.quotations
                .push(words[s..i].iter().fold(OFFSET, |h, w| hash(h, &w.to_le_bytes())));
        }
        if w.gap & gap::OPEN_QUOTE != 0 {
            start = Some(i);
        }
    }
    out
}
