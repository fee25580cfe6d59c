//! One published text with what is known of its publication.

use crate::{Diagnostic, EntityId, ReportId, Span};
use jiff::civil::Date;

/// Words of a text and where they stand.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Quoted {
    /// Exactly the slice that `span` names.
    pub text: String,
    /// Where.
    pub span: Span,
}

impl Quoted {
    /// Takes the words at `span` out of `text`.
    #[must_use]
    pub fn of(text: &str, span: Span) -> Self {
        Self {
            text: span.slice(text).to_owned(),
            span,
        }
    }
}

/// Text that may stand in the report or only in its metadata.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MaybeQuoted {
    /// The words.
    pub text: String,
    /// Where they stand in the report's text, when they do.
    pub span: Option<Span>,
}

/// The publication that a report names as its publisher.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outlet {
    /// As the text or the metadata names it.
    pub text: String,
    /// Where in the text.
    pub span: Option<Span>,
    /// Lexicon id.
    pub id: Option<EntityId>,
    /// Lexicon name.
    pub name: Option<String>,
}

/// Why a publication date may be believed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Trust {
    /// The text states it.
    Stated,
    /// HTML metadata, a feed or a JSON field states it.
    Metadata,
    /// The user gave it for reports that state none.
    Given,
    /// The stated date cannot be the date of the events.
    Republication,
}

impl Trust {
    /// The word used in records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Metadata => "metadata",
            Self::Given => "given",
            Self::Republication => "republication",
        }
    }
}

/// When a report was published, as far as it says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Published {
    /// The day.
    pub date: Date,
    /// Where the text says so.
    pub span: Option<Span>,
    /// Why it may be believed.
    pub trust: Trust,
}

/// One published text: decoded, with the spans that are the article; the rest is chrome.
#[derive(Clone, PartialEq, Debug)]
pub struct Report {
    /// Content-derived id.
    pub id: ReportId,
    /// The `id` of a JSON Lines input.
    pub external_id: Option<String>,
    /// Path below the input root, `/` between folders.
    pub path: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Hex SHA-256 of the bytes as read.
    pub sha256: String,
    /// Label of the encoding that the bytes were read in, lower case (`windows-1256`).
    pub encoding: String,
    /// BCP 47 tag of the main language.
    pub lang: String,
    /// The decoded text in full.
    pub text: String,
    /// Headline.
    pub title: Option<MaybeQuoted>,
    /// Credited names.
    pub byline: Vec<MaybeQuoted>,
    /// Publisher.
    pub outlet: Option<Outlet>,
    /// Publication date.
    pub published: Option<Published>,
    /// When the bytes were acquired, as the input said, ISO 8601.
    pub retrieved: Option<String>,
    /// Spans of the article, in order, disjoint.
    pub body: Vec<Span>,
    /// What was doubtful in reading.
    pub diagnostics: Vec<Diagnostic>,
}
