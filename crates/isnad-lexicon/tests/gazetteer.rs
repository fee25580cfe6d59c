//! Gazetteer files, import, names in text.

use isnad_arabic::token::tokenize;
use isnad_lexicon::gazetteer::{Format, FormatError, Gazetteer, Kind, PlaceMention, import, key};

fn mentions(text: &str) -> Vec<PlaceMention> {
    Gazetteer::builtin().find(text, &tokenize(text))
}

/// Mentions that the words alone make places: words, English names of all that fit.
fn sure(text: &str) -> Vec<(String, Vec<&'static str>)> {
    let gazetteer = Gazetteer::builtin();
    mentions(text)
        .iter()
        .filter(|m| m.sure)
        .map(|m| {
            let fitting = m.candidates.iter().filter_map(|c| gazetteer.place(c.place));
            (m.span.slice(text).to_owned(), fitting.map(|p| p.name_en).collect())
        })
        .collect()
}

#[test]
fn finds_names_with_type_words_and_directions() {
    for (text, want) in [
        ("وصلوا إلى بلدة الباغوز مساء", vec!["بلدة الباغوز|Al-Baghuz"]),
        ("في ريف إدلب الجنوبي", vec!["ريف إدلب الجنوبي|Idlib"]),
        ("الريف الغربي لدير الزور", vec!["الريف الغربي لدير الزور|Deir ez-Zor"]),
        ("وبحلب وحماة", vec!["حلب|Aleppo", "حماة|Hama"]),
        ("وسم #دير_الزور اليوم", vec!["دير_الزور|Deir ez-Zor"]),
        ("ديرالزور", vec!["ديرالزور|Deir ez-Zor"]),
        ("قرب مدينة «سراقب»", vec!["قرب مدينة «سراقب|Saraqib"]),
        ("شمال غربي سوريا", vec!["شمال غربي سوريا|Northwest Syria"]),
        ("مخيم اليرموك", vec!["مخيم اليرموك|Yarmouk camp"]),
        ("ريف تل تمر الشمالي", vec!["ريف تل تمر الشمالي|Tell Tamer"]),
        ("قريتي كفريا والفوعة", vec!["قريتي كفريا|Kafraya", "الفوعة|Al-Fuah"]),
        ("مُحافظة الرّقّة", vec!["مُحافظة الرّقّة|Raqqa"]),
        (
            "سد تشرين وجسر قرقوزاق",
            vec!["سد تشرين|Tishrin Dam", "جسر قرقوزاق|Qara Qozak bridge"],
        ),
    ] {
        let found = sure(text);
        assert_eq!(found.len(), want.len(), "{text}: {found:?}");
        for ((words, names), want) in found.iter().zip(want) {
            let (span, name) = want.split_once('|').unwrap_or((want, ""));
            assert!(
                words == span && names.contains(&name),
                "{text}: {words} {names:?}, expected {want}"
            );
        }
    }
}

#[test]
fn everyday_words_are_no_places_without_a_cue() {
    for text in [
        "فتح الرجل الباب وخرج",
        "أعلن عن النصر والسلام",
        "قال أبو حسن إن اليوم طويل",
        "على الصعيد الدولي",
        "الحكومة السورية والجيش التركي",
        "منطقة تسيطر عليها القوات",
        "مناطق محاذية للحدود",
        "قرية صغيرة",
    ] {
        assert_eq!(sure(text), [], "{text}");
    }
}

#[test]
fn a_name_that_no_file_has_is_believed_after_a_type_word() {
    for (text, span, kind) in [
        ("قصفوا قرية الزهمرية ليلا", "قرية الزهمرية", "village"),
        ("في بلدة كفر زهمر", "بلدة كفر زهمر", "town"),
        ("مخيم «الأمل الجديد» للنازحين", "مخيم «الأمل الجديد", "camp"),
    ] {
        let found = mentions(text);
        let m = found.iter().find(|m| m.candidates.is_empty() && !m.anaphor);
        let m = m.unwrap_or_else(|| panic!("{text}: {found:?}"));
        assert_eq!(m.span.slice(text), span);
        let words = Gazetteer::builtin().words();
        assert_eq!(
            m.type_word.and_then(|t| words.type_word(t)).map(|t| t.id.as_str()),
            Some(kind)
        );
    }
}

#[test]
fn the_town_points_back() {
    let text = "دخلوا المدينة ثم غادروا";
    let found = mentions(text);
    assert_eq!(found.len(), 1);
    assert!(found[0].anaphor && found[0].span.slice(text) == "المدينة");
}

#[test]
fn spans_lie_on_boundaries_and_in_order() {
    let text = "‏وبَحَلَب… (إدلب)،#حماة_اليوم\u{200f}\nريف\nدمشق قريةXقرية قرية«";
    let mut last = 0;
    for m in mentions(text) {
        assert!(m.span.get(text).is_some() && m.name.get(text).is_some());
        assert!(m.span.start >= last);
        last = m.span.start;
    }
}

#[test]
fn hostile_text_is_harmless() {
    let long = "قرية ".repeat(20_000);
    assert!(mentions(&long).len() <= 20_000);
    let brackets = "(".repeat(100_000);
    assert!(mentions(&brackets).is_empty());
    let and = format!("قريتي حلب {}", "وحماة ".repeat(20_000));
    assert!(!mentions(&and).is_empty());
}

#[test]
fn folding_levels_spellings() {
    for (a, b) in [
        ("الشَّدَّادة", "الشداده"),
        ("أبو الظهور", "ابو الظهور"),
        ("بنغازى", "بنغازي"),
        ("البيضاء", "البيضا"),
    ] {
        assert_eq!(key::name_words(a).0, key::name_words(b).0);
    }
    assert_eq!(key::name_words("الباب").1, 1);
    assert!((key::km((36.2, 37.16), (33.51, 36.29)) - 310.0).abs() < 15.0);
    // A degree of a great circle is 111.2 km, whether the terms of the arcsine are counted or the arcsine itself.
    for degrees in [0.001, 1.0, 10.0, 22.9, 23.1, 90.0, 180.0] {
        let wanted = 6_371.0 * f64::to_radians(degrees);
        assert!(
            (key::km((0.0, 0.0), (0.0, degrees)) - wanted).abs() < 0.001,
            "{degrees}"
        );
    }
}

#[test]
fn near_misses_are_found_and_say_so() {
    let gazetteer = Gazetteer::builtin();
    for (wrong, right) in [
        ("الشداده", "Al-Shaddadi"),
        ("جديد عكيداط", "Jadid Aqidat"),
        ("كصنفرة", "Kansafra"),
        ("معرة النعمن", "Maarat al-Numan"),
    ] {
        let near = gazetteer.lookup_near(wrong, 1.0);
        let names: Vec<&str> = near
            .iter()
            .filter_map(|n| gazetteer.place(n.candidate.place))
            .map(|p| p.name_en)
            .collect();
        let exact = gazetteer.lookup(wrong);
        let exact: Vec<&str> = exact
            .iter()
            .filter_map(|c| gazetteer.place(c.place))
            .map(|p| p.name_en)
            .collect();
        assert!(
            names.contains(&right) || exact.contains(&right),
            "{wrong}: {names:?} {exact:?}"
        );
    }
    assert!(gazetteer.lookup_near("تل", 1.0).is_empty());
}

#[test]
fn divisions_lead_upward() {
    let gazetteer = Gazetteer::builtin();
    let hajin = gazetteer.lookup("هجين")[0].place;
    let up: Vec<&str> = gazetteer
        .within(hajin)
        .into_iter()
        .filter_map(|p| gazetteer.place(p))
        .map(|p| p.id)
        .collect();
    assert_eq!(up, ["hm:SY.07", "hm:SY"]);
}

const TABLE: &str = "name_ar\tname_en\talt_names\tlat\tlon\tadmin1\tadmin2\tadmin3\tkind\tsource\tadmin1_ar\tadmin2_ar\tadmin3_ar\tpopulation\tsource_id\n\
زهمرية\tZahmariyah\tالزهمرية|Zahmaria\t34.71\t40.80\tDeir-ez-Zor\tAbu Kamal\tHajin\tcommunity\tocha-syr\tدير الزور\tالبوكمال\tهجين\t1200\tC9001 SY080303\n\
الزهمرية\tZahmariyah East\t\t34.72\t40.81\tDeir-ez-Zor\tAbu Kamal\tHajin\tcommunity\tocha-syr\tدير الزور\tالبوكمال\tهجين\t\tC9002 SY080303\n\
زهمرية\tZahmariyah of Idlib\t\t35.80\t36.60\tIdleb\tAriha\tAriha\tcommunity\tocha-syr\tادلب\tاريحا\tاريحا\t\tC9003 SY070201\n\
القلعة - زهمرية\tQalaa\t\t34.75\t40.85\tDeir-ez-Zor\tAbu Kamal\tHajin\tcommunity\tocha-syr\tدير الزور\tالبوكمال\tهجين\t\tC9004 SY080303\n\
بلا مكان\tNowhere\t\tabc\t40.81\t\t\t\t\t\t\t\t\t\t\n";

#[test]
fn import_merges_duplicates_keeps_homonyms_and_names_bad_lines() {
    let imported = import(&[("table.tsv".to_owned(), TABLE.to_owned())]).expect("rows");
    assert_eq!(imported.formats[0].1, Format::Table);
    assert_eq!(imported.bad.len(), 1);
    assert_eq!(imported.bad[0].1.line, 6);
    assert!(
        imported.bad[0].1.message.contains("'abc'"),
        "{}",
        imported.bad[0].1.message
    );
    let gazetteer = Gazetteer::load(&[&imported.bytes]).expect("a gazetteer");
    let found = gazetteer.lookup("الزهمرية");
    assert_eq!(found.len(), 2, "two near records are one place, the far one another");
    let chain: Vec<String> = gazetteer
        .within(found[0].place)
        .into_iter()
        .filter_map(|p| gazetteer.place(p))
        .map(|p| p.name_ar.to_owned())
        .collect();
    assert_eq!(chain, ["هجين", "البوكمال", "دير الزور", "سوريا"]);
    assert!(
        !gazetteer.lookup("القلعة").is_empty(),
        "the bare form of a qualified name"
    );
}

#[test]
fn imports_do_not_depend_on_order() {
    let mut lines: Vec<&str> = TABLE.lines().skip(1).collect();
    lines.reverse();
    let other = format!("{}\n{}\n", TABLE.lines().next().unwrap_or(""), lines.join("\n"));
    let a = import(&[("t.tsv".to_owned(), TABLE.to_owned())]).expect("rows").bytes;
    let b = import(&[("t.tsv".to_owned(), other)]).expect("rows").bytes;
    assert_eq!(a, b);
}

#[test]
fn reads_every_format() {
    let dump = "9100001\tZahmariyah\tZahmariyah\tZahmaria\t34.71\t40.80\tP\tPPL\tSY\t\t07\t\t\t\t1500\t\t210\tAsia/Damascus\t2020-01-01\n";
    let names = "1\t9100001\tar\tزهمرية\t1\t\t\t\n2\t9100001\tlink\thttps://example.org\t\t\t\t\n";
    let csv = "admin4Name_ar,admin4Name_en,admin4Pcode,Latitude_y,Longitude_x,admin1Name_en\n\"زهمرية\",\"Zahmariyah, East\",C9001,34.71,40.80,Deir-ez-Zor\n";
    let geojson = r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[40.80,34.71]},"properties":{"name":"زهمرية","name:en":"Zahmariyah","place":"village"}},{"type":"Feature","geometry":null,"properties":{}}]}"#;
    for (files, bad) in [
        (vec![("SY.txt", dump), ("alternateNamesV2.txt", names)], 0),
        (vec![("syr_pcodes.csv", csv)], 0),
        (vec![("points.geojson", geojson)], 1),
    ] {
        let files: Vec<(String, String)> = files.into_iter().map(|(n, t)| (n.to_owned(), t.to_owned())).collect();
        let imported = import(&files).expect("rows");
        assert_eq!(imported.bad.len(), bad, "{:?}", imported.bad);
        let gazetteer = Gazetteer::load(&[&imported.bytes]).expect("a gazetteer");
        let found = gazetteer.lookup("زهمرية");
        assert_eq!(found.len(), 1, "{files:?}");
        let place = gazetteer.place(found[0].place).expect("a place");
        assert!((place.point.0 - 34.71).abs() < 1e-6 && (place.point.1 - 40.80).abs() < 1e-6);
        assert_eq!(place.country, "SY");
    }
    assert!(import(&[("empty.tsv".to_owned(), String::new())]).is_err());
}

#[test]
fn damaged_files_are_refused() {
    let bytes = import(&[("t.tsv".to_owned(), TABLE.to_owned())]).expect("rows").bytes;
    assert!(matches!(Gazetteer::load(&[b"something else"]), Err(FormatError::Magic)));
    for cut in (8..bytes.len()).step_by(37) {
        assert!(Gazetteer::load(&[&bytes[..cut]]).is_err(), "cut at {cut}");
    }
    // A flipped byte is refused or harmless, never a panic.
    for at in (8..bytes.len()).step_by(11) {
        let mut wrong = bytes.clone();
        wrong[at] ^= 0x55;
        if let Ok(g) = Gazetteer::load(&[&wrong]) {
            let text = "قرية زهمرية والقلعة";
            let _ = g.find(text, &tokenize(text));
        }
    }
}

#[test]
fn built_in_data_is_broad_and_sound() {
    let gazetteer = Gazetteer::builtin();
    assert!(gazetteer.len() > 7_000, "{}", gazetteer.len());
    assert!(gazetteer.places().filter(|p| p.noted).count() > 1_900);
    let mut ids = std::collections::BTreeSet::new();
    for p in gazetteer.places() {
        assert!(ids.insert(p.id), "two places of id {}", p.id);
        assert!(!p.name_ar.is_empty() || !p.name_en.is_empty(), "{}", p.id);
        assert_eq!(p.country.len(), 2, "{}", p.id);
        // Presentation forms, tatweel and direction marks stay out of data.
        assert!(
            !p.name_ar.contains(
                |c| matches!(c, '\u{640}' | '\u{200e}' | '\u{200f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
            ),
            "{}",
            p.id
        );
    }
    let far =
        |p: &isnad_lexicon::gazetteer::PlaceInfo<'_>| p.kind == Kind::Country && !(-90.0..=90.0).contains(&p.point.0);
    assert!(!gazetteer.places().any(|p| far(&p)));
}

#[test]
fn a_place_is_asked_for_with_and_without_its_kind() {
    let g = Gazetteer::builtin();
    for (name, wanted) in [
        ("الباب", &["gn:174018"][..]),
        ("باب", &["gn:174018"]),
        ("مدينة الباب", &["gn:174018"]),
        ("Al-Bab", &["gn:174018"]),
        ("al bab", &["gn:174018"]),
        ("the city of Al-Bab", &["gn:174018"]),
        ("حلب", &["gn:170063", "hm:SY.09"]),
        ("محافظة حلب", &["hm:SY.09"]),
        ("ريف حلب الشمالي", &["hm:SY.09"]),
        ("مدينة حلب", &["gn:170063"]),
        ("Aleppo", &["gn:170063", "hm:SY.09"]),
        ("Aleppo Governorate", &["hm:SY.09"]),
        ("rural Aleppo", &["hm:SY.09"]),
        ("Ar-Raqqah governorate", &["hm:SY.04"]),
        ("في حلب أمس قصف", &[]),
        ("governorate", &[]),
        ("", &[]),
    ] {
        let mut ids: Vec<&str> = g.named(name).into_iter().filter_map(|p| Some(g.place(p)?.id)).collect();
        ids.sort_unstable();
        assert_eq!(ids, wanted, "{name}");
    }
    assert!(g.is_called("قرية أم سدرة", "أم سدرة") && g.is_called("أم سدرة", "بلدة ام سدره"));
    assert!(!g.is_called("قرية أم سدرة", "سدرة") && !g.is_called("مدينة", "قرية"));
}

#[test]
fn a_preposition_that_is_one_with_the_article_stays_with_the_name() {
    for (text, wanted) in [
        ("توجه إلى المدينة وصولا للضفة الغربية", "للضفة الغربية"),
        ("دعا اللاجئين للعودة إلى محافظة حلب", "محافظة حلب"),
        ("أرسل قافلة لمحافظة إدلب", "محافظة إدلب"),
    ] {
        let found: Vec<String> = sure(text).into_iter().map(|(words, _)| words).collect();
        assert!(found.iter().any(|w| w == wanted), "{text}: {found:?}");
    }
}
