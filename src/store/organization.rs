//! Organizations and the sets that name them.

use super::cell::{Cell, row};
use super::error::Result;
use super::reader::Reader;
use super::table::{Batch, Table, json};
use super::writer::Writer;
use crate::model::{DatedName, Organization, Set, Slug};

const ORGANIZATION: Table = Table {
    name: "organization",
    key: 1,
    columns: &["id", "kind", "parent", "note"],
};
const ORGANIZATION_PLACE: Table = Table {
    name: "organization_place",
    key: 2,
    columns: &["organization", "position", "place"],
};
const ORGANIZATION_NAME: Table = Table {
    name: "organization_name",
    key: 2,
    columns: &[
        "organization",
        "position",
        "name",
        "from_date",
        "until_date",
    ],
};
const ORGANIZATION_IDENTIFIER: Table = Table {
    name: "organization_identifier",
    key: 3,
    columns: &["organization", "scheme", "position", "value"],
};
const ORGANIZATION_PREDECESSOR: Table = Table {
    name: "organization_predecessor",
    key: 2,
    columns: &["organization", "position", "predecessor"],
};
const ORGANIZATION_MERGED: Table = Table {
    name: "organization_merged",
    key: 2,
    columns: &["organization", "position", "slug"],
};
const SET: Table = Table {
    name: "organization_set",
    key: 1,
    columns: &["id"],
};
const SET_MEMBER: Table = Table {
    name: "organization_set_member",
    key: 2,
    columns: &["organization_set", "position", "organization"],
};

/// Every table of organizations.
pub(super) const TABLES: [&Table; 6] = [
    &ORGANIZATION,
    &ORGANIZATION_PLACE,
    &ORGANIZATION_NAME,
    &ORGANIZATION_IDENTIFIER,
    &ORGANIZATION_PREDECESSOR,
    &ORGANIZATION_MERGED,
];
/// Every table of sets.
pub(super) const SET_TABLES: [&Table; 2] = [&SET, &SET_MEMBER];

fn encode(org: &Organization) -> Batch {
    let mut batch = Batch::default();
    batch.push(
        &ORGANIZATION,
        row![&org.id, &org.kind, &org.parent, &org.note],
    );
    for (at, place) in org.places.iter().enumerate() {
        batch.push(&ORGANIZATION_PLACE, row![&org.id, at, place]);
    }
    for (at, name) in org.names.iter().enumerate() {
        batch.push(
            &ORGANIZATION_NAME,
            row![&org.id, at, &name.name, &name.from, &name.until],
        );
    }
    for (scheme, values) in &org.identifiers {
        for (at, value) in values.iter().enumerate() {
            batch.push(&ORGANIZATION_IDENTIFIER, row![&org.id, scheme, at, value]);
        }
    }
    for (at, earlier) in org.successor_of.iter().enumerate() {
        batch.push(&ORGANIZATION_PREDECESSOR, row![&org.id, at, earlier]);
    }
    for (at, slug) in org.merged.iter().enumerate() {
        batch.push(&ORGANIZATION_MERGED, row![&org.id, at, slug]);
    }
    batch
}

impl Reader {
    /// The organizations in order of their ids.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn organizations(&self) -> Result<Vec<Organization>> {
        self.organizations_in(None)
    }

    /// An organization.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn organization(&self, id: &Slug) -> Result<Option<Organization>> {
        Ok(self.organizations_in(Some(&json([id])))?.pop())
    }

    /// The organizations of some places, in order of their ids.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn organizations_at(&self, places: &[Slug]) -> Result<Vec<Organization>> {
        let ids = self.texts(
            "SELECT DISTINCT organization FROM organization_place
             WHERE place IN (SELECT value FROM json_each(?1))",
            Some(&json(places)),
        )?;
        self.organizations_in(Some(&json(&ids)))
    }

    /// The organizations with these ids (a JSON array), or all.
    pub(super) fn organizations_in(&self, keys: Option<&str>) -> Result<Vec<Organization>> {
        let mut places = self.grouped(&ORGANIZATION_PLACE, 1, keys, |f| {
            Ok((f.position()?, f.value::<Slug>()?))
        })?;
        let mut names = self.grouped(&ORGANIZATION_NAME, 1, keys, |f| {
            Ok((
                f.position()?,
                DatedName {
                    name: f.text()?,
                    from: f.maybe()?,
                    until: f.maybe()?,
                },
            ))
        })?;
        let mut identifiers = self.grouped(&ORGANIZATION_IDENTIFIER, 1, keys, |f| {
            Ok(((f.value::<Slug>()?, f.position()?), f.text()?))
        })?;
        let mut predecessors = self.grouped(&ORGANIZATION_PREDECESSOR, 1, keys, |f| {
            Ok((f.position()?, f.value::<Slug>()?))
        })?;
        let mut merged = self.grouped(&ORGANIZATION_MERGED, 1, keys, |f| {
            Ok((f.position()?, f.value::<Slug>()?))
        })?;
        let mut all = Vec::new();
        self.rows(&ORGANIZATION, keys, |f| {
            let id: Slug = f.value()?;
            let own = [id.as_str()];
            let mut org = Organization {
                places: places.list(&own),
                names: names.list(&own),
                identifiers: std::collections::BTreeMap::new(),
                successor_of: predecessors.list(&own),
                merged: merged.list(&own),
                kind: f.value()?,
                parent: f.maybe()?,
                note: f.maybe_text()?,
                id: id.clone(),
            };
            for ((scheme, _), value) in identifiers.map::<Vec<_>>(&own) {
                org.identifiers.entry(scheme).or_default().push(value);
            }
            all.push(org);
            Ok(())
        })?;
        all.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(all)
    }

    /// The sets in order of their names.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn sets(&self) -> Result<Vec<Set>> {
        let mut members = self.grouped(&SET_MEMBER, 1, None, |f| {
            Ok((f.position()?, f.value::<Slug>()?))
        })?;
        let mut all = Vec::new();
        self.rows(&SET, None, |f| {
            let id: Slug = f.value()?;
            all.push(Set {
                organizations: members.list(&[id.as_str()]),
                id,
            });
            Ok(())
        })?;
        all.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(all)
    }
}

impl Writer {
    /// Makes the organization stand as it is given.
    ///
    /// # Errors
    /// Where a value is refused or the file cannot be written.
    pub fn put_organization(&mut self, organization: &Organization) -> Result<()> {
        self.put(&TABLES, Cell::from(&organization.id), &encode(organization))
    }

    /// Takes the organization away: its rows go to the history.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn remove_organization(&mut self, id: &Slug) -> Result<()> {
        self.put(&TABLES, Cell::from(id), &Batch::default())
    }

    /// Takes the set away: its rows go to the history.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn remove_set(&mut self, id: &Slug) -> Result<()> {
        self.put(&SET_TABLES, Cell::from(id), &Batch::default())
    }

    /// Makes the set stand as it is given.
    ///
    /// # Errors
    /// Where a value is refused or the file cannot be written.
    pub fn put_set(&mut self, set: &Set) -> Result<()> {
        let mut batch = Batch::default();
        batch.push(&SET, row![&set.id]);
        for (at, organization) in set.organizations.iter().enumerate() {
            batch.push(&SET_MEMBER, row![&set.id, at, organization]);
        }
        self.put(&SET_TABLES, Cell::from(&set.id), &batch)
    }
}
