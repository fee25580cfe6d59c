//! The data language of `data/`: parse, lint, compile, match; gazetteers.

pub mod entity;
pub mod gazetteer;
pub mod user;
