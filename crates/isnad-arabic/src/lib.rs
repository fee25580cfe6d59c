//! Reading Arabic text: normal forms, tokens, sentences, words hidden from filters.
//!
//! Every module takes text and gives values with byte spans into it; nothing here knows of conflict,
//! sources or HTML, nothing fails, and nothing panics on any input.
//!
//! ```
//! use isnad_arabic::{sentence::sentences, token::tokenize};
//!
//! // "Dr. Salim arrived. Then he left."
//! let text = "وصل د. سليم. ثم غادر.";
//! let tokens = tokenize(text);
//! let cut: Vec<&str> = sentences(text, &tokens).iter().map(|s| s.span.slice(text).trim()).collect();
//! assert_eq!(cut, ["وصل د. سليم.", "ثم غادر."]);
//! ```
#![deny(missing_docs)]

mod chars;
pub mod date;
pub mod morph;
pub mod normal;
pub mod number;
pub mod sentence;
pub mod token;
pub mod unmask;
pub mod wrap;

pub use chars::{in_word, names_account};
