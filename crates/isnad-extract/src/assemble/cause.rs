//! Which event brought which deaths about.
//!
//! In: the words of a result and of a cause in one sentence. Out: whether grammar joins them: «إثر», «بقصف», «أسفر عن»,
//! «وقتل فيها»; and which blasts that were heard are those of an attack told beside them.
//!
//! Example: in «غارة تقتل قياديا» (ghāra taqtul qiyādiyyan, "a raid kills a leader") the raid is what killed him.

use super::*;
use crate::trigger::{hit_at, hits_in};

/// «قتلت غارة ثلاثة مزارعين»: whether the cause is the subject of the verb of harm.
pub(super) fn harms(doc: &Doc<'_>, harm: &Hit, c: usize) -> bool {
    let w = &doc.words[c];
    harm.reading.is_verb()
        && harm.entry(doc).outcome.is_some()
        && harm.size == 1
        && c == harm.head + 1
        && w.pro & !pro::AL == 0
        && w.gap & gap::HARD == 0
}

/// A result at `r` before its cause at `c`: «إثر», «جراء», «بقصف», «في غارة».
pub(super) fn caused_by(doc: &Doc<'_>, layers: &Layers, r: usize, c: usize) -> bool {
    if c - r > 32 || !doc.flows(r, c) {
        return false;
    }
    let bits = &layers.bits;
    let near = c.saturating_sub(5).max(r);
    let head = &doc.words[c];
    // «قتل شخصان عندما فجر …», «بعد أن استهدفت …»: the sentence of the cause.
    if head.is_verb() {
        let when = doc.frames().class_bit("when");
        return (c.saturating_sub(3).max(r + 1)..c).any(|i| {
            doc.is(i, when) && !doc.is(i - 1, doc.frames().class_bit("membership"))
                || (i + 1 < c && doc.is(i, bits.sequel) && doc.is(i + 1, bits.complementizer))
        });
    }
    if head.has(pro::BI) {
        // «قتل خمسة جنود، ورد الجيش باستهداف …»: what was done next.
        let next = |i: usize| {
            let w = &doc.words[i];
            w.is_verb() && w.has(pro::CONJ) && doc.is_as(i, bits.light_agent, true)
        };
        return !(r + 1..c).any(next);
    }
    // «لقي جنديان مصرعهما قنصا»: how, in the accusative.
    if head.tanwin && c - r <= 12 && !doc.words[r + 1..=c].iter().any(|w| w.gap & gap::HARD != 0) {
        return true;
    }
    let fi = doc.frames().class_bit("event_prep") | bits.sequel;
    // «خلال المواجهة»: an expression that begins with its preposition.
    if doc.is(c, fi)
        || c > r && doc.is(c - 1, fi)
        || (c >= 2 && c - 2 > r && doc.is(c - 2, fi) && (layers.is_quantifier(doc, c - 1) || governs(doc, c - 1)))
    {
        return true;
    }
    // «ارتفعت إلى 19 قتيلا حصيلة الغارة»: the head of the toll behind its number.
    if c > r + 1 && doc.is(c - 1, doc.frames().class_bit("toll_head")) && !doc.words[c - 1].definite() {
        return true;
    }
    // «نسبت المنظمة مقتل مدنيين إلى غارة»: to what deaths are laid.
    let laid = doc.frames().class_bit("ascribing_verb");
    let up_to = doc.frames().class_bit("governing_to");
    if c > r + 1 && doc.is(c - 1, up_to) && (r.saturating_sub(5)..r).any(|i| doc.words[i].is_verb() && doc.is(i, laid))
    {
        return true;
    }
    // «في حصيلة أولية للقصف»: whose toll it is.
    let reckoned = head.has(pro::LI) && (near..c).any(|i| doc.is(i, doc.frames().class_bit("toll_head")));
    reckoned
        || (near..c).any(|i| doc.is(i, bits.causal))
        || (r + 1..c).any(|i| doc.is(i, bits.causal) && c - i <= 10)
        || doc.words[near..c]
            .iter()
            .any(|w| w.has(pro::BI) && w.classes.meets(bits.quantifier | bits.light_head))
}

/// «بعد تجدد الاشتباكات»: a verbal noun with the event right behind it.
fn governs(doc: &Doc<'_>, i: usize) -> bool {
    let w = &doc.words[i];
    w.best & pos::MASDAR != 0
        && !w.definite()
        && w.pro == 0
        && w.pronoun.is_none()
        && doc
            .words
            .get(i + 1)
            .is_some_and(|n| n.gap & gap::HARD == 0 && (n.definite() || n.plural))
}

/// «سقط خلالها خمسة قتلى», «قتل على إثرها ثلاثة», «راح ضحيتها طفل»: a verb of the dead with what points back to the
/// event that was told.
fn brought_by_it(doc: &Doc<'_>, layers: &Layers, r: usize) -> bool {
    let frames = doc.frames();
    let back = frames.class_bit("event_prep")
        | frames.class_bit("causal_noun")
        | frames.class_bit("told_of")
        | layers.bits.sequel
        | layers.bits.causal;
    (r + 1..(r + 4).min(doc.words.len()))
        .take_while(|&i| doc.words[i].gap & gap::HARD == 0 && !doc.words[i].is_verb())
        .any(|i| doc.words[i].pronoun.is_some() && doc.is(i, back))
}

/// «غارة قال مسؤولون إنها قتلت العشرات»: what somebody says of an event by a pronoun.
fn said_of_it(doc: &Doc<'_>, layers: &Layers, c: usize, r: usize) -> bool {
    /// So many words behind the event stands what is said of it.
    const REACH: usize = 12;
    let Some(of) = r.checked_sub(1).filter(|&i| i > c + 1 && r - c <= REACH) else {
        return false;
    };
    let of_it = doc.is(of, layers.bits.complementizer) && doc.word(of).ends_with(['ا', 'ه']);
    let mut verbs = (c + 1..of).filter(|&i| doc.words[i].is_verb());
    let speech = verbs.next().is_some_and(|i| !doc.words[i].has(pro::CONJ));
    of_it && speech && verbs.next().is_none() && !doc.words[c].is_verb() && doc.flows(c, r)
}

/// Whether an indefinite event noun opens its line or sentence.
fn opens(doc: &Doc<'_>, c: usize) -> bool {
    let w = &doc.words[c];
    let first = doc.sents[doc.sent_of(c)].words.start == c || w.gap & (gap::STOP | gap::LINE | gap::COLON) != 0;
    first && !w.definite() && w.pro == 0
}

/// A cause at `c` before its result at `r`: «أسفر عن», «ما أدى إلى», «وقتل فيها».
pub(super) fn led_to(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], c: usize, r: usize) -> bool {
    if r - c > 60 {
        return false;
    }
    // «منذ اندلاع المعارك»: since when.
    let since = doc.frames().class_bit("since");
    if (c.saturating_sub(2)..c).any(|i| doc.is(i, since) && doc.words[i + 1..=c].iter().all(|w| w.gap & gap::HARD == 0))
    {
        return false;
    }
    let between = &doc.words[c + 1..=r];
    if between.iter().any(|w| w.gap & (gap::STOP | gap::LINE) != 0) {
        return false;
    }
    let bits = &layers.bits;
    if (c + 1..=r).any(|i| doc.is(i, bits.result_verb)) {
        return true;
    }
    // «حصيلة الهجوم الذي نفذه المسلحون إلى ستة قتلى»: what the toll of it came to.
    let counts = doc.frames().class_bit("toll_head") | doc.frames().class_bit("told_of");
    let up_to = doc.frames().class_bit("governing_to");
    let total = (c.saturating_sub(2)..c).any(|i| doc.is(i, counts))
        && r - c <= 40
        && (r.saturating_sub(3).max(c + 1)..r).any(|i| {
            doc.is(i, up_to)
                && doc.words[i + 1..=r]
                    .iter()
                    .all(|w| w.gap & gap::HARD == 0 && !w.is_verb())
        });
    if total {
        return true;
    }
    // «وإثر القصف أصيب ثلاثة»: the cause opens its sentence.
    let plainly = |a: usize| doc.words[a..=r].iter().all(|w| w.gap & (gap::SEMI | gap::COLON) == 0);
    let opened = (c.saturating_sub(2)..c)
        .any(|i| doc.is(i, bits.causal) && doc.words[i + 1..=c].iter().all(|w| w.gap & gap::HARD == 0));
    let next_verb = |a: usize| (a..r).all(|i| !doc.words[i].is_verb() || doc.time_at[i].is_some());
    if opened && r - c <= 6 && doc.words[r].is_verb() && next_verb(c + 1) && plainly(c + 1) {
        return true;
    }
    // «… حيث تشير المعلومات إلى إصابة ثلاثة», «وبحسب الأنباء فقد قتل طفل»: what is known of it so far.
    let news = doc.frames().class_bit("news_noun");
    let known = (r.saturating_sub(5).max(c + 1)..r).any(|i| doc.is(i, news) && next_verb(i + 1));
    if known && r - c <= 40 && plainly(c + 1) && hits_in(hits, c + 1..r).is_empty() {
        return true;
    }
    // «هجوم على البلدة وسط أنباء عن قتلى»: what is heard of it.
    let heard = r > c + 3
        && doc.is(r - 1, doc.frames().class_bit("quoting_from"))
        && doc.is(r - 2, doc.frames().class_bit("said_noun"))
        && doc.is(r - 3, doc.frames().class_bit("ranks_noun"));
    if heard && doc.flows(c, r) {
        return true;
    }
    // «أسفر الكمين عن مقتل …»: the verb of result stands before its subject.
    // «قصف على الشيخ زويد، واستشهاد طفلة»: a word of a name is no verb.
    let named = |i: usize| doc.time_at[i].is_some() || layers.place_at(i).is_some();
    let verbal = |i: usize| doc.words[i].is_verb() && !named(i) || doc.is(i, bits.complementizer);
    let verbless = |a: usize, b: usize| !(a..b).any(verbal);
    let leads = |i: usize| doc.is_as(i, bits.result_verb, true) && doc.words[i].is_verb();
    // «أدى القصف الذي شنته القوات إلى مقتل …»: the verb of a relative clause right behind the cause.
    let described = doc.is(c + 1, bits.relative) && doc.words.get(c + 2).is_some_and(|w| w.is_verb());
    let rest = if described { c + 3 } else { c + 1 };
    if (c.saturating_sub(2)..c).any(|i| leads(i) && verbless(i + 1, c)) && verbless(rest, r) && r - c <= 30 {
        return true;
    }
    // «قصف … وقتل شخصان»: the next verb, of the dead.
    let hit = hit_at(hits, r);
    let verb = hit.is_some_and(|h| h.reading.is_verb());
    let plain = !between.iter().any(|w| w.gap & gap::SEMI != 0);
    if verb {
        // «كما أصيب»: classes of «كما» alone.
        let opener = doc.frames().class_bit("verb_opener");
        let also = r > c + 1 && doc.is(r - 1, opener) && doc.is(r - 1, doc.frames().class_bit("what"));
        if (doc.words[r].has(pro::CONJ) || also || brought_by_it(doc, layers, r)) && r - c <= 25 && plain {
            return true;
        }
        if said_of_it(doc, layers, c, r) {
            return true;
        }
        // «غارة تقتل قياديا», «انفجار في السوق يوقع قتلى»: the event itself does it.
        let noun = hit_at(hits, c).is_some_and(|h| !h.reading.is_verb());
        return noun && r - c <= 7 && doc.flows(c, r) && verbless(c + 1, r) && opens(doc, c) && doc.words[r].pro == 0;
    }
    // «قصف على البلدة، وسقوط قتلى»: a noun of harm joined to the noun of its cause.
    let noun = |h: &Hit| !h.reading.is_verb() || h.size > 1 && h.words.end == r;
    let noun_cause = hit_at(hits, c).is_some_and(noun);
    let verbs = || !verbless(c + 1, r);
    if noun_cause && doc.words[r].has(pro::CONJ) && plain && r - c <= 25 && !verbs() {
        return true;
    }
    // «… على المدينة إلى 4 شهداء، بالإضافة لنحو 30 جريح»: a number of dead or hurt behind the cause.
    let counted = hit.is_some_and(|h| count_before(doc, h).is_some());
    let reckons = doc.frames().class_bit("toll_verb");
    let clause = (c + 1..r).any(|i| verbal(i) && !doc.is(i, reckons));
    counted && plain && !clause && r - c <= 30
}

/// «دوي انفجارات نتيجة قصف جوي» (*dawiyy infijārāt natījat qaṣf*, "the sound of explosions from an air raid"): blasts that
/// only tell how an attack was heard are that attack.
pub(super) fn heard(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], found: &mut [Built]) {
    for i in 0..found.len() {
        let blast = &hits[found[i].draft.hit];
        let bare = found[i].draft.kind == ClaimType::Bombing
            && !found[i].gone
            && found[i].draft.agents.is_empty()
            && found[i].draft.patients.is_empty()
            && found[i].killed.is_none()
            && found[i].injured.is_none()
            && blast
                .words
                .clone()
                .any(|w| doc.is(w, doc.frames().class_bit("blast_noun")))
            && !blast.words.clone().any(|w| layers.thing_at(w).is_some());
        if !bare {
            continue;
        }
        let attack = (0..found.len()).find(|&j| {
            let c = hits[found[j].draft.hit].head;
            let strikes = matches!(found[j].draft.kind, ClaimType::Airstrike | ClaimType::Shelling);
            let of = |i: usize| i + 2 == c && doc.is(i + 1, layers.bits.preposition);
            let brought = |i: usize| doc.is(i, layers.bits.causal) || doc.is(i, layers.bits.result_verb) && of(i);
            let near = c > blast.words.end && c - blast.words.end <= 12;
            strikes
                && !found[j].gone
                && !hits[found[j].draft.hit].reading.is_verb()
                && near
                && doc.flows(blast.head, c)
                && (c.saturating_sub(2).max(blast.words.end)..c).any(brought)
        });
        if let Some(j) = attack {
            found[i].gone = true;
            // It is news, however little is said of it.
            found[j].draft.light = true;
            let places = std::mem::take(&mut found[i].draft.places);
            if found[j].draft.places.is_empty() {
                found[j].draft.places = places;
            }
        }
    }
}
