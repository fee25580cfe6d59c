//! What goes on since a day: «منذ حزيران», «منذ اندلاع الحرب في 2011», «منذ مطلع العام حتى نهاية آذار».
//!
//! In: times with the words before and behind them. Out: where they begin, until when they last, and which states they
//! date. What has no end of its own lasts until the day of the report.
//!
//! «قتل 40 مدنيا منذ مطلع العام» (qutila 40 madaniyyan mundhu maṭlaʿ al-ʿām, "40 civilians were killed since the beginning of the
//! year") is told of the year up to the report.

use super::Scene;
use super::time::When;
use crate::assemble::Built;
use crate::doc::gap;
use isnad_lexicon::setting::bit;
use isnad_model::Timex;
use jiff::civil::Date;
use std::ops::Range;

/// Words between «منذ» and the end of what began.
pub(super) const OUTSET: usize = 5;

/// Words between «منذ» and the date of what began: «منذ انسحاب القوات من محيط المدينة في آذار».
const DATED: usize = 10;

/// Words of a phrase behind a participle that its «منذ» may close.
const PHRASE: usize = 12;

impl Scene<'_, '_> {
    /// Until when what began with `timex` went on: until what is named behind it, else until the report's day.
    pub(super) fn until(&self, words: &mut Range<usize>, timex: &mut Timex) {
        let doc = self.doc;
        let until = doc.frames().class_bit("until");
        let follows = |w: usize| doc.words.get(w).is_some_and(|x| x.gap & gap::HARD == 0);
        // «منذ بداية حزيران حتى نهاية آب» may be one range already.
        if words.clone().any(|w| doc.is(w, until)) {
            return;
        }
        timex.to = timex.from;
        let from = timex.from;
        let after = |d: Option<Date>| d.filter(|d| from.is_some_and(|f| *d >= f));
        let mut end = after(doc.day);
        let link = words.end;
        if follows(link) && doc.is(link, until) {
            // «وحتى تاريخ اليوم»
            let named = (link + 1..link + 3).find(|&w| doc.time_at.get(w).is_some_and(Option::is_some) && follows(w));
            if let Some(t) = named.and_then(|w| doc.time_at[w]) {
                let last = doc.times[t as usize];
                words.end = doc.words_in(last.span).end.max(words.end);
                end = after(last.to).or(end);
            }
        }
        if doc.day.is_none() && timex.precision == 4 {
            end = end.or_else(|| self.latest_month(from?));
        }
        if let (Some(from), Some(end)) = (from, end) {
            timex.to = Some(end);
            timex.precision = match (end - from).get_days() {
                0 => 1,
                1..=6 => 2,
                7 => 3,
                8..=31 => 4,
                _ => 5,
            };
        }
    }

    /// The end of the latest month of a year that a report without a day names bare: «السابع من نوعه خلال تشرين الأول».
    fn latest_month(&self, from: Date) -> Option<Date> {
        let doc = self.doc;
        let anchor = from.last_of_year();
        let bare = doc
            .times
            .iter()
            .filter(|t| t.from.is_none() && t.precision == 4 && t.own_month.is_none());
        let ends = bare.filter_map(|t| {
            isnad_arabic::date::read(t.span.slice(doc.text), Some(anchor))
                .first()?
                .to
        });
        ends.filter(|d| d.year() == from.year() && *d > from).max()
    }

    /// Where «منذ بدء …» begins that leads to a date: «منذ اندلاع مظاهرات أكتوبر 2019».
    pub(super) fn outset(&self, date: usize, floor: usize) -> Option<usize> {
        let doc = self.doc;
        let follows = |w: usize| doc.words.get(w).is_some_and(|x| x.gap & gap::HARD == 0);
        if doc.is(date, self.layers.bits.since) {
            return None;
        }
        (date.saturating_sub(DATED).max(floor)..date.saturating_sub(1))
            .rev()
            .take_while(|&w| follows(w + 1) && !doc.words[w + 1].is_verb())
            .find(|&w| self.is_outset(w))
    }

    /// «منذ اندلاع», «منذ مقتل»: since something that is named by a noun.
    pub(super) fn is_outset(&self, w: usize) -> bool {
        use crate::doc::pos;
        const OF_TIME: u32 = bit::ABOUT | bit::UNIT | bit::PAIR | bit::LASTING | bit::CLOCK | bit::HOUR | bit::ADVERB;
        let doc = self.doc;
        let noun = doc.words.get(w + 1).is_some_and(|x| {
            let named = doc.is(w + 1, doc.frames().class_bit("outset")) || x.best & (pos::NOUN | pos::MASDAR) != 0;
            named && !x.is_verb() && !x.definite() && x.pro == 0 && x.gap & gap::HARD == 0
        });
        noun && doc.is(w, self.layers.bits.since)
            && !self.has(w + 1, OF_TIME)
            && doc.time_at[w + 1].is_none()
            && doc.quantity_at[w + 1].is_none()
    }

    /// Whether a date closes what stands behind the «منذ» at `w`.
    pub(super) fn leads_to_date(&self, w: usize, end: usize) -> bool {
        let doc = self.doc;
        (w + 1..end.min(w + DATED + 1))
            .take_while(|&k| doc.words[k].gap & gap::HARD == 0 && !doc.words[k].is_verb())
            .any(|k| doc.time_at[k].is_some())
    }

    /// Whether a time tells since when a state is: «تسيطر … منذ أيار», «المسيطرون على … منذ عام كذا».
    pub(super) fn begins(&self, b: &Built, when: &When) -> bool {
        use crate::doc::pos;
        let (doc, head, at) = (self.doc, b.trigger.start, when.words.start);
        if !self.is_since(when) {
            return false;
        }
        let Some(word) = doc.words.get(head) else { return false };
        if word.is_verb() {
            // «ومنذ آب 2019، تخضع المدينة لسيطرة …»
            let opens = doc
                .sents
                .get(b.sent)
                .is_some_and(|s| at <= s.words.start + 1 && head <= when.words.end + 1);
            return opens || b.draft.words.contains(&at);
        }
        // Behind a participle, before any other deed.
        let participle = word.best & (pos::ACTIVE | pos::PASSIVE_P) != 0;
        participle && at > head && at - head < PHRASE && !(b.trigger.end..at).any(|w| doc.words[w].is_verb())
    }

    /// «منذ مقتل قائده»: what only says since when something else is.
    pub(super) fn is_origin(&self, whens: &[When], b: &Built) -> bool {
        let head = b.trigger.start;
        let near = whens.partition_point(|w| w.words.end <= head);
        whens[near..]
            .iter()
            .take(2)
            .any(|w| w.words.contains(&head) && self.is_since(w))
    }

    /// Whether a time may be a claim's: what a «منذ» names has the date alone, and the date is no other's.
    pub(super) fn is_open_to(&self, when: &When, b: &Built) -> bool {
        let head = b.trigger.start;
        match &when.origin {
            Some(origin) => origin.contains(&head),
            None => !(self.is_since(when) && when.words.contains(&head)),
        }
    }

    pub(super) fn is_since(&self, when: &When) -> bool {
        self.doc.is(when.words.start, self.layers.bits.since)
    }
}
