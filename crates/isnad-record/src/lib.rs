//! Published records and exports.
