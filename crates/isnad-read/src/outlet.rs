//! Who published the text, by the text's own words.
//!
//! In: a text with its marked lines. Out: the name that most of its words point to. Invariant: linear, and only
//! the first [`LOOKED_AT`] bytes of lines are looked at. Deliberately never takes a publication that the text
//! cites («كتبت صحيفة … البريطانية», a British paper wrote) for its publisher.
//! Example: «قال لموقع «الوادي»» (told the site al-Wadi) points to «الوادي».

use crate::article::Finding;
use crate::credit::{self, PieceKind};
use crate::fold::{fold, stem};
use crate::line::Line;
use crate::masthead::Masthead;
use crate::own;
use crate::phrase::{Role, TABLES};
use crate::stamp;
use crate::wording::{Word, quote, words};
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

#[derive(Default)]
struct Votes {
    weight: i32,
    first: usize,
    /// Own words of the text where the name stands whole.
    range: Option<Range<usize>>,
    name: String,
}

/// The name that begins at word `i`: quoted words whole, else words up to a sign or a word that ends names.
pub(crate) fn name_at(words: &[Word], i: usize) -> Option<(usize, usize)> {
    let outlets = &TABLES.outlets;
    let first = words.get(i)?;
    if quote(first.before) {
        let last = (i..words.len().min(i + 6)).find(|&j| quote(words[j].after))?;
        return Some((i, last + 1));
    }
    if first.before == '(' {
        let last = (i..words.len().min(i + 6)).find(|&j| words[j].after == ')')?;
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
        let person = end > i && TABLES.names.contains(&word.folded);
        if person
            || outlets.day.contains(&word.folded)
            || outlets.stop.contains(&word.folded)
            || outlets.foreign.contains(&word.folded)
            || word.folded == "0"
        {
            break;
        }
        end += 1;
        let quoted_next = quote(word.after) && words.get(end).is_some_and(|w| quote(w.before));
        if end == i + 1 && quoted_next && outlets.kind.contains(stem_kind(&word.folded)) {
            continue;
        }
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

pub(crate) fn stem_kind(folded: &str) -> &str {
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

pub(crate) struct Ballot<'t> {
    text: &'t str,
    votes: BTreeMap<String, Votes>,
}

impl Ballot<'_> {
    pub(crate) fn vote(&mut self, range: Range<usize>, weight: i32) {
        let name = self.text.get(range.clone()).unwrap_or("").trim().to_owned();
        if nameless(&name) {
            return;
        }
        self.vote_as(name, Some(range), weight);
    }

    /// Told to it: everybody tells agencies, so that of them it says little, and of those known everywhere nothing.
    fn vote_told(&mut self, range: Range<usize>) {
        let name = self.text.get(range.clone()).unwrap_or("");
        if !known_agency(name) && !quoted_widely(name) {
            let weight = if agency(name) { 1 } else { 3 };
            self.vote(range, weight);
        }
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

/// Whether the words are an agency's: a tag of datelines, «وكالة …», «… للأنباء».
pub(crate) fn agency(name: &str) -> bool {
    let folded = fold(name, 120);
    let outlets = &TABLES.outlets;
    outlets.agency.contains(&folded) || folded.split(' ').any(|w| outlets.agency_noun.contains(w))
}

/// Whether the words hold the name of an agency that everybody cites.
pub(crate) fn known_agency(name: &str) -> bool {
    let agencies = &TABLES.outlets.agency;
    let folded = fold(name, 120);
    agencies.contains(&folded)
        || folded
            .split(' ')
            .any(|w| agencies.contains(w) || agencies.contains(stem(w)))
}

/// Whether the words name a medium that everybody quotes: «لقناة …», «ل … نيوز» stands in the reports of others as often.
fn quoted_widely(name: &str) -> bool {
    let outlets = &TABLES.outlets;
    let folded = fold(name, 120);
    let bare: Vec<&str> = folded
        .split(' ')
        .filter(|w| !outlets.kind.contains(stem_kind(w)))
        .collect();
    outlets.quoted.contains(&bare.join(" ")) || outlets.quoted.contains(&folded)
}

/// Whether the words are nothing but nouns of publications and of their people: a name cut in two.
pub(crate) fn nameless(name: &str) -> bool {
    let outlets = &TABLES.outlets;
    fold(name, 120)
        .split(' ')
        .all(|w| outlets.kind.contains(stem_kind(w)) || outlets.reporter.contains(w) || outlets.stop.contains(w))
}

fn credits(line: &Line, text: &str, closing: bool, ballot: &mut Ballot<'_>, cited: &mut Vec<String>) {
    let raw = line.text(text);
    let pieces = credit::pieces(raw);
    let person = pieces.iter().any(|p| p.kind == PieceKind::Person);
    let name = |p: &credit::Piece| raw.get(p.range.clone()).unwrap_or("");
    // «نشرة … - وكالة …»: beside another publication an agency is whom it took the text from.
    let other = pieces
        .iter()
        .any(|p| p.kind == PieceKind::Outlet && p.role != Some(Role::Source) && !agency(name(p)));
    for (i, piece) in pieces.iter().enumerate() {
        let range = line.range.start + piece.range.start..line.range.start + piece.range.end;
        match piece.kind {
            PieceKind::Outlet if nameless(name(piece)) => {}
            // A closing credit names the source, and alone no publisher.
            PieceKind::Outlet if piece.role == Some(Role::Source) => {
                if agency(name(piece)) {
                    cited.push(fold(name(piece), 120));
                } else {
                    ballot.vote(range, 1);
                }
            }
            PieceKind::Outlet if agency(name(piece)) => {
                // «… - الأناضول»: two words and more that no sentence speaks of are the paper that copies.
                let paper = pieces
                    .first()
                    .filter(|p| i == 1 && pieces.len() == 2 && p.kind == PieceKind::Short);
                let paper =
                    paper.filter(|p| name(p).split_whitespace().count() >= 2 && text.matches(name(p)).count() == 1);
                if let Some(p) = paper {
                    ballot.vote(line.range.start + p.range.start..line.range.start + p.range.end, 5);
                }
                if piece.bracketed || other || paper.is_some() || closing && pieces.len() == 1 {
                    cited.push(fold(name(piece), 120));
                } else {
                    ballot.vote(range, 3);
                }
            }
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
fn dateline(line: &Line, text: &str, ballot: &mut Ballot<'_>, cited: &mut Vec<String>) {
    if line.opening {
        return;
    }
    let raw = line.text(text);
    // «واحة نيوز/ أفاد …»
    if let Some((name, _)) = raw.split_once('/')
        && name.len() <= 60
        && let [piece] = &credit::pieces(name)[..]
        && piece.kind == PieceKind::Outlet
        && !agency(name)
        && !nameless(name)
    {
        ballot.vote(
            line.range.start + piece.range.start..line.range.start + piece.range.end,
            8,
        );
    }
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
        let name = raw.get(piece.range.clone()).unwrap_or("");
        let last = piece.bracketed && closed && i > 0 && i + 1 == pieces.len();
        // «طرابلس – «صوت الساحل»: …»
        let opened = raw
            .get(..piece.range.start)
            .is_some_and(|r| r.trim_end().ends_with(quote));
        let last = last || opened && i > 0 && i + 1 == pieces.len();
        if nameless(name) {
            continue;
        }
        if (piece.kind == PieceKind::Outlet || last) && agency(name) {
            // «City (agency) –» stands over a text that another took from the agency, or is its own: one known everywhere,
            // or for news («للأنباء»), serves others.
            let serves = |n: &str| {
                fold(n, 120)
                    .split(' ')
                    .any(|w| TABLES.outlets.agency_noun.contains(w) && !TABLES.outlets.kind.contains(w))
            };
            if piece.bracketed && (known_agency(name) || serves(name)) {
                cited.push(fold(name, 120));
            } else if piece.bracketed {
                ballot.vote(range, 4);
            } else if pieces.len() > 1 {
                ballot.vote(range, 3);
            }
        } else if piece.kind == PieceKind::Outlet || (last && stamp::read(name).dates.is_empty()) {
            ballot.vote(range, 8);
        }
    }
}

fn sentence(words: &[Word], text: &str, article: bool, ballot: &mut Ballot<'_>, cited: &mut Vec<String>) {
    let outlets = &TABLES.outlets;
    let span = |a: usize, b: usize| words[a].range.start..words[b - 1].range.end;
    for (i, word) in words.iter().enumerate() {
        let folded = word.folded.as_str();
        let bare = folded.strip_prefix('و').unwrap_or(folded);
        // Somebody's reporter, activists, lens.
        let reporter = [folded, bare, stem(folded)]
            .iter()
            .any(|w| outlets.reporter.contains(*w));
        let reporter = reporter && (word.after == ' ' || quote(word.after));
        if reporter && let Some((a, b)) = name_at(words, i + 1) {
            let quoted = quote(words[a].before);
            let whole = span(a, b);
            // Outside the article only what looks like a publication: headlines of others speak of anybody.
            // «نشطاء سوريون»: what they are, not whose.
            let kind = !quoted && ["ون", "ين"].iter().any(|e| words[a].folded.ends_with(e));
            let named = outlet_like(&words[a..b]) || article && (quoted || b - a <= 4 && !kind);
            if named && !foreign_after(words, b) && !places_like(&words[a..b]) {
                let name = text.get(whole.clone()).unwrap_or("");
                // An agency's man speaks for it in its own reports; elsewhere he is met, or dies.
                let speaks = (i.saturating_sub(2)..i).any(|j| outlets.told.contains(&words[j].folded));
                let weight = match (article, agency(name)) {
                    // «أفاد مراسل "…" في …» opens a report of its own.
                    (true, true) if speaks && i <= 2 && quoted => 2,
                    (_, true) if known_agency(name) || !speaks => 0,
                    (true, _) => 3,
                    (false, _) => 2,
                };
                ballot.vote(whole, weight);
            }
        }
        // Told to somebody.
        let told_before = || {
            (i.saturating_sub(9)..i)
                .rev()
                .take_while(|&j| !outlets.that.contains(&words[j].folded))
                .any(|j| outlets.told.contains(&words[j].folded))
        };
        // «وفقا لموقع …», «ذكر تقرير لصحيفة …», «تحقيق استقصائي لوكالة …»
        let source = || {
            let piece = |w: &Word| outlets.piece.contains(&w.folded) || outlets.piece.contains(stem(&w.folded));
            let cites = |w: &Word| {
                let bare = w.folded.strip_prefix('و').unwrap_or(&w.folded);
                outlets.cited.contains(&w.folded) || outlets.cited.contains(bare) || piece(w)
            };
            let before = |back: usize| i.checked_sub(back).and_then(|j| words.get(j));
            // «تقرير خاص لشبكة …» is the network's own.
            let described = before(1).is_some_and(|w| w.after == ' ' && !outlets.desk.contains(&w.folded));
            before(1).is_some_and(cites) || described && before(2).is_some_and(|w| w.after == ' ' && piece(w))
        };
        if folded.strip_prefix('ل') == Some("") && (quote(word.after) || word.after == '(') {
            if let Some((a, b)) = name_at(words, i + 1)
                && (quote(words[a].before) || words[a].before == '(')
                && (told_before() || matches!(word.before, '،' | ','))
                && !foreign_after(words, b)
            {
                ballot.vote_told(span(a, b));
            }
        } else if let Some(rest) = told_name(folded).filter(|_| !quote(word.before)) {
            let kind = outlets.to.contains(rest);
            if kind && let Some((a, b)) = name_at(words, i + 1) {
                if source() {
                    cited.push(fold(text.get(span(a, b)).unwrap_or(""), 120));
                } else if !foreign_after(words, b) {
                    let start = if quote(words[a].before) { a } else { i };
                    let range = if start == i {
                        word.range.start + 'ل'.len_utf8()..words[b - 1].range.end
                    } else {
                        span(a, b)
                    };
                    ballot.vote_told(range);
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
                        && !foreign_after(words, end + 1)
                    {
                        let from = word.range.start + 'ل'.len_utf8();
                        let raw = text.get(from..words[end].range.end).unwrap_or("");
                        if let Some(rest) = raw.strip_prefix('ل') {
                            let name = format!("{}{}{rest}", 'ا', 'ل');
                            if !agency(&name) && !source() && !nameless(&name) && !quoted_widely(&name) {
                                ballot.vote_as(name, None, 2);
                            }
                        } else if !agency(raw) && !source() && !quoted_widely(raw) {
                            ballot.vote(from..words[end].range.end, 2);
                        }
                    }
                }
            }
        }
        // The site's own chrome.
        let site = !article && outlets.site.contains(stem(folded)) && word.after == ' ';
        if site
            && let Some((a, b)) = name_at(words, i + 1)
            && outlet_like(&words[a..b])
            && b - a <= 4
        {
            ballot.vote(span(a, b), 1);
        }
        // A cited publication is not the publisher.
        if article && (outlets.kind.contains(stem_kind(bare)) || outlets.kind.contains(stem(folded))) {
            let by_verb = i > 0 && outlets.cited.contains(words[i - 1].folded.trim_start_matches('و'));
            if let Some((a, b)) = name_at(words, i + 1)
                && (by_verb && quote(words[a].before) && foreign_after(words, b) || foreign_after(words, b))
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
pub fn find(text: &str, lines: &[Line], found: &Finding, outlets: &dyn OutletDirectory) -> Option<Found> {
    let mut ballot = Ballot {
        text,
        votes: BTreeMap::new(),
    };
    let article = &found.article;
    let names = Masthead { text, lines, outlets };
    let mut cited = Vec::new();
    let mut looked = 0;
    let (first, last) = found.run.unwrap_or((0, 0));
    let top = found.title.filter(|t| *t <= first).unwrap_or(first);
    let mut tried = 0;
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
        if placed && Some(i) != found.title {
            if credit::is_credit(line) || credit::is_label(line) {
                credits(line, text, i > last || i == last && i > first, &mut ballot, &mut cited);
            } else {
                names.dated(i, &mut ballot);
                names.beside_place(i, &mut ballot);
            }
        } else if i < top && i + 8 >= top && tried < 6 {
            tried += 1;
            names.over(i, &mut ballot);
        }
        if i + 8 >= top && i < first + 3 && Some(i) != found.title {
            names.alone(i, &mut ballot);
        }
        names.rights(i, &mut ballot);
        if article[i] && i >= first && i <= first + 1 {
            dateline(line, text, &mut ballot, &mut cited);
        }
        if i + 8 >= top && i <= first + 1 && Some(i) != found.title && !line.opening {
            own::over(&names, line, &mut ballot);
        }
        let words = words(text, line.range.clone());
        if article[i] {
            own::sentence(&words, line, text, &mut ballot);
        }
        sentence(&words, text, article[i], &mut ballot, &mut cited);
    }
    ballot
        .votes
        .into_iter()
        .filter(|(_, v)| v.weight >= 8 || !names.place(&v.name))
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
