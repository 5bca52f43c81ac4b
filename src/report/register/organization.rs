//! The register of organizations.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Entry, Register, pair};
use crate::model::{DatedName, Docket, Family, Organization, Set, Slug};
use crate::report::words::count;
use crate::report::{Cell, Pair};

/// A body, as JSON has it.
#[derive(Debug, Clone, Serialize)]
pub struct OrganizationView {
    schema: &'static str,
    id: String,
    name: String,
    short: String,
    names: Vec<NameView>,
    kind: String,
    #[serde(skip)]
    kind_words: String,
    places: Vec<Named>,
    parent: Option<Named>,
    /// Bodies of which it is the parent.
    parts: Vec<Named>,
    successor_of: Vec<Named>,
    /// Bodies that took its place.
    succeeded_by: Vec<Named>,
    /// Slugs of records that were merged into it.
    merged: Vec<String>,
    sets: Vec<String>,
    identifiers: BTreeMap<String, Vec<String>>,
    /// How many directives it issued.
    directives: u64,
    note: Option<String>,
}

/// A name with its span, EDTF, `until` exclusive.
#[derive(Debug, Clone, Serialize)]
struct NameView {
    name: String,
    from: Option<String>,
    until: Option<String>,
    #[serde(skip)]
    text: String,
}

/// An id with its name.
#[derive(Debug, Clone, Serialize)]
struct Named {
    id: String,
    name: String,
}

impl OrganizationView {
    /// The slug of the body.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// All bodies of the docket. `issued` counts the directives of each issuer.
pub fn organizations(
    docket: &Docket,
    sets: &[Set],
    issued: &BTreeMap<Slug, u64>,
) -> Register<OrganizationView> {
    let all = docket
        .organizations
        .values()
        .map(|body| view(docket, sets, issued, body))
        .collect();
    Register::new("org", "organization", all, false)
}

/// One body; `None` where it is not on record.
pub fn organization(
    docket: &Docket,
    sets: &[Set],
    issued: &BTreeMap<Slug, u64>,
    id: &Slug,
) -> Option<Register<OrganizationView>> {
    let body = docket.organizations.get(id)?;
    let one = vec![view(docket, sets, issued, body)];
    Some(Register::new("org", "organization", one, true))
}

fn view(
    docket: &Docket,
    sets: &[Set],
    issued: &BTreeMap<Slug, u64>,
    body: &Organization,
) -> OrganizationView {
    let named = |id: &Slug| Named {
        id: id.to_string(),
        name: docket
            .organizations
            .get(id)
            .map_or(id.as_str(), Organization::name)
            .to_owned(),
    };
    let others = |is_one: &dyn Fn(&Organization) -> bool| {
        docket
            .organizations
            .values()
            .filter(|other| is_one(other))
            .map(|other| named(&other.id))
            .collect()
    };
    OrganizationView {
        schema: "comity.organization/1",
        id: body.id.to_string(),
        name: body.name().to_owned(),
        short: body.short().to_owned(),
        names: body.names.iter().map(name_view).collect(),
        kind: body.kind.to_string(),
        kind_words: docket.codebook.words(Family::Kind, &body.kind).to_owned(),
        places: body
            .places
            .iter()
            .map(|id| Named {
                id: id.to_string(),
                name: docket
                    .places
                    .get(id)
                    .map_or(id.as_str(), |place| &place.name)
                    .to_owned(),
            })
            .collect(),
        parent: body.parent.as_ref().map(named),
        parts: others(&|other| other.parent.as_ref() == Some(&body.id)),
        successor_of: body.successor_of.iter().map(named).collect(),
        succeeded_by: others(&|other| other.successor_of.contains(&body.id)),
        merged: body.merged.iter().map(ToString::to_string).collect(),
        sets: sets
            .iter()
            .filter(|set| set.organizations.contains(&body.id))
            .map(|set| set.id.to_string())
            .collect(),
        identifiers: body
            .identifiers
            .iter()
            .map(|(scheme, values)| (scheme.to_string(), values.clone()))
            .collect(),
        directives: issued.get(&body.id).copied().unwrap_or(0),
        note: body.note.clone(),
    }
}

fn name_view(name: &DatedName) -> NameView {
    let text = match (name.from, name.until) {
        (None, None) => name.name.clone(),
        (Some(from), None) => format!("{}, since {}", name.name, from.long()),
        (None, Some(until)) => format!("{}, until {}", name.name, until.long()),
        (Some(from), Some(until)) => {
            format!("{}, {} to {}", name.name, from.long(), until.long())
        }
    };
    NameView {
        name: name.name.clone(),
        from: name.from.map(|date| date.to_string()),
        until: name.until.map(|date| date.to_string()),
        text,
    }
}

fn lines(named: &[Named]) -> Vec<String> {
    named
        .iter()
        .map(|it| format!("{} ({})", it.name, it.id))
        .collect()
}

fn ids(named: &[Named]) -> String {
    let ids: Vec<&str> = named.iter().map(|it| it.id.as_str()).collect();
    ids.join(" ")
}

impl Entry for OrganizationView {
    const HEAD: &'static [&'static str] = &["Id", "Name", "Kind", "Place", "Directives"];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "name",
        "short",
        "kind",
        "places",
        "parent",
        "sets",
        "directives",
    ];

    fn cells(&self) -> Vec<Cell> {
        let place = self.places.first().map_or("", |place| &place.name);
        vec![
            Cell::plain(&self.id),
            Cell::plain(&self.name),
            Cell::plain(&self.kind_words),
            Cell::plain(place),
            Cell::plain(self.directives.to_string()),
        ]
    }

    fn values(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            self.name.clone(),
            self.short.clone(),
            self.kind.clone(),
            ids(&self.places),
            self.parent
                .as_ref()
                .map_or(String::new(), |parent| parent.id.clone()),
            self.sets.join(" "),
            self.directives.to_string(),
        ]
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    fn pairs(&self) -> Vec<Pair> {
        let names: Vec<String> = self.names.iter().map(|name| name.text.clone()).collect();
        let identifiers = self
            .identifiers
            .iter()
            .map(|(scheme, values)| format!("{scheme}: {}", values.join(", ")));
        [
            pair("id", [self.id.clone()]),
            pair("names", names),
            pair("kind", [self.kind_words.clone()]),
            pair("place", lines(&self.places)),
            pair("part of", lines(self.parent.as_slice())),
            pair("parts", lines(&self.parts)),
            pair("took the place of", lines(&self.successor_of)),
            pair("succeeded by", lines(&self.succeeded_by)),
            pair("merged into it", self.merged.clone()),
            pair("sets", self.sets.iter().map(|set| format!("@{set}"))),
            pair("identifiers", identifiers),
            pair(
                "issued",
                [count(
                    usize::try_from(self.directives).unwrap_or(usize::MAX),
                    "directive",
                )],
            ),
            pair("note", self.note.clone()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn next(&self) -> Vec<String> {
        vec![
            format!("comity list {}", self.id),
            format!("comity ask {}", self.id),
        ]
    }
}
