//! What stands behind the head of a phrase and belongs to it: genitives, adjectives, numbers, names.
//!
//! In: a phrase whose head is read and the words behind it. Out: the phrase with all its words, and with what they make of
//! it: whom it names, how many, where. Deliberately takes a bounded number of steps.
//!
//! Example: in «مقاتلي الفصيل الثلاثة في المدينة» (muqātilī l-faṣīl ath-thalātha fī l-madīna, "the faction's three fighters in
//! the city") the phrase ends before the preposition.

use super::alias::alias;
use super::described::{
    by_name, described, has_article, of_a_people, of_its_men, one_behind_several, rank_and_name, rank_goes_on,
};
use super::owner::{belonging, owned};
use super::partitive::partitive;
use super::{Np, Prep, Sem, nominal, noun_phrase};
use crate::bound::{
    at_odds, bare_clitic, before_name, is_absolute, is_single, last_definite, may_stand_apart, number_behind,
    number_inside, ordinal_behind, own_name, said_of, told_besides, unmanned, visited,
};
use crate::doc::{Doc, gap, pos, pro};
use crate::layers::Layers;
use isnad_lexicon::frame::Classes;

/// So many steps are taken at most.
const LONGEST: usize = 14;

/// Genitives, adjectives, names in apposition, bracketed aliases.
pub(super) fn tail(doc: &Doc<'_>, layers: &Layers, np: &mut Np, end: usize) {
    let mut steps = 0;
    while np.words.end < end && steps < LONGEST && goes_on(doc, layers, np, end) {
        steps += 1;
    }
}

/// What most words behind a phrase are not: the classes that [`goes_on`] asks for word by word.
#[inline(always)]
fn asked_for(doc: &Doc<'_>) -> Classes {
    let f = doc.frames();
    f.class_bit("one_of")
        | f.class_bit("rank_more")
        | f.class_bit("rank_word")
        | f.class_bit("identity_noun")
        | f.class_bit("reflexive")
        | f.class_bit("belonging")
}

/// Takes the word behind a phrase, with what hangs on it, and says whether the phrase may go on behind that.
fn goes_on(doc: &Doc<'_>, layers: &Layers, np: &mut Np, end: usize) -> bool {
    let j = np.words.end;
    let (w, last) = (&doc.words[j], &doc.words[j - 1]);
    // «ناقلة جند»: the words of a thing belong together, whatever each may be alone.
    if layers.thing_at(np.head).is_some_and(|(_, len)| j < np.head + len) {
        np.words.end = j + 1;
        return true;
    }
    // «دبابة ميركافا شرق رفح»: a thing is of no direction.
    if matches!(np.sem, Sem::Means | Sem::Target) && w.classes.meets(layers.bits.direction) && !w.definite() {
        return false;
    }
    if w.gap & (gap::OPEN | gap::OPEN_QUOTE) != 0 && w.gap & (gap::COMMA | gap::STOP | gap::LINE | gap::COLON) == 0 {
        let Some(stop) = alias(doc, layers, np, j, end) else {
            return false;
        };
        np.words.end = stop;
        // «بطائرة "كذا" سيارة»: with its name a thing is complete.
        if matches!(np.sem, Sem::Means | Sem::Target) && layers.entity_at(j).is_none() {
            return false;
        }
        return true;
    }
    // A number begins, «من» stands here: most of what is asked next is asked of such a word alone.
    let counted = doc.quantity_at[j].is_some();
    let from = layers.is_min(doc, j);
    let listed = w.classes.meets(asked_for(doc));
    if counted && let Some((count, stop)) = number_behind(doc, np, j, end) {
        np.count = Some(count);
        np.words.end = stop;
        return true;
    }
    // «قصفت طائرة روسية واحدا من منازله»: one of others is a phrase of its own.
    if listed && doc.is(j, doc.frames().class_bit("one_of")) && layers.is_min(doc, j + 1) {
        return false;
    }
    if counted && nominal(last) && is_single(doc, j) || listed && rank_goes_on(doc, layers, np, j) {
        np.words.end = j + 1;
        return true;
    }
    let ordinal = if counted { ordinal_behind(doc, j) } else { None };
    if let Some(stop) = ordinal.or_else(|| unmanned(doc, j, from, end)) {
        np.words.end = stop.min(end);
        return true;
    }
    if let Some(stop) = said_of(doc, layers, np, j, listed, end).or_else(|| doc.numbered(j)) {
        np.words.end = stop;
        return true;
    }
    if (from || counted)
        && let Some((count, stop)) = number_inside(doc, layers, np, j, end)
    {
        (np.count, np.words.end) = (count, stop);
        return false;
    }
    if w.gap & gap::HARD != 0 || counted || doc.time_at[j].is_some() {
        return false;
    }
    if rank_and_name(doc, layers, np, j, end) {
        np.sem = Sem::Person;
        np.words.end = j + 2;
        return true;
    }
    // «نفسها», «ذاته» lean on the noun before, not on one that does something to itself («انتحاري نفسه»).
    if listed && doc.is(j, layers.bits.reflexive) && w.pro & !pro::AL == 0 {
        let known = last.definite() || last.pronoun.is_some() || last.best & pos::NAME != 0 || np.entity.is_some();
        if !known && w.pronoun.is_some() {
            return false;
        }
        np.words.end = j + 1;
        return true;
    }
    // «المشتبه بهم», «المغرر بهم»: a passive participle with its preposition and pronoun.
    if w.pronoun.is_some()
        && np.words.end == np.head + 1
        && (last.pos & pos::PASSIVE_P != 0 || doc.is(np.head, doc.frames().class_bit("involved_noun")))
        && (doc.is(j, layers.bits.preposition) || bare_clitic(doc, layers, j))
    {
        np.words.end = j + 1;
        np.sem = Sem::People;
        return true;
    }
    let led = w.has(pro::LI) || doc.words.get(j + 1).is_some_and(may_stand_apart);
    if led && let Some((e, stop)) = owned(doc, layers, np, j, end) {
        np.entity.get_or_insert_with(|| layers.entities[e].id.clone());
        np.words.end = stop;
        return true;
    }
    if listed && let Some((e, stop)) = belonging(doc, layers, np, j, end) {
        np.entity.get_or_insert_with(|| layers.entities[e].id.clone());
        np.words.end = stop;
        return true;
    }
    if w.pro & (pro::BI | pro::LI | pro::KA) != 0 || w.is_verb() || told_besides(doc, np, j) {
        return false;
    }
    // «لقي شابان مصرعهما»
    if w.pronoun.is_some() && doc.is(j, doc.frames().class_bit("fate_noun")) {
        return false;
    }
    if w.has(pro::CONJ) {
        // «عناصر وقادات تنظيم»: two heads of one genitive.
        // «رجل وأطفاله الثلاثة»: with a pronoun they are others.
        let same =
            layers.sem_of(doc, j) == Sem::People && np.sem == Sem::People && !last.definite() && w.pronoun.is_none();
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
            return true;
        }
        if same && genitive && j + 1 < end && np.words.end == np.head + 1 && last.pronoun.is_none() {
            np.words.end = j + 1;
            return true;
        }
        return false;
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
        return true;
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
        return true;
    }
    // «سبعة مدنيين منهم أربعة»: with a pronoun it opens a part of them.
    if from && w.pronoun.is_none() {
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
                return true;
            }
        }
        return false;
    }
    // «دعا المرصد الحقوقي المجتمع الدولي»: whom one calls upon describes nobody.
    if !nominal(w) || w.definite() && last.definite() && doc.is(j, doc.frames().class_bit("addressee_noun")) {
        return false;
    }
    // «في ظل تعرض القرية لقصف»: a verbal noun that is read as its verb.
    if w.best & pos::MASDAR != 0
        && !w.definite()
        && w.pronoun.is_none()
        && np.words.end == np.head + 1
        && np.sem == Sem::Other
        && doc.is_as(j, layers.bits.light_patient, false)
    {
        return false;
    }
    // «مسلحون عاملا», «مستوطنون متطرفون باحات»: with its nun a plural governs nothing, and only its like describes it.
    let nun = is_absolute(doc, j - 1);
    let absolute = np.words.end == np.head + 1 && nun;
    if crate::extent::apart(doc, layers, np, j) {
        return false;
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
                return false;
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
            return true;
        }
    }
    if let Some(p) = layers.place_at(j)
        && layers.places[p].words.start == j
    {
        if !open || done {
            return false;
        }
        if np.place.is_none() {
            np.place = Some(p);
        }
        np.words.end = layers.places[p].words.end.clamp(j + 1, end);
        return true;
    }
    // «حركة كذا صحفيا»: a name needs no article.
    let named = closed && np.words.end == j && layers.entity_at(np.head).is_some();
    let definite = last_definite(doc, np);
    let agreed = w.definite() == (named || definite);
    let article = has_article(doc, j);
    let described = described(doc, layers, np, j, definite);
    let adjective = (w.best & (pos::ADJ | pos::PASSIVE_P | pos::ACTIVE) != 0 && agreed) || described;
    // «دعت الحكومة المتمردين»: a plural of people describes no single thing.
    let adjective = adjective && !at_odds(doc, np, j);
    // «مسلحون شرطيا», «جنود أجانب عاملا»: one in the accusative is no adjective of several.
    if one_behind_several(doc, np, j) {
        return false;
    }
    // «مسلحون مجهولون آلية»: what describes several men is in the plural.
    let several = || np.words.end > np.head + 1 && is_absolute(doc, np.head);
    let adjective =
        adjective && (w.plural || w.dual || w.nisba && w.feminine != Some(true) || !(absolute || several()));
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
    if other || entered || one && many && (layers.noun_of(doc, j).is_some_and(|n| !n.force && !n.many) || ground()) {
        return false;
    }
    if by_name(doc, layers, np, j, absolute) {
        np.sem = Sem::Person;
    } else if adjective {
    } else if !genitive || w.tanwin {
        return false;
    }
    // «بقذائف هاون مقر الشرطة»: a thing that is struck is no genitive of what strikes it.
    if np.sem == Sem::Means
        && np.words.end > np.head + 1
        && !w.definite()
        && (np.prep != Prep::None || doc.is(j - 1, doc.frames().class_bit("fired_arm")))
        && (matches!(layers.sem_of(doc, j), Sem::Target | Sem::People)
            || genitive && doc.is(j, doc.frames().class_bit("struck_vehicle")))
    {
        return false;
    }
    // «حملة أمنية»: a nisba in the feminine is no one of the security.
    let of_kind = w.nisba && w.feminine == Some(true) && !w.plural && !w.definite() && last.feminine == Some(true);
    if np.sem == Sem::Other && genitive && !adjective && !of_kind && layers.is_light_head(doc, np.head) {
        np.sem = layers.sem_of(doc, j);
        np.noun = layers.noun_of(doc, j).cloned();
        if np.noun.is_some() {
            np.head = j;
        }
    }
    np.pronoun |= w.pronoun.is_some();
    np.words.end = j + 1;
    true
}
