//! The data language of `data/`: parse, lint, compile, match; gazetteers.

pub mod gazetteer;
