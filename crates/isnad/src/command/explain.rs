//! `isnad explain`: how a claim or an event came about.
//!
//! In: a case and an id. Out: lines of words, spans, sources, rules, scores; a claim is argued for in `argue`. Invariant: a
//! line an item, spans as numbers. Deliberately no carets: they misalign on Arabic.
//! Example: a claim of «مقتل عنصرين» (the killing of two members) is shown with its trigger, count and chain.

use super::argue::claim;
use crate::say::{CliError, Status};
use crate::summary::safe;
use isnad_record::{EventRecord, counted};
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
        claim(&mut out, &case, &c, terminal)?;
        if let Some(e) = case.event_of(id)? {
            writeln!(
                out,
                "event {} {} with {}",
                e.id,
                e.r#type,
                counted(e.claims.len(), "claim")
            )?;
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

fn event(out: &mut impl Write, case: &Case, e: &EventRecord, terminal: bool) -> Result<(), CliError> {
    writeln!(out, "event {} {}: {}", e.id, e.r#type, safe(&e.english, terminal))?;
    writeln!(
        out,
        "  {} with {}",
        e.corroboration,
        counted(e.independent_origins, "independent origin")
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
            .map(|v| format!("{} ({})", safe(&v.value, terminal), counted(v.origins.len(), "origin")))
            .collect();
        writeln!(out, "  accounts disagree on {}: {}", c.field, values.join(" / "))?;
    }
    for w in &e.why {
        writeln!(out, "  {} = {} at {}: {}", w.a, w.b, w.score, w.because.join("; "))?;
    }
    for id in &e.claims {
        if let Some(c) = case.claim(id)? {
            claim(out, case, &c, terminal)?;
        }
    }
    Ok(())
}
