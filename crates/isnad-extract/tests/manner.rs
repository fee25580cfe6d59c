//! How somebody died beside that he died, what is answered beside the answer, and what the verb before has for its object.
//!
//! Example: in «قتل شاب ضربا بالعصي» (qutila shābb ḍarban bil-ʿiṣiyy, "a young man was killed, beaten with sticks") nobody
//! but the young man is there.

mod who;

use who::{Case, faults, only};

/// Sentence, type, agents, patients; an empty list means that none may be given.
const CASES: &[Case] = &[
    // How.
    ("أصيب رجل طعنا بالسكين في بغداد.", "injury", &[], &["رجل"]),
    ("قتل شاب ضربا على يد حراس السجن.", "killing", &["حراس السجن"], &["شاب"]),
    ("قتل ثلاثة نازحين حرقا في المخيم.", "killing", &[], &["ثلاثة نازحين"]),
    ("قتل جندي رميا بالرصاص.", "shooting", &[], &["جندي"]),
    ("أعدم التنظيم رجلا ذبحا في هجين.", "execution", &["التنظيم"], &["رجلا"]),
    ("أصيب جنديان قنصا في تعز.", "shooting", &[], &["جنديان"]),
    // What is answered is another's.
    ("شن الجيش غارات على غزة ردا على إطلاق صواريخ.", "shelling", &[], &[]),
    ("هاجم الحوثيون السفينة ثأرا لمقتل قائدهم.", "killing", &[], &["قائدهم"]),
    // Behind a verb and its subject a verbal noun is no second verb.
    (
        "كثفت طائرات النظام قصف المنازل.",
        "airstrike",
        &["طائرات النظام"],
        &["المنازل"],
    ),
    ("واصلت إسرائيل قصف المنازل.", "shelling", &["إسرائيل"], &["المنازل"]),
    (
        "استأنفت قوات النظام السوري قصف المنازل.",
        "shelling",
        &["قوات النظام السوري"],
        &["المنازل"],
    ),
    (
        "تبنت كتائب الفجر قصف موقع عسكري.",
        "shelling",
        &["كتائب الفجر"],
        &["موقع عسكري"],
    ),
    // «فتحت» is no "so under".
    (
        "فتحت قوات الأمن النار على المتظاهرين.",
        "shooting",
        &["قوات الأمن"],
        &["المتظاهرين"],
    ),
    // Whoever drives people out, and from where they may not come back.
    (
        "طردت المليشيا سكان القرية.",
        "displacement",
        &["المليشيا"],
        &["سكان القرية"],
    ),
    (
        "أبعدت السلطات ثلاثة دعاة عن مدينة القدس.",
        "displacement",
        &["السلطات"],
        &["ثلاثة دعاة"],
    ),
    ("سجنت السلطات خمسة صحفيين.", "arrest", &["السلطات"], &["خمسة صحفيين"]),
    ("ضربت صواريخ منزلا في أربيل.", "shelling", &[], &["منزلا"]),
];

#[test]
fn nobody_does_or_suffers_it_twice() {
    let faults = faults(CASES, only, only);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
