//! What can be asked of the program.
//!
//! In: arguments. Out: a command. Invariant: every command here works. Deliberately no configuration file.
//! Example: `isnad probe number` reads «أكثر من 25» (more than 25) from standard input.

use crate::names::NameOptions;
use crate::narrow::Narrow;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// Reads Arabic reports of conflict and builds an evidence file from them.
#[derive(Parser, Debug)]
#[command(
    version,
    about,
    after_help = "Exit status: 0 done; 1 done, with nothing found; 2 something failed."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every batch command.
#[derive(Args, Clone, Debug, Default)]
pub struct BatchOptions {
    /// Publication date of reports that state none
    #[arg(long, value_name = "DATE")]
    pub published: Option<Date>,
    /// Which names to use
    #[command(flatten)]
    pub names: NameOptions,
    /// Number of reports that are analysed at a time (default: one a processor)
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Say nothing but failures
    #[arg(long)]
    pub quiet: bool,
}

/// A model that reads claims beside the built-in analysis.
#[derive(Args, Clone, Debug, Default)]
pub struct ModelOptions {
    /// Let a model read claims too: address of an OpenAI-compatible API, such as http://127.0.0.1:8080/v1; names of
    /// private persons are replaced before anything is sent
    #[arg(long, value_name = "URL")]
    pub model: Option<String>,
    /// Name of the model
    #[arg(long, value_name = "NAME", default_value = "default", requires = "model")]
    pub model_name: String,
    /// Send reports to a model on another machine
    #[arg(long, requires = "model")]
    pub model_remote: bool,
    /// Seconds that the model may take for one answer
    #[arg(long, value_name = "SECONDS", default_value_t = 120, requires = "model")]
    pub model_timeout: u32,
}

/// Commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Read reports, analyse and link them; write records, exports and a case
    Run {
        /// File, folder, or - for standard input
        #[arg(required = true)]
        input: Vec<PathBuf>,
        /// Folder to write to
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        #[command(flatten)]
        batch: BatchOptions,
        #[command(flatten)]
        model: ModelOptions,
    },
    /// Add new reports to a case; where none is there, a new one is made and said
    Add {
        /// Case
        case: PathBuf,
        /// File, folder, or - for standard input
        #[arg(required = true)]
        input: Vec<PathBuf>,
        #[command(flatten)]
        batch: BatchOptions,
        #[command(flatten)]
        model: ModelOptions,
    },
    /// Write what a case holds in a format of others; private persons become pseudonyms
    Export {
        /// Case
        case: PathBuf,
        /// Format
        #[arg(long)]
        format: Format,
        /// File or, for several files, folder to write to
        #[arg(long)]
        out: PathBuf,
        /// Name private persons; the case's log keeps that
        #[arg(long, conflicts_with = "redact")]
        full: bool,
        /// Redact jsonl too
        #[arg(long)]
        redact: bool,
        /// Add a row of HXL tags to csv
        #[arg(long)]
        hxl: bool,
        /// Own codebook: types, means and modalities to codes, TOML
        #[arg(long, value_name = "FILE")]
        map: Option<PathBuf>,
        #[command(flatten)]
        narrow: Narrow,
        #[command(flatten)]
        names: NameOptions,
    },
    /// Write what is reported of a group, person or place, every sentence cited; private persons become pseudonyms
    Dossier {
        /// Case
        case: PathBuf,
        /// Name or id
        entity: String,
        /// File (.md, .html) or folder for both (default: Markdown on standard output)
        #[arg(long)]
        out: Option<PathBuf>,
        /// Which ties held on this day
        #[arg(long, value_name = "DATE")]
        at: Option<Date>,
        /// Name private persons; the case's log keeps that
        #[arg(long)]
        full: bool,
        #[command(flatten)]
        names: NameOptions,
    },
    /// Read or take over the decisions that people made in a case, as JSON Lines
    Decisions {
        /// Case
        case: PathBuf,
        /// Take decisions of this file over, then link the case again
        #[arg(long, value_name = "FILE")]
        import: Option<PathBuf>,
        #[command(flatten)]
        batch: BatchOptions,
    },
    /// Show a case in the browser, in Arabic and English
    Serve {
        /// Case
        case: PathBuf,
        /// Address to listen at; anybody who reaches it can read and review the case
        #[arg(long, default_value = "127.0.0.1")]
        host: std::net::IpAddr,
        /// Port; 0 takes any that is free
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Address of map tiles with {z}, {x} and {y}; pages then ask that host for pictures, and no other
        #[arg(long, value_name = "URL")]
        tiles: Option<isnad_server::Tiles>,
        /// File of people with passwords and roles (`isnad user` writes it); without it whoever reaches the pages may do everything
        #[arg(long, value_name = "FILE")]
        users: Option<PathBuf>,
        #[command(flatten)]
        batch: BatchOptions,
    },
    /// Say who may see cases that are served with --users
    User {
        /// What to do
        #[command(subcommand)]
        what: People,
    },
    /// Full-text search, Arabic-aware
    Search {
        /// Case
        case: PathBuf,
        /// Words; a phrase in quotation marks
        query: String,
        /// So many hits at most
        #[arg(long, default_value_t = 50)]
        limit: usize,
    },
    /// Say how a claim or an event came about, or what a rule is for
    Explain {
        /// Case, or the id of a rule when nothing follows
        case: String,
        /// Claim or event
        id: Option<String>,
    },
    /// Check every stored byte, span and link
    Verify {
        /// Case
        case: PathBuf,
    },
    /// Derive everything again from the originals; human decisions stay
    Rebuild {
        /// Case
        case: PathBuf,
        #[command(flatten)]
        batch: BatchOptions,
        #[command(flatten)]
        model: ModelOptions,
    },
    /// Write a manifest of digests and versions that another machine can check
    Seal {
        /// Case
        case: PathBuf,
        /// Manifest to write (default: beside the case)
        #[arg(long)]
        out: Option<PathBuf>,
        /// Check the case against the manifest instead
        #[arg(long)]
        check: bool,
    },
    /// Make tables of places known; list or remove them
    Gazetteer {
        /// What to do
        #[command(subcommand)]
        what: Places,
    },
    /// Try one part of the program on JSON Lines from standard input
    Probe {
        /// What to try
        kind: String,
        #[command(flatten)]
        batch: BatchOptions,
    },
}

/// What can be done with a file of people.
#[derive(Subcommand, Debug)]
pub enum People {
    /// Add a person, or give one another role or password; the password is asked for, or read from standard input
    Add {
        /// File of people; made where there is none
        file: PathBuf,
        /// Name, as decisions carry it
        name: String,
        /// reader (private persons as pseudonyms), reviewer, admin
        #[arg(long, default_value = "reviewer")]
        role: String,
    },
    /// List people with their roles
    List {
        /// File of people
        file: PathBuf,
    },
    /// Take a person out
    Remove {
        /// File of people
        file: PathBuf,
        /// Name
        name: String,
    },
}

/// What can be done with gazetteers.
#[derive(Subcommand, Debug)]
pub enum Places {
    /// Read tables, GeoNames dumps, OCHA P-code tables or GeoJSON
    Import {
        /// Tables
        #[arg(required = true)]
        file: Vec<PathBuf>,
        /// File to write; without it all commands use what is imported
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// List what is imported
    List,
    /// Remove what was imported
    Remove {
        /// Name
        name: String,
    },
}

/// Export formats.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// The records
    Jsonl,
    /// One row a claim and one row an event
    Csv,
    /// One feature a located event
    Geojson,
    /// ACLED's 31 columns
    Acled,
    /// UCDP GED's 49 columns
    Ged,
    /// PLOVER's JSON Lines
    Plover,
    /// FollowTheMoney entities
    Ftm,
    /// CSL-JSON citations of the reports
    Csl,
    /// The records as Parquet tables
    Parquet,
}
