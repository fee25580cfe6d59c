//! The longest name at a word: over all files, all readings with proclitics, and spellings written apart.
//!
//! In: a word of a [`Scan`](super::scan::Scan) and its readings; out: every place that the longest match fits, and how
//! much the words look like everyday ones. It knows nothing of type words before the name: those are `prefix`'s.
//!
//! At «دير» of «دير الزور الشرقية» the longest name is «دير الزور» (Deir ez-Zor).

use super::compile::{ALTERNATE, DERIVED, JOINED};
use super::find::{CAPITAL, Candidate, Finder, Hit, best_first, fit};
use super::layer::{Layer, Record};
use super::scan::{Reading, mark};
use super::{Gazetteer, Kind, PlaceRef};
use std::borrow::Cow;

/// Words of the longest name.
const LONGEST: usize = 7;
/// So many names that begin with one word have most marks of second words among them.
const MANY: usize = 64;
/// The least fit of a spelling that is taken.
const LEAST: u8 = 60;

impl Gazetteer {
    /// Whether some name begins with a folded word, and the marks of the words that stand second in such names.
    pub(super) fn begins(&self, stem: &str, hash: u32) -> (bool, u32) {
        let (mut begins, mut seconds) = (false, 0);
        for layer in &self.layers {
            let Some(word) = layer.find_word(stem, hash) else {
                continue;
            };
            let keys = layer.keys_of(word);
            begins |= !keys.is_empty();
            let second = |key: u32| layer.key(key).get(1).map_or(0, |w| mark(Layer::hash(layer.word(*w))));
            seconds |= match keys.len() {
                ..=MANY => keys.fold(0, |all, key| all | second(key)),
                _ => u32::MAX,
            };
        }
        (begins, seconds)
    }

    /// The places whose name is one folded word, best fit first.
    pub(super) fn alone(&self, stem: &str, hash: u32, article: bool) -> Vec<Candidate> {
        let mut found = self.one_word(stem, hash, article, 0);
        best_first(&mut found);
        found
    }

    /// The places whose name is one folded word, which bear more flags if it is only made of what stands there.
    fn one_word(&self, stem: &str, hash: u32, article: bool, more: u32) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (layer, base) in self.layers.iter().zip(&self.bases) {
            let Some(word) = layer.find_word(stem, hash) else {
                continue;
            };
            let keys = layer.keys_of(word);
            if keys.is_empty() || layer.key(keys.start).len() != 1 {
                continue;
            }
            let posted = layer.postings(keys.start).map(|(place, flags)| Candidate {
                place: PlaceRef(base + place),
                fit: fit(flags | more, u8::from(article), 1),
                flags: flags | more,
            });
            found.extend(posted.filter(|c| c.fit > LEAST));
        }
        found
    }

    /// Known well enough to be meant without a cue.
    pub(super) fn is_prominent(&self, c: &Candidate) -> bool {
        let Some(r) = self.record(c.place.0) else {
            return false;
        };
        if c.fit < 85 {
            return false;
        }
        if r.kind <= Kind::Governorate
            || r.noted && !matches!(r.kind, Kind::Neighbourhood | Kind::Square | Kind::Facility)
        {
            return true;
        }
        // Towns of countries that seldom make this news, and alternate names, must be larger.
        let least = if matches!(&r.country, b"IR" | b"TR") || c.flags & (ALTERNATE | DERIVED) != 0 {
            200_000
        } else {
            20_000
        };
        r.population >= least
    }
}

impl<'a> Finder<'a> {
    /// The longest name that begins at a word, by any allowed reading of it.
    pub(super) fn name_at(
        &self,
        at: usize,
        readings: &'a [Reading],
        allow: impl Fn(&Reading) -> bool,
    ) -> Option<Hit<'a>> {
        let mut best: Option<Hit<'a>> = None;
        for reading in readings {
            if !reading.begins && !reading.role.head || !allow(reading) {
                continue;
            }
            let several = if reading.role.head || self.may_go_on(at, reading) {
                self.of_several(at, reading)
            } else {
                None
            };
            let (end, candidates) = match several {
                Some((end, found)) => (end, Cow::Owned(found)),
                None if reading.alone.is_empty() => continue,
                None => (at + 1, Cow::Borrowed(&*reading.alone)),
            };
            let prominent = match &candidates {
                Cow::Borrowed(_) => reading.prominent,
                Cow::Owned(found) => found.iter().any(|c| self.gazetteer.is_prominent(c)),
            };
            let rank = |end: usize, prominent: bool, plain: bool| (end, prominent, plain);
            let better = best.as_ref().is_none_or(|b| {
                let plain = b.preposition == '\0' && !b.conjunction;
                rank(end, prominent, reading.is_plain()) > rank(b.end, b.prominent, plain)
            });
            if better {
                let common = if end - at == 1 {
                    self.common_level(at, reading, prominent)
                } else {
                    self.common_phrase(at, end)
                };
                best = Some(Hit {
                    end,
                    candidates,
                    preposition: reading.preposition,
                    conjunction: reading.conjunction,
                    contracted: reading.contracted(),
                    prominent,
                    common,
                });
            }
        }
        best
    }

    /// Whether the word behind one may stand second in a name that this begins.
    fn may_go_on(&self, at: usize, reading: &Reading) -> bool {
        let next = || self.scan.whole(at + 1);
        reading.seconds != 0 && next().is_some_and(|r| reading.seconds & mark(r.hash) != 0)
    }

    /// The longest name of several words that begins at a word: where it ends, and the places that bear it.
    fn of_several(&self, at: usize, reading: &Reading) -> Option<(usize, Vec<Candidate>)> {
        if !self.scan.continues(at + 1) {
            return None;
        }
        let longest = if self.may_go_on(at, reading) {
            self.longest(at, reading)
        } else {
            None
        };
        // «تل منس» where the file writes «تلمنس».
        longest.or_else(|| {
            let joined = if reading.role.head {
                self.joined(at, reading)
            } else {
                Vec::new()
            };
            (!joined.is_empty()).then_some((at + 2, joined))
        })
    }

    fn longest(&self, at: usize, reading: &Reading) -> Option<(usize, Vec<Candidate>)> {
        let mut longest = 0;
        let mut found: Vec<Candidate> = Vec::new();
        for (file, (layer, base)) in self.gazetteer.layers.iter().zip(&self.gazetteer.bases).enumerate() {
            // Of the first file, which is built in, the numbers of words are remembered.
            let number = |r: &Reading, at: usize| match file {
                0 => r.number,
                _ => layer.find_word(r.stem(self.scan.fold(at)), r.hash),
            };
            let Some(word) = number(reading, at) else {
                continue;
            };
            let mut keys = layer.keys_of(word);
            let (mut depth, mut articles, mut next) = (1usize, u8::from(reading.article), at + 1);
            while depth < LONGEST && self.scan.continues(next) {
                let Some(whole) = self.scan.whole(next) else { break };
                let Some(word) = number(whole, next) else { break };
                keys = layer.narrow(keys, depth, word);
                if keys.is_empty() {
                    break;
                }
                if whole.article {
                    articles |= 1 << depth;
                }
                depth += 1;
                next += 1;
                if layer.key(keys.start).len() != depth || next < longest {
                    continue;
                }
                // «الباب شرقي حلب» is not «الباب الشرقي»: a bare direction leads on.
                let bare = !whole.article && whole.role.direction != 0;
                let fresh = layer
                    .postings(keys.start)
                    .map(|(p, flags)| Candidate {
                        place: PlaceRef(base + p),
                        fit: fit(flags, articles, depth),
                        flags,
                    })
                    .filter(|c| c.fit > LEAST && !(bare && c.flags & 0xff >> (depth - 1) & 1 == 1));
                let before = found.len();
                found.extend(fresh);
                // A longer name makes shorter ones void.
                if found.len() > before && next > longest {
                    found.drain(..before);
                    longest = next;
                }
            }
        }
        (!found.is_empty()).then_some((longest, found))
    }

    /// Names that write the word and the next one together.
    pub(super) fn joined(&self, at: usize, reading: &Reading) -> Vec<Candidate> {
        let (first, second) = (reading.stem(self.scan.fold(at)), self.scan.fold(at + 1));
        let mut word = String::with_capacity(first.len() + second.len());
        word.push_str(first);
        word.push_str(second);
        self.gazetteer
            .one_word(&word, Layer::hash(&word), reading.article, JOINED)
    }

    /// A city that everybody knows, by its usual name as it stands: three letters are enough («تعز»).
    pub(super) fn is_great(&self, hit: &Hit<'_>) -> bool {
        let plain = hit.preposition == '\0' && !hit.conjunction;
        plain
            && hit.candidates.iter().any(|c| {
                let great = |r: &Record| r.population >= 100_000 && !matches!(&r.country, b"IR" | b"TR");
                c.fit >= 95
                    && c.flags & (ALTERNATE | DERIVED) == 0
                    && self.gazetteer.record(c.place.0).is_some_and(great)
            })
    }

    pub(super) fn common_level(&self, at: usize, reading: &Reading, prominent: bool) -> u8 {
        let role = &reading.role;
        let listed = role.common;
        if role.stop || role.locative || role.near || role.direction != 0 && !reading.article {
            return 2;
        }
        // Its letters are those of a month otherwise.
        if listed > 1 && self.hamza_below(at) {
            return 1;
        }
        // Of well-known places the data alone says which are everyday words («حلب» is a verb too).
        if listed == 0 && !prominent {
            return u8::from(self.is_common(at));
        }
        listed
    }

    pub(super) fn is_common(&self, at: usize) -> bool {
        (self.common)(self.written(at))
    }

    /// A word as it is written; nothing where there is none.
    pub(super) fn written(&self, at: usize) -> &'a str {
        self.scan.token(at).map_or("", |t| t.span.slice(self.text))
    }

    pub(super) fn is_function_word(&self, at: usize, hit: &Hit<'_>, readings: &[Reading]) -> bool {
        let read = readings
            .iter()
            .find(|r| r.preposition == hit.preposition && r.conjunction == hit.conjunction);
        let function = |r: &Reading| r.role.stop || r.role.locative || r.role.near || r.role.bridge;
        read.is_some_and(function) || self.scan.letters(at) < 3 && !self.hamza_below(at)
    }

    /// «فرقه» are his teams, no «Raqqa»; «حصيلة الشهداء في الضفة» counts the dead: words that only happen to have the
    /// letters of a place.
    pub(super) fn is_something_else(&self, at: usize, hit: &Hit<'_>) -> bool {
        let written = self.written(at);
        let his = hit.conjunction && hit.preposition == '\0' && written.starts_with('ف') && written.ends_with('ه');
        let cue = || {
            let before = at.checked_sub(1).filter(|_| self.scan.continues(at));
            hit.preposition == 'ب' || before.is_some_and(|b| self.scan.role(b).locative)
        };
        let counted =
            hit.common == 2 && !hit.conjunction && self.scan.continues(at + 1) && self.scan.role(at + 1).inside;
        his && self.is_common(at) || counted && !cue()
    }

    /// «إب»: with its hamza below no word for a father and no month.
    fn hamza_below(&self, at: usize) -> bool {
        self.scan.letters(at) == 2 && self.written(at).chars().rev().nth(1) == Some('إ')
    }

    /// Phrases of everyday words («رأس المال») need a cue as single words do.
    pub(super) fn common_phrase(&self, from: usize, to: usize) -> u8 {
        let role = |w: usize| self.scan.role(w);
        // «أبو حسن» is a man before it is a village; «أم درمان» begins with no «or».
        let kunya = role(from).kunya;
        if (from + usize::from(kunya)..to).any(|w| role(w).locative || role(w).stop) {
            return 2;
        }
        if to > from && role(to - 1).common == CAPITAL {
            return CAPITAL;
        }
        let all = (from..to).all(|w| role(w).common == 2 || self.is_common(w));
        u8::from(all || kunya)
    }
}
