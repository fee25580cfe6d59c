//! `isnad serve`: the pages of a case.
//!
//! In: a case, a port. Out: an address, until interrupted. Invariant: listens on loopback unless an address is given.
//! Deliberately no browser is opened. Example: the page of an event shows «قصف» (shelling) in each account's words.

use crate::say::{CliError, Status};
use isnad_server::{Config, Tiles, serve};
use isnad_store::Case;
use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;

/// Runs the command.
pub fn run(path: &Path, host: IpAddr, port: u16, tiles: Option<Tiles>) -> Result<Status, CliError> {
    // What is wrong with the case is said in the words of the other commands.
    drop(Case::open(path)?);
    let config = Config {
        case: path.to_owned(),
        address: SocketAddr::new(host, port),
        tiles,
    };
    serve(&config, |at| {
        let mut stdout = std::io::stdout().lock();
        // The address is a help; a closed output is no reason not to serve.
        let _ =
            writeln!(stdout, "http://{at}/ shows {}; end with Ctrl-C", path.display()).and_then(|()| stdout.flush());
    })
    .map_err(|e| CliError::Usage(format!("{}: {e}", path.display())))?;
    Ok(Status::Done)
}
