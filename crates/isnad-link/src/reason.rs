//! The pieces of evidence that two claims tell one event, and how they are worded.
//!
//! In: nothing; out: reasons, each with its words in English, which stand in the records beside every link.
//! «same number of dead: 5» is what «خمسة قتلى» (khamsat qatla, five dead) told twice comes to. Weights are not here: they stand
//! where the evidence is judged.

/// Whom a number counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Counted {
    Dead,
    Injured,
}

impl Counted {
    fn word(self) -> &'static str {
        match self {
            Self::Dead => "dead",
            Self::Injured => "injured",
        }
    }
}

/// One piece of evidence.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Reason {
    SameReport,
    CopiedText,
    /// Two captures of one address.
    LaterVersion,
    SamePlace,
    Kilometres(f32),
    Contains,
    SameArea,
    SameDay,
    NextDay,
    TimesOverlap,
    SameMonthDay,
    SameWeekday,
    SameToll(Counted, u64),
    CompatibleToll(Counted),
    DifferentToll(Counted),
    SameType,
    CloseType,
    LooseType,
    SameAgent,
    OtherAgent,
    SamePatient,
    SameNames,
    SameMeans,
    SameTarget,
    OneClause,
    OnlyDay,
    Window(i32),
    AlikeWords,
}

impl Reason {
    /// The reason in English.
    pub(crate) fn words(self) -> String {
        match self {
            Self::SameReport => "told in one report".to_owned(),
            Self::CopiedText => "one text is copied from the other".to_owned(),
            Self::LaterVersion => "one text is a later version of the other".to_owned(),
            Self::SamePlace => "same place".to_owned(),
            Self::Kilometres(km) => format!("places {km:.0} km apart"),
            Self::Contains => "one place lies in the other".to_owned(),
            Self::SameArea => "places of one area".to_owned(),
            Self::SameDay => "same day".to_owned(),
            Self::NextDay => "days next to each other".to_owned(),
            Self::TimesOverlap => "times overlap".to_owned(),
            Self::SameMonthDay => "same day and month, year not stated".to_owned(),
            Self::SameWeekday => "same day of the week".to_owned(),
            Self::SameToll(whom, n) => format!("same number of {}: {n}", whom.word()),
            Self::CompatibleToll(whom) => format!("numbers of {} fit", whom.word()),
            Self::DifferentToll(whom) => format!("numbers of {} differ", whom.word()),
            Self::SameType => "same type".to_owned(),
            Self::CloseType => "types fit".to_owned(),
            Self::LooseType => "types differ".to_owned(),
            Self::SameAgent => "same agent".to_owned(),
            Self::OtherAgent => "agents differ".to_owned(),
            Self::SamePatient => "same patient".to_owned(),
            Self::SameNames => "same names".to_owned(),
            Self::SameMeans => "same means".to_owned(),
            Self::SameTarget => "same target".to_owned(),
            Self::OneClause => "stated in one clause".to_owned(),
            Self::OnlyDay => "few days are known of the place".to_owned(),
            Self::Window(days) => format!("one of them is of one of {days} days, the other fits"),
            Self::AlikeWords => "told in alike words".to_owned(),
        }
    }
}
