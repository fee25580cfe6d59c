//! Loading the built-in gazetteer and matching an article.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use isnad_arabic::token::tokenize;
use isnad_lexicon::gazetteer::Gazetteer;
use std::hint::black_box;

const ARTICLE: &str = "أعلنت مصادر محلية، اليوم الأربعاء، أن طائرات مسيرة استهدفت سيارة على الطريق الواصل بين مدينة سراقب وبلدة تفتناز بريف إدلب الشرقي، ما أدى إلى إصابة ثلاثة أشخاص نقلوا إلى مستشفى في مدينة إدلب. وقال مصدر طبي إن حالة أحدهم خطرة، فيما دعت لجان محلية السكان إلى تجنب التجمعات قرب الأسواق. وشهدت قرى جبل الزاوية في الأيام الماضية قصفا مدفعيا متقطعا دون وقوع خسائر بشرية.\n";

fn bench(c: &mut Criterion) {
    let mut group = c.benchmark_group("gazetteer");
    group.bench_function("load", |b| b.iter(|| Gazetteer::load(black_box(&[])).map(|g| g.len())));
    let gazetteer = Gazetteer::builtin();
    let text = ARTICLE.repeat(8);
    let tokens = tokenize(&text);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("find", |b| b.iter(|| gazetteer.find(black_box(&text), &tokens).len()));
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
