//! Verbs and their grammatical subjects.
//!
//! In: a sentence in pieces. Out: for each finite verb the piece that is its subject and where it stands:
//! behind it, before it, or with an earlier verb that it is joined to. Grammar alone: whether the subject
//! does or suffers is for the frame to say.
//!
//! **Invariant:** looks a bounded number of pieces around each verb, so that long lines stay linear.
//!
//! Example: in «أغلقت الشرطة المداخل واعتقلت شابين» (aghlaqat ash-shurṭa l-madākhil wa-ʿtaqalat shābbayn,
//! "the police closed the entrances and arrested two youths") both verbs have the police as subject.

use crate::agree::{Shape, follows, leads, shape};
use crate::clause::{Item, Items};
use crate::doc::{Doc, gap, pro};
use crate::layers::Layers;
use crate::phrase::{Np, Prep, Sem};
use crate::trigger::Hit;

/// Where a subject stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// Behind the verb.
    Right,
    /// Before the verb, in its clause or before the relative pronoun.
    Left,
    /// With an earlier verb.
    Carried,
}

/// How many pieces are looked at to either side.
const REACH: usize = 16;

/// A sentence's pieces with what is asked of them here.
struct Reader<'x, 'd> {
    doc: &'x Doc<'d>,
    layers: &'x Layers,
    hits: &'x [Hit],
    items: &'x Items,
}

/// Per piece the subject of its verb and where it stands.
pub type Subjects = Vec<Option<(usize, Side)>>;

/// The subject of every verb of a sentence, by piece; and, where one stands behind the verb, the one that the verb
/// would have of an earlier verb if that were its object.
#[must_use]
pub fn subjects(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], items: &Items) -> (Subjects, Vec<Option<usize>>) {
    let r = Reader {
        doc,
        layers,
        hits,
        items,
    };
    let mut out: Subjects = vec![None; items.list.len()];
    // As long as the last verb that has one.
    let mut spare: Vec<Option<usize>> = Vec::new();
    for k in 0..items.list.len() {
        if r.verb(k).is_none() {
            continue;
        }
        out[k] = r.own(k);
        if matches!(out[k], Some((_, Side::Left))) {
            continue;
        }
        let Some((subject, side)) = r.carried(k, &out) else {
            continue;
        };
        if out[k].is_none() {
            out[k] = Some((subject, side));
        } else {
            spare.resize(k + 1, None);
            spare[k] = Some(subject);
        }
    }
    (out, spare)
}

impl Reader<'_, '_> {
    /// The word of a piece that is a finite verb.
    fn verb(&self, k: usize) -> Option<usize> {
        match self.items.list.get(k)? {
            Item::Verb(w) => Some(*w).filter(|&w| self.doc.words[w].is_verb()),
            Item::Event(h) => Some(self.hits[*h].head).filter(|_| self.hits[*h].reading.is_verb()),
            _ => None,
        }
    }

    fn np(&self, k: usize) -> Option<&Np> {
        self.items.np(k)
    }

    fn shape(&self, k: usize) -> Option<Shape> {
        let np = self.np(k)?;
        let joined = self.np(k + 1).is_some_and(|n| {
            n.coordinated && n.sem == np.sem && self.items.ends[k] == n.words.start && n.prep == np.prep
        });
        Some(shape(self.doc, self.layers, np, joined))
    }

    fn gap(&self, k: usize) -> u16 {
        let w = self.items.list[k].word(self.hits);
        self.doc.words[w].gap
    }

    fn particle(&self, k: usize, class: isnad_lexicon::frame::Classes) -> bool {
        matches!(self.items.list.get(k), Some(Item::Particle(w)) if self.doc.is(*w, class))
    }

    /// The phrase can do something as people, groups and things that move do.
    fn able(&self, np: &Np) -> bool {
        let unknown = self
            .doc
            .words
            .get(np.head)
            .is_some_and(|w| w.pos & crate::doc::pos::UNKNOWN != 0);
        np.is_agent_like() || np.sem == Sem::Number || (np.sem == Sem::Other && unknown)
    }

    /// «إنه بايع …»: the pronoun of the particle is the subject.
    fn pronoun_subject(&self, k: usize) -> bool {
        let layers = self.layers;
        let bits = &layers.bits;
        (0..k)
            .rev()
            .take(3)
            .map_while(|i| match self.items.list[i] {
                Item::Particle(w) => Some(w),
                _ => None,
            })
            .find(|&w| self.doc.is(w, bits.complementizer))
            .is_some_and(|w| crate::reference::pronoun_at(self.doc, w).is_some())
    }

    fn own(&self, k: usize) -> Option<(usize, Side)> {
        // «إنه يختبئ (فلان)»: in brackets right behind the verb whom the pronoun means.
        let word = self.verb(k)?;
        if self.items.ends[k] == word + 1
            && let Some(n) = self.np(k + 1)
            && self.doc.words[n.words.start].gap & gap::OPEN != 0
            && matches!(n.sem, Sem::Person | Sem::Actor)
            && self
                .shape(k + 1)
                .is_some_and(|s| follows(self.doc.words[word].verb_form, s))
        {
            return Some((k + 1, Side::Right));
        }
        if self.pronoun_subject(k) {
            return None;
        }
        let word = &self.doc.words[self.verb(k)?];
        let form = word.verb_form;
        // «واتهمت الجيش والحركات»: before its subject a verb agrees with the first of those who are joined.
        let first = |j: usize| self.np(j).map(|n| shape(self.doc, self.layers, n, false));
        let right = self.right(k).filter(|&j| first(j).is_some_and(|s| follows(form, s)));
        let left = self.left(k);
        match (left, right) {
            (Some(l), Some(r)) => {
                let (ln, rn) = (self.np(l)?, self.np(r)?);
                // «فلان أسرته القوات»: the pronoun takes the phrase before up again.
                let resumed = word.pronoun.is_some() && self.able(rn);
                // «وبحسب …، قتل …»: behind a comma the verb opens anew.
                let apart = self.gap(k) & gap::COMMA != 0 && self.able(rn) && !self.interposed(l, k);
                let resumed = resumed || self.taken_up(l, k, r);
                if resumed || apart || (self.able(rn) && !self.able(ln)) {
                    Some((r, Side::Right))
                } else {
                    Some((l, Side::Left))
                }
            }
            (Some(l), None) => Some((l, Side::Left)),
            (None, Some(r)) => Some((r, Side::Right)),
            (None, None) => None,
        }
    }

    /// «القاعدة التي تسيطر عليها القوات», «مدينة يسيطر عليها الجيش»: behind the verb a preposition takes up again by its
    /// pronoun what the clause describes, so that who does it stands behind.
    fn taken_up(&self, l: usize, k: usize, r: usize) -> bool {
        let at = self.items.ends[k];
        let Some(p) = self
            .doc
            .words
            .get(at)
            .filter(|p| p.gap & gap::HARD == 0)
            .and_then(|p| p.pronoun)
        else {
            return false;
        };
        let close = self.items.list[r].word(self.hits) == at + 1 && self.np(r).is_some_and(|n| self.able(n));
        if !close || !self.doc.is(at, self.layers.bits.preposition) {
            return false;
        }
        let relative = (l + 1..k).rev().find(|&i| self.particle(i, self.layers.bits.relative));
        match relative {
            Some(i) => {
                let named = i.checked_sub(1).and_then(|b| self.shape(b));
                named.is_none_or(|s| crate::agree::stands_for(p, s)) || self.items.np(i.saturating_sub(1)).is_none()
            }
            None => {
                let near = k - 1;
                near >= l
                    && self.shape(near).is_some_and(|s| crate::agree::stands_for(p, s))
                    && self.np(near).is_some_and(|n| {
                        self.items.ends[near] == self.items.list[k].word(self.hits)
                            && !self.doc.words[n.words.clone()]
                                .iter()
                                .any(|w| w.definite() || w.pronoun.is_some())
                    })
            }
        }
    }

    /// «القوات، وبهدف تأمين الطريق، اعتقلت …»: whether only a phrase between commas parts a subject from its verb.
    fn interposed(&self, l: usize, k: usize) -> bool {
        let governed = |i: usize| {
            self.np(i)
                .is_some_and(|n| n.prep != Prep::None || n.coordinated || n.sem == Sem::Time)
        };
        // «القوات المتمركزة في التل، استهدفت …»: what describes the subject is no clause of its own.
        let described = l + 1 < k && self.describes(l + 1);
        if described && (l + 2..k).all(|i| governed(i) || self.np(i).is_some_and(|n| n.sem == Sem::Place)) {
            return self.np(l).is_some_and(|n| n.prep == Prep::None);
        }
        // «إن القوات، استهدفت …»: behind this particle stands the subject.
        let led = |i: usize| self.particle(i, self.layers.bits.complementizer);
        if l + 1 == k && l > 0 && led(l - 1) && !self.pronoun_subject(l) {
            return true;
        }
        l + 1 < k
            && self
                .doc
                .words
                .get(self.items.ends[l])
                .is_some_and(|w| w.gap & gap::COMMA != 0)
            && self.np(l).is_some_and(|n| n.prep == Prep::None)
            && (l + 1..k).all(governed)
    }

    /// The first phrase behind the verb that nothing governs.
    fn right(&self, k: usize) -> Option<usize> {
        let layers = self.layers;
        let bits = &layers.bits;
        let mut part = false;
        for j in k + 1..self.items.list.len().min(k + REACH) {
            if self.gap(j) & (gap::STOP | gap::LINE | gap::SEMI | gap::COLON) != 0 {
                return None;
            }
            match &self.items.list[j] {
                // «فقد الاتصال بثلاثة بينهم طفل», «معظمهم من النساء»: parts of the phrase before.
                Item::Particle(w) if j > k + 1 && layers.is_part_word(self.doc, *w) => part = true,
                Item::Np(np) if j > k + 1 && layers.is_part_word(self.doc, np.words.start) => part = true,
                Item::Np(np) if part && np.is_people() => {}
                Item::Np(np) if np.sem == Sem::Time || np.prep != Prep::None => {}
                Item::Np(np) if crate::bound::manner(self.doc, np) => {}
                // «فتح الجنود النار»: a word of the expression is no subject.
                Item::Np(np) if self.of_expression(k, np) => {}
                Item::Np(np) if self.governed(k, np) => {}
                Item::Np(np) if np.coordinated => return None,
                Item::Np(_) => return Some(j),
                Item::Particle(w) if self.doc.is(*w, bits.complementizer | bits.relative | bits.boundary) => {
                    return None;
                }
                Item::Particle(_) => {}
                Item::Event(_) if self.np(j).is_some_and(|n| n.prep == Prep::None && !n.coordinated) => return Some(j),
                Item::Verb(_) | Item::Event(_) => return None,
            }
        }
        None
    }

    /// «وقضت على عشرة منهم»: whether the last word of an expression, a preposition, governs the phrase behind it.
    fn governed(&self, k: usize, np: &Np) -> bool {
        let Item::Event(h) = &self.items.list[k] else {
            return false;
        };
        let hit = &self.hits[*h];
        hit.size > 1
            && np.words.start == hit.words.end
            && self.doc.words[np.words.start].gap & gap::HARD == 0
            && self.doc.words[np.words.start - 1].pronoun.is_none()
            && self.doc.is(np.words.start - 1, self.layers.bits.preposition)
    }

    fn of_expression(&self, k: usize, np: &Np) -> bool {
        let Item::Event(h) = &self.items.list[k] else {
            return false;
        };
        let hit = &self.hits[*h];
        // «نقل إلى المستشفى»: the preposition of the expression governs it.
        let before = np.words.start.wrapping_sub(1);
        let governed = before > hit.head
            && hit.words.contains(&before)
            && hit.words.contains(&np.words.start)
            && self.doc.is(before, self.layers.bits.preposition)
            && self.doc.words[before].pronoun.is_none();
        governed
            || hit.size > 1
                && hit.words.contains(&np.head)
                && hit.words.end == np.head + 1
                && (matches!(np.sem, Sem::Other | Sem::Means | Sem::Event)
                    || (np.sem == Sem::Person && {
                        let w = &self.doc.words[np.head];
                        w.definite() && w.pos & crate::doc::pos::NAME == 0 && np.entity.is_none()
                    }))
    }

    /// The phrase before the verb that it agrees with.
    fn left(&self, k: usize) -> Option<usize> {
        let layers = self.layers;
        let bits = &layers.bits;
        let word = &self.doc.words[self.verb(k)?];
        let form = word.verb_form;
        let ends = gap::STOP | gap::LINE | gap::COLON | gap::SEMI;
        if word.has(pro::CONJ) || self.then(k) || self.gap(k) & ends != 0 {
            return None;
        }
        let mut i = k;
        while i > 0 && k - i < REACH {
            i -= 1;
            // «مقديشو (وكالات) - قتل …»: whence it is told.
            let dateline = i == 0
                && self.gap(k) & gap::DASH != 0
                && self
                    .np(0)
                    .is_some_and(|n| self.layers.place_at(n.words.start).is_some());
            // «قصفت الطائرات القرية، وفي الحادثة قتل طفل»: with a preposition behind «و» a clause of its own opens.
            let opens = match &self.items.list[i] {
                Item::Np(n) => match n.prep {
                    Prep::Word(p) => Some(p),
                    Prep::None => None,
                    _ => Some(n.words.start),
                },
                Item::Particle(w) => Some(*w).filter(|&w| self.doc.is(w, bits.preposition)),
                _ => None,
            };
            let joined = opens.is_some_and(|w| {
                let first = &self.doc.words[w];
                first.has(pro::CONJ) && first.gap & gap::COMMA != 0
            });
            let clause = joined && self.gap(k) & gap::COMMA == 0;
            if dateline || clause {
                return None;
            }
            match &self.items.list[i] {
                // «من بين 13 شخصا قتلوا»: right behind an indefinite phrase of people the verb describes them.
                Item::Np(n)
                    if i + 1 == k
                        && n.prep != Prep::None
                        && matches!(n.sem, Sem::People | Sem::Number)
                        && (form.plural || form.dual)
                        && self.gap(k) == 0
                        && !self.doc.words[n.words.clone()]
                            .iter()
                            .any(|w| w.definite() || w.pronoun.is_some())
                        && self.shape(i).is_some_and(|s| leads(form, s)) =>
                {
                    return Some(i);
                }
                // «قوات النظام المتمركزة في التل قصفت»: what describes the phrase before is nobody else.
                Item::Event(_) if self.describes(i) => {}
                Item::Np(_) | Item::Event(_)
                    if self.np(i).is_some_and(|n| n.prep == Prep::None && n.sem != Sem::Time) =>
                {
                    let first = self.first_joined(i);
                    // «12 شخصا بينهم نساء وأطفال قتلوا»: the parts of a whole stand between it and its verb.
                    let head = self.items.list[first].word(self.hits);
                    let part = |w: usize| self.layers.is_part_word(self.doc, w);
                    if part(head) || first > 0 && head.checked_sub(1).is_some_and(part) {
                        i = if part(head) { first } else { first - 1 };
                        continue;
                    }
                    if self.shape(first).is_some_and(|s| leads(form, s)) && !self.taken(first) {
                        return Some(self.named_before(first));
                    }
                    // «… وفرقة الإنقاذ انتشلت»: the last of a list may open the clause.
                    let able = self.np(i).is_some_and(|n| n.sem == Sem::Actor);
                    if first != i && able && self.shape(i).is_some_and(|s| leads(form, s)) {
                        return Some(i);
                    }
                    i = first;
                }
                // «الحي الذي تنتشر فيه القوات»: the verb does not agree with what the pronoun stands for.
                Item::Particle(w) if self.doc.is(*w, bits.relative) && self.at_odds(*w, form) => return None,
                Item::Particle(w) if self.doc.is(*w, bits.relative) => return self.antecedent(i, form),
                // «العوائل ما تزال …».
                Item::Particle(w)
                    if self.doc.is(*w, self.doc.frames().class_bit("what"))
                        && self.verb(i + 1).is_some_and(|v| self.doc.is(v, bits.auxiliary))
                        && (i + 1 == k
                            || i.checked_sub(1)
                                .and_then(|b| self.np(b))
                                .is_some_and(|n| n.prep == Prep::None && n.is_agent_like())) => {}
                // «الحركة إذ تدين …»: what opens a statement.
                Item::Particle(w)
                    if i + 1 == k && i > 0 && self.doc.is(*w, self.doc.frames().class_bit("while_saying")) => {}
                Item::Particle(w) if self.doc.is(*w, bits.complementizer | bits.boundary) => return None,
                Item::Verb(w) if self.doc.is(*w, bits.auxiliary) => {}
                // «شابا يبلغ من العمر 24 عاما قتل …».
                Item::Verb(w) if self.doc.is(*w, self.doc.frames().class_bit("describing_verb")) => {}
                Item::Verb(_) => return None,
                Item::Event(h) if self.hits[*h].reading.is_verb() => return None,
                _ => {}
            }
            if self.gap(i) & (gap::STOP | gap::LINE | gap::COLON | gap::SEMI) != 0 {
                return None;
            }
        }
        None
    }

    /// Whether an event piece is a participle that describes the phrase right before it.
    fn describes(&self, i: usize) -> bool {
        let Item::Event(h) = &self.items.list[i] else {
            return false;
        };
        let head = self.hits[*h].head;
        let word = &self.doc.words[head];
        let participle = word.pos & (crate::doc::pos::ACTIVE | crate::doc::pos::PASSIVE_P) != 0;
        participle
            && word.definite()
            && !self.hits[*h].reading.is_verb()
            && word.pro & (pro::BI | pro::LI | pro::CONJ) == 0
            && word.gap & gap::HARD == 0
            && i.checked_sub(1)
                .and_then(|j| self.np(j))
                .is_some_and(|n| n.words.end == head && n.is_agent_like())
    }

    /// «العقيد فلان، قائد الفوج، قتل»: between commas who he is; the subject is he who has the name.
    fn named_before(&self, i: usize) -> usize {
        let office = |n: &Np| n.sem == Sem::People && n.noun.as_ref().is_some_and(|x| !x.many && !x.force);
        let aside = self.gap(i) & gap::COMMA != 0 && self.np(i).is_some_and(office);
        let before = i.checked_sub(1).filter(|&b| {
            self.np(b).is_some_and(|n| {
                n.sem == Sem::Person && n.prep == Prep::None && n.words.end == self.items.list[i].word(self.hits)
            })
        });
        before.filter(|_| aside).unwrap_or(i)
    }

    /// Whether the gender of a relative pronoun rules it out as the subject of a verb.
    fn at_odds(&self, relative: usize, form: crate::doc::Form) -> bool {
        let frames = self.doc.frames();
        let other = match form.feminine {
            Some(true) => "relative_masculine",
            Some(false) => "relative_feminine",
            None => return false,
        };
        self.doc.is(relative, frames.class_bit(other))
    }

    /// Whether a phrase stands right behind an event noun as its genitive.
    fn taken(&self, i: usize) -> bool {
        i > 0
            && matches!(&self.items.list[i - 1], Item::Event(h) if !self.hits[*h].reading.is_verb()
                && self.items.ends[i - 1] == self.items.list[i].word(self.hits)
                && !self.doc.words[self.hits[*h].head].definite()
                && self.gap(i) & gap::HARD == 0)
    }

    /// Of joined phrases the first.
    fn first_joined(&self, mut i: usize) -> usize {
        while i > 0
            && let (Some(n), Some(m)) = (self.np(i), self.np(i - 1))
            && n.coordinated
            && m.prep == n.prep
            && (m.sem == n.sem || (m.is_agent_like() && n.is_agent_like()))
            && self.items.ends[i - 1] == n.words.start
        {
            i -= 1;
        }
        i
    }

    /// «الذي قتل …»: the phrase before the relative pronoun at piece `rel`.
    fn antecedent(&self, rel: usize, form: crate::doc::Form) -> Option<usize> {
        let near = || (0..rel).rev().take(5);
        let fits = |j: &usize| self.shape(*j).is_some_and(|s| leads(form, s));
        near()
            .filter(|&j| self.np(j).is_some_and(Np::is_agent_like))
            .find(fits)
            .or_else(|| {
                near()
                    .filter(|&j| self.np(j).is_some_and(|n| n.sem != Sem::Time))
                    .find(fits)
            })
    }

    /// The subject of an earlier verb that this one is joined to.
    fn carried(&self, k: usize, known: &[Option<(usize, Side)>]) -> Option<(usize, Side)> {
        let word = &self.doc.words[self.verb(k)?];
        let form = word.verb_form;
        let joined = word.has(pro::CONJ)
            || self.then(k)
            || form.plural
            || form.dual
            || (k > 0 && self.joins(k - 1))
            || self.pronoun_subject(k);
        if !joined {
            return None;
        }
        let mut seen = 0;
        let mut flows_from = k + 1;
        for i in (k.saturating_sub(2 * REACH)..k).rev() {
            let Some((s, _)) = known[i] else { continue };
            let broken = |j: usize| self.gap(j) & (gap::STOP | gap::LINE) != 0;
            if (i + 1..flows_from).any(broken) {
                return None;
            }
            flows_from = i + 1;
            // «طائرة كانت تقصف …، وأسقطت …»: a copula inside a clause that describes hands on nobody.
            // «عادوا إلى القرية وقطعوا …»: without a verb behind it one of these verbs is a deed of its own.
            let deed =
                i + 1 < k && self.verb(i + 1).is_none() && !self.particle(i + 1, self.layers.bits.complementizer);
            let deed = deed
                && matches!(self.items.list[i], Item::Verb(w) if self.doc.is(w, self.doc.frames().class_bit("deed_verb")));
            let copula = matches!(self.items.list[i], Item::Verb(w) if self.doc.is(w, self.layers.bits.auxiliary));
            if copula
                && !deed
                && !self.doc.words[self.items.list[i].word(self.hits)].has(pro::CONJ)
                && i > 0
                && s + 4 >= i
                && s < i
            {
                continue;
            }
            let fits = self.shape(s).is_some_and(|x| leads(form, x)) && self.np(s).is_some_and(|n| self.able(n));
            if fits {
                return Some((s, Side::Carried));
            }
            seen += 1;
            if seen == 3 {
                break;
            }
        }
        None
    }

    /// «… ثم أحرقوه»: whether a word joins the verb to the one before.
    fn then(&self, k: usize) -> bool {
        let word = self.doc.frames().class_bit("then_word");
        k.checked_sub(1).is_some_and(|i| self.particle(i, word))
    }

    fn joins(&self, i: usize) -> bool {
        self.particle(i, self.layers.bits.boundary | self.layers.bits.complementizer)
    }
}

/// «ردا على قصف البلدة», «انتقاما لمقتله»: whether the event noun at a word is what somebody answers, so another's deed.
pub(crate) fn in_answer(doc: &Doc<'_>, head: usize) -> bool {
    let answer = |i: usize| {
        let w = &doc.words[i];
        doc.is_as(i, doc.frames().class_bit("in_answer"), false)
            && !w.is_verb()
            && doc.words[i + 1].gap & gap::HARD == 0
    };
    let upon = |i: usize| doc.is(i, doc.frames().class_bit("governing_upon")) && doc.words[i].pronoun.is_none();
    match head {
        0 => false,
        _ if doc.words[head].has(pro::LI) => answer(head - 1),
        1 => false,
        _ => doc.words[head].gap & gap::HARD == 0 && upon(head - 1) && answer(head - 2),
    }
}

/// «قتل طعنا»: how somebody died or was hurt, told by a bare verbal noun in the accusative.
pub(crate) fn is_manner(doc: &Doc<'_>, i: usize) -> bool {
    let w = &doc.words[i];
    w.pro == 0
        && w.pronoun.is_none()
        && doc.ends(i, "ا")
        && doc.is_as(i, doc.frames().class_bit("manner_noun"), false)
        // «الإعدام شنقا»: the manner of a deed belongs to its name.
        && i.checked_sub(1).is_none_or(|b| doc.words[b].is_verb() || doc.words[b].pos & crate::doc::pos::MASDAR == 0)
}
