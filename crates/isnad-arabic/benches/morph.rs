//! Speed of reading words: normal forms, tokens and the analysis of every word of a text.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use isnad_arabic::morph::{Analyzer, Memo, segments};
use isnad_arabic::normal::{Tier, normalize};
use isnad_arabic::token::{Token, TokenKind, tokenize};

mod texts;

/// How many readings all words of a text have.
fn readings(memo: &mut Memo, text: &str, tokens: &[Token]) -> usize {
    let analyzer = Analyzer::builtin();
    let words = tokens.iter().filter(|t| t.kind == TokenKind::Word);
    words
        .map(|t| analyzer.analyze_with(memo, t.span.slice(text)).len())
        .sum()
}

fn words(c: &mut Criterion) {
    let analyzer = Analyzer::builtin();
    // As a batch has it: one memory of words for all reports.
    let mut memo = Memo::new();
    for (name, text) in texts::texts(0) {
        let tokens = tokenize(&text);
        let mut group = c.benchmark_group(format!("words/{name}"));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function("tokens", |b| b.iter(|| tokenize(black_box(&text)).len()));
        group.bench_function("normal", |b| {
            b.iter(|| normalize(black_box(&text), Tier::Orthographic).text.len());
        });
        group.bench_function("analysis", |b| {
            b.iter(|| readings(&mut memo, black_box(&text), &tokens))
        });
        group.bench_function("normal+tokens+analysis", |b| {
            b.iter(|| {
                let normal = normalize(black_box(&text), Tier::Orthographic);
                black_box(normal.text.len());
                let tokens = tokenize(&text);
                readings(&mut memo, &text, &tokens)
            });
        });
        group.finish();
    }
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
