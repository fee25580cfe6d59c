//! The folding itself: one pass, verbatim where nothing changes, cluster by cluster where something does.
//!
//! A cluster is a character with the marks that combine with it, so that composition and dropping
//! never cross its edges. Example: «مُؤَ» is the clusters «مُ» and «ؤَ».

use isnad_model::Span;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::Tier;
use super::map::Edit;
use super::table::{self, Op};
use crate::chars;

/// Takes note of stretches whose length changed.
pub(super) trait Record {
    /// Notes one edit.
    fn edit(&mut self, original: std::ops::Range<usize>, normal: std::ops::Range<usize>);
}

/// Takes note of nothing.
pub(super) struct Unrecorded;

impl Record for Unrecorded {
    fn edit(&mut self, _: std::ops::Range<usize>, _: std::ops::Range<usize>) {}
}

impl Record for Vec<Edit> {
    fn edit(&mut self, original: std::ops::Range<usize>, normal: std::ops::Range<usize>) {
        self.push(Edit {
            original: Span::from_range(original),
            normal: Span::from_range(normal),
        });
    }
}

/// Appends the folded form of `text` to `out`.
pub(super) fn fold<R: Record>(text: &str, tier: Tier, out: &mut String, record: &mut R) {
    let bytes = text.as_bytes();
    let table = table::of(tier);
    let mut scratch = Vec::new();
    // `kept..at` stays as it is and is not yet written; before `settled` nothing can combine any more.
    let (mut at, mut kept, mut settled) = (0, 0, 0);
    while let Some(&lead) = bytes.get(at) {
        if lead < 0x80 {
            at += 1;
            continue;
        }
        let attaches = if let (0xD8..=0xDB, Some(&trail)) = (lead, bytes.get(at + 1)) {
            match table[chars::arabic_index(lead, trail)] {
                Op::Keep => {
                    at += 2;
                    continue;
                }
                Op::Map(to) => {
                    out.push_str(text.get(kept..at).unwrap_or(""));
                    out.push(to);
                    at += 2;
                    kept = at;
                    continue;
                }
                Op::Ascii(_) => false,
                Op::Combine | Op::DropMark | Op::Drop | Op::Hamza => true,
            }
        } else {
            let Some(c) = chars::char_at(text, at) else { break };
            if is_plain(c) {
                at += c.len_utf8();
                continue;
            }
            is_presentation(c) || table::op(c, tier) != Op::Keep || continues(c)
        };
        // What combines takes the character before it along, unless that one is settled.
        let base = if attaches && at > settled {
            previous(bytes, at)
        } else {
            at
        };
        if base < kept {
            out.pop();
        } else {
            out.push_str(text.get(kept..base).unwrap_or(""));
        }
        let end = cluster(text, base, tier, &mut scratch);
        let before = out.len();
        write(&scratch, tier, out);
        let same = scratch.len() == 1
            && out.len() - before == end - base
            && chars::char_at(text, base).is_some_and(|c| c.len_utf8() == end - base);
        if !same {
            record.edit(base..end, before..out.len());
        }
        (at, kept, settled) = (end, end, end);
    }
    out.push_str(text.get(kept..).unwrap_or(""));
}

/// The beginning of the character that ends at `at`.
fn previous(bytes: &[u8], at: usize) -> usize {
    let mut start = at.saturating_sub(1);
    while start > 0 && bytes.get(start).is_some_and(|b| b & 0xC0 == 0x80) {
        start -= 1;
    }
    start
}

/// Reads the cluster that begins at `base` into `scratch`, mapped but not composed; gives its end.
fn cluster(text: &str, base: usize, tier: Tier, scratch: &mut Vec<char>) -> usize {
    scratch.clear();
    let mut end = base;
    let mut at = base;
    while let Some(c) = chars::char_at(text, at) {
        at += c.len_utf8();
        match table::op(c, tier) {
            // Something invisible belongs here only if something that combines comes after it.
            Op::Drop => {
                if scratch.is_empty() {
                    end = at;
                }
                continue;
            }
            Op::DropMark => {}
            Op::Hamza => carry_hamza(scratch),
            op => {
                if end > base && !(is_presentation(c) && starts_with_mark(c)) && !continues(c) {
                    break;
                }
                if is_presentation(c) {
                    spell_out(c, tier, scratch);
                } else {
                    scratch.push(apply(c, op));
                }
            }
        }
        end = at;
    }
    end
}

fn apply(c: char, op: Op) -> char {
    match op {
        Op::Map(to) | Op::Ascii(to) => to,
        _ => c,
    }
}

/// Makes one letter of a carrier and the hamza above it; on any other letter the hamza goes.
fn carry_hamza(scratch: &mut [char]) {
    if let Some(last) = scratch.last_mut() {
        *last = match *last {
            'و' => 'ؤ',
            'ي' | 'ى' => 'ئ',
            other => other,
        };
    }
}

/// Writes out a presentation form letter by letter, without the space or tatweel that carries a lone mark.
fn spell_out(c: char, tier: Tier, scratch: &mut Vec<char>) {
    for part in std::iter::once(c).nfkd() {
        match table::op(part, tier) {
            _ if part == ' ' => {}
            Op::Drop | Op::DropMark => {}
            Op::Hamza => carry_hamza(scratch),
            op => scratch.push(apply(part, op)),
        }
    }
}

/// Whether a presentation form is a mark without a letter.
fn starts_with_mark(c: char) -> bool {
    chars::class(c) == chars::Class::Mark
}

/// Presentation forms that are spelled out; ligatures that stand for a phrase are not.
fn is_presentation(c: char) -> bool {
    matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        && matches!(chars::class(c), chars::Class::Letter | chars::Class::Mark)
}

/// Whether the character may combine with the one before it.
fn continues(c: char) -> bool {
    if c < '\u{300}' {
        return false;
    }
    canonical_combining_class(c) != 0 || is_nfc_quick(std::iter::once(c)) != IsNormalized::Yes
}

/// Whether the character stays as it is in every tier, by a look at its range alone.
const fn is_plain(c: char) -> bool {
    matches!(c,
        '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
        | '\u{20a0}'..='\u{20bf}' | '\u{2500}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Writes a cluster composed.
fn write(scratch: &[char], tier: Tier, out: &mut String) {
    let arabic = |c: &char| matches!(c, '\0'..='\u{7f}' | '\u{600}'..='\u{6ff}');
    let composed = match tier {
        Tier::Unicode => is_nfc_quick(scratch.iter().copied()) == IsNormalized::Yes,
        // No Arabic mark is left to compose.
        Tier::Orthographic | Tier::Search => scratch.iter().all(arabic),
    };
    if composed {
        out.extend(scratch);
    } else {
        out.extend(scratch.iter().copied().nfc());
    }
}
