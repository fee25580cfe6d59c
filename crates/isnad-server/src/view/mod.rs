//! The pages: one file each.
//!
//! In: a case and a request. Out: a title, markup, and the same as JSON. Invariant: a page is complete without scripts;
//! both forms are made of the same records. Deliberately no writing: only `review` changes a case.
//! Example: the page of an event shows «قصف» (shelling) in each claim's own words.

pub mod chart;
pub mod claim;
pub mod correct;
pub mod download;
pub mod draw;
pub mod event;
pub mod events;
pub mod filters;
pub mod help;
pub mod known;
pub mod log;
pub mod map;
pub mod network;
pub mod overview;
pub mod page;
pub mod parts;
pub mod report;
pub mod reports;
pub mod review;
pub mod search;
pub mod sources;
pub mod timeline;

use crate::html::Html;
use crate::lang::Lang;
use crate::request::{Failure, Request};
use isnad_store::Case;
use known::{Known, Shelf};
use serde_json::Value;
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
}

impl Cx<'_> {
    /// The name of an entity, place or publisher in the reader's language, or the id itself.
    pub fn name<'b>(&'b self, id: &'b str) -> &'b str {
        self.known.name(self.lang, id)
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
pub fn cx<'a>(case: &'a Case, shelf: &Shelf, request: &'a Request, id: &'a str) -> Result<Cx<'a>, Failure> {
    Ok(Cx {
        case,
        request,
        id,
        lang: request.lang(),
        known: shelf.of(case)?,
    })
}
