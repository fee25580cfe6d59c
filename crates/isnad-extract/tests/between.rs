//! Who did what to whom where something stands between verb and participant.
//!
//! Example: «اعتقلت الشرطة، في إطار حملة أمنية، ستة مطلوبين» (iʿtaqalat ash-shurṭa, fī iṭār ḥamla amniyya, sitta maṭlūbīn):
//! the six are arrested, whatever the commas hold.

mod who;

use who::{Case, faults, open};

/// An empty list of words asks nothing.
const CASES: &[Case] = &[
    // Between commas, with an event of its own.
    (
        "اعتقلت الشرطة، في إطار حملة أمنية، ستة مطلوبين.",
        "arrest",
        &["الشرطة"],
        &["ستة مطلوبين"],
    ),
    (
        "ألقت القوات القبض، خلال عملية أمنية، على ستة من عناصر التنظيم.",
        "arrest",
        &["القوات"],
        &["ستة من عناصر التنظيم"],
    ),
    (
        "دمرت القوات، قبل انسحابها، ثلاثة منازل في المخيم.",
        "damage",
        &["القوات"],
        &["ثلاثة منازل"],
    ),
    // That with which something is struck has no target for its genitive.
    (
        "استهدفت دبابات الجيش بعدة قذائف نقطة عسكرية قرب البلدة.",
        "shelling",
        &["دبابات الجيش"],
        &["نقطة عسكرية"],
    ),
    // Who the doer is stands before the object.
    (
        "اغتال مسلحان كانا على متن دراجة نارية الضابط في الشرطة سالم العلي.",
        "killing",
        &["مسلحان"],
        &["الضابط"],
    ),
    // A participle that describes the subject.
    (
        "وأضاف أن قوات المعارضة المتمركزة في التل قصفت السهول.",
        "shelling",
        &["قوات المعارضة"],
        &[],
    ),
    // A copula that is a deed of its own hands its subject on.
    (
        "قال سكان إن مقاتلي الحركة عادوا إلى القرية مساء وخطفوا رجلين.",
        "abduction",
        &["مقاتلي الحركة"],
        &["رجلين"],
    ),
    ("وذكر أن الحركة ما تزال تحاصر البلدة.", "siege", &["الحركة"], &[]),
    (
        "المقاتلون استدرجوا قوة إلى كمين ثم قتلوا سبعة جنود.",
        "killing",
        &["المقاتلون"],
        &["سبعة جنود"],
    ),
    // Whom the passive of the verb before names.
    ("أصيب الشاب بجروح ونقل إلى المستشفى.", "aid", &[], &["الشاب"]),
    ("عين سالم العلي قائدا للفرقة.", "appointment", &[], &["سالم العلي"]),
    (
        "نفى مصدر عسكري وقوع أي هجوم، متهما التحالف بارتكاب 34 خرقا.",
        "accusation",
        &["مصدر عسكري"],
        &["التحالف"],
    ),
    // How much is nobody.
    (
        "وطالب الخاطفون ذويه بفدية قدرها 80 ألف دولار.",
        "trade",
        &["الخاطفون"],
        &["ذويه"],
    ),
    (
        "رصدت الوزارة مكافأة قدرها ألف دولار لمن يدلي بمعلومات عن زعيم التنظيم.",
        "threat",
        &["الوزارة"],
        &["زعيم التنظيم"],
    ),
    // The sides of the fight before.
    (
        "اندلعت اشتباكات بين الفصيلين، وأسفرت عن مقتل عنصر، قبل أن يتدخل وجهاء المدينة.",
        "mediation",
        &["وجهاء المدينة"],
        &["الفصيلين"],
    ),
    // For whom an operation is made.
    (
        "نفذت قوة من الجيش عملية تفتيش واسعة بحثا عن المنفذين.",
        "offensive",
        &["قوة من الجيش"],
        &["المنفذين"],
    ),
    // A word that alone says of nobody who he is.
    (
        "هدد زعيم في أحد الفصائل العراقية باستهداف القواعد التركية.",
        "threat",
        &["زعيم في أحد الفصائل العراقية"],
        &["القواعد التركية"],
    ),
    (
        "اعتقل الأمن المتورطين في الهجوم.",
        "arrest",
        &["الأمن"],
        &["المتورطين في الهجوم"],
    ),
    (
        "لم تتمكن القوات من اعتقال الأشخاص الذين أمروا بقتل الناشط.",
        "arrest",
        &["القوات"],
        &["الأشخاص الذين أمروا بقتل الناشط"],
    ),
    (
        "قالت المنظمة إن نحو 1100 أسرة فرت من المخيم باتجاه طويلة.",
        "displacement",
        &[],
        &["نحو 1100 أسرة"],
    ),
];

#[test]
fn participants_behind_what_stands_between() {
    let faults = faults(CASES, open, open);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
