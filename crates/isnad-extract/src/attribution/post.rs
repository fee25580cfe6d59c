//! Quoted posts: who wrote them stands in a line of its own behind them, with his account and a day.
//!
//! In: the chains read so far. Out: the post's own sentences are his who posted it. Invariant: a sentence that names its
//! own speaker keeps him. Deliberately follows no address.
//!
//! Example: behind «قصف على البلدة» the line «— فريق الرصد (@team) May 1, 2022» says whose post it was.

use super::*;

impl Reader<'_, '_> {
    /// Gives the sentences of a quoted post to who posted it.
    pub(super) fn posts(&mut self) {
        let doc = self.doc;
        for s in 1..doc.sents.len() {
            let Some(name) = self.account(s) else { continue };
            // «… في البلدة pic.twitter.com/x» and behind it the name: the line before is the post.
            let line = doc.sents[s - 1].line;
            let first = (0..s)
                .rev()
                .take_while(|&k| doc.sents[k].line == line)
                .last()
                .unwrap_or(s - 1);
            let (from, to) = (doc.sents[first].words.start, doc.sents[s].words.start);
            if doc.sents[first].title {
                continue;
            }
            if self.names_own(&name) {
                continue;
            }
            let poster = self.classify(&name).unwrap_or_else(|| Speaker {
                span: doc.span(&name),
                words: (name.start, name.end),
                kind: SourceKind::Named,
                entity: None,
                cue: None,
                private: true,
            });
            for st in &mut self.out {
                if (from..to).contains(&st.from) && st.stance == Stance::Asserted {
                    st.chain = vec![poster.clone()];
                    st.stance = Stance::Reported;
                }
            }
        }
    }

    /// The words of the name in «— فريق الرصد (@team) May 1, 2022».
    fn account(&self, s: usize) -> Option<Range<usize>> {
        let doc = self.doc;
        let sent = &doc.sents[s];
        if sent.line <= doc.sents[s - 1].line {
            return None;
        }
        let first = sent.words.start;
        // Names in other letters are no words.
        let start = doc.text.get(..sent.span.start as usize)?.rfind('\n')? + 1;
        let text = doc.text.get(start..sent.span.end as usize)?;
        let at = text.find("(@").filter(|_| isnad_arabic::names_account(text))?;
        let end = doc.word_at(u32::try_from(start + at).ok()?);
        (first < end && end <= sent.words.end && end - first <= 8).then_some(first..end)
    }
}
