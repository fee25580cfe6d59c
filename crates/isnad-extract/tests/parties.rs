//! Who plays a part, in manners of everyday news that outlets share: names behind what somebody is, who is said between
//! commas, kin, numbers of those told of before, vehicles of war, what threats are about.
//!
//! Example: in «هدد قائد المحور، العميد علاء سالم، المهاجمين» (haddada qāʾid al-miḥwar, al-ʿamīd ʿAlāʾ Sālim,
//! al-muhājimīn, "the sector's commander, Brigadier Ala Salim, threatened the attackers") the name is the commander's.

mod who;

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;
use isnad_model::ClaimType;
use who::{Case, faults, only};

/// An empty list means that none may be given.
const CASES: &[Case] = &[
    // Names.
    (
        "اعتقلت الشرطة الصحفي عمر عبد الله في نيالا.",
        "arrest",
        &["الشرطة"],
        &["الصحفي عمر عبد الله"],
    ),
    (
        "اعتقلت الشرطة الناشطة هدى الطيب في عطبرة.",
        "arrest",
        &["الشرطة"],
        &["الناشطة هدى الطيب"],
    ),
    (
        "اغتال مسلحون الناشط علي كريم في مدينة الناصرية.",
        "killing",
        &["مسلحون"],
        &["الناشط علي كريم"],
    ),
    (
        "اغتال مسلحون رئيس المجلس المحلي أحمد الخلف.",
        "killing",
        &["مسلحون"],
        &["رئيس المجلس المحلي أحمد الخلف"],
    ),
    (
        "قتلت الطفلة سلوى محمد بقصف على حي الروضة.",
        "shelling",
        &[],
        &["الطفلة سلوى محمد"],
    ),
    // Who somebody is, between commas.
    (
        "توعد قائد القوات المشتركة، اللواء سالم الحربي، المهاجمين برد قاس.",
        "threat",
        &["قائد القوات المشتركة، اللواء سالم الحربي"],
        &["المهاجمين"],
    ),
    (
        "اتهم المتحدث باسم الجيش، العقيد نبيل عبد الله، في بيان، قوات الدعم السريع بقتل 12 مدنيا.",
        "accusation",
        &["المتحدث باسم الجيش"],
        &["قوات الدعم السريع"],
    ),
    (
        "اتهم الشيخ كريم البدري، أحد وجهاء آل بدر، قوات سوات بالانحياز إلى الطرف الآخر.",
        "accusation",
        &["الشيخ كريم البدري"],
        &["قوات سوات"],
    ),
    (
        "قتل مدير ناحية العظيم المقدم حسين الجبوري وثلاثة من مرافقيه بهجوم مسلح.",
        "offensive",
        &[],
        &["مدير ناحية العظيم المقدم حسين الجبوري", "ثلاثة من مرافقيه"],
    ),
    // But a time between commas parts subject and object.
    (
        "اغتال ضابط سابق، مساء أمس، الشيخ علي الجبوري أمام منزله.",
        "killing",
        &["ضابط سابق"],
        &["الشيخ علي الجبوري"],
    ),
    // Kin and neighbours.
    (
        "قتل أب وابنه برصاص مسلحين مجهولين في بعقوبة.",
        "shooting",
        &["مسلحين مجهولين"],
        &["أب", "ابنه"],
    ),
    (
        "قتل شاب والده وشقيقته في بلدة القرية.",
        "killing",
        &["شاب"],
        &["والده", "شقيقته"],
    ),
    ("قتل رجل زوجته في مدينة البصرة.", "killing", &["رجل"], &["زوجته"]),
    (
        "قتل مواطن جاره بسبب خلاف في مدينة ذمار.",
        "killing",
        &["مواطن"],
        &["جاره"],
    ),
    (
        "أطلق شاب النار على شقيقه في قضاء الزبير.",
        "shooting",
        &["شاب"],
        &["شقيقه"],
    ),
    // Some of those told of before, so many out of so many.
    (
        "وأضاف أن قرابة ثمانين منهم بايعوا تنظيم الدولة.",
        "pledge",
        &["قرابة ثمانين منهم"],
        &["تنظيم الدولة"],
    ),
    (
        "وقال إن سبع أسر من أصل 20 غادرت القرية أمس.",
        "displacement",
        &["سبع أسر من أصل 20"],
        &[],
    ),
    // What strikes, what burns, who fights.
    (
        "قصفت سفن حربية إسرائيلية ميناء الحديدة.",
        "shelling",
        &["سفن حربية إسرائيلية"],
        &["ميناء الحديدة"],
    ),
    (
        "دمرت القوات المشتركة عربتين مدرعتين في جبهة حيس.",
        "damage",
        &["القوات المشتركة"],
        &["عربتين مدرعتين"],
    ),
    (
        "أضرم مستوطنون النار في مركبتين ومنزل في قرية حوارة.",
        "demolition",
        &["مستوطنون"],
        &["مركبتين", "منزل"],
    ),
    (
        "الاقتتال بين الأوزبك والتونسيين في الطبقة مستمر منذ أمس.",
        "clash",
        &["الأوزبك", "التونسيين"],
        &[],
    ),
    (
        "اعتقل حاجز تابع للمخابرات الجوية شابين في بلدة الكسوة.",
        "arrest",
        &["حاجز تابع للمخابرات"],
        &["شابين"],
    ),
    (
        "اقتاد مسلحون الشاب محمد الأحمد إلى جهة مجهولة بعد مداهمة منزله.",
        "abduction",
        &["مسلحون"],
        &["الشاب محمد الأحمد"],
    ),
    (
        "وأجبرت المليشيا 30 أسرة في عزلة الحصن على مغادرة منازلها.",
        "displacement",
        &["المليشيا"],
        &["30 أسرة"],
    ),
    (
        "استهدفت مسيرة سيارة في بلدة عيترون.",
        "airstrike",
        &["مسيرة"],
        &["سيارة"],
    ),
    (
        "أدى القصف إلى مقتل خمسة جنود، ورد الجيش باستهداف مواقع المسلحين.",
        "shelling",
        &["الجيش"],
        &["مواقع المسلحين"],
    ),
    // What somebody threatens with.
    (
        "هدد التنظيم باستهداف القوات الأمريكية في قاعدة التنف.",
        "offensive",
        &["التنظيم"],
        &["القوات الأمريكية"],
    ),
    (
        "توعد قائد العمليات بملاحقة فلول التنظيم.",
        "threat",
        &["قائد العمليات"],
        &["فلول التنظيم"],
    ),
];

#[test]
fn everyday_manners_give_the_right_parts() {
    let faults = faults(CASES, only, only);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn everyday_manners_give_the_right_place() {
    let lexicon = Lexicon::builtin();
    for (text, kind, want) in [
        // Whence somebody is taken, where what follows says where that lies.
        (
            "اعتقلت القوات أربعة أشخاص من حي النور في بلدة الحصن شرق دير الزور.",
            ClaimType::Arrest,
            "حي النور",
        ),
        // Not whither people only turn, no adjective of arms, no name of a group.
        (
            "شنت طائرات حربية غارات على ريف تل تمر، ما أدى إلى نزوح نحو 25 عائلة باتجاه الحسكة.",
            ClaimType::Displacement,
            "ريف تل تمر",
        ),
        (
            "شهدت مدينة كسلا تظاهرة حاشدة. وأطلقت الشرطة الرصاص الحي لتفريق المتظاهرين.",
            ClaimType::Shooting,
            "مدينة كسلا",
        ),
        (
            "اندلعت اشتباكات بين فصيلي أحرار الشرقية والجبهة الشامية في مدينة الباب.",
            ClaimType::Clash,
            "مدينة الباب",
        ),
    ] {
        let claims = analyse(&sentence(text), &lexicon).claims;
        let found = claims.iter().find(|c| c.kind == kind);
        let place = found.and_then(|c| c.place.as_ref()).map(|p| p.text.as_str());
        assert_eq!(place, Some(want), "{text}");
    }
}
