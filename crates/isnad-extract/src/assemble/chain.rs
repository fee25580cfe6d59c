//! Parts that one draft of a sentence has from the draft before it.
//!
//! In: the drafts of one sentence, or of the whole article, with their own parts. Out: the same; verbal nouns joined
//! to one another have one doer, and who is condemned for a deed is who did it. Within a sentence nothing is taken
//! across a finite verb; across sentences only what the next one leaves open.
//!
//! Example: in «قامت المليشيا بحرق القرية ونهب البيوت وطرد السكان» (qāmat al-milīshyā bi-ḥarq al-qarya wa-nahb
//! al-buyūt wa-ṭard as-sukkān, "the militia burnt the village, looted the houses and drove out the people") the militia
//! does all three.

use super::*;

/// So many words stand between a verbal noun and the one that it is joined to, at most.
const FAR: usize = 14;

/// So many words at the head of a sentence say where it is.
const OPENING: usize = 4;

/// So many sentences before the shelling that is taken up again was told of, at most.
const TOLD_BACK: usize = 5;

/// «قام الجيش بحرق القرية ونهب البيوت وطرد السكان»: verbal nouns joined to one another have one doer.
pub(super) fn chain_agents(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built]) {
    for i in 1..found.len() {
        let hit = &hits[found[i].draft.hit];
        let word = &doc.words[hit.head];
        let wants = found[i].draft.lacks_doer()
            && !found[i].draft.object_pronoun
            && word.has(pro::CONJ)
            && !word.definite()
            && word.pos & pos::MASDAR != 0
            && deed(doc, hit, &found[i])
            && (!hit.reading.is_verb() || !(word.verb_form.plural || word.verb_form.dual));
        if !wants {
            continue;
        }
        // Across those of the chain that name nobody either.
        let before = found[..i].iter().rev().take(4).find(|b| {
            let first = &hits[b.draft.hit];
            first.head < hit.head && !b.draft.agents.is_empty()
        });
        let Some(b) = before else { continue };
        let first = &hits[b.draft.hit];
        let verbal_noun = doc.words[first.head].pos & pos::MASDAR != 0
            && (!first.reading.is_verb() || doc.words[first.head].has(pro::CONJ))
            && !doc.words[first.head].definite();
        let finite = |w: &crate::doc::Word| w.is_verb() && w.pos & pos::NOMINAL == 0;
        let joined = hit.head - first.head <= 2 * FAR
            && doc.words[first.head + 1..=hit.head]
                .iter()
                .all(|w| w.gap & (gap::STOP | gap::SEMI | gap::LINE) == 0 && !finite(w));
        // Two deeds of one kind are mostly one claim.
        if verbal_noun && joined && b.draft.kind != found[i].draft.kind {
            let agents = b.draft.agents.clone();
            found[i].draft.agents = agents;
            found[i].draft.inherited = true;
            found[i].draft.passive = false;
        }
    }
}

/// «أعدمت الحركة عنصرا بتهمة السرقة ومحاولة الهرب»: who is punished for a deed did it.
pub(super) fn charged_with(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built]) {
    use ClaimType as T;
    let charge = doc.frames().class_bit("charge");
    for i in 1..found.len() {
        let hit = &hits[found[i].draft.hit];
        let open = found[i].draft.lacks_doer() && !hit.reading.is_verb();
        if !open || doc.frames().triggers[found[i].draft.trigger].subject != Part::Agent {
            continue;
        }
        let punished = found[..i].iter().rev().take(3).find(|b| {
            let head = hits[b.draft.hit].head;
            let kind = matches!(
                b.draft.kind,
                T::Execution | T::Arrest | T::Punishment | T::Killing | T::Abduction
            );
            kind && !b.draft.patients.is_empty()
                && head < hit.head
                && hit.head - head <= 2 * FAR
                && doc.flows(head, hit.head)
                && (head + 1..hit.head)
                    .rfind(|&w| doc.is(w, charge))
                    .is_some_and(|c| doc.words[c + 1..=hit.head].iter().all(|w| w.gap & gap::COMMA == 0))
        });
        if let Some(b) = punished {
            found[i].draft.agents = b.draft.patients.clone();
            found[i].draft.inherited = true;
        }
    }
}

/// «أعدموا رجلين اتهموهما بالتجسس», «سجنته بعد اتهامه بالتخابر»: what somebody is punished for is a charge, no accusation.
pub(super) fn charges(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built]) {
    use ClaimType as T;
    for i in 0..found.len() {
        let hit = &hits[found[i].draft.hit];
        if found[i].draft.kind != T::Accusation || doc.words[hit.head].pronoun.is_none() {
            continue;
        }
        let same = |b: &Built| {
            let of = |n: &Np| found[i].draft.patients.iter().any(|p| p.words.start == n.words.start);
            b.draft.patients.iter().any(of)
        };
        let punished = found.iter().any(|b| {
            let kind = matches!(
                b.draft.kind,
                T::Execution | T::Arrest | T::Punishment | T::Killing | T::Abduction
            );
            let head = hits[b.draft.hit].head;
            kind && head < hit.head && hit.head - head <= 2 * FAR && same(b)
        });
        found[i].gone |= punished;
    }
}

/// «اتهمت المعارضة النظام بقتل خمسة», «حملت الوزارة المليشيا مسؤولية قتل الطفل»: who is accused of a deed did it.
pub(super) fn accused_of(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built]) {
    let blame = doc.frames().class_bit("blame_noun");
    for i in 1..found.len() {
        let hit = &hits[found[i].draft.hit];
        let word = &doc.words[hit.head];
        let open =
            found[i].draft.lacks_doer() && !hit.reading.is_verb() && found[i].draft.kind != ClaimType::Accusation;
        let charge = word.has(pro::BI) || hit.head > 0 && doc.is(hit.head - 1, blame);
        if !open || !charge {
            continue;
        }
        let accused = found[..i].iter().rev().take(3).find(|b| {
            let other = &hits[b.draft.hit];
            b.draft.kind == ClaimType::Accusation
                && !b.draft.patients.is_empty()
                && other.head < hit.head
                && hit.head - other.head <= FAR
                && doc.flows(other.head, hit.head)
        });
        if let Some(b) = accused {
            found[i].draft.agents = b.draft.patients.clone();
            found[i].draft.inherited = true;
            found[i].draft.passive = false;
        }
    }
}

/// Who suffers what a draft tells, where another draft of the sentence names him.
pub(super) fn suffered(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], found: &mut [Built]) {
    use ClaimType as T;
    for i in 0..found.len() {
        if found[i].gone {
            continue;
        }
        let head = hits[found[i].draft.hit].head;
        if found[i].draft.patients.is_empty() {
            let joined = |b: &Built| !b.gone && near(doc, head, hits[b.draft.hit].head);
            let attack = is_cause(found[i].draft.kind) && found[i].draft.kind != T::Clash;
            let caused = head > 0 && doc.is(head - 1, layers.bits.causal | layers.bits.sequel);
            let from = found.iter().enumerate().find_map(|(j, b)| {
                let other = hits[b.draft.hit].head;
                if j == i || !joined(b) {
                    return None;
                }
                match b.draft.kind {
                    // «خسرت القوات الميناء إثر هجوم»: who lost by an attack was attacked.
                    T::Loss if attack && caused && other < head => Some(&b.draft.agents),
                    // «حملة لضبط المسلحين»: whom it is to catch.
                    T::Arrest
                        if found[i].draft.kind == T::Offensive && other > head && doc.words[other].has(pro::LI) =>
                    {
                        Some(&b.draft.patients)
                    }
                    // «استعادة البلدة بعد فقدانها لصالح …»: from whom it is to be taken.
                    T::Loss if found[i].draft.kind == T::Capture && other > head => Some(&b.draft.patients),
                    // «توسطوا في وقف النار بين الفصيلين»: whom they brought together.
                    T::Ceasefire | T::Clash if found[i].draft.kind == T::Mediation && other > head => {
                        Some(&b.draft.agents)
                    }
                    _ => None,
                }
            });
            let from = from.or_else(|| held_before(doc, hits, found, i));
            let agents: Vec<Range<usize>> = found[i].draft.agents.iter().map(|n| n.words.clone()).collect();
            let from: Vec<Np> = from
                .into_iter()
                .flatten()
                .filter(|n| n.is_agent_like() && n.sem != Sem::Means && !agents.contains(&n.words))
                .cloned()
                .collect();
            found[i].draft.patients = from;
        }
        if let Some(side) = whose_dead(doc, layers, &found[i]) {
            // Without a number the dead and hurt are theirs.
            let dead = doc.frames().class_bit("dead_noun") | doc.frames().class_bit("hurt_noun");
            let bare = |n: &Np| n.words.len() == 1 && doc.is(n.head, dead);
            found[i].draft.patients.retain(|n| !bare(n));
            found[i].draft.patients.push(side);
        }
    }
}

/// «سيطر الفصيل على القرية، قبل أن يستعيدها الجيش»: who took it before loses it to who takes it again.
fn held_before<'a>(doc: &Doc<'_>, hits: &[Hit], found: &'a [Built], i: usize) -> Option<&'a Vec<Np>> {
    let again = doc.frames().class_bit("retake");
    let hit = &hits[found[i].draft.hit];
    if found[i].draft.kind != ClaimType::Capture || !doc.is(hit.head, again) {
        return None;
    }
    let other = |b: &&Built| {
        let same = |n: &Np| {
            found[i]
                .draft
                .agents
                .iter()
                .any(|a| a.words == n.words || (a.entity.is_some() && a.entity == n.entity))
        };
        !b.gone
            && matches!(b.draft.kind, ClaimType::Capture | ClaimType::Control)
            && !b.draft.agents.is_empty()
            && !b.draft.agents.iter().any(same)
    };
    found[..i].iter().rev().find(other).map(|b| &b.draft.agents)
}

/// «قتلى وجرحى بين صفوف الحركة», «قتلى وجرحى من الحركة»: of whose side the dead and hurt are.
fn whose_dead(doc: &Doc<'_>, layers: &Layers, b: &Built) -> Option<Np> {
    let frames = doc.frames();
    let (dead, ranks) = (
        frames.class_bit("dead_noun") | frames.class_bit("hurt_noun"),
        frames.class_bit("ranks_noun"),
    );
    let last = b
        .draft
        .patients
        .iter()
        .rfind(|n| doc.is(n.head, dead) && n.entity.is_none())?;
    let mut at = last.words.end;
    let sent = &doc.sents.get(b.sent)?.words;
    while at < sent.end && doc.is(at, dead) && doc.words[at].has(pro::CONJ) {
        at += 1;
    }
    let prep = doc
        .words
        .get(at)
        .filter(|w| at + 1 < sent.end && w.gap & gap::HARD == 0 && w.pronoun.is_none())?;
    let of = layers.is_min(doc, at);
    let among = doc.is(at, layers.bits.preposition) && doc.is(at + 1, ranks) && doc.words[at + 1].pronoun.is_none();
    if prep.has(pro::CONJ) || !(of || among) {
        return None;
    }
    let from = if among { at + 2 } else { at + 1 };
    let side = crate::phrase::noun_phrase(doc, layers, from, sent.end)?;
    let group = side.sem == Sem::Actor || side.sem == Sem::People && side.noun.as_ref().is_some_and(|n| n.force);
    let open = side.prep == Prep::None && doc.words[from].gap & gap::HARD == 0;
    (group
        && open
        && !b
            .draft
            .patients
            .iter()
            .chain(&b.draft.agents)
            .any(|n| n.words.start == side.words.start))
    .then_some(side)
}

/// «اتفاق بين الطرفين … نص على وقف إطلاق النار»: those between whom it was made keep the peace; «شهدت خطوط التماس بين الجيش
/// والحركة اشتباكات»: those whom the lines part fight.
pub(super) fn parties(doc: &Doc<'_>, hits: &[Hit], pieces: &Items, found: &mut [Built]) {
    let between = doc.frames().class_bit("between");
    for b in found.iter_mut() {
        let head = hits[b.draft.hit].head;
        let fight = b.draft.kind == ClaimType::Clash && !hits[b.draft.hit].reading.is_verb();
        if !(b.draft.kind == ClaimType::Ceasefire || fight) || !b.draft.lacks_doer() {
            continue;
        }
        let first = (0..pieces.list.len()).rev().find(|&j| {
            pieces.np(j).is_some_and(|n| {
                n.words.end <= head
                    && n.sem == Sem::Actor
                    && matches!(n.prep, Prep::Word(p) if doc.is(p, between))
                    && !n.coordinated
                    // «بعد لقاء بين الوزير والقائد وقعت اشتباكات»: who only met.
                    && (!fight || j > 0 && pieces.np(j - 1).is_some_and(|l| l.sem != Sem::Actor) && doc.flows(n.words.start, head))
            })
        });
        let Some(first) = first else { continue };
        let all = (first..pieces.list.len()).map_while(|j| pieces.np(j).filter(|n| j == first || n.coordinated));
        b.draft.agents = all.filter(|n| n.sem == Sem::Actor).cloned().collect();
        b.draft.inherited = true;
    }
}

/// Whether somebody else than who suffers it does what is told.
fn deed(doc: &Doc<'_>, hit: &Hit, b: &Built) -> bool {
    let entry = &doc.frames().triggers[b.draft.trigger];
    entry.subject == Part::Agent
        || (hit.reading.is_verb() && entry.object == Part::Patient && !b.draft.patients.is_empty())
}

/// «دانت المنظمة استهداف المليشيا مدينة كذا»: who did what is condemned is accused.
pub(super) fn judged(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built]) {
    let judges = doc.frames().class_bit("judging_verb");
    for i in 0..found.len() {
        let head = hits[found[i].draft.hit].head;
        let judging = found[i].draft.kind == ClaimType::Accusation && doc.is(head, judges);
        if !judging || found[i].draft.object_pronoun {
            continue;
        }
        let named = |n: &Np| matches!(n.sem, Sem::Actor | Sem::Person) || n.entity.is_some();
        if found[i].draft.patients.iter().any(named) {
            continue;
        }
        let deed = found.iter().find(|b| {
            let h = &hits[b.draft.hit];
            h.head > head
                && h.head - head <= FAR
                && !h.reading.is_verb()
                && !b.draft.inherited
                && b.draft.agents.iter().any(named)
                && doc.flows(head, h.head)
        });
        if let Some(b) = deed {
            let doers: Vec<Np> = b.draft.agents.iter().filter(|n| named(n)).cloned().collect();
            found[i].draft.patients = doers;
        }
    }
}

/// What a court decides and what is to follow from it, in one sentence.
pub(super) fn condemned(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built]) {
    for i in 0..found.len() {
        sentenced_to(doc, hits, found, i);
        let to_die = found[i].draft.kind == ClaimType::Execution && found[i].modality == Modality::Planned;
        if to_die && !carried_out_later(doc, hits, found, i) {
            put_to_death(doc, hits, found, i);
        }
    }
}

/// Whether the events at two words are told in one breath.
pub(super) fn near(doc: &Doc<'_>, a: usize, b: usize) -> bool {
    a.abs_diff(b) <= FAR && doc.flows(a.min(b), a.max(b))
}

/// «حكمت عليه بالسجن»: what one is sentenced to is the sentence.
fn sentenced_to(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built], i: usize) {
    use ClaimType as T;
    let hit = &hits[found[i].draft.hit];
    if found[i].draft.kind != T::Punishment || !doc.words[hit.head].has(pro::BI) || hit.reading.is_verb() {
        return;
    }
    let passed = found[..i]
        .iter()
        .rposition(|b| b.draft.kind == T::Punishment && !b.gone && near(doc, hits[b.draft.hit].head, hit.head));
    let Some(j) = passed else { return };
    if found[j].draft.patients.is_empty() {
        found[j].draft.patients = found[i].draft.patients.clone();
    }
    found[j].draft.words.end = found[j].draft.words.end.max(found[i].draft.words.end);
    found[i].gone = true;
}

/// «حكم عليه بالقصاص ولم ينفذ الحكم»: told twice, and the later telling stays.
fn carried_out_later(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built], i: usize) -> bool {
    let head = hits[found[i].draft.hit].head;
    let done = doc.frames().class_bit("carrying_out");
    let waiting = (i + 1..found.len()).find(|&j| {
        let later = hits[found[j].draft.hit].head;
        found[j].draft.kind == ClaimType::Execution
            && found[j].modality == Modality::Planned
            && doc.is(later, done)
            && near(doc, head, later)
    });
    let Some(j) = waiting else { return false };
    if found[j].draft.patients.is_empty() {
        found[j].draft.patients = found[i].draft.patients.clone();
    }
    found[j].draft.agents.clear();
    found[i].gone = true;
    true
}

/// «حكمت المحكمة بإعدام ستة»: who is sentenced is who is to be put to death, whichever of the two names him.
fn put_to_death(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built], i: usize) {
    let head = hits[found[i].draft.hit].head;
    let sentence = found
        .iter()
        .position(|b| b.draft.kind == ClaimType::Punishment && near(doc, hits[b.draft.hit].head, head));
    let Some(j) = sentence else { return };
    if found[i].draft.agents.is_empty() {
        found[i].draft.agents = found[j].draft.agents.clone();
    }
    let pronoun = |d: &Draft| d.object_pronoun || d.genitive_pronoun || d.prep_pronoun.is_some();
    if found[i].draft.patients.is_empty() && !pronoun(&found[i].draft) {
        found[i].draft.patients = found[j].draft.patients.clone();
    } else if found[j].draft.patients.is_empty() && !pronoun(&found[j].draft) {
        found[j].draft.patients = found[i].draft.patients.clone();
    }
}

/// Who does what a passive or a bare event noun leaves out, where the same sentence or the one before names him.
pub(super) fn inherit_agents(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], all: &mut [Built]) {
    use ClaimType as T;
    let takes = |kind: ClaimType| {
        matches!(
            kind,
            T::Airstrike
                | T::Shelling
                | T::Shooting
                | T::Offensive
                | T::Execution
                | T::Arrest
                | T::Damage
                | T::Demolition
                | T::Punishment
                | T::Capture
                | T::Siege
        )
    };
    let alike = |kind: ClaimType| matches!(kind, T::Bombing | T::AssassinationAttempt | T::Abduction);
    let doer = |n: &Np| n.sem == Sem::Actor || n.entity.is_some() || n.noun.as_ref().is_some_and(|n| n.force);
    // Those who give stay the same: whoever takes had nobody and is inherited from then on.
    let gives = |o: &Built| !o.draft.inherited && takes(o.draft.kind) && o.draft.agents.iter().any(doer);
    let givers = all.iter().enumerate().filter(|(_, o)| gives(o));
    let givers: Vec<(usize, usize, usize)> = givers.map(|(j, o)| (o.sent, o.trigger.start, j)).collect();
    for i in 0..all.len() {
        let b = &all[i];
        if !b.draft.lacks_doer() || !(takes(b.draft.kind) || alike(b.draft.kind)) {
            continue;
        }
        if crate::syntax::in_answer(doc, hits[b.draft.hit].head) {
            continue;
        }
        // The same deed told again: whoever it was.
        if alike(b.draft.kind) {
            let kind = b.draft.kind;
            // Of the sentence before: drafts stand in the order of sentences.
            let from = all.partition_point(|o| o.sent + 1 < b.sent);
            let to = all.partition_point(|o| o.sent < b.sent);
            let same = (from..to.min(i)).rev().find(|&j| {
                let o = &all[j];
                o.draft.kind == kind && !o.draft.agents.is_empty() && o.modality == b.modality
            });
            if let Some(j) = same {
                all[i].draft.agents = all[j].draft.agents.clone();
                all[i].draft.inherited = true;
            }
            continue;
        }
        let (sent, at) = (b.sent, b.trigger.start);
        // Drafts stand in the order of sentences.
        let near = givers[givers.partition_point(|g| g.0 + 1 < sent)..givers.partition_point(|g| g.0 <= sent)]
            .iter()
            .filter(|(other, ..)| {
                let lines = doc.sents[sent].line.abs_diff(doc.sents[*other].line);
                *other == sent || (lines <= 1 && !doc.sents[*other].title && !turns_away(doc, layers, *other, sent))
            })
            .min_by_key(|(other, start, _)| (usize::from(*other != sent), start.abs_diff(at)))
            .map(|&(.., j)| j);
        // «وبدأ القصف …»: with the article the shelling told of before, if all of it was one side's.
        let again = || {
            let hit = &hits[all[i].draft.hit];
            let definite = !hit.reading.is_verb() && doc.words[hit.head].definite();
            let attack = matches!(b.draft.kind, T::Airstrike | T::Shelling);
            if !definite || !attack {
                return None;
            }
            let from = all.partition_point(|o| o.sent + TOLD_BACK < sent);
            let mut same = (from..i)
                .rev()
                .filter(|&j| all[j].draft.kind == b.draft.kind && all[j].draft.agents.iter().any(doer));
            let first = same.next()?;
            let id = |j: usize| {
                all[j]
                    .draft
                    .agents
                    .iter()
                    .find(|n| doer(n))
                    .and_then(|n| n.entity.clone())
            };
            same.all(|j| id(j) == id(first)).then_some(first)
        };
        if let Some(j) = near.or_else(again) {
            all[i].draft.agents = all[j].draft.agents.iter().filter(|n| doer(n)).cloned().collect();
            all[i].draft.inherited = true;
        }
    }
}

/// «وفي حمص، قتل جنديان بكمين», «في حادث آخر …»: whether a sentence turns to what happened at a place that the sentence
/// of another event does not name, or to something else by its words.
pub(super) fn turns_away(doc: &Doc<'_>, layers: &Layers, before: usize, sent: usize) -> bool {
    let words = &doc.sents[sent].words;
    if doc.begins("elsewhere", words.start, words.end) {
        return true;
    }
    let begins = words.start..words.end.min(words.start + OPENING);
    let within = doc.is(begins.start, layers.bits.membership) && doc.words[begins.start].best & pos::PARTICLE != 0;
    if !within {
        return false;
    }
    let soft = |w: &usize| doc.words[*w].gap & gap::HARD == 0;
    let named = begins.skip(1).take_while(soft).find_map(|w| layers.place_at(w));
    let id = |p: usize| layers.places[p].place.id.as_ref();
    let known = |p: usize| {
        doc.sents[before]
            .words
            .clone()
            .filter_map(|w| layers.place_at(w))
            .any(|q| id(q) == id(p) && id(p).is_some())
    };
    named.is_some_and(|p| !known(p))
}

/// «خلاف تطور إلى إطلاق نار»: the quarrel is how the clash began.
pub(super) fn grown_into(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built]) {
    for i in 0..found.len() {
        let entry = &doc.frames().triggers[found[i].draft.trigger];
        let grew = entry.kind == ClaimType::Clash && entry.subject == Part::None && !found[i].gone;
        if !grew {
            continue;
        }
        let at = hits[found[i].draft.hit].head;
        let quarrel = crate::trigger::heads_in(hits, found, at.saturating_sub(16)..at)
            .rev()
            .find(|&j| {
                let h = hits[found[j].draft.hit].head;
                let joined = || doc.flows(h, at);
                !found[j].gone && found[j].draft.kind == ClaimType::Dissent && joined()
            });
        let Some(j) = quarrel else { continue };
        let from = found[j].clone();
        let clash = &mut found[i];
        if clash.draft.agents.is_empty() {
            clash.draft.agents = from.draft.agents;
        }
        for p in from.draft.places {
            if !clash.draft.places.contains(&p) {
                clash.draft.places.push(p);
            }
        }
        clash.draft.words.start = clash.draft.words.start.min(from.draft.words.start);
        clash.rules.extend(from.rules);
        found[j].gone = true;
    }
}
