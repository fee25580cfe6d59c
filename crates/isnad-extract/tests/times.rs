//! Expressions of time and what they hold for: invented sentences.
//!
//! Example: «في ساعة الذروة» (fī sāʿat adh-dhirwa, "at rush hour") is the time of the strike that it stands beside.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;
use isnad_model::{ClaimType as T, Published, Trust};
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

#[test]
fn expressions_of_time_and_lines_above_the_lead() {
    for (text, kind, wanted) in [
        (
            "ألقت طائرة حربية أربعة صواريخ على السوق في ساعة الذروة.",
            T::Airstrike,
            "في ساعة الذروة",
        ),
        (
            "وقال الضابط إن المعارك التي استمرت حتى ساعات الفجر الأولى أسفرت عن مقتل عشرة.",
            T::Clash,
            "حتى ساعات الفجر الأولى",
        ),
        (
            "وبعد نحو ساعتين، عادت مسيرة واستهدفت جرافة بصاروخ.",
            T::Airstrike,
            "بعد نحو ساعتين",
        ),
        (
            "الوادي – النهر | قسم الأخبار\nقال جهاز الإسعاف، اليوم الأربعاء، إن قتلى سقطوا.\n\
             وقصفت المدفعية قرية الزيتونة.",
            T::Shelling,
            "اليوم الأربعاء",
        ),
        // The day under a picture is not the news's, where the news has its own.
        (
            "آثار الدمار في السوق - 18 آب 2022 (فريق الإغاثة)\nقتل رجل، اليوم الخميس، جراء غارة على السوق.\n\
             وقصفت المدفعية قرية الزيتونة.",
            T::Shelling,
            "اليوم الخميس",
        ),
        (
            "آثار الدمار في السوق - 18 آب 2022 (فريق الإغاثة)\nقتل رجل جراء غارة على السوق.\nوقصفت المدفعية قرية الزيتونة.",
            T::Shelling,
            "18 آب 2022",
        ),
        // The lists of one count have its time; what stands behind them has the news's.
        (
            "قتل شاب صباح اليوم بغارة على الرقة.\nوبذلك، يرتفع إلى 31 تعداد الغارات على المنطقة، منذ مطلع العام 2023، والقتلى هم:\n\
             – 7 مدنيين.\nوتوزعت على النحو الآتي:\n– قصف على الحسكة أسفر عن مقتل 4 مدنيين.",
            T::Shelling,
            "منذ مطلع العام 2023",
        ),
        // Who holds the place does not take the time of what befell it.
        (
            "قتل شاب صباح اليوم برصاص قناص.\nوقصفت المدفعية مناطق سيطرة الفصائل، منذ مطلع العام 2023، عشرات المرات.",
            T::Shelling,
            "منذ مطلع العام 2023",
        ),
    ] {
        let claims = analyse(&sentence(text), &LEXICON).claims;
        let found = claims.iter().filter(|c| c.kind == kind).find_map(|c| c.time.as_ref());
        let found = found.map(|(q, _)| q.text.clone()).unwrap_or_default();
        assert!(found.ends_with(wanted), "{text}: {found}");
    }
}

/// Type, quoted time, first and last day of the claims of a text published on a Sunday, 12 March 2023.
fn dated(text: &str) -> Vec<(T, String, Option<String>, Option<String>)> {
    let mut report = sentence(text);
    report.published = Some(Published {
        date: "2023-03-12".parse().expect("a date"),
        span: None,
        trust: Trust::Given,
    });
    let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string());
    let claims = analyse(&report, &LEXICON).claims;
    let of = |c: &isnad_model::Claim| {
        let (q, t) = c.time.clone()?;
        Some((c.kind, q.text, day(t.from), day(t.to)))
    };
    claims.iter().filter_map(of).collect()
}

#[test]
fn times_with_what_they_hold_for() {
    for (text, kind, quote, from, to) in [
        // What goes on since a day goes on until the report's, or until what is named.
        (
            "قتل 40 مدنيا في درعا منذ مطلع العام الجاري.",
            T::Killing,
            "منذ مطلع العام الجاري",
            "2023-01-01",
            "2023-03-12",
        ),
        (
            "قتل 40 مدنيا في درعا منذ مطلع العام الجاري وحتى 10 آذار.",
            T::Killing,
            "منذ مطلع العام الجاري وحتى 10 آذار",
            "2023-01-01",
            "2023-03-10",
        ),
        (
            "وتحاصر القوات البلدة منذ معارك شباط الماضي.",
            T::Siege,
            "منذ معارك شباط الماضي",
            "2023-02-01",
            "2023-03-12",
        ),
        (
            "قصف الجيش بلدة الزيتونة.\nويسيطر الجيش على القرية منذ معركة شباط الماضي مع الحركة.",
            T::Clash,
            "شباط الماضي",
            "2023-02-01",
            "2023-02-28",
        ),
        (
            "قتل سبعة مدنيين خلال العام 2022 وتحديداً منذ حزيران.",
            T::Killing,
            "العام 2022 وتحديداً منذ حزيران",
            "2022-06-01",
            "2023-03-12",
        ),
        // An hour is of the day told before, or of the news.
        (
            "قصف الجيش بلدة الزيتونة، أمس السبت.\nوعند الثامنة مساء، قصفت الطائرات بلدة الرمان بثلاث غارات.",
            T::Airstrike,
            "عند الثامنة مساء",
            "2023-03-11",
            "2023-03-11",
        ),
        (
            "قصف الجيش بلدة الزيتونة، اليوم الأحد.\nوتحاصر القوات القرية منذ ساعات الصباح الأولى.",
            T::Siege,
            "منذ ساعات الصباح الأولى",
            "2023-03-12",
            "2023-03-12",
        ),
        (
            "وكانت الطائرات قصفت في وقت سابق اليوم بلدة الرمان.",
            T::Airstrike,
            "في وقت سابق اليوم",
            "2023-03-12",
            "2023-03-12",
        ),
        (
            "نفذت الطائرات 12 غارة على المنطقة خلال الساعات الـ48 الماضية.",
            T::Airstrike,
            "الساعات الـ48 الماضية",
            "2023-03-10",
            "2023-03-12",
        ),
        // What was done meanwhile and what came later date nothing; nights and days in a row do.
        (
            "استهدف الطيران بلدة الرمان اليوم بغارتين.\nوقصفت المدفعية المسعفين أثناء نقلهم الجرحى.",
            T::Shelling,
            "اليوم",
            "2023-03-12",
            "2023-03-12",
        ),
        (
            "استهدف الطيران بلدة الرمان اليوم بغارتين.\nوقصفت المدفعية القرية لاحقا.",
            T::Shelling,
            "اليوم",
            "2023-03-12",
            "2023-03-12",
        ),
        (
            "وقطع معلمون محتجون لليوم الثاني جسر البلدة القديم.",
            T::Protest,
            "لليوم الثاني",
            "",
            "",
        ),
        // The day of telling gives way to that of the attack, and what follows from a deed is of its day.
        (
            "قال ضابط كبير، اليوم الأحد، إن قتلى الهجوم على نقطة للشرطة في كركوك صاروا خمسة.\n\
             وذكر الضابط أن المسلحين هاجموا النقطة عند العاشرة من ليل أمس السبت.",
            T::Offensive,
            "عند العاشرة من ليل أمس السبت",
            "2023-03-11",
            "2023-03-11",
        ),
        (
            "هاجم مسلحون نقطة للشرطة في كركوك فجر اليوم الأحد ثم لاذوا بالفرار.",
            T::Escape,
            "فجر اليوم الأحد",
            "2023-03-12",
            "2023-03-12",
        ),
    ] {
        let found = dated(text);
        let fits = found.iter().any(|(k, q, a, b)| {
            *k == kind && q == quote && a.as_deref().unwrap_or("") == from && b.as_deref().unwrap_or("") == to
        });
        assert!(fits, "{text}: {found:?}");
    }
}

/// Behind the news of a day what goes on all the time is of no day.
#[test]
fn what_goes_on_is_of_no_day() {
    let text = "قتل مدنيان اليوم الثلاثاء بقصف لقوات النظام على بلدة النيرب.\n\
                وتتعرض بلدات الريف لهجمات متواصلة من قبل قوات النظام.\n\
                وقصفت قوات النظام بلدة سرمين ما أدى إلى إصابة طفل.";
    let claims = analyse(&sentence(text), &LEXICON).claims;
    let undated = claims.iter().filter(|c| c.time.is_none()).map(|c| c.kind);
    assert_eq!(undated.collect::<Vec<_>>(), [T::Offensive]);
    assert_eq!(claims.len(), 3);
}

/// An hour of the day is of the day told of before it, else of the report's own; what no hour is has no day of it.
#[test]
fn an_hour_is_of_the_day_that_is_told_of() {
    for (text, kind, quote, from) in [
        (
            "قصفت المدفعية قرية الزيتونة في ساعات الصباح الأولى.",
            T::Shelling,
            "في ساعات الصباح الأولى",
            Some("2023-03-12"),
        ),
        (
            "أغارت مسيّرة على مخيم الوادي قرابة الثالثة فجراً.",
            T::Airstrike,
            "قرابة الثالثة فجراً",
            Some("2023-03-12"),
        ),
        (
            "دخل وقف إطلاق النار حيز التنفيذ عند الثامنة مساءً في قرية الزيتونة.",
            T::Ceasefire,
            "عند الثامنة مساءً",
            Some("2023-03-12"),
        ),
        (
            "قتل رجل برصاص قناص في الزيتونة أمس الجمعة. وقصفت المدفعية القرية ليلا.",
            T::Shelling,
            "ليلا",
            Some("2023-03-10"),
        ),
        (
            "قصفت المدفعية قرية الزيتونة أكثر من مرة.",
            T::Shelling,
            "أكثر من مرة",
            None,
        ),
        ("يذكر أن المدفعية قصفت قرية الزيتونة ليلا.", T::Shelling, "ليلا", None),
    ] {
        let found = dated(text);
        let fits = found
            .iter()
            .any(|(k, q, a, b)| *k == kind && q == quote && a.as_deref() == from && b.as_deref() == from);
        assert!(fits, "{text}: {found:?}");
    }
}

#[test]
fn an_event_taken_up_by_its_noun_keeps_its_day_and_place() {
    for (text, kind, quote, place) in [
        (
            "قتل طفل اليوم الخميس بقصف على قرية الزيتونة.\nوفي 11 شباط الماضي وقع انفجار في سوق الخضار.\n\
             وقال طبيب إن الانفجار أدى إلى مقتل رجل.",
            T::Bombing,
            "11 شباط الماضي",
            "سوق الخضار",
        ),
        (
            "قتل طفل اليوم الخميس بقصف على قرية الزيتونة.\nوكانت الطائرات أغارت على قرية الكرمة قبل يومين.\n\
             وأدت الغارات إلى مقتل رجل، بحسب طبيب.",
            T::Airstrike,
            "قبل يومين",
            "قرية الكرمة",
        ),
    ] {
        let claims = analyse(&sentence(text), &LEXICON).claims;
        let told = claims.iter().find(|c| c.kind == kind && c.killed.is_some());
        let told = told.unwrap_or_else(|| panic!("{text}: {claims:#?}"));
        let when = told.time.as_ref().map(|(q, _)| q.text.as_str()).unwrap_or_default();
        let at = told.place.as_ref().map(|p| p.text.as_str()).unwrap_or_default();
        assert_eq!((when, at), (quote, place), "{text}");
    }
}
