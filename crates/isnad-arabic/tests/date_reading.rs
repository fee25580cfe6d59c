//! Dates: tables of cases, printing and reading back, and random text.

use isnad_arabic::{date, number};
use jiff::civil::{Date, date as day};
use proptest::prelude::*;

fn first(text: &str, anchor: Option<Date>) -> Option<(Date, Date)> {
    let found = date::read(text, anchor);
    found.first().and_then(|t| Some((t.from?, t.to?)))
}

#[test]
fn expressions_on_a_tuesday() {
    let anchor = day(2021, 3, 16);
    let cases = [
        ("اليوم", day(2021, 3, 16), day(2021, 3, 16)),
        ("أول أمس", day(2021, 3, 14), day(2021, 3, 14)),
        ("بعد غد", day(2021, 3, 18), day(2021, 3, 18)),
        ("مساء الأحد", day(2021, 3, 14), day(2021, 3, 14)),
        ("الثلاثاء الماضي", day(2021, 3, 9), day(2021, 3, 9)),
        ("الخميس المقبل", day(2021, 3, 18), day(2021, 3, 18)),
        ("يومي السبت والأحد الماضيين", day(2021, 3, 13), day(2021, 3, 14)),
        ("الأسبوع قبل الماضي", day(2021, 3, 1), day(2021, 3, 7)),
        ("قبل شهرين", day(2021, 1, 1), day(2021, 1, 31)),
        ("قبل أربعة أعوام", day(2017, 1, 1), day(2017, 12, 31)),
        ("منذ يومين", day(2021, 3, 14), day(2021, 3, 14)),
        ("كانون الأول الماضي", day(2020, 12, 1), day(2020, 12, 31)),
        ("في التاسع من أيار/مايو", day(2020, 5, 9), day(2020, 5, 9)),
        ("7 يونيو (حزيران) 2018", day(2018, 6, 7), day(2018, 6, 7)),
        ("من 25 ديسمبر إلى 3 يناير", day(2020, 12, 25), day(2021, 1, 3)),
        ("بين أيلول 2014 وآذار 2015", day(2014, 9, 1), day(2015, 3, 31)),
        ("مطلع العام", day(2021, 1, 1), day(2021, 4, 30)),
        ("النصف الأول من العام الماضي", day(2020, 1, 1), day(2020, 6, 30)),
        ("مطلع العام الحالي 2019", day(2019, 1, 1), day(2019, 4, 30)),
        ("خريف 2019", day(2019, 9, 1), day(2019, 11, 30)),
        ("آخر 3 أيام", day(2021, 3, 13), day(2021, 3, 15)),
        ("3 جمادى الآخرة 1442هـ", day(2021, 1, 16), day(2021, 1, 16)),
        ("14/7/1442هـ", day(2021, 2, 26), day(2021, 2, 26)),
        ("بتاريخ 9 / 11 / 2020", day(2020, 11, 9), day(2020, 11, 9)),
        ("2020-02-29", day(2020, 2, 29), day(2020, 2, 29)),
        ("في 2018.\n\nقال", day(2018, 1, 1), day(2018, 12, 31)),
        ("في التسعينيات", day(1990, 1, 1), day(1999, 12, 31)),
        ("مطلع ثمانينيات القرن الماضي", day(1980, 1, 1), day(1989, 12, 31)),
        ("نوفمبر/تشرين الأول 2018", day(2018, 11, 1), day(2018, 11, 30)),
        ("في مثل هذا اليوم من عام 2016", day(2016, 1, 1), day(2016, 12, 31)),
        ("سنة ألفين وأربعة", day(2004, 1, 1), day(2004, 12, 31)),
    ];
    for (text, from, to) in cases {
        assert_eq!(first(text, Some(anchor)), Some((from, to)), "{text}");
    }
}

#[test]
fn without_an_anchor_relative_expressions_have_no_days() {
    for text in [
        "أمس",
        "الجمعة",
        "الشهر الماضي",
        "26 آب",
        "قبل أسبوع",
        "خلال الأيام الماضية",
        "مؤخرا",
    ] {
        let found = date::read(text, None);
        assert_eq!(found.len(), 1, "{text}");
        assert!(
            found[0].relative && found[0].from.is_none() && found[0].to.is_none(),
            "{text}"
        );
    }
    assert_eq!(date::read("26 آب", None)[0].month_day, Some((8, 26)));
    assert_eq!(first("26 آب 2015", None), Some((day(2015, 8, 26), day(2015, 8, 26))));
}

#[test]
fn precision_follows_the_length() {
    let cases = [
        ("12 مايو 2020", 1),
        ("من 3 إلى 7 آذار 2018", 2),
        ("الأسبوع الثالث من عام 2018", 3),
        ("آذار 2018", 4),
        ("عام 2018", 5),
    ];
    for (text, precision) in cases {
        assert_eq!(date::read(text, None)[0].precision, precision, "{text}");
    }
}

#[test]
fn no_dates() {
    for text in [
        "مارس الضغط على خصومه",
        "سوق الجمعة",
        "سد تشرين",
        "زار أب ابنه",
        "الأمين العام للحزب",
        "لمدة ثلاثة أيام",
        "شارك 2015 شخصا",
        "أول لقاء",
        "هاتف 011-555-7788",
        "نسبة 3/4",
        "الإصدار 1.2.3",
        "رمضان عامل في مصنع",
        "رجل في الخمسينيات من عمره",
    ] {
        let found = date::read(text, Some(day(2020, 1, 1)));
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

const LEVANT: [&str; 12] = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
];
const EGYPT: [&str; 12] = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];
const MAGHREB: [&str; 12] = [
    "جانفي",
    "فيفري",
    "مارس",
    "أفريل",
    "ماي",
    "جوان",
    "جويلية",
    "أوت",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];

const HIJRI: [&str; 12] = [
    "محرم",
    "صفر",
    "ربيع الأول",
    "ربيع الآخر",
    "جمادى الأولى",
    "جمادى الآخرة",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذي القعدة",
    "ذي الحجة",
];

#[test]
fn dates_around_an_article() {
    let cases = [
        ("Home | News | May 19, 2023 | Print", Some(day(2023, 5, 19))),
        ("نشر في: 19 May 2023 الساعة 10:30", Some(day(2023, 5, 19))),
        ("Sept 3, 2019 آخر تحديث", Some(day(2019, 9, 3))),
        ("DECEMBER 31, 2020", Some(day(2020, 12, 31))),
        ("May Street, March on", None),
        // presentation forms: al-khamīs 5 kānūn al-thānī 2017, "Thursday, 5 January 2017"
        ("ﺍﻟﺨﻤﻴﺲ 5 ﻛﺎﻧﻮﻥ ﺍﻟﺜﺎﻧﻲ 2017", Some(day(2017, 1, 5))),
    ];
    for (text, want) in cases {
        assert_eq!(first(text, None).map(|d| d.0), want, "{text}");
    }
}

proptest! {
    #[test]
    fn a_printed_date_is_read_back(year in 1950_i16..2050, month in 1_i8..=12, d in 1_i8..=31) {
        let d = d.min(day(year, month, 1).days_in_month());
        let want = Some((day(year, month, d), day(year, month, d)));
        let m = usize::from(month.unsigned_abs()) - 1;
        let spelled = number::spell(d.unsigned_abs().into(), number::Gender::Masculine, number::Case::Oblique);
        for text in [
            format!("{d} {} {year}", LEVANT[m]),
            format!("{d} {} {year}", EGYPT[m]),
            format!("{d} {} {year}", MAGHREB[m]),
            format!("{d} {}/{} {year}", EGYPT[m], LEVANT[m]),
            format!("{d} {} ({}) {year}م", EGYPT[m], LEVANT[m]),
            format!("{d} من شهر {} عام {year}", LEVANT[m]),
            format!("{d}/{month}/{year}"),
            format!("{d:02}-{month:02}-{year}"),
            format!("{d:02}.{month:02}.{year}"),
            format!("{year}-{month:02}-{d:02}"),
            format!("{year}/{month}/{d}"),
            format!("{spelled} {} {year}", EGYPT[m]),
        ] {
            prop_assert_eq!(first(&text, None), want, "{}", text);
        }
    }

    #[test]
    fn a_printed_hijri_date_is_read_back(offset in 0_i32..40_000) {
        // 1950 to 2059
        let want = day(1950, 1, 1) + jiff::ToSpan::days(offset);
        let iso = icu_calendar::Date::try_new_iso(want.year().into(), want.month().unsigned_abs(), want.day().unsigned_abs());
        let hijri = iso.unwrap().to_calendar(icu_calendar::cal::Hijri::new_umm_al_qura());
        let (year, month, d) = (hijri.year().extended_year(), hijri.month().ordinal, hijri.day_of_month().0);
        let name = HIJRI[usize::from(month) - 1];
        for text in [
            format!("{d} {name} {year}"),
            format!("{d} {name} {year}هـ"),
            format!("{d} من {name} عام {year} هـ"),
            format!("{d}/{month}/{year}هـ"),
            format!("{d} {name} {year}هـ الموافق {} {} {}م", want.day(), EGYPT[want.month() as usize - 1], want.year()),
        ] {
            prop_assert_eq!(first(&text, None), Some((want, want)), "{}", text);
        }
    }

    #[test]
    fn random_text_does_no_harm(text in "[\u{600}-\u{6ff}a-z0-9 /.,:()%\n-]{0,60}") {
        check_spans(&text)?;
    }

    #[test]
    fn random_words_do_no_harm(words in proptest::collection::vec(prop::sample::select(WORDS), 0..14)) {
        check_spans(&words.join(" "))?;
        check_spans(&words.concat())?;
    }
}

const WORDS: &[&str] = &[
    "قبل",
    "بعد",
    "منذ",
    "من",
    "إلى",
    "بين",
    "و",
    "ما",
    "يوم",
    "يومي",
    "اليوم",
    "أمس",
    "أول",
    "الأول",
    "آخر",
    "عام",
    "العام",
    "الماضي",
    "المقبل",
    "الجمعة",
    "السبت",
    "كانون",
    "تشرين",
    "الثاني",
    "ربيع",
    "رمضان",
    "شباط",
    "آب",
    "صيف",
    "نهاية",
    "منتصف",
    "الربع",
    "النصف",
    "الأسبوع",
    "شهر",
    "سنوات",
    "ثلاثة",
    "ألف",
    "ألفين",
    "مليون",
    "مئة",
    "عشرون",
    "عشر",
    "نصف",
    "أكثر",
    "على",
    "الأقل",
    "12",
    "2015",
    "99999",
    "3/4",
    "1440",
    "هـ",
    "-",
    "/",
    "(",
    ")",
    "،",
    "٪",
    "واحد",
    "وواحد",
];

fn check_spans(text: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for t in date::read(text, Some(day(2020, 2, 29))) {
        prop_assert!(t.span.get(text).is_some() && t.span.start >= end, "{:?} in {}", t, text);
        prop_assert!(t.from <= t.to && (1..=5).contains(&t.precision));
        end = t.span.end;
    }
    end = 0;
    for q in number::read(text) {
        prop_assert!(q.span.get(text).is_some() && q.span.start >= end, "{:?} in {}", q, text);
        prop_assert!(q.high.is_none_or(|h| q.low <= h), "{:?} in {}", q, text);
        end = q.span.end;
    }
    Ok(())
}

#[test]
fn a_long_line_takes_linear_time() {
    for word in ["واحد ", "و", "قبل ", "12 ", "(", "1-", "يوم ", "من ", "ألف "] {
        let text = word.repeat(30_000);
        let start = std::time::Instant::now();
        let _ = (date::read(&text, Some(day(2020, 1, 1))), number::read(&text));
        assert!(start.elapsed().as_secs() < 20, "{word}");
    }
}
