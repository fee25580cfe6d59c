//! Who asks: sessions, and what a change must bring with it.
//!
//! In: a request. Out: the same with its visitor, or the answer that sends him to log in. **Invariants:** with users
//! nothing but the login page and its styles is answered to a stranger; a change needs the token of its visitor's session
//! beside the origin that `http` checks; a session ends with the role, the password or the person it was begun with.
//! A wrong password makes the next try for that name wait, longer each time. Sessions live in memory alone.
//! Example: «هدى» (Huda) logs in, and every decision of hers carries her name.

use crate::request::{Failure, Reply, Request, Visitor, encode};
use crate::users::{Role, User, UserError, Users};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// A session that nobody used for so long is over.
const IDLE: Duration = Duration::from_secs(12 * 3600);
/// The longest wait after wrong passwords.
const LONGEST: Duration = Duration::from_secs(16);
/// Sessions and names with failures that are remembered.
const MOST: usize = 10_000;
const COOKIE: &str = "isnad_session";

struct Session {
    name: String,
    seal: String,
    token: String,
    used: Instant,
}

struct Failures {
    n: u32,
    until: Instant,
}

#[derive(Default)]
struct Held {
    users: Users,
    read: Option<(SystemTime, u64)>,
    sessions: BTreeMap<String, Session>,
    failures: BTreeMap<String, Failures>,
}

/// What stands between the network and the pages.
pub struct Gate {
    path: Option<PathBuf>,
    local: Visitor,
    held: Mutex<Held>,
}

/// 256 bits that nobody can guess.
fn secret() -> Result<String, UserError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|_| UserError::Hash)?;
    Ok(bytes.iter().map(|b| format!("{b:02x}")).collect())
}

/// Compares without telling by time where two words differ.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |d, (a, b)| d | (a ^ b)) == 0
}

/// Only to a page of this site.
pub fn own_path(to: &str) -> Option<&str> {
    let fine =
        to.starts_with('/') && !to.starts_with("//") && !to.contains('\\') && to.chars().all(|c| c.is_ascii_graphic());
    fine.then_some(to)
}

impl Gate {
    /// A gate for the users of a file, or for one local user.
    ///
    /// # Errors
    /// When the file cannot be read or holds no admin, or the machine gives no randomness.
    pub fn new(users: Option<&Path>) -> Result<Self, UserError> {
        let gate = Self {
            path: users.map(Path::to_owned),
            local: Visitor {
                token: secret()?,
                ..Visitor::default()
            },
            held: Mutex::default(),
        };
        if users.is_some() && !gate.open()?.users.list().iter().any(|u| u.role == Role::Admin) {
            return Err(UserError::Refused(
                "expected an admin among the users; `isnad user add` makes one",
            ));
        }
        Ok(gate)
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is held, with the users as the file has them now.
    fn open(&self) -> Result<MutexGuard<'_, Held>, UserError> {
        let mut held = self.lock();
        if let Some(path) = &self.path {
            let now = std::fs::metadata(path)
                .ok()
                .and_then(|m| Some((m.modified().ok()?, m.len())));
            if held.read != now || now.is_none() {
                held.users = Users::load(path)?;
                held.read = now;
            }
        }
        Ok(held)
    }

    /// Everybody who may see the case, by name.
    pub fn people(&self) -> Vec<(String, Role)> {
        let users = self.open().map(|h| h.users.list().to_vec()).unwrap_or_default();
        users.into_iter().map(|u| (u.name, u.role)).collect()
    }

    fn session(&self, request: &Request) -> Option<Visitor> {
        let mut held = self.open().ok()?;
        let held = &mut *held;
        let key = request.cookie(COOKIE)?;
        let session = held.sessions.get_mut(key)?;
        let user = held.users.get(&session.name).filter(|u| u.seal() == session.seal);
        if session.used.elapsed() > IDLE || user.is_none() {
            held.sessions.remove(key);
            return None;
        }
        session.used = Instant::now();
        let user = user?;
        Some(Visitor {
            name: user.name.clone(),
            role: user.role,
            token: session.token.clone(),
            local: false,
        })
    }

    /// Finds out who asks; an answer where he may not.
    pub fn admit(&self, request: &mut Request) -> Option<Reply> {
        request.visitor = match &self.path {
            None => self.local.clone(),
            Some(_) => self.session(request).unwrap_or_else(Visitor::nobody),
        };
        if self.path.is_some() && request.visitor.role >= Role::Reviewer {
            request.people = self.people();
        }
        let path = request.path.as_str();
        let open = path == "/login" || path.starts_with("/assets/") || path == "/favicon.ico";
        if request.visitor.role == Role::Nobody && !open {
            let page = !request.post && !path.ends_with(".json") && !path.starts_with("/api") && !path.contains(".csv");
            if !page {
                return Some(Failure::Unknown.json());
            }
            let next = format!(
                "{}{}",
                path.split('/').map(encode).collect::<Vec<_>>().join("/"),
                request.with(&[])
            );
            // The page where to log in speaks the language that was asked for.
            let lang = request.get("lang").and_then(crate::lang::Lang::of);
            let lang = lang.map_or(String::new(), |l| format!("&lang={}", l.tag()));
            return Some(Reply::see_other(&format!("/login?next={}{lang}", encode(&next))));
        }
        let given = request.token();
        if request.post && path != "/login" && !same(&given, &request.visitor.token) {
            return Some(Failure::Foreign.json());
        }
        None
    }

    /// Whether a name and password belong together: an answer, and how long to wait before giving it.
    pub fn login(&self, request: &Request) -> (Reply, Duration) {
        let field = |k: &str| {
            request
                .form()
                .into_iter()
                .find(|(n, _)| n == k)
                .map(|(_, v)| v)
                .unwrap_or_default()
        };
        let (name, password) = (field("name"), field("password"));
        let next = field("next");
        let next = own_path(&next).unwrap_or("/").to_owned();
        let again = |why: &str| Reply::see_other(&format!("/login?failed={why}&next={}", encode(&next)));
        let users = {
            let Ok(mut held) = self.open() else {
                return (Failure::Broken.json(), Duration::ZERO);
            };
            let now = Instant::now();
            if held.failures.len() > MOST {
                held.failures.clear();
            }
            if let Some(f) = held.failures.get(&name).filter(|f| f.until > now) {
                return (again("wait"), f.until - now);
            }
            held.users.clone()
        };
        // Hashing takes its time: nobody else waits for it.
        let user: Option<User> = users.verify(&name, &password).cloned();
        let mut held = self.lock();
        let Some(user) = user else {
            let f = held.failures.entry(name).or_insert(Failures {
                n: 0,
                until: Instant::now(),
            });
            f.n = f.n.saturating_add(1);
            let wait = Duration::from_millis(500)
                .saturating_mul(1 << (f.n - 1).min(10))
                .min(LONGEST);
            f.until = Instant::now() + wait;
            return (again("password"), wait);
        };
        held.failures.remove(&name);
        let (Ok(key), Ok(token)) = (secret(), secret()) else {
            return (Failure::Broken.json(), Duration::ZERO);
        };
        held.sessions.retain(|_, s| s.used.elapsed() <= IDLE);
        if held.sessions.len() > MOST {
            held.sessions.clear();
        }
        let session = Session {
            name: user.name.clone(),
            seal: user.seal().to_owned(),
            token,
            used: Instant::now(),
        };
        held.sessions.insert(key.clone(), session);
        let mut reply = Reply::see_other(&next);
        let cookie = format!(
            "{COOKIE}={key}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}",
            IDLE.as_secs()
        );
        reply.headers.push(("set-cookie", cookie));
        (reply, Duration::ZERO)
    }

    /// Ends a session.
    pub fn logout(&self, request: &Request) -> Reply {
        if let Some(key) = request.cookie(COOKIE) {
            self.lock().sessions.remove(key);
        }
        let mut reply = Reply::see_other("/login");
        let cookie = format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
        reply.headers.push(("set-cookie", cookie));
        reply
    }

    /// Changes who may see the case, or the visitor's own password; gives the answer and what the log shall say.
    pub fn change(&self, request: &Request) -> Result<(Reply, String), Failure> {
        let Some(path) = &self.path else {
            return Err(Failure::Bad(
                "expected a server that was started with --users".to_owned(),
            ));
        };
        let form = request.form();
        let field = |k: &str| {
            form.iter()
                .find(|(n, v)| n == k && !v.is_empty())
                .map(|(_, v)| v.as_str())
        };
        let refused = |e: UserError| match e {
            UserError::Refused(_) => Failure::Bad(e.to_string()),
            _ => Failure::Broken,
        };
        let mut held = self.open().map_err(refused)?;
        let mut users = held.users.clone();
        let (reply, said) = match request.path.as_str() {
            "/account/password" => {
                let me = &request.visitor.name;
                let (old, new) = (field("old").unwrap_or(""), field("new"));
                let role = users
                    .verify(me, old)
                    .map(|u| u.role)
                    .ok_or_else(|| Failure::Bad("old: expected the present password".to_owned()))?;
                let new = new.ok_or_else(|| Failure::Bad("new: expected a password".to_owned()))?;
                users.set(me, role, Some(new)).map_err(refused)?;
                ("/login", format!("{me}: password"))
            }
            _ if request.visitor.role < Role::Admin => return Err(Failure::Forbidden(Role::Admin.as_str())),
            "/users/remove" => {
                let name = field("name").unwrap_or("");
                users.remove(name).map_err(refused)?;
                ("/users", format!("{name}: removed"))
            }
            _ => {
                let name = field("name").unwrap_or("").trim();
                let role = field("role").unwrap_or("").parse().map_err(refused)?;
                users.set(name, role, field("password")).map_err(refused)?;
                ("/users", format!("{name}: {}", field("role").unwrap_or("")))
            }
        };
        users.save(path).map_err(refused)?;
        held.users = users;
        held.read = None;
        Ok((Reply::see_other(reply), said))
    }
}
