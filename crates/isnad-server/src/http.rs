//! The network around the pages: one listener, strict headers, one request at a time a connection to the case.
//!
//! In: HTTP. Out: HTTP. Invariant: a page that breaks is an error of that request alone; a host name that is not this
//! machine's is refused on loopback; changes come from the pages themselves. Deliberately no TLS and no other host's files.
//! Example: a page of another site cannot post «قبول» (accept) here.

use crate::gate::Gate;
use crate::request::{Failure, Reply, Request, decode, now, pairs};
use crate::route::answer;
use crate::users::UserError;
use crate::view::known::Shelf;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use isnad_store::{Case, LogEntry};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Config {
    /// Case file.
    pub case: PathBuf,
    /// Address to listen at; loopback unless the user wants otherwise.
    pub address: SocketAddr,
    /// Where map tiles are fetched, if anywhere.
    pub tiles: Option<crate::Tiles>,
    /// File of users with passwords; without one the user of this machine may do everything.
    pub users: Option<PathBuf>,
}

/// Why serving ended.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The case cannot be opened.
    #[error(transparent)]
    Store(#[from] isnad_store::StoreError),
    /// The users cannot be read.
    #[error(transparent)]
    Users(#[from] UserError),
    /// The address cannot be listened at.
    #[error("{address}: expected a free address: {source}")]
    Listen {
        /// Address.
        address: SocketAddr,
        /// Cause.
        source: std::io::Error,
    },
    /// The runtime gave up.
    #[error("while serving: {0}")]
    Io(#[from] std::io::Error),
}

const MAX_BODY: usize = 16 << 20;
/// Name, password and where to go.
const MAX_LOGIN: usize = 1 << 14;
/// Passwords that are checked at a time: it takes a moment and memory, and anybody may ask for it.
const CHECKS: usize = 2;
const CSRF: HeaderName = HeaderName::from_static("x-csrf-token");

struct App {
    path: PathBuf,
    idle: Mutex<Vec<Case>>,
    shelf: Shelf,
    gate: Gate,
    checks: tokio::sync::Semaphore,
    local: bool,
    tiles: Option<crate::Tiles>,
}

impl App {
    /// The answer, and how long to wait before giving it.
    fn run(&self, mut request: Request) -> (Reply, Duration) {
        if let Some(reply) = self.gate.admit(&mut request) {
            return (reply, Duration::ZERO);
        }
        let request = &request;
        let reply = match (request.post, request.path.as_str()) {
            (true, "/login") => return self.gate.login(request),
            (true, "/logout") => self.gate.logout(request),
            (true, "/account/password" | "/users/set" | "/users/remove") => self.change(request),
            _ => self.answer(request),
        };
        (reply, Duration::ZERO)
    }

    fn change(&self, request: &Request) -> Reply {
        let done = self.gate.change(request).and_then(|(reply, said)| {
            let entry = LogEntry {
                at: now(),
                who: request.visitor.name.clone(),
                what: "users".to_owned(),
                detail: said,
            };
            Case::open(&self.path)?.log(&entry)?;
            Ok(reply)
        });
        done.unwrap_or_else(|f| f.json())
    }

    fn answer(&self, request: &Request) -> Reply {
        let taken = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut case = match taken.map_or_else(|| self.shelf.open(&self.path), Ok) {
            Ok(case) => case,
            Err(e) => return Failure::from(e).json(),
        };
        let outcome =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| answer(&mut case, &self.shelf, request)));
        match outcome {
            Ok(reply) => {
                case.veil(None);
                let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
                if idle.len() < 8 {
                    idle.push(case);
                }
                reply
            }
            Err(_) => Failure::Broken.json(),
        }
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> &'a str {
    headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or("")
}

/// A name of this machine, with or without a port.
fn is_local(host: &str) -> bool {
    let name = host
        .rsplit_once(':')
        .filter(|(_, p)| p.bytes().all(|b| b.is_ascii_digit()));
    let name = name.map_or(host, |(n, _)| n);
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

/// Whether a change is asked for by a page of this site.
fn is_own(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|v| v.to_str().ok());
    let origin = text(headers, &header::ORIGIN);
    let own = origin.split_once("://").map(|(_, o)| o) == Some(text(headers, &header::HOST));
    match site {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => origin.is_empty() || own,
    }
}

async fn handle(app: Arc<App>, request: axum::http::Request<Body>) -> Response<Body> {
    let tiles = app.tiles.as_ref().map(|t| t.host().to_owned());
    let (parts, body) = request.into_parts();
    let method = parts.method.as_str();
    let head = method == "HEAD";
    let post = method == "POST";
    let reply = if !(post || head || method == "GET") {
        Failure::Bad("expected GET or POST".to_owned()).json()
    } else if (app.local && !is_local(text(&parts.headers, &header::HOST))) || (post && !is_own(&parts.headers)) {
        Failure::Foreign.json()
    } else {
        let login = post && parts.uri.path() == "/login";
        let most = if login { MAX_LOGIN } else { MAX_BODY };
        match to_bytes(body, most).await {
            Err(_) => Failure::Bad(format!("expected a body of at most {most} bytes")).json(),
            Ok(body) => {
                let request = Request {
                    post,
                    path: decode(parts.uri.path(), false),
                    query: pairs(parts.uri.query().unwrap_or("")),
                    cookie: text(&parts.headers, &header::COOKIE).to_owned(),
                    csrf: text(&parts.headers, &CSRF).to_owned(),
                    accept_language: text(&parts.headers, &header::ACCEPT_LANGUAGE).to_owned(),
                    content_type: text(&parts.headers, &header::CONTENT_TYPE).to_owned(),
                    body: body.to_vec(),
                    tiles: app.tiles.as_ref().map(|t| t.address().to_owned()),
                    ..Request::default()
                };
                let turn = if login { app.checks.acquire().await.ok() } else { None };
                let work = Arc::clone(&app);
                let (reply, wait) = tokio::task::spawn_blocking(move || work.run(request))
                    .await
                    .unwrap_or_else(|_| (Failure::Broken.json(), Duration::ZERO));
                drop(turn);
                if !wait.is_zero() {
                    tokio::time::sleep(wait).await;
                }
                reply
            }
        }
    };
    respond(reply, head, tiles.as_deref())
}

/// What a page may load: files of this server, and pictures of the one host that the user named for map tiles.
fn policy(tiles: Option<&str>) -> String {
    let tiles = tiles.map(|h| format!(" {h}")).unwrap_or_default();
    format!(
        "default-src 'self'; img-src 'self' data:{tiles}; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

/// Headers that every answer carries.
const ALWAYS: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

fn respond(reply: Reply, head: bool, tiles: Option<&str>) -> Response<Body> {
    let body = if head { Bytes::new() } else { Bytes::from(reply.body) };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(reply.content_type));
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if let Ok(value) = HeaderValue::from_str(&policy(tiles)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, value);
    }
    // What is asked of a case is for him who asked: nothing but styles and scripts is kept on the way.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in reply.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    response
}

/// Serves a case until it is interrupted; says the address once it listens.
///
/// # Errors
/// When the case cannot be opened or the address is taken.
pub fn serve(config: &Config, shelf: Shelf, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let first = shelf.open(&config.case)?;
    let app = Arc::new(App {
        path: config.case.clone(),
        idle: Mutex::new(vec![first]),
        shelf,
        gate: Gate::new(config.users.as_deref())?,
        checks: tokio::sync::Semaphore::new(CHECKS),
        local: config.address.ip().is_loopback(),
        tiles: config.tiles.clone(),
    });
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .worker_threads(2)
        .max_blocking_threads(8)
        .build()?;
    runtime.block_on(async {
        let listen = |source| ServeError::Listen {
            address: config.address,
            source,
        };
        let listener = tokio::net::TcpListener::bind(config.address).await.map_err(listen)?;
        ready(listener.local_addr().map_err(listen)?);
        let router = axum::Router::new().fallback(move |request| handle(Arc::clone(&app), request));
        axum::serve(listener, router)
            .with_graceful_shutdown(async {
                // Without a way to hear of an interrupt the server runs until it is ended.
                if tokio::signal::ctrl_c().await.is_err() {
                    std::future::pending::<()>().await;
                }
            })
            .await?;
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_may_load_pictures_of_the_tiles_host_alone() {
        assert!(policy(None).contains("img-src 'self' data:;"));
        let with = policy(Some("https://tiles.example"));
        assert!(with.contains("img-src 'self' data: https://tiles.example;"));
        assert_eq!(with.matches("example").count(), 1);
    }

    #[test]
    fn only_names_of_this_machine_are_local() {
        for ok in ["localhost", "localhost:8080", "127.0.0.1:1", "[::1]:80", "[::1]"] {
            assert!(is_local(ok), "{ok}");
        }
        for other in ["evil.example", "localhost.evil.example:80", "127.0.0.1.nip.io", ""] {
            assert!(!is_local(other), "{other}");
        }
    }

    #[test]
    fn changes_come_from_the_pages_themselves() {
        let with = |pairs: &[(&'static str, &'static str)]| {
            let mut h = HeaderMap::new();
            for (k, v) in pairs {
                h.insert(*k, HeaderValue::from_static(v));
            }
            is_own(&h)
        };
        assert!(with(&[("sec-fetch-site", "same-origin")]));
        assert!(with(&[("origin", "http://localhost:1"), ("host", "localhost:1")]));
        assert!(!with(&[("sec-fetch-site", "cross-site")]));
        assert!(!with(&[("origin", "http://evil.example"), ("host", "localhost:1")]));
    }
}
