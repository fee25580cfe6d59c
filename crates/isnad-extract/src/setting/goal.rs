//! Whither somebody is brought or flees, where that is a place without a name.
//!
//! In: a draft of help or flight. Out: the phrase behind its «إلى», as a place without a point. A place with a name
//! behind «إلى» is read with all others; here only what no gazetteer can have is found.
//!
//! In «نقلت الجثة إلى الطب العدلي» (nuqilat al-juththa ilā ṭ-ṭibb al-ʿadlī, "the body was brought to the morgue") the
//! place is the morgue, though the sentence before names the street of the attack.

use super::Scene;
use super::site::Stand;
use crate::assemble::Built;
use crate::doc::gap;
use isnad_lexicon::setting::bit;
use isnad_model::{ClaimType, Place};

/// Words of a clause in which its «إلى» is looked for.
const FAR: usize = 16;
/// Words that such a place may have.
const LONGEST: usize = 4;

impl Scene<'_, '_> {
    /// The place without a name to which a claim of help or flight leads; `own` is the site that its clause names.
    pub(super) fn goal(&self, b: &Built, own: Option<usize>) -> Option<Place> {
        let doc = self.doc;
        let flight = match b.draft.kind {
            ClaimType::Aid => false,
            ClaimType::Escape => true,
            _ => return None,
        };
        // «فر من البلدة إلى جهة مجهولة»: an escape is where it begins.
        let named = own.map(|s| self.sites[s].stand);
        if flight && named.is_some() || named == Some(Stand::Toward) {
            return None;
        }
        let sent = &doc.sents.get(b.sent)?.words;
        let end = sent.end.min(b.trigger.start + FAR);
        let mut to = None;
        for w in b.trigger.start + 1..end {
            let word = &doc.words[w];
            // Another verb tells something else.
            if word.gap & (gap::HARD & !gap::COMMA) != 0 || w >= b.trigger.end && word.is_verb() {
                return None;
            }
            if self.has(w, bit::GOAL) && word.pronoun.is_none() {
                to = Some(w + 1);
                break;
            }
        }
        let head = to.filter(|&h| h < sent.end)?;
        let word = &doc.words[head];
        // «إلى أحد المستشفيات»
        let one = self.layers.is_quantifier(doc, head) && head + 1 < sent.end;
        let noun = head + usize::from(one);
        let free = |w: usize| self.layers.place_at(w).is_none() && self.layers.entity_at(w).is_none();
        if !self.has(noun, bit::WHITHER | bit::LOCAL)
            || word.gap & gap::HARD != 0
            || doc.words[noun].is_verb()
            || !free(noun)
            || self.in_source(noun)
        {
            return None;
        }
        let np = crate::phrase::noun_phrase(doc, self.layers, head, sent.end)?;
        let until = np.words.end.clamp(noun + 1, head + LONGEST);
        // A place with a name inside the phrase makes it a site, which is read elsewhere.
        if !(head..until).all(free) {
            return None;
        }
        // «إلى مكان»: alone it says nothing.
        if until == noun + 1 && !doc.words[noun].definite() && !one {
            return None;
        }
        let words = head..until;
        let span = self.span(&words, doc.span(&words).end);
        Some(Place::named(span.slice(doc.text), span))
    }
}
