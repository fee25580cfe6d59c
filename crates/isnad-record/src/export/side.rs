//! Which side a participant is, by ACLED's eight kinds of actor.
//!
//! In: participants, their entities, the country of the event. Out: a side. Invariant: unknown stays unknown.
//! Deliberately coarse: kinds of the lexicon decide, the words of the text do not.
//! Example: «الجيش العراقي» (the Iraqi army) is State forces in Iraq and External/Other forces elsewhere.

use super::Directory;
use crate::shape::{CasualtyRecord, ParticipantRecord};

/// ACLED's kinds of actor.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Side {
    /// Army, police, government of the country.
    State,
    /// Armed groups against a state.
    Rebel,
    /// Armed groups of other aims, or unidentified.
    Political,
    /// Tribes, peoples.
    Identity,
    /// Protesters.
    Protesters,
    /// Civilians.
    Civilians,
    /// Forces of other countries, international bodies.
    External,
    /// Not known.
    Unknown,
}

impl Side {
    /// ACLED's word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::State => "State forces",
            Self::Rebel => "Rebel group",
            Self::Political => "Political militia",
            Self::Identity => "Identity militia",
            Self::Protesters => "Protesters",
            Self::Civilians => "Civilians",
            Self::External => "External/Other forces",
            Self::Unknown => "",
        }
    }

    /// PLOVER's sector.
    #[must_use]
    pub const fn sector(self) -> &'static str {
        match self {
            Self::State | Self::External => "MIL",
            Self::Rebel => "REB",
            Self::Political | Self::Identity => "PRM",
            Self::Protesters => "OPP",
            Self::Civilians => "CVL",
            Self::Unknown => "UNK",
        }
    }

    /// Whether it bears arms.
    #[must_use]
    pub const fn armed(self) -> bool {
        matches!(
            self,
            Self::State | Self::Rebel | Self::Political | Self::Identity | Self::External
        )
    }

    /// The side of a group of participants.
    #[must_use]
    pub fn of(list: &[ParticipantRecord], country: &str, names: &dyn Directory) -> Self {
        list.iter()
            .map(|p| Self::one(p, country, names))
            .find(|s| *s != Self::Unknown)
            .unwrap_or(Self::Unknown)
    }

    fn one(p: &ParticipantRecord, country: &str, names: &dyn Directory) -> Self {
        let role = p.role.as_deref().unwrap_or("");
        let note = p.entity.as_deref().and_then(|id| names.entity(id));
        if let Some(n) = note.filter(|n| !n.person) {
            let abroad = n
                .country
                .as_deref()
                .is_some_and(|c| !country.is_empty() && c != country);
            return match n.kind.as_str() {
                "army" | "police" | "security-service" | "government" | "ministry" | "state" | "office"
                | "parliament" | "court" => {
                    if abroad {
                        Self::External
                    } else {
                        Self::State
                    }
                }
                "armed-group" | "alliance" => Self::Rebel,
                "militia" => Self::Political,
                "tribe" | "people" => Self::Identity,
                "international-organisation" => Self::External,
                _ => Self::Civilians,
            };
        }
        let has = |words: &[&str]| role.split([' ', '-']).any(|w| words.contains(&w));
        if p.private
            || has(&[
                "civilian",
                "civilians",
                "child",
                "children",
                "woman",
                "women",
                "man",
                "girl",
                "girls",
                "boy",
                "boys",
                "journalist",
                "journalists",
                "medic",
                "medics",
                "doctor",
                "doctors",
                "teacher",
                "teachers",
                "student",
                "students",
                "resident",
                "residents",
                "people",
                "person",
                "worker",
                "workers",
                "farmer",
                "farmers",
                "activist",
                "activists",
                "family",
                "displaced",
                "prisoner",
                "prisoners",
                "detainee",
                "detainees",
            ])
        {
            Self::Civilians
        } else if has(&["protester", "protesters", "demonstrator", "demonstrators"]) {
            Self::Protesters
        } else if has(&[
            "soldier",
            "soldiers",
            "police",
            "policeman",
            "officer",
            "officers",
            "army",
            "security",
        ]) {
            Self::State
        } else if has(&[
            "fighter",
            "fighters",
            "militant",
            "militants",
            "gunman",
            "gunmen",
            "rebel",
            "rebels",
            "commander",
            "commanders",
            "armed",
            "member",
            "members",
            "attacker",
            "attackers",
        ]) {
            Self::Political
        } else {
            Self::Unknown
        }
    }

    /// Whether a toll speaks of civilians alone.
    #[must_use]
    pub fn civilians(casualties: &[CasualtyRecord]) -> bool {
        let mut told = casualties.iter().filter(|c| !c.part).peekable();
        told.peek().is_some() && told.all(|c| c.status == "civilian")
    }
}
