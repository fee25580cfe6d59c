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
