//! Who published the text, by the text's own words.
//!
//! In: a text with its marked lines. Out: the name that most of its words point to. Invariant: linear, and only
//! the first [`LOOKED_AT`] bytes of lines are looked at. Deliberately never takes a publication that the text
//! cites («كتبت صحيفة … البريطانية», a British paper wrote) for its publisher.
//! Example: «قال لموقع «الوادي»» (told the site al-Wadi) points to «الوادي».

use crate::credit::{self, PieceKind};
use crate::fold::{fold, stem};
use crate::line::Line;
use crate::phrase::{Role, TABLES};
use isnad_model::{EntityId, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// Knows publications: by host name and by Arabic or Latin name.
pub trait OutletDirectory {
    /// Lexicon id and name of the publication with that host (`www.` stripped, lower case).
    fn by_domain(&self, host: &str) -> Option<(EntityId, String)>;
    /// Lexicon id and name of the publication called so.
    fn by_name(&self, name: &str) -> Option<(EntityId, String)>;
}

/// A directory that knows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoOutlets;

impl OutletDirectory for NoOutlets {
    fn by_domain(&self, _: &str) -> Option<(EntityId, String)> {
        None
    }
    fn by_name(&self, _: &str) -> Option<(EntityId, String)> {
        None
    }
}

/// So many bytes of a text are searched for its publisher.
const LOOKED_AT: usize = 60_000;

struct Word {
    folded: String,
    range: Range<usize>,
    /// Sign before it, spaces aside; `'\n'` at a line's beginning.
    before: char,
    /// Sign right behind it or behind the space after it.
    after: char,
}

#[derive(Default)]
struct Votes {
    weight: i32,
    first: usize,
    /// Own words of the text where the name stands whole.
    range: Option<Range<usize>>,
    name: String,
}

fn quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '«' | '»' | '‘' | '’' | '\'')
}

fn words(text: &str, range: Range<usize>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let line = text.get(range.clone()).unwrap_or("");
    let mut sign = '\n';
    let mut start = None;
    let mut push = |start: usize, end: usize, sign: char| {
        out.push(Word {
            folded: fold(line.get(start..end).unwrap_or(""), 60),
            range: range.start + start..range.start + end,
            before: sign,
            after: ' ',
        });
    };
    let mut signs: Vec<(usize, char)> = Vec::new();
    for (i, c) in line.char_indices() {
        let inner = c.is_alphanumeric() || matches!(c, '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '_');
        if inner {
            start.get_or_insert(i);
            continue;
        }
        if let Some(s) = start.take() {
            push(s, i, sign);
            sign = ' ';
        }
        if !c.is_whitespace() && !matches!(c, '\u{200B}'..='\u{200F}' | '#') {
            sign = c;
            signs.push((range.start + i, c));
        }
    }
    if let Some(s) = start {
        push(s, line.len(), sign);
    }
    // Each word's sign behind is the first sign between it and the next word.
    let mut s = 0;
    for i in 0..out.len() {
        let end = out[i].range.end;
        let next = out.get(i + 1).map_or(usize::MAX, |w| w.range.start);
        while signs.get(s).is_some_and(|(at, _)| *at < end) {
            s += 1;
        }
        out[i].after = signs
            .get(s)
            .filter(|(at, _)| *at < next)
            .map_or(if next == usize::MAX { '\n' } else { ' ' }, |(_, c)| *c);
    }
    out
}

/// The name that begins at word `i`: quoted words whole, else words up to a sign or a word that ends names.
fn name_at(words: &[Word], i: usize) -> Option<(usize, usize)> {
    let outlets = &TABLES.outlets;
    let first = words.get(i)?;
    if quote(first.before) {
        let last = (i..words.len().min(i + 6)).find(|&j| quote(words[j].after))?;
        return Some((i, last + 1));
    }
    let mut end = i;
    while let Some(word) = words.get(end) {
        if end > i && quote(word.before) {
            // «شبكة “…”»: the name is what is quoted, unless a name stands before it.
            if outlets.kind.contains(stem_kind(&words[i].folded)) && end == i + 1 {
                return name_at(words, end);
            }
            break;
        }
        if outlets.stop.contains(&word.folded) || outlets.foreign.contains(&word.folded) || word.folded == "0" {
            break;
        }
        end += 1;
        if word.after != ' ' || end - i >= 4 {
            break;
        }
    }
    (end > i).then_some((i, end))
}

/// A word without its article.
fn article_off(folded: &str) -> Option<&str> {
    folded.strip_prefix('ا')?.strip_prefix('ل')
}

fn stem_kind(folded: &str) -> &str {
    article_off(folded)
        .filter(|r| TABLES.outlets.kind.contains(*r))
        .unwrap_or(folded)
}

/// Words after a name that say it is cited from abroad.
fn foreign_after(words: &[Word], end: usize) -> bool {
    words
        .get(end)
        .is_some_and(|w| TABLES.outlets.foreign.contains(&w.folded))
}

/// A word of at least three letters behind an attached ل, without it. The article comes back: «للشرق» is «الشرق».
fn told_name(folded: &str) -> Option<&str> {
    let rest = folded.strip_prefix('ل')?;
    rest.chars().nth(2).map(|_| rest)
}

struct Ballot<'t> {
    text: &'t str,
    votes: BTreeMap<String, Votes>,
}

impl Ballot<'_> {
    fn vote(&mut self, range: Range<usize>, weight: i32) {
        let name = self.text.get(range.clone()).unwrap_or("").trim().to_owned();
        self.vote_as(name, Some(range), weight);
    }

    fn vote_as(&mut self, name: String, range: Option<Range<usize>>, weight: i32) {
        let folded = fold(&name, 120);
        let key: Vec<&str> = folded
            .split(' ')
            .filter(|w| !TABLES.outlets.kind.contains(stem_kind(w)) || folded.split(' ').count() == 1)
            .map(stem)
            .collect();
        let key = key.join(" ");
        if key.chars().count() < 3 {
            return;
        }
        // «المرصد السوري» and «المرصد السوري لحقوق الإنسان» are one.
        let known = self
            .votes
            .keys()
            .find(|k| k.starts_with(key.as_str()) || key.starts_with(k.as_str()))
            .cloned();
        let first = range.as_ref().map_or(usize::MAX, |r| r.start);
        let entry = self.votes.entry(known.unwrap_or(key)).or_default();
        entry.weight += weight;
        if entry.name.is_empty() || (entry.range.is_none() && range.is_some()) {
            entry.name = name;
            entry.first = first;
            entry.range = range;
        }
    }
}

/// A name found in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The words.
    pub text: String,
    /// Where they stand, when they stand whole.
    pub span: Option<Span>,
}

fn credits(line: &Line, text: &str, ballot: &mut Ballot<'_>) {
    let raw = line.text(text);
    let pieces = credit::pieces(raw);
    let person = pieces.iter().any(|p| p.kind == PieceKind::Person);
    for (i, piece) in pieces.iter().enumerate() {
        let range = line.range.start + piece.range.start..line.range.start + piece.range.end;
        match piece.kind {
            PieceKind::Outlet if piece.role == Some(Role::Source) => ballot.vote(range, 3),
            PieceKind::Outlet => ballot.vote(range, 8),
            // «name: publication».
            PieceKind::Short
                if person
                    && i == 1
                    && pieces.len() == 2
                    && pieces[0].kind == PieceKind::Person
                    && raw.contains(':') =>
            {
                ballot.vote(range, 5)
            }
            _ => {}
        }
    }
}

/// The dateline before the first sentence: «حلب (الوادي) –», «حلب – نهر برس:».
fn dateline(line: &Line, text: &str, ballot: &mut Ballot<'_>) {
    if line.opening {
        return;
    }
    let raw = line.text(text);
    let head: String = raw.chars().take(70).collect();
    let Some(end) = head
        .char_indices()
        .filter(|(_, c)| matches!(c, '–' | '—' | '-' | ':' | 'ـ'))
        .map(|(i, _)| i)
        .next_back()
    else {
        return;
    };
    let head = head.get(..end).unwrap_or("");
    let pieces = credit::pieces(head);
    if pieces.len() > 4 || pieces.iter().any(|p| p.kind == PieceKind::Long) {
        return;
    }
    for (i, piece) in pieces.iter().enumerate() {
        let range = line.range.start + piece.range.start..line.range.start + piece.range.end;
        let closed = raw.get(piece.range.end..end).is_some_and(|r| r.starts_with([')', ']']));
        if piece.kind == PieceKind::Outlet || (piece.bracketed && closed && i > 0 && i + 1 == pieces.len()) {
            ballot.vote(range, 8);
        }
    }
}

fn sentence(line: &Line, text: &str, article: bool, ballot: &mut Ballot<'_>, cited: &mut Vec<String>) {
    let outlets = &TABLES.outlets;
    let words = words(text, line.range.clone());
    let span = |a: usize, b: usize| words[a].range.start..words[b - 1].range.end;
    for (i, word) in words.iter().enumerate() {
        let folded = word.folded.as_str();
        let bare = folded.strip_prefix('و').unwrap_or(folded);
        // Somebody's reporter, activists, lens.
        let reporter = [folded, bare, stem(folded)]
            .iter()
            .any(|w| outlets.reporter.contains(*w));
        let reporter = reporter && (word.after == ' ' || quote(word.after));
        if let Some((a, b)) = name_at(&words, i + 1).filter(|_| reporter) {
            let quoted = quote(words[a].before);
            let whole = span(a, b);
            // Outside the article only what looks like a publication: headlines of others speak of anybody.
            let named = outlet_like(&words[a..b]) || article && (quoted || b - a <= 4);
            if named && !foreign_after(&words, b) && !places_like(&words[a..b]) {
                ballot.vote(whole, if article { 3 } else { 2 });
            }
        }
        // Told to somebody.
        let told_before = (i.saturating_sub(9)..i).any(|j| outlets.told.contains(&words[j].folded));
        if folded.strip_prefix('ل') == Some("") && quote(word.after) {
            if let Some((a, b)) = name_at(&words, i + 1)
                && quote(words[a].before)
                && (told_before || matches!(word.before, '،' | ','))
                && !foreign_after(&words, b)
            {
                ballot.vote(span(a, b), 3);
            }
        } else if let Some(rest) = told_name(folded) {
            let kind = outlets.to.contains(rest);
            if kind && let Some((a, b)) = name_at(&words, i + 1) {
                if !foreign_after(&words, b) {
                    let start = if quote(words[a].before) { a } else { i };
                    let range = if start == i {
                        word.range.start + 'ل'.len_utf8()..words[b - 1].range.end
                    } else {
                        span(a, b)
                    };
                    ballot.vote(range, 3);
                }
            } else {
                let told = (i.saturating_sub(4)..i)
                    .any(|j| outlets.told.contains(&words[j].folded) && words[j].after == ' ')
                    && words.get(i.wrapping_sub(1)).is_some_and(|w| w.after != '.');
                let set_off = matches!(word.before, '،' | ',');
                let near = i > 0 && outlets.told.contains(&words[i - 1].folded);
                if near || told || set_off {
                    // The name ends at a sign or a word such as «أن».
                    let end = (i..words.len().min(i + 3)).find(|&j| {
                        words[j].after != ' ' || words.get(j + 1).is_some_and(|w| outlets.stop.contains(&w.folded))
                    });
                    if let Some(end) = end
                        && (near && end == i
                            || outlet_like(&words[i..=end])
                            || (set_off && matches!(words[end].after, '،' | ',') && told))
                        && !foreign_after(&words, end + 1)
                    {
                        let from = word.range.start + 'ل'.len_utf8();
                        let raw = text.get(from..words[end].range.end).unwrap_or("");
                        if let Some(rest) = raw.strip_prefix('ل') {
                            ballot.vote_as(format!("{}{}{rest}", 'ا', 'ل'), None, 2);
                        } else {
                            ballot.vote(from..words[end].range.end, 2);
                        }
                    }
                }
            }
        }
        // The site's own chrome.
        let site = !article && outlets.site.contains(stem(folded)) && word.after == ' ';
        if let Some((a, b)) = name_at(&words, i + 1).filter(|_| site)
            && (outlet_like(&words[a..b]) || b - a <= 2)
            && b - a <= 4
        {
            ballot.vote(span(a, b), 1);
        }
        // A cited publication is not the publisher.
        if article && (outlets.kind.contains(stem_kind(bare)) || outlets.kind.contains(stem(folded))) {
            let by_verb = i > 0 && outlets.cited.contains(words[i - 1].folded.trim_start_matches('و'));
            if let Some((a, b)) = name_at(&words, i + 1)
                && (by_verb && quote(words[a].before) && foreign_after(&words, b) || foreign_after(&words, b))
            {
                cited.push(fold(text.get(span(a, b)).unwrap_or(""), 120));
            }
        }
    }
}

fn outlet_like(words: &[Word]) -> bool {
    words
        .iter()
        .any(|w| TABLES.outlets.part.contains(&w.folded) || TABLES.outlets.part.contains(stem_kind(&w.folded)))
        || words.windows(2).any(|w| {
            TABLES
                .outlets
                .part
                .contains(&format!("{} {}", w[0].folded, w[1].folded))
        })
        || words.first().is_some_and(|w| {
            w.folded
                .strip_prefix('ل')
                .is_some_and(|r| TABLES.outlets.part.contains(r))
        })
}

fn places_like(words: &[Word]) -> bool {
    words.len() == 1 && words[0].folded.chars().count() < 3
}

/// The publisher that the text names, if any.
#[must_use]
pub fn find(text: &str, lines: &[Line], article: &[bool], run: Option<(usize, usize)>) -> Option<Found> {
    let mut ballot = Ballot {
        text,
        votes: BTreeMap::new(),
    };
    let mut cited = Vec::new();
    let mut looked = 0;
    let (first, last) = run.unwrap_or((0, 0));
    for (i, line) in lines.iter().enumerate() {
        let near = i + 30 >= first && i <= last + 40;
        if !near || line.range.len() > LOOKED_AT {
            continue;
        }
        looked += line.range.len();
        if looked > LOOKED_AT {
            break;
        }
        let placed = (article[i] && (i < first || i > last)) || (i < first && credit::is_label(line));
        if placed && (credit::is_credit(line) || credit::is_label(line)) {
            credits(line, text, &mut ballot);
        }
        if article[i] && i >= first && i <= first + 1 {
            dateline(line, text, &mut ballot);
        }
        sentence(line, text, article[i], &mut ballot, &mut cited);
    }
    ballot
        .votes
        .into_iter()
        .filter(|(_, v)| !cited.iter().any(|c| fold(&v.name, 120).contains(c.as_str())))
        .max_by(|a, b| {
            a.1.weight
                .cmp(&b.1.weight)
                .then(b.1.first.cmp(&a.1.first))
                .then(b.0.cmp(&a.0))
        })
        .filter(|(_, v)| v.weight >= 2)
        .map(|(_, v)| Found {
            text: v.name,
            span: v.range.map(Span::from_range),
        })
}
