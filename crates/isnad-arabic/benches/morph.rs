//! Speed of reading words: normal forms, tokens and the analysis of every word of a text.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
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

/// Folds, cuts and analyses some texts.
fn all(memo: &mut Memo, texts: &[String]) -> usize {
    let one = |text: &String| {
        black_box(normalize(black_box(text), Tier::Orthographic).text.len());
        readings(memo, text, &tokenize(text))
    };
    texts.iter().map(one).sum()
}

fn words(c: &mut Criterion) {
    let analyzer = Analyzer::builtin();
    // As a batch has it: one memory of words for all reports.
    let mut memo = Memo::new();
    for (name, texts) in texts::texts(0) {
        let mut group = c.benchmark_group(format!("words/{name}"));
        group.throughput(Throughput::Bytes(texts::bytes(&texts)));
        group.bench_function("tokens", |b| {
            b.iter(|| texts.iter().map(|t| tokenize(black_box(t)).len()).sum::<usize>());
        });
        let fold = |text: &String| normalize(black_box(text), Tier::Orthographic).text.len();
        group.bench_function("normal", |b| b.iter(|| texts.iter().map(fold).sum::<usize>()));
        group.bench_function("normal+tokens+analysis", |b| b.iter(|| all(&mut memo, &texts)));
        // The slowest that it gets: every word is new, as in the first reports of a batch.
        group.bench_function("normal+tokens+analysis, nothing remembered", |b| {
            b.iter_batched_ref(Memo::new, |memo| all(memo, &texts), BatchSize::PerIteration);
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
