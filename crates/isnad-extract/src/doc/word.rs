//! A word of an article: what its letters may be, and what it is taken for in its sentence.
//!
//! Deliberately holds no text: a word is a place in its article, and shares what its letters say with every word that has
//! the same.
//!
//! Example: «وبالقوات» (wa-bil-quwwāt, "and by the forces") is one word with the proclitics «و», «ب» and the article.

use super::memo::Letters;
use isnad_arabic::morph::Pronoun;
use isnad_lexicon::frame::{Classes, key_mark};
use isnad_lexicon::keys::KeyId;
use isnad_model::Span;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

/// Bits of [`Word::pro`].
pub mod pro {
    /// «و» or «ف»: and.
    pub const CONJ: u8 = 1;
    /// «ب»: by, with, in.
    pub const BI: u8 = 2;
    /// «ل»: to, for.
    pub const LI: u8 = 4;
    /// «ك»: as.
    pub const KA: u8 = 8;
    /// «س»: will.
    pub const SA: u8 = 16;
    /// «ال»: the.
    pub const AL: u8 = 32;
    /// The «و» stands apart, as a word of its own before the word.
    pub const APART: u8 = 64;
}

/// Bits of [`Word::gap`]: what stands between a word and the one before.
pub mod gap {
    /// Comma.
    pub const COMMA: u16 = 1;
    /// Semicolon.
    pub const SEMI: u16 = 2;
    /// Colon.
    pub const COLON: u16 = 4;
    /// An opening quotation mark.
    pub const OPEN_QUOTE: u16 = 8;
    /// A closing quotation mark.
    pub const CLOSE_QUOTE: u16 = 16;
    /// An opening bracket.
    pub const OPEN: u16 = 32;
    /// A closing bracket.
    pub const CLOSE: u16 = 64;
    /// A dash.
    pub const DASH: u16 = 128;
    /// A full stop, question or exclamation mark.
    pub const STOP: u16 = 256;
    /// A line break.
    pub const LINE: u16 = 512;
    /// A hash, an underscore: inside a hashtag.
    pub const TAG: u16 = 1024;
    /// Anything that ends a noun phrase.
    pub const HARD: u16 = COMMA | SEMI | COLON | CLOSE | DASH | STOP | LINE;
}

/// Bits of [`Word::pos`].
pub mod pos {
    /// Finite perfect.
    pub const PERFECT: u16 = 1;
    /// Finite imperfect.
    pub const IMPERFECT: u16 = 2;
    /// Any finite verb.
    pub const VERB: u16 = 3;
    /// May be passive.
    pub const PASSIVE: u16 = 4;
    /// Noun.
    pub const NOUN: u16 = 8;
    /// Adjective.
    pub const ADJ: u16 = 16;
    /// Verbal noun.
    pub const MASDAR: u16 = 32;
    /// Active participle.
    pub const ACTIVE: u16 = 64;
    /// Passive participle.
    pub const PASSIVE_P: u16 = 128;
    /// Particle.
    pub const PARTICLE: u16 = 256;
    /// Name.
    pub const NAME: u16 = 512;
    /// The morphology does not know it.
    pub const UNKNOWN: u16 = 1024;
    /// Digits.
    pub const DIGITS: u16 = 2048;
    /// Anything that can be inside a noun phrase.
    pub const NOMINAL: u16 = NOUN | ADJ | MASDAR | ACTIVE | PASSIVE_P | NAME | UNKNOWN;
}

/// A lexicon number that a word may be, and as which readings.
#[derive(Clone, Copy, Debug)]
pub struct KeyRef {
    /// The number.
    pub key: KeyId,
    /// Bits of [`ReadingSet`].
    pub readings: u8,
    /// Those of them that no better reading of the word outdoes: what may evoke an event.
    pub likely: u8,
    /// Found through the morphology, not by letters alone.
    pub sure: bool,
}

/// The lexicon numbers of a word: shared by all words of the same letters.
#[derive(Clone, Debug)]
pub struct KeyRefs(pub(super) Rc<Letters>);

impl Deref for KeyRefs {
    type Target = [KeyRef];
    fn deref(&self) -> &[KeyRef] {
        &self.0.keys
    }
}

impl<'a> IntoIterator for &'a KeyRefs {
    type Item = &'a KeyRef;
    type IntoIter = std::slice::Iter<'a, KeyRef>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.keys.iter()
    }
}

/// Number and gender of a form.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Form {
    /// Feminine, where the form tells it.
    pub feminine: Option<bool>,
    /// Plural.
    pub plural: bool,
    /// Dual.
    pub dual: bool,
    /// Other nouns are written alike, of another number or gender.
    pub loose: bool,
}

/// A word of the article.
#[derive(Clone, Debug)]
pub struct Word {
    /// Lexicon numbers.
    pub keys: KeyRefs,
    /// All else that is known of it.
    pub(super) traits: Traits,
}

impl Deref for Word {
    type Target = Traits;
    #[inline(always)]
    fn deref(&self) -> &Traits {
        &self.traits
    }
}

impl DerefMut for Word {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut Traits {
        &mut self.traits
    }
}

/// What is known of a word beside its numbers: bits side by side, copied at once. Its fields are those of the [`Word`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Traits {
    /// Its bytes.
    pub span: Span,
    /// Index of its token.
    pub token: usize,
    /// Punctuation before it: bits of [`gap`].
    pub gap: u16,
    /// Proclitics of the likeliest reading: bits of [`pro`].
    pub pro: u8,
    /// Parts of speech that it may be: bits of [`pos`].
    pub pos: u16,
    /// The likeliest part of speech in its context: one bit of [`pos`].
    pub best: u16,
    /// Grammar classes, as bits of [`Frames::class_bit`].
    pub classes: Classes,
    /// Attached pronoun of the likeliest reading.
    pub pronoun: Option<Pronoun>,
    /// Plural (sound or broken), not a dual.
    pub plural: bool,
    /// Dual.
    pub dual: bool,
    /// Feminine, where the likeliest reading tells it.
    pub feminine: Option<bool>,
    /// A noun of people («طبيب», «ركاب»), or a sound masculine plural, which only people have.
    pub human: bool,
    /// A noun of groups («قيادة», «لجنة»).
    pub collective: bool,
    /// Number and gender as a finite verb, where it may be one.
    pub verb_form: Form,
    /// Number and gender as a noun, where it may be one.
    pub noun_form: Form,
    /// Has the ending of a nisba («مدفعي»).
    pub nisba: bool,
    /// Ends in the alef of an indefinite accusative.
    pub tanwin: bool,
    /// Depth of quotation marks.
    pub quoted: bool,
    /// Inside brackets.
    pub bracketed: bool,
    /// What rules of few words may concern it: bits of [`few`].
    pub(crate) few: u16,
}

impl Word {
    /// What its letters alone tell.
    pub(crate) fn letters(&self) -> &Letters {
        &self.keys.0
    }

    /// Whether the word has a proclitic.
    #[must_use]
    pub const fn has(&self, bits: u8) -> bool {
        self.traits.pro & bits != 0
    }

    /// Whether the word is likeliest a finite verb.
    #[must_use]
    pub const fn is_verb(&self) -> bool {
        self.traits.best & pos::VERB != 0
    }

    /// Whether the word is definite by its article.
    #[must_use]
    pub const fn definite(&self) -> bool {
        self.has(pro::AL)
    }

    /// The reading under which the word is a lexicon word, if it is.
    #[must_use]
    #[inline]
    pub fn key(&self, key: KeyId) -> Option<KeyRef> {
        // Most words have not even the mark.
        if self.letters().marks & key_mark(key) == 0 {
            return None;
        }
        self.keys.iter().copied().find(|k| k.key == key)
    }

    /// Whether another word is a form of the same lexicon word, whatever is attached («للصحيفة», «الصحيفة»: the paper).
    #[must_use]
    pub fn same(&self, other: &Word) -> bool {
        self.keys.iter().any(|k| k.sure && other.key(k.key).is_some())
    }
}
