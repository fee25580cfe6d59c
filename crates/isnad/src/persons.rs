//! Who may be a private person: a wider net than the analysis casts, because a leak cannot be taken back.
//!
//! In: a text. Out: runs of words that look like a person's name and belong to no known actor, figure, outlet or place.
//! Invariant: a run starts at a given name or a surname that the word tables list. Deliberately takes too much: a run
//! that is nobody's name costs a few words of a redacted export.
//! Example: «عباس شمس الهرميسي» (Abbas Shams al-Hirmisi): the second word alone would be the sun.

use isnad_arabic::morph::{Analysis, Analyzer, Memo, Pos, plainest};
use isnad_arabic::token::{Token, TokenKind, tokenize};
use isnad_lexicon::entity::Entities;
use isnad_lexicon::gazetteer::Gazetteer;
use isnad_model::Span;
use std::cell::RefCell;

/// Longest name, in words.
const LONGEST: usize = 6;

/// What a word can be in a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Word {
    /// A listed given name or surname.
    Name,
    /// Ends like a nisba, which most surnames do.
    Nisba,
    /// In no table, or a noun or adjective: may stand between names.
    Other,
    /// A particle or a plain verb: never in a name.
    Never,
}

/// Finds names.
pub struct Persons<'a> {
    analyzer: &'static Analyzer,
    entities: &'a Entities,
    gazetteer: &'a Gazetteer,
}

impl<'a> Persons<'a> {
    /// With the words, names and places that are known.
    pub fn new(entities: &'a Entities, gazetteer: &'a Gazetteer) -> Self {
        Self {
            analyzer: Analyzer::builtin(),
            entities,
            gazetteer,
        }
    }

    /// What the readings of a word say; most words of a text were met before.
    fn reading<T>(&self, word: &str, says: impl FnOnce(&[Analysis]) -> T) -> T {
        thread_local! {
            static MEMO: RefCell<Memo> = RefCell::new(Memo::new());
        }
        MEMO.with(|memo| match memo.try_borrow_mut() {
            Ok(mut memo) => says(self.analyzer.analyze_with(&mut memo, word)),
            Err(_) => says(&[]),
        })
    }

    fn pos(&self, a: &Analysis) -> Pos {
        self.analyzer.lexeme(a.lexeme).map_or(Pos::Noun, |l| l.pos)
    }

    /// Whether no reading is plainer than that of a particle.
    fn particle(&self, readings: &[Analysis]) -> bool {
        plainest(readings).iter().any(|a| self.pos(a) == Pos::Particle)
    }

    /// What a word can be; whether it stands behind «و» or another proclitic.
    fn word(&self, word: &str) -> (Word, bool) {
        self.reading(word, |readings| self.judge(word, readings))
    }

    fn judge(&self, word: &str, readings: &[Analysis]) -> (Word, bool) {
        if self.particle(readings) {
            return (Word::Never, false);
        }
        if let Some(name) = readings.iter().find(|a| self.pos(a) == Pos::Name) {
            return (Word::Name, name.stem.0 > 0);
        }
        // «نادرة لجسر الرقة»: what stands behind a preposition goes on with no name.
        if !readings.is_empty() && plainest(readings).iter().all(|a| a.proclitics.preposition()) {
            return (Word::Never, false);
        }
        let verb = !readings.is_empty() && readings.iter().all(|a| self.pos(a) == Pos::Verb);
        let nisba = word.ends_with('ي') && word.chars().count() >= 4;
        let what = match () {
            () if nisba => Word::Nisba,
            () if verb => Word::Never,
            () => Word::Other,
        };
        (what, false)
    }

    /// Every run that looks like the name of somebody who is not known, in text order.
    pub fn find<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let tokens = tokenize(text);
        // A known name of two words or more that begins where the run does, or whatever covers the run.
        let long = |s: &Span| s.get(text).is_some_and(|t| t.contains(char::is_whitespace));
        let known = self.entities.find(text, &tokens).into_iter();
        let mut taken: Vec<(Span, bool)> = known.map(|m| (m.span, long(&m.span))).collect();
        let places = self.gazetteer.find(text, &tokens).into_iter();
        taken.extend(
            places
                .filter(|p| p.sure && !p.candidates.is_empty())
                .map(|p| (p.span, false)),
        );
        taken.sort();
        let mut out = Vec::new();
        let mut i = 0;
        let mut next = 0;
        while i < tokens.len() {
            let run = self.run(text, &tokens, i);
            let Some((start, end, last, listed)) = run else {
                i += 1;
                continue;
            };
            let span = Span::new(start, end);
            while taken.get(next).is_some_and(|t| t.0.end <= span.start) {
                next += 1;
            }
            let near: Vec<_> = taken.iter().skip(next).take_while(|t| t.0.start < span.end).collect();
            // «مستشفى بعقوبة التعليمي»: the only names in it are a town's.
            let known = near
                .iter()
                .any(|(t, long)| t.contains(span) || (*long && t.contains_offset(span.start)))
                || listed.iter().all(|at| near.iter().any(|(t, _)| t.contains_offset(*at)));
            if !known && let Some(name) = span.get(text) {
                out.push(name);
            }
            i = last + 1;
        }
        out
    }

    /// The run that begins at a token: its bytes, its last token, where listed names begin.
    fn run(&self, text: &str, tokens: &[Token], i: usize) -> Option<(u32, u32, usize, Vec<u32>)> {
        let slice = |t: &Token| t.span.get(text).unwrap_or("");
        let first = tokens.get(i).filter(|t| t.kind == TokenKind::Word)?;
        let (what, _) = self.word(slice(first));
        if what != Word::Name {
            return None;
        }
        let mut words = vec![(what, i)];
        let mut at = i;
        // Words of one line with nothing but a blank between them.
        while words.len() < LONGEST
            && tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Space)
            && let Some(t) = tokens.get(at + 2).filter(|t| t.kind == TokenKind::Word)
        {
            let (what, joined) = self.word(slice(t));
            if what == Word::Never || joined {
                break;
            }
            at += 2;
            words.push((what, at));
        }
        // What stands behind the last word of a name is not part of it; two other words may stand between.
        let mut keep = 1;
        for n in 1..words.len() {
            match words[n].0 {
                Word::Name | Word::Nisba => keep = n + 1,
                _ => {
                    let mut ahead = words.iter().skip(n + 1).take(2);
                    if !ahead.any(|w| matches!(w.0, Word::Name | Word::Nisba)) {
                        break;
                    }
                }
            }
        }
        let (_, last) = *words.get(keep - 1).filter(|_| keep >= 2)?;
        // A proclitic stays outside: the redactor finds names behind proclitics.
        let skip = self.reading(slice(first), |readings| {
            let name = readings.iter().find(|a| self.pos(a) == Pos::Name);
            name.map_or(0, |a| u32::from(a.stem.0))
        });
        let listed = words.iter().take(keep).filter(|w| w.0 == Word::Name);
        let listed = listed.filter_map(|w| Some(tokens.get(w.1)?.span.start + if w.1 == i { skip } else { 0 }));
        Some((
            first.span.start + skip,
            tokens.get(last)?.span.end,
            last,
            listed.collect(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_public_ones_left() {
        let entities = Entities::builtin();
        let persons = Persons::new(&entities, Gazetteer::builtin());
        for (text, want) in [
            (
                "وإن المخطوفين هما مهدي وعباس شمس الهرميسي، من البلدة",
                &["عباس شمس الهرميسي"][..],
            ),
            ("سقطت قذيفة على منزل المواطن صالح مرعي فأصابت زوجته", &["صالح مرعي"]),
            ("قال ليث عبد الجبار الدوسري إن", &["ليث عبد الجبار الدوسري"]),
            ("التقى بشار الأسد وزير الخارجية", &[]),
            ("سقطت قذائف على القرية مساء أمس", &[]),
        ] {
            assert_eq!(persons.find(text), want, "{text}");
        }
    }
}
