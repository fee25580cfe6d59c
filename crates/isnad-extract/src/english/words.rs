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

/// Writes «a commander», «an officer».
pub(super) fn with_article(noun: &str, out: &mut String) {
    if noun == "other" {
        out.push_str("another person");
        return;
    }
    let vowel = matches!(
        noun.bytes().next(),
        Some(b'a' | b'e' | b'i' | b'o' | b'u' | b'A' | b'E' | b'I' | b'O' | b'U')
    );
    out.extend([if vowel { "an " } else { "a " }, noun]);
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

/// Writes «1,200», «about 40», «20 to 99», «at least 6».
pub(super) fn number(c: Count, out: &mut String) {
    if c.high.is_none() {
        out.push_str("at least ");
    } else if c.approx {
        out.push_str("about ");
    }
    digits(c.low, out);
    if let Some(high) = c.high.filter(|h| *h != c.low) {
        out.push_str(" to ");
        digits(high, out);
    }
}

/// Writes a number with its thousands apart.
fn digits(n: u64, out: &mut String) {
    let start = out.len();
    let mut rest = n;
    loop {
        let digit = (rest % 10) as u8;
        out.insert(start, char::from(b'0' + digit));
        rest /= 10;
        if rest == 0 {
            return;
        }
        if (out.len() - start) % 4 == 3 {
            out.insert(start, ',');
        }
    }
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

/// Whether «the» stands before an English name whose head ends in this word.
fn takes_article(last: &str) -> bool {
    let mut lower = [0; 16];
    let Some(word) = lower.get_mut(..last.len()) else {
        return false;
    };
    word.copy_from_slice(last.as_bytes());
    word.make_ascii_lowercase();
    matches!(
        &*word,
        b"government"
            | b"army"
            | b"forces"
            | b"force"
            | b"police"
            | b"movement"
            | b"coalition"
            | b"council"
            | b"state"
            | b"states"
            | b"front"
            | b"observatory"
            | b"league"
            | b"party"
            | b"union"
            | b"brigade"
            | b"brigades"
            | b"battalion"
            | b"battalions"
            | b"division"
            | b"authority"
            | b"ministry"
            | b"committee"
            | b"centre"
            | b"center"
            | b"resistance"
            | b"opposition"
            | b"service"
            | b"services"
            | b"group"
            | b"tribes"
            | b"province"
            | b"organisation"
            | b"organization"
            | b"nations"
            | b"emirates"
            | b"corps"
            | b"guard"
            | b"guards"
            | b"legion"
            | b"apparatus"
            | b"command"
            | b"chamber"
            | b"network"
            | b"directorate"
            | b"federation"
            | b"crescent"
            | b"cross"
            | b"houthis"
            | b"taliban"
            | b"peshmerga"
            | b"janjaweed"
            | b"strip"
            | b"bank"
            | b"heights"
            | b"zone"
            | b"refinery"
            | b"border"
            | b"dam"
            | b"bloc"
            | b"room"
            | b"triangle"
            | b"region"
            | b"axis"
    )
}

/// An English name with the article that it takes in a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Definite<'a> {
    article: &'static str,
    name: &'a str,
}

impl Definite<'_> {
    /// Writes it.
    pub(super) fn write(self, out: &mut String) {
        out.extend([self.article, self.name]);
    }

    /// Whether a text is this name.
    pub(super) fn is(self, text: &str) -> bool {
        text.strip_prefix(self.article) == Some(self.name)
    }
}

/// An English name as it stands in a sentence: «the Syrian government», «Hezbollah», «the Gaza Strip».
pub(super) fn definite(name: &str) -> Definite<'_> {
    let begins_more = |rest: &str| {
        ["(", "of ", "for ", "against ", "in "]
            .iter()
            .any(|part| rest.starts_with(part))
    };
    // A blank is one byte, and no part of another letter.
    let blank = |b: &u8| *b == b' ';
    let mut blanks = name.bytes().enumerate().filter(|(_, b)| blank(b)).map(|(i, _)| i);
    let end = blanks.find(|i| begins_more(&name[i + 1..])).unwrap_or(name.len());
    let head = &name[..end];
    let last = head.bytes().rposition(|b| blank(&b)).map_or(head, |i| &head[i + 1..]);
    let bare = name.get(..4).is_none_or(|start| !start.eq_ignore_ascii_case("the "));
    let article = if bare && takes_article(last) { "the " } else { "" };
    Definite { article, name }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl Fn(&mut String)) -> String {
        let mut out = String::new();
        write(&mut out);
        out
    }

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
            assert_eq!(written(|out| definite(name).write(out)), wanted);
            assert!(definite(name).is(wanted));
        }
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!(
            [0, 999, 1_000, 120_000, 1_234_567].map(|n| written(|out| digits(n, out))),
            ["0", "999", "1,000", "120,000", "1,234,567"]
        );
        assert!(plural("people killed") && plural("gunmen") && !plural("press"));
    }
}
