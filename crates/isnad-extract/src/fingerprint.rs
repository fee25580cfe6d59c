//! What later stages may compare of a text without seeing it.
//!
//! In: the words of an article. Out: hashes of its five-word runs and of its quotations, over folded words.
//! The hash is FNV-1a, so that fingerprints of different runs and machines agree.

use crate::doc::{Doc, gap};
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

/// The hashes of all runs of words.
fn shingles(words: &[u64]) -> Vec<u64> {
    // Each step of the hash waits for the one before it: several runs side by side wait together.
    const SIDE: usize = 4;
    /// Runs for which bytes are laid out at once.
    const BLOCK: usize = 8 * SIDE;
    let count = (words.len() + 1).saturating_sub(RUN);
    let mut out = Vec::with_capacity(count + BLOCK);
    let mut bytes = [[0; 8]; BLOCK + RUN - 1];
    // Each byte as a number of its own: five runs ask for it, each in one step.
    let mut wide = [[0; 8]; BLOCK + RUN - 1];
    while out.len() < count {
        for (bytes, word) in bytes.iter_mut().zip(words.get(out.len()..).unwrap_or_default()) {
            *bytes = word.to_le_bytes();
        }
        for (wide, byte) in wide.as_flattened_mut().iter_mut().zip(bytes.as_flattened()) {
            *wide = u64::from(*byte);
        }
        for first in (0..BLOCK).step_by(SIDE) {
            let Some(words) = wide
                .get(first..)
                .and_then(<[[u64; 8]]>::first_chunk::<{ SIDE + RUN - 1 }>)
            else {
                break;
            };
            let (mut a, mut b, mut c, mut d) = (OFFSET, OFFSET, OFFSET, OFFSET);
            for side in words.windows(SIDE) {
                let [first, second, third, fourth] = side else { break };
                for (((p, q), r), s) in first.iter().zip(second).zip(third).zip(fourth) {
                    a = (a ^ p).wrapping_mul(PRIME);
                    b = (b ^ q).wrapping_mul(PRIME);
                    c = (c ^ r).wrapping_mul(PRIME);
                    d = (d ^ s).wrapping_mul(PRIME);
                }
            }
            out.extend_from_slice(&[a, b, c, d]);
        }
    }
    // The last block goes on behind the text.
    out.truncate(count);
    out
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
    out.shingles = shingles(words.get(first_body..).unwrap_or_default());
    let mut start: Option<usize> = None;
    for (i, w) in doc.words.iter().enumerate() {
        if w.gap & (gap::OPEN_QUOTE | gap::CLOSE_QUOTE | gap::LINE) == 0 {
            continue;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_side_by_side_are_hashed_as_one_by_one() {
        for n in 0..30 {
            let words: Vec<u64> = (0..n).map(|i: u64| i.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
            let single = |run: &[u64]| run.iter().fold(OFFSET, |h, w| hash(h, &w.to_le_bytes()));
            let wanted: Vec<u64> = words.windows(RUN).map(single).collect();
            assert_eq!(shingles(&words), wanted, "{n}");
        }
    }
}
