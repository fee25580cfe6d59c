//! What weighing asks of a place again and again: worked out when it is first asked for, and kept.
//!
//! In: a place; out: its [`Spot`], with its point on the sphere, its divisions, and the ids that records share.
//! **Invariant:** as many are kept as there are places at most; a place is given as the built-in gazetteer has it, where
//! that has it too.
//!
//! The spot of Saraqib lies in its subdistrict, its district, Idlib, Syria.

use super::{Gazetteer, Kind, PlaceRef, key};
use isnad_model::PlaceId;
use std::sync::OnceLock;

/// A place as it is weighed against others.
#[derive(Debug)]
pub struct Spot {
    /// The place.
    pub place: PlaceRef,
    /// Its id.
    pub id: PlaceId,
    /// Degrees north and east.
    pub point: (f64, f64),
    /// Its point on the unit sphere.
    pub unit: [f64; 3],
    /// What it is.
    pub kind: Kind,
    /// ISO 3166 code, two spaces where unknown.
    pub country: [u8; 2],
    /// What it lies in, from the nearest division upward.
    pub chain: Box<[PlaceRef]>,
    /// The ids of these.
    pub within: Box<[PlaceId]>,
    /// Inhabitants, 0 where unknown.
    pub population: u32,
    /// The decimal logarithm of one more than these.
    pub size: f64,
    /// Chosen by hand as a place that news name.
    pub noted: bool,
}

impl Spot {
    /// Kilometres to another.
    #[inline]
    #[must_use]
    pub fn km(&self, other: &Self) -> f64 {
        key::km_of(self.unit, other.unit)
    }

    /// Whether it is or lies in `area`.
    #[inline]
    #[must_use]
    pub fn lies_in(&self, area: PlaceRef) -> bool {
        self.place == area || self.chain.contains(&area)
    }
}

/// The spots that were asked for, by the numbers of their places.
pub(super) type Spots = Box<[OnceLock<Box<Spot>>]>;

impl Gazetteer {
    /// Room for a spot of each of so many places.
    pub(super) fn no_spots(count: usize) -> Spots {
        std::iter::repeat_with(OnceLock::new).take(count).collect()
    }

    /// What is weighed of a place.
    #[must_use]
    pub fn spot(&self, place: PlaceRef) -> Option<&Spot> {
        let place = self.canonical(place);
        let spot = self.spots.get(place.0 as usize)?;
        match spot.get() {
            Some(known) => Some(known),
            None => {
                let made = Box::new(self.make_spot(place)?);
                Some(spot.get_or_init(|| made))
            }
        }
    }

    fn make_spot(&self, place: PlaceRef) -> Option<Spot> {
        let info = self.place(place)?;
        let chain = self.within(place);
        let id = |p: &PlaceRef| Some(PlaceId::new(self.place(*p)?.id));
        Some(Spot {
            place,
            id: PlaceId::new(info.id),
            point: info.point,
            unit: key::unit(info.point),
            kind: info.kind,
            country: info.country.as_bytes().try_into().unwrap_or(*b"  "),
            within: chain.iter().filter_map(id).collect(),
            chain: chain.into(),
            population: info.population,
            size: f64::from(info.population + 1).log10(),
            noted: info.noted,
        })
    }
}
