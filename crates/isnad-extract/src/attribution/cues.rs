//! Cues: verbs and nouns of saying, prepositions of source, words of doubt and denial.
//!
//! In: words of a sentence. Out: the cues that stand among them, in text order, the longest at each word. Invariant: no two
//! share a word. Deliberately does not know who speaks.
//!
//! Example: «على حد قوله» (ʿalā ḥadd qawlihi, "as he put it") is one cue, and no verb of saying.

use super::*;
use isnad_lexicon::frame::ReadingSet;
use isnad_lexicon::keys::KeyId;
use std::cell::LazyCell;

/// A cue in the text.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub class: CueClass,
    pub words: Range<usize>,
    pub rule: RuleId,
}

impl Reader<'_, '_> {
    /// The cues of some words.
    pub(super) fn cues(&self, range: &Range<usize>) -> Vec<Found> {
        let mut out = Vec::new();
        self.find_cues(range, &mut out);
        out
    }

    /// Puts the cues of some words in a list.
    pub(super) fn find_cues(&self, range: &Range<usize>, out: &mut Vec<Found>) {
        let (doc, frames) = (self.doc, self.doc.frames());
        let mut free = range.start;
        let words = doc.words.get(range.clone()).unwrap_or(&[]);
        // Few words do.
        for (at, w) in words.iter().enumerate().filter(|(_, w)| w.letters().reports) {
            let i = range.start + at;
            if i < free {
                continue;
            }
            // «أقال الوزير المحافظ» is written like «قال».
            if w.best & pos::PERFECT != 0 && doc.is_as(i, frames.class_bit("no_saying"), true) {
                continue;
            }
            // «عنصر يدعى سالم»: he is called so, and claims nothing.
            let called = doc.is(i, self.layers.bits.name_intro) && !w.has(pro::AL);

            // «وبين المصدر، أن …»: at the head of a sentence, before «أن», what may be a verb of saying is one.
            let heads = i == range.start
                && !w.is_verb()
                && (i + 2..range.end.min(i + 9)).any(|j| doc.is(j, self.layers.bits.complementizer));
            let aged = LazyCell::new(|| self.aged(i + 1));
            let mut best: Option<Found> = None;
            // Most expressions of several words have another second.
            let next = doc.words.get(i + 1);
            let meets = |second: &KeyId| next.is_some_and(|n| n.has(pro::LI) || n.key(*second).is_some());
            for k in &w.keys {
                for e in frames.cue_table.starting(k.key) {
                    if !e.words.get(1).is_none_or(meets) {
                        continue;
                    }
                    let Some(end) = self.stands(&e.words, i, range.end) else {
                        continue;
                    };
                    let cue = &frames.cues[e.target];
                    let verb = w.is_verb() || heads && k.readings & ReadingSet::VERB != 0;
                    let fits = if verb {
                        k.readings & cue.readings.0 & (ReadingSet::VERB | ReadingSet::PASSIVE) != 0
                    } else {
                        k.readings
                            & cue.readings.0
                            & (ReadingSet::ACTIVE_PARTICIPLE | ReadingSet::MASDAR | ReadingSet::SURFACE)
                            != 0
                    } || (cue.readings.has(ReadingSet::SURFACE) && k.readings & ReadingSet::SURFACE != 0);
                    if !fits || called && cue.class == CueClass::Doubt || cue.class == CueClass::Speech && *aged {
                        continue;
                    }
                    // «على حد قوله» is the speaker's just named, «على حد قول …» another's.
                    let own = doc.words[end - 1].pronoun.is_some() && cue.class == CueClass::SelfRef;
                    let better =
                        |b: &Found| b.words.end < end || b.words.end == end && own && b.class != CueClass::SelfRef;
                    if best.as_ref().is_none_or(better)
                        // «كما أكدت مصادر أن …»: with what was said behind it another speaker.
                        && !(cue.class == CueClass::According && self.also_says(i, end, range.end))
                    {
                        best = Some(Found {
                            class: cue.class,
                            words: i..end,
                            rule: cue.rule.clone(),
                        });
                    }
                }
            }
            if let Some(b) = best {
                free = b.words.end;
                out.push(b);
            }
        }
    }

    /// Where the expression of these words ends that begins at `i`, if it stands there; «ل» may be joined to what follows.
    fn stands(&self, words: &[KeyId], i: usize, stop: usize) -> Option<usize> {
        let (doc, keys) = (self.doc, &self.doc.frames().keys);
        let mut end = i + 1;
        for &key in words.get(1..)? {
            let next = doc.words.get(end)?;
            if next.has(pro::LI) && keys.name(key) == "ل" {
                continue;
            }
            if end >= stop || next.key(key).is_none() {
                return None;
            }
            end += 1;
        }
        Some(end)
    }
}
