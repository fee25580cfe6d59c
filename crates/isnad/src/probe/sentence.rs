//! `isnad probe sentence`: the claims of a text taken as a body of its own.
//!
//! `claims` holds what the sentence is there to tell; what it mentions in passing (history, comment, a court
//! case) stands under `mentioned`.
//! Example: «قصفت طائرات السوق» (aircraft bombed the market) gives one claim.

use super::Request;
use crate::rooms::Rooms;
use isnad_model::{Claim, Published, Report, Trust};
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
    let passing = |c: &&Claim| c.signs.iter().any(|s| s == "passing");
    let all = rooms.analyse(&report).claims;
    let claims: Vec<_> = all.iter().filter(|c| !passing(c)).map(claim_record).collect();
    let mentioned: Vec<_> = all.iter().filter(passing).map(claim_record).collect();
    json!({ "claims": claims, "mentioned": mentioned })
}
