//! What stands before and behind a name: type words, nearness, directions; and names that no file has.
//!
//! In: a word of a [`Scan`](super::scan::Scan) and its readings; out: a [`Prefix`], the name after it, known or not.
//! It deliberately judges no homonyms.
//!
//! «محيط بلدة كفر زهمر» (around the town of Kafr Zahmar): two type words, then a compound name that may be unknown.

use super::find::{Finder, Hit, Relation};
use super::kind::Kind;
use super::scan::{Reading, gap};
use super::words::TypeWord;
use isnad_arabic::token::TokenKind;
use std::borrow::Cow;

/// Type words, nearness and directions before a name.
#[derive(Default)]
pub(super) struct Prefix {
    pub(super) type_word: u8,
    pub(super) many: bool,
    pub(super) relation: Relation,
    pub(super) direction: String,
    /// The last type word has the article.
    pub(super) definite: bool,
    pub(super) next: usize,
    pub(super) preposition: char,
    pub(super) conjunction: bool,
    /// The preposition is one with the article of the first word («للبلدة»).
    pub(super) contracted: bool,
}

impl<'a> Finder<'a> {
    /// Type words, nearness and directions from a word on.
    pub(super) fn prefix_at(&self, at: usize, readings: &'a [Reading]) -> Option<Prefix> {
        if !self.scan.leads(at) {
            return None;
        }
        let first = readings.iter().find(|r| r.role.leads())?;
        let mut prefix = Prefix {
            preposition: first.preposition,
            conjunction: first.conjunction,
            contracted: first.contracted(),
            next: at,
            ..Prefix::default()
        };
        let mut reading = first;
        let mut after_direction = false;
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
                let local = self.scan.readings(word);
                let allowed = |r: &&Reading| {
                    r.is_plain()
                        || (r.conjunction && r.preposition == '\0' && after_direction)
                        || (r.preposition == 'ل' && !r.conjunction)
                };
                let Some(r) = local.iter().filter(allowed).find(|r| {
                    let role = &r.role;
                    role.leads() || role.bridge && after_direction && r.is_plain()
                }) else {
                    break;
                };
                // li- goes on only from a definite type word or a direction: «الريف الغربي لمحافظة».
                if r.preposition == 'ل' && !prefix.definite && !after_direction {
                    break;
                }
                if r.conjunction && r.role.direction == 0 {
                    break;
                }
                // «مناطق شمال غرب البلاد»: the direction begins the name of a region.
                if r.role.direction != 0
                    && self
                        .name_at(word, local, |r| r.is_plain())
                        .is_some_and(|h| h.end > word + 1 && h.prominent)
                {
                    break;
                }
                // «ريف تل تمر»: what looks like a type word begins a longer name.
                if r.role.type_word != 0
                    && let Some(h) = self.name_at(word, local, |r| r.is_plain()).filter(|h| h.end > word + 1)
                {
                    // … unless the name behind it goes further: «ريف مدينة عين كذا».
                    let behind = self.scan.readings(word + 1);
                    let further = self.name_at(word + 1, behind, |r| r.is_plain());
                    // «أطراف قرية الجديدة»: a village whose type word a file writes with its name.
                    let plain = !r.article && self.is_plain_word(r.role.type_word);
                    if further.is_none_or(|f| f.end < h.end || f.end == h.end && !plain) {
                        break;
                    }
                }
                reading = r;
            }
            let role = &reading.role;
            if role.direction != 0 && (role.type_word == 0 || after_direction || prefix.definite) {
                if prefix.type_word != 0 && reading.article && !prefix.definite {
                    break;
                }
                // «بلدة شرقي كذا»: some town of that land, which is not the town of the name.
                if self.is_settlement_word(prefix.type_word) && !prefix.definite {
                    prefix.type_word = 0;
                    prefix.many = false;
                    prefix.relation = Relation::Around;
                }
                prefix.direction.push(char::from(role.direction));
                after_direction = true;
            } else if role.near {
                prefix.relation = Relation::Near;
                after_direction = true;
            } else if role.type_word != 0 {
                // After a type word of settlements a second one is the name's own («بلدة تل رفعت»).
                let t = self.type_of(role.type_word);
                let of = reading.preposition == 'ل' && word > at;
                if prefix.type_word != 0 && !of && (reading.article || self.is_settlement_word(prefix.type_word)) {
                    break;
                }
                // «القرى الشمالية لمدينة كذا»: land around the town.
                if t.is_some_and(|t| t.area) || of && self.is_settlement_word(prefix.type_word) {
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

    /// The type that a role or prefix numbers from one on; zero is none.
    pub(super) fn type_of(&self, type_word: u8) -> Option<&'a TypeWord> {
        self.gazetteer.words.type_word(type_word.checked_sub(1)?)
    }

    pub(super) fn is_settlement_word(&self, type_word: u8) -> bool {
        self.type_of(type_word).is_some_and(|t| !t.area && t.open)
    }

    /// Whether a type word of settlements says nothing that a name would need: village, town, city.
    pub(super) fn is_plain_word(&self, type_word: u8) -> bool {
        self.type_of(type_word).is_some_and(|t| {
            t.open && !t.area && matches!(t.kinds.first(), Some(Kind::Village | Kind::Town | Kind::City))
        })
    }

    /// The name that a prefix stands before, known or not, and its first word.
    pub(super) fn named_after(&self, prefix: &Prefix) -> Option<(Hit<'a>, usize)> {
        let at = prefix.next;
        if !self.scan.follows(at) {
            return None;
        }
        let readings = self.scan.readings(at);
        let li = prefix.definite || !prefix.direction.is_empty() || prefix.relation == Relation::Near;
        let hit = self.name_at(at, readings, |r| {
            !r.conjunction && (r.preposition == '\0' || r.preposition == 'ل' && li)
        });
        // «ناحية أبي صيدا»: the first word of a compound alone is no name of its own, the whole is one nobody knows.
        let hit = hit.filter(|h| {
            let first = self.scan.role(at);
            h.end > at + 1
                || !self.in_construct(at, h)
                    && (!first.head || h.prominent && !first.compound || !self.opens_compound(at))
        });
        if prefix.definite {
            // «العاصمة دمشق»; «الريف الغربي لدير الزور»; otherwise the definite type word points back.
            return hit
                .filter(|h| h.preposition == 'ل' || h.prominent && prefix.direction.is_empty())
                .map(|h| (h, at))
                .or_else(|| self.named_after_nisba(prefix));
        }
        let area = self
            .type_of(prefix.type_word)
            .is_some_and(|t| t.area || t.id == "district");
        if let Some(h) = hit {
            let single = h.end - at == 1;
            if single && let Some(end) = self.pair_end(prefix, at).filter(|e| *e > h.end) {
                return Some((unknown(end), at));
            }
            let quoted = self.scan.has_gap(at, gap::QUOTE);
            // A quotation that begins after a direction is not its name.
            // «شمال غرب سورية»: behind a direction the adjective's letters are the country's name.
            let country = prefix.type_word == 0 && !prefix.direction.is_empty() && h.prominent;
            let stop = single && !country && (self.scan.role(at).stop || self.leads_hamza(at, readings));
            if quoted && prefix.type_word == 0 || stop {
                return None;
            }
            // «كتيبة "رحبة الدروع"»: a name in marks is one with all that stands in them.
            let goes_on = |w: usize| self.scan.gap(w) == Some(gap::SPACE);
            let closes = |w: usize| self.scan.has_gap(w, gap::QUOTE);
            if quoted && goes_on(h.end) && (h.end + 1..h.end + 4).any(closes) {
                return None;
            }
            // Land around something, or an area: the something must be known for a place.
            let located = || self.scan.has_article(at) && self.is_located(at + 1);
            if area && !h.prominent && single && !quoted && (h.common > 0 || !self.scan.has_article(at)) && !located() {
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
        let marked = self.scan.gap(at)?;
        let firm = reading.article || marked & (gap::QUOTE | gap::TIGHT) != 0 || reading.role.head;
        let firm = firm || !prefix.many && !self.is_land(prefix.type_word) && self.is_strange(at);
        let head = reading.role.head;
        // «قرية نجمي الواقعة شمال كذا», «منطقة بير الزعفر»: what follows makes an everyday word a name.
        if let Some(end) = self.pair_end(prefix, at) {
            return Some((unknown(end), at));
        }
        if !firm
            && !prefix.many
            && !self.is_land(prefix.type_word)
            && reading.preposition == '\0'
            && !reading.conjunction
            && let Some(end) = self.vouched_end(at).or_else(|| self.settled_end(prefix, at))
        {
            return Some((unknown(end), at));
        }
        // «محور بالا بريف حلب»: a front is named by a village, and what follows says where.
        let front = self.type_of(prefix.type_word).is_some_and(|t| t.area && t.open);
        // «محور الحماميات في ريف كذا»
        let lies = || self.is_said_to_lie(at + 1) || self.is_in_wide(at + 1);
        if front && !prefix.many && (reading.is_plain() || reading.article && reading.preposition == '\0') && lies() {
            return Some((unknown(at + 1), at));
        }
        // «قرى نيلونية وعين كذا»: joined to another name it is no adjective.
        let firm = firm || prefix.many && !area && self.is_strange(at) && self.is_joined(at + 1);
        let everyday = || self.is_common(at) && !head && marked & gap::QUOTE == 0;
        if !firm && (area || prefix.many) && !self.is_foreign(at)
            || area && everyday() && !(reading.article && self.is_located(at + 1))
        {
            return None;
        }
        let end = self.unknown_end(at, reading)?;
        Some((unknown(end), at))
    }

    /// The name behind the adjective of a country or of a road: «العاصمة الليبية طرابلس», «الطريق الدولي حلب».
    fn named_after_nisba(&self, prefix: &Prefix) -> Option<(Hit<'a>, usize)> {
        let at = prefix.next;
        let road = || self.type_of(prefix.type_word).is_some_and(|t| t.id == "road") && !prefix.many;
        let nisba = || self.scan.nisba(at).is_some();
        let of = self.scan.has_article(at) && (road() || nisba() && self.is_settlement_word(prefix.type_word));
        if !of || !prefix.direction.is_empty() || !self.scan.continues(at) || !self.scan.follows(at + 1) {
            return None;
        }
        let readings = self.scan.readings(at + 1);
        let hit = self.name_at(at + 1, readings, |r| r.is_plain())?;
        (hit.prominent || road() && hit.common == 0).then_some((hit, at + 1))
    }

    /// Whether a type word means land around a place.
    fn is_land(&self, type_word: u8) -> bool {
        self.type_of(type_word).is_none_or(|t| t.area)
    }

    /// Whether a word is in no dictionary and may well be a name; a doubled letter counts as two.
    fn is_strange(&self, at: usize) -> bool {
        let letter = |c: char| matches!(c, '\u{0620}'..='\u{064a}' | '\u{0651}');
        let written = self.written(at);
        written.chars().count() >= 4 && written.chars().all(letter) && !self.is_common(at)
    }

    /// Where a name of everyday letters ends that the words behind it make one.
    fn vouched_end(&self, at: usize) -> Option<usize> {
        let next = at + 1;
        if self.scan.has_article(at) || !self.scan.continues(next) {
            return None;
        }
        // «منطقة رمل فشاخ»: a second word that is in no dictionary.
        if !self.scan.has_article(next) {
            let role = self.scan.role(next);
            let plain = !(role.direction != 0 || role.tail || role.stop || role.locative || role.near || role.bridge);
            let nisba = self.written(at).ends_with("ية");
            return (plain && role.type_word == 0 && !nisba && self.is_foreign(next)).then_some(next + 1);
        }
        if self.scan.role(next).lies {
            return Some(next);
        }
        let role = self.scan.role(next);
        let name = self.is_strange(next) && !(role.direction != 0 || role.tail || role.stop || role.locative);
        name.then_some(next + 1)
    }

    /// Where the name of a settlement ends that is written like another word, if a division is named behind it: «بلدة نبع في
    /// قضاء كذا»; but «بلدة صغيرة في قضاء كذا» is some town.
    fn settled_end(&self, prefix: &Prefix, at: usize) -> Option<usize> {
        let settled = self.type_of(prefix.type_word).is_some_and(|t| t.settled);
        if !settled || self.scan.has_article(at) || self.written(at).ends_with('ة') {
            return None;
        }
        self.is_in_wide(at + 1).then_some(at + 1)
    }

    /// «في قضاء كذا», «بريف كذا»: what follows is a division or its land that the word before it lies in.
    fn is_in_wide(&self, mut area: usize) -> bool {
        if self.scan.continues(area) && self.scan.role(area).inside {
            area += 1;
        } else if !self.is_said_to_lie(area) || self.scan.role(area).direction != 0 {
            return false;
        }
        let readings = self.scan.readings(area);
        let wide = |r: &Reading| !r.article && !r.conjunction && self.is_wide(r.role.type_word);
        self.scan.continues(area) && readings.iter().any(wide)
    }

    /// Where the first of two names of settlements ends, whatever its words: «قريتي شوك الريم ونهر كذا».
    fn pair_end(&self, prefix: &Prefix, at: usize) -> Option<usize> {
        let settled = self.type_of(prefix.type_word).is_some_and(|t| t.settled);
        let word = prefix.next.checked_sub(1).map_or("", |w| self.scan.fold(w));
        let dual = prefix.many && (word.ends_with("تي") || word.ends_with("تا"));
        if !(settled && dual && self.scan.continues(at)) {
            return None;
        }
        let plain = |w: usize| {
            let role = self.scan.role(w);
            self.scan.continues(w) && !role.stop && !role.locative && role.direction == 0
        };
        let and = |w: usize| self.scan.continues(w) && self.scan.fold(w).starts_with('و');
        // «قريتي حسن كلو وتل كذا»: of two villages the second comes behind «و».
        let second = !self.scan.has_article(at)
            && plain(at + 1)
            && (self.scan.has_article(at + 1) || !and(at + 1) && and(at + 2) && !self.leads_away(at + 1));
        let end = at + 1 + usize::from(second);
        let joined = and(end);
        let name = self.scan.is_letters(at);
        (joined && name && plain(at)).then_some(end)
    }

    /// Whether a type word is one of divisions or of their land: «قضاء», «ريف».
    fn is_wide(&self, type_word: u8) -> bool {
        let first = self.type_of(type_word).and_then(|t| t.kinds.first());
        first.is_some_and(|k| k.is_division() || *k == Kind::Region)
    }

    /// «منطقة أبادام»: a word that no dictionary has and that has not the ending of an adjective.
    fn is_foreign(&self, at: usize) -> bool {
        let written = self.written(at);
        let adjective = ["ية", "يه", "ات"].iter().any(|end| written.ends_with(end));
        !adjective && self.is_strange(at)
    }

    /// «(10 كم شمال كذا)», «شرقي كذا»: what follows says where the word before it lies.
    fn is_located(&self, at: usize) -> bool {
        if self.scan.gap(at).is_none_or(|g| g & gap::BREAK != 0) {
            return false;
        }
        let role = self.scan.role(at);
        let number = self.scan.token(at).is_some_and(|t| t.kind == TokenKind::Number);
        let distance = number && self.scan.role(at + 1).distance;
        distance
            || self.scan.continues(at)
                && self.scan.continues(at + 1)
                && role.direction != 0
                && !self.scan.has_article(at)
    }

    /// «بريف كذا», «شمال كذا»: what follows says where the word before it lies.
    fn is_said_to_lie(&self, at: usize) -> bool {
        let readings = if self.scan.continues(at) {
            self.scan.readings(at)
        } else {
            &[]
        };
        self.is_located(at) || readings.iter().any(|r| r.preposition == 'ب' && r.role.type_word != 0)
    }

    /// «وأن», «وإلى»: a conjunction before a hamza stands before a word of its own, which is no name here.
    fn leads_hamza(&self, at: usize, readings: &'a [Reading]) -> bool {
        let hamza = self.written(at).chars().nth(1).is_some_and(|c| matches!(c, 'أ' | 'إ'));
        hamza && readings.iter().any(|r| r.conjunction && r.role.stop)
    }

    pub(super) fn is_open(&self, type_word: u8) -> bool {
        self.type_of(type_word).is_some_and(|t| t.open)
    }

    /// A reading with a proclitic before a word that itself belongs to places («بريف»).
    pub(super) fn leads_on(&self, r: &Reading) -> bool {
        let role = &r.role;
        role.type_word != 0 || role.near || role.direction != 0 || role.stop
    }

    /// Whether a name follows behind «و», known or of several words.
    fn is_joined(&self, at: usize) -> bool {
        let readings = if self.scan.continues(at) {
            self.scan.readings(at)
        } else {
            &[]
        };
        let and = |r: &Reading| r.conjunction && r.preposition == '\0';
        let compound = readings.iter().any(|r| and(r) && r.role.compound) && self.opens_compound(at);
        // «قرى حميمات وشاغوريت»
        let compound = compound || readings.iter().any(and) && !self.scan.has_article(at) && self.is_foreign(at);
        compound || self.name_at(at, readings, |r| and(r)).is_some_and(|h| h.common == 0)
    }

    /// «بريف», «لناحية»: what follows says where the word before it lies.
    fn leads_away(&self, at: usize) -> bool {
        let readings = self.scan.readings(at);
        readings.iter().any(|r| r.preposition != '\0' && r.role.type_word != 0)
    }

    /// Words that are no name after a type word.
    pub(super) fn blocks(&self, r: &Reading) -> bool {
        let role = &r.role;
        role.stop && !role.compound
            || role.locative
            || role.near
            || role.bridge
            || role.direction != 0
            || (role.type_word != 0 && !role.head)
    }

    /// «منطقة خبر المراقشة» is not «الخبر»: a word that lost its article stands in construct with the next.
    fn in_construct(&self, at: usize, hit: &Hit<'_>) -> bool {
        let (article, role) = (self.scan.has_article(at + 1), self.scan.role(at + 1));
        let lost = hit.candidates.iter().all(|c| c.flags & 1 == 1) && !self.scan.has_article(at);
        lost && article && self.scan.continues(at + 1) && role.direction == 0 && !role.tail && !role.stop
    }

    /// Whether a compound name that begins at a word goes on with the next one.
    pub(super) fn opens_compound(&self, at: usize) -> bool {
        let role = self.scan.role(at + 1);
        self.scan.continues(at + 1)
            && (!self.scan.has_article(at) || self.scan.role(at).clan)
            && !(role.stop && !role.compound || role.locative || role.near || role.direction != 0)
            && (role.type_word == 0 || role.compound)
            && self.scan.is_letters(at + 1)
    }

    /// Where a name that no file has ends.
    pub(super) fn unknown_end(&self, at: usize, reading: &Reading) -> Option<usize> {
        let before = self.scan.gap(at)?;
        let chars = reading.stem(self.scan.fold(at)).chars().count();
        if !self.scan.is_letters(at) || chars < 2 || before & gap::BREAK != 0 {
            return None;
        }
        let quoted = before & gap::QUOTE != 0;
        if !quoted && !reading.article && !reading.role.head && self.is_common(at) {
            return None;
        }
        let mut end = at + 1;
        if quoted {
            while end - at < 5 && self.scan.gap(end) == Some(gap::SPACE) {
                end += 1;
            }
            let closed = self.scan.gap(end).is_none_or(|g| g & gap::QUOTE != 0);
            if closed {
                return Some(end);
            }
            end = at + 1;
        }
        let mut head = reading.role.head && (!reading.article || reading.role.clan);
        let named = |w: usize| {
            let role = self.scan.role(w);
            // «بني علي»: with its dots it is no preposition.
            let dotted = role.locative && self.written(w).ends_with('ي');
            // «قرية الشيخ شمالي كذا», «بلدة كفر بني شرقي كذا»: where it lies.
            let aside = role.direction != 0 && !self.scan.has_article(w) && self.scan.continues(w + 1);
            self.scan.continues(w)
                && (dotted || !role.stop && !role.locative)
                && !aside
                && self.scan.is_letters(w)
                && !self.leads_away(w)
        };
        while head && end - at < 3 && named(end) {
            head = self.scan.role(end).head && !self.scan.has_article(end);
            end += 1;
        }
        // «منطقة كرشيل الزعفر»: two words that no dictionary has.
        if end == at + 1
            && !reading.article
            && self.scan.continues(end)
            && self.scan.has_article(end)
            && self.is_strange(at)
            && self.vouched_end(at) == Some(end + 1)
        {
            end += 1;
        }
        // «قرية قره موغ شرق كذا»: two words before what says where they lie.
        if end == at + 1 && !reading.article && self.is_second(end) {
            end += 1;
        }
        let (article, role) = (self.scan.has_article(end), self.scan.role(end));
        // «قرية كذا شرقي المحافظة»: a direction before another name says where the first lies.
        let leads_on = role.direction != 0 && !article && self.scan.continues(end + 1);
        // «حي الضمان أول أمس»: what ends a name agrees with it.
        let leads_on = leads_on || !article && (role.direction != 0 || self.scan.has_article(end.saturating_sub(1)));
        if self.scan.continues(end) && role.tail && !leads_on {
            end += 1;
        }
        Some(end)
    }

    /// Whether a word that no dictionary has stands between the first word of a name and what says where it lies.
    fn is_second(&self, at: usize) -> bool {
        let role = self.scan.role(at);
        let plain = !(role.stop || role.locative || role.near || role.tail || role.bridge)
            && role.direction == 0
            && role.type_word == 0;
        let next = self.scan.role(at + 1);
        let lies = next.inside || next.lies || self.is_said_to_lie(at + 1);
        self.scan.continues(at)
            && self.scan.is_letters(at)
            && plain
            && !self.scan.has_article(at)
            && !self.is_common(at)
            && !self.leads_away(at)
            && self.scan.continues(at + 1)
            && lies
    }

    /// Adjectives of direction after «ريف …».
    pub(super) fn trailing_direction(&self, mut end: usize, allowed: bool, direction: &mut String) -> usize {
        if !allowed {
            return end;
        }
        for _ in 0..2 {
            let (article, role) = (self.scan.has_article(end), self.scan.role(end));
            if !article || role.direction == 0 || !self.scan.continues(end) {
                break;
            }
            direction.push(char::from(role.direction));
            end += 1;
        }
        end
    }
}

/// A name that no file has.
const fn unknown<'a>(end: usize) -> Hit<'a> {
    Hit {
        end,
        candidates: Cow::Borrowed(&[]),
        preposition: '\0',
        conjunction: false,
        contracted: false,
        prominent: false,
        common: 0,
    }
}
