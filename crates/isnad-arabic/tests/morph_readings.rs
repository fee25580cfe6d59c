//! Words as they stand in texts, and the readings that they must have.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its data fails")]

use isnad_arabic::morph::{Analysis, Analyzer, Gender, Kind, Memo, Number, Person, Table, Voice, segments};
use proptest::prelude::*;

fn readings(word: &str) -> Vec<Analysis> {
    let mut out = Vec::new();
    Analyzer::builtin().analyze(word, &mut out);
    out
}

fn lemma(a: &Analysis) -> &str {
    &Analyzer::builtin().lexeme(a.lexeme).unwrap().lemma
}

#[test]
fn one_lexeme_for_a_verb() {
    // "they split off", "the defectors", "defections", "and with their defection", "they will split off", ...
    let words = [
        "انشقوا",
        "المنشقين",
        "انشقاقات",
        "وبانشقاقهم",
        "سينشقون",
        "منشقة",
        "انشقاقًا",
    ];
    let id = Analyzer::builtin().find("انشق")[0];
    for word in words {
        let all = readings(word);
        assert!(all.iter().any(|a| a.lexeme == id), "{word}");
        // A noun or adjective of the same letters may stand before the participle; nothing else may.
        assert!(
            all[0].lexeme == id || matches!(all[0].features.kind, Kind::Noun | Kind::Adjective),
            "{word}"
        );
    }
}

#[test]
fn best_readings() {
    // word, lemma, kind of the best reading
    let cases = [
        ("وقال", "قال", Kind::Perfect),
        ("قيل", "قال", Kind::Perfect),
        ("أُعدم", "أعدم", Kind::Perfect),
        ("يُستخدم", "استخدم", Kind::Imperfect),
        ("سيعلنون", "أعلن", Kind::Imperfect),
        ("ليقتلوه", "قتل", Kind::Imperfect),
        ("اعتقالهم", "اعتقل", Kind::Masdar),
        ("المشتبكين", "اشتبك", Kind::ActiveParticiple),
        ("فاستسلموا", "استسلم", Kind::Perfect),
        ("رماه", "رمى", Kind::Perfect),
        ("دعوا", "دعا", Kind::Perfect),
        ("ووصفه", "وصف", Kind::Perfect),
        ("قصف", "قصف", Kind::Masdar),
        ("السودان", "السودان", Kind::Name),
        ("يكن", "كان", Kind::Imperfect),
        ("بالأسلحة", "سلاح", Kind::Noun),
        ("للمدينة", "مدينة", Kind::Noun),
        ("مدينتهم", "مدينة", Kind::Noun),
        ("قراهم", "قرية", Kind::Noun),
        ("أراضيهم", "أرض", Kind::Noun),
        ("السوريين", "سوري", Kind::Adjective),
        ("إليهم", "إلى", Kind::Particle),
        ("وعليها", "على", Kind::Particle),
        ("الاعلام", "إعلام", Kind::Noun),
        ("حمراوان", "أحمر", Kind::Adjective),
        ("صحراوين", "صحراء", Kind::Noun),
    ];
    let mut wrong = Vec::new();
    for (word, wanted, kind) in cases {
        match readings(word).first() {
            Some(a) if lemma(a) == wanted && a.features.kind == kind => {}
            Some(a) => wrong.push(format!("{word}: {} {:?}", lemma(a), a.features.kind)),
            None => wrong.push(format!("{word}: nothing")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ambiguity_is_handed_on() {
    // قتل: he killed, he was killed, killing, to massacre.
    let all = readings("قتل");
    assert!(
        all.iter()
            .any(|a| a.features.kind == Kind::Perfect && a.features.maybe_passive)
    );
    assert!(all.iter().any(|a| a.features.kind == Kind::Masdar));
    // كتبت: I, you, she.
    let persons: Vec<_> = readings("كتبت")
        .iter()
        .filter(|a| a.features.kind == Kind::Perfect)
        .map(|a| (a.features.person, a.features.gender))
        .collect();
    assert!(persons.contains(&(Some(Person::Third), Some(Gender::Feminine))));
    assert!(persons.contains(&(Some(Person::First), None)));
    // المهاجمين: plural and dual.
    let numbers: Vec<_> = readings("المهاجمين").iter().map(|a| a.features.number).collect();
    assert!(numbers.contains(&Some(Number::Plural)) && numbers.contains(&Some(Number::Dual)));
    // معتقل: who arrests, who is arrested.
    let kinds: Vec<_> = readings("معتقل")
        .iter()
        .map(|a| (a.features.kind, a.features.voice))
        .collect();
    assert!(kinds.contains(&(Kind::PassiveParticiple, Voice::Passive)));
    assert!(kinds.contains(&(Kind::ActiveParticiple, Voice::Active)));
}

#[test]
fn spelling_as_people_write() {
    // Without hamza, with marks, with tatweel, with Egyptian endings.
    for (word, wanted) in [
        ("اعلن", "أعلن"),
        ("أَعْلَنَ", "أعلن"),
        ("أعـــلن", "أعلن"),
        ("الحكومه", "حكومة"),
        ("مستشفي", "مستشفى"),
    ] {
        let all = readings(word);
        assert!(
            all.iter().any(|a| lemma(a) == wanted),
            "{word}: {:?}",
            all.iter().map(lemma).collect::<Vec<_>>()
        );
    }
    assert!(readings("الحكومه")[0].informal);
    // A hamza that is written decides.
    assert_eq!(lemma(&readings("إن")[0]), "إن");
    assert_eq!(lemma(&readings("أن")[0]), "أن");
}

#[test]
fn stems_are_byte_ranges() {
    let word = "وبانشقاقِهِم";
    let a = readings(word)[0];
    assert_eq!(&word[usize::from(a.stem.0)..usize::from(a.stem.1)], "انشقاقِ");
    assert!(a.proclitics.waw() && a.proclitics.ba() && a.enclitic.is_some());
    assert_eq!(segments(word), ["و", "ب", "انشقاقِ", "هِم"]);
}

#[test]
fn cuts() {
    let cases: [(&str, &[&str]); 16] = [
        ("وبحلول", &["و", "ب", "حلول"]),
        ("للسلطة", &["ل", "لسلطة"]),
        ("مهاراته", &["مهارات", "ه"]),
        ("ولد", &["ولد"]),
        ("فرض", &["فرض"]),
        ("سيطر", &["سيطر"]),
        ("كبير", &["كبير"]),
        ("بعد", &["بعد"]),
        ("وزير", &["وزير"]),
        ("وفي", &["و", "في"]),
        ("له", &["ل", "ه"]),
        ("فإنهم", &["ف", "إن", "هم"]),
        ("بسببها", &["ب", "سبب", "ها"]),
        ("والهيلوتروب", &["و", "الهيلوتروب"]),
        ("و2014", &["و", "2014"]),
        ("15%", &["15", "%"]),
    ];
    for (word, wanted) in cases {
        assert_eq!(segments(word), wanted, "{word}");
    }
}

#[test]
fn words_added_at_run_time() {
    let rows = "تفركش\tف ر ك ش\tq2\t\t\tbe undone\tdissent intr\n";
    let nouns = "زعرور\tm\tزعارير\tmedlar\t\n";
    let (analyzer, faults) = Analyzer::extended(&[(Table::Verbs, rows), (Table::Nouns, nouns)]);
    assert!(faults.is_empty());
    let mut out = Vec::new();
    analyzer.analyze("وتفركشوا", &mut out);
    let lexeme = analyzer.lexeme(out[0].lexeme).unwrap();
    assert_eq!(&*lexeme.lemma, "تفركش");
    assert!(lexeme.has_tag("dissent"));
    analyzer.analyze("بزعاريرهم", &mut out);
    assert!(out[0].features.broken);
    assert_eq!(analyzer.find("زعرور").len(), 1);
    assert_eq!(analyzer.len(), Analyzer::builtin().len() + 2);
}

#[test]
fn lookup_by_lemma() {
    let analyzer = Analyzer::builtin();
    assert_eq!(analyzer.find("أعلن").len(), 1);
    assert_eq!(analyzer.find("اعلن").len(), 1);
    assert!(analyzer.find("قتل").len() >= 2);
    assert!(analyzer.find("").is_empty() && analyzer.find("x").is_empty());
    let lexeme = analyzer.lexeme(analyzer.find("انشق")[0]).unwrap();
    assert_eq!((&*lexeme.root, &*lexeme.form), ("ش ق ق", "7"));
}

#[test]
fn the_memo_changes_nothing() {
    let analyzer = Analyzer::builtin();
    let mut memo = Memo::new();
    for word in ["قال", "المدينة", "زقزوقة", "قال", "وبانشقاقهم", "المدينة"] {
        assert_eq!(analyzer.analyze_with(&mut memo, word), readings(word));
    }
}

proptest! {
    #[test]
    fn nothing_panics_and_segments_give_the_word_back(word in "[ء-يًٌٍَُِّْـآأإ0-9a%‌]{0,30}") {
        let all = readings(&word);
        for a in &all {
            prop_assert!(word.get(usize::from(a.stem.0)..usize::from(a.stem.1)).is_some());
        }
        prop_assert!(all.windows(2).all(|w| w[0].cost <= w[1].cost));
        prop_assert_eq!(segments(&word).concat(), word);
    }

    #[test]
    fn any_text_at_all(word in "\\PC{0,40}") {
        readings(&word);
        prop_assert_eq!(segments(&word).concat(), word);
    }
}
