//! Changing an entry of the registers from the keyboard: what is typed, read into the record as it
//! will stand, and what that can reach.

use std::collections::BTreeSet;

use super::faults::Faults;
use super::new_directive::Wrong;
use super::register::{AddError, place_typed};
use super::resolve::{self, Unknown};
use super::touched::{Touched, with_groups};
use super::typed;
use crate::model::codebook::climb;
use crate::model::{
    Date, DatedName, DirectiveId, Docket, Family, Fault, Organization, Place, Slug,
};
use crate::store::{Reader, StoreError};

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// Values that cannot be right, all of them.
    #[error("{} values cannot be right", .0.len())]
    Wrong(Vec<Wrong>),
    /// A name that is not on record.
    #[error("{}", .0.message)]
    Unknown(Unknown),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Unknown> for EditError {
    fn from(unknown: Unknown) -> Self {
        Self::Unknown(unknown)
    }
}

/// A record as it stood and as it will stand.
#[derive(Debug, Clone)]
pub struct Edited<T> {
    /// As it stood.
    pub old: T,
    /// As it will stand.
    pub new: T,
    /// Which cells that can reach.
    pub touched: Touched,
}

/// What is typed to change a body. An empty text takes a part away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrganizationEdit {
    /// Its official name.
    pub name: Option<String>,
    /// Since when that is its name: the old one is kept as its name until then.
    pub since: Option<String>,
    /// Further names, `NAME, since DATE, until DATE`.
    pub add_names: Vec<String>,
    /// Names to take away.
    pub drop_names: Vec<String>,
    /// Its kind.
    pub kind: Option<String>,
    /// Its places, in place of those on record.
    pub places: Vec<String>,
    /// The body of which it is a part.
    pub parent: Option<String>,
    /// Identifiers, `SCHEME=VALUE`.
    pub add_identifiers: Vec<String>,
    /// Identifiers to take away.
    pub drop_identifiers: Vec<String>,
    /// Bodies whose place it took.
    pub successor_of: Vec<String>,
    /// Bodies whose place it did not take.
    pub drop_successor_of: Vec<String>,
    /// What a reader of the record needs to know.
    pub note: Option<String>,
}

/// What is on record, and what was found wrong so far.
struct Editing {
    faults: Faults,
    bodies: Vec<Organization>,
    places: Vec<Place>,
    made: Vec<Place>,
}

/// Reads what a body is to become, and the places that are new with it.
///
/// # Errors
/// Where a name is not on record, or for every value that cannot be right.
pub fn edited_organization(
    reader: &Reader,
    old: &Organization,
    edit: &OrganizationEdit,
) -> Result<(Edited<Organization>, Vec<Place>), EditError> {
    let mut editing = Editing {
        faults: Faults::default(),
        bodies: reader.organizations()?,
        places: reader.places()?,
        made: Vec::new(),
    };
    let codebook = reader.codebook()?;
    let mut new = old.clone();
    editing.names(&mut new, edit);
    if let Some(text) = &edit.kind {
        let kind = editing.faults.term(&codebook, Family::Kind, "--kind", text);
        new.kind = kind.unwrap_or(new.kind);
    }
    editing.place(&mut new, edit)?;
    editing.parent(&mut new, edit)?;
    editing.identifiers(&mut new, edit);
    editing.predecessors(&mut new, edit)?;
    match edit.note.as_deref() {
        Some("") => new.note = None,
        Some(text) => new.note = Some(editing.faults.filled("--note", text)),
        None => {}
    }
    if !editing.faults.wrong.is_empty() {
        return Err(EditError::Wrong(editing.faults.wrong));
    }
    let docket = Docket {
        codebook,
        organizations: by_id(editing.bodies, |body| &body.id),
        ..Docket::default()
    };
    let touched = touched_by_body(reader, &docket, old, &new)?;
    let old = old.clone();
    Ok((Edited { old, new, touched }, editing.made))
}

impl Editing {
    fn names(&mut self, body: &mut Organization, edit: &OrganizationEdit) {
        for text in &edit.drop_names {
            let before = body.names.len();
            body.names.retain(|name| name.name != text.trim());
            if body.names.len() == before {
                let known: Vec<&str> = body.names.iter().map(|name| name.name.as_str()).collect();
                let fault = Fault::new(0..text.len(), "it has no such name");
                let cure = format!("its names are: {}", known.join("; "));
                self.faults.add("--drop-name", text, fault.cure(cure));
            }
        }
        let since: Option<Date> = self.faults.maybe_read("--since", edit.since.as_deref());
        if let Some(text) = &edit.name {
            let name = self.faults.filled("--name", text);
            rename(&mut body.names, name, since);
        }
        for text in &edit.add_names {
            match typed::dated_name(text) {
                Ok(name) if body.names.contains(&name) => {}
                Ok(name) => {
                    // The same name with other days is the same name, known better.
                    body.names.retain(|old| old.name != name.name);
                    body.names.push(name);
                }
                Err(fault) => self.faults.add("--add-name", text, fault),
            }
        }
        if let (true, Some(text)) = (body.names.is_empty(), edit.drop_names.last()) {
            let fault = Fault::new(0..text.len(), "this is its only name");
            let cure = fault.cure("give it another: --name NAME");
            self.faults.add("--drop-name", text, cure);
        }
    }

    fn place(&mut self, body: &mut Organization, edit: &OrganizationEdit) -> Result<(), EditError> {
        if edit.places.is_empty() {
            return Ok(());
        }
        body.places.clear();
        for text in &edit.places {
            let place = match place_typed(text, &self.places) {
                Ok(place) => place,
                Err(AddError::Unknown(unknown)) => return Err(unknown.into()),
                Err(AddError::Value(flag, fault)) => {
                    self.faults.add(flag, text, fault);
                    continue;
                }
                Err(AddError::Store(error)) => return Err(error.into()),
                Err(AddError::Exists { .. } | AddError::Merged(..)) => continue,
            };
            if !body.places.contains(&place.id) {
                body.places.push(place.id.clone());
            }
            if !self.places.contains(&place) {
                self.places.push(place.clone());
                self.made.push(place);
            }
        }
        Ok(())
    }

    fn parent(
        &mut self,
        body: &mut Organization,
        edit: &OrganizationEdit,
    ) -> Result<(), EditError> {
        let Some(text) = edit.parent.as_deref() else {
            return Ok(());
        };
        if text.trim().is_empty() {
            body.parent = None;
            return Ok(());
        }
        let parent = resolve::body(text, &self.bodies)?.id.clone();
        let up = |id: &Slug| {
            let body = self.bodies.iter().find(|body| body.id == *id);
            body.map_or(&[][..], |body| body.parent.as_slice())
        };
        if climb(&parent, up).contains_key(&body.id) {
            let message = if parent == body.id {
                "a body is no part of itself".to_owned()
            } else {
                format!("{parent} is itself a part of {}", body.id)
            };
            let fault = Fault::new(0..text.len(), message);
            self.faults.add("--parent", text, fault);
        }
        body.parent = Some(parent);
        Ok(())
    }

    fn identifiers(&mut self, body: &mut Organization, edit: &OrganizationEdit) {
        for text in &edit.add_identifiers {
            match typed::identifier(text) {
                Ok((scheme, value)) => {
                    let list = body.identifiers.entry(scheme).or_default();
                    if !list.contains(&value) {
                        list.push(value);
                    }
                }
                Err(fault) => self.faults.add("--add-identifier", text, fault),
            }
        }
        for text in &edit.drop_identifiers {
            let flag = "--drop-identifier";
            match typed::identifier(text) {
                Ok((scheme, value)) => {
                    let list = body.identifiers.entry(scheme).or_default();
                    let before = list.len();
                    list.retain(|old| *old != value);
                    if list.len() == before {
                        let fault = Fault::new(0..text.len(), "it has no such identifier");
                        self.faults.add(flag, text, fault);
                    }
                }
                Err(fault) => self.faults.add(flag, text, fault),
            }
        }
        body.identifiers.retain(|_, list| !list.is_empty());
    }

    fn predecessors(
        &mut self,
        body: &mut Organization,
        edit: &OrganizationEdit,
    ) -> Result<(), EditError> {
        for text in &edit.drop_successor_of {
            let gone = resolve::body(text, &self.bodies)?;
            body.successor_of.retain(|earlier| *earlier != gone.id);
        }
        for text in &edit.successor_of {
            let earlier = resolve::body(text, &self.bodies)?.id.clone();
            if earlier == body.id {
                let fault = Fault::new(0..text.len(), "a body does not take its own place");
                self.faults.add("--successor-of", text, fault);
            } else if !body.successor_of.contains(&earlier) {
                body.successor_of.push(earlier);
            }
        }
        Ok(())
    }
}

/// Puts an official name in the place of the first. With a day the old one was its name until then.
fn rename(names: &mut Vec<DatedName>, name: String, since: Option<Date>) {
    let mut dated = DatedName {
        name,
        from: since,
        until: None,
    };
    if names.first().is_some_and(|old| old.name == dated.name) {
        dated.from = since.or(names[0].from);
        dated.until = names[0].until;
        names[0] = dated;
        return;
    }
    names.retain(|old| old.name != dated.name);
    if since.is_some() && !names.is_empty() {
        let mut old = names.remove(0);
        old.until = since;
        names.push(old);
    } else if !names.is_empty() {
        names.remove(0);
    }
    names.insert(0, dated);
}

/// The cells that a change of a body can reach: its own and those of its parts; of the bodies that
/// its texts bind, where its level may differ; and of those with a rule toward it.
fn touched_by_body(
    reader: &Reader,
    docket: &Docket,
    old: &Organization,
    new: &Organization,
) -> Result<Touched, StoreError> {
    let mut touched = Touched::default();
    let is_elsewhere = old.kind != new.kind || old.places != new.places || old.parent != new.parent;
    if is_elsewhere {
        let parts = docket.organizations.keys();
        let parts = parts.filter(|body| docket.with_parents(body).contains(&old.id));
        touched.bodies = parts.cloned().collect();
        touched.texts = issued(reader, |issuer| *issuer == old.id)?;
    }
    if old.parent != new.parent {
        let mut keys = touched.bodies.clone();
        keys.extend(new.parent.clone());
        touched
            .texts
            .extend(reader.directives_toward(&with_groups(docket, &keys))?);
    } else if old.short() != new.short() {
        touched
            .texts
            .extend(reader.directives_toward(std::slice::from_ref(&old.id))?);
    }
    Ok(touched)
}

/// The directives of some issuers.
pub(super) fn issued(
    reader: &Reader,
    is_its: impl Fn(&Slug) -> bool,
) -> Result<BTreeSet<DirectiveId>, StoreError> {
    let ids = reader.directive_ids()?.into_iter();
    Ok(ids.filter(|id| is_its(&id.issuer)).collect())
}

fn by_id<T>(all: Vec<T>, id: impl Fn(&T) -> &Slug) -> std::collections::BTreeMap<Slug, T> {
    all.into_iter().map(|one| (id(&one).clone(), one)).collect()
}
