//! Speed of cutting and folding text: one short line, one paragraph, one article.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use isnad_arabic::normal::{Tier, fold_into, normalize};
use isnad_arabic::sentence::sentences;
use isnad_arabic::token::{TokenKind, tokenize};
use isnad_arabic::unmask::unmask;

/// Invented news text of about so many bytes, cut at a character.
fn text(bytes: usize) -> String {
    let base = include_str!("texts/events.txt");
    base.chars()
        .cycle()
        .scan(0, |length, c| {
            *length += c.len_utf8();
            (*length <= bytes).then_some(c)
        })
        .collect()
}

fn layers(c: &mut Criterion) {
    for (name, bytes) in [("line", 130), ("paragraph", 365), ("article", 5_000), ("long", 200_000)] {
        let text = text(bytes);
        let tokens = tokenize(&text);
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function("tokens", |b| b.iter(|| black_box(tokenize(&text).len())));
        group.bench_function("sentences", |b| b.iter(|| black_box(sentences(&text, &tokens).len())));
        for (label, tier) in [("n0", Tier::Unicode), ("n1", Tier::Orthographic), ("n2", Tier::Search)] {
            group.bench_function(format!("normal-{label}"), |b| {
                b.iter(|| black_box(normalize(&text, tier).text.len()))
            });
        }
        group.bench_function("fold-words", |b| {
            let mut word = String::new();
            b.iter(|| {
                let words = tokens.iter().filter(|t| t.kind == TokenKind::Word);
                words
                    .map(|t| {
                        fold_into(t.text(&text), Tier::Orthographic, &mut word);
                        word.len()
                    })
                    .sum::<usize>()
            });
        });
        group.bench_function("unmask", |b| {
            b.iter(|| black_box(unmask(&text, &tokens, &|_| false).len()))
        });
        group.finish();
    }
}

criterion_group!(benches, layers);
criterion_main!(benches);
