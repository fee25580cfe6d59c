//! Places whose names no file has, roads between them, and words that only look like places.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;
use isnad_model::ClaimType;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

fn check(rows: &[(&str, ClaimType, Option<&str>)]) {
    for (text, kind, want) in rows {
        let claims = analyse(&sentence(text), &LEXICON).claims;
        let claim = claims.iter().find(|c| c.kind == *kind);
        let claim = claim.unwrap_or_else(|| panic!("no claim of the kind {kind:?}: {text}: {claims:#?}"));
        assert_eq!(claim.place.as_ref().map(|p| p.text.as_str()), *want, "{text}");
    }
}

#[test]
fn names_of_villages_that_no_file_has_are_whole() {
    use ClaimType as T;
    check(&[
        (
            "قنصت الفصائل عنصرا على محور قرية الشيخ بشير بريف حلب الغربي",
            T::Shooting,
            Some("محور قرية الشيخ بشير"),
        ),
        ("قصفت المدفعية قرية الشيخ جنوب المدينة", T::Shelling, Some("قرية الشيخ")),
        (
            "اندلعت اشتباكات قرب بلدة كفر حنون شمالي إدلب",
            T::Clash,
            Some("قرب بلدة كفر حنون"),
        ),
        (
            "استهدف القصف قريتي حسن كلو وتل سيوان شمال القامشلي",
            T::Shelling,
            Some("قريتي حسن كلو"),
        ),
        (
            "قصفت المدفعية قرى نيلونية وعين دقوة بريف حلب",
            T::Shelling,
            Some("قرى نيلونية"),
        ),
        (
            "استهدفت طائرة مسيرة معملا في بلدة صفيا، وأصيب أربعة",
            T::Airstrike,
            Some("بلدة صفيا"),
        ),
        (
            "تجري اشتباكات على محور الرمانيات شرق ريف حمص",
            T::Clash,
            Some("محور الرمانيات"),
        ),
        (
            "قتل مدنيان في مخيم أهل الشرقية قرب بلدة قاح",
            T::Killing,
            Some("مخيم أهل الشرقية قرب بلدة قاح"),
        ),
        (
            "هاجمت خلايا التنظيم معسكر زمزوم فجر اليوم",
            T::Offensive,
            Some("معسكر زمزوم"),
        ),
    ]);
}

#[test]
fn what_is_called_after_a_man_or_by_an_unknown_word_is_a_place() {
    use ClaimType as T;
    check(&[
        (
            "استهدفت غارة مدرسة خالد بن الوليد في بلدة حاس",
            T::Airstrike,
            Some("مدرسة خالد بن الوليد في بلدة حاس"),
        ),
        (
            "اعتقلت الشرطة شابين على حاجز منكوت الرمان جنوبي محافظة حماة",
            T::Arrest,
            Some("حاجز منكوت الرمان جنوبي محافظة حماة"),
        ),
        (
            "تعرضت محطة سيجركا لقصف من قبل طائرة مسيرة",
            T::Airstrike,
            Some("محطة سيجركا"),
        ),
    ]);
}

#[test]
fn a_road_between_two_places_is_named_by_both() {
    use ClaimType as T;
    check(&[
        (
            "قصفت القوات الطريق الواصل بين كلبرين ومدينة مارع",
            T::Shelling,
            Some("الطريق الواصل بين كلبرين ومدينة مارع"),
        ),
        (
            "تشهد المناطق الواقعة بين الموصل وأربيل هجمات للتنظيم",
            T::Offensive,
            Some("المناطق الواقعة بين الموصل وأربيل"),
        ),
        // What two states have between them is no ground.
        (
            "ينفذ الطيران غارات يومية رغم الاتفاق الموقع بين روسيا وتركيا",
            T::Airstrike,
            None,
        ),
    ]);
}

#[test]
fn of_joined_places_the_first_is_told() {
    use ClaimType as T;
    check(&[
        (
            "تعرضت بلدة كفرومة وقرية معرزيتا غربي الطريق لقصف بالهاون",
            T::Shelling,
            Some("بلدة كفرومة"),
        ),
        (
            "قتل خمسة مسلحين في اشتباكات في كل من العزبة والشحيل بريف دير الزور",
            T::Clash,
            Some("العزبة"),
        ),
        // Behind the event too, though the second is a village and the first a road or its outskirts.
        (
            "شنت المقاتلات غارات على محيط بلدتي كفريا وشاندوفة ليلا",
            T::Airstrike,
            Some("محيط بلدتي كفريا"),
        ),
        (
            "قصفت المدفعية الطريق الدولي حلب وقرية النيرب",
            T::Shelling,
            Some("الطريق الدولي حلب"),
        ),
    ]);
}

#[test]
fn what_is_held_stands_before_it() {
    use ClaimType as T;
    check(&[
        (
            "وصل نازحون من محافظة إب الخاضعة لسيطرة الجماعة إلى لحج",
            T::Control,
            Some("محافظة إب"),
        ),
        // A camp is nearer than its countryside.
        (
            "أغارت مقاتلات على مخيم للعائدين في ريف حمص الشمالي",
            T::Airstrike,
            Some("مخيم للعائدين في ريف حمص الشمالي"),
        ),
        // Where they stand follows.
        (
            "قصفت الفصائل المدعومة من تركيا المتمركزة في مارع بلدة تل رفعت",
            T::Control,
            Some("مارع"),
        ),
    ]);
}

#[test]
fn words_that_look_like_places_are_none() {
    use ClaimType as T;
    check(&[
        (
            "وصلت حصيلة الشهداء في الضفة الغربية إلى سبعين شهيدا",
            T::Killing,
            Some("الضفة الغربية"),
        ),
        // His teams, no town.
        (
            "أكد الدفاع المدني أن فرقه انتشلت جثث ثلاثة مدنيين من تحت الأنقاض",
            T::Aid,
            None,
        ),
        // An outlet by its name.
        (
            "بيسان نيوز - أصيب شابان برصاص الجيش خلال اقتحامه مخيم الفارعة",
            T::Shooting,
            Some("مخيم الفارعة"),
        ),
        // Whence it is fired.
        (
            "تنفذ القوات قصفا انطلاقا من نقاطها قرب رأس العين على قرية المناجير",
            T::Shelling,
            Some("قرية المناجير"),
        ),
        // Oil by the place, not the place's.
        (
            "استهدفت طائرة مسيرة صهريج نفط قرب معبر الحمران",
            T::Airstrike,
            Some("قرب معبر الحمران"),
        ),
        // An agreement's name, a mediator, a part of the body.
        ("تخضع مدينة سراقب لاتفاق خفض التصعيد", T::Ceasefire, Some("مدينة سراقب")),
        ("وقعت الأطراف هدنة توسطت فيها تركيا", T::Mediation, None),
        ("أصيب راع برصاصة في منطقة البطن", T::Shooting, None),
        // Whither others fled.
        (
            "انتهى التمرد في بلدة القطرون بمقتل ضابطين وفرار عشرة جنود باتجاه الحدود مع النيجر",
            T::Killing,
            Some("بلدة القطرون"),
        ),
    ]);
}

#[test]
fn a_village_once_named_is_known_without_its_word() {
    use ClaimType as T;
    check(&[
        (
            "سيطر الجيش على قرى أم جلاب والرفوة. وأقر قيادي بانسحاب الفصائل من أم جلاب والرفوة تحت القصف",
            T::Loss,
            Some("أم جلاب"),
        ),
        (
            "قصفت المدفعية قرية كولجو أمس، ثم نزح العشرات من كولجو إلى المدينة",
            T::Displacement,
            Some("كولجو"),
        ),
        // A man of that name.
        (
            "عاد الهدوء إلى قرية شنوان. وقال شنوان إن الشرطة اعتقلت شقيقه في حلب",
            T::Arrest,
            Some("حلب"),
        ),
    ]);
}

#[test]
fn what_a_pronoun_goes_back_to_and_what_was_told_right_before() {
    use ClaimType as T;
    check(&[
        (
            "نفذت القوات عملية في قرية عوطيل. وقال مختار القرية إن القوات انسحبت منها مساء",
            T::Loss,
            Some("القرية"),
        ),
        (
            "هاجمت القوات معسكرا للحركة في قرية أودغل فجر الأحد. وأضاف الضابط أن المسلحين انسحبوا صوب الأدغال",
            T::Loss,
            Some("قرية أودغل"),
        ),
        ("نفذ أهالي المدينة إضرابا عاما احتجاجا على الفلتان", T::Protest, None),
        (
            "قتل شاب برصاص مجهولين في مدينة رأس العين. ونفذ أهالي المدينة إضرابا عاما احتجاجا على الفلتان",
            T::Protest,
            Some("المدينة"),
        ),
    ]);
}

#[test]
fn who_stands_acts_or_is_on_the_way_is_told_from_where() {
    use ClaimType as T;
    check(&[
        (
            "قال شهود إن القوات المتمركزة في بلدة الزربة، استهدفت بقذائف الهاون مقرات الفصائل في بلدة تفتناز",
            T::Shelling,
            Some("بلدة تفتناز"),
        ),
        (
            "استهدف الجيش سيارة إسعاف أثناء نقلها مرضى على طريق منبج – الباب",
            T::Offensive,
            Some("طريق منبج"),
        ),
        (
            "نفت القوات قصفها لمواقع الفصيل المدعوم من قبل إيران شرقي حلب",
            T::Shelling,
            Some("شرقي حلب"),
        ),
        (
            "تواصلت الهجمات على المدنيين، في وقت تحاول أنقرة فرض واقع جديد",
            T::Offensive,
            None,
        ),
        (
            "تتعرض قرية قره شوخ غرب مدينة منبج لقصف بقذائف الهاون",
            T::Shelling,
            Some("قرية قره شوخ"),
        ),
    ]);
}

#[test]
fn where_the_hurt_lie_and_what_another_place_sees_is_no_place_of_it() {
    use ClaimType as T;
    check(&[
        (
            "قتل طفل بانفجار قنبلة على أطراف مدينة الأتارب، وتتلقى امرأة أصيبت بجروح العلاج في مشافي إدلب",
            T::Injury,
            Some("أطراف مدينة الأتارب"),
        ),
        (
            "أصيب سبعة رعاة في بلدة الكسرة، واعتقلت الميليشيا ثلاثة، كما شهدت بلدة هجين موجة نزوح",
            T::Arrest,
            Some("بلدة الكسرة"),
        ),
        (
            "قتل عشرة في عمليات اغتيال شهدتها الشهر الماضي محافظة درعا",
            T::Killing,
            Some("محافظة درعا"),
        ),
        (
            "نفذت القوات عملية دهم مع التحالف بقيادة الولايات المتحدة في بلدة ذيبان",
            T::Offensive,
            Some("بلدة ذيبان"),
        ),
        (
            "هاجمت الخلايا موقعا في محطة مياه الدحلة، غربي محافظة الرقة",
            T::Offensive,
            Some("محطة مياه الدحلة، غربي محافظة الرقة"),
        ),
        (
            "تعرضت قرى حميلات وشاغورين والموزدة في ريف حماة لقصف مدفعي",
            T::Shelling,
            Some("قرى حميلات"),
        ),
    ]);
}

#[test]
fn a_village_that_no_file_has_is_pointed_back_to() {
    let text = "قصفت المدفعية قرية صكيران غرب مدينة عين العرب. ثم أطلق الجنود الرصاص على القرية";
    let claims = analyse(&sentence(text), &LEXICON).claims;
    let shot = claims
        .iter()
        .find(|c| c.kind == ClaimType::Shooting)
        .expect("a shooting");
    let place = shot.place.as_ref().expect("a place");
    assert_eq!((place.text.as_str(), place.id.as_ref()), ("القرية", None));
}

#[test]
fn where_it_lies_near_and_whence_they_came_before() {
    use ClaimType as T;
    check(&[
        (
            "قصفت القوات منزلا على أطراف بلدة أبريهوم القريبة من الميادين، وفتحت النار على المنزل",
            T::Shooting,
            Some("أطراف بلدة أبريهوم"),
        ),
        ("اعتقلت القوات ستة عمال بينهم اثنان نازحان من ريف حماة", T::Arrest, None),
        (
            "أطلقت المسيرة صاروخين على سيارة قرب محطة للوقود",
            T::Airstrike,
            Some("محطة للوقود"),
        ),
    ]);
}

#[test]
fn the_mark_behind_a_name_belongs_to_it() {
    use ClaimType as T;
    check(&[
        (
            "قصفت المدفعية بلدات \"الزيتونة\" و\"الكرمة\" صباح اليوم",
            T::Shelling,
            Some("بلدات \"الزيتونة\""),
        ),
        (
            "قصفت المدفعية أطراف مخيم “الوادي” شمال البلدة",
            T::Shelling,
            Some("أطراف مخيم “الوادي”"),
        ),
    ]);
}

#[test]
fn whence_it_was_fired_is_not_where_it_struck() {
    use ClaimType as T;
    check(&[
        (
            "أطلق العدو رشقات صواريخ من اتّجاه الجبل الغربي مستهدفا نقاطا جنوب مدينة الرستن",
            T::Shelling,
            Some("جنوب مدينة الرستن"),
        ),
        (
            "قصفت المدفعية من قاعدة جبل بلبل قرية مرعناز",
            T::Shelling,
            Some("قرية مرعناز"),
        ),
        (
            "قصفت القوات المتمركزة في الفوج 45 بريف حلب الغربي قرية مرعناز",
            T::Control,
            Some("الفوج 45"),
        ),
        // The first of the list, with the road's number.
        (
            "شن الجيش قصفا مكثفا على الطريق الدولي M4 وقرى الدبس والخالدية",
            T::Shelling,
            Some("الطريق الدولي M4 وقرى الدبس"),
        ),
    ]);
}
