//! Every path of the site, and what answers it.
//!
//! In: a request. Out: an answer. Invariant: one table names every path, the interface's description is made of it, and
//! every page answers under `.json` too. Deliberately no other way in.
//! Example: `/events.json?place=حلب` is the twin of the table of events in Aleppo.

use crate::request::{Failure, Reply, Request};
use crate::view::known::Shelf;
use crate::view::{self, Cx, View};
use isnad_store::Case;
use serde_json::{Value, json};

/// A path of the site.
#[derive(Debug)]
pub struct Route {
    /// Path; `{id}` stands for one segment.
    pub path: &'static str,
    /// What it shows or does.
    pub summary: &'static str,
    /// Names of values of the query.
    pub query: &'static [&'static str],
    /// What answers.
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// A page with a twin of JSON.
    Page(fn(&Cx<'_>) -> Result<View, Failure>),
    /// Something that is no page.
    Raw(fn(&Cx<'_>) -> Result<Reply, Failure>),
    /// A change.
    Post(fn(&mut Case, &Request) -> Result<Reply, Failure>),
}

const FILTER: &[&str] = &[
    "type",
    "place",
    "from",
    "to",
    "actor",
    "corroboration",
    "outlet",
    "source",
    "disputed",
    "added",
    "after",
];

const SEARCH: &[&str] = &[
    "q",
    "type",
    "place",
    "from",
    "to",
    "actor",
    "corroboration",
    "outlet",
    "source",
    "disputed",
    "added",
    "after",
];

const fn route(path: &'static str, query: &'static [&'static str], summary: &'static str, kind: Kind) -> Route {
    Route {
        path,
        summary,
        query,
        kind,
    }
}

/// Every path.
pub const ROUTES: &[Route] = &[
    route(
        "/",
        &["since"],
        "overview: what the case holds, what is doubtful, what disagrees, what is new",
        Kind::Page(view::overview::page),
    ),
    route(
        "/events",
        FILTER,
        "events, the latest first",
        Kind::Page(view::events::page),
    ),
    route(
        "/events.csv",
        FILTER,
        "the filtered events as a table, private persons as pseudonyms",
        Kind::Raw(view::download::csv),
    ),
    route(
        "/events.geojson",
        FILTER,
        "the filtered events with coordinates, private persons as pseudonyms",
        Kind::Raw(view::download::geojson),
    ),
    route(
        "/events/{id}",
        &[],
        "an event: claims side by side, origins, contradictions, map, why it was linked, citations",
        Kind::Page(view::event::page),
    ),
    route(
        "/reports",
        &["outlet", "after"],
        "reports",
        Kind::Page(view::reports::page),
    ),
    route(
        "/reports/{id}",
        &["part", "q"],
        "a report: text as published, claims marked, their readings in the margin",
        Kind::Page(view::report::page),
    ),
    route(
        "/reports/{id}/original",
        &[],
        "the bytes as acquired",
        Kind::Raw(view::report::original),
    ),
    route("/claims/{id}", &[], "a claim", Kind::Page(view::claim::page)),
    route(
        "/map",
        FILTER,
        "the filtered events on a map, with how exact each place is",
        Kind::Page(view::map::page),
    ),
    route(
        "/timeline",
        FILTER,
        "the filtered events in time, with how exact each date is",
        Kind::Page(view::timeline::page),
    ),
    route(
        "/network",
        &["at"],
        "relations between entities that hold at a day",
        Kind::Page(view::network::page),
    ),
    route(
        "/sources",
        &[],
        "outlets, who cites whom, copies",
        Kind::Page(view::sources::page),
    ),
    route(
        "/search",
        SEARCH,
        "reports that hold every word in any of its forms, or a phrase in quotation marks; filters are of the events told",
        Kind::Page(view::search::page),
    ),
    route(
        "/review",
        &["after", "target"],
        "claims by doubt, to be judged",
        Kind::Page(view::review::page),
    ),
    route(
        "/review/decide",
        &[],
        "keeps a decision (target, kind, field, value, note, back)",
        Kind::Post(view::review::decide),
    ),
    route(
        "/review/undo",
        &[],
        "takes the last decision back",
        Kind::Post(view::review::undo),
    ),
    route(
        "/decisions.jsonl",
        &[],
        "decisions as JSON Lines",
        Kind::Raw(view::review::export),
    ),
    route(
        "/review/import",
        &[],
        "takes decisions in from JSON Lines",
        Kind::Post(view::review::import),
    ),
    route(
        "/log",
        &[],
        "history of decisions, log of the case",
        Kind::Page(view::log::page),
    ),
    route("/help", &[], "how to read the pages", Kind::Page(view::help::page)),
    route("/api", &[], "this interface", Kind::Page(view::help::api)),
    route(
        "/api/openapi.json",
        &[],
        "this interface as OpenAPI",
        Kind::Raw(|_| Ok(Reply::json(200, &openapi()))),
    ),
    route(
        "/assets/style.css",
        &[],
        "styles",
        Kind::Raw(|_| Ok(asset("text/css; charset=utf-8", include_str!("../assets/style.css")))),
    ),
    route(
        "/assets/page.js",
        &[],
        "keys and gestures; every page works without",
        Kind::Raw(|_| {
            Ok(asset(
                "text/javascript; charset=utf-8",
                include_str!("../assets/page.js"),
            ))
        }),
    ),
    route(
        "/assets/leaflet.js",
        &[],
        "Leaflet 1.9.4, for maps",
        Kind::Raw(|_| {
            Ok(asset(
                "text/javascript; charset=utf-8",
                include_str!("../assets/leaflet.js"),
            ))
        }),
    ),
    route(
        "/assets/leaflet.css",
        &[],
        "styles of Leaflet",
        Kind::Raw(|_| Ok(asset("text/css; charset=utf-8", include_str!("../assets/leaflet.css")))),
    ),
    route(
        "/assets/map.js",
        &[],
        "makes maps move; every map is drawn without",
        Kind::Raw(|_| {
            Ok(asset(
                "text/javascript; charset=utf-8",
                include_str!("../assets/map.js"),
            ))
        }),
    ),
    route(
        "/assets/time.js",
        &[],
        "choosing days on charts; every page works without",
        Kind::Raw(|_| {
            Ok(asset(
                "text/javascript; charset=utf-8",
                include_str!("../assets/time.js"),
            ))
        }),
    ),
    route(
        "/assets/borders.tsv",
        &[],
        "borders of Natural Earth, as maps draw them",
        Kind::Raw(|_| Ok(asset("text/tab-separated-values; charset=utf-8", view::draw::BORDERS))),
    ),
    route(
        "/favicon.ico",
        &[],
        "icon",
        Kind::Raw(|_| Ok(asset("image/svg+xml", include_str!("../assets/icon.svg")))),
    ),
];

fn asset(content_type: &'static str, text: &'static str) -> Reply {
    let mut r = Reply::of(200, content_type, text.as_bytes().to_vec());
    r.headers.push(("cache-control", "max-age=300".to_owned()));
    r
}

impl Route {
    /// Whether it changes something.
    #[must_use]
    pub fn is_post(&self) -> bool {
        matches!(self.kind, Kind::Post(_))
    }

    /// Whether it is a page with a twin of JSON.
    #[must_use]
    pub fn is_page(&self) -> bool {
        matches!(self.kind, Kind::Page(_))
    }

    /// The id in a path, if the path is this one; empty where the route has none.
    fn id<'a>(&self, path: &'a str) -> Option<&'a str> {
        match self.path.split_once("{id}") {
            None => (self.path == path).then_some(""),
            Some((before, after)) => path
                .strip_prefix(before)?
                .strip_suffix(after)
                .filter(|id| !id.is_empty() && !id.contains('/')),
        }
    }
}

fn find(path: &str, post: bool) -> Option<(&'static Route, &str)> {
    ROUTES
        .iter()
        .filter(|r| r.is_post() == post)
        .find_map(|r| r.id(path).map(|id| (r, id)))
}

/// Answers a request.
#[must_use]
pub fn answer(case: &mut Case, shelf: &Shelf, request: &Request) -> Reply {
    let path = request.path.as_str();
    let twin = path.strip_suffix(".json");
    // The overview's twin has a name, because its path has none.
    let twin = twin.map(|p| if p == "/overview" { "/" } else { p });
    let exact = ROUTES.iter().any(|r| r.path == path);
    let (found, as_json) = match twin {
        Some(p) if !exact => (find(p, request.post).filter(|(r, _)| r.is_page()), true),
        _ => (find(path, request.post), false),
    };
    let plain = as_json || path.starts_with("/api/") || request.post;
    let outcome = match found {
        None => Err(Failure::NotFound(path.to_owned())),
        Some((route, id)) => match &route.kind {
            Kind::Post(f) => f(case, request),
            Kind::Raw(f) => view::cx(case, shelf, request, id).and_then(|cx| f(&cx)),
            Kind::Page(f) => view::cx(case, shelf, request, id).and_then(|cx| {
                let v = f(&cx)?;
                Ok(if as_json {
                    Reply::json(200, &v.json)
                } else {
                    view::page::reply(&cx, &v, 200)
                })
            }),
        },
    };
    let failure = match outcome {
        Ok(reply) => return reply,
        Err(f) => f,
    };
    if plain {
        return failure.json();
    }
    match view::cx(case, shelf, request, "") {
        Ok(cx) => view::page::failed(&cx, &failure),
        Err(_) => failure.json(),
    }
}

/// The description of the interface.
pub fn openapi() -> Value {
    let mut paths = serde_json::Map::new();
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
            .map(|q| json!({"name": q, "in": "query", "required": false, "schema": {"type": "string"}}))
            .collect();
        if r.path.contains("{id}") {
            parameters.push(json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}));
        }
        let (method, done) = if r.is_post() { ("post", "303") } else { ("get", "200") };
        paths.insert(
            path,
            json!({method: {"summary": r.summary, "parameters": parameters,
                "responses": {done: {"description": r.summary}, "default": error}}}),
        );
    }
    json!({
        "openapi": "3.1.0",
        "info": {"title": "isnad", "version": env!("CARGO_PKG_VERSION"),
            "description": "A case of isnad. Every page has this twin in JSON; lists are paged by the opaque cursor `next`, given back as `after`. Readers must ignore keys that they do not know."},
        "paths": paths,
        "components": {"schemas": {"Error": {"type": "object", "required": ["schema", "error"], "properties": {
            "schema": {"const": "isnad.error/1"},
            "error": {"type": "object", "required": ["status", "code", "message"], "properties": {
                "status": {"type": "integer"}, "code": {"type": "string"}, "message": {"type": "string"}}}}}}},
    })
}
