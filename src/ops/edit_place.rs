//! Changing a place from the keyboard.

use super::edit::{EditError, Edited, issued};
use super::faults::Faults;
use super::resolve;
use super::touched::{Topics, Touched};
use crate::model::{Fault, Place, PlaceKind};
use crate::store::Reader;

/// What is typed to change a place. An empty text takes a part away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceEdit {
    /// Its name.
    pub name: Option<String>,
    /// What sort of jurisdiction.
    pub kind: Option<String>,
    /// The place in which it lies.
    pub parent: Option<String>,
    /// Open Civic Data division id.
    pub ocd: Option<String>,
    /// Census GEOID.
    pub geoid: Option<String>,
}

/// Reads what a place is to become.
///
/// # Errors
/// Where a name is not on record, or for every value that cannot be right.
pub fn edited_place(
    reader: &Reader,
    old: &Place,
    edit: &PlaceEdit,
) -> Result<Edited<Place>, EditError> {
    let places = reader.places()?;
    let mut faults = Faults::default();
    let mut new = old.clone();
    if let Some(text) = &edit.name {
        new.name = faults.filled("--name", text);
    }
    let kind: Option<PlaceKind> = faults.maybe_read("--kind", edit.kind.as_deref());
    new.kind = kind.unwrap_or(new.kind);
    if let Some(text) = edit.parent.as_deref() {
        let parent = resolve::place(text, &places)?;
        if resolve::places_in(&old.id, &places).contains(&parent.id) {
            let fault = Fault::new(0..text.len(), format!("{} lies in {}", parent.id, old.id));
            faults.add("--in", text, fault);
        }
        new.parent = Some(parent.id.clone());
    }
    for (text, part) in [(&edit.ocd, &mut new.ocd), (&edit.geoid, &mut new.geoid)] {
        match text.as_deref().map(str::trim) {
            Some("") => *part = None,
            Some(text) => *part = Some(text.to_owned()),
            None => {}
        }
    }
    if let Some(text) = edit.geoid.as_deref()
        && let Some(geoid) = &new.geoid
        && let Err(fault) = new.kind.check_geoid(geoid)
    {
        faults.add("--geoid", text, fault);
    }
    if !faults.wrong.is_empty() {
        return Err(EditError::Wrong(faults.wrong));
    }
    let mut touched = Touched::default();
    if old.kind != new.kind || old.parent != new.parent {
        let inside = resolve::places_in(&old.id, &places);
        let bodies = reader.organizations()?;
        let there = bodies
            .iter()
            .filter(|body| body.places.iter().any(|place| inside.contains(place)));
        touched.bodies = there.map(|body| body.id.clone()).collect();
        touched.texts = issued(reader, |issuer| touched.bodies.contains(issuer))?;
        touched.topics = Topics::OfRules;
    }
    Ok(Edited {
        old: old.clone(),
        new,
        touched,
    })
}
