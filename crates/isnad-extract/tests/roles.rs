//! Who did what to whom in sentences of several shapes, through the whole analysis.
//!
//! Example: «أغلقت الشرطة الطرق واعتقلت شابين» (aghlaqat ash-shurṭa ṭ-ṭuruq wa-ʿtaqalat shābbayn, "the police closed
//! the roads and arrested two youths"): the police arrest, though they stand with the verb before.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;
use isnad_model::Participant;

/// Text, type, words of the agents, words of the patients; an empty list means that none may be given.
type Case = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

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
        "نقل الصيدلاني سامر الحمداني إلى المستشفى إثر استهدافه بالرصاص من قبل مجهولين.",
        "shooting",
        &["مجهولين"],
        &["سامر الحمداني"],
    ),
    // Behind a comma another clause begins.
    (
        "تتعرض القرية لقصف متواصل من قوات النظام، ترد عليه الفصائل بين حين وآخر.",
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

fn names(list: &[Participant]) -> Vec<&str> {
    list.iter().map(|p| p.quoted.text.as_str()).collect()
}

fn fault((text, kind, agents, patients): &Case, lexicon: &Lexicon) -> Option<String> {
    let claims = analyse(&sentence(text), lexicon).claims;
    let of_kind: Vec<_> = claims.iter().filter(|c| c.kind.as_str() == *kind).collect();
    let right = |found: &[Participant], wanted: &[&str]| {
        wanted.iter().all(|w| {
            found
                .iter()
                .any(|p| p.quoted.text.contains(w) || w.contains(p.quoted.text.as_str()))
        }) && (!wanted.is_empty() || found.is_empty())
    };
    let ok = of_kind
        .iter()
        .any(|c| right(&c.agent, agents) && (patients.is_empty() || right(&c.patient, patients)));
    (!ok).then(|| {
        let found: Vec<_> = claims
            .iter()
            .map(|c| format!("{} A {:?} P {:?}", c.kind.as_str(), names(&c.agent), names(&c.patient)))
            .collect();
        format!("{text}\n    wanted {kind} {agents:?} {patients:?}\n    found {found:?}")
    })
}

#[test]
fn participants_of_many_shapes() {
    let lexicon = Lexicon::builtin();
    let faults: Vec<String> = CASES.iter().filter_map(|c| fault(c, &lexicon)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_dropped_subject_is_that_of_the_sentence_before() {
    let lexicon = Lexicon::builtin();
    let case: Case = (
        "هاجم المسلحون الحاجز ليلا. ثم اختطفوا ثلاثة مدنيين في القرية.",
        "abduction",
        &["المسلحون"],
        &["ثلاثة مدنيين"],
    );
    assert_eq!(fault(&case, &lexicon), None);
}
