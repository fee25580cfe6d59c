//! Codes of countries: ISO, ACLED's regions, Gleditsch and Ward's numbers, UCDP's regions.
//!
//! In: an ISO code of two letters. Out: the others. Invariant: what the table lacks is nothing, never a guess.
//! Deliberately a table of `data/codebooks`. Example: «العراق» (Iraq) is IQ, IRQ, 368 and 645.

/// The codes of a country.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Country {
    /// Three letters.
    pub iso3: &'static str,
    /// ISO's number, without leading zeros.
    pub number: &'static str,
    /// English name.
    pub name: &'static str,
    /// Region by ACLED.
    pub acled_region: &'static str,
    /// Number by Gleditsch and Ward; empty where they have none.
    pub gw: &'static str,
    /// Region by UCDP.
    pub ucdp_region: &'static str,
}

const TABLE: &str = include_str!("../../../../data/codebooks/countries.tsv");

/// The codes of a country by its ISO code of two letters.
#[must_use]
pub fn country(iso2: &str) -> Option<Country> {
    TABLE.lines().find_map(|line| {
        let mut cells = line.split('\t');
        let mut next = || cells.next();
        (next()? == iso2).then_some(())?;
        Some(Country {
            iso3: next()?,
            number: next()?,
            name: next()?,
            acled_region: next()?,
            gw: next()?,
            ucdp_region: next()?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_whole() {
        for line in TABLE.lines().skip(3) {
            let c = country(&line[..2]).unwrap();
            assert!(c.iso3.len() == 3 && c.number.parse::<u16>().is_ok(), "{line}");
            assert!(c.gw.is_empty() || c.gw.parse::<u16>().is_ok(), "{line}");
            assert!(!c.acled_region.is_empty() && !c.ucdp_region.is_empty(), "{line}");
        }
        assert_eq!(country("IQ").map(|c| c.gw), Some("645"));
        assert_eq!(country("XX"), None);
    }
}
