//! Identifiers: newtypes over shared strings, ordered, content-derived where re-runs must agree.

use std::fmt;
use std::sync::Arc;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
        pub struct $name(Arc<str>);
        impl $name {
            /// Wraps a string.
            #[must_use]
            pub fn new(id: impl Into<Arc<str>>) -> Self { Self(id.into()) }
            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
        impl From<&str> for $name { fn from(s: &str) -> Self { Self(s.into()) } }
        impl From<String> for $name { fn from(s: String) -> Self { Self(s.into()) } }
    )*};
}

id! {
    /// A report: `r` and 16 hex digits of the digest of its origin and text.
    ReportId;
    /// A claim: `c` and 16 hex digits of the digest of its report, trigger span, type and chain.
    ClaimId;
    /// An event: `e` and 16 hex digits of the digest of its sorted claim ids.
    EventId;
    /// An origin of accounts: `o` and 16 hex digits of the digest of what identifies it.
    OriginId;
    /// A relation: `l` and 16 hex digits of the digest of kind, ends and first claim.
    RelationId;
    /// An entity: a slug of the lexicon (`isis`), or `x-…` for one that only a report names.
    EntityId;
    /// A place of a gazetteer: source prefix and its own id (`gn:170063`, `hm:ghouta`).
    PlaceId;
    /// A lexicon entry, frame or rule that can be explained.
    RuleId;
}

impl From<&PlaceId> for EntityId {
    /// A place as what a mention names.
    fn from(place: &PlaceId) -> Self {
        Self(Arc::clone(&place.0))
    }
}
