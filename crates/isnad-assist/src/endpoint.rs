//! The wire: where a model is asked, how long, how much is taken.
//!
//! In: requests. Out: answers, or how they failed. Invariants: no connection leaves this machine unless the user said so;
//! no redirection, no proxy; a call ends in its time, an answer ends at its bytes, a request is tried so often and no
//! more; after some reports in a row without an answer nothing is asked any more. Deliberately one call at a time for a
//! report: a local model answers no faster when pressed.
//! Example: a report of «هدنة» (a truce) that gets no answer in time keeps its built-in claims and says so.

use crate::ask::{self, Sent};
use crate::{Call, Given, Outcome, Reader, Reading, answer};
use isnad_model::Diagnostic;
use sha2::{Digest, Sha256};
use std::net::ToSocketAddrs;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// So many reports in a row without an answer: nobody is there.
const GIVE_UP: u32 = 3;

/// What is asked where.
#[derive(Clone, Debug)]
pub struct Options {
    /// Address of the API, without `chat/completions`: `http://127.0.0.1:8080/v1`.
    pub url: String,
    /// Name of the model.
    pub model: String,
    /// Other machines may be asked.
    pub remote: bool,
    /// Sent as a bearer token, kept nowhere.
    pub key: Option<String>,
    /// How long one call may take.
    pub timeout: Duration,
    /// How often one request is sent at most.
    pub tries: u32,
    /// How many bytes an answer may have.
    pub longest_answer: u64,
}

impl Options {
    /// A model on this machine, with the limits that are usual.
    #[must_use]
    pub fn local(url: impl Into<String>, model: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            model: model.into(),
            remote: false,
            key: None,
            timeout: Duration::from_secs(120),
            tries: 2,
            longest_answer: 1 << 20,
        }
    }
}

/// Why a model cannot be asked at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AssistError {
    /// The address cannot be read.
    #[error("{url}: expected an address such as http://127.0.0.1:8080/v1")]
    Address {
        /// As given.
        url: String,
    },
    /// The address is not on this machine.
    #[error("{url}: expected an address on this machine; to send reports to another one, say --model-remote")]
    Remote {
        /// As given.
        url: String,
    },
    /// The host has no address.
    #[error("{url}: {source}")]
    Unknown {
        /// As given.
        url: String,
        /// Cause.
        source: std::io::Error,
    },
    /// HTTPS, and the program was built without it.
    #[error("{url}: expected http; this program was built without the feature `model-tls`")]
    NoTls {
        /// As given.
        url: String,
    },
}

/// A model behind an endpoint.
pub struct ModelReader {
    options: Options,
    /// Where requests go, with an address of this machine in place of a name.
    target: String,
    agent: ureq::Agent,
    without: AtomicU32,
}

/// The parts of an address: scheme, host, port, path.
struct Address<'u> {
    scheme: &'u str,
    host: &'u str,
    port: u16,
    path: &'u str,
}

fn address(url: &str) -> Option<Address<'_>> {
    let (scheme, rest) = url.split_once("://")?;
    let default = match scheme {
        "http" => 80,
        "https" => 443,
        _ => return None,
    };
    let (place, path) = rest.find('/').map_or((rest, ""), |i| rest.split_at(i));
    // Names and passwords in an address would end up in the log; a query has no meaning before a path is added.
    if place.contains('@') || path.contains(['?', '#']) || url.contains(char::is_whitespace) {
        return None;
    }
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port.parse().ok()?),
        _ => (place, default),
    };
    let host = host.strip_prefix('[').map_or(Some(host), |h| h.strip_suffix(']'))?;
    (!host.is_empty()).then_some(Address {
        scheme,
        host,
        port,
        path: path.trim_end_matches('/'),
    })
}

impl ModelReader {
    /// Checks the address and makes a reader; connects to nothing.
    ///
    /// # Errors
    /// When the address cannot be read, or is not on this machine and nobody said that it may be elsewhere.
    pub fn new(options: Options) -> Result<Self, AssistError> {
        let url = options.url.clone();
        let parts = address(&url).ok_or_else(|| AssistError::Address { url: url.clone() })?;
        if parts.scheme == "https" && !cfg!(feature = "tls") {
            return Err(AssistError::NoTls { url });
        }
        let mut target = format!("{}/chat/completions", url.trim_end_matches('/'));
        if !options.remote {
            let found: Vec<_> = (parts.host, parts.port)
                .to_socket_addrs()
                .map_err(|source| AssistError::Unknown {
                    url: url.clone(),
                    source,
                })?
                .collect();
            let Some(first) = found.first().filter(|_| found.iter().all(|a| a.ip().is_loopback())) else {
                return Err(AssistError::Remote { url });
            };
            // The name is asked for once: what it means later plays no part.
            if parts.scheme == "http" {
                target = format!("http://{first}{}/chat/completions", parts.path);
            }
        }
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(options.timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .user_agent(concat!("isnad/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        Ok(Self {
            options,
            target,
            agent,
            without: AtomicU32::new(0),
        })
    }

    /// One call: status and bytes, or how it failed.
    fn post(&self, body: &[u8]) -> (Option<u16>, Result<Vec<u8>, Outcome>) {
        let mut request = self.agent.post(&self.target).header("content-type", "application/json");
        if let Some(key) = &self.options.key {
            request = request.header("authorization", format!("Bearer {key}"));
        }
        let answer = match request.send(body) {
            Ok(answer) => answer,
            Err(e) => return (None, Err(failed(&e))),
        };
        let status = answer.status();
        if !status.is_success() {
            return (Some(status.as_u16()), Err(Outcome::Refused));
        }
        let limited = answer.into_body().into_with_config().limit(self.options.longest_answer);
        (Some(status.as_u16()), limited.read_to_vec().map_err(|e| failed(&e)))
    }

    /// Asks about one piece, again where that may help.
    fn ask(&self, given: Given<'_>, sent: &Sent, piece: &[Range<usize>], out: &mut Reading) -> Outcome {
        let body = ask::request(&self.options.model, sent, piece).to_string();
        let request: String = Sha256::digest(&body).iter().map(|b| format!("{b:02x}")).collect();
        let mut attempt = 1;
        loop {
            let begun = Instant::now();
            let at = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
            let (status, answer) = self.post(body.as_bytes());
            let received = answer.as_ref().map_or(0, Vec::len);
            let taken = answer.and_then(|bytes| answer::read(&bytes, given, sent, piece, &self.options.model));
            let outcome = taken.as_ref().err().copied().unwrap_or(Outcome::Answered);
            let taken = taken.unwrap_or_default();
            out.calls.push(Call {
                report: given.report.id.to_string(),
                at,
                model: self.options.model.clone(),
                endpoint: self.options.url.clone(),
                request: request.clone(),
                sent: body.len(),
                received,
                outcome,
                status,
                attempt,
                milliseconds: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
                claims: taken.claims.len(),
                thrown: taken.thrown,
                parts_thrown: taken.parts_thrown,
                pseudonyms: sent.replaced(piece),
            });
            out.claims.extend(taken.claims);
            let busy = outcome == Outcome::Refused && status.is_some_and(|s| s == 429 || s >= 500);
            let again = busy || matches!(outcome, Outcome::Broken | Outcome::TimedOut);
            if !again || attempt >= self.options.tries {
                return outcome;
            }
            std::thread::sleep(Duration::from_millis(200) * attempt);
            attempt += 1;
        }
    }
}

fn failed(e: &ureq::Error) -> Outcome {
    match e {
        ureq::Error::Timeout(_) => Outcome::TimedOut,
        ureq::Error::BodyExceedsLimit(_) => Outcome::TooLong,
        ureq::Error::Io(e) if e.kind() == std::io::ErrorKind::TimedOut => Outcome::TimedOut,
        _ => Outcome::Broken,
    }
}

impl Reader for ModelReader {
    fn name(&self) -> &str {
        &self.options.model
    }

    fn read(&self, given: Given<'_>) -> Reading {
        let mut out = Reading::default();
        let mut say = |message: String| out.diagnostics.push(Diagnostic::warning("ISN-M002", message));
        if self.without.load(Ordering::Relaxed) >= GIVE_UP {
            say("the model was not asked: it gave no answer to several reports before".to_owned());
            return out;
        }
        let sent = Sent::of(given.report, given.redactor);
        if sent.cut {
            say(format!(
                "the report is too long for the model: {} pieces of it were sent",
                ask::MOST
            ));
        }
        for (n, piece) in sent.pieces.iter().enumerate() {
            let outcome = self.ask(given, &sent, piece, &mut out);
            if matches!(outcome, Outcome::Broken | Outcome::TimedOut | Outcome::Refused) {
                self.without.fetch_add(1, Ordering::Relaxed);
            } else {
                self.without.store(0, Ordering::Relaxed);
            }
            if outcome != Outcome::Answered {
                out.diagnostics.push(Diagnostic::warning(
                    "ISN-M002",
                    format!(
                        "the model gave no answer to piece {} of {}: {}",
                        n + 1,
                        sent.pieces.len(),
                        match outcome {
                            Outcome::Broken => "no connection, or it broke off",
                            Outcome::TimedOut => "it took too long",
                            Outcome::Refused => "it refused",
                            Outcome::TooLong => "its answer is too long",
                            Outcome::NotJson => "its answer is no json",
                            Outcome::WrongShape | Outcome::Answered => "its answer has another shape",
                        }
                    ),
                ));
                // Who does not answer one piece will not answer the next.
                if matches!(outcome, Outcome::Broken | Outcome::TimedOut | Outcome::Refused) {
                    break;
                }
            }
        }
        // Pieces share no text, but a headline may stand twice.
        out.claims
            .sort_by(|a, b| (a.quote.span, &a.id).cmp(&(b.quote.span, &b.id)));
        out.claims.dedup_by(|a, b| a.id == b.id);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_asked_unless_said_otherwise() {
        for url in [
            "http://127.0.0.1:9/v1",
            "http://localhost:9/v1/",
            "http://[::1]:9",
            "http://127.9.9.9/x/y",
        ] {
            assert!(ModelReader::new(Options::local(url, "m")).is_ok(), "{url}");
        }
        for url in ["http://192.0.2.1/v1", "http://0.0.0.0:80/v1", "http://[2001:db8::1]/v1"] {
            assert!(
                matches!(
                    ModelReader::new(Options::local(url, "m")),
                    Err(AssistError::Remote { .. })
                ),
                "{url}"
            );
            let options = Options {
                remote: true,
                ..Options::local(url, "m")
            };
            assert!(ModelReader::new(options).is_ok(), "{url}");
        }
        for url in [
            "",
            "127.0.0.1",
            "ftp://127.0.0.1",
            "http://",
            "http://u:p@127.0.0.1/",
            "http://127.0.0.1/v1?x=1",
        ] {
            assert!(
                matches!(
                    ModelReader::new(Options::local(url, "m")),
                    Err(AssistError::Address { .. })
                ),
                "{url}"
            );
        }
    }

    #[test]
    fn a_name_of_this_machine_is_looked_up_once() {
        let reader = ModelReader::new(Options::local("http://localhost:8123/v1/", "m")).unwrap();
        assert!(!reader.target.contains("localhost"));
        assert!(
            reader.target.ends_with(":8123/v1/chat/completions"),
            "{}",
            reader.target
        );
    }
}
