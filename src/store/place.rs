//! Places.

use super::cell::{Cell, row};
use super::error::Result;
use super::reader::Reader;
use super::table::{Batch, Table};
use super::writer::Writer;
use crate::model::Place;

const PLACE: Table = Table {
    name: "place",
    key: 1,
    columns: &["id", "name", "kind", "parent", "ocd", "geoid"],
};

/// Every table of places.
pub(super) const TABLES: [&Table; 1] = [&PLACE];

fn encode(place: &Place) -> [Cell; PLACE.columns.len()] {
    row![
        &place.id,
        &place.name,
        place.kind.word(),
        &place.parent,
        &place.ocd,
        &place.geoid,
    ]
}

impl Reader {
    /// The places in order of their ids.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn places(&self) -> Result<Vec<Place>> {
        self.places_in(None)
    }

    /// The places with these ids (a JSON array), or all.
    pub(super) fn places_in(&self, keys: Option<&str>) -> Result<Vec<Place>> {
        let mut places = Vec::new();
        self.rows(&PLACE, keys, |f| {
            places.push(Place {
                id: f.value()?,
                name: f.text()?,
                kind: f.value()?,
                parent: f.maybe()?,
                ocd: f.maybe_text()?,
                geoid: f.maybe_text()?,
            });
            Ok(())
        })?;
        places.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(places)
    }
}

impl Writer {
    /// Makes the place stand as it is given.
    ///
    /// # Errors
    /// Where a value is refused or the file cannot be written.
    pub fn put_place(&mut self, place: &Place) -> Result<()> {
        let mut batch = Batch::default();
        batch.push(&PLACE, encode(place));
        self.put(&TABLES, Cell::from(&place.id), &batch)
    }
}
