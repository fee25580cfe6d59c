//! Frames: what kinds of event there are, which words evoke them, who plays which part.
//!
//! In: the files of `data/frames`, `data/cues`, `data/things`, `data/grammar` (and a user's).
//! Out: [`Frames`], compiled: expressions of numbered words, looked up by their first word.
//! Every entry is data; a new kind of trigger is a new entry, never a branch in code.
//!
//! Example: «شن غارة» (shanna ghāra, "launched a raid") is an expression of two lemmas; «شنّت طائرات
//! التحالف عدة غارات» evokes it because every inflected form of both counts and words may stand between.

mod classes;
mod expression;
pub mod lint;
pub mod schema;

pub use classes::Classes;
pub use expression::{Behind, Expression, ExpressionTable, Phrases, key_mark};

use crate::keys::{KeyId, Keys};
use isnad_arabic::morph::Analyzer;
use isnad_model::{ClaimType, Modality, Outcome, RuleId};
use rustc_hash::FxHashMap;
use schema::{FrameData, ThingEntry, TriggerEntry};

/// What a participant is to an event, as the data says it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Part {
    /// Who does it.
    Agent,
    /// To whom.
    Patient,
    /// Where.
    Place,
    /// Decided by what the phrase names.
    #[default]
    Auto,
    /// Nothing.
    None,
}

impl Part {
    fn read(word: &str, default: Self) -> Self {
        match word {
            "agent" => Self::Agent,
            "patient" | "target" => Self::Patient,
            "place" => Self::Place,
            "auto" => Self::Auto,
            "none" => Self::None,
            _ => default,
        }
    }
}

/// Which readings of a trigger's first word count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ReadingSet(pub u8);

impl ReadingSet {
    /// A finite active verb.
    pub const VERB: u8 = 1;
    /// A finite passive verb.
    pub const PASSIVE: u8 = 2;
    /// A verbal noun.
    pub const MASDAR: u8 = 4;
    /// Any other noun or adjective.
    pub const NOUN: u8 = 8;
    /// An active participle.
    pub const ACTIVE_PARTICIPLE: u8 = 16;
    /// A passive participle.
    pub const PASSIVE_PARTICIPLE: u8 = 32;
    /// The letters as they stand.
    pub const SURFACE: u8 = 64;

    fn read(words: &[String]) -> Self {
        let bit = |w: &String| match w.as_str() {
            "verb" => Self::VERB,
            "passive" => Self::PASSIVE,
            "masdar" => Self::MASDAR,
            "noun" => Self::NOUN,
            "active_participle" => Self::ACTIVE_PARTICIPLE,
            "passive_participle" => Self::PASSIVE_PARTICIPLE,
            "surface" => Self::SURFACE,
            _ => 0,
        };
        Self(words.iter().map(bit).fold(0, |a, b| a | b))
    }

    /// Whether any of `bits` is in the set.
    #[inline]
    #[must_use]
    pub const fn has(self, bits: u8) -> bool {
        self.0 & bits != 0
    }
}

/// What must stand in the clause of a trigger.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Needs(pub u16);

impl Needs {
    /// The names of the needs, in bit order.
    pub const NAMES: [&'static str; 14] = [
        "actor", "group", "people", "person", "place", "thing", "weapon", "aircraft", "toll", "casualty", "force",
        "charge", "culprit", "occurs",
    ];

    fn read(words: &[String]) -> Self {
        let mut out = 0;
        for (i, name) in Self::NAMES.iter().enumerate() {
            if words.iter().any(|w| w == name) {
                out |= 1 << i;
            }
        }
        Self(out)
    }

    /// The named need alone.
    #[must_use]
    pub fn one(name: &str) -> Self {
        Self(Self::NAMES.iter().position(|n| *n == name).map_or(0, |i| 1 << i))
    }

    /// Whether the named need is in the set.
    #[must_use]
    pub fn wants(self, name: &str) -> bool {
        Self::NAMES
            .iter()
            .position(|n| *n == name)
            .is_some_and(|i| self.0 & (1 << i) != 0)
    }

    /// Whether nothing is needed.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// A compiled trigger: shared by all expressions of one entry.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// `frame/entry` for explanations.
    pub rule: RuleId,
    /// Index of the frame.
    pub frame: usize,
    /// The claim type.
    pub kind: ClaimType,
    /// Which readings of the first word count.
    pub readings: ReadingSet,
    /// The part of the subject.
    pub subject: Part,
    /// The part of the object.
    pub object: Part,
    /// The part of the genitive.
    pub of: Part,
    /// Parts of prepositional phrases, by preposition.
    pub preps: Vec<(KeyId, Part)>,
    /// The type follows the means.
    pub by_means: bool,
    /// The type where nothing says otherwise.
    pub default_type: ClaimType,
    /// What must stand in the clause.
    pub needs: Needs,
    /// What must all stand in the clause.
    pub all: Needs,
    /// Only a helper of its subject.
    pub support: bool,
    /// Only under a negation, which is part of it.
    pub negated: bool,
    /// Words that block it nearby.
    pub unless: Phrases,
    /// What happens to the patients.
    pub outcome: Option<Outcome>,
    /// Belongs to its cause.
    pub result: bool,
    /// A state.
    pub state: bool,
    /// Only the perfect (true) or the imperfect (false).
    pub perfect: Option<bool>,
    /// Only governed by this preposition or proclitic.
    pub governed: Option<String>,
    /// Fixed modality.
    pub modality: Modality,
}

/// Classes of reporting expressions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CueClass {
    /// A verb of saying.
    Speech,
    /// A verb that carries the last speaker on.
    Resume,
    /// An adverbial participle of saying.
    Participle,
    /// A doubting verb.
    Doubt,
    /// A denying verb.
    Denial,
    /// Nobody is named.
    Hearsay,
    /// A preposition of source.
    According,
    /// Quoted from.
    Quoting,
    /// The source just named.
    SelfRef,
    /// A closing credit.
    Credit,
    /// An impersonal verb: the outlet goes on in its own voice.
    Own,
}

/// A compiled cue class.
#[derive(Clone, Debug)]
pub struct Cue {
    /// For explanations.
    pub rule: RuleId,
    /// Its class.
    pub class: CueClass,
    /// Which readings count.
    pub readings: ReadingSet,
}

/// A class of means or targets.
#[derive(Clone, Debug)]
pub struct ThingClass {
    /// English class.
    pub class: String,
    /// Type implied.
    pub implies: Option<ClaimType>,
}

/// All frames, cues, things and grammar words, compiled.
#[derive(Debug, Default)]
pub struct Frames {
    /// Numbered words.
    pub keys: Keys,
    /// The data as read, for explanations and tests.
    pub data: FrameData,
    /// Triggers.
    pub triggers: Vec<Trigger>,
    /// Expressions of triggers.
    pub trigger_table: ExpressionTable,
    /// Cues.
    pub cues: Vec<Cue>,
    /// Expressions of cues.
    pub cue_table: ExpressionTable,
    /// Means and targets: means first.
    pub things: Vec<ThingClass>,
    /// How many of `things` are means.
    pub means_count: usize,
    /// Expressions of things.
    pub thing_table: ExpressionTable,
    /// Expressions of a period that something is counted over: «منذ بداية».
    pub period_table: ExpressionTable,
    /// Expressions of what is said of casualties as a whole: their target is the place of their class in
    /// [`Frames::CASUALTIES`].
    pub casualty_table: ExpressionTable,
    /// Expressions of what happens again and again.
    pub habitual_table: ExpressionTable,
    /// Grammar classes of the built-in data by their places.
    classes: Vec<Phrases>,
    /// Other grammar classes by [`class_number`](schema::class_number).
    more_classes: FxHashMap<u64, Phrases>,
    /// Of a class that is not there.
    no_phrases: Phrases,
    /// Per word: the classes that it is of.
    class_of: Vec<Classes>,
    /// Per word: whether an expression that blocks a trigger begins with it.
    blocks: Vec<bool>,
}

impl Frames {
    /// Classes of what is said of casualties as a whole, those first that go before others.
    pub const CASUALTIES: [&str; 2] = ["unknown_casualties", "none_casualties"];

    /// Compiles the data over a morphology.
    #[must_use]
    pub fn compile(data: FrameData, analyzer: &Analyzer) -> Self {
        let mut out = Self::default();
        for (i, frame) in data.frames.iter().enumerate() {
            let Some(kind) = ClaimType::from_word(&frame.kind) else {
                continue;
            };
            for (n, entry) in frame.trigger.iter().enumerate() {
                out.add_trigger(i, kind, format!("{}/{}", frame.id, n + 1), entry, analyzer);
            }
        }
        for cue in &data.cues {
            let class = match cue.class.as_str() {
                "speech" => CueClass::Speech,
                "resume" => CueClass::Resume,
                "participle" => CueClass::Participle,
                "doubt" => CueClass::Doubt,
                "denial" => CueClass::Denial,
                "hearsay" => CueClass::Hearsay,
                "according" => CueClass::According,
                "quoting" => CueClass::Quoting,
                "self" => CueClass::SelfRef,
                "credit" => CueClass::Credit,
                "own" => CueClass::Own,
                _ => continue,
            };
            let target = out.cues.len();
            out.cues.push(Cue {
                rule: RuleId::new(format!("cue/{}", cue.id)),
                class,
                readings: ReadingSet::read(&cue.readings),
            });
            for form in &cue.forms {
                let words = words_of(form, &mut out.keys, analyzer);
                out.cue_table.push(words, 1, target);
            }
        }
        out.means_count = data.means.len();
        for thing in data.means.iter().chain(&data.targets) {
            out.add_thing(thing, analyzer);
        }
        for (at, (name, forms)) in data.grammar.iter().enumerate() {
            let class = Classes::named(name);
            let mut lists = Vec::with_capacity(forms.len());
            for form in forms {
                let words = words_of(form, &mut out.keys, analyzer);
                if let [one] = words.as_slice() {
                    let one = *one as usize;
                    if out.class_of.len() <= one {
                        out.class_of.resize(one + 1, Classes::NONE);
                    }
                    out.class_of[one] |= class;
                }
                if name == "period_total" {
                    out.period_table.push(words.clone(), 0, at);
                }
                if let Some(n) = Self::CASUALTIES.iter().position(|c| c == name) {
                    out.casualty_table.push(words.clone(), 1, n);
                }
                if name == "habitual" {
                    out.habitual_table.push(words.clone(), 0, at);
                }
                lists.push(words);
            }
            let number = schema::class_number(name);
            match classes::place_of(number).map(usize::from) {
                Some(place) => {
                    if out.classes.len() <= place {
                        out.classes.resize_with(place + 1, Phrases::default);
                    }
                    out.classes[place] = Phrases::of(lists);
                }
                None => {
                    out.more_classes.insert(number, Phrases::of(lists));
                }
            }
        }
        // A governed letter is no word: it may stand on any.
        let letters = ["ب", "ل"].map(|l| out.keys.surface(l).unwrap_or(KeyId::MAX));
        for e in &mut out.trigger_table.all {
            e.readings = out.triggers.get(e.target).map_or(e.readings, |t| t.readings);
            if e.words.get(1).is_some_and(|k| letters.contains(k)) {
                e.second = u64::MAX;
            }
        }
        out.trigger_table.finish();
        out.casualty_table.finish();
        out.habitual_table.finish();
        out.cue_table.finish();
        out.thing_table.finish();
        out.period_table.finish();
        out.data = data;
        out
    }

    fn add_trigger(&mut self, frame: usize, kind: ClaimType, rule: String, entry: &TriggerEntry, analyzer: &Analyzer) {
        let target = self.triggers.len();
        let kind = entry.kind.as_deref().and_then(ClaimType::from_word).unwrap_or(kind);
        let preps = entry
            .preps
            .iter()
            .map(|(p, part)| (self.keys.intern(p, analyzer), Part::read(part, Part::Auto)));
        let preps = preps.collect();
        let unless = entry
            .unless
            .iter()
            .map(|w| words_of(w, &mut self.keys, analyzer))
            .filter(|words| !words.is_empty())
            .collect::<Vec<_>>();
        for first in unless.iter().filter_map(|words| words.first()) {
            let first = *first as usize;
            if self.blocks.len() <= first {
                self.blocks.resize(first + 1, false);
            }
            self.blocks[first] = true;
        }
        let unless = Phrases::of(unless);
        self.triggers.push(Trigger {
            rule: RuleId::new(rule),
            frame,
            kind,
            readings: ReadingSet::read(&entry.readings),
            subject: Part::read(&entry.subject, Part::Agent),
            object: Part::read(&entry.object, Part::Patient),
            of: Part::read(&entry.of, Part::Auto),
            preps,
            by_means: entry.by_means,
            default_type: entry
                .default_type
                .as_deref()
                .and_then(ClaimType::from_word)
                .unwrap_or(kind),
            needs: Needs::read(&entry.needs),
            all: Needs::read(&entry.all),
            support: entry.support,
            negated: entry.negated,
            unless,
            outcome: entry.outcome.as_deref().and_then(Outcome::from_word),
            result: entry.result,
            state: entry.state,
            perfect: entry.tense.as_deref().map(|t| t == "perfect"),
            governed: entry.governed.clone(),
            modality: entry
                .modality
                .as_deref()
                .and_then(Modality::from_word)
                .unwrap_or(Modality::Actual),
        });
        for form in &entry.forms {
            let words = words_of(form, &mut self.keys, analyzer);
            self.trigger_table.push(words, entry.gap.unwrap_or(2), target);
        }
    }

    fn add_thing(&mut self, thing: &ThingEntry, analyzer: &Analyzer) {
        let target = self.things.len();
        let implies = thing.implies.as_deref().and_then(ClaimType::from_word);
        self.things.push(ThingClass {
            class: thing.class.clone(),
            implies,
        });
        for form in &thing.forms {
            let words = words_of(form, &mut self.keys, analyzer);
            self.thing_table.push(words, 0, target);
        }
    }

    /// The bit of a grammar class, for [`Frames::classes_of`]; none for an unknown class.
    #[inline(always)]
    #[must_use]
    pub const fn class_bit(&self, name: &str) -> Classes {
        Classes::named(name)
    }

    /// The grammar classes of a word, as bits.
    #[inline]
    #[must_use]
    pub fn classes_of(&self, key: KeyId) -> Classes {
        self.class_of.get(key as usize).copied().unwrap_or_default()
    }

    /// The expressions of a grammar class.
    #[inline(always)]
    #[must_use]
    pub fn class(&self, name: &str) -> &Phrases {
        self.phrases(schema::class_number(name))
    }

    #[inline(always)]
    fn phrases(&self, number: u64) -> &Phrases {
        let known = match classes::place_of(number) {
            Some(place) => self.classes.get(usize::from(place)),
            None => self.more_classes.get(&number),
        };
        known.unwrap_or(&self.no_phrases)
    }

    /// Whether an expression that blocks a trigger begins with a word.
    #[must_use]
    pub fn blocks(&self, key: KeyId) -> bool {
        self.blocks.get(key as usize).copied().unwrap_or(false)
    }

    /// Whether the thing is a means of attack (else it is a target).
    #[must_use]
    pub const fn is_means(&self, thing: usize) -> bool {
        thing < self.means_count
    }
}

fn words_of(form: &str, keys: &mut Keys, analyzer: &Analyzer) -> Vec<KeyId> {
    form.split_whitespace().map(|w| keys.intern(w, analyzer)).collect()
}
