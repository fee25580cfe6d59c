//! Why a claim is as it is, as a reader would argue for it.
//!
//! In: a claim and its case. Out: lines: why this type, who, whom, where, when, how many, who says so, how sure, what is
//! doubtful. Invariants: every word of the text stands beside its bytes; nothing is said that the record or the data do
//! not say. Deliberately no carets: they misalign on Arabic.
//! Example: «مقتل عنصرين» (the killing of two members) is a killing by its entry, without anybody named as its doer.

use crate::say::CliError;
use crate::summary::safe;
use isnad_extract::confidence;
use isnad_lexicon::entity::Entities;
use isnad_record::{ClaimRecord, CountRecord, ParticipantRecord, PlaceRecord, ReportRecord, SpanRecord, TimeRecord};
use isnad_store::Case;
use std::collections::BTreeSet;
use std::io::Write;

/// Writes what there is to say for and against a claim.
pub fn claim(out: &mut impl Write, case: &Case, c: &ClaimRecord, terminal: bool) -> Result<(), CliError> {
    let report = case.report(&c.report)?;
    let mut page = Page {
        out,
        terminal,
        doubts: Vec::new(),
        entities: Entities::builtin(),
    };
    page.head(c, report.as_ref())?;
    page.kind(c)?;
    page.people(c)?;
    page.place(c)?;
    page.time(c, report.as_ref())?;
    page.toll(c)?;
    page.sources(c, report.as_ref())?;
    page.sure(c)?;
    page.doubtful(c, report.as_ref())?;
    Ok(())
}

struct Page<'o, W: Write> {
    out: &'o mut W,
    terminal: bool,
    /// What a person should look at, gathered on the way.
    doubts: Vec<String>,
    entities: Entities,
}

fn within(inner: SpanRecord, outer: SpanRecord) -> bool {
    inner[0] >= outer[0] && inner[1] <= outer[1]
}

/// Whether a part of a claim stands where the event is told.
fn told_there(c: &ClaimRecord, span: SpanRecord) -> bool {
    within(span, c.quote.span) || c.also.iter().any(|q| within(span, q.span))
}

fn number(n: &CountRecord) -> String {
    let about = if n.approx { "about " } else { "" };
    match n.high {
        Some(0) => "none".to_owned(),
        Some(high) if high == n.low => format!("{about}{high}"),
        Some(high) => format!("{about}{} to {high}", n.low),
        None => format!("{about}{} or more", n.low),
    }
}

/// UCDP's `where_prec` and `date_prec` in words.
const PLACES: [&str; 7] = [
    "the place itself",
    "near the place",
    "its district",
    "its governorate",
    "a line or an open area",
    "its country",
    "sea or air",
];
const DAYS: [&str; 5] = [
    "to the day",
    "to some days",
    "to the week",
    "to the month",
    "to the year or wider",
];

impl<W: Write> Page<'_, W> {
    fn words(&self, text: &str, span: SpanRecord) -> String {
        format!("\"{}\" {}..{}", safe(text, self.terminal), span[0], span[1])
    }

    fn line(&mut self, title: &str, text: &str) -> Result<(), CliError> {
        writeln!(self.out, "  {title:<12}{text}")?;
        Ok(())
    }

    fn head(&mut self, c: &ClaimRecord, report: Option<&ReportRecord>) -> Result<(), CliError> {
        writeln!(
            self.out,
            "claim {} {} {} in report {}",
            c.id, c.r#type, c.modality, c.report
        )?;
        if let Some(r) = report {
            let outlet = r
                .outlet
                .as_ref()
                .map_or("outlet unknown", |o| o.name.as_deref().unwrap_or(o.text.as_str()));
            let day = r
                .published
                .as_ref()
                .map_or_else(|| "undated".to_owned(), |p| format!("{} ({})", p.value, p.trust));
            let title = r.title.as_deref().unwrap_or("no headline");
            let text = format!("{}, {}, {day}", safe(title, self.terminal), safe(outlet, self.terminal));
            self.line("report", &text)?;
        }
        let english = safe(&c.english, self.terminal);
        self.line("reads", &english)?;
        let quote = self.words(&c.quote.text, c.quote.span);
        self.line("quote", &quote)?;
        for q in &c.also {
            let again = self.words(&q.text, q.span);
            self.line("told again", &again)?;
        }
        if let Some(reader) = &c.reader {
            let text = format!("{}, not the built-in analysis", safe(reader, self.terminal));
            self.line("read by", &text)?;
            self.doubts
                .push("a model read it: its confidence is not calibrated".to_owned());
        }
        Ok(())
    }

    fn kind(&mut self, c: &ClaimRecord) -> Result<(), CliError> {
        let data = isnad_lexicon::builtin_frames();
        let trigger = self.words(&c.trigger.text, c.trigger.span);
        let how = [
            ("passive", ", a passive verb"),
            ("masdar", ", a verbal noun"),
            ("noun", ", a noun"),
            ("participle", ", a participle"),
        ];
        let how = how
            .iter()
            .find(|(sign, _)| c.signs.iter().any(|s| s == sign))
            .map_or("", |(_, h)| h);
        self.line("event word", &format!("{trigger}{how}"))?;
        let mut named = false;
        for rule in &c.rules {
            let Some((id, n)) = rule.split_once('/') else { continue };
            let Some(frame) = data.frames.iter().find(|f| f.id == id) else {
                continue;
            };
            let n: usize = n.parse().unwrap_or(0);
            let entry = n.checked_sub(1).and_then(|n| frame.trigger.get(n));
            let forms = entry.map_or(String::new(), |t| {
                let some: Vec<&str> = t.forms.iter().take(4).map(String::as_str).collect();
                let more = if t.forms.len() > some.len() { " …" } else { "" };
                format!(": {}{more}", safe(&some.join("، "), self.terminal))
            });
            let kind = entry.and_then(|t| t.kind.as_deref()).unwrap_or(&frame.kind);
            named |= kind == c.r#type;
            self.line("why", &format!("entry {rule} ({}){forms}", frame.gloss))?;
        }
        if !named && c.reader.is_none() {
            let why = match &c.means {
                Some(m) => format!("the means decide that it is {}: {}", c.r#type, m.class),
                None => format!("its clause or sentence decides that it is {}", c.r#type),
            };
            self.line("", &why)?;
        }
        for (what, thing) in [("with", &c.means), ("hit", &c.target)] {
            if let Some(t) = thing {
                let text = format!("{}: {}", self.words(&t.text, t.span), t.class);
                self.line(what, &text)?;
            }
        }
        match c.modality.as_str() {
            "planned" => self.line("", "told as intended, demanded, offered, threatened or expected")?,
            "denied" => self.line("", "told as not having happened")?,
            _ => {}
        }
        if c.total {
            self.line("", "a toll over a period, not one event")?;
        }
        Ok(())
    }

    fn person(&mut self, c: &ClaimRecord, p: &ParticipantRecord) -> String {
        let mut text = self.words(&p.text, p.span);
        let known = p.entity.as_deref().map(|id| {
            let name = self.entities.by_id(id).and_then(|ix| self.entities.get(ix));
            name.map_or_else(|| id.to_owned(), |e| format!("{} ({id})", e.en))
        });
        match (&known, &p.role) {
            (Some(k), _) => text.push_str(&format!(": {k}")),
            (None, Some(role)) => text.push_str(&format!(": {role}, of nobody known")),
            (None, None) => {
                text.push_str(": in no list");
            }
        }
        if let Some(n) = &p.count {
            text.push_str(&format!(", {}", number(n)));
        }
        if p.private {
            text.push_str(", a private person");
        }
        if !told_there(c, p.span) {
            text.push_str("; taken over from elsewhere in the report");
            self.doubts
                .push(format!("\"{}\" stands outside the quote", safe(&p.text, self.terminal)));
        }
        text
    }

    fn people(&mut self, c: &ClaimRecord) -> Result<(), CliError> {
        for (title, list, none) in [
            ("who", &c.agent, "nobody is said to do it"),
            ("to whom", &c.patient, "nobody is said to suffer it"),
        ] {
            if list.is_empty() {
                self.line(title, none)?;
            }
            for p in list {
                let text = self.person(c, p);
                self.line(title, &text)?;
            }
        }
        Ok(())
    }

    fn place(&mut self, c: &ClaimRecord) -> Result<(), CliError> {
        let Some(p) = &c.place else {
            return self.line("where", "no place is said");
        };
        let text = format!("{}: {}", self.words(&p.text, p.span), self.located(p));
        self.line("where", &text)?;
        if !told_there(c, p.span) {
            self.line("", "taken over: the sentence or the lead says it, not the clause")?;
            self.doubts.push("the place stands outside the quote".to_owned());
        }
        if p.ambiguous {
            self.doubts
                .push("several far places have the name, and the report does not decide".to_owned());
        }
        Ok(())
    }

    fn located(&self, p: &PlaceRecord) -> String {
        let name = p.name_en.as_deref().or(p.name.as_deref()).unwrap_or("");
        let precision = p.precision.and_then(|n| PLACES.get(usize::from(n).checked_sub(1)?));
        let point = p.lat.zip(p.lon).map(|(a, b)| format!(" at {a:.3}, {b:.3}"));
        let known = match &p.id {
            Some(id) => format!("{} ({id})", safe(name, self.terminal)),
            None if point.is_some() => "in no gazetteer, set to what it lies in".to_owned(),
            None => "in no gazetteer".to_owned(),
        };
        format!(
            "{known}{}{}",
            point.unwrap_or_default(),
            precision.map_or_else(String::new, |w| format!(", exact to {w}"))
        )
    }

    fn time(&mut self, c: &ClaimRecord, report: Option<&ReportRecord>) -> Result<(), CliError> {
        let Some(t) = &c.time else {
            return self.line("when", "no time is said");
        };
        let text = format!("{}: {}", self.words(&t.text, t.span), days(t));
        self.line("when", &text)?;
        if t.relative {
            let anchor = report.and_then(|r| r.published.as_ref());
            let text = match anchor {
                Some(p) if t.from.is_some() => format!("counted from the report's date {} ({})", p.value, p.trust),
                _ => "relative, and the report has no date to count from".to_owned(),
            };
            self.line("", &text)?;
            if t.from.is_none() && t.to.is_none() {
                self.doubts.push("the day is not known".to_owned());
            } else if anchor.is_some_and(|p| p.trust == "metadata") {
                self.doubts
                    .push("the day is counted from a date that only the metadata say".to_owned());
            }
        }
        if !told_there(c, t.span) {
            self.line("", "taken over: another sentence says it")?;
            self.doubts.push("the time stands outside the quote".to_owned());
        }
        Ok(())
    }

    fn toll(&mut self, c: &ClaimRecord) -> Result<(), CliError> {
        for (what, n) in [("killed", &c.killed), ("injured", &c.injured)] {
            if let Some(n) = n {
                self.line(what, &number(n))?;
            }
        }
        for k in &c.casualties {
            let n = number(&CountRecord {
                low: k.low,
                high: k.high,
                approx: k.approx,
            });
            let who = k.group.as_deref().unwrap_or(k.status.as_str());
            let part = if k.part { ", part of the whole" } else { "" };
            self.line(
                "",
                &format!("{n} {} ({who}){part} {}..{}", k.outcome, k.span[0], k.span[1]),
            )?;
        }
        Ok(())
    }

    fn sources(&mut self, c: &ClaimRecord, report: Option<&ReportRecord>) -> Result<(), CliError> {
        let last = c.sources.len().saturating_sub(1);
        for (i, s) in c.sources.iter().enumerate() {
            let title = if i == 0 { "says" } else { "as told by" };
            let mut text = match (&s.text, s.span) {
                (Some(text), Some(span)) => self.words(text, span),
                _ => {
                    let outlet = report.and_then(|r| r.outlet.as_ref());
                    let name = outlet.map_or("the outlet", |o| o.name.as_deref().unwrap_or(o.text.as_str()));
                    safe(name, self.terminal)
                }
            };
            text.push_str(&format!(", {}", s.kind));
            if let Some(cue) = &s.cue {
                text.push_str(&format!(", by {}", self.words(&cue.text, cue.span)));
            }
            if i == last {
                text.push_str(match c.stance.as_str() {
                    "alleged" => "; told with doubt",
                    "denied" => "; told as untrue",
                    "reported" => "; told as what another said",
                    _ => "; in its own voice",
                });
            }
            self.line(title, &text)?;
        }
        match c.stance.as_str() {
            "alleged" => self.doubts.push("the speaker doubts it".to_owned()),
            "denied" => self.doubts.push("the speaker says that it is untrue".to_owned()),
            _ => {}
        }
        Ok(())
    }

    /// The confidence with what it is made of, the weightiest sign first.
    fn sure(&mut self, c: &ClaimRecord) -> Result<(), CliError> {
        self.line("confidence", &format!("{:.2}", c.confidence))?;
        let mut signs: Vec<_> = confidence::table()
            .iter()
            .filter(|s| c.signs.iter().any(|id| id == s.id))
            .filter(|s| s.weight.abs() >= 0.05)
            .collect();
        signs.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then(a.id.cmp(b.id)));
        for s in signs {
            self.line("", &format!("{:+.2} {}", s.weight, s.gloss))?;
        }
        Ok(())
    }

    fn doubtful(&mut self, c: &ClaimRecord, report: Option<&ReportRecord>) -> Result<(), CliError> {
        for (sign, said) in [
            ("by_letters", "the event word was recognised by its letters alone"),
            ("rivals", "other entries want the event word too"),
            ("inherited", "who acts is taken over from another clause"),
        ] {
            if c.signs.iter().any(|s| s == sign) {
                self.doubts.push(said.to_owned());
            }
        }
        // Notes on the words of the claim, and on the report's date where the claim counts from it.
        let relative = c.time.as_ref().is_some_and(|t| t.relative);
        for d in report.map_or(&[][..], |r| &r.diagnostics) {
            let near = d.span.is_some_and(|s| s[0] < c.quote.span[1] && c.quote.span[0] < s[1]);
            if near || (relative && matches!(d.code.as_str(), "ISN-A010" | "ISN-A011")) {
                self.doubts
                    .push(format!("{}: {}", d.code, safe(&d.message, self.terminal)));
            }
        }
        // One ground of doubt may be noted of several words.
        let mut doubts = std::mem::take(&mut self.doubts);
        let mut said = BTreeSet::new();
        doubts.retain(|d| said.insert(d.clone()));
        for doubt in doubts {
            self.line("doubtful", &doubt)?;
        }
        Ok(())
    }
}

fn days(t: &TimeRecord) -> String {
    let precision = DAYS
        .get(usize::from(t.precision).saturating_sub(1))
        .copied()
        .unwrap_or("");
    match (&t.from, &t.to) {
        (Some(a), Some(b)) if a == b => format!("{a}, {precision}"),
        (Some(a), Some(b)) => format!("{a} to {b}, {precision}"),
        (Some(a), None) => format!("since {a}"),
        (None, Some(b)) => format!("until {b}"),
        (None, None) => "not known as a day".to_owned(),
    }
}
