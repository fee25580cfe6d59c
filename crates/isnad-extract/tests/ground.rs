//! The place of a claim whose clause says it by its people, by what it speaks of, or by a name that no file has.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;
use isnad_model::ClaimType;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

/// The place of the first claim of a kind.
fn place(text: &str, kind: ClaimType) -> Option<String> {
    let claims = analyse(&sentence(text), &LEXICON).claims;
    let claim = claims.iter().find(|c| c.kind == kind);
    let claim = claim.unwrap_or_else(|| panic!("no claim of the kind {kind:?}: {text}: {claims:#?}"));
    claim.place.as_ref().map(|p| p.text.clone())
}

fn check(rows: &[(&str, ClaimType, Option<&str>)]) {
    for (text, kind, want) in rows {
        assert_eq!(place(text, *kind).as_deref(), *want, "{text}");
    }
}

#[test]
fn an_everyday_word_names_a_settlement_that_lies_in_a_division() {
    use ClaimType as T;
    check(&[
        ("قصفت الطائرات بلدة تول في قضاء مرجعيون", T::Airstrike, Some("بلدة تول")),
        ("هاجم مسلحون قرية كنز بولاية غاو", T::Offensive, Some("قرية كنز")),
        // Some town of the division.
        (
            "هاجم مسلحون قرية مهجورة في قضاء سنجار",
            T::Offensive,
            Some("قضاء سنجار"),
        ),
        ("قتل طفل في قرية تقع في قضاء داقوق", T::Killing, Some("قضاء داقوق")),
    ]);
}

#[test]
fn people_are_met_where_they_live() {
    use ClaimType as T;
    check(&[
        (
            "نزح سكان قرية تل عران خوفا من القصف",
            T::Displacement,
            Some("قرية تل عران"),
        ),
        (
            "خطفت الجماعة أربعة من وجهاء عزلة الحيمة",
            T::Abduction,
            Some("عزلة الحيمة"),
        ),
        (
            "أمهل الجيش أهالي بلدة صيدا يومين لتسليم السلاح",
            T::Threat,
            Some("بلدة صيدا"),
        ),
        // Where he comes from.
        ("قتل شاب من أهالي مدينة داعل برصاص مجهولين", T::Shooting, None),
        // The clause says where.
        (
            "تظاهر أهالي بلدة السوسة أمام مبنى البلدية",
            T::Protest,
            Some("مبنى البلدية"),
        ),
    ]);
}

#[test]
fn what_a_claim_speaks_of_says_where() {
    use ClaimType as T;
    check(&[
        ("لوح القيادي باستهداف منشآت النفط في حضرموت", T::Threat, Some("حضرموت")),
        (
            "رفض القادة تنفيذ أوامر بسحب مقاتليهم من محاور جبل الزاوية",
            T::Dissent,
            Some("محاور جبل الزاوية"),
        ),
        (
            "توصل وجهاء من القبائل إلى اتفاق أنهى الاقتتال في مدينة رأس العين",
            T::Mediation,
            Some("مدينة رأس العين"),
        ),
        // Another clause.
        ("هدد القائد خصومه برد قاس، وقصفت مدفعيته بلدة تل الورد", T::Threat, None),
    ]);
}

#[test]
fn names_in_pairs_and_on_edges_need_no_file() {
    use ClaimType as T;
    check(&[
        (
            "نزحت أربعون عائلة من قريتي شوك الريم ونهر الإمام",
            T::Displacement,
            Some("قريتي شوك الريم"),
        ),
        (
            "هاجم مسلحون قرى الدردارة وأم الكيف بريف تل تمر",
            T::Offensive,
            Some("قرى الدردارة"),
        ),
        (
            "انفجر لغم في عزلة بني علي بمديرية حيفان",
            T::Bombing,
            Some("عزلة بني علي"),
        ),
        (
            "استهدف انتحاري تجمعا للجنود على أطراف الرفة",
            T::Bombing,
            Some("أطراف الرفة"),
        ),
        // Who takes part.
        ("اتفق أطراف الحوار في جدة على وقف القتال", T::Ceasefire, Some("جدة")),
    ]);
}

#[test]
fn a_building_is_narrower_than_its_town_and_a_home_narrower_than_nothing() {
    use ClaimType as T;
    check(&[
        (
            "نفذت الرابطة وقفة أمام مبنى السلطة المحلية في مدينة تعز",
            T::Protest,
            Some("مبنى السلطة المحلية في مدينة تعز"),
        ),
        (
            "قصفت المدفعية سوق أبو حمامة بمدينة الأبيض",
            T::Shelling,
            Some("سوق أبو حمامة بمدينة الأبيض"),
        ),
        (
            "أصابت القذيفة منزلا في مربع 9 بمخيم أبو شوك",
            T::Shelling,
            Some("مربع 9 بمخيم أبو شوك"),
        ),
        ("اغتال مجهولون القيادي أمام منزله فجر اليوم", T::Killing, Some("منزله")),
        (
            "اغتال مجهولون القيادي أمام منزله في مدينة نوى",
            T::Killing,
            Some("مدينة نوى"),
        ),
        ("نزحت العائلات من منازلها بسبب القصف", T::Displacement, None),
    ]);
}

#[test]
fn what_a_sentence_opens_with_and_where_a_force_stands_give_way_to_what_is_hit() {
    use ClaimType as T;
    check(&[
        ("وفي حلب، قصفت المدفعية قرية تقاد", T::Shelling, Some("قرية تقاد")),
        (
            "قصفت قوات النظام المتمركزة في معسكر جورين قرية الزيارة",
            T::Shelling,
            Some("قرية الزيارة"),
        ),
        (
            "أطلقت القوات المتمركزة في تلة الحمامص نيران رشاشاتها باتجاه أطراف بلدة الخيام",
            T::Shooting,
            Some("أطراف بلدة الخيام"),
        ),
        // Those who are hit stand there.
        (
            "قصفت الطائرات القوات المتمركزة في معسكر جورين",
            T::Airstrike,
            Some("معسكر جورين"),
        ),
    ]);
}

#[test]
fn a_village_by_the_road_is_nearer_than_the_road() {
    use ClaimType as T;
    check(&[
        (
            "خطف مسلحون تاجرا على طريق دمشق – السويداء قرب قرية حزم",
            T::Abduction,
            Some("قرب قرية حزم"),
        ),
        ("انفجرت عبوة على طريق حلب – الباب", T::Bombing, Some("طريق حلب")),
        (
            "نزحت عشرات الأسر نحو مديرية التعزية",
            T::Displacement,
            Some("مديرية التعزية"),
        ),
        (
            "نزحت عشرات الأسر من بلدة السخنة نحو تدمر",
            T::Displacement,
            Some("بلدة السخنة"),
        ),
    ]);
}

#[test]
fn who_helps_does_it_where_the_hurt_lie() {
    use ClaimType as T;
    check(&[
        (
            "استهدفت غارة حي السلام في مدينة الرستن، وعمل الأهالي على إسعاف المصابين إلى المشافي القريبة",
            T::Aid,
            Some("حي السلام"),
        ),
        (
            "استهدفت غارة حي السلام في مدينة الرستن، وقامت سيارة الإسعاف بنقل الجرحى إلى المشفى",
            T::Aid,
            Some("حي السلام"),
        ),
        // Nobody is told to help: whither they were brought; and a hospital with a name.
        (
            "استهدفت غارة حي السلام في مدينة الرستن، وجرى نقل الجرحى إلى المشفى",
            T::Aid,
            Some("المشفى"),
        ),
        (
            "استهدفت غارة حي السلام، ونقلت فرق الإنقاذ المصابين إلى مشفى الرستن",
            T::Aid,
            Some("مشفى الرستن"),
        ),
        // Nothing else is known.
        ("نقل الأهالي الجرحى إلى المشفى", T::Aid, Some("المشفى")),
    ]);
}

#[test]
fn ground_that_is_only_called_somebodys_is_where_it_is_struck() {
    use ClaimType as T;
    check(&[
        (
            "كثف الجيش قصفه على مناطق سيطرة الحركة منذ مطلع الشهر",
            T::Shelling,
            Some("مناطق سيطرة الحركة"),
        ),
        (
            "ردت المدفعية بقصف المناطق التي تسيطر عليها الفرقة الثالثة",
            T::Shelling,
            Some("المناطق التي تسيطر عليها الفرقة الثالثة"),
        ),
        // Where it lies is said, or whence the fire came.
        (
            "قصف الجيش مناطق سيطرة الحركة في ريف درعا",
            T::Shelling,
            Some("ريف درعا"),
        ),
        (
            "أصيب طفل بقصف مصدره مناطق سيطرة الحركة استهدف بلدة داعل",
            T::Shelling,
            Some("بلدة داعل"),
        ),
        // The agreement's name is no place.
        ("القصف خرق جديد لاتفاق خفض التصعيد", T::Ceasefire, None),
    ]);
}

#[test]
fn control_of_no_place_is_not_told() {
    let kinds = |text: &str| -> Vec<ClaimType> {
        let claims = analyse(&sentence(text), &LEXICON).claims;
        claims.iter().map(|c| c.kind).collect()
    };
    for (text, holds) in [
        ("أصيب رجل بقصف مدفعي مصدره مناطق سيطرة الحركة استهدف بلدة داعل", false),
        ("قصفت الطائرات المناطق الخاضعة لسيطرة الحركة", false),
        ("وصلت القافلة إلى قرى خارجة عن سيطرة الحكومة في ريف درعا", false),
        ("قصف الجيش مناطق سيطرة الحركة في ريف درعا", true),
        ("انفجر لغم في قرية نامر بريف درعا، ضمن مناطق سيطرة قوات النظام", true),
    ] {
        assert_eq!(kinds(text).contains(&ClaimType::Control), holds, "{text}");
    }
    assert!(
        kinds("وقع الهجوم وسط أنباء عن خسائر في صفوف المليشيا")
            .iter()
            .all(|k| *k != ClaimType::Loss)
    );
    // The verb behind whence it came is of the same shelling.
    assert_eq!(
        kinds("أصيب رجل بقصف مدفعي مصدره مناطق سيطرة الحركة استهدف بلدة داعل").len(),
        1
    );
    // Another's deed behind «فيما» is not.
    assert_eq!(kinds("قتل رجل بقصف مصدره الجيش، فيما استهدفت الحركة حاجزا").len(), 2);
}

#[test]
fn what_is_charged_in_general_words_is_no_strike() {
    for (text, want) in [
        ("اتهمت الوزارة المليشيا بتعمد استهداف المدنيين", 1),
        ("اتهمت روسيا الفصائل بالتحضير لهجوم كيميائي، لاتهام الحكومة بتنفيذه", 1),
        // Told for itself: with a place, with a day.
        ("اتهمت الحركة الجيش باستهداف منزل في بلدة الحراك", 2),
        ("اتهمت الحركة الجيش باستهداف منزل قائدها أمس الجمعة", 2),
    ] {
        assert_eq!(analyse(&sentence(text), &LEXICON).claims.len(), want, "{text}");
    }
}

#[test]
fn a_verb_behind_a_comma_goes_on_with_the_event_before_it() {
    for (text, want) in [
        (
            "جرح رجل في قصف للفرقة الثالثة، المدعومة من الحكومة، استهدف بلدة داعل",
            1,
        ),
        ("هجوم بسيارة مفخخة، وقع صباح أمس في مقديشو، استهدف فندقا", 1),
        ("غارة بطائرة مسيرة قرب بلدة داعل، استهدفت سيارة مدنية", 1),
        // Joined to it, or with a subject of its own.
        ("غارة على بلدة داعل، واستهدفت المدفعية قرية شقرا", 2),
    ] {
        let claims = analyse(&sentence(text), &LEXICON).claims;
        assert_eq!(claims.len(), want, "{text}: {claims:#?}");
    }
}

#[test]
fn a_settlement_may_bear_an_everyday_word() {
    use ClaimType as T;
    check(&[
        ("قصفت المدفعية قرية ضمان", T::Shelling, Some("قرية ضمان")),
        ("هاجم مسلحون قرية عاجل فجر اليوم", T::Offensive, Some("قرية عاجل")),
        ("قصفت المدفعية قرية آلة قوس", T::Shelling, Some("قرية آلة قوس")),
        // What only describes it.
        ("قصفت المدفعية قرية نائية", T::Shelling, None),
        ("قصفت المدفعية قرية تضم نازحين", T::Shelling, None),
        ("قصفت المدفعية مدينة كبيرة", T::Shelling, None),
    ]);
}
