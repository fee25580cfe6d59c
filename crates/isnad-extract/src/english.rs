//! One English line a claim, for readers of no Arabic.
//!
//! In: a claim with its parts. Out: a sentence from a template a type: «An unnamed source told Al-Hal that
//! 2 people were killed in a clash». Entities go by their English names, never by hostile ones; people by
//! their English role nouns; names of private persons are left to the Arabic.

use crate::layers::Layers;
use isnad_model::{Claim, ClaimType, Count, Modality, Participant, Report, SourceKind, Stance};

/// Writes the English line of a claim.
pub fn line(c: &mut Claim, layers: &Layers, report: &Report) {
    let event = event(c, layers);
    let chain = chain(c, layers, report);
    let mut text = match chain {
        Some(chain) => {
            let verb = match c.stance {
                Stance::Alleged => "alleged",
                Stance::Denied => "denied",
                _ => "said",
            };
            format!("{chain} {verb} that {event}")
        }
        None => event,
    };
    if let Some(first) = text.chars().next() {
        let upper: String = first.to_uppercase().collect();
        text.replace_range(..first.len_utf8(), &upper);
    }
    text.push('.');
    c.english = text;
}

fn chain(c: &Claim, layers: &Layers, report: &Report) -> Option<String> {
    let mut out = String::new();
    let mut first = true;
    for s in &c.sources {
        if s.kind == SourceKind::Outlet {
            continue;
        }
        let name = s
            .entity
            .as_ref()
            .and_then(|id| layers.entities.iter().find(|e| e.id == *id))
            .map(|e| e.english.clone())
            .filter(|_| {
                !matches!(
                    s.kind,
                    SourceKind::Anonymous | SourceKind::Eyewitness | SourceKind::Participant
                )
            });
        let words = name.unwrap_or_else(|| {
            match s.kind {
                SourceKind::Eyewitness => "local witnesses",
                SourceKind::Participant => "a fighter speaking of his own side",
                SourceKind::Official => "an official named in the report",
                SourceKind::Expert => "experts",
                SourceKind::Anonymous => "an unnamed source",
                SourceKind::Reporter => "the outlet's correspondent",
                SourceKind::Media => "another medium",
                SourceKind::Agency => "a news agency",
                SourceKind::Organisation => "an organisation",
                SourceKind::Party => "a party to the conflict",
                SourceKind::Named => "a person named in the report",
                SourceKind::Unstated => "it was claimed",
                SourceKind::Outlet => "",
            }
            .to_owned()
        });
        if first {
            out.push_str(&words);
        } else {
            out.push_str(", quoted by ");
            out.push_str(&words);
        }
        first = false;
    }
    if out.is_empty() {
        return None;
    }
    if let Some(name) = report
        .outlet
        .as_ref()
        .and_then(|o| o.id.as_ref())
        .and_then(|id| layers.entities.iter().find(|e| e.id == *id))
    {
        out.push_str(", in ");
        out.push_str(&name.english);
        out.push(',');
    }
    Some(out)
}

fn number(c: Count) -> String {
    let about = if c.approx { "about " } else { "" };
    match c.high {
        Some(h) if h == c.low => format!("{about}{}", c.low),
        Some(h) => format!("{about}{} to {h}", c.low),
        None => format!("at least {}", c.low),
    }
}

/// «a commander», «an officer».
fn with_article(noun: &str) -> String {
    let vowel = noun.chars().next().is_some_and(|c| "aeiouAEIOU".contains(c));
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// A participant in English: entity, people by their role, a number; `None` where only the Arabic names it.
fn party(p: &Participant, layers: &Layers) -> Option<String> {
    let entity = p
        .entity
        .as_ref()
        .and_then(|id| layers.entities.iter().find(|e| e.id == *id))
        .map(|e| e.english.clone());
    let one = p.count.is_some_and(|c| c.low == 1 && c.high == Some(1));
    let some = p.count.is_none_or(|c| c.low == 2 && c.high.is_none());
    let people = p.role.as_ref().map(|role| match p.count {
        _ if one => with_article(role),
        Some(c) if !some => format!("{} {role}", number(c)),
        _ => role.clone(),
    });
    match (people, entity) {
        (Some(people), Some(e)) => Some(format!("{people} of {e}")),
        (Some(people), None) => Some(people),
        (None, Some(e)) => Some(e),
        (None, None) if p.private => Some("a person named in the report".to_owned()),
        (None, None) => p
            .count
            .filter(|_| !one && !some)
            .map(|c| format!("{} others", number(c))),
    }
}

fn parties(list: &[Participant], layers: &Layers) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for name in list.iter().filter_map(|p| party(p, layers)).take(3) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(" and "))
}

/// Whether a list of participants takes a singular verb.
fn singular(list: &[Participant]) -> bool {
    matches!(list, [p] if p.count.is_some_and(|c| c.low == 1 && c.high == Some(1)) || (p.count.is_none() && p.role.is_none()))
}

/// The participle that says what is done to the patients, where the type has one.
fn done_to(kind: ClaimType) -> Option<&'static str> {
    use ClaimType as T;
    Some(match kind {
        T::Offensive => "attacked",
        T::Airstrike => "struck from the air",
        T::Shelling => "shelled",
        T::Bombing => "hit by an explosion",
        T::Shooting => "fired on",
        T::Killing => "killed",
        T::Execution => "executed",
        T::Injury => "injured",
        T::Arrest => "arrested",
        T::Abduction => "abducted",
        T::Punishment => "punished",
        T::Accusation => "accused",
        T::Threat => "threatened",
        T::Demolition => "destroyed or seized",
        T::Damage => "damaged",
        T::Displacement => "displaced",
        T::Siege => "besieged",
        T::Appointment => "appointed",
        T::Recruitment => "recruited",
        T::Aid => "helped",
        _ => return None,
    })
}

/// The noun of a type and its verb in the active and passive.
fn words(kind: ClaimType) -> (&'static str, &'static str) {
    use ClaimType as T;
    match kind {
        T::Clash => ("a clash", "fought"),
        T::Offensive => ("an attack", "attacked"),
        T::Airstrike => ("an airstrike", "struck from the air"),
        T::Shelling => ("shelling", "shelled"),
        T::Bombing => ("an explosion", "bombed"),
        T::Shooting => ("a shooting", "fired on"),
        T::Killing => ("a killing", "killed"),
        T::Execution => ("an execution", "executed"),
        T::AssassinationAttempt => ("an assassination attempt", "tried to assassinate"),
        T::CoupAttempt => ("a coup attempt", "tried to overthrow"),
        T::Injury => ("injury of people", "injured"),
        T::Arrest => ("an arrest", "arrested"),
        T::Abduction => ("an abduction", "abducted"),
        T::Punishment => ("a punishment", "punished"),
        T::Escape => ("an escape", "escaped"),
        T::Defection => ("a defection", "broke with"),
        T::Surrender => ("a surrender", "surrendered to"),
        T::Pledge => ("a pledge of allegiance", "joined or pledged allegiance to"),
        T::Dissent => ("dissent", "dissented from"),
        T::Accusation => ("an accusation", "accused"),
        T::Threat => ("a threat", "threatened"),
        T::Negotiation => ("talks", "negotiated with"),
        T::Mediation => ("mediation", "mediated between"),
        T::Ceasefire => ("a ceasefire", "held a ceasefire with"),
        T::Demolition => ("destruction or seizure of property", "destroyed or seized"),
        T::Damage => ("damage", "damaged"),
        T::Displacement => ("displacement", "displaced"),
        T::Siege => ("a siege", "besieged"),
        T::Control => ("control of territory", "held"),
        T::Capture => ("a capture of territory", "took"),
        T::Loss => ("a loss or withdrawal", "lost to"),
        T::Appointment => ("an appointment", "appointed"),
        T::Recruitment => ("recruitment", "recruited"),
        T::Protest => ("a protest", "protested against"),
        T::Aid => ("aid or rescue", "helped"),
        T::Trade => ("trade or taxation", "traded"),
        T::Disappearance => ("a disappearance", "disappeared"),
    }
}

fn event(c: &Claim, layers: &Layers) -> String {
    let (noun, verb) = words(c.kind);
    let agent = parties(&c.agent, layers);
    let patient = parties(&c.patient, layers);
    let mut s = match (&agent, &patient) {
        (Some(a), Some(p)) => format!("{a} {verb} {p}"),
        (Some(a), None) => match c.kind {
            ClaimType::Escape
            | ClaimType::Disappearance
            | ClaimType::Protest
            | ClaimType::Dissent
            | ClaimType::Surrender => {
                format!("there was {noun} of {a}")
            }
            _ => format!("there was {noun} by {a}"),
        },
        (None, Some(p)) => match done_to(c.kind) {
            Some(done) => format!("{p} {} {done}", if singular(&c.patient) { "was" } else { "were" }),
            None => format!("there was {noun} concerning {p}"),
        },
        (None, None) => format!("there was {noun}"),
    };
    match c.modality {
        Modality::Planned => s = format!("it is planned, demanded or expected that {s}"),
        Modality::Denied => s = format!("it did not happen that {s}"),
        Modality::Actual => {}
    }
    if let Some(place) = &c.place
        && let Some(name) = &place.name_en
    {
        s.push_str(" in ");
        s.push_str(name);
    }
    if let Some((_, t)) = &c.time {
        match (t.from, t.to) {
            (Some(a), Some(b)) if a == b => s.push_str(&format!(" on {a}")),
            (Some(a), Some(b)) => s.push_str(&format!(" between {a} and {b}")),
            (Some(a), None) => s.push_str(&format!(" since {a}")),
            _ => {}
        }
    }
    let none = |x: Option<Count>| x == Some(Count::exact(0));
    match (c.killed, c.injured) {
        (k, i) if none(k) && none(i) => s.push_str("; nobody was hurt"),
        (Some(k), Some(i)) => s.push_str(&format!("; {} killed, {} injured", number(k), number(i))),
        (Some(k), None) => s.push_str(&format!("; {} killed", number(k))),
        (None, Some(i)) => s.push_str(&format!("; {} injured", number(i))),
        (None, None) => {}
    }
    s
}
