//! Names that tell who the dead, the hurt or the taken are.
//!
//! In: the drafts of a sentence with their people. Out: the same with the names joined to them, and counted where no
//! number was told. A name list stands in brackets or behind a colon right behind the people, behind «كل من», or behind
//! «وهم», «وهما», «هو» further on.
//!
//! Example: «مقتل كل من المدنيين (سالم العلي - ياسر الحمد)» (maqtal kull min al-madaniyyīn …, "the killing of each of the
//! civilians …") is two dead by their names.

use crate::assemble::Built;
use crate::doc::{Doc, gap, pos, pro};
use crate::layers::Layers;
use crate::phrase::{Np, Prep, Sem, noun_phrase, past_age};
use isnad_model::{ClaimType, Count, Modality, Outcome};

/// So many words behind the people a pronoun may bring their names in.
const REACH: usize = 30;
/// So many names are read.
const NAMES: usize = 16;

/// Adds the names of those who are told of.
pub fn tell(doc: &Doc<'_>, layers: &Layers, found: &mut [Built]) {
    for i in 0..found.len() {
        let Some(base) = people(&found[i]) else { continue };
        let end = doc.sents[found[i].sent].words.end;
        if both(doc, base, end) {
            let two = Some(Count::exact(2));
            let b = &mut found[i];
            for slot in [&mut b.killed, &mut b.injured] {
                if *slot == Some(Count::at_least(2)) {
                    *slot = two;
                }
            }
            if let Some(p) = b.draft.patients.first_mut() {
                p.count = two;
            }
        }
        let Some(base) = people(&found[i]) else { continue };
        let each = layers.is_quantifier(doc, base.words.start)
            && base.count.is_none_or(|c| c.high.is_none() || c.high == Some(1));
        let Some((from, behind)) = opening(doc, layers, found, i, base, each, end) else {
            continue;
        };
        let mut names = list(doc, layers, from, end);
        names.retain(|n| n.words.start != base.words.start);
        if names.is_empty() {
            continue;
        }
        let own = usize::from(base.sem == Sem::Person && !behind);
        let many = (names.len() + own) as u64;
        let open = each || base.count.is_none_or(|c| c.high.is_none());
        let count = (open && many > 1).then_some(Count::exact(many));
        let b = &mut found[i];
        if let Some(count) = count {
            let slot = match doc.frames().triggers[b.draft.trigger].outcome {
                Some(Outcome::Killed) => Some(&mut b.killed),
                Some(Outcome::Injured) => Some(&mut b.injured),
                _ => None,
            };
            if let Some(slot) = slot
                && slot.is_none_or(|c| c.high.is_none() || c.low < many)
                && b.modality == Modality::Actual
                && !b.shared
            {
                *slot = Some(count);
            }
        }
        for n in names {
            if !b
                .draft
                .patients
                .iter()
                .any(|p| p.words.start <= n.words.start && n.words.start < p.words.end)
            {
                b.draft.patients.push(Np { coordinated: true, ..n });
            }
        }
    }
}

/// «مدنيين من القرية، وهما رجل وطفله»: several by their form whom a pronoun says to be two.
fn both(doc: &Doc<'_>, base: &Np, end: usize) -> bool {
    if base.count != Some(Count::at_least(2)) || !doc.word(base.head).ends_with("ين") {
        return false;
    }
    let he = doc.frames().class_bit("he");
    (base.words.end..end.min(base.words.end + REACH))
        .take_while(|&w| doc.words[w].gap & (gap::STOP | gap::LINE) == 0)
        // «مسلحين في بلدتين، وهما …»: two others nearer.
        .take_while(|&w| !doc.words[w].is_verb() && !doc.words[w].dual)
        .find(|&w| doc.is(w, he))
        .is_some_and(|w| doc.word(w).trim_start_matches('\u{648}').chars().count() == 3)
}

/// The first people of a draft that befell people.
fn people(b: &Built) -> Option<&Np> {
    use ClaimType as T;
    let befalls = matches!(
        b.draft.kind,
        T::Killing | T::Injury | T::Arrest | T::Abduction | T::Execution | T::Disappearance
    );
    let first = b.draft.patients.first().filter(|_| befalls && !b.gone)?;
    matches!(first.sem, Sem::People | Sem::Person | Sem::Number).then_some(first)
}

/// Where the names begin, and whether they stand apart from the people.
fn opening(
    doc: &Doc<'_>,
    layers: &Layers,
    found: &[Built],
    i: usize,
    base: &Np,
    each: bool,
    end: usize,
) -> Option<(usize, bool)> {
    let at = base.words.end;
    let next = doc.words.get(at).filter(|_| at < end)?;
    // «كل من فلان، فلان»
    // «الشابان فلان (23 عاما) وفلان»
    let more = past_age(doc, at, end);
    let listed = |w: usize| {
        let joined = doc.words[w].gap & (gap::COMMA | gap::DASH) != 0 || doc.words[w].has(pro::CONJ);
        w < end && joined && is_name(doc, layers, w, end)
    };
    let several = each || base.count.is_some_and(|c| c.low >= 2);
    if several && base.sem == Sem::Person && more < end && listed(more) {
        return Some((more, false));
    }
    let told = base.sem != Sem::Person;
    // «المدنيين (فلان - فلان)», «المدنيين: فلان وفلان»
    if told && next.gap & (gap::OPEN | gap::COLON) != 0 && is_name(doc, layers, at, end) {
        return Some((at, true));
    }
    let he = doc.frames().class_bit("he");
    let word = (at..end.min(at + REACH))
        .take_while(|&w| doc.words[w].gap & (gap::STOP | gap::LINE) == 0)
        .find(|&w| doc.is(w, he) && w + 1 < end && is_name(doc, layers, w + 1, end))
        .filter(|_| told)?;
    let fits = |np: &Np| {
        let letters = doc.word(word).trim_start_matches('\u{648}');
        let two = letters.chars().count() == 3;
        let one = letters.ends_with(['\u{648}', '\u{64a}']);
        match np.count {
            Some(c) if c == Count::exact(1) => one,
            Some(c) if c == Count::exact(2) => two,
            Some(c) => !one && (c.high.is_none() || !two),
            None => !one,
        }
    };
    // The nearest people before the pronoun that it can stand for.
    let nearer =
        |o: &Built| people(o).is_some_and(|p| p.words.start > base.words.start && p.words.end <= word && fits(p));
    let other = found.iter().enumerate().any(|(j, o)| j != i && nearer(o));
    (fits(base) && !other).then_some((word + 1, true))
}

fn is_name(doc: &Doc<'_>, layers: &Layers, at: usize, end: usize) -> bool {
    name_at(doc, layers, at, end).is_some_and(|n| n.sem == Sem::Person)
}

fn name_at(doc: &Doc<'_>, layers: &Layers, at: usize, end: usize) -> Option<Np> {
    noun_phrase(doc, layers, at, end).filter(|n| n.prep == Prep::None)
}

/// The names that begin at a word, parted by «و», commas or dashes.
fn list(doc: &Doc<'_>, layers: &Layers, from: usize, end: usize) -> Vec<Np> {
    let mut out: Vec<Np> = Vec::new();
    let mut at = from;
    while at < end && out.len() < NAMES {
        let Some(n) = name_at(doc, layers, at, end) else { break };
        let w = &doc.words[n.head];
        let unknown = n.sem == Sem::Other && w.pos & (pos::NAME | pos::UNKNOWN) != 0 && !out.is_empty();
        if n.sem != Sem::Person && !unknown {
            break;
        }
        at = n.words.end;
        out.push(n);
        at = past_age(doc, at, end);
        let Some(next) = doc.words.get(at).filter(|_| at < end) else {
            break;
        };
        let parted = next.gap & (gap::COMMA | gap::DASH | gap::SEMI) != 0 || next.has(pro::CONJ);
        if !parted || next.gap & (gap::STOP | gap::LINE) != 0 || next.gap & gap::CLOSE != 0 && !next.has(pro::CONJ) {
            break;
        }
    }
    out
}
