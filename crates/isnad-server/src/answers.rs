//! What each page says in JSON, key by key.
//!
//! In: nothing. Out: schemas for the description of the interface. Invariant: every key of every twin stands here, with
//! its type and what it means; a test asks all pages. Deliberately names the records and does not repeat their fields:
//! those are described in `docs/records.md`.
//! Example: `/map.json` lists places, «السهل» (al-Sahl) with its coordinates and how exact they are.

use serde_json::{Map, Value, json};

/// What a key holds.
#[derive(Clone, Copy, Debug)]
enum Holds {
    Text,
    /// A text or null.
    Perhaps,
    Number,
    Flag,
    /// An object that is described in words.
    Object,
    /// A list of texts.
    Texts,
    /// A list of objects that are described in words.
    Objects,
    /// A record.
    One(&'static str),
    /// A list of records.
    Many(&'static str),
}
use Holds::{Flag, Many, Number, Object, Objects, One, Perhaps, Text, Texts};

type Key = (&'static str, Holds, &'static str);

const NEXT: Key = ("next", Perhaps, "opaque: `after` of the next page; null on the last");
const TOTAL: Key = ("total", Number, "how many there are on all pages");
const FACETS: Key = ("facets", Object, "field to its values with counts, by which to narrow");
const CORRECTED: &str = "keys that people corrected";

/// Keys by path, beside `schema` and `page`.
const ANSWERS: &[(&str, &[Key])] = &[
    (
        "/",
        &[
            ("counts", Object, "captures, reports, claims, events, relations"),
            ("corroboration", Many("Count"), "events by how well they are attested"),
            ("types", Many("Count"), "events by type"),
            ("places", Many("Count"), "events by place"),
            ("months", Many("Count"), "events by month"),
            (
                "disagree",
                Many("Event"),
                "events on which accounts disagree, the latest",
            ),
            (
                "confidence_tenths",
                Objects,
                "claims in each tenth of confidence, from the least",
            ),
            ("doubtful", Many("Claim"), "the least sure claims"),
            (
                "new",
                Object,
                "what is new since a time: `since`, `last_visit`, `reports`, `events`, `disagree`, `new_events`, `changes`",
            ),
        ],
    ),
    (
        "/events",
        &[
            TOTAL,
            NEXT,
            FACETS,
            ("items", Many("Event"), "events, the latest first"),
        ],
    ),
    (
        "/events/{id}",
        &[
            ("event", One("Event"), "the event"),
            ("claims", Many("Claim"), "its claims as they stand corrected"),
            ("corrected", Object, "id of a claim to the keys that people corrected"),
            ("part", Number, "which part of its claims these are, from 1"),
            ("parts", Number, "how many parts there are"),
            ("decisions", Many("Decision"), "what people decided on it"),
        ],
    ),
    (
        "/reports",
        &[TOTAL, NEXT, ("items", Many("ReportLine"), "reports, the latest first")],
    ),
    (
        "/reports/{id}",
        &[
            ("report", One("Report"), "the report with its text"),
            ("claims", Many("Claim"), "its claims as they stand corrected"),
            ("corrected", Object, "id of a claim to the keys that people corrected"),
        ],
    ),
    (
        "/claims/{id}",
        &[
            ("claim", One("Claim"), "the claim as it stands corrected"),
            ("corrected", Texts, CORRECTED),
            ("event", Perhaps, "id of the event that it tells"),
            ("decisions", Many("Decision"), "what people decided on it"),
        ],
    ),
    (
        "/map",
        &[
            TOTAL,
            ("located", Number, "how many of them have coordinates"),
            ("items", Many("Spot"), "places with the events there"),
        ],
    ),
    (
        "/timeline",
        &[
            TOTAL,
            ("months", Many("Count"), "events by month"),
            ("items", Objects, "events: `id`, `type`, `from`, `to`, `corroboration`"),
        ],
    ),
    (
        "/network",
        &[
            ("at", Perhaps, "the day that was asked for"),
            ("items", Many("Relation"), "relations that hold then"),
        ],
    ),
    (
        "/dossier",
        &[
            ("of", Perhaps, "who or what was asked for"),
            ("ids", Texts, "entities and places meant"),
            ("at", Perhaps, "the day that was asked for"),
            ("title", Text, "its name"),
            ("summary", Text, "how much is reported"),
            (
                "sections",
                Objects,
                "`level`, `title`, `lines` with the claims that each cites, `table`",
            ),
            ("references", Objects, "the reports cited"),
        ],
    ),
    (
        "/sources",
        &[
            ("outlets", Many("Count"), "reports by publisher"),
            ("innermost", Object, "kind of the source closest to the event to claims"),
            ("citations", Objects, "`from`, `to`, `reports`"),
            ("rings", Objects, "who cites whom in a ring"),
        ],
    ),
    (
        "/search",
        &[
            ("query", Text, "what was asked for"),
            TOTAL,
            NEXT,
            FACETS,
            ("cut", Flag, "whether the query was longer than what is looked for"),
            ("items", Objects, "`report`, `snippet`, `span`"),
        ],
    ),
    (
        "/review",
        &[
            NEXT,
            ("items", Many("Claim"), "claims that wait, as the analysis gave them"),
            ("about", Objects, "of each: `claim`, `assigned`, `twice`"),
        ],
    ),
    (
        "/reports/{id}/add",
        &[
            ("report", Text, "id of the report"),
            ("at", Number, "byte at which the words shown begin"),
        ],
    ),
    (
        "/agreement",
        &[
            ("share", Number, "claims of a hundred that two people judge"),
            ("agreement", Object, "`claims`, `all`, `pairs`, `disputes`"),
        ],
    ),
    ("/login", &[]),
    (
        "/account",
        &[
            ("name", Text, "who asks"),
            ("role", Text, "reader, reviewer or admin"),
            ("local", Flag, "whether it is the one user of this machine"),
            ("csrf", Text, "the token that changes must bring"),
        ],
    ),
    ("/users", &[("users", Objects, "`name`, `role`")]),
    (
        "/log",
        &[
            (
                "history",
                Objects,
                "decisions: `at`, `who`, `what`, `target`, `before`, `after`",
            ),
            (
                "log",
                Objects,
                "what was done to the case: `at`, `who`, `what`, `detail`",
            ),
        ],
    ),
    ("/help", &[("api", Text, "where the interface is described")]),
];

fn schema(holds: Holds, what: &str) -> Value {
    let record = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    match holds {
        Text => json!({"type": "string", "description": what}),
        Perhaps => json!({"type": ["string", "null"], "description": what}),
        Number => json!({"type": "integer", "description": what}),
        Flag => json!({"type": "boolean", "description": what}),
        Object => json!({"type": "object", "description": what}),
        Texts => json!({"type": "array", "items": {"type": "string"}, "description": what}),
        Objects => json!({"type": "array", "items": {}, "description": what}),
        One(name) => record(name),
        Many(name) => json!({"type": "array", "items": record(name), "description": what}),
    }
}

/// What a page answers, if it is one of these.
pub fn of(path: &str) -> Option<Value> {
    let (_, keys) = ANSWERS.iter().find(|a| a.0 == path)?;
    let mut properties: Map<String, Value> = keys
        .iter()
        .map(|(key, holds, what)| ((*key).to_owned(), schema(*holds, what)))
        .collect();
    properties.insert("schema".to_owned(), json!({"const": "isnad.page/1"}));
    properties.insert(
        "page".to_owned(),
        json!({"type": "string", "description": "which page it is"}),
    );
    Some(json!({"type": "object", "required": ["schema", "page"], "properties": properties}))
}

/// The records and small objects that answers hold.
pub fn schemas() -> Value {
    let record = |name: &str, required: &[&str]| {
        let schema = format!("isnad.{name}/1");
        json!({"type": "object", "description": format!("{schema}, as in docs/records.md"), "required": required,
            "properties": {"schema": {"const": schema}, "id": {"type": "string"}}})
    };
    let number = json!({"type": "number"});
    json!({
        "Error": {"type": "object", "required": ["schema", "error"], "properties": {
            "schema": {"const": "isnad.error/1"},
            "error": {"type": "object", "required": ["status", "code", "message"], "properties": {
                "status": {"type": "integer"}, "code": {"type": "string"}, "message": {"type": "string"}}}}},
        "Report": record("report", &["schema", "id", "text", "body"]),
        "Claim": record("claim", &["schema", "id", "report", "type", "modality", "quote", "trigger", "sources", "stance", "confidence"]),
        "Event": record("event", &["schema", "id", "type", "claims", "reports", "corroboration", "independent_origins"]),
        "Relation": record("relation", &["schema", "id", "kind", "from", "to", "claims"]),
        "Decision": {"type": "object", "description": "isnad.decision/1, as in /decisions.jsonl", "required": ["schema", "at", "who", "kind", "target"]},
        "ReportLine": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "title": {"type": ["string", "null"]},
            "outlet": {"type": ["string", "null"]}, "published": {"type": ["string", "null"]}, "added": {"type": "string"}, "claims": {"type": "integer"}}},
        "Count": {"type": "object", "required": ["value", "count"], "properties": {"value": {"type": "string"}, "count": {"type": "integer"}}},
        "Spot": {"type": "object", "required": ["name", "lat", "lon", "precision", "events"], "properties": {"name": {"type": "string"},
            "lat": number, "lon": number, "precision": {"type": "integer", "description": "1 to 7, UCDP where_prec"}, "events": {"type": "integer"},
            "href": {"type": "string"}, "outlined": {"type": "boolean", "description": "whether its outline is drawn"}}},
        "Interface": {"type": "object", "description": "this description"},
    })
}
