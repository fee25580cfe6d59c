//! How many an event cost: what its roles say of the dead and hurt, and that there were none.
//!
//! In: a draft with its participants, its sentence. Out: its casualties as intervals, with the words they stand in.
//!
//! Example: in «انفجار دون إصابات» (infijār dūna iṣābāt, "an explosion without injuries") nobody was hurt, and the text
//! says so.

use super::*;

pub(super) fn toll(
    doc: &Doc<'_>,
    layers: &Layers,
    hit: &Hit,
    outcome: Option<Outcome>,
    b: &mut Built,
    sent: &Range<usize>,
) {
    let Some(outcome) = outcome else { return };
    // «سقط 30 عنصرا بين قتيل وجريح»: so many of both, and nobody told to be dead.
    if let Some(word) = hit.words.clone().find_map(|i| casualties::split::between(doc, i)) {
        b.draft.patients.retain(|p| p.words.start < word);
        if b.draft.patients.is_empty() {
            b.draft
                .patients
                .extend(casualties::split::whose(doc, layers, word, sent));
        }
        return;
    }
    let mut people: Vec<Np> = b
        .draft
        .patients
        .iter()
        .filter(|n| n.is_people() || n.sem == Sem::Actor)
        .cloned()
        .collect();
    casualties::shared::drop_parts(doc, layers, &mut people);
    // «قتيلين وثلاثة جرحى»: the dead are not among the hurt.
    if outcome == Outcome::Injured
        && people
            .iter()
            .any(|n| !doc.is(n.head, doc.frames().class_bit("dead_noun")))
    {
        people.retain(|n| !doc.is(n.head, doc.frames().class_bit("dead_noun")));
    }
    // «استشهد فلسطيني وزوجته»: one of a nation counts by his number.
    for n in &mut people {
        let w = &doc.words[n.head];
        if n.count.is_none() && !w.definite() && !w.plural && casualties::shared::national(layers, n) {
            n.count = Some(Count::exact(if w.dual { 2 } else { 1 }));
        }
    }
    // Only the first phrase and what is joined to it are counted: the rest is why and against whom.
    let joined = people.iter().skip(1).take_while(|n| n.coordinated).count();
    people.truncate(1 + joined);
    // «سقوط 4 قتلى», «ستة قتلى»: the number stands before the word for the dead.
    if people.is_empty()
        && (!hit.reading.is_verb() || hit.size > 1)
        // «4 مجازر»: so many deeds.
        && !doc.is(hit.head, doc.frames().class_bit("killing_deed"))
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
            noun: layers.noun_of(doc, hit.head).cloned(),
            coordinated: false,
            pronoun: false,
            words,
        };
        b.draft.patients.push(np.clone());
        people.push(np);
    }
    // «قتيلين», «خلف قتيلين»: the dual of the word for the dead.
    if people.iter().all(|n| n.count.is_none() && !n.is_people())
        && hit.reading != Reading::Masdar
        && let Some(i) = hit
            .words
            .clone()
            .skip(usize::from(hit.reading.is_verb()))
            .find(|&i| doc.words[i].dual)
        // «مجزرتين»: two of what happened are not two dead.
        && (doc.is(i, doc.frames().class_bit("dead_noun")) || layers.noun_of(doc, i).is_some())
        && let Some(np) = crate::phrase::noun_phrase(doc, layers, i, sent.end)
    {
        let np = Np {
            sem: Sem::People,
            count: np.count.or(Some(Count::exact(2))),
            ..np
        };
        b.draft.patients.push(np.clone());
        people = vec![np];
    }
    // «القتلى السبعة»: the number behind the word for the dead.
    if people.is_empty()
        && !hit.reading.is_verb()
        && hit.size == 1
        && hit.reading != Reading::Masdar
        && let Some(np) = crate::phrase::noun_phrase(doc, layers, hit.head, sent.end)
        && (hit.head..np.words.end).any(|i| doc.quantity_at[i].is_some())
    {
        let np = Np { sem: Sem::People, ..np };
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
    let total = casualties::shared::told(doc, hit, &people);
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
pub(crate) fn people_before(doc: &Doc<'_>, layers: &Layers, head: usize, sent: &Range<usize>) -> Option<Np> {
    (sent.start..head).rev().take(16).find_map(|i| {
        doc.quantity_at[i]?;
        crate::phrase::noun_phrase(doc, layers, i, head).filter(|n| n.sem == Sem::People && n.words.end <= head)
    })
}

/// The number right before a word for the dead or hurt, or inside its expression.
pub(super) fn count_before(doc: &Doc<'_>, hit: &Hit) -> Option<usize> {
    let lo = hit.words.start.saturating_sub(4);
    (lo..hit.words.end).rev().find_map(|i| {
        let q = doc.quantity_at[i]? as usize;
        let range = doc.words_in(doc.quantities[q].span);
        // «أصيب خمسة بجروح»: what «ب» governs is not what is counted.
        let touches = range.end == hit.head && !doc.words[hit.head].has(pro::BI)
            || (range.start > hit.head && range.end < hit.words.end)
            // «عددا كبيرا من القتلى»
            || (range.start == hit.head && range.end < hit.words.end && range.len() > 2)
            || (range.start > hit.words.start && range.end <= hit.words.end);
        let joined = doc.words.get(range.end).is_some_and(|w| w.gap & gap::HARD == 0);
        (touches && joined).then_some(q)
    })
}

/// «دون خسائر بشرية» makes the toll nil; «دون ورود معلومات» leaves it open.
pub(super) fn explicit_none(doc: &Doc<'_>, b: &mut Built, sent: &Range<usize>) {
    let words = b.draft.words.start..sent.end;
    if b.killed.is_none() && b.injured.is_none() && spared(doc, b.trigger.start, sent) {
        b.killed = Some(Count::exact(0));
        b.injured = Some(Count::exact(0));
        return;
    }
    if let Some(n) = casualties::none::none_told(doc, &(b.trigger.start..sent.end)) {
        nobody(doc, b, n);
    }
    match casualties::said(doc, &words) {
        Some(Said::None) if b.killed.is_none() && b.injured.is_none() => {
            b.killed = Some(Count::exact(0));
            b.injured = Some(Count::exact(0));
        }
        None if casualties::split::stands_in(doc, &words) => {
            b.killed = None;
            b.injured = None;
            b.casualties.clear();
        }
        _ => {}
    }
}

/// «لم يسفر عن قتلى»: those of whom there were none, told by the word `n`, are no victims.
fn nobody(doc: &Doc<'_>, b: &mut Built, n: usize) {
    let frames = doc.frames();
    let open = |c: Option<Count>| c.is_none_or(|c| c.high.is_none() && c.low <= 2);
    b.draft.patients.retain(|p| !p.words.contains(&n));
    if !open(b.killed) || !open(b.injured) {
        return;
    }
    b.casualties.clear();
    let (dead, hurt) = (frames.class_bit("dead_noun"), frames.class_bit("wounded_noun"));
    b.killed = (!doc.is(n, hurt)).then_some(Count::exact(0));
    b.injured = (!doc.is(n, dead)).then_some(Count::exact(0));
}

/// «ولم يسفر القصف على المدينة مساء أمس عن إصابات»: whether a negated verb of result stands before the event and the hurt
/// or dead behind it.
fn spared(doc: &Doc<'_>, head: usize, sent: &Range<usize>) -> bool {
    /// So many words behind the event those stand who are not hurt.
    const REACH: usize = 14;
    let frames = doc.frames();
    let (not, result) = (frames.class_bit("negation"), frames.class_bit("result_verb"));
    let from = head.saturating_sub(2).max(sent.start + 1);
    if !(from..head).any(|i| doc.is_as(i, result, true) && doc.is(i - 1, not)) {
        return false;
    }
    let harm = frames.class_bit("dead_noun") | frames.class_bit("hurt_noun") | frames.class_bit("told_of");
    (head + 1..sent.end.min(head + REACH)).any(|i| doc.is(i, harm) && doc.flows(head, i))
}
