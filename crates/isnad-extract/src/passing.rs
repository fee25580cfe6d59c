//! Whether a claim is the news of its sentence, or something that the sentence mentions in passing.
//!
//! In: a draft in its sentence and the claim made of it. Out: marks, and from their weights in
//! `data/confidence/news.tsv` a yes or no. News is told early in its sentence, by a verb or an indefinite noun,
//! with a toll or a weapon; history, comment and court cases name the event by a bare definite noun, behind
//! «بعد», «قضية» or «بتهمة», deep in a long sentence, or under «إذا» and «ربما».
//!
//! **Invariants:** looks at one sentence; the same marks give the same answer. Deliberately drops no claim: what is
//! mentioned in passing is still a claim, with a sign that says so.
//!
//! Example: «قتل ثلاثة بانفجار عبوة» (qutila thalātha bi-nfijār ʿubuwwa, "three were killed by a bomb") tells it;
//! «بحث المجلس قضية اغتيال النائب» (baḥatha l-majlis qaḍiyyat ightiyāl an-nāʾib, "the council discussed the case of
//! the deputy's assassination") mentions it.

use crate::assemble::{Built, is_cause};
use crate::confidence::Rows;
use crate::doc::{Doc, pos};
use crate::layers::Layers;
use crate::phrase::Sem;
use crate::trigger::{Hit, Reading};
use isnad_model::{Claim, ClaimType, Count, Modality, SourceKind};
use std::sync::OnceLock;

static TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/confidence/news.tsv"));

/// How far from the event a sentence is looked at: one without an end must not cost more.
const REACH: usize = 120;

/// Words of a sentence that is long, and of one that is very long.
const LONG: (usize, usize) = (40, 60);

/// How many marks there are.
const MARKS: usize = 28;

fn table() -> &'static [(&'static str, f64)] {
    static MARKS: OnceLock<Vec<(&'static str, f64)>> = OnceLock::new();
    MARKS.get_or_init(|| {
        let rows = TABLE.lines().filter(|l| !l.starts_with('#')).skip(1);
        rows.filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, cells.next()?.parse().ok()?))
        })
        .collect()
    })
}

/// Whether a claim is mentioned in passing.
pub(crate) fn in_passing(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], b: &Built, c: &Claim) -> bool {
    static ROWS: OnceLock<Rows> = OnceLock::new();
    let marks = asked(doc, layers, hits, b, c);
    let rows = ROWS.get_or_init(|| Rows::new(table().iter().map(|(id, _)| *id), &marks));
    let weights = rows.held(&marks).filter_map(|row| table().get(row));
    weights.map(|(_, weight)| weight).sum::<f64>() < 0.0
}

/// All marks, and whether the claim has each.
fn asked(doc: &Doc<'_>, layers: &Layers, hits: &[Hit], b: &Built, c: &Claim) -> [(&'static str, bool); MARKS] {
    use ClaimType as T;
    let hit = &hits[b.draft.hit];
    let sent = &doc.sents[b.sent];
    let words = &(hit.head.saturating_sub(REACH).max(sent.words.start)..(hit.head + REACH).min(sent.words.end));
    let at = hit.head.saturating_sub(words.start);
    let near = doc.words.get(words.clone()).unwrap_or(&[]);
    let dead = |x: Option<Count>| x.is_some_and(|n| n.low >= 1);
    let head = &doc.words[hit.head];
    let aside = doc.frames().class_bit("aside");
    let perhaps = doc.frames().class_bit("perhaps") | layers.bits.conditional;
    // The mark stands behind the last word of its sentence.
    let end = doc
        .words
        .get(sent.words.end.saturating_sub(1))
        .map_or(0, |w| w.span.end as usize);
    let tail = doc.text.get(end..).unwrap_or_default().chars().take(3);
    let ends_asking = tail.take_while(|c| *c != '\n').any(|c| c == '؟');
    let weapon = words.clone().any(|i| {
        layers.implied_by(doc, i).is_some()
            || layers
                .thing_at(i)
                .is_some_and(|(t, _)| doc.frames().is_means(t) || doc.is(i, layers.bits.force))
    });
    [
        ("toll", dead(c.killed) || dead(c.injured)),
        ("several", c.killed.is_some_and(|n| n.low >= 2) || dead(c.injured)),
        ("weapon", weapon),
        ("early", at * 4 < words.len()),
        ("late", at * 2 >= words.len()),
        (
            "definite",
            !hit.reading.is_verb() && (head.definite() || head.pronoun.is_some()),
        ),
        ("noun", hit.reading == Reading::Noun),
        ("masdar", hit.reading == Reading::Masdar),
        ("verb", hit.reading.is_verb() && head.best & pos::PERFECT != 0),
        ("unfinished", hit.reading.is_verb() && head.best & pos::PERFECT == 0),
        (
            "aside",
            !hit.reading.is_verb() && (hit.head.saturating_sub(3).max(words.start)..hit.head).any(|i| doc.is(i, aside)),
        ),
        ("perhaps", near.iter().any(|w| w.classes.meets(perhaps))),
        ("asking", ends_asking),
        ("not_actual", c.modality != Modality::Actual),
        ("long", words.len() >= LONG.0),
        ("very_long", words.len() >= LONG.1),
        ("no_patient", c.patient.is_empty()),
        (
            "named_victim",
            b.draft
                .patients
                .iter()
                .any(|n| n.sem == Sem::Person || n.noun.as_ref().is_some_and(|n| n.office)),
        ),
        ("cited", c.sources.iter().any(|s| s.kind != SourceKind::Outlet)),
        (
            "on_day",
            b.time.and_then(|t| doc.times.get(t)).is_some_and(|t| t.precision <= 1),
        ),
        ("no_place", c.place.is_none()),
        ("known_doer", c.agent.iter().any(|p| p.entity.is_some())),
        (
            "aimed",
            matches!(c.kind, T::Airstrike | T::Shelling | T::Shooting | T::Bombing),
        ),
        ("two_sided", matches!(c.kind, T::Clash)),
        ("sentence", matches!(c.kind, T::Execution | T::Punishment)),
        ("manner_unsaid", matches!(c.kind, T::Killing)),
        ("unspecific", matches!(c.kind, T::Offensive)),
        ("unrest", matches!(c.kind, T::Protest)),
    ]
}

/// «الاستهداف», «استهدافه»: whether a noun of striking stands there without anything struck or a means behind it.
pub(crate) fn general_event(doc: &Doc<'_>, hits: &[Hit], b: &Built) -> bool {
    let hit = &hits[b.draft.hit];
    let noun = !hit.reading.is_verb() && hit.size == 1 && doc.frames().triggers[b.draft.trigger].by_means;
    let own = doc.words[hit.head].definite() || doc.words[hit.head].pronoun.is_some();
    let next = doc.words.get(hit.words.end);
    let verb = next.is_some_and(|w| w.gap & crate::doc::gap::HARD != 0 || w.is_verb());
    // «وتزامن الاستهداف الروسي مع …»: what is set beside another event was told.
    let set_beside = hit.head.checked_sub(1).is_some_and(|i| {
        doc.words[i].is_verb() && doc.words[hit.head].definite() && doc.is_as(i, doc.frames().class_bit("comes"), true)
    });
    noun && own && (verb || set_beside) && b.draft.means.is_none()
}

pub(crate) fn definite_event(doc: &Doc<'_>, hits: &[Hit], b: &Built) -> bool {
    let hit = &hits[b.draft.hit];
    // «سلسلة من الحملات» brings in what it names.
    let series = hit.head >= 2
        && doc.is(hit.head - 2, doc.frames().class_bit("light_head"))
        && !doc.words[hit.head - 2].definite()
        && doc.is(hit.head - 1, doc.frames().class_bit("preposition"));
    !hit.reading.is_verb() && doc.words[hit.head].definite() && !series && is_cause(b.draft.kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analyse, sentence};
    use isnad_lexicon::Lexicon;

    #[test]
    fn every_row_is_read() {
        let rows = TABLE.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).count();
        assert_eq!(table().len() + 1, rows);
        assert_eq!(table().iter().filter(|(id, _)| *id == "base").count(), 1);
        assert!(table().iter().all(|(_, w)| w.is_finite()));
    }

    #[test]
    fn news_and_what_it_mentions() {
        let lexicon = Lexicon::builtin();
        let cases = [
            ("قتل ثلاثة جنود بانفجار عبوة ناسفة في مدينة تعز أمس.", false),
            ("أصيب خمسة مدنيين جراء قصف مدفعي على بلدة الحراك.", false),
            ("أطلق مسلحون النار على دورية للشرطة في البصرة.", false),
            ("بحث المجلس مع الوفد ملابسات قضية اغتيال النائب.", true),
            ("هل يجوز تبرير اغتيال الوزير؟", true),
            ("ينظر القضاة في ملابسات محاولة اغتيال السفير.", true),
        ];
        for (text, passing) in cases {
            let claims = analyse(&sentence(text), &lexicon).claims;
            assert!(!claims.is_empty(), "{text}");
            let all = claims.iter().all(|c| c.signs.iter().any(|s| s == "passing"));
            assert_eq!(all, passing, "{text}");
        }
    }
}
