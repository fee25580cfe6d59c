//! One English line a claim, for readers of no Arabic.
//!
//! In: a claim with its parts, perhaps as people corrected it, and English names by id. Out: a sentence from a template
//! a type: «An unnamed source told Al-Hal that 2 people were killed in a clash». Entities go by their English names, never
//! by hostile ones; people by their English role nouns; names of private persons are left to the Arabic. Groups, media
//! and organisations that no list has keep their Arabic name: «a movement («حركة أنصار الوادي»)».

mod listed;
mod words;

use isnad_model::{Claim, ClaimType, Count, EntityId, Modality, Participant, Place, SourceKind, Stance};
use jiff::civil::Date;
use listed::Listed;
use std::borrow::Cow;
use std::fmt::Write;
use words::{Definite, alone, definite, done_to, number, of_people, plural, towards, with_article, words};

/// The English name of an entity, where it is known.
pub type Names<'a> = &'a dyn Fn(&EntityId) -> Option<&'a str>;

/// The English line of a claim that an outlet published.
#[must_use]
pub fn line(c: &Claim, outlet: Option<&EntityId>, names: Names<'_>) -> String {
    Writer::default().line(c, outlet, names)
}

/// Writes one line after the other in the same memory.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    text: String,
    agents: Listed,
    patients: Listed,
}

impl Writer {
    /// The line of a claim.
    pub(crate) fn line(&mut self, c: &Claim, outlet: Option<&EntityId>, names: Names<'_>) -> String {
        self.text.clear();
        let outlet = outlet.and_then(names).map(definite);
        let links = chain(c, names, &mut self.text);
        if !self.text.is_empty() {
            self.said(c, outlet, links);
        }
        self.event(c, names);
        let text = &mut self.text;
        if let Some(first) = text.get_mut(..1) {
            first.make_ascii_uppercase();
        } else if let Some(first) = text.chars().next() {
            text.replace_range(..first.len_utf8(), &first.to_uppercase().collect::<String>());
        }
        text.push('.');
        text.clone()
    }

    /// Behind the chain of sources: that they said it, and where.
    fn said(&mut self, c: &Claim, outlet: Option<Definite<'_>>, links: usize) {
        let text = &mut self.text;
        let verb = match c.stance {
            Stance::Alleged => "alleged",
            Stance::Denied => "denied",
            _ => "said",
        };
        let medium = || {
            let media = |k: SourceKind| matches!(k, SourceKind::Media | SourceKind::Agency);
            c.sources.iter().any(|s| media(s.kind))
        };
        match outlet {
            Some(o) if o.is(text) => text.push(' '),
            Some(o) if verb == "said" && !medium() => {
                text.push_str(" told ");
                o.write(text);
                text.push_str(" that ");
                return;
            }
            Some(o) => {
                text.push_str(", in ");
                o.write(text);
                text.push_str(", ");
            }
            None if links > 1 => text.push_str(", "),
            None => text.push(' '),
        }
        text.extend([verb, " that "]);
    }
}

/// Writes who is said to have said it, from the one closest to the event outward; how many they are.
fn chain(c: &Claim, names: Names<'_>, out: &mut String) -> usize {
    let mut links = 0;
    for s in c.sources.iter().filter(|s| s.kind != SourceKind::Outlet) {
        if links > 0 {
            out.push_str(", quoted by ");
        }
        links += 1;
        let hidden = matches!(
            s.kind,
            SourceKind::Anonymous | SourceKind::Eyewitness | SourceKind::Participant
        );
        if let Some(name) = s.entity.as_ref().filter(|_| !hidden).and_then(names) {
            definite(name).write(out);
            continue;
        }
        let (before, behind) = match s.kind {
            SourceKind::Media => ("the medium ", ""),
            SourceKind::Agency => ("the agency ", ""),
            SourceKind::Organisation => ("the organisation ", ""),
            SourceKind::Party => ("the party ", ""),
            SourceKind::Official => ("officials (", ")"),
            _ => ("", ""),
        };
        let named = s.quoted.as_ref().filter(|_| !s.private && !before.is_empty());
        if let Some(own) = named.and_then(|q| proper(&q.text)) {
            out.extend([before, "«", &own, "»", behind]);
            continue;
        }
        out.push_str(match s.kind {
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
        });
    }
    links
}

/// The Arabic name of a group or medium, for its quotation marks; `None` of what is too short or long to be a name.
///
/// Marks inside it are left out: they would turn round in a line that runs from left to right.
fn proper(text: &str) -> Option<Cow<'_, str>> {
    let mark = |c: char| matches!(c, '«' | '»' | '“' | '”' | '"' | '(' | ')' | '[' | ']' | '#');
    let name = if text.contains(mark) {
        let bare: String = text.chars().filter(|c| !mark(*c)).collect();
        Cow::Owned(bare.trim().to_owned())
    } else {
        Cow::Borrowed(text.trim())
    };
    let mut words = 0;
    for word in name.split_whitespace() {
        // «فصيلاً»: an indefinite noun is no name.
        if word.ends_with("اً") || word.ends_with('\u{64b}') {
            return None;
        }
        words += 1;
    }
    let arabic = || name.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
    ((2..=5).contains(&words) && arabic()).then_some(name)
}

/// Writes a participant in English: entity, people by their role, a number; not where only the Arabic names it.
fn party(c: &Claim, p: &Participant, names: Names<'_>, out: &mut String) -> bool {
    let entity = p.entity.as_ref().and_then(names).map(definite);
    let one = p.count.is_some_and(|c| c.low == 1 && c.high == Some(1));
    let some = p.count.is_none_or(|c| c.low == 2 && c.high.is_none());
    let role = p.role.as_deref().map(|role| match role {
        // That they died or were hurt is said by what was done to them.
        "people killed" | "wounded people" | "injured people" if harms(c.kind) => "people",
        "wounded person" | "injured person" if harms(c.kind) => "person",
        role => role,
    });
    if let Some(role) = role {
        match p.count {
            _ if one && plural(role) => out.extend(["one of the ", role]),
            _ if one => with_article(role, out),
            Some(c) if !some => {
                number(c, out);
                out.extend([" ", role]);
            }
            _ if plural(role) => out.push_str(role),
            _ => with_article(role, out),
        }
        if let Some(e) = entity {
            out.push_str(" of ");
            e.write(out);
        } else if !p.private
            && p.count.is_none()
            && named(p)
            && let Some(own) = proper(&p.quoted.text)
        {
            out.extend([" («", &own, "»)"]);
        }
        return true;
    }
    if let Some(e) = entity {
        e.write(out);
        return true;
    }
    if p.private {
        out.push_str("a person named in the report");
        return true;
    }
    let thing = c.target.as_ref().filter(|t| t.quoted.span.overlaps(p.quoted.span));
    match (p.count.filter(|_| !one && !some), thing) {
        (Some(n), Some(t)) => {
            number(n, out);
            out.extend([" sites (", &t.class, ")"]);
        }
        (None, Some(t)) if t.class == "infrastructure" => out.push_str(&t.class),
        (None, Some(t)) => with_article(&t.class, out),
        (Some(n), None) if of_people(c.kind) || c.killed.is_some() || c.injured.is_some() => {
            number(n, out);
            out.push_str(" people");
        }
        _ => return false,
    }
    true
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
fn dead(c: &Claim) -> impl Iterator<Item = &Participant> {
    let hurt = |p: &&Participant| {
        p.role
            .as_deref()
            .is_some_and(|r| r.starts_with("wounded") || r.starts_with("injured"))
    };
    let fatal = matches!(c.kind, ClaimType::Killing | ClaimType::Execution);
    let all = !fatal || c.patient.iter().all(|p| hurt(&p));
    c.patient.iter().filter(move |p| all || !hurt(p))
}

/// Puts the participants of a list in it.
fn parties<'c>(c: &Claim, list: impl Iterator<Item = &'c Participant>, names: Names<'_>, out: &mut Listed) {
    out.clear();
    for p in list {
        if out.is_full() {
            return;
        }
        let one = p.count.is_some_and(|c| c.low == 1 && c.high == Some(1));
        let single = || p.role.as_deref().is_none_or(|r| !plural(r));
        let bare = || p.count.is_none() && single();
        let group = || p.count.is_some_and(|c| c.low == 2 && c.high.is_none()) && p.role.is_some() && single();
        out.add(one || bare() || group(), |text| party(c, p, names, text));
    }
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

/// Writes where it happened, with what stands before it.
fn site(place: &Place, out: &mut String) {
    let Some(name) = place.name_en.as_deref() else { return };
    let preposition = match place.precision {
        Some(2) => " near ",
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
        .any(|w| ends_with_word(name, w)) =>
        {
            " at "
        }
        _ => " in ",
    };
    out.push_str(preposition);
    definite(name).write(out);
    // Most governorates bear the name of their city.
    let of_country = |id: &str| {
        ["SY.", "IQ.", "YE.", "EG.", "LB.", "JO."]
            .iter()
            .any(|country| id.starts_with(country))
    };
    let division = place
        .id
        .as_ref()
        .and_then(|id| id.as_str().strip_prefix("hm:"))
        .is_some_and(of_country);
    if division && !["Governorate", "governorate"].iter().any(|w| name.contains(w)) {
        out.push_str(" governorate");
    }
}

/// Writes when it happened: a day, a month, a year, or two days.
fn when(from: Option<Date>, to: Option<Date>, out: &mut String) {
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
    // Writing to a string cannot fail.
    let _ = match (from, to) {
        (Some(a), Some(b)) if a == b => write!(out, " on {a}"),
        (Some(a), Some(b)) if a == a.first_of_year() && b == a.last_of_year() => write!(out, " in {}", a.year()),
        (Some(a), Some(b)) if a == a.first_of_month() && b == a.last_of_month() => {
            let month = usize::try_from(a.month() - 1).ok().and_then(|m| MONTHS.get(m));
            write!(out, " in {} {}", month.unwrap_or(&""), a.year())
        }
        (Some(a), Some(b)) => write!(out, " between {a} and {b}"),
        (Some(a), None) => write!(out, " since {a}"),
        _ => Ok(()),
    };
}

/// How a claim holds what it tells: as planned, as denied, else as done.
#[derive(Clone, Copy)]
struct Mood {
    planned: bool,
    denied: bool,
}

impl Mood {
    /// Writes the verb of a type.
    fn verb(self, past: &str, base: &str, out: &mut String) {
        match (self.planned, self.denied) {
            (true, _) => out.push_str(base),
            (_, true) => out.extend(["did not ", base]),
            _ => out.push_str(past),
        }
    }

    /// Writes that there was what the noun of a type names.
    fn there(self, noun: &str, out: &mut String) {
        let bare = || noun.strip_prefix("an ").or(noun.strip_prefix("a ")).unwrap_or(noun);
        match (self.planned, self.denied, noun == "talks") {
            (true, ..) => out.extend(["there be ", noun]),
            (_, true, _) => out.extend(["there was no ", bare()]),
            (.., true) => out.extend(["there were ", noun]),
            _ => out.extend(["there was ", noun]),
        }
    }

    /// What stands between whom something was done to and what was done.
    const fn was(self, one: bool) -> &'static str {
        match (self.planned, self.denied, one) {
            (true, ..) => " be ",
            (_, true, true) => " was not ",
            (_, true, false) => " were not ",
            (.., true) => " was ",
            _ => " were ",
        }
    }
}

impl Writer {
    /// Who did what to whom, where, when and with what toll.
    fn event(&mut self, c: &Claim, names: Names<'_>) {
        parties(c, c.agent.iter(), names, &mut self.agents);
        parties(c, dead(c).filter(|p| can_be(c, p)), names, &mut self.patients);
        let (out, agents) = (&mut self.text, &self.agents);
        let mood = Mood {
            planned: c.modality == Modality::Planned,
            // A denial of the speaker says itself that it did not happen.
            denied: c.modality == Modality::Denied && c.stance != Stance::Denied,
        };
        // In a clash the dead and hurt are its toll, no side of it.
        let toll = c.kind == ClaimType::Clash && agents.is_empty() && (c.killed.is_some() || c.injured.is_some());
        let patients = Some(&self.patients).filter(|p| !p.is_empty() && !toll);
        if mood.planned {
            out.push_str("it is planned, demanded or expected that ");
        }
        match patients {
            Some(patients) if agents.is_empty() => suffered(c, patients, mood, out),
            _ => done(c, agents, patients, mood, out),
        }
        if let Some(place) = &c.place {
            site(place, out);
        }
        if let Some((_, t)) = &c.time {
            when(t.from, t.to, out);
        }
        // Who was killed or hurt stands in the sentence already.
        let suffers = patients.is_some();
        let killed = c
            .killed
            .filter(|_| !(suffers && matches!(c.kind, ClaimType::Killing | ClaimType::Execution)));
        let injured = c.injured.filter(|_| !(suffers && c.kind == ClaimType::Injury));
        let none = |x: Option<Count>| x == Some(Count::exact(0));
        if none(killed) && none(injured) {
            out.push_str("; nobody was hurt");
            return;
        }
        let tolls = [(killed, " killed"), (injured, " injured")];
        for (i, (count, what)) in tolls.into_iter().filter_map(|(n, what)| Some((n?, what))).enumerate() {
            out.push_str(if i == 0 { "; " } else { ", " });
            number(count, out);
            out.push_str(what);
        }
    }
}

/// Writes what somebody did, to somebody or to nobody who is named; or that it was done.
fn done(c: &Claim, agents: &Listed, patients: Option<&Listed>, mood: Mood, out: &mut String) {
    let (noun, mut past, mut base) = words(c.kind);
    // Ambulance crews drive nobody out.
    if c.kind == ClaimType::Displacement && c.agent.iter().any(|p| p.role.as_deref() == Some("teams")) {
        (past, base) = ("evacuated", "evacuate");
    }
    if agents.is_empty() {
        mood.there(noun, out);
        return;
    }
    if let Some(patients) = patients {
        agents.write(out);
        out.push(' ');
        // Ground is taken from whom it was held by; a building is taken itself.
        if holds_ground(c) {
            mood.verb("took territory", "take territory", out);
            out.push_str(" from ");
        } else {
            mood.verb(past, base, out);
            out.push(' ');
        }
        patients.write(out);
        return;
    }
    if let Some((past, base)) = alone(c.kind) {
        agents.write(out);
        out.push(' ');
        mood.verb(past, base, out);
        return;
    }
    mood.there(noun, out);
    out.push_str(match c.kind {
        ClaimType::Dissent => {
            let of_people = c.agent.iter().any(|p| p.role.is_some() || p.private);
            match (of_people, agents.is_one()) {
                (true, true) => " by ",
                (true, false) => " among ",
                _ => " within ",
            }
        }
        ClaimType::Clash | ClaimType::Ceasefire | ClaimType::Negotiation if agents.is_one() => " involving ",
        ClaimType::Clash | ClaimType::Ceasefire | ClaimType::Negotiation => " between ",
        _ => " by ",
    });
    agents.write(out);
}

/// Writes what somebody suffered of whom nobody says who did it.
fn suffered(c: &Claim, patients: &Listed, mood: Mood, out: &mut String) {
    let (noun, past, base) = words(c.kind);
    match done_to(c.kind) {
        Some(done) => {
            patients.write(out);
            out.extend([mood.was(patients.is_one()), done]);
        }
        None if c.kind == ClaimType::Disappearance => {
            patients.write(out);
            out.push(' ');
            mood.verb(past, base, out);
        }
        None => {
            mood.there(noun, out);
            let towards = if holds_ground(c) { "from" } else { towards(c.kind) };
            out.extend([" ", towards, " "]);
            patients.write(out);
        }
    }
}

/// Whether a claim takes ground from whom it names, and no building.
fn holds_ground(c: &Claim) -> bool {
    c.kind == ClaimType::Capture && c.target.is_none()
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
