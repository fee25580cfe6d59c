//! Every entry of the frame data holds what its own examples say.
//!
//! Example: «قصفت المدفعية السوق» (qaṣafat al-midfaʿiyya s-sūq, "artillery shelled the market") must yield
//! a claim of shelling; «انفجار الأسعار» (infijār al-asʿār, "an explosion of prices") no bombing.

use isnad_arabic::normal::{Tier, fold_into};
use isnad_extract::{analyse, sentence};
use isnad_lexicon::frame::lint::lint;
use isnad_lexicon::frame::schema::{CueExample, Example, FrameData};
use isnad_lexicon::{Lexicon, builtin_frames};
use isnad_model::{Claim, ClaimType, Count, SourceKind};
use std::fmt::Write as _;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

fn claims(lexicon: &Lexicon, text: &str) -> Vec<Claim> {
    analyse(&sentence(text), lexicon).claims
}

fn folded(text: &str) -> String {
    let mut out = String::new();
    fold_into(text, Tier::Orthographic, &mut out);
    out
}

/// One holds the other: the data names the words that matter, the analysis whole phrases.
fn holds(found: &str, wanted: &str) -> bool {
    let (found, wanted) = (folded(found), folded(wanted));
    found.contains(&wanted) || wanted.contains(&found)
}

/// A word in common: other words may stand between those of a trigger.
fn shares_word(found: &str, wanted: &str) -> bool {
    let (found, wanted) = (folded(found), folded(wanted));
    wanted
        .split_whitespace()
        .any(|w| found.split_whitespace().any(|f| f.contains(w)))
}

fn same_count(found: Option<Count>, wanted: Option<(u64, Option<u64>)>) -> bool {
    wanted.is_none_or(|(low, high)| found.is_some_and(|c| c.low == low && c.high == high))
}

/// What of an example a claim of its type does not say; empty where it says all.
fn missing(claim: &Claim, wanted: &Example) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(t) = &wanted.trigger
        && !shares_word(&claim.trigger.text, t)
    {
        out.push(format!("trigger {t:?}, found {:?}", claim.trigger.text));
    }
    for (part, wanted, found) in [
        ("agent", &wanted.agent, &claim.agent),
        ("patient", &wanted.patient, &claim.patient),
    ] {
        for w in wanted {
            if !found.iter().any(|p| holds(&p.quoted.text, w)) {
                let found: Vec<&str> = found.iter().map(|p| p.quoted.text.as_str()).collect();
                out.push(format!("{part} {w:?}, found {found:?}"));
            }
        }
    }
    for (what, wanted, found) in [
        ("killed", wanted.killed, claim.killed),
        ("injured", wanted.injured, claim.injured),
    ] {
        if !same_count(found, wanted) {
            out.push(format!("{what} {wanted:?}, found {found:?}"));
        }
    }
    if let Some(p) = &wanted.place
        && !claim.place.as_ref().is_some_and(|found| holds(&found.text, p))
    {
        let found = claim.place.as_ref().map(|p| p.text.as_str());
        out.push(format!("place {p:?}, found {found:?}"));
    }
    if let Some(m) = &wanted.modality
        && claim.modality.as_str() != m
    {
        out.push(format!("modality {m}, found {}", claim.modality.as_str()));
    }
    out
}

/// Why an example fails, or nothing.
fn example_fault(lexicon: &Lexicon, kind: ClaimType, wanted: &Example) -> Option<String> {
    let claims = claims(lexicon, &wanted.text);
    let best = claims
        .iter()
        .filter(|c| c.kind == kind)
        .map(|c| missing(c, wanted))
        .min_by_key(Vec::len);
    match best {
        Some(faults) if faults.is_empty() => None,
        Some(faults) => Some(faults.join("; ")),
        None => {
            let found: Vec<String> = claims
                .iter()
                .map(|c| format!("{} {:?}", c.kind.as_str(), c.trigger.text))
                .collect();
            Some(format!("no such claim, found {found:?}"))
        }
    }
}

fn counterexample_fault(lexicon: &Lexicon, kind: ClaimType, text: &str) -> Option<String> {
    let claims = claims(lexicon, text);
    let found = claims.iter().find(|c| c.kind == kind)?;
    let rules: Vec<&str> = found.rules.iter().map(|r| r.as_str()).collect();
    Some(format!("a claim by {:?} {rules:?}", found.trigger.text))
}

/// Sources inside the outlet: the outlet itself is the last of a chain.
fn cue_fault(lexicon: &Lexicon, wanted: &CueExample) -> Option<String> {
    let claims = claims(lexicon, &wanted.text);
    let mut seen = Vec::new();
    for s in claims.iter().filter_map(|c| c.sources.first()) {
        let text = s.quoted.as_ref().map_or("", |q| q.text.as_str());
        let named = wanted.source.is_empty() || (!text.is_empty() && holds(text, &wanted.source));
        if named && s.kind.as_str() == wanted.kind {
            return None;
        }
        seen.push(format!("{} {text:?}", s.kind.as_str()));
    }
    Some(format!("source {:?} {}, found {seen:?}", wanted.source, wanted.kind))
}

fn sourced_fault(lexicon: &Lexicon, text: &str) -> Option<String> {
    let claims = claims(lexicon, text);
    let source = claims
        .iter()
        .flat_map(|c| &c.sources)
        .find(|s| s.kind != SourceKind::Outlet)?;
    let text = source.quoted.as_ref().map_or("", |q| q.text.as_str());
    Some(format!("a source {text:?} {}", source.kind.as_str()))
}

/// Collects faults; a pending entry must still fail, so that a fix is noticed.
#[derive(Default)]
struct Faults {
    text: String,
    count: usize,
    cases: usize,
    pending: usize,
}

impl Faults {
    fn add(&mut self, at: &str, sentence: &str, pending: Option<&str>, fault: Option<String>) {
        self.cases += 1;
        self.pending += usize::from(pending.is_some());
        let said = match (pending, fault) {
            (None, Some(fault)) => fault,
            (Some(why), None) => format!("holds now: drop its `pending` ({why})"),
            _ => return,
        };
        self.count += 1;
        let _ = writeln!(self.text, "{at}: {sentence}\n    {said}");
    }

    fn check(self) {
        assert!(self.count == 0, "{} of {} fail\n{}", self.count, self.cases, self.text);
        assert!(
            self.pending * 8 <= self.cases,
            "{} of {} are pending: more than one in eight",
            self.pending,
            self.cases
        );
    }
}

fn frame_faults(data: &FrameData, lexicon: &Lexicon) -> Faults {
    let mut faults = Faults::default();
    for frame in &data.frames {
        let Some(kind) = ClaimType::from_word(&frame.kind) else {
            continue;
        };
        let at = format!("frames/{}.toml", frame.id);
        for e in &frame.example {
            faults.add(&at, &e.text, e.pending.as_deref(), example_fault(lexicon, kind, e));
        }
        for c in &frame.counterexample {
            let fault = counterexample_fault(lexicon, kind, &c.text);
            faults.add(&format!("{at} ({})", c.why), &c.text, c.pending.as_deref(), fault);
        }
    }
    faults
}

fn cue_faults(data: &FrameData, lexicon: &Lexicon) -> Faults {
    let mut faults = Faults::default();
    for cue in &data.cues {
        let at = format!("cues: {}", cue.id);
        for e in &cue.example {
            faults.add(&at, &e.text, e.pending.as_deref(), cue_fault(lexicon, e));
        }
        for c in &cue.counterexample {
            let fault = sourced_fault(lexicon, &c.text);
            faults.add(&format!("{at} ({})", c.why), &c.text, c.pending.as_deref(), fault);
        }
    }
    faults
}

#[test]
fn frames_hold_their_examples() {
    frame_faults(&builtin_frames(), &LEXICON).check();
}

#[test]
fn cues_hold_their_examples() {
    cue_faults(&builtin_frames(), &LEXICON).check();
}

#[test]
fn the_data_is_without_fault() {
    let found = lint(&builtin_frames());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_entry_has_enough_examples() {
    let data = builtin_frames();
    let mut thin: Vec<String> = data
        .frames
        .iter()
        .filter(|f| f.example.len() < 8 || f.counterexample.len() < 5)
        .map(|f| {
            let (e, c) = (f.example.len(), f.counterexample.len());
            format!("frames/{}.toml: {e} examples of 8, {c} counterexamples of 5", f.id)
        })
        .collect();
    thin.extend(
        data.cues
            .iter()
            .filter(|c| c.example.len() < 5)
            .map(|c| format!("cues: {}: {} examples of 5", c.id, c.example.len())),
    );
    assert!(thin.is_empty(), "{}", thin.join("\n"));
}
