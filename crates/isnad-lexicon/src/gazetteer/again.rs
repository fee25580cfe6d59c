//! Names that no file has, met again without the type word that made them names.
//!
//! In: the mentions of a text; out: the same with those of the bare names put between them. A name of one word needs
//! «في», bi- or another word of place before it. Linear in the words of the text times the new names.
//!
//! After «قرية كولجو» (the village of Kuljo) «هجوم كولجو» says nothing, «في كولجو» is the village.

use super::find::{Finder, PlaceMention};
use super::kind::Kind;
use super::scan::{Reading, mark};
use isnad_arabic::token::TokenKind;

/// A name that a type word introduced.
struct Name<'a> {
    first: &'a Reading,
    /// Its first word without what was taken off.
    stem: &'a str,
    /// Its words in the text.
    at: usize,
    len: usize,
}

/// So many new names of a text are looked for again.
const MOST: usize = 32;

impl<'a> Finder<'a> {
    /// Puts in the bare names.
    pub(super) fn again(&self, out: &mut Vec<PlaceMention>) {
        let names = self.introduced(out);
        if names.is_empty() {
            return;
        }
        let marks = names.iter().fold(0, |all, n| all | mark(n.first.hash));
        let mut found: Vec<(usize, PlaceMention)> = Vec::new();
        let mut next = 0;
        for at in self.scan.marked(marks) {
            let Some(word) = self.scan.token(at).filter(|t| t.kind == TokenKind::Word) else {
                continue;
            };
            while out.get(next).is_some_and(|m| m.span.end <= word.span.start) {
                next += 1;
            }
            if out.get(next).is_some_and(|m| m.span.start < word.span.end) {
                continue;
            }
            let same = names.iter().find_map(|n| Some((n, self.called(n, at)?)));
            let Some((name, reading)) = same.filter(|(n, r)| self.has_cue(n, at, r)) else {
                continue;
            };
            let letters = usize::from(reading.conjunction) + usize::from(reading.preposition != '\0');
            let span = self.span(at, at + name.len, letters);
            found.push((next, PlaceMention::bare(span)));
        }
        insert(out, found);
    }

    /// The names of settlements that a type word introduced and no file has.
    fn introduced(&self, out: &[PlaceMention]) -> Vec<Name<'a>> {
        let mut names: Vec<Name<'a>> = Vec::new();
        for m in out.iter().filter(|m| m.candidates.is_empty() && !m.anaphor) {
            let settled = m.type_word.is_some_and(|t| self.is_settlement_word(t + 1));
            let at = self.scan.word_at(m.name.start);
            let len = (self.scan.word_at(m.name.end.saturating_sub(1)) + 1).saturating_sub(at);
            let Some(word) = self.scan.token(at).filter(|_| settled && (1..=3).contains(&len)) else {
                continue;
            };
            let readings = self.scan.readings(at);
            let uncut = m.name.start == word.span.start;
            let first = readings.iter().find(|r| r.is_plain() == uncut && r.preposition == '\0');
            // «منطقة الناتو»: of wider land a name with an article may be anything.
            let small = m.type_word.is_some_and(|t| self.is_place_of_people(t + 1));
            let Some(first) = first.filter(|r| small || !r.article) else {
                continue;
            };
            let stem = first.stem(self.scan.fold(at));
            let whole = len > 1 || stem.chars().count() >= 3;
            if whole && names.len() < MOST && names.iter().all(|n| n.stem != stem || n.len != len) {
                names.push(Name { first, stem, at, len });
            }
        }
        names
    }

    /// Whether a type word is one of villages, towns, quarters, camps.
    fn is_place_of_people(&self, type_word: u8) -> bool {
        let first = self.type_of(type_word).and_then(|t| t.kinds.first());
        first.is_some_and(|k| {
            matches!(
                k,
                Kind::Village | Kind::Town | Kind::City | Kind::Neighbourhood | Kind::Camp
            )
        })
    }

    /// The reading by which the words at a place are a name.
    fn called(&self, name: &Name<'_>, at: usize) -> Option<&'a Reading> {
        let same = |r: &&Reading| {
            r.hash == name.first.hash
                && r.stem(self.scan.fold(at)) == name.stem
                && r.article == name.first.article
                && matches!(r.preposition, '\0' | 'ب')
        };
        let rest = |k: usize| self.scan.continues(at + k) && self.scan.fold(at + k) == self.scan.fold(name.at + k);
        self.scan
            .readings(at)
            .iter()
            .find(same)
            .filter(|_| (1..name.len).all(rest))
    }

    fn has_cue(&self, name: &Name<'_>, at: usize, reading: &Reading) -> bool {
        let before = at
            .checked_sub(1)
            .filter(|_| self.scan.continues(at))
            .map(|b| self.scan.role(b));
        let inside = reading.preposition == 'ب' || before.is_some_and(|r| r.inside);
        let governed = inside || before.is_some_and(|r| r.locative || r.near || r.direction != 0);
        name.len > 1 || (inside || governed) && !self.is_common(at)
    }
}

/// Puts mentions before those of their numbers, and lets what lies in another point to where that now is.
fn insert(out: &mut Vec<PlaceMention>, found: Vec<(usize, PlaceMention)>) {
    if found.is_empty() {
        return;
    }
    for m in out.iter_mut() {
        if let Some(j) = m.lies_in {
            m.lies_in = Some(j + found.partition_point(|(at, _)| *at <= j));
        }
    }
    for (before, (at, m)) in found.into_iter().enumerate() {
        out.insert(at + before, m);
    }
}
