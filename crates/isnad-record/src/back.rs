//! Record to model: what linking needs again of reports that a case already holds.
//!
//! In: claim and report records. Out: the claim and facts that they were made of. Invariant: reading back and
//! writing again gives the same record. Deliberately returns nothing for a record that names a kind unknown here.
//! Example: the record of «أمس» (yesterday) without an anchor comes back as a timex with no days.

use crate::shape::*;
use isnad_model as m;
use jiff::civil::Date;

fn span(s: SpanRecord) -> m::Span {
    m::Span::new(s[0].min(s[1]), s[1])
}

fn quoted(text: &str, at: SpanRecord) -> m::Quoted {
    m::Quoted {
        text: text.to_owned(),
        span: span(at),
    }
}

fn quoted_record(q: &QuotedRecord) -> m::Quoted {
    quoted(&q.text, q.span)
}

fn date(d: Option<&String>) -> Option<Date> {
    d.and_then(|d| d.parse().ok())
}

fn entity(e: Option<&String>) -> Option<m::EntityId> {
    e.map(|e| m::EntityId::new(e.as_str()))
}

fn count(c: &CountRecord) -> m::Count {
    m::Count {
        low: c.low,
        high: c.high,
        approx: c.approx,
    }
}

fn participant(p: &ParticipantRecord) -> m::Participant {
    m::Participant {
        quoted: quoted(&p.text, p.span),
        entity: entity(p.entity.as_ref()),
        role: p.role.clone(),
        count: p.count.as_ref().map(count),
        private: p.private,
    }
}

fn casualty(c: &CasualtyRecord) -> Option<m::Casualty> {
    Some(m::Casualty {
        outcome: m::Outcome::from_word(&c.outcome)?,
        count: m::Count {
            low: c.low,
            high: c.high,
            approx: c.approx,
        },
        status: m::Status::from_word(&c.status)?,
        group: c.group.clone(),
        side: entity(c.side.as_ref()),
        names: c.names.iter().map(quoted_record).collect(),
        span: span(c.span),
        part: c.part,
    })
}

fn thing(t: &ThingRecord) -> m::Thing {
    m::Thing {
        quoted: quoted(&t.text, t.span),
        class: t.class.clone(),
    }
}

fn place(p: &PlaceRecord) -> m::Place {
    m::Place {
        text: p.text.clone(),
        span: span(p.span),
        id: p.id.as_deref().map(m::PlaceId::from),
        name: p.name.clone(),
        name_en: p.name_en.clone(),
        point: p.lat.zip(p.lon),
        precision: p.precision,
        within: p.within.iter().map(|w| m::PlaceId::from(w.as_str())).collect(),
        ambiguous: p.ambiguous,
    }
}

fn time(t: &TimeRecord) -> (m::Quoted, m::Timex) {
    let month_day = t.md.as_deref().and_then(|md| {
        let (month, day) = md.split_once('-')?;
        Some((month.parse().ok()?, day.parse().ok()?))
    });
    let timex = m::Timex {
        span: span(t.span),
        from: date(t.from.as_ref()),
        to: date(t.to.as_ref()),
        precision: t.precision,
        relative: t.relative,
        calendar: if t.calendar == "hijri" {
            m::Calendar::Hijri
        } else {
            m::Calendar::Gregorian
        },
        month_day,
        weekday: t.weekday,
        offset: t.offset,
        own_month: t.own_month,
    };
    (quoted(&t.text, t.span), timex)
}

fn source(s: &SourceRecord) -> Option<m::Source> {
    Some(m::Source {
        quoted: s.text.as_ref().zip(s.span).map(|(text, at)| quoted(text, at)),
        kind: m::SourceKind::from_word(&s.kind)?,
        entity: entity(s.entity.as_ref()),
        cue: s.cue.as_ref().map(quoted_record),
        private: s.private,
    })
}

/// The claim that a record was made of; nothing where the record names a type or kind unknown to this version.
#[must_use]
pub fn claim_of(c: &ClaimRecord) -> Option<m::Claim> {
    Some(m::Claim {
        id: m::ClaimId::from(c.id.as_str()),
        report: m::ReportId::from(c.report.as_str()),
        kind: m::ClaimType::from_word(&c.r#type)?,
        modality: m::Modality::from_word(&c.modality)?,
        quote: quoted_record(&c.quote),
        trigger: quoted_record(&c.trigger),
        also: c.also.iter().map(quoted_record).collect(),
        agent: c.agent.iter().map(participant).collect(),
        patient: c.patient.iter().map(participant).collect(),
        killed: c.killed.as_ref().map(count),
        injured: c.injured.as_ref().map(count),
        casualties: c.casualties.iter().filter_map(casualty).collect(),
        means: c.means.as_ref().map(thing),
        target: c.target.as_ref().map(thing),
        place: c.place.as_ref().map(place),
        time: c.time.as_ref().map(time),
        total: c.total,
        sources: c.sources.iter().filter_map(source).collect(),
        stance: m::Stance::from_word(&c.stance)?,
        confidence: c.confidence,
        english: c.english.clone(),
        rules: c.rules.iter().map(|r| m::RuleId::from(r.as_str())).collect(),
        signs: c.signs.iter().cloned().map(Into::into).collect(),
        reader: c.reader.clone(),
    })
}

/// The day that a report's article tells of itself.
#[must_use]
pub fn news_day_of(r: &ReportRecord) -> Option<Date> {
    date(r.news_day.as_ref())
}

/// What linking may know of a report, without the owner of its outlet, which the lexicon knows.
#[must_use]
pub fn facts_of(r: &ReportRecord) -> m::ReportFacts {
    let published = r.published.as_ref().and_then(|p| {
        Some(m::Published {
            date: p.value.parse().ok()?,
            span: p.span.map(span),
            trust: match p.trust.as_str() {
                "stated" => m::Trust::Stated,
                "given" => m::Trust::Given,
                "republication" => m::Trust::Republication,
                _ => m::Trust::Metadata,
            },
        })
    });
    let outlet = r.outlet.as_ref().map(|o| {
        m::EntityId::new(
            o.id.clone()
                .or_else(|| o.name.clone())
                .unwrap_or_else(|| o.text.clone()),
        )
    });
    m::ReportFacts {
        id: m::ReportId::from(r.id.as_str()),
        url: r.url.clone(),
        outlet,
        published,
        retrieved: r.retrieved.clone(),
        outlet_owner: None,
    }
}
