//! `isnad probe place`. Example: «قرية زهمرية، إدلب» (Zahmariya village, Idlib) is looked for in Idlib first.

use super::Request;
use crate::rooms::Rooms;
use isnad_extract::place::Resolved;
use serde_json::{Value, json};

/// The places that a place field may mean, best first.
pub fn probe(rooms: &Rooms, request: &Request) -> Value {
    let tokens = isnad_arabic::token::tokenize(&request.input);
    let gazetteer = &rooms.lexicon.gazetteer;
    let country = request.country.as_deref();
    let found = isnad_extract::place::probe::probe(gazetteer, &request.input, &tokens, country);
    let mut answer = json!({ "places": found.places.iter().map(place).collect::<Vec<_>>() });
    if found.ambiguous {
        answer["ambiguous"] = json!(true);
    }
    answer
}

fn place(r: &Resolved) -> Value {
    let p = &r.place;
    let mut out = json!({
        "text": p.text,
        "span": [p.span.start, p.span.end],
        "id": p.id.as_ref().map(|i| i.as_str()),
        "name": p.name,
        "name_en": p.name_en,
        "lat": p.point.map(|x| x.0),
        "lon": p.point.map(|x| x.1),
        "precision": p.precision,
        "within": p.within.iter().map(|i| i.as_str()).collect::<Vec<_>>(),
    });
    // Said only where they are so: a guess at the spelling; the point of what it lies in.
    if r.fuzzy {
        out["fuzzy"] = json!(true);
    }
    if r.inherited {
        out["inherited"] = json!(true);
    }
    out
}
