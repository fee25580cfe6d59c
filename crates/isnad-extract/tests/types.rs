//! Which types an invented sentence gives, and that it gives no others.
//!
//! Example: «اعتصم مقاتلون أمام مقر قيادتهم» (iʿtaṣama muqātilūn amām maqarr qiyādatihim, "fighters held a sit-in at
//! their command"): whoever protests against his own side dissents.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;

/// A sentence, and its types in the order of the text.
const CASES: &[(&str, &[&str])] = &[
    // Fighters who protest do so against their own.
    ("اعتصم مقاتلون من الفيلق أمام مقر القيادة.", &["dissent"]),
    ("اعتصم معلمون من المحافظة أمام مقر المديرية.", &["protest"]),
    // Whoever is nobody's arrests nobody, and an armed group that leads people off takes them.
    ("اقتادت مجموعة ملثمة الناشط من منزله.", &["abduction"]),
    ("اقتاد عناصر الدعم السريع تاجرا من السوق.", &["abduction"]),
    ("اقتادت الشرطة تاجرا من السوق.", &["arrest"]),
    ("اعتقلت مليشيا الحوثي تاجرا من السوق.", &["arrest"]),
    (
        "أوقف مسلحون أحد عناصر الكتيبة عند البوابة واقتادوه إلى جهة غير معلومة.",
        &["abduction"],
    ),
    // Things are seized, not arrested; at a checkpoint nobody lies in ambush.
    ("احتجز عناصر من الفصيل شاحنتي وقود.", &["demolition"]),
    ("احتجز عناصر من الفصيل سائقي شاحنتين.", &["arrest"]),
    ("انفجرت عبوة ناسفة قرب كمين الزهور.", &["bombing"]),
    ("قتل جنديان في كمين نصبه مسلحون.", &["offensive"]),
    // How somebody was killed, in the accusative; a weapon for it fires at nobody.
    ("لقي جنديان مصرعهما قنصاً في الموقع.", &["shooting"]),
    ("هاجم المسلحون النقطة مستخدمين أسلحة قنص.", &["offensive"]),
    ("قضى لاعب شاب برصاصة طائشة.", &["shooting"]),
    ("أعلنت المدينة الحداد على أرواح الشهداء.", &[]),
    // What somebody is punished for is a charge.
    ("أعدمت الهيئة شابا بعد اتهامه بالتخابر مع التحالف.", &["execution"]),
    ("أعدم المسلحون رجلين اتهموهما بالتجسس.", &["execution"]),
    ("اتهمت الحركة الجيش بقتل رجلين.", &["accusation", "killing"]),
    // What flies strikes from the air, whatever it fires.
    ("عادت مسيرة واستهدفت جرافة بصاروخ.", &["airstrike"]),
    ("استهداف خيمتين في أطراف المخيم بصاروخ من طائرة حربية.", &["airstrike"]),
    ("عادت القوات واستهدفت جرافة بصاروخ.", &["shelling"]),
    // What somebody died of says what was done, unless something else was done between.
    ("قتل مدني بقذيفة هاون في حي السلام.", &["shelling"]),
    ("قتلت امرأة، وأصيب شخصان، بصاروخ موجه.", &["shelling"]),
    ("قتل قائد ميداني بطائرة مسيرة قرب الباب.", &["airstrike"]),
    (
        "أصيب سبعة عمال جراء استهداف أطراف مدينة تعز في الجنوب، بثلاث قذائف مدفعية.",
        &["shelling"],
    ),
    // Items of a list of drone strikes; a relative clause goes on with what was done; an adverb destroys nothing.
    (
        "الاستهدافات الجوية من طائرات مسيرة بلغت 17.\n9 استهدافات على ديالى خلفت ستة قتلى بين الرعاة.",
        &["airstrike"],
    ),
    (
        "أصيب مزارع في قصف جوي شنته مقاتلة تركية استهدف معصرة قرب القرية.",
        &["airstrike"],
    ),
    ("أثرت الأحداث سلبا على حياة الأهالي.", &[]),
    // Two days are two events, though nobody says of which year.
    (
        "في 9 آذار قتل عاملان بانفجار لغم في بلدة الباب.\nوفي 3 نيسان قتل عاملان بانفجار لغم في بلدة الباب.",
        &["bombing", "bombing"],
    ),
    // Behind another verb or a comma no expression of a noun goes on; a plot does behind its aim.
    ("دعا الكاتب إلى حكم مدني يقوم على القانون.", &[]),
    ("زار الوفد السجون القديمة، بعضها بني قبل سنة.", &[]),
    ("كشف الأمن مؤامرة تهدف إلى قتل القاضي.", &["assassination_attempt"]),
    // An occupying power takes nothing by its name; who is carried is told of by that alone.
    ("قصفت دولة الاحتلال قرية الجات في ريف منبج.", &["shelling"]),
    ("نقلت الطواقم سبعة مصابين إلى المستشفى.", &["aid"]),
    // Who owns to an attack owns to the one that was told.
    (
        "قتل عنصران بهجوم شنه مسلحون على دوريتهما بالأسلحة الرشاشة، وتبنى التنظيم الهجوم.",
        &["shooting", "shooting"],
    ),
    // Fire by whose it is, a plot, gas, an army's things on fire, a fall that is no capture.
    ("أصيب مزارع بنيران قوات الاحتلال شرق المدينة.", &["shooting"]),
    ("أحبط الأمن مؤامرة لاغتيال قائد اللواء.", &["assassination_attempt"]),
    ("أطلقت الشرطة قنابل الغاز باتجاه المتظاهرين.", &["shooting"]),
    ("أحرق المهاجمون ثكنة وعربتين عسكريتين.", &["damage"]),
    ("أصيب ثلاثة بسقوط صاروخ على قرية في الريف.", &["shelling"]),
    ("هدمت جرافات الاحتلال منزلا في قرية الولجة.", &["demolition"]),
    // Snipers kill by shooting; who backs a force does not fly for it; what is talked of is no further talk.
    ("قتل قناصة الجماعة خمسة أشخاص في الحي.", &["shooting"]),
    ("قوات حكومية مدعومة بطائرات مسيرة هاجمت معسكرا للحركة.", &["offensive"]),
    (
        "تعثرت في مسقط جولة مشاورات بين وفدي الحكومة والحوثيين بشأن تبادل الأسرى.",
        &["negotiation"],
    ),
    // One of a group who joins another changes sides; recruits only join.
    ("انضم قيادي في جماعة الحوثي إلى الجيش اليمني.", &["defection"]),
    ("انضم مئة شاب إلى الجيش اليمني.", &["pledge"]),
    // What was inflicted is the toll of what was repelled.
    ("صدت القوة هجوما للتنظيم وكبدت المهاجمين أربعة قتلى.", &["offensive"]),
    // What the toll of an attack came to, however long the attack is described.
    (
        "ارتفعت حصيلة الهجوم الذي نفذه المسلحون ليلة أمس على نقطة للجيش في أطراف القضاء إلى ستة شهداء.",
        &["offensive"],
    ),
    ("ارتفعت حصيلة التفجير الذي استهدف المسجد إلى ثلاثين قتيلا.", &["bombing"]),
    ("اندلعت اشتباكات بين الطرفين انتهت بمقتل ثلاثة من المسلحين.", &["clash"]),
    // What somebody says of a strike by a pronoun, to what deaths are laid, and a toll before its head belong to it.
    (
        "شنت الطائرات غارات جوية قال مسؤولون إنها قتلت العشرات في الولاية.",
        &["airstrike"],
    ),
    (
        "نسبت المنظمة مقتل مدنيين اثنين إلى غارة جوية على المديرية.",
        &["airstrike"],
    ),
    (
        "ارتفعت إلى 19 قتيلا حصيلة الغارة التي شنها الطيران على مدرسة.",
        &["airstrike"],
    ),
    (
        "ارتكبت الطائرات مجزرة في مدينة المعرة راح ضحيتها 14 مدنيا.",
        &["airstrike"],
    ),
    // A name, and whose an army is, say nothing of the matter; a father is no raid.
    ("انسحبت وحدة من الجيش المالي من البلدة.", &["loss"]),
    ("استخدموا الرشاشات وانسحبوا باتجاه جبل البشري.", &["loss"]),
    ("أصيب والدهم بجروح بليغة.", &["injury"]),
    // Whoever is put out of his office is punished; civilians who object protest; breaches of a truce are attacks.
    ("قررت القيادة إعفاء المسؤول الاقتصادي من مهامه.", &["punishment"]),
    ("يحتج السكان على توسيع المستوطنات.", &["protest"]),
    ("ارتكبت جماعة الحوثي مئة خرق للهدنة في جبهات مأرب.", &["offensive"]),
];

#[test]
fn sentences_give_their_types() {
    let lexicon = Lexicon::builtin();
    let mut faults = Vec::new();
    for &(text, wanted) in CASES {
        let claims = analyse(&sentence(text), &lexicon).claims;
        let found: Vec<&str> = claims.iter().map(|c| c.kind.as_str()).collect();
        if found != wanted {
            faults.push(format!("{text}\n    wanted {wanted:?}\n    found {found:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
