//! What a later sentence sets among other events.
//!
//! In: two claims and how each was told. Out: whether the second only says when and with what the first went on.
//! Deliberately leaves alone what brings dead or hurt of its own, and whatever no claim of its kind stands before.
//!
//! Example: «وتزامن القصف على البلدة مع اشتباكات» (wa-tazāmana l-qaṣf ʿalā l-balda maʿa shtibākāt, "the shelling of the
//! town coincided with clashes") tells of the clashes; of the shelling the report told before.

use super::*;

/// Whether the second telling is the first, come back to by a verb that sets it among others.
pub(super) fn set_among(old: &Claim, new: &Claim, a: Told, b: Told) -> bool {
    /// So many sentences back.
    const NEAR: usize = 4;
    let harmless = new.killed.is_none() && new.injured.is_none();
    // «الطائرات», «الطيران الحربي»: only who is named can be another.
    let doers = !new.agent.iter().any(named)
        || !old.agent.iter().any(named)
        || old.agent.iter().any(|x| new.agent.iter().any(|y| same_party(x, y)));
    b.comes
        && harmless
        && (old.kind == new.kind || b.general && strikes(old.kind))
        && old.modality == new.modality
        && b.sent.saturating_sub(a.sent) <= NEAR
        && b.sent > a.sent
        && doers
}
