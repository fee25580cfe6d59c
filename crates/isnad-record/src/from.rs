//! Model to record.
//!
//! In: values of the model. Out: records. Invariant: total, and nothing is invented: every text beside a span is
//! the slice that the model carries. Deliberately redacts nothing; see `redact`.
//! Example: «قال شاهد» (a witness said) becomes a source of kind `eyewitness` with «قال» as its cue.

use crate::shape::*;
use isnad_model as m;

fn span(s: m::Span) -> SpanRecord {
    [s.start, s.end]
}

/// Rounds, so that records do not depend on the order of float operations in their last digits.
fn round(x: f64, digits: i32) -> f64 {
    let k = 10f64.powi(digits);
    (x * k).round() / k
}

fn quoted(q: &m::Quoted) -> QuotedRecord {
    QuotedRecord {
        text: q.text.clone(),
        span: span(q.span),
    }
}

fn diagnostic(d: &m::Diagnostic) -> DiagnosticRecord {
    DiagnosticRecord {
        code: d.code.to_owned(),
        severity: d.severity.as_str().to_owned(),
        span: d.span.map(span),
        message: d.message.clone(),
    }
}

fn mention(x: &m::Mention) -> MentionRecord {
    MentionRecord {
        text: x.text.clone(),
        span: span(x.span),
        kind: match x.kind {
            m::MentionKind::PublicPerson => "public_person",
            m::MentionKind::PrivatePerson => "private_person",
            m::MentionKind::Organisation => "organisation",
            m::MentionKind::Place => "place",
        }
        .to_owned(),
        entity: x.entity.as_ref().map(ToString::to_string),
    }
}

/// The record of a report and what analysis says of it; what linking says of it is added by who links.
#[must_use]
pub fn report_record(r: &m::Report, a: &m::Analysis) -> ReportRecord {
    let mut diagnostics: Vec<&m::Diagnostic> = r.diagnostics.iter().chain(&a.diagnostics).collect();
    diagnostics.sort();
    diagnostics.dedup();
    ReportRecord {
        schema: "isnad.report/1".to_owned(),
        id: r.id.to_string(),
        external_id: r.external_id.clone(),
        path: r.path.clone(),
        url: r.url.clone(),
        sha256: r.sha256.clone(),
        encoding: r.encoding.clone(),
        lang: r.lang.clone(),
        text: r.text.clone(),
        title: r.title.as_ref().map(|t| t.text.clone()),
        title_span: r.title.as_ref().and_then(|t| t.span).map(span),
        byline: r.byline.iter().map(|b| b.text.clone()).collect(),
        outlet: r.outlet.as_ref().map(|o| OutletRecord {
            text: o.text.clone(),
            span: o.span.map(span),
            id: o.id.as_ref().map(ToString::to_string),
            name: o.name.clone(),
        }),
        published: a.published.or(r.published).map(|p| PublishedRecord {
            value: p.date.to_string(),
            span: p.span.map(span),
            trust: p.trust.as_str().to_owned(),
        }),
        news_day: a.news_day.map(|d| d.to_string()),
        retrieved: r.retrieved.clone(),
        body: r.body.iter().copied().map(span).collect(),
        copy_of: None,
        version_of: None,
        version_changes: Vec::new(),
        mentions: a.mentions.iter().map(mention).collect(),
        diagnostics: diagnostics.into_iter().map(diagnostic).collect(),
    }
}

fn count(c: m::Count) -> CountRecord {
    CountRecord {
        low: c.low,
        high: c.high,
        approx: c.approx,
    }
}

fn participant(p: &m::Participant) -> ParticipantRecord {
    ParticipantRecord {
        text: p.quoted.text.clone(),
        span: span(p.quoted.span),
        entity: p.entity.as_ref().map(ToString::to_string),
        role: p.role.clone(),
        count: p.count.map(count),
        private: p.private,
    }
}

fn casualty(c: &m::Casualty) -> CasualtyRecord {
    CasualtyRecord {
        outcome: c.outcome.to_string(),
        low: c.count.low,
        high: c.count.high,
        approx: c.count.approx,
        status: c.status.to_string(),
        group: c.group.clone(),
        side: c.side.as_ref().map(ToString::to_string),
        names: c.names.iter().map(quoted).collect(),
        span: span(c.span),
        part: c.part,
    }
}

fn thing(t: &m::Thing) -> ThingRecord {
    ThingRecord {
        text: t.quoted.text.clone(),
        span: span(t.quoted.span),
        class: t.class.clone(),
    }
}

fn place(p: &m::Place) -> PlaceRecord {
    PlaceRecord {
        text: p.text.clone(),
        span: span(p.span),
        id: p.id.as_ref().map(ToString::to_string),
        name: p.name.clone(),
        name_en: p.name_en.clone(),
        lat: p.point.map(|(lat, _)| round(lat, 6)),
        lon: p.point.map(|(_, lon)| round(lon, 6)),
        precision: p.precision,
        within: p.within.iter().map(ToString::to_string).collect(),
        ambiguous: p.ambiguous,
    }
}

fn time((q, t): &(m::Quoted, m::Timex)) -> TimeRecord {
    TimeRecord {
        text: q.text.clone(),
        span: span(q.span),
        from: t.from.map(|d| d.to_string()),
        to: t.to.map(|d| d.to_string()),
        precision: t.precision,
        relative: t.relative,
        calendar: t.calendar.as_str().to_owned(),
        md: t.month_day.map(|(month, day)| format!("{month:02}-{day:02}")),
        weekday: t.weekday,
        offset: t.offset,
        own_month: t.own_month,
    }
}

fn source(s: &m::Source) -> SourceRecord {
    SourceRecord {
        text: s.quoted.as_ref().map(|q| q.text.clone()),
        span: s.quoted.as_ref().map(|q| span(q.span)),
        kind: s.kind.to_string(),
        entity: s.entity.as_ref().map(ToString::to_string),
        cue: s.cue.as_ref().map(quoted),
        private: s.private,
    }
}

/// The record of a claim.
#[must_use]
pub fn claim_record(c: &m::Claim) -> ClaimRecord {
    ClaimRecord {
        schema: "isnad.claim/1".to_owned(),
        id: c.id.to_string(),
        report: c.report.to_string(),
        r#type: c.kind.to_string(),
        modality: c.modality.to_string(),
        quote: quoted(&c.quote),
        trigger: quoted(&c.trigger),
        also: c.also.iter().map(quoted).collect(),
        agent: c.agent.iter().map(participant).collect(),
        patient: c.patient.iter().map(participant).collect(),
        killed: c.killed.map(count),
        injured: c.injured.map(count),
        casualties: c.casualties.iter().map(casualty).collect(),
        means: c.means.as_ref().map(thing),
        target: c.target.as_ref().map(thing),
        place: c.place.as_ref().map(place),
        time: c.time.as_ref().map(time),
        total: c.total,
        sources: c.sources.iter().map(source).collect(),
        stance: c.stance.to_string(),
        confidence: round(c.confidence, 3),
        english: c.english.clone(),
        rules: c.rules.iter().map(ToString::to_string).collect(),
        signs: ids(&c.signs),
        reader: c.reader.clone(),
    }
}

fn ids<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

/// The record of an event; `english` is the line of the claim that tells it best.
#[must_use]
pub fn event_record(e: &m::Event, english: &str) -> EventRecord {
    let toll = |t: m::Toll| TollRecord {
        low: t.low,
        best: t.best,
        high: t.high,
    };
    EventRecord {
        schema: "isnad.event/1".to_owned(),
        id: e.id.to_string(),
        r#type: e.kind.to_string(),
        claims: ids(&e.claims),
        reports: ids(&e.reports),
        from: e.from.map(|d| d.to_string()),
        to: e.to.map(|d| d.to_string()),
        place: e.place.as_ref().map(place),
        agent: e.agent.iter().map(participant).collect(),
        patient: e.patient.iter().map(participant).collect(),
        means: e.means.as_ref().map(thing),
        target: e.target.as_ref().map(thing),
        killed: e.killed.map(toll),
        injured: e.injured.map(toll),
        casualties: e.casualties.iter().map(casualty).collect(),
        origins: e
            .origins
            .iter()
            .map(|o| OriginRecord {
                id: o.id.to_string(),
                kind: o.kind.clone(),
                name: o.name.clone(),
                claims: ids(&o.claims),
            })
            .collect(),
        independent_origins: e.independent_origins,
        corroboration: e.corroboration.to_string(),
        contradictions: e
            .contradictions
            .iter()
            .map(|c| ContradictionRecord {
                field: c.field.clone(),
                values: c
                    .values
                    .iter()
                    .map(|v| AccountRecord {
                        value: v.value.clone(),
                        claims: ids(&v.claims),
                        origins: ids(&v.origins),
                    })
                    .collect(),
            })
            .collect(),
        why: e
            .why
            .iter()
            .map(|w| LinkRecord {
                a: w.a.to_string(),
                b: w.b.to_string(),
                score: round(w.score, 3),
                because: w.because.clone(),
            })
            .collect(),
        english: english.to_owned(),
    }
}

/// The record of a relation.
#[must_use]
pub fn relation_record(r: &m::Relation) -> RelationRecord {
    RelationRecord {
        schema: "isnad.relation/1".to_owned(),
        id: r.id.to_string(),
        kind: r.kind.to_string(),
        from: r.from.clone(),
        to: r.to.clone(),
        since: r.since.map(|d| d.to_string()),
        until: r.until.map(|d| d.to_string()),
        claims: ids(&r.claims),
    }
}
