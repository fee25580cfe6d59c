//! What a report tells and what it only shows, comes back to or fears.
//!
//! Example: «غارات على أطراف البلدة - أرشيفية» (ghārāt ʿalā aṭrāf al-balda - arshīfiyya, "raids on the outskirts of the
//! town - archive") stands under a picture and tells of nothing.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;

/// A report with its headline, and its claims in the order of the text: type, modality's first letter, trigger.
const CASES: &[(&str, &[&str])] = &[
    // Under a picture; above the dateline.
    (
        "جرح عاملين قرب بنش\nدخان يتصاعد بعد غارة على ضواحي معرة النعمان - أرشيفية/ نورث برس\nإدلب – نورث برس\nجرح عاملان أمس بقصف مدفعي للجيش على مزرعة قرب بنش، كما أفاد بذلك أحد أقاربهما هناك.",
        &["shelling a بقصف"],
    ),
    (
        "جرح عاملين قرب بنش\nشاب يسعف طفلا بعد قصف سوق الأتارب (الدفاع المدني السوري)\nجرح عاملان أمس بقصف مدفعي للجيش على مزرعة قرب بنش، كما أفاد بذلك أحد أقاربهما هناك.",
        &["shelling a بقصف"],
    ),
    (
        "جرح عاملين قرب بنش\nمن آثار القصف قرب بنش\nإدلب – نورث برس\nجرح عاملان أمس بقصف مدفعي للجيش على مزرعة قرب بنش، كما أفاد بذلك أحد أقاربهما هناك.",
        &["shelling a بقصف"],
    ),
    (
        "توتر في درعا\nجرح عاملان بقصف مدفعي للجيش على مزرعة قرب نوى (رويترز).",
        &["shelling a بقصف"],
    ),
    // Set among other events, or come back to with where it was heaviest.
    (
        "توتر في إدلب\nقصفت مدفعية الجيش قرية حاس وأصابت راعيين. وتزامن القصف على القرية مع اشتباكات بين الجيش والفصائل قرب داديخ.",
        &["shelling a قصفت", "clash a اشتباكات"],
    ),
    (
        "توتر في إدلب\nأصيب راع بقصف مدفعي على مدينة سراقب. وذكر المراسل أن القصف تركز على حي المحطة.",
        &["shelling a بقصف"],
    ),
    (
        "توتر في إدلب\nقصفت مدفعية الجيش قرية حاس وأصابت راعيين. ثم قصفت المدفعية قرية داديخ.",
        &["shelling a قصفت", "shelling a قصفت"],
    ),
    // What is struck, by whoever did it before.
    (
        "توتر في إدلب\nقصفت مدفعية الجيش بلدة بنش، كما استهدفت سيارة في قرية قليدين.",
        &["shelling a قصفت", "shelling a استهدفت"],
    ),
    (
        "توتر في الحسكة\nقصفت طائرة حربية معسكرا، كما استهدفت منشأة نفطية وأصابت ثلاثة عمال.",
        &["airstrike a قصفت", "airstrike a استهدفت"],
    ),
    ("أخبار التنمية\nاستهدف المشروع محطات المياه في الريف.", &[]),
    // Sorts of what is counted.
    (
        "حصاد الشهر\nقتل 30 عنصرا خلال 12 عملية تنوعت ما بين كمائن واستهدافات واشتباكات.",
        &["killing a قتل"],
    ),
    // What is feared has not happened, and nobody died of it.
    (
        "توتر في إدلب\nنزح الأهالي تخوفا من عملية عسكرية ضد البلدة.",
        &["displacement a نزح", "offensive p عملية عسكرية"],
    ),
    // By what the report tells of the same doer, or who met it.
    (
        "توتر في دمشق\nجرح حارسان جراء عدوان إسرائيلي على المنطقة. وذكر البيان أن العدو الإسرائيلي نفذ عدوانا جويا على محيط دمشق.",
        &["airstrike a عدوان"],
    ),
    (
        "توتر في حمص\nتصدت الدفاعات الجوية لعدوان إسرائيلي في سماء حمص.",
        &["airstrike a لعدوان"],
    ),
    (
        "توتر في جنين\nأسفر العدوان الإسرائيلي على المخيم عن جرح فتى.",
        &["offensive a العدوان"],
    ),
];

#[test]
fn nothing_is_told_twice_or_by_a_picture() {
    let lexicon = Lexicon::builtin();
    let mut faults = Vec::new();
    for (text, expected) in CASES {
        let mut report = sentence(text);
        let title = text.find('\n').expect("a headline");
        let span = isnad_model::Span::new(0, u32::try_from(title).expect("short"));
        report.title = Some(isnad_model::MaybeQuoted {
            text: span.slice(text).to_owned(),
            span: Some(span),
        });
        let mut claims = analyse(&report, &lexicon).claims;
        claims.sort_by_key(|c| c.trigger.span);
        let found: Vec<String> = claims
            .iter()
            .map(|c| format!("{} {} {}", c.kind.as_str(), &c.modality.as_str()[..1], c.trigger.text))
            .collect();
        if found != *expected {
            faults.push(format!("{text}\n  {found:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
