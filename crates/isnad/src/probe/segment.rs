//! `isnad probe segment`. Example: «وبحلول» (and by the coming of) gives و, ب, حلول.

use super::Request;
use crate::rooms::Rooms;
use serde_json::{Value, json};

/// The proclitics, the word and its pronoun.
pub fn probe(_: &Rooms, request: &Request) -> Value {
    json!({ "segments": isnad_arabic::morph::segments(&request.input) })
}
