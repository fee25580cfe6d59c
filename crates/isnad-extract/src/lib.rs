//! Claims of one report: who says that who did what to whom, where, when, with how many dead.
//!
//! In: a [`Report`](isnad_model::Report) and a [`Lexicon`]. Out: an [`Analysis`]: claims, mentions,
//! fingerprint, diagnostics. One way: words ([`doc`]) → what they name ([`layers`]) → event words
//! ([`trigger`]) → phrases and clauses ([`phrase`], [`clause`]) → parts ([`roles`]) → sources
//! ([`attribution`]) → claims ([`assemble`], [`output`]).
//!
//! **Invariants:** never fails and never panics on any text; sees one report and nothing else; no file, no
//! clock, no network; every span of the result lies on character boundaries of the report's text; equal
//! input gives equal output. No Arabic word list stands here: words are data of `isnad-lexicon`.
//!
//! Example: «قال ناشط إن الطيران قصف المدينة» (qāla nāshiṭ inna ṭ-ṭayarān qaṣafa l-madīna, "an activist
//! said that aircraft bombed the city") gives one claim of an airstrike with an unnamed source.

pub mod agree;
pub mod alike;
pub mod anchor;
pub mod assemble;
pub mod attribution;
mod balance;
mod bound;
mod caption;
pub mod casualties;
pub mod clause;
pub mod confidence;
pub mod doc;
pub mod english;
mod extent;
pub mod fingerprint;
pub mod layers;
pub mod lookup;
mod merge;
pub mod output;
mod passing;
mod persons;
pub mod phrase;
pub mod place;
pub mod reference;
pub mod republication;
pub mod roles;
pub mod setting;
mod stage;
pub mod syntax;
pub mod trigger;
mod whose;

use isnad_lexicon::Lexicon;
use isnad_model::{Analysis, Mention, MentionKind, Report, Span, Trust};

/// A report whose body is one text as given: for a sentence out of context.
#[must_use]
pub fn sentence(text: &str) -> Report {
    Report {
        id: isnad_model::ReportId::new("sentence"),
        external_id: None,
        path: None,
        url: None,
        sha256: String::new(),
        encoding: "utf-8".to_owned(),
        lang: "ar".to_owned(),
        title: None,
        byline: Vec::new(),
        outlet: None,
        published: None,
        retrieved: None,
        body: vec![Span::from_range(0..text.len())],
        diagnostics: Vec::new(),
        text: text.to_owned(),
    }
}

/// Reads one report. Never fails: what is doubtful is a diagnostic.
#[must_use]
pub fn analyse(report: &Report, lexicon: &Lexicon) -> Analysis {
    let mut tokens = isnad_arabic::token::tokenize(&report.text);
    join_lines(&report.text, &mut tokens);
    let numbers = isnad_lexicon::recent::number(&report.text, &tokens);
    let items = items(&report.text, &tokens, &numbers);
    let dates = |anchor| isnad_arabic::date::detect_in(&report.text, &items, anchor);
    let parts = parts(report);
    let Some(published) = report.published.filter(|p| p.trust != Trust::Republication) else {
        let free = dates(None);
        let news_day = anchor::anchor(report, &items, &free, &parts);
        let times = news_day.map_or(free, |day| dates(Some(day)));
        let mut analysis = read(report, lexicon, (tokens, &numbers), &items, &parts, times, news_day);
        analysis.published = report.published;
        analysis.news_day = news_day;
        return analysis;
    };
    let times = dates(Some(published.date));
    let mut analysis = read(
        report,
        lexicon,
        (tokens.clone(), &numbers),
        &items,
        &parts,
        times.clone(),
        Some(published.date),
    );
    analysis.published = Some(published);
    if published.trust != Trust::Given {
        let against = republication::evidence(report, lexicon, published.date, &analysis.claims, &times);
        if against.len() >= 2 {
            // Nothing may be counted from a date that cannot be the news's own.
            analysis = read(report, lexicon, (tokens, &numbers), &items, &parts, dates(None), None);
            analysis.published = Some(isnad_model::Published {
                trust: Trust::Republication,
                ..published
            });
            analysis.diagnostics.extend(against);
        }
    }
    analysis
}

fn read(
    report: &Report,
    lexicon: &Lexicon,
    (tokens, numbers): (Vec<isnad_arabic::token::Token>, &isnad_lexicon::recent::Numbers),
    items: &isnad_arabic::number::Items,
    parts: &[(Span, bool)],
    times: Vec<isnad_model::Timex>,
    day: Option<jiff::civil::Date>,
) -> Analysis {
    let text = report.text.as_str();
    let quantities = isnad_arabic::number::detect_in(text, items);
    let mut doc = doc::read(text, tokens, numbers, parts, times, quantities, lexicon);
    doc.day = day;
    let resolved = place::of_report(&doc, lexicon);
    let own = report.outlet.as_ref().and_then(|o| o.id.as_ref());
    let publisher = own.and_then(|id| lexicon.entities.get(lexicon.entities.by_id(id.as_str())?));
    let country = publisher.and_then(|e| e.country.as_deref());
    let entities = lookup::entities(&doc, &resolved, country, day);
    let places = lookup::places(&doc, resolved);
    let outlets = entities.iter().filter(|e| e.outlet).map(|e| e.words.clone());
    doc::names::read_inside(&mut doc, outlets);
    let mut layers = layers::Layers::new(&doc, entities, places);
    caption::mark(&mut doc, &layers);
    let hits = trigger::hits(&doc, &layers);
    for h in &hits {
        if !h.reading.is_verb() {
            layers.event_of[h.head] = true;
        }
    }
    let own_name = report.outlet.as_ref().map_or("", |o| o.text.as_str());
    let statements = attribution::attribute(&doc, &layers, own, own_name);
    let built = assemble::build(&doc, &layers, &hits);
    let claims = output::claims(&doc, &layers, &hits, &statements, built, report);
    Analysis {
        report: report.id.clone(),
        published: None,
        news_day: None,
        mentions: mentions(&doc, &layers, &statements),
        fingerprint: fingerprint::fingerprint(&doc),
        claims,
        diagnostics: Vec::new(),
    }
}

/// The words of numbers and dates, each looked up about once.
#[inline(never)]
fn items(
    text: &str,
    tokens: &[isnad_arabic::token::Token],
    numbers: &isnad_lexicon::recent::Numbers,
) -> isnad_arabic::number::Items {
    use isnad_arabic::number::{Items, Sense};
    use isnad_lexicon::recent::Column;
    thread_local! {
        static COLUMN: std::cell::RefCell<Column<Sense>> = const { std::cell::RefCell::new(Column::new()) };
    }
    COLUMN.with_borrow_mut(|column| {
        // What a word is to numbers is in no lexicon.
        let column = column.under(numbers, 0);
        Items::read_with(text, tokens, |token, look| match numbers.of(token) {
            Some(number) => match column.get(number) {
                Some(sense) => *sense,
                None => *column.get_or(number, look),
            },
            None => look(),
        })
    })
}

/// Line ends that cut a sentence are blanks.
fn join_lines(text: &str, tokens: &mut [isnad_arabic::token::Token]) {
    use isnad_arabic::token::TokenKind;
    let soft = isnad_arabic::wrap::soft_breaks(text);
    for at in soft {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let i = tokens.partition_point(|t| t.span.end <= at);
        if let Some(t) = tokens.get_mut(i).filter(|t| t.kind == TokenKind::Newline) {
            t.kind = TokenKind::Space;
        }
    }
}

/// Headline and body spans in text order; the headline is marked, and cut out of the body where it is part of it.
fn parts(report: &Report) -> Vec<(Span, bool)> {
    let title = report.title.as_ref().and_then(|t| t.span);
    let mut out: Vec<(Span, bool)> = Vec::new();
    for &b in &report.body {
        match title {
            Some(t) if b.overlaps(t) => {
                if b.start < t.start {
                    out.push((Span::new(b.start, t.start), false));
                }
                out.push((t, true));
                if t.end < b.end {
                    out.push((Span::new(t.end, b.end), false));
                }
            }
            _ => out.push((b, false)),
        }
    }
    if let Some(t) = title
        && !out.iter().any(|(_, is_title)| *is_title)
    {
        out.push((t, true));
    }
    out.retain(|(s, _)| !s.is_empty());
    out.sort_by_key(|(s, _)| *s);
    out
}

fn mentions(doc: &doc::Doc<'_>, layers: &layers::Layers, statements: &attribution::Statements) -> Vec<Mention> {
    let mut out = Vec::new();
    for e in &layers.entities {
        let span = doc.span(&e.words);
        let kind = if e.person {
            MentionKind::PublicPerson
        } else {
            MentionKind::Organisation
        };
        out.push(Mention {
            span,
            text: span.slice(doc.text).to_owned(),
            kind,
            entity: Some(e.id.clone()),
        });
    }
    for (w, entity) in whose::possessed(doc, layers, statements) {
        let span = doc.span(&(w..w + 1));
        out.push(Mention {
            span,
            text: span.slice(doc.text).to_owned(),
            kind: MentionKind::Organisation,
            entity: Some(entity),
        });
    }
    for p in &layers.places {
        let span = doc.span(&p.words);
        let entity = p.place.id.as_ref().map(isnad_model::EntityId::from);
        out.push(Mention {
            span,
            text: span.slice(doc.text).to_owned(),
            kind: MentionKind::Place,
            entity,
        });
    }
    for words in persons::runs(doc, layers, statements) {
        let span = doc.span(&words);
        out.push(Mention {
            span,
            text: span.slice(doc.text).to_owned(),
            kind: MentionKind::PrivatePerson,
            entity: None,
        });
    }
    out.sort_by_key(|m| (m.span, m.kind));
    out
}
