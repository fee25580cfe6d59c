//! Words of the lexicon as small numbers.
//!
//! In: the lemmas and expressions of frames, cues, things and grammar words.
//! Out: for a word of a text, the numbers of the lexicon words that it may be.
//! A word is looked up by its lexemes (every inflected form of «انشق» has one number) and, where the
//! morphology does not know it, by its letters without proclitics, article and plain endings.
//! A verb that shares its letters with others is told apart by its form: `هرب/1` flees, `هرب/2` smuggles, and neither is
//! the noun.
//!
//! **Invariant:** numbers are given in the order in which words are added; equal data gives equal numbers.

use isnad_arabic::morph::{Analyzer, LexemeId, Pos};
use isnad_arabic::normal::{self, Tier};
use rustc_hash::FxHashMap;

/// The number of a lexicon word.
pub type KeyId = u32;

/// The words of the lexicon, by surface and by lexeme.
#[derive(Debug, Default)]
pub struct Keys {
    by_surface: FxHashMap<Box<str>, KeyId>,
    by_lexeme: FxHashMap<LexemeId, Vec<KeyId>>,
    names: Vec<Box<str>>,
}

/// Folds a lexicon word as it is compared: orthographic tier.
#[must_use]
pub fn fold(word: &str) -> String {
    normal::fold(word, Tier::Orthographic)
}

impl Keys {
    /// Gives a word a number, or finds the one it has.
    pub fn intern(&mut self, word: &str, analyzer: &Analyzer) -> KeyId {
        let folded = fold(word);
        if let Some(&id) = self.by_surface.get(folded.as_str()) {
            return id;
        }
        let id = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(word.into());
        self.by_surface.insert(folded.into(), id);
        let (lemma, form) = word.split_once('/').map_or((word, None), |(l, f)| (l, Some(f)));
        for &lexeme in analyzer.find(lemma) {
            let verb = |f: &str| {
                analyzer
                    .lexeme(lexeme)
                    .is_some_and(|l| l.pos == Pos::Verb && *l.form == *f)
            };
            if form.is_none_or(verb) {
                self.by_lexeme.entry(lexeme).or_default().push(id);
            }
        }
        id
    }

    /// The number of a word exactly as it stands, folded.
    #[must_use]
    pub fn surface(&self, folded: &str) -> Option<KeyId> {
        self.by_surface.get(folded).copied()
    }

    /// The numbers of a lexeme, the first given first.
    #[must_use]
    pub fn lexeme(&self, lexeme: LexemeId) -> &[KeyId] {
        self.by_lexeme.get(&lexeme).map_or(&[], Vec::as_slice)
    }

    /// The word of a number, as the data spells it.
    #[must_use]
    pub fn name(&self, id: KeyId) -> &str {
        self.names.get(id as usize).map_or("", |s| s)
    }

    /// How many words have a number.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}
