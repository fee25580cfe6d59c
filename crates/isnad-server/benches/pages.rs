//! How long searching and pages take on invented cases of 1,000, 10,000 and 100,000 reports.
//!
//! In: sizes as arguments (1000 and 10000 without). Out: a table of milliseconds: the middle and the worst of fifteen
//! rounds, and what the thread itself computed, which a busy machine does not lengthen. Invariant: the same sizes
//! give the same cases. Deliberately no test: a slow machine is no fault.
//! Example: `make bench-web REPORTS="1000 100000"`; words are dictionary words at random, «كلمة» (a word) the first.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use isnad_arabic::morph::{Analyzer, Pos};
use isnad_model::Fingerprint;
use isnad_record::{ClaimRecord, EventRecord, RelationRecord, ReportRecord};
use isnad_server::{Request, Role, Shelf, Visitor, answer, pairs};
use isnad_store::{Act, Capture, Case, Entry, Links};
use serde_json::{Value, json};
use std::fmt::Write;
use std::time::{Duration, Instant};

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// Small numbers far more often than great ones, as words are used.
    fn skewed(&mut self, n: usize) -> usize {
        let u = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        (((n as f64 + 1.0).powf(u)) - 1.0) as usize % n.max(1)
    }
}

/// The name that is also the first name of private persons.
const PERSON: usize = 11;

/// An invented name: syllables of one consonant and one long vowel.
fn name(n: usize) -> String {
    let consonants: Vec<char> = ('\u{628}'..='\u{64a}')
        .filter(|c| !('\u{63b}'..='\u{640}').contains(c))
        .collect();
    let mut out = String::new();
    let mut rest = n + 40;
    for _ in 0..4 {
        out.push(consonants[rest % consonants.len()]);
        if rest.is_multiple_of(3) {
            out.push('\u{627}');
        }
        rest = rest / 7 + 11;
    }
    write!(out, "{}", consonants[n % consonants.len()]).unwrap();
    out
}

const TYPES: [&str; 12] = [
    "airstrike",
    "shelling",
    "bombing",
    "clash",
    "killing",
    "arrest",
    "abduction",
    "defection",
    "seizure",
    "protest",
    "displacement",
    "statement",
];
const PARTICLES: [&str; 5] = ["في", "من", "على", "إلى", "عن"];
const SOURCES: [&str; 6] = ["eyewitness", "official", "outlet", "agency", "network", "unnamed"];

fn place(n: usize) -> Value {
    let area = n % 30;
    let (lat, lon) = (31.0 + area as f64 * 0.2, 35.0 + (n % 97) as f64 * 0.07);
    let within = if n < 30 { vec![] } else { vec![format!("p:{area}")] };
    json!({"text": name(n), "span": [0, 2], "id": format!("p:{n}"), "name": name(n), "name_en": format!("Place {n}"), "lat": lat,
        "lon": lon, "precision": if n < 30 { 4 } else { 1 }, "within": within})
}

fn day(n: usize) -> String {
    format!("{}-{:02}-{:02}", 2012 + n / 336 % 12, 1 + n / 28 % 12, 1 + n % 28)
}

fn entry(i: usize, words: &[String], dice: &mut Dice) -> (Capture, Entry) {
    let mut text = String::new();
    for w in 0..260 {
        text.push_str(&words[dice.skewed(words.len())]);
        text.push_str(if w % 13 == 12 { ".\n" } else { " " });
        if w % 9 == 4 {
            text.push_str(PARTICLES[dice.skewed(PARTICLES.len())]);
            text.push(' ');
        }
        if w % 40 == 7 {
            text.push_str(&name(dice.skewed(3000)));
            text.push(' ');
        }
    }
    let id = format!("r{i:015x}");
    let first = text.find(' ').unwrap();
    let word = &text[..first];
    let quoted = json!({"text": word, "span": [0, first]});
    let outlet = dice.skewed(60);
    let claims: Vec<ClaimRecord> = (0..4)
        .map(|k| {
            let day = day(i / 8 + dice.below(20));
            serde_json::from_value(json!({
                "schema": "isnad.claim/1", "id": format!("c{i:013x}{k:02x}"), "report": id, "type": TYPES[dice.skewed(12)],
                "modality": "actual", "quote": quoted, "trigger": quoted, "also": [],
                "agent": [{"text": name(dice.skewed(300)), "span": [0, first], "entity": format!("g{}", dice.skewed(300))}],
                "patient": [{"text": word, "span": [0, first], "entity": null}],
                "killed": {"low": k, "high": k, "approx": false}, "injured": null, "casualties": [], "means": null, "target": null,
                "place": place(dice.skewed(2000)),
                "time": {"text": word, "span": [0, first], "from": day, "to": day, "precision": 1, "relative": false, "calendar": "gregorian"},
                "sources": [{"text": word, "span": [0, first], "kind": SOURCES[dice.skewed(6)]}, {"text": null, "span": null, "kind": "outlet"}],
                "stance": "asserted", "confidence": dice.below(1000) as f64 / 1000.0, "english": "Something happened somewhere.",
                "rules": ["frame:one", "rule:two"],
            }))
            .unwrap()
        })
        .collect();
    let mut mentions: Vec<Value> = (0..12)
        .map(|_| json!({"text": word, "span": [0, first], "kind": "organisation", "entity": format!("g{}", dice.skewed(300))}))
        .collect();
    if i.is_multiple_of(100) {
        let person = format!("{} {}", name(PERSON), name(i / 100 + 10_000));
        mentions.push(json!({"text": person, "span": [0, first], "kind": "private_person", "entity": null}));
    }
    let report: ReportRecord = serde_json::from_value(json!({
        "schema": "isnad.report/1", "id": id, "external_id": null, "path": format!("{i}.txt"), "url": format!("https://site{outlet}.example/{i}"),
        "sha256": id, "encoding": "utf-8", "lang": "ar", "title": text.lines().next(), "byline": [],
        "outlet": {"text": name(outlet), "id": format!("o{outlet}"), "name": name(outlet)},
        "published": {"value": day(i / 8), "trust": "stated"}, "retrieved": null, "body": [[0, text.len()]], "text": text,
        "copy_of": null, "version_of": null, "mentions": mentions, "diagnostics": [],
    }))
    .unwrap();
    let capture = Capture::file(&id, report.text.as_bytes(), "2024-01-01T00:00:00Z");
    let entry = Entry {
        capture: id,
        report,
        claims,
        fingerprint: Fingerprint::default(),
    };
    (capture, entry)
}

/// An event of some claims that follow one another.
fn event(n: usize, claims: &[(String, Value)]) -> EventRecord {
    let (_, c) = &claims[0];
    let ids: Vec<&str> = claims.iter().map(|(_, c)| c["id"].as_str().unwrap()).collect();
    let mut reports: Vec<&str> = claims.iter().map(|(r, _)| r.as_str()).collect();
    reports.dedup();
    let disputed = if n.is_multiple_of(23) {
        json!([{"field": "killed", "values": [{"value": "1", "claims": [ids[0]], "origins": ["o1"]}]}])
    } else {
        json!([])
    };
    serde_json::from_value(json!({
        "schema": "isnad.event/1", "id": format!("e{n:015x}"), "type": c["type"], "claims": ids, "reports": reports,
        "from": c["time"]["from"], "to": c["time"]["to"], "place": c["place"], "agent": c["agent"], "patient": c["patient"],
        "means": null, "target": null, "killed": {"low": 1, "best": 1, "high": 1}, "injured": null, "casualties": [],
        "origins": [{"id": "o1", "kind": "eyewitness", "name": "x", "claims": ids}], "independent_origins": claims.len(),
        "corroboration": (["single", "repeated", "corroborated"][claims.len() % 3]), "contradictions": disputed,
        "why": [], "english": "Something happened somewhere.",
    }))
    .unwrap()
}

fn make(path: &std::path::Path, reports: usize, words: &[String]) -> Case {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut case = Case::create(path).unwrap();
    let mut events = Vec::new();
    let mut open: Vec<(String, Value)> = Vec::new();
    let mut size = 1;
    for batch in (0..reports).collect::<Vec<_>>().chunks(500) {
        let (captures, entries): (Vec<_>, Vec<_>) = batch.iter().map(|i| entry(*i, words, &mut dice)).unzip();
        case.ingest(&captures, &entries, &format!("2024-01-01T{:02}:00:00Z", batch[0] % 24))
            .unwrap();
        for c in entries.iter().flat_map(|e| &e.claims) {
            open.push((c.report.clone(), serde_json::to_value(c).unwrap()));
            if open.len() >= size {
                events.push(event(events.len(), &open));
                open.clear();
                size = 1 + dice.skewed(5);
            }
        }
    }
    let relations: Vec<RelationRecord> = (0..400.min(reports))
        .map(|i| {
            serde_json::from_value(json!({
                "schema": "isnad.relation/1", "id": format!("l{i:04}"), "kind": (["fights", "member_of", "defected_from"][i % 3]),
                "from": format!("g{}", dice.skewed(300)), "to": format!("g{}", dice.skewed(300)), "since": day(i * 7), "until": null,
                "claims": [format!("c{i:013x}00")],
            }))
            .unwrap()
        })
        .collect();
    let links = Links {
        events,
        relations,
        ..Links::default()
    };
    case.relink(&links).unwrap();
    case
}

/// Time that this thread computed, where the system tells: what others do on the machine is not in it.
fn computed() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// How often each page is asked for.
const ROUNDS: u32 = 15;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1000, 10_000] } else { sizes };
    let words: Vec<String> = Analyzer::builtin()
        .lexemes()
        .filter(|(_, l)| l.pos != Pos::Particle)
        .map(|(_, l)| l.lemma.to_string())
        .collect();
    for reports in sizes {
        let dir = tempfile::tempdir().unwrap();
        // A case that is to be kept is looked at with other means: `tests/web/paint.mjs`; one that is there is taken.
        let kept = std::env::var_os("KEEP").map(std::path::PathBuf::from);
        let path = kept.unwrap_or_else(|| dir.path().join("bench.isnad"));
        let start = Instant::now();
        let case = if path.exists() {
            Case::open(&path).unwrap()
        } else {
            make(&path, reports, &words)
        };
        let counts = case.counts().unwrap();
        case.close().unwrap();
        println!(
            "\n{reports} reports: {} claims, {} events, {} MB, made in {:.0} s",
            counts.claims,
            counts.events,
            std::fs::metadata(&path).unwrap().len() >> 20,
            start.elapsed().as_secs_f64()
        );
        let mut case = Case::open(&path).unwrap();
        let shelf = Shelf::default();
        let start = Instant::now();
        drop(shelf.of(&case).unwrap());
        let first = start.elapsed().as_secs_f64() * 1e3;
        println!("{:<44} {first:>8.1} ms", "opening: names and events in columns");
        let start = Instant::now();
        drop(shelf.redactor(&case).unwrap());
        let first = start.elapsed().as_secs_f64() * 1e3;
        println!("{:<44} {first:>8.1} ms", "opening for a reader: names to hide");
        let event = format!("/events/e{:015x}", counts.events / 2);
        let report = format!("/reports/r{:015x}", reports / 2);
        let common = &words[0];
        let middle = &words[words.len() / 40];
        let rare = &words[words.len() - 3];
        let asked = [
            (
                "search, a word in most reports",
                "/search".to_owned(),
                format!("q={common}"),
            ),
            ("search, a word in some", "/search".to_owned(), format!("q={middle}")),
            ("search, a rare word", "/search".to_owned(), format!("q={rare}")),
            (
                "search, two words",
                "/search".to_owned(),
                format!("q={middle} {common}"),
            ),
            (
                "search, a phrase",
                "/search".to_owned(),
                format!("q=\"{middle} {common}\""),
            ),
            ("search, a name", "/search".to_owned(), format!("q={}", name(5))),
            (
                "search, filtered by type and place",
                "/search".to_owned(),
                format!("q={common}&type=arrest&place=p:3"),
            ),
            (
                "search, two words of most reports",
                "/search".to_owned(),
                format!("q={common} {}", words[1]),
            ),
            (
                "search, a phrase of frequent words",
                "/search".to_owned(),
                format!("q=\"{common} {}\"", words[1]),
            ),
            ("search, a particle", "/search".to_owned(), "q=في".to_owned()),
            (
                "search, a phrase with a particle",
                "/search".to_owned(),
                format!("q=\"{} في\"", words[1]),
            ),
            ("search, a root", "/search".to_owned(), "q=root:قتل".to_owned()),
            (
                "search, eight words of most reports",
                "/search".to_owned(),
                format!("q={}", words[..8].join(" ")),
            ),
            (
                "search, the thousandth page",
                "/search".to_owned(),
                // The cursor of the hit of number 20,000.
                format!("q={common}&after=3230303030"),
            ),
            (
                "search by a reader, a word in most reports",
                "/search".to_owned(),
                format!("q={common}"),
            ),
            (
                "search by a reader, a word of a name",
                "/search".to_owned(),
                format!("q={}", name(PERSON)),
            ),
            ("overview", "/".to_owned(), String::new()),
            ("events", "/events".to_owned(), String::new()),
            (
                "events, filtered by place and days",
                "/events".to_owned(),
                "place=p:3&from=2014-01-01&to=2016-01-01".to_owned(),
            ),
            (
                "events, words of a participant",
                "/events".to_owned(),
                format!("actor={}", name(5)),
            ),
            ("an event", event, String::new()),
            ("reports", "/reports".to_owned(), String::new()),
            ("a report", report, String::new()),
            ("map", "/map".to_owned(), String::new()),
            ("timeline", "/timeline".to_owned(), String::new()),
            ("network", "/network".to_owned(), String::new()),
            ("sources", "/sources".to_owned(), String::new()),
            ("review", "/review".to_owned(), String::new()),
        ];
        for (what, path, query) in &asked {
            measure(&mut case, &shelf, what, path, query);
        }
        let judged = judge(&mut case, counts.claims);
        println!("after {judged} decisions, as many corrections as verdicts");
        for what in ["an event", "a report", "overview", "review"] {
            if let Some((_, path, query)) = asked.iter().find(|a| a.0 == what) {
                measure(&mut case, &shelf, what, path, query);
            }
        }
        measure(&mut case, &shelf, "the log", "/log", "");
        measure(&mut case, &shelf, "agreement", "/agreement", "");
        let start = Instant::now();
        for n in 0..ROUNDS {
            let claim = format!("c{n:013x}01");
            let target = Act::Accept { target: claim };
            case.decide("2026-01-01T00:00:00Z", "huda", &target, None).unwrap();
        }
        let each = start.elapsed().as_secs_f64() * 1e3 / f64::from(ROUNDS);
        println!("{:<44} {each:>8.1} ms", "keeping a verdict");
    }
}

/// What two people decided on claims all over the case.
fn judge(case: &mut Case, claims: u64) -> usize {
    let each = claims.min(4000) / 2;
    let lines: Vec<String> = (0..each)
        .flat_map(|n| {
            let target = format!("c{:013x}{:02x}", n * (claims / 4 / each.max(1)).max(1), n % 4);
            let who = if n % 2 == 0 { "huda" } else { "omar" };
            [
                json!({"schema": "isnad.decision/1", "at": "2026-01-01T00:00:00Z", "who": who, "kind": "correct", "target": target,
                    "field": "killed", "value": {"set": {"low": 3, "high": 3, "approx": false}}}),
                json!({"schema": "isnad.decision/1", "at": "2026-01-01T00:00:00Z", "who": who, "kind": "accept", "target": target}),
            ]
        })
        .map(|d| d.to_string())
        .collect();
    case.import_decisions(&lines.join("\n")).unwrap().new
}

/// Asks for a page again and again.
fn measure(case: &mut Case, shelf: &Shelf, what: &str, path: &str, query: &str) {
    let visitor = match what.contains("by a reader") {
        true => Visitor {
            role: Role::Reader,
            ..Visitor::default()
        },
        false => Visitor::default(),
    };
    let request = Request {
        path: path.to_owned(),
        query: pairs(&query.replace(' ', "+")),
        visitor,
        ..Request::default()
    };
    let before = computed();
    let mut waited: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            let r = answer(case, shelf, &request);
            assert_eq!(r.status, 200, "{what}");
            start.elapsed()
        })
        .collect();
    waited.sort();
    let ms = |d: Duration| d.as_secs_f64() * 1e3;
    // The system counts in ticks, so that only the sum of all rounds says something.
    let mean = match (before, computed()) {
        (Some(a), Some(b)) => format!("{:>8.1} ms computed", ms(b.saturating_sub(a)) / f64::from(ROUNDS)),
        _ => String::new(),
    };
    let middle = waited[waited.len() / 2];
    println!(
        "{what:<44} {:>8.1} ms {:>8.1} ms at worst {mean}",
        ms(middle),
        ms(waited[waited.len() - 1])
    );
}
