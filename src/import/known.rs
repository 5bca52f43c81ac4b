//! The names that rows may mention.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::name::{nearest, shown};
use crate::model::{Family, Fault, Slug};

/// What a cell names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A term of the codebook.
    Term(Family),
    /// A body.
    Body,
    /// A body or a counterpart group.
    Counterpart,
    /// A place.
    Place,
}

/// The names on record.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Keys of the codebook.
    pub terms: BTreeMap<Family, BTreeSet<Slug>>,
    /// Bodies, each with its names and its main place.
    pub bodies: BTreeMap<Slug, (Vec<String>, Option<Slug>)>,
    /// Slugs of merged records, each with the body that it names now.
    pub merged: BTreeMap<Slug, Slug>,
    /// Places.
    pub places: BTreeSet<Slug>,
}

impl Known {
    /// Whether a name is on record.
    pub fn has(&self, sort: Sort, key: &Slug) -> bool {
        let term = |family| {
            self.terms
                .get(&family)
                .is_some_and(|keys| keys.contains(key))
        };
        match sort {
            Sort::Term(family) => term(family),
            Sort::Body => self.bodies.contains_key(key),
            Sort::Counterpart => term(Family::Counterpart) || self.bodies.contains_key(key),
            Sort::Place => self.places.contains(key),
        }
    }

    /// The main place of a body.
    pub fn place_of(&self, body: &Slug) -> Option<&Slug> {
        self.bodies.get(body)?.1.as_ref()
    }

    /// The fault of a name that is not on record, over `span`.
    pub fn fault(&self, sort: Sort, key: &Slug, span: std::ops::Range<usize>) -> Fault {
        let (what, near) = match sort {
            Sort::Term(family) => {
                let keys = self.terms.get(&family).into_iter().flatten();
                (family.word(), nearest(key.as_str(), keys.map(Slug::as_str)))
            }
            Sort::Body | Sort::Counterpart => {
                let keys = self.bodies.keys().map(Slug::as_str);
                ("body", nearest(key.as_str(), keys))
            }
            Sort::Place => {
                let keys = self.places.iter().map(Slug::as_str);
                ("place", nearest(key.as_str(), keys))
            }
        };
        let fault = Fault::new(
            span,
            format!("the {what} \"{}\" is not on record", shown(key.as_str())),
        );
        match near {
            Some(near) => fault.cure(format!("did you mean \"{near}\"?")),
            None => fault,
        }
    }
}
