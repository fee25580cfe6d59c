//! What the development tasks do: the tidiness of the repository, the evaluation gate.
//!
//! In: the repository. Out: findings, scores. Invariant: reads only, but for the floors. Deliberately uses no crate of the
//! program, so that it builds fast. Example: a rule that is there for «خبر» (one news item) only shows as a falling score.

pub mod eval;
pub mod tidy;

use std::path::{Path, PathBuf};

/// The repository's root.
#[must_use]
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
