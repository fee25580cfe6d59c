//! How far a participant's phrase reaches, and which words are none: tables of invented sentences.
//!
//! Example: «هاجم مسلحون يشتبه بانتمائهم إلى تنظيم داعش حاجزا» ("gunmen suspected of belonging to ISIS attacked a
//! checkpoint"): the agent reaches to the name of the group and carries its entity.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;
use isnad_model::{Claim, Participant};
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

fn first(text: &str) -> Claim {
    let mut claims = analyse(&sentence(text), &LEXICON).claims;
    assert!(!claims.is_empty(), "no claim in {text}");
    claims.remove(0)
}

fn names(list: &[Participant]) -> Vec<(&str, Option<&str>)> {
    list.iter()
        .map(|p| (p.quoted.text.as_str(), p.entity.as_ref().map(|e| e.as_str())))
        .collect()
}

#[test]
fn people_reach_to_the_group_that_they_belong_to() {
    for (text, agent, entity) in [
        (
            "هاجم مسلحون يشتبه بانتمائهم إلى تنظيم داعش حاجزا للشرطة قرب الحويجة.",
            "مسلحون يشتبه بانتمائهم إلى تنظيم داعش",
            Some("isis"),
        ),
        (
            "اختطف عناصر يعتقد أنهم من تنظيم القاعدة مهندسا في شبوة.",
            "عناصر يعتقد أنهم من تنظيم القاعدة",
            Some("al-qaeda"),
        ),
        (
            "اعتقل مسلحون تابعون لهيئة تحرير الشام ناشطا في إدلب.",
            "مسلحون تابعون لهيئة تحرير الشام",
            Some("hts"),
        ),
        // The name of a bystander is no group of theirs.
        ("اعتقل مسلحون ناشطا من تنظيم القاعدة في إدلب.", "مسلحون", None),
    ] {
        assert_eq!(names(&first(text).agent), [(agent, entity)], "{text}");
    }
}

#[test]
fn names_and_absolute_plurals_govern_nothing() {
    for (text, agent, patient) in [
        (
            "قصف الجيش السوداني قوات الدعم السريع في بحري.",
            "الجيش السوداني",
            Some("قوات الدعم السريع"),
        ),
        ("اتهمت موسكو كييف بقصف منازل.", "موسكو", Some("كييف")),
        ("اقتحم مستوطنون قرية ترمسعيا.", "مستوطنون", None),
    ] {
        let claim = first(text);
        let found = |list: &[Participant]| list.iter().map(|p| p.quoted.text.clone()).collect::<Vec<_>>();
        assert_eq!(found(&claim.agent), [agent], "{text}");
        assert_eq!(found(&claim.patient), Vec::from_iter(patient), "{text}");
    }
}

#[test]
fn a_verb_that_takes_its_noun_up_again_is_no_participant() {
    for (text, agent) in [
        ("قتل جندي في كمين نصبه تنظيم القاعدة لدورية في أبين.", "تنظيم القاعدة"),
        ("أصيب طفلان في قصف نفذته قوات الدعم السريع على سوق.", "قوات الدعم السريع"),
        ("سقط جرحى في هجوم نفذه مسلحون على حاجز في عدن.", "مسلحون"),
    ] {
        let claim = first(text);
        assert_eq!(
            names(&claim.agent).iter().map(|(t, _)| *t).collect::<Vec<_>>(),
            [agent],
            "{text}"
        );
    }
}

#[test]
fn the_medium_that_was_told_stands_behind_the_speaker() {
    for (text, chain) in [
        (
            "قتل أربعة أشخاص في قصف على بلدة الهول، وفق ما قاله مصدر طبي لوكالة فرانس برس.",
            &[("anonymous", "مصدر طبي"), ("agency", "وكالة فرانس برس")][..],
        ),
        (
            "قال المصدر الطبي لـ\"الأناضول\" إن أربعة أشخاص قتلوا في بلدة الهول.",
            &[("anonymous", "المصدر الطبي"), ("agency", "الأناضول")],
        ),
        (
            "أكد شهود عيان قصف الجيش أحياء سكنية في بلدة الهول.",
            &[("eyewitness", "شهود عيان")],
        ),
        (
            "قال مصدر طبي في المستشفى فضل عدم ذكر اسمه إن أربعة أشخاص قتلوا في بلدة الهول.",
            &[("anonymous", "مصدر طبي في المستشفى")],
        ),
        // Who they are is in doubt, not what they did.
        (
            "ذكرت مصادر محلية أن رجالا يعتقد أنهم من تنظيم القاعدة اقتحموا حاجزا في أبين.",
            &[("anonymous", "مصادر محلية")],
        ),
    ] {
        let claim = first(text);
        let found: Vec<(&str, &str)> = claim
            .sources
            .iter()
            .filter(|s| s.kind.as_str() != "outlet")
            .map(|s| (s.kind.as_str(), s.quoted.as_ref().map_or("", |q| q.text.as_str())))
            .collect();
        assert_eq!(found.len(), chain.len(), "{text}: {found:?}");
        for (f, c) in found.iter().zip(chain) {
            assert!(f.0 == c.0 && f.1.contains(c.1), "{text}: {found:?}");
        }
    }
}

#[test]
fn who_tells_and_who_suffers_strike_nobody() {
    for (text, agent) in [
        (
            "قتل مدني بقصف مدفعي من قوات الدعم السريع على الحي.",
            &["قوات الدعم السريع"][..],
        ),
        ("نفذ الطيران غارات جوية ضد أهداف للتنظيم في الرقة.", &["الطيران"]),
        ("قصف استهدف منزلا في الرقة أودى بحياة ستة مدنيين.", &[]),
    ] {
        let claim = first(text);
        assert_eq!(
            names(&claim.agent).iter().map(|(t, _)| *t).collect::<Vec<_>>(),
            agent,
            "{text}"
        );
    }
}

#[test]
fn who_stands_before_the_verb_died() {
    for (text, patients, killed) in [
        ("ثلاثة جنود قتلوا في قصف على البلدة.", &["ثلاثة جنود"][..], 3),
        ("شخصان قتلا في قصف على البلدة.", &["شخصان"], 2),
        (
            "القائد ومرافقه قتلا جراء استهداف سيارة قرب البوكمال.",
            &["القائد", "مرافقه"],
            2,
        ),
    ] {
        let claim = first(text);
        let found: Vec<&str> = names(&claim.patient).iter().map(|(t, _)| *t).collect();
        assert_eq!(found, patients, "{text}");
        assert_eq!(claim.killed.map(|c| c.low), Some(killed), "{text}");
    }
}
