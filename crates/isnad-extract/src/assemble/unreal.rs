//! Events that the sentence names and that have not happened: asked for, agreed on, feared, about to be, said to be untrue.
//!
//! In: a sentence and the words of an event noun. Out: what governs it makes of it, where it makes anything of it. Invariant:
//! looks at one sentence, and never behind another verb than the one that governs. Deliberately says nothing of verbs of
//! events («سيقصف»), whose own form tells (see `condition`).
//!
//! Example: in «دعت بعثة الأمم المتحدة إلى وقف فوري لإطلاق النار» (the mission called for an immediate ceasefire) there is
//! no ceasefire yet, however long the name of who calls.

use super::*;

/// So many words may stand between a verb and what it governs.
const REACH: usize = 16;
/// So many words may stand between two commas.
const ASIDE: usize = 10;

/// What the sentence makes of an event noun.
pub(super) fn unreal(doc: &Doc<'_>, layers: &Layers, hit: &Hit, sent: &Range<usize>) -> Option<Modality> {
    if hit.reading.is_verb() {
        return None;
    }
    if rumoured(doc, hit, sent) {
        return Some(Modality::Denied);
    }
    if proposed(doc, hit, sent) && !given(doc, layers, hit, sent) {
        return Some(Modality::Planned);
    }
    governed(doc, layers, hit, sent)
}

/// «بيان صادر عن وقفة احتجاجية», «لوقف هجمات الجماعة»: an event noun that what was asked for only starts from, or is to end.
pub(super) fn given(doc: &Doc<'_>, layers: &Layers, hit: &Hit, sent: &Range<usize>) -> bool {
    let f = doc.frames();
    let Some(before) = hit.words.start.checked_sub(1).filter(|&b| b >= sent.start) else {
        return false;
    };
    let from = layers.bits.sequel | layers.bits.causal | f.class_bit("quoting_from");
    // «المتورطين في قتل المتظاهرين»
    let guilty = before > sent.start
        && doc.is(before, f.class_bit("locative") | f.class_bit("quoting_from"))
        && doc.is(before - 1, f.class_bit("guilty_noun"))
        && !doc.words[before - 1].is_verb();
    let ends = doc.is_as(before, f.class_bit("ending_noun"), false) && !doc.words[before].is_verb();
    !hit.reading.is_verb()
        && doc.words[hit.words.start].gap & gap::HARD == 0
        && (doc.is(before, from) || ends || guilty)
}

/// The word by which a phrase hangs on its verb.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    Bare,
    By,
    To,
    Upon,
    For,
    In,
    Against,
    Other,
}

/// How the phrase that begins at `i` hangs on what stands before.
fn link(doc: &Doc<'_>, layers: &Layers, i: usize, start: usize) -> Link {
    let f = doc.frames();
    let w = &doc.words[i];
    if w.has(pro::BI) {
        return Link::By;
    }
    if w.has(pro::LI) {
        return Link::For;
    }
    let Some(before) = i.checked_sub(1).filter(|&b| b >= start) else {
        return Link::Bare;
    };
    if doc.is(before, f.class_bit("governing_to")) {
        Link::To
    } else if doc.is(before, f.class_bit("governing_upon")) {
        Link::Upon
    } else if doc.is(before, f.class_bit("locative")) && doc.words[before].best & pos::PARTICLE != 0 {
        Link::In
    } else if doc.is(before, f.class_bit("in_return")) {
        Link::Against
    } else if doc.is(before, layers.bits.preposition) || layers.is_min(doc, before) {
        Link::Other
    } else {
        Link::Bare
    }
}

/// What the verb that governs an event noun makes of it.
fn governed(doc: &Doc<'_>, layers: &Layers, hit: &Hit, sent: &Range<usize>) -> Option<Modality> {
    let f = doc.frames();
    // «إلى استمرار المفاوضات»
    let phase = |i: usize| doc.is_as(i, f.class_bit("phase_noun"), false) && !doc.words[i].definite();
    let begin = hit.words.start;
    let first = begin - usize::from(begin > sent.start && !doc.words[begin].has(pro::CONJ) && phase(begin - 1));
    let mut by = link(doc, layers, first, sent.start);
    // «من المقرر تهريب …»
    let near = first.checked_sub(1).filter(|&b| b >= sent.start)?;
    if by == Link::Bare && doc.is(near, f.class_bit("supposed")) && !doc.words[near].is_verb() {
        return Some(Modality::Planned);
    }
    // «لإجبار المسلحين على تسليم أنفسهم»: to what end.
    let forced = |i: usize| doc.words[i].has(pro::LI) && doc.is_as(i, f.class_bit("forcing"), false);
    if by == Link::Upon && (first.saturating_sub(6).max(sent.start)..near).any(forced) {
        return Some(Modality::Planned);
    }
    // «على تبادل الأسرى وسحب الآليات»: what is joined hangs where the first does.
    let joined = doc.words[first].has(pro::CONJ) && doc.words[first].gap & gap::HARD == 0;
    let mut i = first;
    let mut aside = false;
    for _ in 0..REACH {
        let before = i.checked_sub(1).filter(|&b| b >= sent.start)?;
        let w = &doc.words[i];
        if w.gap & (gap::STOP | gap::LINE | gap::SEMI | gap::COLON) != 0 {
            return None;
        }
        if w.gap & gap::COMMA != 0 {
            // «هدد الناطق، في كلمة متلفزة، بقصف المطار»
            if aside {
                return None;
            }
            let open = (before.saturating_sub(ASIDE).max(sent.start + 1)..=before)
                .rev()
                .find(|&k| doc.words[k].gap & gap::COMMA != 0)?;
            let sets = doc.time_at[open].is_some()
                || doc.is(open, layers.bits.preposition)
                || doc.words[open].pro & (pro::BI | pro::LI) != 0;
            if !sets {
                return None;
            }
            aside = true;
            i = open;
            // The comma that opens it is passed.
            i = i.checked_sub(1).filter(|&b| b >= sent.start)?;
        } else {
            i = before;
        }
        let w = &doc.words[i];
        let opens = layers.bits.relative | layers.bits.complementizer | layers.bits.boundary;
        // «الآن» is written like «أن».
        if w.classes.meets(opens) && doc.time_at[i].is_none() {
            return None;
        }
        // «دخلت القوات دون قتال»: the verb before does not govern it.
        let noun = i > sent.start
            && (doc.is(i - 1, f.class_bit("governing_to") | f.class_bit("governing_upon"))
                || doc.quantity_at[i - 1].is_some());
        // «مطالبا القيادات بفتح الطريق»
        let asking =
            w.gap & gap::COMMA != 0 && w.pos & pos::ACTIVE != 0 && !w.definite() && doc.is(i, layers.bits.planned_verb);
        if (w.is_verb() || asking) && !noun {
            return verb(doc, layers, hit, by, i, sent);
        }
        // «التخطيط لقتل زعيمه وتنصيب الوالي مكانه»
        if joined && by == Link::For && doc.is_as(i, layers.bits.planned_noun, false) {
            return Some(Modality::Planned);
        }
        // «في حالة رعب بسبب …»: another phrase ends the reach of the verb; a place, a day, «لديها» do not.
        let place = layers.place_at(i + 1).is_some() && doc.is(i, f.class_bit("locative"));
        // «قائد في الجهاز», «القيادي في الحركة»: where he who threatens belongs.
        let his = doc.is(i, f.class_bit("membership")) && i > sent.start && layers.noun_of(doc, i - 1).is_some();
        let light = place
            || his
            || layers.entity_at(i).is_some()
            || w.pronoun.is_some()
            || doc.time_at[i].is_some()
            || doc.is(i, f.class_bit("beside") | f.class_bit("with"));
        if i + 1 < first && doc.is(i, layers.bits.preposition) && w.best & pos::PARTICLE != 0 && !light && !joined {
            return None;
        }
        // Another event noun between governs what stands behind it.
        if joined && by == Link::Bare && i + 1 < first {
            let other = link(doc, layers, i, sent.start);
            if matches!(other, Link::To | Link::Upon | Link::By | Link::For) && w.pos & pos::MASDAR != 0 {
                by = other;
            }
        }
    }
    None
}

/// What a verb at `v` makes of the event noun that hangs on it by `by`.
fn verb(doc: &Doc<'_>, layers: &Layers, hit: &Hit, by: Link, v: usize, sent: &Range<usize>) -> Option<Modality> {
    let f = doc.frames();
    let w = &doc.words[v];
    let before = v.checked_sub(1).filter(|&b| b >= sent.start);
    let is = |class: &str| doc.is_as(v, f.class_bit(class), true);
    let not = before.is_some_and(|b| doc.is(b, layers.bits.negation));
    let indefinite = !doc.words[hit.words.start].definite();
    // «لم تشهد القرية أي اشتباك», «لم تتمكن القوات من اعتقاله».
    if not && is("happening_verb") && by == Link::Bare && indefinite
        || not && is("managing_verb") && matches!(by, Link::Other | Link::In)
    {
        return Some(Modality::Denied);
    }
    if not || hit.words.contains(&v) {
        return None;
    }
    // «ستوسع عمليتها», «قد تؤدي المعارك إلى نزوح …»: it is yet to come, or may.
    let coming = w.has(pro::SA)
        || before.is_some_and(|b| {
            doc.is(b, f.class_bit("future")) || doc.is(b, f.class_bit("may")) && w.best & pos::IMPERFECT != 0
        });
    if coming {
        let brings = is("result_verb") && matches!(by, Link::To | Link::By | Link::Other);
        let does = (doc.is_as(v, layers.bits.light_agent, true) || doc.is_as(v, layers.bits.light_passive, true))
            && by == Link::Bare
            && v + 6 > hit.words.start;
        let driven = is("driving_verb") && by == Link::To;
        return (brings || does || driven).then_some(Modality::Planned);
    }
    // «شخص يدعى فلان»
    let named = doc.is(v, f.class_bit("name_intro"));
    let asking = !w.is_verb() && doc.is(v, layers.bits.planned_verb);
    let asks = (asking || doc.is_as(v, layers.bits.planned_verb, true))
        && !named
        && !doc.is_as(v, layers.bits.light_patient, true);
    let agreed = is("agreeing_verb")
        && matches!(by, Link::Upon | Link::By)
        && !matches!(
            hit.entry(doc).kind,
            ClaimType::Ceasefire | ClaimType::Negotiation | ClaimType::Mediation
        );
    let fits = match by {
        Link::To | Link::By | Link::For => asks,
        Link::Upon => is("urging_verb"),
        Link::In => is("hoping_verb"),
        Link::Against => asks,
        Link::Bare => is("offering_verb") && indefinite && v + 2 < hit.words.start,
        Link::Other => false,
    };
    // «تدرس واشنطن سحب قواتها», «تنظر الحكومة في سحب قواتها»
    use ClaimType as T;
    let ahead = matches!(
        hit.entry(doc).kind,
        T::Loss
            | T::Offensive
            | T::Airstrike
            | T::Punishment
            | T::Appointment
            | T::Displacement
            | T::Aid
            | T::Siege
            | T::Ceasefire
    );
    let weighed = ahead
        && is("weighing_verb")
        && w.best & pos::IMPERFECT != 0
        && matches!(by, Link::Bare | Link::In)
        && !doc.words[hit.words.start].definite();
    (fits || agreed || weighed).then_some(Modality::Planned)
}

/// «أنباء مقتل القائد عارية عن الصحة», «لا صحة للأنباء عن …»: what is told of and said to be untrue.
fn rumoured(doc: &Doc<'_>, hit: &Hit, sent: &Range<usize>) -> bool {
    let rumour = doc.frames().class_bit("rumour_noun");
    let lo = hit.words.start.saturating_sub(8).max(sent.start);
    let Some(told) = (lo..hit.words.start)
        .rev()
        .find(|&i| doc.is_as(i, rumour, false) || doc.begins("rumour", i, sent.end))
    else {
        return false;
    };
    let behind = hit.words.end..sent.end.min(hit.words.end + 16);
    let false_at = |i: usize| doc.begins("untrue", i, sent.end);
    let before = told.saturating_sub(4).max(sent.start)..told;
    doc.flows(told, hit.words.start)
        && (before.clone().any(&false_at) || behind.clone().any(|i| false_at(i) && doc.flows(told, i)))
}

/// «مقترح ينص على هدنة وانسحاب», «يتضمن المقترح انسحاب …»: what a proposal holds.
fn proposed(doc: &Doc<'_>, hit: &Hit, sent: &Range<usize>) -> bool {
    let f = doc.frames();
    let (mut paper, holds) = (f.class_bit("proposal_noun"), f.class_bit("holding_verb"));
    // «نص الاتفاق على وقف القتال وتسليم السلاح»: the fire ceases, the rest is to be done.
    use ClaimType as T;
    if matches!(
        hit.entry(doc).kind,
        T::Loss | T::Surrender | T::Displacement | T::Aid | T::Demolition | T::Appointment
    ) {
        paper |= f.class_bit("agreement_noun");
    }
    let lo = hit.words.start.saturating_sub(20).max(sent.start);
    doc.each(&(lo..hit.words.start)).rev().any(|(w, v)| {
        let beside = |i: usize| doc.is_as(i, paper, false) && !doc.words[i].is_verb();
        w.is_verb()
            && doc.is_as(v, holds, true)
            && (v.saturating_sub(4).max(sent.start)..(v + 3).min(sent.end)).any(beside)
            && doc.flows(v, hit.words.start)
            && !(v + 1..hit.words.start).any(|i| doc.words[i].is_verb() && doc.words[i].best & pos::PERFECT != 0)
    })
}
