//! Digits that name a formation, an article of law or a road, and count nobody.
//!
//! In: the words of a document. Out: where such digits end, with what the article is about. Invariant: digits before
//! people that they may count are left to the numbers. Deliberately blind to numbers in words («الفرقة الرابعة»).
//!
//! Example: in «أربعة مطلوبين وفق المادة 4 إرهاب» (four wanted under article 4, terrorism) four are wanted, not eight.

use super::*;

impl Doc<'_> {
    /// «اثنان من اللواء 83», «جنديين من الفوج 41»: behind people of a number, digits that are the name of their formation
    /// count nobody («أرسل إلى اللواء 83 مقاتلا» does).
    pub(super) fn numbers_body(&self, digits: &Range<usize>) -> bool {
        if digits.len() == 1 && self.names_article(digits.start) {
            return true;
        }
        let counted = |n: &Word| n.gap & gap::HARD == 0 && n.human && !n.definite() && n.pro == 0;
        let prep = self.frames().class_bit("preposition");
        // «مقر الفرقة 16 في المدينة», «قتل عنصر من اللواء 90.»: nothing that could be counted follows.
        let alone = self
            .words
            .get(digits.end)
            .is_none_or(|n| n.gap & gap::HARD != 0 || n.pro & !pro::AL != 0 || n.definite() || n.classes.meets(prep));
        let people = (digits.start.saturating_sub(6)..digits.start)
            .rev()
            .take_while(|&k| self.words[k + 1].gap & gap::HARD == 0)
            .any(|k| self.quantity_at[k].is_some() || self.words[k].dual && self.words[k].human);
        digits.len() == 1
            && (people || alone)
            && self.names_body(digits.start)
            && !self.words.get(digits.end).is_some_and(counted)
    }

    /// «اللواء 83 مدفعية»: where the digits end that name a formation and count nobody.
    #[inline]
    #[must_use]
    pub fn numbered(&self, i: usize) -> Option<usize> {
        let digits = self.words[i].best & pos::DIGITS != 0 && self.quantity_at[i].is_none();
        if digits { self.named_by(i) } else { None }
    }

    /// Where digits end that name a formation or an article.
    fn named_by(&self, i: usize) -> Option<usize> {
        // «المادة 4 إرهاب»: and what the article is about.
        let about =
            |n: &Word| n.gap == 0 && n.pro == 0 && !n.definite() && !n.human && !n.is_verb() && n.best & pos::NOUN != 0;
        if self.names_article(i) {
            return Some(i + 1 + usize::from(self.words.get(i + 1).is_some_and(about)));
        }
        self.names_body(i).then_some(i + 1)
    }

    /// «المادة 406», «الطريق 6»: whether digits stand right behind a thing that a number names.
    fn names_article(&self, i: usize) -> bool {
        let thing = self.frames().class_bit("numbered_thing");
        let before = i.checked_sub(1).map(|before| &self.words[before]);
        let w = &self.words[i];
        w.best & pos::DIGITS != 0
            && w.gap & gap::HARD == 0
            && w.pro == 0
            && before.is_some_and(|b| b.definite() && b.classes.meets(thing))
    }

    /// Whether digits stand right behind a formation that a number names.
    fn names_body(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        let w = &self.words[i];
        w.best & pos::DIGITS != 0
            && w.gap == 0
            && w.pro == 0
            && self.words[before]
                .classes
                .meets(self.frames().class_bit("numbered_body"))
    }
}
