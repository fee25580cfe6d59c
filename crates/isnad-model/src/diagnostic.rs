//! Coded, spanned notes that something was doubtful. Never fatal.

use crate::Span;

/// How much a diagnostic matters to a reader of the records.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Worth knowing, changes nothing.
    Info,
    /// Something was doubtful; a person should look.
    Warning,
    /// Something could not be read; what could be is kept.
    Error,
}

impl Severity {
    /// The word used in records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A note beside a value: what was doubtful, where, in words.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Diagnostic {
    /// Where in the report's text, when somewhere.
    pub span: Option<Span>,
    /// Stable code, `ISN-` and a letter for the room (R read, A analyse, L link, D data) and three digits.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Lower-case, no full stop: what was expected and what was seen.
    pub message: String,
}

impl Diagnostic {
    /// Makes a warning without a span.
    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            span: None,
            code,
            severity: Severity::Warning,
            message: message.into(),
        }
    }

    /// Makes an informational note without a span.
    #[must_use]
    pub fn info(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            span: None,
            code,
            severity: Severity::Info,
            message: message.into(),
        }
    }

    /// The same note with a span.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }
}
