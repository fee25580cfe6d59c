//! Every path of the site, and what answers it.
//!
//! In: a request. Out: an answer. Invariant: one table names every path, the interface's description is made of it, and
//! every page answers under `.json` too. Deliberately no other way in.
//! Example: `/events.json?place=حلب` is the twin of the table of events in Aleppo.

use crate::request::{Failure, Reply, Request};
use crate::users::Role;
use crate::view::known::Shelf;
use crate::view::{self, Cx, View};
use isnad_store::{Case, StoreError};

/// A path of the site.
#[derive(Debug)]
pub struct Route {
    /// Path; `{id}` stands for one segment.
    pub path: &'static str,
    /// What it shows or does.
    pub summary: &'static str,
    /// Names of values of the query.
    pub query: &'static [&'static str],
    /// Who may ask for it.
    pub role: Role,
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
    Post(fn(&mut Case, &Shelf, &Request) -> Result<Reply, Failure>),
    /// A change of who may see the case: the gate makes it.
    Gate,
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
        role: Role::Reader,
        kind,
    }
}

impl Route {
    const fn of(self, role: Role) -> Self {
        Self { role, ..self }
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
        "/events.jsonl",
        FILTER,
        "the records of the filtered events, private persons as pseudonyms",
        Kind::Raw(view::download::jsonl),
    ),
    route(
        "/events.geojson",
        FILTER,
        "the filtered events with coordinates, private persons as pseudonyms",
        Kind::Raw(view::download::geojson),
    ),
    route(
        "/events/{id}",
        &["part"],
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
    )
    .of(Role::Reviewer),
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
        "/dossier",
        &["of", "at"],
        "what is reported of a group, person or place, every sentence cited",
        Kind::Page(view::dossier::page),
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
    )
    .of(Role::Reviewer),
    route(
        "/review/decide",
        &[],
        "keeps a decision (target, kind, field, value, note, back)",
        Kind::Post(view::review_acts::decide),
    )
    .of(Role::Reviewer),
    route(
        "/review/undo",
        &[],
        "takes the last decision back",
        Kind::Post(view::review_acts::undo),
    )
    .of(Role::Reviewer),
    route(
        "/decisions.jsonl",
        &[],
        "decisions as JSON Lines",
        Kind::Raw(view::review_acts::export),
    )
    .of(Role::Reviewer),
    route(
        "/review/import",
        &[],
        "takes decisions in from JSON Lines",
        Kind::Post(view::review_acts::import),
    )
    .of(Role::Admin),
    route(
        "/review/link",
        &[],
        "links the case anew, so that decisions take effect on events",
        Kind::Post(view::review_acts::link),
    )
    .of(Role::Reviewer),
    route(
        "/review/assign",
        &[],
        "asks a person to judge the least sure claims that nobody was asked to (to, n)",
        Kind::Post(view::review_acts::assign),
    )
    .of(Role::Admin),
    route(
        "/review/share",
        &[],
        "says of how many claims in a hundred two people judge each (share)",
        Kind::Post(view::review_acts::share),
    )
    .of(Role::Admin),
    route(
        "/reports/{id}/add",
        &["words", "at"],
        "a claim that the analysis did not find, to be added by hand",
        Kind::Page(view::by_hand::page),
    )
    .of(Role::Reviewer),
    route(
        "/claims/add",
        &[],
        "keeps a claim made by hand (report, type, quote, trigger and the slots)",
        Kind::Post(view::by_hand::add),
    )
    .of(Role::Reviewer),
    route(
        "/agreement",
        &[],
        "how far people agree who judged the same claims, and where they differ",
        Kind::Page(view::agreement::page),
    )
    .of(Role::Reviewer),
    route(
        "/login",
        &["next", "failed"],
        "where to log in",
        Kind::Page(view::account::login),
    )
    .of(Role::Nobody),
    route(
        "/account",
        &[],
        "who has logged in, as what",
        Kind::Page(view::account::page),
    ),
    route("/users", &[], "who may see the case", Kind::Page(view::account::users)).of(Role::Admin),
    route("/login", &[], "begins a session (name, password, next)", Kind::Gate).of(Role::Nobody),
    route("/logout", &[], "ends the session", Kind::Gate),
    route(
        "/account/password",
        &[],
        "changes one's password (old, new)",
        Kind::Gate,
    ),
    route(
        "/users/set",
        &[],
        "adds a person or changes the role (name, role, password)",
        Kind::Gate,
    )
    .of(Role::Admin),
    route("/users/remove", &[], "takes a person out (name)", Kind::Gate).of(Role::Admin),
    route(
        "/log",
        &[],
        "history of decisions, log of the case",
        Kind::Page(view::log::page),
    )
    .of(Role::Reviewer),
    route("/help", &[], "how to read the pages", Kind::Page(view::help::page)),
    route("/api", &[], "this interface", Kind::Page(view::help::api)),
    route(
        "/api/openapi.json",
        &[],
        "this interface as OpenAPI",
        Kind::Raw(|_| Ok(Reply::json(200, &crate::describe::openapi()))),
    ),
    route(
        "/assets/style.css",
        &[],
        "styles",
        Kind::Raw(|_| Ok(asset("text/css; charset=utf-8", include_str!("../assets/style.css")))),
    )
    .of(Role::Nobody),
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
    )
    .of(Role::Nobody),
    route(
        "/assets/review.js",
        &[],
        "keys of reviewers; every page works without",
        Kind::Raw(|_| {
            Ok(asset(
                "text/javascript; charset=utf-8",
                include_str!("../assets/review.js"),
            ))
        }),
    )
    .of(Role::Nobody),
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
    )
    .of(Role::Nobody),
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
        matches!(self.kind, Kind::Post(_) | Kind::Gate)
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

/// Answers a request; to a reader with private persons as pseudonyms.
#[must_use]
pub fn answer(case: &mut Case, shelf: &Shelf, request: &Request) -> Reply {
    if request.visitor.role != Role::Reader {
        return plainly(case, shelf, request);
    }
    // A report that comes in meanwhile may name somebody whom the redactor does not know: such an answer is not given.
    for _ in 0..TRIES {
        match veiled(case, shelf, request) {
            Ok(Some(reply)) => return reply,
            Ok(None) => {}
            Err(e) => return Failure::from(e).json(),
        }
    }
    Failure::Busy.json()
}

/// How often a reader's page is made anew while the case changes under it.
const TRIES: usize = 5;

/// The answer to a reader; nothing where the case changed while it was made.
fn veiled(case: &mut Case, shelf: &Shelf, request: &Request) -> Result<Option<Reply>, StoreError> {
    let before = case.edition()?;
    let redactor = shelf.redactor(case)?;
    let mut request = request.clone();
    for (_, value) in &mut request.query {
        // Who asks for a name must not learn by its pseudonym, or by what is found, where it stands.
        if redactor.text(value) != *value {
            *value = "…".to_owned();
        }
    }
    case.veil(Some(redactor));
    let reply = plainly(case, shelf, &request);
    case.veil(None);
    Ok((case.edition()? == before).then_some(reply))
}

fn plainly(case: &mut Case, shelf: &Shelf, request: &Request) -> Reply {
    let path = request.path.as_str();
    let twin = path.strip_suffix(".json");
    // The overview's twin has a name, because its path has none.
    let twin = twin.map(|p| if p == "/overview" { "/" } else { p });
    let exact = ROUTES.iter().any(|r| r.path == path);
    let (found, as_json) = match twin {
        Some(p) if !exact => (find(p, request.post).filter(|(r, _)| r.is_page()), true),
        _ => (find(path, request.post), false),
    };
    // A program asks for what is no page, even where it fails.
    let plain = as_json || path.ends_with(".json") || request.post || found.is_some_and(|(r, _)| !r.is_page());
    let outcome = match found {
        None => Err(Failure::NotFound(path.to_owned())),
        Some((route, _)) if request.visitor.role < route.role => Err(Failure::Forbidden(route.role.as_str())),
        Some((route, id)) => match &route.kind {
            Kind::Post(f) => f(case, shelf, request),
            Kind::Gate => Err(Failure::Bad(
                "expected a server that was started with --users".to_owned(),
            )),
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
