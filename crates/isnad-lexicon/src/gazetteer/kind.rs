//! What a place is: the closed list of kinds, their precision and how publishers call them.
//!
//! «ناحية هجين» (nahiyat Hajin, a subdistrict) is [`Kind::Subdistrict`].
//!
//! **Invariant:** std only, because the build script compiles this file too; the order is part of the file format.

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $precision:literal;)*) => {
        /// What a place is.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum Kind { $($(#[$doc])* $name,)* }
        impl Kind {
            /// Every kind, in the order of the file format.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
            /// The word used in data files.
            #[must_use]
            pub const fn as_str(self) -> &'static str { match self { $(Self::$name => $word,)* } }
            /// UCDP `where_prec` of an event said to be in such a place.
            #[must_use]
            pub const fn precision(self) -> u8 { match self { $(Self::$name => $precision,)* } }
        }
    };
}

kinds! {
    /// A state.
    Country = "country", 6;
    /// First-level division.
    Governorate = "governorate", 4;
    /// Second-level division.
    District = "district", 3;
    /// Third-level division.
    Subdistrict = "subdistrict", 3;
    /// A named area with no fixed border.
    Region = "region", 5;
    /// A city.
    City = "city", 1;
    /// A town.
    Town = "town", 1;
    /// A village.
    Village = "village", 1;
    /// A settlement of unstated size.
    Locality = "locality", 1;
    /// A part of a city.
    Neighbourhood = "neighbourhood", 1;
    /// A camp of displaced people or refugees.
    Camp = "camp", 1;
    /// A border or line crossing.
    Crossing = "crossing", 1;
    /// An oil or gas field.
    Oilfield = "oilfield", 1;
    /// An airport or air base.
    Airport = "airport", 1;
    /// A dam.
    Dam = "dam", 1;
    /// A prison.
    Prison = "prison", 1;
    /// A military base or barracks.
    Base = "base", 1;
    /// A road.
    Road = "road", 5;
    /// A square or roundabout.
    Square = "square", 1;
    /// A bridge.
    Bridge = "bridge", 1;
    /// A mountain, hill or range.
    Mountain = "mountain", 5;
    /// A valley, plain or desert.
    Valley = "valley", 5;
    /// A river, lake or canal.
    Water = "water", 5;
    /// A sea, gulf or strait.
    Sea = "sea", 7;
    /// An island.
    Island = "island", 5;
    /// A plant, hospital, university, port or other building ground.
    Facility = "facility", 1;
}

impl Kind {
    /// Reads a word of our data files or of a publisher's (Who's On First, OCHA, GeoNames feature codes).
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.trim();
        if let Some(kind) = Self::ALL.iter().find(|k| k.as_str() == word) {
            return Some(*kind);
        }
        Some(match word {
            "PCLI" | "PCL" | "PCLD" | "PCLS" | "dependency" => Self::Country,
            "ADM1" | "ADM1H" | "macroregion" => Self::Governorate,
            "ADM2" | "ADM2H" | "county" | "macrocounty" | "admin2" => Self::District,
            "ADM3" | "ADM4" | "ADM5" | "localadmin" | "admin3" => Self::Subdistrict,
            "RGN" | "AREA" | "ADMD" | "LCTY" => Self::Region,
            "PPLA" | "PPLC" | "PPLA2" => Self::City,
            "PPLA3" => Self::Town,
            "community" | "populated place" => Self::Locality,
            "PPLX" | "PPLQ" | "borough" | "macrohood" | "microhood" | "neighborhood" => Self::Neighbourhood,
            "CMPRF" | "CMP" => Self::Camp,
            "BDR" | "BCN" | "PSTB" => Self::Crossing,
            "OILF" | "GASF" | "OILW" => Self::Oilfield,
            "AIRP" | "AIRF" | "AIRB" | "AIRQ" => Self::Airport,
            "DAM" | "DAMQ" => Self::Dam,
            "PRN" => Self::Prison,
            "INSM" | "MILB" => Self::Base,
            "RD" | "RDJCT" | "RDCR" | "ST" => Self::Road,
            "SQR" => Self::Square,
            "BDG" => Self::Bridge,
            "MT" | "MTS" | "HLL" | "HLLS" | "PK" | "RDGE" => Self::Mountain,
            "VAL" | "PLN" | "DSRT" | "WAD" | "WADI" => Self::Valley,
            "STM" | "LK" | "CNL" | "RSV" => Self::Water,
            "SEA" | "GULF" | "STRT" => Self::Sea,
            "ISL" | "ISLS" => Self::Island,
            "campus" | "HSP" | "UNIV" | "PRT" | "PS" => Self::Facility,
            w if w.starts_with("PPL") => Self::Locality,
            _ => return None,
        })
    }

    /// The kind with this number in the file format.
    #[must_use]
    pub fn from_number(n: u8) -> Option<Self> {
        Self::ALL.get(usize::from(n)).copied()
    }

    /// Whether people live there as a place of its own: city, town, village, camp.
    #[must_use]
    pub const fn is_settlement(self) -> bool {
        matches!(
            self,
            Self::City | Self::Town | Self::Village | Self::Locality | Self::Camp
        )
    }

    /// Whether it is a division with a border.
    #[must_use]
    pub const fn is_division(self) -> bool {
        matches!(
            self,
            Self::Country | Self::Governorate | Self::District | Self::Subdistrict
        )
    }

    /// Whether two records of one name may be one place.
    #[must_use]
    pub const fn compatible(self, other: Self) -> bool {
        if self.is_division() || other.is_division() {
            return self as u8 == other as u8;
        }
        self as u8 == other as u8
            || (self.is_settlement() || matches!(self, Self::Neighbourhood))
                && (other.is_settlement() || matches!(other, Self::Neighbourhood))
    }
}
