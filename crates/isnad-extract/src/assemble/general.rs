//! What a sentence names without telling that it happened: the state of a region, the aim of an attack, the device
//! beside its explosion.
//!
//! In: the drafts of one sentence. Out: the same, with those that tell of no event of their own marked as gone.
//! Deliberately keeps everything that has a toll or a day: such a thing happened.
//!
//! Example: «تشهد المحافظة حوادث أمنية تتمثل بعمليات خطف» (tashhadu l-muḥāfaẓa ḥawādith amniyya tatamaththalu
//! bi-ʿamaliyyāt khaṭf, "the governorate sees security incidents such as kidnappings") tells of no kidnapping.

use super::*;

/// How far behind the verb the words for unrest may stand.
const REACH: usize = 24;

/// Marks what the sentence only names.
pub(super) fn only_named(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], sent: &Range<usize>, found: &mut [Built]) {
    let verbs = layers.bits.light_place | doc.frames().class_bit("sorts_verb");
    let asked = doc.each(sent).any(|(w, _)| w.classes.meets(verbs));
    let unrest = if asked { unrest(doc, layers, sent) } else { None };
    let sorts = if asked { sorts(doc, sent) } else { None };
    for i in 0..found.len() {
        let head = hits[found[i].draft.hit].head;
        if whether(doc, sent, head) {
            found[i].gone = true;
        }
        let nobody = unclaimed(doc, hits, &found[i]);
        if nobody {
            found[i].draft.agents.clear();
        }
        if gravity(doc, layers, hits, &found[i]) || of_wounds(doc, hits, found, i) || toll_of(doc, hits, found, i) {
            found[i].gone = true;
        }
        if found[i].gone || counted(&found[i]) {
            continue;
        }
        let general = unrest.is_some_and(|u| head >= u) && !on_day(doc, &found[i]);
        if general
            || sorts.as_ref().is_some_and(|s| s.contains(&head))
            || names_body(doc, &hits[found[i].draft.hit])
            || nobody && found[i].draft.patients.is_empty()
            || demanded(hits, found, i)
            || protested(doc, hits, found, i)
            || called_by_coup(doc, layers, hits, &found[i])
            || met(doc, hits, found, i)
            || with_words(doc, hits, found, i)
            || aimed_at(doc, hits, found, i)
            || condemned(doc, hits, found, i)
            || super::ground::their_ground(doc, layers, hits, &found[i])
            || super::ground::losses(doc, hits, &found[i])
            || super::ground::to_accuse(doc, hits, &found[i])
            || charged(doc, layers, hits, &found[i])
            || fleeing(doc, hits, found, i)
            || whose_missiles(doc, layers, hits, &found[i])
        {
            found[i].gone = true;
        } else if let Some(j) = freed_from(doc, layers, hits, found, i) {
            let holders = std::mem::take(&mut found[i].draft.agents);
            if found[j].draft.patients.is_empty() {
                found[j].draft.patients = holders;
            }
            found[i].gone = true;
        } else if let Some(j) = device_of(doc, layers, hits, found, i) {
            let part = found[i].clone();
            let whole = &mut found[j];
            for p in part.draft.places {
                if !whole.draft.places.contains(&p) {
                    whole.draft.places.push(p);
                }
            }
            if whole.draft.means.is_none() {
                whole.draft.means = part.draft.means;
            }
            whole.draft.words.start = whole.draft.words.start.min(part.trigger.start);
            whole.rules.extend(part.rules);
            found[i].gone = true;
        }
    }
}

/// «قالت مبادرة "كذا" إن …»: what a body calls itself.
fn names_body(doc: &Doc<'_>, hit: &Hit) -> bool {
    let head = hit.head;
    let body = doc.frames().class_bit("organisation_noun") | doc.frames().class_bit("named_body");
    let open = doc.words.get(head + 1).is_some_and(|w| w.gap & gap::OPEN_QUOTE != 0);
    let speaks = |v: &crate::doc::Word| v.is_verb() && v.verb_form.feminine == Some(true) && v.pronoun.is_none();
    open && hit.size == 1 && doc.is(head, body) && head.checked_sub(1).is_some_and(|v| speaks(&doc.words[v]))
}

/// «لم يتضح ما إذا كان الانفجار …»: what is asked is not told.
fn whether(doc: &Doc<'_>, sent: &Range<usize>, head: usize) -> bool {
    let what = doc.frames().class_bit("what") | doc.frames().class_bit("internal");
    let (open, said) = (
        doc.frames().class_bit("conditional"),
        doc.frames().class_bit("complementizer"),
    );
    let lo = head.saturating_sub(12).max(sent.start + 1);
    doc.each(&(lo..head))
        .any(|(w, i)| w.classes.meets(open) && !w.classes.meets(said) && doc.is(i - 1, what) && doc.flows(i, head))
}

/// «لم تعلن أي جهة مسؤوليتها عن الهجوم», «لم تتبن أي جماعة التفجير»: what nobody owns to was told before.
fn unclaimed(doc: &Doc<'_>, hits: &[Hit], b: &Built) -> bool {
    let (head, sent) = (hits[b.draft.hit].head, &doc.sents[b.sent].words);
    let (not, any) = (doc.frames().class_bit("negation"), doc.frames().class_bit("any"));
    if hits[b.draft.hit].reading.is_verb() || !doc.words[head].definite() || !is_cause(b.draft.kind) {
        return false;
    }
    let lo = head.saturating_sub(7).max(sent.start + 2);
    (lo..head).any(|w| doc.is(w, any) && doc.words[w - 1].is_verb() && doc.is(w - 2, not) && doc.flows(w, head))
}

/// «بينهم خمسة إصاباتهم خطيرة», «وصفت إصابته بالحرجة»: how badly those told before were hurt.
fn gravity(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], b: &Built) -> bool {
    let (head, sent) = (hits[b.draft.hit].head, &doc.sents[b.sent].words);
    let lo = head.saturating_sub(4).max(sent.start);
    let grave = doc.frames().class_bit("gravity");
    let said = |i: usize| i < sent.end && doc.words[i].gap & gap::HARD == 0 && doc.is(i, grave);
    b.draft.kind == ClaimType::Injury
        && !hits[b.draft.hit].reading.is_verb()
        && doc.words[head].pronoun.is_some()
        && ((lo..head).any(|w| layers.is_part_word(doc, w)) || said(head + 1) || head > lo && said(head - 1))
}

/// «نزحت العائلات هربا من القصف»: why they went is no second flight.
fn fleeing(doc: &Doc<'_>, hits: &[Hit], found: &[Built], i: usize) -> bool {
    let moves = |b: &Built| matches!(b.draft.kind, ClaimType::Escape | ClaimType::Displacement);
    let hit = &hits[found[i].draft.hit];
    let w = &doc.words[hit.head];
    let accusative = w.tanwin || doc.word(hit.head).ends_with('ا');
    moves(&found[i])
        && hit.reading == Reading::Masdar
        && accusative
        && !w.definite()
        && w.pro == 0
        && found
            .iter()
            .any(|b| moves(b) && hits[b.draft.hit].head < hit.head && hits[b.draft.hit].reading.is_verb())
}

/// «ارتفع عدد ضحايا الغارة إلى تسعة»: the head of a toll right before what they died in.
fn toll_of(doc: &Doc<'_>, hits: &[Hit], found: &[Built], i: usize) -> bool {
    let hit = &hits[found[i].draft.hit];
    let toll = found[i].draft.kind == ClaimType::Killing
        && found[i].killed.is_none()
        && doc.is(hit.head, doc.frames().class_bit("toll_head"));
    if !toll {
        return false;
    }
    // «يرتفع عدد ضحايا قمع المظاهرات إلى 97 قتيلا»: the number of the dead stands behind what they died in.
    let up_to = doc.frames().class_bit("governing_to");
    let counted = |b: &Built| {
        let h = hits[b.draft.hit].head;
        let near = h.saturating_sub(3).max(hit.words.end)..h;
        b.draft.kind == ClaimType::Killing
            && b.killed.is_some()
            && h > hit.head
            && h - hit.head <= 20
            && near.into_iter().any(|w| doc.is(w, up_to))
            && !(hit.words.end..h).any(|w| doc.words[w].is_verb())
            && doc.flows(hit.head, h)
    };
    found.iter().any(counted)
        || found.iter().any(|b| {
            let h = hits[b.draft.hit].head;
            is_cause(b.draft.kind) && b.draft.kind != ClaimType::Killing && h == hit.words.end && doc.flows(hit.head, h)
        })
}

/// «أصيب العشرات بجروح»: the wounds of those who are told to be hurt.
fn of_wounds(doc: &Doc<'_>, hits: &[Hit], found: &[Built], i: usize) -> bool {
    let hit = &hits[found[i].draft.hit];
    found[i].draft.kind == ClaimType::Injury
        && !hit.reading.is_verb()
        && doc.words[hit.head].has(pro::BI)
        && found.iter().any(|b| {
            let h = &hits[b.draft.hit];
            b.draft.kind == ClaimType::Injury
                && h.reading.is_verb()
                && h.head < hit.head
                && hit.head - h.head <= 6
                && doc.flows(h.head, hit.head)
        })
}

/// «سقوط أحد صواريخ العدوان»: whose missiles they are.
fn whose_missiles(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], b: &Built) -> bool {
    let head = hits[b.draft.hit].head;
    let word = &doc.words[head];
    let missile = |i: usize| {
        let means = layers.thing_at(i).is_some_and(|(t, _)| doc.frames().is_means(t));
        means && !doc.words[i].definite() && doc.words[i].pronoun.is_none()
    };
    b.draft.kind == ClaimType::Offensive
        && !hits[b.draft.hit].reading.is_verb()
        && word.definite()
        && word.pro & (pro::BI | pro::LI | pro::CONJ) == 0
        && word.gap & gap::HARD == 0
        && head
            .checked_sub(1)
            .is_some_and(|i| doc.sents[b.sent].words.contains(&i) && missile(i))
}

/// «تظاهروا رفضا للانقلاب»: the rule that a protest is against is its matter, unless its day is told.
fn protested(doc: &Doc<'_>, hits: &[Hit], found: &[Built], i: usize) -> bool {
    let hit = &hits[found[i].draft.hit];
    found[i].draft.kind == ClaimType::CoupAttempt
        && !hit.reading.is_verb()
        && !on_day(doc, &found[i])
        && found.iter().any(|b| {
            let h = hits[b.draft.hit].head;
            b.draft.kind == ClaimType::Protest && h < hit.head && hit.head - h <= 16
        })
}

/// «جيش الانقلاب», «سلطات الانقلاب»: a rule called by how it began.
fn called_by_coup(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], b: &Built) -> bool {
    let hit = &hits[b.draft.hit];
    let Some(before) = hit.head.checked_sub(1).filter(|&w| w >= doc.sents[b.sent].words.start) else {
        return false;
    };
    let (w, rule) = (&doc.words[hit.head], &doc.words[before]);
    b.draft.kind == ClaimType::CoupAttempt
        && hit.size == 1
        && !hit.reading.is_verb()
        && w.definite()
        && w.gap & gap::HARD == 0
        && w.pro & (pro::CONJ | pro::BI | pro::LI) == 0
        && !(rule.definite() || rule.is_verb() || rule.pronoun.is_some())
        && (layers.sem_of(doc, before) == crate::phrase::Sem::Actor
            || layers.entity_at(before).is_some()
            || doc.is(
                before,
                doc.frames().class_bit("force") | doc.frames().class_bit("state_noun"),
            ))
        && !on_day(doc, b)
}

fn counted(b: &Built) -> bool {
    let some = |c: Option<Count>| c.is_some_and(|c| c.high != Some(0) && !(c.low == 2 && c.high.is_none()));
    some(b.killed) || some(b.injured)
}

/// Whether a date of a day stands in the draft's clause.
fn on_day(doc: &Doc<'_>, b: &Built) -> bool {
    let mut times = b
        .draft
        .words
        .clone()
        .filter_map(|w| doc.time_at.get(w).copied().flatten());
    times.any(|t| doc.times.get(t as usize).is_some_and(|t| t.precision <= 1))
}

/// «تشهد المنطقة أعمال عنف …»: where the words for unrest begin that a region sees as a rule.
fn unrest(doc: &Doc<'_>, layers: &Layers, sent: &Range<usize>) -> Option<usize> {
    let bits = &layers.bits;
    let sees = |i: &usize| {
        doc.words[*i].is_verb() && doc.is_as(*i, bits.light_place, true) && doc.words[*i].best & pos::PERFECT == 0
    };
    let verb = sent.clone().find(sees)?;
    let end = (verb + REACH).min(sent.end);
    (verb + 1..end).find(|&i| doc.begins("unrest", i, end))
}

/// «9 حوادث تنوعت بين كمائن وقنص واشتباكات»: the words for the sorts of what is counted.
fn sorts(doc: &Doc<'_>, sent: &Range<usize>) -> Option<Range<usize>> {
    let (verb, between) = (doc.frames().class_bit("sorts_verb"), doc.frames().class_bit("between"));
    let at = sent
        .clone()
        .find(|&i| doc.words[i].is_verb() && doc.is_as(i, verb, true))?;
    let from = (at + 1..sent.end.min(at + 4)).find(|&i| doc.is(i, between))?;
    let end = (from + 1..sent.end)
        .find(|&i| doc.words[i].is_verb() || doc.words[i].gap & (gap::COMMA | gap::SEMI | gap::STOP | gap::LINE) != 0)
        .unwrap_or(sent.end);
    Some(from..end)
}

/// «اشتبكت كتيبتان إثر خلاف على النفوذ»: what they fought over, without saying who quarrelled, is no event of its own.
pub(super) fn fought_over(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], found: &mut [Built]) {
    use ClaimType as T;
    let quarrel = doc.frames().class_bit("quarrel_noun");
    for i in 0..found.len() {
        let hit = &hits[found[i].draft.hit];
        let bare = found[i].draft.kind == T::Dissent
            && doc.is(hit.head, quarrel)
            && found[i].draft.lacks_doer()
            && found[i].draft.patients.is_empty();
        if !bare || hit.head == 0 || !doc.is(hit.head - 1, layers.bits.causal) {
            continue;
        }
        let fought = found.iter().any(|b| {
            let head = hits[b.draft.hit].head;
            let kind = matches!(
                b.draft.kind,
                T::Clash | T::Shooting | T::Killing | T::Injury | T::Abduction
            );
            kind && !b.gone && chain::near(doc, head, hit.head)
        });
        found[i].gone |= fought;
    }
}

/// «نقلت الفرق المصابين إلى المشفى»: those named by their hurt, whom another verb acts on.
pub(super) fn hurt_before(doc: &Doc<'_>, hits: &[Hit], found: &mut [Built]) {
    use ClaimType as T;
    for i in 0..found.len() {
        let hit = &hits[found[i].draft.hit];
        let named = found[i].draft.kind == T::Injury && !hit.reading.is_verb() && doc.words[hit.head].definite();
        if !named || hit.reading == crate::trigger::Reading::Masdar {
            continue;
        }
        let acted = found.iter().any(|b| {
            matches!(b.draft.kind, T::Aid | T::Abduction | T::Arrest | T::Execution)
                && !b.gone
                && b.draft.patients.iter().any(|n| n.words.contains(&hit.head))
        });
        found[i].gone |= acted;
    }
}

/// «بين الحين والآخر», «غالبا ما»: what happens again and again is no single event.
pub(crate) fn habitual(doc: &Doc<'_>, words: &Range<usize>) -> bool {
    let within = doc.words.get(words.clone()).unwrap_or(&[]).iter().enumerate();
    let mut may = within.filter(|(_, w)| w.letters().wont);
    may.any(|(at, w)| {
        let i = words.start + at;
        let mut opened = w.keys.iter().flat_map(|k| doc.frames().habitual_table.starting(k.key));
        opened.any(|e| {
            let stretch = doc.words.get(i..i + e.words.len());
            i + e.words.len() <= words.end
                && stretch.is_some_and(|s| s.iter().zip(&e.words).all(|(w, &k)| w.key(k).is_some()))
        })
    })
}

/// «زرع العبوات لاستهداف الأرتال»: what an attack is for is no second attack.
fn aimed_at(doc: &Doc<'_>, hits: &[Hit], found: &[Built], i: usize) -> bool {
    let hit = &hits[found[i].draft.hit];
    let entry = &doc.frames().triggers[found[i].draft.trigger];
    let harm =
        is_cause(entry.kind) || matches!(entry.kind, ClaimType::Damage | ClaimType::Capture) || entry.outcome.is_some();
    let word = &doc.words[hit.head];
    // «ما أدى لسقوط قتلى»: what it brought about.
    let brings = doc.frames().class_bit("result_verb");
    let brought = entry.outcome.is_some() && (hit.head.saturating_sub(3)..hit.head).any(|w| doc.is_as(w, brings, true));
    harm && !brought
        && hit.reading == Reading::Masdar
        && word.has(pro::LI)
        && !word.definite()
        && found.iter().enumerate().any(|(j, b)| {
            let h = hits[b.draft.hit].head;
            // «تجنيد مرتزقة للقتال مع …»: what men are recruited for.
            let leads = is_cause(b.draft.kind) || b.draft.kind == ClaimType::Recruitment;
            j != i && h < hit.head && hit.head - h <= 12 && leads && doc.flows(h, hit.head)
        })
}

/// «أعدموا بتهمة قتال الحركة»: what somebody is charged with is no fight that is told.
fn charged(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], b: &Built) -> bool {
    let hit = &hits[b.draft.hit];
    let (charge, sent) = (doc.frames().class_bit("charge"), &doc.sents[b.sent].words);
    let lo = hit.head.saturating_sub(7).max(sent.start);
    (is_cause(b.draft.kind) || b.draft.kind == ClaimType::Killing)
        && !hit.reading.is_verb()
        && b.modality == Modality::Actual
        && (lo..hit.head).rev().find(|&i| doc.is(i, charge)).is_some_and(|c| {
            doc.words[c + 1..=hit.head]
                .iter()
                .all(|w| !w.is_verb() && w.gap & (gap::STOP | gap::SEMI | gap::LINE) == 0)
                && !(c + 1..hit.head).any(|i| doc.is(i, layers.bits.causal | layers.bits.sequel))
        })
}

/// «دان البيان استهداف المدنيين»: what is condemned or charged in general words is the matter of the accusation.
fn condemned(doc: &Doc<'_>, hits: &[Hit], found: &[Built], i: usize) -> bool {
    let hit = &hits[found[i].draft.hit];
    let entry = &doc.frames().triggers[found[i].draft.trigger];
    // «باستهداف سوق في بلدة كذا», «بقذائف»: told for itself.
    let bare = || found[i].draft.means.is_none() && found[i].draft.places.is_empty();
    let vague = entry.by_means
        && entry.default_type == ClaimType::Offensive
        && (found[i].draft.kind == ClaimType::Offensive || bare());
    vague
        && !hit.reading.is_verb()
        && !on_day(doc, &found[i])
        && found.iter().enumerate().any(|(j, b)| {
            let h = hits[b.draft.hit].head;
            // «متهما إياها باستهداف …»: who is meant stands elsewhere, and goes with the deed.
            let says = b.draft.kind == ClaimType::Accusation
                && (found[i].draft.kind == ClaimType::Offensive || hits[b.draft.hit].size == 1);
            j != i && says && h < hit.head && hit.head - h <= 12 && doc.flows(h, hit.head)
        })
}

/// «تحرير القرى من قبضة الجماعة»: whose hold a capture ended is from whom the place was taken.
fn freed_from(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], found: &[Built], i: usize) -> Option<usize> {
    let head = hits[found[i].draft.hit].head;
    let from = head > 0 && layers.is_min(doc, head - 1);
    if found[i].draft.kind != ClaimType::Control || !from {
        return None;
    }
    (0..found.len()).rev().find(|&j| {
        let h = hits[found[j].draft.hit].head;
        found[j].draft.kind == ClaimType::Capture && !found[j].gone && h < head && head - h <= 12 && doc.flows(h, head)
    })
}

/// «عبوة ناسفة … انفجرت», «استهدفوا البلدة بصواريخ أصابت …»: the device beside the word for its explosion or for the
/// attack that was made with it.
fn device_of(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], found: &[Built], i: usize) -> Option<usize> {
    let hit = &hits[found[i].draft.hit];
    // «غارة» names aircraft by their attack.
    let device = |t: usize| {
        doc.frames().is_means(t)
            && doc
                .frames()
                .things
                .get(t)
                .is_some_and(|t| t.implies != Some(ClaimType::Airstrike))
    };
    let is_device = |h: &Hit| h.reading == Reading::Noun && layers.thing_at(h.head).is_some_and(|(t, _)| device(t));
    let kind = found[i].draft.kind;
    let thrown = matches!(kind, ClaimType::Shelling | ClaimType::Airstrike);
    if !(kind == ClaimType::Bombing || thrown) || !is_device(hit) || doc.words[hit.head].has(pro::CONJ) {
        return None;
    }
    (0..found.len()).find(|&j| {
        let h = &hits[found[j].draft.hit];
        let (a, b) = (h.head.min(hit.head), h.head.max(hit.head));
        let same = found[j].draft.kind == kind || (thrown && is_cause(found[j].draft.kind) && h.head < hit.head);
        j != i
            && !found[j].gone
            && same
            && !is_device(h)
            && b - a <= 20
            && (thrown || b - a <= 14)
            && doc.flows(a, b)
            && !(h.reading.is_verb() && h.head > hit.head && doc.words[h.head].has(pro::CONJ))
    })
}

/// «حاولوا التقدم، لكن القوات تصدت لهم»: who is told to have met an attack of the same sentence makes no second one.
fn met(doc: &Doc<'_>, hits: &[Hit], found: &[Built], i: usize) -> bool {
    let hit = &hits[found[i].draft.hit];
    let frame = |b: &Built| doc.frames().triggers[b.draft.trigger].by_means && b.draft.kind == ClaimType::Clash;
    frame(&found[i])
        && found.iter().enumerate().any(|(j, b)| {
            let h = hits[b.draft.hit].head;
            j != i && !b.gone && h < hit.head && hit.head - h <= 24 && b.draft.kind == ClaimType::Offensive
        })
}

/// «هاجم الزعيم فلان القائد فلانا واتهمه بـ…»: who attacks another by name and goes on to accuse him does it with words.
fn with_words(doc: &Doc<'_>, hits: &[Hit], found: &[Built], i: usize) -> bool {
    let b = &found[i];
    let hit = &hits[b.draft.hit];
    let named = |all: &[Np]| !all.is_empty() && all.iter().all(|n| n.sem == Sem::Person);
    b.draft.kind == ClaimType::Offensive
        && hit.reading.is_verb()
        && b.draft.means.is_none()
        && named(&b.draft.agents)
        && found.iter().any(|o| {
            let h = hits[o.draft.hit].head;
            o.draft.kind == ClaimType::Accusation
                && h > hit.head
                && h - hit.head <= 16
                && doc.words[h].pronoun.is_some()
                && doc.words[h].has(pro::CONJ)
        })
}

/// «تظاهروا مطالبين بإقالة القائد»: what a protest demands is the matter of the protest.
fn demanded(hits: &[Hit], found: &[Built], i: usize) -> bool {
    let hit = &hits[found[i].draft.hit];
    found[i].draft.kind == ClaimType::Dissent
        && hit.reading == Reading::Active
        && found.iter().any(|b| {
            let h = hits[b.draft.hit].head;
            b.draft.kind == ClaimType::Protest && h < hit.head && hit.head - h <= 16
        })
}

/// Whether a violent event noun stands bare: nobody does it, nobody suffers it, it is nowhere. It tells of no event.
#[must_use]
pub fn is_bare(doc: &Doc<'_>, hits: &[Hit], b: &Built) -> bool {
    let hit = &hits[b.draft.hit];
    let entry = &doc.frames().triggers[b.draft.trigger];
    // «عالقون ومحاصرون»: nobody knows who, where and by whom.
    let described = entry.kind == ClaimType::Siege && doc.words[hit.head].pos & pos::PASSIVE_P != 0;
    !hit.reading.is_verb()
        && (is_cause(entry.kind) || entry.outcome.is_some() || described)
        && b.killed.is_none()
        && b.injured.is_none()
        && (b.draft.agents.is_empty() || b.draft.inherited)
        && b.draft.patients.is_empty()
        && b.draft.places.is_empty()
        && b.draft.means.is_none()
        && !b.draft.light
        && !b.draft.genitive_pronoun
        && b.time.is_none()
        && !on_something(doc, hit)
        && !lasting(doc, hit)
        && !befell(doc, hit)
        && !(entry.kind == ClaimType::Clash && condition::occurs(doc, hit.head, &doc.sents[b.sent].words))
}

/// «أكد شهود وقوع انفجار»: what is said to have happened is told, though nobody and no place is named.
fn befell(doc: &Doc<'_>, hit: &Hit) -> bool {
    let (event, class) = (&doc.words[hit.head], |name| doc.frames().class_bit(name));
    let Some([says, vouches]) = hit.words.start.checked_sub(2).and_then(|i| doc.words.get(i..i + 2)) else {
        return false;
    };
    let vouched = vouches.classes.meets(class("vouch")) && vouches.pronoun.is_none() && vouches.pro & !pro::BI == 0;
    // «في حال حدوث هجوم», «من حدوث وفاة», «توقع حدوث هجوم»: that it may happen.
    let may = says.classes.meets(class("preposition") | class("event_case"))
        || says.best & pos::PARTICLE != 0
        || says.best & pos::MASDAR != 0 && !vouches.has(pro::BI);
    vouched && !may && !event.definite() && event.gap & gap::HARD == 0
}

/// «الاشتباكات ما زالت مستمرة», «القصف مستمر على الأحياء»: what is said to go on is told, though nobody is named.
fn lasting(doc: &Doc<'_>, hit: &Hit) -> bool {
    let said = doc.frames().class_bit("lasting");
    let sent = &doc.sents[doc.sent_of(hit.head)].words;
    let near = hit.words.end..(hit.words.end + 4).min(sent.end);
    doc.words[hit.head].definite()
        && doc.words[hit.head].pro & (pro::BI | pro::LI | pro::KA) == 0
        && near
            .take_while(|&i| doc.words[i].gap & gap::HARD == 0)
            .any(|i| doc.is_as(i, said, false) && !doc.words[i].definite())
}

/// «سقوط قذيفة على منزلهم»: an indefinite event upon something, though nothing there has a name.
fn on_something(doc: &Doc<'_>, hit: &Hit) -> bool {
    let behind = hit.words.end..(hit.words.end + 3).min(doc.words.len());
    let toward = doc.frames().class_bit("toward");
    if doc.words[hit.head].definite() {
        return false;
    }
    let mut behind = behind.take_while(|&i| doc.words[i].gap & gap::HARD == 0);
    if hit.size > 1 && behind.any(|i| doc.is(i, toward)) {
        return true;
    }
    // «سمع دوي انفجارات»: what was heard or seen.
    let lo = hit.head.saturating_sub(2);
    let sent = &doc.sents[doc.sent_of(hit.head)].words;
    let told = |i: usize| doc.words[i].is_verb() && doc.words[i].best & pos::PERFECT != 0;
    (lo.max(sent.start)..hit.head).any(told) && !doc.words[hit.head].has(pro::BI | pro::LI | pro::KA)
}

/// «ويأتي القصف بعد هدوء»: the verb sets the event among others and tells none.
pub(super) fn comes(doc: &Doc<'_>, hit: &Hit) -> bool {
    let before = hit
        .head
        .checked_sub(1)
        .filter(|&i| doc.sent_of(i) == doc.sent_of(hit.head));
    before.is_some_and(|i| doc.words[i].is_verb() && doc.is_as(i, doc.frames().class_bit("comes"), true))
}
