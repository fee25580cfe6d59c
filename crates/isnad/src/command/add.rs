//! `isnad add`: new reports into a case.
//!
//! In: a case and inputs. Out: the case with the new reports, and what is new in it. Invariant: what a kill interrupts is
//! taken up by the next `add`; a report is in with all its parts or not at all; a case that is made is said. Deliberately
//! writes no record files.
//! Example: a second report on «تفجير» (a bombing) may change its toll, and that is said.

use crate::batch::{self, take_in};
use crate::gloss::gloss;
use crate::linking::relink;
use crate::options::{BatchOptions, ModelOptions};
use crate::rooms::Rooms;
use crate::say::{self, CliError, Status};
use crate::summary::{self, safe, toll};
use isnad_record::{EventRecord, TollRecord, counted};
use isnad_store::{Case, LogEntry};
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

/// What is compared between before and after.
struct Known {
    toll: [Option<TollRecord>; 2],
    contradictions: Vec<String>,
}

/// The events of a case by each of their claims.
fn known(case: &Case) -> Result<BTreeMap<String, std::rc::Rc<Known>>, CliError> {
    let mut out = BTreeMap::new();
    case.each_event::<CliError>(|e| {
        let known = std::rc::Rc::new(Known {
            contradictions: fields(&e),
            toll: [e.killed, e.injured],
        });
        out.extend(e.claims.into_iter().map(|c| (c, known.clone())));
        Ok(())
    })?;
    Ok(out)
}

fn fields(e: &EventRecord) -> Vec<String> {
    e.contradictions.iter().map(|c| c.field.clone()).collect()
}

/// Runs the command.
pub fn run(path: &Path, input: &[PathBuf], options: &BatchOptions, model: &ModelOptions) -> Result<Status, CliError> {
    let rooms = Rooms::load(options)?.with_model(model)?;
    let there = path.exists();
    let mut case = Case::create(path)?;
    if !there && !options.quiet {
        say::failure(&format!("{}: no case was there; a new one is made", path.display()));
    }
    case.lend_gloss(gloss(&options.names));
    let before = known(&case)?;
    let outcome = take_in(&mut case, input, None, &rooms, options)?;
    // A run that was killed between the two steps is linked by the next one: whether or not it brings anything.
    let remarks = relink(&mut case, &rooms)?;
    case.log(&LogEntry {
        at: batch::now(),
        who: "isnad".to_owned(),
        what: "add".to_owned(),
        detail: counted(outcome.new.len(), "report"),
    })?;
    if !options.quiet {
        summary::remarks(&remarks)?;
        tell(&case, &before, outcome.new.len())?;
    }
    case.close()?;
    Ok(Status::of(outcome.failures.len(), outcome.new.len() as u64))
}

fn tell(case: &Case, before: &BTreeMap<String, std::rc::Rc<Known>>, reports: usize) -> Result<(), CliError> {
    let stdout = std::io::stdout();
    let terminal = stdout.is_terminal();
    let mut out = std::io::BufWriter::new(stdout.lock());
    let (mut events, mut changed, mut disputed) = (0_u64, 0_u64, 0_u64);
    case.each_event::<CliError>(|e| {
        let english = safe(&e.english, terminal);
        let Some(old) = e.claims.iter().find_map(|c| before.get(c)) else {
            events += 1;
            writeln!(out, "new event {} {} {english}", e.id, e.r#type)?;
            return Ok(());
        };
        for (name, was, is) in [
            ("killed", &old.toll[0], &e.killed),
            ("injured", &old.toll[1], &e.injured),
        ] {
            if was != is {
                changed += 1;
                let said = |t: &Option<TollRecord>| t.as_ref().map_or("unsaid".to_owned(), |t| toll(Some(t)));
                writeln!(
                    out,
                    "changed toll {} {name} {} -> {} {english}",
                    e.id,
                    said(was),
                    said(is)
                )?;
            }
        }
        for field in fields(&e).iter().filter(|f| !old.contradictions.contains(f)) {
            disputed += 1;
            writeln!(out, "new contradiction {} {field} {english}", e.id)?;
        }
        Ok(())
    })?;
    writeln!(
        out,
        "{}, {}, {}, {}",
        counted(reports, "new report"),
        counted(events, "new event"),
        counted(changed, "changed toll"),
        counted(disputed, "new contradiction")
    )?;
    out.flush()?;
    Ok(())
}
