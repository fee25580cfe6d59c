//! Words that evoke an event.
//!
//! In: a [`Doc`] with its [`Layers`]. Out: hits: an expression of the frames, the words that match it, how
//! its first word is read. Several frames may want one word; all are kept, best first, and the roles decide.
//!
//! Example: «شنّت طائرات التحالف عدة غارات» (shannat ṭāʾirāt at-taḥāluf ʿiddat ghārāt, "coalition aircraft
//! launched several raids") holds a hit of «غارة» read as a noun.

use crate::assemble::Built;
use crate::doc::{Doc, KeyRef, Word, few, gap, pos, pro};
use crate::layers::Layers;
use isnad_lexicon::frame::{Behind, Classes, Expression, ReadingSet, Trigger, key_mark};
use isnad_lexicon::keys::KeyId;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How the head of a hit is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reading {
    /// A finite active verb, or one that may be passive.
    Verb,
    /// A finite passive verb.
    Passive,
    /// A verbal noun.
    Masdar,
    /// A noun.
    Noun,
    /// An active participle.
    Active,
    /// A passive participle.
    PassiveParticiple,
}

impl Reading {
    /// Whether the head is a finite verb.
    #[must_use]
    pub const fn is_verb(self) -> bool {
        matches!(self, Self::Verb | Self::Passive)
    }
}

/// An expression of a frame in the text.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Index of the trigger.
    pub trigger: usize,
    /// The word that the parts hang on.
    pub head: usize,
    /// All words from first to last.
    pub words: Range<usize>,
    /// How the head is read.
    pub reading: Reading,
    /// How many words of the expression matched.
    pub size: usize,
    /// Which words those are: bit n for the nth word behind the head.
    pub matched: u64,
    /// Found through the morphology.
    pub sure: bool,
    /// Other triggers that want the same head, next best first.
    pub others: Vec<usize>,
}

impl Hit {
    /// The trigger of the hit.
    #[must_use]
    pub fn entry<'d>(&self, doc: &Doc<'d>) -> &'d Trigger {
        &doc.frames().triggers[self.trigger]
    }
}

/// The hit whose head a word is: hits stand in the order of their heads, of which each has its own.
pub(crate) fn hit_at(hits: &[Hit], word: usize) -> Option<&Hit> {
    let at = hits.binary_search_by_key(&word, |h| h.head).ok()?;
    hits.get(at)
}

/// The hits whose heads are among some words.
pub(crate) fn hits_in(hits: &[Hit], words: Range<usize>) -> &[Hit] {
    let from = hits.partition_point(|h| h.head < words.start);
    let to = hits.partition_point(|h| h.head < words.end);
    hits.get(from..to).unwrap_or(&[])
}

/// Which drafts of a sentence have their heads among some words: drafts stand in the order of their hits.
pub(crate) fn heads_in(hits: &[Hit], found: &[Built], words: Range<usize>) -> Range<usize> {
    let head = |b: &Built| hits.get(b.draft.hit).map_or(0, |h| h.head);
    let from = found.partition_point(|b| head(b) < words.start);
    let to = found.partition_point(|b| head(b) < words.end);
    from..to.max(from)
}

/// Finds every hit, in text order; one per head.
#[must_use]
pub fn hits(doc: &Doc<'_>, layers: &Layers) -> Vec<Hit> {
    let mut all: Vec<Hit> = Vec::new();
    let mut marks = Marks::default();
    let sport = doc.frames().class_bit("world_sport");
    let tale = doc.frames().class_bit("world_tale");
    let keys = &doc.frames().keys;
    let governing = [(keys.surface("ب"), pro::BI), (keys.surface("ل"), pro::LI)];
    for sent in &doc.sents {
        let armed = |i| layers.thing_at(i).is_some_and(|(t, _)| doc.frames().is_means(t));
        let words = &doc.words[sent.words.clone()];
        let few = words.iter().fold(0, |all, w| all | w.few);
        if few & few::OPENS == 0 {
            continue;
        }
        // A sentence of sport tells of no war, unless weapons stand in it.
        let told = if few & few::TOLD == 0 { &[] } else { words };
        let classes = told.iter().fold(Classes::NONE, |all, w| all | w.classes);
        if classes.meets(sport) && !sent.words.clone().any(armed) {
            continue;
        }
        let from = all.len();
        marks.read(words);
        // Most words open no expression.
        let openers = words.iter().enumerate().filter(|(_, w)| w.few & few::OPENS != 0);
        for i in openers.map(|(d, _)| sent.words.start + d) {
            // «ذكرى اغتيال …», «فيلم عن …»: told, not happening.
            if classes.meets(tale) && (i.saturating_sub(3).max(sent.words.start)..i).any(|j| doc.is(j, tale)) {
                continue;
            }
            // «اقتحموا، فجر اليوم، منزلا», «هدمت الجرافات فجر اليوم منزلا»: a time of day that a comma closes, or that
            // follows the verb of its clause, is no verb.
            let closed = |end: usize| doc.words.get(end).is_none_or(|w| w.gap & gap::HARD != 0);
            let follows = || {
                let from = i.saturating_sub(6).max(sent.words.start);
                doc.words[i].gap & gap::HARD == 0
                    && (from..i).any(|v| doc.words[v].is_verb() && doc.time_at[v].is_none() && doc.flows(v, i))
            };
            let dated = doc.time_at[i].map(|t| doc.words_in(doc.times[t as usize].span));
            if dated.is_some_and(|r| r.start == i && r.len() > 1 && (closed(r.end) || follows())) {
                continue;
            }
            find_at(doc, layers, i..sent.words.end, &marks, &governing, &mut all);
        }
        let mut found = all.split_off(from);
        // Longer expressions take their words; then the surer reading; then the earlier entry.
        // An entry that wants a negation and finds it says more than one that does not ask.
        let asks = |h: &Hit| doc.frames().triggers[h.trigger].negated;
        found.sort_by_key(|h| (std::cmp::Reverse(h.size), !h.sure, h.head, !asks(h), h.trigger));
        let mut taken: Vec<Hit> = Vec::new();
        // Per word the hits that it belongs to, for long sentences, which have many.
        let many = found.len() > 32;
        let mut at: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for h in found {
            let there = || {
                let listed = at.get(&h.head).into_iter().flatten().copied();
                listed.chain(0..if many { 0 } else { taken.len() })
            };
            let same = there().find(|&t| taken[t].head == h.head && taken[t].size == h.size);
            if let Some(same) = same {
                let same = &mut taken[same];
                if !same.others.contains(&h.trigger) && same.trigger != h.trigger {
                    same.others.push(h.trigger);
                }
                continue;
            }
            if !there().any(|t| overlap(&taken[t], &h)) {
                for w in h.words.clone().filter(|_| many) {
                    at.entry(w).or_default().push(taken.len());
                }
                taken.push(h);
            }
        }
        taken.sort_by_key(|h| h.head);
        all.extend(taken);
    }
    all
}

/// Whether two hits want the same word, beside words that only stand in a gap.
fn overlap(a: &Hit, b: &Hit) -> bool {
    a.words.contains(&b.head)
        && (a.size > 1 || a.head == b.head)
        && (b.head - a.head >= 64 || a.matched >> (b.head - a.head) & 1 == 1)
}

/// Which readings of a trigger a word can meet with these readings, as a verb or as anything else: see [`reading_of`].
pub(crate) fn meets(verb: bool, readings: u8) -> u8 {
    use ReadingSet as R;
    if verb {
        return readings & (R::VERB | R::PASSIVE);
    }
    let own = readings & (R::MASDAR | R::PASSIVE_PARTICIPLE | R::ACTIVE_PARTICIPLE);
    let noun = readings & (R::NOUN | R::SURFACE) != 0;
    own | if noun { R::NOUN | R::MASDAR } else { 0 }
}

/// The marks of the words of a sentence, in order.
#[derive(Default)]
struct Marks {
    /// Of all their lexicon numbers, and of words without any behind the last.
    all: Vec<u64>,
    /// Of those with which an expression begins that blocks an event word.
    blocks: Vec<u64>,
}

impl Marks {
    fn read(&mut self, words: &[Word]) {
        self.all.clear();
        self.blocks.clear();
        self.all.extend(words.iter().map(|w| w.letters().marks));
        self.all.extend([0; Behind::FAR]);
        self.blocks.extend(words.iter().map(|w| w.letters().blocks));
    }
}

/// The numbers of the letters that govern the word behind them, and the bits that stand for these on it.
type Governing = [(Option<KeyId>, u8); 2];

/// Where a hit may begin.
struct Start<'a> {
    /// The words from its head to the end of the sentence.
    words: Range<usize>,
    /// Their marks, and those by which the words of the whole sentence may block.
    marks: &'a [u64],
    blocks: &'a [u64],
    governing: &'a Governing,
}

/// The hits whose head is the first of some words; with the marks of all words of their sentence, which they end.
fn find_at(
    doc: &Doc<'_>,
    layers: &Layers,
    words: Range<usize>,
    marks: &Marks,
    governing: &Governing,
    out: &mut Vec<Hit>,
) {
    let table = &doc.frames().trigger_table;
    let word = &doc.words[words.start];
    let here = &marks.all[marks.all.len() - Behind::FAR - words.len()..];
    let Some(behind) = here.get(1..).and_then(<[u64]>::first_chunk).map(Behind::of) else {
        return;
    };
    let start = Start {
        words,
        marks: here,
        blocks: &marks.blocks,
        governing,
    };
    let verb = word.is_verb();
    for key in &word.keys {
        // What can be told without looking at the trigger goes first.
        let Some(standing) = table.standing(key.key, meets(verb, key.likely), &behind) else {
            continue;
        };
        let followed = standing.filter(|e| is_followed(doc, &start, e));
        out.extend(followed.filter_map(|e| hit(doc, layers, &start, *key, e)));
    }
}

/// Whether the second word of an expression stands near enough behind the first, where it has one.
#[inline]
fn is_followed(doc: &Doc<'_>, start: &Start<'_>, e: &Expression) -> bool {
    let Some(second) = e.words.get(1).filter(|_| e.second != u64::MAX) else {
        return true;
    };
    let behind = start.marks.get(1..).unwrap_or(&[]);
    let near = behind.iter().take(usize::from(e.gap) + 1).enumerate();
    let from = start.words.start + 1;
    near.filter(|(_, m)| **m & e.second != 0)
        .any(|(d, _)| doc.words[from + d].keys.iter().any(|k| k.key == *second))
}

/// The hit of an expression whose first word stands where a hit may begin.
#[inline(never)]
fn hit(doc: &Doc<'_>, layers: &Layers, start: &Start<'_>, key: KeyRef, e: &Expression) -> Option<Hit> {
    let frames = doc.frames();
    let i = start.words.start;
    let word = &doc.words[i];
    let trigger = &frames.triggers[e.target];
    let alone = e.words.len() == 1;
    // A word that is a particle here evokes nothing alone.
    if word.best == pos::PARTICLE && alone && !trigger.readings.has(ReadingSet::SURFACE) {
        return None;
    }
    let reading = reading_of(doc, i, key.likely, key.sure, trigger, alone)?;
    if trigger
        .perfect
        .is_some_and(|perfect| reading.is_verb() && (word.pos & pos::PERFECT != 0) != perfect)
    {
        return None;
    }
    let (last, matched) = if alone { (i, 1) } else { match_rest(doc, e, start)? };
    if !alone {
        // «فجرت قوات الحزام الأمني», «خلف القصف على مديرية حيس»: a word of a group's name, or for a kind of place,
        // that only shares its letters with that of the expression.
        let named = layers.goes_on(last) && layers.entity_at(last) != layers.entity_at(i);
        let other = doc.words[last]
            .keys
            .first()
            .is_some_and(|k| k.sure && Some(&k.key) != e.words.last());
        if named && reading.is_verb() || other && layers.place_at(last).is_some() {
            return None;
        }
        // «دولة الاحتلال قرية كذا»: with its article a noun governs none.
        let closed = last == i + 1 && !word.is_verb() && word.definite() && {
            let next = &doc.words[last];
            let noun = next.best & (pos::NOUN | pos::MASDAR) != 0 && next.best & (pos::ADJ | pos::PARTICLE) == 0;
            noun && !next.definite() && next.pronoun.is_none() && next.pro == 0 && !next.tanwin
        };
        if closed {
            return None;
        }
    }
    if trigger.governed.as_ref().is_some_and(|g| !governed_by(doc, i, g)) {
        return None;
    }
    if trigger.negated && !(i.saturating_sub(2)..i).any(|j| doc.is(j, layers.bits.negation)) {
        return None;
    }
    if !reading.is_verb() {
        // «23 متهما»: so many accused.
        let counted = || i > 0 && doc.quantity_at[i - 1].is_some() && doc.time_at[i - 1].is_none();
        if trigger.kind == isnad_model::ClaimType::Accusation && counted() {
            return None;
        }
        // «بين قتيل وجريح»: one number for both, told by the dead.
        if trigger.kind == isnad_model::ClaimType::Injury && crate::casualties::split::between(doc, i).is_some() {
            return None;
        }
        // «كمين أمني»: a checkpoint, not an ambush.
        let target = layers.thing_at(i);
        if target.is_some_and(|(t, len)| len > e.words.len() && !frames.is_means(t)) {
            return None;
        }
    }
    if inside_name(layers, i, reading)
        || person(doc, i, reading)
        || blocked(doc, layers, trigger, i..last + 1, start.blocks)
    {
        return None;
    }
    Some(Hit {
        trigger: e.target,
        head: i,
        words: i..last + 1,
        reading,
        size: e.words.len(),
        matched,
        sure: key.sure,
        others: Vec::new(),
    })
}

/// Event words inside the names of groups and places evoke nothing («حزب التحرير»).
fn inside_name(layers: &Layers, i: usize, reading: Reading) -> bool {
    let entity = layers.entity_at(i).map(|e| &layers.entities[e]);
    if reading.is_verb() {
        // «أسامة بن لادن», «جند الأقصى»: letters of a verb inside a name of several words.
        // «مدينة تدمر»: behind the word for it the name of a town.
        let town = layers.place_at(i).is_some_and(|p| layers.places[p].words.start < i);
        return town || entity.is_some_and(|e| e.words.len() > 1);
    }
    entity.is_some_and(|e| e.words.len() > 1 || !e.adjective) || layers.place_at(i).is_some()
}

/// «أدهم نبيل»: a given name with the letters of a verb; «الانقلابيين», «هجومية»: an adjective of the event.
///
/// «والدهم» is no raid, but their father; «منزل يعود لعائلة» goes nowhere.
fn person(doc: &Doc<'_>, i: usize, reading: Reading) -> bool {
    let w = &doc.words[i];
    if !reading.is_verb() {
        let relation = isnad_lexicon::entity::RoleKind::Relation;
        let is_kin = |role: usize| doc.lexicon.roles.get(role).is_some_and(|r| r.kind == relation);
        let kin = w.letters().role.is_some_and(|m| m.possessed && is_kin(m.role));
        return kin || w.nisba && w.best & pos::ADJ != 0;
    }
    let owned = w.classes.meets(doc.frames().class_bit("owning_verb"))
        && w.pos & pos::IMPERFECT != 0
        && w.pro == 0
        && w.gap & gap::HARD == 0
        && i.checked_sub(1).is_some_and(|b| {
            let b = &doc.words[b];
            b.best & pos::NOMINAL != 0 && !b.definite() && !b.human
        });
    if owned {
        return true;
    }
    let name = |i: usize| doc.words.get(i).is_some_and(|w| w.pos & pos::NAME != 0);
    // «الابن الأكبر، ياسر»: behind one of people, and written without the hamza of the verb.
    let after_man = || {
        let man = |j: usize| doc.words[j].human && doc.words[j].definite() && !doc.words[j].is_verb();
        let written = doc.word(i).starts_with("يا") && w.gap & (gap::HARD & !gap::COMMA) == 0;
        written && (i.saturating_sub(2)..i).any(man)
    };
    let followed = name(i + 1) && doc.words[i + 1].gap & gap::HARD == 0;
    w.pos & pos::NAME != 0 && w.pronoun.is_none() && (followed || after_man())
}

fn governed_by(doc: &Doc<'_>, i: usize, prep: &str) -> bool {
    let w = &doc.words[i];
    match prep {
        "ب" => w.has(pro::BI),
        "ل" => w.has(pro::LI),
        "ك" => w.has(pro::KA),
        _ => i > 0 && doc.word(i - 1) == prep,
    }
}

fn reading_of(doc: &Doc<'_>, i: usize, readings: u8, sure: bool, trigger: &Trigger, alone: bool) -> Option<Reading> {
    let w = &doc.words[i];
    let both = trigger.readings.0 & readings;
    if w.is_verb() && readings & (ReadingSet::VERB | ReadingSet::PASSIVE) != 0 {
        if both & ReadingSet::VERB != 0 {
            return Some(Reading::Verb);
        }
        if both & ReadingSet::PASSIVE != 0 {
            return Some(Reading::Passive);
        }
        return None;
    }
    if w.is_verb() {
        return None;
    }
    if both & ReadingSet::MASDAR != 0 {
        return Some(Reading::Masdar);
    }
    // «المدينة» is a town long before it is one who condemns.
    if alone && doc.is(i, doc.frames().class_bit("place_noun")) {
        return None;
    }
    if both & ReadingSet::PASSIVE_PARTICIPLE != 0 {
        return Some(Reading::PassiveParticiple);
    }
    if both & ReadingSet::ACTIVE_PARTICIPLE != 0 {
        return Some(Reading::Active);
    }
    let noun = ReadingSet::NOUN | ReadingSet::SURFACE;
    if readings & noun != 0 && trigger.readings.0 & (ReadingSet::NOUN | ReadingSet::MASDAR) != 0 {
        // By letters alone only words that the morphology does not read as something else.
        if sure
            || w.pos & pos::UNKNOWN != 0
            || readings & ReadingSet::SURFACE != 0
            || w.best & (pos::NOUN | pos::MASDAR) != 0
        {
            return Some(Reading::Noun);
        }
    }
    None
}

/// Matches the words behind the first; gives the index of the last and which words matched.
fn match_rest(doc: &Doc<'_>, e: &Expression, start: &Start<'_>) -> Option<(usize, u64)> {
    let Start { marks, governing, .. } = start;
    let (i, end) = (start.words.start, start.words.end);
    let mut at = i;
    let mut matched = 1_u64;
    let verbal = doc.words[i].is_verb();
    for &key in &e.words[1..] {
        let clitic = governing
            .iter()
            .find(|(g, _)| *g == Some(key))
            .map_or(0, |(_, bits)| *bits);
        let stop = (at + 2 + usize::from(e.gap)).min(end);
        let near = doc.words.get(at + 1..stop)?;
        let found = if clitic != 0 {
            near.iter().position(|w| w.has(clitic))?
        } else {
            let mark = key_mark(key);
            near.iter()
                .zip(&marks[at + 1 - i..])
                .enumerate()
                .position(|(d, (w, m))| {
                    // «أطلق مسلحون على دراجة نارية النار»: an adjective is not the noun that it is made of.
                    let far = || d > 1 && verbal && w.best == pos::ADJ && !w.definite();
                    let made_of = || far() && w.keys.first().is_some_and(|k| k.key != key && k.sure);
                    m & mark != 0 && w.key(key).is_some() && !made_of()
                })?
        };
        let found = at + 1 + found;
        // «السجون، بعضهم لسنوات»: nor does a noun go on behind a comma.
        let comma = if verbal { 0 } else { gap::COMMA };
        let parted = gap::STOP | gap::LINE | gap::SEMI | gap::COLON | comma;
        let broken = doc.words[at + 1..=found].iter().any(|w| w.gap & parted != 0);
        // «سقوط تسعة قتلى وإصابة …»: a verbal noun that is joined on begins anew; «سقوط قتلى وإصابات» are two things.
        let w = &doc.words[found];
        // «محاولة تسلل وقتلت اثنين»: nor is a verb that is joined on a word of a noun's expression.
        let joined = w.is_verb() || w.pos & pos::MASDAR != 0 && !w.plural;
        let anew = found > at + 1 && w.has(pro::CONJ) && joined && !verbal;
        // «أسفرت الحملة عن اعتقال …»: what comes of a thing is not the thing.
        let comes_of = !verbal
            && doc.words[at].definite()
            && found > at + 1
            && doc.is(at + 1, doc.frames().class_bit("quoting_from"));
        // «حكم انتقالي يعتمد على», «سنرفض ذلك ولن نتوصل لاتفاق»: what stands behind another verb is that verb's; but a plot
        // «تهدف إلى قتل» him.
        let anothers = |w: &Word| {
            if verbal {
                w.best & pos::IMPERFECT != 0 && w.has(pro::CONJ)
            } else {
                w.is_verb() && !w.classes.meets(doc.frames().class_bit("planned_verb"))
            }
        };
        let anothers = doc.words[at + 1..found].iter().any(anothers);
        if broken || anew || comes_of || anothers {
            return None;
        }
        if clitic != 0 {
            // A governed preposition is a condition, not a word of the expression.
            continue;
        }
        at = found;
        matched |= 1_u64
            .checked_shl(u32::try_from(at - i).unwrap_or(u32::MAX))
            .unwrap_or(0);
    }
    Some((at, matched))
}

/// «جبل البشري», «وحدات الجيش المالي»: whether a word is the rest of a place's name, or says whose an army is.
fn in_name(doc: &Doc<'_>, layers: &Layers, j: usize) -> bool {
    let Some(before) = j.checked_sub(1) else { return false };
    let w = &doc.words[j];
    let of_place = w.definite() && layers.place_at(j).is_some() && layers.place_at(j) == layers.place_at(before);
    let of_army = w.nisba && w.definite() && doc.words[before].definite() && doc.is(before, layers.bits.force);
    of_place || of_army
}

/// Whether a blocking word stands within four words; with the marks by which the words of the sentence may block.
fn blocked(doc: &Doc<'_>, layers: &Layers, trigger: &Trigger, words: Range<usize>, marks: &[u64]) -> bool {
    if trigger.unless.is_empty() {
        return false;
    }
    let (first, last) = (words.start, words.end - 1);
    let sent = &doc.sents[doc.sent_of(first)];
    let lo = first.saturating_sub(3).max(sent.words.start);
    // «تصدى الجيش ظهر اليوم لهجوم»: dates and the rest of names do not part what belongs together.
    let mut hi = (last + 5).min(sent.words.end);
    if doc.words[first].is_verb() {
        let free = (last + 1..hi)
            .filter(|&j| doc.time_at[j].is_some() || layers.goes_on(j))
            .count();
        hi = (hi + free).min(sent.words.end);
    }
    let near = marks[lo - sent.words.start..hi - sent.words.start].iter().enumerate();
    // Most words block nothing, and of the rest most are told by their marks to block other events.
    let mut may_block = near.filter(|(_, m)| !trigger.unless.none_begins(**m));
    may_block.any(|(d, _)| {
        let j = lo + d;
        let keys = doc.words[j].keys.iter();
        let mut blocking = keys.flat_map(|k| trigger.unless.starting(k.key)).peekable();
        if blocking.peek().is_none() {
            return false;
        }
        let parted = |words: &[Word], marks: u16| words.iter().any(|w| w.gap & marks != 0);
        let far = j > last && parted(&doc.words[last + 1..=j], gap::COMMA | gap::STOP | gap::SEMI);
        // «وبحسب المصدر، هدمت …»: nor what a comma closes before it.
        let aside = j < first && parted(&doc.words[j + 1..=first], gap::COMMA | gap::SEMI);
        // «استشهد سالم», «جبل البشري», «الجيش المالي»: a name says nothing of the matter.
        let name = || doc.words[j].best & pos::NAME != 0 && !doc.words[j].definite() || in_name(doc, layers, j);
        if far || aside || name() {
            return false;
        }
        blocking.any(|words| {
            doc.stand_at(&words[1..], j + 1)
                && (words.len() == 1
                    || (j..j + words.len()).any(|x| x >= first && x <= last)
                    || !(first..=last).contains(&j))
        })
    })
}
