//! What stands in brackets or quotation marks right behind a phrase: another name of the same, or how old somebody was.
//!
//! In: a phrase read so far and the word that opens the mark behind it. Out: where the name ends; the phrase takes over
//! whom it names.
//!
//! Example: in «دمروا دبابة "ميركافا" بقذيفة "الياسين 105"» (dammarū dabbābat "mīrkāfā" bi-qadhīfat "al-yāsīn 105", "they
//! destroyed a Merkava tank with a Yasin 105 shell") the marks hold what the tank and the shell are called.

use super::{Np, Sem};
use crate::bound::{bracket_end, lists, titled};
use crate::doc::{Doc, Word, gap};
use crate::layers::Layers;

/// The word behind the name in the marks that open at `j`, if it belongs to the phrase.
pub(super) fn alias(doc: &Doc<'_>, layers: &Layers, np: &mut Np, j: usize, end: usize) -> Option<usize> {
    let w = &doc.words[j];
    if let Some(e) = layers.entity_at(j)
        && !layers.entities[e].outlet
        && w.gap & gap::CLOSE == 0
        // «فلان الفلاني "قوات كذا"»: a man is no group.
        && (np.sem != Sem::Person || layers.entities[e].person)
        && (np.entity.is_none() || np.entity.as_ref() == Some(&layers.entities[e].id) || np.sem == Sem::People)
    {
        if np.entity.is_none() {
            np.entity = Some(layers.entities[e].id.clone());
        }
        return Some(layers.entities[e].words.end.clamp(j + 1, end));
    }
    // «قال المصدر "إن مسلحين …"»: his words, no name of his.
    let close = bracket_end(doc, j, end).filter(|_| !doc.is(j, layers.bits.complementizer))?;
    match np.sem {
        Sem::People | Sem::Person | Sem::Actor => {
            let named = layers.is_name(doc, j);
            let called = named || np.sem == Sem::Actor || w.gap & gap::OPEN_QUOTE != 0 || titled(doc, np, j, close);
            if close - j > 6 || !called || lists(doc, np, j, close) {
                return None;
            }
            if np.sem == Sem::People && (named || titled(doc, np, j, close)) {
                np.sem = Sem::Person;
            }
            Some(close)
        }
        // «بقذيفة "الياسين 105"», «دبابة "ميركافا"»: what a weapon or a vehicle is called.
        Sem::Means | Sem::Target => {
            // «موكبهم "انتهاكا للقوانين"»: what is said of it is no name.
            let thing = layers.thing_at(np.head).is_some() && !w.tanwin;
            (thing && close - j <= 3 && !doc.words[j..close].iter().any(Word::is_verb)).then_some(close)
        }
        _ => None,
    }
}

/// «(32 عاما)»: behind a name in brackets how old he was.
pub(crate) fn past_age(doc: &Doc<'_>, at: usize, end: usize) -> usize {
    let opens = at < end && doc.words[at].gap & gap::OPEN != 0 && doc.quantity_at[at].is_some();
    if !opens {
        return at;
    }
    (at + 1..end.min(at + 4))
        .find(|&w| doc.words[w].gap & gap::CLOSE != 0)
        .unwrap_or(at)
}
