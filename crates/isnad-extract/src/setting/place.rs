//! The place of each claim: the fittest site of its clause, else that of the event it hangs on, else the news's.
//!
//! In: sites and drafts. Out: one place a draft, or none. A claim never takes a place that another event of its sentence
//! stands between, nor one that is only somebody's.
//!
//! In «هرب من بلدة كذا إلى المدينة» (haraba min baldat kadhā, "he fled from the town to the city") an escape is where it
//! begins.

use super::site::Stand;
use super::{REACH, Scene, happens, takes_over};
use crate::assemble::Built;
use crate::doc::{gap, pro};
use isnad_lexicon::setting::bit;
use isnad_model::{ClaimType, Place, Span};
use std::ops::Range;

/// A place that is only pointed at by a direction gives way to one named so near before.
const NEAR: usize = 14;
/// Claims looked back at for the news that one goes on with.
pub(super) const MEMORY: usize = 60;

impl Scene<'_, '_> {
    pub(super) fn places(&self) -> Vec<Option<Place>> {
        let mut own: Vec<Option<usize>> = Vec::with_capacity(self.built.len());
        for (i, b) in self.built.iter().enumerate() {
            own.push(self.own_site(i, b));
        }
        for (b, site) in self.built.iter().zip(&mut own) {
            *site = site.or_else(|| self.ground(b));
        }
        let mut out: Vec<Option<Place>> = own.iter().map(|s| s.map(|s| self.place_of(s))).collect();
        for (i, (place, own)) in out.iter_mut().zip(&own).enumerate() {
            if let Some(building) = own.and_then(|s| self.building_of(i, s)) {
                *place = Some(building);
            }
        }
        let mut late: Vec<Option<Place>> = vec![None; self.built.len()];
        for (i, b) in self.built.iter().enumerate() {
            let Some(goal) = self.goal(b, own[i]) else { continue };
            if self.is_rescue(b, &goal, own[i]) {
                late[i] = Some(goal);
            } else {
                out[i] = Some(goal);
            }
        }
        for (b, place) in self.built.iter().zip(out.iter_mut()) {
            if let Some(post) = self.post(b) {
                *place = Some(post);
            }
        }
        for i in 0..self.built.len() {
            if out[i].is_none() && late[i].is_none() {
                let context = self.context(&out, i);
                let home = || self.residents(i, &self.built[i]).map(|s| self.place_of(s));
                out[i] = self.held_ground(i).or_else(|| self.unnamed(i, context)).or_else(home);
            }
        }
        // «على مواقع الجيش»: whose they are; where they are the news says, if it does.
        let somebodys: Vec<Option<Place>> = out
            .iter_mut()
            .map(|place| place.take_if(|p| self.is_somebodys(p)))
            .collect();
        let mut over: Vec<(usize, Option<Place>)> = Vec::new();
        for (i, (theirs, goal)) in somebodys.into_iter().zip(late).enumerate() {
            if out[i].is_none() {
                let taken = || self.taken_over(&out, i, goal.is_some());
                let turned = || self.turned_to(&self.built[i]);
                let beside = || self.beside_it(&out, i);
                let place = self.pointed_at(i).or_else(taken).or(theirs);
                over.push((i, place.or_else(turned).or_else(beside).or(goal)));
            }
        }
        for (i, place) in over {
            out[i] = place;
        }
        out
    }

    /// Where a state or a deed on the ground is, when its clause does not say: the nearest place named before it.
    fn ground(&self, b: &Built) -> Option<usize> {
        use ClaimType as T;
        if !matches!(
            b.draft.kind,
            T::Control | T::Capture | T::Siege | T::Ceasefire | T::Mediation
        ) {
            return None;
        }
        self.named_before(b)
    }

    /// The nearest place that the sentence names before a claim.
    pub(super) fn named_before(&self, b: &Built) -> Option<usize> {
        let at = b.trigger.start;
        let lo = self
            .sites
            .partition_point(|s| s.sent < b.sent || s.words.start + REACH < at);
        let hi = self.sites.partition_point(|s| s.words.start < at);
        let mut s = (lo..hi.max(lo)).rev().find(|&s| {
            let site = &self.sites[s];
            matches!(site.stand, Stand::At | Stand::Bare)
                && !self.in_source(site.words.start)
                && self.layers.places[s].place.precision.is_none_or(|p| p <= 5)
        })?;
        for _ in 0..4 {
            let Some(inner) = self.sites[s].lies.filter(|&q| self.narrower(q, s)) else {
                break;
            };
            s = inner;
        }
        Some(s)
    }

    /// The sites of a sentence that stand at most [`REACH`] words from a word.
    pub(super) fn sites_near(&self, sent: usize, word: usize) -> Range<usize> {
        let from = self
            .sites
            .partition_point(|s| s.sent < sent || s.words.start + REACH < word);
        let to = self
            .sites
            .partition_point(|s| s.sent <= sent && s.words.start <= word + REACH);
        from..to.max(from)
    }

    /// The site that a claim names itself.
    fn own_site(&self, i: usize, b: &Built) -> Option<usize> {
        let head = b.trigger.start;
        let mut best: Option<(i32, usize)> = None;
        let near = self.sites_near(b.sent, head);
        // «طوباس - قتل شاب برصاص الجيش خلال اقتحامه مخيم كذا»: the dateline gives way to any other place.
        let other = |s: usize| s > 0 && self.sites[s].text.start > head && self.is_told_of(s);
        let dated = happens(b.draft.kind) && near.clone().any(other);
        for s in near.clone() {
            if dated && self.sites[s].text.start < head && self.is_dateline(s, head) {
                continue;
            }
            if let Some(score) = self.fits(i, b, s)
                && best.is_none_or(|(top, t)| score > top || self.inside_of(s, t))
                && !best.is_some_and(|(_, t)| self.inside_of(t, s))
            {
                best = Some((score, s));
            }
        }
        let (_, s) = best?;
        let mut s = self.past_topic(i, b, s, near.end);
        // «بلدة كذا بريف كذا»: what lies in it is the place, unless it is wider.
        for _ in 0..4 {
            let Some(inner) = self.sites[s].lies.filter(|&q| self.narrower(q, s)) else {
                break;
            };
            s = inner;
        }
        let s = self.tight(b, self.taken_from(b, self.past_road(s, near.end)));
        let first = self.first_of(s);
        let told = self.sites[s].text.start < head || self.fits(i, b, first).is_some();
        Some(if told { first } else { s })
    }

    /// «تعرضت بلدة كذا وقرية كذا لقصف»: the first of those that are joined.
    fn first_of(&self, mut s: usize) -> usize {
        while self.sites[s].joined && s > 0 && self.sites[s - 1].sent == self.sites[s].sent {
            s -= 1;
            while let Some(inner) = self.sites[s].lies {
                s = inner;
            }
        }
        s
    }

    /// How well a site fits a claim, by tenths; `None` where it cannot be its place.
    pub(super) fn fits(&self, i: usize, b: &Built, s: usize) -> Option<i32> {
        let site = &self.sites[s];
        let at = site.text.start;
        let head = b.trigger.start;
        let in_trigger = b.trigger.contains(&site.words.start);
        // «اتفاق خفض التصعيد»: the agreement's name.
        let agreed = || at > 0 && self.doc.is(at - 1, self.doc.frames().class_bit("agreement_noun"));
        let masdar = || self.doc.words[at].pos & crate::doc::pos::MASDAR != 0;
        let within = in_trigger && head < at;
        let truce = || self.tells(ClaimType::Ceasefire, at - 1, at + 1).is_some_and(|e| e > at);
        if within && b.draft.kind == ClaimType::Ceasefire || agreed() && (masdar() || truce()) {
            return None;
        }
        if self.in_source(site.words.start) && !in_trigger {
            return None;
        }
        // «من بلدة كذا الخاضعة لسيطرة فلان»: what is held stands right before, whatever else is done there.
        if self.is_held(b, s) {
            return Some(115);
        }
        // «المطار الذي تسيطر عليه القوة في المدينة»
        if self.taken_up(b, s) {
            return Some(110);
        }
        let in_clause = self.in_clause(b, site.words.start);
        let own_battle = site.stand == Stand::Name && at > 0 && b.trigger.contains(&(at - 1));
        let departs = departs(b.draft.kind);
        let mut score: i32 = match site.stand {
            _ if own_battle || in_trigger => 100,
            Stand::At => 100,
            Stand::Bare => 90,
            Stand::Toward if attacks(b.draft.kind) => 90,
            // The wounded and what is given are where they are brought to.
            Stand::Toward if b.draft.kind == ClaimType::Aid => 105,
            // «انسحبت إلى كذا»: whither one withdraws is not what is lost.
            Stand::Toward if b.draft.kind == ClaimType::Loss => return None,
            // «نزحوا باتجاه كذا»: whither they turn is not where they leave.
            Stand::Toward if departs && self.headed(s) => return None,
            // «اعتقل ثلاثة واقتيدوا إلى كذا»: whither they are led is not where they are taken.
            Stand::Toward if self.led_away(b, at) => return None,
            Stand::Toward => 60,
            Stand::From if departs => 105,
            // «القصف مصدره بلدة كذا»: whence fire comes is never where it strikes.
            Stand::From if attacks(b.draft.kind) && at > 0 && self.doc.is_whence(at - 1) => return None,
            // «نازحان من كذا»: whence they came before.
            Stand::From if at > 1 && self.doc.is(at - 2, self.doc.frames().class_bit("fled_noun")) => return None,
            // Whence it was fired, if nothing says where it struck.
            Stand::From if attacks(b.draft.kind) => 15,
            Stand::From => 30,
            Stand::Between => 60,
            Stand::Owner | Stand::Name => return None,
        };
        if at < head && self.sees(i, b, s) {
            return Some(110);
        }
        if at < head {
            if !in_clause || matches!(site.stand, Stand::From | Stand::Toward) && !departs {
                return None;
            }
            // Behind another event of the clause it is that event's.
            let earlier = self.near(b.sent, head).iter().filter(|&&j| j != i).any(|&j| {
                let o = &self.built[j];
                o.trigger.start < at && o.draft.kind != ClaimType::Control && !self.parted(o.trigger.start, at)
            });
            // What stands behind another event is rather taken over from it, unless the clause has a place behind it.
            let between = takes_over(b)
                && self.near(b.sent, head).iter().any(|&j| {
                    let o = &self.built[j];
                    j != i
                        && (at + 1..head).contains(&o.trigger.start)
                        && takes_over(o)
                        && self.parted_by_word(o.trigger.start, head)
                });
            if earlier || between {
                return None;
            }
            score -= 10;
            // «رام الله - معا - …», «حلب: …»: only where nothing else says where.
            if site.stand == Stand::Bare && self.is_dateline(s, head) {
                score -= 40;
            }
        } else if !self.reaches(i, b, at)
            || !happens(b.draft.kind) && self.verb_between(b, at)
            || self.sees_another(b, at)
            || self.is_treated(b, s)
        {
            return None;
        }
        let given = b
            .draft
            .places
            .iter()
            .any(|&p| self.layers.places[p].words.start == site.words.start);
        if !(in_clause || given) {
            if !happens(b.draft.kind) && !lasting(b.draft.kind) {
                return None;
            }
            score -= 30;
        }
        let distance = at.abs_diff(head).min(40) as i32;
        score -= distance * 12 / 10;
        if site.lies.is_some() || site.outer {
            score -= 50;
        }
        if site.joined {
            score -= 10;
        }
        if site.loose {
            score -= 30;
        }
        // «قصفت القوات المتمركزة في كذا قرية كذا»: whence.
        if attacks(b.draft.kind) && self.stationed(b.sent, at) {
            score -= 35;
        }
        // «اقتحموا المسجد عبر باب كذا»: a way in.
        if at > 0 && self.doc.is(at - 1, self.doc.frames().class_bit("through")) {
            score -= 15;
        }
        let led = site.text.start < site.words.start;
        score -= match self.rank(s) {
            6.. if !led => 40,
            5 => 15,
            4 => 8,
            _ => 0,
        };
        let place = &self.layers.places[s].place;
        // «القصف الروسي»: the adjective of a state is no place; a state governs nothing here.
        let state = place.id.is_some() && place.precision.is_some_and(|p| p >= 6);
        if state && matches!(site.stand, Stand::Bare | Stand::Between) && !led {
            return None;
        }
        (score > 0).then_some(score)
    }

    /// Whether a site stands right before the participle that says who holds it: «الخاضعة لسيطرة», «الواقعة تحت سيطرة».
    fn is_held(&self, b: &Built, s: usize) -> bool {
        use crate::doc::pos;
        let doc = self.doc;
        let (from, to) = (self.sites[s].words.end, b.trigger.start);
        b.draft.kind == ClaimType::Control
            && self.sites[s].sent == b.sent
            && (from..from + 3).contains(&to)
            && to + 1 < doc.words.len()
            && doc.words[from].best & (pos::ACTIVE | pos::ADJ) != 0
            && doc.words[from].definite()
            // «المتمركزة في كذا»: where they stand follows.
            && !doc.is(b.trigger.end, self.layers.bits.locative)
            && (from..=to).all(|w| doc.words[w].gap & gap::HARD == 0 && !doc.words[w].is_verb())
    }

    /// «واعتقلوا ثلاثة، كما شهدت بلدة كذا نزوحا»: what a place behind a claim is said to see is another thing.
    fn sees_another(&self, b: &Built, at: usize) -> bool {
        let doc = self.doc;
        let verb = at.checked_sub(1).filter(|_| doc.words[at].gap & gap::HARD == 0);
        // «قصف شهدته بلدة كذا» is this one.
        // «…، إذ شهدت البلدة توترا» goes on with it.
        let turns = |v: usize| {
            let opens = |c: &str| doc.is(v - 1, doc.frames().class_bit(c));
            doc.words[v].has(pro::CONJ) || v > b.trigger.end && (opens("besides") || opens("meanwhile"))
        };
        let sees = |v: usize| doc.words[v].is_verb() && doc.is(v, self.layers.bits.light_place);
        verb.is_some_and(|v| v >= b.trigger.end && sees(v) && doc.words[v].pronoun.is_none() && turns(v))
    }

    /// «أصيبت بجروح وتتلقى العلاج في مشفى كذا»: where the hurt lie is not where they were hurt.
    fn is_treated(&self, b: &Built, s: usize) -> bool {
        let (doc, at) = (self.doc, self.sites[s].text.start);
        let hurt = matches!(b.draft.kind, ClaimType::Injury) || attacks(b.draft.kind);
        hurt && doc.is(at, doc.frames().class_bit("care_noun"))
            && (b.trigger.end..at).any(|w| doc.is(w, doc.frames().class_bit("care_word")))
    }

    /// Whether a claim is what a site is said to see: «تشهد البلاد منذ سنوات حربا».
    fn sees(&self, i: usize, b: &Built, s: usize) -> bool {
        let doc = self.doc;
        let (at, head) = (self.sites[s].text.start, b.trigger.start);
        let verb = at.checked_sub(1).filter(|_| doc.words[at].gap & gap::HARD == 0);
        verb.is_some_and(|v| doc.words[v].is_verb() && doc.is(v, self.layers.bits.light_place))
            && !(at..head)
                .any(|w| doc.words[w].is_verb() || doc.words[w].gap & (gap::HARD & !gap::COMMA) != 0 && w > at)
            && self.near(b.sent, head).iter().all(|&j| {
                let h = self.built[j].trigger.start;
                j == i || !(at..head).contains(&h)
            })
    }

    /// Whether a site stands before a relative clause that is told of it: «البلدة التي قصفتها …», «التي سيطر عليها …».
    fn taken_up(&self, b: &Built, s: usize) -> bool {
        let doc = self.doc;
        let (opens, head) = (self.sites[s].words.end, b.trigger.start);
        let soft = |w: usize| doc.words.get(w).is_some_and(|x| x.gap & gap::HARD == 0);
        let clause = doc.is(opens, self.layers.bits.relative) && head > opens && head <= opens + 4;
        let object = || doc.words[head].pronoun.is_some();
        let behind = || {
            (b.trigger.end..b.trigger.end + 2)
                .take_while(|&w| soft(w))
                .any(|w| doc.words[w].pronoun.is_some() && doc.is(w, self.layers.bits.preposition))
        };
        clause
            && doc.words[head].is_verb()
            && (opens..=head).all(soft)
            && (lasting(b.draft.kind) || attacks(b.draft.kind))
            && (object() || behind())
    }

    /// Whether no other event stands between a claim's trigger and a word behind it.
    pub(super) fn reaches(&self, i: usize, b: &Built, word: usize) -> bool {
        let head = b.trigger.start;
        !self.near(b.sent, head).iter().any(|&j| {
            let o = &self.built[j];
            j != i
                && o.trigger.start > head
                && o.trigger.start < word
                && o.draft.kind != ClaimType::Control
                && !self.only_names(o)
                && !self.is_meanwhile(o)
                && !self.is_thing_of(o, b)
        })
    }

    /// «استهدف عربة أثناء نقلها مرضى على طريق كذا»: what was going on there.
    fn is_meanwhile(&self, b: &Built) -> bool {
        let (doc, head) = (self.doc, b.trigger.start);
        let noun = doc
            .words
            .get(head)
            .is_some_and(|w| !w.is_verb() && w.pronoun.is_some() && w.gap & gap::HARD == 0);
        noun && head > 0 && doc.is(head - 1, doc.frames().class_bit("while_word"))
    }

    /// «مهجرون من كذا» only says who the people are, «موقع الانفجار» where: nothing is told of a place behind them.
    fn only_names(&self, b: &Built) -> bool {
        let (doc, head) = (self.doc, b.trigger.start);
        if doc.words[head].is_verb() {
            return false;
        }
        let people = b.draft.kind == ClaimType::Displacement && self.layers.noun_of(doc, head).is_some();
        let site = || {
            head.checked_sub(1).is_some_and(|w| {
                self.has(w, bit::LOCAL) && !doc.words[w].definite() && !doc.words[w].is_verb() && !doc.words[w].tanwin
            })
        };
        people || doc.words[head].definite() && doc.words[head].gap & gap::HARD == 0 && site()
    }

    /// Whether another clause's verb stands between a claim's trigger and a word behind it: «وقد ساهموا في …».
    fn verb_between(&self, b: &Built, word: usize) -> bool {
        (b.trigger.end..word).any(|w| {
            self.doc.words[w].is_verb()
                && (w.saturating_sub(1)..=w).any(|v| v >= b.trigger.end && self.doc.words[v].has(pro::CONJ))
        })
    }

    /// Whether something is at both of two sites and one of them lies in the other: «في المحافظة …، عبر معبر بلدة كذا».
    fn inside_of(&self, inner: usize, outer: usize) -> bool {
        let place = |s: usize| &self.layers.places[s].place;
        let there = |s: usize| self.sites[s].stand == Stand::At && !self.sites[s].loose && self.sites[s].lies.is_none();
        let within = place(outer)
            .id
            .as_ref()
            .is_some_and(|id| place(inner).within.contains(id));
        within
            && there(inner)
            && there(outer)
            && self.rank(inner) <= 2
            && (self.rank(inner)..=4).contains(&self.rank(outer))
    }

    pub(super) fn narrower(&self, inner: usize, outer: usize) -> bool {
        let same_sentence = self.sites[inner].sent == self.sites[outer].sent;
        same_sentence
            && !matches!(self.sites[inner].stand, Stand::Owner | Stand::Name)
            && (self.rank(inner) <= self.rank(outer)
                || self.sites[outer].loose
                || self.rank(inner) == 2 && self.has_no_file(inner))
            && !self.in_source(self.sites[inner].words.start)
    }

    /// The precision of a site; a name that no file has is a small place whatever its point is taken from.
    pub(super) fn rank(&self, s: usize) -> u8 {
        let p = &self.layers.places[s];
        self.rank_by(&p.place, &p.words)
    }

    /// The same of the place whose words these are.
    pub(super) fn rank_of(&self, words: &Range<usize>) -> u8 {
        let place = self.layers.place_at(words.start).map(|p| &self.layers.places[p].place);
        place.map_or(2, |p| self.rank_by(p, words))
    }

    fn rank_by(&self, p: &Place, words: &Range<usize>) -> u8 {
        let division = || words.clone().any(|w| self.has(w, bit::DIVISION));
        let nameless = if p.name.is_none() { 5 } else { 2 };
        let own = p.id.as_ref().map_or(nameless, |_| p.precision.unwrap_or(2));
        if own < 3 && division() { 3 } else { own }
    }

    /// Whether «عقب», «بعد», «خلال» or a joining «و» stands between two triggers.
    fn parted_by_word(&self, from: usize, to: usize) -> bool {
        (from + 1..=to).any(|w| self.doc.is(w, self.layers.bits.sequel) || self.doc.words[w].has(pro::CONJ))
    }

    /// «بتعز», «بمدينة تعز»: a city, which has districts; not «بقرية كذا».
    pub(super) fn is_city(&self, word: usize) -> bool {
        let doc = self.doc;
        !self.has(word, bit::LOCAL) || doc.is(word, doc.frames().class_bit("city_word"))
    }

    /// «في عداد قتلى الغارة»: a word before a noun without an article is no name.
    pub(super) fn governs(&self, w: usize) -> bool {
        use crate::doc::pos;
        let next = w + 1;
        let Some(word) = self.doc.words.get(next) else {
            return false;
        };
        let noun =
            word.best & (pos::NOUN | pos::MASDAR) != 0 && word.best & (pos::VERB | pos::PARTICLE | pos::NAME) == 0;
        let plain = noun && word.pro == 0 && !word.definite() && !word.tanwin;
        plain
            && word.gap == 0
            && self.doc.time_at[next].is_none()
            && self.layers.place_at(next).is_none()
            && !self.doc.is(next, self.layers.bits.direction)
    }

    fn has_no_file(&self, s: usize) -> bool {
        self.layers.places[s].place.id.is_none()
    }

    /// «غزة - خاص: …»: a colon or dash parts a site from what is told behind it.
    fn is_dateline(&self, s: usize, word: usize) -> bool {
        (self.sites[s].words.end..=word).any(|w| self.doc.words[w].gap & (gap::COLON | gap::DASH) != 0)
    }

    /// Whether something may be told to have happened at a site.
    fn is_told_of(&self, s: usize) -> bool {
        matches!(self.sites[s].stand, Stand::At | Stand::Bare) && self.rank(s) <= 4
    }

    /// A nearer place of the sentence for one that only gives a direction.
    fn tight(&self, b: &Built, s: usize) -> usize {
        if !self.sites[s].loose {
            return s;
        }
        let at = b.trigger.start;
        (0..s)
            .rev()
            .take_while(|&q| self.sites[q].sent == b.sent)
            .find(|&q| {
                let n = &self.sites[q];
                n.words.start < at
                    && at - n.words.start <= NEAR
                    && !n.loose
                    && matches!(n.stand, Stand::At | Stand::Bare)
                    && n.lies.is_none()
                    && self.rank(q) <= 3
                    && !self.in_source(n.words.start)
                    && !self.is_dateline(q, at)
            })
            .unwrap_or(s)
    }

    /// The place of a site under the words of its phrase.
    pub(super) fn place_of(&self, s: usize) -> Place {
        let site = &self.sites[s];
        let mut place = self.layers.places[s].place.clone();
        let mut text = site.text.clone();
        if site.road {
            // «الطريق بين كذا وكذا»: up to the other end, and no point is its own.
            if let Some(next) = self.sites.get(s + 1).filter(|n| n.joined && n.sent == site.sent) {
                text.end = next.words.end;
            }
            place.precision = Some(5);
        }
        if text != site.words {
            place.span = self.span(&text, place.span.end.max(self.doc.span(&text).end));
            place.text = place.span.slice(self.doc.text).to_owned();
        }
        place
    }

    /// The bytes of words without the proclitics of the first.
    pub(super) fn span(&self, words: &Range<usize>, end: u32) -> Span {
        let Some(first) = self.doc.words.get(words.start) else {
            return Span::default();
        };
        let start = first.span.start + crate::bound::clitic_bytes(self.doc, words.start, first);
        Span::new(start.min(end), end)
    }
}

/// Events that begin where somebody or something leaves.
const fn departs(kind: ClaimType) -> bool {
    matches!(
        kind,
        ClaimType::Escape
            | ClaimType::Displacement
            | ClaimType::Loss
            | ClaimType::Defection
            | ClaimType::Trade
            | ClaimType::Abduction
    )
}

/// Events that go toward their place.
pub(super) fn attacks(kind: ClaimType) -> bool {
    crate::assemble::is_cause(kind)
}

/// States and deeds on the ground that take the place of their sentence.
pub(super) const fn lasting(kind: ClaimType) -> bool {
    matches!(
        kind,
        ClaimType::Control
            | ClaimType::Capture
            | ClaimType::Loss
            | ClaimType::Siege
            | ClaimType::Protest
            | ClaimType::Displacement
            | ClaimType::Escape
            | ClaimType::Ceasefire
    )
}
