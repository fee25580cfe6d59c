//! The web view and the HTTP interface of a case.
//!
//! In: a case. Out: pages in Arabic and English, each with a twin of JSON; decisions of reviewers go back into the case.
//!
//! **Invariants:** pages are complete without scripts, and nothing is asked of any other host; words of reports are
//! always text, isolated from the direction of what stands around them; one error shape; loopback unless told otherwise;
//! a change needs its session's token; a reader is shown pseudonyms of private persons.
//!
//! It deliberately imports no pipeline: what a page shows is what the records say.
//!
//! Example: `/search?q=ادلب` shows the reports that name «إدلب» (Idlib), the word marked.
#![deny(missing_docs)]

mod answers;
mod describe;
mod gate;
mod html;
mod http;
mod lang;
mod request;
mod route;
mod tiles;
mod users;
mod view;

pub use gate::Gate;
pub use http::{Config, ServeError, serve};
pub use request::{Reply, Request, Visitor, pairs};
pub use route::{ROUTES, Route, answer};
pub use tiles::Tiles;
pub use users::{Role, User, UserError, Users};
pub use view::known::{Called, Find, Learn, Name, Relink, Shelf};
