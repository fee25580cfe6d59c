//! What the analysis of one report yields: all that later stages may see of it.

use crate::{Claim, Diagnostic, EntityId, Published, ReportId, Span};

/// What a mention names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MentionKind {
    /// A person of public life: named in every export.
    PublicPerson,
    /// Anybody else: redacted on the way out.
    PrivatePerson,
    /// An organisation, state, group, outlet.
    Organisation,
    /// A place.
    Place,
}

/// A span of a report that refers to an entity.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// The words.
    pub text: String,
    /// What it names.
    pub kind: MentionKind,
    /// Whom, where known.
    pub entity: Option<EntityId>,
}

/// The share of a text that later stages may compare without seeing it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Fingerprint {
    /// Hashes of every run of five folded words of the article, in text order.
    pub shingles: Vec<u64>,
    /// Hashes of the folded words inside quotation marks, one a quotation of at least four words.
    pub quotations: Vec<u64>,
    /// Hash of the folded headline, when there is one.
    pub title: Option<u64>,
}

/// Everything that analysis says of one report.
#[derive(Clone, PartialEq, Debug)]
pub struct Analysis {
    /// Which report.
    pub report: ReportId,
    /// Publication date after the text was read: a stated date that contradicts the events is `Trust::Republication`.
    pub published: Option<Published>,
    /// The day that the article tells of itself, where no believable publication is stated.
    pub news_day: Option<jiff::civil::Date>,
    /// Claims in text order.
    pub claims: Vec<Claim>,
    /// Persons, groups and places named in the article.
    pub mentions: Vec<Mention>,
    /// For copies and quotation identity.
    pub fingerprint: Fingerprint,
    /// What was doubtful.
    pub diagnostics: Vec<Diagnostic>,
}

/// What linking may know of a report beside its claims.
#[derive(Clone, PartialEq, Debug)]
pub struct ReportFacts {
    /// Which report.
    pub id: ReportId,
    /// Address, for versions.
    pub url: Option<String>,
    /// Lexicon id of the outlet, or its host or name where the lexicon does not know it.
    pub outlet: Option<EntityId>,
    /// Publication date with its trust.
    pub published: Option<Published>,
    /// When the bytes were acquired, ISO 8601.
    pub retrieved: Option<String>,
    /// Owner or feeding agency of the outlet, where publicly known.
    pub outlet_owner: Option<EntityId>,
}
