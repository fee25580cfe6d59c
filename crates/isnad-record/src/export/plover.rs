//! PLOVER JSON Lines, one record an event, with the keys of the manual.
//!
//! In: an event. Out: an object, or why PLOVER would not have it. Invariant: required keys (`id`, `date`, `actor`,
//! `event`) stand in every record. Deliberately marks what PLOVER has no category for by `X-`, as the manual invites.
//! Example: «انشقاق» (a defection) is the event `X-DEFECT`.

use super::{Brief, Context, EntityNote, Item, Left, Side, acled, country, modality};
use crate::shape::{ClaimRecord, ParticipantRecord};
use serde_json::{Map, Value, json};

/// Keys of a record, in the order of the manual.
pub const KEYS: [&str; 22] = [
    "id",
    "has_event",
    "date",
    "time",
    "enddate",
    "endtime",
    "actor",
    "recipient",
    "event",
    "event_loc",
    "event_text",
    "quad_code",
    "event_scale",
    "mode",
    "context",
    "link",
    "text",
    "text_info",
    "cite_info",
    "coder",
    "coded_date",
    "comment",
];

fn quad(event: &str) -> Option<u8> {
    Some(match event {
        "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" => 1,
        "COOPERATE" | "AID" | "RETREAT" => 2,
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => 3,
        "PROTEST" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT" => 4,
        _ => return None,
    })
}

/// The record of an event; `spans` says whether positions in the text may be given (they move in redaction).
///
/// # Errors
/// Why PLOVER would not have the event.
pub fn record(item: &Item<'_>, cx: &Context<'_>, spans: bool) -> Result<Value, Left> {
    let e = item.event;
    if modality(item) != "actual" {
        return Err(Left::NotActual);
    }
    let date = e.from.as_ref().or(e.to.as_ref()).ok_or(Left::NoDay)?;
    let divisions = e.place.as_ref().map(|p| cx.divisions(p)).unwrap_or_default();
    let sides = acled::sides(item, cx, &divisions.iso2);
    let codes = cx.codebook.codes(&cx.facts(item, &sides));
    let event = *codes.get("event").ok_or(Left::NoCategory)?;
    let first = item
        .claims
        .iter()
        .max_by(|a, b| a.confidence.total_cmp(&b.confidence).then_with(|| b.id.cmp(&a.id)));
    let report = first.and_then(|c| item.reports.iter().find(|r| r.id == c.report));
    let people = |list: &[ParticipantRecord], side: Side| -> Vec<Value> {
        list.iter().map(|p| entity(p, side, cx, &divisions.iso2)).collect()
    };
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| {
        if !value.is_null() {
            out.insert(key.to_owned(), value);
        }
    };
    put("id", json!(e.id));
    put("has_event", json!(true));
    put("date", json!(date));
    put("enddate", json!(e.to.as_ref().filter(|to| *to != date)));
    put("actor", json!(people(&e.agent, sides[0])));
    put("recipient", json!(people(&e.patient, sides[1])));
    put("event", json!([event]));
    put("event_loc", location(item, cx));
    put("event_text", json!(first.map(|c| &c.trigger.text)));
    put("quad_code", json!(quad(event)));
    put("mode", json!(codes.get("mode").map_or_else(Vec::new, |m| vec![*m])));
    put(
        "context",
        json!(codes.get("context").map_or_else(Vec::new, |c| vec![*c])),
    );
    put("link", json!(e.claims));
    put("text", json!(first.map(|c| &c.quote.text)));
    put("text_info", first.map_or(Value::Null, |c| text_info(c, spans)));
    put("cite_info", report.map_or(Value::Null, |r| cite_info(r)));
    put("size", size(item));
    put("coder", json!(concat!("isnad ", env!("CARGO_PKG_VERSION"))));
    let comment = format!(
        "{} corroboration: {}; independent origins: {}",
        e.english, e.corroboration, e.independent_origins
    );
    put("comment", json!(comment));
    for column in cx
        .codebook
        .own()
        .iter()
        .filter(|c| !["event", "mode", "context"].contains(&c.as_str()))
    {
        if let Some(code) = codes.get(column.as_str()) {
            put(column, json!(code));
        }
    }
    Ok(Value::Object(out))
}

fn entity(p: &ParticipantRecord, side: Side, cx: &Context<'_>, iso2: &str) -> Value {
    let note = p.entity.as_deref().and_then(|id| cx.names.entity(id));
    let EntityNote {
        name,
        country: home,
        wikidata,
        ..
    } = note.unwrap_or_default();
    let land = home.as_deref().unwrap_or(iso2);
    let mut out = Map::new();
    let code = format!("{}{}", country(land).map_or("", |c| c.iso3), side.sector());
    out.insert("code".to_owned(), json!(code));
    out.insert("sector".to_owned(), json!(side.sector()));
    out.insert("entity_text".to_owned(), json!(p.text));
    if let Some(id) = wikidata {
        out.insert("identifier_id".to_owned(), json!(id));
    }
    if !name.is_empty() {
        out.insert("identifier_text".to_owned(), json!(name));
    }
    Value::Object(out)
}

fn location(item: &Item<'_>, cx: &Context<'_>) -> Value {
    let Some(p) = &item.event.place else { return Value::Null };
    let d = cx.divisions(p);
    let resolution = match p.precision {
        Some(1) => 4,
        Some(2 | 3) => 3,
        Some(4 | 5) => 2,
        _ => 1,
    };
    let geonames = p.id.as_deref().and_then(|id| id.strip_prefix("gn:"));
    json!({
        "extracted_place": p.text,
        "resolved_place": p.name_en.as_ref().or(p.name.as_ref()),
        "geonameid": geonames,
        "lat": p.lat,
        "lon": p.lon,
        "district": d.names[1],
        "province": d.names[0],
        "country": country(&d.iso2).map(|c| c.name),
        "country_code": country(&d.iso2).map(|c| c.iso3),
        "resolution": resolution,
    })
}

fn text_info(c: &ClaimRecord, spans: bool) -> Value {
    let mut out = Map::new();
    out.insert("text_story".to_owned(), json!(c.report));
    if spans {
        out.insert("start".to_owned(), json!(c.quote.span[0]));
        out.insert("end".to_owned(), json!(c.quote.span[1]));
    }
    Value::Object(out)
}

fn cite_info(r: &Brief) -> Value {
    json!({
        "corpus": "isnad",
        "citation": r.id,
        "url": r.url,
        "title": r.title,
        "language": r.lang,
        "publication": r.publisher(),
    })
}

fn size(item: &Item<'_>) -> Value {
    let e = item.event;
    let detained: u64 = e
        .casualties
        .iter()
        .filter(|c| c.outcome == "detained" && !c.part)
        .map(|c| c.low)
        .sum();
    let mut out = Map::new();
    for (key, n) in [
        ("dead", e.killed.as_ref().map(|t| t.best)),
        ("injured", e.injured.as_ref().map(|t| t.best)),
        ("arrested", (detained > 0).then_some(detained)),
    ] {
        if let Some(n) = n {
            out.insert(key.to_owned(), json!(n));
        }
    }
    if out.is_empty() {
        Value::Null
    } else {
        Value::Object(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn records_carry_keys_of_the_manual_alone() {
        sample::plover(|item, cx| {
            let r = record(item, cx, true).unwrap();
            let keys: Vec<_> = r.as_object().unwrap().keys().cloned().collect();
            // `size` is the manual's object of counts.
            assert!(
                keys.iter().all(|k| KEYS.contains(&k.as_str()) || k == "size"),
                "{keys:?}"
            );
            for required in ["id", "date", "actor", "event"] {
                assert!(keys.iter().any(|k| k == required), "{required}");
            }
            assert_eq!(r["event"], json!(["ASSAULT"]));
            assert_eq!((&r["mode"], &r["quad_code"]), (&json!(["aerial"]), &json!(4)));
            assert_eq!(r["actor"][0]["code"], "SYRMIL");
            assert_eq!(r["recipient"][0]["sector"], "CVL");
            assert_eq!(r["size"], json!({"dead": 6}));
            assert_eq!(r["event_loc"]["country_code"], "SYR");
            assert_eq!(r["text_info"]["start"], 0);
            assert!(record(item, cx, false).unwrap()["text_info"].get("start").is_none());
        });
    }

    #[test]
    fn events_are_those_of_the_manual_or_marked_as_extensions() {
        let known = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST \
             SANCTION MOBILIZE COERCE ASSAULT";
        let book = crate::export::Codebook::plover();
        for kind in isnad_model::ClaimType::ALL {
            let facts = crate::export::Facts {
                kind: kind.as_str(),
                ..Default::default()
            };
            let event = book.codes(&facts)["event"];
            assert!(
                event.starts_with("X-") || (known.split_whitespace().any(|k| k == event) && quad(event).is_some()),
                "{event}"
            );
        }
    }
}
