//! Families of claim types, and which types may tell one event.
//!
//! In: two types; out: whether and how well they fit. A raid, the deaths in it and the damage done are one event
//! told three ways: «غارة» (ghara, a strike), «مقتل خمسة» (maqtal khamsa, the killing of five) and «دمار» (damar, damage).
//! Nothing here looks at places, days or people.

use isnad_model::ClaimType;

/// Kinds of claim that may stand for one another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Family {
    /// Harm by force.
    Violence,
    /// People held, punished, gone.
    Detention,
    /// Who stands with whom.
    Allegiance,
    /// Who holds what.
    Territory,
    /// Words between parties.
    Talk,
    /// Everything that befalls civilians without a shot.
    Civil,
}

/// How two types fit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fit {
    /// The same type.
    Same,
    /// A cause and its result, or two words for one thing.
    Close,
    /// Accounts may confuse the two; other evidence must carry the link.
    Loose,
    /// Never one event.
    None,
}

/// The family of a type.
pub(crate) const fn of(kind: ClaimType) -> Family {
    use ClaimType as T;
    match kind {
        T::Airstrike
        | T::Shelling
        | T::Bombing
        | T::Shooting
        | T::Killing
        | T::Injury
        | T::Clash
        | T::Offensive
        | T::Execution
        | T::AssassinationAttempt
        | T::Damage => Family::Violence,
        T::Arrest | T::Abduction | T::Punishment | T::Escape | T::Disappearance => Family::Detention,
        T::Defection | T::Pledge | T::Surrender | T::Dissent | T::Recruitment | T::Appointment | T::CoupAttempt => {
            Family::Allegiance
        }
        T::Control | T::Capture | T::Loss | T::Siege => Family::Territory,
        T::Negotiation | T::Mediation | T::Ceasefire | T::Accusation | T::Threat => Family::Talk,
        T::Displacement | T::Demolition | T::Protest | T::Aid | T::Trade => Family::Civil,
    }
}

/// Whether the type tells what came of an event rather than what it was.
pub(crate) const fn is_result(kind: ClaimType) -> bool {
    matches!(kind, ClaimType::Killing | ClaimType::Injury | ClaimType::Damage)
}

/// Whether the type names something that lasts rather than something that happens on a day.
pub(crate) const fn is_state(kind: ClaimType) -> bool {
    matches!(
        kind,
        ClaimType::Control | ClaimType::Siege | ClaimType::Dissent | ClaimType::Disappearance | ClaimType::Trade
    )
}

/// How specific a type is as the name of an event: causes before results.
pub(crate) const fn specificity(kind: ClaimType) -> u8 {
    match kind {
        ClaimType::Injury | ClaimType::Damage => 0,
        ClaimType::Killing => 1,
        ClaimType::Offensive => 2,
        _ => 3,
    }
}

/// How two types fit; symmetric.
pub(crate) fn fit(a: ClaimType, b: ClaimType) -> Fit {
    use ClaimType as T;
    if a == b {
        return Fit::Same;
    }
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    let violent = |t| of(t) == Family::Violence;
    if violent(a) && violent(b) {
        return match (a, b) {
            // An execution or a shooting is not wounded people in general, but its dead are a killing.
            (T::Execution, T::Injury | T::Damage) => Fit::None,
            _ if is_result(a) || is_result(b) => Fit::Close,
            (T::Clash, T::Offensive | T::Shooting) | (T::Bombing | T::Shooting, T::AssassinationAttempt) => Fit::Close,
            (T::Clash | T::Offensive, T::Execution | T::AssassinationAttempt)
            | (T::Airstrike | T::Shelling | T::Bombing, T::Execution) => Fit::None,
            _ => Fit::Loose,
        };
    }
    match (a, b) {
        // The dead of a coup attempt, the arrest that a raid made, houses destroyed by a strike.
        (T::CoupAttempt, T::Killing | T::Injury | T::Shooting | T::Clash)
        | (T::Killing | T::Injury | T::Shooting | T::Clash, T::CoupAttempt)
        | (T::Arrest, T::Abduction)
        | (T::Capture, T::Loss)
        | (T::Control, T::Capture)
        | (T::Defection, T::Dissent | T::Surrender)
        | (T::Negotiation, T::Mediation | T::Ceasefire)
        | (T::Mediation, T::Ceasefire)
        | (T::Escape, T::Disappearance | T::Defection)
        | (T::Demolition, T::Damage)
        | (T::Damage, T::Demolition)
        | (T::Offensive, T::Capture) => Fit::Loose,
        _ => Fit::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ClaimType as T;

    #[test]
    fn fits_are_symmetric_and_results_go_with_causes() {
        for a in T::ALL {
            for b in T::ALL {
                assert_eq!(fit(*a, *b), fit(*b, *a), "{a} {b}");
            }
        }
        for (a, b, want) in [
            (T::Airstrike, T::Killing, Fit::Close),
            (T::Airstrike, T::Shelling, Fit::Loose),
            (T::Clash, T::Shooting, Fit::Close),
            (T::Execution, T::Injury, Fit::None),
            (T::Killing, T::CoupAttempt, Fit::Loose),
            (T::Airstrike, T::Arrest, Fit::None),
            (T::Capture, T::Loss, Fit::Loose),
        ] {
            assert_eq!(fit(a, b), want, "{a} {b}");
        }
    }
}
