//! What binds the words of a noun phrase: endings that allow a genitive, words that tie people to their group.
//!
//! In: a phrase being read and the word behind it. Out: whether, and how far, the phrase goes on.
//!
//! Example: in «مسلحين ينتمون للحركة» (musallaḥīn yantamūna lil-ḥaraka, "gunmen who belong to the movement") the
//! movement is named as theirs.

use crate::doc::{Doc, Word, gap, pos, pro};
use crate::layers::Layers;
use crate::phrase::{Np, Prep, Sem, of_places};
use isnad_model::{Count, Span};

/// Whether a noun stands with the nun of the sound plural or the dual, which falls before a genitive.
#[inline]
pub(crate) fn is_absolute(doc: &Doc<'_>, i: usize) -> bool {
    let w = &doc.words[i];
    (w.plural || w.dual) && w.pronoun.is_none() && has_nun(doc.word(i), w)
}

fn has_nun(word: &str, w: &Word) -> bool {
    let mut letters = word.chars().rev().filter(|c| !matches!(c, '\u{064b}'..='\u{0652}'));
    match (letters.next(), letters.next()) {
        (Some('ن'), Some('و')) => true,
        (Some('ن'), Some('ا')) => w.dual,
        // Broken plurals («قوانين») have an alef before their last consonant.
        (Some('ن'), Some('ي')) => w.dual || letters.nth(1) != Some('ا'),
        _ => false,
    }
}

/// «متهمين»: the sound plural or dual of an object.
pub(crate) fn is_oblique(word: &str, w: &Word) -> bool {
    let mut letters = word.chars().rev().filter(|c| !matches!(c, '\u{064b}'..='\u{0652}'));
    (w.noun_form.plural || w.noun_form.dual || w.plural || w.dual)
        && w.pronoun.is_none()
        && letters.next() == Some('ن')
        && letters.next() == Some('ي')
}

/// «القتلى السبعة», «شخصين اثنين», «مدني واحد»: the number behind its noun, and where it ends.
pub(crate) fn number_behind(doc: &Doc<'_>, np: &Np, j: usize, end: usize) -> Option<(Count, usize)> {
    let q = &doc.quantities[doc.quantity_at[j]? as usize];
    let (w, last) = (&doc.words[j], &doc.words[j - 1]);
    if w.gap & gap::HARD != 0 || !matches!(np.sem, Sem::People | Sem::Target) {
        return None;
    }
    let definite = w.definite() && !q.ordinal && (last.definite() || last.pronoun.is_some());
    let few = w.pro & !pro::AL == 0
        && !w.definite()
        && w.best & pos::DIGITS == 0
        && np.words.end == np.head + 1
        && !q.ordinal
        && (1.0..=2.0).contains(&q.value)
        && q.high == Some(q.low)
        // «أوقف مسلحون أحد العناصر»: one of others, whom a phrase of its own begins.
        && !(doc.is(j, doc.frames().class_bit("one")) && is_absolute(doc, j - 1));
    (definite || few).then(|| (Count::from(q), doc.words_in(q.span).end.clamp(j + 1, end)))
}

/// «الساعة الثالثة», «الفرقة الرابعة»: where the ordinal behind its noun ends.
pub(crate) fn ordinal_behind(doc: &Doc<'_>, j: usize) -> Option<usize> {
    let q = &doc.quantities[doc.quantity_at[j]? as usize];
    let (w, last) = (&doc.words[j], &doc.words[j.checked_sub(1)?]);
    let describes = q.ordinal && w.definite() && last.definite() && w.gap & gap::HARD == 0 && w.pro & !pro::AL == 0;
    describes.then(|| doc.words_in(q.span).end.max(j + 1))
}

/// «لـ«الفصيل»», «بـ12 شخصا»: the letters of a proclitic alone before an opening quotation mark or digits, as bits of
/// [`pro`].
#[inline]
pub(crate) fn apart_clitic(doc: &Doc<'_>, i: usize, end: usize) -> Option<u8> {
    let next = doc.words.get(i + 1).filter(|w| i + 1 < end && may_stand_apart(w))?;
    letter_before(doc, i, next)
}

/// Whether a proclitic of the word may stand alone before it.
#[inline]
pub(crate) fn may_stand_apart(w: &Word) -> bool {
    w.gap & gap::OPEN_QUOTE != 0 || w.pos & pos::DIGITS != 0
}

fn letter_before(doc: &Doc<'_>, i: usize, next: &Word) -> Option<u8> {
    let close = gap::COMMA | gap::STOP | gap::LINE | gap::COLON | gap::SEMI;
    let mut letters = doc.word(i).chars().filter(|c| *c != '\u{0640}');
    let mut letter = letters.next()?;
    let mut bits = 0;
    if letter == 'و' {
        bits |= pro::CONJ;
        letter = letters.next()?;
    }
    let bit = match letter {
        'ب' => pro::BI,
        'ل' => pro::LI,
        'ك' => pro::KA,
        _ => return None,
    };
    (letters.next().is_none() && next.gap & close == 0).then_some(bits | bit)
}

/// «عائلة واحدة»: one, behind what it describes, counts nothing.
pub(crate) fn is_single(doc: &Doc<'_>, j: usize) -> bool {
    let w = &doc.words[j];
    let one = doc.quantity_at[j]
        .and_then(|q| doc.quantities.get(q as usize))
        .is_some_and(|q| Count::from(q) == Count::exact(1) && doc.words_in(q.span) == (j..j + 1));
    one && w.pos & pos::ADJ != 0
        && w.gap & (gap::HARD | gap::CLOSE | gap::CLOSE_QUOTE) == 0
        && w.pro == 0
        && w.best & pos::DIGITS == 0
}

/// The word behind the bracket or quotation that opens before word `j`.
pub(crate) fn bracket_end(doc: &Doc<'_>, j: usize, end: usize) -> Option<usize> {
    (j + 1..end)
        .find(|&k| doc.words[k].gap & (gap::CLOSE | gap::CLOSE_QUOTE) != 0)
        .or(Some(end).filter(|e| e - j <= 6))
}

/// «القيادي فلان إضافة إلى …»: behind people the word by which others are told of besides.
pub(crate) fn told_besides(doc: &Doc<'_>, np: &Np, j: usize) -> bool {
    let people = matches!(np.sem, Sem::Person | Sem::People);
    let frames = doc.frames();
    // «القيادي فلان رفقة ابنه»
    people && !doc.words[j].definite() && doc.is(j, frames.class_bit("besides") | frames.class_bit("company"))
}

/// «المدنيين (فلان - فلان)»: names that brackets hold are a list of several people, no other name of them.
///
/// «خطف مسلحون (فلان الفلاني)»: several who are not known have no one name either.
pub(crate) fn lists(doc: &Doc<'_>, np: &Np, open: usize, close: usize) -> bool {
    let parted = gap::DASH | gap::COMMA;
    let head = &doc.words[np.head];
    let unknown = !head.definite() && np.words.len() == 1 && close > open + 1 && doc.words[open].gap & gap::OPEN != 0;
    np.sem == Sem::People && head.plural && (unknown || (open + 1..close).any(|i| doc.words[i].gap & parted != 0))
}

/// «الجيش الشاب (فلان)», «الأمن المواطن فلانا»: behind a group somebody with his name behind him is no adjective of it.
pub(crate) fn own_name(doc: &Doc<'_>, layers: &Layers, np: &Np, j: usize, end: usize) -> bool {
    np.sem == Sem::Actor
        && j + 1 < end
        && doc.words[j + 1].gap & (gap::HARD & !gap::OPEN) == 0
        && layers.is_name(doc, j + 1)
        && layers.noun_of(doc, j).is_some_and(|n| !n.force && !n.many)
}

/// «دورية منزل ناشط»: a thing that is struck is no genitive of who comes to it.
pub(crate) fn visited(doc: &Doc<'_>, layers: &Layers, np: &Np, j: usize) -> bool {
    let w = &doc.words[j];
    if !w.definite() {
        let thing = w.plural || w.pos & pos::ADJ == 0;
        return np.sem == Sem::Actor && np.words.end == np.head + 1 && thing && layers.sem_of(doc, j) == Sem::Target;
    }
    // «أهالي بلدة كذا الطريق الدولي»: behind the name of a place a noun is no adjective.
    let behind_place = layers.place_at(j - 1).is_some()
        && w.best & (pos::ADJ | pos::NAME) == 0
        && layers.place_at(j) != layers.place_at(j - 1);
    behind_place || other_party(doc, layers, np, j)
}

/// «طائرة من دون طيار», «العمليات آنفة الذكر»: where the words that describe it end.
///
/// `from`: «من» stands at the word.
pub(crate) fn unmanned(doc: &Doc<'_>, j: usize, from: bool, end: usize) -> Option<usize> {
    if doc.words[j].gap & gap::HARD == 0 && doc.begins("said_before", j, end) {
        return Some(j + 2);
    }
    let not = j + usize::from(from);
    let without = |w: &Word| w.best == pos::ADJ && w.classes.is_empty();
    let told = || not + 1 < end && doc.is(not + 1, doc.frames().class_bit("pilot_noun"));
    (doc.words.get(not).is_some_and(without) && told()).then_some(not + 2)
}

/// «به», «لهم»: a proclitic with its pronoun alone, which no list of prepositions has.
pub(crate) fn bare_clitic(doc: &Doc<'_>, layers: &Layers, j: usize) -> bool {
    let w = &doc.words[j];
    w.best & pos::PARTICLE != 0 && w.pronoun.is_some() && !doc.is(j, layers.bits.complementizer)
}

/// «60 عاما», «أربع مرات»: whether a number counts years or how often.
pub(crate) fn counts_time(doc: &Doc<'_>, at: usize) -> bool {
    let w = &doc.words[at];
    let years = w.letters().setting & isnad_lexicon::setting::bit::YEARS != 0;
    w.gap & gap::HARD == 0 && (years || doc.is(at, doc.frames().class_bit("times_noun")))
}

/// «المدعو (فلان الفلاني)»: behind a word for one person brackets of two to five plain words hold his name, known or not.
pub(crate) fn titled(doc: &Doc<'_>, np: &Np, open: usize, close: usize) -> bool {
    let head = &doc.words[np.head];
    let one = np.sem == Sem::People && head.definite() && !head.plural && !head.dual && np.words.end == np.head + 1;
    let plain = |i: usize| {
        let w = &doc.words[i];
        let within = i == open || w.gap & gap::HARD == 0;
        within && w.pro & !pro::AL == 0 && !w.plural && doc.quantity_at[i].is_none() && doc.time_at[i].is_none()
    };
    one && (2..=5).contains(&(close - open)) && !doc.words[open].definite() && (open..close).all(plain)
}

/// How many people are whom no number counts.
pub(crate) fn uncounted(doc: &Doc<'_>, layers: &Layers, np: &Np, end: usize) -> Count {
    // «عددا كبيرا»: a number is not one.
    let number = np.prep == Prep::None && layers.is_quantifier(doc, np.head) && !layers.is_one(doc, np.head);
    // «أصيبت أخرى»: one more woman.
    if np.words.start == np.head && doc.is(np.head, layers.bits.other) && doc.words[np.head].feminine == Some(true) {
        return Count::exact(1);
    }
    if number || doc.words[np.head].plural || np.noun.as_ref().is_some_and(|n| n.many) {
        return Count::at_least(2);
    }
    household(doc, np, end).unwrap_or(Count::exact(1))
}

/// «ثلاثة منهم»: some of those told of before; where the phrase ends.
pub(crate) fn of_them(doc: &Doc<'_>, layers: &Layers, at: usize, end: usize) -> Option<usize> {
    let w = doc.words.get(at).filter(|_| at < end)?;
    let many = w
        .pronoun
        .is_some_and(|p| p.number != isnad_arabic::morph::Number::Singular);
    (many && layers.is_min(doc, at) && w.gap & gap::HARD == 0 && w.pro == 0).then_some(at + 1)
}

/// «ضابط برتبة مقدم», «شاب مجهول الهوية», «سيارة العقيد سالم محمد»: what is read with somebody or with whose a thing
/// is; where it ends.
///
/// `listed`: the word may be of a class that is asked for here.
pub(crate) fn said_of(doc: &Doc<'_>, layers: &Layers, np: &Np, j: usize, listed: bool, end: usize) -> Option<usize> {
    let (w, last) = (&doc.words[j], &doc.words[j - 1]);
    if w.gap & (gap::HARD | gap::OPEN | gap::OPEN_QUOTE) != 0 {
        return None;
    }
    let people = matches!(np.sem, Sem::People | Sem::Person);
    let rank = listed && w.has(pro::BI) && people && !w.definite() && doc.is(j, doc.frames().class_bit("rank_word"));
    if rank && j + 1 < end && doc.words[j + 1].gap & gap::HARD == 0 && doc.words[j + 1].pro == 0 {
        return Some(j + 2);
    }
    let identity = listed
        && w.pro == pro::AL
        && last.pos & (pos::PASSIVE_P | pos::ADJ) != 0
        && !last.definite()
        && doc.is(j, doc.frames().class_bit("identity_noun"));
    if identity {
        return Some(j + 1);
    }
    let name = matches!(np.sem, Sem::Target | Sem::Means | Sem::Other)
        && w.best & pos::NAME != 0
        && w.pro & !pro::AL == 0
        && layers.is_name(doc, j);
    if !name {
        return None;
    }
    let mut owner = j - 1;
    while owner > np.head && doc.words[owner].best == pos::NAME && layers.is_name(doc, owner) {
        owner -= 1;
    }
    let named = owner > np.head && crate::doc::is_one_person(doc, owner) && (w.pro == 0 || owner < j - 1);
    named.then_some(j + 1)
}

/// A number that the phrase ends with: the count of the phrase with it, and where it ends.
pub(crate) fn number_inside(
    doc: &Doc<'_>,
    layers: &Layers,
    np: &Np,
    j: usize,
    end: usize,
) -> Option<(Option<Count>, usize)> {
    let out = out_of(doc, layers, np, j, end).or_else(|| of_places(doc, layers, np, j, end));
    let out = out.map(|stop| (np.count, stop));
    out.or_else(|| bodies_of(doc, layers, np, j, end).map(|n| (n.count, n.words.end)))
}

/// «تسع أسر من أصل 14»: of how many; where the phrase ends.
fn out_of(doc: &Doc<'_>, layers: &Layers, np: &Np, j: usize, end: usize) -> Option<usize> {
    let counted = np.count.is_some() && np.is_people();
    let soft = |i: usize| doc.words[i].gap & gap::HARD == 0;
    let whole = counted
        && j + 2 < end
        && (j..j + 3).all(soft)
        && layers.is_min(doc, j)
        && doc.is(j + 1, doc.frames().class_bit("whole_noun"));
    let number = doc.quantity_at.get(j + 2).copied().flatten().filter(|_| whole)?;
    let quantity = doc.quantities.get(number as usize)?;
    Some(doc.words_in(quantity.span).end.clamp(j + 3, end))
}

/// «جثث خمسة أشخاص»: behind a word for the dead without its article how many there are.
fn bodies_of(doc: &Doc<'_>, layers: &Layers, np: &Np, j: usize, end: usize) -> Option<Np> {
    let (w, last) = (&doc.words[j], &doc.words[j - 1]);
    let bodies = np.words.end == np.head + 1
        && (last.plural || last.dual)
        && !(last.definite() || last.tanwin || last.pronoun.is_some())
        && doc.is(np.head, doc.frames().class_bit("body_noun"));
    if !bodies || doc.quantity_at[j].is_none() || w.gap & gap::HARD != 0 || w.pro & !pro::AL != 0 {
        return None;
    }
    crate::phrase::noun_phrase(doc, layers, j, end).filter(|n| n.is_people() && n.count.is_some())
}

/// «الشرطة الناشطة هدى …»: behind a word for her her name, so that it is no adjective.
pub(crate) fn before_name(doc: &Doc<'_>, layers: &Layers, j: usize) -> bool {
    let plain = |w: &Word| w.gap & (gap::HARD | gap::OPEN) == 0 && w.pro == 0 && w.best & pos::NAME != 0;
    doc.words.get(j + 1).is_some_and(plain) && layers.is_name(doc, j + 1)
}

/// «51 فلسطينيا», «15 تكفيريا»: behind a number one by what he is, in the accusative.
pub(crate) fn of_nation(doc: &Doc<'_>, np: &Np, at: usize) -> bool {
    let w = &doc.words[at];
    let one = np.sem == Sem::Other && at > np.words.start && w.pro == 0 && w.pos & pos::ADJ != 0;
    one && doc.word(at).ends_with("يا") && w.gap & gap::HARD == 0 && doc.quantity_at[np.words.start].is_some()
}

/// «عائلة كاملة», «أسرة من خمسة أفراد»: how many a household is.
fn household(doc: &Doc<'_>, np: &Np, end: usize) -> Option<Count> {
    if !doc.is(np.head, doc.frames().class_bit("household_noun")) {
        return None;
    }
    let soft = |w: &usize| doc.words[*w].gap & gap::HARD == 0 && !doc.words[*w].is_verb();
    let number = (np.head + 1..end.min(np.head + 6))
        .take_while(soft)
        .find_map(|w| Some(&doc.quantities[doc.quantity_at[w]? as usize]))
        .filter(|q| !q.ordinal && q.value >= 2.0);
    Some(number.map_or(Count::at_least(2), Count::from))
}

/// «قسم من المقاتلين»: a noun that is a number only before «من».
pub(crate) fn parts_off(doc: &Doc<'_>, layers: &Layers, i: usize, end: usize) -> bool {
    let w = &doc.words[i];
    doc.is(i, doc.frames().class_bit("partitive_noun"))
        && !w.is_verb()
        && !w.definite()
        && w.pronoun.is_none()
        && i + 1 < end
        && layers.is_min(doc, i + 1)
}

/// «ماضية», «قليلة»: an adjective that neither names nor counts people, behind a date.
pub(crate) fn describes_time(doc: &Doc<'_>, layers: &Layers, i: usize) -> bool {
    let w = &doc.words[i];
    w.pos & (pos::ADJ | pos::ACTIVE) != 0
        && !w.is_verb()
        && !w.human
        && !w.tanwin
        && w.feminine == Some(true)
        && w.pro == 0
        && w.gap & gap::HARD == 0
        && doc.quantity_at[i].is_none()
        // «مساء أمس مستهدفة سيارة»: it agrees with no masculine word.
        && i.checked_sub(1).map(|b| &doc.words[b]).is_none_or(|b| !b.definite() && (b.plural || b.feminine != Some(false)))
        && layers.sem_of(doc, i) == Sem::Other
}

/// «شخصان على الأقل»: at least so many.
pub(crate) fn at_least(doc: &Doc<'_>, layers: &Layers, np: &mut Np, end: usize) {
    let j = np.words.end;
    if j + 1 < end
        && doc.is(j + 1, layers.bits.least)
        && doc.is(j, layers.bits.preposition)
        && doc.words[j].gap & gap::HARD == 0
    {
        if let Some(c) = np.count.as_mut() {
            c.high = None;
        }
        np.words.end = j + 2;
    }
}

/// Bytes of the proclitics that stand before a word's own letters; the article is its own.
pub(crate) fn clitic_bytes(doc: &Doc<'_>, i: usize, w: &Word) -> u32 {
    if w.pro & (pro::CONJ | pro::BI | pro::LI | pro::KA) == 0 {
        return 0;
    }
    let text = doc.word(i);
    if w.has(pro::LI) && w.has(pro::AL) {
        // The article's alef is gone: «للنظام» keeps its letters.
        return if w.has(pro::CONJ) && !w.has(pro::APART) {
            text.chars().next().map_or(0, |c| c.len_utf8() as u32)
        } else {
            0
        };
    }
    let wanted =
        u32::from(w.has(pro::CONJ) && !w.has(pro::APART)) + u32::from(w.pro & (pro::BI | pro::LI | pro::KA) != 0);
    let mut bytes = 0;
    let mut seen = 0;
    for c in text.chars() {
        let mark = matches!(c, '\u{064b}'..='\u{0652}' | '\u{0640}');
        if seen == wanted && !mark {
            break;
        }
        if !mark {
            seen += 1;
        }
        bytes += c.len_utf8() as u32;
    }
    if bytes as usize >= text.len() { 0 } else { bytes }
}

/// Whether the word at `at` is what a number before it counts.
pub(crate) fn counted_follows(doc: &Doc<'_>, layers: &Layers, at: usize, end: usize) -> bool {
    let Some(w) = doc.words.get(at) else { return false };
    at < end
        && w.gap & (gap::HARD | gap::OPEN) == 0
        && w.pro & !pro::AL == 0
        && crate::phrase::nominal(w)
        && doc.time_at[at].is_none()
        && !layers.is_part_word(doc, at)
}

/// «مجاميع جديدة», «مجموعة مسلحة»: a noun of number that names the group itself, because an adjective follows.
pub(crate) fn described_group(doc: &Doc<'_>, layers: &Layers, i: usize) -> bool {
    doc.words.get(i + 1).is_some_and(|w| {
        layers.noun_of(doc, i).is_some()
            && w.best & (pos::ADJ | pos::PASSIVE_P | pos::ACTIVE) != 0
            && !(w.human && w.plural)
            && layers.noun_of(doc, i + 1).is_none()
    })
}

/// «دعت الحكومة المتمردين»: a plural of people describes no single thing, an accusative no nominative.
pub(crate) fn at_odds(doc: &Doc<'_>, np: &Np, j: usize) -> bool {
    let (w, last) = (&doc.words[j], &doc.words[j - 1]);
    // «قوة أمنية شابين», «دورية عسكرية مسلحين»: several in the oblique behind what describes one body.
    let head = &doc.words[np.head];
    let several = is_oblique(doc.word(j), w) && !w.definite() && w.human && last.best & pos::ADJ != 0;
    if several && np.words.end > np.head + 1 && !(head.plural || head.dual || last.plural || last.dual) {
        return true;
    }
    // «قناص شابا»: an accusative behind a noun that stands in none.
    let alone = np.words.start == np.head && np.words.end == np.head + 1 && np.prep == Prep::None;
    if alone
        && w.tanwin
        && w.human
        && np.sem == Sem::People
        && !last.tanwin
        && last.feminine == Some(false)
        && w.pro == 0
    {
        return true;
    }
    // «قوات الأمن المتظاهرين», «فرق الدفاع المدني الجرحى»: people describe no body of people.
    let persons = |i: usize| doc.words[i].human && doc.words[i].plural;
    let hurt = doc.frames().class_bit("hurt_noun") | doc.frames().class_bit("dead_noun");
    let apart = w.plural && (is_oblique(doc.word(j), w) && w.human || doc.is(j, hurt));
    if np.sem == Sem::Actor && w.definite() && apart && last.definite() && !np.words.clone().any(persons) {
        return true;
    }
    // «مستوطنون مركبتين», «مروحية برميلين»: two describe no other number, nor belong to what flies.
    if w.dual && !w.definite() && is_oblique(doc.word(j), w) && !(last.dual || head.dual) {
        let counted = np.count.is_some_and(|c| c == Count::exact(2));
        if !counted && (is_absolute(doc, j - 1) || np.sem == Sem::Means && np.prep == Prep::None) {
            return true;
        }
    }
    // «المرصد الحقوقي الازدواجية»: behind a name of men alone no adjective is feminine.
    let acts = matches!(np.sem, Sem::Actor | Sem::People | Sem::Person) && np.entity.is_none();
    let masculine = |i: usize| {
        let x = &doc.words[i];
        x.feminine == Some(false) && !x.plural && !x.dual && !x.collective && !x.noun_form.loose
    };
    if acts
        && w.definite()
        && w.feminine == Some(true)
        && !(w.plural || w.noun_form.loose)
        && np.words.clone().all(masculine)
    {
        return true;
    }
    w.plural
        && w.human
        && w.definite()
        && np.words.end == np.head + 1
        && !(last.plural || last.dual || np.count.is_some_and(|c| c.low > 1))
}

/// Whether what the sentence counts before a word are things: «عدد من المواشي» before «عدد آخر».
pub(crate) fn counts_things(doc: &Doc<'_>, layers: &Layers, i: usize) -> bool {
    let floor = doc.sents.get(doc.sent_of(i)).map_or(i, |s| s.words.start);
    let counted = (i.saturating_sub(14).max(floor)..i.saturating_sub(2))
        .rev()
        .find(|&w| layers.is_quantifier(doc, w) && layers.is_min(doc, w + 1));
    counted.is_some_and(|w| {
        use crate::phrase::Sem;
        !matches!(layers.sem_of(doc, w + 2), Sem::People | Sem::Person | Sem::Actor)
    })
}

/// Whether the phrase so far is definite.
pub(crate) fn last_definite(doc: &Doc<'_>, np: &Np) -> bool {
    doc.words[np.words.start..np.words.end]
        .iter()
        .any(|w| w.definite() || w.pronoun.is_some())
}

impl Np {
    /// Where the words of the phrase stand: a proclitic of the first word is left out.
    #[must_use]
    pub fn span(&self, doc: &Doc<'_>) -> Span {
        let span = doc.span(&self.words);
        let Some(first) = doc.words.get(self.words.start) else {
            return span;
        };
        Span::new(
            (span.start + clitic_bytes(doc, self.words.start, first)).min(span.end),
            span.end,
        )
    }
}

impl crate::phrase::Prep {
    /// What a first word carries before it.
    pub(crate) fn of(w: &Word) -> Self {
        match w.pro & (pro::BI | pro::LI | pro::KA) {
            0 => Self::None,
            bits => Self::Clitic(bits),
        }
    }
}

/// «قتل متأثرا بجروحه», «اقتحمت القوات، معززة بآليات، بلدة كذا»: a participle that says how, not who.
pub(crate) fn manner(doc: &Doc<'_>, np: &Np) -> bool {
    let w = &doc.words[np.head];
    // «مشيرة إلى»: a word of reporting, though a marshal is called so too.
    let participle = np.words.len() == 1
        && (np.sem == Sem::Other || np.sem == Sem::People && w.letters().reports && !w.tanwin)
        && w.best & (pos::ACTIVE | pos::PASSIVE_P | pos::ADJ) != 0
        && w.pos & (pos::ACTIVE | pos::PASSIVE_P) != 0
        && !w.definite()
        && w.pronoun.is_none();
    let accusative = w.tanwin || doc.word(np.head).ends_with('ا');
    // «قتل ثلاثة، مؤكدا إصابة آخرين»: behind a comma a word of reporting tells who speaks on.
    let speaks_on = np.words.len() == 1 && w.letters().reports && w.gap & gap::COMMA != 0 && w.pro == 0;
    if speaks_on && accusative && w.pos & (pos::ACTIVE | pos::PASSIVE_P | pos::ADJ) != 0 {
        return true;
    }
    // In the feminine no ending shows the case: a comma before it and a preposition behind it do.
    let apart = || {
        w.feminine == Some(true)
            && w.gap & gap::COMMA != 0
            && doc.words.get(np.head + 1).is_some_and(|n| {
                n.gap & gap::HARD == 0
                    && (n.has(pro::BI)
                        || n.best & pos::PARTICLE != 0
                        || n.classes.meets(doc.frames().class_bit("complementizer")))
            })
    };
    participle && (accusative && w.best & pos::ACTIVE != 0 || apart())
}

/// «محمد عيسى قوات كذا»: whether a phrase ends with two names, which do not govern the group or thing behind them.
pub(crate) fn full_name(doc: &Doc<'_>, layers: &Layers, np: &Np, j: usize) -> bool {
    let name = |i: usize| doc.words[i].best == pos::NAME && doc.words[i].pro == 0 && layers.is_name(doc, i);
    let two = np.sem == Sem::Person && j >= np.words.start + 2 && name(j - 1) && name(j - 2);
    let apart = || matches!(layers.sem_of(doc, j), Sem::Actor | Sem::People | Sem::Target);
    two && !doc.is(j - 1, layers.bits.kunya) && !doc.words[j].definite() && apart()
}

/// «المتحدث علاء سالم المعارضة»: behind a name of two words a group, which has the article, is another.
fn other_party(doc: &Doc<'_>, layers: &Layers, np: &Np, j: usize) -> bool {
    let name = |i: usize| doc.words[i].pos & pos::NAME != 0 && doc.words[i].pro == 0;
    let two = np.sem == Sem::Person && j >= np.words.start + 2 && name(j - 1) && name(j - 2);
    let sem = || layers.sem_of(doc, j);
    // «النائب علاء سالم المعارض», «سلمى علاء المعارضة»: one person describes another.
    let w = &doc.words[j];
    let crowd = || sem() == Sem::People && w.feminine == Some(true) && doc.words[np.head].feminine == Some(false);
    two && (sem() == Sem::Actor || crowd())
}
