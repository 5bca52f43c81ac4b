//! The register of places.

use serde::Serialize;

use super::{Entry, Register, pair};
use crate::model::{Docket, Place, Slug};
use crate::report::{Cell, Pair};

/// A place, as JSON has it.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceView {
    schema: &'static str,
    id: String,
    name: String,
    kind: &'static str,
    parent: Option<String>,
    /// The places in which it lies, the nearest first.
    above: Vec<Named>,
    /// The places directly in it.
    places: Vec<Named>,
    /// The bodies whose place it is.
    organizations: Vec<Named>,
    ocd: Option<String>,
    geoid: Option<String>,
}

/// An id with its name.
#[derive(Debug, Clone, Serialize)]
struct Named {
    id: String,
    name: String,
}

impl PlaceView {
    /// The slug of the place.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// All places of the docket.
pub fn places(docket: &Docket) -> Register<PlaceView> {
    let all = docket
        .places
        .values()
        .map(|place| view(docket, place))
        .collect();
    Register::new("place", "place", all, false)
}

/// One place; `None` where it is not on record.
pub fn place(docket: &Docket, id: &Slug) -> Option<Register<PlaceView>> {
    let place = docket.places.get(id)?;
    Some(Register::new(
        "place",
        "place",
        vec![view(docket, place)],
        true,
    ))
}

fn view(docket: &Docket, place: &Place) -> PlaceView {
    PlaceView {
        schema: "comity.place/1",
        id: place.id.to_string(),
        name: place.name.clone(),
        kind: place.kind.word(),
        parent: place.parent.as_ref().map(ToString::to_string),
        above: above(docket, place),
        places: docket
            .places
            .values()
            .filter(|other| other.parent.as_ref() == Some(&place.id))
            .map(named)
            .collect(),
        organizations: docket
            .organizations
            .values()
            .filter(|body| body.places.contains(&place.id))
            .map(|body| Named {
                id: body.id.to_string(),
                name: body.name().to_owned(),
            })
            .collect(),
        ocd: place.ocd.clone(),
        geoid: place.geoid.clone(),
    }
}

fn named(place: &Place) -> Named {
    Named {
        id: place.id.to_string(),
        name: place.name.clone(),
    }
}

fn above(docket: &Docket, place: &Place) -> Vec<Named> {
    let mut chain: Vec<Named> = Vec::new();
    let mut next = place.parent.as_ref();
    while let Some(up) = next.and_then(|id| docket.places.get(id)) {
        // A loop in the records ends here.
        if up.id == place.id || chain.iter().any(|seen| up.id == seen.id.as_str()) {
            break;
        }
        chain.push(named(up));
        next = up.parent.as_ref();
    }
    chain
}

fn names(list: &[Named]) -> Vec<String> {
    list.iter().map(|it| it.name.clone()).collect()
}

fn lines(list: &[Named]) -> Vec<String> {
    list.iter()
        .map(|it| format!("{} ({})", it.name, it.id))
        .collect()
}

impl Entry for PlaceView {
    const HEAD: &'static [&'static str] = &["Id", "Name", "Kind", "In", "Bodies"];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "name",
        "kind",
        "parent",
        "ocd",
        "geoid",
        "organizations",
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::plain(&self.id),
            Cell::plain(&self.name),
            Cell::plain(self.kind),
            Cell::plain(self.above.first().map_or("", |up| &up.name)),
            Cell::plain(self.organizations.len().to_string()),
        ]
    }

    fn values(&self) -> Vec<String> {
        let bodies: Vec<&str> = self.organizations.iter().map(|it| it.id.as_str()).collect();
        vec![
            self.id.clone(),
            self.name.clone(),
            self.kind.to_owned(),
            self.parent.clone().unwrap_or_default(),
            self.ocd.clone().unwrap_or_default(),
            self.geoid.clone().unwrap_or_default(),
            bodies.join(" "),
        ]
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    fn pairs(&self) -> Vec<Pair> {
        let above = names(&self.above);
        [
            pair("id", [self.id.clone()]),
            pair("kind", [self.kind.to_owned()]),
            pair("in", (!above.is_empty()).then(|| above.join(", "))),
            pair("places in it", lines(&self.places)),
            pair("bodies", lines(&self.organizations)),
            pair("OCD id", self.ocd.clone()),
            pair("GEOID", self.geoid.clone()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn next(&self) -> Vec<String> {
        if self.organizations.is_empty() {
            return vec!["comity org add --help".to_owned()];
        }
        self.organizations
            .iter()
            .take(2)
            .map(|body| format!("comity list {}", body.id))
            .collect()
    }
}
