//! What is wrong with frame data: every message names file, entry and what was expected.

use super::Needs;
use super::schema::{FrameData, TriggerEntry};
use isnad_model::{ClaimType, Modality, Outcome};
use std::collections::BTreeSet;

/// Finds what is wrong with frames, cues and things. Nothing found is an empty list.
#[must_use]
pub fn lint(data: &FrameData) -> Vec<String> {
    let mut out = Vec::new();
    let mut ids = BTreeSet::new();
    for frame in &data.frames {
        let at = format!("frames/{}.toml", frame.id);
        if !ids.insert(frame.id.as_str()) {
            out.push(format!("{at}: id given twice"));
        }
        if ClaimType::from_word(&frame.kind).is_none() {
            out.push(format!("{at}: type {:?} is none of the guideline's", frame.kind));
        }
        if frame.gloss.is_empty() {
            out.push(format!("{at}: no gloss"));
        }
        if frame.trigger.is_empty() {
            out.push(format!("{at}: no trigger"));
        }
        for (n, entry) in frame.trigger.iter().enumerate() {
            lint_trigger(&format!("{at}: trigger {}", n + 1), entry, &mut out);
        }
        for example in &frame.example {
            lint_form(&format!("{at}: example"), &example.text, &mut out);
        }
    }
    let known = [
        "speech",
        "resume",
        "participle",
        "doubt",
        "denial",
        "hearsay",
        "according",
        "quoting",
        "self",
        "credit",
        "own",
    ];
    for cue in &data.cues {
        let at = format!("cues: {}", cue.id);
        if !known.contains(&cue.class.as_str()) {
            out.push(format!("{at}: class {:?} is none of {known:?}", cue.class));
        }
        for form in &cue.forms {
            lint_form(&at, form, &mut out);
        }
    }
    for thing in data.means.iter().chain(&data.targets) {
        let at = format!("things: {}", thing.class);
        if thing
            .implies
            .as_deref()
            .is_some_and(|t| ClaimType::from_word(t).is_none())
        {
            out.push(format!("{at}: implies {:?}, which is no type", thing.implies));
        }
        for form in &thing.forms {
            lint_form(&at, form, &mut out);
        }
    }
    out
}

fn lint_trigger(at: &str, entry: &TriggerEntry, out: &mut Vec<String>) {
    if entry.forms.is_empty() {
        out.push(format!("{at}: no forms"));
    }
    let mut seen = BTreeSet::new();
    for form in &entry.forms {
        lint_form(at, form, out);
        if !seen.insert(crate::keys::fold(form)) {
            out.push(format!("{at}: form {form:?} given twice"));
        }
    }
    let readings = [
        "verb",
        "passive",
        "masdar",
        "noun",
        "active_participle",
        "passive_participle",
        "surface",
    ];
    for r in &entry.readings {
        if !readings.contains(&r.as_str()) {
            out.push(format!("{at}: as {r:?} is none of {readings:?}"));
        }
    }
    if entry.readings.is_empty() {
        out.push(format!("{at}: `as` is empty, expected some of {readings:?}"));
    }
    for need in entry.needs.iter().chain(&entry.all) {
        if !Needs::NAMES.contains(&need.as_str()) {
            out.push(format!("{at}: needs {need:?}, expected some of {:?}", Needs::NAMES));
        }
    }
    for part in [&entry.subject, &entry.object, &entry.of]
        .into_iter()
        .chain(entry.preps.values())
    {
        if !["", "agent", "patient", "target", "place", "auto", "none"].contains(&part.as_str()) {
            out.push(format!("{at}: part {part:?} is no part"));
        }
    }
    if entry
        .outcome
        .as_deref()
        .is_some_and(|o| Outcome::from_word(o).is_none())
    {
        out.push(format!("{at}: outcome {:?} is none of the records'", entry.outcome));
    }
    if entry
        .modality
        .as_deref()
        .is_some_and(|m| Modality::from_word(m).is_none())
    {
        out.push(format!(
            "{at}: modality {:?} is none of the guideline's",
            entry.modality
        ));
    }
    for kind in [&entry.kind, &entry.default_type].into_iter().flatten() {
        if ClaimType::from_word(kind).is_none() {
            out.push(format!("{at}: type {kind:?} is none of the guideline's"));
        }
    }
}

/// Letters that no entry may hold: presentation forms, tatweel, bidi controls.
fn lint_form(at: &str, form: &str, out: &mut Vec<String>) {
    for c in form.chars() {
        let what = match c {
            '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => "a presentation form",
            '\u{0640}' => "a tatweel",
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "a control character",
            _ => continue,
        };
        out.push(format!("{at}: {form:?} holds {what} (U+{:04X})", c as u32));
    }
}
