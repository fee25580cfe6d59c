//! Reading Arabic text.
