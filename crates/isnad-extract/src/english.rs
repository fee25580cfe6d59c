//! One English line a claim, for readers of no Arabic.
//!
//! In: a claim with its parts, perhaps as people corrected it, and English names by id. Out: a sentence from a template
//! a type: «An unnamed source told Al-Hal that 2 people were killed in a clash». Entities go by their English names, never
//! by hostile ones; people by their English role nouns; names of private persons are left to the Arabic. Groups, media
//! and organisations that no list has keep their Arabic name: «a movement («حركة أنصار الوادي»)».

mod words;

use isnad_model::{Claim, ClaimType, Count, EntityId, Modality, Participant, Place, SourceKind, Stance};
use jiff::civil::Date;
use words::{alone, definite, done_to, listed, number, of_people, plural, towards, with_article, words};

/// The English name of an entity, where it is known.
pub type Names<'a> = &'a dyn Fn(&EntityId) -> Option<String>;

/// The English line of a claim that an outlet published.
#[must_use]
pub fn line(c: &Claim, outlet: Option<&EntityId>, names: Names<'_>) -> String {
    let names: Names<'_> = &|e| names(e).map(|n| definite(&n));
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
                (SourceKind::Official, Some(own)) => return format!("officials ({own})"),
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

/// A participant in English: entity, people by their role, a number; `None` where only the Arabic names it.
fn party(c: &Claim, p: &Participant, names: Names<'_>) -> Option<String> {
    let entity = p.entity.as_ref().and_then(names);
    let one = p.count.is_some_and(|c| c.low == 1 && c.high == Some(1));
    let some = p.count.is_none_or(|c| c.low == 2 && c.high.is_none());
    let role = p.role.as_deref().map(|role| match role {
        // That they died or were hurt is said by what was done to them.
        "people killed" | "wounded people" | "injured people" if harms(c.kind) => "people",
        "wounded person" | "injured person" if harms(c.kind) => "person",
        role => role,
    });
    let people = role.map(|role| match p.count {
        _ if one && plural(role) => format!("one of the {role}"),
        _ if one => with_article(role),
        Some(c) if !some => format!("{} {role}", number(c)),
        _ if plural(role) => role.to_owned(),
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
                (None, Some(t)) if t.class == "infrastructure" => Some(t.class.clone()),
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
    (!joined.is_empty()).then(|| (listed(&joined), singular))
}

/// Whether the type says that people were hurt or may have been.
fn harms(kind: ClaimType) -> bool {
    use ClaimType as T;
    matches!(
        kind,
        T::Clash
            | T::Offensive
            | T::Airstrike
            | T::Shelling
            | T::Bombing
            | T::Shooting
            | T::Killing
            | T::Injury
            | T::Execution
    )
}

/// Whether a patient can be one of the type: nobody makes peace with a building, or takes from himself.
fn can_be(c: &Claim, p: &Participant) -> bool {
    use ClaimType as T;
    let among_people = matches!(
        c.kind,
        T::Ceasefire | T::Negotiation | T::Mediation | T::Pledge | T::Defection
    );
    let thing = p.entity.is_none() && p.role.is_none() && !p.private;
    let own = matches!(c.kind, T::Capture | T::Loss | T::Control)
        && p.entity.is_some()
        && c.agent.iter().any(|a| a.entity == p.entity);
    !(among_people && thing && c.target.is_some() || own)
}

/// Whether an English name ends in a word, whatever its case.
fn ends_with_word(name: &str, word: &str) -> bool {
    name.len()
        .checked_sub(word.len())
        .and_then(|at| name.as_bytes().get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case(word.as_bytes()))
}

/// Where it happened, with what stands before it.
fn site(place: &Place) -> Option<String> {
    let name = definite(place.name_en.as_deref()?);
    let preposition = match place.precision {
        Some(2) => "near",
        _ if [
            "dam",
            "refinery",
            "airport",
            "crossing",
            "base",
            "bridge",
            "roundabout",
            "checkpoint",
            "square",
        ]
        .iter()
        .any(|w| ends_with_word(&name, w)) =>
        {
            "at"
        }
        _ => "in",
    };
    // Most governorates bear the name of their city.
    let id = place.id.as_ref().map_or("", |id| id.as_str());
    let division = ["hm:SY.", "hm:IQ.", "hm:YE.", "hm:EG.", "hm:LB.", "hm:JO."]
        .iter()
        .any(|country| id.starts_with(country));
    let said = ["Governorate", "governorate"].iter().any(|w| name.contains(w));
    let kind = if division && !said { " governorate" } else { "" };
    Some(format!(" {preposition} {name}{kind}"))
}

/// When it happened: a day, a month, a year, or two days.
fn when(from: Option<Date>, to: Option<Date>) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    match (from, to) {
        (Some(a), Some(b)) if a == b => format!(" on {a}"),
        (Some(a), Some(b)) if a == a.first_of_year() && b == a.last_of_year() => format!(" in {}", a.year()),
        (Some(a), Some(b)) if a == a.first_of_month() && b == a.last_of_month() => {
            let month = usize::try_from(a.month() - 1).ok().and_then(|m| MONTHS.get(m));
            format!(" in {} {}", month.unwrap_or(&""), a.year())
        }
        (Some(a), Some(b)) => format!(" between {a} and {b}"),
        (Some(a), None) => format!(" since {a}"),
        _ => String::new(),
    }
}

fn event(c: &Claim, names: Names<'_>) -> String {
    let (noun, mut past, mut base) = words(c.kind);
    // Ambulance crews drive nobody out.
    let teams = c.agent.iter().any(|p| p.role.as_deref() == Some("teams"));
    if c.kind == ClaimType::Displacement && teams {
        (past, base) = ("evacuated", "evacuate");
    }
    let agent = parties(c, &c.agent, names);
    let patient = parties(c, dead(c).into_iter().filter(|p| can_be(c, p)), names);
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
    let tense = |past: &str, base: &str| match (planned, denied) {
        (true, _) => base.to_owned(),
        (_, true) => format!("did not {base}"),
        _ => past.to_owned(),
    };
    let verb = |object: &str| format!("{} {object}", tense(past, base));
    // Ground is taken from whom it was held by; a building is taken itself.
    let holder = c.kind == ClaimType::Capture && c.target.is_none();
    let mut s = match (&agent, &patient) {
        (Some((a, _)), Some((p, _))) if holder => format!("{a} {} from {p}", tense("took territory", "take territory")),
        (Some((a, _)), Some((p, _))) => format!("{a} {}", verb(p)),
        (Some((a, one)), None) => match (c.kind, alone(c.kind)) {
            (_, Some((past, base))) => format!("{a} {}", tense(past, base)),
            (ClaimType::Dissent, _) => {
                let of_people = c.agent.iter().any(|p| p.role.is_some() || p.private);
                let among = match (of_people, *one) {
                    (true, true) => "by",
                    (true, false) => "among",
                    _ => "within",
                };
                format!("{be} {among} {a}")
            }
            (ClaimType::Clash | ClaimType::Ceasefire | ClaimType::Negotiation, _) => {
                let between = if *one { "involving" } else { "between" };
                format!("{be} {between} {a}")
            }
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
            None if c.kind == ClaimType::Disappearance => format!("{p} {}", tense(past, base)),
            None if holder => format!("{be} from {p}"),
            None => format!("{be} {} {p}", towards(c.kind)),
        },
        (None, None) => be,
    };
    if planned {
        s = format!("it is planned, demanded or expected that {s}");
    }
    s.push_str(&c.place.as_ref().and_then(site).unwrap_or_default());
    if let Some((_, t)) = &c.time {
        s.push_str(&when(t.from, t.to));
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
                "شن الطيران الروسي غارة على سوق في محافظة إدلب.",
                "airstrike on a market in Idlib governorate.",
            ),
            (
                "اندلعت اشتباكات بين تنظيم الدولة وقوات سوريا الديمقراطية.",
                "a clash between the Islamic State and the Syrian Democratic Forces.",
            ),
            ("أجلت فرق الهلال الأحمر 45 عائلة.", "evacuated 45 families."),
            ("أصيب ثلاثة جرحى بقصف على البلدة.", "3 people were shelled"),
            ("انشق قائد عن الجيش.", "commander broke with"),
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
