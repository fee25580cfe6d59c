//! The likeliest part of speech of every word by its neighbours.
//!
//! In: a document with all readings. Out: `best` of every word.

use super::names::{joined_person, kin, named_definite, of_tribe, person_besides};
use super::opening::{carried_deed, described, has_verb, headline, heads_clause, leads, led, left_behind, upon_it};
use super::two::of_two;
use super::*;
use isnad_lexicon::setting::bit;

/// Chooses the likeliest part of speech of every word by its neighbours.
pub(super) fn settle(doc: &mut Doc<'_>) {
    let frames = doc.frames();
    let prep = frames.class_bit("preposition");
    let complementizer = frames.class_bit("complementizer");
    let verb_opener = frames.class_bit("verb_opener");
    let kunya = frames.class_bit("kunya");
    let other = frames.class_bit("other");
    let servant = frames.class_bit("servant_name");
    let light = frames.class_bit("light_agent");
    let upon = frames.class_bit("governing_upon");
    let quantifier = frames.class_bit("quantifier");
    let direction = frames.class_bit("direction");
    let one = frames.class_bit("one");
    let comp = frames.class_bit("complementizer") | frames.class_bit("relative") | frames.class_bit("verb_opener");
    let before_verbal = prep | frames.class_bit("sequel");
    let source = frames.class_bit("source_noun") | frames.class_bit("media_noun") | frames.class_bit("reporter_noun");
    let telling = frames.class_bit("telling_verb");
    let reach = frames.class_bit("reach_verb");
    let owning = frames.class_bit("owning_verb");
    let during = frames.class_bit("event_prep") | frames.class_bit("sequel");
    let verbal_an = frames.class_bit("verbal_an");
    let opens_another = telling | frames.class_bit("auxiliary") | verb_opener;
    for i in 0..doc.words.len() {
        let w = &doc.words[i];
        if w.best != 0 {
            continue;
        }
        let before = i.checked_sub(1).map(|j| &doc.words[j]);
        // Most words are nouns and nothing else, or particles, or verbs.
        if w.few & few::PLAIN != 0 {
            take_noun(doc, i);
            continue;
        }
        if w.few & (few::PARTICLE | few::FINITE) != 0 && before.is_none_or(|b| !b.classes.meets(kunya | servant)) {
            let verb = w.few & few::FINITE != 0;
            let best = if verb { finite(doc, i, prep) } else { pos::PARTICLE };
            take(doc, i, best);
            continue;
        }
        // «أصيب أحدهم بجروح»: one of them, where nothing says who he is («أحدهم ضابط»).
        let alone = || {
            w.classes.meets(one)
                && w.pronoun.is_some()
                && w.pro == 0
                && w.gap & (gap::HARD | gap::OPEN) == 0
                && i > 0
                && doc.words.get(i + 1).is_none_or(|n| {
                    n.gap & (gap::HARD | gap::OPEN) != 0
                        || n.pro & (pro::CONJ | pro::BI | pro::LI) != 0
                        || n.classes.meets(before_verbal)
                })
        };
        if w.few & few::CLOSED != 0 {
            doc.words[i].best = if alone() { pos::NOUN } else { pos::PARTICLE };
            continue;
        }
        let (verbal, nominal) = (w.pos & pos::VERB, w.pos & pos::NOMINAL);
        // «أصيب في القصف مدني»: somebody by what he is, not who «extended me».
        let mine = || w.pos & pos::ADJ != 0 && w.pro == 0 && w.letters().role.is_some() && doc.word(i).ends_with("ني");
        // «كثفت روسيا وقوات النظام قصفها على القرى»: what the verb before is done to.
        let deed = || {
            w.pos & pos::MASDAR != 0
                && w.pro == 0
                && w.pronoun.is_some()
                && w.gap & gap::HARD == 0
                && doc
                    .words
                    .get(i + 1)
                    .is_some_and(|n| n.classes.meets(upon) && n.gap & gap::HARD == 0)
                && (i.saturating_sub(7)..i)
                    .rev()
                    .take_while(|&j| doc.words[j + 1].gap & gap::HARD == 0)
                    .any(|j| doc.words[j].best & pos::PERFECT != 0 && doc.words[j].classes.meets(light))
        };
        let verbal = if verbal != 0 && (mine() || deed()) { 0 } else { verbal };
        let plain = verbal == 0 && nominal != 0 && w.pos & pos::PARTICLE == 0 && !w.verb_form.dual;
        if plain && !w.classes.meets(other) {
            take_noun(doc, i);
            continue;
        }
        let opens =
            before.is_none() || w.gap & (gap::LINE | gap::STOP | gap::COLON | gap::COMMA | gap::SEMI | gap::DASH) != 0;
        let after_comp = || before.is_some_and(|b| b.classes.meets(comp));
        // «أن» is «أنّ» unless a preposition stands before it («بعد أن قتل»).
        let after_nominal = || {
            before.is_some_and(|b| {
                b.classes.meets(complementizer) && b.pronoun.is_none() && w.gap & (gap::HARD | gap::OPEN_QUOTE) == 0
            }) && !i
                .checked_sub(2)
                .filter(|&j| doc.words[j + 1].gap & (gap::STOP | gap::LINE) == 0)
                .is_some_and(|j| {
                    let b = &doc.words[j];
                    (b.classes.meets(before_verbal) && !b.is_verb()) || b.classes.meets(verbal_an)
                })
        };
        let soft_next = || doc.words.get(i + 1).filter(|n| n.gap & gap::HARD == 0);
        let next_comp = || doc.words.get(i + 1).is_some_and(|n| n.classes.meets(complementizer));
        let before_verb = || {
            doc.words
                .get(i + 1)
                .is_some_and(|n| n.pos & pos::VERB != 0 && n.pos & pos::NOMINAL == 0 || n.pos & pos::PERFECT != 0)
        };
        // «عبد الولي»: half a name, never «worshipped».
        let half_name = || {
            w.classes.meets(kunya)
                && doc.words.get(i + 1).is_some_and(|n| {
                    n.gap & gap::HARD == 0 && (n.definite() || n.span.slice(doc.text).starts_with("ال"))
                })
        };
        let behind_half = w.pro == 0 && w.gap & gap::HARD == 0 && before.is_some_and(|b| b.classes.meets(kunya));
        let second_half = || {
            let Some(b) = before else { return false };
            let joined = w.gap & gap::OPEN == 0 && !b.is_verb();
            // «أبو عمر»: behind the first half of a name its second, though it is also written like a verb.
            verbal & pos::PERFECT != 0 && w.pos & pos::NAME != 0 && b.best & pos::NAME != 0
                // «أبو تقوى»: whatever else it may be.
                || verbal != 0 && nominal == 0 && joined && doc.word(i - 1).ends_with('و')
                // «عبد الله»: so it is where it begins like the article and has none.
                || verbal == 0
                    && w.pos & pos::PARTICLE != 0
                    && joined
                    && doc.word(i).starts_with("ال")
                    && b.best & pos::NOMINAL != 0
        };
        // «قتل أب وابنه»: somebody's kin, though it is also the name of a month.
        let kinsman = || {
            verbal == 0
                && w.pos & pos::PARTICLE != 0
                && w.pos & pos::NOUN != 0
                && !w.classes.meets(prep)
                && doc.time_at[i].is_none()
                && role(doc, i).is_some_and(|r| r.kind == isnad_lexicon::entity::RoleKind::Relation)
        };
        // «عبده», «عبد ربه»: names with a pronoun in them.
        let own = w.pronoun.is_some() && !w.has(pro::BI | pro::LI | pro::KA);
        let named_next = || {
            doc.words
                .get(i + 1)
                .is_some_and(|n| n.gap & gap::HARD == 0 && n.pos & (pos::NAME | pos::UNKNOWN) != 0 && n.pro == 0)
        };
        let his_servant = own
            && w.gap & gap::HARD == 0
            && doc.word(i).ends_with('ه')
            && (w.classes.meets(servant) && named_next()
                || before.is_some_and(|b| b.classes.meets(servant) && b.pronoun.is_none() && b.best & pos::NAME != 0));
        let free = w.gap & gap::HARD == 0 && w.pronoun.is_none();
        // «محمد سالم»: behind a name a word that is a name as well goes on with it.
        let goes_on = || {
            free && !w.has(pro::SA | pro::BI | pro::LI | pro::KA)
                && before.is_some_and(|b| b.best & pos::NAME != 0 && b.pronoun.is_none())
        };
        // «قتل مساءً شاب»: in the accusative a time of day says when.
        let when = w.tanwin && w.pos & pos::PARTICLE != 0 && w.letters().setting & bit::HOUR != 0;
        // «الابن الأكبر، ياسر سيد أحمد»: a man's name that is also written like a verb.
        let man = || {
            verbal == pos::IMPERFECT
                && w.pro == 0
                && w.pronoun.is_none()
                && before.is_some_and(|b| b.best & (pos::NOUN | pos::ADJ | pos::NAME) != 0)
                && doc
                    .words
                    .get(i + 1)
                    .is_some_and(|n| n.gap & gap::HARD == 0 && n.pos & pos::NAME != 0 && n.pro == 0)
        };
        // «سالم نادر وحسن رباح»: a man joined to a man.
        let joined_name = || {
            free && verbal == pos::PERFECT
                && w.pro == pro::CONJ
                && before.is_some_and(|b| b.pos & pos::NAME != 0 && b.pro & !pro::CONJ == 0 && !b.is_verb())
                && named_next()
        };
        // «الناشطة هدى سامر»: no verb of his behind a word for her.
        let her = |b: &Word| b.definite() && b.human && b.feminine == Some(true) && !b.plural && !b.is_verb();
        let her_name = || {
            free && verbal == pos::PERFECT
                && w.pro == 0
                && w.verb_form.feminine == Some(false)
                && before.is_some_and(her)
        };
        let like_verb = || goes_on() || man() || joined_name() || her_name() || super::names::holder(doc, i, prep);
        // «وزير الدفاع: …»: "and was visited" has the letters of an office.
        // «العقيد ماجد سعدون آمر اللواء»: so has what he is who was just named.
        let office = || {
            (opens && w.pos & pos::PASSIVE != 0 || before.is_some_and(|b| b.best == pos::NAME) && !opens)
                && w.pro == 0
                && w.letters().role.is_some()
                && doc
                    .words
                    .get(i + 1)
                    .is_some_and(|n| n.gap & gap::HARD == 0 && n.definite() && n.best & pos::VERB == 0)
        };
        let best = if his_servant
            || behind_half && second_half()
            || verbal != 0 && (half_name() || w.pos & pos::NAME != 0 && like_verb())
        {
            pos::NAME
        } else if when {
            pos::PARTICLE
        } else if verbal != 0
            && (kin(doc, i) || (nominal != 0 && (joined_person(doc, i) || person_besides(doc, i, other))))
            || w.pos & pos::PARTICLE != 0 && below(doc, i)
            || kinsman()
            || opens && verbal & pos::PERFECT != 0 && leads(doc, i)
            || verbal == pos::PERFECT && office()
        {
            pos::NOUN
        } else if (w.classes.meets(other) && w.pos & pos::NOMINAL != 0) || of_tribe(w, before) {
            pos::ADJ
        } else if verbal == pos::PERFECT && w.pro & !pro::CONJ == 0 && left_behind(doc, i) && (opens || after_comp()) {
            pos::PERFECT
        } else if w.pos & pos::PARTICLE != 0
            && ((verbal != 0 && w.classes.meets(verb_opener) && before_verb())
                || (w.classes.meets(prep) && !next_comp())
                || (verbal | nominal) & !(pos::NOUN | pos::ACTIVE) == 0)
        {
            pos::PARTICLE
        } else if verbal == 0 && nominal != 0 {
            nominal_of(nominal, w, before)
        } else if verbal == pos::PERFECT
            && nominal & pos::NOUN != 0
            && w.classes.meets(direction)
            && w.pronoun.is_none()
        {
            // «مدينة الزاوية غرب طرابلس»: where it lies.
            pos::NOUN
        } else if verbal != 0 && nominal == 0 {
            finite(doc, i, prep)
        } else if verbal != 0 {
            let imperfect_only = verbal == pos::IMPERFECT;
            let so_many = || i > 0 && doc.quantity_at[i - 1].is_some() && doc.time_at[i - 1].is_none();
            let parted = w.gap & (gap::COMMA | gap::STOP | gap::LINE | gap::SEMI) != 0;
            let after_prep = !parted && before.is_some_and(|b| b.classes.meets(prep) && b.best & pos::VERB == 0);
            let noun_marks = || {
                // «بعض قادتهم», «جميع عناصره».
                let some = |b: &Word| b.classes.meets(quantifier) && !b.is_verb() && b.pro & pro::AL == 0;
                let joined = w.gap & gap::HARD == 0;
                let partly =
                    || joined && w.pro & pro::CONJ == 0 && w.pos & pos::IMPERFECT == 0 && before.is_some_and(some);
                // «خمسة تجار»: what is counted.
                let counted = || imperfect_only && nominal & pos::NOUN != 0 && w.pro == 0 && joined && so_many();
                // «لقصف»: no perfect stands behind «ل».
                let behind_li = w.has(pro::LI) && w.pos & pos::VERB == pos::PERFECT;
                let marked = w.has(pro::AL | pro::BI | pro::KA) || w.tanwin || after_prep || behind_li;
                marked || two::governs(doc, i) || partly() || counted()
            };
            // «هجوم شنه التنظيم»: behind an indefinite noun the verb that takes the noun up again by its pronoun.
            // «شبان خطفهم التنظيم»: so of people whatever the verb.
            // «منزل قصفه الاحتلال»: and of a thing that is struck.
            let struck = || {
                before.is_some_and(|b| b.letters().things && b.keys.iter().any(|k| is_struck_thing(frames, k.key)))
                    && doc
                        .words
                        .get(i + 1)
                        .is_some_and(|n| n.definite() || n.plural && n.human)
            };
            let resumes = || {
                w.pronoun.is_some()
                    && w.gap & gap::HARD == 0
                    && before.is_some_and(|b| b.best & pos::NOMINAL != 0 && !b.definite() && b.pronoun.is_none())
                    && doc.words.get(i + 1).is_some_and(|n| {
                        n.gap & gap::HARD == 0 && n.pos & pos::NOMINAL != 0 && n.pro & (pro::BI | pro::CONJ) == 0
                    })
                    && (w.classes.meets(light)
                        || verbal & pos::PERFECT != 0 && (before.is_some_and(|b| b.human) || struck()))
            };
            // «شخصان قتلا», «القيادي ومرافقه قتلا»: behind two the alef is that of the dual.
            let of_two = w.verb_form.dual
                && w.gap & gap::HARD == 0
                && doc.tokens[w.token].span.slice(doc.text).ends_with('ا')
                && of_two(doc, i);
            // «14 شابا»: what is counted.
            let alef = || w.pro == 0 && w.gap & gap::HARD == 0 && doc.word(i).ends_with('ا');
            let counted = || so_many() && alef();
            // «شهدت الضاحية قصفا …»: elsewhere it is that of an accusative.
            let accusative = || {
                w.verb_form.dual
                    && !opens
                    && alef()
                    && before.is_some_and(|b| {
                        b.best & (pos::NOMINAL | pos::VERB) != 0 && !b.dual && !b.plural && b.pronoun.is_none()
                    })
            };
            // «فقدان شخص لحياته», «فقد شاب حياته»: one person, whose own thing follows.
            let owns = || {
                w.pro == 0
                    && w.gap & gap::HARD == 0
                    && before.is_some_and(|b| b.classes.meets(verb_opener) && b.pos & (pos::VERB | pos::MASDAR) != 0)
                    && w.letters().role.is_some_and(|m| !m.possessed && !m.definite)
                    && soft_next()
                        .is_some_and(|n| n.pronoun.is_some() && n.pos & pos::NOMINAL != 0 && n.pos & pos::VERB == 0)
            };
            // «اتفاق توسط فيه الشيوخ»: a pronoun behind the next word takes the indefinite noun up again.
            let taken_up = || {
                w.pro == 0
                    && w.gap & gap::HARD == 0
                    && soft_next()
                        .is_some_and(|n| n.pronoun.is_some() && n.pos & pos::PARTICLE != 0 && n.classes.meets(prep))
                    && before.is_some_and(|b| {
                        b.best & (pos::NOUN | pos::MASDAR | pos::ADJ) != 0 && !b.definite() && b.pronoun.is_none()
                    })
                    && !noun_marks()
            };
            // «هجوم في بلدة كذا قتل خلاله عنصران»: in the course of what was just told.
            let meanwhile = || {
                w.pro & !pro::CONJ == 0
                    && w.pronoun.is_none()
                    && w.gap & gap::HARD == 0
                    && soft_next().is_some_and(|n| n.pro == 0 && n.pronoun.is_some() && n.classes.meets(during))
            };
            // «قصف نفذته المليشيا على …»: the verb behind takes the noun up.
            let resumed = || {
                verbal == pos::PERFECT
                    && w.pronoun.is_none()
                    && !w.classes.meets(light)
                    && soft_next().is_some_and(|n| {
                        n.pro == 0 && n.pronoun.is_some() && n.pos & pos::PERFECT != 0 && n.classes.meets(light)
                    })
            };
            // «منازل تعود لعائلة كذا», «أراض تعود ملكيتها لكذا»: whose the indefinite noun is.
            let owned = || {
                verbal & pos::IMPERFECT != 0
                    && w.classes.meets(owning)
                    && w.pro == 0
                    && w.gap & gap::HARD == 0
                    // «جثث تعود لمجهولين»: of people it says who they are.
                    && before.is_some_and(|b| b.best & pos::NOMINAL != 0 && !b.definite() && !b.human)
            };
            // «إلا أن مصدرا أمنيا قال إن …»: before «إن» a word that may be a verb of saying is one.
            let says =
                || w.pro & !pro::CONJ == 0 && w.pronoun.is_none() && next_comp() && w.letters().reports && !after_prep;
            // «بجروح نقل على إثرها إلى المشفى»: of what was just told.
            let upon_it = || upon_it(doc, i);
            let take_verb = if of_two
                || verbal & pos::PERFECT != 0
                    && (taken_up() || meanwhile() || upon_it() || says() || w.pro == 0 && led(doc, i))
                || owned()
            {
                true
            } else if accusative()
                || resumed()
                || counted()
                || listed_deed(doc, i)
                || w.pronoun.is_some() && carried_deed(doc, i, opens_another)
                || noun_marks()
                || owns()
                || w.classes.meets(one)
                || ((opens || w.has(pro::CONJ)) && described(doc, i))
            {
                false
            } else if opens
                && verbal == pos::PERFECT
                && nominal & pos::NOUN != 0
                && (heads_clause(doc, i) || headline(doc, i))
            {
                // «فرق الدفاع المدني أسعفت …»: the verb of the clause comes later.
                false
            } else if verbal == pos::PERFECT
                && w.pro == 0
                && w.pronoun.is_none()
                && nominal & (pos::NOUN | pos::MASDAR) != 0
                && w.gap & gap::HARD == 0
                && has_verb(doc, i, opens_another)
            {
                // «استهدف الجيش قارب صيد»: behind its subject the verb has an object, no second verb.
                false
            } else if verbal == pos::PERFECT && after_nominal() {
                // «إن فرق الإسعاف …», «أن قوات …»: «أنّ» stands before a noun.
                false
            } else if w.classes.meets(reach)
                && verbal == pos::PERFECT
                && w.pro == 0
                && w.gap & gap::HARD == 0
                && before.is_some_and(|b| b.best & (pos::ADJ | pos::MASDAR) != 0 && !b.definite())
            {
                // «قصف مدفعي طال منزلا»
                true
            } else if w.classes.meets(telling)
                && verbal == pos::PERFECT
                && before.is_some_and(|b| b.best & pos::ADJ != 0)
                && doc.words.get(i + 1).is_some_and(|n| {
                    n.gap & gap::HARD == 0
                        && n.pos & pos::NOMINAL != 0
                        && (n.human || n.collective || n.definite() || n.classes.meets(source))
                })
            {
                // «وفي وقت لاحق أوضح مصدر …»
                true
            } else if opens || w.has(pro::SA | pro::CONJ) || imperfect_only || after_comp() || resumes() {
                true
            } else {
                before.is_some_and(|b| {
                    // «انتحاريا فجر …»: an accusative governs no genitive.
                    let closed = b.tanwin && b.best & pos::NOMINAL != 0 && w.pos & pos::ADJ == 0;
                    b.definite()
                        || b.pronoun.is_some()
                        || b.best & pos::NAME != 0
                        || closed
                        || named_definite(doc, i - 1)
                })
            };
            if take_verb {
                verbal & verbal.wrapping_neg()
            } else {
                nominal_of(nominal, w, before)
            }
        } else if w.pos & pos::PARTICLE != 0 {
            pos::PARTICLE
        } else {
            pos::UNKNOWN
        };
        // «أن شخصا قتل»: the alef of no dual verb is that of an indefinite accusative.
        let alef = best & pos::NOUN != 0
            && w.verb_form.dual
            && !w.definite()
            && w.pronoun.is_none()
            && !w.noun_form.dual
            && doc.word(i).ends_with('ا')
            && after_nominal();
        take(doc, i, best);
        doc.words[i].tanwin |= alef;
        if his_servant {
            doc.words[i].pronoun = None;
        }
    }
}

/// «اغتال مسلحون رئيس المجلس»: an office that what follows makes definite describes nobody.
fn governs(doc: &Doc<'_>, i: usize) -> bool {
    let w = &doc.words[i];
    let office = || role(doc, i).is_some_and(|r| r.kind == isnad_lexicon::entity::RoleKind::Office);
    w.pos & pos::NOUN != 0
        && w.pro == 0
        && w.pronoun.is_none()
        && doc
            .words
            .get(i + 1)
            .is_some_and(|n| n.gap & (gap::HARD | gap::OPEN) == 0 && n.pro == pro::AL && n.pos & pos::NOUN != 0)
        && office()
}

/// «منزل», «سيارة»: a thing that is no weapon.
fn is_struck_thing(frames: &isnad_lexicon::frame::Frames, key: isnad_lexicon::keys::KeyId) -> bool {
    frames
        .thing_table
        .starting(key)
        .iter()
        .any(|e| e.words.len() == 1 && !frames.is_means(e.target))
}

/// What a verb is that is nothing else: behind a preposition stands none («على متن …»), but «من هاجموا» are those who did.
fn finite(doc: &Doc<'_>, i: usize, prep: isnad_lexicon::frame::Classes) -> u16 {
    let verbal = doc.words[i].pos & pos::VERB;
    if verbal == pos::PERFECT && governed(doc, i, prep) && !doc.word(i).ends_with("وا") {
        pos::UNKNOWN
    } else {
        verbal & verbal.wrapping_neg()
    }
}

/// Gives a word that is no verb its likeliest part of speech.
fn take_noun(doc: &mut Doc<'_>, i: usize) {
    let w = &doc.words[i];
    let before = i.checked_sub(1).map(|j| &doc.words[j]);
    let best = nominal_of(w.pos & pos::NOMINAL, w, before);
    let office = best == pos::ADJ && governs(doc, i);
    take(doc, i, if office { pos::NOUN } else { best });
}

/// Gives a word its likeliest part of speech, and the number and gender that it has as that.
#[inline]
fn take(doc: &mut Doc<'_>, i: usize, mut best: u16) {
    let w = &mut doc.words[i];
    if w.few & (few::MARKED_TWO | few::MARKED_DEED) != 0 {
        // «مجنديْن»: with its mark it is two.
        if w.few & few::MARKED_TWO != 0 && w.noun_form.plural {
            (w.noun_form.plural, w.noun_form.dual) = (false, true);
        }
        // «إقدام الجيش على …»: written with its hamza below it is no plural («أقدام»).
        if w.few & few::MARKED_DEED != 0 && best == pos::NOUN {
            best = pos::MASDAR;
        }
    }
    w.best = best;
    let verb = best & pos::VERB != 0;
    let form = if verb { w.verb_form } else { w.noun_form };
    w.feminine = form.feminine;
    w.plural = form.plural;
    w.dual = form.dual && !verb;
    if verb && form.dual {
        super::two::agree(doc, i);
    }
}

/// «بحرق القرية وطرد أهلها واعتقال الشبان وقتل …»: behind verbal nouns joined to one another another one, though it is
/// also written like a verb.
fn listed_deed(doc: &Doc<'_>, i: usize) -> bool {
    let w = &doc.words[i];
    if !w.has(pro::CONJ) || w.pos & pos::MASDAR == 0 || w.verb_form.plural || w.verb_form.dual {
        return false;
    }
    // With this ending what follows is the subject of a verb.
    let nominative = doc.words.get(i + 1).is_some_and(|n| {
        let mut letters = doc.word(i + 1).chars().rev();
        (n.noun_form.dual || n.noun_form.plural)
            && letters.next() == Some('ن')
            && matches!(letters.next(), Some('ا' | 'و'))
    });
    if nominative {
        return false;
    }
    for j in (i.saturating_sub(8)..i).rev() {
        let b = &doc.words[j];
        let next = &doc.words[j + 1];
        if next.gap & (gap::STOP | gap::SEMI | gap::COLON | gap::LINE) != 0 || b.is_verb() {
            return false;
        }
        let deed = b.best & pos::MASDAR != 0 && b.pos & pos::VERB == 0 && !b.definite();
        if deed && b.has(pro::CONJ | pro::BI) {
            return true;
        }
    }
    false
}

/// Whether a preposition of one sense stands right before a word: «حتى» and «منذ» take sentences too.
fn governed(doc: &Doc<'_>, i: usize, prep: isnad_lexicon::frame::Classes) -> bool {
    let frames = doc.frames();
    let clause = frames.class_bit("boundary") | frames.class_bit("since") | frames.class_bit("verb_opener");
    i > 0 && doc.words[i].gap & gap::HARD == 0 && {
        let b = &doc.words[i - 1];
        b.best & pos::PARTICLE != 0 && b.pronoun.is_none() && b.classes.meets(prep) && !b.classes.meets(clause)
    }
}

/// The noun of people that a word most plainly is.
pub(super) fn role<'d>(doc: &Doc<'d>, i: usize) -> Option<&'d isnad_lexicon::entity::Role> {
    let found = doc.words[i].letters().role?;
    doc.lexicon.roles.get(found.role)
}

/// «إمام مسجد»: who is written with hamza below is no preposition with hamza above.
fn below(doc: &Doc<'_>, i: usize) -> bool {
    let w = &doc.words[i];
    w.pos & pos::NOUN != 0 && role(doc, i).is_some() && doc.word(i).trim_start_matches('و').starts_with('إ')
}

/// Of several nominal readings the adjective where the word agrees with a noun right before it.
pub(super) fn nominal_of(bits: u16, w: &Word, before: Option<&Word>) -> u16 {
    let follows = || {
        before.is_some_and(|b| {
            b.best & (pos::NOUN | pos::MASDAR | pos::UNKNOWN | pos::ADJ | pos::ACTIVE | pos::PASSIVE_P) != 0
                && (b.definite() == w.definite() || (b.pronoun.is_some() && w.definite()))
        })
    };
    let free = || w.pro & (pro::CONJ | pro::BI | pro::LI | pro::KA) == 0 && w.gap & gap::HARD == 0;
    let kind = bits & pos::ADJ != 0 || (w.nisba && before.is_some_and(|b| b.best == pos::MASDAR));
    if kind && free() && follows() {
        pos::ADJ
    } else {
        lowest_nominal(bits)
    }
}

pub(super) fn lowest_nominal(bits: u16) -> u16 {
    for b in [
        pos::NOUN,
        pos::MASDAR,
        pos::ADJ,
        pos::PASSIVE_P,
        pos::ACTIVE,
        pos::NAME,
        pos::UNKNOWN,
    ] {
        if bits & b != 0 {
            return b;
        }
    }
    pos::UNKNOWN
}
