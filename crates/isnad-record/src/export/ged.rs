//! UCDP GED's 49 columns, one row a deadly event.
//!
//! In: an event. Out: a row, or why GED would not have it. Invariant: columns and their order are GED's;
//! `best` is the sum of the four columns of deaths. Deliberately gives none of UCDP's own numbers of conflicts, dyads
//! and sides: only UCDP can. Example: «مقتل ستة مدنيين» (six civilians killed) is `deaths_civilians` 6, `best` 6.

use super::{Context, Item, Left, Side, acled, country, days, distinct, modality};
use std::collections::BTreeMap;

/// The columns.
pub const COLUMNS: [&str; 49] = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

/// The row of an event.
///
/// # Errors
/// Why GED would not have the event.
pub fn row(item: &Item<'_>, cx: &Context<'_>) -> Result<Vec<String>, Left> {
    let e = item.event;
    if modality(item) != "actual" {
        return Err(Left::NotActual);
    }
    let killed = e.killed.as_ref().filter(|k| k.best > 0).ok_or(Left::NoDeath)?;
    let from = e.from.as_ref().or(e.to.as_ref()).ok_or(Left::NoDay)?;
    let to = e.to.as_ref().unwrap_or(from);
    let place = e.place.as_ref().ok_or(Left::NoPlace)?;
    let divisions = cx.divisions(place);
    let land = country(&divisions.iso2);
    let sides = acled::sides(item, cx, &divisions.iso2);
    let one_sided = sides[1] == Side::Civilians;
    let first = |list: &[crate::ParticipantRecord]| {
        let known = list.iter().find(|p| p.entity.is_some() && !p.private);
        known.map(|p| cx.name(p)).unwrap_or_default()
    };
    let a = first(&e.agent);
    let b = if one_sided {
        "Civilians".to_owned()
    } else {
        first(&e.patient)
    };
    let dyad = [a.as_str(), b.as_str()].join(" - ");
    let gw = |list: &[crate::ParticipantRecord]| {
        let states = list.iter().filter_map(|p| cx.names.entity(p.entity.as_deref()?));
        let mut states = states.filter(|n| matches!(n.kind.as_str(), "army" | "government" | "state"));
        let code = states.find_map(|n| country(&n.country?)).map_or("", |c| c.gw);
        code.to_owned()
    };
    let deaths = deaths(item, killed.best);
    let point = place.lat.zip(place.lon);
    let reports = item.reports;
    let of = |f: &dyn Fn(&super::Brief) -> String| {
        let all: Vec<String> = reports.iter().map(|r| f(r)).collect();
        all.join(";")
    };
    let text = |x: &Option<String>| x.clone().unwrap_or_default();
    let cells = BTreeMap::from([
        ("id", number(&e.id).to_string()),
        ("relid", e.id.clone()),
        ("year", from.get(..4).unwrap_or("").to_owned()),
        ("type_of_violence", violence(sides).to_owned()),
        (
            "dyad_name",
            if a.is_empty() && b.is_empty() {
                String::new()
            } else {
                dyad
            },
        ),
        ("side_a", a),
        ("side_b", b),
        ("number_of_sources", reports.len().to_string()),
        (
            "source_article",
            of(&|r| format!("\"{},{},{}\"", r.publisher(), text(&r.published), text(&r.title))),
        ),
        ("source_office", of(&super::Brief::publisher)),
        ("source_date", of(&|r| text(&r.published))),
        ("source_headline", of(&|r| text(&r.title))),
        (
            "source_original",
            distinct(e.origins.iter().map(|o| o.name.as_deref().unwrap_or(&o.kind)), "; "),
        ),
        ("where_prec", place.precision.map(|p| p.to_string()).unwrap_or_default()),
        (
            "where_coordinates",
            place
                .name_en
                .as_ref()
                .or(place.name.as_ref())
                .unwrap_or(&place.text)
                .clone(),
        ),
        ("where_description", place.text.clone()),
        ("adm_1", divisions.names[0].clone()),
        ("adm_2", divisions.names[1].clone()),
        ("latitude", point.map(|p| p.0.to_string()).unwrap_or_default()),
        ("longitude", point.map(|p| p.1.to_string()).unwrap_or_default()),
        (
            "geom_wkt",
            point
                .map(|(lat, lon)| format!("POINT ({lon} {lat})"))
                .unwrap_or_default(),
        ),
        (
            "priogrid_gid",
            point.map(|p| priogrid(p).to_string()).unwrap_or_default(),
        ),
        ("country", land.map_or("", |c| c.name).to_owned()),
        ("country_id", land.map_or("", |c| c.gw).to_owned()),
        ("region", land.map_or("", |c| c.ucdp_region).to_owned()),
        (
            "event_clarity",
            if item.claims.iter().all(|c| c.total) { "2" } else { "1" }.to_owned(),
        ),
        ("date_prec", date_prec(from, to).to_owned()),
        ("date_start", from.clone()),
        ("date_end", to.clone()),
        ("deaths_a", deaths[0].to_string()),
        ("deaths_b", deaths[1].to_string()),
        ("deaths_civilians", deaths[2].to_string()),
        ("deaths_unknown", deaths[3].to_string()),
        ("best", killed.best.to_string()),
        (
            "high",
            killed.high.map(|h| h.max(killed.best).to_string()).unwrap_or_default(),
        ),
        ("low", killed.low.min(killed.best).to_string()),
        ("gwnoa", gw(&e.agent)),
        ("gwnob", gw(&e.patient)),
    ]);
    let codes = cx.codebook.codes(&cx.facts(item, &sides));
    Ok(cx.lay(&COLUMNS, cells, &codes))
}

/// A number of 48 bits from the id, because GED's ids are numbers.
fn number(id: &str) -> u64 {
    let hex: String = id
        .chars()
        .filter(char::is_ascii_hexdigit)
        .skip(usize::from(id.starts_with('e')))
        .take(12)
        .collect();
    u64::from_str_radix(&hex, 16).unwrap_or(0)
}

/// 1 state-based, 2 between groups, 3 one-sided.
fn violence(sides: [Side; 2]) -> &'static str {
    let state = |s| matches!(s, Side::State | Side::External);
    match sides {
        [_, Side::Civilians | Side::Protesters] => "3",
        [a, b] if a.armed() && b.armed() => {
            if state(a) || state(b) {
                "1"
            } else {
                "2"
            }
        }
        _ => "",
    }
}

/// Deaths of the agent's side, of the patient's, of civilians, of others; their sum is `best`.
fn deaths(item: &Item<'_>, best: u64) -> [u64; 4] {
    let e = item.event;
    let on = |list: &[crate::ParticipantRecord], side: Option<&String>| {
        side.is_some() && list.iter().any(|p| p.entity.as_ref() == side)
    };
    let mut out = [0; 4];
    let mut left = best;
    for c in e.casualties.iter().filter(|c| c.outcome == "killed" && !c.part) {
        let slot = match c.status.as_str() {
            "civilian" => 2,
            _ if on(&e.agent, c.side.as_ref()) => 0,
            _ if on(&e.patient, c.side.as_ref()) => 1,
            _ => continue,
        };
        let n = c.low.min(left);
        out[slot] += n;
        left -= n;
    }
    out[3] = left;
    out
}

/// 1 a day, 2 two to six days, 3 a week, 4 a month, 5 up to a year or more.
fn date_prec(from: &str, to: &str) -> &'static str {
    match days(from, to) {
        Some(1) => "1",
        Some(2..=6) => "2",
        Some(7) => "3",
        Some(8..=31) => "4",
        _ => "5",
    }
}

/// The cell of PRIO-GRID: half a degree, counted from the south-west corner of the world, row by row from 1.
fn priogrid((lat, lon): (f64, f64)) -> u32 {
    let cell = |degrees: f64, most: u32| (((degrees * 2.0).floor().max(0.0)) as u32).min(most);
    cell(lat + 90.0, 359) * 720 + cell(lon + 180.0, 719) + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn columns_are_those_of_ged() {
        let published = "id, relid, year, active_year, code_status, type_of_violence, conflict_dset_id, \
             conflict_new_id, conflict_name, dyad_dset_id, dyad_new_id, dyad_name, side_a_dset_id, side_a_new_id, \
             side_a, side_b_dset_id, side_b_new_id, side_b, number_of_sources, source_article, source_office, \
             source_date, source_headline, source_original, where_prec, where_coordinates, where_description, adm_1, \
             adm_2, latitude, longitude, geom_wkt, priogrid_gid, country, country_id, region, event_clarity, \
             date_prec, date_start, date_end, deaths_a, deaths_b, deaths_civilians, deaths_unknown, best, high, low, \
             gwnoa, gwnob";
        assert_eq!(COLUMNS.join(", "), published);
    }

    #[test]
    fn a_strike_fills_its_row() {
        sample::with(|item, cx| {
            let row = row(item, cx).unwrap();
            let cell = |name: &str| row[COLUMNS.iter().position(|c| *c == name).unwrap()].as_str();
            for (column, want) in [
                ("relid", "e0123456789abcdef"),
                ("type_of_violence", "3"),
                ("dyad_name", "Syrian Army - Civilians"),
                ("number_of_sources", "1"),
                ("source_article", "\"Al-Wadi,2020-05-06,قصف على السوق\""),
                ("source_original", "Idlib Observers"),
                ("where_prec", "1"),
                ("adm_1", "Idlib"),
                ("geom_wkt", "POINT (36.63 35.93)"),
                ("priogrid_gid", "181154"),
                ("country_id", "652"),
                ("region", "Middle East"),
                ("date_prec", "1"),
                ("deaths_a", "0"),
                ("deaths_civilians", "6"),
                ("deaths_unknown", "0"),
                ("best", "6"),
                ("high", "8"),
                ("low", "6"),
                ("gwnoa", "652"),
                ("conflict_new_id", ""),
            ] {
                assert_eq!(cell(column), want, "{column}");
            }
        });
        sample::changed(
            |e, _| e.killed = None,
            |item, cx| assert_eq!(row(item, cx), Err(Left::NoDeath)),
        );
    }

    #[test]
    fn cells_of_prio_grid_are_counted_from_the_south_west() {
        assert_eq!(priogrid((-90.0, -180.0)), 1);
        assert_eq!(priogrid((-89.5, -180.0)), 721);
        assert_eq!(priogrid((89.9, 179.9)), 259_200);
        assert_eq!(number("e0123456789abcdef"), 0x0123_4567_89ab);
    }
}
