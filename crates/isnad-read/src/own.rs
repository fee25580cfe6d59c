//! What a text says of its own publication: beside «خاص», by a statement that it received, by what it learned.
//!
//! In: the lines of a text. Out: votes for the publisher (see `outlet`). Invariant: linear in the line; lines of
//! more than [`LONGEST`] bytes are not looked at. Deliberately takes no single unknown word beside «خاص», which is a
//! town's name as often. Example: «المشهد الجديد - خاص» (The New Scene – exclusive) names «المشهد الجديد».

use crate::credit::{self, PieceKind};
use crate::fold::{fold, stem};
use crate::line::Line;
use crate::masthead::Masthead;
use crate::outlet::{Ballot, agency, known_agency, name_at, nameless, stem_kind};
use crate::phrase::{Set, TABLES};
use crate::stamp;
use crate::wording::{Word, quote};
use std::ops::Range;

/// Longest line that is looked at, in bytes.
const LONGEST: usize = 6_000;
/// So many words may stand between «تلقت» (received) and «نسخة» (a copy).
const BETWEEN: usize = 8;

/// «Name - خاص», «(Name - وكالات)», «place "Name" خاص:» over the text; a known name beside a place.
pub(crate) fn over(names: &Masthead<'_>, line: &Line, ballot: &mut Ballot<'_>) {
    let whole = line.text(names.text);
    let stamp = stamp(whole);
    let skipped = stamp.len();
    let raw = whole.get(skipped..).unwrap_or("");
    let stamped = stamp
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty());
    let words = line.words.saturating_sub(stamped.count());
    if words > 14 || raw.len() > 240 || raw.trim_end().ends_with(['.', '؟', '!', '…']) {
        return;
    }
    let desks = &TABLES.outlets.desk;
    let pieces = credit::pieces(raw);
    let name = |p: &credit::Piece| raw.get(p.range.clone()).unwrap_or("");
    // «"الأيام" خاص:» is one piece.
    let rest = |p: &credit::Piece| -> Range<usize> {
        let text = name(p);
        match text.rsplit_once(' ') {
            Some((head, last)) if desks.contains(&fold(last, 40)) && !head.trim().is_empty() => {
                p.range.start..p.range.start + head.trim_end().len()
            }
            _ => p.range.clone(),
        }
    };
    let desk = pieces
        .iter()
        .any(|p| desks.contains(&fold(name(p), 60)) || rest(p) != p.range);
    let candidates: Vec<(Range<usize>, bool)> = pieces
        .iter()
        .filter(|p| matches!(p.kind, PieceKind::Short | PieceKind::Outlet) && p.role.is_none())
        .map(|p| (rest(p), quoted(raw, p.range.start)))
        .filter(|(r, _)| {
            let text = raw.get(r.clone()).unwrap_or("");
            let folded = fold(text, 80);
            !desks.contains(&folded) && !nameless(text) && !stamp::read(text).only && !clock(text)
        })
        .collect();
    let vote = |r: &Range<usize>, weight: i32, ballot: &mut Ballot<'_>| {
        let from = line.range.start + skipped;
        ballot.vote(from + r.start..from + r.end, weight);
    };
    let text = |r: &Range<usize>| raw.get(r.clone()).unwrap_or("");
    if desk {
        let one = match &candidates[..] {
            [(r, _)] => Some(r),
            list => {
                let mut marked = list.iter().filter(|(_, q)| *q);
                let first = marked.next();
                first.filter(|_| marked.next().is_none()).map(|(r, _)| r)
            }
        };
        if let Some(r) = one {
            let whole = text(r);
            let many = whole.split_whitespace().count() >= 2 || whole.chars().any(char::is_numeric);
            let marked = quoted(raw, r.start);
            let short = whole.split_whitespace().count() <= 4;
            if short && !agency(whole) && !names.place(whole) && (many || marked || names.known(whole)) {
                vote(r, 8, ballot);
                return;
            }
        }
    }
    // «بغداد / المدى», «الخرطوم: التغيير», «أربيل – النهر 24 | 19 تموز 2023»
    let bare = pieces.iter().filter(|p| !stamp::read(name(p)).only && !clock(name(p)));
    let pair = words <= 9 && bare.count() == 2 && raw.contains(['-', '–', '—', 'ـ', '/', ':']);
    if pair {
        let mut known = candidates
            .iter()
            .filter(|(r, _)| !agency(text(r)) && names.known(text(r)) && !names.place(text(r)));
        if let (Some((r, _)), None) = (known.next(), known.next()) {
            vote(r, 6, ballot);
            return;
        }
        // «نواكشوط - «أخبار الواحة»», «أربيل – النهر 24»: beside a place, a name in marks or one that the text has again.
        if let [(first, _), (r, marked)] = &candidates[..]
            && names.place(text(first))
            && !names.place(text(r))
            && !agency(text(r))
            && (*marked || text(r).contains(' ') && names.text.matches(text(r)).count() >= 2)
        {
            vote(r, 4, ballot);
        }
    }
}

/// What a page puts before the Arabic of a line, with a day in digits: «date 2025-12-05 », «21:40 GMT ».
fn stamp(line: &str) -> &str {
    let end = line.find(|c: char| c.is_alphabetic() && !c.is_ascii()).unwrap_or(0);
    let before = line.get(..end).unwrap_or("");
    if before.contains(|c: char| c.is_ascii_digit()) {
        before
    } else {
        ""
    }
}

/// An hour: «الساعة 05 مساء».
fn clock(text: &str) -> bool {
    text.chars().any(char::is_numeric) && {
        let folded = fold(text, 80);
        folded
            .split(' ')
            .all(|w| w == "0" || TABLES.stamps.contains_key(w) || TABLES.outlets.hour.contains(w))
    }
}

fn quoted(raw: &str, at: usize) -> bool {
    raw.get(..at)
        .is_some_and(|b| b.trim_end_matches(['\u{200E}', '\u{200F}']).ends_with(quote))
}

/// «تلقت "…" نسخة منه», «تابعته "…"», «علمت "…" أن».
pub(crate) fn sentence(list: &[Word], line: &Line, text: &str, ballot: &mut Ballot<'_>) {
    if line.range.len() > LONGEST {
        return;
    }
    let outlets = &TABLES.outlets;
    for (i, word) in list.iter().enumerate() {
        let own = word.folded.strip_prefix('و').unwrap_or(&word.folded);
        let verb = |set: &Set| set.contains(&word.folded) || set.contains(own);
        if verb(&outlets.received) {
            let copy = (i + 2..list.len().min(i + BETWEEN)).find(|&j| outlets.copy.contains(stem(&list[j].folded)));
            // Between «حصل» and «على نسخة».
            let end = copy.map(|c| {
                if list[c - 1].folded.chars().count() <= 3 {
                    c - 1
                } else {
                    c
                }
            });
            if let Some(end) = end.filter(|&e| e > i + 1 && e - i <= 6) {
                name(list, i + 1, end, text, 4, ballot);
            }
        } else if verb(&outlets.seen) {
            if let Some((a, b)) = name_at(list, i + 1).filter(|&(a, _)| quote_before(list, a)) {
                name(list, a, b, text, 3, ballot);
            }
        } else if verb(&outlets.learned)
            && let Some((a, b)) = name_at(list, i + 1)
            && b < list.len()
            && b - a <= 4
            && (quote_before(list, a) || outlets.kind.contains(stem_kind(&list[a].folded)))
            && (outlets.that.contains(&list[b].folded) || outlets.from.contains(&list[b].folded))
        {
            name(list, a, b, text, 4, ballot);
        }
    }
}

fn quote_before(list: &[Word], i: usize) -> bool {
    list.get(i).is_some_and(|w| quote(w.before))
}

fn name(list: &[Word], a: usize, b: usize, text: &str, weight: i32, ballot: &mut Ballot<'_>) {
    let (Some(first), Some(last)) = (list.get(a), list.get(b.saturating_sub(1))) else {
        return;
    };
    let range = first.range.start..last.range.end;
    let whole = text.get(range.clone()).unwrap_or("");
    if !known_agency(whole) && !nameless(whole) {
        ballot.vote(range, weight);
    }
}
