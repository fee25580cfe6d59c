//! Places that somebody names when asking, where there is no text around the words.
//!
//! In: a name, in Arabic or English, bare or with what kind of place it is; out: all places that it fits, so that homonyms
//! are all meant. A kind narrows: «محافظة حلب» (muhafazat Halab, Aleppo governorate) is not the city.
//! It deliberately corrects no spelling, and looks for no place inside a longer text: that is `find`'s.

use super::{Gazetteer, Kind, PlaceInfo, PlaceRef, TypeWord, key};
use isnad_arabic::token::tokenize;

/// Forms of the article in names in Latin letters, before every letter that it takes on.
const ARTICLES: [&str; 13] = [
    "al", "el", "ad", "adh", "an", "ar", "as", "ash", "at", "ath", "az", "ed", "the",
];

/// What names may differ in fit by an alternate spelling.
const SPELLING: u8 = 12;

/// A name in Latin letters as it is compared: «Ar-Raqqah» and "Raqqa" are one.
fn latin(words: &[&str]) -> String {
    let mut out = String::new();
    for (i, word) in words.iter().enumerate() {
        let mut folded = String::new();
        key::fold_into(word, &mut folded);
        if i + 1 == words.len() || !ARTICLES.contains(&folded.as_str()) {
            let short = folded.strip_suffix("ah").map(str::len);
            let end = short.map_or(folded.len(), |n| n + 1);
            out.push_str(folded.get(..end).unwrap_or(&folded));
        }
    }
    out
}

fn latin_words(name: &str) -> Vec<&str> {
    name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '_' | ',' | '(' | ')'))
        .filter(|w| !w.is_empty())
        .collect()
}

impl Gazetteer {
    /// All places that a name fits, sorted; with the kind that it says, only those of it.
    #[must_use]
    pub fn named(&self, name: &str) -> Vec<PlaceRef> {
        let mut out = if name.chars().any(|c| c.is_ascii_alphabetic()) {
            self.named_latin(name)
        } else {
            self.named_arabic(name)
        };
        out.sort();
        out.dedup();
        out
    }

    /// Those of some places that fit best what kind they are said to be: of its first kind that any of them is.
    fn of_kind(&self, places: Vec<PlaceRef>, said: Option<&TypeWord>) -> Vec<PlaceRef> {
        let Some(said) = said else { return places };
        let kind = |p: &PlaceRef| self.place(*p).map(|i| i.kind);
        // A city, a town and a locality differ by what a publisher calls them; divisions do not.
        let wide = |k: &Kind| {
            matches!(
                k,
                Kind::Governorate | Kind::District | Kind::Subdistrict | Kind::Country
            )
        };
        for first in &said.kinds {
            let fits = |p: &PlaceRef| {
                let k = kind(p);
                k == Some(*first) || !wide(first) && k.is_some_and(|k| !wide(&k) && said.kinds.contains(&k))
            };
            if places.iter().any(fits) {
                return places.into_iter().filter(|p| fits(p)).collect();
            }
        }
        Vec::new()
    }

    /// Places that bear an Arabic name; with another article only where none bears it as it is.
    fn bearing(&self, name: &str) -> Vec<PlaceRef> {
        let all = self.lookup(name);
        let best = all.iter().map(|c| c.fit).max().unwrap_or_default();
        all.into_iter()
            .filter(|c| c.fit + SPELLING >= best)
            .map(|c| self.canonical(c.place))
            .collect()
    }

    fn named_arabic(&self, name: &str) -> Vec<PlaceRef> {
        let (words, _) = key::name_words(name);
        let exact = self.bearing(name);
        if !exact.is_empty() || words.len() < 2 {
            return exact;
        }
        let tokens = tokenize(name);
        let end = name.trim_end().len();
        let start = name.len() - name.trim_start().len();
        for m in self.find(name, &tokens) {
            let span = m.span.range();
            if span.start > start || span.end < end || m.anaphor {
                continue;
            }
            // What the name says alone: the words of a mention settle on one place, and all that bear the name are meant.
            let bare = m.name.get(name).unwrap_or(name);
            let said = m.type_word.and_then(|t| self.words().type_word(t));
            let found = self.of_kind(self.bearing(bare), said);
            if !found.is_empty() {
                return found;
            }
            return m.candidates.iter().map(|c| self.canonical(c.place)).collect();
        }
        Vec::new()
    }

    fn named_latin(&self, name: &str) -> Vec<PlaceRef> {
        let words = latin_words(name);
        let bearing = |wanted: &str| -> Vec<PlaceRef> {
            let bears = |p: PlaceInfo<'_>| latin(&latin_words(p.name_en)) == wanted;
            (0..u32::try_from(self.len()).unwrap_or(u32::MAX))
                .map(PlaceRef)
                .filter(|p| self.place(*p).is_some_and(bears))
                .map(|p| self.canonical(p))
                .collect()
        };
        let whole = latin(&words);
        let exact = if whole.is_empty() { Vec::new() } else { bearing(&whole) };
        if !exact.is_empty() {
            return exact;
        }
        // "Aleppo governorate", "the city of Al-Bab", "rural Idlib".
        let said = words.iter().find_map(|w| self.words().english(w));
        let rest: Vec<&str> = words
            .into_iter()
            .filter(|w| !w.eq_ignore_ascii_case("of") && self.words().english(w).is_none())
            .collect();
        let bare = latin(&rest);
        if said.is_none() || bare.is_empty() {
            return Vec::new();
        }
        self.of_kind(bearing(&bare), said)
    }

    /// Whether words are a name, perhaps behind what kind of place it is: «قرية أم سدرة» of «أم سدرة».
    #[must_use]
    pub fn is_called(&self, words: &str, name: &str) -> bool {
        let bare = |text: &str| {
            let (mut words, _) = key::name_words(text);
            let general = words.iter().take_while(|w| self.words().is_type_word(w)).count();
            if general < words.len() {
                words.drain(..general);
            }
            words
        };
        let wanted = bare(name);
        !wanted.is_empty() && bare(words) == wanted
    }
}
