//! Linking on claims as people wrote them down: the gold of the bench, where it lies beside the checkout.
#![allow(missing_docs, clippy::unwrap_used)]

use isnad_link::{LinkOptions, link};
use isnad_model::*;
use serde_json::Value;
use std::path::PathBuf;

fn bench() -> Option<PathBuf> {
    let repo = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    repo.ancestors().map(|a| a.join("../shared/bench")).find(|p| p.is_dir())
}

fn quoted(text: &str, words: &str, from: usize) -> Quoted {
    let at = text.get(from..).and_then(|t| t.find(words)).map_or(0, |n| n + from);
    Quoted {
        text: words.to_owned(),
        span: Span::from_range(at..at + words.len()),
    }
}

fn count(v: &Value) -> Option<Count> {
    let low = v.get(0)?.as_u64()?;
    Some(Count {
        low,
        high: v.get(1).and_then(Value::as_u64),
        approx: false,
    })
}

fn people(text: &str, from: usize, v: &Value) -> Vec<Participant> {
    v.as_array()
        .into_iter()
        .flatten()
        .map(|p| Participant {
            quoted: quoted(text, p["text"].as_str().unwrap_or(""), from),
            entity: p["entity"].as_str().map(EntityId::new),
            role: p["role"].as_str().map(str::to_owned),
            count: None,
            private: false,
        })
        .collect()
}

/// The gold of one report as an analysis.
fn read(folder: &str, id: &str) -> Option<(ReportFacts, Analysis)> {
    let dir = bench()?.join(folder);
    let text = std::fs::read_to_string(dir.join(format!("{id}.txt"))).ok()?;
    let gold: Value = serde_json::from_str(&std::fs::read_to_string(dir.join(format!("{id}.gold.json"))).ok()?).ok()?;
    let outlet = EntityId::new(gold["outlet"].as_str().unwrap_or(id));
    let report = ReportId::new(id);
    let claims = gold["claims"]
        .as_array()?
        .iter()
        .map(|c| {
            let quote = quoted(&text, c["quote"].as_str().unwrap_or(""), 0);
            let from = quote.span.start as usize;
            let word = |key: &str| ClaimType::from_word(c[key].as_str().unwrap_or(""));
            Claim {
                id: ClaimId::new(format!("{id}-{}", c["id"].as_str().unwrap_or(""))),
                report: report.clone(),
                kind: word("type").unwrap(),
                modality: Modality::from_word(c["modality"].as_str().unwrap_or("")).unwrap(),
                trigger: quoted(&text, c["trigger"].as_str().unwrap_or(""), from),
                quote,
                also: vec![],
                agent: people(&text, from, &c["agent"]),
                patient: people(&text, from, &c["patient"]),
                killed: count(&c["killed"]),
                injured: count(&c["injured"]),
                casualties: vec![],
                means: None,
                target: None,
                place: c["place"]["text"].as_str().map(|p| Place {
                    id: c["place"]["id"].as_str().map(PlaceId::new),
                    ..Place::named(p, Span::default())
                }),
                time: None,
                total: false,
                signs: Vec::new(),
                reader: None,
                sources: c["sources"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|s| Source {
                        quoted: s["text"].as_str().map(|t| quoted(&text, t, 0)),
                        kind: SourceKind::from_word(s["kind"].as_str().unwrap_or("")).unwrap(),
                        entity: None,
                        cue: None,
                        private: false,
                    })
                    .collect(),
                stance: Stance::Asserted,
                confidence: 1.0,
                english: String::new(),
                rules: vec![],
            }
        })
        .collect();
    Some((
        ReportFacts {
            id: report.clone(),
            url: None,
            outlet: Some(outlet),
            published: None,
            retrieved: None,
            outlet_owner: None,
        },
        Analysis {
            report,
            published: None,
            news_day: None,
            claims,
            mentions: vec![],
            fingerprint: Fingerprint::default(),
            diagnostics: vec![],
        },
    ))
}

#[test]
fn the_seeds_say_who_turned_against_whom_and_keep_events_apart() {
    let inputs: Vec<_> = ["r000", "r002", "r004"]
        .iter()
        .filter_map(|id| read("seeds", id))
        .collect();
    if inputs.len() < 3 {
        eprintln!("skipped: no bench beside the checkout");
        return;
    }
    let (l, _) = link(&inputs, &LinkOptions::default());
    for e in l.events.iter().filter(|e| e.claims.len() > 1) {
        eprintln!(
            "{} {:?}",
            e.kind,
            e.claims.iter().map(ClaimId::as_str).collect::<Vec<_>>()
        );
    }
    for r in &l.relations {
        eprintln!("{} {} -> {} ({})", r.kind, r.from, r.to, r.claims.len());
    }
    let has = |kind: RelationKind, to: &str| l.relations.iter().filter(|r| r.kind == kind && r.to == to).count();
    assert!(has(RelationKind::DefectedFrom, "isis") >= 3);
    assert!(has(RelationKind::PledgedTo, "al-qaeda") >= 1);
    assert!(has(RelationKind::DissentsFrom, "baghdadi") >= 2);
    let of = |claim: &str| {
        l.events
            .iter()
            .position(|e| e.claims.iter().any(|c| c.as_str() == claim))
    };
    assert_ne!(of("r000-c8"), of("r000-c10"), "two shootings of one report");
    let strike = l
        .events
        .iter()
        .find(|e| e.claims.iter().any(|c| c.as_str() == "r004-c22"))
        .unwrap();
    assert_eq!((strike.from, strike.killed.map(|k| k.best)), (None, Some(6)));
}
