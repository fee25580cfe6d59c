//! What an event leaves in its sentence and is no participant: adjectives, whence something comes, words for both sides.
//!
//! Example: in «نقلوا المصابين إلى مشفى كذا الوطني» (naqalū l-muṣābīn ilā mashfā kadhā l-waṭanī, "they took the hurt to the
//! national hospital of such a place") nobody is national.

mod who;

use who::{Case, faults, only};

/// An empty list means that none may be given.
const CASES: &[Case] = &[
    // Adjectives of a place, of an event and of a day.
    (
        "نقل الأهالي الجرحى إلى مشفى السقيلبية الوطني لتلقي العلاج.",
        "aid",
        &["الأهالي"],
        &["الجرحى"],
    ),
    ("استهدفت غارات محملة بقنابل عنقودية المنطقة.", "airstrike", &[], &[]),
    (
        "استهدف الجيش التركي في تمام الساعة الـ 11.00 مساء قرية المستريحة.",
        "offensive",
        &["الجيش التركي"],
        &[],
    ),
    ("نقلت الفرق المصاب إلى المشفى.", "aid", &["الفرق"], &["المصاب"]),
    (
        "اعتقلت قوات الأمن المتهم في بلدة النيرب.",
        "arrest",
        &["قوات الأمن"],
        &["المتهم"],
    ),
    // Whence it comes.
    (
        "استهدفت قذائف مدفعية مصدرها قوات النظام مقرا للفصائل في النيرب.",
        "shelling",
        &["قوات النظام"],
        &["مقرا"],
    ),
    (
        "استهدفت قذائف مصدرها مواقع قسد، مخفرا للشرطة في أعزاز.",
        "shelling",
        &["قسد"],
        &["مخفرا"],
    ),
    // Both sides.
    (
        "اندلعت اشتباكات بين فصائل الجيش الوطني وقوات النظام شمال حلب. وشهدت المنطقة قصفا متبادلا بين الطرفين لأكثر من ساعة.",
        "shelling",
        &["فصائل الجيش الوطني", "قوات النظام"],
        &[],
    ),
    (
        "شهدت خطوط النار بين الجيش الوطني وقوات الحكومة شمال حلب، مساء أمس، اشتباكات عنيفة.",
        "clash",
        &["الجيش الوطني", "قوات الحكومة"],
        &[],
    ),
    (
        "تجدد القصف المتبادل بين طرفي الصراع شمال غربي البلاد.",
        "shelling",
        &["طرفي الصراع"],
        &[],
    ),
];

#[test]
fn nobody_is_left_over() {
    let faults = faults(CASES, only, only);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
