//! Floors and ceilings: what the gate accepts, kept in `eval/floors.toml`.
//!
//! In: measured sets. Out: a table, the number of scores out of bounds. Invariant: [`Bounds::raise`] makes a bound only
//! stricter. A set whose texts are not those that its bounds were measured on is told and, outside the repository, not
//! judged: a floor means nothing on other texts. Deliberately knows nothing of how scores come about.
//! Example: one claim of «انشقاقات» (defections) lost lowers `seeds` `claims.f1`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Which side of a bound is good.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// More is better: gated from below.
    Floor,
    /// Less is better: gated from above.
    Ceiling,
    /// Shown only.
    Shown,
}

/// What was measured on one set of texts.
#[derive(Default, Debug)]
pub struct Measured {
    /// Digest of the texts and their gold.
    pub digest: String,
    /// Whether the texts belong to the repository.
    pub own: bool,
    /// Scores by metric.
    pub scores: BTreeMap<String, (Side, f64)>,
}

/// Bounds of one set.
#[derive(Clone, Default, Debug, PartialEq)]
struct SetBounds {
    digest: String,
    floor: BTreeMap<String, f64>,
    ceiling: BTreeMap<String, f64>,
}

/// All bounds, with the slack that they leave.
#[derive(Clone, Debug, PartialEq)]
pub struct Bounds {
    epsilon: f64,
    sets: BTreeMap<String, SetBounds>,
}

/// Two decimals of slack by default: one case of some hundred.
const EPSILON: f64 = 0.01;

impl Bounds {
    /// Reads bounds.
    ///
    /// # Errors
    /// When the text is no TOML or a bound is no number.
    pub fn parse(text: &str) -> Result<Self, String> {
        let table: toml::Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
        let mut out = Self {
            epsilon: table.get("epsilon").and_then(toml::Value::as_float).unwrap_or(EPSILON),
            sets: BTreeMap::new(),
        };
        for (name, set) in table.iter().filter_map(|(k, v)| Some((k, v.as_table()?))) {
            let numbers = |key: &str| -> Result<BTreeMap<String, f64>, String> {
                let Some(list) = set.get(key).and_then(toml::Value::as_table) else {
                    return Ok(BTreeMap::new());
                };
                list.iter()
                    .map(|(k, v)| {
                        let x = v.as_float().or_else(|| v.as_integer().map(|i| i as f64));
                        x.map(|x| (k.clone(), x))
                            .ok_or_else(|| format!("{name}.{key}.{k}: expected a number and saw {v}"))
                    })
                    .collect()
            };
            let bounds = SetBounds {
                digest: set.get("digest").and_then(toml::Value::as_str).unwrap_or("").to_owned(),
                floor: numbers("floor")?,
                ceiling: numbers("ceiling")?,
            };
            out.sets.insert(name.clone(), bounds);
        }
        Ok(out)
    }

    /// The bounds as text, in order of names.
    #[must_use]
    pub fn print(&self) -> String {
        let mut out = String::from(
            "# What the gate accepts, by set and metric: floors for what must be high, ceilings for what must be low.\n\
             # `make eval RAISE=1` makes bounds stricter where scores are better, and never looser.\n\
             # digest: the texts and gold that the bounds were measured on.\n",
        );
        let _ = writeln!(out, "epsilon = {:?}", self.epsilon);
        for (name, set) in &self.sets {
            let _ = write!(out, "\n[{name}]\ndigest = {:?}\n", set.digest);
            for (side, list) in [("floor", &set.floor), ("ceiling", &set.ceiling)] {
                if list.is_empty() {
                    continue;
                }
                let _ = write!(out, "\n[{name}.{side}]\n");
                for (metric, x) in list {
                    let _ = writeln!(out, "{metric:?} = {x:?}");
                }
            }
        }
        out
    }

    /// Prints each score beside its bound; returns how many are out of bounds.
    #[must_use]
    pub fn judge(&self, measured: &BTreeMap<String, Measured>) -> usize {
        let mut bad = 0;
        println!("{:<42} {:>8} {:>8}", "score", "is", "bound");
        for (name, m) in measured {
            let none = SetBounds::default();
            let bounds = self.sets.get(name).unwrap_or(&none);
            let other = !bounds.digest.is_empty() && bounds.digest != m.digest;
            if other && m.own {
                println!(
                    "{name}: not the texts that its bounds were measured on; pin them by `make eval RAISE=1`  BAD"
                );
                bad += 1;
            } else if other {
                println!("{name}: not the texts that its bounds were measured on; shown, not judged");
            }
            for (metric, (side, x)) in &m.scores {
                let bound = match side {
                    Side::Floor => bounds.floor.get(metric),
                    Side::Ceiling => bounds.ceiling.get(metric),
                    Side::Shown => None,
                };
                let out_of = bound.is_some_and(|b| match side {
                    Side::Floor => *x < b - self.epsilon - 1e-9,
                    _ => *x > b + self.epsilon + 1e-9,
                });
                let sign = if *side == Side::Ceiling { "≤" } else { "≥" };
                let shown = bound.map_or_else(String::new, |b| format!("{sign} {b:.3}"));
                let judged = out_of && (m.own || !other);
                bad += usize::from(judged);
                let label = format!("{name} {metric}");
                println!("{label:<42} {x:>8.3} {shown:>8}{}", if judged { "  BAD" } else { "" });
            }
            for metric in bounds.floor.keys().chain(bounds.ceiling.keys()) {
                if !m.scores.contains_key(metric) {
                    println!("{name} {metric}: has a bound and was not measured  BAD");
                    bad += 1;
                }
            }
        }
        bad
    }

    /// Makes bounds stricter where scores are better, adds those that are missing, pins the texts.
    pub fn raise(&mut self, measured: &BTreeMap<String, Measured>) {
        for (name, m) in measured {
            let set = self.sets.entry(name.clone()).or_default();
            set.digest.clone_from(&m.digest);
            for (metric, (side, x)) in &m.scores {
                match side {
                    Side::Floor => {
                        let bound = set.floor.entry(metric.clone()).or_insert(*x);
                        *bound = bound.max(*x);
                    }
                    Side::Ceiling => {
                        let bound = set.ceiling.entry(metric.clone()).or_insert(*x);
                        *bound = bound.min(*x);
                    }
                    Side::Shown => {}
                }
            }
        }
    }

    /// Names of the sets that have bounds.
    pub fn sets(&self) -> impl Iterator<Item = &str> {
        self.sets.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(f1: f64, noisy: f64, digest: &str, own: bool) -> BTreeMap<String, Measured> {
        let scores = [
            ("claims.f1".to_owned(), (Side::Floor, f1)),
            ("noisy".to_owned(), (Side::Ceiling, noisy)),
            ("seconds".to_owned(), (Side::Shown, 1.0)),
        ];
        let one = Measured {
            digest: digest.to_owned(),
            own,
            scores: scores.into(),
        };
        [("set".to_owned(), one)].into()
    }

    #[test]
    fn bounds_only_become_stricter() {
        let mut bounds = Bounds::parse("").unwrap();
        bounds.raise(&measured(0.5, 0.2, "a", true));
        let first = bounds.clone();
        bounds.raise(&measured(0.4, 0.3, "a", true));
        assert_eq!(bounds, first, "worse scores change nothing");
        bounds.raise(&measured(0.6, 0.1, "a", true));
        assert_eq!(bounds.judge(&measured(0.6, 0.1, "a", true)), 0);
        assert_eq!(bounds.judge(&measured(0.595, 0.105, "a", true)), 0, "within the slack");
        assert_eq!(bounds.judge(&measured(0.5, 0.1, "a", true)), 1);
        assert_eq!(bounds.judge(&measured(0.6, 0.2, "a", true)), 1);
        assert_eq!(Bounds::parse(&bounds.print()).unwrap(), bounds);
    }

    #[test]
    fn other_texts_are_a_fault_of_ours_and_no_measure_elsewhere() {
        let mut bounds = Bounds::parse("").unwrap();
        bounds.raise(&measured(0.5, 0.2, "a", true));
        assert_eq!(bounds.judge(&measured(0.5, 0.2, "b", true)), 1);
        assert_eq!(bounds.judge(&measured(0.1, 0.9, "b", false)), 0);
    }

    #[test]
    fn a_bound_that_is_no_number_is_refused() {
        assert!(Bounds::parse("[a.floor]\nx = \"high\"").is_err());
    }
}
