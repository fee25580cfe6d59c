//! `isnad probe sentence`: the claims of a text taken as a body of its own.
//! Example: «قصفت طائرات السوق» (aircraft bombed the market) gives one claim.

use super::Request;
use crate::rooms::Rooms;
use isnad_model::{Published, Report, ReportId, Span, Trust};
use isnad_record::claim_record;
use serde_json::{Value, json};

/// The claims of a sentence.
pub fn probe(rooms: &Rooms, request: &Request) -> Value {
    let text = request.input.clone();
    let report = Report {
        id: ReportId::new("sentence"),
        external_id: None,
        path: None,
        url: None,
        sha256: String::new(),
        encoding: "utf-8".to_owned(),
        lang: "ar".to_owned(),
        title: None,
        byline: Vec::new(),
        outlet: None,
        published: request.reference.map(|date| Published {
            date,
            span: None,
            trust: Trust::Given,
        }),
        retrieved: None,
        body: vec![Span::from_range(0..text.len())],
        diagnostics: Vec::new(),
        text,
    };
    let claims: Vec<_> = rooms.analyse(&report).claims.iter().map(claim_record).collect();
    json!({ "claims": claims })
}
