//! Ground that is only called somebody's: «مناطق سيطرة الفصائل» without a word of where; losses without ground; ends.
//!
//! In: a draft. Out: whether it tells of nothing. What somebody holds without a place is no state that is told; it is where
//! something else happens.
//!
//! Example: «قصف مصدره مناطق سيطرة الفرقة استهدف البلدة» (qaṣf maṣdaruhu manāṭiq sayṭarat al-firqa istahdafa l-balda,
//! "shelling from the division's areas hit the town") tells of no control.

use super::*;
use isnad_lexicon::setting::bit;

/// Words between the word for the ground and what tells who holds it, and behind that to where it lies.
const REACH: (usize, usize) = (4, 12);

/// «الهرب خارج مناطق سيطرتهم»: ground that is only called somebody's is a place to be in, no state that is told.
pub(super) fn their_ground(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], b: &Built) -> bool {
    let entry = &doc.frames().triggers[b.draft.trigger];
    let hit = &hits[b.draft.hit];
    entry.kind == ClaimType::Control
        && (entry.governed.is_some() && doc.words[hit.head].pronoun.is_some() || nowhere(doc, layers, hit))
}

/// «وسط أنباء عن خسائر في صفوفهم»: losses of men and material, no place that is lost.
pub(super) fn losses(doc: &Doc<'_>, hits: &[Hit], b: &Built) -> bool {
    let hit = &hits[b.draft.hit];
    let word = &doc.words[hit.head];
    b.draft.kind == ClaimType::Loss
        && !hit.reading.is_verb()
        && hit.size == 1
        && word.plural
        && !word.definite()
        && word.pronoun.is_none()
        && b.draft.places.is_empty()
}

/// «زعموا التحضير لهجوم، لاتهام الحكومة به»: to what end something is said, no word that is told.
pub(super) fn to_accuse(doc: &Doc<'_>, hits: &[Hit], b: &Built) -> bool {
    let hit = &hits[b.draft.hit];
    let word = &doc.words[hit.head];
    // «تعرض الوزير لانتقادات», «سارع الحزب لاتهامه»: what one meets with or hastens to do.
    let lo = hit.head.saturating_sub(4).max(doc.sents[b.sent].words.start);
    b.draft.kind == ClaimType::Accusation
        && hit.reading == Reading::Masdar
        && word.has(pro::LI)
        && !word.definite()
        && !word.plural
        && !(lo..hit.head).any(|w| doc.words[w].is_verb())
}

/// «قصف المناطق التي تسيطر عليها الحركة»: areas that nothing behind them says where they lie.
fn nowhere(doc: &Doc<'_>, layers: &Layers, hit: &Hit) -> bool {
    let sent = &doc.sents[doc.sent_of(hit.head)].words;
    // «تحرير القرى من قبضة الحركة»: who held them.
    if hit.head > sent.start && layers.is_min(doc, hit.head - 1) {
        return false;
    }
    let areas = |w: usize| doc.words[w].plural && doc.words[w].letters().setting & bit::PART != 0;
    let named = |w: usize| layers.place_at(w).is_some() && layers.entity_at(w).is_none();
    let lo = hit.head.saturating_sub(REACH.0).max(sent.start);
    let ground = (lo..hit.words.end).rev().find(|&w| areas(w));
    // «مناطق ريف كذا الخاضعة لسيطرة …»
    let Some(ground) = ground.filter(|&g| (g + 1..hit.head).all(|w| !named(w) && doc.words[w].gap & gap::HARD == 0))
    else {
        return false;
    };
    // «قرية كذا، ضمن مناطق سيطرة الحركة»: what lies there was named.
    let before = ground.saturating_sub(REACH.1).max(sent.start)..ground;
    if doc.words[ground.saturating_sub(1)].letters().setting & bit::INSIDE != 0 && before.clone().any(named) {
        return false;
    }
    let stops = |w: usize| doc.words[w].gap & (gap::STOP | gap::SEMI | gap::LINE) != 0 || doc.words[w].is_verb();
    let behind = hit.words.end.max(ground + 1)..(hit.words.end + REACH.1).min(sent.end);
    let lies = |w: usize| doc.is(w, layers.bits.locative) || doc.words[w].has(pro::BI);
    // «في ريف كذا», «شرقي كذا», «وهي كذا وكذا»: it is told where.
    !behind
        .take_while(|&w| !stops(w))
        .any(|w| doc.time_at[w].is_none() && (lies(w) && layers.entity_at(w).is_none() || named(w)))
}
