//! What is asked for, agreed on, about to be or untrue has not happened: invented sentences, and what must stay as it is.
//!
//! Example: «حثت الحكومة المسلحين على الانسحاب» (the government urged the gunmen to withdraw) tells of no withdrawal.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;

/// Sentence, trigger, modality.
const ROWS: &[(&str, &str, &str)] = &[
    (
        "دعت بعثة الأمم المتحدة في ليبيا إلى وقف فوري لإطلاق النار.",
        "وقف",
        "planned",
    ),
    ("حثت الحكومة المسلحين على الانسحاب من البلدة.", "الانسحاب", "planned"),
    ("وافقت الفصائل على تسليم السلاح إلى اللواء.", "تسليم", "planned"),
    ("اتفق الطرفان على وقف إطلاق النار.", "وقف", "actual"),
    ("كان من المقرر تهريب أربعة مقاتلين إلى البلاد.", "تهريب", "planned"),
    ("ستوسع القوات عمليتها البرية نحو المدينة.", "عمليتها", "planned"),
    ("وستعوض الحكومة المتضررين من القصف على السوق.", "القصف", "actual"),
    ("قد تؤدي المعارك إلى نزوح آلاف المدنيين.", "نزوح", "planned"),
    ("وقد أدت المعارك إلى نزوح آلاف المدنيين.", "نزوح", "actual"),
    ("عرضت موسكو هدنة مقابل انسحاب الفصائل من الطريق.", "انسحاب", "planned"),
    (
        "وصل الوفد لبحث مقترح ينص على هدنة وانسحاب الجيش من المعبر.",
        "انسحاب",
        "planned",
    ),
    ("أمهل المحافظ العشيرتين يومين لتسليم السلاح.", "تسليم", "planned"),
    (
        "حاصر الجنود المنزل لإجبار المسلحين على تسليم أنفسهم.",
        "تسليم",
        "planned",
    ),
    ("لم تشهد القرية أي اشتباك بين الجيش والمسلحين.", "اشتباك", "denied"),
    ("شهدت القرية اشتباكا بين الجيش والمسلحين.", "اشتباكا", "actual"),
    ("لم تتمكن القوات من اعتقال المهاجمين.", "اعتقال", "denied"),
    ("تمكنت القوات من اعتقال المهاجمين.", "اعتقال", "actual"),
    ("وأكد الجيش أن الأنباء عن مقتل سبعة جنود غير صحيحة.", "مقتل", "denied"),
    ("لا صحة لما تردد عن انسحاب القوات من المدينة.", "انسحاب", "denied"),
    ("وأكد الجيش أن أنباء انسحاب القوات صحيحة.", "انسحاب", "actual"),
    (
        "وهدد الناطق باسم الحركة، في كلمة متلفزة، بقصف المطار.",
        "قصف",
        "planned",
    ),
    ("وطالبت الأمم المتحدة بالتحقيق في قصف المستشفى.", "قصف", "actual"),
    ("وطالب المتظاهرون بمحاسبة المتورطين في قتل المعتقلين.", "قتل", "actual"),
    (
        "ودعا بيان صادر عن وقفة احتجاجية في تعز العالم إلى التدخل.",
        "وقفة",
        "actual",
    ),
    (
        "ابتعد المجلس عنها في محاولة لوقف هجمات الجماعات المسلحة على القرى.",
        "هجمات",
        "actual",
    ),
    (
        "رفض القادة تنفيذ أوامر زعيمهم بسحب مقاتليهم من المحاور.",
        "سحب",
        "planned",
    ),
    ("وتعد المدينة آخر معاقل الحكومة في الشمال.", "معاقل", "actual"),
    // That talks were refused is news of talks.
    ("ورفضت الحكومة أي تفاوض مع الجماعة.", "تفاوض", "actual"),
];

#[test]
fn what_has_not_happened_is_planned_or_denied() {
    let lexicon = Lexicon::builtin();
    let mut faults = Vec::new();
    for (text, word, want) in ROWS {
        let claims = analyse(&sentence(text), &lexicon).claims;
        let found: Vec<&str> = (claims.iter())
            .filter(|c| c.trigger.text.contains(word))
            .map(|c| c.modality.as_str())
            .collect();
        if !found.contains(want) {
            faults.push(format!("{text} [{word}] {want}, found {found:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
