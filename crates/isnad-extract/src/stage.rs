//! Which country's «army» or «police» a report means, and which names belong to another.
//!
//! In: the names found in a report, its places, the country of its publisher. Out: for a name that the like bodies of
//! several countries bear, the entity of the country that the sentence, or else the report, speaks of most.
//!
//! **Invariant:** where no country leads, or the leading one has no such entity, the name stays open.
//! It does not look at what the sentence says of the name: a report of one country that tells of another's army by its
//! bare name is read wrongly.
//!
//! Example: in «دخلت الآليات الخرطوم وانتشر الجيش» (dakhalat al-āliyyāt al-Khurṭūm wa-ntashara l-jaysh, "the vehicles
//! entered Khartoum and the army deployed") the army is Sudan's.

use crate::doc::{Doc, gap, pos, pro};
use isnad_lexicon::entity::{Class, Entities, EntityIx, EntityMatch};
use isnad_model::Place;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::ops::Range;

/// How often a report, and each of its sentences, speaks of each country.
#[derive(Debug, Default)]
pub(crate) struct Stage {
    report: Vec<([u8; 2], u32)>,
    /// The sentence and country of every name, and of every place, by sentence.
    names: Vec<(usize, [u8; 2])>,
    places: Vec<(usize, [u8; 2])>,
}

fn code(country: &str) -> Option<[u8; 2]> {
    <[u8; 2]>::try_from(country.as_bytes()).ok()
}

/// The country of a place: of its own id, or of the outermost that it lies in («hm:SD»).
fn country_of(place: &Place) -> Option<[u8; 2]> {
    let own = place.id.iter().map(|id| id.as_str());
    let ids = place.within.iter().rev().map(|id| id.as_str()).chain(own);
    ids.filter_map(|id| id.strip_prefix("hm:"))
        .find_map(|id| code(id.get(..2)?))
}

impl Stage {
    /// Counts names and places; the publisher's country counts least.
    pub fn new(doc: &Doc<'_>, found: &[(EntityMatch, Range<usize>)], places: &[Place], outlet: Option<&str>) -> Self {
        let mut out = Self::default();
        for (m, words) in found {
            let entity = doc.lexicon.entities.get(m.entity);
            if let Some(c) = entity.and_then(|e| e.country.as_deref()).and_then(code)
                && !m.local
                && m.alternatives.is_empty()
            {
                out.add(c, 2);
                out.names.push((doc.sent_of(words.start), c));
            }
        }
        for p in places.iter().filter(|p| !p.ambiguous) {
            if let Some(c) = country_of(p) {
                out.add(c, 2);
                out.places.push((doc.sent_of(doc.word_at(p.span.start)), c));
            }
        }
        if let Some(c) = outlet.and_then(code) {
            out.add(c, 1);
        }
        for list in [&mut out.names, &mut out.places] {
            if !list.is_sorted_by_key(|(sent, _)| *sent) {
                list.sort_by_key(|(sent, _)| *sent);
            }
        }
        out
    }

    fn add(&mut self, country: [u8; 2], weight: u32) {
        match self.report.iter_mut().find(|(c, _)| *c == country) {
            Some((_, sum)) => *sum += weight,
            None => self.report.push((country, weight)),
        }
    }

    /// The countries of the names and places of a sentence.
    fn spoken_of(&self, sent: usize) -> impl Iterator<Item = [u8; 2]> + Clone {
        let of = move |list: &'_ [(usize, [u8; 2])]| {
            let from = list.partition_point(|(s, _)| *s < sent);
            from..from + list[from..].iter().take_while(|(s, _)| *s == sent).count()
        };
        let (names, places) = (&self.names[of(&self.names)], &self.places[of(&self.places)]);
        names.iter().chain(places).map(|(_, country)| *country)
    }

    /// Whose the name is, among entities that bear it.
    pub fn choose(&self, entities: &Entities, all: &[EntityIx], sent: usize, day: Option<Date>) -> Option<EntityIx> {
        let here = self.spoken_of(sent);
        let weight = |country: [u8; 2]| {
            let near = here.clone().filter(|c| *c == country).count() as u32;
            let far = self.report.iter().find(|(c, _)| *c == country);
            far.map_or(0, |(_, sum)| *sum) + 4 * near
        };
        let most = self.report.iter().map(|(c, _)| weight(*c)).max()?;
        let weight_of = |ix: EntityIx| {
            let Some(e) = entities.get(ix) else { return (0, 0) };
            let own = e.country.as_deref().and_then(code).map_or(0, weight);
            let near = e.near.iter().filter_map(|c| code(c)).map(weight);
            (own.max(near.max().unwrap_or(0)), e.prior)
        };
        let there = |ix: &EntityIx| day.is_none_or(|day| entities.existed_on(*ix, day));
        let weighed = all.iter().copied().filter(there).map(|ix| (weight_of(ix), Reverse(ix)));
        let ((w, _), Reverse(best)) = weighed.max()?;
        (w > 0 && w * 2 >= most).then_some(best)
    }
}

/// «الجيش الإريتري», «الحركة الشعبية»: an adjective behind a bare name that makes it another's, unless it only says
/// what the speaker thinks of it («التنظيم الإرهابي»).
pub(crate) fn is_another(doc: &Doc<'_>, end: usize) -> bool {
    let Some(w) = doc.words.get(end) else { return false };
    let near = w.gap & (gap::HARD | gap::OPEN | gap::CLOSE | gap::OPEN_QUOTE) == 0;
    let plain = w.pro & (pro::CONJ | pro::BI | pro::LI | pro::KA) == 0;
    // «مقاتلو التنظيم الأجانب», «رئيس الحكومة المكلف»: number and gender tell who is described.
    let head = end.checked_sub(1).and_then(|h| doc.words.get(h));
    let other = head.is_some_and(|h| h.feminine.zip(w.feminine).is_some_and(|(a, b)| a != b));
    let one = !w.plural && !w.dual && (!other || head.is_some_and(|h| h.plural));
    near && plain
        && one
        && w.definite()
        && !w.is_verb()
        && (w.nisba || w.best & pos::ADJ != 0)
        && !doc.is(end, doc.frames().class_bit("epithet"))
        && !doc.is(end, doc.frames().class_bit("relative"))
}

/// Behind a name the nisba of another state makes it that state's: «طائرات الاحتلال التركي».
///
/// What it is stays: aircraft are not a state. Gives for each such place the entity whose name was taken.
pub(crate) fn take_over(doc: &Doc<'_>, found: &mut Vec<(EntityMatch, Range<usize>)>) -> FxHashMap<usize, EntityIx> {
    let entities = &doc.lexicon.entities;
    let mut taken = FxHashMap::default();
    let country = |m: &EntityMatch| entities.get(m.entity).and_then(|e| e.country.as_deref());
    let is_group = |m: &EntityMatch| {
        entities
            .get(m.entity)
            .is_some_and(|e| e.class == Class::Actor && e.kind != "state")
    };
    found.dedup_by(|(next, behind), (m, words)| {
        let w = &doc.words[behind.start];
        let plain = next.nisba && w.gap & (gap::HARD | gap::OPEN) == 0 && w.definite() && w.pro & !pro::AL == 0;
        let over = plain
            && !m.nisba
            && words.end == behind.start
            && is_group(m)
            && country(m).zip(country(next)).is_some_and(|(a, b)| a != b);
        if over {
            words.end = behind.end;
            taken.insert(words.start, m.entity);
            std::mem::swap(m, next);
            m.nisba = false;
        }
        over
    });
    taken
}

/// «صحيفة "كذا" (Kaza) البريطانية»: behind its name in marks the nisba is the medium's, no side's.
pub(crate) fn without_those_of_media(doc: &Doc<'_>, found: &mut Vec<(EntityMatch, Range<usize>)>) {
    /// So many words back the medium is named.
    const BACK: usize = 10;
    let entities = &doc.lexicon.entities;
    let media = doc.frames().class_bit("media_noun");
    let behind_mark = |(m, words): &(EntityMatch, Range<usize>)| {
        let gap = doc.words[words.start].gap;
        m.nisba && gap & (gap::CLOSE | gap::CLOSE_QUOTE) != 0 && gap & (gap::HARD & !gap::CLOSE) == 0
    };
    if !found.iter().any(behind_mark) {
        return;
    }
    let mut outlets = vec![false; doc.words.len()];
    for (m, words) in found.iter() {
        if entities.get(m.entity).is_some_and(|e| e.class == Class::Outlet) {
            outlets[words.clone()].fill(true);
        }
    }
    found.retain(|named| {
        if !behind_mark(named) {
            return true;
        }
        let i = named.1.start;
        let from = doc.sents[doc.sent_of(i)].words.start.max(i.saturating_sub(BACK));
        !(from..i).any(|k| outlets[k] || doc.is(k, media))
    });
}
