//! Who did what to whom in sentences of several shapes, through the whole analysis.
//!
//! Example: «أغلقت الشرطة الطرق واعتقلت شابين» (aghlaqat ash-shurṭa ṭ-ṭuruq wa-ʿtaqalat shābbayn, "the police closed
//! the roads and arrested two youths"): the police arrest, though they stand with the verb before.

mod who;

use who::{Case, faults, only, some};

/// An empty list of agents means that none may be given, of patients that nothing is asked.
const CASES: &[Case] = &[
    // Subject before the verb, behind «إن».
    (
        "قال شاهد إن مسلحين مجهولين أطلقوا النار على المسعفين في البلدة.",
        "shooting",
        &["مسلحين مجهولين"],
        &["المسعفين"],
    ),
    (
        "مجهولون يختطفون الصيدلاني مأمون الراضي في مدينة نوى.",
        "abduction",
        &["مجهولون"],
        &["مأمون الراضي"],
    ),
    // A name behind the noun of an event is nobody's adjective.
    (
        "مقتل الشاب قاسم الحمد برصاص مجهولين في مدينة نوى.",
        "shooting",
        &["مجهولين"],
        &["قاسم الحمد"],
    ),
    // The subject of the verb before.
    (
        "وأضاف أن القوات الأمنية أغلقت مداخل الناحية واعتقلت اثنين من السكان.",
        "arrest",
        &["القوات الأمنية"],
        &["اثنين من السكان"],
    ),
    // A passive has its people for patient and nobody for agent.
    ("أُعدم جنديان ميدانيا في الفاشر.", "execution", &[], &["جنديان"]),
    // Light verbs and the relative clause behind the event.
    (
        "تعرض الحاكم لمحاولة انقلاب نفذها مقاتلون أجانب في العاصمة.",
        "coup_attempt",
        &["مقاتلون أجانب"],
        &[],
    ),
    (
        "تعرض الصحفي سامر الحمداني للاختطاف على يد مجموعة مسلحة في عدن.",
        "abduction",
        &["مجموعة مسلحة"],
        &["سامر الحمداني"],
    ),
    // People whom an event word names are a subject.
    (
        "وأكد مصدر عسكري أن المنشقين سلموا أنفسهم في المعسكر.",
        "surrender",
        &["المنشقين"],
        &[],
    ),
    // A verbal noun with its doer and its object.
    (
        "إثر اعتقال «سرية الساحل» أحد قادة الكتيبة قبل أسبوع.",
        "arrest",
        &["سرية الساحل"],
        &["أحد قادة الكتيبة"],
    ),
    // Whose a patrol is.
    (
        "وكان مسلحون قد أطلقوا النار على دورية للجيش اللبناني مساء أمس.",
        "shooting",
        &["مسلحون"],
        &["دورية للجيش اللبناني"],
    ),
    // A pronoun behind the frame's preposition.
    (
        "وقال ناشطون إن مقاتلين من «كتائب السهل» انشقوا عنها خلال الأيام الماضية.",
        "defection",
        &["مقاتلين من"],
        &["كتائب السهل"],
    ),
    // How the subject of the sentence speaks.
    (
        "وأضاف البشاري أن قوات «درع الوادي» هي التي أطلقت الصاروخ، متهما إياها بقتل المدنيين.",
        "accusation",
        &["البشاري"],
        &["درع الوادي"],
    ),
    // The verb behind a relative pronoun does not agree with what that stands for.
    (
        "ووصلت الفرق إلى الحي الذي تنتشر فيه قوات الحزام الأمني شرق عدن.",
        "control",
        &["قوات الحزام الأمني"],
        &[],
    ),
    // A governing letter that quotation marks part from its word.
    (
        "وقال إن ثلاثة مسلحين سلموا أنفسهم لـ«لواء الجسر» صباح اليوم.",
        "surrender",
        &["ثلاثة مسلحين"],
        &["لواء الجسر"],
    ),
    // The event noun before the verb is its subject; what stands behind it was hit.
    (
        "انفجار عبوة ناسفة استهدف حافلة للشرطة في كركوك.",
        "bombing",
        &[],
        &["حافلة للشرطة"],
    ),
    // Whom an event reached.
    (
        "نفذت الشرطة حملة اعتقالات في حي الزهور طالت عشرين شابا.",
        "arrest",
        &["الشرطة"],
        &["عشرين شابا"],
    ),
    // What describes the attack is nobody.
    (
        "إصابة جنديين في هجوم مسلح على حاجز شمال سيناء.",
        "offensive",
        &[],
        &["جنديين"],
    ),
    // The pronoun on the attack is who suffers it, where another is named who makes it.
    (
        "نقل الصيدلاني سامر الحمداني إلى المستشفى إثر استهدافه بالرصاص من جانب مجهولين.",
        "shooting",
        &["مجهولين"],
        &["سامر الحمداني"],
    ),
    // Behind a comma another clause begins.
    (
        "تتعرض القرية لقصف متواصل من قوات النظام، ترد عليه الكتائب بين حين وآخر.",
        "shelling",
        &["قوات النظام"],
        &[],
    ),
    // Who takes part.
    (
        "مظاهرة شارك فيها عشرات العمال وسط البصرة.",
        "protest",
        &["عشرات العمال"],
        &[],
    ),
    // Who holds the ground is struck.
    (
        "جدد الطيران غاراته على مناطق سيطرة حركة أحرار الشام في ريف إدلب.",
        "airstrike",
        &["الطيران"],
        &["حركة أحرار الشام"],
    ),
    // In whose ranks it breaks.
    (
        "وتشهد حركة أحرار الشام انشقاقات متتالية في صفوفها منذ أسابيع.",
        "defection",
        &[],
        &["حركة أحرار الشام"],
    ),
];

/// «… ثم اختطفوا»: the subject of the sentence before.
const DROPPED: &[Case] = &[(
    "هاجم المسلحون الحاجز ليلا. ثم اختطفوا ثلاثة مدنيين في القرية.",
    "abduction",
    &["المسلحون"],
    &["ثلاثة مدنيين"],
)];

#[test]
fn participants_of_many_shapes() {
    let faults = faults(CASES, only, some);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_dropped_subject_is_that_of_the_sentence_before() {
    let faults = faults(DROPPED, only, some);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
