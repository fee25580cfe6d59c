//! Who held what until when.
//!
//! In: `data/history/holdings.tsv`. Out: [`Holding`]s, for judging whether a report's date stamp can be the
//! date of its news: a site that speaks of the organisation holding Mosul («الموصل») in 2024 reprints.

use jiff::civil::Date;

static TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/history/holdings.tsv"));

/// A party that held a place until it lost it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holding {
    /// Entity id.
    pub entity: &'static str,
    /// Arabic name of the place.
    pub place: &'static str,
    /// First day of the month in which it was lost.
    pub until: Date,
}

/// All holdings of the table; lines that cannot be read are left out (the data's test refuses them).
#[must_use]
pub fn holdings() -> Vec<Holding> {
    TABLE.lines().filter_map(read).collect()
}

fn read(line: &'static str) -> Option<Holding> {
    if line.starts_with('#') {
        return None;
    }
    let mut cells = line.split('\t');
    let (entity, place, until) = (cells.next()?, cells.next()?, cells.next()?);
    let (year, month) = until.split_once('-')?;
    let until = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
    Some(Holding { entity, place, until })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        let lines = TABLE.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).count();
        assert_eq!(holdings().len(), lines);
        assert!(lines > 40);
    }
}
