//! Speed of numbers and dates, apart and together, on tokens that are already cut.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use isnad_arabic::token::{Token, tokenize};
use isnad_arabic::{date, number};
use jiff::civil::Date;

mod texts;

fn benches(c: &mut Criterion) {
    let anchor = Date::new(2021, 3, 16).ok();
    for (name, texts) in texts::texts(1) {
        let bytes = texts::bytes(&texts);
        let cut: Vec<(String, Vec<Token>)> = texts.into_iter().map(|t| (t.clone(), tokenize(&t))).collect();
        let numbers = |(text, tokens): &(String, Vec<Token>)| number::detect(black_box(text), tokens).len();
        let dates = |(text, tokens): &(String, Vec<Token>)| date::detect(black_box(text), tokens, anchor).len();
        let mut group = c.benchmark_group(format!("number_date/{name}"));
        group.throughput(Throughput::Bytes(bytes));
        group.bench_function("numbers", |b| b.iter(|| cut.iter().map(numbers).sum::<usize>()));
        group.bench_function("dates", |b| b.iter(|| cut.iter().map(dates).sum::<usize>()));
        group.bench_function("numbers+dates", |b| {
            b.iter(|| cut.iter().map(|text| numbers(text) + dates(text)).sum::<usize>());
        });
        group.finish();
    }
}

criterion_group!(all, benches);
criterion_main!(all);
