//! About where a governorate or a country lies, for the hatching of the map.
//!
//! In: an id, or the coordinates under which places know it. Out: an outline in hundredths of a degree, x east, y south.
//! Invariant: an outline is never given to a place that is known more exactly. Deliberately about: the outlines are the
//! nearest known places of each governorate, made by `web/areas.mjs`, and the map says so.
//! Example: «ريف حلب» (the Aleppo countryside) is hatched as the governorate of Aleppo.

use super::draw::BORDERS;
use isnad_record::PlaceRecord;
use std::collections::HashMap;
use std::sync::OnceLock;

const AREAS: &str = include_str!("../../../../data/web/areas.tsv");

/// UCDP `where_prec` of a governorate and of a country.
const COARSE: [u8; 2] = [4, 6];

#[derive(Default)]
struct Outlines {
    by_id: HashMap<&'static str, &'static str>,
    by_point: HashMap<(i64, i64), &'static str>,
}

fn key(lat: f64, lon: f64) -> (i64, i64) {
    ((lat * 100.0).round() as i64, (lon * 100.0).round() as i64)
}

fn outlines() -> &'static Outlines {
    static TABLE: OnceLock<Outlines> = OnceLock::new();
    TABLE.get_or_init(|| {
        let border = |code: &str| {
            let mut lines = BORDERS.lines().map(|l| l.split('\t'));
            lines.find_map(|mut cells| (cells.next() == Some(code)).then(|| cells.nth(1))?)
        };
        let mut out = Outlines::default();
        for line in AREAS.lines().filter(|l| !l.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(id), Some(lat), Some(lon), Some(path)) = (cells.next(), cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let Some(path) = path.strip_prefix('=').map_or(Some(path), border) else {
                continue;
            };
            out.by_id.insert(id, path);
            if let (Ok(lat), Ok(lon)) = (lat.parse(), lon.parse()) {
                out.by_point.insert(key(lat, lon), path);
            }
        }
        out
    })
}

/// The outline of what a place is known to lie in, where it is a governorate or a country.
pub fn outline(p: &PlaceRecord) -> Option<&'static str> {
    if !COARSE.contains(&p.precision?) {
        return None;
    }
    let known = outlines();
    let of_id = p.id.as_deref().and_then(|id| known.by_id.get(id));
    of_id.or_else(|| known.by_point.get(&key(p.lat?, p.lon?))).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(id: Option<&str>, lat: f64, lon: f64, precision: u8) -> PlaceRecord {
        let json =
            serde_json::json!({"text": "x", "span": [0, 1], "id": id, "lat": lat, "lon": lon, "precision": precision});
        serde_json::from_value(json).unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn governorates_and_countries_have_outlines_and_nothing_finer() {
        let aleppo = outline(&place(Some("hm:SY.09"), 0.0, 0.0, 4));
        assert!(aleppo.is_some_and(|p| p.starts_with('M') && p.ends_with('z')));
        // A village that no table knows stands at the coordinates of its governorate.
        assert_eq!(outline(&place(None, 36.23, 37.55, 4)), aleppo);
        assert_eq!(outline(&place(Some("hm:SY.09"), 36.23, 37.55, 1)), None);
        assert_eq!(outline(&place(Some("x"), 0.5, 0.5, 4)), None);
        assert!(outline(&place(Some("hm:SY"), 0.0, 0.0, 6)).is_some_and(|p| p != aleppo.unwrap_or("")));
    }

    #[test]
    fn every_outline_is_a_path_of_numbers() {
        let known = outlines();
        assert!(known.by_id.len() > 200);
        for path in known.by_id.values() {
            let fits = |c: char| c.is_ascii_digit() || "Mlz,-".contains(c);
            assert!(path.starts_with('M') && path.chars().all(fits), "{path}");
        }
    }
}
