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
use crate::recent::{Column, Numbers};
use isnad_arabic::token::{Token, TokenKind};
use isnad_model::{SourceKind, Span};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;
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

/// A word of the text.
struct Unit {
    token: usize,
    /// Where in [`Words`] stands what it is to the names.
    known: u32,
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
    column: &'c mut Column<Option<Box<Known>>>,
    others: Vec<Option<Box<Known>>>,
}

/// Begins the numbers of words that are not remembered.
const OTHERS: u32 = 1 << 31;

impl Words<'_> {
    fn place(&mut self, number: Option<u32>, find: impl FnOnce() -> Option<Box<Known>>) -> u32 {
        match number {
            Some(n) => {
                if self.column.get(n).is_none() {
                    self.column.put(n, find());
                }
                n
            }
            None => {
                self.others.push(find());
                OTHERS + self.others.len() as u32 - 1
            }
        }
    }

    fn get(&self, unit: &Unit) -> Option<&Known> {
        let known = match unit.known.checked_sub(OTHERS) {
            Some(other) => self.others.get(other as usize),
            None => self.column.get(unit.known),
        };
        known?.as_deref()
    }
}

/// A name found, not yet weighed against its neighbours.
struct Hit {
    first: usize,
    /// One past the last unit.
    last: usize,
    node: u32,
    /// The first word has the article.
    article: bool,
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
        let words = Words {
            column,
            others: Vec::new(),
        };
        find_among(entities, text, tokens, numbers, words, day)
    })
}

fn find_among(
    entities: &Entities,
    text: &str,
    tokens: &[Token],
    numbers: &Numbers,
    mut words: Words<'_>,
    day: Option<Date>,
) -> Vec<EntityMatch> {
    let index = &entities.index;
    let units = units(text, tokens, index, numbers, &mut words);
    let mut hits: Vec<Hit> = Vec::new();
    for (first, unit) in units.iter().enumerate() {
        let Some(known) = words.get(unit) else { continue };
        for &(article, start) in &known.starts {
            let (mut node, mut last) = (start, first + 1);
            loop {
                if !index.ends(node).is_empty() {
                    hits.push(Hit {
                        first,
                        last,
                        node,
                        article,
                    });
                }
                let next = units.get(last).filter(|_| last - first < LONGEST);
                let inner = next.and_then(|u| words.get(u)).and_then(|k| k.inner);
                let on = inner.and_then(|(word, article)| index.next(node, word, article));
                let Some(on) = on.filter(|_| joined(text, tokens, &units, last)) else {
                    break;
                };
                node = on;
                last += 1;
            }
        }
    }
    let text_of = Text {
        text,
        tokens,
        units: &units,
        words: &words,
        day,
    };
    // What is named in full anywhere in the text may be named in short elsewhere.
    let mut named: FxHashSet<u32> = FxHashSet::default();
    for hit in &hits {
        for end in index.ends(hit.node) {
            let stands = match end.way {
                Way::Plain => fits(end, hit),
                Way::Cued => fits(end, hit) && text_of.cued(entities, end.entity, hit).is_some(),
                Way::Short | Way::Nisba | Way::Local => false,
            };
            if stands {
                named.insert(end.entity);
            }
        }
    }
    hits.sort_by(|a, b| a.first.cmp(&b.first).then(b.last.cmp(&a.last)));
    let mut found: Vec<EntityMatch> = Vec::new();
    let mut from = 0;
    for hit in &hits {
        if hit.first < from {
            continue;
        }
        if let Some(m) = text_of.weigh(entities, hit, &named, false) {
            from = hit.last;
            found.push(m);
        }
    }
    settle(entities, &mut found, &named);
    let mut found = text_of.merge(found);
    // Names that depend on the country take what is left.
    let (mut from, mut extra) = (0, Vec::new());
    for hit in &hits {
        if hit.first < from {
            continue;
        }
        let range = text_of.range(hit);
        let next = found.partition_point(|m| m.tokens.end <= range.start);
        if found.get(next).is_some_and(|m| m.tokens.start < range.end) {
            continue;
        }
        if let Some(m) = text_of.weigh(entities, hit, &named, true) {
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

/// Whether the article of the text suits that of the name.
fn fits(end: &End, hit: &Hit) -> bool {
    match end.way {
        Way::Nisba => true,
        // «تحالف دعم الشرعية» and «التحالف …» differ in the words that follow; a single word must agree.
        _ if end.single => end.article == hit.article,
        _ => end.article || !hit.article,
    }
}

/// Cuts the words out of the tokens.
fn units(text: &str, tokens: &[Token], index: &Index, numbers: &Numbers, words: &mut Words<'_>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(tokens.len() / 2 + 1);
    for (token, t) in tokens.iter().enumerate() {
        if !matches!(t.kind, TokenKind::Word | TokenKind::Number | TokenKind::Latin) {
            continue;
        }
        let known = words.place(numbers.of(token), || Known::of(index, t.span.slice(text)));
        units.push(Unit { token, known });
    }
    units
}

/// Whether a name may run on to a word from the one before it.
fn joined(text: &str, tokens: &[Token], units: &[Unit], at: usize) -> bool {
    let token = |u: usize| units.get(u).map(|u| u.token);
    let (Some(before), Some(here)) = (at.checked_sub(1).and_then(token), token(at)) else {
        return false;
    };
    let initial = || {
        let word = tokens.get(before);
        word.is_some_and(|t| t.span.slice(text).chars().nth(1).is_none())
    };
    let plain = |t: &Token| t.kind == TokenKind::Space || crossable(text, t, initial());
    here - before <= 6 && tokens.get(before + 1..here).is_some_and(|gap| gap.iter().all(plain))
}

/// Whether a name may run across the token.
fn crossable(text: &str, token: &Token, initial: bool) -> bool {
    match token.kind {
        TokenKind::Space => true,
        TokenKind::Punct | TokenKind::Symbol => match token.span.slice(text) {
            "#" | "_" | "-" | "+" => true,
            "." => initial,
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
    units: &'a [Unit],
    words: &'a Words<'a>,
    day: Option<Date>,
}

impl Text<'_> {
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
        let at = |u: usize| self.units.get(u).map_or(0, |u| u.token);
        at(hit.first)..at(hit.last.saturating_sub(1)) + 1
    }

    /// Whether a doubtful name stands after a type word of the entity (which token) or in quotation marks (`None`).
    fn cued(&self, entities: &Entities, entity: u32, hit: &Hit) -> Option<Option<usize>> {
        let before = hit.first.checked_sub(1).and_then(|u| self.units.get(u));
        if let Some(before) = before
            && joined(self.text, self.tokens, self.units, hit.first)
        {
            let cues = entities.index.cues.get(entity as usize).map_or(&[][..], Vec::as_slice);
            let words = self.words.get(before).map_or(&[][..], |k| &k.words);
            let cue = words.iter().any(|w| cues.binary_search(w).is_ok());
            if cue {
                return Some(Some(before.token));
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
        let written = self.token_text(self.range(hit).start);
        end.way != Way::Nisba || !written.ends_with('ا') || self.word_before(hit, 1).ends_with('ا')
    }

    /// The match of a hit, where one of its names counts here; `local` asks for those that depend on the country.
    fn weigh(&self, entities: &Entities, hit: &Hit, named: &FxHashSet<u32>, local: bool) -> Option<EntityMatch> {
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
                    (actor && named.contains(&end.entity)).then_some(None)
                }),
                Way::Short => named.contains(&end.entity).then_some(None),
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
    fn merge(&self, found: Vec<EntityMatch>) -> Vec<EntityMatch> {
        let mut out: Vec<EntityMatch> = Vec::with_capacity(found.len());
        for m in found {
            if let Some(last) = out.last_mut()
                && last.entity == m.entity
                && !last.nisba
                && let Some(gap) = self.tokens.get(last.tokens.end..m.tokens.start)
                && gap.len() <= 5
                && gap.iter().any(|t| matches!(t.span.slice(self.text), "(" | "["))
                && gap
                    .iter()
                    .all(|t| crossable(self.text, t, false) && !is_plain_closing(t.span.slice(self.text)))
            {
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
                continue;
            }
            out.push(m);
        }
        out
    }
}

fn is_plain_closing(mark: &str) -> bool {
    matches!(mark, ")" | "]")
}

/// Decides between entities of one name: what the text names otherwise, then the country most spoken of, then rank.
fn settle(entities: &Entities, found: &mut [EntityMatch], named: &FxHashSet<u32>) {
    if found.iter().all(|m| m.alternatives.is_empty()) {
        return;
    }
    let mut elsewhere: FxHashSet<EntityIx> = FxHashSet::default();
    let mut countries: FxHashMap<&str, usize> = FxHashMap::default();
    for m in found.iter().filter(|m| m.alternatives.is_empty()) {
        if named.contains(&m.entity.0) {
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
