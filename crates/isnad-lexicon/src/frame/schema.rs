//! The data language of frames, cues, things and grammar words, as it stands in the files.
//!
//! In: TOML text. Out: plain values, nothing compiled.
//! Shared between the crate and its build script, so that a user's folder and the built-in data are
//! read by the same code.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A frame file: one kind of event, what evokes it, who plays which part, and its own tests.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameFile {
    /// Stable id, the file's stem.
    pub id: String,
    /// The claim type that it yields, a word of the guideline.
    #[serde(rename = "type")]
    pub kind: String,
    /// English meaning.
    pub gloss: String,
    /// MSA, dialect, religious, military, legal.
    #[serde(default)]
    pub register: String,
    /// Where the usage was seen.
    #[serde(default)]
    pub evidence: Vec<String>,
    /// Version of the data that first had it.
    #[serde(default)]
    pub since: String,
    /// What evokes it.
    #[serde(default)]
    pub trigger: Vec<TriggerEntry>,
    /// Sentences that must yield a claim of this frame.
    #[serde(default)]
    pub example: Vec<Example>,
    /// Sentences that must not.
    #[serde(default)]
    pub counterexample: Vec<Counterexample>,
}

/// Words that evoke a frame, with the parts that they give out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TriggerEntry {
    /// Lemmas, or lemmas separated by spaces for an expression; every inflected form counts.
    pub forms: Vec<String>,
    /// Which readings of the first word count: verb, passive, masdar, noun, active_participle, passive_participle.
    #[serde(rename = "as")]
    pub readings: Vec<String>,
    /// Most words between two words of an expression (2 when absent).
    pub gap: Option<u8>,
    /// What the subject of the active verb is: agent (when empty), patient, none.
    pub subject: String,
    /// What the object is: patient (when empty), place, none.
    pub object: String,
    /// What the genitive of the noun or masdar is: agent, patient, place, none, auto (by what it names).
    pub of: String,
    /// What a preposition's noun phrase is, over the defaults.
    pub preps: BTreeMap<String, String>,
    /// Another type than the frame's.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The type follows the means (aircraft make an airstrike of it).
    pub by_means: bool,
    /// The type where nothing says otherwise, with `by_means`.
    pub default_type: Option<String>,
    /// Any of these must stand in the clause: actor, group, people, person, place, thing, weapon, aircraft, toll, casualty.
    pub needs: Vec<String>,
    /// All of these must.
    pub all: Vec<String>,
    /// Only a helper of the event that is its subject («غارات طالت …»); alone it evokes nothing.
    pub support: bool,
    /// Only under a negation, which is part of it («لم يظهر»).
    pub negated: bool,
    /// Lemmas that block it when within four words.
    pub unless: Vec<String>,
    /// killed, injured, detained, missing: what happens to the patients.
    pub outcome: Option<String>,
    /// The claim belongs to the event that caused it, where the clause names one.
    pub result: bool,
    /// A state that lasts, not an event.
    pub state: bool,
    /// perfect or imperfect: only this tense of the verb.
    pub tense: Option<String>,
    /// The noun must be governed by this preposition.
    pub governed: Option<String>,
    /// actual (when empty), planned, denied.
    pub modality: Option<String>,
}

/// A sentence with the claim that it must yield.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Example {
    /// Invented Arabic text.
    pub text: String,
    /// English gloss.
    pub gloss: String,
    /// Words inside the expected trigger.
    pub trigger: Option<String>,
    /// Words of the expected agents.
    pub agent: Vec<String>,
    /// Words of the expected patients.
    pub patient: Vec<String>,
    /// Expected dead: low and high (absent high is open).
    pub killed: Option<(u64, Option<u64>)>,
    /// Expected hurt.
    pub injured: Option<(u64, Option<u64>)>,
    /// Words of the expected place.
    pub place: Option<String>,
    /// Expected modality.
    pub modality: Option<String>,
    /// Why it does not hold yet; the tests make sure that it still fails.
    pub pending: Option<String>,
}

/// A sentence that must not yield a claim of the frame.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Counterexample {
    /// Invented Arabic text.
    pub text: String,
    /// Why it is none.
    pub why: String,
    /// Why it does not hold yet; the tests make sure that it still fails.
    pub pending: Option<String>,
}

/// A file of reporting expressions.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueFile {
    /// The classes.
    pub cue: Vec<CueEntry>,
}

/// A class of reporting expressions.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CueEntry {
    /// Stable id.
    pub id: String,
    /// speech, resume, participle, doubt, denial, hearsay, according, quoting, self, credit.
    pub class: String,
    /// English meaning.
    pub gloss: String,
    /// Lemmas or surface expressions.
    pub forms: Vec<String>,
    /// Which readings count: verb, passive, masdar, active_participle, surface.
    #[serde(rename = "as")]
    pub readings: Vec<String>,
    /// Sentences with the cue.
    pub example: Vec<CueExample>,
    /// Sentences that look like it and are not.
    pub counterexample: Vec<Counterexample>,
}

/// A sentence with the source that it must yield.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CueExample {
    /// Invented Arabic text.
    pub text: String,
    /// English gloss.
    pub gloss: String,
    /// Words of the expected source closest to the event.
    pub source: String,
    /// Its kind.
    pub kind: String,
    /// Why it does not hold yet; the tests make sure that it still fails.
    pub pending: Option<String>,
}

/// A file of things: means or targets.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThingFile {
    /// The classes.
    pub thing: Vec<ThingEntry>,
}

/// A class of things.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ThingEntry {
    /// English class of the records.
    pub class: String,
    /// The claim type that a generic attack word takes with it.
    pub implies: Option<String>,
    /// Lemmas or expressions of lemmas.
    pub forms: Vec<String>,
}

/// A file of closed word classes: class to forms.
pub type GrammarFile = BTreeMap<String, Vec<String>>;

/// Grammar classes looked for as expressions alone, which take no bit.
const EXPRESSIONS: [&str; 2] = ["agentive", "meanwhile"];

/// Whether a grammar class is asked of single words and so needs a bit of its own.
#[must_use]
pub fn has_bit(name: &str, forms: &[String]) -> bool {
    forms.iter().any(|f| !f.contains(' ')) && !EXPRESSIONS.contains(&name)
}

/// The number that tells a grammar class by its name: the compiler makes it of a constant name.
#[inline(always)]
#[must_use]
pub const fn class_number(name: &str) -> u64 {
    let mut number = 0xcbf2_9ce4_8422_2325 ^ name.len() as u64;
    let mut rest = name.as_bytes();
    while let [a, b, c, d, e, f, g, h, tail @ ..] = rest {
        number = (number ^ u64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h])).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        number ^= number >> 32;
        rest = tail;
    }
    while let [b, tail @ ..] = rest {
        number = (number ^ *b as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        rest = tail;
    }
    number ^ number >> 29
}

/// Everything of the frame data, uncompiled.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct FrameData {
    /// Frames in id order.
    pub frames: Vec<FrameFile>,
    /// Cues in file order.
    pub cues: Vec<CueEntry>,
    /// Means of attack.
    pub means: Vec<ThingEntry>,
    /// Objects that attacks hit.
    pub targets: Vec<ThingEntry>,
    /// Closed word classes.
    pub grammar: GrammarFile,
}
