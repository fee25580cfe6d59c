//! Dead and hurt that two words share, and the people that stand away from their verb.
//!
//! In: the drafts of a sentence, before results are folded into their causes. Out: the same with «قتل وأصيب عشرة» left
//! unsplit, «رجل وزوجته وأطفالهما الثلاثة» counted to the last, and «استهدفوا الصحفي فلان … واستشهد» known as one dead.
//!
//! Example: «استشهد وجرح ستة جنود» (ustushhida wa-juriḥa sittat junūd, "six soldiers died or were wounded") says neither how
//! many died nor how many were hurt.

use crate::assemble::Built;
use crate::doc::{Doc, gap, pro};
use crate::layers::Layers;
use crate::phrase::{Np, Prep, Sem, noun_phrase};
use crate::trigger::Hit;
use isnad_model::{Count, Modality, Outcome};

/// Settles what the drafts of a sentence say of their dead and hurt together.
pub fn settle(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], found: &mut [Built]) {
    for i in 0..found.len() {
        unsplit(doc, hits, found, i);
    }
    for i in 0..found.len() {
        if split(doc, &found[i]) {
            behind(doc, layers, hits, found, i);
        }
        carried(doc, hits, found, i);
        family(doc, layers, hits, found, i);
    }
}

/// Whether the dead or hurt of a draft are still unknown and not left unsplit.
fn split(doc: &Doc<'_>, b: &Built) -> bool {
    let none = match outcome(doc, b) {
        Some(Outcome::Killed) => b.killed.is_none(),
        Some(Outcome::Injured) => b.injured.is_none(),
        _ => false,
    };
    none && !b.shared && b.modality == Modality::Actual
}

/// «راح ضحيتها تسعة مدنيين», «أودت الغارة بحياة طفل», «استشهد فلسطيني»: people behind an expression of dying, or inside it.
fn behind(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], found: &mut [Built], i: usize) {
    let b = &found[i];
    let hit = &hits[b.draft.hit];
    let Some(what) = outcome(doc, b) else { return };
    let sent = &doc.sents[b.sent].words;
    // Somebody else is there, without a number: nobody is counted for him.
    let people = |np: &Np| np.prep == Prep::None && (np.is_people() || national(layers, np));
    let known = b.draft.patients.iter().find(|p| !people(p) || p.count.is_some());
    if known.is_some() || !b.draft.agents.is_empty() {
        return;
    }
    let mut np = b.draft.patients.first().cloned();
    let inside = hit.head + 1..hit.words.end.saturating_sub(1).max(hit.head + 1);
    np = np.or_else(|| {
        inside
            .into_iter()
            .find_map(|w| first_at(doc, layers, hits, w, hit.words.end, &people))
    });
    np = np.or_else(|| {
        let mut at = hit.words.end;
        for _ in 0..4 {
            let w = doc.words.get(at).filter(|_| at < sent.end)?;
            if w.gap & gap::HARD != 0 || w.is_verb() || w.has(pro::CONJ) {
                return None;
            }
            // «قتل فيها خمسة», «سقط على إثره قتيل»: what points back to the event stands between.
            let preposition = doc.is(at, layers.bits.preposition | layers.bits.causal);
            if preposition && w.pronoun.is_some() {
                at += 1;
                continue;
            }
            if preposition
                && doc
                    .words
                    .get(at + 1)
                    .is_some_and(|n| n.pronoun.is_some() && !n.is_verb())
            {
                at += 2;
                continue;
            }
            if doc.time_at[at].is_some() {
                at = noun_phrase(doc, layers, at, sent.end)?.words.end;
                continue;
            }
            return first_at(doc, layers, hits, at, sent.end, &people);
        }
        None
    });
    let Some(mut np) = np else { return };
    if national(layers, &np) && np.count.is_none() {
        let w = &doc.words[np.head];
        np.count = Some(if w.dual || w.plural {
            Count::at_least(2)
        } else {
            Count::exact(1)
        });
    }
    let people = [np];
    let Some(total) = super::total(&people) else { return };
    let parts = super::parts(doc, layers, &people, what, sent);
    let [np] = people;
    let b = &mut found[i];
    match what {
        Outcome::Killed => b.killed = Some(total),
        _ => b.injured = Some(total),
    }
    b.casualties.extend(parts);
    if !b.draft.patients.iter().any(|p| p.words.start == np.words.start) {
        b.draft.patients.push(np);
    }
}

fn first_at(
    doc: &Doc<'_>,
    layers: &Layers,
    hits: &[Hit],
    at: usize,
    end: usize,
    people: &dyn Fn(&Np) -> bool,
) -> Option<Np> {
    let np = noun_phrase(doc, layers, at, end)?;
    // A word that is no known noun of people may be anything («العدد الكبير من الضحايا»).
    let sure = np.noun.is_some() || np.entity.is_some() || np.sem == Sem::Number || np.words.len() > 1;
    (people(&np) && sure && !hits.iter().any(|h| h.head == np.head)).then_some(np)
}

/// «فلسطيني»: one of a nation by its adjective alone.
fn national(layers: &Layers, np: &Np) -> bool {
    np.sem == Sem::Actor
        && np.words.len() == 1
        && layers.entity_at(np.head).is_some_and(|e| layers.entities[e].adjective)
}

fn outcome(doc: &Doc<'_>, b: &Built) -> Option<Outcome> {
    doc.frames().triggers[b.draft.trigger].outcome
}

/// «قتل وأصيب عشرة», «استشهاد وجرح 6»: one number for both.
fn unsplit(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built], i: usize) {
    let Some(j) = (0..found.len()).find(|&j| {
        let (a, b) = (&hits[found[i].draft.hit], &hits[found[j].draft.hit]);
        let w = &doc.words[b.head];
        j != i
            && b.head == a.words.end
            && w.has(pro::CONJ)
            && w.gap & gap::HARD == 0
            && a.size == 1
            && b.size == 1
            && a.reading.is_verb() == b.reading.is_verb()
    }) else {
        return;
    };
    let kinds = (outcome(doc, &found[i]), outcome(doc, &found[j]));
    if !matches!(
        kinds,
        (Some(Outcome::Killed), Some(Outcome::Injured)) | (Some(Outcome::Injured), Some(Outcome::Killed))
    ) || doc.words[hits[found[i].draft.hit].head].pronoun.is_some()
    {
        return;
    }
    // «ثلاثة مقاتلين قتلوا وأصيب خمسة»: the first has its own before it.
    let own = found[i].draft.patients.iter().any(|p| {
        !found[j].draft.patients.iter().any(|q| q.words.start == p.words.start)
            && p.words.start < hits[found[j].draft.hit].head
    });
    if own {
        return;
    }
    // «قتلى وجرحى» are two nouns of people, each with its own number.
    let nouns = doc.frames().class_bit("dead_noun") | doc.frames().class_bit("hurt_noun");
    let masdar = |h: usize| {
        !doc.is(h, nouns)
            || hits
                .iter()
                .any(|x| x.head == h && x.reading == crate::trigger::Reading::Masdar)
    };
    if !masdar(hits[found[i].draft.hit].head) {
        return;
    }
    for k in [i, j] {
        (found[k].killed, found[k].injured) = (None, None);
        found[k].casualties.clear();
        found[k].shared = true;
    }
    if found[i].draft.patients.is_empty() {
        found[i].draft.patients = found[j].draft.patients.clone();
    }
}

/// «استهدفت المسيرة الصحفي فلانا … واستشهد»: he whom the event before struck.
fn carried(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built], i: usize) {
    let b = &found[i];
    let hit = &hits[b.draft.hit];
    let Some(what) = outcome(doc, b) else { return };
    let w = &doc.words[hit.head];
    if !hit.reading.is_verb()
        || !b.draft.patients.is_empty()
        || !b.draft.agents.is_empty()
        || !w.has(pro::CONJ)
        || w.plural
        || w.verb_form.plural
        || w.verb_form.dual
        || w.pronoun.is_some()
        || hit.size > 1
    {
        return;
    }
    let before = found[..i]
        .iter()
        .rev()
        .find(|o| !o.draft.patients.is_empty() || !o.draft.agents.is_empty());
    let Some([one]) = before.map(|o| o.draft.patients.as_slice()) else {
        return;
    };
    let single = one.sem == Sem::Person || one.sem == Sem::People && one.count == Some(Count::exact(1));
    if !single {
        return;
    }
    let one = one.clone();
    let b = &mut found[i];
    b.draft.patients.push(one);
    match what {
        Outcome::Killed => b.killed = Some(Count::exact(1)),
        Outcome::Injured => b.injured = Some(Count::exact(1)),
        Outcome::Missing | Outcome::Detained => {}
    }
}

/// «رجل وزوجته وأطفالهما الثلاثة»: whoever is joined to the dead or hurt right behind them.
fn family(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], found: &mut [Built], i: usize) {
    let b = &found[i];
    let Some(what) = outcome(doc, b) else { return };
    let slot = match what {
        Outcome::Killed => b.killed,
        Outcome::Injured => b.injured,
        Outcome::Missing | Outcome::Detained => return,
    };
    let Some(total) = slot else { return };
    let end = doc.sents[b.sent].words.end;
    let Some(last) = b.draft.patients.iter().rfind(|p| p.is_people()) else {
        return;
    };
    let mut at = last.words.end;
    let mut more: Vec<Np> = Vec::new();
    while more.len() < 6
        && let Some(np) = noun_phrase(doc, layers, at, end)
        && np.coordinated
        && np.prep == Prep::None
        && np.is_people()
        && doc.words[at].gap & gap::HARD == 0
        && !hits.iter().any(|h| np.words.contains(&h.head))
        && (np.pronoun || np.noun.as_ref().is_some_and(|n| n.relation))
    {
        at = np.words.end;
        more.push(np);
    }
    let Some(extra) = super::total(&more) else { return };
    let sum = Count {
        low: total.low.saturating_add(extra.low),
        high: total.high.zip(extra.high).map(|(a, b)| a.saturating_add(b)),
        approx: total.approx || extra.approx,
    };
    let parts = super::parts(doc, layers, &more, what, &doc.sents[b.sent].words.clone());
    let b = &mut found[i];
    match what {
        Outcome::Killed => b.killed = Some(sum),
        _ => b.injured = Some(sum),
    }
    b.casualties.extend(parts);
    b.draft.patients.extend(more);
}
