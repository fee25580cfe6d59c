//! `isnad user`: who may see a case that is served with `--users`.
//!
//! In: a file of people, a name, a password from the terminal or standard input. Out: the file anew. Invariant: a password
//! is never an argument, never shown and never written. Deliberately apart from cases: one file may serve several.
//! Example: «هدى» (Huda) becomes a reviewer and chooses her password at the prompt.

use crate::options::People;
use crate::say::{CliError, Status};
use crate::summary::safe;
use isnad_server::{Role, UserError, Users};
use std::io::{BufRead, IsTerminal, Write};

fn usage(e: UserError) -> CliError {
    CliError::Usage(e.to_string())
}

/// Runs the command.
pub fn run(what: People) -> Result<Status, CliError> {
    match what {
        People::Add { file, name, role } => {
            let role: Role = role.parse().map_err(usage)?;
            let mut users = Users::load(&file).map_err(usage)?;
            users.set(&name, role, Some(&password(&name)?)).map_err(usage)?;
            users.save(&file).map_err(usage)?;
        }
        People::List { file } => {
            let users = Users::load(&file).map_err(usage)?;
            let mut stdout = std::io::stdout().lock();
            let terminal = stdout.is_terminal();
            for u in users.list() {
                writeln!(stdout, "{}\t{}", u.role.as_str(), safe(&u.name, terminal))?;
            }
            return Ok(Status::of(0, users.list().len() as u64));
        }
        People::Remove { file, name } => {
            let mut users = Users::load(&file).map_err(usage)?;
            users.remove(&name).map_err(usage)?;
            users.save(&file).map_err(usage)?;
        }
    }
    Ok(Status::Done)
}

/// Asks for a password twice on a terminal, or reads a line of standard input.
fn password(name: &str) -> Result<String, CliError> {
    if !std::io::stdin().is_terminal() {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line)?;
        return Ok(line.trim_end_matches(['\n', '\r']).to_owned());
    }
    let ask = |what: &str| rpassword::prompt_password(format!("{what} {}: ", safe(name, true)));
    let (one, again) = (ask("password of")?, ask("again, of")?);
    if one != again {
        return Err(CliError::Usage("expected the same password twice".to_owned()));
    }
    Ok(one)
}
