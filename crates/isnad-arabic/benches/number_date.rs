//! Speed of numbers and dates together: with the cutting into tokens, and on tokens that are already cut.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use isnad_arabic::{date, number, token::tokenize};
use jiff::civil::Date;

mod texts;

fn benches(c: &mut Criterion) {
    let anchor = Date::new(2021, 3, 16).ok();
    for (name, text) in texts::texts(1) {
        let tokens = tokenize(&text);
        let mut group = c.benchmark_group(format!("number_date/{name}"));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function("numbers", |b| {
            b.iter(|| number::detect(black_box(&text), &tokens).len());
        });
        group.bench_function("dates", |b| {
            b.iter(|| date::detect(black_box(&text), &tokens, anchor).len());
        });
        group.bench_function("numbers+dates", |b| {
            b.iter(|| {
                let numbers = number::detect(black_box(&text), &tokens).len();
                numbers + date::detect(&text, &tokens, anchor).len()
            });
        });
        group.finish();
    }
}

criterion_group!(all, benches);
criterion_main!(all);
