//! The longest name at a word: over all files, all readings with proclitics, and spellings written apart.
//!
//! In: a word of a [`Scan`](super::scan::Scan) and its readings; out: every place that the longest match fits, and how
//! much the words look like everyday ones. It knows nothing of type words before the name: those are `prefix`'s.
//!
//! At «دير» of «دير الزور الشرقية» the longest name is «دير الزور» (Deir ez-Zor).

use super::compile::{ALTERNATE, DERIVED, JOINED};
use super::find::{CAPITAL, Candidate, Finder, Hit, fit};
use super::layer::Layer;
use super::scan::Reading;
use super::{Kind, PlaceRef};

/// Words of the longest name.
const LONGEST: usize = 7;

impl<'a> Finder<'a> {
    /// The longest name that begins at a word, by any allowed reading of it.
    pub(super) fn name_at(
        &self,
        at: usize,
        readings: &[Reading<'a>],
        allow: impl Fn(&Reading<'a>) -> bool,
    ) -> Option<Hit> {
        let mut best: Option<Hit> = None;
        for reading in readings.iter().filter(|r| allow(r)) {
            if !reading.begins && !reading.role.head {
                continue;
            }
            let mut longest = 0;
            let mut found: Vec<Candidate> = Vec::new();
            let layers = self.gazetteer.layers.iter().zip(&self.gazetteer.bases);
            for (file, (layer, base)) in layers.enumerate().filter(|_| reading.begins) {
                // Of the first file, which is built in, the numbers of words are remembered.
                let number = |r: &Reading<'_>| match file {
                    0 => r.number,
                    _ => layer.find_word(r.stem(), r.hash),
                };
                let Some(word) = number(reading) else {
                    continue;
                };
                let mut keys = layer.keys_of(word);
                let (mut depth, mut articles, mut next) = (1usize, u8::from(reading.article), at + 1);
                while keys.start < keys.end {
                    if layer.key(keys.start).len() == depth && next >= longest {
                        // «الباب شرقي حلب» is not «الباب الشرقي»: a bare direction leads on.
                        let bare =
                            depth > 1 && !self.scan.has_article(next - 1) && self.scan.role(next - 1).direction != 0;
                        let fresh = layer
                            .postings(keys.start)
                            .map(|(p, flags)| Candidate {
                                place: PlaceRef(base + p),
                                fit: fit(flags, articles, depth),
                                flags,
                            })
                            .filter(|c| c.fit > 60 && !(bare && c.flags & 0xff >> (depth - 1) & 1 == 1));
                        let before = found.len();
                        found.extend(fresh);
                        // A longer name makes shorter ones void.
                        if found.len() > before && next > longest {
                            found.drain(..before);
                            longest = next;
                        }
                    }
                    if depth >= LONGEST || !self.scan.continues(next) {
                        break;
                    }
                    let Some(whole) = self.scan.whole(next) else { break };
                    let Some(word) = number(&whole) else { break };
                    keys = layer.narrow(keys, depth, word);
                    if whole.article && depth < 8 {
                        articles |= 1 << depth;
                    }
                    depth += 1;
                    next += 1;
                }
            }
            // «تل منس» where the file writes «تلمنس».
            if longest < at + 2 && reading.role.head && self.scan.continues(at + 1) {
                let joined = self.joined(at, reading);
                if !joined.is_empty() {
                    (longest, found) = (at + 2, joined);
                }
            }
            if found.is_empty() {
                continue;
            }
            let prominent = found.iter().any(|c| self.is_prominent(c));
            let rank = |end: usize, prominent: bool, plain: bool| (end, prominent, plain);
            let plain = reading.is_plain();
            let better = best.as_ref().is_none_or(|b| {
                rank(longest, prominent, plain) > rank(b.end, b.prominent, b.preposition == '\0' && !b.conjunction)
            });
            if better {
                let common = if longest - at == 1 {
                    self.common_level(at, reading, prominent)
                } else {
                    self.common_phrase(at, longest)
                };
                best = Some(Hit {
                    end: longest,
                    candidates: found,
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

    /// Names that write the word and the next one together.
    pub(super) fn joined(&self, at: usize, reading: &Reading<'a>) -> Vec<Candidate> {
        let word = format!("{}{}", reading.stem(), self.scan.fold(at + 1));
        let hash = Layer::hash(&word);
        let mut found = Vec::new();
        for (layer, base) in self.gazetteer.layers.iter().zip(&self.gazetteer.bases) {
            let Some(n) = layer.find_word(&word, hash) else {
                continue;
            };
            let keys = layer.keys_of(n);
            if keys.start < keys.end && layer.key(keys.start).len() == 1 {
                let posted = layer.postings(keys.start).map(|(p, flags)| (base + p, flags | JOINED));
                found.extend(posted.map(|(p, flags)| Candidate {
                    place: PlaceRef(p),
                    fit: fit(flags, u8::from(reading.article), 1),
                    flags,
                }));
            }
        }
        found.retain(|c| c.fit > 60);
        found
    }

    /// Known well enough to be meant without a cue.
    pub(super) fn is_prominent(&self, c: &Candidate) -> bool {
        let Some(r) = self.gazetteer.record(c.place.0) else {
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

    /// A city that everybody knows, by its usual name as it stands: three letters are enough («تعز»).
    pub(super) fn is_great(&self, hit: &Hit) -> bool {
        let plain = hit.preposition == '\0' && !hit.conjunction;
        plain
            && hit.candidates.iter().any(|c| {
                let great = |r: &super::layer::Record| r.population >= 100_000 && !matches!(&r.country, b"IR" | b"TR");
                c.fit >= 95
                    && c.flags & (ALTERNATE | DERIVED) == 0
                    && self.gazetteer.record(c.place.0).is_some_and(great)
            })
    }

    pub(super) fn common_level(&self, at: usize, reading: &Reading<'a>, prominent: bool) -> u8 {
        let listed = reading.role.common;
        let role = reading.role;
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
        let word = self.scan.words.get(at);
        word.and_then(|w| self.text.get(w.start as usize..w.end as usize))
            .unwrap_or("")
    }

    pub(super) fn is_function_word(&self, at: usize, hit: &Hit, readings: &[Reading<'a>]) -> bool {
        let read = readings
            .iter()
            .find(|r| r.preposition == hit.preposition && r.conjunction == hit.conjunction);
        let role = read.map(|r| r.role).unwrap_or_default();
        let letters = self.scan.fold(at).chars().count();
        role.stop || role.locative || role.near || role.bridge || letters < 3 && !self.hamza_below(at)
    }

    /// «فرقه» are his teams, no «Raqqa»; «حصيلة الشهداء في الضفة» counts the dead: words that only happen to have the
    /// letters of a place.
    pub(super) fn is_something_else(&self, at: usize, hit: &Hit) -> bool {
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
        self.scan.fold(at).chars().count() == 2 && self.written(at).chars().rev().nth(1) == Some('إ')
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
