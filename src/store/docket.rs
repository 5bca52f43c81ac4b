//! The docket: just the records that a question needs.
//!
//! It is read one table at a time by keys (bodies, their parents, their places and those above,
//! bonds that name them, the directives of these), never by one join that the planner might turn
//! round. So its cost follows the number of rows that come back, whatever else is on record.

use std::collections::BTreeSet;

use super::error::Result;
use super::parsed;
use super::reader::Reader;
use super::table::json;
use crate::model::{Bond, Directive, DirectiveId, Docket, Family, RelationType, Scope, Slug};

impl Reader {
    /// What a question about these bodies needs: see [`Docket`]. `others` are organizations that
    /// the question names besides, such as the counterpart asked for; they are loaded, with their
    /// parents, and nothing that binds them.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn docket(&self, bodies: &[Slug], others: &[Slug]) -> Result<Docket> {
        self.assemble(bodies, &BTreeSet::new(), others)
    }

    /// What a question about these texts needs, whomever they bind: the directives, those that end
    /// one of them, are ended by one of them or amended by one of them, and the bodies that they
    /// name. `others` are organizations that the question names besides.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn docket_of(&self, directives: &[DirectiveId], others: &[Slug]) -> Result<Docket> {
        self.assemble(&[], &directives.iter().cloned().collect(), others)
    }

    /// What is needed to look at these bodies and, whomever they bind, at these texts: both of the
    /// above in one docket.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn docket_with(&self, bodies: &[Slug], directives: &[DirectiveId]) -> Result<Docket> {
        self.assemble(bodies, &directives.iter().cloned().collect(), &[])
    }

    fn assemble(
        &self,
        bodies: &[Slug],
        texts: &BTreeSet<DirectiveId>,
        others: &[Slug],
    ) -> Result<Docket> {
        let mut docket = Docket {
            codebook: self.codebook()?,
            ..Docket::default()
        };
        self.add_organizations(&mut docket, bodies.iter().cloned().collect())?;
        self.add_places(&mut docket)?;

        let mut ids = self.binding(&docket)?;
        ids.extend(texts.iter().cloned());
        self.add_directives(&mut docket, &ids)?;
        let near = self.neighbours(&docket)?;
        self.add_directives(&mut docket, &near)?;

        let mut named: BTreeSet<Slug> = others.iter().cloned().collect();
        if !bodies.is_empty() {
            let keys = json(bodies);
            docket.coverage = self.coverage_of(Some(&keys))?;
            docket.practice = self.practice_of(Some(&keys))?;
            if !docket.practice.is_empty() {
                docket.practice_sources = self.practice_sources()?;
            }
            docket.events = self.events_of(Some(&keys))?;
        }
        named.extend(mentioned(&docket));
        self.add_organizations(&mut docket, named)?;
        self.add_places(&mut docket)?;
        Ok(docket)
    }

    /// Loads organizations with their parents; those that are there are left alone.
    fn add_organizations(&self, docket: &mut Docket, mut wanted: BTreeSet<Slug>) -> Result<()> {
        loop {
            wanted.retain(|id| !docket.organizations.contains_key(id));
            if wanted.is_empty() {
                return Ok(());
            }
            let loaded = self.organizations_in(Some(&json(&wanted)))?;
            wanted = loaded.iter().filter_map(|org| org.parent.clone()).collect();
            docket
                .organizations
                .extend(loaded.into_iter().map(|org| (org.id.clone(), org)));
        }
    }

    /// Loads the places of the organizations with those in which they lie.
    fn add_places(&self, docket: &mut Docket) -> Result<()> {
        let mut wanted: BTreeSet<Slug> = docket
            .organizations
            .values()
            .flat_map(|org| org.places.iter().cloned())
            .collect();
        loop {
            wanted.retain(|id| !docket.places.contains_key(id));
            if wanted.is_empty() {
                return Ok(());
            }
            let loaded = self.places_in(Some(&json(&wanted)))?;
            wanted = loaded
                .iter()
                .filter_map(|place| place.parent.clone())
                .collect();
            docket
                .places
                .extend(loaded.into_iter().map(|place| (place.id.clone(), place)));
        }
    }

    /// The directives of which a bond, at any level, names one of the docket's organizations.
    fn binding(&self, docket: &Docket) -> Result<BTreeSet<DirectiveId>> {
        let orgs = json(docket.organizations.keys());
        let of = json(
            docket
                .organizations
                .values()
                .flat_map(|org| &org.places)
                .collect::<BTreeSet<_>>(),
        );
        let within = json(docket.places.keys());
        let mut ids = BTreeSet::new();
        for (column, keys) in [
            ("organization", orgs),
            ("of_place", of),
            ("within_place", within),
        ] {
            let sql = format!(
                "SELECT directive FROM bond WHERE {column} IN (SELECT value FROM json_each(?1))"
            );
            for id in self.texts(&sql, Some(&keys))? {
                ids.insert(parsed(&id)?);
            }
        }
        Ok(ids)
    }

    fn add_directives(&self, docket: &mut Docket, ids: &BTreeSet<DirectiveId>) -> Result<()> {
        if ids.is_empty() {
            return Ok(());
        }
        for directive in self.directives_in(ids)? {
            docket.directives.insert(directive.id.clone(), directive);
        }
        Ok(())
    }

    /// The directives, not loaded yet, that end one of those loaded or are ended or amended by one.
    fn neighbours(&self, docket: &Docket) -> Result<BTreeSet<DirectiveId>> {
        if docket.directives.is_empty() {
            return Ok(BTreeSet::new());
        }
        let mut near: BTreeSet<DirectiveId> = self
            .ended_by(&json(docket.directives.keys()))?
            .into_iter()
            .collect();
        for directive in docket.directives.values() {
            let amended = directive
                .relations
                .iter()
                .filter(|relation| relation.kind == RelationType::Amends)
                .map(|relation| &relation.id);
            let ends = directive
                .versions
                .iter()
                .flat_map(|version| {
                    version
                        .rules
                        .iter()
                        .map(|rule| rule.ended.as_ref())
                        .chain([version.ended.as_ref()])
                })
                .flatten()
                .filter_map(|ended| ended.by.as_ref());
            near.extend(amended.chain(ends).map(|id| id.directive.clone()));
        }
        near.retain(|id| !docket.directives.contains_key(id));
        Ok(near)
    }
}

/// The organizations that the docket's records name: counterparts, members of counterpart groups,
/// issuers, parties, bodies that are bound. Groups are among them; they are found nowhere.
fn mentioned(docket: &Docket) -> BTreeSet<Slug> {
    let mut named: BTreeSet<Slug> = docket
        .codebook
        .family(Family::Counterpart)
        .flat_map(|group| group.members.iter().cloned())
        .collect();
    named.extend(
        docket
            .practice
            .iter()
            .filter_map(|practice| practice.says.counterpart.clone()),
    );
    for directive in docket.directives.values() {
        named.insert(directive.id.issuer.clone());
        named.extend(directive.parties.iter().cloned());
        named.extend(bonds(directive).filter_map(|bond| match &bond.scope {
            Scope::Org(org) => Some(org.clone()),
            Scope::Of(_) | Scope::Within(_) => None,
        }));
        named.extend(
            directive
                .versions
                .iter()
                .flat_map(|version| &version.rules)
                .filter_map(|rule| rule.says.counterpart.clone()),
        );
    }
    named
}

fn bonds(directive: &Directive) -> impl Iterator<Item = &Bond> {
    let of_versions = directive.versions.iter().flat_map(|version| {
        version.binds.iter().flatten().chain(
            version
                .rules
                .iter()
                .flat_map(|rule| rule.binds.iter().flatten()),
        )
    });
    directive.binds.iter().chain(of_versions)
}
