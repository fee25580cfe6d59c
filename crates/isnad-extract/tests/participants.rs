//! Who did what to whom where nobody stands right beside the event word.
//!
//! Example: «أعلنت الحركة انشقاقها» (aʿlanat al-ḥaraka nshiqāqahā, "the movement announced its split"): the movement is
//! named once, as the subject of another verb.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;
use isnad_model::Participant;

/// Text, type, words of the agents, words of the patients; an empty list asks nothing.
type Case = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const CASES: &[Case] = &[
    // A noun of groups or leaders in the plural and a verb of men.
    (
        "قال المصدر إن قيادات بارزة في التنظيم انقلبت على زعيمه ونقضوا بيعته.",
        "defection",
        &["قيادات بارزة"],
        &["زعيمه"],
    ),
    (
        "وقال إن مجموعات مسلحة هاجمت الحاجز ثم اختطفوا ثلاثة جنود.",
        "abduction",
        &["مجموعات مسلحة"],
        &["ثلاثة جنود"],
    ),
    (
        "وذكر أن قيادات محلية بالجماعة انقلبت على أميرها أبي سعيد الجبوري، متهمين إياه بالخيانة.",
        "accusation",
        &["قيادات محلية"],
        &["أميرها أبي سعيد الجبوري"],
    ),
    // Behind «أن» and its noun stands the verb, though it is also written like a noun.
    (
        "وأفاد بيان أن انتحاريا فجر سيارة مفخخة أمام بوابة المعسكر.",
        "bombing",
        &["انتحاريا"],
        &[],
    ),
    (
        "وكشف مصدر محلي أن زعيم التنظيم عزل القيادي التونسي أبا ليث من ديوان الزكاة.",
        "appointment",
        &["زعيم التنظيم"],
        &["القيادي التونسي أبا ليث"],
    ),
    (
        "وعلم مراسلنا أن مجموعة «صقور الوادي» خطفت، ليل أمس، تاجرين من بلدة عرسال.",
        "abduction",
        &["صقور الوادي"],
        &["تاجرين"],
    ),
    // The name of a force that an expression begins.
    (
        "انهار الدفاع بتقدم قوات سوريا الديمقراطية نحو البلدة.",
        "offensive",
        &["قوات سوريا الديمقراطية"],
        &[],
    ),
    // What did not happen suffers nothing.
    (
        "هاجم مسلحون بقذائف هاون مقر الشرطة في المكلا، دون وقوع أي إصابات.",
        "shelling",
        &["مسلحون"],
        &["مقر الشرطة"],
    ),
    // «الأخيرة» is who was named last.
    (
        "دارت معارك بين القوات الحكومية ومليشيا الحوثي عقب هجوم شنته الأخيرة على مواقع عسكرية.",
        "offensive",
        &["مليشيا الحوثي"],
        &["مواقع عسكرية"],
    ),
    // The two sides.
    (
        "واندلعت اشتباكات بين الجانبين استمرت ساعات.",
        "clash",
        &["الجانبين"],
        &[],
    ),
    (
        "وشهدت الضاحية قصفا متبادلا بين طرفي الصراع.",
        "shelling",
        &["طرفي الصراع"],
        &[],
    ),
    // The subject stands inside the expression.
    (
        "وضرب الجيش السوداني طوقا أمنيا حول المخيم.",
        "siege",
        &["الجيش السوداني"],
        &[],
    ),
    // A participle describes people named some words before.
    (
        "وقال إن العوائل الفقيرة ما تزال محاصرة في الحي.",
        "siege",
        &[],
        &["العوائل الفقيرة"],
    ),
    (
        "انتقد السكان من بقي من عناصر الحركة المحاصرين في المخيم.",
        "siege",
        &[],
        &["عناصر الحركة"],
    ),
    // Verbal nouns joined to one another have one subject.
    (
        "وقامت قوات الدعم السريع بحرق القرية ونهب مواشي الأهالي وطرد كل السكان وقتل بعضهم، قبل أن تصل قوات الجيش.",
        "displacement",
        &["قوات الدعم السريع"],
        &["كل السكان"],
    ),
    // «في بيان» and then whom.
    (
        "وحركة الفجر اتهمت في بيان جبهة النصرة بالخيانة.",
        "accusation",
        &["حركة الفجر"],
        &["جبهة النصرة"],
    ),
    // Whence people come is not what they leave.
    (
        "انشق القياديان في تنظيم داعش من أبناء بلدة الشعفة وهربا إلى تركيا.",
        "defection",
        &["القياديان"],
        &["داعش"],
    ),
    // Who is condemned for what he did.
    (
        "دان المركز العربي للعدالة (ACJ)، الأربعاء، استهداف مليشيا الحوثي مدينة تعز.",
        "accusation",
        &["المركز العربي"],
        &["مليشيا الحوثي"],
    ),
    // Who was brought to do it.
    (
        "دفع الهجوم بنحو مليون شخص إلى النزوح من منازلهم.",
        "displacement",
        &[],
        &["مليون شخص"],
    ),
    (
        "وأجبرت المليشيا سكان القرية على النزوح.",
        "displacement",
        &["المليشيا"],
        &["سكان القرية"],
    ),
    // «معقل لهم».
    (
        "خسر مقاتلو الحركة البلدة، وهي آخر معقل لهم في المحافظة.",
        "control",
        &["مقاتلو الحركة"],
        &[],
    ),
    // A verb reaches whom behind the second of two joined nouns.
    (
        "ونفذ الجيش الإسرائيلي حملات دهم واعتقال طالت مئات الشبان في المدينة.",
        "arrest",
        &["الجيش الإسرائيلي"],
        &["مئات الشبان"],
    ),
    // Whose the positions were.
    (
        "وقالت الحركة إن مقاتليها سيطروا على مواقع للجيش في جنوب دارفور.",
        "capture",
        &["مقاتليها"],
        &["للجيش"],
    ),
    (
        "وأعلنت القوات العراقية استعادة بلدة الرطبة من تنظيم داعش.",
        "capture",
        &["القوات العراقية"],
        &["داعش"],
    ),
    // Defeat is of those to whom it is dealt.
    (
        "وألحقت حركة الفجر هزائم بالقوات الحكومية في المدينة.",
        "loss",
        &["القوات الحكومية"],
        &["حركة الفجر"],
    ),
    // Who spoke before is not who leaves; what one's own group is, one leaves.
    (
        "ونقلت صحيفة «الأفق» البريطانية أن عشرين مقاتلا من «كتائب الوادي» انشقوا عنها في ريف حلب.",
        "defection",
        &["عشرين مقاتلا"],
        &["كتائب الوادي"],
    ),
    // An object under a hindrance.
    (
        "بايع قسم من المقاتلين فصيلا منافسا يدعى «لواء الجسر».",
        "pledge",
        &["قسم من المقاتلين"],
        &["فصيلا منافسا"],
    ),
    (
        "أعلن فرع التنظيم في ليبيا مسؤوليته عن تفجير انتحاري استهدف معسكرا للجيش.",
        "bombing",
        &["فرع التنظيم"],
        &["معسكرا"],
    ),
    (
        "وتكررت محاولات الحوثيين لاختراق مواقع القوات الحكومية.",
        "offensive",
        &["الحوثيين"],
        &["مواقع القوات الحكومية"],
    ),
    (
        "انتشلت فرق الإنقاذ جثامين الضحايا ونقلتها إلى المستشفى.",
        "aid",
        &["فرق الإنقاذ"],
        &["الضحايا"],
    ),
    (
        "شهدت المنطقة تنفيذ الولايات المتحدة إنزالا بحريا الخميس، كما نفذت سلسلة من الغارات الجوية على مواقع التنظيم.",
        "airstrike",
        &["الولايات المتحدة"],
        &["مواقع التنظيم"],
    ),
    (
        "وأشار النقيب إلى أن القوات الأمنية أغلقت الطريق، واتهم «لواء النهر» بالوقوف وراء التفجير.",
        "accusation",
        &["النقيب"],
        &["لواء النهر"],
    ),
    (
        "تسللت مجموعة من متمردي حركة الجبل إلى البلدة.",
        "offensive",
        &["متمردي حركة الجبل"],
        &[],
    ),
    // An asyndetic relative clause, a verb of happening, an accusative between.
    (
        "وبموجب اتفاق توسط فيه شيوخ المدينة، تسلمت قوة الأمن الحاجز.",
        "mediation",
        &["شيوخ المدينة"],
        &[],
    ),
    (
        "أصيب ثلاثة جنود في اشتباكات جرت أمس مع قوات معادية قرب الميناء.",
        "clash",
        &[],
        &["قوات معادية"],
    ),
    (
        "وسجلت حركة نزوح داخله، وضرب الجيش اللبناني طوقا أمنيا حول المخيم.",
        "siege",
        &["الجيش اللبناني"],
        &[],
    ),
    // A deed beside another, and what it was meant for.
    (
        "وحشد الحوثيون عناصرهم جنوب المدينة في محاولة لتنفيذ هجوم جديد.",
        "offensive",
        &["الحوثيون"],
        &[],
    ),
    // Whom the pronoun of a relative verb means.
    (
        "ودعا البيان إلى الضغط على جماعة الحوثي لوقف الهجمات التي تشنها على المدنيين.",
        "offensive",
        &["جماعة الحوثي"],
        &["المدنيين"],
    ),
    // Two adjectives of one noun.
    (
        "وقال إن قيادات عربية ومحلية بارزة انشقت عن التنظيم.",
        "defection",
        &["قيادات عربية ومحلية بارزة"],
        &["التنظيم"],
    ),
    (
        "تشهد الهيئة استقالات واغتيالات لقادتها في إدلب.",
        "killing",
        &[],
        &["قادتها"],
    ),
];

fn fault(case: &Case, lexicon: &Lexicon) -> Option<String> {
    let &(text, kind, agents, patients) = case;
    let claims = analyse(&sentence(text), lexicon).claims;
    let names = |of: &[Participant]| of.iter().map(|p| p.quoted.text.clone()).collect::<Vec<_>>();
    let right = |of: &[Participant], wanted: &[&str]| {
        let found = names(of);
        found.len() <= wanted.len() + 1 && wanted.iter().all(|w| found.iter().any(|f| f.contains(w)))
    };
    let ok = claims.iter().filter(|c| c.kind.as_str() == kind).any(|c| {
        (agents.is_empty() || right(&c.agent, agents)) && (patients.is_empty() || right(&c.patient, patients))
    });
    (!ok).then(|| {
        let found: Vec<_> = claims
            .iter()
            .map(|c| format!("{} A {:?} P {:?}", c.kind.as_str(), names(&c.agent), names(&c.patient)))
            .collect();
        format!("{text}\n    wanted {kind} {agents:?} {patients:?}\n    found {found:?}")
    })
}

#[test]
fn participants_that_stand_apart() {
    let lexicon = Lexicon::builtin();
    let faults: Vec<String> = CASES.iter().filter_map(|c| fault(c, &lexicon)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
