//! Dead and hurt that two words share, and the people that stand away from their verb.
//!
//! In: the drafts of a sentence, before results are folded into their causes. Out: the same with «قتل وأصيب عشرة» left
//! unsplit, «رجل وزوجته وأطفالهما الثلاثة» counted to the last, and «استهدفوا الصحفي فلان … واستشهد» known as one dead.
//!
//! Example: «استشهد وجرح ستة جنود» (ustushhida wa-juriḥa sittat junūd, "six soldiers died or were wounded") says neither how
//! many died nor how many were hurt.

use crate::assemble::Built;
use crate::doc::{Doc, gap, pos, pro};
use crate::layers::Layers;
use crate::phrase::{Np, Prep, Sem, noun_phrase};
use crate::trigger::{Hit, Reading, heads_in, hit_at};
use isnad_lexicon::frame::Part;
use isnad_model::{ClaimType, Count, Modality, Outcome};

/// Settles what the drafts of a sentence say of their dead and hurt together.
pub fn settle(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], found: &mut [Built]) {
    let harm = doc.frames().class_bit("dead_noun") | doc.frames().class_bit("hurt_noun");
    let harms = |b: &Built| outcome(doc, b).is_some() || doc.is(hits[b.draft.hit].head, harm);
    if found.iter().any(harms) {
        of_one_sentence(doc, layers, hits, found);
    }
    super::names::tell(doc, layers, found);
}

/// Settles it where some draft tells of dead or hurt.
fn of_one_sentence(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], found: &mut [Built]) {
    for i in 0..found.len() {
        unsplit(doc, hits, found, i);
    }
    let mut risen: Vec<(usize, Outcome, usize)> = Vec::new();
    for i in 0..found.len() {
        if split(doc, &found[i]) {
            sufferer(doc, layers, hits, &mut found[i]);
        }
        if split(doc, &found[i]) || vague(doc, &found[i]) {
            let number = super::risen::risen(doc, hits, &mut found[i]);
            // «يرتفع إلى ثمانية عدد الشهداء الذين قضوا»: one number, told once.
            if let Some((w, what)) = number.zip(outcome(doc, &found[i])) {
                match risen.iter().find(|t| (t.0, t.1) == (w, what)) {
                    Some(&(_, _, first)) => leave_to(found, i, first),
                    None => risen.push((w, what, i)),
                }
            }
            risen_to(doc, hits, found, i);
        }
        if split(doc, &found[i]) {
            behind(doc, layers, hits, found, i);
        }
        twice(doc, hits, found, i);
        carried(doc, hits, found, i);
        family(doc, layers, hits, found, i);
    }
    for i in 0..found.len() {
        super::risen::counted_already(doc, hits, found, i);
    }
}

/// «ارتفع عدد الضحايا إلى 19 قتيلا»: the dead whom the number counts that a word before them rose to.
fn risen_to(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built], i: usize) {
    let nouns = doc.frames().class_bit("dead_noun") | doc.frames().class_bit("hurt_noun");
    let (what, killed, injured) = (outcome(doc, &found[i]), found[i].killed, found[i].injured);
    let at = hits[found[i].draft.hit].head;
    let told = found[i].killed.or(injured).is_some_and(|c| c.high.is_some());
    let same = |b: &Built| {
        let hit = &hits[b.draft.hit];
        let noun = hit.head > at && !hit.reading.is_verb() && doc.is(hit.head, nouns);
        !b.gone
            && noun
            && b.sent == found[i].sent
            && outcome(doc, b) == what
            && (b.killed, b.injured) == (killed, injured)
    };
    let Some(j) = (i + 1..found.len()).find(|&j| told && same(&found[j])) else {
        return;
    };
    leave_to(found, j, i);
}

/// Leaves a draft with its people to another that tells the same.
fn leave_to(found: &mut [Built], from: usize, to: usize) {
    found[from].gone = true;
    for p in std::mem::take(&mut found[from].draft.patients) {
        if !found[to].draft.patients.iter().any(|x| x.words.start == p.words.start) {
            found[to].draft.patients.push(p);
        }
    }
}

/// «راح ضحيتها خمسة قتلى», «جثث أربعة قتلى»: the dead of one word, counted by another.
fn twice(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built], i: usize) {
    let head = hits[found[i].draft.hit].head;
    let nouns = doc.frames().class_bit("dead_noun") | doc.frames().class_bit("hurt_noun");
    if !doc.is(head, nouns) || hits[found[i].draft.hit].reading.is_verb() {
        return;
    }
    let what = outcome(doc, &found[i]);
    let counted = (0..found.len()).any(|j| {
        j != i
            && !found[j].gone
            && outcome(doc, &found[j]) == what
            && !hits[found[j].draft.hit].words.contains(&head)
            && found[j]
                .draft
                .patients
                .iter()
                .any(|p| p.words.contains(&head) || p.count.is_some() && p.words.end == head)
    });
    if counted {
        found[i].gone = true;
    }
}

/// Leaves the whole of people told with their parts: «12 شخصا، معظمهم أطفال ونساء».
pub fn drop_parts(doc: &Doc<'_>, layers: &Layers, people: &mut Vec<Np>) {
    let mut part_end = usize::MAX;
    let mut kept = Vec::with_capacity(people.len());
    for np in people.iter() {
        let start = np.words.start;
        let opens = layers.is_part_word(doc, start) || start > 0 && layers.is_part_word(doc, start - 1);
        if opens || np.coordinated && start == part_end {
            part_end = np.words.end;
        } else {
            kept.push(np.clone());
        }
    }
    *people = kept;
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

/// «يرتفع إلى 40 عدد المدنيين الذين قتلوا»: by their plural alone known to be several.
fn vague(doc: &Doc<'_>, b: &Built) -> bool {
    let told = match outcome(doc, b) {
        Some(Outcome::Killed) => b.killed,
        Some(Outcome::Injured) => b.injured,
        _ => None,
    };
    told == Some(Count::at_least(2)) && !b.shared && b.modality == Modality::Actual
}

/// «استشهاد فلسطيني», «وجرح 14 آخرين»: by its state or its ending the only participant of a death is who suffers it.
fn sufferer(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], b: &mut Built) {
    let [np] = b.draft.agents.as_slice() else { return };
    let last = doc.word(np.words.end.saturating_sub(1));
    let counted = np.count.is_some() && np.entity.is_none() && np.words.start > hits[b.draft.hit].head;
    let oblique = counted && last.ends_with("ين") && doc.words[np.head].plural;
    let one = national(layers, np) && !doc.words[np.head].definite() && !hits[b.draft.hit].reading.is_verb();
    let mut patients = b.draft.patients.clone();
    drop_parts(doc, layers, &mut patients);
    if (oblique || one) && !patients.iter().any(Np::is_people) {
        let np = b.draft.agents.remove(0);
        b.draft.patients.insert(0, np.clone());
        if one {
            return;
        }
        match outcome(doc, b) {
            Some(Outcome::Killed) => b.killed = np.count,
            Some(Outcome::Injured) => b.injured = np.count,
            _ => {}
        }
    }
}

/// «قتل مدنيان وأصيب ثمانية»: without a cause the hurt are told with the dead.
pub fn join(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built]) {
    // Where the drafts begin that stand: kept apart, as each may be held against all.
    let start = |b: &Built| if b.gone { usize::MAX } else { b.trigger.start };
    let mut starts: Vec<usize> = found.iter().map(start).collect();
    for i in 0..found.len() {
        let hurt = &found[i];
        let at = hits[hurt.draft.hit].head;
        if hurt.gone
            || hurt.draft.kind != ClaimType::Injury
            || hurt.modality != Modality::Actual
            || !doc.words[at].has(pro::CONJ)
            || hurt.injured.is_none() && !hurt.shared
            || !(hurt.draft.agents.is_empty() || hurt.shared)
        {
            continue;
        }
        let Some(k) = (0..found.len()).filter(|&k| starts[k] < at).max_by_key(|&k| starts[k]) else {
            continue;
        };
        let dead = &found[k];
        let from = hits[dead.draft.hit].head;
        let one = dead.draft.kind == ClaimType::Killing
            && dead.modality == Modality::Actual
            && dead.injured.is_none()
            && (dead.killed.is_some() || dead.shared)
            // «تمكنوا من قتل وإصابة عدة جنود»: one deed of theirs.
            && (dead.draft.agents.is_empty() || dead.shared && hurt.shared && at - from <= 2)
            && at - from <= 25
            && doc.flows(from, at)
            && (hurt.shared || hits[dead.draft.hit].reading.is_verb() == hits[hurt.draft.hit].reading.is_verb());
        if !one {
            continue;
        }
        let hurt = found[i].clone();
        found[i].gone = true;
        starts[i] = usize::MAX;
        let dead = &mut found[k];
        dead.injured = hurt.injured;
        dead.casualties.extend(hurt.casualties);
        dead.draft.patients.extend(hurt.draft.patients);
        dead.draft.places.extend(hurt.draft.places);
        dead.draft.words.end = dead.draft.words.end.max(hurt.draft.words.end);
        dead.rules.extend(hurt.rules);
    }
}

/// «راح ضحيتها تسعة مدنيين», «أودت الغارة بحياة طفل», «استشهد فلسطيني»: people behind an expression of dying, or inside it.
fn behind(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], found: &mut [Built], i: usize) {
    let b = &found[i];
    let hit = &hits[b.draft.hit];
    let Some(what) = outcome(doc, b) else { return };
    let sent = &doc.sents[b.sent].words;
    // Somebody else is there, without a number: nobody is counted for him.
    let people = |np: &Np| np.prep == Prep::None && (np.is_people() || national(layers, np));
    let mut patients = b.draft.patients.clone();
    drop_parts(doc, layers, &mut patients);
    let known = patients.iter().find(|p| !people(p) || p.count.is_some());
    if known.is_some() || !b.draft.agents.is_empty() {
        return;
    }
    let mut np = patients.into_iter().next();
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
            // «راح ضحية القصف ثلاثة أطفال»: whose victims they are stands between.
            if at == hit.words.end
                && hit.size > 1
                && doc.is(at - 1, doc.frames().class_bit("told_of"))
                && let Some(cause) = hit_at(hits, at).filter(|h| !h.reading.is_verb())
            {
                at = described_event(doc, layers, cause.words.end, sent.end);
                continue;
            }
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
        np.sem = Sem::People;
        np.count = Some(if w.dual || w.plural {
            Count::at_least(2)
        } else {
            Count::exact(1)
        });
    }
    let people = [np];
    let Some(total) = super::total(&people) else { return };
    let victims = only_victims(doc, hit, total);
    let parts = super::parts(doc, layers, &people, what, sent);
    let [np] = people;
    let b = &mut found[i];
    match what {
        _ if victims => {}
        Outcome::Killed => b.killed = Some(total),
        _ => b.injured = Some(total),
    }
    b.casualties.extend(parts.into_iter().filter(|_| !victims));
    match b.draft.patients.iter_mut().find(|p| p.words.start == np.words.start) {
        Some(same) => *same = np,
        None => b.draft.patients.push(np),
    }
}

/// «الغارة الروسية», «الهجوم الذي استهدف السوق»: behind an event noun the end of what describes it.
fn described_event(doc: &Doc<'_>, layers: &Layers, from: usize, end: usize) -> usize {
    /// So many words a clause has that describes the event.
    const CLAUSE: usize = 10;
    let mut at = from;
    while at < end
        && doc.words[at].definite()
        && doc.words[at].best & pos::ADJ != 0
        && doc.words[at].gap & gap::HARD == 0
    {
        at += 1;
    }
    if at < end && doc.is(at, layers.bits.relative) {
        let soft = |w: &usize| doc.words[*w].gap & (gap::STOP | gap::LINE | gap::SEMI) == 0;
        let mut clause = (at + 1..end.min(at + CLAUSE)).take_while(soft);
        at = clause.find(|&w| doc.quantity_at[w].is_some()).unwrap_or(at);
    }
    at
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
    (people(&np) && sure && hit_at(hits, np.head).is_none()).then_some(np)
}

/// «فلسطيني»: one of a nation by its adjective alone.
pub(crate) fn national(layers: &Layers, np: &Np) -> bool {
    np.sem == Sem::Actor
        && np.words.len() == 1
        && layers.entity_at(np.head).is_some_and(|e| layers.entities[e].adjective)
}

pub(super) fn outcome(doc: &Doc<'_>, b: &Built) -> Option<Outcome> {
    doc.frames().triggers[b.draft.trigger].outcome
}

/// «قتل وأصيب عشرة», «استشهاد وجرح 6»: one number for both.
fn unsplit(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built], i: usize) {
    // Drafts stand in the order of their heads.
    let behind = hits[found[i].draft.hit].words.end;
    let Some(j) = heads_in(hits, found, behind..behind + 1).find(|&j| {
        let (a, b) = (&hits[found[i].draft.hit], &hits[found[j].draft.hit]);
        let w = &doc.words[b.head];
        j != i
            && b.head == a.words.end
            && w.has(pro::CONJ)
            && w.gap & gap::HARD == 0
            && a.size == 1
            && b.size == 1
            && (a.reading.is_verb() == b.reading.is_verb() || w.pos & pos::MASDAR != 0)
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
    // «أصيب جندي بجروح وقتل آخر»: the wounds are how the first was hurt.
    let (a, b) = (&hits[found[i].draft.hit], &hits[found[j].draft.hit]);
    if kinds.0 == Some(Outcome::Injured) && doc.words[a.head].has(pro::BI) && b.reading.is_verb() {
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
    let masdar =
        |h: usize| !doc.is(h, nouns) || hit_at(hits, h).is_some_and(|x| x.reading == crate::trigger::Reading::Masdar);
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
    // «قتل مع أربعة من أفراد أسرته», «قتل هو وأخوه»: they died with him.
    let soft = |w: usize| w < end && doc.words[w].gap & gap::HARD == 0;
    let beside = soft(at) && doc.is(at, doc.frames().class_bit("with")) && doc.words[at].best & pos::PARTICLE != 0;
    if beside
        && total.high == Some(total.low)
        && let Some(np) = noun_phrase(doc, layers, at + 1, end)
        && np.is_people()
        && soft(at + 1)
        && (np.pronoun || np.noun.as_ref().is_some_and(|n| n.relation))
    {
        at = np.words.end;
        more.push(np);
    } else if soft(at) && soft(at + 1) && doc.is(at, doc.frames().class_bit("he")) && doc.words[at + 1].has(pro::CONJ) {
        at += 1;
    }
    while more.len() < 6
        && let Some(np) = noun_phrase(doc, layers, at, end).or_else(|| kin(doc, layers, at))
        && np.coordinated
        && np.prep == Prep::None
        && np.is_people()
        && soft(at)
        && !hits[hits.partition_point(|h| h.head < np.words.start)..]
            .first()
            .is_some_and(|h| np.words.contains(&h.head))
        && (np.pronoun || np.noun.as_ref().is_some_and(|n| n.relation))
    {
        at = np.words.end;
        more.push(np);
    }
    let Some(extra) = super::total(&more) else { return };
    let sum = super::add(Some(total), Some(extra));
    let parts = super::parts(doc, layers, &more, what, &doc.sents[b.sent].words.clone());
    let b = &mut found[i];
    match what {
        Outcome::Killed => b.killed = sum,
        _ => b.injured = sum,
    }
    b.casualties.extend(parts);
    b.draft.patients.extend(more);
}

/// How many an event word and its people tell.
pub(crate) fn told(doc: &Doc<'_>, hit: &Hit, people: &[Np]) -> Option<Count> {
    // «أدى إلى مقتله مع ولديه»: he and they.
    let beside = !people.is_empty() && people.iter().all(|p| p.coordinated && p.words.start > hit.head);
    let subject = hit.entry(doc).subject;
    let form = if beside && !hit.reading.is_verb() && doc.words[hit.head].pronoun.is_some() {
        super::add(by_form(doc, hit, subject, &[]), super::total(people))
    } else {
        by_form(doc, hit, subject, people)
    };
    form.or_else(|| super::total(people))
        .filter(|c| !only_victims(doc, hit, *c))
}

/// «وقوع ضحايا مدنيين»: without a number they may be dead or hurt.
fn only_victims(doc: &Doc<'_>, hit: &Hit, told: Count) -> bool {
    let victims = doc.frames().class_bit("harmed_noun");
    let several = |i: usize| doc.words[i].plural && doc.is(i, victims);
    told == Count::at_least(2) && hit.words.clone().any(several)
}

/// «أدى إلى مقتله», «المرافقان توفيا»: how many died or were hurt by the form of the word, where no number stands with it.
pub(crate) fn by_form(doc: &Doc<'_>, hit: &Hit, subject: Part, people: &[Np]) -> Option<Count> {
    use isnad_arabic::morph::Number as N;
    let w = &doc.words[hit.head];
    if people.iter().any(|p| doc.quantity_at[p.words.start].is_some()) {
        return None;
    }
    if hit.reading.is_verb() {
        let suffered = hit.reading == Reading::Passive || subject == Part::Patient;
        let two = w.verb_form.dual && !w.verb_form.plural && w.pronoun.is_none();
        use isnad_arabic::morph::Gender;
        // «داهمت المنزل واشتبكت مع المطلوب وقتلته»: one man whom it means.
        let him = hit.entry(doc).outcome == Some(Outcome::Killed)
            && people.is_empty()
            && w.has(pro::CONJ)
            && hit.reading != Reading::Passive
            && w.pronoun
                .is_some_and(|p| p.number == N::Singular && p.gender != Some(Gender::Feminine));
        if him {
            return Some(Count::exact(1));
        }
        return (suffered && two && doc.word(hit.head).ends_with('ا')).then_some(Count::exact(2));
    }
    // «متأثرا بجراحه»: of what was told before.
    let noun = hit.reading == Reading::Masdar || w.best & pos::NOUN != 0 && hit.entry(doc).outcome.is_some();
    // «انتهت العملية بمقتله», but «متأثرا بإصابته».
    let led = w.has(pro::BI) && (hit.entry(doc).outcome != Some(Outcome::Killed) || w.best & pos::MASDAR == 0);
    let first = noun && people.is_empty() && !led;
    let pronoun = w.pronoun.filter(|_| first)?;
    // «بعد إصابته»: told before; «أدى إلى إصابته»: told here.
    let sent = &doc.sents[doc.sent_of(hit.head)].words;
    let told = doc.frames().class_bit("result_verb");
    let dead = hit.entry(doc).outcome == Some(Outcome::Killed);
    let before = hit.head.checked_sub(1).filter(|&b| b >= sent.start);
    let again = before.is_some_and(|b| doc.is(b, doc.frames().class_bit("sequel")));
    let brought = || (hit.head.saturating_sub(4).max(sent.start)..hit.head).any(|i| doc.is(i, told));
    if again || !(dead || brought()) {
        return None;
    }
    match pronoun.number {
        N::Singular => Some(Count::exact(1)),
        N::Dual => Some(Count::exact(2)),
        N::Plural => None,
    }
}

/// «وابنه», «وأخوه»: a word of kinship with its pronoun, whatever else its letters may be.
fn kin(doc: &Doc<'_>, layers: &Layers, i: usize) -> Option<Np> {
    let w = doc.words.get(i)?;
    let noun = layers
        .noun_of(doc, i)
        .cloned()
        .or_else(|| crate::lookup::noun(doc, i))
        .filter(|n| n.relation)?;
    w.pronoun?;
    Some(Np {
        words: i..i + 1,
        prep: Prep::None,
        head: i,
        sem: Sem::People,
        entity: None,
        count: (!w.plural).then_some(Count::exact(1)),
        place: None,
        noun: Some(noun),
        coordinated: w.has(pro::CONJ),
        pronoun: true,
    })
}
