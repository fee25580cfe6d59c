//! Exports: exact columns in the files, filters, codebooks, and no private name in any byte.

#![allow(clippy::unwrap_used)]

use isnad_store::fold;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Every format, and whether it is one file.
const FORMATS: [(&str, bool); 8] = [
    ("jsonl", false),
    ("csv", false),
    ("geojson", true),
    ("acled", true),
    ("ged", true),
    ("plover", true),
    ("ftm", true),
    ("csl", true),
];

fn isnad(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(arguments)
        .env("ISNAD_DATA", Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-data"))
        .output()
        .unwrap()
}

fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

/// Invented persons, each told in several spellings below.
const PRIVATE: [&str; 3] = ["سليم نعمان الزهراوي", "رزان هيثم القصير", "مأمون عطية الخضر"];

/// Invented reports.
fn reports(dir: &Path) -> PathBuf {
    let input = dir.join("in");
    fs::create_dir_all(&input).unwrap();
    let strike = "مقتل ستة مدنيين في قصف على سوق\n\nقصفت طائرات حربية تابعة للجيش السوري سوقا شعبيا في مدينة إدلب في 5 أيار 2020، ما أسفر عن مقتل ستة مدنيين بينهم المواطن سليم نعمان الزهراوي والطفلة رزان هيثم القصير.\n\nوقال المواطن مأمون عطية الخضر لموقع الوادي إن طائرات الجيش السوري قصفت منزل سليم نعمان الزهراوي في مدينة إدلب. وأضاف مأمون عطيه الخضر أن القصف استمر ساعة. ونقل الجيران لسليم نعمان الزهراوي ولرزان هيثم القصير مساعدات.\n";
    let again = "قصف إدلب\n\nقال الناشط مأمون عطية الخضر إن ثمانية مدنيين قتلوا في قصف لطائرات حربية على سوق في مدينة إدلب في 5 أيار 2020.\n";
    let split =
        "انشقاق\n\nأعلن ثلاثة مقاتلين انشقاقهم عن جبهة النصرة في مدينة إدلب في 7 حزيران 2016، بحسب موقع الوادي.\n";
    let lines: String = [("1", strike), ("2", again), ("3", split)]
        .iter()
        .map(|(id, text)| {
            let url = match *id {
                "1" => "https://wadi.example/2020/قصف-سليم-نعمان-الزهراوي".to_owned(),
                id => format!("https://wadi.example/{id}"),
            };
            json!({"id": id, "url": url, "text": text, "published": "2020-05-06", "retrieved": "2020-05-07T08:00:00Z"})
                .to_string()
                + "\n"
        })
        .collect();
    fs::write(input.join("reports.jsonl"), lines).unwrap();
    input
}

fn case(dir: &Path, input: &Path) -> PathBuf {
    let out = dir.join("out");
    let done = isnad(&[
        "run",
        input.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
        "--quiet",
        "--no-gazetteer",
    ]);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    out.join("case.isnad")
}

/// Exports and gives every file with its text.
fn export(case: &Path, format: &str, more: &[&str]) -> Vec<(String, String)> {
    let single = FORMATS.iter().any(|(f, one)| *f == format && *one);
    let out = case.with_file_name(format!("export-{format}-{}", more.len()));
    let _ = fs::remove_dir_all(&out);
    let mut arguments = vec![
        "export",
        case.to_str().unwrap(),
        "--format",
        format,
        "--no-gazetteer",
        "--out",
        out.to_str().unwrap(),
    ];
    arguments.extend(more);
    let done = isnad(&arguments);
    assert!(
        matches!(done.status.code(), Some(0 | 1)),
        "{format}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
    if single {
        return vec![(format.to_owned(), fs::read_to_string(out).unwrap())];
    }
    let mut files: Vec<_> = fs::read_dir(out)
        .unwrap()
        .map(|f| {
            let f = f.unwrap();
            let name = f.file_name().into_string().unwrap();
            (format!("{format}/{name}"), fs::read_to_string(f.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn words(text: &str) -> Vec<String> {
    let inside =
        |c: char| c.is_alphanumeric() || ('\u{64b}'..='\u{65f}').contains(&c) || c == '\u{640}' || c == '\u{670}';
    text.split(|c| !inside(c)).filter(|w| !w.is_empty()).map(fold).collect()
}

/// Whether the folded words hold a name, its first word perhaps behind proclitics.
fn holds(text: &[String], name: &str) -> Option<String> {
    let name = words(name);
    let found = text.windows(name.len()).find(|w| {
        let first = w[0].strip_suffix(name[0].as_str());
        w[1..] == name[1..] && first.is_some_and(|p| p.chars().all(|c| "وفبلكس".contains(c)) && p.chars().count() <= 3)
    });
    found.map(|w| w.join(" "))
}

fn assert_no_leak(case: &Path, names: &[String]) {
    for (format, _) in FORMATS {
        let more: &[&str] = if format == "jsonl" { &["--redact"] } else { &[] };
        for (file, text) in export(case, format, more) {
            assert!(
                !text.is_empty() || file.ends_with("citations.jsonl") || file.ends_with("relations.jsonl"),
                "{file}"
            );
            let text = words(&text);
            let leaks: Vec<_> = names.iter().filter_map(|n| holds(&text, n)).collect();
            assert!(leaks.is_empty(), "{file} names {leaks:?}");
        }
    }
}

#[test]
fn no_byte_of_any_export_names_a_private_person() {
    let dir = folder("leak");
    let case = case(&dir, &reports(&dir));
    let names: Vec<String> = PRIVATE
        .iter()
        .flat_map(|n| {
            let parts: Vec<_> = n.split(' ').collect();
            [(*n).to_owned(), parts[..2].join(" "), parts[1..].join(" ")]
        })
        .collect();
    // The names do stand in what is not redacted.
    let full: String = export(&case, "jsonl", &[]).into_iter().map(|f| f.1).collect();
    for name in PRIVATE {
        assert!(holds(&words(&full), name).is_some(), "{name}");
    }
    assert_no_leak(&case, &names);
    let full: String = export(&case, "ftm", &["--full"]).into_iter().map(|f| f.1).collect();
    assert!(holds(&words(&full), PRIVATE[0]).is_some(), "--full names");
    let log = isnad_store::Case::open(&case).unwrap().log_entries().unwrap();
    assert!(log.iter().any(|l| l.what == "export with private persons named"));
}

#[test]
fn the_samples_leak_no_name() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let list = samples.join("README-private-names.txt");
    let Ok(names) = fs::read_to_string(&list) else {
        println!("skipped: there is no samples/README-private-names.txt");
        return;
    };
    let names: Vec<String> = names
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .map(str::to_owned)
        .collect();
    let dir = folder("leak-samples");
    let case = case(&dir, &samples);
    assert_no_leak(&case, &names);
}

fn header(text: &str) -> Vec<String> {
    csv::Reader::from_reader(text.as_bytes())
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect()
}

#[test]
fn formats_filters_and_codebooks() {
    let dir = folder("formats");
    let case = case(&dir, &reports(&dir));
    let one = |format: &str, more: &[&str]| export(&case, format, more).remove(0).1;
    let acled = one("acled", &[]);
    assert_eq!(header(&acled), isnad_record::export::acled::COLUMNS);
    assert_eq!(header(&one("ged", &[])), isnad_record::export::ged::COLUMNS);
    let rows = |text: &str| csv::Reader::from_reader(text.as_bytes()).into_records().count();
    assert!(rows(&acled) >= 2, "{acled}");
    assert!(acled.contains("Change to group/activity"), "{acled}");
    assert!(acled.contains("Air/drone strike"), "{acled}");
    for (more, kept, gone) in [
        (&["--type", "defection"][..], "Change to group", "Air/drone"),
        (&["--since", "2018-01-01"], "Air/drone", "Change to group"),
        (&["--to", "2018-01-01"], "Change to group", "Air/drone"),
        (&["--actor", "جبهة النصره"], "Change to group", "Air/drone"),
    ] {
        let narrowed = one("acled", more);
        assert!(
            narrowed.contains(kept) && !narrowed.contains(gone),
            "{more:?}: {narrowed}"
        );
    }
    assert!(rows(&one("acled", &["--place", "ادلب"])) >= 2);
    assert_eq!(rows(&one("acled", &["--place", "بغداد"])), 0);
    let map = dir.join("own.toml");
    fs::write(&map, "[[rule]]\ntype = \"defection\"\ncode = { own = \"G1\" }\n").unwrap();
    let coded = one("acled", &["--map", map.to_str().unwrap()]);
    assert_eq!(header(&coded).last().map(String::as_str), Some("own"));
    assert!(coded.contains(",G1\n"), "{coded}");
    for line in one("plover", &[]).lines().chain(one("ftm", &[]).lines()) {
        assert!(serde_json::from_str::<Value>(line).unwrap().is_object());
    }
    let csl: Vec<Value> = serde_json::from_str(&one("csl", &[])).unwrap();
    assert_eq!(csl.len(), 3);
    assert!(
        csl.iter()
            .all(|i| i["custom"]["sha256"].is_string() && i["accessed"].is_object())
    );
    fs::write(&map, "[[rule]]\ntipe = 1\n").unwrap();
    let refused = isnad(&[
        "export",
        case.to_str().unwrap(),
        "--format",
        "acled",
        "--map",
        map.to_str().unwrap(),
        "--out",
        dir.join("x").to_str().unwrap(),
    ]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
#[cfg(not(feature = "parquet"))]
fn without_parquet_the_program_says_how_to_get_it() {
    let dir = folder("exports-no-parquet");
    let case = case(&dir, &reports(&dir));
    let out = dir.join("x");
    let tables = ["--format", "parquet", "--out", out.to_str().unwrap()];
    let refused = isnad(&[&["export", case.to_str().unwrap()], &tables[..]].concat());
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--features parquet"));
    assert!(!out.exists());
}

#[test]
#[cfg(feature = "parquet")]
fn tables_are_written_whole_and_name_no_private_person() {
    let dir = folder("exports-parquet");
    let case = case(&dir, &reports(&dir));
    let out = dir.join("x");
    let tables = ["--format", "parquet", "--out", out.to_str().unwrap()];
    let done = isnad(&[&["export", case.to_str().unwrap()], &tables[..]].concat());
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let mut names: Vec<String> = fs::read_dir(&out)
        .unwrap()
        .map(|f| f.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["citations", "claims", "events", "relations", "reports"].map(|t| format!("{t}.parquet"))
    );
    for name in names {
        let bytes = fs::read(out.join(&name)).unwrap();
        assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"), "{name}");
        // Uncompressed, so that words stand in the bytes as they are.
        let text = words(&String::from_utf8_lossy(&bytes));
        for person in PRIVATE {
            assert_eq!(holds(&text, person), None, "{name} names {person}");
        }
    }
}

#[test]
fn dossiers_cite_every_sentence_and_name_no_private_person() {
    let dir = folder("dossier");
    let case = case(&dir, &reports(&dir));
    let path = case.to_str().unwrap();
    let dossier = |arguments: &[&str]| {
        let mut all = vec!["dossier", path, "--no-gazetteer"];
        all.extend(arguments);
        let done = isnad(&all);
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    };
    // The same group by another spelling and by its id.
    let text = dossier(&["جبهة النصره"]);
    assert!(text.starts_with("# ") && text.contains("### Defection"), "{text}");
    assert!(text.contains("انشقاقهم") && text.contains("## Reports"), "{text}");
    for line in text.lines().filter(|l| l.starts_with("- ")) {
        assert!(line.contains("bytes "), "no citation: {line}");
    }
    let place = dossier(&["ادلب"]);
    assert!(
        place.contains("### Airstrike") && place.contains("Casualties by year"),
        "{place}"
    );
    assert!(place.contains("Sources and their share"), "{place}");
    // What kind of place it is may be said, in either language.
    let body = |text: &str| text.split_once("## ").unwrap().1.to_owned();
    for name in [
        "مدينة إدلب",
        "محافظة ادلب",
        "ريف إدلب",
        "Idlib",
        "the city of Idlib",
        "Idlib governorate",
    ] {
        assert_eq!(body(&dossier(&[name])), body(&place), "{name}");
    }
    for name in PRIVATE {
        assert_eq!(holds(&words(&place), name), None);
    }
    assert!(holds(&words(&dossier(&["ادلب", "--full"])), PRIVATE[0]).is_some());
    let state = dossier(&["جبهة النصرة", "--at", "2017-01-01"]);
    assert!(state.contains("## State on 2017-01-01"), "{state}");
    let out = dir.join("pages");
    dossier(&["ادلب", "--out", out.to_str().unwrap()]);
    let page = fs::read_to_string(out.join("dossier.html")).unwrap();
    assert!(
        page.contains("<html") && !page.contains("<script") && !page.contains("http://"),
        "{page}"
    );
    assert!(fs::metadata(out.join("dossier.md")).is_ok());
    assert_eq!(isnad(&["dossier", path, "برشلونة"]).status.code(), Some(1));
}
