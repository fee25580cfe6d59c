//! The two sides of a fight, where another event between them leaves them out.
//!
//! In: the drafts of an article with their own parts. Out: the same; whoever mediates does so between those who fought
//! or talked, and fighting that is only taken up again is theirs; «الطرفان» are the two that fought. Looks at this
//! sentence and the one before; for «الطرفان» some sentences further back.
//!
//! Example: in «اشتبك فصيلان في البلدة قبل أن يتدخل الوجهاء» (ishtabaka faṣīlān fī l-balda qabla an yatadakhkhala
//! l-wujahāʾ, "two factions clashed in the town before the notables stepped in") they step in between the two.

use super::chain::turns_away;
use super::*;

/// So many sentences before «الطرفان» its two sides were named, at most.
const TWO_BACK: usize = 4;

/// Gives mediations and fights that name no sides those of the fight before.
pub(super) fn sides(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], all: &mut [Built]) {
    use ClaimType as T;
    for i in 1..all.len() {
        let b = &all[i];
        let mediated = b.draft.kind == T::Mediation && b.draft.patients.is_empty() && !b.draft.agents.is_empty();
        let hit = &hits[b.draft.hit];
        let fought = b.draft.kind == T::Clash
            && b.draft.lacks_doer()
            && !hit.reading.is_verb()
            && doc.words[hit.head].definite()
            && b.modality == Modality::Actual;
        // «قصف متبادل بين الطرفين», «بين طرفي النزاع»
        let two = matches!(b.draft.agents.as_slice(), [n] if is_both(doc, n));
        if !(mediated || fought || two) {
            continue;
        }
        // Drafts stand in the order of sentences.
        let back = if two { TWO_BACK } else { 1 };
        let from = all.partition_point(|o| o.sent + back < b.sent);
        let to = all.partition_point(|o| o.sent <= b.sent);
        let near = |o: &Built| {
            let lines = doc.sents[b.sent].line.abs_diff(doc.sents[o.sent].line);
            o.sent == b.sent && o.trigger.start < b.trigger.start
                || o.sent != b.sent
                    && lines <= back
                    && !doc.sents[o.sent].title
                    && !turns_away(doc, layers, o.sent, b.sent)
        };
        let found = (from..to)
            .filter(|&j| j != i && near(&all[j]))
            .filter_map(|j| {
                let both = both(doc, &all[j].draft, mediated, two)?;
                Some((all[j].sent, all[j].trigger.start, both))
            })
            .max_by_key(|(sent, at, _)| (*sent, *at));
        let Some((.., both)) = found else { continue };
        if two && both.len() < 2 {
            continue;
        }
        let own = |n: &Np| all[i].draft.agents.iter().any(|a| a.words.start == n.words.start);
        if both.iter().any(own) {
            continue;
        }
        if mediated {
            all[i].draft.patients = both;
        } else {
            all[i].draft.agents = both;
            all[i].draft.inherited = true;
        }
    }
}

/// «الطرفان», «طرفا النزاع»: whether a phrase stands for two sides that were named.
fn is_both(doc: &Doc<'_>, np: &Np) -> bool {
    let w = &doc.words[np.head];
    let known = |w: &crate::doc::Word| w.definite();
    np.entity.is_none()
        && w.dual
        && doc.is(np.head, doc.frames().class_bit("party_noun"))
        && doc.words[np.words.clone()].iter().any(known)
}

/// Who stands against whom in a draft: two at least, or one phrase for two; `fire` counts who strikes and is struck.
fn both(doc: &Doc<'_>, draft: &Draft, talks: bool, fire: bool) -> Option<Vec<Np>> {
    use ClaimType as T;
    // «عشيرتين», «المسلحين»; of «خمسة من المهاجمين» is told what they suffered.
    let side = |n: &&Np| {
        let dual = doc.words[n.head].dual && !n.noun.as_ref().is_some_and(|x| !x.many && !x.force);
        let force = n.noun.as_ref().is_some_and(|x| x.force) && n.count.is_none_or(|c| c.high.is_none());
        matches!(n.sem, Sem::Actor) && n.count.is_none() || force || dual
    };
    let wanted = match draft.kind {
        T::Clash => true,
        T::Negotiation | T::Ceasefire => talks,
        T::Offensive | T::Capture => !talks && !draft.agents.is_empty() && !draft.patients.is_empty(),
        T::Shelling | T::Shooting | T::Airstrike => fire && !draft.agents.is_empty() && !draft.patients.is_empty(),
        _ => false,
    };
    if !wanted {
        return None;
    }
    let list: Vec<Np> = draft
        .agents
        .iter()
        .chain(&draft.patients)
        .filter(|n| !(fire && is_both(doc, n)))
        .filter(|n| fire && draft.kind == T::Clash && n.is_agent_like() || side(n))
        .take(4)
        .cloned()
        .collect();
    let two = list.len() >= 2 || list.first().is_some_and(|n| doc.words[n.head].dual);
    two.then_some(list)
}
