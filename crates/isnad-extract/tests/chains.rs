//! Chains of sources over whole reports: who says so, from the one closest to the event outward.
//!
//! Example: «نقلت قناة الوادي عن صحيفة ذا ريفر» (the Valley channel quoted The River) puts the paper before the
//! channel, and a fighter who speaks to the paper before both.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;
use isnad_model::{MaybeQuoted, Outlet, Report, Span};
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

/// A report with its first line as headline.
fn report(outlet: &str, text: &str) -> Report {
    let mut report = sentence(text);
    let title = text.find('\n').unwrap_or(0);
    report.title = (title > 0).then(|| MaybeQuoted {
        text: text[..title].to_owned(),
        span: Some(Span::from_range(0..title)),
    });
    report.outlet = (!outlet.is_empty()).then(|| Outlet {
        text: outlet.to_owned(),
        span: None,
        id: None,
        name: None,
    });
    report
}

/// The chains of the claims whose trigger holds `word`, as «kind:text».
fn chains(outlet: &str, text: &str, word: &str) -> Vec<Vec<String>> {
    analyse(&report(outlet, text), &LEXICON)
        .claims
        .iter()
        .filter(|c| c.trigger.text.contains(word))
        .map(|c| {
            c.sources
                .iter()
                .map(|s| match &s.quoted {
                    Some(q) if s.kind.as_str() != "outlet" => format!("{}:{}", s.kind.as_str(), q.text),
                    _ => s.kind.as_str().to_owned(),
                })
                .collect()
        })
        .collect()
}

fn holds(outlet: &str, text: &str, word: &str, wanted: &[&str]) {
    let found = chains(outlet, text, word);
    let fits = |chain: &Vec<String>| {
        chain.len() == wanted.len()
            && chain.iter().zip(wanted).all(|(c, w)| {
                c.starts_with(w.split(':').next().unwrap_or("")) && c.contains(w.rsplit(':').next().unwrap_or(""))
            })
    };
    assert!(
        found.iter().any(fits),
        "{word} in {text}\n  wanted {wanted:?}\n  found {found:?}"
    );
}

#[test]
fn media_pass_media_on() {
    let text = "انشقاقات في الكتائب\nنقلت قناة «نسيم الوادي» عن صحيفة «ذا ريفر» البريطانية أن أربعين مقاتلا انشقوا عن الكتائب في القرية.\n\
        وقال مقاتل سابق للصحيفة إن مسلحين اعتقلوا عشرة رجال.\nوبحسب الصحيفة، قصفت المدفعية السوق.";
    let paper = "media:صحيفة «ذا ريفر» البريطانية";
    let channel = "media:قناة «نسيم الوادي»";
    holds("دفتر الشمال", text, "انشق", &[paper, channel, "outlet"]);
    holds(
        "دفتر الشمال",
        text,
        "اعتقل",
        &["anonymous:مقاتل سابق", paper, channel, "outlet"],
    );
    holds("دفتر الشمال", text, "قصف", &[paper, channel, "outlet"]);
}

#[test]
fn agencies_of_datelines_and_credits_stand_behind_everybody() {
    let agency = "agency:وكالة المنارة للأنباء";
    let line = "قصف على السوق\nالخرطوم (وكالة المنارة للأنباء) – 16 أكتوبر 2024\nقتل ثلاثة مدنيين بقصف السوق، وفق ما أفاد مسؤول محلي.\n\
        وقال رئيس البلدية سامي حداد لوكالة المنارة للأنباء إن الطائرات قصفت المستشفى.";
    holds(
        "صحيفة البيدر",
        line,
        "بقصف",
        &["anonymous:مسؤول محلي", agency, "outlet"],
    );
    holds("صحيفة البيدر", line, "قصفت", &["official:سامي حداد", agency, "outlet"]);
    let credit = "قصف على السوق\nقتل ثلاثة مدنيين بقصف السوق.\nالمصدر: وكالة المنارة للأنباء";
    holds("صحيفة البيدر", credit, "بقصف", &[agency, "outlet"]);
}

#[test]
fn a_speaker_lasts_and_ends() {
    let text = "قصف\nقال سامي حداد، رئيس البلدية، إن المدفعية قصفت السوق. وأضاف حداد أن مسلحين اعتقلوا رجلين. \
        واختطف مجهولون تاجرا في المدينة.";
    holds("", text, "قصفت", &["official:سامي حداد", "outlet"]);
    holds("", text, "اعتقل", &["official:سامي حداد", "outlet"]);
    holds("", text, "اختطف", &["outlet"]);
    let beside = "قصف\nقالت الشرطة إن مسلحين اعتقلوا رجلين، فيما قال شهود إن المدفعية قصفت السوق.";
    holds("", beside, "قصفت", &["eyewitness:شهود", "outlet"]);
    let other = "نفي\nأعلنت حركة فتح سيطرتها على البلدة.\nونفى الجيش ما أعلنته الحركة، وأكد قصف السوق.";
    holds("", other, "قصف", &["official:الجيش", "outlet"]);
    let told = "قصف\nأبلغ مصدر طبي وكالة المنارة للأنباء أن المدفعية قصفت السوق.";
    holds("", told, "قصفت", &["anonymous:مصدر طبي", "agency:المنارة", "outlet"]);
    let shown = "قصف\nبين المصدر الطبي ما جرى.\nوبين المصدر، أن المدفعية قصفت السوق.";
    holds("", shown, "قصفت", &["anonymous:المصدر", "outlet"]);
    let judged = "قصف\nأدانت منظمة الوادي ما جرى. وقالت إن المدفعية قصفت السوق.";
    holds("", judged, "قصفت", &["organisation:منظمة الوادي", "outlet"]);
    let act = "قصف\nوأشار الناطق سامي حداد إلى أن المدفعية قصفت السوق، واتهم المسلحين بالوقوف وراء ذلك.";
    holds("", act, "اتهم", &["outlet"]);
    let joined = "نفي\nنفت حركة فتح مقتل قائدها، وعينت سامي حداد قائدا جديدا.";
    holds("", joined, "عين", &["outlet"]);
}

#[test]
fn kinds_of_those_who_speak() {
    for (text, wanted) in [
        (
            "قال عضو لجنة الأمن في البرلمان سامي حداد إن المدفعية قصفت السوق.",
            "official:سامي حداد",
        ),
        (
            "قال عضو المركز الإعلامي سامي حداد إن المدفعية قصفت السوق.",
            "named:سامي حداد",
        ),
        (
            "قال ضابط متقاعد، الخبير العسكري سامي حداد، إن المدفعية قصفت السوق.",
            "expert:سامي حداد",
        ),
        ("أكد «لواء الرمان» أن المدفعية قصفت السوق.", "party:لواء الرمان"),
        ("قال اللواء سامي حداد إن المدفعية قصفت السوق.", "official:سامي حداد"),
        ("قال أحد سكان البلدة إن المدفعية قصفت السوق.", "anonymous:سكان"),
        ("قال سكان البلدة إن المدفعية قصفت السوق.", "eyewitness:سكان"),
        ("وثق فريق منسقو الوادي أن المدفعية قصفت السوق.", "organisation:فريق"),
        ("ذكرت وكالة المنارة للأنباء أن المدفعية قصفت السوق.", "agency:المنارة"),
        ("ذكرت وكالة الغوث أن المدفعية قصفت السوق.", "organisation:الغوث"),
        ("أعلنت وزارة الصحة أن المدفعية قصفت السوق.", "official:وزارة الصحة"),
        ("قالت الشرطة إن المدفعية قصفت السوق.", "official:الشرطة"),
        ("قالت سلطات المدينة إن المدفعية قصفت السوق.", "official:سلطات المدينة"),
        ("قالت قيادة العمليات إن المدفعية قصفت السوق.", "official:قيادة العمليات"),
        (
            "قالت نقابة أطباء الوادي إن المدفعية قصفت السوق.",
            "organisation:نقابة أطباء",
        ),
        (
            "قالت غرفة طوارئ المخيم إن المدفعية قصفت السوق.",
            "organisation:غرفة طوارئ",
        ),
        (
            "قال متحدث باسم مستشفى المنارة إن المدفعية قصفت السوق.",
            "anonymous:متحدث",
        ),
        ("قال المتحدث باسم الوزارة إن المدفعية قصفت السوق.", "anonymous:المتحدث"),
        ("استنكرت منظمة الوادي قصف المدفعية للسوق.", "organisation:منظمة الوادي"),
        (
            "قال الناطق سامي حداد في إفادة قصيرة إن المدفعية قصفت السوق.",
            "official:سامي حداد",
        ),
        (
            "ذكر بيان لمنظمة العفو الدولية أن المدفعية قصفت السوق.",
            "organisation:العفو",
        ),
    ] {
        holds("", text, "قصف", &[wanted, "outlet"]);
    }
}

#[test]
fn words_that_only_look_like_speech() {
    for text in [
        "نقلت فرق الإسعاف المصابين إلى المستشفى، فيما قصفت المدفعية السوق.",
        "يواصل الجيش شن غاراته، وقصفت المدفعية السوق.",
        "أبرمت الحكومتان مذكرة تفاهم بعد أن قصفت المدفعية السوق.",
        "قصفت السوق طائرة يعتقد أنها تابعة للجيش.",
    ] {
        holds("", text, "قصفت", &["outlet"]);
    }
}

#[test]
fn a_statement_comes_through_the_medium_that_passed_it_on() {
    holds(
        "موقع الضفة",
        "وقال مصدر أمني، في تصريح بثته قناة الوادي، إن عبوة ناسفة انفجرت في المدينة.",
        "انفجرت",
        &["anonymous:مصدر أمني", "media:قناة الوادي", "outlet"],
    );
    // His own page passes nothing on.
    holds(
        "موقع الضفة",
        "وقال الجيش في بيان نشره على صفحته إن ثلاثة جنود قتلوا في هجوم.",
        "هجوم",
        &["party:الجيش", "outlet"],
    );
    // The paper's own correspondent is no second source.
    holds(
        "موقع الضفة",
        "كشفت صحيفة «لوسوار»، في تقرير لمراسلها جان دوبوا، أن 400 مقاتل غادروا صفوف الحركة.",
        "غادروا",
        &["media:لوسوار", "outlet"],
    );
}

#[test]
fn behind_the_reports_own_word_no_medium_goes_on() {
    let text = "أعلنت قناة \"الوادي\" التابعة للجماعة مقتل ثلاثة في قصف على صنعاء. \
        يشار إلى أن الطرفين وافقا على هدنة. ويشهد البلد حربا بين الحكومة والمسلحين الذين يسيطرون على المدينة.";
    holds("موقع الضفة", text, "قصف", &["media:الوادي", "outlet"]);
    holds("موقع الضفة", text, "يسيطرون", &["outlet"]);
}

#[test]
fn names_in_marks_and_titles_with_a_stop_belong_to_the_speaker() {
    holds(
        "موقع الضفة",
        "أعلنت حملة \"الوادي يموت جوعا\" مقتل ثلاثة مدنيين في القصف.",
        "القصف",
        &["organisation:حملة \"الوادي يموت جوعا\"", "outlet"],
    );
    holds(
        "موقع الضفة",
        "وقال مدير المستشفى د. جمال الطيب إن قذيفة قتلت ثلاثة مرضى.",
        "قتلت",
        &["official:مدير المستشفى د. جمال الطيب", "outlet"],
    );
    holds(
        "موقع الضفة",
        "وقال وزير في الحكومة إن الجيش قصف القرية.",
        "قصف",
        &["anonymous:وزير في الحكومة", "outlet"],
    );
}

#[test]
fn who_answers_with_fire_says_nothing_and_he_who_denies_retells_nobody() {
    holds(
        "موقع الضفة",
        "ورد عناصر الحركة بإطلاق النار في الهواء، طبقا لمقاطع مصورة بثها ناشطون.",
        "إطلاق",
        &["anonymous:ناشطون", "outlet"],
    );
    holds(
        "موقع الضفة",
        "ونفت وزارة الدفاع صحة ما ورد في البيان، مقرة بإصابة جندي جراء انفجار لغم.",
        "انفجار",
        &["official:وزارة الدفاع", "outlet"],
    );
}

#[test]
fn papers_pages_and_statements_that_name_whose_word_it_is() {
    for (text, word, wanted) in [
        (
            "وقال الفلسطيني محمد الجابري، والد الشاب المعتقل، إن الجنود قصفوا المنزل.",
            "قصفوا",
            &["named:الفلسطيني محمد الجابري", "outlet"][..],
        ),
        // Those from whom a paper has it stand before it.
        (
            "وذكرت وكالة الأناضول أن الجيش قصف الموقع، بحسب شهود.",
            "قصف",
            &["eyewitness:شهود", "agency:وكالة الأناضول", "outlet"][..],
        ),
        (
            "وقال شهود إن الجيش قصف الموقع، بحسب وكالة الأناضول.",
            "قصف",
            &["eyewitness:شهود", "agency:وكالة الأناضول", "outlet"],
        ),
        (
            "وقالت وكالة الأناضول إن الجيش قصف منازل المواطنين بحسب المصدر.",
            "قصف",
            &["agency:وكالة الأناضول", "outlet"],
        ),
        (
            "وبحسب تقرير لصحيفة \"الغارديان\"، فإن التنظيم أعدم عشرين من عناصره.",
            "أعدم",
            &["media:الغارديان", "outlet"],
        ),
        (
            "وفي بيان للجماعة، قالت إن مقاتليها قصفوا المطار.",
            "قصفوا",
            &["party:للجماعة", "outlet"],
        ),
        (
            "وكتب المتحدث باسم التحالف العقيد راين ديل في تويتر: \"قتل اثنان من جنودنا في انفجار عبوة ناسفة\".",
            "انفجار",
            &["official:المتحدث باسم التحالف العقيد راين ديل", "outlet"],
        ),
        (
            "عاجل | مصدر أمني: مقتل ثلاثة جنود بانفجار عبوة ناسفة.",
            "انفجار",
            &["anonymous:مصدر أمني", "outlet"],
        ),
        (
            "نفت وزارة الخارجية معلومات حول مقتل سبعة جنود.",
            "مقتل",
            &["official:وزارة الخارجية", "outlet"],
        ),
        (
            "وقالت المصادر بحسب ما نقلت مواقع محلية، إن المدفعية قصفت السوق.",
            "قصفت",
            &["anonymous:المصادر", "media:مواقع محلية", "outlet"],
        ),
        (
            "وتبنى تنظيم الدولة الهجوم على الثكنة.",
            "الهجوم",
            &["party:تنظيم الدولة", "outlet"],
        ),
    ] {
        holds("موقع الضفة", text, word, wanted);
    }
}

#[test]
fn what_is_demanded_or_threatened_is_his_who_demands_it() {
    for (text, word, wanted) in [
        (
            "طالبت حركة النسر قوات الجيش بالانسحاب من البلدة.",
            "الانسحاب",
            &["party:حركة النسر", "outlet"][..],
        ),
        (
            "وهدد قائد الفصيل بقصف المطار.",
            "قصف",
            &["anonymous:قائد الفصيل", "outlet"],
        ),
        ("وبات الجوع يهدد السكان بعد قصف السوق.", "قصف", &["outlet"]),
        (
            "ودعا المبعوث الأممي الأطراف إلى وقف إطلاق النار.",
            "وقف",
            &["official:المبعوث الأممي", "outlet"],
        ),
        (
            "لكن ناشطين يتهمون الجيش بقتل عشرة معتقلين.",
            "قتل",
            &["anonymous:ناشطين", "outlet"],
        ),
        (
            "ورفض الوزير كمال الزوي القرار، متهما رفاقه باختطاف تاجر.",
            "اختطاف",
            &["official:الوزير", "outlet"],
        ),
        (
            "قال مصدر طبي لوكالتنا إن المدفعية قصفت السوق.",
            "قصفت",
            &["anonymous:مصدر طبي", "outlet"],
        ),
        (
            "وكانت وزارة الدفاع قد أعلنت أمس \"تحييد\" خمسة مسلحين.",
            "تحييد",
            &["official:وزارة الدفاع", "outlet"],
        ),
        (
            "أعلنت وزارة الصحة أن المدفعية قصفت السوق. وأضاف البيان أن مسلحين خطفوا طبيبا.",
            "خطفوا",
            &["official:وزارة الصحة", "outlet"],
        ),
        (
            "قالت وزارة الصحة، في بيان لها، إن الوضع صعب. وأعلنت حركة حماس رفضها للقرار. وقال البيان إن مسلحين خطفوا طبيبا.",
            "خطفوا",
            &["official:وزارة الصحة", "outlet"],
        ),
    ] {
        holds("", text, word, wanted);
    }
    let again = "قصف\nكشفت صحيفة «أخبار الواحة» أن مسلحين خطفوا طبيبا. ونفت صفحة «شؤون الشرق» وقوع أي هجوم. \
        وذكرت «أخبار الواحة» أن المدفعية قصفت السوق.";
    holds("", again, "قصفت", &["media:أخبار الواحة", "outlet"]);
    let own = "قصف\nوأفاد مصدر أمني نهر نيوز بأن المدفعية قصفت السوق.";
    holds("نهر نيوز", own, "قصفت", &["anonymous:مصدر أمني", "outlet"]);
}

#[test]
fn who_did_it_by_speaking_goes_on_to_say_what_follows() {
    let one = "وحمّل رئيس المجلس المحلي كمال الجابري الحكومة مسؤولية ما جرى، وأكد أن الجيش قصف القرية";
    holds("", one, "قصف", &["official:رئيس المجلس المحلي كمال الجابري", "outlet"]);
    let body = "حملت وزارة الصحة دول الجوار مسؤولية الوباء، وأشارت إلى أن القوات قصفت مشفى البلدة";
    holds("", body, "قصفت", &["official:وزارة الصحة", "outlet"]);
    let claimed = "تبنى التنظيم العملية في تسجيل بثه، زاعما أن مقاتليه قتلوا سبعة جنود";
    holds("", claimed, "قتلوا", &["party:التنظيم", "outlet"]);
    // One phrase alone is whom he accuses; what another tells is no deed of the sentence.
    let accused = "قال محافظ المدينة إن مسلحين خطفوا تاجرا، واتهم الحركة بالخطف، مضيفا أن قوة داهمت القرية";
    holds("", accused, "داهمت", &["official:محافظ المدينة", "outlet"]);
    let within = "قال القيادي سالم الحداد إن الحركة تتبنى العمليات كلها، مؤكدا أن مسلحيها قصفوا القرية";
    holds("", within, "قصفوا", &["official:القيادي سالم الحداد", "outlet"]);
}

#[test]
fn who_speaks_for_a_state_is_an_official_where_it_fights_too() {
    let army = "قال الجيش اللبناني إن مسلحين قصفوا القرية";
    holds("", army, "قصفوا", &["official:الجيش اللبناني", "outlet"]);
    let police = "أعلنت قيادة الشرطة أن مسلحين قصفوا القرية";
    holds("", police, "قصفوا", &["official:قيادة الشرطة", "outlet"]);
    let group = "قالت كتائب القسام إن مسلحين قصفوا القرية";
    holds("", group, "قصفوا", &["party:كتائب القسام", "outlet"]);
}

#[test]
fn lines_of_a_running_page_name_their_source_before_a_colon() {
    let hospital = "مصادر في مشافي المدينة: مقتل سبعة مدنيين في غارات على الأحياء";
    holds("", hospital, "غارات", &["anonymous:مصادر في مشافي المدينة", "outlet"]);
    let with = "وفي حديث خاص مع سالم الحداد المتطوع في الدفاع المدني، أكد أن الجيش قصف القرية";
    holds("", with, "قصف", &["named:سالم الحداد", "outlet"]);
    let latest = "قصف الجيش القرية وفق آخر حصيلة أعلنتها وزارة الصحة";
    holds("", latest, "قصف", &["official:وزارة الصحة", "outlet"]);
}

#[test]
fn who_left_his_side_speaks_of_it_also_without_a_name() {
    let left = "وقال منشق عن التنظيم إن القادة قصفوا القرية";
    holds("", left, "قصفوا", &["participant:منشق عن التنظيم", "outlet"]);
    let alias = "وقال مقاتل تونسي اكتفى باسم سعيد إن القادة قصفوا القرية";
    holds("", alias, "قصفوا", &["participant:مقاتل تونسي", "outlet"]);
    let brigade = "وقال قائد اللواء 17 مدرع العقيد سالم الحداد إن القادة قصفوا القرية";
    holds(
        "",
        brigade,
        "قصفوا",
        &["official:قائد اللواء 17 مدرع العقيد سالم الحداد", "outlet"],
    );
    let still = "وقال مقاتل من الحركة إن القادة قصفوا القرية";
    holds("", still, "قصفوا", &["anonymous:مقاتل من الحركة", "outlet"]);
    // An office for prisoners makes nobody one.
    let office = "وقال رئيس لجنة الأسرى التابعة للحركة سالم الحداد إن القادة قصفوا القرية";
    holds("", office, "قصفوا", &["official:رئيس لجنة الأسرى", "outlet"]);
}

#[test]
fn who_speaks_inside_a_quotation_does_not_go_on_behind_it() {
    let text = "خلاف في البلدة\nوقال سالم الحداد: \"الخلاف قديم. النازحون يقولون إن الحراس اعتقلوا شابا\". \
                وأضاف أن الجيش قصف القرية.";
    holds("", text, "قصف", &["named:سالم الحداد", "outlet"]);
    let one = "سلم سبعة مسلحين أنفسهم للشرطة.\nوقال أحدهم لقناة الوادي إن القادة قصفوا القرية.";
    holds("", one, "قصفوا", &["anonymous:أحدهم", "media", "outlet"]);
    let freed = "وذكر المفرج عنه النقيب سالم الحداد، الذي أسر في المعارك، أن الحراس قصفوا القرية.";
    holds("", freed, "قصفوا", &["official:النقيب سالم الحداد", "outlet"]);
}

#[test]
fn a_source_pointed_at_again_has_told_what_stands_between() {
    for (text, word, wanted) in [
        (
            "ذكرت مصادر محلية أن مسلحين هاجموا حاجزا في بلدة الكسرة.\nوفي بلدة أبريهة، أطلق الجنود النار على رجل.\nوذكرت المصادر ذاتها أن الهدوء عاد.",
            "أطلق",
            vec!["anonymous:مصادر محلية", "outlet"],
        ),
        (
            "ذكرت مصادر محلية أن مسلحين هاجموا حاجزا في بلدة الكسرة.\nوأكدت المصادر نفسها، وفق المصادر، أن دورية اعتقلت راعيا.",
            "اعتقلت",
            vec!["anonymous:مصادر محلية", "outlet"],
        ),
        // What the report adds of itself, and whoever is not pointed at.
        (
            "ذكرت مصادر محلية أن مسلحين هاجموا حاجزا في بلدة الكسرة.\nوتشهد المنطقة اشتباكات منذ شهرين.\nوذكرت المصادر ذاتها أن الهدوء عاد.",
            "اشتباكات",
            vec!["outlet"],
        ),
        (
            "ذكرت وزارة الصحة أن طبيبا قتل في بلدة الكسرة.\nوفي بلدة أبريهة، أطلق الجنود النار على رجل.\nوذكرت وزارة الصحة أن المشافي امتلأت.",
            "أطلق",
            vec!["outlet"],
        ),
    ] {
        holds("", text, word, &wanted);
    }
}

#[test]
fn news_that_goes_round_is_nobodys_by_name() {
    for (text, wanted) in [
        (
            "أكدت أنباء متقاطعة أن الجنود أعدموا خمسة مدنيين.",
            vec!["anonymous:أنباء متقاطعة", "outlet"],
        ),
        (
            "وبحسب المعلومات الواردة، فإن الجنود أعدموا خمسة مدنيين.",
            vec!["anonymous:المعلومات الواردة", "outlet"],
        ),
        ("أعدم الجنود خمسة مدنيين، وفق معلومات أولية.", vec!["outlet"]),
    ] {
        holds("", text, "عدم", &wanted);
    }
}

#[test]
fn what_looks_back_over_years_is_no_agencys() {
    let lead = "غارة على مطار\nقصف الطيران مطارا قرب تدمر فجر الاثنين، وفق ما أفادت وكالة سانا.\n";
    for (next, word, wanted) in [
        (
            "واعتقلت القوات ثلاثة في المطار.",
            "اعتقلت",
            vec!["agency:وكالة سانا", "outlet"],
        ),
        (
            "وخلال الأعوام الماضية، اعتقلت القوات مئات في المطار.",
            "اعتقلت",
            vec!["outlet"],
        ),
        ("وتشهد البلاد منذ العام 2011 نزاعا شرد الملايين.", "شرد", vec!["outlet"]),
    ] {
        holds("", &format!("{lead}{next}"), word, &wanted);
    }
}

#[test]
fn a_quoted_post_is_his_who_posted_it() {
    let head = "غارات على المخيم\nقال مراسلنا إن طفلا قتل في المخيم.\n";
    for (post, word, wanted) in [
        (
            "اعتقال رجلين في سلقين #إدلب pic.twitter.com/aBcD\n— الدفاع المدني السوري (@SyriaCivilDefe) June 25, 2023\nوخطف مسلحون تاجرا.",
            "اعتقال",
            vec!["organisation:الدفاع المدني السوري", "outlet"],
        ),
        (
            "اعتقال رجلين في سلقين #إدلب pic.twitter.com/aBcD\n— سالم الحداد (@salem_h) June 25, 2023\nوخطف مسلحون تاجرا.",
            "خطف",
            vec!["outlet"],
        ),
    ] {
        holds("", &format!("{head}{post}"), word, &wanted);
    }
}

#[test]
fn what_is_joined_inside_a_reported_sentence_is_reported() {
    let text = "وأشار مراسلنا إلى أن الدورية دخلت القرية، وتمكنت من اعتقال رجلين.";
    holds("", text, "اعتقال", &["reporter:مراسلنا", "outlet"]);
    // Behind a noun the outlet goes on.
    let text = "وأشار مراسلنا إلى مقتل رجل، وتمكنت الدورية من اعتقال آخر.";
    holds("", text, "اعتقال", &["outlet"]);
}

/// Who goes on by a pronoun, who is described, who speaks beside another, what is only heard.
#[test]
fn speakers_by_clause() {
    let said = "قال المتحدث باسم الفرقة إن جنديا قتل. وأضاف أنه تم اعتقال ثلاثة مسلحين.";
    holds("المنارة", said, "اعتقال", &["anonymous:المتحدث باسم الفرقة", "outlet"]);
    let mayor = "ذكر رئيس البلدية فارح عمر الذي عقد مؤتمرا أن مسلحين هاجموا السوق.";
    holds(
        "المنارة",
        mayor,
        "هاجموا",
        &["official:رئيس البلدية فارح عمر", "outlet"],
    );
    let both = "قال متحدث الولاية نادر عيسى إن القوات طوقت بلدة الصخر، كما أعلن متحدث النقابة سامي نور نزوح مئة أسرة.";
    holds("المنارة", both, "طوقت", &["official:متحدث الولاية نادر عيسى", "outlet"]);
    holds("المنارة", both, "نزوح", &["official:متحدث النقابة سامي نور", "outlet"]);
    let but = "اتهم المجلس القوات بقصف المشفى، لكن الوزارة ذكرت أن المسلحين قصفوا السوق.";
    holds("المنارة", but, "قصفوا", &["official:الوزارة", "outlet"]);
    let heard = "وتفيد التقارير أن القوات انسحبت من البلدة.";
    holds("المنارة", heard, "انسحبت", &["anonymous:التقارير", "outlet"]);
    let passed = "وبحسب وكالة الأناضول نقلا عن مصدر أمني، قتل جنديان في كمين.";
    holds(
        "المنارة",
        passed,
        "كمين",
        &["anonymous:مصدر أمني", "agency:الأناضول", "outlet"],
    );
    let dated = "هجوم ليلي\nبغداد/رويترز: قتل جنديان في هجوم على حاجز وفر المهاجمون.";
    holds("المنارة", dated, "هجوم", &["agency:رويترز", "outlet"]);
    let to = "قال الناطق رامي السعدي للمنبر إن الثوار أسروا عشرة جنود.";
    holds("المنارة", to, "أسروا", &["official:الناطق رامي السعدي", "outlet"]);
}
