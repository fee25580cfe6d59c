//! Putting a report together from its text and what is known beside it.
//!
//! In: decoded text with its lines and a [`Known`] from sidecars, fields or page metadata. Out: a [`Report`].
//! Invariants: every span lies in the text on character boundaries; body spans are disjoint and in order; the id
//! depends on origin and text alone. Deliberately decides nothing about events: whether a stated date can be
//! true is for analysis to say.

use crate::address;
use crate::article::{self, Finding};
use crate::credit;
use crate::fold::fold;
use crate::line::{self, Line};
use crate::outlet::{self, OutletDirectory};
use crate::stamp;
use isnad_model::{Diagnostic, MaybeQuoted, Outlet, Published, Report, ReportId, Span, Trust};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// What is known of a report beside its text.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The `id` of a field.
    pub external_id: Option<String>,
    /// Path below the input root.
    pub path: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// The only main heading of a page, folded.
    pub heading: Option<String>,
    /// Credited names.
    pub authors: Vec<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Publication date of metadata.
    pub published: Option<Date>,
    /// That date was an instant in universal time.
    pub instant: bool,
    /// When the bytes were acquired.
    pub retrieved: Option<String>,
    /// Date that the user gives for reports that state none.
    pub given: Option<Date>,
    /// Hex SHA-256 of the bytes.
    pub sha256: String,
    /// Encoding label.
    pub encoding: String,
    /// What was doubtful so far.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lower-case hex of a digest.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut out, b| {
            let _ = write!(out, "{b:02x}");
            out
        })
}

fn id(known: &Known, text: &str) -> ReportId {
    let origin = known
        .url
        .as_deref()
        .or(known.external_id.as_deref())
        .or(known.path.as_deref())
        .unwrap_or("");
    let mut bytes = Vec::with_capacity(origin.len() + text.len() + 1);
    bytes.extend_from_slice(origin.as_bytes());
    bytes.push(0);
    bytes.extend_from_slice(text.as_bytes());
    let digest = hex(&bytes);
    ReportId::new(format!("r{}", digest.get(..16).unwrap_or(&digest)))
}

/// The host of an address, lower case, without `www.`.
#[must_use]
pub fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, r)| r);
    let host = rest
        .split(['/', '?', '#'])
        .next()?
        .rsplit('@')
        .next()?
        .split(':')
        .next()?
        .to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
    (host.contains('.') && !host.contains(char::is_whitespace)).then_some(host)
}

/// BCP 47 tag of the main language, by its letters.
fn language(text: &str) -> &'static str {
    let (mut arabic, mut latin, mut cyrillic, mut persian, mut kurdish) = (0u32, 0u32, 0u32, 0u32, 0u32);
    for c in text.chars().take(20_000) {
        match c {
            'ە' | 'ێ' | 'ۆ' | 'ڕ' | 'ڵ' => kurdish += 1,
            'پ' | 'چ' | 'ژ' | 'گ' | 'ی' | 'ک' => persian += 1,
            '\u{620}'..='\u{64A}' => arabic += 1,
            'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' => latin += 1,
            '\u{400}'..='\u{4FF}' => cyrillic += 1,
            _ => {}
        }
    }
    let script = arabic + persian + kurdish;
    if script >= latin && script >= cyrillic && script > 0 {
        if kurdish * 20 > script {
            "ckb"
        } else if persian * 14 > script {
            "fa"
        } else {
            "ar"
        }
    } else if latin > cyrillic && latin > 0 {
        "und-Latn"
    } else if cyrillic > 0 {
        "und-Cyrl"
    } else {
        "und"
    }
}

/// Body spans: neighbouring article lines in one.
fn body(lines: &[Line], article: &[bool]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut before = false;
    for (line, &is_article) in lines.iter().zip(article) {
        if is_article {
            let span = Span::from_range(line.range.clone());
            match spans.last_mut().filter(|_| before) {
                Some(last) => *last = last.cover(span),
                None => spans.push(span),
            }
        }
        before = is_article;
    }
    spans
}

/// The publication date that the text states, and where.
fn stated(text: &str, lines: &[Line], found: &Finding) -> Option<(Date, Span)> {
    let (first, last) = found.run.unwrap_or((0, 0));
    let top = found.title.filter(|t| *t <= first).unwrap_or(first);
    let mut best: Option<(i32, Date, Span)> = None;
    let mut related = 0;
    for (i, line) in lines.iter().enumerate() {
        // A deck before the stamp may already look like the text.
        let between = i >= top && (i < first || (i < first + 4 && i <= last && line.stamp.only));
        let above = i < top && i + 8 >= top;
        let below = i > last && i <= last + 6;
        if i > last && line.kinds.opens_chrome() {
            related += 1;
        }
        // «Name – 3 أيلول 2022»: a date beside little else.
        let dateline = between && (credit::is_credit(line) || (line.prose() == 0 && line.words <= 10 && !line.opening));
        if !(line.stamp.only || dateline) || !(between || above || below) || (below && related > 0) {
            continue;
        }
        let headlines = (i..top)
            .filter(|&j| above && !lines[j].chrome() && lines[j].words > 4)
            .count();
        let Some(written) = line
            .stamp
            .dates
            .iter()
            .find(|d| d.posted)
            .or_else(|| line.stamp.dates.first())
        else {
            continue;
        };
        // A date over a list of headlines is the site's today.
        let score = if between {
            40
        } else if above && headlines <= 1 {
            30 - i32::try_from(top - i).unwrap_or(30)
        } else if below {
            10
        } else {
            continue;
        } + if written.posted { 15 } else { 0 }
            - if written.updated { 12 } else { 0 };
        let span = Span::from_range(line.range.start + written.range.start..line.range.start + written.range.end);
        if best.is_none_or(|(s, ..)| score > s) {
            best = Some((score, written.date, span));
        }
    }
    best.map(|(_, date, span)| (date, span))
        .or_else(|| in_dateline(text, lines, found))
        .or_else(|| in_title(lines, found))
}

/// So many characters before its dash a dateline has at most.
const DATELINE: usize = 90;

/// The date of the dateline that opens the text: «Town, 16 أكتوبر 2024 (agency) – …».
fn in_dateline(text: &str, lines: &[Line], found: &Finding) -> Option<(Date, Span)> {
    let (first, last) = found.run?;
    let line = lines[first..=last].iter().find(|l| l.prose() > 0)?;
    let raw = line.text(text);
    let limit = raw.char_indices().nth(DATELINE).map_or(raw.len(), |(i, _)| i);
    let window = raw.get(..limit)?;
    let cut = window
        .char_indices()
        .filter(|&(i, c)| {
            // A dash between words, not one inside a date.
            let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
            let (before, after) = (window.get(..i), window.get(i + c.len_utf8()..));
            let inner =
                digit(before.and_then(|b| b.chars().next_back())) && digit(after.and_then(|a| a.chars().next()));
            matches!(c, '-' | '–' | '—' | 'ـ' | ':') && !inner
        })
        .map(|(i, _)| i)
        .find_map(|i| {
            let head = window.get(..i)?;
            let stamp = stamp::read(head);
            let strange = head.split_whitespace().count();
            (strange <= 12 && !stamp.dates.is_empty()).then_some(stamp)
        })?;
    let written = cut.dates.first()?;
    // What stands before the date in a dateline is a town, never half a sentence.
    let before = raw.get(..written.range.start)?;
    (before.split_whitespace().count() <= 4 && !line.opening).then(|| {
        let span = Span::from_range(line.range.start + written.range.start..line.range.start + written.range.end);
        (written.date, span)
    })
}

/// The day that a headline names for its whole report: «حصاد … ليوم السبت 13 أيار 2023».
fn in_title(lines: &[Line], found: &Finding) -> Option<(Date, Span)> {
    let line = &lines[found.title?];
    let written = line.stamp.dates.first()?;
    article::names_day(line).then(|| {
        let span = Span::from_range(line.range.start + written.range.start..line.range.start + written.range.end);
        (written.date, span)
    })
}

fn byline(text: &str, lines: &[Line], found: &Finding, known: &Known) -> Vec<MaybeQuoted> {
    let (first, last) = found.run.unwrap_or((0, 0));
    let mut out: Vec<MaybeQuoted> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let place = found.article[i] && Some(i) != found.title && (i < first || i > last || credit::is_signed(line));
        let stamped = line.stamp.only && credit::is_signed(line) && i + 8 >= first && i <= last + 8;
        if !(place && credit::is_credit(line) || stamped) {
            continue;
        }
        let raw = line.text(text);
        for range in credit::names(raw) {
            let Some(name) = raw.get(range.clone()) else { continue };
            let key = fold(name, 120);
            if !seen.contains(&key) {
                seen.push(key);
                out.push(MaybeQuoted {
                    text: name.to_owned(),
                    span: Some(Span::from_range(
                        line.range.start + range.start..line.range.start + range.end,
                    )),
                });
            }
        }
    }
    if out.is_empty() {
        for name in &known.authors {
            let key = fold(name, 120);
            let publisher = known.publisher.as_deref().is_some_and(|p| fold(p, 120) == key);
            if !key.is_empty() && !publisher && !seen.contains(&key) && !name.contains("://") {
                seen.push(key);
                out.push(MaybeQuoted {
                    text: name.clone(),
                    span: text.find(name.as_str()).map(|i| Span::from_range(i..i + name.len())),
                });
            }
        }
    }
    out
}

fn outlet(text: &str, lines: &[Line], found: &Finding, known: &Known, outlets: &dyn OutletDirectory) -> Option<Outlet> {
    let named = |text: String, span: Option<Span>| {
        let entry = outlets.by_name(&text);
        Outlet {
            span,
            id: entry.as_ref().map(|e| e.0.clone()),
            name: entry.map(|e| e.1),
            text,
        }
    };
    let host = known.url.as_deref().and_then(host);
    if let Some((id, name)) = host.as_deref().and_then(|h| outlets.by_domain(h)) {
        let span = text.find(name.as_str()).map(|i| Span::from_range(i..i + name.len()));
        return Some(Outlet {
            text: name.clone(),
            span,
            id: Some(id),
            name: Some(name),
        });
    }
    if let Some(publisher) = known.publisher.clone() {
        let span = text
            .find(publisher.as_str())
            .map(|i| Span::from_range(i..i + publisher.len()));
        return Some(named(publisher, span));
    }
    outlet::find(text, lines, found, outlets)
        .map(|f| named(f.text, f.span))
        .or_else(|| host.map(|h| named(h, None)))
}

/// The title of metadata without the site's name behind it and without repetitions of itself.
fn clean_title(raw: &str, publisher: Option<&str>) -> String {
    let mut title = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    // «Site | T»: a short head before a bar is the site.
    if let Some((head, tail)) = title.split_once(" | ")
        && head.split(' ').count() <= 2
        && tail.split(' ').count() >= 4
    {
        title = tail.to_owned();
    }
    // «T – Site T T» is T: the longest beginning that comes again.
    let words: Vec<&str> = title.split(' ').take(120).collect();
    let folded: Vec<String> = words.iter().map(|w| fold(w, 60)).collect();
    let again = |n: usize| (n..=folded.len().saturating_sub(n)).any(|at| folded[at..at + n] == folded[..n]);
    if words.len() >= 6
        && let Some(n) = (3..=words.len() / 2).rev().find(|n| again(*n))
    {
        title = words[..n].join(" ");
    }
    for separator in [" | ", " - ", " – ", " — ", " :: ", " » ", "| ", " ـ "] {
        if let Some((head, tail)) = title.rsplit_once(separator) {
            let is_site = publisher
                .is_some_and(|p| fold(tail, 200).contains(&fold(p, 200)) || fold(p, 200).contains(&fold(tail, 200)));
            let short = tail.split(' ').count() <= 5
                && head.split(' ').count() >= 4
                && head.split(' ').count() > tail.split(' ').count();
            if is_site || short {
                title = head.trim().to_owned();
            }
        }
    }
    title
}

/// Puts a report together. `lines` are the lines of `text`.
#[must_use]
pub fn assemble(text: String, mut lines: Vec<Line>, mut known: Known, outlets: &dyn OutletDirectory) -> Report {
    line::settle(&text, &mut lines);
    let folded_title = known.title.as_deref().map(|t| fold(t, 600)).filter(|t| !t.is_empty());
    let found = article::find(&text, &lines, known.heading.as_deref(), folded_title.as_deref());
    let mut diagnostics = std::mem::take(&mut known.diagnostics);
    if found.doubtful {
        diagnostics.push(Diagnostic::info(
            "ISN-R010",
            "no running prose found; every line that is not chrome is taken for the article",
        ));
    }
    let title = match (found.title, &found.title_range) {
        (Some(i), _) => {
            let range = heading(&text, &lines[i]);
            Some(MaybeQuoted {
                text: text.get(range.clone()).unwrap_or("").to_owned(),
                span: Some(Span::from_range(range)),
            })
        }
        (None, Some(range)) => Some(MaybeQuoted {
            text: text.get(range.clone()).unwrap_or("").to_owned(),
            span: Some(Span::from_range(range.clone())),
        }),
        (None, None) => known.title.as_deref().map(|t| MaybeQuoted {
            text: clean_title(t, known.publisher.as_deref()),
            span: None,
        }),
    };
    let stated = stated(&text, &lines, &found);
    let published = match (known.published, stated) {
        (Some(date), Some((said, span))) if date == said => Some(Published {
            date,
            span: Some(span),
            trust: Trust::Metadata,
        }),
        // A day given by Greenwich is the day before where the report was written.
        (Some(date), Some((said, span))) if known.instant && date.tomorrow().is_ok_and(|d| d == said) => {
            Some(Published {
                date: said,
                span: Some(span),
                trust: Trust::Stated,
            })
        }
        (Some(date), other) => {
            if let Some((said, span)) = other {
                diagnostics.push(
                    Diagnostic::warning("ISN-R011", format!("metadata says {date}, the text says {said}")).at(span),
                );
            }
            Some(Published {
                date,
                span: None,
                trust: Trust::Metadata,
            })
        }
        (None, Some((date, span))) => Some(Published {
            date,
            span: Some(span),
            trust: Trust::Stated,
        }),
        // An address is made when the page is.
        (None, None) if let Some(date) = known.url.as_deref().and_then(address::day) => Some(Published {
            date,
            span: None,
            trust: Trust::Metadata,
        }),
        (None, None) => known.given.map(|date| Published {
            date,
            span: None,
            trust: Trust::Given,
        }),
    };
    let byline = byline(&text, &lines, &found, &known);
    let outlet = outlet(&text, &lines, &found, &known, outlets);
    Report {
        id: id(&known, &text),
        external_id: known.external_id,
        path: known.path,
        url: known.url,
        sha256: known.sha256,
        encoding: known.encoding,
        lang: language(&text).to_owned(),
        title,
        byline,
        outlet,
        published,
        retrieved: known.retrieved,
        body: body(&lines, &found.article),
        diagnostics,
        text,
    }
}

/// A headline without the signs of Markdown before it.
fn heading(text: &str, line: &Line) -> std::ops::Range<usize> {
    let raw = line.text(text);
    let signs = raw.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&signs) && raw.as_bytes().get(signs) == Some(&b' ') {
        line.range.start + signs + 1..line.range.end
    } else {
        line.range.clone()
    }
}

/// Reads a date of metadata, or says in a diagnostic that it cannot be read.
pub fn metadata_date(value: &str, field: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Date> {
    if value.trim().is_empty() {
        return None;
    }
    let date = stamp::of_metadata(value);
    if date.is_none() {
        let shown: String = value.chars().take(60).collect();
        diagnostics.push(Diagnostic::warning(
            "ISN-R003",
            format!("expected a date in {field} and saw '{shown}'"),
        ));
    }
    date
}
