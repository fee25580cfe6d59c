//! Claims of one report.
