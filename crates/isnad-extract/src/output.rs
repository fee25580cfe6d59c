//! Drafts as claims: words, spans, entities, place, time, sources, confidence.
//!
//! In: built drafts, statements, the report. Out: [`Claim`]s in text order, one for each event as one source
//! tells it: what headline and body, or two sentences of one source, tell alike is one claim with the other
//! quotes in `also`.

use crate::assemble::{Built, is_bare, is_cause, points_back};
use crate::attribution::{Speaker, Statement, Statements};
use crate::confidence::Telling;
use crate::doc::{Doc, gap, pos, pro};
use crate::english;
use crate::layers::Layers;
use crate::merge::{Told, merge_or_push};
use crate::passing::{definite_event, general_event};
use crate::phrase::{Np, Prep, Sem};
use crate::setting::Setting;
use crate::trigger::Hit;
use isnad_lexicon::entity::Class;
use isnad_model::{
    Claim, ClaimId, ClaimType, Count, EntityId, Modality, Participant, Place, Quoted, Report, RuleId, Source,
    SourceKind, Span, Stance, Thing,
};
use rustc_hash::{FxBuildHasher, FxHashMap};
use sha2::{Digest, Sha256};
use std::ops::Range;

/// Makes the claims of a report.
#[must_use]
pub fn claims(
    doc: &Doc<'_>,
    layers: &Layers,
    hits: &[Hit],
    statements: &Statements,
    built: Vec<Built>,
    report: &Report,
) -> Vec<Claim> {
    let mut out: Vec<Claim> = Vec::with_capacity(built.len());
    let mut told: Vec<Told> = Vec::with_capacity(built.len());
    let settings = crate::setting::settings(doc, layers, statements, &built, report);
    for (b, setting) in built.iter().zip(settings) {
        let anew = broke_out(doc, hits, statements, b);
        if is_bare(doc, hits, b) && !anew {
            continue;
        }
        if points_back(doc, hits, b)
            && !anew
            && out.iter().zip(&told).any(|(c, t)| {
                let alike =
                    c.kind == b.draft.kind || (is_cause(c.kind) && (is_cause(b.draft.kind) || is_toll(b.draft.kind)));
                // What the headline says is told in the body for the first time.
                alike && (!t.title || is_cause(b.draft.kind))
            })
            && !vouched(doc, hits, statements, b)
        {
            continue;
        }
        let old = setting.old;
        let claim = claim(doc, layers, hits, statements, b, report, setting);
        let here = Told {
            kind: claim.kind,
            modality: claim.modality,
            title: doc.sents[b.sent].title,
            sent: b.sent,
            definite: definite_event(doc, hits, b),
            general: general_event(doc, hits, b),
            telling: Telling::of(
                doc,
                hits,
                &built,
                b,
                crate::passing::in_passing(doc, layers, hits, b, &claim),
            ),
            placed: !b.draft.places.is_empty(),
            killed: claim.killed,
            habitual: crate::assemble::habitual(doc, &b.draft.words),
            old,
            victim: b.draft.patients.iter().any(|n| {
                let named = |w: usize| layers.entity_at(w).is_some_and(|e| layers.entities[e].person);
                n.sem == Sem::Person || named(n.head) && n.count.is_none()
            }),
            aside: by_the_way(doc, layers, hits, b),
            comes: comes_again(doc, hits, b),
            bound: {
                let entry = &doc.frames().triggers[b.draft.trigger];
                let generic = entry.by_means && b.draft.kind == entry.default_type;
                generic && b.draft.genitive_pronoun && b.draft.means.is_none() && b.draft.patients.is_empty()
            },
            another: {
                let other = doc.frames().class_bit("other") | doc.frames().class_bit("again");
                let end = hits[b.draft.hit].words.end;
                let same = |i: usize| doc.words[i].gap & gap::HARD == 0 && doc.words[i].pro & pro::CONJ == 0;
                // «وسمعت رمايات في الأرياف»: what is heard somewhere is none of what was seen elsewhere.
                let h = &hits[b.draft.hit];
                let heard = doc.frames().class_bit("heard_verb");
                let lo = h.head.saturating_sub(6).max(doc.sents[b.sent].words.start);
                let audible = !h.reading.is_verb()
                    && !doc.words[h.head].definite()
                    && !b.draft.places.is_empty()
                    && (lo..h.head).any(|i| doc.words[i].is_verb() && doc.is_as(i, heard, true));
                let more = doc.words.get(end).is_some() && doc.is(end, other) && same(end);
                (more || audible) && is_cause(b.draft.kind)
            },
            lead: !doc.sents[b.sent].title && doc.sents[..b.sent].iter().all(|s| s.title),
            besides: {
                let head = hits[b.draft.hit].head;
                let more = doc.frames().class_bit("besides");
                let lo = head.saturating_sub(4).max(doc.sents[b.sent].words.start);
                (lo..head).any(|i| doc.is(i, more) && doc.words[i + 1..=head].iter().all(|w| w.gap & gap::HARD == 0))
            },
            fresh: is_cause(b.draft.kind) && !b.draft.genitive_pronoun && !doc.words[hits[b.draft.hit].head].definite(),
        };
        merge_or_push(&mut out, &mut told, claim, here);
    }
    let mut seen: FxHashMap<u64, u32> = FxHashMap::with_capacity_and_hasher(out.len(), FxBuildHasher);
    let outlet = report.outlet.as_ref().and_then(|o| o.id.as_ref());
    let english_name = |id: &EntityId| layers.entity(id).map(|e| &*e.english);
    let mut english = english::Writer::default();
    for (c, told) in out.iter_mut().zip(&told) {
        c.english = english.line(c, outlet, &english_name);
        (c.signs, c.confidence) = crate::confidence::signs(c, &told.telling);
        let digest = digest(c);
        let n = seen.entry(digest).or_default();
        c.id = claim_id(digest, *n);
        *n += 1;
    }
    out
}

/// «أكدت البعثة وقوع القصف», «أقرت الحركة بمسؤوليتها عن الهجوم»: another voice that owns to it or confirms it.
fn vouched(doc: &Doc<'_>, hits: &[Hit], statements: &Statements, b: &Built) -> bool {
    let head = hits[b.draft.hit].head;
    let lo = head.saturating_sub(2).max(doc.sents[b.sent].words.start);
    let vouch = doc.frames().class_bit("vouch");
    let own = statements.at(head).is_some_and(|s| !s.chain.is_empty());
    own && (lo..head).any(|i| doc.is(i, vouch))
}

/// «وقال شاهد إن القصف بدأ عند التاسعة صباحا»: another voice that tells of the event by a verb of its own, and when.
fn broke_out(doc: &Doc<'_>, hits: &[Hit], statements: &Statements, b: &Built) -> bool {
    let hit = &hits[b.draft.hit];
    let head = &doc.words[hit.head];
    let begins = doc.frames().class_bit("light_passive") | doc.frames().class_bit("light_agent");
    let next = (hit.words.end..doc.sents[b.sent].words.end)
        .take_while(|&i| doc.words[i].gap & gap::HARD == 0)
        .find(|&i| doc.words[i].best & pos::ADJ == 0 || !doc.words[i].definite());
    let verb = next.is_some_and(|i| doc.words[i].is_verb() && doc.is_as(i, begins, true) && doc.words[i].pro == 0);
    is_cause(b.draft.kind)
        && !hit.reading.is_verb()
        && head.definite()
        && head.pro & (pro::BI | pro::LI | pro::KA) == 0
        && verb
        && b.time.is_some()
        && statements.at(hit.head).is_some_and(|s| !s.chain.is_empty())
}

/// «… الذي قتله مسلحون», «بعد احتجاز القائد»: an event that only tells who somebody is, or when.
fn by_the_way(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], b: &Built) -> bool {
    let hit = &hits[b.draft.hit];
    let lo = hit.head.saturating_sub(3).max(doc.sents[b.sent].words.start);
    let before = lo..hit.head;
    if hit.reading.is_verb() {
        return before.rev().take(1).any(|i| doc.is(i, layers.bits.relative));
    }
    let told = doc.frames().class_bit("told_of");
    let behind = doc.frames().class_bit("sequel") | layers.bits.relative | layers.bits.causal | told;
    doc.words[hit.head].pronoun.is_some() || before.clone().any(|i| doc.is(i, behind))
}

/// «وتزامن القصف مع …», «القصف تركز على الحي»: a known event whose verb only sets it among others, or says more of where.
fn comes_again(doc: &Doc<'_>, hits: &[Hit], b: &Built) -> bool {
    let hit = &hits[b.draft.hit];
    let (sent, word) = (&doc.sents[b.sent].words, &doc.words[hit.head]);
    let known = word.definite() || word.pronoun.is_some();
    let sets = doc.frames().class_bit("comes");
    let verb = |i: usize| sent.contains(&i) && doc.words[i].is_verb() && doc.is_as(i, sets, true);
    // «القصف الروسي الأخير جاء …»: adjectives stand between.
    let next = (hit.words.end..sent.end)
        .take(3)
        .find(|&i| doc.words[i].best & pos::ADJ == 0 || !doc.words[i].definite());
    let behind = next.is_some_and(|i| verb(i) && doc.words[i].pro & pro::CONJ == 0);
    is_cause(b.draft.kind) && !hit.reading.is_verb() && known && (hit.head > 0 && verb(hit.head - 1) || behind)
}

/// What tells a claim from the others of all reports.
fn digest(c: &Claim) -> u64 {
    let mut h = Sha256::new();
    h.update(c.report.as_str());
    h.update(c.kind.as_str());
    h.update(c.trigger.span.start.to_le_bytes());
    h.update(c.trigger.span.end.to_le_bytes());
    for s in &c.sources {
        h.update(s.kind.as_str());
        if let Some(q) = &s.quoted {
            h.update(q.text.as_bytes());
        }
    }
    let digest = h.finalize();
    digest.iter().take(8).fold(0, |n, b| n << 8 | u64::from(*b))
}

/// The id of a claim, of which so many were met before.
fn claim_id(digest: u64, before: u32) -> ClaimId {
    if before > 0 {
        return ClaimId::new(format!("c{digest:016x}{before}"));
    }
    let mut id = *b"c0000000000000000";
    for (i, letter) in id.iter_mut().skip(1).rev().enumerate() {
        *letter = b"0123456789abcdef"[(digest >> (4 * i)) as usize & 15];
    }
    ClaimId::new(std::str::from_utf8(&id).unwrap_or(""))
}

/// «بلدات "الزيتونة"»: with the mark that closes its name.
fn closed(doc: &Doc<'_>, mut place: Place) -> Place {
    let span = crate::balance::balanced(doc.text, place.span);
    if span.end > place.span.end {
        place.text = span.slice(doc.text).to_owned();
        place.span = span;
    }
    place
}

/// Deaths and injuries told without their cause.
pub(crate) fn is_toll(kind: ClaimType) -> bool {
    matches!(kind, ClaimType::Killing | ClaimType::Injury)
}

fn quote_span(doc: &Doc<'_>, b: &Built) -> Span {
    let sent = &doc.sents[b.sent].words;
    let mut words = b.draft.words.clone();
    words.start = words.start.max(sent.start).min(b.trigger.start);
    words.end = words.end.min(sent.end).max(b.trigger.end);
    for np in b.draft.agents.iter().chain(&b.draft.patients) {
        if sent.contains(&np.words.start) && np.words.start < words.start && words.start - np.words.start < 12 {
            words.start = np.words.start;
        }
        if sent.contains(&np.words.start) && np.words.end > words.end && np.words.end - words.end < 20 {
            words.end = np.words.end.min(sent.end);
        }
    }
    if words.len() > 70 {
        words.end = words.start + 70;
        words.end = words.end.max(b.trigger.end);
    }
    doc.span(&words)
}

fn participant(
    doc: &Doc<'_>,
    layers: &Layers,
    hits: &[Hit],
    b: &Built,
    np: &Np,
    statement: Option<&Statement>,
) -> Participant {
    // Up to where the next participant begins.
    let others = b.draft.agents.iter().chain(&b.draft.patients).map(|n| n.words.start);
    let limit = others.filter(|s| *s >= np.words.end).min().unwrap_or(usize::MAX);
    let words = crate::extent::words(doc, layers, hits, np, (&b.trigger, b.draft.kind), limit);
    // A name that is taken in makes it a person's.
    let named = (np.words.end..words.end).any(|w| layers.is_name(doc, w));
    let sem = if named && np.is_people() { Sem::Person } else { np.sem };
    let full = Np {
        words,
        sem,
        ..np.clone()
    };
    let np = &full;
    let span = crate::balance::balanced(doc.text, np.span(doc));
    let entity = crate::whose::entity(doc, layers, np, statement);
    // «أربعة من أبنائها»: a person's, and nobody's name.
    let public = np.sem != Sem::Person
        || !np.words.clone().any(|w| {
            let listed = doc.words[w].pos & pos::NAME != 0;
            crate::persons::is_part(doc, layers, w) && (listed || np.count.is_none())
        })
        || np
            .words
            .clone()
            .any(|w| layers.entity_at(w).is_some_and(|e| layers.entities[e].person));
    // A public figure goes by his name, not by what he is.
    let entities = &doc.lexicon.entities;
    let figure = entity
        .as_ref()
        .and_then(|id| entities.get(entities.by_id(id.as_str())?))
        .is_some_and(|e| e.class == Class::Figure);
    let role = np.noun.as_ref().filter(|_| !figure || np.entity == entity).map(|n| {
        if n.many || np.count.is_some_and(|c| c.low > 1) {
            n.plural.clone()
        } else {
            n.english.clone()
        }
    });
    let count = match np.sem {
        Sem::Actor if np.noun.is_none() => None,
        _ => np.count,
    };
    Participant {
        quoted: Quoted::of(doc.text, span),
        entity,
        role,
        count,
        private: !public,
    }
}

fn claim(
    doc: &Doc<'_>,
    layers: &Layers,
    hits: &[Hit],
    statements: &Statements,
    b: &Built,
    report: &Report,
    setting: Setting,
) -> Claim {
    let text = doc.text;
    // Of «أعلن الجيش سيطرته» the event is what was announced.
    let head = b.trigger.start;
    let statement = statements.at(b.trigger.end.saturating_sub(1).max(head));
    // «ذكرت صحيفة ذا هيرالد أن مقاتلين انشقوا»: who tells it has not done it.
    let tells = |n: &&Np| {
        let media = [SourceKind::Media, SourceKind::Agency];
        let mut chain = statement.iter().flat_map(|s| &s.chain);
        chain.any(|s| media.contains(&s.kind) && s.words.0 <= n.head && n.head < s.words.1)
    };
    let mut agents: Vec<Participant> = b
        .draft
        .agents
        .iter()
        .filter(|n| !tells(n))
        .map(|n| participant(doc, layers, hits, b, n, statement))
        .collect();
    let mut patients: Vec<Participant> = b
        .draft
        .patients
        .iter()
        .filter(|n| !tells(n))
        .map(|n| participant(doc, layers, hits, b, n, statement))
        .collect();
    if agents.is_empty()
        && (b.draft.dropped || b.draft.genitive_pronoun)
        // «أصيبوا بقصف للجيش وتم نقلهم»: nobody helps whom he struck.
        && b.draft.kind != ClaimType::Aid
        && let Some(p) = inherited_agent(doc, layers, b)
    {
        agents.push(p);
    }
    dedup(&mut agents);
    dedup(&mut patients);
    patients.retain(|p| !agents.iter().any(|a| a.quoted.span == p.quoted.span));
    let means = b.draft.means.as_ref().and_then(|(t, words)| {
        let class = doc.frames().things.get(*t)?.class.clone();
        Some(Thing {
            quoted: Quoted::of(text, doc.span(words)),
            class,
        })
    });
    let target = b.draft.patients.iter().find(|n| n.sem == Sem::Target).and_then(|n| {
        let (t, _) = layers.thing_at(n.head)?;
        Some(Thing {
            quoted: Quoted::of(text, n.span(doc)),
            class: doc.frames().things.get(t)?.class.clone(),
        })
    });
    let (sources, stance) = sources(text, statement, report);
    let denied = statement.is_some_and(|s| s.denied);
    let modality = if denied && b.modality == Modality::Actual {
        Modality::Denied
    } else {
        b.modality
    };
    let said = statement.and_then(|s| s.rule.as_ref());
    let mut rules: Vec<RuleId> = Vec::with_capacity(b.rules.len() + 1);
    rules.extend(b.rules.iter().chain(said).cloned());
    rules.dedup();
    Claim {
        id: ClaimId::default(),
        report: report.id.clone(),
        kind: b.draft.kind,
        modality,
        quote: Quoted::of(text, quote_span(doc, b)),
        trigger: Quoted::of(text, doc.span(&b.trigger)),
        also: Vec::new(),
        agent: agents,
        patient: patients,
        killed: b.killed.filter(|c| happened(b, *c)),
        injured: b.injured.filter(|c| happened(b, *c)),
        casualties: b.casualties.iter().filter(|x| happened(b, x.count)).cloned().collect(),
        means,
        target,
        place: setting.place.map(|p| closed(doc, p)),
        time: setting.time,
        total: doc.sents[b.sent].period,
        sources,
        stance,
        confidence: 0.5,
        english: String::new(),
        rules,
        signs: Vec::new(),
        reader: None,
    }
}

fn dedup(list: &mut Vec<Participant>) {
    if list.len() < 2 {
        return;
    }
    let mut seen: Vec<Span> = Vec::new();
    list.retain(|p| {
        let again = seen.iter().any(|s| s.overlaps(p.quoted.span));
        seen.push(p.quoted.span);
        !again
    });
}

/// Whoever did the verb before, or the pronoun's owner.
fn inherited_agent(doc: &Doc<'_>, layers: &Layers, b: &Built) -> Option<Participant> {
    let sent = doc.sents.get(b.sent)?;
    // In text order, so that nobody is looked at who stands before the sentences that count.
    let before = |from: usize| {
        let named = layers.named_before(b.trigger.start);
        named[named.partition_point(|e| e.words.start < from)..].iter()
    };
    // Nobody inside what suffers it: «دورية روسية».
    let struck = |w: usize| b.draft.patients.iter().any(|p| p.words.contains(&w));
    let last = doc.sents.get(b.sent.saturating_sub(1))?.words.start;
    let before = before(sent.words.start)
        .rfind(|e| {
            e.words.end <= b.trigger.start
                && sent.words.contains(&e.words.start)
                && !struck(e.words.start)
                && !e.outlet
                && (!e.adjective || e.group)
                && (e.armed || !e.group)
        })
        .or_else(|| {
            before(last).rfind(|e| {
                e.words.end <= b.trigger.start
                    && !e.outlet
                    && e.group
                    && e.armed
                    && !e.adjective
                    && b.sent <= doc.sent_of(e.words.start) + 1
            })
        })?;
    Some(Participant {
        quoted: Quoted::of(doc.text, doc.span(&before.words)),
        entity: Some(before.id.clone()),
        role: None,
        count: None,
        private: false,
    })
}

fn link(text: &str, sp: &Speaker) -> Source {
    Source {
        quoted: Some(Quoted::of(text, sp.span)).filter(|q| !q.text.is_empty() && sp.kind != SourceKind::Unstated),
        kind: sp.kind,
        entity: sp.entity.clone(),
        cue: sp.cue.map(|c| Quoted::of(text, c)),
        private: sp.private,
    }
}

fn sources(text: &str, statement: Option<&Statement>, report: &Report) -> (Vec<Source>, Stance) {
    let mut out: Vec<Source> = Vec::with_capacity(1 + statement.map_or(0, |s| s.chain.len()));
    let mut stance = Stance::Asserted;
    let outlet_id: Option<EntityId> = report.outlet.as_ref().and_then(|o| o.id.clone());
    let mut named: Option<Span> = None;
    if let Some(s) = statement {
        stance = s.stance;
        named = s.outlet;
        for sp in &s.chain {
            out.push(link(text, sp));
        }
    }
    if out.is_empty() {
        stance = Stance::Asserted;
    }
    out.push(Source {
        quoted: named.map(|span| Quoted::of(text, span)),
        kind: SourceKind::Outlet,
        entity: outlet_id,
        cue: None,
        private: false,
    });
    (out, stance)
}

/// «مخاوف من وقوع مجازر»: of what has not happened nobody is told to have died, but by a number.
fn happened(b: &Built, count: Count) -> bool {
    b.modality != Modality::Planned || count.high.is_some()
}

/// Words of a range that stand in brackets; kept for the readers of explanations.
#[must_use]
pub fn bracketed(doc: &Doc<'_>, words: &Range<usize>) -> bool {
    words
        .clone()
        .any(|i| doc.words[i].bracketed || doc.words[i].gap & gap::OPEN != 0)
}

/// Whether a phrase is governed by a preposition; kept beside the phrases that claims use.
#[must_use]
pub fn is_governed(np: &Np) -> bool {
    np.prep != Prep::None
}
