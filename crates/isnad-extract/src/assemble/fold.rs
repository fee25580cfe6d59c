//! Drafts of one sentence that belong together: subjects carried over, means, synonyms, results of a cause.
//!
//! In: the drafts of a sentence. Out: the same, with those that told a part of another marked as gone.

use super::cause::{caused_by, harms, led_to};
use super::resume::{carried_on, resumed};
use super::*;
use crate::casualties::add;
use crate::trigger::heads_in;

/// «غارات استهدفت», «استهدفت صواريخ»: the noun names the event, the verb brings its parts.
pub(super) fn merge_subject_events(doc: &Doc<'_>, hits: &[Hit], pieces: &Items, found: &mut [Built]) {
    let reaches = |b: &Built| {
        let by_means = doc.frames().triggers[b.draft.trigger].by_means;
        by_means && hits[b.draft.hit].reading.is_verb() && !b.gone
    };
    if found.len() < 2 || !found.iter().any(reaches) {
        return;
    }
    // Drafts stand in the order of their pieces.
    let mut events = pieces.list.iter().enumerate().filter_map(|(k, p)| match p {
        Item::Event(h) => Some((*h, k)),
        _ => None,
    });
    let mut piece_of = |b: &Built| events.find(|(h, _)| *h == b.draft.hit).map_or(usize::MAX, |(_, k)| k);
    let pieces_of: Vec<usize> = found.iter().map(&mut piece_of).collect();
    for i in 0..found.len() {
        let hv = &hits[found[i].draft.hit];
        let k = pieces_of[i];
        if !reaches(&found[i]) || k == usize::MAX {
            continue;
        }
        let from = pieces_of.partition_point(|p| *p + 9 < k);
        let to = pieces_of.partition_point(|p| *p <= k + 1);
        for j in from..to.max(from) {
            if i == j || found[j].gone {
                continue;
            }
            let hn = &hits[found[j].draft.hit];
            // «انفجرت عبوة استهدفت دورية»: a verb with what explodes names the event as a noun does.
            if hn.reading.is_verb() && !crate::roles::explodes(doc, hn) {
                continue;
            }
            let noun_entry = &doc.frames().triggers[found[j].draft.trigger];
            let told =
                is_cause(noun_entry.kind) || matches!(noun_entry.kind, ClaimType::Arrest | ClaimType::Demolition);
            if !told || noun_entry.result {
                continue;
            }
            let n = pieces_of[j];
            let between = if n < k { n + 1..k } else { k + 1..n };
            // «بقصف مصدره كذا، فيما استهدف الجيش …»: another's deed.
            let turned = hv.head > 0 && doc.begins("meanwhile", hv.head - 1, hv.head);
            let subject_before = n < k
                && between.len() <= 3
                && !turned
                && !doc.words[hv.head].has(pro::CONJ)
                && pieces.list[between.clone()].iter().all(|p| match p {
                    Item::Np(np) => {
                        // «غارة غربي محافظة كذا السورية، استهدفت …»: whose the place is.
                        let of_state = crate::phrase::described::of_state(doc, np);
                        let right_behind = np.words.start == pieces.ends[n];
                        np.prep != Prep::None || np.sem == Sem::Time || of_state || right_behind
                    }
                    Item::Particle(_) => true,
                    _ => false,
                });
            let subject_after =
                n == k + 1 && !hn.reading.is_verb() && doc.words[hn.head].pro & (pro::BI | pro::LI | pro::CONJ) == 0;
            // «هجوم نفذته القوات واستهدف مدينة كذا»: behind its relative clause the event goes on as subject.
            let goes_on = n < k
                && !hn.reading.is_verb()
                && !doc.words[hn.head].definite()
                && carried_on(doc, &hn.words, hv.head, between.len() <= 3)
                && pieces.list[between.clone()].iter().all(|p| match p {
                    // «قصف مصدره مناطق سيطرة كذا استهدف …»
                    Item::Event(h) => hits[*h].entry(doc).kind == ClaimType::Control,
                    _ => true,
                });
            let resumed = || {
                n < k
                    && !hn.reading.is_verb()
                    && !turned
                    && between.len() <= 8
                    && resumed(doc, &hn.words, hv.head, &found[i])
                    && pieces.list[between.clone()]
                        .iter()
                        .all(|p| !matches!(p, Item::Event(_)))
            };
            if !(subject_before || subject_after || goes_on || resumed()) {
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

/// «انتشلت الطواقم جثماني شهيدين ونقلت سبعة مصابين»: those who are fetched or carried are told of by what is done for them.
pub(super) fn tended(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built]) {
    /// So many words behind what is done for them they stand.
    const REACH: usize = 7;
    for i in 0..found.len() {
        let harm = matches!(found[i].draft.kind, ClaimType::Killing | ClaimType::Injury);
        let hit = &hits[found[i].draft.hit];
        if found[i].gone || !harm || hit.reading.is_verb() || hit.reading == Reading::Masdar || hit.size > 1 {
            continue;
        }
        let aid = heads_in(hits, found, hit.head.saturating_sub(REACH)..hit.head)
            .rev()
            .find(|&j| {
                let from = hits[found[j].draft.hit].head;
                !found[j].gone
                    && found[j].draft.kind == ClaimType::Aid
                    && doc.words[from + 1..=hit.head]
                        .iter()
                        .all(|w| w.gap & gap::HARD == 0 && !w.is_verb() && !w.has(pro::CONJ))
            });
        if let Some(j) = aid {
            found[i].gone = true;
            let more: Vec<Np> = found[i].draft.patients.drain(..).collect();
            if found[j].draft.patients.is_empty() {
                found[j].draft.patients = more;
            }
        }
    }
}

/// «انشق قياديان وهربا»: a verb without its subject has that of the verb before.
pub(super) fn carry_subjects(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], found: &mut [Built]) {
    for i in 1..found.len() {
        let hit = &hits[found[i].draft.hit];
        if !found[i].draft.dropped || !found[i].draft.agents.is_empty() || !hit.reading.is_verb() {
            continue;
        }
        let before = found[..i].iter().rev().find(|b| {
            hits[b.draft.hit].reading.is_verb() && !(b.draft.agents.is_empty() && b.draft.patients.is_empty())
        });
        // «أسعفت المصابين ونقلت الجثامين»: whom somebody helped brings nobody.
        let helped = |b: &&Built| b.draft.kind == ClaimType::Aid && b.draft.agents.is_empty() && !b.draft.passive;
        let Some(b) = before.filter(|b| !helped(b)) else {
            continue;
        };
        let subject = if b.draft.passive || b.draft.agents.is_empty() {
            b.draft.patients.clone()
        } else {
            b.draft.agents.clone()
        };
        // «اغتالوا الضابط ولاذوا بالفرار»: he did not.
        let fits = subject.first().is_some_and(|n| {
            let shape = crate::agree::shape(doc, layers, n, subject.len() > 1);
            crate::agree::leads(doc.words[hit.head].verb_form, shape)
        });
        if fits {
            found[i].draft.agents = subject;
        }
    }
}

/// «استهداف … بعدة غارات»: the raids are how the attack was made.
pub(super) fn absorb_means(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built]) {
    for i in 0..found.len() {
        let general = &doc.frames().triggers[found[i].draft.trigger];
        // «محاولة اغتيال بعبوة ناسفة»: an attempt stays one, whatever was used.
        let attempt = general.kind == ClaimType::AssassinationAttempt;
        if found[i].gone || !(general.by_means || attempt) || found[i].draft.means.is_some() {
            continue;
        }
        let at = hits[found[i].draft.hit].head;
        let clause = found[i].draft.words.clone();
        // «تسبب الهجوم باندلاع اشتباكات»: what it led to is not how it was made.
        let leads = doc.frames().class_bit("result_verb");
        if at > 0 && doc.is_as(at - 1, leads, true) {
            continue;
        }
        let reach = if attempt { 14 } else { 8 };
        let specific = heads_in(hits, found, at + 1..at + 1 + reach).find(|&j| {
            let h = &hits[found[j].draft.hit];
            let entry = &doc.frames().triggers[found[j].draft.trigger];
            j != i
                && !found[j].gone
                && !h.reading.is_verb()
                && (!entry.by_means
                    || (general.default_type == ClaimType::Offensive && entry.default_type != ClaimType::Offensive))
                && !entry.result
                && is_cause(entry.kind)
                && (attempt || clause.contains(&(h.head - 1)))
                && (at + 1..=h.head).any(|w| doc.words[w].has(pro::BI))
                && doc.words[at + 1..=h.head]
                    .iter()
                    .all(|w| w.gap & (gap::STOP | gap::SEMI | gap::COMMA) == 0)
        });
        if let Some(j) = specific {
            let s = found[j].clone();
            // «الهجوم أسفر عن مقتل جنديين بالرصاص»: how they died is not how all of it was made.
            let between = heads_in(hits, found, at + 1..hits[s.draft.hit].head);
            let of_harm = found[between].iter().any(|b| {
                let harm = doc.frames().triggers[b.draft.trigger].outcome.is_some();
                harm && !b.gone
            });
            if of_harm && !attempt {
                found[i].fixed = true;
                found[i].draft.kind = general.default_type;
                found[j].gone = true;
                continue;
            }
            let g = &mut found[i];
            if !attempt {
                g.draft.kind = s.draft.kind;
            }
            // «استهدفت البلدة بقصف»: the noun's own words settle what the bombardment was.
            g.fixed = !doc.frames().triggers[s.draft.trigger].by_means;
            if !g.fixed {
                g.draft.trigger = s.draft.trigger;
            }
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

/// «اعتقلت شابا واقتادته إلى جهة مجهولة»: being led away belongs to the arrest told before it.
pub(super) fn led_away(doc: &Doc<'_>, all: &mut [Built]) {
    let takes = |k: ClaimType| matches!(k, ClaimType::Arrest | ClaimType::Abduction);
    for i in 0..all.len() {
        let entry = &doc.frames().triggers[all[i].draft.trigger];
        if !(entry.result && entry.kind == ClaimType::Abduction) {
            continue;
        }
        let (sent, at) = (all[i].sent, all[i].trigger.start);
        // Drafts stand in the order of sentences.
        let from = all.partition_point(|b| b.sent + 1 < sent);
        let to = all.partition_point(|b| b.sent <= sent);
        let before = (from..to)
            .rev()
            .find(|&j| j != i && takes(all[j].draft.kind) && all[j].trigger.start < at && !all[j].gone);
        if let Some(j) = before {
            let words = all[i].draft.words.clone();
            let rules = all[i].rules.clone();
            if all[j].sent == sent {
                all[j].draft.words.end = all[j].draft.words.end.max(words.end);
            }
            all[j].rules.extend(rules);
            all[i].gone = true;
        }
    }
}

/// «التمرد والعصيان», «غضب وخيبة أمل»: two words for one thing, joined by «و».
pub(super) fn join_synonyms(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built]) {
    if found.len() < 2 {
        return;
    }
    let leans = |b: &Built| {
        doc.words[hits[b.draft.hit].head].pronoun.is_some()
            && b.draft.patients.iter().all(|n| !n.is_people())
            && hits[b.draft.hit].reading == Reading::Masdar
            && !is_cause(b.draft.kind)
    };
    let idle = |b: &Built| b.draft.kind == ClaimType::Damage && b.draft.agents.is_empty();
    // What may be joined to a draft however far away.
    let far: Vec<usize> = (0..found.len())
        .filter(|&j| leans(&found[j]) || idle(&found[j]))
        .collect();
    for i in 0..found.len() {
        if found[i].gone {
            continue;
        }
        let a = &hits[found[i].draft.hit];
        let near = heads_in(hits, found, a.head..(a.head + 17).max(a.words.end + 2))
            .end
            .max(i + 1);
        let far = far[far.partition_point(|&j| j < near)..].iter().copied();
        for j in (i + 1..near).chain(far) {
            if found[j].gone || found[j].draft.kind != found[i].draft.kind {
                continue;
            }
            let (a, b) = (&hits[found[i].draft.hit], &hits[found[j].draft.hit]);
            let near = b.head >= a.words.end && b.head - a.words.end <= 1;
            let joined = doc.words[b.head].has(pro::CONJ) && near && !a.reading.is_verb() && !b.reading.is_verb();
            let pronoun = leans(&found[j]);
            // «انقلبوا عليه ونقضوا بيعته»: two verbs for one step of the same people.
            use ClaimType as T;
            let step = matches!(
                found[j].draft.kind,
                T::Defection | T::Pledge | T::Accusation | T::Threat
            );
            let again = step
                && (a.reading.is_verb() || found[i].draft.light && a.reading == Reading::Masdar)
                && b.reading.is_verb()
                && doc.words[b.head].has(pro::CONJ)
                && (found[j].draft.dropped || found[j].draft.agents.is_empty())
                && found[j].draft.patients.iter().all(|n| n.entity.is_none())
                && b.head - a.head <= 16
                && doc.flows(a.head, b.head);
            let same_damage = idle(&found[j]);
            // «ظهر التمرد بصور مختلفة، ومنها رفض للأوامر»: an instance of what was just told.
            let instance = b.head > a.head
                && b.head - a.head <= 10
                && !b.reading.is_verb()
                && doc.is(b.head - 1, doc.frames().class_bit("instance"));
            // «جولة مشاورات بشأن تبادل الأسرى»: what is talked of.
            let topic = found[j].draft.kind == T::Negotiation
                && !b.reading.is_verb()
                && b.head > a.head
                && doc.flows(a.head, b.head)
                && doc.is(b.head - 1, doc.frames().class_bit("talk_topic"));
            if !(joined || pronoun || again || same_damage || instance || topic) {
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
pub(super) fn fold_results(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], found: &mut [Built]) {
    let head = |b: &Built| hits[b.draft.hit].head;
    let is_result = |b: &Built| {
        let t = &doc.frames().triggers[b.draft.trigger];
        t.result && t.kind != ClaimType::Abduction
    };
    /// A cause stands at most so many words from its result.
    const FARTHEST: usize = 60;
    /// What is joined to a result stands at most so many words from it.
    const JOINED: usize = 22;
    if found.len() < 2 || !found.iter().any(is_result) {
        return;
    }
    let mut cause_of: Vec<Option<usize>> = vec![None; found.len()];
    for i in 0..found.len() {
        if found[i].gone || !is_result(&found[i]) {
            continue;
        }
        let mut best: Option<(usize, usize)> = None;
        let at = head(&found[i]);
        for j in heads_in(hits, found, at.saturating_sub(FARTHEST)..at + FARTHEST + 1) {
            let (r, c) = (at, head(&found[j]));
            if i == j || found[j].gone {
                continue;
            }
            // «قتل ثلاثة جراء عمليات اغتيال»: how they were killed, where it counts nobody of its own.
            let manner = r < c
                && found[j].draft.kind == ClaimType::Killing
                && !hits[found[j].draft.hit].reading.is_verb()
                && (found[j].killed.is_none() && found[j].draft.patients.is_empty()
                    || in_the_deed(&found[i], &found[j]))
                && doc.is(c, doc.frames().class_bit("killing_deed"));
            // «ارتكبت الطائرات مجزرة راح ضحيتها 14 مدنيا»: the deed that the dead are told of.
            let deed = c < r
                && found[j].draft.kind == ClaimType::Killing
                && !hits[found[j].draft.hit].reading.is_verb()
                && found[j].killed.is_none()
                && doc.is(c, doc.frames().class_bit("killing_deed"));
            if !(manner || deed) && (is_result(&found[j]) || !is_cause(found[j].draft.kind)) {
                continue;
            }
            // «خلف الهجوم ثلاثة قتلى»: the cause stands inside the expression of its result.
            let expression = &hits[found[i].draft.hit];
            let joined = if r < c {
                // «راح ضحية القصف طفلان»: or right behind it.
                let victims = c == expression.words.end && doc.is(c - 1, doc.frames().class_bit("told_of"));
                expression.size > 1 && (expression.words.contains(&c) || victims)
                    || harms(doc, expression, c)
                    || caused_by(doc, layers, r, c)
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
        cause_of[i] = best.map(|(_, j)| escaped(hits, found, j));
    }
    // «مجزرة راح ضحيتها ستة جراء قصف»: of a deed that has a cause itself, that one.
    for i in 0..found.len() {
        if let Some(c) = cause_of[i].and_then(|j| cause_of[j]).filter(|c| *c != i) {
            cause_of[i] = Some(c);
        }
    }
    // «قتل شخص وأصيب خمسة جراء قصف»: what is joined to a result has its cause.
    for _ in 0..3 {
        for i in 0..found.len() {
            if cause_of[i].is_some() || found[i].gone || !is_result(&found[i]) {
                continue;
            }
            let at = head(&found[i]);
            let neighbour = heads_in(hits, found, at.saturating_sub(JOINED)..at + JOINED + 1)
                .filter(|&j| j != i && cause_of[j].is_some_and(|c| c != i))
                .min_by_key(|&j| head(&found[j]).abs_diff(at));
            if let Some(j) = neighbour {
                let (a, b) = (at.min(head(&found[j])), at.max(head(&found[j])));
                let broken = !doc.flows(a, b);
                let between = found[heads_in(hits, found, a + 1..b)]
                    .iter()
                    .any(|x| !x.gone && !is_result(x));
                if !broken && !between {
                    cause_of[i] = cause_of[j];
                }
            }
        }
    }
    // «215 قتيلا بقصف … منذ مطلع العام»: over a period the dead are the claim, how they died a part of it.
    if let Some(first) = found.first()
        && doc.sents[first.sent].period
    {
        let dated = |b: &Built| {
            let mut times = b
                .draft
                .words
                .clone()
                .filter_map(|w| doc.time_at.get(w).copied().flatten());
            times.any(|t| doc.times.get(t as usize).is_some_and(|t| t.precision <= 1))
        };
        let toll = (0..found.len()).find(|&i| {
            // «تعرضت المواقع لهجمات أسفرت عن مقتل العشرات»: there the attacks are what is told.
            let first = cause_of[i].is_some_and(|c| head(&found[i]) < head(&found[c]));
            first && found[i].draft.kind == ClaimType::Killing && !dated(&found[i])
        });
        if let Some(k) = toll {
            for i in 0..found.len() {
                let hurt = found[i].draft.kind == ClaimType::Injury && cause_of[i].is_none();
                if i == k || found[i].gone || (cause_of[i] != cause_of[k] && Some(i) != cause_of[k] && !hurt) {
                    continue;
                }
                let part = found[i].clone();
                let sum = &mut found[k];
                sum.injured = add(sum.injured, part.injured);
                sum.casualties.extend(part.casualties);
                if sum.draft.agents.is_empty() {
                    sum.draft.agents = part.draft.agents;
                }
                sum.draft.places.extend(part.draft.places);
                sum.draft.words.end = sum.draft.words.end.max(part.draft.words.end);
                sum.rules.extend(part.rules);
                found[i].gone = true;
            }
            for i in 0..found.len() {
                if found[i].gone || i == k {
                    cause_of[i] = None;
                }
            }
        }
    }
    for i in 0..found.len() {
        let Some(c) = cause_of[i] else { continue };
        let mut result = found[i].clone();
        if points_back(doc, hits, &result) || casualties::risen::told_again(doc, hits, &result, &found[c]) {
            // «نقل المصابين»: those counted before.
            result.casualties.clear();
            result.killed = None;
            result.injured = None;
            result.draft.patients.clear();
        }
        casualties::risen::meant(doc, hits, &mut result, &found[c]);
        let cause = &mut found[c];
        // «أصيب 8 بجروح»: two words of one harm count the same people once.
        let told = |x: &isnad_model::Casualty| {
            let same = |c: &isnad_model::Casualty| c.outcome == x.outcome && c.span.start == x.span.start;
            cause.casualties.iter().any(same)
        };
        if !result.casualties.is_empty() && result.casualties.iter().all(told) {
            result.killed = None;
            result.injured = None;
            result.casualties.clear();
        }
        if in_the_deed(&result, cause) {
            cause.killed = None;
            cause.casualties.retain(|c| c.count.high.is_some());
        }
        cause.killed = add(cause.killed, result.killed);
        cause.injured = add(cause.injured, result.injured);
        cause.casualties.extend(result.casualties);
        // «استهدفت شابين ما أدى لمقتل أحدهما وإصابة الآخر»: those who were struck.
        let several = cause
            .draft
            .patients
            .iter()
            .any(|n| n.is_people() && n.count.is_some_and(|c| c.low > 1));
        for p in result.draft.patients {
            let among = several && one_of_them(doc, layers, &p);
            if !among && !cause.draft.patients.iter().any(|x| x.words.start == p.words.start) {
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

/// «نجا فلان من محاولة اغتيال وقتل مرافقه»: of the two words of one attempt the verb, which names whom it was made on.
fn escaped(hits: &[Hit], found: &[Built], j: usize) -> usize {
    let at = hits[found[j].draft.hit].head;
    let attempt = |b: &Built| !b.gone && b.draft.kind == ClaimType::AssassinationAttempt;
    if !attempt(&found[j]) || hits[found[j].draft.hit].reading.is_verb() || !found[j].draft.patients.is_empty() {
        return j;
    }
    heads_in(hits, found, at.saturating_sub(8)..at)
        .rev()
        .find(|&v| attempt(&found[v]) && hits[found[v].draft.hit].reading.is_verb())
        .unwrap_or(j)
}

/// «استشهد ثمانية في مجزرة بحق عائلة»: those whom the deed struck are told by their number before it.
fn in_the_deed(result: &Built, deed: &Built) -> bool {
    let told = result.killed.is_some_and(|c| c.high.is_some() && c.low > 1);
    deed.draft.kind == ClaimType::Killing && told && deed.killed == Some(Count::at_least(2))
}

/// «أحدهما», «الآخر»: one of those who were named.
fn one_of_them(doc: &Doc<'_>, layers: &Layers, np: &Np) -> bool {
    let w = &doc.words[np.head];
    let other = w.definite() && doc.is(np.head, layers.bits.other);
    np.words.len() == 1 && (other || layers.is_quantifier(doc, np.head) && w.pronoun.is_some())
}
