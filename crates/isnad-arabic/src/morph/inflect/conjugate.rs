//! Conjugation: stems to every finite form, spelled.
//!
//! In: a [`Root`]. Out: letters and [`Features`] of perfect, imperfect in its moods and imperative, active and passive,
//! through a sink. Forms before an attached pronoun are given apart where they are spelled otherwise
//! (رموا *ramaw* but رموه *ramaw-hu*, رمى *ramā* but رماه *ramā-hu*).

use super::features::{Features, Gender, Kind, Mood, Number, Person, Voice};
use super::sink::{BARE, PRON, Sink};
use super::spell::{is_vowel, spell};
use super::stems::{Root, Stem, Stems};

use Gender::{Feminine as F, Masculine as M};
use Number::{Dual as D, Plural as P, Singular as S};
use Person::{First, Second, Third};

type Slot = (Option<Person>, Option<Gender>, Option<Number>);

const fn slot(p: Person, g: Option<Gender>, n: Number) -> Slot {
    (Some(p), g, Some(n))
}

/// Endings of the perfect.
const PERFECT: [(Slot, &[u8]); 13] = [
    (slot(Third, Some(M), S), b"a"),
    (slot(Third, Some(F), S), b"at"),
    (slot(Third, Some(M), D), b"A"),
    (slot(Third, Some(F), D), b"atA"),
    (slot(Third, Some(M), P), b"U~"),
    (slot(Third, Some(F), P), b"na"),
    (slot(First, None, S), b"tu"),
    (slot(Second, Some(M), S), b"ta"),
    (slot(Second, Some(F), S), b"ti"),
    (slot(Second, None, D), b"tumA"),
    (slot(Second, Some(M), P), b"tum"),
    (slot(Second, Some(F), P), b"tunna"),
    (slot(First, None, P), b"nA"),
];

/// Prefixes of the imperfect with the endings of indicative, subjunctive and jussive; `0` for none.
const IMPERFECT: [(Slot, u8, [&[u8]; 3]); 13] = [
    (slot(Third, Some(M), S), b'y', [b"u", b"a", b""]),
    (slot(Third, Some(F), S), b't', [b"u", b"a", b""]),
    (slot(Third, Some(M), D), b'y', [b"Ani", b"A", b"A"]),
    (slot(Third, Some(F), D), b't', [b"Ani", b"A", b"A"]),
    (slot(Third, Some(M), P), b'y', [b"Una", b"U~", b"U~"]),
    (slot(Third, Some(F), P), b'y', [b"na", b"na", b"na"]),
    (slot(First, None, S), b'\'', [b"u", b"a", b""]),
    (slot(Second, Some(M), S), b't', [b"u", b"a", b""]),
    (slot(Second, Some(F), S), b't', [b"Ina", b"I", b"I"]),
    (slot(Second, Some(M), P), b't', [b"Una", b"U~", b"U~"]),
    (slot(Second, Some(F), P), b't', [b"na", b"na", b"na"]),
    (slot(First, None, P), b'n', [b"u", b"a", b""]),
    (slot(Second, None, D), b't', [b"Ani", b"A", b"A"]),
];

/// Endings of the imperative.
const IMPERATIVE: [(Slot, &[u8]); 5] = [
    (slot(Second, Some(M), S), b""),
    (slot(Second, Some(F), S), b"I"),
    (slot(Second, None, D), b"A"),
    (slot(Second, Some(M), P), b"U~"),
    (slot(Second, Some(F), P), b"na"),
];

/// Puts an ending on a stem whose last radical is weak; `alef` where final *ā* is written ا.
fn contract(stem: &[u8], ending: &[u8], alef: bool) -> Vec<u8> {
    let cut = stem.len().saturating_sub(2);
    let (base, tail) = stem.split_at(cut);
    let (v, g) = (
        tail.first().copied().unwrap_or(b'a'),
        tail.last().copied().unwrap_or(b'y'),
    );
    let first = ending.first().copied();
    let mut out = base.to_vec();
    match (v, first) {
        // Jussive: the radical falls.
        (_, None) => out.push(v),
        (b'a', Some(b'a' | b'u')) if ending.len() == 1 => out.push(if alef { b'A' } else { b'Y' }),
        (b'a', Some(b'a')) => out.extend_from_slice(ending),
        (b'a', Some(b'U')) => {
            out.extend_from_slice(b"aw");
            out.extend_from_slice(&ending[1..]);
        }
        (b'a', Some(b'I')) => {
            out.extend_from_slice(b"ay");
            out.extend_from_slice(&ending[1..]);
        }
        (b'i', Some(b'u')) => out.push(b'I'),
        (b'u', Some(b'u')) => out.push(b'U'),
        (b'i' | b'u', Some(b'U' | b'I')) => out.extend_from_slice(ending),
        (b'i', Some(c)) if !is_vowel(c) => {
            out.push(b'I');
            out.extend_from_slice(ending);
        }
        (b'u', Some(c)) if !is_vowel(c) => {
            out.push(b'U');
            out.extend_from_slice(ending);
        }
        _ => {
            out.extend_from_slice(&[v, g]);
            out.extend_from_slice(ending);
        }
    }
    out
}

struct Conjugator<'a, S: Sink> {
    weak: bool,
    hollow: bool,
    sink: &'a mut S,
}

impl<S: Sink> Conjugator<'_, S> {
    fn attach(&self, stem: &Stem, ending: &[u8], alef: bool) -> Vec<u8> {
        if self.weak {
            return contract(&stem.open, ending, alef);
        }
        let open = match ending.first() {
            Some(&b) => is_vowel(b),
            None => !self.hollow,
        };
        let mut out = if open { stem.open.clone() } else { stem.closed.clone() };
        out.extend_from_slice(ending);
        out
    }

    /// Spells a form and, apart where it differs, the form before a pronoun.
    fn give(&mut self, word: &[u8], features: Features) {
        let letters = spell(word);
        let mut bound = word.to_vec();
        match bound.last() {
            Some(b'~') => {
                bound.pop();
            }
            Some(b'Y') => {
                bound.pop();
                bound.push(b'A');
            }
            _ => {}
        }
        if bound.ends_with(b"tum") {
            bound.push(b'U');
        }
        // A final hamza takes another seat when a pronoun makes it medial: قرأ, يقرؤه.
        let bound = spell(&[&bound[..], b"-"].concat());
        let bound = bound.strip_suffix(b"-").unwrap_or(&bound);
        if bound == letters.as_slice() {
            self.sink.give(&letters, features, BARE | PRON);
        } else {
            self.sink.give(&letters, features, BARE);
            self.sink.give(bound, features, PRON);
        }
    }

    fn perfect(&mut self, stem: &Stem, voice: Voice, alef: bool) {
        for ((person, gender, number), ending) in PERFECT {
            let word = self.attach(stem, ending, alef && voice == Voice::Active);
            let mut features = Features {
                voice,
                person,
                gender,
                number,
                ..Features::new(Kind::Perfect)
            };
            features.mood = Mood::Any;
            self.give(&word, features);
        }
    }

    fn imperfect(&mut self, stem: &Stem, voice: Voice, prefix: u8, doubled: bool) {
        let vowel = if voice == Voice::Passive { b'u' } else { prefix };
        let with_prefix = |consonant: u8, s: &Stem| {
            let put = |x: &[u8]| [&[consonant, vowel], x].concat();
            Stem {
                open: put(&s.open),
                closed: put(&s.closed),
            }
        };
        for ((person, gender, number), consonant, endings) in IMPERFECT {
            let stem = with_prefix(consonant, stem);
            let [indicative, subjunctive, jussive] = endings.map(|e| self.attach(&stem, e, false));
            let features = Features {
                voice,
                person,
                gender,
                number,
                ..Features::new(Kind::Imperfect)
            };
            let spelled = [spell(&indicative), spell(&subjunctive), spell(&jussive)];
            if spelled[0] == spelled[1] && spelled[1] == spelled[2] {
                self.give(&indicative, features);
            } else if spelled[0] == spelled[1] {
                self.give(
                    &indicative,
                    Features {
                        mood: Mood::NotJussive,
                        ..features
                    },
                );
                self.give(
                    &jussive,
                    Features {
                        mood: Mood::Jussive,
                        ..features
                    },
                );
            } else {
                self.give(
                    &indicative,
                    Features {
                        mood: Mood::Indicative,
                        ..features
                    },
                );
                self.give(
                    &subjunctive,
                    Features {
                        mood: Mood::NotIndicative,
                        ..features
                    },
                );
            }
            if doubled && endings[2].is_empty() {
                self.give(
                    &stem.closed,
                    Features {
                        mood: Mood::Jussive,
                        ..features
                    },
                );
            }
        }
    }

    fn imperative(&mut self, stems: &Stems, stem: &Stem, root: &Root) {
        let doubled = root.doubled();
        let head = |s: &[u8]| {
            let s = if root.quirks.short_imperative {
                s.get(1..).unwrap_or(s)
            } else {
                s
            };
            let cluster = matches!((s.first(), s.get(1)), (Some(&a), Some(&b)) if !is_vowel(a) && !is_vowel(b));
            if stems.hamza_imperative {
                [b"'a", s].concat()
            } else if cluster {
                [&[stems.help], s].concat()
            } else {
                s.to_vec()
            }
        };
        let put = Stem {
            open: head(&stem.open),
            closed: head(&stem.closed),
        };
        for ((person, gender, number), ending) in IMPERATIVE {
            let features = Features {
                person,
                gender,
                number,
                ..Features::new(Kind::Imperative)
            };
            let word = self.attach(&put, ending, false);
            self.give(&word, features);
            if doubled && ending.is_empty() {
                self.give(&put.closed, features);
            }
        }
    }
}

/// Gives every finite form of a verb.
pub fn conjugate(root: &Root, stems: &Stems, sink: &mut impl Sink) {
    let mut c = Conjugator {
        weak: root.defective(),
        hollow: root.hollow(),
        sink,
    };
    c.perfect(&stems.perfect.0, Voice::Active, stems.alef);
    if let Some(passive) = &stems.perfect.1 {
        c.perfect(passive, Voice::Passive, false);
    }
    if let Some((active, passive)) = &stems.imperfect {
        // Doubled verbs have an uncontracted jussive beside the contracted one.
        let doubled = active.open != active.closed && !c.hollow;
        c.imperfect(active, Voice::Active, stems.prefix, doubled);
        if let Some(passive) = passive {
            c.imperfect(passive, Voice::Passive, b'u', doubled);
        }
        c.imperative(stems, active, root);
    }
}
