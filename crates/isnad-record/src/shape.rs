//! The published shapes: what readers of the records may rely on.
//!
//! Keys stand in the order in which they are written. Optional keys that hold nothing are left out only where the
//! schema marks them with `?`. Readers must ignore keys they do not know.
//! Example: of «بلدة الباغوز» (the town of al-Baghuz) a place record holds the words, their span and the coordinates.

use serde::{Deserialize, Serialize};

/// `[start, end)` in bytes of the report's text.
pub type SpanRecord = [u32; 2];

macro_rules! shapes {
    ($($(#[$doc:meta])* $name:ident { $($(#[$m:meta])* $field:ident: $ty:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
        pub struct $name { $($(#[$m])* pub $field: $ty,)* }
    )*};
}

fn is_false(b: &bool) -> bool {
    !*b
}

shapes! {
    /// Words and where they stand.
    QuotedRecord {
        /// The slice.
        text: String,
        /// Where.
        span: SpanRecord,
    }
    /// The publisher.
    OutletRecord {
        /// As named.
        text: String,
        /// Where in the text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        span: Option<SpanRecord>,
        /// Lexicon id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        /// Lexicon name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    }
    /// Publication date.
    PublishedRecord {
        /// ISO date.
        value: String,
        /// Where in the text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        span: Option<SpanRecord>,
        /// `stated`, `metadata`, `given`, `republication`.
        trust: String,
    }
    /// What a later text says otherwise.
    ChangeRecord {
        /// What changed.
        field: String,
        /// Before.
        before: String,
        /// After.
        after: String,
    }
    /// Text taken from another report.
    CopyRecord {
        /// The other.
        report: String,
        /// 0 to 1.
        overlap: f64,
        /// `identical`, `near`, `partial`.
        kind: String,
        /// What the copy says otherwise.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        changes: Vec<ChangeRecord>,
    }
    /// Something doubtful.
    DiagnosticRecord {
        /// Stable code.
        code: String,
        /// `info`, `warning`, `error`.
        severity: String,
        /// Where.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        span: Option<SpanRecord>,
        /// In words.
        message: String,
    }
    /// A person, group or place named.
    MentionRecord {
        /// The words.
        text: String,
        /// Where.
        span: SpanRecord,
        /// `public_person`, `private_person`, `organisation`, `place`.
        kind: String,
        /// Whom.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entity: Option<String>,
    }
    /// `isnad.report/1`.
    ReportRecord {
        /// `isnad.report/1`.
        schema: String,
        /// Id.
        id: String,
        /// Id of the JSON Lines input.
        external_id: Option<String>,
        /// Path below the input root.
        path: Option<String>,
        /// Address.
        url: Option<String>,
        /// Digest of the bytes.
        sha256: String,
        /// Encoding.
        encoding: String,
        /// Language.
        lang: String,
        /// The decoded text in full.
        text: String,
        /// Headline.
        title: Option<String>,
        /// Where the headline stands.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title_span: Option<SpanRecord>,
        /// Credited names.
        byline: Vec<String>,
        /// Publisher.
        outlet: Option<OutletRecord>,
        /// Publication date.
        published: Option<PublishedRecord>,
        /// The day that the article tells of itself, where no believable publication is stated.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        news_day: Option<String>,
        /// When the bytes were acquired, as the input said.
        retrieved: Option<String>,
        /// The article.
        body: Vec<SpanRecord>,
        /// What it was taken from.
        copy_of: Option<CopyRecord>,
        /// The earlier report of the same address.
        version_of: Option<String>,
        /// What changed since that version.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        version_changes: Vec<ChangeRecord>,
        /// Who and what is named.
        mentions: Vec<MentionRecord>,
        /// What was doubtful.
        diagnostics: Vec<DiagnosticRecord>,
    }
    /// A count of people.
    CountRecord {
        /// Least.
        low: u64,
        /// Most, null when open.
        high: Option<u64>,
        /// About.
        approx: bool,
    }
    /// Who does it, or to whom.
    ParticipantRecord {
        /// The words.
        text: String,
        /// Where.
        span: SpanRecord,
        /// Whom.
        entity: Option<String>,
        /// English noun.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        role: Option<String>,
        /// How many.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        count: Option<CountRecord>,
        /// A private person: redacted on the way out.
        #[serde(default, skip_serializing_if = "is_false")]
        private: bool,
    }
    /// A part of the toll.
    CasualtyRecord {
        /// `killed`, `injured`, `missing`, `detained`.
        outcome: String,
        /// Least.
        low: u64,
        /// Most.
        high: Option<u64>,
        /// About.
        #[serde(default, skip_serializing_if = "is_false")]
        approx: bool,
        /// `civilian`, `combatant`, `unknown`.
        status: String,
        /// `women`, `children` …
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<String>,
        /// Whose.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        side: Option<String>,
        /// Victims named.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        names: Vec<QuotedRecord>,
        /// Where.
        span: SpanRecord,
        /// Part of another count of the claim.
        #[serde(default, skip_serializing_if = "is_false")]
        part: bool,
    }
    /// A weapon or an object hit.
    ThingRecord {
        /// The words.
        text: String,
        /// Where.
        span: SpanRecord,
        /// English class.
        class: String,
    }
    /// Where.
    PlaceRecord {
        /// The words.
        text: String,
        /// Where they stand.
        span: SpanRecord,
        /// Gazetteer id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        /// Arabic name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// English name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_en: Option<String>,
        /// Latitude.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lat: Option<f64>,
        /// Longitude.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lon: Option<f64>,
        /// UCDP `where_prec`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        precision: Option<u8>,
        /// Ids upward.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        within: Vec<String>,
        /// Several far places fit.
        #[serde(default, skip_serializing_if = "is_false")]
        ambiguous: bool,
    }
    /// When.
    TimeRecord {
        /// The words.
        text: String,
        /// Where.
        span: SpanRecord,
        /// First day.
        from: Option<String>,
        /// Last day.
        to: Option<String>,
        /// UCDP `date_prec`.
        precision: u8,
        /// Needs an anchor.
        relative: bool,
        /// `gregorian`, `hijri`.
        calendar: String,
        /// `MM-DD` where month and day are spelled.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        md: Option<String>,
        /// Day of the week where one is spelled, 1 Monday to 7 Sunday.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weekday: Option<i8>,
        /// Days from the report's own day where the words say so («أمس» is -1).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        offset: Option<i16>,
        /// Month that the words say is the report's own («16 أيلول الجاري»).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        own_month: Option<i8>,
    }
    /// A link of the chain of sources.
    SourceRecord {
        /// The words.
        text: Option<String>,
        /// Where.
        span: Option<SpanRecord>,
        /// Kind.
        kind: String,
        /// Whom.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entity: Option<String>,
        /// Reporting expression.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cue: Option<QuotedRecord>,
        /// A private person.
        #[serde(default, skip_serializing_if = "is_false")]
        private: bool,
    }
    /// `isnad.claim/1`.
    ClaimRecord {
        /// `isnad.claim/1`.
        schema: String,
        /// Id.
        id: String,
        /// Report.
        report: String,
        /// Kind of event.
        r#type: String,
        /// `actual`, `planned`, `denied`.
        modality: String,
        /// One clause.
        quote: QuotedRecord,
        /// One to three words.
        trigger: QuotedRecord,
        /// Stated again.
        also: Vec<QuotedRecord>,
        /// Who.
        agent: Vec<ParticipantRecord>,
        /// To whom.
        patient: Vec<ParticipantRecord>,
        /// Deaths.
        killed: Option<CountRecord>,
        /// Injuries.
        injured: Option<CountRecord>,
        /// Parts.
        casualties: Vec<CasualtyRecord>,
        /// With what.
        means: Option<ThingRecord>,
        /// What was hit.
        target: Option<ThingRecord>,
        /// Where.
        place: Option<PlaceRecord>,
        /// When.
        time: Option<TimeRecord>,
        /// A toll over a period.
        #[serde(default, skip_serializing_if = "is_false")]
        total: bool,
        /// Chain, innermost first.
        sources: Vec<SourceRecord>,
        /// How the outermost speaker holds it.
        stance: String,
        /// 0 to 1.
        confidence: f64,
        /// One line.
        english: String,
        /// What built it.
        rules: Vec<String>,
        /// What speaks for and against it (`data/confidence/signs.tsv`).
        #[serde(default)]
        signs: Vec<String>,
        /// The model that read it; absent for the built-in analysis.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reader: Option<String>,
    }
    /// A toll over accounts.
    TollRecord {
        /// Least.
        low: u64,
        /// Best attested.
        best: u64,
        /// Most.
        high: Option<u64>,
    }
    /// Where accounts come from.
    OriginRecord {
        /// Id.
        id: String,
        /// Kind.
        kind: String,
        /// Name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// Claims.
        claims: Vec<String>,
    }
    /// One value of a disputed field.
    AccountRecord {
        /// The value.
        value: String,
        /// Who says so.
        claims: Vec<String>,
        /// From where.
        origins: Vec<String>,
    }
    /// Accounts that disagree.
    ContradictionRecord {
        /// Field.
        field: String,
        /// Values.
        values: Vec<AccountRecord>,
    }
    /// Why two claims are one event.
    LinkRecord {
        /// One claim.
        a: String,
        /// The other.
        b: String,
        /// 0 to 1.
        score: f64,
        /// Reasons.
        because: Vec<String>,
    }
    /// `isnad.event/1`.
    EventRecord {
        /// `isnad.event/1`.
        schema: String,
        /// Id.
        id: String,
        /// Kind of event.
        r#type: String,
        /// Claims.
        claims: Vec<String>,
        /// Reports.
        reports: Vec<String>,
        /// First day.
        from: Option<String>,
        /// Last day.
        to: Option<String>,
        /// Where.
        place: Option<PlaceRecord>,
        /// Who.
        agent: Vec<ParticipantRecord>,
        /// To whom.
        patient: Vec<ParticipantRecord>,
        /// With what.
        means: Option<ThingRecord>,
        /// What was hit.
        target: Option<ThingRecord>,
        /// Deaths.
        killed: Option<TollRecord>,
        /// Injuries.
        injured: Option<TollRecord>,
        /// Parts.
        casualties: Vec<CasualtyRecord>,
        /// Where the accounts come from.
        origins: Vec<OriginRecord>,
        /// How many are independent.
        independent_origins: u32,
        /// `single`, `repeated`, `corroborated`, `contested`.
        corroboration: String,
        /// Where accounts disagree.
        contradictions: Vec<ContradictionRecord>,
        /// Evidence for the link.
        why: Vec<LinkRecord>,
        /// One line: that of the claim with most confidence.
        english: String,
    }
    /// `isnad.citation/1`: who takes from whom.
    CitationRecord {
        /// `isnad.citation/1`.
        schema: String,
        /// Who cites: an outlet or a medium that retells.
        from: String,
        /// Who is cited.
        to: String,
        /// Reports that show it.
        reports: Vec<String>,
    }
    /// `isnad.relation/1`.
    RelationRecord {
        /// `isnad.relation/1`.
        schema: String,
        /// Id.
        id: String,
        /// Kind of tie.
        kind: String,
        /// Who.
        from: String,
        /// To whom.
        to: String,
        /// First day.
        since: Option<String>,
        /// Last day.
        until: Option<String>,
        /// Claims.
        claims: Vec<String>,
    }
}
