//! How far the words of a participant go: what describes whoever acts or suffers belongs to the phrase.
//!
//! In: the phrase of a participant, the event words of its report, which of them it plays a part in. Out: the words that
//! name him in full: complements of a participle («القوات الموالية له»), whose a thing is («مقرا للجيش»), the clause
//! without a relative pronoun that says who somebody unknown is («مسلحين يستقلون سيارة»), a name behind a participle
//! («القيادي المنشق فلان»).
//!
//! **Invariant:** takes a bounded number of words, none of another participant, and no event but one that describes.
//! It does not choose who plays a part: that is done.
//!
//! Example: of «اعتقلت الشرطة رجلين يستقلان دراجة» (iʿtaqalat ash-shurṭa rajulayn yastaqillān darrāja, "the police arrested
//! two men riding a motorcycle") the two men are named by all their words.

use crate::agree::{leads, shape};
use crate::doc::{Doc, gap, pos, pro};
use crate::layers::Layers;
use crate::phrase::{Np, Prep, Sem, noun_phrase};
use crate::trigger::{Hit, hit_at};
use isnad_model::ClaimType;
use std::ops::Range;

/// So many words are added at most.
const MORE: usize = 5;

/// The words of a participant of the event whose trigger and kind are given; `limit` is where the next participant begins.
#[must_use]
pub(crate) fn words(
    doc: &Doc<'_>,
    layers: &Layers,
    hits: &[Hit],
    np: &Np,
    (trigger, kind): (&Range<usize>, ClaimType),
    limit: usize,
) -> Range<usize> {
    let mut out = np.words.clone();
    if out.is_empty() || matches!(np.sem, Sem::Place | Sem::Time | Sem::Event) {
        return out;
    }
    let end = doc
        .sents
        .get(doc.sent_of(np.head))
        .map_or(out.end, |s| s.words.end)
        .min(limit)
        .min(out.end + MORE);
    let of = Reader { doc, layers, hits, end };
    if let Some(stop) = of.name(np, out.end, trigger) {
        out.end = stop;
    } else if let Some(stop) = of
        .complement(np, out.end)
        .or_else(|| of.bare(np, out.end, (trigger, kind)))
    {
        out.end = stop;
    }
    if let Some(stop) = of.owner(np, out.end) {
        out.end = stop;
    }
    if let Some(stop) = of.clause(np, out.end, trigger) {
        out.end = stop;
    }
    out
}

struct Reader<'x, 'd> {
    doc: &'x Doc<'d>,
    layers: &'x Layers,
    hits: &'x [Hit],
    end: usize,
}

impl Reader<'_, '_> {
    fn event(&self, i: usize) -> bool {
        hit_at(self.hits, i).is_some()
    }

    /// «القيادي المنشق فلان»: the name of one who is described by what he did.
    fn name(&self, np: &Np, j: usize, trigger: &Range<usize>) -> Option<usize> {
        let w = self.doc.words.get(j).filter(|_| j + 1 < self.end)?;
        let last = &self.doc.words[j - 1];
        let described = np.sem == Sem::People
            && self.event(j)
            && !trigger.contains(&j)
            && w.definite()
            && last.definite()
            && w.pos & (pos::ACTIVE | pos::PASSIVE_P) != 0
            && w.pro & !pro::AL == 0
            && w.gap & gap::HARD == 0
            && !(w.plural || w.dual);
        let mut stop = j + 1;
        while described
            && stop < self.end
            && self.layers.is_name(self.doc, stop)
            && self.doc.words[stop].gap & gap::HARD == 0
            && self.doc.words[stop].pro & !pro::AL == 0
        {
            stop += 1;
        }
        (stop > j + 1).then_some(stop)
    }

    /// «الموالية له», «الخاصة بتربية المواشي», «القريبة من خطوط التماس»: what a participle or adjective governs.
    fn complement(&self, np: &Np, j: usize) -> Option<usize> {
        let w = self.doc.words.get(j).filter(|_| j < self.end)?;
        let last = &self.doc.words[j - 1];
        // «فرنسي من عناصر الحركة»: one of a nation who is of a group.
        let nisba = np.sem == Sem::Actor
            && j == np.head + 1
            && np.words.start == np.head
            && self
                .layers
                .entity_at(np.head)
                .is_some_and(|e| self.layers.entities[e].adjective)
            && !last.definite()
            && self.layers.is_min(self.doc, j)
            && w.gap & gap::HARD == 0
            && j + 1 < self.end
            && self.layers.sem_of(self.doc, j + 1) == Sem::People;
        let governs = j > np.head + 1
            && last.pos & (pos::ACTIVE | pos::PASSIVE_P | pos::ADJ) != 0
            && !last.nisba
            && self.layers.entity_at(j - 1).is_none()
            // «محكمة القاهرة بالسجن»
            && self.layers.place_at(j - 1).is_none()
            && !last.has(pro::CONJ)
            && w.gap & (gap::HARD | gap::OPEN | gap::OPEN_QUOTE | gap::CLOSE_QUOTE) == 0
            && w.pro & pro::CONJ == 0;
        if !(governs || nisba) || self.doc.time_at[j].is_some() {
            return None;
        }
        let preposition = self.doc.is(j, self.layers.bits.preposition);
        if preposition && w.pronoun.is_some() {
            return Some(j + 1);
        }
        let participle = last.pos & (pos::ACTIVE | pos::PASSIVE_P) != 0;
        let inner = if nisba || self.layers.is_min(self.doc, j) && w.pronoun.is_none() {
            j + 1
        } else if participle && w.pro & (pro::BI | pro::LI) != 0 && !preposition {
            j
        } else {
            return None;
        };
        let thing = noun_phrase(self.doc, self.layers, inner, self.end)?;
        let own = !matches!(
            thing.sem,
            Sem::Time | Sem::Place | Sem::Means | Sem::Event | Sem::Number
        ) && !(thing.words.clone()).any(|i| self.event(i));
        own.then_some(thing.words.end)
    }

    /// «ضابطا في اللواء», «5 من رام الله», «المتورطين في الخطف», «الأشخاص الذين أمروا بالقتل»: a word that alone says of
    /// nobody who he is, with what tells it.
    fn bare(&self, np: &Np, j: usize, (trigger, kind): (&Range<usize>, ClaimType)) -> Option<usize> {
        let doc = self.doc;
        let w = doc.words.get(j).filter(|_| j < self.end)?;
        let head = &doc.words[np.head];
        let alone = np.words.len() == 1
            && matches!(np.sem, Sem::People | Sem::Number)
            && np.entity.is_none()
            && head.pronoun.is_none()
            && w.gap & (gap::HARD | gap::OPEN | gap::OPEN_QUOTE) == 0
            && w.pro & pro::CONJ == 0
            && doc.time_at[j].is_none();
        if !alone {
            return None;
        }
        let phrase = |i: usize| {
            noun_phrase(doc, self.layers, i, self.end)
                .filter(|n| doc.words[i].gap & gap::HARD == 0 && !matches!(n.sem, Sem::Time | Sem::Means))
        };
        let involved = head.definite() && doc.is(np.head, doc.frames().class_bit("involved_noun"));
        // «الأشخاص الذين أمروا بقتل فلان»
        if doc.is(j, self.layers.bits.relative) && doc.words.get(j + 1).is_some_and(crate::doc::Word::is_verb) {
            // The event that is told is not what he is known by.
            let stop = phrase(j + 2).map(|n| n.words.end.min(self.end))?;
            return (trigger.start >= stop || trigger.end <= j).then_some(stop);
        }
        if !doc.is(j, self.layers.bits.preposition) || w.is_verb() {
            // «المتهم بالقتل», «المشتبه بانتمائهم إلى …»
            let charged = involved && head.pos & pos::PASSIVE_P != 0 && w.pro & pro::BI != 0;
            return charged.then(|| phrase(j)).flatten().map(|n| n.words.end);
        }
        if w.pronoun.is_some() {
            return involved.then_some(j + 1);
        }
        let inner = phrase(j + 1)?;
        if inner.prep != Prep::None && !matches!(inner.prep, Prep::Word(p) if p == j) {
            return None;
        }
        let group = inner.sem == Sem::Actor && self.layers.place_at(inner.head).is_none();
        let from = self.layers.is_min(doc, j);
        let inside = doc.is(j, self.layers.bits.membership);
        use ClaimType as T;
        // «شابا من مدينة كذا»: whence he is, where nobody is moved.
        let stays = crate::roles::is_attack(kind) || matches!(kind, T::Arrest | T::Threat | T::Accusation);
        let home = from && stays && inner.sem == Sem::Place;
        let deed = involved && inside && matches!(inner.sem, Sem::Event | Sem::Other);
        let told = group && (from || inside) || home || deed;
        told.then_some(inner.words.end.min(self.end))
    }

    /// «مقرا لفصيل كذا», «تجمعا للمدنيين»: whose an object that is struck is.
    fn owner(&self, np: &Np, j: usize) -> Option<usize> {
        let doc = self.doc;
        let w = doc.words.get(j).filter(|_| j < self.end)?;
        let open = matches!(np.sem, Sem::Target | Sem::Means | Sem::Other)
            && w.has(pro::LI)
            && w.pro & pro::CONJ == 0
            && w.gap & (gap::HARD | gap::OPEN) == 0
            && !doc.words[np.words.clone()]
                .iter()
                .any(|w| w.definite() || w.pronoun.is_some());
        if !open || self.event(j) {
            return None;
        }
        let owner = noun_phrase(doc, self.layers, j, self.end)?;
        matches!(owner.sem, Sem::Actor | Sem::People | Sem::Person).then_some(owner.words.end)
    }

    /// «مسلحين يستقلون سيارة»: the clause that describes somebody not known before.
    fn clause(&self, np: &Np, j: usize, trigger: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        let w = doc.words.get(j).filter(|_| j + 1 < self.end)?;
        // «ابن عمهم يدعى فلان»: his name.
        let called = doc.is(j, doc.frames().class_bit("name_intro")) && np.is_people();
        if called && w.gap & gap::HARD == 0 && w.pro & pro::CONJ == 0 {
            let mut stop = j + 1;
            while stop < self.end
                && self.layers.is_name(doc, stop)
                && doc.words[stop].gap & gap::HARD == 0
                && doc.words[stop].pro & !pro::AL == 0
            {
                stop += 1;
            }
            if stop > j + 1 {
                return Some(stop);
            }
        }
        let known = np.sem == Sem::Person
            || doc.words[np.words.clone()]
                .iter()
                .any(|w| w.definite() || w.pronoun.is_some())
            || self.layers.entity_at(np.head).is_some();
        if known || !w.is_verb() || w.pro & (pro::CONJ | pro::SA) != 0 || w.gap & gap::HARD != 0 {
            return None;
        }
        // «رجلين كانا يستقلان».
        let copula = doc.is(j, self.layers.bits.auxiliary) && doc.words[j + 1].is_verb();
        let verb = if copula { j + 1 } else { j };
        let v = &doc.words[verb];
        if v.best & pos::IMPERFECT == 0 || self.event(verb) || trigger.contains(&verb) {
            return None;
        }
        let fits = leads(w.verb_form, shape(doc, self.layers, np, false));
        if !(fits || v.pronoun.is_some()) {
            return None;
        }
        // «أن مسلحين يواصلون القصف»: before the event the clause only describes where another verb tells the event.
        let behind = trigger.start < np.words.start;
        let told = doc
            .words
            .get(trigger.start)
            .is_some_and(|t| t.is_verb() && !t.has(pro::CONJ));
        if !(behind || told && trigger.start > verb + 1) {
            return None;
        }
        let mut at = verb + 1;
        let open = |i: usize| i < self.end && doc.words[i].gap & gap::HARD == 0 && doc.time_at[i].is_none();
        if open(at) && doc.is(at, self.layers.bits.preposition) {
            at += 1;
            if doc.words[at - 1].pronoun.is_some() && !open(at) {
                return Some(at);
            }
        }
        let thing = noun_phrase(doc, self.layers, at, self.end).filter(|n| {
            open(at) && matches!(n.prep, Prep::None | Prep::Clitic(_)) && !n.coordinated && n.sem != Sem::Time
        })?;
        let own = !(thing.words.clone()).any(|i| self.event(i));
        own.then_some(thing.words.end.min(self.end))
    }
}

/// «date», «copyright»: Latin letters that name nothing known belong to the page; «إضافة إلى»: a word that only joins;
/// «طعنا»: one that says how.
pub(crate) fn foreign(doc: &Doc<'_>, layers: &Layers, i: usize) -> bool {
    let frames = doc.frames();
    let joins = doc.is(i, frames.class_bit("besides"))
        && i + 1 < doc.words.len()
        && doc.words[i + 1].gap & gap::HARD == 0
        && doc.is(i + 1, frames.class_bit("about"))
        && doc.words[i].pronoun.is_none();
    if joins || crate::syntax::is_manner(doc, i) {
        return true;
    }
    doc.bytes(i).iter().all(u8::is_ascii_alphabetic)
        && layers.entity_at(i).is_none()
        && layers.place_at(i).is_none()
        && layers.thing_at(i).is_none()
}

/// «استهدف انتحاري نقطة»: who is called by what he is or does governs nobody and nothing that is hit.
pub(crate) fn apart(doc: &Doc<'_>, layers: &Layers, np: &Np, j: usize) -> bool {
    let (w, last) = (&doc.words[j], &doc.words[j - 1]);
    // «قذائف مدفعية مصدرها مواقع الجيش»: whence they come is no word of theirs.
    if w.pro == 0 && doc.is_whence(j) {
        return true;
    }
    // «قتل رجل طعنا»: how he died is no word of his.
    if matches!(np.sem, Sem::People | Sem::Person | Sem::Number | Sem::Actor) && crate::syntax::is_manner(doc, j) {
        return true;
    }
    // «قتل شاب والده»: a man whom nothing makes definite is not his father's.
    let another = |n: &std::rc::Rc<crate::layers::Noun>| !n.relation && !n.office && !n.many;
    if w.pronoun.is_some()
        && np.words.end == np.head + 1
        && np.sem == Sem::People
        && !(last.definite() || last.plural || last.dual)
        && np.noun.as_ref().is_some_and(another)
        && layers.noun_of(doc, j).is_some_and(|n| n.relation)
    {
        return true;
    }
    // «استهدفت مسيرة سيارة»: nor has what flies.
    let flies = || {
        layers.thing_at(np.head).is_some_and(|(t, len)| {
            let class = doc.frames().things.get(t).map_or("", |t| t.class.as_str());
            matches!(class, "drone" | "aircraft") && np.words.end <= np.head + len
        })
    };
    // «استهدفت بعدة قذائف نقطة عسكرية»: nor has that with which it was struck.
    let with = || matches!(np.prep, Prep::Clitic(b) if b & pro::BI != 0);
    if np.sem == Sem::Means
        && !(last.definite() || w.definite())
        && w.pro == 0
        && (layers.sem_of(doc, j) == Sem::Target || doc.is(j, doc.frames().class_bit("struck_vehicle")))
        && (flies() || with())
    {
        return true;
    }
    // «قائد لواء»: who commands has something to command.
    let fighter = |n: &std::rc::Rc<crate::layers::Noun>| {
        n.status == isnad_model::Status::Combatant && !n.many && (!n.office || w.tanwin)
    };
    np.words.end == np.head + 1
        && np.sem == Sem::People
        && !(last.definite() || last.plural || last.dual)
        && (last.nisba || last.pos & (pos::PASSIVE_P | pos::ACTIVE) != 0)
        && np.noun.as_ref().is_some_and(fighter)
        && !w.definite()
        && w.pro == 0
        && matches!(layers.sem_of(doc, j), Sem::Target | Sem::People)
        && w.best & (pos::ADJ | pos::PASSIVE_P) == 0
}
