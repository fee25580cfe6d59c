//! Who does what a verbal noun, an attack or an operation names, and whom nobody does anything to.
//!
//! Example: «أعلنت الحركة استهدافها حافلة للجيش» (aʿlanat al-ḥaraka stihdāfahā ḥāfila, "the movement announced its targeting
//! of a bus"): the pronoun is who does it, the bus what suffers it.

mod who;

use who::{Case, faults, only};

const CASES: &[Case] = &[
    // A verbal noun with its doer as a pronoun and its object behind it.
    (
        "أعلنت الحركة استهدافها حافلة للجيش بصاروخ.",
        "shelling",
        &["الحركة"],
        &["حافلة للجيش"],
    ),
    (
        "أعلنت الشرطة اعتقالها خمسة مهربين قرب المعبر.",
        "arrest",
        &["الشرطة"],
        &["خمسة مهربين"],
    ),
    ("أكدت الوزارة احتجازها السفينة.", "arrest", &["الوزارة"], &["السفينة"]),
    ("قصفهم الليلي على القرى لم يتوقف.", "shelling", &[], &[]),
    // Without an object behind it, whoever stands behind «استهداف» is struck.
    (
        "استهداف قوات الأمن في كمين قرب الوادي.",
        "offensive",
        &[],
        &["قوات الأمن"],
    ),
    (
        "استهداف الجيش مواقع المسلحين في الوادي.",
        "offensive",
        &["الجيش"],
        &["مواقع المسلحين"],
    ),
    // What brings harm about is its subject, told once with it.
    ("قتلت غارة ثلاثة مزارعين في الوادي.", "airstrike", &[], &["ثلاثة مزارعين"]),
    ("قتل هجوم مسلح أربعة شرطيين.", "offensive", &[], &["أربعة شرطيين"]),
    (
        "أربعة صواريخ أطلقتها الكتائب قتلت طفلا.",
        "shelling",
        &["الكتائب"],
        &["طفلا"],
    ),
    (
        "قتلت قذيفة هاون امرأة في حي الزهور.",
        "shelling",
        &["قذيفة هاون"],
        &["امرأة"],
    ),
    ("أصابت قذيفة هاون منزلا في حي الزهور.", "shelling", &[], &["منزلا"]),
    // Blasts that only tell how an attack was heard are that attack.
    (
        "دوت انفجارات عنيفة ناجمة عن قصف مدفعي على حي الثورة.",
        "shelling",
        &[],
        &[],
    ),
    // Who carries out the operation in which somebody is harmed.
    (
        "قتل قيادي في عملية نفذتها قوات خاصة.",
        "killing",
        &["قوات خاصة"],
        &["قيادي"],
    ),
    // Who confirms an event, or feels about it, does not do it.
    ("أكد الجيش وقوع غارات على مدينة سرت.", "airstrike", &[], &[]),
    (
        "أعربت الرابطة عن حزنها لمقتل ثلاثة صحفيين.",
        "killing",
        &[],
        &["ثلاثة صحفيين"],
    ),
    // Who does it once more, and what comes before a deed of another.
    (
        "أعادت السلطات اعتقال أسيرين محررين.",
        "arrest",
        &["السلطات"],
        &["أسيرين محررين"],
    ),
    (
        "شن المتطرفون هجمات على الشرطة منذ الإطاحة بالحاكم العسكري سالم.",
        "coup_attempt",
        &[],
        &["الحاكم العسكري سالم"],
    ),
    ("إسقاط طائرتين مسيرتين في البصرة.", "damage", &[], &["طائرتين مسيرتين"]),
    // Officers who are more than their rank, and men whose name is a town's.
    (
        "انشق العقيد الركن سالم المنصوري عن قوات الحرس.",
        "defection",
        &["العقيد الركن سالم المنصوري"],
        &["قوات الحرس"],
    ),
    // A sound plural governs nothing behind its adjective; a number that names a formation counts nobody.
    (
        "هاجم مستوطنون متطرفون قرية برقة.",
        "offensive",
        &["مستوطنون متطرفون"],
        &[],
    ),
    ("سيطرت القوات على مقر الفرقة 16 في نيالا.", "capture", &["القوات"], &[]),
    // With what and when may stand between a verbal noun with its pronoun and its object.
    (
        "أعلنت الكتائب استهدافها بقذائف الهاون نقاطا عسكرية للجيش.",
        "shelling",
        &["الكتائب"],
        &["نقاطا عسكرية للجيش"],
    ),
    (
        "أكد الجيش استهدافه فجر اليوم آلية للمسلحين في الوادي.",
        "offensive",
        &["الجيش"],
        &["آلية للمسلحين"],
    ),
    // What a weapon or a vehicle is called stands with it; a thing is of no direction; its words belong together.
    (
        "استهدف المقاتلون بقذيفة \"النسر 3\" دبابة \"الفهد\" شرق رفح.",
        "shelling",
        &["المقاتلون"],
        &["دبابة \"الفهد\""],
    ),
    (
        "قصفت الجماعة بصواريخ \"النسر\" معسكرا للجيش في مأرب.",
        "shelling",
        &["الجماعة"],
        &["معسكرا للجيش"],
    ),
    (
        "استهدف المقاتلون ناقلة جند شرق رفح.",
        "offensive",
        &["المقاتلون"],
        &["ناقلة جند"],
    ),
    (
        "استهدفت طائرة حربية أجنبية واحدا من منازل القائد سالم الحداد.",
        "airstrike",
        &["طائرة حربية أجنبية"],
        &["واحدا من منازل القائد سالم الحداد"],
    ),
    // Whom an attack aims at, whom a campaign is out to catch.
    (
        "شن الجيش هجوما على البلدة، مستهدفا منازل السكان.",
        "offensive",
        &["الجيش"],
        &["منازل السكان"],
    ),
    (
        "هاجم مسلحون البلدة مستهدفين عناصر الشرطة.",
        "offensive",
        &["مسلحون"],
        &["عناصر الشرطة"],
    ),
    (
        "نفذ الجيش عملية أمنية في جبال حمرين لملاحقة خلايا التنظيم.",
        "offensive",
        &["الجيش"],
        &["خلايا التنظيم"],
    ),
    (
        "شن التحالف هجمات عدة ضد مقاتلي التنظيم.",
        "offensive",
        &["التحالف"],
        &["مقاتلي التنظيم"],
    ),
];

#[test]
fn who_does_what_a_noun_names() {
    let faults = faults(CASES, only, only);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
