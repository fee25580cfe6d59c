//! How somebody died or was hurt, told by a verbal noun beside the verb.
//!
//! In: an event noun and the events built before it in its sentence. Out: whether it only says how one of them went.
//! Deliberately leaves a verbal noun that stands alone («طعنا») to be an event of its own.
//!
//! Example: in «قتل رجل طعنا بالسكين» (qutila rajul ṭaʿnan bis-sikkīn, "a man was killed, stabbed with a knife") nobody is
//! killed twice.

use super::*;

/// So many words may stand between a verb and how it was done.
const REACH: usize = 8;

/// Whether an event noun only says how an event before it went; who was killed so by a sniper was shot.
pub(super) fn told_how(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built], b: &Built) -> bool {
    use ClaimType as T;
    let harm = |kind| {
        matches!(
            kind,
            T::Killing | T::Injury | T::Execution | T::Shooting | T::AssassinationAttempt | T::Punishment
        )
    };
    let hit = &hits[b.draft.hit];
    if !crate::syntax::is_manner(doc, hit.words.start) {
        return false;
    }
    let told = found.iter_mut().rev().find(|o| {
        let head = hits[o.draft.hit].head;
        harm(o.draft.kind) && head < hit.head && hit.head - head <= REACH && doc.flows(head, hit.head)
    });
    if let Some(o) = told {
        if matches!(o.draft.kind, T::Killing | T::Injury) && b.draft.kind == T::Shooting {
            o.draft.kind = T::Shooting;
        }
        return true;
    }
    false
}
