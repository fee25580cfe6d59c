//! Text to claims: the invented reports of `samples/` one by one, long reports, long sentences, and the steps of one
//! report; news articles, where the bench's folder lies beside the checkout (the samples tell three times as much in as
//! many words as news does).

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use isnad_arabic::{date, number, token};
use isnad_extract::{analyse, attribution, doc, fingerprint, layers, lookup, place, sentence, trigger};
use isnad_lexicon::{Lexicon, recent};
use isnad_model::{Report, Span};
use std::hint::black_box;
use std::path::Path;

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The texts of the samples, sorted by name.
fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|x| x == "txt"))
        .filter(|p| !p.file_name().is_some_and(|n| n.to_string_lossy().starts_with("README")))
        .collect();
    paths.sort();
    paths.iter().filter_map(|p| std::fs::read_to_string(p).ok()).collect()
}

/// The news articles without gold of the bench, or none where it is absent.
fn articles() -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/bench/unlabelled/politics_2022.jsonl");
    let Ok(lines) = std::fs::read_to_string(file) else {
        eprintln!("claims/news: no articles beside the checkout (../shared/bench/unlabelled), left out");
        return Vec::new();
    };
    let text = |l: &str| {
        let value = serde_json::from_str::<serde_json::Value>(l).ok()?;
        Some(value["text"].as_str()?.to_owned())
    };
    lines.lines().filter_map(text).collect()
}

fn report(text: &str) -> Report {
    let mut report = sentence(text);
    report.body = vec![Span::from_range(0..text.len())];
    report
}

/// One sentence that tells so many events.
fn one_sentence(events: usize) -> String {
    let told: Vec<String> = (0..events)
        .map(|n| match n % 2 {
            0 => format!("قصفت الطائرات البلدة فقتل {} مدنيا", n + 11),
            _ => format!("اعتقلت الشرطة {} متظاهرا في المدينة", n + 11),
        })
        .collect();
    told.join(" و")
}

fn steps(c: &mut Criterion, lexicon: &Lexicon, text: &str) {
    let mut group = c.benchmark_group("steps");
    group.throughput(Throughput::Bytes(text.len() as u64));
    let tokens = token::tokenize(text);
    let parts = [(Span::from_range(0..text.len()), false)];
    let times = date::detect(text, &tokens, None);
    let numbers = number::detect(text, &tokens);
    let known = recent::number(text, &tokens);
    let read = || {
        doc::read(
            text,
            tokens.clone(),
            &known,
            &parts,
            times.clone(),
            numbers.clone(),
            lexicon,
        )
    };
    let whole = read();
    let entities = lookup::entities(&whole, &[], None, None);
    let places = lookup::places(&whole, place::of_report(&whole, lexicon));
    let layers = layers::Layers::new(&whole, entities.clone(), places.clone());
    group.bench_function("tokens", |b| b.iter(|| token::tokenize(black_box(text)).len()));
    group.bench_function("dates", |b| {
        b.iter(|| date::detect(black_box(text), &tokens, None).len())
    });
    group.bench_function("numbers", |b| b.iter(|| number::detect(black_box(text), &tokens).len()));
    group.bench_function("words", |b| b.iter(|| read().words.len()));
    group.bench_function("entities", |b| {
        b.iter(|| lookup::entities(black_box(&whole), &[], None, None).len())
    });
    group.bench_function("places", |b| {
        b.iter(|| place::of_report(black_box(&whole), lexicon).len())
    });
    group.bench_function("layers", |b| {
        b.iter(|| {
            layers::Layers::new(black_box(&whole), entities.clone(), places.clone())
                .entities
                .len()
        });
    });
    group.bench_function("triggers", |b| {
        b.iter(|| trigger::hits(black_box(&whole), &layers).len())
    });
    group.bench_function("sources", |b| {
        b.iter(|| black_box(attribution::attribute(black_box(&whole), &layers, None, "")));
    });
    group.bench_function("fingerprint", |b| {
        b.iter(|| fingerprint::fingerprint(black_box(&whole)).shingles.len())
    });
    group.finish();
}

fn bench(c: &mut Criterion) {
    let lexicon = Lexicon::builtin();
    let reports: Vec<Report> = texts().iter().map(|t| report(t)).collect();
    let bytes: usize = reports.iter().map(|r| r.text.len()).sum();
    let mut group = c.benchmark_group("claims");
    group.sample_size(20);
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("samples", |b| {
        b.iter(|| {
            reports
                .iter()
                .map(|r| analyse(black_box(r), &lexicon).claims.len())
                .sum::<usize>()
        });
    });
    let news: Vec<Report> = articles().iter().map(|t| report(t)).collect();
    if !news.is_empty() {
        let bytes: usize = news.iter().map(|r| r.text.len()).sum();
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_function("news", |b| {
            b.iter(|| {
                news.iter()
                    .map(|r| analyse(black_box(r), &lexicon).claims.len())
                    .sum::<usize>()
            });
        });
    }
    // A report twice as long should cost about twice as much.
    let all = texts().concat();
    let lengths = (0..6).map(|n| ("long", all.repeat(((50_000 << n) / all.len()).max(1))));
    let sentences = (0..5).map(|n| ("sentence", one_sentence(100 << n)));
    for (name, text) in lengths.chain(sentences) {
        let long = report(&text);
        group.throughput(Throughput::Bytes(long.text.len() as u64));
        group.bench_with_input(BenchmarkId::new(name, long.text.len()), &long, |b, long| {
            b.iter(|| analyse(black_box(long), &lexicon).claims.len());
        });
    }
    group.finish();
    steps(c, &lexicon, &all);
}

criterion_group!(benches, bench);
criterion_main!(benches);
