//! What the development tasks do: the tidiness of the repository, its data, the evaluation gate.
//!
//! In: the repository. Out: findings, scores. Invariant: reads only, but for the bounds of the gate and the layout of data,
//! and those only when told. Deliberately runs the program as a user does; of its crates it uses those that judge data.
//! Example: a rule that is there for «خبر» (one news item) only shows as a falling score.

pub mod calibrate;
pub mod data;
pub mod eval;
pub mod misses;
pub mod tidy;

use std::path::{Path, PathBuf};

/// The repository's root.
#[must_use]
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
