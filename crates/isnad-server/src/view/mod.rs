//! The pages: one file each.
//!
//! In: a case and a request. Out: a title, markup, and the same as JSON. Invariant: a page is complete without scripts;
//! both forms are made of the same records. Deliberately no writing: only `review_acts` and `by_hand` change a case, and
//! the overview notes a visit.
//! Example: the page of an event shows «قصف» (shelling) in each claim's own words.

pub mod account;
pub mod agreement;
mod area;
pub mod by_hand;
pub mod chains;
pub mod chart;
pub mod cite;
pub mod claim;
pub mod correct;
mod day;
pub mod dossier;
pub mod download;
pub mod draw;
pub mod event;
pub mod events;
pub mod filters;
pub mod help;
pub mod known;
pub mod links;
pub mod log;
pub mod map;
pub mod network;
pub mod overview;
pub mod page;
pub mod parts;
pub mod passage;
pub mod report;
pub mod reports;
pub mod review;
pub mod review_acts;
pub mod search;
pub mod sources;
pub mod timeline;
pub mod tolls;

use crate::html::{Html, html};
use crate::lang::Lang;
use crate::request::{Failure, Request};
use crate::users::Role;
use isnad_record::ClaimRecord;
use isnad_store::{Case, Decision, Work};
use known::{Known, Shelf};
use serde_json::Value;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a page is made of.
pub struct Cx<'a> {
    /// The case.
    pub case: &'a Case,
    /// The request.
    pub request: &'a Request,
    /// The id in the path.
    pub id: &'a str,
    /// The reader's language.
    pub lang: Lang,
    /// What is known of the case as a whole.
    pub known: Arc<Known>,
    /// What is kept between requests.
    pub shelf: &'a Shelf,
    work: OnceCell<Work>,
}

impl Cx<'_> {
    /// The name of an entity, place or publisher in the reader's language, or the id itself.
    pub fn name<'b>(&'b self, id: &'b str) -> &'b str {
        self.known.name(self.lang, id)
    }

    /// Whether the visitor may do what a role may.
    pub fn may(&self, role: Role) -> bool {
        self.request.visitor.role >= role
    }

    /// Who asks.
    pub fn who(&self) -> &str {
        &self.request.visitor.name
    }

    /// The field that a form which changes something must hold.
    pub fn token(&self) -> Html {
        html!(
            "<input type=\"hidden\" name=\"csrf\" value=\"{}\">",
            self.request.visitor.token
        )
    }

    /// Who judged what and who is asked to; read once a request.
    pub fn work(&self) -> Result<&Work, Failure> {
        if self.work.get().is_none() {
            let _ = self.work.set(self.case.work()?);
        }
        self.work.get().ok_or(Failure::Broken)
    }

    /// Whether the visitor may know what others decided on a claim: not while he shall judge it blind.
    pub fn may_know(&self, target: &str) -> Result<bool, Failure> {
        Ok(!self.may(Role::Reviewer) || !self.work()?.blind(self.who(), target))
    }

    /// Ids that a claim had when it was decided on, before a later analysis gave it this one.
    fn earlier(&self, id: &str) -> &[String] {
        self.known.earlier.get(id).map_or(&[], Vec::as_slice)
    }

    /// A claim with the corrections that the visitor may know, and which fields they change.
    pub fn corrected(&self, id: &str) -> Result<Option<(ClaimRecord, BTreeSet<String>)>, Failure> {
        let all = self.may_know(id)?;
        let known = |d: &Decision| all || d.who == self.who();
        Ok(self.case.claim_corrected(id, self.earlier(id), &known)?)
    }

    /// Decisions on a claim or event, as far as the visitor may know them.
    pub fn decisions_on(&self, target: &str) -> Result<Vec<Decision>, Failure> {
        let mut all = self.case.decisions_on_any(target, self.earlier(target))?;
        if !self.may_know(target)? {
            all.retain(|d| d.who == self.who());
        }
        if !self.may(Role::Reviewer) {
            // A note may name somebody whom no report names, and whom no redactor knows.
            all.iter_mut().for_each(|d| d.note = None);
        }
        Ok(all)
    }
}

/// A page.
pub struct View {
    /// Title.
    pub title: String,
    /// What stands between header and footer.
    pub body: Html,
    /// The twin.
    pub json: Value,
}

/// Gathers what a page is made of.
pub fn cx<'a>(case: &'a Case, shelf: &'a Shelf, request: &'a Request, id: &'a str) -> Result<Cx<'a>, Failure> {
    Ok(Cx {
        case,
        request,
        id,
        lang: request.lang(),
        // A stranger sees nothing of the case.
        known: if request.visitor.role == Role::Nobody {
            Arc::default()
        } else {
            shelf.of(case)?
        },
        shelf,
        work: OnceCell::new(),
    })
}
