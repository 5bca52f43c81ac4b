//! From what people type to what is on record, reading no more of the file than is needed.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use clap::Args;

use super::context::Context;
use super::error::{Failure, Kind};
use super::{ui, values};
use crate::model::name::nearest;
use crate::model::{
    Codebook, Directive, DirectiveId, Docket, Family, Organization, Place, Reference, Set, Slug,
};
use crate::ops::resolve;
use crate::report::Stamp;
use crate::store::Reader;

/// Which bodies a question is about.
#[derive(Debug, Args)]
pub(super) struct BodyFlags {
    /// Bodies by slug or any recorded name, or @SET for all bodies of a set
    #[arg(value_name = "ORG")]
    pub(super) organizations: Vec<String>,

    /// The same as ORG (can be repeated)
    #[arg(long = "department", value_name = "ORG", hide = true)]
    departments: Vec<String>,

    /// All bodies of this place and of the places in it, such as us-va
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,

    /// All bodies of this kind, such as police; with --place those of that place
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
}

impl BodyFlags {
    /// Whether nothing is chosen.
    pub(super) const fn is_empty(&self) -> bool {
        self.organizations.is_empty()
            && self.departments.is_empty()
            && self.place.is_none()
            && self.kind.is_none()
    }
}

/// What is on record, each list read at most once.
pub(super) struct Lookup<'r> {
    pub(super) reader: &'r Reader,
    codebook: OnceCell<Codebook>,
    bodies: OnceCell<Vec<Organization>>,
    places: OnceCell<Vec<Place>>,
}

impl Context {
    /// Opens the database for reading.
    ///
    /// # Errors
    /// Where there is none, or it cannot be used.
    pub(super) fn reader(&self) -> Result<Reader, Failure> {
        let reader = Reader::open(&self.database, self.wait)?;
        if reader.recovered() {
            self.status("a command that broke off had left its journal; what it began was undone");
        }
        Ok(reader)
    }

    /// From which file, and which state of it, a report is made.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub(super) fn stamp_of(&self, reader: &Reader) -> Result<Stamp, Failure> {
        Ok(Stamp {
            database: self.database.display().to_string(),
            operation: reader.last_operation()?.map_or(0, |last| last.id),
        })
    }
}

impl<'r> Lookup<'r> {
    /// Nothing is read yet.
    pub(super) const fn new(reader: &'r Reader) -> Self {
        Self {
            reader,
            codebook: OnceCell::new(),
            bodies: OnceCell::new(),
            places: OnceCell::new(),
        }
    }

    /// The codebook.
    pub(super) fn codebook(&self) -> Result<&Codebook, Failure> {
        once(&self.codebook, || Ok(self.reader.codebook()?))
    }

    /// Every body.
    pub(super) fn bodies(&self) -> Result<&[Organization], Failure> {
        once(&self.bodies, || Ok(self.reader.organizations()?)).map(Vec::as_slice)
    }

    /// Every place.
    pub(super) fn places(&self) -> Result<&[Place], Failure> {
        once(&self.places, || Ok(self.reader.places()?)).map(Vec::as_slice)
    }

    /// One body.
    ///
    /// # Errors
    /// Where it is not on record, or the text can mean several.
    pub(super) fn body(&self, text: &str) -> Result<Slug, Failure> {
        // A whole slug is the common case and needs no other body.
        if let Ok(slug) = text.parse::<Slug>()
            && self.reader.organization(&slug)?.is_some()
        {
            return Ok(slug);
        }
        blank("", text)?;
        let body = resolve::body(text, self.bodies()?)?;
        note_if_merged(text, body);
        Ok(body.id.clone())
    }

    /// One body, as it stands on record.
    ///
    /// # Errors
    /// Where it is not on record, or the text can mean several.
    pub(super) fn organization(&self, text: &str) -> Result<&Organization, Failure> {
        let id = self.body(text)?;
        let body = self.bodies()?.iter().find(|body| body.id == id);
        body.ok_or_else(|| {
            Failure::new(
                Kind::NotOnRecord,
                format!("the body \"{id}\" is not on record"),
            )
        })
    }

    /// The bodies that some flags name, each once, in the order in which they are named; those of a
    /// place or kind in the order of their slugs.
    ///
    /// # Errors
    /// Where one is not on record.
    pub(super) fn select(&self, flags: &BodyFlags) -> Result<Vec<Slug>, Failure> {
        let mut chosen: Vec<Slug> = Vec::new();
        for text in flags.organizations.iter().chain(&flags.departments) {
            let some = match text.strip_prefix('@') {
                Some(name) => self.set(name)?.organizations,
                None => vec![self.body(text)?],
            };
            for body in some {
                if !chosen.contains(&body) {
                    chosen.push(body);
                }
            }
        }
        if flags.place.is_some() || flags.kind.is_some() {
            for body in self.chosen_by(flags.place.as_deref(), flags.kind.as_deref())? {
                if !chosen.contains(&body) {
                    chosen.push(body);
                }
            }
        }
        Ok(chosen)
    }

    /// The same, where a question cannot do without a body.
    ///
    /// # Errors
    /// Where none is named, or none is of that place and kind.
    pub(super) fn select_some(&self, flags: &BodyFlags) -> Result<Vec<Slug>, Failure> {
        let chosen = self.select(flags)?;
        if !chosen.is_empty() {
            return Ok(chosen);
        }
        if !flags.is_empty() {
            return Err(
                Failure::new(Kind::NotOnRecord, "no body on record is meant")
                    .hint("see them all: comity org list"),
            );
        }
        Err(Failure::new(Kind::Usage, "a body is missing")
            .hint("name one or more: ORG, @SET, --place PLACE or --kind KIND")
            .hint("see them all: comity org list"))
    }

    /// All bodies on record, in the order of their slugs.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub(super) fn all(&self) -> Result<Vec<Slug>, Failure> {
        let mut all: Vec<Slug> = self.bodies()?.iter().map(|body| body.id.clone()).collect();
        all.sort();
        Ok(all)
    }

    fn chosen_by(&self, place: Option<&str>, kind: Option<&str>) -> Result<Vec<Slug>, Failure> {
        let kind = kind
            .map(|text| values::term(self.codebook()?, Family::Kind, "--kind", text))
            .transpose()?;
        let place = place.map(|text| self.place("--place", text)).transpose()?;
        let inside = match &place {
            Some(place) => Some(resolve::places_in(place, self.places()?)),
            None => None,
        };
        let mut bodies: Vec<Slug> = self
            .bodies()?
            .iter()
            .filter(|body| kind.as_ref().is_none_or(|kind| body.kind == *kind))
            .filter(|body| {
                inside
                    .as_ref()
                    .is_none_or(|inside| body.places.iter().any(|place| inside.contains(place)))
            })
            .map(|body| body.id.clone())
            .collect();
        bodies.sort();
        Ok(bodies)
    }

    fn set(&self, name: &str) -> Result<Set, Failure> {
        blank("", name)?;
        Ok(resolve::set(name, &self.reader.sets()?)?.clone())
    }

    /// A place.
    ///
    /// # Errors
    /// Where it is not on record, or the text can mean several.
    pub(super) fn place(&self, flag: &str, text: &str) -> Result<Slug, Failure> {
        blank(flag, text)?;
        Ok(resolve::place(text, self.places()?)?.id.clone())
    }

    /// Everything of the registers and the codebook, as reports take it; no directives.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub(super) fn register(&self) -> Result<Docket, Failure> {
        let bodies = self.bodies()?.iter();
        let places = self.places()?.iter();
        Ok(Docket {
            codebook: self.codebook()?.clone(),
            organizations: bodies.map(|one| (one.id.clone(), one.clone())).collect(),
            places: places.map(|one| (one.id.clone(), one.clone())).collect(),
            ..Docket::default()
        })
    }

    /// How many directives each body has issued.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub(super) fn issued(&self) -> Result<BTreeMap<Slug, u64>, Failure> {
        let mut issued = BTreeMap::new();
        for id in self.reader.directive_ids()? {
            *issued.entry(id.issuer).or_default() += 1;
        }
        Ok(issued)
    }

    /// The other side of a question.
    ///
    /// # Errors
    /// Where it is neither a body nor a group on record.
    pub(super) fn counterpart(&self, text: &str) -> Result<Slug, Failure> {
        blank("--for", text)?;
        // A whole slug is the common case and needs neither the codebook nor the other bodies.
        if let Ok(slug) = text.parse::<Slug>()
            && self.reader.organization(&slug)?.is_some()
        {
            return Ok(slug);
        }
        let side = resolve::counterpart(text, self.codebook()?, self.bodies()?)?;
        if let Some(body) = resolve::merged_into(text, self.bodies()?) {
            note_if_merged(text, body);
        }
        Ok(side)
    }

    /// What a reference names, with its directive; by the id that the directive has since the record
    /// of its issuer was merged into another.
    ///
    /// # Errors
    /// Where the directive is not on record.
    pub(super) fn meant(&self, reference: &Reference) -> Result<(Reference, Directive), Failure> {
        let directive = self.directive(&reference.directive)?;
        let mut meant = reference.clone();
        meant.directive.clone_from(&directive.id);
        Ok((meant, directive))
    }

    /// A directive.
    ///
    /// # Errors
    /// Where it is not on record.
    pub(super) fn directive(&self, id: &DirectiveId) -> Result<Directive, Failure> {
        if let Some(directive) = self.reader.directive(id)? {
            return Ok(directive);
        }
        if let Some(discarded) = self.reader.discarded_one(id)? {
            let when = crate::model::date::long_day(discarded.on);
            let message = format!(
                "the directive \"{id}\" was discarded on {when}: {}",
                discarded.reason
            );
            return Err(Failure::new(Kind::NotOnRecord, message));
        }
        let issuer = resolve::merged_into(id.issuer.as_str(), self.bodies()?);
        if let Some(issuer) = issuer {
            note_if_merged(id.issuer.as_str(), issuer);
            return self.directive(&DirectiveId {
                issuer: issuer.id.clone(),
                slug: id.slug.clone(),
            });
        }
        let failure = Failure::new(
            Kind::NotOnRecord,
            format!("the directive \"{id}\" is not on record"),
        );
        let ids: Vec<String> = self
            .reader
            .directive_ids()?
            .iter()
            .map(ToString::to_string)
            .collect();
        let of_issuer = ids
            .iter()
            .any(|known| known.starts_with(&format!("{}/", id.issuer)));
        Err(
            match nearest(&id.to_string(), ids.iter().map(String::as_str)) {
                Some(near) => failure.hint(format!("did you mean \"{near}\"?")),
                None if of_issuer => {
                    failure.hint(format!("see those of the body: comity list {}", id.issuer))
                }
                None if self.reader.organization(&id.issuer)?.is_none() => {
                    // A body nobody has recorded has no directive: that comes first.
                    let bodies = self.bodies()?;
                    match resolve::body(id.issuer.as_str(), bodies) {
                        Ok(near) => failure.hint(format!("did you mean \"{}\"?", near.id)),
                        Err(unknown) => unknown.into(),
                    }
                }
                None => failure.hint("see them all: comity list"),
            },
        )
    }
}

/// Says that a slug names another record since the two were merged.
fn note_if_merged(text: &str, body: &Organization) {
    if body.merged.iter().any(|slug| slug.as_str() == text.trim()) {
        ui::note(&format!("{} was merged into {}", text.trim(), body.id));
    }
}

/// A name that is blank cannot be right.
fn blank(flag: &str, text: &str) -> Result<(), Failure> {
    if text.trim().is_empty() {
        let fault = crate::model::Fault::new(0..text.len(), "a name is missing here");
        return Err(Failure::argument(flag, text, fault));
    }
    Ok(())
}

fn once<T>(cell: &OnceCell<T>, load: impl FnOnce() -> Result<T, Failure>) -> Result<&T, Failure> {
    match cell.get() {
        Some(value) => Ok(value),
        None => {
            let value = load()?;
            Ok(cell.get_or_init(|| value))
        }
    }
}

/// Everything on record but sources and events of bodies, as a docket: for counts over all of it.
///
/// # Errors
/// Where the file cannot be read.
pub(super) fn everything(reader: &Reader) -> Result<Docket, Failure> {
    let bodies = reader.organizations()?.into_iter();
    let places = reader.places()?.into_iter();
    let mut directives = BTreeMap::new();
    for directive in reader.directives()? {
        let directive = directive?;
        directives.insert(directive.id.clone(), directive);
    }
    Ok(Docket {
        codebook: reader.codebook()?,
        organizations: bodies.map(|one| (one.id.clone(), one)).collect(),
        places: places.map(|one| (one.id.clone(), one)).collect(),
        directives,
        coverage: reader.coverage()?,
        ..Docket::default()
    })
}
