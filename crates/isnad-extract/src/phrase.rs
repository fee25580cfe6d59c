//! Noun phrases: who and what a clause speaks of.
//!
//! In: a [`Doc`] with its [`Layers`]. Out: for a word, the noun phrase that begins there: its words, its
//! head, what it names, how many. A shallow reader: number, head, genitives, adjectives, partitive «من»,
//! names in apposition; commas and prepositions end it.
//!
//! Example: «ستة من عناصر التنظيم» (sitta min ʿanāṣir at-tanẓīm, "six of the organisation's members") is
//! one phrase of people, six of them, belonging to the organisation.

mod alias;
pub(crate) mod described;
mod partitive;

use alias::alias;
pub(crate) use alias::past_age;
use described::{
    by_name, described, has_article, of_a_people, of_its_men, one_behind_several, rank_and_name, rank_goes_on,
};
use partitive::partitive;
pub(crate) use partitive::{described_number, of_places};

use crate::bound::{
    at_least, at_odds, bare_clitic, before_name, belonging, bracket_end, counted_follows, counts_things, counts_time,
    described_group, describes_time, is_absolute, is_single, last_definite, number_behind, number_inside, of_nation,
    ordinal_behind, own_name, owned, parts_off, said_of, told_besides, uncounted, unmanned, visited,
};
use crate::doc::{Doc, Word, gap, pos, pro};
use crate::layers::{Layers, Noun};
use isnad_model::{Count, EntityId};
use std::ops::Range;
use std::rc::Rc;

/// What a noun phrase names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sem {
    /// A state, army, group, organisation, outlet.
    Actor,
    /// A named person.
    Person,
    /// People by what they are («مدنيين», «عناصر»).
    People,
    /// A place.
    Place,
    /// A weapon or vehicle of attack.
    Means,
    /// An object that is hit.
    Target,
    /// A date.
    Time,
    /// An event.
    Event,
    /// A bare number.
    Number,
    /// Anything else.
    Other,
}

/// What governs a noun phrase.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Prep {
    /// Nothing: subject, object, genitive.
    None,
    /// A proclitic of the phrase's first word: bits of [`pro`].
    Clitic(u8),
    /// A word.
    Word(usize),
}

/// A noun phrase.
#[derive(Clone, Debug)]
pub struct Np {
    /// Its words, governing preposition excluded.
    pub words: Range<usize>,
    /// What governs it.
    pub prep: Prep,
    /// Its head.
    pub head: usize,
    /// What it names.
    pub sem: Sem,
    /// The entity that it names or belongs to.
    pub entity: Option<EntityId>,
    /// How many.
    pub count: Option<Count>,
    /// Index of the place mention that it is or begins with.
    pub place: Option<usize>,
    /// The noun of people, with English role and status.
    pub noun: Option<Rc<Noun>>,
    /// Joined by «و» to the phrase before.
    pub coordinated: bool,
    /// An attached pronoun stands on its head or genitive: it belongs to somebody named before.
    pub pronoun: bool,
}

impl Np {
    /// Whether the phrase can do or suffer something as people do.
    #[must_use]
    pub const fn is_agent_like(&self) -> bool {
        matches!(self.sem, Sem::Actor | Sem::Person | Sem::People | Sem::Means)
    }

    /// Whether the phrase names people who can be hurt.
    #[must_use]
    pub const fn is_people(&self) -> bool {
        matches!(self.sem, Sem::Person | Sem::People | Sem::Number)
    }
}

/// A word that can stand inside a noun phrase.
pub(crate) fn nominal(w: &Word) -> bool {
    !w.is_verb() && w.best & (pos::PARTICLE | pos::DIGITS) == 0
}

/// The noun phrase that begins at word `i`, if one does; `end` is the end of the sentence or clause.
#[must_use]
pub fn noun_phrase(doc: &Doc<'_>, layers: &Layers, i: usize, end: usize) -> Option<Np> {
    let first = doc.words.get(i)?;
    if i >= end || crate::extent::foreign(doc, layers, i) {
        return None;
    }
    let mut np = Np {
        words: i..i + 1,
        prep: Prep::of(first),
        head: i,
        sem: Sem::Other,
        entity: None,
        count: None,
        place: None,
        noun: None,
        coordinated: first.has(pro::CONJ),
        pronoun: false,
    };
    if let Some(t) = doc.time_at[i] {
        let range = doc.words_in(doc.times[t as usize].span);
        let mut stop = range.end.clamp(i + 1, end);
        // «قبل أيام قليلة ماضية».
        while stop < end && describes_time(doc, layers, stop) {
            stop += 1;
        }
        np.words = i..stop;
        np.sem = Sem::Time;
        return Some(np);
    }
    // A number or a quantifier first, then what is counted.
    let mut at = i;
    if let Some(q) = doc.quantity_at[i] {
        let quantity = &doc.quantities[q as usize];
        // «وجرح ثالث», «وقتل الثالث»
        np.count = Some(if quantity.ordinal {
            Count::exact(1)
        } else {
            Count::from(quantity)
        });
        let range = doc.words_in(quantity.span);
        at = range.end.clamp(i + 1, end);
        np.words.end = at;
        np.head = at - 1;
        np.sem = Sem::Number;
        // «60 عاما»: how old, not how many.
        if at < end && counts_time(doc, at) {
            np.words.end = at + 1;
            np.sem = Sem::Time;
            return Some(np);
        }
        if !counted_follows(doc, layers, at, end) {
            at = partitive(doc, layers, &mut np, at, end);
            np.words.end = at;
            return Some(np);
        }
        np.head = at;
    } else if (layers.is_quantifier(doc, i) || parts_off(doc, layers, i, end)) && i + 1 < end {
        let of = described_number(doc, layers, i + 1, end);
        at = partitive(doc, layers, &mut np, of, end);
        if at > of {
            np.words.end = at;
            if np.count.is_none() {
                // «كل من فلان وفلان»: each by his name.
                let each = np.sem == Sem::Person && !np.noun.as_ref().is_some_and(|n| n.many);
                np.count = Some(if each { Count::exact(1) } else { Count::at_least(2) });
            }
            return Some(np);
        }
        // «مجموعة «صقور الوادي»»: in quotation marks the name of the group.
        let named = doc.words[i + 1].gap & gap::OPEN_QUOTE != 0 && first.collective;
        let named = named || described_group(doc, layers, i);
        if !named
            && nominal(&doc.words[i + 1])
            && doc.words[i + 1].gap & gap::HARD == 0
            && doc.words[i + 1].pro & !pro::AL == 0
        {
            let one = layers.is_one(doc, i);
            if let Some(inner) = noun_phrase(doc, layers, i + 1, end)
                && inner.sem != Sem::Time
            {
                let prep = np.prep;
                np = Np {
                    words: i..inner.words.end,
                    prep,
                    coordinated: first.has(pro::CONJ),
                    ..inner
                };
                // «عدد آخر»: some more of them.
                let more = doc.is(np.head, layers.bits.other) && np.count == Some(Count::exact(1));
                // «عددا كبيرا»: the adjective of a number is no one person.
                let vague = np.words.len() == 2
                    && doc.is(i, doc.frames().class_bit("toll_head"))
                    && doc.words[i + 1].pos & pos::ADJ != 0
                    && !doc.words[i + 1].definite();
                if vague {
                    (np.sem, np.count) = (Sem::People, Some(Count::at_least(2)));
                }
                np.count = Some(if one {
                    Count::exact(1)
                } else {
                    np.count.filter(|_| !more).unwrap_or(Count::at_least(2))
                });
                // «تضرر عدد من الخيام واحتراق عدد آخر»
                return Some(np).filter(|_| !(more && counts_things(doc, layers, i)));
            }
        }
        at = i;
    }
    // «علي أحمد»: a name that reads as a preposition too.
    if at == i && !nominal(first) && !(layers.is_name(doc, i) && first.pos & pos::NAME != 0 && !first.is_verb()) {
        return None;
    }
    head_and_tail(doc, layers, &mut np, at, end);
    Some(np)
}

/// Reads the head at `at` and everything that hangs on it.
fn head_and_tail(doc: &Doc<'_>, layers: &Layers, np: &mut Np, at: usize, end: usize) {
    np.head = at;
    let w = &doc.words[at];
    np.pronoun |= w.pronoun.is_some();
    if let Some(e) = layers.entity_at(at) {
        let mention = &layers.entities[e];
        np.sem = if mention.person { Sem::Person } else { Sem::Actor };
        np.entity = Some(mention.id.clone());
        np.words.end = mention.words.end.clamp(at + 1, end);
        if np.sem == Sem::Person && np.count.is_none() {
            np.count = Some(Count::exact(1));
        }
        tail(doc, layers, np, end);
        return;
    }
    if let Some(p) = layers.place_at(at)
        && layers.places[p].words.start == at
    {
        np.sem = Sem::Place;
        np.place = Some(p);
        np.words.end = layers.places[p].words.end.clamp(at + 1, end);
        return;
    }
    np.words.end = at + 1;
    np.sem = layers.sem_of(doc, at);
    np.noun = layers.noun_of(doc, at);
    // «الجانبان»: the two parties.
    if np.sem == Sem::Other && w.dual && w.definite() && doc.is(at, doc.frames().class_bit("party_noun")) {
        np.sem = Sem::Actor;
    }
    // «سرية كذا» in quotes: the whole name.
    if np.sem == Sem::Actor
        && w.gap & gap::OPEN_QUOTE != 0
        && let Some(close) = bracket_end(doc, at, end)
        && close - at <= 6
        && !doc.words[at + 1..close].iter().any(Word::is_verb)
    {
        np.words.end = close;
    }
    if (w.dual || np.noun.as_ref().is_some_and(|n| n.two)) && np.count.is_none() {
        np.count = Some(Count::exact(2));
    }
    // «بعضهم», «جميعهم»; «أحدهم», «إحداهن» is one of them.
    if layers.is_quantifier(doc, at)
        && !layers.is_part_word(doc, at)
        && w.pronoun
            .is_some_and(|p| p.number != isnad_arabic::morph::Number::Singular)
    {
        let one = layers.is_one(doc, at);
        let dual = w.pronoun.is_some_and(|p| p.number == isnad_arabic::morph::Number::Dual);
        if one || !dual {
            np.sem = Sem::People;
            let many = if one { Count::exact(1) } else { Count::at_least(2) };
            np.count = Some(np.count.unwrap_or(many));
            return;
        }
    }
    if np.count.is_some() && (doc.is(at, layers.bits.other) || of_nation(doc, np, at)) {
        np.sem = Sem::People;
    }
    tail(doc, layers, np, end);
    at_least(doc, layers, np, end);
    if np.count.is_none() && matches!(np.sem, Sem::People) {
        np.count = Some(uncounted(doc, layers, np, end));
    }
}

/// Genitives, adjectives, names in apposition, bracketed aliases.
fn tail(doc: &Doc<'_>, layers: &Layers, np: &mut Np, end: usize) {
    let mut steps = 0;
    while np.words.end < end && steps < 14 {
        steps += 1;
        let j = np.words.end;
        let w = &doc.words[j];
        let last = &doc.words[j - 1];
        // «ناقلة جند»: the words of a thing belong together, whatever each may be alone.
        if layers.thing_at(np.head).is_some_and(|(_, len)| j < np.head + len) {
            np.words.end = j + 1;
            continue;
        }
        // «دبابة ميركافا شرق رفح»: a thing is of no direction.
        if matches!(np.sem, Sem::Means | Sem::Target) && doc.is(j, doc.frames().class_bit("direction")) && !w.definite()
        {
            break;
        }
        if w.gap & (gap::OPEN | gap::OPEN_QUOTE) != 0 && w.gap & (gap::COMMA | gap::STOP | gap::LINE | gap::COLON) == 0
        {
            let Some(stop) = alias(doc, layers, np, j, end) else {
                break;
            };
            np.words.end = stop;
            // «بطائرة "كذا" سيارة»: with its name a thing is complete.
            if matches!(np.sem, Sem::Means | Sem::Target) && layers.entity_at(j).is_none() {
                break;
            }
            continue;
        }
        if let Some((count, stop)) = number_behind(doc, np, j, end) {
            np.count = Some(count);
            np.words.end = stop;
            continue;
        }
        // «قصفت طائرة روسية واحدا من منازله»: one of others is a phrase of its own.
        if layers.is_min(doc, j + 1) && doc.is(j, doc.frames().class_bit("one_of")) {
            break;
        }
        if nominal(last) && is_single(doc, j) || rank_goes_on(doc, layers, np, j) {
            np.words.end = j + 1;
            continue;
        }
        if let Some(stop) = ordinal_behind(doc, j).or_else(|| unmanned(doc, layers, j, end)) {
            np.words.end = stop.min(end);
            continue;
        }
        if let Some(stop) = said_of(doc, layers, np, j, end).or_else(|| doc.numbered(j)) {
            np.words.end = stop;
            continue;
        }
        if let Some((count, stop)) = number_inside(doc, layers, np, j, end) {
            (np.count, np.words.end) = (count, stop);
            return;
        }
        if w.gap & gap::HARD != 0 || doc.time_at[j].is_some() || doc.quantity_at[j].is_some() {
            break;
        }
        if rank_and_name(doc, layers, np, j, end) {
            np.sem = Sem::Person;
            np.words.end = j + 2;
            continue;
        }
        // «نفسها», «ذاته» lean on the noun before, not on one that does something to itself («انتحاري نفسه»).
        let known = last.definite() || last.pronoun.is_some() || last.best & pos::NAME != 0 || np.entity.is_some();
        if doc.is(j, layers.bits.reflexive) && w.gap & gap::HARD == 0 && w.pro & !pro::AL == 0 {
            if !known && w.pronoun.is_some() {
                break;
            }
            np.words.end = j + 1;
            continue;
        }
        // «المشتبه بهم», «المغرر بهم»: a passive participle with its preposition and pronoun.
        if np.words.end == np.head + 1
            && (last.pos & pos::PASSIVE_P != 0 || doc.is(np.head, doc.frames().class_bit("involved_noun")))
            && w.pronoun.is_some()
            && w.gap & gap::HARD == 0
            && (doc.is(j, layers.bits.preposition) || bare_clitic(doc, layers, j))
        {
            np.words.end = j + 1;
            np.sem = Sem::People;
            continue;
        }
        if let Some((e, stop)) = owned(doc, layers, np, j, end) {
            np.entity.get_or_insert_with(|| layers.entities[e].id.clone());
            np.words.end = stop;
            continue;
        }
        if let Some((e, stop)) = belonging(doc, layers, np, j, end) {
            np.entity.get_or_insert_with(|| layers.entities[e].id.clone());
            np.words.end = stop;
            continue;
        }
        if w.pro & (pro::BI | pro::LI | pro::KA) != 0 || w.is_verb() || told_besides(doc, np, j) {
            break;
        }
        // «لقي شابان مصرعهما»
        if w.pronoun.is_some() && doc.is(j, doc.frames().class_bit("fate_noun")) {
            break;
        }
        if w.has(pro::CONJ) {
            // «عناصر وقادات تنظيم»: two heads of one genitive.
            // «رجل وأطفاله الثلاثة»: with a pronoun they are others.
            let same = layers.sem_of(doc, j) == Sem::People
                && np.sem == Sem::People
                && !last.definite()
                && w.pronoun.is_none();
            let genitive = doc
                .words
                .get(j + 1)
                .is_some_and(|n| n.definite() || layers.entity_at(j + 1).is_some());
            // «قيادات عربية ومحلية»: two adjectives of one noun.
            let like = last.nisba && w.nisba && w.pos & pos::ADJ != 0 && last.best & (pos::ADJ | pos::NOUN) != 0;
            if like
                && np.words.end > np.head + 1
                && layers.noun_of(doc, j).is_none()
                && layers.entity_at(j).is_none_or(|e| layers.entities[e].adjective)
                && w.pro & (pro::BI | pro::LI | pro::KA) == 0
                && last.definite() == w.definite()
                && last.feminine == w.feminine
                && doc.quantity_at[j].is_none()
            {
                np.words.end = j + 1;
                continue;
            }
            if same && genitive && j + 1 < end && np.words.end == np.head + 1 && last.pronoun.is_none() {
                np.words.end = j + 1;
                continue;
            }
            break;
        }
        // «القياديان في تنظيم كذا»: people with their group.
        if np.sem == Sem::People
            && doc.is(j, layers.bits.membership)
            && let Some(e) = layers.entity_at(j + 1)
            && layers.entities[e].group
            && layers.entities[e].words.start == j + 1
            && j + 1 < end
            && doc.words[j + 1].gap & gap::HARD == 0
        {
            np.entity = Some(layers.entities[e].id.clone());
            np.words.end = layers.entities[e].words.end.clamp(j + 2, end);
            continue;
        }
        // The same with a group that no list has.
        if np.sem == Sem::People
            && doc.is(j, layers.bits.membership)
            && j + 1 < end
            && doc.words[j + 1].gap & gap::HARD == 0
            && layers.noun_of(doc, j + 1).is_some_and(|n| n.force)
            && (doc.words[j + 1].gap & gap::OPEN_QUOTE != 0 || np.words.end == np.head + 1)
            && let Some(inner) = noun_phrase(doc, layers, j + 1, end)
            && inner.sem == Sem::Actor
            && inner.prep == Prep::None
        {
            np.words.end = inner.words.end;
            continue;
        }
        // «سبعة مدنيين منهم أربعة»: with a pronoun it opens a part of them.
        if layers.is_min(doc, j) && w.pronoun.is_none() {
            let open = !last.definite() && last.pronoun.is_none();
            // «أفراد من نفس العائلة»
            let of = j + 1 + usize::from(doc.is(j + 1, doc.frames().class_bit("same_word")));
            let inner = doc.words.get(of).map_or(Sem::Other, |_| layers.sem_of(doc, of));
            let of_people = matches!(inner, Sem::People | Sem::Person | Sem::Actor | Sem::Event)
                || layers.is_quantifier(doc, j + 1)
                || doc.quantity_at.get(j + 1).is_some_and(Option::is_some);
            let body = |w| layers.entity_at(w).is_some() || layers.is_force_noun(doc, w);
            let whose = np.sem == Sem::Actor && open && inner == Sem::Actor && body(j + 1);
            if whose || (np.sem == Sem::People && (open || np.count.is_some()) && of_people) {
                let before = (np.count, np.sem, np.head, np.noun.clone());
                let stop = partitive(doc, layers, np, j, end);
                (np.count, np.sem, np.head, np.noun) = before;
                if stop > j {
                    np.words.end = stop;
                    continue;
                }
            }
            break;
        }
        // «دعا المرصد الحقوقي المجتمع الدولي»: whom one calls upon describes nobody.
        if !nominal(w) || w.definite() && last.definite() && doc.is(j, doc.frames().class_bit("addressee_noun")) {
            break;
        }
        // «في ظل تعرض القرية لقصف»: a verbal noun that is read as its verb.
        if w.best & pos::MASDAR != 0
            && !w.definite()
            && w.pronoun.is_none()
            && np.words.end == np.head + 1
            && np.sem == Sem::Other
            && doc.is_as(j, layers.bits.light_patient, false)
        {
            break;
        }
        // «مسلحون مجهولون آلية»: what describes several men is in the plural.
        let several = np.words.end > np.head + 1 && is_absolute(doc.word(np.head), &doc.words[np.head]);
        // «مسلحون عاملا», «مستوطنون متطرفون باحات»: with its nun a plural governs nothing, and only its like describes it.
        let nun = is_absolute(doc.word(j - 1), last);
        let absolute = np.words.end == np.head + 1 && nun;
        if crate::extent::apart(doc, layers, np, j) {
            break;
        }
        // «إسرائيل مسؤولية», «موسكو كييف»: a name governs nothing.
        let closed = layers
            .entity_at(j - 1)
            .is_some_and(|e| layers.entities[e].words.end == j && !layers.entities[e].adjective)
            // «العضو محمد عيسى حكومة كذا»
            || crate::bound::full_name(doc, layers, np, j);
        // «منظمة حقوقية الحوثيين», «طائرات روسية بلدة كذا»: behind its adjective an indefinite noun governs nothing.
        let done = np.words.end > np.head + 1 && last.best & pos::ADJ != 0 && !last.plural;
        let open = !last.definite() && !last.tanwin && last.pronoun.is_none() && !closed && !nun;
        if let Some(e) = layers.entity_at(j) {
            let mention = &layers.entities[e];
            if mention.words.start == j {
                let stop = mention.words.end.clamp(j + 1, end);
                let genitive = open && !done;
                let apposition = matches!(np.sem, Sem::People | Sem::Person) && mention.person;
                let adjective = mention.adjective || of_a_people(np, last, w) || of_its_men(doc, np, j);
                if !(genitive || apposition || adjective) {
                    break;
                }
                if np.entity.is_none() || apposition {
                    np.entity = Some(mention.id.clone());
                }
                if apposition {
                    np.sem = Sem::Person;
                }
                if np.sem == Sem::Other && layers.is_force_noun(doc, np.head) {
                    np.sem = Sem::Actor;
                }
                np.words.end = stop;
                continue;
            }
        }
        if let Some(p) = layers.place_at(j)
            && layers.places[p].words.start == j
        {
            if !open || done {
                break;
            }
            if np.place.is_none() {
                np.place = Some(p);
            }
            np.words.end = layers.places[p].words.end.clamp(j + 1, end);
            continue;
        }
        // «حركة كذا صحفيا»: a name needs no article.
        let named = closed && np.words.end == j && layers.entity_at(np.head).is_some();
        let agreed = w.definite() == (named || last_definite(doc, np));
        let article = has_article(doc, j);
        let described = described(doc, layers, np, j);
        let adjective = (w.best & (pos::ADJ | pos::PASSIVE_P | pos::ACTIVE) != 0 && agreed) || described;
        // «دعت الحكومة المتمردين»: a plural of people describes no single thing.
        let adjective = adjective && !at_odds(doc, np, j);
        // «مسلحون شرطيا», «جنود أجانب عاملا»: one in the accusative is no adjective of several.
        if one_behind_several(doc, np, j) {
            break;
        }
        let adjective =
            adjective && !((absolute || several) && !(w.plural || w.dual || (w.nisba && w.feminine != Some(true))));
        // «مسلحي الحركة»: a sound plural without its nun governs, though it is also an adjective.
        let genitive = open && (last.best & pos::ADJ == 0 || last.plural && doc.word(j - 1).ends_with(['ي', 'و']));
        // «القوات الشاب فلانا», «مجهولون المهندس»: one person describes no force, nor several that are not known.
        let one = article && !(w.plural || w.dual) && (w.feminine != Some(true) || before_name(doc, layers, j));
        let head = &doc.words[np.head];
        let many = np.sem == Sem::Actor && head.feminine == Some(true) || absolute;
        // «اقتحمت القوات الحي», «دخل الجيش الناحية»: nor does a place.
        let ground = || doc.is(j, doc.frames().class_bit("place_noun")) && layers.entity_at(j).is_none();
        let entered = article && last.definite() && w.best & pos::ADJ == 0 && ground();
        let other = one && own_name(doc, layers, np, j, end) || visited(doc, layers, np, j);
        if other || entered || one && many && (layers.noun_of(doc, j).is_some_and(|n| !n.force && !n.many) || ground())
        {
            break;
        }
        if by_name(doc, layers, np, j, absolute) {
            np.sem = Sem::Person;
        } else if adjective {
        } else if !genitive || w.tanwin {
            break;
        }
        // «بقذائف هاون مقر الشرطة»: a thing that is struck is no genitive of what strikes it.
        if np.sem == Sem::Means
            && np.words.end > np.head + 1
            && !w.definite()
            && (np.prep != Prep::None || doc.is(j - 1, doc.frames().class_bit("fired_arm")))
            && (matches!(layers.sem_of(doc, j), Sem::Target | Sem::People)
                || genitive && doc.is(j, doc.frames().class_bit("struck_vehicle")))
        {
            break;
        }
        // «حملة أمنية»: a nisba in the feminine is no one of the security.
        let of_kind = w.nisba && w.feminine == Some(true) && !w.plural && !w.definite() && last.feminine == Some(true);
        if np.sem == Sem::Other && genitive && !adjective && !of_kind && layers.is_light_head(doc, np.head) {
            np.sem = layers.sem_of(doc, j);
            np.noun = layers.noun_of(doc, j);
            if np.noun.is_some() {
                np.head = j;
            }
        }
        np.pronoun |= w.pronoun.is_some();
        np.words.end = j + 1;
    }
}
