//! Invented reports put together from a table, each with what it tells.
//!
//! `matrix/forms.tsv` has the forms in which local papers write (headline and lead, verb or verbal noun first, passive,
//! cause and result, who says it), `matrix/parts.tsv` groups, places, people, times and speakers to fill them with.
//! Every form is filled several times in a fixed way; what is read of each slot may not fall below the floors here.
//!
//! Example: the form «قتل {P} في غارة على {PL}» (qutila … fī ghāra ʿalā …, "… killed in a raid on …") with a child and a
//! town must give an airstrike, the child dead, in that town.

use isnad_arabic::normal::{Tier, fold_into};
use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;
use isnad_model::{Claim, ClaimType, Count, MaybeQuoted, Span};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

/// So often every form is filled.
const ROUNDS: usize = 4;

/// Per slot how many are right and how many there are: claims of the forms, claims found that no form tells, and so on.
const FLOORS: [(&str, usize, usize); 9] = [
    ("claims", 928, 928),
    ("no others", 1092, 1092),
    ("agent", 654, 656),
    ("patient", 455, 460),
    ("place", 856, 856),
    ("time", 735, 736),
    ("killed", 408, 412),
    ("injured", 236, 236),
    ("source", 120, 120),
];

/// A row of a table: what stands between the tabs.
type Row = Vec<&'static str>;

fn rows(table: &'static str) -> Vec<Row> {
    let lines = table.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    lines.map(|l| l.split('\t').collect()).collect()
}

/// The parts by their kind.
struct Parts(BTreeMap<&'static str, Vec<Row>>);

impl Parts {
    fn read() -> Self {
        let mut out: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
        for row in rows(include_str!("matrix/parts.tsv")) {
            out.entry(row[0]).or_default().push(row[1..].to_vec());
        }
        Self(out)
    }

    /// The part of a kind that a turn falls on, of those that fit.
    fn pick(&self, kind: &str, turn: usize, fits: impl Fn(&Row) -> bool) -> Option<&Row> {
        let all: Vec<&Row> = self.0.get(kind)?.iter().filter(|r| fits(r)).collect();
        all.get(turn % all.len().max(1)).copied()
    }
}

/// What one filling of a form took.
struct Filling<'a> {
    agent: &'a Row,
    other: &'a Row,
    people: &'a Row,
    hurt: &'a Row,
    place: &'a Row,
    time: &'a Row,
    object: &'a Row,
    lead: &'a Row,
}

impl<'a> Filling<'a> {
    fn choose(parts: &'a Parts, form: &Row, at: usize, round: usize) -> Option<Self> {
        let turn = |step: usize| at * 31 + round * 17 + step * 7;
        let lands: Vec<&str> = match form[0] {
            "*" => vec!["SY", "SD", "YE", "IQ", "LY", "PS", "LB", "EG", "SO"],
            some => some.split(',').collect(),
        };
        let land = lands[turn(1) % lands.len()];
        let here = |r: &Row| r[0] == land;
        let feminine = |mark: &str| form[1].contains(mark);
        let agent = parts.pick("agent", turn(2), |r| here(r) && (!feminine("{A/f}") || r[1] == "f"))?;
        let other = parts.pick("agent", turn(3), |r| {
            here(r) && r[2] != agent[2] && r[1] != "p" && (!feminine("{B/f}") || r[1] == "f")
        });
        Some(Self {
            agent,
            other: other.or_else(|| parts.pick("agent", 0, |r| r[1] == "f" && r[2] != agent[2]))?,
            people: parts.pick("people", turn(4), |_| true)?,
            hurt: parts.pick("hurt", turn(5), |_| true)?,
            place: parts.pick("place", turn(6), here)?,
            time: parts.pick("time", turn(7), |_| true)?,
            object: parts.pick("object", turn(8), |_| true)?,
            lead: parts.pick("lead", turn(9), |_| true)?,
        })
    }

    /// The words that a field stands for.
    fn words(&self, field: &str) -> &'static str {
        match field {
            "A" | "A/f" => self.agent[2],
            "A:g" => self.agent[3],
            "B" | "B/f" => self.other[2],
            "B:g" => self.other[3],
            "P" => self.people[3],
            "P:a" => self.people[4],
            "P:g" => self.people[5],
            "H" => self.hurt[2],
            "H:g" => self.hurt[3],
            "PL" => self.place[1],
            "T" => self.time[0],
            "O" => self.object[0],
            "O:x" => self.object[1],
            "L" => self.lead[0],
            _ => panic!("no such field {field:?}"),
        }
    }
}

/// A report, and where the words stand that name each event.
#[derive(Default)]
struct Text {
    text: String,
    triggers: Vec<(u32, Range<usize>)>,
    pending: Option<u32>,
}

impl Text {
    /// Puts words, of which those in `named` may name the event that is waited for.
    fn put(&mut self, words: &str, named: Range<usize>) {
        // Behind «ل» the article loses its alef.
        let lam = self.text.ends_with(" ل") || self.text.ends_with(" ول");
        let words = if lam {
            words.strip_prefix('ا').filter(|w| w.starts_with('ل')).unwrap_or(words)
        } else {
            words
        };
        if let Some(claim) = self.pending.take() {
            let from = self.text.len();
            self.triggers.push((
                claim,
                from + named.start.min(words.len())..from + named.end.min(words.len()),
            ));
        }
        self.text.push_str(words);
    }

    fn whole(&mut self, words: &str) {
        self.put(words, 0..words.len());
    }

    /// Puts the words of the form itself: the first of them names the event that is waited for.
    fn literal(&mut self, words: &str) {
        if self.pending.is_some() {
            let end = words.find([' ', '،', '.']).unwrap_or(words.len());
            self.put(&words[..end], 0..end);
            self.text.push_str(&words[end..]);
        } else {
            self.text.push_str(words);
        }
    }
}

/// Which of the forms of a verb agrees with a group.
fn agreeing<'f>(forms: &[&'f str], group: &Row) -> &'f str {
    let i = match group[1] {
        "f" => 1,
        "p" => 2,
        _ => 0,
    };
    forms[i.min(forms.len() - 1)]
}

/// Which of the forms agrees with the people who suffer: one, her, many, two.
fn of_people<'f>(forms: &[&'f str], people: &Row) -> &'f str {
    let i = match (forms.len(), people[0], people[2]) {
        (3.., "2", _) => 3,
        (3.., many, _) if many != "1" => 2,
        (_, _, "f") => 1,
        _ => 0,
    };
    forms[i.min(forms.len() - 1)]
}

fn fill(form: &str, f: &Filling<'_>) -> Text {
    let mut out = Text::default();
    let mut rest = form;
    while !rest.is_empty() {
        let mut bytes = rest.bytes();
        let first = bytes.next().unwrap_or(0);
        if first.is_ascii_digit() && bytes.next() == Some(b':') {
            out.pending = Some(u32::from(first - b'0'));
            rest = &rest[2..];
            continue;
        }
        let close = match first {
            b'{' => '}',
            b'[' => ']',
            b'<' => '>',
            _ => {
                let marks = |(i, c): (usize, char)| {
                    let digit = c.is_ascii_digit() && rest[i + 1..].starts_with(':');
                    (i > 0 && (digit || matches!(c, '{' | '[' | '<'))).then_some(i)
                };
                let end = rest.char_indices().find_map(marks).unwrap_or(rest.len());
                out.literal(&rest[..end].replace(" / ", "\n\n"));
                rest = &rest[end..];
                continue;
            }
        };
        let end = rest.find(close).unwrap_or(rest.len() - 1);
        let inside = &rest[1..end];
        rest = &rest[end + 1..];
        match (first, inside.strip_prefix("V:")) {
            (b'{', Some(forms)) => {
                let forms: Vec<&str> = forms.split('|').collect();
                let nominal = out.text.trim_end().ends_with("إن") || out.text.trim_end().ends_with("أن");
                if nominal {
                    let doer = f.agent[3];
                    let words = format!("{doer} {}", agreeing(&forms, f.agent));
                    out.put(&words, doer.len() + 1..words.len());
                } else {
                    let verb = agreeing(&forms[..2], f.agent);
                    out.put(&format!("{verb} {}", f.agent[2]), 0..verb.len());
                }
            }
            (b'{', None) => out.whole(f.words(inside)),
            (b'[', _) => {
                let (group, forms) = match inside.split_once(':') {
                    Some(("B", forms)) => (f.other, forms),
                    Some((_, forms)) => (f.agent, forms),
                    None => (f.agent, inside),
                };
                out.whole(agreeing(&forms.split('|').collect::<Vec<_>>(), group));
            }
            _ => out.whole(of_people(&inside.split('|').collect::<Vec<_>>(), f.people)),
        }
    }
    out
}

/// What a form says of a claim.
#[derive(Default)]
struct Wanted {
    number: u32,
    kind: String,
    optional: bool,
    agents: Vec<Vec<String>>,
    patient: Vec<String>,
    place: Option<String>,
    time: Option<String>,
    killed: Option<(u64, Option<u64>)>,
    injured: Option<(u64, Option<u64>)>,
    source: Option<(String, String)>,
}

fn number(text: &str) -> Option<u64> {
    text.parse().ok()
}

fn wanted(claims: &str, f: &Filling<'_>) -> Vec<Wanted> {
    let mut out = Vec::new();
    for claim in claims.split(';').filter(|c| *c != "-") {
        let mut words: Vec<String> = Vec::new();
        // A value goes on to the next slot, which begins with a capital.
        for word in claim.split(' ') {
            match words.last_mut() {
                Some(last) if words_go_on(last, word) => {
                    last.push(' ');
                    last.push_str(word);
                }
                _ => words.push(word.to_owned()),
            }
        }
        let mut w = Wanted {
            number: words[0].trim_start_matches('?').parse().unwrap_or(0),
            optional: words[0].starts_with('?'),
            kind: words.get(1).cloned().unwrap_or_default(),
            ..Wanted::default()
        };
        let count = |v: &str| match v {
            "P" => number(f.people[0]).map(|n| (n, number(f.people[1]))),
            "H" => number(f.hurt[0]).map(|n| (n, number(f.hurt[1]))),
            v if v.ends_with('+') => number(v.trim_end_matches('+')).map(|n| (n, None)),
            v => match v.split_once('-') {
                Some((low, high)) => number(low).map(|n| (n, number(high))),
                None => number(v).map(|n| (n, Some(n))),
            },
        };
        let group = |r: &Row| vec![r[2].to_owned(), r[3].to_owned()];
        for slot in &words[2.min(words.len())..] {
            let (slot, value) = slot.split_once('=').unwrap_or((slot, ""));
            match (slot, value) {
                ("A", "") => w.agents.push(group(f.agent)),
                ("B", "") => w.agents.push(group(f.other)),
                ("A", v) => w.agents.push(vec![v.to_owned()]),
                ("X", _) => w.agents.push(f.people[3..6].iter().map(|s| (*s).to_owned()).collect()),
                ("P", "") => w.patient = f.people[3..6].iter().map(|s| (*s).to_owned()).collect(),
                ("O", "") => w.patient = f.object.iter().map(|s| (*s).to_owned()).collect(),
                ("P" | "O", v) => w.patient = vec![v.to_owned()],
                ("PL", "") => w.place = Some(format!("{} {}", f.place[2], f.object[0])),
                ("PL", v) => w.place = Some(v.to_owned()),
                ("T", _) => w.time = Some(f.time[1].to_owned()),
                ("K", v) => w.killed = count(v),
                ("I", v) => w.injured = count(v),
                ("S", "") => w.source = Some((f.lead[1].to_owned(), f.lead[2].to_owned())),
                ("S", v) => w.source = Some((v.to_owned(), String::new())),
                other => panic!("no such slot {other:?}"),
            }
        }
        out.push(w);
    }
    out
}

/// Whether a word goes on with the value of the slot before.
fn words_go_on(last: &str, word: &str) -> bool {
    last.contains('=') && !word.starts_with(|c: char| c.is_ascii_uppercase())
}

/// The words of a phrase, without what may stand before them.
fn words(text: &str) -> Vec<String> {
    let mut folded = String::new();
    fold_into(text, Tier::Search, &mut folded);
    let bare = |w: &str| {
        let w: String = w.chars().filter(|c| c.is_alphanumeric()).collect();
        let cut = ["وال", "بال", "لل", "ال", "ب", "ل", "و"]
            .iter()
            .filter_map(|p| w.strip_prefix(p))
            .find(|r| r.chars().count() >= 3);
        cut.map_or(w.clone(), str::to_owned)
    };
    let mut out: Vec<String> = folded.split_whitespace().map(bare).filter(|w| !w.is_empty()).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether two phrases name the same by the words that they share.
fn same(found: &str, wanted: &str) -> bool {
    let (a, b) = (words(found), words(wanted));
    let shared = a.iter().filter(|w| b.contains(w)).count();
    shared > 0 && shared * 2 >= a.len().min(b.len()) && shared * 4 >= a.len().max(b.len())
}

/// Right and all of every slot, and what is wrong.
#[derive(Default)]
struct Tally {
    slots: BTreeMap<&'static str, (usize, usize)>,
    faults: BTreeMap<(usize, &'static str), (usize, String)>,
}

impl Tally {
    fn add(&mut self, form: usize, slot: &'static str, right: bool, text: &str) {
        let entry = self.slots.entry(slot).or_default();
        entry.0 += usize::from(right);
        entry.1 += 1;
        if !right {
            let fault = self
                .faults
                .entry((form, slot))
                .or_insert((0, text.replace("\n\n", " / ")));
            fault.0 += 1;
        }
    }

    fn claim(&mut self, form: usize, text: &str, w: &Wanted, c: &Claim) {
        if !w.agents.is_empty() {
            let by = |names: &Vec<String>| c.agent.iter().any(|a| names.iter().any(|n| same(&a.quoted.text, n)));
            let right = w.agents.iter().all(by) && c.agent.len() <= 2 * w.agents.len();
            self.add(form, "agent", right, text);
        }
        if !w.patient.is_empty() {
            let right = c
                .patient
                .iter()
                .any(|p| w.patient.iter().any(|n| same(&p.quoted.text, n)));
            self.add(form, "patient", right, text);
        }
        let shares = |found: &str, wanted: &str| words(found).iter().any(|x| words(wanted).contains(x));
        if let Some(place) = &w.place {
            let right = c.place.as_ref().is_some_and(|p| shares(&p.text, place));
            self.add(form, "place", right, text);
        }
        if let Some(time) = &w.time {
            let right = c.time.as_ref().is_some_and(|(q, _)| shares(&q.text, time));
            self.add(form, "time", right, text);
        }
        let counts = |found: Option<Count>, wanted| found.map(|c| (c.low, c.high)) == Some(wanted);
        if let Some(k) = w.killed {
            self.add(form, "killed", counts(c.killed, k), text);
        }
        if let Some(i) = w.injured {
            self.add(form, "injured", counts(c.injured, i), text);
        }
        if let Some((kind, name)) = &w.source {
            let first = c.sources.first();
            let right = first.is_some_and(|s| {
                let named = s.quoted.as_ref().map_or("", |q| q.text.as_str());
                // A side that fights may be a state's.
                let officially = kind == "party" && s.kind.as_str() == "official";
                (s.kind.as_str() == kind || officially) && (name.is_empty() || same(named, name))
            });
            self.add(form, "source", right, text);
        }
    }
}

/// The claims of a text, of which the first line is the headline where no full stop ends it.
fn read(text: &str, lexicon: &Lexicon) -> Vec<Claim> {
    let mut report = sentence(text);
    if let Some((head, _)) = text.split_once("\n\n").filter(|(head, _)| !head.ends_with('.')) {
        report.title = Some(MaybeQuoted {
            text: head.to_owned(),
            span: Some(Span::from_range(0..head.len())),
        });
    }
    analyse(&report, lexicon).claims
}

fn measure(lexicon: &Lexicon) -> Tally {
    let parts = Parts::read();
    let mut tally = Tally::default();
    for (at, form) in rows(include_str!("matrix/forms.tsv")).iter().enumerate() {
        for round in 0..ROUNDS {
            let Some(filling) = Filling::choose(&parts, form, at, round) else {
                panic!("nothing to fill {form:?} with");
            };
            let text = fill(form[1], &filling);
            let mut found: Vec<Claim> = read(&text.text, lexicon);
            for w in wanted(form[2], &filling) {
                let touches = |c: &Claim| {
                    let span = c.trigger.span.range();
                    text.triggers
                        .iter()
                        .any(|(n, r)| *n == w.number && r.start < span.end && span.start < r.end)
                };
                let kind = ClaimType::ALL.iter().find(|k| k.as_str() == w.kind);
                assert!(kind.is_some(), "no such type {:?}", w.kind);
                let best = (0..found.len())
                    .filter(|&i| Some(&found[i].kind) == kind)
                    .max_by_key(|&i| (touches(&found[i]), found[i].agent.len() + found[i].patient.len()));
                if !w.optional {
                    tally.add(at, "claims", best.is_some(), &text.text);
                }
                let Some(i) = best else { continue };
                let claim = found.remove(i);
                if !w.optional {
                    tally.claim(at, &text.text, &w, &claim);
                }
            }
            tally.add(at, "no others", found.is_empty(), &text.text);
        }
    }
    tally
}

#[test]
fn reports_of_everyday_forms_are_read() {
    let tally = measure(&Lexicon::builtin());
    let mut report = String::new();
    for ((form, slot), (times, text)) in &tally.faults {
        let _ = writeln!(report, "form {form} {slot}: {times} of {ROUNDS}, as in {text}");
    }
    let mut low = false;
    for (slot, floor, of) in FLOORS {
        let (right, all) = tally.slots.get(slot).copied().unwrap_or_default();
        let _ = writeln!(report, "    (\"{slot}\", {right}, {all}),");
        low |= right < floor || all != of;
    }
    assert!(
        !low,
        "below the floors, or other forms than they were measured on:\n{report}"
    );
}
