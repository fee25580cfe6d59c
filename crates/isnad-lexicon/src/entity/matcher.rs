//! Finding the names of known entities in a text.
//!
//! A text and its tokens go in, disjoint [`EntityMatch`]es in text order come out: the leftmost, longest names,
//! across '#', '_', quotation marks and brackets inside a name, with proclitics on its first word.
//! «وتنظيم "الدولة الإسلامية" (داعش)» (wa-tanzīm ad-dawla al-islāmiyya (Dāʿish), "and the organisation
//! 'Islamic State' (Daesh)") is one match.
//!
//! Give the whole article: names that count only beside a full name («المرصد») and names that several
//! entities bear («الجيش الوطني») are settled by the rest of the text.
//! A bare «التنظيم» is no name; see [`Entities::head_candidates`].

use super::fold::{key, readings, split_article};
use super::index::{End, Index, Way};
use super::{Entities, EntityIx};
use crate::recent::{Column, Numbered, Numbers};
use isnad_arabic::token::{Token, TokenKind};
use isnad_model::{SourceKind, Span};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;
use std::cmp::Reverse;
use std::hint::black_box;
use std::ops::Range;

/// A name of a known entity in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntityMatch {
    /// The tokens of the name, quotation marks and brackets inside it too.
    pub tokens: Range<usize>,
    /// From the name's first letter (proclitics included) to its last.
    pub span: Span,
    /// Whose name it is.
    pub entity: EntityIx,
    /// A name that only its enemies use.
    pub hostile: bool,
    /// A nisba («الروسية»), not a name.
    pub nisba: bool,
    /// The like bodies of other countries bear the name too («الجيش»): whose it is, the countries of the text tell.
    pub local: bool,
    /// The token of the type word that made a doubtful name count («صحيفة» before «الوطن»); not part of `tokens`.
    pub head: Option<usize>,
    /// Other entities of the same name, where the rest of the text did not rule them out.
    pub alternatives: Vec<EntityIx>,
    /// The name was borne for a time only: index into the entity's `dated`.
    pub dated: Option<usize>,
}

/// What a word is to the names: the same wherever it stands.
#[derive(Debug)]
struct Known {
    /// Names that it begins: whether it has the article, and the node.
    starts: Box<[(bool, u32)]>,
    /// Its number inside a name, and whether it has the article.
    inner: Option<(u32, bool)>,
    /// Its number in each reading, for type words.
    words: Box<[u32]>,
}

impl Known {
    /// What there is to know of a word, if anything.
    fn of(index: &Index, word: &str) -> Option<Box<Self>> {
        let folded = key(word);
        let (mut starts, mut words) = (Vec::new(), Vec::new());
        readings(&folded, |article, stem| {
            if let Some(word) = index.word(stem) {
                words.push(word);
                starts.extend(index.first(word).map(|node| (article, node)));
            }
        });
        let (article, stem) = split_article(&folded);
        let inner = index.word(stem).map(|word| (word, article));
        (inner.is_some() || !words.is_empty()).then(|| {
            Box::new(Self {
                starts: starts.into(),
                inner,
                words: words.into(),
            })
        })
    }
}

thread_local! {
    /// Of most words there is nothing to know.
    static COLUMN: RefCell<Column<Option<Box<Known>>>> = const { RefCell::new(Column::new()) };
}

/// What the words of a text are to the names: remembered under their numbers, else in a list of its own.
struct Words<'c> {
    column: &'c Column<Option<Box<Known>>>,
    /// In the order of their tokens.
    others: Vec<(usize, Box<Known>)>,
}

impl<'c> Words<'c> {
    /// Remembers what the words are.
    fn new(
        index: &Index,
        text: &str,
        tokens: &[Token],
        numbers: &Numbers,
        column: &'c mut Column<Option<Box<Known>>>,
    ) -> Self {
        let mut others = Vec::new();
        let new = if column.knows_all() { &[] } else { numbers.words() };
        for word in new {
            let find = || Known::of(index, tokens.get(word.token()).map_or("", |t| t.span.slice(text)));
            match word.number() {
                Some(n) if column.get(n).is_some() => {}
                Some(n) => column.put(n, find()),
                None => others.extend(find().map(|known| (word.token(), known))),
            }
        }
        Self { column, others }
    }

    fn get(&self, word: &Numbered) -> Option<&Known> {
        let Some(number) = word.number() else {
            let other = self.others.binary_search_by_key(&word.token(), |(token, _)| *token);
            return other.ok().and_then(|i| self.others.get(i)).map(|(_, known)| &**known);
        };
        self.column.get(number)?.as_deref()
    }
}

/// A name found, not yet weighed against its neighbours.
struct Hit {
    first: usize,
    /// One past the last word.
    last: usize,
    node: u32,
    /// The first word has the article.
    article: bool,
    /// Some of the names depends on the country.
    local: bool,
    /// Some of them does not.
    settled: bool,
}

/// The longest name, in words, that is tried.
const LONGEST: usize = 14;

pub(super) fn find(
    entities: &Entities,
    text: &str,
    tokens: &[Token],
    numbers: &Numbers,
    day: Option<Date>,
) -> Vec<EntityMatch> {
    COLUMN.with_borrow_mut(|column| {
        let column = column.under(numbers, entities.stamp);
        // Touched all at once as the column itself is.
        let rare = numbers.rare().iter().filter_map(|n| column.get(*n)?.as_deref());
        black_box(rare.fold(0, |all, k| all + k.starts.len()));
        let words = Words::new(&entities.index, text, tokens, numbers, column);
        let text = Text {
            text,
            tokens,
            units: numbers.words(),
            words,
            day,
        };
        text.find(entities)
    })
}

/// Whether the article of the text suits that of the name.
fn fits(end: &End, hit: &Hit) -> bool {
    match end.way {
        Way::Nisba => true,
        // «تحالف دعم الشرعية» and «التحالف …» differ in the words that follow; a single word must agree.
        _ if end.single => end.article == hit.article,
        _ => end.article || !hit.article,
    }
}

/// Whether a name may run across the token.
fn crossable(text: &str, token: &Token, initial: impl Fn() -> bool) -> bool {
    match token.kind {
        TokenKind::Space => true,
        TokenKind::Punct | TokenKind::Symbol => match token.span.slice(text) {
            "#" | "_" | "-" | "+" => true,
            "." => initial(),
            mark => is_mark(mark),
        },
        _ => false,
    }
}

/// A quotation mark or bracket.
fn is_mark(mark: &str) -> bool {
    is_opening(mark) || is_closing(mark)
}

fn is_opening(mark: &str) -> bool {
    matches!(
        mark,
        "\"" | "'" | "«" | "“" | "”" | "„" | "‘" | "’" | "(" | "[" | "{" | "‹" | "ʼ" | "`" | "﴾"
    )
}

fn is_closing(mark: &str) -> bool {
    matches!(
        mark,
        "\"" | "'" | "»" | "“" | "”" | "‘" | "’" | ")" | "]" | "}" | "›" | "ʻ" | "ʼ" | "`" | "﴿"
    )
}

struct Text<'a> {
    text: &'a str,
    tokens: &'a [Token],
    units: &'a [Numbered],
    words: Words<'a>,
    day: Option<Date>,
}

impl Text<'_> {
    fn find(&self, entities: &Entities) -> Vec<EntityMatch> {
        let mut hits = self.hits(&entities.index);
        let named = self.named(entities, &mut hits);
        let mut found: Vec<EntityMatch> = Vec::with_capacity(hits.len());
        let mut from = 0;
        for hit in hits.iter().filter(|h| h.settled) {
            if hit.first < from {
                continue;
            }
            if let Some(m) = self.weigh(entities, hit, &named, false) {
                from = hit.last;
                found.push(m);
            }
        }
        settle(entities, &mut found, &named);
        self.merge(&mut found);
        // Names that depend on the country take what is left.
        let (mut from, mut extra) = (0, Vec::new());
        for hit in hits.iter().filter(|h| h.local) {
            if hit.first < from {
                continue;
            }
            let range = self.range(hit);
            let next = found.partition_point(|m| m.tokens.end <= range.start);
            if found.get(next).is_some_and(|m| m.tokens.start < range.end) {
                continue;
            }
            if let Some(m) = self.weigh(entities, hit, &named, true) {
                from = hit.last;
                extra.push(m);
            }
        }
        if !extra.is_empty() {
            found.append(&mut extra);
            found.sort_by_key(|m| m.tokens.start);
        }
        found
    }

    /// Every name that stands in the text, by its first word, longer ones first.
    fn hits(&self, index: &Index) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::with_capacity(self.units.len() / 8);
        for (first, unit) in self.units.iter().enumerate() {
            let Some(known) = self.words.get(unit).filter(|k| !k.starts.is_empty()) else {
                continue;
            };
            let before = hits.len();
            for &(article, start) in &known.starts {
                let (mut node, mut last) = (start, first + 1);
                loop {
                    if !index.ends(node).is_empty() {
                        hits.push(Hit {
                            first,
                            last,
                            node,
                            article,
                            local: false,
                            settled: false,
                        });
                    }
                    let next = self.units.get(last).filter(|_| last - first < LONGEST);
                    let inner = next.and_then(|u| self.words.get(u)).and_then(|k| k.inner);
                    let on = inner.and_then(|(word, article)| index.next(node, word, article));
                    let Some(on) = on.filter(|_| self.joined(last)) else {
                        break;
                    };
                    node = on;
                    last += 1;
                }
            }
            if hits.len() > before + 1 {
                hits[before..].sort_by_key(|h| Reverse(h.last));
            }
        }
        hits
    }

    /// Whom the text names in full anywhere, sorted: they may be named in short elsewhere. Notes what kinds of names a hit has.
    fn named(&self, entities: &Entities, hits: &mut [Hit]) -> Vec<u32> {
        let mut named = Vec::new();
        for hit in hits {
            for end in entities.index.ends(hit.node) {
                hit.local |= end.way == Way::Local;
                hit.settled |= end.way != Way::Local;
                let stands = match end.way {
                    Way::Plain => fits(end, hit),
                    Way::Cued => fits(end, hit) && self.cued(entities, end.entity, hit).is_some(),
                    Way::Short | Way::Nisba | Way::Local => false,
                };
                if stands {
                    named.push(end.entity);
                }
            }
        }
        named.sort_unstable();
        named.dedup();
        named
    }

    /// Whether a name may run on to a word from the one before it.
    fn joined(&self, at: usize) -> bool {
        let token = |u: usize| self.units.get(u).map(|u| u.token());
        let (Some(before), Some(here)) = (at.checked_sub(1).and_then(token), token(at)) else {
            return false;
        };
        let gap = self.tokens.get(before + 1..here).unwrap_or(&[]);
        if let [one] = gap
            && one.kind == TokenKind::Space
        {
            return true;
        }
        let initial = || self.token_text(before).chars().nth(1).is_none();
        here - before <= 6 && gap.iter().all(|t| crossable(self.text, t, initial))
    }

    /// Whether the name was borne on the day of the text.
    fn borne(&self, entities: &Entities, end: &End) -> bool {
        let (Some(day), Some(at)) = (self.day, (end.dated as usize).checked_sub(1)) else {
            return true;
        };
        let name = entities.get(EntityIx(end.entity)).and_then(|e| e.dated.get(at));
        name.is_none_or(|n| super::within(n.since.as_deref(), n.until.as_deref(), day))
    }

    fn token_text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.span.slice(self.text))
    }

    fn is_punct(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|t| matches!(t.kind, TokenKind::Punct | TokenKind::Symbol))
    }

    /// Tokens of the units of a hit, without marks around them.
    fn range(&self, hit: &Hit) -> Range<usize> {
        let at = |u: usize| self.units.get(u).map_or(0, |u| u.token());
        at(hit.first)..at(hit.last.saturating_sub(1)) + 1
    }

    /// Whether a doubtful name stands after a type word of the entity (which token) or in quotation marks (`None`).
    fn cued(&self, entities: &Entities, entity: u32, hit: &Hit) -> Option<Option<usize>> {
        let before = hit.first.checked_sub(1).and_then(|u| self.units.get(u));
        if let Some(before) = before
            && self.joined(hit.first)
        {
            let cues = entities.index.cues.get(entity as usize).map_or(&[][..], Vec::as_slice);
            let words = self.words.get(before).map_or(&[][..], |k| &k.words);
            let cue = words.iter().any(|w| cues.binary_search(w).is_ok());
            if cue {
                return Some(Some(before.token()));
            }
        }
        let range = self.range(hit);
        // A dateline puts its agency in brackets («(وفا)»); of other names brackets say nothing («(اليوم)»).
        let agency = entities.source_kind(EntityIx(entity)) == Some(SourceKind::Agency);
        let quoted = |mark: &str| match mark {
            "(" | ")" => agency,
            "[" | "]" | "{" | "}" => false,
            mark => is_mark(mark),
        };
        let around = range
            .start
            .checked_sub(1)
            .is_some_and(|b| self.is_punct(b) && quoted(self.token_text(b)))
            && self.is_punct(range.end)
            && quoted(self.token_text(range.end));
        around.then_some(None)
    }

    /// The word so many words before a hit, with nothing but spaces between.
    fn word_before(&self, hit: &Hit, words: usize) -> &str {
        let first = self.range(hit).start;
        let spaced = (0..words).all(|w| {
            let gap = first.checked_sub(2 * w + 1).and_then(|t| self.tokens.get(t));
            gap.is_some_and(|t| t.kind == TokenKind::Space)
        });
        first
            .checked_sub(2 * words)
            .filter(|_| spaced)
            .map_or("", |t| self.token_text(t))
    }

    /// «السلطات السعودية»: behind a definite feminine noun, the name of a country that is its nisba too describes it.
    fn describes(&self, hit: &Hit) -> bool {
        let definite = |w: &str| {
            let article = |w: &str| w.starts_with("ال") || w.starts_with("لل");
            article(w) || w.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']).is_some_and(article)
        };
        let noun = self.word_before(hit, 1);
        // «حثت الأمم المتحدة السعودية على …»: behind its own adjective a noun is complete.
        definite(noun) && (noun.ends_with('ة') || noun.ends_with("ات")) && !definite(self.word_before(hit, 2))
    }

    /// «هجوما إسرائيليا», but not «12 إسرائيليا», who are counted: the accusative nisba stands behind its noun's.
    fn fits_accusative(&self, end: &End, hit: &Hit) -> bool {
        let accusative = || self.token_text(self.range(hit).start).ends_with('ا');
        end.way != Way::Nisba || !accusative() || self.word_before(hit, 1).ends_with('ا')
    }

    /// The match of a hit, where one of its names counts here; `local` asks for those that depend on the country.
    fn weigh(&self, entities: &Entities, hit: &Hit, named: &[u32], local: bool) -> Option<EntityMatch> {
        let mut best: Option<(End, Option<usize>)> = None;
        let mut alternatives: Vec<EntityIx> = Vec::new();
        for end in entities.index.ends(hit.node) {
            if !fits(end, hit)
                || (end.way == Way::Local) != local
                || !self.borne(entities, end)
                || !self.fits_accusative(end, hit)
            {
                continue;
            }
            let head = match end.way {
                Way::Plain | Way::Nisba | Way::Local => Some(None),
                Way::Cued => self.cued(entities, end.entity, hit).or_else(|| {
                    let actor = entities
                        .get(EntityIx(end.entity))
                        .is_some_and(|e| e.class != super::Class::Outlet);
                    (actor && named.binary_search(&end.entity).is_ok()).then_some(None)
                }),
                Way::Short => named.binary_search(&end.entity).is_ok().then_some(None),
            };
            let Some(head) = head else { continue };
            match &best {
                None => best = Some((*end, head)),
                Some((b, _)) if b.entity == end.entity => {}
                Some(_) => alternatives.push(EntityIx(end.entity)),
            }
        }
        let (mut end, head) = best?;
        let both = |e: &End| e.entity == end.entity && e.way == Way::Nisba;
        if hit.article
            && end.way == Way::Plain
            && end.single
            && entities.index.ends(hit.node).iter().any(both)
            && self.describes(hit)
        {
            end.way = Way::Nisba;
        }
        let tokens = self.close(self.range(hit));
        Some(EntityMatch {
            span: self.span(&tokens),
            tokens,
            entity: EntityIx(end.entity),
            hostile: end.hostile,
            nisba: end.way == Way::Nisba,
            local,
            head,
            alternatives,
            dated: (end.dated as usize).checked_sub(1),
        })
    }

    fn span(&self, tokens: &Range<usize>) -> Span {
        let first = self.tokens.get(tokens.start).map_or(Span::default(), |t| t.span);
        tokens
            .end
            .checked_sub(1)
            .and_then(|l| self.tokens.get(l))
            .map_or(first, |l| first.cover(l.span))
    }

    /// Takes in the closing mark of a quotation or bracket that was opened inside the name, or the other way round.
    fn close(&self, tokens: Range<usize>) -> Range<usize> {
        let mut open = 0i32;
        for at in tokens.clone() {
            if self.is_punct(at) {
                let mark = self.token_text(at);
                match (is_opening(mark), is_closing(mark)) {
                    (true, true) => open += if open > 0 { -1 } else { 1 },
                    (true, false) => open += 1,
                    (false, true) => open -= 1,
                    _ => {}
                }
            }
        }
        if open > 0 && self.is_punct(tokens.end) && is_closing(self.token_text(tokens.end)) {
            return tokens.start..tokens.end + 1;
        }
        // A mark that opens and closes alike (") may have been opened before the name.
        if open != 0
            && let Some(before) = tokens.start.checked_sub(1)
            && self.is_punct(before)
            && is_opening(self.token_text(before))
        {
            return before..tokens.end;
        }
        tokens
    }

    /// Joins a name and the same entity's other name in brackets behind it.
    fn merge(&self, found: &mut Vec<EntityMatch>) {
        found.dedup_by(|m, last| {
            let same = last.entity == m.entity && !last.nisba;
            let Some(gap) = self.tokens.get(last.tokens.end..m.tokens.start).filter(|_| same) else {
                return false;
            };
            let opens = |t: &Token| matches!(t.span.slice(self.text), "(" | "[");
            let crosses = |t: &Token| crossable(self.text, t, || false) && !is_plain_closing(t.span.slice(self.text));
            if gap.len() > 5 || !gap.iter().any(opens) || !gap.iter().all(crosses) {
                return false;
            }
            let mut end = m.tokens.end;
            while end < m.tokens.end + 3 && self.is_punct(end) && is_closing(self.token_text(end)) {
                end += 1;
                if matches!(self.token_text(end - 1), ")" | "]") {
                    break;
                }
            }
            last.tokens.end = end;
            last.span = self.span(&last.tokens);
            last.hostile &= m.hostile;
            true
        });
    }
}

fn is_plain_closing(mark: &str) -> bool {
    matches!(mark, ")" | "]")
}

/// Decides between entities of one name: what the text names otherwise, then the country most spoken of, then rank.
fn settle(entities: &Entities, found: &mut [EntityMatch], named: &[u32]) {
    if found.iter().all(|m| m.alternatives.is_empty()) {
        return;
    }
    let mut elsewhere: FxHashSet<EntityIx> = FxHashSet::default();
    let mut countries: FxHashMap<&str, usize> = FxHashMap::default();
    for m in found.iter().filter(|m| m.alternatives.is_empty()) {
        if named.binary_search(&m.entity.0).is_ok() {
            elsewhere.insert(m.entity);
        }
        if let Some(c) = entities.get(m.entity).and_then(|e| e.country.as_deref()) {
            *countries.entry(c).or_default() += 1;
        }
    }
    for m in found.iter_mut().filter(|m| !m.alternatives.is_empty()) {
        let mut all = std::mem::take(&mut m.alternatives);
        all.push(m.entity);
        let weight = |ix: &EntityIx| {
            let e = entities.get(*ix);
            let country = e
                .and_then(|e| e.country.as_deref())
                .and_then(|c| countries.get(c))
                .copied()
                .unwrap_or(0);
            (elsewhere.contains(ix), country, e.map_or(0, |e| e.prior))
        };
        all.sort_by(|a, b| weight(b).cmp(&weight(a)).then(a.cmp(b)));
        m.entity = all.remove(0);
        m.alternatives = all;
    }
}
