//! Entities by their names in invented sentences; the built-in data against its lint; a user's additions.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its data fails")]

use isnad_arabic::token::tokenize;
use isnad_lexicon::entity::{Class, Entities, Entity, EntityFile, lint};
use isnad_lexicon::user::{self, UserFile};
use jiff::civil::date;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static ENTITIES: LazyLock<Entities> = LazyLock::new(Entities::builtin);

/// `id:words` of every match that is no nisba.
fn names(entities: &Entities, text: &str) -> Vec<String> {
    let tokens = tokenize(text);
    entities
        .find(text, &tokens)
        .iter()
        .filter(|m| !m.nisba)
        .map(|m| {
            let id = entities.get(m.entity).map_or("?", |e| e.id.as_str());
            format!("{id}{}:{}", if m.hostile { "!" } else { "" }, m.span.slice(text))
        })
        .collect()
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")
}

#[test]
fn names_are_found_in_every_dress() {
    let cases: &[(&str, &[&str])] = &[
        ("أعلنت قسد انسحابها", &["sdf:قسد"]),
        ("قصف لقسد وبقسد", &["sdf:لقسد", "sdf:وبقسد"]),
        ("عناصر من #قسد", &["sdf:قسد"]),
        (
            "هاجم تنظيم \"الدولة الإسلامية\" حاجزا",
            &["isis:تنظيم \"الدولة الإسلامية\""],
        ),
        (
            "تنظيم الدولة الإسلامية (داعش) في البادية",
            &["isis:تنظيم الدولة الإسلامية (داعش)"],
        ),
        ("تنظيم «الدولة» المتشدد", &["isis:تنظيم «الدولة»"]),
        ("#هيئة_تحرير_الشام تنسحب", &["hts:هيئة_تحرير_الشام"]),
        ("وقوات سورية الديموقراطية تتقدم", &["sdf:وقوات سورية الديموقراطية"]),
        ("مواقع للتحالف الدولي", &["coalition:للتحالف الدولي"]),
        ("اعتقلت عصابات الأسد شابا", &["syrian-government!:عصابات الأسد"]),
        ("نقلت صحيفة الوطن السورية عنه", &["al-watan-syria:صحيفة الوطن السورية"]),
        ("حب الوطن من الإيمان", &[]),
        ("عادت الحياة إلى الأسواق", &[]),
        ("ضفاف الفرات في الجزيرة السورية", &[]),
        ("لم يصدر تعليق من الهيئة", &[]),
        (
            "قالت هيئة تحرير الشام إن الهيئة لم تشارك",
            &["hts:هيئة تحرير الشام", "hts:الهيئة"],
        ),
        ("حاصر الحشد الشعبي البلدة", &["pmf:الحشد الشعبي"]),
        ("أفاد شاهد وأفاد جاره أن آليات عبرت فوق جسر وسط المدن القريبة", &[]),
        ("مر بنا شيخ وأم وطفل، وقد سبق أن تأكد الخبر (اليوم)", &[]),
        ("رام الله (وفا) - استقبل", &["wafa:وفا"]),
        (
            "فازت فرق الدفاع المدني في بيروت على الجيش اللبناني",
            &[
                "lebanese-civil-defence:فرق الدفاع المدني",
                "lebanese-army:الجيش اللبناني",
            ],
        ),
        ("", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(names(&ENTITIES, text), *expected, "{text}");
    }
}

#[test]
fn a_name_of_several_entities_goes_by_the_rest_of_the_text() {
    let libya = "قال اللواء أحمد المسماري إن الجيش الوطني الليبي يتقدم، وانسحب الجيش الوطني من سرت في ليبيا";
    assert!(
        names(&ENTITIES, libya).iter().filter(|n| n.starts_with("lna:")).count() >= 2,
        "{:?}",
        names(&ENTITIES, libya)
    );
    let syria = "انسحب الجيش الوطني من نقاطه بعد هجوم قسد";
    assert!(names(&ENTITIES, syria).contains(&"sna:الجيش الوطني".to_owned()));
}

#[test]
fn nisbas_are_told_apart_from_names() {
    let text = "قصفت طائرات روسية والطيران التركي البلدة";
    let tokens = tokenize(text);
    let found: Vec<_> = ENTITIES
        .find(text, &tokens)
        .into_iter()
        .map(|m| (ENTITIES.get(m.entity).map(|e| e.id.clone()), m.nisba))
        .collect();
    assert_eq!(
        found,
        [(Some("russia".to_owned()), true), (Some("turkey".to_owned()), true)]
    );
}

#[test]
fn spans_fit_and_do_not_overlap_on_hostile_input() {
    let mut texts = vec![
        "(".repeat(100_000),
        "«قسد".repeat(20_000),
        "# _ \" ' ".repeat(10_000),
        "ال".repeat(50_000),
    ];
    texts.push("تنظيم ".repeat(30_000));
    texts.push("أ . ف . ب \u{200f} 🇸🇾 ﷺ لل وبال".to_owned());
    for text in &texts {
        let tokens = tokenize(text);
        let mut last = 0;
        for m in ENTITIES.find(text, &tokens) {
            assert!(m.span.get(text).is_some());
            assert!(m.span.start >= last && !m.tokens.is_empty());
            last = m.span.end;
        }
    }
}

#[test]
fn the_ids_that_others_rely_on_are_there() {
    let ids = "isis sdf coalition al-qaeda baghdadi zawahiri bin-laden syrian-government russia iran-backed-militias \
               iraqi-government iraqi-forces pmf peshmerga turkey fsa new-syrian-army hts us uk";
    for id in ids.split_whitespace() {
        assert!(ENTITIES.by_id(id).is_some(), "{id}");
    }
}

#[test]
fn bare_heads_have_their_candidates() {
    let heads = |noun: &str| -> Vec<&str> {
        ENTITIES
            .head_candidates(noun)
            .iter()
            .filter_map(|ix| ENTITIES.get(*ix))
            .map(|e| e.id.as_str())
            .collect()
    };
    for (noun, id) in [
        ("التنظيم", "isis"),
        ("تنظيم", "al-qaeda"),
        ("النظام", "syrian-government"),
        ("الاحتلال", "israel"),
        ("الاحتلال", "turkey"),
        ("التحالف", "coalition"),
        ("الهيئة", "hts"),
        ("الحركة", "hamas"),
        ("الجماعة", "houthis"),
    ] {
        assert!(heads(noun).contains(&id), "{noun}: {:?}", heads(noun));
    }
    assert!(heads("الشجرة").is_empty());
}

#[test]
fn dates_decide_between_names_and_offices() {
    let text = "سيطرت جبهة فتح الشام على القرية";
    let tokens = tokenize(text);
    let found = ENTITIES.find(text, &tokens);
    assert_eq!(found.len(), 1);
    assert!(ENTITIES.borne_on(&found[0], date(2016, 9, 1)));
    assert!(!ENTITIES.borne_on(&found[0], date(2019, 1, 1)));
    let group = ENTITIES
        .by_id("new-syrian-army")
        .map(|ix| ENTITIES.successor_on(ix, date(2018, 1, 1)));
    assert_eq!(group, ENTITIES.by_id("maghawir"));
}

#[test]
fn outlets_are_found_by_domain_name_and_shape() {
    let by = |ix| ENTITIES.get(ix).map(|e: &Entity| e.id.clone()).unwrap_or_default();
    for (host, id) in [
        ("www.enabbaladi.net", "enab-baladi"),
        ("arabic.rt.com", "rt-arabic"),
        ("https://sana.sy/?p=1", "sana"),
    ] {
        assert_eq!(ENTITIES.by_domain(host).map(by).as_deref(), Some(id), "{host}");
    }
    assert_eq!(ENTITIES.by_domain("example.org"), None);
    for (name, id) in [
        ("عنب بلدي", "enab-baladi"),
        ("Enab Baladi", "enab-baladi"),
        ("قناة الجزيرة", "al-jazeera"),
        ("وكالة «سانا»", "sana"),
        ("EnabBaladi News", "enab-baladi"),
    ] {
        assert_eq!(ENTITIES.outlet_by_name(name).map(by).as_deref(), Some(id), "{name}");
    }
    for (name, host, kind) in [
        ("تنسيقية حي الورد", None, Some("local-network")),
        ("مرصد السلام لحقوق الطير", None, Some("monitor-site")),
        ("Somebody", Some("t.me/some"), Some("social-page")),
        ("وزارة", Some("www.health.gov.zz"), Some("government-site")),
        ("صحيفة الصبح البعيد", None, Some("newspaper")),
        ("كلام عابر", Some("kalam.example"), None),
    ] {
        assert_eq!(
            ENTITIES.outlet_kind_by_shape(name, host).map(|k| k.id.as_str()),
            kind,
            "{name}"
        );
    }
}

/// Every entry of the three folders, with its file.
fn entries() -> Vec<(String, Entity)> {
    let mut out = Vec::new();
    for folder in ["actors", "figures", "outlets"] {
        let mut files: Vec<PathBuf> = std::fs::read_dir(data().join(folder))
            .unwrap()
            .map(|e| e.unwrap().path())
            .collect();
        files.sort();
        for path in files {
            let name = format!("{folder}/{}", path.file_name().unwrap().to_string_lossy());
            if ["kinds.toml", "roles.toml", "spellings.toml", "shapes.toml"]
                .iter()
                .any(|x| name.ends_with(x))
            {
                continue;
            }
            let file: EntityFile = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            out.extend(file.entity.into_iter().map(|e| (name.clone(), e)));
        }
    }
    out
}

#[test]
fn the_built_in_data_passes_its_lint() {
    let entries = entries();
    let found = lint(&entries, &ENTITIES);
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn every_name_of_the_data_finds_its_entity() {
    let mut lost = Vec::new();
    for (_, e) in entries() {
        let ix = ENTITIES.by_id(&e.id).unwrap();
        for name in e.names.iter().chain(&e.hostile) {
            let text = format!("قال {name}، أمس");
            let tokens = tokenize(&text);
            let found = ENTITIES.find(&text, &tokens);
            let hit = found.iter().any(|m| m.entity == ix || m.alternatives.contains(&ix));
            if !hit {
                lost.push(format!("{}: {name}: {:?}", e.id, names(&ENTITIES, &text)));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn two_entities_share_a_name_only_across_countries_or_ranks() {
    let mut doubled = Vec::new();
    for (_, e) in entries() {
        let ix = ENTITIES.by_id(&e.id).unwrap();
        for name in &e.names {
            let text = format!("«{name}»");
            let tokens = tokenize(&text);
            for m in ENTITIES.find(&text, &tokens) {
                for other in m.alternatives.iter().filter(|o| **o > ix || m.entity > ix) {
                    let other = if *other == ix { m.entity } else { *other };
                    let o = ENTITIES.get(other).unwrap();
                    if o.country == e.country && o.prior == e.prior && o.id != e.id && o.class == e.class {
                        doubled.push(format!("{name}: {} and {}", e.id, o.id));
                    }
                }
            }
        }
    }
    doubled.sort();
    doubled.dedup();
    assert!(doubled.is_empty(), "{}", doubled.join("\n"));
}

#[test]
fn a_user_adds_a_group_and_an_outlet_with_one_small_file_each() {
    let group = "[[entity]]\nclass = \"actor\"\nen = \"Reed Brigade\"\nid = \"reed-brigade\"\nkind = \"armed-group\"\nnames = [\"لواء القصب\"]\n";
    let outlet = "[[entity]]\nclass = \"outlet\"\ndomains = [\"hawdaj.example\"]\nen = \"Hawdaj\"\nid = \"hawdaj\"\nkind = \"local-network\"\nnames = [\"شبكة الهودج\"]\n";
    let more = "[[entity]]\nid = \"sdf\"\nnames = [\"قوات الشمال المتحدة\"]\n";
    let files: Vec<UserFile> = [("group.toml", group), ("outlet.toml", outlet), ("more.toml", more)]
        .iter()
        .map(|(name, text)| UserFile {
            name: (*name).to_owned(),
            text: (*text).to_owned(),
        })
        .collect();
    let (user, lints) = user::entities(&files);
    assert_eq!(lints, []);
    let entities = Entities::with_user(user);
    assert_eq!(
        names(&entities, "انشق لواء القصب عن قوات الشمال المتحدة"),
        ["reed-brigade:لواء القصب", "sdf:قوات الشمال المتحدة"]
    );
    assert!(entities.by_domain("www.hawdaj.example").is_some());
    assert_eq!(
        entities.by_id("sdf").and_then(|ix| entities.get(ix)).map(|e| e.class),
        Some(Class::Actor)
    );
}

#[test]
fn a_users_faults_are_named_and_the_rest_counts() {
    let text = "[[entity]]\nclass = \"actor\"\nen = \"gang of X\"\nid = \"Bad Id\"\nkind = \"cloud\"\nnames = [\"دا\u{640}ر\"]\nsince = \"2020-13\"\n\n\
                [[entity]]\nclass = \"actor\"\nen = \"Good\"\nid = \"good\"\nkind = \"militia\"\nnames = [\"سرايا الهدهد\"]\n";
    let files = [
        UserFile {
            name: "a.toml".into(),
            text: text.into(),
        },
        UserFile {
            name: "b.toml".into(),
            text: "[[entity]".into(),
        },
    ];
    let (user, lints) = user::entities(&files);
    assert_eq!(user.iter().map(|e| e.id.as_str()).collect::<Vec<_>>(), ["good"]);
    let all: Vec<String> = lints.iter().map(ToString::to_string).collect();
    for part in [
        "b.toml: file: expected valid TOML",
        "a kind of actors/kinds.toml, saw cloud",
        "takes no side, saw gang of X",
        "plain Arabic letters, saw U+0640",
        "saw 2020-13",
        "an id of small Latin letters",
    ] {
        assert!(all.iter().any(|l| l.contains(part)), "{part} in\n{}", all.join("\n"));
    }
}

#[test]
fn role_nouns_are_read_in_their_forms() {
    use isnad_lexicon::entity::roles::Many;
    use isnad_lexicon::entity::{RoleKind, Roles};
    let roles = Roles::builtin();
    assert!(roles.iter().count() >= 300);
    for (word, lemma, number, kind) in [
        ("عناصره", "عنصر", Many::Many, RoleKind::Person),
        ("عنصرين", "عنصر", Many::Two, RoleKind::Person),
        ("المقاتلون", "مقاتل", Many::Many, RoleKind::Person),
        ("ومقاتليه", "مقاتل", Many::Many, RoleKind::Person),
        ("للأطفال", "طفل", Many::Many, RoleKind::Person),
        ("طفلتان", "طفل", Many::Two, RoleKind::Person),
        ("سيدات", "سيدة", Many::Many, RoleKind::Person),
        ("مدنيا", "مدني", Many::One, RoleKind::Person),
        ("والوزيرة", "وزير", Many::One, RoleKind::Office),
        ("عقيد", "عقيد", Many::One, RoleKind::Rank),
        ("شقيقه", "شقيق", Many::One, RoleKind::Relation),
        ("زوجته", "زوجة", Many::One, RoleKind::Relation),
        ("مصادرنا", "مصدر", Many::Many, RoleKind::Source),
        ("كتيبة", "كتيبة", Many::One, RoleKind::Group),
    ] {
        let found = roles.lookup(word);
        let hit = found
            .iter()
            .any(|m| roles.get(m.role).is_some_and(|r| r.lemma == lemma && r.kind == kind) && m.number == number);
        assert!(
            hit,
            "{word}: {:?}",
            found
                .iter()
                .map(|m| (&roles.get(m.role).unwrap().lemma, m.number))
                .collect::<Vec<_>>()
        );
    }
    for word in ["كتاب مفتوح", "جبل", "شجرة", "", "ال"] {
        assert!(roles.lookup(word).is_empty(), "{word}");
    }
    let lemmas: Vec<&str> = roles.iter().map(|r| r.lemma.as_str()).collect();
    let kinds: Vec<RoleKind> = roles.iter().map(|r| r.kind).collect();
    for (i, l) in lemmas.iter().enumerate() {
        assert!(
            !lemmas[..i]
                .iter()
                .enumerate()
                .any(|(j, m)| m == l && kinds[j] == kinds[i]),
            "{l} twice"
        );
    }
}

#[test]
fn words_of_roles_and_kinds_are_those_of_the_model() {
    use isnad_lexicon::entity::Roles;
    use isnad_model::{SourceKind, Status};
    for r in Roles::builtin().iter() {
        assert!(
            r.source.as_deref().is_none_or(|s| SourceKind::from_word(s).is_some()),
            "{}",
            r.lemma
        );
        assert!(
            r.status.as_deref().is_none_or(|s| Status::from_word(s).is_some()),
            "{}",
            r.lemma
        );
        assert!(!r.en.is_empty() && !r.en_plural.is_empty(), "{}", r.lemma);
    }
    for (ix, e) in ENTITIES.iter() {
        assert!(ENTITIES.source_kind(ix).is_some(), "{}", e.id);
    }
}

#[test]
fn a_country_is_no_publisher() {
    for name in ["Syria", "Syria Something Press", "سوريا"] {
        let found = ENTITIES
            .outlet_by_name(name)
            .and_then(|ix| ENTITIES.get(ix))
            .map(|e| e.id.as_str());
        assert!(found.is_none(), "{name}: {found:?}");
    }
}
