//! Numbers and dates over news text, on tokens that are already cut.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use isnad_arabic::{date, number, token::tokenize};
use jiff::civil::Date;

/// An invented report of the density of ordinary news.
const REPORT: &str = "قال مدير المياه في بلدة النخيل إن المضخة الرئيسية توقفت فجر اليوم الأحد بعد عطل كبير أصاب محطة الكهرباء، \
وإن أكثر من 25 حيا بقي دون ماء حتى مساء أمس. وأضاف أن الورش بدأت العمل منذ ثلاثة أيام على إصلاح الشبكة التي أنشئت عام 1998، \
مشيرا إلى أن المحافظة خصصت مليونا ونصف المليون من العملة المحلية في 14 آذار/مارس الماضي لشراء قطع جديدة من الخارج. \
وأوضح المهندس المسؤول عن المشروع أن الأهالي يعتمدون على الصهاريج، وأن سعر الصهريج الواحد ارتفع خلال الأسابيع الأخيرة بنسبة 40 بالمئة، \
فيما دعا مجلس البلدة السكان إلى ترشيد الاستهلاك ريثما تنتهي أعمال الصيانة التي يشرف عليها فريق من المختصين القادمين من العاصمة. ";

fn benches(c: &mut Criterion) {
    let anchor = Date::new(2021, 3, 16).ok();
    let mut group = c.benchmark_group("number_date");
    for (name, text) in [
        ("report", REPORT.to_owned()),
        ("megabyte", REPORT.repeat(1_000_000 / REPORT.len())),
    ] {
        let tokens = tokenize(&text);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| {
            b.iter(|| {
                (
                    number::detect(&text, &tokens).len(),
                    date::detect(&text, &tokens, anchor).len(),
                )
            });
        });
    }
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
