//! People of a served case, as they are made on the command line.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn user(arguments: &[&str], password: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_isnad"))
        .arg("user")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses early does not read.
    let _ = child.stdin.take().unwrap().write_all(password.as_bytes());
    child.wait_with_output().unwrap()
}

#[test]
fn people_are_added_changed_and_taken_out() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("users");
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    let file = dir.join("people.tsv");
    let file = file.to_str().unwrap();
    let code = |arguments: &[&str], password: &str| user(arguments, password).status.code();
    assert_eq!(
        code(&["add", file, "هدى", "--role", "admin"], "a long password\n"),
        Some(0)
    );
    assert_eq!(code(&["add", file, "omar"], "another password\r\n"), Some(0));
    assert_eq!(
        code(&["add", file, "eve", "--role", "owner"], "a long password\n"),
        Some(2)
    );
    assert_eq!(code(&["add", file, "eve"], "short\n"), Some(2));
    assert_eq!(code(&["add", file, "a\tb"], "a long password\n"), Some(2));
    assert_eq!(code(&["remove", file, "هدى"], ""), Some(2), "the last admin stays");
    let list = user(&["list", file], "");
    assert_eq!(String::from_utf8(list.stdout).unwrap(), "admin\tهدى\nreviewer\tomar\n");
    let text = fs::read_to_string(file).unwrap();
    assert!(!text.contains("password") && text.matches("$argon2id$").count() == 2);
    assert_eq!(code(&["remove", file, "omar"], ""), Some(0));
    assert_eq!(code(&["remove", file, "omar"], ""), Some(2));
    // A server that nobody could log in to does not start.
    let case = dir.join("case.isnad");
    fs::write(
        dir.join("a.txt"),
        "اعتقلت الشرطة ثلاثة أشخاص في بلدة الجسر في 5 أيار 2020.\n",
    )
    .unwrap();
    let isnad = |arguments: &[&Path]| {
        Command::new(env!("CARGO_BIN_EXE_isnad"))
            .args(arguments)
            .output()
            .unwrap()
    };
    isnad(&[Path::new("add"), &case, &dir.join("a.txt"), Path::new("--no-gazetteer")]);
    let refused = isnad(&[
        Path::new("serve"),
        &case,
        Path::new("--port"),
        Path::new("0"),
        Path::new("--users"),
        &dir.join("none"),
    ]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("expected an admin among the users"));
}
