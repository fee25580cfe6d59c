//! Start, memory and text to claims in processor time, which a busy machine does not change; Linux alone.
//!
//! Run with `cargo run --release -p isnad-extract --example cpu_speed [FILE...]`: without files, the invented reports of
//! `samples/`. Each file of JSON Lines gives its `text`s, any other is one text.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;
use std::fs;
use std::path::PathBuf;

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
    let mut files: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
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
    let times = (3_000_000 / bytes.max(1)).max(1);
    let start = cpu();
    (0..times).for_each(|_| {
        round();
    });
    println!(
        "again, {times} times: {:.2} MB/s, peak {:.0} MB",
        rate(start, times),
        peak()
    );
    let all: String = texts.iter().map(|t| format!("{t}\n")).take(200).collect();
    let mut last = 0.0;
    for n in [1, 2, 4, 8] {
        let long = sentence(&all.repeat(n));
        let start = cpu();
        let claims = analyse(&long, &lexicon).claims.len();
        let spent = cpu() - start;
        let than = if last > 0.0 { spent / last } else { 0.0 };
        println!(
            "one report of {} bytes: {claims} claims, {spent:.0} ms, {than:.2} of the half",
            long.text.len()
        );
        last = spent;
    }
}
