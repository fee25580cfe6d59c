//! One English line a claim, for readers of no Arabic.
//!
//! In: a claim with its parts, perhaps as people corrected it, and English names by id. Out: a sentence from a template
//! a type: «An unnamed source told Al-Hal that 2 people were killed in a clash». Entities go by their English names, never by hostile ones; people by
//! their English role nouns; names of private persons are left to the Arabic. Groups, media and organisations that no
//! list has keep their Arabic name: «a movement («حركة أنصار الوادي»)».

use isnad_model::{Claim, ClaimType, Count, EntityId, Modality, Participant, SourceKind, Stance};

/// The English name of an entity, where it is known.
pub type Names<'a> = &'a dyn Fn(&EntityId) -> Option<String>;

/// The English line of a claim that an outlet published.
#[must_use]
pub fn line(c: &Claim, outlet: Option<&EntityId>, names: Names<'_>) -> String {
    let event = event(c, names);
    let chain = chain(c, names);
    let outlet = outlet.and_then(names);
    let mut text = match chain {
        Some(chain) => {
            let verb = match c.stance {
                Stance::Alleged => "alleged",
                Stance::Denied => "denied",
                _ => "said",
            };
            let medium = c
                .sources
                .iter()
                .any(|s| matches!(s.kind, SourceKind::Media | SourceKind::Agency));
            match outlet {
                Some(o) if chain == o => format!("{o} {verb} that {event}"),
                Some(o) if verb == "said" && !medium => format!("{chain} told {o} that {event}"),
                Some(o) => format!("{chain}, in {o}, {verb} that {event}"),
                None if chain.contains(", quoted by") => format!("{chain}, {verb} that {event}"),
                None => format!("{chain} {verb} that {event}"),
            }
        }
        None => event,
    };
    if let Some(first) = text.chars().next() {
        let upper: String = first.to_uppercase().collect();
        text.replace_range(..first.len_utf8(), &upper);
    }
    text.push('.');
    text
}

/// Who is said to have said it, from the one closest to the event outward.
fn chain(c: &Claim, names: Names<'_>) -> Option<String> {
    let mut out = String::new();
    let mut first = true;
    for s in &c.sources {
        if s.kind == SourceKind::Outlet {
            continue;
        }
        let name = s.entity.as_ref().and_then(names).filter(|_| {
            !matches!(
                s.kind,
                SourceKind::Anonymous | SourceKind::Eyewitness | SourceKind::Participant
            )
        });
        let own = s.quoted.as_ref().filter(|_| !s.private).and_then(|q| proper(&q.text));
        let words = name.unwrap_or_else(|| {
            match (s.kind, own) {
                (SourceKind::Media, Some(own)) => return format!("the medium {own}"),
                (SourceKind::Agency, Some(own)) => return format!("the agency {own}"),
                (SourceKind::Organisation, Some(own)) => return format!("the organisation {own}"),
                (SourceKind::Party, Some(own)) => return format!("the party {own}"),
                _ => {}
            }
            match s.kind {
                SourceKind::Eyewitness => "local witnesses",
                SourceKind::Participant => "a fighter speaking of his own side",
                SourceKind::Official => "an official named in the report",
                SourceKind::Expert => "experts",
                SourceKind::Anonymous => "an unnamed source",
                SourceKind::Reporter => "the outlet's correspondent",
                SourceKind::Media => "a medium named in the report",
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
    (!out.is_empty()).then_some(out)
}

/// The Arabic name of a group or medium in its quotation marks; `None` of what is too short or long to be a name.
///
/// Marks inside it are left out: they would turn round in a line that runs from left to right.
fn proper(text: &str) -> Option<String> {
    use std::borrow::Cow;
    let mark = |c: char| matches!(c, '«' | '»' | '“' | '”' | '"' | '(' | ')' | '[' | ']' | '#');
    let name = if text.contains(mark) {
        Cow::Owned(text.chars().filter(|c| !mark(*c)).collect::<String>())
    } else {
        Cow::Borrowed(text)
    };
    let mut words = 0;
    for word in name.split_whitespace() {
        // «فصيلاً»: an indefinite noun is no name.
        if word.ends_with("اً") || word.ends_with('\u{64b}') {
            return None;
        }
        words += 1;
    }
    let arabic = name.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
    (arabic && (2..=5).contains(&words)).then(|| format!("«{}»", name.trim()))
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
    if noun == "other" {
        return "another person".to_owned();
    }
    let vowel = noun.chars().next().is_some_and(|c| "aeiouAEIOU".contains(c));
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// Whether an English role noun is a plural: «gunmen», «forces».
fn plural(noun: &str) -> bool {
    let last = noun.rsplit(' ').next().unwrap_or(noun);
    (last.ends_with('s') && !last.ends_with("ss"))
        || last.ends_with("men")
        || matches!(last, "people" | "children" | "police")
}

/// Whether the type is something that people suffer.
fn of_people(kind: ClaimType) -> bool {
    use ClaimType as T;
    matches!(
        kind,
        T::Killing
            | T::Injury
            | T::Execution
            | T::Arrest
            | T::Abduction
            | T::Displacement
            | T::Shooting
            | T::Punishment
            | T::Escape
            | T::Defection
            | T::Surrender
            | T::Disappearance
    )
}

/// A participant in English: entity, people by their role, a number; `None` where only the Arabic names it.
fn party(c: &Claim, p: &Participant, names: Names<'_>) -> Option<String> {
    let entity = p.entity.as_ref().and_then(names);
    let one = p.count.is_some_and(|c| c.low == 1 && c.high == Some(1));
    let some = p.count.is_none_or(|c| c.low == 2 && c.high.is_none());
    let people = p.role.as_ref().map(|role| match p.count {
        _ if one && plural(role) => format!("one of the {role}"),
        _ if one => with_article(role),
        Some(c) if !some => format!("{} {role}", number(c)),
        _ if plural(role) => role.clone(),
        _ => with_article(role),
    });
    match (people, entity) {
        (Some(people), Some(e)) => Some(format!("{people} of {e}")),
        (Some(people), None) => match proper(&p.quoted.text).filter(|_| !p.private && p.count.is_none() && named(p)) {
            Some(own) => Some(format!("{people} ({own})")),
            None => Some(people),
        },
        (None, Some(e)) => Some(e),
        (None, None) if p.private => Some("a person named in the report".to_owned()),
        (None, None) => {
            let thing = c.target.as_ref().filter(|t| t.quoted.span.overlaps(p.quoted.span));
            match (p.count.filter(|_| !one && !some), thing) {
                (Some(n), Some(t)) => Some(format!("{} sites ({})", number(n), t.class)),
                (None, Some(t)) => Some(with_article(&t.class)),
                (Some(n), None) if of_people(c.kind) || c.killed.is_some() || c.injured.is_some() => {
                    Some(format!("{} people", number(n)))
                }
                _ => None,
            }
        }
    }
}

/// Whether the role of a participant is a kind of group, which bears a name.
fn named(p: &Participant) -> bool {
    matches!(
        p.role.as_deref(),
        Some(
            "movement"
                | "brigade"
                | "battalion"
                | "battalions"
                | "division"
                | "company"
                | "front"
                | "council"
                | "party"
                | "army"
                | "regiment"
                | "organisation"
                | "union"
                | "faction"
                | "brigades"
                | "organization"
        )
    )
}

/// Who was killed, without the wounded that the same words tell of.
fn dead(c: &Claim) -> Vec<&Participant> {
    let hurt = |p: &&Participant| {
        p.role
            .as_deref()
            .is_some_and(|r| r.starts_with("wounded") || r.starts_with("injured"))
    };
    let fatal = matches!(c.kind, ClaimType::Killing | ClaimType::Execution);
    let keep = |p: &Participant| !fatal || !hurt(&p) || c.patient.iter().all(|p| hurt(&p));
    c.patient.iter().filter(|p| keep(p)).collect()
}

/// The participants of a list, and whether they take a singular verb.
fn parties<'c>(c: &Claim, list: impl IntoIterator<Item = &'c Participant>, names: Names<'_>) -> Option<(String, bool)> {
    let mut said: Vec<(String, bool)> = Vec::new();
    for p in list {
        let Some(name) = party(c, p, names) else { continue };
        if said.len() < 3 && !said.iter().any(|(n, _)| *n == name) {
            let one = p.count.is_some_and(|c| c.low == 1 && c.high == Some(1));
            let bare = p.count.is_none() && p.role.as_deref().is_none_or(|r| !plural(r));
            let group = p.count.is_some_and(|c| c.low == 2 && c.high.is_none())
                && p.role.as_deref().is_some_and(|r| !plural(r));
            said.push((name, one || bare || group));
        }
    }
    let singular = matches!(said.as_slice(), [(_, true)]);
    let joined: Vec<String> = said.into_iter().map(|(n, _)| n).collect();
    (!joined.is_empty()).then(|| (joined.join(" and "), singular))
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

/// The noun of a type, its verb in the past and in the base form.
fn words(kind: ClaimType) -> (&'static str, &'static str, &'static str) {
    use ClaimType as T;
    match kind {
        T::Clash => ("a clash", "fought", "fight"),
        T::Offensive => ("an attack", "attacked", "attack"),
        T::Airstrike => ("an airstrike", "struck from the air", "strike from the air"),
        T::Shelling => ("shelling", "shelled", "shell"),
        T::Bombing => ("an explosion", "bombed", "bomb"),
        T::Shooting => ("a shooting", "fired on", "fire on"),
        T::Killing => ("a killing", "killed", "kill"),
        T::Execution => ("an execution", "executed", "execute"),
        T::AssassinationAttempt => ("an assassination attempt", "tried to assassinate", "try to assassinate"),
        T::CoupAttempt => ("a coup attempt", "tried to overthrow", "try to overthrow"),
        T::Injury => ("injury of people", "injured", "injure"),
        T::Arrest => ("an arrest", "arrested", "arrest"),
        T::Abduction => ("an abduction", "abducted", "abduct"),
        T::Punishment => ("a punishment", "punished", "punish"),
        T::Escape => ("an escape", "escaped", "escape"),
        T::Defection => ("a defection", "broke with", "break with"),
        T::Surrender => ("a surrender", "surrendered to", "surrender to"),
        T::Pledge => (
            "a pledge of allegiance",
            "joined or pledged allegiance to",
            "join or pledge allegiance to",
        ),
        T::Dissent => ("dissent", "dissented from", "dissent from"),
        T::Accusation => ("an accusation", "accused", "accuse"),
        T::Threat => ("a threat", "threatened", "threaten"),
        T::Negotiation => ("talks", "negotiated with", "negotiate with"),
        T::Mediation => ("mediation", "mediated between", "mediate between"),
        T::Ceasefire => ("a ceasefire", "held a ceasefire with", "hold a ceasefire with"),
        T::Demolition => (
            "destruction or seizure of property",
            "destroyed or seized",
            "destroy or seize",
        ),
        T::Damage => ("damage", "damaged", "damage"),
        T::Displacement => ("displacement", "displaced", "displace"),
        T::Siege => ("a siege", "besieged", "besiege"),
        T::Control => ("control of territory", "held", "hold"),
        T::Capture => ("a capture of territory", "took", "take"),
        T::Loss => ("a loss or withdrawal", "lost to", "lose to"),
        T::Appointment => ("an appointment", "appointed", "appoint"),
        T::Recruitment => ("recruitment", "recruited", "recruit"),
        T::Protest => ("a protest", "protested against", "protest against"),
        T::Aid => ("aid or rescue", "helped", "help"),
        T::Trade => ("trade or taxation", "traded", "trade"),
        T::Disappearance => ("a disappearance", "disappeared", "disappear"),
    }
}

fn event(c: &Claim, names: Names<'_>) -> String {
    let (noun, past, base) = words(c.kind);
    let agent = parties(c, &c.agent, names);
    let patient = parties(c, dead(c), names);
    // In a clash the dead and hurt are its toll, no side of it.
    let patient = patient
        .filter(|_| !(c.kind == ClaimType::Clash && agent.is_none() && (c.killed.is_some() || c.injured.is_some())));
    // A denial of the speaker says itself that it did not happen.
    let denied = c.modality == Modality::Denied && c.stance != Stance::Denied;
    let planned = c.modality == Modality::Planned;
    let bare = noun.trim_start_matches("an ").trim_start_matches("a ");
    let be = match (planned, denied, noun == "talks") {
        (true, ..) => format!("there be {noun}"),
        (_, true, _) => format!("there was no {bare}"),
        (.., true) => format!("there were {noun}"),
        _ => format!("there was {noun}"),
    };
    let verb = |object: &str| match (planned, denied) {
        (true, _) => format!("{base} {object}"),
        (_, true) => format!("did not {base} {object}"),
        _ => format!("{past} {object}"),
    };
    let mut s = match (&agent, &patient) {
        (Some((a, _)), Some((p, _))) => format!("{a} {}", verb(p)),
        (Some((a, _)), None) => match c.kind {
            ClaimType::Control | ClaimType::Capture => format!("{a} {}", verb("territory")),
            ClaimType::Escape
            | ClaimType::Disappearance
            | ClaimType::Protest
            | ClaimType::Dissent
            | ClaimType::Clash
            | ClaimType::Ceasefire
            | ClaimType::Negotiation
            | ClaimType::Surrender => format!("{be} of {a}"),
            _ => format!("{be} by {a}"),
        },
        (None, Some((p, one))) => match done_to(c.kind) {
            Some(done) => {
                let was = match (planned, denied, one) {
                    (true, ..) => "be",
                    (_, true, true) => "was not",
                    (_, true, false) => "were not",
                    (.., true) => "was",
                    _ => "were",
                };
                format!("{p} {was} {done}")
            }
            None => format!("{be} concerning {p}"),
        },
        (None, None) => be,
    };
    if planned {
        s = format!("it is planned, demanded or expected that {s}");
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
    // Who was killed or hurt stands in the sentence already.
    let killed = c
        .killed
        .filter(|_| !(patient.is_some() && matches!(c.kind, ClaimType::Killing | ClaimType::Execution)));
    let injured = c
        .injured
        .filter(|_| !(patient.is_some() && c.kind == ClaimType::Injury));
    let none = |x: Option<Count>| x == Some(Count::exact(0));
    match (killed, injured) {
        (k, i) if none(k) && none(i) => s.push_str("; nobody was hurt"),
        (Some(k), Some(i)) => s.push_str(&format!("; {} killed, {} injured", number(k), number(i))),
        (Some(k), None) => s.push_str(&format!("; {} killed", number(k))),
        (None, Some(i)) => s.push_str(&format!("; {} injured", number(i))),
        (None, None) => {}
    }
    s
}

#[cfg(test)]
mod tests {
    use crate::{analyse, sentence};
    use isnad_lexicon::Lexicon;

    #[test]
    fn lines_read_as_english() {
        let lexicon = Lexicon::builtin();
        let cases = [
            ("لم تقصف القوات المستشفى.", "did not shell"),
            (
                "أصيب ثلاثة أطفال جراء قصف مدفعي على بلدة الحراك.",
                "3 children were shelled",
            ),
            (
                "قال مصدر محلي إن مسلحين قتلوا شرطيا في البصرة.",
                "killed a policeman in Basrah.",
            ),
            (
                "يستعد الجيش لشن هجوم على المدينة.",
                "t is planned, demanded or expected that",
            ),
        ];
        for (text, wanted) in cases {
            let lines: Vec<String> = analyse(&sentence(text), &lexicon)
                .claims
                .into_iter()
                .map(|c| c.english)
                .collect();
            assert!(lines.iter().any(|l| l.contains(wanted)), "{text} {lines:?}");
            assert!(
                lines.iter().all(|l| l.ends_with('.') && !l.contains("there was talks")),
                "{lines:?}"
            );
        }
    }
}
