//! Nouns of the dead and the hurt that no role took: «سقوط قتلى وجرحى», «وصل 22 جثمانا».
//!
//! In: the drafts of a sentence after results were folded into their causes. Out: tolls where the clause of a draft
//! counts the dead or hurt by a noun («قتيل», «جريح») and the draft has none yet. A definite noun without a number points
//! back and counts nobody; one exact number before «قتلى وجرحى» is neither.
//!
//! Example: «وسقط فيها عشرات القتلى وعدد من الجرحى» (wa-saqaṭa fīhā ʿasharāt al-qatlā wa-ʿadad min al-jarḥā, "tens of
//! dead and a number of wounded fell in it") is 20 to 99 dead and two hurt or more; «عدد من القتلى والجرحى» says neither.

use crate::assemble::{Built, is_cause};
use crate::doc::{Doc, Word, gap, pos, pro};
use crate::layers::Layers;
use crate::phrase::{Np, Prep, Sem, described_number};
use isnad_model::{ClaimType, Count, Modality, Outcome};
use std::ops::Range;

/// A noun of the dead or hurt with its number.
struct Told {
    outcome: Outcome,
    count: Count,
    head: usize,
    words: Range<usize>,
    /// A number stands with it; without one it is a bare plural or dual, or a single one.
    numbered: bool,
    /// «العديد من», «عدد من»: no number, and what is joined to it shares it.
    many: bool,
}

/// Fills tolls that stand in nouns.
pub fn fill(doc: &Doc<'_>, layers: &Layers, found: &mut [Built]) {
    let takes = |b: &Built| {
        let toll = matches!(b.draft.kind, ClaimType::Killing | ClaimType::Injury);
        !b.gone && b.modality == Modality::Actual && (is_cause(b.draft.kind) || toll)
    };
    let causes = found.iter().filter(|o| takes(o) && is_cause(o.draft.kind));
    let mut causes: Vec<usize> = causes.map(|o| o.trigger.start).collect();
    causes.sort_unstable();
    for i in 0..found.len() {
        if !takes(&found[i]) {
            continue;
        }
        let words = found[i].draft.words.clone();
        // Another event's clause inside this one keeps its own.
        let next = causes
            .get(causes.partition_point(|s| *s <= found[i].trigger.start))
            .copied();
        let end = next.map_or(words.end, |n| n.min(words.end));
        let told = read(doc, layers, &(words.start..end));
        if unsplit(doc, &told) {
            let b = &mut found[i];
            (b.killed, b.injured) = (None, None);
            b.casualties.clear();
            continue;
        }
        for t in told {
            let b = &found[i];
            let (slot, other) = match t.outcome {
                Outcome::Killed => (b.killed, b.injured),
                _ => (b.injured, b.killed),
            };
            if slot.is_some() || (t.many && other.is_some_and(|c| c == Count::exact(0))) {
                continue;
            }
            // The dead and hurt of another draft are its own, unless they are joined to this one's.
            let own = found.iter().position(|o| !o.gone && o.trigger.contains(&t.head));
            if let Some(o) = own.filter(|&o| o != i) {
                match found[o].draft.kind {
                    ClaimType::Injury => found[o].gone = true,
                    ClaimType::Killing => continue,
                    kind if is_cause(kind) => continue,
                    // «استقبل المستشفى 17 جريحا»: what was done for them counts them.
                    _ => {}
                }
            }
            let np = Np {
                words: t.words.clone(),
                prep: Prep::None,
                head: t.head,
                sem: Sem::People,
                entity: None,
                count: Some(t.count),
                place: None,
                noun: layers.noun_of(doc, t.head).cloned(),
                coordinated: false,
                pronoun: false,
            };
            let parts = super::parts(doc, layers, std::slice::from_ref(&np), t.outcome, &words);
            let b = &mut found[i];
            match t.outcome {
                Outcome::Killed => b.killed = Some(t.count),
                _ => b.injured = Some(t.count),
            }
            b.casualties.extend(parts);
            // «دون وقوع أي إصابات»: nobody.
            if lacking(doc, np.words.start) || b.draft.patients.iter().any(|p| p.words.contains(&np.head)) {
                continue;
            }
            // «قتلى وجرحى بين صفوف الحركة»: of whom, where nothing but that says it.
            let bare = np.words.len() == 1 && np.count.is_some_and(|c| c.high.is_none());
            let whose = bare.then(|| among(doc, layers, np.words.end)).flatten();
            let named = whose.unwrap_or(np);
            if !b.draft.patients.iter().any(|p| p.words.start == named.words.start) {
                b.draft.patients.push(named);
            }
        }
    }
}

/// «… وجرحى بين المدنيين», «… في صفوف الحركة»: behind the dead and hurt joined to one another, of whom they are.
fn among(doc: &Doc<'_>, layers: &Layers, from: usize) -> Option<Np> {
    let frames = doc.frames();
    let harm = frames.class_bit("dead_noun") | frames.class_bit("hurt_noun");
    let mut i = from;
    while i < from + 2 && doc.is(i, harm) && doc.words.get(i)?.has(pro::CONJ) {
        i += 1;
    }
    let w = doc.words.get(i)?;
    let between = frames.class_bit("between") | frames.class_bit("event_prep") | frames.class_bit("ranks_noun");
    if w.gap & gap::HARD != 0 || !doc.is(i, between) {
        return None;
    }
    let end = doc.sents.get(doc.sent_of(i))?.words.end;
    let np = crate::phrase::noun_phrase(doc, layers, i + 1, end)?;
    let ranks = doc.is(np.words.start, frames.class_bit("ranks_noun")) && np.words.len() > 1;
    let np = if ranks {
        crate::phrase::noun_phrase(doc, layers, np.words.start + 1, np.words.end)?
    } else {
        np
    };
    let people = matches!(
        np.sem,
        crate::phrase::Sem::People | crate::phrase::Sem::Actor | crate::phrase::Sem::Person
    );
    (people && np.prep == Prep::None).then_some(np)
}

/// Whether «دون» or its like stands a few words before.
fn lacking(doc: &Doc<'_>, word: usize) -> bool {
    let (negation, preposition) = (
        doc.frames().class_bit("negation"),
        doc.frames().class_bit("preposition"),
    );
    (word.saturating_sub(4)..word)
        .rev()
        .take_while(|&i| doc.words[i + 1].gap & gap::HARD == 0)
        .any(|i| doc.is(i, negation) && doc.is(i, preposition))
}

/// «6 شهداء وجرحى»: one number for both.
fn unsplit(doc: &Doc<'_>, told: &[Told]) -> bool {
    told.windows(2).any(|t| {
        let (a, b) = (&t[0], &t[1]);
        // «عدد من القتلى والجرحى»: so many of both together.
        let vague = a.many && b.many;
        (a.numbered && !b.many || vague)
            && !b.numbered
            && a.outcome != b.outcome
            && b.head == a.head + 1
            // «20 قتيلا وجريحا», «عشرات القتلى والجرحى»
            && (doc.words[b.head].plural || a.count.low >= 11)
            && a.count != Count::exact(1)
    })
}

/// The number whose last word stands right before a word.
fn number_before(doc: &Doc<'_>, i: usize, floor: usize) -> Option<(Count, usize)> {
    (i.saturating_sub(8).max(floor)..i).rev().find_map(|j| {
        let q = &doc.quantities[doc.quantity_at[j]? as usize];
        (doc.words_in(q.span).end == i && !q.ordinal).then(|| (Count::from(q), j))
    })
}

fn read(doc: &Doc<'_>, layers: &Layers, range: &Range<usize>) -> Vec<Told> {
    let dead = doc.frames().class_bit("dead_noun");
    let hurt = doc.frames().class_bit("hurt_noun");
    let mut out: Vec<Told> = Vec::new();
    for (w, i) in doc.each(range).filter(|(w, _)| w.classes.meets(dead | hurt)) {
        if w.is_verb() || w.pronoun.is_some() || layers.entity_at(i).is_some() || layers.place_at(i).is_some() {
            continue;
        }
        if super::split::between(doc, i).is_some() {
            continue;
        }
        // «وفاة جريحين», «وفاة خمسة من المصابين»: those are dead now.
        let dying = doc.frames().class_bit("dying_noun");
        let died = |j: usize| {
            doc.is(j, dying)
                && doc.words[j + 1..=i]
                    .iter()
                    .all(|w| w.gap & gap::HARD == 0 && !w.has(pro::CONJ))
        };
        if doc.is(i, hurt) && (i.saturating_sub(4)..i).any(died) {
            continue;
        }
        let outcome = if doc.is(i, dead) {
            Outcome::Killed
        } else {
            Outcome::Injured
        };
        if let Some(t) = one(doc, layers, i, range.start, outcome, out.last()) {
            out.push(t);
        }
    }
    out
}

/// The toll that a noun of the dead or hurt tells, if it tells one.
fn one(doc: &Doc<'_>, layers: &Layers, i: usize, floor: usize, outcome: Outcome, last: Option<&Told>) -> Option<Told> {
    let w = &doc.words[i];
    // «أحد القتلى»: one of those told of.
    if i > floor && layers.is_one(doc, i - 1) {
        return None;
    }
    let soft = w.gap & gap::HARD == 0;
    let told = |count: Count, from: usize, numbered: bool, many: bool| Told {
        outcome,
        count: at_least(doc, layers, i, count),
        head: i,
        words: from..i + 1,
        numbered,
        many,
    };
    if soft
        && !w.has(pro::CONJ)
        && let Some((count, from)) = number_before(doc, i, floor)
    {
        // «العديد من» is no number.
        let many = count == Count::at_least(2);
        return Some(told(count, from, !many, many));
    }
    let shared = last.filter(|l| l.many && l.head + 1 == i && w.has(pro::CONJ));
    if shared.is_some() {
        return Some(told(Count::at_least(2), i, false, true));
    }
    // «دون وقوع أي إصابات»
    let negated = (i.saturating_sub(2).max(floor)..i).any(|j| doc.is(j, layers.bits.negation)) || lacking(doc, i);
    if i > floor && soft && !w.has(pro::CONJ) && !negated {
        let of = |q: usize| q >= floor && q < i && layers.is_quantifier(doc, q) && !layers.is_one(doc, q);
        // «عدد من القتلى», «عشرات القتلى»
        if i >= 2 && layers.is_min(doc, i - 1) {
            // «أعداد كبيرة من القتلى»
            let mut before = (floor..i - 1).rev().take(3).skip(1);
            if let Some(q) = before.find(|&q| of(q) && described_number(doc, layers, q + 1, i) == i - 1) {
                return Some(told(Count::at_least(2), q, false, true));
            }
            // «العشرات من القتلى»
            if let Some((count, from)) = number_before(doc, i - 1, floor).filter(|(c, _)| *c != Count::at_least(2)) {
                return Some(told(count, from, true, false));
            }
            if of(i - 2) {
                return Some(told(Count::at_least(2), i - 2, false, true));
            }
        }
    }
    // «ارتفع عدد قتلى القصف إلى تسعة»
    let sent = &doc.sents[doc.sent_of(i)].words;
    if (w.definite() || doc.words.get(i + 1).is_some_and(Word::definite))
        && let Some((count, _)) = super::risen::reckoned(doc, i, i + 1, sent)
    {
        return Some(told(count, i, true, false));
    }
    // «عشرات القتلى والجرحى», «العشرات من القتلى والجرحى»: one number for both.
    let vague = |l: &Told| l.numbered && l.count.low >= 20 && l.count.high != Some(l.count.low);
    if w.definite() && w.plural && w.has(pro::CONJ) && last.is_some_and(|l| vague(l) && l.head + 1 == i) {
        return Some(told(Count::at_least(2), i, false, false));
    }
    if w.definite() {
        // «القتلى السبعة»
        let q = doc.quantity_at.get(i + 1).copied().flatten()?;
        let behind = &doc.words[i + 1];
        let q = &doc.quantities[q as usize];
        let counts = behind.definite() && behind.gap & gap::HARD == 0 && !q.ordinal && w.plural;
        return counts.then(|| told(Count::from(q), i, true, false));
    }
    if negated || !bare(doc, layers, i, floor) {
        return None;
    }
    let count = if w.dual {
        Count::exact(2)
    } else if w.plural {
        Count::at_least(2)
    } else if w.pos & pos::MASDAR != 0 {
        // «إصابة»: that somebody was hurt.
        return None;
    } else {
        Count::exact(1)
    };
    Some(told(count, i, w.dual, false))
}

/// «قتيل على الأقل»: that many or more.
fn at_least(doc: &Doc<'_>, layers: &Layers, i: usize, count: Count) -> Count {
    let near = (i + 1..(i + 4).min(doc.words.len()))
        .take_while(|&j| doc.words[j].gap & gap::HARD == 0)
        .any(|j| doc.is(j, layers.bits.least) && doc.is(j - 1, layers.bits.preposition));
    Count {
        high: count.high.filter(|_| !near),
        ..count
    }
}

/// Whether an indefinite noun stands for people of its own: no adjective («طفل جريح»), nobody's dead («قتلى الجيش»), not
/// one side of «بين قتيل وجريح».
fn bare(doc: &Doc<'_>, layers: &Layers, i: usize, floor: usize) -> bool {
    let w = &doc.words[i];
    let before = i.checked_sub(1).filter(|&b| b >= floor && w.gap & gap::HARD == 0);
    if let Some(b) = before.filter(|_| !w.has(pro::CONJ)) {
        let x = &doc.words[b];
        let describes = layers.noun_of(doc, b).is_some() && !x.is_verb() || layers.is_name(doc, b);
        let between = doc.is(
            b,
            doc.frames().class_bit("internal") | doc.frames().class_bit("between"),
        );
        if describes || between {
            return false;
        }
    }
    let Some(n) = doc.words.get(i + 1).filter(|n| n.gap & gap::HARD == 0) else {
        return true;
    };
    let construct = n.definite() && n.pro & (pro::CONJ | pro::BI | pro::LI | pro::KA) == 0 && !n.is_verb()
        || layers.entity_at(i + 1).is_some_and(|e| !layers.entities[e].adjective)
            && n.pro & (pro::CONJ | pro::BI | pro::LI) == 0;
    !construct
}
