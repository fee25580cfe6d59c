//! Dossiers: what is reported of a group, person or place, every sentence cited.
//!
//! In: the claims, events, ties and reports that concern the subject, redacted already where that is wanted. Out: sections
//! of lines, each with the report and bytes that it rests on; Markdown or HTML. Invariant: no line without a citation,
//! but for counts over cited lines. Deliberately weighs nothing: accounts that disagree stand side by side.
//! Example: «انشق قياديان عن الفصيل» (two commanders left the faction) stands under who left, with its source.

mod page;

pub use page::{html, markdown};

use super::{Brief, Directory};
use crate::counted;
use crate::shape::*;
use std::collections::{BTreeMap, BTreeSet};

/// What a dossier is made of.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// Name of the subject.
    pub title: String,
    /// Ids of the subject: entities or places.
    pub ids: Vec<String>,
    /// Claims that concern it, by id; of ties too.
    pub claims: BTreeMap<String, ClaimRecord>,
    /// Those of `claims` that name it as a participant or place.
    pub told: BTreeSet<String>,
    /// Those of `claims` that it makes itself.
    pub said: BTreeSet<String>,
    /// Events of the claims that name it.
    pub events: Vec<EventRecord>,
    /// Ties that it is an end of.
    pub relations: Vec<RelationRecord>,
    /// Reports, by id.
    pub reports: BTreeMap<String, Brief>,
    /// Day for which the state is asked.
    pub at: Option<String>,
}

/// Where a line stands in the reports.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Cite {
    /// Number among the references.
    pub reference: usize,
    /// Bytes of the report's text as published.
    pub span: SpanRecord,
    /// Claim.
    pub claim: String,
}

/// A sentence with what it rests on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// English.
    pub text: String,
    /// Words of the report.
    pub quote: Option<String>,
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// The record that it tells, for those who tell it in other words.
    pub tells: Tells,
}

/// What a line tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Tells {
    /// The claim that it cites.
    Claim,
    /// A tie, by its id.
    Tie(String),
    /// A disagreement: event and field.
    Dispute(String, String),
}

/// A part of a dossier.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// Heading.
    pub title: String,
    /// 2 or 3.
    pub level: u8,
    /// Sentences.
    pub lines: Vec<Line>,
    /// A table: header and rows.
    pub table: Vec<Vec<String>>,
}

/// A dossier, ready to be written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Dossier {
    /// Name of the subject.
    pub title: String,
    /// Counts.
    pub summary: String,
    /// Parts.
    pub sections: Vec<Section>,
    /// Reports in order of their numbers.
    pub references: Vec<String>,
}

/// A heading and the ties that stand under it.
type Part<'a> = (&'a str, &'a dyn Fn(&RelationRecord) -> bool);

struct Builder<'a> {
    m: &'a Material,
    names: &'a dyn Directory,
    numbers: BTreeMap<&'a str, usize>,
}

/// Whether a tie held on a day; nothing where no claim dates it.
#[must_use]
pub fn held(r: &RelationRecord, day: &str) -> Option<bool> {
    if r.since.is_none() && r.until.is_none() {
        return None;
    }
    let begun = r.since.as_deref().is_none_or(|s| s <= day);
    let ended = r.until.as_deref().is_some_and(|u| u < day);
    Some(begun && !ended)
}

/// Makes a dossier.
#[must_use]
pub fn build(m: &Material, names: &dyn Directory) -> Dossier {
    let numbers = m
        .reports
        .keys()
        .enumerate()
        .map(|(i, id)| (id.as_str(), i + 1))
        .collect();
    let b = Builder { m, names, numbers };
    let mut sections = Vec::new();
    if let Some(day) = &m.at {
        sections.extend(b.state(day));
    }
    sections.extend(b.timeline());
    sections.extend(b.ties());
    sections.extend(b.casualties());
    sections.extend(b.sources());
    sections.extend(b.contradictions());
    sections.extend(b.said());
    let days: Vec<&String> = m.told.iter().filter_map(|c| m.claims.get(c)).filter_map(day).collect();
    let reports: BTreeSet<&String> = m.told.iter().filter_map(|c| Some(&m.claims.get(c)?.report)).collect();
    let mut summary = format!(
        "{} of {}, told as {}",
        counted(m.told.len(), "claim"),
        counted(reports.len(), "report"),
        counted(m.events.len(), "event")
    );
    if let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) {
        summary.push_str(&format!(", from {first} to {last}"));
    }
    Dossier {
        title: m.title.clone(),
        summary,
        sections,
        references: m.reports.values().map(reference).collect(),
    }
}

/// Words of a report in marks; marks inside them would close these.
fn quoted(words: &str) -> String {
    let inside: String = words
        .chars()
        .filter(|c| !matches!(c, '«' | '»' | '"' | '“' | '”'))
        .collect();
    format!("«{}»", inside.trim())
}

fn reference(r: &Brief) -> String {
    let mut parts = vec![r.publisher()];
    parts.extend(r.title.clone().map(|t| format!("«{t}»")));
    parts.extend(r.published.clone());
    parts.extend(r.url.clone());
    parts.extend(r.retrieved.clone().map(|t| format!("retrieved {t}")));
    parts.push(format!("sha256 {}", r.sha256));
    parts.push(format!("report {}", r.id));
    parts.join(", ")
}

fn day(c: &ClaimRecord) -> Option<&String> {
    let t = c.time.as_ref()?;
    t.from.as_ref().or(t.to.as_ref())
}

fn heading(kind: &str) -> String {
    let words = kind.replace('_', " ");
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    first + chars.as_str()
}

fn section(title: &str, level: u8, lines: Vec<Line>) -> Section {
    Section {
        title: title.to_owned(),
        level,
        lines,
        table: Vec::new(),
    }
}

fn table(title: &str, header: &[&str], rows: Vec<Vec<String>>) -> Option<Section> {
    if rows.is_empty() {
        return None;
    }
    let mut all = vec![header.iter().map(|h| (*h).to_owned()).collect()];
    all.extend(rows);
    Some(Section {
        title: title.to_owned(),
        level: 2,
        lines: Vec::new(),
        table: all,
    })
}

impl Builder<'_> {
    fn cite(&self, c: &ClaimRecord) -> Cite {
        Cite {
            reference: self.numbers.get(c.report.as_str()).copied().unwrap_or(0),
            span: c.quote.span,
            claim: c.id.clone(),
        }
    }

    fn cites<'b>(&self, claims: impl IntoIterator<Item = &'b String>) -> Vec<Cite> {
        let mut out: Vec<Cite> = claims
            .into_iter()
            .filter_map(|id| self.m.claims.get(id))
            .map(|c| self.cite(c))
            .collect();
        out.sort();
        out
    }

    fn line(&self, c: &ClaimRecord) -> Line {
        let when = day(c).map_or("Undated", String::as_str);
        let held = match c.modality.as_str() {
            "planned" => " [planned]",
            "denied" => " [denied]",
            _ => "",
        };
        Line {
            text: format!("{when}: {}{held}", c.english),
            quote: Some(c.quote.text.clone()),
            cites: vec![self.cite(c)],
            tells: Tells::Claim,
        }
    }

    fn name(&self, id: &str) -> String {
        let entity = self.names.entity(id).map(|n| n.name).filter(|n| !n.is_empty());
        entity
            .or_else(|| self.names.place(id).map(|n| n.name))
            // Somebody whom no list has goes by the report's words.
            .unwrap_or_else(|| if id.is_ascii() { id.to_owned() } else { quoted(id) })
    }

    fn is_subject(&self, end: &str) -> bool {
        self.m.ids.iter().any(|id| id == end) || end == self.m.title
    }

    fn tie(&self, r: &RelationRecord) -> Line {
        let verb = match r.kind.as_str() {
            "member_of" => "belongs to",
            "leads" => "leads",
            "pledged_to" => "pledged allegiance to",
            "defected_from" => "broke with",
            "fights" => "fights",
            "allied_with" => "is allied with",
            "dissents_from" => "dissents from",
            "kin_of" => "is kin of",
            "holds" => "holds",
            other => other,
        };
        let mut text = format!("{} {verb} {}", self.name(&r.from), self.name(&r.to));
        match (&r.since, &r.until) {
            (Some(a), Some(b)) => text.push_str(&format!(", {a} to {b}")),
            (Some(a), None) => text.push_str(&format!(", since {a}")),
            (None, Some(b)) => text.push_str(&format!(", until {b}")),
            (None, None) => {}
        }
        // To whom those who left went.
        if r.kind == "defected_from" {
            let to: BTreeSet<String> = self
                .m
                .relations
                .iter()
                .filter(|o| o.from == r.from && ["pledged_to", "member_of"].contains(&o.kind.as_str()) && o.to != r.to)
                .map(|o| self.name(&o.to))
                .collect();
            if !to.is_empty() {
                text.push_str(&format!("; to {}", to.into_iter().collect::<Vec<_>>().join(", ")));
            }
        }
        text.push('.');
        Line {
            text,
            quote: None,
            cites: self.cites(&r.claims),
            tells: Tells::Tie(r.id.clone()),
        }
    }

    /// Ties that held on a day, and those that no claim dates.
    fn state(&self, day: &str) -> Vec<Section> {
        let of = |want: Option<bool>| -> Vec<Line> {
            let own = self
                .m
                .relations
                .iter()
                .filter(|r| self.is_subject(&r.from) || self.is_subject(&r.to));
            own.filter(|r| held(r, day) == want).map(|r| self.tie(r)).collect()
        };
        let mut out = vec![section(&format!("State on {day}"), 2, of(Some(true)))];
        let undated = of(None);
        if !undated.is_empty() {
            out.push(section("Ties that no report dates", 3, undated));
        }
        out
    }

    fn timeline(&self) -> Vec<Section> {
        let mut kinds: BTreeMap<&str, Vec<&ClaimRecord>> = BTreeMap::new();
        for c in self.m.told.iter().filter_map(|c| self.m.claims.get(c)) {
            kinds.entry(&c.r#type).or_default().push(c);
        }
        let mut out = Vec::new();
        if !kinds.is_empty() {
            out.push(section("Timeline", 2, Vec::new()));
        }
        for (kind, mut claims) in kinds {
            claims.sort_by_key(|c| (day(c).is_none(), day(c), &c.id));
            out.push(section(
                &heading(kind),
                3,
                claims.into_iter().map(|c| self.line(c)).collect(),
            ));
        }
        out
    }

    fn ties(&self) -> Vec<Section> {
        let m = self.m;
        let parts: [Part<'_>; 6] = [
            ("Who left and to whom", &|r| {
                r.kind == "defected_from" && self.is_subject(&r.to)
            }),
            ("Factions and dissent", &|r| {
                r.kind == "dissents_from" || (r.kind == "member_of" && self.is_subject(&r.to))
            }),
            ("Leaders", &|r| r.kind == "leads"),
            ("Pledges, memberships, kin", &|r| {
                ["pledged_to", "kin_of"].contains(&r.kind.as_str())
                    || (["member_of", "defected_from"].contains(&r.kind.as_str()) && self.is_subject(&r.from))
            }),
            ("Enemies and allies", &|r| {
                ["fights", "allied_with"].contains(&r.kind.as_str())
            }),
            ("Places held", &|r| r.kind == "holds"),
        ];
        let mut out = Vec::new();
        for (title, fits) in parts {
            let mut ties: Vec<&RelationRecord> = m
                .relations
                .iter()
                .filter(|r| (self.is_subject(&r.from) || self.is_subject(&r.to)) && fits(r))
                .collect();
            ties.sort_by_key(|r| (r.since.is_none(), &r.since, &r.id));
            if !ties.is_empty() {
                out.push(section(title, 2, ties.into_iter().map(|r| self.tie(r)).collect()));
            }
        }
        out
    }

    fn casualties(&self) -> Option<Section> {
        let mut years: BTreeMap<String, [u64; 7]> = BTreeMap::new();
        let happened = |e: &&EventRecord| {
            let told = e.claims.iter().filter_map(|c| self.m.claims.get(c));
            let mut told = told.peekable();
            told.peek().is_none() || told.any(|c| c.modality == "actual" && !c.total)
        };
        for e in self.m.events.iter().filter(happened) {
            let year = e
                .from
                .as_ref()
                .or(e.to.as_ref())
                .and_then(|d| d.get(..4))
                .unwrap_or("undated");
            let row = years.entry(year.to_owned()).or_default();
            let mut counted = false;
            for (at, toll) in [(1, &e.killed), (4, &e.injured)] {
                if let Some(t) = toll {
                    counted |= t.best > 0 || t.high != Some(0);
                    row[at] = row[at].saturating_add(t.low);
                    row[at + 1] = row[at + 1].saturating_add(t.best);
                    row[at + 2] = row[at + 2].saturating_add(t.high.unwrap_or(t.best).max(t.best));
                }
            }
            row[0] += u64::from(counted);
        }
        let rows = years
            .into_iter()
            .filter(|(_, n)| n[0] > 0)
            .map(|(year, n)| std::iter::once(year).chain(n.iter().map(u64::to_string)).collect())
            .collect();
        table(
            "Casualties by year, over events",
            &[
                "year",
                "events",
                "killed low",
                "best",
                "high",
                "injured low",
                "best",
                "high",
            ],
            rows,
        )
    }

    fn sources(&self) -> Option<Section> {
        let mut shares: BTreeMap<(String, &str), (usize, BTreeSet<usize>)> = BTreeMap::new();
        let mut all = 0;
        for c in self.m.told.iter().filter_map(|c| self.m.claims.get(c)) {
            let Some(s) = c.sources.first() else { continue };
            let known = s.entity.as_deref().map(|id| self.name(id));
            let outlet = || self.m.reports.get(&c.report).map(Brief::publisher);
            let name = match s.kind.as_str() {
                "outlet" => outlet(),
                _ => known.or_else(|| s.text.clone()),
            };
            all += 1;
            let share = shares
                .entry((name.unwrap_or_else(|| "unnamed".to_owned()), &s.kind))
                .or_default();
            share.0 += 1;
            share.1.extend(self.numbers.get(c.report.as_str()));
        }
        let mut rows: Vec<_> = shares.into_iter().collect();
        rows.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
        let rows = rows
            .into_iter()
            .map(|((name, kind), (n, reports))| {
                let cited: Vec<String> = reports.iter().map(|r| format!("[{r}]")).collect();
                vec![
                    name,
                    kind.to_owned(),
                    n.to_string(),
                    format!("{} %", (n * 100 + all / 2) / all.max(1)),
                    cited.join(" "),
                ]
            })
            .collect();
        table(
            "Sources and their share",
            &["source", "kind", "claims", "share", "reports"],
            rows,
        )
    }

    fn contradictions(&self) -> Option<Section> {
        let mut lines = Vec::new();
        for e in &self.m.events {
            for c in &e.contradictions {
                let values: Vec<String> = c
                    .values
                    .iter()
                    .map(|v| format!("{} ({})", v.value, counted(v.origins.len(), "origin")))
                    .collect();
                lines.push(Line {
                    text: format!(
                        "{} Accounts disagree on {}: {}.",
                        e.english,
                        c.field,
                        values.join(" / ")
                    ),
                    quote: None,
                    cites: self.cites(c.values.iter().flat_map(|v| &v.claims)),
                    tells: Tells::Dispute(e.id.clone(), c.field.clone()),
                });
            }
        }
        (!lines.is_empty()).then(|| section("Contradictions", 2, lines))
    }

    fn said(&self) -> Option<Section> {
        let claims = self.m.said.iter().filter_map(|c| self.m.claims.get(c));
        let mut claims: Vec<&ClaimRecord> = claims.collect();
        claims.sort_by_key(|c| (day(c).is_none(), day(c), &c.id));
        let lines: Vec<Line> = claims.into_iter().map(|c| self.line(c)).collect();
        (!lines.is_empty()).then(|| section("What it says itself", 2, lines))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tie(since: Option<&str>, until: Option<&str>) -> RelationRecord {
        RelationRecord {
            schema: "isnad.relation/1".to_owned(),
            id: "l1".to_owned(),
            kind: "leads".to_owned(),
            from: "a".to_owned(),
            to: "b".to_owned(),
            since: since.map(str::to_owned),
            until: until.map(str::to_owned),
            claims: Vec::new(),
        }
    }

    #[test]
    fn ties_hold_between_their_days() {
        for (since, until, want) in [
            (None, None, None),
            (Some("2014-01-01"), None, Some(true)),
            (Some("2016-01-01"), None, Some(false)),
            (None, Some("2014-12-31"), Some(false)),
            (Some("2014-01-01"), Some("2015-06-01"), Some(true)),
        ] {
            assert_eq!(held(&tie(since, until), "2015-06-01"), want, "{since:?} {until:?}");
        }
    }

    struct Nobody;

    impl Directory for Nobody {
        fn entity(&self, _: &str) -> Option<crate::export::EntityNote> {
            None
        }
        fn place(&self, _: &str) -> Option<crate::export::PlaceNote> {
            None
        }
    }

    #[test]
    fn who_left_went_somewhere_and_the_state_has_a_day() {
        let relation = |id: &str, kind: &str, from: &str, to: &str, since: &str| RelationRecord {
            id: id.to_owned(),
            kind: kind.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
            ..tie(Some(since), None)
        };
        let mut m = Material {
            title: "the faction".to_owned(),
            ids: vec!["faction".to_owned()],
            relations: vec![
                relation("l1", "defected_from", "قياديان", "faction", "2016-06-07"),
                relation("l2", "pledged_to", "قياديان", "rival", "2016-07-01"),
                relation("l3", "leads", "emir", "faction", "2014-01-01"),
            ],
            at: Some("2015-01-01".to_owned()),
            ..Material::default()
        };
        let find = |d: &Dossier, title: &str| -> Vec<String> {
            let found = d.sections.iter().find(|s| s.title == title);
            found.map_or_else(Vec::new, |s| s.lines.iter().map(|l| l.text.clone()).collect())
        };
        let d = build(&m, &Nobody);
        assert_eq!(
            find(&d, "Who left and to whom"),
            ["«قياديان» broke with faction, since 2016-06-07; to rival."]
        );
        assert_eq!(
            find(&d, "State on 2015-01-01"),
            ["emir leads faction, since 2014-01-01."]
        );
        m.at = Some("2016-12-31".to_owned());
        assert_eq!(find(&build(&m, &Nobody), "State on 2016-12-31").len(), 2);
    }
}
