//! Failures and exit statuses: how the program says what went wrong.
//!
//! In: causes. Out: one line on standard error each. Invariant: a line names its input and holds no line feed.
//! Deliberately colours nothing. Example: `تقرير.txt: expected a report and saw an empty file` (a report's name).

use std::fmt::Display;
use std::io;
use std::path::PathBuf;

/// What the process ends with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Status {
    /// Done.
    Done = 0,
    /// Done, with nothing found.
    Nothing = 1,
    /// Something failed.
    Failed = 2,
}

impl Status {
    /// The status of a batch.
    pub fn of(failures: usize, found: u64) -> Self {
        match (failures, found) {
            (0, 0) => Self::Nothing,
            (0, _) => Self::Done,
            _ => Self::Failed,
        }
    }
}

/// Why a command stopped.
#[derive(Debug)]
pub enum CliError {
    /// Standard output is closed or cannot be written.
    Stdout(io::Error),
    /// A file.
    File(PathBuf, io::Error),
    /// The case.
    Store(isnad_store::StoreError),
    /// What the user asked for cannot be done.
    Usage(String),
}

impl CliError {
    /// Whether the reader of the output went away.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Stdout(e) if e.kind() == io::ErrorKind::BrokenPipe)
    }

    /// Names the file that could not be read or written.
    pub fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |e| Self::File(path, e)
    }
}

impl Display for CliError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Stdout(e) => write!(f, "standard output: {e}"),
            Self::File(path, e) => write!(f, "{}: {e}", path.display()),
            Self::Store(e) => write!(f, "{e}"),
            Self::Usage(e) => f.write_str(e),
        }
    }
}

impl From<isnad_store::StoreError> for CliError {
    fn from(e: isnad_store::StoreError) -> Self {
        Self::Store(e)
    }
}

/// Errors that nothing but standard output can have.
impl From<io::Error> for CliError {
    fn from(e: io::Error) -> Self {
        Self::Stdout(e)
    }
}

/// Says a failure in one line on standard error.
pub fn failure(e: &dyn Display) {
    use io::Write;
    let line = e.to_string().replace(['\n', '\r'], " ");
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(io::stderr().lock(), "{line}");
}
