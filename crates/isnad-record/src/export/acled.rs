//! ACLED's 31 columns, one row an event.
//!
//! In: an event. Out: a row, or why ACLED would not have it. Invariant: columns and their order are ACLED's of 2023 and
//! later. Deliberately leaves `source_scale` empty: how far a source reaches is nobody's to guess.
//! Example: «انشقاق قيادي» (a commander's defection) is Strategic developments, Change to group/activity.

use super::{Context, Item, Left, Side, country, days, distinct, modality};
use std::collections::BTreeMap;

/// The columns.
pub const COLUMNS: [&str; 31] = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
];

/// The row of an event.
///
/// # Errors
/// Why ACLED would not have the event.
pub fn row(item: &Item<'_>, cx: &Context<'_>) -> Result<Vec<String>, Left> {
    let e = item.event;
    if modality(item) != "actual" {
        return Err(Left::NotActual);
    }
    let place = e.place.as_ref();
    let divisions = place.map(|p| cx.divisions(p)).unwrap_or_default();
    let sides = sides(item, cx, &divisions.iso2);
    let codes = cx.codebook.codes(&cx.facts(item, &sides));
    let (Some(kind), Some(sub)) = (codes.get("event_type"), codes.get("sub_event_type")) else {
        return Err(Left::NoCategory);
    };
    let from = e.from.as_ref().or(e.to.as_ref()).ok_or(Left::NoDay)?;
    let to = e.to.as_ref().unwrap_or(from);
    let place = place.ok_or(Left::NoPlace)?;
    let land = country(&divisions.iso2);
    let civilians = sides[1] == Side::Civilians && *kind != "Strategic developments";
    let [actor1, more1] = actors(&e.agent, sides[0], cx, land.map_or("", |c| c.name));
    let [actor2, more2] = actors(&e.patient, sides[1], cx, land.map_or("", |c| c.name));
    let seen = item.reports.iter().filter_map(|r| r.seen()).max();
    let cells = BTreeMap::from([
        ("event_id_cnty", format!("{}{}", land.map_or("", |c| c.iso3), e.id)),
        ("event_date", from.clone()),
        ("year", from.get(..4).unwrap_or("").to_owned()),
        ("time_precision", time_precision(from, to).to_owned()),
        ("disorder_type", disorder(kind, sub).to_owned()),
        ("event_type", (*kind).to_owned()),
        ("sub_event_type", (*sub).to_owned()),
        ("actor1", actor1),
        ("assoc_actor_1", more1),
        ("inter1", sides[0].as_str().to_owned()),
        ("actor2", actor2),
        ("assoc_actor_2", more2),
        ("inter2", sides[1].as_str().to_owned()),
        ("interaction", interaction(sides)),
        (
            "civilian_targeting",
            if civilians { "Civilian targeting" } else { "" }.to_owned(),
        ),
        ("iso", land.map_or("", |c| c.number).to_owned()),
        ("region", land.map_or("", |c| c.acled_region).to_owned()),
        ("country", land.map_or("", |c| c.name).to_owned()),
        ("admin1", divisions.names[0].clone()),
        ("admin2", divisions.names[1].clone()),
        ("admin3", divisions.names[2].clone()),
        (
            "location",
            place
                .name_en
                .as_ref()
                .or(place.name.as_ref())
                .unwrap_or(&place.text)
                .clone(),
        ),
        ("latitude", place.lat.map(|x| x.to_string()).unwrap_or_default()),
        ("longitude", place.lon.map(|x| x.to_string()).unwrap_or_default()),
        ("geo_precision", geo_precision(place.precision).to_owned()),
        ("source", sources(item)),
        ("notes", notes(item)),
        ("fatalities", e.killed.as_ref().map_or(0, |k| k.best).to_string()),
        ("tags", tags(item)),
        ("timestamp", seen.map(|s| s.to_string()).unwrap_or_default()),
    ]);
    Ok(cx.lay(&COLUMNS, cells, &codes))
}

/// The two sides; people killed who are all civilians are one.
pub(super) fn sides(item: &Item<'_>, cx: &Context<'_>, iso2: &str) -> [Side; 2] {
    let e = item.event;
    let agent = match Side::of(&e.agent, iso2, cx.names) {
        Side::Unknown if e.r#type == "protest" => Side::Protesters,
        side => side,
    };
    let patient = match Side::of(&e.patient, iso2, cx.names) {
        Side::Unknown | Side::Identity if Side::civilians(&e.casualties) => Side::Civilians,
        side => side,
    };
    [agent, patient]
}

/// The first of a side, then the others.
fn actors(list: &[crate::ParticipantRecord], side: Side, cx: &Context<'_>, land: &str) -> [String; 2] {
    let named: Vec<String> = list
        .iter()
        .filter(|p| p.entity.is_some() && !p.private)
        .map(|p| cx.name(p))
        .collect();
    let mut named = distinct(named.iter().map(String::as_str), "\n")
        .lines()
        .map(str::to_owned)
        .collect::<Vec<_>>();
    if named.is_empty() {
        let of = |what: &str| {
            if land.is_empty() {
                what.to_owned()
            } else {
                format!("{what} ({land})")
            }
        };
        named.extend(match side {
            Side::Civilians => Some(of("Civilians")),
            Side::Protesters => Some(of("Protesters")),
            Side::State => Some(of("State forces")),
            Side::Unknown => None,
            _ => Some(of("Unidentified Armed Group")),
        });
    }
    let first = if named.is_empty() {
        String::new()
    } else {
        named.remove(0)
    };
    [first, named.join("; ")]
}

fn interaction(sides: [Side; 2]) -> String {
    match sides.map(Side::as_str) {
        ["", ""] => String::new(),
        [one, ""] | ["", one] => format!("{one} only"),
        [a, b] => format!("{a}-{b}"),
    }
}

fn time_precision(from: &str, to: &str) -> &'static str {
    match days(from, to) {
        Some(1) => "1",
        Some(2..=7) => "2",
        _ => "3",
    }
}

fn geo_precision(precision: Option<u8>) -> &'static str {
    match precision {
        Some(1) => "1",
        Some(2 | 3) => "2",
        Some(_) => "3",
        None => "",
    }
}

fn disorder(kind: &str, sub: &str) -> &'static str {
    match (kind, sub) {
        ("Strategic developments", _) => "Strategic developments",
        ("Protests", "Excessive force against protesters") | ("Riots", "Mob violence") => {
            "Political violence; Demonstrations"
        }
        ("Protests" | "Riots", _) => "Demonstrations",
        ("Battles" | "Violence against civilians" | "Explosions/Remote violence", _) => "Political violence",
        _ => "",
    }
}

/// Publishers, then who they go back to where that is named.
fn sources(item: &Item<'_>) -> String {
    let publishers: Vec<String> = item.reports.iter().map(|r| r.publisher()).collect();
    let origins = item.event.origins.iter().filter_map(|o| o.name.as_deref());
    distinct(publishers.iter().map(String::as_str).chain(origins), "; ")
}

fn notes(item: &Item<'_>) -> String {
    let e = item.event;
    let mut out = e.english.clone();
    if let Some(k) = e.killed.as_ref().filter(|k| k.high != Some(k.low)) {
        let high = k.high.map_or_else(|| "more".to_owned(), |h| h.to_string());
        out.push_str(&format!(" Killed: {} to {high} by account.", k.low));
    }
    out
}

fn tags(item: &Item<'_>) -> String {
    let e = item.event;
    let mut out = format!(
        "corroboration={}; independent origins={}; isnad type={}",
        e.corroboration, e.independent_origins, e.r#type
    );
    let disputed = distinct(e.contradictions.iter().map(|c| c.field.as_str()), ", ");
    if !disputed.is_empty() {
        out.push_str(&format!("; disputed={disputed}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn columns_are_those_of_acled() {
        let published = "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type, \
             actor1, assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction, civilian_targeting, iso, \
             region, country, admin1, admin2, admin3, location, latitude, longitude, geo_precision, source, \
             source_scale, notes, fatalities, tags, timestamp";
        assert_eq!(COLUMNS.join(", "), published);
    }

    #[test]
    fn a_strike_fills_its_row() {
        sample::with(|item, cx| {
            let row = row(item, cx).unwrap();
            let cell = |name: &str| row[COLUMNS.iter().position(|c| *c == name).unwrap()].as_str();
            for (column, want) in [
                ("event_id_cnty", "SYRe0123456789abcdef"),
                ("event_date", "2020-05-05"),
                ("time_precision", "1"),
                ("disorder_type", "Political violence"),
                ("sub_event_type", "Air/drone strike"),
                ("actor1", "Syrian Army"),
                ("inter1", "State forces"),
                ("actor2", "Civilians (Syria)"),
                ("interaction", "State forces-Civilians"),
                ("civilian_targeting", "Civilian targeting"),
                ("iso", "760"),
                ("admin1", "Idlib"),
                ("location", "Idlib city"),
                ("geo_precision", "1"),
                ("fatalities", "6"),
                ("source", "Al-Wadi; Idlib Observers"),
                ("source_scale", ""),
                ("timestamp", "1588723200"),
            ] {
                assert_eq!(cell(column), want, "{column}");
            }
        });
    }

    #[test]
    fn what_acled_lacks_is_left_out_and_said() {
        sample::changed(
            |e, claims| {
                e.r#type = "accusation".to_owned();
                claims[0].r#type = "accusation".to_owned();
            },
            |item, cx| assert_eq!(row(item, cx), Err(Left::NoCategory)),
        );
        sample::changed(
            |e, _| e.place = None,
            |item, cx| assert_eq!(row(item, cx), Err(Left::NoPlace)),
        );
        sample::changed(
            |e, _| {
                e.from = None;
                e.to = None;
            },
            |item, cx| assert_eq!(row(item, cx), Err(Left::NoDay)),
        );
        sample::changed(
            |_, c| c[0].modality = "planned".to_owned(),
            |item, cx| {
                assert_eq!(row(item, cx), Err(Left::NotActual));
            },
        );
    }

    #[test]
    fn a_users_codes_follow_the_columns() {
        sample::mapped(
            "[[rule]]\ntype = \"airstrike\"\ncode = { own = \"A1\", notes = \"coded\" }\n",
            |item, cx| {
                let row = row(item, cx).unwrap();
                assert_eq!(cx.more(&COLUMNS), ["own"]);
                assert_eq!((row.len(), row[31].as_str(), row[27].as_str()), (32, "A1", "coded"));
            },
        );
    }
}
