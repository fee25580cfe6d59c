//! Codebooks: rules in TOML that turn types, means and sides into the codes of others.
//!
//! In: the facts of an event; out: columns with their codes. The built-in ones lie in `data/codebooks`; a user's goes
//! before them. **Invariant:** the first rule that gives a column gives it. Deliberately knows no format.
//! Example: «غارة لطائرة مسيّرة» (a strike by a drone) is `airstrike` with means `drone` and may have a code of its own.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// One word or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Many(Vec<String>),
}

impl Words {
    fn fits(&self, word: &str) -> bool {
        match self {
            Self::One(w) => w == word,
            Self::Many(list) => list.iter().any(|w| w == word),
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    r#type: Option<Words>,
    modality: Option<Words>,
    means: Option<Words>,
    target: Option<Words>,
    agent: Option<Words>,
    patient: Option<Words>,
    code: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<Rule>,
}

/// What rules may ask of an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Facts<'a> {
    /// Kind of event.
    pub kind: &'a str,
    /// `actual`, `planned`, `denied`.
    pub modality: &'a str,
    /// English class of the weapon.
    pub means: &'a str,
    /// English class of what was hit.
    pub target: &'a str,
    /// ACLED's word for the side that acts.
    pub agent: &'a str,
    /// ACLED's word for the side acted upon.
    pub patient: &'a str,
}

/// Rules, the user's before the built-in ones.
#[derive(Clone, Debug, Default)]
pub struct Codebook {
    rules: Vec<Rule>,
    /// Columns of the user's rules.
    own: BTreeSet<String>,
}

impl Codebook {
    /// The rules of ACLED.
    #[must_use]
    pub fn acled() -> Self {
        Self::builtin(include_str!("../../../../data/codebooks/acled.toml"))
    }

    /// The rules of PLOVER.
    #[must_use]
    pub fn plover() -> Self {
        Self::builtin(include_str!("../../../../data/codebooks/plover.toml"))
    }

    fn builtin(text: &str) -> Self {
        // The tests of this file read every built-in codebook.
        let file: File = toml::from_str(text).unwrap_or_default();
        Self {
            rules: file.rule,
            own: BTreeSet::new(),
        }
    }

    /// Puts a user's rules before these.
    ///
    /// # Errors
    /// When the text is no codebook; the message names line and key.
    pub fn with_user(mut self, text: &str) -> Result<Self, toml::de::Error> {
        let mut file: File = toml::from_str(text)?;
        self.own.extend(file.rule.iter().flat_map(|r| r.code.keys().cloned()));
        file.rule.append(&mut self.rules);
        self.rules = file.rule;
        Ok(self)
    }

    /// Columns that the user's rules give, sorted.
    #[must_use]
    pub fn own(&self) -> &BTreeSet<String> {
        &self.own
    }

    /// The codes of an event.
    #[must_use]
    pub fn codes(&self, facts: &Facts<'_>) -> BTreeMap<&str, &str> {
        let mut out = BTreeMap::new();
        let fits = |words: &Option<Words>, word: &str| words.as_ref().is_none_or(|w| w.fits(word));
        for r in &self.rules {
            if fits(&r.r#type, facts.kind)
                && fits(&r.modality, facts.modality)
                && fits(&r.means, facts.means)
                && fits(&r.target, facts.target)
                && fits(&r.agent, facts.agent)
                && fits(&r.patient, facts.patient)
            {
                for (column, code) in &r.code {
                    out.entry(column.as_str()).or_insert(code.as_str());
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use isnad_model::ClaimType;

    #[test]
    fn every_type_is_coded_or_left_out_on_purpose() {
        let left = ["accusation", "aid", "appointment", "control", "threat", "trade"];
        let (acled, plover) = (Codebook::acled(), Codebook::plover());
        for kind in ClaimType::ALL {
            let facts = Facts {
                kind: kind.as_str(),
                modality: "actual",
                ..Facts::default()
            };
            assert!(plover.codes(&facts).contains_key("event"), "{kind}");
            let coded = acled.codes(&facts).contains_key("sub_event_type");
            assert_eq!(coded, !left.contains(&kind.as_str()), "{kind}");
        }
    }

    #[test]
    fn a_users_rules_go_first_and_may_add_columns() {
        let example = include_str!("../../../../data/codebooks/own-codes.example.toml");
        let book = Codebook::acled().with_user(example).unwrap();
        let codes = |kind, means, target| {
            let facts = Facts {
                kind,
                means,
                target,
                ..Facts::default()
            };
            let codes = book.codes(&facts);
            (
                codes.get("incident_code").copied(),
                codes.get("sub_event_type").copied(),
            )
        };
        assert_eq!(codes("airstrike", "drone", ""), (Some("A2"), Some("Air/drone strike")));
        assert_eq!(codes("shelling", "", "school").0, Some("P1"));
        assert_eq!(codes("defection", "", ""), (Some("G1"), Some("Split of a group")));
        assert_eq!(codes("clash", "", ""), (None, Some("Armed clash")));
        assert!(
            Codebook::acled()
                .with_user("[[rule]]\ntipe = \"clash\"\ncode = {}")
                .is_err()
        );
    }
}
