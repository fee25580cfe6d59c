//! Where and when each claim happened.
//!
//! In: the drafts of an article in text order, what its words name, its dates. Out: one [`Setting`] a draft.
//! A place or date is taken from the claim's own words first, then from the event of the same sentence that it hangs
//! on, then from the news that the report opens with; what belongs to another event, to a source, to somebody's home
//! town or to the name of a body or battle is left alone.
//!
//! **Invariants:** every span lies in the text; nothing is taken from a later sentence; linear in the words of a
//! sentence times its claims.
//!
//! Example: in «قصفت المدفعية سوق بلدة كذا بريف حماة» (qaṣafat al-midfaʿiyya sūq baldat kadhā bi-rīf Ḥamā, "artillery
//! shelled the market of the town in the countryside of Hama") the place is the market of the town; the countryside only
//! says where the town lies.

mod again;
mod goal;
mod held;
mod lead;
mod news;
mod over;
mod place;
mod settled;
mod since;
mod site;
mod time;
mod unnamed;

use crate::assemble::{Built, is_cause};
use crate::attribution::Statements;
use crate::doc::{Doc, gap, pos, pro};
use crate::layers::Layers;
use isnad_lexicon::setting::bit;
use isnad_model::{ClaimType, Modality, Place, Quoted, Report, Timex};
use site::Site;
use std::ops::Range;

/// Words around an event within which its place and time are looked for.
const REACH: usize = 80;

/// Words between «حاول» and what was tried.
const TRIED: usize = 4;

/// Words of a subject between «كان» and its verb.
const SUBJECT: usize = 8;

/// Where and when a claim says that it happened.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub time: Option<(Quoted, Timex)>,
    /// Told as older than the news around it, on no day.
    pub old: bool,
}

/// What the reading of places and times needs of an article.
struct Scene<'x, 'd> {
    doc: &'x Doc<'d>,
    layers: &'x Layers,
    built: &'x [Built],
    /// The drafts by sentence and trigger.
    order: Vec<usize>,
    /// Sentence and first word of the trigger of each of them: [`key`].
    heads: Vec<u64>,
    /// Per word: bits of [`bit`].
    bits: Vec<u32>,
    /// Words that have a date or may open an expression of time.
    opening: Vec<usize>,
    /// Sentence and word of «المتمركزة», behind which stands where a force is.
    stations: Vec<(usize, usize)>,
    sites: Vec<Site>,
    /// Words that name a source.
    sources: Vec<Range<usize>>,
    /// From a verb of saying to what is said.
    tellings: Vec<Range<usize>>,
}

/// The settings of drafts, in their order.
#[must_use]
pub fn settings(
    doc: &Doc<'_>,
    layers: &Layers,
    statements: &Statements,
    built: &[Built],
    report: &Report,
) -> Vec<Setting> {
    if built.is_empty() {
        return Vec::new();
    }
    // «وإلى» is written as «والي» is, but for the hamza: a governor is no particle.
    let of = |w: &crate::doc::Word| match w.letters().setting {
        b if b & bit::OFFICE != 0 && w.best & pos::PARTICLE != 0 => bit::GOAL,
        b => b,
    };
    let mut bits: Vec<u32> = Vec::with_capacity(doc.words.len());
    let mut opening = Vec::new();
    for (word, date) in doc.words.iter().zip(&doc.time_at) {
        let own = of(word);
        if own & time::OPENS != 0 || date.is_some() {
            opening.push(bits.len());
        }
        bits.push(own);
    }
    let mut sources: Vec<Range<usize>> = statements
        .all()
        .iter()
        .flat_map(|s| s.chain.iter().map(|sp| sp.words.0..sp.words.1))
        .collect();
    // What tells an event is no name of a source.
    let mut triggers: Vec<usize> = built.iter().map(|b| b.trigger.start).collect();
    triggers.sort_unstable();
    sources.retain(|r| {
        let next = triggers.get(triggers.partition_point(|t| *t < r.start));
        next.is_none_or(|t| !r.contains(t))
    });
    sources.sort_by_key(|r| (r.start, r.end));
    sources.dedup();
    let mut order: Vec<usize> = (0..built.len()).collect();
    order.sort_by_key(|&i| (built[i].sent, built[i].trigger.start, i));
    let heads = order.iter().map(|&i| key(built[i].sent, built[i].trigger.start));
    let stations = built.iter().filter(|b| goal::is_station(doc, b));
    let mut scene = Scene {
        doc,
        layers,
        built,
        heads: heads.collect(),
        stations: stations.map(|b| (b.sent, b.trigger.start)).collect(),
        order,
        opening,
        sites: Vec::new(),
        bits,
        sources,
        tellings: tellings(doc, statements),
    };
    scene.sites = scene.read_sites();
    let places = scene.places();
    let times = scene.times(report, &places);
    places
        .into_iter()
        .zip(times)
        .zip(built)
        .map(|((place, time), b)| {
            // «ويعد قصف الجيش للمدينة خرقا»: the one told.
            let anew = doc.words.get(b.trigger.start).is_some_and(|w| w.is_verb() || w.tanwin);
            let old = anew && time.is_none() && scene.is_before_news(b);
            Setting { place, time, old }
        })
        .collect()
}

/// A number in the order of sentences and words.
const fn key(sent: usize, word: usize) -> u64 {
    (sent as u64) << 32 | word as u64
}

/// From verbs of saying to what is said, in text order.
fn tellings(doc: &Doc<'_>, statements: &Statements) -> Vec<Range<usize>> {
    let told = statements.all().iter().filter_map(|s| {
        let cue = s.chain.first()?.cue?;
        let sent = &doc.sents.get(doc.sent_of(s.from))?.words;
        let near = doc.words.get(sent.start..s.from)?;
        let from = sent.start + near.partition_point(|w| w.span.end <= cue.start);
        let before = near.first().is_some_and(|w| w.span.start <= cue.start);
        (before && from < s.from && s.from - from < REACH).then_some(from..s.from)
    });
    let mut out: Vec<Range<usize>> = told.collect();
    out.sort_unstable_by_key(|r| (r.start, r.end));
    out.dedup_by_key(|r| r.start);
    out
}

/// Kinds of event that happen somewhere on a day, so that the news's place and day are theirs.
fn happens(kind: ClaimType) -> bool {
    is_cause(kind)
        || matches!(
            kind,
            ClaimType::Killing
                | ClaimType::Injury
                | ClaimType::Arrest
                | ClaimType::Abduction
                | ClaimType::Damage
                | ClaimType::Demolition
                | ClaimType::Aid
        )
}

/// Deeds beside those that happen on a day, whose day may stand behind what they were done in: «نزحوا خلال معارك في
/// أيار».
fn is_deed(kind: ClaimType) -> bool {
    happens(kind)
        || matches!(
            kind,
            ClaimType::Capture
                | ClaimType::Loss
                | ClaimType::Displacement
                | ClaimType::Escape
                | ClaimType::Siege
                | ClaimType::Protest
                | ClaimType::CoupAttempt
        )
}

impl Scene<'_, '_> {
    fn has(&self, word: usize, bits: u32) -> bool {
        self.bits.get(word).is_some_and(|b| b & bits != 0)
    }

    /// Whether a word names a source.
    fn in_source(&self, word: usize) -> bool {
        let i = self.sources.partition_point(|r| r.start <= word);
        self.sources[i.saturating_sub(3)..i].iter().any(|r| r.contains(&word))
    }

    /// Whether a word stands between a verb of saying and what is said: «أفاد مصدر، اليوم الأحد، بأن».
    fn is_telling(&self, word: usize) -> bool {
        let i = self.tellings.partition_point(|r| r.start <= word);
        self.tellings[i.saturating_sub(2)..i].iter().any(|r| r.contains(&word))
    }

    /// The drafts of a sentence that stand near a word.
    fn near(&self, sent: usize, word: usize) -> &[usize] {
        let (from, to) = (key(sent, word.saturating_sub(REACH)), key(sent, word + REACH));
        let a = self.heads.partition_point(|&h| h < from);
        let b = self.heads.partition_point(|&h| h <= to);
        self.order.get(a..b).unwrap_or(&[])
    }

    /// Whether a sentence tells what was before the news.
    fn is_background(&self, sent: usize) -> bool {
        let Some(s) = self.doc.sents.get(sent) else {
            return false;
        };
        (s.words.start..s.words.end.min(s.words.start + 2)).any(|w| self.has(w, bit::BACKGROUND))
    }

    /// Whether a claim is told as older than the news around it: by its sentence («يذكر أن …»), or by its own clause:
    /// «… وكان شقيقه قد قتل».
    fn is_before_news(&self, b: &Built) -> bool {
        use crate::doc::pos;
        if self.is_background(b.sent) {
            return true;
        }
        let (doc, head) = (self.doc, b.trigger.start);
        let floor = doc.sents.get(b.sent).map_or(head, |s| s.words.start);
        let Some(word) = doc
            .words
            .get(head)
            .filter(|w| w.best & pos::PERFECT != 0 && !w.has(pro::CONJ))
        else {
            return false;
        };
        let was = doc.frames().class_bit("was");
        // The words between «كان» and the verb are its subject.
        let mut at = head;
        let mut gaps = word.gap;
        while at > floor && head - at < SUBJECT && gaps & gap::HARD == 0 {
            at -= 1;
            let before = &doc.words[at];
            if doc.is(at, was) && before.is_verb() {
                return true;
            }
            if before.is_verb() || doc.is(at, self.layers.bits.boundary) {
                return false;
            }
            gaps = before.gap;
        }
        false
    }

    /// Whether a word stands in a claim's clause or in the relative clause right behind it («الذي وقع أمس في …»).
    fn in_clause(&self, b: &Built, word: usize) -> bool {
        if b.draft.words.contains(&word) {
            return true;
        }
        let doc = self.doc;
        let end = b.draft.words.end.max(b.trigger.end);
        let opens = doc.is(end, self.layers.bits.relative)
            && doc
                .words
                .get(end)
                .is_some_and(|w| w.gap & (gap::HARD & !gap::COMMA) == 0);
        opens
            && word > end
            && word < end + 14
            && (end + 1..=word).all(|w| doc.words[w].gap & gap::HARD == 0 && !doc.is(w, self.layers.bits.boundary))
    }

    /// Whether a claim takes over the setting of the news around it: it happened, or somebody tried in vain.
    fn is_told(&self, b: &Built) -> bool {
        let from = b.trigger.start.saturating_sub(TRIED);
        let attempt = self.doc.frames().class_bit("attempt");
        let floor = self.doc.sents.get(b.sent).map_or(from, |s| s.words.start);
        takes_over(b)
            || happens(b.draft.kind)
                && b.modality != Modality::Actual
                && (from.max(floor)..b.trigger.end).any(|w| self.doc.is(w, attempt))
    }

    /// Whether another claim is a mere word of what a claim's verb tells, and stands between it and nothing: «قصفت شحنة
    /// أسلحة في مدينة كذا», «اغتالوا عضو لجنة المصالحة في كذا».
    fn is_thing_of(&self, o: &Built, b: &Built) -> bool {
        let (doc, head, at) = (self.doc, b.trigger.start, o.trigger.start);
        let verb = |w: usize| doc.words.get(w).is_some_and(crate::doc::Word::is_verb);
        happens(b.draft.kind)
            && verb(head)
            && at > head
            && !is_deed(o.draft.kind)
            && !o.trigger.clone().any(verb)
            && !(b.trigger.end..at).any(verb)
    }

    /// Whether a word tells the dead or hurt of an event told beside it.
    fn is_toll(&self, word: usize) -> bool {
        let i = self
            .built
            .partition_point(|b| (b.sent, b.trigger.start) < (self.doc.sent_of(word), word));
        self.built
            .get(i)
            .is_some_and(|b| b.trigger.start == word && matches!(b.draft.kind, ClaimType::Killing | ClaimType::Injury))
    }

    /// Whether something between two words opens another clause: a semicolon, or wa- before a preposition or a verb.
    fn parted(&self, from: usize, to: usize) -> bool {
        (from + 1..=to).any(|w| {
            let word = &self.doc.words[w];
            // A semicolon before «إثر» or «في» only breathes.
            let breathes =
                self.doc.is(w, self.layers.bits.causal | self.layers.bits.preposition) && !word.has(pro::CONJ);
            let turns = word.gap & gap::COMMA != 0 && self.doc.begins("meanwhile", w, self.doc.words.len());
            word.gap & (gap::STOP | gap::LINE) != 0
                || turns
                || word.gap & gap::SEMI != 0 && !breathes
                || word.has(pro::CONJ)
                    && (word.is_verb()
                        || self.doc.is(w, self.layers.bits.preposition | self.layers.bits.complementizer)
                        || word.has(pro::BI))
                    // «قتل ثلاثة وأصيب خمسة»: a toll joined to a toll goes on.
                    && !self.is_toll(w)
        })
    }
}

/// Whether a claim may take over the setting of the news around it.
fn takes_over(b: &Built) -> bool {
    // «دون وقوع إصابات»: that nobody was hurt is told of the same place and day.
    let toll = matches!(b.draft.kind, ClaimType::Killing | ClaimType::Injury);
    happens(b.draft.kind) && (b.modality == Modality::Actual || toll && b.modality == Modality::Denied)
}
