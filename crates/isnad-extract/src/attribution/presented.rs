//! The medium whose report a report presents, in its headline or as the subject of its lead.
//!
//! In: headline and lead of an article. Out: the medium that tells what follows. Invariant: the report's own outlet is
//! never taken. Deliberately blind to media named later: they are cited for what stands beside them alone.
//!
//! Example: «تناول تقرير نشرته صحيفة النهر …» (a report published by The River dealt with …).

use super::*;

impl Reader<'_, '_> {
    /// «سلطت صحيفة كذا الضوء على …», «تناول تقرير نشرته صحيفة كذا …»: the medium that a report presents.
    pub(super) fn presented(&mut self, lead: &Range<usize>) -> Option<Vec<Speaker>> {
        let doc = self.doc;
        let f = doc.frames();
        // «هكذا لخصت صحيفة كذا …»
        let verb = lead.start + usize::from(doc.words[lead.start].best & pos::PARTICLE != 0);
        if !doc.is(verb, f.class_bit("presenting_verb")) || !doc.words[verb].is_verb() {
            return None;
        }
        let words = self.medium_named(verb + 1, lead.end)?;
        if self.names_own(&words) {
            return None;
        }
        let sp = self.classify(&words).filter(|sp| self.named_medium(sp))?;
        self.present(sp, lead)
    }

    /// «صحيفة كذا الفلانية», «تقرير نشرته صحيفة كذا», «تقرير جديد لصحيفة كذا»: the words of the medium, before what it tells of.
    fn medium_named(&self, from: usize, stop: usize) -> Option<Range<usize>> {
        const PIECE: usize = 4;
        let doc = self.doc;
        let f = doc.frames();
        let piece = doc.is(from, f.class_bit("document_noun"));
        let last = if piece { from + PIECE } else { from + 1 };
        let medium = |i: usize| doc.is(i, f.class_bit("media_noun")) || self.layers.entity_at(i).is_some();
        let first = (from + usize::from(piece)..last.min(stop)).find(|&i| medium(i))?;
        let mut end = self.media_at(first, stop)?.0.end;
        // «صحيفة "كذا" (Kaza) الفلانية»
        while doc.words.get(end).is_some_and(|w| end < stop && w.bracketed) {
            end += 1;
        }
        Some(first..self.whose_medium(end, stop))
    }

    /// «صحيفة كذا: …» in the headline.
    pub(super) fn headed(&mut self, lead: &Range<usize>) -> Option<Vec<Speaker>> {
        let titled = |st: &&Statement| self.doc.sents.iter().any(|s| s.title && s.words.start == st.from);
        let named = |st: &Statement| match &st.chain[..] {
            [sp] if self.named_medium(sp) && st.outlet.is_none() => Some(sp.clone()),
            _ => None,
        };
        let sp = self.out.iter().filter(titled).find_map(named)?;
        // The lead names it in full.
        let full = self
            .met
            .iter()
            .find(|m| lead.contains(&m.words.0) && self.same_source(m, &sp));
        self.present(full.cloned().unwrap_or(sp), lead)
    }

    /// What the lead tells in nobody's name is the medium's, and who speaks in it spoke to the medium.
    fn present(&mut self, sp: Speaker, lead: &Range<usize>) -> Option<Vec<Speaker>> {
        let chain = vec![sp];
        let media = |sp: &Speaker| matches!(sp.kind, SourceKind::Media | SourceKind::Agency | SourceKind::Reporter);
        for st in &mut self.out {
            if st.outlet.is_some() || !lead.contains(&st.from) {
                continue;
            }
            if st.chain.is_empty() {
                st.chain.clone_from(&chain);
                st.stance = Stance::Reported;
            } else if !st.chain.iter().any(media) {
                st.chain.extend(chain.iter().cloned());
            }
        }
        self.remember(&chain);
        Some(chain)
    }
}
