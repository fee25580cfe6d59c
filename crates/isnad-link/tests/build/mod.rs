//! Builders of invented claims and reports for the tests of linking.
#![allow(dead_code, missing_docs, clippy::unwrap_used)]

use isnad_link::{LinkOptions, link};
use isnad_model::*;
use jiff::civil::Date;

/// A claim in the making; unset parts are not stated.
pub struct Told {
    pub claim: Claim,
}

fn quoted(text: &str, at: u32) -> Quoted {
    Quoted {
        text: text.to_owned(),
        span: Span::new(at, at + u32::try_from(text.len()).unwrap()),
    }
}

pub fn who(name: &str) -> Participant {
    Participant {
        quoted: quoted(name, 0),
        entity: Some(EntityId::new(name)),
        role: None,
        count: None,
        private: false,
    }
}

/// A private person by name, with what the text says of them.
pub fn person(name: &str, role: Option<&str>, entity: Option<&str>) -> Participant {
    Participant {
        entity: entity.map(EntityId::new),
        role: role.map(str::to_owned),
        private: true,
        ..who(name)
    }
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Villages of an invented district: the names are places, the numbers degrees.
pub fn village(name: &str) -> Place {
    let point = match name {
        "alpha" => (35.10, 36.10),
        "alpha-edge" => (35.11, 36.11),
        "beta" => (35.60, 36.60),
        "gamma" => (33.00, 40.00),
        _ => (34.0, 38.0),
    };
    Place {
        id: Some(PlaceId::new(format!("t:{name}"))),
        name: Some(name.to_owned()),
        point: Some(point),
        precision: Some(1),
        within: vec![PlaceId::new("t:district"), PlaceId::new("t:country")],
        ..Place::named(name, Span::new(0, 1))
    }
}

pub fn told(kind: ClaimType) -> Told {
    Told {
        claim: Claim {
            id: ClaimId::default(),
            report: ReportId::default(),
            kind,
            modality: Modality::Actual,
            quote: quoted("clause", 0),
            trigger: quoted("word", 0),
            also: vec![],
            agent: vec![],
            patient: vec![],
            killed: None,
            injured: None,
            casualties: vec![],
            means: None,
            target: None,
            place: None,
            time: None,
            total: false,
            signs: Vec::new(),
            reader: None,
            sources: vec![],
            stance: Stance::Asserted,
            confidence: 0.8,
            english: format!("{kind}"),
            rules: vec![],
        },
    }
}

impl Told {
    pub fn at(mut self, place: &str) -> Self {
        self.claim.place = Some(village(place));
        self
    }
    pub fn on(mut self, date: &str) -> Self {
        let d = day(date);
        let timex = Timex {
            span: Span::new(0, 4),
            from: Some(d),
            to: Some(d),
            precision: 1,
            relative: false,
            calendar: Calendar::Gregorian,
            month_day: None,
            weekday: None,
            offset: None,
            own_month: None,
        };
        self.claim.time = Some((quoted("date", 0), timex));
        self
    }
    /// Words for a day that the report does not settle: «أمس الجمعة» is (5, -1).
    pub fn said(mut self, weekday: Option<i8>, offset: Option<i16>) -> Self {
        let timex = Timex {
            span: Span::new(0, 4),
            from: None,
            to: None,
            precision: 1,
            relative: true,
            calendar: Calendar::Gregorian,
            month_day: None,
            weekday,
            offset,
            own_month: None,
        };
        self.claim.time = Some((quoted("day", 0), timex));
        self
    }
    /// «12 شباط» of an unknown year, so many days from the report's own.
    pub fn dated_without_year(mut self, month_day: (i8, i8), weekday: Option<i8>, offset: i16) -> Self {
        self = self.said(weekday, Some(offset));
        if let Some((_, timex)) = &mut self.claim.time {
            timex.month_day = Some(month_day);
        }
        self
    }
    /// The words of the clause.
    pub fn clause(mut self, words: &str) -> Self {
        self.claim.quote = quoted(words, 0);
        self
    }
    pub fn killed(mut self, n: u64) -> Self {
        self.claim.killed = Some(Count::exact(n));
        self
    }
    pub fn killed_over(mut self, n: u64) -> Self {
        self.claim.killed = Some(Count::at_least(n));
        self
    }
    pub fn injured(mut self, n: u64) -> Self {
        self.claim.injured = Some(Count::exact(n));
        self
    }
    pub fn by(mut self, agent: &str) -> Self {
        self.claim.agent.push(who(agent));
        self
    }
    pub fn worded(mut self, words: &str, entity: &str) -> Self {
        let mut p = who(entity);
        p.quoted = quoted(words, 0);
        self.claim.agent.push(p);
        self
    }
    pub fn some(mut self, words: &str, entity: &str, role: &str) -> Self {
        self = self.worded(words, entity);
        self.claim.agent.last_mut().unwrap().role = Some(role.to_owned());
        self
    }
    pub fn to(mut self, patient: &str) -> Self {
        self.claim.patient.push(who(patient));
        self
    }
    /// To whom, in words that name no entity.
    pub fn against(mut self, words: &str) -> Self {
        let mut p = who(words);
        p.entity = None;
        self.claim.patient.push(p);
        self
    }
    pub fn does(mut self, p: Participant) -> Self {
        self.claim.agent.push(p);
        self
    }
    pub fn suffers(mut self, p: Participant) -> Self {
        self.claim.patient.push(p);
        self
    }
    pub fn says(mut self, kind: SourceKind, name: &str) -> Self {
        self.claim.sources.push(Source {
            quoted: Some(quoted(name, 0)),
            kind,
            entity: (kind != SourceKind::Anonymous).then(|| EntityId::new(name)),
            cue: None,
            private: false,
        });
        self
    }
    pub fn planned(mut self) -> Self {
        self.claim.modality = Modality::Planned;
        self
    }
    pub fn denied(mut self) -> Self {
        self.claim.modality = Modality::Denied;
        self
    }
    pub fn victim(mut self, name: &str) -> Self {
        self.claim.casualties.push(Casualty {
            outcome: Outcome::Killed,
            count: Count::exact(1),
            status: Status::Civilian,
            group: None,
            side: None,
            names: vec![quoted(name, 0)],
            span: Span::new(0, 1),
            part: true,
        });
        self
    }
}

/// A report: id, outlet, date of publication, words of its text as shingles, claims.
pub fn report(
    id: &str,
    outlet: &str,
    published: Option<&str>,
    words: &[u64],
    claims: Vec<Told>,
) -> (ReportFacts, Analysis) {
    let report = ReportId::new(id);
    let outlet_id = EntityId::new(outlet);
    let claims = claims
        .into_iter()
        .enumerate()
        .map(|(n, t)| {
            let mut c = t.claim;
            let at = u32::try_from(n).unwrap() * 1000;
            c.id = ClaimId::new(format!("c-{id}-{n}"));
            c.report = report.clone();
            c.trigger = quoted("word", at);
            let words = std::mem::take(&mut c.quote.text);
            c.quote = quoted(&words, at);
            c.sources.push(Source {
                quoted: None,
                kind: SourceKind::Outlet,
                entity: Some(outlet_id.clone()),
                cue: None,
                private: false,
            });
            c
        })
        .collect();
    let published = published.map(|p| Published {
        date: day(p),
        span: None,
        trust: Trust::Stated,
    });
    (
        ReportFacts {
            id: report.clone(),
            url: Some(format!("https://{outlet}.example/{id}")),
            outlet: Some(outlet_id),
            published,
            retrieved: None,
            outlet_owner: None,
        },
        Analysis {
            report,
            published,
            news_day: None,
            claims,
            mentions: vec![],
            fingerprint: Fingerprint {
                shingles: words.to_vec(),
                quotations: vec![],
                title: None,
            },
            diagnostics: vec![],
        },
    )
}

/// The same report at an address that numbers it.
pub fn numbered(mut report: (ReportFacts, Analysis), number: u32) -> (ReportFacts, Analysis) {
    let outlet = report.0.outlet.as_ref().map_or("x", |o| o.as_str()).to_owned();
    report.0.url = Some(format!("https://{outlet}.example/archives/{number}"));
    report.0.retrieved = Some("2024-01-01T00:00:00Z".to_owned());
    report
}

/// Shingles of an invented text.
pub fn text(seed: u64, length: u64) -> Vec<u64> {
    (0..length)
        .map(|n| (seed * 1_000_003 + n).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .collect()
}

pub fn linked(inputs: &[(ReportFacts, Analysis)]) -> Linked {
    link(inputs, &LinkOptions::default()).0
}

/// The events as sorted lists of claim ids without their prefix.
pub fn shape(linked: &Linked) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = linked
        .events
        .iter()
        .map(|e| {
            e.claims
                .iter()
                .map(|c| c.as_str().strip_prefix("c-").unwrap().to_owned())
                .collect()
        })
        .collect();
    out.sort();
    out
}

/// The event of a claim.
pub fn event<'l>(linked: &'l Linked, claim: &str) -> &'l Event {
    linked
        .events
        .iter()
        .find(|e| e.claims.iter().any(|c| c.as_str() == format!("c-{claim}")))
        .unwrap()
}
