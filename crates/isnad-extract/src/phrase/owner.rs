//! Whose a phrase is: the group to which the words behind it bind it.
//!
//! In: a phrase read so far and the word behind it. Out: the group that is named as its owner, and where that name ends.
//! Deliberately without genitives, which are words of the phrase as any other.
//!
//! Example: in «دورية للجيش» (dawriyya lil-jaysh, "a patrol of the army") the patrol is the army's.

use crate::bound::{apart_clitic, last_definite};
use crate::doc::{Doc, gap, pro};
use crate::layers::Layers;
use crate::phrase::{Np, Sem};

/// «مواقع لـ«الحركة»», «دورية للجيش»: behind an indefinite noun the group whose it is, and where its name ends.
pub(super) fn owned(doc: &Doc<'_>, layers: &Layers, np: &Np, j: usize, end: usize) -> Option<(usize, usize)> {
    let apart = apart_clitic(doc, j, end) == Some(pro::LI);
    let at = if apart { j + 1 } else { j };
    let w = doc.words.get(j).filter(|w| apart || w.has(pro::LI))?;
    if w.gap & (gap::HARD | gap::OPEN) != 0
        || last_definite(doc, np)
        || !matches!(np.sem, Sem::Actor | Sem::People | Sem::Target | Sem::Means)
        || layers.event_of.get(np.head) == Some(&true)
    {
        return None;
    }
    let e = layers.entity_at(at)?;
    let m = &layers.entities[e];
    let owner = m.words.start == at && (m.group || m.armed || m.force) && !m.outlet && !m.person;
    owner.then(|| (e, m.words.end.clamp(at + 1, end)))
}

/// «مسلحين يشتبه بانتمائهم لتنظيم …», «نقطة تابعة للحزام …»: the entity at the end of the words that bind people
/// or their post to a group, and where it ends.
pub(super) fn belonging(doc: &Doc<'_>, layers: &Layers, np: &Np, j: usize, end: usize) -> Option<(usize, usize)> {
    // Behind the binding word at most «في أنهم ينتمون إلى»: four words before the name.
    const REACH: usize = 5;
    if !matches!(np.sem, Sem::People | Sem::Target | Sem::Actor) || !doc.is(j, layers.bits.belonging) {
        return None;
    }
    for k in j + 1..end.min(j + 1 + REACH) {
        let w = &doc.words[k];
        if w.gap & gap::HARD != 0 || w.has(pro::CONJ) {
            return None;
        }
        if let Some(e) = layers.entity_at(k) {
            let m = &layers.entities[e];
            let bound = w.has(pro::LI)
                || doc.is(k - 1, layers.bits.preposition)
                || apart_clitic(doc, k - 1, end) == Some(pro::LI);
            return (m.words.start == k && bound && !m.outlet && !m.person).then(|| (e, m.words.end.clamp(k + 1, end)));
        }
    }
    None
}
