//! What is asked and what is answered, without a network.
//!
//! In: method, path, query, headers, body. Out: status, headers, body. Invariant: reading a request cannot fail: what is
//! malformed is kept as it is and matches nothing. Deliberately no session: `gate` knows those.
//! Example: `/search?q=%D8%AD%D9%84%D8%A8` asks for «حلب» (Aleppo).

use crate::lang::Lang;
use crate::users::Role;
use serde_json::json;

/// Who asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Visitor {
    /// Name, as decisions carry it.
    pub name: String,
    /// What he may do.
    pub role: Role,
    /// What a change must bring with it.
    pub token: String,
    /// The user of this machine, where there are no users with passwords.
    pub local: bool,
}

/// The user of this machine: whoever can reach the pages may do everything.
impl Default for Visitor {
    fn default() -> Self {
        let name = ["USER", "USERNAME"].iter().find_map(|k| std::env::var(k).ok());
        Self {
            name: name
                .filter(|n| !n.trim().is_empty())
                .unwrap_or_else(|| "local".to_owned()),
            role: Role::Admin,
            token: String::new(),
            local: true,
        }
    }
}

impl Visitor {
    /// A stranger.
    #[must_use]
    pub fn nobody() -> Self {
        Self {
            name: String::new(),
            role: Role::Nobody,
            token: String::new(),
            local: false,
        }
    }
}

/// A request.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Whether it wants to change something.
    pub post: bool,
    /// Path, decoded, without what follows `?`.
    pub path: String,
    /// Pairs of the query, in order.
    pub query: Vec<(String, String)>,
    /// `Cookie` header.
    pub cookie: String,
    /// `Accept-Language` header.
    pub accept_language: String,
    /// `Content-Type` header.
    pub content_type: String,
    /// `X-CSRF-Token` header.
    pub csrf: String,
    /// Body.
    pub body: Vec<u8>,
    /// Address of map tiles, where the user named one.
    pub tiles: Option<String>,
    /// Who asks; the user of this machine unless the gate says otherwise.
    pub visitor: Visitor,
    /// Everybody who may see the case, for a visitor who may assign work.
    pub people: Vec<(String, Role)>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`.
    pub content_type: &'static str,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
    /// Body.
    pub body: Vec<u8>,
}

/// Why a request is not answered as asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Nothing there.
    #[error("expected a page or a record of the case and saw {0}")]
    NotFound(String),
    /// The request cannot be understood.
    #[error("{0}")]
    Bad(String),
    /// Not allowed from there.
    #[error("expected a request of this page itself and saw one of another site")]
    Foreign,
    /// Nobody has logged in.
    #[error("expected a person who has logged in")]
    Unknown,
    /// Not with this role.
    #[error("expected a person with the role {0}")]
    Forbidden(&'static str),
    /// The case refuses.
    #[error(transparent)]
    Store(#[from] isnad_store::StoreError),
    /// The case changes faster than the answer is made.
    #[error("expected a case that rests for a moment; try again")]
    Busy,
    /// The answer could not be made.
    #[error("the page could not be made; what was asked is kept in no log")]
    Broken,
}

impl Failure {
    /// HTTP status and stable code.
    pub fn code(&self) -> (u16, &'static str) {
        match self {
            Self::NotFound(_) => (404, "not_found"),
            Self::Bad(_) => (400, "bad_request"),
            Self::Foreign => (403, "foreign"),
            Self::Unknown => (401, "unknown_person"),
            Self::Forbidden(_) => (403, "forbidden"),
            Self::Busy => (503, "busy"),
            Self::Store(e) if e.is_retryable() => (503, "busy"),
            Self::Store(_) => (500, "store"),
            Self::Broken => (500, "broken"),
        }
    }

    /// The one error shape.
    pub fn json(&self) -> Reply {
        let (status, code) = self.code();
        let message: String = self.to_string().chars().take(400).collect();
        Reply::json(
            status,
            &json!({"schema": "isnad.error/1", "error": {"status": status, "code": code, "message": message}}),
        )
    }
}

impl Reply {
    /// JSON.
    pub fn json(status: u16, value: &serde_json::Value) -> Self {
        Self::of(
            status,
            "application/json; charset=utf-8",
            value.to_string().into_bytes(),
        )
    }

    /// Any body.
    pub fn of(status: u16, content_type: &'static str, body: Vec<u8>) -> Self {
        Self {
            status,
            content_type,
            headers: Vec::new(),
            body,
        }
    }

    /// Goes to another page of this site.
    pub fn see_other(to: &str) -> Self {
        let mut r = Self::of(303, "text/plain; charset=utf-8", Vec::new());
        r.headers.push(("location", to.to_owned()));
        r
    }
}

/// Decodes `%41`; `+` is a blank where asked.
pub fn decode(text: &str, plus: bool) -> String {
    let bytes = text.as_bytes();
    let digit = |b: Option<&u8>| b.and_then(|b| char::from(*b).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while let Some(&b) = bytes.get(i) {
        if b == b'%'
            && let (Some(high), Some(low)) = (digit(bytes.get(i + 1)), digit(bytes.get(i + 2)))
        {
            out.push((high * 16 + low) as u8);
            i += 3;
            continue;
        }
        out.push(if plus && b == b'+' { b' ' } else { b });
        i += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Encodes a value for a query or a segment of a path.
pub fn encode(text: &str) -> String {
    let mut out = String::new();
    for b in text.bytes() {
        if b.is_ascii_alphanumeric() || b"-_.~".contains(&b) {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}

/// Pairs of `a=1&b=2`.
pub fn pairs(text: &str) -> Vec<(String, String)> {
    text.split('&')
        .filter(|p| !p.is_empty())
        .take(200)
        .map(|p| {
            let (k, v) = p.split_once('=').unwrap_or((p, ""));
            (decode(k, true), decode(v, true))
        })
        .collect()
}

/// The time now, as decisions carry it.
pub fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// An opaque cursor of a key.
pub fn cursor(key: &str) -> String {
    key.bytes().map(|b| format!("{b:02x}")).collect()
}

/// The key of a cursor.
pub fn uncursor(text: &str) -> Option<String> {
    let digits: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16).map(|d| d as u8)).collect();
    let digits = digits.filter(|d| d.len() % 2 == 0)?;
    String::from_utf8(digits.chunks(2).map(|d| d[0] * 16 + d[1]).collect()).ok()
}

impl Request {
    /// A value of the query that is not empty.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(k, v)| k == key && !v.trim().is_empty())
            .map(|(_, v)| v.trim())
    }

    /// The key that a page starts after.
    pub fn after(&self) -> Result<Option<String>, Failure> {
        match self.get("after") {
            None => Ok(None),
            Some(c) => uncursor(c).map(Some).ok_or_else(|| {
                Failure::Bad("after: expected a cursor of an earlier page and saw something else".to_owned())
            }),
        }
    }

    /// A cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookie
            .split(';')
            .filter_map(|c| c.trim().split_once('='))
            .find(|(k, _)| *k == name)
            .map(|(_, v)| v)
    }

    /// The reader's language: the query, then the cookie, then the browser's, then English.
    pub fn lang(&self) -> Lang {
        self.get("lang")
            .and_then(Lang::of)
            .or_else(|| self.cookie("lang").and_then(Lang::of))
            .or_else(|| self.accept_language.split([',', ';']).find_map(|t| Lang::of(t.trim())))
            .unwrap_or(Lang::En)
    }

    /// The query again with some values set (or, where empty, left out); the cursor is dropped.
    pub fn with(&self, changes: &[(&str, &str)]) -> String {
        let mut out: Vec<(String, String)> = self
            .query
            .iter()
            .filter(|(k, v)| k != "after" && !v.is_empty() && !changes.iter().any(|(c, _)| c == k))
            .cloned()
            .collect();
        for (k, v) in changes.iter().filter(|(_, v)| !v.is_empty()) {
            out.push(((*k).to_owned(), (*v).to_owned()));
        }
        let query: Vec<String> = out
            .iter()
            .map(|(k, v)| format!("{}={}", encode(k), encode(v)))
            .collect();
        format!("?{}", query.join("&"))
    }

    /// The token that a change brings with it: of the header, or of the form.
    pub fn token(&self) -> String {
        if !self.csrf.is_empty() || !self.content_type.starts_with("application/x-www-form-urlencoded") {
            return self.csrf.clone();
        }
        let field = self.form().into_iter().find(|(k, _)| k == "csrf");
        field.map(|(_, v)| v).unwrap_or_default()
    }

    /// Fields of a form that was sent.
    pub fn form(&self) -> Vec<(String, String)> {
        pairs(&String::from_utf8_lossy(&self.body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded() {
        for s in ["ريف حلب", "a&b=c+d%", "\u{202e}", ""] {
            assert_eq!(decode(&encode(s), true), s);
            assert_eq!(uncursor(&cursor(s)).as_deref(), Some(s));
        }
        assert_eq!(decode("%zz%4", true), "%zz%4");
        assert_eq!(uncursor("xyz"), None);
        assert_eq!(uncursor("abc"), None);
    }

    #[test]
    fn the_query_wins_over_the_cookie() {
        let mut r = Request {
            cookie: "a=b; lang=ar".into(),
            accept_language: "fr, en;q=0.5".into(),
            ..Request::default()
        };
        assert_eq!(r.lang(), Lang::Ar);
        r.query = pairs("lang=en&x=1&after=00");
        assert_eq!(r.lang(), Lang::En);
        assert_eq!(r.with(&[("x", "2")]), "?lang=en&x=2");
    }
}
