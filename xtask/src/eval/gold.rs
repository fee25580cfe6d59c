//! Claims of the program against gold by hand, for the invented reports of `samples/`.
//!
//! In: a folder with `NAME.txt` and `NAME.gold.json`, and the records that the program made of it. Out: one JSON value of
//! scores. A claim finds its gold where both have one type and their triggers touch, or their quotes share three tenths
//! of their union; one to one, best first. Invariant: a text beside a span that is not that slice counts in `bad_spans`.
//! Deliberately lenient on where a phrase begins and ends: names are compared by shared words, so that
//! «محافظة حلب» (Aleppo governorate) and «حلب» meet.

use isnad_arabic::normal::{Tier, fold_into};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Half-open byte range.
type Range = (usize, usize);

/// Physical and political acts, where finding the event matters most.
const CORE: &[&str] = &[
    "clash",
    "offensive",
    "airstrike",
    "shelling",
    "bombing",
    "shooting",
    "killing",
    "execution",
    "assassination_attempt",
    "coup_attempt",
    "arrest",
    "abduction",
    "punishment",
    "escape",
    "defection",
    "surrender",
    "pledge",
    "demolition",
    "displacement",
    "capture",
    "threat",
    "negotiation",
    "mediation",
];

/// Hits, extras, misses.
#[derive(Default)]
struct Found([usize; 3]);

impl Found {
    fn add(&mut self, hits: usize, made: usize, wanted: usize) {
        self.0[0] += hits;
        self.0[1] += made - hits.min(made);
        self.0[2] += wanted - hits.min(wanted);
    }

    fn value(&self) -> Value {
        let [hit, extra, miss] = self.0.map(|n| n as f64);
        let share = |a: f64, b: f64| if b > 0.0 { a / b } else { 0.0 };
        json!({"p": share(hit, hit + extra), "r": share(hit, hit + miss), "f1": share(2.0 * hit, 2.0 * hit + extra + miss)})
    }
}

/// Right answers of all.
#[derive(Default)]
struct Share([usize; 2]);

impl Share {
    fn add(&mut self, right: bool) -> bool {
        self.0[0] += usize::from(right);
        self.0[1] += 1;
        right
    }

    fn value(&self) -> Value {
        match self.0 {
            [_, 0] => Value::Null,
            [right, all] => json!(right as f64 / all as f64),
        }
    }
}

#[derive(Default)]
struct Tally {
    claims: Found,
    core: Found,
    untyped: Found,
    complete: Found,
    body: Found,
    shares: BTreeMap<&'static str, Share>,
    slots: BTreeMap<&'static str, Share>,
    bad_spans: usize,
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn records(path: &Path) -> Result<Vec<Value>, String> {
    read(path)?
        .lines()
        .map(|l| serde_json::from_str(l).map_err(|e| format!("{}: {e}", path.display())))
        .collect()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn stem(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.split('.').next().unwrap_or(name)
}

/// Scores all reports of a folder that have gold.
///
/// # Errors
/// When gold or records cannot be read, or there is no gold.
pub fn score(folder: &Path, out: &Path) -> Result<Value, String> {
    let reports = records(&out.join("reports.jsonl"))?;
    let claims = records(&out.join("claims.jsonl"))?;
    let mut tally = Tally::default();
    let mut any = false;
    for path in super::files(folder) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.ends_with(".gold.json") {
            continue;
        }
        let gold: Value = serde_json::from_str(&read(&path)?).map_err(|e| format!("{name}: {e}"))?;
        let report = reports
            .iter()
            .find(|r| r["path"].as_str().map(stem) == Some(stem(&name)))
            .ok_or_else(|| format!("{name}: no report was made of its text"))?;
        let made: Vec<&Value> = claims.iter().filter(|c| c["report"] == report["id"]).collect();
        tally.report(&gold, report, &made);
        any = true;
    }
    if any {
        Ok(tally.value())
    } else {
        Err(format!("{}: no gold", folder.display()))
    }
}

/// Gold and claims of one report, and which belong together.
#[derive(Default)]
pub struct Judged {
    /// Name of the report.
    pub report: String,
    /// Claims of the gold.
    pub gold: Vec<Value>,
    /// Claims of the program.
    pub made: Vec<Value>,
    /// Pairs of both that have one type.
    pub typed: Vec<(usize, usize)>,
    /// Pairs of both, whatever the type.
    pub untyped: Vec<(usize, usize)>,
}

/// What became of a part of a claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// As in the gold.
    Right,
    /// Something else.
    Other,
    /// The gold has it, the claim has not.
    Missing,
    /// The claim has it, the gold has not.
    Added,
}

/// Holds gold and claims of every report that has gold against each other.
///
/// # Errors
/// When gold or records cannot be read.
pub fn compared(folder: &Path, out: &Path) -> Result<Vec<Judged>, String> {
    let reports = records(&out.join("reports.jsonl"))?;
    let claims = records(&out.join("claims.jsonl"))?;
    let mut all = Vec::new();
    for path in super::files(folder) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.ends_with(".gold.json") {
            continue;
        }
        let gold: Value = serde_json::from_str(&read(&path)?).map_err(|e| format!("{name}: {e}"))?;
        let Some(report) = reports
            .iter()
            .find(|r| r["path"].as_str().map(stem) == Some(stem(&name)))
        else {
            continue;
        };
        let made: Vec<&Value> = claims.iter().filter(|c| c["report"] == report["id"]).collect();
        let text = report["text"].as_str().unwrap_or("");
        let wanted = list(&gold, "claims");
        all.push(Judged {
            report: stem(&name).to_owned(),
            typed: pairs(text, wanted, &made, true),
            untyped: pairs(text, wanted, &made, false),
            gold: wanted.to_vec(),
            made: made.into_iter().cloned().collect(),
        });
    }
    Ok(all)
}

/// What became of each part of a claim; nothing where neither side has it.
#[must_use]
pub fn slots(gold: &Value, claim: &Value) -> Vec<(&'static str, Option<Verdict>)> {
    let verdict = |want: bool, have: bool, same: bool| match (want, have) {
        (true, true) if same => Some(Verdict::Right),
        (true, true) => Some(Verdict::Other),
        (true, false) => Some(Verdict::Missing),
        (false, true) => Some(Verdict::Added),
        (false, false) => None,
    };
    let mut out = vec![("modality", verdict(true, true, gold["modality"] == claim["modality"]))];
    for role in ["agent", "patient"] {
        let (want, have) = (list(gold, role), list(claim, role));
        out.push((role, verdict(!want.is_empty(), !have.is_empty(), parties(want, have))));
    }
    for what in ["killed", "injured"] {
        let (want, have) = (toll(&gold[what]), toll(&claim[what]));
        out.push((what, verdict(want.is_some(), have.is_some(), want == have)));
    }
    let text = |v: &Value| v["text"].as_str().unwrap_or("").to_owned();
    let (want, have) = (text(&gold["place"]), text(&claim["place"]));
    out.push(("place", verdict(!want.is_empty(), !have.is_empty(), same(&want, &have))));
    let (want, have) = (gold["time"]["quote"].as_str().unwrap_or(""), text(&claim["time"]));
    out.push(("time", verdict(!want.is_empty(), !have.is_empty(), same(want, &have))));
    if let Some(first) = list(gold, "sources").first() {
        let said = list(claim, "sources").first().cloned().unwrap_or_default();
        let outlet = |v: &Value| v["kind"] == "outlet";
        let alike = outlet(first) && outlet(&said) || same(&text(first), &text(&said));
        let unnamed = text(first).is_empty() && text(&said).is_empty() && outlet(first) == outlet(&said);
        out.push(("source", verdict(!outlet(first), !outlet(&said), alike || unnamed)));
        out.push(("source kind", verdict(true, true, first["kind"] == said["kind"])));
    }
    out
}

/// Whether two lists of participants name the same ones, by half on either side.
fn parties(want: &[Value], have: &[Value]) -> bool {
    let meet = |a: &Value, b: &Value| {
        (is_set(&a["entity"]) && a["entity"] == b["entity"])
            || matches!((a["text"].as_str(), b["text"].as_str()), (Some(x), Some(y)) if same(x, y))
    };
    let hit = want.iter().filter(|w| have.iter().any(|h| meet(w, h))).count();
    let good = have.iter().filter(|h| want.iter().any(|w| meet(w, h))).count();
    hit > 0 && hit * 2 >= want.len() && good * 2 >= have.len()
}

fn fold(text: &str) -> String {
    let mut out = String::new();
    fold_into(text, Tier::Search, &mut out);
    let plain: String = out.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What may stand before a noun, longest first.
const PROCLITICS: [&str; 9] = ["وال", "بال", "فال", "كال", "لل", "ال", "ب", "ل", "و"];

/// Words of a phrase without proclitics and article, as the scorers of the bench see them.
fn words(text: &str) -> BTreeSet<String> {
    fold(text)
        .split(' ')
        .filter(|w| !w.is_empty())
        .map(|w| {
            let bare = PROCLITICS
                .iter()
                .find_map(|p| w.strip_prefix(p).filter(|rest| rest.chars().count() >= 3));
            bare.unwrap_or(w).to_owned()
        })
        .collect()
}

fn same(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count();
    shared > 0 && shared * 2 >= a.len().min(b.len()) && shared * 4 >= a.len().max(b.len())
}

fn shared(a: Range, b: Range) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

fn span(value: &Value) -> Option<Range> {
    let end = |i: usize| usize::try_from(value["span"][i].as_u64()?).ok();
    Some((end(0)?, end(1)?))
}

/// Where a quoted string stands, at or after a place if it does.
fn find(text: &str, quote: &str, from: usize) -> Range {
    let later = text.get(from..).and_then(|rest| rest.find(quote)).map(|at| at + from);
    match later.or_else(|| text.find(quote)) {
        Some(at) => (at, at + quote.len()),
        None => (0, 0),
    }
}

fn is_set(value: &Value) -> bool {
    value.as_array().map_or(!value.is_null(), |l| !l.is_empty())
}

/// Low and high of a toll, written as a pair in gold and as an object in records.
fn toll(value: &Value) -> Option<(Option<u64>, Option<u64>)> {
    match value {
        Value::Object(_) => Some((value["low"].as_u64(), value["high"].as_u64())),
        Value::Array(_) => Some((value[0].as_u64(), value[1].as_u64())),
        _ => None,
    }
}

impl Tally {
    fn report(&mut self, gold: &Value, report: &Value, made: &[&Value]) {
        let text = report["text"].as_str().unwrap_or("");
        self.head(gold, report, text);
        let wanted = list(gold, "claims");
        for claim in made {
            self.check_spans(claim, text);
        }
        let typed = pairs(text, wanted, made, true);
        self.claims.add(typed.len(), made.len(), wanted.len());
        self.untyped
            .add(pairs(text, wanted, made, false).len(), made.len(), wanted.len());
        let core = |v: &Value| CORE.contains(&v["type"].as_str().unwrap_or(""));
        self.core.add(
            typed.iter().filter(|(g, _)| core(&wanted[*g])).count(),
            made.iter().filter(|c| core(c)).count(),
            wanted.iter().filter(|g| core(g)).count(),
        );
        let mut whole = 0;
        for (g, c) in &typed {
            whole += usize::from(self.claim(&wanted[*g], made[*c]));
        }
        self.complete.add(whole, made.len(), wanted.len());
    }

    /// Headline, byline, outlet, date, body.
    fn head(&mut self, gold: &Value, report: &Value, text: &str) {
        if let Some(title) = gold["title"].as_str() {
            let right = report["title"].as_str().is_some_and(|t| fold(t) == fold(title));
            self.shares.entry("title").or_default().add(right);
        }
        let names = |list: &[Value]| -> BTreeSet<String> {
            let name = |v: &Value| v.as_str().or_else(|| v["text"].as_str()).map(fold);
            list.iter().filter_map(name).collect()
        };
        let byline = names(list(gold, "byline"));
        if !byline.is_empty() {
            let right = names(list(report, "byline")) == byline;
            self.shares.entry("byline").or_default().add(right);
        }
        if let Some(outlet) = gold["outlet"].as_str() {
            let said = &report["outlet"];
            let right = [&said["text"], &said["name"]]
                .iter()
                .any(|v| v.as_str().is_some_and(|t| same(outlet, t)));
            self.shares.entry("outlet").or_default().add(right);
        }
        let (want, have) = (&gold["published"], &report["published"]);
        let right = match (want["trust"].as_str(), want["value"].as_str()) {
            (Some("republication"), _) => have["trust"] == "republication" || have["value"].is_null(),
            (_, Some(day)) => have["value"] == day,
            _ => have["value"].is_null() || matches!(have["trust"].as_str(), Some("given" | "metadata")),
        };
        self.shares.entry("published").or_default().add(right);
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(i, _)| i + 1));
        let line = |v: &Value| v.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        let wanted: Vec<Range> = list(gold, "body")
            .iter()
            .map(|run| {
                let end = starts.get(line(&run[1]) + 1).map_or(text.len(), |s| s - 1);
                (starts.get(line(&run[0])).copied().unwrap_or(end), end)
            })
            .collect();
        let said: Vec<Range> = list(report, "body")
            .iter()
            .filter_map(|s| span(&json!({ "span": s })))
            .collect();
        let inside = |runs: &[Range], i: usize| runs.iter().any(|r| r.0 <= i && i < r.1);
        let (mut both, mut a, mut b) = (0, 0, 0);
        for (i, _) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let (x, y) = (inside(&wanted, i), inside(&said, i));
            both += usize::from(x && y);
            a += usize::from(y);
            b += usize::from(x);
        }
        self.body.add(both, a, b);
    }

    /// Whether every part of a claim is right.
    fn claim(&mut self, gold: &Value, claim: &Value) -> bool {
        let mut whole = true;
        let mut extra = false;
        let mut slot = |slots: &mut BTreeMap<&'static str, Share>, name: &'static str, right: bool| {
            whole &= slots.entry(name).or_default().add(right);
        };
        slot(&mut self.slots, "modality", claim["modality"] == gold["modality"]);
        for role in ["agent", "patient"] {
            let (want, have) = (list(gold, role), list(claim, role));
            if want.is_empty() {
                extra |= !have.is_empty();
                continue;
            }
            let right = parties(want, have);
            slot(&mut self.slots, role, right);
        }
        let mut spurious = false;
        for what in ["killed", "injured"] {
            match toll(&gold[what]) {
                Some(want) => slot(&mut self.slots, what, toll(&claim[what]) == Some(want)),
                None => {
                    spurious |= self
                        .shares
                        .entry("spurious_casualties")
                        .or_default()
                        .add(is_set(&claim[what]))
                }
            }
        }
        let text = |v: &Value| v["text"].as_str().unwrap_or("").to_owned();
        match gold["place"]["text"].as_str() {
            Some(want) => slot(&mut self.slots, "place", same(want, &text(&claim["place"]))),
            None => extra |= is_set(&claim["place"]),
        }
        match gold["time"]["quote"].as_str() {
            Some(want) => {
                slot(&mut self.slots, "time", same(want, &text(&claim["time"])));
                if let Some(from) = gold["time"]["from"].as_str() {
                    let to = gold["time"]["to"].as_str().unwrap_or(from);
                    let right = claim["time"]["from"] == from && claim["time"]["to"] == to;
                    slot(&mut self.slots, "time_value", right);
                }
            }
            None => extra |= is_set(&claim["time"]),
        }
        self.shares.entry("noisy").or_default().add(extra);
        let (want, have) = (list(gold, "sources"), list(claim, "sources"));
        if let Some(first) = want.first() {
            let said = have.first().unwrap_or(&Value::Null);
            let named = match (first["text"].as_str(), said["text"].as_str()) {
                _ if first["kind"] == "outlet" => said["kind"] == "outlet",
                (None, None) => true,
                (Some(a), Some(b)) => same(a, b),
                _ => false,
            };
            slot(&mut self.slots, "source", named);
            slot(&mut self.slots, "source_kind", said["kind"] == first["kind"]);
            let kinds = |l: &[Value]| l.iter().map(|s| s["kind"].clone()).collect::<Vec<_>>();
            // The chain is shown beside; a claim is complete by its first source.
            self.slots.entry("chain").or_default().add(kinds(want) == kinds(have));
        }
        whole && !spurious
    }

    fn check_spans(&mut self, value: &Value, text: &str) {
        match value {
            Value::Object(map) => {
                if let (Some(said), Some((a, b))) = (map.get("text").and_then(Value::as_str), span(value)) {
                    self.bad_spans += usize::from(text.get(a..b) != Some(said));
                }
                map.values().for_each(|v| self.check_spans(v, text));
            }
            Value::Array(items) => items.iter().for_each(|v| self.check_spans(v, text)),
            _ => {}
        }
    }

    fn value(&self) -> Value {
        let slots: Map<String, Value> = self
            .slots
            .iter()
            .map(|(k, s)| ((*k).to_owned(), json!({"accuracy": s.value(), "n": s.0[1]})))
            .collect();
        let means: Vec<f64> = self.slots.values().filter_map(|s| s.value().as_f64()).collect();
        let mut out = json!({
            "claims": self.claims.value(), "core_claims": self.core.value(), "untyped": self.untyped.value(),
            "complete": self.complete.value(), "body": self.body.value(), "bad_spans": self.bad_spans, "slots": slots,
            "slot_mean": means.iter().sum::<f64>() / means.len().max(1) as f64,
        });
        for (name, share) in &self.shares {
            out[*name] = share.value();
        }
        out
    }
}

/// Pairs of gold and claims, one to one, best first.
fn pairs(text: &str, wanted: &[Value], made: &[&Value], typed: bool) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (g, gold) in wanted.iter().enumerate() {
        let quote = find(text, gold["quote"].as_str().unwrap_or("\0"), 0);
        let trigger = find(text, gold["trigger"].as_str().unwrap_or("\0"), quote.0);
        let also = list(gold, "also")
            .iter()
            .filter_map(|a| Some(find(text, a.as_str()?, 0)));
        let quotes: Vec<Range> = std::iter::once(quote).chain(also).collect();
        for (c, claim) in made.iter().enumerate() {
            if typed && claim["type"] != gold["type"] {
                continue;
            }
            let (q, t) = (
                span(&claim["quote"]).unwrap_or_default(),
                span(&claim["trigger"]).unwrap_or_default(),
            );
            let touch = shared(trigger, t) > 0;
            // In thousandths, so that the order is exact.
            let common = quotes
                .iter()
                .map(|w| shared(*w, q) * 1000 / ((w.1 - w.0) + (q.1 - q.0) - shared(*w, q)).max(1))
                .max()
                .unwrap_or(0);
            if touch || common >= 300 {
                all.push((!touch, 1000 - common.min(1000), t.0.abs_diff(trigger.0), g, c));
            }
        }
    }
    all.sort_unstable();
    let (mut left, mut right) = (BTreeSet::new(), BTreeSet::new());
    all.retain(|(.., g, c)| {
        let free = !left.contains(g) && !right.contains(c);
        if free {
            left.insert(*g);
            right.insert(*c);
        }
        free
    });
    all.into_iter().map(|(.., g, c)| (g, c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_meet_by_shared_words() {
        assert!(same("محافظة حلب", "حلب"));
        assert!(same("للشرطة", "الشرطة"));
        assert!(!same("حلب", "حماة"));
        assert!(!same("", ""));
    }

    #[test]
    fn a_claim_is_found_once_and_judged_by_its_parts() {
        let text = "قصف الجيش القرية\nقصف الجيش البلدة";
        let at = |s: &str| find(text, s, 0);
        let part = |s: &str| json!({"text": s, "span": [at(s).0, at(s).1]});
        let gold = json!({"claims": [{
            "type": "shelling", "quote": "قصف الجيش القرية", "trigger": "قصف", "modality": "actual",
            "agent": [{"text": "الجيش"}], "patient": [], "killed": [2, 2], "place": {"text": "القرية"},
            "sources": [{"text": null, "kind": "outlet"}]}], "body": [[0, 0]]});
        let claim = json!({"type": "shelling", "quote": part("قصف الجيش القرية"), "trigger": part("قصف"),
            "modality": "actual", "agent": [part("الجيش")], "killed": {"low": 2, "high": 2}, "place": part("القرية"),
            "sources": [{"text": null, "kind": "outlet"}]});
        let other = json!({"type": "shelling", "quote": part("قصف الجيش البلدة"), "trigger": part("البلدة")});
        let report = json!({"text": text, "body": [[0, at("القرية").1]]});
        let mut tally = Tally::default();
        tally.report(&gold, &report, &[&claim, &other]);
        let scores = tally.value();
        assert_eq!(scores["claims"]["r"], 1.0);
        assert_eq!(scores["claims"]["p"], 0.5);
        assert_eq!(scores["complete"]["r"], 1.0);
        assert_eq!(scores["body"]["f1"], 1.0);
        assert_eq!(scores["bad_spans"], 0);
        let mut wrong = claim.clone();
        wrong["killed"]["low"] = json!(1);
        wrong["place"]["text"] = json!("البلدة");
        let mut tally = Tally::default();
        tally.report(&gold, &report, &[&wrong]);
        let scores = tally.value();
        assert_eq!(
            (&scores["complete"]["f1"], &scores["bad_spans"]),
            (&json!(0.0), &json!(1))
        );
        assert_eq!(scores["slots"]["killed"]["accuracy"], 0.0);
    }
}
