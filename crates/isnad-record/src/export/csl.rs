//! CSL-JSON: how to cite the reports of a case.
//!
//! In: reports. Out: items of CSL-JSON 1.0. Invariant: digest and retrieval of the evidence stand in each item; a date
//! of republication is no issue date. Deliberately cites reports, not claims.
//! Example: «قصف على السوق» (shelling of the market) by an outlet, with its address, day of retrieval and digest.

use super::Brief;
use serde_json::{Map, Value, json};

/// Keys of an item.
pub const KEYS: [&str; 11] = [
    "id",
    "type",
    "title",
    "container-title",
    "author",
    "issued",
    "accessed",
    "URL",
    "language",
    "note",
    "custom",
];

fn date(iso: &str) -> Option<Value> {
    let parts: Vec<i64> = iso.get(..10)?.split('-').map_while(|p| p.parse().ok()).collect();
    (parts.len() == 3).then(|| json!({"date-parts": [parts]}))
}

/// The item of a report.
#[must_use]
pub fn item(r: &Brief) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            out.insert(key.to_owned(), value);
        }
    };
    put("id", Some(json!(r.id)));
    put("type", Some(json!(if r.url.is_some() { "webpage" } else { "article" })));
    put("title", r.title.as_ref().map(|t| json!(t)));
    put("container-title", Some(json!(r.publisher())));
    let authors: Vec<Value> = r.byline.iter().map(|b| json!({"literal": b})).collect();
    put("author", (!authors.is_empty()).then(|| json!(authors)));
    let republished = r.trust.as_deref() == Some("republication");
    put("issued", r.published.as_deref().filter(|_| !republished).and_then(date));
    put("accessed", r.retrieved.as_deref().and_then(date));
    put("URL", r.url.as_ref().map(|u| json!(u)));
    put("language", Some(json!(r.lang)));
    let mut note = format!("sha256: {}", r.sha256);
    if republished && let Some(p) = &r.published {
        note.push_str(&format!(
            "; the page states {p}, which cannot be the date of what it tells"
        ));
    }
    put("note", Some(json!(note)));
    put(
        "custom",
        Some(json!({"sha256": r.sha256, "retrieved": r.retrieved, "path": r.path})),
    );
    Value::Object(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn an_item_cites_address_retrieval_and_digest() {
        let mut brief = sample::brief();
        let i = item(&brief);
        assert!(i.as_object().unwrap().keys().all(|k| KEYS.contains(&k.as_str())), "{i}");
        assert_eq!(i["issued"], json!({"date-parts": [[2020, 5, 6]]}));
        assert_eq!(i["accessed"], json!({"date-parts": [[2020, 5, 6]]}));
        assert_eq!(
            (&i["URL"], &i["type"]),
            (&json!("https://wadi.example/1"), &json!("webpage"))
        );
        assert!(i["note"].as_str().unwrap().contains(&brief.sha256));
        brief.trust = Some("republication".to_owned());
        assert!(item(&brief).get("issued").is_none());
    }
}
