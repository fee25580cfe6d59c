//! Reading whole files: invented texts and pages, damaged bytes, very long lines.

use isnad_model::{EntityId, Report, Trust};
use isnad_read::{Format, NoOutlets, OutletDirectory, ReadError, Sidecar, Source, read, sniff};
use proptest::prelude::*;

fn all(path: &str, bytes: &[u8]) -> Vec<Result<Report, ReadError>> {
    let source = Source {
        path,
        bytes,
        sidecar: None,
        given: None,
    };
    let mut out = Vec::new();
    read(&source, &NoOutlets, &mut |r| out.push(r));
    out
}

fn one(path: &str, text: &str) -> Report {
    let mut reports = all(path, text.as_bytes());
    assert_eq!(reports.len(), 1);
    reports.remove(0).expect("a report")
}

/// The article's lines.
fn article(report: &Report) -> Vec<&str> {
    report
        .body
        .iter()
        .flat_map(|s| s.slice(&report.text).split('\n'))
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect()
}

fn spans_fit(report: &Report) {
    let mut end = 0;
    for span in &report.body {
        assert!(span.start >= end && span.get(&report.text).is_some());
        end = span.end;
    }
    let parts = report.title.iter().chain(&report.byline);
    for (text, span) in parts.filter_map(|p| p.span.map(|s| (&p.text, s))) {
        assert_eq!(span.get(&report.text), Some(text.as_str()));
    }
    if let Some((outlet, span)) = report.outlet.as_ref().and_then(|o| o.span.map(|s| (o, s))) {
        assert_eq!(span.get(&report.text), Some(outlet.text.as_str()));
    }
    for span in report
        .published
        .iter()
        .filter_map(|p| p.span)
        .chain(report.diagnostics.iter().filter_map(|d| d.span))
    {
        assert!(span.get(&report.text).is_some());
    }
}

const LEAD: &str = "أغلق مسلحون مجهولون صباح اليوم الثلاثاء الطريق الواصل بين بلدتي الزيتونة والمطحنة في ريف الوادي الشرقي، بعد خلاف على حاجز تفتيش.";
const SECOND: &str = "وقال شاهد من البلدة لشبكة «صوت الوادي» إن الخلاف بدأ عندما أوقف الحاجز سيارة تقل أحد وجهاء المنطقة، قبل أن يتطور إلى إطلاق نار.";
const THIRD: &str = "وأضاف أن شخصين أصيبا بجروح، ونقلا إلى مشفى الزيتونة.";
const TITLE: &str = "مسلحون يغلقون طريق الزيتونة بعد خلاف على حاجز تفتيش";

#[test]
fn plain_texts() {
    struct Case {
        name: &'static str,
        lines: Vec<(&'static str, bool)>,
        title: Option<&'static str>,
        byline: &'static [&'static str],
        published: Option<&'static str>,
    }
    let cases = [
        Case {
            name: "headline twice, credits, newsletter box",
            lines: vec![
                (TITLE, true),
                (TITLE, false),
                (LEAD, true),
                (SECOND, true),
                (THIRD, true),
                ("إعداد: سامي حداد – تحرير: ريم قاسم", true),
                ("اشترك في نشرتنا البريدية ليصلك كل جديد", false),
            ],
            title: Some(TITLE),
            byline: &["سامي حداد", "ريم قاسم"],
            published: None,
        },
        Case {
            name: "headline only at the end, comments after it",
            lines: vec![
                (LEAD, true),
                (SECOND, true),
                (THIRD, true),
                (TITLE, true),
                ("214", false),
                ("3 تعليقات", false),
                ("خبر غير صحيح", false),
                ("الله يصلح الحال على الجميع.", false),
            ],
            title: Some(TITLE),
            byline: &[],
            published: None,
        },
        Case {
            name: "stamp, section, related stories before and behind",
            lines: vec![
                (TITLE, true),
                ("الأربعاء, مارس 6, 2019", false),
                ("أخبار, محليات", false),
                ("مقالات مشابهة", false),
                ("افتتاح سوق جديد في مدينة البركة", false),
                ("منذ 3 ساعات", false),
                (LEAD, true),
                (SECOND, true),
                ("مقالات ذات صلة", false),
                ("وفد أممي يزور مخيم السنابل", false),
                ("اترك تعليقاً إلغاء الرد", false),
            ],
            title: Some(TITLE),
            byline: &[],
            published: Some("2019-03-06"),
        },
        Case {
            name: "teasers with cut sentences behind the text",
            lines: vec![
                (TITLE, true),
                ("سامي حداد", true),
                (LEAD, true),
                (SECOND, true),
                ("افتتاح معرض للكتاب في العاصمة", false),
                (
                    "شهدت العاصمة يوم أمس افتتاح معرض للكتاب شارك فيه عدد كبير من دور النشر العربية والأجنبية، وقال المنظمون إن...",
                    false,
                ),
                ("منتخب الناشئين يبدأ معسكره", false),
                (
                    "بدأ منتخب الناشئين معسكرا تدريبيا مغلقا استعدادا لتصفيات كأس آسيا التي تنطلق الشهر المقبل في عدد من...",
                    false,
                ),
            ],
            title: Some(TITLE),
            byline: &["سامي حداد"],
            published: None,
        },
        Case {
            name: "a list belongs to its sentence, an inline link does not",
            lines: vec![
                (TITLE, true),
                (LEAD, true),
                ("اقرأ أيضاً: افتتاح معرض للكتاب في العاصمة", false),
                (SECOND, true),
                ("وتوزع المصابون على النحو الآتي:", true),
                ("- رجل أصيب في ساقه", true),
                ("- شاب أصيب في كتفه", true),
                ("الوسوم", false),
                ("الوادي", false),
            ],
            title: Some(TITLE),
            byline: &[],
            published: None,
        },
        Case {
            name: "menu before the text",
            lines: vec![
                ("الرئيسية", false),
                ("سياسة", false),
                ("اقتصاد", false),
                (TITLE, true),
                ("نشر في: 06/03/2019 - 10:15", false),
                ("حاجز على طريق الزيتونة – أرشيف", true),
                (LEAD, true),
                (SECOND, true),
                ("جميع الحقوق محفوظة © صوت الوادي 2023", false),
            ],
            title: Some(TITLE),
            byline: &[],
            published: Some("2019-03-06"),
        },
    ];
    for case in cases {
        for separator in ["\n", "\n\n", "\r\n"] {
            let text = case.lines.iter().map(|l| l.0).collect::<Vec<_>>().join(separator);
            let report = one("a.txt", &text);
            let name = case.name;
            spans_fit(&report);
            assert_eq!(report.text, text, "{name}");
            let expected: Vec<&str> = case.lines.iter().filter(|l| l.1).map(|l| l.0).collect();
            assert_eq!(article(&report), expected, "{name} {separator:?}");
            assert_eq!(report.title.as_ref().map(|t| t.text.as_str()), case.title, "{name}");
            assert_eq!(
                report.byline.iter().map(|b| b.text.as_str()).collect::<Vec<_>>(),
                case.byline,
                "{name}"
            );
            assert_eq!(
                report.published.map(|p| p.date.to_string()).as_deref(),
                case.published,
                "{name}"
            );
        }
    }
}

#[test]
fn publishers() {
    for (line, outlet) in [
        (
            "البركة (نسيم الجبل) – أغلق مسلحون الطريق الواصل بين البلدتين صباح اليوم بعد خلاف على حاجز تفتيش.",
            Some("نسيم الجبل"),
        ),
        (
            "وقال مراسل شبكة الوادي ميديا، إن مسلحين أغلقوا الطريق الواصل بين البلدتين صباح اليوم بعد خلاف.",
            Some("شبكة الوادي ميديا"),
        ),
        (
            "وأكد مصدر محلي لـ\"نسيم الجبل\" أن مسلحين أغلقوا الطريق الواصل بين البلدتين صباح اليوم بعد خلاف.",
            Some("نسيم الجبل"),
        ),
        (
            "كتبت صحيفة \"ذا ريفر\" البريطانية أن مسلحين أغلقوا الطريق، وقال مسؤول لصحيفة \"ذا ريفر\" إن الخلاف قديم.",
            None,
        ),
    ] {
        let report = one("a.txt", &format!("{TITLE}\n\n{line}\n"));
        spans_fit(&report);
        assert_eq!(report.outlet.as_ref().map(|o| o.text.as_str()), outlet, "{line}");
    }
}

struct Valley;

impl OutletDirectory for Valley {
    fn by_domain(&self, host: &str) -> Option<(EntityId, String)> {
        (host == "valley.example").then(|| (EntityId::new("valley"), "صوت الوادي".to_owned()))
    }
    fn by_name(&self, name: &str) -> Option<(EntityId, String)> {
        name.contains("صوت الوادي")
            .then(|| (EntityId::new("valley"), "صوت الوادي".to_owned()))
    }
}

#[test]
fn publishers_are_looked_up() {
    let text = format!("{TITLE}\n\n{LEAD}\n{SECOND}\n");
    for sidecar in [
        None,
        Some(Sidecar {
            url: Some("https://www.valley.example/news/1".to_owned()),
            published: Some("2019-03-06T10:00:00Z".to_owned()),
            ..Sidecar::default()
        }),
    ] {
        let dated = sidecar.is_some();
        let source = Source {
            path: "a.txt",
            bytes: text.as_bytes(),
            sidecar,
            given: None,
        };
        let mut out = Vec::new();
        read(&source, &Valley, &mut |r| out.push(r));
        let report = out.remove(0).expect("a report");
        assert_eq!(report.outlet.and_then(|o| o.id), Some(EntityId::new("valley")));
        assert_eq!(report.published.map(|p| p.trust), dated.then_some(Trust::Metadata));
    }
}

#[test]
fn pages() {
    let page = format!(
        r##"<!doctype html><html><head><meta charset="utf-8"><title>{TITLE} | صوت الوادي</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="صوت الوادي">
<link rel="canonical" href="https://valley.example/news/7">
<script type="application/ld+json">{{"@graph":[{{"@type":"NewsArticle","datePublished":"2019-03-06T08:00:00+03:00","author":{{"name":"سامي حداد"}}}}]}}</script>
<style>.x {{ color: red }}</style></head><body>
<nav class="main-menu"><ul><li><a href="/">الرئيسية</a></li><li><a href="/p">سياسة</a></li></ul></nav>
<div class="wrap"><article><h1>{TITLE}</h1><div class="meta"><span class="author">سامي حداد</span> <time datetime="2019-03-06">6 آذار 2019</time></div>
<div class="entry-content"><p>{LEAD}</p><p>{SECOND}</p>
<div class="related-box"><h4>اقرأ أيضاً</h4><a href="/2">افتتاح معرض للكتاب في العاصمة.</a></div>
<p>{THIRD}<br>ولم تعلق أي جهة على الحادث.</p></div></article>
<div id="comments"><p>هذا تعليق طويل جدا كتبه قارئ لا يعجبه الخبر، وهو يكتب كل يوم تحت كل خبر ولا يمل من الكتابة أبدا، ثم يعود ويكتب.</p></div></div>
<footer><p>جميع الحقوق محفوظة لموقع صوت الوادي 2024.</p></footer></body></html>"##
    );
    let report = one("p.html", &page);
    spans_fit(&report);
    assert_eq!(article(&report).first().copied(), Some(TITLE));
    for part in [LEAD, SECOND, THIRD, "ولم تعلق أي جهة على الحادث."] {
        assert!(article(&report).contains(&part), "{part} in {:?}", article(&report));
    }
    for part in ["تعليق طويل", "معرض للكتاب", "الحقوق", "الرئيسية"] {
        assert!(report.text.contains(part), "all visible text is kept: {part}");
        assert!(!article(&report).iter().any(|l| l.contains(part)), "{part} is chrome");
    }
    assert!(!report.text.contains("color"));
    assert_eq!(report.title.as_ref().map(|t| t.text.as_str()), Some(TITLE));
    assert_eq!(
        report.published.map(|p| p.date.to_string()).as_deref(),
        Some("2019-03-06")
    );
    assert_eq!(report.byline.first().map(|b| b.text.as_str()), Some("سامي حداد"));
    assert_eq!(report.outlet.as_ref().map(|o| o.text.as_str()), Some("صوت الوادي"));
    assert_eq!(report.url.as_deref(), Some("https://valley.example/news/7"));
}

#[test]
fn a_broken_json_line_costs_itself_only() {
    let file = format!(
        "{}\n{{\"id\": \"b\", \"text\": \"نص مقطو\n\n{}\n[1]\n{{\"id\": \"d\"}}\n{}",
        serde_json::json!({"id": "a", "text": format!("{TITLE}\n\n{LEAD}"), "published": "2019-03-06"}),
        serde_json::json!({"id": 3, "text": format!("{TITLE}\n\n{LEAD}"), "published": "soon", "url": null}),
        serde_json::json!({"id": "e", "html": format!("<p>{LEAD}</p>")}),
    );
    let results = all("r.jsonl", file.as_bytes());
    let shown: Vec<String> = results
        .iter()
        .map(|r| match r {
            Ok(report) => report.external_id.clone().unwrap_or_default(),
            Err(error) => error.to_string().split(": ").next().unwrap_or("").to_owned(),
        })
        .collect();
    assert_eq!(shown, ["a", "r.jsonl:2", "3", "r.jsonl:5", "r.jsonl:6", "e"]);
    let third = results[2].as_ref().expect("a report");
    assert!(
        third.diagnostics.iter().any(|d| d.code == "ISN-R003"),
        "{:?}",
        third.diagnostics
    );
}

#[test]
fn what_is_no_report_is_an_error_with_its_name() {
    for (path, bytes) in [
        ("leer.txt", &b""[..]),
        ("blank.txt", b" \n\t\n"),
        ("bild.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("junk.bin", b"\0\x01\x02\0\x03"),
    ] {
        let results = all(path, bytes);
        assert_eq!(results.len(), 1);
        let error = results[0].as_ref().expect_err("no report");
        assert_eq!(error.path(), path);
        assert!(error.to_string().starts_with(path) && !error.to_string().contains('\n'));
    }
}

#[test]
fn formats_are_told_by_content() {
    for (path, bytes, format) in [
        ("a", &b"<!DOCTYPE html><html>"[..], Format::Html),
        ("a.txt", b"<html><body>", Format::Html),
        ("a.html", "خبر بلا علامات".as_bytes(), Format::Text),
        ("a", br#"{"id": "1", "text": "x"}"#, Format::Json),
        ("a", b"WARC/1.0\r\n", Format::Warc),
        ("a.xml", b"<?xml version=\"1.0\"?><rss version=\"2.0\">", Format::Feed),
        ("a.md", "# عنوان".as_bytes(), Format::Text),
    ] {
        assert_eq!(sniff(path, bytes), format, "{path} {}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn ids_depend_on_origin_and_text_alone() {
    let (a, again, b) = (one("a.txt", LEAD), one("a.txt", LEAD), one("b.txt", LEAD));
    assert_eq!(a.id, again.id);
    assert_ne!(a.id, b.id);
    assert!(a.id.as_str().len() == 17 && a.id.as_str().starts_with('r'));
}

#[test]
fn very_long_lines_cost_one_pass() {
    let long = "كلمة ".repeat(800_000);
    let start = std::time::Instant::now();
    spans_fit(&one("long.txt", &long));
    let brackets = "(".repeat(300_000);
    spans_fit(&one("brackets.txt", &brackets));
    let nested = format!("<html>{}نص{}", "<div><h1>".repeat(20_000), "</h1></div>".repeat(20_000));
    spans_fit(&one("nested.html", &nested));
    let many = "سطر قصير\n".repeat(100_000);
    spans_fit(&one("many.txt", &many));
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600), name in "[a-z]{1,4}(\\.(txt|html|jsonl|json))?") {
        for report in all(&name, &bytes).into_iter().flatten() {
            spans_fit(&report);
        }
    }

    #[test]
    fn random_texts_keep_their_bytes(text in "([ابتثجحخدرزسشصضعغفقكلمنهوي ،.:؟…\"«»()/0-9٠-٩-]{0,60}(\n|\r\n|\n\n)?){0,30}") {
        for report in all("a.txt", text.as_bytes()).into_iter().flatten() {
            prop_assert_eq!(&report.text, &text);
            spans_fit(&report);
        }
    }

    #[test]
    fn random_tags_never_panic(parts in proptest::collection::vec(prop_oneof![
        Just("<div class='comment'>"), Just("</div>"), Just("<p>"), Just("<h1>"), Just("</h1>"), Just("<a href=x>"), Just("</a>"), Just("<br>"),
        Just("<script>"), Just("</script>"), Just("<table><td>"), Just("نص قصير"), Just("وقال شاهد إن الطريق أغلق صباح اليوم."), Just("<time datetime='2020-99-99'>"),
        Just("<meta property='og:title' content='وقال شاهد'>"), Just("&nbsp;"), Just("2020/02/30"), Just("<!--"), Just("-->"),
    ], 0..60)) {
        let page = format!("<html>{}", parts.concat());
        for report in all("p.html", page.as_bytes()).into_iter().flatten() {
            spans_fit(&report);
        }
    }
}
