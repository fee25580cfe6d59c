//! Start, memory and text to claims in processor time, which a busy machine does not change; Linux alone.
//!
//! Run with `cargo run --release -p isnad-extract --example cpu_speed [FILE...]`: without files, the invented reports of
//! `samples/`. Each file of JSON Lines gives its `text`s, any other is one text.
//!
//! `--digest` prints one line: the SHA-256 of everything found in the texts, each with and without a date of its own, so
//! that a change for speed can be seen to change nothing. `--growth` shows what longer reports and longer sentences cost. `--rounds=N` fixes how often the texts are read again.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;
use isnad_model::{Published, Trust};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::PathBuf;

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Milliseconds that this process has run, all threads.
fn cpu() -> f64 {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let nanoseconds = tasks.filter_map(|t| {
        let said = fs::read_to_string(t.path().join("schedstat")).ok()?;
        said.split_whitespace().next()?.parse::<f64>().ok()
    });
    nanoseconds.sum::<f64>() / 1e6
}

/// The most memory held so far, in MB.
fn peak() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|l| l.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1024.0
}

fn texts() -> Vec<String> {
    let given = std::env::args().skip(1).filter(|a| !a.starts_with("--"));
    let mut files: Vec<PathBuf> = given.map(PathBuf::from).collect();
    if files.is_empty() {
        let samples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../samples");
        files = fs::read_dir(samples)
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.path())
            .collect();
        files.retain(|p| p.extension().is_some_and(|x| x == "txt") && !p.to_string_lossy().contains("README"));
    }
    files.sort();
    let mut out = Vec::new();
    for file in files {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        if file.extension().is_some_and(|x| x == "jsonl") {
            let value = |l: &str| {
                serde_json::from_str::<serde_json::Value>(l).ok()?["text"]
                    .as_str()
                    .map(str::to_owned)
            };
            out.extend(text.lines().filter_map(value));
        } else {
            out.push(text);
        }
    }
    out
}

/// The SHA-256 of everything found in the texts, without a date and with one.
fn digest(texts: &[String], lexicon: &Lexicon) -> String {
    let mut hash = Sha256::new();
    let mut claims = 0;
    for text in texts {
        let mut report = sentence(text);
        for trust in [None, Some(Trust::Given), Some(Trust::Metadata)] {
            report.published = trust.map(|trust| Published {
                date: jiff::civil::date(2022, 2, 9),
                span: None,
                trust,
            });
            let found = analyse(&report, lexicon);
            claims += found.claims.len();
            hash.update(format!("{found:?}\n"));
        }
    }
    let hex: String = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
    format!("{hex} of {} texts, {claims} claims", texts.len())
}

/// Shows what inputs cost, each twice as long as the one before: time, that over the half's, rate.
fn growth(what: &str, inputs: impl Iterator<Item = String>, lexicon: &Lexicon) {
    let mut last = 0.0;
    for text in inputs {
        let long = sentence(&text);
        let start = cpu();
        let claims = analyse(&long, lexicon).claims.len();
        let spent = cpu() - start;
        let than = if last > 0.0 { spent / last } else { 0.0 };
        println!(
            "{what} of {} bytes: {claims} claims, {spent:.0} ms, {than:.2} of the half, {:.2} MB/s",
            text.len(),
            text.len() as f64 / 1e3 / spent
        );
        last = spent;
    }
}

/// A text of about so many bytes: the texts one behind the other, as often as needed.
fn of_length(texts: &[String], bytes: usize) -> String {
    let mut out = String::new();
    while !texts.is_empty() && out.len() < bytes {
        for text in texts {
            if out.len() >= bytes {
                break;
            }
            out.push_str(text);
            out.push('\n');
        }
    }
    out
}

/// One sentence that tells so many events.
fn one_sentence(events: usize) -> String {
    const TOLD: [(&str, &str); 4] = [
        ("قصفت الطائرات بلدة كفرنبل فقتل", "مدنيا"),
        ("اعتقلت الشرطة", "متظاهرا في مدينة حلب"),
        ("انفجرت عبوة ناسفة قرب حاجز للجيش وأصيب", "جنديا"),
        ("قال ناشط إن مسلحين خطفوا", "طبيبا في الموصل"),
    ];
    let told = TOLD.iter().cycle().zip(11..).take(events);
    let told: Vec<String> = told.map(|((a, b), n)| format!("{a} {n} {b}")).collect();
    told.join(" و")
}

fn main() {
    let before = cpu();
    let lexicon = Lexicon::builtin();
    // The thread that helped is gone and not counted: a load by itself counts both halves.
    println!(
        "load: {:.0} ms on the main thread, peak {:.0} MB",
        cpu() - before,
        peak()
    );
    let texts = texts();
    let wanted = |flag: &str| std::env::args().any(|a| a == flag);
    if wanted("--digest") {
        println!("{}", digest(&texts, &lexicon));
        return;
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let reports: Vec<_> = texts.iter().map(|t| sentence(t)).collect();
    let round = || reports.iter().map(|r| analyse(r, &lexicon).claims.len()).sum::<usize>();
    let rate = |from: f64, n: usize| (bytes * n) as f64 / 1e6 / ((cpu() - from) / 1e3);
    let start = cpu();
    let claims = round();
    println!(
        "{} texts, {bytes} bytes, {claims} claims: first time {:.2} MB/s",
        texts.len(),
        rate(start, 1)
    );
    // Instructions of two runs with other rounds, subtracted, are those of known words alone.
    let rounds = std::env::args().find_map(|a| a.strip_prefix("--rounds=")?.parse().ok());
    let times = rounds.unwrap_or((3_000_000 / bytes.max(1)).max(1));
    let start = cpu();
    (0..times).for_each(|_| {
        round();
    });
    println!(
        "again, {times} times: {:.2} MB/s, peak {:.0} MB",
        rate(start, times),
        peak()
    );
    if wanted("--growth") {
        growth(
            "reports behind one another",
            (0..6).map(|n| of_length(&texts, 50_000 << n)),
            &lexicon,
        );
        growth("one sentence", (0..5).map(|n| one_sentence(100 << n)), &lexicon);
    }
}
