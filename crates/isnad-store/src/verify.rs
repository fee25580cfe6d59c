//! The check of a case: every byte, every span, every link.
//!
//! In: a case. Out: what is wrong with it, and how much was checked. Invariant: changes nothing and stops at no finding.
//! Deliberately repairs nothing; `isnad rebuild` makes derived rows anew.
//! Example: a claim whose text «قصف» (shelling) is not what its span names is a finding with the claim's id.

use crate::case::Case;
use crate::error::{StoreError, sql};
use isnad_record::{ClaimRecord, QuotedRecord, ReportRecord, SpanRecord};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Something that is wrong.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finding {
    /// Record or original.
    pub id: String,
    /// What was expected and what was seen.
    pub message: String,
}

/// The outcome of a check.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Verified {
    /// Originals whose digest was computed again.
    pub captures: u64,
    /// Bytes of them.
    pub bytes: u64,
    /// Spans compared with their text.
    pub spans: u64,
    /// Links followed.
    pub links: u64,
    /// What is wrong, sorted.
    pub findings: Vec<Finding>,
}

impl Verified {
    fn wrong(&mut self, id: &str, message: impl Into<String>) {
        self.findings.push(Finding {
            id: id.to_owned(),
            message: message.into(),
        });
    }

    fn span(&mut self, id: &str, text: &str, what: &str, span: SpanRecord, said: Option<&str>) {
        self.spans += 1;
        let found = text.get(span[0] as usize..span[1] as usize);
        match (found, said) {
            (None, _) => self.wrong(id, format!("{what}: expected a span of the text and saw {span:?}")),
            (Some(found), Some(said)) if found != said => {
                self.wrong(id, format!("{what}: expected the words at {span:?} and saw others"));
            }
            _ => {}
        }
    }

    fn link(&mut self, id: &str, what: &str, to: &str, known: &BTreeSet<String>) {
        self.links += 1;
        if !known.contains(to) {
            self.wrong(id, format!("{what}: expected a record of the case and saw {to}"));
        }
    }

    fn report(&mut self, r: &ReportRecord, reports: &BTreeSet<String>) {
        for s in &r.body {
            self.span(&r.id, &r.text, "body", *s, None);
        }
        if r.body.windows(2).any(|w| w[0][1] > w[1][0]) {
            self.wrong(&r.id, "body: expected spans in order that do not overlap");
        }
        if let Some(s) = r.title_span {
            self.span(&r.id, &r.text, "title", s, r.title.as_deref());
        }
        if let Some(o) = &r.outlet
            && let Some(s) = o.span
        {
            self.span(&r.id, &r.text, "outlet", s, Some(&o.text));
        }
        if let Some(s) = r.published.as_ref().and_then(|p| p.span) {
            self.span(&r.id, &r.text, "published", s, None);
        }
        for m in &r.mentions {
            self.span(&r.id, &r.text, "mention", m.span, Some(&m.text));
        }
        for s in r.diagnostics.iter().filter_map(|d| d.span) {
            self.span(&r.id, &r.text, "diagnostic", s, None);
        }
        if let Some(c) = &r.copy_of {
            self.link(&r.id, "copy_of", &c.report, reports);
        }
        if let Some(v) = &r.version_of {
            self.link(&r.id, "version_of", v, reports);
        }
    }

    fn claim(&mut self, c: &ClaimRecord, text: &str) {
        let mut quoted = |what: &str, q: &QuotedRecord| self.span(&c.id, text, what, q.span, Some(&q.text));
        quoted("quote", &c.quote);
        quoted("trigger", &c.trigger);
        c.also.iter().for_each(|q| quoted("also", q));
        c.casualties
            .iter()
            .flat_map(|k| &k.names)
            .for_each(|q| quoted("name", q));
        c.sources
            .iter()
            .filter_map(|s| s.cue.as_ref())
            .for_each(|q| quoted("cue", q));
        for p in c.agent.iter().chain(&c.patient) {
            self.span(&c.id, text, "participant", p.span, Some(&p.text));
        }
        for k in &c.casualties {
            self.span(&c.id, text, "casualty", k.span, None);
        }
        for t in c.means.iter().chain(&c.target) {
            self.span(&c.id, text, "thing", t.span, Some(&t.text));
        }
        if let Some(p) = &c.place {
            self.span(&c.id, text, "place", p.span, Some(&p.text));
        }
        if let Some(t) = &c.time {
            self.span(&c.id, text, "time", t.span, Some(&t.text));
        }
        for s in &c.sources {
            match (&s.text, s.span) {
                (Some(said), Some(span)) => self.span(&c.id, text, "source", span, Some(said)),
                (None, None) => {}
                _ => self.wrong(&c.id, "source: expected text and span together and saw one alone"),
            }
        }
        if c.sources.is_empty() {
            self.wrong(&c.id, "sources: expected at least the outlet and saw none");
        }
        let inside = c.quote.span[0] <= c.trigger.span[0] && c.trigger.span[1] <= c.quote.span[1];
        if !inside {
            self.wrong(&c.id, "trigger: expected a span inside the quote");
        }
    }
}

impl Case {
    /// Checks every byte, span and link.
    ///
    /// # Errors
    /// When the database itself refuses; what is merely wrong is a finding.
    pub fn verify(&self) -> Result<Verified, StoreError> {
        let mut v = Verified::default();
        let doing = sql("checking the case");
        let sound: String = self
            .db
            .query_row("PRAGMA integrity_check(1)", [], |r| r.get(0))
            .map_err(&doing)?;
        if sound != "ok" {
            v.wrong("case", format!("expected a sound database and saw: {sound}"));
        }
        let mut captures = BTreeSet::new();
        self.each_capture::<StoreError>(|c| {
            v.captures += 1;
            v.bytes += c.bytes.len() as u64;
            let seen: String = Sha256::digest(&c.bytes).iter().map(|b| format!("{b:02x}")).collect();
            if seen != c.sha256 {
                v.wrong(&c.sha256, format!("original: expected this digest and saw {seen}"));
            }
            captures.insert(c.sha256);
            Ok(())
        })?;
        let ids = |query: &str| -> Result<BTreeSet<String>, StoreError> {
            self.db
                .prepare(query)
                .and_then(|mut q| q.query_map([], |r| r.get(0))?.collect())
                .map_err(&doing)
        };
        let reports = ids("SELECT id FROM reports")?;
        let claims = ids("SELECT id FROM claims")?;
        for id in &reports {
            let capture: String = self
                .db
                .query_row("SELECT capture FROM reports WHERE id = ?1", [id], |r| r.get(0))
                .map_err(&doing)?;
            v.link(id, "original", &capture, &captures);
            let record = match self.report(id) {
                Ok(Some(record)) => record,
                Ok(None) => continue,
                Err(e) => {
                    v.wrong(id, e.to_string());
                    continue;
                }
            };
            v.report(&record, &reports);
            match self.claims_of(id) {
                Ok(list) => list.iter().for_each(|c| v.claim(c, &record.text)),
                Err(e) => v.wrong(id, e.to_string()),
            }
        }
        for id in ids("SELECT report FROM claims")? {
            v.link("claims", "report", &id, &reports);
        }
        let mut told = BTreeSet::new();
        self.each_event::<StoreError>(|e| {
            e.claims.iter().for_each(|c| v.link(&e.id, "claim", c, &claims));
            e.reports.iter().for_each(|r| v.link(&e.id, "report", r, &reports));
            let origins: BTreeSet<String> = e.origins.iter().map(|o| o.id.clone()).collect();
            let of_event: BTreeSet<String> = e.claims.iter().cloned().collect();
            for o in &e.origins {
                o.claims
                    .iter()
                    .for_each(|c| v.link(&e.id, "claim of an origin", c, &of_event));
            }
            for a in e.contradictions.iter().flat_map(|c| &c.values) {
                a.claims
                    .iter()
                    .for_each(|c| v.link(&e.id, "claim of an account", c, &of_event));
                a.origins
                    .iter()
                    .for_each(|o| v.link(&e.id, "origin of an account", o, &origins));
            }
            for w in &e.why {
                v.link(&e.id, "why", &w.a, &of_event);
                v.link(&e.id, "why", &w.b, &of_event);
            }
            for c in &e.claims {
                if !told.insert(c.clone()) {
                    v.wrong(c, "expected a claim to belong to one event and saw two");
                }
            }
            Ok(())
        })?;
        self.each_relation::<StoreError>(|r| {
            r.claims.iter().for_each(|c| v.link(&r.id, "claim", c, &claims));
            Ok(())
        })?;
        v.findings.sort();
        Ok(v)
    }
}
