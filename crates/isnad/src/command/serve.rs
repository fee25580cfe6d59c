//! `isnad serve`: the pages of a case.
//!
//! In: a case, a port, perhaps a file of people. Out: an address, until interrupted. Invariant: listens on loopback unless
//! an address is given.
//! Deliberately no browser is opened. Example: the page of an event shows «قصف» (shelling) in each account's words.

use crate::batch::now;
use crate::gloss::gloss;
use crate::linking::relink;
use crate::names::Names;
use crate::options::BatchOptions;
use crate::redaction;
use crate::rooms::Rooms;
use crate::say::{self, CliError, Status};
use isnad_record::export::Directory;
use isnad_server::{Called, Config, Shelf, serve};
use isnad_store::{Case, LogEntry};
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

/// Runs the command.
pub fn run(config: &Config, options: &BatchOptions) -> Result<Status, CliError> {
    // What is wrong with the case is said in the words of the other commands.
    let case = Case::open(&config.case)?;
    if config.users.is_some() {
        // A reader must not wait for names, and must not see one that nobody looked for.
        redaction::redactor(&case)?;
    } else if !config.address.ip().is_loopback() {
        say::failure(&"anybody who reaches this address can read and review the case; --users asks for passwords");
    }
    drop(case);
    let options = options.clone();
    let names = Names::load(&options.names)?;
    let writer = gloss(&options.names);
    // Loaded when somebody links for the first time, and kept: linking again is what reviewers do all day.
    let rooms = Mutex::new(None);
    let link = move |case: &mut Case| link(case, &options, &rooms).map_err(|e| e.to_string());
    let mut shelf = Shelf::new(Some(redaction::learn), Some(Box::new(link)));
    let names = Arc::new(names);
    shelf.gloss = Some(writer);
    let entities = Arc::clone(&names);
    shelf.find = Some(Box::new(move |name: &str| entities.entities_named(name)));
    let places = Arc::clone(&names);
    shelf.find_place = Some(Box::new(move |name: &str| places.places_named(name)));
    shelf.name = Some(Box::new(move |id: &str| {
        let entity = names.entity(id).map(|e| (e.name_ar, e.name));
        let (arabic, english) = entity.or_else(|| names.place(id).map(|p| (p.name_ar, p.name)))?;
        Some(Called { arabic, english })
    }));
    serve(config, shelf, |at| {
        let mut stdout = std::io::stdout().lock();
        // The address is a help; a closed output is no reason not to serve.
        let _ = writeln!(stdout, "http://{at}/ shows {}; end with Ctrl-C", config.case.display())
            .and_then(|()| stdout.flush());
    })
    .map_err(|e| CliError::Usage(format!("{}: {e}", config.case.display())))?;
    Ok(Status::Done)
}

/// Links a case as `isnad add` does.
fn link(case: &mut Case, options: &BatchOptions, kept: &Mutex<Option<Rooms>>) -> Result<(), CliError> {
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    let rooms = match &mut *kept {
        Some(rooms) => rooms,
        none => none.insert(Rooms::load(options)?),
    };
    relink(case, rooms)?;
    case.log(&LogEntry {
        at: now(),
        who: "isnad".to_owned(),
        what: "link".to_owned(),
        detail: rooms.provenance().to_string(),
    })?;
    Ok(())
}
