//! Speed of reading words: normal forms, tokens and the analysis of every word of a text.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use isnad_arabic::morph::{Analyzer, Memo, segments};
use isnad_arabic::normal::{Tier, normalize};
use isnad_arabic::token::{TokenKind, tokenize};

/// A text of some length made of invented report sentences, varied by their numbers and names.
fn text(bytes: usize) -> String {
    let base = include_str!("report.txt");
    let mut out = String::new();
    while out.len() < bytes {
        out.push_str(base);
    }
    out
}

fn words(c: &mut Criterion) {
    let analyzer = Analyzer::builtin();
    // A file of the reader's own, for figures on running text with its full vocabulary.
    let long = std::env::var("ISNAD_BENCH_TEXT")
        .ok()
        .and_then(|p| std::fs::read_to_string(p).ok());
    let long = long.unwrap_or_else(|| text(200_000));
    let mut group = c.benchmark_group("words");
    group.throughput(Throughput::Bytes(long.len() as u64));
    group.bench_function("tokens", |b| b.iter(|| black_box(tokenize(&long).len())));
    group.bench_function("normal", |b| b.iter(|| black_box(normalize(&long, Tier::Orthographic))));
    let mut memo = Memo::new();
    group.bench_function("analysis", |b| {
        let tokens = tokenize(&long);
        b.iter(|| {
            let words = tokens.iter().filter(|t| t.kind == TokenKind::Word);
            words
                .map(|t| analyzer.analyze_with(&mut memo, t.span.slice(&long)).len())
                .sum::<usize>()
        });
    });
    group.bench_function("normal+tokens+analysis", |b| {
        b.iter(|| {
            black_box(normalize(&long, Tier::Orthographic));
            let tokens = tokenize(&long);
            let words = tokens.iter().filter(|t| t.kind == TokenKind::Word);
            words
                .map(|t| analyzer.analyze_with(&mut memo, t.span.slice(&long)).len())
                .sum::<usize>()
        });
    });
    group.finish();
    let mut single = c.benchmark_group("word");
    let mut out = Vec::new();
    for word in ["قال", "وبانشقاقهم", "للمدنيين", "سيستهدفونها"] {
        single.bench_function(word, |b| b.iter(|| analyzer.analyze(black_box(word), &mut out)));
    }
    single.bench_function("segments", |b| b.iter(|| segments(black_box("وبانشقاقهم"))));
    single.finish();
}

criterion_group!(benches, words);
criterion_main!(benches);
