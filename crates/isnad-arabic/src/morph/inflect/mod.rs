//! Inflection by generation: lexicon rows in, every surface form out, compiled into one table.
//!
//! Used twice: by the build script for the words of `data/arabic`, and at run time for words that a user adds.
//! Imports nothing but `std`, so that the build script can include it as it is.
//!
//! Inside, words are ASCII: Buckwalter letters (`letters`) or phonemic strings (`spell`).
//! Example: the row *انشق / ش ق ق / 7* yields انشقوا *inšaqqū* "they split off", المنشقين *al-munšaqqīn* "the
//! defectors", انشقاقات *inšiqāqāt* "defections", and some hundred more.

pub mod compile;
pub mod conjugate;
pub mod features;
pub mod hash;
pub mod letters;
pub mod nominal;
pub mod rows;
pub mod sink;
pub mod spell;
pub mod stems;
