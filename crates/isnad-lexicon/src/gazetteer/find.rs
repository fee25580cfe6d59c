//! Mentions of places in text: longest match of names, with the type words and directions that belong to them.
//!
//! In: text, its tokens and a test for everyday words; out: [`PlaceMention`]s in text order, each with every place that
//! its words fit. A mention without candidates is a name that no file has («قرية» with a name after it), or points back
//! («البلدة», the town). Nothing is chosen here, and a bare name that is also an everyday word is only marked as unsure.
//!
//! «ريف دير الزور الشرقي» (the eastern countryside of Deir ez-Zor) is one mention around «دير الزور», direction `e`.

use super::compile::{ALTERNATE, DERIVED, JOINED};
use super::prefix::Prefix;
use super::scan::{Reading, Scan, gap, scan};
use super::{Gazetteer, PlaceRef};
use crate::recent;
use isnad_arabic::token::Token;
use isnad_model::Span;
use std::borrow::Cow;

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
    /// The bare name is an everyday word: 1 needs some cue, 2 needs a type word or a near place named beside it, 3 is a
    /// capital that stands for its state.
    pub everyday: u8,
    /// ISO code of the country whose adjective follows («طرابلس الليبية»).
    pub nisba: Option<&'static str>,
    /// It points back to a place named before («المدينة»).
    pub anaphor: bool,
    /// Index of the mention that it is said to lie in («بلدة … بريف …»).
    pub lies_in: Option<usize>,
}

impl PlaceMention {
    /// A name alone, that no file has.
    pub(super) const fn bare(span: Span) -> Self {
        Self {
            span,
            name: span,
            type_word: None,
            relation: Relation::In,
            direction: String::new(),
            candidates: Vec::new(),
            sure: true,
            everyday: 0,
            nisba: None,
            anaphor: false,
            lies_in: None,
        }
    }
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
            // «الباب شرقي حلب» is not «باب شرقي».
            (1, 0, _) if bit == 0 => 45,
            (0, 1, 1) => 25,
            (1, 0, _) | (0, 1, _) => 6,
            _ => 0,
        };
    }
    fit.max(1) as u8
}

/// Sorts candidates by fit and keeps the best fit of each place.
pub(super) fn best_first(candidates: &mut Vec<Candidate>) {
    if candidates.len() < 2 {
        return;
    }
    candidates.sort_by(|a, b| a.place.cmp(&b.place).then(b.fit.cmp(&a.fit)));
    candidates.dedup_by_key(|c| c.place);
    candidates.sort_by(|a, b| b.fit.cmp(&a.fit).then(a.place.cmp(&b.place)));
}

/// [`Hit::common`] of a capital that stands for its state as well.
pub(super) const CAPITAL: u8 = 3;

/// A name found at a word.
pub(super) struct Hit<'a> {
    pub(super) end: usize,
    pub(super) candidates: Cow<'a, [Candidate]>,
    pub(super) preposition: char,
    pub(super) conjunction: bool,
    /// The preposition is one with the article («للضفة»): neither is written without the other.
    pub(super) contracted: bool,
    pub(super) prominent: bool,
    pub(super) common: u8,
}

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
        self.find_numbered(text, tokens, &recent::number(text, tokens), common)
    }

    /// The same of a text whose words have been numbered.
    #[must_use]
    pub fn find_numbered(
        &self,
        text: &str,
        tokens: &[Token],
        numbers: &recent::Numbers,
        common: &dyn Fn(&str) -> bool,
    ) -> Vec<PlaceMention> {
        scan(self, text, tokens, numbers, |scan| {
            let finder = Finder {
                gazetteer: self,
                text,
                scan,
                common,
            };
            finder.run()
        })
    }
}

pub(super) struct Finder<'a> {
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) text: &'a str,
    pub(super) scan: &'a Scan<'a>,
    pub(super) common: &'a dyn Fn(&str) -> bool,
}

impl<'a> Finder<'a> {
    fn run(&self) -> Vec<PlaceMention> {
        let mut out: Vec<PlaceMention> = Vec::with_capacity(self.scan.lively.len() / 3);
        let (mut at, mut last_end) = (0, usize::MAX);
        let mut list = 0..0;
        for &here in &self.scan.lively {
            if here < at {
                continue;
            }
            at = here;
            let readings = self.scan.readings(at);
            // «جوياً» is an adverb.
            let direct = self
                .name_at(at, readings, |_| true)
                .filter(|d| d.end > at + 1 || !self.scan.has_tanwin(at));
            // «أبي صيدا»: a compound that no file has; its second word is no place of its own.
            let compound = |r: &Reading| !r.article && r.role.compound;
            if direct.as_ref().is_none_or(|d| d.end <= at + 1)
                && readings.iter().any(compound)
                && self.opens_compound(at)
            {
                // «في كنصفرة وعين لاروز»: joined to a name it is one.
                let joined = readings
                    .iter()
                    .find(|r| compound(r) && r.conjunction && r.preposition == '\0');
                // «قرية كذا في ناحية كذا وعين كذا»: joined to the village, not to where that lies.
                let here = out.len().checked_sub(1);
                let wide = here > Some(0) && out.iter().rev().nth(1).is_some_and(|m| m.lies_in == here);
                let name = out.last().is_some_and(|m| m.sure && !m.anaphor) && !wide;
                if joined.is_some() && last_end == at && name {
                    out.push(PlaceMention::bare(self.span(at, at + 2, 1)));
                    last_end = at + 2;
                }
                at += 2;
                continue;
            }
            let prefix = if self.scan.leads(at) {
                self.prefix_at(at, readings)
            } else {
                None
            };
            let prefix = prefix.filter(|p| self.is_governed(at, p));
            if direct.is_none() && prefix.is_none() {
                at += 1;
                continue;
            }
            let Some((mut mention, next, linking)) = self.mention_at(at, direct, prefix.as_ref(), readings, last_end)
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
                // «قرى كذا وكذا في ريف كذا»: all of the list that no file has lie there.
                let from = if list.end == here { list.start } else { before };
                if !mention.anaphor {
                    for (i, b) in out.iter_mut().enumerate().skip(from) {
                        // What a file has says itself where it lies.
                        if i == before || b.candidates.is_empty() {
                            b.lies_in = Some(here);
                        }
                    }
                }
            }
            best_first(&mut mention.candidates);
            if !mention.anaphor && self.scan.continues(next) {
                mention.nisba = self.scan.nisba(next);
            }
            let many = prefix.as_ref().is_some_and(|p| p.many && !p.definite) && !mention.anaphor;
            out.push(mention);
            (at, last_end) = (next, next);
            if many {
                let start = out.len() - 1;
                at = self.siblings(at, &mut out);
                last_end = at;
                list = start..out.len();
            }
        }
        self.again(&mut out);
        out
    }

    /// Whether the mention before ended so close by that this one may say where it lies.
    fn is_near(&self, last_end: usize, at: usize) -> bool {
        last_end <= at
            && at - last_end <= 2
            && (last_end..=at).all(|w| self.scan.gap(w).is_some_and(|g| g & gap::BREAK == 0))
    }

    fn mention_at(
        &self,
        at: usize,
        direct: Option<Hit<'a>>,
        prefix: Option<&Prefix>,
        readings: &'a [Reading],
        last_end: usize,
    ) -> Option<(PlaceMention, usize, bool)> {
        if let Some(prefix) = prefix {
            let named = self.named_after(prefix);
            let direct_end = direct.as_ref().map_or(0, |d| d.end);
            // «قرية الجديدة»: a file that writes the type word with the name knows no other village than one that does not.
            let plain = !prefix.definite && self.is_plain_word(prefix.type_word);
            let named = named.filter(|(h, _)| {
                h.end > direct_end
                    || direct
                        .as_ref()
                        .is_some_and(|d| h.end == direct_end && (d.candidates.is_empty() || plain))
            });
            if let Some((mut hit, start)) = named {
                if let Some(same) = direct.as_ref().filter(|d| d.end == hit.end) {
                    hit.candidates.to_mut().extend(same.candidates.iter().copied());
                }
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
                    candidates: hit.candidates.into_owned(),
                    nisba: None,
                    anaphor: false,
                    lies_in: None,
                };
                let linking = prefix.preposition != '\0' || self.linked(at, last_end);
                return Some((mention, end, linking));
            }
        }
        // «العاصمة»: a small place of that name is meant only behind its type word («محافظة العاصمة»).
        let back = prefix.filter(|p| self.points_back(p));
        let direct = direct.filter(|h| h.end - at > 1 || h.common < 2 || back.is_none());
        let direct = direct.filter(|h| h.end - at > 1 || !self.is_something_else(at, h));
        // Function words are no places, whatever a file says.
        let direct = direct.filter(|h| h.end - at > 1 || !self.is_function_word(at, h, readings));
        if let Some(hit) = direct {
            return Some(self.bare_mention(at, hit, prefix, last_end));
        }
        let prefix = prefix?;
        let anaphor = self.points_back(prefix);
        let first = readings.iter().find(|r| r.role.type_word != 0)?;
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

    /// «في محلية كذا», not «مصادر محلية».
    fn is_governed(&self, at: usize, prefix: &Prefix) -> bool {
        let needs = prefix.next == at + 1 && self.type_of(prefix.type_word).is_some_and(|t| t.governed);
        let inside = || at > 0 && self.scan.continues(at) && self.scan.role(at - 1).inside;
        !needs || prefix.preposition == 'ب' || inside()
    }

    /// «المدينة» points back; «الأحياء» are some or other.
    fn points_back(&self, prefix: &Prefix) -> bool {
        prefix.definite && !prefix.many && self.type_of(prefix.type_word).is_some_and(|t| t.anaphor)
    }

    /// A name without a type word of its own before it.
    fn bare_mention(
        &self,
        at: usize,
        hit: Hit<'a>,
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
        let after_locative = before.is_some_and(|b| self.scan.role(b).locative);
        let listed = last_end == at && (hit.conjunction || self.scan.has_gap(at, gap::COMMA));
        let hash = self.scan.has_gap(at, gap::TIGHT);
        let inside = before.is_some_and(|b| self.scan.role(b).inside);
        let cue = after_locative || hit.preposition == 'ب' || listed || hash;
        let sure = if single {
            match hit.common {
                0 => hit.prominent && (cue || self.scan.letters(at) >= 4 || self.is_great(&hit)),
                1 => hit.prominent && cue,
                // «المرتبطة بموسكو» speaks of a state, «في موسكو» of the city.
                CAPITAL => hit.prominent && inside,
                _ => false,
            }
        } else if hit.common == CAPITAL {
            inside
        } else {
            let kunya = self.scan.role(at).kunya;
            own_type != 0
                || cue && hit.common < 2
                || !kunya && (hit.prominent || hit.common == 0)
                // «قصف الجيش أم درمان»: whoever hears the name thinks of the city.
                || kunya && self.is_great(&hit)
        };
        let area = self.type_of(own_type).is_some_and(|t| t.area);
        let mut direction = String::new();
        let end = self.trailing_direction(hit.end, area, &mut direction);
        let linking = hit.preposition == 'ب' || self.linked(at, last_end);
        let name = self.span(at, hit.end, letters(&hit));
        let last = end.checked_sub(1).and_then(|w| self.scan.token(w));
        let mention = PlaceMention {
            span: Span::new(name.start, last.map_or(name.end, |t| t.span.end.max(name.start))),
            name,
            type_word: own_type.checked_sub(1),
            relation: if direction.is_empty() {
                Relation::In
            } else {
                Relation::Around
            },
            direction,
            candidates: hit.candidates.into_owned(),
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
        let gap_here = self.scan.gap(at).unwrap_or(0);
        if last_end == at {
            return gap_here & (gap::QUOTE | gap::COMMA | gap::SPACE) != 0
                && gap_here & gap::BREAK == 0
                && !self.scan.fold(at).starts_with('و');
        }
        (last_end..at).all(|w| {
            let role = self.scan.role(w);
            role.locative || role.stop
        })
    }

    /// Names after «قريتي», «بلدات»: each one that is joined by wa- or a comma.
    fn siblings(&self, mut at: usize, out: &mut Vec<PlaceMention>) -> usize {
        let first = out.last();
        let type_word = first.and_then(|m| m.type_word);
        let pattern = first.map(|m| (m.relation, m.direction.clone())).unwrap_or_default();
        for _ in 0..24 {
            let Some(gap_here) = self.scan.gap(at).filter(|g| g & gap::BREAK == 0) else {
                break;
            };
            let comma = gap_here & gap::COMMA != 0;
            let mut start = at;
            // A free-standing wa-.
            if self.scan.fold(at) == "و" {
                start += 1;
            }
            let readings = self.scan.readings(start);
            let joined = start > at || comma;
            let hit = self.name_at(start, readings, |r| r.preposition == '\0' && (joined || r.conjunction));
            // «قرى كذا وأم الكيف»: the first word of a compound is no village of its own.
            let compound = readings
                .iter()
                .any(|r| !r.article && r.role.compound && r.conjunction != joined);
            let hit = hit.filter(|h| h.end > start + 1 || !(compound && self.opens_compound(start)));
            let conjunction = readings.iter().find(|r| r.conjunction && r.preposition == '\0');
            let hit = hit.or_else(|| {
                let reading = if joined { readings.first() } else { conjunction }?;
                if self.blocks(reading) || self.prefix_at(start, readings).is_some() {
                    return None;
                }
                let end = self.unknown_end(start, reading)?;
                Some(Hit {
                    end,
                    candidates: Cow::Borrowed(&[]),
                    preposition: '\0',
                    conjunction: reading.conjunction,
                    contracted: false,
                    prominent: false,
                    common: 0,
                })
            });
            let Some(hit) = hit else { break };
            let letters = usize::from(hit.conjunction);
            let span = self.span(start, hit.end, letters);
            let mut candidates = hit.candidates.into_owned();
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

    pub(super) fn span(&self, from: usize, to: usize, skip_letters: usize) -> Span {
        let token = |word: usize| self.scan.token(word).map(|t| t.span);
        let (Some(a), Some(b)) = (token(from), to.checked_sub(1).and_then(token)) else {
            return Span::default();
        };
        let word = a.slice(self.text);
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
}

/// Letters of proclitics before a name.
fn letters(hit: &Hit<'_>) -> usize {
    usize::from(hit.conjunction) + usize::from(hit.preposition != '\0' && !hit.contracted)
}

fn prefix_letters(prefix: &Prefix) -> usize {
    usize::from(prefix.conjunction) + usize::from(prefix.preposition != '\0' && !prefix.contracted)
}
