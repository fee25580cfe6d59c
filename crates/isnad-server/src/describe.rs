//! The interface in the words of OpenAPI.
//!
//! In: the table of paths. Out: its description. Invariant: every path is described with what it takes and what it gives;
//! every field of a form is named. Deliberately made of the table: nothing is described that is not there.
//! Example: `GET /events.json` takes `place=حلب` (Aleppo) and gives a page of event records.

use crate::route::{ROUTES, Route};
use crate::view::{links, tolls};
use serde_json::{Map, Value, json};

/// What a path may be asked for, by name.
const QUERY: &[(&str, &str)] = &[
    ("after", "`next` of the page before"),
    (
        "q",
        "words, each in any of its forms; \"a phrase\"; root: before three letters",
    ),
    ("type", "type of claim, as in the records"),
    ("place", "id of a place, or words of its name: with all that lies in it"),
    ("from", "not over before this day, month or year"),
    ("to", "not begun after this day, month or year"),
    ("actor", "id of an entity, or words of a participant"),
    ("corroboration", "single, repeated, corroborated or contested"),
    ("outlet", "id or name of a publisher"),
    ("source", "kind of the innermost source of a claim"),
    ("disputed", "1 for events on which accounts disagree"),
    ("added", "told by a report added at or after this time"),
    ("since", "what is new since this time; else since the last visit"),
    ("at", "a day; for a claim by hand the byte at which it begins"),
    ("of", "id or name of a group, person or place"),
    ("part", "which part of a long text or of many claims, from 1"),
    ("target", "claim to begin with"),
    ("words", "words selected in the report"),
    ("next", "where to go after logging in"),
    ("failed", "that a password was wrong"),
];

/// Fields of slots that stand once in a form; those of rows are told by the rows.
const SLOTS: &[&str] = &[
    "type",
    "modality",
    "stance",
    "agent",
    "patient",
    "killed",
    "injured",
    "place",
    "time",
    "from",
    "to",
    "means",
    "means_class",
    "target_words",
    "target_class",
];

/// Fields of each form: names with what they hold; those with a star are required.
const FORMS: &[(&str, &[(&str, &str)])] = &[
    (
        "/review/decide",
        &[
            (
                "*kind",
                "accept, reject, comment, correct, assign, settle, merge or split",
            ),
            ("*target", "id of a claim or event"),
            (
                "field",
                "correct: the slot; without it every slot sent that says something else",
            ),
            (
                "value",
                "correct: what it should say; assign, settle: a person; merge: another event",
            ),
            ("near", "merge: another event, before `value`"),
            ("claim", "split: a claim to take out (repeatable)"),
            ("note", "why"),
            ("back", "page to go back to"),
        ],
    ),
    ("/review/undo", &[]),
    (
        "/review/import",
        &[(
            "*lines",
            "decisions as JSON Lines; or the body itself, with another content type",
        )],
    ),
    ("/review/link", &[("back", "page to go back to")]),
    (
        "/review/assign",
        &[("*to", "a reviewer"), ("*n", "how many claims, 1 to 500")],
    ),
    (
        "/review/share",
        &[("*share", "claims of a hundred that two people judge, 0 to 100")],
    ),
    (
        "/claims/add",
        &[
            ("*report", "id of the report"),
            ("*trigger", "words that tell the event, as they stand"),
            ("trigger_at", "byte at which they begin"),
            ("quote", "the clause; else the sentence around"),
            ("quote_at", "byte at which it begins"),
            ("near", "byte near which words are looked for"),
            ("note", "why"),
        ],
    ),
    (
        "/login",
        &[
            ("*name", "name"),
            ("*password", "password"),
            ("next", "where to go then"),
        ],
    ),
    ("/logout", &[]),
    (
        "/account/password",
        &[("*old", "present password"), ("*new", "new password")],
    ),
    (
        "/users/set",
        &[
            ("*name", "name"),
            ("*role", "reader, reviewer or admin"),
            ("password", "empty: as before"),
        ],
    ),
    ("/users/remove", &[("*name", "name")]),
];

/// The fields of the form that a path takes: name, what it holds, whether it comes again.
fn fields(path: &str) -> Vec<(&'static str, &'static str, bool)> {
    let own = FORMS.iter().find(|f| f.0 == path).map_or(&[][..], |f| f.1);
    let again = |name| (path, name) == ("/review/decide", "claim");
    let mut out: Vec<_> = own.iter().map(|(name, what)| (*name, *what, again(*name))).collect();
    if let "/review/decide" | "/claims/add" = path {
        for (names, what, again) in [
            (SLOTS, "a slot, as the pages write it", false),
            (&tolls::FIELDS, "a row of the casualties, as the pages write it", true),
            (
                &links::FIELDS,
                "a row of the chain of sources, as the pages write it",
                true,
            ),
        ] {
            out.extend(names.iter().map(|name| (*name, what, again)));
        }
    }
    out
}

fn form(path: &str) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (name, what, again) in fields(path) {
        let bare = name.trim_start_matches('*');
        if bare != name {
            required.push(bare);
        }
        let text = json!({"type": "string"});
        let value = if again {
            json!({"type": "array", "items": text, "description": format!("{what}; comes again for each")})
        } else {
            json!({"type": "string", "description": what})
        };
        properties.insert(bare.to_owned(), value);
    }
    properties.insert(
        "csrf".to_owned(),
        json!({"type": "string", "description": "the token of the session; or the header X-CSRF-Token"}),
    );
    json!({"required": true, "content": {"application/x-www-form-urlencoded": {"schema":
        {"type": "object", "properties": properties, "required": required}}}})
}

/// Of what kind the answer is.
fn content(r: &Route) -> Value {
    let kind = |k: &str| json!({k: {}});
    match r.path.rsplit_once('.').map(|(_, end)| end) {
        _ if r.is_page() => {
            let own = crate::answers::of(r.path);
            let schema = own.unwrap_or_else(|| json!({"$ref": "#/components/schemas/Interface"}));
            json!({"application/json": {"schema": schema}})
        }
        Some("csv") => kind("text/csv"),
        Some("geojson") => kind("application/geo+json"),
        Some("jsonl") => kind("application/x-ndjson"),
        Some("json") => kind("application/json"),
        Some("css") => kind("text/css"),
        Some("js") => kind("text/javascript"),
        Some("tsv") => kind("text/tab-separated-values"),
        Some("ico") => kind("image/svg+xml"),
        _ => kind("application/octet-stream"),
    }
}

/// What programs may call the asking for a path.
fn name(verb: &str, path: &str) -> String {
    let words = path
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty());
    words.fold(verb.to_owned(), |name, w| format!("{name}_{w}"))
}

/// The description of the interface.
pub fn openapi() -> Value {
    let mut paths = Map::new();
    let error = json!({"description": "one shape for all failures", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}});
    for r in ROUTES {
        let path = match (r.path, r.is_page()) {
            ("/", _) => "/overview.json".to_owned(),
            (p, true) => format!("{p}.json"),
            (p, false) => p.to_owned(),
        };
        let mut parameters: Vec<Value> = r
            .query
            .iter()
            .map(|q| {
                let what = QUERY.iter().find(|(n, _)| n == q).map_or("", |(_, what)| what);
                json!({"name": q, "in": "query", "required": false, "description": what, "schema": {"type": "string"}})
            })
            .collect();
        if r.path.contains("{id}") {
            parameters.push(json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}));
        }
        let (method, what) = if r.is_post() {
            let done = json!({"description": "done; the address of the page to go to stands in Location"});
            let what = json!({"operationId": name("do", &path), "summary": r.summary, "parameters": parameters, "requestBody": form(r.path), "x-role": r.role.as_str(),
                "responses": {"303": done, "default": error}});
            ("post", what)
        } else {
            let done = json!({"description": r.summary, "content": content(r)});
            let what = json!({"operationId": name("get", &path), "summary": r.summary, "parameters": parameters, "x-role": r.role.as_str(),
                "responses": {"200": done, "default": error}});
            ("get", what)
        };
        if let Some(methods) = paths.entry(path).or_insert_with(|| json!({})).as_object_mut() {
            methods.insert(method.to_owned(), what);
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {"title": "isnad", "version": env!("CARGO_PKG_VERSION"),
            "description": "A case of isnad. Every page has this twin in JSON; lists are paged by the opaque cursor `next`, given back as `after`. Readers must ignore keys that they do not know. A change needs the token of `/account.json`, as the field `csrf` or the header `X-CSRF-Token`; `x-role` is the least role that may ask."},
        "paths": paths,
        "components": {"schemas": crate::answers::schemas()},
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_and_every_value_of_a_query_is_described() {
        for r in ROUTES {
            if r.is_post() {
                assert!(FORMS.iter().any(|f| f.0 == r.path), "{}", r.path);
            }
            for q in r.query {
                assert!(QUERY.iter().any(|(n, _)| n == q), "{}: {q}", r.path);
            }
        }
        for (path, _) in FORMS {
            assert!(ROUTES.iter().any(|r| r.is_post() && r.path == *path), "{path}");
        }
    }
}
