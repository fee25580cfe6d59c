//! Who plays which part in an event.
//!
//! In: a sentence in pieces and a hit. Out: a [`Draft`]: agents, patients, place, time, means, target, and
//! the words of the clause. Roles come from position and preposition in a verb-first language; the frame
//! says what its subject, object, genitive and prepositions are, what a phrase names decides the rest.
//!
//! Example: «قصف قوات النظام بلدة» (qaṣf quwwāt an-niẓām balda, "the government forces' shelling of a
//! town"): the genitive names a force, so it is the agent; the bare phrase behind it is where.

mod aims;
mod apposed;
mod aside;
mod bare;
mod bounty;
mod companions;
mod control;
mod epithet;
mod noun;
mod office;
mod prepositions;
mod relative;
mod struck;
mod verb;

pub(crate) use prepositions::is_attack;
pub(crate) use struck::explodes;

use crate::clause::{Item, Items, clause};
use crate::doc::{Doc, gap, pos, pro};
use crate::layers::Layers;
use crate::phrase::{Np, Prep, Sem, noun_phrase};
use crate::trigger::{Hit, Reading};
use isnad_lexicon::frame::Part;
use isnad_lexicon::keys::KeyId;
use isnad_model::ClaimType;
use std::ops::Range;

/// A claim before its casualties, time and sources are settled.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Index of the hit.
    pub hit: usize,
    /// Index of the trigger that won.
    pub trigger: usize,
    /// Claim type so far.
    pub kind: ClaimType,
    /// Index of the sentence.
    pub sent: usize,
    /// Who does it.
    pub agents: Vec<Np>,
    /// To whom.
    pub patients: Vec<Np>,
    /// Place mentions, best first.
    pub places: Vec<usize>,
    /// Things used.
    pub means: Option<(usize, Range<usize>)>,
    /// Words of the clause.
    pub words: Range<usize>,
    /// The verb is passive or the event is told without its doer.
    pub passive: bool,
    /// The subject was dropped: whoever did the verb before.
    pub dropped: bool,
    /// An object pronoun stands on the head.
    pub object_pronoun: bool,
    /// A subject or genitive pronoun stands on the head.
    pub genitive_pronoun: bool,
    /// The genitive pronoun is who does it: the object stands behind the noun.
    pub own_deed: bool,
    /// The event noun is definite and says nothing of its own: it points back.
    pub anaphoric: bool,
    /// The subject of a verb like «تعرض» suffers the event.
    pub light: bool,
    /// The agents stand in another clause.
    pub inherited: bool,
    /// A pronoun behind a preposition plays a part: the word that holds it, and the part.
    pub prep_pronoun: Option<(usize, Part)>,
    /// A participle that says how the subject of the sentence acts («متهما»): whoever speaks or acts there.
    pub hal: bool,
    /// «الأخيرة»: who was named last plays a part: the word, and the part.
    pub latter: Option<(usize, Part)>,
    /// The light verb whose subject was dropped: «كما نفذت سلسلة من الغارات».
    pub light_verb: Option<usize>,
}

struct Filler<'x, 'd> {
    doc: &'x Doc<'d>,
    layers: &'x Layers,
    hits: &'x [Hit],
    items: &'x Items,
    draft: Draft,
}

/// Fills the parts of the hit at piece `k`, for one of the triggers that want it.
#[must_use]
pub fn fill(
    doc: &Doc<'_>,
    layers: &Layers,
    hits: &[Hit],
    items: &Items,
    k: usize,
    sent: usize,
    trigger: usize,
) -> Draft {
    let Item::Event(h) = items.list[k] else {
        unreachable_draft(sent);
        return empty(0, trigger, ClaimType::Killing, sent, 0..0);
    };
    let hit = &hits[h];
    let entry = &doc.frames().triggers[trigger];
    let range = clause(doc, layers, hits, items, k);
    let first = items.list[range.start].word(hits);
    let last = items.ends[range.end - 1];
    let mut draft = empty(h, trigger, entry.kind, sent, first..last.max(hit.words.end));
    let head = &doc.words[hit.head];
    if hit.reading.is_verb() {
        draft.object_pronoun = head.pronoun.is_some();
    } else {
        // «شن هجماتهم»: in an expression the pronoun stands on its noun.
        draft.genitive_pronoun = head.pronoun.is_some()
            || (hit.size > 1 && hit.words.len() == hit.size && doc.words[hit.words.end - 1].pronoun.is_some());
    }
    let mut f = Filler {
        doc,
        layers,
        hits,
        items,
        draft,
    };
    if hit.reading.is_verb() {
        f.verb(k, range.clone())
    } else {
        f.noun(k, range.clone())
    }
    f.prepositions(k, &range);
    if !hit.reading.is_verb() {
        f.controlled(k, &range);
        f.repelled(k, &range);
    }
    f.aims(k);
    f.bounty(k);
    f.places(k, &range);
    f.in_operation(k);
    f.office();
    f.draft
}

fn unreachable_draft(sent: usize) {
    debug_assert!(false, "no event at the piece asked for in sentence {sent}");
}

fn empty(hit: usize, trigger: usize, kind: ClaimType, sent: usize, words: Range<usize>) -> Draft {
    Draft {
        hit,
        trigger,
        kind,
        sent,
        agents: Vec::new(),
        patients: Vec::new(),
        places: Vec::new(),
        means: None,
        words,
        passive: false,
        dropped: false,
        object_pronoun: false,
        genitive_pronoun: false,
        own_deed: false,
        anaphoric: false,
        light: false,
        inherited: false,
        prep_pronoun: None,
        hal: false,
        latter: None,
        light_verb: None,
    }
}

impl Draft {
    /// Whether nobody is said to do it, by name or by a pronoun on its word.
    pub(crate) const fn lacks_doer(&self) -> bool {
        self.agents.is_empty() && !self.genitive_pronoun
    }
}

impl<'x> Filler<'x, '_> {
    fn np(&self, i: usize) -> Option<&'x Np> {
        self.items.np(i)
    }

    /// The piece that is the subject of the verb at a piece.
    fn subject_of(&self, v: usize) -> Option<usize> {
        self.items.subjects.get(v).copied().flatten().map(|(s, _)| s)
    }

    /// The subject of the nearest verb of the clause before a piece.
    fn subject_before(&self, k: usize, range: &Range<usize>) -> Option<usize> {
        let verb = (range.start..k).rev().find(|&v| self.is_verb(v));
        self.subject_of(verb?)
    }

    fn is_verb(&self, i: usize) -> bool {
        match &self.items.list[i] {
            Item::Verb(_) => true,
            Item::Event(h) => self.hits[*h].reading.is_verb(),
            _ => false,
        }
    }

    /// «الوقت», «خلفية»: what the dictionary knows as neither people nor groups does nothing.
    pub(super) fn inert(&self, np: &Np) -> bool {
        let known = |w: &crate::doc::Word| w.pos & pos::UNKNOWN == 0 && w.best & pos::NAME == 0;
        // «خرج المئات في مظاهرة»: a crowd is told by its number.
        // «ثمانون منهم بايعوا»: so are those of a group who change sides or flee.
        let moved = matches!(
            self.draft.kind,
            ClaimType::Protest | ClaimType::Pledge | ClaimType::Defection
        ) || matches!(self.draft.kind, ClaimType::Escape | ClaimType::Surrender);
        let crowd = moved && np.sem == Sem::Number;
        // «اقتتال بين الأوزبك والتونسيين»: those between whom there is fighting, by their nation.
        let head = self.doc.words.get(np.head);
        let crowd = crowd
            || self.draft.kind == ClaimType::Clash
                && head.is_some_and(|w| w.definite() && w.plural && w.pos & pos::ADJ != 0)
                && matches!(np.prep, Prep::Word(p) if self.doc.is(p, self.doc.frames().class_bit("between")));
        matches!(np.sem, Sem::Other | Sem::Number)
            && !crowd
            && np.entity.is_none()
            && self.doc.words.get(np.head).is_none_or(known)
            && !np.words.clone().any(|w| self.doc.words[w].gap & gap::OPEN_QUOTE != 0)
    }

    /// Who cannot be the doer of an attack: civilians and the hurt by number, media that tell of it, sources.
    fn strikes_nobody(&self, np: &Np) -> bool {
        if !prepositions::is_attack(self.draft.kind) {
            return false;
        }
        let civilians = np
            .noun
            .as_ref()
            .is_some_and(|n| n.status == isnad_model::Status::Civilian)
            && np.count.is_some_and(|c| c.high.is_some())
            // «قتل مواطن جاره»: with an object behind him one may.
            && !(self.hits[self.draft.hit].reading.is_verb()
                && !self.draft.passive
                && np.count == Some(isnad_model::Count::exact(1))
                && self.hits[self.draft.hit].words.end <= np.words.start
                && self.items.list.iter().enumerate().any(|(j, item)| {
                    matches!(item, Item::Np(n) if n.words.start == np.words.end && n.prep == Prep::None && n.is_people() && !n.coordinated)
                        && j > 0
                }));
        // «صورة للقصف (الدفاع المدني)»: nor do those who rescue or count.
        let medium = np.sem == Sem::Actor
            && (self.layers.helps(np.head)
                || self
                    .layers
                    .entity_at(np.head)
                    .is_some_and(|e| self.layers.entities[e].outlet));
        // «يخلف 3 قتلى»: the dead and hurt.
        let harmed = || {
            let frames = self.doc.frames();
            self.doc
                .is(np.head, frames.class_bit("dead_noun") | frames.class_bit("hurt_noun"))
        };
        let sees = crate::phrase::described::sees(self.doc, self.layers, np);
        let others = np.noun.is_none() && np.count.is_some() && self.doc.is(np.head, self.layers.bits.other);
        civilians || medium || others || sees || harmed()
    }

    /// Who only tells: «المصدر», a paper that is no party to what it tells.
    fn tells(&self, np: &Np) -> bool {
        use isnad_model::ClaimType as T;
        let partial = matches!(
            self.draft.kind,
            T::Accusation | T::Threat | T::Negotiation | T::Appointment
        );
        let medium = || {
            np.sem == Sem::Actor
                && self
                    .layers
                    .entity_at(np.head)
                    .is_some_and(|e| self.layers.entities[e].outlet)
        };
        // «نفى مصدر عسكري …، متهما التحالف بـ…»: a source too may accuse.
        let accuses = self.draft.kind == T::Accusation;
        !accuses && self.doc.is(np.head, self.doc.frames().class_bit("source_noun")) || (!partial && medium())
    }

    /// Whether people, no force, withdraw from an armed group.
    fn is_left(&self, np: &Np) -> bool {
        let from = matches!(np.prep, Prep::Word(p) if self.layers.is_min(self.doc, p));
        let armed = |w: usize| self.layers.entity_at(w).is_some_and(|e| self.layers.entities[e].armed);
        let force = |a: &Np| a.sem == Sem::Actor || a.noun.as_ref().is_some_and(|n| n.force);
        from && np.words.clone().any(armed) && !self.draft.agents.iter().any(force)
    }

    /// Whether the event happens to people alone.
    const fn takes_people(&self) -> bool {
        use isnad_model::ClaimType as T;
        matches!(
            self.draft.kind,
            T::Arrest | T::Abduction | T::Execution | T::Killing | T::Injury
        )
    }

    /// «غارة على معسكر كذا»: a site with a name is what was struck as well as where; a town is only where.
    fn is_site_struck(&self, np: &Np) -> bool {
        let first = np.words.start;
        matches!(
            self.draft.kind,
            ClaimType::Airstrike | ClaimType::Shelling | ClaimType::Bombing
        ) && !self.doc.words[first].plural
            && self
                .layers
                .thing_at(first)
                .and_then(|(t, _)| self.doc.frames().things.get(t))
                .is_some_and(|t| !matches!(t.class.as_str(), "area" | "camp"))
    }

    /// «الذهاب», «خلفية»: a word for no thing, group or person suffers nothing, but where things are what is acted on.
    fn suffers_nothing(&self, np: &Np) -> bool {
        use isnad_model::ClaimType as T;
        let things = matches!(self.draft.kind, T::Damage | T::Demolition | T::Trade | T::Loss | T::Aid);
        // «أصيبت في بطنها»: where she was hurt.
        if np.prep != Prep::None && self.doc.is(np.head, self.doc.frames().class_bit("body_part")) {
            return true;
        }
        let abstracted = np.prep != Prep::None || self.doc.words.get(np.head).is_some_and(|w| w.best == pos::MASDAR);
        // «بجروح متفاوتة الخطورة»: nor is anybody hurt who is no person.
        let quality =
            self.takes_people()
                && self.doc.words.get(np.head).is_some_and(|w| {
                    w.definite() && w.feminine == Some(true) && !(w.human || w.plural || w.collective)
                });
        !things && (abstracted || quality) && np.sem == Sem::Other && self.inert(np)
    }

    /// «على الطريق السريع»: a road on which something happens.
    fn is_road(&self, np: &Np) -> bool {
        let f = self.doc.frames();
        let happens = self.draft.kind == ClaimType::Bombing || self.hits[self.draft.hit].reading.is_verb();
        happens
            && self.doc.is(np.head, f.class_bit("numbered_thing"))
            && matches!(np.prep, Prep::Word(p) if self.doc.is(p, self.layers.bits.preposition))
    }

    /// «اقتادوا شابا إلى جهة مجهولة»: a phrase that says whither somebody is taken.
    fn leads_whither(&self, np: &Np) -> bool {
        let taken = matches!(self.draft.kind, ClaimType::Arrest | ClaimType::Abduction);
        taken
            && np.words.start > self.hits[self.draft.hit].head
            && matches!(np.prep, Prep::Word(p) if self.doc.is(p, self.doc.frames().class_bit("governing_to")))
    }

    /// «مزرعة على أطراف قرية كذا، ومنازل على أطراف كذا», «6 منازل، و15 خيمة»: things joined behind where the first stood.
    fn more_struck(&mut self, i: usize, from: usize) {
        if !self.np(i).is_some_and(|n| n.sem == Sem::Target) {
            return;
        }
        let stop = self.items.list.len().min(from + 10);
        let mut describes = false;
        for j in from..stop {
            // «مزرعة يقطنها مهجرون على أطراف القرية، ومنازل»: what describes the first is passed over.
            if let Item::Verb(v) = self.items.list[j]
                && self.doc.words[v].pronoun.is_some()
                && !self.doc.words[v].has(pro::CONJ)
                && self.doc.words[v].gap & gap::HARD == 0
            {
                describes = true;
                continue;
            }
            let Some(n) = self.np(j) else { return };
            if std::mem::take(&mut describes) && n.prep == Prep::None && !n.coordinated {
                continue;
            }
            let w = &self.doc.words[n.words.start];
            if w.gap & (gap::STOP | gap::LINE | gap::SEMI | gap::COLON) != 0
                || matches!(self.items.list[j], Item::Event(_))
            {
                return;
            }
            let counted = n.count.is_some() && matches!(n.sem, Sem::Other | Sem::Means | Sem::Number);
            // Behind a comma it is not what the preposition before governs.
            let free = n.prep == Prep::None || w.gap & gap::COMMA != 0;
            if free && n.coordinated && (n.sem == Sem::Target || counted) {
                let next = n.clone();
                self.draft.patients.push(next);
            } else if n.prep == Prep::None && n.sem != Sem::Time && !n.coordinated {
                return;
            }
        }
    }

    /// «الأخيرة» alone: who was named last.
    fn is_latter(&self, np: &Np) -> bool {
        np.words.len() == 1
            && self.doc.words[np.head].definite()
            && self.doc.is(np.head, self.doc.frames().class_bit("latter"))
    }

    /// Gives a phrase a part; places in the part of a patient are where it happened.
    fn give(&mut self, i: usize, part: Part) {
        let Some((np, behind)) = self.with_apposed(i) else {
            return;
        };
        if np.sem == Sem::Time || self.measures(&np) {
            return;
        }
        if self.is_latter(&np) {
            self.draft.latter.get_or_insert((np.head, part));
            return;
        }
        match part {
            Part::Agent => {
                if matches!(np.sem, Sem::Place | Sem::Event) {
                    if np.sem == Sem::Place && !self.draft.places.iter().any(|p| Some(*p) == np.place) {
                        self.draft.places.extend(np.place);
                    }
                    return;
                }
                // «مناطق من شمال غربي سوريا»: behind a direction a country is where.
                let where_to = np
                    .words
                    .start
                    .checked_sub(1)
                    .is_some_and(|w| self.doc.is(w, self.layers.bits.direction));
                // «نقلهم إلى المستشفى»: what a preposition inside the expression governs does nothing.
                let hit = &self.hits[self.draft.hit];
                let inside = hit.size > 1
                    && hit.words.contains(&np.head)
                    && np.head > hit.head + 1
                    && self.doc.is(np.words.start - 1, self.layers.bits.preposition)
                    && self.draft.kind == ClaimType::Aid;
                // «لمهاجمة البلدة»: ground does nothing.
                let ground = np.sem == Sem::Target && self.doc.is(np.head, self.doc.frames().class_bit("place_noun"));
                let nobody = ground || self.left_over(&np) || self.inert(&np);
                // «يقتل مدنيا ويصيب آخر»: others are hurt as well.
                let harms = hit.reading.is_verb() && matches!(self.draft.kind, ClaimType::Injury | ClaimType::Killing);
                let other =
                    || self.doc.is(np.head, self.layers.bits.other) && self.doc.words[np.head].pronoun.is_none();
                if harms && np.words.len() == 1 && np.prep == Prep::None && other() {
                    self.draft.patients.push(np);
                    return;
                }
                // «نقل الجريحان إلى المشفى»: the hurt are carried.
                if self.is_harmed(&np) {
                    // «أسعفوا المصابين ونقلوا الجثامين»: who brought the dead stands further before.
                    let other = self.doc.is(hit.words.end - 1, self.doc.frames().class_bit("dead_noun"));
                    if other && !hit.words.contains(&np.head) {
                        self.draft.dropped = true;
                    } else {
                        self.draft.patients.push(np);
                    }
                    return;
                }
                if inside || where_to || nobody || self.strikes_nobody(&np) || self.tells(&np) {
                    return;
                }
                // «استخدمت الرشاشات بين …», «برصاص مسدس»: arms fight nobody.
                if np.sem == Sem::Means
                    && matches!(self.draft.kind, ClaimType::Clash | ClaimType::Shooting)
                    && self.layers.thing_at(np.head).is_some()
                    && !self.doc.is(np.head, self.doc.frames().class_bit("struck_vehicle"))
                {
                    return;
                }
                self.draft.agents.push(np);
            }
            Part::Patient | Part::Auto => match np.sem {
                Sem::Place => {
                    self.draft.places.extend(np.place);
                    // «أحرقوا قرية كذا»: what is destroyed is the place itself.
                    if part == Part::Patient && (self.draft.kind == ClaimType::Demolition || self.is_site_struck(&np)) {
                        self.draft.patients.push(np);
                    }
                }
                Sem::Event => {}
                Sem::Target if self.is_area(&np) => {
                    // «مناطق سيطرة الحركة»: who holds the ground is struck.
                    if let Some(holder) = self.holder(i, &np) {
                        return self.give(holder, Part::Patient);
                    }
                    // «الأحياء السكنية», «مناطق مأهولة»: ground told by those who live there.
                    if prepositions::is_attack(self.draft.kind) && crate::phrase::described::lived_in(self.doc, &np) {
                        self.draft.patients.push(np);
                    }
                }
                // It still says that the attack went somewhere.
                // «تدمير جزئي»: how, not what.
                _ if self.describes_only(&np) || self.left_over(&np) => {}
                // «سيارة للمواطنين», «مخيم للأرامل والأيتام»
                _ if self.owns_struck(&np) || self.is_edge(&np) => return,
                // «اعتقلوا شابا على حاجز كذا»: nobody arrests a place or a thing.
                Sem::Target if self.takes_people() && np.prep != Prep::None => {}
                // «استهدفوا دورية على الطريق السريع»: where it was.
                Sem::Target if self.is_road(&np) => {}
                // «اقتادوه إلى جهة مجهولة»: whither.
                _ if self.leads_whither(&np) => {}
                _ if self.suffers_nothing(&np) => self.draft.light |= crate::assemble::is_cause(self.draft.kind),
                _ => self.draft.patients.push(np),
            },
            Part::Place => {
                if np.sem == Sem::Actor && np.place.is_none() {
                    // «انسحب عشرون مقاتلا من تنظيم كذا»: who withdraws from a group leaves it.
                    if self.draft.kind == ClaimType::Loss && self.is_left(&np) {
                        self.draft.kind = ClaimType::Defection;
                        self.draft.patients.push(np);
                    }
                    return;
                }
                // «سيطروا على مواقع للجيش»: whose they were loses them.
                if self.draft.kind == ClaimType::Capture && np.place.is_none() && np.entity.is_some() {
                    let held = np.words.clone().skip(1).find(|w| self.layers.entity_at(*w).is_some());
                    let owner = held.and_then(|w| noun_phrase(self.doc, self.layers, w, np.words.end));
                    self.draft.patients.extend(owner);
                }
                self.draft.places.extend(np.place);
            }
            Part::None => {}
        }
        // What is joined to it plays the same part.
        let mut j = behind;
        while let Some(next) = self.np(j) {
            // «قتل ضابط، الخميس، ومدني»: the day stands between.
            let day = next.sem == Sem::Time && next.prep == Prep::None && !next.coordinated;
            if day
                && self
                    .np(j + 1)
                    .is_some_and(|n| n.coordinated && n.words.start == self.items.ends[j])
            {
                j += 1;
                continue;
            }
            // «بين الجيش من جهة والفصائل من جهة أخرى»
            if self.parts_sides(next) && self.np(j + 1).is_some_and(|n| n.coordinated) {
                j += 1;
                continue;
            }
            let adjacent = self.items.ends[j - 1] == next.words.start;
            let near = self.doc.words[next.words.start].gap & (gap::STOP | gap::LINE | gap::COLON) == 0;
            let like = self.np(i).is_some_and(|a| {
                let parties = self.draft.kind == ClaimType::Clash
                    && part == Part::Agent
                    && (next.is_agent_like()
                        // «بين الفرقة وتجمع الأحرار»: nobody fights a thing.
                        || next.sem == Sem::Target && next.words.len() > 1
                        || self.doc.words[a.head].dual && next.sem == Sem::Other);
                a.sem == next.sem || (a.is_agent_like() && next.is_agent_like()) || parties
            });
            if !(next.coordinated && adjacent && near && like) || self.another_deed(i, j) {
                break;
            }
            let next = next.clone();
            match part {
                Part::Agent => self.draft.agents.push(next),
                Part::Patient | Part::Auto if next.sem != Sem::Place => self.draft.patients.push(next),
                _ => self.draft.places.extend(next.place),
            }
            j += 1;
        }
        if matches!(part, Part::Patient | Part::Auto) {
            let j = self.each_from(i, j);
            let j = self.each_hurt(j);
            self.besides(j);
            self.companions(j);
            self.more_struck(i, j);
        }
    }
}

/// Groups, people and named persons can do what a verbal noun tells.
fn next_can_act(np: Option<&Np>) -> bool {
    np.is_some_and(|n| matches!(n.sem, Sem::Actor | Sem::Person | Sem::People))
}
