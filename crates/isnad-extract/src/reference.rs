//! Reference inside a report: pronouns and dropped subjects to whom they mean.
//!
//! In: the phrases of the sentences so far, a pronoun or a verb form, and where it stands. Out: the phrase
//! that it most likely stands for: of those that agree in number and gender the nearest, those that nothing
//! governs before the others, the same sentence before the one before it. What fits nobody stays open.
//!
//! **Invariant:** keeps a bounded number of phrases; a headline never answers for the body's first sentence
//! unless nothing else does.
//!
//! Example: in «هاجم المسلحون القرية. ثم انسحبوا منها» (hājama l-musallaḥūn al-qarya. thumma nsaḥabū minhā,
//! "the gunmen attacked the village. Then they withdrew from it") those who withdrew are the gunmen.

use crate::agree::{Shape, leads, shape, stands_for};
use crate::clause::Items;
use crate::doc::{Doc, Form, pro};
use crate::layers::Layers;
use crate::phrase::{Np, Prep, Sem};
use crate::trigger::{Hit, Reading};
use isnad_arabic::morph::Pronoun;
use std::collections::VecDeque;

/// How many phrases are kept.
const KEPT: usize = 48;
/// How many sentences back a pronoun reaches.
const BACK: usize = 2;

/// The pronoun on a word: of the morphology's reading, else by its letters («إياها», «أنه»).
#[must_use]
pub fn pronoun_at(doc: &Doc<'_>, word: usize) -> Option<Pronoun> {
    use isnad_arabic::morph::{Gender, Number, Person};
    let w = doc.words.get(word)?;
    if w.pronoun.is_some() {
        return w.pronoun;
    }
    if w.best & crate::doc::pos::PARTICLE == 0
        && w.pos & crate::doc::pos::PARTICLE == 0
        && w.pos & crate::doc::pos::UNKNOWN == 0
    {
        return None;
    }
    let text = doc.word(word);
    if text.chars().count() < 3 {
        return None;
    }
    let of = |gender, number| {
        Some(Pronoun {
            person: Person::Third,
            gender,
            number,
        })
    };
    let mut last = text.chars().rev();
    match (last.next(), last.next(), last.next()) {
        (Some('ا'), Some('م'), Some('ه')) => of(None, Number::Dual),
        (Some('م'), Some('ه'), _) => of(Some(Gender::Masculine), Number::Plural),
        (Some('ا'), Some('ه'), _) => of(Some(Gender::Feminine), Number::Singular),
        (Some('ه'), ..) => of(Some(Gender::Masculine), Number::Singular),
        _ => None,
    }
}

/// A phrase that was named.
#[derive(Clone, Debug)]
struct Named {
    np: Np,
    shape: Shape,
    sent: usize,
    subject: bool,
}

/// What the report has named so far.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    list: VecDeque<Named>,
    /// Things that can be struck, apart from those who act.
    things: VecDeque<Named>,
    /// The first sentence that is not taken up.
    next: usize,
    /// The sentences before in pieces, where these are known: each with its number.
    kept: VecDeque<(usize, Items)>,
}

impl Memory {
    /// Takes up the phrases of a sentence, whose pieces are given, and of those before it that can still be meant.
    ///
    /// Whom a phrase of an earlier sentence belongs to may stand earlier by as much again.
    pub fn read_up_to(&mut self, doc: &Doc<'_>, layers: &Layers, hits: &[Hit], pieces: &Items, sent: usize) {
        for earlier in self.next.max(sent.saturating_sub(2 * BACK))..sent {
            let known = self.kept.iter().position(|(s, _)| *s == earlier);
            let pieces = match known.and_then(|at| self.kept.remove(at)) {
                Some((_, pieces)) => pieces,
                None => crate::clause::items(doc, layers, hits, &doc.sents[earlier].words),
            };
            self.read(doc, layers, &pieces, earlier);
        }
        self.read(doc, layers, pieces, sent);
        self.next = sent + 1;
    }

    /// Keeps a sentence in pieces for the sentences behind it, which may yet have to take it up.
    pub fn keep(&mut self, sent: usize, pieces: Items) {
        if sent < self.next {
            return;
        }
        while self.kept.front().is_some_and(|(s, _)| s + 2 * BACK <= sent) {
            self.kept.pop_front();
        }
        self.kept.push_back((sent, pieces));
    }

    fn read(&mut self, doc: &Doc<'_>, layers: &Layers, items: &Items, sent: usize) {
        let media = doc.frames().class_bit("media_noun");
        let mut subjects = vec![false; items.list.len()];
        for (s, _) in items.subjects.iter().flatten() {
            subjects[*s] = true;
        }
        for k in 0..items.list.len() {
            let Some(np) = items.np(k) else { continue };
            // «15 و19»: a number that nothing does is nobody.
            let counts = np.sem == Sem::Number && (subjects.get(k) == Some(&true) || np.words.len() > 1);
            if matches!(np.sem, Sem::Target | Sem::Means) || layers.thing_at(np.head).is_some() {
                self.things.push_back(Named {
                    np: np.clone(),
                    shape: shape(doc, layers, np, false),
                    sent,
                    subject: subjects.get(k) == Some(&true),
                });
                while self.things.len() > KEPT {
                    self.things.pop_front();
                }
            }
            // «عناصر الحركة المحاصرين»: what describes the phrase before is nobody else.
            let describes = matches!(items.list.get(k), Some(crate::clause::Item::Event(_)))
                && doc.words[np.head].definite()
                && np.head == np.words.start
                && k.checked_sub(1)
                    .and_then(|j| items.np(j))
                    .is_some_and(|n| n.words.end == np.head && n.is_agent_like())
                && doc.words[np.head].pro & (pro::BI | pro::LI | pro::CONJ) == 0
                && doc.words[np.head].gap & (crate::doc::gap::HARD & !crate::doc::gap::CLOSE) == 0;
            if describes {
                continue;
            }
            if !np.is_agent_like() && !counts {
                // «تنفيذ الولايات المتحدة إنزالا»: the group inside.
                let inner = (np.sem == Sem::Other && np.entity.is_some() && np.words.len() > 1)
                    .then(|| crate::phrase::noun_phrase(doc, layers, np.head + 1, np.words.end))
                    .flatten()
                    .filter(|n| {
                        let named = layers.entity_at(n.head).is_some_and(|e| !layers.entities[e].adjective);
                        n.sem == Sem::Actor && n.prep == Prep::None && named
                    });
                if let Some(inner) = inner {
                    self.list.push_back(Named {
                        shape: shape(doc, layers, &inner, false),
                        np: Np {
                            prep: Prep::Word(inner.head),
                            ..inner
                        },
                        sent,
                        subject: false,
                    });
                }
                continue;
            }
            // Papers and broadcasters tell; they are not told of.
            let media = doc.is(np.head, media)
                || np
                    .words
                    .clone()
                    .any(|w| layers.entity_at(w).is_some_and(|e| layers.entities[e].outlet));
            if media || np.sem == Sem::Means || doc.is(np.head, doc.frames().class_bit("source_noun")) {
                continue;
            }
            let joined = items
                .np(k + 1)
                .is_some_and(|n| n.coordinated && n.prep == np.prep && items.ends[k] == n.words.start);
            let subject = subjects.get(k) == Some(&true);
            self.list.push_back(Named {
                np: np.clone(),
                shape: shape(doc, layers, np, joined),
                sent,
                subject,
            });
            // «مقاتلون من كتائب كذا»: the group inside the phrase is named too.
            for w in np.words.start + 1..np.words.end {
                let entity = layers.entity_at(w).is_some_and(|e| layers.entities[e].words.start == w);
                let group = entity || layers.noun_of(doc, w).is_some_and(|n| n.force);
                if group
                    && w != np.head
                    && let Some(inner) = crate::phrase::noun_phrase(doc, layers, w, np.words.end)
                    && inner.sem == Sem::Actor
                {
                    self.list.push_back(Named {
                        shape: shape(doc, layers, &inner, false),
                        np: Np {
                            prep: Prep::Word(w),
                            ..inner
                        },
                        sent,
                        subject: false,
                    });
                    break;
                }
            }
            while self.list.len() > KEPT {
                self.list.pop_front();
            }
        }
    }

    /// Whom a dropped subject of the verb at `word` means.
    #[must_use]
    pub fn subject(&self, form: Form, word: usize, sent: usize, avoid: &[&Np]) -> Option<&Np> {
        self.find(word, sent, avoid, |n| leads(form, n.shape))
    }

    /// Who speaks of himself as «نحن»: the group named last, else whoever was.
    fn speaker(&self, word: usize, sent: usize) -> Option<&Np> {
        let group = |n: &Named| n.np.sem == Sem::Actor && n.np.entity.is_some();
        let here = |n: &Named| n.sent == sent && n.np.is_agent_like() && n.np.sem != Sem::Means;
        self.find(word, sent, &[], |n| here(n) && (n.subject || n.np.entity.is_some()))
            .or_else(|| self.find(word, sent, &[], here))
            .or_else(|| self.find(word, sent, &[], |n| n.subject && group(n)))
            .or_else(|| self.find(word, sent, &[], |n| n.subject && n.np.is_agent_like()))
            .or_else(|| self.find(word, sent, &[], group))
    }

    /// Of the people whom a dropped subject can mean, those whom a passive verb is about.
    fn sufferer(&self, form: Form, word: usize, sent: usize) -> Option<&Np> {
        let people = |n: &Named| matches!(n.np.sem, Sem::People | Sem::Person);
        self.find(word, sent, &[], |n| people(n) && leads(form, n.shape))
    }

    /// «إصابة امرأة وطفلها بجروح نقلوا على إثرها»: those whom a phrase is joined to by «و», right behind it.
    fn joined_to(&self, np: &Np) -> Vec<Np> {
        let mut out: Vec<Np> = Vec::new();
        let mut end = np.words.end;
        for n in &self.list {
            if n.np.coordinated && n.np.words.start == end && matches!(n.np.sem, Sem::People | Sem::Person) {
                end = n.np.words.end;
                out.push(n.np.clone());
            }
        }
        out
    }

    /// Whom a pronoun on the word at `word` means.
    #[must_use]
    pub fn pronoun(&self, pronoun: Pronoun, word: usize, sent: usize, avoid: &[&Np]) -> Option<&Np> {
        if let Some(np) = self.men(pronoun, word, sent, avoid) {
            return Some(np);
        }
        self.find(word, sent, avoid, |n| stands_for(pronoun, n.shape))
            .or_else(|| {
                // «التنظيم … وعناصرهم»: a group taken as its people.
                let many = pronoun.number == isnad_arabic::morph::Number::Plural;
                let group = |n: &Named| n.np.sem == Sem::Actor;
                many.then(|| self.find(word, sent, avoid, group)).flatten()
            })
    }

    /// «عشرات من العناصر … لزعيمهم»: of a plural of men those of the sentence who are told as many.
    fn men(&self, pronoun: Pronoun, word: usize, sent: usize, avoid: &[&Np]) -> Option<&Np> {
        use isnad_arabic::morph::{Gender, Number};
        if pronoun.number != Number::Plural || pronoun.gender == Some(Gender::Feminine) {
            return None;
        }
        let fits = |n: &&Named| {
            n.sent == sent
                && n.np.words.end <= word
                && n.np.sem == Sem::People
                // «عشرات من العناصر»: behind a word of number the verb may be in either.
                && (n.shape.many == Some(crate::agree::Many::Many) || n.np.count.is_some_and(|c| c.low >= 3))
                && !avoid.iter().any(|a| a.head == n.np.head)
        };
        let here = || self.list.iter().rev().filter(fits);
        here().find(|n| n.subject).or_else(|| here().next()).map(|n| &n.np)
    }

    /// The thing that a pronoun on the word at `word` means: of this sentence and the one before the last that agrees.
    fn thing(&self, pronoun: Pronoun, word: usize, sent: usize) -> Option<&Np> {
        // «29 منشأة … استهدافها»
        let things = pronoun.gender == Some(isnad_arabic::morph::Gender::Feminine);
        let fits = |n: &&Named| {
            n.np.words.end <= word
                && n.sent + 1 >= sent
                && stands_for(pronoun, n.shape)
                && (n.np.count.is_none_or(|c| c.low <= 1) || things)
        };
        use isnad_arabic::morph::Number;
        let one = pronoun.number == Number::Singular;
        one.then(|| self.things.iter().rev().find(fits))
            .flatten()
            .map(|n| &n.np)
    }

    /// Whom «الأخيرة» at `word` means: of the groups and persons of this sentence and the one before the last named.
    #[must_use]
    pub fn latter(&self, form: Form, word: usize, sent: usize) -> Option<&Np> {
        let fits = |n: &&Named| {
            let actor = matches!(n.np.sem, Sem::Actor | Sem::Person);
            let gender = form.feminine.zip(n.shape.feminine).is_none_or(|(a, b)| a == b);
            n.np.words.end <= word && n.sent + 1 >= sent && actor && gender
        };
        self.list.iter().rev().find(fits).map(|n| &n.np)
    }

    /// The group that a pronoun on the word at `word` means, of which entities are known.
    #[must_use]
    pub fn group(&self, pronoun: Pronoun, word: usize, sent: usize) -> Option<&Np> {
        let fits = |n: &Named| n.np.entity.is_some() && stands_for(pronoun, n.shape);
        self.find(word, sent, &[], fits)
            .or_else(|| self.find(word, sent, &[], |n| n.np.entity.is_some() && n.np.sem == Sem::Actor))
    }

    /// The entity that a pronoun on the word at `word` means.
    fn named(&self, pronoun: Pronoun, word: usize, sent: usize, avoid: &[&Np]) -> Option<&Np> {
        self.find(word, sent, avoid, |n| {
            n.np.entity.is_some() && stands_for(pronoun, n.shape)
        })
    }

    /// The group named inside a phrase of people.
    fn group_inside(&self, np: &Np) -> Option<&Np> {
        let inside =
            |n: &&Named| n.np.sem == Sem::Actor && n.np.words.start > np.words.start && n.np.words.end <= np.words.end;
        self.list.iter().rev().find(inside).map(|n| &n.np)
    }

    fn find(&self, word: usize, sent: usize, avoid: &[&Np], fits: impl Fn(&Named) -> bool) -> Option<&Np> {
        let able = |n: &&Named| {
            n.np.words.end <= word && n.sent + BACK >= sent && !avoid.iter().any(|a| a.head == n.np.head) && fits(n)
        };
        // The same sentence first, then the one before; in each the subjects, then what nothing governs.
        for back in 0..=BACK {
            let Some(wanted) = sent.checked_sub(back) else { break };
            let here = || self.list.iter().rev().filter(|n| n.sent == wanted).filter(able);
            let found = here()
                .find(|n| n.subject)
                .or_else(|| here().find(|n| n.np.prep == Prep::None))
                .or_else(|| here().find(|n| n.np.entity.is_some()))
                .or_else(|| here().next());
            if let Some(n) = found {
                return Some(&n.np);
            }
        }
        None
    }
}

/// Whether something in a draft may refer to what was named before: [`resolve`] asks the memory in these cases alone.
#[must_use]
pub fn refers(doc: &Doc<'_>, hits: &[Hit], draft: &crate::roles::Draft) -> bool {
    let hit = &hits[draft.hit];
    let held = doc.words[hit.head].pronoun.is_some() || doc.words[hit.words.end - 1].pronoun.is_some();
    let left = draft.kind == isnad_model::ClaimType::Defection && draft.patients.is_empty();
    let mut parties = draft.agents.iter().chain(&draft.patients);
    draft.dropped && draft.agents.is_empty()
        || nobody_suffers(draft)
        || held
        || left
        || draft.latter.is_some()
        || draft.prep_pronoun.is_some()
        || parties.any(|np| np.pronoun)
}

/// «أصيب شقيقه بجروح نُقل على إثرها إلى المشفى»: a passive that names nobody, of people.
fn nobody_suffers(draft: &crate::roles::Draft) -> bool {
    use isnad_model::ClaimType as T;
    let people = matches!(
        draft.kind,
        T::Aid | T::Arrest | T::Abduction | T::Execution | T::Killing | T::Injury
    );
    people && draft.passive && draft.patients.is_empty() && draft.agents.is_empty()
}

/// «استهدفنا»: whether a word has the ending by which those who speak mean themselves.
pub(crate) fn is_ours(word: &crate::doc::Word) -> bool {
    use isnad_arabic::morph::{Number, Person};
    // «قصفونا»: others did it to us.
    !word.verb_form.plural
        && word
            .pronoun
            .is_some_and(|p| p.person == Person::First && p.number == Number::Plural)
}

/// Fills what pronouns and dropped subjects leave open in a draft.
pub fn resolve(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], memory: &Memory, draft: &mut crate::roles::Draft) {
    use isnad_lexicon::frame::Part;
    let hit = &hits[draft.hit];
    let entry = &doc.frames().triggers[draft.trigger];
    let (head, sent) = (hit.head, draft.sent);
    let word = &doc.words[head];
    let verb = draft.light_verb.or(hit.reading.is_verb().then_some(head));
    // «نفذت حملة على خلفية تخوينهم»: the noun's own pronoun says who.
    let own = draft.light_verb.is_some() && draft.genitive_pronoun && !hit.reading.is_verb();
    if draft.dropped
        && !own
        && draft.agents.is_empty()
        && !draft.passive
        && let Some(v) = verb
    {
        let avoid: Vec<&Np> = draft.patients.iter().collect();
        // «(الدفاع المدني)» under a picture: those who rescue strike nobody.
        let frames = doc.frames();
        let harmed = frames.class_bit("dead_noun") | frames.class_bit("wounded_noun");
        // «أسعفت الفرق المصابين ونقلت الجثامين»: the hurt bring nobody.
        let carried = |n: &Np| draft.kind == isnad_model::ClaimType::Aid && doc.is(n.head, harmed);
        let attack = crate::roles::is_attack(draft.kind);
        let able = |n: &&Np| {
            !(attack && (layers.helps(n.head) || crate::phrase::described::sees(doc, layers, n)) || carried(n))
        };
        let ours = !draft.object_pronoun && is_ours(&doc.words[v]);
        let meant = if ours {
            memory.speaker(v, sent)
        } else {
            memory.subject(doc.words[v].verb_form, v, sent, &avoid)
        };
        if let Some(np) = meant.filter(able).cloned() {
            match entry.subject {
                _ if draft.light_verb.is_some() => draft.agents.push(np),
                Part::Patient => draft.patients.push(np),
                Part::None | Part::Place => {}
                _ => draft.agents.push(np),
            }
        }
    }
    if hit.reading.is_verb()
        && nobody_suffers(draft)
        && let Some(np) = memory.sufferer(word.verb_form, head, sent)
        && doc.sent_of(np.head) == sent
        && (word.verb_form.plural || !doc.words[np.head].plural)
    {
        let np = np.clone();
        let several = word.verb_form.plural || word.verb_form.dual;
        let others = if several { memory.joined_to(&np) } else { Vec::new() };
        draft.patients.push(np);
        draft.patients.extend(others);
    }
    let held = word
        .pronoun
        .or_else(|| doc.words[hit.words.end - 1].pronoun.filter(|_| hit.size > 1));
    if let Some(p) = held {
        if draft.genitive_pronoun && !hit.reading.is_verb() {
            // «كثفت قصفها على القرى», «قصفهما المدفعي على القرى»: behind the noun stands what is struck.
            let upon = doc.frames().class_bit("governing_upon");
            let describes = |w: &crate::doc::Word| w.best & crate::doc::pos::ADJ != 0;
            let struck_behind = (hit.words.end..hit.words.end + 3)
                .map_while(|i| {
                    doc.words
                        .get(i)
                        .filter(|w| w.gap & crate::doc::gap::HARD == 0)
                        .map(|w| (i, w))
                })
                .find(|(i, w)| doc.is(*i, upon) || !describes(w))
                .is_some_and(|(i, w)| doc.is(i, upon) && w.pronoun.is_none());
            // «هجماتهم» are theirs; «مقتله» is his; «استهدافهم مدنيين» has its victims beside it.
            let attacked = entry.of == Part::Auto
                && !struck_behind
                && draft.patients.is_empty()
                && hit.reading == Reading::Masdar
                && ((!draft.agents.is_empty() && !draft.light) || (entry.by_means && draft.places.is_empty()));
            // «اتهامهم بالعمالة»: who is accused of something.
            let accused = draft.kind == isnad_model::ClaimType::Accusation
                && doc
                    .words
                    .get(head + 1)
                    .is_some_and(|w| w.has(pro::BI) && w.gap & crate::doc::gap::HARD == 0);
            if accused {
                draft.patients.retain(|n| n.words.start < head);
            }
            // «تم استهدافها», «جرى قصفها»: behind the verb of the passive whom it struck.
            let struck = entry.of == Part::Auto
                && draft.patients.is_empty()
                && hit.reading == Reading::Masdar
                && head > 0
                && doc.words[head - 1].is_verb()
                && doc.words[head].pro == 0
                && doc.is(head - 1, doc.frames().class_bit("passive_verb"));
            let suffered = !draft.own_deed
                && (accused
                    || attacked
                    || struck
                    || entry.outcome.is_some()
                    || (entry.of == Part::Patient && draft.patients.is_empty()));
            let avoid: Vec<&Np> = draft.patients.iter().chain(&draft.agents).collect();
            use isnad_model::ClaimType as T;
            // «المنزل … تم تفجيره»: what is destroyed is a thing before it is anybody.
            let destroyed = !draft.own_deed
                && (struck || matches!(draft.kind, T::Demolition | T::Damage))
                && (entry.of == Part::Patient || entry.of == Part::Auto)
                && draft.patients.is_empty();
            // «29 منشأة تم استهدافها»: of what is told of in one breath.
            let topic = |n: &&Np| !struck || n.prep == Prep::None && doc.flows(n.words.start, head);
            let thing = destroyed.then(|| memory.thing(p, head, sent)).flatten().filter(topic);
            if let Some(np) = thing.cloned() {
                draft.patients.push(np);
                draft.genitive_pronoun = false;
            } else if let Some(np) = memory.pronoun(p, head, sent, &avoid).cloned() {
                if suffered && draft.patients.is_empty() {
                    draft.patients.push(np);
                } else if !suffered && draft.agents.is_empty() && entry.of != Part::None {
                    draft.agents.push(np);
                }
            }
        } else if draft.object_pronoun && draft.patients.is_empty() && entry.object == Part::Patient {
            let avoid: Vec<&Np> = draft.agents.iter().collect();
            if let Some(np) = memory.pronoun(p, head, sent, &avoid).cloned() {
                draft.patients.push(np);
            }
        }
    }
    if let Some((w, part)) = draft.latter
        && let Some(np) = memory.latter(doc.words[w].noun_form, w, sent).cloned()
    {
        match part {
            Part::Agent if draft.agents.is_empty() => draft.agents.push(np),
            Part::Patient | Part::Auto if draft.patients.is_empty() => draft.patients.push(np),
            _ => {}
        }
    }
    if let Some((w, part)) = draft.prep_pronoun
        && let Some(p) = pronoun_at(doc, w)
    {
        let avoid: Vec<&Np> = draft.agents.iter().chain(&draft.patients).collect();
        // One breaks with a group.
        let group = (draft.kind == isnad_model::ClaimType::Defection && part == Part::Patient)
            .then(|| memory.named(p, w, sent, &avoid))
            .flatten();
        // «حاولت المضادات التصدي لها»: what is shot at from the ground is a thing.
        let shot = (draft.kind == isnad_model::ClaimType::Shooting && part == Part::Patient)
            .then(|| memory.thing(p, w, sent))
            .flatten()
            .filter(|n| draft.agents.iter().all(|a| a.head != n.head));
        let who = memory.pronoun(p, w, sent, &avoid);
        // «خرج من متجره في الحي، فأطلقوا عليه النار»: at a man before anything that is called so.
        let masculine = p.gender == Some(isnad_arabic::morph::Gender::Masculine);
        let man = who.filter(|n| masculine && (n.sem == Sem::Person || n.noun.is_some()));
        if let Some(np) = group.or(man).or(shot).or(who).cloned() {
            match part {
                Part::Patient if draft.patients.is_empty() => draft.patients.push(np),
                Part::Agent if draft.agents.is_empty() => draft.agents.push(np),
                // «هاجموا دورية ثم اشتبكوا معها»: with whom they fight.
                Part::Agent if draft.kind == isnad_model::ClaimType::Clash && draft.patients.is_empty() => {
                    draft.patients.push(np);
                }
                _ => {}
            }
        }
    }
    use isnad_model::ClaimType as T;
    // Who holds a place or gets away has nobody opposite.
    if matches!(draft.kind, T::Control | T::Escape) && entry.object != Part::Patient {
        draft.patients.clear();
    }
    // «انشقاق عشرة من عناصر الحركة»: the group that they were of is the one that they leave.
    if draft.kind == T::Defection && draft.patients.is_empty() {
        let left = draft.agents.iter().find_map(|a| memory.group_inside(a).cloned());
        draft.patients.extend(left);
    }
    for np in draft.agents.iter_mut().chain(&mut draft.patients) {
        if !np.pronoun || np.entity.is_some() || !crate::whose::can_belong(doc, layers, np) {
            continue;
        }
        let held = np.words.clone().find_map(|w| doc.words[w].pronoun.map(|p| (w, p)));
        if let Some((w, p)) = held
            && doc.words[w].pro & pro::AL == 0
            && p.person == isnad_arabic::morph::Person::Third
        {
            np.entity = memory
                .group(p, np.words.start.min(w), doc.sent_of(np.words.start))
                .and_then(|n| n.entity.clone());
        }
    }
}
