//! What linking yields: copies, origins, events, relations.

use crate::claim::words;
use crate::{Casualty, ClaimId, ClaimType, EventId, OriginId, Participant, Place, RelationId, ReportId, Thing};
use jiff::civil::Date;

words! {
    /// How one report's text reuses another's.
    CopyKind {
        /// The same words.
        Identical = "identical",
        /// Nearly the same words.
        Near = "near",
        /// Passages of it.
        Partial = "partial",
    }
    /// How well an event is attested.
    Corroboration {
        /// One report.
        Single = "single",
        /// Many outlets, one origin.
        Repeated = "repeated",
        /// Two or more independent origins.
        Corroborated = "corroborated",
        /// Who did it or what it was is disputed.
        Contested = "contested",
    }
    /// Ties between entities.
    RelationKind {
        /// Belongs to.
        MemberOf = "member_of",
        /// Leads.
        Leads = "leads",
        /// Swore allegiance to.
        PledgedTo = "pledged_to",
        /// Broke with.
        DefectedFrom = "defected_from",
        /// Fights.
        Fights = "fights",
        /// Is allied with.
        AlliedWith = "allied_with",
        /// Dissents from.
        DissentsFrom = "dissents_from",
        /// Is kin of.
        KinOf = "kin_of",
        /// Holds a place.
        Holds = "holds",
    }
}

/// What a later text says otherwise than the one before it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Change {
    /// `killed`, `injured`, `name`, `agent`, `place`, `claim`.
    pub field: String,
    /// What the earlier says; empty where it says nothing.
    pub before: String,
    /// What the later says; empty where it says nothing.
    pub after: String,
}

/// Who takes from whom: an edge of the citation graph.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Citation {
    /// Who cites: the outlet or the medium that retells.
    pub from: String,
    /// Who is cited.
    pub to: String,
    /// Reports that show it, sorted.
    pub reports: Vec<ReportId>,
}

/// One report's text comes from another's.
#[derive(Clone, PartialEq, Debug)]
pub struct Copy {
    /// The copy.
    pub report: ReportId,
    /// The likely first.
    pub of: ReportId,
    /// Share of the copy's shingles that stand in the first, 0 to 1.
    pub overlap: f64,
    /// How much.
    pub kind: CopyKind,
    /// What the copy added, dropped or changed, sorted.
    pub changes: Vec<Change>,
}

/// A later capture of the same address.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Version {
    /// The later.
    pub report: ReportId,
    /// The earlier.
    pub of: ReportId,
    /// What changed, sorted.
    pub changes: Vec<Change>,
}

/// Where accounts enter the public; copies and retellings fold into it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Origin {
    /// Content-derived id.
    pub id: OriginId,
    /// Kind of the source at the end of the chain (`media`, `organisation`, `quotation` …).
    pub kind: String,
    /// Name, where it has one.
    pub name: Option<String>,
    /// Claims that go back to it, sorted.
    pub claims: Vec<ClaimId>,
}

/// A toll over several accounts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Toll {
    /// Least that any account says.
    pub low: u64,
    /// The value with most independent origins, then of the later report.
    pub best: u64,
    /// Most that any account says; `None` where the greatest is open.
    pub high: Option<u64>,
}

/// One value of a disputed field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Account {
    /// The value, as text.
    pub value: String,
    /// Who says so.
    pub claims: Vec<ClaimId>,
    /// From where.
    pub origins: Vec<OriginId>,
}

/// A field on which accounts disagree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contradiction {
    /// `killed`, `injured`, `agent`, `type`, `date`, `happened` …
    pub field: String,
    /// The values, sorted.
    pub values: Vec<Account>,
}

/// Why two claims were judged to tell one event.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    /// One claim.
    pub a: ClaimId,
    /// The other.
    pub b: ClaimId,
    /// 0 to 1.
    pub score: f64,
    /// Reasons in English, strongest first.
    pub because: Vec<String>,
}

/// Claims judged to tell one occurrence.
#[derive(Clone, PartialEq, Debug)]
pub struct Event {
    /// Content-derived id.
    pub id: EventId,
    /// The most specific type that most origins give.
    pub kind: ClaimType,
    /// Claims, sorted.
    pub claims: Vec<ClaimId>,
    /// Reports, sorted.
    pub reports: Vec<ReportId>,
    /// First day of the narrowest interval that the claims support.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// The most specific place that the claims support.
    pub place: Option<Place>,
    /// Merged.
    pub agent: Vec<Participant>,
    /// Merged.
    pub patient: Vec<Participant>,
    /// Merged.
    pub means: Option<Thing>,
    /// Merged.
    pub target: Option<Thing>,
    /// Deaths.
    pub killed: Option<Toll>,
    /// Injuries.
    pub injured: Option<Toll>,
    /// Parts of the toll, merged.
    pub casualties: Vec<Casualty>,
    /// Where the accounts come from.
    pub origins: Vec<Origin>,
    /// How many of them are independent.
    pub independent_origins: u32,
    /// How well it is attested.
    pub corroboration: Corroboration,
    /// Where accounts disagree.
    pub contradictions: Vec<Contradiction>,
    /// Evidence for the link.
    pub why: Vec<Link>,
}

/// A dated tie between entities.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Relation {
    /// Content-derived id.
    pub id: RelationId,
    /// What tie.
    pub kind: RelationKind,
    /// Who: an entity id or, where there is none, the words.
    pub from: String,
    /// To whom or what.
    pub to: String,
    /// First day.
    pub since: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Claims behind it, sorted.
    pub claims: Vec<ClaimId>,
}

/// Everything that linking says of a set of reports. Every list is sorted.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Linked {
    /// Text reuse, sorted by report.
    pub copies: Vec<Copy>,
    /// Captures of one address over time, sorted by report.
    pub versions: Vec<Version>,
    /// Events, sorted by id.
    pub events: Vec<Event>,
    /// Relations, sorted by id.
    pub relations: Vec<Relation>,
    /// The citation graph, sorted.
    pub citations: Vec<Citation>,
}
