//! The data language of `data/`: parse, lint, compile, match; gazetteers.
