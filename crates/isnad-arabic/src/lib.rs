//! Reading Arabic text.
pub mod morph;
