//! Whom a bounty is put up for.
//!
//! In: a threat told by a bounty. Out: the same, with whoever is sought as its patient: he stands behind what is asked of
//! the finder, often in a clause of its own. Looks a bounded number of words ahead in the sentence.
//!
//! Example: in «رصدت الوزارة مكافأة لمن يدلي بمعلومات عن الزعيم» (raṣadat al-wizāra mukāfaʾa li-man yudlī bi-maʿlūmāt ʿan
//! az-zaʿīm, "the ministry offered a reward to whoever gives information on the leader") the leader is sought.

use super::*;

/// So many words ahead the one who is sought stands at most.
const REACH: usize = 24;

impl Filler<'_, '_> {
    /// Gives a bounty the one whom it is put up for.
    pub(super) fn bounty(&mut self, k: usize) {
        let doc = self.doc;
        let hit = &self.hits[self.draft.hit];
        let (reward, clue) = (
            doc.frames().class_bit("reward_noun"),
            doc.frames().class_bit("clue_word"),
        );
        let told = self.draft.kind == ClaimType::Threat && hit.words.clone().any(|w| doc.is(w, reward));
        if !told || self.draft.patients.iter().any(Np::is_agent_like) {
            return;
        }
        let mut asked = false;
        for j in k + 1..self.items.list.len() {
            let at = self.items.list[j].word(self.hits);
            if at > hit.words.end + REACH || doc.words[at].gap & (gap::STOP | gap::LINE) != 0 {
                return;
            }
            let Some(np) = self.np(j) else {
                asked |= doc.is(at, clue);
                continue;
            };
            let behind = matches!(np.prep, Prep::Word(p)
                if doc.is(p, doc.frames().class_bit("about")) || self.toward(p));
            if asked && behind && (np.is_agent_like() || np.is_people()) {
                self.draft.patients = vec![np.clone()];
                return;
            }
            asked |= doc.is(np.head, clue);
        }
    }
}
