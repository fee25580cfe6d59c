//! What people can do with claims and events.
//!
//! In: nothing. Out: kinds of acts and acts. Invariant: the word of a kind is what stands in the table and in JSON Lines.
//! Deliberately no storage: `decision` keeps them.
//! Example: two people read «قتل» (killed) differently; a third settles whose reading holds.

use isnad_record::{ClaimRecord, SpanRecord};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// What kind of act.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DecisionKind {
    /// A claim or event is right.
    Accept,
    /// One field of a claim has another value.
    Correct,
    /// A claim is wrong: it takes part in no event.
    Reject,
    /// Claims tell one event.
    Merge,
    /// Claims tell two events.
    Split,
    /// A claim that the analysis did not find.
    Add,
    /// A note.
    Comment,
    /// A person shall judge a claim.
    Assign,
    /// Of two readings of a claim one person's holds.
    Settle,
}

impl DecisionKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Accept,
        Self::Correct,
        Self::Reject,
        Self::Merge,
        Self::Split,
        Self::Add,
        Self::Comment,
        Self::Assign,
        Self::Settle,
    ];

    /// The word in the table and in JSON Lines.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Correct => "correct",
            Self::Reject => "reject",
            Self::Merge => "merge",
            Self::Split => "split",
            Self::Add => "add",
            Self::Comment => "comment",
            Self::Assign => "assign",
            Self::Settle => "settle",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.as_str() == word)
    }
}

/// The id of a claim made by hand: of what it says stands where.
#[must_use]
pub fn by_hand_id(report: &str, kind: &str, trigger: SpanRecord) -> String {
    let digest = Sha256::digest(format!("by hand\0{report}\0{kind}\0{}\0{}", trigger[0], trigger[1]));
    let hex: String = digest.iter().take(8).map(|b| format!("{b:02x}")).collect();
    format!("h{hex}")
}

/// Something that a person does.
#[derive(Clone, PartialEq, Debug)]
pub enum Act {
    /// Holds a claim or event for right.
    Accept {
        /// Claim or event.
        target: String,
    },
    /// Holds a claim for wrong.
    Reject {
        /// Claim.
        target: String,
    },
    /// Gives a field of a claim another value.
    Correct {
        /// Claim.
        claim: String,
        /// Key of the claim record.
        field: String,
        /// Its value, as the record has it.
        value: Value,
    },
    /// Says that claims tell one event.
    Merge {
        /// Claims.
        claims: Vec<String>,
    },
    /// Says that no claim of one side tells the event of a claim of the other.
    Split {
        /// Claims.
        one: Vec<String>,
        /// Claims.
        other: Vec<String>,
    },
    /// Adds a claim.
    Add {
        /// The claim, whole.
        claim: Box<ClaimRecord>,
    },
    /// Notes something; the note is passed beside the act.
    Comment {
        /// Anything that has an id.
        target: String,
    },
    /// Asks a person to judge a claim.
    Assign {
        /// Claim.
        claim: String,
        /// Name of the person.
        to: String,
    },
    /// Says whose reading of a claim holds.
    Settle {
        /// Claim.
        claim: String,
        /// Name of the person whose verdict and corrections hold alone.
        reading: String,
    },
}
