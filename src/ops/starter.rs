//! The starter records, compiled into the program.

use crate::model::{Organization, Place, PlaceKind, Registers};
use crate::records::{self, Problems, Records};

/// Every file of `fixtures/corpus` with its text; `build.rs` makes the list.
static CORPUS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/corpus.rs"));

/// The kind of the bodies with which every database begins.
const FEDERAL: &str = "federal-agency";

/// All starter records.
///
/// # Errors
/// What is wrong in them; a test sees to it that nothing is.
pub(super) fn all() -> Result<Records, Problems> {
    let files = CORPUS.iter().map(|(name, text)| (*name, text.as_bytes()));
    let reading = records::read_bytes(files);
    if reading.problems.is_empty() {
        Ok(reading.records)
    } else {
        Err(reading.problems)
    }
}

/// What every database begins with: the codebook, the country with what lies directly in it, and
/// the federal bodies.
///
/// # Errors
/// As for [`all`].
pub(super) fn ground() -> Result<Records, Problems> {
    let mut records = all()?;
    let places = std::mem::take(&mut records.registers.places);
    let is_country = |place: &Place| place.kind == PlaceKind::Country;
    let directly = |place: &Place| {
        let up = place.parent.as_ref();
        up.is_some_and(|up| {
            places
                .iter()
                .any(|place| place.id == *up && is_country(place))
        })
    };
    let federal = |body: &Organization| body.kind == FEDERAL;
    records.registers = Registers {
        organizations: records
            .registers
            .organizations
            .into_iter()
            .filter(federal)
            .collect(),
        places: places
            .iter()
            .filter(|place| is_country(place) || directly(place))
            .cloned()
            .collect(),
        ..Registers::default()
    };
    records.directives.clear();
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_starter_records_are_sound_and_the_ground_stands_alone() {
        let known = records::Known::default();
        for records in [all(), ground()] {
            let records = records.unwrap_or_else(|problems| panic!("{problems}"));
            assert!(records.terms.len() > 100);
            let names = records.registers.organizations.iter().flat_map(|body| {
                body.parent
                    .iter()
                    .chain(&body.successor_of)
                    .chain(&body.places)
            });
            for name in names {
                let here = records
                    .registers
                    .organizations
                    .iter()
                    .any(|body| body.id == *name)
                    || records
                        .registers
                        .places
                        .iter()
                        .any(|place| place.id == *name);
                assert!(here, "{name}");
            }
        }
        let problems = records::check(&all().unwrap_or_default(), &known);
        assert!(problems.is_empty(), "{problems}");
        assert_eq!(ground().unwrap_or_default().registers.places.len(), 57);
    }
}
