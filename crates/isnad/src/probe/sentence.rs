//! `isnad probe sentence`: the claims of a text taken as a body of its own.
//! Example: «قصفت طائرات السوق» (aircraft bombed the market) gives one claim.

use super::Request;
use crate::rooms::Rooms;
use isnad_model::{Published, Report, Trust};
use isnad_record::claim_record;
use serde_json::{Value, json};

/// The claims of a sentence.
pub fn probe(rooms: &Rooms, request: &Request) -> Value {
    let report = Report {
        published: request.reference.map(|date| Published {
            date,
            span: None,
            trust: Trust::Given,
        }),
        ..isnad_extract::sentence(&request.input)
    };
    let claims: Vec<_> = rooms.analyse(&report).claims.iter().map(claim_record).collect();
    json!({ "claims": claims })
}
