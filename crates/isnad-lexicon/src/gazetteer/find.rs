//! Mentions of places in text: longest match of names, with the type words and directions that belong to them.
//!
//! In: text, its tokens and a test for everyday words; out: [`PlaceMention`]s in text order, each with every place that
//! its words fit. A mention without candidates is a name that no file has («قرية» with a name after it), or points back
//! («البلدة», the town). Nothing is chosen here, and a bare name that is also an everyday word is only marked as unsure.
//!
//! «ريف دير الزور الشرقي» (the eastern countryside of Deir ez-Zor) is one mention around «دير الزور», direction `e`.

use super::compile::{ALTERNATE, DERIVED, JOINED};
use super::layer::Layer;
use super::scan::{Reading, Scan, gap};
use super::words::Role;
use super::{Gazetteer, Kind, PlaceRef};
use isnad_arabic::token::Token;
use isnad_model::Span;

/// A place that the words of a mention fit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// The place.
    pub place: PlaceRef,
    /// How well the spelling fits, up to 100.
    pub fit: u8,
    pub(super) flags: u32,
}

/// How the event's place stands to the named one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Relation {
    /// There.
    #[default]
    In,
    /// By it («قرب»).
    Near,
    /// In the land around it («ريف», «محيط»).
    Around,
}

/// Words of a text that name a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlaceMention {
    /// Type words, name and direction.
    pub span: Span,
    /// The name alone; of a mention that points back, the whole.
    pub name: Span,
    /// Index of its type word ([`super::PlaceWords::type_word`]).
    pub type_word: Option<u8>,
    /// How it stands to the named place.
    pub relation: Relation,
    /// Letters of `n`, `s`, `e`, `w`, `c`.
    pub direction: String,
    /// Every place that fits; empty for a name that no file has.
    pub candidates: Vec<Candidate>,
    /// Whether the words alone make it a place; otherwise a near place must stand by it.
    pub sure: bool,
    /// The bare name is an everyday word: 1 needs some cue, 2 needs a type word or a near place named beside it.
    pub everyday: u8,
    /// ISO code of the country whose adjective follows («طرابلس الليبية»).
    pub nisba: Option<&'static str>,
    /// It points back to a place named before («المدينة»).
    pub anaphor: bool,
    /// Index of the mention that it is said to lie in («بلدة … بريف …»).
    pub lies_in: Option<usize>,
}

/// How well a key's spelling agrees with the text's, from posting flags and the text's article bits.
pub(super) fn fit(flags: u32, articles: u8, words: usize) -> u8 {
    let mut fit: i32 = 100;
    for (flag, cost) in [(ALTERNATE, 4), (DERIVED, 8), (JOINED, 4)] {
        if flags & flag != 0 {
            fit -= cost;
        }
    }
    let name = (flags & 0xff) as u8;
    for bit in 0..words.min(8) {
        let (in_text, in_name) = (articles >> bit & 1, name >> bit & 1);
        fit -= match (in_text, in_name, words) {
            (1, 0, 1) => 40,
            (0, 1, 1) => 25,
            (1, 0, _) | (0, 1, _) => 6,
            _ => 0,
        };
    }
    fit.max(1) as u8
}

/// Sorts candidates by fit and keeps the best fit of each place.
pub(super) fn best_first(candidates: &mut Vec<Candidate>) {
    candidates.sort_by(|a, b| a.place.cmp(&b.place).then(b.fit.cmp(&a.fit)));
    candidates.dedup_by_key(|c| c.place);
    candidates.sort_by(|a, b| b.fit.cmp(&a.fit).then(a.place.cmp(&b.place)));
}

/// A name found at a word.
struct Hit {
    end: usize,
    candidates: Vec<Candidate>,
    preposition: char,
    conjunction: bool,
    prominent: bool,
    common: u8,
}

/// Type words, nearness and directions before a name.
#[derive(Default)]
struct Prefix {
    type_word: u8,
    many: bool,
    relation: Relation,
    direction: String,
    /// The last type word has the article.
    definite: bool,
    next: usize,
    preposition: char,
    conjunction: bool,
}

const LONGEST: usize = 7;

impl Gazetteer {
    /// Finds mentions of places; common words are those of the data alone.
    #[must_use]
    pub fn find(&self, text: &str, tokens: &[Token]) -> Vec<PlaceMention> {
        self.find_with(text, tokens, &|_| false)
    }

    /// Finds mentions of places; `common` tells whether a word (as written) is an everyday word, so that a bare
    /// name of the same letters needs a cue.
    #[must_use]
    pub fn find_with(&self, text: &str, tokens: &[Token], common: &dyn Fn(&str) -> bool) -> Vec<PlaceMention> {
        let scan = Scan::new(text, tokens);
        let finder = Finder {
            gazetteer: self,
            text,
            scan: &scan,
            common,
        };
        finder.run()
    }
}

struct Finder<'a> {
    gazetteer: &'a Gazetteer,
    text: &'a str,
    scan: &'a Scan,
    common: &'a dyn Fn(&str) -> bool,
}

impl<'a> Finder<'a> {
    fn run(&self) -> Vec<PlaceMention> {
        let mut out: Vec<PlaceMention> = Vec::new();
        let mut readings = Vec::with_capacity(8);
        let (mut at, mut last_end) = (0, usize::MAX);
        while at < self.scan.words.len() {
            self.scan.readings(at, &mut readings);
            let direct = self.name_at(at, &readings, |_| true);
            let prefix = self.prefix_at(at, &readings);
            let Some((mut mention, next, linking)) = self.mention_at(at, direct, prefix.as_ref(), &readings, last_end)
            else {
                at += 1;
                continue;
            };
            // Linked to the mention before: «بلدة X بريف Y», «X في Y», «X (Y)».
            if linking
                && let Some(before) = out.len().checked_sub(1)
                && self.is_near(last_end, at)
            {
                let here = out.len();
                if let Some(b) = out.get_mut(before)
                    && !mention.anaphor
                {
                    b.lies_in = Some(here);
                }
            }
            best_first(&mut mention.candidates);
            if !mention.anaphor && self.scan.continues(next) {
                mention.nisba = self.gazetteer.words.nisba(self.scan.stem(next).0);
            }
            let many = prefix.as_ref().is_some_and(|p| p.many && !p.definite) && !mention.anaphor;
            let type_word = mention.type_word;
            let pattern = (mention.relation, mention.direction.clone());
            out.push(mention);
            (at, last_end) = (next, next);
            if many {
                at = self.siblings(at, type_word, &pattern, &mut out);
                last_end = at;
            }
        }
        out
    }

    /// Whether the mention before ended so close by that this one may say where it lies.
    fn is_near(&self, last_end: usize, at: usize) -> bool {
        last_end <= at
            && at - last_end <= 2
            && (last_end..=at).all(|w| self.scan.words.get(w).is_some_and(|w| w.gap & gap::BREAK == 0))
    }

    fn role(&self, stem: &str) -> Role {
        self.gazetteer.words.role(stem)
    }

    fn mention_at(
        &self,
        at: usize,
        direct: Option<Hit>,
        prefix: Option<&Prefix>,
        readings: &[Reading<'a>],
        last_end: usize,
    ) -> Option<(PlaceMention, usize, bool)> {
        if let Some(prefix) = prefix {
            let named = self.named_after(prefix);
            let direct_end = direct.as_ref().map_or(0, |d| d.end);
            if let Some((hit, start)) = named.filter(|(h, _)| {
                h.end > direct_end
                    || direct
                        .as_ref()
                        .is_some_and(|d| h.end == direct_end && d.candidates.is_empty())
            }) {
                let mut end = hit.end;
                let mut direction = prefix.direction.clone();
                end = self.trailing_direction(
                    end,
                    prefix.relation == Relation::Around || hit.prominent,
                    &mut direction,
                );
                let mention = PlaceMention {
                    span: self.span(at, end, prefix_letters(prefix)),
                    name: self.span(start, hit.end, letters(&hit)),
                    type_word: prefix.type_word.checked_sub(1),
                    relation: prefix.relation,
                    direction,
                    sure: prefix.type_word != 0 || hit.prominent || hit.end - start > 1 || hit.common == 0,
                    everyday: if prefix.type_word == 0 { hit.common } else { 0 },
                    candidates: hit.candidates,
                    nisba: None,
                    anaphor: false,
                    lies_in: None,
                };
                let linking = prefix.preposition != '\0' || self.linked(at, last_end);
                return Some((mention, end, linking));
            }
        }
        // Function words are no places, whatever a file says.
        let direct = direct.filter(|h| h.end - at > 1 || !self.is_function_word(at, h, readings));
        if let Some(hit) = direct {
            return Some(self.bare_mention(at, hit, prefix, last_end));
        }
        let prefix = prefix?;
        let anaphor = prefix.definite
            && self
                .gazetteer
                .words
                .type_word(prefix.type_word.checked_sub(1)?)
                .is_some_and(|t| t.anaphor);
        let first = readings.iter().find(|r| self.role(r.stem).type_word != 0)?;
        (anaphor && first.article).then(|| {
            let span = self.span(at, prefix.next, prefix_letters(prefix));
            let mention = PlaceMention {
                span,
                name: span,
                type_word: prefix.type_word.checked_sub(1),
                relation: prefix.relation,
                direction: prefix.direction.clone(),
                candidates: Vec::new(),
                sure: false,
                everyday: 0,
                nisba: None,
                anaphor: true,
                lies_in: None,
            };
            (mention, prefix.next, false)
        })
    }

    /// A name without a type word of its own before it.
    fn bare_mention(
        &self,
        at: usize,
        hit: Hit,
        prefix: Option<&Prefix>,
        last_end: usize,
    ) -> (PlaceMention, usize, bool) {
        let single = hit.end - at == 1;
        // «مخيم اليرموك»: the type word is part of the name.
        let own_type = (!single)
            .then_some(prefix)
            .flatten()
            .filter(|p| p.next > at)
            .map_or(0, |p| p.type_word);
        let before = at.checked_sub(1).filter(|_| self.scan.continues(at));
        let after_locative = before.is_some_and(|b| self.role(self.scan.stem(b).0).locative);
        let listed =
            last_end == at && (hit.conjunction || self.scan.words.get(at).is_some_and(|w| w.gap & gap::COMMA != 0));
        let hash = self.scan.words.get(at).is_some_and(|w| w.gap & gap::TIGHT != 0);
        let cue = after_locative || hit.preposition == 'ب' || listed || hash;
        let letters_long = self.scan.fold(at).chars().count() >= 4;
        let sure = if single {
            match hit.common {
                0 => hit.prominent && (letters_long || cue),
                1 => hit.prominent && cue,
                _ => false,
            }
        } else {
            let kunya = self.role(self.scan.stem(at).0).kunya;
            own_type != 0 || cue && hit.common < 2 || !kunya && (hit.prominent || hit.common == 0)
        };
        let area = own_type != 0 && self.gazetteer.words.type_word(own_type - 1).is_some_and(|t| t.area);
        let mut direction = String::new();
        let end = self.trailing_direction(hit.end, area, &mut direction);
        let linking = hit.preposition == 'ب' || self.linked(at, last_end);
        let letters = letters(&hit);
        let mention = PlaceMention {
            span: self.span(at, end, letters),
            name: self.span(at, hit.end, letters),
            type_word: own_type.checked_sub(1),
            relation: if direction.is_empty() {
                Relation::In
            } else {
                Relation::Around
            },
            direction,
            candidates: hit.candidates,
            sure,
            everyday: hit.common,
            nisba: None,
            anaphor: false,
            lies_in: None,
        };
        (mention, end, linking)
    }

    /// Whether what stands between the last mention and this one says that the last lies in this one.
    fn linked(&self, at: usize, last_end: usize) -> bool {
        if last_end > at {
            return false;
        }
        let gap_here = self.scan.words.get(at).map_or(0, |w| w.gap);
        if last_end == at {
            return gap_here & (gap::QUOTE | gap::COMMA | gap::SPACE) != 0
                && gap_here & gap::BREAK == 0
                && !self.scan.fold(at).starts_with('و');
        }
        (last_end..at).all(|w| {
            let role = self.role(self.scan.stem(w).0);
            role.locative || role.stop
        })
    }

    /// Names after «قريتي», «بلدات»: each one that is joined by wa- or a comma.
    fn siblings(
        &self,
        mut at: usize,
        type_word: Option<u8>,
        pattern: &(Relation, String),
        out: &mut Vec<PlaceMention>,
    ) -> usize {
        let mut readings = Vec::new();
        for _ in 0..24 {
            let Some(word) = self.scan.words.get(at) else { break };
            if word.gap & gap::BREAK != 0 {
                break;
            }
            let comma = word.gap & gap::COMMA != 0;
            let mut start = at;
            // A free-standing wa-.
            if self.scan.fold(at) == "و" {
                start += 1;
            }
            self.scan.readings(start, &mut readings);
            let joined = start > at || comma;
            let hit = self.name_at(start, &readings, |r| r.preposition == '\0' && (joined || r.conjunction));
            let conjunction = readings.iter().find(|r| r.conjunction && r.preposition == '\0');
            let hit = hit.or_else(|| {
                let reading = if joined { readings.first() } else { conjunction }?;
                if self.blocks(reading) || self.prefix_at(start, &readings).is_some() {
                    return None;
                }
                let end = self.unknown_end(start, reading)?;
                Some(Hit {
                    end,
                    candidates: Vec::new(),
                    preposition: '\0',
                    conjunction: reading.conjunction,
                    prominent: false,
                    common: 0,
                })
            });
            let Some(hit) = hit else { break };
            let letters = usize::from(hit.conjunction);
            let span = self.span(start, hit.end, letters);
            let mut candidates = hit.candidates;
            best_first(&mut candidates);
            out.push(PlaceMention {
                span,
                name: span,
                type_word,
                relation: pattern.0,
                direction: pattern.1.clone(),
                candidates,
                sure: true,
                everyday: 0,
                nisba: None,
                anaphor: false,
                lies_in: None,
            });
            at = hit.end;
        }
        at
    }

    fn span(&self, from: usize, to: usize, skip_letters: usize) -> Span {
        let words = &self.scan.words;
        let (Some(a), Some(b)) = (words.get(from), to.checked_sub(1).and_then(|t| words.get(t))) else {
            return Span::default();
        };
        let word = self.text.get(a.start as usize..a.end as usize).unwrap_or("");
        // Proclitics are not part of the name; marks on them go with them.
        let mut left = skip_letters;
        let mut skip = 0;
        for (i, c) in word.char_indices() {
            let mark = matches!(c, '\u{064b}'..='\u{0652}' | '\u{0670}' | '\u{0640}');
            if !mark {
                if left == 0 {
                    skip = i;
                    break;
                }
                left -= 1;
            }
        }
        Span::new(a.start + skip as u32, b.end.max(a.start + skip as u32))
    }

    /// The longest name that begins at a word, by any allowed reading of it.
    fn name_at(&self, at: usize, readings: &[Reading<'a>], allow: impl Fn(&Reading<'a>) -> bool) -> Option<Hit> {
        let mut best: Option<Hit> = None;
        for reading in readings.iter().filter(|r| allow(r)) {
            let hash = Layer::hash(reading.stem);
            let mut longest = 0;
            let mut found: Vec<Candidate> = Vec::new();
            for (layer, base) in self.gazetteer.layers.iter().zip(&self.gazetteer.bases) {
                let Some(word) = layer.find_word(reading.stem, hash) else {
                    continue;
                };
                let mut keys = layer.keys_of(word);
                let (mut depth, mut articles, mut next) = (1usize, u8::from(reading.article), at + 1);
                while keys.start < keys.end {
                    if layer.key(keys.start).len() == depth && next >= longest {
                        let fresh: Vec<Candidate> = layer
                            .postings(keys.start)
                            .map(|(p, flags)| Candidate {
                                place: PlaceRef(base + p),
                                fit: fit(flags, articles, depth),
                                flags,
                            })
                            .filter(|c| c.fit > 60)
                            .collect();
                        if !fresh.is_empty() {
                            if next > longest {
                                found.clear();
                                longest = next;
                            }
                            found.extend(fresh);
                        }
                    }
                    if depth >= LONGEST || !self.scan.continues(next) {
                        break;
                    }
                    let (stem, article) = self.scan.stem(next);
                    let Some(word) = layer.find_word(stem, Layer::hash(stem)) else {
                        break;
                    };
                    keys = layer.narrow(keys, depth, word);
                    if article && depth < 8 {
                        articles |= 1 << depth;
                    }
                    depth += 1;
                    next += 1;
                }
            }
            // «تل منس» where the file writes «تلمنس».
            if longest < at + 2 && self.role(reading.stem).head && self.scan.continues(at + 1) {
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
                    prominent,
                    common,
                });
            }
        }
        best
    }

    /// Names that write the word and the next one together.
    fn joined(&self, at: usize, reading: &Reading<'a>) -> Vec<Candidate> {
        let word = format!("{}{}", reading.stem, self.scan.fold(at + 1));
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
    fn is_prominent(&self, c: &Candidate) -> bool {
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

    fn common_level(&self, at: usize, reading: &Reading<'a>, prominent: bool) -> u8 {
        let listed = self.role(reading.stem).common;
        let role = self.role(reading.stem);
        if role.stop || role.locative || role.near || role.direction != 0 && !reading.article {
            return 2;
        }
        // Of well-known places the data alone says which are everyday words («حلب» is a verb too).
        if listed == 0 && !prominent {
            return u8::from(self.is_common(at));
        }
        listed
    }

    fn is_common(&self, at: usize) -> bool {
        let word = self
            .scan
            .words
            .get(at)
            .and_then(|w| self.text.get(w.start as usize..w.end as usize))
            .unwrap_or("");
        (self.common)(word)
    }

    fn is_function_word(&self, at: usize, hit: &Hit, readings: &[Reading<'a>]) -> bool {
        let read = readings
            .iter()
            .find(|r| r.preposition == hit.preposition && r.conjunction == hit.conjunction);
        let role = read.map(|r| self.role(r.stem)).unwrap_or_default();
        let letters = self.scan.fold(at).chars().count();
        role.stop || role.locative || role.near || role.bridge || letters < 3
    }

    /// Phrases of everyday words («رأس المال») need a cue as single words do.
    fn common_phrase(&self, from: usize, to: usize) -> u8 {
        let role = |w: usize| self.role(self.scan.stem(w).0);
        if (from..to).any(|w| role(w).locative || role(w).stop) {
            return 2;
        }
        // «أبو حسن» is a man before it is a village.
        let kunya = role(from).kunya;
        let all = (from..to).all(|w| role(w).common == 2 || self.is_common(w));
        u8::from(all || kunya)
    }

    /// Type words, nearness and directions from a word on.
    fn prefix_at(&self, at: usize, readings: &[Reading<'a>]) -> Option<Prefix> {
        let useful = |r: &Role| r.type_word != 0 || r.near || r.direction != 0;
        let first = readings.iter().find(|r| useful(&self.role(r.stem)))?;
        let mut prefix = Prefix {
            preposition: first.preposition,
            conjunction: first.conjunction,
            next: at,
            ..Prefix::default()
        };
        let mut reading = *first;
        let mut after_direction = false;
        let mut local = Vec::new();
        let mut word = at;
        for step in 0..6 {
            if step > 0 {
                word = prefix.next;
                // «شمال و شرق»: a free-standing wa-.
                if after_direction && self.scan.fold(word) == "و" && self.scan.continues(word) {
                    word += 1;
                }
                if !self.scan.continues(word) {
                    break;
                }
                self.scan.readings(word, &mut local);
                let allowed = |r: &&Reading<'a>| {
                    r.is_plain()
                        || (r.conjunction && r.preposition == '\0' && after_direction)
                        || (r.preposition == 'ل' && !r.conjunction)
                };
                let Some(r) = local.iter().filter(allowed).find(|r| {
                    let role = self.role(r.stem);
                    useful(&role) || role.bridge && after_direction && r.is_plain()
                }) else {
                    break;
                };
                // li- goes on only from a definite type word or a direction: «الريف الغربي لمحافظة».
                if r.preposition == 'ل' && !prefix.definite && !after_direction {
                    break;
                }
                if r.conjunction && self.role(r.stem).direction == 0 {
                    break;
                }
                // «ريف تل تمر»: what looks like a type word begins a longer name.
                if self.role(r.stem).type_word != 0
                    && self
                        .name_at(word, &local, |r| r.is_plain())
                        .is_some_and(|h| h.end > word + 1)
                {
                    break;
                }
                reading = *r;
            }
            let role = self.role(reading.stem);
            if role.direction != 0 && (role.type_word == 0 || after_direction || prefix.definite) {
                if prefix.type_word != 0 && reading.article && !prefix.definite {
                    break;
                }
                prefix.direction.push(char::from(role.direction));
                after_direction = true;
            } else if role.near {
                prefix.relation = Relation::Near;
                after_direction = true;
            } else if role.type_word != 0 {
                // After a type word of settlements a second one is the name's own («بلدة تل رفعت»).
                let t = self.gazetteer.words.type_word(role.type_word - 1);
                if prefix.type_word != 0 && (reading.article || self.is_settlement_word(prefix.type_word)) {
                    break;
                }
                if t.is_some_and(|t| t.area) {
                    prefix.relation = Relation::Around;
                }
                prefix.type_word = role.type_word;
                prefix.many = role.many;
                prefix.definite = reading.article;
                after_direction = false;
            } else if !(role.bridge && after_direction) {
                break;
            }
            prefix.next = word + 1;
        }
        (prefix.next > at).then_some(prefix)
    }

    fn is_settlement_word(&self, type_word: u8) -> bool {
        type_word
            .checked_sub(1)
            .and_then(|t| self.gazetteer.words.type_word(t))
            .is_some_and(|t| !t.area && t.open)
    }

    /// The name that a prefix stands before, known or not, and its first word.
    fn named_after(&self, prefix: &Prefix) -> Option<(Hit, usize)> {
        let at = prefix.next;
        if !self.scan.follows(at) {
            return None;
        }
        let mut readings = Vec::new();
        self.scan.readings(at, &mut readings);
        let li = prefix.definite || !prefix.direction.is_empty() || prefix.relation == Relation::Near;
        let hit = self.name_at(at, &readings, |r| {
            !r.conjunction && (r.preposition == '\0' || r.preposition == 'ل' && li)
        });
        if prefix.definite {
            // «العاصمة دمشق»; «الريف الغربي لدير الزور»; otherwise the definite type word points back.
            return hit
                .filter(|h| h.preposition == 'ل' || h.prominent && prefix.direction.is_empty())
                .map(|h| (h, at));
        }
        let area = prefix
            .type_word
            .checked_sub(1)
            .and_then(|t| self.gazetteer.words.type_word(t))
            .is_some_and(|t| t.area || t.id == "district");
        if let Some(h) = hit {
            let single = h.end - at == 1;
            let quoted = self.scan.words.get(at).is_some_and(|w| w.gap & gap::QUOTE != 0);
            // A quotation that begins after a direction is not its name.
            if quoted && prefix.type_word == 0 || single && self.role(self.scan.stem(at).0).stop {
                return None;
            }
            // Land around something, or an area: the something must be known for a place.
            if area && !h.prominent && single && !quoted && (h.common > 0 || !self.scan.stem(at).1) {
                return None;
            }
            // Nearness and directions alone do not make a village of an everyday word.
            return (prefix.type_word != 0 || h.common == 0 || h.prominent && h.common < 2).then_some((h, at));
        }
        let open = self.is_open(prefix.type_word);
        let reading = readings.first()?;
        if !open
            || self.blocks(reading)
            || readings
                .iter()
                .skip(1)
                .any(|r| r.preposition != '\0' && self.leads_on(r))
        {
            return None;
        }
        // «مناطق», «أحياء» and «منطقة» stand before adjectives and verbs as well: the name must look like one.
        let word = self.scan.words.get(at)?;
        let firm = reading.article || word.gap & (gap::QUOTE | gap::TIGHT) != 0 || self.role(reading.stem).head;
        if !firm && (area || prefix.many) || area && self.is_common(at) && word.gap & gap::QUOTE == 0 {
            return None;
        }
        let end = self.unknown_end(at, reading)?;
        Some((
            Hit {
                end,
                candidates: Vec::new(),
                preposition: '\0',
                conjunction: false,
                prominent: false,
                common: 0,
            },
            at,
        ))
    }

    fn is_open(&self, type_word: u8) -> bool {
        type_word
            .checked_sub(1)
            .and_then(|t| self.gazetteer.words.type_word(t))
            .is_some_and(|t| t.open)
    }

    /// A reading with a proclitic before a word that itself belongs to places («بريف»).
    fn leads_on(&self, r: &Reading<'a>) -> bool {
        let role = self.role(r.stem);
        role.type_word != 0 || role.near || role.direction != 0 || role.stop
    }

    /// Words that are no name after a type word.
    fn blocks(&self, r: &Reading<'a>) -> bool {
        let role = self.role(r.stem);
        role.stop
            || role.locative
            || role.near
            || role.bridge
            || role.direction != 0
            || (role.type_word != 0 && !role.head)
    }

    /// Where a name that no file has ends.
    fn unknown_end(&self, at: usize, reading: &Reading<'a>) -> Option<usize> {
        let word = self.scan.words.get(at)?;
        let chars = reading.stem.chars().count();
        if word.latin || word.number || chars < 2 || word.gap & gap::BREAK != 0 {
            return None;
        }
        let written = self.text.get(word.start as usize..word.end as usize)?;
        let quoted = word.gap & gap::QUOTE != 0;
        if !quoted && !reading.article && !self.role(reading.stem).head && (self.common)(written) {
            return None;
        }
        let mut end = at + 1;
        if quoted {
            while end - at < 5 && self.scan.words.get(end).is_some_and(|w| w.gap == gap::SPACE) {
                end += 1;
            }
            let closed = self.scan.words.get(end).is_none_or(|w| w.gap & gap::QUOTE != 0);
            if closed {
                return Some(end);
            }
            end = at + 1;
        }
        let mut head = self.role(reading.stem).head && !reading.article;
        let named = |w: usize| {
            let (stem, _) = self.scan.stem(w);
            let role = self.role(stem);
            self.scan.continues(w)
                && !role.stop
                && !role.locative
                && self.scan.words.get(w).is_some_and(|w| !w.number && !w.latin)
        };
        while head && end - at < 3 && named(end) {
            let (stem, article) = self.scan.stem(end);
            head = self.role(stem).head && !article;
            end += 1;
        }
        let (stem, _) = self.scan.stem(end);
        if self.scan.continues(end) && self.role(stem).tail {
            end += 1;
        }
        Some(end)
    }

    /// Adjectives of direction after «ريف …».
    fn trailing_direction(&self, mut end: usize, allowed: bool, direction: &mut String) -> usize {
        if !allowed {
            return end;
        }
        for _ in 0..2 {
            let (stem, article) = self.scan.stem(end);
            let role = self.role(stem);
            if !article || role.direction == 0 || !self.scan.continues(end) {
                break;
            }
            direction.push(char::from(role.direction));
            end += 1;
        }
        end
    }
}

/// Letters of proclitics before a name.
fn letters(hit: &Hit) -> usize {
    usize::from(hit.conjunction) + usize::from(hit.preposition != '\0')
}

fn prefix_letters(prefix: &Prefix) -> usize {
    usize::from(prefix.conjunction) + usize::from(prefix.preposition != '\0')
}
