//! Expressions of time and what they hold for: invented sentences.
//!
//! Example: «في ساعة الذروة» (fī sāʿat adh-dhirwa, "at rush hour") is the time of the strike that it stands beside.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;
use isnad_model::ClaimType as T;
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
    ] {
        let claims = analyse(&sentence(text), &LEXICON).claims;
        let found = claims.iter().filter(|c| c.kind == kind).find_map(|c| c.time.as_ref());
        let found = found.map(|(q, _)| q.text.clone()).unwrap_or_default();
        assert!(found.ends_with(wanted), "{text}: {found}");
    }
}
