//! GeoJSON (RFC 7946): one feature a located event.
//!
//! In: event records in order of id, already redacted where that is wanted. Out: one FeatureCollection. Invariant:
//! positions are longitude first; an event without coordinates is left out. Deliberately carries no claims; the event's
//! id leads to them.
//! Example: a strike on «بلدة الباغوز» (the town of al-Baghuz) is a point with its type, days, toll and corroboration.

use crate::shape::EventRecord;
use serde_json::{Value, json};
use std::io::{self, Write};

/// The feature of an event, when it is located.
#[must_use]
pub fn feature(e: &EventRecord) -> Option<Value> {
    let p = e.place.as_ref()?;
    let (lat, lon) = p.lat.zip(p.lon)?;
    let people = |list: &[crate::ParticipantRecord]| -> Vec<String> { list.iter().map(|p| p.text.clone()).collect() };
    Some(json!({
        "type": "Feature",
        "id": e.id,
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {
            "type": e.r#type,
            "from": e.from,
            "to": e.to,
            "place": p.name.as_ref().unwrap_or(&p.text),
            "place_en": p.name_en,
            "precision": p.precision,
            "agent": people(&e.agent),
            "patient": people(&e.patient),
            "killed": e.killed,
            "injured": e.injured,
            "corroboration": e.corroboration,
            "independent_origins": e.independent_origins,
            "reports": e.reports,
            "english": e.english,
        },
    }))
}

/// A collection being written.
pub struct Collection<W: Write> {
    out: W,
    features: usize,
}

impl<W: Write> Collection<W> {
    /// Begins a collection.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn start(mut out: W) -> io::Result<Self> {
        out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
        Ok(Self { out, features: 0 })
    }

    /// Adds an event, when it is located.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn event(&mut self, e: &EventRecord) -> io::Result<()> {
        let Some(f) = feature(e) else { return Ok(()) };
        self.out.write_all(if self.features == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut self.out, &f)?;
        self.features += 1;
        Ok(())
    }

    /// Ends the collection and says how many events it holds.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn finish(mut self) -> io::Result<usize> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()?;
        Ok(self.features)
    }
}
