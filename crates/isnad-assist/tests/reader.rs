//! A reader against a server on this machine that tells the truth, lies, hangs, breaks off.

#![allow(clippy::unwrap_used)]

mod server;

use isnad_assist::{Given, ModelReader, Options, Outcome, Reader, Reading, join};
use isnad_lexicon::Lexicon;
use isnad_model::{Analysis, Report, Span};
use isnad_record::redact::Redactor;
use serde_json::{Value, json};
use server::{Act, Server, answer, serve};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

const NAME: &str = "سالم جابر العبيدي";
const TEXT: &str = "قتل ثلاثة مدنيين، بينهم سالم جابر العبيدي، في قصف مدفعي على سوق القرية مساء أمس.\n\
                    وقال مصدر طبي إن سبعة آخرين أصيبوا بجروح.\n\
                    ورحبت البلدية بافتتاح المدرسة.";

fn fold(word: &str) -> String {
    word.to_owned()
}

fn report() -> Report {
    let mut report = isnad_extract::sentence(TEXT);
    report.body = vec![Span::from_range(0..TEXT.len())];
    report
}

fn analysis(report: &Report) -> Analysis {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    isnad_extract::analyse(report, LEXICON.get_or_init(Lexicon::builtin))
}

fn ask(server: &Server, change: impl FnOnce(&mut Options)) -> (Reading, ModelReader) {
    let mut options = Options {
        timeout: Duration::from_millis(1500),
        ..Options::local(&server.url, "test-model")
    };
    change(&mut options);
    let reader = ModelReader::new(options).unwrap();
    (read(&reader), reader)
}

fn read(reader: &ModelReader) -> Reading {
    let report = report();
    let analysis = analysis(&report);
    let mut redactor = Redactor::new([7; 32], fold);
    redactor.learn(NAME);
    reader.read(Given {
        report: &report,
        analysis: &analysis,
        redactor: &redactor,
    })
}

fn claim(changes: Value) -> Value {
    let mut claim = json!({
        "type": "shelling", "modality": "actual", "quote": "في قصف مدفعي على سوق القرية مساء أمس", "trigger": "قصف مدفعي",
        "agent": [], "patient": [], "killed": null, "injured": null, "place": null, "time": null, "sources": [],
    });
    for (k, v) in changes.as_object().unwrap() {
        claim[k] = v.clone();
    }
    claim
}

fn say(claims: Vec<Value>) -> Act {
    answer(&json!({ "claims": claims }).to_string())
}

fn outcomes(reading: &Reading) -> Vec<Outcome> {
    reading.calls.iter().map(|c| c.outcome).collect()
}

#[test]
fn a_true_answer_becomes_claims_with_spans_and_no_name_is_sent() {
    let pseudonym = {
        let mut redactor = Redactor::new([7; 32], fold);
        redactor.learn(NAME);
        redactor.text(NAME)
    };
    assert!(pseudonym.starts_with("[P-"));
    let server = serve(vec![say(vec![claim(json!({
        "quote": format!("قتل ثلاثة مدنيين، بينهم {pseudonym}، في قصف مدفعي على سوق القرية"),
        "patient": ["ثلاثة مدنيين", pseudonym],
        "killed": {"least": 3, "most": 3, "words": "ثلاثة مدنيين"},
        "place": "سوق القرية", "time": "مساء أمس",
        "sources": [{"words": "مصدر طبي", "kind": "anonymous"}],
    }))])]);
    let (reading, reader) = ask(&server, |_| {});
    assert_eq!(reader.name(), "test-model");
    assert_eq!(outcomes(&reading), [Outcome::Answered]);
    let call = &reading.calls[0];
    assert_eq!(
        (call.claims, call.thrown, call.parts_thrown, call.pseudonyms),
        (1, 0, 0, 1)
    );
    assert_eq!(call.request.len(), 64);
    assert!(!call.line().contains(NAME), "the log holds no words of the text");

    let c = &reading.claims[0];
    assert_eq!(c.reader.as_deref(), Some("test-model"));
    assert_eq!(
        c.quote.text,
        "قتل ثلاثة مدنيين، بينهم سالم جابر العبيدي، في قصف مدفعي على سوق القرية"
    );
    let parts = c.agent.iter().chain(&c.patient).map(|p| &p.quoted);
    let sources = c.sources.iter().filter_map(|s| s.quoted.as_ref());
    for q in parts.chain(sources).chain([&c.quote, &c.trigger]) {
        assert_eq!(q.span.slice(TEXT), q.text);
    }
    assert_eq!(c.patient[1].quoted.text, NAME);
    assert!(c.patient[1].private && c.patient[1].entity.is_none());
    assert!(!c.patient[0].private);
    assert_eq!(c.killed.map(|k| (k.low, k.high)), Some((3, Some(3))));
    assert_eq!(c.place.as_ref().map(|p| p.text.as_str()), Some("سوق القرية"));
    assert!(c.time.as_ref().is_some_and(|(_, t)| t.relative));
    let kinds: Vec<_> = c.sources.iter().map(|s| s.kind.as_str()).collect();
    assert_eq!(kinds, ["anonymous", "outlet"]);

    let asked = server.asked.lock().unwrap();
    let body: Value = serde_json::from_str(&asked[0]).unwrap();
    assert_eq!(body["response_format"]["json_schema"]["strict"], true);
    assert_eq!(body["temperature"], 0);
    let sent = body["messages"][1]["content"].as_str().unwrap();
    assert!(sent.contains(&pseudonym) && sent.contains("قصف مدفعي"));
    for word in ["سالم", "العبيدي"] {
        assert!(!asked[0].contains(word), "{word} was sent");
    }
}

#[test]
fn what_does_not_stand_in_the_text_is_thrown_away_and_counted() {
    let server = serve(vec![say(vec![
        claim(json!({"quote": "في قصف جوي على سوق القرية"})),
        claim(json!({"trigger": "أصيبوا"})),
        claim(json!({"type": "earthquake"})),
        claim(json!({"modality": "perhaps"})),
        claim(json!({"quote": "  "})),
        claim(json!({"trigger": ""})),
        json!({"type": "shelling"}),
        json!("قصف"),
        claim(json!({
            "agent": ["قوات الحكومة"], "killed": {"least": 30, "most": 30, "words": "ثلاثة مدنيين"},
            "injured": {"least": 7, "most": 7, "words": "سبعة قتلى"}, "place": "سوق المدينة", "time": "صباح اليوم",
            "sources": [{"words": "وكالة الأنباء", "kind": "agency"}, {"words": null, "kind": "outlet"}],
        })),
        claim(json!({"injured": {"least": 7, "most": 7, "words": "سبعة آخرين"}})),
    ])]);
    let (reading, _) = ask(&server, |_| {});
    let call = &reading.calls[0];
    // The last two are one claim by their words; what they lack was thrown away with the first of them.
    assert_eq!((call.claims, call.thrown, call.parts_thrown), (1, 9, 6));
    let c = &reading.claims[0];
    assert!(c.agent.is_empty() && c.killed.is_none() && c.injured.is_none());
    assert!(c.place.is_none() && c.time.is_none());
    assert_eq!(c.sources.len(), 1);
}

#[test]
fn a_number_is_taken_only_when_its_words_say_it() {
    for (words, least, most, taken) in [
        ("ثلاثة مدنيين", 3, Some(3), true),
        ("ثلاثة مدنيين", 3, None, false),
        ("ثلاثة مدنيين", 4, Some(4), false),
        ("ثلاثة مدنيين", 3, Some(2), false),
        ("سبعة آخرين", 7, Some(7), true),
        ("سوق القرية", 2, Some(2), false),
        (NAME, 1, Some(1), false),
    ] {
        let n = json!({"least": least, "most": most, "words": words});
        let server = serve(vec![say(vec![claim(json!({ "killed": n }))])]);
        let (reading, _) = ask(&server, |_| {});
        assert_eq!(reading.claims[0].killed.is_some(), taken, "{words} {least}");
    }
}

#[test]
fn answers_of_another_shape_are_named_and_harm_nothing() {
    for (act, want) in [
        (Act::Say(200, "<html>".to_owned()), Outcome::NotJson),
        (Act::Say(200, String::new()), Outcome::NotJson),
        (Act::Say(200, "{}".to_owned()), Outcome::WrongShape),
        (Act::Say(200, r#"{"choices": []}"#.to_owned()), Outcome::WrongShape),
        (answer("here are the claims: none"), Outcome::NotJson),
        (answer(r#"{"events": []}"#), Outcome::WrongShape),
        (answer(r#"{"claims": {"a": 1}}"#), Outcome::WrongShape),
        (answer(&"[".repeat(100_000)), Outcome::NotJson),
        (Act::Say(400, "no such format".to_owned()), Outcome::Refused),
        (
            Act::Redirect("http://192.0.2.1/v1/chat/completions".to_owned()),
            Outcome::Refused,
        ),
    ] {
        let server = serve(vec![act]);
        let (reading, _) = ask(&server, |_| {});
        assert_eq!(outcomes(&reading), [want]);
        assert!(reading.claims.is_empty());
        assert_eq!(reading.diagnostics.len(), 1);
        assert_eq!(reading.diagnostics[0].code, "ISN-M002");
        assert_eq!(server.asked.lock().unwrap().len(), 1);
    }
}

#[test]
fn who_hangs_is_left_in_time_and_tried_so_often_and_no_more() {
    let server = serve(vec![Act::Hang(Duration::from_secs(20))]);
    let begun = Instant::now();
    let (reading, _) = ask(&server, |o| o.timeout = Duration::from_millis(300));
    assert_eq!(outcomes(&reading), [Outcome::TimedOut, Outcome::TimedOut]);
    assert_eq!(reading.calls.iter().map(|c| c.attempt).collect::<Vec<_>>(), [1, 2]);
    assert!(begun.elapsed() < Duration::from_secs(10));
}

#[test]
fn who_breaks_off_or_talks_without_end_is_left() {
    let server = serve(vec![Act::BreakOff]);
    let (reading, _) = ask(&server, |_| {});
    assert_eq!(outcomes(&reading), [Outcome::Broken, Outcome::Broken]);

    let server = serve(vec![Act::Flood]);
    let (reading, _) = ask(&server, |o| o.timeout = Duration::from_secs(20));
    assert_eq!(outcomes(&reading), [Outcome::TooLong]);
}

#[test]
fn a_busy_server_is_asked_again() {
    let server = serve(vec![Act::Say(503, "busy".to_owned()), say(vec![claim(json!({}))])]);
    let (reading, _) = ask(&server, |_| {});
    assert_eq!(outcomes(&reading), [Outcome::Refused, Outcome::Answered]);
    assert_eq!(reading.calls[0].status, Some(503));
    assert_eq!(reading.calls[0].request, reading.calls[1].request);
    assert_eq!(reading.claims.len(), 1);
}

#[test]
fn nobody_is_asked_for_ever() {
    let server = serve(vec![Act::BreakOff]);
    let (_, reader) = ask(&server, |o| o.tries = 1);
    let calls: Vec<usize> = (0..4).map(|_| read(&reader).calls.len()).collect();
    assert_eq!(calls, [1, 1, 0, 0]);
    assert!(read(&reader).diagnostics[0].message.contains("was not asked"));
}

#[test]
fn built_in_claims_stay_and_agreement_is_counted() {
    let report = report();
    let before = analysis(&report);
    assert!(!before.claims.is_empty());
    let first = &before.claims[0];
    let server = serve(vec![say(vec![
        claim(json!({"type": first.kind.as_str(), "quote": first.trigger.text, "trigger": first.trigger.text})),
        claim(json!({"type": "appointment", "quote": "ورحبت البلدية بافتتاح المدرسة", "trigger": "بافتتاح"})),
    ])]);
    let (reading, _) = ask(&server, |_| {});
    let mut after = before.clone();
    let joined = join(&mut after, reading);
    assert_eq!((joined.added, joined.agreed), (1, 1));
    assert_eq!(after.claims[..before.claims.len()], before.claims[..]);
    assert!(before.claims.iter().all(|c| c.reader.is_none()));
    assert_eq!(
        after.claims.last().and_then(|c| c.reader.as_deref()),
        Some("test-model")
    );
    assert_eq!(after.diagnostics.last().map(|d| d.code), Some("ISN-M001"));
}
