//! Loading all built-in data, as every start of the program does.

use criterion::{Criterion, criterion_group, criterion_main};
use isnad_arabic::morph::Analyzer;
use isnad_lexicon::Lexicon;
use isnad_lexicon::entity::{Entities, Roles};
use isnad_lexicon::frame::Frames;
use isnad_lexicon::gazetteer::Gazetteer;
use std::hint::black_box;

fn bench(c: &mut Criterion) {
    let mut group = c.benchmark_group("load");
    group.sample_size(20);
    group.bench_function("all", |b| {
        b.iter(|| black_box(Lexicon::builtin()).frames.triggers.len())
    });
    group.bench_function("entities", |b| b.iter(|| black_box(Entities::builtin())));
    group.bench_function("roles", |b| b.iter(|| black_box(Roles::builtin())));
    let analyzer = Analyzer::builtin();
    group.bench_function("frames", |b| {
        b.iter(|| black_box(Frames::compile(isnad_lexicon::builtin_frames(), analyzer)));
    });
    group.bench_function("gazetteer", |b| {
        b.iter(|| Gazetteer::load(black_box(&[])).map(|g| g.len()))
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
