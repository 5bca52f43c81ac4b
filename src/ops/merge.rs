//! Two records of one body made one: everything of the first goes to the second, and the slug of the
//! first goes on naming the second.

use std::collections::{BTreeMap, BTreeSet};

use super::rename::{Renames, counterpart, extend, swap, swap_all};
use super::touched::{Topics, Touched};
use crate::model::codebook::climb;
use crate::model::{Directive, DirectiveId, Organization, SLUG_MAX, Set, Slug, Term};
use crate::store::{Reader, StoreError, Writer};

/// Why nothing was merged.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// Both are one record.
    #[error("\"{0}\" names one body, which cannot be merged with itself")]
    Same(Slug),
    /// Both have a directive of this name.
    #[error(
        "both have a directive \"{slug}\": {from}/{slug} and {into}/{slug}; nothing was written"
    )]
    Twice {
        /// The name.
        slug: Slug,
        /// The first body.
        from: Slug,
        /// The second body.
        into: Slug,
    },
    /// The second body lies in the first, and not directly.
    #[error("{1} is a part of {2}, which is a part of {0}; nothing was written")]
    Inside(Slug, Slug, Slug),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What merging would do.
#[derive(Debug)]
pub struct Merge {
    from: Slug,
    into: Slug,
    /// The second body as it will stand.
    body: Organization,
    /// Other bodies that name the first.
    bodies: Vec<Organization>,
    sets: Vec<Set>,
    terms: Vec<Term>,
    /// Directives with the ids under which they stood.
    directives: Vec<(DirectiveId, Directive)>,
    /// The lists that are written, each with the bodies whose entries differ.
    lists: BTreeSet<(&'static str, Slug)>,
    touched: Touched,
}

impl Merge {
    /// Finds everything that names the first body.
    ///
    /// # Errors
    /// Where both cannot be one, or the file cannot be read.
    pub fn new(
        reader: &Reader,
        from: &Organization,
        into: &Organization,
    ) -> Result<Self, MergeError> {
        if from.id == into.id {
            return Err(MergeError::Same(from.id.clone()));
        }
        let all = reader.organizations()?;
        let body = merged_body(from, into, &all)?;
        let ids = reader.directives_naming(&from.id)?;
        let renames = Renames {
            from: from.id.clone(),
            into: into.id.clone(),
            ids: new_ids(reader, &ids, from, into)?,
        };
        let directives = reader.directives_and_discarded(&ids)?.into_iter();
        let directives: Vec<(DirectiveId, Directive)> = directives
            .map(|mut directive| {
                let old = directive.id.clone();
                renames.directive(&mut directive);
                (old, directive)
            })
            .collect();
        let lists = lists(reader, &from.id, &into.id)?;
        let texts = directives.iter().map(|(id, _)| id.clone()).collect();
        Ok(Self {
            bodies: others(&all, &from.id, &into.id),
            sets: sets(reader.sets()?, &from.id, &into.id),
            terms: terms(reader.terms()?, &from.id, &into.id),
            touched: Touched {
                bodies: BTreeSet::from([into.id.clone()]),
                texts,
                topics: Topics::OfRules,
                gone: Some(from.id.clone()),
            },
            from: from.id.clone(),
            into: into.id.clone(),
            body,
            directives,
            lists,
        })
    }

    /// The body whose record goes.
    pub const fn source(&self) -> &Slug {
        &self.from
    }

    /// The body whose record stays.
    pub const fn target(&self) -> &Slug {
        &self.into
    }

    /// The cells that it can reach: those of the second body, and of all that the texts bind.
    pub const fn touched(&self) -> &Touched {
        &self.touched
    }

    /// The records that are written, by kind and id: changed ones under the id that they will have.
    pub fn records(&self) -> Vec<(&'static str, String)> {
        let mut all = vec![("organization", self.into.to_string())];
        all.extend(
            self.bodies
                .iter()
                .map(|body| ("organization", body.id.to_string())),
        );
        all.extend(self.sets.iter().map(|set| ("set", set.id.to_string())));
        all.extend(
            self.terms
                .iter()
                .map(|term| (term.family.word(), term.key.to_string())),
        );
        all.extend(
            self.directives
                .iter()
                .map(|(_, new)| ("directive", new.id.to_string())),
        );
        all.extend(
            self.lists
                .iter()
                .map(|(list, body)| (*list, body.to_string())),
        );
        all
    }

    /// The directives that get another id: old and new.
    pub fn moved(&self) -> impl Iterator<Item = (&DirectiveId, &DirectiveId)> {
        let pairs = self.directives.iter().map(|(old, new)| (old, &new.id));
        pairs.filter(|(old, new)| old != new)
    }

    /// Writes it.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn apply(&self, writer: &mut Writer) -> Result<(), StoreError> {
        let discarded = writer.reader().discarded()?;
        for body in [&self.body].into_iter().chain(&self.bodies) {
            writer.put_organization(body)?;
        }
        for set in &self.sets {
            writer.put_set(set)?;
        }
        if !self.terms.is_empty() {
            writer.put_terms(&self.terms)?;
        }
        for (old, new) in &self.directives {
            if *old != new.id {
                writer.remove_directive(old)?;
            }
            writer.put_directive(new)?;
            if let Some(was) = discarded.iter().find(|one| one.id == *old) {
                writer.discard_directive(&new.id, was.on, &was.reason)?;
            }
        }
        self.apply_lists(writer)?;
        writer.remove_organization(&self.from)
    }

    fn writes(&self, list: &str) -> bool {
        self.lists.iter().any(|(written, _)| *written == list)
    }

    /// A list without what the second body would have twice, in its order.
    fn once<T: PartialEq>(&self, list: Vec<T>, body: impl Fn(&T) -> &Slug) -> Vec<T> {
        let mut all: Vec<T> = Vec::with_capacity(list.len());
        let mut own: Vec<usize> = Vec::new();
        for one in list {
            if *body(&one) == self.into {
                if own.iter().any(|at| all[*at] == one) {
                    continue;
                }
                own.push(all.len());
            }
            all.push(one);
        }
        all
    }

    fn apply_lists(&self, writer: &mut Writer) -> Result<(), StoreError> {
        let to = |slug: &mut Slug| swap(slug, &self.from, &self.into);
        if self.writes("coverage") {
            let mut list = writer.reader().coverage()?;
            list.iter_mut().for_each(|one| to(&mut one.organization));
            let sources = writer.reader().coverage_sources()?;
            writer.set_coverage(&self.once(list, |one| &one.organization), &sources)?;
        }
        if self.writes("practice") {
            let mut list = writer.reader().practice()?;
            for one in &mut list {
                to(&mut one.organization);
                counterpart(&mut one.says, &self.from, &self.into);
            }
            let sources = writer.reader().practice_sources()?;
            writer.set_practice(&self.once(list, |one| &one.organization), &sources)?;
        }
        if self.writes("events") {
            let mut list = writer.reader().events()?;
            list.iter_mut().for_each(|one| to(&mut one.organization));
            let sources = writer.reader().events_sources()?;
            writer.set_events(&self.once(list, |one| &one.organization), &sources)?;
        }
        Ok(())
    }
}

/// The lists with entries that name the first body, each with the bodies whose entries those will be.
fn lists(
    reader: &Reader,
    from: &Slug,
    into: &Slug,
) -> Result<BTreeSet<(&'static str, Slug)>, StoreError> {
    let mut lists = BTreeSet::new();
    let coverage = reader.coverage()?;
    if coverage.iter().any(|one| one.organization == *from) {
        lists.insert(("coverage", into.clone()));
    }
    for one in reader.practice()? {
        if one.organization == *from {
            lists.insert(("practice", into.clone()));
        } else if one.says.counterpart.as_ref() == Some(from) {
            lists.insert(("practice", one.organization));
        }
    }
    let events = reader.events()?;
    if events.iter().any(|one| one.organization == *from) {
        lists.insert(("events", into.clone()));
    }
    Ok(lists)
}

/// The second body with what the first knew besides: names, identifiers, places, predecessors, the
/// slugs that had been merged into it, and its own.
fn merged_body(
    from: &Organization,
    into: &Organization,
    all: &[Organization],
) -> Result<Organization, MergeError> {
    let mut body = into.clone();
    if body.parent.as_ref() == Some(&from.id) {
        body.parent = from.parent.clone();
    }
    let up = |id: &Slug| {
        let body = all.iter().find(|body| body.id == *id);
        body.map_or(&[][..], |body| body.parent.as_slice())
    };
    if let Some(parent) = &body.parent
        && climb(parent, up).contains_key(&from.id)
    {
        return Err(MergeError::Inside(
            from.id.clone(),
            into.id.clone(),
            parent.clone(),
        ));
    }
    if body.parent.is_none() && from.parent.as_ref() != Some(&into.id) {
        body.parent = from.parent.clone();
    }
    for name in &from.names {
        if body.names.iter().all(|known| known.name != name.name) {
            body.names.push(name.clone());
        }
    }
    for (scheme, values) in &from.identifiers {
        let list = body.identifiers.entry(scheme.clone()).or_default();
        extend(list, values);
    }
    extend(&mut body.places, &from.places);
    extend(&mut body.successor_of, &from.successor_of);
    body.successor_of
        .retain(|earlier| *earlier != from.id && *earlier != into.id);
    extend(&mut body.merged, &from.merged);
    body.merged.push(from.id.clone());
    body.note = match (&into.note, &from.note) {
        (Some(own), Some(other)) if own != other => Some(format!("{own} {other}")),
        (own, other) => own.clone().or_else(|| other.clone()),
    };
    Ok(body)
}

/// Bodies beside the two that name the first.
fn others(all: &[Organization], from: &Slug, into: &Slug) -> Vec<Organization> {
    let others = all
        .iter()
        .filter(|body| body.id != *from && body.id != *into);
    others
        .filter_map(|old| {
            let mut body = old.clone();
            if let Some(parent) = &mut body.parent {
                swap(parent, from, into);
            }
            swap_all(&mut body.successor_of, from, into);
            (body != *old).then_some(body)
        })
        .collect()
}

fn sets(mut all: Vec<Set>, from: &Slug, into: &Slug) -> Vec<Set> {
    all.retain(|set| set.organizations.contains(from));
    for set in &mut all {
        swap_all(&mut set.organizations, from, into);
    }
    all
}

fn terms(mut all: Vec<Term>, from: &Slug, into: &Slug) -> Vec<Term> {
    all.retain(|term| term.members.contains(from));
    for term in &mut all {
        swap_all(&mut term.members, from, into);
    }
    all
}

/// The ids that the directives of the first body will have. One that was discarded gives way where
/// the second has its name.
fn new_ids(
    reader: &Reader,
    ids: &BTreeSet<DirectiveId>,
    from: &Organization,
    into: &Organization,
) -> Result<BTreeMap<DirectiveId, DirectiveId>, MergeError> {
    let mut taken: BTreeSet<DirectiveId> = reader.directives_naming(&into.id)?;
    let discarded: BTreeSet<DirectiveId> =
        reader.discarded()?.into_iter().map(|one| one.id).collect();
    let mut new_ids = BTreeMap::new();
    for id in ids.iter().filter(|id| id.issuer == from.id) {
        let mut new = DirectiveId {
            issuer: into.id.clone(),
            slug: id.slug.clone(),
        };
        if taken.contains(&new) && !discarded.contains(id) {
            return Err(MergeError::Twice {
                slug: id.slug.clone(),
                from: from.id.clone(),
                into: into.id.clone(),
            });
        }
        let base: String = id.slug.as_str().chars().take(SLUG_MAX - 5).collect();
        let mut numbers = 2..;
        while taken.contains(&new) {
            let slug = numbers.next().map(|number: u32| format!("{base}-{number}"));
            if let Some(slug) = slug.and_then(|slug| slug.parse().ok()) {
                new.slug = slug;
            }
        }
        taken.insert(new.clone());
        new_ids.insert(id.clone(), new);
    }
    Ok(new_ids)
}
