//! Where and when each claim happened: invented sentences, and what must not be taken.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;
use isnad_model::{Claim, ClaimType, MaybeQuoted, Published, Span, Trust};
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

fn claims(text: &str, published: Option<&str>) -> Vec<Claim> {
    let mut report = sentence(text);
    report.published = published.map(|d| Published {
        date: d.parse().expect("a date"),
        span: None,
        trust: Trust::Given,
    });
    analyse(&report, &LEXICON).claims
}

fn place(c: &Claim) -> Option<&str> {
    c.place.as_ref().map(|p| p.text.as_str())
}

fn time(c: &Claim) -> Option<&str> {
    c.time.as_ref().map(|(q, _)| q.text.as_str())
}

fn of(list: &[Claim], kind: ClaimType) -> &Claim {
    list.iter()
        .find(|c| c.kind == kind)
        .unwrap_or_else(|| panic!("no claim of the kind {kind:?}: {list:#?}"))
}

#[test]
fn the_narrowest_place_of_the_clause_is_the_place() {
    use ClaimType as T;
    for (text, kind, want) in [
        // What only says where it lies gives way.
        (
            "قصفت المدفعية قرية أم الزهور شرقي مدينة الأبيض بولاية شمال كردفان",
            T::Shelling,
            "قرية أم الزهور",
        ),
        (
            "انفجرت عبوة ناسفة في سوق بلدة تل الورد بريف حماة وأوقعت ثلاثة قتلى",
            T::Bombing,
            "سوق بلدة تل الورد",
        ),
        (
            "قتل جنديان بهجوم مسلح قرب بلدة لودر بمحافظة أبين جنوبي اليمن",
            T::Offensive,
            "قرب بلدة لودر",
        ),
        // Behind a statement that a relative clause goes on.
        (
            "تبنى التنظيم تفجير العبوة الناسفة الذي وقع أمس في مدينة سبها",
            T::Bombing,
            "مدينة سبها",
        ),
        // Movements are where they begin.
        (
            "نزحت مئتا عائلة من بلدة الخيام إلى مدينة صيدا",
            T::Displacement,
            "بلدة الخيام",
        ),
        // A road has two ends.
        (
            "قتل سائق بغارة جوية على الطريق بين تعز والمخا",
            T::Airstrike,
            "الطريق بين تعز والمخا",
        ),
        // A place without a name, where there is no other.
        (
            "أطلقت الطائرة صاروخين على السوق فقتل أربعة مدنيين",
            T::Airstrike,
            "السوق",
        ),
    ] {
        let list = claims(text, None);
        assert_eq!(place(of(&list, kind)), Some(want), "{text}");
    }
}

#[test]
fn whose_place_it_is_is_no_place_of_the_event() {
    use ClaimType as T;
    for (text, kind, not) in [
        ("قال محافظ ديالى إن مسلحين قتلوا ثلاثة مدنيين", T::Killing, "ديالى"),
        ("أعلنت شبكة أخبار تعز أن مسلحين قتلوا مدنيين اثنين", T::Killing, "تعز"),
        ("اعتقلت الشرطة شابين من أهالي مدينة جنين", T::Arrest, "مدينة جنين"),
        (
            "قال الوالي السابق لدير الزور إن طائرة قصفت الجسر",
            T::Airstrike,
            "دير الزور",
        ),
    ] {
        let list = claims(text, None);
        let found = list.iter().find(|c| c.kind == kind).and_then(place);
        assert!(found.is_none_or(|p| !p.contains(not)), "{text}: {found:?}");
    }
}

#[test]
fn tolls_and_damage_take_the_place_of_their_event() {
    let list = claims(
        "قصفت المدفعية بلدة الخيام جنوبي لبنان، ما أدى إلى تضرر عشرة منازل. وأصيب في القصف طفلان.",
        None,
    );
    assert!(list.len() >= 2, "{list:?}");
    for c in &list {
        assert_eq!(place(c), Some("بلدة الخيام"), "{}", c.trigger.text);
    }
    // Background is told of elsewhere.
    let list = claims(
        "انفجر لغم في قرية تل الورد فقتل راعيا. ويشار إلى أن مئات المدنيين قتلوا منذ العام 2014.",
        None,
    );
    let total = list.iter().find(|c| c.time.is_some()).expect("the total");
    assert_ne!(place(total), Some("قرية تل الورد"));
}

#[test]
fn compounds_that_no_file_has_are_not_cut_down() {
    for (text, want, id) in [
        ("انفجرت عبوة في قرية أبي زهران شرقي ديالى", "قرية أبي زهران", None),
        ("قتل رجل في بلدة وادي الزعفران غربي لبنان", "بلدة وادي الزعفران", None),
        // Nor is what a name lies beside part of it.
        ("قتل رجل بانفجار في مدينة الباب شرقي حلب", "مدينة الباب", Some("الباب")),
        (
            "قصفت الطائرات ريف مدينة عين عيسى شمالي الرقة",
            "ريف مدينة عين عيسى",
            Some("عين عيسى"),
        ),
    ] {
        let list = claims(text, None);
        let c = list.iter().find(|c| c.place.is_some()).expect("a place");
        assert_eq!(place(c), Some(want), "{text}");
        let place = c.place.as_ref().expect("a place");
        let known = place.id.as_ref().and(place.name.as_deref());
        assert_eq!(
            known.map(|n| n.trim_start_matches("ال")),
            id.map(|n: &str| n.trim_start_matches("ال")),
            "{text}"
        );
    }
}

#[test]
fn times_go_with_their_own_event() {
    use ClaimType as T;
    let day = Some("2023-07-20");
    for (text, kind, want) in [
        (
            "قتل ثلاثة مدنيين في وقت متأخر من مساء الثلاثاء بقصف مدفعي",
            T::Shelling,
            Some("وقت متأخر من مساء الثلاثاء"),
        ),
        (
            "بدأ القصف حوالي الساعة السادسة من مساء اليوم على البلدة",
            T::Shelling,
            Some("حوالي الساعة السادسة من مساء اليوم"),
        ),
        (
            "خاض الجيش هجوما واسعا على مدى ثلاثة أشهر في تعز",
            T::Offensive,
            Some("على مدى ثلاثة أشهر"),
        ),
        // The day of the statement is not the day of what it denies.
        (
            "نفى التنظيم في بيان نشره الاثنين تفجير السيارة الذي وقع السبت في سبها",
            T::Bombing,
            Some("السبت"),
        ),
        // A state has no day of its own but its beginning.
        (
            "تسيطر الحركة على مدينة الحديدة منذ العام 2014",
            T::Control,
            Some("منذ العام 2014"),
        ),
    ] {
        let list = claims(text, day);
        assert_eq!(time(of(&list, kind)), want, "{text}");
    }
}

#[test]
fn the_day_of_the_news_holds_for_what_follows() {
    let text = "قصفت طائرات مسيرة مدينة الفاشر، فجر اليوم الجمعة. وأصيب خمسة أشخاص في حي الزهور. \
                ويشار إلى أن عشرات المدنيين قتلوا في معارك سابقة.";
    let list = claims(text, Some("2023-10-27"));
    let hurt = list.iter().find(|c| c.trigger.text.contains("أصيب")).expect("the hurt");
    assert_eq!(time(hurt), Some("فجر اليوم الجمعة"));
    let before = list
        .iter()
        .filter(|c| c.trigger.span.start as usize > text.find("ويشار").expect("the word"));
    for c in before {
        assert_ne!(time(c), Some("فجر اليوم الجمعة"), "{}", c.trigger.text);
    }
}

#[test]
fn a_day_without_year_takes_the_year_that_the_report_names() {
    let text = "قتل صحفي يوم 3 آذار 2024 في غارة على البلدة. واستهدفته طائرة مسيرة في 3 آذار قرب الجسر.";
    let list = claims(text, None);
    let days: Vec<_> = list
        .iter()
        .filter_map(|c| c.time.as_ref().map(|(_, t)| t.from))
        .collect();
    assert!(!days.is_empty());
    assert!(days.iter().all(|d| d.is_some_and(|d| d.year() == 2024)), "{days:?}");
}

#[test]
fn a_roundup_headline_dates_its_lines() {
    let title = "حصاد الأحداث ليوم السبت 13 أيار 2023";
    let text = format!(
        "{title}\n- قتل شاب برصاص مجهولين في مدينة نوى.\n- اعتقل الجيش رجلين في بلدة طفس.\n- وقفة احتجاجية في مدينة بصرى الشام."
    );
    let mut report = sentence(&text);
    report.title = Some(MaybeQuoted {
        text: title.to_owned(),
        span: Some(Span::from_range(0..title.len())),
    });
    let list = analyse(&report, &LEXICON).claims;
    assert!(list.len() >= 3, "{list:?}");
    for c in &list {
        let from = c.time.as_ref().and_then(|(_, t)| t.from);
        assert_eq!(
            from.map(|d| d.to_string()).as_deref(),
            Some("2023-05-13"),
            "{}",
            c.trigger.text
        );
        assert!(c.place.is_some(), "{}", c.trigger.text);
    }
}

#[test]
fn a_small_place_abroad_is_not_meant_by_its_sound_alone() {
    // A town of the name lies in Algeria; the report speaks of northern Syria.
    let list = claims(
        "قصفت المدفعية قرية دويرة قرب مدينة الباب بريف حلب، ثم قصفت مدينة أعزاز ومدينة مارع.",
        None,
    );
    let c = list
        .iter()
        .find(|c| place(c).is_some_and(|p| p.contains("دويرة")))
        .expect("the village");
    let point = c.place.as_ref().and_then(|p| p.point).expect("a point");
    assert!(point.1 > 30.0, "{point:?}");
}

#[test]
fn hostile_text_is_harmless() {
    for text in [
        "",
        "في",
        "من من من في في على إلى بين",
        "منذ منذ منذ قبل بعد خلال",
        "قصف في في في،،،؛ بين و بين و",
    ] {
        let _ = claims(text, Some("2023-10-27"));
    }
    let long = "قصفت المدفعية قرية تل الورد شرقي حلب أمس، ".repeat(60);
    let _ = claims(&long, None);
}

#[test]
fn whither_somebody_is_brought_or_flees_is_the_place() {
    use ClaimType as T;
    for (text, kind, want) in [
        (
            "أصيب رجل بالرصاص في مدينة جنين. وتم نقله إلى المستشفى في سيارة أجرة.",
            T::Aid,
            "المستشفى",
        ),
        (
            "انفجرت عبوة ناسفة في سوق بعقوبة وقتل رجل، ونقلت جثة الضحية إلى الطب العدلي.",
            T::Aid,
            "الطب العدلي",
        ),
        (
            "هاجم مسلحون حاجزا في مأرب. ثم فر القيادي إلى جهة مجهولة.",
            T::Escape,
            "جهة مجهولة",
        ),
        // Where it begins, if that is told.
        ("فر القيادي من بلدة الخيام إلى جهة مجهولة.", T::Escape, "بلدة الخيام"),
        (
            "نقلت فرق الإسعاف المصابين من موقع الانفجار إلى مستشفى الأبيض.",
            T::Aid,
            "مستشفى الأبيض",
        ),
    ] {
        assert_eq!(place(of(&claims(text, None), kind)), Some(want), "{text}");
    }
    // The attack is not where the wounded were brought.
    let list = claims(
        "نقلت سيارات الإسعاف الجرحى إلى المستشفى. وقصفت المدفعية حي السلام بعد ذلك.",
        None,
    );
    assert_ne!(place(of(&list, T::Shelling)), Some("المستشفى"));
}

#[test]
fn parts_of_the_country_and_distances() {
    use ClaimType as T;
    for (text, kind, want) in [
        (
            "قتل رجل في مدينة بنغازي. وقصف الطيران مواقع في شمال غرب البلاد.",
            T::Airstrike,
            "شمال غرب البلاد",
        ),
        (
            "اقتحم مسلحون منزلا في منطقة الحديد، (10 كم شمال غرب بعقوبة).",
            T::Offensive,
            "منطقة الحديد",
        ),
        (
            "هاجم مسلحون مقر شرطة الشحر بمحافظة حضرموت.",
            T::Offensive,
            "مقر شرطة الشحر",
        ),
        ("قصف الطيران الموصل أمس.", T::Airstrike, "الموصل"),
        ("قتل رجل في قصف شنه متمردون لكادقلي أمس.", T::Shelling, "كادقلي"),
        (
            "انفجرت قذيفة على مقربة من مسيرة نظمها نازحون من تل رفعت في قرية الزيارة شمالي حلب.",
            T::Shelling,
            "قرية الزيارة",
        ),
    ] {
        assert_eq!(place(of(&claims(text, None), kind)), Some(want), "{text}");
    }
    // What a group is called is no place.
    let list = claims(
        "قتل رجل في اشتباكات بين عناصر كتيبة \"رحبة الدروع\" وعناصر كتيبة أخرى.",
        None,
    );
    assert_eq!(place(of(&list, T::Clash)), None);
}

#[test]
fn expressions_of_time_without_a_date() {
    for want in [
        "عند منتصف الليل",
        "بعد صلاة الجمعة",
        "الليلة الماضية",
        "ثاني أيام عيد الأضحى",
        "خلال الساعات الماضية",
        "عقب صلاة التراويح",
        "حوالي الساعة التاسعة مساء",
    ] {
        let text = format!("قصفت المدفعية سوق مدينة الفاشر {want}، وقتل رجل.");
        let got = claims(&text, None);
        assert!(
            time(of(&got, ClaimType::Shelling)).is_some_and(|t| want.contains(t) && t.len() * 2 > want.len()),
            "{text}"
        );
    }
    // A time of day that a comma closes is no blowing up.
    let list = claims("اقتحم مسلحون، فجر اليوم، منزلا في منطقة السيدية وقتلوا رجلا.", None);
    assert!(list.iter().all(|c| c.kind != ClaimType::Demolition));
    // The like told right before has its day.
    let list = claims(
        "ومنذ سنوات يهدم التنظيم البيوت. وهدم التنظيم منزلين أمس الأول في مدينة الرقة. كما هدم التنظيم منزل عائلة أخرى في قرية المنصورة.",
        None,
    );
    let days = list
        .iter()
        .filter(|c| c.kind == ClaimType::Demolition && c.time.is_some());
    assert!(days.count() >= 2);
}

#[test]
fn fronts_capitals_and_what_points_back_are_places() {
    use ClaimType as T;
    for (text, kind, want) in [
        // A front is named by a village, known or not.
        (
            "قتل أربعة عناصر في كمين على محور كفر زهمر بريف حلب الغربي",
            T::Offensive,
            Some("محور كفر زهمر"),
        ),
        (
            "دارت اشتباكات على محوري معرة الزيت والتلة في ريف إدلب الجنوبي",
            T::Clash,
            Some("محوري معرة الزيت"),
        ),
        ("دعا محور المقاومة إلى وقف إطلاق النار", T::Ceasefire, None),
        // The capital with its adjective, and alone.
        (
            "انفجرت قنبلة في العاصمة الأفغانية كابل صباح اليوم",
            T::Bombing,
            Some("العاصمة الأفغانية كابل"),
        ),
        (
            "وقعت مواجهات في طرابلس. وحاول مسلحون التسلل إلى العاصمة",
            T::Offensive,
            Some("العاصمة"),
        ),
        // A capital stands for its state as well.
        ("قتل شخصان في هجوم مسلح في باريس", T::Offensive, Some("باريس")),
        ("أحرق محتجون شركة مرتبطة بباريس في هجوم أمس", T::Offensive, None),
        // The country, where something is told to be in it.
        (
            "قتل شرطي في مقديشو. وشهدت البلاد انقلابا عام 1969",
            T::CoupAttempt,
            Some("البلاد"),
        ),
        (
            "يشهد اليمن منذ سنوات حربا بين القوات الحكومية والمسلحين في صنعاء",
            T::Clash,
            Some("اليمن"),
        ),
        // A way in, a party, a thing's owner, an official's office are not where it was.
        (
            "اقتحم مسلحون مدينة سبها عبر بوابة المطار",
            T::Offensive,
            Some("مدينة سبها"),
        ),
        (
            "أطلقت القوات المتحالفة مع روسيا النار على سيارة في مدينة منبج",
            T::Shooting,
            Some("مدينة منبج"),
        ),
        (
            "استهدف انفجار موكب محافظ عدن في مديرية التواهي",
            T::Bombing,
            Some("مديرية التواهي"),
        ),
        (
            "قتل مهرب برصاص الجيش على الحدود مع سوريا",
            T::Shooting,
            Some("الحدود مع سوريا"),
        ),
        ("وقع انفجار أمام مبنى محافظة حلب", T::Bombing, Some("مبنى محافظة حلب")),
        // Where the report was written.
        (
            "غزة - خاص: أصيب ثلاثة في قصف على منزل شرق رفح",
            T::Shelling,
            Some("منزل شرق رفح"),
        ),
        (
            "رام الله - معا - اعتقلت القوات شابين شمال غرب القدس",
            T::Arrest,
            Some("شمال غرب القدس"),
        ),
        // Local sources are no locality.
        (
            "أفادت مصادر محلية بوقوع هجوم في محلية كتم",
            T::Offensive,
            Some("محلية كتم"),
        ),
        // A district lies in its city; a village in its district.
        (
            "قتل شخص بإطلاق نار في مديرية القاهرة بتعز",
            T::Shooting,
            Some("مديرية القاهرة"),
        ),
        // A word of the deed's object does not part it from its place.
        (
            "قصفت طائرات مجهولة شحنة أسلحة في مدينة البوكمال",
            T::Airstrike,
            Some("مدينة البوكمال"),
        ),
        ("سيطرت الفصائل على المدينة في 2018", T::Capture, Some("المدينة")),
    ] {
        let list = claims(text, None);
        assert_eq!(place(of(&list, kind)), want, "{text}");
    }
    // What hangs on the deed behind it is there; what was tried was tried where the news is.
    let list = claims(
        "فر سجين من سجن بادوش، وقتل شقيقه خلال اجتياح مدينة بيجي عام 2014. وحاولت القوات اعتقال والده دون جدوى.",
        None,
    );
    let dead = of(&list, T::Offensive);
    assert_eq!((place(dead), time(dead)), (Some("مدينة بيجي"), Some("عام 2014")));
    assert_eq!(place(of(&list, T::Arrest)), Some("مدينة بيجي"));
}

#[test]
fn times_are_of_what_they_were_told_of() {
    use ClaimType as T;
    for (text, kind, want) in [
        // Behind what the deed was done in.
        (
            "قتل جندي في عفرين. واستولى الجيش على المنطقة في عملية عسكرية في 2018",
            T::Capture,
            Some("2018"),
        ),
        // Since when: verbs that a sentence opens with it, participles, what began.
        (
            "ومنذ آب 2019، تخضع عدن لسيطرة القوات المحلية",
            T::Control,
            Some("منذ آب 2019"),
        ),
        (
            "قال البيان إن الفصائل المسيطرة على المدينة منذ عام 2014 ستنسحب",
            T::Control,
            Some("منذ عام 2014"),
        ),
        ("قتل 97 شخصا منذ بدء الاحتجاجات", T::Killing, Some("منذ بدء الاحتجاجات")),
        (
            "قتل 600 شخص منذ اندلاع مظاهرات تشرين الأول 2019",
            T::Killing,
            Some("منذ اندلاع مظاهرات تشرين الأول 2019"),
        ),
        // Hours of the day, with and without their mark.
        ("قصف الطيران بلدة سرمين فجرا", T::Airstrike, Some("فجرا")),
        (
            "قصف الطيران بلدة سرمين عند الساعة 3:30 فجرا",
            T::Airstrike,
            Some("الساعة 3:30 فجرا"),
        ),
        // Before the deed.
        ("لم تتمكن الشرطة حتى الآن من اعتقال القاتل", T::Arrest, Some("حتى الآن")),
        // Talks and what they led to.
        ("توصل أعيان المدينة أمس إلى وقف لإطلاق النار", T::Ceasefire, Some("أمس")),
        // What the time is counted from is not dated by it.
        ("جاء القصف بعد ساعات من هجوم على حاجز", T::Offensive, None),
    ] {
        let list = claims(text, None);
        assert_eq!(time(of(&list, kind)), want, "{text}");
    }
    // A headline of nothing but the day dates the items; an item's own day stays its own.
    let list = claims(
        "أبرز أحداث يوم 9 أيار 2022\n\nقتل طفل بانفجار لغم في 4 أيار في قرية أم الزهور.\nقتل رجل برصاص مجهولين في بلدة الحراك.",
        None,
    );
    assert_eq!(time(of(&list, T::Shooting)), Some("يوم 9 أيار 2022"));
    assert_eq!(time(of(&list, T::Bombing)), Some("4 أيار"));
    // «وكان … قد قتل» was before the news.
    let list = claims(
        "قتل شاب برصاص مجهولين في بلدة الشحيل أمس. وكان شقيقه قد قتل بانفجار لغم.",
        Some("2021-03-04"),
    );
    let before = of(&list, T::Bombing);
    assert_eq!((place(before), time(before)), (None, None));
}

/// A report whose first line is its headline.
fn titled(text: &str, published: &str) -> Vec<Claim> {
    let mut report = sentence(text);
    let end = text.find('\n').unwrap_or(0);
    report.title = Some(MaybeQuoted {
        text: text[..end].to_owned(),
        span: Some(Span::from_range(0..end)),
    });
    report.published = Some(Published {
        date: published.parse().expect("a date"),
        span: None,
        trust: Trust::Given,
    });
    analyse(&report, &LEXICON).claims
}

#[test]
fn how_long_it_lasted_and_what_a_time_is_counted_from() {
    use ClaimType as T;
    for (text, kind, want) in [
        (
            "اندلعت معارك دامت ثلاثة أيام بين الجيش والمسلحين في مدينة سبها",
            T::Clash,
            Some("دامت ثلاثة أيام"),
        ),
        (
            "قتل شاب فجر اليوم في اشتباك دام نصف ساعة مع دورية",
            T::Clash,
            Some("فجر اليوم"),
        ),
        // What a source is called dates nothing.
        ("وأكدت صحيفة الجيش \"سبتمبر نت\" مقتل عشرة مسلحين", T::Killing, None),
        // It is of what follows.
        (
            "وبعد يومين من الهجوم اعتقلت القوات أربعة مشتبهين",
            T::Arrest,
            Some("بعد يومين"),
        ),
    ] {
        let found = claims(text, Some("2022-02-12"));
        assert_eq!(time(of(&found, kind)), want, "{text}");
    }
}

#[test]
fn a_roundup_and_a_report_of_a_month_give_their_time_to_what_they_list() {
    let day = titled(
        "حصاد السبت: قتلى في حمص واغتيال في درعا\nحمص: قتل تسعة عناصر من الجيش صباح اليوم في كمين.\n\
         درعا: اغتال مجهولون رجلا أمام منزله.\nدمشق: حكمت محكمة بالسجن على ثلاثة شبان.\nحلب: نزحت عشر عائلات من القرية.",
        "2022-02-12",
    );
    assert_eq!(time(of(&day, ClaimType::Punishment)), Some("السبت"));
    assert_eq!(time(of(&day, ClaimType::Displacement)), Some("السبت"));
    let month = titled(
        "تقرير: مقتل 29 مدنيا في تعز خلال يناير\nوثقت منظمة \"شهود\" مقتل 29 مدنيا في تعز خلال شهر يناير الماضي.\n\
         وقالت المنظمة إن القذائف أصابت عشرات المدنيين.\nوسجل التقرير 22 حادثة انفجار ألغام أسفرت عن مقتل 10 مدنيين.",
        "2025-02-02",
    );
    assert_eq!(time(of(&month, ClaimType::Bombing)), Some("شهر يناير الماضي"));
}
