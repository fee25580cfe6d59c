//! Who died and who was hurt: invented sentences, their numbers, and places that no file has.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;
use isnad_model::{Claim, Count};
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

fn claims(text: &str) -> Vec<Claim> {
    analyse(&sentence(text), &LEXICON).claims
}

const fn n(value: u64) -> Option<Count> {
    Some(Count::exact(value))
}

const SOME: Option<Count> = Some(Count::at_least(2));

#[test]
fn dead_and_hurt_of_many_tellings() {
    for (text, killed, injured) in [
        ("وأسفر القصف عن سقوط قتلى وجرحى", SOME, SOME),
        (
            "سجل المستشفى ما لا يقل عن 12 قتيلا جراء القصف",
            Some(Count::at_least(12)),
            None,
        ),
        (
            "وصل المسعفون إلى مكان القصف الذي قتل جراءه مزارع وأصيب 5 آخرون",
            n(1),
            n(5),
        ),
        ("أدى القصف إلى فقدان مواطن لحياته وإصابة آخر", n(1), n(1)),
        ("قتل رجل وزوجته وأطفالهما الثلاثة في غارة على منزلهم", n(5), None),
        ("استشهد فلسطيني وأصيب آخران برصاص القوات", n(1), n(2)),
        ("قتل اثنان من عناصر الفوج 41 بانفجار لغم", n(2), None),
        ("أدى القصف إلى إصابة اثنين آخرين من اللواء 83 مدفعية", None, n(2)),
        ("قتل رجل وجرح سبعة، بعضهم من الأطفال، بقصف القرية", n(1), n(7)),
        (
            "ارتفع عدد قتلى القصف على السوق إلى 19 قتيلا، بعد وفاة خمسة من المصابين",
            n(19),
            None,
        ),
        ("أسفر الهجوم عن مقتل ثمانية عمال و جرح 45 آخرين", n(8), n(45)),
        ("أسفر الانفجار عن مقتل شخصين اثنين وإصابة ثلاثة", n(2), n(3)),
        ("لقي شخصان حتفهما وجرح ثالث في انفجار عبوة", n(2), n(1)),
        ("ارتفع عدد المصابين في القصف على القرية إلى 4 أطفال", None, n(4)),
        ("يرتفع إلى 16 تعداد الرعاة الذين قتلوا بالألغام", n(16), None),
        ("يرتفع إلى 94 تعداد قتلى حرس الحدود منذ مطلع الشهر", n(94), None),
        ("راح ضحية هذه الغارات 38 عاملا", n(38), None),
        ("انفجرت عبوة ناسفة بسيارة للشرطة دون أن يصاب أحد بأذى", n(0), n(0)),
        (
            "انفجرت عبوة بعربة إطفاء ذاهبة إلى موقع الهجوم، دون أن توقع إصابات",
            n(0),
            n(0),
        ),
        // «عدد آخر» is some more, not one more.
        ("قتل شخص وأصيب عدد آخر بغارة على منزل في صور", n(1), SOME),
        ("سقط عدد ليس بالقليل من القتلى في قصف على القرية", SOME, None),
        // One number for the dead and the hurt says how many of neither.
        ("سقط 30 عنصرا بين قتيل وجريح", None, None),
        ("وأوقعت الغارة على السوق عشرات المدنيين بين قتيل وجريح", None, None),
        ("سقط أكثر من 30 مسلحا من الفصيل بين قتيل وجريح قرب الميناء", None, None),
        ("أكثر من خمسين شخصا سقطوا بين قتيل ومصاب في هجوم على السوق", None, None),
        // A clause that a preposition opens has a subject of its own; the cause may open its sentence.
        ("قصف الطيران المزارع، وبحسب المعلومات أصيب 3 مواطنين.", None, n(3)),
        ("قصفت القوات قرية الكفير. وجراء القصف أصيب ثلاثة مدنيين.", None, n(3)),
        // What an enemy was made to suffer, whom a pronoun means, what brought about nothing.
        ("هاجم مقاتلو الحركة القاعدة وكبدوا الجيش عشرين قتيلا.", n(20), None),
        ("شنت طائرة مسيرة غارة على مديرية صرواح لم تسفر عن ضحايا.", n(0), n(0)),
        (
            "قتل ما لا يقل عن 30 شخصا حين قصفت طائرات الجيش سوقا في كبكابية.",
            Some(Count::at_least(30)),
            None,
        ),
        // One of them is no toll of his own.
        ("قتل 7 جنود مصريين، أحدهم ضابط كبير، في هجوم قرب العريش", n(7), None),
        // What the toll came to stands behind it.
        (
            "قال مصدر طبي إن عدد القتلى الذين وصلوا إلى المستشفى بلغ 17 قتيلا في القصف",
            n(17),
            None,
        ),
        ("وقال الجهاز إن حصيلة القتلى في الاشتباكات بلغت 9 ضحايا", n(9), None),
        ("هاجم مسلحون مقر الشرطة في الشحر، دون وقوع أي إصابات", n(0), n(0)),
        ("قتل كل من أحمد سالم وخالد حسن في قصف على تعز", n(2), None),
        (
            "أدى القصف إلى مقتل كل من: أحمد السالم، محمد الخلف، خالد العمر",
            n(3),
            None,
        ),
        // Letters of a plural that a verb tells to be two.
        ("ذكر ناشطون أن مدنيين قتلا في الاشتباكات", n(2), None),
        ("ذكر ناشطون أن مدنيين قتلوا في الاشتباكات", SOME, None),
        // A household is several people.
        ("قتل عائلة كاملة بقصف جوي على البلدة", SOME, None),
        (
            "استشهدت عائلة كاملة مكونة من خمسة أفراد جراء غارة على المخيم",
            n(5),
            None,
        ),
        // The dead behind what they died of.
        (
            "انفجرت سيارة مفخخة في السوق، وقتل في الانفجار 12 شخصا وأصيب 30",
            n(12),
            n(30),
        ),
        ("راح ضحية القصف ثلاثة أطفال وأمهم", n(4), None),
        ("قتل القائد سالم العلي إضافة إلى خمسة عناصر في كمين", n(6), None),
        (
            "سقوط قذيفة على بيت في الشيخ زويد، واستشهاد طفلة وإصابة أمها بشظايا",
            n(1),
            n(1),
        ),
        ("اشتبكت القوات مع مجموعة مسلحة وقضت على عشرة من أفرادها", n(10), None),
        ("فقدت الجماعة عشرة من مقاتليها في الجبهة", n(10), None),
        // Two events, each with its own.
        (
            "أسفرت الغارات عن مقتل 22 شخصا، فيما خلف التفجير الذي استهدف سوقا شعبيا 10 قتلى",
            n(22),
            None,
        ),
        // One number for both is neither.
        ("استشهد وجرح 6 جنود في هجوم على نقطة أمنية", None, None),
        (
            "نفذت الطائرات ضربات جوية على المعسكر وسقط فيها العديد من القتلى والجرحى",
            None,
            None,
        ),
        ("تمكنوا من قتل وإصابة عدة جنود في محيط التلة", None, None),
        (
            "سقط عدد من القتلى وعشرات الجرحى في الغارة",
            SOME,
            Some(Count {
                low: 20,
                high: Some(99),
                approx: false,
            }),
        ),
        // By what they are, in the accusative.
        (
            "أعلنت الوزارة استشهاد 51 فلسطينيا وإصابة 174 في الساعات الماضية",
            n(51),
            n(174),
        ),
        ("ارتكبت القوات 4 مجازر وصل منها إلى المستشفيات 36 شهيدا", n(36), None),
        ("قتل في الهجوم نفسه شرطي ومدنيان، وأصيب تسعة آخرون", n(3), n(9)),
        // The event itself does it; of two words of one attempt the verb has the dead.
        ("قصف على سوق شعبية يقتل خمسة مدنيين ويصيب آخرين", n(5), SOME),
        ("نجا المحافظ من محاولة اغتيال، وقتل أحد مرافقيه وأصيب اثنان", n(1), n(2)),
        // Whose toll it is.
        (
            "قتل 18 مدنيا وجرح أكثر من 60، في حصيلة أولية للقصف على المدينة",
            n(18),
            Some(Count::at_least(61)),
        ),
        ("وأدى القصف إلى سقوط 6 شهداء وجرحى من العمال", None, None),
        // One word of the dead counts those of the other.
        ("استقبل المستشفى جثث أربعة قتلى سقطوا في غارة على السوق", n(4), None),
    ] {
        let all = claims(text);
        let right = all.iter().any(|c| c.killed == killed && c.injured == injured);
        let told: Vec<_> = all.iter().map(|c| (c.kind, c.killed, c.injured)).collect();
        assert!(right, "{text}: {told:?}");
    }
}

#[test]
fn places_that_no_file_has() {
    for (text, want) in [
        ("سقطت بعض القذائف على منازل المواطنين", "منازل المواطنين"),
        ("انفجرت السيارة أمام بوابة المعسكر في مدينة بني وليد", "بوابة المعسكر"),
        ("هجوم شنته المليشيا على مواقع عسكرية في المنطقة", "المنطقة"),
        ("مطار معيتيقة الذي تسيطر عليه كتيبة في طرابلس", "مطار معيتيقة"),
    ] {
        let all = claims(text);
        let places: Vec<_> = all.iter().map(|c| c.place.as_ref().map(|p| p.text.as_str())).collect();
        let named = places.iter().flatten().any(|p| p.starts_with(want));
        assert!(named, "{text}: {places:?}");
    }
    // An hour or a manner behind «في» is no place.
    for text in [
        "استهدف القصف المدنيين في شكل عشوائي",
        "قتل القيادي في غارة في وقت متأخر",
    ] {
        assert!(claims(text).iter().all(|c| c.place.is_none()), "{text}");
    }
}
