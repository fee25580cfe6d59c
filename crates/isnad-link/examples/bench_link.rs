//! Links N invented reports and prints time and memory: `cargo run --release -p isnad-link --example bench_link -- 100000`.
//!
//! A tenth of the reports are near copies, places follow Zipf's law, one town has five thousand reports in one week
//! (fewer where N is small). The same N gives the same reports.

use isnad_link::{LinkOptions, link};
use isnad_model::{
    Analysis, Calendar, Claim, ClaimId, ClaimType, Count, EntityId, Fingerprint, Modality, Participant, Place, PlaceId,
    Published, Quoted, ReportFacts, ReportId, Source, SourceKind, Span, Stance, Timex, Trust,
};
use jiff::civil::{Date, date};
use std::time::Instant;

/// A small generator of numbers (SplitMix64), so that the reports are the same everywhere.
struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }
    fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }
    /// A rank by Zipf's law below `n`.
    fn zipf(&mut self, n: u64) -> u64 {
        let u = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((n as f64).powf(u) as u64).saturating_sub(1).min(n - 1)
    }
}

const PLACES: u64 = 20_000;
const DAYS: u64 = 3_650;
const SHINGLES: u64 = 120;

fn quoted(text: &str, at: u32) -> Quoted {
    Quoted {
        text: text.to_owned(),
        span: Span::new(at, at + u32::try_from(text.len()).unwrap_or(0)),
    }
}

fn place(n: u64) -> Place {
    // Places of one rank class lie all over the map.
    let (lat, lon) = (
        (n * 7919 % 1000) as f64 / 100.0 + 29.0,
        (n * 104_729 % 1000) as f64 / 100.0 + 35.0,
    );
    let name = format!("place {n}");
    Place {
        id: Some(PlaceId::new(format!("b:{n}"))),
        point: Some((lat, lon)),
        precision: Some(1),
        within: vec![
            PlaceId::new(format!("b:d{}", n % 300)),
            PlaceId::new(format!("b:g{}", n % 20)),
        ],
        name: Some(name.clone()),
        ..Place::named(&name, Span::new(40, 52))
    }
}

fn on(day: u64) -> Date {
    let start = date(2012, 1, 1);
    start
        .checked_add(jiff::Span::new().days(i64::try_from(day).unwrap_or(0)))
        .unwrap_or(start)
}

fn who(n: u64) -> Participant {
    Participant {
        quoted: quoted("a force", 20),
        entity: Some(EntityId::new(format!("force-{n}"))),
        role: None,
        count: None,
        private: false,
    }
}

/// What happened: place, day, kind, toll.
#[derive(Clone, Copy)]
struct Happening {
    place: u64,
    day: u64,
    kind: u64,
    killed: u64,
}

/// A dozen words: four that belong to what happened, the rest as common or rare as words are.
fn clause(h: Happening, rng: &mut Rng) -> String {
    let own = (1..=4).map(|n| format!("w{}", (h.place * 31 + h.day * 7 + h.kind * n) % 40_000));
    let any = (0..8).map(|_| format!("w{}", rng.zipf(40_000)));
    own.chain(any).collect::<Vec<_>>().join(" ")
}

fn claim(report: &ReportId, n: u64, h: Happening, kind: ClaimType, rng: &mut Rng, outlet: &EntityId) -> Claim {
    let d = on(h.day);
    let at = u32::try_from(n * 300).unwrap_or(0);
    let mut sources = Vec::new();
    if rng.below(3) == 0 {
        let who = rng.zipf(200);
        sources.push(Source {
            quoted: Some(quoted("a source", at + 60)),
            kind: if who.is_multiple_of(2) {
                SourceKind::Agency
            } else {
                SourceKind::Organisation
            },
            entity: Some(EntityId::new(format!("source-{who}"))),
            cue: None,
            private: false,
        });
    }
    sources.push(Source {
        quoted: None,
        kind: SourceKind::Outlet,
        entity: Some(outlet.clone()),
        cue: None,
        private: false,
    });
    let dated = rng.below(5) > 0;
    Claim {
        id: ClaimId::new(format!("c{:016x}", rng.next())),
        report: report.clone(),
        kind,
        modality: Modality::Actual,
        quote: quoted(&clause(h, rng), at),
        trigger: quoted("trigger", at),
        also: Vec::new(),
        agent: vec![who(h.kind % 7)],
        patient: Vec::new(),
        killed: (rng.below(3) > 0).then(|| Count::exact(h.killed + u64::from(rng.below(8) == 0))),
        injured: None,
        casualties: Vec::new(),
        means: None,
        target: None,
        place: Some(place(h.place)),
        time: dated.then(|| {
            (
                quoted("that day", at + 30),
                Timex {
                    span: Span::new(at + 30, at + 38),
                    from: Some(d),
                    to: Some(d),
                    precision: 1,
                    relative: false,
                    calendar: Calendar::Gregorian,
                    month_day: None,
                    weekday: None,
                    offset: None,
                    own_month: None,
                },
            )
        }),
        total: false,
        signs: Vec::new(),
        reader: None,
        sources,
        stance: Stance::Asserted,
        confidence: 0.8,
        english: "a force struck a place".to_owned(),
        rules: Vec::new(),
    }
}

fn inputs(count: u64) -> Vec<(ReportFacts, Analysis)> {
    let mut rng = Rng(42);
    let town = 5_000.min(count / 4);
    let happening = |r: u64| {
        // Three reports tell one happening on average; what happened follows from its number alone.
        let mut rng = Rng(r / 3 * 77 + 5);
        let (place, day) = if r < town {
            (0, 2_000 + rng.below(7))
        } else {
            (rng.zipf(PLACES), rng.below(DAYS))
        };
        Happening {
            place,
            day,
            kind: rng.below(4),
            killed: rng.zipf(60),
        }
    };
    let mut out: Vec<(ReportFacts, Analysis)> = Vec::with_capacity(usize::try_from(count).unwrap_or(0));
    for r in 0..count {
        let id = ReportId::new(format!("r{:016x}", rng.next()));
        let outlet = EntityId::new(format!("outlet-{}", rng.zipf(2_000)));
        let h = happening(r);
        let kinds = [
            ClaimType::Airstrike,
            ClaimType::Shelling,
            ClaimType::Clash,
            ClaimType::Bombing,
        ];
        let kind = kinds
            .get(usize::try_from(h.kind).unwrap_or(0))
            .copied()
            .unwrap_or(ClaimType::Clash);
        let other = happening(rng.below(count));
        let claims = vec![
            claim(&id, 0, h, kind, &mut rng, &outlet),
            claim(&id, 1, h, ClaimType::Killing, &mut rng, &outlet),
            claim(&id, 2, other, ClaimType::Shelling, &mut rng, &outlet),
        ];
        let mut shingles: Vec<u64> = (0..SHINGLES).map(|_| rng.next()).collect();
        if rng.below(10) == 0
            && let Some(of) = usize::try_from(rng.below(r.max(1))).ok().and_then(|n| out.get(n))
        {
            // Nine words in ten of an earlier report.
            let kept = usize::try_from(SHINGLES * 9 / 10).unwrap_or(0);
            shingles.truncate(usize::try_from(SHINGLES).unwrap_or(0) - kept);
            shingles.extend(of.1.fingerprint.shingles.iter().take(kept));
        }
        // One page in twenty states no day.
        let published = (rng.below(20) > 0).then(|| Published {
            date: on(h.day + rng.below(2)),
            span: None,
            trust: Trust::Stated,
        });
        out.push((
            ReportFacts {
                url: Some(format!("https://{}.example/{r}", outlet.as_str())),
                id: id.clone(),
                outlet: Some(outlet),
                published,
                retrieved: None,
                outlet_owner: None,
            },
            Analysis {
                report: id,
                published,
                news_day: None,
                claims,
                mentions: Vec::new(),
                fingerprint: Fingerprint {
                    shingles,
                    quotations: Vec::new(),
                    title: None,
                },
                diagnostics: Vec::new(),
            },
        ));
    }
    out
}

/// Greatest memory of the process so far in megabytes, where the system says.
fn peak() -> String {
    std::fs::read_to_string("/proc/self/status")
        .ok()
        .and_then(|s| {
            s.lines()
                .find_map(|l| l.strip_prefix("VmHWM:").map(str::trim).map(str::to_owned))
        })
        .and_then(|s| s.split_whitespace().next().and_then(|n| n.parse::<u64>().ok()))
        .map_or_else(|| "unknown".to_owned(), |kb| format!("{} MB", kb / 1024))
}

/// Seconds that all cores have worked for the process so far, where the system says: a busy machine makes the clock
/// longer, not these.
fn worked() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in brackets, may hold spaces.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let ticks: f64 = fields.next()?.parse::<f64>().ok()? + fields.next()?.parse::<f64>().ok()?;
    Some(ticks / 100.0)
}

fn main() {
    let count = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let inputs = inputs(count);
    println!("reports {count}, claims {}, memory of the input {}", count * 3, peak());
    let (start, before) = (Instant::now(), worked());
    let (linked, diagnostics) = link(&inputs, &LinkOptions::default());
    let seconds = start.elapsed().as_secs_f64();
    let work = before
        .zip(worked())
        .map_or_else(String::new, |(a, b)| format!(" ({:.1} s of work)", b - a));
    let shared = linked.events.iter().filter(|e| e.reports.len() > 1).count();
    println!(
        "linked in {seconds:.1} s{work}, peak memory {}: {} events ({shared} of several reports), {} copies, {} relations, {} diagnostics",
        peak(),
        linked.events.len(),
        linked.copies.len(),
        linked.relations.len(),
        diagnostics.len(),
    );
}
