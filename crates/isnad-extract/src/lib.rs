//! Claims of one report.

pub mod place;
