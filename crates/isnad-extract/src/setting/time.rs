//! The time of each claim: the date or expression of its clause, else the day of the news.
//!
//! In: dates of the article and drafts. Out: one quoted time a draft, or none. The date stamp of the report is no time
//! of an event; what a headline or lead dates holds for what follows, but not for states nor for what was before.
//!
//! In «قبل أسبوع من الهجوم» (qabla usbūʿ min al-hujūm, "a week before the attack") no day is counted from the report's own.

use super::since::OUTSET;
use super::{REACH, Scene, happens, is_deed};
use crate::assemble::Built;
use crate::doc::gap;
use isnad_lexicon::setting::{SettingWords, bit};
use isnad_model::{Calendar, ClaimType, Modality, Place, Quoted, Report, Timex};
use std::ops::Range;

/// Words between an expression of time and the deed behind it.
const AHEAD: usize = 3;

/// What may open an expression of time without a date: most words open none.
pub(super) const OPENS: u32 = bit::PHRASE | bit::CLOCK | bit::ADVERB | bit::LASTING | bit::ABOUT | bit::DURING;

/// A time with the words that it stands in.
#[derive(Clone, Debug)]
pub(super) struct When {
    pub(super) words: Range<usize>,
    pub(super) sent: usize,
    pub(super) timex: Timex,
    /// A date, or an expression without one.
    pub(super) dated: bool,
    /// An hour without a day.
    hour: bool,
    /// The day of a statement: «في بيان نشره أمس».
    saying: bool,
    /// The day on which somebody tells: «أفاد مصدر، اليوم الأحد، بأن».
    pub(super) telling: bool,
    /// The words of «منذ معارك آذار» whose date this is: that of the battles.
    pub(super) origin: Option<Range<usize>>,
}

/// Talks, who brings them about, and what they lead to.
const fn is_talk(kind: ClaimType) -> bool {
    matches!(
        kind,
        ClaimType::Mediation | ClaimType::Negotiation | ClaimType::Ceasefire
    )
}

impl Scene<'_, '_> {
    pub(super) fn times(&self, report: &Report, places: &[Option<Place>]) -> Vec<Option<(Quoted, Timex)>> {
        let whens = self.whens();
        let own: Vec<Option<usize>> = (0..self.built.len()).map(|i| self.own_time(&whens, i)).collect();
        let news = self.news_day(&whens, &own, report);
        let told_of = news.and_then(|n| self.told_on(&whens, &own, n));
        self.built
            .iter()
            .zip(&own)
            .enumerate()
            .map(|(i, (b, at))| {
                let inherited =
                    || news.filter(|&n| self.is_told(b) && !self.is_before_news(b) && !self.goes_on(b, whens[n].sent));
                // «أفاد مصدر، اليوم الأحد، بارتفاع حصيلة الهجوم»: the attack was when it is told to have been.
                let at = at.filter(|&t| {
                    !(whens[t].telling
                        && inherited().is_some()
                        && told_of.is_some_and(|(k, s)| k == b.draft.kind && b.sent < s))
                });
                if at.is_none() && self.is_origin(&whens, b) {
                    return None;
                }
                let dateless = || {
                    // A roundup's headline holds for whatever its lines tell.
                    news.filter(|&n| {
                        self.doc.sents.get(whens[n].sent).is_some_and(|s| s.title)
                            && !matches!(b.draft.kind, ClaimType::Control)
                            && !self.is_background(b.sent)
                            && self.is_roundup(&whens[n])
                    })
                };
                // «وقال طبيب إن الانفجار أدى إلى …»: the day of the one told right before.
                let again = || {
                    let j = self.again(i).filter(|&j| self.one_place(places, i, j))?;
                    own[j].filter(|&t| whens[t].dated && !self.is_since(&whens[t]))
                };
                let t = at
                    .or_else(|| self.of_list(&whens, b))
                    .or_else(again)
                    .or_else(|| self.beside(&whens, &own, places, i))
                    .or_else(inherited)
                    .or_else(dateless)
                    .or_else(|| self.alike(&whens, &own, i).filter(|_| news.is_none()))
                    .or_else(|| self.sibling(&whens, &own, i))?;
                let mut when = whens[t].clone();
                // «وقت الظهيرة»: an hour of the day told of right before, or of the news.
                if when.hour && b.modality == Modality::Actual {
                    if let Some(n) = self.day_before(&whens, t).or(news) {
                        (when.timex.from, when.timex.to) = (whens[n].timex.from, whens[n].timex.to);
                        when.timex.precision = whens[n].timex.precision;
                        (when.timex.weekday, when.timex.offset) = (whens[n].timex.weekday, whens[n].timex.offset);
                    } else if self.doc.day.is_some() && !self.is_background(when.sent) {
                        // A report that names no day tells of its own.
                        (when.timex.from, when.timex.to) = (self.doc.day, self.doc.day);
                        when.timex.precision = 1;
                    }
                }
                Some(self.quoted(&when))
            })
            .collect()
    }

    /// Dates and expressions of time, in text order.
    fn whens(&self) -> Vec<When> {
        let doc = self.doc;
        let words = SettingWords::builtin();
        let mut out: Vec<When> = Vec::new();
        let mut i = 0;
        // «في وقت متأخر من مساء الثلاثاء»: the expression goes with the date.
        let mut opened: Option<usize> = None;
        for &next in &self.opening {
            // What an expression took with it opens none.
            if next < i {
                continue;
            }
            i = next;
            if let Some(t) = doc.time_at[i] {
                let timex = doc.times[t as usize];
                let range = doc.words_in(timex.span);
                let end = range.end.max(i + 1);
                // «منذ ساعات الصباح الأولى» is more than «منذ ساعات».
                let longer = Some(i)
                    .filter(|_| self.has(i, bit::PHRASE))
                    .map_or(0, |i| self.phrase_at(i, words));
                if i + longer > end {
                    out.push(self.open(i..i + longer));
                    i += longer;
                    continue;
                }
                // «صحيفة "سبتمبر نت"»: what a source is called dates nothing.
                if self.in_source(i) && doc.words[i].quoted {
                    i = end;
                    continue;
                }
                let mut when = self.dated(range, timex);
                if let Some(start) = opened.take().filter(|&s| s < when.words.start) {
                    when.words.start = start;
                    when.timex.span = self.unjoined(&when.words).cover(when.timex.span);
                }
                i = end.max(when.words.end);
                let date = doc.words_in(timex.span);
                let origin = (when.words.start + 1 < date.start && self.is_since(&when)).then(|| when.words.clone());
                out.push(when);
                if origin.is_some() {
                    let mut of = self.open(date);
                    (of.timex, of.dated, of.origin) = (timex, true, origin);
                    out.push(of);
                }
                continue;
            }
            match self.undated(i, words) {
                Some(range)
                    if self.layers.is_min(doc, range.end)
                        && doc.words[range.end].gap & gap::HARD == 0
                        && doc.time_at.get(range.end + 1).is_some_and(Option::is_some) =>
                {
                    opened = Some(range.start);
                    i = range.end + 1;
                }
                // «في وقت سابق اليوم»
                Some(range)
                    if range.len() > 1
                        && self.phrase_at(range.start, words) == range.len()
                        && doc.time_at.get(range.end).is_some_and(Option::is_some)
                        && doc.words[range.end].gap & gap::HARD == 0 =>
                {
                    opened = Some(range.start);
                    i = range.end;
                }
                Some(range) => {
                    i = range.end.max(i + 1);
                    out.push(self.open(range));
                }
                None => i += 1,
            }
        }
        out
    }

    /// An expression of time that has no date.
    fn open(&self, range: Range<usize>) -> When {
        let timex = Timex {
            span: self.unjoined(&range),
            from: None,
            to: None,
            precision: 5,
            relative: true,
            calendar: Calendar::Gregorian,
            month_day: None,
            weekday: None,
            offset: None,
            own_month: None,
        };
        let short = self.doc.frames().class_bit("short_unit");
        When {
            sent: self.doc.sent_of(range.start),
            // «الساعة السادسة», «عند الثالثة فجرا», «بعد ساعتين», not «من حين لآخر».
            hour: range.clone().any(|w| self.has(w, bit::HOUR) || self.doc.is(w, short)),
            words: range,
            timex,
            dated: false,
            saying: false,
            telling: false,
            origin: None,
        }
    }

    /// The bytes of words without the «و» of the first; «باستمرار» stays whole.
    fn unjoined(&self, words: &Range<usize>) -> isnad_model::Span {
        let whole = self.doc.span(words);
        let joined = self
            .doc
            .words
            .get(words.start)
            .is_some_and(|w| w.pro == crate::doc::pro::CONJ);
        if joined { self.span(words, whole.end) } else { whole }
    }

    /// How many words from `i` on are one of the known expressions of time.
    fn phrase_at(&self, i: usize, words: &SettingWords) -> usize {
        let doc = self.doc;
        let end = doc.sents.get(doc.sent_of(i)).map_or(i, |s| s.words.end);
        words.phrase(|k| {
            let w = doc.words.get(i + k).filter(|_| i + k < end)?;
            (k == 0 || w.gap & gap::HARD == 0).then(|| w.letters().hash)
        })
    }

    /// A date with the clock time beside it, its «منذ» and what unsettles it.
    fn dated(&self, mut words: Range<usize>, mut timex: Timex) -> When {
        let doc = self.doc;
        let sent = doc.sent_of(words.start);
        let floor = doc.sents.get(sent).map_or(words.start, |s| s.words.start);
        let follows = |w: usize| doc.words.get(w).is_some_and(|x| x.gap & gap::HARD == 0);
        // «بعد ثلاثة أيام من الاشتباكات»: counted from something told, not from the report's day.
        let from_what = doc.words.get(words.end).is_some_and(|w| w.gap & gap::HARD == 0)
            && self.layers.is_min(doc, words.end)
            && self.has(words.start, bit::LASTING)
            && timex.relative;
        if from_what {
            (timex.from, timex.to) = (None, None);
            (timex.weekday, timex.offset) = (None, None);
        }
        // «15 شباط» of a report that names the day with its year elsewhere.
        if let (None, Some(md)) = (timex.from, timex.month_day) {
            let mut years = doc.times.iter().filter(|t| t.month_day == Some(md) && t.precision == 1);
            let known = years.find_map(|t| t.from);
            if known.is_some()
                && doc
                    .times
                    .iter()
                    .filter(|t| t.month_day == Some(md))
                    .all(|t| t.from.is_none_or(|d| Some(d) == known))
            {
                (timex.from, timex.to) = (known, known);
            }
        }
        // «منذ حزيران», «منذ بدء الهدنة في آذار»: it began then and goes on.
        let since = words.start > floor && doc.is(words.start - 1, self.layers.bits.since) && follows(words.start);
        let outset = if since {
            Some(words.start - 1)
        } else {
            self.outset(words.start, floor)
        };
        let inside = words.clone().skip(1).any(|w| doc.is(w, self.layers.bits.since));
        if let Some(from) = outset.or(Some(words.start).filter(|_| inside)) {
            words.start = from;
            self.until(&mut words, &mut timex);
        } else {
            // «نحو الساعة السادسة من مساء اليوم»
            let mut start = words.start;
            let mut hour = false;
            while start > floor && words.start - start < 8 && follows(start) && self.has(start - 1, bit::CLOCK) {
                start -= 1;
                hour |= !self.layers.is_min(doc, start) && !doc.is(start, self.layers.bits.preposition);
            }
            while start < words.start && self.layers.is_min(doc, start) {
                start += 1;
            }
            if hour && words.start - start >= 2 {
                words.start = start;
            }
        }
        // «ومنذ آب» without its wa-.
        timex.span = self.span(&words, doc.span(&words).end).cover(timex.span);
        let lo = words.start.saturating_sub(4).max(floor);
        let saying = (lo..words.start).rev().take_while(|&w| follows(w + 1)).any(|w| {
            let noun = doc.is(w, doc.frames().class_bit("speech_setting")) && !doc.words[w].definite();
            noun && !doc.words[w].is_verb()
        });
        let telling = self.is_telling(words.start);
        When {
            words,
            sent,
            timex,
            dated: true,
            hour: false,
            saying,
            telling,
            origin: None,
        }
    }

    /// An expression of time without a date that begins at a word.
    fn undated(&self, i: usize, words: &SettingWords) -> Option<Range<usize>> {
        let doc = self.doc;
        let sent = doc.sents.get(doc.sent_of(i))?.words.clone();
        let free = |r: &Range<usize>| r.end <= sent.end && r.clone().all(|w| doc.time_at[w].is_none());
        if self.has(i, bit::PHRASE) {
            let n = self.phrase_at(i, words);
            if n > 0 && free(&(i..i + n)) {
                return Some(i..i + n);
            }
        }
        // «منذ اندلاع الثورة»
        if self.has(i, bit::LASTING) && self.is_outset(i) && !self.leads_to_date(i, sent.end) {
            let np = crate::phrase::noun_phrase(doc, self.layers, i + 1, sent.end)?;
            let end = np.words.end.min(i + 1 + OUTSET);
            return Some(i..end).filter(|r| r.len() > 2 && free(r));
        }
        // «حوالي الساعة التاسعة مساء»
        if self.has(i, bit::CLOCK) && self.has(i, bit::UNIT) && doc.words[i].definite() {
            // «الساعة 3:30 فجرا»
            let digits = |w: usize| doc.words[w].best & crate::doc::pos::DIGITS != 0;
            let soft = |w: usize| {
                w < sent.end
                    && (doc.words[w].gap & gap::HARD == 0
                        || doc.words[w].gap == gap::COLON && digits(w) && digits(w - 1))
            };
            let clock = |w: usize| self.has(w, bit::CLOCK) || doc.quantity_at[w].is_some() || digits(w);
            let end = (i + 1..sent.end.min(i + 7))
                .take_while(|&w| soft(w) && clock(w))
                .count()
                + i
                + 1;
            let ended = (i + 1..end)
                .rev()
                .find(|&w| !self.layers.is_min(doc, w))
                .map_or(i + 1, |w| w + 1);
            return Some(i..ended).filter(|r| r.len() >= 2 && free(r));
        }
        // «عند الثامنة مساء», «قرابة الثالثة والنصف فجرا»
        if self.has(i, bit::CLOCK)
            && let Some(r) = self.clock(i, sent.end).filter(free)
        {
            return Some(r);
        }
        // «ليلاً», «فجرا», «مساء»: most news leave the mark off.
        if self.has(i, bit::ADVERB) {
            let w = &doc.words[i];
            let plain = w.pro & !crate::doc::pro::CONJ == 0 && w.pronoun.is_none();
            let ends = plain && doc.word(i).ends_with(['ا', 'ء']);
            let alone = doc
                .words
                .get(i + 1)
                .is_none_or(|n| n.gap & gap::HARD != 0 || !n.definite() || n.is_verb() || n.has(crate::doc::pro::BI));
            return (w.tanwin || ends && alone).then_some(i..i + 1);
        }
        if self.has(i, bit::LASTING) && doc.quantity_at[i].is_none() {
            let mut at = i + 1;
            while at < sent.end && at < i + 4 && self.has(at, bit::ABOUT) && doc.words[at].gap & gap::HARD == 0 {
                at += 1;
            }
            // «على مدى ثلاثة أشهر»
            let governed = i > sent.start
                && doc.words[i].gap & gap::HARD == 0
                && doc.words[i].best & crate::doc::pos::PARTICLE == 0
                && doc.is(i - 1, self.layers.bits.preposition);
            return self
                .length(i - usize::from(governed), at, &sent)
                .filter(free)
                .filter(|r| !self.lasts(i) || self.days_long(at, r));
        }
        // «لنحو شهرين»
        if self.has(i, bit::ABOUT) && doc.words[i].has(crate::doc::pro::LI) {
            return self.length(i, i + 1, &sent).filter(free);
        }
        if self.has(i, bit::DURING) && i + 1 < sent.end && doc.words[i + 1].gap & gap::HARD == 0 {
            let np = crate::phrase::noun_phrase(doc, self.layers, i + 1, sent.end)?;
            // «أثناء الهجوم»; «أثناء نقل الجرحى» says how, and dates nothing.
            let during = doc.is(i, self.layers.bits.sequel);
            let definite = doc.words[np.words.start].definite() || np.words.len() > 1 && !during;
            let definite = definite && (!during || np.words.len() == 1 && doc.words[np.words.start].pronoun.is_none());
            return Some(i..np.words.end).filter(|r| definite && r.len() <= 6 && free(r));
        }
        None
    }

    /// An hour that is named with its part of the day: «عند الثامنة مساء».
    fn clock(&self, i: usize, end: usize) -> Option<Range<usize>> {
        let doc = self.doc;
        if self.layers.is_min(doc, i) || self.has(i, bit::HOUR) {
            return None;
        }
        let run = (i + 1..end.min(i + 7)).take_while(|&w| {
            let clock = self.has(w, bit::CLOCK) || doc.quantity_at[w].is_some();
            clock && doc.words[w].gap & gap::HARD == 0
        });
        let last = i + run.count();
        let last = (i..=last).rev().find(|&w| !self.layers.is_min(doc, w))?;
        let hour = (i..=last).find(|&w| doc.words[w].definite() && !self.has(w, bit::HOUR))?;
        (hour + 1..=last).any(|w| self.has(w, bit::HOUR)).then_some(i..last + 1)
    }

    /// «دامت», «استمر»: how long it went on.
    fn lasts(&self, i: usize) -> bool {
        self.doc.is_as(i, self.doc.frames().class_bit("lasting_verb"), true)
    }

    /// Whether a length of time whose number stands at `at` is of days: «ثلاثة أيام», «72 ساعة», not «نصف ساعة».
    fn days_long(&self, at: usize, r: &Range<usize>) -> bool {
        const DAY: f64 = 24.0;
        let short = self.doc.frames().class_bit("short_unit");
        let many = self.doc.quantity_at[at].is_some_and(|q| self.doc.quantities[q as usize].low >= DAY);
        many || !(at..r.end).any(|w| self.doc.is(w, short))
    }

    /// A length of time at `at`, behind the word `from`: «ثلاثة أشهر», «شهرين», «أسبوع».
    fn length(&self, from: usize, at: usize, sent: &Range<usize>) -> Option<Range<usize>> {
        let doc = self.doc;
        let w = doc.words.get(at).filter(|w| at < sent.end && w.gap & gap::HARD == 0)?;
        let mut end = if self.has(at, bit::PAIR) {
            at + 1
        } else if let Some(q) = doc.quantity_at[at] {
            let unit = doc.words_in(doc.quantities[q as usize].span).end.max(at + 1);
            if unit < sent.end && self.has(unit, bit::UNIT) && doc.words[unit].gap & gap::HARD == 0 {
                unit + 1
            } else {
                return None;
            }
        } else if self.has(at, bit::UNIT) && !w.definite() && w.pronoun.is_none() {
            at + 1
        } else {
            return None;
        };
        // «بعد دقائق من الانفجار»
        if self.layers.is_min(doc, end)
            && end + 1 < sent.end
            && doc.words[end].gap & gap::HARD == 0
            && doc.words[end + 1].definite()
            && doc.words[end + 1].gap & gap::HARD == 0
        {
            end += 2;
        }
        Some(from..end)
    }

    /// The time of a claim's own clause or, where no other event holds it, of its sentence.
    fn own_time(&self, whens: &[When], i: usize) -> Option<usize> {
        let b = &self.built[i];
        let origin = self.is_origin(whens, b);
        let state = b.draft.kind == ClaimType::Control;
        let head = b.trigger.start;
        let lo = whens.partition_point(|t| t.sent < b.sent || t.words.end + REACH < head);
        let hi = whens.partition_point(|t| t.sent <= b.sent && t.words.start <= head + REACH);
        let mut best: Option<(usize, usize)> = None;
        for (t, when) in whens.iter().enumerate().take(hi).skip(lo) {
            if origin && when.origin.is_none() {
                continue;
            }
            let Some(cost) = self.cost(i, b, when) else { continue };
            if state && !self.begins(b, when) {
                continue;
            }
            if best.is_none_or(|(c, _)| cost < c) {
                best = Some((cost, t));
            }
        }
        best.map(|(_, t)| t)
    }

    /// «بعد ثلاثة أيام من …».
    fn counts_from(&self, when: &When) -> bool {
        self.layers.is_min(self.doc, when.words.end) && self.has(when.words.start, bit::LASTING)
    }

    /// How far a time stands from a claim; `None` where it is another event's.
    fn cost(&self, i: usize, b: &Built, when: &When) -> Option<usize> {
        if !self.is_open_to(when, b) {
            return None;
        }
        let at = when.words.start;
        let head = b.trigger.start;
        // «قبيل انتهاء المعركة، تم …»: the clause may begin behind the first word of the expression.
        let inside = self.in_clause(b, at) || self.in_clause(b, when.words.end.saturating_sub(1));
        // «بعد ثلاثة أيام من الاشتباكات» in a headline dates what the headline tells, not the clashes.
        let of_this = head <= when.words.end + 2 && !self.doc.words[head].is_verb();
        if when.timex.from.is_none() && of_this && self.counts_from(when) && at < head {
            return None;
        }
        // «أعنف قصف على المدينة منذ أشهر», «لأول مرة منذ أشهر»
        let floor = at
            .saturating_sub(7)
            .max(self.doc.sents.get(when.sent).map_or(at, |s| s.words.start));
        let soft = |w: usize| self.doc.words[w].gap & gap::HARD == 0;
        if self.is_since(when)
            && (floor..at)
                .rev()
                .take_while(|&w| soft(w + 1))
                .any(|w| self.has(w, bit::SUPERLATIVE))
        {
            return None;
        }
        let others = || self.near(b.sent, head).iter().copied().filter(move |&j| j != i);
        let mut cost = at.abs_diff(head);
        // «معارك دامت ثلاثة أيام»: it is of what stands right before.
        if self.lasts(at) {
            const SUBJECT: usize = 6;
            let between =
                || (b.trigger.end..at).any(|w| self.doc.words[w].is_verb() || self.doc.words[w].gap & gap::HARD != 0);
            let nearer = others().any(|j| (head + 1..at).contains(&self.built[j].trigger.start));
            if at < head || at - head > SUBJECT || between() || nearer {
                return None;
            }
        }
        if at > head {
            let taken = others().any(|j| {
                let h = self.built[j].trigger.start;
                let o = self.built[j].draft.kind;
                let one = inside && is_deed(o) && is_deed(b.draft.kind) && !self.parted(head, h);
                // «غارات على مناطق سيطرة الفصائل، منذ مطلع العام»: who holds them has no day.
                let held = o == ClaimType::Control && !self.begins(&self.built[j], when);
                h > head && h < at && !one && !held && !self.is_thing_of(&self.built[j], b)
            });
            if taken {
                return None;
            }
        } else {
            let opens = at <= self.doc.sents.get(b.sent).map_or(at, |s| s.words.start) + 3;
            let holder = others()
                .filter(|&j| self.built[j].trigger.start < at && self.built[j].draft.kind != ClaimType::Control)
                .min_by_key(|&j| at - self.built[j].trigger.start);
            if let Some(j) = holder {
                let o = &self.built[j];
                // What follows from an event is of its day.
                let day = when.dated && when.timex.precision == 1 && inside && !happens(o.draft.kind);
                // «توصل الأعيان أمس إلى وقف لإطلاق النار»: talks and what they led to.
                let talks = is_talk(o.draft.kind) && is_talk(b.draft.kind) && inside && !self.parted(at, head);
                if !(talks || is_deed(b.draft.kind) && (is_deed(o.draft.kind) || happens(b.draft.kind) && day)) {
                    return None;
                }
                cost += 5;
            } else if !inside && !opens && !happens(b.draft.kind) && (head > at + 12 || self.parted(at, head)) {
                return None;
            }
            // Before the event stands also when it was told: what stands behind it is nearer.
            cost += 4;
        }
        if !inside {
            cost += 30;
        }
        if when.saying {
            cost += 40;
        }
        if !when.dated {
            // «هجوما شنته القوات على مدى شهرين»; but «لقصف، ترد عليه الفصائل أحيانا» is of the answer.
            let doc = self.doc;
            let other = (b.trigger.end..at).any(|w| doc.words[w].is_verb() && doc.words[w].gap & gap::HARD != 0);
            // «لم تتمكن حتى الآن من اعتقال أحد»: it stands before the deed, with nothing else between.
            let ahead = when.words.end <= head && head - when.words.end <= AHEAD && {
                (when.words.end..=head).all(|w| doc.words[w].gap & gap::HARD == 0)
                    && !(when.words.end..head).any(|w| doc.words[w].is_verb())
                    && others().all(|j| !(at..head).contains(&self.built[j].trigger.start))
            };
            // «أثناء محاولة التقدم» tells the deed itself.
            let itself = self.has(at, bit::DURING) && at < head && when.words.end + 1 >= head;
            // «وبعد نحو ساعتين، عادت المسيرة واستهدفت …»: set off at the head, it holds for the whole sentence.
            let first = doc.sents.get(when.sent).map_or(at, |s| s.words.start);
            let heads = at == first
                && head >= when.words.end
                && doc.words.get(when.words.end).is_some_and(|w| w.gap & gap::COMMA != 0)
                && self.has(at, bit::LASTING);
            if !inside && !ahead && !heads || other || itself {
                return None;
            }
            cost += 6;
        }
        Some(cost)
    }

    fn quoted(&self, when: &When) -> (Quoted, Timex) {
        (Quoted::of(self.doc.text, when.timex.span), when.timex)
    }
}
