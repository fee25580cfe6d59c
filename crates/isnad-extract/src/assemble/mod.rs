//! From drafts to claims: results to their causes, echoes to what they repeat, sources to everything.
//!
//! In: an article with hits. Out: claims in text order.
//! A death told as the result of a strike belongs to the strike; a definite event noun that says nothing
//! new points back; headline and body that tell the same are one claim with both quotes.
//!
//! Example: «قتل ثلاثة مدنيين جراء قصف مدفعي» (qutila thalātha madaniyyīn jarrāʾ qaṣf midfaʿī, "three
//! civilians were killed by artillery shelling") is one claim of shelling with three dead.

mod cause;
mod chain;
mod condition;
mod fold;
mod general;
mod ground;
mod kind;
mod manner;
mod resume;
mod sides;
mod toll;
mod unreal;

use chain::{
    accused_of, chain_agents, charged_with, charges, condemned, grown_into, inherit_agents, judged, parties, suffered,
};
use condition::{modality, needs_met, without};
use fold::{absorb_means, carry_subjects, fold_results, join_synonyms, led_away, merge_subject_events};
pub(crate) use general::habitual;
pub use general::is_bare;
use general::{comes, fought_over, hurt_before, only_named};
use kind::{context_types, own_leader, settle_types};
pub(crate) use toll::people_before;
use toll::{count_before, explicit_none, toll};

use crate::casualties::{self, Said};
use crate::clause::{Item, Items};
use crate::doc::{Doc, gap, pos, pro};
use crate::layers::Layers;
use crate::phrase::{Np, Prep, Sem};
use crate::reference::{Memory, resolve};
use crate::roles::{Draft, fill};
use crate::trigger::{Hit, Reading};
use isnad_lexicon::frame::{Needs, Part};
use isnad_model::{Casualty, ClaimType, Count, Modality, Outcome, RuleId};
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
    pub rules: Vec<RuleId>,
    /// Dead and hurt share one number: neither is known.
    pub shared: bool,
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
pub fn build(doc: &Doc<'_>, layers: &Layers, hits: &[Hit]) -> Vec<Built> {
    let mut all: Vec<Built> = Vec::with_capacity(hits.len().min(64));
    let mut found: Vec<Built> = Vec::new();
    let mut header: Option<Outcome> = None;
    let mut doers: Vec<Np> = Vec::new();
    let mut memory = Memory::new(doc, layers, hits);
    // Hits stand in the order of their heads.
    let mut next = 0;
    for (s, sent) in doc.sents.iter().enumerate() {
        while hits.get(next).is_some_and(|h| h.head < sent.words.start) {
            next += 1;
        }
        // Where nothing is told there is nothing to build, unless it is an item of a list.
        let told = hits.get(next).is_some_and(|h| h.head < sent.words.end);
        if sent.caption || header.is_none() && !told {
            continue;
        }
        memory.go_on(s);
        let Some(pieces) = memory.pieces() else { continue };
        for (k, piece) in pieces.list.iter().enumerate() {
            let Item::Event(h) = piece else { continue };
            if let Some(b) = best_draft(doc, layers, hits, pieces, k, s, *h) {
                if without(doc, hits, &b) || manner::told_how(doc, hits, &mut found, &b) {
                    continue;
                }
                found.push(b);
            }
        }
        let verbless = pieces.list.iter().all(|p| match p {
            Item::Verb(_) => false,
            Item::Event(h) => !hits[*h].reading.is_verb(),
            _ => true,
        });
        if verbless && let Some(outcome) = header {
            listed(doc, layers, hits, pieces, outcome, &mut found);
            // What the heading tells of all holds for each.
            for b in &mut found {
                if is_cause(b.draft.kind) && b.draft.agents.is_empty() && !doers.is_empty() {
                    b.draft.agents.clone_from(&doers);
                    b.draft.inherited = true;
                }
            }
        }
        let list = doc.opens_list(s);
        if !verbless || list {
            let heads = if list { found.as_slice() } else { &[] };
            header = heads
                .iter()
                .find_map(|b| doc.frames().triggers[b.draft.trigger].outcome);
            doers = heads
                .iter()
                .find(|b| is_cause(b.draft.kind) && !b.draft.agents.is_empty())
                .map(|b| b.draft.agents.clone())
                .unwrap_or_default();
        }
        if found.is_empty() {
            continue;
        }
        casualties::shared::settle(doc, layers, hits, &mut found);
        merge_subject_events(doc, hits, pieces, &mut found);
        for b in &mut found {
            b.gone |= doc.frames().triggers[b.draft.trigger].support;
        }
        carry_subjects(doc, layers, hits, &mut found);
        for b in &mut found {
            resolve(doc, layers, hits, &memory, &mut b.draft);
        }
        chain_agents(doc, hits, &mut found);
        judged(doc, hits, &mut found);
        condemned(doc, hits, &mut found);
        charged_with(doc, hits, &mut found);
        charges(doc, hits, &mut found);
        accused_of(doc, hits, &mut found);
        parties(doc, hits, pieces, &mut found);
        only_named(doc, layers, hits, &sent.words, &mut found);
        absorb_means(doc, hits, &mut found);
        grown_into(doc, hits, &mut found);
        fought_over(doc, layers, hits, &mut found);
        hurt_before(doc, hits, &mut found);
        fold_results(doc, layers, hits, &mut found);
        fold::tended(doc, hits, &mut found);
        join_synonyms(doc, hits, &mut found);
        casualties::nouns::fill(doc, layers, &mut found);
        casualties::ranks::among(doc, layers, &mut found);
        casualties::shared::join(doc, hits, &mut found);
        suffered(doc, layers, hits, &mut found);
        settle_types(doc, layers, hits, &mut found);
        cause::heard(doc, layers, hits, &mut found);
        own_leader(doc, hits, &mut found);
        let clauses: Vec<Range<usize>> = found
            .iter()
            .filter(|b| !b.gone)
            .map(|b| b.draft.words.clone())
            .collect();
        // «بعد دقائق من الانفجار دون إصابات»: the explosion only says when, and what it cost stands elsewhere.
        let (sequel, preposition) = (doc.frames().class_bit("sequel"), doc.frames().class_bit("preposition"));
        let told_of = doc.frames().class_bit("told_of");
        let tells = |b: &Built| {
            let head = hits[b.draft.hit].head;
            let is = |back: usize, class| head.checked_sub(back).is_some_and(|i| doc.is(i, class));
            // «متوجهة إلى مكان الهجوم، دون إصابات»: nor does it where it only says whither.
            let only_when =
                doc.words[head].definite() && (is(1, sequel) || is(1, told_of) || is(3, sequel) && is(1, preposition));
            is_cause(b.draft.kind) && !only_when
        };
        let mut heads: Vec<usize> = found
            .iter()
            .filter(|b| !b.gone && tells(b))
            // «نجا من محاولة اغتيال دون أن يصاب»: two words for one attempt.
            .filter(|b| b.draft.kind != ClaimType::AssassinationAttempt)
            .map(|b| b.trigger.start)
            .collect();
        heads.sort_unstable();
        let times = doc.time_at[sent.words.clone()].iter().zip(sent.words.clone());
        let dated: Vec<(usize, u32)> = times.filter_map(|(t, i)| Some((i, (*t)?))).collect();
        for b in &mut found {
            b.time = time_of(&dated, &b.draft.words, &sent.words, b.trigger.start, &clauses);
            let next = heads.get(heads.partition_point(|h| *h <= b.trigger.start)).copied();
            if tells(b) {
                explicit_none(doc, b, &(sent.words.start..next.unwrap_or(sent.words.end)));
            }
        }
        casualties::none::drop_spared(doc, hits, &mut found);
        all.extend(found.drain(..).filter(|b| !b.gone));
    }
    led_away(doc, &mut all);
    all.retain(|b| !b.gone);
    context_types(doc, layers, hits, &mut all);
    inherit_agents(doc, layers, hits, &mut all);
    kind::by_doer(doc, layers, hits, &mut all);
    sides::sides(doc, layers, hits, &mut all);
    all
}

/// «توزع الشهداء على النحو الآتي: – 4 بقصف بري على …»: the items of a list of dead or hurt.
fn listed(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], pieces: &Items, outcome: Outcome, found: &mut [Built]) {
    let Some(Item::Np(np)) = pieces.list.first() else {
        return;
    };
    let person = np.is_people() && np.prep == Prep::None;
    let Some(b) = found
        .iter_mut()
        .find(|b| is_cause(b.draft.kind) && doc.words[hits[b.draft.hit].head].has(pro::BI))
    else {
        return;
    };
    if !person || b.killed.is_some() || b.injured.is_some() {
        return;
    }
    let people = vec![np.clone()];
    let total = casualties::total(&people);
    match outcome {
        Outcome::Killed => b.killed = total,
        Outcome::Injured => b.injured = total,
        Outcome::Missing | Outcome::Detained => return,
    }
    let end = pieces.ends.last().copied().unwrap_or(np.words.end);
    b.casualties = casualties::parts(doc, layers, &people, outcome, &(np.words.start..end));
    b.draft.patients.push(np.clone());
    b.draft
        .patients
        .extend(casualties::parts_behind(doc, layers, np.words.end, end));
    b.draft.words.start = b.draft.words.start.min(np.words.start);
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
    // «مناطق سيطرة كذا»: entries that ask for the word before stand for all others.
    let governed = |t: &&usize| doc.frames().triggers[**t].governed.is_some();
    let all = || std::iter::once(&hit.trigger).chain(&hit.others);
    let asking = all().any(|t| governed(&t));
    for &trigger in all().filter(|t| !asking || governed(t)) {
        let entry = &doc.frames().triggers[trigger];
        let draft = fill(doc, layers, hits, pieces, k, s, trigger);
        let met = |n: Needs| needs_met(doc, layers, hits, &draft, n, sent);
        if !(entry.needs.is_empty() || met(entry.needs))
            || !entry.all.is_empty() && !Needs::NAMES.iter().all(|n| !entry.all.wants(n) || met(Needs::one(n)))
        {
            continue;
        }
        let mut b = Built {
            trigger: trigger_words(doc, layers, hit, entry.subject == Part::None),
            killed: None,
            injured: None,
            casualties: Vec::new(),
            modality: modality(doc, layers, (hits, hit), entry.modality, &draft.words, sent),
            rules: vec![entry.rule.clone()],
            shared: false,
            gone: false,
            fixed: false,
            sent: s,
            time: None,
            draft,
        };
        // Who is only sentenced lives.
        if b.modality == Modality::Actual || b.modality == Modality::Planned && entry.kind != ClaimType::Execution {
            toll(doc, layers, hit, entry.outcome, &mut b, sent);
        }
        return Some(b);
    }
    None
}

fn trigger_words(doc: &Doc<'_>, layers: &Layers, hit: &Hit, named_last: bool) -> Range<usize> {
    if hit.words.len() <= 4 {
        return hit.words.clone();
    }
    // «تمكنت القوات المهاجمة فجر اليوم من السيطرة»: a verb that only carries the event leaves the naming to its noun.
    let last = hit.words.end - 1;
    use isnad_model::ClaimType as T;
    let won = matches!(hit.entry(doc).kind, T::Capture | T::Loss | T::Escape | T::Offensive);
    if won && doc.is_as(hit.head, layers.bits.light_agent, true) && doc.words[last].pos & pos::MASDAR != 0 {
        return last..hit.words.end;
    }
    // «تطور خلاف بينهم إلى إطلاق نار»: the words behind the gap name the event.
    let second = (hit.head + 1..hit.words.end).find(|&i| i - hit.head < 64 && hit.matched >> (i - hit.head) & 1 == 1);
    match second {
        Some(i) if named_last && hit.size > 2 && hit.words.end - i <= 3 => i..hit.words.end,
        _ => hit.head..hit.head + 1,
    }
}

/// The date of a clause: inside it, else one of the sentence that no other event's clause holds.
fn time_of(
    dated: &[(usize, u32)],
    clause: &Range<usize>,
    sent: &Range<usize>,
    head: usize,
    others: &[Range<usize>],
) -> Option<usize> {
    /// Words from an event to the dates that may be its own.
    const REACH: usize = 400;
    let mut best: Option<(usize, usize)> = None;
    let from = head.min(clause.start).saturating_sub(REACH);
    let near =
        dated.partition_point(|&(i, _)| i < from)..dated.partition_point(|&(i, _)| i < clause.end.max(head) + REACH);
    for &(i, t) in dated.get(near).unwrap_or(&[]) {
        let inside = clause.contains(&i);
        let distance = head.abs_diff(i) + if inside { 0 } else { 40 };
        if best.is_some_and(|(d, _)| distance >= d) {
            continue;
        }
        let taken = !inside && i > sent.start + 3 && others.iter().any(|o| o != clause && o.contains(&i));
        if !taken {
            best = Some((distance, t as usize));
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
    // «سلاح القتيلين»: two by their form alone.
    let two = doc.words[hit.head].dual && doc.words[hit.head].definite();
    let uncounted =
        |c: Option<Count>| c.is_none_or(|c| c.high.is_none() || c == Count::exact(1) || two && c == Count::exact(2));
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
    let demonstrative = doc.frames().class_bit("demonstrative");
    // «وهو الهجوم الذي …»: what was just told.
    let same = doc.frames().class_bit("apposition");
    let before = hit
        .head
        .checked_sub(1)
        .filter(|_| hit.head > doc.sents[b.sent].words.start);
    let shown = before.is_some_and(|i| {
        doc.is(i, demonstrative) || (doc.is(i, same) && doc.words[hit.head].definite() && is_cause(entry.kind))
    });
    if noun && shown && b.killed.is_none() && b.injured.is_none() {
        return true;
    }
    // «ضحايا الهجوم», «موقع الانفجار», «بعد القصف»: whose it is tells that it is known.
    let of_event = doc.frames().class_bit("told_of");
    let known = before.is_some_and(|i| doc.is(i, of_event)) && doc.words[hit.head].definite();
    let own = b.draft.words.clone().skip_while(|i| *i <= hit.head).take(3);
    let detailed = own.into_iter().any(|i| doc.is(i, doc.frames().class_bit("relative")));
    if noun && known && hit.size == 1 && is_cause(entry.kind) && !detailed && b.killed.is_none() && b.injured.is_none()
    {
        return true;
    }
    noun && doc.words[hit.head].definite()
        && hit.size == 1
        && b.killed.is_none()
        && b.injured.is_none()
        && (b.draft.agents.is_empty() || b.draft.inherited)
        && (b.draft.patients.is_empty() || (is_cause(entry.kind) && b.draft.patients.iter().all(idle)))
        && (!b.draft.light || comes(doc, hit))
        && entry.of != Part::None
        // «الاشتباكات تجددت مساء»: it went on, which nobody told before.
        && !(entry.kind == ClaimType::Clash && condition::occurs(doc, hit.head, &doc.sents[b.sent].words))
}

/// A phrase that names neither people nor a thing that can be hit.
fn idle(np: &Np) -> bool {
    np.sem == Sem::Other && np.entity.is_none() && np.noun.is_none() && np.count.is_none()
}
