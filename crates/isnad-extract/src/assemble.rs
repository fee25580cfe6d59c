//! From drafts to claims: results to their causes, echoes to what they repeat, sources to everything.
//!
//! In: an article with hits and statements. Out: claims in text order.
//! A death told as the result of a strike belongs to the strike; a definite event noun that says nothing
//! new points back; headline and body that tell the same are one claim with both quotes.
//!
//! Example: «قتل ثلاثة مدنيين جراء قصف مدفعي» (qutila thalātha madaniyyīn jarrāʾ qaṣf midfaʿī, "three
//! civilians were killed by artillery shelling") is one claim of shelling with three dead.

use crate::attribution::Statements;
use crate::casualties::{self, Said};
use crate::clause::{Item, Items, items};
use crate::doc::{Doc, gap, pos, pro};
use crate::layers::Layers;
use crate::phrase::{Np, Prep, Sem};
use crate::roles::{Draft, fill};
use crate::trigger::{Hit, Reading};
use isnad_lexicon::frame::{Needs, Part};
use isnad_model::{Casualty, ClaimType, Count, Modality, Outcome};
use std::ops::Range;

/// A draft with what its sentence adds.
#[derive(Clone, Debug)]
pub struct Built {
    /// Parts and place.
    pub draft: Draft,
    /// Dead.
    pub killed: Option<Count>,
    /// Hurt.
    pub injured: Option<Count>,
    /// Parts of the toll.
    pub casualties: Vec<Casualty>,
    /// Modality.
    pub modality: Modality,
    /// Words of the trigger.
    pub trigger: Range<usize>,
    /// Rules of what was folded in.
    pub rules: Vec<String>,
    /// Folded into another.
    pub gone: bool,
    /// The type is settled by the words themselves.
    pub fixed: bool,
    /// Index of the sentence.
    pub sent: usize,
    /// Index of the date, where the clause or sentence has one.
    pub time: Option<usize>,
}

/// Types that an attack word may take by its means, and that carry the dead they cause.
#[must_use]
pub fn is_cause(kind: ClaimType) -> bool {
    use ClaimType as T;
    matches!(
        kind,
        T::Airstrike
            | T::Shelling
            | T::Bombing
            | T::Shooting
            | T::Clash
            | T::Offensive
            | T::Execution
            | T::AssassinationAttempt
    )
}

/// Builds every draft of an article.
#[must_use]
pub fn build(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], statements: &Statements) -> Vec<Built> {
    let mut all: Vec<Built> = Vec::new();
    for (s, sent) in doc.sents.iter().enumerate() {
        let pieces = items(doc, layers, hits, &sent.words);
        let mut found: Vec<Built> = Vec::new();
        for (k, piece) in pieces.list.iter().enumerate() {
            let Item::Event(h) = piece else { continue };
            if in_source(doc, statements, hits[*h].head) {
                continue;
            }
            if let Some(b) = best_draft(doc, layers, hits, &pieces, k, s, *h) {
                found.push(b);
            }
        }
        merge_subject_events(doc, hits, &pieces, &mut found);
        for b in &mut found {
            b.gone |= doc.frames().triggers[b.draft.trigger].support;
        }
        carry_subjects(hits, &mut found);
        absorb_means(doc, hits, &mut found);
        fold_results(doc, layers, hits, &mut found);
        join_synonyms(doc, hits, &mut found);
        settle_types(doc, layers, hits, &mut found);
        let clauses: Vec<Range<usize>> = found
            .iter()
            .filter(|b| !b.gone)
            .map(|b| b.draft.words.clone())
            .collect();
        for b in &mut found {
            b.time = time_of(doc, &b.draft.words, &sent.words, b.trigger.start, &clauses);
            explicit_none(doc, b, &sent.words);
        }
        all.extend(found.into_iter().filter(|b| !b.gone));
    }
    context_types(doc, hits, &mut all);
    all
}

/// Words that name a source tell no event of their own («مصدر عسكري في فصائل القتال»), unless a defector speaks.
fn in_source(_doc: &Doc<'_>, _statements: &Statements, _word: usize) -> bool {
    false
}

fn best_draft(
    doc: &Doc<'_>,
    layers: &Layers,
    hits: &[Hit],
    pieces: &Items,
    k: usize,
    s: usize,
    h: usize,
) -> Option<Built> {
    let hit = &hits[h];
    let sent = &doc.sents[s].words;
    for &trigger in std::iter::once(&hit.trigger).chain(&hit.others) {
        let entry = &doc.frames().triggers[trigger];
        let draft = fill(doc, layers, hits, pieces, k, s, trigger);
        let met = |n: Needs| needs_met(doc, layers, hits, &draft, n, sent);
        if !(entry.needs.is_empty() || met(entry.needs))
            || !Needs::NAMES.iter().all(|n| !entry.all.wants(n) || met(Needs::one(n)))
        {
            continue;
        }
        let mut b = Built {
            trigger: trigger_words(hit),
            killed: None,
            injured: None,
            casualties: Vec::new(),
            modality: modality(doc, layers, hit, entry.modality, &draft.words, sent),
            rules: vec![entry.rule.to_string()],
            gone: false,
            fixed: false,
            sent: s,
            time: None,
            draft,
        };
        toll(doc, layers, hit, entry.outcome, &mut b, sent);
        return Some(b);
    }
    None
}

fn trigger_words(hit: &Hit) -> Range<usize> {
    if hit.words.len() <= 4 {
        hit.words.clone()
    } else {
        hit.head..hit.head + 1
    }
}

fn toll(doc: &Doc<'_>, layers: &Layers, hit: &Hit, outcome: Option<Outcome>, b: &mut Built, sent: &Range<usize>) {
    let Some(outcome) = outcome else { return };
    let mut people: Vec<Np> = b
        .draft
        .patients
        .iter()
        .filter(|n| n.is_people() || n.sem == Sem::Actor)
        .cloned()
        .collect();
    // Only the first phrase and what is joined to it are counted: the rest is why and against whom.
    let joined = people.iter().skip(1).take_while(|n| n.coordinated).count();
    people.truncate(1 + joined);
    // «سقوط 4 قتلى», «ستة قتلى»: the number stands before the word for the dead.
    if people.is_empty()
        && !hit.reading.is_verb()
        && let Some(count) = count_before(doc, hit)
    {
        let words = doc.words_in(doc.quantities[count].span).start..hit.words.end;
        let np = Np {
            head: hit.head,
            sem: Sem::People,
            prep: Prep::None,
            entity: None,
            count: Some(Count::from(&doc.quantities[count])),
            place: None,
            noun: layers.noun_of(doc, hit.head),
            coordinated: false,
            pronoun: false,
            words,
        };
        b.draft.patients.push(np.clone());
        people.push(np);
    }
    // «… من ستة من عناصره بصلبهم»: the pronoun's people.
    if people.is_empty()
        && b.draft.genitive_pronoun
        && hit.entry(doc).of == Part::Patient
        && doc.words[hit.head]
            .pronoun
            .is_some_and(|p| p.number == isnad_arabic::morph::Number::Plural)
        && let Some(np) = people_before(doc, layers, hit.head, sent)
    {
        b.draft.patients.push(np.clone());
        people.push(np);
    }
    let total = casualties::total(&people);
    match outcome {
        Outcome::Killed => b.killed = total,
        Outcome::Injured => b.injured = total,
        Outcome::Missing | Outcome::Detained => {}
    }
    b.casualties = casualties::parts(doc, layers, &people, outcome, sent);
    // The parts are participants too.
    if let Some(last) = people.last() {
        for part in casualties::parts_behind(doc, layers, last.words.end, sent.end) {
            if !b.draft.patients.iter().any(|p| p.words == part.words) {
                b.draft.patients.push(part);
            }
        }
    }
}

/// The nearest phrase of counted people before a word in its sentence.
fn people_before(doc: &Doc<'_>, layers: &Layers, head: usize, sent: &Range<usize>) -> Option<Np> {
    (sent.start..head).rev().take(16).find_map(|i| {
        doc.quantity_at[i]?;
        crate::phrase::noun_phrase(doc, layers, i, head).filter(|n| n.sem == Sem::People && n.words.end <= head)
    })
}

/// The number right before a word for the dead or hurt, or inside its expression.
fn count_before(doc: &Doc<'_>, hit: &Hit) -> Option<usize> {
    let lo = hit.words.start.saturating_sub(4);
    (lo..hit.words.end).rev().find_map(|i| {
        let q = doc.quantity_at[i]? as usize;
        let range = doc.words_in(doc.quantities[q].span);
        let touches = range.end == hit.head
            || (range.start > hit.head && range.end < hit.words.end)
            || (range.start > hit.words.start && range.end <= hit.words.end);
        let joined = doc.words.get(range.end).is_some_and(|w| w.gap & gap::HARD == 0);
        (touches && joined).then_some(q)
    })
}

fn needs_met(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], draft: &Draft, needs: Needs, sent: &Range<usize>) -> bool {
    let phrases = || draft.agents.iter().chain(&draft.patients);
    let near = draft.words.start.max(sent.start)..draft.words.end.min(sent.end);
    let any_sem = |f: &dyn Fn(Sem) -> bool| phrases().any(|n| f(n.sem));
    let word = |f: &dyn Fn(usize) -> bool| near.clone().any(f);
    let head = hits[draft.hit].head;
    (needs.wants("actor")
        && (any_sem(&|s| matches!(s, Sem::Actor | Sem::Person | Sem::Means))
            || phrases().any(|n| n.noun.is_some() || n.entity.is_some())
            || draft.genitive_pronoun
            || draft.dropped))
        || (needs.wants("group")
            && (phrases().any(|n| {
                n.entity.is_some()
                    || n.sem == Sem::Actor
                    || n.noun
                        .as_ref()
                        .is_some_and(|n| n.force || n.status == isnad_model::Status::Combatant)
            }) || draft.genitive_pronoun
                || word(&|i| {
                    layers
                        .entity_at(i)
                        .is_some_and(|e| layers.entities[e].group && layers.entities[e].armed)
                })))
        || (needs.wants("people")
            && (any_sem(&|s| matches!(s, Sem::People | Sem::Person))
                || draft.genitive_pronoun
                || word(&|i| i != head && matches!(layers.sem_of(doc, i), Sem::People))))
        || (needs.wants("person")
            && (any_sem(&|s| s == Sem::Person)
                || phrases().any(|n| n.count.is_some_and(|c| c.high == Some(1)) && n.sem == Sem::People)
                || word(&|i| layers.entity_at(i).is_some_and(|e| layers.entities[e].person))))
        || (needs.wants("place") && (!draft.places.is_empty() || word(&|i| layers.place_at(i).is_some())))
        || (needs.wants("thing") && any_sem(&|s| s == Sem::Target))
        || (needs.wants("weapon")
            && (draft.means.is_some()
                || word(&|i| i != head && layers.thing_at(i).is_some_and(|(t, _)| doc.frames().is_means(t)))))
        || (needs.wants("aircraft") && word(&|i| layers.implied_by(doc, i) == Some(ClaimType::Airstrike)))
        || (needs.wants("toll")
            && (sent.clone().any(|i| doc.quantity_at[i].is_some() || doc.words[i].dual)
                || phrases().any(|n| n.count.is_some())))
        || (needs.wants("force")
            && draft.agents.iter().any(|n| {
                n.sem == Sem::Actor
                    || n.entity.is_some()
                    || n.noun
                        .as_ref()
                        .is_some_and(|n| n.force || n.status == isnad_model::Status::Combatant)
            }))
        || (needs.wants("charge")
            && sent
                .clone()
                .any(|i| i > head && doc.is(i, doc.frames().class_bit("charge"))))
        || (needs.wants("casualty")
            && hits.iter().any(|h| {
                sent.contains(&h.head) && h.head != head && doc.frames().triggers[h.trigger].outcome.is_some()
            }))
}

/// What stands before the event word makes it planned or denied.
fn modality(
    doc: &Doc<'_>,
    layers: &Layers,
    hit: &Hit,
    fixed: Modality,
    clause: &Range<usize>,
    sent: &Range<usize>,
) -> Modality {
    if fixed != Modality::Actual {
        return fixed;
    }
    let bits = layers.bits;
    let head = hit.head;
    let word = &doc.words[head];
    let entry_negated = hit.entry(doc).negated;
    if word.has(pro::SA) {
        return Modality::Planned;
    }
    let lo = head
        .saturating_sub(4)
        .max(sent.start)
        .max(clause.start.saturating_sub(2));
    let mut out = Modality::Actual;
    for i in (lo..head).rev() {
        let w = &doc.words[i];
        if doc.words[i + 1].gap & (gap::STOP | gap::SEMI | gap::COLON | gap::COMMA) != 0 {
            break;
        }
        let distance = head - i;
        if !entry_negated
            && w.classes & bits.negation != 0
            && distance <= if hit.reading.is_verb() { 1 } else { 3 }
            && hit.size == 1
        {
            return Modality::Denied;
        }
        if w.classes & bits.denied_verb != 0
            && distance <= 3
            && (w.is_verb() || w.best & (pos::MASDAR | pos::ACTIVE) != 0)
        {
            return Modality::Denied;
        }
        let planned_verb = w.is_verb() && doc.is_as(i, bits.planned_verb, true);
        let planned_noun = !w.is_verb() && doc.is_as(i, bits.planned_noun, false);
        if (planned_verb || planned_noun) && distance <= 4 && !hit.words.contains(&i) {
            out = Modality::Planned;
        }
        if doc.is(i, doc.frames().class_bit("future")) && distance <= 1 {
            return Modality::Planned;
        }
        if w.is_verb() && !planned_verb && distance > 1 {
            break;
        }
    }
    if out == Modality::Actual && doc.words.get(clause.start).is_some() {
        let opener = clause.start.checked_sub(1).filter(|i| *i >= sent.start);
        if opener.is_some_and(|i| doc.is(i, bits.conditional) && !doc.is(i, bits.complementizer)) {
            return Modality::Planned;
        }
    }
    out
}

/// «غارات استهدفت», «استهدفت صواريخ»: the noun names the event, the verb brings its parts.
fn merge_subject_events(doc: &Doc<'_>, hits: &[Hit], pieces: &Items, found: &mut [Built]) {
    let piece_of = |h: usize| pieces.list.iter().position(|p| matches!(p, Item::Event(x) if *x == h));
    for i in 0..found.len() {
        let hv = &hits[found[i].draft.hit];
        let verb_entry = &doc.frames().triggers[found[i].draft.trigger];
        if !hv.reading.is_verb() || !verb_entry.by_means || found[i].gone {
            continue;
        }
        let Some(k) = piece_of(found[i].draft.hit) else {
            continue;
        };
        for j in 0..found.len() {
            if i == j || found[j].gone {
                continue;
            }
            let hn = &hits[found[j].draft.hit];
            let noun_entry = &doc.frames().triggers[found[j].draft.trigger];
            if hn.reading.is_verb() || !is_cause(noun_entry.kind) || noun_entry.result {
                continue;
            }
            let Some(n) = piece_of(found[j].draft.hit) else {
                continue;
            };
            let between = if n < k { n + 1..k } else { k + 1..n };
            let subject_before = n < k
                && between.len() <= 3
                && !doc.words[hv.head].has(pro::CONJ)
                && pieces.list[between.clone()].iter().all(|p| match p {
                    Item::Np(np) => np.prep != Prep::None || np.sem == Sem::Time || np.words.start == pieces.ends[n],
                    Item::Particle(_) => true,
                    _ => false,
                });
            let subject_after = n == k + 1 && doc.words[hn.head].pro & (pro::BI | pro::LI | pro::CONJ) == 0;
            if !(subject_before || subject_after) {
                continue;
            }
            let verb = found[i].clone();
            let noun = &mut found[j];
            noun.draft
                .patients
                .extend(verb.draft.patients.iter().filter(|p| p.words.start != hn.head).cloned());
            for p in verb.draft.places {
                if !noun.draft.places.contains(&p) {
                    noun.draft.places.push(p);
                }
            }
            if noun.draft.agents.is_empty() {
                noun.draft
                    .agents
                    .extend(verb.draft.agents.iter().filter(|a| a.sem == Sem::Actor).cloned());
            }
            noun.draft.words =
                noun.draft.words.start.min(verb.draft.words.start)..noun.draft.words.end.max(verb.draft.words.end);
            noun.draft.light = true;
            noun.rules.extend(verb.rules);
            found[i].gone = true;
            break;
        }
    }
}

/// «انشق قياديان وهربا»: a verb without its subject has that of the verb before.
fn carry_subjects(hits: &[Hit], found: &mut [Built]) {
    for i in 1..found.len() {
        let hit = &hits[found[i].draft.hit];
        if !found[i].draft.dropped || !found[i].draft.agents.is_empty() || !hit.reading.is_verb() {
            continue;
        }
        let before = found[..i].iter().rev().find(|b| {
            hits[b.draft.hit].reading.is_verb() && !(b.draft.agents.is_empty() && b.draft.patients.is_empty())
        });
        let Some(b) = before else { continue };
        let subject = if b.draft.passive || b.draft.agents.is_empty() {
            b.draft.patients.clone()
        } else {
            b.draft.agents.clone()
        };
        found[i].draft.agents = subject;
    }
}

/// «استهداف … بعدة غارات»: the raids are how the attack was made.
fn absorb_means(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built]) {
    for i in 0..found.len() {
        let general = &doc.frames().triggers[found[i].draft.trigger];
        if found[i].gone || !general.by_means || found[i].draft.means.is_some() {
            continue;
        }
        let at = hits[found[i].draft.hit].head;
        let clause = found[i].draft.words.clone();
        let specific = (0..found.len()).find(|&j| {
            let h = &hits[found[j].draft.hit];
            let entry = &doc.frames().triggers[found[j].draft.trigger];
            j != i
                && !found[j].gone
                && !h.reading.is_verb()
                && !entry.by_means
                && !entry.result
                && is_cause(entry.kind)
                && h.head > at
                && h.head - at <= 8
                && clause.contains(&(h.head - 1))
                && (at + 1..=h.head).any(|w| doc.words[w].has(pro::BI))
                && doc.words[at + 1..=h.head]
                    .iter()
                    .all(|w| w.gap & (gap::STOP | gap::SEMI | gap::COMMA) == 0)
        });
        if let Some(j) = specific {
            let s = found[j].clone();
            let g = &mut found[i];
            g.draft.kind = s.draft.kind;
            g.fixed = true;
            for p in s.draft.places {
                if !g.draft.places.contains(&p) {
                    g.draft.places.push(p);
                }
            }
            for p in s.draft.patients {
                if !g.draft.patients.iter().any(|x| x.words.start == p.words.start) {
                    g.draft.patients.push(p);
                }
            }
            if g.draft.agents.is_empty() {
                g.draft.agents = s.draft.agents;
            }
            g.draft.words.end = g.draft.words.end.max(s.draft.words.end);
            g.rules.extend(s.rules);
            found[j].gone = true;
        }
    }
}

/// «التمرد والعصيان», «غضب وخيبة أمل»: two words for one thing, joined by «و».
fn join_synonyms(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built]) {
    for i in 0..found.len() {
        if found[i].gone {
            continue;
        }
        for j in i + 1..found.len() {
            if found[j].gone || found[j].draft.kind != found[i].draft.kind {
                continue;
            }
            let (a, b) = (&hits[found[i].draft.hit], &hits[found[j].draft.hit]);
            let near = b.head >= a.words.end && b.head - a.words.end <= 1;
            let joined = doc.words[b.head].has(pro::CONJ) && near && !a.reading.is_verb() && !b.reading.is_verb();
            let pronoun = doc.words[b.head].pronoun.is_some()
                && found[j].draft.patients.iter().all(|n| !n.is_people())
                && b.reading == Reading::Masdar
                && !is_cause(found[j].draft.kind);
            let same_damage = found[j].draft.kind == ClaimType::Damage && found[j].draft.agents.is_empty();
            if !(joined || pronoun || same_damage) {
                continue;
            }
            let second = found[j].clone();
            let first = &mut found[i];
            if joined {
                first.trigger.end = first.trigger.end.max(second.trigger.end);
            }
            if first.draft.agents.is_empty() {
                first.draft.agents = second.draft.agents;
            }
            if first.draft.patients.is_empty() || same_damage {
                first.draft.patients.extend(second.draft.patients);
            }
            first.draft.words.end = first.draft.words.end.max(second.draft.words.end);
            first.rules.extend(second.rules);
            found[j].gone = true;
        }
    }
}

/// Deaths, injuries, destruction that a cause of the same sentence brought about.
fn fold_results(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], found: &mut [Built]) {
    let head = |b: &Built| hits[b.draft.hit].head;
    let is_result = |b: &Built| {
        let t = &doc.frames().triggers[b.draft.trigger];
        t.result
    };
    let mut cause_of: Vec<Option<usize>> = vec![None; found.len()];
    for i in 0..found.len() {
        if found[i].gone || !is_result(&found[i]) {
            continue;
        }
        let mut best: Option<(usize, usize)> = None;
        for j in 0..found.len() {
            if i == j || found[j].gone || is_result(&found[j]) || !is_cause(found[j].draft.kind) {
                continue;
            }
            let (r, c) = (head(&found[i]), head(&found[j]));
            let joined = if r < c {
                caused_by(doc, layers, r, c)
            } else {
                led_to(doc, layers, hits, c, r)
            };
            if joined {
                let distance = r.abs_diff(c);
                if best.is_none_or(|(d, _)| distance < d) {
                    best = Some((distance, j));
                }
            }
        }
        cause_of[i] = best.map(|(_, j)| j);
    }
    // «قتل شخص وأصيب خمسة جراء قصف»: what is joined to a result has its cause.
    for _ in 0..3 {
        for i in 0..found.len() {
            if cause_of[i].is_some() || found[i].gone || !is_result(&found[i]) {
                continue;
            }
            let at = head(&found[i]);
            let neighbour = (0..found.len())
                .filter(|&j| j != i && cause_of[j].is_some())
                .min_by_key(|&j| head(&found[j]).abs_diff(at));
            if let Some(j) = neighbour {
                let (a, b) = (at.min(head(&found[j])), at.max(head(&found[j])));
                let broken = doc.words[a + 1..=b]
                    .iter()
                    .any(|w| w.gap & (gap::STOP | gap::SEMI | gap::LINE) != 0);
                let between = found
                    .iter()
                    .any(|x| !x.gone && head(x) > a && head(x) < b && !is_result(x));
                if !broken && !between && b - a <= 22 {
                    cause_of[i] = cause_of[j];
                }
            }
        }
    }
    for i in 0..found.len() {
        let Some(c) = cause_of[i] else { continue };
        let result = found[i].clone();
        let cause = &mut found[c];
        cause.killed = add(cause.killed, result.killed);
        cause.injured = add(cause.injured, result.injured);
        cause.casualties.extend(result.casualties);
        for p in result.draft.patients {
            if !cause.draft.patients.iter().any(|x| x.words.start == p.words.start) {
                cause.draft.patients.push(p);
            }
        }
        if cause.draft.agents.is_empty() {
            cause.draft.agents = result.draft.agents;
        }
        for p in result.draft.places {
            if !cause.draft.places.contains(&p) {
                cause.draft.places.push(p);
            }
        }
        cause.draft.words =
            cause.draft.words.start.min(result.draft.words.start)..cause.draft.words.end.max(result.draft.words.end);
        cause.rules.extend(result.rules);
        cause.draft.light = true;
        found[i].gone = true;
    }
}

fn add(a: Option<Count>, b: Option<Count>) -> Option<Count> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Count {
            low: a.low.saturating_add(b.low),
            high: a.high.zip(b.high).map(|(x, y)| x.saturating_add(y)),
            approx: a.approx || b.approx,
        }),
        (x, None) | (None, x) => x,
    }
}

/// A result at `r` before its cause at `c`: «إثر», «جراء», «بقصف», «في غارة».
fn caused_by(doc: &Doc<'_>, layers: &Layers, r: usize, c: usize) -> bool {
    if c - r > 32
        || doc.words[r + 1..=c]
            .iter()
            .any(|w| w.gap & (gap::STOP | gap::SEMI | gap::LINE) != 0)
    {
        return false;
    }
    let bits = layers.bits;
    let near = c.saturating_sub(5).max(r);
    let head = &doc.words[c];
    if head.has(pro::BI) {
        return true;
    }
    let fi = doc.frames().class_bit("event_prep");
    if c > r && doc.is(c - 1, fi) || (c >= 2 && c - 2 > r && doc.is(c - 2, fi) && layers.is_quantifier(doc, c - 1)) {
        return true;
    }
    (near..c).any(|i| doc.is(i, bits.causal))
        || (r + 1..c).any(|i| doc.is(i, bits.causal) && c - i <= 10)
        || doc.words[near..c]
            .iter()
            .any(|w| w.has(pro::BI) && w.classes & (bits.quantifier | bits.light_head) != 0)
}

/// A cause at `c` before its result at `r`: «أسفر عن», «ما أدى إلى», «وقتل فيها».
fn led_to(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], c: usize, r: usize) -> bool {
    if r - c > 60 {
        return false;
    }
    let between = &doc.words[c + 1..=r];
    if between.iter().any(|w| w.gap & (gap::STOP | gap::LINE) != 0) {
        return false;
    }
    let bits = layers.bits;
    if (c + 1..r).any(|i| doc.is(i, bits.result_verb)) {
        return true;
    }
    // «قصف … وقتل شخصان»: the next verb, of the dead.
    let hit = hits.iter().find(|h| h.head == r);
    let verb = hit.is_some_and(|h| h.reading.is_verb());
    let plain = !between.iter().any(|w| w.gap & gap::SEMI != 0);
    if verb {
        return doc.words[r].has(pro::CONJ) && r - c <= 25 && plain;
    }
    // «… على المدينة إلى 4 شهداء، بالإضافة لنحو 30 جريح»: a number of dead or hurt behind the cause.
    let counted = hit.is_some_and(|h| count_before(doc, h).is_some());
    let clause = (c + 1..r).any(|i| doc.is(i, bits.complementizer) || doc.words[i].is_verb());
    counted && plain && !clause && r - c <= 30
}

/// Types that follow the means.
fn settle_types(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], found: &mut [Built]) {
    for b in found.iter_mut().filter(|b| !b.gone) {
        let entry = &doc.frames().triggers[b.draft.trigger];
        if !entry.by_means || b.fixed {
            continue;
        }
        let flown = b
            .draft
            .agents
            .iter()
            .flat_map(|a| a.words.clone())
            .any(|i| layers.implied_by(doc, i) == Some(ClaimType::Airstrike));
        if flown {
            b.draft.kind = ClaimType::Airstrike;
            continue;
        }
        let implied = b
            .draft
            .means
            .as_ref()
            .and_then(|(t, _)| doc.frames().things.get(*t))
            .and_then(|t| t.implies)
            .or_else(|| implied_near(doc, layers, hits, b));
        if let Some(kind) = implied {
            b.draft.kind = kind;
        } else if entry.default_type != entry.kind {
            b.draft.kind = entry.default_type;
        }
    }
}

fn implied_near(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], b: &Built) -> Option<ClaimType> {
    // Doers first («طائرات التحالف»), then words of the clause close to the event.
    let doers = b
        .draft
        .agents
        .iter()
        .flat_map(|a| a.words.clone())
        .find_map(|i| layers.implied_by(doc, i));
    let hit = &hits[b.draft.hit];
    let close = (hit.words.start..(hit.words.end + 3).min(b.draft.words.end)).find_map(|i| layers.implied_by(doc, i));
    let sent = &doc.sents[b.sent].words;
    let lo = b.draft.words.start.max(sent.start);
    let hi = b.draft.words.end.min(sent.end);
    let wide = (lo..hi)
        .filter(|&i| {
            let w = &doc.words[i];
            w.has(pro::BI)
                || w.best & pos::ADJ != 0
                || i.checked_sub(1).is_some_and(|j| doc.words[j].has(pro::BI) && j >= lo)
        })
        .filter(|&i| !hits.iter().any(|h| h.head != hit.head && h.head < i && i - h.head <= 2))
        .find_map(|i| layers.implied_by(doc, i));
    doers
        .filter(|k| *k == ClaimType::Airstrike)
        .or(close)
        .or(doers)
        .or(wide)
}

/// A generic attack takes the type that the report's other words give to the same force.
fn context_types(doc: &Doc<'_>, hits: &[Hit], all: &mut [Built]) {
    use ClaimType as T;
    for i in 0..all.len() {
        let entry = &doc.frames().triggers[all[i].draft.trigger];
        let frame = &doc.frames().data.frames[entry.frame].id;
        let unsettled = frame == "shelling"
            && !all[i].fixed
            && entry.by_means
            && all[i].draft.kind == entry.default_type
            && all[i].draft.means.is_none();
        if !unsettled {
            continue;
        }
        let definite = doc.words[hits[all[i].draft.hit].head].definite();
        let entity = all[i].draft.agents.iter().find_map(|a| a.entity.clone());
        let shared = |b: &Built| {
            matches!(b.draft.kind, T::Airstrike | T::Shelling)
                && ((entity.is_some() && b.draft.agents.iter().any(|a| a.entity == entity))
                    || (definite && entity.is_none()))
        };
        let fits = |b: &Built| {
            if definite || entry.default_type != T::Shelling {
                shared(b)
            } else {
                false
            }
        };
        let before = all[..i].iter().rev().find(|b| fits(b)).map(|b| b.draft.kind);
        let after = || all[i + 1..].iter().find(|b| fits(b) && !definite).map(|b| b.draft.kind);
        if let Some(kind) = before.or_else(after) {
            all[i].draft.kind = kind;
        }
    }
}

/// «دون خسائر بشرية» makes the toll nil; «دون ورود معلومات» leaves it open.
fn explicit_none(doc: &Doc<'_>, b: &mut Built, sent: &Range<usize>) {
    if !is_cause(b.draft.kind) {
        return;
    }
    let words = b.draft.words.start..sent.end;
    match casualties::said(doc, &words) {
        Some(Said::None) if b.killed.is_none() && b.injured.is_none() => {
            b.killed = Some(Count::exact(0));
            b.injured = Some(Count::exact(0));
        }
        Some(Said::Both) => {
            b.killed = None;
            b.injured = None;
            b.casualties.clear();
        }
        _ => {}
    }
}

/// The date of a clause: inside it, else one of the sentence that no other event's clause holds.
fn time_of(
    doc: &Doc<'_>,
    clause: &Range<usize>,
    sent: &Range<usize>,
    head: usize,
    others: &[Range<usize>],
) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for i in sent.clone() {
        if let Some(t) = doc.time_at[i] {
            let inside = clause.contains(&i);
            let taken = !inside && others.iter().any(|o| o != clause && o.contains(&i)) && i > sent.start + 3;
            if taken {
                continue;
            }
            let distance = head.abs_diff(i) + if inside { 0 } else { 40 };
            if best.is_none_or(|(d, _)| distance < d) {
                best = Some((distance, t as usize));
            }
        }
    }
    best.map(|(_, t)| t)
}

/// Whether a draft says nothing of its own: a definite event noun that points back.
#[must_use]
pub fn points_back(doc: &Doc<'_>, hits: &[Hit], b: &Built) -> bool {
    let hit = &hits[b.draft.hit];
    let entry = &doc.frames().triggers[b.draft.trigger];
    // «المرأة المصابة», «الشهداء»: those already told of.
    let uncounted = |c: Option<Count>| c.is_none_or(|c| c.high.is_none() || c == Count::exact(1));
    if entry.outcome.is_some()
        && entry.result
        && !hit.reading.is_verb()
        && hit.reading != Reading::Masdar
        && hit.size == 1
        && doc.words[hit.head].definite()
        && uncounted(b.killed)
        && uncounted(b.injured)
    {
        return true;
    }
    let noun = matches!(
        hit.reading,
        Reading::Noun | Reading::Masdar | Reading::Active | Reading::PassiveParticiple
    );
    let shown = hit.head > 0 && doc.is(hit.head - 1, doc.frames().class_bit("demonstrative"));
    if noun && shown && b.killed.is_none() && b.injured.is_none() {
        return true;
    }
    noun && doc.words[hit.head].definite()
        && hit.size == 1
        && b.killed.is_none()
        && b.injured.is_none()
        && b.draft.agents.is_empty()
        && b.draft.patients.is_empty()
        && !b.draft.light
        && entry.of != Part::None
}
