//! FollowTheMoney entities, one JSON object a line: articles, organisations, persons, places, events, ties.
//!
//! In: reports, events with their claims, relations. Out: entities with `id`, `schema`, `properties` of lists.
//! Invariant: an entity is written once; every event and tie names the articles that prove it. Deliberately puts claims
//! in notes: FollowTheMoney has no schema for a claim or a toll.
//! Example: «بايع» (pledged allegiance) is a `Membership` with role `pledged_to` and a start date.

use super::{Brief, Context, Item, country};
use crate::shape::RelationRecord;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Schemata used and the properties that each may carry.
pub const SCHEMATA: [(&str, &[&str]); 8] = [
    (
        "Article",
        &[
            "title",
            "name",
            "publisher",
            "sourceUrl",
            "publishedAt",
            "retrievedAt",
            "language",
            "author",
            "notes",
        ],
    ),
    ("Organization", &["name", "alias", "country", "wikidataId", "summary"]),
    ("PublicBody", &["name", "alias", "country", "wikidataId", "summary"]),
    ("Person", &["name", "alias", "country", "wikidataId", "summary"]),
    ("Address", &["full", "country", "latitude", "longitude", "remarks"]),
    (
        "Event",
        &[
            "name",
            "startDate",
            "endDate",
            "date",
            "location",
            "addressEntity",
            "country",
            "involved",
            "organizer",
            "summary",
            "description",
            "keywords",
            "notes",
            "proof",
            "sourceUrl",
            "recordId",
        ],
    ),
    (
        "Membership",
        &[
            "member",
            "organization",
            "role",
            "startDate",
            "endDate",
            "proof",
            "recordId",
            "description",
        ],
    ),
    (
        "UnknownLink",
        &[
            "subject",
            "object",
            "role",
            "startDate",
            "endDate",
            "proof",
            "recordId",
            "description",
        ],
    ),
];

/// Makes entities, each once.
#[derive(Default)]
pub struct Maker {
    known: BTreeSet<String>,
}

#[derive(Default)]
struct Properties(Map<String, Value>);

impl Properties {
    fn add(&mut self, key: &str, value: impl Into<String>) {
        let value = value.into();
        if value.is_empty() {
            return;
        }
        let list = self.0.entry(key).or_insert_with(|| json!([]));
        if let Value::Array(list) = list
            && !list.iter().any(|v| v == &value)
        {
            list.push(json!(value));
        }
    }

    fn maybe(&mut self, key: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.add(key, value.as_str());
        }
    }

    fn entity(self, id: &str, schema: &str) -> Value {
        json!({"id": id, "schema": schema, "properties": self.0})
    }
}

fn slug(prefix: &str, text: &str) -> String {
    let words: String = text
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    format!("{prefix}-{}", words.trim_matches('-'))
}

impl Maker {
    /// The article of a report.
    #[must_use]
    pub fn article(&self, r: &Brief) -> Value {
        let mut p = Properties::default();
        p.maybe("title", r.title.as_ref());
        p.add("publisher", r.publisher());
        p.maybe("sourceUrl", r.url.as_ref());
        if r.trust.as_deref() != Some("republication") {
            p.maybe("publishedAt", r.published.as_ref());
        }
        p.maybe("retrievedAt", r.retrieved.as_ref());
        p.add("language", if r.lang == "ar" { "ara" } else { r.lang.as_str() });
        r.byline.iter().for_each(|b| p.add("author", b.as_str()));
        // FollowTheMoney's contentHash is SHA-1.
        p.add("notes", format!("sha256: {}", r.sha256));
        p.entity(&r.id, "Article")
    }

    /// A participant or end of a tie; its id, and the entity when it is new.
    fn party(&mut self, id: Option<&str>, text: &str, private: bool, cx: &Context<'_>, out: &mut Vec<Value>) -> String {
        let note = id.and_then(|id| cx.names.entity(id));
        let id = match (id, &note) {
            (Some(id), _) if !private => format!("isnad-{id}"),
            _ => slug("isnad-words", text),
        };
        if !self.known.insert(id.clone()) {
            return id;
        }
        let mut p = Properties::default();
        let mut schema = if private { "Person" } else { "Organization" };
        match note {
            Some(n) => {
                if n.person {
                    schema = "Person";
                } else if ["government", "ministry", "army", "police", "security-service", "state"]
                    .contains(&n.kind.as_str())
                {
                    schema = "PublicBody";
                }
                p.add("name", n.name);
                p.add("alias", n.name_ar);
                p.add("country", n.country.unwrap_or_default().to_lowercase());
                p.add("wikidataId", n.wikidata.unwrap_or_default());
                p.add("summary", n.kind);
            }
            None => p.add("name", text),
        }
        out.push(p.entity(&id, schema));
        id
    }

    /// The entities of an event: who takes part, where, and the event.
    pub fn event(&mut self, item: &Item<'_>, cx: &Context<'_>) -> Vec<Value> {
        let e = item.event;
        let mut out = Vec::new();
        let mut p = Properties::default();
        p.add("name", e.english.as_str());
        p.add("recordId", e.id.as_str());
        p.add("keywords", e.r#type.as_str());
        p.maybe("startDate", e.from.as_ref());
        p.maybe("endDate", e.to.as_ref());
        for (list, key) in [(&e.agent, "organizer"), (&e.patient, "involved")] {
            for who in list {
                let id = self.party(who.entity.as_deref(), &who.text, who.private, cx, &mut out);
                p.add("involved", id.as_str());
                p.add(key, id);
            }
        }
        if let Some(place) = &e.place {
            let d = cx.divisions(place);
            let name = place.name_en.as_ref().or(place.name.as_ref()).unwrap_or(&place.text);
            p.add("location", name.as_str());
            let land = country(&d.iso2).map_or("", |c| c.name);
            p.add("country", d.iso2.to_lowercase());
            let id = place
                .id
                .as_deref()
                .map_or_else(|| slug("isnad-place", name), |id| slug("isnad-place", id));
            if self.known.insert(id.clone()) {
                let mut a = Properties::default();
                let full: Vec<&str> = [name.as_str(), &d.names[2], &d.names[1], &d.names[0], land]
                    .into_iter()
                    .filter(|n| !n.is_empty())
                    .collect();
                a.add("full", full.join(", "));
                a.add("country", d.iso2.to_lowercase());
                a.add("latitude", place.lat.map(|x| x.to_string()).unwrap_or_default());
                a.add("longitude", place.lon.map(|x| x.to_string()).unwrap_or_default());
                a.add(
                    "remarks",
                    place
                        .precision
                        .map(|n| format!("UCDP where_prec {n}"))
                        .unwrap_or_default(),
                );
                out.push(a.entity(&id, "Address"));
            }
            p.add("addressEntity", id);
        }
        for (name, toll) in [("killed", &e.killed), ("injured", &e.injured)] {
            if let Some(t) = toll {
                let high = t.high.map_or_else(|| "open".to_owned(), |h| h.to_string());
                p.add("notes", format!("{name}: low {}, best {}, high {high}", t.low, t.best));
            }
        }
        p.add(
            "notes",
            format!("{}; independent origins: {}", e.corroboration, e.independent_origins),
        );
        for c in item.claims {
            p.add(
                "description",
                format!("{} [{} {}] «{}»", c.english, c.modality, c.id, c.quote.text),
            );
        }
        for r in item.reports {
            p.add("proof", r.id.as_str());
            p.maybe("sourceUrl", r.url.as_ref());
        }
        out.push(p.entity(&e.id, "Event"));
        out
    }

    /// The entities of a tie; `reports` are those of its claims.
    pub fn relation(&mut self, r: &RelationRecord, reports: &BTreeSet<String>, cx: &Context<'_>) -> Vec<Value> {
        let mut out = Vec::new();
        let known = |id: &str| cx.names.entity(id).is_some() || id.starts_with("x-");
        let end = |maker: &mut Self, id: &str, out: &mut Vec<Value>| {
            if let Some(place) = cx.names.place(id) {
                return maker.party(None, &place.name, false, cx, out);
            }
            maker.party(known(id).then_some(id), id, false, cx, out)
        };
        let from = end(self, &r.from, &mut out);
        let to = end(self, &r.to, &mut out);
        let member = ["member_of", "leads", "pledged_to"].contains(&r.kind.as_str());
        let (schema, a, b) = if member {
            ("Membership", "member", "organization")
        } else {
            ("UnknownLink", "subject", "object")
        };
        let mut p = Properties::default();
        p.add(a, from);
        p.add(b, to);
        p.add("role", r.kind.as_str());
        p.add("recordId", r.id.as_str());
        p.maybe("startDate", r.since.as_ref());
        p.maybe("endDate", r.until.as_ref());
        reports.iter().for_each(|r| p.add("proof", r.as_str()));
        out.push(p.entity(&r.id, schema));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn check(all: &[Value]) {
        for e in all {
            let schema = e["schema"].as_str().unwrap();
            let (_, allowed) = SCHEMATA.iter().find(|s| s.0 == schema).unwrap();
            for (key, list) in e["properties"].as_object().unwrap() {
                assert!(allowed.contains(&key.as_str()), "{schema} has no {key}");
                assert!(list.as_array().unwrap().iter().all(Value::is_string), "{e}");
            }
        }
    }

    #[test]
    fn events_ties_and_articles_keep_to_their_schemata() {
        sample::with(|item, cx| {
            let mut maker = Maker::default();
            let article = maker.article(&sample::brief());
            check(std::slice::from_ref(&article));
            let all = maker.event(item, cx);
            check(&all);
            let schemata: Vec<_> = all.iter().map(|e| e["schema"].as_str().unwrap()).collect();
            assert_eq!(schemata, ["PublicBody", "Organization", "Address", "Event"]);
            let event = all.last().unwrap();
            assert_eq!(event["properties"]["proof"], json!([article["id"]]));
            assert_eq!(event["properties"]["startDate"], json!(["2020-05-05"]));
            // What is known is not written again.
            assert_eq!(maker.event(item, cx).len(), 1);
            let tie = RelationRecord {
                schema: "isnad.relation/1".to_owned(),
                id: "l1".to_owned(),
                kind: "pledged_to".to_owned(),
                from: "كتيبة السهل".to_owned(),
                to: "syrian-army".to_owned(),
                since: Some("2014-01-01".to_owned()),
                until: None,
                claims: vec!["c1".to_owned()],
            };
            let reports = BTreeSet::from(["r1".to_owned()]);
            let ties = maker.relation(&tie, &reports, cx);
            check(&ties);
            assert_eq!(ties.len(), 2);
            assert_eq!(ties[1]["schema"], "Membership");
            assert_eq!(ties[1]["properties"]["organization"], json!(["isnad-syrian-army"]));
        });
    }
}
