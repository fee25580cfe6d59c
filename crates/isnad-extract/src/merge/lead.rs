//! What a headline or a lead announces and the text tells in full.
//!
//! In: two claims and how each was told. Out: whether they are one. Deliberately folds nothing itself.
//!
//! Example: «التنظيم يعدم أمراء» (at-tanẓīm yuʿdimu umarāʾ, "the group executes emirs") above «أعدم التنظيم أحد عشر من أمرائه».

use super::*;

/// «قتلى في هجوم على المدينة»: a headline tells in few words what the lead tells in many; it may call it otherwise.
pub(super) fn headline(old: &Claim, new: &Claim, a: Told, b: Told) -> bool {
    /// Where the lead ends, in sentences.
    const LEAD: usize = 3;
    let wide = |p: &isnad_model::Place| p.precision.is_none_or(|x| x >= 3);
    // «في الزاوية» above «في محيط مصفاة الزاوية»
    let inside = |q: &isnad_model::Place, p: &isnad_model::Place| {
        p.id.as_ref().is_some_and(|id| q.within.contains(id)) || q.text.ends_with(&*p.text)
    };
    let places = match (&old.place, &new.place) {
        // Where its own words say nothing of where, it happened where the body says.
        (Some(p), Some(q)) => !a.placed || same_place(p, q) || wide(p) || wide(q) || inside(q, p),
        _ => true,
    };
    let numbered = |x: &Participant| x.count.is_some_and(|m| m.low >= 2 && m.high == Some(m.low));
    let as_many = old
        .patient
        .iter()
        .any(|x| numbered(x) && new.patient.iter().any(|y| x.count == y.count));
    let counted = |x: Option<Count>, y: Option<Count>| x.is_none() || y.is_some();
    let toll = is_toll(old.kind) && counted(old.killed, new.killed) && counted(old.injured, new.injured);
    let kinds = old.kind == new.kind || is_cause(new.kind) && (is_cause(old.kind) || toll);
    // «التنظيم يعدم أمراء تونسيين»: of the same doer, whatever the body calls those who are neither named nor counted.
    let doers = old.agent.iter().any(|x| new.agent.iter().any(|y| same_party(x, y)));
    let loose = doers
        && old
            .patient
            .iter()
            .all(|p| p.entity.is_none() && !p.private && !numbered(p));
    // «12 قتيلا وجريحا بقصف»: of whom it says only that they are dead or hurt, whoever they are.
    let toll_word = |x: &Participant| x.role.is_none() && x.entity.is_none() && !x.private && x.count.is_some();
    let anybody = old.patient.iter().any(|x| {
        let hurt = |y: &Participant| y.role.is_some() && counts_agree(x.count, y.count);
        toll_word(x) && new.patient.iter().any(hurt)
    });
    // «ثلاثة أيام من الاشتباكات»: says nothing but that it was, so that whatever the text tells of it is meant.
    let bare =
        old.agent.is_empty() && old.patient.is_empty() && old.killed.is_none() && old.injured.is_none() && b.definite;
    a.title
        && !b.title
        && kinds
        && (b.sent <= LEAD || bare && b.sent <= 2 * LEAD && old.kind == new.kind)
        && places
        && (as_many || same_time(old, new))
        // «منذ العام الماضي»: fighting that goes on is no headline.
        && (as_many || new.time.as_ref().is_none_or(|(_, t)| t.precision <= 3 || t.from.is_none()))
        && counts_agree(old.killed, new.killed)
        && counts_agree(old.injured, new.injured)
        && (as_many || parties_agree(&old.agent, &new.agent, false))
        && (as_many || loose || anybody || old.kind != new.kind || parties_agree(&old.patient, &new.patient, true))
}

/// «أعدم التنظيم أحد عناصره في بلدة شرق المدينة … وأوضح المصدر أن العنصر الذي أعدم هو فلان»: the lead announces
/// without a name what the text tells in full.
pub(super) fn announces(old: &Claim, new: &Claim, a: Told, b: Told) -> bool {
    let vague = |p: &Participant| !p.private && p.count.is_none_or(|c| c.low <= 2);
    let single = |p: &Participant| p.count.is_none_or(|c| c == Count::exact(1));
    let victims = match (old.patient.first(), new.patient.first()) {
        (Some(x), Some(y)) => {
            vague(x) && single(x) && single(y) && (x.entity == y.entity || y.private || b.victim || x.role == y.role)
        }
        (None, None) => false,
        _ => true,
    };
    let wide = |p: &isnad_model::Place| p.precision.is_none_or(|x| x >= 3) || p.id.is_none();
    let places = match (&old.place, &new.place) {
        (Some(p), Some(q)) => same_place(p, q) || wide(p),
        _ => true,
    };
    let doers = |x: &Participant, y: &Participant| match (&x.entity, &y.entity) {
        (Some(e), Some(f)) => e == f,
        _ => same_party(x, y),
    };
    use ClaimType as T;
    let once = matches!(
        a.kind,
        T::Execution
            | T::Killing
            | T::Arrest
            | T::Abduction
            | T::AssassinationAttempt
            | T::Bombing
            | T::Appointment
            | T::Punishment
    );
    once && (a.lead || a.title)
        && !b.another
        && a.kind == b.kind
        && a.modality == b.modality
        && a.habitual == b.habitual
        && a.sent != b.sent
        && b.sent.saturating_sub(a.sent) <= 5
        && counts_agree(old.killed, new.killed)
        && counts_agree(old.injured, new.injured)
        && victims
        && places
        && (old.agent.is_empty()
            || new.agent.is_empty()
            || old.agent.iter().any(|x| new.agent.iter().any(|y| doers(x, y))))
        && (a.title || same_speakers(old, new))
}
