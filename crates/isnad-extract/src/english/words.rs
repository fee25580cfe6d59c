//! English words of the lines: types of claims, articles, numbers.
//!
//! In: types, role nouns, English names. Out: their words. Invariant: no word depends on another claim. Deliberately knows
//! no Arabic. Example: «قصف» (shelling) with whom it hit is "shelled".

use isnad_model::{ClaimType, Count};

/// The participle that says what is done to the patients, where the type has one.
pub(super) fn done_to(kind: ClaimType) -> Option<&'static str> {
    use ClaimType as T;
    Some(match kind {
        T::Offensive => "attacked",
        T::Airstrike => "hit by an airstrike",
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
        T::AssassinationAttempt => "the target of an assassination attempt",
        _ => return None,
    })
}

/// The noun of a type, its verb in the past and in the base form.
pub(super) fn words(kind: ClaimType) -> (&'static str, &'static str, &'static str) {
    use ClaimType as T;
    match kind {
        T::Clash => ("a clash", "fought", "fight"),
        T::Offensive => ("an attack", "attacked", "attack"),
        T::Airstrike => (
            "an airstrike",
            "carried out an airstrike on",
            "carry out an airstrike on",
        ),
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

/// «a commander», «an officer».
pub(super) fn with_article(noun: &str) -> String {
    if noun == "other" {
        return "another person".to_owned();
    }
    let vowel = noun.chars().next().is_some_and(|c| "aeiouAEIOU".contains(c));
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// Whether an English role noun is a plural: «gunmen», «forces».
pub(super) fn plural(noun: &str) -> bool {
    let last = noun.rsplit(' ').next().unwrap_or(noun);
    noun.starts_with("people ")
        || (last.ends_with('s') && !last.ends_with("ss"))
        || last.ends_with("men")
        || matches!(last, "people" | "children" | "police")
}

/// Whether the type is something that people suffer.
pub(super) fn of_people(kind: ClaimType) -> bool {
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

/// «1,200», «about 40», «20 to 99», «at least 6».
pub(super) fn number(c: Count) -> String {
    let about = if c.approx { "about " } else { "" };
    match c.high {
        Some(h) if h == c.low => format!("{about}{}", digits(c.low)),
        Some(h) => format!("{about}{} to {}", digits(c.low), digits(h)),
        None => format!("at least {}", digits(c.low)),
    }
}

/// A number with its thousands apart.
fn digits(n: u64) -> String {
    let plain = n.to_string();
    let mut out = String::new();
    for (i, c) in plain.chars().enumerate() {
        if i > 0 && (plain.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// What stands between the noun of a type and whom it was done to, where nobody is said to have done it.
pub(super) fn towards(kind: ClaimType) -> &'static str {
    use ClaimType as T;
    match kind {
        T::Clash | T::Ceasefire | T::Negotiation => "involving",
        T::Mediation => "between",
        T::Defection | T::Escape => "from",
        T::Surrender | T::Pledge | T::Loss => "to",
        T::Dissent | T::CoupAttempt | T::Protest => "against",
        T::Trade => "with",
        _ => "concerning",
    }
}

/// Past and base form of the verb of a type that needs nobody to whom it is done.
pub(super) fn alone(kind: ClaimType) -> Option<(&'static str, &'static str)> {
    use ClaimType as T;
    Some(match kind {
        T::Control => ("held territory", "hold territory"),
        T::Capture => ("took territory", "take territory"),
        T::Loss => ("lost ground or withdrew", "lose ground or withdraw"),
        T::Escape => ("escaped", "escape"),
        T::Disappearance => ("disappeared", "disappear"),
        T::Protest => ("protested", "protest"),
        T::Surrender => ("surrendered", "surrender"),
        T::Defection => ("defected", "defect"),
        T::Pledge => ("pledged allegiance", "pledge allegiance"),
        _ => return None,
    })
}

/// Words at the end of an English name that take «the» before it.
const DEFINITE: [&str; 64] = [
    "government",
    "army",
    "forces",
    "force",
    "police",
    "movement",
    "coalition",
    "council",
    "state",
    "states",
    "front",
    "observatory",
    "league",
    "party",
    "union",
    "brigade",
    "brigades",
    "battalion",
    "battalions",
    "division",
    "authority",
    "ministry",
    "committee",
    "centre",
    "center",
    "resistance",
    "opposition",
    "service",
    "services",
    "group",
    "tribes",
    "province",
    "organisation",
    "organization",
    "nations",
    "emirates",
    "corps",
    "guard",
    "guards",
    "legion",
    "apparatus",
    "command",
    "chamber",
    "network",
    "directorate",
    "federation",
    "crescent",
    "cross",
    "houthis",
    "taliban",
    "peshmerga",
    "janjaweed",
    "strip",
    "bank",
    "heights",
    "zone",
    "refinery",
    "border",
    "dam",
    "bloc",
    "room",
    "triangle",
    "region",
    "axis",
];

/// An English name as it stands in a sentence: «the Syrian government», «Hezbollah», «the Gaza Strip».
pub(super) fn definite(name: &str) -> String {
    let begins_more = |rest: &str| {
        ["(", "of ", "for ", "against ", "in "]
            .iter()
            .any(|part| rest.starts_with(part))
    };
    let end = name
        .match_indices(' ')
        .map(|(i, _)| i)
        .find(|i| begins_more(&name[i + 1..]))
        .unwrap_or(name.len());
    let head = &name[..end];
    let last = head.rsplit(' ').next().unwrap_or(head);
    let bare = name.get(..4).is_none_or(|start| !start.eq_ignore_ascii_case("the "));
    let mut out = String::with_capacity(name.len() + 4);
    if bare && DEFINITE.iter().any(|word| word.eq_ignore_ascii_case(last)) {
        out.push_str("the ");
    }
    out.push_str(name);
    out
}

/// «a, b and c».
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_take_their_article() {
        for (name, wanted) in [
            ("Syrian government", "the Syrian government"),
            (
                "Yemeni army (recognised government)",
                "the Yemeni army (recognised government)",
            ),
            ("Army of Tribes and Clans", "the Army of Tribes and Clans"),
            ("Global Coalition against ISIS", "the Global Coalition against ISIS"),
            ("United States", "the United States"),
            ("Gaza Strip", "the Gaza Strip"),
            ("Houthis", "the Houthis"),
            ("The Hague Group", "The Hague Group"),
            ("Hezbollah", "Hezbollah"),
            ("Russia", "Russia"),
            ("", ""),
        ] {
            assert_eq!(definite(name), wanted);
        }
    }

    #[test]
    fn lists_and_numbers_read_well() {
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(
            [listed(&names[..1]), listed(&names[..2]), listed(&names)],
            ["a", "a and b", "a, b and c"]
        );
        assert_eq!(
            [0, 999, 1_000, 1_234_567].map(digits),
            ["0", "999", "1,000", "1,234,567"]
        );
        assert!(plural("people killed") && plural("gunmen") && !plural("press"));
    }
}
