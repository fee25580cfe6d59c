//! What a form says about itself: kind, voice, person, gender, number, mood, case, state.

/// Declares a field-less enum that packs into a byte.
macro_rules! packed {
    ($(#[$m:meta])* $name:ident { $($(#[$v:meta])* $var:ident),+ $(,)? }) => {
        $(#[$m])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum $name { $($(#[$v])* $var),+ }
        impl $name {
            const ALL: &'static [$name] = &[$($name::$var),+];
            /// The value of a packed byte; `None` where no value has it.
            #[must_use]
            pub fn unpack(b: u8) -> Option<Self> {
                Self::ALL.get(usize::from(b)).copied()
            }
        }
    };
}

packed! {
    /// What kind of form a word is.
    Kind {
        /// Finite verb of the perfect: كتب *kataba* "he wrote".
        Perfect,
        /// Finite verb of the imperfect: يكتب *yaktubu* "he writes".
        Imperfect,
        /// Command: اكتب *uktub* "write!".
        Imperative,
        /// Active participle: كاتب *kātib* "writing, writer".
        ActiveParticiple,
        /// Passive participle: مكتوب *maktūb* "written".
        PassiveParticiple,
        /// Verbal noun: كتابة *kitāba* "writing".
        Masdar,
        /// Noun: كتاب *kitāb* "book".
        Noun,
        /// Adjective: كبير *kabīr* "big".
        Adjective,
        /// Particle, pronoun, preposition, adverb: في *fī* "in".
        Particle,
        /// Name: محمد *Muḥammad*.
        Name,
    }
}
packed! {
    /// Voice of a verb form.
    Voice {
        /// Active.
        Active,
        /// Passive.
        Passive,
    }
}
packed! {
    /// Grammatical person.
    Person {
        /// I, we.
        First,
        /// You.
        Second,
        /// He, she, it, they.
        Third,
    }
}
packed! {
    /// Grammatical gender.
    Gender {
        /// Masculine.
        Masculine,
        /// Feminine.
        Feminine,
    }
}
packed! {
    /// Grammatical number.
    Number {
        /// One.
        Singular,
        /// Two.
        Dual,
        /// Three and more; see [`Features::broken`](super::Features).
        Plural,
    }
}
packed! {
    /// Moods of the imperfect that a spelling can be.
    Mood {
        /// All three: يكتب *yaktubu, yaktuba, yaktub*; also whatever is no imperfect.
        Any,
        /// Indicative alone: يكتبون *yaktubūna*.
        Indicative,
        /// Indicative or subjunctive: يقول *yaqūlu, yaqūla*.
        NotJussive,
        /// Subjunctive or jussive: يكتبوا *yaktubū*.
        NotIndicative,
        /// Jussive alone: يقل *yaqul*.
        Jussive,
    }
}
packed! {
    /// Cases that a spelling can be.
    Case {
        /// Any case: كتاب.
        Any,
        /// Nominative: مهاجمون, رجلان.
        Nominative,
        /// Genitive or accusative: مهاجمين, رجلين.
        Oblique,
        /// Indefinite accusative with its alef: كتابا *kitāban*.
        Accusative,
    }
}

/// What a form is.
///
/// ```
/// use isnad_arabic::morph::{Analyzer, Gender, Kind, Number, Person};
///
/// let mut readings = Vec::new();
/// Analyzer::builtin().analyze("انسحبوا", &mut readings); // insaḥabū "they withdrew"
/// let form = readings[0].features;
/// assert_eq!((form.kind, form.person), (Kind::Perfect, Some(Person::Third)));
/// assert_eq!((form.gender, form.number), (Some(Gender::Masculine), Some(Number::Plural)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Features {
    /// Kind of form.
    pub kind: Kind,
    /// Voice; of participles and masdars too. Everything else is active.
    pub voice: Voice,
    /// The same letters may also be the passive: قتل *qatala* "he killed" or *qutila* "he was killed".
    pub maybe_passive: bool,
    /// Person of a finite verb.
    pub person: Option<Person>,
    /// Gender where the form has one.
    pub gender: Option<Gender>,
    /// Number where the form has one.
    pub number: Option<Number>,
    /// A broken plural: قتلى *qatlā* "killed ones"; false for sound plurals.
    pub broken: bool,
    /// Mood of an imperfect.
    pub mood: Mood,
    /// Case of a noun form.
    pub case: Case,
    /// The article ال stands before the form.
    pub definite: bool,
    /// The form stands only before a genitive or a pronoun: مهاجمو *muhājimū* "the attackers of".
    pub construct: bool,
}

impl Features {
    /// A form of a kind, all else open.
    #[must_use]
    pub const fn new(kind: Kind) -> Self {
        Self {
            kind,
            voice: Voice::Active,
            maybe_passive: false,
            person: None,
            gender: None,
            number: None,
            broken: false,
            mood: Mood::Any,
            case: Case::Any,
            definite: false,
            construct: false,
        }
    }

    /// Whether the form is a finite verb.
    #[must_use]
    pub const fn is_finite(self) -> bool {
        matches!(self.kind, Kind::Perfect | Kind::Imperfect | Kind::Imperative)
    }

    /// Whether the form is inflected as a noun: participle, masdar, noun, adjective, name.
    #[must_use]
    pub const fn is_nominal(self) -> bool {
        !self.is_finite() && !matches!(self.kind, Kind::Particle)
    }

    /// Eight bytes that [`Features::unpack`] reads back.
    #[must_use]
    pub fn pack(self) -> [u8; 8] {
        let option = |x: Option<u8>| x.map_or(0xFF, |x| x);
        [
            self.kind as u8,
            self.voice as u8
                | u8::from(self.maybe_passive) << 1
                | u8::from(self.broken) << 2
                | u8::from(self.definite) << 3
                | u8::from(self.construct) << 4,
            option(self.person.map(|x| x as u8)),
            option(self.gender.map(|x| x as u8)),
            option(self.number.map(|x| x as u8)),
            self.mood as u8,
            self.case as u8,
            0,
        ]
    }

    /// Reads what [`Features::pack`] wrote; `None` for other bytes.
    #[must_use]
    pub fn unpack(bytes: [u8; 8]) -> Option<Self> {
        Some(Self {
            kind: Kind::unpack(bytes[0])?,
            voice: Voice::unpack(bytes[1] & 1)?,
            maybe_passive: bytes[1] & 2 != 0,
            broken: bytes[1] & 4 != 0,
            definite: bytes[1] & 8 != 0,
            construct: bytes[1] & 16 != 0,
            person: Person::unpack(bytes[2]),
            gender: Gender::unpack(bytes[3]),
            number: Number::unpack(bytes[4]),
            mood: Mood::unpack(bytes[5])?,
            case: Case::unpack(bytes[6])?,
        })
    }
}
