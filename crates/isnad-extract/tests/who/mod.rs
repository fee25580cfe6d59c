//! Tables of sentences with who is wanted in a claim of theirs: what the tests of participants share.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;
use isnad_model::Participant;

/// Text, type, words of the agents, words of the patients.
pub type Case = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

/// What is wrong with a sentence: no claim of the type whose agents and patients both are right.
pub fn fault(case: &Case, lexicon: &Lexicon, agents: Right, patients: Right) -> Option<String> {
    let &(text, kind, does, suffers) = case;
    let claims = analyse(&sentence(text), lexicon).claims;
    let mut of_kind = claims.iter().filter(|c| c.kind.as_str() == kind);
    if of_kind.any(|c| agents(&names(&c.agent), does) && patients(&names(&c.patient), suffers)) {
        return None;
    }
    let found: Vec<_> = claims
        .iter()
        .map(|c| format!("{} A {:?} P {:?}", c.kind.as_str(), names(&c.agent), names(&c.patient)))
        .collect();
    Some(format!(
        "{text}\n    wanted {kind} {does:?} {suffers:?}\n    found {found:?}"
    ))
}

/// Whether the names that were found are right for those that are wanted.
pub type Right = fn(&[&str], &[&str]) -> bool;

/// Each name that is wanted stands in one that was found, or the other way about; with none wanted none may be found.
pub fn only(found: &[&str], wanted: &[&str]) -> bool {
    let meets = |w: &&str| found.iter().any(|f| f.contains(w) || w.contains(f));
    wanted.iter().all(meets) && (!wanted.is_empty() || found.is_empty())
}

/// As [`only`]; with none wanted anything is right.
#[allow(dead_code, reason = "each test compiles this file and uses its own part")]
pub fn some(found: &[&str], wanted: &[&str]) -> bool {
    wanted.is_empty() || only(found, wanted)
}

/// Each name that is wanted stands in one that was found, with one more at most; with none wanted anything is right.
#[allow(dead_code, reason = "each test compiles this file and uses its own part")]
pub fn open(found: &[&str], wanted: &[&str]) -> bool {
    let meets = |w: &&str| found.iter().any(|f| f.contains(w));
    wanted.is_empty() || (found.len() <= wanted.len() + 1 && wanted.iter().all(meets))
}

fn names(list: &[Participant]) -> Vec<&str> {
    list.iter().map(|p| p.quoted.text.as_str()).collect()
}

/// The faults of a whole table.
pub fn faults(cases: &[Case], agents: Right, patients: Right) -> Vec<String> {
    let lexicon = Lexicon::builtin();
    cases
        .iter()
        .filter_map(|c| fault(c, &lexicon, agents, patients))
        .collect()
}
