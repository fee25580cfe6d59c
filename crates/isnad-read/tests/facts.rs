//! The facts of a report: publisher, date, headline, in the shapes that pages have as plain text.
//!
//! Example: «الخرطوم (وكالة المنارة للأنباء) –» (al-Kharṭūm, wakālat al-manāra, a dateline with an agency) names
//! whom the text was taken from, and no publisher.

use isnad_model::{Report, Trust};
use isnad_read::{NoOutlets, Source, read};

const TITLE: &str = "مسلحون يغلقون الطريق بين البلدتين بعد خلاف على حاجز";
const BODY: &str = "أغلق مسلحون صباح اليوم الطريق الواصل بين البلدتين بعد خلاف على حاجز تفتيش أقيم قبل أسبوع.\n\n\
    وقال شاهد إن المسلحين منعوا السيارات من المرور حتى ساعة متأخرة من النهار.\n\n\
    ولم تصدر عن السلطات المحلية أي تعليقات على الحادث حتى مساء اليوم.";

fn report(text: &str) -> Report {
    let source = Source {
        path: "a.txt",
        bytes: text.as_bytes(),
        sidecar: None,
        given: None,
    };
    let mut out = Vec::new();
    read(&source, &NoOutlets, &mut |r| out.push(r));
    assert_eq!(out.len(), 1, "one report");
    out.remove(0).expect("a report")
}

fn outlet(text: &str) -> Option<String> {
    report(text).outlet.map(|o| o.text)
}

#[test]
fn the_masthead_names_the_publisher() {
    for (head, foot, expected) in [
        (
            "دفتر الوادي – 14 تشرين الثاني 2021",
            "تابعوا موقع دفتر الوادي على تلغرام",
            Some("دفتر الوادي"),
        ),
        ("بوابة الوادي | 3 أيلول 2022", "", Some("بوابة الوادي")),
        ("نشرة جبل الوادي - 2 شباط 2023", "", Some("نشرة جبل الوادي")),
        ("مرصد الوادي", "", Some("مرصد الوادي")),
        // A town beside the date is a dateline.
        (
            "وادي الرمان – 14 تشرين الثاني 2021",
            "وقع الحادث في وادي الرمان ظهرا.",
            None,
        ),
        ("2021-11-14", "© صحيفة البيدر 2021", Some("صحيفة البيدر")),
        (
            "2021-11-14",
            "جميع الحقوق محفوظة لشبكة الوادي الإخبارية © 2021",
            Some("شبكة الوادي الإخبارية"),
        ),
        ("2021-11-14", "", None),
    ] {
        let text = format!("{TITLE}\n{head}\n\n{BODY}\n\n{foot}\n");
        assert_eq!(outlet(&text).as_deref(), expected, "{head} … {foot}");
    }
    // Beside «خاص», in the dateline, by what it received, saw and learned.
    for (head, expected) in [
        ("دفتر الوادي - خاص", Some("دفتر الوادي")),
        ("الساعة 23:00 (دفتر الوادي - وكالات)", Some("دفتر الوادي")),
        ("حلب - خاص", None),
        (
            "بوابة الوادي/ قال سكان إن حريقا اندلع في السوق ظهر اليوم.",
            Some("بوابة الوادي"),
        ),
        (
            "بلدة الوادي – «القلم الحر»: اندلع حريق في السوق ظهر اليوم.",
            Some("القلم الحر"),
        ),
        (
            "قالت الجمعية في بيان تلقت «دفتر الوادي» نسخة منه إن حريقا اندلع.",
            Some("دفتر الوادي"),
        ),
        ("قالت الجمعية في بيان تلقت وكالة رويترز نسخة منه إن حريقا اندلع.", None),
        (
            "علمت «دفتر الوادي» من سكان أن حريقا اندلع في السوق.",
            Some("دفتر الوادي"),
        ),
    ] {
        let text = format!("{TITLE}\n\n{head}\n\n{BODY}\n");
        assert_eq!(outlet(&text).as_deref(), expected, "{head}");
    }
    let over = format!("نبض الواديين\nعاجل | محليات | رياضة | اقتصاد\n\n{TITLE}\n\n{BODY}\n");
    assert_eq!(outlet(&over).as_deref(), Some("نبض الواديين"));
}

#[test]
fn agencies_are_no_publishers_of_what_others_take_from_them() {
    for (line, expected) in [
        ("الخرطوم (وكالة المنارة للأنباء) – ", None),
        ("الخرطوم (أ ف ب) – ", None),
        ("راديو الضفة - وكالة المنارة للأنباء\n", Some("راديو الضفة")),
        ("حلب - وكالة المنارة للأنباء\n", Some("وكالة المنارة للأنباء")),
        ("وقال مصدر لوكالة رويترز إن الطريق فتح. ", None),
        ("وقال قائد لصحيفة المنارة إن الطريق فتح. ", Some("صحيفة المنارة")),
        ("وقال تقرير لصحيفة المنارة إن الطريق فتح. ", None),
        ("وكشف تحقيق مطول لصحيفة المنارة أن الطريق فتح. ", None),
    ] {
        let text = format!("{TITLE}\n\n{line}{BODY}\n");
        assert_eq!(outlet(&text).as_deref(), expected, "{line}");
    }
    let credited = format!("{TITLE}\n\n{BODY}\n\nالمصدر: وكالة المنارة للأنباء\n");
    assert_eq!(outlet(&credited), None);
}

#[test]
fn dates_of_publication() {
    for (text, expected) in [
        (
            format!("{TITLE}\nدفتر الوادي، 18 أكتوبر 2024\n\n{BODY}\n"),
            Some("2024-10-18"),
        ),
        (
            format!("{TITLE}\n\nعدن، 18 أكتوبر 2024 (سبأ) – {BODY}\n"),
            Some("2024-10-18"),
        ),
        (format!("{TITLE}\n\nغزة 5-8-2022 وفا- {BODY}\n"), Some("2022-08-05")),
        (
            format!("{TITLE}\n\n{BODY}\n\nوكان الطريق قد أغلق في 5 أيار 2021 لأسبوع.\n"),
            None,
        ),
        (
            format!("حصاد الوادي ليوم السبت 13 أيار 2023\n\n{BODY}\n"),
            Some("2023-05-13"),
        ),
        (format!("{TITLE} في 3 آذار 2019\n\n{BODY}\n"), None),
    ] {
        let report = report(&text);
        let found = report.published.map(|p| p.date.to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
        assert!(
            report
                .published
                .is_none_or(|p| p.trust == Trust::Stated && p.span.is_some())
        );
    }
}

#[test]
fn a_section_label_over_the_headline_hides_it_not() {
    let text = format!("صوت الوادي\nآخر الأخبار\n\n{TITLE}\n\n{BODY}\n\n3 تعليقات\n");
    let report = report(&text);
    assert_eq!(report.title.map(|t| t.text).as_deref(), Some(TITLE));
}

#[test]
fn a_post_is_taken_whole() {
    let text = "مراسل شبكة «عيون الوادي» في الريف\n\n#عاجل\nقصف مدفعي على بلدة خان الرمان ليلة أمس\n\n\
        أكد مراسلنا مقتل رجلين بعد سقوط قذيفة على منزلهما\n\nالأهالي يطلبون سيارات إسعاف\n\nتابعونا على تلغرام\n";
    let report = report(text);
    let body: String = report.body.iter().map(|s| s.slice(&report.text)).collect();
    assert!(body.contains("سيارات إسعاف") && body.contains("خان الرمان"), "{body}");
    assert!(!body.contains("تابعونا"), "{body}");
    assert_eq!(report.outlet.map(|o| o.text).as_deref(), Some("عيون الوادي"));
}

#[test]
fn those_who_are_cited_publish_nothing() {
    for line in [
        "وفقا لموقع الوادي بوست فإن مسلحين أغلقوا الطريق.",
        "قتلت مراسلة وكالة المنارة هدى مرعي على الطريق.",
        "وقالت مصادر إن مجموعة تابعة لـ\"أنصار الوادي\" أغلقت الطريق.",
        "قصف على محيط المدينة (مراسل الرمان) وقع في الرمان قبل يوم.",
        "وأكد مراسل الوكالة أن الطريق أغلق.",
    ] {
        let text = format!("{TITLE}\n\n{BODY}\n\n{line}\n");
        assert_eq!(outlet(&text), None, "{line}");
    }
    for (line, expected) in [
        ("وذكر مراسل شبكة الوادي الإثنين أن الطريق أغلق.", "شبكة الوادي"),
        ("نبض الوادي - ريف الرمان", "نبض الوادي"),
    ] {
        let text = format!("{TITLE}\n\n{line}\n\n{BODY}\n");
        assert_eq!(outlet(&text).as_deref(), Some(expected), "{line}");
    }
    let copied = format!("{TITLE}\n\nملفات الوادي -الأناضول\n\n{BODY}\n");
    assert_eq!(outlet(&copied).as_deref(), Some("ملفات الوادي"));
}

#[test]
fn a_caption_is_no_headline() {
    let text = format!("{TITLE}\nمسلحون على حاجز بين البلدتين (سانا)\n13/05/2022\n\n{BODY}\n");
    assert_eq!(report(&text).title.map(|t| t.text).as_deref(), Some(TITLE));
    let alone = format!("مسلحون على حاجز بين البلدتين (تويتر)\n\n{BODY}\n");
    assert_eq!(report(&alone).title.map(|t| t.text), None);
}
