//! `isnad explain`: how a claim or an event came about.
//!
//! In: a case and an id. Out: lines of words, spans, sources, rules, scores. Invariant: a line an item, in text order,
//! spans as numbers. Deliberately no carets: they misalign on Arabic.
//! Example: a claim of «مقتل عنصرين» (the killing of two members) is shown with its trigger, count and chain.

use crate::say::{CliError, Status};
use crate::summary::safe;
use isnad_record::{ClaimRecord, EventRecord, SpanRecord};
use isnad_store::Case;
use std::io::{IsTerminal, Write};
use std::path::Path;

/// Runs the command.
pub fn run(case: &str, id: Option<&str>) -> Result<Status, CliError> {
    let Some(id) = id else {
        return super::rule::run(case);
    };
    let case = Case::open(Path::new(case))?;
    let stdout = std::io::stdout();
    let terminal = stdout.is_terminal();
    let mut out = std::io::BufWriter::new(stdout.lock());
    if let Some(c) = case.claim(id)? {
        claim(&mut out, &c, terminal)?;
        if let Some(e) = case.event_of(id)? {
            writeln!(out, "event {} {} with {} claims", e.id, e.r#type, e.claims.len())?;
        }
    } else if let Some(e) = case.event(id)? {
        event(&mut out, &case, &e, terminal)?;
    } else {
        return Err(CliError::Usage(format!(
            "{}: expected the id of a claim or event and saw {id}",
            case.path().display()
        )));
    }
    out.flush()?;
    Ok(Status::Done)
}

fn item(out: &mut impl Write, span: SpanRecord, text: &str, what: &str, terminal: bool) -> Result<(), CliError> {
    writeln!(out, "  {}..{} \"{}\" {what}", span[0], span[1], safe(text, terminal))?;
    Ok(())
}

fn claim(out: &mut impl Write, c: &ClaimRecord, terminal: bool) -> Result<(), CliError> {
    writeln!(out, "claim {} {} {} in report {}", c.id, c.r#type, c.modality, c.report)?;
    writeln!(out, "  {}", safe(&c.english, terminal))?;
    let mut items: Vec<(SpanRecord, &str, String)> = vec![
        (c.quote.span, &c.quote.text, "quote".to_owned()),
        (c.trigger.span, &c.trigger.text, format!("trigger of {}", c.r#type)),
    ];
    for (role, list) in [("agent", &c.agent), ("patient", &c.patient)] {
        for p in list {
            let who = p.entity.as_deref().unwrap_or("no known entity");
            items.push((p.span, &p.text, format!("{role}: {who}")));
        }
    }
    for (role, thing) in [("means", &c.means), ("target", &c.target)] {
        items.extend(
            thing
                .iter()
                .map(|t| (t.span, t.text.as_str(), format!("{role}: {}", t.class))),
        );
    }
    if let Some(p) = &c.place {
        let id = p.id.as_deref().unwrap_or("in no gazetteer");
        items.push((p.span, &p.text, format!("place: {id}")));
    }
    if let Some(t) = &c.time {
        let day = |d: &Option<String>| d.clone().unwrap_or_else(|| "?".to_owned());
        items.push((
            t.span,
            &t.text,
            format!("time: {} to {}, precision {}", day(&t.from), day(&t.to), t.precision),
        ));
    }
    items.extend(
        c.also
            .iter()
            .map(|q| (q.span, q.text.as_str(), "stated again".to_owned())),
    );
    items.sort();
    for (span, text, what) in &items {
        item(out, *span, text, what, terminal)?;
    }
    for (name, count) in [("killed", &c.killed), ("injured", &c.injured)] {
        if let Some(n) = count {
            let high = n.high.map_or_else(|| "open".to_owned(), |h| h.to_string());
            writeln!(
                out,
                "  {name}: {} to {high}{}",
                n.low,
                if n.approx { ", about" } else { "" }
            )?;
        }
    }
    writeln!(
        out,
        "  sources, from the event outward ({} by the outermost):",
        c.stance
    )?;
    for s in &c.sources {
        let who = s.text.as_deref().unwrap_or("not named here");
        let cue = s
            .cue
            .as_ref()
            .map_or_else(String::new, |q| format!(", by \"{}\"", safe(&q.text, terminal)));
        writeln!(out, "    {} \"{}\"{cue}", s.kind, safe(who, terminal))?;
    }
    writeln!(out, "  rules: {}", c.rules.join(", "))?;
    writeln!(out, "  confidence: {}", c.confidence)?;
    Ok(())
}

fn event(out: &mut impl Write, case: &Case, e: &EventRecord, terminal: bool) -> Result<(), CliError> {
    writeln!(out, "event {} {}: {}", e.id, e.r#type, safe(&e.english, terminal))?;
    writeln!(
        out,
        "  {} with {} independent origins",
        e.corroboration, e.independent_origins
    )?;
    for o in &e.origins {
        let name = o.name.as_deref().unwrap_or("unnamed");
        writeln!(
            out,
            "  origin {} {} \"{}\": {}",
            o.id,
            o.kind,
            safe(name, terminal),
            o.claims.join(", ")
        )?;
    }
    for c in &e.contradictions {
        let values: Vec<_> = c
            .values
            .iter()
            .map(|v| format!("{} ({} origins)", safe(&v.value, terminal), v.origins.len()))
            .collect();
        writeln!(out, "  accounts disagree on {}: {}", c.field, values.join(" / "))?;
    }
    for w in &e.why {
        writeln!(out, "  {} = {} at {}: {}", w.a, w.b, w.score, w.because.join("; "))?;
    }
    for id in &e.claims {
        if let Some(c) = case.claim(id)? {
            claim(out, &c, terminal)?;
        }
    }
    Ok(())
}
