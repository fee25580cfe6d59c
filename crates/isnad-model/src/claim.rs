//! Claims: what one source says happened, with its parts.

use crate::{ClaimId, Count, EntityId, Place, Quoted, ReportId, RuleId, Span, Timex};
use std::borrow::Cow;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $var:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$vdoc])* $var,)* }
        impl $name {
            /// Every value, in declaration order.
            pub const ALL: &'static [Self] = &[$(Self::$var,)*];
            /// The word used in data and records.
            #[must_use]
            pub const fn as_str(self) -> &'static str { match self { $(Self::$var => $word,)* } }
            /// Reads the word used in data and records.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> { match word { $($word => Some(Self::$var),)* _ => None } }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
    )*};
}
pub(crate) use words;

words! {
    /// The kinds of event and state that claims tell.
    ClaimType {
        /// Two armed sides exchange fire; a battle; infighting.
        Clash = "clash",
        /// An announced attack or advance by ground forces.
        Offensive = "offensive",
        /// An attack from aircraft.
        Airstrike = "airstrike",
        /// Artillery, rockets, mortars.
        Shelling = "shelling",
        /// Car bomb, IED, suicide bomb, mine.
        Bombing = "bombing",
        /// One side opens fire on people.
        Shooting = "shooting",
        /// People reported killed with no more specific manner; a targeted killing.
        Killing = "killing",
        /// Put to death as punishment.
        Execution = "execution",
        /// An attempt on a life.
        AssassinationAttempt = "assassination_attempt",
        /// An attempt to topple or seize a leader.
        CoupAttempt = "coup_attempt",
        /// People hurt, when no other event carries it.
        Injury = "injury",
        /// Arrest, capture of a person by a force.
        Arrest = "arrest",
        /// Abduction.
        Abduction = "abduction",
        /// Flogging, fine, sentence passed; not death.
        Punishment = "punishment",
        /// From prison, siege or a held area; flight.
        Escape = "escape",
        /// Leaves or breaks with a group.
        Defection = "defection",
        /// Surrender.
        Surrender = "surrender",
        /// Swears or declares allegiance, joins a group.
        Pledge = "pledge",
        /// Refuses orders, protests against the leadership, dispute without fire.
        Dissent = "dissent",
        /// One party publicly accuses another.
        Accusation = "accusation",
        /// Threat, bounty, call to violence.
        Threat = "threat",
        /// Talks, an offer, a proposal; its failure or rejection.
        Negotiation = "negotiation",
        /// A third party ends or eases a conflict.
        Mediation = "mediation",
        /// Ceasefire.
        Ceasefire = "ceasefire",
        /// Houses or property destroyed or seized outside battle.
        Demolition = "demolition",
        /// Infrastructure or equipment destroyed by attack, stated apart from the attack.
        Damage = "damage",
        /// People leave, are moved or expelled.
        Displacement = "displacement",
        /// Siege.
        Siege = "siege",
        /// A party holds a place.
        Control = "control",
        /// A party takes a place.
        Capture = "capture",
        /// A party loses a place or withdraws.
        Loss = "loss",
        /// Takes or is given an office.
        Appointment = "appointment",
        /// Recruitment.
        Recruitment = "recruitment",
        /// Protest.
        Protest = "protest",
        /// Aid, rescue, recovery of bodies.
        Aid = "aid",
        /// Oil, smuggling, ransom, taxes.
        Trade = "trade",
        /// A person goes missing, hides.
        Disappearance = "disappearance",
    }
    /// Whether the claim says that it happened.
    Modality {
        /// Stated as having happened or happening.
        Actual = "actual",
        /// Intended, offered, threatened, demanded, expected, conditional.
        Planned = "planned",
        /// The source says that it did not happen.
        Denied = "denied",
    }
    /// How the outermost speaker holds the claim.
    Stance {
        /// In its own voice.
        Asserted = "asserted",
        /// With doubt («زعم»).
        Alleged = "alleged",
        /// As untrue.
        Denied = "denied",
        /// As what another said.
        Reported = "reported",
    }
    /// Who a link of the chain of sources is.
    SourceKind {
        /// Somebody who saw it.
        Eyewitness = "eyewitness",
        /// A defector or fighter speaking of his own side.
        Participant = "participant",
        /// A named person with an office.
        Official = "official",
        /// An analyst or expert.
        Expert = "expert",
        /// Any unnamed person or source.
        Anonymous = "anonymous",
        /// The outlet's own correspondent.
        Reporter = "reporter",
        /// A cited newspaper, broadcaster, site, page or network.
        Media = "media",
        /// A news agency.
        Agency = "agency",
        /// The publisher of the report.
        Outlet = "outlet",
        /// A monitor, relief body, rights group or international body.
        Organisation = "organisation",
        /// An armed or political group speaking.
        Party = "party",
        /// A named person with no office.
        Named = "named",
        /// Nobody is named as saying it.
        Unstated = "unstated",
    }
    /// What happened to the people of a count.
    Outcome {
        /// Died.
        Killed = "killed",
        /// Hurt.
        Injured = "injured",
        /// Not found.
        Missing = "missing",
        /// Held.
        Detained = "detained",
    }
    /// Whether people are civilians.
    Status {
        /// Civilians.
        Civilian = "civilian",
        /// Fighters, soldiers.
        Combatant = "combatant",
        /// Not said.
        Unknown = "unknown",
    }
}

/// A participant of a claim: words of the text, perhaps an entity.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Participant {
    /// The noun phrase.
    pub quoted: Quoted,
    /// Whom it names or belongs to.
    pub entity: Option<EntityId>,
    /// Free English noun («fighters», «commander»).
    pub role: Option<String>,
    /// How many.
    pub count: Option<Count>,
    /// The phrase names a private person: redacted on the way out.
    pub private: bool,
}

/// People killed, injured, missing or detained.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Casualty {
    /// What happened to them.
    pub outcome: Outcome,
    /// How many.
    pub count: Count,
    /// Civilians or combatants.
    pub status: Status,
    /// `women`, `children`, `medics`, `journalists` …
    pub group: Option<String>,
    /// Whose combatants.
    pub side: Option<EntityId>,
    /// Names of victims.
    pub names: Vec<Quoted>,
    /// The words.
    pub span: Span,
    /// Part of another count of the claim: not added to the whole.
    pub part: bool,
}

/// A weapon, or an object hit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Thing {
    /// The words.
    pub quoted: Quoted,
    /// English class (`drone`, `barrel bomb`; `hospital`, `market`).
    pub class: String,
}

/// A link of the chain of sources.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// The words that name the source; `None` where the text does not name it there (an outlet, mostly).
    pub quoted: Option<Quoted>,
    /// What kind of source.
    pub kind: SourceKind,
    /// Who, where known.
    pub entity: Option<EntityId>,
    /// The reporting expression.
    pub cue: Option<Quoted>,
    /// The words name a private person: redacted on the way out.
    pub private: bool,
}

/// What one source says happened.
#[derive(Clone, PartialEq, Debug)]
pub struct Claim {
    /// Content-derived id.
    pub id: ClaimId,
    /// Report that states it.
    pub report: ReportId,
    /// Kind of event or state.
    pub kind: ClaimType,
    /// Said to have happened, planned, denied.
    pub modality: Modality,
    /// One clause.
    pub quote: Quoted,
    /// One to three words that name the event.
    pub trigger: Quoted,
    /// Where the same source states the same event again in this report.
    pub also: Vec<Quoted>,
    /// Who does it.
    pub agent: Vec<Participant>,
    /// To whom.
    pub patient: Vec<Participant>,
    /// People said to have died in this event.
    pub killed: Option<Count>,
    /// People said to have been hurt in this event.
    pub injured: Option<Count>,
    /// The parts of the toll.
    pub casualties: Vec<Casualty>,
    /// With what.
    pub means: Option<Thing>,
    /// What was hit.
    pub target: Option<Thing>,
    /// Where.
    pub place: Option<Place>,
    /// When: the words and what they resolve to.
    pub time: Option<(Quoted, Timex)>,
    /// A toll over a period, not one event.
    pub total: bool,
    /// From the source closest to the event outward, the outlet last. Never empty.
    pub sources: Vec<Source>,
    /// How the outermost speaker holds it.
    pub stance: Stance,
    /// Calibrated share of claims like this one that are right, 0 to 1.
    pub confidence: f64,
    /// One English line.
    pub english: String,
    /// What built it.
    pub rules: Vec<RuleId>,
    /// What speaks for and against it; `confidence` is made of these.
    pub signs: Vec<Cow<'static, str>>,
    /// The model that read it; nothing for the built-in analysis.
    pub reader: Option<String>,
}
