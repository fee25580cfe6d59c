//! What a sentence names that pronouns and dropped subjects behind it can mean.
//!
//! In: a sentence in pieces. Out: who acts or is acted on in it, groups inside such phrases, and things that can be struck, in
//! text order with number and gender. **Invariant:** a bounded number of each, the last. Deliberately without who means whom.
//!
//! Example: «مقاتلون من الكتيبة دمروا دبابة» (muqātilūn mina l-katība dammarū dabbāba, "fighters of the battalion destroyed a
//! tank") names fighters, a battalion and a tank.

use super::KEPT;
use crate::agree::{Shape, shape};
use crate::clause::Items;
use crate::doc::{Doc, pro};
use crate::layers::Layers;
use crate::phrase::{Np, Prep, Sem};

/// A phrase that was named.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) np: Np,
    pub(super) shape: Shape,
    /// The subject of a verb.
    pub(super) subject: bool,
}

/// What a sentence names, in text order.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) list: Vec<Named>,
    /// Things that can be struck, apart from those who act.
    pub(super) things: Vec<Named>,
}

/// What the pieces of a sentence name, those that were named last.
pub(super) fn read(doc: &Doc<'_>, layers: &Layers, items: &Items) -> Told {
    let mut told = Told::default();
    let media = doc.frames().class_bit("media_noun");
    let mut subjects = vec![false; items.list.len()];
    for (s, _) in items.subjects.iter().flatten() {
        subjects[*s] = true;
    }
    for (k, &subject) in subjects.iter().enumerate() {
        let Some(np) = items.np(k) else { continue };
        // «15 و19»: a number that nothing does is nobody.
        let counts = np.sem == Sem::Number && (subject || np.words.len() > 1);
        if matches!(np.sem, Sem::Target | Sem::Means) || layers.thing_at(np.head).is_some() {
            told.things.push(Named {
                np: np.clone(),
                shape: shape(doc, layers, np, false),
                subject,
            });
        }
        // «عناصر الحركة المحاصرين»: what describes the phrase before is nobody else.
        let describes = matches!(items.list.get(k), Some(crate::clause::Item::Event(_)))
            && doc.words[np.head].definite()
            && np.head == np.words.start
            && k.checked_sub(1)
                .and_then(|j| items.np(j))
                .is_some_and(|n| n.words.end == np.head && n.is_agent_like())
            && doc.words[np.head].pro & (pro::BI | pro::LI | pro::CONJ) == 0
            && doc.words[np.head].gap & (crate::doc::gap::HARD & !crate::doc::gap::CLOSE) == 0;
        if describes {
            continue;
        }
        if !np.is_agent_like() && !counts {
            // «تنفيذ الولايات المتحدة إنزالا»: the group inside.
            let inner = (np.sem == Sem::Other && np.entity.is_some() && np.words.len() > 1)
                .then(|| crate::phrase::noun_phrase(doc, layers, np.head + 1, np.words.end))
                .flatten()
                .filter(|n| {
                    let named = layers.entity_at(n.head).is_some_and(|e| !layers.entities[e].adjective);
                    n.sem == Sem::Actor && n.prep == Prep::None && named
                });
            if let Some(inner) = inner {
                told.list.push(Named {
                    shape: shape(doc, layers, &inner, false),
                    np: Np {
                        prep: Prep::Word(inner.head),
                        ..inner
                    },
                    subject: false,
                });
            }
            continue;
        }
        // Papers and broadcasters tell; they are not told of.
        let media = doc.is(np.head, media)
            || np
                .words
                .clone()
                .any(|w| layers.entity_at(w).is_some_and(|e| layers.entities[e].outlet));
        if media || np.sem == Sem::Means || doc.is(np.head, doc.frames().class_bit("source_noun")) {
            continue;
        }
        let joined = items
            .np(k + 1)
            .is_some_and(|n| n.coordinated && n.prep == np.prep && items.ends[k] == n.words.start);
        told.list.push(Named {
            np: np.clone(),
            shape: shape(doc, layers, np, joined),
            subject,
        });
        // «مقاتلون من كتائب كذا»: the group inside the phrase is named too.
        for w in np.words.start + 1..np.words.end {
            let entity = layers.entity_at(w).is_some_and(|e| layers.entities[e].words.start == w);
            let group = entity || layers.noun_of(doc, w).is_some_and(|n| n.force);
            if group
                && w != np.head
                && let Some(inner) = crate::phrase::noun_phrase(doc, layers, w, np.words.end)
                && inner.sem == Sem::Actor
            {
                told.list.push(Named {
                    shape: shape(doc, layers, &inner, false),
                    np: Np {
                        prep: Prep::Word(w),
                        ..inner
                    },
                    subject: false,
                });
                break;
            }
        }
    }
    for list in [&mut told.list, &mut told.things] {
        list.drain(..list.len().saturating_sub(KEPT));
    }
    told
}
