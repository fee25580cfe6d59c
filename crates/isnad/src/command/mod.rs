//! One file a command.
//!
//! In: a command with its options. Out: a status. Invariant: commands share the rooms of `batch`, `linking`, `output`.
//! Deliberately no logic here. Example: `isnad search case.isnad ادلب` finds «إدلب» (Idlib).

mod add;
mod argue;
mod decisions;
mod dossier;
mod explain;
mod export;
pub mod gazetteer;
mod rebuild;
mod rule;
mod run;
mod seal;
mod search;
mod serve;
mod user;
mod verify;

use crate::options::{Command, Places};
use crate::probe;
use crate::say::{CliError, Status};
use isnad_server::Config;
use std::net::SocketAddr;

/// Runs a command.
pub fn run(command: Command) -> Result<Status, CliError> {
    match command {
        Command::Run {
            input,
            out,
            batch,
            model,
        } => run::run(&input, &out, &batch, &model),
        Command::Add {
            case,
            input,
            batch,
            model,
        } => add::run(&case, &input, &batch, &model),
        Command::Export {
            case,
            format,
            out,
            full,
            redact,
            hxl,
            map,
            narrow,
            names,
        } => export::run(
            &case,
            format,
            &out,
            &export::Wish {
                full,
                redact,
                hxl,
                map,
                narrow,
                names,
            },
        ),
        Command::Dossier {
            case,
            entity,
            out,
            at,
            full,
            names,
        } => dossier::run(&case, &entity, &dossier::Wish { out, at, full, names }),
        Command::Decisions { case, import, batch } => decisions::run(&case, import.as_deref(), &batch),
        Command::Serve {
            case,
            host,
            port,
            users,
            tiles,
            batch,
        } => {
            let config = Config {
                case,
                address: SocketAddr::new(host, port),
                tiles,
                users,
            };
            serve::run(&config, &batch)
        }
        Command::User { what } => user::run(what),
        Command::Search { case, query, limit } => search::run(&case, &query, limit),
        Command::Explain { case, id } => explain::run(&case, id.as_deref()),
        Command::Verify { case } => verify::run(&case),
        Command::Rebuild { case, batch, model } => rebuild::run(&case, &batch, &model),
        Command::Seal { case, out, check } => seal::run(&case, out.as_deref(), check),
        Command::Gazetteer { what } => match what {
            Places::Import { file, out } => gazetteer::import(&file, out.as_deref()),
            Places::List => gazetteer::list(),
            Places::Remove { name } => gazetteer::remove(&name),
        },
        Command::Probe { kind, batch } => probe::run(&kind, &batch),
    }
}
