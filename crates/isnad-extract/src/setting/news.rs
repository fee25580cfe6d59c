//! The time that the news around a claim lends to it: its own day, the day of what was told beside it, of the list that it
//! stands in.
//!
//! In: the times of the article and those of the drafts' own clauses. Out: one of the times, or none. Invariant: of two
//! claims the later takes from the earlier.
//!
//! Example: under «حصاد السبت» (Saturday's news) every item is of Saturday, whatever it tells.

use super::time::When;
use super::{Scene, happens, is_deed, takes_over};
use crate::assemble::Built;
use crate::doc::{gap, pos};
use isnad_model::{ClaimType, Modality, Place, Report};

/// Words of the shortest sentence that may be a lead.
const PROSE: usize = 6;

/// So many items stand between the two lists of one count, at most.
const LISTS: usize = 8;

/// So many lines of place, day and name may stand above the lead.
const DATELINES: usize = 4;

/// Whether two times are known to be of two days.
fn two_days(a: &When, b: &When) -> bool {
    match a.timex.from.zip(b.timex.from) {
        Some((x, y)) => x != y,
        None => a.timex.offset.zip(b.timex.offset).is_some_and(|(x, y)| x != y),
    }
}

impl Scene<'_, '_> {
    /// The day of the like told right before: «هدم منزلين أمس. كما هدم منزل فلان»; only where the report has no day of its own.
    pub(super) fn alike(&self, whens: &[When], own: &[Option<usize>], i: usize) -> Option<usize> {
        let b = &self.built[i];
        if !takes_over(b) || self.is_before_news(b) {
            return None;
        }
        let before = (i.saturating_sub(8)..i).rev();
        let near = before.take_while(|&j| b.sent - self.built[j].sent <= 3);
        near.filter(|&j| self.built[j].draft.kind == b.draft.kind && self.built[j].modality == b.modality)
            .find_map(|j| own[j].filter(|&t| whens[t].dated && !self.is_since(&whens[t])))
    }

    /// The day of what was told right before of the same small place: «دارت اشتباكات صباح اليوم على محور كذا. وأعلنت الهيئة
    /// قتل عشرة على محور كذا».
    pub(super) fn beside(
        &self,
        whens: &[When],
        own: &[Option<usize>],
        places: &[Option<Place>],
        i: usize,
    ) -> Option<usize> {
        let b = &self.built[i];
        let here = places.get(i)?.as_ref()?;
        if !takes_over(b) || self.is_before_news(b) || here.id.is_some() && here.precision > Some(2) {
            return None;
        }
        let near = (i.saturating_sub(6)..i)
            .rev()
            .take_while(|&j| b.sent - self.built[j].sent <= 2);
        let same = |j: &usize| {
            places[*j]
                .as_ref()
                .is_some_and(|p| p.text == here.text && p.span != here.span)
        };
        let t = near
            .filter(same)
            .find_map(|j| own[j].filter(|_| takes_over(&self.built[j])))?;
        let when = &whens[t];
        (when.dated && when.timex.precision == 1 && !self.is_since(when)).then_some(t)
    }

    /// The day told of before an hour, in its sentence or the one before: «قتل ثلاثة مساء أمس. وقرابة الثامنة ليلا …».
    pub(super) fn day_before(&self, whens: &[When], t: usize) -> Option<usize> {
        let sent = whens[t].sent;
        (0..t).rev().take_while(|&k| whens[k].sent + 1 >= sent).find(|&k| {
            let day = whens[k].dated && whens[k].timex.precision == 1 && whens[k].timex.from.is_some();
            day && !self.is_since(&whens[k]) && (whens[k].sent == sent || !self.is_background(whens[k].sent))
        })
    }

    /// «وتتعرض قرى الريف لهجمات متواصلة», «ويواصل الجيش قصفها»: behind the news of a day what goes on all the time has none.
    pub(super) fn goes_on(&self, b: &Built, news: usize) -> bool {
        /// So many words stand between the verb and the event.
        const NEAR: usize = 12;
        let doc = self.doc;
        let Some(sent) = doc.sents.get(b.sent).filter(|_| b.sent > news) else {
            return false;
        };
        let lasting = doc.frames().class_bit("continuing_verb");
        let head = b.trigger.start;
        // «… وأصيب هو الآخر»: told as done.
        if doc.words.get(head).is_some_and(|w| w.best & pos::PERFECT != 0) {
            return false;
        }
        (head.saturating_sub(NEAR).max(sent.words.start)..=head).any(|w| {
            let verb = &doc.words[w];
            // «تواصل القوات»: only with her it is no past («تعرض الحي لقصف»).
            let hers = || {
                doc.words
                    .get(w + 1)
                    .is_some_and(|n| n.feminine == Some(true) || n.plural)
            };
            let present = verb.is_verb() && verb.pos & pos::IMPERFECT != 0 && (verb.pos & pos::PERFECT == 0 || hers());
            present && doc.is_as(w, lasting, true) && doc.flows(w, head)
        })
    }

    /// The kind of event that the day of the news is told with, and its sentence, where that is no day of telling.
    pub(super) fn told_on(&self, whens: &[When], own: &[Option<usize>], news: usize) -> Option<(ClaimType, usize)> {
        let at = own
            .iter()
            .position(|&t| t == Some(news))
            .filter(|_| !whens[news].telling)?;
        Some((self.built[at].draft.kind, self.built[at].sent))
    }

    /// The day of what the same sentence told before: «هاجموا القرية فجر اليوم ثم لاذوا بالفرار».
    pub(super) fn sibling(&self, whens: &[When], own: &[Option<usize>], i: usize) -> Option<usize> {
        let (doc, b) = (self.doc, &self.built[i]);
        let head = b.trigger.start;
        let beside = matches!(
            b.draft.kind,
            ClaimType::Mediation | ClaimType::Punishment | ClaimType::Appointment
        );
        if !is_deed(b.draft.kind) && !beside || b.modality != Modality::Actual || self.is_before_news(b) {
            return None;
        }
        let near = self.near(b.sent, head).iter().copied().rev();
        let before = near.filter(|&j| {
            let o = &self.built[j];
            let deed = is_deed(o.draft.kind) || o.draft.kind == b.draft.kind;
            o.trigger.start < head && deed && o.modality == Modality::Actual
        });
        let turned = |from: usize| {
            (from + 1..=head).any(|w| doc.words[w].gap & gap::COMMA != 0 && doc.begins("meanwhile", w, doc.words.len()))
        };
        before.filter(|&j| !turned(self.built[j].trigger.start)).find_map(|j| {
            own[j].filter(|&t| whens[t].dated && whens[t].timex.precision == 1 && !self.is_since(&whens[t]))
        })
    }

    /// The time of the sentence that opens the list in which a claim stands.
    pub(super) fn of_list(&self, whens: &[When], b: &Built) -> Option<usize> {
        let doc = self.doc;
        let item = |s: usize| {
            let first = doc.sents.get(s).map_or(0, |s| s.words.start);
            doc.words.get(first).is_some_and(|w| w.gap & gap::DASH != 0)
                || doc.quantity_at.get(first).is_some_and(Option::is_some)
        };
        let mut s = b.sent;
        while s > 0 && b.sent - s < 40 && item(s) {
            s -= 1;
            if doc.opens_list(s) {
                let when = |s: usize| (0..whens.len()).rfind(|&t| whens[t].sent == s && whens[t].dated);
                if let Some(t) = when(s) {
                    return Some(t);
                }
                // «يرتفع عدد الغارات إلى 31 منذ مطلع العام …: … وتوزعت على النحو الآتي: …»: the lists of one count.
                let above = (s.saturating_sub(LISTS)..s).rev().find(|&k| !item(k))?;
                let counted = when(above).filter(|_| doc.opens_list(above));
                return counted.filter(|&t| self.is_since(&whens[t]));
            }
        }
        None
    }

    /// The day of the news: of the first violent event of headline or opening, else of the headline, else of a picture.
    pub(super) fn news_day(&self, whens: &[When], own: &[Option<usize>], report: &Report) -> Option<usize> {
        let from = |pictures| self.news_from(whens, own, report, pictures);
        from(false).or_else(|| from(true))
    }

    fn news_from(&self, whens: &[When], own: &[Option<usize>], report: &Report, pictures: bool) -> Option<usize> {
        let doc = self.doc;
        let title = |s: usize| doc.sents.get(s).is_some_and(|s| s.title);
        // The line of place and day above the lead tells nothing.
        let body = doc.sents.iter().position(|s| !s.title).unwrap_or(0);
        let prose = |s: &crate::doc::Sent| s.words.len() >= PROSE && s.words.clone().any(|i| doc.words[i].is_verb());
        let first = (body..doc.sents.len().min(body + DATELINES))
            .find(|&s| prose(&doc.sents[s]))
            .unwrap_or(body);
        let stamp = report.published.and_then(|p| p.span);
        let stamped = |w: &When| stamp.is_some_and(|s| s.overlaps(w.timex.span)) && !title(w.sent);
        let day = |w: &When| w.dated && w.timex.precision <= 2 && !stamped(w) && (pictures || !self.is_of_picture(w));
        // «18 قتيلا في 11 كانون الثاني 2023»: a headline of nothing but the day dates all that stands under it.
        let headed = whens
            .iter()
            .position(|w| (title(w.sent) || w.sent == 0) && day(w) && w.timex.precision == 1 && self.is_roundup(w));
        if headed.is_some() {
            return headed;
        }
        let mut opening = self
            .built
            .iter()
            .zip(own)
            .filter(|(b, _)| happens(b.draft.kind) && b.sent <= first + 3)
            .take(4)
            .filter_map(|(b, t)| {
                let t = t.filter(|&t| {
                    // Far from the opening a day of the calendar is that of one item.
                    let item =
                        b.sent > first + 1 && whens[t].timex.weekday.is_none() && whens[t].timex.offset.is_none();
                    day(&whens[t]) && !item && !self.is_background(whens[t].sent)
                });
                t.map(|t| (b, t))
            });
        let told = opening.next().map(|(b, t)| {
            // «قال مصدر، اليوم الأحد، إن …»: the next sentence may say when it was.
            let happened = |&(o, n): &(&Built, usize)| {
                let other = o.draft.kind == b.draft.kind && !whens[n].telling && !self.is_before_news(o);
                other && two_days(&whens[t], &whens[n])
            };
            let later = Some(t)
                .filter(|&t| whens[t].telling)
                .and_then(|_| opening.find(happened));
            later.map_or(t, |(_, n)| n)
        });
        // «يصدر المركز اليوم تقريره عن مقتل 29 مدنيا خلال يناير»: before the day on which it is told.
        told.or_else(|| self.period(whens, own, first)).or_else(|| {
            whens
                .iter()
                .position(|w| day(w) && w.timex.precision == 1 && (title(w.sent) || w.sent == first))
        })
    }

    /// «آثار القصف على السوق - 18 آب 2022 (الدفاع المدني)»: the day behind the words under a picture, with whose it is.
    fn is_of_picture(&self, when: &When) -> bool {
        let doc = self.doc;
        let Some(s) = doc.sents.get(when.sent).filter(|s| !s.title) else {
            return false;
        };
        let rest = when.words.end..s.words.end;
        !rest.is_empty()
            && rest.len() <= 6
            && rest.clone().all(|i| doc.words[i].bracketed)
            && when.words.start > s.words.start
    }

    /// «مقتل 29 مدنيا خلال يناير» above, «… خلال شهر يناير الماضي» in the lead: the weeks or the month that a report is about.
    pub(super) fn period(&self, whens: &[When], own: &[Option<usize>], first: usize) -> Option<usize> {
        let doc = self.doc;
        let long =
            |w: &When| w.dated && (3..=4).contains(&w.timex.precision) && w.timex.from.is_some() && !self.is_since(w);
        let held = |title: bool| {
            self.built.iter().zip(own).filter_map(move |(b, t)| {
                let here = doc.sents.get(b.sent).is_some_and(|s| s.title) == title && b.sent <= first + 3;
                t.filter(|_| here && happens(b.draft.kind))
            })
        };
        let above = held(true).find(|&t| long(&whens[t]))?;
        let same = |t: &usize| {
            long(&whens[*t])
                && whens[*t].timex.from == whens[above].timex.from
                && whens[*t].timex.to == whens[above].timex.to
        };
        held(false).find(same)
    }

    /// Whether a headline's date is that of a day's list: it stands there alone, behind its «ليوم».
    pub(super) fn is_roundup(&self, when: &When) -> bool {
        let told = self.near(when.sent, when.words.start);
        // «حصاد السبت»: a headline that says so.
        let roundup = self.doc.frames().class_bit("roundup_noun");
        let first = self.doc.sents.get(when.sent).map_or(0, |s| s.words.start);
        if self.doc.is(first, roundup) && when.words.start <= first + 3 && self.doc.sents.len() > 4 {
            return true;
        }
        told.is_empty() && !when.timex.relative || self.doc.sents.len() > 4 && told.is_empty()
    }
}
