//! Whose an event or a force is, told by an adjective of a state or group.
//!
//! Example: in «قصف حوثي على تعز» (qaṣf ḥūthī ʿalā taʿizz, "Houthi shelling of Taiz") the adjective says who shells.

mod who;

use who::{Case, faults, only};

/// Sentence, type, agents, patients; an empty list means that none may be given.
const CASES: &[Case] = &[
    // Of a group.
    ("قتل طفل بقصف حوثي على حي الروضة.", "shelling", &["حوثي"], &["طفل"]),
    ("محاولة تسلل حوثية في جبهة حيس.", "offensive", &["حوثية"], &[]),
    ("اعتقل الأمن ثلاثة حوثيين في عدن.", "arrest", &["الأمن"], &["ثلاثة حوثيين"]),
    // In the accusative, behind its noun; behind a number they are people.
    (
        "أحبطت القوات هجوما إسرائيليا على البلدة.",
        "offensive",
        &["إسرائيليا"],
        &["القوات"],
    ),
    (
        "اعتقل الجيش 12 إسرائيليا في البلدة.",
        "arrest",
        &["الجيش"],
        &["12 إسرائيليا"],
    ),
    // The name of a country that is its nisba too: behind a definite feminine noun it describes, elsewhere it names.
    (
        "اعتقلت السلطات السعودية داعية بارزا.",
        "arrest",
        &["السلطات السعودية"],
        &["داعية بارزا"],
    ),
    (
        "قصفت المدفعية السعودية منزلا في صعدة.",
        "shelling",
        &["المدفعية السعودية"],
        &["منزلا"],
    ),
    (
        "اتهمت إيران السعودية بدعم المسلحين.",
        "accusation",
        &["إيران"],
        &["السعودية"],
    ),
    (
        "اتهمت الخارجية المصرية إثيوبيا بخرق الاتفاق.",
        "accusation",
        &["الخارجية المصرية"],
        &["إثيوبيا"],
    ),
];

#[test]
fn adjectives_say_whose_it_is() {
    let faults = faults(CASES, only, only);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
