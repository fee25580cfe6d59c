//! What must stand around a trigger, what makes it planned or denied, and what makes it no event at all.
//!
//! In: a draft with its words. Out: whether its needs are met; its modality; whether it did not happen by what is said.

use super::unreal::{given, unreal};
use super::*;
use crate::trigger::{hit_at, hits_in};

pub(super) fn needs_met(
    doc: &Doc<'_>,
    layers: &Layers,
    hits: &[Hit],
    draft: &Draft,
    needs: Needs,
    sent: &Range<usize>,
) -> bool {
    let phrases = || draft.agents.iter().chain(&draft.patients);
    let near = draft.words.start.max(sent.start)..draft.words.end.min(sent.end);
    let any_sem = |f: &dyn Fn(Sem) -> bool| phrases().any(|n| f(n.sem));
    let word = |f: &dyn Fn(usize) -> bool| near.clone().any(f);
    let head = hits[draft.hit].head;
    let finished = doc.words[head].best & pos::PERFECT != 0;
    let struck = |all: &[Np]| draft.passive && finished && all.first().is_some_and(|n| n.sem == Sem::Target);
    (needs.wants("actor")
        && (any_sem(&|s| matches!(s, Sem::Actor | Sem::Person | Sem::Means))
            || phrases().any(|n| n.noun.is_some() || n.entity.is_some())
            || draft.genitive_pronoun
            // «كما استهدفت سيارة على الطريق»: what is struck, by whomever.
            || struck(&draft.patients)
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
                    let named = layers.entity_at(i).map(|e| &layers.entities[e]);
                    named.is_some_and(|e| e.group && e.armed)
                        || (i > head && i - head <= 6 && fighters(doc, layers, i) && joined(doc, head, i))
                })))
        || (needs.wants("people")
            && (any_sem(&|s| matches!(s, Sem::People | Sem::Person))
                || draft.genitive_pronoun
                // «دهم المنزل وأوقفه»: a pronoun behind the verb, and no group by that.
                || draft.object_pronoun && draft.kind == ClaimType::Arrest
                || word(&|i| i != head && layers.noun_of(doc, i).is_some_and(|n| !n.force))))
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
        || (needs.wants("culprit")
            && (draft.patients.iter().any(|n| n.sem == Sem::Actor && n.entity.is_some())
                || (head + 1..sent.end.min(head + 16)).any(|i| {
                    if draft.agents.iter().any(|n| n.words.contains(&i)) {
                        return false;
                    }
                    let named = layers.entity_at(i).map(|e| &layers.entities[e]);
                    let one_clause = || {
                        let parts = gap::STOP | gap::LINE | gap::SEMI | gap::COLON;
                        let within = &doc.words[head + 1..=i];
                        within.iter().all(|w| w.gap & parts == 0 && !w.is_verb())
                    };
                    // «أدانوا القصف الروسي»: whose the deed is.
                    let whose = named.is_some_and(|e| e.adjective) && hit_at(hits, i - 1).is_some();
                    (whose || named.is_some_and(|e| e.group && e.armed) || fighters(doc, layers, i)) && one_clause()
                })))
        || (needs.wants("charge")
            && sent
                .clone()
                .any(|i| i > head && doc.is(i, doc.frames().class_bit("charge"))))
        || (needs.wants("casualty")
            && hits_in(hits, sent.clone())
                .iter()
                .any(|h| h.head != head && doc.frames().triggers[h.trigger].outcome.is_some()))
        || (needs.wants("occurs") && occurs(doc, head, sent))
}

/// «تجددت الاشتباكات», «الاشتباكات لا تزال مستمرة»: that an event takes place is said by the word beside it.
pub(super) fn occurs(doc: &Doc<'_>, head: usize, sent: &Range<usize>) -> bool {
    let class = doc.frames().class_bit("occurring") | doc.frames().class_bit("lasting");
    let before = (sent.start.max(head.saturating_sub(3))..head).any(|i| doc.is(i, class) && joined(doc, i, head));
    // «المعارك الدائرة» only describes, and behind «اشتباكات في المدينة» the next clause begins.
    let told = |i: usize| doc.is(i, class) && !doc.words[i].definite() && joined(doc, head, i);
    before || doc.words[head].definite() && (head + 1..sent.end.min(head + 6)).any(told)
}

/// Whether nothing parts two words of a clause.
fn joined(doc: &Doc<'_>, a: usize, b: usize) -> bool {
    doc.words[a + 1..=b].iter().all(|w| w.gap & gap::HARD == 0)
}

/// «العناصر», «المقاتلين»: fighters by what they are.
fn fighters(doc: &Doc<'_>, layers: &Layers, i: usize) -> bool {
    layers
        .noun_of(doc, i)
        .is_some_and(|n| n.status == isnad_model::Status::Combatant)
}

/// What stands before the event word makes it planned or denied.
pub(super) fn modality(
    doc: &Doc<'_>,
    layers: &Layers,
    (hits, hit): (&[Hit], &Hit),
    fixed: Modality,
    clause: &Range<usize>,
    sent: &Range<usize>,
) -> Modality {
    if fixed != Modality::Actual {
        return fixed;
    }
    let bits = &layers.bits;
    let head = hit.head;
    let word = &doc.words[head];
    let entry_negated = hit.entry(doc).negated;
    // «أي اعتداء سيقابل برد قاس», «لن تمر الجريمة دون عقاب»: a threat of what will come is made now.
    let vowed = hit.entry(doc).kind == ClaimType::Threat && (word.has(pro::SA) || entry_negated);
    if vowed {
        return Modality::Actual;
    }
    if word.has(pro::SA) || sentenced(doc, hit, sent) {
        return Modality::Planned;
    }
    let lo = head
        .saturating_sub(9)
        .max(sent.start)
        .max(clause.start.saturating_sub(2));
    let mut out = Modality::Actual;
    if let Some(m) = unreal(doc, layers, hit, sent) {
        return m;
    }
    if word.has(pro::BI) && !hit.reading.is_verb() && governing(doc, layers, head, sent.start) {
        return Modality::Planned;
    }
    // «مرت القافلة دون أن تطلق رصاصة»
    let preposition = doc.frames().class_bit("preposition");
    let lacks = |i: usize| doc.is(i, bits.negation) && doc.is(i, preposition);
    if hit.reading.is_verb()
        && head >= sent.start + 2
        && doc.is(head - 1, bits.complementizer)
        && lacks(head - 2)
        && doc.words[head - 1].gap & gap::HARD == 0
    {
        return Modality::Denied;
    }
    if !hit.reading.is_verb() && absent(doc, layers, head, sent.start) {
        return Modality::Denied;
    }
    for i in (lo..head).rev() {
        let w = &doc.words[i];
        if doc.words[i + 1].gap & (gap::STOP | gap::SEMI | gap::COLON | gap::COMMA) != 0 {
            break;
        }
        let distance = head - i;
        // «أعدم» (executed) has the letters of «عدم» (lack of).
        let told = || w.is_verb() && hit_at(hits, i).is_some();
        // «لم يتم تنفيذ الحكم»: the verb beside the expression only says that it did or did not take place; «بعد» awaits it.
        if w.classes.meets(bits.negation) && i + 2 == hit.words.start && doc.is_as(i + 1, bits.light_passive, true) {
            let yet = doc.words.get(hit.words.end).is_some_and(|b| b.gap & gap::HARD == 0)
                && doc.is(hit.words.end, doc.frames().class_bit("yet"))
                && doc.words.get(hit.words.end + 1).is_none_or(|b| b.gap & gap::HARD != 0);
            return if yet { Modality::Planned } else { Modality::Denied };
        }
        // «لا تزال الاشتباكات مستمرة».
        let goes_on = || doc.is_as(i + 1, doc.frames().class_bit("ceasing_verb"), true);
        if !entry_negated
            && w.classes.meets(bits.negation)
            && !told()
            && !goes_on()
            && distance <= if hit.reading.is_verb() { 1 } else { 3 }
            && (hit.size == 1 || hit.reading.is_verb())
        {
            return Modality::Denied;
        }
        // «أفشلت القوات المحاولة»: it was made, and met.
        // «رفضت الحكومة أي تفاوض»: that talks were refused is news of talks.
        let refused = matches!(hit.entry(doc).kind, ClaimType::Negotiation | ClaimType::Mediation)
            && doc.is(i, doc.frames().class_bit("refusing_verb"));
        // «رفضوا واشتبكوا مع الدورية»
        let goes_its_way = hit.reading.is_verb() && word.has(pro::CONJ);
        if w.classes.meets(bits.denied_verb)
            && !(refused || goes_its_way)
            && !doc.is_as(i, doc.frames().class_bit("repel_verb"), true)
            // «رفض عدد من عناصر الكتيبة مبايعة …»: however long the subject.
            && (distance <= 4 || w.is_verb() && word.pos & pos::MASDAR != 0 && word.pro & pro::BI == 0)
            && (w.is_verb() || w.best & (pos::MASDAR | pos::ACTIVE) != 0)
        {
            return Modality::Denied;
        }
        // «تعرض» of a perfect («was exposed») has the letters of «عرض» («offers»).
        let planned_verb = w.is_verb()
            && doc.is_as(i, bits.planned_verb, true)
            && !doc.is_as(i, bits.light_patient, true)
            // «ضابط يدعى فلان»: his name.
            && !doc.is(i, doc.frames().class_bit("name_intro"));
        // «أثارت الدعوة احتجاجا»: with its article the call leads on by a preposition alone.
        let leads = || !w.definite() || word.has(pro::BI | pro::LI) || (i + 1..head).any(|k| doc.is(k, preposition));
        let planned_noun = !w.is_verb() && doc.is_as(i, bits.planned_noun, false) && leads();
        // «أوامر بسحب المقاتلين»
        let ordered = word.has(pro::BI) && !w.is_verb() && doc.is(i, doc.frames().class_bit("order_noun"));
        // «حاولت مجموعة التسلل إلى المدينة»: who tries to attack attacks.
        let tried = doc.is(i, doc.frames().class_bit("attempt"))
            && matches!(
                hit.entry(doc).kind,
                ClaimType::Offensive | ClaimType::CoupAttempt | ClaimType::AssassinationAttempt
            );
        if (planned_verb || planned_noun || ordered)
            && !tried
            && (distance <= 4 || doc.is(i, doc.frames().class_bit("fear_noun")) && layers.is_min(doc, i + 1))
            && !hit.words.contains(&i)
            && !given(doc, layers, hit, sent)
            && !considered(doc, i, head)
        {
            out = Modality::Planned;
        }
        if doc.is(i, doc.frames().class_bit("future")) && distance <= 1 {
            return Modality::Planned;
        }
        // «إذا هاجم الجيش المدينة».
        if distance == 1
            && hit.reading.is_verb()
            && doc.is(i, bits.conditional)
            && !doc.is(i, bits.complementizer)
            && !(i > 0 && doc.is(i - 1, doc.frames().class_bit("what")))
        {
            return Modality::Planned;
        }
        // «قد ينسحب», «كان يفترض أن تنسحب»: it may, or it should have.
        let verbal = hit.reading.is_verb() && word.best & pos::IMPERFECT != 0;
        if verbal
            && (distance == 1 && doc.is(i, doc.frames().class_bit("may"))
                || distance <= 3
                    && doc.is(i, doc.frames().class_bit("supposed"))
                    && doc.is(head - 1, bits.complementizer))
        {
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

/// «دون أن يكون هناك اشتباك», «من دون أن تقع معارك»: an event that was not.
fn absent(doc: &Doc<'_>, layers: &Layers, head: usize, start: usize) -> bool {
    const BETWEEN: usize = 3;
    let f = doc.frames();
    let (there, any) = (f.class_bit("there"), f.class_bit("any"));
    let Some(verb) = (head.saturating_sub(BETWEEN).max(start + 2)..head)
        .rev()
        .find(|&i| !doc.is(i, there | any))
    else {
        return false;
    };
    doc.words[verb].is_verb()
        && doc.is_as(verb, f.class_bit("was") | f.class_bit("happening_verb"), true)
        && doc.is(verb - 1, layers.bits.complementizer)
        && doc.is(verb - 2, layers.bits.negation)
        && joined(doc, verb - 2, head)
}

/// «تعد المدينة آخر معاقل …» (is considered) has the letters of "promises", which has its «ب».
fn considered(doc: &Doc<'_>, i: usize, head: usize) -> bool {
    let w = &doc.words[i];
    w.is_verb()
        && w.best & pos::IMPERFECT != 0
        && doc.is_as(i, doc.frames().class_bit("reckoning_verb"), true)
        && !(i + 1..=head).any(|k| doc.words[k].has(pro::BI))
}

/// «هدد رئيس المجلس فلان الفلاني، مساء الخميس، بشن …»: however long who threatens is, and though a time stands between
/// commas, what he threatens with has not happened.
fn governing(doc: &Doc<'_>, layers: &Layers, head: usize, start: usize) -> bool {
    let preposition = doc.frames().class_bit("preposition");
    let mut i = head;
    let mut aside = false;
    for _ in 0..14 {
        let Some(before) = i.checked_sub(1).filter(|&b| b >= start) else {
            return false;
        };
        let timed = doc.time_at[before].is_some();
        let hard = doc.words[i].gap & (gap::STOP | gap::LINE | gap::SEMI | gap::COLON) != 0;
        let comma = doc.words[i].gap & gap::COMMA != 0;
        if hard || comma && !(timed || aside) {
            return false;
        }
        aside = timed;
        i = before;
        let w = &doc.words[i];
        if w.is_verb() {
            return doc.is_as(i, layers.bits.planned_verb, true) && !doc.is_as(i, layers.bits.light_patient, true);
        }
        // Another phrase with «ب» is what the verb governs; «خلال اجتماع مع الوجهاء» only says when.
        let aside = doc.is(i, doc.frames().class_bit("beside") | doc.frames().class_bit("with"));
        if !timed && (w.has(pro::BI) || w.classes.meets(layers.bits.relative) || doc.is(i, preposition) && !aside) {
            return false;
        }
    }
    false
}

/// «حكم عليه بالإعدام»: put to death by the sentence of a court, which is not yet carried out.
fn sentenced(doc: &Doc<'_>, hit: &Hit, sent: &Range<usize>) -> bool {
    if hit.reading.is_verb() || hit.entry(doc).kind != ClaimType::Execution {
        return false;
    }
    let (judges, done) = (
        doc.frames().class_bit("sentencing"),
        doc.frames().class_bit("carrying_out"),
    );
    let lo = hit.head.saturating_sub(10).max(sent.start);
    // «لم يتم تنفيذ الحكم بعد».
    if doc.is(hit.head, done) && hit.size > 1 {
        let negation = doc.frames().class_bit("negation");
        return (hit.head.saturating_sub(3).max(sent.start)..hit.head).any(|i| doc.is(i, negation));
    }
    let near = || {
        (lo..hit.words.end)
            .rev()
            .take_while(|&i| i + 1 >= hit.words.end || doc.words[i + 1].gap & gap::STOP == 0)
    };
    near().any(|i| doc.is(i, judges)) && !near().any(|i| doc.is(i, done))
}

/// «دون وقوع إصابات»: what an attack did not bring about is no event; the attack says so.
pub(super) fn without(doc: &Doc<'_>, hits: &[Hit], b: &Built) -> bool {
    let hit = &hits[b.draft.hit];
    let entry = &doc.frames().triggers[b.draft.trigger];
    let lo = hit.head.saturating_sub(2).max(doc.sents[b.sent].words.start);
    let lacking =
        |i: usize| doc.is(i, doc.frames().class_bit("negation")) && doc.is(i, doc.frames().class_bit("preposition"));
    let harm = entry.outcome.is_some() && entry.result || entry.kind == ClaimType::Damage;
    // «لم يسفر الانفجار عن أضرار».
    let start = hit.head.saturating_sub(9).max(doc.sents[b.sent].words.start);
    let denied = || {
        (start + 1..hit.head).any(|i| {
            doc.is_as(i, doc.frames().class_bit("result_verb"), true)
                && doc.is(i - 1, doc.frames().class_bit("negation"))
                && !(i + 1..hit.head).any(|j| doc.words[j].is_verb())
        })
    };
    // «دون خسائر في الأرواح أو أضرار مادية»: what is joined lacks too.
    let joined = || {
        let lo = hit.head.saturating_sub(9).max(doc.sents[b.sent].words.start);
        (lo..hit.head).rev().find(|&i| lacking(i)).is_some_and(|i| {
            doc.words[i + 1..=hit.head]
                .iter()
                .all(|w| !w.is_verb() && w.gap & (gap::HARD | gap::OPEN) == 0)
        })
    };
    !hit.reading.is_verb()
        && (unheard(doc, hit, start, harm) || harm && ((lo..hit.head).any(lacking) || denied() || joined()))
}

/// «لم ترد أنباء عن غارات», «لم تتوفر معلومات حول الأضرار»: of what no news came nothing is told. «لم ترد تفاصيل عن القصف» leaves
/// the shelling where it was.
fn unheard(doc: &Doc<'_>, hit: &Hit, start: usize, harm: bool) -> bool {
    const BEFORE: usize = 6;
    let f = doc.frames();
    if doc.words[hit.words.start].definite() && !harm {
        return false;
    }
    let news = f.class_bit("news_noun") | f.class_bit("told_thing");
    let lo = hit.words.start.saturating_sub(BEFORE).max(start);
    let Some(told) = (lo..hit.words.start).rev().find(|&i| doc.is_as(i, news, false)) else {
        return false;
    };
    let came = |i: usize| doc.is_as(i, f.class_bit("news_coming"), true) && doc.is(i - 1, f.class_bit("negation"));
    doc.is(told + 1, f.class_bit("about"))
        && (told.saturating_sub(BEFORE).max(start + 1)..told).any(came)
        && doc.words[told..=hit.words.start]
            .iter()
            .all(|w| !w.is_verb() && w.gap & gap::HARD == 0)
}
