//! A claim is argued for: type, people, place, time, sources, confidence, doubts.

#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

const TEXT: &str = "قصف على القرية\n\n10 أيار/مايو 2020\n\nقتل ثلاثة مدنيين، بينهم سالم جابر العبيدي، في قصف مدفعي على أطراف مدينة إدلب أمس. \
                    وقال مصدر طبي إن سبعة آخرين أصيبوا بجروح ونقلوا إلى المشفى في المدينة بعد ساعات من القصف.\n";

#[test]
fn a_claim_is_argued_for_part_by_part() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("explain");
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(dir.join("in")).unwrap();
    fs::write(dir.join("in/a.txt"), TEXT).unwrap();
    let isnad = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
        command
            .env("ISNAD_DATA", dir.join("no-data"))
            .args(arguments)
            .output()
            .unwrap()
    };
    let (input, out) = (dir.join("in"), dir.join("out"));
    isnad(&[
        "run",
        input.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
        "--quiet",
    ]);
    let records = fs::read_to_string(out.join("claims.jsonl")).unwrap();
    let claims: Vec<Value> = records.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let claim = claims.iter().find(|c| c["type"] == "shelling").unwrap();
    let case = out.join("case.isnad");
    let said = isnad(&["explain", case.to_str().unwrap(), claim["id"].as_str().unwrap()]);
    let said = String::from_utf8(said.stdout).unwrap();
    for title in [
        "report",
        "reads",
        "quote",
        "event word",
        "why",
        "who",
        "to whom",
        "where",
        "when",
        "killed",
        "says",
        "confidence",
    ] {
        assert!(
            said.lines().any(|l| l.trim_start().starts_with(title)),
            "no line {title:?} in\n{said}"
        );
    }
    // Why: the entry with its meaning; the words of the text with their bytes.
    let rule = claim["rules"][0].as_str().unwrap();
    assert!(said.contains(&format!("entry {rule} (")), "{said}");
    let trigger = &claim["trigger"];
    assert!(said.contains(&format!(
        "\"{}\" {}..",
        trigger["text"].as_str().unwrap(),
        trigger["span"][0]
    )));
    assert!(said.contains("nobody is said to do it"));
    assert!(said.contains("counted from the report's date 2020-05-10"), "{said}");
    // The confidence is made of signs with their weights.
    let weights = said.lines().filter(|l| {
        let l = l.trim_start();
        l.starts_with("+0.") || l.starts_with("-0.")
    });
    assert!(weights.count() >= 2, "{said}");
}
