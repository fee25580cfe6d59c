//! Whose word a retold report is: the paper whose article it tells of, in the lead, in the headline, behind a cue.
//!
//! Example: in «كشف تحقيق لصحيفة النهر أن …» (an investigation by the paper The River revealed that …) the paper speaks.

mod chain;

use chain::holds;

#[test]
fn a_report_of_a_medium_is_the_mediums_word() {
    let paper = "media:صحيفة النهر الأزرق";
    for told in [
        "قال تقرير لصحيفة النهر الأزرق إن",
        "وكشف تقرير حديث لصحيفة النهر الأزرق أن",
        "وذكر تحقيق استقصائي لصحيفة النهر الأزرق أن",
        "وأوضح تقرير مطول نشرته صحيفة النهر الأزرق أن",
        "وجاء في تقرير لصحيفة النهر الأزرق أن",
    ] {
        let text = format!("خبر من المدينة\n{told} مسلحين خطفوا تسعة تجار في الوادي.");
        holds("دفتر الشمال", &text, "خطف", &[paper, "outlet"]);
    }
    for according in [
        "بحسب تقرير لصحيفة النهر الأزرق",
        "وفق تقرير نشرته صحيفة النهر الأزرق",
        "حسب تحقيق أجرته صحيفة النهر الأزرق",
    ] {
        let text = format!("خبر من المدينة\nخطف مسلحون تسعة تجار في الوادي، {according}.");
        holds("دفتر الشمال", &text, "خطف", &[paper, "outlet"]);
    }
    // A channel by its number.
    let channel = "خبر من المدينة\nبحسب القناة 12 الإسرائيلية، خطف مسلحون تسعة تجار في الوادي.";
    holds("دفتر الشمال", channel, "خطف", &["media:القناة 12", "outlet"]);
    // An inquiry of its own is nobody's report.
    let police = "خبر من المدينة\nفتحت الشرطة تحقيقا في خطف تسعة تجار في الوادي.";
    holds("دفتر الشمال", police, "خطف", &["outlet"]);
    // Who writes in a paper.
    let text =
        "خبر من المدينة\nوفي مقال له بصحيفة \"النهر الأزرق\"، قال الكاتب رامي عساف إن مسلحين خطفوا تسعة تجار في الوادي.";
    holds(
        "دفتر الشمال",
        text,
        "خطف",
        &["expert:رامي عساف", "media:النهر الأزرق", "outlet"],
    );
}

#[test]
fn the_medium_of_headline_or_lead_tells_what_follows() {
    let behind = "ودخل مسلحون القرية وخطفوا تسعة تجار قبل يومين.";
    for (title, lead, wanted) in [
        (
            "صحيفة النهر: مسلحون يخطفون تجارا",
            "قال مسؤولان محليان إن البلدة شهدت توترا كبيرا منذ الصباح.",
            "media:النهر",
        ),
        (
            "خطف تجار",
            "تناول تقرير نشرته شبكة \"إن تي كيو\" الأميركية ما يجري في الوادي هذه الأيام.",
            "media:إن تي كيو",
        ),
        (
            "خطف تجار",
            "هكذا لخصت صحيفة \"النهر\" البريطانية الوضع في الوادي بعد عام من القتال.",
            "media:صحيفة \"النهر\" البريطانية",
        ),
    ] {
        let text = format!("{title}\n{lead}\n{behind}");
        holds("دفتر الشمال", &text, "خطف", &[wanted, "outlet"]);
    }
    // A place where others post is no such medium, nor one that also tells of it.
    for lead in [
        "تناول مقال في موقع تويتر ما يجري في الوادي هذه الأيام من توتر.",
        "عقد المجلس جلسة في المدينة، كما كشف تقرير لصحيفة النهر أن السوق أغلقت أمس.",
    ] {
        let text = format!("خطف تجار\n{lead}\n{behind}");
        holds("دفتر الشمال", &text, "خطف", &["outlet"]);
    }
}
