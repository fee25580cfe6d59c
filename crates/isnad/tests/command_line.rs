//! The program as a user meets it: bad input, exit statuses, the same bytes whatever the order.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const RECORDS: [&str; 8] = [
    "reports.jsonl",
    "claims.jsonl",
    "events.jsonl",
    "relations.jsonl",
    "claims.csv",
    "events.csv",
    "events.geojson",
    "run.json",
];

/// A folder of its own for each test, empty.
fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

fn isnad() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    // What the person who runs the tests has imported must not matter.
    command.env("ISNAD_DATA", Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-data"));
    command
}

fn run(arguments: &[&Path]) -> Output {
    isnad().arg("run").args(arguments).output().unwrap()
}

fn errors(output: &Output) -> Vec<String> {
    String::from_utf8_lossy(&output.stderr)
        .lines()
        .map(str::to_owned)
        .collect()
}

/// Invented reports.
fn reports(dir: &Path) {
    let texts = [
        (
            "a.txt",
            "مقتل أربعة عناصر في هجوم على حاجز\n\nقال مصدر محلي لموقع الوادي إن مسلحين هاجموا حاجزا قرب بلدة السهل في 3 آذار 2021، ما أدى إلى مقتل أربعة عناصر وإصابة اثنين آخرين.\n",
        ),
        (
            "b.txt",
            "قصف على السوق\n\nقصفت طائرات حربية سوقا شعبيا في مدينة إدلب في 5 أيار 2020، ما أسفر عن مقتل ستة مدنيين بينهم طفلان، وفق ناشطين.\n",
        ),
        (
            "c/d.txt",
            "انشقاق مجموعة\n\nأعلنت مجموعة من المقاتلين انشقاقها عن الفصيل يوم 7 حزيران 2019 بحسب بيان مصور نشر على الإنترنت.\n",
        ),
    ];
    fs::create_dir_all(dir.join("c")).unwrap();
    for (name, text) in texts {
        fs::write(dir.join(name), text).unwrap();
    }
    let line = |id: &str, text: &str| format!("{{\"id\": \"{id}\", \"text\": \"{text}\"}}\n");
    let lines = line("1", "اعتقلت الشرطة ثلاثة أشخاص في بلدة الجسر.")
        + &line("2", "اندلعت اشتباكات عنيفة بين فصيلين في قرية التل.");
    fs::write(dir.join("more.jsonl"), lines).unwrap();
}

#[test]
fn every_bad_input_is_one_line_and_the_rest_goes_on() {
    let dir = folder("bad");
    let input = dir.join("in");
    fs::create_dir_all(&input).unwrap();
    reports(&input);
    fs::write(input.join("empty.txt"), "").unwrap();
    let junk: Vec<u8> = (0..5000u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    fs::write(input.join("junk.bin"), junk).unwrap();
    fs::write(
        input.join("broken.jsonl"),
        "{\"id\": \"x\", \"text\": \"خبر عن قصف\"}\n{\"id\": \"y\", \"te\n{\"id\": \"z\", \"text\": \"خبر آخر\"}\n",
    )
    .unwrap();
    let mut damaged = "قال شهود إن القصف استمر طوال الليل على أطراف البلدة.\n"
        .repeat(20)
        .into_bytes();
    damaged[401] = 0xff;
    fs::write(input.join("damaged.txt"), damaged).unwrap();
    let mut long = fs::File::create(input.join("long.txt")).unwrap();
    for _ in 0..200 {
        long.write_all(&vec![b'a'; 1 << 20]).unwrap();
    }
    drop(long);
    std::os::unix::fs::symlink(input.join("gone"), input.join("unopened.txt")).unwrap();
    let missing = dir.join("missing");
    let out = dir.join("out");
    let output = run(&[&input, &missing, Path::new("--out"), &out]);
    assert_eq!(output.status.code(), Some(2));
    let errors = errors(&output);
    for name in [
        "empty.txt",
        "junk.bin",
        "broken.jsonl:2",
        "damaged.txt",
        "long.txt",
        "unopened.txt",
        "missing",
    ] {
        assert_eq!(
            errors.iter().filter(|e| e.contains(name)).count(),
            1,
            "{name}: {errors:#?}"
        );
    }
    assert_eq!(errors.len(), 7, "{errors:#?}");
    let records = fs::read_to_string(out.join("reports.jsonl")).unwrap();
    // Three texts, two lines, two whole lines of the broken file, the damaged text.
    assert_eq!(records.lines().count(), 8);
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn records_depend_on_the_reports_alone() {
    let dir = folder("same");
    let input = dir.join("in");
    fs::create_dir_all(&input).unwrap();
    reports(&input);
    let (a, b) = (dir.join("out-a"), dir.join("out-b"));
    let files = ["a.txt", "b.txt", "c/d.txt", "more.jsonl"].map(|n| input.join(n));
    let first = isnad()
        .arg("run")
        .args(&files)
        .arg("--out")
        .arg(&a)
        .args(["--jobs", "1"])
        .output()
        .unwrap();
    assert!(errors(&first).is_empty());
    let back = files.iter().rev().chain(&files[..1]);
    isnad()
        .arg("run")
        .args(back)
        .arg("--out")
        .arg(&b)
        .args(["--jobs", "2"])
        .output()
        .unwrap();
    for name in RECORDS {
        assert!(
            fs::read(a.join(name)).unwrap() == fs::read(b.join(name)).unwrap(),
            "{name} differs"
        );
    }
    for case in [a, b] {
        let output = isnad().arg("verify").arg(case.join("case.isnad")).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{:#?}", errors(&output));
    }
}

#[test]
fn a_case_grows_is_searched_rebuilt_and_sealed() {
    let dir = folder("grow");
    let input = dir.join("in");
    fs::create_dir_all(&input).unwrap();
    reports(&input);
    let case = dir.join("case.isnad");
    let command = |arguments: &[&str], more: &[&Path]| isnad().args(arguments).args(more).output().unwrap();
    let one = input.join("a.txt");
    assert_eq!(command(&["add"], &[&case, &one]).status.code(), Some(0));
    let output = command(&["add"], &[&case, &input]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("4 new reports"), "{said}");
    assert_eq!(command(&["add"], &[&case, &input]).status.code(), Some(1));
    let hits = command(&["search"], &[&case, Path::new("ادلب")]);
    assert_eq!(String::from_utf8_lossy(&hits.stdout).lines().count(), 1);
    assert_eq!(
        command(&["search"], &[&case, Path::new("برشلونة")]).status.code(),
        Some(1)
    );
    let (a, b) = (dir.join("a"), dir.join("b"));
    command(&["export", "--format", "jsonl", "--out"], &[&a, &case]);
    command(&["rebuild"], &[&case]);
    command(&["export", "--format", "jsonl", "--out"], &[&b, &case]);
    for name in &RECORDS[..4] {
        assert!(
            fs::read(a.join(name)).unwrap() == fs::read(b.join(name)).unwrap(),
            "{name} differs after rebuild"
        );
    }
    assert_eq!(command(&["seal"], &[&case]).status.code(), Some(0));
    assert_eq!(command(&["seal", "--check"], &[&case]).status.code(), Some(0));
    assert_eq!(command(&["verify"], &[&case]).status.code(), Some(0));
}

#[test]
fn nothing_found_is_one_and_no_case_is_two() {
    let dir = folder("statuses");
    let input = dir.join("nothing.txt");
    fs::write(
        &input,
        "وصفة اليوم\n\nنضع الطحين والسكر في وعاء ثم نضيف الماء ونعجن جيدا.\n",
    )
    .unwrap();
    let output = run(&[&input, Path::new("--out"), &dir.join("out")]);
    assert_eq!(output.status.code(), Some(1), "{:#?}", errors(&output));
    let no_case = isnad().arg("verify").arg(&input).output().unwrap();
    assert_eq!(no_case.status.code(), Some(2));
    assert_eq!(errors(&no_case).len(), 1);
    assert_eq!(isnad().arg("run").output().unwrap().status.code(), Some(2));
    assert_eq!(isnad().arg("--help").output().unwrap().status.code(), Some(0));
}

#[test]
fn a_case_that_add_makes_is_said() {
    let dir = folder("made");
    let (input, case) = (dir.join("in"), dir.join("mistyped.isnad"));
    fs::create_dir_all(&input).unwrap();
    reports(&input);
    let add = |case: &Path, more: &[&str]| isnad().arg("add").args([case, &input]).args(more).output().unwrap();
    let said = errors(&add(&case, &[]));
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said[0].starts_with(&format!("{}: ", case.display())), "{said:#?}");
    assert!(errors(&add(&case, &[])).is_empty());
    assert!(errors(&add(&dir.join("other.isnad"), &["--quiet"])).is_empty());
    let nowhere = dir.join("nowhere/case.isnad");
    let output = add(&nowhere, &[]);
    assert_eq!(output.status.code(), Some(2));
    let said = errors(&output);
    assert!(
        said.len() == 1 && said[0].contains(&nowhere.display().to_string()),
        "{said:#?}"
    );
}

#[test]
fn what_cannot_be_written_is_named_as_the_user_knows_it() {
    for (name, hindered) in [("hinder-a", "claims.csv"), ("hinder-b", "case.isnad")] {
        let dir = folder(name);
        let (input, out) = (dir.join("in"), dir.join("out"));
        fs::create_dir_all(&input).unwrap();
        reports(&input);
        // Nothing can be written where a folder stands in the way.
        fs::create_dir_all(out.join(format!(".{hindered}.part"))).unwrap();
        let output = run(&[&input, Path::new("--out"), &out]);
        assert_eq!(output.status.code(), Some(2));
        let said = errors(&output);
        assert_eq!(said.len(), 1, "{said:#?}");
        let named = format!("{}: ", out.join(hindered).display());
        assert!(said[0].starts_with(&named) && !said[0].contains(".part"), "{said:#?}");
    }
}

#[test]
fn a_toll_that_another_account_widens_shows_its_bounds() {
    let dir = folder("widened");
    let case = dir.join("case.isnad");
    let text = |dead: &str| {
        format!(
            "قصف على السوق\n\nقصفت طائرات حربية سوقا شعبيا في مدينة إدلب في 5 أيار 2020، ما أسفر عن مقتل {dead} مدنيين، وفق ناشطين.\n"
        )
    };
    let add = |name: &str, dead: &str| {
        let path = dir.join(name);
        fs::write(&path, text(dead)).unwrap();
        let output = isnad().arg("add").args([&case, &path]).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    add("a.txt", "ستة");
    let said = add("b.txt", "سبعة");
    let line = said
        .lines()
        .find(|l| l.starts_with("changed toll "))
        .unwrap_or_default();
    assert!(line.contains(" killed 6 -> ") && line.contains("(6-7)"), "{said}");
}

#[test]
fn outlets_that_cite_one_another_in_a_ring_are_told() {
    let dir = folder("ring");
    let line = |publisher: &str, says: &str| {
        format!(
            "{{\"publisher\": \"{publisher}\", \"url\": \"https://{}.example/1\", \"text\": \"{says} أن ثلاثة مدنيين قتلوا في قصف على مدينة إدلب في 5 أيار 2020.\"}}\n",
            publisher.len()
        )
    };
    let lines = line("شبكة الهودج", "نقلت وكالة المرسى للأنباء") + &line("وكالة المرسى للأنباء", "ذكرت شبكة الهودج");
    let input = dir.join("in.jsonl");
    fs::write(&input, lines).unwrap();
    let told = |output: Output| {
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        said.lines()
            .filter(|l| l.starts_with("ISN-L001 ") && l.contains("شبكة الهودج"))
            .count()
    };
    let (out, case) = (dir.join("out"), dir.join("out/case.isnad"));
    assert_eq!(told(run(&[&input, Path::new("--out"), &out])), 1);
    assert_eq!(told(isnad().arg("rebuild").arg(&case).output().unwrap()), 1);
    assert_eq!(told(isnad().arg("add").args([&case, &input]).output().unwrap()), 1);
    assert_eq!(
        told(isnad().arg("rebuild").arg(&case).arg("--quiet").output().unwrap()),
        0
    );
}

#[test]
fn one_of_a_kind_is_counted_in_the_singular() {
    let dir = folder("one");
    let (input, out) = (dir.join("in"), dir.join("out"));
    fs::create_dir_all(&input).unwrap();
    reports(&input);
    let output = run(&[&input.join("b.txt"), &dir.join("missing"), Path::new("--out"), &out]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        said.lines()
            .any(|l| l.starts_with("1 report, ") && l.ends_with("; 1 input failed")),
        "{said}"
    );
    let output = run(&[&input, Path::new("--out"), &out]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        said.lines()
            .any(|l| l.starts_with("5 reports, ") && l.ends_with("; 0 inputs failed")),
        "{said}"
    );
}

fn probe(kind: &str, input: &str) -> Output {
    let mut child = isnad()
        .args(["probe", kind])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn probes_answer_every_line_in_order() {
    let input = "{\"input\": \"أكثر من 25\"}\nno json\n{\"input\": \"عنصران\"}\n";
    let output = probe("number", input);
    assert_eq!(output.status.code(), Some(2));
    let lines: Vec<String> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    assert_eq!(lines.len(), 3);
    assert!(
        lines[0].contains("\"low\":26") && lines[0].contains("\"high\":null"),
        "{}",
        lines[0]
    );
    assert!(lines[1].starts_with("{\"error\""), "{}", lines[1]);
    assert_eq!(probe("nothing-such", "").status.code(), Some(2));
}

#[test]
fn a_reader_who_goes_away_is_no_failure() {
    let mut child = isnad()
        .args(["probe", "number"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    for _ in 0..1000 {
        if input.write_all("{\"input\": \"ثلاثة\"}\n".as_bytes()).is_err() {
            break;
        }
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
