//! Types that follow the means, or who acts and who suffers.
//!
//! In: drafts. Out: the same with settled types. Deliberately settles no type by the event word: that is the frame's.
//!
//! Examples: «قصف» (qaṣf, "bombardment") from aircraft is an airstrike; whom unknown gunmen lead away is abducted.

use super::*;
use crate::trigger::{hit_at, hits_in};

/// «منزل فلان، تم تفجيره»: what was blown up is a house named before, and nobody was hurt.
fn blown_up(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], b: &Built) -> bool {
    let hit = &hits[b.draft.hit];
    let sent = &doc.sents[b.sent].words;
    let lo = hit.head.saturating_sub(20).max(sent.start);
    let house = |i: usize| {
        let thing = layers.thing_at(i).and_then(|(t, _)| doc.frames().things.get(t));
        thing.is_some_and(|t| t.class == "house")
    };
    b.draft.kind == ClaimType::Bombing
        && b.draft.genitive_pronoun
        && hit.size == 1
        && !hit.reading.is_verb()
        && b.killed.is_none()
        && b.injured.is_none()
        && (lo..hit.head).any(house)
}

/// «اقتاد مسلحون مجهولون طبيبا»: whoever is nobody's arrests nobody, and an armed group that leads people off takes
/// them.
fn taken(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], b: &Built) -> bool {
    let (nobodys, anybody) = (doc.frames().class_bit("nobodys"), doc.frames().class_bit("anybody"));
    let leads_off = doc.frames().class_bit("lead_off");
    let hit = &hits[b.draft.hit];
    let led = hit.size == 1 && doc.is(hit.head, leads_off);
    // An army leads off whom it arrests.
    let group = |a: &Np| {
        let named = a
            .words
            .clone()
            .find_map(|w| layers.entity_at(w).map(|e| &layers.entities[e]));
        named.is_some_and(|e| e.armed && e.group && !e.force)
    };
    b.draft.kind == ClaimType::Arrest
        && !b.draft.agents.is_empty()
        && b.draft.agents.iter().all(|a| {
            let unknown = a.entity.is_none()
                && a.words.clone().all(|w| doc.is(w, nobodys | anybody))
                && a.words.clone().any(|w| doc.is(w, nobodys));
            unknown || led && group(a)
        })
}

/// «انضم أحد قادة المليشيا إلى الجيش»: one of a group who joins another breaks with his own.
fn changes_sides(layers: &Layers, b: &Built) -> bool {
    let armed = |n: &Np| {
        let named = n.words.clone().filter_map(|w| layers.entity_at(w));
        let mut named = named.map(|e| &layers.entities[e]).filter(|e| e.armed && e.group);
        named.next().map(|e| e.id.clone())
    };
    let own = |n: &Np| n.head != n.words.start || n.noun.as_ref().is_some_and(|x| !x.force);
    let from = b.draft.agents.iter().filter(|n| own(n)).find_map(armed);
    let to = b.draft.patients.iter().find_map(armed);
    let first = !b.draft.dropped && !b.draft.inherited;
    b.draft.kind == ClaimType::Pledge && first && from.zip(to).is_some_and(|(x, y)| x != y)
}

/// «قتل قناصة الجماعة طفلا»: snipers kill by shooting.
fn snipers(doc: &Doc<'_>, b: &Built) -> bool {
    let sniper = doc.frames().class_bit("sniper");
    b.draft.kind == ClaimType::Killing
        && !b.draft.agents.is_empty()
        && b.draft.agents.iter().all(|a| doc.is(a.head, sniper))
}

/// «اعتصم مقاتلون أمام المقر»: fighters who protest do so against their own.
fn own_ranks(doc: &Doc<'_>, layers: &Layers, b: &Built) -> bool {
    let ranks = doc.frames().class_bit("rank_and_file");
    // «عناصر الحزب»: members of a party without arms are none.
    let armed = |w: usize| {
        layers
            .entity_at(w)
            .is_none_or(|e| layers.entities[e].armed || layers.entities[e].force)
    };
    let fights = |n: &Np| n.words.clone().any(|w| doc.is(w, ranks)) && n.words.clone().all(armed);
    b.draft.kind == ClaimType::Protest && !b.draft.agents.is_empty() && b.draft.agents.iter().all(fights)
}

/// «النقاط التي تحتلها القوات»: what is said of a place in the imperfect is a state.
fn occupied(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], b: &Built) -> bool {
    let head = hits[b.draft.hit].head;
    let w = &doc.words[head];
    b.draft.kind == ClaimType::Capture
        && w.is_verb()
        && w.pos & pos::IMPERFECT != 0
        && doc.is_as(head, doc.frames().class_bit("occupying"), true)
        && head > 0
        && doc.is(head - 1, layers.bits.relative)
}

/// «السكان يفرون من الحي»: civilians in number who flee are driven out.
fn civilians(b: &Built) -> bool {
    let many = |n: &Np| {
        let noun = n.noun.as_ref();
        noun.is_some_and(|x| x.status == isnad_model::Status::Civilian)
            && n.count.is_some_and(|c| c.high != Some(c.low) || c.low >= 10)
    };
    !b.draft.agents.is_empty() && b.draft.agents.iter().all(many)
}

/// «سيطرة الجيش على البلدة بعد انسحاب الفصائل»: what follows a fight or a withdrawal is no lasting state.
fn now_held(doc: &Doc<'_>, hits: &[Hit], b: &Built) -> bool {
    /// So many words behind it what it follows is told.
    const REACH: usize = 14;
    let hit = &hits[b.draft.hit];
    let word = &doc.words[hit.head];
    if hit.reading.is_verb() || word.definite() || word.pos & pos::MASDAR == 0 || b.draft.agents.is_empty() {
        return false;
    }
    let sequel = doc.frames().class_bit("sequel");
    let end = (hit.words.end + REACH).min(doc.sents[b.sent].words.end);
    let follows = |h: &Hit| {
        let kind = h.entry(doc).kind;
        matches!(kind, ClaimType::Loss | ClaimType::Clash | ClaimType::Offensive)
            && h.head > hit.words.end
            && (doc.is(h.head - 1, sequel) || doc.is(h.head - 2, sequel))
            && doc.flows(hit.head, h.head)
    };
    hits_in(hits, hit.words.end..end).iter().any(follows)
}

/// «عادت مسيرة واستهدفت جرافة بصاروخ», «استهداف خيمتين بصاروخ من طائرة حربية»: by what the verb before it has for its
/// subject, and whence what strikes is fired.
fn carried(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], b: &Built) -> bool {
    /// A verb joined to another stands at most so many words behind its subject.
    const REACH: usize = 8;
    let head = hits[b.draft.hit].head;
    let flies = |i: usize| layers.implied_by(doc, i) == Some(ClaimType::Airstrike);
    let sent = &doc.sents[b.sent].words;
    let joined = b.draft.agents.is_empty() && doc.words[head].is_verb() && doc.words[head].has(pro::CONJ);
    let lo = head.saturating_sub(REACH).max(sent.start);
    let subject = |i: usize| i > lo && flies(i) && doc.words[i - 1].is_verb() && doc.words[i].pro == 0;
    if joined && (lo..head).rev().any(subject) {
        return true;
    }
    let from = doc.frames().class_bit("out_of");
    b.draft.means.as_ref().is_some_and(|(_, at)| {
        let end = (at.end + 3).min(sent.end);
        (at.end..end).any(|i| flies(i) && doc.is(i - 1, from))
    })
}

/// «احتجز المسلحون شاحنتي وقود»: things that are held back are seized; of those who are held nobody is one.
fn impounded(doc: &Doc<'_>, hits: &[Hit], b: &Built) -> bool {
    let head = hits[b.draft.hit].head;
    b.draft.kind == ClaimType::Arrest
        && doc.is(head, doc.frames().class_bit("holding_word"))
        && doc.words[head].pronoun.is_none()
        && !b.draft.patients.is_empty()
        && b.draft
            .patients
            .iter()
            .all(|n| n.sem == Sem::Target && n.noun.is_none() && n.entity.is_none())
}

/// Types that follow the means.
pub(super) fn settle_types(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], found: &mut [Built]) {
    for b in found.iter_mut().filter(|b| !b.gone) {
        let entry = &doc.frames().triggers[b.draft.trigger];
        if blown_up(doc, layers, hits, b) {
            b.draft.kind = ClaimType::Demolition;
            continue;
        }
        if taken(doc, layers, hits, b) {
            b.draft.kind = ClaimType::Abduction;
            continue;
        }
        if impounded(doc, hits, b) {
            b.draft.kind = ClaimType::Demolition;
            continue;
        }
        if changes_sides(layers, b) {
            b.draft.kind = ClaimType::Defection;
            continue;
        }
        if snipers(doc, b) {
            b.draft.kind = ClaimType::Shooting;
            continue;
        }
        if occupied(doc, layers, hits, b) {
            b.draft.kind = ClaimType::Control;
        }
        if own_ranks(doc, layers, b) {
            b.draft.kind = ClaimType::Dissent;
            continue;
        }
        if b.draft.kind == ClaimType::Escape && civilians(b) {
            b.draft.kind = ClaimType::Displacement;
        }
        // «فرت ألف أسرة», «غادر السكان القرية»: to who leaves his home it is done.
        if b.draft.kind == ClaimType::Displacement {
            if b.draft.patients.is_empty() && civilians(b) {
                b.draft.patients = std::mem::take(&mut b.draft.agents);
            }
            continue;
        }
        let (head, hit) = (hits[b.draft.hit].head, &hits[b.draft.hit]);
        // «هجوما للسيطرة على المدينة»: what one is about to take.
        if b.draft.kind == ClaimType::Control
            && !hit.reading.is_verb()
            && doc.words[head].definite()
            && doc.words[head].has(pro::LI)
            && doc.words[head].pronoun.is_none()
            && doc.is(head + 1, doc.frames().class_bit("toward"))
        {
            (b.draft.kind, b.modality) = (ClaimType::Capture, Modality::Planned);
            continue;
        }
        if b.draft.kind == ClaimType::Control && now_held(doc, hits, b) {
            b.draft.kind = ClaimType::Capture;
            continue;
        }
        if let Some(kind) = died_of(doc, layers, hits, b) {
            b.draft.kind = kind;
            continue;
        }
        // «دمرت طائرات الحلف المقر», «ارتكبت الطائرات مجزرة»: aircraft that destroy or kill strike from the air.
        let from_above = match b.draft.kind {
            ClaimType::Damage => hits[b.draft.hit].reading.is_verb(),
            kind => kind == ClaimType::Killing,
        };
        if from_above && !b.draft.agents.is_empty() {
            let by_air = |a: &Np| layers.implied_by(doc, a.head) == Some(ClaimType::Airstrike);
            if b.draft.agents.iter().all(by_air) {
                b.draft.kind = ClaimType::Airstrike;
            }
            continue;
        }
        if !entry.by_means || b.fixed {
            continue;
        }
        let flown = b
            .draft
            .agents
            .iter()
            .flat_map(|a| unbacked(doc, a))
            .any(|i| layers.implied_by(doc, i) == Some(ClaimType::Airstrike));
        if flown {
            b.draft.kind = ClaimType::Airstrike;
            continue;
        }
        if carried(doc, layers, hits, b) {
            b.draft.kind = ClaimType::Airstrike;
            continue;
        }
        let means = b.draft.means.as_ref().and_then(|(t, _)| doc.frames().things.get(*t));
        // «هاجموها بقذائف آر بي جي»: a means of every kind of attack says nothing of the kind.
        let implied = match means {
            Some(thing) => thing.implies,
            None => implied_near(doc, layers, hits, b)
                .or_else(|| by_what(doc, layers, hits, b).filter(|_| entry.default_type == ClaimType::Offensive)),
        };
        if let Some(kind) = implied {
            b.draft.kind = kind;
        } else if entry.default_type != entry.kind {
            b.draft.kind = entry.default_type;
        }
    }
}

/// «قتل مدني بقذيفة هاون», «قتلت امرأة، وأصيب شخصان، بصاروخ موجه»: by what somebody died or was hurt says what was done.
fn died_of(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], b: &Built) -> Option<ClaimType> {
    let harm = matches!(b.draft.kind, ClaimType::Killing | ClaimType::Injury);
    harm.then(|| by_what(doc, layers, hits, b).or_else(|| fired(doc, layers, &hits[b.draft.hit])))
        .flatten()
        // «أصيب بطعنة سكين»: who is hurt by a blade is not dead.
        .filter(|kind| *kind != ClaimType::Killing)
}

/// «قتلت قذائف أطلقها اللواء راعيا», «صواريخ أطلقوها قتلت طفلا»: what was fired is the subject of the verb of harm.
fn fired(doc: &Doc<'_>, layers: &Layers, hit: &Hit) -> Option<ClaimType> {
    /// So many words before the verb its subject stands, with who fired it between.
    const BEFORE: usize = 4;
    let (v, soft) = (hit.head, |i: usize| doc.words[i].gap & gap::HARD == 0);
    if hit.reading != Reading::Verb || hit.size > 1 || doc.words[v].pos & pos::VERB == 0 {
        return None;
    }
    let plain = |i: usize| doc.words[i].pro & !pro::AL == 0 && !doc.words[i].is_verb();
    let counted = |i: usize| doc.quantity_at[i].is_some();
    let behind = (v + 1..(v + 3).min(doc.words.len()))
        .take_while(|&i| soft(i) && plain(i))
        .find(|&i| !counted(i));
    let arms = |i: usize| {
        layers
            .implied_by(doc, i)
            .filter(|_| doc.frames().class_bit("fired_arm").meets(doc.words[i].classes))
    };
    if let Some(kind) = behind.and_then(arms) {
        return Some(kind);
    }
    let launch = doc.frames().class_bit("launch_verb");
    let shot = (v.saturating_sub(BEFORE)..v)
        .rev()
        .take_while(|&i| soft(i + 1))
        .find(|&i| doc.words[i].is_verb() && doc.words[i].pronoun.is_some() && doc.is(i, launch))?;
    (shot > 0 && soft(shot) && plain(shot - 1))
        .then(|| arms(shot - 1))
        .flatten()
}

/// The type that the next means behind an event gives it, before anything else is told: «استهداف وسط المدينة، بعدة قذائف».
fn by_what(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], b: &Built) -> Option<ClaimType> {
    /// So many words behind the event its means is looked for.
    const REACH: usize = 12;
    let head = hits[b.draft.hit].head;
    let harm = |i: usize| hit_at(hits, i).is_some_and(|h| doc.frames().triggers[h.trigger].outcome.is_some());
    let end = doc.sents[b.sent].words.end.min(head + REACH);
    // Another event, or what somebody did next, has means of its own.
    (head + 1..end)
        .take_while(|&i| harm(i) || !doc.words[i].is_verb() && hit_at(hits, i).is_none())
        .take_while(|&i| doc.words[i].gap & (gap::SEMI | gap::LINE) == 0)
        .take_while(|&i| doc.words[i].gap & gap::COMMA == 0 || doc.words[i].has(pro::BI) || harm(i))
        .filter(|&i| doc.words[i].has(pro::BI) || i > head + 1 && doc.words[i - 1].has(pro::BI))
        .find_map(|i| layers.implied_by(doc, i))
}

/// The words of a doer without what stands behind him: «قوات مدعومة بطائرات» does not fly.
fn unbacked<'a>(doc: &'a Doc<'_>, doer: &Np) -> impl Iterator<Item = usize> + 'a {
    let backed = doc.frames().class_bit("backed");
    doer.words.clone().take_while(move |&i| !doc.is(i, backed))
}

pub(super) fn implied_near(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], b: &Built) -> Option<ClaimType> {
    // Doers first («طائرات التحالف»), then words of the clause close to the event.
    let doers = b
        .draft
        .agents
        .iter()
        .flat_map(|a| unbacked(doc, a))
        .find_map(|i| layers.implied_by(doc, i));
    let hit = &hits[b.draft.hit];
    // «هاجموا معسكر الدفاع الجوي»: a name from the air.
    let of_air = doc.frames().class_bit("of_air");
    let named = |i: usize| {
        let houses = |back: usize| i.checked_sub(back).is_some_and(|j| doc.is(j, of_air));
        let whose = i.checked_sub(1).is_some_and(|j| doc.words[j].has(pro::LI));
        houses(1) || houses(2) || whose && doc.words[i].best & pos::ADJ != 0
    };
    let implying = |i: usize| Some((i, layers.implied_by(doc, i)?));
    let close = (hit.words.start..(hit.words.end + 3).min(b.draft.words.end))
        .filter_map(implying)
        .find(|&(i, _)| !named(i))
        .map(|(_, kind)| kind);
    let sent = &doc.sents[b.sent].words;
    let lo = b.draft.words.start.max(sent.start);
    let hi = b.draft.words.end.min(sent.end);
    // What is hit says nothing of how: «مقر قوات الدفاع الجوي»; nor what backs whom: «قوات مدعومة بطائرات».
    let backed = doc.frames().class_bit("backed");
    let hit_by = |i: usize| b.draft.patients.iter().any(|n| n.words.contains(&i));
    let wide = (lo..hi)
        .filter_map(implying)
        .filter(|&(i, _)| !hit_by(i) && !named(i) && !(i.saturating_sub(3).max(lo)..i).any(|j| doc.is(j, backed)))
        .filter(|&(i, _)| {
            let w = &doc.words[i];
            w.has(pro::BI)
                || w.best & pos::ADJ != 0
                || i.checked_sub(1).is_some_and(|j| doc.words[j].has(pro::BI) && j >= lo)
        })
        .find(|&(i, _)| {
            let before = hits_in(hits, i.saturating_sub(2)..i);
            !before.iter().any(|h| h.head != hit.head)
        })
        .map(|(_, kind)| kind);
    doers
        .filter(|k| *k == ClaimType::Airstrike)
        .or(close)
        .or(doers)
        .or(wide)
}

/// «تخوينهم لزعيمهم»: who accuses his own leader dissents.
pub(super) fn own_leader(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built]) {
    let leads = doc.frames().class_bit("leader_noun");
    for b in found.iter_mut().filter(|b| b.draft.kind == ClaimType::Accusation) {
        let head = hits[b.draft.hit].head;
        let own = |n: &Np| n.head > head && doc.is(n.head, leads) && doc.words[n.head].pronoun.is_some();
        if !b.draft.patients.is_empty() && b.draft.patients.iter().all(own) {
            b.draft.kind = ClaimType::Dissent;
        }
    }
}

/// How many events before and behind tell the type of one: more than any report of the bench has.
const NEAR: usize = 256;

/// A generic attack takes the type that the report's other words give to the same force.
pub(super) fn context_types(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], all: &mut [Built]) {
    use ClaimType as T;
    let armed = |b: &Built| {
        let hit = &hits[b.draft.hit];
        hit.size > 1 && hit.words.clone().any(|w| layers.implied_by(doc, w).is_some())
    };
    for i in 0..all.len() {
        if rules_from_now(doc, hits, all, i) {
            all[i].draft.kind = T::Capture;
            continue;
        }
        let entry = &doc.frames().triggers[all[i].draft.trigger];
        let frame = &doc.frames().data.frames[entry.frame].id;
        if let Some(kind) = known_attack(doc, hits, &all[..i], &all[i]) {
            all[i].draft.kind = kind;
            continue;
        }
        if flown_elsewhere(doc, layers, hits, all, i) {
            all[i].draft.kind = T::Airstrike;
            continue;
        }
        let unsettled = frame == "shelling"
            && !all[i].fixed
            && entry.by_means
            && all[i].draft.kind == entry.default_type
            && all[i].draft.means.is_none()
            && !armed(&all[i]);
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
        if !definite && entry.default_type == T::Shelling {
            continue;
        }
        if let Some(kind) = beside(doc, hits, all, i) {
            all[i].draft.kind = kind;
            continue;
        }
        let before = all[..i].iter().rev().take(NEAR).find(|b| fits(b)).map(|b| b.draft.kind);
        let after = || {
            all[i + 1..]
                .iter()
                .take(NEAR)
                .find(|b| fits(b) && !definite)
                .map(|b| b.draft.kind)
        };
        if let Some(kind) = before.or_else(after) {
            all[i].draft.kind = kind;
        }
    }
}

/// «عدوان إسرائيلي» above «نفذ العدو الإسرائيلي عدوانا جويا»: what the report tells of the same doer from the air, and
/// what was made with rockets by who has come by air.
fn flown_elsewhere(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], all: &[Built], i: usize) -> bool {
    let (b, hit) = (&all[i], &hits[all[i].draft.hit]);
    let vague = b.draft.kind == ClaimType::Offensive && !b.fixed && hit.size == 1 && !hit.reading.is_verb();
    if !vague || !doc.is(hit.head, doc.frames().class_bit("aggression")) {
        return false;
    }
    // «تصدت الدفاعات الجوية لعدوان»
    let defence = doc.frames().class_bit("defence");
    let lo = hit.head.saturating_sub(8).max(doc.sents[b.sent].words.start);
    let met = |w: usize| doc.is(w, defence) && layers.implied_by(doc, w + 1) == Some(ClaimType::Airstrike);
    if (lo..hit.head.saturating_sub(1)).any(met) && doc.flows(lo, hit.head) {
        return true;
    }
    let state = |n: &Np| {
        let named = n
            .words
            .clone()
            .find_map(|w| layers.entity_at(w))
            .map(|e| &layers.entities[e]);
        named.filter(|e| e.force || e.adjective).map(|e| &e.id)
    };
    let Some(doer) = b.draft.agents.iter().find_map(state) else {
        return false;
    };
    let by_air =
        |x: &Built| x.draft.kind == ClaimType::Airstrike && x.draft.agents.iter().any(|n| state(n) == Some(doer));
    let lo = i.saturating_sub(NEAR);
    all[lo..(i + NEAR).min(all.len())].iter().any(by_air)
}

/// «قصفت طائرة معسكرا. كما استهدفت منشأة»: by what those have done it with who are known from before.
pub(super) fn by_doer(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], all: &mut [Built]) {
    // A noun may have its doer from anywhere, a verb has the one that it is joined to.
    for b in all.iter_mut().filter(|b| hits[b.draft.hit].reading.is_verb()) {
        let entry = &doc.frames().triggers[b.draft.trigger];
        let open = entry.by_means && !b.fixed && b.draft.means.is_none() && !b.draft.agents.is_empty();
        if !open || b.draft.kind != ClaimType::Offensive || entry.default_type != ClaimType::Offensive {
            continue;
        }
        let mut kinds = b.draft.agents.iter().map(|a| layers.implied_by(doc, a.head));
        let first = kinds.next().flatten();
        if let Some(kind) = first.filter(|k| kinds.all(|other| other == Some(*k))) {
            b.draft.kind = kind;
        }
    }
}

/// «الجيش يسيطر على البلدة»: in a headline above the report that it was taken.
fn rules_from_now(doc: &Doc<'_>, hits: &[Hit], all: &[Built], i: usize) -> bool {
    /// So many sentences behind the headline it is told.
    const LEAD: usize = 3;
    let (b, hit) = (&all[i], &hits[all[i].draft.hit]);
    b.draft.kind == ClaimType::Control
        && hit.reading.is_verb()
        && doc.sents[b.sent].title
        && doc.words[hit.head].best & pos::IMPERFECT != 0
        && all[i + 1..]
            .iter()
            .take_while(|x| x.sent <= b.sent + LEAD)
            .any(|x| x.draft.kind == ClaimType::Capture && x.modality == b.modality)
}

/// «استهدفوا الحقل بغارات واستهداف الصهاريج», «لقصف ترد عليه الفصائل باستهداف …»: what is joined to a strike of the
/// same sentence, or answers it.
fn beside(doc: &Doc<'_>, hits: &[Hit], all: &[Built], i: usize) -> Option<ClaimType> {
    use ClaimType as T;
    let head = hits[all[i].draft.hit].head;
    let w = &doc.words[head];
    if hits[all[i].draft.hit].reading.is_verb() || w.definite() {
        return None;
    }
    let strike = |b: &&Built| {
        let h = hits[b.draft.hit].head;
        matches!(b.draft.kind, T::Airstrike | T::Shelling) && h < head && head - h <= 30 && doc.flows(h, head)
    };
    let before = all[..i]
        .iter()
        .rev()
        .take_while(|b| b.sent == all[i].sent)
        .find(strike)?;
    let from = hits[before.draft.hit].head;
    let joined = w.has(pro::CONJ) && w.pos & pos::MASDAR != 0 && all[i].draft.agents.is_empty();
    let answers = || (from..head).any(|x| doc.words[x].is_verb() && doc.is(x, doc.frames().class_bit("answer_verb")));
    if joined {
        return Some(before.draft.kind);
    }
    // Who answers from the ground has no aircraft.
    (w.has(pro::BI) && answers()).then_some(T::Shelling)
}

/// «… وأسفر الهجوم عن مقتل ستة», «وتبنى التنظيم الهجوم»: an attack with its article is the one told before, however that
/// was made; the one that the same word told goes first.
fn known_attack(doc: &Doc<'_>, hits: &[Hit], before: &[Built], b: &Built) -> Option<ClaimType> {
    /// So many sentences back it was told, by the same word and by another.
    const SAME: usize = 8;
    const BACK: usize = 3;
    /// So many words before it stands who owns to it.
    const OWNS: usize = 6;
    use ClaimType as T;
    let hit = &hits[b.draft.hit];
    let definite = doc.words[hit.head].definite();
    // «10 استهدافات على الحسكة»: an item of the list of what was told together.
    let numbered = hit
        .head
        .checked_sub(1)
        .is_some_and(|i| doc.quantity_at[i].is_some() && doc.time_at[i].is_none());
    let item = !definite && numbered && b.draft.agents.is_empty();
    let general = doc.frames().triggers[b.draft.trigger].by_means
        && b.draft.kind == T::Offensive
        && !b.fixed
        && !hit.reading.is_verb()
        && hit.size == 1
        && (definite || item)
        && b.draft.means.is_none();
    if !general {
        return None;
    }
    let claims = doc.frames().class_bit("claim_verb") | doc.frames().class_bit("vouch");
    let from = hit.head.saturating_sub(OWNS).max(doc.sents[b.sent].words.start);
    let owned = (from..hit.head).any(|i| doc.is(i, claims)) && doc.flows(from, hit.head);
    let counted = b.draft.agents.is_empty() && (b.killed.is_some() || b.injured.is_some());
    if !(owned || counted || item) {
        return None;
    }
    let told = |reach: usize| before.iter().rev().take_while(move |x| x.sent + reach >= b.sent);
    let word = &doc.words[hit.head];
    let same = told(SAME).find(|x| {
        let words = hits[x.draft.hit].words.clone();
        is_cause(x.draft.kind)
            && words
                .into_iter()
                .any(|w| !doc.words[w].is_verb() && word.same(&doc.words[w]))
    });
    let nearest = same.or_else(|| told(if item { 0 } else { BACK }).find(|x| is_cause(x.draft.kind)))?;
    let kind = nearest.draft.kind;
    matches!(kind, T::Airstrike | T::Shelling | T::Bombing | T::Shooting).then_some(kind)
}
