//! `isnad explain RULE`: what an entry of the data or a diagnostic is for.
//!
//! In: the id of a frame, cue, entity, class of things, or a code. Out: gloss, forms, examples, counterexamples, evidence.
//! Invariant: says what the data say and no more. Deliberately reads no case.
//! Example: `isnad explain airstrike` lists «غارة» (an air raid) among its forms.

use crate::say::{CliError, Status};
use isnad_lexicon::entity::{Entities, Entity};
use isnad_lexicon::frame::schema::{CueEntry, FrameFile, ThingEntry};
use std::io::Write;

/// The page of codes, kept with the documents.
const CODES: &str = include_str!("../../../../docs/diagnostics.md");

/// Prints every entry of that id.
pub fn run(id: &str) -> Result<Status, CliError> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut found = false;
    if let Some(text) = code(id) {
        writeln!(out, "{id}\n{text}")?;
        found = true;
    }
    let data = isnad_lexicon::builtin_frames();
    // Records name a trigger as `frame/number` and a cue as `cue/id`.
    let bare = id.strip_prefix("cue/").unwrap_or(id);
    let bare = bare.split('/').next().unwrap_or(bare);
    for f in data.frames.iter().filter(|f| f.id == bare) {
        frame(&mut out, f)?;
        found = true;
    }
    for c in data.cues.iter().filter(|c| c.id == bare) {
        cue(&mut out, c)?;
        found = true;
    }
    for (kind, list) in [("means", &data.means), ("target", &data.targets)] {
        for t in list.iter().filter(|t| t.class == bare) {
            thing(&mut out, kind, t)?;
            found = true;
        }
    }
    let entities = Entities::builtin();
    if let Some(e) = entities.by_id(bare).and_then(|ix| entities.get(ix)) {
        entity(&mut out, e)?;
        found = true;
    }
    out.flush()?;
    if found {
        return Ok(Status::Done);
    }
    Err(CliError::Usage(format!(
        "explain: expected the id of a frame, cue, thing or entity, a code such as ISN-R002, or a case with the id of a \
         claim or event, and saw {id}"
    )))
}

fn code(id: &str) -> Option<&'static str> {
    let (_, rest) = CODES.split_once(&format!("\n## {id}\n"))?;
    Some(rest.split("\n## ").next().unwrap_or(rest).trim_end())
}

fn words(out: &mut impl Write, what: &str, list: &[String]) -> Result<(), CliError> {
    if !list.is_empty() {
        writeln!(out, "  {what}: {}", list.join("، "))?;
    }
    Ok(())
}

fn frame(out: &mut impl Write, f: &FrameFile) -> Result<(), CliError> {
    writeln!(out, "frame {} yields {}: {}", f.id, f.kind, f.gloss)?;
    if !f.register.is_empty() {
        writeln!(out, "  register: {}", f.register)?;
    }
    for (n, t) in f.trigger.iter().enumerate() {
        writeln!(
            out,
            "  trigger {} as {}: {}",
            n + 1,
            t.readings.join(", "),
            t.forms.join("، ")
        )?;
        words(out, "  needs any of", &t.needs)?;
        words(out, "  needs all of", &t.all)?;
        words(out, "  not near", &t.unless)?;
    }
    for e in &f.example {
        writeln!(out, "  yes: {}{}", e.text, in_brackets(&e.gloss))?;
    }
    for c in &f.counterexample {
        writeln!(out, "  no: {} ({})", c.text, c.why)?;
    }
    words(out, "evidence", &f.evidence)
}

/// A gloss behind its example, where there is one.
fn in_brackets(gloss: &str) -> String {
    if gloss.is_empty() {
        String::new()
    } else {
        format!(" ({gloss})")
    }
}

fn cue(out: &mut impl Write, c: &CueEntry) -> Result<(), CliError> {
    writeln!(out, "cue {} of class {}: {}", c.id, c.class, c.gloss)?;
    words(out, "forms", &c.forms)?;
    for e in &c.example {
        writeln!(
            out,
            "  yes: {}{}: {}, {}",
            e.text,
            in_brackets(&e.gloss),
            e.source,
            e.kind
        )?;
    }
    for e in &c.counterexample {
        writeln!(out, "  no: {} ({})", e.text, e.why)?;
    }
    Ok(())
}

fn thing(out: &mut impl Write, kind: &str, t: &ThingEntry) -> Result<(), CliError> {
    writeln!(out, "{kind} {}", t.class)?;
    if let Some(claim) = &t.implies {
        writeln!(out, "  a generic attack with it is: {claim}")?;
    }
    words(out, "forms", &t.forms)
}

fn entity(out: &mut impl Write, e: &Entity) -> Result<(), CliError> {
    writeln!(out, "entity {} of kind {}: {}", e.id, e.kind, e.en)?;
    words(out, "also", &e.en_also)?;
    words(out, "names", &e.names)?;
    words(out, "names by its enemies", &e.hostile)?;
    words(out, "names with a type word", &e.cued)?;
    words(out, "short names", &e.short)?;
    words(out, "may be meant by", &e.heads)?;
    words(out, "domains", &e.domains)?;
    for (what, ties) in [("part of", &e.parents), ("became", &e.successors)] {
        for tie in ties {
            writeln!(out, "  {what}: {}", tie.id)?;
        }
    }
    if let Some(day) = &e.since {
        writeln!(out, "  since: {day}")?;
    }
    if let Some(day) = &e.until {
        writeln!(out, "  until: {day}")?;
    }
    Ok(())
}
