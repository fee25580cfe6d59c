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

mod told;

use told::{Named, Told, read};

use crate::agree::{leads, stands_for};
use crate::clause::Items;
use crate::doc::{Doc, Form, pro};
use crate::layers::Layers;
use crate::phrase::{Np, Prep, Sem};
use crate::trigger::{Hit, Reading};
use isnad_arabic::morph::Pronoun;
use std::cell::OnceCell;
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

/// A sentence in pieces and what it names, each made when it is first asked for.
#[derive(Debug, Default)]
struct Sentence {
    pieces: OnceCell<Items>,
    told: OnceCell<Told>,
}

/// What the report has named so far: the sentence that is read and as many before it as can be meant.
pub struct Memory<'x, 'd> {
    doc: &'x Doc<'d>,
    layers: &'x Layers,
    hits: &'x [Hit],
    /// The sentence that is read.
    now: usize,
    /// It and those before it: the last is the one that is read.
    near: VecDeque<Sentence>,
}

impl<'x, 'd> Memory<'x, 'd> {
    /// A memory of nothing.
    #[must_use]
    pub const fn new(doc: &'x Doc<'d>, layers: &'x Layers, hits: &'x [Hit]) -> Self {
        Self {
            doc,
            layers,
            hits,
            now: 0,
            near: VecDeque::new(),
        }
    }

    /// Goes on to a sentence, and forgets those too far before it.
    ///
    /// Whom a phrase of an earlier sentence belongs to may stand earlier by as much again.
    pub fn go_on(&mut self, sent: usize) {
        let kept = sent.min(2 * BACK) + 1;
        let new = if self.near.is_empty() { kept } else { sent - self.now };
        for _ in 0..new.min(kept) {
            self.near.push_back(Sentence::default());
        }
        while self.near.len() > kept {
            self.near.pop_front();
        }
        self.now = sent;
    }

    fn sentence(&self, sent: usize) -> Option<&Sentence> {
        let back = self.now.checked_sub(sent)?;
        self.near.get(self.near.len().checked_sub(back + 1)?)
    }

    /// The sentence that is read, in pieces.
    #[must_use]
    pub fn pieces(&self) -> Option<&Items> {
        self.sentence(self.now).map(|s| self.cut(s, self.now))
    }

    fn cut<'s>(&self, sentence: &'s Sentence, sent: usize) -> &'s Items {
        let words = &self.doc.sents[sent].words;
        let cut = || crate::clause::items(self.doc, self.layers, self.hits, words);
        sentence.pieces.get_or_init(cut)
    }

    fn told(&self, sent: usize) -> Option<&Told> {
        let sentence = self.sentence(sent)?;
        let told = || read(self.doc, self.layers, self.cut(sentence, sent));
        Some(sentence.told.get_or_init(told))
    }

    /// Those of a sentence who are among the last that were named.
    fn named(&self, sent: usize) -> &[Named] {
        self.last_of(sent, |t| &t.list)
    }

    /// Those things of a sentence that are among the last.
    fn things(&self, sent: usize) -> &[Named] {
        self.last_of(sent, |t| &t.things)
    }

    fn last_of(&self, sent: usize, list: impl Fn(&Told) -> &Vec<Named>) -> &[Named] {
        let of = |s: usize| self.told(s).map_or(&[][..], |t| list(t));
        let later: usize = (sent + 1..=self.now).map(|s| of(s).len()).sum();
        let here = of(sent);
        &here[here.len().saturating_sub(KEPT.saturating_sub(later))..]
    }

    /// Whom a dropped subject of the verb at `word` means.
    #[must_use]
    pub fn subject(&self, form: Form, word: usize, sent: usize, avoid: &[&Np]) -> Option<&Np> {
        self.find(word, sent, avoid, |n| leads(form, n.shape))
    }

    /// Who speaks of himself as «نحن»: the group named last, else whoever was.
    fn speaker(&self, word: usize, sent: usize) -> Option<&Np> {
        let group = |n: &Named| n.np.sem == Sem::Actor && n.np.entity.is_some();
        let able = |n: &Named| n.np.is_agent_like() && n.np.sem != Sem::Means;
        self.find_in(word, sent, &[], |n| able(n) && (n.subject || n.np.entity.is_some()))
            .or_else(|| self.find_in(word, sent, &[], able))
            .or_else(|| self.find(word, sent, &[], |n| n.subject && group(n)))
            .or_else(|| self.find(word, sent, &[], |n| n.subject && n.np.is_agent_like()))
            .or_else(|| self.find(word, sent, &[], group))
    }

    /// Of the people of the sentence whom a dropped subject can mean, those whom a passive verb is about.
    fn sufferer(&self, form: Form, word: usize, sent: usize) -> Option<&Np> {
        let people = |n: &Named| matches!(n.np.sem, Sem::People | Sem::Person);
        self.find_in(word, sent, &[], |n| people(n) && leads(form, n.shape))
    }

    /// «إصابة امرأة وطفلها بجروح نقلوا على إثرها»: those whom a phrase is joined to by «و», right behind it.
    fn joined_to(&self, np: &Np) -> Vec<Np> {
        let mut out: Vec<Np> = Vec::new();
        let mut end = np.words.end;
        for n in self.named(self.doc.sent_of(np.head)) {
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
            n.np.words.end <= word
                && n.np.sem == Sem::People
                // «عشرات من العناصر»: behind a word of number the verb may be in either.
                && (n.shape.many == Some(crate::agree::Many::Many) || n.np.count.is_some_and(|c| c.low >= 3))
                && !avoid.iter().any(|a| a.head == n.np.head)
        };
        let here = || self.named(sent).iter().rev().filter(fits);
        here().find(|n| n.subject).or_else(|| here().next()).map(|n| &n.np)
    }

    /// The thing that a pronoun on the word at `word` means: of this sentence and the one before the last that agrees.
    fn thing(&self, pronoun: Pronoun, word: usize, sent: usize) -> Option<&Np> {
        // «29 منشأة … استهدافها»
        let things = pronoun.gender == Some(isnad_arabic::morph::Gender::Feminine);
        let fits = |n: &&Named| {
            n.np.words.end <= word && stands_for(pronoun, n.shape) && (n.np.count.is_none_or(|c| c.low <= 1) || things)
        };
        use isnad_arabic::morph::Number;
        let one = pronoun.number == Number::Singular;
        let mut sents = (sent.saturating_sub(1)..=sent).rev().filter(|_| one);
        sents
            .find_map(|s| self.things(s).iter().rev().find(fits))
            .map(|n| &n.np)
    }

    /// Whom «الأخيرة» at `word` means: of the groups and persons of this sentence and the one before the last named.
    #[must_use]
    pub fn latter(&self, form: Form, word: usize, sent: usize) -> Option<&Np> {
        let fits = |n: &&Named| {
            let actor = matches!(n.np.sem, Sem::Actor | Sem::Person);
            let gender = form.feminine.zip(n.shape.feminine).is_none_or(|(a, b)| a == b);
            n.np.words.end <= word && actor && gender
        };
        let mut sents = (sent.saturating_sub(1)..=sent).rev();
        sents.find_map(|s| self.named(s).iter().rev().find(fits)).map(|n| &n.np)
    }

    /// The group that a pronoun on the word at `word` means, of which entities are known.
    #[must_use]
    pub fn group(&self, pronoun: Pronoun, word: usize, sent: usize) -> Option<&Np> {
        let fits = |n: &Named| n.np.entity.is_some() && stands_for(pronoun, n.shape);
        self.find(word, sent, &[], fits)
            .or_else(|| self.find(word, sent, &[], |n| n.np.entity.is_some() && n.np.sem == Sem::Actor))
    }

    /// The entity that a pronoun on the word at `word` means.
    fn known(&self, pronoun: Pronoun, word: usize, sent: usize, avoid: &[&Np]) -> Option<&Np> {
        self.find(word, sent, avoid, |n| {
            n.np.entity.is_some() && stands_for(pronoun, n.shape)
        })
    }

    /// The group named inside a phrase of people.
    fn group_inside(&self, np: &Np) -> Option<&Np> {
        let inside =
            |n: &&Named| n.np.sem == Sem::Actor && n.np.words.start > np.words.start && n.np.words.end <= np.words.end;
        let named = self.named(self.doc.sent_of(np.words.start));
        named.iter().rev().find(inside).map(|n| &n.np)
    }

    /// The same sentence first, then those before.
    fn find(&self, word: usize, sent: usize, avoid: &[&Np], fits: impl Fn(&Named) -> bool) -> Option<&Np> {
        let mut sents = (sent.saturating_sub(BACK)..=sent).rev();
        sents.find_map(|s| self.find_in(word, s, avoid, &fits))
    }

    /// In a sentence the subjects first, then what nothing governs.
    fn find_in(&self, word: usize, sent: usize, avoid: &[&Np], fits: impl Fn(&Named) -> bool) -> Option<&Np> {
        let able = |n: &&Named| n.np.words.end <= word && !avoid.iter().any(|a| a.head == n.np.head) && fits(n);
        let rank = |n: &&Named| match () {
            () if n.subject => 0,
            () if n.np.prep == Prep::None => 1,
            () if n.np.entity.is_some() => 2,
            () => 3,
        };
        let found = self.named(sent).iter().rev().filter(able).min_by_key(rank);
        found.map(|n| &n.np)
    }
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
pub fn resolve(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], memory: &Memory<'_, '_>, draft: &mut crate::roles::Draft) {
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
            .then(|| memory.known(p, w, sent, &avoid))
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
